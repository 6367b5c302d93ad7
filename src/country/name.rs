//! Countries by name, and the name and capital of a day.
//!
//! Look-up never guesses between two: a name that several countries bear today, or that only former
//! states bore, several of them, is refused with all of them. A day chooses between bearers, and
//! forbids nothing else, because papers keep to old names.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::code::CountryCode;
use super::fold::{Folded, LONGEST};
use super::name_row::{NameRow, Refusal, Spelled};
use super::names::{CAPITALS, COMMON, NAMES, REFUSED};
use super::table::{Named, Nearest};
use crate::text::shortened;
use crate::truth::Truth;

/// The first day to which a capital without a first day reaches back: 1945-01-01.
const CAPITALS_FROM: i32 = 2_431_457;

/// Most candidates that an error names.
const MOST: usize = 5;

impl CountryCode {
    /// Returns the country that a name in common English use stands for.
    ///
    /// Official, former and common names and the usual spellings of data sets are known. Case,
    /// accents, punctuation, articles, "of" and "and" do not matter, and `Korea, South` and
    /// `Iran (Islamic Republic of)` are turned round. Where former states shared a name with one
    /// country of today it stands for that one; [`find_on`](Self::find_on) asks for another day.
    ///
    /// A name that is found allocates nothing. The name of a place within a country is no name of it.
    ///
    /// # Errors
    ///
    /// [`NameError`] for a name that several countries share, naming them; for one that the table
    /// refuses for a stated reason; and for any other text, with the nearest names.
    ///
    /// ```
    /// use bilateral::country::CountryCode;
    ///
    /// assert_eq!(CountryCode::find("KOREA, South"), Ok(CountryCode::KOR));
    /// assert_eq!(CountryCode::find("Cote d'Ivoire"), Ok(CountryCode::CIV));
    /// assert_eq!(CountryCode::find("U.S.S.R."), Ok(CountryCode::SUN));
    ///
    /// let error = CountryCode::find("Congo").unwrap_err();
    /// assert_eq!(error.candidates(), [CountryCode::COD, CountryCode::COG]);
    /// assert_eq!(
    ///     CountryCode::find("Kazakstahn").unwrap_err().to_string(),
    ///     "unknown country name `Kazakstahn`; did you mean `KAZ` (Kazakhstan)?"
    /// );
    /// ```
    pub fn find(name: &str) -> Result<Self, NameError> {
        look_up(name, None).map_err(|kind| NameError { found: shortened(name), kind })
    }

    /// Returns the country that a name stood for on a day: of several bearers the one that bore it
    /// then. A name that none bore on that day is read as [`find`](Self::find) reads it.
    ///
    /// Existence on the day is another question: see [`existed_on`](Self::existed_on).
    ///
    /// # Errors
    ///
    /// As for [`find`](Self::find).
    ///
    /// ```
    /// use bilateral::country::CountryCode;
    /// use time::{Date, Month};
    ///
    /// let find = |year| CountryCode::find_on("Yugoslavia", Date::from_ordinal_date(year, 1).unwrap());
    /// assert_eq!(find(1980), Ok(CountryCode::YUG));
    /// assert_eq!(find(1996), Ok(CountryCode::SCG));
    /// assert!(find(2010).unwrap_err().is_ambiguous());
    /// ```
    pub fn find_on(name: &str, day: Date) -> Result<Self, NameError> {
        let found = look_up(name, Some(day.to_julian_day()));
        found.map_err(|kind| NameError { found: shortened(name), kind })
    }

    /// Returns the common English name on a day; where the table knows of no other, that of today.
    ///
    /// ```
    /// use bilateral::country::CountryCode;
    /// use time::{Date, Month};
    ///
    /// let day = Date::from_calendar_date(1980, Month::January, 1)?;
    /// assert_eq!(CountryCode::MMR.name_on(day), Some("Burma"));
    /// assert_eq!(CountryCode::FRA.name_on(day), Some("France"));
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn name_on(self, day: Date) -> Option<&'static str> {
        let named = spelled(COMMON, self).find(|it| it.stands_on(day.to_julian_day()));
        named.map(|it| it.text).or_else(|| self.name())
    }

    /// Returns the capital on a day, in its English name of that day.
    ///
    /// `None` if the table has none: before 1945 for most countries, on days when sources differ over
    /// a move, when the country did not exist, and for those without one.
    ///
    /// ```
    /// use bilateral::country::KAZ;
    /// use time::{Date, Month};
    ///
    /// let on = |year, month| Date::from_calendar_date(year, month, 1).map(|day| KAZ.capital_on(day));
    /// assert_eq!(on(1991, Month::December)?, None);
    /// assert_eq!(on(1996, Month::March)?, Some("Almaty"));
    /// assert_eq!(on(2020, Month::March)?, Some("Nur-Sultan"));
    /// assert_eq!(on(2023, Month::March)?, Some("Astana"));
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn capital_on(self, day: Date) -> Option<&'static str> {
        let julian = day.to_julian_day();
        let capital = spelled(CAPITALS, self).find(|it| it.stands_on(julian))?;
        let reaches = capital.first != i32::MIN || julian >= CAPITALS_FROM;
        let is_denied = self.existed_on(day) == Truth::No;
        (reaches && !is_denied).then_some(capital.text)
    }
}

