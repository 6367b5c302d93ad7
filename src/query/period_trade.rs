//! [`PeriodTrade`]: one reporter's trade of one period and flow, with what must be uniform in it.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use time::Date;

use super::mixed::MixedError;
use super::observation::{Heard, Observation, hull, state_of_value, unknown, zero};
use super::trade::{ReportedTrade, TradeRef};
use super::trade_facets::{Choices, Facets, Shared, named};
use super::view::View;
use crate::date::ReportingPeriod;
use crate::money::{Bounds, PriceBasis, Unit};
use crate::record::{Actor, Area, Flow, Measure, Product, RecordKind, TradeBasis, Valuation};
use crate::store::{Class, Held, Sight, TradeRow, VoicedAmount};

/// The flow itself, and the two that give it: exports and imports.
const GROUPS: usize = 3;

/// One reporter's trade of one period and flow: both directions unless another flow is chosen.
///
/// Figures are added and compared only if they are of one product kind, basis, valuation, compiler,
/// price basis and unit. Where the records differ in one of them and it is not chosen, the answer is
/// a [`MixedError`] that names both sides; each of these choices takes a value, or `None` for *not
/// stated*. A commodity, a customs procedure and a mode of transport are details: unless one is
/// chosen, only figures of everything together are taken (no code, or `TOTAL`, `C00` and `0`).
///
/// ```
/// use bilateral::{Archive, CountryCode, Product, Valuation};
///
/// let figure = |id: &str, flow: &str, more: &str| format!(
///     r#"{{"kind":"trade","id":"{id}","reporter":"USA","partner":"KAZ","flow":"{flow}","period":"2024","measure":"value",{more},"sources":[{{"source":"s"}}]}}"#
/// );
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"Census","retrieved":"2025-03-01"}"#.into(),
///     figure("x", "export", r#""estimate":"rounded USD 1.1e9","product":"goods","valuation":"fob""#),
///     figure("m", "import", r#""estimate":"rounded USD 2.3e9","product":"goods","valuation":"cif""#),
///     figure("services", "export", r#""estimate":"USD 4e8","product":"services""#),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let trade = archive.trade(CountryCode::USA).in_year(2024);
///
/// // Goods and services are not mixed, and neither is what is valued otherwise.
/// let error = trade.with(CountryCode::KAZ).unwrap_err();
/// assert_eq!(error.facet(), "product kind");
/// let goods = trade.product(Product::Goods);
/// let error = goods.with(CountryCode::KAZ).unwrap_err();
/// assert_eq!(error.to_string(), "cannot add or compare `fob` of record `x` and `cif` of record `m`: they differ in valuation");
///
/// let balance = goods.balance().as_valued().with(CountryCode::KAZ)?;
/// assert_eq!(balance.computed().map(|bounds| bounds.to_string()).as_deref(), Some("USD [-1.30e9, -1.10e9]"));
/// let exports = goods.exports().valuation(Valuation::Fob).with(CountryCode::KAZ)?;
/// assert_eq!(exports.bounds().map(|bounds| bounds.in_words().to_string()).as_deref(), Some("between $1.05 billion and $1.15 billion"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct PeriodTrade<'s> {
    pub(in crate::query) reported: ReportedTrade<'s>,
    pub(in crate::query) asked: AskedPeriod,
    pub(in crate::query) flow: Flow,
    pub(in crate::query) choices: Choices,
    pub(in crate::query) by: Option<Date>,
}

impl<'s> PeriodTrade<'s> {
    #[inline]
    pub(crate) fn new(reported: ReportedTrade<'s>, period: ReportingPeriod) -> Self {
        Self::asking(reported, AskedPeriod::from(period))
    }

    #[inline]
    fn asking(reported: ReportedTrade<'s>, asked: AskedPeriod) -> Self {
        Self { reported, asked, flow: Flow::TwoWay, choices: Choices::default(), by: None }
    }

    #[inline]
    fn of(&self, flow: Flow) -> Self {
        Self { flow, ..self.clone() }
    }

    #[inline]
    fn choosing(&self, choose: impl FnOnce(&mut Choices)) -> Self {
        let mut chosen = self.clone();
        choose(&mut chosen.choices);
        chosen
    }

