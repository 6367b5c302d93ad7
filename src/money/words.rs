//! Amounts in words, as a brief prints them: never more precise than the amount itself.

use alloc::string::{String, ToString};
use core::fmt;

use super::bounds::{Bound, Bounds};
use super::currency::Currency;
use super::decimal::Decimal;
use super::estimate::Estimate;
use super::unit::{Counted, Unit};
use super::wording::Wording;

/// The English scale words by their power of ten.
const SCALES: [(i32, &str); 4] =
    [(12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")];

/// More decimals than this before a scale word are written out as plain digits instead.
const MOST_DECIMALS: i32 = 3;

impl Estimate {
    /// Returns the estimate in English words.
    ///
    /// A rounded number prints without a qualifier, as its source printed it, with its digits and
    /// a scale word in place of the zeros that are not significant; a number rounded to tens or
    /// hundreds, which has no such word, prints as "about". An exact one prints every digit.
    ///
    /// ```
    /// use bilateral::Estimate;
    ///
    /// let words = |text| Estimate::parse(text).map(|estimate| estimate.in_words().to_string());
    /// assert_eq!(words("rounded USD 2.5e9")?, "$2.5 billion");
    /// assert_eq!(words("rounded USD 2.50e9")?, "$2.50 billion");
    /// assert_eq!(words("USD 2.5e9")?, "$2,500,000,000");
    /// assert_eq!(words("about USD 886e6")?, "about $886 million");
    /// assert_eq!(words("up to EUR 133.8e6")?, "up to EUR 133.8 million");
    /// assert_eq!(words("USD 1e6..2e6")?, "between $1 million and $2 million");
    /// assert_eq!(words("tens of USD 1e9")?, "tens of billions of dollars");
    /// assert_eq!(words("persons 40")?, "40 persons");
    /// # Ok::<(), bilateral::EstimateError>(())
    /// ```
    #[must_use]
    pub fn in_words(self) -> impl fmt::Display + Copy {
        EstimateWords(self)
    }
}

impl Bounds {
    /// Returns the bounds in English words, such as "more than $2 million".
    ///
    /// ```
    /// use bilateral::{Bounds, Estimate};
    ///
    /// let sum = Bounds::sum([
    ///     Estimate::parse("rounded USD 2.5e9")?.bounds(),
    ///     Estimate::parse("up to USD 5e6")?.bounds().gross(),
    /// ])?;
    /// let words = sum.map(|sum| sum.in_words().to_string());
    /// assert_eq!(words.as_deref(), Some("between $2.45 billion and $2.555 billion"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_words(self) -> impl fmt::Display + Copy {
        BoundsWords(self)
    }
}

#[derive(Clone, Copy)]
struct EstimateWords(Estimate);

impl fmt::Display for EstimateWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let estimate = self.0;
        let (number, unit) = (estimate.stated().value(), estimate.unit());
        match estimate.wording() {
            Wording::Exact => write!(f, "{}", Quantity { digits: plain(number), number, unit }),
            Wording::Rounded => match as_stated(number) {
                Some(digits) => write!(f, "{}", Quantity { digits, number, unit }),
                None => {
                    write!(f, "about {}", Quantity { digits: plain(number), number, unit })
                }
            },
            Wording::Between => between(f, as_printed(number), number, &{
                let upper = estimate.upper_number();
                Quantity { digits: as_printed(upper), number: upper, unit }
            }),
            Wording::Plural(plural) => {
                f.write_str(plural.as_str())?;
                let scale = SCALES.iter().find(|(power, _)| {
                    u32::try_from(*power).is_ok_and(|p| number == Decimal::from(10_u64.pow(p)))
                });
                if let Some((_, word)) = scale {
                    write!(f, " {word}s of")?;
                }
                write!(f, " {}", many(unit))
            }
            wording => {
                let digits = as_printed(number);
                write!(f, "{} {}", wording.as_str(), Quantity { digits, number, unit })
            }
        }
    }
}

#[derive(Clone, Copy)]
struct BoundsWords(Bounds);

