//! An oracle of trade: the same questions, answered from the records alone, as plainly as can be.
//!
//! - `amounts`: ranges and fractions. `claims`: what several claims on one number leave possible, by
//!   brute force over all their subsets. `selection`: which figures a question is about.
//! - `answers`, `totals`: ranks, shares, changes and totals restated; held against the library in
//!   `comparing`, `changes` (growth, mirrors, mixes) and `stated` (claims, joined series).
//! - `counts`: totals of figures that are not trade.
//! - `truths`: archives told from an exact truth; `laws` holds every answer against it.
//! - `cast`: random archives. `asking`: the only file that knows how archives are built and asked.

mod amounts;
mod answers;
mod asking;
mod cast;
mod changes;
mod claims;
mod comparing;
mod counts;
mod laws;
mod selection;
mod stated;
mod totals;
mod truths;
