//! Runs rules over records.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::findings::{Across, Findings, Log, Place};
use super::path::Path;
use super::rule::{Check, Rule};
use super::walk::{PART_TYPES, Part, walk};
use crate::country::CountryCode;
use crate::record::{Record, RecordKind};
use crate::store::{Held, Store, TradeRow};

/// Rules sorted by what they look at.
pub(super) struct Engine {
    /// Those that look at parts, by the type of the part.
    by_part: Vec<Vec<&'static Rule>>,
    /// Those that look at one part or one record beside all others.
    beside: Vec<&'static Rule>,
    /// Those that look at all records at once.
    across: Vec<&'static Rule>,
}

impl Engine {
    pub(super) fn of(rules: &'static [Rule]) -> Self {
        let mut engine = Self {
            by_part: alloc::vec![Vec::new(); PART_TYPES],
            beside: Vec::new(),
            across: Vec::new(),
        };
        for rule in rules {
            match rule.check {
                Check::Part(check) => {
                    if let Some(of_part) = engine.by_part.get_mut(check.number()) {
                        of_part.push(rule);
                    }
                }
                Check::Reference(_) | Check::Code(_) | Check::Beside(_) => engine.beside.push(rule),
                Check::Across(_) => engine.across.push(rule),
            }
        }
        engine
    }

    /// Checks one record alone.
    pub(super) fn alone(&self, record: &Record) -> Log {
        let mut log = Log::new();
        self.each(None, 0, None, record, &mut log);
        log
    }

    /// Checks every record alone and beside the others.
    pub(super) fn all(&self, store: &Store) -> Log {
        let mut log = Log::new();
        let defined = defined_codes(store);
        let mut figure = Copied::new();
        for (at, held) in store.records() {
            let record = match held {
                Held::Whole(record) => record,
                Held::Trade(row) => figure.of(row),
            };
            self.each(Some((store, &defined)), at, store.line(at), record, &mut log);
        }
        for rule in &self.across {
            if let Check::Across(check) = rule.check {
                check(store, &mut Across::new(&mut log, rule.label(), store));
            }
        }
        log
    }

    fn each(
        &self,
        store: Option<(&Store, &BTreeSet<CountryCode>)>,
        at: u32,
        line: Option<usize>,
        record: &Record,
        log: &mut Log,
    ) {
        let place: Place<'_> = (at, line, Held::Whole(record));
        walk(record, &mut |path, part| {
            for rule in self.by_part.get(part.number()).map_or(&[][..], Vec::as_slice) {
                if let Check::Part(check) = rule.check {
                    check.apply(part, &mut Findings::new(log, rule.label(), place, path));
                }
            }
            let (Some((store, defined)), true) =
                (store, matches!(part, Part::Reference(_) | Part::CountryCode(_)))
            else {
                return;
            };
            for rule in &self.beside {
                match (rule.check, part) {
                    (Check::Reference(check), Part::Reference(reference)) => {
                        check(store, reference, &mut Findings::new(log, rule.label(), place, path));
                    }
                    (Check::Code(check), Part::CountryCode(code)) => {
                        check(defined, code, &mut Findings::new(log, rule.label(), place, path));
                    }
                    _ => {}
                }
            }
        });
        let Some((store, _)) = store else { return };
        for rule in &self.beside {
            if let Check::Beside(check) = rule.check {
                check(
                    store,
                    at,
                    record,
                    &mut Findings::new(log, rule.label(), place, &Path::RECORD),
                );
            }
        }
    }
}

/// A trade figure copied out of its columns, to be looked at as a record. Figures of one shape often
/// follow one another, and what they share is copied once for them.
struct Copied {
    shape: Option<u32>,
    record: Option<Record>,
}

impl Copied {
    const fn new() -> Self {
        Self { shape: None, record: None }
    }

    fn of(&mut self, row: TradeRow<'_>) -> &Record {
        match &mut self.record {
            Some(Record::TradeFigure(figure)) if self.shape == Some(row.shape()) => {
                row.fill(figure);
            }
            other => *other = None,
        }
        self.shape = Some(row.shape());
        self.record.get_or_insert_with(|| row.to_figure().into())
    }
}

/// The codes that country records stand for, those of the table among them.
fn defined_codes(store: &Store) -> BTreeSet<CountryCode> {
    let countries = store.of_kind(RecordKind::Country).iter().filter_map(|at| store.whole(*at));
    countries
        .filter_map(|record| match record {
            Record::Country(country) => Some(country.code),
            _ => None,
        })
        .collect()
}
