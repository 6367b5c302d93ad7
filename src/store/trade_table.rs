//! Trade figures in columns.
//!
//! Nine records in ten of a large archive are trade figures, and of each only four things are its own:
//! the id, the partner, the period and the number. All else is its *shape*, which it shares with others:
//! who reports, the day on which it was published, a number that is a range, and the *style*, which the
//! figures of many reporters share: flow, facets, wording and precision of the number, sources and
//! remarks, as a whole figure in which all that is told elsewhere is left blank. What does not fit its
//! column stays in the style, which is then of one figure alone; so nothing is lost, and what is rare
//! costs only itself.

use alloc::string::String;
use alloc::vec::Vec;
use core::num::NonZeroU32;

use super::ids::Ids;
use super::interner::{Interner, Quick};
use crate::date::{PartialDate, ReportingPeriod, day};
use crate::money::{Amount, Decimal, Estimate, PriceBasis};
use crate::record::{
    Actor, Area, Citation, Commodity, FigureInParts, Flow, Measure, ObservationStatus, Ordinal,
    Product, TradeBasis, TradeFigure, Valuation,
};

/// Says that the style holds the partner or the period.
const IN_STYLE: u16 = u16::MAX;
/// Says that the shape holds the number, or that there is none.
const NUMBER_IN_SHAPE: i64 = i64::MIN;
/// Stands in a style in place of who reports, which the shape tells.
const NOBODY: Actor = Actor::Organization(String::new());
/// Stands in a style in place of the day of publication, if the shape tells one.
const SOME_DAY: PartialDate = PartialDate::on(day(1, 1, 1));

/// What is a figure's own.
#[derive(Debug, Clone, Copy)]
pub(super) struct TradeCell {
    shape: u32,
    partner: u16,
    period: u16,
    number: i64,
}

/// What figures share that differ in id, partner, period and number alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Shape {
    /// The number of who reports.
    reporter: u32,
    /// The number of the estimate, if it is none of a single number with room in its column.
    estimate: Option<NonZeroU32>,
    vintage: Option<PartialDate>,
    /// The number of all else.
    style: u32,
}

/// The columns, by the number of the figure.
#[derive(Debug)]
pub(crate) struct TradeTable {
    cells: Vec<TradeCell>,
    ids: Ids,
    shapes: Vec<Shape>,
    reporters: Vec<Actor>,
    /// Those that shapes name, by their numbers from 1.
    estimates: Vec<Estimate>,
    styles: Vec<TradeFigure>,
    partners: Vec<Area>,
    periods: Vec<ReportingPeriod>,
}

/// Columns that are being filled.
#[derive(Debug)]
pub(super) struct TradeColumns {
    table: TradeTable,
    shapes: Interner<Shape>,
    reporters: Interner<Actor>,
    estimates: Interner<Estimate>,
    styles: Interner<TradeFigure>,
    partners: Interner<Area>,
    periods: Interner<ReportingPeriod>,
    /// Of the figure before, which is often like the next one.
    last: Last,
}

/// The numbers of what a figure shares.
#[derive(Debug, Clone, Copy)]
struct Last {
    shape: u32,
    reporter: u32,
    style: u32,
    period: u32,
}

impl TradeColumns {
    pub(super) const fn new() -> Self {
        Self {
            table: TradeTable {
                cells: Vec::new(),
                ids: Ids::new(),
                shapes: Vec::new(),
                reporters: Vec::new(),
                estimates: Vec::new(),
                styles: Vec::new(),
                partners: Vec::new(),
                periods: Vec::new(),
            },
            shapes: Interner::new(),
            reporters: Interner::new(),
            estimates: Interner::new(),
            styles: Interner::new(),
            partners: Interner::new(),
            periods: Interner::new(),
            last: Last { shape: 0, reporter: 0, style: 0, period: 0 },
        }
    }

