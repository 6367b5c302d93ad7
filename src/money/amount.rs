//! [`Amount`]: an exact number of one unit.

use alloc::string::String;
use core::fmt;

use super::decimal::{Decimal, DecimalError};
use super::unit::{Unit, UnitError};
use crate::text::{shortened, text_value};

/// An exact number of one unit, written `USD 1234.50` or `persons 40`. It may be negative.
///
/// Equality goes by value, as that of [`Decimal`] does; there is no order, because amounts of
/// different units have none.
///
/// ```
/// use bilateral::Amount;
///
/// let committed = Amount::parse("USD 10000")?;
/// let cut = Amount::parse("USD -2000")?;
/// assert_eq!(committed.checked_add(cut)?.to_string(), "USD 8000");
///
/// let error = committed.checked_add(Amount::parse("EUR 1")?).unwrap_err();
/// assert_eq!(error.to_string(), "cannot add `EUR` to `USD`");
/// assert_eq!(error.units().map(|(a, b)| (a.as_str(), b.as_str())), Some(("USD", "EUR")));
/// # Ok::<(), bilateral::AmountError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    value: Decimal,
    unit: Unit,
}

impl Amount {
    /// Returns that many of the unit.
    ///
    /// ```
    /// # use bilateral::{Amount, Decimal, Unit};
    /// assert_eq!(Amount::new(Decimal::from(40), Unit::PERSONS).to_string(), "persons 40");
    /// ```
    #[must_use]
    #[inline]
    pub const fn new(value: Decimal, unit: Unit) -> Self {
        Self { value, unit }
    }

    /// Reads a unit, one space and a number.
    ///
    /// ```
    /// # use bilateral::Amount;
    /// assert_eq!(Amount::parse("USD 1234.50")?.unit().as_str(), "USD");
    /// let error = Amount::parse("1234.50 USD").unwrap_err();
    /// assert!(error.to_string().starts_with("unknown unit `1234.50`"));
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] if the unit is unknown or the number is none, with the words of either.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let Some((unit, value)) = text.split_once(' ') else {
            return Err(AmountError(Kind::Shape { text: shortened(text) }));
        };
        Ok(Self { unit: Unit::parse(unit)?, value: Decimal::parse(value)? })
    }

    /// Returns the number.
    #[must_use]
    #[inline]
    pub const fn value(self) -> Decimal {
        self.value
    }

    /// Returns the unit.
    #[must_use]
    #[inline]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Returns the exact sum.
    ///
    /// ```
    /// # use bilateral::Amount;
    /// let sum = Amount::parse("persons 40")?.checked_add(Amount::parse("persons 2")?)?;
    /// assert_eq!(sum, Amount::parse("persons 42")?);
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ, or if the sum has too many digits.
    pub fn checked_add(self, other: Self) -> Result<Self, AmountError> {
        AmountError::same_unit("add", self.unit, other.unit)?;
        Ok(Self { value: self.value.checked_add(other.value)?, unit: self.unit })
    }

    /// Returns the exact difference.
    ///
    /// ```
    /// # use bilateral::Amount;
    /// let (dollars, persons) = (Amount::parse("USD 5")?, Amount::parse("persons 2")?);
    /// assert_eq!(dollars.checked_sub(dollars)?.to_string(), "USD 0");
    /// let error = dollars.checked_sub(persons).unwrap_err();
    /// assert_eq!(error.to_string(), "cannot subtract `persons` from `USD`");
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ, or if the difference has too many digits.
    pub fn checked_sub(self, other: Self) -> Result<Self, AmountError> {
        AmountError::same_unit("subtract", self.unit, other.unit)?;
        Ok(Self { value: self.value.checked_sub(other.value)?, unit: self.unit })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.unit, self.value)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

text_value!(Amount, AmountError, "an amount, such as `USD 1234.50` or `persons 40`");

/// A text that is no [`Amount`], or an operation on amounts or bounds that has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct AmountError(Kind);

impl AmountError {
    /// Returns the two units where they differ and may not: that of the left side, then of the
    /// right.
    #[must_use]
    pub fn units(&self) -> Option<(Unit, Unit)> {
        match self.0 {
            Kind::Units { left, right, .. } => Some((left, right)),
            _ => None,
        }
    }

