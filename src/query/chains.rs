//! Money that is passed on: who received it gives it to the next, in a programme that is linked.
//!
//! Two programmes are linked if they are the same, if one runs under the other or is a part of it, or if
//! a transaction of one names the other as that into which, or out of which, it is paid.
//!
//! Money that goes round comes back to who gave it, and of a circle nothing is the first: all of it
//! counts, but for what certainly flowed later than what it passes on.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::judging::Entry;
use super::overlaps::Places;
use super::total::LeftOutReason;
use crate::record::RecordKind;
use crate::store::Sight;

/// Where money was received: in a programme itself, in it or within it, or by name into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    In(u32),
    Within(u32),
    Into(u32),
}

/// What one actor received in one place, of all that is asked but for the period.
#[derive(Debug, Default)]
struct Received {
    /// The first possible day of each amount, and its number, in order.
    amounts: Vec<(i32, usize)>,
    /// The number of its first step.
    steps: usize,
}

/// Which amounts may pass on which: *x* leads to *y* if who received *x* gave *y*, in a linked programme
/// and not certainly earlier.
///
/// An amount leads to all that are late enough, so each list of what was received is a flight of steps
/// in order of time: an amount enters at its own step, and every step leads to the next and to what was
/// given before the one after it was received.
struct Chains<'e, 's> {
    store: Sight<'s>,
    entries: &'e [Entry<'s>],
    received: BTreeMap<(Place, u32), Received>,
    /// How many amounts and steps there are: the amounts come first.
    nodes: usize,
}

