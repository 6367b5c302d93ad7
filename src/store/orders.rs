//! In which orders the spells that one source tells of can have come.
//!
//! Spells of one source are disjoint, so they came one after another. Where their days do not settle
//! in which order, every order that can be is a history; in each of them the spells narrow one
//! another: each ends before the next begins, and what nothing ended ended before the next, or is the
//! last and goes on.

use alloc::vec;
use alloc::vec::Vec;

use super::claim::{SpellClaim, after, before};
use super::keys::Keys;
use super::limits::Limits;
use super::state::State;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::truth::{Reason, Truth};

/// More orders than this are not told apart: a source whose spells can be put in so many says too
/// little to be followed.
const MOST_ORDERS: usize = 128;

/// Up to how many spells each is compared with each; of more, only neighbours are.
const MOST_COMPARED: usize = 48;

/// The possible first and last days of one spell in one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) start: Keys,
    pub(super) end: Keys,
    /// It may never have begun at all.
    may_never: bool,
}

impl Placed {
    /// Whether it may hold on some of some days.
    pub(super) fn may_meet(&self, days: Keys) -> bool {
        Keys::new(self.start.first(), self.end.last()).is_some_and(|all| all.meets(days))
    }

    /// Cuts it to limits, as far as the days that are stated allow.
    pub(super) fn limit(&mut self, limits: &Limits) {
        self.start = self.start.clipped(limits.first, UNBOUNDED_ABOVE);
        self.end = if self.end.first() == UNBOUNDED_ABOVE {
            limits.last.later(Keys::at(self.start.first()))
        } else {
            self.end.clipped(UNBOUNDED_BELOW, limits.last.last())
        };
    }
}

/// One order of a source's spells: which claim comes where, and its days there.
pub(super) type Order = Vec<(usize, Placed)>;

