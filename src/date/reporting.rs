//! What a statistic covers: a calendar or fiscal period, a span of them, or it is not said.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::days::{DayRange, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, month_start};
use super::padded::padded;
use super::partial::{PartialDate, Shape};
use super::reporting_error::ReportingPeriodError;
use super::unit::Precision;
use crate::text::Short;
use crate::truth::Truth;

/// The period that a figure covers, as its source states it.
///
/// | text | means |
/// |---|---|
/// | `2021` | the calendar year |
/// | `2021-40`, `2021-33`, `2021-03`, `2021-03-05` | a half, a quarter, a month, a day |
/// | `2018-01/2021-06` | from the beginning of one to the end of the other; `2018/2018` is read as `2018` |
/// | `../2018`, `1992/..`, `../..` | through 2018; from 1992 on; all time |
/// | `FY2010` | a fiscal year; the source does not say when it begins |
/// | `FY2010@10` | the fiscal year named 2010 that begins in October 2009 |
/// | `FY2010@2010-04` | the fiscal year named 2010 that begins in April 2010 |
/// | `FY1992-2002`, `FY1992-2002@10` | those fiscal years and all between |
/// | `../FY2018`, `FY1992/..` | through that fiscal year; from it on |
/// | `unstated` | the source does not say |
///
/// # Fiscal years
///
/// A fiscal year has twelve months and a name from 0001 to 9998. The one named 2010 begins in a month of 2009 or 2010. The short
/// form `@10` gives the month alone, for a year that is named after the calendar year in which it
/// *ends*, as in the United States; only one that begins in January lies in its year altogether. A
/// year that is named after the one in which it *begins*, as in Japan, is written with that month in
/// full, `@2010-04`; `FY2010@2009-10` is read as `FY2010@10`. What a source prints as "2010-11" is
/// `FY2011@4`, its words belong into the record. Of a span, the month is that of the first year
/// named.
///
/// Where the first month is not stated, every month that the name allows is possible, February 2009
/// to December 2010 for `FY2010`.
///
/// # Equality
///
/// A fiscal and a calendar period are never the same, even where their days agree: not by `==`,
/// which compares what is stated, and not by [`same`](Self::same). `2021` and `2021-01/2021-12` are
/// the same and not `==`.
///
/// ```
/// use bilateral::{ReportingPeriod, Truth, day};
///
/// let calendar = ReportingPeriod::year(2010)?;
/// let fiscal: ReportingPeriod = "FY2010@10".parse()?;
/// assert_ne!(calendar, fiscal);
/// assert_eq!(calendar.same(&fiscal), Truth::No);
/// assert_eq!(calendar.overlaps(&fiscal), Truth::Yes);
/// assert_eq!(fiscal.days().unwrap().first(), Some(day(2009, 10, 1)));
///
/// assert_eq!(
///     ReportingPeriod::parse("FY10").unwrap_err().to_string(),
///     "`FY10`: expected four digits of a fiscal year after `FY`, found `1` at position 2",
/// );
/// # Ok::<(), bilateral::ReportingPeriodError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReportingPeriod(pub(super) Covered);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Covered {
    Unstated,
    /// INVARIANT: both are single units without a mark, not wider than a year, in their order.
    Calendar(Option<PartialDate>, Option<PartialDate>),
    Fiscal(FiscalYears),
}

/// INVARIANT: at least one year is there, they are `is_fiscal_name`, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FiscalYears {
    pub(super) first: Option<u16>,
    pub(super) last: Option<u16>,
    pub(super) begins: Option<Begins>,
}

/// When a fiscal year begins: months from January of the year that it is named after, -11 to 11.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Begins(pub(super) i8);

impl Begins {
    const EARLIEST: Self = Self(-11);
    const LATEST: Self = Self(11);

