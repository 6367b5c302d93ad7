//! A period between two ends, each a date, open or unknown.

use alloc::string::String;
use core::fmt;

use time::Date;

use super::days::{DayCount, DayRange, FIRST_KEY, LAST_KEY, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, key};
use super::padded::padded;
use super::partial::PartialDate;
use super::partial_error::PartialDateError;
use super::partial_text::read;
use super::scan::Scan;
use crate::text::text_value;
use crate::truth::Truth;

/// One end of a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// The day is one of this date; it lies inside the period.
    Date(PartialDate),
    /// Written `..`: it held from before any record, or nothing recorded ended it.
    Open,
    /// Written as nothing: it may have begun or ended on any day, or be open.
    Unknown,
}

impl Endpoint {
    /// Reads `..`, nothing, or a date.
    ///
    /// ```
    /// # use bilateral::Endpoint;
    /// assert_eq!(Endpoint::parse("..")?, Endpoint::Open);
    /// assert_eq!(Endpoint::parse("")?, Endpoint::Unknown);
    /// assert_eq!(Endpoint::parse("2018")?.to_string(), "2018");
    /// assert!(Endpoint::parse("open").is_err());
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, PartialDateError> {
        endpoint(Scan::new(text))
    }

    /// Returns the date, if it is one.
    ///
    /// ```
    /// # use bilateral::{Endpoint, PartialDate, Period};
    /// let period: Period = "2018/..".parse()?;
    /// assert_eq!(period.start().date(), Some("2018".parse::<PartialDate>()?));
    /// assert_eq!(period.end().date(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn date(self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl From<PartialDate> for Endpoint {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl From<Date> for Endpoint {
    fn from(day: Date) -> Self {
        Self::Date(day.into())
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, |f| match self {
            Self::Date(date) => fmt::Display::fmt(date, f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        })
    }
}

/// A period as stated, from a first day to a last day, both inside.
///
/// | text | means |
/// |---|---|
/// | `1946-11-04/1984-12-30` | from that day to that day |
/// | `2018/..` | since some day of 2018; nothing recorded ended it |
/// | `2018/` | since some day of 2018; whether and when it ended is not known |
/// | `/1991-12` | until some day of December 1991; when it began is not known |
/// | `../1991` | from before any record until some day of 1991 |
/// | `../..`, `/` | always; at a time that is not known |
/// | `2023-02-28` | that one day, also written `2023-02-28/2023-02-28` |
/// | `2018/2018` | began and ended in 2018 |
///
/// A coarser date alone, `2018`, is refused, because it might mean the whole year or some of its
/// days; so is a marked day alone.
///
/// # What follows from the ends
///
/// The first day is one of the possible days of the start, the last day one of the end, and the
/// first is not after the last: that tightens both, so `1991-12/1991-12-10` began by the 10th.
/// A day is certainly covered in the [`core`](Self::core), certainly not outside the
/// [`envelope`](Self::envelope), and Unknown between the two. A period that certainly ends before
/// it starts can be read, since sources err; it has neither core nor envelope, every answer about it
/// is Unknown, and [`is_reversed`](Self::is_reversed) tells it.
///
/// ```
/// use bilateral::{Period, Truth, day};
///
/// let partnership: Period = "2018/..".parse()?;
/// assert_eq!(partnership.covers(day(2023, 2, 28)), Truth::Yes);
/// assert_eq!(partnership.covers(day(2018, 6, 1)), Truth::Unknown);
/// assert_eq!(partnership.covers(day(2017, 12, 31)), Truth::No);
/// assert_eq!(
///     Period::parse("2018").unwrap_err().to_string(),
///     "`2018` is no single day; write `2018/2018` for a start and an end on unknown days in it",
/// );
/// # Ok::<(), bilateral::PeriodError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    start: Endpoint,
    end: Endpoint,
}

/// A text that is no [`Period`].
///
/// ```
/// # use bilateral::Period;
/// assert_eq!(
///     Period::parse("2018/2023-02-30").unwrap_err().to_string(),
///     "`2018/2023-02-30`: February 2023 has 28 days, found `30` at position 13",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct PeriodError(Kind);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error(transparent)]
    Date(PartialDateError),
    #[error(
        "`{text}` is no single day; write `{text}/{text}` for a start and an end on unknown days in it"
    )]
    Coarse { text: String },
    #[error("`{text}` is no period; write `../..` for all time, or two ends such as `2018/..`")]
    Empty { text: String },
    #[error("`{text}`: expected two ends, found a second `/` at position {at}")]
    Slash { text: String, at: usize },
}

