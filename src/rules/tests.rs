use std::collections::BTreeSet;
use std::string::{String, ToString};
use std::vec::Vec;

use super::table::RULES;
use super::*;
use crate::record::{Line, RecordKind};
use crate::report::{Diagnostic, Severity};

/// All rules, with what some of them need to be told.
fn checks() -> Checks {
    Checks::all().with_today(Rule::SAMPLE_DAY).with_mirror_band(50, 200)
}

/// Every problem, by all rules.
fn check(store: &Store) -> Report {
    super::check(store, &checks())
}

/// A store of the records on some lines, the header and blank lines left out.
fn store(text: &str) -> Store {
    let mut records = crate::store::Arriving::new();
    for (number, line) in (1_u32..).zip(text.lines()) {
        if line.is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(Line::Record(record)) => records.push(record, number),
            Ok(Line::Header(_)) => {}
            Err(error) => panic!("line {number}: {error}\n{line}"),
        }
    }
    Store::build(records)
}

fn beside(sample: &str) -> String {
    std::format!("{}{sample}", Rule::BESIDE)
}

fn codes(report: &Report) -> BTreeSet<String> {
    report.iter().map(|problem| problem.code().to_string()).collect()
}

/// Rules whose samples would be too long to print.
const WITHOUT_SAMPLE: [&str; 4] =
    ["list/too-long", "program/too-deep", "reference/chain-too-long", "text/too-long"];

#[test]
fn the_table_is_ordered_and_complete() {
    for pair in RULES.windows(2) {
        assert!(pair[0].code() < pair[1].code(), "{} and {}", pair[0].code(), pair[1].code());
    }
    for rule in RULES {
        let (about, wrong) = rule.code().split_once('/').unwrap();
        for word in [about, wrong] {
            assert!(
                !word.is_empty()
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                rule.code()
            );
        }
        for text in [rule.summary(), rule.why(), rule.source()] {
            assert!(
                text.len() > 10 && !text.ends_with('.') && text.trim() == text,
                "{}: {text}",
                rule.code()
            );
        }
        for text in [rule.summary(), rule.why()] {
            assert!(!text.chars().next().unwrap().is_uppercase(), "{}: {text}", rule.code());
        }
        assert!(rule.numbers().iter().all(|number| (1..=97).contains(number)), "{}", rule.code());
        assert_eq!(rule.bad().is_empty(), WITHOUT_SAMPLE.contains(&rule.code()), "{}", rule.code());
        assert_eq!(rule.bad().is_empty(), rule.good().is_empty(), "{}", rule.code());
        assert!(core::ptr::eq(find(rule.code()).unwrap(), rule));
    }
}

#[test]
fn what_stands_beside_samples_is_right() {
    assert!(check(&store(Rule::BESIDE)).is_empty(), "{}", check(&store(Rule::BESIDE)));
}

#[test]
fn every_rule_fires_on_its_bad_sample_and_nothing_else_does() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| !rule.bad().is_empty()) {
        let report = check(&store(&beside(rule.bad())));
        let mut expected: BTreeSet<String> = rule.also().iter().map(ToString::to_string).collect();
        expected.insert(rule.code().into());
        if codes(&report) != expected {
            wrong.push(std::format!("{}: {report}", rule.code()));
        }
        for problem in report.with_code(rule.code()) {
            assert_eq!(problem.severity(), rule.severity());
            assert!(problem.line().is_some() && problem.id().is_some());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_fires_on_a_good_sample() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let report = check(&store(&beside(rule.good())));
        if !report.is_empty() {
            wrong.push(std::format!("{}: {report}", rule.code()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_record_alone_breaks_what_it_breaks_in_company() {
    for rule in RULES.iter().filter(|rule| !rule.bad().is_empty()) {
        let mut alone: Vec<Diagnostic> = Vec::new();
        for line in rule.bad().lines() {
            let record: Record = serde_json::from_str(line).unwrap();
            alone.extend(record.check_with(&checks()));
        }
        let fires = alone.iter().any(|problem| problem.code() == rule.code());
        assert_eq!(fires, !rule.is_across_records(), "{}", rule.code());
    }
}

/// Every field that is written is passed by the walk, at the same path.
#[test]
fn the_walk_passes_every_field() {
    let mut lines: Vec<String> = Vec::new();
    for rule in RULES {
        lines.extend(rule.bad().lines().chain(rule.good().lines()).map(String::from));
    }
    for line in lines {
        let record: Record = serde_json::from_str(&line).unwrap();
        let mut passed = BTreeSet::new();
        walk::walk(&record, &mut |path, _| {
            passed.insert(path.to_string());
        });
        let mut written = BTreeSet::new();
        leaves(&serde_json::to_value(&record).unwrap(), "", &mut written);
        written.remove("kind");
        let missed: Vec<&String> = written.difference(&passed).collect();
        assert!(missed.is_empty(), "{missed:?} of {line}");
    }
}

fn leaves(value: &serde_json::Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(value, &std::format!("{path}{dot}{key}"), into);
            }
        }
        serde_json::Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(item, &std::format!("{path}[{at}]"), into);
            }
        }
        _ => {
            into.insert(path.into());
        }
    }
}

