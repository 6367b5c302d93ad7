//! Amounts that may be the same money: within a programme, and between a programme and those under it.
//!
//! Everything here is decided among the amounts that qualify, whether or not their programmes were
//! selected, so that the total of a tree is the sum of the totals of its parts.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::ops::Range;

use super::coverage::{Compatible, Coverage, Fields};
use super::judging::Entry;
use super::total::LeftOutReason;
use crate::store::Sight;

/// The amounts of each programme, as a range of a list.
pub(crate) type Places = BTreeMap<u32, Range<usize>>;

/// Leaves out what may be the same money as another amount of its own programme.
pub(crate) fn within_program(entries: &mut [Entry<'_>], own: Range<usize>) {
    let among = |entries: &[Entry<'_>], cumulative: bool| -> Vec<usize> {
        let fits = |at: &usize| {
            entries.get(*at).is_some_and(|it| it.is_in() && it.time.cumulative == cumulative)
        };
        own.clone().filter(fits).collect()
    };
    let (periodic, cumulative) = (among(entries, false), among(entries, true));
    if let Some(first) = periodic.first() {
        for at in cumulative {
            leave_out(entries, at, LeftOutReason::CumulativeBesidePeriodic, *first);
        }
        of_one_source(entries, periodic);
        of_several_sources(entries, &among(entries, false));
    } else {
        furthest(entries, cumulative);
        of_several_sources(entries, &among(entries, true));
    }
}

fn leave_out(entries: &mut [Entry<'_>], at: usize, reason: LeftOutReason, beside: usize) {
    if let Some(entry) = entries.get_mut(at) {
        entry.leave_out(reason, beside);
    }
}

/// Of cumulative amounts that may cover one another, the one that reaches furthest is counted.
fn furthest(entries: &mut [Entry<'_>], mut own: Vec<usize>) {
    if own.len() < 2 {
        return;
    }
    own.sort_by_key(|at| {
        entries.get(*at).map(|it| (Reverse(it.time.envelope.last()), it.rank, *at))
    });
    let parties = own.iter().filter_map(|at| entries.get(*at)).map(|it| it.parties);
    let mut kept: Compatible<Option<usize>> = Compatible::asked_for(parties);
    for at in own {
        let Some(fields) = entries.get(at).map(|it| it.parties) else { continue };
        match kept.find(fields, |kept| *kept) {
            Some(beside) => leave_out(entries, at, LeftOutReason::WithinCounted, beside),
            None => kept.put(fields, |kept| *kept = Some(at)),
        }
    }
}

/// The days that the kept amounts of one source, with one provider, receiver and scope, cover.
#[derive(Default)]
struct Lanes {
    /// Where the days are known as far as they can be.
    plain: Coverage,
    /// Fiscal years without a first month, each over all its possible days.
    fiscal: Coverage,
    /// The same by the days in which those of one publisher are compared.
    aligned: Coverage,
}

/// Of amounts over periods by one source that may overlap, the wider is counted. Amounts of single days
/// are told one by one, and so are those that differ in nothing but the value.
fn of_one_source(entries: &mut [Entry<'_>], mut own: Vec<usize>) {
    let all = own.iter().filter_map(|at| entries.get(*at));
    if own.len() < 2 || all.clone().all(|it| it.time.dated) {
        return;
    }
    own.sort_by_key(|at| entries.get(*at).map(|it| (Reverse(it.time.width), *at)));
    let mut kept: BTreeMap<(u32, Fields), Lanes> = BTreeMap::new();
    for at in own {
        let Some(entry) = entries.get(at) else { continue };
        let time = entry.time;
        let beside = entry.money.sources().iter().find_map(|source| {
            let lanes = kept.get(&(*source, entry.parties))?;
            let fiscal = match time.aligned {
                Some(aligned) => lanes.aligned.touching(aligned),
                None => lanes.fiscal.touching(time.envelope),
            };
            let found = lanes.plain.touching(time.envelope).or(fiscal)?;
            let twin = entries.get(found)?.money.has_key_of(&entry.money);
            (!twin).then_some(found)
        });
        if let Some(beside) = beside {
            leave_out(entries, at, LeftOutReason::WithinCounted, beside);
            continue;
        }
        // Single days are the narrowest and leave out nothing.
        if time.dated {
            continue;
        }
        for source in entry.money.sources() {
            let lanes = kept.entry((*source, entry.parties)).or_default();
            match time.aligned {
                Some(aligned) => {
                    lanes.fiscal.put(time.envelope, at);
                    lanes.aligned.put(aligned, at);
                }
                None => lanes.plain.put(time.envelope, at),
            }
        }
    }
}

/// Of amounts of different sources that may be the same money, one is counted: that of the source which
/// the policy prefers, else the one over the wider period, else the first.
fn of_several_sources(entries: &mut [Entry<'_>], own: &[usize]) {
    let all = || own.iter().filter_map(|at| entries.get(*at));
    let first = all().next().map(|it| it.money.sources());
    if all().all(|it| Some(it.money.sources()) == first) {
        return;
    }
    let mut ordered = own.to_vec();
    ordered.sort_by_key(|at| entries.get(*at).map(|it| (it.rank, Reverse(it.time.width), *at)));
    let parties = all().map(|it| it.parties);
    let mut kept: Compatible<BTreeMap<Vec<u32>, Coverage>> = Compatible::asked_for(parties);
    for at in ordered {
        let Some(entry) = entries.get(at) else { continue };
        let (days, sources) = (entry.time.envelope, entry.money.sources());
        let apart = |others: &[u32]| others.iter().all(|other| !sources.contains(other));
        let beside = kept.find(entry.parties, |kept| {
            let others = kept.iter().filter(|(others, _)| apart(others));
            others.filter_map(|(_, coverage)| coverage.touching(days)).min()
        });
        match beside {
            Some(beside) => leave_out(entries, at, LeftOutReason::MayBeCounted, beside),
            None => {
                let sources = sources.to_vec();
                kept.put(entry.parties, |kept| match kept.get_mut(&sources) {
                    Some(coverage) => coverage.put(days, at),
                    None => kept.entry(sources.clone()).or_default().put(days, at),
                });
            }
        }
    }
}

/// Leaves out the money of a programme of which money of one under it may be a part.
pub(crate) fn between_levels(store: Sight<'_>, entries: &mut [Entry<'_>], places: &Places) {
    let tree = store.store().programs();
    let of = |entries: &[Entry<'_>], own: &Range<usize>| -> Vec<usize> {
        let fits = |at: &usize| entries.get(*at).is_some_and(Entry::is_in);
        own.clone().filter(fits).collect()
    };
    // What survives among the amounts of a programme is decided before any level is left out.
    let mut under: BTreeMap<u32, Compatible<Coverage>> = BTreeMap::new();
    let mut own: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (program, range) in places {
        let amounts = of(entries, range);
        if !amounts.is_empty() {
            let parties = amounts.iter().filter_map(|at| entries.get(*at)).map(|it| it.parties);
            under.insert(*program, Compatible::asked_for(parties));
            own.insert(*program, amounts);
        }
    }
    for (program, amounts) in &own {
        for above in tree.above(*program) {
            let Some(under) = under.get_mut(&above) else { continue };
            for at in amounts {
                let Some(entry) = entries.get(*at) else { continue };
                under.put(entry.parties, |coverage| coverage.put(entry.time.envelope, *at));
            }
        }
    }
    for (program, amounts) in own {
        let Some(under) = under.get(&program) else { continue };
        for at in amounts {
            let Some(entry) = entries.get(at) else { continue };
            let days = entry.time.envelope;
            if let Some(beside) = under.find(entry.parties, |found| found.touching(days)) {
                leave_out(entries, at, LeftOutReason::ParentOfCounted, beside);
            }
        }
    }
}
