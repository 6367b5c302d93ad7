//! Countries against real lists: skipped with a note where the data folder is absent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use bilateral::Truth;
use bilateral::country::{CountryCode, Scheme, StateList};
use time::{Date, Month};

use crate::tables::countries::fold;

/// The rows of a data file by column name; `None`, with a note, if the folder is absent.
fn data(file: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let folder = std::env::var_os("BILATERAL_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")),
        PathBuf::from,
    );
    let path = folder.join(file);
    if !path.exists() {
        println!("skipped: {} is absent", path.display());
        return None;
    }
    let bytes = if file.ends_with(".gz") {
        match Command::new("gzip").arg("-dc").arg(&path).output() {
            Ok(output) => output.stdout,
            Err(error) => {
                println!("skipped: gzip: {error}");
                return None;
            }
        }
    } else {
        std::fs::read(&path).expect("a readable file")
    };
    let mut table = fields(&String::from_utf8(bytes).expect("UTF-8")).into_iter();
    let head = table.next().expect("a head");
    Some(table.map(|row| head.iter().cloned().zip(row).collect()).collect())
}

/// Splits comma separated text with quoted fields.
fn fields(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut is_quoted, mut letters) = (false, text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                field.push('"');
                letters.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut field)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(letter),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

fn day(year: &str, month: &str, day: &str) -> Date {
    let month = Month::try_from(month.parse::<u8>().expect(month)).expect(month);
    Date::from_calendar_date(year.parse().expect(year), month, day.parse().expect(day)).expect(year)
}

/// Reads `YYYY-MM-DD`.
fn date(text: &str) -> Date {
    let parts: Vec<&str> = text.split('-').collect();
    day(parts[0], parts[1], parts[2])
}

/// A row of a state list: number, letters, first and last day.
struct State {
    number: String,
    letters: String,
    first: Date,
    last: Option<Date>,
    is_microstate: bool,
}

fn correlates_of_war() -> Option<Vec<State>> {
    let rows = data("cow_statelist2024.csv")?;
    let read = |row: &BTreeMap<String, String>| {
        let last = day(&row["endyear"], &row["endmonth"], &row["endday"]);
        State {
            number: row["ccode"].clone(),
            letters: row["stateabb"].clone(),
            first: day(&row["styear"], &row["stmonth"], &row["stday"]),
            last: (last != date("2024-12-31")).then_some(last),
            is_microstate: false,
        }
    };
    Some(rows.iter().map(read).collect())
}

fn gleditsch_ward() -> Option<Vec<State>> {
    let rows = data("gw_states.csv")?;
    let read = |row: &BTreeMap<String, String>| State {
        number: row["gwcode"].clone(),
        letters: row["gwc"].clone(),
        first: date(&row["start"]),
        last: (!row["end"].starts_with("9999")).then(|| date(&row["end"])),
        is_microstate: row["microstate"] == "True",
    };
    Some(rows.iter().map(read).collect())
}

fn members(list: StateList, day: &str) -> Vec<CountryCode> {
    CountryCode::all().filter(|it| it.existed_on_by(list, date(day)) == Truth::Yes).collect()
}

#[test]
fn member_counts_of_both_lists_are_those_of_the_data() {
    for (day, count) in [
        ("1816-01-01", 23),
        ("1900-01-01", 42),
        ("1913-12-31", 44),
        ("1950-12-31", 75),
        ("1960-12-31", 107),
        ("1991-12-26", 177),
        ("2000-12-31", 191),
        ("2016-12-31", 195),
    ] {
        assert_eq!(members(StateList::CorrelatesOfWar, day).len(), count, "{day}");
    }
    for (day, all, without) in [
        ("1816-01-01", 48, 44),
        ("1900-01-01", 56, 52),
        ("1950-12-31", 85, 81),
        ("2000-12-31", 191, 170),
    ] {
        let members = members(StateList::GleditschWard, day);
        assert_eq!(members.len(), all, "{day}");
        let larger = members.iter().filter(|it| !it.is_microstate());
        assert_eq!(larger.count(), without, "{day}");
    }
    assert_eq!(members(StateList::IsoUn, "1945-12-31").len(), 51);
}

