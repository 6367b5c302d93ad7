//! UN Comtrade, version 2 of its final data.

use alloc::format;
use alloc::string::{String, ToString};

use time::{Date, Month};

use super::figures::dollars;
use crate::date::{PartialDate, ReportingPeriod};
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::stated;
use crate::record::{
    Actor, Area, Commodity, Flow, Measure, Product, Source, SourceKind, TradeBasis, TradeFigure,
    Valuation,
};
use crate::text::shortened;

row! {
    /// One value of trade as UN Comtrade version 2 gives it, in a download or from its data service.
    ///
    /// Source: UN Comtrade, `get/{typeCode}/{freqCode}/{clCode}`; values are US dollars. The data service writes
    /// the first letter of a column small, the files of a download write it large.
    pub struct ComtradeRow: "Comtrade row", ref_period_id {
        /// `C` goods, `S` services.
        type_code = "typeCode" | "TypeCode",
        /// `A` annual, `M` monthly, `Q` quarterly.
        freq_code = "freqCode" | "FreqCode",
        /// The first day of the period as a number, 20210101.
        #[serde(default)]
        ref_period_id = "refPeriodId" | "RefPeriodId",
        /// The year.
        #[serde(default)]
        ref_year = "refYear" | "RefYear",
        /// The month; 52 in annual rows means that the row is annual.
        #[serde(default)]
        ref_month = "refMonth" | "RefMonth",
        /// The period, YYYY or YYYYMM.
        period = "period" | "Period",
        /// Whose report it is, by Comtrade's own code.
        reporter_code = "reporterCode" | "ReporterCode",
        /// The same by ISO 3166-1, where there is one.
        #[serde(default)]
        reporter_iso = "reporterISO" | "ReporterISO",
        /// The same as printed.
        #[serde(default)]
        reporter_desc = "reporterDesc" | "ReporterDesc",
        /// The flow.
        flow_code = "flowCode" | "FlowCode",
        /// The flow as printed.
        #[serde(default)]
        flow_desc = "flowDesc" | "FlowDesc",
        /// With whom, by Comtrade's own code; 0 is the world.
        partner_code = "partnerCode" | "PartnerCode",
        /// The same by ISO 3166-1, where there is one.
        #[serde(default)]
        partner_iso = "partnerISO" | "PartnerISO",
        /// The same as printed.
        #[serde(default)]
        partner_desc = "partnerDesc" | "PartnerDesc",
        /// The second partner; 0 is all together.
        #[serde(default)]
        partner2_code = "partner2Code" | "Partner2Code",
        /// The same by ISO 3166-1.
        #[serde(default)]
        partner2_iso = "partner2ISO" | "Partner2ISO",
        /// The same as printed.
        #[serde(default)]
        partner2_desc = "partner2Desc" | "Partner2Desc",
        /// The classification and edition: `H5`, `S3`, `B4`, `EB`.
        #[serde(default)]
        classification_code = "classificationCode" | "ClassificationCode",
        /// The classification as asked for.
        #[serde(default)]
        classification_search_code = "classificationSearchCode" | "ClassificationSearchCode",
        /// Whether that is the one reported in.
        #[serde(default)]
        is_original_classification = "isOriginalClassification" | "IsOriginalClassification",
        /// The commodity; `TOTAL` is everything.
        cmd_code = "cmdCode" | "CmdCode",
        /// The commodity as printed.
        #[serde(default)]
        cmd_desc = "cmdDesc" | "CmdDesc",
        /// The level of the commodity.
        #[serde(default)]
        aggr_level = "aggrLevel" | "AggrLevel",
        /// Whether it has no parts.
        #[serde(default)]
        is_leaf = "isLeaf" | "IsLeaf",
        /// The customs procedure; `C00` is all together.
        #[serde(default)]
        customs_code = "customsCode" | "CustomsCode",
        /// The same as printed.
        #[serde(default)]
        customs_desc = "customsDesc" | "CustomsDesc",
        /// The mode of supply of services; 0 is all together.
        #[serde(default)]
        mos_code = "mosCode" | "MosCode",
        /// The mode of transport; 0 is all together.
        #[serde(default)]
        mot_code = "motCode" | "MotCode",
        /// The same as printed.
        #[serde(default)]
        mot_desc = "motDesc" | "MotDesc",
        /// The unit of the quantity; -1 is none.
        #[serde(default)]
        qty_unit_code = "qtyUnitCode" | "QtyUnitCode",
        /// The same as printed.
        #[serde(default)]
        qty_unit_abbr = "qtyUnitAbbr" | "QtyUnitAbbr",
        /// The quantity.
        #[serde(default)]
        qty = "qty" | "Qty",
        /// Whether it is estimated.
        #[serde(default)]
        is_qty_estimated = "isQtyEstimated" | "IsQtyEstimated",
        /// The unit of the other quantity.
        #[serde(default)]
        alt_qty_unit_code = "altQtyUnitCode" | "AltQtyUnitCode",
        /// The same as printed.
        #[serde(default)]
        alt_qty_unit_abbr = "altQtyUnitAbbr" | "AltQtyUnitAbbr",
        /// The other quantity.
        #[serde(default)]
        alt_qty = "altQty" | "AltQty",
        /// Whether it is estimated.
        #[serde(default)]
        is_alt_qty_estimated = "isAltQtyEstimated" | "IsAltQtyEstimated",
        /// The net weight in kilograms.
        #[serde(default)]
        net_wgt = "netWgt" | "NetWgt",
        /// Whether it is estimated.
        #[serde(default)]
        is_net_wgt_estimated = "isNetWgtEstimated" | "IsNetWgtEstimated" | "isnetWgtEstimated",
        /// The gross weight in kilograms.
        #[serde(default)]
        gross_wgt = "grossWgt" | "GrossWgt",
        /// Whether it is estimated.
        #[serde(default)]
        is_gross_wgt_estimated = "isGrossWgtEstimated" | "IsGrossWgtEstimated" | "isgrossWgtEstimated",
        /// The value with cost, insurance and freight.
        #[serde(default)]
        cif_value = "cifvalue" | "Cifvalue",
        /// The value free on board.
        #[serde(default)]
        fob_value = "fobvalue" | "Fobvalue",
        /// The value to use: one of the two.
        primary_value = "primaryValue" | "PrimaryValue",
        /// Which quantities were estimated, by an older key.
        #[serde(default)]
        legacy_estimation_flag = "legacyEstimationFlag" | "LegacyEstimationFlag",
        /// Whether the reporter reported it.
        #[serde(default)]
        is_reported = "isReported" | "IsReported",
        /// Whether the statistics division added it up.
        #[serde(default)]
        is_aggregate = "isAggregate" | "IsAggregate",
    }
}

