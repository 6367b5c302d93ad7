//! The first of several things whose days are known only in part.

use alloc::vec::Vec;

use super::view::Candidates;
use crate::store::Keys;

/// The items that are the first in some world, each with the ranges in which its day lies, in order;
/// two on one day are both the first. What has no day at all is left out.
pub(super) fn first<V: Copy>(items: &[(V, Vec<Keys>)]) -> Candidates<V> {
    // The first comes no later than any item at its latest.
    let latest = items.iter().filter_map(|(_, days)| days.last().map(|days| days.last())).min();
    let can_be = |days: &[Keys]| days.first().is_some_and(|days| Some(days.first()) <= latest);
    Candidates::new(items.iter().filter(|(_, days)| can_be(days)).map(|(item, _)| *item).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_share_the_first_day_or_come_before_it_is_a_candidate() {
        let range = |first, last| alloc::vec![Keys::new(first, last).unwrap()];
        let items = [("early", range(1, 3)), ("same", range(3, 9)), ("late", range(4, 4))];
        assert_eq!(first(&items).iter().collect::<Vec<_>>(), [&"early", &"same"]);
        assert_eq!(first(&[("only", range(7, 9)), ("none", Vec::new())]).only(), Some(&"only"));
        assert!(first::<u8>(&[]).is_empty());
    }
}
