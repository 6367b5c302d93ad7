//! Reading an archive from lines.

use core::fmt;

use super::builder::ArchiveBuilder;
use super::checked::Archive;
use crate::record::{Line, Record};
use crate::report::Report;
use crate::rules::Checks;

impl Archive {
    /// Builds an archive from lines, each read by a function of the caller's: with JSON Lines,
    /// `|line| serde_json::from_str(line)`.
    ///
    /// Lines are counted from 1; blank lines are passed over. The first line with content may be the
    /// header. A line that cannot be read is a problem like any other, and reading goes on. To read from
    /// a stream, without the text in memory, use an [`ArchiveBuilder`].
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
        read: impl FnMut(&'l str) -> Result<Line, E>,
    ) -> Result<Self, Report> {
        Self::from_lines_with(lines, read, &Checks::all())
    }

    /// Builds an archive from lines, as [`from_lines`](Self::from_lines) does, by the rules that a
    /// caller has chosen. A line that cannot be read is an error whatever they are.
    ///
    /// ```
    /// use bilateral::{Archive, Severity, rules::Checks};
    ///
    /// let text = r#"{"kind":"source","id":"sheet","title":"A fact sheet"}"#;
    /// let strict = Checks::all().with_severity("source/no-date", Severity::Error).unwrap();
    /// let report = Archive::from_lines_with(text.lines(), |line| serde_json::from_str(line), &strict).unwrap_err();
    /// assert_eq!(report.errors().count(), 1);
    /// ```
    ///
    /// # Errors
    ///
    /// The [`Report`] of every problem found, if some problem is an error.
    pub fn from_lines_with<'l, E: fmt::Display>(
        lines: impl IntoIterator<Item = &'l str>,
        mut read: impl FnMut(&'l str) -> Result<Line, E>,
        checks: &Checks,
    ) -> Result<Self, Report> {
        let mut builder = ArchiveBuilder::new().with_checks(checks);
        for (number, line) in (1_usize..).zip(lines) {
            if !line.trim().is_empty() {
                builder.line(number, read(line));
            }
        }
        builder.build()
    }

    /// Builds a new archive of what this one holds and more records. Nothing is read again; the rules
    /// are asked of everything together, because what is new may contradict what was there.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{Actor, CountryCode, Membership, Standing};
    ///
    /// let more = Membership::new("us-oas", CountryCode::USA, "oas", Standing::Full).source("sheet-2023");
    /// let report = archive.extend([more.clone().into()]).unwrap_err();
    /// assert_eq!(report.errors().next().unwrap().code(), "reference/unknown-organization");
    ///
    /// let oas = bilateral::Organization::new("oas", "Organization of American States").source("sheet-2023");
    /// let extended = archive.extend([oas.into(), more.into()])?;
    /// assert_eq!(extended.len(), archive.len() + 2);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The [`Report`] of every problem found, those of the records that were there included.
    pub fn extend(&self, records: impl IntoIterator<Item = Record>) -> Result<Self, Report> {
        self.extend_with(records, &Checks::all())
    }

    /// Builds a new archive of what this one holds and more records, as [`extend`](Self::extend) does,
    /// by the rules that a caller has chosen. An archive does not remember by which rules it was built:
    /// they are asked of all its records again.
    ///
    /// ```
    /// use bilateral::{Archive, Place, Source, rules::Checks};
    ///
    /// let relaxed = Checks::all().without("record/no-source")?;
    /// let archive = Archive::from_records([Source::new("atlas", "An atlas").into()])?;
    /// let place = || [Place::new("astana", "Astana").into()];
    /// assert!(archive.extend(place()).is_err());
    /// assert_eq!(archive.extend_with(place(), &relaxed)?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The [`Report`] of every problem found, if some problem is an error.
    pub fn extend_with(
        &self,
        records: impl IntoIterator<Item = Record>,
        checks: &Checks,
    ) -> Result<Self, Report> {
        let mut builder = ArchiveBuilder::of(self).with_checks(checks);
        records.into_iter().for_each(|record| builder.record(record));
        builder.build()
    }
}
