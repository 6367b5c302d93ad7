//! In which orders the acts that one source tells of can have been done, and what they add up to.
//!
//! Where the days of two acts leave open which came first, both orders are histories, unless one of
//! them makes less sense: it ends what had not begun or begins what was under way. Of the orders only
//! the most sensible are followed, and what they tell is put together.

use alloc::vec::Vec;

use super::claim::SpellClaim;
use super::keys::Keys;
use super::treaty_acts::{Reported, order, when};
use crate::date::UNBOUNDED_ABOVE;

/// More orders than this are not followed; such acts say no more than that something may have begun
/// and ended.
const MOST_ORDERS: usize = 64;

/// Reads the spells that acts of one source tell of, in every sensible order.
pub(super) fn read_in_order<'r>(
    acts: &[Reported<'r>],
    faults: impl Fn(&[Reported<'r>]) -> usize,
    read: impl Fn(&[Reported<'r>]) -> Vec<SpellClaim<'r>>,
) -> Vec<SpellClaim<'r>> {
    let mut sorted = acts.to_vec();
    sorted.sort_by_key(|it| order(it.act));
    let settled = sorted.windows(2).all(|pair| match pair {
        [a, b] => !may_follow(a, b),
        _ => true,
    });
    if settled {
        return read(&sorted);
    }
    let mut found: Vec<Vec<Reported<'r>>> = Vec::new();
    let mut fewest = usize::MAX;
    let mut tried = 0;
    extend(&mut Vec::new(), &sorted, &mut |order| {
        let count = faults(order);
        if count < fewest {
            fewest = count;
            found.clear();
        }
        if count == fewest {
            found.push(order.to_vec());
        }
        tried += 1;
        tried < MOST_ORDERS
    });
    if tried >= MOST_ORDERS {
        let loose = |spell: SpellClaim<'r>| SpellClaim {
            start: Some(Keys::ALL),
            end: Some(Keys::ALL),
            may_never: true,
            entered: false,
            ..spell
        };
        return read(&sorted).into_iter().take(1).map(loose).collect();
    }
    found.into_iter().map(|order| read(&order)).reduce(together).unwrap_or_default()
}

/// Whether the first of two acts, in their usual order, can have been done after the second.
fn may_follow(a: &Reported<'_>, b: &Reported<'_>) -> bool {
    match (when(a.act), when(b.act)) {
        // On one day acts are done in the order of their kinds.
        (Some(days), Some(others)) => {
            days.last() > others.first()
                || (days.last() == others.first() && a.act.kind as usize > b.act.kind as usize)
        }
        // An act without a day stands where its kind puts it.
        _ => false,
    }
}

fn extend<'r>(
    done: &mut Vec<Reported<'r>>,
    rest: &[Reported<'r>],
    each: &mut dyn FnMut(&[Reported<'r>]) -> bool,
) -> bool {
    if rest.is_empty() {
        return each(done);
    }
    for (number, next) in rest.iter().enumerate() {
        let before = rest.get(..number).unwrap_or_default();
        if !before.iter().all(|other| may_follow(other, next)) {
            continue;
        }
        let others: Vec<Reported<'r>> =
            rest.iter().enumerate().filter(|(at, _)| *at != number).map(|(_, it)| *it).collect();
        done.push(*next);
        let go_on = extend(done, &others, each);
        done.pop();
        if !go_on {
            return false;
        }
    }
    true
}

/// What two readings tell together: of each spell every day of either; a spell that only one of them
/// knows may never have been.
fn together<'r>(a: Vec<SpellClaim<'r>>, b: Vec<SpellClaim<'r>>) -> Vec<SpellClaim<'r>> {
    let (mut longer, shorter) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let known = shorter.len();
    for (spell, other) in longer.iter_mut().zip(shorter) {
        spell.start = match (spell.start, other.start) {
            (Some(a), Some(b)) => Some(a.hull(b)),
            (None, None) => None,
            _ => Some(Keys::ALL),
        };
        spell.end = match (spell.end, other.end) {
            (Some(a), Some(b)) => Some(a.hull(b)),
            (None, None) => None,
            (Some(one), None) | (None, Some(one)) => Keys::new(one.first(), UNBOUNDED_ABOVE),
        };
        spell.may_never |= other.may_never;
    }
    longer.iter_mut().skip(known).for_each(|spell| spell.may_never = true);
    longer
}
