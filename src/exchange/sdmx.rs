//! Observations of SDMX in its flat form: one value a row, its dimensions as columns.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::desk::{Desk, Refused, code};
use super::given::{Given, no_row, not_carried, not_written};
use super::kept::{Kept, column, is_kept, others};
use super::row::{Others, Table, row, sealed, takes};
use super::values::stated;
use crate::date::ReportingPeriod;
use crate::money::{Amount, Currency, Decimal, Estimate, Unit};
use crate::record::{
    Actor, Area, Flow, Measure, ObservationStatus, Product, Record, Source, SourceKind, TradeBasis,
    TradeFigure, Valuation,
};
use crate::report::Report;
use crate::text::shortened;

row! {
    /// One observation of trade between two areas.
    ///
    /// Source: any SDMX-CSV, or SDMX flattened to columns, with the concepts of the cross-domain list; the
    /// indicators are those of the Direction of Trade Statistics.
    pub struct ObservationRow: "observation row", ref_area {
        /// The data flow.
        #[serde(default)]
        dataflow = "DATAFLOW" | "STRUCTURE_ID",
        /// `A`, `Q` or `M`.
        #[serde(default)]
        freq = "FREQ",
        /// Whose trade is counted, ISO 3166-1.
        ref_area = "REF_AREA",
        /// What is counted: `TXG_FOB_USD`.
        indicator = "INDICATOR",
        /// With whom, ISO 3166-1; `W00` and the like is the world.
        counterpart_area = "COUNTERPART_AREA",
        /// The period: `2021`, `2021-Q3`, `2021-07`.
        time_period = "TIME_PERIOD",
        /// The value; empty where the status says why there is none.
        #[serde(default)]
        obs_value = "OBS_VALUE",
        /// The power of ten by which the value is multiplied.
        #[serde(default)]
        unit_mult = "UNIT_MULT",
        /// How many decimals the publisher shows.
        #[serde(default)]
        decimals = "DECIMALS",
        /// The unit, a currency.
        #[serde(default)]
        unit_measure = "UNIT_MEASURE",
        /// The state of the observation.
        #[serde(default)]
        obs_status = "OBS_STATUS",
        /// Whether it is free to be shown.
        #[serde(default)]
        conf_status = "CONF_STATUS",
    }
}

/// Observations of trade in SDMX: a [`TradeFigure`] each, the value times ten to the power of `UNIT_MULT`.
///
/// An observation whose status says that there is no value has none, and one with a value beside such a
/// status is refused; so is one with neither value nor status. A group of countries is no partner of ours
/// unless the caller [names](crate::exchange::Intake::named) it; the world is the world.
///
/// ```
/// use bilateral::exchange::{Intake, Observations, ObservationRow};
/// use bilateral::{ObservationStatus, Record};
///
/// let table = "\
/// FREQ,REF_AREA,INDICATOR,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_STATUS
/// A,KZ,TXG_FOB_USD,US,2021,1.25,6,A
/// Q,KZ,TMG_CIF_USD,W00,2021-Q3,,6,Q
/// ";
/// let mut intake = Intake::new(Observations::new(), Observations::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<ObservationRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let [_, Record::TradeFigure(exports), Record::TradeFigure(imports)] = taken.records.as_slice() else { panic!("{}", taken.report) };
/// assert_eq!(exports.estimate.map(|it| it.to_string()).as_deref(), Some("USD 1.25e6"));
/// assert_eq!((imports.estimate, imports.status), (None, Some(ObservationStatus::Suppressed)));
/// assert_eq!(imports.period.to_string(), "2021-35");
/// ```
#[derive(Debug)]
pub struct Observations(());

type Indicator = (Flow, Option<Valuation>);

