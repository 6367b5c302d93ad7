//! Laws, exact messages, hard cases and oracles, in one binary.

mod date_laws;
mod date_messages;
mod period_laws;
mod truth_laws;
