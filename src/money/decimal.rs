//! [`Decimal`]: a whole number of digits and a power of ten.

use alloc::string::{String, ToString};
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::Neg;

use crate::text::{Short, shortened, text_value};

/// An exact decimal number that keeps the digits it was written with.
///
/// It is a coefficient of at most 35 digits times a power of ten between −128 and 127, in 16 bytes.
/// Nothing is ever rounded: an operation whose result has more digits than fit is an error, and a
/// quotient is a pair of decimals with the true one between them.
///
/// # Equality and order
///
/// Both go by value: `1.0 == 1.00`, and the two hash alike, though they print differently. The
/// digits themselves, which say how precise a source is, are compared with
/// [`is_identical`](Self::is_identical).
///
/// # Text
///
/// Plain digits if the last digit stands at or after the units (`1234.50`), else one digit, the
/// other digits and an exponent (`2.5e9`, `2.50e9`). Reading takes either form with any exponent
/// and no sign but a leading `-`; leading zeros, bare points and digit separators are refused.
///
/// ```
/// use bilateral::Decimal;
///
/// let trade = Decimal::parse("2.5e9")?;
/// assert_eq!(trade, Decimal::parse("2500000000")?);
/// assert_eq!(trade.to_string(), "2.5e9");
/// assert_eq!(Decimal::parse("2.50e9")?.to_string(), "2.50e9");
/// assert_eq!(Decimal::parse("-0.050")?.to_string(), "-0.050");
///
/// let error = Decimal::parse("1,000").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "bad number `1,000`: found `,` at position 2, expected a digit, `.` or `e`"
/// );
/// # Ok::<(), bilateral::DecimalError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Decimal {
    // INVARIANT: the coefficient is the sign-extended upper 56 bits of `high` before `low`, within
    // `MOST`; the lowest byte of `high` is the exponent. That way 35 digits take no more room than
    // an `i64` and a padded `i8` would.
    high: i64,
    low: u64,
}

impl Decimal {
    /// Zero, without decimals.
    pub const ZERO: Self = Self::new(0, 0);

    /// One, without decimals.
    pub const ONE: Self = Self::new(1, 0);

    /// The most digits that a coefficient can have.
    pub const MAX_DIGITS: u32 = 35;

    /// The greatest coefficient.
    const MOST: i128 = 10_i128.pow(Self::MAX_DIGITS) - 1;

    /// Returns `coefficient` times ten to the power of `exponent`.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// assert_eq!(Decimal::new(123_450, -2).to_string(), "1234.50");
    /// assert_eq!(Decimal::new(25, 8).to_string(), "2.5e9");
    /// ```
    #[must_use]
    pub const fn new(coefficient: i64, exponent: i8) -> Self {
        Self::pack(coefficient as i128, exponent)
    }

    const fn pack(coefficient: i128, exponent: i8) -> Self {
        Self {
            high: (((coefficient >> 64) as i64) << 8) | (exponent as u8 as i64),
            low: coefficient as u64,
        }
    }