    /// Takes exports and imports together.
    #[inline]
    #[must_use]
    pub fn two_way(&self) -> Self {
        self.of(Flow::TwoWay)
    }

    /// Takes the exports, re-exports included.
    #[inline]
    #[must_use]
    pub fn exports(&self) -> Self {
        self.of(Flow::Export)
    }

    /// Takes the imports, re-imports included.
    #[inline]
    #[must_use]
    pub fn imports(&self) -> Self {
        self.of(Flow::Import)
    }

    /// Takes exports less imports.
    #[inline]
    #[must_use]
    pub fn balance(&self) -> Self {
        self.of(Flow::Balance)
    }

    /// Takes the re-exports, which are a part of exports. They are goods of any origin: those of a third
    /// country to the partner are not all the reporter's own exports passed on.
    #[inline]
    #[must_use]
    pub fn re_exports(&self) -> Self {
        self.of(Flow::ReExport)
    }

    /// Takes the re-imports, which are a part of imports.
    #[inline]
    #[must_use]
    pub fn re_imports(&self) -> Self {
        self.of(Flow::ReImport)
    }

    /// Takes the domestic exports, which are a part of exports.
    #[inline]
    #[must_use]
    pub fn domestic(&self) -> Self {
        self.of(Flow::Domestic)
    }

    /// Chooses goods, services, or figures of both.
    #[inline]
    #[must_use]
    pub fn product(&self, product: impl Into<Option<Product>>) -> Self {
        self.choosing(|choices| choices.product = Some(product.into()))
    }

    /// Chooses a statistical basis.
    #[inline]
    #[must_use]
    pub fn basis(&self, basis: impl Into<Option<TradeBasis>>) -> Self {
        self.choosing(|choices| choices.basis = Some(basis.into()))
    }

    /// Chooses how goods are valued.
    #[inline]
    #[must_use]
    pub fn valuation(&self, valuation: impl Into<Option<Valuation>>) -> Self {
        self.choosing(|choices| choices.valuation = Some(valuation.into()))
    }

    /// Chooses who compiled the figures.
    #[must_use]
    pub fn compiled_by(&self, compiler: impl Into<Actor>) -> Self {
        let compiler = self.store().as_principal(compiler.into());
        self.choosing(|choices| choices.compiler = Some(Some(compiler)))
    }

    /// Chooses the figures that do not say who compiled them.
    #[must_use]
    pub fn compiler_not_stated(&self) -> Self {
        self.choosing(|choices| choices.compiler = Some(None))
    }

    /// Chooses the prices.
    #[inline]
    #[must_use]
    pub fn at_prices(&self, prices: impl Into<Option<PriceBasis>>) -> Self {
        self.choosing(|choices| choices.prices = Some(prices.into()))
    }

    /// Chooses the unit.
    #[inline]
    #[must_use]
    pub fn in_unit(&self, unit: Unit) -> Self {
        self.choosing(|choices| choices.unit = Some(unit))
    }

    /// Chooses a commodity, by the code of one edition of a classification.
    #[must_use]
    pub fn commodity(&self, edition: impl Into<String>, code: impl Into<String>) -> Self {
        let chosen = (edition.into(), code.into());
        self.choosing(|choices| choices.detail().commodity = Some(chosen))
    }

    /// Chooses a customs procedure.
    #[must_use]
    pub fn customs(&self, code: impl Into<String>) -> Self {
        self.choosing(|choices| choices.detail().customs = Some(code.into()))
    }

    /// Chooses a mode of transport.
    #[must_use]
    pub fn transport(&self, code: impl Into<String>) -> Self {
        self.choosing(|choices| choices.detail().transport = Some(code.into()))
    }

    /// Takes exports and imports as each is valued, FOB and CIF side by side.
    #[inline]
    #[must_use]
    pub fn as_valued(&self) -> Self {
        self.choosing(|choices| choices.as_valued = true)
    }

    /// Takes only what was out by a day: versions whose vintage, else whose source's day, is no later,
    /// and versions that give neither.
    #[must_use]
    pub fn as_published_by(&self, day: Date) -> Self {
        Self { by: Some(day), ..self.clone() }
    }