const INDICATORS: &[(&str, Indicator)] = &[
    ("TXG_FOB_USD", (Flow::Export, Some(Valuation::Fob))),
    ("TMG_CIF_USD", (Flow::Import, Some(Valuation::Cif))),
    ("TMG_FOB_USD", (Flow::Import, Some(Valuation::Fob))),
    ("XG_FOB_USD", (Flow::Export, Some(Valuation::Fob))),
    ("MG_CIF_USD", (Flow::Import, Some(Valuation::Cif))),
    ("MG_FOB_USD", (Flow::Import, Some(Valuation::Fob))),
];

/// Codes of the world in the lists in use.
const WORLD: [&str; 4] = ["W00", "W0", "WLD", "1W"];

/// The largest power of ten of the code list of unit multipliers.
const MOST: i8 = 15;

impl Observations {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self(())
    }

    /// Returns a source record; the caller names the data flow and the day of the download.
    #[must_use]
    pub fn source() -> Source {
        Source::new("sdmx", "Direction of Trade Statistics")
            .publisher("International Monetary Fund")
            .kind(SourceKind::Dataset)
            .address("https://data.imf.org")
    }

    fn put(row: ObservationRow, _: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        desk.must("INDICATOR", &row.indicator)?;
        let indicator = desk.coded("INDICATOR", &row.indicator, INDICATORS);
        let status = status(desk, &row.obs_status);
        let value = desk.number("OBS_VALUE", &row.obs_value);
        let power = power(desk, &row.unit_mult);
        let unit = unit(desk, &row.unit_measure);
        let period = period(desk, &row);
        let reporter = desk.actor_iso("REF_AREA", &row.ref_area);
        let partner = partner(desk, &row.counterpart_area);
        let (indicator, status, value) = (indicator?.ok_or(Refused)?, status?, value?);
        let (power, unit, period, reporter, partner) =
            (power?, unit?, period?, reporter?, partner?);
        if partner == Area::Actor(reporter.clone()) {
            let message = "trade of a country with itself is no export or import".to_string();
            return Err(desk.refuse(code::NOT_CARRIED, "COUNTERPART_AREA", message));
        }
        let is_without = status.is_some_and(ObservationStatus::is_without_value);
        let value = match (value, is_without) {
            (Some(value), false) => Some(value),
            (None, true) => None,
            (Some(_), true) => {
                let message = format!("status `{}` goes with no value", shortened(&row.obs_status));
                return Err(desk.refuse(code::CONTRADICTION, "OBS_STATUS", message));
            }
            (None, false) => {
                let message = "there is no value, and no status says why".to_string();
                return Err(desk.refuse(code::EMPTY, "OBS_VALUE", message));
            }
        };
        let (flow, valuation) = indicator;
        let id = format!(
            "sdmx-{}-{}-{}-{}",
            row.ref_area, row.counterpart_area, row.indicator, row.time_period
        );
        let mut figure =
            TradeFigure::new(id, reporter.clone(), partner, flow, period, Measure::Value)
                .product(Product::Goods)
                .basis(TradeBasis::Customs)
                .reported_by(reporter)
                .source(desk.cite());
        figure.valuation = valuation;
        figure.status = status;
        if let Some(value) = value {
            if value.is_negative() {
                let message = format!("`{value}` is below zero, and a flow is gross");
                return Err(desk.refuse(code::NUMBER, "OBS_VALUE", message));
            }
            let value = value
                .checked_mul(Decimal::new(1, power))
                .map_err(|error| desk.refuse(code::NUMBER, "OBS_VALUE", error.to_string()))?;
            figure.estimate = Some(Estimate::exactly(Amount::new(value, unit)));
        }
        figure.note = Kept::default()
            .column("DATAFLOW", &row.dataflow)
            .column("DECIMALS", &row.decimals)
            .column("CONF_STATUS", &row.conf_status)
            .others(&row.others)
            .note();
        desk.put("TIME_PERIOD", figure)
    }
}

