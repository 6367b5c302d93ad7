//! What one actor gives another, by stage, in order of days and with running sums.
//!
//! Amounts whose days decide alone whether they count stand in *runs*: in each both the first and the
//! last days are in order, and all amounts are of one kind, so that what lies inside a window is one range
//! and its sum a difference. Single days are one run, years another; a period within another starts a
//! new one. What is not exact is added one by one, if it lies inside the window; what depends on other
//! amounts stands aside and is told, so that it is weighed.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::areas::Areas;
use super::money_days::Bearing;
use super::money_read::{Apart, Kinds, LeftOver, Money};
use super::money_sum::{StoredSum, plain_sum};
use crate::date::DayRange;
use crate::record::Stage;

/// How many runs a list has at most; further amounts are added one by one.
const MOST_RUNS: usize = 8;
/// A run of no more is looked through.
const SHORT: usize = 8;
/// A table of all pairs of actors is kept while it has no more places than so many times the lists.
const SPARE: usize = 16;

/// Some amounts of one stage from one actor to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    start: u32,
    end: u32,
    stage: Stage,
    holds: Holds,
}

/// What a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Amounts of one kind in order of both their first and their last days.
    Run(u8),
    /// Amounts that are not exact, in order of their first days.
    Inexact,
    /// Amounts that depend on others, in order of their first days.
    Aside,
    /// Nothing that is known: amounts may belong to it by the roles of their programmes.
    ByRoles,
}

/// One amount of a run, with what all up to it add up to, over all runs. That wraps around, so that a
/// difference is exact if the sum itself fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct InRun {
    first: i32,
    last: i32,
    sum: Wide,
}

/// A number of 128 bits that needs no more room than its bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Wide([u64; 2]);

impl Wide {
    #[inline]
    const fn new(number: i128) -> Self {
        Self([number as u64, (number >> 64) as u64])
    }

    #[inline]
    const fn get(self) -> i128 {
        let Self([low, high]) = self;
        ((high as i128) << 64) | low as i128
    }
}

/// The amounts of one stage and pair, and whether some may belong there by the roles of their programmes.
type Gathered<'m> = (Vec<(&'m Money, Apart)>, bool);

/// A run that is being filled: the last of its last days, its kind and its amounts.
type Filling<'m> = (i32, u8, Vec<(&'m Money, i64)>);

/// What one actor gives another.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MoneyLists {
    /// Of each pair of numbers, provider first, where its parts begin; one more at the end. Empty if that
    /// would be mostly room for nothing.
    table: Vec<u32>,
    /// How many numbers a row of the table has.
    width: usize,
    /// The pairs that have parts, in order, and where those begin; one more at the end. Empty beside a
    /// table.
    pairs: Vec<(u16, u16)>,
    starts: Vec<u32>,
    parts: Vec<Part>,
    amounts: Vec<InRun>,
    rest: LeftOver,
}

impl MoneyLists {
    pub(super) fn of(
        actors: &Areas,
        kinds: &mut Kinds,
        base: u32,
        (all, bearings): (&[Money], &[Bearing]),
        by_roles: BTreeSet<(u16, u16, u8)>,
    ) -> Self {
        let mut found: BTreeMap<(u16, u16, u8), Gathered<'_>> = BTreeMap::new();
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
        for ((provider, receiver, stage), (own, is_open)) in found {
            let Some(stage) = stage_of(stage) else { continue };
            if lists.pairs.last() != Some(&(provider, receiver)) {
                lists.pairs.push((provider, receiver));
                lists.starts.push(count_of(&lists.parts));
            }
            if is_open {
                lists.parts.push(Part { start: 0, end: 0, stage, holds: Holds::ByRoles });
            } else {
                lists.fill(kinds, base, stage, own);
            }
        }
        lists.starts.push(count_of(&lists.parts));
        lists.spread(actors.numbers());
        lists.parts.shrink_to_fit();
        lists.amounts.shrink_to_fit();
        lists.rest.shrink_to_fit();
        lists
    }

