//! Laws of dates and lengths, each against a naive restatement.

use bilateral::{DayRange, Endpoint, Length, PartialDate, Period, ReportingPeriod, Truth, day};
use proptest::prelude::*;
use time::Date;

// The naive calendar: a unit is the text that its days share, and its days are found by walking.

/// The text of the unit of some text's shape that holds a day.
pub(crate) fn text_like(unit: &str, date: Date) -> String {
    let (year, month) = (date.year(), u8::from(date.month()));
    match unit.len() {
        10 => format!("{year:04}-{month:02}-{:02}", date.day()),
        7 => match &unit[5..] {
            "33" | "34" | "35" | "36" => format!("{year:04}-{}", 33 + (month - 1) / 3),
            "40" | "41" => format!("{year:04}-{}", 40 + (month - 1) / 6),
            _ => format!("{year:04}-{month:02}"),
        },
        _ if unit.ends_with("XX") => format!("{:02}XX", year / 100),
        _ if unit.ends_with('X') => format!("{:03}X", year / 10),
        _ => format!("{year:04}"),
    }
}

/// The first and last day of a unit, by walking from the beginning of its first year.
pub(crate) fn walk(unit: &str) -> (Date, Date) {
    let year = unit[..4].replace('X', "0").parse().unwrap();
    let mut first = day(year, 1, 1);
    while text_like(unit, first) != unit {
        first = first.next_day().unwrap();
    }
    let mut last = first;
    while let Some(next) = last.next_day()
        && text_like(unit, next) == unit
    {
        last = next;
    }
    (first, last)
}

/// The possible days of a date's text.
pub(crate) fn naive_days(text: &str) -> (Option<Date>, Option<Date>) {
    let is_marked = text.contains(['?', '~', '%']);
    let bare = text.replace(['?', '~', '%', '[', ']'], "");
    let (first, last) = bare.split_once("..").unwrap_or((&bare, &bare));
    let first = (!first.is_empty()).then(|| match walk(first).0 {
        day_one if is_marked => match day_one.previous_day().filter(|d| d.year() >= 0) {
            Some(before) => walk(&text_like(first, before)).0,
            None => day_one,
        },
        day_one => day_one,
    });
    let last = (!last.is_empty()).then(|| match walk(last).1 {
        day_last if is_marked => match day_last.next_day() {
            Some(after) => walk(&text_like(last, after)).1,
            None => day_last,
        },
        day_last => day_last,
    });
    (first, last)
}

fn any_day() -> impl Strategy<Value = Date> {
    let all = day(0, 1, 1).to_julian_day()..=day(9999, 12, 31).to_julian_day();
    let near = day(1989, 1, 1).to_julian_day()..=day(1993, 1, 1).to_julian_day();
    prop_oneof![all, near].prop_map(|key| Date::from_julian_day(key).unwrap())
}

fn shape() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        4 => Just("YYYY-MM-DD"),
        3 => Just("YYYY-01"),
        1 => Just("YYYY-33"),
        1 => Just("YYYY-40"),
        3 => Just("YYYY"),
        1 => Just("YYYX"),
        1 => Just("YYXX"),
    ]
}

pub(crate) fn date_text() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec!["", "", "?", "~", "%"]);
    (any_day(), any_day(), shape(), mark, 0..6).prop_map(|(a, b, shape, mark, form)| {
        let (a, b) = (text_like(shape, a.min(b)), text_like(shape, a.max(b)));
        match form {
            0 => format!("[..{a}{mark}]"),
            1 => format!("[{a}{mark}..]"),
            2 if a != b && ["YYYY-MM-DD", "YYYY-01", "YYYY"].contains(&shape) => {
                format!("[{a}..{b}]")
            }
            _ => format!("{a}{mark}"),
        }
    })
}

fn date() -> impl Strategy<Value = PartialDate> {
    date_text().prop_map(|text| PartialDate::parse(&text).unwrap())
}

