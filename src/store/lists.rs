//! Lists by number, by pair of actors above all: one list of items after another, and where each
//! begins.
//!
//! For few actors, the begins of all possible lists stand in one table, and a look-up is two reads of
//! it: nothing that compares keys comes near. The table grows with the square of the actors, so it is
//! kept only up to [`MOST_DENSE`] of them, and only if it is no larger than what its lists hold; else
//! the keys of the lists that hold something stand in order and are searched.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// Up to how many actors the begins of the lists of all their pairs may stand in one table.
pub(super) const MOST_DENSE: usize = 1_024;

/// How many empty lists may stand in a table for each item held, and in any table.
const EMPTY_PER_ITEM: usize = 64;
const EMPTY_AT_ALL: usize = 65_536;

/// Lists of items by number.
#[derive(Debug)]
pub(crate) struct Lists<T> {
    begins: Begins,
    items: Vec<T>,
}

#[derive(Debug)]
enum Begins {
    /// The begin of the list of each number, and the end of the last.
    Dense(Vec<u32>),
    /// The numbers of the lists that hold something, in order, their begins, and the end of the last.
    Sparse { numbers: Vec<u64>, begins: Vec<u32> },
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { begins: Begins::Dense(Vec::new()), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// The list of a number, empty if there is none.
    #[inline]
    pub(crate) fn of(&self, number: u64) -> &[T] {
        let (begins, at) = match &self.begins {
            Begins::Dense(begins) => (begins, usize::try_from(number).ok()),
            Begins::Sparse { numbers, begins } => (begins, numbers.binary_search(&number).ok()),
        };
        let bounds = at.and_then(|at| Some((*begins.get(at)?, *begins.get(at + 1)?)));
        bounds
            .and_then(|(begin, end)| self.items.get(begin as usize..end as usize))
            .unwrap_or_default()
    }

    /// Where the items of some lists, whose numbers follow one another, stand among all items.
    pub(super) fn span(&self, numbers: Range<u64>) -> Range<u32> {
        let begin = |number: u64| match &self.begins {
            Begins::Dense(begins) => {
                usize::try_from(number).ok().and_then(|at| begins.get(at).or(begins.last()))
            }
            Begins::Sparse { numbers, begins } => {
                begins.get(numbers.partition_point(|found| *found < number))
            }
        };
        match (begin(numbers.start), begin(numbers.end)) {
            (Some(begin), Some(end)) => *begin..*end,
            _ => 0..0,
        }
    }

    /// The items of all lists, one list after another.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    /// How many items there are in all lists.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Goes through the lists that hold something, to put each in order.
    pub(super) fn each(&mut self, mut order: impl FnMut(&mut [T])) {
        let begins = match &self.begins {
            Begins::Dense(begins) | Begins::Sparse { begins, .. } => begins,
        };
        let mut rest = self.items.as_mut_slice();
        for (begin, end) in begins.iter().zip(begins.iter().skip(1)) {
            let (list, others) = rest.split_at_mut((end - begin) as usize);
            rest = others;
            if !list.is_empty() {
                order(list);
            }
        }
    }
}

/// Counts the items of each list, before they are put there.
#[derive(Debug)]
pub(super) struct Counts {
    /// The count of each list, one place further up; `None` if there may be too many lists.
    dense: Option<Vec<u32>>,
    items: usize,
}

impl Counts {
    /// Of lists with so many possible numbers, for so many actors.
    pub(super) fn new(numbers: u64, actors: usize) -> Self {
        let places = usize::try_from(numbers).ok().filter(|_| actors <= MOST_DENSE);
        Self { dense: places.map(|places| vec![0; places + 1]), items: 0 }
    }

    /// Of lists in one table, however many numbers there are.
    pub(super) fn dense(numbers: usize) -> Self {
        Self { dense: Some(vec![0; numbers + 1]), items: 0 }
    }

    /// Counts an item of a list.
    #[inline]
    pub(super) fn count(&mut self, number: u64) {
        self.items += 1;
        if let Some(dense) = &mut self.dense
            && let Some(count) =
                usize::try_from(number).ok().and_then(|number| dense.get_mut(number + 1))
        {
            *count += 1;
        }
    }

    /// Makes room for the items that were counted.
    pub(super) fn filling<T: Copy>(self, blank: T) -> Filling<T> {
        let Self { dense, items } = self;
        match dense {
            Some(mut next) => {
                let mut sum = 0;
                for count in &mut next {
                    sum += *count;
                    *count = sum;
                }
                Filling::Dense { next, items: vec![blank; items] }
            }
            None => Filling::Sparse(Vec::with_capacity(items)),
        }
    }
}

/// Puts each item into its list; those of one list keep the order in which they come.
#[derive(Debug)]
pub(super) enum Filling<T> {
    /// Where the next item of each list goes.
    Dense {
        next: Vec<u32>,
        items: Vec<T>,
    },
    Sparse(Vec<(u64, T)>),
}

impl<T: Copy> Filling<T> {
    /// Adds an item that was counted.
    #[inline]
    pub(super) fn put(&mut self, number: u64, item: T) {
        match self {
            Self::Dense { next, items } => {
                let next = usize::try_from(number).ok().and_then(|at| next.get_mut(at));
                if let Some(next) = next
                    && let Some(slot) = items.get_mut(*next as usize)
                {
                    *slot = item;
                    *next += 1;
                }
            }
            Self::Sparse(all) => all.push((number, item)),
        }
    }

