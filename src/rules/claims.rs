//! All claims on one treaty: the records that speak of it, and what each actor did by any of them.

use alloc::vec::Vec;

use super::deeds::{Deed, by_actor};
use crate::record::{ActKind, Actor, Record, Treaty};
use crate::store::Store;

/// What one actor did, each deed with the number of the record that tells of it.
pub(super) type Deeds<'c, 't> = &'c [(&'t Actor, u32, Deed<'t>)];

/// The claims on one treaty. It is filled again for the next, so that no memory is asked for twice.
#[derive(Debug)]
pub(super) struct Claims<'t> {
    /// The records, with their numbers.
    pub(super) records: Vec<(u32, &'t Treaty)>,
    deeds: Vec<(&'t Actor, u32, Deed<'t>)>,
    kinds: u64,
}

impl<'t> Claims<'t> {
    pub(super) const fn new() -> Self {
        Self { records: Vec::new(), deeds: Vec::new(), kinds: 0 }
    }

    /// Reads the records of some numbers.
    pub(super) fn read(&mut self, store: &'t Store, numbers: &[u32]) {
        self.records.clear();
        self.deeds.clear();
        self.records.extend(numbers.iter().filter_map(|at| match store.whole(*at)? {
            Record::Treaty(treaty) => Some((*at, treaty.as_ref())),
            _ => None,
        }));
        for (at, treaty) in &self.records {
            self.deeds.extend(by_actor(treaty).map(|(actor, deed)| (actor, *at, deed)));
        }
        // What one actor did stays in the order in which it was told.
        self.deeds.sort_by_key(|(actor, ..)| *actor);
        self.kinds = self.deeds.iter().fold(0, |kinds, (.., deed)| kinds | bit(deed.act.kind));
    }

    /// Whether some actor did something of a kind.
    pub(super) const fn has(&self, kind: ActKind) -> bool {
        self.kinds & bit(kind) != 0
    }

    /// What each actor did, in the order of the actors.
    pub(super) fn by_actor(&self) -> impl Iterator<Item = (&'t Actor, Deeds<'_, 't>)> {
        self.deeds
            .chunk_by(|(a, ..), (b, ..)| a == b)
            .filter_map(|deeds| Some((deeds.first()?.0, deeds)))
    }

    /// What one actor did.
    pub(super) fn of(&self, actor: &Actor) -> Deeds<'_, 't> {
        let first = self.deeds.partition_point(|(other, ..)| *other < actor);
        let last = self.deeds.partition_point(|(other, ..)| *other <= actor);
        self.deeds.get(first..last).unwrap_or_default()
    }
}

const fn bit(kind: ActKind) -> u64 {
    1_u64.wrapping_shl(kind as u32)
}
