//! The brief: what is recorded of two actors as of a day, as a cited fact sheet.
//!
//! [`Dossier::brief`](crate::Dossier::brief) builds a model of the content first ([`Brief`],
//! [`Section`], [`Paragraph`], [`Sentence`], [`CitedSource`]), which serialises; Markdown and plain
//! text are written from it.
//!
//! The day is valid time: what held or happened by it, from sources of any date. What is attested
//! only on a later day stands apart, in the last section, and says so. A disputed fact prints every
//! claim with its own citations, and numbers of sources settle nothing. No sentence says more than
//! its records do.

mod model;
mod words;
mod draft;
mod desk;
mod dated;
mod relations;
mod treaties;
mod trade;
mod programs;
mod visits;
mod accounts;
mod assemble;
mod markdown;
mod plain;

pub use model::{Brief, CitedSource, Paragraph, RecordId, Section, Sentence};
