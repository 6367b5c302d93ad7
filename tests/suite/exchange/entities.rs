//! FollowTheMoney, in and out.

use bilateral::exchange::{FollowTheMoney, FtmEntity, Intake, Taken, to_ftm};
use bilateral::{Record, Treaty};

use super::damage::check;
use super::{of_kind, sample};

fn read(text: &str) -> Taken {
    let mut intake = Intake::new(FollowTheMoney::new(), FollowTheMoney::source());
    for line in text.lines().filter(|line| !line.is_empty()) {
        intake.take(serde_json::from_str::<FtmEntity>(line));
    }
    intake.finish()
}

#[test]
fn damaged_entities_are_told() {
    check(
        &sample("ftm.jsonl"),
        &[],
        read,
        &[
            (
                "{\"id\":\"p1\"",
                "{\"id\":\"\"",
                &[
                    "1: empty-cell: id",
                    "3: unknown-reference: holder",
                    "7: unknown-reference: involved",
                    "8: unknown-reference: involved",
                ],
            ),
            (
                "{\"id\":\"q1\"",
                "{\"id\":\"p1\"",
                &["2: repeated-row: id", "3: unknown-reference: post"],
            ),
            ("\"schema\":\"Event\"", "\"schema\":\"Representation\"", &["7: not-carried: schema"]),
            ("\"schema\":\"Event\"", "\"schema\":7", &["7: unreadable-row: "]),
            (
                "\"startDate\":[\"2019-03\"]",
                "\"startDate\":[\"March 2019\"]",
                &["3: bad-date: startDate"],
            ),
            (
                "\"endDate\":[\"2021-01-18\"]",
                "\"endDate\":[\"2011-01-18\"]",
                &["3: contradiction: endDate"],
            ),
            ("\"holder\":[\"p1\"]", "\"holder\":[\"p9\"]", &["3: unknown-reference: holder"]),
            ("\"holder\":[\"p1\"],", "", &["3: empty-cell: holder"]),
            (
                "this sample\"],\"country\":[\"kz\"]",
                "this sample\"],\"country\":[\"qq\"]",
                &["3: unknown-country: country"],
            ),
            ("\"amount\":[\"1500.50\"]", "\"amount\":[\"1.500,50\"]", &["11: bad-number: amount"]),
            ("\"currency\":[\"USD\"]", "\"currency\":[\"US$\"]", &["11: unknown-code: currency"]),
            (
                "\"incorporationDate\":[\"1995\"]",
                "\"incorporationDate\":[\"1995\",\"1996\"]",
                &["5: contradiction: incorporationDate"],
            ),
            (
                "\"properties\":{\"name\":[\"Jane Roe\"]",
                "\"properties\":{\"name\":\"Jane Roe\"",
                &[
                    "1: unreadable-row: ",
                    "3: unknown-reference: holder",
                    "7: unknown-reference: involved",
                    "8: unknown-reference: involved",
                ],
            ),
        ],
    );
}

/// What comes in goes out again and in again as the same records.
#[test]
fn entities_come_out_as_they_came_in() {
    let taken = read(&sample("ftm.jsonl"));
    let records: Vec<Record> = taken.records[1..].to_vec();
    assert_eq!(of_kind!(taken, Person)[0].offices.len(), 1);
    let given = to_ftm(&records);
    assert!(
        given.report.iter().all(|problem| problem.path() == "type" || problem.path() == "standing"),
        "{}",
        given.report
    );
    let mut intake = Intake::new(FollowTheMoney::new(), FollowTheMoney::source());
    for entity in &given.rows {
        let line = serde_json::to_string(entity).expect("an entity");
        intake.take(serde_json::from_str::<FtmEntity>(&line));
    }
    let again = intake.finish();
    assert_eq!(again.refused, 0, "{}", again.report);
    assert_eq!(again.records[1..], records);
}

#[test]
fn what_cannot_be_carried_is_told() {
    let treaty = Treaty::new("t", "A treaty").source("s");
    let given = to_ftm(&[treaty.into()]);
    assert!(given.rows.is_empty());
    assert_eq!(
        given.report.to_string().lines().next(),
        Some(
            "warning[exchange/not-carried]: treaty `t`: FollowTheMoney has no row for a record of this kind"
        )
    );
}
