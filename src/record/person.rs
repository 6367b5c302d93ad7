//! A person and the offices held.

use alloc::string::String;

use super::act::Act;
use super::actor::Actor;
use super::citation::Citation;
use super::wire::{part, record, spelled_part};
use crate::text::codes;

codes! {
    /// What an office is, across the titles of different states.
    pub enum RoleClass: "role class" {
        /// Head of state.
        HeadOfState = "head-of-state",
        /// Head of government.
        HeadOfGovernment = "head-of-government",
        /// Foreign minister, whatever the title.
        ForeignMinister = "foreign-minister",
        /// Defence minister.
        DefenceMinister = "defence-minister",
        /// Another minister.
        Minister = "minister",
        /// Head of a mission with the rank of ambassador.
        Ambassador = "ambassador",
        /// Head of a mission with a lower rank.
        ChargeDAffaires = "charge-d-affaires",
        /// Head of an organization.
        HeadOfOrganization = "head-of-organization",
        /// A special envoy.
        Envoy = "envoy",
        /// Member of a legislature.
        Legislator = "legislator",
        /// Any other office.
        Other = "other",
    }
}

codes! {
    /// How somebody holds an office.
    pub enum OfficeStanding: "office standing" {
        /// In full.
        Full = "full",
        /// For the time being.
        Acting = "acting",
        /// Chosen, not yet in office.
        Designate = "designate",
    }
}

part! {
    /// A name of a person as one source prints it.
    pub struct PersonName: "person name" {
        new(
            /// As printed.
            printed: String = "printed",
        )
        /// The family name.
        One family / family: String = "family",
        /// The given name or names.
        One given / given: String = "given",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

impl From<&str> for PersonName {
    fn from(printed: &str) -> Self {
        Self::new(printed)
    }
}

spelled_part! {
    /// An office that a person held: it belongs to its days, not to the name.
    pub struct Office: "office" {
        new(
            /// The title of the office.
            title: String = "title",
            /// Of whom.
            of: Actor = "of",
        )
        /// What it is, across titles.
        One role / role: RoleClass = "role",
        /// To whom its holder is accredited.
        One accredited_to / accredited_to: Actor = "accredited_to",
        /// How it was held; absent: in full.
        One standing / standing: OfficeStanding = "standing",
        /// What explains its begin and its end.
        Many acts / act: Act = "acts",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

record! {
    /// A person, with the names under which sources know them and the offices that they held.
    ///
    /// ```
    /// use bilateral::{CountryCode, Office, Person, PersonName, RoleClass, day};
    ///
    /// let blinken = Person::new("blinken", "Antony J. Blinken")
    ///     .name(PersonName::new("Antony J. Blinken").family("Blinken").given("Antony J."))
    ///     .office(Office::new("Secretary of State", CountryCode::USA)
    ///         .role(RoleClass::ForeignMinister)
    ///         .start(day(2021, 1, 26)))
    ///     .source("historian");
    /// assert_eq!(blinken.offices.len(), 1);
    /// ```
    pub struct Person: "person" {
        new(
            /// The name by which the archive calls them.
            title: String = "title",
        )
        /// Names as printed.
        Many names / name: PersonName = "names",
        /// Offices held.
        Many offices / office: Office = "offices",
    }
}
