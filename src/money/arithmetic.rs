//! Exact arithmetic on [`Decimal`]: what does not fit is an error, and a quotient is a range.

use super::decimal::{Decimal, DecimalError};

impl Decimal {
    /// Returns the exact sum, with the finer last place of the two where it fits.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// let sum = Decimal::parse("2.5e9")?.checked_add(Decimal::parse("5e8")?)?;
    /// assert_eq!(sum.to_string(), "3.0e9");
    ///
    /// let error = Decimal::parse("1e60")?.checked_add(Decimal::ONE).unwrap_err();
    /// assert_eq!(error.to_string(), "the exact result has more than 35 digits");
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DecimalError`] if the exact sum has more than 35 digits.
    #[inline]
    pub fn checked_add(self, other: Self) -> Result<Self, DecimalError> {
        if self.exponent() == other.exponent() {
            // Neither has more than 35 digits, so that this does not overflow.
            let coefficient = self.coefficient().wrapping_add(other.coefficient());
            return Self::from_parts(coefficient, i32::from(self.exponent()));
        }
        self.scaled_add(other)
    }

    /// The same of numbers with different last places.
    fn scaled_add(self, other: Self) -> Result<Self, DecimalError> {
        let sum = |a: Self, b: Self| {
            let exponent = a.exponent().min(b.exponent());
            let sum = at_exponent(a, exponent)?.checked_add(at_exponent(b, exponent)?)?;
            Some((sum, i32::from(exponent)))
        };
        if let Some((coefficient, exponent)) = sum(self, other) {
            return Self::from_parts(coefficient, exponent);
        }
        // The digits that did not fit may all be zeros.
        if other.is_zero() {
            return Ok(self);
        }
        if self.is_zero() {
            return Ok(other);
        }
        let (coefficient, exponent) =
            sum(self.normalized(), other.normalized()).ok_or(DecimalError::overflow())?;
        Self::from_parts(coefficient, exponent)
    }

    /// Returns the exact difference, with the finer last place of the two where it fits.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// let balance = Decimal::parse("1.1")?.checked_sub(Decimal::parse("2.30")?)?;
    /// assert_eq!(balance.to_string(), "-1.20");
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DecimalError`] if the exact difference has more than 35 digits.
    pub fn checked_sub(self, other: Self) -> Result<Self, DecimalError> {
        self.checked_add(-other)
    }

    /// Returns the exact product, with the decimals of both where they fit.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// let product = Decimal::parse("1.5")?.checked_mul(Decimal::parse("-0.20")?)?;
    /// assert_eq!(product.to_string(), "-0.300");
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DecimalError`] if the exact product has more than 35 digits or too large an exponent.
    pub fn checked_mul(self, other: Self) -> Result<Self, DecimalError> {
        let product = |a: Self, b: Self| {
            let exponent = i32::from(a.exponent()) + i32::from(b.exponent());
            Some((a.coefficient().checked_mul(b.coefficient())?, exponent))
        };
        let (coefficient, exponent) = product(self, other)
            .or_else(|| product(self.normalized(), other.normalized()))
            .ok_or(DecimalError::overflow())?;
        Self::from_parts(coefficient, exponent)
    }

    /// Returns two decimals with the exact quotient between them, the first not above the second.
    ///
    /// They are equal if the quotient is found exactly on the way to that many digits; otherwise
    /// they are neighbours with `digits` digits each.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// let third = Decimal::ONE.checked_div(Decimal::from(3), 4)?;
    /// assert_eq!(third, (Decimal::parse("0.3333")?, Decimal::parse("0.3334")?));
    /// let quarter = Decimal::ONE.checked_div(Decimal::from(4), 4)?;
    /// assert_eq!(quarter, (Decimal::parse("0.25")?, Decimal::parse("0.25")?));
    ///
    /// let error = Decimal::ONE.checked_div(Decimal::ZERO, 4).unwrap_err();
    /// assert_eq!(error.to_string(), "division by zero");
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DecimalError`] if `other` is zero, `digits` is not 1 to 35, or an exponent does not fit.
    pub fn checked_div(self, other: Self, digits: u32) -> Result<(Self, Self), DecimalError> {
        if other.is_zero() {
            return Err(DecimalError::division_by_zero());
        }
        if !(1..=Self::MAX_DIGITS).contains(&digits) {
            return Err(DecimalError::quotient_digits(digits));
        }
        let divisor = other.coefficient().unsigned_abs();
        let mut exponent = i32::from(self.exponent()) - i32::from(other.exponent());
        let dividend = self.coefficient().unsigned_abs();
        let mut quotient = dividend / divisor;
        let mut rest = dividend % divisor;
        let enough = 10_u128.saturating_pow(digits - 1);
        // Long division: neither the rest nor the quotient reaches 10^36 here, so nothing
        // saturates.
        while rest != 0 && quotient < enough {
            rest = rest.saturating_mul(10);
            quotient = quotient.saturating_mul(10).saturating_add(rest / divisor);
            rest %= divisor;
            exponent -= 1;
        }
        let exact = rest == 0;
        while !exact && quotient / 10 >= enough {
            quotient /= 10;
            exponent += 1;
        }
        let (near, far) = (quotient, if exact { quotient } else { quotient.saturating_add(1) });
        let sized = |magnitude: u128| {
            let coefficient = i128::try_from(magnitude).map_err(|_| DecimalError::overflow())?;
            let negative = self.is_negative() != other.is_negative();
            Self::from_parts(if negative { -coefficient } else { coefficient }, exponent)
        };
        let (near, far) = (sized(near)?, sized(far)?);
        Ok((near.min(far), near.max(far)))
    }
}

