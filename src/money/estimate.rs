//! [`Estimate`]: an amount as precise, or as vague, as the source states it.

use alloc::string::String;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::amount::{Amount, AmountError};
use super::bounds::{Bound, Bounds};
use super::conventions::EstimateConventions;
use super::currency::Currency;
use super::decimal::{Decimal, DecimalError};
use super::unit::{Unit, UnitError};
use super::wording::{SCALES, Wording};
use crate::text::{Short, nearest, shortened, text_value};

/// The possible amounts behind a stated figure, in the words of its source's precision.
///
/// | text | possible amounts |
/// |---|---|
/// | `USD 1234.50` | exactly that |
/// | `rounded USD 2.5e9` | half a unit of the last digit either way, ends included ([`ROUNDED_UNITS`](crate::money::ROUNDED_UNITS)) |
/// | `about USD 886e6` | one and a half units of the last digit either way, ends included ([`ABOUT_UNITS`](crate::money::ABOUT_UNITS)) |
/// | `nearly USD 3e9` | from 0.9 of it, included, up to it, excluded ([`NEARLY_FROM`](crate::money::NEARLY_FROM)) |
/// | `at least USD 5`, `more than USD 5` | upward from it, included or excluded |
/// | `at most USD 5`, `up to USD 5`, `less than USD 5` | downward from it, included, included or excluded, without a lower bound: see [`Bounds::gross`] |
/// | `USD 1e6..2e6` | between the two, ends included |
/// | `tens of USD 1e9` | from two tens of it, included, up to ten tens, excluded ([`PLURAL_FROM`](crate::money::PLURAL_FROM)) |
/// | `hundreds of USD 1e6` | from two hundreds of it, included, up to ten hundreds, excluded |
/// | `thousands of`, `millions of`, `billions of` | from two of them, included, up to a thousand, excluded |
///
/// The number is as stated, with its significant digits and no others: "$500 million" is
/// `rounded USD 5e8`, because zeros before a scale word are not significant. Counting words take
/// one of 1, 1e3, 1e6, 1e9 and 1e12: "tens of billions of dollars" is `tens of USD 1e9`.
/// For a negative figure, *nearly* is the same on the other side of zero.
///
/// Equality and hashing go by the text form, not by the possible amounts: `rounded USD 2.5e9` and
/// `rounded USD 2.50e9` differ in both. To compare amounts, compare [`bounds`](Self::bounds).
///
/// ```
/// use bilateral::{Decimal, Estimate};
///
/// let trade = Estimate::parse("rounded USD 2.5e9")?;
/// let low = trade.lower().unwrap();
/// assert_eq!((low.value, low.included), (Decimal::parse("2.45e9")?, true));
///
/// let invested = Estimate::parse("tens of USD 1e9")?;
/// assert_eq!(invested.bounds().to_string(), "USD [2e10, 1e11)");
/// assert_eq!(invested.in_words().to_string(), "tens of billions of dollars");
///
/// let error = Estimate::parse("abuot USD 5").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown wording `abuot` in `abuot USD 5`; did you mean `about`?"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Estimate {
    wording: Wording,
    number: Decimal,
    /// The upper number of a range, else the number once more.
    upper: Decimal,
    unit: Unit,
}

impl Estimate {
    /// Returns an exact figure.
    #[must_use]
    pub const fn exactly(amount: Amount) -> Self {
        Self::worded(Wording::Exact, amount)
    }

    /// Returns a figure between two numbers, both possible: `USD 1e6..2e6`.
    ///
    /// ```
    /// # use bilateral::{Decimal, Estimate, Unit};
    /// let (low, high) = (Decimal::new(1, 6), Decimal::new(2, 6));
    /// assert_eq!(Estimate::between(low, high, Unit::USD)?.to_string(), "USD 1e6..2e6");
    /// assert!(Estimate::between(high, low, Unit::USD).is_err());
    /// # Ok::<(), bilateral::EstimateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`EstimateError`] if the first number is above the second.
    pub fn between(lower: Decimal, upper: Decimal, unit: Unit) -> Result<Self, EstimateError> {
        Self { wording: Wording::Between, number: lower, upper, unit }.checked()
    }

    /// Returns an estimate from a figure rounded to its last digit: `rounded USD 2.5e9`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::rounded(amount)?.to_string(), "rounded USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`EstimateError`] if a bound does not fit a [`Decimal`].
    pub fn rounded(stated: Amount) -> Result<Self, EstimateError> {
        Self::worded(Wording::Rounded, stated).checked()
    }

