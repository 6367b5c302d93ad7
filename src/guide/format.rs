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
//! # A schema for other tools
//!
//! With the feature `schema`, `bilateral::schema()` returns a JSON Schema of one line of a document, made of the table of
//! fields that also reads and writes records. An editor completes and checks by it, and a validator of any
//! language refuses a wrong name, a missing field, an unknown code or a value of the wrong form, without this
//! crate. It refuses nothing that a reader takes; what takes more than one look at one value is for the
//! [rules](crate::rules).
//!
//! # Version
//!
//! The optional first line is the header, of kind `archive`, with the number of the format. A document without
//! it is of the newest format that its reader knows. The number grows when a reader of the format before would read
//! a document wrongly or not at all: a new kind or field needs a new number, because unknown names are refused.
//! A reader refuses a newer format by its number, whatever else the header says; it goes on reading every older one.
//! [`Archive::from_lines`](crate::Archive::from_lines) makes no archive of such a document. Its report begins with the
//! header and goes on with every line that this version cannot read, so that one sees how far it falls short.
//!
//! ```
//! use bilateral::{Archive, Line};
//!
//! let newer = r#"{"kind":"archive","format":2,"whatever":"this may be"}"#;
//! let error = serde_json::from_str::<Line>(newer).unwrap_err();
//! assert!(error.to_string().starts_with("format 2 is newer than format 1, the newest that this version reads"));
//!
//! let document = [newer, r#"{"kind":"alliance","id":"a"}"#, r#"{"kind":"source","id":"s","title":"S","published":"2023"}"#];
//! let report = Archive::from_lines(document, |line| serde_json::from_str(line)).unwrap_err();
//! let lines: Vec<_> = report.errors().map(|error| (error.line(), error.code())).collect();
//! assert_eq!(lines, [(Some(1), "line/unreadable"), (Some(2), "line/unreadable")]);
//! ```
//!
//! A header anywhere but in the first line is an error of its own, and there is no format 0.
//!
//! What this crate writes, it reads again as the same records; what it reads of its own form, it writes back
//! byte for byte, field order and white space aside.
