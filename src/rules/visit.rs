//! Rules on one visit, its meetings, and on events and sources.

use alloc::format;

use super::days::{certainly_before, possibly_before};
use super::findings::Findings;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::date::{PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{
    Covers, Event, EventCategory, FigureKind, Medium, Meeting, ProgramKind, Record, RecordKind,
    RelationKind, Source, StatementKind, TreatyCategory, Visit, VisitStatus,
};
use crate::report::Severity;
use crate::store::Keys;

pub(super) const REVERSED: Rule = Rule {
    code: "visit/reversed",
    severity: Severity::Error,
    numbers: &[2, 75],
    summary: "a visit certainly ends before it starts",
    why: "it would have taken place on no day",
    source: "Office of the Historian, travels and visits",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","end":"2023-02-27","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-27","end":"2023-02-28","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Visit(|visit, findings| {
        order(visit.start, visit.end, "end", Certainty::Certain, findings)
    })),
};

pub(super) const MAYBE_REVERSED: Rule = Rule {
    code: "visit/maybe-reversed",
    severity: Severity::Warning,
    numbers: &[3, 75],
    summary: "a visit may end before it starts, at the precision stated",
    why: "one of the two dates is coarser than the other, and often of another visit",
    source: "Office of the Historian, travels and visits",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","end":"2023-02","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02","end":"2023-02","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Visit(|visit, findings| {
        order(visit.start, visit.end, "end", Certainty::Possible, findings)
    })),
};

pub(super) const EVENT_REVERSED: Rule = Rule {
    code: "event/reversed",
    severity: Severity::Error,
    numbers: &[2],
    summary: "an event certainly ends before it starts",
    why: "it would have taken place on no day",
    source: "Office of the Historian: an end is not before its start",
    bad: r#"{"kind":"event","id":"x","type":"summit","summary":"A summit.","on":"2023-05-20","until":"2023-05-19","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"event","id":"x","type":"summit","summary":"A summit.","on":"2023-05-19","until":"2023-05-20","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Event(|event, findings| {
        order(event.on, event.until, "until", Certainty::Certain, findings)
    })),
};

pub(super) const EVENT_MAYBE_REVERSED: Rule = Rule {
    code: "event/maybe-reversed",
    severity: Severity::Warning,
    numbers: &[3],
    summary: "an event may end before it starts, at the precision stated",
    why: "one of the two dates is coarser than the other, and often of another event",
    source: "Office of the Historian: an end is not before its start",
    bad: r#"{"kind":"event","id":"x","type":"summit","summary":"A summit.","on":"2023-05-20","until":"2023","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"event","id":"x","type":"summit","summary":"A summit.","on":"2023-05-20","until":"2023-05-21","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Event(|event, findings| {
        order(event.on, event.until, "until", Certainty::Possible, findings)
    })),
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Certain,
    Possible,
}

fn order(
    start: Option<PartialDate>,
    end: Option<PartialDate>,
    field: &str,
    certainty: Certainty,
    findings: &mut Findings<'_>,
) {
    let (Some(start), Some(end)) = (start, end) else { return };
    match certainty {
        Certainty::Certain if certainly_before(end, start) => {
            findings.found_in(field, format!("`{end}` is before the first day, `{start}`"))
        }
        Certainty::Possible if possibly_before(end, start) => {
            findings.found_in(field, format!("`{end}` may be before the first day, `{start}`"))
        }
        _ => {}
    }
}

pub(super) const AT_HOME: Rule = Rule {
    code: "visit/at-home",
    severity: Severity::Error,
    numbers: &[76],
    summary: "every traveller is of the host",
    why: "nobody is a guest at home; a journey inside the country is an event",
    source: "Office of the Historian, travels and visits",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"KAZ"}],"start":"2023-02-28","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Visit(at_home)),
};

fn at_home(visit: &Visit, findings: &mut Findings<'_>) {
    if !visit.travellers.is_empty()
        && visit.travellers.iter().all(|traveller| traveller.actor.as_ref() == Some(&visit.host))
    {
        findings
            .found_in("travellers", format!("every traveller is of the host, `{}`", visit.host));
    }
}

pub(super) const NO_TRAVELLER: Rule = Rule {
    code: "visit/no-traveller",
    severity: Severity::Error,
    numbers: &[],
    summary: "a visit has no traveller",
    why: "it would be a visit from nowhere, and in no dossier",
    source: "Office of the Historian, travels and visits",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","start":"2023-02-28","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA","label":"officials"}],"start":"2023-02-28","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Visit(|visit, findings| {
        if visit.travellers.is_empty() {
            findings.found_in(
                "travellers",
                "a visit needs a traveller; an unnamed group has an actor and a label",
            );
        }
    })),
};

