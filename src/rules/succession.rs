//! Rules on which state follows which, and on treaties that a successor takes over.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::claims::Claims;
use super::deeds::deeds;
use super::findings::Across;
use super::rule::{Check, Rule};
use crate::country::{CountryCode, SuccessionKind};
use crate::date::PartialDate;
use crate::record::{ActKind, Actor, CountrySuccession, Record, RecordKind};
use crate::report::Severity;
use crate::store::{Keys, Store};

/// One state before another, as a country record states it.
#[derive(Debug, Clone, Copy)]
struct Edge<'s> {
    at: u32,
    field: &'static str,
    place: usize,
    before: CountryCode,
    after: CountryCode,
    stated: &'s CountrySuccession,
}

/// What the country records state, in their order.
fn edges(store: &Store) -> impl Iterator<Item = Edge<'_>> {
    let countries =
        store.of_kind(RecordKind::Country).iter().filter_map(|at| match store.whole(*at)? {
            Record::Country(country) if !country.denied => Some((*at, country)),
            _ => None,
        });
    countries.flat_map(|(at, country)| {
        let before = country.predecessors.iter().enumerate().map(move |(place, stated)| Edge {
            at,
            field: "predecessors",
            place,
            before: stated.country,
            after: country.code,
            stated,
        });
        let after = country.successors.iter().enumerate().map(move |(place, stated)| Edge {
            at,
            field: "successors",
            place,
            before: country.code,
            after: stated.country,
            stated,
        });
        before.chain(after)
    })
}

pub(super) const CYCLE: Rule = Rule {
    code: "country/each-before-the-other",
    severity: Severity::Error,
    numbers: &[11],
    summary: "of two countries each is said to be before the other, on no two different days",
    why: "of two states one came first; only one that came back can stand on both sides, on another day",
    source: "UN Treaty Collection, historical information on successions",
    bad: r#"{"kind":"country","id":"kz","code":"KAZ","predecessors":[{"country":"SUN","type":"separation"}],"sources":[{"source":"s"}]}
{"kind":"country","id":"su","code":"SUN","predecessors":[{"country":"KAZ","type":"union"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"country","id":"sy","code":"SYR","predecessors":[{"country":"XUA","type":"separation","effective":"1961-09-28"}],"sources":[{"source":"s"}]}
{"kind":"country","id":"ua","code":"XUA","names":[{"text":"United Arab Republic"}],"predecessors":[{"country":"SYR","type":"union","effective":"1958-02-22"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(each_before_the_other),
};

fn each_before_the_other(store: &Store, findings: &mut Across<'_>) {
    let mut first: BTreeMap<(CountryCode, CountryCode), Option<PartialDate>> = BTreeMap::new();
    for edge in edges(store) {
        first.entry((edge.before, edge.after)).or_insert(edge.stated.effective);
    }
    for edge in edges(store).filter(|edge| edge.before < edge.after) {
        let Some(other) = first.get(&(edge.after, edge.before)) else { continue };
        let apart = match (edge.stated.effective, *other) {
            (Some(a), Some(b)) => a.same_day(b).is_no(),
            _ => false,
        };
        if !apart {
            findings.found_in(
                edge.at,
                format_args!("{}[{}]", edge.field, edge.place),
                format!(
                    "`{}` is said to be before `{}`, and `{1}` before `{0}`",
                    edge.before, edge.after
                ),
            );
        }
    }
}

pub(super) const LIVED_ON: Rule = Rule {
    code: "country/predecessor-lived-on",
    severity: Severity::Warning,
    numbers: &[12],
    summary: "a country took the place of another that certainly existed a year later, by every list",
    why: "where the old state lives on it was a separation; otherwise the day is wrong",
    source: "UN Treaty Collection, historical information on successions",
    bad: r#"{"kind":"country","id":"kz","code":"KAZ","predecessors":[{"country":"SUN","type":"dissolution","effective":"1985"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"country","id":"kz","code":"KAZ","predecessors":[{"country":"SUN","type":"dissolution","effective":"1991-12-26"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(predecessor_lived_on),
};

/// How long after a succession the old state may be found in lists: they differ by months.
const MARGIN: i32 = 366;

fn predecessor_lived_on(store: &Store, findings: &mut Across<'_>) {
    for edge in edges(store) {
        let ends = matches!(
            edge.stated.kind,
            SuccessionKind::Dissolution | SuccessionKind::Union | SuccessionKind::Absorption
        );
        let Some(effective) = edge.stated.effective.filter(|_| ends) else { continue };
        // A state that is its own successor, as after a union, lives on.
        if edge.before == edge.after {
            continue;
        }
        let later = Keys::of(effective).last().saturating_add(MARGIN);
        let day = Keys::at(later).days().and_then(|days| days.first());
        if day.is_some_and(|day| edge.before.existed_on(day).is_yes()) {
            findings.found_in(
                edge.at,
                format_args!("{}[{}].effective", edge.field, edge.place),
                format!(
                    "`{}` is said to have ended by {}, `{effective}`, and every list has it a year later",
                    edge.before, edge.stated.kind
                ),
            );
        }
    }
}

pub(super) const TO_NOTHING: Rule = Rule {
    code: "treaty/succession-to-nothing",
    severity: Severity::Error,
    numbers: &[32],
    summary: "a country succeeded to a treaty with a complete list on which no predecessor of it had acted",
    why: "a successor takes over what its predecessor had; otherwise it accedes",
    source: "Vienna Convention on Succession of States in respect of Treaties",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"succession","on":"1993"}]},{"actor":"USA"},{"actor":"DEU"}],"complete":true,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"succession","on":"1993"}]},{"actor":"USA"},{"actor":"SUN","acts":[{"type":"accession","on":"1970"}]}],"complete":true,"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| succession_to_nothing(store, true, findings)),
};

