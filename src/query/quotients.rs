//! Shares, changes and ratios of amounts, as ranges that hold the exact quotient.

use crate::money::{Amount, Bound, Bounds, Counted, Decimal, Unit};

/// Convention: quotients that are not found exactly have this many digits, rounded outward.
pub const QUOTIENT_DIGITS: u32 = 12;

const HUNDRED: Decimal = Decimal::new(100, 0);

/// The part in percent of part and rest together, where neither is below zero; `None` if both may be
/// zero, or a number does not fit.
///
/// The part stands above and below the line, so its own ends are used in both places.
pub(crate) fn percent_of_sum(part: Bounds, rest: Bounds) -> Option<Bounds> {
    let whole = part.checked_add(rest).ok()?;
    if whole
        .lower()
        .is_none_or(|low| low.value.is_negative() || (low.value.is_zero() && low.included))
    {
        return None;
    }
    let at = |number: Decimal| Bounds::exactly(Amount::new(number, part.unit()));
    let quotient = |own: Decimal, other: Decimal| {
        let whole = at(own.checked_add(other).ok()?);
        at(own.checked_mul(HUNDRED).ok()?).ratio(whole, QUOTIENT_DIGITS).ok()
    };
    // Least: the least part beside the greatest rest; without an end, the rest drowns it.
    let lower = match (part.lower()?, rest.upper()) {
        (low, _) if low.value.is_zero() => Some(Bound { value: Decimal::ZERO, ..low }),
        (_, Some(other)) if other.value.is_zero() => Some(Bound::included(HUNDRED)),
        (low, Some(other)) => {
            let end = quotient(low.value, other.value)?.lower()?;
            Some(Bound { included: end.included && low.included && other.included, ..end })
        }
        (_, None) => Some(Bound::excluded(Decimal::ZERO)),
    };
    // Greatest: the greatest part beside the least rest.
    let upper = match (part.upper(), rest.lower()?) {
        (Some(high), _) if high.value.is_zero() => Some(Bound { value: Decimal::ZERO, ..high }),
        (_, other) if other.value.is_zero() => {
            Some(Bound { value: HUNDRED, included: other.included })
        }
        (Some(high), other) => {
            let end = quotient(high.value, other.value)?.upper()?;
            Some(Bound { included: end.included && high.included && other.included, ..end })
        }
        (None, _) => Some(Bound::excluded(HUNDRED)),
    };
    percent(Bounds::new(Unit::Counted(Counted::Ratio), lower, upper).ok()?)
}

/// The quotient of two amounts in percent; `None` if the second may be zero, or a number does not fit.
pub(crate) fn percent_of(part: Bounds, whole: Bounds) -> Option<Bounds> {
    percent(part.scale(HUNDRED).ok()?.ratio(whole, QUOTIENT_DIGITS).ok()?)
}

/// By how many percent the second amount is more than the first; `None` if the first may be zero.
pub(crate) fn percent_change(from: Bounds, to: Bounds) -> Option<Bounds> {
    let whole = Bounds::exactly(Amount::new(HUNDRED, Unit::Counted(Counted::Percent)));
    percent_of(to, from)?.checked_sub(whole).ok()
}

/// A quotient read as percent, without zeros that say nothing.
fn percent(quotient: Bounds) -> Option<Bounds> {
    let shown = |end: Option<Bound>| end.map(|end| Bound { value: end.value.trimmed(), ..end });
    let (lower, upper) = (shown(quotient.lower()), shown(quotient.upper()));
    Bounds::new(Unit::Counted(Counted::Percent), lower, upper).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::{String, ToString};

    fn shared(part: &str, rest: &str) -> Option<String> {
        let bounds = |text: &str| Bounds::parse(text).unwrap();
        percent_of_sum(bounds(part), bounds(rest)).map(|share| share.to_string())
    }

    #[test]
    fn a_share_is_of_one_part_and_one_rest() {
        assert_eq!(shared("USD [1, 1]", "USD [3, 3]").as_deref(), Some("percent [25, 25]"));
        assert_eq!(shared("USD [1, 3]", "USD [1, 3]").as_deref(), Some("percent [25, 75]"));
        assert_eq!(shared("USD [1, 1]", "USD [1, ..)").as_deref(), Some("percent (0, 50]"));
        assert_eq!(shared("USD [1, ..)", "USD [1, 1]").as_deref(), Some("percent [50, 100)"));
        assert_eq!(shared("USD [0, 1]", "USD [1, 1]").as_deref(), Some("percent [0, 50]"));
        assert_eq!(shared("USD [0, 1]", "USD [0, 1]"), None);
        assert_eq!(shared("USD [1, 1]", "USD [0, 1]").as_deref(), Some("percent [50, 100]"));
        assert_eq!(shared("USD [0, 0]", "USD (0, 1]").as_deref(), Some("percent [0, 0]"));
        assert_eq!(shared("USD (3, ..)", "USD [0, 0]").as_deref(), Some("percent [100, 100]"));
        let third = shared("USD [1, 1]", "USD [2, 2]");
        assert_eq!(third.as_deref(), Some("percent (33.3333333333, 33.3333333334)"));
    }

    #[test]
    fn a_change_is_against_the_first() {
        let change = |from: &str, to: &str| {
            let bounds = |text: &str| Bounds::parse(text).unwrap();
            percent_change(bounds(from), bounds(to)).map(|change| change.to_string())
        };
        assert_eq!(change("USD [4, 4]", "USD [5, 5]").as_deref(), Some("percent [25, 25]"));
        assert_eq!(change("USD [4, 5]", "USD [2, 2]").as_deref(), Some("percent [-60, -50]"));
        assert_eq!(change("USD [0, 5]", "USD [2, 2]"), None);
        assert_eq!(change("USD [4, 4]", "EUR [5, 5]"), None);
    }
}
