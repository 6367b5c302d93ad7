//! A report of thousands of problems on one page: by rule, counted, with the first of each.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::diagnostic::{Diagnostic, Severity};
use super::list::Report;

/// How many problems of one rule are shown.
const SHOWN: usize = 3;

/// The problems of a report by the rule that found them: the worst first, then the most frequent.
///
/// It prints the count of each rule with its first problems and their help, and serialises as the list of its groups.
///
/// ```
/// use bilateral::{Diagnostic, Report, Severity};
///
/// let mut report = Report::new();
/// for line in 1..=5 {
///     report.push(Diagnostic::new("source/no-date", Severity::Warning, "no day is stated").on_line(line));
/// }
/// let reversed = Diagnostic::new("spell/reversed", Severity::Error, "`1995` is before the start, `2001`");
/// report.push(reversed.on_line(2).with_help("swap the two"));
/// let summary = report.summary().showing(2);
/// assert_eq!(
///     summary.to_string(),
///     "error[spell/reversed] once:\n  \
///        line 2: `1995` is before the start, `2001`\n    \
///          help: swap the two\n\
///      warning[source/no-date] 5 times:\n  \
///        line 1: no day is stated\n  \
///        line 2: no day is stated\n  \
///        and 3 more\n\
///      1 error, 5 warnings, 0 notes",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary<'r> {
    groups: Vec<Group<'r>>,
    total: Totals,
}

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.groups.serialize(serializer)
    }
}

/// How many problems there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Totals {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// All problems that one rule found, counted, with the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'r> {
    code: &'r str,
    severity: Severity,
    all: Vec<&'r Diagnostic>,
    /// How many of them are shown.
    shown: usize,
}

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut group = serializer.serialize_struct("Group", 4)?;
        group.serialize_field("code", self.code)?;
        group.serialize_field("severity", &self.severity)?;
        group.serialize_field("count", &self.count())?;
        group.serialize_field("first", &self.first().collect::<Vec<_>>())?;
        group.end()
    }
}

impl<'r> Group<'r> {
    /// Returns the code of the rule or reader that found them.
    #[must_use]
    pub fn code(&self) -> &'r str {
        self.code
    }

    /// Returns how bad they are.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns how many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Returns the first of them in the order of the input, as many as are shown.
    pub fn first(&self) -> impl ExactSizeIterator<Item = &'r Diagnostic> {
        self.all.iter().copied().take(self.shown)
    }
}

impl<'r> Summary<'r> {
    /// Returns the groups: errors before warnings before notes, then by how many there are, then by
    /// code.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &Group<'r>> {
        self.groups.iter()
    }

    /// Shows at most so many problems of each rule instead of three; 0 leaves the counts alone.
    #[must_use]
    pub fn showing(mut self, most: usize) -> Self {
        for group in &mut self.groups {
            group.shown = most;
        }
        self
    }
}

impl Report {
    /// Groups the problems by the rule that found them, counted, in O(n log n).
    ///
    /// ```
    /// use bilateral::{Archive, Severity};
    ///
    /// let text = r#"{"kind":"source","id":"a","title":"A page"}
    /// {"kind":"source","id":"b","title":"Another page"}
    /// {"kind":"source","id":"b","title":"A third"}"#;
    /// let report = Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap_err();
    /// let counts: Vec<(&str, usize)> =
    ///     report.summary().groups().map(|group| (group.code(), group.count())).collect();
    /// assert_eq!(counts, [("record/duplicate-id", 1), ("source/no-date", 3)]);
    /// ```
    #[must_use]
    pub fn summary(&self) -> Summary<'_> {
        let mut by_rule: BTreeMap<(Reverse<u8>, &str), Group<'_>> = BTreeMap::new();
        let mut total = Totals::default();
        for problem in self.iter() {
            let (weight, count) = match problem.severity() {
                Severity::Error => (2, &mut total.errors),
                Severity::Warning => (1, &mut total.warnings),
                Severity::Note => (0, &mut total.notes),
            };
            *count = count.saturating_add(1);
            let group = by_rule.entry((Reverse(weight), problem.code())).or_insert_with(|| Group {
                code: problem.code(),
                severity: problem.severity(),
                all: Vec::new(),
                shown: SHOWN,
            });
            group.all.push(problem);
        }
        let mut groups: Vec<((Reverse<u8>, &str), Group<'_>)> = by_rule.into_iter().collect();
        groups.sort_by_key(|((weight, code), group)| (*weight, Reverse(group.count()), *code));
        Summary { groups: groups.into_iter().map(|(_, group)| group).collect(), total }
    }
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in &self.groups {
            write!(f, "{}[{}] ", group.severity, group.code)?;
            match group.count() {
                1 => f.write_str("once:\n")?,
                count => writeln!(f, "{count} times:")?,
            }
            for problem in group.first() {
                writeln!(f, "  {}", problem.without_rule())?;
                if let Some(help) = problem.help() {
                    writeln!(f, "    help: {help}")?;
                }
            }
            let more = group.count().saturating_sub(group.shown);
            if more > 0 {
                writeln!(f, "  and {more} more")?;
            }
        }
        let Totals { errors, warnings, notes } = self.total;
        write!(
            f,
            "{}, {}, {}",
            many(errors, "error"),
            many(warnings, "warning"),
            many(notes, "note")
        )
    }
}

/// A count with its noun.
fn many(count: usize, noun: &str) -> alloc::string::String {
    alloc::format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
