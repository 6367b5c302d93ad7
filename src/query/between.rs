//! Answers about two actors that rest on several relations or memberships.

use time::Date;

use super::answer::Answer;
use super::basis::Basis;
use super::dossier::Dossier;
use super::relations::{MembershipRef, NOTHING, RULE, RelationRef};
use super::view::View;
use crate::date::key;
use crate::record::{Actor, RelationKind, RelationObject};
use crate::store::State;
use crate::truth::Reason;

impl<'s> Dossier<'s> {
    /// Returns whether one of the two recognises the other as a state on a day.
    ///
    /// Unknown with the reason *not recorded* if no record speaks of it.
    #[must_use]
    pub fn recognition(&self, by: impl Into<Actor>, day: Date) -> Answer<'s> {
        let store = self.store();
        let by = store.principal(&by.into()).clone();
        self.state_of(day, move |relation| {
            relation.kind() == Some(RelationKind::Recognition)
                && relation.object() != Some(RelationObject::Government)
                && relation.from().is_some_and(|from| *store.principal(from) == by)
        })
    }

    /// Returns whether the two have diplomatic relations on a day.
    #[must_use]
    pub fn diplomatic_relations(&self, day: Date) -> Answer<'s> {
        self.state_of(day, |relation| relation.kind() == Some(RelationKind::DiplomaticRelations))
    }

    fn state_of(&self, day: Date, of: impl Fn(RelationRef<'s>) -> bool) -> Answer<'s> {
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
            None => Answer::new(
                State::unknown(Reason::NotRecorded),
                day,
                Basis::Nothing { what: NOTHING },
            ),
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
            store.naming(actor).iter().filter_map(move |subject| MembershipRef::of(store, *subject))
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
