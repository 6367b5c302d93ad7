//! What the table says of a [`CountryCode`]: reading codes, ISO codes and names of today.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::code::{CountryCode, is_capital, letter};
use super::data::{ALPHA_2, AMBIGUOUS_ALPHA_2, ENTRIES, Entry, WITHDRAWN_ALPHA_3};
use crate::text::{Letters, shortened, text_value};

const PAIRS: usize = 26 * 26;
const TRIPLES: usize = 26 * 26 * 26;

/// For each three-letter code the number of its entry plus one: 0 is no entry.
static BY_ALPHA_3: [u16; TRIPLES] = by_alpha_3();

/// The same for each two-letter code, with the entry that has it today or alone had it.
static BY_ALPHA_2: [u16; PAIRS] = by_alpha_2();

impl CountryCode {
    /// Reads an alpha-3 or alpha-2 code in capital letters.
    ///
    /// Current codes of ISO 3166-1 and codes of the user range stand for themselves. A withdrawn
    /// code stands for the state that lives on (`BUR`, `ZAR`, `ROM`) or for the ended one (`SUN`,
    /// `DD`); a withdrawn alpha-2 code that was given away again stands for its present holder.
    ///
    /// # Errors
    ///
    /// [`CountryCodeError`] for `CS`, which two states had, for a code that none has, with the
    /// nearest ones, and for text that is no code at all. Names are read by [`find`](Self::find).
    ///
    /// ```
    /// use bilateral::country::CountryCode;
    ///
    /// assert_eq!(CountryCode::parse("USA")?, CountryCode::USA);
    /// let error = CountryCode::parse("kaz").unwrap_err();
    /// assert_eq!(error.to_string(), "unknown country code `kaz`; did you mean `KAZ` (Kazakhstan)?");
    /// # Ok::<(), bilateral::country::CountryCodeError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, CountryCodeError> {
        Self::read(text).ok_or_else(|| CountryCodeError::new(text))
    }

    /// [`parse`](Self::parse) without its error.
    pub(super) fn read(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [a, b] if is_capital(a) && is_capital(b) => {
                let entry = BY_ALPHA_2.get(usize::from(letter(a) * 26 + letter(b)));
                entry_at(entry).map(|entry| entry.code)
            }
            [a, b, c] if is_capital(a) && is_capital(b) && is_capital(c) => {
                let code = Self::from_letters([a, b, c]);
                match code.entry() {
                    Some(entry) => Some(entry.code),
                    None => code.is_user_range().then_some(code),
                }
            }
            _ => None,
        }
    }

    /// Returns whether the table has an entry for the code.
    ///
    /// A code without one comes from the user range; it means what a record of an archive says.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert!(CountryCode::XKX.is_defined());
    /// assert!(!CountryCode::parse("XZZ")?.is_defined());
    /// # Ok::<(), bilateral::country::CountryCodeError>(())
    /// ```
    #[must_use]
    pub fn is_defined(self) -> bool {
        self.entry().is_some()
    }

    /// Returns every code that the table has an entry for, in alphabetical order.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert_eq!(CountryCode::all().next(), Some(CountryCode::ABW));
    /// ```
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        ENTRIES.iter().map(|entry| entry.code)
    }

    /// Returns the ISO 3166-1 alpha-2 code, the last one that an ended entry had; for Kosovo the user
    /// code `XK`.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert_eq!(CountryCode::KAZ.alpha_2(), Some("KZ"));
    /// assert_eq!(CountryCode::XVS.alpha_2(), None);
    /// ```
    #[must_use]
    pub fn alpha_2(self) -> Option<&'static str> {
        self.entry().map(|entry| entry.alpha_2).filter(|code| !code.is_empty())
    }

    /// Returns the numeric code of ISO 3166-1, the last one that an ended entry had: three digits,
    /// kept as text because zeros stand in front.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert_eq!(CountryCode::AFG.numeric(), Some("004"));
    /// ```
    #[must_use]
    pub fn numeric(self) -> Option<&'static str> {
        self.entry().map(|entry| entry.numeric).filter(|code| !code.is_empty())
    }

    /// Returns the common English name of today, or the last one that an ended state had.
    ///
    /// `None` for a code without an entry. [`name_on`](Self::name_on) gives that of another day.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert_eq!(CountryCode::SUN.name(), Some("Soviet Union"));
    /// ```
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.entry().map(|entry| entry.name)
    }

    /// Returns the official English name of today, or the last one that an ended state had.
    ///
    /// `None` where the table has none: most territories.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert_eq!(CountryCode::KAZ.official_name(), Some("the Republic of Kazakhstan"));
    /// ```
    #[must_use]
    pub fn official_name(self) -> Option<&'static str> {
        self.entry().map(|entry| entry.official).filter(|name| !name.is_empty())
    }

    /// Returns the number of the entry in the table.
    pub(super) fn number(self) -> Option<usize> {
        usize::from(*BY_ALPHA_3.get(usize::from(self.place()))?).checked_sub(1)
    }

    /// Returns the entry of the table: one array read.
    pub(super) fn entry(self) -> Option<&'static Entry> {
        entry_at(BY_ALPHA_3.get(usize::from(self.place())))
    }
}

