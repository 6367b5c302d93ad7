//! Ranks of partners, as ranges.

use alloc::vec::Vec;

use super::mixed::MixedError;
use super::observation::Observation;
use super::period_trade::{PeriodTrade, principal_area};
use super::view::InTime;
use crate::money::{Bound, Bounds, Decimal};
use crate::record::{Actor, Area, Measure};
use crate::truth::Truth;

/// The rank of a partner, as far as recorded figures tell: a range, and what sources claim beside it.
///
/// The population is the partners that are countries and of which the selection has a figure of any
/// state. Values that overlap, are missing or suppressed widen the range; partners of one value share
/// the better rank. The world is never assumed: the worst rank is known only if a source lists all
/// partners.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::CountryCode;
///
/// let rank = archive.trade(CountryCode::USA).in_year(2021).two_way().rank_of(CountryCode::KAZ)?;
/// assert_eq!(rank.claimed(), [81]);
/// // Of one partner in a hundred and more, nothing follows but this:
/// assert_eq!((rank.best(), rank.worst(), rank.of()), (Some(1), None, 1));
/// assert_eq!(rank.worst_recorded(), Some(1));
/// # Ok::<(), bilateral::MixedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    best: Option<usize>,
    worst_recorded: Option<usize>,
    is_complete: bool,
    of: usize,
    claimed: Vec<u32>,
}

impl Rank {
    /// Returns the best rank that it may have, counted from 1; `None` if no figure with the partner is
    /// recorded.
    #[must_use]
    pub fn best(&self) -> Option<usize> {
        self.best
    }

    /// Returns the worst rank that it may have; `None` if no figure with the partner is recorded, or
    /// no source lists all partners.
    #[must_use]
    pub fn worst(&self) -> Option<usize> {
        self.worst_recorded.filter(|_| self.is_complete)
    }

    /// Returns the worst rank that it may have among the partners of which there is a figure.
    #[must_use]
    pub fn worst_recorded(&self) -> Option<usize> {
        self.worst_recorded
    }

    /// Returns how many partners have a figure.
    #[must_use]
    pub fn of(&self) -> usize {
        self.of
    }

    /// Returns the ranks that sources claim, in order; claims are never mixed with computed ranks.
    #[must_use]
    pub fn claimed(&self) -> &[u32] {
        &self.claimed
    }

    /// Whether it is among the first so many.
    fn is_within(&self, first: usize) -> Truth {
        let certain = self.worst().is_some_and(|worst| worst <= first);
        Truth::from_worlds(self.best.is_some_and(|best| best <= first), !certain)
    }

    /// Whether it can be, and must be, a claimed rank.
    pub(crate) fn is(&self, claimed: u32) -> Truth {
        let claimed = usize::try_from(claimed).unwrap_or(usize::MAX);
        let Some(best) = self.best else { return Truth::Unknown };
        let possible = best <= claimed && self.worst().is_none_or(|worst| claimed <= worst);
        Truth::from_worlds(possible, self.worst() != Some(best) || !possible)
    }
}

/// One partner in a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ranked<'s> {
    /// The partner.
    pub partner: Actor,
    /// What is known of the value.
    pub observation: Observation<'s>,
    /// Its rank, without what sources claim of it.
    pub rank: Rank,
}

