//! Days and inclusive ranges of days.
//!
//! Inside the crate a day is its *key*, the Julian day number, an `i32`: comparing two days is
//! comparing two integers.

use core::fmt;

use time::{Date, Month};

/// The key of 0000-01-01, the first day that a text can name.
pub(crate) const FIRST_KEY: i32 = 1_721_060;

/// The key of 9999-12-31, the last day that a text can name.
pub(crate) const LAST_KEY: i32 = FIRST_KEY + 3_652_424;

/// A bound that is not there.
pub(crate) const UNBOUNDED_BELOW: i32 = i32::MIN;
/// A bound that is not there.
pub(crate) const UNBOUNDED_ABOVE: i32 = i32::MAX;

/// Returns a day from numbers that are known to be right: for literals and constants.
///
/// # Panics
///
/// If the year is not 0 to 9999 or the day does not exist. In a `const` that is an error of the
/// compiler. Use `time::Date::from_calendar_date` for numbers that come from elsewhere.
///
/// ```
/// use bilateral::day;
///
/// const SHEET: time::Date = day(2023, 2, 27);
/// assert_eq!(SHEET.ordinal(), 58);
/// ```
///
/// Example: a day that does not exist.
///
/// ```compile_fail
/// const NO_DAY: time::Date = bilateral::day(2023, 2, 30);
/// # fn main() { let _ = NO_DAY; }
/// ```
#[must_use]
#[track_caller]
#[expect(
    clippy::panic,
    reason = "for literals, where the compiler or the first run shows the slip"
)]
pub const fn day(year: i32, month: u8, day: u8) -> Date {
    if year < 0 || year > 9999 || month == 0 || month > 12 {
        panic!("expected a year from 0 to 9999 and a month from 1 to 12");
    }
    match Date::from_calendar_date(year, Month::January.nth_next(month - 1), day) {
        Ok(date) => date,
        Err(_) => panic!("expected a day that exists in the month"),
    }
}

/// The key of a day.
#[inline]
pub(crate) const fn key(date: Date) -> i32 {
    date.to_julian_day()
}

/// The day of a key, if it has one: a missing bound has none.
#[inline]
pub(crate) fn date_of(key: i32) -> Option<Date> {
    Date::from_julian_day(key).ok()
}

/// The key of the first day of a month, counted in months from January of year 0.
///
/// The year is taken to begin in March, so that the leap day is its last and month lengths follow
/// one formula: 153 days in every five months.
pub(crate) const fn month_start(months: i32) -> i32 {
    let (year, month) = ((months - 2).div_euclid(12), (months - 2).rem_euclid(12));
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    FIRST_KEY + 60 + 365 * year + leap_days + (153 * month + 2) / 5
}

/// An inclusive range of at least one day; either end may be unbounded.
///
/// It is what possible or certain days are given as. An unbounded end reaches beyond every day that
/// can be written.
///
/// ```
/// use bilateral::{DayRange, day};
///
/// let december = DayRange::new(Some(day(1991, 12, 1)), Some(day(1991, 12, 31))).unwrap();
/// let from_the_26th = DayRange::new(Some(day(1991, 12, 26)), None).unwrap();
/// let both = december.intersect(from_the_26th).unwrap();
/// assert_eq!(both.first(), Some(day(1991, 12, 26)));
/// assert_eq!(both.last(), Some(day(1991, 12, 31)));
/// assert!(DayRange::ALL.contains(day(1, 1, 1)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayRange {
    // INVARIANT: first <= last; only `first` may be i32::MIN and only `last` i32::MAX.
    first: i32,
    last: i32,
}

impl DayRange {
    /// Every day: unbounded on both sides.
    pub const ALL: Self = Self { first: UNBOUNDED_BELOW, last: UNBOUNDED_ABOVE };

