//! Which figures a question is about, and whether they are all of one sort.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{
    Actor, Area, Flow, Measure, PriceBasis, Product, ReportingPeriod, TradeBasis, TradeFigure,
    Truth, Unit, Valuation,
};
use time::Date;

use super::amounts::Span;
use super::claims::{Observed, World, unit_of};

/// What is asked of a reporter's trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    One(Flow),
    TwoWay,
    Balance,
}

/// A selection. Of a facet `None` is not chosen and `Some(None)` is chosen as not stated.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub(super) reporter: Actor,
    pub(super) period: ReportingPeriod,
    pub(super) asked: Asked,
    pub(super) product: Option<Option<Product>>,
    pub(super) basis: Option<Option<TradeBasis>>,
    pub(super) valuation: Option<Option<Valuation>>,
    pub(super) compiler: Option<Option<Actor>>,
    pub(super) prices: Option<Option<PriceBasis>>,
    pub(super) unit: Option<Unit>,
    pub(super) commodity: Option<(String, String)>,
    pub(super) customs: Option<String>,
    pub(super) transport: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) as_valued: bool,
}

impl Wish {
    pub(super) fn new(reporter: impl Into<Actor>, period: ReportingPeriod, asked: Asked) -> Self {
        Self {
            reporter: reporter.into(),
            period,
            asked,
            product: None,
            basis: None,
            valuation: None,
            compiler: None,
            prices: None,
            unit: None,
            commodity: None,
            customs: None,
            transport: None,
            published: None,
            as_valued: false,
        }
    }

    pub(super) fn is_gross(&self) -> bool {
        self.asked != Asked::Balance
    }

    fn flows(&self) -> Vec<Flow> {
        match self.asked {
            Asked::One(flow) => vec![flow],
            Asked::TwoWay => vec![Flow::Export, Flow::Import, Flow::TwoWay],
            Asked::Balance => vec![Flow::Export, Flow::Import, Flow::Balance],
        }
    }

    /// The flow in which a figure states the answer itself.
    pub(super) fn stated_flow(&self) -> Flow {
        match self.asked {
            Asked::One(flow) => flow,
            Asked::TwoWay => Flow::TwoWay,
            Asked::Balance => Flow::Balance,
        }
    }

    /// Whether a source lists all partners; of commodities, procedures and modes it need not list any.
    pub(super) fn is_complete(&self, world: &World) -> bool {
        if self.commodity.is_some() || self.customs.is_some() || self.transport.is_some() {
            return false;
        }
        let flows: Vec<&str> = match self.asked {
            Asked::One(ref flow) => vec![flow.as_str()],
            Asked::TwoWay | Asked::Balance => vec!["export", "import"],
        };
        world.is_complete(&world.principal(&self.reporter), &flows, self.period)
    }

    pub(super) fn same_period(&self, period: ReportingPeriod) -> bool {
        period == self.period || period.same(&self.period) == Truth::Yes
    }

    /// Whether a figure is asked about.
    fn takes(&self, world: &World, figure: &TradeFigure) -> bool {
        let commodity = match (&self.commodity, &figure.commodity) {
            (None, None) => true,
            (None, Some(it)) => it.code.as_deref() == Some("TOTAL"),
            (Some(_), None) => false,
            (Some((edition, code)), Some(it)) => {
                it.edition.as_ref() == Some(edition) && it.code.as_ref() == Some(code)
            }
        };
        let detail = |asked: &Option<String>, total: &str, stated: &Option<String>| match asked {
            None => stated.as_deref().is_none_or(|code| code == total),
            Some(code) => stated.as_ref() == Some(code),
        };
        figure.measure == Measure::Value
            && world.principal(&figure.reporter) == world.principal(&self.reporter)
            && self.same_period(figure.period)
            && self.flows().contains(&figure.flow)
            && commodity
            && detail(&self.customs, "C00", &figure.customs)
            && detail(&self.transport, "0", &figure.transport)
            && self.product.is_none_or(|chosen| chosen == figure.product)
            && self.basis.is_none_or(|chosen| chosen == figure.basis)
            && self.valuation.is_none_or(|chosen| chosen == figure.valuation)
            && self.compiler.as_ref().is_none_or(|chosen| *chosen == figure.reported_by)
            && self.prices.is_none_or(|chosen| chosen == figure.prices)
            && self.unit.is_none_or(|unit| unit_of(figure).is_none_or(|it| it == unit))
            && self.published.is_none_or(|day| world.was_out(figure, day))
    }

    pub(super) fn figures<'w>(&self, world: &'w World) -> Vec<&'w TradeFigure> {
        world.figures.iter().filter(|figure| self.takes(world, figure)).collect()
    }

    pub(super) fn figures_with<'w>(
        &self,
        world: &'w World,
        partner: &Area,
    ) -> Vec<&'w TradeFigure> {
        let partner = world.area(partner);
        let figures = self.figures(world).into_iter();
        figures.filter(|figure| world.area(&figure.partner) == partner).collect()
    }

    /// The figures by partner, without the reporter itself.
    pub(super) fn by_partner<'w>(&self, world: &'w World) -> BTreeMap<Area, Vec<&'w TradeFigure>> {
        let mut partners: BTreeMap<Area, Vec<&TradeFigure>> = BTreeMap::new();
        let itself = Area::Actor(world.principal(&self.reporter));
        for figure in self.figures(world) {
            let partner = world.area(&figure.partner);
            if partner != itself {
                partners.entry(partner).or_default().push(figure);
            }
        }
        partners
    }
}

