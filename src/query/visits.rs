//! Visits and meetings.
//!
//! A visit is of its travellers to one host. A meeting on the way belongs to everybody who took part:
//! one with a third country's official is found from that country's dossier too, and is no visit to it.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::claim::ClaimRef;
use super::pair::in_both_of;
use super::view::{Candidates, View, view};
use crate::date::{DayRange, PartialDate, key};
use crate::record::{
    Actor, Medium, Meeting, RecordKind, Visit, VisitPurpose, VisitRank, VisitStatus,
};
use crate::store::{Back, Begun, Between, Keys, Sight, Stay, begun, happened};

view! {
    /// A visit.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let visit = archive.visit("blinken-2023").unwrap();
    /// assert_eq!(visit.travellers().next(), Some(("blinken", Some("Secretary of State"))));
    /// assert!(visit.places().any(|place| place == "astana"));
    /// // One source counts the evening of the 27th, another the 28th alone.
    /// assert_eq!(visit.agreement().as_str(), "compatible");
    /// ```
    pub struct VisitRef of Visit;
}

impl<'s> VisitRef<'s> {
    /// Returns the host.
    #[must_use]
    pub fn host(self) -> Option<&'s Actor> {
        self.records().next().map(|visit| &visit.host)
    }

    /// Returns the ids of the persons who travelled, with the office in which they did.
    pub fn travellers(self) -> impl Iterator<Item = (&'s str, Option<&'s str>)> + use<'s> {
        self.records().take(1).flat_map(|visit| &visit.travellers).filter_map(|traveller| {
            Some((traveller.person.as_deref()?, traveller.office.as_deref()))
        })
    }

    /// Returns the actors for whom they travelled.
    #[must_use]
    pub fn travelled_for(self) -> Vec<&'s Actor> {
        self.records()
            .next()
            .map_or_else(Vec::new, |visit| self.store.travellers_of(&visit.travellers))
    }

    /// Returns the first days that sources state, one a claim.
    pub fn starts(self) -> impl Iterator<Item = PartialDate> + use<'s> {
        self.records().filter_map(|visit| visit.start)
    }

    /// Returns the last days that sources state, one a claim.
    pub fn ends(self) -> impl Iterator<Item = PartialDate> + use<'s> {
        self.records().filter_map(|visit| visit.end)
    }

    /// Returns the days from the earliest possible to the latest, over all claims; `None` if no
    /// source states a day.
    #[must_use]
    pub fn days(self) -> Option<DayRange> {
        let (first, last) = self.keys()?;
        Keys::new(first, last)?.days()
    }

    /// Returns the ids of the places visited, as sources state them.
    pub fn places(self) -> impl Iterator<Item = &'s str> + use<'s> {
        let mut seen: Vec<&str> = Vec::new();
        self.records().flat_map(|visit| &visit.places).map(|place| place.as_str()).filter(
            move |place| {
                let new = !seen.contains(place);
                if new {
                    seen.push(place);
                }
                new
            },
        )
    }

    /// Returns the rank that protocol gives it.
    #[must_use]
    pub fn rank(self) -> Option<VisitRank> {
        self.records().find_map(|visit| visit.rank)
    }

    /// Returns whether it took place; a source that does not say speaks of it as made.
    #[must_use]
    pub fn status(self) -> VisitStatus {
        self.records().find_map(|visit| visit.status).unwrap_or(VisitStatus::Made)
    }

    /// Returns what it was for.
    pub fn purposes(self) -> impl Iterator<Item = VisitPurpose> + use<'s> {
        self.records().flat_map(|visit| visit.purposes.iter().copied())
    }

    /// Returns what it was for, in words.
    #[must_use]
    pub fn aim(self) -> Option<&'s str> {
        self.records().find_map(|visit| visit.aim.as_deref())
    }

    /// Returns the meetings held on it, one a claim.
    pub fn meetings(self) -> impl Iterator<Item = MeetingRef<'s>> + use<'s> {
        let store = self.store;
        let claims = store.claims(self.subject);
        claims.iter().flat_map(move |at| MeetingRef::of_claim(store, self.subject, *at))
    }

    /// Returns the ids of the treaties signed on it.
    pub fn signed(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records().flat_map(|visit| &visit.signed).map(|id| id.as_str())
    }

    /// The earliest and latest possible days, over all claims.
    fn keys(self) -> Option<(i32, i32)> {
        let claims = self.store.claims(self.subject);
        claims
            .iter()
            .filter_map(|at| happened(self.store.whole(*at)?))
            .map(|days| (days.first(), days.last()))
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// The days on which it may have begun, as ranges in order: what claims leave possible that agree,
    /// and every stated day where a day apart is no dispute.
    pub(super) fn begun(self) -> Vec<Keys> {
        begun(self.store.deciding(), self.store.claims(self.subject))
    }
}