impl Period {
    /// Returns the period between two ends.
    ///
    /// ```
    /// # use bilateral::{Endpoint, PartialDate, Period, day};
    /// let since = Period::new(PartialDate::year(2018)?.into(), Endpoint::Open);
    /// assert_eq!(since.to_string(), "2018/..");
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn new(start: Endpoint, end: Endpoint) -> Self {
        Self { start, end }
    }

    /// Returns the period of one day.
    ///
    /// ```
    /// # use bilateral::{Period, day};
    /// assert_eq!(Period::on(day(2023, 2, 28)).to_string(), "2023-02-28");
    /// ```
    #[must_use]
    pub const fn on(day: Date) -> Self {
        let date = Endpoint::Date(PartialDate::on(day));
        Self { start: date, end: date }
    }

    /// Reads a period in the text form that the type describes.
    ///
    /// ```
    /// # use bilateral::Period;
    /// assert!(Period::parse("2018/..")?.is_open_end());
    /// assert!(Period::parse("2018/now").is_err());
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PeriodError`] if an end is no date, if there are more than two, or if there is one that is
    /// no full date.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let scan = Scan::new(text);
        let Some(slash) = text.find('/') else { return single(scan) };
        let (start, end) = (scan.part(0, slash), scan.part(slash + 1, scan.end()));
        if let Some(second) = end.rest().find('/') {
            let at = end.at() + second;
            return Err(PeriodError(Kind::Slash { text: scan.shown(), at }));
        }
        let end_of = |part| endpoint(part).map_err(|error| PeriodError(Kind::Date(error)));
        Ok(Self { start: end_of(start)?, end: end_of(end)? })
    }

    /// Returns the start as stated.
    ///
    /// ```
    /// # use bilateral::{Endpoint, Period};
    /// assert_eq!(Period::parse("/1991-12")?.start(), Endpoint::Unknown);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn start(self) -> Endpoint {
        self.start
    }

    /// Returns the end as stated.
    ///
    /// ```
    /// # use bilateral::Period;
    /// assert_eq!(Period::parse("/1991-12")?.end().to_string(), "1991-12");
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn end(self) -> Endpoint {
        self.end
    }

    /// Returns whether the start is open, written `..`.
    ///
    /// ```
    /// # use bilateral::Period;
    /// assert!(Period::parse("../1991")?.is_open_start());
    /// assert!(!Period::parse("/1991")?.is_open_start());
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn is_open_start(self) -> bool {
        matches!(self.start, Endpoint::Open)
    }

    /// Returns whether the end is open, written `..`.
    ///
    /// ```
    /// # use bilateral::Period;
    /// assert!(Period::parse("2018/..")?.is_open_end());
    /// assert!(!Period::parse("2018/")?.is_open_end());
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn is_open_end(self) -> bool {
        matches!(self.end, Endpoint::Open)
    }

    /// Returns the days that may be the first day inside, given that it is not after the last.
    ///
    /// An open start lies before every record: it is given as every day up to 0000-01-01, so that
    /// all later days are certainly after it; [`is_open_start`](Self::is_open_start) tells it from a
    /// date. An unknown start may be any day up to the last possible end. Of a period that certainly
    /// ends before it starts, these are the days of the start as stated.
    ///
    /// ```
    /// # use bilateral::{Period, day};
    /// let period: Period = "1991-12/1991-12-10".parse()?;
    /// assert_eq!(period.start_days().last(), Some(day(1991, 12, 10)));
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn start_days(self) -> DayRange {
        let (start, _) = self.tightened().unwrap_or_else(|| self.stated());
        start.days(UNBOUNDED_BELOW, FIRST_KEY)
    }

    /// Returns the days that may be the last day inside, given that it is not before the first.
    ///
    /// An open end is given as every day from 9999-12-31 on, so that all earlier days are certainly
    /// before it; [`is_open_end`](Self::is_open_end) tells it from a date. An unknown end may be any
    /// day from the first possible start on. Of a period that certainly ends before it starts, these
    /// are the days of the end as stated.
    ///
    /// ```
    /// # use bilateral::{Period, day};
    /// let period: Period = "2018/".parse()?;
    /// assert_eq!(period.end_days().first(), Some(day(2018, 1, 1)));
    /// assert_eq!(period.end_days().last(), None);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn end_days(self) -> DayRange {
        let (_, end) = self.tightened().unwrap_or_else(|| self.stated());
        end.days(LAST_KEY, UNBOUNDED_ABOVE)
    }

    /// Returns the days that may be inside, from the first possible start to the last possible end.
    ///
    /// `None` means that it certainly ends before it starts.
    ///
    /// ```
    /// # use bilateral::{DayRange, Period, day};
    /// let period: Period = "2018/2020-06".parse()?;
    /// let envelope = period.envelope().unwrap();
    /// assert_eq!(envelope.first(), Some(day(2018, 1, 1)));
    /// assert_eq!(envelope.last(), Some(day(2020, 6, 30)));
    /// assert_eq!(Period::parse("2020/2018")?.envelope(), None);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn envelope(self) -> Option<DayRange> {
        let (start, end) = self.tightened()?;
        DayRange::from_keys(start.first, end.last)
    }

    /// Returns the days that are certainly inside, from the last possible start to the first
    /// possible end, or `None` if no day is certain.
    ///
    /// ```
    /// # use bilateral::{Period, day};
    /// let period: Period = "2018/2020-06".parse()?;
    /// assert_eq!(period.core().unwrap().first(), Some(day(2018, 12, 31)));
    /// assert_eq!(period.core().unwrap().last(), Some(day(2020, 6, 1)));
    /// assert_eq!(Period::parse("2018/2018")?.core(), None);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn core(self) -> Option<DayRange> {
        let (start, end) = self.tightened()?;
        DayRange::from_keys(start.last, end.first)
    }

    /// Returns whether the period held on a day.
    ///
    /// Of a period that certainly ends before it starts nothing follows, and every day is Unknown.
    ///
    /// ```
    /// # use bilateral::{Period, Truth, day};
    /// let office: Period = "2021-01-26/".parse()?;
    /// assert_eq!(office.covers(day(2021, 1, 25)), Truth::No);
    /// assert_eq!(office.covers(day(2021, 1, 26)), Truth::Yes);
    /// assert_eq!(office.covers(day(2023, 2, 28)), Truth::Unknown);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn covers(self, day: Date) -> Truth {
        let Some((start, end)) = self.tightened() else { return Truth::Unknown };
        let day = key(day);
        Truth::from_worlds(
            start.first <= day && day <= end.last,
            day < start.last || end.first < day,
        )
    }

    /// Returns whether the period ends before it starts: Yes if certainly, Unknown if its dates
    /// leave it possible.
    ///
    /// The answer is about the two dates as stated; every other question takes it that the start is
    /// not after the end. It is No if an end is open or unknown, and if both are the same text:
    /// `2018/2018` says that the two days lie in one year, in their order.
    ///
    /// ```
    /// # use bilateral::{Period, Truth};
    /// assert_eq!(Period::parse("2020/2018")?.is_reversed(), Truth::Yes);
    /// assert_eq!(Period::parse("2018-06/2018")?.is_reversed(), Truth::Unknown);
    /// assert_eq!(Period::parse("2018/2018")?.is_reversed(), Truth::No);
    /// assert_eq!(Period::parse("2018/")?.is_reversed(), Truth::No);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn is_reversed(self) -> Truth {
        match (self.start, self.end) {
            (Endpoint::Date(start), Endpoint::Date(end)) if start != end => end.before(start),
            _ => Truth::No,
        }
    }

    /// Returns how many days are inside, both ends counted.
    ///
    /// `None` if an end is open, or if the period certainly ends before it starts.
    ///
    /// ```
    /// # use bilateral::Period;
    /// let war: Period = "1991-01-17/1991-02-28".parse()?;
    /// assert_eq!(war.length().unwrap().exactly(), Some(43));
    /// let office: Period = "2021-01-26/".parse()?;
    /// assert_eq!(office.length().unwrap().most(), None);
    /// assert_eq!(Period::parse("2018/..")?.length(), None);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn length(self) -> Option<DayCount> {
        if self.is_open_start() || self.is_open_end() {
            return None;
        }
        let (start, end) = self.tightened()?;
        let least = u32::try_from(i64::from(end.first) - i64::from(start.last) + 1).unwrap_or(1);
        let most = DayRange::from_keys(start.first, end.last).and_then(DayRange::count);
        Some(DayCount::new(least.max(1), most))
    }

    /// The possible keys of both ends as stated.
    fn stated(self) -> (Keys, Keys) {
        let start = Keys::new(self.start, UNBOUNDED_BELOW);
        let end = Keys::new(self.end, UNBOUNDED_ABOVE);
        (start, end)
    }

    /// The possible keys of both ends, start not after end; `None` if that leaves none.
    pub(super) fn tightened(self) -> Option<(Keys, Keys)> {
        let (mut start, mut end) = self.stated();
        start.last = start.last.min(end.last);
        end.first = end.first.max(start.first);
        (start.first <= start.last && end.first <= end.last).then_some((start, end))
    }
}

