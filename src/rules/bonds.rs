//! Rules between memberships, relations and organizations: spells of one thing, and what comes
//! before what.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::vec::Vec;

use super::days::{overlapping, possible_days, stated_end, sure_days};
use super::findings::{Across, Findings, whereabouts};
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::country::CountryCode;
use crate::date::{Endpoint, PartialDate};
use crate::record::{
    Attestation, Citation, HasSpell, Record, RecordKind, Relation, RelationKind, RelationObject,
    SpellFields,
};
use crate::report::Severity;
use crate::store::{Keys, Store};
use crate::text::shortened;

/// The fields of the spell of a membership or a relation that is neither denied nor joined to another.
fn bond(record: &Record) -> Option<SpellFields<'_>> {
    if record.is_denied() || record.same_as().is_some() {
        return None;
    }
    match record {
        Record::Membership(membership) => Some(membership.spell()),
        Record::Relation(relation) => Some(relation.spell()),
        _ => None,
    }
}

/// The records that tell of a history, by the history and the source, of which a copy is another than
/// its original; those alone in theirs are left out as far as that costs nothing.
fn told(store: &Store) -> Vec<(u32, u32, u32)> {
    let mut all = Vec::new();
    for (_, subject) in store.subjects_but_trade() {
        if let Some((series, _)) = subject.series
            && store.members(series).len() > 1
        {
            all.extend(subject.claims.iter().map(|at| (series, store.source_of(*at, &[]), *at)));
        }
    }
    all.sort_unstable();
    all
}

/// What is told of one history by one source.
fn histories(told: &[(u32, u32, u32)]) -> impl Iterator<Item = &[(u32, u32, u32)]> {
    told.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|history| history.len() > 1)
}

