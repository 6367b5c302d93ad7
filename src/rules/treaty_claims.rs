//! Rules on all claims on one treaty together, and between treaties.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::findings::{Across, whereabouts};
use super::rule::{Check, Rule};
use super::treaty::{Deed, by_actor, deeds};
use crate::record::{
    ActKind, Actor, Record, RecordKind, Reservation, ReservationKind, Treaty, TreatyStanding,
};
use crate::report::Severity;
use crate::store::{Keys, Store};
use crate::text::shortened;

/// Every treaty as the records that speak of it.
fn treaties(store: &Store) -> impl Iterator<Item = Vec<(u32, &Treaty)>> {
    store.subjects_but_trade().filter(|(_, subject)| subject.kind == RecordKind::Treaty).map(
        |(_, subject)| {
            subject
                .claims
                .iter()
                .filter_map(|at| match store.whole(*at)? {
                    Record::Treaty(treaty) => Some((*at, treaty)),
                    _ => None,
                })
                .collect()
        },
    )
}

/// What each actor did, by any claim.
fn all_by_actor<'t>(claims: &[(u32, &'t Treaty)]) -> BTreeMap<&'t Actor, Vec<(u32, Deed<'t>)>> {
    let mut all: BTreeMap<&Actor, Vec<(u32, Deed<'t>)>> = BTreeMap::new();
    for (at, treaty) in claims {
        for (actor, deeds) in by_actor(treaty) {
            all.entry(actor).or_default().extend(deeds.into_iter().map(|deed| (*at, deed)));
        }
    }
    all
}

const fn is_signature(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::Signature | ActKind::DefinitiveSignature | ActKind::SuccessionToSignature
    )
}

/// The actors of whom some claim attests a standing; `None` if one attests it of all.
fn attested<'t>(
    claims: &[(u32, &'t Treaty)],
    standing: impl Fn(TreatyStanding) -> bool,
) -> Option<BTreeSet<&'t Actor>> {
    let mut actors = BTreeSet::new();
    for attested in claims
        .iter()
        .flat_map(|(_, treaty)| &treaty.attested)
        .filter(|attested| standing(attested.standing))
    {
        actors.insert(attested.party.as_ref()?);
    }
    Some(actors)
}

pub(super) const RATIFIED_UNSIGNED: Rule = Rule {
    code: "treaty/ratified-unsigned",
    severity: Severity::Warning,
    numbers: &[19],
    summary: "a party ratified a treaty that no record says it had signed",
    why: "ratification confirms a signature; without one it is an accession, or the signature is missing",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"ratification","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"ratification","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}
{"kind":"treaty","id":"y","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"}]},{"actor":"USA"}],"same_as":"x","sources":[{"source":"t"}]}"#,
    also: &[],
    check: Check::Across(ratified_unsigned),
};

fn ratified_unsigned(store: &Store, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        let Some(signatories) = attested(&claims, |standing| standing == TreatyStanding::Signatory)
        else {
            continue;
        };
        for (actor, deeds) in all_by_actor(&claims) {
            if signatories.contains(actor)
                || deeds.iter().any(|(_, deed)| is_signature(deed.act.kind))
            {
                continue;
            }
            for (at, deed) in
                deeds.iter().filter(|(_, deed)| deed.act.kind == ActKind::Ratification)
            {
                findings.found_with_help(
                    *at,
                    deed.path(),
                    format!("`{actor}` ratified without a signature on record"),
                    "without a signature before it, it is an `accession`",
                );
            }
        }
    }
}

pub(super) const RATIFIED_BEFORE_SIGNED: Rule = Rule {
    code: "treaty/ratified-before-signed",
    severity: Severity::Warning,
    numbers: &[19],
    summary: "a party ratified a treaty certainly before every signature of it that is recorded",
    why: "ratification confirms a signature, so that one of the dates is wrong",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"ratification","on":"1994"},{"type":"signature","on":"1995"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"},{"type":"ratification","on":"1995"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(ratified_before_signed),
};

fn ratified_before_signed(store: &Store, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        for (actor, deeds) in all_by_actor(&claims) {
            let signatures: Vec<Option<Keys>> = deeds
                .iter()
                .filter(|(_, deed)| is_signature(deed.act.kind))
                .map(|(_, deed)| deed.days())
                .collect();
            let Some(Some(first)) = signatures.into_iter().map(|days| days.map(Keys::first)).min()
            else {
                continue;
            };
            for (at, deed) in
                deeds.iter().filter(|(_, deed)| deed.act.kind == ActKind::Ratification)
            {
                if let (Some(days), Some(on)) = (deed.days(), deed.act.on.or(deed.act.effective))
                    && days.last() < first
                {
                    findings.found_in(
                        *at,
                        deed.path(),
                        format!("`{actor}` ratified on `{on}`, before it signed"),
                    );
                }
            }
        }
    }
}

