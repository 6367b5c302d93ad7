//! Which records lie in columns, and which are held whole.

use alloc::vec::Vec;

/// How many records one word tells of.
const WORD: u32 = u64::BITS;

/// Where a record lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among those held whole.
    Whole(u32),
    /// Among those in columns.
    Columns(u32),
}

/// One bit a record, set if it lies in columns; those of either sort lie in the order of the input, so
/// that the place of a record is how many of its sort are before it.
#[derive(Debug, Clone, Default)]
pub(super) struct Split {
    words: Vec<u64>,
    /// How many are in columns before those of each word.
    before: Vec<u32>,
    len: u32,
    in_columns: u32,
}

impl Split {
    pub(super) const fn new() -> Self {
        Self { words: Vec::new(), before: Vec::new(), len: 0, in_columns: 0 }
    }

    /// How many records there are.
    pub(super) const fn len(&self) -> u32 {
        self.len
    }

    /// How many of them lie in columns.
    pub(super) const fn count_in_columns(&self) -> u32 {
        self.in_columns
    }

    /// Adds the next record and returns its number.
    pub(super) fn push(&mut self, is_in_columns: bool) -> u32 {
        let at = self.len;
        if at.is_multiple_of(WORD) {
            self.words.push(0);
            self.before.push(self.in_columns);
        }
        if let Some(word) = self.words.last_mut() {
            *word |= u64::from(is_in_columns) << (at % WORD);
        }
        self.in_columns += u32::from(is_in_columns);
        self.len = at.saturating_add(1);
        at
    }

    /// Where a record lies.
    #[inline]
    pub(super) fn place(&self, at: u32) -> Option<Place> {
        let word = *self.words.get((at / WORD) as usize)?;
        let before = *self.before.get((at / WORD) as usize)?;
        let bit = 1_u64 << (at % WORD);
        let before = before + (word & (bit - 1)).count_ones();
        if at >= self.len {
            return None;
        }
        Some(if word & bit == 0 { Place::Whole(at - before) } else { Place::Columns(before) })
    }

    /// Where each record lies, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        let (mut whole, mut columns) = (0_u32, 0_u32);
        (0..self.len).filter_map(move |at| {
            let is_in_columns = self.words.get((at / WORD) as usize)? >> (at % WORD) & 1 == 1;
            let next = if is_in_columns { &mut columns } else { &mut whole };
            let place = *next;
            *next += 1;
            Some(if is_in_columns { Place::Columns(place) } else { Place::Whole(place) })
        })
    }

    /// The records of one sort, in order.
    pub(super) fn of_sort(&self, in_columns: bool) -> impl Iterator<Item = u32> {
        let words = (0_u32..).step_by(WORD as usize).zip(&self.words);
        words.flat_map(move |(first, word)| {
            let last = (self.len - first).min(WORD);
            let wanted = move |bit: &u32| (word >> bit & 1 == 1) == in_columns;
            (0..last).filter(wanted).map(move |bit| first + bit)
        })
    }

    /// Gives back what was reserved for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.words.shrink_to_fit();
        self.before.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_lies_behind_those_of_its_sort() {
        for len in [0_u32, 1, 63, 64, 65, 128, 1_000] {
            let sorts: Vec<bool> = (0..len).map(|at| at % 5 != 0 && at % 64 != 7).collect();
            let mut split = Split::new();
            for (at, sort) in (0..).zip(&sorts) {
                assert_eq!(split.push(*sort), at);
            }
            let (mut whole, mut columns) = (0, 0);
            for (at, sort) in (0..).zip(&sorts) {
                let next = if *sort { &mut columns } else { &mut whole };
                let place = if *sort { Place::Columns(*next) } else { Place::Whole(*next) };
                assert_eq!(split.place(at), Some(place));
                *next += 1;
            }
            assert!(split.places().eq((0..len).filter_map(|at| split.place(at))));
            assert_eq!((split.len(), split.count_in_columns()), (len, columns));
            assert!((len..len + 70).all(|at| split.place(at).is_none()));
            for sort in [true, false] {
                let naive = (0..).zip(&sorts).filter(|(_, own)| **own == sort).map(|(at, _)| at);
                assert!(split.of_sort(sort).eq(naive));
            }
        }
    }
}