    /// Returns the reporter.
    #[inline]
    #[must_use]
    pub fn reporter(&self) -> &Actor {
        &self.reported.reporter
    }

    /// Returns the period.
    #[must_use]
    pub fn period(&self) -> ReportingPeriod {
        self.asked.period
    }

    /// Returns the flow.
    #[inline]
    #[must_use]
    pub fn flow(&self) -> Flow {
        self.flow
    }

    /// Returns the figures of the period and the very flow, whatever they measure, in order.
    pub fn iter(&self) -> impl Iterator<Item = TradeRef<'s>> + use<'s> {
        let mut figures: Vec<TradeRef<'s>> = self.figures(self.flow, None).collect();
        figures.sort_unstable_by_key(|figure| figure.subject);
        figures.into_iter()
    }

    /// Returns those of them with one partner.
    pub fn figures_with(&self, partner: impl Into<Area>) -> impl Iterator<Item = TradeRef<'s>> {
        let store = self.store();
        let partner = principal_area(store, &partner.into());
        let number = store.store().traders().of_area(&partner);
        let figures = number.map(|number| self.figures(self.flow, Some(number)));
        figures.into_iter().flatten().filter(move |figure| {
            figure.partner().is_some_and(|found| principal_area(store, found) == partner)
        })
    }

    /// Returns what is known of the value with one partner.
    ///
    /// Where nothing is recorded, the state says so; it is zero only if a source lists everything.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures with the partner differ in a facet that was not chosen.
    pub fn with(&self, partner: impl Into<Area>) -> Result<Observation<'s>, MixedError> {
        let partner = principal_area(self.store(), &partner.into());
        let selected = self.select(Some(&partner))?;
        Ok(self.observed(&selected, &partner))
    }

    /// What is known of the value with a partner, of the figures with it that were selected.
    pub(crate) fn observed(
        &self,
        selected: &Selected<'s, Area>,
        partner: &Area,
    ) -> Observation<'s> {
        // Where no number is stated, the unit is that of the other partners.
        let everywhere = || self.select(None).ok().and_then(|all| all.unit);
        let unit = selected.unit.or_else(everywhere);
        if let Some(parts) = selected.parts.get(partner) {
            return self.observe(parts, unit, partner);
        }
        let possible = unit.map(|unit| match self.lists(partner) {
            true => zero(unit),
            false => unknown(unit, self.is_gross()),
        });
        Observation::nothing(possible)
    }

    /// Returns what is known of the value with each partner, in the order of partners; the world and
    /// special areas stand after the countries and organizations. The reporter is no partner of itself.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn partners(&self) -> Result<Vec<(Area, Observation<'s>)>, MixedError> {
        let selected = self.select(None)?;
        let unit = selected.unit;
        let parts = selected.parts.into_iter();
        let parts = parts.filter(|(area, _)| area.actor() != Some(self.reporter()));
        Ok(parts
            .map(|(area, parts)| {
                let observation = self.observe(&parts, unit, &area);
                (area, observation)
            })
            .collect())
    }

    /// What sources state of the flow itself with each partner, in the order of partners.
    pub(crate) fn stated_partners(&self) -> Result<Vec<(Area, Observation<'s>)>, MixedError> {
        let selected = self.select(None)?;
        let parts = selected.parts.into_iter();
        let parts = parts.filter(|(area, _)| area.actor() != Some(self.reporter()));
        Ok(parts
            .filter_map(|(area, parts)| {
                let unit = selected.unit;
                Some((area, Observation::of(self.store(), parts.stated?, self.is_gross(), unit)))
            })
            .collect())
    }

    #[inline]
    pub(crate) fn store(&self) -> Sight<'s> {
        self.reported.store
    }

    /// Whether the amounts of the flow are never below zero.
    pub(crate) fn is_gross(&self) -> bool {
        self.flow != Flow::Balance
    }

    /// Whether a source lists everything that the reporter traded in this flow and period. Of
    /// commodities, procedures and modes it need not list any.
    pub(crate) fn is_complete(&self) -> bool {
        if self.choices.is_detail() {
            return false;
        }
        let Some(days) = self.asked.period.days().filter(|days| days.count().is_some()) else {
            return false;
        };
        let flows: &[Flow] = match self.flow {
            Flow::TwoWay | Flow::Balance => &[Flow::Export, Flow::Import],
            ref one => core::slice::from_ref(one),
        };
        let reporter = [&self.reported.reporter];
        flows.iter().all(|flow| {
            let kind = RecordKind::TradeFigure;
            self.store().covering_days(kind, Some(flow.as_str()), &reporter, days).is_some()
        })
    }

    /// The question that leaves one class of figures of a group.
    pub(crate) fn of_class(store: Sight<'s>, group: u32, class: Class) -> Option<Self> {
        let (indexed, orders) = (store.store().trade_groups(), store.store().partners());
        let (number, flow) = indexed.head(group)?;
        let reporter = store.store().traders().get(number)?.actor()?.clone();
        let facets = orders.facets(class)?;
        // Of two-way trade nothing may be stated; exports or imports stand just before it.
        let first = indexed
            .figures(group)
            .first()
            .or_else(|| indexed.figures(group.checked_sub(1)?).first());
        let period = TradeRef::of(store, *first?)?.period()?;
        let trade = ReportedTrade { store, reporter, number: Some(number) }.in_period(period);
        let choices = Choices {
            product: Some(facets.product),
            basis: Some(facets.basis),
            valuation: Some(facets.valuation),
            compiler: Some(facets.compiler.clone()),
            prices: Some(facets.prices),
            unit: class.unit,
            ..Choices::default()
        };
        Some(Self { flow, choices, ..trade })
    }

    /// The group of the reporter's figures of the period and a flow.
    #[inline]
    pub(crate) fn group(&self, flow: Flow) -> Option<u32> {
        let AskedPeriod { period, year } = self.asked;
        self.store().store().trade_groups().find(self.reported.number?, (period, year), flow)
    }

    /// The figures of the period and a flow, of one partner or all, in order of partners.
    fn figures(
        &self,
        flow: Flow,
        partner: Option<u16>,
    ) -> impl Iterator<Item = TradeRef<'s>> + use<'s> {
        let store = self.store();
        let trade = store.store().trade_groups();
        let group = self.group(flow);
        let subjects = group.map_or(&[][..], |group| match partner {
            Some(partner) => trade.figures_with(group, partner),
            None => trade.figures(group),
        });
        // Reporters beyond those with a number of their own stand together.
        let crowded =
            (self.reported.number == Some(crate::store::OTHER)).then(|| self.reporter().clone());
        subjects.iter().filter_map(move |subject| TradeRef::of(store, *subject)).filter(
            move |figure| {
                crowded.as_ref().is_none_or(|reporter| {
                    figure.reporter().is_some_and(|found| store.principal(found) == reporter)
                })
            },
        )
    }

    /// The records of values that are of the chosen facets, by a key, and within it those of the flow
    /// itself, of exports and of imports.
    fn records<K: Ord>(
        &self,
        partner: Option<&Area>,
        key: impl Fn(TradeRow<'s>) -> Option<K>,
    ) -> BTreeMap<K, [Vec<u32>; GROUPS]> {
        let store = self.store();
        let parts: &[Flow] = match self.flow {
            Flow::TwoWay | Flow::Balance => &[self.flow, Flow::Export, Flow::Import],
            _ => &[self.flow],
        };
        let mut found: BTreeMap<K, [Vec<u32>; GROUPS]> = BTreeMap::new();
        let number = match partner.map(|area| store.store().traders().of_area(area)) {
            Some(None) => return found,
            Some(number) => number,
            None => None,
        };
        let figures = parts
            .iter()
            .zip(0_usize..)
            .flat_map(|(flow, group)| self.figures(*flow, number).map(move |it| (group, it)));
        for (group, figure) in figures {
            let Some(first) = figure.first().filter(|it| it.measure() == Measure::Value) else {
                continue;
            };
            let Some(key) = key(first) else { continue };
            let chosen = store.claims(figure.subject).iter().copied().filter(|at| {
                store.trade(*at).is_some_and(|it| self.choices.hold(it, &Facets::of(store, it)))
            });
            let mut chosen = chosen.peekable();
            if chosen.peek().is_some()
                && let Some(records) = found.entry(key).or_default().get_mut(group)
            {
                records.extend(chosen);
            }
        }
        found
    }

    /// Groups the claims by partner, and makes sure that they can be added and compared.
    pub(crate) fn select(&self, only: Option<&Area>) -> Result<Selected<'s, Area>, MixedError> {
        self.select_by(only, |figure| {
            let partner = principal_area(self.store(), figure.partner());
            let is_asked = only.is_none_or(|only| *only == partner);
            (is_asked && self.choices.is_level(figure)).then_some(partner)
        })
    }

    /// Groups the claims with one partner, or with all, by a key, and makes sure that they can be added and compared.
    pub(crate) fn select_by<K: Ord>(
        &self,
        partner: Option<&Area>,
        key: impl Fn(TradeRow<'s>) -> Option<K>,
    ) -> Result<Selected<'s, K>, MixedError> {
        let store = self.store();
        let mut shared = [Shared::default(); GROUPS];
        let mut parts: BTreeMap<K, Parts<'s>> = BTreeMap::new();
        for (key, records) in self.records(partner, key) {
            let heard = records.each_ref().map(|records| Heard::of(store, records, self.by));
            for (heard, shared) in heard.iter().zip(&mut shared) {
                for claim in &heard.speaking {
                    if let Some(row) = claim.record().and_then(Held::trade) {
                        shared.add(Facets::of(store, row), row.id())?;
                    }
                }
            }
            let [stated, exports, imports] =
                heard.map(|heard| Some(heard).filter(|heard| !heard.is_empty()));
            if stated.is_some() || exports.is_some() || imports.is_some() {
                parts.insert(key, Parts { stated, exports, imports });
            }
        }
        let [stated, exports, imports] = shared;
        exports.agrees_but_for_valuation(&imports)?;
        if !self.choices.as_valued {
            exports.agrees_in_valuation(&imports)?;
        }
        stated.agrees_but_for_valuation(&exports)?;
        stated.agrees_but_for_valuation(&imports)?;
        let unit = shared.iter().find_map(Shared::unit).or(self.choices.unit);
        Ok(Selected { parts, shared, unit })
    }

    /// Whether a source lists all partners, so that this one would be among them. The world and an
    /// organization are sums of partners, and need not be.
    fn lists(&self, partner: &Area) -> bool {
        partner.actor().is_some_and(|actor| actor.country().is_some()) && self.is_complete()
    }

    /// What the parts with one partner say together.
    pub(crate) fn observe(
        &self,
        parts: &Parts<'s>,
        unit: Option<Unit>,
        partner: &Area,
    ) -> Observation<'s> {
        let store = self.store();
        let stated = parts.stated.clone().unwrap_or_default();
        let mut all = Observation::of(store, stated, self.is_gross(), unit);
        if parts.exports.is_none() && parts.imports.is_none() {
            return all;
        }
        let computed = self.computed(parts, unit, self.lists(partner));
        let mut voiced = all.heard.voiced(self.is_gross());
        let of_parts = [&parts.exports, &parts.imports].into_iter().flatten();
        for heard in of_parts.clone() {
            all.heard.extend(heard);
        }
        if let Some(bounds) = computed {
            let cited = of_parts.map(Heard::cited).find(|cited| !cited.is_empty());
            voiced.push(VoicedAmount { bounds, cited: cited.unwrap_or_default() });
        }
        let has_number = all.heard.speaking.iter().any(|claim| claim.estimate().is_some());
        let decided = hull(&store.deciding().amounts(&voiced));
        all.computed = computed;
        all.bounds = decided.filter(|_| has_number);
        all.state = all.bounds.map_or_else(|| all.heard.state(None), state_of_value);
        all.possible = decided.or_else(|| Some(unknown(unit?, self.is_gross())));
        all
    }

    /// What exports and imports give: their sum or their difference.
    fn computed(&self, parts: &Parts<'s>, unit: Option<Unit>, is_listed: bool) -> Option<Bounds> {
        let part = |heard: &Option<Heard<'s>>| match heard {
            Some(heard) => Observation::of(self.store(), heard.clone(), true, unit).possible,
            None if is_listed => unit.map(zero),
            None => unit.map(|unit| unknown(unit, true)),
        };
        let (exports, imports) = (part(&parts.exports)?, part(&parts.imports)?);
        match self.flow {
            Flow::Balance => exports.checked_sub(imports).ok(),
            _ => exports.checked_add(imports).ok(),
        }
    }

    /// What a total of the selection is of: its flow, reporter, period and the facets that its figures
    /// share. A month is not added to its year, nor one's trade to that of its partner.
    pub(crate) fn what(&self, facets: Option<Facets<'s>>) -> String {
        let product = match facets.and_then(|facets| facets.product) {
            Some(Product::Both) => " of goods and services",
            Some(Product::Services) => " of services",
            Some(Product::Goods) => " of goods",
            None => "",
        };
        let mut what =
            alloc::format!("{}{product} by {} in {}", self.flow, self.reporter(), self.period());
        let Some(facets) = facets else { return what };
        if let Some((edition, code)) = self.choices.commodity() {
            what.push_str(&alloc::format!(", {edition} {code}"));
        }
        let details = [
            ("", facets.basis.map(|it| named(Some(it)))),
            ("", facets.valuation.filter(|_| self.is_of_one_flow()).map(|it| named(Some(it)))),
            ("compiled by ", facets.compiler.map(|it| named(Some(it)))),
            ("procedure ", self.choices.customs().map(String::from)),
            ("mode ", self.choices.transport().map(String::from)),
        ];
        for (before, detail) in details {
            if let Some(detail) = detail {
                what.push_str(&alloc::format!(", {before}{detail}"));
            }
        }
        what
    }

    fn is_of_one_flow(&self) -> bool {
        !matches!(self.flow, Flow::TwoWay | Flow::Balance)
    }
}

