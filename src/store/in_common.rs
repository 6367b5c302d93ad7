//! The subjects that name both of two actors, by pair.
//!
//! A dossier is what names both of two actors, so every question to one begins here. Without an index
//! the subjects of one actor must be looked up among those of the other, which grows with the archive:
//! a country with ten thousand trade figures has some fifty with any one partner. The subjects of each
//! pair are therefore listed, four bytes each, in order, so that those of one kind are one slice.
//!
//! A subject that names many actors would stand in the lists of all their pairs: one that names more
//! than [`MOST_PAIRED`] is kept apart with its actors, and is looked for in every question. Treaties
//! stand in a list of their own, with the days of their force: see `bonds`.

use alloc::vec::Vec;
use core::iter::Peekable;
use core::ops::Range;

use super::bonds::Bonds;
use super::ground::Ground;
use super::lists::{Counts, Lists};
use super::numbers::{Between, MOST_PAIRED, pairs, pairs_of};
use crate::record::RecordKind;

/// A subject that names many actors, and their numbers in order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wide {
    subject: u32,
    actors: Vec<u32>,
}

impl Wide {
    fn names(&self, between: Between) -> bool {
        [between.a(), between.b()].iter().all(|number| self.actors.binary_search(number).is_ok())
    }
}

/// The subjects that name both of two actors.
#[derive(Debug, Default)]
pub(crate) struct InCommon {
    /// By pair, in order; without treaties and without those that name many.
    by_pair: Lists<u32>,
    /// Those that name many, in order.
    wide: Vec<Wide>,
    /// The numbers of the subjects of each kind.
    kinds: Vec<Range<u32>>,
}

impl InCommon {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let listed = || {
            let others = ground.subjects().filter(|(_, it)| it.kind != RecordKind::Treaty);
            let named = others.map(|(number, _)| (number, ground.named(number)));
            named.filter(|(_, named)| named.len() <= MOST_PAIRED)
        };
        let actors = ground.actors.len();
        let mut counts = Counts::new(pairs(actors as u64), actors);
        for (_, named) in listed() {
            pairs_of(named).for_each(|pair| counts.count(pair.place()));
        }
        let mut filling = counts.filling(0);
        for (number, named) in listed() {
            pairs_of(named).for_each(|pair| filling.put(pair.place(), number));
        }
        let wide = ground.subjects().filter_map(|(subject, _)| {
            let actors = ground.named(subject);
            (actors.len() > MOST_PAIRED).then(|| Wide { subject, actors: actors.to_vec() })
        });
        Self { by_pair: filling.done(), wide: wide.collect(), kinds: kinds(ground) }
    }

    /// The numbers of the subjects of a kind.
    #[inline]
    pub(crate) fn kind(&self, kind: RecordKind) -> Range<u32> {
        self.kinds.get(kind as usize).cloned().unwrap_or_default()
    }

    /// The subjects that name both, in order.
    pub(super) fn in_both<'s>(
        &'s self,
        between: Option<Between>,
        bonds: &'s Bonds,
    ) -> impl Iterator<Item = u32> + use<'s> {
        let treaties = self.kind(RecordKind::Treaty);
        let listed = self
            .listed(between, 0..treaties.start)
            .chain(bonds.listed(between))
            .chain(self.listed(between, treaties.end..u32::MAX));
        Merged { a: listed.peekable(), b: self.wide_among(between, 0..u32::MAX).peekable() }
    }

    /// The subjects of one kind that name both, in order.
    pub(super) fn in_both_of<'s>(
        &'s self,
        between: Option<Between>,
        kind: RecordKind,
        bonds: &'s Bonds,
    ) -> impl Iterator<Item = u32> + use<'s> {
        let treaties = between.filter(|_| kind == RecordKind::Treaty);
        let listed = self.listed(between, self.kind(kind)).chain(bonds.listed(treaties));
        Merged { a: listed.peekable(), b: self.wide_of(between, kind).peekable() }
    }

    /// Those of one kind that name many and both.
    #[inline]
    pub(super) fn wide_of(
        &self,
        between: Option<Between>,
        kind: RecordKind,
    ) -> impl Iterator<Item = u32> + use<'_> {
        self.wide_among(between, self.kind(kind))
    }

    /// Those of some kinds, which are one range of numbers, that are listed for the pair.
    fn listed(
        &self,
        between: Option<Between>,
        kinds: Range<u32>,
    ) -> impl Iterator<Item = u32> + use<'_> {
        let listed = between.map_or(&[][..], |pair| self.by_pair.of(pair.place()));
        let first = listed.partition_point(|subject| *subject < kinds.start);
        let last = listed.partition_point(|subject| *subject < kinds.end);
        listed.get(first..last).unwrap_or_default().iter().copied()
    }

    #[inline]
    fn wide_among(
        &self,
        between: Option<Between>,
        kinds: Range<u32>,
    ) -> impl Iterator<Item = u32> + use<'_> {
        let of_kind = self.wide.iter().filter(move |wide| kinds.contains(&wide.subject));
        let naming = move |wide: &&Wide| between.is_some_and(|between| wide.names(between));
        of_kind.filter(naming).map(|wide| wide.subject)
    }

    /// Rechecks it against the lists of the actors.
    pub(super) fn verify(&self, ground: &Ground<'_>, bonds: &Bonds) -> Result<(), &'static str> {
        let count = u32::try_from(ground.actors.len()).unwrap_or(u32::MAX);
        let mut found = 0;
        for (a, b) in (0..count).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let (naming, others) = (ground.actors.naming_number(a), ground.actors.naming_number(b));
            let naive = naming.iter().filter(|it| others.binary_search(it).is_ok());
            let pair = Between::new(a, b);
            if !naive.copied().eq(self.in_both(pair, bonds)) {
                return Err("the subjects of a pair are not those that name both");
            }
            found += bonds.between(pair).len();
            found += pair.map_or(0, |pair| self.by_pair.of(pair.place()).len());
        }
        if found == self.by_pair.len() + bonds.len() {
            Ok(())
        } else {
            Err("subjects are listed for a pair that there is not")
        }
    }
}

/// The numbers of the subjects of each kind, from the first to the last, in the order of kinds. Those of
/// trade are found by reporter and partner, and have none here.
fn kinds(ground: &Ground<'_>) -> Vec<Range<u32>> {
    let mut kinds: Vec<Range<u32>> = RecordKind::ALL.iter().map(|_| 0..0).collect();
    // Where a kind has no subject, its numbers would stand behind those of the kind before it.
    let mut end = 0;
    for (number, subject) in ground.subjects() {
        if let Some(range) = kinds.get_mut(subject.kind as usize) {
            if range.start == range.end {
                range.start = number;
            }
            range.end = number + 1;
        }
    }
    for range in &mut kinds {
        if range.start == range.end {
            *range = end..end;
        }
        end = range.end;
    }
    kinds
}

/// Two sequences in order, as one in order.
struct Merged<A: Iterator, B: Iterator> {
    a: Peekable<A>,
    b: Peekable<B>,
}

impl<A: Iterator<Item = u32>, B: Iterator<Item = u32>> Iterator for Merged<A, B> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match (self.a.peek(), self.b.peek()) {
            (Some(a), Some(b)) if b < a => self.b.next(),
            (Some(_), _) => self.a.next(),
            (None, _) => self.b.next(),
        }
    }
}
