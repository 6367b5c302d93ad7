//! Reading a reporting period.

use alloc::format;

use super::partial::PartialDate;
use super::partial_text::read;
use super::reporting::{
    Begins, Covered, FiscalYears, OUT_OF_ORDER, ReportingPeriod, is_fiscal_name, unit_problem,
};
use super::reporting_error::ReportingPeriodError;
use super::scan::Scan;
use crate::text::text_value;

impl ReportingPeriod {
    /// Reads a reporting period in the text form that the type describes.
    ///
    /// ```
    /// # use bilateral::ReportingPeriod;
    /// assert_eq!(ReportingPeriod::parse("2021")?, ReportingPeriod::year(2021)?);
    /// assert!(ReportingPeriod::parse("2021 or so").is_err());
    /// # Ok::<(), bilateral::ReportingPeriodError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReportingPeriodError`] for any other text, for a date that is marked, a range or coarser than
    /// a year, and for a span whose first unit begins after its last ends.
    pub fn parse(text: &str) -> Result<Self, ReportingPeriodError> {
        if text == "unstated" {
            return Ok(Self::UNSTATED);
        }
        // Most periods are a year, which is read at once.
        if let [a, b, c, d] = *text.as_bytes()
            && [a, b, c, d].iter().all(u8::is_ascii_digit)
        {
            let year = [a, b, c, d].iter().fold(0, |year, it| year * 10 + u16::from(it - b'0'));
            return Self::year(year);
        }
        let scan = Scan::new(text);
        if text.starts_with("FY") || text.starts_with("../FY") {
            return fiscal(scan).map(|years| Self(Covered::Fiscal(years)));
        }
        let Some(slash) = text.find('/') else {
            let unit = Some(unit(scan)?);
            return Self::span(unit, unit);
        };
        let end = |part: Scan<'_>| match part.rest() {
            ".." => Ok(None),
            _ => unit(part).map(Some),
        };
        let last = scan.part(slash + 1, scan.end());
        Self::span(end(scan.part(0, slash))?, end(last)?)
            .map_err(|_| ReportingPeriodError::refused(last, OUT_OF_ORDER))
    }
}

/// Reads one calendar unit from a day to a year.
fn unit(scan: Scan<'_>) -> Result<PartialDate, ReportingPeriodError> {
    let date = read(scan)?;
    match unit_problem(date) {
        None => Ok(date),
        Some(problem) => Err(ReportingPeriodError::refused(scan, problem)),
    }
}

/// Reads `FY2010`, `FY1992-2002`, `../FY2018` or `FY1992/..`, with a first month or without.
fn fiscal(mut scan: Scan<'_>) -> Result<FiscalYears, ReportingPeriodError> {
    let is_open = scan.eat("../");
    let named = name(&mut scan)?;
    let (first, last) = if is_open {
        (None, Some(named))
    } else if scan.eat("/..") {
        (Some(named), None)
    } else if scan.eat("-") {
        let place = scan;
        let Some(last) = self::named(&mut scan)? else {
            return Err(ReportingPeriodError::unexpected(
                place,
                "four digits of the last fiscal year",
            ));
        };
        if last < named {
            return Err(ReportingPeriodError::refused(
                place,
                "the last fiscal year is before the first",
            ));
        }
        (Some(named), Some(last))
    } else {
        (Some(named), Some(named))
    };
    let begins = if scan.eat("@") { Some(begins(&mut scan, named)?) } else { None };
    if !scan.is_done() {
        return Err(ReportingPeriodError::unexpected(
            scan,
            "the end, `-YYYY`, `/..` or a first month such as `@10`",
        ));
    }
    Ok(FiscalYears { first, last, begins })
}

fn name(scan: &mut Scan<'_>) -> Result<u16, ReportingPeriodError> {
    if !scan.eat("FY") {
        return Err(ReportingPeriodError::unexpected(*scan, "`FY`"));
    }
    named(scan)?.ok_or_else(|| {
        ReportingPeriodError::unexpected(*scan, "four digits of a fiscal year after `FY`")
    })
}

/// Reads the four digits of a fiscal year, if they are there.
fn named(scan: &mut Scan<'_>) -> Result<Option<u16>, ReportingPeriodError> {
    let place = *scan;
    match scan.digits(4).and_then(|year| u16::try_from(year).ok()) {
        Some(year) if !is_fiscal_name(year) => {
            Err(ReportingPeriodError::refused(place, "a fiscal year is named 0001 to 9998"))
        }
        year => Ok(year),
    }
}

fn begins(scan: &mut Scan<'_>, name: u16) -> Result<Begins, ReportingPeriodError> {
    let place = *scan;
    if let Some(year) = scan.digits(4) {
        let month = if scan.eat("-") { scan.digits(2) } else { None };
        return match month {
            Some(month @ 1..=12) => Begins::in_year(name, year, month).ok_or_else(|| {
                let what = format!("fiscal year {name} cannot begin in `{year:04}-{month:02}`");
                ReportingPeriodError::refused(place, what)
            }),
            _ => Err(ReportingPeriodError::unexpected(place, "a month 1 to 12 or `YYYY-MM`")),
        };
    }
    let count = scan.past_digits(2).at() - place.at();
    let month = if place.peek() == Some(b'0') { None } else { scan.digits(count.max(1)) };
    month
        .and_then(Begins::month)
        .ok_or_else(|| ReportingPeriodError::unexpected(place, "a month 1 to 12 or `YYYY-MM`"))
}

text_value!(
    ReportingPeriod,
    ReportingPeriodError,
    "a reporting period such as `2021`, `2018-01/2021-06`, `FY2010@10` or `unstated`",
    |period: &ReportingPeriod| period.short()
);

#[cfg(test)]
mod tests {
    use super::*;

    /// A year that is read at once is what it is read as like any other unit.
    #[test]
    fn years_are_read_as_any_other_units() {
        for year in 0..=9999 {
            let text = format!("{year:04}");
            let read = unit(Scan::new(&text)).unwrap();
            let span = ReportingPeriod::span(Some(read), Some(read)).unwrap();
            assert_eq!(ReportingPeriod::parse(&text), Ok(span));
        }
    }
}
