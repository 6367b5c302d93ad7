//! [`CountryCode`]: three capital letters that are the identity of a country.

use core::fmt;
use core::num::NonZeroU16;

use crate::text::Letters;

/// A present or former state or territory, named by three capital letters.
///
/// The code is itself the identity: the ISO 3166-1 alpha-3 code where one entity alone has it,
/// otherwise a code of ISO's user range (`AAA`–`AAZ`, `QMA`–`QZZ`, `XAA`–`XZZ`, `ZZA`–`ZZZ`) that the
/// table fixes, such as `XKX` for Kosovo or `XVS` for South Vietnam. A living state keeps a code that
/// a former one shared: `YEM` is the Yemen of 1990, and the Yemen Arab Republic before it is `XYA`.
/// `YUG` is the Yugoslavia that fell apart in 1992; the federal republic of Serbia and Montenegro, which
/// used its code until 2003, is `SCG` from its beginning. `DEU` is Germany throughout, with the gap in
/// its existence that the lists give.
///
/// Any other code of the user range is a value too, because an archive may define it with a record
/// of its own; [`is_defined`](Self::is_defined) says whether the table has it.
///
/// The order is that of the alphabet. The text form is the alpha-3 code.
///
/// ```
/// use bilateral::country::CountryCode;
///
/// let burma = CountryCode::parse("BUR")?;
/// assert_eq!(burma, CountryCode::MMR);
/// assert_eq!(burma.to_string(), "MMR");
/// assert_eq!(CountryCode::parse("KZ")?, CountryCode::KAZ);
/// assert!(!CountryCode::parse("QQQ")?.is_defined());
/// # Ok::<(), bilateral::country::CountryCodeError>(())
/// ```
///
/// `CS` was the code of two states:
///
/// ```
/// # use bilateral::country::CountryCode;
/// let error = CountryCode::parse("CS").unwrap_err();
/// assert_eq!(error.candidates(), [CountryCode::CSK, CountryCode::SCG]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode(NonZeroU16);

impl CountryCode {
    /// Packs three capital letters that the table is known to hold.
    pub(super) const fn from_letters(letters: [u8; 3]) -> Self {
        let [a, b, c] = letters;
        let packed = letter(a) * 676 + letter(b) * 26 + letter(c);
        // INVARIANT: at most 26 * 26 * 26, so adding one to make room for zero cannot overflow.
        Self(NonZeroU16::MIN.saturating_add(packed))
    }

    /// Returns the place among all three-letter codes, `AAA` being 0.
    pub(crate) const fn place(self) -> u16 {
        self.0.get() - 1
    }

    /// Returns whether the code lies in the range that ISO leaves to its users: `AAA`–`AAZ`,
    /// `QMA`–`QZZ`, `XAA`–`XZZ` and `ZZA`–`ZZZ`.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert!(CountryCode::XKX.is_user_range() && !CountryCode::USA.is_user_range());
    /// ```
    #[must_use]
    pub const fn is_user_range(self) -> bool {
        let [a, b, _] = self.letters();
        match a {
            b'X' => true,
            b'A' => b == b'A',
            b'Z' => b == b'Z',
            b'Q' => b >= b'M',
            _ => false,
        }
    }

    /// Returns the three letters.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert_eq!(CountryCode::KAZ.letters(), *b"KAZ");
    /// ```
    #[must_use]
    pub const fn letters(self) -> [u8; 3] {
        Letters::at(self.place()).0
    }
}

/// The number of a capital letter, `A` being 0.
pub(super) const fn letter(capital: u8) -> u16 {
    capital.wrapping_sub(b'A') as u16 % 26
}

pub(super) const fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase()
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.letters();
        f.pad(core::str::from_utf8(&letters).unwrap_or_default())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_two_bytes_and_so_is_its_option() {
        assert_eq!(size_of::<CountryCode>(), 2);
        assert_eq!(size_of::<Option<CountryCode>>(), 2);
    }

    #[test]
    fn the_order_is_alphabetical_and_the_letters_come_back() {
        let mut before: Option<CountryCode> = None;
        for a in b'A'..=b'Z' {
            for b in b'A'..=b'Z' {
                for c in b'A'..=b'Z' {
                    let code = CountryCode::from_letters([a, b, c]);
                    assert_eq!(code.letters(), [a, b, c]);
                    assert!(before.is_none_or(|it| it < code));
                    before = Some(code);
                }
            }
        }
    }
}
