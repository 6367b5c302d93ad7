//! Trade figures become rows of UN Comtrade and of BACI.

use alloc::format;
use alloc::string::{String, ToString};

use super::baci::BaciRow;
use super::comtrade::{ComtradeRow, EDITIONS, FLOWS, PRODUCTS};
use super::figures::last_day;
use crate::country::{CountryCode, Scheme};
use crate::exchange::given::{Given, no_row, not_carried, not_written};
use crate::exchange::kept::{column, is_kept, others};
use crate::exchange::row::Others;
use crate::money::{Decimal, Unit};
use crate::record::{
    Area, Commodity, Flow, Measure, Product, Record, TradeBasis, TradeFigure, Valuation,
};
use crate::report::Report;

/// The fields of a figure that a row carries; what it cannot of one is told by itself.
const CARRIED: [&str; 17] = [
    "kind",
    "id",
    "reporter",
    "partner",
    "flow",
    "period",
    "measure",
    "estimate",
    "reported_by",
    "product",
    "basis",
    "valuation",
    "commodity",
    "customs",
    "transport",
    "note",
    "sources",
];

/// A figure on its way out of a format.
struct Out<'o> {
    report: &'o mut Report,
    record: &'o Record,
    figure: &'o TradeFigure,
    format: &'static str,
}

impl Out<'_> {
    fn lacks<T>(&mut self, field: &str, what: &str) -> Option<T> {
        not_written(self.report, self.record, field, format!("{} has {what}", self.format));
        None
    }

    /// Notes the fields that no row carries, a note that is a remark among them.
    fn check(&mut self) {
        let is_kept = is_kept(self.figure.note.as_deref());
        let carried = CARRIED.iter().copied().filter(|field| *field != "note" || is_kept);
        let carried: alloc::vec::Vec<&str> = carried.collect();
        not_carried(self.report, self.record, self.format, &carried);
    }

    fn kept(&self, name: &str) -> String {
        column(self.figure.note.as_deref(), name).unwrap_or_default()
    }

    /// The year, and the month if the period is one.
    fn period(&mut self) -> Option<(u16, Option<u8>)> {
        let text = self.figure.period.to_string();
        let (year, month) = match text.split_once('-') {
            None => (text.parse().ok(), None),
            Some((year, month)) => (year.parse().ok(), Some(month.parse::<u8>().ok())),
        };
        match (year, month) {
            (Some(year), None) => Some((year, None)),
            (Some(year), Some(Some(month @ 1..=12))) => Some((year, Some(month))),
            _ => self.lacks("period", "only years and months"),
        }
    }

    /// The exact value in US dollars.
    fn value(&mut self) -> Option<Decimal> {
        if self.figure.measure != Measure::Value {
            return self.lacks("measure", "only values");
        }
        let exact = self.figure.estimate.and_then(|estimate| estimate.exact());
        match exact.filter(|amount| amount.unit() == Unit::USD) {
            Some(amount) => Some(amount.value()),
            None => self.lacks("estimate", "only exact values in US dollars"),
        }
    }

    /// The code of an area, read on the last day of the year.
    fn area(&mut self, field: &str, area: &Area, year: u16) -> Option<String> {
        let code = match area {
            Area::World => Some("0".into()),
            Area::Special(name) => special(name),
            Area::Actor(actor) => {
                let code = |country: CountryCode| {
                    country.to_scheme(Scheme::Comtrade, last_day(year)?).map(String::from)
                };
                actor.country().and_then(code)
            }
        };
        match code {
            Some(code) => Some(code),
            None => self.lacks(field, &format!("no code for `{area}`")),
        }
    }
}

/// The code of a special area by its name.
fn special(name: &str) -> Option<String> {
    let mut codes = (1..=999_u16).map(|code| code.to_string());
    codes.find(|code| {
        let found =
            CountryCode::from_scheme(Scheme::Comtrade, code, crate::date::day(2020, 12, 31));
        found.err().and_then(|error| error.area()) == Some(name)
    })
}

