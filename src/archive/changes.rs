//! What changed between two archives.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;

use super::checked::Archive;
use super::field_change::{FieldChange, differences};
use super::matching::{Pair, matched};
use super::plain::Plain;
use crate::date::UNBOUNDED_ABOVE;
use crate::record::{Citation, Record, RecordKind};
use crate::store::{Held, Store};
use crate::text::{codes, shortened};

impl Archive {
    /// Returns what changed from this archive to a later one: two states of one document, what was
    /// known on two days ([`as_known_on`](Self::as_known_on)), or what two editions of one source say
    /// ([`edition`](Self::edition)).
    ///
    /// A record of one kind and id in both is one record, and each field in which it differs is a
    /// change of it. What is left is matched by what it is about, because two editions of a fact sheet
    /// are two records on one thing: by `same_as`, editions of one source by `supersedes`, countries by
    /// their codes; relations, memberships, figures, visits and events if their fields make them one
    /// subject and their days may meet. Of such a pair neither ids and sources nor `same_as` and
    /// `supersedes` count, and of one record in two editions neither do sources. What has no match was
    /// added or removed. A field that names another record by its id counts as changed where the id does.
    ///
    /// The order of records, and of the items of a list, is no change. A removed record is one that the
    /// later archive does not state; that what it stated has ended is another matter.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::RecordKind;
    ///
    /// // What does the fact sheet of 2023 say of relations that the one of 2014 did not?
    /// let changes = archive.edition("sheet-2014").changes_to(&archive.edition("sheet-2023"));
    /// let relations = changes.iter().filter(|change| change.kind() == RecordKind::Relation);
    /// let lines: Vec<String> = relations.map(ToString::to_string).collect();
    /// assert_eq!(
    ///     lines,
    ///     [
    ///         "changed relation `us-recognises-kz-2014` [sheet-2014], now `us-recognises-kz` [sheet-2023]\n  \
    ///            start: from `1991-12-25` to `1991`",
    ///         "removed relation `us-embassy-2014` [sheet-2014]",
    ///         "removed relation `us-consulate-almaty-2014` [sheet-2014]",
    ///         "added relation `us-kz-partnership` [sheet-2023]",
    ///     ],
    /// );
    ///
    /// // Nothing changes between an archive and itself.
    /// assert!(archive.changes_to(&archive).is_empty());
    /// ```
    #[must_use]
    pub fn changes_to(&self, later: &Self) -> Changes {
        // That the editions of two sources cite the one and the other tells nothing.
        let two_voices = self.voice.is_some() && later.voice.is_some();
        let (earlier, later) = (self.store(), later.store());
        let mut changes = Vec::new();
        for kind in RecordKind::ALL {
            for mut pair in matched(earlier, later, *kind) {
                pair.by_subject |= two_voices;
                changes.extend(change(earlier, later, *kind, pair));
            }
        }
        changes.sort_by(|(a_day, a), (b_day, b)| {
            let (a_last, b_last) = ((a.id(), a.what as usize), (b.id(), b.what as usize));
            (a.kind as usize, a_day, a_last).cmp(&(b.kind as usize, b_day, b_last))
        });
        Changes { changes: changes.into_iter().map(|(_, change)| change).collect() }
    }
}

/// The possible days by which changes are sorted.
type Order = (i32, i32);

fn change(earlier: &Store, later: &Store, kind: RecordKind, pair: Pair) -> Option<(Order, Change)> {
    let [old, new] = [(earlier, pair.earlier), (later, pair.later)]
        .map(|(store, at)| at.and_then(|at| store.record(at)).map(Held::as_record));
    let (old, new) = (old.as_deref(), new.as_deref());
    let (what, fields) = match (old, new) {
        (Some(old), Some(new)) => {
            let fields =
                if pair.by_subject { apart(old, new) } else { FieldChange::between(old, new) };
            if fields.is_empty() {
                return None;
            }
            (ChangeKind::Changed, fields)
        }
        (None, Some(_)) => (ChangeKind::Added, Vec::new()),
        (Some(_), None) => (ChangeKind::Removed, Vec::new()),
        (None, None) => return None,
    };
    let order = |store: &Store, at: u32| store.order(store.subject_number(at)?);
    let order = pair
        .later
        .and_then(|at| order(later, at))
        .or_else(|| pair.earlier.and_then(|at| order(earlier, at)))
        .unwrap_or((UNBOUNDED_ABOVE, UNBOUNDED_ABOVE));
    let title = new.or(old).and_then(title_of);
    let said =
        |record: &Record| SaidBy { id: record.id().into(), sources: record.sources().to_vec() };
    let (earlier, later) = (old.map(said), new.map(said));
    Some((order, Change { kind, what, title, earlier, later, fields }))
}

