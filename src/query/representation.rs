//! How high one state is represented with another, and what stands between the two on a day.
//!
//! Representation is directed: an ambassador of A with B does not imply one of B with A. It is worked
//! out from the missions and heads of mission that are recorded; where no mission is, nothing tells.

use alloc::vec::Vec;

use time::Date;

use super::answer::Answer;
use super::dossier::Dossier;
use super::relations::RelationRef;
use super::view::Candidates;
use crate::record::{Actor, RelationKind, RelationObject, RoleClass};
use crate::text::codes;
use crate::truth::Truth;

codes! {
    /// The level at which one state is represented with another, from the lowest. Consulates do not
    /// count: they do not represent a state with another.
    pub enum RepresentationLevel: "level of representation" {
        /// None of the missions recorded stands.
        None = "none",
        /// A liaison office, an interests section, a representative office.
        Other = "other",
        /// A chargé d'affaires at the head of a mission.
        Charge = "charge",
        /// A minister at the head of a legation.
        Minister = "minister",
        /// An ambassador at the head of an embassy.
        Ambassador = "ambassador",
    }
}

/// What stands between two actors on a day, from [`Dossier::status_on`].
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, RepresentationLevel, Truth, day};
///
/// let status = archive.dossier(CountryCode::USA, CountryCode::KAZ).status_on(day(2005, 1, 1));
/// assert_eq!(status.recognition_by(CountryCode::USA).value(), Truth::Yes);
/// assert_eq!(status.recognition_by(CountryCode::KAZ).value(), Truth::Unknown);
/// assert_eq!(status.relations().value(), Truth::Yes);
/// let missions = status.missions();
/// assert_eq!(missions[0].places.only(), Some(&"almaty"));
/// assert_eq!(status.level_of(CountryCode::USA).only(), Some(&RepresentationLevel::Ambassador));
/// ```
#[derive(Debug, Clone)]
pub struct Status<'s> {
    pair: Dossier<'s>,
    day: Date,
}

/// A mission that stands, or may stand, on the day of a [`Status`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StandingMission<'s> {
    /// The mission; what kind it is says its [`object`](RelationRef::object).
    pub mission: RelationRef<'s>,
    /// Whether it stands on the day.
    pub stands: Truth,
    /// The ids of the places where it may be.
    pub places: Candidates<&'s str>,
}

impl<'s> Status<'s> {
    /// Returns the day.
    #[must_use]
    pub fn day(&self) -> Date {
        self.day
    }

    /// Returns whether one of the two recognises the other as a state.
    #[must_use]
    pub fn recognition_by(&self, actor: impl Into<Actor>) -> Answer<'s> {
        self.pair.recognition(actor, self.day)
    }

    /// Returns whether they have diplomatic relations.
    #[must_use]
    pub fn relations(&self) -> Answer<'s> {
        self.pair.diplomatic_relations(self.day)
    }

    /// Returns the missions of each with the other that stand or may stand.
    #[must_use]
    pub fn missions(&self) -> Vec<StandingMission<'s>> {
        let on = self.pair.missions_on(self.day).map(|(mission, stands)| StandingMission {
            mission,
            stands,
            places: mission.places_on(self.day),
        });
        on.collect()
    }

    /// Returns the level at which one of the two is represented with the other: see
    /// [`Dossier::representation`].
    #[must_use]
    pub fn level_of(&self, actor: impl Into<Actor>) -> Candidates<RepresentationLevel> {
        self.pair.representation(actor, self.day)
    }
}

impl<'s> Dossier<'s> {
    /// Returns what stands between the two on a day: recognition each way, relations, missions with
    /// place and level.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status<'s> {
        Status { pair: self.clone(), day }
    }

    /// Returns the levels at which one of the two may be represented with the other on a day: one if
    /// the records settle it, none if no mission of its is recorded.
    ///
    /// An embassy is at the level of the head who is recorded: of an ambassador where one holds office,
    /// of a chargé d'affaires where one does and no ambassador may. Where the head is not known it may
    /// be either. A legation has a minister or a chargé.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, RepresentationLevel, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let level = |on| pair.representation(CountryCode::USA, on).only().copied();
    /// assert_eq!(level(day(1990, 1, 1)), Some(RepresentationLevel::None));
    /// assert_eq!(level(day(1996, 1, 1)), Some(RepresentationLevel::Ambassador));
    /// // No head of Kazakhstan's embassy is recorded: an ambassador or a chargé.
    /// assert_eq!(pair.representation(CountryCode::KAZ, day(1996, 1, 1)).iter().count(), 2);
    /// ```
    #[must_use]
    pub fn representation(
        &self,
        from: impl Into<Actor>,
        day: Date,
    ) -> Candidates<RepresentationLevel> {
        use RepresentationLevel::{Ambassador, Charge, Minister, None, Other};
        let from = self.store().as_principal(from.into());
        let mut heads: Option<[Truth; 2]> = Option::None;
        let mut possible: Vec<RepresentationLevel> = Vec::new();
        let missions = self.relations().of_kind(RelationKind::Mission);
        for mission in missions.iter().filter(|mission| self.is_from(*mission, &from)) {
            let mut levels = match mission.object() {
                Some(RelationObject::Embassy) => {
                    let heads = *heads.get_or_insert_with(|| self.heads(&from, day));
                    match heads {
                        [Truth::Yes, _] => alloc::vec![Ambassador],
                        [Truth::No, Truth::Yes] => alloc::vec![Charge],
                        _ => alloc::vec![Charge, Ambassador],
                    }
                }
                Some(RelationObject::Legation) => alloc::vec![Charge, Minister],
                Some(
                    RelationObject::LiaisonOffice
                    | RelationObject::InterestsSection
                    | RelationObject::RepresentativeOffice,
                ) => alloc::vec![Other],
                _ => continue,
            };
            match mission.holds_on(day).value() {
                Truth::Yes => {}
                Truth::Unknown => levels.push(None),
                Truth::No => levels = alloc::vec![None],
            }
            if possible.is_empty() {
                possible.push(None);
            }
            possible = highest(&possible, &levels);
        }
        Candidates::new(possible)
    }

    fn is_from(&self, mission: RelationRef<'s>, from: &Actor) -> bool {
        mission.from().is_some_and(|it| self.store().principal(it) == from)
    }

    /// Whether an ambassador, and whether a chargé d'affaires, of one of the two to the other holds
    /// office on a day.
    fn heads(&self, from: &Actor, day: Date) -> [Truth; 2] {
        let (a, b) = self.actors();
        let with = if a == from { b } else { a };
        let held = |role: RoleClass| {
            let offices = self.envoys().flat_map(|person| person.offices()).filter(|office| {
                office.role() == Some(role)
                    && self.store().principal(office.of()) == from
                    && office.accredited_to() == Some(with)
            });
            offices.map(|office| office.held_on(day).value()).max().unwrap_or(Truth::No)
        };
        [held(RoleClass::Ambassador), held(RoleClass::ChargeDAffaires)]
    }
}

/// The levels that the higher of two may have, from the lowest.
fn highest(a: &[RepresentationLevel], b: &[RepresentationLevel]) -> Vec<RepresentationLevel> {
    let both = |level: &RepresentationLevel| {
        a.iter().any(|a| b.iter().any(|b| (*a as usize).max(*b as usize) == *level as usize))
    };
    RepresentationLevel::ALL.iter().copied().filter(both).collect()
}
