//! The adversary: an oracle that enumerates the exact histories which small archives allow.
//!
//! It is restated from the design and shares no code with the answers. Two things are shown over many
//! thousands of archives: no certain answer is ever wrong, and a question about a single subject is
//! Unknown only where the histories differ.
//!
//! - `days`: the days, sets of them, stated dates, and the worlds of an answer.
//! - `spells`: what claims of one and of several sources leave of a spell; asked in `relations`,
//!   `people`, `limits` and `policies`.
//! - `force`, `suspension`: the exact histories of a party of a treaty; asked in `treaties`, `acts` and
//!   `standings`.
//! - `visits`: the last before a day. `wrong`: answers that are wrong on purpose.
//! - `asking`: the only file that knows the library's calls.

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