fn status(desk: &mut Desk, text: &str) -> Result<Option<ObservationStatus>, Refused> {
    let Some(text) = stated(text) else { return Ok(None) };
    match ObservationStatus::parse(text) {
        Ok(status) => Ok(Some(status)),
        Err(error) => Err(desk.refuse(code::CODE, "OBS_STATUS", error.to_string())),
    }
}

fn power(desk: &mut Desk, text: &str) -> Result<i8, Refused> {
    let Some(text) = stated(text) else { return Ok(0) };
    match text.parse::<i8>() {
        Ok(power) if (-MOST..=MOST).contains(&power) => Ok(power),
        _ => {
            let message = format!("`{}` is no unit multiplier from -15 to 15", shortened(text));
            Err(desk.refuse(code::CODE, "UNIT_MULT", message))
        }
    }
}

/// The unit; the indicators that are known are all in US dollars.
fn unit(desk: &mut Desk, text: &str) -> Result<Unit, Refused> {
    let Some(text) = stated(text) else { return Ok(Unit::USD) };
    match Currency::parse(text) {
        Ok(currency) => Ok(Unit::Currency(currency)),
        Err(error) => Err(desk.refuse(code::CODE, "UNIT_MEASURE", error.to_string())),
    }
}

/// The period: SDMX writes the third quarter `2021-Q3`, the dates of this crate `2021-35`.
fn period(desk: &mut Desk, row: &ObservationRow) -> Result<ReportingPeriod, Refused> {
    let text = desk.must("TIME_PERIOD", &row.time_period)?;
    let (year, part) = text.split_once('-').unwrap_or((text, ""));
    let (frequency, plain) = match part.strip_prefix('Q').map(str::parse::<u8>) {
        Some(Ok(quarter @ 1..=4)) => ("Q", Some(format!("{year}-{}", 32 + quarter))),
        Some(_) => ("Q", None),
        None if part.is_empty() => ("A", Some(year.to_string())),
        None => ("M", (part.len() == 2).then(|| text.to_string())),
    };
    let is_of = stated(&row.freq).is_none_or(|freq| freq == frequency);
    let is_year = year.len() == 4 && year != "0000";
    let read =
        plain.filter(|_| is_of && is_year).and_then(|text| ReportingPeriod::parse(&text).ok());
    read.filter(|period| !period.is_fiscal()).ok_or_else(|| {
        let message = format!(
            "`{}` is no period of frequency `{}`",
            shortened(text),
            shortened(stated(&row.freq).unwrap_or(frequency))
        );
        desk.refuse(code::DATE, "TIME_PERIOD", message)
    })
}

fn partner(desk: &mut Desk, text: &str) -> Result<Area, Refused> {
    if WORLD.contains(&text.trim()) {
        return Ok(Area::World);
    }
    desk.actor_iso("COUNTERPART_AREA", text).map(Area::Actor)
}

const FORMAT: &str = "the table of observations";

/// The fields of a figure that the table carries.
const CARRIED: [&str; 15] = [
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
    "status",
    "note",
    "sources",
];

/// Returns trade figures as observations, with a report of what the table cannot carry.
///
/// An indicator needs exports or imports of goods in US dollars with a valuation, the period one year, quarter
/// or month, and the value exact. `UNIT_MULT` is 0. What an intake kept in the note comes out in its
/// column. Citations are not carried.
///
/// ```
/// use bilateral::exchange::to_observations;
/// use bilateral::{CountryCode, Estimate, Flow, Measure, ReportingPeriod, TradeFigure, Valuation};
///
/// let figure = TradeFigure::new("f", CountryCode::KAZ, CountryCode::USA, Flow::Export, "2021-35".parse::<ReportingPeriod>()?, Measure::Value)
///     .estimate("USD 1250000".parse::<Estimate>()?)
///     .valuation(Valuation::Fob);
/// let rounded = figure.clone().estimate("rounded USD 1.3e6".parse::<Estimate>()?);
/// let given = to_observations(&[figure.into(), rounded.into()]);
/// assert_eq!((given.rows.len(), given.rows[0].time_period.as_str()), (1, "2021-Q3"));
/// assert!(given.report.to_string().contains("estimate: the table of observations has only exact values"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn to_observations<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<ObservationRow> {
    let mut given = Given::new();
    for record in records {
        match record {
            Record::TradeFigure(figure) => {
                given.rows.extend(row_of(&mut given.report, record, figure))
            }
            Record::Source(_) => {}
            _ => no_row(&mut given.report, record, FORMAT),
        }
    }
    given
}

