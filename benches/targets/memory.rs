//! Memory: bytes for a record of each kind, and for an archive of one pair.

use allocation_counter::measure;
use bilateral::{
    Archive, CountryCode, Participant, Record, RecordKind, Relation, RelationKind, Source, Treaty,
    Visit, VisitStatus, day,
};

use crate::measure::{Quantity, Row};
use crate::scene::{lines, load, world};

/// Kinds in an order in which each refers to those before it; that of which there are most comes last, so
/// that it is read once.
const KINDS: [RecordKind; 13] = [
    RecordKind::Source,
    RecordKind::Organization,
    RecordKind::Place,
    RecordKind::Person,
    RecordKind::Relation,
    RecordKind::Membership,
    RecordKind::Treaty,
    RecordKind::Program,
    RecordKind::Figure,
    RecordKind::Event,
    RecordKind::Visit,
    RecordKind::Statement,
    RecordKind::TradeFigure,
];

/// What the records of one kind take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) kind: RecordKind,
    pub(crate) records: usize,
    pub(crate) bytes: f64,
    /// The callers' ids.
    pub(crate) id_text: f64,
}

/// Bytes that an archive of a text holds.
fn resident(text: &str) -> f64 {
    let mut archive: Option<Archive> = None;
    let counted = measure(|| archive = Some(load(text)));
    drop(archive);
    counted.bytes_current as f64
}

/// Bytes for a record of each kind: what an archive grows by when those of the kind are added.
pub(crate) fn by_kind(records: usize) -> Vec<Kind> {
    let records = world(records).build();
    let (mut text, mut before, mut found) = (String::new(), 0.0, Vec::new());
    for kind in KINDS {
        let of_kind: Vec<&Record> = records.iter().filter(|record| record.kind() == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let ids: usize = of_kind.iter().map(|record| record.id().len()).sum();
        let count = of_kind.len();
        text.push_str(&lines(of_kind));
        let now = resident(&text);
        let (bytes, id_text) = ((now - before) / count as f64, ids as f64 / count as f64);
        found.push(Kind { kind, records: count, bytes, id_text });
        before = now;
    }
    found
}

/// An archive of one pair: one source, one relation, one treaty, one visit.
fn one_pair() -> String {
    let (a, b) = (CountryCode::USA, CountryCode::KAZ);
    let day = day(1991, 12, 25);
    lines(&[
        Source::new("sheet", "A fact sheet").published(day).into(),
        Relation::new("us-kz", RelationKind::DiplomaticRelations, a, b)
            .mutual()
            .start(day)
            .source("sheet")
            .into(),
        Treaty::new("treaty", "A treaty").between(a, b).in_force_from(day).source("sheet").into(),
        Visit::new("visit", b)
            .traveller(Participant::actor(a))
            .start(day)
            .status(VisitStatus::Made)
            .source("sheet")
            .into(),
    ])
}

/// The targets about memory; `resident` is what the archive measured holds, of so many records.
pub(crate) fn rows(kinds: &[Kind], resident_of_all: f64, records: usize) -> Vec<Row> {
    let row = |what, ours, most, note| Row {
        id: "memory",
        what,
        ours: Quantity::Bytes(ours),
        floor: Quantity::Bytes(most),
        bound: 1.0,
        alike: None,
        note,
    };
    let mut rows = Vec::new();
    if let Some(trade) = kinds.iter().find(|it| it.kind == RecordKind::TradeFigure) {
        let note = format!("among {} records", kinds.iter().map(|it| it.records).sum::<usize>());
        rows.push(row(
            "a trade figure without its id's text",
            trade.bytes - trade.id_text,
            24.0,
            note.clone(),
        ));
        rows.push(row("a trade figure", trade.bytes, 40.0, note));
    }
    let note = format!("{records} records");
    rows.push(row("a record", resident_of_all / records as f64, 80.0, note));
    let note = "four records; the floor is 16 kB".to_owned();
    rows.push(row("an archive of one pair", resident(&one_pair()), 16e3, note));
    rows
}
