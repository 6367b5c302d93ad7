//! [`PriceBasis`] and [`Rate`]: what amounts of different years or currencies need to be compared.
//!
//! Nothing here knows any price index or exchange rate. Constant prices are kept apart from
//! current ones, and an exchange happens only at a rate that the caller states with its source.

use alloc::string::String;
use core::fmt;

use super::amount::AmountError;
use super::bounds::{Bound, Bounds};
use super::currency::Currency;
use super::decimal::Decimal;
use super::estimate::Estimate;
use super::unit::Unit;
use crate::text::{shortened, text_value};

/// The prices that an amount of money is stated in: `current`, or `constant 2020`.
///
/// Amounts of different bases do not add.
///
/// ```
/// use bilateral::PriceBasis;
///
/// let basis = PriceBasis::parse("constant 2020")?;
/// assert_eq!(basis.base_year(), Some(2020));
/// assert_ne!(basis, PriceBasis::CURRENT);
///
/// let error = PriceBasis::parse("real").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown price basis `real`; expected `current` or a base year, as in `constant 2020`"
/// );
/// # Ok::<(), bilateral::PriceBasisError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PriceBasis(Option<u16>);

impl PriceBasis {
    /// The prices of the day or period itself.
    pub const CURRENT: Self = Self(None);

    /// Returns the prices of a base year, 0 to 9999.
    ///
    /// ```
    /// # use bilateral::PriceBasis;
    /// assert_eq!(PriceBasis::constant(2020)?.to_string(), "constant 2020");
    /// assert!(PriceBasis::constant(20_200).is_err());
    /// # Ok::<(), bilateral::PriceBasisError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PriceBasisError`] for a later year.
    pub fn constant(base_year: u16) -> Result<Self, PriceBasisError> {
        if base_year > 9999 {
            return Err(PriceBasisError { found: alloc::format!("constant {base_year}") });
        }
        Ok(Self(Some(base_year)))
    }

    /// Reads `current`, or `constant` and a base year of four digits.
    ///
    /// # Errors
    ///
    /// [`PriceBasisError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, PriceBasisError> {
        if text == "current" {
            return Ok(Self::CURRENT);
        }
        text.strip_prefix("constant ")
            .filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|year| year.parse().ok())
            .map(|year| Self(Some(year)))
            .ok_or_else(|| PriceBasisError { found: shortened(text) })
    }

    /// Returns the base year of constant prices.
    #[must_use]
    pub const fn base_year(self) -> Option<u16> {
        self.0
    }
}

impl fmt::Display for PriceBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("current"),
            Some(year) => write!(f, "constant {year:04}"),
        }
    }
}

impl fmt::Debug for PriceBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

text_value!(PriceBasis, PriceBasisError, "`current`, or a base year as in `constant 2020`");

/// A text that is no [`PriceBasis`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown price basis `{found}`; expected `current` or a base year, as in `constant 2020`")]
pub struct PriceBasisError {
    found: String,
}

/// An exchange rate that the caller vouches for: so many units of one currency for one of another.
///
/// ```
/// use bilateral::{Currency, Decimal, Estimate, Rate};
///
/// let value = Decimal::parse("1.08")?;
/// let rate = Rate::new(Currency::EUR, Currency::USD, value, "ECB, average of 2023")?;
/// let aid = Estimate::parse("EUR 100")?.exchanged(&rate)?;
/// assert_eq!(aid.to_string(), "USD [108.00, 108.00]");
///
/// let error = Estimate::parse("KZT 100")?.exchanged(&rate).unwrap_err();
/// assert_eq!(error.to_string(), "cannot exchange `KZT` at a rate from `EUR`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rate {
    // INVARIANT: zero < lower ≤ upper.
    from: Currency,
    to: Currency,
    lower: Decimal,
    upper: Decimal,
    source: String,
}

impl Rate {
    /// Returns a rate of exactly `value` units of `to` for one of `from`.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if the value is not above zero.
    pub fn new(
        from: Currency,
        to: Currency,
        value: Decimal,
        source: impl Into<String>,
    ) -> Result<Self, AmountError> {
        Self::between(from, to, value, value, source)
    }

