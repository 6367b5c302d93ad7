//! Which claims are about one spell: spells of one source are kept apart, claims of different sources
//! are put together.

use alloc::vec;
use alloc::vec::Vec;

use super::claim::{SpellClaim, after, before};
use super::keys::Keys;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};

/// Spells of one source are disjoint: each ends before its next begins. Returns how far each claim
/// reaches for matching: an open end only to the source's next spell.
pub(super) fn part_within_sources(claims: &mut [SpellClaim<'_>]) -> Vec<i32> {
    let mut reach: Vec<i32> =
        claims.iter().map(|claim| claim.end.map_or(UNBOUNDED_ABOVE, Keys::last)).collect();
    let mut by_source: Vec<usize> = (0..claims.len()).collect();
    by_source.sort_by_key(|&at| claims.get(at).map(|claim| (claim.source, claim.place(), at)));
    for pair in by_source.windows(2) {
        let &[a, b] = pair else { continue };
        let (Some(&first), Some(&second)) = (claims.get(a), claims.get(b)) else { continue };
        if first.source != second.source {
            continue;
        }
        if !first.precedes(&second) {
            // Both orders are possible, and in one of them the other spell ends this one.
            for at in [a, b] {
                if let Some(claim) = claims.get_mut(at)
                    && claim.end.is_none()
                {
                    claim.end = Keys::new(claim.earliest().max(claim.held_until), UNBOUNDED_ABOVE);
                }
            }
            continue;
        }
        let next = second.first_days().unwrap_or(Keys::ALL);
        let last = before(next.last());
        if let Some(slot) = reach.get_mut(a) {
            *slot = (*slot).min(last);
        }
        let mut ended = None;
        if let Some(claim) = claims.get_mut(a) {
            let open = Keys::new(claim.earliest().max(claim.held_until), last);
            claim.end = match claim.end {
                Some(days) => Some(days.clipped(UNBOUNDED_BELOW, last)),
                None => open,
            };
            *claim = claim.tightened();
            ended = claim.end;
        }
        if let (Some(claim), Some(ended)) = (claims.get_mut(b), ended) {
            claim.start = Some(next.clipped(after(ended.first()), UNBOUNDED_ABOVE));
            *claim = claim.tightened();
        }
    }
    reach
}

/// The day from which one of two open spells of the only source holds whichever of them came last;
/// `None` if their order is known, or if another source could end them.
pub(super) fn open_in_either_order(claims: &[SpellClaim<'_>]) -> Option<i32> {
    let source = claims.first()?.source;
    if claims.iter().any(|claim| claim.source != source) {
        return None;
    }
    let mut ordered: Vec<&SpellClaim<'_>> = claims.iter().collect();
    ordered.sort_by_key(|claim| claim.place());
    let [.., first, second] = ordered.as_slice() else { return None };
    let open = first.end.is_none() && second.end.is_none();
    let begun = |claim: &SpellClaim<'_>| claim.first_days().map(Keys::last);
    (open && !first.precedes(second)).then_some(begun(first)?.max(begun(second)?))
}

/// Puts each claim to the spell that it is about; returns the numbers of the claims of each.
pub(super) fn matched(claims: &[SpellClaim<'_>], reach: &[i32]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let last = reach.get(at).copied().unwrap_or(UNBOUNDED_ABOVE);
        let joined = claim.joined.and_then(|mark| {
            groups.iter().position(|group| {
                group
                    .iter()
                    .any(|&other| claims.get(other).is_some_and(|other| other.joined == Some(mark)))
            })
        });
        let fits = |group: &Vec<usize>| {
            group
                .iter()
                .all(|&other| claims.get(other).is_some_and(|other| other.source != claim.source))
                && group.iter().all(|&other| {
                    let (Some(peer), Some(&peer_last)) = (claims.get(other), reach.get(other))
                    else {
                        return false;
                    };
                    claim.earliest() <= peer_last && peer.earliest() <= last
                })
        };
        let nearest = || {
            groups
                .iter()
                .enumerate()
                .filter(|(_, group)| fits(group))
                .min_by_key(|(number, group)| (distance(claim, group, claims), *number))
                .map(|(number, _)| number)
        };
        match joined.or_else(nearest).and_then(|number| groups.get_mut(number)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// How far a claim is from a spell that it may be about: it joins the one that holds its attested
/// day, else the one whose start it may share, else the nearest start, or end if it states no start.
fn distance(claim: &SpellClaim<'_>, group: &[usize], claims: &[SpellClaim<'_>]) -> (u8, i64) {
    let peers = || group.iter().filter_map(|&at| claims.get(at));
    let attested = claim.began_by < UNBOUNDED_ABOVE;
    let holds = |peer: &SpellClaim<'_>| {
        peer.earliest() <= claim.began_by
            && peer.end.is_none_or(|end| claim.held_until <= end.last())
    };
    if attested && peers().all(holds) {
        return (0, 0);
    }
    let gap = |a: Keys, b: Keys| {
        let apart = (i64::from(a.first()) - i64::from(b.last()))
            .max(i64::from(b.first()) - i64::from(a.last()));
        apart.max(0)
    };
    let by_start = |peer: &SpellClaim<'_>| Some(gap(claim.start?, peer.start?));
    let by_end = |peer: &SpellClaim<'_>| Some(gap(claim.end?, peer.end?));
    let nearest = peers()
        .filter_map(|peer| by_start(peer).or_else(|| by_end(peer)))
        .min()
        .unwrap_or(i64::MAX);
    (if nearest == 0 { 1 } else { 2 }, nearest)
}