impl fmt::Display for BoundsWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bounds = self.0;
        let unit = bounds.unit();
        let quantity = |number: Decimal| Quantity { digits: brief(number), number, unit };
        if let Some(amount) = bounds.exact() {
            let number = amount.value();
            return write!(f, "{}", Quantity { digits: plain(number), number, unit });
        }
        let least = |end: Bound| if end.included { "at least" } else { "more than" };
        let most = |end: Bound| if end.included { "at most" } else { "less than" };
        match (bounds.lower(), bounds.upper()) {
            (None, None) => match unit {
                Unit::Currency(_) => write!(f, "an unknown amount of {}", many(unit)),
                Unit::Counted(_) => write!(f, "an unknown number of {}", many(unit)),
            },
            (Some(low), None) => write!(f, "{} {}", least(low), quantity(low.value)),
            (None, Some(high)) => write!(f, "{} {}", most(high), quantity(high.value)),
            (Some(low), Some(high)) if low.included && high.included => {
                between(f, brief(low.value), low.value, &quantity(high.value))
            }
            (Some(low), Some(high)) => {
                let (low_words, high_words) = (quantity(low.value), quantity(high.value));
                write!(f, "{} {low_words} and {} {high_words}", least(low), most(high))
            }
        }
    }
}

/// "between 40 and 50 persons", "between $1 million and $2 million".
fn between(
    f: &mut fmt::Formatter<'_>,
    digits: String,
    number: Decimal,
    upper: &Quantity,
) -> fmt::Result {
    match upper.unit {
        Unit::Counted(_) => {
            let sign = if number.is_negative() { "-" } else { "" };
            write!(f, "between {sign}{digits} and {upper}")
        }
        unit => write!(f, "between {} and {upper}", Quantity { digits, number, unit }),
    }
}

/// Digits without a sign, scale word included, with the number that they write and its unit.
struct Quantity {
    digits: String,
    number: Decimal,
    unit: Unit,
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { digits, number, unit } = self;
        let sign = if number.is_negative() { "-" } else { "" };
        match unit {
            Unit::Currency(Currency::USD) => write!(f, "{sign}${digits}"),
            Unit::Currency(currency) => write!(f, "{currency} {sign}{digits}"),
            // A pure number has no unit to name.
            Unit::Counted(Counted::Ratio) => write!(f, "{sign}{digits}"),
            Unit::Counted(counted) if number.abs() == Decimal::ONE => {
                write!(f, "{sign}{digits} {}", singular(*counted))
            }
            Unit::Counted(_) => write!(f, "{sign}{digits} {}", many(*unit)),
        }
    }
}

/// The unit in the plural.
fn many(unit: Unit) -> String {
    match unit {
        Unit::Currency(Currency::USD) => "dollars".to_string(),
        unit => unit.as_str().replace('-', " "),
    }
}

/// The unit in the singular.
fn singular(unit: Counted) -> String {
    let word = many(Unit::Counted(unit));
    let changed = match unit {
        Counted::Percent | Counted::Ratio | Counted::Aircraft => return word,
        Counted::Troops => "soldier",
        Counted::Companies => "company",
        Counted::Laboratories => "laboratory",
        Counted::Treaties => "treaty",
        _ => return word.strip_suffix('s').map(String::from).unwrap_or(word),
    };
    changed.to_string()
}

/// Every digit, in groups of three: `2,500,000,000`.
fn plain(number: Decimal) -> String {
    let digits = number.coefficient().unsigned_abs().to_string();
    let exponent = number.exponent();
    let places = usize::from(exponent.unsigned_abs());
    let (whole, part) = if number.is_zero() && exponent >= 0 {
        (digits, String::new())
    } else if exponent >= 0 {
        (alloc::format!("{digits}{:0<places$}", ""), String::new())
    } else {
        let padded = alloc::format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = padded.split_at_checked(padded.len() - places).unwrap_or((&padded, ""));
        (whole.to_string(), alloc::format!(".{part}"))
    };
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + &part
}

/// The significant digits before a scale word, if there is one that hides every digit that is not
/// significant: 2.50e9 is `2.50 billion`, 5e8 is `500 million`; 40 rounded to tens has none.
fn as_stated(number: Decimal) -> Option<String> {
    if number.exponent() <= 0 {
        return Some(plain(number));
    }
    let exponent = i32::from(number.exponent());
    let first = exponent + i32::try_from(number.digits()).unwrap_or(0) - 1;
    let (power, word) = SCALES.iter().find(|(power, _)| *power <= first)?;
    let scaled = Decimal::from_parts(number.coefficient(), exponent - power).ok()?;
    Some(alloc::format!("{} {word}", plain(scaled)))
}

