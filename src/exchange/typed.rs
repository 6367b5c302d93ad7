//! Rows of formats that type their values.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, Visitor};

use super::desk::{Desk, Refused};
use super::row::{Row, Table, sealed};

/// A row from a format that types its values, such as JSON: numbers, `true` and `null` become the text
/// that a table would have.
///
/// A JSON number goes through the front end's number; one with more digits than that holds should be
/// read from a table instead.
///
/// ```
/// use bilateral::exchange::{TravelRow, TypedRow};
///
/// let json = r#"{"id":7,"role":"president","who":"x","name":"X","start_date":"1990-01-02","end_date":null,"country_id":"france","country":"France","locale":"Paris"}"#;
/// let row = serde_json::from_str::<TypedRow<TravelRow>>(json)?.into_row();
/// assert_eq!((row.id.as_str(), row.end_date.as_str()), ("7", ""));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedRow<R>(R);

impl<R> TypedRow<R> {
    /// Returns the row.
    #[must_use]
    pub fn into_row(self) -> R {
        self.0
    }
}

impl<'de, R: DeserializeOwned> Deserialize<'de> for TypedRow<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Typed(PhantomData)).map(Self)
    }
}

struct Typed<R>(PhantomData<R>);

impl<'de, R: DeserializeOwned> Visitor<'de> for Typed<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object whose values are texts, numbers, `true`, `false` or `null`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let mut cells: Vec<(String, String)> = Vec::new();
        while let Some((column, Plain(text))) = map.next_entry::<String, Plain>()? {
            cells.push((column, text));
        }
        R::deserialize(MapDeserializer::new(cells.into_iter()))
    }
}

/// Any plain value as text.
struct Plain(String);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainVisitor).map(Self)
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, `true`, `false` or `null`")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.into())
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_none<E: Error>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<R: sealed::Sealed> sealed::Sealed for TypedRow<R> {}

impl<T: Table, R: Row<T>> Row<T> for TypedRow<R> {
    const NAME: &'static str = R::NAME;
    const COLUMNS: &'static [&'static str] = R::COLUMNS;

    fn reads(column: &str) -> bool {
        R::reads(column)
    }

    fn key(&self) -> String {
        self.0.key()
    }

    fn put(self, table: &mut T, desk: &mut Desk) -> Result<(), Refused> {
        self.0.put(table, desk)
    }
}