fn row_of(report: &mut Report, record: &Record, figure: &TradeFigure) -> Option<ObservationRow> {
    let mut lacks = |field: &str, what: &str| {
        not_written(report, record, field, format!("{FORMAT} has only {what}"));
    };
    let indicator = INDICATORS.iter().find(|(_, it)| *it == (figure.flow, figure.valuation));
    let Some((indicator, _)) = indicator else {
        lacks("flow", "exports FOB, and imports CIF or FOB");
        return None;
    };
    let (Some(reporter), Some(partner)) = (iso(&figure.reporter), area(&figure.partner)) else {
        lacks("partner", "countries with an ISO code, and the world");
        return None;
    };
    if figure.measure != Measure::Value || figure.product.is_some_and(|it| it != Product::Goods) {
        lacks("measure", "values of goods");
        return None;
    }
    let value = figure.estimate.map(|estimate| estimate.exact());
    let value = match value {
        Some(Some(exact)) if exact.unit() == Unit::USD => exact.value().to_string(),
        Some(_) => {
            lacks("estimate", "exact values in US dollars");
            return None;
        }
        None => String::new(),
    };
    let Some((freq, period)) = written(figure.period) else {
        lacks("period", "years, quarters and months");
        return None;
    };
    if figure.reported_by.as_ref().is_some_and(|it| *it != figure.reporter) {
        lacks("reported_by", "figures of the reporter's own");
    }
    let note = figure.note.as_deref();
    let is_kept = is_kept(note);
    let carried = CARRIED.iter().copied().filter(|field| *field != "note" || is_kept);
    not_carried(report, record, FORMAT, &carried.collect::<Vec<_>>());
    let kept = |name: &str| column(note, name).unwrap_or_default();
    Some(ObservationRow {
        dataflow: kept("DATAFLOW"),
        freq: freq.into(),
        ref_area: reporter,
        indicator: (*indicator).into(),
        counterpart_area: partner,
        time_period: period,
        obs_value: value,
        unit_mult: "0".into(),
        decimals: kept("DECIMALS"),
        unit_measure: "USD".into(),
        obs_status: figure.status.map(|status| status.to_string()).unwrap_or_default(),
        conf_status: kept("CONF_STATUS"),
        others: if is_kept { others(note, ObservationRow::COLUMNS) } else { Others::new() },
    })
}

fn iso(actor: &Actor) -> Option<String> {
    actor.country()?.alpha_2().map(String::from)
}

fn area(area: &Area) -> Option<String> {
    match area {
        Area::World => Some("W00".into()),
        Area::Actor(actor) => iso(actor),
        Area::Special(_) => None,
    }
}

/// The frequency and the period as SDMX writes it.
fn written(period: ReportingPeriod) -> Option<(&'static str, String)> {
    let text = period.to_string();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.split_once('-') {
        None if is_plain => Some(("A", text)),
        Some((year, part)) if is_plain => match part.parse::<u8>().ok()? {
            1..=12 => Some(("M", text)),
            quarter @ 33..=36 => Some(("Q", format!("{year}-Q{}", quarter - 32))),
            _ => None,
        },
        _ => None,
    }
}

takes!(Observations, ObservationRow, Observations::put);

impl sealed::Sealed for Observations {}

impl Table for Observations {
    fn finish(self, _: &mut Desk) {}
}
