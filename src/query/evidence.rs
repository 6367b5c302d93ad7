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
    Act, Actor, Attestation, Citation, HasSpell, Record, RecordKind, SpellFields, Treaty,
    TreatyStanding,
};
use crate::store::{Store, Subject};

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
        Basis::Spell { store, subject, rule } => (rule, of_claims(store, &[subject], day)),
        Basis::Office { store, subject, title, rule } => {
            let claims = store.subject(subject).map_or(&[][..], |subject| &subject.claims);
            let records = claims.iter().filter_map(|at| store.record(*at));
            (rule, records.flat_map(|record| of_office(record, title)).collect())
        }
        Basis::Series { store, series, rule } => {
            let of_series =
                |subject: &Subject| subject.series.is_some_and(|(number, _)| number == series);
            let subjects: Vec<u32> = store
                .subjects()
                .filter(|(_, subject)| of_series(subject))
                .map(|(number, _)| number)
                .collect();
            (rule, of_claims(store, &subjects, day))
        }
        Basis::Treaty { store, subject, parties, rule } => {
            (rule, of_treaty(store, subject, parties, day))
        }
    }
}

fn of_claims(store: &Store, subjects: &[u32], day: Date) -> Vec<Evidence> {
    let claims = subjects
        .iter()
        .filter_map(|subject| store.subject(*subject))
        .flat_map(|subject| &subject.claims);
    let records: Vec<&Record> = claims.filter_map(|at| store.record(*at)).collect();
    let mut evidence: Vec<Evidence> =
        records.iter().filter_map(|record| of_record(record)).collect();
    if let Some(record) = records.first().filter(|record| record.kind() != RecordKind::Program) {
        evidence.extend(of_existence(store, &store.actors_of(record), day));
    }
    evidence
}

/// What the lists of states or the founding of an organization say, where they exclude the day.
fn of_existence(store: &Store, actors: &[&Actor], day: Date) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for actor in actors {
        let limits = store.existence(actor);
        let bound = if key(day) < limits.first {
            date_of(limits.first).map(|first| ("before", first))
        } else if limits.last < key(day) {
            date_of(limits.last).map(|last| ("after", last))
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

fn of_office(record: &Record, title: &str) -> Vec<Evidence> {
    let Record::Person(person) = record else { return Vec::new() };
    let offices = person.offices.iter().enumerate().filter(|(_, office)| office.title == title);
    offices
        .map(|(i, office)| Evidence {
            kind: record.kind(),
            id: person.id.clone(),
            path: format!("offices[{i}]"),
            says: format!("{title} of {}: {}", office.of, spell_in_words(office.spell())),
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

fn of_treaty(store: &Store, subject: u32, parties: [Option<u32>; 2], day: Date) -> Vec<Evidence> {
    let Some(force) = store.force(subject) else { return Vec::new() };
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
