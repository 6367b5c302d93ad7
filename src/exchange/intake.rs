//! Taking rows one by one.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::desk::{Desk, code};
use super::row::{BYTE_ORDER_MARK, Row, Table};
use super::unresolved::Unresolved;
use crate::record::{Area, Record, Source};
use crate::report::Report;
use crate::text::{nearest, shortened};

/// Takes rows one by one and makes records of them.
///
/// What it makes and from which rows is the table's business; the intake counts rows, keeps what is
/// wrong with its row, and goes on. Rows of several files may go into one intake where the table takes
/// them; [`next_file`](Self::next_file) begins to count anew.
///
/// ```
/// use bilateral::exchange::{Intake, TravelRow, Travels};
/// use bilateral::{CountryCode, Record};
///
/// let mut row = TravelRow::default();
/// (row.id, row.role, row.who) = ("9".into(), "president".into(), "taft".into());
/// (row.start_date, row.country) = ("1909-10-16".into(), "the other side".into());
///
/// let mut intake = Intake::new(Travels::new(), Travels::source()).named("the other side", CountryCode::MEX);
/// intake.columns::<TravelRow>(["id", "role", "who", "country", "contry_id"]);
/// intake.put(row);
/// let taken = intake.finish();
/// assert!(taken.records.iter().any(|record| matches!(record, Record::Visit(visit) if visit.host == CountryCode::MEX.into())));
/// assert_eq!(
///     taken.report.to_string().lines().next(),
///     Some("note[exchange/unknown-column]: contry_id: travel row has no column `contry_id`, and what stands there is kept in words; did you mean `country_id`?"),
/// );
/// ```
#[derive(Debug)]
pub struct Intake<T> {
    table: T,
    desk: Desk,
    file: usize,
    row: usize,
    rows: usize,
}

/// What an intake made of its rows.
///
/// [`Intake`] shows it at work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Taken {
    /// The records, the source first.
    pub records: Vec<Record>,
    /// What is wrong or worth knowing; the line is the number of the row, counted from 1 without a
    /// heading, and the path is the column.
    pub report: Report,
    /// Labels and codes that stand for no one country.
    pub unresolved: Vec<Unresolved>,
    /// How many rows were read.
    pub rows: usize,
    /// How many of them were refused; each has an error in the report.
    pub refused: usize,
}

impl<T: Table> Intake<T> {
    /// Begins to take rows of a table from a source. What the source lists completely is for the caller to say,
    /// with [`Source::cover`]: a file may be an excerpt.
    #[must_use]
    pub fn new(table: T, source: Source) -> Self {
        Self { table, desk: Desk::new(source), file: 1, row: 0, rows: 0 }
    }

    /// Lets a label or code, exactly as it stands in the file, stand for an actor or area.
    #[must_use]
    pub fn named(mut self, label: impl Into<String>, area: impl Into<Area>) -> Self {
        self.desk.name(label.into(), area.into());
        self
    }

    /// Looks at the columns of a file and notes each that the row type does not know; what stands there
    /// is kept in words.
    pub fn columns<'c, R: Row<T>>(&mut self, columns: impl IntoIterator<Item = &'c str>) {
        self.desk.begin((self.file, 0), R::NAME, String::new());
        for column in columns {
            let column = column.strip_prefix(BYTE_ORDER_MARK).unwrap_or(column);
            // Some tables end each line with a comma.
            if column.is_empty() || R::reads(column) {
                continue;
            }
            let mut message = format!(
                "{} has no column `{}`, and what stands there is kept in words",
                R::NAME,
                shortened(column)
            );
            if let Some(nearest) = nearest(column, R::COLUMNS) {
                message.push_str(&format!("; did you mean `{nearest}`?"));
            }
            self.desk.note(code::COLUMN, column, message);
        }
    }

    /// Takes what a front end made of a row: the row, or its own error.
    pub fn take<R: Row<T>, E: fmt::Display>(&mut self, row: Result<R, E>) {
        match row {
            Ok(row) => self.put(row),
            Err(error) => {
                self.count();
                self.desk.begin((self.file, self.row), R::NAME, String::new());
                self.desk.refuse(code::UNREADABLE, "", error.to_string());
            }
        }
    }

    /// Takes a row.
    pub fn put<R: Row<T>>(&mut self, row: R) {
        self.count();
        self.desk.begin((self.file, self.row), R::NAME, row.key());
        // What refused the row has told the report why.
        let _ = row.put(&mut self.table, &mut self.desk);
    }

    fn count(&mut self) {
        self.row += 1;
        self.rows += 1;
    }

    /// Begins another file: its rows are counted from 1 again.
    pub fn next_file(&mut self) {
        self.file += 1;
        self.row = 0;
    }

    /// Returns how many rows were read so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Makes the records that need all rows, and returns everything.
    #[must_use]
    pub fn finish(mut self) -> Taken {
        self.desk.begin((self.file, 0), "row", String::new());
        self.table.finish(&mut self.desk);
        let refused = self.desk.refused();
        let (source, made, report, unresolved) = self.desk.into_parts();
        let mut records = Vec::with_capacity(made.len() + 1);
        records.push(source.into());
        records.extend(made);
        Taken { records, report, unresolved, rows: self.rows, refused }
    }
}
