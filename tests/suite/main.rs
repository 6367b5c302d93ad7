//! Laws, exact messages, hard cases and oracles, in one binary.

mod bounds_laws;
mod country_data;
mod country_laws;
mod date_laws;
mod date_messages;
mod money_laws;
mod period_laws;
mod tables;
mod truth_laws;
