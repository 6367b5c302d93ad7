//! The timeline of two actors: everything dated, newest first.

use alloc::vec::{self, Vec};
use core::fmt;

use time::Date;

use super::accounts::{EventRef, StatementRef};
use super::act::ActRef;
use super::dossier::Dossier;
use super::people::PersonRef;
use super::programs::ProgramRef;
use super::relations::RelationRef;
use super::treaty::TreatyRef;
use super::view::View;
use super::visits::VisitRef;
use crate::date::{DayRange, UNBOUNDED_BELOW, key};
use crate::record::{Act, Record, RecordKind};
use crate::store::{Dated, Keys, Merged, Sight};

/// What an entry of a timeline is about.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Entry<'s> {
    /// An act of a treaty: of the treaty as a whole, or of one of the two.
    TreatyAct(TreatyRef<'s>, ActRef<'s>),
    /// A spell of a relation began.
    RelationBegan(RelationRef<'s>),
    /// A spell of a relation ended.
    RelationEnded(RelationRef<'s>),
    /// A programme began.
    ProgramBegan(ProgramRef<'s>),
    /// A visit.
    Visit(VisitRef<'s>),
    /// A statement.
    Statement(StatementRef<'s>),
    /// An event.
    Event(EventRef<'s>),
}

/// An entry with the days on which it may have happened.
#[derive(Clone, Copy)]
pub struct TimelineEntry<'s> {
    store: Sight<'s>,
    dated: Dated,
}

impl<'s> TimelineEntry<'s> {
    /// Returns the days on which it may have happened, over all claims.
    #[must_use]
    #[inline]
    pub fn days(&self) -> DayRange {
        self.dated.days().and_then(Keys::days).unwrap_or(DayRange::ALL)
    }

    /// Returns what it is about.
    #[must_use]
    pub fn what(&self) -> Entry<'s> {
        let Self { store, dated } = *self;
        let subject = dated.subject();
        // INVARIANT: only subjects of these kinds are dated.
        match store.subject(subject).map(|subject| subject.kind) {
            Some(RecordKind::Treaty) => {
                let act = act(store, dated.what());
                Entry::TreatyAct(TreatyRef { store, subject }, act)
            }
            Some(RecordKind::Relation) if dated.what() == BEGAN => {
                Entry::RelationBegan(RelationRef { store, subject })
            }
            Some(RecordKind::Relation) => Entry::RelationEnded(RelationRef { store, subject }),
            Some(RecordKind::Program) => Entry::ProgramBegan(ProgramRef { store, subject }),
            Some(RecordKind::Visit) => Entry::Visit(VisitRef { store, subject }),
            Some(RecordKind::Statement) => Entry::Statement(StatementRef { store, subject }),
            _ => Entry::Event(EventRef { store, subject }),
        }
    }
}

impl fmt::Debug for TimelineEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} on {:?}", self.what(), self.days())
    }
}

/// What is dated of a relation.
const BEGAN: u32 = 0;
const ENDED: u32 = 1;

/// An act, by its number among all that are dated.
fn act(store: Sight<'_>, number: u32) -> ActRef<'_> {
    let found = || {
        let site = store.store().site(number)?;
        let Record::Treaty(treaty) = store.whole(site.record)? else { return None };
        let (by, acts) = match site.party {
            Some(party) => {
                let party = treaty.parties.get(party as usize)?;
                (Some(&party.actor), &party.acts)
            }
            None => (None, &treaty.acts),
        };
        let act = acts.get(site.act as usize)?;
        Some(ActRef::new(store, &treaty.sources, by.or(act.by.as_ref()), act))
    };
    // INVARIANT: every act that is dated stands where its site says.
    found().unwrap_or(ActRef::new(store, &[], None, &NOTHING))
}

/// No act at all.
static NOTHING: Act = Act::nothing();

/// Everything dated between two actors, newest first; what has no date at all is not in it.
///
/// It is an iterator from either end: [`rev`](Iterator::rev) reads it from the oldest on. Entries come
/// by the latest possible day, then the earliest, then in the order of what they are about: kind, day
/// and id. They are found as they are read, so that the newest of a long history cost no more than
/// those of a short one.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, Entry, day};
///
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// let newest = pair.timeline().before(day(2023, 3, 1)).next().unwrap();
/// assert!(matches!(newest.what(), Entry::Visit(visit) if visit.id() == "blinken-2023"));
/// assert_eq!(newest.days().first(), Some(day(2023, 2, 27)));
///
/// let newest_20: Vec<_> = pair.timeline().before(day(2023, 3, 1)).take(20).collect();
/// assert!(newest_20.is_sorted_by(|newer, older| newer.days().last() >= older.days().last()));
/// let oldest = pair.timeline().next_back().unwrap();
/// assert!(oldest.days().last() < newest_20[19].days().first());
/// ```
#[derive(Clone)]
pub struct Timeline<'s> {
    store: Sight<'s>,
    entries: Entries<'s>,
}

