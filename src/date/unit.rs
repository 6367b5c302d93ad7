//! Calendar units, from the day to the century, counted from the beginning of year 0.

use core::fmt;

use super::days::{FIRST_KEY, date_of, month_start};
use crate::text::codes;

codes! {
    /// The size of the calendar unit that a date names.
    pub enum Precision: "precision" {
        /// A day, `2023-02-28`.
        Day = "day",
        /// A month, `2023-02`.
        Month = "month",
        /// A quarter of a calendar year, `2018-33` to `2018-36`.
        Quarter = "quarter",
        /// Half a calendar year, `2018-40` or `2018-41`.
        HalfYear = "half-year",
        /// A calendar year, `2018`.
        Year = "year",
        /// Ten calendar years, `199X`.
        Decade = "decade",
        /// A hundred calendar years that share their first two digits, `19XX`.
        Century = "century",
    }
}

impl Precision {
    /// How many months one unit has; a day has none.
    pub(crate) const fn months(self) -> u32 {
        match self {
            Self::Day => 0,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
            Self::Decade => 120,
            Self::Century => 1200,
        }
    }

    /// The number of the last unit that lies in the years 0 to 9999.
    pub(crate) const fn last_number(self) -> u32 {
        match self {
            Self::Day => 3_652_424,
            other => 120_000 / other.months() - 1,
        }
    }
}

/// One calendar unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) precision: Precision,
    // INVARIANT: at most `precision.last_number()`.
    pub(crate) number: u32,
}

impl Unit {
    /// The unit of some months' length that begins in a month counted from January of year 0.
    pub(crate) const fn from_month(precision: Precision, months: u32) -> Self {
        let number = match precision.months() {
            0 => 0,
            length => months / length,
        };
        Self { precision, number }
    }

    /// The key of its first day.
    pub(crate) const fn first_key(self) -> i32 {
        self.start(self.number)
    }

    /// The key of its last day.
    pub(crate) const fn last_key(self) -> i32 {
        self.start(self.number.saturating_add(1)) - 1
    }

    // Numbers stay far below `i32::MAX`: no unit is above the number of days in 10,000 years.
    const fn start(self, number: u32) -> i32 {
        match self.precision {
            Precision::Day => FIRST_KEY + number as i32,
            other => month_start((number * other.months()) as i32),
        }
    }

    /// Its calendar year (the first of several) and its place in that year, from 0.
    pub(crate) const fn in_year(self) -> (u32, u32) {
        let months = self.precision.months();
        match months {
            0 => (0, 0),
            1..=12 => (self.number / (12 / months), self.number % (12 / months)),
            _ => (self.number * (months / 12), 0),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, place) = self.in_year();
        match self.precision {
            Precision::Day => match date_of(self.first_key()) {
                Some(d) => write!(f, "{:04}-{:02}-{:02}", d.year(), u8::from(d.month()), d.day()),
                None => Ok(()),
            },
            Precision::Month => write!(f, "{year:04}-{:02}", place + 1),
            Precision::Quarter => write!(f, "{year:04}-{:02}", place + 33),
            Precision::HalfYear => write!(f, "{year:04}-{:02}", place + 40),
            Precision::Year => write!(f, "{year:04}"),
            Precision::Decade => write!(f, "{:03}X", self.number),
            Precision::Century => write!(f, "{:02}XX", self.number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::days::LAST_KEY;
    use std::string::ToString;

    #[test]
    fn every_precision_fills_the_calendar() {
        for &precision in Precision::ALL {
            let last = Unit { precision, number: precision.last_number() };
            assert_eq!(Unit { precision, number: 0 }.first_key(), FIRST_KEY, "{precision}");
            assert_eq!(last.last_key(), LAST_KEY, "{precision}");
        }
    }

    #[test]
    fn units_print_as_edtf() {
        let print = |precision, months| Unit::from_month(precision, months).to_string();
        assert_eq!(print(Precision::Month, 2018 * 12 + 11), "2018-12");
        assert_eq!(print(Precision::Quarter, 2018 * 12 + 9), "2018-36");
        assert_eq!(print(Precision::HalfYear, 2018 * 12 + 6), "2018-41");
        assert_eq!(print(Precision::Year, 12), "0001");
        assert_eq!(print(Precision::Decade, 1990 * 12), "199X");
        assert_eq!(print(Precision::Century, 1900 * 12), "19XX");
    }
}
