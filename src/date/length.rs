//! A length of time as agreements state it: days, months or years.

use alloc::string::String;
use core::fmt;

use time::Date;

use super::days::{
    DayRange, FIRST_KEY, LAST_KEY, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, date_of, key, month_start,
};
use super::padded::padded;
use super::scan::Scan;
use crate::text::text_value;

/// A length of time: days, calendar months or calendar years.
///
/// It is written with its unit, `90 days`, `12 months`, `20 years`; one is written in the singular,
/// `1 year`, and read in both. Months and years are not turned into days, and `12 months` and
/// `1 year` are not `==` though they reach the same day.
///
/// Added to a day, a length reaches the *first day outside*: a notice of `90 days` given on one day
/// runs out at the end of the 90th day, that day included, and the day reached is the next. Months
/// and years go to the same day of the month, or to the month's last day if it has no such day, the
/// rule of the European Convention on the Calculation of Time-Limits (Basel, 1972).
///
/// The most is what fits into the years 0000 to 9999: 3,652,424 days, 119,999 months or 9,999 years.
///
/// ```
/// use bilateral::{Length, day};
///
/// let notice: Length = "6 months".parse()?;
/// assert_eq!(notice.added_to(day(2023, 8, 31)), Some(day(2024, 2, 29)));
/// assert_eq!(Length::days(90)?.added_to(day(2023, 1, 1)), Some(day(2023, 4, 1)));
/// assert_eq!(
///     Length::parse("90").unwrap_err().to_string(),
///     "`90`: expected ` days`, ` months` or ` years`, found the end",
/// );
/// # Ok::<(), bilateral::LengthError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Length {
    count: u32,
    unit: LengthUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum LengthUnit {
    Day,
    Month,
    Year,
}

impl LengthUnit {
    const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    const fn most(self) -> u32 {
        match self {
            Self::Day => 3_652_424,
            Self::Month => 119_999,
            Self::Year => 9_999,
        }
    }
}