/// The keys that an end may have. An open end is the unbounded key itself, certainly; a date or an
/// unknown end may reach up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) first: i32,
    pub(super) last: i32,
}

impl Keys {
    fn new(end: Endpoint, open: i32) -> Self {
        match end {
            Endpoint::Date(date) => {
                let days = date.possible();
                Self { first: days.first_key(), last: days.last_key() }
            }
            Endpoint::Open => Self { first: open, last: open },
            Endpoint::Unknown => Self { first: UNBOUNDED_BELOW, last: UNBOUNDED_ABOVE },
        }
    }

    /// As a range of days; an open end, which no range can hold, becomes the one given.
    fn days(self, first: i32, last: i32) -> DayRange {
        DayRange::from_keys(self.first, self.last)
            .or_else(|| DayRange::from_keys(first, last))
            .unwrap_or(DayRange::ALL)
    }
}

fn single(scan: Scan<'_>) -> Result<Period, PeriodError> {
    if scan.is_done() || scan.rest() == ".." {
        return Err(PeriodError(Kind::Empty { text: scan.shown() }));
    }
    let date = read(scan).map_err(|e| PeriodError(Kind::Date(e)))?;
    match date.as_day() {
        Some(_) => Ok(Period { start: Endpoint::Date(date), end: Endpoint::Date(date) }),
        None => Err(PeriodError(Kind::Coarse { text: scan.shown() })),
    }
}

