//! What removes days from every spell of a subject: existence, founding, a first signature.

use alloc::vec::Vec;

use super::keys::Keys;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};

/// What removes days from every spell of a subject.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    /// No spell begins before this day, unless a record states it.
    pub(crate) first: i32,
    /// No open spell outlasts one of these days; which of them is not known.
    pub(crate) last: Keys,
    /// Gaps between two spells of a state: what is open across one is undetermined in it.
    pub(crate) gaps: Vec<Keys>,
}

impl Limits {
    /// No limits at all.
    pub(crate) const NONE: Self =
        Self { first: UNBOUNDED_BELOW, last: Keys::at(UNBOUNDED_ABOVE), gaps: Vec::new() };

    /// Nothing before a day.
    pub(crate) const fn from(first: i32) -> Self {
        Self { first, last: Keys::at(UNBOUNDED_ABOVE), gaps: Vec::new() }
    }

    /// The limits of both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.gaps.extend(other.gaps);
        let last = self.last.earlier(other.last);
        Self { first: self.first.max(other.first), last, gaps: self.gaps }
    }
}
