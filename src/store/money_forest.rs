//! The money of programmes by stage, in the order in which a walk through all trees meets them, parents
//! first, so that a tree is one range.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::money_days::Bearing;
use super::money_read::{Apart, Kinds, LeftOver, Money, Passing};
use super::money_sum::{StoredSum, plain_sum};
use super::program_tree::ProgramTree;
use crate::date::DayRange;
use crate::record::Stage;

/// The kind of an amount that stands aside.
const ASIDE: u8 = u8::MAX;
/// The kind of an amount that adds by itself, but not as a whole number.
const INEXACT: u8 = u8::MAX - 1;

/// One amount in the order of the trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct InTree {
    first: i32,
    last: i32,
    /// What it adds; of one that is left out of the running sums, its place there.
    adds: i64,
    kind: u8,
}

/// What the amounts before one add up to, how many of them that leaves out, and how often the kind changes
/// among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Before {
    sum: i128,
    aside: u32,
    changes: u32,
}

/// The amounts of one stage.
#[derive(Debug, Default, PartialEq, Eq)]
struct Forest {
    /// Of each place in the walk, where its amounts begin; one more at the end.
    places: Vec<u32>,
    amounts: Vec<InTree>,
    /// Of each amount what is before it; one more at the end.
    before: Vec<Before>,
    rest: LeftOver,
}

/// The money of all trees.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MoneyForest {
    /// The subject of the first programme.
    base: u32,
    /// Of each programme, its place in the walk and the place behind all under it; absent if what belongs
    /// to its tree is no range.
    walk: Vec<Option<(u32, u32)>>,
    stages: Vec<(Stage, Forest)>,
}

impl MoneyForest {
    pub(super) fn of(
        tree: &ProgramTree,
        kinds: &mut Kinds,
        (base, count): (u32, usize),
        all: &[Money],
        bearings: &[Bearing],
    ) -> Self {
        let walk = walked(tree, base, count);
        let place = |one: &Money| Some(walk.get(one.program as usize).copied()??.0);
        let mut of_stages: BTreeMap<u8, Vec<(u32, &Money, &Bearing)>> = BTreeMap::new();
        for (one, bearing) in all.iter().zip(bearings) {
            // What passes on what was received is never counted, and stands for nothing else.
            if bearing.passed_on == Passing::Yes {
                continue;
            }
            if let Some(place) = place(one) {
                of_stages.entry(one.stage as u8).or_default().push((place, one, bearing));
            }
        }
        let mut stages = Vec::new();
        for mut own in of_stages.into_values() {
            let Some((_, Money { stage, .. }, _)) = own.first().copied() else { continue };
            own.sort_by_key(|(place, ..)| *place);
            let mut forest = Forest::default();
            let mut before = Before::default();
            let mut last: Option<u8> = None;
            for (place, one, bearing) in own {
                forest.places.resize(place as usize + 1, count_of(&forest.amounts));
                let how = match bearing.passed_on {
                    Passing::Open => bearing.beside.max(Apart::InProgram),
                    _ => bearing.beside,
                };
                let exact = one.adds.filter(|_| how == Apart::Alone);
                let exact = exact.and_then(|(kind, adds)| Some((kinds.number(kind)?, adds)));
                let (kind, adds) = exact.unwrap_or_else(|| {
                    let (kind, place) = match how {
                        Apart::Alone => (INEXACT, forest.rest.inexact.len()),
                        _ => (ASIDE, forest.rest.asides.len()),
                    };
                    forest.rest.add(one, base, how);
                    (kind, i64::try_from(place).unwrap_or(i64::MAX))
                });
                // A change is noted at the amount that differs from the one before it.
                before.changes += u32::from(last != Some(kind));
                last = Some(kind);
                forest.before.push(before);
                if kind >= INEXACT {
                    before.aside += 1;
                } else {
                    before.sum = before.sum.wrapping_add(adds.into());
                }
                let Money { first, last, .. } = *one;
                forest.amounts.push(InTree { first, last, adds, kind });
            }
            forest.before.push(before);
            forest.places.resize(count + 1, count_of(&forest.amounts));
            forest.amounts.shrink_to_fit();
            forest.before.shrink_to_fit();
            forest.rest.shrink_to_fit();
            stages.push((*stage, forest));
        }
        Self { base, walk, stages }
    }