pub(super) const OVERLAP: Rule = Rule {
    code: "membership/overlap",
    severity: Severity::Error,
    numbers: &[86],
    summary: "two spells of one member in one standing certainly overlap, by one source",
    why: "nobody joins what it is in already: a return needs an earlier end",
    source: "Correlates of War, intergovernmental organizations: spells of membership",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1992","end":"2001","sources":[{"source":"s"}]}
{"kind":"membership","id":"y","member":"KAZ","organization":"o","standing":"full","start":"1995","end":"1996","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1992","end":"2001","sources":[{"source":"s"}]}
{"kind":"membership","id":"y","member":"KAZ","organization":"o","standing":"full","start":"2003","end":"2004","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| overlap(store, RecordKind::Membership, findings)),
};

pub(super) const RELATION_OVERLAP: Rule = Rule {
    code: "relation/overlap",
    severity: Severity::Error,
    numbers: &[88],
    summary: "two spells of one recognition, of relations or of one embassy certainly overlap, by one source",
    why: "a second recognition needs a withdrawal before it, or another object; so does a second opening of relations",
    source: "Office of the Historian, recognition and relations by country",
    bad: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991-12-25","end":"..","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1992-01-10","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991-12-25","end":"..","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"recognition","from":"USA","towards":"KAZ","object":"government","start":"1992-01-10","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| overlap(store, RecordKind::Relation, findings)),
};

/// Whether two spells of a thing that certainly overlap are an error: of memberships, and of the
/// relations of which there is one at a time. Two consulates may stand in two cities.
fn is_one_at_a_time(record: &Record) -> bool {
    match record {
        Record::Membership(_) => true,
        Record::Relation(relation) => match relation.kind {
            RelationKind::Recognition
            | RelationKind::DiplomaticRelations
            | RelationKind::ConsularRelations => true,
            RelationKind::Mission => relation.object.is_some_and(RelationObject::is_single_mission),
            _ => false,
        },
        _ => false,
    }
}

fn overlap(store: &Store, kind: RecordKind, findings: &mut Across<'_>) {
    for history in histories(&told(store)) {
        for (first, second) in pairs(store, history, sure_days) {
            let of_kind = |record: &&Record| record.kind() == kind && is_one_at_a_time(record);
            if let Some(record) = store.whole(second).filter(of_kind) {
                let what = match record {
                    Record::Relation(relation) => relation.kind.as_str(),
                    _ => "membership",
                };
                findings.found_in(
                    second,
                    "start",
                    format!(
                        "it overlaps another spell of the same {what}, at {}",
                        whereabouts(store, first)
                    ),
                );
            }
        }
    }
}

fn pairs(
    store: &Store,
    history: &[(u32, u32, u32)],
    days: impl Fn(SpellFields<'_>) -> Option<Keys>,
) -> Vec<(u32, u32)> {
    let spells: Vec<(Keys, usize)> = history
        .iter()
        .filter_map(|(.., at)| Some((days(bond(store.whole(*at)?)?)?, usize::try_from(*at).ok()?)))
        .collect();
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    overlapping(spells).into_iter().map(|(first, second)| (number(first), number(second))).collect()
}

pub(super) const NEAR_DUPLICATE: Rule = Rule {
    code: "spell/near-duplicate",
    severity: Severity::Warning,
    numbers: &[86, 95],
    summary: "two records from one source may be of one spell",
    why: "claims of one source count as spells of their own, so that a spell recorded twice becomes two",
    source: "the data model: two records citing one source are two spells",
    bad: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991-12-25","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991-12-25","sources":[{"source":"t"}]}"#,
    also: &[],
    check: Check::Across(near_duplicate),
};

fn near_duplicate(store: &Store, findings: &mut Across<'_>) {
    for history in histories(&told(store)) {
        let certain: BTreeSet<u32> =
            pairs(store, history, sure_days).into_iter().map(|(_, at)| at).collect();
        for (first, second) in pairs(store, history, |spell| Some(possible_days(spell))) {
            let is_error =
                certain.contains(&second) && store.whole(second).is_some_and(is_one_at_a_time);
            if !is_error {
                findings.found_with_help(
                    second,
                    "",
                    format!(
                        "the same source may speak of the same spell at {}",
                        whereabouts(store, first)
                    ),
                    "put both into one record, or state the end of the earlier spell",
                );
            }
        }
    }
}

pub(super) const BEFORE_FOUNDING: Rule = Rule {
    code: "membership/before-founding",
    severity: Severity::Warning,
    numbers: &[87],
    summary: "a membership certainly begins before the organization was founded, or after it had ended",
    why: "a predecessor of the organization is probably meant, or a date is wrong",
    source: "Correlates of War, intergovernmental organizations: spells of membership",
    bad: r#"{"kind":"membership","id":"x","member":"USA","organization":"o","standing":"full","start":"1920","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"USA","organization":"o","standing":"full","start":"1945","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Beside(&[RecordKind::Membership], before_founding),
};

fn before_founding(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    let Record::Membership(membership) = record else { return };
    let Some(Record::Organization(organization)) =
        store.by_id(RecordKind::Organization, &membership.organization)
    else {
        return;
    };
    let Some(start) = membership.start.and_then(|start| start.date()) else { return };
    if let Some(founded) = organization.founded.filter(|founded| start.before(*founded).is_yes()) {
        findings.found_in(
            "start",
            format!("`{start}` is before the organization was founded, `{founded}`"),
        );
    }
    if let Some(ended) = organization.ended.filter(|ended| start.after(*ended).is_yes()) {
        findings
            .found_in("start", format!("`{start}` is after the organization had ended, `{ended}`"));
    }
}

pub(super) const UNDATED: Rule = Rule {
    code: "spell/attested-by-undated-source",
    severity: Severity::Warning,
    numbers: &[33, 94],
    summary: "something is attested for the day of a source that has none",
    why: "the attestation then says of no day that it held",
    source: "the data model: an attestation is of the source's day",
    bad: r#"{"kind":"source","id":"x","title":"A page"}
{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","attested":["source"],"sources":[{"source":"x"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","attested":["source"],"sources":[{"source":"s"}]}"#,
    also: &["source/no-date"],
    check: Check::Beside(
        &[
            RecordKind::Membership,
            RecordKind::Relation,
            RecordKind::Program,
            RecordKind::Treaty,
            RecordKind::Person,
        ],
        undated,
    ),
};

fn undated(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    let has_no_day = |sources: &[Citation]| {
        let known = sources
            .iter()
            .any(|citation| store.by_id(RecordKind::Source, &citation.source).is_some());
        known && store.source_day(sources).is_none()
    };
    // The record's own sources are looked up once for all its parts.
    let mut of_record: Option<bool> = None;
    let mut look = |path: &dyn core::fmt::Display, attested: &[Attestation], own: &[Citation]| {
        if !attested.contains(&Attestation::OfSource) {
            return;
        }
        let without_day = if own.is_empty() {
            *of_record.get_or_insert_with(|| has_no_day(record.sources()))
        } else {
            has_no_day(own)
        };
        if without_day {
            findings.found_in(path, "held on the day of the source, and no cited source has a day");
        }
    };
    match record {
        Record::Membership(membership) => look(&"attested", &membership.attested, &[]),
        Record::Relation(relation) => look(&"attested", &relation.attested, &[]),
        Record::Program(program) => look(&"attested", &program.attested, &[]),
        Record::Treaty(treaty) => {
            for (at, attested) in treaty.attested.iter().enumerate() {
                look(&format_args!("attested[{at}].on"), &attested.on, &attested.sources);
            }
        }
        Record::Person(person) => {
            for (at, office) in person.offices.iter().enumerate() {
                look(&format_args!("offices[{at}].attested"), &office.attested, &office.sources);
            }
        }
        _ => {}
    }
}

/// A relation that some record claims to have begun on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claimed<'s> {
    pub(super) at: u32,
    pub(super) start: PartialDate,
    relation: &'s Relation,
}

/// Relations of some kinds between two countries, unordered, with what they claim of their start.
pub(super) type Between<'s> = BTreeMap<(CountryCode, CountryCode), Vec<Claimed<'s>>>;

pub(super) fn pair(a: CountryCode, b: CountryCode) -> (CountryCode, CountryCode) {
    if a <= b { (a, b) } else { (b, a) }
}

pub(super) fn between(store: &Store, wanted: impl Fn(&Relation) -> bool) -> Between<'_> {
    let mut between = Between::new();
    for (at, record) in store.wholes() {
        let Record::Relation(relation) = record else { continue };
        let countries = (relation.from.country(), relation.towards.country());
        if let (Some(from), Some(towards)) = countries
            && let Some(start) = relation.start.and_then(|start| start.date())
            && !relation.denied
            && wanted(relation)
        {
            between.entry(pair(from, towards)).or_default().push(Claimed { at, start, relation });
        }
    }
    for claims in between.values_mut() {
        claims.sort_by_key(|claim| (claim.start.sort_key(), claim.at));
    }
    between
}

