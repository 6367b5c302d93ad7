//! [`Bounds`]: the range in which an amount lies, and arithmetic on such ranges.

use core::fmt;
use core::ops::Neg;

use super::amount::{Amount, AmountError};
use super::decimal::Decimal;
use super::unit::Unit;
use crate::text::text_value;
use crate::truth::Truth;

/// One end of [`Bounds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number at the end.
    pub value: Decimal,
    /// Whether that number itself is possible.
    pub included: bool,
}

impl Bound {
    /// Returns an end that is itself possible.
    #[must_use]
    pub const fn included(value: Decimal) -> Self {
        Self { value, included: true }
    }

    /// Returns an end that is itself impossible.
    #[must_use]
    pub const fn excluded(value: Decimal) -> Self {
        Self { value, included: false }
    }
}

/// All the numbers of one unit that an amount may be: an interval that is never empty.
///
/// A missing end means that nothing limits the amount on that side. Arithmetic is that of
/// intervals: whatever exact amounts lie within the operands, their exact result lies within the
/// answer, and exact operands give an exact answer. It takes its operands as independent of one
/// another, so `x` minus `x` is not zero. Bounds of different units are an error that names both, and
/// a bound with too many digits is an error; no bound is ever rounded, but for quotients, which
/// take the number of digits from the caller and grow outward.
///
/// ```
/// use bilateral::{Bounds, Decimal, Estimate, Truth};
///
/// let exports = Estimate::parse("rounded USD 1.1e9")?.bounds();
/// let imports = Estimate::parse("rounded USD 2.3e9")?.bounds();
/// let balance = exports.checked_sub(imports)?;
/// assert!(balance.contains(Decimal::parse("-1.3e9")?));
/// assert_eq!(balance.to_string(), "USD [-1.30e9, -1.10e9]");
/// assert_eq!(exports.less_than(imports)?, Truth::Yes);
///
/// let error = exports.checked_add(Estimate::parse("EUR 1")?.bounds()).unwrap_err();
/// assert_eq!(error.to_string(), "cannot add `EUR` to `USD`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    // INVARIANT: if both ends are there, the lower is below the upper, or they are equal and both
    // included.
    lower: Option<Bound>,
    upper: Option<Bound>,
    unit: Unit,
}

