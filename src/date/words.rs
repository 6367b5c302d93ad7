//! Dates in English words, for headings and sentences.

use core::fmt;

use time::Date;

use super::days::date_of;
use super::partial::{Mark, PartialDate, Shape};
use super::unit::{Precision, Unit};

/// The English name of a month, January being 1.
pub(super) const fn month_name(month: u32) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

impl PartialDate {
    /// Returns the date in English words, which fit into a sentence.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// let words = |text: &str| PartialDate::parse(text).unwrap().in_words().to_string();
    /// assert_eq!(words("2023-02-28"), "28 February 2023");
    /// assert_eq!(words("2018-33"), "the first quarter of 2018");
    /// assert_eq!(words("199X"), "the 1990s");
    /// assert_eq!(words("19XX"), "the years 1900 to 1999");
    /// assert_eq!(words("[..2023-02-27]"), "on or before 27 February 2023");
    /// assert_eq!(words("[1991-12-16..1991-12-26]"), "between 16 and 26 December 1991");
    /// assert_eq!(words("1991~"), "about 1991");
    /// assert_eq!(words("1991?"), "possibly 1991");
    /// assert_eq!(words("1991%"), "possibly about 1991");
    /// ```
    #[must_use]
    pub fn in_words(self) -> impl fmt::Display {
        InWords(self)
    }
}

struct InWords(PartialDate);

impl fmt::Display for InWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.0.mark() {
            None => "",
            Some(Mark::Uncertain) => "possibly ",
            Some(Mark::Approximate) => "about ",
            Some(Mark::UncertainAndApproximate) => "possibly about ",
        };
        match self.0.shape() {
            Shape::One(unit) => write!(f, "{mark}{}", UnitWords(unit)),
            Shape::OnOrBefore(unit) => write!(f, "on or before {mark}{}", UnitWords(unit)),
            Shape::OnOrAfter(unit) => write!(f, "on or after {mark}{}", UnitWords(unit)),
            Shape::Between(first, last) => {
                f.write_str("between ")?;
                write_shared(f, first, last)?;
                write!(f, " and {}", UnitWords(last))
            }
        }
    }
}

/// A unit in words.
pub(super) struct UnitWords(pub(super) Unit);

impl fmt::Display for UnitWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, place) = self.0.in_year();
        let ordinal = match place {
            0 => "first",
            1 => "second",
            2 => "third",
            _ => "fourth",
        };
        match self.0.precision {
            Precision::Day => match date_of(self.0.first_key()) {
                Some(date) => {
                    let (month, year) = (month_of(date), date.year());
                    write!(f, "{} {} {year}", date.day(), month_name(month))
                }
                None => Ok(()),
            },
            Precision::Month => write!(f, "{} {year}", month_name(place + 1)),
            Precision::Quarter => write!(f, "the {ordinal} quarter of {year}"),
            Precision::HalfYear => write!(f, "the {ordinal} half of {year}"),
            Precision::Year => write!(f, "{year}"),
            Precision::Decade => write!(f, "the {year}s"),
            Precision::Century => write!(f, "the years {year} to {}", year + 99),
        }
    }
}

/// The first of two units, without the parts that it shares with the second.
pub(super) fn write_shared(f: &mut fmt::Formatter<'_>, first: Unit, last: Unit) -> fmt::Result {
    match (first.precision, last.precision) {
        (Precision::Day, Precision::Day) => {
            if let (Some(a), Some(b)) = (date_of(first.first_key()), date_of(last.first_key()))
                && a.year() == b.year()
            {
                write!(f, "{}", a.day())?;
                return match a.month() == b.month() {
                    true => Ok(()),
                    false => write!(f, " {}", month_name(month_of(a))),
                };
            }
        }
        (Precision::Month, Precision::Month) if first.in_year().0 == last.in_year().0 => {
            return f.write_str(month_name(first.in_year().1 + 1));
        }
        _ => {}
    }
    write!(f, "{}", UnitWords(first))
}

fn month_of(date: Date) -> u32 {
    u32::from(u8::from(date.month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn ranges_say_shared_parts_once() {
        for (text, words) in [
            ("[1991-11-30..1991-12-02]", "between 30 November and 2 December 1991"),
            ("[1991-12-30..1992-01-02]", "between 30 December 1991 and 2 January 1992"),
            ("[1991-11..1991-12]", "between November and December 1991"),
            ("[1991..1993]", "between 1991 and 1993"),
            ("[1984?..]", "on or after possibly 1984"),
            ("2018-41%", "possibly about the second half of 2018"),
        ] {
            assert_eq!(PartialDate::parse(text).unwrap().in_words().to_string(), words);
        }
    }
}
