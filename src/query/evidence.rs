//! Gathers what an answer rests on, in words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use core::fmt;

use serde::Serialize;
use time::Date;

use super::basis::Basis;
use crate::date::{Endpoint, PartialDate, date_of, key};
use crate::record::{
    Act, Actor, Attestation, Citation, HasSpell, Office, Record, RecordKind, SpellFields, Treaty,
    TreatyStanding,
};
use crate::store::Sight;

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

/// Every record behind an answer, with the rule that was applied.
pub(crate) fn gather(basis: Basis<'_>, day: Date) -> (&'static str, Vec<Evidence>) {
    match basis {
        Basis::Nothing { what } => (what, Vec::new()),
        Basis::Covered { store, source } => (LISTED, of_source(store, source)),
        Basis::Spell { store, subject, rule } => {
            (rule, of_records(store, store.claims(subject), day))
        }
        Basis::Office { store, subject, office, rule } => {
            let records = store.claims(subject).iter().filter_map(|at| store.record(*at));
            let mut evidence: Vec<Evidence> =
                records.flat_map(|record| of_office(record, office)).collect();
            let later = store.store().successor(subject, office, key(day));
            evidence.extend(
                later
                    .and_then(|at| store.record(at))
                    .into_iter()
                    .flat_map(|record| of_office(record, office)),
            );
            (rule, evidence)
        }
        Basis::Series { store, series, rule } => {
            (rule, of_records(store, store.store().members(series), day))
        }
        Basis::Treaty { store, subject, parties, rule } => {
            (rule, of_treaty(store, subject, parties, day))
        }
    }
}

const LISTED: &str = "nothing recorded speaks of it, and a source that lists everything of its kind does not have it";

/// What a source lists completely.
fn of_source(store: Sight<'_>, at: u32) -> Vec<Evidence> {
    let Some(Record::Source(source)) = store.record(at) else { return Vec::new() };
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

fn of_records(store: Sight<'_>, claims: &[u32], day: Date) -> Vec<Evidence> {
    let records: Vec<&Record> = claims.iter().filter_map(|at| store.record(*at)).collect();
    let mut evidence: Vec<Evidence> =
        records.iter().filter_map(|record| of_record(record)).collect();
    if let Some(record) = records.first().filter(|record| record.kind() != RecordKind::Program) {
        evidence.extend(of_existence(store, &store.actors_of(record), day));
    }
    evidence
}

/// What the lists of states or the founding of an organization say, where they exclude the day.
fn of_existence(store: Sight<'_>, actors: &[&Actor], day: Date) -> Vec<Evidence> {
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

fn of_office(record: &Record, of: &Office) -> Vec<Evidence> {
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

fn attested_in_words(days: &[Attestation]) -> String {
    let words: Vec<String> = days
        .iter()
        .map(|day| match day {
            Attestation::On(date) => format!("on {}", date.in_words()),
            Attestation::OfSource => "on the day of the source".into(),
        })
        .collect();
    words.join(" and ")
}

fn of_treaty(
    store: Sight<'_>,
    subject: u32,
    parties: [Option<u32>; 2],
    day: Date,
) -> Vec<Evidence> {
    let Some(force) = store.store().force(subject) else { return Vec::new() };
    let asked: Vec<&Actor> = parties
        .iter()
        .flatten()
        .filter_map(|number| force.parties.get(*number as usize))
        .map(|party| &party.actor)
        .collect();
    let claims = store.subject(subject).map_or(&[][..], |subject| &subject.claims);
    let mut evidence = Vec::new();
    for at in claims {
        if let Some(Record::Treaty(treaty)) = store.record(*at) {
            of_claim(treaty, &asked, &mut evidence);
        }
    }
    for new in store.replacing(subject) {
        if let Some(Record::Treaty(treaty)) =
            store.subject(new).and_then(|found| store.record(*found.claims.first()?))
        {
            evidence.push(piece(
                treaty,
                String::from("replaces"),
                "replaces it between those who are party to both".into(),
                &[],
            ));
        }
    }
    evidence.extend(of_existence(store, &asked, day));
    evidence
}

fn of_claim(treaty: &Treaty, asked: &[&Actor], evidence: &mut Vec<Evidence>) {
    let mut said = false;
    for (i, act) in treaty.acts.iter().enumerate() {
        evidence.push(piece(treaty, format!("acts[{i}]"), act_in_words(act), &act.sources));
        said = true;
    }
    for (i, party) in
        treaty.parties.iter().enumerate().filter(|(_, party)| asked.contains(&&party.actor))
    {
        for (j, act) in party.acts.iter().enumerate() {
            let says = format!("{}: {}", party.actor, act_in_words(act));
            evidence.push(piece(treaty, format!("parties[{i}].acts[{j}]"), says, &act.sources));
            said = true;
        }
    }
    for (i, attested) in treaty.attested.iter().enumerate() {
        if attested.party.as_ref().is_some_and(|party| !asked.contains(&party)) {
            continue;
        }
        let standing = match attested.standing {
            TreatyStanding::Party => "stated to be in force".into(),
            standing => format!("stated to be {standing}"),
        };
        let says = if attested.on.is_empty() {
            standing
        } else {
            format!("{standing} {}", attested_in_words(&attested.on))
        };
        evidence.push(piece(treaty, format!("attested[{i}]"), says, &attested.sources));
        said = true;
    }
    if !said {
        evidence.push(piece(
            treaty,
            String::new(),
            "lists the parties and no act of theirs".into(),
            &[],
        ));
    }
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

fn piece(treaty: &Treaty, path: String, says: String, sources: &[Citation]) -> Evidence {
    let sources = if sources.is_empty() { &treaty.sources } else { sources };
    Evidence { kind: RecordKind::Treaty, id: treaty.id.clone(), path, says, sources: ids(sources) }
}

fn ids(citations: &[Citation]) -> Vec<String> {
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
