//! The book inside the documentation.

pub mod conventions;
pub mod changelog;
