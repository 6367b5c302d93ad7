//! Trade figures, and what one reporter's figures say of its partners.
//!
//! A figure that is not recorded is missing, never zero. A rank that a source claims is kept apart
//! from the rank that the figures give.

use super::observation::{Heard, Observation};
use super::view::{View, view};
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::{Amount, Estimate, PriceBasis};
use crate::record::{
    Actor, Area, Commodity, Flow, Measure, ObservationStatus, Product, Record, TradeBasis,
    TradeFigure, Valuation,
};
use crate::store::Sight;

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
    pub(crate) fn first(self) -> Option<&'s TradeFigure> {
        self.records().next()
    }

    /// Its records, each with its number.
    pub(crate) fn numbered(self) -> impl Iterator<Item = (u32, &'s TradeFigure)> {
        let store = self.store;
        store.claims(self.subject).iter().filter_map(move |at| match store.record(*at)? {
            Record::TradeFigure(figure) => Some((*at, figure)),
            _ => None,
        })
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

    /// Returns what the claims say together, the latest version of each.
    #[must_use]
    pub fn observation(self) -> Observation<'s> {
        let heard = Heard::of(self.store, self.store.claims(self.subject), None);
        let gross = self.flow() != Some(Flow::Balance) && self.measure() == Some(Measure::Value);
        let unit = heard.speaking.iter().find_map(|claim| Some(claim.estimate()?.unit()));
        Observation::of(self.store, heard, gross, unit)
    }

    /// Returns the statistical basis; `None` if not stated.
    #[must_use]
    pub fn basis(self) -> Option<TradeBasis> {
        self.first().and_then(|figure| figure.basis)
    }

    /// Returns the commodity; `None` if the figure is of everything traded.
    #[must_use]
    pub fn commodity(self) -> Option<&'s Commodity> {
        self.first().and_then(|figure| figure.commodity.as_ref())
    }

    /// Returns the prices that it is stated in; `None` if not stated.
    #[must_use]
    pub fn prices(self) -> Option<PriceBasis> {
        self.first().and_then(|figure| figure.prices)
    }

    /// Returns who compiled it; `None` if not stated.
    #[must_use]
    pub fn compiled_by(self) -> Option<&'s Actor> {
        self.first().and_then(|figure| figure.reported_by.as_ref())
    }

    /// Returns the number, if sources state just one.
    #[must_use]
    pub fn estimate(self) -> Option<Estimate> {
        let mut stated = self.estimates().map(|(estimate, _)| estimate);
        let first = stated.next()?;
        stated.all(|other| other == first).then_some(first)
    }

    /// Returns the amount, if all claims state just one and state it exactly.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// // What is rounded in its source is a range and no amount.
    /// let value = archive.trade_figures().find(|figure| figure.estimate().is_some()).unwrap();
    /// assert_eq!(value.exact(), None);
    /// ```
    #[must_use]
    pub fn exact(self) -> Option<Amount> {
        self.estimate()?.exact()
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
    pub(in crate::query) store: Sight<'s>,
    pub(in crate::query) reporter: Actor,
    /// The reporter's number among all who trade; absent if it reports nothing.
    pub(in crate::query) number: Option<u16>,
}

impl<'s> ReportedTrade<'s> {
    #[inline]
    pub(crate) fn new(store: Sight<'s>, reporter: Actor) -> Self {
        let number = store.store().trade().areas().of_actor(&reporter);
        Self { store, reporter, number }
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
}
