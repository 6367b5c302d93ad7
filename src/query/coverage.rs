//! Which days are covered by amounts, for finding one that may share a day with another.

use alloc::collections::BTreeMap;

use crate::store::Keys;

/// Days that are covered, each by the amount that was put there last.
#[derive(Debug, Clone, Default)]
pub(crate) struct Coverage {
    /// Pieces that share no day: the last day and the amount, by the first day.
    pieces: BTreeMap<i32, (i32, usize)>,
}

impl Coverage {
    /// An amount that covers one of some days: that of the last piece among them.
    pub(crate) fn touching(&self, days: Keys) -> Option<usize> {
        let (_, (end, amount)) = self.pieces.range(..=days.last()).next_back()?;
        (*end >= days.first()).then_some(*amount)
    }

    /// Covers days, in place of what covered them.
    pub(crate) fn put(&mut self, days: Keys, amount: usize) {
        let (first, last) = (days.first(), days.last());
        while let Some((&start, &(end, by))) = self.pieces.range(..=last).next_back() {
            if end < first {
                break;
            }
            self.pieces.remove(&start);
            if end > last {
                self.pieces.insert(last.saturating_add(1), (end, by));
            }
            if start < first {
                self.pieces.insert(start, (first.saturating_sub(1), by));
            }
        }
        self.pieces.insert(first, (last, amount));
    }
}

/// How many fields are compared.
const FIELDS: usize = 4;

/// Provider, receiver, scope and sectors as numbers; 0: not stated.
pub(crate) type Fields = [u32; FIELDS];

/// A field that is not looked at.
const ANY: u32 = u32::MAX;

/// How many sets of fields there are.
const MASKS: usize = 1 << FIELDS;

/// Amounts by what is stated of them, in fields of which 0 means that it is not stated: two amounts are
/// compatible if each field is equal or not stated in one of them.
#[derive(Debug, Default)]
pub(crate) struct Compatible<T> {
    /// Which fields the amounts that ask leave open, as bits.
    asked: [bool; MASKS],
    found: BTreeMap<Fields, T>,
}

/// Which fields are not stated, as bits.
fn open(fields: Fields) -> usize {
    let bits = fields.iter().enumerate().filter(|(_, field)| **field == 0).map(|(at, _)| 1 << at);
    bits.sum()
}

/// The fields with those of a mask set to a number.
fn masked(mut fields: Fields, mask: usize, to: u32) -> Fields {
    for (at, field) in fields.iter_mut().enumerate() {
        if mask & (1 << at) != 0 {
            *field = to;
        }
    }
    fields
}

impl<T: Default> Compatible<T> {
    /// A list that will be asked for what is compatible with some fields.
    pub(crate) fn asked_for(all: impl Iterator<Item = Fields>) -> Self {
        let mut asked = [false; MASKS];
        for fields in all {
            if let Some(mask) = asked.get_mut(open(fields)) {
                *mask = true;
            }
        }
        Self { asked, found: BTreeMap::new() }
    }

    /// Changes every place in which an amount with some fields is looked for.
    pub(crate) fn put(&mut self, fields: Fields, mut change: impl FnMut(&mut T)) {
        for (mask, _) in self.asked.iter().enumerate().filter(|(_, asked)| **asked) {
            change(self.found.entry(masked(fields, mask, ANY)).or_default());
        }
    }

    /// Looks for the first of all compatible places that has what is looked for.
    pub(crate) fn find<R>(&self, fields: Fields, look: impl Fn(&T) -> Option<R>) -> Option<R> {
        let own = masked(fields, open(fields), ANY);
        // A stated field is equal or not stated in the other.
        let absent = (0..MASKS).filter(|absent| absent & open(fields) == 0);
        absent.map(|absent| masked(own, absent, 0)).find_map(|at| look(self.found.get(&at)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn days(first: i32, last: i32) -> Keys {
        Keys::new(first, last).unwrap()
    }

    /// Whatever is put in whatever order, a day is covered by the last amount put there.
    #[test]
    fn coverage_is_that_of_a_row_of_days() {
        let mut state = 7_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for _ in 0..300 {
            let (mut coverage, mut row) = (Coverage::default(), [None; 40]);
            for amount in 0..12 {
                let first = next(40);
                let last = (first + next(8)).min(39);
                coverage.put(days(first as i32, last as i32), amount);
                row[first as usize..=last as usize].fill(Some(amount));
                for from in 0..40 {
                    for to in from..(from + 5).min(40) {
                        let touched = coverage.touching(days(from as i32, to as i32));
                        let last = row[from..=to].iter().rev().find_map(|it| *it);
                        assert_eq!(touched, last);
                    }
                }
            }
        }
    }

    #[test]
    fn what_has_no_end_is_covered_too() {
        let mut coverage = Coverage::default();
        coverage.put(Keys::ALL, 1);
        coverage.put(days(3, 5), 2);
        assert_eq!(coverage.touching(days(i32::MIN, 2)), Some(1));
        assert_eq!(coverage.touching(days(4, 4)), Some(2));
        assert_eq!(coverage.touching(days(6, i32::MAX)), Some(1));
    }

    /// What is found is exactly what is compatible, field by field.
    #[test]
    fn compatible_fields_are_equal_or_not_stated() {
        let all: Vec<Fields> = (0..81).map(|n| [n % 3, n / 3 % 3, n / 9 % 3, n / 27]).collect();
        for one in &all {
            let mut list: Compatible<bool> = Compatible::asked_for(all.iter().copied());
            list.put(*one, |found| *found = true);
            for other in &all {
                let fits = one.iter().zip(other).all(|(a, b)| a == b || *a == 0 || *b == 0);
                let found = list.find(*other, |found| found.then_some(()));
                assert_eq!(found.is_some(), fits, "{one:?} {other:?}");
            }
        }
    }
}
