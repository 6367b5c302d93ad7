//! Rules on one treaty record: its parties, and the order of what they did.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::vec::Vec;

use super::days::certainly_before;
use super::deeds::{Deed, by_actor, deeds};
use super::findings::Findings;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::date::PartialDate;
use crate::record::{ActKind, Actor, Treaty};
use crate::report::Severity;
use crate::store::Keys;

/// What the actors did, those who did something of a kind, in their order.
fn doers_of(treaty: &Treaty, kind: ActKind) -> Vec<(&Actor, Deed<'_>)> {
    if !deeds(treaty).any(|deed| deed.act.kind == kind) {
        return Vec::new();
    }
    let mut all: Vec<(&Actor, Deed<'_>)> = by_actor(treaty).collect();
    all.sort_by_key(|(actor, _)| *actor);
    all
}

fn general_entry(treaty: &Treaty) -> Option<(PartialDate, Keys)> {
    let act = treaty
        .acts
        .iter()
        .find(|act| act.kind == ActKind::EntryIntoForce && act.by.is_none() && !act.denied)?;
    let date = act.effective.or(act.on)?;
    Some((date, Keys::of(date)))
}

pub(super) const TOO_FEW_PARTIES: Rule = Rule {
    code: "treaty/too-few-parties",
    severity: Severity::Error,
    numbers: &[18],
    summary: "a treaty has fewer than two parties and says of no others",
    why: "nobody makes a treaty alone, so a party is missing, and the treaty would be in no dossier",
    source: "Vienna Convention on the Law of Treaties, article 2",
    bad: r#"{"kind":"treaty","id":"x","title":"Tax convention","parties":[{"actor":"KAZ"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Tax convention","parties":[{"actor":"KAZ"}],"others":true,"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(too_few_parties)),
};

fn too_few_parties(treaty: &Treaty, findings: &mut Findings<'_>) {
    let mut actors = treaty.parties.iter().map(|party| &party.actor);
    let first = actors.next();
    if !treaty.others && !treaty.several && actors.all(|actor| Some(actor) == first) {
        let found = if first.is_none() { "none" } else { "one" };
        findings.found_with_help(
            "parties",
            format!("a treaty needs two parties, found {found}"),
            "add the other party, or `\"others\":true` where the list is open",
        );
    }
}

pub(super) const ONE_SIDE: Rule = Rule {
    code: "treaty/one-side",
    severity: Severity::Error,
    numbers: &[18],
    summary: "all parties of a treaty stand on one side",
    why: "a treaty binds between its sides, so that nothing would be in force between anybody",
    source: "Vienna Convention on the Law of Treaties, article 2",
    bad: r#"{"kind":"treaty","id":"x","title":"Agreement","parties":[{"actor":"DEU","side":"eu"},{"actor":"FRA","side":"eu"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Agreement","parties":[{"actor":"DEU","side":"eu"},{"actor":"FRA","side":"eu"},{"actor":"KAZ","side":"kz"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(one_side)),
};

fn one_side(treaty: &Treaty, findings: &mut Findings<'_>) {
    let [first, rest @ ..] = &*treaty.parties else { return };
    if let Some(side) = &first.side
        && !rest.is_empty()
        && !treaty.others
        && rest.iter().all(|party| party.side.as_ref() == Some(side))
    {
        findings.found_in(
            "parties",
            format!("all parties stand on the side `{}`", crate::text::shortened(side)),
        );
    }
}

pub(super) const PARTY_TWICE: Rule = Rule {
    code: "treaty/party-twice",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a treaty record lists one party twice",
    why: "what the party did is torn apart, and a list of parties counts it twice",
    source: "the data model: one entry for one party",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(party_twice)),
};

fn party_twice(treaty: &Treaty, findings: &mut Findings<'_>) {
    // Of two parties, nearly always, no list is needed.
    if let [a, b] = &*treaty.parties
        && a.actor != b.actor
    {
        return;
    }
    let mut first: BTreeMap<&Actor, usize> = BTreeMap::new();
    for (at, party) in treaty.parties.iter().enumerate() {
        if let Some(before) = first.get(&party.actor) {
            findings.found_in(
                format_args!("parties[{at}].actor"),
                format!("`{}` is listed already, as parties[{before}]", party.actor),
            );
        } else {
            first.insert(&party.actor, at);
        }
    }
}

pub(super) const ACT_BEFORE_CONCLUSION: Rule = Rule {
    code: "treaty/act-before-conclusion",
    severity: Severity::Error,
    numbers: &[21],
    summary: "an act on a treaty was certainly done before the treaty was concluded",
    why: "nobody signs, ratifies or leaves what is not there yet, so one of the two dates is wrong",
    source: "UN Treaty Collection, status tables: a treaty and its actions",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","concluded":"1993-10-24","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1992-10-24"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","concluded":"1993-10-24","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1993-10"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(act_before_conclusion)),
};