/// The code of a list whose meaning is wanted.
fn coded<T: PartialEq>(list: &[(&'static str, T)], wanted: &T) -> Option<String> {
    list.iter().find(|(_, meaning)| meaning == wanted).map(|(code, _)| (*code).into())
}

/// Returns trade figures as rows of UN Comtrade, version 2, with a report of what the table cannot carry.
///
/// A row needs the value of goods of a customs basis, or of services of a balance of payments, exact and in US dollars, of
/// a year or month, and areas with a code. A commodity without a code is everything, `TOTAL`. What an
/// intake kept in the note comes out in its column. Citations are not carried.
///
/// ```
/// use bilateral::exchange::to_comtrade;
/// use bilateral::{CountryCode, Estimate, Flow, Measure, Product, ReportingPeriod, TradeBasis, TradeFigure, Valuation};
///
/// let figure = TradeFigure::new("f", CountryCode::USA, CountryCode::KAZ, Flow::Export, ReportingPeriod::year(2021)?, Measure::Value)
///     .estimate("USD 900500.25".parse::<Estimate>()?)
///     .product(Product::Goods)
///     .basis(TradeBasis::Customs)
///     .valuation(Valuation::Fob);
/// let about = figure.clone().estimate("about USD 9e5".parse::<Estimate>()?);
/// let given = to_comtrade(&[figure.into(), about.into()]);
/// let row = &given.rows[0];
/// assert_eq!((row.reporter_code.as_str(), row.flow_code.as_str(), row.ref_month.as_str()), ("842", "X", "52"));
/// assert_eq!((row.primary_value.as_str(), row.fob_value.as_str()), ("900500.25", "900500.25"));
/// assert!(given.report.to_string().contains("estimate: UN Comtrade has only exact values in US dollars"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn to_comtrade<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<ComtradeRow> {
    figures(records, "UN Comtrade", comtrade)
}

fn figures<'r, R>(
    records: impl IntoIterator<Item = &'r Record>,
    format: &'static str,
    row: impl Fn(&mut Out<'_>) -> Option<R>,
) -> Given<R> {
    let mut given = Given::new();
    for record in records {
        match record {
            Record::TradeFigure(figure) => {
                let mut out = Out { report: &mut given.report, record, figure, format };
                given.rows.extend(row(&mut out));
            }
            Record::Source(_) => {}
            _ => no_row(&mut given.report, record, format),
        }
    }
    given
}

fn comtrade(out: &mut Out<'_>) -> Option<ComtradeRow> {
    let figure = out.figure;
    let (year, month) = out.period()?;
    let value = out.value()?.to_string();
    let product = (figure.product, figure.basis);
    let product = match product {
        (Some(product), Some(basis)) => coded(PRODUCTS, &(product, basis)),
        _ => None,
    };
    let Some(type_code) = product else {
        return out.lacks("product", "only goods of a customs basis, and services");
    };
    let Some(flow_code) = coded(FLOWS, &Some(figure.flow)) else {
        return out.lacks("flow", &format!("no flow like `{}`", figure.flow));
    };
    let reporter_code = out.area("reporter", &Area::Actor(figure.reporter.clone()), year)?;
    let partner_code = out.area("partner", &figure.partner, year)?;
    if figure.reported_by.as_ref().is_some_and(|it| *it != figure.reporter) {
        out.lacks::<()>("reported_by", "figures of the reporter's own");
    }
    let goods = figure.commodity.clone().unwrap_or_else(Commodity::new);
    let edition = goods.edition.unwrap_or_default();
    let classification = EDITIONS.iter().find(|(_, known)| *known == edition);
    out.check();
    let is_own = |valuation| figure.valuation == Some(valuation);
    let or_kept = |is: bool, name: &str| if is { value.clone() } else { out.kept(name) };
    let (cif_value, fob_value) =
        (or_kept(is_own(Valuation::Cif), "cifvalue"), or_kept(is_own(Valuation::Fob), "fobvalue"));
    let kept = |name: &str| out.kept(name);
    let unit = |name: &str| Some(kept(name)).filter(|it| !it.is_empty());
    Some(ComtradeRow {
        type_code,
        freq_code: if month.is_some() { "M" } else { "A" }.into(),
        ref_period_id: kept("refPeriodId"),
        ref_year: format!("{year:04}"),
        ref_month: month.map_or(52, |month| month).to_string(),
        period: month.map_or(format!("{year:04}"), |month| format!("{year:04}{month:02}")),
        reporter_code,
        reporter_iso: kept("reporterISO"),
        reporter_desc: kept("reporterDesc"),
        flow_code,
        flow_desc: kept("flowDesc"),
        partner_code,
        partner_iso: kept("partnerISO"),
        partner_desc: kept("partnerDesc"),
        partner2_code: "0".into(),
        partner2_iso: kept("partner2ISO"),
        partner2_desc: kept("partner2Desc"),
        classification_code: classification.map_or(edition.as_str(), |(code, _)| code).into(),
        classification_search_code: kept("classificationSearchCode"),
        is_original_classification: kept("isOriginalClassification"),
        cmd_code: goods.code.unwrap_or_else(|| "TOTAL".into()),
        cmd_desc: goods.label.unwrap_or_default(),
        aggr_level: kept("aggrLevel"),
        is_leaf: kept("isLeaf"),
        customs_code: figure.customs.clone().unwrap_or_default(),
        customs_desc: kept("customsDesc"),
        mos_code: String::new(),
        mot_code: figure.transport.clone().unwrap_or_default(),
        mot_desc: kept("motDesc"),
        qty_unit_code: unit("qtyUnitCode").unwrap_or_else(|| "-1".into()),
        qty_unit_abbr: kept("qtyUnitAbbr"),
        qty: kept("qty"),
        is_qty_estimated: kept("isQtyEstimated"),
        alt_qty_unit_code: kept("altQtyUnitCode"),
        alt_qty_unit_abbr: kept("altQtyUnitAbbr"),
        alt_qty: kept("altQty"),
        is_alt_qty_estimated: kept("isAltQtyEstimated"),
        net_wgt: kept("netWgt"),
        is_net_wgt_estimated: kept("isNetWgtEstimated"),
        gross_wgt: kept("grossWgt"),
        is_gross_wgt_estimated: kept("isGrossWgtEstimated"),
        cif_value,
        fob_value,
        primary_value: value,
        legacy_estimation_flag: kept("legacyEstimationFlag"),
        is_reported: kept("isReported"),
        is_aggregate: kept("isAggregate"),
        others: unknown(figure, ComtradeRow::COLUMNS),
    })
}

/// The columns of a note that the row type does not know.
fn unknown(figure: &TradeFigure, known: &[&str]) -> Others {
    let note = figure.note.as_deref();
    if is_kept(note) { others(note, known) } else { Others::new() }
}

/// Returns trade figures as rows of BACI, with a report of what the table cannot carry.
///
/// A row needs the value of an export of goods, exact, free on board and in US dollars, of one year, with the code of a
/// commodity, between areas with a code of UN Comtrade. Values are written in thousand dollars. Editions of
/// the Harmonized System belong into the name of the file, and citations are not carried.
///
/// ```
/// use bilateral::exchange::to_baci;
/// use bilateral::{Commodity, CountryCode, Estimate, Flow, Measure, ReportingPeriod, TradeFigure, Valuation};
///
/// let figure = TradeFigure::new("f", CountryCode::KAZ, CountryCode::USA, Flow::Export, ReportingPeriod::year(2021)?, Measure::Value)
///     .estimate("USD 1234567".parse::<Estimate>()?)
///     .valuation(Valuation::Fob)
///     .commodity(Commodity::new().code("270900"));
/// let given = to_baci(&[figure.into()]);
/// let row = &given.rows[0];
/// assert_eq!((row.t.as_str(), row.i.as_str(), row.j.as_str(), row.v.as_str()), ("2021", "398", "842", "1234.567"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn to_baci<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<BaciRow> {
    figures(records, "BACI", baci)
}

