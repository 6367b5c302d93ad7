//! Printing that keeps to a width, for values that are written in several pieces.

use alloc::string::ToString;
use core::fmt;

/// Writes a value, padded as a whole if the caller asks for a width.
pub(super) fn padded(
    f: &mut fmt::Formatter<'_>,
    write: impl Fn(&mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    match f.width() {
        None => write(f),
        Some(_) => f.pad(&Pieces(write).to_string()),
    }
}

struct Pieces<W>(W);

impl<W: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Pieces<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
