//! Reporting periods in English words.

use core::fmt;

use super::partial::{PartialDate, Shape};
use super::reporting::{Covered, ReportingPeriod};
use super::unit::Unit;
use super::words::{UnitWords, month_name, write_shared};

impl ReportingPeriod {
    /// Returns the period in English words.
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// let words = |text: &str| ReportingPeriod::parse(text).unwrap().in_words().to_string();
    /// assert_eq!(words("2021"), "2021");
    /// assert_eq!(words("2021-03"), "March 2021");
    /// assert_eq!(words("2018-01/2021-06"), "January 2018 to June 2021");
    /// assert_eq!(words("FY1992-2002"), "fiscal years 1992 to 2002");
    /// assert_eq!(words("../FY2018"), "through fiscal year 2018");
    /// assert_eq!(words("FY2010@10"), "fiscal year 2010 (from October 2009)");
    /// assert_eq!(words("../.."), "all time");
    /// assert_eq!(words("unstated"), "a period not stated");
    /// ```
    #[must_use]
    pub fn in_words(self) -> impl fmt::Display {
        InWords(self)
    }
}

/// The one unit of a date that is no range.
fn unit_of(date: PartialDate) -> Unit {
    match date.shape() {
        Shape::One(unit) | Shape::OnOrBefore(unit) | Shape::OnOrAfter(unit) => unit,
        Shape::Between(unit, _) => unit,
    }
}

struct InWords(ReportingPeriod);

impl fmt::Display for InWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.0 {
            Covered::Unstated => f.write_str("a period not stated"),
            Covered::Calendar(None, None) => f.write_str("all time"),
            Covered::Calendar(Some(first), Some(last)) if first == last => {
                write!(f, "{}", UnitWords(unit_of(first)))
            }
            Covered::Calendar(Some(first), Some(last)) => {
                write_shared(f, unit_of(first), unit_of(last))?;
                write!(f, " to {}", UnitWords(unit_of(last)))
            }
            Covered::Calendar(None, Some(last)) => {
                write!(f, "through {}", UnitWords(unit_of(last)))
            }
            Covered::Calendar(Some(first), None) => {
                write!(f, "from {} on", UnitWords(unit_of(first)))
            }
            Covered::Fiscal(years) => {
                match (years.first, years.last) {
                    (Some(first), Some(last)) if first == last => write!(f, "fiscal year {first}"),
                    (Some(first), Some(last)) => write!(f, "fiscal years {first} to {last}"),
                    (Some(first), None) => write!(f, "from fiscal year {first} on"),
                    (None, last) => {
                        write!(f, "through fiscal year {}", last.unwrap_or_default())
                    }
                }?;
                let Some(begins) = years.begins else { return Ok(()) };
                let months = i32::from(years.named()) * 12 + i32::from(begins.0);
                let beginning = if years.first.is_some() { "from" } else { "begun in" };
                let month = month_name(begins.month_number());
                write!(f, " ({beginning} {month} {})", months.div_euclid(12))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn words_name_what_is_covered() {
        for (text, words) in [
            ("2021-36", "the fourth quarter of 2021"),
            ("2021-03-05/2021-03-09", "5 to 9 March 2021"),
            ("1992/..", "from 1992 on"),
            ("../2018", "through 2018"),
            ("FY1992/..", "from fiscal year 1992 on"),
            ("../FY2018@10", "through fiscal year 2018 (begun in October 2017)"),
            ("FY1992-2002@1992-04", "fiscal years 1992 to 2002 (from April 1992)"),
        ] {
            assert_eq!(ReportingPeriod::parse(text).unwrap().in_words().to_string(), words);
        }
    }
}