fn act_before_conclusion(treaty: &Treaty, findings: &mut Findings<'_>) {
    let Some(concluded) = treaty.concluded else { return };
    for deed in deeds(treaty) {
        let comes_before = matches!(
            deed.act.kind,
            ActKind::Adoption
                | ActKind::Initialling
                | ActKind::Announcement
                | ActKind::Undertaking
                | ActKind::Notification
        );
        if let Some(on) = deed.act.on
            && !comes_before
            && !deed.act.retroactive
            && certainly_before(on, concluded)
        {
            findings.found_in(
                format_args!("{}.on", deed.path()),
                format!("the {} of `{on}` is before the conclusion, `{concluded}`", deed.act.kind),
            );
        }
    }
}

pub(super) const ENTRY_BEFORE_CONSENT: Rule = Rule {
    code: "treaty/entry-before-consent",
    severity: Severity::Error,
    numbers: &[22],
    summary: "a treaty entered into force for a party certainly before that party consented",
    why: "nobody is bound before it agrees, except by provisional application, by an act that reaches back, or as a successor",
    source: "Vienna Convention on the Law of Treaties, articles 24 and 25",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1996-05-01"},{"type":"entry-into-force","on":"1995-05-01"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1996-05-01"},{"type":"entry-into-force","on":"1996-06-01"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(entry_before_consent)),
};

fn entry_before_consent(treaty: &Treaty, findings: &mut Findings<'_>) {
    for deeds in doers_of(treaty, ActKind::EntryIntoForce).chunk_by(|(a, _), (b, _)| a == b) {
        let consents = || deeds.iter().filter(|(_, deed)| deed.act.kind.is_consent());
        let reaches_back = |(_, deed): &(&Actor, Deed<'_>)| {
            deed.act.retroactive || deed.act.kind == ActKind::Succession
        };
        let Some((consent, first)) = consents()
            .filter_map(|(_, deed)| Some((deed.act, deed.days()?.first())))
            .min_by_key(|(_, first)| *first)
        else {
            continue;
        };
        if deeds.iter().any(reaches_back) || consents().any(|(_, deed)| deed.days().is_none()) {
            continue;
        }
        for (actor, entry) in
            deeds.iter().filter(|(_, deed)| deed.act.kind == ActKind::EntryIntoForce)
        {
            if let (Some(days), Some(date), Some(by)) = (
                entry.days_of_effect(),
                entry.act.effective.or(entry.act.on),
                consent.on.or(consent.effective),
            ) && days.last() < first
            {
                findings.found_with_help(
                    entry.path(),
                    format!("in force for `{actor}` from `{date}`, before its {} of `{by}`", consent.kind),
                    "add `\"retroactive\":true` if it reaches back, or record `provisional-application`",
                );
            }
        }
    }
}

pub(super) const PARTY_BEFORE_GENERAL: Rule = Rule {
    code: "treaty/party-before-general-entry",
    severity: Severity::Warning,
    numbers: &[23],
    summary: "a treaty entered into force for one party certainly before it did in general",
    why: "until general entry nobody is bound; the earlier date is often one of provisional application",
    source: "Vienna Convention on the Law of Treaties, article 24",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"entry-into-force","on":"1995"}]},{"actor":"USA"}],"acts":[{"type":"entry-into-force","on":"1996"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"entry-into-force","on":"1997"}]},{"actor":"USA"}],"acts":[{"type":"entry-into-force","on":"1996"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(party_before_general)),
};

fn party_before_general(treaty: &Treaty, findings: &mut Findings<'_>) {
    let Some((general, from)) = general_entry(treaty) else { return };
    for (actor, deed) in by_actor(treaty)
        .filter(|(_, deed)| deed.act.kind == ActKind::EntryIntoForce && !deed.act.retroactive)
    {
        if let (Some(days), Some(date)) =
            (deed.days_of_effect(), deed.act.effective.or(deed.act.on))
            && days.last() < from.first()
        {
            findings.found_in(deed.path(), format!("in force for `{actor}` from `{date}`, before it was in general, from `{general}`"));
        }
    }
}

pub(super) const TOO_FEW_CONSENTS: Rule = Rule {
    code: "treaty/too-few-consents",
    severity: Severity::Error,
    numbers: &[24],
    summary: "a treaty with a complete list entered into force with fewer consents than its clause demands",
    why: "the list, the clause or the day of entry is wrong, and each decides for whom it is in force",
    source: "Vienna Convention on the Law of Treaties, article 24",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA"}],"complete":true,"acts":[{"type":"entry-into-force","on":"1996"}],"entry_clause":{"consents":2},"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1994"}]},{"actor":"USA","acts":[{"type":"accession","on":"1995"}]}],"complete":true,"acts":[{"type":"entry-into-force","on":"1996"}],"entry_clause":{"consents":2},"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(too_few_consents)),
};

