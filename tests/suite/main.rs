//! Laws, exact messages, hard cases and oracles, in one binary.

mod tables;
