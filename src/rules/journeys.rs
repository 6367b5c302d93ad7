//! Rules on visits beside other records, and on what is told before it can be known.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use super::bonds::{between, certainly_after, pair};
use super::days::{overlapping, possible_days};
use super::findings::{Across, Findings, whereabouts};
use super::rule::{Check, Rule};
use super::visit::stay;
use super::walk::PartCheck;
use crate::date::{PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::money::Estimate;
use crate::record::{
    Actor, Citation, HasSpell, Participant, Record, RecordKind, RelationKind, RoleClass, Visit,
    VisitRank, VisitStatus,
};
use crate::report::Severity;
use crate::store::{Keys, Store, happened};
use crate::text::shortened;

pub(super) const BEFORE_RECOGNITION: Rule = Rule {
    code: "visit/before-recognition",
    severity: Severity::Warning,
    numbers: &[90],
    summary: "a visit took place before the one state recognised the other, by some source",
    why: "it happens, and is worth a second look: the year of the visit is often the slip",
    source: "practice of recognition",
    bad: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991-12-25","sources":[{"source":"s"}]}
{"kind":"visit","id":"y","host":"KAZ","travellers":[{"actor":"USA"}],"start":"1991-12-17","end":"1991-12-17","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991-12-25","sources":[{"source":"s"}]}
{"kind":"visit","id":"y","host":"KAZ","travellers":[{"actor":"USA"}],"start":"1993-10-23","end":"1993-10-24","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(before_recognition),
};

fn before_recognition(store: &Store, findings: &mut Across<'_>) {
    let recognitions = between(store, |relation| relation.kind == RelationKind::Recognition);
    for (at, record) in store.wholes() {
        let Record::Visit(visit) = record else { continue };
        let (Some(host), Some(days)) = (visit.host.country(), happened(record)) else { continue };
        let traveller = visit
            .travellers
            .iter()
            .filter_map(|traveller| traveller.actor.as_ref()?.country())
            .find(|code| *code != host);
        let Some(traveller) = traveller else { continue };
        if let Some(claim) = recognitions
            .get(&pair(traveller, host))
            .and_then(|claims| certainly_after(claims, days))
        {
            findings.found_in(at, "start", format!("the visit was before the recognition between `{traveller}` and `{host}`, `{}`, at {}", claim.start, whereabouts(store, claim.at)));
        }
    }
}

pub(super) const TREATY_BEFORE_RECOGNITION: Rule = Rule {
    code: "treaty/before-recognition",
    severity: Severity::Warning,
    numbers: &[90],
    summary: "two states concluded a treaty before the one recognised the other, by some source",
    why: "it happens, and is worth a second look: to conclude a treaty is often to recognise",
    source: "practice of recognition",
    bad: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1993","sources":[{"source":"s"}]}
{"kind":"treaty","id":"y","title":"Pact","concluded":"1992","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991","sources":[{"source":"s"}]}
{"kind":"treaty","id":"y","title":"Pact","concluded":"1992","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(treaty_before_recognition),
};

fn treaty_before_recognition(store: &Store, findings: &mut Across<'_>) {
    let recognitions = between(store, |relation| relation.kind == RelationKind::Recognition);
    for (at, record) in store.wholes() {
        let Record::Treaty(treaty) = record else { continue };
        let ([a, b], Some(concluded)) = (&*treaty.parties, treaty.concluded) else { continue };
        let (Some(a), Some(b)) = (a.actor.country(), b.actor.country()) else { continue };
        if let Some(claim) = recognitions
            .get(&pair(a, b))
            .and_then(|claims| certainly_after(claims, Keys::of(concluded)))
        {
            findings.found_in(
                at,
                "concluded",
                format!(
                    "`{concluded}` is before the recognition between `{a}` and `{b}`, `{}`, at {}",
                    claim.start,
                    whereabouts(store, claim.at)
                ),
            );
        }
    }
}

pub(super) const ELSEWHERE: Rule = Rule {
    code: "visit/place-elsewhere",
    severity: Severity::Warning,
    numbers: &[78],
    summary: "a place visited was certainly not in the host country on that day",
    why: "the place has a namesake, or the stop belongs to another visit",
    source: "GeoNames: a place and its country",
    bad: r#"{"kind":"visit","id":"x","host":"UZB","travellers":[{"actor":"USA"}],"start":"2023-02-28","places":["astana"],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","places":["astana"],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Beside(&[RecordKind::Visit], place_elsewhere),
};

fn place_elsewhere(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    let Record::Visit(visit) = record else { return };
    let Some(host) = visit.host.country() else { return };
    let days = happened(record).unwrap_or(Keys::ALL);
    for (at, id) in visit.places.iter().enumerate() {
        let Some(claims) = claims(store, RecordKind::Place, id) else { continue };
        let countries: Vec<_> = claims
            .into_iter()
            .filter_map(|record| match record {
                Record::Place(place) => Some(&place.countries),
                _ => None,
            })
            .flatten()
            .take(MOST_PARTS.saturating_add(1))
            .collect();
        let fits = |country: &&crate::record::PlaceCountry| {
            country.country == host && possible_days(country.spell()).meets(days)
        };
        let is_judged = !countries.is_empty() && countries.len() <= MOST_PARTS;
        if is_judged && !countries.iter().any(fits) {
            findings.found_in(
                format_args!("places[{at}]"),
                format!("`{}` was not in `{host}` then", shortened(id)),
            );
        }
    }
}

pub(super) const NOT_HELD: Rule = Rule {
    code: "visit/office-not-held",
    severity: Severity::Warning,
    numbers: &[79],
    summary: "a person travelled or met in an office that the person certainly did not hold that day",
    why: "the office, the person or the day is wrong: many have held the same office",
    source: "Archigos and COLT: an office belongs to its spell",
    bad: r#"{"kind":"person","id":"rice","title":"Condoleezza Rice","offices":[{"title":"Secretary of State","of":"USA","start":"2005-01-26","end":"2009-01-20"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"rice","actor":"USA","office":"Secretary of State"}],"start":"2010-11-30","end":"2010-12-02","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"person","id":"rice","title":"Condoleezza Rice","offices":[{"title":"Secretary of State","of":"USA","start":"2005-01-26","end":"2009-01-20"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"rice","actor":"USA","office":"Secretary of State"}],"start":"2008-10-05","end":"2008-10-05","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Beside(&[RecordKind::Visit], office_not_held),
};

fn office_not_held(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    let (Record::Visit(visit), Some(days)) = (record, happened(record)) else { return };
    let mut look = |path: &dyn core::fmt::Display, who: &Participant, days: Keys| {
        let (Some(id), Some(title)) = (who.person.as_deref(), who.office.as_deref()) else {
            return;
        };
        let mut known = false;
        for office in offices(store, id).filter(|office| office.title == title) {
            known = true;
            if possible_days(office.spell()).meets(days) {
                return;
            }
        }
        if known {
            findings.found_in(
                path,
                format!(
                    "`{}` was not `{}` then, by the person's record",
                    shortened(id),
                    shortened(title)
                ),
            );
        }
    };
    for (at, traveller) in visit.travellers.iter().enumerate() {
        look(&format_args!("travellers[{at}].office"), traveller, days);
    }
    for (at, meeting) in visit.meetings.iter().enumerate() {
        let days = meeting.on.map_or(days, Keys::of);
        for (number, participant) in meeting.participants.iter().enumerate() {
            look(&format_args!("meetings[{at}].participants[{number}].office"), participant, days);
        }
    }
}

/// How many records on one subject are looked at for each mention of it; what has more is not judged,
/// so that a hostile file cannot make every mention cost as much as the file.
const MOST_CLAIMS: usize = 256;

fn claims<'a>(store: &'a Store, kind: RecordKind, id: &'a str) -> Option<Vec<&'a Record>> {
    let claims: Vec<&Record> = store.claims_by_id(kind, id).take(MOST_CLAIMS + 1).collect();
    (claims.len() <= MOST_CLAIMS).then_some(claims)
}

/// How many offices, countries or acts of what one mention names are looked at; for the same reason.
const MOST_PARTS: usize = 1_024;

/// The offices of a person by every record, if there are not too many.
fn offices<'a>(
    store: &'a Store,
    person: &'a str,
) -> impl Iterator<Item = &'a crate::record::Office> {
    let lists: Vec<&'a [crate::record::Office]> = claims(store, RecordKind::Person, person)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|record| match record {
            Record::Person(person) => Some(person.offices.as_slice()),
            _ => None,
        })
        .collect();
    let is_judged = lists.iter().map(|list| list.len()).sum::<usize>() <= MOST_PARTS;
    lists.into_iter().filter(move |_| is_judged).flatten()
}

