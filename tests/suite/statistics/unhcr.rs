//! The activities and transactions of the UN refugee agency, 2022 to 2026, as published under IATI (CC BY
//! 4.0): 519 activities in trees of three levels and 23,160 transactions. What was counted and what was
//! left out come to the published sums, and what was left out is what a plain walk over the trees
//! says.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{
    Actor, Amount, Archive, Bounds, Decimal, Estimate, LeftOutReason, Organization, PartialDate,
    Program, ProgramKind, Record, ReportingPeriod, Source, Stage, Total, Transaction, Unit,
};
use rust_decimal::Decimal as Oracle;
use serde::Deserialize;

use crate::shared_tables::typed_rows;

#[derive(Deserialize)]
struct Activity {
    iati_identifier: String,
    title_eng: String,
}

#[derive(Deserialize)]
struct Related {
    iati_identifier: String,
    related_activity_ref: String,
    related_activity_type: String,
}

#[derive(Deserialize)]
struct Row {
    iati_identifier: String,
    transaction_type_code: String,
    transaction_date: String,
    transaction_value_currency: String,
    transaction_value: String,
    #[serde(rename = "transaction_value_USD")]
    in_dollars: String,
    #[serde(rename = "transaction_provider_org")]
    provider: String,
}

struct Agency {
    activities: Vec<Activity>,
    parents: BTreeMap<String, String>,
    rows: Vec<Row>,
}

fn read() -> Option<Agency> {
    let activities = typed_rows::<Activity>("unhcr_iati_activity")?;
    let related = typed_rows::<Related>("unhcr_iati_related_activity")?;
    let rows = typed_rows::<Row>("unhcr_iati_transaction")?;
    // IATI RelatedActivityType 1 is the parent.
    let parents = related
        .into_iter()
        .filter(|row| row.related_activity_type == "1")
        .map(|row| (row.iati_identifier, row.related_activity_ref))
        .collect();
    Some(Agency { activities, parents, rows })
}

/// The stage of an IATI transaction type.
fn stage(code: &str) -> Stage {
    match code {
        "2" => Stage::Commitment,
        "3" => Stage::Disbursement,
        "4" => Stage::Expenditure,
        "11" => Stage::IncomingCommitment,
        other => panic!("the file has no transactions of type {other}"),
    }
}

/// The sums of the README, with the numbers of rows.
const SUMS: [(Stage, usize, &str); 4] = [
    (Stage::Commitment, 1_472, "13020768722"),
    (Stage::Disbursement, 823, "4045394554"),
    (Stage::Expenditure, 367, "11660795062"),
    (Stage::IncomingCommitment, 20_498, "20468404637"),
];

fn archive(agency: &Agency, in_dollars: bool) -> Archive {
    let mut records: Vec<Record> = vec![Source::new("iati", "IATI activities of UNHCR").into()];
    let mut programs: BTreeMap<&str, Program> = agency
        .activities
        .iter()
        .map(|activity| {
            let id = activity.iati_identifier.as_str();
            let mut program = Program::new(id, ProgramKind::Assistance, &*activity.title_eng)
                .attested(bilateral::Attestation::OfSource)
                .source("iati");
            program.parent = agency.parents.get(id).cloned();
            (id, program)
        })
        .collect();
    let mut donors: BTreeMap<&str, String> = BTreeMap::new();
    for row in &agency.rows {
        let (value, unit) = match in_dollars {
            true => (&row.in_dollars, "USD"),
            false => (&row.transaction_value, row.transaction_value_currency.as_str()),
        };
        let value: Decimal = value.parse().expect("a number");
        let unit: Unit = unit.parse().expect("a currency");
        let estimate = Estimate::exactly(Amount::new(value, unit));
        let mut transaction = Transaction::new(stage(&row.transaction_type_code), estimate);
        transaction.on = Some(PartialDate::parse(&row.transaction_date).expect("a date"));
        if !row.provider.is_empty() {
            let next = format!("donor-{}", donors.len());
            let donor = donors.entry(&row.provider).or_insert(next);
            transaction.provider = Some(Actor::organization(donor.as_str()));
        }
        let program = programs.get_mut(row.iati_identifier.as_str()).expect("its activity");
        program.transactions.push(transaction);
    }
    let donors =
        donors.into_iter().map(|(name, id)| Organization::new(id, name).source("iati").into());
    records.extend(donors);
    records.extend(programs.into_values().map(Record::from));
    Archive::from_records(records).expect("every rule passes")
}

fn dollars() -> Unit {
    "USD".parse().expect("a currency")
}

fn whole(sum: Bounds) -> String {
    let exact = sum.exact().expect("exact inputs").value();
    let number = Oracle::from_i128_with_scale(
        exact.coefficient(),
        u32::try_from(-exact.exponent()).expect("a fraction"),
    );
    number.round().to_string()
}

