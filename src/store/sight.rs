//! The store as it is seen under a policy, or under none.
//!
//! Without a policy, histories are those worked out when the store was built. Under a policy, those of
//! the subjects asked about are worked out again from their claims, so that a policy costs what the
//! question needs and never changes the store.

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

use time::Date;

use super::core::Store;
use super::deciding::Deciding;
use super::force::TreatyForce;
use super::held::Held;
use super::keys::Keys;
use super::limits::Limits;
use super::spells::Series;
use super::subjects::{Subject, force_of, history_of};
use super::trade_table::TradeRow;
use crate::date::DayRange;
use crate::record::{Actor, Area, Citation, Participant, Policy, Record, RecordKind};

/// The store as it is seen under a policy, or under none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight<'s> {
    store: &'s Store,
    policy: Option<&'s Policy>,
}

impl<'s> Sight<'s> {
    /// The store as no policy decides it.
    #[inline]
    pub(crate) const fn plain(store: &'s Store) -> Self {
        Self { store, policy: None }
    }

    pub(crate) const fn under(self, policy: &'s Policy) -> Self {
        Self { store: self.store, policy: Some(policy) }
    }

    #[inline]
    pub(crate) const fn store(self) -> &'s Store {
        self.store
    }

    pub(crate) fn is_same(self, other: Self) -> bool {
        core::ptr::eq(self.store, other.store) && self.policy == other.policy
    }

    /// Whether no policy decides.
    #[inline]
    pub(crate) const fn is_plain(self) -> bool {
        self.policy.is_none()
    }

    pub(crate) fn deciding(self) -> Deciding<'s> {
        Deciding { records: self.store, policy: self.policy }
    }

    /// A history, by its number.
    pub(crate) fn series(self, number: u32) -> Option<Cow<'s, Series>> {
        match self.policy {
            None => self.store.series(number).map(Cow::Borrowed),
            Some(_) => {
                self.store.series(number)?;
                Some(Cow::Owned(history_of(self.deciding(), self.store.members(number))))
            }
        }
    }

    /// The force of a treaty, by the subject's number.
    pub(crate) fn force(self, subject: u32) -> Option<Cow<'s, TreatyForce>> {
        match self.policy {
            None => self.store.force(subject).map(Cow::Borrowed),
            Some(_) => {
                self.store.force(subject)?;
                Some(Cow::Owned(force_of(self.deciding(), self.store.subject(subject)?.claims)))
            }
        }
    }

    /// The days outside which an actor did not exist.
    pub(crate) fn existence(self, actor: &Actor) -> Limits {
        self.deciding().existence(actor)
    }

    #[inline]
    pub(crate) fn subject(self, number: u32) -> Option<Subject<'s>> {
        self.store.subject(number)
    }

    /// The records that speak of a subject.
    pub(crate) fn claims(self, subject: u32) -> &'s [u32] {
        self.store.subject(subject).map_or(&[], |subject| subject.claims)
    }

    pub(crate) fn record(self, at: u32) -> Option<Held<'s>> {
        self.store.record(at)
    }

    /// A record of a kind that is held whole: any but a trade figure.
    pub(crate) fn whole(self, at: u32) -> Option<&'s Record> {
        self.store.whole(at)
    }

    /// A trade figure, by the number of its record.
    pub(crate) fn trade(self, at: u32) -> Option<TradeRow<'s>> {
        self.store.trade(at)
    }

    /// The figures that a reporter counted, as a range of subjects; numbers of no subject lie between.
    pub(crate) fn trade_of(self, reporter: &Actor) -> Range<u32> {
        self.store.trade_of(reporter)
    }

    /// The same of those with one partner.
    pub(crate) fn trade_with(self, reporter: &Actor, partner: &Area) -> Range<u32> {
        self.store.trade_with(reporter, partner)
    }

    pub(crate) fn by_id(self, kind: RecordKind, id: &str) -> Option<&'s Record> {
        self.store.by_id(kind, id)
    }

    pub(crate) fn of_kind(self, kind: RecordKind) -> &'s [u32] {
        self.store.of_kind(kind)
    }

    pub(crate) fn naming(self, actor: &Actor) -> &'s [u32] {
        self.store.naming(actor)
    }

    pub(crate) fn replacing(self, treaty: u32) -> impl Iterator<Item = u32> + use<'s> {
        self.store.replacing(treaty)
    }

    pub(crate) fn subjects(self) -> impl Iterator<Item = (u32, Subject<'s>)> {
        self.store.subjects()
    }

    pub(crate) fn subjects_but_trade(self) -> impl Iterator<Item = (u32, Subject<'s>)> {
        self.store.subjects_but_trade()
    }

    pub(crate) fn subject_number(self, at: u32) -> Option<u32> {
        self.store.subject_number(at)
    }

    pub(crate) fn at_id(self, kind: RecordKind, id: &str) -> Option<u32> {
        self.store.at_id(kind, id)
    }

    pub(crate) fn line(self, at: u32) -> Option<usize> {
        self.store.line(at)
    }

    pub(crate) fn ids(self, kind: RecordKind) -> impl Iterator<Item = &'s str> {
        self.store.ids(kind)
    }

    pub(crate) fn claims_by_id<'a>(
        self,
        kind: RecordKind,
        id: &'a str,
    ) -> impl Iterator<Item = &'a Record> + use<'a>
    where
        's: 'a,
    {
        self.store.claims_by_id(kind, id)
    }

    pub(crate) fn source_title(self, id: &str) -> Option<&'s String> {
        self.store.source_title(id)
    }

    /// The same of an actor that is given away.
    #[inline]
    pub(crate) fn as_principal(self, actor: Actor) -> Actor {
        match actor {
            Actor::Country(_) => actor,
            Actor::Organization(_) => self.as_principal_of(&actor),
        }
    }

    /// Apart, so that what asks for countries stays short.
    #[cold]
    #[inline(never)]
    fn as_principal_of(self, organization: &Actor) -> Actor {
        self.store.principal(organization).clone()
    }

    /// The actor as which the acts of an actor count.
    #[inline]
    pub(crate) fn principal<'a>(self, actor: &'a Actor) -> &'a Actor
    where
        's: 'a,
    {
        // A country is no organ.
        if let Actor::Country(_) = actor {
            return actor;
        }
        self.store.principal(actor)
    }

    pub(crate) fn actors_of(self, record: Held<'s>) -> alloc::vec::Vec<&'s Actor> {
        self.store.actors_of(record)
    }

    pub(crate) fn travellers_of(self, travellers: &'s [Participant]) -> alloc::vec::Vec<&'s Actor> {
        self.store.travellers_of(travellers)
    }

    pub(crate) fn is_among(self, actor: &Actor, participants: &[Participant]) -> bool {
        self.store.is_among(actor, participants)
    }

    pub(crate) fn is_predecessor(
        self,
        found: crate::country::CountryCode,
        of: crate::country::CountryCode,
    ) -> bool {
        self.store.is_predecessor(found, of)
    }

    /// A source that lists everything of a kind: see [`Records::covering`](super::records::Records).
    pub(crate) fn covering(
        self,
        kind: RecordKind,
        kind_type: Option<&str>,
        actors: &[&Actor],
        day: Date,
    ) -> Option<u32> {
        self.store.covering(kind, kind_type, actors, day)
    }

    /// The same for every day of a range.
    pub(crate) fn covering_days(
        self,
        kind: RecordKind,
        kind_type: Option<&str>,
        actors: &[&Actor],
        days: DayRange,
    ) -> Option<u32> {
        self.store.covering_days(kind, kind_type, actors, days)
    }

    pub(crate) fn supersedes(self, later: u32, earlier: u32) -> bool {
        self.store.supersedes(later, earlier)
    }

    pub(crate) fn source_of(self, at: u32) -> u32 {
        self.store.source_of(at, &[])
    }

    pub(crate) fn source_day(self, citations: &[Citation]) -> Option<Keys> {
        self.store.source_day(citations)
    }

    pub(crate) fn cited(self, at: u32, own: &'s [Citation]) -> &'s [Citation] {
        self.store.cited(at, own)
    }
}