/// Rows of UN Comtrade: a [`TradeFigure`] each.
///
/// Areas are read by Comtrade's own codes on the last day of the period, never as ISO: 842 is the United
/// States, 251 France. The world, "areas, not elsewhere specified" and the like stay what they are and are
/// no countries; a reporter that is no country, such as the European Union (97), has to be
/// [named](crate::exchange::Intake::named). `TOTAL`, `C00` and mode 0 are kept as codes, which the questions
/// of this crate know as "all together". A row of one second partner or one mode of supply is a part of
/// another row and has no field to say so: it is refused, as are flows beyond the seven that a figure can
/// have, and trade of a country with itself other than re-imports. Where a row gives CIF and FOB values, the figure is the primary one and the other is in its note, as are
/// quantities and flags. A row that the statistics division added up, of what the
/// reporter reported, is the reporter's too.
///
/// ```
/// use bilateral::exchange::{Comtrade, ComtradeRow, Intake, TypedRow};
/// use bilateral::{CountryCode, Record, Valuation};
///
/// // From the data service, as JSON.
/// let json = r#"{"typeCode":"C","freqCode":"A","refPeriodId":20210101,"refYear":2021,"refMonth":52,"period":"2021",
///   "reporterCode":842,"flowCode":"M","partnerCode":398,"partner2Code":0,"classificationCode":"H5","cmdCode":"TOTAL",
///   "customsCode":"C00","motCode":0,"cifvalue":1500.5,"fobvalue":1400,"primaryValue":1500.5,"isReported":false}"#;
/// let mut intake = Intake::new(Comtrade::new(), Comtrade::source());
/// intake.take(serde_json::from_str::<TypedRow<ComtradeRow>>(json));
/// let taken = intake.finish();
/// let Some(Record::TradeFigure(figure)) = taken.records.last() else { panic!("{}", taken.report) };
/// assert_eq!((figure.reporter.country(), figure.period.to_string().as_str()), (Some(CountryCode::USA), "2021"));
/// assert_eq!(figure.valuation, Some(Valuation::Cif));
/// assert!(figure.note.as_deref().unwrap().contains("fobvalue: 1400"));
/// ```
#[derive(Debug)]
pub struct Comtrade(());

