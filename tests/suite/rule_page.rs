//! The page of all rules in the documentation is the table of rules.
//!
//! With `BILATERAL_REWRITE_TABLES=1` in the environment the test writes the page instead of comparing.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use bilateral::{Rule, rules};

const PAGE: &str = "src/guide/rules.md";

const HEAD: &str = "\
Every rule of validation, with a sample that breaks it and one that keeps it.

An *error* keeps data out of an archive. A *warning* is for an editor to look at, and the data is kept
as it is. A *note* is worth knowing, and often right. Where a breach may be certain or merely possible,
the two are two rules. A caller switches rules off, lowers or raises them by code with
[`Checks`](crate::rules::Checks), but for those that an archive *rests on*: ids and references,
chains that end, limits, and things that were on some day at all. Some rules are silent without a day
on which the data is looked at, or without a band for mirror figures; both are the caller's to state.

The samples stand beside the records of [`Rule::BESIDE`](crate::Rule::BESIDE). The numbers are those of
the project's list of 97 rules; a rule without one goes beyond it.
";

#[test]
fn the_page_of_rules_is_the_table() {
    let page = page();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if env::var_os("BILATERAL_REWRITE_TABLES").is_some_and(|value| value == "1") {
        fs::write(&path, &page).unwrap();
        return;
    }
    let found = fs::read_to_string(&path).unwrap();
    assert!(
        found == page,
        "{PAGE} differs from the table of rules; \
         run `BILATERAL_REWRITE_TABLES=1 cargo test --test suite rule_page`"
    );
}

fn page() -> String {
    let mut page = String::from(HEAD);
    let mut groups: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in rules::all() {
        groups.entry(rule.code().split('/').next().unwrap()).or_default().push(rule);
    }
    page += "\n# The table\n\n| code | severity | summary | number |\n|---|---|---|---|\n";
    for rule in rules::all() {
        let numbers = numbers(rule);
        writeln!(
            page,
            "| `{}` | {} | {} | {numbers} |",
            rule.code(),
            severity(rule),
            rule.summary()
        )
        .unwrap();
    }
    for (group, rules) in groups {
        writeln!(page, "\n# `{group}`").unwrap();
        for rule in rules {
            section(rule, &mut page);
        }
    }
    page += "\n# Closed doors\n\nRules of the list that no record can break, because the types leave no room for it.\n\n\
             | number | what is demanded | how the types see to it |\n|---|---|---|\n";
    for closed in rules::closed() {
        writeln!(page, "| {} | {} | {} |", closed.number(), closed.demand(), closed.how()).unwrap();
    }
    page
}

fn numbers(rule: &Rule) -> String {
    let numbers: Vec<String> = rule.numbers().iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

fn severity(rule: &Rule) -> String {
    let rests = if rule.is_essential() { ", an archive rests on it" } else { "" };
    format!("{}{rests}", rule.severity())
}

fn section(rule: &Rule, page: &mut String) {
    writeln!(page, "\n## `{}`\n", rule.code()).unwrap();
    let upper = |text: &str| {
        let mut chars = text.chars();
        chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap()
    };
    writeln!(page, "{} ({}).", upper(rule.summary()), severity(rule)).unwrap();
    writeln!(page, "\n*Why:* {}. *Source:* {}.", rule.why(), rule.source()).unwrap();
    for (what, sample) in [("Breaks it", rule.bad()), ("Keeps it", rule.good())] {
        if !sample.is_empty() {
            writeln!(page, "\n{what}:\n\n```json\n{sample}\n```").unwrap();
        }
    }
}

#[test]
fn every_rule_has_its_place_on_the_page() {
    let found = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)).unwrap();
    for rule in rules::all() {
        assert_eq!(found.matches(&format!("\n## `{}`\n", rule.code())).count(), 1);
    }
}
