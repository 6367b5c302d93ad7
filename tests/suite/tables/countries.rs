//! Generates `src/country/data.rs` and `src/country/consts.rs` from the files in `tables/`.
//!
//! `BILATERAL_REWRITE_TABLES=1 cargo test --test suite tables` writes them anew; without the
//! variable the test compares.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

const COMMAND: &str = "BILATERAL_REWRITE_TABLES=1 cargo test --test suite tables";

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

/// A code of a scheme, as the generated tables hold it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SchemeRow {
    key: u16,
    text: String,
    first: i32,
    last: i32,
    code: Option<String>,
    area: String,
    covers: Vec<String>,
    is_second: bool,
}

/// The schemes in the order of the enum.
const SCHEMES: [&str; 9] = [
    "alpha-2",
    "alpha-3",
    "numeric",
    "m49",
    "cow-number",
    "cow-letters",
    "gw-number",
    "gw-letters",
    "comtrade",
];

/// Where rows of a code are sought: by its number, or by its first two letters.
fn key(text: &str) -> u16 {
    if let Ok(number) = text.parse() {
        return number;
    }
    let letters: Vec<u16> = text.bytes().map(|byte| u16::from(byte - b'A')).collect();
    letters[0] * 26 + letters[1]
}

/// The first day of a day or year; open if empty.
fn begins(text: &str) -> i32 {
    match text.len() {
        0 => i32::MIN,
        4 => julian(&format!("{text}-01-01")),
        _ => julian(text),
    }
}

/// The last day of a day or year; open if empty.
fn ends(text: &str) -> i32 {
    match text.len() {
        0 => i32::MAX,
        4 => julian(&format!("{text}-12-31")),
        _ => julian(text),
    }
}

/// The codes of one scheme: those that follow from the other files, and those stated.
fn scheme_rows(scheme: &str, entries: &[Row], withdrawn: &[Row], lists: &[Row]) -> Vec<SchemeRow> {
    let plain = |text: &str, code: &str, first: i32, last: i32| SchemeRow {
        key: key(text),
        text: text.to_owned(),
        first,
        last,
        code: Some(code.to_owned()),
        area: String::new(),
        covers: Vec::new(),
        is_second: false,
    };
    let mut all = Vec::new();
    if let Some((list, column)) = match scheme {
        "cow-number" => Some(("cow", 1)),
        "cow-letters" => Some(("cow", 2)),
        "gw-number" => Some(("gw", 1)),
        "gw-letters" => Some(("gw", 2)),
        _ => None,
    } {
        for row in lists.iter().filter(|row| row[0] == list) {
            all.push(plain(&row[column], &row[3], begins(&row[4]), ends(&row[5])));
        }
    } else {
        // The columns of the code in countries.txt and in country_withdrawn.txt.
        let (own, former) = match scheme {
            "alpha-2" => (1, 1),
            "alpha-3" => (0, 2),
            _ => (2, 3),
        };
        let written = |text: &str| match scheme {
            "comtrade" => text.trim_start_matches('0').to_owned(),
            _ => text.to_owned(),
        };
        for row in entries.iter().filter(|row| !row[own].is_empty()) {
            let mut first = i32::MIN;
            let mut last = i32::MAX;
            for it in withdrawn.iter().filter(|it| it[6] == row[0]) {
                // ATF is an older code of the French Southern Territories too, with another alpha-2.
                if it[2] == row[0] && it[1] == row[1] {
                    last = ends(&it[5]) - i32::from(it[5].len() > 4);
                    if it[4].len() > 4 {
                        first = begins(&it[4]);
                    }
                } else if it[former] != row[own]
                    && !["FXFR", "VDVN", "FQHH"].contains(&it[0].as_str())
                {
                    // France, Viet Nam and TF had their codes beside these.
                    first = first.max(begins(&it[5]));
                }
            }
            all.push(plain(&written(&row[own]), &row[0], first, last));
        }
        for it in withdrawn.iter().filter(|it| !it[former].is_empty()) {
            if entries.iter().any(|row| row[0] == it[6] && row[own] == it[former]) {
                continue;
            }
            let last = ends(&it[5]) - i32::from(it[5].len() > 4);
            let first = if it[4].len() > 4 { begins(&it[4]) } else { i32::MIN };
            all.push(plain(&written(&it[former]), &it[6], first, last));
        }
    }
    // M49 is the source of the ISO numbers, so that it takes their rows and adds its regions.
    let stated: Vec<Row> = rows("country_schemes.txt")
        .into_iter()
        .filter(|row| row[0] == scheme || scheme == "m49" && row[0] == "numeric")
        .collect();
    all.retain(|row| !stated.iter().any(|it| it[1] == row.text));
    for row in &stated {
        let is_area = row[2] == "-";
        let (area, covers) = row[5].split_once(':').unwrap_or((&row[5], ""));
        all.push(SchemeRow {
            key: key(&row[1]),
            text: row[1].clone(),
            first: begins(&row[3]),
            last: ends(&row[4]),
            code: (!is_area).then(|| row[2].clone()),
            area: if is_area { area.to_owned() } else { String::new() },
            covers: if is_area {
                covers.split_whitespace().map(str::to_owned).collect()
            } else {
                Vec::new()
            },
            is_second: area == "also",
        });
    }
    all.sort();
    // Neighbouring spells of one code and country are one.
    let mut merged: Vec<SchemeRow> = Vec::new();
    for row in all {
        match merged.last_mut() {
            Some(it)
                if it.text == row.text
                    && it.code == row.code
                    && it.last.saturating_add(1) >= row.first =>
            {
                it.last = it.last.max(row.last);
            }
            _ => merged.push(row),
        }
    }
    merged
}

