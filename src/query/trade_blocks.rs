//! [`TradeBlock`]: figures that can be added, of one reporter, period and flow, with what the exact ones
//! add up to.

use core::fmt;

use super::observation::Observation;
use super::period_trade::PeriodTrade;
use super::reading::Reading;
use super::trade::TradeRef;
use super::view::View;
use crate::date::ReportingPeriod;
use crate::money::{Amount, Decimal, PriceBasis, Unit};
use crate::record::{Actor, Area, Flow, Product, TradeBasis, Valuation};
use crate::store::{Class, ClassFacets, ClassSum, Sight};

/// One reporter's trade of one period and flow with each partner, in figures that can be added: all of
/// one product kind, basis, valuation, compiler, price basis and unit.
///
/// A block holds values of everything traded; commodities, customs procedures, modes of transport, shares
/// and ranks are in none. What the partners that are countries have exactly and without dispute is added
/// in advance ([`exact_sum`](Self::exact_sum)). All that is not in that sum is told by
/// [`others`](Self::others): ranges, disputes and missing numbers, special areas, and what may count the
/// same again (the world, organizations).
///
/// Where the figures of a reporter, period and flow do not fall into blocks (claims on one of them differ
/// in what it is of, or in the unit), and where they are claimed balances, they make one that
/// [is mixed](Self::is_mixed): it adds nothing, and [`figures`](Self::figures) has what it is made of. Of
/// reporters beyond the first 65,534 that trade there are no blocks.
///
/// ```
/// use std::collections::BTreeMap;
/// use bilateral::{Archive, CountryCode, Decimal, Flow, Unit};
///
/// let export = |reporter: &str, partner: &str, year: u16, estimate: &str| format!(
///     r#"{{"kind":"trade","id":"{reporter}-{partner}-{year}","reporter":"{reporter}","partner":"{partner}","flow":"export","period":"{year}","measure":"value","estimate":"{estimate}","sources":[{{"source":"s"}}]}}"#
/// );
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
///     export("KAZ", "USA", 2023, "USD 2"), export("USA", "KAZ", 2023, "USD 1"),
///     export("KAZ", "CHN", 2024, "USD 14"), export("KAZ", "UZB", 2024, "about USD 5"),
///     export("KAZ", "world", 2024, "USD 80"),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
///
/// // World trade by year, and how many numbers are not in it.
/// let mut by_year: BTreeMap<u16, (Decimal, usize)> = BTreeMap::new();
/// for block in archive.trade_blocks().filter(|block| block.flow() == Flow::Export) {
///     let Some(year) = block.year() else { continue };
///     let (sum, left_out) = by_year.entry(year).or_insert((Decimal::ZERO, 0));
///     if let Some(exact) = block.exact_sum().filter(|amount| amount.unit() == Unit::USD) {
///         *sum = sum.checked_add(exact.value())?;
///     }
///     *left_out += block.others_count();
/// }
/// assert_eq!(by_year[&2023], (Decimal::from(3), 0));
/// assert_eq!(by_year[&2024], (Decimal::from(14), 2));
///
/// let block = archive.trade_blocks().last().unwrap();
/// assert_eq!((block.reporter().country(), block.exact_sum().unwrap().to_string()), (Some(CountryCode::USA), "USD 1".into()));
/// let of_2024 = archive.trade_blocks().find(|block| block.others_count() > 0).unwrap();
/// let others: Vec<String> = of_2024.others().map(|(partner, known)| format!("{partner} {}", known.bounds().unwrap())).collect();
/// assert_eq!(others, ["UZB USD [3.5, 6.5]", "world USD [80, 80]"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct TradeBlock<'s> {
    store: Sight<'s>,
    reporter: &'s Actor,
    flow: Flow,
    group: u32,
    /// Its class and the number of that; absent if it is mixed.
    class: Option<(u32, Class)>,
}

