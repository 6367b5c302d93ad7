//! A record of any kind, the line that holds it, and the header of a document.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::buffer::{Buffered, Entries};
use super::citation::{Citation, Ordinal};
use super::country::Country;
use super::event::Event;
use super::figure::Figure;
use super::kind::RecordKind;
use super::membership::Membership;
use super::organization::Organization;
use super::person::Person;
use super::place::Place;
use super::program::Program;
use super::relation::Relation;
use super::source::Source;
use super::statement::Statement;
use super::trade::TradeFigure;
use super::treaty::Treaty;
use super::visit::Visit;
use super::wire::{Key, Keys, Object, object};

/// The version of the written form that this crate writes; newer ones are refused by number.
pub(crate) const FORMAT: u32 = 1;

macro_rules! records {
    ($( $(#[$meta:meta])* $variant:ident($type:ty), )+) => {
        /// A record of any kind, made from one by `into`.
        ///
        /// Records differ much in size; each takes as much room as its own kind needs.
        ///
        /// ```
        /// use bilateral::{CountryCode, Record, Treaty};
        ///
        /// let record: Record = Treaty::new("tax", "A convention on taxation")
        ///     .between(CountryCode::USA, CountryCode::KAZ)
        ///     .into();
        /// match record {
        ///     Record::Treaty(treaty) => assert_eq!(treaty.title, "A convention on taxation"),
        ///     other => panic!("a {} is no treaty", other.kind()),
        /// }
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Record {
            $( $(#[$meta])* $variant(Box<$type>), )+
        }

        impl Record {
            /// Returns its kind.
            #[must_use]
            pub const fn kind(&self) -> RecordKind {
                match self {
                    $( Self::$variant(_) => RecordKind::$variant, )+
                }
            }

            /// Returns its id.
            #[must_use]
            pub fn id(&self) -> &str {
                match self {
                    $( Self::$variant(record) => &record.id, )+
                }
            }

            /// Returns the sources that say so.
            #[must_use]
            pub fn sources(&self) -> &[Citation] {
                match self {
                    $( Self::$variant(record) => &record.sources, )+
                }
            }

            /// Returns the place in an order that the source claims for it.
            #[must_use]
            pub fn ordinal(&self) -> Option<&Ordinal> {
                match self {
                    $( Self::$variant(record) => record.ordinal.as_ref(), )+
                }
            }

            /// Returns the id of the record whose subject it shares by its own statement.
            #[must_use]
            pub fn same_as(&self) -> Option<&str> {
                match self {
                    $( Self::$variant(record) => record.same_as.as_deref(), )+
                }
            }

            /// Returns whether the source says that it did *not* hold or happen.
            #[must_use]
            pub const fn is_denied(&self) -> bool {
                match self {
                    $( Self::$variant(record) => record.denied, )+
                }
            }

            /// Returns the remark of the editor.
            #[must_use]
            pub fn note(&self) -> Option<&str> {
                match self {
                    $( Self::$variant(record) => record.note.as_deref(), )+
                }
            }

            fn read<'de, A: MapAccess<'de>>(kind: RecordKind, map: A) -> Result<Self, A::Error> {
                match kind {
                    $( RecordKind::$variant => <$type as Object>::read(map).map(Self::from), )+
                }
            }
        }

        $(
            impl From<$type> for Record {
                fn from(record: $type) -> Self {
                    Self::$variant(Box::new(record))
                }
            }

            impl From<Box<$type>> for Record {
                fn from(record: Box<$type>) -> Self {
                    Self::$variant(record)
                }
            }

            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut map = serializer.serialize_map(None)?;
                    map.serialize_entry(KIND, <$type as Object>::NAME)?;
                    self.write(&mut map)?;
                    map.end()
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    match Record::deserialize(deserializer)? {
                        Record::$variant(record) => Ok(*record),
                        other => Err(de::Error::custom(format_args!(
                            "expected a record of kind `{}`, found kind `{}`",
                            RecordKind::$variant,
                            other.kind()
                        ))),
                    }
                }
            }
        )+

        impl Serialize for Record {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $( Self::$variant(record) => record.serialize(serializer), )+
                }
            }
        }
    };
}

records! {
    /// What an archive adds to the table of countries.
    Country(Country),
    /// An organization.
    Organization(Organization),
    /// A place.
    Place(Place),
    /// A person.
    Person(Person),
    /// A source.
    Source(Source),
    /// A treaty.
    Treaty(Treaty),
    /// A membership.
    Membership(Membership),
    /// A relation.
    Relation(Relation),
    /// A programme.
    Program(Program),
    /// A trade figure.
    TradeFigure(TradeFigure),
    /// Another figure.
    Figure(Figure),
    /// A visit.
    Visit(Visit),
    /// A statement.
    Statement(Statement),
    /// An event.
    Event(Event),
}

