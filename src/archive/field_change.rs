//! What differs between two records, field by field.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;

use super::plain::Plain;
use crate::record::Record;
use crate::text::shortened;

/// One field that differs between two records: where it stands, and its wire text before and after.
///
/// The text of a field with parts is JSON, and so is that of an item which only one side has: an act
/// that came in is one change, not one for each of its fields.
///
/// Items of a list are taken for the same if they are equal, else if they have the same name (an id,
/// an actor, a kind of act…), else by their place among those left. The order of a list is no
/// difference. An item is counted in the later record, a removed one in the earlier.
///
/// ```
/// use bilateral::{Act, ActKind, CountryCode, FieldChange, Treaty, TreatyParty, day};
///
/// let tax = |acts: &[Act]| {
///     let mut party = TreatyParty::new(CountryCode::KAZ);
///     party.acts.extend_from_slice(acts);
///     Treaty::new("tax", "A convention").party(TreatyParty::new(CountryCode::USA)).party(party)
/// };
/// let signature = Act::new(ActKind::Signature).on("1993-10".parse::<bilateral::PartialDate>()?);
/// let earlier = tax(&[signature.clone()]).binding(true);
/// let later = tax(&[Act::new(ActKind::Initialling), signature.on(day(1993, 10, 24))]);
///
/// let changes = FieldChange::between(&earlier.into(), &later.into());
/// let lines: Vec<String> = changes.iter().map(ToString::to_string).collect();
/// assert_eq!(
///     lines,
///     [
///         "binding: `true` taken away",
///         r#"parties[1].acts[0]: `{"type":"initialling"}` added"#,
///         "parties[1].acts[1].on: from `1993-10` to `1993-10-24`",
///     ],
/// );
/// # Ok::<(), bilateral::PartialDateError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

impl FieldChange {
    /// Returns every field in which two records differ, their ids, sources and kinds too; those of one
    /// record stand in the order in which it writes them. It is empty if they say the same.
    ///
    /// ```
    /// use bilateral::{FieldChange, Organization, Record};
    ///
    /// let wto: Record = Organization::new("wto", "WTO").source("sheet-2014").into();
    /// assert!(FieldChange::between(&wto, &wto).is_empty());
    ///
    /// let named = Organization::new("wto", "World Trade Organization").source("sheet-2023").into();
    /// let changed = FieldChange::between(&wto, &named);
    /// assert_eq!(changed[0].path(), "name");
    /// assert_eq!((changed[0].before(), changed[0].after()), (Some("WTO"), Some("World Trade Organization")));
    /// // Another source is another citation, not the same one changed.
    /// assert_eq!(changed[1].to_string(), r#"sources[0]: `{"source":"sheet-2023"}` added"#);
    /// assert_eq!((changed[2].path(), changed[2].after()), ("sources[0]", None));
    /// ```
    #[must_use]
    pub fn between(earlier: &Record, later: &Record) -> Vec<Self> {
        if earlier == later {
            return Vec::new();
        }
        differences(&Plain::of(earlier), &Plain::of(later))
    }

    /// Returns where the field stands: `parties[1].acts[0].on`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns its wire text in the earlier record; `None` if it was not there.
    #[must_use]
    pub fn before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    /// Returns its wire text in the later record; `None` if it is no longer there.
    #[must_use]
    pub fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }
}

/// Prints one line, with long texts shortened.
impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                write!(f, "from `{}` to `{}`", shortened(before), shortened(after))
            }
            (None, Some(after)) => write!(f, "`{}` added", shortened(after)),
            (Some(before), None) => write!(f, "`{}` taken away", shortened(before)),
            (None, None) => Ok(()),
        }
    }
}

/// Every field in which two values differ.
pub(super) fn differences(before: &Plain, after: &Plain) -> Vec<FieldChange> {
    let mut found = Vec::new();
    compare(&mut String::new(), before, after, &mut found);
    found
}

fn compare(path: &mut String, before: &Plain, after: &Plain, found: &mut Vec<FieldChange>) {
    match (before, after) {
        (Plain::Object(before), Plain::Object(after)) => {
            for (name, before, after) in fields(before, after) {
                let length = path.len();
                if length > 0 {
                    path.push('.');
                }
                path.push_str(name);
                compare_one(path, before, after, found);
                path.truncate(length);
            }
        }
        (Plain::List(before), Plain::List(after)) => {
            for (old, new) in aligned(before, after) {
                let Some(at) = new.or(old) else { continue };
                let length = path.len();
                path.push_str(&format!("[{at}]"));
                let before = old.and_then(|at| before.get(at));
                compare_one(path, before, new.and_then(|at| after.get(at)), found);
                path.truncate(length);
            }
        }
        _ if before == after => {}
        _ => found.push(change(path, Some(before), Some(after))),
    }
}