    /// Returns whether an exact result exists and has more digits than fit.
    #[must_use]
    pub fn is_overflow(&self) -> bool {
        matches!(&self.0, Kind::Number { source } if source.is_overflow())
    }

    pub(super) fn same_unit(verb: &'static str, left: Unit, right: Unit) -> Result<(), Self> {
        if left == right {
            return Ok(());
        }
        Err(Self(Kind::Units { verb, left, right }))
    }

    pub(super) const fn empty(lower: Decimal, upper: Decimal) -> Self {
        Self(Kind::Empty { lower, upper })
    }

    pub(super) fn bounds_shape(text: &str) -> Self {
        Self(Kind::BoundsShape { text: shortened(text) })
    }

    pub(super) const fn rate(found: Decimal) -> Self {
        Self(Kind::Rate { found })
    }

    pub(super) const fn divisor_may_be_zero(unit: Unit) -> Self {
        Self(Kind::ZeroDivisor { unit })
    }
}

impl From<UnitError> for AmountError {
    fn from(source: UnitError) -> Self {
        Self(Kind::Unit { source })
    }
}

impl From<DecimalError> for AmountError {
    fn from(source: DecimalError) -> Self {
        Self(Kind::Number { source })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error("bad amount `{text}`; expected a unit, one space and a number, as in `USD 1234.50`")]
    Shape { text: String },
    #[error("bad bounds `{text}`; expected a unit and an interval, as in `USD [1e6, 2e6)`")]
    BoundsShape { text: String },
    #[error(transparent)]
    Unit { source: UnitError },
    #[error(transparent)]
    Number { source: DecimalError },
    #[error("{}", Mismatch { verb, left: *.left, right: *.right })]
    Units { verb: &'static str, left: Unit, right: Unit },
    #[error("no amount lies between `{lower}` and `{upper}`")]
    Empty { lower: Decimal, upper: Decimal },
    #[error("cannot divide by an amount of `{unit}` that may be zero")]
    ZeroDivisor { unit: Unit },
    #[error("bad exchange rate `{found}`; expected a number above zero")]
    Rate { found: Decimal },
}

/// "cannot add `EUR` to `USD`", with the words that each verb takes.
struct Mismatch<'a> {
    verb: &'a str,
    left: Unit,
    right: Unit,
}

impl fmt::Display for Mismatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { verb, left, right } = self;
        match *verb {
            "exchange" => write!(f, "cannot exchange `{left}` at a rate from `{right}`"),
            "add" => write!(f, "cannot add `{right}` to `{left}`"),
            "subtract" => write!(f, "cannot subtract `{right}` from `{left}`"),
            "divide" => write!(f, "cannot divide `{left}` by `{right}`"),
            _ => write!(f, "cannot {verb} `{left}` with `{right}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn amounts_may_fall_below_zero() {
        let spent = Amount::parse("USD -500").unwrap();
        let sum = spent.checked_add(Amount::parse("USD 200.00").unwrap()).unwrap();
        assert_eq!(sum.to_string(), "USD -300.00");
        assert_eq!(sum.checked_sub(spent).unwrap(), Amount::parse("USD 200").unwrap());
    }

    #[test]
    fn errors_say_what_would_be_right() {
        let message = |text| Amount::parse(text).unwrap_err().to_string();
        assert_eq!(
            message("$5"),
            "bad amount `$5`; expected a unit, one space and a number, as in `USD 1234.50`"
        );
        assert_eq!(message("USB 5"), "unknown unit `USB`; did you mean `USD`?");
        assert_eq!(
            message("USD 5%"),
            "bad number `5%`: found `%` at position 2, expected a digit, `.` or `e`"
        );
        let (dollars, persons) =
            (Amount::parse("USD 5").unwrap(), Amount::parse("persons 5").unwrap());
        let error = dollars.checked_sub(persons).unwrap_err();
        assert_eq!(error.to_string(), "cannot subtract `persons` from `USD`");
        assert!(!error.is_overflow());
    }
}
