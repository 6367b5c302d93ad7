//! What the headings of the timeline of recognition and relations say.
//!
//! The headings are prose; those that name a recognition, relations or an American mission, and say in
//! one way that it began, began again or ended, become steps of a history.

use alloc::string::String;
use alloc::vec::Vec;
use alloc::{format, vec};

use crate::country::CountryCode;
use crate::record::{ActKind, Relation, RelationKind, RelationObject};

const USA: CountryCode = CountryCode::USA;

/// What a step does to what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    Begin,
    Return,
    End,
}

/// What a history is of: its kind and object, and whether it goes from the United States.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bond {
    kind: RelationKind,
    object: Option<RelationObject>,
    is_ours: bool,
}

impl Bond {
    const fn ours(kind: RelationKind, object: Option<RelationObject>) -> Self {
        Self { kind, object, is_ours: true }
    }

    /// A relation of this kind with a country.
    pub(super) fn relation(self, id: String, country: CountryCode) -> Relation {
        let (from, towards) = if self.is_ours { (USA, country) } else { (country, USA) };
        let mut relation = Relation::new(id, self.kind, from, towards);
        relation.object = self.object;
        relation.mutual = matches!(
            self.kind,
            RelationKind::DiplomaticRelations | RelationKind::ConsularRelations
        );
        relation
    }

    /// The act that makes a change.
    pub(super) const fn act(self, change: Change) -> ActKind {
        match (self.kind, change) {
            (RelationKind::Recognition, Change::Begin | Change::Return) => ActKind::Recognition,
            (RelationKind::Recognition, Change::End) => ActKind::Termination,
            (RelationKind::Mission, Change::Begin) => ActKind::Opening,
            (RelationKind::Mission, Change::Return) => ActKind::Reopening,
            (RelationKind::Mission, Change::End) => ActKind::Closure,
            (_, Change::Begin) => ActKind::Establishment,
            (_, Change::Return) => ActKind::Resumption,
            (_, Change::End) => ActKind::Severance,
        }
    }

    /// A part of an id that tells bonds of one country apart.
    pub(super) fn key(self) -> String {
        let object = self.object.map_or("", RelationObject::as_str);
        let way = if self.is_ours { "" } else { "-received" };
        format!("{}{}{object}{way}", self.kind, if object.is_empty() { "" } else { "-" })
    }
}

/// Whether the heading is about the country of its article: some word of the name begins a word.
fn is_about(heading: &str, country: &str) -> bool {
    let stems = country.split_whitespace().filter(|word| word.chars().count() >= 4);
    let stem = |word: &str| word.chars().take(4).collect::<String>().to_lowercase();
    stems.map(stem).any(|stem| heading.contains(&stem))
}

/// The steps that a heading names, or why it names none.
pub(super) fn steps(heading: &str, country: &str) -> Result<Vec<(Bond, Change)>, &'static str> {
    let heading = heading.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let embassy = Bond::ours(RelationKind::Mission, Some(RelationObject::Embassy));
    let legation = Bond::ours(RelationKind::Mission, Some(RelationObject::Legation));
    if has(&["non-recognition", "provisional government", "committee"]) {
        return Err("another kind of recognition");
    }
    if heading.contains("recognition") {
        return recognition(&heading, country);
    }
    if has(&["move", "transfer", "operations", "ambassadorial", "consulate", "posts"]) {
        return Err("no begin or end");
    }
    if has(&["elevation", "raised"]) {
        let is_ours = has(&["american legation", "u.s. legation", "of legation to"]);
        return if is_ours && heading.contains("embassy") {
            Ok(vec![(legation, Change::End), (embassy, Change::Begin)])
        } else {
            Err("no begin or end")
        };
    }
    let change = change(&heading)?;
    if heading.contains(" with ") && !is_about(&heading, country) {
        return Err("about another state");
    }
    // The legation or embassy of the other state, by its adjective or by where it stood.
    let theirs = ["legation", "embassy"].iter().any(|name| {
        let before = heading.split(name).next().unwrap_or_default();
        let owner = before.split_whitespace().last().unwrap_or_default();
        heading.contains(name) && is_about(owner, country)
    }) || has(&["in the united states", "in washington", "to the united states"]);
    let mut found = Vec::new();
    if heading.contains("consular relations") {
        found.push((Bond::ours(RelationKind::ConsularRelations, None), change));
    } else if has(&["diplomatic relations", "of relations", "normal relations"])
        || heading.starts_with("relations ")
    {
        found.push((Bond::ours(RelationKind::DiplomaticRelations, None), change));
    }
    for (name, bond) in [("embassy", embassy), ("legation", legation)] {
        if heading.contains(name) && !theirs {
            found.push((bond, change));
        }
    }
    if found.is_empty() { Err("no relations or American mission") } else { Ok(found) }
}

/// The steps of a heading that names a recognition, in lower case.
fn recognition(heading: &str, country: &str) -> Result<Vec<(Bond, Change)>, &'static str> {
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let given = Bond::ours(RelationKind::Recognition, Some(RelationObject::State));
    let received = Bond { is_ours: false, ..given };
    if heading.starts_with("mutual recognition") {
        Ok(vec![(given, Change::Begin), (received, Change::Begin)])
    } else if has(&["recognition of the united states", "recognition of u.s."]) {
        Ok(vec![(received, Change::Begin)])
    } else if !is_about(heading, country) {
        Err("about another state")
    } else if has(&["u.s. recognition of", "united states recognition of"]) {
        Ok(vec![(given, Change::Begin)])
    } else {
        Err("another kind of recognition")
    }
}

/// The one change that a heading names, in lower case.
fn change(heading: &str) -> Result<Change, &'static str> {
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let returns = has(&["re-establish", "reestablish", "resum", "reopen", "re-open"]);
    let begins = has(&["establishment", " established", "opening of", " opened"]) && !returns;
    let ends = has(&[
        "sever",
        "interrupt",
        "cessation",
        "terminat",
        " ended",
        "closure",
        "closed",
        "suspension",
    ]);
    match (begins, returns, ends) {
        (true, false, false) => Ok(Change::Begin),
        (false, true, false) => Ok(Change::Return),
        (false, false, true) => Ok(Change::End),
        (false, false, false) => Err("no begin or end"),
        _ => Err("two changes at once"),
    }
}

/// Whether a heading has years, and none of them is that of the machine's date.
pub(super) fn names_another_year(heading: &str, year: &str) -> bool {
    let words = heading.split(|it: char| !it.is_ascii_digit());
    let mut years = words.filter(|word| word.len() == 4).peekable();
    years.peek().is_some() && !years.any(|it| it == year)
}
