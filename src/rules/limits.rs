//! How much a record may hold. Conventions, wide enough for every source that we know.

/// The most bytes that an id may have.
pub const LONGEST_ID: usize = 256;

/// The most bytes that a text may have: a mebibyte.
pub const LONGEST_TEXT: usize = 1 << 20;

/// The most items that a list may have.
pub const LONGEST_LIST: usize = 1_000_000;

/// How many programmes may stand above one another.
pub const DEEPEST_PARENTS: usize = 1_024;

/// How many records may stand behind one another by `same_as`, `copy_of` or `of`: a question
/// follows no longer chain.
pub const LONGEST_CHAIN: usize = 64;