impl<'s> TradeBlock<'s> {
    /// Returns whose trade is counted, an organ's as that of the actor whose organ it is.
    #[must_use]
    pub fn reporter(self) -> &'s Actor {
        self.reporter
    }

    /// Returns which way, seen from the reporter.
    #[must_use]
    #[inline]
    pub fn flow(self) -> Flow {
        self.flow
    }

    /// Returns the period; of several ways to state it, one that some figure has.
    #[must_use]
    pub fn period(self) -> ReportingPeriod {
        let period = self.store.store().trade_groups().period(self.group);
        period.map_or(ReportingPeriod::UNSTATED, |(period, _)| period)
    }

    /// Returns the calendar year, if the period is one.
    #[must_use]
    #[inline]
    pub fn year(self) -> Option<u16> {
        self.store.store().trade_groups().period(self.group)?.1
    }

    /// Returns goods, services or both; `None` if not stated, or if the block is mixed.
    #[must_use]
    pub fn product(self) -> Option<Product> {
        self.facets()?.product
    }

    /// Returns the statistical basis; `None` if not stated, or if the block is mixed.
    #[must_use]
    pub fn basis(self) -> Option<TradeBasis> {
        self.facets()?.basis
    }

    /// Returns how the goods are valued; `None` if not stated, or if the block is mixed.
    #[must_use]
    pub fn valuation(self) -> Option<Valuation> {
        self.facets()?.valuation
    }

    /// Returns who compiled the figures; `None` if not stated, or if the block is mixed.
    #[must_use]
    pub fn compiled_by(self) -> Option<&'s Actor> {
        self.facets()?.compiler.as_ref()
    }

    /// Returns the prices in which they are stated; `None` if not stated, or if the block is mixed.
    #[must_use]
    pub fn prices(self) -> Option<PriceBasis> {
        self.facets()?.prices
    }

    /// Returns the unit of the numbers; `None` if no figure states a number, or if the block is mixed.
    #[must_use]
    #[inline]
    pub fn unit(self) -> Option<Unit> {
        self.class.and_then(|(_, class)| class.unit)
    }

    /// Returns whether its figures do not add: claims on one of them differ in a facet or in the unit, or
    /// they are claimed balances.
    #[must_use]
    pub fn is_mixed(self) -> bool {
        self.class.is_none()
    }

    /// Returns what the values add up to that are exact, undisputed and with a country other than the
    /// reporter; `None` if there is none, which is not a sum of zero, or if the sum has too many digits.
    ///
    /// It is added in advance, so that this costs one look; under a policy it is worked out.
    #[must_use]
    #[inline]
    pub fn exact_sum(self) -> Option<Amount> {
        Some(Amount::new(self.sum().sum?, self.unit()?))
    }

    /// Returns how many values that sum adds.
    #[must_use]
    pub fn exact_count(self) -> usize {
        self.sum().added as usize
    }

    /// Returns with how many partners there is a figure that is not in that sum.
    #[must_use]
    pub fn others_count(self) -> usize {
        let sum = self.sum();
        (sum.partners - sum.added) as usize
    }

    /// Returns what is known with each partner of which the value is not in that sum, in the order of
    /// partners; nothing if the block is mixed. It costs a walk over the figures of the block.
    pub fn others(self) -> impl Iterator<Item = (Area, Observation<'s>)> {
        let is_summed = self.exact_count() > 0;
        let partners = self.partners();
        partners.filter(move |(partner, known)| {
            !is_summed || self.exact_value(partner, known).is_none()
        })
    }

    /// Returns what is known with each partner, in the order of partners; nothing if the block is mixed.
    /// It costs a walk over the figures of the block.
    pub fn partners(self) -> impl Iterator<Item = (Area, Observation<'s>)> {
        let trade =
            self.class.and_then(|(_, class)| PeriodTrade::of_class(self.store, self.group, class));
        // Two-way trade stands here as it is stated, not as exports and imports give it.
        let own = trade.and_then(|trade| trade.stated_partners().ok());
        own.into_iter().flatten()
    }

    /// Returns every figure of the reporter, period and flow, whatever it measures, those of other blocks
    /// included, in the order of partners.
    pub fn figures(self) -> impl Iterator<Item = TradeRef<'s>> {
        let store = self.store;
        let subjects = store.store().trade_groups().figures(self.group).iter();
        subjects.filter_map(move |subject| TradeRef::of(store, *subject))
    }

    fn facets(self) -> Option<&'s ClassFacets> {
        let (_, class) = self.class?;
        self.store.store().partners().facets(class)
    }

    #[inline]
    fn sum(self) -> ClassSum {
        let Some((number, _)) = self.class else { return ClassSum::default() };
        if self.store.is_plain() {
            return self.store.store().partners().sum(number);
        }
        self.worked_out()
    }

    /// The same as a policy decides it.
    fn worked_out(self) -> ClassSum {
        let mut found = ClassSum { sum: Some(Decimal::ZERO), ..ClassSum::default() };
        for (partner, known) in self.partners() {
            found.partners += 1;
            if let Some(value) = self.exact_value(&partner, &known) {
                found.sum = found.sum.and_then(|sum| sum.checked_add(value).ok());
                found.added += 1;
            }
        }
        found.sum = found.sum.filter(|_| found.added > 0);
        if found.sum.is_none() {
            found.added = 0;
        }
        found
    }

    /// The value with a country, if it is known exactly.
    fn exact_value(self, partner: &Area, known: &Observation<'_>) -> Option<Decimal> {
        let actor = partner.actor()?;
        actor.country().filter(|_| actor != self.reporter)?;
        Some(known.bounds()?.exact()?.value())
    }
}

impl<'s> Reading<'s> {
    /// Returns the trade of every reporter in blocks of figures that can be added, in the order of reporter,
    /// period and flow.
    pub fn trade_blocks(self) -> impl Iterator<Item = TradeBlock<'s>> {
        let store = self.store();
        let (groups, orders) = (store.store().trade_groups(), store.store().partners());
        let traders = store.store().traders();
        let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        (0..count).flat_map(move |group| {
            let head = groups
                .head(group)
                .and_then(|(reporter, flow)| Some((traders.get(reporter)?.actor()?, flow)));
            let classes = orders.classes(group);
            let mixed = !orders.is_classed(group) && !groups.figures(group).is_empty();
            let classes = classes.map(Some).chain(mixed.then_some(None));
            classes.filter_map(move |class| {
                let (reporter, flow) = head?;
                let class = match class {
                    // Two-way trade that nobody states is no block of its own.
                    Some(number) if orders.sum(number).partners > 0 => {
                        Some((number, orders.class(number)?))
                    }
                    Some(_) => return None,
                    None => None,
                };
                Some(TradeBlock { store, reporter, flow, group, class })
            })
        })
    }
}

impl fmt::Debug for TradeBlock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TradeBlock({} by {} in {})", self.flow, self.reporter, self.period())
    }
}
