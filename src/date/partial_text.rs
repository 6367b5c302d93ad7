//! Reading a partial date.

use alloc::format;

use super::days::FIRST_KEY;
use super::partial::{Mark, PartialDate};
use super::partial_error::PartialDateError;
use super::scan::Scan;
use super::unit::{Precision, Unit};
use super::words::month_name;
use crate::text::text_value;

impl PartialDate {
    /// Reads a date in the text form that the type describes.
    ///
    /// ```
    /// # use bilateral::PartialDate;
    /// assert_eq!(PartialDate::parse("2018")?, PartialDate::year(2018)?);
    /// assert!(PartialDate::parse("18").is_err());
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`PartialDateError`] for any other text, a month or day that does not exist, or a range whose
    /// first bound is after its last.
    pub fn parse(text: &str) -> Result<Self, PartialDateError> {
        read(Scan::new(text))
    }
}

text_value!(
    PartialDate,
    PartialDateError,
    "a date such as `2023-02-28`, `2018` or `[..1991-12]`",
    |date: &PartialDate| date.short()
);

/// Reads the whole of a scan as a date; positions in errors are those of the whole text.
pub(super) fn read(mut scan: Scan<'_>) -> Result<PartialDate, PartialDateError> {
    if !scan.eat("[") {
        return one(scan);
    }
    let inside = scan;
    let Some(body) = inside.rest().strip_suffix(']') else {
        let end = scan.part(scan.end(), scan.end());
        return Err(PartialDateError::unexpected(end, "`]` after `[`"));
    };
    if let Some(comma) = body.find(',') {
        let at = inside.at() + comma;
        return Err(PartialDateError::refused(
            inside.part(at, inside.end()),
            "a list of dates is not supported",
            "write one range such as `[1984..1986]`",
        ));
    }
    let Some(dots) = body.find("..") else {
        let end = inside.part(inside.at() + body.len(), inside.end());
        return Err(PartialDateError::unexpected(end, "`..` between the brackets"));
    };
    let first = inside.part(inside.at(), inside.at() + dots);
    let last = inside.part(inside.at() + dots + 2, inside.at() + body.len());
    let built = match (first.is_done(), last.is_done()) {
        (true, true) => {
            return Err(PartialDateError::unexpected(last, "a date before or after `..`"));
        }
        (true, false) => PartialDate::on_or_before(one(last)?),
        (false, true) => PartialDate::on_or_after(one(first)?),
        (false, false) => PartialDate::between(one(first)?, one(last)?),
    };
    built.map_err(|problem| PartialDateError::bracket(scan, &problem))
}

/// Reads one calendar unit with its mark, up to the end.
fn one(mut scan: Scan<'_>) -> Result<PartialDate, PartialDateError> {
    let unit = unit(&mut scan)?;
    let mark = mark(&mut scan);
    match scan.peek() {
        None => Ok(PartialDate::from_unit(unit, mark)),
        Some(b'-') if mark.is_some() => Err(on_a_part(scan.part(scan.at() - 1, scan.end()))),
        Some(b'?' | b'~' | b'%') if mark.is_some() => Err(PartialDateError::refused(
            scan,
            "a second mark is not supported",
            "write `%` for uncertain and approximate",
        )),
        Some(b'T' | b't') if unit.precision == Precision::Day => Err(PartialDateError::refused(
            scan,
            "a time of day is not supported",
            format!("write the day alone, `{unit}`"),
        )),
        Some(b'E' | b'S') => Err(PartialDateError::refused(
            scan,
            "exponents and significant digits are not supported",
            "write a year, a decade `199X` or a range `[1990..1999]`",
        )),
        Some(b'/') => Err(PartialDateError::refused(
            scan,
            "this is a period, not a date",
            "write one date, or a range such as `[1984..1986]`",
        )),
        Some(b'.') => Err(PartialDateError::refused(
            scan,
            "a range without brackets is not supported",
            "write `[1984..1986]`, `[1984..]` or `[..1984]`",
        )),
        Some(_) => {
            Err(PartialDateError::unexpected(scan, "the end of the date or a mark `?`, `~`, `%`"))
        }
    }
}

fn mark(scan: &mut Scan<'_>) -> Option<Mark> {
    Mark::ALL.iter().copied().find(|mark| scan.eat(mark.as_str()))
}

fn on_a_part(scan: Scan<'_>) -> PartialDateError {
    PartialDateError::refused(
        scan,
        "a mark on a part of a date is not supported",
        "write one mark after the whole date",
    )
}

