//! Rules on all claims on one treaty together, and between treaties.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;

use super::claims::Claims;
use super::deeds::deeds;
use super::findings::{Across, whereabouts};
use super::rule::{Check, Rule};
use crate::record::{ActKind, Actor, Record, Reservation, ReservationKind, TreatyStanding};
use crate::report::Severity;
use crate::store::{Keys, Store};
use crate::text::shortened;

const fn is_signature(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::Signature | ActKind::DefinitiveSignature | ActKind::SuccessionToSignature
    )
}

/// The actors of whom some claim attests a standing; `None` if one attests it of all.
fn attested<'t>(
    claims: &Claims<'t>,
    standing: impl Fn(TreatyStanding) -> bool,
) -> Option<BTreeSet<&'t Actor>> {
    let mut actors = BTreeSet::new();
    for attested in claims
        .records
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
    source: "Vienna Convention on the Law of Treaties, article 14; glossary of the UN Treaty Collection",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"ratification","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"ratification","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}
{"kind":"treaty","id":"y","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"}]},{"actor":"USA"}],"same_as":"x","sources":[{"source":"t"}]}"#,
    also: &[],
    check: Check::Treaty(ratified_unsigned),
};

fn ratified_unsigned(claims: &Claims<'_>, findings: &mut Across<'_>) {
    if !claims.has(ActKind::Ratification) {
        return;
    }
    let Some(signatories) = attested(claims, |standing| standing == TreatyStanding::Signatory)
    else {
        return;
    };
    for (actor, deeds) in claims.by_actor() {
        if signatories.contains(actor) || deeds.iter().any(|(.., deed)| is_signature(deed.act.kind))
        {
            continue;
        }
        for (_, at, deed) in
            deeds.iter().filter(|(.., deed)| deed.act.kind == ActKind::Ratification)
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

pub(super) const RATIFIED_BEFORE_SIGNED: Rule = Rule {
    code: "treaty/ratified-before-signed",
    severity: Severity::Warning,
    numbers: &[19],
    summary: "a party ratified a treaty certainly before every signature of it that is recorded",
    why: "ratification confirms a signature, so that one of the dates is wrong",
    source: "Vienna Convention on the Law of Treaties, article 14; glossary of the UN Treaty Collection",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"ratification","on":"1994"},{"type":"signature","on":"1995"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"},{"type":"ratification","on":"1995"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(ratified_before_signed),
};

fn ratified_before_signed(claims: &Claims<'_>, findings: &mut Across<'_>) {
    if !claims.has(ActKind::Ratification) {
        return;
    }
    for (actor, deeds) in claims.by_actor() {
        let signatures = deeds.iter().filter(|(.., deed)| is_signature(deed.act.kind));
        let Some(Some(first)) = signatures.map(|(.., deed)| deed.days().map(Keys::first)).min()
        else {
            continue;
        };
        for (_, at, deed) in
            deeds.iter().filter(|(.., deed)| deed.act.kind == ActKind::Ratification)
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

pub(super) const ACCEDED_AND_SIGNED: Rule = Rule {
    code: "treaty/acceded-and-signed",
    severity: Severity::Warning,
    numbers: &[20],
    summary: "a party both signed a treaty and acceded to it",
    why: "accession is for who has not signed; the act is probably a ratification",
    source: "Vienna Convention on the Law of Treaties, articles 11 to 16",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"},{"type":"accession","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"},{"type":"ratification","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(acceded_and_signed),
};

fn acceded_and_signed(claims: &Claims<'_>, findings: &mut Across<'_>) {
    if !claims.has(ActKind::Accession) {
        return;
    }
    for (actor, deeds) in claims.by_actor() {
        let left = deeds
            .iter()
            .any(|(.., deed)| deed.act.kind.is_end() || deed.act.kind == ActKind::Notice);
        // Who has left comes back by accession.
        if left || !deeds.iter().any(|(.., deed)| is_signature(deed.act.kind)) {
            continue;
        }
        for (_, at, deed) in deeds.iter().filter(|(.., deed)| deed.act.kind == ActKind::Accession) {
            findings.found_in(
                *at,
                deed.path(),
                format!("`{actor}` acceded to a treaty that it had signed"),
            );
        }
    }
}

pub(super) const WITHDRAWAL_UNBOUND: Rule = Rule {
    code: "treaty/withdrawal-without-consent",
    severity: Severity::Error,
    numbers: &[26],
    summary: "a party left a treaty with a complete list that it had never consented to",
    why: "nobody can leave what it is not in",
    source: "Vienna Convention on the Law of Treaties, articles 54 to 56",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"withdrawal","on":"2001"}]},{"actor":"USA"},{"actor":"RUS"}],"complete":true,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1999"},{"type":"withdrawal","on":"2001"}]},{"actor":"USA"},{"actor":"RUS"}],"complete":true,"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(|claims, findings| withdrawal_unbound(claims, true, findings)),
};