/// The rows of a country in a table sorted by code.
fn spelled(table: &'static [Spelled], code: CountryCode) -> impl Iterator<Item = &'static Spelled> {
    let start = table.partition_point(|it| it.code < code);
    table.get(start..).unwrap_or_default().iter().take_while(move |it| it.code == code)
}

/// The rows of a folded name: neighbours in a table sorted by it.
fn rows(name: &Folded) -> &'static [NameRow] {
    let wanted = name.as_bytes();
    let start = NAMES.partition_point(|row| row.key.as_bytes() < wanted);
    let rest = NAMES.get(start..).unwrap_or_default();
    let len = rest.partition_point(|row| row.key.as_bytes() == wanted);
    rest.get(..len).unwrap_or_default()
}

fn look_up(name: &str, day: Option<i32>) -> Result<CountryCode, Kind> {
    let Some(whole) = Folded::new(&[name]) else { return Err(Kind::Unknown) };
    if let found @ [_, ..] = rows(&whole) {
        return choose(found, day);
    }
    if let Some(refusal) = REFUSED.iter().find(|it| it.key.as_bytes() == whole.as_bytes()) {
        return Err(Kind::Refused(refusal));
    }
    let Some((head, sign, tail)) = halves(name) else { return Err(Kind::Unknown) };
    if sign != '/'
        && let Some(turned) = Folded::new(&[tail, head])
        && let found @ [_, ..] = rows(&turned)
    {
        return choose(found, day);
    }
    if sign == ',' {
        return Err(Kind::Unknown);
    }
    // Two names of one country, such as `Burma (Myanmar)`.
    let half = |text: &str| match Folded::new(&[text]).as_ref().map(rows) {
        Some(found @ [_, ..]) => choose(found, day),
        _ => Err(Kind::Unknown),
    };
    match (half(head)?, half(tail)?) {
        (one, other) if one == other => Ok(one),
        (one, other) => Err(Kind::Ambiguous(Vec::from([one, other]))),
    }
}

/// Splits a name at its first comma, bracket or slash.
fn halves(name: &str) -> Option<(&str, char, &str)> {
    let at = name.find([',', '(', '[', '/'])?;
    let (head, rest) = name.split_at_checked(at)?;
    let sign = rest.chars().next()?;
    Some((head, sign, rest.get(sign.len_utf8()..)?))
}

/// The one bearer of a name, of those on the day if there are any.
fn choose(rows: &'static [NameRow], day: Option<i32>) -> Result<CountryCode, Kind> {
    if let Some(day) = day {
        let mut on_day = rows.iter().filter(|row| row.stands_on(day));
        if on_day.next().is_some() {
            return only(rows.iter().filter(|row| row.stands_on(day)))
                .ok_or_else(|| ambiguous(rows.iter().filter(|row| row.stands_on(day))));
        }
    }
    only(rows.iter())
        .or_else(|| only(rows.iter().filter(|row| row.last == i32::MAX)))
        .ok_or_else(|| ambiguous(rows.iter()))
}

fn only(mut rows: impl Iterator<Item = &'static NameRow>) -> Option<CountryCode> {
    let first = rows.next()?.code;
    rows.all(|row| row.code == first).then_some(first)
}

fn ambiguous(rows: impl Iterator<Item = &'static NameRow>) -> Kind {
    let mut codes: Vec<CountryCode> = rows.map(|row| row.code).collect();
    codes.sort_unstable();
    codes.dedup();
    Kind::Ambiguous(codes)
}

/// A name that does not stand for one country.
///
/// ```
/// use bilateral::country::CountryCode;
///
/// let error = CountryCode::find("Korea").unwrap_err();
/// assert!(error.is_ambiguous() && error.reason().is_none());
/// assert_eq!(error.candidates(), [CountryCode::KOR, CountryCode::PRK, CountryCode::XKO]);
///
/// let error = CountryCode::find("Nigerria").unwrap_err();
/// assert_eq!(error.candidates(), [CountryCode::NGA]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} `{found}`{}", Tail(self))]
pub struct NameError {
    found: String,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Unknown,
    Ambiguous(Vec<CountryCode>),
    Refused(&'static Refusal),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "unknown country name",
            Self::Ambiguous(_) => "ambiguous country name",
            Self::Refused(_) => "refused country name",
        })
    }
}

