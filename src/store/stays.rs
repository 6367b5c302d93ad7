//! The visits made, by who travelled to whom and by the day on which they began.
//!
//! The question asked most is for the last visit before a day, and its answer must not grow with the
//! archive. The visits of two actors to each other stand in one list, in the order of the earliest day
//! on which each may have begun, and those to each of the two once more by themselves. Going back from
//! the day, the first that certainly began before it bounds what else can be the last: whatever may have
//! begun on or after its earliest day. Each visit carries the latest day that it or any before it may have begun, so that
//! the walk ends where none further back can reach that bound.
//!
//! Between most pairs the day of every visit is exact. Of those only the day and the visit stand in a list
//! of their own, half as large, and the last before a day is the one that stands there.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::deciding::{Deciding, Voiced};
use super::ground::Ground;
use super::keys::Keys;
use super::lists::{Counts, Lists};
use super::numbers::{Between, pairs};
use crate::record::{Record, RecordKind, VisitStatus};

/// Marks a visit whose days are several ranges, on which sources do not agree.
const SPLIT: u32 = 1 << 31;

/// A visit made, with the days on which it may have begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stay {
    first: i32,
    last: i32,
    /// The latest day on which this or any before it in the list may have begun.
    reach: i32,
    subject: u32,
}

impl Stay {
    const NONE: Self = Self { first: 0, last: 0, reach: 0, subject: 0 };

    /// The earliest day on which it may have begun.
    #[inline]
    pub(crate) const fn first(self) -> i32 {
        self.first
    }

    /// The latest day on which it may have begun.
    #[inline]
    pub(crate) const fn last(self) -> i32 {
        self.last
    }

    #[inline]
    pub(crate) const fn subject(self) -> u32 {
        self.subject & !SPLIT
    }

    /// Whether not every day between the two is possible.
    #[inline]
    pub(crate) const fn is_split(self) -> bool {
        self.subject & SPLIT != 0
    }
}

/// The days on which a visit may have begun, as ranges in order: what claims leave possible that agree;
/// every day if none states any.
pub(crate) fn begun(deciding: Deciding<'_>, claims: &[u32]) -> Vec<Keys> {
    let stated: Vec<Voiced<'_>> = claims
        .iter()
        .filter_map(|at| match deciding.records.whole(*at)? {
            Record::Visit(visit) => {
                Some(Voiced { days: Keys::of(visit.start?), cited: &visit.sources })
            }
            _ => None,
        })
        .collect();
    if stated.is_empty() { alloc::vec![Keys::ALL] } else { deciding.values(&stated) }
}

/// A visit that began on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Begun {
    day: i32,
    subject: u32,
}

impl Begun {
    #[inline]
    pub(crate) const fn day(self) -> i32 {
        self.day
    }

    #[inline]
    pub(crate) const fn subject(self) -> u32 {
        self.subject
    }
}

/// The visits made, by pair and by direction.
#[derive(Debug, Default)]
pub(crate) struct Stays {
    /// Of the pairs of which the day of every visit is exact.
    exact: Lists<Begun>,
    /// Of the other pairs.
    of_pairs: Lists<Stay>,
    of_hosts: Lists<Stay>,
}

/// The place of the visits of one actor to another.
#[inline]
fn place(of: Between) -> u64 {
    of.place() * 2 + u64::from(of.a() > of.b())
}

impl Stays {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let (made, actors) = (made(ground), ground.actors.len());
        let pairs = pairs(actors as u64);
        let (exact, others) = parted(&made);
        let mut counts = Counts::new(pairs, actors);
        exact.iter().for_each(|(of, _)| counts.count(of.place()));
        let mut filling = counts.filling(Begun { day: 0, subject: 0 });
        exact.iter().for_each(|(of, begun)| filling.put(of.place(), *begun));
        let mut exact = filling.done();
        exact.each(<[Begun]>::sort_unstable);
        Self {
            exact,
            of_pairs: lists(&others, Counts::new(pairs, actors), Between::place),
            of_hosts: lists(&made, Counts::new(pairs * 2, actors), place),
        }
    }

    /// The visits of two actors to each other that began before a day, in order of day; `None` if that is
    /// not exact of all that they made.
    #[inline]
    pub(crate) fn exactly_before(&self, between: Between, day: i32) -> Option<&[Begun]> {
        let list = self.exact.of(between.place());
        if list.is_empty() {
            return None;
        }
        list.get(..list.partition_point(|begun| begun.day < day))
    }

    /// The visits that may have begun before a day, latest first: to one of two actors by the other, or
    /// where no host is named, of each to the other.
    #[inline]
    pub(crate) fn before(&self, between: Between, host: Option<u32>, day: i32) -> Back<'_> {
        let list = match host {
            None => self.of_pairs.of(between.place()),
            Some(host) => between.from(host).map_or(&[][..], |of| self.of_hosts.of(place(of))),
        };
        Back(list.get(..list.partition_point(|stay| stay.first < day)).unwrap_or_default())
    }

    /// Rechecks it against the visits.
    pub(super) fn verify(&self, ground: &Ground<'_>) -> Result<(), &'static str> {
        let made = made(ground);
        let (exact, others) = parted(&made);
        let is_listed = |(of, begun): &(Between, Begun)| {
            let list = self.exact.of(of.place());
            list.is_sorted() && list.binary_search(begun).is_ok()
        };
        if exact.len() != self.exact.len() || !exact.iter().all(is_listed) {
            return Err("a visit is not listed with the day on which it began");
        }
        verify(&others, &self.of_pairs, Between::place)?;
        verify(&made, &self.of_hosts, place)
    }
}