/// The coefficient of the same value at a lower exponent, if it fits.
fn at_exponent(value: Decimal, exponent: i8) -> Option<i128> {
    let more = i32::from(value.exponent()) - i32::from(exponent);
    let power = 10_i128.checked_pow(u32::try_from(more).ok()?)?;
    value.coefficient().checked_mul(power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn zeros_that_do_not_fit_are_dropped_before_a_sum_fails() {
        let far = decimal("1e120");
        assert_eq!(far.checked_add(Decimal::ZERO).unwrap(), far);
        assert_eq!(Decimal::ZERO.checked_add(far).unwrap(), far);
        let padded = decimal("1.0000000000000000000000000000000000");
        assert_eq!(
            decimal("1e30").checked_add(padded).unwrap().to_string(),
            "1000000000000000000000000000001"
        );
        assert!(far.checked_add(Decimal::ONE).unwrap_err().is_overflow());
    }

    #[test]
    fn published_statistics_with_long_decimals_add_up() {
        let year =
            decimal("176540.59027734376").checked_add(decimal("241536.93156726073")).unwrap();
        assert_eq!(year.to_string(), "418077.52184460449");
        let small = decimal("0.0000012345678901234");
        assert_eq!(year.checked_add(small).unwrap().to_string(), "418077.5218458390578901234");
    }

    #[test]
    fn products_are_exact_or_refused() {
        let long = decimal("12345678901234567890123456789");
        assert!(long.checked_mul(long).unwrap_err().is_overflow());
        let round = decimal("10000000000000000000000000000000000");
        assert_eq!(round.checked_mul(round).unwrap(), decimal("1e68"));
        assert!(decimal("3e100").checked_mul(decimal("3e100")).unwrap_err().is_overflow());
    }

    #[test]
    fn quotients_keep_to_the_digits_asked_for() {
        let (low, high) = decimal("-2").checked_div(decimal("3"), 3).unwrap();
        assert_eq!((low, high), (decimal("-0.667"), decimal("-0.666")));
        let (low, high) = decimal("1234567").checked_div(decimal("10000000003"), 2).unwrap();
        assert_eq!((low, high), (decimal("0.00012"), decimal("0.00013")));
        assert_eq!(decimal("1e10").checked_div(decimal("7"), 1).unwrap().0, decimal("1e9"));
        assert_eq!(decimal("86").checked_div(decimal("2"), 1).unwrap(), (43.into(), 43.into()));
        let longest = decimal("9").checked_div(decimal("7"), 35).unwrap();
        assert_eq!((longest.0.digits(), longest.1.digits()), (35, 35));
        assert_eq!(
            decimal("1").checked_div(decimal("3"), 36).unwrap_err().to_string(),
            "a quotient of 36 digits was asked for; expected 1 to 35"
        );
    }
}
