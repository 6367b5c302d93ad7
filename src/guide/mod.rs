//! The book inside the documentation.

pub mod conventions;
pub mod money;
pub mod speed;
pub mod rules;
pub mod format;
pub mod changelog;
