//! Figures of trade and of other things, with versions, gaps and ranks.

use bilateral::{
    Amount, Area, Citation, Decimal, Estimate, Figure, FigureConcept, FigureKind, Flow, Measure,
    ObservationStatus, Product, Record, ReportingPeriod, TradeFigure, Unit,
};

use super::teller::{Teller, date_of};

/// The calendar year of a day.
pub(super) fn year_of(day: i32) -> ReportingPeriod {
    let year = u16::try_from(date_of(day).year()).expect("a year of the calendar");
    ReportingPeriod::year(year).expect("a year")
}

/// A trade figure before it has a number and a source.
pub(super) struct Untold {
    pub(super) figure: TradeFigure,
    /// In US dollars.
    pub(super) amount: i64,
    /// The day of the first version, stated only where there is a later one.
    pub(super) first: Option<i32>,
    /// The day of a later version.
    pub(super) vintage: i32,
    pub(super) citation: Citation,
    /// How often of a thousand times the number is missing, and how often it is secret.
    pub(super) missing: usize,
    pub(super) suppressed: usize,
}

/// The words for an exact amount.
pub(super) fn exactly(unit: Unit, amount: i64) -> Estimate {
    Estimate::exactly(Amount::new(Decimal::new(amount, 0), unit))
}

impl Teller {
    /// The words for an amount: exact, or as the knob says something that holds it.
    pub(super) fn amount(&mut self, unit: Unit, amount: i64) -> Estimate {
        let is_estimated = self.tongue.chance(self.knobs.estimated);
        let form = self.tongue.below(6);
        if !is_estimated {
            return exactly(unit, amount);
        }
        let (least, most) = (amount - amount / 3, amount + 1 + amount / 3);
        let words = match form {
            0 => format!("about {unit} {amount}"),
            1 => format!("at least {unit} {least}"),
            2 => format!("up to {unit} {most}"),
            3 => format!("more than {unit} {}", least - 1),
            4 => format!("less than {unit} {most}"),
            _ => format!("{unit} {least}..{most}"),
        };
        words.parse().unwrap_or_else(|error| panic!("`{words}` is an estimate: {error}"))
    }

    fn year(&mut self, day: i32) -> ReportingPeriod {
        if self.fate.chance(900) {
            return year_of(day);
        }
        let year = date_of(day).year();
        let words = match self.fate.below(3) {
            0 => format!("FY{year}"),
            1 => format!("{year}-{:02}", 1 + self.fate.below(12)),
            _ => format!("{year}-33"),
        };
        words.parse().expect("a period")
    }

    /// One figure of trade, perhaps with a later version or another by a second source.
    pub(super) fn trade(&mut self) {
        if self.knobs.mix.panel {
            return self.trade_of_panel();
        }
        let (reporter, partner) = self.pair();
        let flow = self.fate.pick(&[Flow::Export, Flow::Import, Flow::TwoWay, Flow::ReExport]);
        let day = self.day_from(self.first());
        let period = self.year(day);
        let partner = if self.fate.chance(20) { Area::World } else { Area::from(partner) };
        if !self.is_new(format!("{reporter} {flow} {partner} {period}")) {
            return;
        }
        let id = self.id("trade");
        let new = |id: String, measure| {
            TradeFigure::new(id, reporter, partner.clone(), flow, period, measure)
        };
        let citation = self.source(day);
        if self.fate.chance(10) && partner != Area::World {
            let rank = u32::try_from(self.fate.between(1, 60)).expect("a rank");
            let claimed =
                new(id, Measure::ClaimedRank).rank(rank).scope("trading partners").source(citation);
            self.records.push(claimed.into());
            return;
        }
        let mut figure = new(id, Measure::Value);
        if self.fate.chance(800) {
            figure = figure.product(Product::Goods);
        }
        let amount = self.fate.between(1, 2_000_000);
        let vintage = self.soon_after(day);
        let amount = amount.into();
        self.tell_figure(Untold {
            figure,
            amount,
            vintage,
            first: None,
            citation,
            missing: 10,
            suppressed: 5,
        });
    }

    /// Tells a figure, perhaps with a later version or another by a second source.
    pub(super) fn tell_figure(&mut self, untold: Untold) {
        let Untold { mut figure, amount, first, vintage, citation, missing, suppressed } = untold;
        let id = figure.id.clone();
        if self.fate.chance(missing) {
            figure = figure.status(ObservationStatus::Missing);
        } else if self.fate.chance(suppressed) {
            figure = figure.status(ObservationStatus::Suppressed);
        } else {
            figure = figure.estimate(self.amount(Unit::USD, amount));
        }
        let revised = self.quarrel.chance(self.knobs.revised) && figure.estimate.is_some();
        let disputed = self.quarrel.chance(self.knobs.disputed) && figure.estimate.is_some();
        let mut told = figure.clone().source(citation.clone());
        told.vintage = first.filter(|_| revised).map(|day| date_of(day).into());
        self.records.push(told.into());
        let factor = self.quarrel.between(2, 9);
        let other = exactly(Unit::USD, amount * i64::from(factor));
        if revised {
            let mut later = figure.clone().vintage(date_of(vintage)).estimate(other);
            later.id = format!("{id}-revised");
            self.records.push(later.source(citation.clone()).into());
        }
        if disputed {
            // A copy says what its original says.
            let original =
                |id: &str| self.sources.iter().find(|it| it.id == id).map(|it| it.original);
            let first = original(&citation.source);
            let second = self.sources.iter().find(|source| Some(source.original) != first);
            let second = second.map_or_else(String::new, |source| source.id.clone());
            let mut otherwise = figure.estimate(other);
            otherwise.id = format!("{id}-again");
            self.records.push(Record::from(otherwise.source(second.as_str())));
        }
    }

    /// One figure that is not trade.
    pub(super) fn figure(&mut self) {
        let (from, to) = self.pair();
        let kind = self.fate.pick(&[
            FigureKind::Investment,
            FigureKind::Visitors,
            FigureKind::Students,
            FigureKind::Troops,
            FigureKind::Debt,
        ]);
        let day = self.day_from(self.first());
        let period = self.year(day);
        if !self.is_new(format!("{kind} {from} {to} {period}")) {
            return;
        }
        let unit = match kind {
            FigureKind::Investment | FigureKind::Debt => Unit::USD,
            _ => Unit::PERSONS,
        };
        let amount = self.fate.between(1, 1_000_000);
        let mut figure = Figure::new(self.id("figure"), kind, from, Area::from(to))
            .estimate(self.amount(unit, amount.into()));
        figure = match self.fate.below(3) {
            0 => figure.concept(FigureConcept::Stock).on(self.date(day)),
            1 => figure.concept(FigureConcept::Flow).period(period),
            _ => figure.period(period),
        };
        let citation = self.source(day);
        self.records.push(figure.source(citation).into());
    }
}
