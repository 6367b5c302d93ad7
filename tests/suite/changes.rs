//! What changed: the exact lines for whole archives, how lists and subjects are matched, and the laws
//! that every comparison keeps.

use std::collections::BTreeMap;

use bilateral::{
    Archive, Change, ChangeKind, Changes, FieldChange, Record, RecordKind, SaidBy, day,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::generate;
use crate::known::{archive, read, some_day};

const EXAMPLE: &str = include_str!("../../examples/data/us_kazakhstan.jsonl");

/// Compares two records, each one line of JSON.
fn fields(earlier: &str, later: &str) -> Vec<String> {
    let record = |line| serde_json::from_str::<Record>(line).unwrap();
    let changes = FieldChange::between(&record(earlier), &record(later));
    changes.iter().map(ToString::to_string).collect()
}

/// Compares two editions, `a` and `b`, of records written without sources.
fn editions(a: &[&str], b: &[&str]) -> Vec<String> {
    let mut lines = String::from(
        r#"
{"kind":"source","id":"a","title":"A sheet","published":"2019"}
{"kind":"source","id":"b","title":"Another sheet","published":"2023"}
{"kind":"organization","id":"unesco","name":"UNESCO","sources":[{"source":"a"},{"source":"b"}]}
"#,
    );
    for (source, records) in [("a", a), ("b", b)] {
        for record in records {
            let record = record.strip_suffix('}').unwrap();
            lines.push_str(&format!("{record},\"sources\":[{{\"source\":\"{source}\"}}]}}\n"));
        }
    }
    let archive = read(&lines);
    let changes = archive.edition("a").changes_to(&archive.edition("b"));
    let of_records = changes.iter().filter(|change| change.kind() != RecordKind::Source);
    of_records.map(ToString::to_string).collect()
}

#[test]
fn what_a_new_fact_sheet_made_known() {
    let archive = read(EXAMPLE);
    let before = archive.as_known_on(day(2014, 2, 9));
    let after = archive.as_known_on(day(2014, 2, 10));
    assert_eq!(
        before.changes_to(&after).to_string(),
        "added source `sheet-2014`: U.S. Relations With Kazakhstan\n\
         added treaty `ctbt-sheet-2014` [sheet-2014]: Comprehensive Nuclear-Test-Ban Treaty\n\
         added relation `us-recognises-kz-2014` [sheet-2014]\n\
         added relation `us-embassy-2014` [sheet-2014]\n\
         added relation `us-consulate-almaty-2014` [sheet-2014]\n\
         5 added, 0 removed, 0 changed"
    );
    // The other way round the same was removed.
    let back = after.changes_to(&before);
    assert!(back.iter().all(|change| change.what() == ChangeKind::Removed));
}

#[test]
fn what_changed_from_one_fact_sheet_to_the_next() {
    let archive = read(EXAMPLE);
    let changes = archive.edition("sheet-2014").changes_to(&archive.edition("sheet-2023"));
    let changed: Vec<String> = changes.of(ChangeKind::Changed).map(ToString::to_string).collect();
    assert_eq!(
        changed,
        [
            "changed relation `us-recognises-kz-2014` [sheet-2014], now `us-recognises-kz` [sheet-2023]\n  \
             start: from `1991-12-25` to `1991`"
        ]
    );
    let removed: Vec<String> = changes.of(ChangeKind::Removed).map(ToString::to_string).collect();
    assert_eq!(
        removed,
        [
            "removed source `sheet-2014`: U.S. Relations With Kazakhstan",
            "removed treaty `ctbt-sheet-2014` [sheet-2014]: Comprehensive Nuclear-Test-Ban Treaty",
            "removed relation `us-embassy-2014` [sheet-2014]",
            "removed relation `us-consulate-almaty-2014` [sheet-2014]",
        ]
    );
}

/// A source that came in later adds a citation to a record, and takes nothing from it.
#[test]
fn another_source_is_a_change_of_knowledge_and_none_between_editions() {
    let archive = read(
        r#"
{"kind":"source","id":"a","title":"A sheet","published":"2019"}
{"kind":"source","id":"b","title":"A sheet","published":"2023"}
{"kind":"treaty","id":"tax","title":"Tax","parties":[{"actor":"USA"},{"actor":"KAZ"}],"acts":[{"type":"signature","on":"1993"},{"type":"entry-into-force","on":"1996","sources":[{"source":"b"}]}],"sources":[{"source":"a"},{"source":"b"}]}
"#,
    );
    let treaty = |changes: Changes| {
        let mut all = changes.iter().filter(|change| change.kind() == RecordKind::Treaty);
        all.next().unwrap().to_string()
    };
    let known = |year| archive.as_known_on(day(year, 12, 31));
    assert_eq!(
        treaty(known(2019).changes_to(&known(2023))),
        "changed treaty `tax` [a], now [a, b]: Tax\n  \
         acts[1]: `{\"type\":\"entry-into-force\",\"on\":\"1996\",\"sources\":[{\"source\":…` added\n  \
         sources[1]: `{\"source\":\"b\"}` added"
    );
    assert_eq!(
        treaty(archive.edition("a").changes_to(&archive.edition("b"))),
        "changed treaty `tax` [a], now [b]: Tax\n  \
         acts[1]: `{\"type\":\"entry-into-force\",\"on\":\"1996\"}` added"
    );
}

#[test]
fn changes_serialise_as_a_list() {
    let archive = read(EXAMPLE);
    let changes = archive.edition("sheet-2014").changes_to(&archive.edition("sheet-2023"));
    let relation = changes.iter().find(|change| change.kind() == RecordKind::Relation).unwrap();
    assert_eq!(
        serde_json::to_string(relation).unwrap(),
        r#"{"kind":"relation","change":"changed","earlier":{"id":"us-recognises-kz-2014","sources":[{"source":"sheet-2014","locator":"paragraph 1"}]},"later":{"id":"us-recognises-kz","sources":[{"source":"sheet-2023","locator":"article, paragraph 5, sentence 1","via":"article"}]},"fields":[{"path":"start","before":"1991-12-25","after":"1991"}]}"#
    );
    assert_eq!(serde_json::to_value(&changes).unwrap().as_array().unwrap().len(), changes.len());
}

#[test]
fn an_item_that_came_in_is_one_change() {
    let treaty = |acts: &str| {
        format!(
            r#"{{"kind":"treaty","id":"t","title":"T","parties":[{{"actor":"USA"}},{{"actor":"KAZ","acts":[{acts}]}}]}}"#
        )
    };
    let signed = r#"{"type":"signature","on":"1996-09-30"}"#;
    let ratified = r#"{"type":"ratification","on":"2002-05-14"}"#;
    let notice = |day: &str| format!(r#"{{"type":"notice","on":"{day}"}}"#);
    // Before all others, and all at once.
    assert_eq!(
        fields(&treaty(ratified), &treaty(&format!("{signed},{ratified}"))),
        [r#"parties[1].acts[0]: `{"type":"signature","on":"1996-09-30"}` added"#]
    );
    assert_eq!(
        fields(&treaty(""), &treaty(signed)),
        [r#"parties[1].acts: `[{"type":"signature","on":"1996-09-30"}]` added"#]
    );
    // The second of two of one kind, before which another came in.
    let (first, second, third) = (notice("2001"), notice("2005"), notice("2003"));
    assert_eq!(
        fields(
            &treaty(&format!("{first},{second}")),
            &treaty(&format!("{first},{third},{second}"))
        ),
        [r#"parties[1].acts[1]: `{"type":"notice","on":"2003"}` added"#]
    );
    // Of two of one kind, the day of one was made exact.
    assert_eq!(
        fields(
            &treaty(&format!("{first},{second}")),
            &treaty(&format!("{second},{}", notice("2001-02-03")))
        ),
        ["parties[1].acts[1].on: from `2001` to `2001-02-03`"]
    );
    // One that went, and one whose note was written.
    assert_eq!(
        fields(
            &treaty(&format!("{signed},{ratified}")),
            &treaty(r#"{"type":"ratification","on":"2002-05-14","note":"Seen."}"#)
        ),
        [
            "parties[1].acts[0].note: `Seen.` added",
            r#"parties[1].acts[0]: `{"type":"signature","on":"1996-09-30"}` taken away"#,
        ]
    );
}

#[test]
fn items_are_matched_by_what_names_them() {
    let place =
        |names: &str| format!(r#"{{"kind":"place","id":"p","title":"P","names":[{names}]}}"#);
    assert_eq!(
        fields(
            &place(r#"{"text":"Astana","start":"1998"},{"text":"Nur-Sultan","start":"2019"}"#),
            &place(
                r#"{"text":"Akmola","end":"1998"},{"text":"Nur-Sultan","start":"2019","end":"2022"},{"text":"Astana","start":"1998-05-06"}"#
            )
        ),
        [
            r#"names[0]: `{"text":"Akmola","end":"1998"}` added"#,
            "names[1].end: `2022` added",
            "names[2].start: from `1998` to `1998-05-06`",
        ]
    );
    // Two times the same place: the one that begins on the same day.
    let country = |capitals: &str| {
        format!(r#"{{"kind":"country","id":"c","code":"KAZ","capitals":[{capitals}]}}"#)
    };
    assert_eq!(
        fields(
            &country(r#"{"place":"a","start":"1929"},{"place":"a","start":"1997"}"#),
            &country(r#"{"place":"a","start":"1997","end":"2019"}"#)
        ),
        [
            "capitals[0].end: `2019` added",
            r#"capitals[0]: `{"place":"a","start":"1929"}` taken away"#,
        ]
    );
    // Texts are matched if equal, and those left in order.
    let statement = |topics: &str| {
        format!(
            r#"{{"kind":"statement","id":"s","type":"quote","summary":"S","topics":[{topics}]}}"#
        )
    };
    assert_eq!(
        fields(&statement(r#""a","b","c""#), &statement(r#""c","a""#)),
        ["topics[1]: `b` taken away"]
    );
    assert_eq!(
        fields(&statement(r#""a","b""#), &statement(r#""b","x""#)),
        ["topics[1]: from `a` to `x`"]
    );
    assert!(fields(&statement(r#""a","b""#), &statement(r#""b","a""#)).is_empty());
}

#[test]
fn records_on_one_subject_are_matched_across_editions() {
    let membership = |id: &str, spell: &str| {
        format!(
            r#"{{"kind":"membership","id":"{id}","member":"USA","organization":"unesco","standing":"full",{spell}}}"#
        )
    };
    // Three spells by one edition, two by the other: each with the one that it may be.
    let old = [
        membership("a-1", r#""start":"1946","end":"1984""#),
        membership("a-2", r#""start":"2003","ended":"2018-12-31""#),
    ];
    let new = [
        membership("b-1", r#""start":"1946-11-04","end":"1984-12-30""#),
        membership("b-2", r#""start":"2003-10-01","ended":"2018-12-31""#),
        membership("b-3", r#""start":"2023-07""#),
    ];
    let borrowed = |all: &'static [String]| all.iter().map(String::as_str).collect::<Vec<_>>();
    let (old, new) = (borrowed(Vec::leak(old.into())), borrowed(Vec::leak(new.into())));
    assert_eq!(
        editions(&old, &new),
        [
            "changed membership `a-1` [a], now `b-1` [b]\n  start: from `1946` to `1946-11-04`\n  end: from `1984` to `1984-12-30`",
            "changed membership `a-2` [a], now `b-2` [b]\n  start: from `2003` to `2003-10-01`",
            "added membership `b-3` [b]",
        ]
    );
    // "Is a member", said once, is of the spell that holds the day.
    let attested = [membership("a-1", r#""attested":["2010"]"#)];
    let attested = borrowed(Vec::leak(attested.into()));
    assert_eq!(
        editions(&attested, &new),
        [
            "added membership `b-1` [b]",
            "changed membership `a-1` [a], now `b-2` [b]\n  attested: `[\"2010\"]` taken away\n  start: `2003-10-01` added\n  ended: `2018-12-31` added",
            "added membership `b-3` [b]",
        ]
    );
}

#[test]
fn visits_match_by_days_figures_by_period_and_treaties_by_their_own_word() {
    assert_eq!(
        editions(
            &[
                r#"{"kind":"visit","id":"v-a","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2018-01-15","end":"2018-01-17"}"#,
                r#"{"kind":"trade","id":"t-a","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2017","measure":"value","estimate":"rounded USD 1.2e9"}"#,
                r#"{"kind":"treaty","id":"bit-a","title":"Investment","parties":[{"actor":"USA"},{"actor":"KAZ"}]}"#,
                r#"{"kind":"treaty","id":"tax-a","title":"Tax","parties":[{"actor":"USA"},{"actor":"KAZ"}]}"#,
                r#"{"kind":"country","id":"c-a","code":"KAZ","names":[{"text":"Kazakhstan"}]}"#,
            ],
            &[
                r#"{"kind":"visit","id":"v-b","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2018-01-18","end":"2018-01-18"}"#,
                r#"{"kind":"visit","id":"v-c","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2022-01-15","end":"2022-01-17"}"#,
                r#"{"kind":"trade","id":"t-b","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2017","measure":"value","estimate":"rounded USD 1.3e9"}"#,
                r#"{"kind":"trade","id":"t-c","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2021","measure":"value","estimate":"rounded USD 2.5e9"}"#,
                r#"{"kind":"treaty","id":"bit-b","title":"Investment","parties":[{"actor":"USA"},{"actor":"KAZ"}]}"#,
                r#"{"kind":"treaty","id":"tax-b","title":"Taxes","same_as":"tax-a","parties":[{"actor":"USA"},{"actor":"KAZ"}]}"#,
                r#"{"kind":"country","id":"c-b","code":"KAZ","names":[{"text":"Kazakhstan"},{"text":"Qazaqstan","type":"local"}]}"#,
            ]
        ),
        [
            "changed country `c-a` [a], now `c-b` [b]\n  names[1]: `{\"text\":\"Qazaqstan\",\"type\":\"local\"}` added",
            "removed treaty `bit-a` [a]: Investment",
            "added treaty `bit-b` [b]: Investment",
            "changed treaty `tax-a` [a], now `tax-b` [b]: Taxes\n  title: from `Tax` to `Taxes`",
            "changed trade `t-a` [a], now `t-b` [b]\n  estimate: from `rounded USD 1.2e9` to `rounded USD 1.3e9`",
            "added trade `t-c` [b]",
            "changed visit `v-a` [a], now `v-b` [b]\n  start: from `2018-01-15` to `2018-01-18`\n  end: from `2018-01-17` to `2018-01-18`",
            "added visit `v-c` [b]",
        ]
    );
}

#[test]
fn editions_of_one_source_are_matched_through_those_between() {
    let archive = read(
        r#"
{"kind":"source","id":"first","title":"A sheet","published":"2010"}
{"kind":"source","id":"second","title":"A sheet","published":"2014","supersedes":"first"}
{"kind":"source","id":"third","title":"A sheet","published":"2023","supersedes":"second"}
{"kind":"source","id":"other","title":"An article","published":"2023"}
"#,
    );
    let lines = |a: &str, b: &str| archive.edition(a).changes_to(&archive.edition(b)).to_string();
    assert_eq!(
        lines("second", "third"),
        "changed source `second`, now `third`: A sheet\n  published: from `2014` to `2023`\n\
         0 added, 0 removed, 1 changed"
    );
    assert_eq!(
        lines("third", "other"),
        "added source `other`: An article\nremoved source `third`: A sheet\n1 added, 1 removed, 0 changed"
    );
}

#[test]
fn changes_are_values() {
    fn value<T: Send + Sync + Clone + Eq + std::fmt::Debug + serde::Serialize>() {}
    value::<Changes>();
    value::<Change>();
    value::<ChangeKind>();
    value::<FieldChange>();
    value::<SaidBy>();
}

/// Every leaf of a value by its path, with the numbers of items left out, as often as it stands there.
/// An object is a leaf too, because it may be empty.
fn leaves(path: &str, value: &Value, by: i64, all: &mut BTreeMap<(String, String), i64>) {
    match value {
        Value::Object(fields) => {
            *all.entry((path.to_owned(), "{}".to_owned())).or_default() += by;
            for (key, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(&format!("{path}{dot}{key}"), value, by, all);
            }
        }
        Value::Array(items) => {
            items.iter().for_each(|item| leaves(&format!("{path}[]"), item, by, all));
        }
        Value::String(text) => *all.entry((path.to_owned(), text.clone())).or_default() += by,
        other => *all.entry((path.to_owned(), other.to_string())).or_default() += by,
    }
}

/// A path with the numbers of items left out.
fn unnumbered(path: &str) -> String {
    let mut parts = path.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str("[]");
        plain.push_str(part.split_once(']').unwrap().1);
    }
    plain
}

/// What a text of a change stands for: the JSON of a field with parts, or the text itself.
fn value_of(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(value @ (Value::Object(_) | Value::Array(_))) => value,
        _ => Value::String(text.to_owned()),
    }
}

/// Two records of one kind: drawn apart, or with some of what they are drawn from in common.
fn two_records() -> impl Strategy<Value = (Record, Record)> {
    let kind = prop::sample::select(RecordKind::ALL.to_vec());
    kind.prop_flat_map(|kind| (generate::record_of(kind), generate::record_of(kind)))
}

/// Puts the second record's value in place of the first's in about one field of four, at any depth.
fn mixed(one: &Value, other: &Value, numbers: &mut impl Iterator<Item = usize>) -> Value {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let mut all = one.clone();
            for (key, value) in other.iter().filter(|(key, _)| *key != "kind") {
                match all.get_mut(key) {
                    Some(held) => *held = mixed(held, value, numbers),
                    None if numbers.next().unwrap_or(0).is_multiple_of(4) => {
                        all.insert(key.clone(), value.clone());
                    }
                    None => {}
                }
            }
            all.into()
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut all: Vec<Value> = one.clone();
            for value in other {
                let at = numbers.next().unwrap_or(0);
                match at % 4 {
                    0 => all.insert(at % (all.len() + 1), value.clone()),
                    1 if !all.is_empty() => drop(all.remove(at % all.len())),
                    2 if !all.is_empty() => {
                        let at = at % all.len();
                        all[at] = mixed(&all[at], value, numbers);
                    }
                    _ => {}
                }
            }
            all.into()
        }
        _ if numbers.next().unwrap_or(0).is_multiple_of(4) => other.clone(),
        _ => one.clone(),
    }
}

fn check_fields(earlier: &Record, later: &Record) -> Result<(), TestCaseError> {
    let changes = FieldChange::between(earlier, later);
    let (old, new) = (serde_json::to_value(earlier).unwrap(), serde_json::to_value(later).unwrap());

    // What stood there, less what was there before, and what is there now: that is the later record.
    let mut all = BTreeMap::new();
    leaves("", &old, 1, &mut all);
    leaves("", &new, -1, &mut all);
    for change in &changes {
        let path = unnumbered(change.path());
        prop_assert_ne!(change.before(), change.after());
        let mut count = |text: Option<&str>, by| {
            if let Some(text) = text {
                leaves(&path, &value_of(text), by, &mut all);
            }
        };
        count(change.before(), -1);
        count(change.after(), 1);
    }
    all.retain(|_, count| *count != 0);
    prop_assert!(all.is_empty(), "{all:?}\n{changes:?}");

    // The other way round the same fields change back.
    let sorted = |changes: Vec<FieldChange>, swap: bool| {
        let text = |text: Option<&str>| text.map(String::from);
        let mut all: Vec<_> = changes
            .iter()
            .map(|change| {
                let (before, after) = (text(change.before()), text(change.after()));
                let (before, after) = if swap { (after, before) } else { (before, after) };
                (unnumbered(change.path()), before, after)
            })
            .collect();
        all.sort();
        all
    };
    prop_assert_eq!(sorted(FieldChange::between(later, earlier), true), sorted(changes, false));
    Ok(())
}

/// What became of which record, by the ids on both sides.
fn sides(archive: &Archive, later: &Archive) -> Vec<(RecordKind, [Option<String>; 2])> {
    let id = |side: Option<&SaidBy>| side.map(|side| side.id().to_owned());
    archive
        .changes_to(later)
        .iter()
        .map(|change| (change.kind(), [id(change.earlier()), id(change.later())]))
        .collect()
}

fn check_archives(earlier: &Archive, later: &Archive) -> Result<(), TestCaseError> {
    prop_assert!(earlier.changes_to(earlier).is_empty());
    let mut there = sides(earlier, later);
    let mut back = sides(later, earlier);
    back.iter_mut().for_each(|(_, ids)| ids.reverse());
    let key = |(kind, ids): &(RecordKind, [Option<String>; 2])| (kind.as_str(), ids.clone());
    there.sort_by_key(key);
    back.sort_by_key(key);
    prop_assert_eq!(&there, &back);
    let added = there.iter().filter(|(_, [earlier, _])| earlier.is_none()).count();
    let removed = there.iter().filter(|(_, [_, later])| later.is_none()).count();
    prop_assert_eq!(earlier.len() + added, later.len() + removed);
    Ok(())
}

proptest! {
    /// Every field in which two records differ is reported once, and nothing else is.
    #[test]
    fn every_difference_is_reported((one, other) in two_records()) {
        prop_assert!(FieldChange::between(&one, &one).is_empty());
        check_fields(&one, &other)?;
    }

    /// So it is where the two have much in common, and items came into their lists and went.
    #[test]
    fn every_small_difference_is_reported(
        (one, other) in two_records(), numbers in prop::collection::vec(0..64_usize, 64),
    ) {
        let (first, second) =
            (serde_json::to_value(&one).unwrap(), serde_json::to_value(&other).unwrap());
        let mixed = mixed(&first, &second, &mut numbers.into_iter().cycle());
        let mixed: Record = serde_json::from_value(mixed).unwrap();
        check_fields(&one, &mixed)?;
    }

    /// What was added one way was removed the other way, and the changes make up for the difference.
    #[test]
    fn changes_of_knowledge_can_be_turned_round(
        archive in archive(), one in some_day(), other in some_day(),
    ) {
        check_archives(&archive.as_known_on(one), &archive.as_known_on(other))?;
    }

    /// So it is between editions, and between archives that have nothing in common but their frame.
    #[test]
    fn changes_of_editions_can_be_turned_round(
        one in archive(), other in archive(), a in 0..7_usize, b in 0..7_usize,
    ) {
        check_archives(&one.edition(&format!("s{a}")), &one.edition(&format!("s{b}")))?;
        check_archives(&one, &other)?;
    }
}