pub(super) const ACCEDED_AND_SIGNED: Rule = Rule {
    code: "treaty/acceded-and-signed",
    severity: Severity::Warning,
    numbers: &[20],
    summary: "a party both signed a treaty and acceded to it",
    why: "accession is for who has not signed; the act is probably a ratification",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"},{"type":"accession","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"},{"type":"ratification","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(acceded_and_signed),
};

fn acceded_and_signed(store: &Store, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        for (actor, deeds) in all_by_actor(&claims) {
            let left = deeds
                .iter()
                .any(|(_, deed)| deed.act.kind.is_end() || deed.act.kind == ActKind::Notice);
            // Who has left comes back by accession.
            if left || !deeds.iter().any(|(_, deed)| is_signature(deed.act.kind)) {
                continue;
            }
            for (at, deed) in deeds.iter().filter(|(_, deed)| deed.act.kind == ActKind::Accession) {
                findings.found_in(
                    *at,
                    deed.path(),
                    format!("`{actor}` acceded to a treaty that it had signed"),
                );
            }
        }
    }
}

pub(super) const WITHDRAWAL_UNBOUND: Rule = Rule {
    code: "treaty/withdrawal-without-consent",
    severity: Severity::Error,
    numbers: &[26],
    summary: "a party left a treaty with a complete list that it had never consented to",
    why: "nobody can leave what it is not in",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"withdrawal","on":"2001"}]},{"actor":"USA"},{"actor":"RUS"}],"complete":true,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1999"},{"type":"withdrawal","on":"2001"}]},{"actor":"USA"},{"actor":"RUS"}],"complete":true,"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| withdrawal_unbound(store, true, findings)),
};

pub(super) const WITHDRAWAL_MAYBE_UNBOUND: Rule = Rule {
    code: "treaty/withdrawal-maybe-without-consent",
    severity: Severity::Warning,
    numbers: &[26],
    summary: "a party left a treaty, and no record says that it had consented",
    why: "nobody can leave what it is not in, so that its consent is missing",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"withdrawal","on":"2001"}]},{"actor":"USA"}],"others":true,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"provisional-application","on":"1999"},{"type":"withdrawal","on":"2001"}]},{"actor":"USA"}],"others":true,"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| withdrawal_unbound(store, false, findings)),
};

fn withdrawal_unbound(store: &Store, complete: bool, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        let Some(bound) = attested(&claims, |standing| {
            standing != TreatyStanding::NotInvolved && standing != TreatyStanding::Signatory
        }) else {
            continue;
        };
        let general = claims.iter().any(|(_, treaty)| {
            treaty
                .acts
                .iter()
                .any(|act| act.kind == ActKind::EntryIntoForce && act.by.is_none() && !act.denied)
        });
        let actors: BTreeSet<&Actor> = claims
            .iter()
            .flat_map(|(_, treaty)| &treaty.parties)
            .map(|party| &party.actor)
            .collect();
        let two_sided = actors.len() <= 2 && claims.iter().all(|(_, treaty)| !treaty.others);
        if (general && two_sided) || claims.iter().any(|(_, treaty)| treaty.complete) != complete {
            continue;
        }
        for (actor, deeds) in all_by_actor(&claims) {
            let binds = |kind: ActKind| {
                kind.is_consent()
                    || matches!(kind, ActKind::EntryIntoForce | ActKind::ProvisionalApplication)
            };
            if bound.contains(actor) || deeds.iter().any(|(_, deed)| binds(deed.act.kind)) {
                continue;
            }
            for (at, deed) in deeds
                .iter()
                .filter(|(_, deed)| matches!(deed.act.kind, ActKind::Withdrawal | ActKind::Notice))
            {
                findings.found_in(
                    *at,
                    deed.path(),
                    format!(
                        "the {} of `{actor}` has no consent on record before it",
                        deed.act.kind
                    ),
                );
            }
        }
    }
}

pub(super) const NO_ENTRY: Rule = Rule {
    code: "treaty/clause-met-without-entry",
    severity: Severity::Warning,
    numbers: &[25],
    summary: "the consents that a treaty's clause demands are recorded and no day of its entry into force is",
    why: "the treaty is probably in force, and every question about it would be answered Unknown",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA","acts":[{"type":"accession","on":"1995"}]}],"entry_clause":{"consents":2},"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA","acts":[{"type":"accession","on":"1995"}]}],"acts":[{"type":"entry-into-force","on":"1995"}],"entry_clause":{"consents":2},"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(clause_met_without_entry),
};

