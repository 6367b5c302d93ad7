//! Which claims are about one spell: claims of different sources are put together.

use alloc::vec;
use alloc::vec::Vec;

use super::claim::SpellClaim;
use super::keys::Keys;
use crate::date::UNBOUNDED_ABOVE;

/// Puts each claim to the spell that it is about; returns the numbers of the claims of each.
pub(super) fn matched(claims: &[SpellClaim<'_>], reach: &[i32]) -> Vec<Vec<usize>> {
    let mut groups = joined(claims);
    let placed: Vec<usize> = groups.iter().flatten().copied().collect();
    for (at, claim) in claims.iter().enumerate().filter(|(at, _)| !placed.contains(at)) {
        let last = reach.get(at).copied().unwrap_or(UNBOUNDED_ABOVE);
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
        match nearest().and_then(|number| groups.get_mut(number)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// The claims that share a spell by their own statement, those of several only.
fn joined(claims: &[SpellClaim<'_>]) -> Vec<Vec<usize>> {
    let mut marked: Vec<(u32, usize)> =
        claims.iter().enumerate().filter_map(|(at, claim)| Some((claim.joined?, at))).collect();
    marked.sort_unstable();
    let groups = marked.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1);
    let mut groups: Vec<Vec<usize>> =
        groups.map(|group| group.iter().map(|(_, at)| *at).collect()).collect();
    // In the order of the claims, not of the marks.
    groups.sort_unstable();
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
