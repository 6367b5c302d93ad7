//! The questions that an archive answers, under a policy or under none.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::accounts::{EventRef, StatementRef};
use super::agreement::{Agreement, of_subject};
use super::claim::ClaimRef;
use super::dossier::Dossier;
use super::figure_totals::Figures;
use super::look_up::{LookUpError, find, one};
use super::people::{CountryRef, OfficeRef, OrganizationRef, PersonRef, PlaceRef, holders};
use super::programs::ProgramRef;
use super::selection::Programs;
use super::trade::{ReportedTrade, TradeRef};
use super::treaty::TreatyRef;
use super::view::{InTime, View};
use super::visits::VisitRef;
use crate::country::CountryCode;
use crate::record::{Actor, Policy, RecordKind, RoleClass};
use crate::store::{Sight, Store};
use crate::truth::Truth;

/// The questions that an archive answers, each decided under one policy.
///
/// [`Archive::under`](crate::Archive::under) makes one; the archive itself asks the same questions
/// under no policy. It is a small copy; what a policy decides is decided when a question is asked.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, Policy, Truth, day};
///
/// let policy = Policy::new().prefer("kz-mfa");
/// let reading = archive.under(&policy);
/// let pair = reading.dossier(CountryCode::USA, CountryCode::KAZ);
/// assert_eq!(pair.recognition(CountryCode::USA, day(1991, 12, 25)).value(), Truth::No);
/// assert!(reading.treaty("no-such-treaty").is_err());
/// ```
#[derive(Clone, Copy)]
pub struct Reading<'s> {
    store: Sight<'s>,
}

impl<'s> Reading<'s> {
    /// The questions under no policy.
    #[inline]
    pub(crate) const fn plain(store: &'s Store) -> Self {
        Self { store: Sight::plain(store) }
    }

    /// Returns the same questions under a policy.
    #[must_use]
    pub const fn under(self, policy: &'s Policy) -> Self {
        Self { store: self.store.under(policy) }
    }

