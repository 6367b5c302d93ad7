//! The store: every record of an archive, what they are about, and who is named by them.
//!
//! It is built once and never changed, unchecked, and total on broken data: a reference to nothing
//! finds nothing, a cycle ends.

mod keys;
mod spells;
mod records;
mod actors;
mod force;
mod subjects;
mod core;

pub(crate) use core::Store;
pub use force::LATE_JOINER_MARGIN;
pub(crate) use force::{PartyForce, TreatyForce};
pub(crate) use keys::Keys;

pub(crate) use spells::{Agreement, Limits, Series, Spell, SpellClaim, State, agreeing};
pub(crate) use subjects::{Subject, happened, key_of};
