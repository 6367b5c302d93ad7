//! What a row type and a table are, and the macro that writes row types.

use super::desk::{Desk, Refused};

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

/// Writes a row type, all of whose columns are text under the names of the source. One that may be
/// absent from a file has `#[serde(default)]`; an alias is another name under which it is found.
macro_rules! row {
    (
        $(#[$meta:meta])*
        pub struct $name:ident: $what:literal, $key:ident {
            $( $(#[$fmeta:meta])* $field:ident = $column:literal $(| $alias:literal)*, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$fmeta])*
                #[doc = concat!("\n\nColumn `", $column, "`.")]
                #[serde(rename = $column $(, alias = $alias)*)]
                pub $field: alloc::string::String,
            )*
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