/// Both lists, day by day: every row resolves by its number and by its letters on each of its days to
/// a country that the list then has, and the way back gives the same code.
#[test]
fn every_row_of_both_lists_resolves_on_each_day_of_its_spell() {
    let lists = [
        (StateList::CorrelatesOfWar, Scheme::CowNumber, Scheme::CowLetters, correlates_of_war()),
        (StateList::GleditschWard, Scheme::GwNumber, Scheme::GwLetters, gleditsch_ward()),
    ];
    for (list, numbers, letters, states) in lists {
        let Some(states) = states else { continue };
        for state in &states {
            let mut day = state.first;
            let last = state.last.unwrap_or(date("2024-12-31"));
            while day <= last {
                let code = match CountryCode::from_scheme(numbers, &state.number, day) {
                    Ok(code) => code,
                    // The one day on which the list itself has Yugoslavia and Serbia as 345.
                    Err(error) => {
                        assert_eq!((state.number.as_str(), day), ("345", date("2006-06-03")));
                        assert!(error.is_ambiguous());
                        assert_eq!(error.candidates(), [CountryCode::SCG, CountryCode::SRB]);
                        CountryCode::from_scheme(letters, &state.letters, day).unwrap()
                    }
                };
                let by_letters = CountryCode::from_scheme(letters, &state.letters, day);
                assert_eq!(by_letters, Ok(code), "{} on {day}", state.letters);
                assert_eq!(code.existed_on_by(list, day), Truth::Yes, "{code} on {day}");
                assert_eq!(code.to_scheme(numbers, day), Some(state.number.as_str()));
                assert_eq!(code.to_scheme(letters, day), Some(state.letters.as_str()));
                assert!(!state.is_microstate || code.is_microstate());
                day = day.next_day().unwrap();
            }
        }
    }
}

/// No list has a country on a day that is in none of its rows, and the spells of each code of a list
/// meet again to exactly the rows of the file.
#[test]
fn the_spells_of_each_code_are_the_rows_of_the_file() {
    let lists = [
        (StateList::CorrelatesOfWar, Scheme::CowLetters, correlates_of_war()),
        (StateList::GleditschWard, Scheme::GwLetters, gleditsch_ward()),
    ];
    for (list, letters, states) in lists {
        let Some(states) = states else { continue };
        let mut ours: BTreeMap<String, Vec<(Date, Option<Date>)>> = BTreeMap::new();
        for code in CountryCode::all() {
            for spell in code.existence(list) {
                // One entry may take two codes of a list in one unbroken spell.
                let mut first = spell.first();
                let last = spell.last();
                let mut day = first;
                let end = last.unwrap_or(date("2024-12-31"));
                let mut own = code.to_scheme(letters, day).unwrap();
                while day < end {
                    day = day.next_day().unwrap();
                    let now = code.to_scheme(letters, day).unwrap();
                    if now != own {
                        let before = day.previous_day().unwrap();
                        ours.entry(own.to_owned()).or_default().push((first, Some(before)));
                        (first, own) = (day, now);
                    }
                }
                ours.entry(own.to_owned()).or_default().push((first, last));
            }
        }
        let mut theirs: BTreeMap<String, Vec<(Date, Option<Date>)>> = BTreeMap::new();
        for state in states {
            theirs.entry(state.letters).or_default().push((state.first, state.last));
        }
        let merged = |spells: &mut Vec<(Date, Option<Date>)>| {
            spells.sort();
            let mut all: Vec<(Date, Option<Date>)> = Vec::new();
            for &(first, last) in spells.iter() {
                match all.last_mut() {
                    Some(it) if it.1.and_then(Date::next_day) == Some(first) => it.1 = last,
                    _ => all.push((first, last)),
                }
            }
            *spells = all;
        };
        ours.values_mut().for_each(merged);
        theirs.values_mut().for_each(merged);
        assert_eq!(ours, theirs, "{list}");
        let several: BTreeSet<&String> =
            theirs.iter().filter(|(_, spells)| spells.len() > 1).map(|(code, _)| code).collect();
        println!("{list}: {} codes with several spells", several.len());
    }
}

#[test]
fn the_code_list_agrees_in_iso_and_m49() {
    let Some(rows) = data("datasets_country_codes.csv") else { return };
    let today = date("2024-06-01");
    assert_eq!(rows.len(), 249);
    for row in &rows {
        let code = CountryCode::parse(&row["ISO3166-1-Alpha-3"]).unwrap();
        assert_eq!(code.to_string(), row["ISO3166-1-Alpha-3"]);
        assert_eq!(CountryCode::parse(&row["ISO3166-1-Alpha-2"]), Ok(code));
        assert_eq!(code.alpha_2(), Some(row["ISO3166-1-Alpha-2"].as_str()));
        let number = format!("{:0>3}", row["ISO3166-1-numeric"]);
        assert_eq!(code.numeric(), Some(number.as_str()));
        for (scheme, column) in [
            (Scheme::Alpha2, "ISO3166-1-Alpha-2"),
            (Scheme::Alpha3, "ISO3166-1-Alpha-3"),
            (Scheme::Numeric, "ISO3166-1-numeric"),
            (Scheme::M49, "M49"),
        ] {
            assert_eq!(CountryCode::from_scheme(scheme, &row[column], today), Ok(code), "{code}");
            let back = code.to_scheme(scheme, today).unwrap();
            assert_eq!(back.trim_start_matches('0'), row[column].trim_start_matches('0'));
        }
    }
}