/// What a message says after the name.
struct Tail<'a>(&'a NameError);

impl fmt::Display for Tail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Unknown => Nearest(&self.0.candidates()).fmt(f),
            Kind::Ambiguous(codes) => write!(f, ": it may be {}", Named(codes, "or")),
            Kind::Refused(refusal) => write!(f, ": {}", refusal.reason),
        }
    }
}

impl NameError {
    /// Returns whether several countries bear the name.
    #[must_use]
    pub const fn is_ambiguous(&self) -> bool {
        matches!(self.kind, Kind::Ambiguous(_))
    }

    /// Returns why the table refuses a name that it knows: a former state that is on no list, a part
    /// of a country, or an area of several.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// let error = CountryCode::find("Texas").unwrap_err();
    /// assert!(error.reason().is_some_and(|it| it.starts_with("the Republic of Texas")));
    /// assert_eq!(error.candidates(), []);
    /// ```
    #[must_use]
    pub const fn reason(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Refused(refusal) => Some(refusal.reason),
            _ => None,
        }
    }

    /// Returns the countries that bear the name or that a refused one may be about; for an unknown
    /// name those with the nearest names, at most five. Each time that is a walk over all names.
    #[must_use]
    pub fn candidates(&self) -> Vec<CountryCode> {
        match &self.kind {
            Kind::Unknown => nearest(&self.found),
            Kind::Ambiguous(codes) => codes.clone(),
            Kind::Refused(refusal) => refusal.candidates.to_vec(),
        }
    }
}

/// The countries whose names are nearest by edit distance, if near enough to be a likely slip: at most
/// one edit in four letters; the same words in another order are no edit at all.
fn nearest(name: &str) -> Vec<CountryCode> {
    let Some(folded) = Folded::new(&[name]) else { return Vec::new() };
    let word = folded.as_bytes();
    let words = sorted_words(word);
    let mut least = (word.len() / 4).max(1);
    let mut codes = Vec::new();
    for row in NAMES {
        let key = row.key.as_bytes();
        if key.len().abs_diff(word.len()) > least {
            continue;
        }
        let is_turned = key.len() == word.len() && sorted_words(key) == words;
        let distance = if is_turned { 0 } else { edits(word, key) };
        if distance < least {
            least = distance;
            codes.clear();
        }
        if distance == least {
            codes.push(row.code);
        }
    }
    codes.sort_unstable();
    codes.dedup();
    codes.truncate(MOST);
    codes
}

fn sorted_words(name: &[u8]) -> Vec<&[u8]> {
    let mut words: Vec<&[u8]> = name.split(|&sign| sign == b' ').collect();
    words.sort_unstable();
    words
}

