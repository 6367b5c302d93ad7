//! The records as they were read, and look-ups by id.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::keys::Keys;
use super::spells::SpellClaim;
use crate::record::{Attestation, Citation, Record, RecordKind, Source};

/// How many records may name one another by `same_as` or `copy_of` before the chain is broken off.
const LONGEST_CHAIN: usize = 64;

/// Every record, found by number and by id.
#[derive(Debug)]
pub(crate) struct Records {
    records: Vec<Record>,
    /// The line of each record in the input, counted from 1; 0 if there were no lines.
    lines: Vec<u32>,
    /// The records of each kind in the order of their ids; of equal ids, the first read comes first.
    by_id: Vec<Vec<u32>>,
    /// The records of each kind in the order of the ids at the end of their chains of `same_as`.
    by_root: Vec<Vec<u32>>,
    /// The sources that are not held but named by `copy_of`, each with the first that names it.
    absent: BTreeMap<String, u32>,
    /// The number of the original source of each record.
    originals: Vec<u32>,
}

impl Records {
    /// Indexes records and the lines on which they stood.
    pub(crate) fn of(records: Vec<Record>, lines: Vec<u32>) -> Self {
        let mut indexed = Self {
            records,
            lines,
            by_id: Vec::new(),
            by_root: Vec::new(),
            absent: BTreeMap::new(),
            originals: Vec::new(),
        };
        let mut of_kind: Vec<Vec<u32>> = RecordKind::ALL.iter().map(|_| Vec::new()).collect();
        for (at, record) in indexed.records() {
            if let Some(list) = of_kind.get_mut(record.kind() as usize) {
                list.push(at);
            }
        }
        let mut by_id = of_kind.clone();
        for list in &mut by_id {
            list.sort_by_key(|at| (indexed.record(*at).map(Record::id), *at));
        }
        indexed.by_id = by_id;
        let mut by_root = of_kind;
        for list in &mut by_root {
            list.sort_by_key(|at| (indexed.record(*at).map(|record| indexed.root_id(record)), *at));
        }
        indexed.by_root = by_root;
        indexed.absent = indexed.absent_originals();
        indexed.originals = indexed
            .records()
            .map(|(at, record)| indexed.original_of(at, record.sources()))
            .collect();
        indexed
    }

