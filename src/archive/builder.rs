//! Building an archive record by record, as a stream brings them.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

use super::checked::Archive;
use crate::record::{Header, Line, Record};
use crate::report::{Diagnostic, Report, Severity};
use crate::rules::Checks;
use crate::store::Arriving;

/// Records on their way into an archive.
///
/// Each record is put where the archive holds it as it arrives, so that a file of any size is read
/// without ever being in memory as a whole: at its peak, building takes little more than the archive.
/// Any format that serde can read in pieces will do.
///
/// ```
/// use std::io::BufRead;
///
/// use bilateral::ArchiveBuilder;
///
/// let file = std::io::Cursor::new(r#"{"kind":"archive","format":1}
/// {"kind":"source","id":"sheet","title":"A fact sheet","published":"2023-02-27"}
///
/// {"kind":"place","id":"astana","title":"Astana","sources":[{"source":"sheet"}]}
/// "#);
/// let mut builder = ArchiveBuilder::new();
/// for (number, line) in (1..).zip(file.lines()) {
///     let line = line?;
///     if !line.is_empty() {
///         builder.line(number, serde_json::from_str(&line));
///     }
/// }
/// assert_eq!(builder.len(), 2);
/// let archive = builder.build()?;
/// assert_eq!(archive.place("astana").map(|place| place.title()), Some("Astana"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What cannot be read is a problem like any other, and building goes on to find the rest:
///
/// ```
/// use bilateral::{ArchiveBuilder, Place};
///
/// let mut builder = ArchiveBuilder::new();
/// builder.line(1, serde_json::from_str(r#"{"kind":"plaice"}"#));
/// builder.record(Place::new("astana", "Astana").source("sheet"));
/// let report = builder.build().unwrap_err();
/// let codes: Vec<&str> = report.errors().map(|problem| problem.code()).collect();
/// assert_eq!(codes, ["line/unreadable", "reference/unknown-source"]);
/// ```
#[derive(Debug)]
pub struct ArchiveBuilder {
    header: Option<Header>,
    records: Arriving,
    report: Report,
    checks: Checks,
    /// Nothing was read from a line yet, so that the header may still come.
    is_fresh: bool,
}

impl ArchiveBuilder {
    /// Makes a builder without any record.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "an archive of nothing is no default")]
    pub fn new() -> Self {
        Self {
            header: None,
            records: Arriving::new(),
            report: Report::new(),
            checks: Checks::all(),
            is_fresh: true,
        }
    }

    /// Makes a builder that holds all that an archive holds.
    pub(super) fn of(archive: &Archive) -> Self {
        let records = Arriving::again(archive.store());
        let header = archive.header.clone();
        let (report, checks) = (Report::new(), Checks::all());
        Self { header, records, report, checks, is_fresh: false }
    }

    /// Says by which rules the records are checked; by all of them unless said otherwise.
    ///
    /// ```
    /// use bilateral::{ArchiveBuilder, Source, rules::Checks};
    ///
    /// let mut builder = ArchiveBuilder::new().with_checks(&Checks::essential());
    /// builder.record(Source::new("sheet", "A fact sheet"));
    /// assert!(builder.build()?.report().is_empty());
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn with_checks(mut self, checks: &Checks) -> Self {
        self.checks.clone_from(checks);
        self
    }

    /// Takes a record that stood on no line.
    pub fn record(&mut self, record: impl Into<Record>) {
        self.records.push(record.into(), 0);
    }

    /// Takes what was read from a line, counted from 1, or what kept it from being read. The first may
    /// be the header.
    pub fn line<E: fmt::Display>(&mut self, number: usize, mut read: Result<Line, E>) {
        let line = u32::try_from(number).unwrap_or(0);
        // A figure of trade is put into columns from where it lies; to move it first would cost as much.
        if let Ok(Line::Record(Record::TradeFigure(figure))) = &mut read {
            self.records.push_trade(figure, line);
            self.is_fresh = false;
            return;
        }
        match read {
            Ok(Line::Record(record)) => self.records.push(record, line),
            Ok(Line::Header(found)) if self.is_fresh => self.header = Some(found),
            Ok(Line::Header(_)) => self.report.push(
                Diagnostic::new(
                    "line/late-header",
                    Severity::Error,
                    "the header stands behind other lines",
                )
                .on_line(number)
                .with_help("move it to the first line, or take it away"),
            ),
            Err(error) => unreadable(&error.to_string())
                .for_each(|problem| self.report.push(problem.on_line(number))),
        }
        self.is_fresh = false;
    }

    /// Returns how many records it has taken.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Returns whether it has taken no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Builds the archive.
    ///
    /// # Errors
    ///
    /// The [`Report`] of every problem found: every line that could not be read, and every rule that
    /// is broken by what could.
    pub fn build(self) -> Result<Archive, Report> {
        Archive::build(self.header, self.records, self.report, &self.checks)
    }
}

/// What is wrong with a line. Each problem of a record but its first begins a line of the error, and
/// each that is inside the record with its path: ``at `path`: text``.
fn unreadable(text: &str) -> impl Iterator<Item = Diagnostic> {
    text.split("\nat `").enumerate().map(|(number, problem)| {
        let inside = if number == 0 { problem.strip_prefix("at `") } else { Some(problem) };
        let placed = inside.and_then(|inside| inside.split_once("`: "));
        let (path, text) = placed.unwrap_or(("", problem));
        Diagnostic::new("line/unreadable", Severity::Error, in_line(text)).at(path)
    })
}

/// The text of an error about one line: where a reader says "at line 1 column 7", the line is the
/// report's own and only the column tells something.
fn in_line(text: &str) -> String {
    match text.rsplit_once(" at line 1 column ") {
        Some((message, column)) if column.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{message} (column {column})")
        }
        _ => text.into(),
    }
}
