//! [`Currency`]: the currencies of ISO 4217.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::num::NonZeroU16;

use time::{Date, Month};

use super::currency_table::currency_table;
use crate::text::{Letters, nearest, shortened, text_value};
use crate::truth::Truth;

/// A currency of ISO 4217, in use or withdrawn, by its three-letter code; two bytes.
///
/// Every code of the standard is an associated constant too (`Currency::KZT`). The order is that
/// of the codes. The sources of the table are named at the head of `tables/currencies.tsv`.
///
/// ```
/// use bilateral::Currency;
///
/// let tenge = Currency::parse("KZT")?;
/// assert_eq!(tenge, Currency::KZT);
/// assert_eq!((tenge.name(), tenge.minor_unit()), ("Tenge", Some(2)));
///
/// let error = Currency::parse("kzt").unwrap_err();
/// assert_eq!(error.to_string(), "unknown currency `kzt`; did you mean `KZT`?");
/// # Ok::<(), bilateral::CurrencyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(NonZeroU16);

/// One row of the table.
struct Row {
    currency: Currency,
    code: &'static str,
    number: u16,
    minor: i8,
    name: &'static str,
    introduced: Months,
    withdrawn: Months,
}

/// A range of months as `YYYYMM`; 0 where no month is recorded.
type Months = [i32; 2];

macro_rules! rows {
    ($($code:ident $number:literal $minor:literal $name:literal [$i:literal $j:literal] [$w:literal $x:literal])+) => {
        impl Currency {
            $(
                #[doc = concat!($name, ".")]
                pub const $code: Self = Self::pack(stringify!($code));
            )+
        }

        /// Their codes alone, in order, to be searched.
        static CODES: &[Currency] = &[$(Currency::$code,)+];

        /// All currencies in the order of their codes.
        static ROWS: &[Row] = &[$(Row {
            currency: Currency::$code,
            code: stringify!($code),
            number: $number,
            minor: $minor,
            name: $name,
            introduced: [$i, $j],
            withdrawn: [$w, $x],
        },)+];
    };
}

currency_table!(rows);

impl Currency {
    /// Packs three capital letters as a number of base 26, plus one; only for codes of the table.
    const fn pack(code: &str) -> Self {
        const fn letter(byte: u8) -> u16 {
            (byte - b'A') as u16
        }
        let packed = match code.as_bytes() {
            [a, b, c] => (letter(*a) * 26 + letter(*b)) * 26 + letter(*c),
            _ => 0,
        };
        Self(NonZeroU16::MIN.saturating_add(packed))
    }

    /// The letters of its code.
    #[inline]
    pub(super) const fn letters(self) -> Letters {
        Letters::at(self.0.get() - 1)
    }

    /// [`parse`](Self::parse) without its error.
    pub(super) fn read(code: &[u8]) -> Option<Self> {
        let &[a, b, c] = code else { return None };
        if ![a, b, c].iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let packed = [a, b, c].iter().fold(0, |sum, it| sum * 26 + u16::from(it - b'A'));
        let code = Self(NonZeroU16::MIN.saturating_add(packed));
        CODES.binary_search(&code).ok().map(|_| code)
    }

    /// Reads a code, three capital letters.
    ///
    /// # Errors
    ///
    /// [`CurrencyError`] with the nearest code if ISO 4217 never had this one.
    pub fn parse(text: &str) -> Result<Self, CurrencyError> {
        Self::read(text.as_bytes()).ok_or_else(|| {
            // Of equally near codes the one in use is the likelier.
            let (used, gone): (Vec<&Row>, Vec<&Row>) =
                ROWS.iter().partition(|row| row.currency.withdrawn().is_none());
            let codes: Vec<&'static str> = used.iter().chain(&gone).map(|row| row.code).collect();
            CurrencyError { found: shortened(text), nearest: nearest(text, &codes) }
        })
    }

