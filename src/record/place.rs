//! A place: a city or site, its names, and the country in which it lay.

use alloc::string::String;

use super::citation::Citation;
use super::name::Name;
use super::wire::{record, spelled_part};
use crate::country::CountryCode;

spelled_part! {
    /// The country in which a place lay, and on which days.
    pub struct PlaceCountry: "country of a place" {
        new(
            /// Which country.
            country: CountryCode = "country",
        )
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

impl From<CountryCode> for PlaceCountry {
    fn from(country: CountryCode) -> Self {
        Self::new(country)
    }
}

record! {
    /// A place with the names that it had, each with its days.
    ///
    /// ```
    /// use bilateral::{CountryCode, Name, Place, day};
    ///
    /// let astana = Place::new("astana", "Astana")
    ///     .name(Name::new("Nur-Sultan").start(day(2019, 3, 23)).end(day(2022, 9, 17)))
    ///     .country(CountryCode::KAZ)
    ///     .source("factbook");
    /// assert_eq!(astana.names.len(), 1);
    /// ```
    pub struct Place: "place" {
        new(
            /// The name by which it is called when none of `names` is known to hold.
            title: String = "title",
        )
        /// Its names and their days.
        Many names / name: Name = "names",
        /// The countries in which it lay.
        Many countries / country: PlaceCountry = "countries",
    }
}