/// The visits of the pairs of which every day is exact, and those of the others.
fn parted(made: &[Made]) -> (Vec<(Between, Begun)>, Vec<Made>) {
    let is_exact = |stay: &Stay| stay.first == stay.last;
    let vague: BTreeSet<u64> =
        made.iter().filter(|(_, stay)| !is_exact(stay)).map(|(of, _)| of.place()).collect();
    let (others, exact): (Vec<Made>, Vec<Made>) =
        made.iter().partition(|(of, _)| vague.contains(&of.place()));
    let begun = |(of, stay): Made| (of, Begun { day: stay.first, subject: stay.subject() });
    (exact.into_iter().map(begun).collect(), others)
}

/// Visits made in lists, each in the order of the earliest days.
fn lists(made: &[Made], mut counts: Counts, place: impl Fn(Between) -> u64) -> Lists<Stay> {
    made.iter().for_each(|(of, _)| counts.count(place(*of)));
    let mut filling = counts.filling(Stay::NONE);
    made.iter().for_each(|(of, stay)| filling.put(place(*of), *stay));
    let mut lists = filling.done();
    lists.each(|list| {
        list.sort_unstable_by_key(|stay| (stay.first, stay.subject()));
        let mut reach = i32::MIN;
        for stay in list {
            reach = reach.max(stay.last);
            stay.reach = reach;
        }
    });
    lists
}

fn verify(
    made: &[Made],
    lists: &Lists<Stay>,
    place: impl Fn(Between) -> u64,
) -> Result<(), &'static str> {
    for (of, stay) in made {
        let list = lists.of(place(*of));
        let is_it = |held: &&Stay| Stay { reach: held.reach, ..*stay } == **held;
        let Some(at) = list.iter().position(|held| is_it(&held)) else {
            return Err("a visit is not listed with the days on which it may have begun");
        };
        let so_far = list.get(..=at).unwrap_or_default();
        if so_far.iter().map(|stay| stay.last).max() != so_far.last().map(|stay| stay.reach) {
            return Err("a visit reaches another day than those before it");
        }
        if !list.is_sorted_by_key(|stay| stay.first) {
            return Err("the visits of a pair are not in order");
        }
    }
    if made.len() == lists.len() { Ok(()) } else { Err("visits are listed that were not made") }
}

/// A visit made: its host and for whom somebody travelled, and its days.
type Made = (Between, Stay);

/// Every visit made, once for each actor for whom somebody travelled to another.
fn made(ground: &Ground<'_>) -> Vec<Made> {
    let mut all = Vec::new();
    for (number, subject) in ground.of_kind(RecordKind::Visit) {
        let mut records = ground.claims(number).filter_map(|(_, record)| match record {
            Record::Visit(visit) => Some(visit),
            _ => None,
        });
        let Some(first) = records.next() else { continue };
        let status = first.status.or_else(|| records.find_map(|visit| visit.status));
        if status.is_some_and(|status| status != VisitStatus::Made) {
            continue;
        }
        let Some(host) = ground.actors.number(ground.records.principal(&first.host)) else {
            continue;
        };
        let days = begun(Deciding::nothing(ground.records), subject.claims);
        let (Some(from), Some(to)) = (days.first(), days.last()) else { continue };
        let split = if days.len() > 1 { SPLIT } else { 0 };
        let stay = Stay {
            first: from.first(),
            last: to.last(),
            reach: to.last(),
            subject: number | split,
        };
        let guests = ground.records.travellers_of(&first.travellers).into_iter();
        let of = guests.filter_map(|guest| Between::new(host, ground.actors.number(guest)?));
        all.extend(of.map(|of| (of, stay)));
    }
    all
}

/// Visits in the order of the earliest day on which each may have begun, latest first.
#[derive(Debug, Clone)]
pub(crate) struct Back<'s>(&'s [Stay]);

impl Back<'_> {
    /// The latest day on which any that is left may have begun.
    #[inline]
    pub(crate) fn reach(&self) -> Option<i32> {
        self.0.last().map(|stay| stay.reach)
    }
}

impl Iterator for Back<'_> {
    type Item = Stay;

    #[inline]
    fn next(&mut self) -> Option<Stay> {
        let (stay, rest) = self.0.split_last()?;
        self.0 = rest;
        Some(*stay)
    }
}
