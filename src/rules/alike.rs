//! Trade figures of which it is known that no rule finds anything.
//!
//! Most figures differ from many others in id, partner, period and number alone. Once a figure was
//! looked through and nothing was found, what the rules say of its shape in its period and of its
//! partner in its period is known, and of the next such figure only the rest is left to be looked at.
//!
//! INVARIANT: what the rules that look at one trade figure find depends on its shape with its period; on
//! its partner with its period; on whether its partner is its reporter; on its id; and on its number, of
//! which only a share is refused for being large, and nothing that is not below zero for being small. A
//! rule that looks at more must be told here.

use alloc::vec::Vec;

use crate::record::Measure;
use crate::store::{Store, TradeRow};

/// How many pairs are kept at most, as bits: eight megabytes.
const MOST_PAIRS: usize = 1 << 26;

/// What is known of the shapes and the partners of figures.
#[derive(Debug)]
pub(super) struct Alike {
    shapes: Pairs,
    partners: Pairs,
}

impl Alike {
    pub(super) fn of(store: &Store) -> Self {
        let (table, _) = store.trade_table();
        let periods = table.periods().len();
        Self {
            shapes: Pairs::of(table.shapes().len(), periods),
            partners: Pairs::of(table.partners().len(), periods),
        }
    }

    /// Whether no rule that looks at one figure finds anything in this one; false if that is not known.
    pub(super) fn is_clean(&self, figure: TradeRow<'_>) -> bool {
        let (Some(partner), Some(period)) = figure.columns() else { return false };
        self.shapes.holds(figure.shape() as usize, period.into())
            && self.partners.holds(partner.into(), period.into())
            && figure.partner().actor() != Some(figure.reporter())
            && figure
                .own_number()
                .is_none_or(|number| number >= 0 && figure.measure() != Measure::ShareOf)
            && is_plain(figure.id())
    }

    /// Notes that a figure was looked through and nothing was found.
    pub(super) fn note(&mut self, figure: TradeRow<'_>) {
        if let (Some(partner), Some(period)) = figure.columns() {
            self.shapes.add(figure.shape() as usize, period.into());
            self.partners.add(partner.into(), period.into());
        }
    }
}

/// Whether an id is one in which no rule finds anything: a few letters, digits and signs of ASCII.
fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A set of pairs of numbers, of which those with great second numbers are left out if it would become
/// too large.
#[derive(Debug)]
struct Pairs {
    columns: usize,
    words: Vec<u64>,
}

impl Pairs {
    fn of(rows: usize, columns: usize) -> Self {
        let columns = columns.min(MOST_PAIRS / rows.max(1));
        let words = rows.saturating_mul(columns).div_ceil(64);
        Self { columns, words: alloc::vec![0; words] }
    }

    fn place(&self, row: usize, column: usize) -> Option<(usize, u64)> {
        let at = row.checked_mul(self.columns)?.checked_add(column)?;
        (column < self.columns).then_some((at / 64, 1 << (at % 64)))
    }

    fn holds(&self, row: usize, column: usize) -> bool {
        let found = self.place(row, column);
        found.is_some_and(|(at, bit)| self.words.get(at).is_some_and(|word| word & bit != 0))
    }

    fn add(&mut self, row: usize, column: usize) {
        if let Some((at, bit)) = self.place(row, column)
            && let Some(word) = self.words.get_mut(at)
        {
            *word |= bit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_the_pairs_that_were_added_and_no_other() {
        let mut pairs = Pairs::of(5, 70);
        let added = [(0, 0), (0, 69), (4, 1), (3, 63)];
        for (row, column) in added {
            pairs.add(row, column);
        }
        for row in 0..6 {
            for column in 0..71 {
                assert_eq!(pairs.holds(row, column), added.contains(&(row, column)));
            }
        }
    }

    #[test]
    fn a_set_stays_small() {
        let mut pairs = Pairs::of(1 << 20, 1 << 16);
        assert!(pairs.words.len() <= MOST_PAIRS / 64);
        pairs.add(1 << 19, 63);
        pairs.add(1 << 19, 64);
        assert!(pairs.holds(1 << 19, 63) && !pairs.holds(1 << 19, 64));
    }
}