    /// Puts the amounts of one list into runs and aside.
    fn fill(&mut self, kinds: &mut Kinds, base: u32, stage: Stage, mut own: Vec<(&Money, Apart)>) {
        let starts = [count_of(&self.rest.inexact), count_of(&self.rest.asides)];
        own.sort_by_key(|(it, _)| (it.first, it.last));
        let mut runs: Vec<Filling<'_>> = Vec::new();
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
                _ => self.rest.add(one, base, how),
            }
        }
        for (_, kind, own) in runs {
            let start = count_of(&self.amounts);
            for (one, adds) in own {
                let before = self.amounts.last().map_or(0, |it| it.sum.get());
                let sum = Wide::new(before.wrapping_add(adds.into()));
                self.amounts.push(InRun { first: one.first, last: one.last, sum });
            }
            let end = count_of(&self.amounts);
            self.parts.push(Part { start, end, stage, holds: Holds::Run(kind) });
        }
        let ends = [count_of(&self.rest.inexact), count_of(&self.rest.asides)];
        for (holds, (start, end)) in
            [Holds::Inexact, Holds::Aside].into_iter().zip(starts.into_iter().zip(ends))
        {
            if start < end {
                self.parts.push(Part { start, end, stage, holds });
            }
        }
    }

    /// Makes a table of the pairs, if that has not too much room for nothing.
    fn spread(&mut self, width: usize) {
        if width.saturating_mul(width) > SPARE.saturating_mul(self.parts.len()) {
            return;
        }
        let mut table: Vec<u32> = alloc::vec![0; width * width + 1];
        for ((provider, receiver), starts) in self.pairs.iter().zip(self.starts.windows(2)) {
            let cell = usize::from(*provider) * width + usize::from(*receiver);
            if let ([start, end], Some(behind)) = (starts, table.get_mut(cell + 1)) {
                *behind = end - start;
            }
        }
        let mut parts = 0;
        for start in &mut table {
            parts += *start;
            *start = parts;
        }
        (self.table, self.width) = (table, width);
        (self.pairs, self.starts) = (Vec::new(), Vec::new());
    }

    /// What one gives another of a stage within some days; `None` if it is not stored.
    #[inline]
    pub(super) fn between(
        &self,
        kinds: &Kinds,
        pair: (u16, u16),
        stage: Stage,
        days: DayRange,
    ) -> Option<StoredSum> {
        let mut found = StoredSum::default();
        for part in self.parts(pair).iter().filter(|it| it.stage == stage) {
            let (start, end) = (part.start as usize, part.end as usize);
            match part.holds {
                Holds::Run(kind) => {
                    let (sum, count) = self.sum(start, end, days)?;
                    if count > 0 {
                        found.add(plain_sum(kinds.get(kind)?, sum)?)?;
                    }
                }
                Holds::Inexact => {
                    let all = self.rest.inexact.get(start..end)?;
                    found.add_all(inside(all, days, |it| (it.first, it.last)))?;
                }
                Holds::Aside => {
                    let all = self.rest.asides.get(start..end)?;
                    found.aside.extend(inside(all, days, |it| (it.first, it.last)));
                }
                Holds::ByRoles => return None,
            }
        }
        Some(found)
    }

    /// The parts of a pair, by stage.
    #[inline]
    fn parts(&self, (provider, receiver): (u16, u16)) -> &[Part] {
        let (provider_at, receiver_at) = (usize::from(provider), usize::from(receiver));
        let starts = if self.table.is_empty() {
            let at = self.pairs.binary_search(&(provider, receiver)).ok();
            at.and_then(|at| self.starts.get(at..at + 2))
        } else {
            let cell = provider_at * self.width + receiver_at;
            self.table.get(cell..cell + 2).filter(|_| receiver_at < self.width)
        };
        match starts {
            Some([start, end]) => self.parts.get(*start as usize..*end as usize),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// What the amounts of a run add up to that lie within some days, and how many those are.
    #[inline]
    fn sum(&self, start: usize, end: usize, asked: DayRange) -> Option<(i128, usize)> {
        let own = self.amounts.get(start..end)?;
        let (first, last) = if own.len() <= SHORT {
            let before = own.iter().filter(|it| it.first < asked.first_key()).count();
            (before, own.iter().filter(|it| it.last <= asked.last_key()).count())
        } else {
            let before = own.partition_point(|it| it.first < asked.first_key());
            (before, own.partition_point(|it| it.last <= asked.last_key()))
        };
        if last <= first {
            return Some((0, 0));
        }
        let up_to = |at: usize| at.checked_sub(1).and_then(|at| self.amounts.get(at));
        let up_to = |at: usize| up_to(start + at).map_or(0, |it| it.sum.get());
        Some((up_to(last).wrapping_sub(up_to(first)), last - first))
    }

    /// Runs are in order of both days, and amounts aside in order of their first.
    pub(super) fn verify(&self) -> Result<(), &'static str> {
        for part in &self.parts {
            let (start, end) = (part.start as usize, part.end as usize);
            let own = self.amounts.get(start..end).unwrap_or_default();
            let inexact = self.rest.inexact.get(start..end).unwrap_or_default();
            let asides = self.rest.asides.get(start..end).unwrap_or_default();
            let is_ordered = match part.holds {
                Holds::Run(_) => {
                    own.is_sorted_by_key(|it| it.first) && own.is_sorted_by_key(|it| it.last)
                }
                Holds::Inexact => inexact.is_sorted_by_key(|it| it.first),
                Holds::Aside => asides.is_sorted_by_key(|it| it.first),
                Holds::ByRoles => true,
            };
            if !is_ordered {
                return Err("amounts do not stand in the order of their days");
            }
        }
        Ok(())
    }
}

/// Those of some things, in order of their first days, that lie within some days.
#[inline]
fn inside<T>(
    all: &[T],
    asked: DayRange,
    days: impl Fn(&T) -> (i32, i32) + Copy,
) -> impl Iterator<Item = &T> {
    let begun = all.partition_point(|it| days(it).0 < asked.first_key());
    let rest = all.get(begun..).unwrap_or_default().iter();
    rest.take_while(move |it| days(it).0 <= asked.last_key())
        .filter(move |it| days(it).1 <= asked.last_key())
}

fn count_of<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
