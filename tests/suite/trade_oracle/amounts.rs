//! Ranges of amounts as the oracle sees them: whole thousandths, and fractions of them.

use bilateral::{Bound, Bounds, Decimal, Unit};

/// An end of a range, in thousandths, and whether it is itself possible.
pub(super) type End = (i128, bool);

/// The amounts between two ends; `None` is no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) low: Option<End>,
    pub(super) high: Option<End>,
}

const PLACES: i8 = 3;

/// A decimal in thousandths.
pub(super) fn thousandths(value: Decimal) -> i128 {
    let places = value.exponent() + PLACES;
    assert!((0..20).contains(&places), "{value} is no whole number of thousandths");
    value.coefficient() * 10_i128.pow(places.unsigned_abs().into())
}

impl Span {
    pub(super) const ZERO: Self = Self::exactly(0);
    pub(super) const ANY: Self = Self { low: None, high: None };
    /// What a gross flow may be where nothing is known.
    pub(super) const UPWARD: Self = Self { low: Some((0, true)), high: None };

    pub(super) const fn exactly(at: i128) -> Self {
        Self { low: Some((at, true)), high: Some((at, true)) }
    }

    pub(super) fn of(bounds: Bounds) -> Self {
        let end = |end: Bound| (thousandths(end.value), end.included);
        Self { low: bounds.lower().map(end), high: bounds.upper().map(end) }
    }

    /// The same as bounds of the library.
    pub(super) fn bounds(self, unit: Unit) -> Bounds {
        let end = |(at, included): End| Bound {
            value: Decimal::from_parts(at, -i32::from(PLACES)).expect("a small number"),
            included,
        };
        Bounds::new(unit, self.low.map(end), self.high.map(end))
            .expect("a span that holds something")
    }

    pub(super) fn has(self, at: i128) -> bool {
        self.low.is_none_or(|(low, inside)| low < at || (low == at && inside))
            && self.high.is_none_or(|(high, inside)| at < high || (at == high && inside))
    }

    pub(super) fn is_empty(self) -> bool {
        match (self.low, self.high) {
            (Some((low, a)), Some((high, b))) => low > high || (low == high && !(a && b)),
            _ => false,
        }
    }

    /// Both at once; empty if they do not meet.
    pub(super) fn both(self, other: Self) -> Self {
        let low = match (self.low, other.low) {
            // The greater one, and of two equal ones that which is out.
            (Some(a), Some(b)) => Some(if (a.0, !a.1) >= (b.0, !b.1) { a } else { b }),
            (one, other) => one.or(other),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(if (a.0, a.1) <= (b.0, b.1) { a } else { b }),
            (one, other) => one.or(other),
        };
        Self { low, high }
    }

    /// The narrowest range around both.
    pub(super) fn hull(self, other: Self) -> Self {
        Self {
            low: self
                .low
                .zip(other.low)
                .map(|(a, b)| if (a.0, !a.1) <= (b.0, !b.1) { a } else { b }),
            high: self
                .high
                .zip(other.high)
                .map(|(a, b)| if (a.0, a.1) >= (b.0, b.1) { a } else { b }),
        }
    }

    /// A gross amount is never below zero.
    pub(super) fn gross(self) -> Self {
        let cut = self.both(Self::UPWARD);
        if cut.is_empty() { self } else { cut }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let add = |(a, b): (End, End)| (a.0 + b.0, a.1 && b.1);
        Self { low: self.low.zip(other.low).map(add), high: self.high.zip(other.high).map(add) }
    }

    pub(super) fn turned(self) -> Self {
        let turn = |(at, inside): End| (-at, inside);
        Self { low: self.high.map(turn), high: self.low.map(turn) }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(other.turned())
    }

    /// Whether some amount of this one is greater than some of the other.
    pub(super) fn may_exceed(self, other: Self) -> bool {
        match (self.high, other.low) {
            (Some((high, _)), Some((low, _))) => high > low,
            _ => true,
        }
    }

    /// Whether every amount of this one is greater than every one of the other.
    pub(super) fn exceeds(self, other: Self) -> bool {
        match (self.low, other.high) {
            (Some((low, a)), Some((high, b))) => low > high || (low == high && !(a && b)),
            _ => false,
        }
    }
}

/// A fraction with a denominator above zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fraction {
    pub(super) over: i128,
    pub(super) under: i128,
}

impl Fraction {
    pub(super) fn new(over: i128, under: i128) -> Self {
        assert_ne!(under, 0);
        Self { over: over * under.signum(), under: under.abs() }
    }

