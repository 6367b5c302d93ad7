//! Ranges of possible amounts, with the arithmetic of another library.

use std::cmp::Ordering;

use bilateral::{Bound, Bounds, Decimal};
use rust_decimal::Decimal as Exact;

/// One end of a range: where, and whether it is inside. `None`: there is no end.
pub(super) type End = Option<(Exact, bool)>;

/// The possible values of one amount; the unit stands beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) low: End,
    pub(super) high: End,
}

pub(super) fn exact(value: Decimal) -> Exact {
    let value = value.normalized();
    let scale = u32::from(value.exponent().min(0).unsigned_abs());
    let power = 10_i128.pow(u32::from(value.exponent().max(0).unsigned_abs()));
    Exact::try_from_i128_with_scale(value.coefficient() * power, scale).expect("a small number")
}

fn plus(a: End, b: End) -> End {
    let ((a, a_in), (b, b_in)) = (a?, b?);
    Some((a + b, a_in && b_in))
}

/// Which lower end leaves more room: none, then the smaller, then the one inside.
fn by_low(a: &End, b: &End) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(a), Some(b)) => a.0.cmp(&b.0).then(b.1.cmp(&a.1)),
    }
}

fn turned(end: End) -> End {
    end.map(|(value, included)| (-value, included))
}

impl Span {
    pub(super) fn at(value: Exact) -> Self {
        Self { low: Some((value, true)), high: Some((value, true)) }
    }

    pub(super) fn between(low: Exact, high: Exact) -> Self {
        Self { low: Some((low, true)), high: Some((high, true)) }
    }

    pub(super) fn of(bounds: Bounds) -> Self {
        let end = |end: Bound| (exact(end.value), end.included);
        Self { low: bounds.lower().map(end), high: bounds.upper().map(end) }
    }

    pub(super) fn is_exact(self) -> bool {
        matches!((self.low, self.high), (Some(low), Some(high)) if low.0 == high.0)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { low: plus(self.low, other.low), high: plus(self.high, other.high) }
    }

    fn opposite(self) -> Self {
        Self { low: turned(self.high), high: turned(self.low) }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(other.opposite())
    }

    pub(super) fn hull(self, other: Self) -> Self {
        let low = if by_low(&self.low, &other.low).is_le() { self.low } else { other.low };
        let (a, b) = (turned(self.high), turned(other.high));
        Self { low, high: turned(if by_low(&a, &b).is_le() { a } else { b }) }
    }

    pub(super) fn both(self, other: Self) -> Option<Self> {
        let low = if by_low(&self.low, &other.low).is_ge() { self.low } else { other.low };
        let (a, b) = (turned(self.high), turned(other.high));
        let high = turned(if by_low(&a, &b).is_ge() { a } else { b });
        match (low, high) {
            (Some(low), Some(high)) if low.0 > high.0 => None,
            (Some(low), Some(high)) if low.0 == high.0 && !(low.1 && high.1) => None,
            _ => Some(Self { low, high }),
        }
    }

    /// So many times as much; the factor is not negative.
    pub(super) fn times(self, factor: Exact) -> Self {
        if factor.is_zero() {
            return Self::at(Exact::ZERO);
        }
        let by = |end: End| end.map(|(value, included)| (value * factor, included));
        Self { low: by(self.low), high: by(self.high) }
    }

    pub(super) fn holds(self, value: Exact) -> bool {
        self.both(Self::at(value)).is_some()
    }

    /// Whether one range lies in the other, or its ends pass those of the other by next to nothing.
    pub(super) fn nearly_within(self, other: Self) -> bool {
        let near = |a: End, b: End, outward: Exact| match (a, b) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(a), Some(b)) => {
                let room = Exact::new(1, 9) * (Exact::ONE + b.0.abs());
                (a.0 - b.0) * outward <= room
            }
        };
        near(self.low, other.low, -Exact::ONE) && near(self.high, other.high, Exact::ONE)
    }

    /// The order in which the amounts of one source stand: by the lower end, then by the upper.
    pub(super) fn cmp_amount(&self, other: &Self) -> Ordering {
        // A higher end is more; of equal upper ends, one that is outside is less.
        by_low(&self.low, &other.low).then_with(|| by_low(&turned(other.high), &turned(self.high)))
    }
}
