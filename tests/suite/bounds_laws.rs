//! Laws of bounds: whatever exact amounts lie within the inputs, the exact result lies within the
//! answer. Exact results are computed with `rust_decimal`.

use bilateral::money::EstimateConventions;
use bilateral::{Bound, Bounds, Currency, Decimal, Estimate, Rate, Truth, Unit};
use proptest::prelude::*;
use rust_decimal::Decimal as Exact;

fn exact(value: Decimal) -> Exact {
    let value = value.normalized();
    let scale = u32::from(value.exponent().min(0).unsigned_abs());
    let power = 10_i128.pow(u32::from(value.exponent().max(0).unsigned_abs()));
    Exact::try_from_i128_with_scale(value.coefficient() * power, scale).unwrap()
}

/// Whether a number lies within, told by the other library's comparisons alone.
fn inside(bounds: Bounds, point: Exact) -> bool {
    let above = bounds
        .lower()
        .is_none_or(|end| point > exact(end.value) || (end.included && point == exact(end.value)));
    let below = bounds
        .upper()
        .is_none_or(|end| point < exact(end.value) || (end.included && point == exact(end.value)));
    above && below
}

/// Points within bounds: the ends that are possible, points just inside each end, some between,
/// and some far out where an end is missing.
fn points(bounds: Bounds) -> Vec<Exact> {
    let near = Exact::new(1, 7);
    let far = Exact::from(1_000_000_000_000_i64);
    let low = bounds.lower().map(|end| exact(end.value));
    let high = bounds.upper().map(|end| exact(end.value));
    let (from, to) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low, low + far),
        (None, Some(high)) => (high - far, high),
        (None, None) => (-far, far),
    };
    // Few decimals, so that the other library has no product to round.
    let third = ((to - from) / Exact::from(3)).round_dp(6);
    let all = [from, from + near, from + third, to - third, to - near, to];
    all.into_iter().filter(|point| inside(bounds, *point)).collect()
}

/// Often so small that two of them are equal, which is where ends decide.
fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![(-9_999_i64..10_000, -2_i8..4), (-2_i64..3, 0_i8..1)]
        .prop_map(|(c, e)| Decimal::new(c, e))
}

fn ends() -> impl Strategy<Value = Option<(Decimal, bool)>> {
    proptest::option::weighted(0.8, (number(), any::<bool>()))
}

fn any_bounds() -> impl Strategy<Value = Bounds> {
    let interval = (ends(), ends()).prop_filter_map("empty", |(a, b)| {
        let bound = |(value, included)| Bound { value, included };
        Bounds::new(Unit::USD, a.map(bound), b.map(bound)).ok()
    });
    let words = ["", "rounded ", "about ", "up to ", "at least ", "more than ", "less than "];
    let worded = (proptest::sample::select(words.to_vec()), number()).prop_map(|(word, number)| {
        Estimate::parse(&format!("{word}USD {number}")).unwrap().bounds()
    });
    prop_oneof![interval, worded]
}

