//! Laws, exact messages, hard cases and oracles, in one binary.

mod country_data;
mod country_laws;
mod tables;
