//! The archive: a store of records plus the proof that the rules hold.

mod checked;
mod reading;

pub use checked::Archive;