    /// The sum of a programme and all under it of a stage within some days; `None` if it is not stored. It
    /// costs two looks for all time, and else a look at each amount.
    #[inline]
    pub(super) fn of_tree(
        &self,
        kinds: &Kinds,
        subject: u32,
        stage: Stage,
        days: DayRange,
    ) -> Option<StoredSum> {
        let at = subject.checked_sub(self.base)?;
        let (first, last) = self.walk.get(at as usize).copied()??;
        let Some((_, forest)) = self.stages.iter().find(|(of, _)| *of == stage) else {
            return Some(StoredSum::default());
        };
        let first = *forest.places.get(first as usize)? as usize;
        let last = *forest.places.get(last as usize)? as usize;
        if days == DayRange::ALL
            && first != last
            && let Some(sum) = forest.all_time(kinds, first, last)
        {
            return Some(sum);
        }
        forest.within(kinds, forest.amounts.get(first..last)?, days)
    }

    /// Every range is the tree that it is taken for.
    pub(super) fn verify(&self, tree: &ProgramTree) -> Result<(), &'static str> {
        for (program, walked) in (self.base..).zip(&self.walk) {
            let Some((first, last)) = walked else { continue };
            if tree.within(program).len() + 1 != (last - first) as usize {
                return Err("a tree is not the range that it is taken for");
            }
        }
        Ok(())
    }
}

impl Forest {
    /// What some amounts add up to, if they are of one kind and none stands aside.
    fn all_time(&self, kinds: &Kinds, first: usize, last: usize) -> Option<StoredSum> {
        let (own, all) = (self.before.get(first)?, self.before.get(last)?);
        // The change to the first amount stands with those up to it, so that it is not among them.
        let changes = self.before.get(last - 1)?.changes - own.changes;
        if all.aside != own.aside || changes != 0 {
            return None;
        }
        let kind = kinds.get(self.amounts.get(first)?.kind)?;
        let sum = plain_sum(kind, all.sum.wrapping_sub(own.sum))?;
        Some(StoredSum { sum: Some(sum), aside: Vec::new() })
    }

    /// What some amounts add up to that lie within some days.
    #[inline]
    fn within(&self, kinds: &Kinds, amounts: &[InTree], days: DayRange) -> Option<StoredSum> {
        let (from, to) = (days.first_key(), days.last_key());
        let mut found = StoredSum::default();
        let (mut sum, mut kind) = (0_i128, ASIDE);
        for amount in amounts.iter().filter(|it| from <= it.first && it.last <= to) {
            if amount.kind >= INEXACT {
                let at = usize::try_from(amount.adds).ok()?;
                match amount.kind {
                    INEXACT => found.add(self.rest.inexact.get(at)?.plain)?,
                    _ => found.aside.push(*self.rest.asides.get(at)?),
                }
            } else if amount.kind == kind {
                sum = sum.wrapping_add(amount.adds.into());
            } else {
                if kind != ASIDE {
                    found.add(plain_sum(kinds.get(kind)?, sum)?)?;
                }
                (sum, kind) = (amount.adds.into(), amount.kind);
            }
        }
        if kind != ASIDE {
            found.add(plain_sum(kinds.get(kind)?, sum)?)?;
        }
        Some(found)
    }
}

fn count_of<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Of each programme, its place in a walk through all trees and the place behind all under it. Absent for
/// what lies in a circle, and where something under it, or it itself, has parts beside the tree.
fn walked(tree: &ProgramTree, base: u32, count: usize) -> Vec<Option<(u32, u32)>> {
    let mut walk: Vec<Option<(u32, u32)>> = alloc::vec![None; count];
    let mut odd: Vec<bool> = alloc::vec![false; count];
    let mut next = 0_u32;
    let programs = (base..).take(count);
    for root in programs.filter(|it| tree.parent(*it).is_none()) {
        let mut open: Vec<(u32, bool)> = alloc::vec![(root, false)];
        while let Some((program, done)) = open.pop() {
            let at = program.wrapping_sub(base) as usize;
            if done {
                let own = odd.get(at).copied().unwrap_or(true);
                if let Some(Some(place)) = walk.get_mut(at) {
                    place.1 = next;
                }
                let above = tree.parent(program).map(|above| above.wrapping_sub(base) as usize);
                if let Some(above) = above.and_then(|above| odd.get_mut(above)) {
                    *above |= own;
                }
                continue;
            }
            if let Some(place) = walk.get_mut(at) {
                *place = Some((next, next));
            }
            if let Some(odd) = odd.get_mut(at) {
                *odd |= tree.parts(program).next().is_some();
            }
            next += 1;
            open.push((program, true));
            open.extend(tree.children(program).map(|child| (child, false)));
        }
    }
    let ranges = walk.into_iter().zip(odd);
    ranges.map(|(place, odd)| place.filter(|_| !odd)).collect()
}