    fn absent_originals(&self) -> BTreeMap<String, u32> {
        let mut absent = BTreeMap::new();
        for (at, record) in self.records() {
            if let Record::Source(Source { copy_of: Some(id), .. }) = record
                && self.at_id(RecordKind::Source, id).is_none()
            {
                absent.entry(id.clone()).or_insert(at);
            }
        }
        absent
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// Every record with its number, in the order of the input.
    pub(crate) fn records(&self) -> impl Iterator<Item = (u32, &Record)> {
        (0_u32..).zip(&self.records)
    }

    pub(crate) fn record(&self, at: u32) -> Option<&Record> {
        self.records.get(at as usize)
    }

    /// The line of a record, if the input had lines.
    pub(crate) fn line(&self, at: u32) -> Option<usize> {
        self.lines.get(at as usize).filter(|line| **line > 0).map(|line| *line as usize)
    }

    /// The records of a kind in the order of their ids.
    pub(crate) fn of_kind(&self, kind: RecordKind) -> &[u32] {
        self.by_id.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// The number of the first record of a kind and id.
    pub(crate) fn at_id(&self, kind: RecordKind, id: &str) -> Option<u32> {
        let of_kind = self.of_kind(kind);
        let at =
            of_kind.partition_point(|at| self.record(*at).is_some_and(|record| record.id() < id));
        let found = *of_kind.get(at)?;
        self.record(found).filter(|record| record.id() == id).map(|_| found)
    }

    pub(crate) fn by_id(&self, kind: RecordKind, id: &str) -> Option<&Record> {
        self.record(self.at_id(kind, id)?)
    }

    /// Every record on the thing that an id names, by `same_as` chains.
    pub(crate) fn claims_by_id(&self, kind: RecordKind, id: &str) -> impl Iterator<Item = &Record> {
        let root = self.by_id(kind, id).map_or(id, |record| self.root_id(record));
        let of_kind = self.by_root.get(kind as usize).map_or(&[][..], Vec::as_slice);
        let root_of = |at: &u32| self.record(*at).map(|record| self.root_id(record));
        let first = of_kind.partition_point(|at| root_of(at) < Some(root));
        let last = of_kind.partition_point(|at| root_of(at) <= Some(root));
        of_kind.get(first..last).unwrap_or_default().iter().filter_map(|at| self.record(*at))
    }

    /// The id at the end of a chain of `same_as`. It may be of a record that is not held: claims on it
    /// are claims on one thing all the same.
    pub(crate) fn root_id<'a>(&'a self, record: &'a Record) -> &'a str {
        let mut current = record;
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = current.same_as() else { return current.id() };
            match self.by_id(record.kind(), id) {
                Some(next) => current = next,
                None => return id,
            }
        }
        record.id()
    }

    /// The number of the record that another names by `same_as`. Where that one is not held, the first
    /// that names it stands for it, so that claims on it still meet.
    pub(crate) fn named_by(&self, record: &Record) -> Option<u32> {
        let id = record.same_as()?;
        self.at_id(record.kind(), id).or_else(|| {
            let of_kind = self.by_root.get(record.kind() as usize)?;
            let root_of = |at: &u32| self.record(*at).map(|record| self.root_id(record));
            let first = of_kind.partition_point(|at| root_of(at) < Some(id));
            let claims = of_kind.get(first..)?.iter().take_while(|at| root_of(at) == Some(id));
            claims.copied().find(|at| self.record(*at).and_then(Record::same_as) == Some(id))
        })
    }

    /// The number of a record's original source.
    pub(crate) fn original(&self, at: u32) -> u32 {
        self.originals.get(at as usize).copied().unwrap_or(u32::MAX)
    }

    /// The number of the original behind the first of some citations, or behind the record's own if
    /// there are none; a record without a source counts as a source of its own.
    pub(crate) fn original_of(&self, at: u32, citations: &[Citation]) -> u32 {
        const UNSOURCED: u32 = 1 << 31;
        let own = self.record(at).map_or(&[][..], Record::sources);
        let Some(citation) = citations.first().or(own.first()) else { return UNSOURCED | at };
        let Some(mut current) = self.at_id(RecordKind::Source, &citation.source) else {
            return UNSOURCED | at;
        };
        for _ in 0..LONGEST_CHAIN {
            let copied = match self.record(current) {
                Some(Record::Source(source)) => source.copy_of.as_deref(),
                _ => None,
            };
            let Some(id) = copied else { return current };
            match self.at_id(RecordKind::Source, id) {
                Some(next) => current = next,
                None => return self.absent.get(id).copied().unwrap_or(current),
            }
        }
        current
    }

    /// The day on which a source speaks: the latest possible day of its publication, else of its
    /// retrieval; of several sources, the first that has one.
    pub(crate) fn source_day(&self, citations: &[Citation]) -> Option<Keys> {
        citations.iter().find_map(|citation| {
            match self.by_id(RecordKind::Source, &citation.source)? {
                Record::Source(source) => {
                    let last = source.published.or(source.retrieved)?.possible().last()?;
                    Some(Keys::on(last))
                }
                _ => None,
            }
        })
    }

    /// Adds attested days to a claim.
    pub(crate) fn attested(
        &self,
        mut claim: SpellClaim,
        days: &[Attestation],
        at: u32,
        citations: &[Citation],
    ) -> SpellClaim {
        let own = self.record(at).map_or(&[][..], Record::sources);
        for day in days {
            match day {
                Attestation::On(date) => claim.attest(Keys::of(*date)),
                Attestation::OfSource => {
                    if let Some(days) =
                        self.source_day(if citations.is_empty() { own } else { citations })
                    {
                        claim.attest(days);
                    }
                }
            }
        }
        claim.tightened()
    }

    /// The ids of a kind, in order.
    pub(crate) fn ids(&self, kind: RecordKind) -> impl Iterator<Item = &str> {
        self.of_kind(kind).iter().filter_map(|at| self.record(*at)).map(Record::id)
    }

    /// The title of a source, for citing it.
    pub(crate) fn source_title(&self, id: &str) -> Option<&String> {
        match self.by_id(RecordKind::Source, id)? {
            Record::Source(source) => Some(&source.title),
            _ => None,
        }
    }
}
