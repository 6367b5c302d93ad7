//! What trade tables share: values in multiples of the dollar, and the days on which their codes are read.

use alloc::format;

use time::{Date, Month};

use crate::date::ReportingPeriod;
use crate::exchange::desk::{Desk, Refused, code};
use crate::money::{Amount, Decimal, Estimate, Unit};

/// An exact value in USD that a table states in a multiple of it.
pub(super) fn dollars(
    desk: &mut Desk,
    column: &str,
    value: Decimal,
    power: i8,
) -> Result<Estimate, Refused> {
    if value.is_negative() {
        let message = format!("`{value}` is below zero, and a flow is gross");
        return Err(desk.refuse(code::NUMBER, column, message));
    }
    match value.checked_mul(Decimal::new(1, power)) {
        Ok(value) => Ok(Estimate::exactly(Amount::new(value, Unit::USD))),
        Err(error) => Err(desk.refuse(code::NUMBER, column, format!("{error}"))),
    }
}

/// The last day of a year, on which the codes of its rows are read.
pub(super) fn last_day(year: u16) -> Option<Date> {
    Date::from_calendar_date(i32::from(year), Month::December, 31).ok()
}

/// A calendar year and the day on which the codes of its rows are read. Tables give a state the code of the
/// end of the year, so that day is its last.
pub(super) fn year(
    desk: &mut Desk,
    column: &str,
    text: &str,
) -> Result<(ReportingPeriod, Date), Refused> {
    desk.must(column, text)?;
    let year = desk.year(column, text)?.ok_or(Refused)?;
    match (ReportingPeriod::year(year), last_day(year)) {
        (Ok(period), Some(day)) => Ok((period, day)),
        _ => Err(desk.refuse(code::DATE, column, format!("`{year}` is no year"))),
    }
}
