//! What sources claim of ranks, shares and balances, checked against what the figures give.

use alloc::vec::Vec;

use super::mixed::MixedError;
use super::money_claim::MoneyClaim;
use super::period_trade::PeriodTrade;
use super::ranking::Rank;
use crate::money::Bounds;
use crate::record::{Actor, Area, Flow, Measure};
use crate::truth::Truth;

/// What a source claims, beside what the recorded figures give.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{Claimed, CountryCode, Truth};
///
/// let trade = archive.trade(CountryCode::USA).in_year(2021).two_way();
/// let checks = trade.check_claims(CountryCode::KAZ)?;
/// let rank = checks.iter().find(|check| check.claimed == Claimed::Rank(81)).unwrap();
/// // One partner alone neither bears out a rank nor refutes it.
/// assert_eq!(rank.holds, Truth::Unknown);
/// # Ok::<(), bilateral::MixedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClaimCheck<'s> {
    /// Where it is claimed.
    pub claim: MoneyClaim<'s>,
    /// What is claimed.
    pub claimed: Claimed,
    /// What the figures give; `None` if they give nothing.
    pub computed: Option<Computed>,
    /// Whether it holds: No if it cannot be, Yes if all that the figures leave possible is within what
    /// is claimed, else Unknown.
    pub holds: Truth,
}

/// What a source claims of a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Claimed {
    /// A rank, counted from 1.
    Rank(u32),
    /// A share of the reporter's trade with the world, in percent.
    Share(Bounds),
    /// A change since another period, in percent.
    Change(Bounds),
    /// Two-way trade in one figure.
    TwoWay(Bounds),
    /// A balance.
    Balance(Bounds),
}

/// What the recorded figures give in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Computed {
    /// A rank.
    Rank(Rank),
    /// An amount, or a number in percent.
    Amount(Bounds),
}

impl<'s> PeriodTrade<'s> {
    /// Checks what sources claim of a partner in this flow and period: ranks, shares of the trade with
    /// the world, changes, and two-way trade and balances that they state in one figure, each against
    /// what the other figures give. Denied claims are not checked.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn check_claims(
        &self,
        partner: impl Into<Actor>,
    ) -> Result<Vec<ClaimCheck<'s>>, MixedError> {
        let partner = self.store().as_principal(partner.into());
        let mut checks = Vec::new();
        for figure in self.figures_with(partner.clone()) {
            for (at, record) in figure.numbered() {
                if record.is_denied() {
                    continue;
                }
                let claim = MoneyClaim::figure(self.store(), at);
                let amount = record.estimate().map(|estimate| estimate.bounds());
                match (record.measure(), amount) {
                    (Measure::ClaimedRank, _) => {
                        let Some(claimed) = record.rank() else { continue };
                        let rank = self.rank_of(partner.clone())?;
                        let holds = rank.is(claimed);
                        let computed = rank.best().is_some().then_some(Computed::Rank(rank));
                        let claimed = Claimed::Rank(claimed);
                        checks.push(ClaimCheck { claim, claimed, computed, holds });
                    }
                    (Measure::ShareOf, Some(amount))
                        if record.share_of().is_none_or(|of| *of == Area::World) =>
                    {
                        let computed = self.share_of(partner.clone())?.of_world();
                        checks.push(check(claim, Claimed::Share(amount), amount, computed));
                    }
                    (Measure::ChangeSince, Some(amount)) => {
                        let Some(since) = record.since() else { continue };
                        let computed = self.growth_since(since, partner.clone())?.change();
                        checks.push(check(claim, Claimed::Change(amount), amount, computed));
                    }
                    (Measure::Value, Some(amount)) => {
                        let claimed = match record.flow() {
                            Flow::TwoWay => Claimed::TwoWay(amount),
                            Flow::Balance => Claimed::Balance(amount),
                            _ => continue,
                        };
                        let computed = self.with(partner.clone())?.computed();
                        checks.push(check(claim, claimed, amount, computed));
                    }
                    _ => {}
                }
            }
        }
        Ok(checks)
    }
}

fn check<'s>(
    claim: MoneyClaim<'s>,
    claimed: Claimed,
    amount: Bounds,
    computed: Option<Bounds>,
) -> ClaimCheck<'s> {
    let holds = match computed.map(|computed| (computed, amount.intersect(computed))) {
        Some((_, Ok(None))) => Truth::No,
        Some((computed, Ok(Some(both)))) if both == computed => Truth::Yes,
        _ => Truth::Unknown,
    };
    ClaimCheck { claim, claimed, computed: computed.map(Computed::Amount), holds }
}