    /// The columns of a table, to be added to.
    pub(super) fn again(table: &TradeTable) -> Self {
        let mut columns = Self::new();
        for shape in &table.shapes {
            columns.shapes.push(shape.hash(), *shape);
        }
        for reporter in &table.reporters {
            columns.reporters.push(Quick::of(reporter), reporter.clone());
        }
        for estimate in &table.estimates {
            columns.estimates.push(Quick::of(estimate), *estimate);
        }
        for style in &table.styles {
            columns.styles.push(hash_of(style), style.clone());
        }
        for partner in &table.partners {
            columns.partners.push(Quick::of(partner), partner.clone());
        }
        for period in &table.periods {
            columns.periods.push(Quick::of(period), *period);
        }
        columns.table.cells.clone_from(&table.cells);
        columns.table.ids.clone_from(&table.ids);
        columns
    }

    /// Adds a figure; what it leaves is its style.
    pub(super) fn push(&mut self, figure: &mut TradeFigure) {
        // An id that has no room stays in the style.
        if self.table.ids.push(&figure.id) {
            figure.id.clear();
        }
        let partner = self.partner(figure);
        let period = self.period(figure);
        let (number, estimate) = self.number(figure);
        let reporter = self.reporter(figure);
        let vintage = figure.vintage;
        figure.vintage = vintage.map(|_| SOME_DAY);
        let style = if self.styles.is(self.last.style, figure) {
            self.last.style
        } else {
            self.styles.number(hash_of(figure), |it| it == figure, || figure.clone())
        };
        let shape = Shape { reporter, estimate, vintage, style };
        let shape_number = if self.shapes.is(self.last.shape, &shape) {
            self.last.shape
        } else {
            self.shapes.number(shape.hash(), |it| *it == shape, || shape)
        };
        self.last = Last { shape: shape_number, reporter, style, ..self.last };
        self.table.cells.push(TradeCell { shape: shape_number, partner, period, number });
    }

    /// The number of a figure, which its style leaves blank, or else the number of its estimate.
    fn number(&mut self, figure: &mut TradeFigure) -> (i64, Option<NonZeroU32>) {
        let Some(estimate) = figure.estimate else { return (NUMBER_IN_SHAPE, None) };
        match estimate.split() {
            Some((blank, number)) if number != NUMBER_IN_SHAPE => {
                figure.estimate = Some(blank);
                (number, None)
            }
            _ => {
                let hash = Quick::of(&estimate);
                let number = self.estimates.number(hash, |it| *it == estimate, || estimate);
                // One of more than there are numbers for stays in the style.
                let number = number.checked_add(1).and_then(NonZeroU32::new);
                let blank = Estimate::exactly(Amount::new(Decimal::ZERO, estimate.unit()));
                figure.estimate = Some(if number.is_some() { blank } else { estimate });
                (NUMBER_IN_SHAPE, number)
            }
        }
    }

    fn reporter(&mut self, figure: &mut TradeFigure) -> u32 {
        let reporter = core::mem::replace(&mut figure.reporter, NOBODY);
        if self.reporters.is(self.last.reporter, &reporter) {
            return self.last.reporter;
        }
        self.reporters.number(Quick::of(&reporter), |it| *it == reporter, || reporter.clone())
    }

    fn partner(&mut self, figure: &mut TradeFigure) -> u16 {
        let number = self.partners.number(
            Quick::of(&figure.partner),
            |it| *it == figure.partner,
            || figure.partner.clone(),
        );
        match u16::try_from(number) {
            Ok(number) if number != IN_STYLE => {
                figure.partner = Area::World;
                number
            }
            _ => IN_STYLE,
        }
    }

    fn period(&mut self, figure: &mut TradeFigure) -> u16 {
        let period = figure.period;
        let number = if self.periods.is(self.last.period, &period) {
            self.last.period
        } else {
            self.periods.number(Quick::of(&period), |it| *it == period, || period)
        };
        self.last.period = number;
        match u16::try_from(number) {
            Ok(number) if number != IN_STYLE => {
                figure.period = ReportingPeriod::UNSTATED;
                number
            }
            _ => IN_STYLE,
        }
    }

