//! Countries in time: codes, existence, names and succession.
//!
//! A [`CountryCode`] is the identity of a present or former state or territory. What the library
//! knows of it comes from a table: ISO 3166-1 with the ended entries of ISO
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

// Each module imports only from those above it.
mod code;
mod scheme_row;
mod spell;

mod data;
mod schemes;

mod table;

mod existence;
mod scheme;

pub use code::CountryCode;
pub use existence::StateList;
pub use scheme::{Scheme, SchemeError};
pub use spell::Spell;
pub use table::CountryCodeError;

include!("consts.rs");
