//! Which amounts of programmes others may bear on.
//!
//! The answer errs on the side of yes: what several amounts are for, and which of them qualify, is not
//! looked at. So an amount of which it is no is counted by itself in every question.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::money_read::Money;
use super::program_tree::ProgramTree;

/// How many programmes above one are looked at one by one; beyond that all are borne on.
const MOST_ABOVE: usize = 64;
/// Between how many pairs the money under a programme may flow; if there are more, all of it is borne on.
const MOST_PAIRS: usize = 64;

/// What may bear on an amount.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bearing {
    /// An amount in its own programme, or in one under it.
    pub(super) beside: bool,
    /// It may pass on what was received.
    pub(super) passed_on: bool,
}

/// Days of amounts, in order, so that those that share a day with some are counted.
#[derive(Debug, Default)]
struct Days {
    firsts: Vec<i32>,
    lasts: Vec<i32>,
}

impl Days {
    fn add(&mut self, one: &Money) {
        self.firsts.push(one.first);
        self.lasts.push(one.last);
    }

    fn sort(&mut self) {
        self.firsts.sort_unstable();
        self.lasts.sort_unstable();
    }

    /// How many share a day with an amount.
    fn touching(&self, one: &Money) -> usize {
        let begun = self.firsts.partition_point(|first| *first <= one.last);
        let over = self.lasts.partition_point(|last| *last < one.first);
        begun - over
    }
}

type Parties = (Option<u16>, Option<u16>);

/// Of each amount, what may bear on it.
pub(super) fn bearing(tree: &ProgramTree, base: u32, all: &[Money]) -> Vec<Bearing> {
    let mut bearings: Vec<Bearing> = alloc::vec![Bearing::default(); all.len()];
    let mark = |bearings: &mut [Bearing], at: usize| {
        if let Some(bearing) = bearings.get_mut(at) {
            bearing.beside = true;
        }
    };
    // Amounts stand programme by programme.
    let mut first = 0;
    let mut under: BTreeMap<u32, BTreeMap<(u8, Parties), Days>> = BTreeMap::new();
    let mut crowded: BTreeSet<u32> = BTreeSet::new();
    for own in all.chunk_by(|a, b| a.program == b.program) {
        beside_one_another(own, first, &mut bearings, mark);
        first += own.len();
        let Some(program) = own.first().map(|it| it.program) else { continue };
        let above = tree.above(base.saturating_add(program));
        crowded.extend(above.iter().skip(MOST_ABOVE));
        for above in above.into_iter().take(MOST_ABOVE) {
            let under = under.entry(above).or_default();
            for one in own {
                let key = (one.stage as u8, (one.provider, one.receiver));
                under.entry(key).or_default().add(one);
            }
        }
    }
    under.values_mut().flat_map(BTreeMap::values_mut).for_each(Days::sort);
    for (at, one) in all.iter().enumerate() {
        let program = base.saturating_add(one.program);
        let Some(under) = under.get(&program) else { continue };
        let stage = one.stage as u8;
        let of_stage = under.iter().filter(|((of, _), _)| *of == stage);
        let is_borne_on = crowded.contains(&program)
            || under.len() > MOST_PAIRS
            || of_stage
                .filter(|((_, parties), _)| are_compatible(*parties, (one.provider, one.receiver)))
                .any(|(_, days)| days.touching(one) > 0);
        if is_borne_on {
            mark(&mut bearings, at);
        }
    }
    for (bearing, passes) in bearings.iter_mut().zip(passing(tree, base, all)) {
        bearing.passed_on = passes;
    }
    bearings
}

/// Marks the amounts of one programme that share a day with another of the same parties and stage, one of
/// the two being over a period.
fn beside_one_another(
    own: &[Money],
    first: usize,
    bearings: &mut [Bearing],
    mark: impl Fn(&mut [Bearing], usize),
) {
    if own.len() < 2 {
        return;
    }
    let key = |one: &Money| (one.stage as u8, (one.provider, one.receiver));
    let mut days: BTreeMap<(u8, Parties), (Days, Days)> = BTreeMap::new();
    for one in own {
        let (periods, all) = days.entry(key(one)).or_default();
        all.add(one);
        if !one.dated {
            periods.add(one);
        }
    }
    for (periods, all) in days.values_mut() {
        periods.sort();
        all.sort();
    }
    for (at, one) in (first..).zip(own) {
        let Some((periods, all)) = days.get(&key(one)) else { continue };
        let others = if one.dated { periods.touching(one) } else { all.touching(one) - 1 };
        if others > 0 {
            mark(bearings, at);
        }
    }
}

/// Whether two may be of the same parties.
fn are_compatible(one: Parties, other: Parties) -> bool {
    let fit = |a: Option<u16>, b: Option<u16>| a.is_none() || b.is_none() || a == b;
    fit(one.0, other.0) && fit(one.1, other.1)
}

/// Of each amount, whether who gives it received money of the stage in a programme that is linked in
/// whatever way.
fn passing(tree: &ProgramTree, base: u32, all: &[Money]) -> Vec<bool> {
    let mut parts: BTreeMap<u32, u32> = BTreeMap::new();
    for one in all {
        let start = base.saturating_add(one.program);
        if parts.contains_key(&start) {
            continue;
        }
        let mut open = alloc::vec![start];
        while let Some(program) = open.pop() {
            if parts.insert(program, start).is_none() {
                open.extend(tree.neighbours(program).filter(|it| !parts.contains_key(it)));
            }
        }
    }
    let part = |one: &Money| parts.get(&base.saturating_add(one.program)).copied();
    let received: BTreeSet<(Option<u32>, u8, u16)> =
        all.iter().filter_map(|one| Some((part(one), one.stage as u8, one.receiver?))).collect();
    all.iter()
        .map(|one| {
            one.provider
                .is_some_and(|provider| received.contains(&(part(one), one.stage as u8, provider)))
        })
        .collect()
}
