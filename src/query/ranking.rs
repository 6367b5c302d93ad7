//! Ranks of partners, as ranges.
//!
//! Without a policy, and where the choices leave one class of figures, the order of partners is stored
//! and a rank is looked up in it; elsewhere it is worked out of the figures of the group.

use alloc::boxed::Box;
use alloc::vec::{self, Vec};
use core::fmt;

use super::mixed::MixedError;
use super::observation::Observation;
use super::period_trade::{PeriodTrade, principal_area};
use super::trade::TradeRef;
use super::view::{InTime, View};
use crate::record::{Actor, Area, Flow, Measure};
use crate::store::{Areas, Class, InOrder, Scale, Sight, Store};
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
    #[inline]
    pub fn best(&self) -> Option<usize> {
        self.best
    }

    /// Returns the worst rank that it may have; `None` if no figure with the partner is recorded, or
    /// no source lists all partners.
    #[must_use]
    #[inline]
    pub fn worst(&self) -> Option<usize> {
        self.worst_recorded.filter(|_| self.is_complete)
    }

    /// Returns the worst rank that it may have among the partners of which there is a figure.
    #[must_use]
    #[inline]
    pub fn worst_recorded(&self) -> Option<usize> {
        self.worst_recorded
    }

    /// Returns how many partners have a figure.
    #[must_use]
    #[inline]
    pub fn of(&self) -> usize {
        self.of
    }

    /// Returns the ranks that sources claim, in order; claims are never mixed with computed ranks.
    #[must_use]
    pub fn claimed(&self) -> &[u32] {
        &self.claimed
    }

    /// The rank of one that has no figure, among so many that have.
    #[inline]
    const fn none(of: usize) -> Self {
        Self { best: None, worst_recorded: None, is_complete: false, of, claimed: Vec::new() }
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
///
/// ```
/// use bilateral::{Archive, CountryCode};
///
/// let figure = |partner: &str, value: u32| format!(
///     r#"{{"kind":"trade","id":"{partner}","reporter":"KAZ","partner":"{partner}","flow":"export","period":"2024","measure":"value","estimate":"USD {value}","sources":[{{"source":"s"}}]}}"#
/// );
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
///     figure("USA", 2), figure("CHN", 14), figure("UZB", 14),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let exports = archive.trade(CountryCode::KAZ).in_year(2024).exports();
/// let ranking = exports.ranking()?;
/// let told: Vec<String> = ranking.iter().map(|it| format!("{} {:?}", it.partner(), it.rank().best())).collect();
/// assert_eq!(told, ["CHN Some(1)", "UZB Some(1)", "USA Some(3)"]);
/// assert_eq!(ranking[2].observation().bounds().map(|it| it.to_string()).as_deref(), Some("USD [2, 2]"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Ranked<'s>(Place<'s>);

/// Where a partner of a ranking stands.
#[derive(Clone)]
enum Place<'s> {
    /// In an order that is stored.
    Stored(Stored<'s>),
    /// In one that was worked out.
    Found(Box<(Actor, Observation<'s>, Rank)>),
}

/// A place in the order of a group, under no policy.
#[derive(Clone, Copy)]
struct Stored<'s> {
    store: &'s Store,
    partner: &'s Actor,
    group: u32,
    /// The number of its class.
    class: u32,
    best: u16,
    worst: u16,
    /// Of how many.
    of: u16,
    is_complete: bool,
}

impl Stored<'_> {
    #[inline]
    fn rank(&self) -> Rank {
        Rank {
            best: Some(self.best.into()),
            worst_recorded: Some(self.worst.into()),
            is_complete: self.is_complete,
            ..Rank::none(self.of.into())
        }
    }
}

impl<'s> Ranked<'s> {
    /// Returns the partner, a country.
    #[must_use]
    #[inline]
    pub fn partner(&self) -> &Actor {
        match &self.0 {
            Place::Stored(stored) => stored.partner,
            Place::Found(found) => &found.0,
        }
    }

    /// Returns its rank, without what sources claim of it.
    #[must_use]
    #[inline]
    pub fn rank(&self) -> Rank {
        match &self.0 {
            Place::Stored(stored) => stored.rank(),
            Place::Found(found) => found.2.clone(),
        }
    }

    /// Returns what is known of the value; it is gathered when it is asked for.
    #[must_use]
    pub fn observation(&self) -> Observation<'s> {
        match &self.0 {
            Place::Stored(Stored { store, group, class, partner, .. }) => {
                let class = store.partners().class(*class).unwrap_or_default();
                let trade = PeriodTrade::of_class(Sight::plain(store), *group, class);
                let area = Area::Actor((*partner).clone());
                let found = trade.and_then(|trade| trade.with(area).ok());
                found.unwrap_or_else(|| Observation::nothing(None))
            }
            Place::Found(found) => found.1.clone(),
        }
    }

    #[inline]
    fn is_within(&self, first: usize) -> Truth {
        match &self.0 {
            Place::Stored(it) => {
                let certain = usize::from(it.worst) <= first && it.is_complete;
                Truth::from_worlds(usize::from(it.best) <= first, !certain)
            }
            Place::Found(found) => found.2.is_within(first),
        }
    }
}