    pub(super) fn times(self, factor: i128) -> Self {
        Self { over: self.over * factor, ..self }
    }

    pub(super) fn less(self, number: i128) -> Self {
        Self { over: self.over - number * self.under, ..self }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.over * other.under == other.over * self.under
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        (self.over * other.under).partial_cmp(&(other.over * self.under))
    }
}

/// The fractions between two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quotient {
    pub(super) low: Option<(Fraction, bool)>,
    pub(super) high: Option<(Fraction, bool)>,
}

impl Quotient {
    pub(super) fn map(self, change: impl Fn(Fraction) -> Fraction) -> Self {
        let each = |(at, inside)| (change(at), inside);
        Self { low: self.low.map(each), high: self.high.map(each) }
    }

    /// Every quotient of an amount of the one by an amount of the other, `None` if the other may be
    /// zero. The least and the greatest stand in the corners.
    pub(super) fn of(over: Span, under: Span) -> Option<Self> {
        if under.has(0) {
            return None;
        }
        let positive = under.low.is_some_and(|(low, _)| low >= 0);
        let (over, under) = if positive { (over, under) } else { (over.turned(), under.turned()) };
        let low = least(over, under);
        let high = least(over.turned(), under).map(|(at, inside)| (at.times(-1), inside));
        Some(Self { low, high })
    }
}

/// The least quotient by a divisor above zero.
fn least(over: Span, under: Span) -> Option<(Fraction, bool)> {
    let (at, inside) = over.low?;
    if at == 0 {
        return Some((Fraction::new(0, 1), inside));
    }
    if at > 0 {
        // Over the greatest divisor; over one without end it nears zero.
        return Some(match under.high {
            Some((by, by_inside)) => (Fraction::new(at, by), inside && by_inside),
            None => (Fraction::new(0, 1), false),
        });
    }
    // Over the least divisor; over one near zero it falls without end.
    match under.low {
        Some((by, by_inside)) if by > 0 => Some((Fraction::new(at, by), inside && by_inside)),
        _ => None,
    }
}

/// A decimal as a fraction.
pub(super) fn fraction(value: Decimal) -> Fraction {
    let places = i32::from(value.exponent());
    let power = 10_i128.pow(places.unsigned_abs());
    match places >= 0 {
        true => Fraction::new(value.coefficient() * power, 1),
        false => Fraction::new(value.coefficient(), power),
    }
}

/// Panics unless bounds are what exact fractions give, rounded outward to twelve digits.
#[track_caller]
pub(super) fn outward(found: Bounds, exact: Quotient, what: &str) {
    outward_less(found, exact, 0, what);
}

/// The same of a quotient from which a number was subtracted after it was rounded.
#[track_caller]
pub(super) fn outward_less(found: Bounds, exact: Quotient, less: i128, what: &str) {
    let what = format!("{what}: {found}, not {exact:?}");
    end_outward(found.lower(), exact.low, 1, less, &what);
    end_outward(found.upper(), exact.high, -1, less, &what);
}

#[track_caller]
fn end_outward(
    found: Option<Bound>,
    exact: Option<(Fraction, bool)>,
    side: i128,
    less: i128,
    what: &str,
) {
    let (found, (exact, inside)) = match (found, exact) {
        (None, None) => return,
        (Some(found), Some(exact)) => (found, exact),
        _ => panic!("{what}"),
    };
    let at = fraction(found.value);
    let (at, exact) = (at.times(side), exact.times(side));
    assert!(at <= exact, "{what}: an end cuts off");
    if at == exact {
        assert!(found.included || !inside, "{what}: an end is left out");
        return;
    }
    // The error is below one unit of the eleventh digit of the quotient.
    let error =
        Fraction::new(exact.over * at.under - at.over * exact.under, exact.under * at.under);
    let size = to_f64(exact).abs() + less as f64;
    assert!(to_f64(error) < size * 2e-11, "{what}: an end is loose");
}

fn to_f64(fraction: Fraction) -> f64 {
    fraction.over as f64 / fraction.under as f64
}

/// Whether bounds hold a fraction.
pub(super) fn holds(bounds: Bounds, at: Fraction) -> bool {
    let low = bounds.lower().is_none_or(|low| {
        let end = fraction(low.value);
        end < at || (end == at && low.included)
    });
    let high = bounds.upper().is_none_or(|high| {
        let end = fraction(high.value);
        at < end || (end == at && high.included)
    });
    low && high
}
