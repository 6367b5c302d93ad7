//! Which records of one traveller and host, or of one kind of event, are of one and the same.
//!
//! Records are of one subject if their possible days meet or are adjacent and they are of different
//! sources, or if one says so by `same_as`. They are gone through in the order of their earliest days,
//! and each joins the first group that it fits. To ask every group would take the square of their
//! number, and some travel a lot: a group whose days are over is never asked again, each source goes on
//! where it last found a group that it is not in, and what names another is looked up.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::held::Held;
use super::keys::Keys;
use super::records::Records;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::Record;

/// Parts records into groups, each about one subject; in each, the one that names it comes first, the
/// others by id.
pub(super) fn by_days(
    store: &Records,
    claims: &[u32],
    happened: impl Fn(&Record) -> Option<Keys>,
) -> Vec<Vec<u32>> {
    if let [_] = claims {
        return alloc::vec![claims.to_vec()];
    }
    let mut ordered: Vec<(Option<Keys>, u32)> =
        claims.iter().map(|at| (store.whole(*at).and_then(&happened), *at)).collect();
    ordered.sort_by_key(|(days, at)| {
        (days.map_or(UNBOUNDED_ABOVE, Keys::first), store.record(*at).map(Held::id))
    });
    let mut groups = Groups::default();
    for (days, at) in ordered {
        let named = store.record(at).and_then(|record| store.named_by(record));
        groups.add(at, days, named, store.source_of(at, &[]));
    }
    let mut groups: Vec<Vec<u32>> = groups.list.into_iter().map(|group| group.claims).collect();
    for claims in &mut groups {
        claims.sort_by_key(|at| {
            store.record(*at).map(|record| (record.same_as().is_some(), record.id()))
        });
    }
    groups
}

#[derive(Debug)]
struct Group {
    claims: Vec<u32>,
    /// The last day on which one can begin that touches all of its claims.
    reach: i32,
}

/// Groups in the order of their first claims, and what finds the first that a claim fits.
#[derive(Debug, Default)]
struct Groups {
    list: Vec<Group>,
    /// Of each group, the next one that may not be over, perhaps itself.
    next: Vec<usize>,
    /// The group of each claim.
    of_claim: BTreeMap<u32, usize>,
    /// The first group in which a claim names this one.
    of_name: BTreeMap<u32, usize>,
    /// Which source is in which group.
    heard: BTreeSet<(u32, usize)>,
    /// The first group in which a source may not be.
    free: BTreeMap<u32, usize>,
}

impl Groups {
    fn add(&mut self, at: u32, days: Option<Keys>, named: Option<u32>, source: u32) {
        let of_name = |name: u32| self.of_name.get(&name).copied();
        // One that it names, that names it, or that names the same, which may not be held.
        let named_group = named.and_then(|named| self.of_claim.get(&named).copied());
        let linked =
            [named_group, of_name(at), named.and_then(of_name)].into_iter().flatten().min();
        let touched = days.and_then(|days| self.touched(days.first(), source));
        let found = linked.into_iter().chain(touched).min();
        let group = found.unwrap_or(self.list.len());
        let reach = days.map_or(UNBOUNDED_BELOW, |days| days.last().saturating_add(1));
        match self.list.get_mut(group) {
            Some(group) => {
                group.claims.push(at);
                group.reach = group.reach.min(reach);
            }
            None => {
                self.list.push(Group { claims: alloc::vec![at], reach });
                self.next.push(group);
            }
        }
        self.of_claim.insert(at, group);
        if let Some(named) = named {
            let first = self.of_name.entry(named).or_insert(group);
            *first = group.min(*first);
        }
        self.heard.insert((source, group));
    }

    /// The first group that what begins on a day touches, all claims of it, and in which a source is
    /// not. Days come in order, so that whatever is over stays so.
    fn touched(&mut self, first: i32, source: u32) -> Option<usize> {
        let mut at = self.free.get(&source).copied().unwrap_or(0);
        loop {
            at = self.not_over(at, first);
            if !self.heard.contains(&(source, at)) {
                break;
            }
            at += 1;
        }
        self.free.insert(source, at);
        (at < self.list.len()).then_some(at)
    }