    pub(super) fn finish(self) -> TradeTable {
        let mut table = self.table;
        table.shapes = self.shapes.into_values();
        table.reporters = self.reporters.into_values();
        table.estimates = self.estimates.into_values();
        table.styles = self.styles.into_values();
        table.partners = self.partners.into_values();
        table.periods = self.periods.into_values();
        table.cells.shrink_to_fit();
        table.ids.shrink_to_fit();
        table
    }
}

impl Shape {
    fn hash(self) -> u64 {
        Quick::of(&self)
    }
}

/// A hash of what tells two styles apart, but for the sources behind the first and the labels of
/// commodities.
pub(super) fn hash_of(figure: &TradeFigure) -> u64 {
    let source = figure.sources.first().map(|it| (&it.source, &it.locator, &it.via));
    let commodity = figure.commodity.as_ref().map(|it| (&it.code, &it.edition));
    let own = (&figure.id, &figure.partner, figure.period, &figure.note, figure.vintage.is_some());
    let facets = (figure.flow, figure.measure, figure.product, figure.basis, figure.valuation);
    let others = (figure.prices, figure.since, &figure.share_of, &figure.reported_by);
    let details = (&figure.scope, &figure.customs, &figure.transport);
    Quick::of(&(
        facets,
        others,
        details,
        figure.estimate,
        source,
        commodity,
        own,
        (&figure.same_as, &figure.words, figure.rank, figure.status, figure.denied),
    ))
}

impl TradeTable {
    /// A figure, by its number.
    #[inline]
    pub(crate) fn row(&self, row: u32) -> Option<TradeRow<'_>> {
        self.row_of(row, self.cells.get(row as usize)?)
    }

    #[inline]
    fn row_of<'s>(&'s self, row: u32, cell: &'s TradeCell) -> Option<TradeRow<'s>> {
        let shape = self.shapes.get(cell.shape as usize)?;
        let style = self.styles.get(shape.style as usize)?;
        Some(TradeRow { table: self, row, cell, shape, style })
    }

    /// How many shapes there are.
    pub(crate) fn count_of_shapes(&self) -> usize {
        self.shapes.len()
    }

    /// Every reporter, in order of its number.
    pub(super) fn reporters(&self) -> &[Actor] {
        &self.reporters
    }

    /// Every style, in order.
    pub(crate) fn styles(&self) -> &[TradeFigure] {
        &self.styles
    }

    /// Every partner that has a number, in order.
    pub(crate) fn partners(&self) -> &[Area] {
        &self.partners
    }

    /// Every period that has a number, in order.
    pub(crate) fn periods(&self) -> &[ReportingPeriod] {
        &self.periods
    }

    /// Every figure, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = TradeRow<'_>> {
        (0_u32..).zip(&self.cells).filter_map(|(row, cell)| self.row_of(row, cell))
    }

    /// Whether every cell lies in its columns.
    pub(super) fn is_consistent(&self) -> bool {
        let lies = |shape: &Shape| {
            (shape.reporter as usize) < self.reporters.len()
                && (shape.style as usize) < self.styles.len()
                && shape.estimate.is_none_or(|it| it.get() as usize <= self.estimates.len())
        };
        self.ids.len() == self.cells.len()
            && self.ids.is_consistent()
            && self.shapes.iter().all(lies)
            && self.cells.iter().all(|cell| {
                (cell.shape as usize) < self.shapes.len()
                    && (cell.partner == IN_STYLE || usize::from(cell.partner) < self.partners.len())
                    && (cell.period == IN_STYLE || usize::from(cell.period) < self.periods.len())
            })
    }
}

/// A trade figure where it lies in the columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TradeRow<'s> {
    table: &'s TradeTable,
    row: u32,
    cell: &'s TradeCell,
    shape: &'s Shape,
    style: &'s TradeFigure,
}

impl<'s> TradeRow<'s> {
    /// The number of its shape: figures of one shape differ in id, partner, period and number alone.
    pub(crate) fn shape(self) -> u32 {
        self.cell.shape
    }