impl<'s> ReportedTrade<'s> {
    /// Takes one period.
    #[must_use]
    pub fn in_period(&self, period: ReportingPeriod) -> PeriodTrade<'s> {
        PeriodTrade::new(self.clone(), period)
    }

    /// Takes one calendar year, 0 to 9999; beyond that there are no figures.
    #[inline]
    #[must_use]
    pub fn in_year(&self, year: u16) -> PeriodTrade<'s> {
        let asked = match ReportingPeriod::year(year) {
            Ok(period) => AskedPeriod { period, year: Some(year) },
            Err(_) => AskedPeriod { period: ReportingPeriod::UNSTATED, year: None },
        };
        PeriodTrade::asking(self.clone(), asked)
    }
}

/// A period that is asked for, with its calendar year if it is one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AskedPeriod {
    period: ReportingPeriod,
    year: Option<u16>,
}

impl From<ReportingPeriod> for AskedPeriod {
    fn from(period: ReportingPeriod) -> Self {
        Self { period, year: period.year_covered() }
    }
}

/// The figures of a selection, by partner or another key.
pub(crate) struct Selected<'s, K> {
    pub(crate) parts: BTreeMap<K, Parts<'s>>,
    /// What the figures of the flow itself, of exports and of imports share.
    pub(crate) shared: [Shared<'s>; GROUPS],
    pub(crate) unit: Option<Unit>,
}

impl<'s, K> Selected<'s, K> {
    /// The facets that the first figures share.
    pub(crate) fn facets(&self) -> Option<Facets<'s>> {
        self.shared.iter().find_map(Shared::facets)
    }
}

/// The claims with one partner: of the flow itself, and of the flows that give it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts<'s> {
    pub(crate) stated: Option<Heard<'s>>,
    pub(crate) exports: Option<Heard<'s>>,
    pub(crate) imports: Option<Heard<'s>>,
}

/// An area with an organ read as its principal.
pub(crate) fn principal_area(store: Sight<'_>, area: &Area) -> Area {
    match area {
        Area::Actor(actor) => Area::Actor(store.principal(actor).clone()),
        other => other.clone(),
    }
}