/// The English names that the code list itself shares between two countries.
const SHARED: [&str; 3] = ["Congo (the)", "Congo", "CONGO"];

#[test]
fn every_english_name_of_the_code_list_is_found() {
    let Some(rows) = data("datasets_country_codes.csv") else { return };
    for row in &rows {
        let code = CountryCode::parse(&row["ISO3166-1-Alpha-3"]).unwrap();
        for column in [
            "CLDR display name",
            "UNTERM English Short",
            "UNTERM English Formal",
            "official_name_en",
            "ISO4217-currency_country_name",
        ] {
            let name = row[column].as_str();
            if name.is_empty() {
                continue;
            }
            match CountryCode::find(name) {
                Err(error) if SHARED.contains(&name) => {
                    assert_eq!(error.candidates(), [CountryCode::COD, CountryCode::COG]);
                }
                found => assert_eq!(found, Ok(code), "{name}"),
            }
        }
        let capital = code.capital_on(date("2024-06-01"));
        assert_eq!(capital.is_some(), !row["Capital"].trim().is_empty(), "{code}");
    }
}

/// Every name by which a state list calls a state stands for it on the first day of its spell.
#[test]
fn the_labels_of_both_lists_are_found() {
    for (file, scheme, number, label) in [
        ("cow_statelist2024.csv", Scheme::CowNumber, "ccode", "statenme"),
        ("gw_states.csv", Scheme::GwNumber, "gwcode", "country_name"),
    ] {
        let Some(rows) = data(file) else { return };
        for row in &rows {
            let first = match row.get("start") {
                Some(start) => date(start),
                None => day(&row["styear"], &row["stmonth"], &row["stday"]),
            };
            let Ok(code) = CountryCode::from_scheme(scheme, &row[number], first) else { continue };
            let name = row[label].as_str();
            match CountryCode::find_on(name, first) {
                Ok(found) => assert_eq!(found, code, "{name} on {first}"),
                // Both states of the name stood on that day, or the list calls Serbia so.
                Err(error) => {
                    assert!(error.is_ambiguous(), "{error}");
                    let known = [
                        ("Congo", "1960-08-15"),
                        ("Vietnam", "1954-07-21"),
                        ("Yugoslavia", "1878-07-13"),
                    ];
                    assert!(known.contains(&(name, first.to_string().as_str())), "{name} {first}");
                }
            }
        }
    }
}

