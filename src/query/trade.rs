//! Trade figures, and what one reporter's figures say of its partners.
//!
//! A figure that is not recorded is missing, never zero. A rank that a source claims is kept apart
//! from the rank that the figures give.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::view::{View, view};
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::{Bounds, Estimate};
use crate::record::{
    Actor, Area, Flow, Measure, ObservationStatus, Product, TradeFigure, Valuation,
};
use crate::store::Sight;
use crate::truth::Truth;

view! {
    /// A trade figure.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Flow, Measure};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let value = pair.trade().find(|figure| figure.measure() == Some(Measure::Value)).unwrap();
    /// assert_eq!(value.flow(), Some(Flow::TwoWay));
    /// assert_eq!(value.estimate().map(|estimate| estimate.in_words().to_string()).as_deref(), Some("$2.5 billion"));
    /// ```
    pub struct TradeRef of TradeFigure;
}

impl<'s> TradeRef<'s> {
    fn first(self) -> Option<&'s TradeFigure> {
        self.records().next()
    }

    /// Returns whose trade is counted.
    #[must_use]
    pub fn reporter(self) -> Option<&'s Actor> {
        self.first().map(|figure| &figure.reporter)
    }

    /// Returns with whom.
    #[must_use]
    pub fn partner(self) -> Option<&'s Area> {
        self.first().map(|figure| &figure.partner)
    }

    /// Returns which way, seen from the reporter.
    #[must_use]
    pub fn flow(self) -> Option<Flow> {
        self.first().map(|figure| figure.flow)
    }

    /// Returns the period that it covers.
    #[must_use]
    pub fn period(self) -> Option<ReportingPeriod> {
        self.first().map(|figure| figure.period)
    }

    /// Returns what the number is.
    #[must_use]
    pub fn measure(self) -> Option<Measure> {
        self.first().map(|figure| figure.measure)
    }

    /// Returns goods, services or both; `None` if not stated.
    #[must_use]
    pub fn product(self) -> Option<Product> {
        self.first().and_then(|figure| figure.product)
    }

    /// Returns how it is valued; `None` if not stated.
    #[must_use]
    pub fn valuation(self) -> Option<Valuation> {
        self.first().and_then(|figure| figure.valuation)
    }

    /// Returns the numbers that sources state, one a claim, each with its vintage.
    pub fn estimates(self) -> impl Iterator<Item = (Estimate, Option<PartialDate>)> + use<'s> {
        self.records().filter_map(|figure| Some((figure.estimate?, figure.vintage)))
    }

    /// Returns the number, if sources state just one.
    #[must_use]
    pub fn estimate(self) -> Option<Estimate> {
        let mut stated = self.estimates().map(|(estimate, _)| estimate);
        let first = stated.next()?;
        stated.all(|other| other == first).then_some(first)
    }

    /// Returns the rank that a source claims, counted from 1.
    #[must_use]
    pub fn claimed_rank(self) -> Option<u32> {
        self.records().find_map(|figure| figure.rank)
    }

    /// Returns what the rank or share is counted in.
    #[must_use]
    pub fn scope(self) -> Option<&'s str> {
        self.records().find_map(|figure| figure.scope.as_deref())
    }

    /// Returns the state of the observation; `None` if not stated.
    #[must_use]
    pub fn status(self) -> Option<ObservationStatus> {
        self.first().and_then(|figure| figure.status)
    }

    /// Returns the source's own words for the number.
    #[must_use]
    pub fn words(self) -> Option<&'s str> {
        self.records().find_map(|figure| figure.words.as_deref())
    }
}

/// What one reporter's figures say.
#[derive(Debug, Clone)]
pub struct ReportedTrade<'s> {
    store: Sight<'s>,
    reporter: Actor,
}

impl<'s> ReportedTrade<'s> {
    pub(crate) const fn new(store: Sight<'s>, reporter: Actor) -> Self {
        Self { store, reporter }
    }

    /// Returns every figure of the reporter, in order.
    pub fn iter(&self) -> impl Iterator<Item = TradeRef<'s>> + use<'s> {
        let (store, reporter) = (self.store, self.reporter.clone());
        store
            .naming(&self.reporter)
            .iter()
            .filter_map(move |subject| TradeRef::of(store, *subject))
            .filter(move |figure| {
                figure.reporter().is_some_and(|found| store.principal(found) == &reporter)
            })
    }

