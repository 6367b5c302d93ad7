//! Looking one thing up by its id.

use alloc::string::String;

use super::view::View;
use crate::record::RecordKind;
use crate::store::Sight;
use crate::text::{nearest, shortened};

/// The view of the subject that an id names.
pub(crate) fn one<'s, V: View<'s>>(
    store: Sight<'s>,
    kind: RecordKind,
    id: &str,
) -> Result<V, LookUpError> {
    find(store, kind, id).ok_or_else(|| LookUpError {
        kind,
        found: shortened(id),
        nearest: nearest_id(store, kind, id),
    })
}

/// The view of the subject that an id names, if there is one.
pub(crate) fn find<'s, V: View<'s>>(store: Sight<'s>, kind: RecordKind, id: &str) -> Option<V> {
    let subject = store.subject_number(store.store().first_claim(kind, id)?)?;
    V::of(store, subject)
}

/// How many ids are compared for a suggestion: enough for archives that people write by hand.
const MOST_COMPARED: usize = 10_000;

fn nearest_id(store: Sight<'_>, kind: RecordKind, id: &str) -> Option<String> {
    let ids: alloc::vec::Vec<&str> = store.ids(kind).take(MOST_COMPARED).collect();
    nearest(id, &ids).map(String::from)
}

/// An id that names nothing of its kind in the archive.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::CountryCode;
///
/// let error = archive.dossier(CountryCode::USA, CountryCode::KAZ).treaty("us-kz-taxes").unwrap_err();
/// assert_eq!(error.to_string(), "no treaty has the id `us-kz-taxes`; did you mean `us-kz-tax`?");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no {kind} has the id `{found}`{}", .nearest.as_ref().map_or(String::new(), |id| alloc::format!("; did you mean `{id}`?")))]
pub struct LookUpError {
    kind: RecordKind,
    found: String,
    nearest: Option<String>,
}

impl LookUpError {
    /// Returns the kind that was looked for.
    #[must_use]
    pub fn kind(&self) -> RecordKind {
        self.kind
    }

    /// Returns the nearest id that there is, if one is near enough to be a likely slip.
    #[must_use]
    pub fn nearest(&self) -> Option<&str> {
        self.nearest.as_deref()
    }
}