    /// The month (1 to 12) of a year that is named after the calendar year in which it ends.
    pub(super) fn month(month: u32) -> Option<Self> {
        match (month, i8::try_from(month)) {
            (1, _) => Some(Self(0)),
            (2..=12, Ok(month)) => Some(Self(month - 13)),
            _ => None,
        }
    }

    /// The month of a calendar year, if a year of that name may begin in it.
    pub(super) fn in_year(name: u16, year: u32, month: u32) -> Option<Self> {
        let months = (i64::from(year) - i64::from(name)) * 12 + i64::from(month) - 1;
        let begins = i8::try_from(months).map(Self).ok()?;
        (Self::EARLIEST.0 <= begins.0 && begins.0 <= Self::LATEST.0).then_some(begins)
    }

    pub(super) fn month_number(self) -> u32 {
        u32::from(self.0.rem_euclid(12).unsigned_abs()) + 1
    }

    /// The first key of the year of some name, and the last of it.
    fn year_keys(self, name: u16) -> (i32, i32) {
        let first = i32::from(name) * 12 + i32::from(self.0);
        (month_start(first), month_start(first + 12) - 1)
    }
}

impl FiscalYears {
    fn keys(self, begins: Begins) -> (i32, i32) {
        (
            self.first.map_or(UNBOUNDED_BELOW, |year| begins.year_keys(year).0),
            self.last.map_or(UNBOUNDED_ABOVE, |year| begins.year_keys(year).1),
        )
    }

    pub(super) fn named(self) -> u16 {
        self.first.or(self.last).unwrap_or_default()
    }
}

impl ReportingPeriod {
    /// The source does not say what the figure covers.
    pub const UNSTATED: Self = Self(Covered::Unstated);

    /// Everything up to now and after, `../..`.
    pub const ALL_TIME: Self = Self(Covered::Calendar(None, None));

    /// Returns a calendar year.
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// assert_eq!(ReportingPeriod::year(2021)?.to_string(), "2021");
    /// assert_eq!(
    ///     ReportingPeriod::year(12021).unwrap_err().to_string(),
    ///     "year `12021` is not in the range 0 to 9999",
    /// );
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReportingPeriodError`] for a year after 9999.
    #[inline]
    pub fn year(year: u16) -> Result<Self, ReportingPeriodError> {
        let year = Some(PartialDate::year(year)?);
        Ok(Self(Covered::Calendar(year, year)))
    }

    /// Returns what begins with one calendar unit and ends with another; `None` is an open end.
    ///
    /// ```
    /// # use bilateral::{PartialDate, ReportingPeriod};
    /// let (january, june) = (PartialDate::month(2018, 1)?, PartialDate::month(2021, 6)?);
    /// let span = ReportingPeriod::span(Some(january), Some(june))?;
    /// assert_eq!(span.to_string(), "2018-01/2021-06");
    /// assert_eq!(ReportingPeriod::span(None, Some(june))?.to_string(), "../2021-06");
    /// assert_eq!(
    ///     ReportingPeriod::span(Some("199X".parse()?), None).unwrap_err().to_string(),
    ///     "`199X` is longer than a year; write a span such as `1990/1999`",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReportingPeriodError`] if a date is marked, a range or coarser than a year, or if the last
    /// ends before the first begins.
    pub fn span(
        first: Option<PartialDate>,
        last: Option<PartialDate>,
    ) -> Result<Self, ReportingPeriodError> {
        if let Some(problem) = first.and_then(unit_problem).or(last.and_then(unit_problem)) {
            return Err(ReportingPeriodError::value(problem));
        }
        match calendar(first, last) {
            Some(_) => Ok(Self(Covered::Calendar(first, last))),
            None => Err(ReportingPeriodError::value(OUT_OF_ORDER)),
        }
    }