const KIND: &str = "kind";
pub(crate) const HEADER: &str = "archive";
const FORMAT_KEY: &str = "format";

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnyKind(PhantomData))
    }
}

object! {
    /// The optional first line of a document: its format and what it is.
    ///
    /// ```
    /// use bilateral::{Header, Line};
    ///
    /// let line: Line = serde_json::from_str(r#"{"kind":"archive","format":1}"#)?;
    /// assert!(matches!(line, Line::Header(header) if header == Header::current()));
    ///
    /// let error = serde_json::from_str::<Line>(r#"{"kind":"archive","format":2}"#).unwrap_err();
    /// assert!(error.to_string().starts_with("format 2 is newer than format 1, the newest that this version reads"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct Header: "archive" {
        new(
            /// The version of the written form.
            format: u32 = "format",
        )
        /// What the document holds.
        One title / title: String = "title",
        /// A remark of the editor.
        One note / note: String = "note",
    }
}

impl Header {
    /// The header of a document written by this version.
    #[must_use]
    pub fn current() -> Self {
        Self::new(FORMAT)
    }
}

impl Serialize for Header {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(KIND, HEADER)?;
        self.write(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Line::deserialize(deserializer)? {
            Line::Header(header) => Ok(header),
            Line::Record(record) => Err(de::Error::custom(format!(
                "expected the header, kind `{HEADER}`, found a record of kind `{}`",
                record.kind()
            ))),
        }
    }
}

/// One line of a document: a record, or the header.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a line is moved once, into an archive")]
pub enum Line {
    /// The optional first line.
    Header(Header),
    /// A record.
    Record(Record),
}

impl From<Record> for Line {
    fn from(record: Record) -> Self {
        Self::Record(record)
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Header(header) => header.serialize(serializer),
            Self::Record(record) => record.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnyKind(PhantomData))
    }
}

/// What `kind` says; a word that is no kind is kept for the error.
enum Kind {
    Header,
    Record(RecordKind),
    Other(String),
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;

        impl Visitor<'_> for Word {
            type Value = Kind;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Kind, E> {
                Ok(match RecordKind::of(word) {
                    Some(kind) => Kind::Record(kind),
                    None if word == HEADER => Kind::Header,
                    None => Kind::Other(word.into()),
                })
            }
        }

        deserializer.deserialize_str(Word)
    }
}

/// What an object becomes once its kind is known.
trait FromKind: Sized {
    fn from_kind<'de, A: MapAccess<'de>>(kind: &Kind, map: A) -> Result<Self, A::Error>;
}

impl FromKind for Record {
    fn from_kind<'de, A: MapAccess<'de>>(kind: &Kind, map: A) -> Result<Self, A::Error> {
        let word = match kind {
            Kind::Record(kind) => return Self::read(*kind, map),
            Kind::Header => HEADER,
            Kind::Other(word) => word,
        };
        // No other word is a kind, so this explains it.
        RecordKind::parse(word).map_err(de::Error::custom).and_then(|kind| Self::read(kind, map))
    }
}

impl FromKind for Line {
    fn from_kind<'de, A: MapAccess<'de>>(kind: &Kind, mut map: A) -> Result<Self, A::Error> {
        if !matches!(kind, Kind::Header) {
            return Record::from_kind(kind, map).map(Self::Record);
        }
        // A newer format is refused by its number before its other fields are looked at, because
        // they may be new too.
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Buffered>()? {
            match value {
                Buffered::Unsigned(0) if key == FORMAT_KEY => {
                    return Err(de::Error::custom("there is no format 0; the first is format 1"));
                }
                Buffered::Unsigned(newer) if key == FORMAT_KEY && newer > u64::from(FORMAT) => {
                    return Err(de::Error::custom(format!(
                        "format {newer} is newer than format {FORMAT}, the newest that this version reads"
                    )));
                }
                _ => entries.push((key, value)),
            }
        }
        Header::read(Entries::<A::Error>::new(entries)).map(Self::Header)
    }
}

/// Reads the kind, which written records have first, and then what the kind says.
struct AnyKind<T>(PhantomData<T>);

impl<'de, T: FromKind> Visitor<'de> for AnyKind<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `kind`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut before = Vec::new();
        while let Some(key) = map.next_key_seed(&mut Keys { all: &[KIND], next: 0 })? {
            if let Key::Other(key) = key {
                before.push((key, map.next_value::<Buffered>()?));
                continue;
            }
            let kind: Kind = map.next_value()?;
            if before.is_empty() {
                return T::from_kind(&kind, map);
            }
            while let Some(entry) = map.next_entry()? {
                before.push(entry);
            }
            return T::from_kind(&kind, Entries::<A::Error>::new(before));
        }
        Err(de::Error::missing_field(KIND))
    }
}