    /// Returns all currencies of the table, in use and withdrawn, in the order of their codes.
    ///
    /// ```
    /// # use bilateral::Currency;
    /// assert!(Currency::all().filter(|currency| currency.withdrawn().is_none()).count() > 150);
    /// ```
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        ROWS.iter().map(|row| row.currency)
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.binary_search_by_key(&self, |row| row.currency).ok().and_then(|i| ROWS.get(i))
    }

    /// Returns the code.
    #[must_use]
    pub fn code(self) -> &'static str {
        // Every `Currency` comes from a row, so the fallbacks here and below are never met.
        self.row().map_or("", |row| row.code)
    }

    /// Returns the English name as ISO 4217 gives it, now and then shortened.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// Returns the number of ISO 4217 (398 for the tenge), which a successor may share; `None` for
    /// the few codes without one.
    #[must_use]
    pub fn number(self) -> Option<u16> {
        self.row().map(|row| row.number).filter(|&number| number != 0)
    }

    /// Returns how many decimals its smallest unit has: 2 for dollars and cents, 0 for the yen.
    ///
    /// `None` where the standard gives none: gold, units of account, and most withdrawn codes.
    /// Amounts are not held to it, since statistics have more decimals than coins.
    ///
    /// ```
    /// # use bilateral::Currency;
    /// assert_eq!(Currency::KWD.minor_unit(), Some(3));
    /// assert_eq!(Currency::XDR.minor_unit(), None);
    /// ```
    #[must_use]
    pub fn minor_unit(self) -> Option<u8> {
        self.row().and_then(|row| u8::try_from(row.minor).ok())
    }

    /// Returns when the code was withdrawn, or `None` if it is in use.
    ///
    /// ```
    /// # use bilateral::Currency;
    /// assert_eq!(Currency::DEM.withdrawn().map(|w| w.to_string()).as_deref(), Some("2002-03"));
    /// assert_eq!(Currency::EUR.withdrawn(), None);
    /// ```
    #[must_use]
    pub fn withdrawn(self) -> Option<Withdrawal> {
        self.row().map(|row| row.withdrawn).filter(|&[_, last]| last != 0).map(Withdrawal)
    }

    /// Returns whether the currency was in use on that day: introduced, and its code not withdrawn.
    ///
    /// Unknown within the month of either, before the month by which an old currency is known to
    /// have been in use (1977-12, the eve of the first edition, for many), and up to its withdrawal
    /// for a currency whose introduction the table does not record. A code in use stays in use.
    ///
    /// ```
    /// use bilateral::{Currency, Truth};
    /// use time::{Date, Month};
    ///
    /// let day = |year| Date::from_calendar_date(year, Month::June, 1);
    /// assert_eq!(Currency::EUR.is_valid_on(day(1995)?), Truth::No);
    /// assert_eq!(Currency::EUR.is_valid_on(day(2023)?), Truth::Yes);
    /// assert_eq!(Currency::DEM.is_valid_on(day(1995)?), Truth::Yes);
    /// assert_eq!(Currency::DEM.is_valid_on(day(2023)?), Truth::No);
    /// assert_eq!(Currency::USD.is_valid_on(day(1950)?), Truth::Unknown);
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn is_valid_on(self, day: Date) -> Truth {
        let Some(row) = self.row() else { return Truth::Unknown };
        let month = day.year() * 100 + i32::from(u8::from(day.month()));
        let [from, by] = row.introduced;
        let begun = match () {
            () if by != 0 && month > by => Truth::Yes,
            () if month < from => Truth::No,
            () => Truth::Unknown,
        };
        let [since, until] = row.withdrawn;
        let ended = match () {
            () if until == 0 || month < since => Truth::No,
            () if month > until => Truth::Yes,
            () => Truth::Unknown,
        };
        begun & !ended
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

text_value!(Currency, CurrencyError, "a currency code of ISO 4217, such as `USD`");

/// When ISO 4217 withdrew a code: a month, or a range of months where the list gives no more.
///
/// Prints as the month (`2002-03`) or as the range (`1989-01..1990-12`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Withdrawal(Months);

impl Withdrawal {
    /// Returns the year and month in which the withdrawal may have been, at the earliest.
    #[must_use]
    pub fn earliest(self) -> (i32, Month) {
        let [first, _] = self.0;
        split(first)
    }

    /// Returns the year and month by the end of which the code was withdrawn.
    #[must_use]
    pub fn latest(self) -> (i32, Month) {
        let [_, last] = self.0;
        split(last)
    }
}

fn split(month: i32) -> (i32, Month) {
    let number = u8::try_from(month % 100).unwrap_or(1);
    (month / 100, Month::try_from(number).unwrap_or(Month::January))
}

impl fmt::Display for Withdrawal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, last] = self.0;
        write!(f, "{:04}-{:02}", first / 100, first % 100)?;
        if last != first {
            write!(f, "..{:04}-{:02}", last / 100, last % 100)?;
        }
        Ok(())
    }
}

/// A text that is no currency code of ISO 4217.
///
/// ```
/// # use bilateral::Currency;
/// let error = Currency::parse("dollars").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown currency `dollars`; expected a code of ISO 4217, such as `USD`"
/// );
/// assert_eq!(error.nearest(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown currency `{found}`; {}", Hint(*.nearest))]
pub struct CurrencyError {
    found: String,
    nearest: Option<&'static str>,
}

impl CurrencyError {
    /// Returns the nearest code, if one is near enough to be a likely slip.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        self.nearest
    }
}

struct Hint(Option<&'static str>);

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(code) => write!(f, "did you mean `{code}`?"),
            None => f.write_str("expected a code of ISO 4217, such as `USD`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn every_code_reads_as_itself() {
        for row in ROWS {
            let currency = Currency::parse(row.code).unwrap();
            assert_eq!(currency.to_string(), row.code);
            assert_eq!(currency.letters().as_str(), row.code);
            assert!(!currency.name().is_empty());
        }
        assert_eq!(size_of::<Option<Currency>>(), 2);
    }

    #[test]
    fn a_withdrawal_may_be_a_range_of_months() {
        let old_dong = Currency::VNC.withdrawn().unwrap();
        assert_eq!(old_dong.to_string(), "1989-01..1990-12");
        assert_eq!(old_dong.earliest(), (1989, Month::January));
        assert_eq!(old_dong.latest(), (1990, Month::December));
    }

    #[test]
    fn errors_name_the_nearest_code() {
        let message = |text| Currency::parse(text).unwrap_err().to_string();
        assert_eq!(message("KTZ"), "unknown currency `KTZ`; did you mean `KZT`?");
        assert_eq!(message("Eur"), "unknown currency `Eur`; did you mean `EUR`?");
        assert_eq!(message("USB"), "unknown currency `USB`; did you mean `USD`?");
        assert_eq!(message(""), "unknown currency ``; expected a code of ISO 4217, such as `USD`");
    }
}