    /// Returns the range from one day to another, both inside; `None` leaves that side unbounded.
    ///
    /// The answer is `None` if the first day is after the last, because no day would be inside.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// assert!(DayRange::new(Some(day(2023, 2, 28)), Some(day(2023, 2, 27))).is_none());
    /// assert_eq!(DayRange::new(None, None), Some(DayRange::ALL));
    /// ```
    #[must_use]
    pub fn new(first: Option<Date>, last: Option<Date>) -> Option<Self> {
        Self::from_keys(first.map_or(UNBOUNDED_BELOW, key), last.map_or(UNBOUNDED_ABOVE, key))
    }

    /// Returns the range that holds one day only.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// assert!(DayRange::on(day(2023, 2, 28)).is_single());
    /// ```
    #[must_use]
    pub const fn on(day: Date) -> Self {
        Self::at(key(day))
    }

    /// The range that holds the day of one key, which is none of the missing bounds.
    #[inline]
    pub(crate) const fn at(key: i32) -> Self {
        Self { first: key, last: key }
    }

    /// The range between two keys; `i32::MIN` and `i32::MAX` stand for unbounded ends.
    #[inline]
    pub(crate) fn from_keys(first: i32, last: i32) -> Option<Self> {
        (first <= last && first != UNBOUNDED_ABOVE && last != UNBOUNDED_BELOW)
            .then_some(Self { first, last })
    }

    /// Returns the first day, or `None` if the range is unbounded below.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// assert_eq!(DayRange::on(day(2023, 2, 28)).first(), Some(day(2023, 2, 28)));
    /// assert_eq!(DayRange::ALL.first(), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn first(self) -> Option<Date> {
        date_of(self.first)
    }

    /// Returns the last day, or `None` if the range is unbounded above.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// assert_eq!(DayRange::on(day(2023, 2, 28)).last(), Some(day(2023, 2, 28)));
    /// assert_eq!(DayRange::ALL.last(), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn last(self) -> Option<Date> {
        date_of(self.last)
    }

    #[inline]
    pub(crate) const fn first_key(self) -> i32 {
        self.first
    }

    #[inline]
    pub(crate) const fn last_key(self) -> i32 {
        self.last
    }

    /// Returns whether a day is inside.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// let since = DayRange::new(Some(day(2018, 1, 1)), None).unwrap();
    /// assert!(since.contains(day(2018, 1, 1)));
    /// assert!(!since.contains(day(2017, 12, 31)));
    /// ```
    #[must_use]
    pub const fn contains(self, day: Date) -> bool {
        self.first <= key(day) && key(day) <= self.last
    }

    /// Returns whether every day of another range is inside this one.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// assert!(DayRange::ALL.encloses(DayRange::on(day(2023, 2, 28))));
    /// ```
    #[must_use]
    #[inline]
    pub const fn encloses(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Returns the days that two ranges share, or `None` if they share none.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// let (one, next) = (DayRange::on(day(2023, 2, 27)), DayRange::on(day(2023, 2, 28)));
    /// assert_eq!(one.intersect(DayRange::ALL), Some(one));
    /// assert_eq!(one.intersect(next), None);
    /// ```
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::from_keys(self.first.max(other.first), self.last.min(other.last))
    }

    /// Returns whether two ranges share a day.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// let until = DayRange::new(None, Some(day(2018, 1, 1))).unwrap();
    /// assert!(until.meets(DayRange::on(day(2018, 1, 1))));
    /// assert!(!until.meets(DayRange::on(day(2018, 1, 2))));
    /// ```
    #[must_use]
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Returns whether the range is one day.
    ///
    /// ```
    /// # use bilateral::{DayRange, day};
    /// assert!(DayRange::on(day(2023, 2, 28)).is_single());
    /// assert!(!DayRange::ALL.is_single());
    /// ```
    #[must_use]
    #[inline]
    pub const fn is_single(self) -> bool {
        self.first == self.last
    }

    /// Returns the number of days inside, or `None` if an end is unbounded.
    ///
    /// ```
    /// # use bilateral::{DayRange, PartialDate};
    /// assert_eq!(PartialDate::year(2020)?.stated().count(), Some(366));
    /// assert_eq!(DayRange::ALL.count(), None);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub fn count(self) -> Option<u32> {
        if self.first == UNBOUNDED_BELOW || self.last == UNBOUNDED_ABOVE {
            return None;
        }
        u32::try_from(i64::from(self.last) - i64::from(self.first) + 1).ok()
    }
}

