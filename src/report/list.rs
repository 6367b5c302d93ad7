//! All problems of a document, in the order of the input.

use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use super::diagnostic::{Diagnostic, Severity};

/// Every problem found in a document, in the order of the input.
///
/// It prints the same in `Debug` and `Display`, so that a test that unwraps a result shows it whole,
/// and it is written and read as the list of its problems. For thousands of them there is a
/// [`summary`](Self::summary).
///
/// ```
/// use bilateral::{Diagnostic, Report, Severity};
///
/// let mut report = Report::new();
/// report.push(Diagnostic::new("source/no-date", Severity::Warning, "neither `published` nor `retrieved` is stated"));
/// assert!(!report.has_errors());
/// assert_eq!(report.warnings().count(), 1);
/// assert!(report.to_string().ends_with("0 errors, 1 warning, 0 notes"));
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Report {
    problems: Vec<Diagnostic>,
}

impl Report {
    /// Makes a report of nothing.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "an empty report is made on purpose, by name")]
    pub const fn new() -> Self {
        Self { problems: Vec::new() }
    }

    /// Adds a problem at the end.
    pub fn push(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Returns every problem in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.problems.iter()
    }

    /// Returns the errors in order.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.of(Severity::Error)
    }

    /// Returns the warnings in order.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.of(Severity::Warning)
    }

    /// Returns the problems of one severity in order.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().filter(move |problem| problem.severity() == severity)
    }

    /// Returns the problems that one rule found, by its code, in order.
    pub fn with_code<'r>(&'r self, code: &'r str) -> impl Iterator<Item = &'r Diagnostic> {
        self.problems.iter().filter(move |problem| problem.code() == code)
    }

    /// Returns the problems of one record, by its kind and id, in order.
    ///
    /// ```
    /// use bilateral::Archive;
    ///
    /// let text = r#"{"kind":"source","id":"a","title":"A page "}
    /// {"kind":"source","id":"b","title":"Another page"}"#;
    /// let report = Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap_err();
    /// let codes: Vec<&str> = report.in_record("source", "a").map(|problem| problem.code()).collect();
    /// assert_eq!(codes, ["source/no-date", "text/not-trimmed"]);
    /// assert_eq!(report.on_line(2).count(), 1);
    /// ```
    pub fn in_record<'r>(
        &'r self,
        kind: &'r str,
        id: &'r str,
    ) -> impl Iterator<Item = &'r Diagnostic> {
        let problems = self.problems.iter();
        problems.filter(move |problem| problem.kind() == Some(kind) && problem.id() == Some(id))
    }

    /// Returns the problems of one line, counted from 1, in order.
    pub fn on_line(&self, line: usize) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().filter(move |problem| problem.line() == Some(line))
    }

    /// Returns a report of some of the problems, in order.
    ///
    /// ```
    /// use bilateral::{Diagnostic, Report, Severity};
    ///
    /// let mut report = Report::new();
    /// report.push(Diagnostic::new("source/no-date", Severity::Warning, "no day is stated"));
    /// report.push(Diagnostic::new("spell/reversed", Severity::Error, "`1995` is before `2001`"));
    /// let spells = report.only(|problem| problem.code().starts_with("spell/"));
    /// assert_eq!(spells.len(), 1);
    /// ```
    #[must_use]
    pub fn only(&self, mut wanted: impl FnMut(&Diagnostic) -> bool) -> Self {
        Self { problems: self.problems.iter().filter(|it| wanted(it)).cloned().collect() }
    }

    /// Returns how many problems there are, of any severity.
    #[must_use]
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// Returns whether there is no problem at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// Returns whether some problem is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// Puts the problems in the order of their lines; those of one line, and those without, keep
    /// their order, and those without come last.
    pub(crate) fn sort_by_line(&mut self) {
        self.problems.sort_by_key(|problem| problem.line().unwrap_or(usize::MAX));
    }
}

impl Extend<Diagnostic> for Report {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        self.problems.extend(problems);
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = alloc::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.problems.into_iter()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        let mut separator = "";
        for severity in Severity::ALL {
            let count = self.of(*severity).count();
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{separator}{count} {severity}{plural}")?;
            separator = ", ";
        }
        Ok(())
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Report {}
