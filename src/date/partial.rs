//! A date as a range of possible days, in the precision that the source stated.

use core::fmt;

use time::Date;

use super::days::{DayRange, FIRST_KEY, LAST_KEY, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, date_of, key};
use super::padded::padded;
use super::partial_error::PartialDateError;
use super::unit::{Precision, Unit};
use crate::text::{Short, codes};
use crate::truth::Truth;

codes! {
    /// How sure the source is of a date: the qualifiers of EDTF level 1.
    pub enum Mark: "date mark" {
        /// The source may be wrong: "1991?".
        Uncertain = "?",
        /// The source is sure only of the neighbourhood: "about 1991".
        Approximate = "~",
        /// Both at once.
        UncertainAndApproximate = "%",
    }
}

/// A date as stated: a range of possible days.
///
/// The text form is a subset of the Extended Date/Time Format (ISO 8601-2:2019, Annex A), for the
/// years 0000 to 9999:
///
/// | text | means |
/// |---|---|
/// | `2023-02-28`, `2023-02`, `2018` | a day, a month, a year |
/// | `2018-33` … `2018-36` | the first to the fourth quarter of a calendar year |
/// | `2018-40`, `2018-41` | its first and its second half |
/// | `199X`, `19XX` | the decade 1990–1999, the years 1900–1999 |
/// | `[..2023-02-27]` | on that day or before |
/// | `[1984..]` | in 1984 or after |
/// | `[1991-12-16..1991-12-26]` | one of these days; both ends are days, months or years, without a mark |
/// | `1991?`, `1991~`, `1991%` | uncertain, approximate, both |
///
/// A mark stands after the whole date, or inside the bracket after the one bound, as in
/// `[..1984~]`. A range from a unit to itself, `[1984..1984]`, is read as that unit.
///
/// Not accepted, though EDTF has it: seasons `2018-21` and their kin (their months depend on the
/// hemisphere), quadrimesters, lists `[1984,1986]` and sets `{1984,1986}` (they are several dates, not
/// one), unspecified digits elsewhere (`2004-XX` says no more than `2004`, and `2004-06-XX` no more
/// than `2004-06`), marks on a part (`2004?-06`), significant digits, exponents, times of day, years
/// below 0000 or above 9999.
///
/// # Stated and possible days
///
/// The *stated* days are those of the text. The *possible* days are the same, but one unit of the
/// stated precision wider on each side if the date is marked: `1991~` may be any day from 1990 to
/// 1992. Only a bound that is stated moves: `[..1984~]` reaches to the end of 1985. Every answer is
/// about the possible days.
///
/// # Order and equality
///
/// Two dates are `==` if they say the same in the same words: `1984` and `[1984-01..1984-12]` have
/// the same days and differ. There is no `Ord`, because partial dates have no order that would not
/// lie; ask [`before`](Self::before), and sort with [`sort_key`](Self::sort_key).
///
/// ```
/// use bilateral::{PartialDate, Truth, day};
///
/// let recognised: PartialDate = "1991".parse()?;
/// assert_eq!(recognised.earliest(), Some(day(1991, 1, 1)));
/// assert_eq!(recognised.latest(), Some(day(1991, 12, 31)));
/// assert_eq!(recognised.before(day(1991, 12, 26).into()), Truth::Unknown);
/// assert_eq!(recognised.to_string(), "1991");
///
/// let error = "2023-02-30".parse::<PartialDate>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`2023-02-30`: February 2023 has 28 days, found `30` at position 8",
/// );
/// # Ok::<(), bilateral::PartialDateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    // INVARIANT: at least one is there; if both are, the first is not after the last, and if they
    // differ there is no mark.
    first: Bound,
    last: Bound,
    precision: Precision,
    mark: Option<Mark>,
}

/// The number of a unit in three bytes, or none: a date is to fit eight.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Bound([u8; 3]);

impl Bound {
    const NONE: Self = Self([0xFF; 3]);

    const fn new(number: u32) -> Self {
        let [a, b, c, _] = number.to_le_bytes();
        Self([a, b, c])
    }

    #[inline]
    const fn number(self) -> Option<u32> {
        match self.0 {
            [0xFF, 0xFF, 0xFF] => None,
            [a, b, c] => Some(u32::from_le_bytes([a, b, c, 0])),
        }
    }
}