impl<'s> PeriodTrade<'s> {
    /// Returns the rank of a partner: what the recorded figures give, and what sources claim.
    ///
    /// It costs one look at each figure of the reporter.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn rank_of(&self, partner: impl Into<Actor>) -> Result<Rank, MixedError> {
        let partner = self.store().principal(&partner.into()).clone();
        let population = self.population()?;
        let scale = Scale::of(&population);
        let own = population.iter().find(|(actor, _)| *actor == partner);
        let mut rank = match own {
            Some((_, observation)) => scale.rank(observation),
            None => scale.no_rank(),
        };
        rank.is_complete = self.is_complete();
        rank.claimed = self.claimed_ranks(partner);
        Ok(rank)
    }

    /// Returns every partner that is a country, by best rank, then by worst, then by code.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn ranking(&self) -> Result<Vec<Ranked<'s>>, MixedError> {
        let population = self.population()?;
        let scale = Scale::of(&population);
        let is_complete = self.is_complete();
        let mut ranking: Vec<Ranked<'s>> = population
            .into_iter()
            .map(|(partner, observation)| {
                let rank = Rank { is_complete, ..scale.rank(&observation) };
                Ranked { partner, observation, rank }
            })
            .collect();
        // The population is in the order of partners, and sorting is stable.
        ranking.sort_by_key(|ranked| (ranked.rank.best, ranked.rank.worst_recorded));
        Ok(ranking)
    }

    /// Returns the partners that are certainly or possibly among the first so many, in the order of
    /// [`ranking`](Self::ranking). Unless a source lists all partners, none is certain.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn top(
        &self,
        first: usize,
    ) -> Result<InTime<impl Iterator<Item = (Ranked<'s>, Truth)> + use<'s>>, MixedError> {
        let ranking = self.ranking()?.into_iter();
        Ok(InTime::new(ranking.map(move |ranked| {
            let truth = ranked.rank.is_within(first);
            (ranked, truth)
        })))
    }

    /// The partners that are ranked: countries other than the reporter.
    fn population(&self) -> Result<Vec<(Actor, Observation<'s>)>, MixedError> {
        let partners = self.partners()?.into_iter();
        Ok(partners
            .filter_map(|(area, observation)| match area {
                Area::Actor(actor) if actor.country().is_some() && actor != *self.reporter() => {
                    Some((actor, observation))
                }
                _ => None,
            })
            .collect())
    }

    fn claimed_ranks(&self, partner: Actor) -> Vec<u32> {
        let partner = Area::Actor(partner);
        let store = self.store();
        let mut claimed: Vec<u32> = self
            .iter()
            .filter(|figure| figure.measure() == Some(Measure::ClaimedRank))
            .filter(|figure| {
                figure.partner().is_some_and(|found| principal_area(store, found) == partner)
            })
            .flat_map(|figure| {
                figure.records().filter(|it| !it.is_denied()).filter_map(|it| it.rank())
            })
            .collect();
        claimed.sort_unstable();
        claimed.dedup();
        claimed
    }
}

/// The ends of all values, in order, so that a rank is found without comparing each with each.
struct Scale {
    /// The lower ends, `None` first; of equal numbers the included end first.
    lowers: Vec<Option<(Decimal, bool)>>,
    /// The numbers of the upper ends; how many have none.
    uppers: Vec<Decimal>,
    endless: usize,
}

impl Scale {
    fn of(population: &[(Actor, Observation<'_>)]) -> Self {
        let values = || population.iter().map(|(_, observation)| observation.possible());
        let mut lowers: Vec<Option<(Decimal, bool)>> = values()
            .map(|value| value.and_then(Bounds::lower).map(|low| (low.value, !low.included)))
            .collect();
        lowers.sort_unstable();
        let mut uppers: Vec<Decimal> =
            values().filter_map(|value| Some(value?.upper()?.value)).collect();
        uppers.sort_unstable();
        let endless = population.len() - uppers.len();
        Self { lowers, uppers, endless }
    }

    fn no_rank(&self) -> Rank {
        Rank {
            best: None,
            worst_recorded: None,
            is_complete: false,
            of: self.lowers.len(),
            claimed: Vec::new(),
        }
    }

    /// The rank of one of the population: better are those that are greater.
    fn rank(&self, own: &Observation<'_>) -> Rank {
        let own = own.possible();
        let best = own.and_then(Bounds::upper).map_or(1, |upper| {
            let certainly_greater = |low: &Option<(Decimal, bool)>| {
                low.is_some_and(|(value, excluded)| {
                    value > upper.value || (value == upper.value && (excluded || !upper.included))
                })
            };
            let not_greater = self.lowers.partition_point(|low| !certainly_greater(low));
            1 + (self.lowers.len() - not_greater)
        });
        let worst = match own.and_then(Bounds::lower) {
            None => self.lowers.len(),
            Some(low) => {
                let not_greater = self.uppers.partition_point(|value| *value <= low.value);
                let greater = self.uppers.len() - not_greater + self.endless;
                // One that is not exact is possibly greater than itself.
                1 + greater - usize::from(is_above(own, low))
            }
        };
        Rank { best: Some(best), worst_recorded: Some(worst), ..self.no_rank() }
    }
}

/// Whether a value may lie above its own lower end.
fn is_above(own: Option<Bounds>, low: Bound) -> bool {
    own.and_then(Bounds::upper).is_none_or(|upper| upper.value > low.value)
}
