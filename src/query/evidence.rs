//! Gathers what an answer rests on, in words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use core::fmt;

use serde::Serialize;
use time::Date;

use crate::date::{Endpoint, PartialDate, date_of, key};
use crate::record::{
    Act, Actor, Attestation, Citation, HasSpell, Office, Record, RecordKind, SpellFields,
};
use crate::store::{Held, Sight};

/// One record, or a part of one, behind an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The kind of the record.
    pub kind: RecordKind,
    /// Its id.
    pub id: String,
    /// The field, `parties[1].acts[0]`; empty for the record as a whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// What it says, in words.
    pub says: String,
    /// The ids of the sources that say so.
    pub sources: Vec<String>,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`: {}", self.kind, self.id, self.says)?;
        if !self.sources.is_empty() {
            write!(f, " ({})", self.sources.join(", "))?;
        }
        Ok(())
    }
}

pub(super) const LISTED: &str = "nothing recorded speaks of it, and a source that lists everything of its kind does not have it";

/// What a source lists completely.
pub(super) fn of_source(store: Sight<'_>, at: u32) -> Vec<Evidence> {
    let Some(Record::Source(source)) = store.whole(at) else { return Vec::new() };
    let covers = source.covers.iter().enumerate();
    covers
        .map(|(i, covers)| {
            let actors: Vec<String> = covers.actors.iter().map(ToString::to_string).collect();
            let whose = if actors.is_empty() { "all".into() } else { actors.join(", ") };
            Evidence {
                kind: RecordKind::Source,
                id: source.id.clone(),
                path: format!("covers[{i}]"),
                says: format!("lists every {} of {whose} in {}", covers.kind, covers.period),
                sources: vec![source.id.clone()],
            }
        })
        .collect()
}

pub(super) fn of_records(store: Sight<'_>, claims: &[u32], day: Date) -> Vec<Evidence> {
    let records: Vec<&Record> = claims.iter().filter_map(|at| store.whole(*at)).collect();
    let mut evidence: Vec<Evidence> =
        records.iter().filter_map(|record| of_record(record)).collect();
    if let Some(record) = records.first().filter(|record| record.kind() != RecordKind::Program) {
        evidence.extend(of_existence(store, &store.actors_of(Held::Whole(record)), day));
    }
    evidence
}

/// What the lists of states or the founding of an organization say, where they exclude the day.
pub(super) fn of_existence(store: Sight<'_>, actors: &[&Actor], day: Date) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for actor in actors {
        let limits = store.existence(actor);
        let bound = if key(day) < limits.first {
            date_of(limits.first).map(|first| ("before", first))
        } else if limits.last.last() < key(day) {
            date_of(limits.last.last()).map(|last| ("after", last))
        } else {
            None
        };
        let Some((side, bound)) = bound else { continue };
        let words = PartialDate::from(bound).in_words();
        let (kind, id, says, sources) = match actor {
            Actor::Country(code) => {
                let says = format!("no list of states counts it {side} {words}");
                (
                    RecordKind::Country,
                    code.to_string(),
                    says,
                    vec![String::from("the table of countries")],
                )
            }
            Actor::Organization(id) => {
                let says = format!("it did not exist {side} {words}");
                let record = store.by_id(RecordKind::Organization, id);
                (
                    RecordKind::Organization,
                    id.clone(),
                    says,
                    ids(record.map_or(&[], Record::sources)),
                )
            }
        };
        evidence.push(Evidence { kind, id, path: String::new(), says, sources });
    }
    evidence
}

fn of_record(record: &Record) -> Option<Evidence> {
    let fields = match record {
        Record::Membership(membership) => membership.spell(),
        Record::Relation(relation) => relation.spell(),
        Record::Program(program) => program.spell(),
        _ => return None,
    };
    let mut says = spell_in_words(fields);
    if record.is_denied() {
        says = format!("denied; {says}");
    }
    Some(Evidence {
        kind: record.kind(),
        id: record.id().into(),
        path: String::new(),
        says,
        sources: ids(record.sources()),
    })
}

pub(super) fn of_office(record: &Record, of: &Office) -> Vec<Evidence> {
    let Record::Person(person) = record else { return Vec::new() };
    let offices = person.offices.iter().enumerate().filter(|(_, office)| {
        office.title == of.title && office.of == of.of && office.accredited_to == of.accredited_to
    });
    offices
        .map(|(i, office)| Evidence {
            kind: record.kind(),
            id: person.id.clone(),
            path: format!("offices[{i}]"),
            says: format!("{} of {}: {}", office.title, office.of, spell_in_words(office.spell())),
            sources: ids(if office.sources.is_empty() { &person.sources } else { &office.sources }),
        })
        .collect()
}

/// The fields of a spell in words: "since 2018; attested on the day of the source".
pub(crate) fn spell_in_words(fields: SpellFields<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    match fields.start {
        Some(Endpoint::Date(date)) => parts.push(format!("from {}", date.in_words())),
        Some(Endpoint::Open) => parts.push("from before any record".into()),
        Some(Endpoint::Unknown) | None => parts.push("begin not stated".into()),
    }
    match (fields.end, fields.left, fields.ended) {
        (Some(Endpoint::Date(date)), ..) => parts.push(format!("until {}", date.in_words())),
        (_, Some(date), _) => parts.push(format!("left {}", date.in_words())),
        (_, _, Some(date)) => parts.push(format!("ended {}", date.in_words())),
        (Some(Endpoint::Unknown), ..) => parts.push("end not known".into()),
        (Some(Endpoint::Open) | None, ..) => {}
    }
    if !fields.attested.is_empty() {
        parts.push(format!("attested {}", attested_in_words(fields.attested)));
    }
    parts.join(", ")
}

pub(super) fn attested_in_words(days: &[Attestation]) -> String {
    let words: Vec<String> = days
        .iter()
        .map(|day| match day {
            Attestation::On(date) => {
                let words = date.in_words().to_string();
                // A range to one side says *on* itself.
                if words.starts_with("on ") { words } else { format!("on {words}") }
            }
            Attestation::OfSource => "on the day of the source".into(),
        })
        .collect();
    words.join(" and ")
}

/// An act in words: "entry into force on 30 December 1996".
pub(crate) fn act_in_words(act: &Act) -> String {
    let mut says = act.kind.as_str().replace('-', " ");
    let mut add = |word: &str, date: Option<PartialDate>| {
        if let Some(date) = date {
            says.push_str(&format!(" {word} {}", date.in_words()));
        }
    };
    add("on", act.on);
    add("effective", act.effective);
    if act.denied { format!("no {says}") } else { says }
}

pub(super) fn ids(citations: &[Citation]) -> Vec<String> {
    let mut ids = vec![];
    for citation in citations {
        let id = match &citation.via {
            Some(via) => format!("{} via {via}", citation.source),
            None => citation.source.to_string(),
        };
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}
