//! Money that is passed on: who received it gives it to the next, in a programme that is linked.
//!
//! Two programmes are linked if they are the same, if one runs under the other or is a part of it, or if
//! a transaction of one names the other as that into which, or out of which, it is paid.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::judging::Entry;
use super::overlaps::Places;
use super::total::LeftOutReason;
use crate::record::RecordKind;
use crate::store::Sight;

/// An end of what an actor received, and the amount that has it.
type End = (i32, usize);

/// What one actor received from each provider, in one place.
#[derive(Debug, Default)]
struct Received {
    /// By provider: the earliest possible first day and the earliest possible last day.
    by_provider: BTreeMap<u32, (End, End)>,
    /// The two providers whose earliest first days come first.
    earliest: [Option<(End, u32)>; 2],
}

impl Received {
    fn add(&mut self, provider: u32, first: End, last: End) {
        let ends = self.by_provider.entry(provider).or_insert((first, last));
        *ends = (ends.0.min(first), ends.1.min(last));
        let mut all: Vec<(End, u32)> = self.earliest.iter().flatten().copied().collect();
        all.push((first, provider));
        all.sort_unstable();
        let one = all.first().copied();
        let other = all.iter().find(|(_, of)| one.is_some_and(|(_, first)| first != *of)).copied();
        self.earliest = [one, other];
    }

    /// An amount received that is not certainly later than one given on some days. What came from the
    /// one to whom it goes, and was perhaps itself passed on, counts only if it is certainly earlier.
    fn before(&self, first: i32, last: i32, goes_to: Option<u32>) -> Option<usize> {
        let others = self.earliest.iter().flatten().find(|(_, provider)| {
            goes_to.is_none_or(|receiver| receiver == 0 || *provider != receiver)
        });
        if let Some(((began, amount), _)) = others
            && *began <= last
        {
            return Some(*amount);
        }
        let (_, (ended, amount)) = self.by_provider.get(&goes_to?)?;
        (*ended < first).then_some(*amount)
    }
}

/// Where money was received: in a programme itself, in it or within it, or by name into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    In(u32),
    Within(u32),
    Into(u32),
}

/// Everything received that is all that is asked but for the period.
pub(crate) struct Chains<'s> {
    store: Sight<'s>,
    received: BTreeMap<(Place, u32), Received>,
}

impl<'s> Chains<'s> {
    pub(crate) fn of(store: Sight<'s>, entries: &[Entry<'s>], places: &Places) -> Self {
        let tree = store.store().programs();
        let mut received: BTreeMap<(Place, u32), Received> = BTreeMap::new();
        for (program, range) in places {
            let above = tree.above(*program);
            for at in range.clone() {
                let Some(entry) = entries.get(at).filter(|it| it.but_for_period) else { continue };
                let [provider, receiver, _] = entry.parties;
                if receiver == 0 {
                    continue;
                }
                let days = entry.time.envelope;
                let (first, last) = ((days.first(), at), (days.last(), at));
                let mut add = |place| {
                    received.entry((place, receiver)).or_default().add(provider, first, last);
                };
                add(Place::In(*program));
                add(Place::Within(*program));
                above.iter().for_each(|above| add(Place::Within(*above)));
                let into = named(store, entry.money.stated().to_program.as_deref());
                if let Some(into) = into.filter(|into| !is_linked(store, *program, *into)) {
                    add(Place::Into(into));
                }
            }
        }
        Self { store, received }
    }

    /// The amount of which another passes on the money, if there is one.
    pub(crate) fn source_of(&self, entry: &Entry<'s>) -> Option<usize> {
        let [provider, receiver, _] = entry.parties;
        if provider == 0 {
            return None;
        }
        let program = entry.money.subject();
        let (first, last) = (entry.time.envelope.first(), entry.time.envelope.last());
        let look =
            |place, goes_to| self.received.get(&(place, provider))?.before(first, last, goes_to);
        let back = Some(receiver);
        let within = look(Place::Within(program), back);
        let above = || {
            let above = self.store.store().programs().above(program);
            above.into_iter().find_map(|above| look(Place::In(above), back))
        };
        let named = || {
            let out_of = named(self.store, entry.money.stated().from_program.as_deref());
            let out_of = out_of.filter(|it| !is_linked(self.store, program, *it));
            let fed = out_of.and_then(|out_of| look(Place::In(out_of), None));
            fed.or_else(|| look(Place::Into(program), None))
        };
        within.or_else(above).or_else(named)
    }
}

/// Whether two programmes are the same, or one runs under the other or is a part of it.
fn is_linked(store: Sight<'_>, one: u32, other: u32) -> bool {
    let tree = store.store().programs();
    one == other || tree.above(one).contains(&other) || tree.above(other).contains(&one)
}

fn named(store: Sight<'_>, id: Option<&str>) -> Option<u32> {
    store.subject_number(store.at_id(RecordKind::Program, id?)?)
}

/// Leaves out the money that passes on what was counted when it was received.
pub(crate) fn passed_on<'s>(store: Sight<'s>, entries: &mut [Entry<'s>], places: &Places) {
    let chains = Chains::of(store, entries, places);
    let passed: Vec<(usize, usize)> = (0_usize..)
        .zip(entries.iter())
        .filter(|(_, entry)| entry.is_in())
        .filter_map(|(at, entry)| Some((at, chains.source_of(entry)?)))
        .collect();
    for (at, beside) in passed {
        if let Some(entry) = entries.get_mut(at) {
            entry.leave_out(LeftOutReason::PassedOn, beside);
        }
    }
}

/// The programmes whose money may bear on that of some others: those within them; and where nobody is
/// asked as the giver, those above them and those out of which they are paid.
pub(crate) fn bearing_on(store: Sight<'_>, selected: &[u32], chained: bool) -> Vec<u32> {
    let tree = store.store().programs();
    let mut all: BTreeSet<u32> = selected.iter().copied().collect();
    for program in selected {
        all.extend(tree.within(*program));
        if chained {
            all.extend(tree.above(*program));
            all.extend(tree.fed_by(*program));
        }
    }
    all.into_iter().collect()
}
