//! The money of programmes, summed in advance where nothing but its time decides whether it counts.
//!
//! What becomes of an amount depends on the amounts beside it: of one source over overlapping periods, of
//! a programme under its own, of what was passed on. An amount is *plain* if no other amount can bear on
//! it, whatever is asked; then it counts exactly if its days lie inside those asked. Plain amounts stand
//! in two orders with running sums, so that a total is a difference of two of them:
//!
//! - by provider, receiver and stage in order of days; single days and longer periods apart, and of
//!   periods only such as do not lie within one another, so that what lies inside a window is one range;
//! - by stage in the order in which a walk through all trees meets their programmes, parents first, so
//!   that a tree is one range.
//!
//! Where anything in a list or range is not plain (a range of days or of amounts, several units or places
//! of decimals, several sources), the sum is worked out from the amounts. Sums are of whole numbers of
//! one place of decimals and wrap around, so that a difference is exact if the sum itself fits.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::ops::Range;

use super::areas::{Areas, OTHER};
use super::money_days::{Bearing, bearing};
use super::money_read::{Kind, Money};
use super::program_tree::ProgramTree;
use super::records::Records;
use super::subjects::Subjects;
use crate::country::CountryCode;
use crate::date::{DayRange, UNBOUNDED_BELOW};
use crate::money::{Amount, Bounds, Decimal, PriceBasis};
use crate::record::{
    Actor, Area, Program, ProgramRoleKind, Record, RecordKind, Stage, Transaction,
};

/// Coefficients below this bound add to a sum that fits, however many there are.
const LARGEST: i128 = 10_i128.pow(24);

/// A sum of plain amounts; none of them is no sum of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlainSum {
    pub(crate) bounds: Bounds,
    pub(crate) prices: Option<PriceBasis>,
}

/// The amounts of one stage from one actor to another.
#[derive(Debug, Clone, Copy)]
struct List {
    stage: Stage,
    /// Where its single days and its longer periods begin; both end where the next ones begin.
    days: u32,
    periods: u32,
    end: u32,
    /// What its amounts share; absent if not all of them are plain.
    kind: Option<Kind>,
}

/// One amount in the order of the trees.
#[derive(Debug, Clone, Copy)]
struct InTree {
    first: i32,
    last: i32,
    timed: bool,
    adds: Option<(Kind, i128)>,
}

/// The running sums of one stage in the order of the trees.
#[derive(Debug, Default)]
struct Forest {
    /// Of each place in the walk, where its amounts begin; one more at the end.
    places: Vec<u32>,
    amounts: Vec<InTree>,
    /// Of each amount, what those before it add up to, how many of them are not plain, and how often the
    /// kind changes among them.
    sums: Vec<(i128, u32, u32)>,
}

/// The money of programmes, summed in advance.
#[derive(Debug, Default)]
pub(crate) struct ProgramMoney {
    actors: Areas,
    /// Of each provider, where its receivers begin; one more at the end.
    providers: Vec<u32>,
    receivers: Vec<u16>,
    /// Of each of those, where its lists begin; one more at the end.
    starts: Vec<u32>,
    lists: Vec<List>,
    firsts: Vec<i32>,
    lasts: Vec<i32>,
    /// Of each amount in the lists, what all before it add up to.
    sums: Vec<i128>,
    /// The subject of the first programme.
    base: u32,
    /// Of each programme, its place in the walk and the place behind all under it; absent if what belongs
    /// to its tree is no range.
    walk: Vec<Option<(u32, u32)>>,
    /// By stage.
    forests: Vec<(Stage, Forest)>,
}

impl ProgramMoney {
    pub(super) fn of(records: &Records, subjects: &Subjects, tree: &ProgramTree) -> Self {
        // Subjects of one kind stand together.
        let base = programs(subjects).next().map_or(0, |(number, _)| number);
        let count = programs(subjects).count();
        let mut money = Self { actors: actors(records, subjects), base, ..Self::default() };
        let mut all: Vec<Money> = Vec::new();
        // Between whom money of a stage may flow by the roles of its programme.
        let mut by_roles: BTreeSet<(u16, u16, u8)> = BTreeSet::new();
        for (program, (_, claims)) in (0_u32..).zip(programs(subjects)) {
            let held = claims.iter().filter_map(|at| program_of(records, *at));
            let told: Vec<&Program> = held.filter(|program| !program.denied).collect();
            if told.iter().any(|it| it.several) {
                continue;
            }
            let alone = claims.len() == 1
                && told.iter().all(|it| it.transactions.iter().all(|it| it.sources.is_empty()));
            for stated in told.iter().flat_map(|it| &it.transactions) {
                if stated.estimated || stated.in_kind {
                    continue;
                }
                let one = money.read(records, program, stated, alone);
                all.push(one);
                if one.provider.is_none() || one.receiver.is_none() {
                    let side = |own: Option<u16>, role| match own {
                        Some(own) => alloc::vec![own],
                        None => money.playing(records, &told, role),
                    };
                    for provider in side(one.provider, ProgramRoleKind::Funding) {
                        for receiver in side(one.receiver, ProgramRoleKind::Recipient) {
                            by_roles.insert((provider, receiver, stated.stage as u8));
                        }
                    }
                }
            }
        }
        money.walk = walked(tree, base, count);
        let bearings = bearing(tree, base, &all);
        money.fill_lists(&all, &bearings, by_roles);
        money.fill_forests(&all, &bearings, count);
        money
    }

