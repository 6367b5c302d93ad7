//! Rules on ids that name other records, and on chains of them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::findings::{Across, Findings};
use super::limits::{DEEPEST_PARENTS, LONGEST_CHAIN};
use super::rule::{Check, Rule};
use super::walk::Reference;
use crate::record::{Record, RecordKind};
use crate::report::Severity;
use crate::store::{Held, Store};
use crate::text::{nearest, shortened};

/// How many ids are searched for the nearest one.
const CANDIDATES: usize = 256;

/// The shortest id that is searched for: of two letters, every other id is one slip away.
const SHORTEST_SEARCHED: usize = 3;

/// The longest id that is taken into a search.
const LONGEST_CANDIDATE: usize = 128;

macro_rules! unknown {
    ($( $name:ident = $code:literal, $kind:ident, $bad:literal => $good:literal; )+) => {
        $(
            pub(super) const $name: Rule = Rule {
                code: $code,
                severity: Severity::Error,
                numbers: &[96],
                summary: concat!("an id names a ", $kind!(), " that is not on record"),
                why: "what the record says of it cannot be followed, and is often said of another by a slip of the keys",
                source: "the data model: an id names a record",
                bad: $bad,
                good: $good,
                also: &[],
                check: Check::Unknown(|store, reference, findings| unknown(&$kind!(kinds), store, reference, findings)),
            };
        )+
    };
}

macro_rules! source {
    () => {
        "source"
    };
    (kinds) => {
        [RecordKind::Source]
    };
}
macro_rules! person {
    () => {
        "person"
    };
    (kinds) => {
        [RecordKind::Person]
    };
}
macro_rules! place {
    () => {
        "place"
    };
    (kinds) => {
        [RecordKind::Place]
    };
}
macro_rules! organization {
    () => {
        "organization"
    };
    (kinds) => {
        [RecordKind::Organization]
    };
}
macro_rules! treaty {
    () => {
        "treaty"
    };
    (kinds) => {
        [RecordKind::Treaty]
    };
}
macro_rules! event {
    () => {
        "event"
    };
    (kinds) => {
        [RecordKind::Event]
    };
}
macro_rules! program {
    () => {
        "programme"
    };
    (kinds) => {
        [RecordKind::Program]
    };
}
macro_rules! figure {
    () => {
        "figure"
    };
    (kinds) => {
        [RecordKind::Figure]
    };
}
macro_rules! other {
    () => {
        "record"
    };
    (kinds) => {
        [
            RecordKind::Country,
            RecordKind::Membership,
            RecordKind::Relation,
            RecordKind::TradeFigure,
            RecordKind::Visit,
            RecordKind::Statement,
        ]
    };
}