pub(super) const CANCELLED_MET: Rule = Rule {
    code: "visit/cancelled-with-meetings",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a cancelled visit has meetings or something signed",
    why: "what did not take place had no results; the status or the visit is wrong",
    source: "Office of the Historian, travels and visits",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","status":"cancelled","meetings":[{"participants":[{"actor":"KAZ"}]}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","status":"cancelled","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Visit(|visit, findings| {
        if visit.status == Some(VisitStatus::Cancelled)
            && !(visit.meetings.is_empty() && visit.signed.is_empty())
        {
            findings.found_in(
                "status",
                "the visit is cancelled, and yet meetings were held or something was signed",
            );
        }
    })),
};

pub(super) const NOBODY_MET: Rule = Rule {
    code: "meeting/nobody-met",
    severity: Severity::Error,
    numbers: &[82],
    summary: "a meeting has no participants beside the travellers",
    why: "a meeting needs two parties, and who was met decides whose dossier it belongs to",
    source: "Office of the Historian, travels and visits: who was met",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","meetings":[{"on":"2023-02-28"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","meetings":[{"participants":[{"actor":"KAZ"}],"on":"2023-02-28"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Meeting(|meeting, findings| {
        if meeting.participants.is_empty() && !meeting.others {
            findings.found_with_help(
                "participants",
                "a meeting needs somebody who was met",
                "add `\"others\":true` if the source does not say who",
            );
        }
    })),
};

const fn is_remote(medium: Option<Medium>) -> bool {
    matches!(medium, Some(Medium::Telephone | Medium::Video | Medium::Written))
}

pub(super) const REMOTE_MEETING: Rule = Rule {
    code: "meeting/remote-with-place",
    severity: Severity::Error,
    numbers: &[80],
    summary: "a meeting by telephone, video or letter has a place",
    why: "it took place nowhere in particular, and would count as a stay there",
    source: "PLOVER event categories: a call is no visit",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","meetings":[{"participants":[{"actor":"KAZ"}],"place":"astana","medium":"video"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-28","meetings":[{"participants":[{"actor":"KAZ"}],"place":"astana","medium":"in-person"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Meeting(|meeting, findings| {
        remote_with_place(meeting.medium, meeting.place.as_deref(), findings)
    })),
};

pub(super) const REMOTE_EVENT: Rule = Rule {
    code: "event/remote-with-place",
    severity: Severity::Error,
    numbers: &[80],
    summary: "an event by telephone, video or letter has a place",
    why: "it took place nowhere in particular",
    source: "PLOVER event categories: a call is no visit",
    bad: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"2023-05-19","place":"astana","medium":"video","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"2023-05-19","medium":"video","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Event(|event, findings| {
        remote_with_place(event.medium, event.place.as_deref(), findings)
    })),
};

fn remote_with_place(medium: Option<Medium>, place: Option<&str>, findings: &mut Findings<'_>) {
    if let (Some(medium), Some(place)) = (medium, place)
        && is_remote(Some(medium))
    {
        findings.found_in(
            "place",
            format!("held by `{medium}` and yet at `{}`", crate::text::shortened(place)),
        );
    }
}

pub(super) const CALL_IN_PERSON: Rule = Rule {
    code: "event/call-in-person",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a call was held in person",
    why: "a call is by telephone or video; in one room it is talks",
    source: "PLOVER event categories: a call is no visit",
    bad: r#"{"kind":"event","id":"x","type":"call","summary":"A call.","on":"2023-05-19","medium":"in-person","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"event","id":"x","type":"call","summary":"A call.","on":"2023-05-19","medium":"telephone","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Event(call_in_person)),
};

fn call_in_person(event: &Event, findings: &mut Findings<'_>) {
    if event.category == EventCategory::Call && event.medium == Some(Medium::InPerson) {
        findings.found_in("medium", "a call is held by `telephone` or `video`");
    }
}

pub(super) const ROUND_ZERO: Rule = Rule {
    code: "event/round-zero",
    severity: Severity::Error,
    numbers: &[],
    summary: "an event is round 0 of its series",
    why: "rounds are counted from 1, so that 0 is either a slip or the first",
    source: "the data model: what an event is",
    bad: r#"{"kind":"event","id":"x","type":"dialogue-round","summary":"A round.","on":"2023-05-19","series":{"name":"Dialogue","number":0},"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"event","id":"x","type":"dialogue-round","summary":"A round.","on":"2023-05-19","series":{"name":"Dialogue","number":1},"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Event(|event, findings| {
        if event.series.as_ref().is_some_and(|series| series.number == Some(0)) {
            findings.found_in("series.number", "rounds are counted from 1, found 0");
        }
    })),
};

