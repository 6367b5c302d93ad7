//! Laws of country codes, existence, schemes and names, and the independent crates that know ISO 3166.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::Truth;
use bilateral::country::{
    CountryCode, Scheme, StateList, Succession, SuccessionKind, TABLE_DATE, USA,
};
use proptest::prelude::*;
use time::{Date, Month};

use crate::tables::countries::{fold, names, rows};

fn day(year: i32, month: u8, day: u8) -> Date {
    Date::from_calendar_date(year, Month::try_from(month).unwrap(), day).unwrap()
}

fn any_code() -> impl Strategy<Value = CountryCode> {
    let all: Vec<CountryCode> = CountryCode::all().collect();
    proptest::sample::select(all)
}

/// Any day from 1800 to 2030.
fn any_day() -> impl Strategy<Value = Date> {
    (2_378_497..2_462_868).prop_map(|julian| Date::from_julian_day(julian).unwrap())
}

fn any_scheme() -> impl Strategy<Value = Scheme> {
    proptest::sample::select(Scheme::ALL)
}

fn triples() -> impl Iterator<Item = String> {
    let letters = || 'A'..='Z';
    letters().flat_map(move |a| {
        letters().flat_map(move |b| letters().map(move |c| [a, b, c].iter().collect()))
    })
}

/// What a name may stand for, restated: the whole name, else the halves at its first comma, bracket or
/// slash turned round, else both halves if they name one country.
fn stands_for(name: &str, table: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let of = |name: &str| table.get(&fold(name)).cloned().unwrap_or_default();
    let whole = of(name);
    if !whole.is_empty() {
        return whole;
    }
    let Some(at) = name.find([',', '(', '[', '/']) else { return BTreeSet::new() };
    let (head, tail) = (&name[..at], &name[at + 1..]);
    let turned = of(&format!("{tail} {head}"));
    if !turned.is_empty() && !name[at..].starts_with('/') {
        return turned;
    }
    if name[at..].starts_with(',') {
        return BTreeSet::new();
    }
    of(head).intersection(&of(tail)).cloned().collect()
}

fn name_table() -> BTreeMap<String, BTreeSet<String>> {
    let mut table: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, code, ..) in names() {
        table.entry(fold(&name)).or_default().insert(code);
    }
    table
}

/// Two independent crates have the same current codes as the table, in all three forms.
#[test]
fn independent_crates_agree_on_iso_3166_1() {
    let mut ours = BTreeSet::new();
    for code in CountryCode::all() {
        let is_current = code != CountryCode::XKX
            && code.alpha_2().is_some()
            && code.to_scheme(Scheme::Alpha3, TABLE_DATE) == Some(code.to_string().as_str());
        if is_current {
            ours.insert((code.alpha_2().unwrap(), code.to_string(), code.numeric().unwrap()));
        }
    }
    let numbers: Vec<String> =
        rust_iso3166::ALL.iter().map(|it| format!("{:03}", it.numeric)).collect();
    let theirs: BTreeSet<(&str, String, &str)> = rust_iso3166::ALL
        .iter()
        .zip(&numbers)
        .map(|(it, number)| (it.alpha2, it.alpha3.to_owned(), number.as_str()))
        .filter(|it| it.1 != "XKX")
        .collect();
    assert_eq!(ours, theirs);
    let others: BTreeSet<(&str, String, &str)> = celes::Country::get_countries()
        .iter()
        .map(|it| (it.alpha2, it.alpha3.to_owned(), it.code))
        .filter(|it| it.1 != "XKX" && it.1 != "XXK")
        .collect();
    assert_eq!(ours, others);
    assert_eq!(ours.len(), 249);
}

