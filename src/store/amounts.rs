//! Which amounts several claims on one number leave possible.
//!
//! Numbers on a line agree as days do, so the claims are placed on a scale of positions and decided
//! by the one mechanism there is for ranges.

use alloc::vec::Vec;

use super::deciding::{Deciding, Voiced};
use super::keys::Keys;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::money::{Bound, Bounds, Decimal, Unit};
use crate::record::Citation;

/// What one claim says of a number, and who says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VoicedAmount<'r> {
    pub(crate) bounds: Bounds,
    pub(crate) cited: &'r [Citation],
}

/// Positions on the scale for each number that is an end: just below it, at it, just above it.
const POSITIONS: i32 = 3;

impl Deciding<'_> {
    /// The amounts that the claims on one number leave possible, as disjoint bounds in order. Claims
    /// of another unit than the first say nothing here.
    pub(crate) fn amounts(self, claims: &[VoicedAmount<'_>]) -> Vec<Bounds> {
        let Some(first) = claims.first() else { return Vec::new() };
        if claims.iter().all(|claim| claim.bounds == first.bounds) {
            return alloc::vec![first.bounds];
        }
        let scale = Scale::of(first.bounds.unit(), claims);
        let voiced: Vec<Voiced<'_>> = claims
            .iter()
            .filter_map(|claim| {
                Some(Voiced { days: scale.place(claim.bounds)?, cited: claim.cited })
            })
            .collect();
        self.values(&voiced).into_iter().filter_map(|range| scale.bounds(range)).collect()
    }
}

/// The numbers at which some bounds end, in order.
struct Scale {
    unit: Unit,
    numbers: Vec<Decimal>,
}

impl Scale {
    fn of(unit: Unit, claims: &[VoicedAmount<'_>]) -> Self {
        let ends = claims.iter().flat_map(|claim| [claim.bounds.lower(), claim.bounds.upper()]);
        let mut numbers: Vec<Decimal> = ends.flatten().map(|end| end.value).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self { unit, numbers }
    }

    fn place(&self, bounds: Bounds) -> Option<Keys> {
        if bounds.unit() != self.unit {
            return None;
        }
        let at = |end: Bound, outward: i32| -> Option<i32> {
            let number = i32::try_from(self.numbers.binary_search(&end.value).ok()?).ok()?;
            let middle = number.checked_mul(POSITIONS)?.checked_add(1)?;
            Some(if end.included { middle } else { middle + outward })
        };
        let first = bounds.lower().map_or(Some(UNBOUNDED_BELOW), |end| at(end, 1))?;
        let last = bounds.upper().map_or(Some(UNBOUNDED_ABOVE), |end| at(end, -1))?;
        Keys::new(first, last)
    }

    fn bounds(&self, range: Keys) -> Option<Bounds> {
        let end = |key: i32| -> Option<Bound> {
            let value = *self.numbers.get(usize::try_from(key / POSITIONS).ok()?)?;
            Some(Bound { value, included: key % POSITIONS == 1 })
        };
        let lower = if range.first() == UNBOUNDED_BELOW { None } else { Some(end(range.first())?) };
        let upper = if range.last() == UNBOUNDED_ABOVE { None } else { Some(end(range.last())?) };
        Bounds::new(self.unit, lower, upper).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::records::Records;
    use alloc::string::ToString;

    fn possible(claims: &[&str]) -> Vec<alloc::string::String> {
        let records = Records::of(crate::store::Arriving::new());
        let claims: Vec<VoicedAmount<'_>> = claims
            .iter()
            .map(|text| VoicedAmount { bounds: Bounds::parse(text).unwrap(), cited: &[] })
            .collect();
        let found = Deciding::nothing(&records).amounts(&claims);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn amounts_that_agree_narrow_one_another() {
        assert_eq!(possible(&["USD [1, 3]", "USD (2, ..)"]), ["USD (2, 3]"]);
        assert_eq!(possible(&["USD [1, 3]", "USD [3, 5)"]), ["USD [3, 3]"]);
        assert_eq!(possible(&["USD (.., 3)", "USD (1, ..)"]), ["USD (1, 3)"]);
    }

    #[test]
    fn amounts_that_dispute_stay_side_by_side() {
        assert_eq!(possible(&["USD [5, 5]", "USD [7, 7]"]), ["USD [5, 5]", "USD [7, 7]"]);
        assert_eq!(possible(&["USD [1, 3)", "USD [3, 5]"]), ["USD [1, 3)", "USD [3, 5]"]);
        assert_eq!(
            possible(&["USD [1, 9]", "USD [2, 3]", "USD [7, ..)"]),
            ["USD [2, 3]", "USD [7, 9]"]
        );
        assert_eq!(
            possible(&["USD (1, 3)", "USD (1, 3)", "USD [-4, 1]"]),
            ["USD [-4, 1]", "USD (1, 3)"]
        );
    }

    #[test]
    fn amounts_of_another_unit_say_nothing() {
        assert_eq!(possible(&["USD [1, 3]", "EUR [9, 9]"]), ["USD [1, 3]"]);
        assert_eq!(possible(&[]), [""; 0]);
    }
}