/// The fields in which two records on one subject differ, without those that tell them apart.
fn apart(old: &Record, new: &Record) -> Vec<FieldChange> {
    if old == new {
        return Vec::new();
    }
    let bare = |record: &Record| {
        let mut plain = Plain::of(record);
        plain.strip("sources");
        plain.take("id");
        plain.take("same_as");
        plain.take("supersedes");
        plain
    };
    differences(&bare(old), &bare(new))
}

fn title_of(record: &Record) -> Option<String> {
    match record {
        Record::Organization(organization) => Some(organization.name.clone()),
        Record::Place(place) => Some(place.title.clone()),
        Record::Person(person) => Some(person.title.clone()),
        Record::Source(source) => Some(source.title.clone()),
        Record::Treaty(treaty) => Some(treaty.title.clone()),
        Record::Program(program) => Some(program.title.clone()),
        Record::Statement(statement) => Some(statement.summary.clone()),
        Record::Event(event) => Some(event.summary.clone()),
        Record::Country(_)
        | Record::Membership(_)
        | Record::Relation(_)
        | Record::TradeFigure(_)
        | Record::Figure(_)
        | Record::Visit(_) => None,
    }
}

codes! {
    /// What became of a record.
    ///
    /// ```
    /// use bilateral::ChangeKind;
    ///
    /// assert_eq!(ChangeKind::parse("added"), Ok(ChangeKind::Added));
    /// assert!(ChangeKind::parse("renamed").is_err());
    /// ```
    pub enum ChangeKind: "kind of change" {
        /// Only the later archive has it.
        Added = "added",
        /// Only the earlier archive has it.
        Removed = "removed",
        /// Both have it, and it says something else.
        Changed = "changed",
    }
}

/// The record on one side of a change, and who says so.
///
/// ```
/// use bilateral::{Archive, Organization, Source};
///
/// let sheet = Source::new("sheet", "A fact sheet");
/// let without = Archive::from_records([sheet.clone().into()])?;
/// let with = Archive::from_records([sheet.into(), Organization::new("wto", "WTO").source("sheet").into()])?;
/// let changes = without.changes_to(&with);
/// let added = changes.iter().next().unwrap();
/// assert!(added.earlier().is_none());
/// let later = added.later().unwrap();
/// assert_eq!((later.id(), later.sources()[0].source.as_str()), ("wto", "sheet"));
/// # Ok::<(), bilateral::Report>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SaidBy {
    id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Citation>,
}

impl SaidBy {
    /// Returns the id of the record.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns its sources; a part of it may have others of its own.
    #[must_use]
    pub fn sources(&self) -> &[Citation] {
        &self.sources
    }

    /// Writes ` [a, b]`, each source once; nothing if there is none.
    fn write_sources(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ids: Vec<&str> = Vec::new();
        for citation in &self.sources {
            if !ids.contains(&citation.source.as_str()) {
                ids.push(&citation.source);
            }
        }
        for (at, id) in ids.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { " [" } else { ", " }, shortened(id))?;
        }
        f.write_str(if ids.is_empty() { "" } else { "]" })
    }
}

/// One record that was added, removed or changed.
///
/// It prints one line, and one more for each field that changed.
///
/// ```
/// use bilateral::{Archive, ChangeKind, Organization, RecordKind, Source};
///
/// let of = |name: &str| {
///     let sheet = Source::new("sheet", "A fact sheet").into();
///     Archive::from_records([sheet, Organization::new("wto", name).source("sheet").into()])
/// };
/// let changes = of("WTO")?.changes_to(&of("World Trade Organization")?);
/// let change = changes.iter().next().unwrap();
/// assert_eq!((change.kind(), change.what()), (RecordKind::Organization, ChangeKind::Changed));
/// assert_eq!(change.fields()[0].path(), "name");
/// assert_eq!(
///     change.to_string(),
///     "changed organization `wto` [sheet]: World Trade Organization\n  \
///      name: from `WTO` to `World Trade Organization`",
/// );
/// # Ok::<(), bilateral::Report>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    kind: RecordKind,
    #[serde(rename = "change")]
    what: ChangeKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<SaidBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<SaidBy>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldChange>,
}

