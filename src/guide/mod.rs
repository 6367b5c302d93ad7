//! The book inside the documentation.

pub mod conventions;
pub mod money;
pub mod speed;
pub mod changelog;