fn clause_met_without_entry(store: &Store, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        let entered = claims.iter().any(|(_, treaty)| {
            deeds(treaty).any(|deed| deed.act.kind == ActKind::EntryIntoForce)
                || treaty.attested.iter().any(|attested| attested.standing == TreatyStanding::Party)
        });
        let clause =
            claims.iter().find_map(|(at, treaty)| Some((*at, treaty.entry_clause.as_ref()?)));
        let (Some((at, clause)), false) = (clause, entered) else { continue };
        let consented: BTreeSet<&Actor> = all_by_actor(&claims)
            .into_iter()
            .filter(|(_, deeds)| deeds.iter().any(|(_, deed)| deed.act.kind.is_consent()))
            .map(|(actor, _)| actor)
            .collect();
        let demands = clause.consents.is_some() || !clause.named.is_empty();
        let enough = clause
            .consents
            .is_none_or(|needed| u32::try_from(consented.len()).is_ok_and(|found| found >= needed));
        if demands && enough && clause.named.iter().all(|named| consented.contains(named)) {
            findings.found_in(at, "entry_clause", format!("the clause is met by {} recorded consents, and no entry into force is recorded", consented.len()));
        }
    }
}

pub(super) const SHARED_CITATION: Rule = Rule {
    code: "treaty/shared-citation",
    severity: Severity::Warning,
    numbers: &[39],
    summary: "two treaties have one place in a treaty series",
    why: "a registration number names one treaty, so that the two are probably one",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"citations":[{"series":"UNTS","number":"31363"}],"sources":[{"source":"s"}]}
{"kind":"treaty","id":"y","title":"Treaty","parties":[{"actor":"KAZ"},{"actor":"USA"}],"citations":[{"series":"UNTS","number":"31363"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"citations":[{"series":"UNTS","number":"31363"}],"sources":[{"source":"s"}]}
{"kind":"treaty","id":"y","title":"Treaty","parties":[{"actor":"KAZ"},{"actor":"USA"}],"citations":[{"series":"UNTS","number":"31363"}],"same_as":"x","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(shared_citation),
};

fn shared_citation(store: &Store, findings: &mut Across<'_>) {
    let mut first: BTreeMap<(&str, &str), (u32, Option<u32>)> = BTreeMap::new();
    for (at, record) in store.wholes() {
        let Record::Treaty(treaty) = record else { continue };
        let subject = store.subject_number(at);
        for (number, citation) in treaty.citations.iter().enumerate() {
            match first.get(&(&*citation.series, &*citation.number)) {
                Some((earlier, of)) if *of != subject => findings.found_in(
                    at,
                    format_args!("citations[{number}]"),
                    format!(
                        "{} {} is cited for another treaty too, at {}",
                        shortened(&citation.series),
                        shortened(&citation.number),
                        whereabouts(store, *earlier)
                    ),
                ),
                Some(_) => {}
                None => {
                    first.insert((&citation.series, &citation.number), (at, subject));
                }
            }
        }
    }
}

/// Every reservation of a treaty, with its record and place.
fn reservations<'t>(claims: &[(u32, &'t Treaty)]) -> Vec<(u32, usize, &'t Reservation)> {
    claims
        .iter()
        .flat_map(|(at, treaty)| {
            treaty
                .reservations
                .iter()
                .enumerate()
                .map(move |(number, reservation)| (*at, number, reservation))
        })
        .collect()
}

pub(super) const OBJECTION: Rule = Rule {
    code: "treaty/objection-to-nothing",
    severity: Severity::Error,
    numbers: &[28],
    summary: "an objection does not point to an existing reservation by another party that is not younger",
    why: "an objection bars force between two parties only over something that one of them reserved",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996"},{"id":"q","type":"objection","by":"USA","on":"1995","to":"r"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996"},{"id":"q","type":"objection","by":"USA","on":"1997","to":"r"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(objection_to_nothing),
};

