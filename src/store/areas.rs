//! Who trades, or gives and receives, by small numbers.
//!
//! Numbers follow the order of areas, so that what is in the order of numbers is in that of areas, and
//! countries come first, whose numbers are found in one look.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::numbers::Numbers;
use crate::record::{Actor, Area};

/// The number of every area beyond those that have one of their own.
pub(crate) const OTHER: u16 = u16::MAX;

/// Areas in order, each found by its number and the other way round.
#[derive(Debug, Default)]
pub(crate) struct Areas {
    list: Vec<Area>,
    numbers: Numbers,
}

impl Areas {
    /// Numbers areas that are given in any order and perhaps repeatedly.
    pub(super) fn of(areas: impl IntoIterator<Item = Area>) -> Self {
        let mut list: Vec<Area> = areas.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        list.shrink_to_fit();
        let numbers = Numbers::of(list.iter().filter_map(Area::actor));
        Self { list, numbers }
    }

    /// The number of an actor; `None` if it is none of them.
    #[inline]
    pub(crate) fn of_actor(&self, actor: &Actor) -> Option<u16> {
        self.place_of_actor(actor).map(short)
    }

    /// The number of an area; `None` if it is none of them.
    pub(crate) fn of_area(&self, area: &Area) -> Option<u16> {
        self.place(area).map(short)
    }

    /// The place of an area in their order: its number, however many there are.
    pub(super) fn place(&self, area: &Area) -> Option<u32> {
        match area {
            Area::Actor(actor) => self.place_of_actor(actor),
            other => self.look_up(|area| area.cmp(other)),
        }
    }

    #[inline]
    pub(super) fn place_of_actor(&self, actor: &Actor) -> Option<u32> {
        match actor {
            Actor::Country(code) => self.numbers.of_country(*code),
            Actor::Organization(_) => self.look_up(|area| match area {
                Area::Actor(found) => found.cmp(actor),
                _ => Ordering::Greater,
            }),
        }
    }

    fn look_up(&self, compare: impl Fn(&Area) -> Ordering) -> Option<u32> {
        self.list.binary_search_by(compare).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Every area, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Area> {
        self.list.iter()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The area of a number, if it is one of its own.
    #[inline]
    pub(crate) fn get(&self, number: u16) -> Option<&Area> {
        self.list.get(usize::from(number)).filter(|_| number != OTHER)
    }

    /// Whether a number is that of a country.
    pub(crate) fn is_country(&self, number: u16) -> bool {
        matches!(self.get(number), Some(Area::Actor(Actor::Country(_))))
    }

    /// How many numbers there are, that of all others included.
    pub(super) fn numbers(&self) -> usize {
        self.list.len().min(usize::from(OTHER) + 1)
    }
}

/// The number of a place, in which all beyond those of their own share one.
fn short(place: u32) -> u16 {
    u16::try_from(place).unwrap_or(OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::CountryCode;

    #[test]
    fn numbers_follow_the_order_of_areas() {
        let all = ["KAZ", "USA", "org:eu", "world"].map(|text| Area::parse(text).unwrap());
        let areas = Areas::of(all.iter().rev().chain(&all).cloned());
        let number = |area: &Area| areas.of_area(area);
        for (area, at) in all.iter().zip(0..) {
            assert_eq!((number(area), areas.get(at)), (Some(at), Some(area)));
            assert_eq!(areas.place(area), Some(at.into()));
        }
        assert!(areas.iter().eq(&all) && areas.len() == all.len());
        assert_eq!(number(&Area::from(CountryCode::FRA)), None);
        assert_eq!(number(&Area::special("bunkers")), None);
        assert!(areas.is_country(1) && !areas.is_country(2) && areas.get(OTHER).is_none());
        assert_eq!(Areas::default().of_actor(&CountryCode::USA.into()), None);
    }
}
