//! The chiefs of the missions of the United States, 1778 to 2020.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use bilateral::exchange::{ChiefOfMissionRow, Intake, Officers};
use bilateral::{Actor, Archive, CountryCode, Organization, RoleClass, Truth, day};

use super::rows::{Row, date, rows};
use super::terms::{Term, Terms};
use crate::shared_tables::typed_rows;

const NAME: &str = "us_chiefs_of_mission";

/// The title of a chief of mission is that of a post: the same person is "ambassador" in Thailand and
/// later, or at once, in another country. A subject is a person and an office, so the post belongs
/// to the title as it does on the printed page.
fn title(row: &Row) -> String {
    format!("{} ({})", row.get("role_title_id"), row.get("territory_id"))
}

/// Two former states are in no list, and stand here as organizations; the caller knows two more keys.
fn archive() -> Archive {
    let mut intake = Intake::new(Officers::new(), Officers::source())
        .named("colombia", CountryCode::COL)
        .named("vietnam-south", CountryCode::XVS)
        .named("hawaii", Actor::organization("hawaii"))
        .named("texas", Actor::organization("texas"));
    let rows = typed_rows::<ChiefOfMissionRow>(NAME).expect("the file");
    rows.into_iter().for_each(|row| intake.put(row));
    let taken = intake.finish();
    assert_eq!((taken.rows, taken.refused), (5_350, 0), "{}", taken.report);
    let mut records = taken.records;
    for (id, name) in [("hawaii", "The Kingdom of Hawaii"), ("texas", "The Republic of Texas")] {
        records.push(Organization::new(id, name).source(Officers::source().id.as_str()).into());
    }
    Archive::from_records(records).unwrap_or_else(|report| panic!("{report}"))
}

/// The number of chiefs of a post, and that none leaves before he comes.
#[test]
fn posts_are_counted() {
    let Some(rows) = rows(NAME) else { return };
    assert_eq!(rows.len(), 5_350);
    let count = |post| rows.iter().filter(|row| row.get("territory_id") == post).count();
    assert_eq!((count("kazakhstan"), count("france")), (10, 67));
    let is_full = |text: &str| text.len() == 10;
    assert!(rows.iter().all(|row| {
        let (started, ended) = (row.get("started_date"), row.get("ended_date"));
        !is_full(started) || !is_full(ended) || started <= ended
    }));
}

/// On every day on which a post changes hands, and on the days around it, the archive says Yes, No
/// and Unknown of each of its chiefs just as a restatement from the rows does.
#[test]
fn chiefs_head_their_missions_as_the_rows_say() {
    let Some(rows) = rows(NAME) else { return };
    let begun = Instant::now();
    let archive = archive();
    let loaded = begun.elapsed();

    let mut days: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    let mut chiefs: BTreeMap<(&str, &str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        let (post, title) = (row.get("territory_id"), row.get("role_title_id"));
        days.entry(post).or_default().extend(Term::asked(row));
        chiefs.entry((row.get("person_id"), post, title)).or_default().push(row);
    }
    let mut counts = [0_usize; 3];
    let mut impossible = Vec::new();
    for ((person, post, printed), rows) in &chiefs {
        let terms = Terms::of(rows);
        if !terms.are_possible() {
            impossible.push((*person, *post, *printed));
            continue;
        }
        let offices = archive.person(person).expect("the person").offices();
        let title = title(rows[0]);
        let office = offices.iter().find(|office| office.title() == title).expect("the office");
        for number in &days[post] {
            let answer = office.held_on(date(*number)).value();
            let expected = terms.held_on(*number);
            assert_eq!(answer, expected, "{person}, {title}, on {}: {rows:#?}", date(*number),);
            counts[expected as usize] += 1;
        }
    }
    // One source has these persons twice in one post on the same days, so no history allows both.
    assert_eq!(
        impossible,
        [
            ("bass-john-r", "turkey", "ambassador-e-p"),
            ("donelson-andrew-jackson", "germany", "envoy-extraordinary-minister-plenipotentiary"),
            ("peden-james-a", "argentina", "minister-resident"),
        ]
    );
    println!(
        "chiefs: {} rows loaded in {loaded:?} with {} warnings; {counts:?} answers No, Unknown, Yes",
        rows.len(),
        archive.report().len(),
    );
}

/// Who heads the mission in one country on a day is found among all ambassadors.
#[test]
fn ambassadors_are_found_by_their_post() {
    let Some(rows) = rows(NAME) else { return };
    let archive = archive();
    let on = |day| -> Vec<(&str, Truth)> {
        archive
            .holders(CountryCode::USA, RoleClass::Ambassador, day)
            .filter(|(office, _)| office.title() == "ambassador-e-p (kazakhstan)")
            .map(|(office, truth)| (office.person().id(), truth))
            .collect()
    };
    let expected: Vec<&Row> = rows
        .iter()
        .filter(|row| row.get("territory_id") == "kazakhstan")
        .filter(|row| row.get("role_title_id") == "ambassador-e-p")
        .collect();
    let asked: BTreeSet<i32> = expected.iter().flat_map(|row| Term::asked(row)).collect();
    for number in asked {
        let holders: Vec<(&str, Truth)> = expected
            .iter()
            .map(|row| (row.get("person_id"), Terms::of(&[*row]).held_on(number)))
            .filter(|(_, truth)| truth.possibly())
            .collect();
        assert_eq!(on(date(number)), holders, "on {}", date(number));
    }
    assert_eq!(on(day(1993, 1, 1)), [("courtney-william-harrison", Truth::Yes)]);
}
