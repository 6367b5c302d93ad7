//! Laws of decimals, currencies and estimates, held against `rust_decimal`, `iso_currency` and
//! digits written out by hand.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use bilateral::{Amount, Bounds, Counted, Currency, Decimal, Estimate, PriceBasis, Truth, Unit};
use proptest::prelude::*;
use rust_decimal::Decimal as Oracle;
use time::{Date, Month};

/// The same number in the other library, if it can hold it.
fn oracle(coefficient: i128, exponent: i8) -> Option<Oracle> {
    let scale = u32::from(exponent.min(0).unsigned_abs());
    let power = 10_i128.checked_pow(u32::from(exponent.max(0).unsigned_abs()))?;
    Oracle::try_from_i128_with_scale(coefficient.checked_mul(power)?, scale).ok()
}

fn as_oracle(value: Decimal) -> Option<Oracle> {
    let value = value.normalized();
    oracle(value.coefficient(), value.exponent())
}

/// The sign and all digits from 10^165 down to 10^-128, as text that compares like the number.
fn written_out(value: Decimal) -> (bool, String) {
    let zeros = usize::try_from(i32::from(value.exponent()) + 128).unwrap();
    let digits = value.coefficient().unsigned_abs().to_string() + &"0".repeat(zeros);
    (value.coefficient() < 0, format!("{digits:0>300}"))
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    let most = 10_i128.pow(35) - 1;
    prop_oneof![
        (-most..=most, any::<i8>())
            .prop_map(|(c, e)| Decimal::from_parts(c, i32::from(e)).unwrap()),
        (any::<i64>(), any::<i8>()).prop_map(|(c, e)| Decimal::new(c, e)),
        (-99_i64..99, -3_i8..3).prop_map(|(c, e)| Decimal::new(c, e)),
    ]
}

fn small_decimal() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000_i64..1_000_000_000_000, -8_i8..=6).prop_map(|(c, e)| Decimal::new(c, e))
}

fn any_unit() -> impl Strategy<Value = Unit> {
    let currencies: Vec<Currency> = Currency::all().collect();
    prop_oneof![
        proptest::sample::select(currencies).prop_map(Unit::Currency),
        proptest::sample::select(Counted::ALL).prop_map(Unit::Counted),
    ]
}