impl PartialEq for Ranked<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.partner() == other.partner()
            && self.rank() == other.rank()
            && self.observation() == other.observation()
    }
}

impl Eq for Ranked<'_> {}

impl fmt::Debug for Ranked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ranked")
            .field("partner", self.partner())
            .field("observation", &self.observation())
            .field("rank", &self.rank())
            .finish()
    }
}

impl<'s> PeriodTrade<'s> {
    /// Returns the rank of a partner: what the recorded figures give, and what sources claim.
    ///
    /// The rank is stored for every choice that leaves figures of one kind, and is found by one look at
    /// the partners. Of a balance, of a detail such as a commodity, of what was published by a day, and
    /// under a policy, it is worked out of the reporter's figures of the period.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    #[inline]
    pub fn rank_of(&self, partner: impl Into<Actor>) -> Result<Rank, MixedError> {
        let partner = partner.into();
        let partner = self.store().principal(&partner);
        if let Some((group, _, class)) = self.stored() {
            let store = self.store().store();
            let orders = store.partners();
            let ordered = orders.ordered(class);
            let number = store.traders().of_actor(partner);
            let found = number.and_then(|number| ordered.get(ordered.position(number)?));
            let mut rank = Rank {
                best: found.map(|(_, best, _)| best.into()),
                worst_recorded: found.map(|(.., worst)| worst.into()),
                is_complete: orders.is_complete(group),
                ..Rank::none(ordered.len())
            };
            if let Some(number) = number.filter(|_| orders.has_claims(group)) {
                rank.claimed = self.claimed_ranks(group, number, partner);
            }
            return Ok(rank);
        }
        let population = self.population()?;
        let scale = scale_of(&population);
        let own = population.iter().find(|(actor, _)| actor == partner);
        let mut rank = match own {
            Some((_, observation)) => rank_in(&scale, observation),
            None => Rank::none(scale.len()),
        };
        rank.is_complete = self.is_complete();
        let number = self.store().store().traders().of_actor(partner);
        if let (Some(group), Some(number)) = (self.group(self.flow), number) {
            rank.claimed = self.claimed_ranks(group, number, partner);
        }
        Ok(rank)
    }

