//! Answers about two actors that rest on several relations or memberships.

use time::Date;

use super::answer::Answer;
use super::basis::Basis;
use super::dossier::Dossier;
use super::relations::{MembershipRef, RULE, RelationRef, nothing_recorded};
use super::view::{InTime, View};
use crate::date::key;
use crate::record::{Actor, RecordKind, RelationKind, RelationObject};
use crate::store::State;
use crate::truth::Truth;

impl<'s> Dossier<'s> {
    /// Returns whether one of the two recognises the other as a state on a day.
    ///
    /// Unknown with the reason *not recorded* if no record speaks of it.
    #[must_use]
    pub fn recognition(&self, by: impl Into<Actor>, day: Date) -> Answer<'s> {
        let store = self.store();
        let by = store.as_principal(by.into());
        self.state_of(RelationKind::Recognition, day, move |relation| {
            relation.kind() == Some(RelationKind::Recognition)
                && relation.object() != Some(RelationObject::Government)
                && relation.from().is_some_and(|from| *store.principal(from) == by)
        })
    }

    /// Returns whether the two have diplomatic relations on a day.
    #[must_use]
    pub fn diplomatic_relations(&self, day: Date) -> Answer<'s> {
        let kind = RelationKind::DiplomaticRelations;
        self.state_of(kind, day, move |relation| relation.kind() == Some(kind))
    }

    /// Returns the partnerships between the two on a day, each level with its truth.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let level = pair.partnerships_on(day(2020, 1, 1)).certainly().next().and_then(|it| it.level());
    /// assert_eq!(level, Some("enhanced strategic partnership"));
    /// ```
    #[must_use]
    pub fn partnerships_on(
        &self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (RelationRef<'s>, Truth)> + use<'s>> {
        self.relations().of_kind(RelationKind::Partnership).on(day)
    }

    /// Returns the missions of each in the other on a day, each with its truth.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// assert!(pair.missions_on(day(2023, 1, 1)).certainly().count() >= 1);
    /// assert_eq!(pair.missions_on(day(1990, 1, 1)).possibly().count(), 0);
    /// ```
    #[must_use]
    pub fn missions_on(
        &self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (RelationRef<'s>, Truth)> + use<'s>> {
        self.relations().of_kind(RelationKind::Mission).on(day)
    }

    fn state_of(
        &self,
        kind: RelationKind,
        day: Date,
        of: impl Fn(RelationRef<'s>) -> bool,
    ) -> Answer<'s> {
        let store = self.store();
        let found = || self.relations().iter().filter(|relation| of(*relation));
        let mut best: Option<(State, u32)> = None;
        for relation in found() {
            let Some((series, _)) =
                store.subject(relation.subject()).and_then(|subject| subject.series)
            else {
                continue;
            };
            let state = store.series(series).map_or(State::NO, |series| series.on(key(day)));
            if best.is_none_or(|(so_far, _)| state.truth > so_far.truth) {
                best = Some((state, series));
            }
        }
        match best {
            Some((state, series)) => {
                Answer::new(state, day, Basis::Series { store, series, rule: RULE })
            }
            None => {
                let (a, b) = self.actors();
                let kind_type = Some(kind.as_str());
                nothing_recorded(store, RecordKind::Relation, kind_type, &[a, b], day)
            }
        }
    }

    /// Returns the memberships that the two have in common: of the first and of the second actor in
    /// one organization, whatever their days.
    pub fn memberships(
        &self,
    ) -> impl Iterator<Item = (MembershipRef<'s>, MembershipRef<'s>)> + use<'s> {
        let store = self.store();
        let (a, b) = self.actors();
        let (a, b) = (a.clone(), b.clone());
        let of = move |actor: &Actor| {
            store
                .store()
                .naming_of(actor, RecordKind::Membership)
                .iter()
                .filter_map(move |subject| MembershipRef::of(store, *subject))
        };
        let others: alloc::vec::Vec<MembershipRef<'s>> =
            of(&b).filter(|membership| membership.member() == Some(&b)).collect();
        let own: alloc::vec::Vec<MembershipRef<'s>> =
            of(&a).filter(|membership| membership.member() == Some(&a)).collect();
        own.into_iter().flat_map(move |own| {
            let common: alloc::vec::Vec<_> = others
                .iter()
                .filter(|other| other.organization() == own.organization())
                .map(|other| (own, *other))
                .collect();
            common
        })
    }
}
