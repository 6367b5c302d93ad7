//! What names both of two actors.

use crate::record::Actor;
use crate::store::Store;

/// The subjects that name both of two actors, in order: the shorter list is walked and looked up in
/// the longer. An actor has no dossier with itself.
pub(crate) fn in_both<'s>(
    store: &'s Store,
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
