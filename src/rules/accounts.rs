//! Rules on the money of programmes beside one another, and on sectors stated twice.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use super::findings::{Across, Findings, whereabouts};
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::record::{Program, Record, RecordKind, Stage, Transaction};
use crate::report::Severity;
use crate::store::{Keys, Store};
use crate::text::shortened;

pub(super) const SPLIT_TWICE: Rule = Rule {
    code: "program/sectors-split-twice",
    severity: Severity::Error,
    numbers: &[52],
    summary: "a programme splits its money by shares of sectors, and a transaction of it by sectors too",
    why: "the money of the transaction would be split in two ways, and no sum by sector would hold",
    source: "IATI 2.03, sector: at the activity or at its transactions",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health","share":"60"},{"name":"water","share":"40"}],"transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1995","sectors":[{"name":"roads"}]}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health"},{"name":"water"}],"transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1995","sectors":[{"name":"health"}]}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(sectors_split_twice)),
};

fn sectors_split_twice(program: &Program, findings: &mut Findings<'_>) {
    let shared = program.sectors.iter().filter(|sector| sector.share.is_some());
    let vocabularies: BTreeSet<Option<&str>> =
        shared.map(|sector| sector.vocabulary.as_deref()).collect();
    if vocabularies.is_empty() {
        return;
    }
    for (at, transaction) in program.transactions.iter().enumerate() {
        let mut sectors = transaction.sectors.iter();
        if let Some(sector) = sectors.find(|of| vocabularies.contains(&of.vocabulary.as_deref())) {
            findings.found_in(
                format_args!("transactions[{at}].sectors"),
                format!(
                    "the transaction is for `{}`, and the programme splits its money by shares already",
                    shortened(&sector.name)
                ),
            );
        }
    }
}

pub(super) const TWO_AMOUNTS: Rule = Rule {
    code: "program/two-ends-differ",
    severity: Severity::Warning,
    numbers: &[51],
    summary: "two programmes name each other for one payment, and the amounts certainly differ",
    why: "what the one paid is what the other got: a fee, another day or a slip lies between",
    source: "IATI 2.03, transaction: provider-activity-id and receiver-activity-id",
    bad: r#"{"kind":"program","id":"a","type":"assistance","title":"Fund","transactions":[{"stage":"disbursement","estimate":"USD 300","on":"1995-05-01","to_program":"b"}],"start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"b","type":"assistance","title":"Seeds","transactions":[{"stage":"incoming-funds","estimate":"USD 200","on":"1995-05-01","from_program":"a"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"a","type":"assistance","title":"Fund","transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1995-05-01","to_program":"b"}],"start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"b","type":"assistance","title":"Seeds","transactions":[{"stage":"incoming-funds","estimate":"USD 200","on":"1995-05-01","from_program":"a"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(two_ends_differ),
};

/// What both ends of a payment state: from which programme to which, how far it has come, and when.
type Payment = (u32, u32, &'static str, (i32, i32));

/// The stage of money as its giver names it.
const fn as_given(stage: Stage) -> Stage {
    match stage {
        Stage::IncomingPledge => Stage::Pledge,
        Stage::IncomingCommitment => Stage::Commitment,
        Stage::IncomingFunds => Stage::Disbursement,
        other => other,
    }
}

fn when(transaction: &Transaction) -> Option<(i32, i32)> {
    let days = match (transaction.on, transaction.period) {
        (Some(on), _) => Keys::of(on),
        (None, Some(period)) if !period.is_unstated() => period.envelope().into(),
        _ => return None,
    };
    Some((days.first(), days.last()))
}

/// One end of a payment: what it states, whether it is the receiver's, and where it stands.
type End<'s> = (Payment, bool, u32, usize, &'s Transaction);

fn two_ends_differ(store: &Store, findings: &mut Across<'_>) {
    let mut ends: Vec<End<'_>> = Vec::new();
    for &at in store.of_kind(RecordKind::Program) {
        let Some(Record::Program(program)) = store.whole(at) else { continue };
        for (place, transaction) in program.transactions.iter().enumerate() {
            let other = |id: &Option<alloc::string::String>| {
                store.at_id(RecordKind::Program, id.as_deref()?).filter(|other| *other != at)
            };
            let from = other(&transaction.from_program);
            let to = other(&transaction.to_program);
            let (giver, receiver, received) = match (from, to) {
                (Some(from), None) => (from, at, true),
                (None, Some(to)) => (at, to, false),
                _ => continue,
            };
            if let Some(when) = when(transaction).filter(|_| !transaction.cumulative) {
                let stage = as_given(transaction.stage).as_str();
                ends.push(((giver, receiver, stage, when), received, at, place, transaction));
            }
        }
    }
    ends.sort_by(|a, b| (a.0, a.1, a.2, a.3).cmp(&(b.0, b.1, b.2, b.3)));
    for payment in ends.chunk_by(|a, b| a.0 == b.0) {
        // Several payments of one day cannot be told apart, and are not compared.
        let [(_, false, giver, _, given), (_, true, receiver, place, got)] = payment else {
            continue;
        };
        let differ = given.estimate.bounds().equal(got.estimate.bounds());
        if differ.is_ok_and(|equal| equal.is_no()) {
            findings.found_in(
                *receiver,
                format_args!("transactions[{place}].estimate"),
                format!(
                    "`{}` was received, and the programme that it came from gave `{}`, at {}",
                    got.estimate,
                    given.estimate,
                    whereabouts(store, *giver)
                ),
            );
        }
    }
}
