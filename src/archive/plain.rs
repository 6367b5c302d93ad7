//! What a record looks like on the wire, kept as plain data, so that two of one kind can be compared
//! field by field without naming any field.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display, Write};

use serde::ser::{
    Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

/// Anything that serialises, as texts, lists and objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Plain {
    /// A text.
    Text(String),
    /// A number, `true` or `false`.
    Word(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Plain {
    /// The wire form of a value.
    pub(super) fn of(value: &impl Serialize) -> Self {
        // Records have texts, numbers, flags, lists and objects, and nothing of them fails.
        value.serialize(Plainly).unwrap_or(Self::Object(Vec::new()))
    }

    /// The field of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => {
                fields.iter().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Takes a field from the object and from every object below it.
    pub(super) fn strip(&mut self, key: &str) {
        match self {
            Self::Object(fields) => {
                fields.retain(|(name, _)| name != key);
                fields.iter_mut().for_each(|(_, value)| value.strip(key));
            }
            Self::List(items) => items.iter_mut().for_each(|item| item.strip(key)),
            Self::Text(_) | Self::Word(_) => {}
        }
    }

    /// Takes a field from the object alone.
    pub(super) fn take(&mut self, key: &str) {
        if let Self::Object(fields) = self {
            fields.retain(|(name, _)| name != key);
        }
    }

    fn json(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => quoted(text, f),
            Self::Word(word) => f.write_str(word),
            Self::List(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    item.json(f)?;
                }
                f.write_char(']')
            }
            Self::Object(fields) => {
                f.write_char('{')?;
                for (at, (name, value)) in fields.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    quoted(name, f)?;
                    f.write_char(':')?;
                    value.json(f)?;
                }
                f.write_char('}')
            }
        }
    }
}

/// Prints a text as it is, and anything that holds more than one as JSON.
impl Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            _ => self.json(f),
        }
    }
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c < ' ' => write!(f, "\\u{:04x}", u32::from(c))?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

/// Turns what serialises into [`Plain`] data.
struct Plainly;

macro_rules! words {
    ($( $method:ident($type:ty), )+) => { $(
        fn $method(self, value: $type) -> Result<Plain, fmt::Error> {
            Ok(Plain::Word(value.to_string()))
        }
    )+ };
}

impl Serializer for Plainly {
    type Ok = Plain;
    type Error = fmt::Error;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Impossible<Plain, fmt::Error>;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Impossible<Plain, fmt::Error>;

    words! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32),
        serialize_i64(i64), serialize_u8(u8), serialize_u16(u16), serialize_u32(u32),
        serialize_u64(u64), serialize_f32(f32), serialize_f64(f64),
    }

    fn serialize_char(self, value: char) -> Result<Plain, fmt::Error> {
        Ok(Plain::Text(value.into()))
    }

    fn serialize_str(self, value: &str) -> Result<Plain, fmt::Error> {
        Ok(Plain::Text(value.into()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Plain, fmt::Error> {
        Ok(Plain::List(value.iter().map(|byte| Plain::Word(byte.to_string())).collect()))
    }

    fn serialize_none(self) -> Result<Plain, fmt::Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Plain, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Plain, fmt::Error> {
        Ok(Plain::Word("null".into()))
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Plain, fmt::Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<Plain, fmt::Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<Plain, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Plain, fmt::Error> {
        Ok(Plain::Object(alloc::vec![(variant.into(), value.serialize(self)?)]))
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Items, fmt::Error> {
        Ok(Items(Vec::new()))
    }

    fn serialize_tuple(self, _len: usize) -> Result<Items, fmt::Error> {
        Ok(Items(Vec::new()))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<Items, fmt::Error> {
        Ok(Items(Vec::new()))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleVariant, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Fields, fmt::Error> {
        Ok(Fields { fields: Vec::new(), key: String::new() })
    }

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Fields, fmt::Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeStructVariant, fmt::Error> {
        Err(fmt::Error)
    }
}

/// A list as it is read off.
struct Items(Vec<Plain>);

macro_rules! items {
    ($( $trait:ident::$method:ident, )+) => { $(
        impl $trait for Items {
            type Ok = Plain;
            type Error = fmt::Error;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), fmt::Error> {
                self.0.push(value.serialize(Plainly)?);
                Ok(())
            }

            fn end(self) -> Result<Plain, fmt::Error> {
                Ok(Plain::List(self.0))
            }
        }
    )+ };
}

items! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
}

/// An object as it is read off, with the key whose value comes next.
struct Fields {
    fields: Vec<(String, Plain)>,
    key: String,
}

impl SerializeMap for Fields {
    type Ok = Plain;
    type Error = fmt::Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), fmt::Error> {
        self.key = key.serialize(Plainly)?.to_string();
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), fmt::Error> {
        let key = core::mem::take(&mut self.key);
        self.fields.push((key, value.serialize(Plainly)?));
        Ok(())
    }

    fn end(self) -> Result<Plain, fmt::Error> {
        Ok(Plain::Object(self.fields))
    }
}

impl SerializeStruct for Fields {
    type Ok = Plain;
    type Error = fmt::Error;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), fmt::Error> {
        self.fields.push((key.into(), value.serialize(Plainly)?));
        Ok(())
    }

    fn end(self) -> Result<Plain, fmt::Error> {
        Ok(Plain::Object(self.fields))
    }
}
