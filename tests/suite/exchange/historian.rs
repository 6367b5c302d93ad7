//! The data sets of the Office of the Historian.

use std::collections::BTreeMap;

use bilateral::exchange::{
    ChiefOfMissionRow, Intake, Officers, PrincipalOfficerRow, Relations, Taken, TimelineRow,
    TravelRow, Travels, VisitRow, VisitsReceived, to_travels, to_visits,
};
use bilateral::{CountryCode, day};

use super::damage::check;
use super::kept::{nothing_is_lost, texts};
use super::{archive, of_kind, problems, sample, says, take, take_shared};
use crate::shared_tables::typed_rows;

fn travels(text: &str) -> Taken {
    let mut intake = Intake::new(Travels::new(), Travels::source());
    take::<TravelRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_travels_are_told() {
    check(
        &sample("historian_travels.csv"),
        &[],
        travels,
        &[
            ("Kazakhstan,Alma", "Kazakstahn,Alma", &["1: unknown-country: country"]),
            ("1991-12-17", "1991-13-17", &["1: bad-date: start_date"]),
            ("1991-12-18", "1991-12-01", &["1: contradiction: end_date"]),
            ("101,secretary", "101,vice-president", &["1: unknown-code: role"]),
            ("101,secretary", ",secretary", &["1: empty-cell: id"]),
            ("102,president", "101,president", &["2: repeated-row: id"]),
            ("baker-james-addison", "", &["1: empty-cell: who"]),
            ("U.S.S.R.", "Korea", &["2: unknown-country: country"]),
            ("U.S.S.R.", "", &["2: empty-cell: country"]),
            (",locale,", ",places,", &["-: unknown-column: places"]),
            (
                "start_date,end_date",
                "begin,end_date",
                &[
                    "-: unknown-column: begin",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                    "4: unreadable-row: ",
                    "5: unreadable-row: ",
                    "6: unreadable-row: ",
                ],
            ),
            ("Samarkand,Accompanied", "Samarkand,with,Accompanied", &["4: unreadable-row: "]),
        ],
    );
}

#[test]
fn the_labels_and_words_of_travels_are_kept() {
    let taken = travels(&sample("historian_travels.csv"));
    let visits = of_kind!(taken, Visit);
    assert_eq!(visits[1].host, CountryCode::SUN.into());
    assert_eq!(visits[1].places.len(), 3);
    assert_eq!(visits[4].host, CountryCode::DEU.into());
    let record = taken.records.iter().find(|record| record.id() == "travel-105").expect("the row");
    assert!(says(record, "Germany, Federal Republic of"));
}

/// Every row of the list is a visit but for two labels, and its check values come out.
#[test]
fn the_travels_of_the_list_load() {
    let mut intake = Intake::new(Travels::new(), Travels::source());
    let Some(()) = take_shared::<TravelRow, _>(&mut intake, "us_travels_abroad") else { return };
    let taken = intake.finish();
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for unresolved in &taken.unresolved {
        assert!(unresolved.text != "Vietnam" || unresolved.candidates.len() == 2);
        *open.entry(&unresolved.text).or_default() += 1;
    }
    assert_eq!(open, BTreeMap::from([("Vietnam", 12), ("West Bank", 7)]));
    assert_eq!((taken.rows, taken.refused), (4_271, 19));

    // The caller knows: rows before 1976-07-02 are about the South.
    let rows = typed_rows::<TravelRow>("us_travels_abroad").expect("the file");
    let mut intake = Intake::new(Travels::new(), Travels::source())
        .named("West Bank", CountryCode::PSE)
        .named("South Vietnam, as the caller says", CountryCode::XVS);
    for row in &rows {
        let mut row = row.clone();
        if row.country == "Vietnam" && row.start_date.as_str() < "1976-07-02" {
            row.country = "South Vietnam, as the caller says".into();
        }
        intake.put(row);
    }
    let taken = intake.finish();
    assert_eq!(problems(&taken), Vec::<String>::new(), "{}", taken.report);
    let visits = of_kind!(taken, Visit);
    assert_eq!(visits.len(), 4_271);
    let office = |name: &str| {
        visits.iter().filter(|it| it.travellers[0].office.as_deref() == Some(name)).count()
    };
    let president = "President of the United States";
    assert_eq!((office(president), office("Secretary of State")), (832, 3_439));
    // Of the secretaries' rows 33 have no place, as the check says; so do 21 of the presidents'.
    let placeless = |name: &str| {
        let of_office = |it: &&&bilateral::Visit| it.travellers[0].office.as_deref() == Some(name);
        visits.iter().filter(of_office).filter(|visit| visit.places.is_empty()).count()
    };
    assert_eq!((placeless("Secretary of State"), placeless(president)), (33, 21));

    // What came in goes out as the same rows, and nothing is left behind.
    let given = to_travels(&taken.records);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    assert_eq!(given.rows.len(), rows.len());
    for (found, row) in given.rows.iter().zip(&rows) {
        let mut row = row.clone();
        if found.country == "South Vietnam, as the caller says" {
            row.country.clone_from(&found.country);
        }
        assert_eq!(*found, row);
    }

    let archive = archive(&taken);
    let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    let kazakh: Vec<_> = pair.visits().iter().collect();
    assert_eq!(kazakh.len(), 10);
    let of = |person: &str| {
        visits.iter().filter(|it| it.travellers[0].person.as_deref() == Some(person)).count()
    };
    assert_eq!((of("bush-george-w"), of("kerry-john-forbes")), (140, 348));
    let to = |code: CountryCode| {
        let president = Some("President of the United States");
        visits
            .iter()
            .filter(|it| it.host == code.into() && it.travellers[0].office.as_deref() == president)
            .count()
    };
    assert_eq!((to(CountryCode::GBR), to(CountryCode::FRA)), (69, 51));
    let year = |year: i32| {
        visits
            .iter()
            .filter(|it| it.start.and_then(|it| it.earliest()).is_some_and(|it| it.year() == year))
            .count()
    };
    assert_eq!(year(2013), 99);
    let nixon =
        visits.iter().find(|it| it.start == Some(day(1972, 2, 21).into())).expect("the visit");
    assert_eq!(
        (nixon.host.clone(), nixon.end),
        (CountryCode::CHN.into(), Some(day(1972, 2, 28).into()))
    );
}

fn visits(text: &str) -> Taken {
    let mut intake = Intake::new(VisitsReceived::new(), VisitsReceived::source());
    take::<VisitRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_visits_are_told() {
    check(
        &sample("historian_visits.csv"),
        &[],
        visits,
        &[
            ("kazakhstan,Kazakhstan,2018", "x,Kazakstahn,2018", &["1: unknown-country: from"]),
            ("2018-01-16", "16.1.2018", &["1: bad-date: start_date"]),
            ("2018-01-16", "2018-02-30", &["1: bad-date: start_date"]),
            ("2018-01-17", "2018-01-15", &["1: contradiction: end_date"]),
            ("201, President", ", President", &["1: empty-cell: id"]),
            ("202,", "201,", &["2: repeated-row: id"]),
            (" President Nursultan Nazarbayev", "  ", &["1: empty-cell: visitor"]),
            (
                "germany,\"Germany, Federal Republic of",
                "x,\"Germany, Confederation of",
                &["2: unknown-country: from"],
            ),
            ("description", "remarks", &["-: unknown-column: remarks"]),
            ("Ecuador,2020", "NA,2020", &["3: empty-cell: from"]),
            ("kazakhstan,Kazakhstan,2018", "korea-south,Korea,2018", &[]),
            ("kazakhstan,Kazakhstan,2018", "x,Korea,2018", &["1: unknown-country: from"]),
            ("Kazakhstan,2018", "Poland (government-in-exile),2018", &[]),
            (
                "kazakhstan,Kazakhstan,2018",
                "x,Poland (in exile),2018",
                &["1: unknown-country: from"],
            ),
        ],
    );
    let taken = visits(&sample("historian_visits.csv"));
    assert!(
        taken.records.iter().any(|record| says(record, "Lenin Moreno Garcés\\s")),
        "the blank is kept"
    );
    // What came in goes out as the same rows.
    let given = to_visits(&taken.records);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let sample = sample("historian_visits.csv");
    let mut table = csv::Reader::from_reader(sample.as_bytes());
    let rows: Vec<VisitRow> = table.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(given.rows, rows);
}

fn officers(text: &str) -> Taken {
    let mut intake = Intake::new(Officers::new(), Officers::source());
    take::<PrincipalOfficerRow, _>(&mut intake, text);
    intake.finish()
}

fn chiefs(text: &str) -> Taken {
    let mut intake = Intake::new(Officers::new(), Officers::source());
    take::<ChiefOfMissionRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_officers_are_told() {
    check(
        &sample("historian_officers.csv"),
        &[],
        officers,
        &[
            ("secr-1,", ",", &["1: empty-cell: id"]),
            ("jefferson-thomas", "", &["1: empty-cell: person_id"]),
            (",secretary,", ",,", &["1: empty-cell: position_id"]),
            ("1790-03-22", "1790-03-32", &["1: bad-date: started_date"]),
            ("1793-12-31", "1789-12-31", &["1: contradiction: ended_date"]),
            ("1789-09-26", "September", &["1: bad-date: appointed_date"]),
            ("1861-03-05", "1861/03/05", &["2: bad-date: ended_date"]),
            ("2025-01-21,,,", "2025-01-21,,1886-01-01,", &["3: contradiction: ended_date"]),
            ("ended_note", "left_note", &["-: unknown-column: left_note"]),
            ("1793-12-31,", "1793-12-31,,", &["1: unreadable-row: "]),
        ],
    );
    check(
        &sample("historian_chiefs.csv"),
        &[],
        chiefs,
        &[
            ("kz-1,", ",", &["1: empty-cell: id"]),
            (",kazakhstan,cour", ",kazakstahn,cour", &["1: unknown-country: territory_id"]),
            (",kazakhstan,cour", ",,cour", &["1: empty-cell: territory_id"]),
            ("courtney-william-harrison", "NULL", &["1: empty-cell: person_id"]),
            ("ambassador-e-p", "", &["1: empty-cell: role_title_id"]),
            ("1992-09-18", "1992-9-18", &["1: bad-date: started_date"]),
            ("1995-09-09", "1985-09-09", &["1: contradiction: ended_date"]),
            ("1992-02,", "199,", &["2: bad-date: arrived_date"]),
            ("ir-1,iran", "ir-1,korea", &["3: unknown-country: territory_id"]),
            (",note\n", ",remark\n", &["-: unknown-column: remark"]),
        ],
    );
    let taken = chiefs(&sample("historian_chiefs.csv"));
    for words in ["Left post at an unknown date", "A made-up term.", "persia", "Left Tehran on"] {
        assert!(taken.records.iter().any(|record| says(record, words)), "{words}");
    }
}

/// Every row of both lists is an office, but for one that runs backwards and those whose post is no one
/// country to this crate.
#[test]
fn the_officers_and_chiefs_of_the_lists_load() {
    let mut intake = Intake::new(Officers::new(), Officers::source());
    let name = "us_principal_officers";
    let Some(()) = take_shared::<PrincipalOfficerRow, _>(&mut intake, name) else { return };
    take_shared::<ChiefOfMissionRow, _>(&mut intake, "us_chiefs_of_mission").expect("both files");
    let taken = intake.finish();
    assert_eq!(taken.rows, 1_294 + 5_350);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in taken.report.iter() {
        *counts.entry(problem.code()).or_default() += 1;
    }
    assert_eq!(
        counts,
        BTreeMap::from([
            ("exchange/contradiction", 4),
            ("exchange/repeated-row", 2),
            ("exchange/unknown-country", 26),
        ])
    );
    let mut posts: BTreeMap<&str, usize> = BTreeMap::new();
    for unresolved in &taken.unresolved {
        *posts.entry(&unresolved.text).or_default() += 1;
    }
    let expected = [
        ("colombia", 4),
        ("hawaii", 14),
        ("texas", 6),
        // Accredited to the State of Vietnam.
        ("vietnam south", 2),
    ];
    assert_eq!(posts, BTreeMap::from(expected));
    let offices: usize = of_kind!(taken, Person).iter().map(|it| it.offices.len()).sum();
    assert_eq!(offices, taken.rows - taken.refused - 4 - 2, "four in words, two said twice");
    let said = texts(&taken);
    for name in [name, "us_chiefs_of_mission"] {
        nothing_is_lost(&taken, &said, name, |_| false);
    }
    archive(&taken);

    // A caller who knows the keys loses nothing but what no list has.
    let mut intake = Intake::new(Officers::new(), Officers::source())
        .named("vietnam-south", CountryCode::XVS)
        .named("colombia", CountryCode::COL);
    take_shared::<ChiefOfMissionRow, _>(&mut intake, "us_chiefs_of_mission").expect("the file");
    assert_eq!(intake.finish().refused, 14 + 6);
}

fn timeline(text: &str) -> Taken {
    let mut intake = Intake::new(Relations::new(), Relations::source());
    take::<TimelineRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_timelines_are_told() {
    check(
        &sample("historian_timeline.csv"),
        &["7: kept-in-words: heading"],
        timeline,
        &[
            ("kazakhstan,Kazakhstan", "kazakhstan,Kazakstahn", &["1: unknown-country: country"]),
            ("1991-12-25,1991,A", "1991-12-32,1991,A", &["1: bad-date: when"]),
            (
                "\"Establishment of the American Embassy in Alma-Ata, 1992.\"",
                "",
                &["3: empty-cell: heading"],
            ),
            ("\"U.S. Recognition of Kazakhstan, 1991.\"", "", &["1: kept-in-words: heading"]),
            (
                "U.S. Recognition of Kazakhstan",
                "U.S. Recognition of Texas",
                &["1: kept-in-words: heading"],
            ),
            ("1992-02-03,1992", "1993-02-03,1992", &["3: kept-in-words: heading"]),
            ("1992-02-03,1992", ",1992", &["3: kept-in-words: heading"]),
            ("1903,1903", "1903|1904,1903", &["4: kept-in-words: heading"]),
            ("Severed, 1941", "Established, 1941", &["5: kept-in-words: heading"]),
            (
                ",when,",
                ",date,",
                &[
                    "-: unknown-column: date",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                    "4: unreadable-row: ",
                    "5: unreadable-row: ",
                    "6: unreadable-row: ",
                    "7: unreadable-row: ",
                ],
            ),
            (
                "kazakhstan,Kazakhstan,recognition,\"U.S. Recognition of Kazakhstan, 1991.\",1991-12-25,1991,A made-up paragraph of this sample.\n",
                "kazakhstan,Kazakhstan,recognition,\"U.S. Recognition of Kazakhstan, 1991.\",1991-12-25,1991,A\nkazakhstan,Kazakhstan,recognition,\"U.S. Recognition of Kazakhstan, 1991.\",1991-12-25,1991,A\n",
                // The row in words is one further down.
                &["2: repeated-row: heading", "8: kept-in-words: heading"],
            ),
        ],
    );
}

/// Every row of the timeline is a step of a history, an event in its words, a row taken before, or names
/// a country that is not in the table.
#[test]
fn the_timeline_of_the_guide_loads() {
    let mut intake = Intake::new(Relations::new(), Relations::source());
    let name = "us_recognition_relations_timeline";
    let Some(()) = take_shared::<TimelineRow, _>(&mut intake, name) else { return };
    let taken = intake.finish();
    assert_eq!(taken.rows, 1_483);
    let count = |code: &str| taken.report.with_code(code).count();
    let (relations, events) = (of_kind!(taken, Relation), of_kind!(taken, Event));
    println!(
        "timeline: {} relations, {} events, {} refused, {} repeated, {} in words",
        relations.len(),
        events.len(),
        taken.refused,
        count("exchange/repeated-row"),
        count("exchange/kept-in-words"),
    );
    // Of 266 rows that stand in the file again, three say nothing at all.
    assert_eq!(count("exchange/repeated-row"), 263);
    assert_eq!(count("exchange/kept-in-words"), events.len());
    assert_eq!((count("exchange/unknown-country"), count("exchange/empty-cell")), (136, 6));
    assert_eq!(taken.refused, 136 + 6);
    archive(&taken);

    // No paragraph is lost.
    let rows = typed_rows::<TimelineRow>(name).expect("the file");
    let repeated = taken.report.with_code("exchange/repeated-row");
    let told: std::collections::BTreeSet<usize> =
        taken.report.errors().chain(repeated).filter_map(|problem| problem.line()).collect();
    let mut texts: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    let mut gather = |note: &Option<String>| {
        texts.extend(note.iter().flat_map(|note| note.lines().map(str::to_owned)));
    };
    relations.iter().flat_map(|it| &it.acts).for_each(|act| gather(&act.note));
    events.iter().for_each(|event| gather(&event.note));
    for (number, row) in rows.iter().enumerate() {
        let text = row.text.replace('\\', "\\\\").replace('\n', "\\n");
        let is_there = text.is_empty() || texts.contains(&format!("text: {text}"));
        assert!(is_there || told.contains(&(number + 1)), "row {}", number + 1);
    }
}
