//! The store: every record of an archive, what they are about, and who is named by them.
//!
//! It is built once and never changed, unchecked, and total on broken data: a reference to nothing
//! finds nothing, a cycle ends.

mod keys;
mod state;
mod limits;
mod records;
mod deciding;
mod amounts;
mod claim;
mod orders;
mod matching;
mod spell;
mod spells;
mod actors;
mod covers;
mod offices;
mod treaty_acts;
mod act_orders;
mod party;
mod joining;
mod sequence;
mod whole;
mod histories;
mod force;
mod subjects;
mod program_tree;
mod areas;
mod ranks;
mod versions;
mod trade_values;
mod trade_periods;
mod listed;
mod trade_groups;
mod trade_orders;
mod money_days;
mod program_money;
mod core;
mod successors;
mod sight;

pub(crate) use amounts::VoicedAmount;
pub(crate) use areas::OTHER;
pub(crate) use claim::SpellClaim;
pub(crate) use core::Store;
pub(crate) use deciding::{Voiced, agreeing, union};
pub(crate) use force::{PartyForce, TreatyForce};
pub(crate) use keys::Keys;
pub(crate) use limits::Limits;
pub(crate) use program_money::PlainSum;
pub(crate) use ranks::Scale;
pub(crate) use sight::Sight;
pub(crate) use spell::{Agreement, Spell};
pub(crate) use spells::Series;
pub(crate) use state::State;
pub(crate) use subjects::{happened, key_of};
pub(crate) use trade_orders::{Class, ClassFacets};
pub(crate) use treaty_acts::later;
