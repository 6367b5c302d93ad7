//! Countries in time: codes, existence, names and succession.
//!
//! A [`CountryCode`] is the identity of a present or former state or territory. What the library
//! knows of it comes from a table as of [`TABLE_DATE`]: ISO 3166-1 with the ended entries of ISO
//! 3166-3, and every state of the Correlates of War and Gleditsch-Ward lists.
//!
//! Lists of states disagree, so existence is kept as spells *per list*, and a question that names no
//! list is answered Unknown where the lists that speak differ.
//!
//! ```
//! use bilateral::country::{CountryCode, KAZ, StateList};
//! use bilateral::Truth;
//! use time::{Date, Month};
//!
//! let day = Date::from_calendar_date(1991, Month::December, 20)?;
//! assert_eq!(KAZ.existed_on_by(StateList::GleditschWard, day), Truth::Yes);
//! assert_eq!(KAZ.existed_on_by(StateList::CorrelatesOfWar, day), Truth::No);
//! assert_eq!(KAZ.existed_on(day), Truth::Unknown);
//! # Ok::<(), time::error::ComponentRange>(())
//! ```

use time::Date;

// Each module imports only from those above it.
mod code;
mod fold;
mod name_row;
mod scheme_row;
mod spell;
mod succession_row;

// Generated.
mod data;
mod names;
mod schemes;
mod successions;

mod table;

mod existence;
mod name;
mod scheme;
mod succession;

pub use code::CountryCode;
pub use existence::StateList;
pub use name::NameError;
pub use scheme::{Scheme, SchemeError};
pub use spell::Spell;
pub use succession_row::{Succession, SuccessionKind};
pub use table::CountryCodeError;

/// The day as of which the table was made: 2025-01-01.
///
/// Later changes of codes, names and lists are not in it. An update of the table moves this day. It may
/// add entries, names and codes, and end open spells, in a minor version; no code ever changes its
/// meaning, and none is taken away. A correction of a past day is a fix, named in the changelog.
pub const TABLE_DATE: Date = data::TABLE_DATE;

include!("consts.rs");