fn bound(day: i32) -> String {
    match day {
        i32::MIN => "MIN".to_owned(),
        i32::MAX => "MAX".to_owned(),
        day => day.to_string(),
    }
}

#[test]
fn the_scheme_tables_are_what_the_tables_give() {
    let mut entries = rows("countries.txt");
    entries.sort();
    let withdrawn = rows("country_withdrawn.txt");
    let lists = rows("country_lists.txt");
    let mut text = header(
        "The codes of each scheme, with the days on which they stand.",
        "tables/country_schemes.txt, countries.txt, country_withdrawn.txt and country_lists.txt",
    );
    text += "\nuse super::code::CountryCode;\nuse super::scheme_row::{Row, area, row, second};\n\n";
    text += "const MIN: i32 = i32::MIN;\nconst MAX: i32 = i32::MAX;\n";
    for scheme in SCHEMES {
        let all = scheme_rows(scheme, &entries, &withdrawn, &lists);
        let name = scheme.replace('-', "_").to_uppercase();
        write!(text, "\n#[rustfmt::skip]\npub(super) static {name}: &[Row] = &[\n").unwrap();
        for it in &all {
            let SchemeRow { key, text: code, .. } = it;
            let (first, last) = (bound(it.first), bound(it.last));
            match &it.code {
                None => {
                    let covers: Vec<String> = it.covers.iter().map(|it| self::code(it)).collect();
                    writeln!(
                        text,
                        "    area({key}, {code:?}, {first}, {last}, {:?}, &[{}]),",
                        it.area,
                        covers.join(", ")
                    )
                }
                Some(country) => {
                    let kind = if it.is_second { "second" } else { "row" };
                    writeln!(
                        text,
                        "    {kind}({key}, {code:?}, {first}, {last}, CountryCode::{country}),"
                    )
                }
            }
            .unwrap();
        }
        text += "];\n";
        // The rows in the order of their country, so that the way back is as short.
        let mut order: Vec<usize> = (0..all.len()).filter(|&i| all[i].code.is_some()).collect();
        order.sort_by_key(|&i| (&all[i].code, all[i].is_second, all[i].first));
        let order: Vec<String> = order.iter().map(usize::to_string).collect();
        write!(text, "\n#[rustfmt::skip]\npub(super) static {name}_BACK: &[u16] = &[\n").unwrap();
        for line in order.chunks(16) {
            writeln!(text, "    {},", line.join(", ")).unwrap();
        }
        text += "];\n";
    }
    compare("schemes.rs", &text);
}

