//! Whether a treaty is in force between two of its parties on a day, and on which days that may change:
//! by their histories, objections, the treaties that replace it, and what sources list completely.

use alloc::vec::Vec;

use super::force::{PartyForce, TreatyForce};
use super::ground::Ground;
use crate::truth::Truth;

/// How many treaties in place of one another are followed here.
const MOST_FOLLOWED: usize = 4;

/// A treaty between two of its parties.
#[derive(Clone, Copy)]
pub(super) struct Two<'s> {
    pub(super) subject: u32,
    pub(super) force: &'s TreatyForce,
    pub(super) a: &'s PartyForce,
    pub(super) b: &'s PartyForce,
}

impl<'s> Two<'s> {
    /// Whether it is in force on a day; `None` if too many treaties stand in its place.
    pub(super) fn settled(self, ground: &Ground<'s>, day: i32) -> Option<Truth> {
        self.settled_within(ground, day, MOST_FOLLOWED)
    }

    fn settled_within(self, ground: &Ground<'s>, day: i32, depth: usize) -> Option<Truth> {
        let Self { force, a, b, .. } = self;
        if a.is_one_with(b) {
            return Some(Truth::No);
        }
        let mut truth = alone(ground, a, day).min(alone(ground, b, day));
        truth = truth.min(force.unbarred(a, b, day).truth);
        for later in self.later(ground) {
            if truth.is_no() {
                break;
            }
            truth = truth.min(!later.settled_within(ground, day, depth.checked_sub(1)?)?);
        }
        Some(truth)
    }

    /// The days on which that may change, in no order.
    pub(super) fn turns(self, ground: &Ground<'s>, turns: &mut Vec<i32>) {
        self.turns_within(ground, turns, MOST_FOLLOWED);
    }

    fn turns_within(self, ground: &Ground<'s>, turns: &mut Vec<i32>, depth: usize) {
        turns_of(ground, self.a, turns);
        turns_of(ground, self.b, turns);
        self.force.bars.iter().for_each(|bar| bar.series.turns(turns));
        if let Some(depth) = depth.checked_sub(1) {
            self.later(ground).for_each(|later| later.turns_within(ground, turns, depth));
        }
    }

    /// The treaties that replace it, between the same two; who is not in one is not touched by it.
    fn later(self, ground: &Ground<'s>) -> impl Iterator<Item = Self> {
        ground.replacing(self.subject).filter_map(move |subject| {
            let force = ground.force(subject)?;
            let party = |actor| force.party(force.number(actor)?);
            Some(Self { subject, force, a: party(&self.a.actor)?, b: party(&self.b.actor)? })
        })
    }
}

/// Whether it binds one party; what is not recorded of it is No where a source lists every treaty.
pub(super) fn alone(ground: &Ground<'_>, party: &PartyForce, day: i32) -> Truth {
    let truth = party.alone(day).truth;
    let listed = || party.histories.unrecorded && ground.is_covered(&party.actor, day);
    if truth.is_unknown() && listed() { Truth::No } else { truth }
}

/// The days on which that may change, in no order.
pub(super) fn turns_of(ground: &Ground<'_>, party: &PartyForce, turns: &mut Vec<i32>) {
    party.turns(turns);
    if party.histories.unrecorded {
        for days in ground.covered_days(&party.actor) {
            turns.extend([days.first(), days.last().saturating_add(1)]);
        }
    }
}
