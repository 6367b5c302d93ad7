//! What stands in an element and has no field: every text under its path.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Texts by path: `location/name/narrative`, `@secondary-reporter`.
pub(super) type Unread = Vec<(String, String)>;

/// Reads what no field takes.
pub(super) fn unread<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Unread, D::Error> {
    let mut found = Unread::new();
    if let Tree::Map(entries) = deserializer.deserialize_map(TreeVisitor)? {
        gather("", Tree::Map(entries), &mut found);
    }
    Ok(found)
}

/// An element as it stands.
enum Tree {
    Text(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

fn gather(path: &str, tree: Tree, found: &mut Unread) {
    match tree {
        Tree::Text(text) => {
            let text = text.trim();
            if !text.is_empty() {
                found.push((path.into(), text.into()));
            }
        }
        Tree::List(items) => items.into_iter().for_each(|item| gather(path, item, found)),
        Tree::Map(entries) => {
            for (key, value) in entries {
                match (path, key.as_str()) {
                    (_, "$text") => gather(path, value, found),
                    ("", key) => gather(key, value, found),
                    (path, key) => gather(&alloc::format!("{path}/{key}"), value, found),
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.into()))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Text(String::new()))
    }

    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Text(String::new()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Tree::Map(entries))
    }
}
