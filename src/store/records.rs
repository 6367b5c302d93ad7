//! The records as they were read, and look-ups by id.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::held::Held;
use super::id_slots::{Found, IdSlots};
use super::keys::Keys;
use super::lines::Lines;
use super::split::{Place, Split};
use super::trade_table::{TradeColumns, TradeRow, TradeTable};
use crate::record::{Citation, Record, RecordKind, TradeFigure};

/// How many records may name one another by `same_as` or `copy_of` before the chain is broken off.
pub(super) const LONGEST_CHAIN: usize = 64;

/// Marks the number of a record that counts as a source of its own.
const UNSOURCED: u32 = 1 << 31;

/// Every record, found by number and by id.
#[derive(Debug)]
pub(crate) struct Records {
    /// Where each record lies: among those held whole, or in the columns of trade.
    split: Split,
    whole: Vec<Record>,
    trade: TradeTable,
    lines: Lines,
    /// The records of each kind in the order of their ids; of equal ids, the first read comes first.
    by_id: Vec<Vec<u32>>,
    /// Where the records stand that are held whole, by kind and id.
    slots: IdSlots,
    /// Two records are of one kind and id, which rules refuse.
    has_twins: bool,
    /// The records that name another by `same_as`, of each kind in the order of the ids at the end of
    /// their chains.
    joined: Vec<Vec<u32>>,
    /// The records at the ends of those chains, as far as they are held, in order.
    roots: Vec<u32>,
    /// The sources that are not held but named by `copy_of`, each with the first that names it.
    absent: BTreeMap<String, u32>,
    /// The number of the original source of each record held whole, and of each style of trade.
    originals: Vec<u32>,
    style_originals: Vec<u32>,
    /// The sources that say what they list completely.
    covers: Vec<u32>,
}

/// Records as they arrive.
#[derive(Debug)]
pub(crate) struct Arriving {
    split: Split,
    whole: Vec<Record>,
    trade: TradeColumns,
    lines: Lines,
}

impl Arriving {
    pub(crate) const fn new() -> Self {
        Self {
            split: Split::new(),
            whole: Vec::new(),
            trade: TradeColumns::new(),
            lines: Lines::new(),
        }
    }

    /// All that is held, to be added to.
    pub(crate) fn again(records: &Records) -> Self {
        Self {
            split: records.split.clone(),
            whole: records.whole.clone(),
            trade: TradeColumns::again(&records.trade),
            lines: records.lines.clone(),
        }
    }

    /// How many records have arrived.
    pub(crate) fn len(&self) -> usize {
        self.split.len() as usize
    }

    /// Takes a record and the line on which it stood, 0 if there were no lines.
    pub(crate) fn push(&mut self, mut record: Record, line: u32) {
        if let Record::TradeFigure(figure) = &mut record {
            return self.push_trade(figure, line);
        }
        self.lines.push(self.split.push(false), line);
        self.whole.push(record);
    }

    /// Takes a trade figure, and leaves in its place what it shares with others.
    pub(crate) fn push_trade(&mut self, figure: &mut TradeFigure, line: u32) {
        self.lines.push(self.split.push(true), line);
        self.trade.push(figure);
    }
}

impl FromIterator<Record> for Arriving {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        let mut arriving = Self::new();
        records.into_iter().for_each(|record| arriving.push(record, 0));
        arriving
    }
}

