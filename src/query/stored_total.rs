//! The sum of a question of which the most is stored: what stands aside is added to it.

use alloc::vec::Vec;

use super::choices::Asking;
use super::ledger::Ledger;
use super::money_claim::MoneyClaim;
use super::total::LeftOutReason;
use crate::store::{Apart, Aside, PlainSum, StoredSum};

/// The sum: `Some(None)` if nothing counts, `None` if it is to be worked out as a whole.
#[inline]
pub(crate) fn stored_total(asking: Asking<'_, '_>) -> Option<Option<PlainSum>> {
    let mut stored = asking.stored()?;
    if !stored.aside.is_empty() {
        add_aside(asking, &mut stored)?;
    }
    Some(stored.sum)
}

/// Adds the amounts that stand aside: each by itself, or as its programme decides.
fn add_aside(asking: Asking<'_, '_>, stored: &mut StoredSum) -> Option<()> {
    let mut aside = core::mem::take(&mut stored.aside);
    aside.sort_unstable_by_key(|it| it.program);
    for own in aside.chunk_by(|a, b| a.program == b.program) {
        match own {
            // Nothing of its programme that bears on it is inside.
            [one] if one.how == Apart::WithOthers => {
                let claim = MoneyClaim::transaction(asking.store, one.at, one.index).stated()?;
                let bounds = claim.estimate.bounds();
                stored.add(PlainSum { bounds, prices: claim.prices })?;
            }
            _ => add_weighed(asking, stored, own)?,
        }
    }
    Some(())
}

/// Adds those of some amounts of one programme that count.
#[cold]
fn add_weighed(asking: Asking<'_, '_>, stored: &mut StoredSum, own: &[Aside]) -> Option<()> {
    let Asking { store, choices, stage, period, .. } = asking;
    let program = own.first()?.program;
    let with_under = own.iter().any(|it| it.how == Apart::WithUnder);
    let known = Ledger::of_program(store, choices, (program, with_under), stage, period);
    let ledger = known.unwrap_or_else(|| Ledger::of(store, choices, &[program], stage, period));
    let is_own =
        |claim: &MoneyClaim<'_>| own.iter().any(|it| claim.place() == (it.at, Some(it.index)));
    let entries = ledger.entries.iter().enumerate();
    let own: Vec<usize> = entries
        .filter(|(_, it)| it.money.claims().any(|it| is_own(&it)))
        .map(|(at, _)| at)
        .collect();
    let total = ledger.total_of(own.into_iter());
    if total.left_out_as(LeftOutReason::TooLarge).next().is_some() {
        return None;
    }
    let mut sums = total.sums().iter();
    sums.try_for_each(|sum| stored.add(PlainSum { bounds: sum.bounds, prices: sum.prices }))
}
