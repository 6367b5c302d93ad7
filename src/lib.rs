//! Relations between countries as typed, validated, queryable data.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

// The module lines stand in rank order: a module imports only from those above it.
mod text;

pub mod truth;

pub mod country;

pub use country::{CountryCode, CountryCodeError, NameError, Scheme, SchemeError, StateList};
pub use text::CodeError;
pub use truth::{Reason, Truth};
