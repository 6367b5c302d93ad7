//! Which values a field of several claims may take: those of maximal agreeing subsets, and of these
//! subsets the ones that a policy keeps.

use alloc::vec::Vec;

use super::keys::Keys;
use super::records::Records;
use crate::record::{Citation, Policy, Settling};

/// What one claim says of a field, and who says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voiced<'r> {
    pub(crate) days: Keys,
    pub(crate) cited: &'r [Citation],
}

/// Decides between claims that disagree, under a policy or none.
#[derive(Clone, Copy)]
pub(crate) struct Deciding<'r> {
    pub(crate) records: &'r Records,
    pub(crate) policy: Option<&'r Policy>,
}

impl<'r> Deciding<'r> {
    /// Decides nothing.
    pub(crate) const fn nothing(records: &'r Records) -> Self {
        Self { records, policy: None }
    }

    /// The values that the claims on one field leave possible, as disjoint ranges in order.
    pub(crate) fn values(self, claims: &[Voiced<'_>]) -> Vec<Keys> {
        // Of what one claim says, no policy leaves anything out.
        if let [] | [_] = claims {
            return claims.iter().map(|claim| claim.days).collect();
        }
        let ranges: Vec<Keys> = claims.iter().map(|claim| claim.days).collect();
        let mut agreed = agreeing(&ranges);
        let Some(policy) = self.policy else { return agreed };
        for source in policy.preferred() {
            let Some(source) = self.records.original_source(source) else { continue };
            let named = |claim: &Voiced<'_>| self.originals(claim).any(|it| it == source);
            if claims.iter().any(named) {
                keep(&mut agreed, claims.iter().filter(|claim| named(claim)));
                return agreed;
            }
        }
        match policy.settling() {
            Settling::Majority => self.keep_majority(&mut agreed, claims),
            Settling::LatestPublished => {
                let published = |claim: &Voiced<'_>| {
                    let days = claim.cited.iter().filter_map(|citation| {
                        self.records.source_day(core::slice::from_ref(citation))
                    });
                    days.map(Keys::last).max()
                };
                let latest = claims.iter().map(published).max().flatten();
                keep(&mut agreed, claims.iter().filter(|claim| published(claim) == latest));
            }
            Settling::Consensus => agreed = union(ranges),
            _ => {}
        }
        agreed
    }

    /// The original sources behind a claim.
    fn originals(self, claim: &Voiced<'_>) -> impl Iterator<Item = u32> {
        claim
            .cited
            .iter()
            .filter_map(move |citation| self.records.original_source(&citation.source))
    }

    fn keep_majority(self, agreed: &mut Vec<Keys>, claims: &[Voiced<'_>]) {
        let voices = |range: &Keys| {
            let behind = claims.iter().filter(|claim| claim.days.holds(*range));
            let mut originals: Vec<u32> = behind.flat_map(|claim| self.originals(claim)).collect();
            originals.sort_unstable();
            originals.dedup();
            originals.len()
        };
        if let Some(most) = agreed.iter().map(voices).max() {
            agreed.retain(|range| voices(range) == most);
        }
    }
}

/// Keeps the agreeing subsets that hold one of some claims: their common range lies inside it.
fn keep<'c, 'r: 'c>(agreed: &mut Vec<Keys>, claims: impl Iterator<Item = &'c Voiced<'r>> + Clone) {
    agreed.retain(|range| claims.clone().any(|claim| claim.days.holds(*range)));
}

/// The values that satisfy some maximal agreeing subset of ranges, as disjoint ranges in order.
///
/// Ranges on a line agree if they share a point, so the maximal subsets are found by walking over
/// all ends: a subset is complete where an end follows a beginning.
pub(crate) fn agreeing(ranges: &[Keys]) -> Vec<Keys> {
    if let [] | [_] = ranges {
        return ranges.to_vec();
    }
    let mut points: Vec<(i32, bool)> = Vec::with_capacity(ranges.len() * 2);
    for days in ranges {
        points.push((days.first(), false));
        points.push((days.last(), true));
    }
    points.sort_unstable();
    let mut result = Vec::new();
    let mut begun: Option<i32> = None;
    for (key, is_end) in points {
        if !is_end {
            begun = Some(key);
        } else if let Some(first) = begun.take() {
            result.extend(Keys::new(first, key));
        }
    }
    result
}

/// The values of all ranges, as disjoint ranges in order.
pub(crate) fn union(mut ranges: Vec<Keys>) -> Vec<Keys> {
    ranges.sort_unstable_by_key(|days| (days.first(), days.last()));
    let mut result: Vec<Keys> = Vec::new();
    for days in ranges {
        match result.last_mut() {
            Some(last) if days.first() <= last.last().saturating_add(1) => {
                let end = last.last().max(days.last());
                *last = Keys::new(last.first(), end).unwrap_or(*last);
            }
            _ => result.push(days),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: i32, last: i32) -> Keys {
        Keys::new(first, last).unwrap()
    }

    #[test]
    fn agreeing_ranges_are_the_maximal_ones() {
        assert_eq!(agreeing(&[range(1, 9), range(3, 4), range(8, 12)]), [range(3, 4), range(8, 9)]);
        assert_eq!(agreeing(&[range(1, 9), range(3, 4)]), [range(3, 4)]);
        assert_eq!(agreeing(&[]), []);
    }

    #[test]
    fn the_union_joins_what_touches() {
        let joined = union(alloc::vec![range(8, 9), range(1, 3), range(4, 5)]);
        assert_eq!(joined, [range(1, 5), range(8, 9)]);
    }
}
