//! The rank of a value among values that are only partly known, as a range.

use alloc::vec::Vec;

use crate::money::{Bound, Bounds, Decimal};

/// The ends of all values, in order, so that a rank is found without comparing each with each.
///
/// A value of which nothing is known at all is `None`.
pub(crate) struct Scale {
    /// The lower ends, `None` first; of equal numbers the included end first.
    lowers: Vec<Option<(Decimal, bool)>>,
    /// The numbers of the upper ends; how many have none.
    uppers: Vec<Decimal>,
    endless: usize,
}

impl Scale {
    pub(crate) fn of(values: impl Iterator<Item = Option<Bounds>> + Clone) -> Self {
        let lower = |low: Bound| (low.value, !low.included);
        let mut lowers: Vec<Option<(Decimal, bool)>> =
            values.clone().map(|value| value.and_then(Bounds::lower).map(lower)).collect();
        lowers.sort_unstable();
        let mut uppers: Vec<Decimal> =
            values.filter_map(|value| Some(value?.upper()?.value)).collect();
        uppers.sort_unstable();
        let endless = lowers.len() - uppers.len();
        Self { lowers, uppers, endless }
    }

    /// How many values there are.
    pub(crate) const fn len(&self) -> usize {
        self.lowers.len()
    }

    /// The best and the worst rank of one of the values, counted from 1: better are those that are
    /// greater, and equal values share the better rank.
    pub(crate) fn span(&self, own: Option<Bounds>) -> (usize, usize) {
        let best = own.and_then(Bounds::upper).map_or(1, |upper| {
            let certainly_greater = |low: &Option<(Decimal, bool)>| {
                low.is_some_and(|(value, excluded)| {
                    value > upper.value || (value == upper.value && (excluded || !upper.included))
                })
            };
            let not_greater = self.lowers.partition_point(|low| !certainly_greater(low));
            1 + (self.lowers.len() - not_greater)
        });
        let worst = match own.and_then(Bounds::lower) {
            None => self.lowers.len(),
            Some(low) => {
                let not_greater = self.uppers.partition_point(|value| *value <= low.value);
                let greater = self.uppers.len() - not_greater + self.endless;
                // One that is not exact is possibly greater than itself.
                1 + greater - usize::from(is_above(own, low))
            }
        };
        (best, worst)
    }
}

/// Whether a value may lie above its own lower end.
fn is_above(own: Option<Bounds>, low: Bound) -> bool {
    own.and_then(Bounds::upper).is_none_or(|upper| upper.value > low.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(values: &[&str]) -> Vec<(usize, usize)> {
        let values: Vec<Option<Bounds>> =
            values.iter().map(|text| Bounds::parse(text).ok()).collect();
        let scale = Scale::of(values.iter().copied());
        values.iter().map(|value| scale.span(*value)).collect()
    }

    #[test]
    fn what_is_exact_has_one_rank_and_what_is_equal_shares_it() {
        assert_eq!(spans(&["USD [5, 5]", "USD [9, 9]", "USD [5, 5]"]), [(2, 2), (1, 1), (2, 2)]);
    }

    #[test]
    fn what_overlaps_or_is_unknown_widens_ranks() {
        assert_eq!(spans(&["USD [1, 3]", "USD [2, 4]", "USD [9, 9]"]), [(2, 3), (2, 3), (1, 1)]);
        assert_eq!(spans(&["USD [0, ..)", "USD [4, 4]"]), [(1, 2), (1, 2)]);
        assert_eq!(spans(&["nothing", "USD [4, 4]"]), [(1, 2), (1, 2)]);
        assert_eq!(spans(&["USD (3, 4]", "USD [3, 3]"]), [(1, 1), (2, 2)]);
    }
}
