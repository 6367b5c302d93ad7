//! What the indexes by pair are made from, and rechecked against.

use alloc::vec::Vec;

use super::force::TreatyForce;
use super::keys::Keys;
use super::lists::{Counts, Lists};
use super::naming::Actors;
use super::records::Records;
use super::spells::Series;
use super::subjects::{Subject, Subjects};
use crate::record::{Actor, Record, RecordKind};

/// The records, subjects and actors of a store, before anything is kept by pair.
#[derive(Debug)]
pub(super) struct Ground<'s> {
    pub(super) records: &'s Records,
    pub(super) actors: &'s Actors,
    subjects: &'s Subjects,
    /// Which treaty is replaced by which, as subjects, in order.
    replaced: &'s [(u32, u32)],
    /// The numbers of the actors that each subject names, in order.
    named: Lists<u32>,
    /// The days on which sources list every treaty, of an actor or of everybody.
    covered: Vec<(Option<&'s Actor>, Keys)>,
}

impl<'s> Ground<'s> {
    pub(super) fn new(
        records: &'s Records,
        subjects: &'s Subjects,
        actors: &'s Actors,
        replaced: &'s [(u32, u32)],
    ) -> Self {
        let mut counts = Counts::dense(subjects.numbers());
        let all = || {
            (0_u32..).zip(actors.all()).flat_map(|(number, _)| {
                let naming = actors.naming_number(number).iter();
                naming.map(move |subject| (u64::from(*subject), number))
            })
        };
        all().for_each(|(subject, _)| counts.count(subject));
        let mut filling = counts.filling(0);
        all().for_each(|(subject, actor)| filling.put(subject, actor));
        let covered = records.covered(RecordKind::Treaty);
        Self { records, actors, subjects, replaced, named: filling.done(), covered }
    }

    /// Every subject but those of trade, in order.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (u32, Subject<'s>)> + use<'s> {
        self.subjects.iter_but_trade()
    }

    /// The subjects of one kind, in order.
    pub(super) fn of_kind(
        &self,
        kind: RecordKind,
    ) -> impl Iterator<Item = (u32, Subject<'s>)> + use<'s> {
        self.subjects().filter(move |(_, subject)| subject.kind == kind)
    }

    /// The numbers of the actors that a subject names, in order.
    pub(super) fn named(&self, subject: u32) -> &[u32] {
        self.named.of(u64::from(subject))
    }

    /// The records on a subject other than of trade: the one that names it first.
    pub(super) fn claims(&self, subject: u32) -> impl Iterator<Item = (u32, &'s Record)> + use<'s> {
        let claims = self.subjects.get(subject).map_or(&[][..], |it| it.claims);
        let records = self.records;
        claims.iter().filter_map(move |at| Some((*at, records.whole(*at)?)))
    }

    /// The force of a treaty, by the subject's number.
    pub(super) fn force(&self, subject: u32) -> Option<&'s TreatyForce> {
        self.subjects.force.get(self.subjects.get(subject)?.force? as usize)
    }

    /// A history.
    pub(super) fn series(&self, number: u32) -> Option<&'s Series> {
        self.subjects.series.get(number as usize)
    }

    /// The treaties that replace another, as subjects.
    pub(super) fn replacing(&self, treaty: u32) -> impl Iterator<Item = u32> + use<'s> {
        let first = self.replaced.partition_point(|(old, _)| *old < treaty);
        let rest = self.replaced.get(first..).unwrap_or_default().iter();
        rest.take_while(move |(old, _)| *old == treaty).map(|(_, new)| *new)
    }

    /// Whether a source lists every treaty of an actor on a day.
    pub(super) fn is_covered(&self, actor: &Actor, day: i32) -> bool {
        self.covered_days(actor).any(|days| days.has(day))
    }

    /// The days on which some source lists every treaty of an actor.
    pub(super) fn covered_days(&self, actor: &Actor) -> impl Iterator<Item = Keys> {
        let of = self.covered.iter().filter(move |(of, _)| of.is_none_or(|of| of == actor));
        of.map(|(_, days)| *days)
    }

    /// Whether a record on a treaty stands for several.
    pub(super) fn is_several(&self, treaty: u32) -> bool {
        self.claims(treaty)
            .any(|(_, record)| matches!(record, Record::Treaty(treaty) if treaty.several))
    }
}
