//! Dyadic trade of the Correlates of War.

use alloc::format;

use super::figures::{dollars, year};
use crate::country::Scheme;
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::stated;
use crate::money::Decimal;
use crate::record::{Flow, Measure, ObservationStatus, Product, Source, SourceKind, TradeFigure};

row! {
    /// The trade of one pair in one year, both ways.
    ///
    /// Source: Correlates of War Project, Trade v4.0, `Dyadic_COW_4.0.csv`. -9 is missing.
    pub struct DyadicTradeRow: "dyadic trade row", year {
        /// The first state, by its COW number.
        ccode1 = "ccode1",
        /// The second state.
        ccode2 = "ccode2",
        /// Year.
        year = "year",
        /// The first state as printed.
        #[serde(default)]
        importer1 = "importer1",
        /// The second state as printed.
        #[serde(default)]
        importer2 = "importer2",
        /// Imports of the first from the second in current million USD.
        flow1 = "flow1",
        /// Imports of the second from the first in current million USD.
        flow2 = "flow2",
        /// The first flow, smoothed.
        #[serde(default)]
        smoothflow1 = "smoothflow1",
        /// The second flow, smoothed.
        #[serde(default)]
        smoothflow2 = "smoothflow2",
        /// The sum of both, smoothed.
        #[serde(default)]
        smoothtotrade = "smoothtotrade",
        /// Whether the first flow jumps up.
        #[serde(default)]
        spike1 = "spike1",
        /// Whether the second flow jumps up.
        #[serde(default)]
        spike2 = "spike2",
        /// Whether the first flow drops.
        #[serde(default)]
        dip1 = "dip1",
        /// Whether the second flow drops.
        #[serde(default)]
        dip2 = "dip2",
        /// Whether the trade jumps up.
        #[serde(default)]
        trdspike = "trdspike",
        /// Whether the trade drops.
        #[serde(default)]
        tradedip = "tradedip",
        /// The first flow with Belgium and Luxembourg together.
        #[serde(default)]
        bel_lux_alt_flow1 = "bel_lux_alt_flow1",
        /// The second flow with Belgium and Luxembourg together.
        #[serde(default)]
        bel_lux_alt_flow2 = "bel_lux_alt_flow2",
        /// The first flow by another reading of China.
        #[serde(default)]
        china_alt_flow1 = "china_alt_flow1",
        /// The second flow by another reading of China.
        #[serde(default)]
        china_alt_flow2 = "china_alt_flow2",
        /// The key of the source of the first flow.
        #[serde(default)]
        source1 = "source1",
        /// The key of the source of the second flow.
        #[serde(default)]
        source2 = "source2",
        /// The version of the data.
        #[serde(default)]
        version = "version",
    }
}

/// Dyadic trade of the Correlates of War: two figures a row, the imports of either state from the other.
/// -9 makes a figure that is missing and not one of zero. The smoothed and other series stay in the note
/// of the figure that they are about; those of both in the first.
///
/// ```
/// use bilateral::exchange::{DyadicTrade, DyadicTradeRow, Intake};
/// use bilateral::{ObservationStatus, Record};
///
/// let table = "ccode1,ccode2,year,flow1,flow2\n2,20,1920,612,-9\n";
/// let mut intake = Intake::new(DyadicTrade::new(), DyadicTrade::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<DyadicTradeRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let [_, Record::TradeFigure(first), Record::TradeFigure(second)] = taken.records.as_slice() else { panic!() };
/// assert_eq!(first.estimate.map(|it| it.to_string()).as_deref(), Some("USD 6.12e8"));
/// assert_eq!((second.estimate, second.status), (None, Some(ObservationStatus::Missing)));
/// ```
#[derive(Debug)]
pub struct DyadicTrade(());

impl DyadicTrade {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self(())
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new("cow-trade", "Correlates of War Project Trade Data Set")
            .publisher("Correlates of War Project")
            .kind(SourceKind::Dataset)
            .address("https://correlatesofwar.org/data-sets/bilateral-trade/")
    }

    fn put(row: DyadicTradeRow, _: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let time = year(desk, "year", &row.year);
        let values = [("flow1", &row.flow1), ("flow2", &row.flow2)]
            .map(|(column, text)| desk.must(column, text).and_then(|_| value(desk, column, text)));
        let (period, day) = time?;
        let first = desk.actor_coded("ccode1", Scheme::CowNumber, &row.ccode1, day);
        let second = desk.actor_coded("ccode2", Scheme::CowNumber, &row.ccode2, day);
        let (first, second) = (first?, second?);
        if first == second {
            let message = "trade of a state with itself is no import".into();
            return Err(desk.refuse(code::NOT_CARRIED, "ccode2", message));
        }
        let [one, other] = values;
        let mut both = Kept::default();
        for (column, text) in said(&[
            ("importer1", &row.importer1),
            ("importer2", &row.importer2),
            ("smoothtotrade", &row.smoothtotrade),
            ("trdspike", &row.trdspike),
            ("tradedip", &row.tradedip),
            ("version", &row.version),
        ]) {
            both = both.column(column, text);
        }
        let both = both.others(&row.others);
        let ones: &[(&str, &str)] = &[
            ("smoothflow1", &row.smoothflow1),
            ("spike1", &row.spike1),
            ("dip1", &row.dip1),
            ("bel_lux_alt_flow1", &row.bel_lux_alt_flow1),
            ("china_alt_flow1", &row.china_alt_flow1),
            ("source1", &row.source1),
        ];
        let others: &[(&str, &str)] = &[
            ("smoothflow2", &row.smoothflow2),
            ("spike2", &row.spike2),
            ("dip2", &row.dip2),
            ("bel_lux_alt_flow2", &row.bel_lux_alt_flow2),
            ("china_alt_flow2", &row.china_alt_flow2),
            ("source2", &row.source2),
        ];
        let directed = [
            (&first, &second, "flow1", one?, both, ones),
            (&second, &first, "flow2", other?, Kept::default(), others),
        ];
        for (importer, exporter, column, value, kept, columns) in directed {
            let id = format!("cow-trade-{importer}-{exporter}-{}", row.year.trim());
            let mut figure = TradeFigure::new(
                id,
                importer.clone(),
                exporter.clone(),
                Flow::Import,
                period,
                Measure::Value,
            )
            .product(Product::Goods)
            .source(desk.cite_at(column));
            match value {
                Some(value) => figure.estimate = Some(dollars(desk, column, value, 6)?),
                None => figure.status = Some(ObservationStatus::Missing),
            }
            let columns = said(columns);
            figure.note =
                columns.fold(kept, |kept, (column, text)| kept.column(column, text)).note();
            desk.put("year", figure)?;
        }
        Ok(())
    }
}

/// Columns that state something: -9 is missing.
fn said<'r>(columns: &'r [(&'r str, &'r str)]) -> impl Iterator<Item = (&'r str, &'r str)> {
    columns.iter().copied().filter(|(_, text)| stated(text).is_some_and(|it| it != "-9"))
}

/// A flow; `None` where -9 says that it is missing.
fn value(desk: &mut Desk, column: &str, text: &str) -> Result<Option<Decimal>, Refused> {
    let value = desk.number(column, text)?;
    Ok(value.filter(|value| *value != Decimal::from(-9_i32)))
}

takes!(DyadicTrade, DyadicTradeRow, DyadicTrade::put);

impl sealed::Sealed for DyadicTrade {}

impl Table for DyadicTrade {
    fn finish(self, _: &mut Desk) {}
}