impl Change {
    /// Returns the kind of the record.
    #[must_use]
    pub fn kind(&self) -> RecordKind {
        self.kind
    }

    /// Returns what became of it.
    #[must_use]
    pub fn what(&self) -> ChangeKind {
        self.what
    }

    /// Returns the title, name or summary of the record, the later one if it changed; `None` for kinds
    /// that have none.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Returns the record of the earlier archive; `None` if it was added.
    #[must_use]
    pub fn earlier(&self) -> Option<&SaidBy> {
        self.earlier.as_ref()
    }

    /// Returns the record of the later archive; `None` if it was removed.
    #[must_use]
    pub fn later(&self) -> Option<&SaidBy> {
        self.later.as_ref()
    }

    /// Returns the fields that changed, those of one side in the order in which they are written; none
    /// unless both archives have the record.
    #[must_use]
    pub fn fields(&self) -> &[FieldChange] {
        &self.fields
    }

    fn id(&self) -> Option<&str> {
        self.later.as_ref().or(self.earlier.as_ref()).map(|side| side.id.as_str())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what, self.kind)?;
        let mut sides = self.earlier.iter().chain(&self.later);
        if let Some(side) = sides.next() {
            write!(f, " `{}`", shortened(&side.id))?;
            side.write_sources(f)?;
            if let Some(now) = sides.next().filter(|now| *now != side) {
                f.write_str(", now")?;
                if now.id != side.id {
                    write!(f, " `{}`", shortened(&now.id))?;
                }
                now.write_sources(f)?;
            }
        }
        if let Some(title) = &self.title {
            write!(f, ": {}", shortened(title))?;
        }
        for field in &self.fields {
            write!(f, "\n  {field}")?;
        }
        Ok(())
    }
}

/// What changed between two archives, from [`Archive::changes_to`]: in the order of kind, day and id.
///
/// It prints the changes and how many there are, and serialises as the list of them.
///
/// ```
/// use bilateral::{Archive, PartialDate, Relation, RelationKind, CountryCode, Source, day};
///
/// let archive = Archive::from_records([
///     Source::new("sheet-2014", "A fact sheet").published(day(2014, 2, 10)).into(),
///     Source::new("sheet-2023", "A fact sheet").published(day(2023, 2, 27)).supersedes("sheet-2014").into(),
///     Relation::new("recognition-2014", RelationKind::Recognition, CountryCode::USA, CountryCode::KAZ)
///         .start(day(1991, 12, 25))
///         .source("sheet-2014")
///         .into(),
///     Relation::new("recognition-2023", RelationKind::Recognition, CountryCode::USA, CountryCode::KAZ)
///         .start(PartialDate::year(1991).unwrap())
///         .source("sheet-2023")
///         .into(),
/// ])?;
/// let (before, after) = (archive.edition("sheet-2014"), archive.edition("sheet-2023"));
/// assert_eq!(
///     before.changes_to(&after).to_string(),
///     "changed source `sheet-2014`, now `sheet-2023`: A fact sheet\n  \
///        published: from `2014-02-10` to `2023-02-27`\n\
///      changed relation `recognition-2014` [sheet-2014], now `recognition-2023` [sheet-2023]\n  \
///        start: from `1991-12-25` to `1991`\n\
///      0 added, 0 removed, 2 changed",
/// );
/// assert_eq!(before.changes_to(&before).to_string(), "0 added, 0 removed, 0 changed");
/// # Ok::<(), bilateral::Report>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Changes {
    changes: Vec<Change>,
}

impl Changes {
    /// Returns every change, in the order of kind, day and id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Change> {
        self.changes.iter()
    }

    /// Returns the changes of one sort in order.
    pub fn of(&self, what: ChangeKind) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.what == what)
    }

    /// Returns how many records were added, removed or changed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Returns whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl IntoIterator for Changes {
    type Item = Change;
    type IntoIter = alloc::vec::IntoIter<Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.changes.into_iter()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            writeln!(f, "{change}")?;
        }
        let mut separator = "";
        for what in ChangeKind::ALL {
            write!(f, "{separator}{} {what}", self.of(*what).count())?;
            separator = ", ";
        }
        Ok(())
    }
}
