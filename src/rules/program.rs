//! Rules on one programme and its money.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;

use super::findings::{Across, Findings, whereabouts};
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::date::ReportingPeriod;
use crate::money::Decimal;
use crate::record::{
    Program, ProgramRoleKind, ProgramStatus, Record, RecordKind, Stage, Transaction,
};
use crate::report::Severity;
use crate::store::{Keys, Store};

const HUNDRED: Decimal = Decimal::new(100, 0);

/// The days of a leap year, for a period of at most a year.
const YEAR: i32 = 366;

pub(super) const NO_TIME: Rule = Rule {
    code: "program/no-time",
    severity: Severity::Warning,
    numbers: &[42],
    summary: "a programme states no time at all",
    why: "without a start, a plan or a day on which it ran it is in no answer about any day",
    source: "IATI 2.03, activity-date: a planned or an actual start",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","attested":["source"],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(no_time)),
};

fn no_time(program: &Program, findings: &mut Findings<'_>) {
    let ends = program.end.is_some() || program.left.is_some() || program.ended.is_some();
    if program.start.is_none() && !ends && program.planned.is_none() && program.attested.is_empty()
    {
        findings.found_with_help(
            "start",
            "neither an actual nor a planned time is stated",
            "add `\"attested\":[\"source\"]` if the source speaks of it as running",
        );
    }
}

pub(super) const CLOSED_OPEN: Rule = Rule {
    code: "program/closed-without-end",
    severity: Severity::Warning,
    numbers: &[45],
    summary: "a closed programme has no actual end",
    why: "its spell would be open, and it would be said to run on",
    source: "IATI 2.03, activity-status and activity-date",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","status":"closed","start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","status":"closed","start":"1994","end":"","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(closed_without_end)),
};

fn closed_without_end(program: &Program, findings: &mut Findings<'_>) {
    if program.status == Some(ProgramStatus::Closed)
        && program.end.is_none()
        && program.left.is_none()
        && program.ended.is_none()
    {
        findings.found_with_help(
            "status",
            "the programme is closed and no end is stated",
            "add `\"end\":\"\"` if its day is not known",
        );
    }
}

pub(super) const PIPELINE_STARTED: Rule = Rule {
    code: "program/pipeline-with-start",
    severity: Severity::Warning,
    numbers: &[45],
    summary: "a programme in preparation has an actual start",
    why: "what has started is no longer being prepared; the day is probably the planned one",
    source: "IATI 2.03, activity-status and activity-date",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","status":"pipeline","start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","status":"pipeline","planned":"1994/","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(|program, findings| {
        if program.status == Some(ProgramStatus::Pipeline)
            && program.start.and_then(|start| start.date()).is_some()
        {
            findings.found_in("start", "the programme is in preparation and has an actual start; a plan stands in `planned`");
        }
    })),
};

pub(super) const SHARE_RANGE: Rule = Rule {
    code: "program/share-out-of-range",
    severity: Severity::Error,
    numbers: &[52],
    summary: "a share is below 0 or above 100 percent",
    why: "a share is a part of a whole",
    source: "IATI 2.03, sector and recipient-country: percentages",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health","share":"120"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health","share":"100"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(share_out_of_range)),
};

fn is_share(share: Decimal) -> bool {
    !share.is_negative() && share <= HUNDRED
}

fn share_out_of_range(program: &Program, findings: &mut Findings<'_>) {
    let sectors =
        program.sectors.iter().enumerate().map(|(at, sector)| ("sectors", at, sector.share));
    let roles = program.roles.iter().enumerate().map(|(at, role)| ("roles", at, role.share));
    for (field, at, share) in sectors.chain(roles) {
        if let Some(share) = share.filter(|share| !is_share(*share)) {
            findings.found_in(
                format_args!("{field}[{at}].share"),
                format!("a share lies between 0 and 100, found `{share}`"),
            );
        }
    }
}

pub(super) const SHARES_OVER: Rule = Rule {
    code: "program/shares-over-100",
    severity: Severity::Error,
    numbers: &[52],
    summary: "the shares of one list of sectors, or of one role, add up to more than 100 percent",
    why: "more would be handed out than there is",
    source: "IATI 2.03, sector and recipient-country: percentages",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health","share":"60"},{"name":"water","share":"60"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health","share":"60"},{"name":"water","share":"40"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(shares_over)),
};

/// Sums of shares by what they are shares of, with how many are stated and how many not. Shares that
/// are none have a rule of their own.
fn sums<'p>(
    shares: impl Iterator<Item = (&'p str, Option<Decimal>)>,
) -> BTreeMap<&'p str, (Decimal, usize, usize)> {
    let mut sums = BTreeMap::new();
    for (of, share) in shares {
        let (sum, stated, silent) = sums.entry(of).or_insert((Decimal::ZERO, 0_usize, 0_usize));
        match share {
            Some(share) if is_share(share) => {
                // A sum that outgrows the digits is beyond 100 already.
                *sum = sum.checked_add(share).unwrap_or(*sum);
                *stated = stated.saturating_add(1);
            }
            _ => *silent = silent.saturating_add(1),
        }
    }
    sums
}

