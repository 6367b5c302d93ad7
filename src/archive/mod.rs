//! The archive: a store of records plus the proof that the rules hold.

mod checked;
mod record_ref;
mod builder;
mod heard;
mod known;
mod plain;
mod reading;

mod field_change;
mod matching;

mod changes;

pub use builder::ArchiveBuilder;
pub use changes::{Change, ChangeKind, Changes, SaidBy};
pub use checked::Archive;
pub use field_change::FieldChange;
pub use record_ref::RecordRef;