impl Records {
    /// Indexes records.
    pub(crate) fn of(arriving: Arriving) -> Self {
        let mut indexed = Self {
            split: arriving.split,
            whole: arriving.whole,
            trade: arriving.trade.finish(),
            lines: arriving.lines,
            by_id: Vec::new(),
            slots: IdSlots::default(),
            has_twins: false,
            joined: Vec::new(),
            roots: Vec::new(),
            absent: BTreeMap::new(),
            originals: Vec::new(),
            style_originals: Vec::new(),
            covers: Vec::new(),
        };
        indexed.split.shrink_to_fit();
        indexed.whole.shrink_to_fit();
        let mut of_kind: Vec<Vec<u32>> = RecordKind::ALL.iter().map(|_| Vec::new()).collect();
        let mut joined = of_kind.clone();
        let mut has_twins = false;
        for (at, record) in indexed.wholes() {
            if let Some(list) = of_kind.get_mut(record.kind() as usize) {
                list.push(at);
            }
            if record.same_as().is_some()
                && let Some(list) = joined.get_mut(record.kind() as usize)
            {
                list.push(at);
            }
        }
        if let Some(list) = of_kind.get_mut(RecordKind::TradeFigure as usize) {
            list.reserve_exact(indexed.split.count_in_columns() as usize);
            list.extend(indexed.split.of_sort(true));
        }
        if indexed.trade.styles().iter().any(|style| style.same_as.is_some())
            && let Some(list) = joined.get_mut(RecordKind::TradeFigure as usize)
        {
            let rows = indexed.trades();
            list.extend(rows.filter(|(_, row)| row.same_as().is_some()).map(|(at, _)| at));
        }
        for list in &mut of_kind {
            has_twins |= indexed.sort_by_id(list);
            list.shrink_to_fit();
        }
        indexed.by_id = of_kind;
        let mut first: Vec<(u32, RecordKind, &str)> = Vec::with_capacity(indexed.whole.len());
        for kind in RecordKind::ALL.iter().filter(|kind| **kind != RecordKind::TradeFigure) {
            let same = |a: &u32, b: &u32| indexed.id(*a) == indexed.id(*b);
            for twins in indexed.of_kind(*kind).chunk_by(same) {
                first.extend(twins.first().map(|at| (*at, *kind, indexed.id(*at))));
            }
        }
        let slots = IdSlots::of(first.into_iter());
        (indexed.slots, indexed.has_twins) = (slots, has_twins);
        for list in &mut joined {
            list.sort_by_cached_key(|at| (indexed.root_of(*at), *at));
        }
        let roots = RecordKind::ALL.iter().zip(&joined).flat_map(|(kind, list)| {
            list.iter().filter_map(|at| indexed.at_id(*kind, indexed.root_of(*at)))
        });
        let mut roots: Vec<u32> = roots.collect();
        roots.sort_unstable();
        roots.dedup();
        indexed.roots = roots;
        indexed.joined = joined;
        indexed.absent = indexed.absent_originals();
        let of_whole = indexed.wholes();
        indexed.originals =
            of_whole.map(|(at, record)| indexed.original_of(at, record.sources())).collect();
        // A figure that cites nothing is a source of its own, whatever its style.
        let of_style = indexed.trade.styles().iter().map(|style| {
            let cited = style.sources.first();
            cited.and_then(|it| indexed.original_source(&it.source)).unwrap_or(UNSOURCED)
        });
        indexed.style_originals = of_style.collect();
        let covers = |at: &u32| matches!(indexed.whole(*at), Some(Record::Source(source)) if !source.covers.is_empty());
        let sources = indexed.of_kind(RecordKind::Source);
        indexed.covers = sources.iter().copied().filter(covers).collect();
        indexed
    }