fn entry_at(number: Option<&u16>) -> Option<&'static Entry> {
    ENTRIES.get(usize::from(*number?).checked_sub(1)?)
}

/// The number of a code's entry plus one.
#[cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "runs while compiling"))]
const fn entry_number(code: CountryCode) -> u16 {
    let mut number = 0;
    while number < ENTRIES.len() {
        if ENTRIES[number].code.place() == code.place() {
            return number as u16 + 1;
        }
        number += 1;
    }
    0
}

#[cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "runs while compiling"))]
const fn by_alpha_3() -> [u16; TRIPLES] {
    let mut numbers = [0; TRIPLES];
    let mut number = 0;
    while number < ENTRIES.len() {
        numbers[ENTRIES[number].code.place() as usize] = number as u16 + 1;
        number += 1;
    }
    let mut row = 0;
    while row < WITHDRAWN_ALPHA_3.len() {
        let (letters, code) = WITHDRAWN_ALPHA_3[row];
        numbers[CountryCode::from_letters(*letters).place() as usize] = entry_number(code);
        row += 1;
    }
    numbers
}

#[cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "runs while compiling"))]
const fn by_alpha_2() -> [u16; PAIRS] {
    let mut numbers = [0; PAIRS];
    let mut row = 0;
    while row < ALPHA_2.len() {
        let (&[a, b], code) = ALPHA_2[row];
        numbers[(letter(a) * 26 + letter(b)) as usize] = entry_number(code);
        row += 1;
    }
    numbers
}

text_value!(CountryCode, CountryCodeError, "a country code such as `KAZ`", |code: &CountryCode| {
    Some(Letters(code.letters()))
});

/// Text that is not the code of one country.
///
/// ```
/// # use bilateral::country::CountryCode;
/// assert_eq!(
///     CountryCode::parse("CS").unwrap_err().to_string(),
///     "ambiguous country code `CS`: it was `CSK` (Czechoslovakia) and `SCG` (Serbia and \
///      Montenegro); write the alpha-3 code"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct CountryCodeError(#[from] CodeErrorKind);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum CodeErrorKind {
    #[error(
        "ambiguous country code `{found}`: it was {}; write the alpha-3 code",
        Named(candidates, "and")
    )]
    Ambiguous { found: String, candidates: Vec<CountryCode> },
    #[error("unknown country code `{found}`{}", Nearest(candidates))]
    Unknown { found: String, candidates: Vec<CountryCode> },
    #[error("invalid country code `{found}`; expected two or three capital letters such as `KAZ`")]
    Malformed { found: String },
}

impl CountryCodeError {
    fn new(text: &str) -> Self {
        let found = shortened(text);
        if let Some((_, states)) = AMBIGUOUS_ALPHA_2.iter().find(|(code, _)| *code == text) {
            return Self(CodeErrorKind::Ambiguous { found, candidates: states.to_vec() });
        }
        let is_code = matches!(text.len(), 2 | 3) && text.bytes().all(|b| b.is_ascii_alphabetic());
        if !is_code {
            return Self(CodeErrorKind::Malformed { found });
        }
        Self(CodeErrorKind::Unknown { candidates: nearest(&text.to_ascii_uppercase()), found })
    }

