//! Damage planted into right worlds, one piece at a time: it is reported by the rule that is about it,
//! and nothing that has nothing to do with it is.

use std::collections::BTreeSet;

use bilateral::{Archive, Record, Report};
use serde_json::{Value, json};

use crate::world::{Random, World};

/// Where a problem stands: code, kind and id of the record, and path.
type Found = BTreeSet<(String, String, String, String)>;

fn report(records: &[Value]) -> Report {
    let read = |value: &Value| serde_json::from_value::<Record>(value.clone());
    let records: Vec<Record> = records
        .iter()
        .map(|value| read(value).unwrap_or_else(|e| panic!("{e}: {value}")))
        .collect();
    match Archive::from_records(records) {
        Ok(archive) => archive.report().clone(),
        Err(report) => report,
    }
}

fn found(report: &Report) -> Found {
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    let place = |it: &bilateral::Diagnostic| {
        (it.code().into(), text(it.kind()), text(it.id()), it.path().into())
    };
    report.iter().map(place).collect()
}

/// One kind of damage.
struct Damage {
    what: &'static str,
    /// The rule that must report it.
    code: &'static str,
    /// The beginnings of the codes of rules that may report what follows from it.
    also: &'static [&'static str],
    /// Spoils one record, if it is one that can be spoilt so.
    spoil: fn(&mut Value) -> bool,
}

fn is_kind(record: &Value, kind: &str) -> bool {
    record["kind"] == kind
}

/// A full day, so that what is moved from it is certain.
fn is_day(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() == 10 && text.is_ascii() && !text.contains(".."))
}

/// Moves a full day by years.
fn moved(value: &Value, years: i32) -> Value {
    let text = value.as_str().expect("a day");
    let year: i32 = text[..4].parse().expect("a year");
    // The 29th of February is not in every year.
    let rest = if &text[4..] == "-02-29" { "-02-28" } else { &text[4..] };
    json!(format!("{:04}{rest}", year + years))
}

fn first_item<'v>(record: &'v mut Value, list: &str) -> Option<&'v mut Value> {
    record.get_mut(list)?.as_array_mut()?.first_mut()
}

const SPELLS: [&str; 2] = ["membership", "relation"];

