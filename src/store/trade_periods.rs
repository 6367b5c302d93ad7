//! Periods by which figures of trade are grouped: two fall together exactly if they certainly are the
//! same period.

use crate::date::{DayRange, ReportingPeriod};

/// What one period has in common with all that are certainly the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PeriodKey {
    kind: Kind,
    /// The first and last day; of fiscal years without a first month, those of their names.
    first: i32,
    last: i32,
}

/// Periods of different kinds are never certainly the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Calendar,
    Fiscal,
    /// Fiscal years without a first month: only what is stated alike is the same.
    Named,
    Unstated,
}

impl PeriodKey {
    pub(crate) fn of(period: ReportingPeriod) -> Self {
        let (kind, days) = match period.aligned() {
            Some(names) => (Kind::Named, names),
            None if period.is_unstated() => (Kind::Unstated, DayRange::ALL),
            None if period.is_fiscal() => (Kind::Fiscal, period.envelope()),
            None => (Kind::Calendar, period.envelope()),
        };
        Self { kind, first: days.first_key(), last: days.last_key() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Two periods have one key exactly if they are the same for certain, or stated alike.
    #[test]
    fn keys_are_equal_where_periods_certainly_are_the_same() {
        let texts = [
            "2021",
            "2021-01/2021-12",
            "2021-01-01/2021-12-31",
            "2020",
            "2021-33",
            "2021-01/2021-03",
            "FY2021",
            "FY2021@1",
            "FY2021@10",
            "FY2021@2020-10",
            "FY2020",
            "FY2020-2021",
            "../2021",
            "../FY2021",
            "FY2021/..",
            "../FY2021@1",
            "../..",
            "2021/..",
            "unstated",
        ];
        let periods: Vec<ReportingPeriod> = texts.iter().map(|it| it.parse().unwrap()).collect();
        for a in &periods {
            for b in &periods {
                let same = a == b || a.same(b).certainly();
                assert_eq!(PeriodKey::of(*a) == PeriodKey::of(*b), same, "{a} {b}");
            }
        }
    }
}