    /// The lists, once every item is in.
    pub(super) fn done(self) -> Lists<T> {
        match self {
            // Where the next item of a list would go, the next list begins.
            Self::Dense { mut next, items } => {
                next.rotate_right(1);
                if let Some(first) = next.first_mut() {
                    *first = 0;
                }
                let lists = Lists { begins: Begins::Dense(next), items };
                lists.without_empty()
            }
            Self::Sparse(mut all) => {
                all.sort_by_key(|(number, _)| *number);
                let (mut numbers, mut begins): (Vec<u64>, Vec<u32>) = (Vec::new(), Vec::new());
                for (at, (number, _)) in (0_u32..).zip(&all) {
                    if numbers.last() != Some(number) {
                        numbers.push(*number);
                        begins.push(at);
                    }
                }
                begins.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
                let items = all.into_iter().map(|(_, item)| item).collect();
                Lists { begins: Begins::Sparse { numbers, begins }, items }
            }
        }
    }
}

impl<T> Lists<T> {
    /// The same lists, their numbers in order if a table of all would be mostly empty.
    fn without_empty(self) -> Self {
        let Begins::Dense(all) = &self.begins else { return self };
        if all.len() <= self.items.len() * EMPTY_PER_ITEM + EMPTY_AT_ALL {
            return self;
        }
        let (mut numbers, mut begins): (Vec<u64>, Vec<u32>) = (Vec::new(), Vec::new());
        for (number, (begin, end)) in (0_u64..).zip(all.iter().zip(all.iter().skip(1))) {
            if begin < end {
                numbers.push(number);
                begins.push(*begin);
            }
        }
        begins.extend(all.last());
        Self { begins: Begins::Sparse { numbers, begins }, items: self.items }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items of lists, by a rule that leaves most of them empty and makes some long.
    fn items(numbers: u64) -> Vec<(u64, u32)> {
        (0..500_u32).map(|item| (u64::from(item) * 7_919 % numbers / 3 * 3, item)).collect()
    }

    fn lists(items: &[(u64, u32)], mut counts: Counts) -> Lists<u32> {
        items.iter().for_each(|(number, _)| counts.count(*number));
        let mut filling = counts.filling(0);
        items.iter().for_each(|(number, item)| filling.put(*number, *item));
        filling.done()
    }

    #[test]
    fn lists_are_the_same_in_every_shape() {
        for numbers in [1, 3, 90, 5_000, 100_000] {
            let items = items(numbers);
            let dense = lists(&items, Counts::new(numbers, MOST_DENSE));
            let sparse = lists(&items, Counts::new(numbers, MOST_DENSE + 1));
            assert_eq!(matches!(dense.begins, Begins::Dense(_)), numbers < 50_000);
            assert!(matches!(sparse.begins, Begins::Sparse { .. }));
            for number in 0..numbers + 2 {
                let naive: Vec<u32> =
                    items.iter().filter(|(of, _)| *of == number).map(|(_, item)| *item).collect();
                assert_eq!(dense.of(number), naive);
                assert_eq!(sparse.of(number), naive);
                for last in [number, number + 1, number + 7] {
                    let naive = |lists: &Lists<u32>| {
                        (number..last).map(|it| lists.of(it).len()).sum::<usize>()
                    };
                    for lists in [&dense, &sparse] {
                        let span = lists.span(number..last);
                        assert_eq!(span.len(), naive(lists));
                        let items = &lists.items()[span.start as usize..span.end as usize];
                        assert!(items.starts_with(lists.of(number)) || number == last);
                    }
                }
            }
            assert_eq!((dense.len(), sparse.len()), (500, 500));
        }
    }

    #[test]
    fn nothing_has_no_lists() {
        let empty = lists(&[], Counts::new(0, 0));
        assert!(empty.of(0).is_empty() && empty.of(u64::MAX).is_empty());
        assert!(Lists::<u32>::default().of(0).is_empty());
    }

    #[test]
    fn each_list_is_put_in_order_by_itself() {
        for actors in [MOST_DENSE, MOST_DENSE + 1] {
            let mut all = lists(&[(2, 9), (0, 5), (2, 1), (2, 4)], Counts::new(4, actors));
            all.each(<[u32]>::sort_unstable);
            assert_eq!(all.of(2), [1, 4, 9]);
            assert_eq!(all.of(0), [5]);
            assert!(all.of(1).is_empty());
        }
    }
}
