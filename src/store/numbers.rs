//! The numbers of the actors that an archive names: small, without gaps, in the order of the actors.
//!
//! Whatever is kept by pair of actors is kept by their numbers. A question names its actors by their
//! codes, so that a code must become a number in a nanosecond or two. A table of all three-letter codes
//! would take 35 KB in an archive of two countries, and a count of bits before a code takes longer than
//! the rest of a look-up; codes are therefore spread over four times as many slots as there are
//! countries, by one multiplication, so that nearly all are found at the first slot. Organizations come
//! after countries and are searched for by id.

use alloc::vec;
use alloc::vec::Vec;

use crate::country::CountryCode;
use crate::record::Actor;

/// Spreads codes over the slots: 2³² divided by the golden ratio.
const SPREAD: u32 = 0x9E37_79B1;

/// The slots of the codes of countries.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// One more than the place of a code, above its number; 0 if the slot is free.
    // INVARIANT: some slot is free, and there are a power of two of them.
    slots: Vec<u32>,
    /// How far a spread code is shifted to be a slot.
    shift: u32,
    countries: u32,
}

impl Default for Numbers {
    fn default() -> Self {
        Self::of([].into_iter())
    }
}

impl Numbers {
    /// Numbers actors that are given in order, each once.
    pub(super) fn of<'a>(actors: impl Iterator<Item = &'a Actor>) -> Self {
        let codes: Vec<CountryCode> = actors.filter_map(Actor::country).collect();
        let count = (codes.len() * 4).next_power_of_two().max(4);
        let mut numbers =
            Self { slots: vec![0; count], shift: 32 - count.trailing_zeros(), countries: 0 };
        for code in codes {
            let mut at = numbers.first_slot(code);
            while numbers.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (count - 1);
            }
            if let Some(slot) = numbers.slots.get_mut(at) {
                *slot = (u32::from(code.place()) + 1) << 16 | numbers.countries;
            }
            numbers.countries += 1;
        }
        numbers
    }

    #[inline]
    fn first_slot(&self, code: CountryCode) -> usize {
        (u32::from(code.place()).wrapping_mul(SPREAD) >> self.shift) as usize
    }

    /// The number of a country; `None` if nothing names it.
    #[inline]
    pub(crate) fn of_country(&self, code: CountryCode) -> Option<u32> {
        let sought = u32::from(code.place()) + 1;
        let mut at = self.first_slot(code);
        loop {
            let slot = *self.slots.get(at)?;
            if slot >> 16 == sought {
                return Some(slot & 0xFFFF);
            }
            if slot == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// How many countries are named: the number of the first organization.
    pub(super) const fn countries(&self) -> u32 {
        self.countries
    }
}

/// The numbers of two actors that differ, in the order in which they were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Between {
    // INVARIANT: a != b.
    a: u32,
    b: u32,
}

impl Between {
    /// Two numbers; `None` if they are one.
    #[inline]
    pub(crate) fn new(a: u32, b: u32) -> Option<Self> {
        (a != b).then_some(Self { a, b })
    }

    #[inline]
    pub(crate) const fn a(self) -> u32 {
        self.a
    }

    #[inline]
    pub(crate) const fn b(self) -> u32 {
        self.b
    }

    /// The same two with a given one of them first; `None` if it is neither.
    #[inline]
    pub(crate) fn from(self, one: u32) -> Option<Self> {
        self.other(one).map(|other| Self { a: one, b: other })
    }

    /// The one of the two that is not the given one; `None` if that is neither.
    #[inline]
    pub(crate) fn other(self, one: u32) -> Option<u32> {
        match one {
            _ if one == self.a => Some(self.b),
            _ if one == self.b => Some(self.a),
            _ => None,
        }
    }

    /// The place of the pair, whichever of the two is named first, among all pairs of so many actors.
    #[inline]
    pub(super) fn place(self) -> u64 {
        let (low, high) = (u64::from(self.a.min(self.b)), u64::from(self.a.max(self.b)));
        pairs(high) + low
    }
}

/// How many pairs there are of so many actors.
#[inline]
pub(super) const fn pairs(actors: u64) -> u64 {
    actors * actors.saturating_sub(1) / 2
}

/// How many actors a subject may name to be listed by pair.
pub(super) const MOST_PAIRED: usize = 256;

/// The two-element choices of some actors, in order.
pub(super) fn pairs_of(actors: &[u32]) -> impl Iterator<Item = Between> {
    let with_later = |(at, a): (usize, &u32)| {
        let a = *a;
        let later = actors.get(at + 1..).unwrap_or_default().iter();
        later.filter_map(move |b| Between::new(a, *b))
    };
    actors.iter().enumerate().flat_map(with_later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_order_of_the_actors() {
        let mut actors: Vec<Actor> = CountryCode::all().step_by(3).map(Actor::Country).collect();
        actors.sort_unstable();
        let numbers = Numbers::of(actors.iter());
        for code in CountryCode::all() {
            let found = actors.binary_search(&Actor::Country(code)).ok();
            assert_eq!(numbers.of_country(code), found.and_then(|at| u32::try_from(at).ok()));
        }
        assert_eq!(numbers.countries() as usize, actors.len());
        assert_eq!(Numbers::of([].into_iter()).of_country(CountryCode::USA), None);
    }

    #[test]
    fn every_pair_has_a_place_of_its_own() {
        let mut places: Vec<u64> = Vec::new();
        for high in 0..40 {
            for low in 0..high {
                let place = Between::new(low, high).unwrap().place();
                assert_eq!(Between::new(high, low).unwrap().place(), place);
                places.push(place);
            }
        }
        assert_eq!(places, (0..pairs(40)).collect::<Vec<_>>());
        assert_eq!(Between::new(7, 7), None);
    }
}
