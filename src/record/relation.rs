//! A relation between two actors: recognition, diplomatic relations, missions, partnerships, territory.

use alloc::string::String;

use super::act::Act;
use super::actor::Actor;
use super::wire::spelled_record;
use crate::text::codes;

codes! {
    /// What kind of relation it is.
    pub enum RelationKind: "relation type" {
        /// Recognition of a state or government, by one of the other.
        Recognition = "recognition",
        /// Diplomatic relations.
        DiplomaticRelations = "diplomatic-relations",
        /// Consular relations.
        ConsularRelations = "consular-relations",
        /// A mission of one in or to the other.
        Mission = "mission",
        /// A partnership with a label or level.
        Partnership = "partnership",
        /// One holds or claims a territory of or against the other.
        Territory = "territory",
        /// A state of war.
        War = "war",
    }
}

codes! {
    /// What exactly: the object of a recognition, the kind of a mission, the hold on a territory.
    pub enum RelationObject: "relation object" {
        /// Recognised as a state.
        State = "state",
        /// Recognised as the government of a state.
        Government = "government",
        /// A mission headed by an ambassador.
        Embassy = "embassy",
        /// A mission headed by a minister.
        Legation = "legation",
        /// A consulate general.
        ConsulateGeneral = "consulate-general",
        /// A consulate.
        Consulate = "consulate",
        /// A liaison office.
        LiaisonOffice = "liaison-office",
        /// An interests section in the mission of another.
        InterestsSection = "interests-section",
        /// A representative office.
        RepresentativeOffice = "representative-office",
        /// A permanent mission to an organization.
        PermanentMission = "permanent-mission",
        /// It administers the territory.
        Administers = "administers",
        /// It occupies the territory.
        Occupies = "occupies",
        /// It claims the territory.
        Claims = "claims",
    }
}

impl RelationObject {
    /// Returns whether it is a kind of mission, and one of which there is one a direction, so that its
    /// place is an attribute that a move changes.
    #[must_use]
    pub const fn is_single_mission(self) -> bool {
        matches!(self, Self::Embassy | Self::Legation)
    }
}

spelled_record! {
    /// One spell of a relation from one actor towards another; never mirrored unless `mutual`.
    ///
    /// ```
    /// use bilateral::{CountryCode, PartialDate, Relation, RelationKind, RelationObject};
    ///
    /// let recognition = Relation::new("us-recognises-kz", RelationKind::Recognition, CountryCode::USA, CountryCode::KAZ)
    ///     .object(RelationObject::State)
    ///     .start(PartialDate::year(1991)?)
    ///     .source("sheet-2023");
    /// assert!(!recognition.mutual);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    pub struct Relation: "relation" {
        new(
            /// What kind of relation.
            kind: RelationKind = "type",
            /// From whom.
            from: Actor = "from",
            /// Towards whom.
            towards: Actor = "towards",
        )
        /// What exactly: of a recognition its object, of a mission its kind, of a territory the hold.
        One object / object: RelationObject = "object",
        /// It holds in both directions alike.
        Flag mutual / mutual: bool = "mutual",
        /// The level of a partnership, as its parties call it: "enhanced strategic partnership".
        One level / level: String = "level",
        /// A label in words.
        One label / label: String = "label",
        /// The id of the place record of a mission.
        One place / place: String = "place",
        /// Where a mission resides that is accredited from elsewhere.
        One resident_at / resident_at: Actor = "resident_at",
        /// The territory, in words.
        One territory / territory: String = "territory",
        /// The id of the treaty or statement that founded it.
        One founded_by / founded_by: String = "founded_by",
        /// What it is about.
        Many topics / topic: String = "topics",
        /// What explains its begin and its end.
        Many acts / act: Act = "acts",
    }
}
