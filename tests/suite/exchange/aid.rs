//! IATI, flat and as XML.

use std::collections::BTreeMap;

use bilateral::exchange::{
    Iati, IatiActivities, IatiActivityRow, IatiParticipatingOrgRow, IatiRelatedActivityRow,
    IatiTransactionRow, Intake, Taken, to_iati,
};
use bilateral::{Decimal, ProgramRoleKind, ReportingPeriod, Stage};

use super::damage::check;
use super::kept::{nothing_is_lost, texts};
use super::{archive, of_kind, problems, sample, take, take_shared};
use crate::shared_tables::typed_rows;

/// Marks where one file of several ends in a sample.
const NEXT: &str = "\n---\n";

fn flat(text: &str) -> Taken {
    let mut intake = Intake::new(Iati::new(), Iati::source());
    let mut parts = text.split(NEXT);
    take::<IatiActivityRow, _>(&mut intake, parts.next().unwrap_or_default());
    take::<IatiTransactionRow, _>(&mut intake, parts.next().unwrap_or_default());
    take::<IatiParticipatingOrgRow, _>(&mut intake, parts.next().unwrap_or_default());
    take::<IatiRelatedActivityRow, _>(&mut intake, parts.next().unwrap_or_default());
    intake.finish()
}

fn samples() -> String {
    [
        "iati_activities.csv",
        "iati_transactions.csv",
        "iati_participating_orgs.csv",
        "iati_related_activities.csv",
    ]
    .map(sample)
    .join(NEXT)
}

/// What else is wrong where an activity of the sample is gone: of the first, that its children have no parent
/// and its organisation no activity; and so on.
const WITHOUT_FIRST: [&str; 3] = [
    "1: unknown-reference: parent",
    "2: unknown-reference: parent",
    "1: unknown-reference: iati-identifier",
];
const WITHOUT_SECOND: [&str; 5] = [
    "3: unknown-reference: iati_identifier",
    "2: unknown-reference: iati-identifier",
    "3: unknown-reference: iati-identifier",
    "1: unknown-reference: iati-identifier",
    "2: unknown-reference: iati-identifier",
];

/// Problems of a row and those that follow.
macro_rules! and {
    ($first:literal, $others:expr) => {{
        const ALL: [&str; $others.len() + 1] = {
            let mut all = [$first; $others.len() + 1];
            let mut at = 0;
            while at < $others.len() {
                all[at + 1] = $others[at];
                at += 1;
            }
            all
        };
        &ALL
    }};
}

#[test]
fn damaged_activities_are_told() {
    check(
        &samples(),
        &[],
        flat,
        &[
            (
                "\nXM-EX-1,Agency",
                "\n,Agency",
                and!("1: empty-cell: iati_identifier", WITHOUT_FIRST),
            ),
            (
                "XM-EX-1-UZ,Agency",
                "XM-EX-1-KZ,Agency",
                &["3: repeated-row: iati_identifier", "3: unknown-reference: iati-identifier"],
            ),
            (
                ",2,2022-01-01,1,2022",
                ",7,2022-01-01,1,2022",
                and!("1: unknown-code: activity_status_code", WITHOUT_FIRST),
            ),
            (
                "2022-01-01,1,2022-12-31,3",
                "2022-01-01,9,2022-12-31,3",
                and!("1: unknown-code: activity_date", WITHOUT_FIRST),
            ),
            (
                "2022-01-01,2,2022-12-31,4",
                "2022-01-01,2,2021-12-31,4",
                and!("2: contradiction: activity_date", WITHOUT_SECOND),
            ),
            (
                "2022-01-01,2,2022-12-31,4",
                "2022-13-01,2,2022-12-31,4",
                and!("2: bad-date: activity_date", WITHOUT_SECOND),
            ),
            (
                "2022-01-01,2,2022-12-31,4",
                "2022-01-01,2,2022-02-01,2",
                &["2: contradiction: activity_date"],
            ),
            (",KZ,60,", ",KZ,6o,", and!("2: bad-number: recipient_country_pct", WITHOUT_SECOND)),
            (",KZ,60,", ",KZ,160,", &["2: contradiction: recipient_country_pct"]),
            (
                ",UZ,,",
                ",UX,,",
                &[
                    "3: unknown-country: recipient_country_code",
                    "3: unknown-reference: iati-identifier",
                ],
            ),
            (",title_eng,", ",titel_eng,", &["-: unknown-column: titel_eng"]),
        ],
    );
}

