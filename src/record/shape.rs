//! How the written form of values and objects is described, for the schema.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::country::{CountryCode, StateList, SuccessionKind};
use crate::date::{Endpoint, Length, PartialDate, Period, ReportingPeriod};
use crate::money::{Decimal, Estimate, PriceBasis};

/// A type with a written form that can be described.
pub(crate) trait Described {
    /// Returns its description; what has a name is put among the definitions and referred to.
    fn described(into: &mut Definitions) -> Json;
}

/// A value of JSON, as far as a schema needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object, its keys in order.
    Object(Vec<(&'static str, Self)>),
}

impl Json {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A reference to a definition.
    fn reference(name: &str) -> Self {
        Self::Object(alloc::vec![("$ref", Self::Text(alloc::format!("#/$defs/{name}")))])
    }

    /// A list of things of one description.
    pub(crate) fn list_of(item: Self) -> Self {
        Self::Object(alloc::vec![("type", Self::text("array")), ("items", item)])
    }

    /// One of some texts.
    pub(crate) fn one_of(codes: impl Iterator<Item = &'static str>) -> Self {
        Self::Object(alloc::vec![("enum", Self::List(codes.map(Self::text).collect()))])
    }

    /// Adds what a field means.
    fn with_words(self, words: String) -> Self {
        match self {
            Self::Object(mut fields) if !words.is_empty() => {
                fields.push(("description", Self::Text(words)));
                Self::Object(fields)
            }
            other => other,
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, depth: usize| {
            f.write_str("\n")?;
            (0..depth).try_for_each(|_| f.write_str("  "))
        };
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => quoted(f, text),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    line(f, depth + 1)?;
                    item.write(f, depth + 1)?;
                }
                if !items.is_empty() {
                    line(f, depth)?;
                }
                f.write_str("]")
            }
            Self::Object(fields) => {
                f.write_str("{")?;
                for (at, (key, value)) in fields.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    line(f, depth + 1)?;
                    quoted(f, key)?;
                    f.write_str(": ")?;
                    value.write(f, depth + 1)?;
                }
                if !fields.is_empty() {
                    line(f, depth)?;
                }
                f.write_str("}")
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

/// Writes a text between quotes.
fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            c if u32::from(c) < 0x20 => write!(f, "\\u{:04x}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

/// One field of an object.
pub(crate) struct Field {
    /// The name in the written form.
    pub(crate) key: &'static str,
    /// Whether every such object has it.
    pub(crate) is_required: bool,
    /// What it means, line by line.
    pub(crate) words: &'static [&'static str],
    /// Its description.
    pub(crate) shape: Json,
}

/// Descriptions by name; each is made once, and may refer to itself.
#[derive(Debug, Default)]
pub(crate) struct Definitions(BTreeMap<&'static str, Json>);

impl Definitions {
    /// Defines what has a name, and refers to it.
    fn define(&mut self, name: &'static str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.0.contains_key(name) {
            self.0.insert(name, Json::Object(Vec::new()));
            let made = make(self);
            self.0.insert(name, made);
        }
        Json::reference(name)
    }

    /// Defines an object.
    pub(crate) fn object(
        &mut self,
        name: &'static str,
        fields: impl FnOnce(&mut Self) -> Vec<Field>,
    ) -> Json {
        self.define(name, |into| object(fields(into)))
    }

    /// Defines a text that one of some codes is.
    pub(crate) fn codes(
        &mut self,
        name: &'static str,
        codes: impl Iterator<Item = &'static str>,
    ) -> Json {
        self.define(name, |_| Json::one_of(codes))
    }

    /// Defines a text by what it is and a pattern that every such text has.
    pub(crate) fn text(
        &mut self,
        name: &'static str,
        words: &'static str,
        pattern: &'static str,
    ) -> Json {
        self.define(name, |_| {
            Json::Object(alloc::vec![
                ("type", Json::text("string")),
                ("pattern", Json::text(pattern)),
                ("description", Json::text(words)),
            ])
        })
    }

    /// Adds a field to an object that has been defined: its kind, or a narrower description.
    pub(crate) fn set(&mut self, name: &str, key: &'static str, shape: Json) {
        let Some(Json::Object(parts)) = self.0.get_mut(name) else { return };
        for (part, value) in parts {
            match (*part, value) {
                ("properties", Json::Object(fields)) => {
                    fields.retain(|(known, _)| *known != key);
                    fields.insert(0, (key, shape.clone()));
                }
                ("required", Json::List(keys)) if !keys.contains(&Json::text(key)) => {
                    keys.insert(0, Json::text(key));
                }
                _ => {}
            }
        }
    }

    /// Gives up the definitions by name.
    pub(crate) fn into_json(self) -> Json {
        Json::Object(self.0.into_iter().collect())
    }
}

fn object(fields: Vec<Field>) -> Json {
    let required = fields.iter().filter(|field| field.is_required);
    let required = required.map(|field| Json::text(field.key)).collect();
    let said = |field: Field| {
        let lines = field.words.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        (field.key, field.shape.with_words(lines.collect::<Vec<_>>().join(" ")))
    };
    Json::Object(alloc::vec![
        ("type", Json::text("object")),
        ("properties", Json::Object(fields.into_iter().map(said).collect())),
        ("required", Json::List(required)),
        ("additionalProperties", Json::Flag(false)),
    ])
}

impl Described for String {
    fn described(_: &mut Definitions) -> Json {
        Json::Object(alloc::vec![("type", Json::text("string"))])
    }
}

impl Described for bool {
    fn described(_: &mut Definitions) -> Json {
        Json::Object(alloc::vec![("type", Json::text("boolean"))])
    }
}

impl Described for u32 {
    fn described(_: &mut Definitions) -> Json {
        Json::Object(alloc::vec![
            ("type", Json::text("integer")),
            ("minimum", Json::Number(0)),
            ("maximum", Json::Number(Self::MAX)),
        ])
    }
}

/// Describes values that are written as text.
macro_rules! texts {
    ($( $type:ident: $words:literal, $pattern:literal; )*) => {
        $(
            impl Described for $type {
                fn described(into: &mut Definitions) -> Json {
                    into.text(stringify!($type), $words, $pattern)
                }
            }
        )*
    };
}

texts! {
    CountryCode: "a country code of ISO 3166-1, three letters", r"^[A-Za-z]{2,3}$";
    Decimal: "an exact number as text, such as `1234.50` or `2.5e9`", r"^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$";
    Endpoint: "a date, `..` for open, or nothing for unknown", r"^[0-9X?~%.\[\]-]*$";
    Estimate: "an amount with its bounds, such as `USD 1234.50`, `rounded USD 2.5e9` or `tens of USD 1e9`", r"^[A-Za-z].*[0-9]$";
    Length: "a length such as `90 days`, `12 months` or `20 years`", r"^[0-9]+ (day|month|year)s?$";
    PartialDate: "a date in the precision stated, such as `2023-02-28`, `2018`, `199X` or `[..1991-12]`", r"^[0-9X?~%.\[\]-]+$";
    Period: "a period of two ends, such as `2018/..`, `1991/1994-06` or `2023-02-28`", r"^[0-9X?~%.\[\]/-]+$";
    PriceBasis: "`current`, or a base year as in `constant 2020`", r"^(current|constant [0-9]{4})$";
    ReportingPeriod: "what a statistic covers, such as `2021`, `2021-33`, `FY2010` or `1992/2002`", r"^[0-9X?~%.\[\]/@FY-]+$";
}

/// Describes lists of codes.
macro_rules! coded {
    ($( $type:ident, )*) => {
        $(
            impl crate::record::shape::Described for $type {
                fn described(
                    into: &mut crate::record::shape::Definitions,
                ) -> crate::record::shape::Json {
                    into.codes(stringify!($type), $type::ALL.iter().map(|code| code.as_str()))
                }
            }
        )*
    };
}

pub(crate) use coded;

coded! { StateList, SuccessionKind, }
