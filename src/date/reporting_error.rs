//! Why a text or value is no reporting period.

use alloc::string::String;

use super::partial_error::PartialDateError;
use super::scan::Scan;

/// A text that is no [`ReportingPeriod`](crate::ReportingPeriod).
///
/// ```
/// # use bilateral::ReportingPeriod;
/// let message = |text| ReportingPeriod::parse(text).unwrap_err().to_string();
/// assert_eq!(
///     message("2021/2018"),
///     "`2021/2018`: at position 5, the last unit ends before the first begins",
/// );
/// assert_eq!(
///     message("FY2010@13"),
///     "`FY2010@13`: expected a month 1 to 12 or `YYYY-MM`, found `1` at position 7",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct ReportingPeriodError(Kind);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error(transparent)]
    Date(PartialDateError),
    #[error("`{text}`: expected {expected}, found {found}")]
    Unexpected { text: String, expected: &'static str, found: String },
    #[error("`{text}`: at position {at}, {what}")]
    Refused { text: String, what: String, at: usize },
    #[error("{0}")]
    Value(String),
}

impl From<PartialDateError> for ReportingPeriodError {
    fn from(error: PartialDateError) -> Self {
        Self(Kind::Date(error))
    }
}

impl ReportingPeriodError {
    pub(super) fn unexpected(scan: Scan<'_>, expected: &'static str) -> Self {
        Self(Kind::Unexpected { text: scan.shown(), expected, found: scan.found() })
    }

    pub(super) fn refused(scan: Scan<'_>, what: impl Into<String>) -> Self {
        Self(Kind::Refused { text: scan.shown(), what: what.into(), at: scan.at() })
    }

    pub(super) fn value(what: impl Into<String>) -> Self {
        Self(Kind::Value(what.into()))
    }
}