unknown! {
    UNKNOWN_SOURCE = "reference/unknown-source", source,
        r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"sheet"}]}"#
        => r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}"#;
    UNKNOWN_PERSON = "reference/unknown-person", person,
        r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"person":"blinkn"}],"sources":[{"source":"s"}]}"#
        => r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"person":"p"}],"sources":[{"source":"s"}]}"#;
    UNKNOWN_PLACE = "reference/unknown-place", place,
        r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","places":["astan"],"sources":[{"source":"s"}]}"#
        => r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","places":["astana"],"sources":[{"source":"s"}]}"#;
    UNKNOWN_ORGANIZATION = "reference/unknown-organization", organization,
        r#"{"kind":"membership","id":"x","member":"KAZ","organization":"wto","standing":"full","start":"2015-11-30","sources":[{"source":"s"}]}"#
        => r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"2015-11-30","sources":[{"source":"s"}]}"#;
    UNKNOWN_TREATY = "reference/unknown-treaty", treaty,
        r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"1993-10-23","signed":["tax"],"sources":[{"source":"s"}]}"#
        => r#"{"kind":"treaty","id":"tax","title":"Tax convention","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"1993-10-23","signed":["tax"],"sources":[{"source":"s"}]}"#;
    UNKNOWN_EVENT = "reference/unknown-event", event,
        r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","attended":["c5"],"sources":[{"source":"s"}]}"#
        => r#"{"kind":"event","id":"c5","type":"talks","summary":"Ministers met.","on":"2023-02-28","participants":[{"actor":"USA"}],"sources":[{"source":"s"}]}
{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","attended":["c5"],"sources":[{"source":"s"}]}"#;
    UNKNOWN_PROGRAM = "reference/unknown-program", program,
        r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","parent":"ctr","start":"1994","sources":[{"source":"s"}]}"#
        => r#"{"kind":"program","id":"ctr","type":"assistance","title":"Threat reduction","start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"x","type":"assistance","title":"Aid","parent":"ctr","start":"1994","sources":[{"source":"s"}]}"#;
    UNKNOWN_FIGURE = "reference/unknown-figure", figure,
        r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","estimate":"USD 1e9","part_of":"all","sources":[{"source":"s"}]}"#
        => r#"{"kind":"figure","id":"all","type":"investment","from":"USA","to":"KAZ","estimate":"USD 2e9","sources":[{"source":"s"}]}
{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","estimate":"USD 1e9","sectors":[{"name":"oil"}],"part_of":"all","sources":[{"source":"s"}]}"#;
    UNKNOWN_RECORD = "reference/unknown-record", other,
        r#"{"kind":"relation","id":"x","type":"war","from":"USA","towards":"KAZ","mutual":true,"same_as":"y","sources":[{"source":"s"}]}"#
        => r#"{"kind":"relation","id":"y","type":"war","from":"USA","towards":"KAZ","mutual":true,"sources":[{"source":"t"}]}
{"kind":"relation","id":"x","type":"war","from":"USA","towards":"KAZ","mutual":true,"same_as":"y","sources":[{"source":"s"}]}"#;
}

fn unknown(
    of: &[RecordKind],
    store: &Store,
    reference: Reference<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(kind) = reference.kinds.first().filter(|kind| of.contains(kind)) else { return };
    let id = reference.id;
    let names: Vec<&str> = reference.kinds.iter().map(|kind| kind.as_str()).collect();
    let message = format!("no {} has the id `{}`", names.join(" or "), shortened(id));
    match findings.suggest(|own| nearest_id(store, *kind, id, own)) {
        Some(near) => findings.found_with_help("", message, format!("did you mean `{near}`?")),
        None => findings.found(message),
    }
}

/// The id of a kind that is nearest to one that is not there, among those beside it in order.
fn nearest_id(store: &Store, kind: RecordKind, id: &str, own: Held<'_>) -> Option<String> {
    if id.len() < SHORTEST_SEARCHED {
        return None;
    }
    let of_kind = store.of_kind(kind);
    let beside =
        of_kind.partition_point(|at| store.record(*at).is_some_and(|record| record.id() < id));
    let first = beside.saturating_sub(CANDIDATES / 2);
    let candidates: Vec<&str> = of_kind
        .iter()
        .skip(first)
        .take(CANDIDATES)
        .filter_map(|at| store.record(*at).map(Held::id))
        .filter(|candidate| candidate.len() <= LONGEST_CANDIDATE)
        .filter(|candidate| own.kind() != kind || own.id() != *candidate)
        .collect();
    nearest(id, &candidates).map(String::from)
}

/// For each record of a kind, the records that a field of it names.
type Links = BTreeMap<u32, Vec<u32>>;

fn links<'s>(
    store: &'s Store,
    kind: RecordKind,
    names: impl Fn(&'s Record, &mut dyn FnMut(&'s str)),
) -> Links {
    let links = store.of_kind(kind).iter().filter_map(|at| {
        let mut to = Vec::new();
        names(store.whole(*at)?, &mut |id| to.extend(store.at_id(kind, id)));
        (!to.is_empty()).then_some((*at, to))
    });
    links.collect()
}

