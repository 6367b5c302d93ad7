//! Acts: dated deeds of treaties, relations, memberships and offices.

use core::fmt;

use super::claim::CitationRef;
use crate::date::PartialDate;
use crate::record::{Act, ActKind, Actor, Citation};
use crate::store::Sight;

/// An act of a treaty, with who did it.
#[derive(Clone, Copy)]
pub struct ActRef<'s> {
    store: Sight<'s>,
    of: &'s [Citation],
    by: Option<&'s Actor>,
    act: &'s Act,
}

impl<'s> ActRef<'s> {
    /// An act that stands in a record with citations of its own.
    pub(crate) const fn new(
        store: Sight<'s>,
        of: &'s [Citation],
        by: Option<&'s Actor>,
        act: &'s Act,
    ) -> Self {
        Self { store, of, by, act }
    }

    /// Returns what was done.
    #[must_use]
    pub fn kind(self) -> ActKind {
        self.act.kind
    }

    /// Returns who did it; `None` for an act of the treaty as a whole.
    #[must_use]
    pub fn by(self) -> Option<&'s Actor> {
        self.by
    }

    /// Returns the day it was done, as stated.
    #[must_use]
    pub fn on(self) -> Option<PartialDate> {
        self.act.on
    }

    /// Returns the day from which it has effect, as stated, where that is another.
    #[must_use]
    pub fn effective(self) -> Option<PartialDate> {
        self.act.effective
    }

    /// Returns the id of the place where it was done.
    #[must_use]
    pub fn place(self) -> Option<&'s str> {
        self.act.place.as_deref()
    }

    /// Returns how it was done, in words.
    #[must_use]
    pub fn manner(self) -> Option<&'s str> {
        self.act.manner.as_deref()
    }

    /// Returns whether the source says that it was *not* done.
    #[must_use]
    pub fn is_denied(self) -> bool {
        self.act.denied
    }

    /// Returns its citations: its own, else those of the record.
    pub fn citations(self) -> impl Iterator<Item = CitationRef<'s>> {
        let store = self.store;
        let citations = if self.act.sources.is_empty() { self.of } else { &self.act.sources };
        citations.iter().map(move |citation| CitationRef::new(store, citation))
    }
}

impl fmt::Debug for ActRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActRef({} by {:?})", self.act.kind, self.by)
    }
}
