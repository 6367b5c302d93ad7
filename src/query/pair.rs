//! What names both of two actors.

use alloc::vec::Vec;

use crate::country::Succession;
use crate::record::{Actor, RecordKind};
use crate::store::Sight;

/// The subjects that name both of two actors, in order. An actor has no dossier with
/// itself.
pub(crate) fn in_both<'s>(
    store: Sight<'s>,
    a: &Actor,
    b: &Actor,
) -> impl Iterator<Item = u32> + use<'s> {
    let store = store.store();
    store.in_both(store.between(a, b))
}

/// The same of one kind.
pub(crate) fn in_both_of<'s>(
    store: Sight<'s>,
    a: &Actor,
    b: &Actor,
    kind: RecordKind,
) -> impl Iterator<Item = u32> + use<'s> {
    let store = store.store();
    store.in_both_of(store.between(a, b), kind)
}

/// The states that came before a state, by the table; none for an organization.
pub(crate) fn predecessors(store: Sight<'_>, actor: &Actor) -> Vec<Actor> {
    let before = actor.country().into_iter().flat_map(|code| code.predecessors());
    before
        .map(Succession::predecessor)
        .filter(|code| Some(*code) != actor.country())
        .map(Actor::Country)
        .filter(|before| !store.naming(before).is_empty())
        .collect()
}