fn too_few_consents(treaty: &Treaty, findings: &mut Findings<'_>) {
    let needed = treaty.entry_clause.as_ref().and_then(|clause| clause.consents);
    let (Some(needed), Some((date, from)), true) = (needed, general_entry(treaty), treaty.complete)
    else {
        return;
    };
    let possibly_in_time = |deed: &Deed<'_>| {
        deed.act.kind.is_consent() && deed.days().is_none_or(|days| days.first() <= from.last())
    };
    let consents: BTreeSet<&Actor> = by_actor(treaty)
        .filter(|(_, deed)| possibly_in_time(deed))
        .map(|(actor, _)| actor)
        .collect();
    let consents = consents.len();
    if u32::try_from(consents).is_ok_and(|consents| consents < needed) {
        findings.found_in("entry_clause.consents", format!("{needed} consents are demanded and {consents} recorded by the general entry into force, `{date}`"));
    }
}

pub(super) const NOTICE_TOO_SHORT: Rule = Rule {
    code: "treaty/notice-too-short",
    severity: Severity::Warning,
    numbers: &[27],
    summary: "a notice or withdrawal has effect before the treaty's notice period has run out",
    why: "either a date or the period is wrong, or the others waived it, which is worth a remark",
    source: "Vienna Convention on the Law of Treaties, articles 56 and 67",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1996"},{"type":"notice","on":"2019-11-04","effective":"2020-02-04"}]},{"actor":"USA"}],"notice":"1 year","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"accession","on":"1996"},{"type":"notice","on":"2019-11-04","effective":"2020-11-04"}]},{"actor":"USA"}],"notice":"1 year","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(notice_too_short)),
};

fn notice_too_short(treaty: &Treaty, findings: &mut Findings<'_>) {
    let Some(period) = treaty.notice else { return };
    for deed in
        deeds(treaty).filter(|deed| matches!(deed.act.kind, ActKind::Notice | ActKind::Withdrawal))
    {
        if let (Some(on), Some(effective)) = (deed.act.on, deed.act.effective)
            && let Some(earliest) = period.added_to_range(on.possible())
            && Keys::of(effective).last() < Keys::from(earliest).first()
        {
            findings.found_in(
                format_args!("{}.effective", deed.path()),
                format!(
                    "the {} of `{on}` has effect from `{effective}`, sooner than {period} later",
                    deed.act.kind
                ),
            );
        }
    }
}

pub(super) const SIGNED_AFTER_WINDOW: Rule = Rule {
    code: "treaty/signed-after-window",
    severity: Severity::Warning,
    numbers: &[31],
    summary: "a party signed after the treaty had closed for signature",
    why: "who comes later accedes; the act or the window is wrong",
    source: "Vienna Convention on the Law of Treaties, article 15",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1997"}]},{"actor":"USA"}],"signature_window":"1993/1995","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"}]},{"actor":"USA"}],"signature_window":"1993/1995","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(signed_after_window)),
};

fn signed_after_window(treaty: &Treaty, findings: &mut Findings<'_>) {
    let Some(closed) = treaty.signature_window.and_then(|window| window.end().date()) else {
        return;
    };
    for deed in deeds(treaty)
        .filter(|deed| matches!(deed.act.kind, ActKind::Signature | ActKind::DefinitiveSignature))
    {
        if let Some(on) = deed.act.on.filter(|on| certainly_before(closed, *on)) {
            findings.found_in(
                format_args!("{}.on", deed.path()),
                format!("signed on `{on}`, after the treaty had closed for signature, `{closed}`"),
            );
        }
    }
}

pub(super) const ENTRY_AND_END: Rule = Rule {
    code: "treaty/entry-and-end-on-one-day",
    severity: Severity::Warning,
    numbers: &[35],
    summary: "a treaty entered into force and ended for one party on one day",
    why: "one of the two dates was probably copied into the other field",
    source: "UN Treaty Collection, status tables",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"entry-into-force","on":"1996-05-01"},{"type":"withdrawal","on":"1996-05-01"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ","acts":[{"type":"entry-into-force","on":"1996-05-01"},{"type":"withdrawal","on":"2001-05-01"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(entry_and_end)),
};

fn entry_and_end(treaty: &Treaty, findings: &mut Findings<'_>) {
    if !deeds(treaty).any(|deed| deed.act.kind.is_end()) {
        return;
    }
    for deeds in doers_of(treaty, ActKind::EntryIntoForce).chunk_by(|(a, _), (b, _)| a == b) {
        let entered: BTreeSet<i32> = deeds
            .iter()
            .filter(|(_, deed)| deed.act.kind == ActKind::EntryIntoForce)
            .filter_map(|(_, deed)| deed.days_of_effect().filter(|days| days.is_single()))
            .map(Keys::first)
            .collect();
        for (actor, deed) in deeds.iter().filter(|(_, deed)| deed.act.kind.is_end()) {
            if let (Some(days), Some(date)) =
                (deed.days_of_effect(), deed.act.effective.or(deed.act.on))
                && days.is_single()
                && entered.contains(&days.first())
            {
                findings.found_in(deed.path(), format!("the treaty ended for `{actor}` on the day of its entry into force, `{date}`"));
            }
        }
    }
}

