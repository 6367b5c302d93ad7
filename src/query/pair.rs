//! What names both of two actors.

use alloc::vec::Vec;

use crate::country::Succession;
use crate::record::Actor;
use crate::store::Sight;

/// The subjects that name both of two actors, in order: the shorter list is walked and looked up in
/// the longer. An actor has no dossier with itself.
pub(crate) fn in_both<'s>(
    store: Sight<'s>,
    a: &Actor,
    b: &Actor,
) -> impl Iterator<Item = u32> + use<'s> {
    let (mut short, mut long) = (store.naming(a), store.naming(b));
    if a == b {
        short = &[];
    }
    if long.len() < short.len() {
        (short, long) = (long, short);
    }
    short.iter().copied().filter(move |subject| long.binary_search(subject).is_ok())
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