/// Labels of the Office of the Historian that are not today's common name, and what they stand for.
const LABELS: [(&str, CountryCode); 44] = [
    ("Austrian Empire*", CountryCode::XAH),
    ("Benin (Dahomey)", CountryCode::BEN),
    ("Bosnia", CountryCode::BIH),
    ("Brunei Darussalam", CountryCode::BRN),
    ("Burkina Faso (Upper Volta)", CountryCode::BFA),
    ("Burma", CountryCode::MMR),
    ("Burma (Myanmar)", CountryCode::MMR),
    ("Byelorussia", CountryCode::BLR),
    ("Cape Verde", CountryCode::CPV),
    ("Central American Federation*", CountryCode::XCA),
    ("Ceylon", CountryCode::LKA),
    ("China, People’s Republic of", CountryCode::CHN),
    ("Congo, Democratic Republic of", CountryCode::COD),
    ("Cote d’Ivoire (Ivory Coast)", CountryCode::CIV),
    ("Czech Republic", CountryCode::CZE),
    ("Democratic Republic of the Congo (Zaire)", CountryCode::COD),
    ("Denmark (Greenland)", CountryCode::DNK),
    ("East Germany (German Democratic Republic)*", CountryCode::DDR),
    ("German Democratic Republic", CountryCode::DDR),
    ("Germany, Federal Republic of", CountryCode::DEU),
    ("Holy See", CountryCode::VAT),
    ("Kirghizia", CountryCode::KGZ),
    ("Korea, North", CountryCode::PRK),
    ("Korea, Republic of", CountryCode::KOR),
    ("Korea, South", CountryCode::KOR),
    ("Kyrgyz Republic", CountryCode::KGZ),
    ("Macedonia, Former Yugoslav Republic of", CountryCode::MKD),
    ("Micronesia, Federated States of", CountryCode::FSM),
    ("Palestinian Authority", CountryCode::PSE),
    ("Piedmont-Sardinia*", CountryCode::ITA),
    ("Republic of China", CountryCode::TWN),
    ("Republic of Korea (South Korea)", CountryCode::KOR),
    ("Serbia-Montenegro (Kosovo)", CountryCode::SCG),
    ("Southern Rhodesia (Zimbabwe)", CountryCode::ZWE),
    ("The Duchy of Parma*", CountryCode::XPM),
    ("The Grand Duchy of Tuscany*", CountryCode::XTU),
    ("Turkey", CountryCode::TUR),
    ("U.S.S.R.", CountryCode::SUN),
    ("United Kingdom (Northern Ireland)", CountryCode::GBR),
    ("United Kingdom (Wales)", CountryCode::GBR),
    ("Western Samoa", CountryCode::WSM),
    ("Yemen", CountryCode::XYA),
    ("Yugoslavia", CountryCode::SCG),
    ("Yugoslavia (Kosovo)", CountryCode::SCG),
];

/// Labels of the Office of the Historian that stand for no one entry: states on no list, parts of
/// states, and names that two states shared at the time or are not told apart without one.
const REFUSED: [&str; 18] = [
    "Brunswick and Lüneburg*",
    "Federal Government of Germany (1848-49)*",
    "Hanseatic Republics*",
    "Hawaii*",
    "Hesse*",
    "Kingdom of Serbia/Yugoslavia*",
    "Korea",
    "Lew Chew (Loochoo)*",
    "Mecklenburg-Strelitz*",
    "Nassau*",
    "North German Confederation*",
    "North German Union*",
    "Oldenburg*",
    "Republic of Genoa*",
    "Schaumburg-Lippe*",
    "Texas*",
    "The Congo Free State*",
    "West Bank",
];

/// Every label of a visit stands on its day, and every label of the recognition timeline without one,
/// for the country that it names; nothing else is refused.
#[test]
fn labels_of_the_historian_stand_for_their_countries() {
    for file in ["us_travels_abroad.csv.gz", "us_recognition_relations_timeline.csv.gz"] {
        let Some(rows) = data(file) else { return };
        for row in &rows {
            let label = row["country"].as_str();
            let start = row.get("start_date").map(|start| date(start));
            let found = match start {
                Some(start) => CountryCode::find_on(label, start),
                None => CountryCode::find(label),
            };
            let code = match found {
                Ok(code) => code,
                // Two states of the name; the visits went to the South.
                Err(error) if label == "Vietnam" && start < Some(date("1976-07-02")) => {
                    assert_eq!(error.candidates(), [CountryCode::VNM, CountryCode::XVS]);
                    continue;
                }
                Err(error) => {
                    assert!(REFUSED.contains(&label), "{error}");
                    assert!(error.reason().is_some() || error.is_ambiguous(), "{error}");
                    continue;
                }
            };
            let is_before = |day| start.is_some_and(|start| start < date(day));
            let expected = match (label, LABELS.iter().find(|it| it.0 == label)) {
                ("Yugoslavia", _) if is_before("1992-04-27") => Some(CountryCode::YUG),
                ("Yemen", _) if !is_before("1990-05-22") => Some(CountryCode::YEM),
                (_, Some((_, code))) => Some(*code),
                _ => None,
            };
            match expected {
                Some(expected) => assert_eq!(code, expected, "{label} {start:?}"),
                None => assert_eq!(fold(label), fold(code.name().unwrap()), "{label}"),
            }
        }
    }
}

/// The country names of the treaty data stand beside the alpha-3 codes of the same states.
#[test]
fn names_of_the_treaty_data_agree_with_its_codes() {
    let Some(rows) = data("many_parties_desta.csv.gz") else { return };
    for row in &rows {
        let found = CountryCode::find(&row["StateName"]);
        match row["stateID"].as_str() {
            "" => assert!(found.is_ok(), "{}", row["StateName"]),
            code => assert_eq!(found.ok(), CountryCode::parse(code).ok(), "{}", row["StateName"]),
        }
    }
}
