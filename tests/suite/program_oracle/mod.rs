//! Totals of programmes against a naive restatement: every amount is held against every other, and what
//! the rules give is compared with what an archive answers. Then laws, which need no restatement.

mod amounts;
mod asking;
mod conservation;
mod judge;
mod model;
mod numbers;
mod questions;
mod restated;
mod soundness;
mod times;
mod totals;
