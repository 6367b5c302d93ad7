//! Codes of other schemes, each on its days.
//!
//! The codes of a scheme change hands and meaning: `AUS` is Austria for the Correlates of War, 280 was
//! Germany before 1990, and UN Comtrade writes 842 where ISO writes 840. So a code is read with the
//! day that it is about. Where the day on which a scheme took up a code is not known, or lies long
//! after the country's birth, the code stands without a first day, because data sets use it for
//! earlier years too; it says nothing of existence, which [`CountryCode::existed_on`] answers.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::code::CountryCode;
use super::data::ENTRIES;
use super::scheme_row::Row;
use super::schemes;
use super::table::Named;
use crate::text::{codes, shortened};

codes! {
    /// A scheme of country codes.
    pub enum Scheme: "country code scheme" {
        /// ISO 3166-1 alpha-2, with the withdrawn codes of ISO 3166-3.
        Alpha2 = "alpha-2",
        /// ISO 3166-1 alpha-3, with withdrawn codes and the user range as the table uses it.
        Alpha3 = "alpha-3",
        /// ISO 3166-1 numeric: three digits; zeros in front may be left out when read.
        Numeric = "numeric",
        /// UN M49 country areas; its regions are no countries.
        M49 = "m49",
        /// State numbers of the Correlates of War.
        CowNumber = "cow-number",
        /// State letters of the Correlates of War.
        CowLetters = "cow-letters",
        /// State numbers of Gleditsch and Ward.
        GwNumber = "gw-number",
        /// State letters of Gleditsch and Ward.
        GwLetters = "gw-letters",
        /// Reporter and partner areas of UN Comtrade; the world, groups and special areas are no
        /// countries.
        Comtrade = "comtrade",
    }
}

/// Keys are numbers below 1,000 or two letters.
const KEYS: usize = 1_000;

/// The rows of a scheme with the places where those of a key, and those of an entry, begin.
struct Table {
    rows: &'static [Row],
    by_key: [u16; KEYS + 1],
    /// Row numbers in the order of the entries.
    back: &'static [u16],
    by_entry: [u16; ENTRIES.len() + 1],
}

static TABLES: [Table; 9] = [
    Table::new(schemes::ALPHA_2, schemes::ALPHA_2_BACK),
    Table::new(schemes::ALPHA_3, schemes::ALPHA_3_BACK),
    Table::new(schemes::NUMERIC, schemes::NUMERIC_BACK),
    Table::new(schemes::M49, schemes::M49_BACK),
    Table::new(schemes::COW_NUMBER, schemes::COW_NUMBER_BACK),
    Table::new(schemes::COW_LETTERS, schemes::COW_LETTERS_BACK),
    Table::new(schemes::GW_NUMBER, schemes::GW_NUMBER_BACK),
    Table::new(schemes::GW_LETTERS, schemes::GW_LETTERS_BACK),
    Table::new(schemes::COMTRADE, schemes::COMTRADE_BACK),
];

impl Table {
    #[cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "runs while compiling"))]
    const fn new(rows: &'static [Row], back: &'static [u16]) -> Self {
        let mut by_key = [0; KEYS + 1];
        let (mut at, mut key) = (0, 0);
        while key <= KEYS {
            while at < rows.len() && (rows[at].key as usize) < key {
                at += 1;
            }
            by_key[key] = at as u16;
            key += 1;
        }
        let mut by_entry = [0; ENTRIES.len() + 1];
        let (mut at, mut entry) = (0, 0);
        while entry <= ENTRIES.len() {
            while at < back.len()
                && (entry == ENTRIES.len()
                    || is_before(&rows[back[at] as usize], ENTRIES[entry].code))
            {
                at += 1;
            }
            by_entry[entry] = at as u16;
            entry += 1;
        }
        Self { rows, by_key, back, by_entry }
    }

    /// The rows of a code, on any day.
    fn of(&self, text: &str) -> impl Iterator<Item = &'static Row> {
        let key = key(text).map(usize::from);
        let bound = |key: usize| self.by_key.get(key).copied().map(usize::from);
        let range = key.and_then(|key| Some(bound(key)?..bound(key + 1)?)).unwrap_or_default();
        let rows = self.rows.get(range).unwrap_or_default();
        let wanted = plain(text);
        rows.iter().filter(move |row| plain(row.text) == wanted)
    }

    /// The rows of a country, on any day, in the order in which they are preferred.
    fn back(&self, country: CountryCode) -> impl Iterator<Item = &'static Row> {
        let bound = |entry: usize| self.by_entry.get(entry).copied().map(usize::from);
        let range = country.number().and_then(|entry| Some(bound(entry)?..bound(entry + 1)?));
        let numbers = self.back.get(range.unwrap_or_default()).unwrap_or_default();
        numbers.iter().filter_map(|&number| self.rows.get(usize::from(number)))
    }
}

