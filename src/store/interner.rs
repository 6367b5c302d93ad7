//! Each distinct value once, by number.
//!
//! Statistics repeat themselves: a million figures have a few hundred partners and a few thousand
//! combinations of reporter, flow, source and facets. What repeats is kept once, and a figure holds its
//! number.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Debug;
use core::hash::{Hash, Hasher};

/// How far a value is looked for. Slots are at most half full, so that values with honest hashes are
/// found within a few steps; values crafted to collide are searched for in the order of their texts.
pub(super) const FARTHEST: usize = 64;

/// Marks a slot without a value.
pub(super) const FREE: u32 = u32::MAX;

/// Distinct values, numbered in the order of their arrival.
#[derive(Debug)]
pub(super) struct Interner<T> {
    values: Vec<T>,
    /// Numbers of values, each at or after the place that its hash gives.
    slots: Vec<u32>,
    hashes: Vec<u32>,
    /// The values that found no free slot near their places, by their texts.
    crowded: BTreeMap<String, Vec<u32>>,
}

impl<T: Debug> Interner<T> {
    pub(super) const fn new() -> Self {
        Self { values: Vec::new(), slots: Vec::new(), hashes: Vec::new(), crowded: BTreeMap::new() }
    }

    /// The number of a value: that of an equal one, else a new one.
    pub(super) fn number(
        &mut self,
        hash: u64,
        is_equal: impl Fn(&T) -> bool,
        make: impl FnOnce() -> T,
    ) -> u32 {
        let hash = folded(hash);
        if self.slots.len() < self.values.len().saturating_mul(2).saturating_add(2) {
            self.grow();
        }
        let mask = self.slots.len().saturating_sub(1);
        let mut free = None;
        for step in 0..FARTHEST {
            let place = (hash as usize).wrapping_add(step) & mask;
            match self.slots.get(place).copied() {
                Some(FREE) | None => {
                    free = Some(place);
                    break;
                }
                Some(number) => {
                    let at = number as usize;
                    if self.hashes.get(at) == Some(&hash)
                        && self.values.get(at).is_some_and(&is_equal)
                    {
                        return number;
                    }
                }
            }
        }
        let number = u32::try_from(self.values.len()).unwrap_or(FREE);
        let value = make();
        match free.and_then(|place| self.slots.get_mut(place)) {
            Some(slot) => *slot = number,
            None => {
                let alike = self.crowded.entry(text_of(&value)).or_default();
                let is_it = |at: &&u32| self.values.get(**at as usize).is_some_and(&is_equal);
                if let Some(known) = alike.iter().find(is_it) {
                    return *known;
                }
                alike.push(number);
            }
        }
        self.values.push(value);
        self.hashes.push(hash);
        number
    }

    /// Whether a number is that of a value.
    pub(super) fn is(&self, number: u32, value: &T) -> bool
    where
        T: PartialEq,
    {
        self.values.get(number as usize).is_some_and(|it| it == value)
    }

    /// Adds a value that differs from all before.
    pub(super) fn push(&mut self, hash: u64, value: T) {
        self.number(hash, |_| false, || value);
    }

    fn grow(&mut self) {
        let size = self.slots.len().saturating_mul(2).max(8);
        let mask = size - 1;
        self.slots = alloc::vec![FREE; size];
        self.crowded.clear();
        for ((number, hash), value) in (0_u32..).zip(&self.hashes).zip(&self.values) {
            let mut places = (0..FARTHEST).map(|step| (*hash as usize).wrapping_add(step) & mask);
            let free = places.find(|place| self.slots.get(*place) == Some(&FREE));
            match free.and_then(|place| self.slots.get_mut(place)) {
                Some(slot) => *slot = number,
                None => self.crowded.entry(text_of(value)).or_default().push(number),
            }
        }
    }

    /// The values, without what finds them.
    pub(super) fn into_values(self) -> Vec<T> {
        let mut values = self.values;
        values.shrink_to_fit();
        values
    }
}

/// A text that equal values share, and few others.
fn text_of(value: &impl Debug) -> String {
    alloc::format!("{value:?}")
}

/// A number of 32 bits to which each bit of a hash contributes.
pub(super) fn folded(hash: u64) -> u32 {
    let mixed = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u32::try_from(mixed >> 32).unwrap_or(0)
}

/// A hash that is quick on short keys; collisions can be crafted, and cost memory and not time.
#[derive(Debug, Default)]
pub(super) struct Quick(u64);

impl Quick {
    pub(super) fn of(value: &impl Hash) -> u64 {
        let mut hasher = Self::default();
        value.hash(&mut hasher);
        hasher.0
    }

    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let word = match <[u8; 8]>::try_from(part) {
                Ok(eight) => u64::from_le_bytes(eight),
                Err(_) => part.iter().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte)),
            };
            self.add(word);
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.add(number.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.add(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.add(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::String;

    #[test]
    fn equal_values_share_a_number() {
        let mut interner = Interner::<String>::new();
        let words: Vec<String> = (0..5_000).map(|n| format!("w{}", n % 1_000)).collect();
        for (at, word) in words.iter().enumerate() {
            let number = interner.number(Quick::of(word), |it| it == word, || word.clone());
            assert_eq!(number as usize, at % 1_000);
        }
        assert_eq!(interner.into_values(), words[..1_000]);
    }

    #[test]
    fn values_that_collide_are_found_and_not_searched_for_ever() {
        let mut interner = Interner::<u32>::new();
        let mut compared = core::cell::Cell::new(0_u32);
        for value in (0..20_000).chain((0..20_000).rev()) {
            let is_equal = |it: &u32| {
                compared.set(compared.get() + 1);
                *it == value
            };
            assert_eq!(interner.number(7, is_equal, || value), value);
        }
        assert!(*compared.get_mut() <= 40_000 * (FARTHEST as u32 + 1));
        assert_eq!(interner.into_values(), (0..20_000).collect::<Vec<_>>());
    }
}
