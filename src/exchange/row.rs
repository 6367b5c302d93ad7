//! What a row type and a table are, and the macro that writes row types.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::desk::{Desk, Refused};
use crate::text::shortened;

/// What one kind of source becomes: it takes the rows of its row types and makes records of them,
/// some at once, some when all rows are in.
///
/// The types that implement it are those of this crate.
pub trait Table: sealed::Sealed {
    /// Makes the records that need all rows.
    #[doc(hidden)]
    fn finish(self, desk: &mut Desk);
}

/// A row type that a table takes.
///
/// The types that implement it are those of this crate.
pub trait Row<T: Table>: sealed::Sealed {
    /// What messages call it: `travel row`.
    const NAME: &'static str;
    /// The columns that it reads, under every name that it accepts.
    const COLUMNS: &'static [&'static str];

    /// Returns whether it reads a column as what it is, and not as words.
    #[doc(hidden)]
    fn reads(column: &str) -> bool {
        Self::COLUMNS.contains(&column)
    }

    /// Returns the source's own key of the row, for messages; empty where it has none.
    #[doc(hidden)]
    fn key(&self) -> alloc::string::String;

    /// Puts it into the table.
    #[doc(hidden)]
    fn put(self, table: &mut T, desk: &mut Desk) -> Result<(), Refused>;
}

pub(super) mod sealed {
    /// Keeps tables and rows to the types of this crate.
    pub trait Sealed {}
}

/// Columns that a row type does not know, by their names.
pub(super) type Others = BTreeMap<String, String>;

/// What some programs write before the first column.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Cells in the order of the file, each with its column.
type Known = Vec<(String, String)>;

/// Reads the cells of a row: those of the columns that are known, and the others.
pub(super) fn cells<'de, D: Deserializer<'de>>(
    deserializer: D,
    known: &'static [&'static str],
) -> Result<(Known, Others), D::Error> {
    deserializer.deserialize_map(Cells { known })
}

struct Cells {
    known: &'static [&'static str],
}

impl<'de> Visitor<'de> for Cells {
    type Value = (Known, Others);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row of texts by column")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut found, mut others) = (Vec::with_capacity(self.known.len()), Others::new());
        while let Some((mut column, text)) = map.next_entry::<String, String>()? {
            if column.starts_with(BYTE_ORDER_MARK) {
                column.remove(0);
            }
            if self.known.contains(&column.as_str()) {
                found.push((column, text));
                continue;
            }
            match others.entry(column) {
                Entry::Vacant(place) => drop(place.insert(text)),
                Entry::Occupied(place) => {
                    let message = format!("duplicate column `{}`", shortened(place.key()));
                    return Err(A::Error::custom(message));
                }
            }
        }
        Ok((found, others))
    }
}

/// Writes a row type, all of whose columns are text under the names of the source. One that may be
/// absent from a file has `#[serde(default)]`; an alias is another name under which it is found.
/// Columns that it does not know are kept by name.
macro_rules! row {
    (
        $(#[$meta:meta])*
        pub struct $name:ident: $what:literal, $key:ident {
            $( $(#[$fmeta:meta])* $field:ident = $column:literal $(| $alias:literal)*, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$fmeta])*
                #[doc = concat!("\n\nColumn `", $column, "`.")]
                #[serde(rename = $column)]
                pub $field: alloc::string::String,
            )*
            /// Any other column, by its name. They are read, and kept in words; a row is written
            /// without them.
            #[serde(skip)]
            pub others: alloc::collections::BTreeMap<
                alloc::string::String,
                alloc::string::String,
            >,
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                struct Known {
                    $(
                        $(#[$fmeta])*
                        #[serde(rename = $column $(, alias = $alias)*)]
                        $field: alloc::string::String,
                    )*
                }

                let (known, others) = crate::exchange::row::cells(deserializer, Self::COLUMNS)?;
                let known = serde::de::value::MapDeserializer::new(known.into_iter());
                let Known { $($field,)* } = serde::Deserialize::deserialize(known)?;
                Ok(Self { $($field,)* others })
            }
        }

        impl $name {
            pub(super) const NAME: &'static str = $what;
            pub(super) const COLUMNS: &'static [&'static str] = &[$($column, $($alias,)*)*];
            #[allow(dead_code, reason = "tables whose row type has one key use it")]
            pub(super) fn key_text(&self) -> alloc::string::String {
                self.$key.clone()
            }
        }

        impl crate::exchange::row::sealed::Sealed for $name {}
    };
}

/// Writes that a table takes a row type: its name, columns and key, and the function that puts a row.
macro_rules! takes {
    ($table:ty, $row:ty, $put:path) => {
        impl crate::exchange::row::Row<$table> for $row {
            const NAME: &'static str = <$row>::NAME;
            const COLUMNS: &'static [&'static str] = <$row>::COLUMNS;

            fn key(&self) -> alloc::string::String {
                self.key_text()
            }

            fn put(
                self,
                table: &mut $table,
                desk: &mut crate::exchange::desk::Desk,
            ) -> Result<(), crate::exchange::desk::Refused> {
                $put(self, table, desk)
            }
        }
    };
}

pub(crate) use {row, takes};