    /// Returns whether more than one country had the code, and none has it today.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert!(CountryCode::parse("CS").unwrap_err().is_ambiguous());
    /// assert!(!CountryCode::parse("QZ").unwrap_err().is_ambiguous());
    /// ```
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        matches!(self.0, CodeErrorKind::Ambiguous { .. })
    }

    /// Returns the countries that had the code, or those with the nearest codes: at most three.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert_eq!(CountryCode::parse("KZA").unwrap_err().candidates(), [CountryCode::KAZ]);
    /// ```
    #[must_use]
    pub fn candidates(&self) -> &[CountryCode] {
        match &self.0 {
            CodeErrorKind::Ambiguous { candidates, .. }
            | CodeErrorKind::Unknown { candidates, .. } => candidates,
            CodeErrorKind::Malformed { .. } => &[],
        }
    }
}

/// The entries whose code is the text, else is the text with two neighbours swapped, else differs
/// in one letter; of equally near ones the first three in alphabetical order.
fn nearest(text: &str) -> Vec<CountryCode> {
    // ISO reserves these two for the same countries, so that they are in wide use.
    let reserved = match text {
        "UK" => Some(CountryCode::GBR),
        "EL" => Some(CountryCode::GRC),
        _ => None,
    };
    if let Some(code) = reserved.or_else(|| CountryCode::read(text)) {
        return Vec::from([code]);
    }
    let with = |swapped: bool| -> Vec<CountryCode> {
        let near = |code: &CountryCode| match text.len() {
            2 => code.alpha_2().is_some_and(|pair| is_near(text, pair, swapped)),
            _ => core::str::from_utf8(&code.letters()).is_ok_and(|it| is_near(text, it, swapped)),
        };
        CountryCode::all().filter(near).take(3).collect()
    };
    let swapped = with(true);
    if swapped.is_empty() { with(false) } else { swapped }
}

/// Whether two equally long codes differ by a swap of neighbours, or else in one letter.
fn is_near(text: &str, code: &str, swapped: bool) -> bool {
    if swapped {
        let mut pairs = text.bytes().zip(code.bytes()).skip_while(|(a, b)| a == b);
        let (first, second) = (pairs.next(), pairs.next());
        matches!((first, second), (Some((a, b)), Some((c, d))) if a == d && b == c)
            && pairs.all(|(a, b)| a == b)
    } else {
        text.bytes().zip(code.bytes()).filter(|(a, b)| a != b).count() == 1
    }
}

/// Codes with their names, as messages list them: `CSK` (Czechoslovakia) and `SCG` (…).
pub(super) struct Named<'a>(pub(super) &'a [CountryCode], pub(super) &'static str);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, code) in self.0.iter().enumerate() {
            match i {
                0 => {}
                _ if i + 1 == self.0.len() => write!(f, " {} ", self.1)?,
                _ => f.write_str(", ")?,
            }
            write!(f, "`{code}`")?;
            if let Some(name) = code.name() {
                write!(f, " ({name})")?;
            }
        }
        Ok(())
    }
}

/// The tail of a message that offers what was probably meant.
pub(super) struct Nearest<'a>(pub(super) &'a [CountryCode]);

impl fmt::Display for Nearest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(f, "; did you mean {}?", Named(self.0, "or"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn withdrawn_codes_stand_for_the_living_or_the_ended_state() {
        for (text, expected) in [
            ("ZAR", CountryCode::COD),
            ("ROM", CountryCode::ROU),
            ("TP", CountryCode::TLS),
            ("FXX", CountryCode::FRA),
            ("VDR", CountryCode::VNM),
            ("DDR", CountryCode::DDR),
            ("SU", CountryCode::SUN),
            ("SK", CountryCode::SVK),
            ("AI", CountryCode::AIA),
            ("GE", CountryCode::GEO),
        ] {
            assert_eq!(CountryCode::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_slip_names_the_nearest_codes() {
        let candidates = |text| CountryCode::parse(text).unwrap_err().candidates().to_vec();
        assert_eq!(candidates("usa"), [CountryCode::USA]);
        assert_eq!(candidates("KZA"), [CountryCode::KAZ]);
        assert_eq!(candidates("Kz"), [CountryCode::KAZ]);
        assert_eq!(candidates("UK"), [CountryCode::GBR]);
        assert_eq!(candidates("GMX"), [CountryCode::GMB]);
        assert_eq!(candidates("Kazakhstan"), []);
        assert_eq!(
            CountryCode::parse("1").unwrap_err().to_string(),
            "invalid country code `1`; expected two or three capital letters such as `KAZ`"
        );
    }
}