    /// The numbers of its reporter and of its style.
    #[inline]
    pub(crate) const fn shared(self) -> (u32, u32) {
        (self.shape.reporter, self.shape.style)
    }

    /// The number of its partner and of its period, where they are in their columns.
    #[inline]
    pub(crate) fn columns(self) -> (Option<u16>, Option<u16>) {
        let own = |number: u16| (number != IN_STYLE).then_some(number);
        (own(self.cell.partner), own(self.cell.period))
    }

    /// Its number without decimal point, unit and wording, where it is not in the shape.
    #[inline]
    pub(crate) fn own_number(self) -> Option<i64> {
        (self.cell.number != NUMBER_IN_SHAPE).then_some(self.cell.number)
    }

    pub(crate) fn id(self) -> &'s str {
        match self.table.ids.get(self.row as usize) {
            "" => &self.style.id,
            id => id,
        }
    }

    pub(crate) fn reporter(self) -> &'s Actor {
        // INVARIANT: every shape has a reporter, so that what a style says is never looked at.
        self.table.reporters.get(self.shape.reporter as usize).unwrap_or(&self.style.reporter)
    }

    pub(crate) fn partner(self) -> &'s Area {
        let own = self.columns().0.and_then(|at| self.table.partners.get(usize::from(at)));
        own.unwrap_or(&self.style.partner)
    }

    pub(crate) fn period(self) -> ReportingPeriod {
        let own = self.columns().1.and_then(|at| self.table.periods.get(usize::from(at)));
        own.copied().unwrap_or(self.style.period)
    }

    pub(crate) fn estimate(self) -> Option<Estimate> {
        match (self.cell.number, self.shape.estimate) {
            (NUMBER_IN_SHAPE, None) => self.style.estimate,
            (NUMBER_IN_SHAPE, Some(number)) => {
                self.table.estimates.get(number.get() as usize - 1).copied()
            }
            (number, _) => self.style.estimate.map(|blank| blank.with_number(number)),
        }
    }

    pub(crate) fn vintage(self) -> Option<PartialDate> {
        self.shape.vintage
    }

    /// The figure as it is written.
    pub(crate) fn in_parts(self) -> FigureInParts<'s> {
        FigureInParts {
            shared: self.style,
            id: self.id(),
            reporter: self.reporter(),
            partner: self.partner(),
            period: self.period(),
            estimate: self.estimate(),
            vintage: self.vintage(),
        }
    }

    /// The figure as a record of its own.
    pub(crate) fn to_figure(self) -> TradeFigure {
        let mut figure = self.style.clone();
        self.fill(&mut figure);
        figure
    }

    /// Fills what is a figure's own into a copy of its style.
    pub(crate) fn fill(self, figure: &mut TradeFigure) {
        figure.id.clear();
        figure.id.push_str(self.id());
        figure.reporter.clone_from(self.reporter());
        figure.partner.clone_from(self.partner());
        figure.period = self.period();
        figure.estimate = self.estimate();
        figure.vintage = self.vintage();
    }
}

