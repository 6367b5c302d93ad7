//! Treaties whose parties stand in rows of their own.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::exchange::desk::Desk;
use crate::exchange::kept::Kept;
use crate::record::{Act, Actor, Treaty, TreatyParty};

/// Treaties by the source's key, in the order in which they first come.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    order: Vec<String>,
    found: BTreeMap<String, (Treaty, Kept)>,
}

impl Gathered {
    /// The treaty of a key; made of what the caller knows when it first comes.
    pub(super) fn entry(
        &mut self,
        key: &str,
        make: impl FnOnce() -> Treaty,
    ) -> &mut (Treaty, Kept) {
        if !self.found.contains_key(key) {
            self.order.push(key.into());
        }
        self.found.entry(key.into()).or_insert_with(|| (make(), Kept::default()))
    }

    /// The treaty of a key that has come.
    pub(super) fn get(&mut self, key: &str) -> Option<&mut (Treaty, Kept)> {
        self.found.get_mut(key)
    }

    /// Makes the records.
    pub(super) fn finish(mut self, desk: &mut Desk) {
        for key in &self.order {
            if let Some((mut treaty, kept)) = self.found.remove(key) {
                treaty.note = kept.note();
                open_if_short(&mut treaty);
                desk.add(treaty);
            }
        }
    }
}

/// Nobody makes a treaty alone: where fewer than two parties could be read, there are others.
pub(super) fn open_if_short(treaty: &mut Treaty) {
    if treaty.parties.len() < 2 {
        (treaty.others, treaty.complete) = (true, false);
    }
}

/// The party that an actor is to a treaty, added if it is none yet.
pub(super) fn party(treaty: &mut Treaty, actor: Actor) -> Option<&mut TreatyParty> {
    let at = match treaty.parties.iter().position(|party| party.actor == actor) {
        Some(at) => at,
        None => {
            treaty.parties.push(TreatyParty::new(actor));
            treaty.parties.len() - 1
        }
    };
    treaty.parties.get_mut(at)
}

/// Adds an act unless the party has done just that.
pub(super) fn add_act(party: &mut TreatyParty, act: Act) {
    if !party.acts.contains(&act) {
        party.acts.push(act);
    }
}