impl Bounds {
    /// Returns the bounds between two ends, of which each may be missing.
    ///
    /// ```
    /// use bilateral::{Bound, Bounds, Decimal, Unit};
    ///
    /// let at_least = Bounds::new(Unit::USD, Some(Bound::included(Decimal::ONE)), None)?;
    /// assert_eq!(at_least.upper(), None);
    ///
    /// let zero = Some(Bound::excluded(Decimal::ZERO));
    /// let error = Bounds::new(Unit::USD, zero, zero).unwrap_err();
    /// assert_eq!(error.to_string(), "no amount lies between `0` and `0`");
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] if no number lies between them.
    pub fn new(
        unit: Unit,
        lower: Option<Bound>,
        upper: Option<Bound>,
    ) -> Result<Self, AmountError> {
        if let (Some(low), Some(high)) = (lower, upper)
            && !meet(low, high)
        {
            return Err(AmountError::empty(low.value, high.value));
        }
        Ok(Self { lower, upper, unit })
    }

    /// Reads a unit, one space and an interval: `USD [1e6, 2e6)`, with `[` and `]` at an end that
    /// is possible itself, `(` and `)` at one that is not, and `..` for a missing one.
    ///
    /// ```
    /// # use bilateral::Bounds;
    /// assert_eq!(Bounds::parse("USD (.., 5e6]")?.lower(), None);
    /// let error = Bounds::parse("USD [.., 5e6]").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "bad bounds `USD [.., 5e6]`; expected a unit and an interval, as in `USD [1e6, 2e6)`"
    /// );
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] if the unit or a number is none, the text has another shape, or no amount
    /// lies between the ends.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let shape = || AmountError::bounds_shape(text);
        let (unit, interval) = text.split_once(' ').ok_or_else(shape)?;
        let (low, high) = interval.split_once(", ").ok_or_else(shape)?;
        let end = |number: &str, included: bool| -> Result<Option<Bound>, AmountError> {
            match (number, included) {
                ("..", false) => Ok(None),
                ("..", true) => Err(shape()),
                _ => Ok(Some(Bound { value: Decimal::parse(number)?, included })),
            }
        };
        let lower = match (low.strip_prefix('['), low.strip_prefix('(')) {
            (Some(number), _) => end(number, true)?,
            (None, Some(number)) => end(number, false)?,
            (None, None) => return Err(shape()),
        };
        let upper = match (high.strip_suffix(']'), high.strip_suffix(')')) {
            (Some(number), _) => end(number, true)?,
            (None, Some(number)) => end(number, false)?,
            (None, None) => return Err(shape()),
        };
        Self::new(Unit::parse(unit)?, lower, upper)
    }

    /// Returns bounds that only that amount fits.
    ///
    /// ```
    /// # use bilateral::{Amount, Bounds};
    /// let bounds = Bounds::exactly(Amount::parse("USD 5")?);
    /// assert!(bounds.is_exact());
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn exactly(amount: Amount) -> Self {
        let end = Some(Bound::included(amount.value()));
        Self { lower: end, upper: end, unit: amount.unit() }
    }

    /// Returns bounds that every amount of the unit fits.
    ///
    /// ```
    /// # use bilateral::{Bounds, Unit};
    /// assert_eq!(Bounds::any(Unit::USD).to_string(), "USD (.., ..)");
    /// ```
    #[must_use]
    pub const fn any(unit: Unit) -> Self {
        Self { lower: None, upper: None, unit }
    }

    /// Returns the unit.
    #[must_use]
    #[inline]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Returns the lower end, or `None` if nothing limits the amount downward.
    #[must_use]
    #[inline]
    pub const fn lower(self) -> Option<Bound> {
        self.lower
    }

    /// Returns the upper end, or `None` if nothing limits the amount upward.
    #[must_use]
    #[inline]
    pub const fn upper(self) -> Option<Bound> {
        self.upper
    }

    /// Returns the amount if only one fits.
    #[must_use]
    pub fn exact(self) -> Option<Amount> {
        match (self.lower, self.upper) {
            (Some(low), Some(high)) if low.value == high.value => {
                Some(Amount::new(low.value, self.unit))
            }
            _ => None,
        }
    }

    /// Returns whether only one amount fits.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.exact().is_some()
    }

    /// Returns whether that number of the unit fits.
    ///
    /// ```
    /// # use bilateral::{Bounds, Decimal};
    /// let bounds = Bounds::parse("USD [1, 2)")?;
    /// assert!(bounds.contains(Decimal::ONE) && !bounds.contains(Decimal::from(2)));
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    #[must_use]
    pub fn contains(self, value: Decimal) -> bool {
        let point = Bound::included(value);
        self.lower.is_none_or(|low| meet(low, point))
            && self.upper.is_none_or(|high| meet(point, high))
    }

    /// Returns the bounds of a sum.
    ///
    /// ```
    /// # use bilateral::Bounds;
    /// let sum = Bounds::parse("USD [1, 2)")?.checked_add(Bounds::parse("USD [1, ..)")?)?;
    /// assert_eq!(sum.to_string(), "USD [2, ..)");
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ, or if a bound has too many digits.
    #[inline]
    pub fn checked_add(self, other: Self) -> Result<Self, AmountError> {
        AmountError::same_unit("add", self.unit, other.unit)?;
        Ok(Self {
            lower: add_ends(self.lower, other.lower)?,
            upper: add_ends(self.upper, other.upper)?,
            unit: self.unit,
        })
    }

    /// Returns the bounds of a difference.
    ///
    /// ```
    /// # use bilateral::Bounds;
    /// let bounds = Bounds::parse("USD [1, 2)")?;
    /// assert_eq!(bounds.checked_sub(bounds)?.to_string(), "USD (-1, 1)");
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ, or if a bound has too many digits.
    pub fn checked_sub(self, other: Self) -> Result<Self, AmountError> {
        AmountError::same_unit("subtract", self.unit, other.unit)?;
        self.checked_add(-other)
    }

    /// Returns the bounds of the sum of all, or `None` of nothing: what was not counted is not 0.
    ///
    /// ```
    /// use bilateral::{Bounds, Estimate};
    ///
    /// let parts = ["13.7e6", "6.0e6", "14.0e6", "41.6e6", "3.2e6", "11.5e6"];
    /// let parts = parts.map(|part| Estimate::parse(&format!("USD {part}")));
    /// let parts: Vec<Estimate> = parts.into_iter().collect::<Result<_, _>>()?;
    /// let total = Bounds::sum(parts.iter().map(|part| part.bounds()))?;
    /// assert_eq!(total, Some(Estimate::parse("USD 90e6")?.bounds()));
    /// assert_eq!(Bounds::sum([])?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming two units that differ, or if a bound has too many digits.
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Result<Option<Self>, AmountError> {
        let mut total: Option<Self> = None;
        for next in all {
            total = Some(match total {
                None => next,
                Some(sum) => sum.checked_add(next)?,
            });
        }
        Ok(total)
    }

    /// Returns the bounds of `factor` times the amount, in the same unit.
    ///
    /// ```
    /// # use bilateral::{Decimal, Estimate};
    /// let balance = Estimate::parse("at least USD 2")?.bounds();
    /// assert_eq!(balance.scale(Decimal::from(-3))?.to_string(), "USD (.., -6]");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] if a bound has too many digits.
    pub fn scale(self, factor: Decimal) -> Result<Self, AmountError> {
        if factor.is_zero() {
            return Ok(Self::exactly(Amount::new(Decimal::ZERO, self.unit)));
        }
        let scaled = |end: Option<Bound>| -> Result<Option<Bound>, AmountError> {
            let Some(end) = end else { return Ok(None) };
            Ok(Some(Bound { value: end.value.checked_mul(factor)?, ..end }))
        };
        let (low, high) = (scaled(self.lower)?, scaled(self.upper)?);
        let (lower, upper) = if factor.is_negative() { (high, low) } else { (low, high) };
        Ok(Self { lower, upper, unit: self.unit })
    }

    /// Returns the bounds of a gross amount: never below zero.
    ///
    /// The way for a caller to say that the amount cannot be negative, so that "up to 5 million"
    /// is 0 to 5 million. Bounds that lie below zero altogether stay as they are.
    ///
    /// ```
    /// # use bilateral::Estimate;
    /// let pledge = Estimate::parse("up to USD 5e6")?.bounds();
    /// assert_eq!(pledge.to_string(), "USD (.., 5e6]");
    /// assert_eq!(pledge.gross().to_string(), "USD [0, 5e6]");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn gross(self) -> Self {
        let zero = Bound::included(Decimal::ZERO);
        if self.lower.is_some_and(|low| !low.value.is_negative())
            || self.upper.is_some_and(|high| !meet(zero, high))
        {
            return self;
        }
        Self { lower: Some(zero), ..self }
    }

    /// Returns the bounds that both allow, or `None` if no amount fits both.
    ///
    /// ```
    /// # use bilateral::Bounds;
    /// let (low, high) = (Bounds::parse("USD [1, 3]")?, Bounds::parse("USD (2, ..)")?);
    /// assert_eq!(low.intersect(high)?.map(|both| both.to_string()).as_deref(), Some("USD (2, 3]"));
    /// assert_eq!(low.intersect(Bounds::parse("USD [4, 5]")?)?, None);
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ.
    pub fn intersect(self, other: Self) -> Result<Option<Self>, AmountError> {
        AmountError::same_unit("intersect", self.unit, other.unit)?;
        // The narrower of two lower ends is the one that the other does not allow, if there is
        // one: it is higher, or equal and excluded.
        let narrower = |a: Option<Bound>, b: Option<Bound>, upper: bool| match (a, b) {
            (Some(a), Some(b)) => {
                let order = a.value.cmp(&b.value);
                let order = if upper { order } else { order.reverse() };
                Some(if order.then(a.included.cmp(&b.included)).is_le() { a } else { b })
            }
            (one, other) => one.or(other),
        };
        let lower = narrower(self.lower, other.lower, false);
        let upper = narrower(self.upper, other.upper, true);
        Ok(Self::new(self.unit, lower, upper).ok())
    }

    /// Returns the narrowest bounds that hold whatever either of the two allows.
    ///
    /// ```
    /// # use bilateral::Bounds;
    /// let (one, other) = (Bounds::parse("USD [1, 3]")?, Bounds::parse("USD (2, 9)")?);
    /// assert_eq!(one.hull(other)?.to_string(), "USD [1, 9)");
    /// assert!(one.hull(Bounds::parse("EUR [4, 5]")?).is_err());
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ.
    pub fn hull(self, other: Self) -> Result<Self, AmountError> {
        AmountError::same_unit("join", self.unit, other.unit)?;
        let wider = |a: Bound, b: Bound, upper: bool| {
            let order = a.value.cmp(&b.value);
            let order = if upper { order } else { order.reverse() };
            if order.then(a.included.cmp(&b.included)).is_ge() { a } else { b }
        };
        let lower = self.lower.zip(other.lower).map(|(a, b)| wider(a, b, false));
        let upper = self.upper.zip(other.upper).map(|(a, b)| wider(a, b, true));
        Self::new(self.unit, lower, upper)
    }

    /// Returns whether this amount is less than the other.
    ///
    /// ```
    /// # use bilateral::{Bounds, Truth};
    /// let (low, high) = (Bounds::parse("USD [1, 3]")?, Bounds::parse("USD [2, 9]")?);
    /// assert_eq!(low.less_than(high)?, Truth::Unknown);
    /// assert_eq!(low.less_than(Bounds::parse("USD [4, 9]")?)?, Truth::Yes);
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ.
    pub fn less_than(self, other: Self) -> Result<Truth, AmountError> {
        AmountError::same_unit("compare", self.unit, other.unit)?;
        let some_less = match (self.lower, other.upper) {
            (Some(low), Some(high)) => low.value < high.value,
            _ => true,
        };
        let some_not_less = match (other.lower, self.upper) {
            (Some(low), Some(high)) => meet(low, high),
            _ => true,
        };
        Ok(Truth::from_worlds(some_less, some_not_less))
    }

    /// Returns whether this amount is greater than the other.
    ///
    /// ```
    /// # use bilateral::{Bounds, Truth};
    /// let (low, high) = (Bounds::parse("USD [1, 3]")?, Bounds::parse("USD [3, 9]")?);
    /// assert_eq!(low.greater_than(high)?, Truth::No);
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ.
    pub fn greater_than(self, other: Self) -> Result<Truth, AmountError> {
        AmountError::same_unit("compare", self.unit, other.unit)?;
        other.less_than(self)
    }

    /// Returns whether both amounts are equal; Yes only if both are exact.
    ///
    /// ```
    /// # use bilateral::{Estimate, Truth};
    /// let about = Estimate::parse("about USD 886e6")?.bounds();
    /// assert_eq!(about.equal(Estimate::parse("USD 887e6")?.bounds())?, Truth::Unknown);
    /// assert_eq!(about.equal(Estimate::parse("USD 900e6")?.bounds())?, Truth::No);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ.
    pub fn equal(self, other: Self) -> Result<Truth, AmountError> {
        AmountError::same_unit("compare", self.unit, other.unit)?;
        let some_equal = self.intersect(other)?.is_some();
        let some_different = !(some_equal && self.is_exact() && other.is_exact());
        Ok(Truth::from_worlds(some_equal, some_different))
    }
}