const DAMAGES: &[Damage] = &[
    Damage {
        what: "a reference to a source is misspelt",
        code: "reference/unknown-source",
        also: &[],
        spoil: |record| {
            let Some(citation) = first_item(record, "sources") else { return false };
            citation["source"] = json!(format!("{}q", citation["source"].as_str().expect("an id")));
            true
        },
    },
    Damage {
        what: "a reference to an organization is misspelt",
        code: "reference/unknown-organization",
        also: &[],
        spoil: |record| {
            let is_member = is_kind(record, "membership");
            if is_member {
                let id = record["organization"].as_str().expect("an id");
                record["organization"] = json!(format!("{id}q"));
            }
            is_member
        },
    },
    Damage {
        what: "a reference to a person is misspelt",
        code: "reference/unknown-person",
        also: &[],
        spoil: |record| {
            let Some(traveller) = first_item(record, "travellers") else { return false };
            let Some(id) = traveller["person"].as_str() else { return false };
            traveller["person"] = json!(format!("{id}q"));
            true
        },
    },
    Damage {
        what: "the sources are dropped",
        code: "record/no-source",
        also: &[],
        spoil: |record| {
            let cited = record.get("sources").is_some() && record["kind"] != "source";
            // A programme, figure or treaty of an unknown source is a claim of its own.
            if cited {
                record.as_object_mut().expect("an object").remove("sources");
            }
            cited
        },
    },
    Damage {
        what: "start and end of a spell are swapped",
        code: "spell/reversed",
        also: &["spell/", "membership/", "relation/", "country/absent", "act/"],
        spoil: |record| {
            let (start, end) = (record["start"].clone(), record["end"].clone());
            let right = SPELLS.iter().any(|kind| is_kind(record, kind))
                && is_day(&start)
                && is_day(&end)
                && start != end;
            if right {
                (record["start"], record["end"]) = (end, start);
            }
            right
        },
    },
    Damage {
        what: "start and end of a visit are swapped",
        code: "visit/reversed",
        also: &["meeting/outside-visit", "visit/"],
        spoil: |record| {
            let (start, end) = (record["start"].clone(), record["end"].clone());
            let right = is_kind(record, "visit") && is_day(&start) && is_day(&end) && start != end;
            if right {
                (record["start"], record["end"]) = (end, start);
            }
            right
        },
    },
    Damage {
        what: "a signature is dated a century early",
        code: "treaty/act-before-conclusion",
        also: &["country/absent", "treaty/"],
        spoil: |record| {
            if !is_kind(record, "treaty") || !is_day(&record["concluded"]) {
                return false;
            }
            let Some(party) = first_item(record, "parties") else { return false };
            let Some(act) = first_item(party, "acts") else { return false };
            let right = is_day(&act["on"]) && act["denied"].is_null() && act["type"] == "signature";
            if right {
                act["on"] = moved(&act["on"], -100);
            }
            right
        },
    },
    Damage {
        what: "an event is dated a century late",
        code: "record/later-than-source",
        also: &["event/", "country/absent"],
        spoil: |record| {
            let right = is_kind(record, "event") && is_day(&record["on"]);
            if right {
                record["on"] = moved(&record["on"], 100);
                record.as_object_mut().expect("an object").remove("until");
            }
            right
        },
    },
    Damage {
        what: "an end is written as the last day of all",
        code: "date/sentinel",
        also: &["spell/", "membership/", "relation/", "act/"],
        spoil: |record| {
            let right = SPELLS.iter().any(|kind| is_kind(record, kind)) && is_day(&record["end"]);
            if right {
                record["end"] = json!("9999-12-31");
            }
            right
        },
    },
    Damage {
        what: "a country code is of nobody",
        code: "country/undefined-code",
        also: &[],
        spoil: |record| {
            let field = match record["kind"].as_str() {
                Some("membership") => "member",
                Some("trade") => "reporter",
                Some("visit") => "host",
                _ => return false,
            };
            record[field] = json!("XZZ");
            true
        },
    },
    Damage {
        what: "both ends of a relation are one country",
        code: "relation/self",
        also: &["relation/", "spell/", "country/absent", "visit/", "treaty/"],
        spoil: |record| {
            if is_kind(record, "relation") {
                record["towards"] = record["from"].clone();
            }
            is_kind(record, "relation")
        },
    },
    Damage {
        what: "a flow of trade is negative",
        code: "trade/negative",
        also: &["trade/part", "money/"],
        spoil: |record| {
            let right = is_kind(record, "trade")
                && record["flow"] != "balance"
                && record["measure"] == "value"
                && record["estimate"].is_string();
            if right {
                record["estimate"] = json!("USD -5");
            }
            right
        },
    },
    Damage {
        what: "a value is marked as suppressed",
        code: "trade/value-of-missing",
        also: &[],
        spoil: |record| {
            let right = is_kind(record, "trade") && record["estimate"].is_string();
            if right {
                record["status"] = json!("Q");
            }
            right
        },
    },
    Damage {
        what: "a share is above the whole",
        code: "program/share-out-of-range",
        also: &["program/shares"],
        spoil: |record| {
            let Some(role) = first_item(record, "roles") else { return false };
            role["share"] = json!("120");
            true
        },
    },
    Damage {
        what: "a programme is its own parent",
        code: "program/parent-cycle",
        also: &["program/money"],
        spoil: |record| {
            if is_kind(record, "program") {
                record["parent"] = record["id"].clone();
            }
            is_kind(record, "program")
        },
    },
    Damage {
        what: "the currency was not in use then",
        code: "money/currency-not-in-use",
        also: &["trade/", "program/"],
        spoil: |record| {
            let right = is_kind(record, "trade")
                && record["period"].as_str().is_some_and(|period| period.starts_with("20"))
                && record["measure"] == "value"
                && record["estimate"].is_string();
            if right {
                record["estimate"] = json!("ARY 5");
            }
            right
        },
    },
    Damage {
        what: "a title has a blank at its end",
        code: "text/not-trimmed",
        also: &[],
        spoil: |record| {
            let Some(title) = record["title"].as_str() else { return false };
            record["title"] = json!(format!("{title} "));
            true
        },
    },
    Damage {
        what: "a letter of a title is written as two",
        code: "text/not-composed",
        also: &[],
        spoil: |record| {
            let Some(title) = record["title"].as_str() else { return false };
            record["title"] = json!(format!("{title} e\u{301}"));
            true
        },
    },
    Damage {
        what: "an id is empty",
        code: "record/id-length",
        also: &["text/empty", "reference/"],
        spoil: |record| {
            record["id"] = json!("");
            true
        },
    },
];

/// How many records of a world are spoilt in one way.
const EACH: usize = 4;