#[test]
fn damaged_transactions_are_told() {
    check(
        &samples(),
        &[],
        flat,
        &[
            ("XM-EX-1-KZ,T1", "XM-EX-9,T1", &["1: unknown-reference: iati-identifier"]),
            ("XM-EX-1-KZ,T1", ",T1", &["1: empty-cell: iati_identifier"]),
            ("T1,11,2022", "T1,19,2022", &["1: unknown-code: transaction_type_code"]),
            ("T1,11,2022", "T1,,2022", &["1: empty-cell: transaction_type_code"]),
            ("T1,11,2022-03-10", "T1,11,10.3.2022", &["1: bad-date: transaction_date"]),
            ("T1,11,2022-03-10", "T1,11,", &["1: empty-cell: transaction_date"]),
            ("EUR,2022", "EURO,2022", &["1: unknown-code: transaction_value_currency"]),
            ("EUR,2022", ",2022", &["1: empty-cell: transaction_value_currency"]),
            ("8000000.0,", "8.000.000,", &["1: bad-number: transaction_value"]),
            ("2022-03-11,8000000.0,", "2022-03-11,,", &["1: empty-cell: transaction_value"]),
            (
                "contribution,10,",
                "contribution,99,",
                &["1: unknown-code: transaction_provider_org_type"],
            ),
            (",transaction_ref,", ",reference,", &["-: unknown-column: reference"]),
        ],
    );
}

#[test]
fn damaged_organisations_are_told() {
    check(
        &samples(),
        &[],
        flat,
        &[
            ("XM-EX-1,Ministry", "XM-EX-7,Ministry", &["1: unknown-reference: iati-identifier"]),
            ("XM-EX-1,Ministry", ",Ministry", &["1: empty-cell: iati_identifier"]),
            ("EX-GOV,10,1\n", "EX-GOV,10,5\n", &["1: unknown-code: participating_org_role"]),
            ("EX-GOV,10,1\n", "EX-GOV,10,\n", &["1: empty-cell: participating_org_role"]),
            ("EX-GOV,10,1\n", "EX-GOV,1O,1\n", &["1: unknown-code: participating_org_type"]),
            ("EX-GOV,10,1\n", "EX-GOV,10,1,x\n", &["1: unreadable-row: "]),
            ("EX-GOV,10,1\n", "EX-GOV,10\n", &["1: unreadable-row: "]),
            ("Office in Almaty", "", &["2: empty-cell: participating_org_role"]),
            ("XM-EX-1-KZ,Office", "XM-EX-1-KY,Office", &["2: unknown-reference: iati-identifier"]),
            (",participating_org_ref,", ",org_ref,", &["-: unknown-column: org_ref"]),
            (
                ",participating_org_role",
                ",role",
                &[
                    "-: unknown-column: role",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                ],
            ),
        ],
    );
}

#[test]
fn damaged_relations_are_told() {
    let parent = "XM-EX-1-UZ,XM-EX-1,1\n";
    check(
        &samples(),
        &[],
        flat,
        &[
            (parent, "XM-EX-1-UZ,XM-EX-1,6\n", &["2: unknown-code: related_activity_type"]),
            (parent, "XM-EX-1-UZ,XM-EX-1,\n", &["2: empty-cell: related_activity_type"]),
            (parent, "XM-EX-1-UZ,,1\n", &["2: empty-cell: related_activity_ref"]),
            (parent, ",XM-EX-1,1\n", &["2: empty-cell: iati_identifier"]),
            (parent, "XM-EX-1-UZ,XM-EX-9,1\n", &["2: unknown-reference: parent"]),
            (parent, "XM-EX-8,XM-EX-9,1\n", &["2: unknown-reference: iati-identifier"]),
            (parent, "XM-EX-1-KZ,XM-EX-1-UZ,1\n", &["2: contradiction: parent"]),
            (parent, "XM-EX-1,XM-EX-1,1\n", &["2: contradiction: parent"]),
            (parent, "XM-EX-1,XM-EX-1-KZ,1\n", &["2: contradiction: parent"]),
            (parent, "XM-EX-1-UZ,XM-EX-1,1,x\n", &["2: unreadable-row: "]),
            (
                "XM-EX-1-KZ,XM-EX-1-UZ,3",
                "XM-EX-5,XM-EX-1-UZ,3",
                &["3: unknown-reference: iati_identifier"],
            ),
            (
                ",related_activity_type",
                ",type",
                &[
                    "-: unknown-column: type",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                ],
            ),
        ],
    );
}