    /// Returns a rate between two values, both included, such as the lowest and highest of a year.
    ///
    /// ```
    /// # use bilateral::{Currency, Decimal, Estimate, Rate};
    /// let (low, high) = (Decimal::parse("1.05")?, Decimal::parse("1.12")?);
    /// let rate = Rate::between(Currency::EUR, Currency::USD, low, high, "ECB, days of 2023")?;
    /// let aid = Estimate::parse("EUR 100")?.exchanged(&rate)?;
    /// assert_eq!(aid.to_string(), "USD [105.00, 112.00]");
    ///
    /// let error = Rate::between(Currency::EUR, Currency::USD, high, low, "").unwrap_err();
    /// assert_eq!(error.to_string(), "no amount lies between `1.12` and `1.05`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] if a value is not above zero, or the lower above the upper.
    pub fn between(
        from: Currency,
        to: Currency,
        lower: Decimal,
        upper: Decimal,
        source: impl Into<String>,
    ) -> Result<Self, AmountError> {
        if lower <= Decimal::ZERO {
            return Err(AmountError::rate(lower));
        }
        if lower > upper {
            return Err(AmountError::empty(lower, upper));
        }
        Ok(Self { from, to, lower, upper, source: source.into() })
    }

    /// Returns the currency that is given.
    #[must_use]
    pub const fn from(&self) -> Currency {
        self.from
    }

    /// Returns the currency that is got.
    #[must_use]
    pub const fn to(&self) -> Currency {
        self.to
    }

    /// Returns the least and the greatest value of the rate.
    #[must_use]
    pub const fn value(&self) -> (Decimal, Decimal) {
        (self.lower, self.upper)
    }

    /// Returns where the rate comes from, in the caller's words.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl Bounds {
    /// Returns the bounds of the amount exchanged at a rate.
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if the rate is from another currency, or if a bound has
    /// too many digits.
    pub fn exchanged(self, rate: &Rate) -> Result<Self, AmountError> {
        AmountError::same_unit("exchange", self.unit(), Unit::Currency(rate.from))?;
        let times = |end: Option<Bound>, factor: Decimal| -> Result<_, AmountError> {
            let Some(end) = end else { return Ok(None) };
            Ok(Some(Bound { value: end.value.checked_mul(factor)?, ..end }))
        };
        // The widest range takes the rate that carries each end farther outward.
        let below = |end: Option<Bound>| end.is_some_and(|end| end.value.is_negative());
        let (lower_rate, upper_rate) = (
            if below(self.lower()) { rate.upper } else { rate.lower },
            if below(self.upper()) { rate.lower } else { rate.upper },
        );
        let (lower, upper) = (times(self.lower(), lower_rate)?, times(self.upper(), upper_rate)?);
        Self::new(Unit::Currency(rate.to), lower, upper)
    }
}

impl Estimate {
    /// Returns the bounds of the amount exchanged at a rate.
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if the rate is from another currency, or if a bound has
    /// too many digits.
    pub fn exchanged(self, rate: &Rate) -> Result<Bounds, AmountError> {
        self.bounds().exchanged(rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn bases_print_what_they_read() {
        for text in ["current", "constant 2020", "constant 0096"] {
            assert_eq!(PriceBasis::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            PriceBasis::constant(2020).unwrap(),
            PriceBasis::parse("constant 2020").unwrap()
        );
        assert!(PriceBasis::constant(10_000).is_err());
        for text in ["", "constant", "constant 20", "constant +202", "constant 20201"] {
            assert!(PriceBasis::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rates_are_above_zero_and_in_order() {
        let rate = |low, high| {
            Rate::between(Currency::EUR, Currency::USD, Decimal::from(low), Decimal::from(high), "")
                .map(|rate| rate.value())
                .map_err(|error| error.to_string())
        };
        assert_eq!(rate(0, 1).unwrap_err(), "bad exchange rate `0`; expected a number above zero");
        assert_eq!(rate(2, 1).unwrap_err(), "no amount lies between `2` and `1`");
        assert_eq!(rate(1, 2).unwrap(), (Decimal::ONE, Decimal::from(2)));
    }

    #[test]
    fn a_debt_is_exchanged_at_the_rate_that_carries_it_farther() {
        let (low, high) = (Decimal::from(2), Decimal::from(3));
        let rate = Rate::between(Currency::EUR, Currency::USD, low, high, "a bank").unwrap();
        let debt = Bounds::parse("EUR [-10, 5)").unwrap().exchanged(&rate).unwrap();
        assert_eq!(debt.to_string(), "USD [-30, 15)");
        assert_eq!(
            (rate.from(), rate.to(), rate.source()),
            (Currency::EUR, Currency::USD, "a bank")
        );
    }
}