/// Flow codes, those that a figure cannot have among them.
pub(super) const FLOWS: &[(&str, Option<Flow>)] = &[
    ("X", Some(Flow::Export)),
    ("M", Some(Flow::Import)),
    ("RX", Some(Flow::ReExport)),
    ("RM", Some(Flow::ReImport)),
    ("DX", Some(Flow::Domestic)),
    ("FM", None),
    ("MIP", None),
    ("MOP", None),
    ("XIP", None),
    ("XOP", None),
];

pub(super) const PRODUCTS: &[(&str, (Product, TradeBasis))] = &[
    ("C", (Product::Goods, TradeBasis::Customs)),
    ("S", (Product::Services, TradeBasis::BalanceOfPayments)),
];

/// Classifications by code, and the edition as a record writes it.
pub(super) const EDITIONS: &[(&str, &str)] = &[
    ("H0", "HS1992"),
    ("H1", "HS1996"),
    ("H2", "HS2002"),
    ("H3", "HS2007"),
    ("H4", "HS2012"),
    ("H5", "HS2017"),
    ("H6", "HS2022"),
    ("S1", "SITC1"),
    ("S2", "SITC2"),
    ("S3", "SITC3"),
    ("S4", "SITC4"),
    ("B4", "BEC4"),
    ("B5", "BEC5"),
];

/// The edition of a classification code; one that is not known stays as it is.
fn edition(text: &str) -> &str {
    EDITIONS.iter().find(|(code, _)| *code == text).map_or(text, |(_, edition)| edition)
}