/// The visits of each of two actors to the other.
#[derive(Clone)]
pub struct Visits<'s> {
    store: Sight<'s>,
    /// The two, unless they are one or nothing names one of them.
    between: Option<Between>,
    /// The host, if one is chosen.
    to: Option<u32>,
}

impl<'s> Visits<'s> {
    #[inline]
    pub(crate) const fn new(store: Sight<'s>, between: Option<Between>) -> Self {
        Self { store, between, to: None }
    }

    /// Keeps the visits to one of the two.
    #[must_use]
    #[inline]
    pub fn to(mut self, host: impl Into<Actor>) -> Self {
        let host = host.into();
        self.to = self.store.store().actor_number(self.store.principal(&host));
        // There is no visit to whom nothing names.
        self.between = self.between.filter(|_| self.to.is_some());
        self
    }

    /// Returns the visits, in order of day and id.
    pub fn iter(&self) -> impl Iterator<Item = VisitRef<'s>> + use<'s> {
        let Self { store, between, to } = *self;
        let visits = store.store().in_both_of(between, RecordKind::Visit);
        visits.filter_map(move |subject| VisitRef::of(store, subject)).filter(move |visit| {
            let number = |actor: &Actor| store.store().actor_number(actor);
            let host = visit.host().and_then(|host| number(store.principal(host)));
            let (Some(host), Some(between)) = (host, between) else { return false };
            let from = between.other(host).and_then(|from| store.store().actor(from));
            from.is_some_and(|from| {
                to.is_none_or(|to| to == host) && visit.travelled_for().contains(&from)
            })
        })
    }

    /// Returns the visits made on some day of a range, by any claim.
    pub fn between(&self, first: Date, last: Date) -> impl Iterator<Item = VisitRef<'s>> + use<'s> {
        let (first, last) = (key(first), key(last));
        self.iter()
            .filter(move |visit| visit.keys().is_some_and(|(from, to)| from <= last && first <= to))
    }

    /// Returns the last visit made that began before a day: every visit that is the last in some
    /// world, in order of day and id.
    ///
    /// It is found by a search among the visits of the two, which looks at no more of them than may be
    /// the last; under a policy, at all of them.
    #[must_use]
    #[inline]
    pub fn last_before(&self, day: Date) -> Candidates<VisitRef<'s>> {
        if self.store.is_plain() {
            self.last_stay_before(key(day))
        } else {
            self.last_decided_before(key(day))
        }
    }

    /// The same by the list of the pair.
    #[inline]
    fn last_stay_before(&self, day: i32) -> Candidates<VisitRef<'s>> {
        let Some(between) = self.between else { return Candidates::NONE };
        if self.to.is_none()
            && let Some(begun) = self.store.store().stays().exactly_before(between, day)
        {
            return self.last_of(begun);
        }
        let mut back = self.store.store().stays().before(between, self.to, day);
        let Some(last) = back.next() else { return Candidates::NONE };
        if last.last() < day && back.reach() < Some(last.first()) {
            return Candidates::one(VisitRef { store: self.store, subject: last.subject() });
        }
        self.any_stay_before(last, back, day)
    }

    /// The last of visits that each began on one day, in order: those that began on the last of the days.
    #[inline]
    fn last_of(&self, begun: &[Begun]) -> Candidates<VisitRef<'s>> {
        let visit = |begun: &Begun| VisitRef { store: self.store, subject: begun.subject() };
        match begun {
            [] => Candidates::NONE,
            [.., before, last] if before.day() == last.day() => {
                let first = begun.partition_point(|it| it.day() < last.day());
                let last = begun.iter().skip(first);
                Candidates::new(last.map(visit).collect())
            }
            [.., last] => Candidates::one(visit(last)),
        }
    }

    /// The same where several may be the last.
    #[cold]
    fn any_stay_before(
        &self,
        next: Stay,
        mut back: Back<'s>,
        day: i32,
    ) -> Candidates<VisitRef<'s>> {
        let mut found: Vec<VisitRef<'s>> = Vec::new();
        // The earliest day of the first that certainly began before the day: no other that did has a
        // later one, since they come in that order.
        let mut latest: Option<i32> = None;
        let mut next = Some(next);
        while let Some(stay) = next {
            let visit = VisitRef { store: self.store, subject: stay.subject() };
            // The latest day before the day on which it may have begun.
            let last = match stay.last() < day {
                true => Some(stay.last()),
                false if stay.is_split() => last_before(&visit.begun(), day),
                false => Some(day - 1),
            };
            if latest.is_none() && stay.last() < day {
                latest = Some(stay.first());
            }
            if last >= latest {
                found.push(visit);
            }
            next = if back.reach() >= latest { back.next() } else { None };
        }
        found.sort_by_key(|visit| visit.subject);
        Candidates::new(found)
    }

    /// The same by every visit.
    #[cold]
    fn last_decided_before(&self, day: i32) -> Candidates<VisitRef<'s>> {
        let made: Vec<(VisitRef<'s>, Vec<Keys>)> = self
            .iter()
            .filter(|visit| visit.status() == VisitStatus::Made)
            .map(|visit| (visit, visit.begun()))
            .collect();
        // What certainly began before the day, began on its earliest day at least.
        let before = |days: &[Keys]| days.iter().all(|days| days.last() < day);
        let earliest = |days: &[Keys]| days.first().map(|days| days.first());
        let certain = made.iter().filter(|(_, days)| before(days));
        let latest = certain.filter_map(|(_, days)| earliest(days)).max();
        let can_be =
            |days: &[Keys]| last_before(days, day).is_some_and(|last| Some(last) >= latest);
        let candidates = made.iter().filter(|(_, days)| can_be(days));
        Candidates::new(candidates.map(|(visit, _)| *visit).collect())
    }
}