pub(super) const WITHDRAWAL_MAYBE_UNBOUND: Rule = Rule {
    code: "treaty/withdrawal-maybe-without-consent",
    severity: Severity::Warning,
    numbers: &[26],
    summary: "a party left a treaty, and no record says that it had consented",
    why: "nobody can leave what it is not in, so that its consent is missing",
    source: "Vienna Convention on the Law of Treaties, articles 54 to 56",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"withdrawal","on":"2001"}]},{"actor":"USA"}],"others":true,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"provisional-application","on":"1999"},{"type":"withdrawal","on":"2001"}]},{"actor":"USA"}],"others":true,"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(|claims, findings| withdrawal_unbound(claims, false, findings)),
};

fn withdrawal_unbound(claims: &Claims<'_>, complete: bool, findings: &mut Across<'_>) {
    let records = || claims.records.iter().map(|(_, treaty)| *treaty);
    if !(claims.has(ActKind::Withdrawal) || claims.has(ActKind::Notice))
        || records().any(|treaty| treaty.complete) != complete
    {
        return;
    }
    let Some(bound) = attested(claims, |standing| {
        standing != TreatyStanding::NotInvolved && standing != TreatyStanding::Signatory
    }) else {
        return;
    };
    let general = records().any(|treaty| {
        treaty
            .acts
            .iter()
            .any(|act| act.kind == ActKind::EntryIntoForce && act.by.is_none() && !act.denied)
    });
    let actors: BTreeSet<&Actor> =
        records().flat_map(|treaty| &treaty.parties).map(|party| &party.actor).collect();
    if general && actors.len() <= 2 && records().all(|treaty| !treaty.others) {
        return;
    }
    for (actor, deeds) in claims.by_actor() {
        let binds = |kind: ActKind| {
            kind.is_consent()
                || matches!(kind, ActKind::EntryIntoForce | ActKind::ProvisionalApplication)
        };
        if bound.contains(actor) || deeds.iter().any(|(.., deed)| binds(deed.act.kind)) {
            continue;
        }
        for (_, at, deed) in deeds
            .iter()
            .filter(|(.., deed)| matches!(deed.act.kind, ActKind::Withdrawal | ActKind::Notice))
        {
            findings.found_in(
                *at,
                deed.path(),
                format!("the {} of `{actor}` has no consent on record before it", deed.act.kind),
            );
        }
    }
}

pub(super) const NO_ENTRY: Rule = Rule {
    code: "treaty/clause-met-without-entry",
    severity: Severity::Warning,
    numbers: &[25],
    summary: "the consents that a treaty's clause demands are recorded and no day of its entry into force is",
    why: "the treaty is probably in force, and every question about it would be answered Unknown",
    source: "Vienna Convention on the Law of Treaties, article 24",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA","acts":[{"type":"accession","on":"1995"}]}],"entry_clause":{"consents":2},"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA","acts":[{"type":"accession","on":"1995"}]}],"acts":[{"type":"entry-into-force","on":"1995"}],"entry_clause":{"consents":2},"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(clause_met_without_entry),
};

fn clause_met_without_entry(claims: &Claims<'_>, findings: &mut Across<'_>) {
    let records = || claims.records.iter().map(|(_, treaty)| *treaty);
    let clause =
        claims.records.iter().find_map(|(at, treaty)| Some((*at, treaty.entry_clause.as_ref()?)));
    let Some((at, clause)) = clause else { return };
    let entered = records().any(|treaty| {
        deeds(treaty).any(|deed| deed.act.kind == ActKind::EntryIntoForce)
            || treaty.attested.iter().any(|attested| attested.standing == TreatyStanding::Party)
    });
    if entered {
        return;
    }
    let consented: BTreeSet<&Actor> = claims
        .by_actor()
        .filter(|(_, deeds)| deeds.iter().any(|(.., deed)| deed.act.kind.is_consent()))
        .map(|(actor, _)| actor)
        .collect();
    let demands = clause.consents.is_some() || !clause.named.is_empty();
    let enough = clause
        .consents
        .is_none_or(|needed| u32::try_from(consented.len()).is_ok_and(|found| found >= needed));
    if demands && enough && clause.named.iter().all(|named| consented.contains(named)) {
        findings.found_in(
            at,
            "entry_clause",
            format!(
                "the clause is met by {} recorded consents, and no entry into force is recorded",
                consented.len()
            ),
        );
    }
}

pub(super) const SHARED_CITATION: Rule = Rule {
    code: "treaty/shared-citation",
    severity: Severity::Warning,
    numbers: &[39],
    summary: "two treaties have one place in a treaty series",
    why: "a registration number names one treaty, so that the two are probably one",
    source: "United Nations Treaty Series: a registration number names one treaty",
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
fn reservations<'t>(
    claims: &Claims<'t>,
) -> impl DoubleEndedIterator<Item = (u32, usize, &'t Reservation)> {
    claims.records.iter().flat_map(|(at, treaty)| {
        treaty.reservations.iter().enumerate().map(|(number, it)| (*at, number, it))
    })
}