/// The claim with the latest start, if some days are certainly before it.
pub(super) fn certainly_after<'c, 's>(
    claims: &'c [Claimed<'s>],
    days: Keys,
) -> Option<&'c Claimed<'s>> {
    // They stand in the order of the first day on which each may have begun.
    claims.last().filter(|claim| days.last() < Keys::of(claim.start).first())
}

pub(super) const EMBASSY_FIRST: Rule = Rule {
    code: "relation/embassy-before-relations",
    severity: Severity::Warning,
    numbers: &[89],
    summary: "an embassy was opened certainly before diplomatic relations, by every source",
    why: "an embassy needs relations; before them there are interests sections and representative offices",
    source: "Vienna Convention on Diplomatic Relations, article 2",
    bad: r#"{"kind":"relation","id":"x","type":"diplomatic-relations","from":"USA","towards":"KAZ","mutual":true,"start":"1993","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"mission","from":"USA","towards":"KAZ","object":"embassy","start":"1992","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"diplomatic-relations","from":"USA","towards":"KAZ","mutual":true,"start":"1992","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"mission","from":"USA","towards":"KAZ","object":"embassy","start":"1992","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| {
        let relations =
            between(store, |relation| relation.kind == RelationKind::DiplomaticRelations);
        let missions = between(store, |relation| {
            matches!(relation.object, Some(RelationObject::Embassy | RelationObject::Legation))
        });
        report_before(&missions, &relations, "diplomatic relations", findings);
    }),
};