    /// The first group from one on that is not over by a day; the number of groups if all are.
    fn not_over(&mut self, from: usize, day: i32) -> usize {
        let mut at = from;
        while let Some(group) = self.list.get(at) {
            let next = self.next.get(at).copied().unwrap_or(at);
            if next != at {
                at = next;
            } else if group.reach < day {
                at += 1;
            } else {
                break;
            }
        }
        // Whoever comes this way again goes straight on.
        let mut passed = from;
        while passed < at
            && let Some(next) = self.next.get_mut(passed)
        {
            let then = (*next).max(passed + 1);
            *next = at;
            passed = then;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::PartialDate;
    use crate::record::{Citation, Participant, Source, Visit};
    use crate::store::happened;

    /// Every group asked for every claim.
    fn naive(store: &Records, claims: &[u32]) -> Vec<Vec<u32>> {
        let mut ordered: Vec<(Option<Keys>, u32)> =
            claims.iter().map(|at| (store.whole(*at).and_then(happened), *at)).collect();
        ordered.sort_by_key(|(days, at)| {
            (days.map_or(UNBOUNDED_ABOVE, Keys::first), store.record(*at).map(Held::id))
        });
        let mut groups: Vec<Vec<(Option<Keys>, u32)>> = Vec::new();
        for (days, at) in ordered {
            let name = |at: u32| store.record(at).and_then(|record| store.named_by(record));
            let named = name(at);
            let touches = |other: Option<Keys>| match (days, other) {
                (Some(a), Some(b)) => {
                    a.first() <= b.last().saturating_add(1)
                        && b.first() <= a.last().saturating_add(1)
                }
                _ => false,
            };
            let fits = |group: &Vec<(Option<Keys>, u32)>| {
                group.iter().any(|(_, other)| {
                    let names = name(*other);
                    Some(*other) == named
                        || names == Some(at)
                        || (named.is_some() && names == named)
                }) || (group.iter().all(|(other, _)| touches(*other))
                    && group
                        .iter()
                        .all(|(_, other)| store.source_of(*other, &[]) != store.source_of(at, &[])))
            };
            match groups.iter_mut().find(|group| fits(group)) {
                Some(group) => group.push((days, at)),
                None => groups.push(alloc::vec![(days, at)]),
            }
        }
        let sorted = |group: Vec<(Option<Keys>, u32)>| {
            let mut claims: Vec<u32> = group.into_iter().map(|(_, at)| at).collect();
            claims.sort_by_key(|at| {
                store.record(*at).map(|record| (record.same_as().is_some(), record.id()))
            });
            claims
        };
        groups.into_iter().map(sorted).collect()
    }

    /// Visits of one traveller to one host, decided by numbers.
    fn visits(mut number: u64, count: u64) -> Records {
        let mut below = |most: u64| {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (number >> 33) % most
        };
        let mut records: Vec<Record> =
            (0..4).map(|at| Source::new(alloc::format!("s{at}"), "A list").into()).collect();
        for at in 0..count {
            let mut visit = Visit::new(
                alloc::format!("v{:02}", (at * 7) % count),
                crate::country::CountryCode::KAZ,
            )
            .traveller(Participant::person("p"));
            let (month, day) = (1 + below(2), 1 + below(27));
            visit.start = match below(8) {
                0 => None,
                1 => PartialDate::parse(&alloc::format!("2000-0{month}")).ok(),
                _ => PartialDate::parse(&alloc::format!("2000-0{month}-{day:02}")).ok(),
            };
            if below(6) > 0 {
                visit.sources = alloc::vec![Citation::new(alloc::format!("s{}", below(4)))];
            }
            if below(6) == 0 {
                visit.same_as = Some(alloc::format!("v{:02}", below(count + 3)));
            }
            records.push(visit.into());
        }
        Records::of(records.into_iter().collect())
    }

    /// The groups are those that are found by asking every one, in the same order.
    #[test]
    fn groups_are_those_of_every_group_asked() {
        for seed in 0..600 {
            let count = [1, 2, 5, 12, 40][seed as usize % 5];
            let store = visits(seed, count);
            let claims: Vec<u32> = store
                .records()
                .filter(|(_, record)| matches!(record.whole(), Some(Record::Visit(_))))
                .map(|(at, _)| at)
                .collect();
            assert_eq!(by_days(&store, &claims, happened), naive(&store, &claims), "{seed}");
        }
    }

    /// Many visits of one traveller that touch, of one source and of many, take no square of their
    /// number.
    #[test]
    fn many_that_touch_are_parted_in_time() {
        for sources in [1, 3, 20_000] {
            let mut groups = Groups::default();
            for at in 0..20_000 {
                groups.add(at, Keys::new(0, 9), None, at % sources);
            }
            let size = (sources as usize).min(20_000);
            assert_eq!(groups.list.len(), 20_000_usize.div_ceil(size));
        }
    }
}
