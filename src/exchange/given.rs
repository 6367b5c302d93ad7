//! Records on the way out: rows, and what a format cannot carry.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::ser::{Error, Impossible, Serialize, SerializeMap, Serializer};

use super::desk::code;
use crate::record::Record;
use crate::report::{Diagnostic, Report, Severity};

/// What was made of records for another format.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Given<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// What the format cannot carry: a warning for each field, or for a record as a whole.
    pub report: Report,
}

impl<R> Given<R> {
    pub(super) const fn new() -> Self {
        Self { rows: Vec::new(), report: Report::new() }
    }
}

/// The keys of the fields that a record states, as it is written.
pub(super) fn stated_fields(record: &Record) -> Vec<String> {
    record.serialize(Keys).unwrap_or_default()
}

/// Notes that a record has no place in a format.
pub(super) fn no_row(report: &mut Report, record: &Record, format: &str) {
    let message = format!("{format} has no row for a record of this kind");
    report.push(at(record, Severity::Warning, message));
}

/// Notes that a record cannot be written, with the reason.
pub(super) fn not_written(report: &mut Report, record: &Record, field: &str, reason: String) {
    report.push(at(record, Severity::Warning, reason).at(field));
}

/// Notes each stated field that the format does not carry.
pub(super) fn not_carried(report: &mut Report, record: &Record, format: &str, carried: &[&str]) {
    for field in stated_fields(record) {
        if !carried.contains(&field.as_str()) {
            let message = format!("{format} has no place for `{field}`");
            report.push(at(record, Severity::Warning, message).at(field));
        }
    }
}

fn at(record: &Record, severity: Severity, message: String) -> Diagnostic {
    Diagnostic::new(code::NOT_CARRIED, severity, message)
        .in_record(record.kind().as_str(), record.id())
}

/// A serializer of one object that gives its keys and looks at no value.
struct Keys;

/// Why a record could not be looked at; it never happens, because a record is one object.
#[derive(Debug)]
struct NoObject;

impl fmt::Display for NoObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an object with text keys")
    }
}

impl core::error::Error for NoObject {}

impl Error for NoObject {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Gathered {
    keys: Vec<String>,
}

impl SerializeMap for Gathered {
    type Ok = Vec<String>;
    type Error = NoObject;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NoObject> {
        self.keys.push(key.serialize(Text)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), NoObject> {
        Ok(())
    }

    fn end(self) -> Result<Vec<String>, NoObject> {
        Ok(self.keys)
    }
}

/// A serializer of one text.
struct Text;

/// Writes the methods of a serializer that accepts nothing but what is written beside it.
macro_rules! refuse {
    ($($method:ident($($type:ty),*) -> $ok:ty;)*) => {
        $( fn $method(self, $(_: $type),*) -> Result<$ok, NoObject> { Err(NoObject) } )*
    };
}

macro_rules! scalars {
    ($ok:ty) => {
        refuse! {
            serialize_bool(bool) -> $ok;
            serialize_i8(i8) -> $ok;
            serialize_i16(i16) -> $ok;
            serialize_i32(i32) -> $ok;
            serialize_i64(i64) -> $ok;
            serialize_u8(u8) -> $ok;
            serialize_u16(u16) -> $ok;
            serialize_u32(u32) -> $ok;
            serialize_u64(u64) -> $ok;
            serialize_f32(f32) -> $ok;
            serialize_f64(f64) -> $ok;
            serialize_char(char) -> $ok;
            serialize_bytes(&[u8]) -> $ok;
            serialize_none() -> $ok;
            serialize_unit() -> $ok;
            serialize_unit_struct(&'static str) -> $ok;
            serialize_unit_variant(&'static str, u32, &'static str) -> $ok;
            serialize_seq(Option<usize>) -> Impossible<$ok, NoObject>;
            serialize_tuple(usize) -> Impossible<$ok, NoObject>;
            serialize_tuple_struct(&'static str, usize) -> Impossible<$ok, NoObject>;
            serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Impossible<$ok, NoObject>;
            serialize_struct(&'static str, usize) -> Impossible<$ok, NoObject>;
            serialize_struct_variant(&'static str, u32, &'static str, usize) -> Impossible<$ok, NoObject>;
        }

        fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<$ok, NoObject> {
            Err(NoObject)
        }

        fn serialize_newtype_struct<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: &T,
        ) -> Result<$ok, NoObject> {
            Err(NoObject)
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Result<$ok, NoObject> {
            Err(NoObject)
        }
    };
}

impl Serializer for Keys {
    type Ok = Vec<String>;
    type Error = NoObject;
    type SerializeSeq = Impossible<Vec<String>, NoObject>;
    type SerializeTuple = Impossible<Vec<String>, NoObject>;
    type SerializeTupleStruct = Impossible<Vec<String>, NoObject>;
    type SerializeTupleVariant = Impossible<Vec<String>, NoObject>;
    type SerializeMap = Gathered;
    type SerializeStruct = Impossible<Vec<String>, NoObject>;
    type SerializeStructVariant = Impossible<Vec<String>, NoObject>;

    scalars!(Vec<String>);

    fn serialize_str(self, _: &str) -> Result<Vec<String>, NoObject> {
        Err(NoObject)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Gathered, NoObject> {
        Ok(Gathered { keys: Vec::new() })
    }
}

impl Serializer for Text {
    type Ok = String;
    type Error = NoObject;
    type SerializeSeq = Impossible<String, NoObject>;
    type SerializeTuple = Impossible<String, NoObject>;
    type SerializeTupleStruct = Impossible<String, NoObject>;
    type SerializeTupleVariant = Impossible<String, NoObject>;
    type SerializeMap = Impossible<String, NoObject>;
    type SerializeStruct = Impossible<String, NoObject>;
    type SerializeStructVariant = Impossible<String, NoObject>;

    scalars!(String);

    fn serialize_str(self, text: &str) -> Result<String, NoObject> {
        Ok(text.into())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Impossible<String, NoObject>, NoObject> {
        Err(NoObject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::CountryCode;
    use crate::record::Visit;

    #[test]
    fn a_record_tells_which_fields_it_states() {
        let visit = Visit::new("v", CountryCode::KAZ).place("astana").source("article");
        assert_eq!(stated_fields(&visit.into()), ["kind", "id", "host", "places", "sources"]);
    }
}