#[test]
fn flat_rows_make_a_tree_with_money() {
    let taken = flat(&samples());
    let programs = of_kind!(taken, Program);
    let kazakh = programs.iter().find(|it| it.id == "XM-EX-1-KZ").expect("the activity");
    assert_eq!(kazakh.parent.as_deref(), Some("XM-EX-1"));
    assert_eq!(kazakh.transactions[0].stage, Stage::IncomingCommitment);
    assert_eq!(
        kazakh.transactions[0].words.as_deref(),
        Some("value_date: 2022-03-11\nvalue_USD: 8988764.045")
    );
    assert_eq!(kazakh.transactions[1].estimate.to_string(), "USD -500");
    assert!(
        kazakh
            .note
            .as_deref()
            .is_some_and(|note| note.contains("related activity (sibling): XM-EX-1-UZ"))
    );
    let roles: Vec<ProgramRoleKind> = kazakh.roles.iter().map(|role| role.role).collect();
    assert_eq!(
        roles,
        [ProgramRoleKind::Recipient, ProgramRoleKind::Implementing, ProgramRoleKind::Accountable]
    );
}

fn xml(text: &str) -> Taken {
    let mut intake = Intake::new(Iati::new(), Iati::source());
    match quick_xml::de::from_str::<IatiActivities>(text) {
        Ok(file) => file.activities.into_iter().for_each(|activity| intake.put(activity)),
        Err(error) => intake.take(Err::<bilateral::exchange::IatiActivity, _>(error)),
    }
    intake.finish()
}

#[test]
fn damaged_xml_is_told() {
    check(
        &sample("iati.xml"),
        &[],
        xml,
        &[
            (
                "<iati-identifier>XM-EX-2<",
                "<iati-identifier><",
                &["1: empty-cell: iati-identifier"],
            ),
            ("</iati-activities>", "</iati>", &["1: unreadable-row: "]),
            (
                "activity-status code=\"2\"",
                "activity-status code=\"9\"",
                &["1: unknown-code: activity-status/@code"],
            ),
            ("iso-date=\"2022-02-01\"", "iso-date=\"2022-02-31\"", &["1: bad-date: activity-date"]),
            (
                "iso-date=\"2022-02-01\" type=\"2\"",
                "iso-date=\"2021-02-01\" type=\"3\"",
                &["1: contradiction: activity-date"],
            ),
            (
                "recipient-country code=\"KZ\"",
                "recipient-country code=\"QX\"",
                &["1: unknown-country: recipient-country/@code"],
            ),
            (
                "percentage=\"70\"",
                "percentage=\"70%\"",
                &["1: bad-number: recipient-country/@percentage"],
            ),
            (
                "transaction-type code=\"3\"",
                "transaction-type code=\"33\"",
                &["1: unknown-code: transaction/transaction-type/@code"],
            ),
            (
                "default-currency=\"USD\" ",
                "",
                &[
                    "1: empty-cell: budget/value/@currency",
                    "1: empty-cell: transaction/value/@currency",
                ],
            ),
            (
                "currency=\"EUR\"",
                "currency=\"EUX\"",
                &["1: unknown-code: transaction/value/@currency"],
            ),
            (">250.5<", ">250,5<", &["1: bad-number: transaction/value"]),
            ("role=\"1\"", "role=\"8\"", &["1: unknown-code: participating-org/@role"]),
        ],
    );
    let taken = xml(&sample("iati.xml"));
    let program = of_kind!(taken, Program)[0];
    let stages: Vec<(Stage, String)> =
        program.transactions.iter().map(|it| (it.stage, it.estimate.to_string())).collect();
    assert_eq!(
        stages,
        [
            (Stage::Budgeted, "USD 1000".to_string()),
            (Stage::Commitment, "EUR 500.00".to_string()),
            (Stage::Disbursement, "USD 250.5".to_string()),
        ],
        "the revised budget stands, and the original is in the note"
    );
    assert!(program.note.as_deref().is_some_and(|note| {
        note.contains("original budget 2022-01-01/2022-12-31//1/2022-01-01: 900")
    }));
    assert_eq!(program.transactions[1].words.as_deref(), Some("provider-activity-id: EX-GOV-9"));
    // What has no field is kept by its path.
    let note = program.note.as_deref().expect("a note");
    for line in [
        "contact-info/@type: 1",
        "contact-info/organisation/narrative: Agency of this sample",
        "contact-info/email: nobody@example.org",
        "document-link/@url: https://example.org/a",
        "document-link/title/narrative: First",
        "document-link/@url: https://example.org/b",
    ] {
        assert!(note.lines().any(|found| found == line), "{line} in {note}");
    }
}

