//! Why a text or value is no partial date.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::Display;

use super::scan::Scan;
use super::unit::Precision;

/// A text or value that is no [`PartialDate`](crate::PartialDate).
///
/// The message names the text, the place (in bytes, from 0), what was found and what would be right.
///
/// ```
/// # use bilateral::PartialDate;
/// let message = |text| PartialDate::parse(text).unwrap_err().to_string();
/// assert_eq!(
///     message("2023-2-28"),
///     "`2023-2-28`: expected two digits of a month, quarter or half year, found `2` at position 5",
/// );
/// assert_eq!(
///     message("2004-XX"),
///     "`2004-XX`: at position 5, unspecified digits are not supported; write the coarser date `2004`",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct PartialDateError(Kind);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error("`{text}`: expected {expected}, found {found}")]
    Unexpected { text: String, expected: &'static str, found: String },
    #[error("`{text}`: {what} has {days} days, found `{found}` at position {at}")]
    Day { text: String, what: String, days: i32, found: String, at: usize },
    #[error("`{text}`: at position {at}, {what}; {advice}")]
    Refused { text: String, what: &'static str, at: usize, advice: String },
    #[error("`{text}`: {problem}")]
    Bracket { text: String, problem: String },
    #[error("{what} `{found}` is not in the range {range}")]
    Number { what: &'static str, found: u16, range: &'static str },
    #[error("`{date}` cannot be a bound: expected {expected}")]
    Bound { date: String, expected: &'static str },
    #[error("`{date}` cannot be marked: it has two bounds, and only one could carry the mark")]
    Mark { date: String },
    #[error(
        "`{first}` and `{last}` cannot be two bounds: expected one precision, found {a} and {b}"
    )]
    Precisions { first: String, last: String, a: Precision, b: Precision },
    #[error("`{first}` and `{last}` cannot be two bounds: the first is after the last")]
    Order { first: String, last: String },
}

impl PartialDateError {
    pub(super) fn year(found: u16) -> Self {
        Self(Kind::Number { what: "year", found, range: "0 to 9999" })
    }

    pub(super) fn month(found: u8) -> Self {
        Self(Kind::Number { what: "month", found: found.into(), range: "1 to 12" })
    }

    pub(super) fn bound(date: &dyn Display) -> Self {
        let expected = "one date without a bracket";
        Self(Kind::Bound { date: date.to_string(), expected })
    }

    pub(super) fn between_bound(date: &dyn Display) -> Self {
        let expected = "a day, month or year without a bracket or mark";
        Self(Kind::Bound { date: date.to_string(), expected })
    }

    pub(super) fn mark(date: &dyn Display) -> Self {
        Self(Kind::Mark { date: date.to_string() })
    }

    pub(super) fn precisions(bounds: [&dyn Display; 2], [a, b]: [Precision; 2]) -> Self {
        let [first, last] = bounds.map(ToString::to_string);
        Self(Kind::Precisions { first, last, a, b })
    }

    pub(super) fn order(bounds: [&dyn Display; 2]) -> Self {
        let [first, last] = bounds.map(ToString::to_string);
        Self(Kind::Order { first, last })
    }

    pub(super) fn unexpected(scan: Scan<'_>, expected: &'static str) -> Self {
        Self(Kind::Unexpected { text: scan.shown(), expected, found: scan.found() })
    }

    pub(super) fn refused(scan: Scan<'_>, what: &'static str, advice: impl Into<String>) -> Self {
        Self(Kind::Refused { text: scan.shown(), what, at: scan.at(), advice: advice.into() })
    }

    /// A date that may not stand in a bracket, told with the whole text.
    pub(super) fn bracket(scan: Scan<'_>, problem: &Self) -> Self {
        Self(Kind::Bracket { text: scan.shown(), problem: problem.to_string() })
    }

    /// A number of two digits that names nothing.
    pub(super) fn two_digits(scan: Scan<'_>, number: u32, expected: &'static str) -> Self {
        let found = format!("`{number:02}` at position {}", scan.at());
        Self(Kind::Unexpected { text: scan.shown(), expected, found })
    }

    /// A day that its month, already named, does not have.
    pub(super) fn no_such_day(scan: Scan<'_>, month: String, days: i32, found: u32) -> Self {
        let found = format!("{found:02}");
        Self(Kind::Day { text: scan.shown(), what: month, days, found, at: scan.at() })
    }
}
