//! The content of a brief, before any layout.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Serialize, Serializer};
use time::Date;

use crate::date::PartialDate;
use crate::record::RecordKind;

/// A fact sheet about two actors, as of a day.
///
/// [`Display`](core::fmt::Display) writes Markdown. The same records and the same day give the same
/// brief, byte by byte.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, day};
///
/// let brief = archive.dossier(CountryCode::USA, CountryCode::KAZ).brief(day(2023, 2, 28));
/// assert_eq!(brief.title(), "The United States and Kazakhstan");
/// assert!(brief.to_markdown().contains("81st largest trading partner of the United States in 2021"));
/// assert!(brief.sentences().all(|sentence| !sentence.cites().is_empty()));
///
/// let nothing = archive.dossier(CountryCode::FRA, CountryCode::BRA).brief(day(2023, 2, 28));
/// assert!(nothing.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Brief {
    pub(super) title: String,
    #[serde(serialize_with = "as_text")]
    pub(super) as_of: Date,
    pub(super) sections: Vec<Section>,
    pub(super) sources: Vec<CitedSource>,
}

fn as_text<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&PartialDate::on(*day))
}

impl Brief {
    /// Returns the title: the two actors.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns the day as of which it speaks.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Returns the sections that have content, in order.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns the sources in the order of their numbers, which is that of their first citation.
    #[must_use]
    pub fn sources(&self) -> &[CitedSource] {
        &self.sources
    }

    /// Returns every sentence, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.sections.iter().flat_map(|section| &section.paragraphs).flat_map(|it| &it.sentences)
    }

    /// Returns whether nothing is recorded that could be told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }
}

/// A part of a brief under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    pub(super) heading: String,
    pub(super) paragraphs: Vec<Paragraph>,
}

impl Section {
    /// Returns the heading.
    #[must_use]
    pub fn heading(&self) -> &str {
        &self.heading
    }

    /// Returns the paragraphs, in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }
}

/// Sentences about one thing, printed as one item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Paragraph {
    pub(super) sentences: Vec<Sentence>,
}

impl Paragraph {
    /// Returns the sentences, in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }
}

/// A sentence with its citations and the records that it prints.
///
/// Citations stand in the text where they belong: `[3]` is source 3, and `[1 via 2]` source 1 as read
/// through source 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    pub(super) text: String,
    pub(super) cites: Vec<usize>,
    pub(super) records: Vec<RecordId>,
}

impl Sentence {
    /// Returns the text, citations included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the numbers of the sources cited, each once, from the least.
    #[must_use]
    pub fn cites(&self) -> &[usize] {
        &self.cites
    }

    /// Returns the records that it prints, each once, in the order in which they are used.
    #[must_use]
    pub fn records(&self) -> &[RecordId] {
        &self.records
    }
}

/// The name of a record: its kind and its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordId {
    pub(super) kind: RecordKind,
    pub(super) id: String,
}

impl RecordId {
    /// Returns the kind of the record.
    #[must_use]
    pub fn kind(&self) -> RecordKind {
        self.kind
    }

    /// Returns its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// A source as a brief lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitedSource {
    pub(super) number: usize,
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<String>,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) retrieved: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<String>,
}

impl CitedSource {
    /// Returns its number, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Returns the id of its record.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns its publisher; `None` if not stated.
    #[must_use]
    pub fn publisher(&self) -> Option<&str> {
        self.publisher.as_deref()
    }

    /// Returns its title; the id where no record describes it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns when it was published; `None` if it is undated.
    #[must_use]
    pub fn published(&self) -> Option<PartialDate> {
        self.published
    }

    /// Returns when it was read, if that is stated.
    #[must_use]
    pub fn retrieved(&self) -> Option<PartialDate> {
        self.retrieved
    }

    /// Returns its address.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }
}