#[test]
fn the_example_data_has_no_errors_and_warnings_that_an_editor_shares() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let report = check(&store(&text));
    assert!(!report.has_errors(), "{report}");
    // Pages that give no day of their own, and the visit a week before the recognition.
    assert_eq!(
        codes(&report),
        BTreeSet::from(["source/no-date".to_string(), "visit/before-recognition".to_string()]),
        "{report}"
    );
    assert_eq!(report.with_code("visit/before-recognition").count(), 1);
}

/// Every message, word for word. Set `BILATERAL_WRITE` to write the list anew, and read what changed.
#[test]
fn messages_read_as_recorded() {
    let mut found = String::new();
    for rule in RULES.iter().filter(|rule| !rule.bad().is_empty()) {
        let report = check(&store(&beside(rule.bad())));
        for problem in report.with_code(rule.code()) {
            found += &std::format!("{problem}\n");
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/messages.txt");
    if std::env::var_os("BILATERAL_WRITE").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(path).unwrap());
}

#[test]
fn a_long_chain_is_refused_once() {
    let mut text = String::new();
    for at in 0..2_000 {
        let parent =
            if at == 0 { String::new() } else { std::format!(r#","parent":"p{}""#, at - 1) };
        text += &std::format!(
            r#"{{"kind":"program","id":"p{at}","type":"assistance","title":"P"{parent},"start":"1994","sources":[{{"source":"s"}}]}}"#
        );
        text.push('\n');
    }
    let report = check(&store(&beside(&text)));
    let found: Vec<String> = report.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "error[program/too-deep] line 1031: program `p1025`, parent: the chain of `parent` from here is longer than 1024"
        ]
    );
}

#[test]
fn a_long_chain_of_same_as_is_refused_once() {
    let mut text = String::new();
    for at in 0..200 {
        let other =
            if at == 0 { String::new() } else { std::format!(r#","same_as":"p{}""#, at - 1) };
        text += &std::format!(
            r#"{{"kind":"place","id":"p{at}","title":"P"{other},"sources":[{{"source":"s"}}]}}"#
        );
        text.push('\n');
    }
    let report = check(&store(&beside(&text)));
    assert_eq!(report.with_code("reference/chain-too-long").count(), 1, "{report}");
}

#[test]
fn a_long_text_and_a_long_list_are_refused() {
    use crate::record::{Event, EventCategory, Statement, StatementKind};

    let long = "x".repeat(LONGEST_TEXT + 1);
    let event: Record = Event::new("e", EventCategory::Other, long).source("s").into();
    assert_eq!(
        event.check().iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "error[text/too-long]: event `e`, summary: the text has 1048577 bytes; at most 1048576 are allowed"
        ]
    );
    let mut statement = Statement::new("x", StatementKind::Quote, "Thanks.").source("s");
    statement.topics = std::vec!["x".into(); LONGEST_LIST + 1];
    let report = Record::from(statement).check();
    assert_eq!(codes(&report), BTreeSet::from(["list/too-long".to_string()]));
}

#[test]
fn problems_stand_in_the_order_of_lines_and_fields() {
    let text = r#"{"kind":"place","id":"b","title":" B","sources":[{"source":"none"}]}
{"kind":"place","id":"","title":"","sources":[]}"#;
    let report = check(&store(text));
    let found: Vec<(Option<usize>, &str, &str)> =
        report.iter().map(|problem| (problem.line(), problem.path(), problem.code())).collect();
    assert_eq!(
        found,
        [
            (Some(1), "title", "text/not-trimmed"),
            (Some(1), "sources[0].source", "reference/unknown-source"),
            (Some(2), "id", "record/id-length"),
            (Some(2), "id", "text/empty"),
            (Some(2), "title", "text/empty"),
            (Some(2), "sources", "record/no-source"),
        ]
    );
    assert_eq!(report.of(Severity::Error).count(), 6);
}

#[test]
fn twenty_thousand_duplicates_are_each_told_once() {
    let line = r#"{"kind":"place","id":"a","title":"A","sources":[{"source":"s"}]}"#;
    let record: Record = serde_json::from_str(line).unwrap();
    let store = Store::build(core::iter::repeat_n(record, 20_000).collect());
    assert_eq!(store.of_kind(RecordKind::Place).len(), 20_000);
    let report = check(&store);
    assert_eq!(report.with_code("record/duplicate-id").count(), 19_999);
    assert_eq!(
        report.with_code("record/duplicate-id").next().unwrap().to_string(),
        "error[record/duplicate-id]: place `a`, id: the place `a` is already on record, first at place `a`\n  \
         help: give it an id of its own; where it speaks of the same thing, add `same_as`"
    );
}
