//! The adversary: an oracle that enumerates the exact histories which small archives allow.
//!
//! It is restated from the design and shares no code with the answers. Two things are shown over many
//! thousands of archives: no certain answer is ever wrong, and a question about a single subject is
//! Unknown only where the histories differ.

mod acts;
pub(crate) mod asking;
pub(crate) mod days;
mod force;
mod limits;
mod people;
mod policies;
mod relations;
pub(crate) mod spells;
mod standings;
mod suspension;
mod treaties;
mod visits;
mod wrong;