/// Reads a calendar unit and stops after it.
fn unit(scan: &mut Scan<'_>) -> Result<Unit, PartialDateError> {
    let begin = *scan;
    let Some(year) = scan.digits(4) else { return decade_or_century(scan) };
    if scan.past_digits(1).at() > scan.at() {
        return Err(PartialDateError::refused(
            begin,
            "a date without hyphens and a year of five digits are not supported",
            "write `YYYY-MM-DD` with a year from 0000 to 9999",
        ));
    }
    if !scan.eat("-") {
        return Ok(Unit::from_month(Precision::Year, year * 12));
    }
    unspecified(*scan, begin)?;
    let part = *scan;
    let found = match scan.digits(2) {
        Some(number) => number,
        None if matches!(part.peek(), Some(b'?' | b'~' | b'%')) => return Err(on_a_part(part)),
        None => {
            let expected = "two digits of a month, quarter or half year";
            return Err(PartialDateError::unexpected(part, expected));
        }
    };
    let from_month = |precision, month: u32| Unit::from_month(precision, year * 12 + month);
    let unit = match found {
        1..=12 => from_month(Precision::Month, found - 1),
        21..=32 => {
            let advice = "write the months, such as `[2018-03..2018-05]`";
            return Err(PartialDateError::refused(part, "seasons are not supported", advice));
        }
        33..=36 => from_month(Precision::Quarter, (found - 33) * 3),
        37..=39 => {
            let advice = "write the months, such as `[2018-01..2018-04]`";
            return Err(PartialDateError::refused(part, "quadrimesters are not supported", advice));
        }
        40..=41 => from_month(Precision::HalfYear, (found - 40) * 6),
        _ => {
            let expected = "month 01 to 12, quarter 33 to 36 or half year 40 to 41";
            return Err(PartialDateError::two_digits(part, found, expected));
        }
    };
    if unit.precision != Precision::Month || !scan.eat("-") {
        return Ok(unit);
    }
    unspecified(*scan, begin)?;
    let part = *scan;
    let day = match scan.digits(2) {
        Some(day) => day,
        None if matches!(part.peek(), Some(b'?' | b'~' | b'%')) => return Err(on_a_part(part)),
        None => return Err(PartialDateError::unexpected(part, "two digits of a day")),
    };
    let first = unit.first_key();
    let days = unit.last_key() - first + 1;
    match i32::try_from(day) {
        Ok(day) if 1 <= day && day <= days => {
            Ok(Unit { precision: Precision::Day, number: (first + day - 1).abs_diff(FIRST_KEY) })
        }
        _ => Err(PartialDateError::no_such_day(
            part,
            format!("{} {year}", month_name(found)),
            days,
            day,
        )),
    }
}

/// Refuses unspecified digits of a month or day, naming the coarser date that says the same.
fn unspecified(scan: Scan<'_>, begin: Scan<'_>) -> Result<(), PartialDateError> {
    if !scan.rest().bytes().take(2).any(|b| matches!(b, b'X' | b'x' | b'u' | b'U')) {
        return Ok(());
    }
    let before = begin.part(begin.at(), scan.at().saturating_sub(1));
    let what = "unspecified digits are not supported";
    Err(PartialDateError::refused(
        scan,
        what,
        format!("write the coarser date `{}`", before.rest()),
    ))
}

/// Reads `199X` or `19XX`; anything else is told with the reason.
fn decade_or_century(scan: &mut Scan<'_>) -> Result<Unit, PartialDateError> {
    let begin = *scan;
    if let Some(decade) = scan.digits(3) {
        if scan.eat("X") {
            return end_of_year(*scan, Unit { precision: Precision::Decade, number: decade });
        }
        return Err(PartialDateError::unexpected(*scan, "a fourth digit of the year or `X`"));
    }
    if let Some(century) = scan.digits(2) {
        if scan.eat("XX") {
            return end_of_year(*scan, Unit { precision: Precision::Century, number: century });
        }
        return Err(PartialDateError::unexpected(*scan, "a third digit of the year or `XX`"));
    }
    let refused = |what, advice: &str| Err(PartialDateError::refused(begin, what, advice));
    match begin.peek() {
        Some(b'-' | b'+') => {
            refused("signed years are not supported", "write a year from 0000 to 9999")
        }
        Some(b'Y' | b'y') => {
            refused("long years are not supported", "write a year from 0000 to 9999")
        }
        Some(b'{') => refused("a set of dates is not supported", "record each date by itself"),
        Some(b'?' | b'~' | b'%') => Err(on_a_part(begin)),
        Some(b'.') => refused(
            "a range without brackets is not supported",
            "write `[1984..1986]`, `[1984..]` or `[..1984]`",
        ),
        _ => {
            let past = begin.past_digits(4);
            Err(PartialDateError::unexpected(past, "four digits of a year, as in `2018`"))
        }
    }
}

/// Refuses a month after a decade or century.
fn end_of_year(scan: Scan<'_>, unit: Unit) -> Result<Unit, PartialDateError> {
    if scan.peek() == Some(b'-') {
        let advice = format!("write `{unit}` alone");
        let what = "a month of an unspecified year is not supported";
        return Err(PartialDateError::refused(scan, what, advice));
    }
    Ok(unit)
}