    #[inline]
    pub(crate) const fn store(self) -> Sight<'s> {
        self.store
    }

    /// Returns the dossier of two actors. It never fails: of an unknown actor nothing is recorded,
    /// and its dossier is empty.
    #[must_use]
    #[inline]
    pub fn dossier(self, a: impl Into<Actor>, b: impl Into<Actor>) -> Dossier<'s> {
        Dossier::new(self.store, a.into(), b.into())
    }

    /// Returns every actor that some subject names, organs resolved, in order.
    pub fn actors(self) -> impl Iterator<Item = &'s Actor> {
        self.store.store().actors()
    }

    /// Returns a country with what the table and the archive say of it.
    #[must_use]
    pub fn country(self, code: CountryCode) -> CountryRef<'s> {
        CountryRef::new(self.store, code)
    }

    /// Returns an organization by its id.
    #[must_use]
    pub fn organization(self, id: &str) -> Option<OrganizationRef<'s>> {
        find(self.store, RecordKind::Organization, id)
    }

    /// Returns a person by the id.
    #[must_use]
    pub fn person(self, id: &str) -> Option<PersonRef<'s>> {
        find(self.store, RecordKind::Person, id)
    }

    /// Returns a place by its id.
    #[must_use]
    pub fn place(self, id: &str) -> Option<PlaceRef<'s>> {
        find(self.store, RecordKind::Place, id)
    }

    /// Returns a treaty by its id, or by the id of any claim on it.
    ///
    /// # Errors
    ///
    /// [`LookUpError`] with the nearest id if no treaty has it.
    pub fn treaty(self, id: &str) -> Result<TreatyRef<'s>, LookUpError> {
        one(self.store, RecordKind::Treaty, id)
    }

    /// Returns every treaty, in order of day and id.
    pub fn treaties(self) -> impl Iterator<Item = TreatyRef<'s>> {
        self.all()
    }

    /// Returns every relation, one a spell, in order of day and id.
    pub fn relations(self) -> impl Iterator<Item = super::relations::RelationRef<'s>> {
        self.all()
    }

    /// Returns every membership, one a spell, in order of day and id.
    pub fn memberships(self) -> impl Iterator<Item = super::relations::MembershipRef<'s>> {
        self.all()
    }

    /// Returns every visit, in order of day and id.
    pub fn visits(self) -> impl Iterator<Item = VisitRef<'s>> {
        self.all()
    }

    /// Returns every event, in order of day and id.
    pub fn events(self) -> impl Iterator<Item = EventRef<'s>> {
        self.all()
    }

    /// Returns every person, in order of their ids.
    pub fn persons(self) -> impl Iterator<Item = PersonRef<'s>> {
        self.all()
    }

    fn all<V: View<'s>>(self) -> impl Iterator<Item = V> {
        let store = self.store;
        store.subjects_but_trade().filter_map(move |(subject, _)| V::of(store, subject))
    }

    /// Returns a programme by its id.
    ///
    /// # Errors
    ///
    /// [`LookUpError`] with the nearest id if no programme has it.
    pub fn program(self, id: &str) -> Result<ProgramRef<'s>, LookUpError> {
        one(self.store, RecordKind::Program, id)
    }

    /// Returns every programme, to be asked for money or narrowed first.
    #[must_use]
    #[inline]
    pub fn programs(self) -> Programs<'s> {
        Programs::all(self.store)
    }

    /// Returns a visit by its id.
    #[must_use]
    pub fn visit(self, id: &str) -> Option<VisitRef<'s>> {
        find(self.store, RecordKind::Visit, id)
    }

    /// Returns a statement by its id.
    #[must_use]
    pub fn statement(self, id: &str) -> Option<StatementRef<'s>> {
        find(self.store, RecordKind::Statement, id)
    }

    /// Returns an event by its id.
    #[must_use]
    pub fn event(self, id: &str) -> Option<EventRef<'s>> {
        find(self.store, RecordKind::Event, id)
    }

    /// Returns the figures that are not trade, to be chosen from and added.
    #[must_use]
    pub fn figures(self) -> Figures<'s> {
        Figures::all(self.store)
    }

    /// Returns every trade figure of every reporter, in the order of reporter, partner, day and id: for
    /// walks over all of them. Of one reporter, [`trade`](Self::trade) has them by period and flow;
    /// [`trade_blocks`](Self::trade_blocks) has those that can be added together, with their sums.
    ///
    /// Nothing is added here. Who adds must leave aside what stands in other figures: the world beside its
    /// parts, products apart and together, one flow as both of its ends count it.
    pub fn trade_figures(self) -> impl Iterator<Item = TradeRef<'s>> {
        let store = self.store;
        store.store().trade_subjects().filter_map(move |(subject, _)| TradeRef::of(store, subject))
    }

    /// Returns the trade that a reporter counts.
    #[must_use]
    #[inline]
    pub fn trade(self, reporter: impl Into<Actor>) -> ReportedTrade<'s> {
        let store = self.store;
        ReportedTrade::new(store, store.as_principal(reporter.into()))
    }

    /// Returns everybody who holds, or may hold, an office of a class of an actor on a day.
    #[must_use]
    pub fn holders(
        self,
        of: impl Into<Actor>,
        role: RoleClass,
        day: Date,
    ) -> InTime<impl Iterator<Item = (OfficeRef<'s>, Truth)>> {
        holders(self.store, &of.into(), role, day)
    }

    /// Returns the claims that cannot all be true, one list a subject, in the order of kind, day and
    /// id. A policy settles conflicts and does not hide them: the list is the same under any.
    pub fn conflicts(self) -> impl Iterator<Item = Vec<ClaimRef<'s>>> {
        let store = self.store;
        let conflicting = move |subject: u32| of_subject(store, subject) == Agreement::Conflicting;
        store.subjects().filter(move |(number, _)| conflicting(*number)).map(move |(_, subject)| {
            subject.claims.iter().map(|at| ClaimRef::new(store, *at)).collect()
        })
    }
}

impl fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").finish_non_exhaustive()
    }
}
