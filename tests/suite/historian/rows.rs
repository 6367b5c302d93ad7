//! Rows of a shared file, by column, and the days of a date as the files write it.

use std::collections::BTreeMap;

use time::{Date, Month};

use crate::shared_tables::reader;

/// One row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row(BTreeMap<String, String>);

impl Row {
    /// The text of a column; empty where the table has nothing.
    pub(super) fn get(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("the table has a column `{column}`"))
    }

    /// Whether the table has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.0.contains_key(column)
    }

    /// The text of a column, if there is some.
    pub(super) fn stated(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }
}

/// The rows of a compressed table of the shared folder; `None`, and a note, where it is absent.
pub(super) fn rows(name: &str) -> Option<Vec<Row>> {
    let mut table = reader(name)?;
    let columns = table.headers().expect("a first line with names").clone();
    let read = |record: csv::StringRecord| {
        Row(columns.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect())
    };
    Some(table.records().map(|record| read(record.expect("a row"))).collect())
}

/// The first and the last day of a year, month or day, as numbers that count days.
pub(super) fn days(text: &str) -> (i32, i32) {
    let parts: Vec<i32> =
        text.split('-').map(|part| part.parse().expect("a number of a date")).collect();
    let first_of = |year, month: i32| {
        let month = Month::try_from(u8::try_from(month).expect("a month")).expect("a month");
        Date::from_calendar_date(year, month, 1).expect("a first of a month").to_julian_day()
    };
    match parts.as_slice() {
        [year] => (first_of(*year, 1), first_of(year + 1, 1) - 1),
        [year, 12] => (first_of(*year, 12), first_of(year + 1, 1) - 1),
        [year, month] => (first_of(*year, *month), first_of(*year, month + 1) - 1),
        [year, month, day] => {
            (first_of(*year, *month) + day - 1, first_of(*year, *month) + day - 1)
        }
        _ => panic!("`{text}` is a date of the table"),
    }
}

/// The day with a number.
pub(super) fn date(number: i32) -> Date {
    Date::from_julian_day(number).expect("a day in the calendar")
}
