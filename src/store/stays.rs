//! The visits made, by who travelled to whom and by the day on which they began.
//!
//! The question asked most is for the last visit before a day, and its answer must not grow with the
//! archive. The visits of each of two actors to the other stand in two lists, one behind the other, in
//! the order of the earliest day on which each may have begun. Going back from the day, the first that
//! certainly began before it bounds what else can be the last: whatever may have begun on or after its
//! earliest day. Each visit carries the latest day that it or any before it may have begun, so that
//! the walk ends where none further back can reach that bound. For exact days that is one step.

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

/// The visits made, by pair and direction.
#[derive(Debug, Default)]
pub(crate) struct Stays(Lists<Stay>);

/// The place of the visits of one actor to another; those of both to each other stand side by side.
#[inline]
fn place(host: u32, guest: u32) -> Option<u64> {
    Some(Between::new(host, guest)?.place() * 2 + u64::from(host > guest))
}

impl Stays {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let made = made(ground);
        let actors = ground.actors.len();
        let mut counts = Counts::new(pairs(actors as u64) * 2, actors);
        made.iter().for_each(|(place, _)| counts.count(*place));
        let mut filling = counts.filling(Stay::NONE);
        made.iter().for_each(|(place, stay)| filling.put(*place, *stay));
        let mut lists = filling.done();
        lists.each(|list| {
            list.sort_unstable_by_key(|stay| (stay.first, stay.subject()));
            let mut reach = i32::MIN;
            for stay in list {
                reach = reach.max(stay.last);
                stay.reach = reach;
            }
        });
        Self(lists)
    }

    /// The visits that may have begun before a day, latest first: to one of two actors by the other, or
    /// where no host is named, of each to the other.
    #[inline]
    pub(crate) fn before(&self, between: Between, host: Option<u32>, day: i32) -> Back<'_> {
        let (a, b) = (between.a(), between.b());
        let cut = |host: u32, guest: u32| {
            let list = place(host, guest).map_or(&[][..], |place| self.0.of(place));
            list.get(..list.partition_point(|stay| stay.first < day)).unwrap_or_default()
        };
        match host {
            Some(host) if host == a => Back { one: cut(a, b), other: &[] },
            Some(host) if host == b => Back { one: cut(b, a), other: &[] },
            Some(_) => Back { one: &[], other: &[] },
            None => Back { one: cut(a, b), other: cut(b, a) },
        }
    }

    /// Rechecks it against the visits.
    pub(super) fn verify(&self, ground: &Ground<'_>) -> Result<(), &'static str> {
        let made = made(ground);
        for (place, stay) in &made {
            let list = self.0.of(*place);
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
        if made.len() == self.0.len() {
            Ok(())
        } else {
            Err("visits are listed that were not made")
        }
    }
}

/// Every visit made, once for each actor for whom somebody travelled to another.
fn made(ground: &Ground<'_>) -> Vec<(u64, Stay)> {
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
        let places = guests.filter_map(|guest| place(host, ground.actors.number(guest)?));
        all.extend(places.map(|place| (place, stay)));
    }
    all
}

/// Visits in the order of the earliest day on which each may have begun, latest first.
#[derive(Debug, Clone)]
pub(crate) struct Back<'s> {
    one: &'s [Stay],
    other: &'s [Stay],
}

impl Back<'_> {
    /// The latest day on which any that is left may have begun.
    #[inline]
    pub(crate) fn reach(&self) -> Option<i32> {
        let last = |list: &[Stay]| list.last().map(|stay| stay.reach);
        last(self.one).max(last(self.other))
    }
}

impl Iterator for Back<'_> {
    type Item = Stay;

    #[inline]
    fn next(&mut self) -> Option<Stay> {
        let last = |list: &[Stay]| list.last().map(|stay| stay.first);
        let from = if last(self.other) > last(self.one) { &mut self.other } else { &mut self.one };
        let (stay, rest) = from.split_last()?;
        *from = rest;
        Some(*stay)
    }
}
