//! The written form of records: nothing is lost, nothing is read that should not be, and no input
//! makes a reader panic.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{
    Country, Event, Figure, Header, Line, Membership, Organization, Person, Place, Program, Record,
    RecordKind, Relation, Source, Statement, TradeFigure, Treaty, Visit,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::de::DeserializeOwned;

use crate::generate::{record, record_of, records, value};
use crate::tree::Tree;

fn json(record: &Record) -> String {
    serde_json::to_string(record).expect("every record can be written")
}

fn read(text: &str) -> Result<Record, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn cbor(value: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("every record can be written");
    bytes
}

fn from_cbor<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    ciborium::from_reader(bytes).map_err(|error| error.to_string())
}

/// Reads a record through the struct of its kind, not through `Record`.
fn read_directly(kind: RecordKind, text: &str) -> Result<Record, String> {
    fn through<T: DeserializeOwned + Into<Record>>(text: &str) -> Result<Record, String> {
        serde_json::from_str::<T>(text).map(Into::into).map_err(|error| error.to_string())
    }
    match kind {
        RecordKind::Country => through::<Country>(text),
        RecordKind::Organization => through::<Organization>(text),
        RecordKind::Place => through::<Place>(text),
        RecordKind::Person => through::<Person>(text),
        RecordKind::Source => through::<Source>(text),
        RecordKind::Treaty => through::<Treaty>(text),
        RecordKind::Membership => through::<Membership>(text),
        RecordKind::Relation => through::<Relation>(text),
        RecordKind::Program => through::<Program>(text),
        RecordKind::TradeFigure => through::<TradeFigure>(text),
        RecordKind::Figure => through::<Figure>(text),
        RecordKind::Visit => through::<Visit>(text),
        RecordKind::Statement => through::<Statement>(text),
        RecordKind::Event => through::<Event>(text),
        other => panic!("add the kind `{other}` to this test"),
    }
}

/// Puts the keys of every object in an order that depends on a number.
fn rearranged(tree: &Tree, by: u64) -> Tree {
    let mut tree = tree.clone();
    let mut state = by;
    tree.each_object(&mut |_, entries| {
        for end in (1..entries.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            entries.swap(end, (state >> 33) as usize % (end + 1));
        }
    });
    tree
}

/// A few records of each kind, always the same ones.
fn samples(each: usize) -> impl Iterator<Item = Record> {
    let mut runner = TestRunner::deterministic();
    RecordKind::ALL.iter().flat_map(move |kind| {
        let strategy = record_of(*kind);
        let drawn = (0..each).map(|_| strategy.new_tree(&mut runner).expect("a record").current());
        drawn.collect::<Vec<_>>()
    })
}

/// Inserts the entry into the n-th object, at the front or at the end.
fn with_entry(tree: &Tree, object: usize, front: bool, entry: (&str, Tree)) -> Tree {
    let mut tree = tree.clone();
    tree.each_object(&mut |n, entries| {
        if n == object {
            let at = if front { 0 } else { entries.len() };
            entries.insert(at, (entry.0.into(), entry.1.clone()));
        }
    });
    tree
}