pub(super) const NON_BINDING_RATIFIED: Rule = Rule {
    code: "treaty/non-binding-ratified",
    severity: Severity::Warning,
    numbers: &[40],
    summary: "an instrument that does not bind was ratified",
    why: "what does not bind needs no ratification, so that either the one or the other is not so",
    source: "Vienna Convention on the Law of Treaties, article 2",
    bad: r#"{"kind":"treaty","id":"x","title":"Memorandum","binding":false,"parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"},{"type":"ratification","on":"1996"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Memorandum","binding":false,"parties":[{"actor":"KAZ","acts":[{"type":"signature","on":"1995"}]},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(non_binding_ratified)),
};

fn non_binding_ratified(treaty: &Treaty, findings: &mut Findings<'_>) {
    if treaty.binding == Some(false) {
        for deed in deeds(treaty).filter(|deed| deed.act.kind == ActKind::Ratification) {
            findings.found_in(
                deed.path(),
                "the instrument is said not to bind, and yet it was ratified",
            );
        }
    }
}

pub(super) const ATTESTED_NO_DAY: Rule = Rule {
    code: "treaty/attested-without-day",
    severity: Severity::Error,
    numbers: &[33],
    summary: "an attested standing says of no day",
    why: "a standing holds on days; without one nothing follows from it",
    source: "the data model: a standing is attested of a day",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"attested":[{"standing":"party"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","parties":[{"actor":"KAZ"},{"actor":"USA"}],"attested":[{"standing":"party","on":["source"]}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(attested_without_day)),
};

fn attested_without_day(treaty: &Treaty, findings: &mut Findings<'_>) {
    for (at, attested) in treaty.attested.iter().enumerate() {
        if attested.on.is_empty() {
            findings.found_with_help(
                format_args!("attested[{at}]"),
                format!("the standing `{}` is attested of no day", attested.standing),
                "add `\"on\":[\"source\"]` for the day of the source",
            );
        }
    }
}

pub(super) const PLEDGE_OF_STRANGER: Rule = Rule {
    code: "treaty/pledge-of-stranger",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a pledge is made by or to somebody who is not listed as a party",
    why: "an alliance pledges between its parties, so one of the lists is wrong",
    source: "ATOP 5.1: pledges go from one party to another",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","pledges":[{"type":"defence","from":"KAZ","towards":"RUS"}],"parties":[{"actor":"KAZ"},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","pledges":[{"type":"defence","from":"KAZ","towards":"USA"}],"parties":[{"actor":"KAZ"},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(pledge_of_stranger)),
};

fn pledge_of_stranger(treaty: &Treaty, findings: &mut Findings<'_>) {
    if treaty.others || treaty.pledges.is_empty() {
        return;
    }
    let parties: BTreeSet<&Actor> = treaty.parties.iter().map(|party| &party.actor).collect();
    for (at, pledge) in treaty.pledges.iter().enumerate() {
        for (field, actor) in [("from", &pledge.from), ("towards", &pledge.towards)] {
            if !parties.contains(actor) {
                findings.found_in(
                    format_args!("pledges[{at}].{field}"),
                    format!("`{actor}` is not among the parties"),
                );
            }
        }
    }
}

pub(super) const PLEDGE_TO_ITSELF: Rule = Rule {
    code: "treaty/pledge-to-itself",
    severity: Severity::Error,
    numbers: &[],
    summary: "a party pledges something to itself",
    why: "a pledge is directed from one to another",
    source: "ATOP 5.1: pledges go from one party to another",
    bad: r#"{"kind":"treaty","id":"x","title":"Pact","pledges":[{"type":"defence","from":"KAZ","towards":"KAZ"}],"parties":[{"actor":"KAZ"},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"treaty","id":"x","title":"Pact","pledges":[{"type":"defence","from":"KAZ","towards":"USA"}],"parties":[{"actor":"KAZ"},{"actor":"USA"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Treaty(pledge_to_itself)),
};

fn pledge_to_itself(treaty: &Treaty, findings: &mut Findings<'_>) {
    for (at, pledge) in
        treaty.pledges.iter().enumerate().filter(|(_, pledge)| pledge.from == pledge.towards)
    {
        findings.found_in(
            format_args!("pledges[{at}].towards"),
            format!("`{}` pledges to itself", pledge.from),
        );
    }
}
