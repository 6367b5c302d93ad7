//! Where rules leave what they find, with its place.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Display;

use time::Date;

use super::limits::LONGEST_ID;
use super::path::Path;
use crate::report::{Diagnostic, Severity};
use crate::store::{Held, Store};
use crate::text::shortened;

/// How many problems of one check get a search for the nearest valid word, so that a file of a
/// million misspelt ids is not searched a million times.
const MOST_SUGGESTIONS: u32 = 1_000;

/// Everything found so far, with the numbers of the records.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) found: Vec<(u32, Diagnostic)>,
    suggestions: u32,
    told: Told,
}

/// What the caller tells beside the records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The day on which the data is looked at.
    pub(super) today: Option<Date>,
    /// How many percent of exports the imports of the other end may be.
    pub(super) mirror_band: Option<(u32, u32)>,
}

impl Log {
    pub(super) const fn new(told: Told) -> Self {
        Self { found: Vec::new(), suggestions: MOST_SUGGESTIONS, told }
    }
}

/// What a rule puts on each problem that it finds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
}

/// One rule at work on one part of one record.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    log: &'a mut Log,
    rule: Label,
    at: u32,
    line: Option<usize>,
    record: Held<'a>,
    path: &'a Path<'a>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(
        log: &'a mut Log,
        rule: Label,
        (at, line, record): Place<'a>,
        path: &'a Path<'a>,
    ) -> Self {
        Self { log, rule, at, line, record, path }
    }

    /// The record in which the part stands.
    pub(super) fn record(&self) -> Held<'a> {
        self.record
    }

    /// The day on which the data is looked at; rules that need one are silent without it.
    pub(super) fn today(&self) -> Option<Date> {
        self.log.told.today
    }

    /// Notes a problem of the part itself.
    pub(super) fn found(&mut self, message: impl Into<String>) {
        self.push("", message.into(), None);
    }

    /// Notes a problem of a field below the part: `on`, `parties[1].acts[0]`.
    pub(super) fn found_in(&mut self, below: impl Display, message: impl Into<String>) {
        self.push(below, message.into(), None);
    }

    /// Notes a problem of a field below the part, and what would help.
    pub(super) fn found_with_help(
        &mut self,
        below: impl Display,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) {
        self.push(below, message.into(), Some(help.into()));
    }

    /// Searches for a likely valid word other than the record's own, as long as there have not been too many searches.
    pub(super) fn suggest(
        &mut self,
        search: impl FnOnce(Held<'_>) -> Option<String>,
    ) -> Option<String> {
        self.log.suggestions = self.log.suggestions.checked_sub(1)?;
        search(self.record)
    }

    fn push(&mut self, below: impl Display, message: String, help: Option<Cow<'static, str>>) {
        let below = below.to_string();
        let mut path = self.path.to_string();
        if !path.is_empty() && !below.is_empty() && !below.starts_with('[') {
            path.push('.');
        }
        path.push_str(&below);
        let id = self.record.id();
        // Longer ids are broken, and repeated with each problem they would outweigh the input.
        let id = if id.len() > LONGEST_ID { shortened(id) } else { id.into() };
        let mut problem = Diagnostic::new(self.rule.code, self.rule.severity, message)
            .in_record(self.record.kind().as_str(), id)
            .at(path);
        if let Some(line) = self.line {
            problem = problem.on_line(line);
        }
        if let Some(help) = help {
            problem = problem.with_help(help);
        }
        self.log.found.push((self.at, problem));
    }
}

/// A record with its number and line.
pub(super) type Place<'a> = (u32, Option<usize>, Held<'a>);

/// One rule at work on all records.
#[derive(Debug)]
pub(super) struct Across<'a> {
    log: &'a mut Log,
    rule: Label,
    store: &'a Store,
}

impl<'a> Across<'a> {
    pub(super) const fn new(log: &'a mut Log, rule: Label, store: &'a Store) -> Self {
        Self { log, rule, store }
    }

    /// How many percent of exports the imports of the other end may be; rules that need it are silent
    /// without it.
    pub(super) fn mirror_band(&self) -> Option<(u32, u32)> {
        self.log.told.mirror_band
    }

    /// Notes a problem in a record.
    pub(super) fn found_in(&mut self, at: u32, field: impl Display, message: impl Into<String>) {
        if let Some(mut findings) = self.on(at) {
            findings.found_in(field, message);
        }
    }

    /// Notes a problem in a record, and what would help.
    pub(super) fn found_with_help(
        &mut self,
        at: u32,
        field: impl Display,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) {
        if let Some(mut findings) = self.on(at) {
            findings.found_with_help(field, message, help);
        }
    }

    fn on(&mut self, at: u32) -> Option<Findings<'_>> {
        let record = self.store.record(at)?;
        Some(Findings::new(self.log, self.rule, (at, self.store.line(at), record), &Path::RECORD))
    }
}

/// Where a record stands, for a message about another: `line 3`, or its kind and id.
pub(super) fn whereabouts(store: &Store, at: u32) -> String {
    match (store.line(at), store.record(at)) {
        (Some(line), _) => format!("line {line}"),
        (None, Some(record)) => format!("{} `{}`", record.kind(), shortened(record.id())),
        (None, None) => String::new(),
    }
}
