//! Rules that hold for records of every kind: ids, sources, texts, lists, and who takes part.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::findings::{Across, Findings, whereabouts};
use super::limits::{LONGEST_ID, LONGEST_LIST, LONGEST_TEXT};
use super::nfc::first_uncomposed;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::record::{Citation, Ordinal, Participant, Record, RecordKind};
use crate::report::Severity;
use crate::store::Store;
use crate::text::shortened;

pub(super) const ID_LENGTH: Rule = Rule {
    code: "record/id-length",
    severity: Severity::Error,
    numbers: &[41],
    summary: "an id is empty or longer than 256 bytes",
    why: "other records name a record by its id, and an empty or endless one cannot be cited",
    source: "the data model: limits",
    bad: r#"{"kind":"place","id":"","title":"Almaty","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}"#,
    also: &["text/empty"],
    check: Check::Part(PartCheck::Record(id_length)),
};

fn id_length(record: &Record, findings: &mut Findings<'_>) {
    match record.id().len() {
        0 => findings.found_in("id", "the id is empty; give 1 to 256 bytes"),
        1..=LONGEST_ID => {}
        bytes => findings
            .found_in("id", format!("the id has {bytes} bytes; at most {LONGEST_ID} are allowed")),
    }
}

pub(super) const DUPLICATE_ID: Rule = Rule {
    code: "record/duplicate-id",
    severity: Severity::Error,
    numbers: &[85],
    summary: "two records of one kind have the same id",
    why: "an id that names two records names neither, and every reference to it is ambiguous",
    source: "Office of the Historian: an id is unique over all files",
    bad: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}
{"kind":"place","id":"almaty","title":"Alma-Ata","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}
{"kind":"place","id":"almaty-2","same_as":"almaty","title":"Alma-Ata","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(duplicate_id),
};

fn duplicate_id(store: &Store, findings: &mut Across<'_>) {
    if !store.has_twins() {
        return;
    }
    for kind in RecordKind::ALL {
        let mut first: Option<(u32, &str)> = None;
        for &at in store.of_kind(*kind) {
            let Some(record) = store.record(at) else { continue };
            match first {
                Some((earlier, id)) if id == record.id() => findings.found_with_help(
                    at,
                    "id",
                    format!(
                        "the {kind} `{}` is already on record, first at {}",
                        shortened(id),
                        whereabouts(store, earlier)
                    ),
                    "give it an id of its own; where it speaks of the same thing, add `same_as`",
                ),
                _ => first = Some((at, record.id())),
            }
        }
    }
}

pub(super) const ID_CHARACTERS: Rule = Rule {
    code: "program/id-characters",
    severity: Severity::Warning,
    numbers: &[41],
    summary: "the id of a programme has a character that IATI forbids in identifiers",
    why: "registries split identifiers at `/`, `&`, `|` and `?`, and lose the programme",
    source: "IATI 2.03, iati-identifier",
    bad: r#"{"kind":"program","id":"ctr/2","type":"assistance","title":"Threat reduction","start":"1994","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"program","id":"ctr-2","type":"assistance","title":"Threat reduction","start":"1994","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Program(|program, findings| {
        if let Some(found) = program.id.chars().find(|c| matches!(c, '/' | '&' | '|' | '?')) {
            findings.found_in("id", format!("the id of a programme should not hold `{found}`"));
        }
    })),
};

pub(super) const NO_SOURCE: Rule = Rule {
    code: "record/no-source",
    severity: Severity::Error,
    numbers: &[94],
    summary: "a record cites no source",
    why: "a claim that nobody is known to have made cannot be weighed, checked or cited",
    source: "the data model: no claim without a source",
    bad: r#"{"kind":"place","id":"almaty","title":"Almaty"}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Record(no_source)),
};

fn no_source(record: &Record, findings: &mut Findings<'_>) {
    if record.sources().is_empty() && record.kind() != RecordKind::Source {
        findings.found_with_help(
            "sources",
            "no source is cited",
            "add `\"sources\":[{\"source\":…}]` with the id of a source record",
        );
    }
}

pub(super) const VIA_ITSELF: Rule = Rule {
    code: "citation/via-itself",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a source is said to have been read through itself",
    why: "`via` names the publication that reports another; of the source itself it says nothing, or it hides which of the two was read",
    source: "the data model: a source and the source through which it was read",
    bad: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s","via":"s"}]}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s","via":"t"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Citation(via_itself)),
};

fn via_itself(citation: &Citation, findings: &mut Findings<'_>) {
    if citation.via.as_deref() == Some(&citation.source) {
        findings.found_in(
            "via",
            format!(
                "`via` names the source `{}` itself; leave it out, or name what was read",
                shortened(&citation.source)
            ),
        );
    }
}

pub(super) const TEXT_EMPTY: Rule = Rule {
    code: "text/empty",
    severity: Severity::Error,
    numbers: &[],
    summary: "a text is stated and empty",
    why: "an empty text says nothing, and looks as if something had been said",
    source: "the data model: what is not stated is left out",
    bad: r#"{"kind":"place","id":"almaty","title":"","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Text(|text, findings| {
        if text.is_empty() {
            findings.found("the text is empty; leave the field out if nothing is stated");
        }
    })),
};