pub(super) const RELATIONS_FIRST: Rule = Rule {
    code: "relation/relations-before-recognition",
    severity: Severity::Warning,
    numbers: &[89],
    summary: "diplomatic relations began certainly before every recorded recognition",
    why: "to take up relations with a state is to recognise it, so that one of the dates is wrong",
    source: "Vienna Convention on Diplomatic Relations, article 2; practice of recognition",
    bad: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1993","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"diplomatic-relations","from":"USA","towards":"KAZ","mutual":true,"start":"1992","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1992","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"diplomatic-relations","from":"USA","towards":"KAZ","mutual":true,"start":"1992","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| {
        let recognitions = between(store, |relation| relation.kind == RelationKind::Recognition);
        let relations =
            between(store, |relation| relation.kind == RelationKind::DiplomaticRelations);
        report_before(&relations, &recognitions, "recognition", findings);
    }),
};

fn report_before(
    earlier: &Between<'_>,
    later: &Between<'_>,
    what: &str,
    findings: &mut Across<'_>,
) {
    for (pair, claims) in earlier {
        let Some(of_pair) = later.get(pair) else { continue };
        let Some(first) = of_pair.first() else { continue };
        for claim in claims
            .iter()
            .filter(|claim| Keys::of(claim.start).last() < Keys::of(first.start).first())
        {
            findings.found_in(
                claim.at,
                "start",
                format!(
                    "`{}` is before {what}, `{}` by `{}`",
                    claim.start,
                    first.start,
                    shortened(&first.relation.id)
                ),
            );
        }
    }
}

pub(super) const LEVEL_LEFT_OPEN: Rule = Rule {
    code: "relation/partnership-level-left-open",
    severity: Severity::Warning,
    numbers: &[93],
    summary: "one source gives a pair a new level of partnership and no end of the level before",
    why: "a new level takes the place of the old one, which would hold on beside it",
    source: "joint statements: a new level takes the place of the old",
    bad: r#"{"kind":"relation","id":"x","type":"partnership","from":"USA","towards":"KAZ","mutual":true,"level":"strategic partnership","start":"2012","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"partnership","from":"USA","towards":"KAZ","mutual":true,"level":"enhanced strategic partnership","start":"2018","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"partnership","from":"USA","towards":"KAZ","mutual":true,"level":"strategic partnership","start":"2012","ended":"2018","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"partnership","from":"USA","towards":"KAZ","mutual":true,"level":"enhanced strategic partnership","start":"2018","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(level_left_open),
};

fn level_left_open(store: &Store, findings: &mut Across<'_>) {
    let partnerships = between(store, |relation| {
        relation.kind == RelationKind::Partnership
            && relation.level.is_some()
            && relation.label.is_none()
    });
    for claims in partnerships.values() {
        let mut by_source: BTreeMap<u32, &Claimed<'_>> = BTreeMap::new();
        for claim in claims {
            let Some(before) = by_source.insert(store.original(claim.at), claim) else { continue };
            let spell = before.relation.spell();
            let is_open = stated_end(spell).is_none() && spell.end != Some(Endpoint::Unknown);
            if is_open
                && before.relation.level != claim.relation.level
                && before.start.before(claim.start).is_yes()
            {
                findings.found_in(
                    before.at,
                    "end",
                    format!(
                        "no end is stated, and from `{}` another level holds, at {}",
                        claim.start,
                        whereabouts(store, claim.at)
                    ),
                );
            }
        }
    }
}