    /// Returns an estimate from a figure that its source calls approximate: `about USD 886e6`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::about(amount)?.to_string(), "about USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`EstimateError`] if a bound does not fit a [`Decimal`].
    pub fn about(stated: Amount) -> Result<Self, EstimateError> {
        Self::worded(Wording::About, stated).checked()
    }

    /// Returns an estimate from a figure that the amount does not quite reach: `nearly USD 3e9`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::nearly(amount)?.to_string(), "nearly USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`EstimateError`] if the figure is zero, or a bound does not fit a [`Decimal`].
    pub fn nearly(stated: Amount) -> Result<Self, EstimateError> {
        Self::worded(Wording::Nearly, stated).checked()
    }

    /// Returns an estimate from the greatest possible amount, worded `up to`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::up_to(amount).to_string(), "up to USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn up_to(stated: Amount) -> Self {
        Self::worded(Wording::UpTo, stated)
    }

    /// Returns an estimate from the greatest possible amount, worded `at most`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::at_most(amount).to_string(), "at most USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn at_most(stated: Amount) -> Self {
        Self::worded(Wording::AtMost, stated)
    }

    /// Returns an estimate from a figure above every possible amount: `less than USD 5`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::less_than(amount).to_string(), "less than USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn less_than(stated: Amount) -> Self {
        Self::worded(Wording::LessThan, stated)
    }

    /// Returns an estimate from the least possible amount: `at least USD 5`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::at_least(amount).to_string(), "at least USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn at_least(stated: Amount) -> Self {
        Self::worded(Wording::AtLeast, stated)
    }

    /// Returns an estimate from a figure below every possible amount: `more than USD 5`.
    ///
    /// ```
    /// # use bilateral::{Amount, Estimate};
    /// let amount = Amount::parse("USD 5e6")?;
    /// assert_eq!(Estimate::more_than(amount).to_string(), "more than USD 5e6");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn more_than(stated: Amount) -> Self {
        Self::worded(Wording::MoreThan, stated)
    }

    const fn worded(wording: Wording, stated: Amount) -> Self {
        Self { wording, number: stated.value(), upper: stated.value(), unit: stated.unit() }
    }

    /// Reads an estimate in one of the forms of the [type](Self).
    ///
    /// ```
    /// # use bilateral::Estimate;
    /// assert!(Estimate::parse("more than USD 886e6").is_ok());
    /// let error = Estimate::parse("tens of USD 5").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "`tens of` cannot count `5`; expected `1`, `1e3`, `1e6`, `1e9` or `1e12`"
    /// );
    /// # Ok::<(), bilateral::EstimateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`EstimateError`] if the wording, the unit or the number is none, the numbers of a range
    /// stand the wrong way round, or a bound does not fit a [`Decimal`].
    pub fn parse(text: &str) -> Result<Self, EstimateError> {
        if let Some(plain) = Self::plain(text) {
            return Ok(plain);
        }
        let mut words = text.rsplitn(3, ' ');
        let (number, unit, wording) = (words.next(), words.next(), words.next());
        let (Some(number), Some(unit), true) = (number, unit, wording != Some("")) else {
            return Err(EstimateError(Kind::Shape { text: shortened(text) }));
        };
        let unit = match Unit::parse(unit) {
            Ok(unit) => unit,
            Err(source) => return Err(EstimateError(Kind::Unit { source })),
        };
        let read = |text: &str| {
            Decimal::parse(text).map_err(|source| EstimateError(Kind::Number { source }))
        };
        let (wording, number, upper) = match (wording, number.split_once("..")) {
            (None, Some((low, high))) => (Wording::Between, read(low)?, read(high)?),
            (None, None) => {
                let number = read(number)?;
                (Wording::Exact, number, number)
            }
            (Some(word), range) => {
                let Some(&(_, wording)) = Wording::WORDED.iter().find(|(w, _)| *w == word) else {
                    return Err(EstimateError::wording(word, text));
                };
                if range.is_some() {
                    return Err(EstimateError(Kind::WordedRange { text: shortened(text) }));
                }
                let number = read(number)?;
                (wording, number, number)
            }
        };
        Self { wording, number, upper, unit }.checked()
    }

    /// Reads what most estimates are, a whole number of a currency: `USD 5393499840`.
    fn plain(text: &str) -> Option<Self> {
        let (code, rest) = text.as_bytes().split_at_checked(3)?;
        let digits = rest.strip_prefix(b" ")?;
        // Eighteen digits have room.
        let is_whole = (1..=18).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
        if !is_whole || (digits.len() > 1 && digits.starts_with(b"0")) {
            return None;
        }
        let unit = Unit::Currency(Currency::read(code)?);
        let number = digits.iter().fold(0, |sum, it| sum * 10 + i64::from(it - b'0'));
        let number = Decimal::new(number, 0);
        Some(Self { wording: Wording::Exact, number, upper: number, unit })
    }

    /// Returns it if its bounds can be written, its range is not turned round and its counting
    /// word counts a scale.
    fn checked(self) -> Result<Self, EstimateError> {
        if let Wording::Plural(plural) = self.wording
            && !SCALES.iter().any(|scale| scale.is_identical(self.number))
        {
            let (word, number) = (plural.as_str(), self.number);
            return Err(EstimateError(Kind::Scale { word, number }));
        }
        if let Wording::Exact = self.wording {
            return Ok(self);
        }
        match self.bounds_by(&EstimateConventions::STANDARD) {
            Ok(_) => Ok(self),
            Err(source) => Err(EstimateError(Kind::Bounds { source })),
        }
    }

    /// Takes the number out, if it is a single one of few digits: what is left, and the digits.
    pub(crate) fn split(self) -> Option<(Self, i64)> {
        let digits = i64::try_from(self.number.coefficient()).ok()?;
        let blank = Decimal::new(0, self.number.exponent());
        let is_single = self.number.is_identical(self.upper);
        is_single.then_some((Self { number: blank, upper: blank, ..self }, digits))
    }

    /// Puts the digits back in that [`split`](Self::split) took out.
    pub(crate) const fn with_number(self, digits: i64) -> Self {
        let number = Decimal::new(digits, self.number.exponent());
        Self { number, upper: number, ..self }
    }

    /// Returns the unit.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Returns the number as the source states it: of a range the lower, of a counting word the
    /// scale (1e9 for "tens of billions").
    ///
    /// ```
    /// # use bilateral::Estimate;
    /// let nearly = Estimate::parse("nearly USD 3e9")?;
    /// assert_eq!(nearly.stated().to_string(), "USD 3e9");
    /// assert_eq!(nearly.exact(), None);
    /// # Ok::<(), bilateral::EstimateError>(())
    /// ```
    #[must_use]
    pub const fn stated(self) -> Amount {
        Amount::new(self.number, self.unit)
    }

    /// Returns the least possible amount, or `None` if there is none.
    ///
    /// ```
    /// # use bilateral::Estimate;
    /// let most = Estimate::parse("less than USD 5")?;
    /// assert_eq!(most.lower(), None);
    /// assert!(most.upper().is_some_and(|end| !end.included));
    /// # Ok::<(), bilateral::EstimateError>(())
    /// ```
    #[must_use]
    pub fn lower(self) -> Option<Bound> {
        self.bounds().lower()
    }

    /// Returns the greatest possible amount, or `None` if there is none.
    #[must_use]
    pub fn upper(self) -> Option<Bound> {
        self.bounds().upper()
    }

    /// Returns the possible amounts.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        // INVARIANT: an estimate whose bounds fail is never built; to bound nothing would still
        // be true of it.
        self.bounds_by(&EstimateConventions::STANDARD).unwrap_or(Bounds::any(self.unit))
    }

    /// Returns the possible amounts by the caller's own conventions.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if they leave no amount at all, or a bound has too many digits.
    pub fn bounds_by(self, conventions: &EstimateConventions) -> Result<Bounds, AmountError> {
        let number = self.number;
        let (included, excluded) = (Some(Bound::included(number)), Some(Bound::excluded(number)));
        let around = |units: Decimal| -> Result<_, DecimalError> {
            let margin = number.last_place().checked_mul(units)?;
            let low = Bound::included(number.checked_sub(margin)?);
            Ok((Some(low), Some(Bound::included(number.checked_add(margin)?))))
        };
        let (lower, upper) = match self.wording {
            Wording::Exact => (included, included),
            Wording::Rounded => around(conventions.rounded_units)?,
            Wording::About => around(conventions.about_units)?,
            Wording::Nearly => {
                let part = Some(Bound::included(number.checked_mul(conventions.nearly_from)?));
                if number.is_negative() { (excluded, part) } else { (part, excluded) }
            }
            Wording::UpTo | Wording::AtMost => (None, included),
            Wording::LessThan => (None, excluded),
            Wording::AtLeast => (included, None),
            Wording::MoreThan => (excluded, None),
            Wording::Between => (included, Some(Bound::included(self.upper))),
            Wording::Plural(plural) => {
                let (one, next) = plural.range();
                let low = number.checked_mul(one)?.checked_mul(conventions.plural_from)?;
                let high = number.checked_mul(next)?;
                (Some(Bound::included(low)), Some(Bound::excluded(high)))
            }
        };
        Bounds::new(self.unit, lower, upper)
    }

    /// Returns whether only one amount is possible.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.exact().is_some()
    }

    /// Returns the amount if only one is possible.
    #[must_use]
    pub fn exact(self) -> Option<Amount> {
        self.bounds().exact()
    }

    pub(super) const fn wording(self) -> Wording {
        self.wording
    }

    /// The upper number of a range, else the number.
    pub(super) const fn upper_number(self) -> Decimal {
        self.upper
    }
}