/// As the source has it, for words such as "more than" that take no precision from the digits.
fn as_printed(number: Decimal) -> String {
    as_stated(number).unwrap_or_else(|| plain(number))
}

/// A computed number, whose trailing zeros mean nothing: with a scale word from a million on, if
/// few decimals stand before it, else in plain digits.
fn brief(number: Decimal) -> String {
    let short = number.normalized();
    let first = i32::from(short.exponent()) + i32::try_from(short.digits()).unwrap_or(0) - 1;
    if let Some((power, _)) = SCALES.iter().find(|(power, _)| *power <= first)
        && *power >= 6
        && power - i32::from(short.exponent()) <= MOST_DECIMALS
        && let Ok(scaled) =
            Decimal::from_parts(short.coefficient(), i32::from(short.exponent()) - power)
    {
        let word = SCALES.iter().find(|(p, _)| p == power).map_or("", |(_, word)| word);
        return alloc::format!("{} {word}", plain(scaled));
    }
    plain(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn words(text: &str, expected: &str) {
        assert_eq!(Estimate::parse(text).unwrap().in_words().to_string(), expected);
    }

    #[track_caller]
    fn bounds_words(text: &str, expected: &str) {
        assert_eq!(Bounds::parse(text).unwrap().in_words().to_string(), expected);
    }

    #[test]
    fn estimates_read_as_their_sources_print_them() {
        words("rounded USD 5e8", "$500 million");
        words("about USD 886e6", "about $886 million");
        words("more than USD 886e6", "more than $886 million");
        words("nearly USD 3e9", "nearly $3 billion");
        words("up to USD 133.8e6", "up to $133.8 million");
        words("rounded EUR 3.4e9", "EUR 3.4 billion");
        words("rounded USD -1.3e9", "-$1.3 billion");
        words("percent 12.5", "12.5 percent");
        words("tens of USD 1e9", "tens of billions of dollars");
        words("tens of EUR 1e9", "tens of billions of EUR");
        words("thousands of visitors 1", "thousands of visitors");
        words("persons 40..50", "between 40 and 50 persons");
        words("EUR 1e6..2e6", "between EUR 1 million and EUR 2 million");
    }

    #[test]
    fn digits_that_are_not_significant_are_not_shown_as_if_they_were() {
        words("rounded USD 2.50e9", "$2.50 billion");
        words("rounded USD 2.5e10", "$25 billion");
        words("rounded persons 3e3", "3 thousand persons");
        words("rounded persons 4e1", "about 40 persons");
        words("rounded USD 1234.50", "$1,234.50");
        words("USD 2500000000", "$2,500,000,000");
        words("USD 2.5e9", "$2,500,000,000");
        words("USD -0.05", "-$0.05");
        words("USD 0e3", "$0");
    }

    #[test]
    fn one_is_singular() {
        words("persons 1", "1 person");
        words("treaties 1", "1 treaty");
        words("aircraft 1", "1 aircraft");
        words("square-kilometres 1.0", "1.0 square kilometre");
        words("square-kilometres 1.5", "1.5 square kilometres");
        words("ratio 1", "1");
    }

    #[test]
    fn bounds_say_which_ends_are_possible() {
        bounds_words("USD [1e6, 2000000]", "between $1 million and $2 million");
        bounds_words("USD [2e10, 1e11)", "at least $20 billion and less than $100 billion");
        bounds_words("USD (5, ..)", "more than $5");
        bounds_words("USD (.., 5e6]", "at most $5 million");
        bounds_words("persons (.., ..)", "an unknown number of persons");
        bounds_words("USD (.., ..)", "an unknown amount of dollars");
        bounds_words("USD [2450000001, 2.55e9]", "between $2,450,000,001 and $2.55 billion");
        bounds_words("persons [-1, 2]", "between -1 and 2 persons");
        bounds_words("USD [5e6, 5e6]", "$5,000,000");
    }
}