/// When something was signed or held, by one record; nothing of a treaty with too many acts.
fn happened_shortly(record: &Record) -> Option<Keys> {
    if let Record::Treaty(treaty) = record
        && treaty.concluded.is_none()
    {
        let parties = treaty.parties.iter().take(MOST_PARTS.saturating_add(1));
        let acts = parties.map(|party| party.acts.len().saturating_add(1)).sum::<usize>();
        if acts.saturating_add(treaty.acts.len()) > MOST_PARTS {
            return None;
        }
    }
    happened(record)
}

pub(super) const NOT_HEAD: Rule = Rule {
    code: "visit/state-visit-of-another",
    severity: Severity::Warning,
    numbers: &[83],
    summary: "a state visit was made by somebody whose record has offices on those days, and none as head of state",
    why: "only heads of state make state visits; the rank is probably official",
    source: "protocol of the White House and the Office of the Historian: ranks of visits",
    bad: r#"{"kind":"person","id":"rice","title":"Condoleezza Rice","offices":[{"title":"Secretary of State","of":"USA","role":"foreign-minister","start":"2005-01-26","end":"2009-01-20"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"rice","actor":"USA"}],"start":"2008-10-05","end":"2008-10-05","rank":"state","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"person","id":"rice","title":"Condoleezza Rice","offices":[{"title":"Secretary of State","of":"USA","role":"foreign-minister","start":"2005-01-26","end":"2009-01-20"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"rice","actor":"USA"}],"start":"2008-10-05","end":"2008-10-05","rank":"official","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Beside(&[RecordKind::Visit], state_visit_of_another),
};

