//! The fields of a spell, a stretch of days on which something held, as a source states them.
//!
//! What is absent says nothing: an absent start is not stated, an absent end means that nothing
//! recorded ended it. `..` as a start says that it held from before any record.

use core::fmt;

use crate::date::{Endpoint, PartialDate, PartialDateError};
use crate::text::text_value;

/// A day on which a source says that something held: a stated day, or the source's own.
///
/// Written as a date, or as `source` for the day of the source: the latest possible day of its
/// publication, else of its retrieval.
///
/// ```
/// use bilateral::Attestation;
///
/// assert_eq!(Attestation::parse("source")?, Attestation::OfSource);
/// assert_eq!(Attestation::parse("2018")?.to_string(), "2018");
/// # Ok::<(), bilateral::PartialDateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attestation {
    /// Said of this day, or of some day of this range.
    On(PartialDate),
    /// Said without a day: it held on the day of the source.
    OfSource,
}

impl Attestation {
    /// Reads a date or `source`.
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] if the text is neither.
    pub fn parse(text: &str) -> Result<Self, PartialDateError> {
        if text == "source" { Ok(Self::OfSource) } else { PartialDate::parse(text).map(Self::On) }
    }
}

impl<D: Into<PartialDate>> From<D> for Attestation {
    fn from(day: D) -> Self {
        Self::On(day.into())
    }
}

impl fmt::Display for Attestation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day.fmt(f),
            Self::OfSource => f.write_str("source"),
        }
    }
}

text_value!(Attestation, PartialDateError, "a date or `source`");

/// The fields of a spell, whatever kind of record they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpellFields<'r> {
    /// The first day inside; absent: not stated.
    pub start: Option<Endpoint>,
    /// The last day inside.
    pub end: Option<Endpoint>,
    /// The first day outside again.
    pub left: Option<PartialDate>,
    /// The day of its end, said without telling whether that day is inside.
    pub ended: Option<PartialDate>,
    /// Days on which a source says that it held.
    pub attested: &'r [Attestation],
}

/// A record, or a part of one, that holds for a time.
pub trait HasSpell: sealed::Sealed {
    /// Returns its fields as stated.
    fn spell(&self) -> SpellFields<'_>;
}

pub(super) mod sealed {
    /// Keeps [`HasSpell`](super::HasSpell) to the kinds of this crate.
    pub trait Sealed {}
}
