//! The principal officers of the Department of State, 1781 to 2025.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use bilateral::exchange::{Intake, Officers, PrincipalOfficerRow, Taken};
use bilateral::{Archive, CountryCode, OfficeStanding, RoleClass, Truth, day};

use super::rows::{Row, date, rows};
use super::terms::{Term, Terms};
use crate::shared_tables::typed_rows;

const NAME: &str = "us_principal_officers";

/// The one row of the file in which `ended` certainly comes before `started`: 1886 for 1866.
const REVERSED: &str = "secr-1866-hunt";

/// The offices whose holder conducts foreign affairs.
const FOREIGN_MINISTERS: [&str; 3] =
    ["secretary", "secretary-ad-interim", "secretary-of-foreign-affairs-continental-congress"];

fn taken() -> Taken {
    let mut intake = Intake::new(Officers::new(), Officers::source());
    let rows = typed_rows::<PrincipalOfficerRow>(NAME).expect("the file");
    rows.into_iter().for_each(|row| intake.put(row));
    intake.finish()
}

fn archive() -> Archive {
    Archive::from_records(taken().records).unwrap_or_else(|report| panic!("{report}"))
}

/// The rows of each person in each office.
fn by_office(rows: &[Row]) -> BTreeMap<(&str, &str), Vec<&Row>> {
    let mut found: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        found.entry((row.get("position_id"), row.get("person_id"))).or_default().push(row);
    }
    found
}

/// Exactly the row that runs backwards, and one that overlaps another, are no offices but words.
#[test]
fn the_row_that_runs_backwards_is_kept_in_words() {
    let Some(rows) = rows(NAME) else { return };
    assert_eq!(rows.len(), 1_294);
    let taken = taken();
    assert_eq!((taken.rows, taken.refused), (1_294, 0));
    let odd: Vec<String> = taken
        .report
        .with_code("exchange/contradiction")
        .map(|problem| rows[problem.line().expect("a line") - 1].get("id").to_owned())
        .collect();
    assert_eq!(odd, ["miss-1995-bosw", REVERSED]);
    let is_kept = |record: &bilateral::Record| {
        record
            .note()
            .is_some_and(|note| note.contains(&format!("{REVERSED}/ended_date: 1886-07-22")))
    };
    assert!(taken.records.iter().any(is_kept));
}

/// On every day on which an office changes hands, and on the days around it, the archive says Yes, No
/// and Unknown of each person just as a restatement from the rows does.
#[test]
fn officers_hold_their_offices_as_the_rows_say() {
    let Some(mut rows) = rows(NAME) else { return };
    rows.retain(|row| row.get("id") != REVERSED);
    let begun = Instant::now();
    let archive = archive();
    let loaded = begun.elapsed();

    let mut days: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for row in &rows {
        days.entry(row.get("position_id")).or_default().extend(Term::asked(row));
    }
    let mut counts = [0_usize; 3];
    let mut impossible = Vec::new();
    for ((position, person), rows) in by_office(&rows) {
        let terms = Terms::of(&rows);
        if !terms.are_possible() {
            impossible.push((person, position));
            continue;
        }
        let offices = archive.person(person).expect("the person").offices();
        let office = offices.iter().find(|office| office.title() == position).expect("the office");
        for number in &days[position] {
            let answer = office.held_on(date(*number)).value();
            let expected = terms.held_on(*number);
            assert_eq!(answer, expected, "{person}, {position}, on {}: {rows:#?}", date(*number));
            counts[expected as usize] += 1;
        }
    }
    // One source has these persons twice in one office on the same days, so no history allows both.
    assert_eq!(
        impossible,
        [
            ("taylor-francis-xavier", "ambassador-at-large"),
            ("boswell-eric-j", "director-office-foreign-missions"),
            ("bowie-robert-richardson", "director-policy-planning"),
        ]
    );
    println!(
        "officers: {} rows loaded in {loaded:?} with {} warnings; {counts:?} answers No, Unknown, \
         Yes",
        rows.len(),
        archive.report().len(),
    );
}

/// Who is, or may be, foreign minister on a day is found among all officers: 73 Secretaries of State
/// from Jefferson to Rubio, and those who served for the time being between them.
#[test]
fn secretaries_of_state_are_the_holders_on_every_day_of_change() {
    let Some(rows) = rows(NAME) else { return };
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.get("id") != REVERSED).collect();
    let archive = archive();

    let mut secretaries: Vec<&Row> =
        rows.iter().filter(|row| row.get("position_id") == "secretary").collect();
    secretaries.sort_by_key(|row| row.get("started_date"));
    assert_eq!(secretaries.len(), 73);
    let ends =
        [secretaries[0], secretaries[72]].map(|row| (row.get("surname"), row.get("started_date")));
    assert_eq!(ends, [("Jefferson", "1790-03-22"), ("Rubio", "2025-01-21")]);

    let ministers: Vec<(&str, &str, Terms)> = by_office(&rows)
        .into_iter()
        .filter(|((position, _), _)| FOREIGN_MINISTERS.contains(position))
        .map(|((position, person), rows)| (person, position, Terms::of(&rows)))
        .collect();
    let days: BTreeSet<i32> = rows
        .iter()
        .filter(|row| FOREIGN_MINISTERS.contains(&row.get("position_id")))
        .flat_map(Term::asked)
        .collect();
    let mut alone = 0;
    for number in &days {
        let expected: BTreeMap<(&str, &str), Truth> = ministers
            .iter()
            .map(|(person, position, terms)| ((*person, *position), terms.held_on(*number)))
            .filter(|(_, truth)| truth.possibly())
            .collect();
        let answers: BTreeMap<(&str, &str), Truth> = archive
            .holders(CountryCode::USA, RoleClass::ForeignMinister, date(*number))
            .map(|(office, truth)| ((office.person().id(), office.title()), truth))
            .collect();
        assert_eq!(answers, expected, "on {}", date(*number));
        alone += usize::from(expected.values().filter(|truth| truth.is_yes()).count() == 1);
    }
    println!("secretaries: {} days asked, just one certain holder on {alone}", days.len());

    // Pickering served ad interim from 1795-08-20 and in full from 1795-12-10, by the rows.
    let on = |day| {
        archive
            .holders(CountryCode::USA, RoleClass::ForeignMinister, day)
            .certainly()
            .map(|office| (office.person().id().to_owned(), office.standing()))
            .collect::<Vec<_>>()
    };
    assert_eq!(on(day(1796, 1, 1)), [("pickering-timothy".to_owned(), OfficeStanding::Full)]);
    assert_eq!(on(day(2025, 6, 1)), [("rubio-marco".to_owned(), OfficeStanding::Full)]);
}
