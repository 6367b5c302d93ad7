//! BACI, the reconciled trade of CEPII.

use alloc::format;
use alloc::string::String;

use super::figures::{dollars, year};
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::record::{
    Commodity, Flow, Measure, Product, Source, SourceKind, TradeBasis, TradeFigure, Valuation,
};

row! {
    /// One flow of one product in one year: one figure a flow, reconciled from both reports.
    ///
    /// Source: CEPII, BACI, files `BACI_HS.._Y...._V......csv`.
    pub struct BaciRow: "BACI row", k {
        /// Year.
        t = "t",
        /// Exporter, by the code of UN Comtrade.
        i = "i",
        /// Importer, by the code of UN Comtrade.
        j = "j",
        /// Product, six digits of the Harmonized System.
        k = "k",
        /// Value in thousand USD, free on board.
        v = "v",
        /// Quantity in metric tons; `NA` where it is not known.
        #[serde(default)]
        q = "q",
    }
}

/// Rows of BACI: an export a row, free on board, without anybody who reported it.
///
/// The edition of the Harmonized System stands in the name of the file and is given by the caller. Codes
/// are those of UN Comtrade on the last day of the year. Quantities stay in the note.
///
/// ```
/// use bilateral::exchange::{Baci, BaciRow, Intake};
/// use bilateral::Record;
///
/// let table = "t,i,j,k,v,q\n2021,398,842,270900,1234.567,      NA\n";
/// let mut intake = Intake::new(Baci::new("HS2017"), Baci::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<BaciRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let Some(Record::TradeFigure(figure)) = taken.records.last() else { panic!("{}", taken.report) };
/// assert_eq!(figure.estimate.map(|it| it.to_string()).as_deref(), Some("USD 1234567"));
/// assert_eq!((figure.reported_by.as_ref(), figure.note.as_ref()), (None, None));
/// ```
#[derive(Debug)]
pub struct Baci {
    edition: String,
}

impl Baci {
    /// Begins a table whose products are of an edition of the Harmonized System: `HS2017`.
    #[must_use]
    pub fn new(edition: impl Into<String>) -> Self {
        Self { edition: edition.into() }
    }

    /// Returns the publication as a source record; the caller adds the version of the file.
    #[must_use]
    pub fn source() -> Source {
        Source::new("baci", "BACI: International Trade Database at the Product Level")
            .publisher("CEPII")
            .kind(SourceKind::Dataset)
            .address("https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37")
    }

    fn put(row: BaciRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let time = year(desk, "t", &row.t);
        let product = desk.must("k", row.k.trim()).map(String::from);
        let value = desk.number("v", &row.v);
        let quantity = desk.number("q", &row.q);
        desk.must("v", &row.v)?;
        let (period, day) = time?;
        let exporter = desk.actor_coded("i", crate::country::Scheme::Comtrade, &row.i, day);
        let importer = desk.trade_area("j", &row.j, day);
        let (product, value, exporter, importer) = (product?, value?, exporter?, importer?);
        if importer == crate::record::Area::Actor(exporter.clone()) {
            let message = "trade of a country with itself is no export".into();
            return Err(desk.refuse(code::NOT_CARRIED, "j", message));
        }
        let estimate = dollars(desk, "v", value.ok_or(Refused)?, 3)?;
        let id = format!("baci-{}-{}-{}-{product}", row.t.trim(), row.i.trim(), row.j.trim());
        let commodity = Commodity::new().code(product).edition(table.edition.as_str());
        let mut figure =
            TradeFigure::new(id, exporter, importer, Flow::Export, period, Measure::Value)
                .estimate(estimate)
                .product(Product::Goods)
                .basis(TradeBasis::Customs)
                .valuation(Valuation::Fob)
                .commodity(commodity)
                .source(desk.cite());
        let quantity = quantity?.map(|it| format!("{it}")).unwrap_or_default();
        figure.note = Kept::default().column("q", &quantity).others(&row.others).note();
        desk.put("t", figure)
    }
}

takes!(Baci, BaciRow, Baci::put);

impl sealed::Sealed for Baci {}

impl Table for Baci {
    fn finish(self, _: &mut Desk) {}
}
