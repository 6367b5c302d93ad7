//! What an answer about a treaty rests on, in words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use time::Date;

use super::evidence::{Evidence, act_in_words, attested_in_words, ids, of_existence, of_source};
use crate::record::{Actor, Citation, Record, RecordKind, Reservation, Treaty, TreatyStanding};
use crate::store::Sight;

pub(super) fn of_treaty(
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
    let claims = store.claims(subject);
    let mut evidence = Vec::new();
    for at in claims {
        if let Some(Record::Treaty(treaty)) = store.whole(*at) {
            of_claim(treaty, &asked, &mut evidence);
        }
    }
    // What nothing recorded tells of a party, a source that lists everything may close.
    for party in parties.iter().flatten().filter_map(|number| force.party(*number)) {
        let closing = store.covering(RecordKind::Treaty, None, &[&party.actor], day);
        if let Some(source) = closing.filter(|_| party.histories.unrecorded) {
            evidence.extend(of_source(store, source));
        }
    }
    for new in store.replacing(subject) {
        if let Some(Record::Treaty(treaty)) =
            store.subject(new).and_then(|found| store.whole(*found.claims.first()?))
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
    let before = evidence.len();
    // Where no party is asked for, all are.
    let is_asked = |actor: &Actor| asked.is_empty() || asked.contains(&actor);
    for (i, act) in treaty.acts.iter().enumerate() {
        evidence.push(piece(treaty, format!("acts[{i}]"), act_in_words(act), &act.sources));
    }
    for (i, party) in treaty.parties.iter().enumerate().filter(|(_, party)| is_asked(&party.actor))
    {
        for (j, act) in party.acts.iter().enumerate() {
            let says = format!("{}: {}", party.actor, act_in_words(act));
            evidence.push(piece(treaty, format!("parties[{i}].acts[{j}]"), says, &act.sources));
        }
    }
    for (i, attested) in treaty.attested.iter().enumerate() {
        if attested.party.as_ref().is_some_and(|party| !is_asked(party)) {
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
    }
    for (i, made) in treaty.reservations.iter().enumerate() {
        // What one said of the treaty matters where another is asked too, who may have objected.
        if asked.len() == 2 && asked.contains(&&made.by) {
            let path = format!("reservations[{i}]");
            evidence.push(piece(treaty, path, reservation_in_words(made), &made.sources));
        }
    }
    of_clauses(treaty, evidence);
    if evidence.len() == before {
        evidence.push(piece(
            treaty,
            String::new(),
            "lists the parties and no act of theirs".into(),
            &[],
        ));
    }
}

/// What the treaty's clauses say of its life.
fn of_clauses(treaty: &Treaty, evidence: &mut Vec<Evidence>) {
    let mut add = |path: &str, says: String| {
        evidence.push(piece(treaty, path.into(), says, &[]));
    };
    if let Some(clause) = &treaty.entry_clause {
        let mut says = String::from("enters into force");
        if let Some(consents) = clause.consents {
            says.push_str(&format!(" with {consents} consents"));
        }
        if !clause.named.is_empty() {
            let named: Vec<String> = clause.named.iter().map(ToString::to_string).collect();
            says.push_str(&format!(" with those of {}", named.join(", ")));
        }
        if let Some(delay) = clause.delay {
            says.push_str(&format!(", {delay} later"));
        }
        if let Some(delay) = clause.joiner_delay {
            says.push_str(&format!("; for who joins later, {delay} after consent"));
        }
        add("entry_clause", says);
    }
    if let Some(term) = treaty.term {
        add("term", format!("runs for {term}"));
    }
    if let Some(renewal) = treaty.renewal {
        add("renewal", format!("renewed by {renewal} where nobody gives notice"));
    }
    if let Some(notice) = treaty.notice {
        add("notice", format!("notice takes effect after {notice}"));
    }
    if let Some(survival) = &treaty.survival {
        add(
            "survival",
            format!("{} protected for {} after the end", survival.subject, survival.length),
        );
    }
    for (i, effect) in treaty.effective_from.iter().enumerate() {
        let says = format!("has effect for {} from {}", effect.subject, effect.on.in_words());
        evidence.push(piece(treaty, format!("effective_from[{i}]"), says, &effect.sources));
    }
}

/// A reservation in words: "FRA: objection, bars force".
fn reservation_in_words(made: &Reservation) -> String {
    let mut says = format!("{}: {}", made.by, made.kind);
    if let Some(to) = &made.to {
        says.push_str(&format!(" to `{to}`"));
    }
    if let Some(on) = made.on {
        says.push_str(&format!(" on {}", on.in_words()));
    }
    if made.bars_force {
        says.push_str(", which keeps the treaty from force between the two");
    }
    if let Some(withdrawn) = made.withdrawn {
        says.push_str(&format!(", withdrawn {}", withdrawn.in_words()));
    }
    says
}

fn piece(treaty: &Treaty, path: String, says: String, sources: &[Citation]) -> Evidence {
    let sources = if sources.is_empty() { &treaty.sources } else { sources };
    Evidence { kind: RecordKind::Treaty, id: treaty.id.clone(), path, says, sources: ids(sources) }
}