    /// Reads one amount, which its record tells alone or not.
    fn read(&self, records: &Records, program: u32, stated: &Transaction, alone: bool) -> Money {
        let number = |actor: &Option<Actor>| {
            let principal = actor.as_ref().map(|actor| records.principal(actor));
            principal.map(|actor| self.actors.of_actor(actor).unwrap_or(OTHER))
        };
        let period = stated.period.filter(|period| !period.is_unstated());
        let days = match (period, stated.on) {
            (Some(period), _) => period.envelope(),
            (None, Some(on)) => on.possible(),
            (None, None) => DayRange::ALL,
        };
        let dated = period.is_none() && stated.on.is_some();
        let timed = match period {
            Some(period) => period.days().is_some(),
            None => !dated || days.is_single(),
        };
        let exact = stated.estimate.bounds().exact().filter(|_| alone && !stated.cumulative);
        let adds = exact
            .filter(|amount| amount.value().coefficient().unsigned_abs() < LARGEST.unsigned_abs())
            .map(|amount| {
                let (value, unit) = (amount.value(), amount.unit());
                ((unit, stated.prices, value.exponent()), value.coefficient())
            });
        Money {
            program,
            stage: stated.stage,
            provider: number(&stated.provider),
            receiver: number(&stated.receiver),
            // A cumulative amount covers everything up to its end.
            first: if stated.cumulative { UNBOUNDED_BELOW } else { days.first_key() },
            last: days.last_key(),
            dated: dated && !stated.cumulative,
            timed,
            adds,
        }
    }