impl Comtrade {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self(())
    }

    /// Returns the publication as a source record. The caller adds the day of the download, and what the
    /// download covers.
    #[must_use]
    pub fn source() -> Source {
        Source::new("comtrade", "UN Comtrade Database")
            .publisher("United Nations Statistics Division")
            .kind(SourceKind::Dataset)
            .address("https://comtradeplus.un.org")
    }

    fn put(row: ComtradeRow, _: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let time = period(desk, &row);
        let product = desk.coded("typeCode", &row.type_code, PRODUCTS);
        let flow = desk.coded("flowCode", &row.flow_code, FLOWS);
        let value = desk.must("primaryValue", &row.primary_value).map(String::from);
        let commodity = desk.must("cmdCode", &row.cmd_code).map(String::from);
        let parts = [
            ("partner2Code", &row.partner2_code, "a second partner"),
            ("mosCode", &row.mos_code, "a mode of supply"),
        ]
        .map(|(column, text, what)| whole(desk, column, text, what));
        let (period, day) = time?;
        let reporter = desk.trade_area("reporterCode", &row.reporter_code, day);
        let partner = desk.trade_area("partnerCode", &row.partner_code, day);
        let (product, flow, value, commodity) = (product?, flow?, value?, commodity?);
        let (reporter, partner) = (reporter?, partner?);
        parts.into_iter().collect::<Result<(), Refused>>()?;
        let number = desk.number("primaryValue", &value)?.ok_or(Refused)?;
        let reporter = actor(desk, "reporterCode", reporter, &row.reporter_code)?;
        let Some(Some(flow)) = flow else {
            let message = format!("a figure has no flow like `{}`", shortened(&row.flow_code));
            return Err(desk.refuse(code::NOT_CARRIED, "flowCode", message));
        };

        let is_own = partner == Area::Actor(reporter.clone());
        if is_own && !matches!(flow, Flow::ReImport | Flow::Domestic) {
            let message =
                "trade of a country with itself is neither an export nor an import".to_string();
            return Err(desk.refuse(code::NOT_CARRIED, "partnerCode", message));
        }
        let estimate = dollars(desk, "primaryValue", number, 0)?;
        let mut figure =
            TradeFigure::new(id(&row), reporter.clone(), partner, flow, period, Measure::Value)
                .estimate(estimate)
                .source(desk.cite());
        if let Some((product, basis)) = product {
            figure = figure.product(product).basis(basis);
        }
        let edition = stated(&row.classification_code).map(|code| edition(code).to_string());
        let mut goods = Commodity::new().code(commodity);
        goods.edition = edition;
        goods.label = stated(&row.cmd_desc).map(String::from);
        figure.commodity = Some(goods);
        figure.customs = stated(&row.customs_code).map(String::from);
        figure.transport = stated(&row.mot_code).map(String::from);
        figure.valuation = valuation(&row);
        figure.reported_by = Some(reporter);
        figure.note = note(&row, figure.valuation);
        desk.put("period", figure)
    }
}

/// The period and the day on which the codes of the row are read.
fn period(desk: &mut Desk, row: &ComtradeRow) -> Result<(ReportingPeriod, Date), Refused> {
    let text = desk.must("period", &row.period)?;
    let (year, month) = text.split_at_checked(4).unwrap_or((text, ""));
    let date = match (row.freq_code.as_str(), month) {
        ("A", "") => PartialDate::parse(year).ok(),
        ("M", month) if month.len() == 2 => PartialDate::parse(&format!("{year}-{month}")).ok(),
        ("A" | "M", _) => None,
        (other, _) => {
            let message = format!("`{}` is no frequency; expected `A` or `M`", shortened(other));
            return Err(desk.refuse(code::CODE, "freqCode", message));
        }
    };
    let read = date.filter(|date| date.latest().is_some_and(|day| day.year() > 0));
    let made = read.and_then(|date| {
        Some((ReportingPeriod::span(Some(date), Some(date)).ok()?, date.latest()?))
    });
    let Some((period, day)) = made else {
        let message =
            format!("`{}` is no period of frequency `{}`", shortened(text), row.freq_code);
        return Err(desk.refuse(code::DATE, "period", message));
    };
    // Month 52 says again that the row is annual.
    let month = match row.ref_month.as_str() {
        "52" => None,
        text => stated(text),
    };
    let is_of_month = month.is_none_or(|month| {
        let last = u8::from(day.month()).to_string();
        row.freq_code == "M" && month == last
    });
    let is_of_year = stated(&row.ref_year).is_none_or(|text| text == day.year().to_string());
    if !is_of_month || !is_of_year {
        let message = format!(
            "the period is `{}`, the year `{}` and the month `{}`",
            shortened(text),
            shortened(&row.ref_year),
            shortened(&row.ref_month)
        );
        return Err(desk.refuse(code::CONTRADICTION, "refYear", message));
    }
    // The codes of areas follow the year, whatever its months.
    let day = Date::from_calendar_date(day.year(), Month::December, 31).unwrap_or(day);
    Ok((period, day))
}

/// Refuses a row of a part for which a figure has no field.
fn whole(desk: &mut Desk, column: &'static str, text: &str, what: &str) -> Result<(), Refused> {
    match stated(text) {
        None | Some("0") => Ok(()),
        Some(_) => {
            let message = format!("a figure cannot say that it is of {what} alone");
            Err(desk.refuse(code::NOT_CARRIED, column, message))
        }
    }
}

