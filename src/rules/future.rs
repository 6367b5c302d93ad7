//! Rules that need the day on which the data is looked at, and are silent without it.

use alloc::format;

use super::days::stated_end;
use super::findings::Findings;
use super::journeys::latest_day;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::date::{PartialDate, key};
use crate::record::{
    Act, ActKind, HasSpell, ProgramStatus, Record, RecordKind, StatementKind, VisitStatus,
};
use crate::report::Severity;
use crate::store::{Keys, Store};

pub(super) const IN_THE_FUTURE: Rule = Rule {
    code: "record/in-the-future",
    severity: Severity::Error,
    numbers: &[44],
    summary: "something is said to have been done certainly after the day on which the data is looked at",
    why: "what is yet to come was not done: it is announced, planned or mistyped",
    source: "IATI 2.03: actual dates are not in the future",
    bad: r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"actor":"KAZ"}],"on":"2041-02-27","sources":[{"source":"u"}]}
{"kind":"source","id":"u","title":"A page","retrieved":"2041-03"}"#,
    good: r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"actor":"KAZ"}],"on":"2023-02-27","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Record(in_the_future)),
};

fn in_the_future(record: &Record, findings: &mut Findings<'_>) {
    let Some(today) = findings.today() else { return };
    let mut look = |path: &dyn core::fmt::Display, date: Option<PartialDate>| {
        if let Some(date) = date.filter(|date| key(today) < Keys::of(*date).first()) {
            findings.found_in(path, format!("`{date}` is later than the day given, `{today}`"));
        }
    };
    if record.is_denied() {
        return;
    }
    match record {
        Record::Source(source) => {
            look(&"published", source.published);
            look(&"retrieved", source.retrieved);
        }
        Record::Event(event) => look(&"on", event.on),
        Record::Statement(statement) if statement.kind != StatementKind::Announcement => {
            look(&"on", statement.on);
        }
        Record::Visit(visit)
            if !matches!(
                visit.status,
                Some(VisitStatus::Announced | VisitStatus::Postponed | VisitStatus::Cancelled)
            ) =>
        {
            look(&"start", visit.start);
        }
        Record::Treaty(treaty) => {
            look(&"concluded", treaty.concluded);
            for (number, party) in treaty.parties.iter().enumerate() {
                for (at, act) in party.acts.iter().enumerate().filter(|(_, act)| is_deed(act)) {
                    look(&format_args!("parties[{number}].acts[{at}].on"), act.on);
                }
            }
            for (at, act) in treaty.acts.iter().enumerate().filter(|(_, act)| is_deed(act)) {
                look(&format_args!("acts[{at}].on"), act.on);
            }
        }
        Record::Program(program) => {
            look(&"start", program.start.and_then(|start| start.date()));
            if let Some((field, end, _)) = stated_end(program.spell()) {
                look(&field, Some(end));
            }
            for (at, transaction) in program.transactions.iter().enumerate() {
                if !transaction.estimated {
                    look(&format_args!("transactions[{at}].on"), transaction.on);
                }
            }
        }
        Record::Figure(figure) => look(&"vintage", figure.vintage),
        Record::TradeFigure(figure) => look(&"vintage", figure.vintage),
        _ => {}
    }
}

/// Whether an act is done by somebody on its day; what follows by itself may be known beforehand.
const fn is_deed(act: &Act) -> bool {
    !act.denied
        && !matches!(
            act.kind,
            ActKind::EntryIntoForce | ActKind::Expiry | ActKind::Termination | ActKind::Withdrawal
        )
}

pub(super) const RUNS_ON: Rule = Rule {
    code: "program/running-after-end",
    severity: Severity::Warning,
    numbers: &[45],
    summary: "a programme is said to be carried out more than a year after its actual end",
    why: "its status was not brought up to date, or the end is the planned one",
    source: "IATI 2.03, activity-status and activity-date",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","status":"implementation","start":"1994","end":"2001","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","status":"implementation","planned":"1994/2001","start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Beside(&[RecordKind::Program], running_after_end),
};

/// How long the status of a programme may lag behind: a year.
const LAG: i32 = 366;

fn running_after_end(store: &Store, _: u32, record: &Record, findings: &mut Findings<'_>) {
    let Record::Program(program) = record else { return };
    if program.status != Some(ProgramStatus::Implementation) {
        return;
    }
    let Some((field, end, days)) = stated_end(program.spell()) else { return };
    let said = latest_day(store, &program.sources);
    let looked = findings.today().map(key);
    // A source speaks of its own day at the latest; without one, of the day that the caller gives.
    if let Some(on) = said.or(looked)
        && days.last().saturating_add(LAG) < on
    {
        findings.found_in(
            field,
            format!(
                "the status is `implementation`, and the end, `{end}`, is more than a year before"
            ),
        );
    }
}