    /// The numbers of those who play a role in a programme.
    fn playing(&self, records: &Records, told: &[&Program], role: ProgramRoleKind) -> Vec<u16> {
        let roles = told.iter().flat_map(|it| &it.roles).filter(|it| it.role == role);
        let mut found: Vec<u16> = roles
            .map(|it| self.actors.of_actor(records.principal(&it.actor)).unwrap_or(OTHER))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn fill_lists(
        &mut self,
        all: &[Money],
        bearings: &[Bearing],
        by_roles: BTreeSet<(u16, u16, u8)>,
    ) {
        let mut lists: BTreeMap<(u16, u16, u8), (Vec<&Money>, bool)> = BTreeMap::new();
        for (one, bearing) in all.iter().zip(bearings) {
            let (Some(provider), Some(receiver)) = (one.provider, one.receiver) else { continue };
            let list = lists.entry((provider, receiver, one.stage as u8)).or_default();
            list.0.push(one);
            list.1 |= !one.timed || bearing.beside;
        }
        for key in by_roles {
            lists.entry(key).or_default().1 = true;
        }
        let stage_of = |number: u8| Stage::ALL.iter().copied().find(|stage| *stage as u8 == number);
        self.sums.push(0);
        let mut last: Option<(u16, u16)> = None;
        for ((provider, receiver, stage), (mut own, is_open)) in lists {
            let Some(stage) = stage_of(stage) else { continue };
            if last != Some((provider, receiver)) {
                let next = count_of(&self.receivers);
                self.providers.resize(usize::from(provider) + 1, next);
                self.receivers.push(receiver);
                self.starts.push(count_of(&self.lists));
                last = Some((provider, receiver));
            }
            let mut kind = own.first().and_then(|it| Some(it.adds?.0));
            if is_open || own.iter().any(|it| it.adds.map(|(kind, _)| kind) != kind) {
                kind = None;
            }
            let is_day = |it: &Money| it.first == it.last;
            own.sort_by_key(|it| (!is_day(it), it.first, it.last));
            let periods = own.partition_point(|it| is_day(it));
            let longer = own.get(periods..).unwrap_or_default();
            // What lies within another is no range.
            if !longer.is_sorted_by_key(|it| it.last) {
                kind = None;
            }
            let days = count_of(&self.firsts);
            if kind.is_some() {
                for it in &own {
                    self.firsts.push(it.first);
                    self.lasts.push(it.last);
                    let before = self.sums.last().copied().unwrap_or_default();
                    let adds = it.adds.map_or(0, |(_, adds)| adds);
                    self.sums.push(before.wrapping_add(adds));
                }
            }
            let end = count_of(&self.firsts);
            let periods = days + u32::try_from(periods).unwrap_or(u32::MAX);
            self.lists.push(List { stage, days, periods: periods.min(end), end, kind });
        }
        self.providers.push(count_of(&self.receivers));
        self.starts.push(count_of(&self.lists));
    }

    fn fill_forests(&mut self, all: &[Money], bearings: &[Bearing], count: usize) {
        let place = |one: &Money| Some(self.walk.get(one.program as usize).copied()??.0);
        let mut of_stages: BTreeMap<u8, Vec<(u32, InTree, Stage)>> = BTreeMap::new();
        for (one, bearing) in all.iter().zip(bearings) {
            let Some(place) = place(one) else { continue };
            let adds = one.adds.filter(|_| !bearing.beside && !bearing.passed_on);
            let Money { first, last, timed, .. } = *one;
            let in_tree = InTree { first, last, timed, adds };
            of_stages.entry(one.stage as u8).or_default().push((place, in_tree, one.stage));
        }
        for mut own in of_stages.into_values() {
            let Some((_, _, stage)) = own.first().copied() else { continue };
            own.sort_by_key(|(place, ..)| *place);
            let mut forest = Forest::default();
            let mut before = (0_i128, 0_u32, 0_u32);
            let mut kind: Option<Kind> = None;
            for (place, amount, _) in own {
                forest.places.resize(place as usize + 1, count_of(&forest.amounts));
                // A change is noted at the amount that differs from the one before it.
                let next = amount.adds.map(|(kind, _)| kind);
                before.2 += u32::from(next != kind);
                kind = next;
                forest.sums.push(before);
                let adds = amount.adds.map_or(0, |(_, adds)| adds);
                before = (
                    before.0.wrapping_add(adds),
                    before.1 + u32::from(amount.adds.is_none()),
                    before.2,
                );
                forest.amounts.push(amount);
            }
            forest.sums.push(before);
            forest.places.resize(count + 1, count_of(&forest.amounts));
            self.forests.push((stage, forest));
        }
    }

    /// The sum of what one actor gives another of a stage within some days: `None` if it is not plain,
    /// `Some(None)` if there is nothing.
    pub(crate) fn between(
        &self,
        provider: &Actor,
        receiver: &Actor,
        stage: Stage,
        days: DayRange,
    ) -> Option<Option<PlainSum>> {
        let number = |actor: &Actor| self.actors.of_actor(actor);
        let (Some(provider), Some(receiver)) = (number(provider), number(receiver)) else {
            return Some(None);
        };
        if provider == OTHER || receiver == OTHER {
            return None;
        }
        let Some(list) = self.list(provider, receiver, stage) else { return Some(None) };
        let kind = list.kind?;
        let (from, to) = (days.first_key(), days.last_key());
        let single = list.days as usize..list.periods as usize;
        let longer = list.periods as usize..list.end as usize;
        let (days, days_count) = self.sum(single, from, to);
        let (periods, periods_count) = self.sum(longer, from, to);
        if days_count + periods_count == 0 {
            return Some(None);
        }
        plain_sum(kind, days.wrapping_add(periods)).map(Some)
    }

    #[inline]
    fn list(&self, provider: u16, receiver: u16, stage: Stage) -> Option<List> {
        let provider = usize::from(provider);
        let first = *self.providers.get(provider)? as usize;
        let last = *self.providers.get(provider + 1)? as usize;
        let own = self.receivers.get(first..last)?;
        let at = first + own.binary_search(&receiver).ok()?;
        let lists = *self.starts.get(at)? as usize..*self.starts.get(at + 1)? as usize;
        self.lists.get(lists)?.iter().find(|list| list.stage == stage).copied()
    }

    /// What the amounts of a range add up to that lie within some days, and how many those are.
    #[inline]
    fn sum(&self, own: Range<usize>, from: i32, to: i32) -> (i128, usize) {
        let firsts = self.firsts.get(own.clone()).unwrap_or_default();
        let lasts = self.lasts.get(own.clone()).unwrap_or_default();
        let first = firsts.partition_point(|day| *day < from);
        let last = lasts.partition_point(|day| *day <= to).max(first);
        let up_to = |at: usize| self.sums.get(own.start + at).copied().unwrap_or_default();
        (up_to(last).wrapping_sub(up_to(first)), last - first)
    }

    /// The sum of a programme and all under it of a stage within some days: `None` if it is not plain,
    /// `Some(None)` if there is nothing. It costs two looks for all time, and else a look at each amount.
    pub(crate) fn of_tree(
        &self,
        subject: u32,
        stage: Stage,
        days: DayRange,
    ) -> Option<Option<PlainSum>> {
        let at = subject.checked_sub(self.base)?;
        let (first, last) = self.walk.get(at as usize).copied()??;
        let Some((_, forest)) = self.forests.iter().find(|(of, _)| *of == stage) else {
            return Some(None);
        };
        let first = *forest.places.get(first as usize)? as usize;
        let last = *forest.places.get(last as usize)? as usize;
        if first == last {
            return Some(None);
        }
        let (own, all) = (forest.sums.get(first)?, forest.sums.get(last)?);
        let amounts = forest.amounts.get(first..last)?;
        // The change to the first amount stands with those up to it, so that it is not among them.
        let changes = forest.sums.get(last - 1)?.2 - own.2;
        if all.1 != own.1 || changes != 0 {
            return None;
        }
        let (kind, _) = amounts.first()?.adds?;
        if days == DayRange::ALL {
            return plain_sum(kind, all.0.wrapping_sub(own.0)).map(Some);
        }
        let (mut sum, mut count) = (0_i128, 0_usize);
        for amount in amounts {
            if !amount.timed {
                return None;
            }
            if days.first_key() <= amount.first && amount.last <= days.last_key() {
                sum = sum.wrapping_add(amount.adds?.1);
                count += 1;
            }
        }
        if count == 0 { Some(None) } else { plain_sum(kind, sum).map(Some) }
    }

    /// Every list and every range of a tree is what the records give when they are read again.
    pub(crate) fn verify(
        &self,
        records: &Records,
        subjects: &Subjects,
        tree: &ProgramTree,
    ) -> Result<(), &'static str> {
        let again = Self::of(records, subjects, tree);
        if (&again.firsts, &again.lasts, &again.sums) != (&self.firsts, &self.lasts, &self.sums) {
            return Err("the running sums of money are not those of the records");
        }
        for list in &self.lists {
            let own = list.days as usize..list.end as usize;
            let naive = own.clone().map(|at| {
                let next = self.sums.get(at + 1).copied().unwrap_or_default();
                next.wrapping_sub(self.sums.get(at).copied().unwrap_or_default())
            });
            let longer = list.periods as usize..list.end as usize;
            let is_ordered =
                |days: &[i32], range: Range<usize>| days.get(range).is_some_and(<[i32]>::is_sorted);
            let single = list.days as usize..list.periods as usize;
            let ordered = [&self.firsts, &self.lasts]
                .into_iter()
                .all(|days| is_ordered(days, single.clone()) && is_ordered(days, longer.clone()));
            if !ordered || naive.count() != own.len() {
                return Err("amounts do not stand in the order of their days");
            }
        }
        for (program, walked) in (self.base..).zip(&self.walk) {
            let Some((first, last)) = walked else { continue };
            if tree.within(program).len() + 1 != (last - first) as usize {
                return Err("a tree is not the range that it is taken for");
            }
        }
        Ok(())
    }
}