    /// Returns a fiscal year that is named after the calendar year in which it ends, with its first
    /// month, January being 1, or `None` where the source does not state it (nor then what it is
    /// named after).
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// assert_eq!(ReportingPeriod::fiscal(2010, Some(10))?.to_string(), "FY2010@10");
    /// assert_eq!(ReportingPeriod::fiscal(2010, None)?.to_string(), "FY2010");
    /// assert_eq!(
    ///     ReportingPeriod::fiscal(2010, Some(13)).unwrap_err().to_string(),
    ///     "month `13` is not in the range 1 to 12",
    /// );
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReportingPeriodError`] for a year that is not 1 to 9998 or a month that is not 1 to 12.
    pub fn fiscal(name: u16, first_month: Option<u8>) -> Result<Self, ReportingPeriodError> {
        if !is_fiscal_name(name) {
            let what = format!("fiscal year `{name}` is not in the range 1 to 9998");
            return Err(ReportingPeriodError::value(what));
        }
        let begins = match first_month {
            None => None,
            Some(month) => Some(Begins::month(u32::from(month)).ok_or_else(|| {
                let what = format!("month `{month}` is not in the range 1 to 12");
                ReportingPeriodError::value(what)
            })?),
        };
        Ok(Self(Covered::Fiscal(FiscalYears { first: Some(name), last: Some(name), begins })))
    }

    /// Returns whether the source does not say what is covered.
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// assert!(ReportingPeriod::UNSTATED.is_unstated());
    /// assert!(!ReportingPeriod::ALL_TIME.is_unstated());
    /// ```
    #[must_use]
    pub const fn is_unstated(self) -> bool {
        matches!(self.0, Covered::Unstated)
    }

    /// Returns whether it counts fiscal years.
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// assert!(ReportingPeriod::parse("../FY2018")?.is_fiscal());
    /// assert!(!ReportingPeriod::parse("../2018")?.is_fiscal());
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    #[must_use]
    pub const fn is_fiscal(self) -> bool {
        matches!(self.0, Covered::Fiscal(_))
    }

    /// Returns the days covered, if they are known: a fiscal year needs its first month.
    ///
    /// ```
    /// # use bilateral::{ReportingPeriod, day};
    /// let quarter: ReportingPeriod = "2021-33".parse()?;
    /// assert_eq!(quarter.days().unwrap().last(), Some(day(2021, 3, 31)));
    /// assert_eq!(ReportingPeriod::parse("FY2010")?.days(), None);
    /// assert_eq!(ReportingPeriod::UNSTATED.days(), None);
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn days(self) -> Option<DayRange> {
        match self.0 {
            Covered::Unstated => None,
            Covered::Calendar(first, last) => calendar(first, last),
            Covered::Fiscal(years) => {
                let (first, last) = years.keys(years.begins?);
                DayRange::from_keys(first, last)
            }
        }
    }

    /// Returns every day that may be covered; all days if nothing is stated.
    ///
    /// ```
    /// # use bilateral::{ReportingPeriod, day};
    /// let fiscal: ReportingPeriod = "FY2010".parse()?;
    /// assert_eq!(fiscal.envelope().first(), Some(day(2009, 2, 1)));
    /// assert_eq!(fiscal.envelope().last(), Some(day(2011, 11, 30)));
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    #[must_use]
    pub fn envelope(self) -> DayRange {
        let days = match self.0 {
            Covered::Fiscal(years @ FiscalYears { begins: None, .. }) => {
                let first = years.keys(Begins::EARLIEST).0;
                DayRange::from_keys(first, years.keys(Begins::LATEST).1)
            }
            _ => self.days(),
        };
        days.unwrap_or(DayRange::ALL)
    }

    /// Returns the calendar year, if exactly one is covered.
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// assert_eq!(ReportingPeriod::parse("2021")?.year_covered(), Some(2021));
    /// assert_eq!(ReportingPeriod::parse("2021-01/2021-12")?.year_covered(), Some(2021));
    /// assert_eq!(ReportingPeriod::parse("FY2021@1")?.year_covered(), None);
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    #[must_use]
    pub fn year_covered(self) -> Option<u16> {
        let Covered::Calendar(Some(_), Some(_)) = self.0 else { return None };
        let days = self.days()?;
        let year = u16::try_from(days.first()?.year()).ok()?;
        (PartialDate::year(year).ok()?.stated() == days).then_some(year)
    }

