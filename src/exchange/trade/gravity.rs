//! The panel of manufacturing trade of "An Advanced Guide to Trade Policy Analysis".

use alloc::format;

use super::figures::{dollars, year};
use crate::exchange::desk::{Desk, Refused};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::record::{Flow, Measure, Product, Source, SourceKind, TradeFigure};

row! {
    /// One flow of manufactured goods in one year, with the variables of a gravity model beside it.
    ///
    /// Source: UNCTAD and WTO, An Advanced Guide to Trade Policy Analysis, data of its applications, 1986 to
    /// 2006.
    pub struct GravityRow: "gravity row", pair_id {
        /// Exporter, ISO 3166-1 alpha-3.
        exporter = "exporter",
        /// Importer, ISO 3166-1 alpha-3.
        importer = "importer",
        /// The number of the pair.
        #[serde(default)]
        pair_id = "pair_id",
        /// Year.
        year = "year",
        /// Value in million USD.
        trade = "trade",
        /// Distance.
        #[serde(default)]
        dist = "dist" | "DIST",
        /// A common border.
        #[serde(default)]
        cntg = "cntg" | "CNTG",
        /// A common language.
        #[serde(default)]
        lang = "lang" | "LANG",
        /// Colonial ties.
        #[serde(default)]
        clny = "clny" | "CLNY",
        /// A regional trade agreement.
        #[serde(default)]
        rta = "rta" | "RTA",
        /// The same three years before.
        #[serde(default)]
        rta_lag3 = "rta_lag3",
        /// The same four years before.
        #[serde(default)]
        rta_lag4 = "rta_lag4",
        /// The same six years before.
        #[serde(default)]
        rta_lag6 = "rta_lag6",
        /// The same eight years before.
        #[serde(default)]
        rta_lag8 = "rta_lag8",
        /// The same nine years before.
        #[serde(default)]
        rta_lag9 = "rta_lag9",
        /// The same twelve years before.
        #[serde(default)]
        rta_lag12 = "rta_lag12",
        /// The same four years later.
        #[serde(default)]
        rta_lead4 = "rta_lead4",
    }
}

/// The panel of manufacturing trade: a figure a row. What a country sells to itself is a domestic
/// shipment and no export. The variables of the model stay in the note.
///
/// ```
/// use bilateral::exchange::{GravityPanel, GravityRow, Intake};
/// use bilateral::{Flow, Record};
///
/// let table = "exporter,importer,pair_id,year,trade,dist\nUSA,CAN,7,1986,42348.98676977539,1154.6\nUSA,USA,8,1986,1.5e-05,0\n";
/// let mut intake = Intake::new(GravityPanel::new(), GravityPanel::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<GravityRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let [_, Record::TradeFigure(export), Record::TradeFigure(domestic)] = taken.records.as_slice() else { panic!() };
/// assert_eq!(export.estimate.map(|it| it.to_string()).as_deref(), Some("USD 42348986769.77539"));
/// assert_eq!((domestic.flow, domestic.estimate.map(|it| it.to_string()).as_deref()), (Flow::Domestic, Some("USD 15")));
/// ```
#[derive(Debug)]
pub struct GravityPanel(());

impl GravityPanel {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self(())
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new(
            "gravity-panel",
            "An Advanced Guide to Trade Policy Analysis: The Structural Gravity Model",
        )
        .publisher("UNCTAD and WTO")
        .kind(SourceKind::Dataset)
    }

    fn put(row: GravityRow, _: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let time = year(desk, "year", &row.year);
        let exporter = desk.actor_iso("exporter", &row.exporter);
        let importer = desk.actor_iso("importer", &row.importer);
        desk.must("trade", &row.trade)?;
        let value = desk.number("trade", &row.trade);
        let ((period, _), exporter, importer) = (time?, exporter?, importer?);
        let estimate = dollars(desk, "trade", value?.ok_or(Refused)?, 6)?;
        let flow = if exporter == importer { Flow::Domestic } else { Flow::Export };
        let id = format!("gravity-{}-{}-{}", row.exporter, row.importer, row.year);
        let mut figure = TradeFigure::new(id, exporter, importer, flow, period, Measure::Value)
            .estimate(estimate)
            .product(Product::Goods)
            .source(desk.cite());
        figure.note = Kept::default()
            .columns(&[
                ("pair_id", &row.pair_id),
                ("dist", &row.dist),
                ("cntg", &row.cntg),
                ("lang", &row.lang),
                ("clny", &row.clny),
                ("rta", &row.rta),
                ("rta_lag3", &row.rta_lag3),
                ("rta_lag4", &row.rta_lag4),
                ("rta_lag6", &row.rta_lag6),
                ("rta_lag8", &row.rta_lag8),
                ("rta_lag9", &row.rta_lag9),
                ("rta_lag12", &row.rta_lag12),
                ("rta_lead4", &row.rta_lead4),
            ])
            .others(&row.others)
            .note();
        desk.put("year", figure)
    }
}

takes!(GravityPanel, GravityRow, GravityPanel::put);

impl sealed::Sealed for GravityPanel {}

impl Table for GravityPanel {
    fn finish(self, _: &mut Desk) {}
}