/// Every entry of ISO 3166-3 reads as the crate says: an ended entry as itself, a withdrawn code of a
/// living state as one of the countries that the crate names after it, in the years that it gives.
#[test]
fn an_independent_crate_agrees_on_iso_3166_3() {
    let all = rust_iso3166::iso3166_3::ALL;
    assert_eq!(all.len(), 31);
    for it in all {
        let (alpha_2, alpha_3) = (it.former.alpha2, it.former.alpha3);
        let code = CountryCode::parse(alpha_3).unwrap();
        let is_own = code.to_string() == alpha_3;
        let after: Vec<&str> = it.new_countries.iter().map(|it| it.alpha3).collect();
        assert!(is_own || after.contains(&code.to_string().as_str()), "{}", it.code);
        let row = rows("country_withdrawn.txt").into_iter().find(|row| row[0] == it.code).unwrap();
        assert_eq!((row[1].as_str(), row[2].as_str()), (alpha_2, alpha_3));
        assert_eq!(row[4][..4], it.validity[0].to_string(), "{}", it.code);
        assert_eq!(row[5][..4], it.validity[1].to_string(), "{}", it.code);
        if it.former.numeric != 0 && !row[3].is_empty() {
            assert_eq!(row[3].parse(), Ok(it.former.numeric), "{}", it.code);
        }
        match CountryCode::parse(alpha_2) {
            // A code that was given away again stands for its present holder.
            Ok(found) => assert!(found == code || found.alpha_2() == Some(alpha_2)),
            Err(error) => assert_eq!((alpha_2, error.is_ambiguous()), ("CS", true)),
        }
        // In its last full year the code stood for the entry. YUG was then the republic of 1992, and
        // ATF an older extent of what it is now.
        let then = day(it.validity[1] - 1, 6, 1);
        let expected = match alpha_3 {
            "YUG" => CountryCode::SCG,
            _ => code,
        };
        assert_eq!(CountryCode::from_scheme(Scheme::Alpha3, alpha_3, then), Ok(expected));
        let found = CountryCode::from_scheme(Scheme::Alpha2, alpha_2, then);
        assert_eq!(found, Ok(expected), "{alpha_2}");
        // Afterwards an ended entry has no successor under its own code.
        let now = CountryCode::from_scheme(Scheme::Alpha3, alpha_3, TABLE_DATE);
        assert!(alpha_3 == "ATF" || now.unwrap_err().is_out_of_time(), "{alpha_3}");
    }
}

/// Of all three-letter texts exactly the codes of the tables and the user range are read, and each as
/// itself or as the country that a withdrawn code stood for; none is found as a name unless it is one.
#[test]
fn all_three_letter_texts_are_read_rightly() {
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    for row in rows("country_withdrawn.txt") {
        expected.insert(row[2].clone(), row[6].clone());
    }
    for row in rows("countries.txt") {
        expected.insert(row[0].clone(), row[0].clone());
    }
    let defined = rows("countries.txt").len();
    let table = name_table();
    let mut count = 0;
    for text in triples() {
        count += 1;
        let is_user = text.starts_with('X')
            || text.starts_with("AA")
            || text.starts_with("ZZ")
            || ("QM".."QZ~").contains(&text.as_str());
        match (CountryCode::parse(&text), expected.get(&text)) {
            (Ok(code), Some(expected)) => {
                assert_eq!(&code.to_string(), expected);
                assert!(code.is_defined());
            }
            (Ok(code), None) => {
                assert!(is_user, "{text}");
                assert_eq!(code.to_string(), text);
                assert!(!code.is_defined() && code.name().is_none());
                assert_eq!(code.possible_existence(), (None, None));
            }
            (Err(error), expected) => {
                assert!(expected.is_none() && !is_user, "{text}");
                assert!(error.candidates().len() <= 3);
                assert!(error.to_string().contains(&text));
            }
        }
        if let Ok(code) = CountryCode::find(&text) {
            assert!(table.get(&fold(&text)).is_some_and(|it| it.contains(&code.to_string())));
        }
        for &scheme in Scheme::ALL {
            if let Ok(code) = CountryCode::from_scheme(scheme, &text, TABLE_DATE) {
                assert_eq!(code.to_scheme(scheme, TABLE_DATE), Some(text.as_str()));
            }
        }
    }
    assert_eq!(count, 17_576);
    assert_eq!(CountryCode::all().count(), defined);
}