/// A text or count that is no [`Length`].
///
/// ```
/// # use bilateral::Length;
/// assert_eq!(
///     Length::parse("2 weeks").unwrap_err().to_string(),
///     "`2 weeks`: expected ` days`, ` months` or ` years`, found ` ` at position 1",
/// );
/// assert_eq!(
///     Length::years(10_000).unwrap_err().to_string(),
///     "10000 years are more than 9999, which is the most",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct LengthError(Kind);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error("`{text}`: expected {expected}, found {found}")]
    Unexpected { text: String, expected: &'static str, found: String },
    #[error("{count} {unit}s are more than {most}, which is the most")]
    TooMany { count: u32, unit: &'static str, most: u32 },
}

impl Length {
    fn new(count: u32, unit: LengthUnit) -> Result<Self, LengthError> {
        let most = unit.most();
        if count > most {
            return Err(LengthError(Kind::TooMany { count, unit: unit.name(), most }));
        }
        Ok(Self { count, unit })
    }

    /// Returns a length of days.
    ///
    /// ```
    /// # use bilateral::Length;
    /// assert_eq!(Length::days(90)?.to_string(), "90 days");
    /// assert!(Length::days(4_000_000).is_err());
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`LengthError`] for more than 3,652,424.
    pub fn days(count: u32) -> Result<Self, LengthError> {
        Self::new(count, LengthUnit::Day)
    }

    /// Returns a length of calendar months.
    ///
    /// ```
    /// # use bilateral::Length;
    /// assert_eq!(Length::months(1)?.to_string(), "1 month");
    /// assert!(Length::months(120_000).is_err());
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`LengthError`] for more than 119,999.
    pub fn months(count: u32) -> Result<Self, LengthError> {
        Self::new(count, LengthUnit::Month)
    }

    /// Returns a length of calendar years.
    ///
    /// ```
    /// # use bilateral::Length;
    /// assert_eq!(Length::years(20)?.to_string(), "20 years");
    /// assert!(Length::years(10_000).is_err());
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`LengthError`] for more than 9,999.
    pub fn years(count: u32) -> Result<Self, LengthError> {
        Self::new(count, LengthUnit::Year)
    }

    /// Returns the number of days, if it is counted in days.
    ///
    /// ```
    /// # use bilateral::Length;
    /// assert_eq!(Length::days(90)?.whole_days(), Some(90));
    /// assert_eq!(Length::months(3)?.whole_days(), None);
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    #[must_use]
    pub fn whole_days(self) -> Option<u32> {
        (self.unit == LengthUnit::Day).then_some(self.count)
    }

    /// Returns the number of months, if it is counted in months or years.
    ///
    /// ```
    /// # use bilateral::Length;
    /// assert_eq!(Length::years(2)?.whole_months(), Some(24));
    /// assert_eq!(Length::days(30)?.whole_months(), None);
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    #[must_use]
    pub fn whole_months(self) -> Option<u32> {
        match self.unit {
            LengthUnit::Day => None,
            LengthUnit::Month => Some(self.count),
            LengthUnit::Year => self.count.checked_mul(12),
        }
    }

    /// Reads a count, a space and `days`, `months` or `years`.
    ///
    /// ```
    /// # use bilateral::Length;
    /// assert_eq!(Length::parse("12 months")?, Length::months(12)?);
    /// assert!(Length::parse("12").is_err());
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`LengthError`] for any other text, a count written with leading zeros, or too great a count.
    pub fn parse(text: &str) -> Result<Self, LengthError> {
        let scan = Scan::new(text);
        let unexpected = |scan: Scan<'_>, expected| {
            LengthError(Kind::Unexpected { text: scan.shown(), expected, found: scan.found() })
        };
        let past = scan.past_digits(text.len());
        let digits = text.get(..past.at()).unwrap_or_default();
        let is_plain = digits == "0" || !digits.starts_with('0');
        let count = match digits.parse::<u32>() {
            Ok(count) if is_plain => count,
            _ if digits.is_empty() => {
                return Err(unexpected(scan, "a count, as in `90 days`"));
            }
            _ => return Err(unexpected(scan, "a count without leading zeros, at most 3652424")),
        };
        for unit in LengthUnit::ALL {
            let singular = past.rest().strip_prefix(' ').and_then(|r| r.strip_prefix(unit.name()));
            match singular {
                Some("s") => return Self::new(count, unit),
                Some("") if count == 1 => return Self::new(count, unit),
                _ => {}
            }
        }
        Err(unexpected(past, "` days`, ` months` or ` years`"))
    }

    /// Returns the first day outside a length that begins on a day, or `None` after 9999.
    ///
    /// ```
    /// # use bilateral::{Length, day};
    /// let year = Length::years(1)?;
    /// assert_eq!(year.added_to(day(2024, 2, 29)), Some(day(2025, 2, 28)));
    /// assert_eq!(year.added_to(day(9999, 1, 1)), None);
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    #[must_use]
    pub fn added_to(self, day: Date) -> Option<Date> {
        self.moved(key(day), 1).and_then(date_of)
    }

    /// Returns the day that is this length earlier, or `None` before 0000.
    ///
    /// Months and years again go to the same day of the month or to the month's last day. It is not
    /// always the reverse of [`added_to`](Self::added_to).
    ///
    /// ```
    /// # use bilateral::{Length, day};
    /// let month = Length::months(1)?;
    /// assert_eq!(month.subtracted_from(day(2023, 3, 31)), Some(day(2023, 2, 28)));
    /// assert_eq!(month.added_to(day(2023, 2, 28)), Some(day(2023, 3, 28)));
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    #[must_use]
    pub fn subtracted_from(self, day: Date) -> Option<Date> {
        self.moved(key(day), -1).and_then(date_of)
    }

    /// Returns the days that may be the first outside, if the length begins on one of a range.
    ///
    /// A range that reaches beyond 9999 becomes unbounded above; one that lies there altogether is
    /// `None`.
    ///
    /// ```
    /// # use bilateral::{DayRange, Length, PartialDate};
    /// let notice: PartialDate = "2019".parse().unwrap();
    /// let end: PartialDate = "2020".parse().unwrap();
    /// assert_eq!(Length::years(1)?.added_to_range(notice.stated()), Some(end.stated()));
    /// assert_eq!(Length::years(1)?.added_to_range(DayRange::ALL), Some(DayRange::ALL));
    /// # Ok::<(), bilateral::LengthError>(())
    /// ```
    #[must_use]
    pub fn added_to_range(self, range: DayRange) -> Option<DayRange> {
        let first = match range.first_key() {
            UNBOUNDED_BELOW => UNBOUNDED_BELOW,
            first => self.moved(first, 1)?,
        };
        let last = match range.last_key() {
            UNBOUNDED_ABOVE => UNBOUNDED_ABOVE,
            last => self.moved(last, 1).unwrap_or(UNBOUNDED_ABOVE),
        };
        DayRange::from_keys(first, last)
    }

    /// The key so far away, forward or back, if it lies in the years 0000 to 9999.
    fn moved(self, from: i32, direction: i32) -> Option<i32> {
        let count = i32::try_from(self.count).ok()?.checked_mul(direction)?;
        let reached = match self.unit {
            LengthUnit::Day => from.checked_add(count)?,
            LengthUnit::Month => add_months(from, count)?,
            LengthUnit::Year => add_months(from, count.checked_mul(12)?)?,
        };
        (FIRST_KEY..=LAST_KEY).contains(&reached).then_some(reached)
    }
}

/// The key of the same day so many months away, or of that month's last day.
pub(super) fn add_months(from: i32, months: i32) -> Option<i32> {
    let date = date_of(from)?;
    let month = date.year().checked_mul(12)?.checked_add(i32::from(u8::from(date.month())) - 1)?;
    let month = month.checked_add(months)?;
    let same_day = month_start(month) + i32::from(date.day()) - 1;
    Some(same_day.min(month_start(month.checked_add(1)?) - 1))
}

text_value!(Length, LengthError, "a length such as `90 days`, `12 months` or `20 years`");

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, |f| {
            let plural = if self.count == 1 { "" } else { "s" };
            write!(f, "{} {}{plural}", self.count, self.unit.name())
        })
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Length({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::days::day;

    #[test]
    fn the_greatest_lengths_span_the_calendar() {
        let first = day(0, 1, 1);
        let days = Length::days(3_652_424).unwrap();
        assert_eq!(days.added_to(first), Some(day(9999, 12, 31)));
        assert_eq!(days.subtracted_from(day(9999, 12, 31)), Some(first));
        assert_eq!(Length::months(119_999).unwrap().added_to(first), Some(day(9999, 12, 1)));
        assert_eq!(Length::years(9_999).unwrap().added_to(first), Some(day(9999, 1, 1)));
        assert_eq!(days.added_to(day(0, 1, 2)), None);
    }

    #[test]
    fn nothing_added_is_the_same_day() {
        let zero = Length::days(0).unwrap();
        assert_eq!(zero.added_to(day(2023, 2, 28)), Some(day(2023, 2, 28)));
        assert_eq!(std::format!("{zero:?}"), "Length(0 days)");
    }
}