pub(super) const TEXT_TRIMMED: Rule = Rule {
    code: "text/not-trimmed",
    severity: Severity::Error,
    numbers: &[41, 97],
    summary: "a text begins or ends with a blank",
    why: "two texts that look alike would not be equal",
    source: "IATI 2.03: no blank at either end of an identifier",
    bad: r#"{"kind":"place","id":"almaty","title":"Almaty ","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Text(|text, findings| {
        if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
            findings.found(format!("`{}` begins or ends with a blank; trim it", shortened(text)));
        }
    })),
};

pub(super) const TEXT_COMPOSED: Rule = Rule {
    code: "text/not-composed",
    severity: Severity::Error,
    numbers: &[97],
    summary: "a text in Latin, Greek or Cyrillic letters is not in the Unicode form NFC",
    why: "a letter with a mark has two spellings, and two texts that look alike would not be equal",
    source: "Unicode Standard Annex #15, normalization form C",
    bad: "{\"kind\":\"place\",\"id\":\"oskemen\",\"title\":\"O\u{308}skemen\",\"sources\":[{\"source\":\"s\"}]}",
    good: r#"{"kind":"place","id":"oskemen","title":"Öskemen","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Text(not_composed)),
};

fn not_composed(text: &str, findings: &mut Findings<'_>) {
    // A longer text has a rule of its own, and is not read through.
    if text.len() > LONGEST_TEXT {
        return;
    }
    if let Some((found, composed)) = first_uncomposed(text) {
        findings.found_with_help(
            "",
            format!(
                "`{}` holds `{}` ({}) in place of `{}` ({})",
                shortened(text),
                shortened(&found),
                points(&found),
                shortened(&composed),
                points(&composed)
            ),
            "write the text in the Unicode form NFC; it looks the same",
        );
    }
}

/// How many characters are shown by their numbers.
const MOST_POINTS: usize = 8;

/// Characters by their numbers, where they would look alike: `U+006F U+0308`.
fn points(text: &str) -> String {
    let numbers: Vec<String> =
        text.chars().take(MOST_POINTS).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    numbers.join(" ")
}

pub(super) const TEXT_LENGTH: Rule = Rule {
    code: "text/too-long",
    severity: Severity::Error,
    numbers: &[],
    summary: "a text is longer than 1 MiB",
    why: "no field of a record is a book; something else ended up in it",
    source: "the data model: limits",
    bad: "",
    good: "",
    also: &[],
    check: Check::Part(PartCheck::Text(|text, findings| {
        if text.len() > LONGEST_TEXT {
            findings.found(format!(
                "the text has {} bytes; at most {LONGEST_TEXT} are allowed",
                text.len()
            ));
        }
    })),
};

pub(super) const LIST_LENGTH: Rule = Rule {
    code: "list/too-long",
    severity: Severity::Error,
    numbers: &[],
    summary: "a list has more than 1,000,000 items",
    why: "what has a million parts is a data set, and its parts are records of their own",
    source: "the data model: limits",
    bad: "",
    good: "",
    also: &[],
    check: Check::Part(PartCheck::List(|items, findings| {
        if items > LONGEST_LIST {
            findings
                .found(format!("the list has {items} items; at most {LONGEST_LIST} are allowed"));
        }
    })),
};

pub(super) const ORDINAL_ZERO: Rule = Rule {
    code: "record/ordinal-zero",
    severity: Severity::Error,
    numbers: &[],
    summary: "a place in an order is 0",
    why: "places are counted from 1, so that 0 is either a slip or the first",
    source: "the data model: places are counted from 1",
    bad: r#"{"kind":"place","id":"almaty","title":"Almaty","ordinal":{"place":0,"among":"cities"},"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","ordinal":{"place":1,"among":"cities"},"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Ordinal(ordinal_zero)),
};

fn ordinal_zero(ordinal: &Ordinal, findings: &mut Findings<'_>) {
    if ordinal.place == 0 {
        findings.found_in("place", "places are counted from 1, found 0");
    }
}

pub(super) const NOBODY: Rule = Rule {
    code: "participant/nobody",
    severity: Severity::Error,
    numbers: &[],
    summary: "a participant is neither a person nor an actor",
    why: "a label alone says what somebody is and not whose, so no dossier can hold it",
    source: "the data model: who takes part: a person, an actor, or an unnamed group of an actor",
    bad: r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"label":"officials"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"actor":"KAZ","label":"officials"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Participant(nobody)),
};

fn nobody(participant: &Participant, findings: &mut Findings<'_>) {
    if participant.person.is_none() && participant.actor.is_none() {
        findings.found("a participant needs `person` or `actor`, and has neither");
    }
}

pub(super) const COUNT_OF_PERSON: Rule = Rule {
    code: "participant/count-of-person",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a named person is counted",
    why: "a count belongs to an unnamed group; one named person is one",
    source: "the data model: who takes part: a person, an actor, or an unnamed group of an actor",
    bad: r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"person":"p","actor":"KAZ","count":3}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"statement","id":"x","type":"quote","summary":"Thanks.","speakers":[{"actor":"KAZ","label":"officials","count":3}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Participant(|participant, findings| {
        if let (Some(_), Some(count)) = (&participant.person, participant.count) {
            findings.found_in(
                "count",
                format!("a named person has the count {count}; put the group beside the person"),
            );
        }
    })),
};
