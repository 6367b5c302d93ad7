//! [`Succession`]: that one state followed another.

use time::Date;

use super::code::CountryCode;
use crate::text::codes;

codes! {
    /// How a successor follows its predecessor.
    pub enum SuccessionKind: "kind of succession" {
        /// The same state in law, under another code: Russia after the Soviet Union.
        Continuation = "continuation",
        /// A part leaves, and the predecessor lives on: South Sudan.
        Separation = "separation",
        /// The predecessor ends and its parts become states: Czechoslovakia.
        Dissolution = "dissolution",
        /// Several states make one new state: Yemen.
        Union = "union",
        /// The predecessor ends in a state that lives on: the German Democratic Republic.
        Absorption = "absorption",
        /// The state changes its name and, with it, its code. No entry of the table needs it; an
        /// archive may.
        Rename = "rename",
    }
}

/// One succession between two entries of the table.
///
/// ```
/// use bilateral::country::{CountryCode, SuccessionKind};
///
/// let it = CountryCode::DDR.successors().next().unwrap();
/// assert_eq!((it.predecessor(), it.successor()), (CountryCode::DDR, CountryCode::DEU));
/// assert_eq!(it.kind(), SuccessionKind::Absorption);
/// assert_eq!(it.effective().unwrap().to_string(), "1990-10-03");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Succession {
    predecessor: CountryCode,
    successor: CountryCode,
    kind: SuccessionKind,
    effective: Option<Date>,
    notified: Option<Date>,
}

impl Succession {
    pub(super) const fn new(
        predecessor: CountryCode,
        successor: CountryCode,
        kind: SuccessionKind,
        effective: Option<Date>,
        notified: Option<Date>,
    ) -> Self {
        Self { predecessor, successor, kind, effective, notified }
    }

    /// Returns the state before.
    #[must_use]
    pub const fn predecessor(self) -> CountryCode {
        self.predecessor
    }

    /// Returns the state after.
    #[must_use]
    pub const fn successor(self) -> CountryCode {
        self.successor
    }

    /// Returns how the one follows the other.
    #[must_use]
    pub const fn kind(self) -> SuccessionKind {
        self.kind
    }

    /// Returns the day on which the successor took over, by its own dating; `None` if it is not known
    /// to the day.
    #[must_use]
    pub const fn effective(self) -> Option<Date> {
        self.effective
    }

    /// Returns the day on which the depositary was told, or received a general declaration; `None` if
    /// none is recorded.
    #[must_use]
    pub const fn notified(self) -> Option<Date> {
        self.notified
    }
}
