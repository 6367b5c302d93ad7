//! The money of programmes, summed in advance where nothing but its time decides whether it counts.
//!
//! What becomes of an amount depends on the amounts beside it: of one source over overlapping periods, of
//! a programme under its own, of what was passed on. An amount is *plain* if no other amount can bear on
//! it, whatever is asked; then it counts if its days lie inside those asked, and exactly if it is exact.
//! Amounts stand in two orders with running sums, so that a total is a difference of two of them:
//! [`MoneyLists`] between two actors, [`MoneyForest`] by tree. Whatever a window holds that is not plain
//! and exact (a range of amounts, another place of decimals, several sources) is told beside the sum, so
//! that one such amount costs only the windows in which it lies, and those no more than itself.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::areas::{Areas, OTHER};
use super::money_days::bearing;
use super::money_forest::MoneyForest;
use super::money_lists::MoneyLists;
use super::money_read::{Kinds, Money, Passing, PlainSum};
use super::money_sum::StoredSum;
use super::program_tree::ProgramTree;
use super::records::Records;
use super::subjects::Subjects;
use crate::date::{DayRange, UNBOUNDED_BELOW};
use crate::record::{
    Actor, Area, Program, ProgramRoleKind, Record, RecordKind, Stage, Transaction,
};

/// The money of programmes, summed in advance.
#[derive(Debug, Default)]
pub(crate) struct ProgramMoney {
    actors: Areas,
    kinds: Kinds,
    lists: MoneyLists,
    forest: MoneyForest,
    /// The amounts that pass on what was received, or may, by record and place in its list, in order.
    passing: Vec<(u32, u32, Passing)>,
}

impl ProgramMoney {
    pub(super) fn of(records: &Records, subjects: &Subjects, tree: &ProgramTree) -> Self {
        // Subjects of one kind stand together.
        let base = programs(subjects).next().map_or(0, |(number, _)| number);
        let count = programs(subjects).count();
        let mut money = Self { actors: actors(records, subjects), ..Self::default() };
        let mut all: Vec<Money> = Vec::new();
        // Between whom money of a stage may flow by the roles of its programme.
        let mut by_roles: BTreeSet<(u16, u16, u8)> = BTreeSet::new();
        for (program, (_, claims)) in (0_u32..).zip(programs(subjects)) {
            let held = || {
                let held = claims.iter().filter_map(|at| Some((*at, program_of(records, *at)?)));
                held.filter(|(_, program)| !program.denied)
            };
            if held().any(|(_, it)| it.several) {
                continue;
            }
            let is_alone = |it: &Program| it.transactions.iter().all(|it| it.sources.is_empty());
            let alone = claims.len() == 1 && held().all(|(_, it)| is_alone(it));
            for (at, told) in held() {
                for (index, stated) in (0_u32..).zip(&told.transactions) {
                    if stated.estimated || stated.in_kind {
                        continue;
                    }
                    let one = Money { at, index, program, alone, ..money.read(records, stated) };
                    let named = |id: &Option<String>| subject_of(records, subjects, id.as_deref()?);
                    let (into, out_of) = (named(&stated.to_program), named(&stated.from_program));
                    all.push(Money { into, out_of, ..one });
                    if one.provider.is_some() && one.receiver.is_some() {
                        continue;
                    }
                    let side = |own: Option<u16>, role| match own {
                        Some(own) => alloc::vec![own],
                        None => money.playing(records, held().map(|(_, it)| it), role),
                    };
                    for provider in side(one.provider, ProgramRoleKind::Funding) {
                        for receiver in side(one.receiver, ProgramRoleKind::Recipient) {
                            by_roles.insert((provider, receiver, stated.stage as u8));
                        }
                    }
                }
            }
        }
        let bearings = bearing(tree, base, &all);
        let Self { actors, kinds, .. } = &mut money;
        let lists = MoneyLists::of(actors, kinds, base, (&all, &bearings), by_roles);
        let forest = MoneyForest::of(tree, kinds, (base, count), &all, &bearings);
        let passing = all.iter().zip(&bearings).map(|(one, it)| (one.at, one.index, it.passed_on));
        let mut passing: Vec<_> = passing.filter(|(.., it)| *it != Passing::No).collect();
        passing.sort_unstable_by_key(|(at, index, _)| (*at, *index));
        passing.shrink_to_fit();
        Self { lists, forest, passing, ..money }
    }