proptest! {
    /// A record that is written and read again is the record, and is written the same again.
    #[test]
    fn json_loses_nothing(record in record()) {
        let text = json(&record);
        let again = read(&text);
        prop_assert_eq!(again.as_ref(), Ok(&record));
        prop_assert_eq!(json(&again.unwrap()), text);
    }

    /// Two equal records are written in the same bytes, each on one line.
    #[test]
    fn json_is_the_same_twice_and_one_line(record in record()) {
        let text = json(&record);
        prop_assert_eq!(json(&record.clone()), text.clone());
        prop_assert!(!text.contains(['\n', '\r']));
    }

    /// The kind stands first, then the id.
    #[test]
    fn the_kind_is_written_first(record in record()) {
        let tree = Tree::of(&record);
        let entries = tree.entries();
        prop_assert_eq!(&entries[0], &("kind".into(), Tree::Text(record.kind().as_str().into())));
        prop_assert_eq!(&entries[1], &("id".into(), Tree::Text(record.id().into())));
    }

    /// What states nothing is not written: no null, no empty list, no `false` but a stated one.
    #[test]
    fn silence_is_not_written(record in record()) {
        let mut tree = Tree::of(&record);
        let mut silent = Vec::new();
        tree.each_object(&mut |_, entries| {
            for (key, value) in entries {
                let says_nothing = match value {
                    Tree::Null => true,
                    Tree::Bool(said) => !*said && key != "binding",
                    Tree::List(list) => list.is_empty(),
                    _ => false,
                };
                if says_nothing {
                    silent.push(key.clone());
                }
            }
        });
        prop_assert!(silent.is_empty(), "{:?}", silent);
    }

    /// The keys of every object may stand in any order.
    #[test]
    fn any_order_reads_the_same(record in record(), by in any::<u64>()) {
        let text = rearranged(&Tree::of(&record), by).json();
        prop_assert_eq!(read(&text), Ok(record), "{}", text);
    }

    /// White space between tokens says nothing.
    #[test]
    fn white_space_says_nothing(record in record()) {
        let text = serde_json::to_string_pretty(&record).unwrap();
        prop_assert_eq!(read(&text), Ok(record));
    }

    /// The struct of a kind reads what `Record` reads, in any order of keys.
    #[test]
    fn a_struct_reads_what_the_enum_reads(record in record(), by in any::<u64>()) {
        let tree = Tree::of(&record);
        prop_assert_eq!(read_directly(record.kind(), &tree.json()), Ok(record.clone()));
        let text = rearranged(&tree, by).json();
        prop_assert_eq!(read_directly(record.kind(), &text), Ok(record));
    }

    /// The struct of another kind refuses it and names both.
    #[test]
    fn a_struct_refuses_another_kind(record in record(), other in 1..RecordKind::ALL.len()) {
        let own = RecordKind::ALL.iter().position(|kind| *kind == record.kind()).unwrap();
        let other = RecordKind::ALL[(own + other) % RecordKind::ALL.len()];
        let error = read_directly(other, &json(&record)).unwrap_err();
        let expected =
            format!("expected a record of kind `{other}`, found kind `{}`", record.kind());
        prop_assert!(error.starts_with(&expected), "{}", error);
    }

    /// Reading by way of a tree in memory gives the same record.
    #[test]
    fn a_value_in_memory_reads_the_same(record in record()) {
        let value = serde_json::to_value(&record).unwrap();
        prop_assert_eq!(serde_json::from_value::<Record>(value).unwrap(), record);
    }

    /// Another self-describing format loses nothing either, whatever the order of keys.
    #[test]
    fn cbor_loses_nothing(record in record(), by in any::<u64>()) {
        let bytes = cbor(&record);
        let again = from_cbor::<Record>(&bytes);
        prop_assert_eq!(again.as_ref(), Ok(&record));
        prop_assert_eq!(cbor(&again.unwrap()), bytes);
        prop_assert_eq!(from_cbor(&cbor(&rearranged(&Tree::of(&record), by))), Ok(record));
    }

    /// A document is its lines: a header, which may be absent, and records.
    #[test]
    fn a_document_is_its_lines(records in records(), title in any::<Option<String>>()) {
        let mut header = Header::current();
        header.title = title;
        let mut lines = vec![Line::Header(header)];
        lines.extend(records.into_iter().map(Line::from));
        let written: Vec<String> =
            lines.iter().map(|line| serde_json::to_string(line).unwrap()).collect();
        let text = written.join("\n");
        let read: Vec<Line> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(read, lines);
    }

    /// An unknown field of any object of any record is refused by its name, wherever it stands.
    #[test]
    fn an_unknown_field_is_refused(record in record(), at in any::<prop::sample::Index>(), front: bool) {
        let tree = Tree::of(&record);
        let spoilt = with_entry(&tree, at.index(tree.objects()), front, ("remarque", Tree::Null));
        let error = read(&spoilt.json()).unwrap_err();
        prop_assert!(error.contains("unknown field `remarque` of "), "{}", error);
    }

    /// A field given twice is refused by its name, even if both say the same.
    #[test]
    fn a_field_given_twice_is_refused(
        record in record(),
        at in any::<prop::sample::Index>(),
        which in any::<prop::sample::Index>(),
        front: bool,
    ) {
        let tree = Tree::of(&record);
        let object = at.index(tree.objects());
        let mut entry = None;
        tree.clone().each_object(&mut |n, entries| {
            if n == object && !entries.is_empty() {
                entry = Some(entries[which.index(entries.len())].clone());
            }
        });
        if let Some((key, value)) = entry {
            let error = read(&with_entry(&tree, object, front, (&key, value)).json()).unwrap_err();
            let named = error.contains(&format!("field `{key}` is given twice"));
            // A second kind is no field of the record that the first one chose.
            let second_kind = object == 0 && error.contains("unknown field `kind` of ");
            prop_assert!(named || second_kind, "{}", error);
        }
    }

    /// A field that states nothing is left out; `null` is no way of saying so.
    #[test]
    fn null_is_refused(
        record in record(),
        at in any::<prop::sample::Index>(),
        which in any::<prop::sample::Index>(),
    ) {
        let mut tree = Tree::of(&record);
        let object = at.index(tree.objects());
        let mut changed = false;
        tree.each_object(&mut |n, entries| {
            if n == object && !entries.is_empty() {
                let which = which.index(entries.len());
                entries[which].1 = Tree::Null;
                changed = true;
            }
        });
        prop_assert!(!changed || read(&tree.json()).is_err(), "{}", tree.json());
    }

    /// A value of another type than the field's is refused, never converted.
    #[test]
    fn a_value_of_another_type_is_refused(
        record in record(),
        at in any::<prop::sample::Index>(),
        which in any::<prop::sample::Index>(),
    ) {
        let mut tree = Tree::of(&record);
        let object = at.index(tree.objects());
        let mut changed = false;
        tree.each_object(&mut |n, entries| {
            if n == object && !entries.is_empty() {
                let which = which.index(entries.len());
                let value = &mut entries[which].1;
                *value = match *value {
                    Tree::Text(_) => Tree::Number(1991),
                    Tree::Number(number) => Tree::Text(number.to_string()),
                    Tree::Bool(_) => Tree::Number(1),
                    ref other => Tree::List(vec![Tree::List(vec![other.clone()])]),
                };
                changed = true;
            }
        });
        prop_assert!(!changed || read(&tree.json()).is_err(), "{}", tree.json());
    }
}