fn left_out_sum(total: &Total<'_>, reason: LeftOutReason) -> Option<Bounds> {
    Bounds::sum(total.left_out_as(reason).filter_map(|left_out| left_out.bounds)).expect("one unit")
}

#[test]
fn the_transactions_of_an_agency_come_to_the_published_sums() {
    let Some(agency) = read() else { return };
    assert_eq!((agency.activities.len(), agency.rows.len()), (519, 23_160));
    let archive = archive(&agency, true);
    let all_time = ReportingPeriod::ALL_TIME;
    for (stage, rows, published) in SUMS {
        // Who says that each level holds its own money gets the sum of all rows.
        let total = archive.programs().levels_apart().total(stage, &all_time);
        assert_eq!(total.counted().len(), rows, "{stage}");
        assert_eq!(whole(total.in_unit(dollars()).unwrap()), published, "{stage}");

        // Otherwise a parent's money that its children may have booked too is left out, and listed.
        let total = archive.programs().total(stage, &all_time);
        let counted = total.in_unit(dollars()).unwrap();
        let parents = left_out_sum(&total, LeftOutReason::ParentOfCounted);
        let everything =
            parents.map_or(Ok(counted), |parents| counted.checked_add(parents)).unwrap();
        assert_eq!(whole(everything), published, "{stage}");
        let others = agency.rows.len() - rows;
        assert_eq!(total.left_out_as(LeftOutReason::OtherStage).count(), others);
        assert_eq!(
            total.left_out_as(LeftOutReason::ParentOfCounted).count(),
            parents_money(&agency, stage),
            "{stage}"
        );
        assert_eq!(total.counted().len() + total.left_out().len(), agency.rows.len());
        trees_add_up(&archive, &agency, stage, counted);
    }
    // Each transaction is of its day, so that years add up to all time.
    let years = (2017..=2026).map(|year| {
        let year = ReportingPeriod::year(year).expect("a year");
        archive.programs().levels_apart().total(Stage::IncomingCommitment, &year)
    });
    let sum = years.reduce(|sum, year| sum.checked_add(&year).expect("other transactions"));
    assert_eq!(whole(sum.unwrap().in_unit(dollars()).unwrap()), "20468404637");
}

/// The total of the archive is the sum over its trees.
fn trees_add_up(archive: &Archive, agency: &Agency, stage: Stage, all: Bounds) {
    let roots = agency.activities.iter().map(|activity| activity.iati_identifier.as_str());
    let roots = roots.filter(|id| !agency.parents.contains_key(*id));
    let trees = roots
        .map(|root| archive.program(root).unwrap().tree().total(stage, &ReportingPeriod::ALL_TIME));
    let sum = trees.reduce(|sum, tree| sum.checked_add(&tree).expect("trees are apart"));
    assert_eq!(sum.unwrap().in_unit(dollars()), Ok(all), "{stage}");
}

/// How many rows of a stage a plain walk finds at an activity above one that has a row of the same day
/// which may be the same money: of the same provider, or of one that is not named.
fn parents_money(agency: &Agency, asked: Stage) -> usize {
    let mut below: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let of_stage = || agency.rows.iter().filter(|row| stage(&row.transaction_type_code) == asked);
    for row in of_stage() {
        let mut above = agency.parents.get(&row.iati_identifier);
        while let Some(parent) = above {
            below.entry((parent, &row.transaction_date)).or_default().insert(&row.provider);
            above = agency.parents.get(parent);
        }
    }
    of_stage()
        .filter(|row| {
            let key = (row.iati_identifier.as_str(), row.transaction_date.as_str());
            below.get(&key).is_some_and(|providers| {
                let own = row.provider.as_str();
                own.is_empty() || providers.contains(own) || providers.contains("")
            })
        })
        .count()
}

#[test]
fn twenty_one_currencies_stay_apart() {
    let Some(agency) = read() else { return };
    let archive = archive(&agency, false);
    let total = archive
        .programs()
        .levels_apart()
        .total(Stage::IncomingCommitment, &ReportingPeriod::ALL_TIME);
    let mut expected: BTreeMap<&str, Oracle> = BTreeMap::new();
    for row in agency.rows.iter().filter(|row| row.transaction_type_code == "11") {
        let value: Oracle = row.transaction_value.parse().expect("a number");
        *expected.entry(&row.transaction_value_currency).or_default() += value;
    }
    assert_eq!(expected.len(), 21);
    assert_eq!(total.sums().len(), expected.len());
    for (currency, sum) in expected {
        let found = total.in_unit(currency.parse().expect("a currency")).unwrap();
        let exact = found.exact().expect("exact inputs").value();
        let scale = u32::try_from(-exact.exponent()).expect("a fraction");
        assert_eq!(Oracle::from_i128_with_scale(exact.coefficient(), scale), sum, "{currency}");
    }
    let error = total.exchanged(bilateral::Currency::USD, &[]).unwrap_err();
    assert!(error.to_string().starts_with("no rate from `"), "{error}");
}
