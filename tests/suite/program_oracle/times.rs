//! When money flowed: every range of days that may be meant.

use bilateral::{DayRange, PartialDate, ReportingPeriod};
use rust_decimal::Decimal as Exact;

use super::model::{Key, When};

pub(super) const EVER: i32 = i32::MAX / 2;

/// A range of days, both inside, as numbers.
pub(super) type Days = (i32, i32);

pub(super) fn days(range: DayRange) -> Days {
    (
        range.first().map_or(-EVER, |day| day.to_julian_day()),
        range.last().map_or(EVER, |day| day.to_julian_day()),
    )
}

/// Every range of days that a period may mean: one, or one for each month in which a fiscal year may
/// begin. Of a period that is not stated there are none.
pub(super) fn worlds(text: &str) -> Vec<Days> {
    let period = ReportingPeriod::parse(text).expect("a period");
    if let Some(range) = period.days() {
        return vec![days(range)];
    }
    let name: u16 = text.rsplit_once("FY").expect("a fiscal year").1.parse().expect("a year");
    let begins = (1..=12)
        .map(|month| format!("{text}@{month}"))
        .chain((2..=12).map(|month| format!("{text}@{name:04}-{month:02}")));
    begins
        .map(|text| {
            let period = ReportingPeriod::parse(&text).expect("a period");
            days(period.days().expect("a fiscal year that begins in a month"))
        })
        .collect()
}

/// Every range of days in which an amount may have flowed; none if it states no time.
pub(super) fn of(key: &Key) -> Vec<Days> {
    let stated = match key.when {
        When::Unstated => Vec::new(),
        When::On(date) => vec![days(date.parse::<PartialDate>().expect("a date").possible())],
        When::Over(text) => worlds(text),
    };
    // A cumulative amount covers everything up to the end.
    stated
        .into_iter()
        .map(|(first, last)| (if key.cumulative { -EVER } else { first }, last))
        .collect()
}

pub(super) fn meet(a: Days, b: Days) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Whether two amounts may have flowed at one time; what is not stated may be any time.
pub(super) fn may_overlap(a: &Key, b: &Key) -> bool {
    let (a, b) = (of(a), of(b));
    a.is_empty() || b.is_empty() || a.iter().any(|a| b.iter().any(|b| meet(*a, *b)))
}

/// Whether one certainly flowed after the other.
pub(super) fn certainly_after(later: &Key, earlier: &Key) -> bool {
    let (later, earlier) = (of(later), of(earlier));
    let all = |a: &[Days], b: &[Days]| a.iter().all(|a| b.iter().all(|b| a.0 > b.1));
    !later.is_empty() && !earlier.is_empty() && all(&later, &earlier)
}

/// How an amount lies to the asked period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Lies {
    NotStated,
    Inside,
    Outside,
    Partly,
}

pub(super) fn lies(key: &Key, asked: &str) -> Lies {
    if asked == "../.." {
        return Lies::Inside;
    }
    let stated = match key.when {
        When::Unstated => return Lies::NotStated,
        When::On(_) => None,
        When::Over(text) => Some(text),
    };
    // An equal stated period is the same; a cumulative one covers what is before it too.
    if stated == Some(asked) && (!key.cumulative || asked.starts_with("../")) {
        return Lies::Inside;
    }
    let (own, asked) = (of(key), worlds(asked));
    let every = |holds: &dyn Fn(Days, Days) -> bool| {
        own.iter().all(|own| asked.iter().all(|asked| holds(*own, *asked)))
    };
    if every(&|own, asked| asked.0 <= own.0 && own.1 <= asked.1) {
        Lies::Inside
    } else if every(&|own, asked| !meet(own, asked)) {
        Lies::Outside
    } else {
        Lies::Partly
    }
}

/// The least and the greatest part of an amount that falls into the asked period, if it flowed evenly.
pub(super) fn part_by_days(key: &Key, asked: &str) -> Option<(Exact, Exact)> {
    let mut found: Option<(Exact, Exact)> = None;
    for own in of(key) {
        if own.0 == -EVER || own.1 == EVER {
            return None;
        }
        for asked in worlds(asked) {
            let shared = (own.1.min(asked.1) - own.0.max(asked.0) + 1).max(0);
            let part = Exact::from(shared) / Exact::from(own.1 - own.0 + 1);
            found = Some(match found {
                None => (part, part),
                Some((low, high)) => (low.min(part), high.max(part)),
            });
        }
    }
    found
}

/// How wide the time of an amount is, counted in two ways: with every day that may be meant, and as
/// long as it is wherever it lies.
pub(super) fn widths(key: &Key) -> (i64, i64) {
    let all = of(key);
    if all.is_empty() {
        return (i64::MAX, i64::MAX);
    }
    let first = all.iter().map(|days| days.0).min().expect("a day");
    let last = all.iter().map(|days| days.1).max().expect("a day");
    let longest = all.iter().map(|days| i64::from(days.1) - i64::from(days.0)).max();
    let longest = longest.expect("a length");
    // One payment takes one day, whichever.
    let single = matches!(key.when, When::On(_)) && !key.cumulative;
    (i64::from(last) - i64::from(first), if single { 0 } else { longest })
}

/// The last day to which an amount may reach.
pub(super) fn reach(key: &Key) -> i32 {
    of(key).iter().map(|days| days.1).max().unwrap_or(EVER)
}
