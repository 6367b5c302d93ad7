//! Whether something holds on a day, and why that is Unknown.

use crate::truth::{Reason, Truth};

/// Whether something holds on a day, and why that is Unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) truth: Truth,
    pub(crate) reason: Option<Reason>,
}

impl State {
    pub(crate) const NO: Self = Self { truth: Truth::No, reason: None };
    pub(crate) const YES: Self = Self { truth: Truth::Yes, reason: None };

    pub(crate) const fn unknown(reason: Reason) -> Self {
        Self { truth: Truth::Unknown, reason: Some(reason) }
    }

    /// Whether both hold.
    pub(crate) fn and(self, other: Self) -> Self {
        if other.truth < self.truth { other } else { self }
    }

    /// Whether either holds.
    pub(crate) fn or(self, other: Self) -> Self {
        if other.truth > self.truth { other } else { self }
    }

    pub(crate) fn negated(self) -> Self {
        Self { truth: !self.truth, reason: self.reason }
    }
}

impl From<bool> for State {
    fn from(value: bool) -> Self {
        if value { Self::YES } else { Self::NO }
    }
}
