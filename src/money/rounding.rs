//! Fewer digits for reading: [`Bounds`] rounded outward.

use super::bounds::{Bound, Bounds};
use super::decimal::Decimal;

impl Bounds {
    /// Returns bounds that hold these and whose ends have at most so many digits, for printing: each end
    /// is rounded outward, and is then itself possible no more.
    ///
    /// Asked for no digits, it keeps one.
    ///
    /// ```
    /// # use bilateral::Bounds;
    /// let share = Bounds::parse("percent (32.2580645161, 32.2580645162)")?;
    /// assert_eq!(share.rounded_outward(4).to_string(), "percent (32.25, 32.26)");
    /// let balance = Bounds::parse("USD [-1.234e9, 5]")?;
    /// assert_eq!(balance.rounded_outward(2).to_string(), "USD (-1.3e9, 5]");
    /// # Ok::<(), bilateral::AmountError>(())
    /// ```
    #[must_use]
    pub fn rounded_outward(self, digits: u32) -> Self {
        let lower = self.lower().map(|end| rounded(end, digits, false));
        let upper = self.upper().map(|end| rounded(end, digits, true));
        // Ends that move apart stay in order.
        Self::new(self.unit(), lower, upper).unwrap_or(self)
    }
}

/// An end with at most so many digits, rounded up or down; as it is where that does not fit.
fn rounded(end: Bound, digits: u32, up: bool) -> Bound {
    let value = end.value;
    let surplus = value.digits().saturating_sub(digits.max(1));
    let Some(unit) = 10_i128.checked_pow(surplus).filter(|_| surplus > 0) else { return end };
    let (quotient, rest) =
        (value.coefficient().div_euclid(unit), value.coefficient().rem_euclid(unit));
    let quotient = if up && rest != 0 { quotient.saturating_add(1) } else { quotient };
    let exponent = i32::from(value.exponent()).saturating_add_unsigned(surplus);
    match Decimal::from_parts(quotient, exponent) {
        Ok(shorter) => Bound { value: shorter, included: end.included && rest == 0 },
        Err(_) => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn ends_move_outward_and_hold_what_they_held() {
        let rounded = |text: &str, digits| {
            let bounds = Bounds::parse(text).unwrap();
            let wider = bounds.rounded_outward(digits);
            assert_eq!(wider.intersect(bounds), Ok(Some(bounds)), "{text}");
            wider.to_string()
        };
        assert_eq!(rounded("USD [1999, 2001]", 2), "USD (1.9e3, 2.1e3)");
        assert_eq!(rounded("USD [-2001, -1999]", 2), "USD (-2.1e3, -1.9e3)");
        assert_eq!(rounded("USD [999, ..)", 1), "USD (9e2, ..)");
        assert_eq!(rounded("USD [2.50, 2.50]", 2), "USD [2.5, 2.5]");
        assert_eq!(rounded("USD (9.99, 9.99e2]", 0), "USD (9, 1.0e3)");
        assert_eq!(rounded("USD [12, 15]", 5), "USD [12, 15]");
    }
}
