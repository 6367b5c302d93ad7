//! What an archive adds to the table of countries.

use alloc::string::String;

use super::citation::Citation;
use super::name::Name;
use super::wire::{part, record, spelled_part};
use crate::country::{CountryCode, StateList, SuccessionKind};
use crate::date::PartialDate;

spelled_part! {
    /// A capital and the days on which it was one.
    pub struct Capital: "capital" {
        new(
            /// The id of the place record.
            place: String = "place",
        )
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

spelled_part! {
    /// A stretch of days on which a state existed, according to a list or a source.
    pub struct Existence: "existence" {
        new()
        /// The list that counts it so; absent: the record's own sources do.
        One list / list: StateList = "list",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

part! {
    /// A predecessor or a successor.
    pub struct CountrySuccession: "succession" {
        new(
            /// The other state.
            country: CountryCode = "country",
            /// How the one follows the other.
            kind: SuccessionKind = "type",
        )
        /// The day from which it has effect.
        One effective / effective: PartialDate = "effective",
        /// The day on which it was notified.
        One notified / notified: PartialDate = "notified",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

record! {
    /// What an archive adds to the table of countries: names and capitals of the day, existence by
    /// further sources, a state without a code.
    ///
    /// ```
    /// use bilateral::{Capital, Country, CountryCode, day};
    ///
    /// let record = Country::new("kz", CountryCode::KAZ)
    ///     .capital(Capital::new("almaty").end(day(1997, 12, 9)))
    ///     .source("factbook");
    /// assert_eq!(record.capitals.len(), 1);
    /// ```
    pub struct Country: "country" {
        new(
            /// Its code; a code of the user range that the table lacks is defined by this record.
            code: CountryCode = "code",
        )
        /// Its names.
        Many names / name: Name = "names",
        /// Its capitals.
        Many capitals / capital: Capital = "capitals",
        /// When it existed.
        Many existence / existence: Existence = "existence",
        /// The states before it.
        Many predecessors / predecessor: CountrySuccession = "predecessors",
        /// The states after it.
        Many successors / successor: CountrySuccession = "successors",
    }
}
