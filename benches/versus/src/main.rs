//! The questions of `benches/targets`, asked of SQLite in memory: well indexed, every statement
//! prepared once, every look-up answered from an index alone.
//!
//! `cargo run --release --manifest-path benches/versus/Cargo.toml` asks a world of a million records;
//! `-- --size m` one of a hundred thousand, `-- --seconds 5` changes how long each question takes
//! about, `-- --write` writes the page of the documentation.
//!
//! SQLite has what our floors have: exact days and amounts, treaties of many written out for every pair,
//! programmes in preorder. It knows no partial dates, no disputes and no reasons.

#![expect(
    dead_code,
    reason = "the modules shared with the targets measure more than is asked here"
)]

#[path = "../../../tests/world/mod.rs"]
mod world;

#[path = "../../targets/measure.rs"]
mod measure;
#[path = "../../targets/memory.rs"]
mod memory;
#[path = "../../targets/page.rs"]
mod page;
#[path = "../../targets/scene.rs"]
mod scene;
#[path = "../../targets/spending.rs"]
mod spending;
#[path = "../../targets/timeline.rs"]
mod timeline;
#[path = "../../targets/trade.rs"]
mod trade;
#[path = "../../targets/treaties.rs"]
mod treaties;
#[path = "../../targets/visits.rs"]
mod visits;
#[path = "../../targets/yardstick.rs"]
mod yardstick;

mod questions;
mod tables;

use std::fmt::Write;
use std::time::Duration;

use measure::{Budget, Quantity};
use scene::Scene;

/// One question, asked of both.
pub(crate) struct Row {
    pub(crate) what: &'static str,
    pub(crate) ours: Quantity,
    pub(crate) sqlite: Quantity,
}

impl Row {
    /// How many times ours SQLite takes.
    fn times(&self) -> f64 {
        self.sqlite.value() / self.ours.value()
    }
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = given.iter().position(|it| it == name)?;
        given.get(at + 1).map(String::as_str)
    };
    let records = match value("--size").unwrap_or("l") {
        "s" => 10_000,
        "m" => 100_000,
        "l" => 1_000_000,
        other => other.parse().expect("`--size` is s, m, l or a number of records"),
    };
    let seconds = value("--seconds").map_or(10.0, |it| it.parse().expect("a number of seconds"));
    let budget = Budget { rounds: 31, most: Duration::from_secs_f64(seconds) };

    let scene = Scene::of(records);
    println!("{} records, read in {:.2?}", scene.records.len(), scene.loading);
    let tables = tables::Tables::of(&scene);
    let mut rows = vec![tables::loading(&scene, &tables, budget)];
    rows.extend(questions::ask_all(&scene, &tables, budget));
    for Row { what, ours, sqlite } in &rows {
        let (ours, sqlite) = (ours.to_string(), sqlite.to_string());
        println!("{what:<44} ours {ours:>9}  SQLite {sqlite:>9}");
    }
    for row in &rows {
        println!("{:<44} SQLite takes {:.2} times ours", row.what, row.times());
    }
    if given.iter().any(|it| it == "--write") {
        write(&rows, &scene);
    }
}

/// Puts the results into the page of the documentation.
fn write(rows: &[Row], scene: &Scene) {
    let mut text = format!(
        "Measured on {}, with {} and SQLite {}: {} records.\n\n| what | ours | SQLite | times |\n|---|--:|--:|--:|\n",
        page::machine(),
        page::compiler(),
        rusqlite::version(),
        scene.records.len(),
    );
    for row in rows {
        let Row { what, ours, sqlite } = row;
        writeln!(text, "| {what} | {ours} | {sqlite} | {:.2} |", row.times()).expect("text grows");
    }
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/guide/speed.md");
    page::put(page, "<!-- written by `benches/versus -- --write` -->\n", &text);
}
