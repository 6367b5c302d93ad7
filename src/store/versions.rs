//! Which of several versions of one number a later one takes the place of.
//!
//! A version takes the place of another if it is of the same source and its vintage is certainly later,
//! or if its source is a later edition of the other's. Only the latest vintage of a source and the
//! editions before each source matter, so that many versions need not be compared each with each.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::keys::Keys;
use super::records::{LONGEST_CHAIN, Records};

/// One version: the number of its source, and the possible days of its vintage if it states one.
pub(crate) type Version = (u32, Option<Keys>);

/// Of each of some versions of one number, whether a later one takes its place.
pub(crate) fn replaced(records: &Records, versions: &[Version]) -> Vec<bool> {
    if versions.len() < 2 {
        return alloc::vec![false; versions.len()];
    }
    let mut latest: BTreeMap<u32, Option<i32>> = BTreeMap::new();
    for (source, vintage) in versions {
        let so_far = latest.entry(*source).or_default();
        *so_far = (*so_far).max(vintage.map(Keys::first));
    }
    let mut earlier: BTreeSet<u32> = BTreeSet::new();
    for source in latest.keys() {
        let before = core::iter::successors(records.edition_before(*source), |at| {
            records.edition_before(*at)
        });
        earlier.extend(before.take(LONGEST_CHAIN).filter(|at| at != source));
    }
    let is_replaced = |(source, vintage): &Version| {
        let latest = latest.get(source).copied().flatten();
        earlier.contains(source)
            || vintage.is_some_and(|own| latest.is_some_and(|latest| latest > own.last()))
    };
    versions.iter().map(is_replaced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Record, Source};

    /// What is replaced is what some other version certainly replaces, each compared with each.
    #[test]
    fn versions_are_replaced_as_if_compared_each_with_each() {
        let source = |id: &str, before: Option<&str>| {
            let mut source = Source::new(id, "A list");
            source.supersedes = before.map(Into::into);
            Record::from(source)
        };
        let records = Records::of(
            [
                source("a", None),
                source("b", Some("a")),
                source("c", Some("b")),
                source("d", Some("d")),
            ]
            .into_iter()
            .collect(),
        );
        let mut state = 5_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for _ in 0..2000 {
            let count = next(6);
            let versions: Vec<Version> = (0..count)
                .map(|_| {
                    let first = next(5) as i32;
                    let vintage = Keys::new(first, first + next(3) as i32).filter(|_| next(4) > 0);
                    (next(5), vintage)
                })
                .collect();
            let replaces = |one: &Version, other: &Version| match (one.1, other.1) {
                (Some(mine), Some(theirs)) if one.0 == other.0 => mine.first() > theirs.last(),
                _ => one.0 != other.0 && records.supersedes(one.0, other.0),
            };
            let expected: Vec<bool> = versions
                .iter()
                .map(|one| versions.iter().any(|other| replaces(other, one)))
                .collect();
            assert_eq!(replaced(&records, &versions), expected, "{versions:?}");
        }
    }
}