    /// Takes one period.
    #[must_use]
    pub fn in_period(&self, period: ReportingPeriod) -> PeriodTrade<'s> {
        PeriodTrade { reported: self.clone(), period, flow: Flow::TwoWay }
    }

    /// Takes one calendar year, 0 to 9999; beyond that there are no figures.
    #[must_use]
    pub fn in_year(&self, year: u16) -> PeriodTrade<'s> {
        self.in_period(ReportingPeriod::year(year).unwrap_or(ReportingPeriod::UNSTATED))
    }
}

/// One reporter's trade of one period and flow: both directions unless another flow is chosen.
#[derive(Debug, Clone)]
pub struct PeriodTrade<'s> {
    reported: ReportedTrade<'s>,
    period: ReportingPeriod,
    flow: Flow,
}

impl<'s> PeriodTrade<'s> {
    /// Takes the figures that a source gives for both directions together.
    #[must_use]
    pub fn two_way(mut self) -> Self {
        self.flow = Flow::TwoWay;
        self
    }

    /// Takes the exports.
    #[must_use]
    pub fn exports(mut self) -> Self {
        self.flow = Flow::Export;
        self
    }

    /// Takes the imports.
    #[must_use]
    pub fn imports(mut self) -> Self {
        self.flow = Flow::Import;
        self
    }

    /// Returns the figures, in order.
    pub fn iter(&self) -> impl Iterator<Item = TradeRef<'s>> + use<'s> {
        let (period, flow) = (self.period, self.flow);
        self.reported
            .iter()
            .filter(move |figure| figure.period() == Some(period) && figure.flow() == Some(flow))
    }

    /// Returns the figures with one partner.
    pub fn with(&self, partner: impl Into<Area>) -> impl Iterator<Item = TradeRef<'s>> {
        let partner = partner.into();
        self.iter().filter(move |figure| figure.partner() == Some(&partner))
    }

    /// Returns the rank of a partner: what the recorded figures give, and what sources claim.
    ///
    /// The population is the partners of which the reporter has a figure of this flow and period for
    /// everything traded, without special areas and the world. Values that overlap widen the range;
    /// the worst rank is open, because no source is known to list all partners.
    #[must_use]
    pub fn rank_of(&self, partner: impl Into<Actor>) -> Rank {
        let partner = partner.into();
        let mut claimed = Vec::new();
        let mut population: BTreeMap<&'s Actor, Option<Bounds>> = BTreeMap::new();
        for figure in self.iter() {
            let Some(actor) = figure
                .partner()
                .and_then(Area::actor)
                .filter(|actor| **actor != self.reported.reporter)
            else {
                continue;
            };
            match figure.measure() {
                Some(Measure::ClaimedRank) if *actor == partner => {
                    claimed.extend(figure.claimed_rank())
                }
                Some(Measure::Value) if figure.is_total() => {
                    let bounds = figure.bounds();
                    population.entry(actor).and_modify(|known| *known = None).or_insert(bounds);
                }
                _ => {}
            }
        }
        claimed.sort_unstable();
        claimed.dedup();
        let of = population.len();
        let best = population.get(&partner).copied().map(|own| {
            let surely_greater = population.iter().filter(|(actor, other)| {
                **actor != &partner
                    && matches!((own, other), (Some(own), Some(other)) if other.greater_than(own).is_ok_and(Truth::certainly))
            });
            surely_greater.count() + 1
        });
        Rank { best, of, claimed }
    }
}

impl TradeRef<'_> {
    /// Whether it is about everything traded, not about a commodity, procedure or mode of transport.
    fn is_total(self) -> bool {
        self.first().is_some_and(|figure| {
            figure.commodity.is_none() && figure.customs.is_none() && figure.transport.is_none()
        })
    }

    fn bounds(self) -> Option<Bounds> {
        self.estimate().map(Estimate::bounds)
    }
}

/// The rank of a partner, as far as recorded figures tell.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::CountryCode;
///
/// let rank = archive.trade(CountryCode::USA).in_year(2021).two_way().rank_of(CountryCode::KAZ);
/// assert_eq!(rank.claimed(), [81]);
/// assert_eq!((rank.best(), rank.of()), (Some(1), 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    best: Option<usize>,
    of: usize,
    claimed: Vec<u32>,
}

impl Rank {
    /// Returns the best rank that it may have; `None` if no figure with the partner is recorded.
    #[must_use]
    pub fn best(&self) -> Option<usize> {
        self.best
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
}