/// A damaged name is found only if what is left is a name of the tables, and then as one of its bearers.
#[test]
fn ten_thousand_damaged_names_match_nothing_false() {
    let table = name_table();
    let all: Vec<String> = names().into_iter().map(|it| it.0).collect();
    let mut state: u64 = 0x2545_F491_4F6C_DD1D;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    let signs: Vec<char> = "abcdefghijklmnopqrstuvwxyzAEIOU .-'(),/&".chars().collect();
    let (mut found, mut offered) = (0, 0);
    for _ in 0..10_000 {
        let original = &all[random(all.len())];
        let mut letters: Vec<char> = original.chars().collect();
        for _ in 0..=random(2) {
            let at = random(letters.len().max(1)).min(letters.len().saturating_sub(1));
            match random(5) {
                0 if letters.len() > 1 => {
                    letters.remove(at);
                }
                1 => letters.insert(at, signs[random(signs.len())]),
                2 if at + 1 < letters.len() => letters.swap(at, at + 1),
                3 => letters.truncate(at.max(1)),
                _ => letters[at] = signs[random(signs.len())],
            }
        }
        let damaged: String = letters.into_iter().collect();
        let may = stands_for(&damaged, &table);
        match CountryCode::find(&damaged) {
            Ok(code) => {
                found += 1;
                assert!(may.contains(&code.to_string()), "`{damaged}` from `{original}`: {code}");
            }
            Err(error) => {
                assert!(may.len() != 1, "`{damaged}` is a name of {may:?}: {error}");
                let candidates = error.candidates();
                offered += usize::from(!candidates.is_empty());
                assert!(!error.to_string().is_empty());
            }
        }
    }
    println!("{found} still names, {offered} of the others with candidates");
    assert!(offered > 4_000, "{offered}");
}

/// Trade codes mean areas: those of countries with their parts are read, the others described.
#[test]
fn trade_codes_are_read_or_described() {
    let read = |code, year| CountryCode::from_scheme(Scheme::Comtrade, code, day(year, 6, 1));
    for (code, year, expected) in [
        ("842", 2000, USA),
        ("841", 1980, USA),
        ("840", 2000, USA),
        ("251", 2000, CountryCode::FRA),
        ("699", 2000, CountryCode::IND),
        ("356", 1970, CountryCode::IND),
        ("579", 2000, CountryCode::NOR),
        ("757", 2000, CountryCode::CHE),
        ("276", 2000, CountryCode::DEU),
        ("280", 1985, CountryCode::DEU),
        ("736", 2005, CountryCode::SDN),
        ("729", 2015, CountryCode::SDN),
        ("891", 2005, CountryCode::SCG),
        ("004", 2005, CountryCode::AFG),
        ("4", 2005, CountryCode::AFG),
    ] {
        assert_eq!(read(code, year), Ok(expected), "{code}");
    }
    for (code, area) in [
        ("0", "World"),
        ("490", "Other Asia, not elsewhere specified"),
        ("899", "Areas, not elsewhere specified"),
        ("837", "Bunkers"),
        ("838", "Free Zones"),
        ("839", "Special Categories"),
        ("97", "European Union"),
    ] {
        assert_eq!(read(code, 2000).unwrap_err().area(), Some(area));
    }
    let region = CountryCode::from_scheme(Scheme::M49, "150", TABLE_DATE).unwrap_err();
    assert_eq!(region.area(), Some("Europe"));
    let russia = CountryCode::from_scheme(Scheme::CowNumber, "365", day(1800, 1, 1)).unwrap_err();
    assert_eq!(russia.candidates(), [CountryCode::RUS, CountryCode::SUN]);
    let union = read("58", 1990).unwrap_err();
    assert_eq!(union.candidates(), [CountryCode::BEL, CountryCode::LUX]);
    let error = read("276", 1985).unwrap_err();
    assert!(error.is_out_of_time());
    assert_eq!(error.candidates(), [CountryCode::DEU]);
    assert_eq!(error.scheme(), Scheme::Comtrade);
    assert!(read("999", 2000).unwrap_err().candidates().is_empty());
    for (code, expected) in [("842", USA), ("251", CountryCode::FRA), ("699", CountryCode::IND)] {
        assert_eq!(expected.to_scheme(Scheme::Comtrade, day(2000, 6, 1)), Some(code));
    }
}