fn state_visit_of_another(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    let (Record::Visit(visit), Some(days)) = (record, happened(record)) else { return };
    if visit.rank != Some(VisitRank::State) {
        return;
    }
    let mut held = visit
        .travellers
        .iter()
        .filter_map(|traveller| traveller.person.as_deref())
        .flat_map(|id| offices(store, id))
        .filter(|office| possible_days(office.spell()).meets(days))
        .peekable();
    if held.peek().is_some()
        && held.all(|office| office.role.is_some_and(|role| role != RoleClass::HeadOfState))
    {
        findings.found_in("rank", "no traveller was head of state then");
    }
}

/// The travellers of a visit as a key: persons, else actors.
fn traveller(visit: &Visit) -> Option<(&str, Option<&Actor>)> {
    let first = visit.travellers.first()?;
    match &first.person {
        Some(person) => Some((person, None)),
        None => Some(("", first.actor.as_ref())),
    }
}

fn takes_place(visit: &Visit) -> bool {
    !visit.denied && !matches!(visit.status, Some(VisitStatus::Cancelled | VisitStatus::Postponed))
}

pub(super) const VISIT_TWICE: Rule = Rule {
    code: "visit/near-duplicate",
    severity: Severity::Warning,
    numbers: &[84],
    summary: "one source has one traveller with one host twice on one day",
    why: "visits of one source count as visits of their own, so that one recorded twice becomes two",
    source: "the data model: two records citing one source are two visits",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-27","end":"2023-02-28","sources":[{"source":"s"}]}
{"kind":"visit","id":"y","host":"KAZ","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-28","end":"2023-02-28","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-27","end":"2023-02-28","sources":[{"source":"s"}]}
{"kind":"visit","id":"y","host":"KAZ","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-28","end":"2023-02-28","sources":[{"source":"t"}]}"#,
    also: &[],
    check: Check::Across(visit_twice),
};

type Spans = Vec<(Keys, usize)>;

fn visit_twice(store: &Store, findings: &mut Across<'_>) {
    let mut groups: BTreeMap<_, Spans> = BTreeMap::new();
    for (at, record) in store.wholes() {
        let Record::Visit(visit) = record else { continue };
        // Visits of unnamed groups are many, and a traveller of the same label need not be the same.
        let named = visit.travellers.first().is_some_and(|traveller| traveller.person.is_some());
        if let (Some(days), Some(number), true) = (
            sure_stay(visit),
            usize::try_from(at).ok(),
            named && takes_place(visit) && visit.same_as.is_none(),
        ) {
            groups
                .entry((traveller(visit), &visit.host, store.original(at)))
                .or_default()
                .push((days, number));
        }
    }
    for (first, second) in groups.into_values().flat_map(overlapping) {
        let (Ok(first), Ok(second)) = (u32::try_from(first), u32::try_from(second)) else {
            continue;
        };
        findings.found_with_help(
            second,
            "",
            format!(
                "the same source has the traveller with this host then already, at {}",
                whereabouts(store, first)
            ),
            "put both into one record",
        );
    }
}

/// The days of a visit that are certain; without a last day, only the first.
fn sure_stay(visit: &Visit) -> Option<Keys> {
    let first = Keys::of(visit.start?).last();
    Keys::new(first, visit.end.map_or(first, |end| Keys::of(end).first()))
}