impl Neg for Bounds {
    type Output = Self;

    /// The bounds of the amount with the other sign.
    fn neg(self) -> Self {
        let turned = |end: Option<Bound>| end.map(|end| Bound { value: -end.value, ..end });
        Self { lower: turned(self.upper), upper: turned(self.lower), unit: self.unit }
    }
}

impl From<Amount> for Bounds {
    fn from(amount: Amount) -> Self {
        Self::exactly(amount)
    }
}

/// Prints the unit and the interval: `USD [1e6, 2e6)`, with `..` for a missing end.
impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lower {
            Some(Bound { value, included: true }) => write!(f, "{} [{value}, ", self.unit)?,
            Some(Bound { value, included: false }) => write!(f, "{} ({value}, ", self.unit)?,
            None => write!(f, "{} (.., ", self.unit)?,
        }
        match self.upper {
            Some(Bound { value, included: true }) => write!(f, "{value}]"),
            Some(Bound { value, included: false }) => write!(f, "{value})"),
            None => f.write_str("..)"),
        }
    }
}

impl fmt::Debug for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

text_value!(Bounds, AmountError, "bounds of an amount, such as `USD [1e6, 2e6)`");

/// Whether some number lies at or above the lower end and at or below the upper.
fn meet(lower: Bound, upper: Bound) -> bool {
    lower.value < upper.value || (lower.value == upper.value && lower.included && upper.included)
}

