//! Generates `src/country/data.rs` and `src/country/consts.rs` from the files in `tables/`.
//!
//! `BILATERAL_REWRITE=1 cargo test --test suite tables::countries` writes them anew; without the
//! variable the test compares.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

const COMMAND: &str = "BILATERAL_REWRITE=1 cargo test --test suite tables::countries";

/// One row of a table file: its fields, trimmed.
pub(crate) type Row = Vec<String>;

/// The rows of a table file, without comments and empty lines.
pub(crate) fn rows(file: &str) -> Vec<Row> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tables").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').map(|field| field.trim().to_owned()).collect())
        .collect()
}

/// The Julian day number of `YYYY-MM-DD`.
pub(crate) fn julian(text: &str) -> i32 {
    let parts: Vec<i32> = text.split('-').map(|part| part.parse().expect(text)).collect();
    let [year, month, day] = parts[..] else { panic!("no day: {text}") };
    let month = time::Month::try_from(u8::try_from(month).expect(text)).expect(text);
    let day = time::Date::from_calendar_date(year, month, u8::try_from(day).expect(text));
    day.expect(text).to_julian_day()
}

fn compare(file: &str, expected: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/country").join(file);
    if std::env::var_os("BILATERAL_REWRITE").is_some() {
        std::fs::write(&path, expected).expect("the source folder is writable");
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{path:?} is not what the tables give; run `{COMMAND}`");
}

fn header(what: &str, files: &str) -> String {
    format!("// {what}\n//\n// Generated from {files}\n// by `{COMMAND}`; do not edit.\n")
}

fn code(letters: &str) -> String {
    format!("CountryCode::{letters}")
}

fn spells(list: &[Row], name: &str, of: &str) -> String {
    let mut own: Vec<(i32, Option<i32>)> = list
        .iter()
        .filter(|row| row[0] == name && row[3] == of)
        .map(|row| (julian(&row[4]), (!row[5].is_empty()).then(|| julian(&row[5]))))
        .collect();
    own.sort();
    let mut merged: Vec<(i32, Option<i32>)> = Vec::new();
    for spell in own {
        match merged.last_mut() {
            Some(before) if before.1.is_some_and(|last| last + 1 == spell.0) => before.1 = spell.1,
            _ => merged.push(spell),
        }
    }
    let mut text = String::from("&[");
    for (i, (first, last)) in merged.iter().enumerate() {
        assert!(last.is_none_or(|last| *first <= last), "{of}: a spell ends before it starts");
        assert!(i == 0 || merged[i - 1].1.is_some_and(|last| last < *first), "{of}: overlap");
        let separator = if i == 0 { "" } else { ", " };
        match last {
            Some(last) => write!(text, "{separator}spell({first}, {last})").unwrap(),
            None => write!(text, "{separator}open({first})").unwrap(),
        }
    }
    text + "]"
}

#[test]
fn the_country_data_is_what_the_tables_give() {
    let mut entries = rows("countries.txt");
    entries.sort();
    let known: BTreeSet<&str> = entries.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(known.len(), entries.len(), "a code stands twice");
    let withdrawn = rows("country_withdrawn.txt");
    let lists = rows("country_lists.txt");
    for row in &lists {
        assert!(known.contains(row[3].as_str()), "{row:?}");
    }
    for row in &withdrawn {
        assert!(known.contains(row[6].as_str()), "{row:?}");
    }

    let mut text = header(
        "The reference table of countries.",
        "tables/countries.txt, country_withdrawn.txt and country_lists.txt",
    );
    text += "\nuse time::Date;\n\nuse super::code::CountryCode;\nuse super::existence::Spell;\n\n";
    text += "/// What the table says of one country; an empty text stands for none.\n";
    text += "pub(super) struct Entry {\n    pub(super) code: CountryCode,\n";
    for field in ["alpha_2", "numeric", "name", "official"] {
        writeln!(text, "    pub(super) {field}: &'static str,").unwrap();
    }
    for field in ["iso_un", "cow", "gw"] {
        writeln!(text, "    pub(super) {field}: &'static [Spell],").unwrap();
    }
    text += "    pub(super) is_microstate: bool,\n}\n\n";
    text += "/// A Julian day number as a date. Every number below is a day of `time`.\n";
    text += "const fn day(julian: i32) -> Date {\n    match Date::from_julian_day(julian) {\n";
    text += "        Ok(day) => day,\n        Err(_) => Date::MIN,\n    }\n}\n\n";
    text += "const fn spell(first: i32, last: i32) -> Spell {\n";
    text += "    Spell::new(day(first), Some(day(last)))\n}\n\n";
    text += "const fn open(first: i32) -> Spell {\n    Spell::new(day(first), None)\n}\n\n";
    for (name, value) in
        [("COW_FIRST", "1816-01-01"), ("COW_LAST", "2024-12-31"), ("GW_FIRST", "1816-01-01")]
    {
        writeln!(text, "pub(super) const {name}: Date = day({});", julian(value)).unwrap();
    }
    text += "\n/// Every entry, in alphabetical order of its code.\n#[rustfmt::skip]\n";
    text += "pub(super) static ENTRIES: &[Entry] = &[\n";
    for row in &entries {
        let [letters, alpha_2, numeric, _, name, official] = &row[..] else { panic!("{row:?}") };
        let micro = lists.iter().any(|it| it[3] == *letters && it.get(6).is_some());
        let (iso, cow, gw) = (
            spells(&lists, "iso-un", letters),
            spells(&lists, "cow", letters),
            spells(&lists, "gw", letters),
        );
        writeln!(
            text,
            "    Entry {{ code: {}, alpha_2: {alpha_2:?}, numeric: {numeric:?}, name: {name:?}, \
             official: {official:?},\n        iso_un: {iso}, cow: {cow}, gw: {gw}, \
             is_microstate: {micro} }},",
            code(letters)
        )
        .unwrap();
    }
    text += "];\n";

    text += "\n/// Withdrawn alpha-3 codes of entries that have another code.\n#[rustfmt::skip]\n";
    text += "pub(super) const WITHDRAWN_ALPHA_3: &[(&[u8; 3], CountryCode)] = &[\n";
    for row in withdrawn.iter().filter(|row| row[2] != row[6]) {
        assert!(!known.contains(row[2].as_str()), "{row:?}");
        writeln!(text, "    (b{:?}, {}),", row[2], code(&row[6])).unwrap();
    }
    text += "];\n";

    // A current code goes to its holder, a withdrawn one to the only entry that had it.
    let mut pairs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in withdrawn.iter().filter(|row| !row[1].is_empty()) {
        pairs.entry(&row[1]).or_default().insert(&row[6]);
    }
    let ended: BTreeSet<&str> = withdrawn.iter().map(|row| row[2].as_str()).collect();
    for row in entries.iter().filter(|row| !row[1].is_empty()) {
        if !ended.contains(row[0].as_str()) || !pairs.contains_key(row[1].as_str()) {
            pairs.insert(&row[1], BTreeSet::from([row[0].as_str()]));
        }
    }
    text += "\n/// Every alpha-2 code that stands for one entry.\n#[rustfmt::skip]\n";
    text += "pub(super) const ALPHA_2: &[(&[u8; 2], CountryCode)] = &[\n";
    for (pair, codes) in pairs.iter().filter(|(_, codes)| codes.len() == 1) {
        for it in codes {
            writeln!(text, "    (b{pair:?}, {}),", code(it)).unwrap();
        }
    }
    text += "];\n\n/// Alpha-2 codes that several ended entries had, and none has today.\n";
    text += "#[rustfmt::skip]\n";
    text += "pub(super) static AMBIGUOUS_ALPHA_2: &[(&str, &[CountryCode])] = &[\n";
    for (pair, codes) in pairs.iter().filter(|(_, codes)| codes.len() > 1) {
        let codes: Vec<String> = codes.iter().map(|it| code(it)).collect();
        writeln!(text, "    ({pair:?}, &[{}]),", codes.join(", ")).unwrap();
    }
    text += "];\n";
    compare("data.rs", &text);

    let mut text = header("A constant for every entry of the table.", "tables/countries.txt");
    text += "\n/// # Every entry of the table\nimpl CountryCode {\n";
    for row in &entries {
        let [letters, .., name, _] = &row[..] else { panic!("{row:?}") };
        writeln!(text, "    /// {name}").unwrap();
        writeln!(text, "    pub const {letters}: Self = Self::from_letters(*b{letters:?});")
            .unwrap();
    }
    text += "}\n";
    for row in &entries {
        let [letters, .., name, _] = &row[..] else { panic!("{row:?}") };
        writeln!(text, "\n/// {name}").unwrap();
        writeln!(text, "pub const {letters}: CountryCode = CountryCode::{letters};").unwrap();
    }
    compare("consts.rs", &text);
}
