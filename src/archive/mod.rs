//! The archive: a store of records plus the proof that the rules hold.

mod checked;
mod heard;
mod known;
mod reading;

pub use checked::Archive;
