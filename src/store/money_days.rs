//! Which amounts of programmes others may bear on.
//!
//! The answer errs on the side of yes: what several amounts are for, and which of them qualify, is not
//! looked at. So an amount of which it is no is counted by itself in every question.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::areas::OTHER;
use super::money_read::{Apart, Money, Passing};
use super::program_tree::ProgramTree;

/// How many programmes above one are looked at one by one; what lies beyond is borne on.
const MOST_ABOVE: usize = 64;
/// Between how many pairs the money under a programme may flow for an amount that does not say between
/// whom it flows; if there are more, it is borne on.
const MOST_PAIRS: usize = 64;

/// What may bear on an amount.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearing {
    /// How the amounts in its own programme, or in those under it, bear on it.
    pub(super) beside: Apart,
    /// Whether it passes on what was received, where the giver is not asked for.
    pub(super) passed_on: Passing,
}

impl Bearing {
    const NONE: Self = Self { beside: Apart::Alone, passed_on: Passing::No };
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
    let mut bearings: Vec<Bearing> = alloc::vec![Bearing::NONE; all.len()];
    let mark = |bearings: &mut [Bearing], at: usize, how: Apart| {
        if let Some(bearing) = bearings.get_mut(at) {
            bearing.beside = bearing.beside.max(how);
        }
    };
    // Amounts stand programme by programme.
    let mut first = 0;
    let mut under: BTreeMap<u32, BTreeMap<(u8, Parties), Days>> = BTreeMap::new();
    let mut crowded: BTreeSet<u32> = BTreeSet::new();
    let mut passing = Received::default();
    for own in all.chunk_by(|a, b| a.program == b.program) {
        beside_one_another(own, first, &mut bearings, mark);
        first += own.len();
        let Some(program) = own.first().map(|it| base.saturating_add(it.program)) else { continue };
        let above = tree.above(program);
        crowded.extend(above.iter().skip(MOST_ABOVE));
        own.iter().for_each(|one| passing.add(one, program, above.iter().take(MOST_ABOVE)));
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
        let is_crowded = crowded.contains(&program);
        if is_crowded || under.get(&program).is_some_and(|under| is_borne_on(one, under)) {
            mark(&mut bearings, at, Apart::WithUnder);
        }
    }
    let mut first = 0;
    for own in all.chunk_by(|a, b| a.program == b.program) {
        let bearings = bearings.get_mut(first..first + own.len()).unwrap_or_default();
        first += own.len();
        let Some(program) = own.first().map(|it| base.saturating_add(it.program)) else { continue };
        let above = tree.above(program);
        for (one, bearing) in own.iter().zip(bearings) {
            bearing.passed_on = passing.of(one, program, &above);
            if bearing.passed_on == Passing::No && crowded.contains(&program) {
                bearing.passed_on = Passing::Open;
            }
        }
    }
    bearings
}

/// Whether an amount under a programme may be a part of one of its own.
fn is_borne_on(one: &Money, under: &BTreeMap<(u8, Parties), Days>) -> bool {
    let stage = one.stage as u8;
    let touches = |days: &Days| days.touching(one) > 0;
    if let (Some(provider), Some(receiver)) = (one.provider, one.receiver) {
        // What does not say it may be between the same two.
        let fitting = [
            (Some(provider), Some(receiver)),
            (Some(provider), None),
            (None, Some(receiver)),
            (None, None),
        ];
        return fitting.into_iter().filter_map(|parties| under.get(&(stage, parties))).any(touches);
    }
    under.len() > MOST_PAIRS
        || under
            .iter()
            .filter(|((of, parties), _)| {
                *of == stage && are_compatible(*parties, (one.provider, one.receiver))
            })
            .any(|(_, days)| touches(days))
}

/// Marks the amounts of one programme that may be the same money as another of it: a cumulative one beside
/// any other of its stage, and two that share a day, of the same parties, one of them over a period.
fn beside_one_another(
    own: &[Money],
    first: usize,
    bearings: &mut [Bearing],
    mark: impl Fn(&mut [Bearing], usize, Apart),
) {
    for (at, one) in (first..).zip(own) {
        if !one.alone {
            mark(bearings, at, Apart::InProgram);
        }
    }
    if own.len() < 2 {
        return;
    }
    let mut of_stage: BTreeMap<u8, usize> = BTreeMap::new();
    let key = |one: &Money| (one.stage as u8, (one.provider, one.receiver));
    let mut days: BTreeMap<(u8, Parties), (Days, Days)> = BTreeMap::new();
    for one in own {
        *of_stage.entry(one.stage as u8).or_default() += 1;
        if one.cumulative {
            continue;
        }
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
        if one.cumulative {
            if of_stage.get(&(one.stage as u8)).is_some_and(|count| *count > 1) {
                mark(bearings, at, Apart::InProgram);
            }
            continue;
        }
        let Some((periods, all)) = days.get(&key(one)) else { continue };
        let others = if one.dated { periods.touching(one) } else { all.touching(one) - 1 };
        if others > 0 {
            mark(bearings, at, Apart::WithOthers);
        }
    }
}

/// Whether two may be of the same parties.
fn are_compatible(one: Parties, other: Parties) -> bool {
    let fit = |a: Option<u16>, b: Option<u16>| a.is_none() || b.is_none() || a == b;
    fit(one.0, other.0) && fit(one.1, other.1)
}

/// In a programme itself, in it or within it, or by name into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    In(u32),
    Within(u32),
    Into(u32),
}

/// What actors received in places, and who gave something.
#[derive(Debug, Default)]
struct Received {
    /// The first day on which some of it may have flowed, and the first by which some of it certainly had.
    days: BTreeMap<(Place, u8, u16), (i32, i32)>,
    givers: BTreeSet<(u8, u16)>,
}

impl Received {
    fn add<'a>(&mut self, one: &Money, program: u32, above: impl Iterator<Item = &'a u32>) {
        self.givers.extend(one.provider.map(|giver| (one.stage as u8, giver)));
        let Some(receiver) = one.receiver else { return };
        let own = [Place::In(program), Place::Within(program)];
        let above = above.map(|above| Place::Within(*above));
        for place in own.into_iter().chain(above).chain(one.into.map(Place::Into)) {
            let days = self.days.entry((place, one.stage as u8, receiver));
            let (first, last) = days.or_insert((one.first, one.last));
            (*first, *last) = ((*first).min(one.first), (*last).min(one.last));
        }
    }

    fn of(&self, one: &Money, program: u32, above: &[u32]) -> Passing {
        let Some(provider) = one.provider else { return Passing::No };
        let stage = one.stage as u8;
        let own = [Place::Within(program), Place::Into(program)];
        let above = above.iter().copied().chain(one.out_of).map(Place::In);
        let received = own.into_iter().chain(above);
        let mut received = received.filter_map(|place| self.days.get(&(place, stage, provider)));
        let mut before = received.clone().filter(|(first, _)| *first <= one.last).peekable();
        if before.peek().is_none() {
            return Passing::No;
        }
        // Money of whose receiver nothing is given goes round in no circle. The number of all others is
        // nobody's own.
        let ends = one.receiver.is_none_or(|receiver| {
            receiver != OTHER
                && Some(receiver) != one.provider
                && !self.givers.contains(&(stage, receiver))
        });
        let is_earlier = received.any(|(_, last)| *last < one.first);
        if provider != OTHER && (ends || is_earlier) { Passing::Yes } else { Passing::Open }
    }
}
