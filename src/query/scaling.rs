//! The part of an amount that is counted, exactly or between bounds rounded outward.

use super::quotients::QUOTIENT_DIGITS;
use super::shares::Part;
use crate::date::DayRange;
use crate::money::{Amount, Bound, Bounds, Counted, Decimal, Unit};

/// A part of some days, between two quotients of numbers of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    low: Quotient,
    high: Quotient,
}

/// Days inside, of all days; at most all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Quotient {
    inside: u32,
    // INVARIANT: not zero.
    all: u32,
}

impl Quotient {
    const NONE: Self = Self { inside: 0, all: 1 };
    const ALL: Self = Self { inside: 1, all: 1 };

    fn is_below(self, other: Self) -> bool {
        let cross = |a: Self, b: Self| u64::from(a.inside) * u64::from(b.all);
        cross(self, other) < cross(other, self)
    }
}

impl Days {
    /// All of them.
    pub(crate) const ALL: Self = Self { low: Quotient::ALL, high: Quotient::ALL };
    /// Between none and all of them.
    pub(crate) const ANY: Self = Self { low: Quotient::NONE, high: Quotient::ALL };

    /// The part of the days of a period that lies inside another, for every range of days that either
    /// may be; `None` if one that is to be divided has no end.
    pub(crate) fn of<I: Iterator<Item = DayRange>>(
        own: impl Iterator<Item = DayRange>,
        asked: impl Fn() -> I,
    ) -> Option<Self> {
        let mut found: Option<Self> = None;
        for days in own {
            let all = days.count().filter(|all| *all > 0)?;
            for asked in asked() {
                let inside = asked.intersect(days).and_then(DayRange::count).unwrap_or(0);
                let part = Quotient { inside, all };
                found = Some(found.map_or(Self { low: part, high: part }, |so_far| Self {
                    low: if part.is_below(so_far.low) { part } else { so_far.low },
                    high: if so_far.high.is_below(part) { part } else { so_far.high },
                }));
            }
        }
        found
    }
}

/// The part of an amount that is asked: a share of it, on some of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    pub(crate) part: Part,
    pub(crate) days: Days,
}

impl Fraction {
    pub(crate) const WHOLE: Self = Self::of(Part::WHOLE);

    /// A share on all days.
    pub(crate) const fn of(part: Part) -> Self {
        Self { part, days: Days::ALL }
    }

    /// The part as a ratio; `None` if it is all.
    pub(crate) fn ratio(self) -> Option<Bounds> {
        if self == Self::WHOLE {
            return None;
        }
        let one = Bounds::exactly(Amount::new(Decimal::ONE, Unit::Counted(Counted::Ratio)));
        self.applied(one)
    }

    /// The part of an amount; `None` if it could not be held exactly.
    pub(crate) fn applied(self, amount: Bounds) -> Option<Bounds> {
        if self == Self::WHOLE {
            return Some(amount);
        }
        let least = scaled(amount, self.part.low, self.days.low)?;
        if self.part.low == self.part.high && self.days.low == self.days.high {
            return Some(least);
        }
        least.hull(scaled(amount, self.part.high, self.days.high)?).ok()
    }
}

/// A share of an amount on some of its days, rounded outward where a quotient is not found exactly.
fn scaled(amount: Bounds, share: Decimal, days: Quotient) -> Option<Bounds> {
    if share.is_zero() || days.inside == 0 {
        return Some(Bounds::exactly(Amount::new(Decimal::ZERO, amount.unit())));
    }
    let end = |end: Option<Bound>, upper: bool| -> Option<Option<Bound>> {
        let Some(end) = end else { return Some(None) };
        let shared = end.value.checked_mul(share).ok()?;
        if days.inside == days.all {
            return Some(Some(Bound { value: shared, ..end }));
        }
        let product = shared.checked_mul(Decimal::from(days.inside)).ok()?;
        let (below, above) = product.checked_div(Decimal::from(days.all), QUOTIENT_DIGITS).ok()?;
        let included = end.included && below == above;
        Some(Some(Bound { value: if upper { above } else { below }, included }))
    };
    Bounds::new(amount.unit(), end(amount.lower(), false)?, end(amount.upper(), true)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::ReportingPeriod;
    use alloc::string::ToString;

    fn bounds(text: &str) -> Bounds {
        Bounds::parse(text).unwrap()
    }

    fn days(own: &str, asked: &str) -> Option<Days> {
        let period = |text: &str| ReportingPeriod::parse(text).unwrap();
        Days::of(period(own).worlds(), || period(asked).worlds())
    }

    fn part(own: &str, asked: &str, amount: &str) -> String {
        let fraction = Fraction { part: Part::WHOLE, days: days(own, asked).unwrap() };
        fraction.applied(bounds(amount)).unwrap().to_string()
    }

    use alloc::string::String;

    #[test]
    fn a_part_by_days_is_exact_where_it_can_be() {
        assert_eq!(part("2021", "2021-01", "USD [365, 365]"), "USD [31, 31]");
        assert_eq!(part("2021", "2021-01", "USD [1, 1]"), "USD (0.0849315068493, 0.0849315068494)");
        assert_eq!(part("FY2010@10", "2010", "USD [365, 730)"), "USD [273, 546)");
        assert_eq!(part("2021", "2021-01", "USD (.., -365]"), "USD (.., -31]");
    }

    #[test]
    fn every_first_month_that_is_possible_widens_the_part() {
        // A year that begins in January lies in it altogether, one that begins in February 2009 has
        // only January 2010 there.
        assert_eq!(part("FY2010", "2010", "USD [365, 365]"), "USD [31, 365]");
        assert_eq!(days("../2018", "2018"), None);
        assert_eq!(days("2018/..", "2018"), None);
        assert!(days("2018", "2018-06/..").is_some());
    }

    #[test]
    fn a_share_between_two_holds_both_scalings() {
        let half =
            Part { low: Decimal::parse("0.2").unwrap(), high: Decimal::parse("0.5").unwrap() };
        let fraction = Fraction::of(half);
        assert_eq!(
            fraction.applied(bounds("USD [10, 20]")).unwrap().to_string(),
            "USD [2.0, 10.0]"
        );
        assert_eq!(
            fraction.applied(bounds("USD [-10, 20]")).unwrap().to_string(),
            "USD [-5.0, 10.0]"
        );
        assert_eq!(fraction.ratio().unwrap().to_string(), "ratio [0.2, 0.5]");
        assert_eq!(Fraction::WHOLE.ratio(), None);
        let any = Fraction { part: Part::WHOLE, days: Days::ANY };
        assert_eq!(any.applied(bounds("USD [3, ..)")).unwrap().to_string(), "USD [0, ..)");
    }
}