/// The actor that an area is.
fn actor(desk: &mut Desk, column: &'static str, area: Area, text: &str) -> Result<Actor, Refused> {
    match area {
        Area::Actor(actor) => Ok(actor),
        Area::World | Area::Special(_) => {
            let message =
                format!("`{}` is no country; name the organization that it is", shortened(text));
            Err(desk.refuse(code::COUNTRY, column, message))
        }
    }
}

/// Which of the two values the primary one is, if they tell.
fn valuation(row: &ComtradeRow) -> Option<Valuation> {
    let primary = stated(&row.primary_value)?;
    let is = |text: &str| stated(text).is_some_and(|text| text == primary);
    match (is(&row.cif_value), is(&row.fob_value)) {
        (true, false) => Some(Valuation::Cif),
        (false, true) => Some(Valuation::Fob),
        _ => None,
    }
}

/// What a row says beyond its figure. The unit -1 is none, and a quantity without unit says nothing.
fn note(row: &ComtradeRow, valuation: Option<Valuation>) -> Option<String> {
    let cif = if valuation == Some(Valuation::Cif) { "" } else { &row.cif_value };
    let fob = if valuation == Some(Valuation::Fob) { "" } else { &row.fob_value };
    let unit = |code: &String| if code == "-1" { String::new() } else { code.clone() };
    Kept::default()
        .columns(&[
            ("refPeriodId", &row.ref_period_id),
            ("reporterISO", &row.reporter_iso),
            ("reporterDesc", &row.reporter_desc),
            ("flowDesc", &row.flow_desc),
            ("partnerISO", &row.partner_iso),
            ("partnerDesc", &row.partner_desc),
            ("partner2ISO", &row.partner2_iso),
            ("partner2Desc", &row.partner2_desc),
            ("customsDesc", &row.customs_desc),
            ("motDesc", &row.mot_desc),
            ("classificationSearchCode", &row.classification_search_code),
            ("isOriginalClassification", &row.is_original_classification),
            ("aggrLevel", &row.aggr_level),
            ("isLeaf", &row.is_leaf),
            ("qtyUnitCode", &unit(&row.qty_unit_code)),
            ("qtyUnitAbbr", &row.qty_unit_abbr),
            ("qty", &row.qty),
            ("isQtyEstimated", &row.is_qty_estimated),
            ("altQtyUnitCode", &unit(&row.alt_qty_unit_code)),
            ("altQtyUnitAbbr", &row.alt_qty_unit_abbr),
            ("altQty", &row.alt_qty),
            ("isAltQtyEstimated", &row.is_alt_qty_estimated),
            ("netWgt", &row.net_wgt),
            ("isNetWgtEstimated", &row.is_net_wgt_estimated),
            ("grossWgt", &row.gross_wgt),
            ("isGrossWgtEstimated", &row.is_gross_wgt_estimated),
            ("cifvalue", cif),
            ("fobvalue", fob),
            ("legacyEstimationFlag", &row.legacy_estimation_flag),
            ("isReported", &row.is_reported),
            ("isAggregate", &row.is_aggregate),
        ])
        .others(&row.others)
        .note()
}

/// The key of a row: every code that tells it from others.
fn id(row: &ComtradeRow) -> String {
    let mut id = String::from("comtrade");
    let codes = [
        &row.type_code,
        &row.period,
        &row.reporter_code,
        &row.partner_code,
        &row.flow_code,
        &row.classification_code,
        &row.cmd_code,
        &row.customs_code,
        &row.mot_code,
    ];
    for code in codes {
        id.push('-');
        id.push_str(code);
    }
    id
}

takes!(Comtrade, ComtradeRow, Comtrade::put);

impl sealed::Sealed for Comtrade {}

impl Table for Comtrade {
    fn finish(self, _: &mut Desk) {}
}