/// The life spans of Germany by each list, as CASES.md C7 gives them.
#[test]
fn germany_has_the_spans_of_each_list() {
    use StateList::{CorrelatesOfWar as Cow, GleditschWard as Gw};
    let spells = |code: CountryCode, list| -> Vec<(String, Option<String>)> {
        let text = |it: &bilateral::country::Spell| {
            (it.first().to_string(), it.last().map(|day| day.to_string()))
        };
        code.existence(list).iter().map(text).collect()
    };
    let ends = |code, list, at: usize| spells(code, list)[at].1.clone().unwrap();
    let starts = |code, list, at: usize| spells(code, list)[at].0.clone();
    assert_eq!(ends(CountryCode::DEU, Gw, 0), "1945-05-07");
    assert_eq!(ends(CountryCode::DEU, Cow, 0), "1945-05-08");
    assert_eq!(starts(CountryCode::DEU, Gw, 1), "1949-09-21");
    assert_eq!(starts(CountryCode::DEU, Cow, 1), "1955-05-05");
    assert_eq!(starts(CountryCode::DDR, Gw, 0), "1949-10-05");
    assert_eq!(starts(CountryCode::DDR, Cow, 0), "1954-03-25");
    for list in [Gw, Cow] {
        assert_eq!(ends(CountryCode::DDR, list, 0), "1990-10-02");
    }
    let of = |scheme, date| CountryCode::DEU.to_scheme(scheme, date);
    assert_eq!(of(Scheme::CowNumber, day(1990, 10, 2)), Some("260"));
    assert_eq!(of(Scheme::CowNumber, day(1990, 10, 3)), Some("255"));
    assert_eq!(of(Scheme::GwNumber, day(1990, 10, 3)), Some("260"));
    // The code outlived the state by four weeks.
    let read = |date| CountryCode::from_scheme(Scheme::Alpha3, "DDR", date);
    assert_eq!(read(day(1990, 10, 29)), Ok(CountryCode::DDR));
    assert!(read(day(1990, 10, 30)).unwrap_err().is_out_of_time());
    let read = |date| CountryCode::from_scheme(Scheme::Alpha2, "CS", date);
    assert_eq!(read(day(1993, 6, 14)), Ok(CountryCode::CSK));
    assert_eq!(read(day(2005, 1, 1)), Ok(CountryCode::SCG));
    assert_eq!(
        read(day(1998, 1, 1)).unwrap_err().candidates(),
        [CountryCode::CSK, CountryCode::SCG]
    );
}

/// No state follows itself, however far one goes back.
#[test]
fn successions_have_no_circle() {
    let before = |code: CountryCode| code.predecessors().map(Succession::predecessor);
    for code in CountryCode::all() {
        let mut seen = BTreeSet::new();
        let mut next: Vec<CountryCode> = before(code).collect();
        while let Some(it) = next.pop() {
            assert_ne!(it, code);
            if seen.insert(it) {
                next.extend(before(it));
            }
        }
    }
}

/// A successor may exist from its succession on by some list, a predecessor may exist the day before,
/// and one that dissolves or is absorbed has an end.
#[test]
fn successions_lie_within_the_existence_of_both() {
    for code in CountryCode::all() {
        for it in code.successors() {
            let Some(effective) = it.effective() else { continue };
            let (before, after) = (it.predecessor(), it.successor());
            let (first, last) = before.possible_existence();
            assert!(first.is_none_or(|first| first < effective), "{before} {after}");
            let ends = matches!(
                it.kind(),
                SuccessionKind::Dissolution
                    | SuccessionKind::Absorption
                    | SuccessionKind::Union
                    | SuccessionKind::Continuation
            );
            assert!(!ends || last.is_some(), "{before} does not end");
            let (_, end) = after.possible_existence();
            assert!(end.is_none_or(|end| effective <= end), "{before} {after}");
        }
    }
}

