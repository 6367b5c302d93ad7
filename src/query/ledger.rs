//! Every amount that bears on a question about programme money, each counted or left out.

use alloc::vec::Vec;

use super::chains::{all_under, bearing_on, passed_on};
use super::choices::{Choices, Wanted};
use super::judging::{Entry, Judge};
use super::money_claim::MoneyClaim;
use super::overlaps::{Places, between_levels, within_program};
use super::programs::ProgramRef;
use super::total::{CountedAmount, LeftOut, LeftOutReason, Total};
use super::view::View;
use crate::date::ReportingPeriod;
use crate::record::Stage;
use crate::store::{Passing, Sight};

/// Every amount that bears on a question, with what became of it.
pub(crate) struct Ledger<'s> {
    pub(crate) entries: Vec<Entry<'s>>,
    pub(crate) places: Places,
    what: alloc::string::String,
}

impl<'s> Ledger<'s> {
    /// Judges the money of some programmes, and all that bears on it.
    pub(crate) fn of(
        store: Sight<'s>,
        choices: &Choices,
        selected: &[u32],
        stage: Stage,
        period: &ReportingPeriod,
    ) -> Self {
        let mut judge = Judge::new(store, choices, stage, period);
        // Who asks what one actor gives counts it where it is given, wherever it came from.
        let chained = !matches!(choices.provider(), Wanted::One(_));
        Self::judged(store, choices, &mut judge, selected, (stage, chained))
    }

    /// Judges the money of one programme with what is stored of passing on, so that of all that is linked
    /// with it only itself is looked at and, if that may bear on it, what is under it. `None` if it is not
    /// stored whether something passes on what was received. Asked is for cash that was done, of whatever
    /// sector, and no policy decides.
    pub(crate) fn of_program(
        store: Sight<'s>,
        choices: &Choices,
        (program, with_under): (u32, bool),
        stage: Stage,
        period: &ReportingPeriod,
    ) -> Option<Self> {
        let mut judge = Judge::new(store, choices, stage, period);
        let selected = [program];
        let all = if with_under { all_under(store, &selected) } else { selected.into() };
        let mut ledger = Self::entered(store, choices, &mut judge, all, stage);
        if !matches!(choices.provider(), Wanted::One(_)) {
            for (at, entry) in ledger.entries.iter_mut().enumerate() {
                let place = entry.money.first_claim().map(MoneyClaim::place);
                let Some((of, Some(index))) = place.filter(|_| entry.but_for_period) else {
                    continue;
                };
                match store.store().money().passing(of, index) {
                    Passing::No => {}
                    // What was received is not looked for.
                    Passing::Yes => entry.leave_out(LeftOutReason::PassedOn, at),
                    Passing::Open => return None,
                }
            }
        }
        ledger.settle(store, choices);
        Some(ledger)
    }

    /// The same with a judge that has its question; whether it is asked what passes on what is said
    /// beside the stage.
    pub(crate) fn judged(
        store: Sight<'s>,
        choices: &Choices,
        judge: &mut Judge<'s, '_>,
        selected: &[u32],
        (stage, chained): (Stage, bool),
    ) -> Self {
        // Where nothing is passed on, only what lies under a programme bears on its money.
        let all = if chained { bearing_on(store, selected) } else { all_under(store, selected) };
        let mut ledger = Self::entered(store, choices, judge, all, stage);
        // What is passed on stands for nothing else: neither beside it in its programme nor above it.
        // Otherwise two amounts could leave one another out.
        if chained {
            passed_on(store, &mut ledger.entries, &ledger.places);
        }
        ledger.settle(store, choices);
        ledger
    }

    /// Every amount of some programmes, each by itself.
    fn entered(
        store: Sight<'s>,
        choices: &Choices,
        judge: &mut Judge<'s, '_>,
        programs: Vec<u32>,
        stage: Stage,
    ) -> Self {
        let mut entries: Vec<Entry<'s>> = Vec::new();
        let mut places = Places::new();
        for program in programs {
            let Some(view) = ProgramRef::of(store, program) else { continue };
            let first = entries.len();
            entries.extend(judge.program(view));
            places.insert(program, first..entries.len());
        }
        Self { entries, places, what: choices.of_stage(stage) }
    }

    /// Leaves out what may be the same money as another amount.
    fn settle(&mut self, store: Sight<'s>, choices: &Choices) {
        let Self { entries, places, .. } = self;
        for range in places.values() {
            within_program(entries, range.clone());
        }
        if !choices.levels_apart {
            between_levels(store, entries, places);
        }
    }

    /// The total of some programmes.
    pub(crate) fn total(&self, programs: impl Iterator<Item = u32>) -> Total<'s> {
        let ranges = programs.filter_map(|program| self.places.get(&program));
        self.total_of(ranges.cloned().flatten())
    }

    /// The total of some amounts.
    pub(crate) fn total_of(&self, amounts: impl Iterator<Item = usize>) -> Total<'s> {
        let mut total = Total::new(self.what.as_str());
        self.add_to(&mut total, amounts, |_| true);
        total
    }

    /// Adds some amounts to a total: counts those that count, and lists the others that are to be
    /// listed.
    pub(crate) fn add_to(
        &self,
        total: &mut Total<'s>,
        amounts: impl Iterator<Item = usize>,
        listed: impl Fn(&Entry<'s>) -> bool,
    ) {
        for entry in amounts.filter_map(|at| self.entries.get(at)) {
            let beside = entry.beside.and_then(|at| self.entries.get(at)?.money.first_claim());
            let leave_out = |total: &mut Total<'s>, claim, reason, beside: Option<_>| {
                let left_out = LeftOut::new(claim, reason);
                total.leave_out(match beside {
                    Some(beside) => left_out.beside(beside),
                    None => left_out,
                });
            };
            if let Some(reason) = entry.reason {
                if listed(entry) {
                    let claims = entry.money.claims();
                    claims.for_each(|claim| leave_out(total, claim, reason, beside));
                }
                continue;
            }
            let possible = entry.money.bounds();
            let in_unit = |claim: &MoneyClaim<'s>| {
                claim.estimate().is_some_and(|it| it.unit() == possible.unit())
            };
            let (own, other): (Vec<_>, Vec<_>) = entry.money.claims().partition(in_unit);
            match entry.fraction.applied(possible) {
                Some(bounds) => total.count(CountedAmount {
                    bounds,
                    prices: entry.money.prices(),
                    part: entry.fraction.ratio(),
                    claims: own,
                }),
                None => {
                    let too_large = LeftOutReason::TooLarge;
                    own.into_iter().for_each(|claim| leave_out(total, claim, too_large, None));
                }
            }
            let first = entry.money.first_claim();
            for claim in other {
                leave_out(total, claim, LeftOutReason::OtherUnit, first);
            }
        }
    }
}
