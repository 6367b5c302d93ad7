//! Rules on dates, spells, periods and acts, wherever they stand.

use alloc::format;

use super::days::{certainly_before, stated_end};
use super::findings::Findings;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::date::{PartialDate, Period};
use crate::record::{Act, ActKind, Attestation, SpellFields};
use crate::report::Severity;
use crate::store::Keys;
use crate::truth::Truth;

pub(super) const SENTINEL: Rule = Rule {
    code: "date/sentinel",
    severity: Severity::Error,
    numbers: &[4],
    summary: "a date in the year 9999 stands for no date",
    why: "an end that is open and an end that is unknown are different things, and 9999-12-31 hides which is meant",
    source: "EDTF (ISO 8601-2): `..` is an open end, an empty text an unknown one",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","end":"9999-12-31","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","end":"..","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Date(sentinel)),
};

fn sentinel(date: PartialDate, findings: &mut Findings<'_>) {
    if [date.earliest(), date.latest()].into_iter().flatten().any(|day| day.year() == 9999) {
        findings.found_with_help(
            "",
            format!("`{date}` stands for no date"),
            "leave the field out where nothing is stated; of a spell, `..` is an open end and an empty text an unknown one",
        );
    }
}

pub(super) const TWO_ENDS: Rule = Rule {
    code: "spell/two-ends",
    severity: Severity::Error,
    numbers: &[4],
    summary: "a spell states its end in more than one way",
    why: "`end` is inside, `left` outside, and of `ended` it is not known which: only one of them can be what the source says",
    source: "EDTF (ISO 8601-2), intervals",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","end":"2001-05-01","left":"2001-05-02","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","left":"2001-05-02","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Spell(two_ends)),
};

fn two_ends(spell: SpellFields<'_>, findings: &mut Findings<'_>) {
    match (spell.end.is_some(), spell.left.is_some(), spell.ended.is_some()) {
        (true, true, true) => findings.found_in(
            "left",
            "`end`, `left` and `ended` are all stated; keep the one that the source states",
        ),
        (true, true, false) => findings.found_in(
            "left",
            "`end` and `left` are both stated; keep the one that the source states",
        ),
        (true, false, true) => findings.found_in(
            "ended",
            "`end` and `ended` are both stated; keep the one that the source states",
        ),
        (false, true, true) => findings.found_in(
            "ended",
            "`left` and `ended` are both stated; keep the one that the source states",
        ),
        _ => {}
    }
}

pub(super) const REVERSED: Rule = Rule {
    code: "spell/reversed",
    severity: Severity::Error,
    numbers: &[2, 43],
    summary: "a spell certainly ends before it starts",
    why: "no day would be inside, and every answer about it would be wrong",
    source: "EDTF (ISO 8601-2), intervals",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"2001","end":"1995","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","end":"2001","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Spell(reversed)),
};

fn reversed(spell: SpellFields<'_>, findings: &mut Findings<'_>) {
    if let Some((field, start, end)) = order_of_ends(spell, Truth::Yes) {
        let message = if field == "left" {
            format!("`{end}`, the first day outside, is not after the start, `{start}`")
        } else {
            format!("`{end}` is before the start, `{start}`")
        };
        findings.found_in(field, message);
    }
}

pub(super) const MAYBE_REVERSED: Rule = Rule {
    code: "spell/maybe-reversed",
    severity: Severity::Warning,
    numbers: &[3],
    summary: "a spell may end before it starts, at the precision stated",
    why: "a coarse end that reaches back before the start is often that of another spell",
    source: "EDTF (ISO 8601-2), intervals",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995-06","end":"1995","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995-06","end":"1995-07","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Spell(maybe_reversed)),
};

fn maybe_reversed(spell: SpellFields<'_>, findings: &mut Findings<'_>) {
    if let Some((field, start, end)) = order_of_ends(spell, Truth::Unknown) {
        findings.found_in(field, format!("`{end}` may be before the start, `{start}`"));
    }
}

/// The ends of a spell, if the answer to whether they are reversed is the one given.
fn order_of_ends(
    spell: SpellFields<'_>,
    reversed: Truth,
) -> Option<(&'static str, PartialDate, PartialDate)> {
    let start = spell.start?.date()?;
    let (field, end, last) = stated_end(spell)?;
    let first = Keys::of(start);
    let in_one_span = start == end && !first.is_single();
    let found = Truth::from_worlds(
        first.last() > last.first() && !in_one_span,
        first.first() <= last.last(),
    );
    (found == reversed).then_some((field, start, end))
}

