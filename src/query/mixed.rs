//! [`MixedError`]: two things that do not add.

use alloc::string::String;
use core::fmt;

/// Two amounts, or two totals, that cannot be added or compared: what they differ in, and both sides.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, ReportingPeriod, Stage};
///
/// let given = archive.dossier(CountryCode::USA, CountryCode::KAZ).programs().given_by(CountryCode::USA);
/// let spent = given.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
/// let pledged = given.total(Stage::Pledge, &ReportingPeriod::ALL_TIME);
/// let error = spent.checked_add(&pledged).unwrap_err();
/// assert_eq!(error.to_string(), "cannot add or compare `expenditure, given by USA` and `pledge, given by USA`: they differ in what is added");
/// let mixed = error.mixed().unwrap();
/// assert_eq!(mixed.sides(), ("expenditure, given by USA", "pledge, given by USA"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot add or compare {one} and {other}: they differ in {facet}")]
pub struct MixedError {
    facet: &'static str,
    one: Side,
    other: Side,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Side {
    value: String,
    id: Option<String>,
}

impl MixedError {
    pub(crate) fn new(
        facet: &'static str,
        one: impl Into<String>,
        other: impl Into<String>,
    ) -> Self {
        let side = |value| Side { value, id: None };
        Self { facet, one: side(one.into()), other: side(other.into()) }
    }

    /// Names the records of the two sides.
    pub(crate) fn of_records(mut self, one: &str, other: &str) -> Self {
        self.one.id = Some(one.into());
        self.other.id = Some(other.into());
        self
    }

    /// Returns in what the two differ: `product kind`, `valuation`, `unit`, `prices`…
    #[must_use]
    pub fn facet(&self) -> &str {
        self.facet
    }

    /// Returns what each side has there.
    #[must_use]
    pub fn sides(&self) -> (&str, &str) {
        (&self.one.value, &self.other.value)
    }

    /// Returns the ids of the two records, where two records differ.
    #[must_use]
    pub fn records(&self) -> Option<(&str, &str)> {
        Some((self.one.id.as_deref()?, self.other.id.as_deref()?))
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.value)?;
        self.id.as_ref().map_or(Ok(()), |id| write!(f, " of record `{id}`"))
    }
}
