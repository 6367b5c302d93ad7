//! Laws, exact messages, hard cases and oracles, in one binary.

mod api_traits;
mod bounds_laws;
mod brief;
mod cases;
mod changes;
mod columns;
mod country_data;
mod country_laws;
mod damage;
mod date_laws;
mod date_messages;
mod doors;
mod formats;
mod generate;
mod historian;
mod hostile;
mod known;
mod layers;
mod messages;
mod money_laws;
mod pair_oracle;
mod period_laws;
mod planted;
mod question_laws;
mod questions;
mod possible_worlds;
mod program_oracle;
mod program_totals;
mod rule_page;
mod rules;
mod seed;
mod seed_brief;
mod shared_tables;
mod statistics;
mod stored_numbers;
mod store_oracle;
mod subjects;
mod tables;
mod treaty_life;
mod trade_oracle;
mod tree;
mod truth_laws;
#[expect(dead_code, reason = "a world of a million records is for the benches")]
#[path = "../world/mod.rs"]
mod world;
mod worlds;
