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
        let table = store.trade_table();
        let periods = table.periods().len();
        Self {
            shapes: Pairs::of(table.count_of_shapes(), periods),
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

/// Whether a text is one in which no rule on texts or ids finds anything: letters, digits and signs of
/// ASCII, not many, with blanks at most between them.
pub(super) fn is_plain(text: &str) -> bool {
    let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    bytes.len() <= 64
        && is_sign(bytes.first())
        && is_sign(bytes.last())
        && bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
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
    use crate::record::Record;
    use crate::rules::rule::Check;
    use crate::rules::{Checks, find};
    use alloc::format;
    use alloc::string::{String, ToString};

    /// What the rules that look at one record find in some records, beside a few others.
    fn found(figures: &[Record]) -> Vec<String> {
        let beside = [
            r#"{"kind":"source","id":"s","title":"A yearbook","published":"2023"}"#,
            r#"{"kind":"source","id":"u","title":"A page"}"#,
            r#"{"kind":"organization","id":"eu","name":"European Union","sources":[{"source":"s"}]}"#,
        ];
        let beside = beside.iter().map(|line| serde_json::from_str::<Record>(line).unwrap());
        let store = Store::build(beside.chain(figures.iter().cloned()).collect());
        let checks = Checks::all().with_today(crate::date::day(2024, 1, 1));
        let mut found: Vec<String> = checks
            .engine()
            .all(&store)
            .found
            .into_iter()
            .map(|(_, problem)| problem)
            .filter(|problem| {
                let check = find(problem.code()).unwrap().check;
                !matches!(check, Check::Across(_) | Check::Worlds(_))
                    && problem.to_string().contains("trade `")
            })
            .map(|problem| problem.to_string())
            .collect();
        found.sort_unstable();
        found
    }

    /// A figure that is passed over among others has nothing that is found where it stands alone.
    #[test]
    fn what_is_found_in_each_figure_alone_is_found_in_all_of_them_together() {
        let mut figures = Vec::new();
        let reporters = ["USA", "KAZ", "DDR", "org:eu"];
        let partners = ["USA", "KAZ", "DDR", "XZZ", "world", "org:eu", "org:nobody", "area:x"];
        let periods = ["1980", "2021", "FY2021", "unstated"];
        let measured = [
            r#""measure":"value","estimate":"USD 5""#,
            r#""measure":"value","estimate":"USD -5""#,
            r#""measure":"value","estimate":"DEM 5""#,
            r#""measure":"value","estimate":"rounded USD -5""#,
            r#""measure":"value","estimate":"USD -5..5","vintage":"2041""#,
            r#""measure":"value""#,
            r#""measure":"share-of","estimate":"percent 5""#,
            r#""measure":"share-of","estimate":"percent 130""#,
            r#""measure":"claimed-rank","rank":5"#,
        ];
        for reporter in reporters {
            for partner in partners {
                for (period, measured) in
                    periods.iter().flat_map(|period| measured.map(|it| (*period, it)))
                {
                    let at = figures.len();
                    let flow = ["export", "re-import", "balance"][at / 7 % 3];
                    let blank = if at % 11 == 0 { " " } else { "" };
                    let source = ["s", "s", "u", "nothing"][at / 5 % 4];
                    let line = format!(
                        r#"{{"kind":"trade","id":"f{at}{blank}","reporter":"{reporter}","partner":"{partner}","flow":"{flow}","period":"{period}",{measured},"sources":[{{"source":"{source}"}}]}}"#
                    );
                    figures.extend(serde_json::from_str::<Record>(&line));
                }
            }
        }
        assert!(figures.len() > 900);
        // In an order in which figures of many sorts follow one another.
        let count = figures.len();
        let figures: Vec<Record> = (0..count).map(|at| figures[at * 601 % count].clone()).collect();
        let mut alone: Vec<String> =
            figures.iter().flat_map(|figure| found(core::slice::from_ref(figure))).collect();
        alone.sort_unstable();
        let together = found(&figures);
        assert!(alone.len() > 500);
        assert_eq!(together, alone);
    }

    /// A new rule on texts that finds something in a plain one has to be told here.
    #[test]
    fn no_rule_on_texts_finds_anything_in_a_plain_one() {
        let plain =
            ["a", "~", "trade-281", "A fact sheet (2nd ed.)", "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}"];
        for text in plain {
            assert!(is_plain(text));
            let place = crate::record::Place::new("x", text).source("s");
            assert!(Record::from(place).check().is_empty());
        }
        for text in ["", " a", "a ", "\ta", "a\u{7f}b", "a\nb", "é", &"x".repeat(65)] {
            assert!(!is_plain(text));
        }
    }

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