    /// Returns the fiscal year's name, if exactly one is covered.
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// assert_eq!(ReportingPeriod::parse("FY2021@10")?.fiscal_year_covered(), Some(2021));
    /// assert_eq!(ReportingPeriod::parse("2021")?.fiscal_year_covered(), None);
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    #[must_use]
    pub fn fiscal_year_covered(self) -> Option<u16> {
        match self.0 {
            Covered::Fiscal(years) if years.first == years.last => years.first,
            _ => None,
        }
    }

    /// Returns the size of the one calendar unit or fiscal year covered; a span has none.
    ///
    /// ```
    /// # use bilateral::{Precision, ReportingPeriod};
    /// assert_eq!(ReportingPeriod::parse("2021-33")?.frequency(), Some(Precision::Quarter));
    /// assert_eq!(ReportingPeriod::parse("FY2021")?.frequency(), Some(Precision::Year));
    /// assert_eq!(ReportingPeriod::parse("2018/2021")?.frequency(), None);
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    #[must_use]
    pub fn frequency(self) -> Option<Precision> {
        match self.0 {
            Covered::Calendar(Some(first), Some(last)) if first == last => Some(first.precision()),
            Covered::Fiscal(FiscalYears { first: Some(first), last: Some(last), .. })
                if first == last =>
            {
                Some(Precision::Year)
            }
            _ => None,
        }
    }

    /// Returns whether every day of another period is covered by this one.
    ///
    /// ```
    /// # use bilateral::{ReportingPeriod, Truth};
    /// let period = |text: &str| ReportingPeriod::parse(text).unwrap();
    /// assert_eq!(period("../FY2018").contains(&period("2015")), Truth::Yes);
    /// assert_eq!(period("../FY2018").contains(&period("2018")), Truth::Unknown);
    /// assert_eq!(period("2018").contains(&period("FY2018@10")), Truth::No);
    /// assert_eq!(ReportingPeriod::UNSTATED.contains(&period("2018")), Truth::Unknown);
    /// assert_eq!(ReportingPeriod::ALL_TIME.contains(&ReportingPeriod::UNSTATED), Truth::Yes);
    /// ```
    #[must_use]
    pub fn contains(&self, other: &Self) -> Truth {
        if *self == Self::ALL_TIME {
            return Truth::Yes;
        }
        self.compare(other, DayRange::encloses)
    }

    /// Returns whether two periods share a day.
    ///
    /// ```
    /// # use bilateral::{ReportingPeriod, Truth};
    /// let period = |text: &str| ReportingPeriod::parse(text).unwrap();
    /// assert_eq!(period("2010").overlaps(&period("FY2011@10")), Truth::Yes);
    /// assert_eq!(period("2010").overlaps(&period("FY2011")), Truth::Unknown);
    /// assert_eq!(period("2010").overlaps(&period("2011-33")), Truth::No);
    /// ```
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> Truth {
        if *self == Self::ALL_TIME || *other == Self::ALL_TIME {
            return Truth::Yes;
        }
        self.compare(other, DayRange::meets)
    }

