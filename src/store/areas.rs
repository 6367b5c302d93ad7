//! Who trades, by small numbers.
//!
//! Numbers follow the order of areas, so that what is in the order of numbers is in that of areas, and
//! countries come first. A country's number is found in one look at a table of slots.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::country::CountryCode;
use crate::record::{Actor, Area};

/// The number of every area beyond those that have one of their own.
pub(crate) const OTHER: u16 = u16::MAX;

/// Multiplies a code so that codes of one neighbourhood fall into different slots.
const SPREAD: u32 = 0x9E37_79B1;

/// Areas in order, each found by its number and the other way round.
#[derive(Debug, Default)]
pub(crate) struct Areas {
    list: Vec<Area>,
    /// The place of each country's code and its number, from the slot that the code falls into.
    /// INVARIANT: at least half of the slots are free, so that every look ends.
    slots: Vec<Option<(u16, u16)>>,
    /// How far a spread code is moved so that it is a slot.
    shift: u32,
}

impl Areas {
    pub(super) fn of(countries: &BTreeSet<CountryCode>, others: BTreeSet<Area>) -> Self {
        let list = countries.iter().map(|code| Area::from(*code)).chain(others).collect();
        let bits = usize::BITS - countries.len().leading_zeros() + 1;
        let slots = alloc::vec![None; 1 << bits];
        let mut areas = Self { list, slots, shift: u32::BITS - bits };
        for (code, number) in countries.iter().zip(0_u16..) {
            let mut at = areas.slot(*code);
            while areas.slots.get(at).copied().flatten().is_some() {
                at = areas.after(at);
            }
            if let Some(slot) = areas.slots.get_mut(at) {
                *slot = Some((code.place(), number));
            }
        }
        areas
    }

    const fn slot(&self, code: CountryCode) -> usize {
        ((code.place() as u32).wrapping_mul(SPREAD) >> self.shift) as usize
    }

    const fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// The number of a country.
    #[inline]
    fn country(&self, code: CountryCode) -> Option<u16> {
        let mut at = self.slot(code);
        loop {
            match self.slots.get(at) {
                Some(Some((found, number))) if *found == code.place() => return Some(*number),
                Some(Some(_)) => at = self.after(at),
                _ => return None,
            }
        }
    }

    /// The number of an actor; `None` if it trades with nobody.
    #[inline]
    pub(crate) fn of_actor(&self, actor: &Actor) -> Option<u16> {
        match actor {
            Actor::Country(code) => self.country(*code),
            Actor::Organization(_) => self.look_up(|area| match area {
                Area::Actor(found) => found.cmp(actor),
                _ => Ordering::Greater,
            }),
        }
    }

    /// The number of an area; `None` if nobody trades with it.
    pub(crate) fn of_area(&self, area: &Area) -> Option<u16> {
        match area {
            Area::Actor(actor) => self.of_actor(actor),
            other => self.look_up(|area| area.cmp(other)),
        }
    }

    fn look_up(&self, compare: impl Fn(&Area) -> Ordering) -> Option<u16> {
        let at = self.list.binary_search_by(compare).ok()?;
        Some(u16::try_from(at).unwrap_or(OTHER))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_order_of_areas() {
        let countries: BTreeSet<CountryCode> = [CountryCode::USA, CountryCode::KAZ].into();
        let others: BTreeSet<Area> = [Area::World, Area::from(Actor::organization("eu"))].into();
        let areas = Areas::of(&countries, others);
        let number = |area: &Area| areas.of_area(area);
        let all = ["KAZ", "USA", "org:eu", "world"].map(|text| Area::parse(text).unwrap());
        for (area, at) in all.iter().zip(0..) {
            assert_eq!((number(area), areas.get(at)), (Some(at), Some(area)));
        }
        assert_eq!(number(&Area::from(CountryCode::FRA)), None);
        assert_eq!(number(&Area::special("bunkers")), None);
        assert!(areas.is_country(1) && !areas.is_country(2) && areas.get(OTHER).is_none());
        assert_eq!(Areas::default().of_actor(&CountryCode::USA.into()), None);
    }
}
