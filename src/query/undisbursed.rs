//! What was committed and is not yet paid, programme by programme.

use alloc::string::String;
use alloc::vec::Vec;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::ledger::Ledger;
use super::programs::ProgramRef;
use super::selection::Programs;
use super::total::{LeftOutReason, Total, TotalSum};
use super::view::View;
use crate::date::ReportingPeriod;
use crate::money::Bounds;
use crate::record::Stage;

/// What one programme was committed and what was drawn of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undisbursed<'s> {
    /// The programme.
    pub program: ProgramRef<'s>,
    /// What was committed to it.
    pub committed: Total<'s>,
    /// What was paid out of it, of all stages that were asked.
    pub disbursed: Total<'s>,
    /// What is left, one a unit and price basis of what was committed. Without a lower bound where
    /// nothing in the unit and prices was recorded as paid, because what is missing is not zero; where
    /// programmes under it may have paid out of the same; and where an amount that was left out, such
    /// as one of a period that only partly overlaps, may have been paid of it too.
    pub remaining: Vec<TotalSum>,
}

impl Serialize for Undisbursed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut one = serializer.serialize_struct("Undisbursed", 4)?;
        one.serialize_field("program", self.program.id())?;
        one.serialize_field("committed", &self.committed)?;
        one.serialize_field("disbursed", &self.disbursed)?;
        one.serialize_field("remaining", &self.remaining)?;
        one.end()
    }
}