pub(super) const ATTESTED_OUTSIDE: Rule = Rule {
    code: "spell/attested-outside",
    severity: Severity::Error,
    numbers: &[],
    summary: "a day on which it is said to have held lies outside the stated start and end",
    why: "one record speaks for one source, which cannot say both",
    source: "EDTF (ISO 8601-2), intervals",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","attested":["1993"],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","attested":["1996"],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Spell(attested_outside)),
};

fn attested_outside(spell: SpellFields<'_>, findings: &mut Findings<'_>) {
    let start = spell.start.and_then(|start| start.date());
    let end = stated_end(spell);
    for (at, attested) in spell.attested.iter().enumerate() {
        let Attestation::On(date) = attested else { continue };
        let days = Keys::of(*date);
        if let Some(start) = start.filter(|start| days.last() < Keys::of(*start).first()) {
            findings.found_in(
                format_args!("attested[{at}]"),
                format!("`{date}` is before the start, `{start}`"),
            );
        }
        if let Some((field, end, _)) = end.filter(|(.., last)| last.last() < days.first()) {
            let relation = if field == "left" { "not before" } else { "after" };
            findings.found_in(
                format_args!("attested[{at}]"),
                format!("`{date}` is {relation} the end, `{end}`"),
            );
        }
    }
}

pub(super) const PERIOD_REVERSED: Rule = Rule {
    code: "period/reversed",
    severity: Severity::Error,
    numbers: &[2, 43],
    summary: "a period certainly ends before it starts",
    why: "no day would be inside",
    source: "EDTF (ISO 8601-2), intervals",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","planned":"1999/1997","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","planned":"1997/1999","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Period(|period, findings| {
        period_order(period, Truth::Yes, "ends", findings)
    })),
};

pub(super) const PERIOD_MAYBE_REVERSED: Rule = Rule {
    code: "period/maybe-reversed",
    severity: Severity::Warning,
    numbers: &[3],
    summary: "a period may end before it starts, at the precision stated",
    why: "a coarse end that reaches back before the start is often a slip",
    source: "EDTF (ISO 8601-2), intervals",
    bad: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","planned":"1997-06/1997","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","planned":"1997-06/1997-12","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Period(|period, findings| {
        period_order(period, Truth::Unknown, "may end", findings)
    })),
};

fn period_order(period: Period, reversed: Truth, says: &str, findings: &mut Findings<'_>) {
    if period.is_reversed() == reversed {
        findings.found(format!("`{period}` {says} before it starts"));
    }
}

pub(super) const EFFECT_BEFORE_DEED: Rule = Rule {
    code: "act/effect-before-deed",
    severity: Severity::Warning,
    numbers: &[21],
    summary: "an act has effect before it was done and is not marked retroactive",
    why: "either a date is wrong or the act reaches back, which a reader must be told",
    source: "Vienna Convention on the Law of Treaties, article 28 (no retroactivity unless intended)",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","acts":[{"type":"admission","on":"1995-05-01","effective":"1995-04-01"}],"start":"1995","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","acts":[{"type":"admission","on":"1995-05-01","effective":"1995-04-01","retroactive":true}],"start":"1995","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Act(effect_before_deed)),
};

fn effect_before_deed(act: &Act, findings: &mut Findings<'_>) {
    if let (Some(on), Some(effective), false) = (act.on, act.effective, act.retroactive)
        && certainly_before(effective, on)
    {
        findings.found_with_help(
            "effective",
            format!("the {} of `{on}` has effect from `{effective}`, before it was done", act.kind),
            "add `\"retroactive\":true` if it reaches back",
        );
    }
}

pub(super) const ENDING_OF_NOTHING: Rule = Rule {
    code: "act/ending-of-nothing",
    severity: Severity::Warning,
    numbers: &[],
    summary: "an act that ends nothing says how the day of an ending is meant",
    why: "`ending` has a meaning only where something ends, so the act is probably of another kind",
    source: "the data model: how the day of an end is meant",
    bad: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","acts":[{"type":"admission","on":"1995","ending":"left"}],"start":"1995","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","acts":[{"type":"withdrawal","on":"1996","ending":"left"}],"start":"1995","left":"1996","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Act(ending_of_nothing)),
};

fn ending_of_nothing(act: &Act, findings: &mut Findings<'_>) {
    let ends = act.kind.is_end()
        || matches!(
            act.kind,
            ActKind::Notice
                | ActKind::ProvisionalApplicationEnd
                | ActKind::SuspensionEnd
                | ActKind::Interruption
        );
    if let (Some(ending), false) = (act.ending, ends) {
        findings.found_in(
            "ending",
            format!("`{ending}` says how an end is meant, and the {} ends nothing", act.kind),
        );
    }
}