pub(super) const EMBASSY_AFTER: Rule = Rule {
    code: "relation/embassy-after-severance",
    severity: Severity::Warning,
    numbers: &[91],
    summary: "an embassy is recorded as open after every recorded spell of diplomatic relations had ended",
    why: "an embassy closes as relations are severed: its end is missing, or relations were taken up again",
    source: "Vienna Convention on Diplomatic Relations, article 45",
    bad: r#"{"kind":"relation","id":"x","type":"diplomatic-relations","from":"USA","towards":"IRN","mutual":true,"start":"1944","end":"1980-04-07","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"mission","from":"USA","towards":"IRN","object":"embassy","start":"1944","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"diplomatic-relations","from":"USA","towards":"IRN","mutual":true,"start":"1944","end":"1980-04-07","sources":[{"source":"s"}]}
{"kind":"relation","id":"y","type":"mission","from":"USA","towards":"IRN","object":"embassy","start":"1944","end":"1979-11-04","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(embassy_after_severance),
};

fn embassy_after_severance(store: &Store, findings: &mut Across<'_>) {
    let pair_of =
        |relation: &Relation| Some(pair(relation.from.country()?, relation.towards.country()?));
    // The last day on which relations may have held between two, with the record that ends last;
    // `None` if by some record they may go on.
    let mut severed: BTreeMap<(CountryCode, CountryCode), Option<(i32, PartialDate)>> =
        BTreeMap::new();
    for (_, record) in store.wholes() {
        let Record::Relation(relation) = record else { continue };
        if relation.kind != RelationKind::DiplomaticRelations || relation.denied {
            continue;
        }
        let Some(pair) = pair_of(relation) else { continue };
        let end = stated_end(relation.spell()).map(|(_, date, days)| (days.last(), date));
        severed
            .entry(pair)
            .and_modify(|last| {
                *last = match (*last, end) {
                    (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
                    _ => None,
                };
            })
            .or_insert(end);
    }
    severed.retain(|_, last| last.is_some());
    if severed.is_empty() {
        return;
    }
    for (at, record) in store.wholes() {
        let Record::Relation(relation) = record else { continue };
        let is_embassy =
            matches!(relation.object, Some(RelationObject::Embassy | RelationObject::Legation));
        if !is_embassy || relation.denied {
            continue;
        }
        let Some((last, date)) =
            pair_of(relation).and_then(|pair| severed.get(&pair).copied()).flatten()
        else {
            continue;
        };
        let spell = relation.spell();
        let stated = stated_end(spell);
        let stays = match stated {
            Some((.., days)) => last < days.first(),
            None => spell.end != Some(Endpoint::Unknown),
        };
        if stays {
            let field = stated.map_or("end", |(field, ..)| field);
            findings.found_in(
                at,
                field,
                format!("it is open after diplomatic relations had ended, `{date}`, and no later spell of them is recorded"),
            );
        }
    }
}

pub(super) const WITHDRAWN_FIRST: Rule = Rule {
    code: "relation/withdrawal-before-recognition",
    severity: Severity::Error,
    numbers: &[88],
    summary: "a recognition was withdrawn certainly before it began",
    why: "what was not yet recognised cannot be recognised no longer",
    source: "Office of the Historian, recognition and relations by country",
    bad: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","acts":[{"type":"withdrawal","on":"1990"}],"start":"1991-12-25","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","acts":[{"type":"withdrawal","on":"1993"}],"start":"1991-12-25","ended":"1993","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Relation(withdrawn_first)),
};

fn withdrawn_first(relation: &Relation, findings: &mut Findings<'_>) {
    let Some(start) = relation.start.and_then(|start| start.date()) else { return };
    if relation.kind != RelationKind::Recognition {
        return;
    }
    for (at, act) in relation.acts.iter().enumerate().filter(|(_, act)| act.kind.is_end()) {
        if let Some(on) = act.effective.or(act.on).filter(|on| on.before(start).is_yes())
            && !act.denied
        {
            findings.found_in(
                format_args!("acts[{at}]"),
                format!("the {} of `{on}` is before the recognition, `{start}`", act.kind),
            );
        }
    }
}