    /// Returns the number with that coefficient and exponent, or the one of equal value that fits:
    /// trailing zeros move between the two where a limit asks for it.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// assert_eq!(Decimal::from_parts(7, 129)?.to_string(), "7.00e129");
    /// assert!(Decimal::from_parts(i128::MAX, 0).unwrap_err().is_overflow());
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DecimalError`] if the value has more than 35 digits or lies beyond the exponents.
    #[inline]
    pub fn from_parts(coefficient: i128, exponent: i32) -> Result<Self, DecimalError> {
        match i8::try_from(exponent) {
            Ok(exponent) if Self::fits(coefficient) => Ok(Self::pack(coefficient, exponent)),
            _ => Self::fitted(coefficient, exponent),
        }
    }

    /// Whether a coefficient has no more digits than a number can have.
    const fn fits(coefficient: i128) -> bool {
        -Self::MOST <= coefficient && coefficient <= Self::MOST
    }

    /// The number of equal value that fits.
    #[cold]
    fn fitted(coefficient: i128, exponent: i32) -> Result<Self, DecimalError> {
        let (mut coefficient, mut exponent) = (coefficient, exponent);
        if coefficient == 0 {
            exponent = exponent.clamp(i32::from(i8::MIN), i32::from(i8::MAX));
        }
        while (!Self::fits(coefficient) || exponent < i32::from(i8::MIN)) && coefficient % 10 == 0 {
            coefficient /= 10;
            exponent = exponent.saturating_add(1);
        }
        while exponent > i32::from(i8::MAX) && Self::fits(coefficient.saturating_mul(10)) {
            coefficient *= 10;
            exponent -= 1;
        }
        match i8::try_from(exponent) {
            Ok(exponent) if Self::fits(coefficient) => Ok(Self::pack(coefficient, exponent)),
            _ => Err(DecimalError(Kind::Overflow)),
        }
    }

    /// Reads a number, as `1234.50` or `2.5e9`.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// assert_eq!(Decimal::parse("886e6")?, Decimal::from(886_000_000));
    /// let error = Decimal::parse("2.5 billion").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "bad number `2.5 billion`: found ` ` at position 4, expected a digit or `e`"
    /// );
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DecimalError`] with the position of the first character that does not belong, or if the
    /// number has more than 35 digits or its last digit lies beyond 10^−128 or 10^127.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        Reader { text, at: 0, coefficient: 0, digits: 0, decimals: 0 }.read()
    }

    /// Returns the digits as a whole number, with the sign.
    #[must_use]
    #[inline]
    pub const fn coefficient(self) -> i128 {
        (((self.high >> 8) as i128) << 64) | (self.low as i128)
    }

    /// Returns the power of ten of the last digit: −2 for `1234.50`, 8 for `2.5e9`.
    #[must_use]
    #[inline]
    pub const fn exponent(self) -> i8 {
        self.high as i8
    }

    /// Returns how many digits it is written with, not counting leading zeros (1 for zero).
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// assert_eq!(Decimal::parse("2.50e9")?.digits(), 3);
    /// assert_eq!(Decimal::parse("0.050")?.digits(), 2);
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    #[must_use]
    pub const fn digits(self) -> u32 {
        match self.coefficient().unsigned_abs().checked_ilog10() {
            Some(log) => log + 1,
            None => 1,
        }
    }

    /// Returns one unit of the last digit: `0.01` for `1234.50`, `1e8` for `2.5e9`.
    #[must_use]
    pub const fn last_place(self) -> Self {
        Self::new(1, self.exponent())
    }

    /// Returns whether it is zero, in however many digits.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.coefficient() == 0
    }

    /// Returns whether it is less than zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.coefficient() < 0
    }

    /// Returns whether both are written with the same digits: `1.0` and `1.00` are equal, not
    /// identical.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// let (short, long) = (Decimal::new(10, -1), Decimal::new(100, -2));
    /// assert!(short == long && !short.is_identical(long));
    /// ```
    #[must_use]
    pub const fn is_identical(self, other: Self) -> bool {
        self.high == other.high && self.low == other.low
    }

    /// Returns the number without a sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self::pack(self.coefficient().abs(), self.exponent())
    }

    /// Returns the equal number without trailing zeros, as long as the exponent allows.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// assert_eq!(Decimal::parse("2500.00")?.normalized().to_string(), "2.5e3");
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    #[must_use]
    pub fn normalized(self) -> Self {
        let (mut coefficient, mut exponent) = (self.coefficient(), self.exponent());
        if coefficient == 0 {
            return Self::ZERO;
        }
        while coefficient % 10 == 0 && exponent < i8::MAX {
            coefficient /= 10;
            exponent += 1;
        }
        Self::pack(coefficient, exponent)
    }

    /// Returns the same value without zeros at the end of its fraction: 12.500 as 12.5, 100 as 100.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// assert_eq!(Decimal::parse("12.500")?.trimmed().to_string(), "12.5");
    /// assert_eq!(Decimal::parse("100.00")?.trimmed().to_string(), "100");
    /// assert_eq!(Decimal::parse("1e9")?.trimmed().to_string(), "1e9");
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    #[must_use]
    pub fn trimmed(self) -> Self {
        let mut trimmed = self;
        while trimmed.exponent() < 0 && trimmed.coefficient() % 10 == 0 {
            let exponent = i32::from(trimmed.exponent()) + 1;
            match Self::from_parts(trimmed.coefficient() / 10, exponent) {
                Ok(shorter) => trimmed = shorter,
                Err(_) => break,
            }
        }
        trimmed
    }

    /// Returns the nearest floating-point number. It is lossy, and nothing in this crate uses it.
    ///
    /// ```
    /// # use bilateral::Decimal;
    /// assert_eq!(Decimal::parse("2.5e9")?.to_f64(), 2.5e9);
    /// # Ok::<(), bilateral::DecimalError>(())
    /// ```
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // Reading the text rounds once and correctly; every text that `Display` writes is a float.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The power of ten of the first digit.
    fn magnitude(self) -> i32 {
        i32::from(self.exponent()) + i32::try_from(self.digits()).unwrap_or(0) - 1
    }
}