fn compare(file: &str, expected: &str) {
    super::compare_or_rewrite(&format!("src/country/{file}"), expected);
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
    text += "\nuse time::Date;\n\nuse super::code::CountryCode;\nuse super::spell::Spell;\n\n";
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
    for (name, value) in [
        ("COW_FIRST", "1816-01-01"),
        ("COW_LAST", "2024-12-31"),
        ("GW_FIRST", "1816-01-01"),
        ("TABLE_DATE", "2025-01-01"),
    ] {
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

/// A name as look-up sees it, restated: words in lower case without accents, with the words dropped
/// and written out that the table file names.
pub(crate) fn fold(name: &str) -> String {
    let mut plain = String::new();
    for sign in name.chars() {
        match sign {
            '.' | '\'' | '’' => {}
            'å' | 'Å' | 'ã' | 'á' | 'ä' => plain.push('a'),
            'ç' => plain.push('c'),
            'é' | 'è' => plain.push('e'),
            'í' => plain.push('i'),
            'ô' | 'ö' | 'ó' => plain.push('o'),
            'ü' | 'ú' => plain.push('u'),
            _ if sign.is_ascii_alphanumeric() => plain.push(sign.to_ascii_lowercase()),
            _ if sign.is_ascii() || sign == '–' => plain.push(' '),
            _ => panic!("a sign without a rule in `{name}`: {sign}"),
        }
    }
    let words = plain.split_whitespace().filter(|it| !["the", "of", "and"].contains(it));
    let words = words.map(|word| match word {
        "st" => "saint",
        "rep" => "republic",
        "dem" => "democratic",
        "fed" => "federal",
        "terr" => "territory",
        "isds" | "is" => "islands",
        "isd" => "island",
        "fmr" => "former",
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Every name of the tables with the code and the days, a default name without its days.
pub(crate) fn names() -> Vec<(String, String, i32, i32)> {
    let entries = rows("countries.txt");
    let listed = rows("country_names.txt");
    let mut all = Vec::new();
    for row in &entries {
        // The name of today has days of its own where others went before.
        if !listed.iter().any(|it| it[0] == row[0] && it[1] == "common" && it[4] == row[4]) {
            all.push((row[4].clone(), row[0].clone(), i32::MIN, i32::MAX));
        }
        if !row[5].is_empty() {
            all.push((row[5].clone(), row[0].clone(), i32::MIN, i32::MAX));
        }
    }
    for row in &listed {
        assert!(entries.iter().any(|it| it[0] == row[0]), "{row:?}");
        assert!(["common", "official", "also"].contains(&row[1].as_str()), "{row:?}");
        all.push((row[4].clone(), row[0].clone(), begins(&row[2]), ends(&row[3])));
    }
    all
}

/// Rows `code | first | last | text` in the order of code and day, without overlap.
fn in_time(list: Vec<(String, i32, i32, String)>, text: &mut String) {
    let mut list = list;
    list.sort();
    for pair in list.windows(2) {
        assert!(pair[0].0 != pair[1].0 || pair[0].2 < pair[1].1, "{pair:?}");
    }
    for (code, first, last, name) in list {
        let (first, last) = (bound(first), bound(last));
        writeln!(text, "    spelled(CountryCode::{code}, {first}, {last}, {name:?}),").unwrap();
    }
}

#[test]
fn the_name_tables_are_what_the_tables_give() {
    let mut text = header(
        "Names, capitals and refused names.",
        "tables/countries.txt, country_names.txt, country_capitals.txt and country_refused.txt",
    );
    text += "\nuse super::code::CountryCode;\n";
    text += "use super::name_row::{NameRow, Refusal, Spelled, name, refusal, spelled};\n\n";
    text += "const MIN: i32 = i32::MIN;\nconst MAX: i32 = i32::MAX;\n\n";
    text += "#[rustfmt::skip]\npub(super) static NAMES: &[NameRow] = &[\n";
    let folded: BTreeSet<(String, String, i32, i32)> =
        names().into_iter().map(|(it, code, first, last)| (fold(&it), code, first, last)).collect();
    let keys: BTreeSet<&String> = folded.iter().map(|row| &row.0).collect();
    for (key, code, first, last) in &folded {
        // An open row of the same name and country says all that one with days would.
        let open = (key.clone(), code.clone(), i32::MIN, i32::MAX);
        if folded.contains(&open) && (*first, *last) != (i32::MIN, i32::MAX) {
            continue;
        }
        assert!(!key.is_empty() && key.len() < 96, "{key}");
        let (first, last) = (bound(*first), bound(*last));
        writeln!(text, "    name({key:?}, {first}, {last}, CountryCode::{code}),").unwrap();
    }
    text += "];\n\n#[rustfmt::skip]\npub(super) static REFUSED: &[Refusal] = &[\n";
    for row in rows("country_refused.txt") {
        let key = fold(&row[0]);
        assert!(!keys.contains(&key), "{row:?}");
        let codes: Vec<String> = row[2].split_whitespace().map(code).collect();
        writeln!(text, "    refusal({key:?}, {:?}, &[{}]),", row[1], codes.join(", ")).unwrap();
    }
    text += "];\n\n#[rustfmt::skip]\npub(super) static COMMON: &[Spelled] = &[\n";
    let common = rows("country_names.txt").into_iter().filter(|row| row[1] == "common");
    let common = common.map(|row| (row[0].clone(), begins(&row[2]), ends(&row[3]), row[4].clone()));
    in_time(common.collect(), &mut text);
    text += "];\n\n#[rustfmt::skip]\npub(super) static CAPITALS: &[Spelled] = &[\n";
    let capitals = rows("country_capitals.txt").into_iter();
    let capitals =
        capitals.map(|row| (row[0].clone(), begins(&row[1]), ends(&row[2]), row[3].clone()));
    in_time(capitals.collect(), &mut text);
    text += "];\n";
    compare("names.rs", &text);
}

#[test]
fn the_successions_are_what_the_table_gives() {
    let mut text = header("The successions of states.", "tables/country_succession.txt");
    text += "\nuse time::Date;\n\nuse super::code::CountryCode;\n";
    text += "use super::succession_row::{Succession, SuccessionKind};\n\n";
    text += "/// A Julian day number as a date. Every number below is a day of `time`.\n";
    text += "const fn day(julian: i32) -> Option<Date> {\n";
    text += "    match Date::from_julian_day(julian) {\n        Ok(day) => Some(day),\n";
    text += "        Err(_) => None,\n    }\n}\n\n";
    text += "#[rustfmt::skip]\npub(super) static SUCCESSIONS: &[Succession] = &[\n";
    let mut all = rows("country_succession.txt");
    all.sort();
    for row in all {
        let kind = row[2][..1].to_uppercase() + &row[2][1..];
        let day = |text: &str| match text {
            "" => "None".to_owned(),
            _ => format!("day({})", julian(text)),
        };
        let (effective, notified) = (day(&row[3]), day(&row[4]));
        writeln!(
            text,
            "    Succession::new({}, {}, SuccessionKind::{kind}, {effective}, {notified}),",
            code(&row[0]),
            code(&row[1]),
        )
        .unwrap();
    }
    text += "];\n";
    compare("successions.rs", &text);
}
