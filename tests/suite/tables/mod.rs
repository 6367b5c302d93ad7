//! Tables that are kept as small text files: the Rust generated from them, and compared.

pub(crate) mod countries;