fn sector_sums(program: &Program) -> BTreeMap<&str, (Decimal, usize, usize)> {
    sums(
        program
            .sectors
            .iter()
            .map(|sector| (sector.vocabulary.as_deref().unwrap_or_default(), sector.share)),
    )
}

fn shares_over(program: &Program, findings: &mut Findings<'_>) {
    for (sum, ..) in sector_sums(program).into_values().filter(|(sum, ..)| *sum > HUNDRED) {
        findings.found_in("sectors", format!("the shares add up to `{sum}`, more than 100"));
    }
    for (role, (sum, ..)) in sums(program.roles.iter().map(|role| (role.role.as_str(), role.share)))
    {
        if sum > HUNDRED {
            findings.found_in(
                "roles",
                format!("the shares of the role `{role}` add up to `{sum}`, more than 100"),
            );
        }
    }
}

pub(super) const SHARES_UNDER: Rule = Rule {
    code: "program/shares-under-100",
    severity: Severity::Warning,
    numbers: &[52, 53],
    summary: "every sector of a list, or every recipient, has a share, and they add up to less than 100 percent",
    why: "one is missing, or the source rounds; either way a part of the money is in none",
    source: "IATI 2.03, sector and recipient-country: percentages",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health","share":"60"},{"name":"water","share":"30"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","sectors":[{"name":"health","share":"60"},{"name":"water","share":"40"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(|program, findings| {
        for (sum, stated, silent) in sector_sums(program).into_values() {
            if silent == 0 && stated > 0 && sum < HUNDRED {
                findings.found_in(
                    "sectors",
                    format!("every sector has a share, and they add up to `{sum}`, less than 100"),
                );
            }
        }
        let recipients =
            program.roles.iter().filter(|role| role.role == ProgramRoleKind::Recipient);
        for (sum, stated, silent) in sums(recipients.map(|role| ("", role.share))).into_values() {
            if silent == 0 && stated > 0 && sum < HUNDRED {
                findings.found_in(
                    "roles",
                    format!(
                        "every recipient has a share, and they add up to `{sum}`, less than 100"
                    ),
                );
            }
        }
    })),
};

pub(super) const NEGATIVE_CUMULATIVE: Rule = Rule {
    code: "program/cumulative-negative",
    severity: Severity::Warning,
    numbers: &[56],
    summary: "a cumulative amount is below zero",
    why: "corrections may be negative, but all that was ever committed or paid is not",
    source: "IATI 2.03, transaction: corrections may be negative",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"commitment","estimate":"USD -2000","on":"1995","cumulative":true}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"commitment","estimate":"USD -2000","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Transaction(cumulative_negative)),
};

fn cumulative_negative(transaction: &Transaction, findings: &mut Findings<'_>) {
    if transaction.cumulative
        && transaction.estimate.upper().is_some_and(|upper| upper.value.is_negative())
    {
        findings.found_in(
            "estimate",
            format!("the cumulative amount `{}` is below zero", transaction.estimate),
        );
    }
}

pub(super) const NOT_MONEY: Rule = Rule {
    code: "program/transaction-not-money",
    severity: Severity::Warning,
    numbers: &[46],
    summary: "a transaction is neither in a currency nor marked as goods or services",
    why: "counted things stand in `quantities`; as money they would be in no total",
    source: "IATI 2.03, transaction: value and date",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"persons 200","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Transaction(|transaction, findings| {
        if transaction.estimate.unit().currency().is_none() && !transaction.in_kind {
            findings.found_in(
                "estimate",
                format!("`{}` is not an amount of money", transaction.estimate),
            );
        }
    })),
};

pub(super) const TO_ITSELF: Rule = Rule {
    code: "program/provider-is-receiver",
    severity: Severity::Error,
    numbers: &[],
    summary: "somebody gives money to itself",
    why: "a flow needs two ends, and totals of what was given would count nothing",
    source: "IATI 2.03, transaction: provider-org and receiver-org",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"USD 200","provider":"USA","receiver":"USA","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"USD 200","provider":"USA","receiver":"KAZ","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Transaction(|transaction, findings| {
        if let (Some(provider), Some(receiver)) = (&transaction.provider, &transaction.receiver)
            && provider == receiver
        {
            findings.found_in("receiver", format!("`{provider}` gives to itself"));
        }
    })),
};

pub(super) const DAY_OUTSIDE_PERIOD: Rule = Rule {
    code: "program/transaction-outside-period",
    severity: Severity::Error,
    numbers: &[],
    summary: "the day of a transaction lies outside the period that it is said to cover",
    why: "it would be counted in a year to which it does not belong",
    source: "IATI 2.03, transaction: value and date",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1995-05-01","period":"1996"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1996-05-01","period":"1996"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Transaction(|transaction, findings| {
        if let (Some(on), Some(period)) = (transaction.on, transaction.period)
            && !period.is_unstated()
            && !Keys::from(period.envelope()).meets(Keys::of(on))
        {
            findings.found_in("on", format!("`{on}` lies outside the period, `{period}`"));
        }
    })),
};