/// Cycles among links, each from its first record in the order of the input, and each once. Where
/// cycles share records, at least one of them is found.
fn cycles(links: &Links) -> Vec<Vec<u32>> {
    // Where each names only those before it, nothing leads back.
    if links.iter().all(|(from, to)| to.iter().all(|to| to < from)) {
        return Vec::new();
    }
    // What leads nowhere is on no cycle; taken away again and again, it leaves what leads to one.
    let mut into: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut out: BTreeMap<u32, usize> = BTreeMap::new();
    for (&from, to) in links {
        out.insert(from, to.len());
        for &to in to {
            into.entry(to).or_default().push(from);
            out.entry(to).or_insert(0);
        }
    }
    for (&from, to) in links {
        out.insert(from, to.len());
    }
    let mut done: Vec<u32> =
        out.iter().filter(|(_, count)| **count == 0).map(|(at, _)| *at).collect();
    while let Some(at) = done.pop() {
        out.remove(&at);
        for from in into.get(&at).into_iter().flatten() {
            if let Some(count) = out.get_mut(from) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    done.push(*from);
                }
            }
        }
    }
    let next =
        |at: u32| links.get(&at).and_then(|to| to.iter().copied().find(|to| out.contains_key(to)));
    let mut passed = BTreeSet::new();
    let mut found = Vec::new();
    for &start in out.keys() {
        let mut trail: Vec<u32> = Vec::new();
        let mut on_trail: BTreeMap<u32, usize> = BTreeMap::new();
        let mut current = Some(start);
        while let Some(at) = current {
            if let Some(&from) = on_trail.get(&at) {
                let mut cycle = trail.split_off(from);
                let first = cycle
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, at)| **at)
                    .map_or(0, |(place, _)| place);
                cycle.rotate_left(first);
                found.push(cycle);
                break;
            }
            if !passed.insert(at) {
                break;
            }
            on_trail.insert(at, trail.len());
            trail.push(at);
            current = next(at);
        }
    }
    found
}

fn report_cycles(store: &Store, links: &Links, field: &str, findings: &mut Across<'_>) {
    const SHOWN: usize = 5;
    for cycle in cycles(links) {
        let Some(&first) = cycle.first() else { continue };
        let name = |at: &u32| {
            store
                .record(*at)
                .map(|record| format!("`{}`", shortened(record.id())))
                .unwrap_or_default()
        };
        let message = if cycle.len() == 1 {
            format!("`{field}` names the record itself")
        } else {
            let mut names: Vec<String> = cycle.iter().take(SHOWN).map(name).collect();
            if cycle.len() > SHOWN {
                names.push(format!("{} more", cycle.len() - SHOWN));
            }
            names.push(name(&first));
            format!("`{field}` leads back to the record itself: {}", names.join(" → "))
        };
        findings.found_in(first, field, message);
    }
}

macro_rules! cyclic {
    ($( $name:ident = $code:literal, $field:literal, $why:literal, $source:literal, $bad:literal => $good:literal, $numbers:expr, $also:expr, $links:expr; )+) => {
        $(
            pub(super) const $name: Rule = Rule {
                code: $code,
                severity: Severity::Error,
                numbers: &$numbers,
                summary: concat!("following `", $field, "` leads back to the record"),
                why: $why,
                source: $source,
                bad: $bad,
                good: $good,
                also: &$also,
                check: Check::Across(|store, findings| report_cycles(store, &$links(store), $field, findings)),
            };
        )+
    };
}

