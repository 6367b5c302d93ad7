//! Names and their days.

use alloc::string::String;

use super::citation::Citation;
use super::wire::spelled_part;
use crate::text::codes;

codes! {
    /// Which of several names one is.
    pub enum NameKind: "name kind" {
        /// The name in common use.
        Common = "common",
        /// The official or formal name.
        Official = "official",
        /// A short form or an acronym.
        Short = "short",
        /// A name of local use.
        Local = "local",
        /// Another spelling or a former name under which it is found.
        Alias = "alias",
    }
}

spelled_part! {
    /// A name, with the days on which it was in use.
    ///
    /// ```
    /// use bilateral::{Name, NameKind, day};
    ///
    /// let name = Name::new("Nur-Sultan").kind(NameKind::Common).start(day(2019, 3, 23)).end(day(2022, 9, 17));
    /// assert_eq!(name.text, "Nur-Sultan");
    /// ```
    pub struct Name: "name" {
        new(
            /// The name as written.
            text: String = "text",
        )
        /// Which name it is; absent: the common one.
        One kind / kind: NameKind = "type",
        /// Its language, as a BCP 47 tag; absent: not stated.
        One language / language: String = "language",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