pub(super) const LONG_BUDGET: Rule = Rule {
    code: "program/budget-over-a-year",
    severity: Severity::Warning,
    numbers: &[47],
    summary: "a budget covers more than one year",
    why: "budgets are compared year by year, and one of several years fits none of them",
    source: "IATI 2.03, budget: a period of at most one year",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"budgeted","estimate":"USD 200","period":"FY1992-2002"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"budgeted","estimate":"USD 200","period":"FY2002"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Transaction(|transaction, findings| {
        let budget = transaction.stage == Stage::Budgeted;
        if let (Some(period), true) = (transaction.period, budget)
            && days_at_least(period) > YEAR
        {
            findings
                .found_in("period", format!("the budget of `{period}` covers more than one year"));
        }
    })),
};

/// How many days a period covers at the least: a fiscal year whose first month is not known lies
/// somewhere in three years.
fn days_at_least(period: ReportingPeriod) -> i32 {
    let (days, slack) = match period.days() {
        Some(days) => (days, 0),
        None => (period.envelope(), 2 * YEAR),
    };
    if period.is_unstated() {
        return 0;
    }
    let days = Keys::from(days);
    days.last().saturating_sub(days.first()).saturating_add(1).saturating_sub(slack)
}

pub(super) const FOR_ITSELF: Rule = Rule {
    code: "program/funder-is-recipient",
    severity: Severity::Warning,
    numbers: &[],
    summary: "one actor is both the funder and the recipient of assistance",
    why: "assistance goes from one to another; the roles are probably mixed up",
    source: "IATI 2.03, participating-org",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","roles":[{"role":"funding","actor":"USA"},{"role":"recipient","actor":"USA"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","roles":[{"role":"funding","actor":"USA"},{"role":"recipient","actor":"KAZ"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(for_itself)),
};

fn for_itself(program: &Program, findings: &mut Findings<'_>) {
    let funders: alloc::collections::BTreeSet<_> = program
        .roles
        .iter()
        .filter(|role| role.role == ProgramRoleKind::Funding)
        .map(|role| &role.actor)
        .collect();
    for (at, role) in program.roles.iter().enumerate() {
        if role.role == ProgramRoleKind::Recipient && funders.contains(&role.actor) {
            findings.found_in(
                format_args!("roles[{at}]"),
                format!("`{}` funds what it receives", role.actor),
            );
        }
    }
}

pub(super) const MONEY_TWICE: Rule = Rule {
    code: "program/money-at-parent-and-child",
    severity: Severity::Warning,
    numbers: &[50],
    summary: "a programme and one under it both have money of one stage",
    why: "the money of the one is often that of the other, and a sum would count it twice",
    source: "IATI 2.03, hierarchy: money at one level",
    bad: r#"{"kind":"program","id":"a","type":"assistance","title":"Aid","transactions":[{"stage":"disbursement","estimate":"USD 300","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"b","type":"assistance","title":"Seeds","parent":"a","transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"a","type":"assistance","title":"Aid","start":"1994","sources":[{"source":"s"}]}
{"kind":"program","id":"b","type":"assistance","title":"Seeds","parent":"a","transactions":[{"stage":"disbursement","estimate":"USD 200","on":"1995"}],"start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(money_twice),
};

fn money_twice(store: &Store, findings: &mut Across<'_>) {
    // The stages of the money of a programme, a bit for each.
    let stages = |program: &Program| {
        program.transactions.iter().fold(0_u64, |bits, it| bits | 1 << (it.stage as u32))
    };
    // Many children share a parent, so that its stages are worked out once.
    let mut of_parents: BTreeMap<u32, u64> = BTreeMap::new();
    for (at, record) in store.wholes() {
        let Record::Program(child) = record else { continue };
        let own = stages(child);
        if own == 0 {
            continue;
        }
        let Some(parent) = child
            .parent
            .as_deref()
            .and_then(|id| store.at_id(RecordKind::Program, id))
            .filter(|parent| *parent != at)
        else {
            continue;
        };
        let of_parent = of_parents.entry(parent).or_insert_with(|| match store.whole(parent) {
            Some(Record::Program(parent)) => stages(parent),
            _ => 0,
        });
        let both = own & *of_parent;
        if both != 0 {
            let shared = Stage::ALL.iter().filter(|stage| both >> (**stage as u32) & 1 == 1);
            let mut shared: alloc::vec::Vec<&str> = shared.map(|stage| stage.as_str()).collect();
            shared.sort_unstable();
            let shared: alloc::vec::Vec<String> =
                shared.into_iter().map(|stage| format!("`{stage}`")).collect();
            findings.found_in(
                at,
                "transactions",
                format!(
                    "money of {} stands here and at the parent too, at {}",
                    shared.join(" and "),
                    whereabouts(store, parent)
                ),
            );
        }
    }
}