fn endpoint(scan: Scan<'_>) -> Result<Endpoint, PartialDateError> {
    match scan.rest() {
        "" => Ok(Endpoint::Unknown),
        ".." => Ok(Endpoint::Open),
        _ => read(scan).map(Endpoint::Date),
    }
}

text_value!(Endpoint, PartialDateError, "a date, `..` for open or nothing for unknown");
text_value!(Period, PeriodError, "a period such as `2018/..`, `1991/1994-06` or `2023-02-28`");

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, |f| match (self.start, self.end) {
            (Endpoint::Date(start), Endpoint::Date(end))
                if start == end && start.as_day().is_some() =>
            {
                fmt::Display::fmt(&start, f)
            }
            (start, end) => write!(f, "{start}/{end}"),
        })
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Period({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::days::day;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn a_period_is_small() {
        assert_eq!((size_of::<Endpoint>(), size_of::<Period>()), (8, 16));
    }

    #[test]
    fn an_open_start_precedes_every_day() {
        let before = period("../1991-12-26");
        assert_eq!(before.start_days(), DayRange::new(None, Some(day(0, 1, 1))).unwrap());
        assert_eq!(before.core(), DayRange::new(None, Some(day(1991, 12, 26))));
        let early = Date::from_calendar_date(-500, time::Month::May, 1).unwrap();
        assert_eq!(before.covers(early), Truth::Yes);
    }

    #[test]
    fn an_unknown_end_leaves_the_start_day_certain() {
        let since = period("2018-05-01/");
        assert_eq!(since.core(), Some(DayRange::on(day(2018, 5, 1))));
        assert_eq!(period("2018/").core(), None);
        assert_eq!(period("/").envelope(), Some(DayRange::ALL));
    }

    #[test]
    fn a_late_enough_bound_has_no_certain_day() {
        assert_eq!(period("[2018..]/..").core(), None);
        assert_eq!(period("[..2018-05-01]/..").core().unwrap().first(), Some(day(2018, 5, 1)));
    }

    #[test]
    fn nothing_follows_from_a_reversed_period() {
        let reversed = period("2020/2018");
        assert_eq!((reversed.core(), reversed.envelope(), reversed.length()), (None, None, None));
        assert_eq!(reversed.covers(day(2019, 1, 1)), Truth::Unknown);
        assert_eq!(reversed.start_days().first(), Some(day(2020, 1, 1)));
    }
}