pub(super) const OBJECTION: Rule = Rule {
    code: "treaty/objection-to-nothing",
    severity: Severity::Error,
    numbers: &[28],
    summary: "an objection does not point to an existing reservation by another party that is not younger",
    why: "an objection bars force between two parties only over something that one of them reserved",
    source: "Vienna Convention on the Law of Treaties, articles 20 and 21",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996"},{"id":"q","type":"objection","by":"USA","on":"1995","to":"r"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996"},{"id":"q","type":"objection","by":"USA","on":"1997","to":"r"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(objection_to_nothing),
};

fn objection_to_nothing(claims: &Claims<'_>, findings: &mut Across<'_>) {
    let objections =
        || reservations(claims).filter(|(.., it)| it.kind == ReservationKind::Objection);
    if objections().next().is_none() {
        return;
    }
    let by_id: BTreeMap<&str, &Reservation> = reservations(claims)
        .rev()
        .map(|(.., reservation)| (&*reservation.id, reservation))
        .collect();
    for (at, number, objection) in objections() {
        let problem: Option<String> = match objection.to.as_deref() {
            None => {
                Some("an objection needs `to`, the id of the reservation that it answers".into())
            }
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
        if let Some(problem) = problem {
            findings.found_in(at, format_args!("reservations[{number}]"), problem);
        }
    }
}

pub(super) const RESERVATION_TWICE: Rule = Rule {
    code: "treaty/reservation-twice",
    severity: Severity::Error,
    numbers: &[],
    summary: "two reservations in one record of a treaty have one id",
    why: "an objection to it would answer both",
    source: "Vienna Convention on the Law of Treaties, articles 19 to 23",
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
    source: "Vienna Convention on the Law of Treaties, articles 19 to 23",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996","withdrawn":"1995"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996","withdrawn":"1997"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(withdrawn_before_made),
};

fn withdrawn_before_made(claims: &Claims<'_>, findings: &mut Across<'_>) {
    for (at, number, reservation) in reservations(claims) {
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

pub(super) const RESERVATION_LATE: Rule = Rule {
    code: "treaty/reservation-late",
    severity: Severity::Error,
    numbers: &[30],
    summary: "a reservation was made certainly after its party's consent and is not marked late",
    why: "a late reservation stands only if nobody objects, which a reader must be told",
    source: "Vienna Convention on the Law of Treaties, articles 19 to 23",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA"}],"reservations":[{"id":"r","type":"reservation","by":"KAZ","on":"1996","late":true}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(reservation_late),
};

fn reservation_late(claims: &Claims<'_>, findings: &mut Across<'_>) {
    for (at, number, reservation) in
        reservations(claims).filter(|(.., it)| it.kind == ReservationKind::Reservation && !it.late)
    {
        let deeds = claims.of(&reservation.by);
        let last = deeds
            .iter()
            .filter(|(.., deed)| is_signature(deed.act.kind) || deed.act.kind.is_consent())
            .map(|(.., deed)| deed.days().map_or(i32::MAX, Keys::last))
            .max();
        let consented = deeds.iter().any(|(.., deed)| deed.act.kind.is_consent());
        if let (Some(on), Some(last), true) = (reservation.on, last, consented)
            && last < Keys::of(on).first()
        {
            findings.found_with_help(
                at,
                format_args!("reservations[{number}].on"),
                format!("the reservation of `{on}` came after the consent of `{}`", reservation.by),
                "add `\"late\":true` if it was made late",
            );
        }
    }
}

pub(super) const PROVISIONAL_OPEN: Rule = Rule {
    code: "treaty/provisional-application-open",
    severity: Severity::Warning,
    numbers: &[37],
    summary: "a treaty entered into force for a party, and no record says that its provisional application ended",
    why: "entry into force takes its place; a list of provisional appliers would still name the party",
    source: "Vienna Convention on the Law of Treaties, article 25",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"provisional-application","on":"1995"},{"type":"entry-into-force","on":"1998"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"provisional-application","on":"1995"},{"type":"provisional-application-end","on":"1998"},{"type":"entry-into-force","on":"1998"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Treaty(provisional_open),
};

fn provisional_open(claims: &Claims<'_>, findings: &mut Across<'_>) {
    if !claims.has(ActKind::ProvisionalApplication) || !claims.has(ActKind::EntryIntoForce) {
        return;
    }
    for (actor, deeds) in claims.by_actor() {
        let of = |kind: ActKind| deeds.iter().filter(move |(.., deed)| deed.act.kind == kind);
        let (Some((_, at, begun)), Some((.., entry))) =
            (of(ActKind::ProvisionalApplication).next(), of(ActKind::EntryIntoForce).next())
        else {
            continue;
        };
        if of(ActKind::ProvisionalApplicationEnd).next().is_none() {
            let since = entry.act.effective.or(entry.act.on);
            let since = since.map(|since| format!(", from `{since}`")).unwrap_or_default();
            findings.found_with_help(
                *at,
                begun.path(),
                format!("the treaty is in force for `{actor}`{since}, and its provisional application has no end"),
                "add an act of the type `provisional-application-end`",
            );
        }
    }
}