/// What came in goes out again, through the text of a file, and in again as the same records; what has no
/// field is told.
#[test]
fn activities_come_out_as_they_came_in() {
    let sample = sample("iati.xml");
    let has_field =
        |line: &&str| !line.contains("<contact-info") && !line.contains("<document-link");
    let plain: Vec<&str> = sample.lines().filter(has_field).collect();
    let taken = xml(&plain.join("\n"));
    let given = to_iati(&taken.records);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let mut file = IatiActivities::default();
    file.version = "2.03".into();
    file.activities = given.rows;
    let text = quick_xml::se::to_string_with_root("iati-activities", &file).expect("a file");
    assert!(!text.contains("=\"\""), "nothing is stated by an empty attribute: {text}");
    assert_eq!(xml(&text).records, taken.records, "{text}");

    let told = to_iati(&xml(&sample).records).report.to_string();
    assert!(told.contains("note: IATI has no field for `contact-info/email` here"), "{told}");
}

/// All activities of the agency load, and the check values come out.
#[test]
fn the_activities_of_an_agency_load() {
    let mut intake = Intake::new(Iati::new(), Iati::source());
    let Some(()) = take_shared::<IatiActivityRow, _>(&mut intake, "unhcr_iati_activity") else {
        return;
    };
    take_shared::<IatiTransactionRow, _>(&mut intake, "unhcr_iati_transaction").expect("all files");
    take_shared::<IatiParticipatingOrgRow, _>(&mut intake, "unhcr_iati_participating_org")
        .expect("all files");
    take_shared::<IatiRelatedActivityRow, _>(&mut intake, "unhcr_iati_related_activity")
        .expect("all files");
    let taken = intake.finish();
    assert_eq!((taken.rows, taken.refused), (519 + 23_160 + 12_021 + 1_902, 0), "{}", taken.report);
    let others: Vec<String> =
        problems(&taken).into_iter().filter(|it| !it.contains("unknown-column")).collect();
    assert_eq!(others, Vec::<String>::new());
    let said = texts(&taken);
    for name in [
        "unhcr_iati_activity",
        "unhcr_iati_transaction",
        "unhcr_iati_participating_org",
        "unhcr_iati_related_activity",
    ] {
        nothing_is_lost(&taken, &said, name, |column| column == "recipient_country_code");
    }
    let programs = of_kind!(taken, Program);
    assert_eq!(programs.len(), 519);
    let activities = typed_rows::<IatiActivityRow>("unhcr_iati_activity").expect("the file");
    for (row, program) in activities.iter().zip(&programs) {
        let places: Vec<String> = program.at.iter().map(ToString::to_string).collect();
        let code = bilateral::CountryCode::parse(&row.recipient_country_code);
        assert_eq!(row.iati_identifier, program.id);
        assert!(code.is_err() || places.contains(&code.expect("a code").to_string()));
    }
    let transactions: Vec<_> = programs.iter().flat_map(|it| &it.transactions).collect();
    assert_eq!(transactions.len(), 23_160);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for transaction in &transactions {
        *counts.entry(transaction.stage.as_str()).or_default() += 1;
    }
    assert_eq!(
        counts,
        BTreeMap::from([
            ("commitment", 1_472),
            ("disbursement", 823),
            ("expenditure", 367),
            ("incoming-commitment", 20_498),
        ])
    );
    let units: std::collections::BTreeSet<&str> =
        transactions.iter().map(|it| it.estimate.unit().as_str()).collect();
    assert_eq!(units.len(), 21);
    // The values in dollars that the file gives beside its own come to the published sum.
    let rows = typed_rows::<IatiTransactionRow>("unhcr_iati_transaction").expect("the file");
    let kept = transactions
        .iter()
        .filter(|it| it.words.as_deref().is_some_and(|words| words.contains("value_USD")));
    let differ = rows.iter().filter(|row| {
        row.transaction_value_currency != "USD"
            || row.transaction_value != row.transaction_value_usd
    });
    assert_eq!(kept.count(), differ.count());
    let archive = archive(&taken);
    let total =
        archive.programs().levels_apart().total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    assert_eq!(total.counted().len(), 367);
    let sum = rows
        .iter()
        .filter(|row| row.transaction_type_code == "4" && row.transaction_value_currency == "USD")
        .map(|row| Decimal::parse(&row.transaction_value).expect("a number"))
        .fold(Decimal::ZERO, |sum, value| sum.checked_add(value).expect("it fits"));
    let found = total.in_unit(bilateral::Unit::USD).expect("dollars").exact().expect("exact");
    assert_eq!(found.value(), sum);
}
