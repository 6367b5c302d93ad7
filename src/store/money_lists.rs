//! What one actor gives another, by stage, in order of days and with running sums.
//!
//! Amounts whose days decide alone whether they count stand in *runs*: in each both the first and the
//! last days are in order, and all amounts are of one kind, so that what lies inside a window is one range
//! and its sum a difference. Single days are one run, years another; a period within another starts a
//! new one. What is not exact, or depends on other amounts, stands aside and is looked at one by one, if
//! it lies inside the window.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::areas::Areas;
use super::money_days::Bearing;
use super::money_read::{Apart, Aside, Kinds, Money};
use super::money_sum::{StoredSum, plain_sum};
use crate::date::DayRange;
use crate::record::Stage;

/// How many runs a list has at most; further amounts stand aside.
const MOST_RUNS: usize = 8;
/// A run of no more is looked through.
const SHORT: usize = 8;
/// A table of all pairs of actors is kept while it has no more places than so many times the lists.
const SPARE: usize = 16;

/// The amounts of one stage from one actor to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct List {
    stage: Stage,
    /// Some amounts may belong to it by the roles of their programmes: it is worked out.
    is_open: bool,
    /// Where its runs and the amounts aside begin; both end where those of the next list begin.
    runs: u32,
    asides: u32,
}

/// Amounts of one kind in order of both their first and their last days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    start: u32,
    kind: u8,
}

/// What one actor gives another.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MoneyLists {
    /// Of each pair of numbers, provider first, where its lists begin; one more at the end. Empty if that
    /// would be mostly room for nothing.
    table: Vec<u32>,
    /// How many numbers a row of the table has.
    width: usize,
    /// The pairs that have lists, in order, and where those begin; one more at the end. Empty beside a
    /// table.
    pairs: Vec<(u16, u16)>,
    starts: Vec<u32>,
    /// Each list, and one more that ends the last.
    lists: Vec<List>,
    /// Each run, and one more that ends the last.
    runs: Vec<Run>,
    days: Vec<(i32, i32)>,
    /// What all amounts before each add up to, over all runs; wraps around, so that a difference is exact
    /// if the sum itself fits.
    sums: Vec<i128>,
    asides: Vec<Aside>,
}

impl MoneyLists {
    pub(super) fn of(
        actors: &Areas,
        kinds: &mut Kinds,
        base: u32,
        (all, bearings): (&[Money], &[Bearing]),
        by_roles: BTreeSet<(u16, u16, u8)>,
    ) -> Self {
        let mut found: BTreeMap<(u16, u16, u8), (Vec<(&Money, Apart)>, bool)> = BTreeMap::new();
        for (one, bearing) in all.iter().zip(bearings) {
            let (Some(provider), Some(receiver)) = (one.provider, one.receiver) else { continue };
            let list = found.entry((provider, receiver, one.stage as u8)).or_default();
            list.0.push((one, bearing.beside));
        }
        for key in by_roles {
            found.entry(key).or_default().1 = true;
        }
        let stage_of = |number: u8| Stage::ALL.iter().copied().find(|stage| *stage as u8 == number);
        let mut lists = Self::default();
        lists.sums.push(0);
        for ((provider, receiver, stage), (own, is_open)) in found {
            let Some(stage) = stage_of(stage) else { continue };
            if lists.pairs.last() != Some(&(provider, receiver)) {
                lists.pairs.push((provider, receiver));
                lists.starts.push(count_of(&lists.lists));
            }
            lists.begin(stage, is_open);
            lists.fill(kinds, base, own);
        }
        lists.starts.push(count_of(&lists.lists));
        lists.begin(Stage::Unstated, false);
        let end = Run { start: count_of(&lists.days), kind: 0 };
        lists.runs.push(end);
        lists.spread(actors.numbers());
        lists
    }

    fn begin(&mut self, stage: Stage, is_open: bool) {
        let (runs, asides) = (count_of(&self.runs), count_of(&self.asides));
        self.lists.push(List { stage, is_open, runs, asides });
    }

    /// Puts the amounts of one list into runs and aside.
    fn fill(&mut self, kinds: &mut Kinds, base: u32, mut own: Vec<(&Money, Apart)>) {
        own.sort_by_key(|(it, _)| (it.first, it.last));
        // The last of its last days, its kind and its amounts.
        let mut runs: Vec<(i32, u8, Vec<(&Money, i64)>)> = Vec::new();
        for (one, how) in own {
            let exact = one.adds.filter(|_| how == Apart::Alone);
            let exact = exact.and_then(|(kind, adds)| Some((kinds.number(kind)?, adds)));
            let is_day = |one: &Money| one.first == one.last;
            let fitting = exact.and_then(|(kind, _)| {
                runs.iter().position(|(last, of, own)| {
                    *last <= one.last
                        && *of == kind
                        && own.last().is_some_and(|it| is_day(it.0) == is_day(one))
                })
            });
            let run = match (exact, fitting) {
                (Some(_), Some(at)) => runs.get_mut(at),
                (Some((kind, _)), None) if runs.len() < MOST_RUNS => {
                    runs.push((one.last, kind, Vec::new()));
                    runs.last_mut()
                }
                _ => None,
            };
            match (exact, run) {
                (Some((_, adds)), Some((last, _, run))) => {
                    *last = one.last;
                    run.push((one, adds));
                }
                _ => self.asides.push(one.aside(base, how)),
            }
        }
        for (_, kind, own) in runs {
            self.runs.push(Run { start: count_of(&self.days), kind });
            for (one, adds) in own {
                self.days.push((one.first, one.last));
                let before = self.sums.last().copied().unwrap_or_default();
                self.sums.push(before.wrapping_add(adds.into()));
            }
        }
    }