fn plain_sum((unit, prices, exponent): Kind, sum: i128) -> Option<PlainSum> {
    let value = Decimal::from_parts(sum, i32::from(exponent)).ok()?;
    Some(PlainSum { bounds: Bounds::exactly(Amount::new(value, unit)), prices })
}

fn count_of<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The subjects that are programmes with the records that speak of each, in order.
fn programs(subjects: &Subjects) -> impl Iterator<Item = (u32, &[u32])> {
    let all = subjects.iter_but_trade();
    all.filter(|(_, it)| it.kind == RecordKind::Program).map(|(number, it)| (number, it.claims))
}

fn program_of(records: &Records, at: u32) -> Option<&Program> {
    match records.record(at)?.whole()? {
        Record::Program(program) => Some(program),
        _ => None,
    }
}

/// Everybody who provides or receives money or funds or receives a programme.
fn actors(records: &Records, subjects: &Subjects) -> Areas {
    let mut countries: BTreeSet<CountryCode> = BTreeSet::new();
    let mut others: BTreeSet<Area> = BTreeSet::new();
    let all = programs(subjects).flat_map(|(_, claims)| claims);
    for program in all.filter_map(|at| program_of(records, *at)) {
        let roles = program.roles.iter().map(|role| &role.actor);
        let parties = program.transactions.iter().flat_map(|it| [&it.provider, &it.receiver]);
        for actor in roles.chain(parties.flatten()) {
            match records.principal(actor) {
                Actor::Country(code) => drop(countries.insert(*code)),
                other => drop(others.insert(Area::Actor(other.clone()))),
            }
        }
    }
    Areas::of(&countries, others)
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
