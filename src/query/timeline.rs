//! The timeline of two actors: everything dated, newest first.

use alloc::vec::Vec;

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
use crate::date::{DayRange, PartialDate, UNBOUNDED_BELOW, key};
use crate::store::Keys;

/// What an entry of a timeline is about.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Entry<'s> {
    /// An act of a treaty.
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
#[derive(Debug, Clone, Copy)]
pub struct TimelineEntry<'s> {
    days: DayRange,
    what: Entry<'s>,
}

impl<'s> TimelineEntry<'s> {
    /// Returns the days on which it may have happened, over all claims.
    #[must_use]
    pub fn days(&self) -> DayRange {
        self.days
    }

    /// Returns what it is about.
    #[must_use]
    pub fn what(&self) -> Entry<'s> {
        self.what
    }
}

/// Everything dated between two actors, newest first; what has no date at all is not in it.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, Entry, day};
///
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// let newest = pair.timeline().before(day(2023, 3, 1)).into_iter().next().unwrap();
/// assert!(matches!(newest.what(), Entry::Visit(visit) if visit.id() == "blinken-2023"));
/// assert_eq!(newest.days().first(), Some(day(2023, 2, 27)));
/// ```
#[derive(Debug, Clone)]
pub struct Timeline<'s> {
    entries: Vec<TimelineEntry<'s>>,
}

impl<'s> Timeline<'s> {
    /// Keeps what may have happened before a day.
    #[must_use]
    pub fn before(mut self, day: Date) -> Self {
        self.entries.retain(|entry| entry.days.first().is_none_or(|first| key(first) < key(day)));
        self
    }
}

impl<'s> IntoIterator for Timeline<'s> {
    type Item = TimelineEntry<'s>;
    type IntoIter = alloc::vec::IntoIter<TimelineEntry<'s>>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'s> Dossier<'s> {
    /// Returns everything dated that names both, newest first: by the latest possible day, then the
    /// earliest, then kind and id.
    #[must_use]
    pub fn timeline(&self) -> Timeline<'s> {
        let store = self.store();
        let mut entries: Vec<TimelineEntry<'s>> = Vec::new();
        let mut add = |days: Option<DayRange>, what: Entry<'s>| {
            entries.extend(
                days.filter(|days| days.first().is_some()).map(|days| TimelineEntry { days, what }),
            );
        };
        for subject in self.subjects() {
            if let Some(treaty) = TreatyRef::of(store, subject) {
                for act in treaty.acts().filter(|act| !act.is_denied()) {
                    add(
                        act.on().or(act.effective()).map(PartialDate::possible),
                        Entry::TreatyAct(treaty, act),
                    );
                }
            } else if let Some(relation) = RelationRef::of(store, subject) {
                add(hull(relation.starts()), Entry::RelationBegan(relation));
                add(hull(relation.ends()), Entry::RelationEnded(relation));
            } else if let Some(program) = ProgramRef::of(store, subject) {
                let starts = program
                    .records()
                    .filter_map(|program| program.start?.date())
                    .map(PartialDate::possible);
                add(hull(starts), Entry::ProgramBegan(program));
            } else if let Some(statement) = StatementRef::of(store, subject) {
                add(statement.on().map(PartialDate::possible), Entry::Statement(statement));
            } else if let Some(event) = EventRef::of(store, subject) {
                add(hull(event.on().map(PartialDate::possible)), Entry::Event(event));
            }
        }
        for visit in self.visits().iter() {
            add(visit.days(), Entry::Visit(visit));
        }
        entries.sort_by_key(|entry| {
            let keys = Keys::from(entry.days);
            (core::cmp::Reverse(keys.last()), core::cmp::Reverse(keys.first()))
        });
        Timeline { entries }
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

fn hull(days: impl Iterator<Item = DayRange>) -> Option<DayRange> {
    days.map(Keys::from)
        .filter(|days| days.first() != UNBOUNDED_BELOW)
        .reduce(|a, b| Keys::new(a.first().min(b.first()), a.last().max(b.last())).unwrap_or(a))
        .and_then(Keys::days)
}