#[inline]
fn add_ends(a: Option<Bound>, b: Option<Bound>) -> Result<Option<Bound>, AmountError> {
    let (Some(a), Some(b)) = (a, b) else { return Ok(None) };
    let value = a.value.checked_add(b.value)?;
    Ok(Some(Bound { value, included: a.included && b.included }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn bounds(text: &str) -> Bounds {
        Bounds::parse(text).unwrap()
    }

    #[test]
    fn only_bounds_that_hold_something_are_built() {
        let message = |text| Bounds::parse(text).unwrap_err().to_string();
        assert_eq!(message("USD [2, 1]"), "no amount lies between `2` and `1`");
        assert_eq!(message("USD [1, 1)"), "no amount lies between `1` and `1`");
        assert_eq!(
            message("USD 1"),
            "bad bounds `USD 1`; expected a unit and an interval, as in `USD [1e6, 2e6)`"
        );
        assert_eq!(bounds("USD (.., ..)"), Bounds::any(Unit::USD));
    }

    #[test]
    fn units_are_never_mixed() {
        let (dollars, euros) = (bounds("USD [1, 2]"), bounds("EUR [1, 2]"));
        let message = |error: AmountError| error.to_string();
        assert_eq!(
            message(dollars.less_than(euros).unwrap_err()),
            "cannot compare `USD` with `EUR`"
        );
        assert_eq!(
            message(dollars.intersect(euros).unwrap_err()),
            "cannot intersect `USD` with `EUR`"
        );
        assert_eq!(
            Bounds::sum([dollars, euros]).unwrap_err().units(),
            Some((Unit::USD, Unit::EUR))
        );
    }

    #[test]
    fn a_balance_may_flip_its_sign_between_two_sides() {
        // One side counts exports of 1.1 and imports of 2.3 billion, the other 2.2 and 2.
        let one =
            bounds("USD [1.05e9, 1.15e9]").checked_sub(bounds("USD [2.25e9, 2.35e9]")).unwrap();
        let other = bounds("USD [2.15e9, 2.25e9]").checked_sub(bounds("USD [1.9e9, 2e9)")).unwrap();
        let zero = bounds("USD [0, 0]");
        assert_eq!(one.less_than(zero).unwrap(), Truth::Yes);
        assert_eq!(other.greater_than(zero).unwrap(), Truth::Yes);
        assert_eq!(other.to_string(), "USD (1.5e8, 3.5e8]");
    }

    #[test]
    fn too_many_digits_are_an_error_and_never_rounded() {
        let error = bounds("USD [1, 1e80]").checked_add(bounds("USD [1, 2]")).unwrap_err();
        assert_eq!(error.to_string(), "the exact result has more than 35 digits");
        assert!(error.is_overflow());
    }
}
