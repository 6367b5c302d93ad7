//! What was known on a day, and what one edition says.

use std::collections::BTreeSet;

use bilateral::{Archive, CountryCode, Policy, Record, RecordKind, RelationKind, Truth, day};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use time::Date;

use crate::generate;

/// Sources with every way of giving a day, and one record of each kind that others name.
const FRAME: &str = r#"
{"kind":"source","id":"s0","title":"Out on one day","published":"2001-02-03"}
{"kind":"source","id":"s1","title":"Out in some year","published":"2005"}
{"kind":"source","id":"s2","title":"Read on a day","retrieved":"2010-05-05"}
{"kind":"source","id":"s3","title":"Without a day"}
{"kind":"source","id":"s4","title":"Out on or after a day","published":"[2015-01-01..]"}
{"kind":"source","id":"s5","title":"Out on or after a day and read on one","published":"[2016..]","retrieved":"2018-08-08"}
{"kind":"source","id":"s6","title":"Out about a month","published":"2020-06~","sources":[{"source":"s1","via":"s0"}]}
{"kind":"place","id":"p","title":"A place","sources":[{"source":"s0"},{"source":"s6"}]}
{"kind":"person","id":"n","title":"A person","sources":[{"source":"s2"}]}
{"kind":"organization","id":"o","name":"An organization","sources":[{"source":"s1"}]}
{"kind":"treaty","id":"t","title":"A treaty","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s1"},{"source":"s3"}]}
{"kind":"program","id":"g","type":"training","title":"A programme","roles":[{"role":"partner","actor":"USA"},{"role":"partner","actor":"KAZ"}],"sources":[{"source":"s5"}]}
{"kind":"event","id":"e","type":"talks","summary":"Talks","participants":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s6"}]}
"#;

/// The day from which each source of the frame is out; `None` if it has none.
const OUT: &[(&str, Option<Date>)] = &[
    ("s0", Some(day(2001, 2, 3))),
    ("s1", Some(day(2005, 12, 31))),
    ("s2", Some(day(2010, 5, 5))),
    ("s3", None),
    ("s4", None),
    ("s5", Some(day(2018, 8, 8))),
    ("s6", Some(day(2020, 7, 31))),
];

fn is_out(source: &str, on: Date) -> bool {
    let (_, from) = OUT.iter().find(|(id, _)| *id == source).expect("a source of the frame");
    from.is_none_or(|from| from <= on)
}

pub(crate) fn read(lines: &str) -> Archive {
    Archive::from_lines(lines.lines(), serde_json::from_str).unwrap()
}

/// Days before, between, on and after those of the sources.
pub(crate) fn some_day() -> impl Strategy<Value = Date> {
    let days: Vec<Date> = OUT
        .iter()
        .filter_map(|(_, from)| *from)
        .flat_map(|from| [from.previous_day().unwrap(), from])
        .chain([day(1900, 1, 1), day(2008, 1, 1), Date::MAX])
        .collect();
    prop::sample::select(days)
}

/// Makes a drawn record fit for the frame: it keeps its shape and its codes, names only what is there,
/// gives no days or shares that could contradict each other, and cites sources of the frame by numbers.
fn fitted(record: &Record, id: &str, numbers: &mut impl Iterator<Item = usize>) -> Option<Record> {
    let mut value = serde_json::to_value(record).unwrap();
    fit(&mut value, numbers);
    let fields = value.as_object_mut()?;
    fields.insert("id".into(), id.into());
    let many = [("travellers", "visit"), ("roles", "program"), ("participants", "event")];
    for (key, kind) in many {
        if fields["kind"] != kind {
            continue;
        }
        let item = if kind == "program" { json!({"role": "partner"}) } else { json!({}) };
        let mut list: Vec<Value> =
            fields.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        list.resize(2, item);
        for (item, actor) in list.iter_mut().zip(["USA", "KAZ"]) {
            item["actor"] = actor.into();
        }
        if kind == "visit" {
            list.truncate(1);
        }
        fields.insert(key.into(), list.into());
    }
    if fields["kind"] == "treaty" {
        let mut parties: Vec<Value> =
            fields.get("parties").and_then(Value::as_array).cloned().unwrap_or_default();
        parties.resize(2, json!({}));
        for (party, actor) in parties.iter_mut().zip(["USA", "KAZ"]) {
            party["actor"] = actor.into();
        }
        fields.insert("parties".into(), parties.into());
    }
    if fields["kind"] != "source" && fields.get("sources").is_none() {
        fields.insert("sources".into(), json!([cited(numbers)]));
    }
    serde_json::from_value(value).ok()
}

fn cited(numbers: &mut impl Iterator<Item = usize>) -> Value {
    let (source, via) = (numbers.next().unwrap_or(0) % 7, numbers.next().unwrap_or(0) % 14);
    if via < 7 && via != source {
        json!({"source": format!("s{source}"), "via": format!("s{via}")})
    } else {
        json!({"source": format!("s{source}")})
    }
}

fn fit(value: &mut Value, numbers: &mut impl Iterator<Item = usize>) {
    match value {
        Value::Object(fields) => {
            let old = std::mem::take(fields);
            *fields = old
                .into_iter()
                .filter_map(|(key, value)| Some((key.clone(), fitted_field(&key, value, numbers)?)))
                .collect::<Map<String, Value>>();
        }
        Value::Array(list) => list.iter_mut().for_each(|item| fit(item, numbers)),
        _ => {}
    }
}

/// What becomes of one field; `None` if it is left out.
fn fitted_field(
    key: &str,
    mut value: Value,
    numbers: &mut impl Iterator<Item = usize>,
) -> Option<Value> {
    Some(match key {
        "sources" => {
            let count = value.as_array().map_or(0, Vec::len);
            (0..count).map(|_| cited(numbers)).collect()
        }
        "kind" | "type" | "flow" | "measure" | "concept" | "list" | "categories" | "instrument"
        | "basis" | "product" | "role" | "standing" | "stage" | "purposes" | "coverage" => value,
        "place" => "p".into(),
        "person" => "n".into(),
        "organization" => "o".into(),
        "treaty" => "t".into(),
        "places" => json!(["p"]),
        "attended" => json!(["e"]),
        "signed" => json!(["t"]),
        "title" | "name" | "summary" | "text" | "printed" | "what" | "subject" | "territory" => {
            "some words".into()
        }
        "from" | "by" | "of" | "reporter" | "member" | "actor" | "provider" | "party" => {
            "USA".into()
        }
        "to" | "towards" | "partner" | "host" | "receiver" | "code" => "KAZ".into(),
        "country" => "SUN".into(),
        "estimate" => "USD 5".into(),
        "period" => "2021".into(),
        "on" if value.is_string() => "2021-04-05".into(),
        "participants" | "persons" | "travellers" | "speakers" | "addressees" | "about" => {
            fit(&mut value, numbers);
            let list = value.as_array_mut()?;
            list.resize(list.len().max(1), json!({}));
            list.iter_mut().for_each(|item| item["actor"] = "KAZ".into());
            value
        }
        "acts" | "names" | "capitals" | "existence" | "predecessors" | "successors"
        | "countries" | "offices" | "parties" | "quantities" | "transactions" | "roles"
        | "meetings" | "scope" | "effective_from" | "reservations"
            if value.is_array() =>
        {
            fit(&mut value, numbers);
            for (at, item) in value.as_array_mut()?.iter_mut().enumerate() {
                if key == "reservations" {
                    *item = json!({"id": format!("r{at}"), "type": "declaration", "by": "USA", "sources": item.get("sources").cloned().unwrap_or(json!([]))});
                }
            }
            value
        }
        "attested" if value.get(0).is_some_and(Value::is_object) => {
            fit(&mut value, numbers);
            for item in value.as_array_mut()? {
                item["standing"] = "party".into();
                item["on"] = json!(["2021"]);
            }
            value
        }
        _ => return None,
    })
}

/// Archives of the frame and a few drawn records, of which those stay that break no rule.
pub(crate) fn archive() -> impl Strategy<Value = Archive> {
    let drawn = (generate::record(), prop::collection::vec(0..420_usize, 40));
    prop::collection::vec(drawn, 0..6).prop_map(|drawn| {
        let frame: Vec<Record> = read(FRAME).records().collect();
        let mut records = frame.clone();
        for (at, (record, numbers)) in drawn.iter().enumerate() {
            let fitted = fitted(record, &format!("x{at}"), &mut numbers.iter().copied().cycle());
            let passes = |record: &Record| {
                Archive::from_records(frame.iter().chain([record]).cloned()).is_ok()
            };
            records.extend(fitted.filter(passes));
        }
        // Records that pass alone may not pass together.
        Archive::from_records(records).unwrap_or_else(|_| read(FRAME))
    })
}

/// The archive as JSON, with the ids that its report names.
fn all(archive: &Archive) -> (Vec<Value>, Vec<String>) {
    let records = archive.records().map(|record| serde_json::to_value(record).unwrap());
    let notes = archive.report().with_code("archive/undated-source");
    (records.collect(), notes.map(ToString::to_string).collect())
}

/// What is left of a value when only some citations are heard, restated over plain JSON: whatever
/// has sources needs one of them.
fn heard(value: &Value, hear: &dyn Fn(&Value) -> Option<Value>) -> Option<Value> {
    Some(match value {
        Value::Object(fields) => {
            let mut left = Map::new();
            for (key, field) in fields {
                if key == "sources" {
                    let citations: Vec<Value> =
                        field.as_array().unwrap().iter().filter_map(hear).collect();
                    if citations.is_empty() && fields.get("kind") != Some(&json!("source")) {
                        return None;
                    }
                    if !citations.is_empty() {
                        left.insert(key.clone(), citations.into());
                    }
                } else {
                    let field = heard(field, hear)?;
                    // A list of which nothing is left is not written.
                    if field != json!([]) {
                        left.insert(key.clone(), field);
                    }
                }
            }
            left.into()
        }
        Value::Array(list) => list.iter().filter_map(|item| heard(item, hear)).collect(),
        other => other.clone(),
    })
}

proptest! {
    /// What is known on a day is, record by record and part by part, what the sources out by then say.
    #[test]
    fn exactly_what_was_out_is_known(archive in archive(), on in some_day()) {
        let hear = |citation: &Value| {
            let mut citation = citation.clone();
            if citation.get("via").is_some_and(|via| !is_out(via.as_str().unwrap(), on)) {
                citation.as_object_mut().unwrap().remove("via");
            }
            is_out(citation["source"].as_str().unwrap(), on).then_some(citation)
        };
        let of_frame = |id: &Value| OUT.iter().any(|(known, _)| id == known);
        let (whole, _) = all(&archive);
        let expected: Vec<Value> = whole
            .iter()
            .filter(|record| {
                let id = &record["id"];
                record["kind"] != "source" || !of_frame(id) || is_out(id.as_str().unwrap(), on)
            })
            .filter_map(|record| heard(record, &hear))
            .collect();
        prop_assert_eq!(all(&archive.as_known_on(on)).0, expected);
    }

    /// The records known on a day grow with the day and reach the whole archive.
    #[test]
    fn knowledge_grows_and_reaches_the_whole(
        archive in archive(), one in some_day(), other in some_day(),
    ) {
        let named = |archive: &Archive| -> BTreeSet<(&'static str, String)> {
            archive.records().map(|record| (record.kind().as_str(), record.id().to_owned())).collect()
        };
        let (early, late) = (one.min(other), one.max(other));
        let (before, after) = (archive.as_known_on(early), archive.as_known_on(late));
        prop_assert!(named(&before).is_subset(&named(&after)));
        prop_assert!(archive.as_known_on(Date::MAX).records().eq(archive.records()));
    }

    /// What was known on one day of what was known on another is what was known on the earlier.
    #[test]
    fn knowledge_of_knowledge_is_that_of_the_earlier_day(
        archive in archive(), one in some_day(), other in some_day(),
    ) {
        let earlier = all(&archive.as_known_on(one.min(other)));
        prop_assert_eq!(all(&archive.as_known_on(one).as_known_on(other)), earlier);
        let once = archive.as_known_on(one);
        prop_assert_eq!(all(&once.as_known_on(one)), all(&once));
    }

    /// An edition is what one source says, and an edition of an edition says no more and no less.
    #[test]
    fn an_edition_is_what_one_source_says(archive in archive(), at in 0..OUT.len()) {
        let (source, _) = OUT[at];
        let hear = |citation: &Value| (citation["source"] == source).then(|| citation.clone());
        let (whole, _) = all(&archive);
        let expected: Vec<Value> = whole
            .iter()
            .filter(|record| record["kind"] != "source" || record["id"] == source)
            .filter(|record| record["kind"] == "source" || record.get("sources").is_some())
            .filter_map(|record| heard(record, &hear))
            .collect();
        let edition = archive.edition(source);
        prop_assert_eq!(all(&edition).0, expected);
        prop_assert!(edition.edition(source).records().eq(edition.records()));
    }
}

/// The ids of the claims of each subject in conflict.
fn conflicts(archive: &Archive) -> Vec<Vec<String>> {
    archive
        .conflicts()
        .map(|claims| claims.iter().map(|claim| claim.id().to_owned()).collect())
        .collect()
}

const NAMES_ONE_LATER: &str = r#"
{"kind":"source","id":"a","title":"A","published":"2001"}
{"kind":"source","id":"b","title":"B","published":"2002"}
{"kind":"source","id":"c","title":"C","published":"2010"}
{"kind":"treaty","id":"first","title":"First","parties":[{"actor":"USA"},{"actor":"KAZ"}],"same_as":"x","acts":[{"type":"entry-into-force","on":"1994-05-19"}],"sources":[{"source":"a"}]}
{"kind":"treaty","id":"second","title":"Second","parties":[{"actor":"USA"},{"actor":"KAZ"}],"same_as":"x","acts":[{"type":"entry-into-force","on":"1996-05-19"}],"sources":[{"source":"b"}]}
{"kind":"treaty","id":"x","title":"Third","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"c"}]}
{"kind":"relation","id":"war-a","type":"war","from":"USA","towards":"KAZ","mutual":true,"same_as":"war","start":"1950","end":"1960","sources":[{"source":"a"}]}
{"kind":"relation","id":"war-b","type":"war","from":"USA","towards":"KAZ","mutual":true,"same_as":"war","start":"1970","end":"1980","sources":[{"source":"b"}]}
{"kind":"relation","id":"war","type":"war","from":"USA","towards":"KAZ","mutual":true,"start":"1955","end":"1975","sources":[{"source":"c"}]}
{"kind":"visit","id":"visit-a","host":"KAZ","travellers":[{"actor":"USA"}],"same_as":"visit","start":"1995-03-01","sources":[{"source":"a"}]}
{"kind":"visit","id":"visit-b","host":"KAZ","travellers":[{"actor":"USA"}],"same_as":"visit","start":"1995-05-01","sources":[{"source":"b"}]}
{"kind":"visit","id":"visit","host":"KAZ","travellers":[{"actor":"USA"}],"start":"1995-07-01","sources":[{"source":"c"}]}
"#;

#[test]
fn claims_that_name_a_record_not_known_yet_are_claims_on_one_thing() {
    // With the records that they name, and before those are known.
    let whole = read(NAMES_ONE_LATER);
    let three = |ids: [&str; 3]| ids.map(String::from).to_vec();
    let two = |ids: [&str; 2]| ids.map(String::from).to_vec();
    assert_eq!(
        conflicts(&whole),
        [
            three(["x", "first", "second"]),
            three(["war", "war-a", "war-b"]),
            three(["visit", "visit-a", "visit-b"]),
        ]
    );
    let early = whole.as_known_on(day(2005, 1, 1));
    assert_eq!(
        conflicts(&early),
        [two(["first", "second"]), two(["war-a", "war-b"]), two(["visit-a", "visit-b"])]
    );
    // One claim alone is no conflict.
    assert!(conflicts(&whole.as_known_on(day(2001, 12, 31))).is_empty());
}

#[test]
fn copies_of_an_original_not_known_yet_count_as_one_source() {
    // Two copies dispute each other like any two sources, and count once for a majority.
    let text = r#"
{"kind":"source","id":"original","title":"An original","published":"2010"}
{"kind":"source","id":"a","title":"A copy","copy_of":"original"}
{"kind":"source","id":"b","title":"Another copy","copy_of":"original"}
{"kind":"source","id":"c","title":"Another source"}
{"kind":"relation","id":"war-a","type":"war","from":"USA","towards":"KAZ","mutual":true,"start":"1950","end":"1950","sources":[{"source":"a"}]}
{"kind":"relation","id":"war-b","type":"war","from":"USA","towards":"KAZ","mutual":true,"start":"1950","end":"1950","sources":[{"source":"b"}]}
{"kind":"relation","id":"war-c","type":"war","from":"USA","towards":"KAZ","mutual":true,"start":"1950","end":"1960","sources":[{"source":"c"}]}
"#;
    let whole = read(text);
    let early = whole.as_known_on(day(2005, 1, 1));
    assert_eq!(early.len(), 6);
    let majority = Policy::new().majority();
    for archive in [&whole, &early] {
        assert_eq!(conflicts(archive), [["war-a", "war-b", "war-c"].map(String::from).to_vec()]);
        let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
        let war = pair.relations().of_kind(RelationKind::War).iter().next().unwrap();
        // One voice for 1950, one for 1960: nothing is settled.
        assert_eq!(war.under(&majority).holds_on(day(1955, 1, 1)).value(), Truth::Unknown);
    }
}

#[test]
fn nothing_fails_on_what_is_known_in_part() {
    let text = include_str!("../../examples/data/us_kazakhstan.jsonl");
    let whole = read(text);
    let mut lengths = Vec::new();
    for on in [day(1900, 1, 1), day(2013, 2, 14), day(2014, 2, 10), day(2023, 2, 27), Date::MAX] {
        let known = whole.as_known_on(on);
        let brief = known.dossier(CountryCode::USA, CountryCode::KAZ).brief(day(2023, 2, 28));
        // No source of a later day is cited.
        let cited: Vec<&str> = brief.sources().iter().map(|source| source.id()).collect();
        let held: BTreeSet<String> = known
            .records()
            .filter(|record| record.kind() == RecordKind::Source)
            .map(|record| record.id().to_owned())
            .collect();
        assert!(cited.iter().all(|id| held.contains(*id)), "{on}: {cited:?}");
        lengths.push(known.len());
    }
    assert_eq!(lengths.last(), Some(&whole.len()));
    assert!(lengths.is_sorted());
}

#[test]
fn what_an_edition_says_of_the_records_of_others_is_named() {
    let text = r#"
{"kind":"source","id":"a","title":"A","published":"2001"}
{"kind":"source","id":"b","title":"B","published":"2002"}
{"kind":"treaty","id":"tax","title":"Tax","parties":[{"actor":"USA","acts":[{"type":"ratification","on":"1995","sources":[{"source":"b"}]}]},{"actor":"KAZ"}],"sources":[{"source":"a"}]}
"#;
    let edition = read(text.trim()).edition("b");
    assert_eq!(edition.len(), 1);
    assert_eq!(
        edition.report().to_string(),
        "note[archive/part-alone] line 3: treaty `tax`: 1 of its parts is said by `b`, which is not \
         cited for the record, and left out\n  help: cite the source for the record too, or give it a \
         record of its own by `same_as`\n0 errors, 0 warnings, 1 note"
    );
}