/// The shape of a date, for those who print it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    One(Unit),
    OnOrBefore(Unit),
    OnOrAfter(Unit),
    Between(Unit, Unit),
}

impl PartialDate {
    pub(super) const fn from_unit(unit: Unit, mark: Option<Mark>) -> Self {
        let bound = Bound::new(unit.number);
        Self { first: bound, last: bound, precision: unit.precision, mark }
    }

    /// Returns the date that is exactly that day.
    ///
    /// A day outside the years 0000 to 9999 has no text form. It becomes the nearest statement that
    /// is true of it, `[..0000-01-01]` or `[9999-12-31..]`.
    ///
    /// ```
    /// # use bilateral::{PartialDate, day};
    /// const SHEET: PartialDate = PartialDate::on(day(2023, 2, 27));
    /// assert_eq!(SHEET.to_string(), "2023-02-27");
    /// ```
    #[must_use]
    pub const fn on(day: Date) -> Self {
        let (precision, mark) = (Precision::Day, None);
        let last_number = precision.last_number();
        if key(day) < FIRST_KEY {
            Self { first: Bound::NONE, last: Bound::new(0), precision, mark }
        } else if key(day) > LAST_KEY {
            Self { first: Bound::new(last_number), last: Bound::NONE, precision, mark }
        } else {
            let number = key(day).abs_diff(FIRST_KEY);
            Self::from_unit(Unit { precision, number }, mark)
        }
    }

