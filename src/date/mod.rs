//! Dates as sources give them: partial, open, marked as uncertain, or not stated at all.
//!
//! A [`PartialDate`] is a range of possible days in the precision stated, a [`Period`] two ends of
//! which either may be open or unknown, a [`ReportingPeriod`] what a statistic covers, and a
//! [`Length`] a count of days, months or years. All of them come down to [`DayRange`], an inclusive
//! range of days.
//!
//! # What an unknown part means
//!
//! A date that names no day stands for each day of its range: one of them is the true one, and
//! nothing says which. Every question is therefore answered over all of them with a
//! [`Truth`](crate::Truth): Yes if it holds whichever day is the true one, No if it holds for none,
//! else Unknown. Two dates are always taken to be independent, even if their texts are equal: "2018"
//! and "2018" need not be one day.
//!
//! ```
//! use bilateral::{PartialDate, Period, Truth, day};
//!
//! let year: PartialDate = "2009".parse()?;
//! let signed: PartialDate = "2009-12-14".parse()?;
//! assert_eq!(year.before(signed), Truth::Unknown);
//! assert_eq!(year.before("2010-01".parse()?), Truth::Yes);
//!
//! let since: Period = "2018/..".parse()?;
//! assert_eq!(since.covers(day(2023, 2, 28)), Truth::Yes);
//! assert_eq!(since.covers(day(2018, 2, 28)), Truth::Unknown);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Days are those of the proleptic Gregorian calendar, without hours or zones, in the years 0000 to
//! 9999.

// In import order: a file imports only from those above it.
mod days;
mod padded;
mod scan;
mod unit;

mod partial_error;

mod partial;
mod words;

mod length;
mod partial_text;

mod anniversary;
mod distance;
mod period;

mod allen;
mod reporting_error;

mod reporting;
mod reporting_text;
mod reporting_words;

pub use allen::{Allen, AllenSet};
pub use anniversary::{Anniversaries, Anniversary};
pub use days::{DayCount, DayRange, day};
pub use length::{Length, LengthError};
pub use partial::{Mark, PartialDate, SortKey};
pub use partial_error::PartialDateError;
pub use period::{Endpoint, Period, PeriodError};
pub use reporting::ReportingPeriod;
pub use reporting_error::ReportingPeriodError;
pub use unit::Precision;

pub(crate) use days::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW, date_of, key};