    /// Makes a table of the pairs, if that has not too much room for nothing.
    fn spread(&mut self, width: usize) {
        if width.saturating_mul(width) > SPARE.saturating_mul(self.lists.len()) {
            return;
        }
        let mut table: Vec<u32> = alloc::vec![0; width * width + 1];
        for ((provider, receiver), starts) in self.pairs.iter().zip(self.starts.windows(2)) {
            let cell = usize::from(*provider) * width + usize::from(*receiver);
            if let ([start, end], Some(behind)) = (starts, table.get_mut(cell + 1)) {
                *behind = end - start;
            }
        }
        let mut lists = 0;
        for start in &mut table {
            lists += *start;
            *start = lists;
        }
        (self.table, self.width) = (table, width);
        (self.pairs, self.starts) = (Vec::new(), Vec::new());
    }

    /// What one gives another of a stage within some days; `None` if it is not stored.
    #[inline]
    pub(super) fn between(
        &self,
        kinds: &Kinds,
        (provider, receiver): (u16, u16),
        stage: Stage,
        days: DayRange,
    ) -> Option<StoredSum> {
        let Some((list, next)) = self.list(provider, receiver, stage) else {
            return Some(StoredSum::default());
        };
        if list.is_open {
            return None;
        }
        let mut found = StoredSum::default();
        let runs = self.runs.get(list.runs as usize..=next.runs as usize)?;
        for pair in runs.windows(2) {
            let [run, next] = pair else { continue };
            let (sum, count) = self.sum(run.start as usize, next.start as usize, days)?;
            if count > 0 {
                found.add(plain_sum(kinds.get(run.kind)?, sum)?)?;
            }
        }
        if list.asides != next.asides {
            let asides = self.asides.get(list.asides as usize..next.asides as usize)?;
            let begun = asides.partition_point(|it| it.first < days.first_key());
            let asides = asides.get(begun..)?.iter();
            let begins = asides.take_while(|it| it.first <= days.last_key());
            found.aside.extend(begins.filter(|it| it.last <= days.last_key()));
        }
        Some(found)
    }

    /// A list and the one behind it.
    #[inline]
    fn list(&self, provider: u16, receiver: u16, stage: Stage) -> Option<(&List, &List)> {
        let (provider_at, receiver_at) = (usize::from(provider), usize::from(receiver));
        let starts = if self.table.is_empty() {
            let at = self.pairs.binary_search(&(provider, receiver)).ok()?;
            self.starts.get(at..at + 2)?
        } else {
            let cell = provider_at * self.width + receiver_at;
            self.table.get(cell..cell + 2).filter(|_| receiver_at < self.width)?
        };
        let [start, end] = starts else { return None };
        let own = self.lists.get(*start as usize..=*end as usize)?;
        own.windows(2).find_map(|pair| match pair {
            [list, next] if list.stage == stage => Some((list, next)),
            _ => None,
        })
    }

    /// What the amounts of a run add up to that lie within some days, and how many those are.
    #[inline]
    fn sum(&self, start: usize, end: usize, asked: DayRange) -> Option<(i128, usize)> {
        let days = self.days.get(start..end)?;
        let (first, last) = if days.len() <= SHORT {
            let before = days.iter().filter(|it| it.0 < asked.first_key()).count();
            (before, days.iter().filter(|it| it.1 <= asked.last_key()).count())
        } else {
            let before = days.partition_point(|it| it.0 < asked.first_key());
            (before, days.partition_point(|it| it.1 <= asked.last_key()))
        };
        let last = last.max(first);
        let (from, to) = (self.sums.get(start + first)?, self.sums.get(start + last)?);
        Some((to.wrapping_sub(*from), last - first))
    }

    /// Runs are in order of both days, and amounts aside in order of their first.
    pub(super) fn verify(&self) -> Result<(), &'static str> {
        let is_ordered = |start: u32, end: u32| {
            let days = self.days.get(start as usize..end as usize).unwrap_or_default();
            days.is_sorted_by_key(|it| it.0) && days.is_sorted_by_key(|it| it.1)
        };
        let mut runs = self.runs.windows(2);
        if !runs.all(|it| matches!(it, [run, next] if is_ordered(run.start, next.start))) {
            return Err("amounts do not stand in the order of their days");
        }
        let asides = self.lists.windows(2).map(|pair| match pair {
            [list, next] => self.asides.get(list.asides as usize..next.asides as usize),
            _ => None,
        });
        for asides in asides {
            if !asides.is_some_and(|asides| asides.is_sorted_by_key(|it| it.first)) {
                return Err("amounts aside do not stand in the order of their days");
            }
        }
        Ok(())
    }
}

fn count_of<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
