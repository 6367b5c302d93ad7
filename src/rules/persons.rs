//! Rules on the offices of one person.

use alloc::format;
use alloc::vec::Vec;

use super::days::{overlapping, sure_days};
use super::findings::Findings;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::record::{HasSpell, Office, OfficeStanding, Person, RoleClass};
use crate::report::Severity;
use crate::store::Keys;
use crate::text::shortened;

pub(super) const OFFICE_OVERLAP: Rule = Rule {
    code: "person/office-overlap",
    severity: Severity::Error,
    numbers: &[],
    summary: "a person certainly held one office twice on one day, by one source",
    why: "nobody takes up an office that is held already: one of the days is wrong, or the two are one",
    source: "Archigos and COLT: an office belongs to its spell",
    bad: r#"{"kind":"person","id":"x","title":"A minister","offices":[{"title":"Minister","of":"USA","start":"2001","end":"2005"},{"title":"Minister","of":"USA","start":"2003","end":"2004"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"person","id":"x","title":"A minister","offices":[{"title":"Minister","of":"USA","start":"2001","end":"2003"},{"title":"Minister","of":"USA","start":"2005","end":"2006"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Person(office_overlap)),
};

fn office_overlap(person: &Person, findings: &mut Findings<'_>) {
    if person.offices.len() < 2 {
        return;
    }
    let standing = |office: &Office| office.standing.map_or("full", OfficeStanding::as_str);
    // Sources may contradict one another: that is a dispute, and nothing is wrong with the record.
    let source = |office: &'_ Office| {
        let cited = office.sources.first().or(person.sources.first());
        cited.map(|citation| citation.source.clone())
    };
    let key = |office: &Office| {
        let Office { of, title, accredited_to, .. } = office;
        (of.clone(), title.clone(), accredited_to.clone(), standing(office), source(office))
    };
    let mut offices: Vec<(usize, &Office)> = person.offices.iter().enumerate().collect();
    offices.sort_by_cached_key(|(_, office)| key(office));
    for held in offices.chunk_by(|(_, a), (_, b)| key(a) == key(b)) {
        let spells = held
            .iter()
            .filter_map(|(at, office)| Some((sure_days(office.spell())?, *at)))
            .collect();
        for (first, second) in overlapping(spells) {
            findings.found_in(
                format_args!("offices[{second}]"),
                format!("it overlaps offices[{first}], which is the same office"),
            );
        }
    }
}

pub(super) const INCOMPATIBLE: Rule = Rule {
    code: "person/incompatible-offices",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a person certainly held two offices on several days that nobody holds together",
    why: "nobody is a minister of two countries, or minister and ambassador of one: one of the days or of the offices is wrong",
    source: "Archigos and COLT: an office belongs to its spell",
    bad: r#"{"kind":"person","id":"x","title":"A minister","offices":[{"title":"Foreign minister","of":"USA","role":"foreign-minister","start":"2001","end":"2005"},{"title":"Ambassador","of":"USA","role":"ambassador","accredited_to":"KAZ","start":"2003","end":"2004"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"person","id":"x","title":"A minister","offices":[{"title":"Foreign minister","of":"USA","role":"foreign-minister","start":"2001","end":"2003"},{"title":"Ambassador","of":"USA","role":"ambassador","accredited_to":"KAZ","start":"2003","end":"2004"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Person(incompatible_offices)),
};

/// How many offices of one person are compared with one another; nobody held more.
const MOST_OFFICES: usize = 256;

fn incompatible_offices(person: &Person, findings: &mut Findings<'_>) {
    if person.offices.len() > MOST_OFFICES {
        return;
    }
    for (second, b) in person.offices.iter().enumerate() {
        for (first, a) in person.offices.iter().enumerate().take(second) {
            if !may_be_held_together(a, b)
                && let (Some(of_a), Some(of_b)) = (days_inside(a), days_inside(b))
                && of_a.meets(of_b)
            {
                findings.found_in(
                    format_args!("offices[{second}]"),
                    format!(
                        "`{}` of `{}` was held together with `{}` of `{}`, offices[{first}]",
                        shortened(&b.title),
                        b.of,
                        shortened(&a.title),
                        a.of
                    ),
                );
                break;
            }
        }
    }
}

/// The certain days of an office in full without the last, which may be that of the change.
fn days_inside(office: &Office) -> Option<Keys> {
    if office.standing.is_some_and(|standing| standing != OfficeStanding::Full) {
        return None;
    }
    let days = sure_days(office.spell())?;
    Keys::new(days.first(), days.last().saturating_sub(1))
}

/// Heads of state of several countries there have been, and heads of government who were their own
/// foreign ministers.
fn may_be_held_together(a: &Office, b: &Office) -> bool {
    let governs = |office: &Office| {
        matches!(
            office.role,
            Some(
                RoleClass::HeadOfGovernment
                    | RoleClass::ForeignMinister
                    | RoleClass::DefenceMinister
            )
        )
    };
    let is_sent = |office: &Office| office.role == Some(RoleClass::Ambassador);
    let two_governments = governs(a) && governs(b) && a.of != b.of;
    let sent_by_itself = a.of == b.of && ((governs(a) && is_sent(b)) || (governs(b) && is_sent(a)));
    !two_governments && !sent_by_itself
}