fn baci(out: &mut Out<'_>) -> Option<BaciRow> {
    let figure = out.figure;
    let (year, month) = out.period()?;
    if month.is_some() {
        return out.lacks("period", "only years");
    }
    let is_goods = figure.product.is_none_or(|it| it == Product::Goods)
        && figure.basis.is_none_or(|it| it == TradeBasis::Customs);
    if figure.flow != Flow::Export || !is_goods {
        return out.lacks("flow", "only exports of goods");
    }
    if figure.valuation.is_some_and(|it| it != Valuation::Fob) {
        return out.lacks("valuation", "only values free on board");
    }
    let value = out.value()?;
    let Ok(v) = value.checked_mul(Decimal::new(1, -3)) else {
        return out.lacks("estimate", "no place for a value of so many digits");
    };
    let Some(k) = figure.commodity.as_ref().and_then(|goods| goods.code.clone()) else {
        return out.lacks("commodity", "only commodities with a code");
    };
    let i = out.area("reporter", &Area::Actor(figure.reporter.clone()), year)?;
    let j = out.area("partner", &figure.partner, year)?;
    if figure.reported_by.is_some() {
        out.lacks::<()>("reported_by", "nobody who reported it");
    }
    out.check();
    Some(BaciRow {
        t: year.to_string(),
        i,
        j,
        k,
        v: v.to_string(),
        q: Some(out.kept("q")).filter(|it| !it.is_empty()).unwrap_or_else(|| "NA".into()),
        others: unknown(figure, BaciRow::COLUMNS),
    })
}
