//! The crate against the tables of the Office of the Historian: thousands of offices and of steps in
//! recognition and relations that nobody chose to be easy.
//!
//! The files stand beside the project, not in it. Where they are absent each test prints so and
//! passes.

mod chiefs;
mod officers;
mod rows;
mod terms;
mod timeline;
