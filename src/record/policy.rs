//! A policy: how a caller wants disputes between sources settled.
//!
//! It is a plain value, and it never changes an archive: questions asked under a policy are decided
//! again from the claims, and nothing is dropped. Where claims on one field (the first day of a
//! spell, say) cannot all be true, the values that stay possible are those of the *maximal agreeing
//! subsets* of the claims; a policy chooses among these subsets, field by field. A policy that
//! chooses nothing changes no answer.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::country::StateList;
use crate::text::codes;

/// How many days after its consent a late joiner's force begins at the latest, where the treaty does
/// not say: a convention, a year and a day.
pub const LATE_JOINER_MARGIN: u16 = 366;

codes! {
    /// What chooses among the agreeing subsets of claims where no preferred source speaks.
    pub enum Settling: "settling" {
        /// Nothing: the values of every maximal agreeing subset stay possible.
        Nothing = "nothing",
        /// The number of original sources behind a subset; copies of one original count once, and
        /// all that tie stay.
        Majority = "majority",
        /// The day of publication: the subsets that hold the claim of the source published last, by
        /// the latest possible day of `published`, else of `retrieved`. Undated sources come last,
        /// and all that tie stay.
        LatestPublished = "latest-published",
        /// Consensus only: a known answer must follow from each claim alone that speaks to the field,
        /// so the values of all claims stay possible.
        Consensus = "consensus",
    }
}

/// How a caller wants disputes between sources settled.
///
/// A preference keeps the agreeing subsets that hold the claim of the first-named source that speaks
/// to the field; a source that is silent there settles nothing. A copy speaks for its original, and
/// naming either names both.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, Policy, Truth, day};
///
/// // One source says 25 December 1991, another the 26th, and nothing here settles it.
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// let christmas = day(1991, 12, 25);
/// assert_eq!(pair.recognition(CountryCode::USA, christmas).value(), Truth::Unknown);
///
/// let ministry = Policy::new().prefer("kz-mfa");
/// assert_eq!(pair.under(&ministry).recognition(CountryCode::USA, christmas).value(), Truth::No);
///
/// // A source that says nothing of it settles nothing.
/// let silent = Policy::new().prefer("treaties-in-force");
/// assert_eq!(pair.under(&silent).recognition(CountryCode::USA, christmas).value(), Truth::Unknown);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    preferred: Vec<String>,
    #[serde(default = "nothing")]
    settling: Settling,
    #[serde(default = "standard_margin")]
    late_joiner_margin: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state_list: Option<StateList>,
}

const fn nothing() -> Settling {
    Settling::Nothing
}

const fn standard_margin() -> u16 {
    LATE_JOINER_MARGIN
}

impl Policy {
    /// Returns the policy that decides nothing.
    ///
    /// ```
    /// use bilateral::{Policy, Settling};
    ///
    /// let policy = Policy::new();
    /// assert_eq!(policy.settling(), Settling::Nothing);
    /// assert_eq!(policy.preferred().count(), 0);
    /// assert_eq!(policy.margin(), 366);
    /// assert_eq!(policy.by_list(), None);
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            preferred: Vec::new(),
            settling: Settling::Nothing,
            late_joiner_margin: LATE_JOINER_MARGIN,
            state_list: None,
        }
    }

    /// Prefers a source, by its id, after those already named.
    ///
    /// ```
    /// use bilateral::Policy;
    ///
    /// let policy = Policy::new().prefer("historian").prefer("kz-mfa");
    /// assert!(policy.preferred().eq(["historian", "kz-mfa"]));
    /// ```
    #[must_use]
    pub fn prefer(mut self, source: impl Into<String>) -> Self {
        self.preferred.push(source.into());
        self
    }

    /// Follows the majority of original sources where no preferred source speaks.
    ///
    /// ```
    /// use bilateral::{Policy, Settling};
    ///
    /// assert_eq!(Policy::new().majority().settling(), Settling::Majority);
    /// ```
    #[must_use]
    pub const fn majority(mut self) -> Self {
        self.settling = Settling::Majority;
        self
    }

    /// Follows the source published last where no preferred source speaks.
    ///
    /// ```
    /// use bilateral::{Policy, Settling};
    ///
    /// assert_eq!(Policy::new().latest_published().settling(), Settling::LatestPublished);
    /// ```
    #[must_use]
    pub const fn latest_published(mut self) -> Self {
        self.settling = Settling::LatestPublished;
        self
    }

    /// Takes as known only what follows from each claim alone, where no preferred source speaks.
    ///
    /// ```
    /// use bilateral::{Policy, Settling};
    ///
    /// assert_eq!(Policy::new().consensus().settling(), Settling::Consensus);
    /// ```
    #[must_use]
    pub const fn consensus(mut self) -> Self {
        self.settling = Settling::Consensus;
        self
    }

    /// Sets how many days after its consent a late joiner's force begins at the latest, where the
    /// treaty does not say.
    ///
    /// ```
    /// use bilateral::Policy;
    ///
    /// assert_eq!(Policy::new().late_joiner_margin(90).margin(), 90);
    /// ```
    #[must_use]
    pub const fn late_joiner_margin(mut self, days: u16) -> Self {
        self.late_joiner_margin = days;
        self
    }

    /// Lets one list of states alone say when a state existed.
    ///
    /// ```
    /// use bilateral::{Policy, StateList};
    ///
    /// let policy = Policy::new().state_list(StateList::GleditschWard);
    /// assert_eq!(policy.by_list(), Some(StateList::GleditschWard));
    /// ```
    #[must_use]
    pub const fn state_list(mut self, list: StateList) -> Self {
        self.state_list = Some(list);
        self
    }

    /// Returns the ids of the preferred sources, in order.
    pub fn preferred(&self) -> impl ExactSizeIterator<Item = &str> {
        self.preferred.iter().map(String::as_str)
    }

    /// Returns what chooses where no preferred source speaks.
    #[must_use]
    pub const fn settling(&self) -> Settling {
        self.settling
    }

    /// Returns the margin of late joiners, in days.
    #[must_use]
    pub const fn margin(&self) -> u16 {
        self.late_joiner_margin
    }

    /// Returns the list of states that alone says when a state existed; `None` if every list speaks.
    #[must_use]
    pub const fn by_list(&self) -> Option<StateList> {
        self.state_list
    }
}

/// The policy that decides nothing.
impl Default for Policy {
    fn default() -> Self {
        Self::new()
    }
}
