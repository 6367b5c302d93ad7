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

/// The best and the worst rank of each of some values, as a scale of them tells.
pub(crate) fn spans(values: &[Option<Bounds>]) -> Vec<(usize, usize)> {
    WholeScale::spans(values).unwrap_or_else(|| {
        let scale = Scale::of(values.iter().copied());
        values.iter().map(|value| scale.span(*value)).collect()
    })
}

/// Values whose ends are whole numbers of one power of ten that have room in 64 bits, as nearly all
/// have: they are compared as such.
///
/// An end is kept as twice its number, so that there is a number between it and the next one.
struct WholeScale {
    /// In order. A lower end that is not included itself counts as one more.
    lowers: Vec<i64>,
    uppers: Vec<i64>,
    endless: usize,
}

/// The ends of one value on such a scale.
type WholeEnds = (Option<(i64, bool)>, Option<(i64, bool)>);

impl WholeScale {
    /// No lower end.
    const NONE: i64 = i64::MIN;
    /// The digits that have room beside what is added to them.
    const MOST: i64 = i64::MAX / 4;

    fn spans(values: &[Option<Bounds>]) -> Option<Vec<(usize, usize)>> {
        let ends = values.iter().flatten().flat_map(|value| [value.lower(), value.upper()]);
        let exponents = ends.flatten().map(|end| end.value).filter(|it| !it.is_zero());
        let least = exponents.map(Decimal::exponent).min().unwrap_or(0);
        let whole = |end: Bound| {
            let more = u32::try_from(i32::from(end.value.exponent()) - i32::from(least));
            let digits = i64::try_from(end.value.coefficient()).ok()?;
            let digits = match more {
                _ if digits == 0 => 0,
                Ok(0) => digits,
                Ok(more) => digits.checked_mul(10_i64.checked_pow(more)?)?,
                Err(_) => return None,
            };
            let has_room = (-Self::MOST..=Self::MOST).contains(&digits);
            has_room.then(|| (2 * digits, end.included))
        };
        let whole = |end: Option<Bound>| end.map_or(Some(None), |end| whole(end).map(Some));
        let mut all: Vec<WholeEnds> = Vec::with_capacity(values.len());
        for value in values {
            let Some(value) = value else {
                all.push((None, None));
                continue;
            };
            all.push((whole(value.lower())?, whole(value.upper())?));
        }
        let lower = |(low, _): &WholeEnds| {
            low.map_or(Self::NONE, |(low, is_included)| low + i64::from(!is_included))
        };
        let mut lowers: Vec<i64> = all.iter().map(lower).collect();
        let mut uppers: Vec<i64> = all.iter().filter_map(|(_, high)| Some((*high)?.0)).collect();
        lowers.sort_unstable();
        uppers.sort_unstable();
        let endless = all.len() - uppers.len();
        let scale = Self { lowers, uppers, endless };
        Some(all.into_iter().map(|ends| scale.span(ends)).collect())
    }

    /// The same as [`Scale::span`].
    fn span(&self, (low, high): WholeEnds) -> (usize, usize) {
        let best = high.map_or(1, |(high, is_included)| {
            let highest = high - i64::from(!is_included);
            1 + self.lowers.len() - self.lowers.partition_point(|low| *low <= highest)
        });
        let worst = match low {
            None => self.lowers.len(),
            Some((low, _)) => {
                let not_greater = self.uppers.partition_point(|high| *high <= low);
                let greater = self.uppers.len() - not_greater + self.endless;
                1 + greater - usize::from(high.is_none_or(|(high, _)| high > low))
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
        let found: Vec<_> = values.iter().map(|value| scale.span(*value)).collect();
        assert_eq!(super::spans(&values), found);
        found
    }

    /// Whole numbers give the ranks that numbers of any size give, whatever their ends and decimals.
    #[test]
    fn ranks_by_whole_numbers_are_those_of_the_scale() {
        let numbers = ["-3", "-0.5", "0", "0.00", "2", "2.0", "2.5", "7e3", "7000", "7000.01"];
        let mut all: Vec<Option<Bounds>> = alloc::vec![None, Bounds::parse("USD (.., ..)").ok()];
        for (at, low) in numbers.iter().enumerate() {
            for text in ["[LOW, ..)", "(LOW, ..)", "(.., LOW]", "(.., LOW)", "[LOW, LOW]"] {
                all.push(Some(parsed(&text.replace("LOW", low))));
            }
            for high in numbers.iter().skip(at + 1) {
                for text in ["[LOW, HIGH]", "(LOW, HIGH)", "[LOW, HIGH)", "(LOW, HIGH]"] {
                    let text = text.replace("LOW", low).replace("HIGH", high);
                    all.extend(Bounds::parse(&alloc::format!("USD {text}")).map(Some));
                }
            }
        }
        for step in 1..=all.len() {
            let some: Vec<_> = all.iter().copied().step_by(step).collect();
            let scale = Scale::of(some.iter().copied());
            let of_scale: Vec<_> = some.iter().map(|value| scale.span(*value)).collect();
            assert_eq!(WholeScale::spans(&some), Some(of_scale));
        }
    }

    #[test]
    fn numbers_without_room_are_ranked_as_they_are() {
        for great in ["9e30", "9223372036854775807", "1e-20"] {
            let values = ["1", great, "2"].map(|it| Some(parsed(&alloc::format!("[{it}, {it}]"))));
            assert_eq!(WholeScale::spans(&values), None);
            let second = if great == "1e-20" { 3 } else { 1 };
            assert_eq!(super::spans(&values)[1], (second, second));
        }
    }

    fn parsed(text: &str) -> Bounds {
        Bounds::parse(&alloc::format!("USD {text}")).unwrap()
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