/// The latest day before a day that some ranges have.
fn last_before(days: &[Keys], day: i32) -> Option<i32> {
    let begun = days.iter().filter(|days| days.first() < day);
    begun.map(|days| days.last().min(day - 1)).max()
}

impl fmt::Debug for Visits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A meeting held on a visit, as one claim has it.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::CountryCode;
///
/// // A meeting with a third country's minister, on a visit to Kazakhstan.
/// let other = archive.dossier(CountryCode::USA, CountryCode::TKM);
/// let meeting = other.meetings().iter().next().unwrap();
/// assert_eq!(meeting.persons().next(), Some("meredov"));
/// assert_eq!(other.visits().iter().count(), 0);
/// ```
#[derive(Clone, Copy)]
pub struct MeetingRef<'s> {
    pub(super) store: Sight<'s>,
    visit: u32,
    claim: u32,
    record: &'s Visit,
    pub(super) meeting: &'s Meeting,
}

impl<'s> MeetingRef<'s> {
    fn of_claim(store: Sight<'s>, visit: u32, claim: u32) -> impl Iterator<Item = Self> {
        let record = match store.whole(claim) {
            Some(crate::record::Record::Visit(record)) => Some(record),
            _ => None,
        };
        record.into_iter().flat_map(move |record| {
            record.meetings.iter().map(move |meeting| Self { store, visit, claim, record, meeting })
        })
    }

    /// Returns the visit on which it was held.
    #[must_use]
    pub fn visit(self) -> VisitRef<'s> {
        VisitRef { store: self.store, subject: self.visit }
    }

    /// Returns the claim that reports it.
    #[must_use]
    pub fn claim(self) -> ClaimRef<'s> {
        ClaimRef::new(self.store, self.claim)
    }

    /// Returns the day, if it is stated for the meeting itself.
    #[must_use]
    pub fn on(self) -> Option<PartialDate> {
        self.meeting.on
    }

    /// Returns the id of the place, if it is stated for the meeting itself.
    #[must_use]
    pub fn place(self) -> Option<&'s str> {
        self.meeting.place.as_deref()
    }

    /// Returns how they met; a source that does not say speaks of a meeting in person.
    #[must_use]
    pub fn medium(self) -> Medium {
        self.meeting.medium.unwrap_or(Medium::InPerson)
    }

    /// Returns the ids of the persons met.
    pub fn persons(self) -> impl Iterator<Item = &'s str> {
        self.meeting.participants.iter().filter_map(|participant| participant.person.as_deref())
    }

    /// Returns the unnamed groups met, each with its actor: "senior officials".
    pub fn groups(self) -> impl Iterator<Item = (&'s str, Option<&'s Actor>)> {
        self.meeting.participants.iter().filter_map(|participant| {
            Some((participant.label.as_deref()?, participant.actor.as_ref()))
        })
    }

    /// Returns whether more took part than are listed.
    #[must_use]
    pub fn has_others(self) -> bool {
        self.meeting.others
    }

    fn names(self, actor: &Actor) -> bool {
        self.store.is_among(actor, &self.meeting.participants)
            || self.store.is_among(actor, &self.record.travellers)
    }
}

impl fmt::Debug for MeetingRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MeetingRef(on visit {})", self.record.id)
    }
}

/// The meetings in which two actors took part, on whatever visit.
#[derive(Clone)]
pub struct Meetings<'s> {
    store: Sight<'s>,
    a: Actor,
    b: Actor,
}

impl<'s> Meetings<'s> {
    pub(crate) const fn new(store: Sight<'s>, a: Actor, b: Actor) -> Self {
        Self { store, a, b }
    }

    /// Returns the meetings, in the order of their visits.
    pub fn iter(&self) -> impl Iterator<Item = MeetingRef<'s>> + use<'s> {
        let Self { store, a, b } = self.clone();
        in_both_of(store, &a, &b, RecordKind::Visit)
            .filter_map(move |subject| VisitRef::of(store, subject))
            .flat_map(VisitRef::meetings)
            .filter(move |meeting| meeting.names(&a) && meeting.names(&b))
    }
}

impl fmt::Debug for Meetings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