    /// Reads what one amount says of itself.
    fn read(&self, records: &Records, stated: &Transaction) -> Money {
        let number = |actor: &Option<Actor>| {
            let principal = actor.as_ref().map(|actor| records.principal(actor));
            principal.map(|actor| self.actors.of_actor(actor).unwrap_or(OTHER))
        };
        let period = stated.period.filter(|period| !period.is_unstated());
        let days = match (period, stated.on) {
            (Some(period), _) if stated.cumulative => period.opened().envelope(),
            (Some(period), _) => period.envelope(),
            (None, Some(on)) => on.possible(),
            (None, None) => DayRange::ALL,
        };
        let plain = PlainSum { bounds: stated.estimate.bounds(), prices: stated.prices };
        let adds = plain.bounds.exact().and_then(|amount| {
            let (value, unit) = (amount.value(), amount.unit());
            let adds = i64::try_from(value.coefficient()).ok()?;
            Some(((unit, stated.prices, value.exponent()), adds))
        });
        Money {
            program: 0,
            at: 0,
            index: 0,
            stage: stated.stage,
            provider: number(&stated.provider),
            receiver: number(&stated.receiver),
            into: None,
            out_of: None,
            // A cumulative amount covers everything up to its end.
            first: if stated.cumulative { UNBOUNDED_BELOW } else { days.first_key() },
            last: days.last_key(),
            dated: period.is_none() && stated.on.is_some() && !stated.cumulative,
            cumulative: stated.cumulative,
            alone: false,
            adds,
            plain,
        }
    }

    /// The numbers of those who play a role in a programme.
    fn playing<'r>(
        &self,
        records: &Records,
        told: impl Iterator<Item = &'r Program>,
        role: ProgramRoleKind,
    ) -> Vec<u16> {
        let roles = told.flat_map(|it| &it.roles).filter(|it| it.role == role);
        let mut found: Vec<u16> = roles
            .map(|it| self.actors.of_actor(records.principal(&it.actor)).unwrap_or(OTHER))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What one actor gives another of a stage within some days, in order of its first days; `None` if it
    /// is not stored. It costs a few looks, and one at each amount inside that stands aside.
    #[inline]
    pub(crate) fn between(
        &self,
        provider: &Actor,
        receiver: &Actor,
        stage: Stage,
        days: DayRange,
    ) -> Option<StoredSum> {
        let number = |actor: &Actor| self.actors.of_actor(actor);
        let (Some(provider), Some(receiver)) = (number(provider), number(receiver)) else {
            return Some(StoredSum::default());
        };
        if provider == OTHER || receiver == OTHER {
            return None;
        }
        self.lists.between(&self.kinds, (provider, receiver), stage, days)
    }

    /// What belongs to a programme and all under it of a stage within some days; `None` if it is not
    /// stored. It costs two looks for all time, and else a look at each amount.
    #[inline]
    pub(crate) fn of_tree(&self, subject: u32, stage: Stage, days: DayRange) -> Option<StoredSum> {
        self.forest.of_tree(&self.kinds, subject, stage, days)
    }

    /// Whether an amount passes on what was received, among all that was done in cash.
    pub(crate) fn passing(&self, at: u32, index: u32) -> Passing {
        let found = self.passing.binary_search_by_key(&(at, index), |(at, index, _)| (*at, *index));
        let found = found.ok().and_then(|found| self.passing.get(found));
        found.map_or(Passing::No, |(.., passing)| *passing)
    }

    /// Every list and every range of a tree is what the records give when they are read again.
    pub(crate) fn verify(
        &self,
        records: &Records,
        subjects: &Subjects,
        tree: &ProgramTree,
    ) -> Result<(), &'static str> {
        let again = Self::of(records, subjects, tree);
        let differs = again.lists != self.lists || again.forest != self.forest;
        if differs || again.kinds != self.kinds || again.passing != self.passing {
            return Err("the running sums of money are not those of the records");
        }
        self.lists.verify()?;
        self.forest.verify(tree)
    }
}

/// The subjects that are programmes with the records that speak of each, in order.
fn programs(subjects: &Subjects) -> impl Iterator<Item = (u32, &[u32])> {
    let all = subjects.iter_but_trade();
    all.filter(|(_, it)| it.kind == RecordKind::Program).map(|(number, it)| (number, it.claims))
}

fn subject_of(records: &Records, subjects: &Subjects, program: &str) -> Option<u32> {
    subjects.of_record(records, records.at_id(RecordKind::Program, program)?)
}

fn program_of(records: &Records, at: u32) -> Option<&Program> {
    match records.record(at)?.whole()? {
        Record::Program(program) => Some(program),
        _ => None,
    }
}

/// Everybody who provides or receives money or funds or receives a programme.
fn actors(records: &Records, subjects: &Subjects) -> Areas {
    let mut actors: BTreeSet<&Actor> = BTreeSet::new();
    let all = programs(subjects).flat_map(|(_, claims)| claims);
    for program in all.filter_map(|at| program_of(records, *at)) {
        let roles = program.roles.iter().map(|role| &role.actor);
        let parties = program.transactions.iter().flat_map(|it| [&it.provider, &it.receiver]);
        actors.extend(roles.chain(parties.flatten()).map(|actor| records.principal(actor)));
    }
    Areas::of(actors.into_iter().cloned().map(Area::Actor))
}
