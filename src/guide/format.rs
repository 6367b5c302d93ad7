//! The written form of records: one object a line, with one example of each kind, and its version.
//!
//! A document is a sequence of records, each one object of a self-describing serde format; in JSON one
//! object a line. `kind` names the kind of record and comes first when this crate writes; a reader takes fields in any
//! order. What a record does not state is absent: no `null`, no empty list. Values are written as the text that
//! their `parse` reads: dates as `1991`, `1991-12-26`, `[1984..]`; amounts as `rounded USD 2.5e9`; countries as
//! alpha-3 codes, organizations as `org:` and an id.
//!
//! This document has one record of each kind:
//!
//! ```json
#![doc = include_str!("../../examples/data/one_of_each.jsonl")]
//! ```
//!
//! It is read and written without a change, and its records pass every rule:
//!
//! ```
//! use bilateral::{Archive, Line, RecordKind};
//!
//! let text = include_str!("../../examples/data/one_of_each.jsonl");
//! let mut kinds = Vec::new();
//! for line in text.lines() {
//!     let read: Line = serde_json::from_str(line)?;
//!     assert_eq!(serde_json::to_string(&read)?, line);
//!     if let Line::Record(record) = read {
//!         kinds.push(record.kind());
//!     }
//! }
//! assert_eq!(kinds, RecordKind::ALL);
//! let archive = Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! assert_eq!(archive.len(), RecordKind::ALL.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The fields of a kind stand in the documentation of its type, each with its name in the written form: see
//! [`record`](crate::record). A field whose name is a word of Rust is called otherwise there: `type` is `kind` or
//! `category`, `where` is `at`.
//!
//! # Fields that every record may have
//!
//! | field | what it is |
//! |---|---|
//! | `kind` | the kind of record |
//! | `id` | names the record; unique in its kind |
//! | `sources` | a list of citations, each with `source`, the id of a source record, and perhaps `locator`, `via` and `according_to` |
//! | `note` | a remark of the editor, or what an intake of another format kept |
//! | `ordinal` | a place in an order that the source claims, with `among` |
//! | `same_as` | the id of the record whose subject it shares |
//! | `denied` | `true` where the source says that it did not hold |
//!
//! What holds for a time has `start`, and at most one of `end` (the last day inside), `left` (the first outside) and
//! `ended` (not said which), and `attested`, a list of days on which a source says that it held.
//!
//! # Version
//!
//! The optional first line is the header, of kind `archive`, with the number of the format. A document without
//! it is of the newest format that its reader knows. The number grows when a reader of the format before would read
//! a document wrongly or not at all: a new kind or field needs a new number, because unknown names are refused.
//! A reader refuses a newer format by its number, before it looks at any record; it goes on reading every older one.
//!
//! ```
//! use bilateral::Line;
//!
//! let newer = r#"{"kind":"archive","format":2,"whatever":"this may be"}"#;
//! let error = serde_json::from_str::<Line>(newer).unwrap_err();
//! assert!(error.to_string().starts_with("format 2 is newer than format 1, the newest that this version reads"));
//! ```
//!
//! What this crate writes, it reads again as the same records; what it reads of its own form, it writes back
//! byte for byte, field order and white space aside.