pub(super) const OUTSIDE_VISIT: Rule = Rule {
    code: "meeting/outside-visit",
    severity: Severity::Error,
    numbers: &[81],
    summary: "a meeting lies outside the days of its visit, one day for time zones allowed",
    why: "it was held on another journey, or one of the dates is wrong",
    source: "Office of the Historian, travels and visits: local days",
    bad: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-27","end":"2023-02-28","meetings":[{"participants":[{"actor":"KAZ"}],"on":"2023-03-02"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"visit","id":"x","host":"KAZ","travellers":[{"actor":"USA"}],"start":"2023-02-27","end":"2023-02-28","meetings":[{"participants":[{"actor":"KAZ"}],"on":"2023-03-01"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Meeting(outside_visit)),
};

fn outside_visit(meeting: &Meeting, findings: &mut Findings<'_>) {
    let Some(Record::Visit(visit)) = findings.record().whole() else { return };
    let Some(on) = meeting.on else { return };
    if Keys::of(on).last() < stay(visit).0.saturating_sub(1)
        || stay(visit).1.saturating_add(1) < Keys::of(on).first()
    {
        findings.found_in("on", format!("`{on}` lies outside the days of the visit"));
    }
}

/// The first and the last possible day of a visit; one without a last day may last.
pub(super) fn stay(visit: &Visit) -> (i32, i32) {
    let first = visit.start.map_or(UNBOUNDED_BELOW, |start| Keys::of(start).first());
    let last = visit.end.map_or(UNBOUNDED_ABOVE, |end| Keys::of(end).last());
    (first, last)
}

pub(super) const NO_DATE: Rule = Rule {
    code: "source/no-date",
    severity: Severity::Warning,
    numbers: &[94],
    summary: "a source says neither when it was published nor when it was read",
    why: "what it says of today is then said of an unknown day, and it is not known what it could know",
    source: "the data model: a source and its edition",
    bad: r#"{"kind":"source","id":"x","title":"A page"}"#,
    good: r#"{"kind":"source","id":"x","title":"A page","retrieved":"2023-03-01"}"#,
    also: &[],
    check: Check::Part(PartCheck::Source(|source, findings| {
        if source.published.is_none() && source.retrieved.is_none() {
            findings.found("neither `published` nor `retrieved` is stated");
        }
    })),
};

pub(super) const READ_BEFORE: Rule = Rule {
    code: "source/published-after-retrieved",
    severity: Severity::Error,
    numbers: &[],
    summary: "a source was certainly read before it was published",
    why: "one of the two dates is wrong, and both decide what was known when",
    source: "the data model: a source and its edition",
    bad: r#"{"kind":"source","id":"x","title":"A page","published":"2023-03-02","retrieved":"2023-03-01"}"#,
    good: r#"{"kind":"source","id":"x","title":"A page","published":"2023-03-01","retrieved":"2023-03-02"}"#,
    also: &[],
    check: Check::Part(PartCheck::Source(published_after_retrieved)),
};

fn published_after_retrieved(source: &Source, findings: &mut Findings<'_>) {
    if let (Some(published), Some(retrieved)) = (source.published, source.retrieved)
        && certainly_before(retrieved, published)
    {
        findings.found_in(
            "published",
            format!("published on `{published}`, after it was retrieved, `{retrieved}`"),
        );
    }
}

pub(super) const COVERS_TYPE: Rule = Rule {
    code: "source/covers-unknown-type",
    severity: Severity::Error,
    numbers: &[],
    summary: "a source is said to cover a type that its kind of record does not have",
    why: "a type that no record has covers nothing, and silence would be read as No nowhere",
    source: "the data model: a source and its edition",
    bad: r#"{"kind":"source","id":"x","title":"A list","published":"2023","covers":[{"kind":"relation","period":"1990/2022","type":"recogniton"}]}"#,
    good: r#"{"kind":"source","id":"x","title":"A list","published":"2023","covers":[{"kind":"relation","period":"1990/2022","type":"recognition"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Covers(covers_unknown_type)),
};

fn covers_unknown_type(covers: &Covers, findings: &mut Findings<'_>) {
    let Some(text) = covers.kind_type.as_deref() else { return };
    let problem = match covers.kind {
        RecordKind::Relation => RelationKind::parse(text).err(),
        RecordKind::Program => ProgramKind::parse(text).err(),
        RecordKind::Figure => FigureKind::parse(text).err(),
        RecordKind::Statement => StatementKind::parse(text).err(),
        RecordKind::Event => EventCategory::parse(text).err(),
        RecordKind::Treaty => TreatyCategory::parse(text).err(),
        _ => None,
    };
    if let Some(problem) = problem {
        findings.found_in("type", format!("{problem}"));
    }
}