const fn is_before(row: &Row, code: CountryCode) -> bool {
    match row.code {
        Some(it) => it.place() < code.place(),
        None => true,
    }
}

/// Where a code is sought: its number, or the number of its first two letters.
fn key(text: &str) -> Option<u16> {
    match *text.as_bytes() {
        [a, b] | [a, b, _] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => {
            Some(u16::from(a - b'A') * 26 + u16::from(b - b'A'))
        }
        [_] | [_, _] | [_, _, _] if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.parse().ok()
        }
        _ => None,
    }
}

/// A number without the zeros in front, and any other text as it is.
fn plain(text: &str) -> &str {
    text.trim_start_matches('0')
}

impl CountryCode {
    /// Reads a code of a scheme as it stood on a day. Numbers may have zeros in front.
    ///
    /// The cost is an array read and a look at the few codes with the same first letters.
    ///
    /// # Errors
    ///
    /// [`SchemeError`] if the scheme has no such code; if it stood for nothing on that day, naming
    /// what it stood for on others; if two countries had it on that day, naming both; or if it is an
    /// area that is no country, with its description.
    ///
    /// ```
    /// use bilateral::country::{CountryCode, Scheme};
    /// use time::{Date, Month};
    ///
    /// let day = Date::from_calendar_date(1980, Month::June, 1)?;
    /// let read = |scheme, code| CountryCode::from_scheme(scheme, code, day);
    /// assert_eq!(read(Scheme::CowLetters, "AUS"), Ok(CountryCode::AUT));
    /// assert_eq!(read(Scheme::Comtrade, "841"), Ok(CountryCode::USA));
    /// assert_eq!(
    ///     read(Scheme::Numeric, "276").unwrap_err().to_string(),
    ///     "numeric code `276` stands for no country on 1980-06-01; it is `DEU` (Germany) from \
    ///      1990-10-03"
    /// );
    /// assert_eq!(
    ///     read(Scheme::Comtrade, "490").unwrap_err().to_string(),
    ///     "comtrade code `490` is no country: Other Asia, not elsewhere specified"
    /// );
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    pub fn from_scheme(scheme: Scheme, code: &str, day: Date) -> Result<Self, SchemeError> {
        let Some(table) = TABLES.get(scheme as usize) else {
            return Err(SchemeError::new(scheme, code, Kind::Unknown));
        };
        let julian = day.to_julian_day();
        let mut on_day = table.of(code).filter(|row| row.stands_on(julian));
        match (on_day.next(), on_day.next()) {
            (Some(Row { code: Some(country), .. }), None) => return Ok(*country),
            (Some(Row { area, covers, .. }), None) => {
                return Err(SchemeError::new(scheme, code, Kind::Area { area, covers }));
            }
            (Some(one), Some(other)) => {
                let countries = [one, other].into_iter().filter_map(|row| row.code);
                let kind = Kind::Ambiguous { day, countries: countries.collect() };
                return Err(SchemeError::new(scheme, code, kind));
            }
            (None, _) => {}
        }
        let mut rows = table.of(code).peekable();
        match rows.peek() {
            None => Err(SchemeError::new(scheme, code, Kind::Unknown)),
            Some(Row { code: None, area, covers, .. }) => {
                Err(SchemeError::new(scheme, code, Kind::Area { area, covers }))
            }
            Some(_) => {
                let spells = rows.filter_map(|row| Some(Stood { row, country: row.code? }));
                let kind = Kind::OutOfTime { day, spells: spells.collect() };
                Err(SchemeError::new(scheme, code, kind))
            }
        }
    }

    /// Returns the country's code in a scheme on a day: `None` if it had none.
    ///
    /// ISO numbers and M49 have three digits; the other numbers are written without zeros in front.
    ///
    /// ```
    /// use bilateral::country::{CountryCode, Scheme};
    /// use time::{Date, Month};
    ///
    /// let day = Date::from_calendar_date(2000, Month::January, 1)?;
    /// assert_eq!(CountryCode::DEU.to_scheme(Scheme::CowNumber, day), Some("255"));
    /// assert_eq!(CountryCode::DEU.to_scheme(Scheme::GwNumber, day), Some("260"));
    /// assert_eq!(CountryCode::FRA.to_scheme(Scheme::Comtrade, day), Some("251"));
    /// assert_eq!(CountryCode::SUN.to_scheme(Scheme::CowNumber, day), None);
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn to_scheme(self, scheme: Scheme, day: Date) -> Option<&'static str> {
        let julian = day.to_julian_day();
        let mut rows = TABLES.get(scheme as usize)?.back(self);
        rows.find(|row| row.stands_on(julian)).map(|row| row.text)
    }
}

