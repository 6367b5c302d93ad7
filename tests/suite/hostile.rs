//! Files made to cost as much as they can: a hundred thousand of everything that a rule compares with
//! everything else. Where a rule or an index looked at each pair, a test here would take minutes.

use std::fmt::Write;

use bilateral::{Archive, Report};

const MANY: usize = 100_000;

const SOURCE: &str = r#"{"kind":"source","id":"s","title":"A source","published":"2024-01-01"}"#;

fn report(lines: &[String]) -> Report {
    let lines = std::iter::once(SOURCE).chain(lines.iter().map(String::as_str));
    match Archive::from_lines(lines, serde_json::from_str) {
        Ok(archive) => archive.report().clone(),
        Err(report) => report,
    }
}

fn count(report: &Report, code: &str) -> usize {
    report.with_code(code).count()
}

/// A list of many items, each made from its number.
fn many(item: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..MANY {
        let comma = if number == 0 { "" } else { "," };
        write!(text, "{comma}{}", item(number)).unwrap();
    }
    text
}

/// Actors enough for many: organizations that nobody knows.
fn organization(number: usize) -> String {
    format!("org:o{number}")
}

#[test]
fn a_treaty_of_many_parties_and_acts_ends() {
    let parties = many(|number| {
        format!(
            r#"{{"actor":"{}","acts":[{{"type":"ratification","on":"1995"}},{{"type":"entry-into-force","on":"1996"}},{{"type":"withdrawal","on":"1996"}}]}}"#,
            organization(number)
        )
    });
    let reservations = many(|number| {
        format!(
            r#"{{"id":"r{number}","type":"objection","by":"{}","to":"q"}}"#,
            organization(number)
        )
    });
    let pledges = many(|number| {
        format!(r#"{{"type":"defence","from":"{}","towards":"KAZ"}}"#, organization(number))
    });
    let treaty = format!(
        r#"{{"kind":"treaty","id":"t","title":"Pact","pledges":[{pledges}],"concluded":"1994","parties":[{parties}],"reservations":[{reservations}],"sources":[{{"source":"s"}}]}}"#
    );
    let report = report(&[treaty]);
    assert_eq!(count(&report, "treaty/ratified-unsigned"), MANY);
    assert_eq!(count(&report, "treaty/objection-to-nothing"), MANY);
    assert_eq!(count(&report, "treaty/pledge-of-stranger"), MANY);
}

#[test]
fn a_person_of_many_offices_with_many_mentions_ends() {
    let offices =
        many(|_| r#"{"title":"Minister","of":"USA","start":"2001","end":"2005"}"#.to_owned());
    let travellers = many(|_| r#"{"person":"p","actor":"USA","office":"Minister"}"#.to_owned());
    let report = report(&[
        format!(
            r#"{{"kind":"person","id":"p","title":"P","offices":[{offices}],"sources":[{{"source":"s"}}]}}"#
        ),
        format!(
            r#"{{"kind":"visit","id":"v","host":"KAZ","travellers":[{travellers}],"start":"2023-02-28","sources":[{{"source":"s"}}]}}"#
        ),
    ]);
    assert_eq!(count(&report, "person/office-overlap"), MANY - 1);
}

#[test]
fn a_visit_with_many_signings_of_one_treaty_of_many_acts_ends() {
    let acts = many(|_| r#"{"type":"signature","by":"USA","on":"1995"}"#.to_owned());
    let signed = many(|_| r#""t""#.to_owned());
    let report = report(&[
        format!(
            r#"{{"kind":"treaty","id":"t","title":"Pact","parties":[{{"actor":"USA"}},{{"actor":"KAZ"}}],"acts":[{acts}],"sources":[{{"source":"s"}}]}}"#
        ),
        format!(
            r#"{{"kind":"visit","id":"v","host":"KAZ","travellers":[{{"actor":"USA"}}],"start":"2023-02-28","signed":[{signed}],"sources":[{{"source":"s"}}]}}"#
        ),
    ]);
    assert!(!report.has_errors(), "{}", report.summary());
}

#[test]
fn a_record_of_many_sources_and_many_acts_ends() {
    let sources = many(|_| r#"{"source":"u"}"#.to_owned());
    let acts = many(|_| r#"{"type":"signature","by":"USA","on":"1995"}"#.to_owned());
    let attested = many(|_| r#"{"standing":"party","on":["source"]}"#.to_owned());
    let report = report(&[
        r#"{"kind":"source","id":"u","title":"A page"}"#.to_owned(),
        format!(
            r#"{{"kind":"treaty","id":"t","title":"Pact","parties":[{{"actor":"USA"}},{{"actor":"KAZ"}}],"acts":[{acts}],"attested":[{attested}],"sources":[{sources}]}}"#
        ),
    ]);
    assert_eq!(count(&report, "spell/attested-by-undated-source"), MANY);
}

#[test]
fn many_records_of_one_id_and_a_long_circle_end() {
    let mut lines: Vec<String> = (0..MANY)
        .map(|_| r#"{"kind":"place","id":"a","title":"A","sources":[{"source":"s"}]}"#.to_owned())
        .collect();
    for number in 0..MANY {
        let parent = (number + 1) % MANY;
        lines.push(format!(r#"{{"kind":"program","id":"p{number}","type":"assistance","title":"P","parent":"p{parent}","start":"1994","sources":[{{"source":"s"}}]}}"#));
    }
    let report = report(&lines);
    assert_eq!(count(&report, "record/duplicate-id"), MANY - 1);
    assert_eq!(count(&report, "program/parent-cycle"), 1);
    // What is printed of it fits on a page.
    assert!(report.summary().to_string().lines().count() < 60);
}

#[test]
fn many_payments_between_two_programmes_end() {
    let paid = |field: &str, other: &str, stage: &str| {
        many(|_| {
            format!(
                r#"{{"stage":"{stage}","estimate":"USD 1","on":"1995-05-01","{field}":"{other}"}}"#
            )
        })
    };
    let program = |id: &str, transactions: String| {
        format!(
            r#"{{"kind":"program","id":"{id}","type":"assistance","title":"P","transactions":[{transactions}],"start":"1994","sources":[{{"source":"s"}}]}}"#
        )
    };
    let report = report(&[
        program("a", paid("to_program", "b", "disbursement")),
        program("b", paid("from_program", "a", "incoming-funds")),
    ]);
    assert!(!report.has_errors(), "{}", report.summary());
}

#[test]
fn a_long_line_of_parents_and_of_equals_ends() {
    let mut lines = Vec::new();
    for number in 0..MANY {
        let (parent, same) = if number == 0 {
            (String::new(), String::new())
        } else {
            let other = number - 1;
            let before = number.saturating_sub(10);
            (format!(r#""parent":"p{other}","#), format!(r#""same_as":"b{before}","#))
        };
        lines.push(format!(
            r#"{{"kind":"program","id":"p{number}","type":"assistance","title":"P",{parent}"start":"1994","sources":[{{"source":"s"}}]}}"#
        ));
        // Each question follows sixty-four of these, so that a tenth is as much work.
        if number % 10 != 0 {
            continue;
        }
        lines.push(format!(
            r#"{{"kind":"program","id":"b{number}","type":"assistance","title":"B",{same}"start":"1994","sources":[{{"source":"s"}}]}}"#
        ));
    }
    let report = report(&lines);
    assert_eq!(count(&report, "program/too-deep"), 1);
    assert_eq!(count(&report, "reference/chain-too-long"), 1);
}

#[test]
fn many_references_to_nothing_among_ids_nearly_alike_end() {
    let mut lines = Vec::new();
    for number in 0..MANY {
        lines.push(format!(
            r#"{{"kind":"place","id":"place-{number:06}","title":"P","sources":[{{"source":"s{number:06}"}}]}}"#
        ));
        lines.push(format!(
            r#"{{"kind":"source","id":"s{number:06}x","title":"S","published":"2024-01-01"}}"#
        ));
    }
    let report = report(&lines);
    assert_eq!(count(&report, "reference/unknown-source"), MANY);
    assert!(report.summary().to_string().lines().count() < 60);
}

#[test]
fn many_figures_of_one_key_end() {
    let lines: Vec<String> = (0..MANY)
        .map(|number| format!(
            r#"{{"kind":"trade","id":"t{number}","reporter":"KAZ","partner":"USA","flow":"export","period":"2021","measure":"value","estimate":"USD {number}","sources":[{{"source":"s"}}]}}"#
        ))
        .collect();
    let report = report(&lines);
    assert!(count(&report, "trade/two-values") > 0, "{}", report.summary());
}

#[test]
fn many_claims_on_one_visit_end() {
    let lines: Vec<String> = (0..MANY)
        .map(|number| {
            let day = 1 + number % 28;
            format!(
                r#"{{"kind":"visit","id":"v{number}","host":"KAZ","travellers":[{{"actor":"USA","office":"President"}}],"start":"2023-02-{day:02}","sources":[{{"source":"s"}}]}}"#
            )
        })
        .collect();
    let report = report(&lines);
    assert!(!report.has_errors(), "{}", report.summary());
}

#[test]
fn many_broken_lines_are_each_told() {
    let lines: Vec<String> =
        (0..MANY).map(|number| format!(r#"{{"kind":"visti","id":"v{number}"}}"#)).collect();
    let report = report(&lines);
    assert_eq!(report.iter().count(), MANY);
    assert!(report.summary().to_string().lines().count() < 60);
}