/// What a style holds of all its figures.
macro_rules! shared {
    ($( $name:ident -> $type:ty: $get:expr; )+) => {
        impl<'s> TradeRow<'s> {
            $( pub(crate) fn $name(self) -> $type {
                let get: fn(&'s TradeFigure) -> $type = $get;
                get(self.style)
            } )+
        }
    };
}

shared! {
    flow -> Flow: |it| it.flow;
    measure -> Measure: |it| it.measure;
    prices -> Option<PriceBasis>: |it| it.prices;
    rank -> Option<u32>: |it| it.rank;
    scope -> Option<&'s str>: |it| it.scope.as_deref();
    since -> Option<ReportingPeriod>: |it| it.since;
    share_of -> Option<&'s Area>: |it| it.share_of.as_ref();
    reported_by -> Option<&'s Actor>: |it| it.reported_by.as_ref();
    product -> Option<Product>: |it| it.product;
    basis -> Option<TradeBasis>: |it| it.basis;
    commodity -> Option<&'s Commodity>: |it| it.commodity.as_ref();
    customs -> Option<&'s str>: |it| it.customs.as_deref();
    transport -> Option<&'s str>: |it| it.transport.as_deref();
    valuation -> Option<Valuation>: |it| it.valuation;
    status -> Option<ObservationStatus>: |it| it.status;
    words -> Option<&'s str>: |it| it.words.as_deref();
    ordinal -> Option<&'s Ordinal>: |it| it.ordinal.as_ref();
    same_as -> Option<&'s str>: |it| it.same_as.as_deref();
    is_denied -> bool: |it| it.denied;
    note -> Option<&'s str>: |it| it.note.as_deref();
    sources -> &'s [Citation]: |it| &it.sources;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::CountryCode;
    use alloc::format;

    fn figure(id: &str, estimate: &str) -> TradeFigure {
        let period = ReportingPeriod::year(2021).unwrap();
        let (usa, kaz) = (CountryCode::USA, CountryCode::KAZ);
        TradeFigure::new(id, usa, kaz, Flow::Export, period, Measure::Value)
            .estimate(Estimate::parse(estimate).unwrap())
            .source("s")
    }

    #[test]
    fn every_figure_comes_back_as_it_was() {
        let mut figures: Vec<TradeFigure> = [
            "USD 5",
            "USD 7",
            "USD -7",
            "USD 7.0",
            "USD 7.00",
            "rounded USD 2.5e9",
            "USD 1..2",
            "tens of USD 1e9",
            "EUR 7",
            "at least USD 12345678901234567890",
            "USD -9223372036854775808",
            "USD 9223372036854775807",
            "USD 0",
            "USD 0.00",
            "USD 1..3",
        ]
        .iter()
        .enumerate()
        .map(|(at, text)| figure(&format!("f{at}"), text))
        .collect();
        figures.push(figure("", "USD 5"));
        figures.push(figure("noted", "USD 5").note("a remark"));
        let mut silent = figure("silent", "USD 5");
        silent.estimate = None;
        figures.push(silent);
        for vintage in ["2023", "2023-05-01"] {
            let mut published = figure(vintage, "USD 5");
            published.vintage = Some(vintage.parse().unwrap());
            figures.push(published);
        }
        let mut columns = TradeColumns::new();
        for figure in &figures {
            columns.push(&mut figure.clone());
        }
        let table = columns.finish();
        assert!(table.is_consistent());
        for (row, figure) in (0..).zip(&figures) {
            assert_eq!(&table.row(row).unwrap().to_figure(), figure);
        }
        assert!(table.row(u32::try_from(figures.len()).unwrap()).is_none());
        // Exact amounts of as many decimals are of one shape.
        assert_eq!(table.row(0).unwrap().shape(), table.row(2).unwrap().shape());
        assert_ne!(table.row(3).unwrap().shape(), table.row(4).unwrap().shape());
        // Another day of publication and another range are another shape and not another style.
        let style = |row: u32| table.row(row).unwrap().shared().1;
        let last = u32::try_from(figures.len()).unwrap() - 1;
        assert_eq!(style(last), style(last - 1));
        assert_eq!((style(6), style(14)), (style(0), style(0)));
        assert_ne!(table.row(6).unwrap().shape(), table.row(14).unwrap().shape());
    }

    #[test]
    fn what_overflows_a_column_stays_in_its_style() {
        let mut columns = TradeColumns::new();
        let figures: Vec<TradeFigure> = (0..70_000)
            .map(|at| {
                let mut it = figure(&format!("f{at}"), "USD 5");
                it.partner = Area::special(format!("a{at}"));
                it
            })
            .collect();
        for figure in &figures {
            columns.push(&mut figure.clone());
        }
        let table = columns.finish();
        for at in [0, 1, 65_533, 65_534, 65_535, 65_536, 69_999] {
            assert_eq!(table.row(at).unwrap().to_figure(), figures[at as usize]);
        }
        assert_eq!(table.styles().len(), 1 + 70_000 - 65_535);
    }
}