/// Edit distance, a swap of neighbours counting two.
fn edits(word: &[u8], key: &[u8]) -> usize {
    let mut row = [0_usize; LONGEST + 1];
    for (i, cell) in row.iter_mut().enumerate() {
        *cell = i;
    }
    for (i, letter) in key.iter().enumerate() {
        let mut cells = row.iter_mut();
        let Some(first) = cells.next() else { return usize::MAX };
        let mut corner = core::mem::replace(first, i + 1);
        let mut left = i + 1;
        for (cell, other) in cells.zip(word) {
            let cost = (corner + usize::from(letter != other)).min(left + 1).min(*cell + 1);
            corner = core::mem::replace(cell, cost);
            left = cost;
        }
    }
    row.get(word.len()).copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn day(year: i32) -> Date {
        Date::from_ordinal_date(year, 100).unwrap()
    }

    #[test]
    fn two_bearers_are_never_guessed_between() {
        for (name, codes) in [
            ("Congo", &[CountryCode::COD, CountryCode::COG][..]),
            ("Korea", &[CountryCode::KOR, CountryCode::PRK, CountryCode::XKO]),
            ("Virgin Islands", &[CountryCode::VGB, CountryCode::VIR]),
            ("Hesse*", &[CountryCode::XHD, CountryCode::XHK]),
            ("Yugoslavia", &[CountryCode::SCG, CountryCode::YUG]),
            ("Iran (Iraq)", &[CountryCode::IRN, CountryCode::IRQ]),
        ] {
            let error = CountryCode::find(name).unwrap_err();
            assert!(error.is_ambiguous(), "{name}");
            assert_eq!(error.candidates(), codes, "{name}");
        }
    }

    #[test]
    fn near_names_are_kept_apart() {
        for (name, code) in [
            ("Guinea", CountryCode::GIN),
            ("Guinea-Bissau", CountryCode::GNB),
            ("Guinea, Equatorial", CountryCode::GNQ),
            ("Niger", CountryCode::NER),
            ("Nigeria", CountryCode::NGA),
            ("Dominica", CountryCode::DMA),
            ("Dominican Republic", CountryCode::DOM),
            ("Republic of the Congo", CountryCode::COG),
            ("Korea, Dem. People's Rep. of", CountryCode::PRK),
            ("Republic of China", CountryCode::TWN),
            ("People's Republic of China", CountryCode::CHN),
        ] {
            assert_eq!(CountryCode::find(name), Ok(code), "{name}");
        }
    }

    #[test]
    fn names_as_data_sets_write_them_are_found() {
        for (name, code) in [
            ("Egypt, Arab Rep.", CountryCode::EGY),
            ("Congo, Dem. Rep.", CountryCode::COD),
            ("Congo, Rep.", CountryCode::COG),
            ("Iran, Islamic Rep.", CountryCode::IRN),
            ("Korea, Dem. People's Rep.", CountryCode::PRK),
            ("S. Korea", CountryCode::KOR),
            ("Micronesia, Fed. Sts.", CountryCode::FSM),
            ("Venezuela, RB", CountryCode::VEN),
            ("Yemen, Rep.", CountryCode::YEM),
            ("Hong Kong SAR, China", CountryCode::HKG),
            ("Macao SAR, China", CountryCode::MAC),
            ("Virgin Islands (U.S.)", CountryCode::VIR),
            ("Gambia, The", CountryCode::GMB),
            ("Lao PDR", CountryCode::LAO),
            ("Slovak Republic", CountryCode::SVK),
            ("Tanzania, United Rep. of", CountryCode::TZA),
            ("TURKIYE", CountryCode::TUR),
            ("Macedonia (FYR)", CountryCode::MKD),
            ("Falkland Islands (Malvinas)", CountryCode::FLK),
            ("Fmr Fed. Rep. of Germany", CountryCode::DEU),
            ("Russian Federation", CountryCode::RUS),
            ("the UK", CountryCode::GBR),
            ("Faroe Is.", CountryCode::FRO),
            ("Timor Leste", CountryCode::TLS),
        ] {
            assert_eq!(CountryCode::find(name), Ok(code), "{name}");
        }
    }

    #[test]
    fn the_day_chooses_between_bearers() {
        let find = |name, year| CountryCode::find_on(name, day(year));
        assert_eq!(find("Republic of China", 1930), Ok(CountryCode::CHN));
        assert_eq!(find("Republic of China", 1960), Ok(CountryCode::TWN));
        assert_eq!(find("Yemen", 1972), Ok(CountryCode::XYA));
        assert_eq!(find("Korea", 1900), Ok(CountryCode::XKO));
        assert_eq!(find("Burma", 2012), Ok(CountryCode::MMR));
        assert!(find("Vietnam", 1965).unwrap_err().is_ambiguous());
        assert!(find("Republic of the Congo", 1962).unwrap_err().is_ambiguous());
        assert_eq!(find("Congo", 1985), Ok(CountryCode::COG));
    }

    #[test]
    fn messages_name_what_was_probably_meant() {
        let message = |name| CountryCode::find(name).unwrap_err().to_string();
        assert_eq!(
            message("Irak"),
            "unknown country name `Irak`; did you mean `IRN` (Iran) or `IRQ` (Iraq)?"
        );
        assert_eq!(
            message("Congo"),
            "ambiguous country name `Congo`: it may be `COD` (Democratic Republic of the Congo) or \
             `COG` (Republic of the Congo)"
        );
        assert_eq!(message("Wales"), "refused country name `Wales`: a part of the United Kingdom");
        assert_eq!(message("zzzzzzzzzz"), "unknown country name `zzzzzzzzzz`");
        assert_eq!(message(""), "unknown country name ``");
    }

    #[test]
    fn capitals_stand_on_their_days_only() {
        assert_eq!(CountryCode::DEU.capital_on(day(1947)), None);
        assert_eq!(CountryCode::DEU.capital_on(day(1970)), Some("Bonn"));
        assert_eq!(CountryCode::FRA.capital_on(day(1900)), None);
        assert_eq!(CountryCode::FRA.capital_on(day(1950)), Some("Paris"));
        assert_eq!(CountryCode::TZA.capital_on(day(2000)), None);
    }
}