pub(super) const TWO_STAYS: Rule = Rule {
    code: "visit/overlapping-stays",
    severity: Severity::Warning,
    numbers: &[77],
    summary: "one person was certainly with two hosts on more than one shared day",
    why: "a day of travel belongs to both, two do not: a date or the person is wrong",
    source: "COLT, trips of leaders: one traveller, one place",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-26","end":"2023-03-01","sources":[{"source":"s"}]}
{"kind":"visit","id":"y","host":"UZB","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-28","end":"2023-03-02","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-26","end":"2023-02-28","sources":[{"source":"s"}]}
{"kind":"visit","id":"y","host":"UZB","travellers":[{"person":"p","actor":"USA"}],"start":"2023-02-28","end":"2023-03-02","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(overlapping_stays),
};

fn overlapping_stays(store: &Store, findings: &mut Across<'_>) {
    let mut groups: BTreeMap<&str, Spans> = BTreeMap::new();
    for (at, record) in store.wholes() {
        let Record::Visit(visit) = record else { continue };
        let (Some(days), Some(number), true) =
            (sure_stay(visit), usize::try_from(at).ok(), takes_place(visit))
        else {
            continue;
        };
        // The last day may be shared with the next host.
        let Some(days) = Keys::new(days.first(), days.last().saturating_sub(1)) else { continue };
        for person in visit.travellers.iter().filter_map(|traveller| traveller.person.as_deref()) {
            groups.entry(person).or_default().push((days, number));
        }
    }
    for (person, spans) in groups {
        for (first, second) in overlapping(spans) {
            let (Ok(first), Ok(second)) = (u32::try_from(first), u32::try_from(second)) else {
                continue;
            };
            if let (Some(Record::Visit(a)), Some(Record::Visit(b))) =
                (store.whole(first), store.whole(second))
                && a.host != b.host
            {
                findings.found_in(
                    second,
                    "start",
                    format!(
                        "`{}` was with `{}` on these days, at {}",
                        shortened(person),
                        a.host,
                        whereabouts(store, first)
                    ),
                );
            }
        }
    }
}

pub(super) const SIGNED_ELSEWHEN: Rule = Rule {
    code: "visit/signed-elsewhen",
    severity: Severity::Warning,
    numbers: &[],
    summary: "what was signed or attended on a visit is dated certainly outside its days, by every source",
    why: "it was signed or held on another journey, or a date is wrong",
    source: "Office of the Historian, travels and visits",
    bad: r#"{"kind":"treaty","id":"tax","title":"Tax convention","concluded":"1995","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"1993-10-23","end":"1993-10-24","signed":["tax"],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"tax","title":"Tax convention","concluded":"1993-10-24","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"1993-10-23","end":"1993-10-24","signed":["tax"],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Beside(&[RecordKind::Visit], signed_elsewhen),
};

fn signed_elsewhen(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    let Record::Visit(visit) = record else { return };
    let (first, last) = stay(visit);
    let Some(days) = Keys::new(
        if first == UNBOUNDED_BELOW { first } else { first.saturating_sub(1) },
        if last == UNBOUNDED_ABOVE { last } else { last.saturating_add(1) },
    ) else {
        return;
    };
    let lists = [
        ("signed", RecordKind::Treaty, &visit.signed),
        ("attended", RecordKind::Event, &visit.attended),
    ];
    for (field, kind, ids) in lists {
        for (at, id) in ids.iter().enumerate() {
            let mut dated = false;
            let Some(claims) = claims(store, kind, id) else { continue };
            let fits = claims.into_iter().filter_map(happened_shortly).any(|on| {
                dated = true;
                on.meets(days)
            });
            if dated && !fits {
                findings.found_in(
                    format_args!("{field}[{at}]"),
                    format!(
                        "the {kind} `{}` is dated outside the days of the visit",
                        shortened(id)
                    ),
                );
            }
        }
    }
}

pub(super) const LATER_THAN_SOURCE: Rule = Rule {
    code: "record/later-than-source",
    severity: Severity::Warning,
    numbers: &[44],
    summary: "something happened certainly after every source that tells of it",
    why: "no source tells of what is yet to come, so that a year is often mistyped, or the source is another",
    source: "the data model: a source tells of nothing that comes after it",
    bad: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"2032-05-19","participants":[{"actor":"KAZ"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"2023-05-19","participants":[{"actor":"KAZ"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Beside(
        &[
            RecordKind::Event,
            RecordKind::Statement,
            RecordKind::Visit,
            RecordKind::Treaty,
            RecordKind::Figure,
            RecordKind::TradeFigure,
        ],
        later_than_source,
    ),
};

fn later_than_source(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    // The day of the record's own sources is looked up once for all its acts.
    let mut of_record: Option<Option<i32>> = None;
    let mut look = |path: &dyn core::fmt::Display, on: Option<PartialDate>, own: &[Citation]| {
        let Some(on) = on else { return };
        let latest = if own.is_empty() {
            *of_record.get_or_insert_with(|| latest_day(store, record.sources()))
        } else {
            latest_day(store, own)
        };
        if latest.is_some_and(|latest| latest < Keys::of(on).first()) {
            findings.found_in(path, format!("`{on}` is later than every source that tells of it"));
        }
    };
    match record {
        Record::Event(event) => look(&"on", event.on, &[]),
        Record::Statement(statement) => look(&"on", statement.on, &[]),
        Record::Visit(visit)
            if !matches!(
                visit.status,
                Some(VisitStatus::Announced | VisitStatus::Postponed | VisitStatus::Cancelled)
            ) =>
        {
            look(&"start", visit.start, &[]);
        }
        Record::Treaty(treaty) => {
            look(&"concluded", treaty.concluded, &[]);
            for (number, party) in treaty.parties.iter().enumerate() {
                for (at, act) in party.acts.iter().enumerate() {
                    look(&format_args!("parties[{number}].acts[{at}].on"), act.on, &act.sources);
                }
            }
            for (at, act) in treaty.acts.iter().enumerate() {
                look(&format_args!("acts[{at}].on"), act.on, &act.sources);
            }
        }
        Record::Figure(figure) => look(&"vintage", figure.vintage, &[]),
        Record::TradeFigure(figure) => look(&"vintage", figure.vintage, &[]),
        _ => {}
    }
}

/// The latest day on which one of some sources may speak, if each of them has a day.
pub(super) fn latest_day(store: &Store, citations: &[Citation]) -> Option<i32> {
    let mut latest = None;
    for citation in citations {
        // What was read through another source was read on that one's day at the latest.
        for id in [Some(&citation.source), citation.via.as_ref()].into_iter().flatten() {
            let Some(Record::Source(source)) = store.by_id(RecordKind::Source, id) else {
                return None;
            };
            let day = [source.published, source.retrieved]
                .into_iter()
                .flatten()
                .map(|date| Keys::of(date).last())
                .max();
            match day {
                Some(day) => latest = latest.max(Some(day)),
                None if *id == citation.source => return None,
                None => {}
            }
        }
    }
    latest
}

pub(super) const CURRENCY: Rule = Rule {
    code: "money/currency-not-in-use",
    severity: Severity::Warning,
    numbers: &[46, 57],
    summary: "an amount is in a currency that was certainly not in use on its day",
    why: "the amount was converted, which a reader must be told, or the currency or the day is wrong",
    source: "ISO 4217, withdrawal dates",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"DEM 200","on":"2005"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"DEM 200","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Record(currency_not_in_use)),
};

fn currency_not_in_use(record: &Record, findings: &mut Findings<'_>) {
    let mut look = |path: &dyn core::fmt::Display, estimate: Estimate, days: Keys| {
        let (Some(currency), Some(range)) = (estimate.unit().currency(), days.days()) else {
            return;
        };
        // Each currency was in use without a gap, so that both ends outside mean all of it, or that
        // it came and went within: then it was in use on some day.
        let (Some(first), Some(last)) = (range.first(), range.last()) else { return };
        let out = currency.is_valid_on(first).is_no() && currency.is_valid_on(last).is_no();
        let within = currency.withdrawn().is_some_and(|withdrawn| {
            let (year, _) = withdrawn.earliest();
            first.year() < year && year <= last.year()
        });
        if out && !within {
            findings
                .found_in(path, format!("`{currency}` was not in use then, found `{estimate}`"));
        }
    };
    match record {
        Record::Program(program) => {
            for (at, transaction) in program.transactions.iter().enumerate() {
                let days = transaction.on.map(Keys::of).or_else(|| {
                    transaction
                        .period
                        .filter(|period| !period.is_unstated())
                        .map(|period| period.envelope().into())
                });
                if let Some(days) = days {
                    look(&format_args!("transactions[{at}].estimate"), transaction.estimate, days);
                }
            }
        }
        Record::TradeFigure(figure) => {
            if let (Some(estimate), false) = (figure.estimate, figure.period.is_unstated()) {
                look(&"estimate", estimate, figure.period.envelope().into());
            }
        }
        Record::Figure(figure) => {
            if let (Some(estimate), Some(days)) = (figure.estimate, happened(record)) {
                look(&"estimate", estimate, days);
            }
        }
        _ => {}
    }
}