fn compare_one(
    path: &mut String,
    before: Option<&Plain>,
    after: Option<&Plain>,
    found: &mut Vec<FieldChange>,
) {
    match (before, after) {
        (Some(before), Some(after)) => compare(path, before, after, found),
        _ => found.push(change(path, before, after)),
    }
}

fn change(path: &str, before: Option<&Plain>, after: Option<&Plain>) -> FieldChange {
    FieldChange {
        path: path.into(),
        before: before.map(ToString::to_string),
        after: after.map(ToString::to_string),
    }
}

type Field<'p> = (&'p str, Option<&'p Plain>, Option<&'p Plain>);

/// The fields of two objects in the order in which both write them.
fn fields<'p>(before: &'p [(String, Plain)], after: &'p [(String, Plain)]) -> Vec<Field<'p>> {
    let named = |list: &'p [(String, Plain)], name: &str| {
        list.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    };
    let mut all = Vec::new();
    let mut new = after.iter().peekable();
    for (name, value) in before {
        let other = named(after, name);
        if other.is_some() {
            // What is new stands where the later record writes it.
            while let Some((name, value)) = new.next_if(|(other, _)| other != name) {
                if named(before, name).is_none() {
                    all.push((name.as_str(), None, Some(value)));
                }
            }
            new.next();
        }
        all.push((name.as_str(), Some(value), other));
    }
    for (name, value) in new {
        if named(before, name).is_none() {
            all.push((name.as_str(), None, Some(value)));
        }
    }
    all
}

/// Which items of two lists are the same: those of the later list in order, each with its match, then
/// those of the earlier that have none.
fn aligned(before: &[Plain], after: &[Plain]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut partner: Vec<Option<usize>> = alloc::vec![None; after.len()];
    let mut left: Vec<usize> = (0..before.len()).collect();
    for tier in TIERS {
        // What this tier gives no name waits for the next.
        let mut waiting: BTreeMap<Option<String>, VecDeque<usize>> = BTreeMap::new();
        for at in left {
            waiting.entry(before.get(at).and_then(tier)).or_default().push_back(at);
        }
        for (item, slot) in after.iter().zip(&mut partner).filter(|(_, slot)| slot.is_none()) {
            let name = tier(item);
            if name.is_some() {
                *slot = waiting.get_mut(&name).and_then(VecDeque::pop_front);
            }
        }
        left = waiting.into_values().flatten().collect();
        left.sort_unstable();
    }
    let kept = partner.into_iter().enumerate().map(|(new, old)| (old, Some(new)));
    kept.chain(left.into_iter().map(|old| (Some(old), None))).collect()
}

/// Ways of telling which items are the same, the surest first.
const TIERS: [fn(&Plain) -> Option<String>; 4] = [
    |item| Some(item.to_string()),
    |item| {
        let day = item.get("on").or_else(|| item.get("start"))?;
        Some(format!("{}\n{day}", name_of(item)?))
    },
    name_of,
    |item| if name_of(item).is_some() { None } else { Some(String::new()) },
];

/// What names an item within its list: the first of these keys that it has, and those beside it.
const NAMES: &[(&str, &[&str])] = &[
    ("id", &[]),
    ("source", &[]),
    ("person", &[]),
    ("participants", &["place"]),
    ("printed", &[]),
    ("text", &[]),
    ("title", &["of"]),
    ("stage", &["provider", "receiver", "period", "on"]),
    ("role", &["actor"]),
    ("standing", &["party"]),
    ("territory", &["party"]),
    ("country", &["type"]),
    ("kind", &["type"]),
    ("type", &["by", "from", "towards"]),
    ("actor", &["label"]),
    ("place", &[]),
    ("list", &[]),
    ("subject", &[]),
    ("what", &[]),
    ("name", &[]),
    ("series", &["number"]),
];

fn name_of(item: &Plain) -> Option<String> {
    let (first, beside) = NAMES.iter().find(|(key, _)| item.get(key).is_some())?;
    // Who was met where does not name a meeting: those left are taken in order.
    if *first == "participants" {
        return None;
    }
    let mut name = String::new();
    for key in core::iter::once(first).chain(*beside) {
        name.push_str(&item.get(key).map(ToString::to_string).unwrap_or_default());
        name.push('\n');
    }
    Some(name)
}
