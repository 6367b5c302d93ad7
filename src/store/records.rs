//! The records as they were read, and look-ups by id.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::keys::Keys;
use crate::record::{Citation, Record, RecordKind, Source};

/// How many records may name one another by `same_as` or `copy_of` before the chain is broken off.
pub(super) const LONGEST_CHAIN: usize = 64;

/// Marks the number of a record that counts as a source of its own.
const UNSOURCED: u32 = 1 << 31;

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
    /// The sources that say what they list completely.
    covers: Vec<u32>,
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
            covers: Vec::new(),
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
        let covers = |at: &u32| matches!(indexed.record(*at), Some(Record::Source(source)) if !source.covers.is_empty());
        let sources = indexed.of_kind(RecordKind::Source);
        indexed.covers = sources.iter().copied().filter(covers).collect();
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

    /// The number of the record of an id, or where it is not held, of the first that names it.
    pub(crate) fn first_claim(&self, kind: RecordKind, id: &str) -> Option<u32> {
        self.at_id(kind, id).or_else(|| {
            let of_kind = self.by_root.get(kind as usize)?;
            let root_of = |at: &u32| self.record(*at).map(|record| self.root_id(record));
            let first = of_kind.partition_point(|at| root_of(at) < Some(id));
            of_kind.get(first).copied().filter(|at| root_of(at) == Some(id))
        })
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

    /// The sources that say what they list completely, in the order of their ids.
    pub(super) fn covers(&self) -> &[u32] {
        &self.covers
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

    /// The number of the first source of some citations, or of the record's own if there are none; a
    /// record without a source counts as a source of its own. A copy is another source than its
    /// original, which may have copied badly.
    pub(crate) fn source_of(&self, at: u32, citations: &[Citation]) -> u32 {
        self.first_cited(at, citations)
            .and_then(|citation| self.at_id(RecordKind::Source, &citation.source))
            .unwrap_or(UNSOURCED | at)
    }

    /// The number of the original behind that source.
    fn original_of(&self, at: u32, citations: &[Citation]) -> u32 {
        self.first_cited(at, citations)
            .and_then(|citation| self.original_source(&citation.source))
            .unwrap_or(UNSOURCED | at)
    }

    fn first_cited<'r>(&'r self, at: u32, citations: &'r [Citation]) -> Option<&'r Citation> {
        let own = self.record(at).map_or(&[][..], Record::sources);
        citations.first().or(own.first())
    }

    /// The number of the original behind a source; `None` if no record describes the source.
    pub(crate) fn original_source(&self, id: &str) -> Option<u32> {
        let mut current = self.at_id(RecordKind::Source, id)?;
        for _ in 0..LONGEST_CHAIN {
            let copied = match self.record(current) {
                Some(Record::Source(source)) => source.copy_of.as_deref(),
                _ => None,
            };
            let Some(id) = copied else { break };
            match self.at_id(RecordKind::Source, id) {
                Some(next) => current = next,
                None => return self.absent.get(id).copied().or(Some(current)),
            }
        }
        Some(current)
    }

    /// Whether a source is a later edition of another, by their numbers.
    pub(crate) fn supersedes(&self, later: u32, earlier: u32) -> bool {
        let mut current = later;
        for _ in 0..LONGEST_CHAIN {
            let Some(Record::Source(Source { supersedes: Some(id), .. })) = self.record(current)
            else {
                return false;
            };
            match self.at_id(RecordKind::Source, id) {
                Some(before) if before == earlier => return true,
                Some(before) => current = before,
                None => return false,
            }
        }
        false
    }

    /// The day on which a source speaks: the latest possible day of its publication, else of its
    /// retrieval; of several sources, the first that has one.
    pub(crate) fn source_day(&self, citations: &[Citation]) -> Option<Keys> {
        citations.iter().find_map(|citation| {
            match self.by_id(RecordKind::Source, &citation.source)? {
                Record::Source(source) => source.out_on().map(Keys::on),
                _ => None,
            }
        })
    }

    /// The citations of a part of a record: its own, else the record's.
    pub(crate) fn cited<'r>(&'r self, at: u32, own: &'r [Citation]) -> &'r [Citation] {
        if own.is_empty() { self.record(at).map_or(&[], Record::sources) } else { own }
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