/// Texts that are nearly dates, periods, lengths or reporting periods.
fn near_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]{0,2}",
        "\\[?(\\.\\.)?[0-9]{4}(-[0-4][0-9])?(\\.\\.)?([0-9]{4}(-[0-9]{2})?)?\\]?",
        "[0-9X?~%\\[\\]./TYES{},-]{0,24}",
        "(\\.\\./)?FY[0-9]{2,5}([-/][0-9.]{0,4})?(@[0-9-]{0,7})?",
        "[0-9]{0,8} ?(day|month|year|week)s?",
        "\\PC{0,12}",
    ]
}

proptest! {
    /// Printing what was read gives the text back, and its serialised form is that text.
    #[test]
    fn dates_print_what_they_read(text in date_text()) {
        let date = PartialDate::parse(&text).unwrap();
        prop_assert_eq!(date.to_string(), text.clone());
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(&json, &format!("\"{text}\""));
        prop_assert_eq!(serde_json::from_str::<PartialDate>(&json).unwrap(), date);
    }

    /// No text makes a reader panic, and whatever is accepted prints to something that reads the same.
    #[test]
    fn any_text_is_read_or_refused(text in near_text()) {
        macro_rules! round {
            ($type:ty) => {
                match <$type>::parse(&text) {
                    Ok(value) => prop_assert_eq!(<$type>::parse(&value.to_string()), Ok(value)),
                    Err(error) => prop_assert!(!error.to_string().is_empty()),
                }
            };
        }
        round!(PartialDate);
        round!(Endpoint);
        round!(Period);
        round!(Length);
        round!(ReportingPeriod);
    }

    /// The possible days are those that walking through the calendar finds.
    #[test]
    fn possible_days_agree_with_a_walk(text in date_text()) {
        let possible = PartialDate::parse(&text).unwrap().possible();
        prop_assert_eq!((possible.first(), possible.last()), naive_days(&text));
    }

    /// The stated bounds and the canonical form are those of an independent EDTF implementation.
    #[test]
    fn bounds_and_text_agree_with_edtf_core(text in prop_oneof![date_text(), near_text()]) {
        let (Ok(ours), Ok(theirs)) = (PartialDate::parse(&text), edtf_core::Edtf::parse(&text)) else {
            return Ok(());
        };
        // We read a range of one unit as that unit; EDTF keeps the brackets.
        let bare = text.trim_matches(['[', ']']);
        if !matches!(bare.split_once(".."), Some((a, b)) if a == b) {
            prop_assert_eq!(ours.to_string(), theirs.to_string());
        }
        let bounds = theirs.bounds();
        let plain = |bound| match bound {
            edtf_core::Bound::Date(d) => Some(day(i32::try_from(d.year).unwrap(), d.month, d.day)),
            _ => None,
        };
        prop_assert_eq!((ours.earliest(), ours.latest()), (plain(bounds.earliest), plain(bounds.latest)));
    }

    /// An independent EDTF implementation accepts every date that we print.
    #[test]
    fn what_we_print_is_edtf(text in date_text()) {
        prop_assert!(edtf_core::is_valid(&text), "{text}");
    }

    /// A wider range of days never answers where a part of it gives the opposite answer.
    #[test]
    fn precision_never_turns_an_answer_round(wide in date(), inner in any_day(), other in date()) {
        let possible = wide.possible();
        let inner = possible.first().map_or(inner, |first| inner.max(first));
        let inner = possible.last().map_or(inner, |last| inner.min(last));
        let inner = PartialDate::from(inner);
        for (vague, exact) in [
            (wide.before(other), inner.before(other)),
            (wide.after(other), inner.after(other)),
            (wide.same_day(other), inner.same_day(other)),
        ] {
            prop_assert!(vague.is_unknown() || vague == exact, "{} {} {}", wide, inner, other);
        }
    }

    /// Before is the converse of after, excludes it, and exactly one of before, same and after holds.
    #[test]
    fn before_and_after_are_duals(a in date(), b in date()) {
        prop_assert_eq!(a.before(b), b.after(a));
        prop_assert!((a.before(b) & a.after(b)) != Truth::Yes);
        prop_assert_eq!(a.same_day(b), b.same_day(a));
        let answers = [a.before(b), a.same_day(b), a.after(b)];
        let yes = answers.iter().filter(|t| t.is_yes()).count();
        let no = answers.iter().filter(|t| t.is_no()).count();
        prop_assert!(yes <= 1 && no <= 2 && (yes == 1) == (no == 2));
    }

    /// The order of keys is the order of days.
    #[test]
    fn sort_keys_of_days_are_in_the_order_of_days(a in any_day(), b in any_day()) {
        let key = |day| PartialDate::from(day).sort_key();
        prop_assert_eq!(key(a).cmp(&key(b)), a.cmp(&b));
    }
}