proptest! {
    /// A code prints as the text that it is read from, in serde too.
    #[test]
    fn parse_and_print_are_inverse(code in any_code()) {
        let text = code.to_string();
        prop_assert_eq!(CountryCode::parse(&text), Ok(code));
        let json = serde_json::to_string(&code).unwrap();
        prop_assert_eq!(&json, &format!("\"{text}\""));
        prop_assert_eq!(serde_json::from_str::<CountryCode>(&json).unwrap(), code);
    }

    /// No text makes reading or finding panic, and what is read prints as a code.
    #[test]
    fn no_text_panics(text in "\\PC{0,12}|[A-Za-z ,()/.]{0,200}", day in any_day()) {
        if let Ok(code) = CountryCode::parse(&text) {
            prop_assert_eq!(CountryCode::parse(&code.to_string()), Ok(code));
        }
        if let Err(error) = CountryCode::find_on(&text, day) {
            prop_assert!(error.to_string().chars().count() < 400);
        }
        for &scheme in Scheme::ALL {
            if let Err(error) = CountryCode::from_scheme(scheme, &text, day) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    /// Existence without a list is what the lists that speak agree on, restated from the spells.
    #[test]
    fn existence_is_what_the_speaking_lists_agree_on(code in any_code(), on in any_day()) {
        let mut said = BTreeSet::new();
        for &list in StateList::ALL {
            let spells = code.existence(list);
            let from = match list {
                StateList::IsoUn => spells.first().map(|it| it.first()),
                _ => Some(day(1816, 1, 1)),
            };
            let to = match list {
                StateList::CorrelatesOfWar => day(2024, 12, 31),
                _ => Date::MAX,
            };
            let speaks = !spells.is_empty() && from.is_some_and(|it| it <= on) && on <= to;
            let is_inside = spells
                .iter()
                .any(|it| it.first() <= on && on <= it.last().unwrap_or(Date::MAX));
            let answer = code.existed_on_by(list, on);
            if speaks {
                said.insert(is_inside);
                prop_assert_eq!(answer, Truth::from(is_inside));
            } else {
                prop_assert_eq!(answer, Truth::Unknown);
            }
        }
        let expected = match (said.len(), said.first()) {
            (1, Some(&only)) => Truth::from(only),
            _ => Truth::Unknown,
        };
        prop_assert_eq!(code.existed_on(on), expected);
    }

    /// Outside its possible existence a country certainly did not exist, by any list that speaks; where
    /// there is no bound, no list ever denies the days beyond its own.
    #[test]
    fn no_list_has_a_country_outside_its_bounds(code in any_code(), on in any_day()) {
        let (first, last) = code.possible_existence();
        let is_outside =
            first.is_some_and(|first| on < first) || last.is_some_and(|last| last < on);
        if is_outside && on >= day(1816, 1, 1) {
            prop_assert_eq!(code.existed_on(on), Truth::No);
        }
        if code.existed_on(on) == Truth::Yes {
            prop_assert!(!is_outside);
        }
    }

    /// The code that a country has in a scheme on a day reads as the country on that day, or the scheme
    /// itself has it twice and both are named.
    #[test]
    fn schemes_go_there_and_back(code in any_code(), scheme in any_scheme(), on in any_day()) {
        if let Some(text) = code.to_scheme(scheme, on) {
            match CountryCode::from_scheme(scheme, text, on) {
                Ok(found) => prop_assert_eq!(found, code),
                Err(error) => {
                    prop_assert!(error.is_ambiguous());
                    prop_assert!(error.candidates().contains(&code));
                }
            }
        }
    }

    /// While a country possibly exists, its name of the day stands for it, or for it among others.
    #[test]
    fn the_name_of_the_day_is_found_on_the_day(code in any_code(), on in any_day()) {
        let (first, last) = code.possible_existence();
        if first.is_some_and(|first| on < first) || last.is_some_and(|last| last < on) {
            return Ok(());
        }
        let name = code.name_on(on).unwrap();
        match CountryCode::find_on(name, on) {
            Ok(found) => prop_assert_eq!(found, code),
            Err(error) => prop_assert!(error.candidates().contains(&code), "{}", error),
        }
    }
}