impl From<Amount> for Estimate {
    fn from(amount: Amount) -> Self {
        Self::exactly(amount)
    }
}

impl From<Estimate> for Bounds {
    fn from(estimate: Estimate) -> Self {
        estimate.bounds()
    }
}

impl PartialEq for Estimate {
    fn eq(&self, other: &Self) -> bool {
        self.wording == other.wording
            && self.unit == other.unit
            && self.number.is_identical(other.number)
            && self.upper.is_identical(other.upper)
    }
}

impl Eq for Estimate {}

impl Hash for Estimate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.wording.hash(state);
        self.unit.hash(state);
        for number in [self.number, self.upper] {
            number.coefficient().hash(state);
            number.exponent().hash(state);
        }
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.wording {
            Wording::Exact => write!(f, "{} {}", self.unit, self.number),
            Wording::Between => write!(f, "{} {}..{}", self.unit, self.number, self.upper),
            wording => write!(f, "{} {} {}", wording.as_str(), self.unit, self.number),
        }
    }
}

impl fmt::Debug for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Estimate {
    /// Its text, unless it is a range or long.
    fn short(&self) -> Option<Short> {
        let mut text = Short::new();
        match self.wording {
            Wording::Exact => {}
            Wording::Between => return None,
            wording => {
                text.push(wording.as_str())?;
                text.push(" ")?;
            }
        }
        self.unit.push_to(&mut text)?;
        text.push(" ")?;
        self.number.push_to(&mut text)?;
        Some(text)
    }
}

