//! What began and what ended between two actors from one day to another.

use alloc::vec::Vec;

use time::Date;

use super::dossier::Dossier;
use super::force::BetweenRef;
use super::relations::RelationRef;
use super::treaty::TreatyRef;
use crate::truth::Truth;

/// Something that holds between two actors for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PairFact<'s> {
    /// A treaty is in force between them.
    InForce(TreatyRef<'s>),
    /// A spell of a relation holds.
    Relation(RelationRef<'s>),
    /// Both belong to an organization, given by its id.
    InCommon(&'s str),
}

/// A fact that is not on one day what it is on another, from [`Dossier::changes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairChange<'s> {
    /// What changed.
    pub what: PairFact<'s>,
    /// Whether it holds on the earlier day.
    pub before: Truth,
    /// Whether it holds on the later day.
    pub after: Truth,
}

impl<'s> Dossier<'s> {
    /// Returns what holds on one day and not alike on another: treaties in force between the two, spells
    /// of relations, organizations in common, in this order.
    ///
    /// The truth of both days is given, so that a change from No to Unknown, or from Unknown to Yes,
    /// shows as what it is. What began and ended between the two days is not seen. What two editions of
    /// a source say is another question: [`Archive::changes_to`](crate::Archive::changes_to).
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, PairFact, Truth, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let changes = pair.changes(day(1995, 1, 1), day(2018, 6, 1));
    /// let tax = changes.iter().find(|it| matches!(it.what, PairFact::InForce(treaty) if treaty.id() == "us-kz-tax"));
    /// assert_eq!(tax.map(|it| (it.before, it.after)), Some((Truth::No, Truth::Yes)));
    /// // The partnership of 2018 may have begun by June.
    /// let partnership = changes.iter().find(|it| matches!(it.what, PairFact::Relation(it) if it.level().is_some()));
    /// assert_eq!(partnership.map(|it| (it.before, it.after)), Some((Truth::No, Truth::Unknown)));
    /// ```
    #[must_use]
    pub fn changes(&self, from: Date, to: Date) -> Vec<PairChange<'s>> {
        let mut changes = Vec::new();
        let mut add = |what, before, after| {
            if before != after {
                changes.push(PairChange { what, before, after });
            }
        };
        let (a, b) = self.actors();
        for treaty in self.treaties().iter().filter(|treaty| !treaty.is_several()) {
            let on = |day| BetweenRef::new(treaty, a, b).in_force(day).value();
            add(PairFact::InForce(treaty), on(from), on(to));
        }
        for relation in self.relations().iter() {
            let on = |day| relation.holds_on(day).value();
            add(PairFact::Relation(relation), on(from), on(to));
        }
        let common = |day| -> Vec<(&'s str, Truth)> { self.organizations_on(None, day).collect() };
        let (before, after) = (common(from), common(to));
        let on = |of: &[(&'s str, Truth)], id: &str| {
            of.iter().find(|(it, _)| *it == id).map_or(Truth::No, |(_, truth)| *truth)
        };
        for (id, truth) in &before {
            add(PairFact::InCommon(id), *truth, on(&after, id));
        }
        for (id, truth) in after.iter().filter(|(id, _)| on(&before, id).is_no()) {
            add(PairFact::InCommon(id), Truth::No, *truth);
        }
        changes
    }
}