fn objection_to_nothing(store: &Store, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        let all = reservations(&claims);
        let by_id: BTreeMap<&str, &Reservation> =
            all.iter().rev().map(|(.., reservation)| (&*reservation.id, *reservation)).collect();
        for (at, number, objection) in
            all.iter().filter(|(.., reservation)| reservation.kind == ReservationKind::Objection)
        {
            let problem = match objection.to.as_deref() {
                None => Some(
                    "an objection needs `to`, the id of the reservation that it answers".into(),
                ),
                Some(to) => match by_id.get(to) {
                    None => Some(format!("the treaty has no reservation `{}`", shortened(to))),
                    Some(target) if target.kind == ReservationKind::Objection => {
                        Some(format!("`{}` is itself an objection", shortened(to)))
                    }
                    Some(target) if target.by == objection.by => {
                        Some(format!("`{}` objects to its own reservation", objection.by))
                    }
                    Some(target) => match (objection.on, target.on) {
                        (Some(on), Some(made)) if on.before(made).is_yes() => Some(format!(
                            "the objection of `{on}` is older than the reservation, `{made}`"
                        )),
                        _ => None,
                    },
                },
            };
            let problem: Option<String> = problem;
            if let Some(problem) = problem {
                findings.found_in(*at, format_args!("reservations[{number}]"), problem);
            }
        }
    }
}

pub(super) const RESERVATION_TWICE: Rule = Rule {
    code: "treaty/reservation-twice",
    severity: Severity::Error,
    numbers: &[],
    summary: "two reservations in one record of a treaty have one id",
    why: "an objection to it would answer both",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ"},{"id":"r","type":"declaration","by":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ"},{"id":"d","type":"declaration","by":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(reservation_twice),
};

fn reservation_twice(store: &Store, findings: &mut Across<'_>) {
    for (at, record) in store.wholes() {
        let Record::Treaty(treaty) = record else { continue };
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, reservation) in treaty.reservations.iter().enumerate() {
            if let Some(earlier) = first.get(&*reservation.id) {
                findings.found_in(
                    at,
                    format_args!("reservations[{number}].id"),
                    format!(
                        "the id `{}` is that of reservations[{earlier}]",
                        shortened(&reservation.id)
                    ),
                );
            } else {
                first.insert(&reservation.id, number);
            }
        }
    }
}

pub(super) const RESERVATION_ORDER: Rule = Rule {
    code: "treaty/reservation-withdrawn-before-made",
    severity: Severity::Error,
    numbers: &[29],
    summary: "a reservation was withdrawn certainly before it was made",
    why: "one of the two dates is wrong, and both decide which terms bind whom",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996","withdrawn":"1995"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996","withdrawn":"1997"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(withdrawn_before_made),
};

fn withdrawn_before_made(store: &Store, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        for (at, number, reservation) in reservations(&claims) {
            if let (Some(on), Some(withdrawn)) = (reservation.on, reservation.withdrawn)
                && withdrawn.before(on).is_yes()
            {
                findings.found_in(
                    at,
                    format_args!("reservations[{number}].withdrawn"),
                    format!("withdrawn on `{withdrawn}`, before it was made, `{on}`"),
                );
            }
        }
    }
}

pub(super) const RESERVATION_LATE: Rule = Rule {
    code: "treaty/reservation-late",
    severity: Severity::Error,
    numbers: &[30],
    summary: "a reservation was made certainly after its party's consent and is not marked late",
    why: "a late reservation stands only if nobody objects, which a reader must be told",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996","late":true}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(reservation_late),
};

fn reservation_late(store: &Store, findings: &mut Across<'_>) {
    for claims in treaties(store) {
        let all = reservations(&claims);
        if all.is_empty() {
            continue;
        }
        let deeds = all_by_actor(&claims);
        for (at, number, reservation) in all.iter().filter(|(.., reservation)| {
            reservation.kind == ReservationKind::Reservation && !reservation.late
        }) {
            let acts: Vec<Option<Keys>> = deeds
                .get(&reservation.by)
                .into_iter()
                .flatten()
                .filter(|(_, deed)| is_signature(deed.act.kind) || deed.act.kind.is_consent())
                .map(|(_, deed)| deed.days())
                .collect();
            let consented = deeds
                .get(&reservation.by)
                .into_iter()
                .flatten()
                .any(|(_, deed)| deed.act.kind.is_consent());
            let last = acts.iter().map(|days| days.map_or(i32::MAX, Keys::last)).max();
            if let (Some(on), Some(last), true) = (reservation.on, last, consented)
                && last < Keys::of(on).first()
            {
                findings.found_with_help(
                    *at,
                    format_args!("reservations[{number}].on"),
                    format!(
                        "the reservation of `{on}` came after the consent of `{}`",
                        reservation.by
                    ),
                    "add `\"late\":true` if it was made late",
                );
            }
        }
    }
}
