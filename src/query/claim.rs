//! One claim: a record as one or more sources state it.

use core::fmt;

use crate::record::{Citation, Record, RecordKind};
use crate::store::{Held, Sight};

/// A claim on a subject: one record, with its sources.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// let recognition = archive.conflicts().find(|claims| claims.iter().any(|claim| claim.id() == "us-recognises-kz-mfa"));
/// let claims = recognition.unwrap();
/// let citation = claims[0].citations().next().unwrap();
/// assert_eq!((citation.source(), citation.via()), ("sheet-2023", Some("article")));
/// ```
#[derive(Clone, Copy)]
pub struct ClaimRef<'s> {
    store: Sight<'s>,
    at: u32,
}

impl<'s> ClaimRef<'s> {
    pub(crate) const fn new(store: Sight<'s>, at: u32) -> Self {
        Self { store, at }
    }

    /// Returns the kind of the record.
    #[must_use]
    pub fn kind(self) -> RecordKind {
        self.record().map_or(RecordKind::Source, Held::kind)
    }

    /// Returns the id of the record.
    #[must_use]
    pub fn id(self) -> &'s str {
        self.record().map_or("", Held::id)
    }

    /// Returns whether the claim says that it did *not* hold or happen.
    #[must_use]
    pub fn is_denied(self) -> bool {
        self.record().is_some_and(Held::is_denied)
    }

    /// Returns the line of the input on which it stood, counted from 1; `None` if there were no lines.
    #[must_use]
    pub fn line(self) -> Option<usize> {
        self.store.line(self.at)
    }

    /// Returns its citations, in order.
    pub fn citations(self) -> impl Iterator<Item = CitationRef<'s>> {
        let store = self.store;
        self.record()
            .map_or(&[][..], Held::sources)
            .iter()
            .map(move |citation| CitationRef { store, citation })
    }

    /// Returns a copy of the record.
    #[must_use]
    pub fn to_record(self) -> Option<Record> {
        Some(self.record()?.as_record().into_owned())
    }

    pub(crate) fn record(self) -> Option<Held<'s>> {
        self.store.record(self.at)
    }
}

impl fmt::Debug for ClaimRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClaimRef({} {})", self.kind(), self.id())
    }
}

/// Where a claim is stated.
#[derive(Clone, Copy)]
pub struct CitationRef<'s> {
    store: Sight<'s>,
    citation: &'s Citation,
}

impl<'s> CitationRef<'s> {
    pub(crate) const fn new(store: Sight<'s>, citation: &'s Citation) -> Self {
        Self { store, citation }
    }

    /// Returns the id of the source.
    #[must_use]
    pub fn source(self) -> &'s str {
        &self.citation.source
    }

    /// Returns the title of the source; `None` if no record describes it.
    #[must_use]
    pub fn title(self) -> Option<&'s str> {
        self.store.source_title(&self.citation.source).map(|title| title.as_str())
    }

    /// Returns the place in the source.
    #[must_use]
    pub fn locator(self) -> Option<&'s str> {
        self.citation.locator.as_deref()
    }

    /// Returns the id of the source through which it was read.
    #[must_use]
    pub fn via(self) -> Option<&'s str> {
        self.citation.via.as_deref()
    }

    /// Returns whom the source quotes.
    #[must_use]
    pub fn according_to(self) -> Option<&'s str> {
        self.citation.according_to.as_deref()
    }
}

impl fmt::Debug for CitationRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CitationRef({})", self.source())
    }
}
