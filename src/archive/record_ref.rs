//! [`RecordRef`]: a record where the archive holds it.

use core::fmt;

use serde::ser::{Serialize, Serializer};

use crate::record::{Record, RecordKind};
use crate::store::Held;

/// A record where the archive holds it, to be written without a copy.
///
/// It serialises as the [`Record`] does.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// let mut saved = String::new();
/// for record in archive.record_refs() {
///     saved.push_str(&serde_json::to_string(&record)?);
///     saved.push('\n');
/// }
/// let again = bilateral::Archive::from_lines(saved.lines(), |line| serde_json::from_str(line)).unwrap();
/// assert!(again.records().eq(archive.records()));
///
/// let first = archive.record_refs().next().unwrap();
/// assert_eq!(first.to_record().id(), first.id());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct RecordRef<'s>(Held<'s>);

impl<'s> RecordRef<'s> {
    pub(super) const fn new(record: Held<'s>) -> Self {
        Self(record)
    }

    /// Returns its kind.
    #[must_use]
    pub fn kind(self) -> RecordKind {
        self.0.kind()
    }

    /// Returns its id.
    #[must_use]
    pub fn id(self) -> &'s str {
        self.0.id()
    }

    /// Returns a copy of the record.
    #[must_use]
    pub fn to_record(self) -> Record {
        self.0.as_record().into_owned()
    }
}

impl Serialize for RecordRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Held::Whole(record) => record.serialize(serializer),
            Held::Trade(row) => row.in_parts().serialize(serializer),
        }
    }
}

impl fmt::Debug for RecordRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordRef({} {})", self.kind(), self.id())
    }
}
