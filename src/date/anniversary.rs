//! Round-year anniversaries of a date.

use super::days::{DayRange, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use super::length::add_months;
use super::partial::PartialDate;
use crate::truth::Truth;

/// A number of whole years after a date, and the days on which it may fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Anniversary {
    years: u16,
    days: DayRange,
    within: DayRange,
}

impl Anniversary {
    /// Returns how many years after the date it is.
    ///
    /// ```
    /// # use bilateral::{DayRange, PartialDate};
    /// let treaty: PartialDate = "1992-05-19".parse()?;
    /// assert_eq!(treaty.anniversaries(25, DayRange::ALL).next().unwrap().years(), 25);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn years(self) -> u16 {
        self.years
    }

    /// Returns the possible days of the anniversary.
    ///
    /// ```
    /// # use bilateral::{DayRange, PartialDate, day};
    /// let treaty: PartialDate = "1992-05-19".parse()?;
    /// let next = treaty.anniversaries(25, DayRange::ALL).next().unwrap();
    /// assert_eq!(next.days(), DayRange::on(day(2017, 5, 19)));
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn days(self) -> DayRange {
        self.days
    }

    /// Returns whether it falls within the days that were asked about: Yes or Unknown.
    ///
    /// ```
    /// # use bilateral::{DayRange, PartialDate, Truth};
    /// let treaty: PartialDate = "1992".parse()?;
    /// let next = treaty.anniversaries(25, DayRange::ALL).next().unwrap();
    /// assert_eq!(next.is_within(), Truth::Yes);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub fn is_within(self) -> Truth {
        Truth::from_worlds(self.days.meets(self.within), !self.within.encloses(self.days))
    }
}

/// The anniversaries of a date that may fall on the days asked about, from the earliest.
#[derive(Debug, Clone)]
pub struct Anniversaries {
    of: DayRange,
    within: DayRange,
    every: u16,
    years: u16,
}

impl PartialDate {
    /// Returns the anniversaries, every so many years, that may fall within a range of days.
    ///
    /// The anniversary of 29 February in other years is 28 February, as for a
    /// [`Length`](crate::Length). A date that is unbounded on a side has none, because every year
    /// might be one; neither has any date every 0 years. The end of the calendar, year 9999, ends
    /// them.
    ///
    /// ```
    /// use bilateral::{PartialDate, Truth};
    ///
    /// let relations: PartialDate = "1991-12-26".parse()?;
    /// let next_years = "[2021..2031]".parse::<PartialDate>()?.stated();
    /// let years: Vec<u16> = relations.anniversaries(5, next_years).map(|a| a.years()).collect();
    /// assert_eq!(years, [30, 35, 40]);
    ///
    /// let partnership: PartialDate = "2018".parse()?;
    /// let spring = "[2028-03..2028-05]".parse::<PartialDate>()?.stated();
    /// let tenth = partnership.anniversaries(10, spring).next().unwrap();
    /// assert_eq!((tenth.years(), tenth.is_within()), (10, Truth::Unknown));
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub fn anniversaries(self, every: u16, within: DayRange) -> Anniversaries {
        self.possible().anniversaries(every, within)
    }
}

impl DayRange {
    /// Returns the anniversaries of a day that is one of this range: see
    /// [`PartialDate::anniversaries`].
    ///
    /// ```
    /// use bilateral::{DayRange, day};
    ///
    /// let recognised = DayRange::on(day(1991, 12, 25));
    /// let years: Vec<u16> = recognised.anniversaries(10, DayRange::ALL).take(3).map(|it| it.years()).collect();
    /// assert_eq!(years, [10, 20, 30]);
    /// ```
    #[must_use]
    pub fn anniversaries(self, every: u16, within: DayRange) -> Anniversaries {
        Anniversaries { of: self, within, every, years: 0 }
    }
}

impl Iterator for Anniversaries {
    type Item = Anniversary;

    fn next(&mut self) -> Option<Anniversary> {
        let unbounded =
            self.of.first_key() == UNBOUNDED_BELOW || self.of.last_key() == UNBOUNDED_ABOVE;
        if self.every == 0 || unbounded {
            return None;
        }
        loop {
            self.years = self.years.checked_add(self.every).filter(|&years| years <= 9999)?;
            let months = i32::from(self.years) * 12;
            let first = add_months(self.of.first_key(), months)?;
            let last = add_months(self.of.last_key(), months)?;
            let days = DayRange::from_keys(first, last)?;
            if first > self.within.last_key() || super::days::LAST_KEY < last {
                return None;
            }
            if days.meets(self.within) {
                return Some(Anniversary { years: self.years, days, within: self.within });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn years(date: &str, every: u16, within: &str) -> Vec<(u16, Truth)> {
        let within = PartialDate::parse(within).unwrap().stated();
        let date = PartialDate::parse(date).unwrap();
        date.anniversaries(every, within).map(|a| (a.years(), a.is_within())).collect()
    }

    #[test]
    fn a_leap_day_is_kept_at_the_end_of_february() {
        assert_eq!(years("1992-02-29", 1, "2021-02-28"), [(29, Truth::Yes)]);
        assert_eq!(years("1992-02-29", 1, "2024-02-28"), []);
        assert_eq!(years("1992-02-29", 1, "2024-02-29"), [(32, Truth::Yes)]);
    }

    #[test]
    fn a_vague_date_may_have_its_anniversary() {
        assert_eq!(years("1992", 10, "2022"), [(30, Truth::Yes)]);
        assert_eq!(years("1992~", 10, "2022"), [(30, Truth::Unknown)]);
        assert_eq!(years("1992~", 10, "2023-06"), [(30, Truth::Unknown)]);
    }

    #[test]
    fn unbounded_dates_and_no_interval_have_none() {
        assert_eq!(years("[..1992]", 10, "2022"), []);
        assert_eq!(years("[1992..]", 10, "2022"), []);
        assert_eq!(years("1992", 0, "2022"), []);
        assert_eq!(years("1992", 10, "[..1991]"), []);
    }
}
