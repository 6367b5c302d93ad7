//! A document as any self-describing format has it: a tree that keeps the order of keys and keys
//! given twice, so that tests can rearrange and spoil what was written.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value with everything below it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(u64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Tree {
    /// Reads JSON.
    pub(crate) fn parse(text: &str) -> Self {
        serde_json::from_str(text).expect("valid JSON")
    }

    /// Turns what serialises into its tree.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        Self::parse(&serde_json::to_string(value).expect("a value that serialises"))
    }

    /// Writes JSON.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).expect("a tree serialises")
    }

    /// The entries of an object.
    pub(crate) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Object(entries) => entries,
            other => panic!("expected an object, found {other:?}"),
        }
    }

    /// Calls `change` for the entries of every object of the tree, outer ones first, with the
    /// number of the object.
    pub(crate) fn each_object(&mut self, change: &mut impl FnMut(usize, &mut Vec<(String, Self)>)) {
        self.walk(&mut 0, change);
    }

    fn walk(
        &mut self,
        count: &mut usize,
        change: &mut impl FnMut(usize, &mut Vec<(String, Self)>),
    ) {
        match self {
            Self::List(list) => list.iter_mut().for_each(|item| item.walk(count, change)),
            Self::Object(entries) => {
                change(*count, entries);
                *count += 1;
                entries.iter_mut().for_each(|(_, value)| value.walk(count, change));
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) => {}
        }
    }

    /// Counts the objects of the tree.
    pub(crate) fn objects(&self) -> usize {
        let mut count = 0;
        self.clone().each_object(&mut |_, _| count += 1);
        count
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_u64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => list.serialize(serializer),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value that records are written with")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Tree::Object(entries))
    }
}