/// One day later so many times, or the same day so many calendar months on, a month at a time.
fn walk_length(from: Date, count: u32, unit: &str) -> Option<Date> {
    if unit == "days" {
        return (0..count).try_fold(from, |day, _| day.next_day());
    }
    let months = if unit == "years" { count * 12 } else { count };
    let (mut year, mut month) = (from.year(), from.month());
    for _ in 0..months {
        month = month.next();
        year += i32::from(month == time::Month::January);
    }
    let fits = |day| Date::from_calendar_date(year, month, day).ok();
    (1..=from.day()).rev().find_map(fits)
}

proptest! {
    /// A length added is a walk through the calendar, and prints as it reads.
    #[test]
    fn lengths_agree_with_a_walk(
        from in any_day(),
        count in 0..800_u32,
        unit in prop::sample::select(vec!["days", "months", "years"]),
    ) {
        let length = Length::parse(&format!("{count} {unit}")).unwrap();
        prop_assert_eq!(length.added_to(from), walk_length(from, count, unit));
        let printed = if count == 1 { format!("1 {}", unit.trim_end_matches('s')) } else { format!("{count} {unit}") };
        prop_assert_eq!(length.to_string(), printed);
    }

    /// Adding keeps the order of days, so that the ends of a range give the ends of the result.
    #[test]
    fn lengths_keep_the_order(from in any_day(), months in 0..2_000_u32, days in 0..60_i64) {
        let later = from.saturating_add(time::Duration::days(days));
        let length = Length::months(months).unwrap();
        let range = DayRange::new(Some(from), Some(later)).unwrap();
        match (length.added_to(from), length.added_to(later)) {
            (Some(first), Some(last)) => {
                prop_assert!(first <= last);
                prop_assert_eq!(length.added_to_range(range), DayRange::new(Some(first), Some(last)));
            }
            (Some(first), None) => {
                prop_assert_eq!(length.added_to_range(range), DayRange::new(Some(first), None));
            }
            (None, last) => {
                prop_assert_eq!(last, None);
                prop_assert_eq!(length.added_to_range(range), None);
            }
        }
    }

    /// A length taken away reaches the latest day from which adding it does not go beyond, or the
    /// month's last day.
    #[test]
    fn subtracting_undoes_adding_where_the_day_exists(from in any_day(), months in 0..2_000_u32) {
        let length = Length::months(months).unwrap();
        if let Some(to) = length.added_to(from)
            && to.day() == from.day()
        {
            prop_assert_eq!(length.subtracted_from(to), Some(from));
        }
    }

    /// Each anniversary has the month and day of the date, or is 28 February for a leap day.
    #[test]
    fn anniversaries_keep_month_and_day(from in any_day(), every in 1..60_u16) {
        let date = PartialDate::from(from);
        for anniversary in date.anniversaries(every, DayRange::ALL) {
            let on = anniversary.days().first().unwrap();
            prop_assert_eq!(on.year(), from.year() + i32::from(anniversary.years()));
            prop_assert_eq!(anniversary.years() % every, 0);
            prop_assert_eq!(anniversary.is_within(), Truth::Yes);
            let is_clipped = (u8::from(from.month()), from.day(), on.day()) == (2, 29, 28);
            prop_assert!(on.month() == from.month() && (on.day() == from.day() || is_clipped));
        }
        let expected = (9999 - from.year()) / i32::from(every);
        prop_assert_eq!(date.anniversaries(every, DayRange::ALL).count(), expected as usize);
    }
}
