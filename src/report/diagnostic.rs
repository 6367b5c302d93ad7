//! One problem: what was found, where, and what would be right.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::text::codes;

codes! {
    /// How bad a problem is.
    pub enum Severity: "severity" {
        /// It must be mended: an archive is not built with it.
        Error = "error",
        /// An editor should look; the data is kept as it is.
        Warning = "warning",
        /// Worth knowing, and often right.
        Note = "note",
    }
}

/// One problem of a document: code, severity, place, message and perhaps help.
///
/// It is written and read by any serde format. The place is as exact as is known: the line of the input (counted from 1), the record by kind
/// and id, and the path of the field (`parties[1].acts[0].on`).
///
/// ```
/// use bilateral::{Diagnostic, Severity};
///
/// let problem = Diagnostic::new("treaty/too-few-parties", Severity::Error, "a treaty needs two parties, found one")
///     .in_record("treaty", "us-kz-tax")
///     .at("parties")
///     .on_line(3)
///     .with_help("add the other party, or `\"others\":true` where the list is open");
/// assert_eq!(
///     problem.to_string(),
///     "error[treaty/too-few-parties] line 3: treaty `us-kz-tax`, parties: a treaty needs two parties, found one\n  \
///      help: add the other party, or `\"others\":true` where the list is open",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnostic {
    severity: Severity,
    code: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<Cow<'static, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    path: String,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<Cow<'static, str>>,
}

impl Diagnostic {
    /// Makes a problem that has no place yet.
    #[must_use]
    pub fn new(
        code: impl Into<Cow<'static, str>>,
        severity: Severity,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code: code.into(),
            line: None,
            kind: None,
            id: None,
            path: String::new(),
            message: message.into(),
            help: None,
        }
    }

    /// Says in which record it is, by kind and id.
    #[must_use]
    pub fn in_record(mut self, kind: impl Into<Cow<'static, str>>, id: impl Into<String>) -> Self {
        self.kind = Some(kind.into());
        self.id = Some(id.into());
        self
    }

    /// Says in which field it is.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Says on which line of the input it is, counted from 1.
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Says what would help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns the stable code of the rule or reader that found it, `treaty/too-few-parties`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns how bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the line of the input, counted from 1; `None` if the input had no lines.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Returns the kind of the record, `treaty`; `None` if no record could be read.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// Returns the id of the record; `None` if no record could be read.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns the path of the field, `parties[1].acts[0].on`; empty for the record as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns what was found and what would be right.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns what would help, where there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

/// Prints a problem without severity and code, for a list under one heading.
pub(super) struct WithoutRule<'d>(&'d Diagnostic);

impl Diagnostic {
    pub(super) const fn without_rule(&self) -> WithoutRule<'_> {
        WithoutRule(self)
    }

    fn place_and_message(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(kind), Some(id)) = (&self.kind, &self.id) {
            write!(f, "{kind} `{}`", crate::text::shortened(id))?;
            f.write_str(if self.path.is_empty() { ": " } else { ", " })?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for WithoutRule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.0.line {
            write!(f, "line {line}: ")?;
        }
        self.0.place_and_message(f)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity, self.code)?;
        if let Some(line) = self.line {
            write!(f, " line {line}")?;
        }
        f.write_str(": ")?;
        self.place_and_message(f)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}
