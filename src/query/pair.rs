//! What names both of two actors.

use alloc::vec::Vec;

use crate::country::Succession;
use crate::record::{Actor, Area, RecordKind};
use crate::store::{Held, Sight};

/// The subjects that name both of two actors, in order, trade apart. An actor has no dossier with
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

/// The trade figures between two actors, by whichever reporter, in order of day and id.
pub(crate) fn trade_between<'s>(
    store: Sight<'s>,
    a: &Actor,
    b: &Actor,
) -> impl Iterator<Item = u32> + use<'s> {
    let of = |reporter: &Actor, partner: &Actor| {
        let found = store.trade_with(reporter, &Area::Actor(partner.clone()));
        found.filter(move |subject| store.subject(*subject).is_some()).peekable()
    };
    let (mut own, mut others) = (of(a, b), of(b, a));
    if a == b {
        // An actor has no dossier with itself.
        own.by_ref().for_each(drop);
        others.by_ref().for_each(drop);
    }
    core::iter::from_fn(move || {
        let order = |subject: &u32| (store.store().order(*subject), id(store, *subject));
        match (own.peek(), others.peek()) {
            (Some(a), Some(b)) if order(b) < order(a) => others.next(),
            (Some(_), _) => own.next(),
            (None, _) => others.next(),
        }
    })
}

fn id(store: Sight<'_>, subject: u32) -> Option<&str> {
    store.record(*store.claims(subject).first()?).map(Held::id)
}

/// The states that came before a state, by the table; none for an organization.
pub(crate) fn predecessors(store: Sight<'_>, actor: &Actor) -> Vec<Actor> {
    let before = actor.country().into_iter().flat_map(|code| code.predecessors());
    before
        .map(Succession::predecessor)
        .filter(|code| Some(*code) != actor.country())
        .map(Actor::Country)
        .filter(|before| !store.naming(before).is_empty() || !store.trade_of(before).is_empty())
        .collect()
}