    /// Sorts records of one kind by their ids, then by their numbers. Returns whether some have one id.
    fn sort_by_id(&self, list: &mut [u32]) -> bool {
        let id = |at: &u32| self.id(*at);
        let is_twin = |(a, b): (&u32, &u32)| id(a) == id(b);
        // Many files are in order already.
        if list.is_sorted_by(|a, b| id(a) <= id(b)) {
            return list.iter().zip(list.iter().skip(1)).any(is_twin);
        }
        // Most ids begin alike; eight bytes behind what all share tell most of them apart without a
        // look at the ids themselves.
        let first = list.first().map_or("", id);
        let shared = list.iter().fold(first.len(), |shared, at| {
            let same = first.bytes().zip(id(at).bytes()).take(shared);
            same.take_while(|(a, b)| a == b).count()
        });
        let telling = |at: u32| {
            let rest = id(&at).as_bytes().get(shared..).unwrap_or_default();
            let mut eight = [0_u8; 8];
            eight.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
            u64::from_be_bytes(eight)
        };
        let mut keyed: Vec<(u64, u32)> = list.iter().map(|at| (telling(*at), *at)).collect();
        keyed.sort_unstable_by(|(a, x), (b, y)| {
            a.cmp(b).then_with(|| id(x).cmp(id(y))).then_with(|| x.cmp(y))
        });
        let pairs = keyed.iter().zip(keyed.iter().skip(1));
        let has_twins = pairs.filter(|(a, b)| a.0 == b.0).any(|(a, b)| is_twin((&a.1, &b.1)));
        list.iter_mut().zip(keyed).for_each(|(slot, (_, at))| *slot = at);
        has_twins
    }

    /// Whether two records are of one kind and id, which rules refuse.
    pub(crate) const fn has_twins(&self) -> bool {
        self.has_twins
    }

    /// The records of a kind that name another by `same_as`, in no order of their own.
    pub(crate) fn joined(&self, kind: RecordKind) -> &[u32] {
        self.joined.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    fn absent_originals(&self) -> BTreeMap<String, u32> {
        let mut absent = BTreeMap::new();
        for (at, record) in self.wholes() {
            if let Record::Source(source) = record
                && let Some(id) = &source.copy_of
                && self.at_id(RecordKind::Source, id).is_none()
            {
                absent.entry(id.clone()).or_insert(at);
            }
        }
        absent
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.split.len() as usize
    }

    /// Every record with its number, in the order of the input.
    pub(crate) fn records(&self) -> impl Iterator<Item = (u32, Held<'_>)> {
        let places = (0_u32..).zip(self.split.places());
        places.filter_map(|(at, place)| Some((at, self.at_place(place)?)))
    }

    /// Every record that is held whole, with its number, in the order of the input.
    pub(crate) fn wholes(&self) -> impl Iterator<Item = (u32, &Record)> {
        self.split.of_sort(false).zip(&self.whole)
    }

    pub(crate) fn record(&self, at: u32) -> Option<Held<'_>> {
        self.at_place(self.split.place(at)?)
    }

