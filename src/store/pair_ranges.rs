//! Ranges of positions by two numbers: what one has with another, and what one has with anybody.

use alloc::vec::Vec;
use core::ops::Range;

/// Up to how many numbers on a side a table of all pairs is kept: beyond that most pairs are empty, and
/// the pairs that are there are searched.
const MOST_DENSE: u32 = 1_024;

/// Where the positions of each pair of numbers lie, the positions being in the order of the pairs.
#[derive(Debug)]
pub(super) enum PairRanges {
    /// The first position of each pair of a table with so many columns, and the end of all.
    Dense { columns: u32, starts: Vec<u32> },
    /// Each pair that is there with its first position, in order, and the end of all.
    Sparse { pairs: Vec<((u32, u32), u32)>, end: u32 },
}

impl PairRanges {
    /// Indexes pairs that stand in order; `rows` and `columns` are how many numbers there are.
    pub(super) fn of(
        rows: u32,
        columns: u32,
        pairs: impl Iterator<Item = (u32, u32)> + Clone,
    ) -> Self {
        Self::with_most(MOST_DENSE, rows, columns, pairs)
    }

    fn with_most(
        most: u32,
        rows: u32,
        columns: u32,
        pairs: impl Iterator<Item = (u32, u32)> + Clone,
    ) -> Self {
        if rows <= most && columns <= most {
            let size = rows as usize * columns as usize + 1;
            let mut starts = Vec::with_capacity(size);
            let mut position = 0_u32;
            for (row, column) in pairs {
                let pair = row as usize * columns as usize + column as usize;
                while starts.len() <= pair && starts.len() < size {
                    starts.push(position);
                }
                position += 1;
            }
            starts.resize(size, position);
            return Self::Dense { columns, starts };
        }
        let mut found: Vec<((u32, u32), u32)> = Vec::new();
        let mut end = 0;
        for pair in pairs {
            if found.last().is_none_or(|(last, _)| *last != pair) {
                found.push((pair, end));
            }
            end += 1;
        }
        found.shrink_to_fit();
        Self::Sparse { pairs: found, end }
    }

    /// The positions of a pair.
    pub(super) fn of_pair(&self, row: u32, column: u32) -> Range<u32> {
        match self {
            Self::Dense { columns, .. } if column >= *columns => 0..0,
            Self::Dense { columns, starts } => {
                let pair = row as usize * *columns as usize + column as usize;
                match (starts.get(pair), starts.get(pair + 1)) {
                    (Some(start), Some(end)) => *start..*end,
                    _ => 0..0,
                }
            }
            Self::Sparse { .. } => self.between((row, column), (row, column.saturating_add(1))),
        }
    }

    /// The positions of all pairs with a first number.
    pub(super) fn of_row(&self, row: u32) -> Range<u32> {
        match self {
            Self::Dense { columns, starts } => {
                let first = row as usize * *columns as usize;
                match (starts.get(first), starts.get(first + *columns as usize)) {
                    (Some(start), Some(end)) => *start..*end,
                    _ => 0..0,
                }
            }
            Self::Sparse { .. } => self.between((row, 0), (row.saturating_add(1), 0)),
        }
    }

    fn between(&self, first: (u32, u32), last: (u32, u32)) -> Range<u32> {
        let Self::Sparse { pairs, end } = self else { return 0..0 };
        let position = |pair: (u32, u32)| {
            let at = pairs.partition_point(|(found, _)| *found < pair);
            pairs.get(at).map_or(*end, |(_, start)| *start)
        };
        position(first)..position(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_a_scan_on_both_sides_of_the_threshold() {
        let mut seed = 7_u32;
        for size in [0_u32, 1, 2, 5, 9] {
            for count in [0, 1, 3, 40] {
                let mut pairs: Vec<(u32, u32)> = (0..if size == 0 { 0 } else { count })
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        ((seed >> 8) % size, (seed >> 16) % size)
                    })
                    .collect();
                pairs.sort_unstable();
                for most in [0, 1_024] {
                    let ranges = PairRanges::with_most(most, size, size, pairs.iter().copied());
                    for row in 0..size + 1 {
                        let of_row: Vec<u32> = (0_u32..)
                            .zip(&pairs)
                            .filter(|(_, pair)| pair.0 == row)
                            .map(|(at, _)| at)
                            .collect();
                        assert_eq!(ranges.of_row(row).collect::<Vec<_>>(), of_row);
                        for column in 0..size + 1 {
                            let of_pair: Vec<u32> = of_row
                                .iter()
                                .copied()
                                .filter(|at| pairs[*at as usize].1 == column)
                                .collect();
                            assert_eq!(ranges.of_pair(row, column).collect::<Vec<_>>(), of_pair);
                        }
                    }
                }
            }
        }
    }
}