#[derive(Clone)]
enum Entries<'s> {
    /// As they are listed.
    Listed(Merged<'s>),
    /// As a policy decides.
    Decided(vec::IntoIter<Dated>),
}

impl<'s> Timeline<'s> {
    /// Keeps what may have happened before a day.
    #[must_use]
    #[inline]
    pub fn before(self, day: Date) -> Self {
        let day = key(day);
        let entries = match self.entries {
            Entries::Listed(merged) => Entries::Listed(merged.before(day)),
            Entries::Decided(entries) => {
                let entries: Vec<Dated> = entries.filter(|dated| dated.first() < day).collect();
                Entries::Decided(entries.into_iter())
            }
        };
        Self { entries, ..self }
    }
}

impl<'s> Iterator for Timeline<'s> {
    type Item = TimelineEntry<'s>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let dated = match &mut self.entries {
            Entries::Listed(merged) => merged.next(),
            Entries::Decided(entries) => entries.next(),
        };
        dated.map(|dated| TimelineEntry { store: self.store, dated })
    }
}

impl DoubleEndedIterator for Timeline<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let dated = match &mut self.entries {
            Entries::Listed(merged) => merged.next_back(),
            Entries::Decided(entries) => entries.next_back(),
        };
        dated.map(|dated| TimelineEntry { store: self.store, dated })
    }
}

impl fmt::Debug for Timeline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'s> Dossier<'s> {
    /// Returns everything dated that concerns both, newest first: of treaties, the acts of the two and
    /// of the treaty as a whole.
    ///
    /// Under a policy, the begins and ends of relations are decided anew.
    #[must_use]
    #[inline]
    pub fn timeline(&self) -> Timeline<'s> {
        let store = self.store();
        let merged = store.store().chronicle(self.between());
        let entries = if store.is_plain() { Entries::Listed(merged) } else { self.decided(merged) };
        Timeline { store, entries }
    }

    fn decided(&self, listed: Merged<'s>) -> Entries<'s> {
        let store = self.store();
        let is_relation = |dated: &Dated| {
            store.subject(dated.subject()).is_some_and(|it| it.kind == RecordKind::Relation)
        };
        let mut entries: Vec<Dated> = listed.filter(|dated| !is_relation(dated)).collect();
        for relation in self.views::<RelationRef<'s>>() {
            let ends = [(hull(relation.starts()), BEGAN), (hull(relation.ends()), ENDED)];
            let dated = |(days, what): (Option<Keys>, u32)| {
                days.map(|days| Dated::new(days, relation.subject(), what))
            };
            entries.extend(ends.into_iter().filter_map(dated));
        }
        entries.sort_by_key(|dated| dated.order());
        Entries::Decided(entries.into_iter())
    }

    /// Returns the persons whose offices name one of the two and are accredited to the other, with
    /// those who hold such an office on a day.
    pub fn envoys_on(
        &self,
        day: Date,
    ) -> impl Iterator<Item = (PersonRef<'s>, crate::truth::Truth)> {
        self.envoys().filter_map(move |person| {
            let best = person.offices_on(day).map(|(_, truth)| truth).max()?;
            Some((person, best))
        })
    }
}

fn hull(days: impl Iterator<Item = DayRange>) -> Option<Keys> {
    let days = days.map(Keys::from).filter(|days| days.first() != UNBOUNDED_BELOW);
    days.reduce(Keys::hull)
}
