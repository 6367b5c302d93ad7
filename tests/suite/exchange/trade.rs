//! Tables of trade.

use bilateral::exchange::{
    Baci, BaciRow, Comtrade, ComtradeRow, DyadicTrade, DyadicTradeRow, GravityPanel, GravityRow,
    Intake, ObservationRow, Observations, Taken, TypedRow, to_baci, to_comtrade, to_observations,
};
use bilateral::{Area, CountryCode, Decimal, Flow, ObservationStatus, Valuation};

use super::damage::check;
use super::{archive, of_kind, problems, sample, says, take, take_shared};
use crate::shared_tables::typed_rows;

const USA: CountryCode = CountryCode::USA;
const KAZ: CountryCode = CountryCode::KAZ;

fn comtrade(text: &str) -> Taken {
    let mut intake = Intake::new(Comtrade::new(), Comtrade::source());
    take::<ComtradeRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_comtrade_is_told() {
    check(
        &sample("comtrade.csv"),
        &[],
        comtrade,
        &[
            ("C,A,2021", "X,A,2021", &["1: unknown-code: typeCode"]),
            ("C,A,2021", "C,W,2021", &["1: unknown-code: freqCode"]),
            ("52,2021,842", "12,2021,842", &["1: contradiction: refYear"]),
            ("2021,52,2021,842", "2020,52,2021,842", &["1: contradiction: refYear"]),
            ("52,2021,842", "52,202113,842", &["1: bad-date: period"]),
            (",842,USA,USA,X", ",97,EUR,European Union,X", &["1: unknown-country: reporterCode"]),
            (",842,USA,USA,X", ",1234,USA,USA,X", &["1: unknown-country: reporterCode"]),
            ("X,Export", "MIP,Import for inward processing", &["1: not-carried: flowCode"]),
            ("X,Export", "Export,Export", &["1: unknown-code: flowCode"]),
            ("Kazakhstan,0,H5", "Kazakhstan,276,H5", &["1: not-carried: partner2Code"]),
            ("900500.25,900500.25,", "900500.25,\"900,500\",", &["1: bad-number: primaryValue"]),
            ("900500.25,900500.25,", "900500.25,,", &["1: empty-cell: primaryValue"]),
            ("H5,TOTAL", "H5,", &["1: empty-cell: cmdCode"]),
            (
                "C,A,20210101,2021,52,2021,398",
                "C,A,20210101,2021,52,2021,842,X\nC,A,20210101,2021,52,2021,398",
                &["2: unreadable-row: "],
            ),
            (",netWgt,", ",weight,", &["-: unknown-column: weight"]),
        ],
    );
}

#[test]
fn special_partners_stay_special_and_both_values_are_kept() {
    let taken = comtrade(&sample("comtrade.csv"));
    let figures = of_kind!(taken, TradeFigure);
    let partners: Vec<String> = figures.iter().map(|it| it.partner.to_string()).collect();
    assert_eq!(
        partners,
        ["KAZ", "USA", "CAN", "area:Areas, not elsewhere specified", "world", "KAZ"]
    );
    assert_eq!(figures[1].valuation, Some(Valuation::Cif));
    assert_eq!(figures[5].period.to_string(), "2021-07");
    assert!(says(&figures[5].clone().into(), "netWgt: 1500.5"));
    let archive = archive(&taken);
    let exports = archive.trade(USA).in_year(2021).exports();
    assert_eq!(exports.ranking().expect("uniform").len(), 2, "special areas have no rank");
    let mirror = exports.mirror(KAZ).expect("uniform");
    assert!(mirror.gap().is_some());

    // The same rows as the data service gives them, with typed values.
    let text = sample("comtrade.csv");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let heading = table.headers().expect("a heading").clone();
    let mut intake = Intake::new(Comtrade::new(), Comtrade::source());
    for row in table.records() {
        let row = row.expect("a row");
        let typed = heading.iter().zip(row.iter()).map(|(column, text)| {
            let number = text.parse::<u64>().ok().filter(|number| number.to_string() == text);
            let value = match (number, text) {
                (Some(number), _) => serde_json::Value::from(number),
                (None, "") => serde_json::Value::Null,
                (None, "true" | "false") => serde_json::Value::from(text == "true"),
                (None, text) => serde_json::Value::from(text),
            };
            (column.to_owned(), value)
        });
        let json = serde_json::Value::Object(typed.collect()).to_string();
        intake.take(serde_json::from_str::<TypedRow<ComtradeRow>>(&json));
    }
    assert_eq!(intake.finish().records, taken.records);
}

/// What came in goes out and in again as the same records.
#[test]
fn figures_come_out_as_they_came_in() {
    let taken = comtrade(&sample("comtrade.csv"));
    let given = to_comtrade(&taken.records);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let mut intake = Intake::new(Comtrade::new(), Comtrade::source());
    given.rows.into_iter().for_each(|row| intake.put(row));
    let again = intake.finish();
    assert_eq!(again.records, taken.records, "{}", again.report);
    // BACI has neither all commodities, nor months, nor imports.
    let given = to_baci(&taken.records);
    assert_eq!((given.rows.len(), given.report.len() >= 6), (4, true), "{}", given.report);

    let taken = baci(&sample("baci.csv"));
    let given = to_baci(&taken.records);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let mut intake = Intake::new(Baci::new("HS2017"), Baci::source());
    given.rows.into_iter().for_each(|row| intake.put(row));
    assert_eq!(intake.finish().records, taken.records);
}

/// A download writes the first letters large, and programs put a mark before the first column and a comma
/// behind the last.
#[test]
fn downloads_load_as_the_data_service_gives_them() {
    let sample = sample("comtrade.csv");
    let (heading, rows) = sample.split_once('\n').expect("a heading");
    let large = |column: &str| {
        let (first, rest) = column.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    };
    let heading = heading.split(',').map(large).collect::<Vec<_>>().join(",");
    let rows = rows.lines().map(|row| format!("{row},\n")).collect::<String>();
    let taken = comtrade(&format!("\u{feff}{heading},\n{rows}"));
    assert_eq!(taken.report.len(), 0, "{}", taken.report);
    assert_eq!(taken.records, comtrade(&sample).records);
}

fn baci(text: &str) -> Taken {
    let mut intake = Intake::new(Baci::new("HS2017"), Baci::source());
    take::<BaciRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_baci_is_told() {
    check(
        &sample("baci.csv"),
        &[],
        baci,
        &[
            ("2021,398", "2O21,398", &["1: bad-date: t"]),
            ("2021,398", ",398", &["1: empty-cell: t"]),
            ("2021,398", "0,398", &["1: bad-date: t"]),
            ("398,842", "0,842", &["1: unknown-country: i"]),
            ("398,842", "398,4711", &["1: unknown-country: j"]),
            ("270900", " ", &["1: empty-cell: k"]),
            ("1234.567", "1234,567", &["1: unreadable-row: "]),
            ("1234.567", "NA", &["1: empty-cell: v"]),
            ("1234.567", "1.2.3", &["1: bad-number: v"]),
            ("5000.5", "many", &["1: bad-number: q"]),
            (
                "t,i,j",
                "year,i,j",
                &[
                    "-: unknown-column: year",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                ],
            ),
        ],
    );
    let taken = baci(&sample("baci.csv"));
    let figures = of_kind!(taken, TradeFigure);
    assert_eq!(figures[2].reporter, CountryCode::CHE.into(), "757 is no ISO number");
    assert_eq!(figures[2].partner, Area::from(CountryCode::FRA));
    assert_eq!(figures[0].estimate.map(|it| it.to_string()).as_deref(), Some("USD 1234567"));
}

fn gravity(text: &str) -> Taken {
    let mut intake = Intake::new(GravityPanel::new(), GravityPanel::source());
    take::<GravityRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_panels_are_told() {
    check(
        &sample("gravity.csv"),
        &[],
        gravity,
        &[
            ("USA,CAN", "USB,CAN", &["1: unknown-country: exporter"]),
            ("USA,CAN", "USA,CS", &["1: unknown-country: importer"]),
            ("USA,CAN", ",CAN", &["1: empty-cell: exporter"]),
            ("1986,42000.5", "86x,42000.5", &["1: bad-date: year"]),
            ("1986,42000.5", "-9,42000.5", &["1: bad-date: year"]),
            ("42000.5", "NA", &["1: empty-cell: trade"]),
            ("42000.5", "inf", &["1: bad-number: trade"]),
            ("2.5e-05", "2.5e-999", &["2: bad-number: trade"]),
            ("CAN,USA,1", "USA,CAN,1", &["2: repeated-row: year"]),
            (
                ",trade,",
                ",flow,",
                &[
                    "-: unknown-column: flow",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                ],
            ),
        ],
    );
}

/// Every value of the panel comes out, and so do its variables.
#[test]
fn the_panel_loads() {
    let mut intake = Intake::new(GravityPanel::new(), GravityPanel::source());
    let name = "agtpa_trade_1986_2006";
    let Some(()) = take_shared::<GravityRow, _>(&mut intake, name) else { return };
    let taken = intake.finish();
    assert_eq!(problems(&taken), Vec::<String>::new());
    assert_eq!((taken.rows, taken.refused), (99_981, 0));
    let figures = of_kind!(taken, TradeFigure);
    assert_eq!(figures.len(), 99_981);
    let domestic = figures.iter().filter(|it| it.flow == Flow::Domestic).count();
    let zero =
        figures.iter().filter(|it| it.estimate.is_some_and(|it| it.stated().value().is_zero()));
    assert_eq!((domestic, zero.count()), (1_449, 8_475));
    let rows = typed_rows::<GravityRow>(name).expect("the file");
    for (row, figure) in rows.iter().zip(&figures) {
        let value = figure.estimate.expect("a value").stated().value();
        let millions = value.checked_mul(Decimal::new(1, -6)).expect("it fits");
        let read: f64 = row.trade.parse().expect("a number");
        assert_eq!(millions.to_f64().to_bits(), read.to_bits(), "{}", row.trade);
        let note = figure.note.as_deref().expect("the variables");
        assert!(note.contains(&format!("dist: {}", row.dist)));
    }
    let value = |from: CountryCode, to: CountryCode, year: &str| {
        let id = format!("gravity-{from}-{to}-{year}");
        let figure = figures.iter().find(|it| it.id == id).expect("the figure");
        figure.estimate.expect("a value").to_string()
    };
    assert_eq!(value(USA, CountryCode::CAN, "1986"), "USD 42348986769.77539");
    assert_eq!(value(USA, CountryCode::CAN, "1989"), "USD 59333347175.29297");
    assert_eq!(value(CountryCode::CHN, USA, "2006"), "USD 241536931567.26073");
}

fn dyadic(text: &str) -> Taken {
    let mut intake = Intake::new(DyadicTrade::new(), DyadicTrade::source());
    take::<DyadicTradeRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_dyads_are_told() {
    check(
        &sample("cow_trade.csv"),
        &[],
        dyadic,
        &[
            ("2,20,1920", "3,20,1920", &["1: unknown-country: ccode1"]),
            ("2,20,1920", "2,705,1920", &["1: unknown-country: ccode2"]),
            ("2,20,1920", ",20,1920", &["1: empty-cell: ccode1"]),
            ("2,20,1920", "2,20,-9", &["1: bad-date: year"]),
            ("2,20,1920", "2,20,19200", &["1: bad-date: year"]),
            ("611.25,-9", ",-9", &["1: empty-cell: flow1"]),
            ("611.25,-9", "611.25,", &["1: empty-cell: flow2"]),
            ("611.25,-9", "611..25,-9", &["1: bad-number: flow1"]),
            ("124.5,81", "124.5,8l", &["2: bad-number: flow2"]),
            ("version\n", "edition\n", &["-: unknown-column: edition"]),
        ],
    );
    let taken = dyadic(&sample("cow_trade.csv"));
    let figures = of_kind!(taken, TradeFigure);
    assert_eq!((figures[1].status, figures[1].estimate), (Some(ObservationStatus::Missing), None));
    let says_so =
        figures.iter().any(|it| it.note.as_deref().is_some_and(|note| note.contains("-9")));
    assert!(!says_so, "a sentinel is never copied");
}

fn observations(text: &str) -> Taken {
    let mut intake = Intake::new(Observations::new(), Observations::source());
    take::<ObservationRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_observations_are_told() {
    check(
        &sample("sdmx_trade.csv"),
        &[],
        observations,
        &[
            ("A,KZ", "A,KX", &["1: unknown-country: REF_AREA"]),
            ("TXG_FOB_USD", "TXG", &["1: unknown-code: INDICATOR"]),
            ("US,2021", "U2,2021", &["1: unknown-country: COUNTERPART_AREA"]),
            ("US,2021", "US,2021-Q5", &["1: bad-date: TIME_PERIOD"]),
            ("US,2021", "US,2021-07", &["1: bad-date: TIME_PERIOD"]),
            ("2021-Q3", "2021-33", &["2: bad-date: TIME_PERIOD"]),
            ("1.25,6", "1.25,16", &["1: unknown-code: UNIT_MULT"]),
            ("1.25,6", ",6", &["1: empty-cell: OBS_VALUE"]),
            ("1.25,6", "~1.25,6", &["1: bad-number: OBS_VALUE"]),
            ("USD,A,F", "USD,X,F", &["1: unknown-code: OBS_STATUS"]),
            ("USD,A,F", "USD,Q,F", &["1: contradiction: OBS_STATUS"]),
            ("USD,A,F", "US$,A,F", &["1: unknown-code: UNIT_MEASURE"]),
        ],
    );
    let taken = observations(&sample("sdmx_trade.csv"));
    let figures = of_kind!(taken, TradeFigure);
    let stated: Vec<Option<String>> =
        figures.iter().map(|it| it.estimate.map(|estimate| estimate.to_string())).collect();
    // What comes in goes out, with the multiplier worked in.
    let given = to_observations(&taken.records);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let mut intake = Intake::new(Observations::new(), Observations::source());
    given.rows.into_iter().for_each(|row| intake.put(row));
    let again = intake.finish();
    assert_eq!(again.records, taken.records);

    // Zero, suppressed and missing are three things.
    assert_eq!(stated, [Some("USD 1.25e6".into()), None, Some("USD 0e6".into())]);
}