    /// Returns every partner that is a country, by best rank, then by worst, then by code.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn ranking(&self) -> Result<Vec<Ranked<'s>>, MixedError> {
        Ok(self.order()?.collect())
    }

    /// Returns the partners that are certainly or possibly among the first so many, in the order of
    /// [`ranking`](Self::ranking). Unless a source lists all partners, none is certain.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    #[inline]
    pub fn top(
        &self,
        first: usize,
    ) -> Result<InTime<impl Iterator<Item = (Ranked<'s>, Truth)> + use<'s>>, MixedError> {
        Ok(InTime::new(Top { order: self.order()?, first }))
    }

    #[inline]
    fn order(&self) -> Result<Order<'s>, MixedError> {
        if let Some((group, class, own)) = self.stored() {
            let store = self.store().store();
            let orders = store.partners();
            let (ordered, is_complete) = (orders.ordered(own), orders.is_complete(group));
            let of = u16::try_from(ordered.len()).unwrap_or(u16::MAX);
            let areas = store.traders();
            return Ok(Order::Stored {
                store,
                areas,
                group,
                class,
                ordered: ordered.iter(),
                of,
                is_complete,
            });
        }
        Ok(Order::Found(self.order_found()?.into_iter()))
    }

    /// The order of all partners, worked out.
    fn order_found(&self) -> Result<Vec<(Actor, Observation<'s>, Rank)>, MixedError> {
        let population = self.population()?;
        let scale = scale_of(&population);
        let is_complete = self.is_complete();
        let mut ranking: Vec<(Actor, Observation<'s>, Rank)> = population
            .into_iter()
            .map(|(partner, observation)| {
                let rank = Rank { is_complete, ..rank_in(&scale, &observation) };
                (partner, observation, rank)
            })
            .collect();
        // The population is in the order of partners, and sorting is stable.
        ranking.sort_by_key(|(_, _, rank)| (rank.best, rank.worst_recorded));
        Ok(ranking)
    }

    /// The group that is asked about, and the number and the class of its figures, if its order is stored.
    #[inline]
    fn stored(&self) -> Option<(u32, u32, Class)> {
        let store = self.store();
        let is_undecided = self.by.is_none() && store.deciding().policy.is_none();
        if !is_undecided || self.flow == Flow::Balance || self.choices.is_detail() {
            return None;
        }
        let group = self.group(self.flow)?;
        let orders = store.store().partners();
        if !orders.is_classed(group) {
            return None;
        }
        let is_chosen = |class: Class| orders.facets(class).is_some_and(|it| self.choices.take(it));
        let mut found = orders.only(group).filter(|(_, class)| is_chosen(*class));
        if orders.only(group).is_none() {
            for number in orders.classes(group) {
                let class = orders.class(number)?;
                if is_chosen(class) {
                    // Two classes do not compare, and the figures say why.
                    if found.is_some() {
                        return None;
                    }
                    found = Some((number, class));
                }
            }
        }
        let is_unit = |class: &Class| self.choices.unit.is_none_or(|unit| class.unit == Some(unit));
        match found {
            Some((number, class)) => is_unit(&class).then_some((group, number, class)),
            // No figure is of what was chosen.
            None => Some((group, u32::MAX, Class::default())),
        }
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

    fn claimed_ranks(&self, group: u32, number: u16, partner: &Actor) -> Vec<u32> {
        let store = self.store();
        let mut claimed: Vec<u32> = Vec::new();
        for subject in store.store().trade_groups().claimed(group, number) {
            let figure = TradeRef::of(store, subject);
            let figure = figure.filter(|figure| {
                figure.measure() == Some(Measure::ClaimedRank)
                    && figure.reporter().is_some_and(|it| store.principal(it) == self.reporter())
                    && figure
                        .partner()
                        .is_some_and(|found| principal_area(store, found).actor() == Some(partner))
            });
            let records = figure.into_iter().flat_map(TradeRef::records);
            claimed.extend(records.filter(|it| !it.is_denied()).filter_map(|it| it.rank()));
        }
        claimed.sort_unstable();
        claimed.dedup();
        claimed
    }
}

fn scale_of(population: &[(Actor, Observation<'_>)]) -> Scale {
    Scale::of(population.iter().map(|(_, observation)| observation.possible()))
}

fn rank_in(scale: &Scale, own: &Observation<'_>) -> Rank {
    let (best, worst) = scale.span(own.possible());
    Rank { best: Some(best), worst_recorded: Some(worst), ..Rank::none(scale.len()) }
}

/// The partners of a ranking, in order.
enum Order<'s> {
    Stored {
        store: &'s Store,
        areas: &'s Areas,
        group: u32,
        class: u32,
        ordered: InOrder<'s>,
        of: u16,
        is_complete: bool,
    },
    Found(vec::IntoIter<(Actor, Observation<'s>, Rank)>),
}

impl<'s> Iterator for Order<'s> {
    type Item = Ranked<'s>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Stored { store, areas, group, class, ordered, of, is_complete } => {
                let (number, best, worst) = ordered.next()?;
                let partner = areas.get(number)?.actor()?;
                let (store, group, class) = (*store, *group, *class);
                let (of, is_complete) = (*of, *is_complete);
                let stored = Stored { store, partner, group, class, best, worst, of, is_complete };
                Some(Ranked(Place::Stored(stored)))
            }
            Self::Found(ranking) => ranking.next().map(|it| Ranked(Place::Found(Box::new(it)))),
        }
    }
}

/// The partners that may be among the first so many, in order.
struct Top<'s> {
    order: Order<'s>,
    first: usize,
}

impl<'s> Iterator for Top<'s> {
    type Item = (Ranked<'s>, Truth);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        // The best rank comes first, so that nothing behind one that is not possible is possible.
        let ranked = self.order.next()?;
        let truth = ranked.is_within(self.first);
        truth.possibly().then_some((ranked, truth))
    }
}
