//! Trade figures in columns.
//!
//! Nine records in ten of a large archive are trade figures, and of each only four things are its own:
//! the id, the partner, the period and the number. All else (reporter, flow, facets, wording and
//! precision of the number, sources, remarks) is shared by many, and is kept once as a *shape*: a whole
//! figure with the four left blank. What does not fit its column stays in the shape, which is then of
//! one figure alone; so nothing is lost, and what is rare costs only itself.

use alloc::string::String;
use alloc::vec::Vec;

use super::interner::{Interner, Quick};
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::{Estimate, PriceBasis};
use crate::record::{
    Actor, Area, Citation, Commodity, FigureInParts, Flow, Measure, ObservationStatus, Ordinal,
    Product, TradeBasis, TradeFigure, Valuation,
};

/// Says that the shape holds the partner or the period.
const IN_SHAPE: u16 = u16::MAX;
/// Says that the shape holds the number, or that there is none.
const NUMBER_IN_SHAPE: i64 = i64::MIN;

/// What is a figure's own.
#[derive(Debug, Clone, Copy)]
pub(super) struct TradeCell {
    shape: u32,
    partner: u16,
    period: u16,
    number: i64,
}

/// The columns, by the number of the figure.
#[derive(Debug)]
pub(crate) struct TradeTable {
    cells: Vec<TradeCell>,
    /// The ids, one behind the other, and where each ends.
    ids: String,
    ends: Vec<u32>,
    shapes: Vec<TradeFigure>,
    partners: Vec<Area>,
    periods: Vec<ReportingPeriod>,
}

/// Columns that are being filled.
#[derive(Debug)]
pub(super) struct TradeColumns {
    table: TradeTable,
    shapes: Interner<TradeFigure>,
    partners: Interner<Area>,
    periods: Interner<ReportingPeriod>,
    /// The shape and the period of the figure before, which are often those of the next one too.
    last: (u32, u32),
}

impl TradeColumns {
    pub(super) const fn new() -> Self {
        Self {
            table: TradeTable {
                cells: Vec::new(),
                ids: String::new(),
                ends: Vec::new(),
                shapes: Vec::new(),
                partners: Vec::new(),
                periods: Vec::new(),
            },
            shapes: Interner::new(),
            partners: Interner::new(),
            periods: Interner::new(),
            last: (0, 0),
        }
    }

    /// The columns of a table, to be added to.
    pub(super) fn again(table: &TradeTable) -> Self {
        let mut columns = Self::new();
        for shape in &table.shapes {
            let holds_number = shape.estimate.is_some_and(|it| it.split().is_none());
            let hash = hash_of(shape, holds_number || shape.estimate.is_none());
            columns.shapes.push(hash, shape.clone());
        }
        for partner in &table.partners {
            columns.partners.push(Quick::of(partner), partner.clone());
        }
        for period in &table.periods {
            columns.periods.push(Quick::of(period), *period);
        }
        columns.table.cells.clone_from(&table.cells);
        columns.table.ids.clone_from(&table.ids);
        columns.table.ends.clone_from(&table.ends);
        columns
    }

    /// Adds a figure and returns its number; what it leaves is its shape.
    pub(super) fn push(&mut self, figure: &mut TradeFigure) -> u32 {
        let row = u32::try_from(self.table.cells.len()).unwrap_or(u32::MAX);
        // A text of more than four gigabytes of ids has no end that fits: such ids stay in the shape.
        let end = self.table.ids.len() + figure.id.len();
        let fits = u32::try_from(end).is_ok();
        if fits {
            self.table.ids.push_str(&figure.id);
            figure.id.clear();
        }
        self.table.ends.push(u32::try_from(self.table.ids.len()).unwrap_or(u32::MAX));
        let partner = self.partner(figure);
        let period = self.period(figure);
        let number = match figure.estimate.and_then(Estimate::split) {
            Some((blank, number)) if number != NUMBER_IN_SHAPE => {
                figure.estimate = Some(blank);
                number
            }
            _ => NUMBER_IN_SHAPE,
        };
        let shape = if self.shapes.is(self.last.0, figure) {
            self.last.0
        } else {
            let hash = hash_of(figure, number == NUMBER_IN_SHAPE);
            self.shapes.number(hash, |it| it == figure, || figure.clone())
        };
        self.last.0 = shape;
        self.table.cells.push(TradeCell { shape, partner, period, number });
        row
    }

    fn partner(&mut self, figure: &mut TradeFigure) -> u16 {
        let number = self.partners.number(
            Quick::of(&figure.partner),
            |it| *it == figure.partner,
            || figure.partner.clone(),
        );
        match u16::try_from(number) {
            Ok(number) if number != IN_SHAPE => {
                figure.partner = Area::World;
                number
            }
            _ => IN_SHAPE,
        }
    }

    fn period(&mut self, figure: &mut TradeFigure) -> u16 {
        let period = figure.period;
        let number = if self.periods.is(self.last.1, &period) {
            self.last.1
        } else {
            self.periods.number(Quick::of(&period), |it| *it == period, || period)
        };
        self.last.1 = number;
        match u16::try_from(number) {
            Ok(number) if number != IN_SHAPE => {
                figure.period = ReportingPeriod::UNSTATED;
                number
            }
            _ => IN_SHAPE,
        }
    }

    pub(super) fn finish(self) -> TradeTable {
        let mut table = self.table;
        table.shapes = self.shapes.into_values();
        table.partners = self.partners.into_values();
        table.periods = self.periods.into_values();
        table.cells.shrink_to_fit();
        table.ids.shrink_to_fit();
        table.ends.shrink_to_fit();
        table
    }
}