#[test]
fn each_kind_of_damage_is_reported_by_its_rule_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for damage in DAMAGES {
        let mut spoilt = 0;
        for seed in 0..3 {
            let records = values(seed);
            let before = found(&report(&records));
            let mut random = Random::new(seed, 77);
            let mut order: Vec<usize> = (0..records.len()).collect();
            random.shuffle(&mut order);
            let mut left = EACH;
            for at in order {
                let mut damaged = records.clone();
                if left == 0 || !(damage.spoil)(&mut damaged[at]) {
                    continue;
                }
                left -= 1;
                spoilt += 1;
                judge(damage, &records[at], &damaged, &before, &mut wrong);
            }
        }
        assert!(spoilt > 0, "no record can be spoilt so: {}", damage.what);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The records of a world, each of whose sources is of a day: what is dated after its source shows
/// only beside one that is.
fn values(seed: u64) -> Vec<Value> {
    let records = World::small(seed).records(240).build();
    let mut values: Vec<Value> =
        records.iter().map(|it| serde_json::to_value(it).expect("a record is written")).collect();
    for source in values.iter_mut().filter(|it| is_kind(it, "source")) {
        if source["published"].is_null() && source["retrieved"].is_null() {
            source["retrieved"] = json!("2026-01-01");
        }
    }
    values
}

/// Compares what is reported of damaged records with what was reported before.
fn judge(
    damage: &Damage,
    record: &Value,
    damaged: &[Value],
    before: &Found,
    wrong: &mut Vec<String>,
) {
    let after = found(&report(damaged));
    let fresh: Vec<_> = after.difference(before).collect();
    let hit = fresh.iter().any(|(code, ..)| code == damage.code);
    let strange: Vec<_> = fresh
        .iter()
        .filter(|(code, ..)| {
            code != damage.code && !damage.also.iter().any(|also| code.starts_with(also))
        })
        .collect();
    if !hit || !strange.is_empty() {
        wrong.push(format!("{}: {record}\n  found {fresh:?}", damage.what));
    }
}

#[test]
fn a_record_that_is_dropped_is_missed_by_what_names_it() {
    for (kind, code) in [
        ("source", "reference/unknown-source"),
        ("organization", "reference/unknown-organization"),
        ("person", "reference/unknown-person"),
        ("place", "reference/unknown-place"),
    ] {
        let mut missed = 0;
        for seed in 0..2 {
            let records = values(seed);
            let before = found(&report(&records));
            for at in (0..records.len()).filter(|at| is_kind(&records[*at], kind)).take(EACH) {
                let mut fewer = records.clone();
                let id = fewer.remove(at)["id"].as_str().expect("an id").to_owned();
                let after = report(&fewer);
                let fresh: Vec<_> = found(&after).difference(&before).cloned().collect();
                let named = records.iter().any(|record| {
                    let text = record.to_string();
                    let names_it = text.contains(&format!("\"{id}\""));
                    (record["id"] != *id && names_it) || text.contains(&format!("\"org:{id}\""))
                });
                missed += usize::from(fresh.iter().any(|(of, ..)| of == code));
                assert!(!named || !fresh.is_empty() || kind != "source", "{id}: {after}");
                for (of, ..) in &fresh {
                    // Without its source a record is a claim of its own, with what follows from that.
                    assert!(of == code || of.starts_with("spell/"), "{id}: {of}\n{after}");
                }
            }
        }
        assert!(missed > 0, "{kind}");
    }
}

#[test]
fn a_record_that_stands_twice_is_named_once() {
    for seed in 0..3 {
        let records = values(seed);
        let before = found(&report(&records));
        for at in (0..records.len()).step_by(29) {
            let mut more = records.clone();
            more.push(records[at].clone());
            let after = report(&more);
            let fresh: Vec<_> = found(&after).difference(&before).cloned().collect();
            let twice = fresh.iter().filter(|(code, ..)| code == "record/duplicate-id").count();
            assert_eq!(twice, 1, "{after}");
            for (code, _, id, _) in &fresh {
                let follows = [
                    "record/duplicate-id",
                    "membership/overlap",
                    "relation/overlap",
                    "spell/near-duplicate",
                    "trade/two-values",
                    "treaty/shared-citation",
                    "visit/near-duplicate",
                ];
                assert!(
                    follows.contains(&code.as_str()) && records[at]["id"] == *id,
                    "{code} of {id}: {}",
                    records[at]
                );
            }
        }
    }
}

/// Every place of a record where a text stands, its kind and the keys of objects left out.
fn texts(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) if path != "kind" => found.push(path.to_owned()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, &format!("{path}[{index}]"), found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                texts(field, &format!("{path}{dot}{key}"), found);
            }
        }
        _ => {}
    }
}

/// However many texts of one line are made a boolean, each is told with its path and nothing else is.
#[test]
fn every_value_that_is_spoilt_on_one_line_is_told() {
    let mut random = Random::new(5, 3);
    for record in values(7) {
        let mut all = Vec::new();
        texts(&record, "", &mut all);
        random.shuffle(&mut all);
        let most = all.len().min(6);
        let mut spoilt: Vec<String> = all.drain(..=random.below(most)).collect();
        let mut damaged = record.clone();
        for path in &spoilt {
            let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
            *damaged.pointer_mut(&pointer).expect("a text stands there") = json!(true);
        }
        let line = damaged.to_string();
        let report = Archive::from_lines([line.as_str()], serde_json::from_str).unwrap_err();
        let mut told: Vec<&str> = report.iter().map(|problem| problem.path()).collect();
        told.sort_unstable();
        spoilt.sort_unstable();
        assert_eq!(told, spoilt, "{line}");
    }
}