    /// Returns a calendar year.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// assert_eq!(PartialDate::year(2018)?.to_string(), "2018");
    /// assert_eq!(
    ///     PartialDate::year(12018).unwrap_err().to_string(),
    ///     "year `12018` is not in the range 0 to 9999",
    /// );
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] for a year after 9999.
    #[inline]
    pub fn year(year: u16) -> Result<Self, PartialDateError> {
        Self::from_months(Precision::Year, year, 0)
    }

    /// Returns a month of a calendar year; January is 1.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// assert_eq!(PartialDate::month(2023, 2)?.to_string(), "2023-02");
    /// assert_eq!(
    ///     PartialDate::month(2023, 13).unwrap_err().to_string(),
    ///     "month `13` is not in the range 1 to 12",
    /// );
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] for a year after 9999 or a month that is not 1 to 12.
    pub fn month(year: u16, month: u8) -> Result<Self, PartialDateError> {
        match month {
            1..=12 => Self::from_months(Precision::Month, year, u32::from(month) - 1),
            _ => Err(PartialDateError::month(month)),
        }
    }

    fn from_months(precision: Precision, year: u16, month: u32) -> Result<Self, PartialDateError> {
        if year > 9999 {
            return Err(PartialDateError::year(year));
        }
        let unit = Unit::from_month(precision, u32::from(year) * 12 + month);
        Ok(Self::from_unit(unit, None))
    }

    /// Returns "on that date or before": only the end of the date counts.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// let by_the_sheet = PartialDate::on_or_before("2023-02-27".parse()?)?;
    /// assert_eq!(by_the_sheet.to_string(), "[..2023-02-27]");
    /// assert_eq!(
    ///     PartialDate::on_or_before(by_the_sheet).unwrap_err().to_string(),
    ///     "`[..2023-02-27]` cannot be a bound: expected one date without a bracket",
    /// );
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] if the date is itself a bracket.
    pub fn on_or_before(date: Self) -> Result<Self, PartialDateError> {
        match date.shape() {
            Shape::One(_) => Ok(Self { first: Bound::NONE, ..date }),
            _ => Err(PartialDateError::bound(&date)),
        }
    }

    /// Returns "on that date or after": only the beginning of the date counts.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// assert_eq!(PartialDate::on_or_after("1984".parse()?)?.to_string(), "[1984..]");
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] if the date is itself a bracket.
    pub fn on_or_after(date: Self) -> Result<Self, PartialDateError> {
        match date.shape() {
            Shape::One(_) => Ok(Self { last: Bound::NONE, ..date }),
            _ => Err(PartialDateError::bound(&date)),
        }
    }

    /// Returns "one of these, from the first to the last"; two equal dates are that date.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// let recognised = PartialDate::between("1991-12-16".parse()?, "1991-12-26".parse()?)?;
    /// assert_eq!(recognised.to_string(), "[1991-12-16..1991-12-26]");
    /// assert_eq!(
    ///     PartialDate::between("1991-12-16".parse()?, "1992".parse()?).unwrap_err().to_string(),
    ///     "`1991-12-16` and `1992` cannot be two bounds: expected one precision, found day and year",
    /// );
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] if one of the two is a bracket, marked, or no day, month or year, if
    /// their precisions differ, or if the first is after the last.
    pub fn between(first: Self, last: Self) -> Result<Self, PartialDateError> {
        for bound in [first, last] {
            let is_simple =
                matches!(bound.precision, Precision::Day | Precision::Month | Precision::Year);
            if bound.is_marked() || !is_simple || !matches!(bound.shape(), Shape::One(_)) {
                return Err(PartialDateError::between_bound(&bound));
            }
        }
        if first.precision != last.precision {
            return Err(PartialDateError::precisions(
                [&first, &last],
                [first.precision, last.precision],
            ));
        }
        if first.first.number() > last.last.number() {
            return Err(PartialDateError::order([&first, &last]));
        }
        Ok(Self { last: last.last, ..first })
    }

    /// Returns the same date with a mark; one that it had is replaced.
    ///
    /// ```
    /// # use bilateral::{Mark, PartialDate};
    /// let about = PartialDate::year(1991)?.with_mark(Mark::Approximate)?;
    /// assert_eq!(about.to_string(), "1991~");
    /// let range: PartialDate = "[1991..1993]".parse()?;
    /// assert_eq!(
    ///     range.with_mark(Mark::Approximate).unwrap_err().to_string(),
    ///     "`[1991..1993]` cannot be marked: it has two bounds, and only one could carry the mark",
    /// );
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] for a range with two bounds, which EDTF can mark only in parts.
    pub fn with_mark(self, mark: Mark) -> Result<Self, PartialDateError> {
        match self.shape() {
            Shape::Between(..) => Err(PartialDateError::mark(&self)),
            _ => Ok(Self { mark: Some(mark), ..self }),
        }
    }

    pub(super) fn shape(self) -> Shape {
        let unit = |number| Unit { precision: self.precision, number };
        match (self.first.number(), self.last.number()) {
            (Some(first), Some(last)) if first == last => Shape::One(unit(first)),
            (Some(first), Some(last)) => Shape::Between(unit(first), unit(last)),
            (Some(first), None) => Shape::OnOrAfter(unit(first)),
            (None, last) => Shape::OnOrBefore(unit(last.unwrap_or_default())),
        }
    }

    /// Returns the first stated day, or `None` for "on or before".
    ///
    /// ```
    /// # use bilateral::{PartialDate, day};
    /// assert_eq!(PartialDate::parse("2018-34")?.earliest(), Some(day(2018, 4, 1)));
    /// assert_eq!(PartialDate::parse("[..2018]")?.earliest(), None);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub fn earliest(self) -> Option<Date> {
        self.stated().first()
    }

    /// Returns the last stated day, or `None` for "on or after".
    ///
    /// ```
    /// # use bilateral::{PartialDate, day};
    /// assert_eq!(PartialDate::parse("2018-34")?.latest(), Some(day(2018, 6, 30)));
    /// assert_eq!(PartialDate::parse("[2018..]")?.latest(), None);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub fn latest(self) -> Option<Date> {
        self.stated().last()
    }

    /// Returns the stated days, whatever the mark.
    ///
    /// ```
    /// # use bilateral::{PartialDate, day};
    /// let about: PartialDate = "1991~".parse()?;
    /// assert_eq!(about.stated().first(), Some(day(1991, 1, 1)));
    /// assert_eq!(about.possible().first(), Some(day(1990, 1, 1)));
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn stated(self) -> DayRange {
        match self.day_stated() {
            Some(key) => DayRange::at(key),
            None => self.range(0),
        }
    }

    /// Returns the possible days: the stated ones, one unit wider on each side if marked.
    ///
    /// They never leave the years 0000 to 9999: `9999?` ends with 9999.
    ///
    /// ```
    /// # use bilateral::{PartialDate, day};
    /// let about: PartialDate = "2018-06~".parse()?;
    /// assert_eq!(about.possible().first(), Some(day(2018, 5, 1)));
    /// assert_eq!(about.possible().last(), Some(day(2018, 7, 31)));
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn possible(self) -> DayRange {
        match self.day_stated().filter(|_| self.mark.is_none()) {
            Some(key) => DayRange::at(key),
            None => self.range(u32::from(self.is_marked())),
        }
    }

    /// The key of the day that is stated, if it is one, as of most dates.
    #[inline]
    fn day_stated(self) -> Option<i32> {
        let number = self.first.number()?;
        let is_day = self.precision == Precision::Day && self.first == self.last;
        is_day.then_some(FIRST_KEY + number as i32)
    }

    fn range(self, wider: u32) -> DayRange {
        let most = self.precision.last_number();
        let unit = |number: u32| Unit { precision: self.precision, number: number.min(most) };
        let first = match self.first.number() {
            Some(number) => unit(number.saturating_sub(wider)).first_key(),
            None => UNBOUNDED_BELOW,
        };
        let last = match self.last.number() {
            Some(number) => unit(number.saturating_add(wider)).last_key(),
            None => UNBOUNDED_ABOVE,
        };
        DayRange::from_keys(first, last).unwrap_or(DayRange::ALL)
    }

    /// Returns the day, if exactly one is possible.
    ///
    /// ```
    /// # use bilateral::{PartialDate, day};
    /// assert_eq!("2023-02-28".parse::<PartialDate>()?.as_day(), Some(day(2023, 2, 28)));
    /// assert_eq!("2023-02-28?".parse::<PartialDate>()?.as_day(), None);
    /// assert_eq!("2023-02".parse::<PartialDate>()?.as_day(), None);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub fn as_day(self) -> Option<Date> {
        let possible = self.possible();
        if possible.is_single() { date_of(possible.first_key()) } else { None }
    }

    /// Returns the precision stated; of a bracket, that of its bounds.
    ///
    /// ```
    /// # use bilateral::{PartialDate, Precision};
    /// assert_eq!(PartialDate::parse("[..2018-06]")?.precision(), Precision::Month);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// Returns the mark, if there is one.
    ///
    /// ```
    /// # use bilateral::{Mark, PartialDate};
    /// assert_eq!(PartialDate::parse("2018~")?.mark(), Some(Mark::Approximate));
    /// assert_eq!(PartialDate::parse("2018")?.mark(), None);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn mark(self) -> Option<Mark> {
        self.mark
    }

    /// Returns whether the source is marked as unsure of it, `?` or `%`.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// assert!(PartialDate::parse("2018%")?.is_uncertain());
    /// assert!(!PartialDate::parse("2018~")?.is_uncertain());
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn is_uncertain(self) -> bool {
        matches!(self.mark, Some(Mark::Uncertain | Mark::UncertainAndApproximate))
    }

    /// Returns whether it is marked as approximate, `~` or `%`.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// assert!(PartialDate::parse("2018%")?.is_approximate());
    /// assert!(!PartialDate::parse("2018?")?.is_approximate());
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn is_approximate(self) -> bool {
        matches!(self.mark, Some(Mark::Approximate | Mark::UncertainAndApproximate))
    }

    /// Returns whether it carries any mark.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// assert!(PartialDate::parse("[..2018?]")?.is_marked());
    /// assert!(!PartialDate::parse("[..2018]")?.is_marked());
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub const fn is_marked(self) -> bool {
        self.mark.is_some()
    }

    /// Returns whether the day of this date is before the day of the other.
    ///
    /// ```
    /// # use bilateral::{PartialDate, Truth};
    /// let date = |text: &str| PartialDate::parse(text).unwrap();
    /// assert_eq!(date("2009").before(date("2010-01")), Truth::Yes);
    /// assert_eq!(date("2009").before(date("2009-12-14")), Truth::Unknown);
    /// assert_eq!(date("2009").before(date("[..2009-01-01]")), Truth::No);
    /// assert_eq!(date("2009~").before(date("2010-01")), Truth::Unknown);
    /// ```
    #[must_use]
    pub fn before(self, other: Self) -> Truth {
        let (a, b) = (self.possible(), other.possible());
        Truth::from_worlds(a.first_key() < b.last_key(), a.last_key() >= b.first_key())
    }

    /// Returns whether the day of this date is after the day of the other.
    ///
    /// ```
    /// # use bilateral::{PartialDate, Truth};
    /// let date = |text: &str| PartialDate::parse(text).unwrap();
    /// assert_eq!(date("[1984..]").after(date("1983")), Truth::Yes);
    /// ```
    #[must_use]
    pub fn after(self, other: Self) -> Truth {
        other.before(self)
    }

    /// Returns whether the two dates are one day.
    ///
    /// Two equal texts give Yes only if they name a single day.
    ///
    /// ```
    /// # use bilateral::{PartialDate, Truth};
    /// let date = |text: &str| PartialDate::parse(text).unwrap();
    /// assert_eq!(date("2009-12-14").same_day(date("2009-12-14")), Truth::Yes);
    /// assert_eq!(date("2009").same_day(date("2009")), Truth::Unknown);
    /// assert_eq!(date("2009").same_day(date("2010-02")), Truth::No);
    /// ```
    #[must_use]
    pub fn same_day(self, other: Self) -> Truth {
        let (a, b) = (self.possible(), other.possible());
        Truth::from_worlds(a.meets(b), !(a.is_single() && a == b))
    }

    /// Returns the key that lists of dates are sorted by: earliest possible day, then latest.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// let mut dates = ["2010", "2009-12-14", "2009", "[..2009]"].map(|t| PartialDate::parse(t).unwrap());
    /// dates.sort_by_key(|date| date.sort_key());
    /// assert_eq!(dates.map(|date| date.to_string()), ["[..2009]", "2009", "2009-12-14", "2010"]);
    /// ```
    #[must_use]
    pub fn sort_key(self) -> SortKey {
        SortKey::new(self.possible())
    }
}

