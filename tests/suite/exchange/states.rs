//! Lists of states in time.

use bilateral::country::Scheme;
use bilateral::exchange::{
    CowStateRow, GwStateRow, Intake, StateSystem, Taken, to_cow_states, to_gw_states,
};
use bilateral::{CountryCode, Endpoint, StateList, day};

use super::damage::check;
use super::{archive, of_kind, problems, sample, says, take};

fn cow(text: &str) -> Taken {
    let table = StateSystem::new().last_day(day(2024, 12, 31));
    let mut intake = Intake::new(table, StateSystem::cow_source());
    take::<CowStateRow, _>(&mut intake, text);
    intake.finish()
}

fn gw(text: &str) -> Taken {
    let mut intake = Intake::new(StateSystem::new(), StateSystem::gw_source());
    take::<GwStateRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_lists_are_told() {
    check(
        &sample("cow_states.csv"),
        &[],
        cow,
        &[
            ("USA,2,", "USA,,", &["1: empty-cell: ccode"]),
            ("USA,2,", "USA,3,", &["1: unknown-country: ccode"]),
            ("America,1816,1,1", "America,1816,13,1", &["1: bad-date: styear"]),
            ("America,1816,1,1", "America,MDCCC,1,1", &["1: bad-date: styear"]),
            ("America,1816,1,1", "America,-9,1,1", &["1: empty-cell: styear"]),
            ("1918,11,3,1939,9,27", "1918,11,3,1909,9,27", &["2: contradiction: endyear"]),
            ("1918,11,3,1939,9,27", "1918,11,3,1939,9,31", &["2: bad-date: endyear"]),
            ("Poland,1945,6,28", "Poland,1918,11,3", &["3: repeated-row: styear"]),
            ("705,Kazakhstan,1991", "705,Kazakhstan,1981", &["4: unknown-country: ccode"]),
            (
                "ccode",
                "code",
                &[
                    "-: unknown-column: code",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                    "4: unreadable-row: ",
                ],
            ),
            (",version\n", ",edition\n", &["-: unknown-column: edition"]),
        ],
    );
    check(
        &sample("gw_states.csv"),
        &[],
        gw,
        &[
            ("2,USA", ",USA", &["1: empty-cell: gwcode"]),
            ("2,USA", "3,USA", &["1: unknown-country: gwcode"]),
            ("1816-01-01", "1816", &[]),
            ("1816-01-01", "1816-00-01", &["1: bad-date: start"]),
            ("1816-01-01", "", &["1: empty-cell: start"]),
            ("1990-10-02", "1940-10-02", &["2: contradiction: end"]),
            ("1990-10-02", "02/10/1990", &["2: bad-date: end"]),
            ("265,GDR", "705,GDR", &["2: unknown-country: gwcode"]),
            ("1991-12-16", "19911216", &["3: bad-date: start"]),
            (",microstate", ",small", &["-: unknown-column: small"]),
        ],
    );
}

#[test]
fn nothing_ended_what_the_end_of_a_list_cuts_off() {
    let taken = cow(&sample("cow_states.csv"));
    let countries = of_kind!(taken, Country);
    let poland = countries.iter().find(|it| it.code == CountryCode::POL).expect("the state");
    let ends: Vec<Option<String>> =
        poland.existence.iter().map(|it| it.end.map(|end| end.to_string())).collect();
    assert_eq!(ends, [Some("1939-09-27".to_string()), None]);
    assert!(says(&(*poland).clone().into(), "POL"));
    let taken = gw(&sample("gw_states.csv"));
    assert!(!taken.records.iter().any(|record| says(record, "9999")), "a sentinel is never copied");
}

/// The text of a list beside the project.
fn shared(name: &str) -> Option<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/");
    let text = std::fs::read_to_string(format!("{path}{name}.csv")).ok();
    if text.is_none() {
        println!("skipped: there is no {name}.csv");
    }
    text
}