/// Prints a single day as it is, and else both ends with `..` between them, an unbounded one empty.
///
/// ```
/// use bilateral::{DayRange, day};
///
/// assert_eq!(DayRange::new(Some(day(2021, 3, 1)), Some(day(2021, 3, 1))).unwrap().to_string(), "2021-03-01");
/// assert_eq!(DayRange::new(Some(day(2021, 3, 1)), None).unwrap().to_string(), "2021-03-01..");
/// ```
impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(first) = self.first() {
            write!(f, "{first}")?;
        }
        if self.first_key() != self.last_key() {
            f.write_str("..")?;
            if let Some(last) = self.last() {
                write!(f, "{last}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DayRange(")?;
        if let Some(first) = self.first() {
            fmt::Debug::fmt(&first, f)?;
        }
        f.write_str("..=")?;
        if let Some(last) = self.last() {
            fmt::Debug::fmt(&last, f)?;
        }
        f.write_str(")")
    }
}

impl serde::Serialize for DayRange {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How many days there may be: at least and at most.
///
/// ```
/// use bilateral::Period;
///
/// let visit: Period = "2023-02-27/2023-02".parse()?;
/// let days = visit.length().unwrap();
/// assert_eq!((days.least(), days.most()), (1, Some(2)));
/// # Ok::<(), bilateral::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayCount {
    least: u32,
    most: Option<u32>,
}

impl DayCount {
    pub(crate) const fn new(least: u32, most: Option<u32>) -> Self {
        Self { least, most }
    }

    /// Returns the least possible number of days.
    ///
    /// ```
    /// # use bilateral::Period;
    /// assert_eq!(Period::parse("2018/2018")?.length().unwrap().least(), 1);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn least(self) -> u32 {
        self.least
    }

    /// Returns the greatest possible number of days, or `None` if there is none.
    ///
    /// ```
    /// # use bilateral::Period;
    /// assert_eq!(Period::parse("2018/2018")?.length().unwrap().most(), Some(365));
    /// assert_eq!(Period::parse("2018/")?.length().unwrap().most(), None);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn most(self) -> Option<u32> {
        self.most
    }

    /// Returns the number of days if only one is possible.
    ///
    /// ```
    /// # use bilateral::Period;
    /// let visit: Period = "2023-02-28/2023-03-01".parse()?;
    /// assert_eq!(visit.length().unwrap().exactly(), Some(2));
    /// assert_eq!(Period::parse("2018/2018")?.length().unwrap().exactly(), None);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn exactly(self) -> Option<u32> {
        self.most.filter(|&most| most == self.least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_edges_are_those_of_the_date_library() {
        assert_eq!(key(day(0, 1, 1)), FIRST_KEY);
        assert_eq!(key(day(9999, 12, 31)), LAST_KEY);
        assert_eq!(month_start(120_000), LAST_KEY + 1);
        assert_eq!(date_of(UNBOUNDED_BELOW), None);
        assert_eq!(date_of(UNBOUNDED_ABOVE), None);
    }

    #[test]
    fn months_start_where_the_date_library_says() {
        for months in 0..120_000_i32 {
            let date = day(months / 12, (months % 12 + 1) as u8, 1);
            assert_eq!(month_start(months), key(date), "{date}");
        }
    }

    #[test]
    fn a_range_shows_its_days() {
        let range = DayRange::new(Some(day(2018, 1, 1)), None).unwrap();
        assert_eq!(std::format!("{range:?}"), "DayRange(2018-01-01..=)");
    }

    #[test]
    #[should_panic(expected = "a day that exists")]
    fn a_day_that_does_not_exist_is_refused() {
        let _ = day(2023, 2, 29);
    }

    #[test]
    fn a_range_is_never_empty() {
        assert_eq!(DayRange::from_keys(2, 1), None);
        assert_eq!(DayRange::from_keys(i32::MAX, i32::MAX), None);
        assert_eq!(DayRange::from_keys(i32::MIN, i32::MIN), None);
    }
}