/// The place of a date in a sorted list: by its earliest possible day, then by its latest.
///
/// An order for lists only; it answers no question about which of two dates was first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SortKey(i32, i32);

impl SortKey {
    pub(crate) const fn new(days: DayRange) -> Self {
        Self(days.first_key(), days.last_key())
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self::on(day)
    }
}

impl PartialDate {
    /// Its text, if it is a year or a day without a mark.
    pub(super) fn short(self) -> Option<Short> {
        let Shape::One(unit) = self.shape() else { return None };
        let mut text = Short::new();
        match (unit.precision, self.mark) {
            (Precision::Year, None) => text.push_number(unit.number.into(), 4)?,
            (Precision::Day, None) => {
                let day = date_of(unit.first_key())?;
                text.push_number(u64::try_from(day.year()).ok()?, 4)?;
                text.push("-")?;
                text.push_number(u8::from(day.month()).into(), 2)?;
                text.push("-")?;
                text.push_number(day.day().into(), 2)?;
            }
            _ => return None,
        }
        Some(text)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, |f| {
            let mark = self.mark.map_or("", Mark::as_str);
            match self.shape() {
                Shape::One(unit) => write!(f, "{unit}{mark}"),
                Shape::OnOrBefore(unit) => write!(f, "[..{unit}{mark}]"),
                Shape::OnOrAfter(unit) => write!(f, "[{unit}{mark}..]"),
                Shape::Between(first, last) => write!(f, "[{first}..{last}]"),
            }
        })
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialDate({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn a_date_takes_eight_bytes_with_or_without() {
        assert_eq!(size_of::<PartialDate>(), 8);
        assert_eq!(size_of::<Option<PartialDate>>(), 8);
    }

    #[test]
    fn a_mark_widens_only_the_stated_bounds() {
        assert_eq!(date("2023-02-28?").possible(), date("[2023-02-27..2023-03-01]").stated());
        assert_eq!(date("2018-33~").possible(), date("[2017-10..2018-06]").stated());
        assert_eq!(date("199X%").possible(), date("[1980..2009]").stated());
        assert_eq!(date("[..1984~]").possible(), date("[..1985]").stated());
        assert_eq!(date("[1984?..]").possible(), date("[1983..]").stated());
    }

    #[test]
    fn the_calendar_ends_cut_a_mark() {
        assert_eq!(date("0000?").possible(), date("[0000..0001]").stated());
        assert_eq!(date("99XX~").possible(), date("[9800..9999]").stated());
    }

    #[test]
    fn days_that_have_no_text_become_a_true_bound() {
        let before = Date::from_calendar_date(-44, time::Month::March, 15).unwrap();
        assert_eq!(PartialDate::from(before), date("[..0000-01-01]"));
        assert_eq!(PartialDate::from(Date::MAX), date("9999-12-31"));
    }
}
