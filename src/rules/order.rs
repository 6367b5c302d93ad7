//! Puts what was found in the order of the input.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::findings::Log;
use super::walk::walk;
use crate::record::Record;
use crate::report::{Diagnostic, Report};
use crate::store::Store;

impl Log {
    /// What was found in one record.
    pub(super) fn into_report_of(self, record: &Record) -> Report {
        let mut report = Report::new();
        report.extend(in_field_order(
            record,
            self.found.into_iter().map(|(_, problem)| problem).collect(),
        ));
        report
    }

    /// What was found in all records, in the order of the input.
    pub(super) fn into_report(mut self, store: &Store) -> Report {
        self.found.sort_by_key(|(at, _)| *at);
        let mut report = Report::new();
        let mut rest = self.found.into_iter().peekable();
        while let Some((at, first)) = rest.next() {
            let mut of_record = alloc::vec![first];
            while let Some((_, next)) = rest.next_if(|(other, _)| *other == at) {
                of_record.push(next);
            }
            match store.record(at) {
                Some(record) => report.extend(in_field_order(&record.as_record(), of_record)),
                None => report.extend(of_record),
            }
        }
        report
    }
}

/// Puts the problems of one record in the order of its fields, those of one field by code.
fn in_field_order(record: &Record, mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if problems.len() < 2 {
        return problems;
    }
    let mut wanted: BTreeMap<String, usize> =
        problems.iter().map(|problem| (problem.path().to_string(), usize::MAX)).collect();
    let mut passed = 0;
    walk(record, &mut |path, _| {
        passed += 1;
        if let Some(place) = wanted.get_mut(&path.to_string()) {
            *place = (*place).min(passed);
        }
    });
    problems.sort_by(|a, b| {
        let place = |problem: &Diagnostic| wanted.get(problem.path()).copied();
        (place(a), a.path(), a.code()).cmp(&(place(b), b.path(), b.code()))
    });
    problems
}
