//! Who recognises a state: how recognition of it spread, ended and came back.
//!
//! Only what is recorded is listed. That a state is not in the list says nothing of it, unless a
//! source `covers` recognitions.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::first::first;
use super::people::CountryRef;
use super::relations::RelationRef;
use super::view::{Candidates, InTime, View};
use crate::date::key;
use crate::record::{Actor, RelationKind, RelationObject};
use crate::store::{Keys, Sight};
use crate::truth::Truth;

/// The recognitions of a state by others, one a spell, from [`CountryRef::recognitions`].
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, day};
///
/// let recognitions = archive.country(CountryCode::KAZ).recognitions();
/// let first = recognitions.first();
/// assert_eq!(first.only().and_then(|it| it.from()), Some(&CountryCode::USA.into()));
/// // Sources date it from 16 to 26 December, so that nobody here knows whether it counts on the 20th.
/// assert_eq!(recognitions.count_on(day(1991, 12, 20)), (0, 1));
/// assert_eq!(recognitions.count_on(day(1992, 1, 1)), (1, 1));
/// ```
#[derive(Clone)]
pub struct Recognitions<'s> {
    store: Sight<'s>,
    spells: Vec<RelationRef<'s>>,
}

impl<'s> CountryRef<'s> {
    /// Returns the recognitions of it as a state, by everybody for whom one is recorded.
    #[must_use]
    pub fn recognitions(self) -> Recognitions<'s> {
        let store = self.store;
        let country = Actor::Country(self.code());
        let spells = store.naming(&country).iter().filter_map(|at| RelationRef::of(store, *at));
        let spells = spells.filter(|relation| {
            relation.kind() == Some(RelationKind::Recognition)
                && relation.object() != Some(RelationObject::Government)
                && relation.towards().is_some_and(|towards| *store.principal(towards) == country)
        });
        Recognitions { store, spells: spells.collect() }
    }
}

impl<'s> Recognitions<'s> {
    /// Returns every spell, in order of its earliest possible first day and id; one that has ended was
    /// withdrawn, and a second one of the same recogniser is a repeat.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = RelationRef<'s>> {
        self.spells.iter().copied()
    }

    /// Returns those who recognise or recognised it, each once, in order of their first spells.
    #[must_use]
    pub fn recognisers(&self) -> Vec<&'s Actor> {
        let mut found: Vec<&Actor> = Vec::new();
        for by in self.spells.iter().filter_map(|spell| self.recogniser(*spell)) {
            if !found.contains(&by) {
                found.push(by);
            }
        }
        found
    }

    /// Returns the spells of one recogniser.
    pub fn by(&self, recogniser: impl Into<Actor>) -> impl Iterator<Item = RelationRef<'s>> {
        let recogniser = self.store.as_principal(recogniser.into());
        self.iter().filter(move |spell| self.recogniser(*spell) == Some(&recogniser))
    }

    /// Returns the spells that hold on a day, each with its truth.
    #[must_use]
    pub fn on(&self, day: Date) -> InTime<impl Iterator<Item = (RelationRef<'s>, Truth)>> {
        InTime::new(self.iter().map(move |spell| (spell, spell.holds_on(day).value())))
    }

    /// Returns how many recorded recognisers certainly recognise it on a day, and how many possibly.
    #[must_use]
    pub fn count_on(&self, day: Date) -> (usize, usize) {
        let on = |by: &Actor| {
            let spells = self.spells.iter().filter(|spell| self.recogniser(**spell) == Some(by));
            let series = spells.filter_map(|spell| self.store.subject(spell.subject())?.series);
            series
                .filter_map(|(series, _)| Some(self.store.series(series)?.on(key(day)).truth))
                .max()
                .unwrap_or(Truth::No)
        };
        self.recognisers().into_iter().map(on).fold((0, 0), |(yes, maybe), truth| {
            (yes + usize::from(truth.certainly()), maybe + usize::from(truth.possibly()))
        })
    }

    /// Returns the first: every spell that is the first in some world, more than one where sources
    /// disagree, days are imprecise or two fall on one day. It is the first of those recorded; what a
    /// source claims of its place in the order is [`ordinal`](RelationRef::ordinal).
    #[must_use]
    pub fn first(&self) -> Candidates<RelationRef<'s>> {
        let items: Vec<(RelationRef<'s>, Vec<Keys>)> =
            self.iter().map(|spell| (spell, spell.starts().map(Keys::from).collect())).collect();
        first(&items)
    }

    fn recogniser(&self, spell: RelationRef<'s>) -> Option<&'s Actor> {
        spell.from().map(|from| self.store.principal(from))
    }
}

impl fmt::Debug for Recognitions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