    fn at_place(&self, place: Place) -> Option<Held<'_>> {
        match place {
            Place::Whole(place) => self.whole.get(place as usize).map(Held::Whole),
            Place::Columns(row) => self.trade.row(row).map(Held::Trade),
        }
    }

    /// A record of a kind that is held whole: any but a trade figure.
    pub(crate) fn whole(&self, at: u32) -> Option<&Record> {
        match self.split.place(at)? {
            Place::Whole(place) => self.whole.get(place as usize),
            Place::Columns(_) => None,
        }
    }

    /// A trade figure, by the number of its record.
    pub(crate) fn trade(&self, at: u32) -> Option<TradeRow<'_>> {
        match self.split.place(at)? {
            Place::Whole(_) => None,
            Place::Columns(row) => self.trade.row(row),
        }
    }

    /// Every trade figure with the number of its record, in the order of the input.
    pub(crate) fn trades(&self) -> impl Iterator<Item = (u32, TradeRow<'_>)> {
        self.split.of_sort(true).zip(self.trade.rows())
    }

    /// The columns of trade.
    pub(crate) const fn trade_table(&self) -> &TradeTable {
        &self.trade
    }

    /// The line of a record, if the input had lines.
    pub(crate) fn line(&self, at: u32) -> Option<usize> {
        self.lines.line(at)
    }

    /// The records of a kind in the order of their ids.
    pub(crate) fn of_kind(&self, kind: RecordKind) -> &[u32] {
        self.by_id.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    fn id(&self, at: u32) -> &str {
        self.record(at).map_or("", Held::id)
    }

    /// The number of the first record of a kind and id.
    pub(crate) fn at_id(&self, kind: RecordKind, id: &str) -> Option<u32> {
        if kind == RecordKind::TradeFigure {
            return self.all_in_order(kind, id).next();
        }
        let is_it = |at: u32| {
            self.whole(at).is_some_and(|record| record.kind() == kind && record.id() == id)
        };
        match self.slots.find(kind, id, is_it) {
            Found::At(at) => Some(at),
            Found::Nowhere => None,
            Found::Unknown => self.all_in_order(kind, id).next(),
        }
    }

    /// The records of a kind and id, in the order of the input.
    fn all_at_id<'a>(
        &'a self,
        kind: RecordKind,
        id: &'a str,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let twins = self.has_twins.then(|| self.all_in_order(kind, id));
        let only = if self.has_twins { None } else { self.at_id(kind, id) };
        only.into_iter().chain(twins.into_iter().flatten())
    }

    /// The same, found in the order of ids.
    fn all_in_order<'a>(
        &'a self,
        kind: RecordKind,
        id: &'a str,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let of_kind = self.of_kind(kind);
        let first = of_kind.partition_point(|at| self.id(*at) < id);
        let from = of_kind.get(first..).unwrap_or_default().iter().copied();
        from.take_while(move |at| self.id(*at) == id)
    }

    /// The first record of a kind and id, of a kind that is held whole.
    pub(crate) fn by_id(&self, kind: RecordKind, id: &str) -> Option<&Record> {
        self.whole(self.at_id(kind, id)?)
    }

    /// Every record on the thing that an id names, by `same_as` chains, of a kind that is held whole.
    pub(crate) fn claims_by_id<'a>(
        &'a self,
        kind: RecordKind,
        id: &'a str,
    ) -> impl Iterator<Item = &'a Record> + use<'a> {
        let root = self.at_id(kind, id).map_or(id, |at| self.root_of(at));
        self.numbers_by_root(kind, root).filter_map(|at| self.whole(at))
    }

    /// The records whose chains of `same_as` end at an id, in the order of the input.
    fn numbers_by_root<'a>(
        &'a self,
        kind: RecordKind,
        root: &'a str,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let own = self.all_at_id(kind, root);
        // A record that names another is among those that are joined.
        let mut own = own.filter(|at| self.joined_to(*at).is_none()).peekable();
        // Of most records nothing is joined, which one number tells.
        let is_alone = !self.has_twins
            && self.at_id(kind, root).is_some_and(|at| self.roots.binary_search(&at).is_err());
        let of_kind = if is_alone { &[] } else { self.joined(kind) };
        let first = of_kind.partition_point(|at| self.root_of(*at) < root);
        let from = of_kind.get(first..).unwrap_or_default().iter().copied();
        let mut others = from.take_while(move |at| self.root_of(*at) == root).peekable();
        core::iter::from_fn(move || match (own.peek(), others.peek()) {
            (Some(a), Some(b)) if b < a => others.next(),
            (Some(_), _) => own.next(),
            (None, _) => others.next(),
        })
    }

    fn joined_to(&self, at: u32) -> Option<&str> {
        self.record(at)?.same_as()
    }

    /// The number of the record of an id, or where it is not held, of the first that names it.
    pub(crate) fn first_claim(&self, kind: RecordKind, id: &str) -> Option<u32> {
        self.at_id(kind, id).or_else(|| self.numbers_by_root(kind, id).next())
    }

    /// The id at the end of a record's chain of `same_as`. It may be of a record that is not held:
    /// claims on it are claims on one thing all the same.
    pub(crate) fn root_of(&self, at: u32) -> &str {
        self.record(at).map_or("", |record| self.root_id(record))
    }

    /// The same for a record, or for one as it might be read.
    pub(crate) fn root_id<'a>(&'a self, record: Held<'a>) -> &'a str {
        let mut current = record;
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = current.same_as() else { return current.id() };
            match self.at_id(record.kind(), id).and_then(|at| self.record(at)) {
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
    pub(crate) fn named_by(&self, record: Held<'_>) -> Option<u32> {
        let id = record.same_as()?;
        self.at_id(record.kind(), id).or_else(|| {
            self.numbers_by_root(record.kind(), id).find(|at| self.joined_to(*at) == Some(id))
        })
    }

    /// The number of a record's original source.
    pub(crate) fn original(&self, at: u32) -> u32 {
        match self.split.place(at) {
            Some(Place::Columns(row)) => {
                let row = self.trade.row(row);
                match row.and_then(|row| self.style_originals.get(row.shared().1 as usize)) {
                    Some(&UNSOURCED) | None => UNSOURCED | at,
                    Some(original) => *original,
                }
            }
            Some(Place::Whole(place)) => {
                self.originals.get(place as usize).copied().unwrap_or(u32::MAX)
            }
            None => u32::MAX,
        }
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
        let own = self.record(at).map_or(&[][..], Held::sources);
        citations.first().or(own.first())
    }

    /// The number of the original behind a source; `None` if no record describes the source.
    pub(crate) fn original_source(&self, id: &str) -> Option<u32> {
        let mut current = self.at_id(RecordKind::Source, id)?;
        for _ in 0..LONGEST_CHAIN {
            let copied = match self.whole(current) {
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

    /// The source whose place another takes, by their numbers.
    pub(super) fn edition_before(&self, source: u32) -> Option<u32> {
        match self.whole(source)? {
            Record::Source(source) => self.at_id(RecordKind::Source, source.supersedes.as_deref()?),
            _ => None,
        }
    }

    /// Whether a source is a later edition of another, by their numbers.
    pub(crate) fn supersedes(&self, later: u32, earlier: u32) -> bool {
        let mut current = later;
        for _ in 0..LONGEST_CHAIN {
            match self.edition_before(current) {
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
        if own.is_empty() { self.record(at).map_or(&[], Held::sources) } else { own }
    }

    /// What is wrong with an index, checked from the records anew.
    pub(crate) fn verify(&self) -> Result<(), &'static str> {
        let mut listed = 0;
        for kind in RecordKind::ALL {
            let of_kind = self.of_kind(*kind);
            listed += of_kind.len();
            let key = |at: &u32| (self.id(*at), *at);
            if !of_kind.is_sorted_by(|a, b| key(a) < key(b)) {
                return Err("records of a kind are not in the order of their ids");
            }
        }
        if listed != self.len() {
            return Err("the records in the order of their ids are not all records");
        }
        for (at, record) in self.records() {
            if self.record(at).map(Held::id) != Some(record.id()) {
                return Err("a record lies elsewhere than it is looked for");
            }
            let first = self.all_in_order(record.kind(), record.id()).next();
            if first.is_none() || self.at_id(record.kind(), record.id()) != first {
                return Err("a record is not found by its id");
            }
            if !self.numbers_by_root(record.kind(), self.root_of(at)).any(|found| found == at) {
                return Err("a record is not found by the id at the end of its chain");
            }
            if self.original(at) != self.original_of(at, record.sources()) {
                return Err("a record has another original source than it cites");
            }
        }
        Ok(())
    }

    /// The ids of a kind, in order.
    pub(crate) fn ids(&self, kind: RecordKind) -> impl Iterator<Item = &str> {
        self.of_kind(kind).iter().filter_map(|at| self.record(*at)).map(Held::id)
    }

    /// The title of a source, for citing it.
    pub(crate) fn source_title(&self, id: &str) -> Option<&String> {
        match self.by_id(RecordKind::Source, id)? {
            Record::Source(source) => Some(&source.title),
            _ => None,
        }
    }
}