impl<'s> Programs<'s> {
    /// Returns what was committed and not disbursed over a period, by programme: that of
    /// [`outstanding`](Self::outstanding) with disbursements alone.
    ///
    /// ```
    /// use bilateral::{Archive, Program, ProgramKind, ReportingPeriod, Source, Stage, Transaction};
    ///
    /// let money = |stage, amount: &str| Transaction::new(stage, amount.parse::<bilateral::Estimate>().unwrap());
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A report").into(),
    ///     Program::new("seeds", ProgramKind::Assistance, "Seeds").source("s")
    ///         .transaction(money(Stage::Commitment, "USD 90")).transaction(money(Stage::Disbursement, "about USD 20")).into(),
    ///     Program::new("wells", ProgramKind::Assistance, "Wells").source("s")
    ///         .transaction(money(Stage::Commitment, "USD 70")).into(),
    /// ])?;
    /// let left: Vec<(&str, String)> = archive.programs().undisbursed(&ReportingPeriod::ALL_TIME).into_iter()
    ///     .map(|it| (it.program.id(), it.remaining[0].to_string())).collect();
    /// assert_eq!(left, [("seeds", "USD [68.5, 71.5]".into()), ("wells", "USD (.., 70]".into())]);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn undisbursed(&self, period: &ReportingPeriod) -> Vec<Undisbursed<'s>> {
        self.outstanding(&[Stage::Disbursement], period)
    }

    /// Returns what was committed and not drawn by some stages over a period, by programme: in the terms
    /// of IATI, commitments are drawn down by disbursements and by expenditure.
    ///
    /// A programme stands here if its own commitments are counted, so at the lowest level at which they
    /// are recorded, in order of day and id. The amounts of each total are judged as in
    /// [`total`](Self::total), those of each stage by themselves.
    ///
    /// ```
    /// use bilateral::{Archive, Program, ProgramKind, ReportingPeriod, Source, Stage, Transaction};
    ///
    /// let money = |stage, amount: &str| Transaction::new(stage, amount.parse::<bilateral::Estimate>().unwrap());
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A report").into(),
    ///     Program::new("seeds", ProgramKind::Assistance, "Seeds").source("s")
    ///         .transaction(money(Stage::Commitment, "USD 90"))
    ///         .transaction(money(Stage::Disbursement, "USD 20"))
    ///         .transaction(money(Stage::Expenditure, "USD 30")).into(),
    /// ])?;
    /// let drawn = [Stage::Disbursement, Stage::Expenditure];
    /// let left = archive.programs().outstanding(&drawn, &ReportingPeriod::ALL_TIME);
    /// assert_eq!(left[0].disbursed.to_string(), "disbursement and expenditure: $50");
    /// assert_eq!(left[0].remaining[0].to_string(), "USD [40, 40]");
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn outstanding(&self, stages: &[Stage], period: &ReportingPeriod) -> Vec<Undisbursed<'s>> {
        let (store, selected) = (self.store(), self.subjects());
        let of = |stage| Ledger::of(store, self.choices(), &selected, stage, period);
        let committed = of(Stage::Commitment);
        let mut drawn: Vec<(Stage, Ledger<'s>)> = Vec::new();
        for stage in stages {
            if drawn.iter().all(|(known, _)| known != stage) {
                drawn.push((*stage, of(*stage)));
            }
        }
        let mut found = Vec::new();
        for number in selected {
            let total = committed.total(core::iter::once(number));
            let Some(program) = ProgramRef::of(store, number) else { continue };
            if total.is_none() {
                continue;
            }
            let disbursed = self.drawn(&drawn, number);
            let within = store.store().programs().within(number);
            let draws = |ledger: &Ledger<'s>| {
                let mut ranges = within.iter().filter_map(|program| ledger.places.get(program));
                ranges.any(|range| {
                    ledger
                        .entries
                        .get(range.clone())
                        .unwrap_or_default()
                        .iter()
                        .any(|it| it.is_in())
                })
            };
            let shared = drawn.iter().any(|(_, ledger)| draws(ledger))
                || disbursed.left_out().iter().any(|it| may_have_drawn(it.reason));
            let sums = total.sums().iter();
            let remaining = sums.map(|sum| left(*sum, disbursed.sums(), shared)).collect();
            found.push(Undisbursed { program, committed: total, disbursed, remaining });
        }
        found
    }

    /// What was drawn of one programme by some stages: each amount once, counted if it is of one of them.
    fn drawn(&self, drawn: &[(Stage, Ledger<'s>)], program: u32) -> Total<'s> {
        let mut stages = String::new();
        for (at, (stage, _)) in drawn.iter().enumerate() {
            stages.push_str(if at == 0 { "" } else { " and " });
            stages.push_str(stage.as_str());
        }
        let mut total = Total::new(self.choices().what(&stages));
        for (at, (_, ledger)) in drawn.iter().enumerate() {
            let amounts = ledger.places.get(&program).cloned().into_iter().flatten();
            // What is of none of the stages is listed once, and what is of another is told there.
            ledger.add_to(&mut total, amounts, |entry| match entry.reason {
                Some(LeftOutReason::OtherStage) => {
                    let is_own = |(stage, _): &(Stage, _)| *stage == entry.money.stage();
                    at == 0 && !drawn.iter().any(is_own)
                }
                Some(LeftOutReason::Denied) => at == 0,
                _ => true,
            });
        }
        total
    }
}

/// Whether an amount that was left out for a reason may have drawn on what was committed all the same.
const fn may_have_drawn(reason: LeftOutReason) -> bool {
    use LeftOutReason as Why;

    matches!(
        reason,
        Why::ProviderNotRecorded
            | Why::ReceiverNotRecorded
            | Why::SectorNotRecorded
            | Why::SharedProviders
            | Why::SharedRecipients
            | Why::SharedSectors
            | Why::PeriodNotStated
            | Why::PartlyOverlaps
            | Why::CumulativeBesidePeriodic
            | Why::WithinCounted
            | Why::MayBeCounted
            | Why::ParentOfCounted
            | Why::PassedOn
            | Why::Several
            | Why::TooLarge
    )
}

/// What is left of a sum after what was drawn of it.
fn left(committed: TotalSum, drawn: &[TotalSum], shared: bool) -> TotalSum {
    let same = |sum: &&TotalSum| {
        sum.bounds.unit() == committed.bounds.unit() && sum.prices == committed.prices
    };
    let any = Bounds::any(committed.bounds.unit());
    let at_most = |bounds: Bounds| Bounds::new(bounds.unit(), None, bounds.upper()).unwrap_or(any);
    let bounds = match drawn.iter().find(same) {
        None => at_most(committed.bounds),
        Some(drawn) => {
            // A difference that cannot be held exactly is not known.
            let left = committed.bounds.checked_sub(drawn.bounds).unwrap_or(any);
            if shared { at_most(left) } else { left }
        }
    };
    TotalSum { bounds, ..committed }
}