proptest! {
    /// A sum of possible amounts is a possible sum, and so for differences and opposites.
    #[test]
    fn bounds_are_sound_in_sums(a in any_bounds(), b in any_bounds()) {
        let (sum, difference) = (a.checked_add(b).unwrap(), a.checked_sub(b).unwrap());
        for x in points(a) {
            prop_assert!(inside(-a, -x));
            for y in points(b) {
                prop_assert!(inside(sum, x + y), "{x} + {y} not in {sum}");
                prop_assert!(inside(difference, x - y), "{x} - {y} not in {difference}");
            }
        }
    }

    /// The ends of a sum are reached, so that no answer is wider than it must be.
    #[test]
    fn bounds_are_tight_in_sums(a in any_bounds(), b in any_bounds()) {
        let sum = a.checked_add(b).unwrap();
        for (end, x, y) in [(sum.lower(), a.lower(), b.lower()), (sum.upper(), a.upper(), b.upper())] {
            match (end, x, y) {
                (Some(end), Some(x), Some(y)) => {
                    prop_assert_eq!(exact(end.value), exact(x.value) + exact(y.value));
                    prop_assert_eq!(end.included, x.included && y.included);
                }
                (end, x, y) => prop_assert!(end.is_none() && (x.is_none() || y.is_none())),
            }
        }
    }

    /// A sum of many is a possible sum of many, in whatever order they come.
    #[test]
    fn bounds_are_sound_in_long_sums(all in prop::collection::vec(any_bounds(), 1..12), pick: prop::sample::Index) {
        let sum = Bounds::sum(all.iter().copied()).unwrap().unwrap();
        prop_assert_eq!(Bounds::sum(all.iter().rev().copied()).unwrap(), Some(sum));
        let total: Exact = all.iter().map(|bounds| {
            let points = points(*bounds);
            points[pick.index(points.len())]
        }).sum();
        prop_assert!(inside(sum, total));
    }

    /// A multiple of a possible amount is a possible multiple.
    #[test]
    fn bounds_are_sound_in_multiples(a in any_bounds(), factor in number()) {
        let scaled = a.scale(factor).unwrap();
        for x in points(a) {
            prop_assert!(inside(scaled, x * exact(factor)), "{x} * {factor} not in {scaled}");
        }
    }

    /// An exact quotient of possible amounts is a possible quotient; only a divisor that may be
    /// zero is refused.
    #[test]
    fn bounds_are_sound_in_quotients(a in any_bounds(), b in any_bounds(), digits in 1_u32..12) {
        match a.ratio(b, digits) {
            Err(_) => prop_assert!(inside(b, Exact::ZERO)),
            Ok(ratio) => {
                prop_assert!(!inside(b, Exact::ZERO));
                for x in points(a) {
                    for y in points(b) {
                        // The other library rounds its quotients: an end times the divisor is
                        // exact, so ask on which side of the dividend it falls.
                        let side = |end: Bound| {
                            let product = exact(end.value).checked_mul(y)?;
                            Some(if y > Exact::ZERO { product.cmp(&x) } else { x.cmp(&product) })
                        };
                        if let Some(Some(order)) = ratio.lower().map(side) {
                            let low = ratio.lower().unwrap();
                            prop_assert!(order.is_lt() || (low.included && order.is_eq()), "{x}/{y} {ratio}");
                        }
                        if let Some(Some(order)) = ratio.upper().map(side) {
                            let high = ratio.upper().unwrap();
                            prop_assert!(order.is_gt() || (high.included && order.is_eq()), "{x}/{y} {ratio}");
                        }
                    }
                }
            }
        }
    }

    /// An amount exchanged at a possible rate is a possible amount.
    #[test]
    fn bounds_are_sound_in_exchanges(a in any_bounds(), low in 1_i64..5_000, more in 0_i64..5_000) {
        let (low, high) = (Decimal::new(low, -3), Decimal::new(low + more, -3));
        let rate = Rate::between(Currency::USD, Currency::KZT, low, high, "a test").unwrap();
        let exchanged = a.exchanged(&rate).unwrap();
        let (low, high) = (exact(low), exact(high));
        for x in points(a) {
            for rate in [low, (low + high) / Exact::TWO, high] {
                prop_assert!(inside(exchanged, x * rate), "{x} * {rate} not in {exchanged}");
            }
        }
        prop_assert_eq!(exchanged.unit(), Unit::Currency(Currency::KZT));
    }

    /// An amount lies within an intersection if and only if it lies within both.
    #[test]
    fn intersections_hold_what_both_hold(a in any_bounds(), b in any_bounds()) {
        let both = a.intersect(b).unwrap();
        for x in points(a).into_iter().chain(points(b)) {
            let expected = inside(a, x) && inside(b, x);
            prop_assert_eq!(both.is_some_and(|both| inside(both, x)), expected);
        }
    }

    /// A comparison is Yes if it holds for all possible pairs of amounts, No if for none.
    #[test]
    fn comparisons_are_true_in_every_pair(a in any_bounds(), b in any_bounds()) {
        // Points of each lie within the other too if they can, so that equal pairs are found.
        let with_shared = |one: Bounds, other: Bounds| {
            let mut all = points(one);
            all.extend(points(other).into_iter().filter(|point| inside(one, *point)));
            all
        };
        let (xs, ys) = (with_shared(a, b), with_shared(b, a));
        let decide = |holds: fn(&Exact, &Exact) -> bool| {
            let pairs = || xs.iter().flat_map(|x| ys.iter().map(move |y| holds(x, y)));
            Truth::from_worlds(pairs().any(|held| held), pairs().any(|held| !held))
        };
        prop_assert_eq!(a.less_than(b).unwrap(), decide(|x, y| x < y), "{} < {}", a, b);
        prop_assert_eq!(a.greater_than(b).unwrap(), decide(|x, y| x > y), "{} > {}", a, b);
        prop_assert_eq!(a.equal(b).unwrap(), decide(|x, y| x == y), "{} = {}", a, b);
    }

    /// Exact amounts give exact answers.
    #[test]
    fn exact_inputs_give_exact_answers(a in number(), b in number()) {
        let bounds = |n: Decimal| Estimate::parse(&format!("USD {n}")).unwrap().bounds();
        let sum = bounds(a).checked_add(bounds(b)).unwrap().exact().unwrap();
        prop_assert_eq!(exact(sum.value()), exact(a) + exact(b));
        let difference = bounds(a).checked_sub(bounds(b)).unwrap().exact().unwrap();
        prop_assert_eq!(exact(difference.value()), exact(a) - exact(b));
        prop_assert!(bounds(a).scale(b).unwrap().is_exact());
    }

    /// The bounds of each wording are those of its definition, in numbers of the other library.
    #[test]
    fn wordings_bound_as_they_say(c in -9_999_i64..10_000, e in -3_i8..5) {
        let number = Decimal::new(c, e);
        let (x, unit) = (exact(number), exact(Decimal::new(1, e)));
        let half = unit / Exact::TWO;
        let tenth = x.abs() / Exact::from(10);
        let nearly = if c < 0 { (x, false, x + tenth, true) } else { (x - tenth, true, x, false) };
        let cases = [
            ("", Some((x, true)), Some((x, true))),
            ("rounded ", Some((x - half, true)), Some((x + half, true))),
            ("about ", Some((x - half - unit, true)), Some((x + half + unit, true))),
            ("nearly ", Some((nearly.0, nearly.1)), Some((nearly.2, nearly.3))),
            ("up to ", None, Some((x, true))),
            ("at most ", None, Some((x, true))),
            ("less than ", None, Some((x, false))),
            ("at least ", Some((x, true)), None),
            ("more than ", Some((x, false)), None),
        ];
        for (word, low, high) in cases {
            let text = format!("{word}USD {number}");
            if word == "nearly " && c == 0 {
                prop_assert!(Estimate::parse(&text).is_err());
                continue;
            }
            let bounds = Estimate::parse(&text).unwrap().bounds();
            let ends = |end: Option<Bound>| end.map(|end| (exact(end.value), end.included));
            prop_assert_eq!((ends(bounds.lower()), ends(bounds.upper())), (low, high), "{}", text);
            if word != "nearly " {
                prop_assert_eq!(bounds.contains(number), !word.ends_with("than "));
            }
            let standard = Estimate::parse(&text).unwrap().bounds_by(&EstimateConventions::STANDARD);
            prop_assert_eq!(standard.unwrap(), bounds);
        }
    }

    /// A gross amount is never negative, and loses no amount that is not.
    #[test]
    fn gross_amounts_lose_only_negatives(a in any_bounds()) {
        let gross = a.gross();
        if points(a).iter().any(|x| *x >= Exact::ZERO) {
            for x in points(a) {
                prop_assert_eq!(inside(gross, x), x >= Exact::ZERO);
            }
        } else {
            prop_assert_eq!(gross, a);
        }
    }
}