cyclic! {
    SAME_AS_CYCLE = "reference/same-as-cycle", "same_as",
        "the subject is that of the record at the end of the chain, and a circle has none",
        "the data model: an id names a record",
        r#"{"kind":"place","id":"a","title":"A","same_as":"b","sources":[{"source":"s"}]}
{"kind":"place","id":"b","title":"B","same_as":"a","sources":[{"source":"s"}]}"#
        => r#"{"kind":"place","id":"a","title":"A","sources":[{"source":"s"}]}
{"kind":"place","id":"b","title":"B","same_as":"a","sources":[{"source":"s"}]}"#,
        [96], [], same_as_links;
    COPY_CYCLE = "source/copy-cycle", "copy_of",
        "copies of one original count once, and in a circle none is the original",
        "the data model: copies of one original count once",
        r#"{"kind":"source","id":"a","title":"A","published":"2020","copy_of":"b"}
{"kind":"source","id":"b","title":"B","published":"2020","copy_of":"a"}"#
        => r#"{"kind":"source","id":"a","title":"A","published":"2020"}
{"kind":"source","id":"b","title":"B","published":"2020","copy_of":"a"}"#,
        [95, 96], [], copy_links;
    SUPERSEDES_CYCLE = "source/supersedes-cycle", "supersedes",
        "of two editions one is the later",
        "the data model: a source and its edition",
        r#"{"kind":"source","id":"a","title":"A","published":"2020","supersedes":"b"}
{"kind":"source","id":"b","title":"B","published":"2020","supersedes":"a"}"#
        => r#"{"kind":"source","id":"a","title":"A","published":"2020"}
{"kind":"source","id":"b","title":"B","published":"2020","supersedes":"a"}"#,
        [], [], supersedes_links;
    PARENT_CYCLE = "program/parent-cycle", "parent",
        "money is rolled up along parents, and in a circle it would be counted without end",
        "IATI 2.03, related-activity: parents and children",
        r#"{"kind":"program","id":"a","type":"assistance","title":"A","parent":"b","start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"b","type":"assistance","title":"B","parent":"a","start":"1994","sources":[{"source":"s"}]}"#
        => r#"{"kind":"program","id":"a","type":"assistance","title":"A","start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"b","type":"assistance","title":"B","parent":"a","start":"1994","sources":[{"source":"s"}]}"#,
        [49], [], parent_links;
    PROGRAM_PART_CYCLE = "program/part-cycle", "part_of",
        "a whole is not a part of its part",
        "the data model: a part and its whole",
        r#"{"kind":"program","id":"a","type":"assistance","title":"A","part_of":"a","start":"1994","sources":[{"source":"s"}]}"#
        => r#"{"kind":"program","id":"a","type":"assistance","title":"A","start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"b","type":"assistance","title":"B","part_of":"a","start":"1994","sources":[{"source":"s"}]}"#,
        [49], [], program_part_links;
    FIGURE_PART_CYCLE = "figure/part-cycle", "part_of",
        "a whole is not a part of its part",
        "the data model: a part and its whole",
        r#"{"kind":"figure","id":"a","type":"investment","from":"USA","to":"KAZ","estimate":"USD 1","part_of":"a","sources":[{"source":"s"}]}"#
        => r#"{"kind":"figure","id":"a","type":"investment","from":"USA","to":"KAZ","estimate":"USD 2","sources":[{"source":"s"}]}
{"kind":"figure","id":"b","type":"investment","from":"USA","to":"KAZ","estimate":"USD 1","sectors":[{"name":"oil"}],"part_of":"a","sources":[{"source":"s"}]}"#,
        [], [], figure_part_links;
    OF_CYCLE = "organization/of-cycle", "of",
        "the acts of an organ count as those of its actor, and in a circle nobody acts",
        "the data model: an organ and the actor whose organ it is",
        r#"{"kind":"organization","id":"a","name":"A","of":"org:b","sources":[{"source":"s"}]}
{"kind":"organization","id":"b","name":"B","of":"org:a","sources":[{"source":"s"}]}"#
        => r#"{"kind":"organization","id":"a","name":"A","of":"KAZ","sources":[{"source":"s"}]}
{"kind":"organization","id":"b","name":"B","of":"org:a","sources":[{"source":"s"}]}"#,
        [], [], of_links;
    REPLACES_CYCLE = "treaty/replaces-cycle", "replaces",
        "of two treaties one is the later",
        "Vienna Convention on the Law of Treaties, articles 30 and 59",
        r#"{"kind":"treaty","id":"a","title":"A","parties":[{"actor":"USA"},{"actor":"KAZ"}],"replaces":["b"],"sources":[{"source":"s"}]}
{"kind":"treaty","id":"b","title":"B","parties":[{"actor":"USA"},{"actor":"KAZ"}],"replaces":["a"],"sources":[{"source":"s"}]}"#
        => r#"{"kind":"treaty","id":"a","title":"A","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}
{"kind":"treaty","id":"b","title":"B","parties":[{"actor":"USA"},{"actor":"KAZ"}],"replaces":["a"],"sources":[{"source":"s"}]}"#,
        [], [], replaces_links;
    AMENDS_CYCLE = "treaty/amends-cycle", "amends",
        "an amendment comes after what it amends",
        "Vienna Convention on the Law of Treaties, articles 39 to 41",
        r#"{"kind":"treaty","id":"a","title":"A","parties":[{"actor":"USA"},{"actor":"KAZ"}],"amends":["a"],"sources":[{"source":"s"}]}"#
        => r#"{"kind":"treaty","id":"a","title":"A","parties":[{"actor":"USA"},{"actor":"KAZ"}],"sources":[{"source":"s"}]}
{"kind":"treaty","id":"b","title":"B","parties":[{"actor":"USA"},{"actor":"KAZ"}],"amends":["a"],"sources":[{"source":"s"}]}"#,
        [], [], amends_links;
}