impl<'e, 's> Chains<'e, 's> {
    fn of(store: Sight<'s>, entries: &'e [Entry<'s>], places: &Places) -> Self {
        let tree = store.store().programs();
        let asked = || entries.iter().filter(|it| it.but_for_period);
        let givers: BTreeSet<u32> = asked().map(|it| it.parties[0]).collect();
        let mut received: BTreeMap<(Place, u32), Received> = BTreeMap::new();
        for (program, range) in places {
            let above = tree.above(*program);
            for at in range.clone() {
                let Some(entry) = entries.get(at).filter(|it| it.but_for_period) else { continue };
                let [_, receiver, ..] = entry.parties;
                if receiver == 0 || !givers.contains(&receiver) {
                    continue;
                }
                let mut add = |place| {
                    let list = &mut received.entry((place, receiver)).or_default().amounts;
                    list.push((entry.time.envelope.first(), at));
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
        let mut nodes = entries.len();
        for list in received.values_mut() {
            list.amounts.sort_unstable();
            list.steps = nodes;
            nodes += list.amounts.len();
        }
        Self { store, entries, received, nodes }
    }

    /// What an amount may pass on: each list of what its giver received, with how many of it are not
    /// certainly later.
    fn before(&self, entry: &Entry<'s>) -> Vec<(&Received, usize)> {
        let [provider, ..] = entry.parties;
        if provider == 0 || !entry.but_for_period {
            return Vec::new();
        }
        let program = entry.money.subject();
        let out_of = named(self.store, entry.money.stated().from_program.as_deref());
        let out_of = out_of.filter(|it| !is_linked(self.store, program, *it));
        let above = self.store.store().programs().above(program);
        let places = [Place::Within(program), Place::Into(program)];
        let all = places.into_iter().chain(above.into_iter().chain(out_of).map(Place::In));
        let lists = all.filter_map(|place| self.received.get(&(place, provider)));
        let last = entry.time.envelope.last();
        lists
            .map(|list| (list, list.amounts.partition_point(|(first, _)| *first <= last)))
            .filter(|(_, some)| *some > 0)
            .collect()
    }

    /// Which amounts and steps each leads to directly.
    fn leads(&self) -> Vec<Vec<usize>> {
        let mut leads: Vec<Vec<usize>> = alloc::vec![Vec::new(); self.nodes];
        let mut lead = |from: usize, to: usize| {
            if let Some(list) = leads.get_mut(from) {
                list.push(to);
            }
        };
        for list in self.received.values() {
            for (step, (_, amount)) in list.amounts.iter().enumerate() {
                lead(*amount, list.steps + step);
                if step + 1 < list.amounts.len() {
                    lead(list.steps + step, list.steps + step + 1);
                }
            }
        }
        for (at, entry) in self.entries.iter().enumerate() {
            for (list, some) in self.before(entry) {
                lead(list.steps + some - 1, at);
            }
        }
        leads
    }

    /// For each amount of which another is passed on: the other.
    fn passed(&self) -> Vec<(usize, usize)> {
        let rounds = circles(&self.leads());
        let round = |at: usize| rounds.get(at).copied();
        // Of each flight, the first amount, the first of another circle than that one, and the one that
        // ended first.
        let mut ends: BTreeMap<usize, [Option<(i32, usize)>; 3]> = BTreeMap::new();
        for list in self.received.values() {
            let first = list.amounts.first().copied();
            let of = first.map(|(_, amount)| round(amount));
            let other = list.amounts.iter().find(|(_, it)| Some(round(*it)) != of).copied();
            let last = |it: &Entry<'_>| it.time.envelope.last();
            let ended = list
                .amounts
                .iter()
                .filter_map(|(_, at)| Some((self.entries.get(*at).map(last)?, *at)));
            ends.insert(list.steps, [first, other, ended.min()]);
        }
        let mut passed = Vec::new();
        for (at, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.is_in()) {
            let (begun, last) = (entry.time.envelope.first(), entry.time.envelope.last());
            let source = self.before(entry).into_iter().find_map(|(list, _)| {
                let [first, other, ended] = ends.get(&list.steps).copied()?;
                let apart = [first, other].into_iter().flatten();
                let mut apart = apart.filter(|(day, it)| *day <= last && round(*it) != round(at));
                let earlier = ended.filter(|(day, _)| *day < begun);
                apart.next().or(earlier).map(|(_, source)| source)
            });
            passed.extend(source.map(|source| (at, source)));
        }
        passed
    }
}

/// The number of the circle in which each node lies: two have the same if each leads to the other.
/// (Tarjan's algorithm, with a stack of its own in place of recursion.)
fn circles(leads: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut order = alloc::vec![NEW; leads.len()];
    let mut low = order.clone();
    let mut circle = order.clone();
    let (mut next, mut open, mut path) = (0, Vec::new(), Vec::new());
    let get = |list: &[usize], at: usize| list.get(at).copied().unwrap_or(NEW);
    let set = |list: &mut [usize], at: usize, value: usize| {
        if let Some(slot) = list.get_mut(at) {
            *slot = value;
        }
    };
    for start in 0..leads.len() {
        if get(&order, start) != NEW {
            continue;
        }
        path.push((start, 0));
        while let Some((node, step)) = path.pop() {
            if step == 0 {
                set(&mut order, node, next);
                set(&mut low, node, next);
                next += 1;
                open.push(node);
            }
            match leads.get(node).and_then(|leads| leads.get(step)) {
                Some(to) if get(&order, *to) == NEW => {
                    path.extend([(node, step + 1), (*to, 0)]);
                }
                Some(to) => {
                    // Only what is still open can lie in the same circle.
                    if get(&circle, *to) == NEW {
                        let lowest = get(&low, node).min(get(&order, *to));
                        set(&mut low, node, lowest);
                    }
                    path.push((node, step + 1));
                }
                None => {
                    if get(&low, node) == get(&order, node) {
                        while let Some(member) = open.pop() {
                            set(&mut circle, member, node);
                            if member == node {
                                break;
                            }
                        }
                    }
                    if let Some((above, _)) = path.last() {
                        let lowest = get(&low, *above).min(get(&low, node));
                        set(&mut low, *above, lowest);
                    }
                }
            }
        }
    }
    circle
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
    let passed = Chains::of(store, entries, places).passed();
    for (at, beside) in passed {
        if let Some(entry) = entries.get_mut(at) {
            entry.leave_out(LeftOutReason::PassedOn, beside);
        }
    }
}

/// The programmes whose money may bear on that of some others: all that are linked with them, in
/// whatever way and through whatever others. What passes on what may be decided far along a chain or
/// across a tree, and must not depend on what was selected.
pub(crate) fn bearing_on(store: Sight<'_>, selected: &[u32]) -> Vec<u32> {
    let tree = store.store().programs();
    let mut all: BTreeSet<u32> = BTreeSet::new();
    let mut open = selected.to_vec();
    while let Some(program) = open.pop() {
        if all.insert(program) {
            open.extend(tree.neighbours(program));
        }
    }
    all.into_iter().collect()
}

/// Some programmes with all that run under them or are parts of them, in order.
pub(crate) fn all_under(store: Sight<'_>, selected: &[u32]) -> Vec<u32> {
    let tree = store.store().programs();
    let mut all: BTreeSet<u32> = BTreeSet::new();
    let mut open = selected.to_vec();
    while let Some(program) = open.pop() {
        if all.insert(program) {
            open.extend(tree.children(program).chain(tree.parts(program)));
        }
    }
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two nodes lie in one circle exactly if each can be reached from the other.
    #[test]
    fn circles_are_what_leads_both_ways() {
        let mut state = 3_usize;
        for size in 1..9 {
            for _ in 0..60 {
                let mut leads: Vec<Vec<usize>> = alloc::vec![Vec::new(); size];
                for _ in 0..size + 1 {
                    state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
                    leads[(state >> 8) % size].push((state >> 16) % size);
                }
                let reached = |from: usize| -> BTreeSet<usize> {
                    let (mut seen, mut open) = (BTreeSet::new(), alloc::vec![from]);
                    while let Some(node) = open.pop() {
                        if seen.insert(node) {
                            open.extend(&leads[node]);
                        }
                    }
                    seen
                };
                let found = circles(&leads);
                for a in 0..size {
                    for b in 0..size {
                        let both = reached(a).contains(&b) && reached(b).contains(&a);
                        assert_eq!(found[a] == found[b], both, "{leads:?} {a} {b}");
                    }
                }
            }
        }
    }
}
