//! What is wrong with data, said in full: each problem with its code, place, message and help.
//!
//! A [`Report`] is flat and keeps the order of the input. Errors and warnings are different things:
//! data passes when it has no errors. One problem can hide another only where a line could not be
//! read at all; rules then see nothing of that line.

mod diagnostic;
mod list;
mod summary;

pub use diagnostic::{Diagnostic, Severity};
pub use list::Report;
pub use summary::{Group, Summary};
