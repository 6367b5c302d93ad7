//! Every target of speed and memory, one line each: ours, a hand-written floor, their ratio, the bound.
//!
//! The floors are what one would write by hand for one question alone, without checks and without an
//! API; each stands at the head of its workload. Both sides are asked in turn in one process, the same
//! questions, and their answers are compared before.
//!
//! `cargo bench --bench targets` measures a million records, `-- --size m` a hundred thousand,
//! `-- --size s` ten thousand. `-- --only W2,W6` measures some targets alone, `-- --seconds 5` changes
//! how long each takes about, `-- --rounds 100000` lets a profiler look on as long, `-- --write` writes
//! the page of the documentation. Without `--bench`, as
//! `cargo test --bench targets` runs it, a small world only shows that all of it works.

// The worlds are made for tests as well.
#[expect(dead_code, reason = "not every knob of a world is turned here")]
#[path = "../../tests/world/mod.rs"]
mod world;

mod checking;
mod documents;
mod measure;
mod memory;
mod page;
mod scene;
mod spending;
mod timeline;
mod trade;
mod treaties;
mod visits;
mod yardstick;

use std::time::Duration;

use measure::{Budget, Row};
use scene::Scene;

/// What was asked for on the command line.
struct Arguments {
    records: usize,
    /// The records of the small archive, with which growth is compared.
    small: usize,
    only: Option<Vec<String>>,
    seconds: f64,
    rounds: usize,
    writes: bool,
    is_test: bool,
}

impl Arguments {
    fn read() -> Self {
        let given: Vec<String> = std::env::args().skip(1).collect();
        let has = |name: &str| given.iter().any(|it| it == name);
        let value = |name: &str| {
            let at = given.iter().position(|it| it == name)?;
            Some(given.get(at + 1).unwrap_or_else(|| panic!("{name} takes a value")).as_str())
        };
        let is_test = has("--test") || !has("--bench");
        let size = value("--size").unwrap_or(if is_test { "test" } else { "l" });
        let records = match size {
            "s" => 10_000,
            "m" => 100_000,
            "l" => 1_000_000,
            "test" => 3_000,
            other => other.parse().expect("`--size` is s, m, l or a number of records"),
        };
        let seconds = value("--seconds").map(|it| it.parse().expect("a number of seconds"));
        let rounds = value("--rounds").map(|it| it.parse().expect("a number of rounds"));
        Self {
            rounds: rounds.unwrap_or(if is_test { 1 } else { 31 }),
            records,
            small: records.min(10_000),
            only: value("--only").map(|it| it.split(',').map(str::to_owned).collect()),
            seconds: seconds.unwrap_or(if is_test { 0.05 } else { 10.0 }),
            writes: has("--write"),
            is_test,
        }
    }

    fn wants(&self, id: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.iter().any(|it| it.eq_ignore_ascii_case(id)))
    }
}

fn main() {
    let arguments = Arguments::read();
    let rounds = arguments.rounds;
    let budget = Budget { rounds, most: Duration::from_secs_f64(arguments.seconds) };
    let questions = if arguments.is_test { 40 } else { 4_096 };

    let scene = Scene::of(arguments.records);
    println!(
        "{} records, {} countries, {} MB of text, read in {:.2?}; {rounds} rounds at most",
        scene.records.len(),
        scene.count(),
        scene.text.len() / 1_000_000,
        scene.loading,
    );
    let mut rows: Vec<Row> = Vec::new();
    let mut kinds = Vec::new();
    let mut say = |new: Vec<Row>| {
        new.iter().for_each(|row| println!("{row}"));
        rows.extend(new);
    };
    if arguments.wants("W1") {
        say(vec![documents::reading(&scene, budget)]);
    }
    if arguments.wants("rules") {
        say(vec![checking::measure(&scene, budget)]);
    }
    if arguments.wants("W2") {
        say(vec![treaties::measure(&scene, budget, questions)]);
    }
    if arguments.wants("W3") {
        say(trade::ranks(&scene, budget, questions).into());
    }
    if arguments.wants("W4") {
        say(spending::measure(&scene, budget, questions).into());
    }
    if arguments.wants("W5") {
        say(vec![timeline::measure(&scene, budget, questions)]);
    }
    if arguments.wants("W6") || arguments.wants("growth") {
        let small = Scene::of(arguments.small);
        say(visits::measure(&scene, &small, budget, questions).into());
    }
    if arguments.wants("W7") {
        say(vec![documents::writing(&scene, budget)]);
    }
    if arguments.wants("W8") {
        say(vec![trade::by_year(&scene, budget)]);
    }
    if arguments.wants("memory") {
        let (height, resident) = documents::height(&scene);
        kinds = memory::by_kind(arguments.records);
        say(vec![height]);
        say(memory::rows(&kinds, resident, scene.records.len()));
    }
    for kind in &kinds {
        let memory::Kind { kind, records, bytes, id_text } = kind;
        println!(
            "memory {kind}: {bytes:.0} B each, {id_text:.0} of them the id; {records} records"
        );
    }
    let met = rows.iter().filter(|row| row.is_met()).count();
    println!("{met} of {} targets met", rows.len());
    let differing = rows.iter().filter(|row| row.alike.is_some_and(|alike| !alike.is_enough()));
    let differing = differing.count();
    if arguments.writes {
        page::write(&rows, &kinds, &scene);
    }
    assert_eq!(differing, 0, "the two sides answer the same questions");
}
