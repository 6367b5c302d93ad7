//! A program's worth of the library without the standard library: a panic handler and an allocator
//! of its own, a record that is read, and a record that is built.

#![no_std]

extern crate alloc;

use alloc::string::String;
use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;
use core::ptr;

use bilateral::{Citation, CodeError, CountryCode, Record, Relation, RelationKind, Truth};
use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer};

/// If anything below links `std`, this is the second of its kind and the check fails.
#[panic_handler]
fn on_panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// Has no memory to give; nothing here is ever run.
struct Nothing;

// SAFETY: a null pointer is the allowed answer of an allocator without memory, and it never has
// any to take back.
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: Nothing = Nothing;

/// Reads a record from any deserializer.
///
/// # Errors
///
/// The deserializer's, for what is no record.
pub fn read() -> Result<Record, Error> {
    let entries = [("kind", "place"), ("id", "astana"), ("title", "Astana")];
    Record::deserialize(MapDeserializer::new(entries.into_iter()))
}

/// Builds a record in code.
#[must_use]
pub fn build() -> Record {
    Relation::new("a", RelationKind::Recognition, CountryCode::USA, CountryCode::KAZ)
        .source(Citation::new("sheet-2023").locator(String::from("first paragraph")))
        .into()
}

/// Reads an answer.
///
/// # Errors
///
/// [`CodeError`] for what is none.
pub fn answer(text: &str) -> Result<Truth, CodeError> {
    Truth::parse(text)
}
