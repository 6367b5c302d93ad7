//! What the store has of two actors: everything that names both, their treaties, their visits.

use core::ops::Range;

use super::bonds::Bonds;
use super::chronicle::Site;
use super::core::Store;
use super::merged::Merged;
use super::numbers::Between;
use super::stays::Stays;
use crate::record::{Actor, RecordKind};

impl Store {
    /// The numbers of two actors; `None` if they are one, or nothing names one of them.
    #[inline]
    pub(crate) fn between(&self, a: &Actor, b: &Actor) -> Option<Between> {
        self.named_actors().between(a, b)
    }

    /// The number of an actor; `None` if nothing names it.
    #[inline]
    pub(crate) fn actor_number(&self, actor: &Actor) -> Option<u32> {
        self.named_actors().number(actor)
    }

    /// The actor of a number.
    pub(crate) fn actor(&self, number: u32) -> Option<&Actor> {
        self.named_actors().get(number)
    }

    /// The treaties of each pair, with their days.
    #[inline]
    pub(crate) fn bonds(&self) -> &Bonds {
        &self.by_pair().bonds
    }

    /// The visits made, by pair.
    #[inline]
    pub(crate) fn stays(&self) -> &Stays {
        &self.by_pair().stays
    }

    /// Everything dated between two actors, newest first.
    #[inline]
    pub(crate) fn chronicle(&self, between: Option<Between>) -> Merged<'_> {
        Merged::new(&self.by_pair().chronicle, between)
    }

    /// Where an act in a chronicle stands.
    pub(crate) fn site(&self, act: u32) -> Option<Site> {
        self.by_pair().chronicle.site(act)
    }

    /// The subjects that name both of two actors, in order.
    pub(crate) fn in_both(&self, between: Option<Between>) -> impl Iterator<Item = u32> {
        let by_pair = self.by_pair();
        by_pair.in_common.in_both(between, &by_pair.bonds)
    }

    /// The subjects of one kind that name both of two actors, in order.
    pub(crate) fn in_both_of(
        &self,
        between: Option<Between>,
        kind: RecordKind,
    ) -> impl Iterator<Item = u32> {
        let by_pair = self.by_pair();
        by_pair.in_common.in_both_of(between, kind, &by_pair.bonds)
    }

    /// The treaties that name both of two actors and too many others to be listed by pair, in order.
    #[inline]
    pub(crate) fn wide_treaties(&self, between: Option<Between>) -> impl Iterator<Item = u32> {
        self.by_pair().in_common.wide_of(between, RecordKind::Treaty)
    }

    /// The subjects of one kind that name an actor, in order.
    pub(crate) fn naming_of(&self, actor: &Actor, kind: RecordKind) -> &[u32] {
        let (naming, kinds): (&[u32], Range<u32>) =
            (self.naming(actor), self.by_pair().in_common.kind(kind));
        let first = naming.partition_point(|subject| *subject < kinds.start);
        let last = naming.partition_point(|subject| *subject < kinds.end);
        naming.get(first..last).unwrap_or_default()
    }

    /// Rechecks whatever is kept by pair against the records.
    ///
    /// # Errors
    ///
    /// What is wrong.
    pub(crate) fn verify_pairs(&self) -> Result<(), &'static str> {
        self.by_pair().verify(&self.ground())
    }
}
