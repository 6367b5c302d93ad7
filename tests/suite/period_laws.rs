//! Laws of periods and reporting periods, each against every exact period that a text allows.

use bilateral::{Allen, AllenSet, DayRange, Period, ReportingPeriod, Truth, day};
use proptest::prelude::*;
use time::Date;

use crate::date_laws::{date_text, naive_days, text_like, walk};

fn end_text() -> impl Strategy<Value = String> {
    prop_oneof![5 => date_text(), 1 => Just("..".into()), 1 => Just(String::new())]
}

proptest! {
    /// A period prints what it read, except that a day written twice is written once.
    #[test]
    fn periods_print_what_they_read(start in end_text(), end in end_text()) {
        let text = format!("{start}/{end}");
        let period = Period::parse(&text).unwrap();
        let is_day = start == end && start.len() == 10 && !start.contains(['[', '.']);
        prop_assert_eq!(period.to_string(), if is_day { start } else { text });
        let json = serde_json::to_string(&period).unwrap();
        prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
    }
}

// Small periods, which can be enumerated: their dates lie on the middle days of a short stretch, with
// room on both sides for all that is unbounded, and a point beyond each side for open ends.

const STRETCH: i32 = 26;
const BEFORE_ALL: i32 = -1_000;
const AFTER_ALL: i32 = 1_000;

fn small_day(number: i32) -> Date {
    day(2020, 2, 15).checked_add(time::Duration::days(number.into())).unwrap()
}

fn small_end() -> impl Strategy<Value = String> {
    prop_oneof![6 => small_date(), 1 => Just("..".to_owned()), 1 => Just(String::new())]
}

fn small_date() -> impl Strategy<Value = String> {
    let near = || (9..17_i32).prop_map(|n| text_like("YYYY-MM-DD", small_day(n)));
    prop_oneof![
        4 => near(),
        1 => near().prop_map(|d| format!("{d}?")),
        1 => near().prop_map(|d| format!("[..{d}]")),
        1 => near().prop_map(|d| format!("[{d}..]")),
        2 => (near(), near()).prop_map(|(a, b)| format!("[{}..{}]", a.clone().min(b.clone()), a.max(b))),
    ]
}

fn small_period() -> impl Strategy<Value = (String, String)> {
    (small_end(), small_end())
}

/// Every day of the stretch on which an end may lie, by its number.
fn small_days(end: &str, open: i32) -> Vec<i32> {
    let stretch = 0..STRETCH;
    match end {
        ".." => vec![open],
        "" => stretch.chain([open]).collect(),
        text => {
            let (first, last) = naive_days(text);
            let holds = |d: Date| first.is_none_or(|f| f <= d) && last.is_none_or(|l| d <= l);
            stretch.filter(|&n| holds(small_day(n))).collect()
        }
    }
}

/// Every exact period that the text allows.
fn exact_periods((start, end): &(String, String)) -> Vec<(i32, i32)> {
    let ends = small_days(end, AFTER_ALL);
    let starts = small_days(start, BEFORE_ALL);
    starts.iter().flat_map(|&s| ends.iter().map(move |&e| (s, e))).filter(|(s, e)| s <= e).collect()
}

/// Allen's relation of two exact periods, from the order of their ends.
fn classify((s1, e1): (i32, i32), (s2, e2): (i32, i32)) -> Allen {
    use core::cmp::Ordering::{Equal, Greater, Less};
    if e1 < s2 {
        return if e1 + 1 == s2 { Allen::Meets } else { Allen::Before };
    }
    if e2 < s1 {
        return if e2 + 1 == s1 { Allen::MetBy } else { Allen::After };
    }
    match (s1.cmp(&s2), e1.cmp(&e2)) {
        (Less, Less) => Allen::Overlaps,
        (Less, Equal) => Allen::FinishedBy,
        (Less, Greater) => Allen::Contains,
        (Equal, Less) => Allen::Starts,
        (Equal, Equal) => Allen::Equals,
        (Equal, Greater) => Allen::StartedBy,
        (Greater, Less) => Allen::During,
        (Greater, Equal) => Allen::Finishes,
        (Greater, Greater) => Allen::OverlappedBy,
    }
}

fn period_of((start, end): &(String, String)) -> Period {
    Period::parse(&format!("{start}/{end}")).unwrap()
}

