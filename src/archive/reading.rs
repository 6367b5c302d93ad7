//! Reading an archive from lines.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::checked::Archive;
use crate::record::Line;
use crate::report::{Diagnostic, Report, Severity};

impl Archive {
    /// Builds an archive from lines, each read by a function of the caller's: with JSON Lines,
    /// `|line| serde_json::from_str(line)`.
    ///
    /// Lines are counted from 1; blank lines are passed over. The first line with content may be the
    /// header. A line that cannot be read is a problem like any other, and reading goes on.
    ///
    /// ```
    /// use bilateral::Archive;
    ///
    /// let text = r#"
    /// {"kind":"source","id":"sheet","title":"A fact sheet","published":"2023-02-27"}
    /// {"kind":"sauce","id":"x"}
    /// "#;
    /// let report = Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap_err();
    /// assert_eq!(
    ///     report.errors().next().unwrap().to_string(),
    ///     "error[line/unreadable] line 3: unknown record kind `sauce`; did you mean `source`? (column 15)",
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// The [`Report`] of every problem found: every line that could not be read, and every rule that
    /// is broken by what could. A line that could not be read may hide others: a reference to its
    /// record finds nothing.
    pub fn from_lines<'l, E: fmt::Display>(
        lines: impl IntoIterator<Item = &'l str>,
        mut read: impl FnMut(&'l str) -> Result<Line, E>,
    ) -> Result<Self, Report> {
        let mut report = Report::new();
        let mut records = Vec::new();
        let mut numbers = Vec::new();
        let mut header = None;
        let mut first = true;
        for (number, line) in (1_usize..).zip(lines) {
            if line.trim().is_empty() {
                continue;
            }
            match read(line) {
                Ok(Line::Record(record)) => {
                    records.push(record);
                    numbers.push(u32::try_from(number).unwrap_or(0));
                }
                Ok(Line::Header(found)) if first => header = Some(found),
                Ok(Line::Header(_)) => report.push(
                    Diagnostic::new(
                        "line/late-header",
                        Severity::Error,
                        "the header stands behind other lines",
                    )
                    .on_line(number)
                    .with_help("move it to the first line, or take it away"),
                ),
                Err(error) => report.push(
                    Diagnostic::new(
                        "line/unreadable",
                        Severity::Error,
                        in_line(&error.to_string()),
                    )
                    .on_line(number),
                ),
            }
            first = false;
        }
        Self::build(header, records, numbers, report)
    }
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