fn any_estimate() -> impl Strategy<Value = Estimate> {
    let words =
        ["", "rounded ", "about ", "up to ", "at most ", "less than ", "at least ", "more than "];
    let plurals = ["tens of ", "hundreds of ", "thousands of ", "millions of ", "billions of "];
    let scales = ["1", "1e3", "1e6", "1e9", "1e12"];
    let select = |list: &[&'static str]| proptest::sample::select(list.to_vec());
    let parse = |text: String| Estimate::parse(&text).unwrap();
    prop_oneof![
        (select(&words), any_unit(), any::<i64>(), -120_i8..120)
            .prop_map(move |(w, u, c, e)| parse(format!("{w}{u} {}", Decimal::new(c, e)))),
        (any_unit(), 1_i64.., -120_i8..120)
            .prop_map(move |(u, c, e)| parse(format!("nearly {u} {}", Decimal::new(c, e)))),
        (any_unit(), any_decimal(), any_decimal()).prop_map(move |(u, a, b)| parse(format!(
            "{u} {}..{}",
            a.min(b),
            a.max(b)
        ))),
        (select(&plurals), any_unit(), select(&scales))
            .prop_map(move |(w, u, s)| parse(format!("{w}{u} {s}"))),
    ]
}

proptest! {
    /// What a decimal prints, it reads back digit for digit.
    #[test]
    fn decimals_parse_what_they_print(value in any_decimal()) {
        let read = Decimal::parse(&value.to_string()).unwrap();
        prop_assert!(read.is_identical(value), "{value} read as {read}");
    }

    /// A number without a positive exponent prints as in the other library; one with it prints
    /// all its digits and a power of ten that puts the last digit in its place.
    #[test]
    fn decimals_print_plainly(c in any::<i64>(), e in -18_i8..=18) {
        let text = Decimal::new(c, e).to_string();
        if e <= 0 {
            prop_assert_eq!(text, oracle(i128::from(c), e).unwrap().to_string());
        } else {
            let (digits, power) = text.split_once('e').unwrap();
            let (first, rest) = digits.split_once('.').unwrap_or((digits, ""));
            prop_assert_eq!(format!("{first}{rest}"), c.to_string());
            prop_assert_eq!(power.parse::<usize>().unwrap(), usize::try_from(e).unwrap() + rest.len());
        }
    }

    /// Sums, differences and products are those of the other library.
    #[test]
    fn decimals_compute_like_rust_decimal(a in small_decimal(), b in small_decimal()) {
        let (x, y) = (as_oracle(a).unwrap(), as_oracle(b).unwrap());
        prop_assert_eq!(as_oracle(a.checked_add(b).unwrap()).unwrap(), x + y);
        prop_assert_eq!(as_oracle(a.checked_sub(b).unwrap()).unwrap(), x - y);
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        // The other library rounds long products; it is an oracle where it does not.
        if let (product, Some(z)) = (a.checked_mul(b).unwrap(), x.checked_mul(y))
            && a.digits() + b.digits() <= 28 && x.scale() + y.scale() <= 28
        {
            prop_assert_eq!(as_oracle(product).unwrap(), z);
        }
    }

    /// Order and equality are those of the digits written out, and equal numbers hash alike.
    #[test]
    fn decimals_compare_by_value(a in any_decimal(), b in any_decimal(), zeros in 0_i32..20) {
        let ((a_negative, x), (b_negative, y)) = (written_out(a), written_out(b));
        let expected = match (a_negative, b_negative) {
            (false, false) => x.cmp(&y),
            (true, true) => y.cmp(&x),
            (true, false) => std::cmp::Ordering::Less,
            (false, true) => std::cmp::Ordering::Greater,
        };
        prop_assert_eq!(a.cmp(&b), expected);
        prop_assert_eq!(a == b, expected.is_eq());
        let padded = a.coefficient().checked_mul(10_i128.pow(zeros.unsigned_abs()));
        let padded = padded.and_then(|c| Decimal::from_parts(c, i32::from(a.exponent()) - zeros).ok());
        if let Some(padded) = padded {
            prop_assert_eq!(padded, a);
            prop_assert_eq!(hash_of(&padded), hash_of(&a));
        }
    }

    /// A sum is refused only if its digits need more than 35 places, and taking one part away
    /// again leaves the other.
    #[test]
    fn sums_are_exact_or_refused(a in any_decimal(), b in any_decimal()) {
        match a.checked_add(b) {
            Ok(sum) => if let Ok(back) = sum.checked_sub(b) {
                prop_assert_eq!(back, a);
            },
            Err(error) => {
                prop_assert!(error.is_overflow());
                let (_, x) = written_out(a);
                let (_, y) = written_out(b);
                let first = x.find(|d| d != '0').unwrap().min(y.find(|d| d != '0').unwrap());
                let last = x.rfind(|d| d != '0').unwrap().max(y.rfind(|d| d != '0').unwrap());
                prop_assert!(last - first + 2 > 35, "{a} + {b}");
            }
        }
    }

    /// The exact quotient lies between the two decimals, which are equal or neighbours.
    #[test]
    fn quotients_lie_between(
        a in -1_000_000_000_i64..1_000_000_000, d in -4_i8..5,
        b in 1_i64..1_000_000, e in -4_i8..5, negative: bool, digits in 1_u32..=10,
    ) {
        let (a, b) = (Decimal::new(a, d), Decimal::new(if negative { -b } else { b }, e));
        let (low, high) = a.checked_div(b, digits).unwrap();
        let (x, y) = (as_oracle(a).unwrap(), as_oracle(b).unwrap());
        let (mut l, mut h) = (as_oracle(low).unwrap() * y, as_oracle(high).unwrap() * y);
        if negative {
            (l, h) = (h, l);
        }
        if low == high {
            prop_assert_eq!(l, x);
        } else {
            prop_assert!(l < x && x < h, "{low} {high}");
            let gap = high.checked_sub(low).unwrap();
            prop_assert_eq!(gap, low.last_place().max(high.last_place()).min(gap));
            prop_assert!(low.digits() == digits || high.digits() == digits);
        }
    }

    /// No text makes a value panic, and whatever is read prints as something that reads the same.
    #[test]
    fn garbage_never_panics(text in prop_oneof![
        "\\PC{0,40}",
        "[-+0-9.eE,]{0,50}",
        "(rounded |about |nearly |tens of |up to |)(USD|EUR|persons|percent) [-0-9.e]{0,12}",
        "(USD|EUR) [\\[(][-0-9.e]{0,4}, [-0-9.e]{0,4}[\\])]",
    ]) {
        if let Ok(value) = Decimal::parse(&text) {
            prop_assert!(Decimal::parse(&value.to_string()).unwrap().is_identical(value));
        }
        if let Ok(value) = Estimate::parse(&text) {
            prop_assert_eq!(Estimate::parse(&value.to_string()).unwrap(), value);
            let _ = value.in_words().to_string();
        }
        if let Ok(value) = Amount::parse(&text) {
            prop_assert_eq!(Amount::parse(&value.to_string()).unwrap(), value);
        }
        if let Ok(value) = Bounds::parse(&text) {
            prop_assert_eq!(Bounds::parse(&value.to_string()).unwrap(), value);
            let _ = value.in_words().to_string();
        }
        for error in [
            Decimal::parse(&text).err().map(|e| e.to_string()),
            Currency::parse(&text).err().map(|e| e.to_string()),
            Unit::parse(&text).err().map(|e| e.to_string()),
            Amount::parse(&text).err().map(|e| e.to_string()),
            Estimate::parse(&text).err().map(|e| e.to_string()),
            PriceBasis::parse(&text).err().map(|e| e.to_string()),
        ].into_iter().flatten() {
            prop_assert!(!error.is_empty() && !error.ends_with('.'));
        }
    }

    /// Estimates and their bounds read what they print, and serialise as that text.
    #[test]
    fn estimates_parse_what_they_print(estimate in any_estimate()) {
        let text = estimate.to_string();
        prop_assert_eq!(Estimate::parse(&text).unwrap(), estimate);
        prop_assert_eq!(serde_json::to_string(&estimate).unwrap(), format!("\"{text}\""));
        let read: Estimate = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        prop_assert_eq!(hash_of(&read), hash_of(&estimate));
        let bounds = estimate.bounds();
        prop_assert_eq!(Bounds::parse(&bounds.to_string()).unwrap(), bounds);
        let _ = bounds.in_words().to_string();
        prop_assert!(estimate.in_words().to_string().len() < 500);
    }

    /// The words of an exact or rounded sum of dollars, read back, give the number as stated, and
    /// those of a rounded one show none of the zeros that it does not have below a thousand.
    #[test]
    fn words_never_claim_more_than_the_number(c in 1_i64..10_000_000, e in -4_i8..12, rounded: bool) {
        let number = Decimal::new(c, e);
        let wording = if rounded { "rounded " } else { "" };
        let estimate = Estimate::parse(&format!("{wording}USD {number}")).unwrap();
        let words = estimate.in_words().to_string();
        let figure = words.strip_prefix("about ").unwrap_or(&words).strip_prefix('$').unwrap();
        let (digits, scale) = figure.split_once(' ').unwrap_or((figure, ""));
        let power = match scale {
            "" => 0,
            "thousand" => 3,
            "million" => 6,
            "billion" => 9,
            "trillion" => 12,
            other => panic!("{other}"),
        };
        let digits = digits.replace(',', "");
        let read = Decimal::parse(&digits).unwrap().checked_mul(Decimal::new(1, power)).unwrap();
        prop_assert_eq!(read, number);
        if rounded && e > 0 {
            prop_assert!(power > 0 || words.starts_with("about "));
            prop_assert!(read.exponent() >= e.min(power), "{words}");
        } else {
            prop_assert_eq!(power, 0);
        }
    }

    /// A currency is in use on every day, on none, or from one day and until another, never back
    /// and forth.
    #[test]
    fn currencies_begin_and_end_once(index in 0_usize..400, days in prop::collection::vec(1900_i32..2100, 3)) {
        let currency = Currency::all().nth(index % Currency::all().len()).unwrap();
        let mut days = days;
        days.sort_unstable();
        let on = |year| currency.is_valid_on(Date::from_calendar_date(year, Month::July, 1).unwrap());
        let [a, b, c] = [on(days[0]), on(days[1]), on(days[2])];
        prop_assert!(!(a.is_yes() && c.is_yes()) || b.is_yes());
    }
}

/// Codes, numbers and minor units agree with another crate's table of the codes in use; a code
/// that only one of the two has must be a withdrawn one, or be named here.
#[test]
fn currencies_agree_with_iso_currency() {
    let letters = || b'A'..=b'Z';
    let mut both = 0;
    for a in letters() {
        for b in letters() {
            for c in letters() {
                let code = String::from_utf8(vec![a, b, c]).unwrap();
                let ours = Currency::parse(&code).ok();
                let theirs = iso_currency::Currency::from_code(&code);
                match (ours, theirs) {
                    (Some(ours), Some(theirs)) => {
                        both += 1;
                        assert_eq!(ours.number(), Some(theirs.numeric()), "{code}");
                        let minor = theirs.exponent().map(|e| u8::try_from(e).unwrap());
                        assert_eq!(ours.minor_unit(), minor, "{code}");
                    }
                    (None, Some(_)) => panic!("{code} is missing"),
                    (Some(ours), None) => assert!(ours.withdrawn().is_some(), "{code}"),
                    (None, None) => {}
                }
            }
        }
    }
    assert_eq!(both, 183);
}

/// Zeros of all exponents are one number, and hash as one.
#[test]
fn zeros_are_equal_and_hash_alike() {
    for exponent in i8::MIN..=i8::MAX {
        let zero = Decimal::new(0, exponent);
        assert_eq!(zero, Decimal::ZERO);
        assert_eq!(hash_of(&zero), hash_of(&Decimal::ZERO));
    }
}

/// The codes of the seed, and the days that matter to it.
#[test]
fn the_tenge_follows_the_rouble() {
    let day = |y, m, d| Date::from_calendar_date(y, Month::try_from(m).unwrap(), d).unwrap();
    assert_eq!(Currency::KZT.is_valid_on(day(1991, 12, 26)), Truth::No);
    assert_eq!(Currency::KZT.is_valid_on(day(1993, 11, 15)), Truth::Unknown);
    assert_eq!(Currency::KZT.is_valid_on(day(2023, 2, 28)), Truth::Yes);
    assert_eq!(Currency::SUR.is_valid_on(day(1990, 11, 30)), Truth::Yes);
    assert_eq!(Currency::SUR.is_valid_on(day(1991, 1, 1)), Truth::No);
}
