//! Quotients of [`Bounds`].

use super::amount::AmountError;
use super::bounds::{Bound, Bounds};
use super::decimal::Decimal;
use super::unit::{Counted, Unit};

impl Bounds {
    /// Returns the bounds of this amount divided by the other, as [`Counted::Ratio`].
    ///
    /// A quotient that is not found exactly has `digits` digits, rounded outward, so that the
    /// exact one lies within.
    ///
    /// ```
    /// # use bilateral::Estimate;
    /// let part = Estimate::parse("USD 1")?.bounds();
    /// let whole = Estimate::parse("USD 3")?.bounds();
    /// assert_eq!(part.ratio(whole, 3)?.to_string(), "ratio (0.333, 0.334)");
    ///
    /// let whole = Estimate::parse("up to USD 3")?.bounds();
    /// let error = part.ratio(whole, 3).unwrap_err();
    /// assert_eq!(error.to_string(), "cannot divide by an amount of `USD` that may be zero");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError`] naming both units if they differ, if the divisor may be zero, or if a bound
    /// does not fit.
    ///
    /// [`Counted::Ratio`]: crate::Counted::Ratio
    pub fn ratio(self, divisor: Self, digits: u32) -> Result<Self, AmountError> {
        AmountError::same_unit("divide", self.unit(), divisor.unit())?;
        if divisor.contains(Decimal::ZERO) {
            return Err(AmountError::divisor_may_be_zero(self.unit()));
        }
        let positive = divisor.lower().is_some_and(|low| !low.value.is_negative());
        let (dividend, divisor) = if positive { (self, divisor) } else { (-self, -divisor) };
        let lower = lower_quotient(dividend.lower(), divisor, digits)?;
        let turned = lower_quotient((-dividend).lower(), divisor, digits)?;
        let upper = turned.map(|end| Bound { value: -end.value, ..end });
        Self::new(Unit::Counted(Counted::Ratio), lower, upper)
    }
}

/// The lower end of a quotient by a divisor above zero.
fn lower_quotient(
    dividend: Option<Bound>,
    divisor: Bounds,
    digits: u32,
) -> Result<Option<Bound>, AmountError> {
    let Some(low) = dividend else { return Ok(None) };
    if low.value.is_zero() {
        return Ok(Some(Bound { value: Decimal::ZERO, ..low }));
    }
    // A positive dividend is least over the greatest divisor, a negative one over the least.
    let by = if low.value.is_negative() { divisor.lower() } else { divisor.upper() };
    match by {
        Some(by) if !by.value.is_zero() => {
            let (value, above) = low.value.checked_div(by.value, digits)?;
            let included = low.included && by.included && value == above;
            Ok(Some(Bound { value, included }))
        }
        // Over a divisor near zero a negative dividend falls without end; over one without end a
        // positive dividend nears zero.
        _ if low.value.is_negative() => Ok(None),
        _ => Ok(Some(Bound::excluded(Decimal::ZERO))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn quotients_know_missing_ends_and_signs() {
        let bounds = |text| Bounds::parse(text).unwrap();
        let ratio = |a, b| bounds(a).ratio(bounds(b), 4).unwrap().to_string();
        assert_eq!(ratio("USD [1, 2]", "USD (0, 4]"), "ratio [0.25, ..)");
        assert_eq!(ratio("USD [1, 2]", "USD [4, ..)"), "ratio (0, 0.5]");
        assert_eq!(ratio("USD [-1, 2]", "USD [-4, -2]"), "ratio [-1, 0.5]");
        assert_eq!(ratio("USD (.., 2]", "USD [1, 3]"), "ratio (.., 2]");
        assert_eq!(ratio("USD [1, 1]", "USD [3, 3]"), "ratio (0.3333, 0.3334)");
        let error = bounds("USD [1, 1]").ratio(bounds("EUR [1, 1]"), 4).unwrap_err();
        assert_eq!(error.to_string(), "cannot divide `USD` by `EUR`");
    }
}