macro_rules! from_integers {
    ($($integer:ty),+) => {
        $(impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self::pack(i128::from(value), 0)
            }
        })+
    };
}

from_integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl Neg for Decimal {
    type Output = Self;

    /// The same digits with the other sign; it always fits.
    fn neg(self) -> Self {
        Self::pack(-self.coefficient(), self.exponent())
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.coefficient(), other.coefficient());
        let more = i32::from(self.exponent()) - i32::from(other.exponent());
        if a.signum() != b.signum() || a == 0 || more == 0 {
            return a.cmp(&b);
        }
        // Coefficients of 64 bits, filled up by 18 digits at most, stay within 128 bits.
        if let (Ok(a), Ok(b)) = (i64::try_from(a), i64::try_from(b))
            && more.unsigned_abs() <= 18
        {
            let power = 10_i128.pow(more.unsigned_abs());
            let (a, b) = (i128::from(a), i128::from(b));
            return if more > 0 { (a * power).cmp(&b) } else { a.cmp(&(b * power)) };
        }
        let order = self.magnitude().cmp(&other.magnitude()).then_with(|| {
            // With first digits at the same place, filling up the shorter coefficient stays
            // within 35 digits.
            let (a, b) = (a.unsigned_abs(), b.unsigned_abs());
            let power = 10_u128.saturating_pow(more.unsigned_abs());
            if more > 0 { a.saturating_mul(power).cmp(&b) } else { a.cmp(&b.saturating_mul(power)) }
        });
        if a < 0 { order.reverse() } else { order }
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (mut coefficient, mut exponent) = (self.coefficient(), i16::from(self.exponent()));
        while coefficient != 0 && coefficient % 10 == 0 {
            coefficient /= 10;
            exponent += 1;
        }
        coefficient.hash(state);
        if coefficient != 0 {
            exponent.hash(state);
        }
    }
}

impl Decimal {
    /// Adds its text, if its digits are no more than twenty and there is room.
    pub(super) fn push_to(self, text: &mut Short) -> Option<()> {
        let digits = u64::try_from(self.coefficient().unsigned_abs()).ok()?;
        if self.is_negative() {
            text.push("-")?;
        }
        let places = usize::from(self.exponent().unsigned_abs());
        let least = if digits == 0 { 1 } else { 0 };
        match self.exponent() {
            0 => text.push_number(digits, least),
            1.. => {
                let count = digits.checked_ilog10().map_or(0, |tens| tens as usize);
                // The first digit stands before the point, those behind it after.
                let power = 10_u64.pow(u32::try_from(count).ok()?);
                text.push_number(digits / power, 1)?;
                if count > 0 {
                    text.push(".")?;
                    text.push_number(digits % power, count)?;
                }
                text.push("e")?;
                text.push_number(u64::try_from(places + count).ok()?, 1)
            }
            _ => {
                let power = 10_u64.checked_pow(u32::try_from(places).ok()?)?;
                text.push_number(digits / power, 1)?;
                text.push(".")?;
                text.push_number(digits % power, places)
            }
        }
    }

