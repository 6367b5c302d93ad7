//! Runs rules over records.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::alike::{Alike, is_plain};
use super::claims::Claims;
use super::findings::{Across, Findings, Label, Log, Place, Told};
use super::path::Path;
use super::rule::{Check, Rule};
use super::walk::{PART_TYPES, Part, PartCheck, Reference, walk};
use super::worlds::Worlds;
use crate::country::CountryCode;
use crate::record::{Record, RecordKind};
use crate::report::Severity;
use crate::store::{Held, Store, TradeRow};

/// A rule that looks at parts, ready to be run.
type OfPart = (usize, PartCheck, Label);

/// A rule that looks at a record beside all records.
type BesideCheck = fn(&Store, u32, &Record, &mut Findings<'_>);

/// Rules sorted by what they look at.
pub(super) struct Engine {
    /// Those that look at parts, by the type of the part.
    parts: Vec<OfPart>,
    /// Where the rules for each type of part begin, and at last where they all end.
    starts: [usize; PART_TYPES + 1],
    /// The others.
    others: Vec<(Check, Label)>,
    /// Those of them that look at records of some kinds beside all records, by kind.
    beside: Vec<Vec<(BesideCheck, Label)>>,
    told: Told,
}

/// What all records together know, worked out once.
struct Beside<'s> {
    store: &'s Store,
    /// The codes that country records define.
    defined: BTreeSet<CountryCode>,
    /// The record that was named last: most records cite the source that the one before them cites.
    last: Option<Held<'s>>,
}

impl Engine {
    /// Makes an engine of some rules, each with the severity that its problems get.
    pub(super) fn of(rules: impl Iterator<Item = (&'static Rule, Severity)>, told: Told) -> Self {
        let (mut parts, mut others) = (Vec::new(), Vec::new());
        for (rule, severity) in rules {
            let label = Label { code: rule.code(), severity };
            match rule.check {
                Check::Part(check) => parts.push((check.number(), check, label)),
                check => others.push((check, label)),
            }
        }
        parts.sort_by_key(|(number, ..)| *number);
        let mut starts = [0; PART_TYPES + 1];
        for (number, start) in starts.iter_mut().enumerate() {
            *start = parts.partition_point(|(of, ..): &OfPart| *of < number);
        }
        let beside = RecordKind::ALL.iter().map(|kind| {
            let of_kind = others.iter().filter_map(|(check, label)| match check {
                Check::Beside(kinds, check) if kinds.contains(kind) => Some((*check, *label)),
                _ => None,
            });
            of_kind.collect()
        });
        let beside = beside.collect();
        Self { parts, starts, others, beside, told }
    }

    /// Checks one record alone.
    pub(super) fn alone(&self, record: &Record) -> Log {
        let mut log = Log::new(self.told);
        let place = (0, None, Held::Whole(record));
        walk(record, &mut |path, part| self.part(place, path, part, &mut log));
        log
    }

    /// Checks every record alone and beside the others.
    pub(super) fn all(&self, store: &Store) -> Log {
        let mut log = Log::new(self.told);
        let mut beside = Beside { store, defined: defined_codes(store), last: None };
        let mut figure = Copied::new();
        let mut alike = Alike::of(store);
        for (at, held) in store.records() {
            let record = match held {
                Held::Whole(record) => record,
                Held::Trade(row) if alike.is_clean(row) => continue,
                Held::Trade(row) => figure.of(row),
            };
            let before = log.found.len();
            let place = (at, store.line(at), Held::Whole(record));
            walk(record, &mut |path, part| match part {
                Part::Reference(reference) => {
                    self.reference(&mut beside, place, path, reference, &mut log);
                }
                Part::CountryCode(code) => self.code(&beside, place, path, code, &mut log),
                _ => self.part(place, path, part, &mut log),
            });
            for (check, label) in self.beside.get(record.kind() as usize).into_iter().flatten() {
                check(
                    store,
                    at,
                    record,
                    &mut Findings::new(&mut log, *label, place, &Path::RECORD),
                );
            }
            if let Held::Trade(row) = held
                && log.found.len() == before
            {
                alike.note(row);
            }
        }
        self.treaties(store, &mut log);
        let mut worlds: Option<Worlds<'_>> = None;
        for (check, label) in &self.others {
            let across = &mut Across::new(&mut log, *label, store);
            match check {
                Check::Across(check) => check(store, across),
                Check::Worlds(check) => {
                    check(worlds.get_or_insert_with(|| Worlds::of(store)), across);
                }
                _ => {}
            }
        }
        log
    }

    fn part(&self, place: Place<'_>, path: &Path<'_>, part: Part<'_>, log: &mut Log) {
        // INVARIANT: no rule on texts finds anything in a few letters, digits and signs of ASCII.
        if let Part::Text(text) = part
            && is_plain(text)
        {
            return;
        }
        let number = part.number();
        if let (Some(start), Some(end)) = (self.starts.get(number), self.starts.get(number + 1)) {
            for (_, check, label) in self.parts.get(*start..*end).unwrap_or_default() {
                check.apply(part, &mut Findings::new(log, *label, place, path));
            }
        }
    }

    fn reference(
        &self,
        beside: &mut Beside<'_>,
        place: Place<'_>,
        path: &Path<'_>,
        reference: Reference<'_>,
        log: &mut Log,
    ) {
        let Reference { kinds, id } = reference;
        if beside.last.is_some_and(|last| kinds == [last.kind()] && last.id() == id) {
            return;
        }
        if let Some(at) = kinds.iter().find_map(|kind| beside.store.at_id(*kind, id)) {
            beside.last = beside.store.record(at);
            return;
        }
        for (check, label) in &self.others {
            if let Check::Unknown(check) = check {
                check(beside.store, reference, &mut Findings::new(log, *label, place, path));
            }
        }
    }

    fn code(
        &self,
        beside: &Beside<'_>,
        place: Place<'_>,
        path: &Path<'_>,
        code: CountryCode,
        log: &mut Log,
    ) {
        if code.is_defined() || beside.defined.contains(&code) {
            return;
        }
        for (check, label) in &self.others {
            if let Check::Undefined(check) = check {
                check(&beside.defined, code, &mut Findings::new(log, *label, place, path));
            }
        }
    }

    /// Runs the rules on all claims on one treaty, which share what each actor did.
    fn treaties(&self, store: &Store, log: &mut Log) {
        let rules = || {
            self.others.iter().filter_map(|(check, label)| match check {
                Check::Treaty(check) => Some((check, *label)),
                _ => None,
            })
        };
        if rules().next().is_none() {
            return;
        }
        let mut claims = Claims::new();
        for (_, subject) in store.subjects_but_trade() {
            if subject.kind == RecordKind::Treaty {
                claims.read(store, subject.claims);
                for (check, label) in rules() {
                    check(&claims, &mut Across::new(log, label, store));
                }
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