/// How many states of what was taken exist on a day.
fn members(taken: &Taken, list: StateList, on: time::Date) -> usize {
    let holds = |country: &&&bilateral::Country| {
        country.existence.iter().any(|spell| {
            let start = spell.start.and_then(Endpoint::date).and_then(|it| it.latest());
            let end = spell.end.and_then(Endpoint::date).and_then(|it| it.latest());
            spell.list == Some(list)
                && start.is_none_or(|start| start <= on)
                && end.is_none_or(|end| on <= end)
        })
    };
    of_kind!(taken, Country).iter().filter(holds).count()
}

/// What came in goes out as the same rows, but for names that changed.
#[test]
fn states_come_out_as_they_came_in() {
    let taken = cow(&sample("cow_states.csv"));
    let given = to_cow_states(&taken.records, day(2024, 12, 31));
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let mut intake = Intake::new(StateSystem::new(), StateSystem::cow_source());
    given.rows.into_iter().for_each(|row| intake.put(row));
    assert_eq!(intake.finish().records, taken.records);
    let taken = gw(&sample("gw_states.csv"));
    let given = to_gw_states(&taken.records);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let mut intake = Intake::new(StateSystem::new(), StateSystem::gw_source());
    given.rows.into_iter().for_each(|row| intake.put(row));
    assert_eq!(intake.finish().records, taken.records);
}

/// Number, first day and last day of every row of a list.
fn days_of<R: serde::de::DeserializeOwned>(
    text: &str,
    of: impl Fn(R) -> String,
) -> std::collections::BTreeSet<String> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    table.deserialize::<R>().map(|row| of(row.expect("a row"))).collect()
}

fn cow_days(row: CowStateRow) -> String {
    let CowStateRow { ccode, styear, stmonth, stday, endyear, endmonth, endday, .. } = row;
    format!("{ccode} {styear}-{stmonth}-{stday} {endyear}-{endmonth}-{endday}")
}

fn gw_days(row: GwStateRow) -> String {
    format!("{} {} {}", row.gwcode, row.start, row.end)
}

#[test]
fn the_lists_load() {
    if let Some(text) = shared("cow_statelist2024") {
        let taken = cow(&text);
        assert_eq!((taken.rows, problems(&taken)), (244, Vec::new()), "{}", taken.report);
        let count =
            |year, month, on| members(&taken, StateList::CorrelatesOfWar, day(year, month, on));
        assert_eq!([count(1816, 1, 1), count(1900, 1, 1), count(1913, 12, 31)], [23, 42, 44]);
        assert_eq!([count(1950, 12, 31), count(1960, 12, 31), count(2000, 12, 31)], [75, 107, 191]);
        assert_eq!([count(1991, 12, 26), count(2016, 12, 31)], [177, 195]);
        let spells: usize = of_kind!(taken, Country).iter().map(|it| it.existence.len()).sum();
        assert_eq!(spells, 244);
        archive(&taken);
        let given = to_cow_states(&taken.records, day(2024, 12, 31));
        assert_eq!(given.report.len(), 0, "{}", given.report);
        let rows = given.rows.into_iter().map(cow_days).collect();
        assert_eq!(days_of(&text, cow_days), rows);
    }
    if let Some(text) = shared("gw_states") {
        let taken = gw(&text);
        assert_eq!((taken.rows, problems(&taken)), (239, Vec::new()), "{}", taken.report);
        let count =
            |year, month, on| members(&taken, StateList::GleditschWard, day(year, month, on));
        assert_eq!([count(1816, 1, 1), count(1900, 1, 1)], [48, 56]);
        assert_eq!([count(1950, 12, 31), count(2000, 12, 31)], [85, 191]);
        let kazakhstan = CountryCode::from_scheme(Scheme::GwNumber, "705", day(2000, 1, 1));
        assert_eq!(kazakhstan, Ok(CountryCode::KAZ));
        archive(&taken);
        let given = to_gw_states(&taken.records);
        assert_eq!(given.report.len(), 0, "{}", given.report);
        let rows = given.rows.into_iter().map(gw_days).collect();
        assert_eq!(days_of(&text, gw_days), rows);
    }
}
