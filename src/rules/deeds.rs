//! What was done on a treaty, by one record, and by whom.

use alloc::format;
use alloc::string::String;

use crate::record::{Act, Actor, Treaty};
use crate::store::Keys;

/// An act of a treaty record, with its place in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed<'t> {
    party: Option<usize>,
    at: usize,
    pub(super) act: &'t Act,
}

impl<'t> Deed<'t> {
    pub(super) fn path(self) -> String {
        match self.party {
            Some(party) => format!("parties[{party}].acts[{}]", self.at),
            None => format!("acts[{}]", self.at),
        }
    }

    pub(super) fn days_of_effect(self) -> Option<Keys> {
        self.act.effective.or(self.act.on).map(Keys::of)
    }

    pub(super) fn days(self) -> Option<Keys> {
        self.act.on.or(self.act.effective).map(Keys::of)
    }
}

/// Every act that was done, those of the parties first.
pub(super) fn deeds(treaty: &Treaty) -> impl Iterator<Item = Deed<'_>> {
    let own = treaty.parties.iter().enumerate().flat_map(|(party, of)| {
        of.acts.iter().enumerate().map(move |(at, act)| Deed { party: Some(party), at, act })
    });
    let general = treaty.acts.iter().enumerate().map(|(at, act)| Deed { party: None, at, act });
    own.chain(general).filter(|deed| !deed.act.denied)
}

/// What was done and by whom, by the party itself or by an act of the treaty that names it.
pub(super) fn by_actor(treaty: &Treaty) -> impl Iterator<Item = (&Actor, Deed<'_>)> {
    deeds(treaty).filter_map(|deed| {
        let party = deed.party.and_then(|at| treaty.parties.get(at)).map(|party| &party.actor);
        Some((party.or(deed.act.by.as_ref())?, deed))
    })
}
