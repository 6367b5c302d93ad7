//! The crate against published statistics: a trade matrix of 69 countries over 21 years, and the
//! activities and transactions of a UN agency. Their check values were computed by others.
//!
//! The files stand beside the project, not in it. Where they are absent each test prints so and
//! passes.

mod agtpa;
mod unhcr;