    /// Returns whether two periods are the same: the same days, counted by the same kind of year.
    ///
    /// Two fiscal years whose first months are not stated need not be counted alike, so `FY2010` and
    /// `FY2010` give Unknown; for two figures of one publisher `==` is the question to ask.
    ///
    /// ```
    /// # use bilateral::{ReportingPeriod, Truth};
    /// let period = |text: &str| ReportingPeriod::parse(text).unwrap();
    /// assert_eq!(period("2021").same(&period("2021-01/2021-12")), Truth::Yes);
    /// assert_eq!(period("2010").same(&period("FY2010@1")), Truth::No);
    /// assert_eq!(period("FY2010").same(&period("FY2010@10")), Truth::Unknown);
    /// assert_eq!(period("FY2010").same(&ReportingPeriod::UNSTATED), Truth::Unknown);
    /// ```
    #[must_use]
    pub fn same(&self, other: &Self) -> Truth {
        if self.is_unstated() || other.is_unstated() {
            return Truth::Unknown;
        }
        if self.is_fiscal() != other.is_fiscal() {
            return Truth::No;
        }
        self.compare(other, |a, b| a == b)
    }

    /// The same with everything before it, as a cumulative figure covers it.
    pub(crate) fn opened(self) -> Self {
        Self(match self.0 {
            Covered::Unstated => Covered::Unstated,
            Covered::Calendar(_, last) => Covered::Calendar(None, last),
            Covered::Fiscal(FiscalYears { last: None, .. }) => Covered::Calendar(None, None),
            Covered::Fiscal(years) => Covered::Fiscal(FiscalYears { first: None, ..years }),
        })
    }

    /// The days of the calendar years of the same names where a fiscal year's first month is not
    /// stated; `None` where it is, or the years are no fiscal ones. One publisher's years all begin
    /// alike, so that two such periods of one publisher share a day only if these do.
    pub(crate) fn aligned(self) -> Option<DayRange> {
        match self.0 {
            Covered::Fiscal(years @ FiscalYears { begins: None, .. }) => {
                let (first, last) = years.keys(Begins(0));
                DayRange::from_keys(first, last)
            }
            _ => None,
        }
    }

    /// Asks about every pair of days that the two may cover.
    fn compare(&self, other: &Self, question: impl Fn(DayRange, DayRange) -> bool) -> Truth {
        if self.is_unstated() || other.is_unstated() {
            return Truth::Unknown;
        }
        let (mut some_true, mut some_false) = (false, false);
        for a in self.worlds() {
            for b in other.worlds() {
                let holds = question(a, b);
                some_true |= holds;
                some_false |= !holds;
            }
        }
        Truth::from_worlds(some_true, some_false)
    }

    /// Every range of days that the statement allows: one, or one for each first month.
    pub(crate) fn worlds(self) -> impl Iterator<Item = DayRange> {
        let years = match self.0 {
            Covered::Fiscal(years @ FiscalYears { begins: None, .. }) => Some(years),
            _ => None,
        };
        let months = (Begins::EARLIEST.0..=Begins::LATEST.0).map(Begins);
        let any = years.into_iter().flat_map(move |years| {
            months.clone().filter_map(move |begins| {
                let (first, last) = years.keys(begins);
                DayRange::from_keys(first, last)
            })
        });
        self.days().into_iter().chain(any)
    }
}

#[inline]
fn calendar(first: Option<PartialDate>, last: Option<PartialDate>) -> Option<DayRange> {
    let first = first.map_or(UNBOUNDED_BELOW, |date| date.stated().first_key());
    DayRange::from_keys(first, last.map_or(UNBOUNDED_ABOVE, |date| date.stated().last_key()))
}

pub(super) const OUT_OF_ORDER: &str = "the last unit ends before the first begins";

/// Why a date cannot be what a figure covers, if it cannot.
pub(super) fn unit_problem(date: PartialDate) -> Option<String> {
    match (date.shape(), date.precision()) {
        (Shape::One(_), Precision::Decade | Precision::Century) => {
            Some(format!("`{date}` is longer than a year; write a span such as `1990/1999`"))
        }
        (Shape::One(_), _) if !date.is_marked() => None,
        _ => Some(format!("`{date}` is not one calendar unit without a mark")),
    }
}

/// Whether a fiscal year can be named so: its days have to lie in the years 0000 to 9999.
pub(super) const fn is_fiscal_name(year: u16) -> bool {
    1 <= year && year <= 9998
}

