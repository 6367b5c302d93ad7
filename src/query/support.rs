//! How many independent sources stand behind what is recorded.

use alloc::vec::Vec;

use super::accounts::{EventRef, StatementRef};
use super::agreement::{Agreement, of_subject};
use super::claim::ClaimRef;
use super::dossier::Dossier;
use super::figures::FigureRef;
use super::people::PersonRef;
use super::programs::ProgramRef;
use super::relations::{MembershipRef, RelationRef};
use super::trade::TradeRef;
use super::treaty::TreatyRef;
use super::view::claims;
use super::visits::VisitRef;
use crate::record::RecordKind;
use crate::store::{Held, Sight};

/// What stands behind one subject, from [`Dossier::support`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Support<'s> {
    /// The kind of its records.
    pub kind: RecordKind,
    /// The id of the record that names it.
    pub id: &'s str,
    /// The ids of the original sources that say so, each once: a copy counts as its original.
    pub originals: Vec<&'s str>,
    /// How the claims stand to each other.
    pub agreement: Agreement,
}

impl Support<'_> {
    /// Returns whether all of it rests on one original source.
    #[must_use]
    pub fn is_single_sourced(&self) -> bool {
        self.originals.len() == 1
    }
}

impl<'s> Dossier<'s> {
    /// Returns what stands behind each subject that names both, in order of kind, day and id.
    ///
    /// Sources are counted whole: that a source speaks of a subject does not say that it speaks of each
    /// field. Claims of denial do not count as support. Two editions of one publication are two sources.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{Agreement, CountryCode};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let alone = pair.support().find(|it| it.id == "us-kz-partnership").unwrap();
    /// assert_eq!(alone.originals, ["sheet-2023"]);
    /// let disputed = pair.support().filter(|it| it.agreement == Agreement::Conflicting);
    /// assert!(disputed.count() >= 3);
    /// ```
    pub fn support(&self) -> impl Iterator<Item = Support<'s>> {
        let store = self.store();
        let trade = self.trade().map(|figure| figure.subject);
        self.subjects().chain(trade).filter_map(move |number| {
            let subject = store.subject(number)?;
            Some(Support {
                kind: subject.kind,
                id: claims(store, number).next()?.id(),
                originals: originals(store, claims(store, number)),
                agreement: of_subject(store, number),
            })
        })
    }
}

/// The ids of the original sources of some claims, in the order in which they are met.
fn originals<'s>(store: Sight<'s>, claims: impl Iterator<Item = ClaimRef<'s>>) -> Vec<&'s str> {
    let mut found: Vec<&'s str> = Vec::new();
    for citation in claims.filter(|claim| !claim.is_denied()).flat_map(ClaimRef::citations) {
        let original = store.store().original_source(citation.source());
        let id = original.and_then(|at| store.record(at)).map_or(citation.source(), Held::id);
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Writes what every view can tell of its sources.
macro_rules! supported {
    ($($name:ident),+) => {
        $(impl<'s> $name<'s> {
            /// Returns the ids of the original sources behind it, each once; a copy counts as its
            /// original, and a claim of denial does not count.
            #[must_use]
            pub fn originals(self) -> Vec<&'s str> {
                originals(self.store, self.claims())
            }
        })+
    };
}

supported!(
    TreatyRef,
    RelationRef,
    MembershipRef,
    VisitRef,
    TradeRef,
    FigureRef,
    ProgramRef,
    PersonRef,
    EventRef,
    StatementRef
);