text_value!(
    Estimate,
    EstimateError,
    "an estimate, such as `USD 1234.50` or `about USD 8.86e8`",
    Estimate::short
);

/// A text that is no [`Estimate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct EstimateError(Kind);

impl EstimateError {
    fn wording(word: &str, text: &str) -> Self {
        let mut words = [""; Wording::WORDED.len()];
        for (slot, (word, _)) in words.iter_mut().zip(Wording::WORDED) {
            *slot = word;
        }
        let (found, text) = (shortened(word), shortened(text));
        Self(Kind::Wording { found, text, nearest: nearest(word, &words) })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error(
        "bad estimate `{text}`; expected a unit, one space and a number, as in `USD 1234.50`, \
         after a wording such as `about` if it is not exact"
    )]
    Shape { text: String },
    #[error("unknown wording `{found}` in `{text}`; {}", Hint(*.nearest))]
    Wording { found: String, text: String, nearest: Option<&'static str> },
    #[error(transparent)]
    Unit { source: UnitError },
    #[error(transparent)]
    Number { source: DecimalError },
    #[error("bad estimate `{text}`; expected a range without a wording, as in `USD 1e6..2e6`")]
    WordedRange { text: String },
    #[error("`{word}` cannot count `{number}`; expected `1`, `1e3`, `1e6`, `1e9` or `1e12`")]
    Scale { word: &'static str, number: Decimal },
    #[error(transparent)]
    Bounds { source: AmountError },
}

struct Hint(Option<&'static str>);

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(word) => write!(f, "did you mean `{word}`?"),
            None => {
                f.write_str("expected ")?;
                let last = Wording::WORDED.len() - 1;
                for (i, (word, _)) in Wording::WORDED.iter().enumerate() {
                    let separator = match i {
                        0 => "",
                        _ if i == last => " or ",
                        _ => ", ",
                    };
                    write!(f, "{separator}`{word}`")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::string::ToString;

    #[track_caller]
    fn refused(text: &str, message: &str) {
        assert_eq!(Estimate::parse(text).unwrap_err().to_string(), message);
    }

    /// What is read at once is what it is read as by its parts.
    #[test]
    fn whole_amounts_are_read_as_any_others() {
        for text in ["USD 0", "USD 5393499840", "KZT 999999999999999999", "DEM 10"] {
            let plain = Estimate::plain(text).unwrap();
            let (unit, number) = text.split_once(' ').unwrap();
            let number = Decimal::parse(number).unwrap();
            let unit = Unit::parse(unit).unwrap();
            let expected = Estimate { wording: Wording::Exact, number, upper: number, unit };
            assert_eq!((plain, plain.to_string()), (expected, text.to_owned()));
            assert!(expected.bounds_by(&EstimateConventions::STANDARD).is_ok());
        }
        let others =
            ["USD 05", "USD 1.0", "USD -5", "USD 1e9", "USD 1000000000000000000", "USD  5"];
        for text in others.into_iter().chain(["usd 5", "XXQ 5", "USD ", "USD5", "é 5", "percent 5"])
        {
            assert_eq!(Estimate::plain(text), None);
        }
    }

    #[track_caller]
    fn bounded(text: &str, bounds: &str) {
        assert_eq!(Estimate::parse(text).unwrap().bounds().to_string(), bounds);
    }

    #[test]
    fn the_seed_is_bounded_as_the_conventions_say() {
        bounded("rounded USD 2.5e9", "USD [2.45e9, 2.55e9]");
        bounded("tens of USD 1e9", "USD [2e10, 1e11)");
        bounded("rounded USD 5e8", "USD [4.5e8, 5.5e8]");
        bounded("about USD 886e6", "USD [8.845e8, 8.875e8]");
        bounded("more than USD 886e6", "USD (8.86e8, ..)");
        bounded("hundreds of persons 1", "persons [2e2, 1e3)");
        bounded("millions of USD 1", "USD [2e6, 1e9)");
        bounded("nearly USD -5e9", "USD (-5e9, -4.5e9]");
    }

    #[test]
    fn estimates_that_are_written_differently_differ() {
        let read = |text| Estimate::parse(text).unwrap();
        assert_ne!(read("rounded USD 2.5e9"), read("rounded USD 2.50e9"));
        assert_ne!(read("USD 1.0"), read("USD 1.00"));
        assert_eq!(read("USD 1.0").bounds(), read("USD 1.00").bounds());
        assert_eq!(read("about USD 886e6"), read("about USD 8.86e8"));
        assert_ne!(read("up to USD 5"), read("at most USD 5"));
    }

    #[test]
    fn constructors_give_what_parsing_gives() {
        let amount = Amount::parse("USD 5e6").unwrap();
        let read = |text| Estimate::parse(text).unwrap();
        assert_eq!(Estimate::rounded(amount).unwrap(), read("rounded USD 5e6"));
        assert_eq!(Estimate::about(amount).unwrap(), read("about USD 5e6"));
        assert_eq!(Estimate::nearly(amount).unwrap(), read("nearly USD 5e6"));
        assert_eq!(Estimate::up_to(amount), read("up to USD 5e6"));
        assert_eq!(Estimate::at_most(amount), read("at most USD 5e6"));
        assert_eq!(Estimate::at_least(amount), read("at least USD 5e6"));
        assert_eq!(Estimate::more_than(amount), read("more than USD 5e6"));
        assert_eq!(Estimate::less_than(amount), read("less than USD 5e6"));
        let (low, high) = (Decimal::ONE, Decimal::from(2));
        assert_eq!(Estimate::between(low, high, Unit::USD).unwrap(), read("USD 1..2"));
        assert_eq!(Estimate::exactly(amount).exact(), Some(amount));
        assert!(size_of::<Estimate>() <= 40);
    }

    #[test]
    fn errors_say_what_would_be_right() {
        let shape = "expected a unit, one space and a number, as in `USD 1234.50`, after a \
                     wording such as `about` if it is not exact";
        for text in ["", "5", " USD 5"] {
            refused(text, &alloc::format!("bad estimate `{text}`; {shape}"));
        }
        refused("upto USD 5", "unknown wording `upto` in `upto USD 5`; did you mean `up to`?");
        refused(
            "approximately USD 5",
            "unknown wording `approximately` in `approximately USD 5`; expected `rounded`, \
             `about`, `nearly`, `up to`, `at least`, `more than`, `at most`, `less than`, \
             `tens of`, `hundreds of`, `thousands of`, `millions of` or `billions of`",
        );
        refused(
            "about USD 1..2",
            "bad estimate `about USD 1..2`; expected a range without a wording, as in `USD 1e6..2e6`",
        );
        refused(
            "tens of USD 5",
            "`tens of` cannot count `5`; expected `1`, `1e3`, `1e6`, `1e9` or `1e12`",
        );
        refused("USD 2..1", "no amount lies between `2` and `1`");
        refused("nearly USD 0", "no amount lies between `0.0` and `0`");
        refused(
            "USD 5 million",
            "unknown unit `5`; expected a currency code such as `USD` or a counted unit such as `persons`",
        );
        refused(
            "dollars 5",
            "unknown unit `dollars`; expected a currency code such as `USD` or a counted unit such as `persons`",
        );
    }
}
