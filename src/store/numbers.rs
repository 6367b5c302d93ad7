//! The numbers of the actors that an archive names: small, without gaps, in the order of the actors.
//!
//! Whatever is kept by pair of actors is kept by their numbers. A question names its actors by their
//! codes, so that a code must become a number in a few nanoseconds: a set of bits says which of all
//! three-letter codes are named, and the number of a code is the count of bits before its own. That is
//! 3.3 KB however many countries there are, where a table of numbers would be 70 KB. Organizations
//! come after countries and are searched for by id.

use alloc::vec;
use alloc::vec::Vec;

use crate::country::CountryCode;
use crate::record::Actor;

/// How many three-letter codes there are.
const CODES: usize = 26 * 26 * 26;
const WORD: usize = u64::BITS as usize;

/// Which countries are named, and how many of them come before each.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// One bit a code.
    named: Vec<u64>,
    /// How many bits are set before each word.
    before: Vec<u32>,
    countries: u32,
}

impl Numbers {
    /// Numbers actors that are given in order, each once.
    pub(super) fn of<'a>(actors: impl Iterator<Item = &'a Actor>) -> Self {
        let mut named = vec![0_u64; CODES.div_ceil(WORD)];
        for code in actors.filter_map(Actor::country) {
            let (word, bit) = place(code);
            if let Some(word) = named.get_mut(word) {
                *word |= bit;
            }
        }
        let mut countries = 0;
        let mut before = Vec::with_capacity(named.len());
        for word in &named {
            before.push(countries);
            countries += word.count_ones();
        }
        Self { named, before, countries }
    }

    /// The number of a country; `None` if nothing names it.
    #[inline]
    pub(crate) fn of_country(&self, code: CountryCode) -> Option<u32> {
        let (at, bit) = place(code);
        let word = *self.named.get(at)?;
        let earlier = (word & (bit - 1)).count_ones();
        (word & bit != 0).then(|| self.before.get(at).map(|before| before + earlier)).flatten()
    }

    /// How many countries are named: the number of the first organization.
    pub(super) const fn countries(&self) -> u32 {
        self.countries
    }
}

/// The word of a code, and its bit in it.
const fn place(code: CountryCode) -> (usize, u64) {
    let place = code.place() as usize;
    (place / WORD, 1 << (place % WORD))
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

    pub(crate) const fn a(self) -> u32 {
        self.a
    }

    pub(crate) const fn b(self) -> u32 {
        self.b
    }

    /// The one of the two that is not the given one; `None` if that is neither.
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
