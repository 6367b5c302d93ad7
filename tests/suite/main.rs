//! Laws, exact messages, hard cases and oracles, in one binary.

mod bounds_laws;
mod money_laws;
mod tables;