impl ReportingPeriod {
    /// Its text, if it is a calendar year or a day.
    pub(super) fn short(self) -> Option<Short> {
        match self.0 {
            Covered::Calendar(Some(first), Some(last)) if first == last => first.short(),
            _ => None,
        }
    }
}

impl fmt::Display for ReportingPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, |f| match self.0 {
            Covered::Unstated => f.write_str("unstated"),
            Covered::Calendar(None, None) => f.write_str("../.."),
            Covered::Calendar(None, Some(last)) => write!(f, "../{last}"),
            Covered::Calendar(Some(first), None) => write!(f, "{first}/.."),
            Covered::Calendar(Some(first), Some(last)) if first == last => write!(f, "{first}"),
            Covered::Calendar(Some(first), Some(last)) => write!(f, "{first}/{last}"),
            Covered::Fiscal(years) => {
                match (years.first, years.last) {
                    (Some(first), Some(last)) if first == last => write!(f, "FY{first:04}")?,
                    (Some(first), Some(last)) => write!(f, "FY{first:04}-{last:04}")?,
                    (Some(first), None) => write!(f, "FY{first:04}/..")?,
                    (None, last) => write!(f, "../FY{:04}", last.unwrap_or_default())?,
                }
                match years.begins {
                    None => Ok(()),
                    Some(begins) if begins.0 <= 0 => write!(f, "@{}", begins.month_number()),
                    Some(begins) => {
                        write!(f, "@{:04}-{:02}", years.named(), begins.month_number())
                    }
                }
            }
        })
    }
}

impl fmt::Debug for ReportingPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReportingPeriod({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> ReportingPeriod {
        ReportingPeriod::parse(text).unwrap()
    }

    #[test]
    fn a_fiscal_year_never_equals_a_calendar_year() {
        for fiscal in ["FY2010", "FY2010@1", "FY2010@10", "FY2010@2010-04"] {
            assert_ne!(period(fiscal), period("2010"));
            assert_eq!(period(fiscal).same(&period("2010")), Truth::No);
            assert_eq!(period("2010").same(&period(fiscal)), Truth::No);
        }
    }

    #[test]
    fn the_name_follows_the_end_or_the_beginning() {
        assert_eq!(period("FY2010@4").days(), period("2009-04/2010-03").days());
        assert_eq!(period("FY2010@2010-04").days(), period("2010-04/2011-03").days());
        assert_eq!(period("../FY2018@10").days(), period("../2018-09").days());
        assert_eq!(period("FY1992-2002@10").days(), period("1991-10/2002-09").days());
    }

    #[test]
    fn what_is_cumulative_reaches_back_without_end() {
        assert_eq!(period("2018-01/2021-06").opened(), period("../2021-06"));
        assert_eq!(period("FY1992-2002@10").opened().days(), period("../2002-09").days());
        assert_eq!(period("FY2010").opened(), period("../FY2010"));
        assert_eq!(period("FY1992/..").opened(), ReportingPeriod::ALL_TIME);
    }

    #[test]
    fn fiscal_years_of_one_publisher_follow_one_another() {
        let aligned = |text| period(text).aligned();
        assert!(period("FY2010").overlaps(&period("FY2011")).possibly());
        assert!(!aligned("FY2010").unwrap().meets(aligned("FY2011").unwrap()));
        assert!(aligned("FY2010-2012").unwrap().meets(aligned("FY2011").unwrap()));
        assert_eq!(aligned("FY2010@10"), None);
        assert_eq!(aligned("2010"), None);
    }

    #[test]
    fn days_that_are_certain_in_no_world_are_not_given() {
        assert_eq!(period("FY2010").days(), None);
        assert!(period("FY2010").envelope().encloses(period("FY2010@10").envelope()));
        assert_eq!(ReportingPeriod::UNSTATED.envelope(), DayRange::ALL);
    }
}
