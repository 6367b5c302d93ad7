//! Trade figures, and what one reporter's figures say of its partners.
//!
//! A figure that is not recorded is missing, never zero. A rank that a source claims is kept apart
//! from the rank that the figures give.

use super::observation::{Heard, Observation};
use super::view::{View, view};
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::{Amount, Estimate, PriceBasis};
use crate::record::{
    Actor, Area, Commodity, Flow, Measure, ObservationStatus, Product, TradeBasis, Valuation,
};
use crate::store::{Sight, TradeRow};

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
    pub(crate) fn first(self) -> Option<TradeRow<'s>> {
        self.records().next()
    }

    /// Its records, each with its number.
    pub(crate) fn numbered(self) -> impl Iterator<Item = (u32, TradeRow<'s>)> {
        let store = self.store;
        store.claims(self.subject).iter().filter_map(move |at| Some((*at, store.trade(*at)?)))
    }

    /// Returns whose trade is counted.
    #[must_use]
    pub fn reporter(self) -> Option<&'s Actor> {
        self.first().map(TradeRow::reporter)
    }

    /// Returns with whom.
    #[must_use]
    pub fn partner(self) -> Option<&'s Area> {
        self.first().map(TradeRow::partner)
    }

    /// Returns which way, seen from the reporter.
    #[must_use]
    pub fn flow(self) -> Option<Flow> {
        self.first().map(TradeRow::flow)
    }

    /// Returns the period that it covers.
    #[must_use]
    pub fn period(self) -> Option<ReportingPeriod> {
        self.first().map(TradeRow::period)
    }

    /// Returns what the number is.
    #[must_use]
    pub fn measure(self) -> Option<Measure> {
        self.first().map(TradeRow::measure)
    }

    /// Returns goods, services or both; `None` if not stated.
    #[must_use]
    pub fn product(self) -> Option<Product> {
        self.first().and_then(TradeRow::product)
    }

    /// Returns how it is valued; `None` if not stated.
    #[must_use]
    pub fn valuation(self) -> Option<Valuation> {
        self.first().and_then(TradeRow::valuation)
    }

    /// Returns the numbers that sources state, one a claim, each with its vintage.
    pub fn estimates(self) -> impl Iterator<Item = (Estimate, Option<PartialDate>)> + use<'s> {
        self.records().filter_map(|row| Some((row.estimate()?, row.vintage())))
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
        self.first().and_then(TradeRow::basis)
    }

    /// Returns the commodity; `None` if the figure is of everything traded.
    #[must_use]
    pub fn commodity(self) -> Option<&'s Commodity> {
        self.first().and_then(TradeRow::commodity)
    }

    /// Returns the prices that it is stated in; `None` if not stated.
    #[must_use]
    pub fn prices(self) -> Option<PriceBasis> {
        self.first().and_then(TradeRow::prices)
    }

    /// Returns who compiled it; `None` if not stated.
    #[must_use]
    pub fn compiled_by(self) -> Option<&'s Actor> {
        self.first().and_then(TradeRow::reported_by)
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
        self.records().find_map(TradeRow::rank)
    }

    /// Returns what the rank or share is counted in.
    #[must_use]
    pub fn scope(self) -> Option<&'s str> {
        self.records().find_map(TradeRow::scope)
    }

    /// Returns the state of the observation; `None` if not stated.
    #[must_use]
    pub fn status(self) -> Option<ObservationStatus> {
        self.first().and_then(TradeRow::status)
    }

    /// Returns the source's own words for the number.
    #[must_use]
    pub fn words(self) -> Option<&'s str> {
        self.records().find_map(TradeRow::words)
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
        let number = store.store().traders().of_actor(&reporter);
        Self { store, reporter, number }
    }

    /// Returns every figure of the reporter, in the order of partner, day and id.
    pub fn iter(&self) -> impl Iterator<Item = TradeRef<'s>> + use<'s> {
        let store = self.store;
        let found = store.trade_of(&self.reporter);
        found.filter_map(move |subject| TradeRef::of(store, subject))
    }
}
