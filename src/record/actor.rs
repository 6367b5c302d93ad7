//! Who takes part: a country, an organization, a person, or an unnamed group.

use alloc::string::String;
use core::fmt;

use super::wire::part;
use crate::country::{CountryCode, CountryCodeError};
use crate::text::{Letters, shortened, text_value};

const ORGANIZATION: &str = "org:";

/// A country or an organization: what can be a party, a member, a host or a reporter.
///
/// Written as the country's code, or as `org:` and the id of an organization record.
///
/// ```
/// use bilateral::{Actor, CountryCode};
///
/// let eu: Actor = "org:eu".parse()?;
/// assert_eq!(eu, Actor::organization("eu"));
/// assert_eq!(Actor::parse("KAZ")?.country(), Some(CountryCode::KAZ));
/// assert!(Actor::parse("org:").is_err());
/// # Ok::<(), bilateral::ActorError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// A state, by its code.
    Country(CountryCode),
    /// An organization, by the id of its record.
    Organization(String),
}

impl Actor {
    /// Names an organization by the id of its record.
    #[must_use]
    pub fn organization(id: impl Into<String>) -> Self {
        Self::Organization(id.into())
    }

    /// Reads a country code, or `org:` and an id.
    ///
    /// # Errors
    ///
    /// [`ActorError`] if the text is neither.
    pub fn parse(text: &str) -> Result<Self, ActorError> {
        match text.strip_prefix(ORGANIZATION) {
            Some("") => Err(ActorError(ActorErrorKind::NoId(shortened(text)))),
            Some(id) => Ok(Self::Organization(id.into())),
            None => Ok(Self::Country(CountryCode::parse(text).map_err(ActorErrorKind::Country)?)),
        }
    }

    /// Its text, if it is a country.
    #[inline]
    fn short(&self) -> Option<Letters> {
        Some(Letters(self.country()?.letters()))
    }

    /// Returns the code, if it is a country.
    #[must_use]
    #[inline]
    pub fn country(&self) -> Option<CountryCode> {
        match self {
            Self::Country(code) => Some(*code),
            Self::Organization(_) => None,
        }
    }

    /// Returns the id, if it is an organization.
    #[must_use]
    pub fn organization_id(&self) -> Option<&str> {
        match self {
            Self::Country(_) => None,
            Self::Organization(id) => Some(id),
        }
    }
}

impl From<CountryCode> for Actor {
    #[inline]
    fn from(code: CountryCode) -> Self {
        Self::Country(code)
    }
}

impl From<&Self> for Actor {
    fn from(actor: &Self) -> Self {
        actor.clone()
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(code) => code.fmt(f),
            Self::Organization(id) => write!(f, "{ORGANIZATION}{id}"),
        }
    }
}

text_value!(Actor, ActorError, "a country code or `org:` and an id", Actor::short);

/// A text that names no actor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct ActorError(#[from] ActorErrorKind);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum ActorErrorKind {
    #[error("`{0}` names no organization; expected an id after `org:`")]
    NoId(String),
    #[error("`{0}` names no special area; expected a name after `area:`")]
    NoName(String),
    #[error(transparent)]
    Country(#[from] CountryCodeError),
}

const AREA: &str = "area:";
const WORLD: &str = "world";

/// Where trade or money goes to or comes from: an actor, the world, or a special area of the
/// statistics that is no country ("areas, not elsewhere specified").
///
/// Written as an [`Actor`], as `world`, or as `area:` and a name.
///
/// ```
/// use bilateral::Area;
///
/// assert_eq!(Area::parse("world")?, Area::World);
/// assert_eq!(Area::parse("area:bunkers")?, Area::special("bunkers"));
/// assert!(Area::parse("KAZ")?.actor().is_some());
/// # Ok::<(), bilateral::ActorError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// A country or an organization.
    Actor(Actor),
    /// Everybody: a total, no partner.
    World,
    /// A named special area, no country.
    Special(String),
}

impl Area {
    /// Names a special area.
    #[must_use]
    pub fn special(name: impl Into<String>) -> Self {
        Self::Special(name.into())
    }

    /// Reads an actor, `world`, or `area:` and a name.
    ///
    /// # Errors
    ///
    /// [`ActorError`] if the text is none of them.
    pub fn parse(text: &str) -> Result<Self, ActorError> {
        match text.strip_prefix(AREA) {
            Some("") => Err(ActorError(ActorErrorKind::NoName(shortened(text)))),
            Some(name) => Ok(Self::Special(name.into())),
            None if text == WORLD => Ok(Self::World),
            None => Actor::parse(text).map(Self::Actor),
        }
    }

    /// Returns the actor, if it is one.
    #[must_use]
    #[inline]
    pub fn actor(&self) -> Option<&Actor> {
        match self {
            Self::Actor(actor) => Some(actor),
            Self::World | Self::Special(_) => None,
        }
    }
}

impl<A: Into<Actor>> From<A> for Area {
    fn from(actor: A) -> Self {
        Self::Actor(actor.into())
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Actor(actor) => actor.fmt(f),
            Self::World => f.write_str(WORLD),
            Self::Special(name) => write!(f, "{AREA}{name}"),
        }
    }
}

text_value!(
    Area,
    ActorError,
    "a country code, `org:` and an id, `world`, or `area:` and a name",
    |area: &Area| match area {
        Area::Actor(actor) => actor.short(),
        _ => None,
    }
);

part! {
    /// Somebody who takes part: an actor as such, a person for an actor, or an unnamed group of an
    /// actor ("senior officials").
    ///
    /// At least one of `actor` and `person` is stated; a rule says so where neither is.
    ///
    /// ```
    /// use bilateral::{CountryCode, Participant};
    ///
    /// let minister = Participant::person("meredov").for_actor(CountryCode::TKM).office("Minister of Foreign Affairs");
    /// let officials = Participant::actor(CountryCode::KAZ).label("senior officials");
    /// assert_eq!(minister.person.as_deref(), Some("meredov"));
    /// assert!(officials.person.is_none());
    /// ```
    pub struct Participant: "participant" {
        new()
        /// The id of a person record.
        One person / named: String = "person",
        /// The actor that takes part, or for which the person does.
        One actor / for_actor: Actor = "actor",
        /// What the source calls an unnamed group: "senior officials".
        One label / label: String = "label",
        /// How many there were, if the source counts them.
        Num count / count: u32 = "count",
        /// The title in which a person takes part, as the source gives it.
        One office / office: String = "office",
        /// The part played: "host", "chair", "predecessor".
        One role / role: String = "role",
    }
}

impl Participant {
    /// A person, by the id of the record.
    #[must_use]
    pub fn person(id: impl Into<String>) -> Self {
        Self::new().named(id)
    }

    /// An actor as such.
    #[must_use]
    #[inline]
    pub fn actor(actor: impl Into<Actor>) -> Self {
        Self::new().for_actor(actor)
    }
}

impl From<Actor> for Participant {
    fn from(actor: Actor) -> Self {
        Self::actor(actor)
    }
}

impl From<CountryCode> for Participant {
    fn from(code: CountryCode) -> Self {
        Self::actor(code)
    }
}