    fn short(&self) -> Option<Short> {
        let mut text = Short::new();
        self.push_to(&mut text).map(|()| text)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.short() {
            return f.pad(text.as_str());
        }
        let sign = if self.is_negative() { "-" } else { "" };
        let digits = self.coefficient().unsigned_abs().to_string();
        let exponent = self.exponent();
        let places = usize::from(exponent.unsigned_abs());
        let text = if exponent > 0 {
            let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
            let point = if rest.is_empty() { "" } else { "." };
            alloc::format!("{sign}{first}{point}{rest}e{}", places + rest.len())
        } else if places == 0 {
            alloc::format!("{sign}{digits}")
        } else {
            // At least one digit stands before the point.
            let padded = alloc::format!("{digits:0>width$}", width = places + 1);
            let (whole, part) =
                padded.split_at_checked(padded.len() - places).unwrap_or((&padded, ""));
            alloc::format!("{sign}{whole}.{part}")
        };
        f.pad(&text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

text_value!(
    Decimal,
    DecimalError,
    "a number as text, such as `1234.50` or `2.5e9`",
    Decimal::short
);

/// Reads one number from left to right.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    coefficient: i128,
    digits: u32,
    decimals: i32,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Decimal, DecimalError> {
        let negative = self.take(b'-');
        if self.take(b'0') {
            if self.peek().is_some_and(|b| b.is_ascii_digit()) {
                return Err(self.unexpected("`.`, `e` or no leading zero"));
            }
        } else {
            self.digits_of_number()?;
        }
        let mut expected = "a digit, `.` or `e`";
        if self.take(b'.') {
            let before = self.at;
            self.digits_of_number()?;
            self.decimals = i32::try_from(self.at - before).unwrap_or(i32::MAX);
            expected = "a digit or `e`";
        }
        let mut exponent = 0_i32;
        if self.take(b'e') || self.take(b'E') {
            exponent = self.exponent()?;
            expected = "a digit";
        }
        if self.at < self.text.len() {
            return Err(self.unexpected(expected));
        }
        let sign = if negative { -1 } else { 1 };
        match i8::try_from(exponent.saturating_sub(self.decimals)) {
            Ok(exponent) => Ok(Decimal::pack(sign * self.coefficient, exponent)),
            Err(_) => Err(DecimalError(Kind::Exponent { text: shortened(self.text) })),
        }
    }

    fn digits_of_number(&mut self) -> Result<(), DecimalError> {
        if !self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.unexpected("a digit"));
        }
        while let Some(digit) = self.digit() {
            if digit != 0 || self.digits > 0 {
                self.digits += 1;
            }
            if self.digits > Decimal::MAX_DIGITS {
                return Err(DecimalError(Kind::Digits { text: shortened(self.text) }));
            }
            self.coefficient = self.coefficient * 10 + i128::from(digit);
        }
        Ok(())
    }

    #[inline]
    fn exponent(&mut self) -> Result<i32, DecimalError> {
        let negative = self.take(b'-');
        if !negative {
            self.take(b'+');
        }
        if !self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.unexpected("a digit"));
        }
        let mut exponent = 0_i32;
        while let Some(digit) = self.digit() {
            exponent = exponent.saturating_mul(10).saturating_add(i32::from(digit));
        }
        Ok(if negative { -exponent } else { exponent })
    }

    fn digit(&mut self) -> Option<u8> {
        let digit = self.peek().filter(u8::is_ascii_digit)?;
        self.at += 1;
        Some(digit - b'0')
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        taken
    }

    /// Everything before `at` is ASCII, so that bytes count characters.
    fn unexpected(&self, expected: &'static str) -> DecimalError {
        let found = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let (text, position) = (shortened(self.text), self.at + 1);
        DecimalError(match found {
            Some(found) => Kind::Unexpected { text, found, position, expected },
            None => Kind::End { text, expected },
        })
    }
}

/// A text that is not a [`Decimal`], or an operation without an exact result.
///
/// ```
/// # use bilateral::Decimal;
/// let error = Decimal::parse("12.").unwrap_err();
/// assert_eq!(error.to_string(), "bad number `12.`: it ends where a digit is expected");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct DecimalError(Kind);

impl DecimalError {
    /// Returns whether an exact result exists and has too many digits or too large an exponent.
    #[must_use]
    pub fn is_overflow(&self) -> bool {
        matches!(self.0, Kind::Overflow)
    }

    pub(super) const fn overflow() -> Self {
        Self(Kind::Overflow)
    }

    pub(super) const fn division_by_zero() -> Self {
        Self(Kind::Zero)
    }