proptest! {
    /// A day is covered as all exact periods together say.
    #[test]
    fn covers_agrees_with_every_exact_period(text in small_period()) {
        let period = period_of(&text);
        let exact = exact_periods(&text);
        // On the outermost days an unbounded end has no room left.
        for n in 1..STRETCH - 1 {
            let inside = exact.iter().filter(|(s, e)| *s <= n && n <= *e).count();
            let expected = match inside {
                _ if exact.is_empty() => Truth::Unknown,
                0 => Truth::No,
                all if all == exact.len() => Truth::Yes,
                _ => Truth::Unknown,
            };
            prop_assert_eq!(period.covers(small_day(n)), expected, "{} on {}", period, small_day(n));
            let certain = period.core().is_some_and(|core| core.contains(small_day(n)));
            let possible = period.envelope().is_some_and(|days| days.contains(small_day(n)));
            prop_assert_eq!(certain, expected.is_yes());
            prop_assert_eq!(possible, expected.possibly() && !exact.is_empty());
        }
    }

    /// The days of each end are those of the ends of all exact periods.
    #[test]
    fn start_and_end_days_agree_with_every_exact_period(text in small_period()) {
        let period = period_of(&text);
        let exact = exact_periods(&text);
        prop_assume!(!exact.is_empty());
        for n in 0..STRETCH {
            if !period.is_open_start() {
                let starts = exact.iter().any(|&(s, _)| s == n);
                prop_assert_eq!(period.start_days().contains(small_day(n)), starts);
            }
            if !period.is_open_end() {
                let ends = exact.iter().any(|&(_, e)| e == n);
                prop_assert_eq!(period.end_days().contains(small_day(n)), ends);
            }
        }
    }

    /// A period is reversed if each choice of its two days is, and perhaps if one is.
    #[test]
    fn reversal_agrees_with_every_choice_of_days(start in small_date(), end in small_date()) {
        prop_assume!(start != end);
        let ends = small_days(&end, AFTER_ALL);
        let choices: Vec<bool> = small_days(&start, BEFORE_ALL)
            .iter()
            .flat_map(|s| ends.iter().map(move |e| e < s))
            .collect();
        let expected = Truth::from_worlds(choices.contains(&true), choices.contains(&false));
        prop_assert_eq!(period_of(&(start, end)).is_reversed(), expected);
    }

    /// The length is between that of the shortest and of the longest exact period.
    #[test]
    fn length_agrees_with_every_exact_period(text in small_period()) {
        let period = period_of(&text);
        let lengths = exact_periods(&text);
        let lengths = || lengths.iter().map(|(s, e)| u32::try_from(e - s + 1).unwrap());
        match period.length() {
            None => prop_assert!(lengths().all(|n| n > 500)),
            Some(count) => {
                prop_assert_eq!(Some(count.least()), lengths().min());
                if let Some(most) = count.most() {
                    prop_assert_eq!(Some(most), lengths().max());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// The possible relations are exactly those of the exact periods inside.
    #[test]
    fn relations_agree_with_every_exact_period(a in small_period(), b in small_period()) {
        let mut expected = AllenSet::EMPTY;
        let others = exact_periods(&b);
        for this in exact_periods(&a) {
            for &that in &others {
                expected = expected.with(classify(this, that));
            }
        }
        prop_assert_eq!(period_of(&a).relation(period_of(&b)), expected, "{:?} {:?}", a, b);
    }

    /// The relations of the other to this one are the converses.
    #[test]
    fn relations_have_converses(a in small_period(), b in small_period()) {
        let (a, b) = (period_of(&a), period_of(&b));
        prop_assert_eq!(a.relation(b).converse(), b.relation(a));
        prop_assert_eq!(a.shares_a_day(b), b.shares_a_day(a));
    }
}

// Reporting periods.

fn fiscal_text() -> impl Strategy<Value = String> {
    let begins = prop_oneof![
        Just(String::new()),
        (1..=12_u8).prop_map(|m| format!("@{m}")),
        (2..=12_u8).prop_map(|m| format!("@YEAR-{m:02}")),
    ];
    (2008..2013_u16, 0..3_u16, 0..4_u8, begins).prop_map(|(year, more, form, begins)| {
        let begins = begins.replace("YEAR", &year.to_string());
        match form {
            0 => format!("../FY{year}{begins}"),
            1 => format!("FY{year}/..{begins}"),
            2 if more > 0 => format!("FY{year}-{}{begins}", year + more),
            _ => format!("FY{year}{begins}"),
        }
    })
}

fn calendar_text() -> impl Strategy<Value = String> {
    let unit = |shape: &'static str| {
        let days = day(2008, 1, 1).to_julian_day()..day(2013, 1, 1).to_julian_day();
        days.prop_map(move |key| text_like(shape, Date::from_julian_day(key).unwrap()))
    };
    let shape = prop::sample::select(vec!["YYYY", "YYYY-40", "YYYY-33", "YYYY-01", "YYYY-MM-DD"]);
    shape.prop_flat_map(move |shape| (unit(shape), unit(shape), 0..5_u8)).prop_map(
        |(a, b, form)| match form {
            0 => format!("../{a}"),
            1 => format!("{a}/.."),
            2 if a != b => format!("{}/{}", a.clone().min(b.clone()), a.max(b)),
            _ => a,
        },
    )
}

fn reporting_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => fiscal_text(), 4 => calendar_text(), 1 => Just("../..".to_owned())]
}

/// Every stretch of months (from the first to before the last, counted from year 0) or of days that
/// the text allows, as the first day inside and the first outside.
fn naive_stretches(text: &str) -> Vec<(Option<Date>, Option<Date>)> {
    let month_one = |months: i32| {
        let month = time::Month::try_from((months % 12 + 1) as u8).unwrap();
        Date::from_calendar_date(months / 12, month, 1).unwrap()
    };
    let Some((_, named)) = text.split_once("FY") else {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let first = (first != "..").then(|| walk(first).0);
        let last = (last != "..").then(|| walk(last).1.next_day().unwrap());
        return vec![(first, last)];
    };
    let (years, begins) = named.split_once('@').unwrap_or((named, ""));
    let name: i32 = years[..4].parse().unwrap();
    let last: i32 = years[4..].strip_prefix('-').map_or(name, |last| last.parse().unwrap());
    let starts: Vec<i32> = match (begins.len(), begins.split_once('-')) {
        (_, Some((year, month))) => {
            vec![year.parse::<i32>().unwrap() * 12 + month.parse::<i32>().unwrap() - 1]
        }
        // Any twelve months of which one lies in the year that gives the name.
        (0, _) => (name * 12 - 40..name * 12 + 40)
            .filter(|&start| (start..start + 12).any(|month| month / 12 == name))
            .collect(),
        // The twelve months that begin with that month of the year and end in the year named.
        _ => (name * 12 - 40..name * 12 + 40)
            .filter(|start| start % 12 + 1 == begins.parse::<i32>().unwrap())
            .filter(|start| (start + 11) / 12 == name)
            .collect(),
    };
    let is_open_end = years.ends_with("/..");
    let stretch = |start: i32| {
        let end = start + (last - name + 1) * 12;
        let first = (!text.starts_with("../")).then(|| month_one(start));
        (first, (!is_open_end).then(|| month_one(end)))
    };
    starts.into_iter().map(stretch).collect()
}

proptest! {
    /// A reporting period prints what it read.
    #[test]
    fn reporting_periods_print_what_they_read(text in reporting_text()) {
        let period = ReportingPeriod::parse(&text).unwrap();
        prop_assert_eq!(period.to_string(), text.clone());
        let json = serde_json::to_string(&period).unwrap();
        prop_assert_eq!(serde_json::from_str::<ReportingPeriod>(&json).unwrap(), period);
    }

    /// Its days and envelope are those of all the stretches that the text allows.
    #[test]
    fn reporting_days_agree_with_every_stretch(text in reporting_text()) {
        let period = ReportingPeriod::parse(&text).unwrap();
        let stretches = naive_stretches(&text);
        let before = |end: Option<Date>| end.map(|day| day.previous_day().unwrap());
        let least = stretches.iter().map(|s| s.0).min().unwrap();
        let most = if stretches.iter().any(|s| s.1.is_none()) { None } else { stretches.iter().map(|s| s.1).max().unwrap() };
        prop_assert_eq!(period.envelope(), DayRange::new(least, before(most)).unwrap());
        let only = (stretches.len() == 1).then(|| DayRange::new(least, before(most)).unwrap());
        prop_assert_eq!(period.days(), only);
    }

    /// Containing and overlapping are answered over every pair of stretches.
    #[test]
    fn reporting_questions_agree_with_every_stretch(a in reporting_text(), b in reporting_text()) {
        let (this, that) = (ReportingPeriod::parse(&a).unwrap(), ReportingPeriod::parse(&b).unwrap());
        let far = |end: Option<Date>, open: Date| end.unwrap_or(open);
        let (low, high) = (day(0, 1, 1), day(9999, 12, 31));
        let mut contains = (false, false);
        let mut overlaps = (false, false);
        let mut same = (false, false);
        for (s1, e1) in naive_stretches(&a) {
            for (s2, e2) in naive_stretches(&b) {
                let (s1, e1, s2, e2) = (far(s1, low), far(e1, high), far(s2, low), far(e2, high));
                let note = |seen: &mut (bool, bool), holds: bool| {
                    seen.0 |= holds;
                    seen.1 |= !holds;
                };
                note(&mut contains, s1 <= s2 && e2 <= e1);
                note(&mut overlaps, s1 < e2 && s2 < e1);
                note(&mut same, (s1, e1) == (s2, e2) && a.contains("FY") == b.contains("FY"));
            }
        }
        prop_assert_eq!(this.contains(&that), Truth::from_worlds(contains.0, contains.1), "{} {}", a, b);
        prop_assert_eq!(this.overlaps(&that), Truth::from_worlds(overlaps.0, overlaps.1), "{} {}", a, b);
        prop_assert_eq!(this.same(&that), Truth::from_worlds(same.0, same.1), "{} {}", a, b);
    }
}