/// What a figure has of a facet, in words.
pub(super) fn facet_of(figure: &TradeFigure, facet: &str) -> Option<String> {
    match facet {
        "product kind" => figure.product.map(|it| it.to_string()),
        "basis" => figure.basis.map(|it| it.to_string()),
        "valuation" => figure.valuation.map(|it| it.to_string()),
        "compiler" => figure.reported_by.as_ref().map(ToString::to_string),
        "prices" => figure.prices.map(|it| it.to_string()),
        "unit" => unit_of(figure).map(|it| it.to_string()),
        other => panic!("there is no facet {other}"),
    }
}

/// The facets in which figures differ that are asked about together.
pub(super) fn mixed(figures: &[&TradeFigure], as_valued: bool) -> BTreeSet<&'static str> {
    let differ = |figures: &[&TradeFigure], facet: &str| {
        let values = figures.iter().map(|figure| facet_of(figure, facet));
        // What has no number has no unit, and does not differ in it.
        let values = values.filter(|value| facet != "unit" || value.is_some());
        values.collect::<BTreeSet<_>>().len() > 1
    };
    let of = |flows: &[Flow]| -> Vec<&TradeFigure> {
        figures.iter().copied().filter(|figure| flows.contains(&figure.flow)).collect()
    };
    let mut found: BTreeSet<&'static str> = ["product kind", "basis", "compiler", "prices", "unit"]
        .into_iter()
        .filter(|facet| differ(figures, facet))
        .collect();
    let alone = Flow::ALL.iter().any(|flow| differ(&of(&[*flow]), "valuation"));
    if alone || (!as_valued && differ(&of(&[Flow::Export, Flow::Import]), "valuation")) {
        found.insert("valuation");
    }
    found
}

/// What is known of the trade with one partner.
#[derive(Debug, Clone)]
pub(super) struct Known<'w> {
    pub(super) stated: Observed<'w>,
    /// Exports and imports, where they are asked about together.
    pub(super) halves: Option<(Observed<'w>, Observed<'w>)>,
    gross: bool,
    complete: bool,
    /// The possible range.
    pub(super) possible: Span,
    /// What exports and imports come to, where they are asked about together.
    pub(super) computed: Option<Span>,
}

impl<'w> Known<'w> {
    pub(super) fn new(world: &World, wish: &Wish, figures: &[&'w TradeFigure]) -> Self {
        let of = |flow: Flow, gross: bool| {
            let claims: Vec<_> = figures.iter().copied().filter(|it| it.flow == flow).collect();
            Observed::new(world, &claims, gross)
        };
        // The world and a group are sums of partners, and a special area is none: no list need have them.
        let sum = |figure: &&TradeFigure| match world.area(&figure.partner) {
            Area::World | Area::Special(_) => true,
            Area::Actor(actor) => actor.country().is_none(),
        };
        let complete = wish.is_complete(world) && !figures.iter().any(sum);
        let gross = wish.is_gross();
        let stated = of(wish.stated_flow(), gross);
        if let Asked::One(_) = wish.asked {
            let possible = stated.possible(gross, complete);
            return Self { stated, halves: None, gross, complete, possible, computed: None };
        }
        let (exports, imports) = (of(Flow::Export, true), of(Flow::Import, true));
        let (e, i) = (exports.possible(true, complete), imports.possible(true, complete));
        let computed = if gross { e.plus(i) } else { e.minus(i) };
        let numbers = stated.speaking.iter();
        let mut claims: Vec<_> = numbers
            .filter_map(|it| Some((Some(*it), super::claims::span_of(it, gross)?)))
            .collect();
        claims.push((None, computed));
        let spans = world.settle(&claims);
        let possible = spans.into_iter().reduce(Span::hull).expect("what is computed is possible");
        let halves = Some((exports, imports));
        Self { stated, halves, gross, complete, possible, computed: Some(computed) }
    }

    pub(super) fn all(&self) -> Vec<&Observed<'w>> {
        let halves = self.halves.iter().flat_map(|(exports, imports)| [exports, imports]);
        halves.chain([&self.stated]).collect()
    }

    pub(super) fn both_halves(&self) -> bool {
        self.halves.as_ref().is_some_and(|(e, i)| e.has_number() && i.has_number())
    }

    pub(super) fn some_number(&self) -> bool {
        self.all().iter().any(|it| it.has_number())
    }

    /// Whether there is a whole number: stated, or of both halves.
    pub(super) fn whole_number(&self) -> bool {
        self.stated.has_number() || self.both_halves()
    }

    /// Whether it is left open what is to be said: all claims denied, or a denial beside an
    /// edition that it may replace; a stated sum beside halves that a complete list lacks.
    pub(super) fn is_open(&self, world: &World) -> bool {
        let unclear = |it: &Observed<'_>| {
            let told = it.speaking.iter().chain(&it.superseded);
            let mut told = told.chain(&it.denied);
            it.denied.iter().any(|denied| told.any(|other| world.replaces(denied, other)))
                || (!it.denied.is_empty() && it.speaking.is_empty())
        };
        let settled = self.halves.as_ref().is_some_and(|(e, i)| {
            (self.complete && self.stated.is_recorded() && !(e.is_recorded() && i.is_recorded()))
                || (!world.wanted.is_nothing() && self.stated.has_number())
        });
        self.all().into_iter().any(unclear) || settled
    }

    pub(super) fn is_gross(&self) -> bool {
        self.gross
    }
}