/// A hash of what most often tells two shapes apart.
fn hash_of(figure: &TradeFigure, holds_number: bool) -> u64 {
    let number = figure.estimate.map(|it| (it.unit(), holds_number.then_some(it)));
    let source = figure.sources.first().map(|it| (&it.source, &it.locator, &it.via));
    let commodity = figure.commodity.as_ref().map(|it| (&it.code, &it.edition));
    let own = (&figure.id, &figure.partner, figure.period, figure.vintage, &figure.note);
    let facets = (figure.flow, figure.measure, figure.product, figure.basis, figure.valuation);
    Quick::of(&(
        &figure.reporter,
        facets,
        number,
        source,
        commodity,
        own,
        (&figure.same_as, &figure.words, figure.rank, figure.status, figure.denied),
    ))
}

impl TradeTable {
    /// A figure, by its number.
    pub(crate) fn row(&self, row: u32) -> Option<TradeRow<'_>> {
        let cell = self.cells.get(row as usize)?;
        let shape = self.shapes.get(cell.shape as usize)?;
        Some(TradeRow { table: self, row, cell, shape })
    }

    /// Every shape, in order.
    pub(super) fn shapes(&self) -> &[TradeFigure] {
        &self.shapes
    }

    /// Every partner that has a number, in order.
    pub(super) fn partners(&self) -> &[Area] {
        &self.partners
    }

    /// Every period that has a number, in order.
    pub(super) fn periods(&self) -> &[ReportingPeriod] {
        &self.periods
    }

    /// Every figure, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = TradeRow<'_>> {
        (0_u32..).zip(&self.cells).filter_map(|(row, cell)| {
            let shape = self.shapes.get(cell.shape as usize)?;
            Some(TradeRow { table: self, row, cell, shape })
        })
    }

    /// Whether every cell lies in its columns.
    pub(super) fn is_consistent(&self) -> bool {
        self.ends.len() == self.cells.len()
            && self.ends.is_sorted()
            && self.cells.iter().all(|cell| {
                (cell.shape as usize) < self.shapes.len()
                    && (cell.partner == IN_SHAPE || usize::from(cell.partner) < self.partners.len())
                    && (cell.period == IN_SHAPE || usize::from(cell.period) < self.periods.len())
            })
    }
}

/// A trade figure where it lies in the columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TradeRow<'s> {
    table: &'s TradeTable,
    row: u32,
    cell: &'s TradeCell,
    shape: &'s TradeFigure,
}

impl<'s> TradeRow<'s> {
    /// The number of its shape: figures of one shape differ in id, partner, period and number alone.
    pub(crate) fn shape(self) -> u32 {
        self.cell.shape
    }

    /// The number of its partner and of its period, where they are in their columns.
    #[inline]
    pub(crate) fn columns(self) -> (Option<u16>, Option<u16>) {
        let own = |number: u16| (number != IN_SHAPE).then_some(number);
        (own(self.cell.partner), own(self.cell.period))
    }

    /// Its number without decimal point, unit and wording, where it is not in the shape.
    #[inline]
    pub(crate) fn own_number(self) -> Option<i64> {
        (self.cell.number != NUMBER_IN_SHAPE).then_some(self.cell.number)
    }

    pub(crate) fn id(self) -> &'s str {
        let at = self.row as usize;
        let end = self.table.ends.get(at).map_or(0, |end| *end as usize);
        let start =
            at.checked_sub(1).and_then(|at| self.table.ends.get(at)).map_or(0, |it| *it as usize);
        match self.table.ids.get(start..end) {
            Some(id) if !id.is_empty() => id,
            _ => &self.shape.id,
        }
    }

    pub(crate) fn reporter(self) -> &'s Actor {
        &self.shape.reporter
    }

    pub(crate) fn partner(self) -> &'s Area {
        let own = self.columns().0.and_then(|at| self.table.partners.get(usize::from(at)));
        own.unwrap_or(&self.shape.partner)
    }

    pub(crate) fn period(self) -> ReportingPeriod {
        let own = self.columns().1.and_then(|at| self.table.periods.get(usize::from(at)));
        own.copied().unwrap_or(self.shape.period)
    }

    pub(crate) fn estimate(self) -> Option<Estimate> {
        match self.cell.number {
            NUMBER_IN_SHAPE => self.shape.estimate,
            number => self.shape.estimate.map(|blank| blank.with_number(number)),
        }
    }

    /// The figure as it is written.
    pub(crate) fn in_parts(self) -> FigureInParts<'s> {
        FigureInParts {
            shared: self.shape,
            id: self.id(),
            partner: self.partner(),
            period: self.period(),
            estimate: self.estimate(),
        }
    }

    /// The figure as a record of its own.
    pub(crate) fn to_figure(self) -> TradeFigure {
        let mut figure = self.shape.clone();
        self.fill(&mut figure);
        figure
    }

    /// Fills what is a figure's own into a copy of its shape.
    pub(crate) fn fill(self, figure: &mut TradeFigure) {
        figure.id.clear();
        figure.id.push_str(self.id());
        figure.partner.clone_from(self.partner());
        figure.period = self.period();
        figure.estimate = self.estimate();
    }
}

/// What a shape holds of all its figures.
macro_rules! shared {
    ($( $name:ident -> $type:ty: $get:expr; )+) => {
        impl<'s> TradeRow<'s> {
            $( pub(crate) fn $name(self) -> $type {
                let get: fn(&'s TradeFigure) -> $type = $get;
                get(self.shape)
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
    vintage -> Option<PartialDate>: |it| it.vintage;
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
    }

    #[test]
    fn what_overflows_a_column_stays_in_its_shape() {
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
        assert_eq!(table.shapes().len(), 1 + 70_000 - 65_535);
    }
}
