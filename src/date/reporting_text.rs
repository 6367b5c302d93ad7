//! Reading a reporting period.

use alloc::format;

use super::partial::{PartialDate, Shape};
use super::partial_text::read;
use super::reporting::{Begins, Covered, FiscalYears, ReportingPeriod};
use super::reporting_error::ReportingPeriodError;
use super::scan::Scan;
use super::unit::Precision;
use crate::text::text_value;

impl ReportingPeriod {
    /// Reads a reporting period in the text form that the type describes.
    ///
    /// # Errors
    ///
    /// [`ReportingPeriodError`] for any other text, for a date that is marked, a range or coarser than
    /// a year, and for a span whose first unit begins after its last ends.
    pub fn parse(text: &str) -> Result<Self, ReportingPeriodError> {
        if text == "unstated" {
            return Ok(Self::UNSTATED);
        }
        let scan = Scan::new(text);
        if text.starts_with("FY") || text.starts_with("../FY") {
            return fiscal(scan).map(|years| Self(Covered::Fiscal(years)));
        }
        let Some(slash) = text.find('/') else {
            let unit = unit(scan)?;
            return Ok(Self(Covered::Calendar(Some(unit), Some(unit))));
        };
        let end = |part: Scan<'_>| match part.rest() {
            ".." => Ok(None),
            _ => unit(part).map(Some),
        };
        let last_part = scan.part(slash + 1, scan.end());
        let (first, last) = (end(scan.part(0, slash))?, end(last_part)?);
        if let (Some(first), Some(last)) = (first, last)
            && first.stated().first_key() > last.stated().last_key()
        {
            return Err(ReportingPeriodError::refused(last_part, "the first is after the last"));
        }
        Ok(Self(Covered::Calendar(first, last)))
    }
}

/// Reads one calendar unit from a day to a year.
fn unit(scan: Scan<'_>) -> Result<PartialDate, ReportingPeriodError> {
    let date = read(scan)?;
    match (date.shape(), date.precision()) {
        (_, Precision::Decade | Precision::Century) => Err(ReportingPeriodError::refused(
            scan,
            "a unit longer than a year is not supported; write a span such as `1990/1999`, found",
        )),
        (Shape::One(_), _) if !date.is_marked() => Ok(date),
        _ => Err(ReportingPeriodError::refused(
            scan,
            format!("`{date}` is no single calendar unit without a mark"),
        )),
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
        let Some(last) = scan.digits(4).and_then(|year| u16::try_from(year).ok()) else {
            return Err(ReportingPeriodError::unexpected(
                place,
                "four digits of the last fiscal year",
            ));
        };
        if last < named {
            return Err(ReportingPeriodError::refused(place, "the first is after the last"));
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
    let year = scan.digits(4).and_then(|year| u16::try_from(year).ok());
    year.ok_or_else(|| {
        ReportingPeriodError::unexpected(*scan, "four digits of a fiscal year after `FY`")
    })
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
    "a reporting period such as `2021`, `2018-01/2021-06`, `FY2010@10` or `unstated`"
);