    pub(super) const fn quotient_digits(found: u32) -> Self {
        Self(Kind::QuotientDigits { found })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error("bad number `{text}`: found `{found}` at position {position}, expected {expected}")]
    Unexpected { text: String, found: char, position: usize, expected: &'static str },
    #[error("bad number `{text}`: it ends where {expected} is expected")]
    End { text: String, expected: &'static str },
    #[error("number `{text}` has more than {} digits", Decimal::MAX_DIGITS)]
    Digits { text: String },
    #[error("the last digit of `{text}` is not between 10^-128 and 10^127")]
    Exponent { text: String },
    #[error("the exact result has more than {} digits", Decimal::MAX_DIGITS)]
    Overflow,
    #[error("division by zero")]
    Zero,
    #[error("a quotient of {found} digits was asked for; expected 1 to {}", Decimal::MAX_DIGITS)]
    QuotientDigits { found: u32 },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, message: &str) {
        assert_eq!(Decimal::parse(text).unwrap_err().to_string(), message);
    }

    #[test]
    fn equal_numbers_may_print_differently() {
        let (short, long) = (Decimal::new(10, -1), Decimal::new(100, -2));
        assert_eq!(short, long);
        assert!(!short.is_identical(long));
        assert_eq!((short.to_string(), long.to_string()), ("1.0".into(), "1.00".into()));
        assert_eq!(Decimal::new(0, 5), Decimal::new(0, -5));
    }

    #[test]
    fn numbers_print_plainly_or_with_one_digit_before_the_point() {
        for (text, printed) in [
            ("0", "0"),
            ("-0.00", "0.00"),
            ("0e7", "0e7"),
            ("5e-3", "0.005"),
            ("1234.50", "1234.50"),
            ("886e6", "8.86e8"),
            ("2.50E+9", "2.50e9"),
            ("1.5e1", "15"),
            ("-12e127", "-1.2e128"),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), printed, "{text}");
        }
        assert_eq!(alloc::format!("{:>8}", Decimal::new(25, -1)), "     2.5");
    }

    #[test]
    fn errors_say_what_stands_where() {
        refused("", "bad number ``: it ends where a digit is expected");
        refused("-", "bad number `-`: it ends where a digit is expected");
        refused("+5", "bad number `+5`: found `+` at position 1, expected a digit");
        refused(".5", "bad number `.5`: found `.` at position 1, expected a digit");
        refused(
            "007",
            "bad number `007`: found `0` at position 2, expected `.`, `e` or no leading zero",
        );
        refused("1.5.2", "bad number `1.5.2`: found `.` at position 4, expected a digit or `e`");
        refused("2.5e", "bad number `2.5e`: it ends where a digit is expected");
        refused("2.5e9€", "bad number `2.5e9€`: found `€` at position 6, expected a digit");
        refused("1e128", "the last digit of `1e128` is not between 10^-128 and 10^127");
        refused(
            "1e-99999999999",
            "the last digit of `1e-99999999999` is not between 10^-128 and 10^127",
        );
        refused(
            "123456789012345678901234567890123456",
            "number `123456789012345678901234567890123456` has more than 35 digits",
        );
    }

    #[test]
    fn parts_move_zeros_where_a_limit_asks_for_it() {
        let most = 10_i128.pow(35) - 1;
        assert_eq!(Decimal::from_parts(most, 0).unwrap().digits(), 35);
        assert!(Decimal::from_parts(most + 2, 0).unwrap_err().is_overflow());
        assert_eq!(Decimal::from_parts(most + 1, 0).unwrap().exponent(), 1);
        assert_eq!(Decimal::from_parts(7, 129).unwrap().coefficient(), 700);
        assert_eq!(Decimal::from_parts(700, -130).unwrap().coefficient(), 7);
        assert!(Decimal::from_parts(7, -129).is_err());
        assert!(Decimal::from_parts(i128::MIN, i32::MIN).is_err());
        assert!(Decimal::from_parts(i128::MAX, i32::MAX).is_err());
        assert_eq!(Decimal::from_parts(0, i32::MAX).unwrap(), Decimal::ZERO);
    }

    #[test]
    fn the_parts_come_back_as_they_went_in() {
        for coefficient in [0, 1, -1, i64::MIN, i64::MAX] {
            for exponent in [0, 1, -1, i8::MIN, i8::MAX] {
                let value = Decimal::new(coefficient, exponent);
                assert_eq!(value.coefficient(), i128::from(coefficient));
                assert_eq!(value.exponent(), exponent);
                assert_eq!((-value).coefficient(), -i128::from(coefficient));
            }
        }
        assert_eq!(size_of::<Decimal>(), 16);
    }

    #[test]
    fn floats_are_the_nearest() {
        assert_eq!(Decimal::parse("0.1").unwrap().to_f64(), 0.1);
        assert_eq!(Decimal::new(1, i8::MIN).to_f64(), 1e-128);
        assert_eq!(Decimal::new(-25, 8).to_f64(), -2.5e9);
    }
}