/// Records of any kind may name another by `same_as`, figures of trade in their columns among them.
fn same_as_of(store: &Store, kind: RecordKind) -> Links {
    let links = store.joined(kind).iter().copied().filter_map(|at| {
        let id = store.record(at)?.same_as()?;
        Some((at, alloc::vec![store.at_id(kind, id)?]))
    });
    links.collect()
}

fn same_as_links(store: &Store) -> Links {
    let mut all = Links::new();
    for kind in RecordKind::ALL {
        all.append(&mut same_as_of(store, *kind));
    }
    all
}

macro_rules! linked {
    ($( $name:ident: $kind:ident, $record:ident => $names:expr; )+) => {
        $(
            fn $name(store: &Store) -> Links {
                links(store, RecordKind::$kind, |record, name| match record {
                    Record::$kind($record) => $names.for_each(name),
                    _ => {}
                })
            }
        )+
    };
}

linked! {
    copy_links: Source, source => source.copy_of.as_deref().into_iter();
    supersedes_links: Source, source => source.supersedes.as_deref().into_iter();
    parent_links: Program, program => program.parent.as_deref().into_iter();
    program_part_links: Program, program => program.part_of.as_deref().into_iter();
    figure_part_links: Figure, figure => figure.part_of.as_deref().into_iter();
    of_links: Organization, organization => organization.of.as_ref().and_then(|of| of.organization_id()).into_iter();
    replaces_links: Treaty, treaty => treaty.replaces.iter().map(String::as_str);
    amends_links: Treaty, treaty => treaty.amends.iter().map(String::as_str);
}

pub(super) const TOO_DEEP: Rule = Rule {
    code: "program/too-deep",
    severity: Severity::Error,
    numbers: &[49],
    summary: "more than 1,024 programmes stand above one another",
    why: "no budget is that deep; such a chain is broken data",
    source: "IATI 2.03, related-activity: parents and children",
    bad: "",
    good: "",
    also: &[],
    check: Check::Across(|store, findings| {
        report_depth(&parent_links(store), DEEPEST_PARENTS, "parent", findings)
    }),
};

pub(super) const CHAIN_TOO_LONG: Rule = Rule {
    code: "reference/chain-too-long",
    severity: Severity::Error,
    numbers: &[96],
    summary: "more than 64 records stand behind one another by `same_as`, `copy_of` or `of`",
    why: "questions follow no longer chain, so that the end of it would be missed",
    source: "the data model: an id names a record",
    bad: "",
    good: "",
    also: &[],
    check: Check::Across(|store, findings| {
        report_depth(&same_as_links(store), LONGEST_CHAIN, "same_as", findings);
        report_depth(&copy_links(store), LONGEST_CHAIN, "copy_of", findings);
        report_depth(&of_links(store), LONGEST_CHAIN, "of", findings);
    }),
};

/// Names each record at which a chain first grows beyond the limit.
fn report_depth(links: &Links, limit: usize, field: &str, findings: &mut Across<'_>) {
    // So few links are no longer chain.
    if links.len() <= limit {
        return;
    }
    let mut depths: BTreeMap<u32, usize> = BTreeMap::new();
    for &start in links.keys() {
        let mut trail = Vec::new();
        let mut on_trail = BTreeSet::new();
        let mut current = Some(start);
        while let Some(at) = current.filter(|at| !depths.contains_key(at)) {
            // A circle has its own rule, and no depth.
            if !on_trail.insert(at) {
                break;
            }
            trail.push(at);
            current = links.get(&at).and_then(|to| to.first().copied());
        }
        let mut depth = current.and_then(|at| depths.get(&at).copied()).unwrap_or(0);
        for at in trail.into_iter().rev() {
            if links.contains_key(&at) {
                depth = depth.saturating_add(1);
            }
            depths.insert(at, depth);
            if depth == limit.saturating_add(1) {
                findings.found_in(
                    at,
                    field,
                    format!("the chain of `{field}` from here is longer than {limit}"),
                );
            }
        }
    }
}