/// A code of a scheme that does not stand for one country on the day asked for.
///
/// ```
/// use bilateral::country::{CountryCode, Scheme};
/// use time::{Date, Month};
///
/// let day = Date::from_calendar_date(1990, Month::June, 1)?;
/// let error = |scheme, code| CountryCode::from_scheme(scheme, code, day).unwrap_err();
///
/// let later = error(Scheme::Numeric, "276");
/// assert!(later.is_out_of_time());
/// assert_eq!(later.candidates(), [CountryCode::DEU]);
///
/// let union = error(Scheme::Comtrade, "58");
/// assert_eq!(union.area(), Some("Belgium-Luxembourg"));
/// assert_eq!(union.candidates(), [CountryCode::BEL, CountryCode::LUX]);
///
/// let unknown = error(Scheme::CowLetters, "ZZZ");
/// assert_eq!(unknown.to_string(), "cow-letters code `ZZZ` is unknown");
/// # Ok::<(), time::error::ComponentRange>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{scheme} code `{found}` {kind}")]
pub struct SchemeError {
    scheme: Scheme,
    found: String,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Unknown,
    OutOfTime { day: Date, spells: Vec<Stood> },
    Ambiguous { day: Date, countries: Vec<CountryCode> },
    Area { area: &'static str, covers: &'static [CountryCode] },
}

/// What a code stood for on other days.
#[derive(Clone, Copy)]
struct Stood {
    row: &'static Row,
    country: CountryCode,
}

impl PartialEq for Stood {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.row, other.row)
    }
}

impl Eq for Stood {}

impl fmt::Debug for Stood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Stood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |number: i32| Date::from_julian_day(number).ok();
        write!(f, "{}", Named(&[self.country], "and"))?;
        match (day(self.row.first), day(self.row.last)) {
            (Some(first), Some(last)) => write!(f, " from {first} to {last}"),
            (Some(first), None) => write!(f, " from {first}"),
            (None, Some(last)) => write!(f, " until {last}"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("is unknown"),
            Self::OutOfTime { day, spells } => {
                write!(f, "stands for no country on {day}; it is ")?;
                for (i, spell) in spells.iter().enumerate() {
                    write!(f, "{}{spell}", if i == 0 { "" } else { " and " })?;
                }
                Ok(())
            }
            Self::Ambiguous { day, countries } => {
                write!(f, "stands for several countries on {day}: {}", Named(countries, "and"))
            }
            Self::Area { area, covers: [] } => write!(f, "is no country: {area}"),
            Self::Area { area, covers } => {
                write!(f, "is no country: {area}, with {}", Named(covers, "and"))
            }
        }
    }
}

impl SchemeError {
    fn new(scheme: Scheme, found: &str, kind: Kind) -> Self {
        Self { scheme, found: shortened(found), kind }
    }

    /// Returns the scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Returns whether the scheme knows the code, but on other days.
    #[must_use]
    pub const fn is_out_of_time(&self) -> bool {
        matches!(self.kind, Kind::OutOfTime { .. })
    }

    /// Returns whether several countries had the code on the day.
    #[must_use]
    pub const fn is_ambiguous(&self) -> bool {
        matches!(self.kind, Kind::Ambiguous { .. })
    }

    /// Returns what the code means if it is an area that is no country: the world, a region, a
    /// customs area or a special area of trade statistics.
    #[must_use]
    pub const fn area(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Area { area, .. } => Some(area),
            _ => None,
        }
    }

    /// Returns the countries that had the code on that day or on others, or that the area covers if
    /// they are few; none for an unknown code.
    #[must_use]
    pub fn candidates(&self) -> Vec<CountryCode> {
        let all: Vec<CountryCode> = match &self.kind {
            Kind::Unknown => Vec::new(),
            Kind::OutOfTime { spells, .. } => spells.iter().map(|it| it.country).collect(),
            Kind::Ambiguous { countries, .. } => countries.clone(),
            Kind::Area { covers, .. } => covers.to_vec(),
        };
        let mut distinct = Vec::new();
        for code in all {
            if !distinct.contains(&code) {
                distinct.push(code);
            }
        }
        distinct
    }
}