pub(super) const MAYBE_TO_NOTHING: Rule = Rule {
    code: "treaty/succession-maybe-to-nothing",
    severity: Severity::Warning,
    numbers: &[32],
    summary: "a country succeeded to a treaty, and no record says that a predecessor of it had acted on it",
    why: "a successor takes over what its predecessor had: that act is missing, or it acceded",
    source: "Vienna Convention on Succession of States in respect of Treaties",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"succession","on":"1993"}]},{"actor":"USA"}],"others":true,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"succession","on":"1993"}]},{"actor":"SUN"},{"actor":"USA"}],"others":true,"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| succession_to_nothing(store, false, findings)),
};

/// How many of the states before one are named in a message.
const MOST_NAMED: usize = 5;

const fn is_succession(kind: ActKind) -> bool {
    matches!(kind, ActKind::Succession | ActKind::SuccessionToSignature)
}

fn succession_to_nothing(store: &Store, complete: bool, findings: &mut Across<'_>) {
    let mut stated: Option<BTreeMap<CountryCode, Vec<CountryCode>>> = None;
    let mut known: BTreeMap<CountryCode, BTreeSet<CountryCode>> = BTreeMap::new();
    let mut claims = Claims::new();
    for (_, subject) in store.subjects_but_trade() {
        let succeeds = |at: &u32| match store.whole(*at) {
            Some(Record::Treaty(treaty)) => deeds(treaty).any(|it| is_succession(it.act.kind)),
            _ => false,
        };
        if subject.kind != RecordKind::Treaty || !subject.claims.iter().any(succeeds) {
            continue;
        }
        claims.read(store, subject.claims);
        // Of a treaty with a complete list the whole list is known; of a two-sided one, both sides are.
        if claims.records.iter().any(|(_, treaty)| treaty.complete) != complete {
            continue;
        }
        let stated = stated.get_or_insert_with(|| {
            let mut before: BTreeMap<CountryCode, Vec<CountryCode>> = BTreeMap::new();
            for edge in edges(store) {
                before.entry(edge.after).or_default().push(edge.before);
            }
            before
        });
        let involved: BTreeSet<&Actor> = claims
            .records
            .iter()
            .flat_map(|(_, treaty)| {
                let listed = treaty.parties.iter().map(|party| &party.actor);
                listed.chain(treaty.attested.iter().filter_map(|it| it.party.as_ref()))
            })
            .chain(claims.by_actor().map(|(actor, _)| actor))
            .collect();
        for (actor, done) in claims.by_actor() {
            let Some(code) = actor.country() else { continue };
            let Some((_, at, deed)) = done.iter().find(|(.., it)| is_succession(it.act.kind))
            else {
                continue;
            };
            // Of a hostile file every state may come before every other, so that they are found once.
            let before = known.entry(code).or_insert_with(|| ancestors(code, stated));
            let mut acted = involved.iter().filter_map(|actor| actor.country());
            if acted.any(|code| before.contains(&code)) {
                continue;
            }
            let names: Vec<String> =
                before.iter().take(MOST_NAMED).map(|code| format!("`{code}`")).collect();
            // Colonies succeed to what applied to them, and no list of states has them before.
            if names.is_empty() {
                continue;
            }
            findings.found_in(
                *at,
                deed.path(),
                format!(
                    "`{actor}` succeeded to the treaty, and no part in it is on record of {}, before it",
                    names.join(" or ")
                ),
            );
        }
    }
}

/// The states before one, and those before them.
fn ancestors(
    code: CountryCode,
    stated: &BTreeMap<CountryCode, Vec<CountryCode>>,
) -> BTreeSet<CountryCode> {
    let mut found = BTreeSet::new();
    let mut open: Vec<CountryCode> = alloc::vec![code];
    while let Some(code) = open.pop() {
        let known = code.predecessors().map(|it| it.predecessor());
        for before in known.chain(stated.get(&code).into_iter().flatten().copied()) {
            if found.insert(before) {
                open.push(before);
            }
        }
    }
    found.remove(&code);
    found
}