/// Every order in which the spells of one source can have come; none if their order cannot be told
/// at all, either because there are too many or because they contradict each other.
pub(super) fn orders(claims: &[&SpellClaim<'_>]) -> Vec<Order> {
    let mut by_place: Vec<usize> = (0..claims.len()).collect();
    by_place.sort_by_key(|&at| claims.get(at).map(|claim| claim.place()));
    let can = |a: usize, b: usize| match (claims.get(a), claims.get(b)) {
        (Some(a), Some(b)) => can_precede(a, b),
        _ => false,
    };
    let settled = by_place.windows(2).all(|pair| match pair {
        &[a, b] => !can(b, a),
        _ => true,
    });
    if settled {
        return placed(&by_place, claims).into_iter().collect();
    }
    if claims.len() > MOST_COMPARED {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut tried = 0;
    extend(&mut Vec::new(), &by_place, &can, &mut |order| {
        tried += 1;
        found.extend(placed(order, claims));
        tried < MOST_ORDERS
    });
    if tried < MOST_ORDERS { found } else { Vec::new() }
}

/// Goes through every order of the rest behind those already placed, until told to stop.
fn extend(
    order: &mut Vec<usize>,
    rest: &[usize],
    can: &dyn Fn(usize, usize) -> bool,
    each: &mut dyn FnMut(&[usize]) -> bool,
) -> bool {
    if rest.is_empty() {
        return each(order);
    }
    for &next in rest {
        let others: Vec<usize> = rest.iter().copied().filter(|&other| other != next).collect();
        if !others.iter().all(|&other| can(next, other)) {
            continue;
        }
        order.push(next);
        let go_on = extend(order, &others, can, each);
        order.pop();
        if !go_on {
            return false;
        }
    }
    true
}

/// Whether one spell can have ended before another began.
fn can_precede(a: &SpellClaim<'_>, b: &SpellClaim<'_>) -> bool {
    let begun = a.first_days().map_or(UNBOUNDED_BELOW, Keys::first);
    let ended = a.end.map_or(UNBOUNDED_BELOW, Keys::first).max(begun).max(a.held_until);
    let begins_by = b.first_days().map_or(UNBOUNDED_ABOVE, Keys::last);
    let begins_by = begins_by.min(b.end.map_or(UNBOUNDED_ABOVE, Keys::last)).min(b.began_by);
    ended < begins_by || (ended == UNBOUNDED_BELOW && begins_by == UNBOUNDED_BELOW)
}

/// The days of the spells in one order; `None` if they cannot have come in it.
fn placed(order: &[usize], claims: &[&SpellClaim<'_>]) -> Option<Order> {
    let mut result: Order = Vec::with_capacity(order.len());
    for (number, &at) in order.iter().enumerate() {
        let claim = claims.get(at)?;
        let start = claim.first_days().unwrap_or(Keys::ALL);
        let is_last = number + 1 == order.len();
        let end = match claim.end {
            Some(end) => end,
            None if is_last => Keys::at(UNBOUNDED_ABOVE),
            None => Keys::new(claim.held_until, UNBOUNDED_ABOVE)?,
        };
        let end = Keys::new(end.first().max(claim.held_until), end.last())?;
        result.push((at, Placed { start, end, may_never: claim.may_never }));
    }
    // Forwards nothing begins before the one in front has ended; backwards nothing ends after the
    // next has begun.
    let mut free = UNBOUNDED_BELOW;
    for (_, spell) in &mut result {
        spell.start = Keys::new(spell.start.first().max(free), spell.start.last())?;
        spell.end = Keys::new(spell.end.first().max(spell.start.first()), spell.end.last())?;
        free = after(spell.end.first());
    }
    let mut until = UNBOUNDED_ABOVE;
    for (number, (_, spell)) in result.iter_mut().enumerate().rev() {
        spell.end = Keys::new(spell.end.first(), spell.end.last().min(until))?;
        spell.start = Keys::new(spell.start.first(), spell.start.last().min(spell.end.last()))?;
        until = before(spell.start.last());
        if number > 0 && spell.start.last() == UNBOUNDED_BELOW {
            return None;
        }
    }
    Some(result)
}

/// The orders of the spells of a subject about which only one source speaks, where there are several;
/// the answers are then those on which all orders agree.
pub(super) fn of_only_source(claims: &[SpellClaim<'_>]) -> Vec<Vec<Placed>> {
    let Some(first) = claims.first() else { return Vec::new() };
    if claims.len() < 2 || claims.iter().any(|claim| claim.source != first.source) {
        return Vec::new();
    }
    let all: Vec<&SpellClaim<'_>> = claims.iter().collect();
    let found = orders(&all);
    if found.len() < 2 {
        return Vec::new();
    }
    found.into_iter().map(|order| order.into_iter().map(|(_, placed)| placed).collect()).collect()
}

/// Whether something held on a day, whichever of several orders is the true one.
pub(super) fn in_every_order(orders: &[Vec<Placed>], day: i32) -> State {
    let (mut holds, mut fails) = (false, false);
    for order in orders {
        let (may_hold, may_fail) = on(order, day);
        holds |= may_hold;
        fails |= may_fail;
    }
    match Truth::from_worlds(holds, fails) {
        Truth::Yes => State::YES,
        Truth::No => State::NO,
        Truth::Unknown => State::unknown(Reason::Imprecise),
    }
}

/// Whether some spell of an order may hold on a day, and whether all may fail.
fn on(order: &[Placed], day: i32) -> (bool, bool) {
    let holds = order.iter().any(|spell| spell.start.first() <= day && day <= spell.end.last());
    // All fail if the day can lie before the first, between two, or after the last.
    let ended = |spell: &Placed| spell.end.first() < day || spell.may_never;
    let later = |spell: &Placed| spell.start.last() > day || spell.may_never;
    let fails = (0..=order.len()).any(|gap| {
        let left = gap.checked_sub(1).and_then(|at| order.get(at));
        left.is_none_or(ended) && order.get(gap).is_none_or(later)
    });
    (holds, fails)
}

/// Lets the spells of each source narrow one another. Returns how far each claim reaches for matching:
/// an open end only to the source's next spell.
pub(super) fn part_within_sources(claims: &mut [SpellClaim<'_>]) -> Vec<i32> {
    let mut reach: Vec<i32> =
        claims.iter().map(|claim| claim.end.map_or(UNBOUNDED_ABOVE, Keys::last)).collect();
    let mut by_source: Vec<usize> = (0..claims.len()).collect();
    by_source.sort_by_key(|&at| claims.get(at).map(|claim| (claim.source, at)));
    let mut rest = by_source.as_slice();
    while let Some(source) = rest.first().and_then(|&at| claims.get(at)).map(|claim| claim.source) {
        let same = |&at: &usize| claims.get(at).is_some_and(|claim| claim.source == source);
        let count = rest.iter().take_while(|at| same(at)).count();
        let (group, others) = rest.split_at(count);
        rest = others;
        if group.len() > 1 {
            narrow(group, claims, &mut reach);
        }
    }
    reach
}

fn narrow(group: &[usize], claims: &mut [SpellClaim<'_>], reach: &mut [i32]) {
    let of_source: Vec<&SpellClaim<'_>> = group.iter().filter_map(|&at| claims.get(at)).collect();
    let found = orders(&of_source);
    let mut days: Vec<Option<Placed>> = vec![None; group.len()];
    let mut always_last = vec![!found.is_empty(); group.len()];
    for order in &found {
        for (number, (at, placed)) in order.iter().enumerate() {
            if let (Some(slot), Some(last)) = (days.get_mut(*at), always_last.get_mut(*at)) {
                *slot = Some(slot.map_or(*placed, |so_far| Placed {
                    start: so_far.start.hull(placed.start),
                    end: so_far.end.hull(placed.end),
                    may_never: placed.may_never,
                }));
                *last &= number + 1 == order.len();
            }
        }
    }
    for (number, &at) in group.iter().enumerate() {
        let Some(claim) = claims.get_mut(at) else { continue };
        match (days.get(number).copied().flatten(), always_last.get(number)) {
            (Some(placed), Some(last)) => {
                if claim.start.is_some() || placed.start != Keys::ALL {
                    claim.start = Some(placed.start);
                }
                if claim.end.is_some() || !last {
                    claim.end = Some(placed.end);
                }
                if let Some(reach) = reach.get_mut(at) {
                    *reach = placed.end.last();
                }
            }
            // Their order cannot be told: whichever is not the last ended somewhere.
            _ if claim.end.is_none() => {
                claim.end = Keys::new(claim.earliest().max(claim.held_until), UNBOUNDED_ABOVE);
            }
            _ => {}
        }
    }
}
