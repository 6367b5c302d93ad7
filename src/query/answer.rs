//! An answer in time: Yes, No or Unknown, and why.
//!
//! The answer itself is a small copy; what it rests on is gathered when asked for.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;
use time::Date;

use super::basis::Basis;
use super::evidence::Evidence;
use super::gather::gather;
use crate::store::State;
use crate::truth::{Reason, Truth};

/// The answer to a question in time, with its reason where it is Unknown.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, Reason, Truth, day};
///
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// let tax = pair.treaty("us-kz-tax")?;
/// assert_eq!(tax.in_force(day(1996, 6, 30)).value(), Truth::No);
/// assert_eq!(tax.in_force(day(1996, 12, 30)).value(), Truth::Yes);
///
/// let recognised = pair.recognition(CountryCode::USA, day(1991, 12, 25));
/// assert_eq!(recognised.value(), Truth::Unknown);
/// assert_eq!(recognised.reason(), Some(Reason::Disputed));
/// assert!(recognised.explain().to_string().contains("kz-mfa"));
/// # Ok::<(), bilateral::LookUpError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Answer<'s> {
    state: State,
    day: Date,
    basis: Basis<'s>,
}

impl<'s> Answer<'s> {
    pub(crate) const fn new(state: State, day: Date, basis: Basis<'s>) -> Self {
        Self { state, day, basis }
    }

    /// Returns Yes, No or Unknown.
    #[must_use]
    pub fn value(self) -> Truth {
        self.state.truth
    }

    /// Returns why it is Unknown; `None` if it is not.
    #[must_use]
    pub fn reason(self) -> Option<Reason> {
        self.state.reason
    }

    /// Returns what the answer rests on: the rule applied, the records and their sources, and for
    /// Unknown what would settle it.
    #[must_use]
    pub fn explain(self) -> Explanation {
        let (rule, evidence) = gather(self.basis, self.day);
        let settled_by = self.state.reason.map(|reason| String::from(settling(reason)));
        Explanation {
            value: self.state.truth,
            reason: self.state.reason,
            rule: rule.into(),
            evidence,
            settled_by,
        }
    }
}

/// What would turn Unknown into Yes or No.
const fn settling(reason: Reason) -> &'static str {
    match reason {
        Reason::NotRecorded => "a record of it, or a source that lists everything of its kind",
        Reason::Imprecise => "a claim with a day where now a coarser date, or none, is stated",
        Reason::Disputed => {
            "a policy that prefers one of the sources, or the withdrawal of a claim"
        }
        Reason::Undetermined => "an act that determines it",
        Reason::SuccessionNotRecorded => "a record of the act of succession",
    }
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("value", &self.value())
            .field("reason", &self.reason())
            .finish_non_exhaustive()
    }
}

/// Why an answer is what it is.
///
/// It prints on several lines: the rule, then one line a piece of evidence, then what would settle it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The answer.
    pub value: Truth,
    /// Why it is Unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The rule that was applied, in words.
    pub rule: String,
    /// The records behind it.
    pub evidence: Vec<Evidence>,
    /// What would turn Unknown into an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<String>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rule)?;
        for evidence in &self.evidence {
            write!(f, "\n- {evidence}")?;
        }
        if let (Some(reason), Some(settled_by)) = (self.reason, &self.settled_by) {
            write!(f, "\nunknown because {reason}; it would be settled by {settled_by}")?;
        }
        Ok(())
    }
}