/// Checks that a value is written as its text in every format, and read from it.
fn value_is_its_text<T>(value: &T) -> Result<(), TestCaseError>
where
    T: std::fmt::Debug + std::fmt::Display + PartialEq + serde::Serialize + DeserializeOwned,
    T: std::str::FromStr<Err: std::fmt::Debug>,
{
    let text = value.to_string();
    prop_assert_eq!(&text.parse::<T>().unwrap(), value);
    prop_assert_eq!(text.parse::<T>().unwrap().to_string(), text.clone());
    let written = serde_json::to_string(value).unwrap();
    prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text.clone());
    prop_assert_eq!(&serde_json::from_str::<T>(&written).unwrap(), value);
    prop_assert_eq!(from_cbor::<String>(&cbor(value)), Ok(text));
    prop_assert_eq!(&from_cbor::<T>(&cbor(value)).unwrap(), value);
    Ok(())
}

macro_rules! values_are_their_texts {
    ($($name:ident: $type:ty,)*) => { proptest! { $(
        /// A value is its text: printed, read and written in every format.
        #[test]
        fn $name(value in value::<$type>()) {
            value_is_its_text(&value)?;
        }
    )* } };
}

values_are_their_texts! {
    a_partial_date_is_its_text: bilateral::PartialDate,
    an_endpoint_is_its_text: bilateral::date::Endpoint,
    a_period_is_its_text: bilateral::Period,
    a_reporting_period_is_its_text: bilateral::ReportingPeriod,
    a_length_is_its_text: bilateral::Length,
    a_decimal_is_its_text: bilateral::Decimal,
    an_estimate_is_its_text: bilateral::Estimate,
    a_country_code_is_its_text: bilateral::CountryCode,
    an_actor_is_its_text: bilateral::Actor,
    an_area_is_its_text: bilateral::Area,
    an_attestation_is_its_text: bilateral::Attestation,
    a_code_is_its_text: bilateral::ActKind,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A line cut anywhere is refused, and nothing panics.
    #[test]
    fn a_cut_line_is_refused(record in record(), by in any::<u64>()) {
        let tree = Tree::of(&record);
        for text in [tree.json(), rearranged(&tree, by).json()] {
            let bytes = &text.as_bytes()[..text.len().min(4096)];
            let ends = if bytes.len() < text.len() { bytes.len() } else { text.len() - 1 };
            for end in 0..=ends {
                prop_assert!(serde_json::from_slice::<Record>(&bytes[..end]).is_err(), "{}", end);
                prop_assert!(serde_json::from_slice::<Line>(&bytes[..end]).is_err(), "{}", end);
            }
        }
        let bytes = cbor(&record);
        for end in 0..bytes.len().min(2048) {
            prop_assert!(from_cbor::<Record>(&bytes[..end]).is_err(), "{}", end);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Spoilt bytes are refused or read as a record that is written and read again; nothing panics.
    #[test]
    fn spoilt_bytes_never_panic(
        record in record(),
        spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = json(&record).into_bytes();
        for (at, byte) in &spoilt {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if let Ok(other) = serde_json::from_slice::<Record>(&bytes) {
            prop_assert_eq!(read(&json(&other)), Ok(other));
        }
        let mut bytes = cbor(&record);
        for (at, byte) in &spoilt {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if let Ok(other) = from_cbor::<Record>(&bytes) {
            prop_assert_eq!(read(&json(&other)), Ok(other));
        }
    }

    /// Any text at all is read or refused without a panic.
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        let _ = read(&text);
        let _ = read(&format!(r#"{{"kind":"treaty","id":{text}}}"#));
        let _ = serde_json::from_slice::<Line>(&bytes);
        let _ = from_cbor::<Record>(&bytes);
    }
}

#[test]
fn every_field_of_every_object_is_sometimes_generated() {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in samples(120) {
        let tree = Tree::of(&record);
        for object in 0..tree.objects() {
            let mut keys = Vec::new();
            tree.clone().each_object(&mut |n, entries| {
                if n == object {
                    keys = entries.iter().map(|(key, _)| key.clone()).collect();
                }
            });
            // The refusal of a name unlike any other lists all of the object.
            let unlike = "an-unlikely-name-of-a-field";
            let error = read(&with_entry(&tree, object, false, (unlike, Tree::Null)).json());
            let error = error.unwrap_err();
            let (_, rest) = error.split_once(" of ").expect("the name of the object");
            let (name, rest) = rest.split_once("; expected one of ").expect("a list of fields");
            let fields = rest.split(" at line").next().unwrap().split(", ");
            known
                .entry(name.into())
                .or_insert_with(|| fields.map(|field| field.trim_matches('`').into()).collect());
            seen.entry(name.into()).or_default().extend(keys);
        }
    }
    for kind in RecordKind::ALL {
        seen.get_mut(kind.as_str()).expect("every kind is generated").remove("kind");
    }
    assert_eq!(seen, known);
}

#[test]
fn every_kind_and_every_code_has_its_own_text() {
    for kind in RecordKind::ALL {
        assert_eq!(RecordKind::parse(kind.as_str()), Ok(*kind));
    }
    let texts: BTreeSet<&str> = RecordKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(texts.len(), RecordKind::ALL.len());
}

#[test]
fn an_empty_text_is_a_text() {
    let line = r#"{"kind":"place","id":"","title":"","note":""}"#;
    let record = read(line).unwrap();
    assert_eq!(record.note(), Some(""));
    assert_eq!(json(&record), line);
}

#[test]
fn an_empty_list_is_an_absent_one() {
    let absent = r#"{"kind":"place","id":"astana","title":"Astana"}"#;
    let empty = r#"{"kind":"place","id":"astana","title":"Astana","names":[],"denied":false}"#;
    assert_eq!(read(empty), read(absent));
    assert_eq!(json(&read(empty).unwrap()), absent);
}

#[test]
fn the_header_is_a_line_and_no_record() {
    let line = r#"{"kind":"archive","format":1,"title":"United States and Kazakhstan"}"#;
    let read_line: Line = serde_json::from_str(line).unwrap();
    assert!(matches!(&read_line, Line::Header(header) if header.format == 1));
    assert_eq!(serde_json::to_string(&read_line).unwrap(), line);
    assert!(read(line).unwrap_err().starts_with("unknown record kind `archive`"));

    let anywhere = r#"{"title":"United States and Kazakhstan","format":1,"kind":"archive"}"#;
    assert_eq!(serde_json::from_str::<Line>(anywhere).unwrap(), read_line);
}

#[test]
fn every_other_format_is_refused_by_its_number() {
    for format in [0, 2, 3, 1000, u32::MAX] {
        for line in [
            format!(r#"{{"kind":"archive","format":{format}}}"#),
            format!(r#"{{"format":{format},"kind":"archive"}}"#),
        ] {
            let error = serde_json::from_str::<Line>(&line).unwrap_err().to_string();
            let expected = match format {
                0 => "there is no format 0; the first is format 1".into(),
                newer => format!("format {newer} is newer than format 1, the newest that "),
            };
            assert!(error.starts_with(&expected), "{error}");
        }
    }
    for format in ["-1", "1.5", "\"1\"", "4294967296", "null", "true", "[1]"] {
        let line = format!(r#"{{"kind":"archive","format":{format}}}"#);
        assert!(serde_json::from_str::<Line>(&line).is_err(), "{line}");
    }
}

#[test]
fn a_newer_format_is_refused_by_its_number_whatever_else_it_states() {
    for line in [
        r#"{"kind":"archive","format":2,"fields":{"new":true}}"#,
        r#"{"kind":"archive","fields":{"new":true},"format":2,"title":["a","b"]}"#,
    ] {
        let error = serde_json::from_str::<Line>(line).unwrap_err().to_string();
        assert!(error.starts_with("format 2 is newer than format 1"), "{error}");
    }
}

#[test]
fn what_is_no_object_with_a_kind_is_refused() {
    for text in [
        "",
        " ",
        "null",
        "true",
        "1",
        "1.5",
        "\"treaty\"",
        "[]",
        "{}",
        "[{}]",
        "{\"kind\":1}",
        "{\"kind\":null}",
        "{\"kind\":\"\"}",
        "{\"kind\":[\"treaty\"]}",
        "{\"id\":\"a\"}",
        "\u{feff}{}",
    ] {
        assert!(read(text).is_err(), "{text}");
        assert!(serde_json::from_str::<Line>(text).is_err(), "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        for text in [
            deep.clone(),
            format!(r#"{{"kind":"treaty","acts":{deep}}}"#),
            format!(r#"{{"kind":"treaty","unknown":{deep}}}"#),
            format!(r#"{{"acts":{deep},"kind":"treaty"}}"#),
        ] {
            assert!(read(&text).is_err());
        }
    }
}
