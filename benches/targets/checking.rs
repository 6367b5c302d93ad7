//! What the rules cost: an archive built under all of them, beside one built under those alone that an
//! archive rests on.

use std::time::{Duration, Instant};

use bilateral::rules::Checks;
use bilateral::{Archive, Line};

use crate::measure::{Budget, Row, run};
use crate::scene::Scene;

fn time(text: &str, checks: &Checks) -> Duration {
    let begun = Instant::now();
    let read = |line| serde_json::from_str::<Line>(line);
    let archive = Archive::from_lines_with(text.lines(), read, checks);
    let elapsed = begun.elapsed();
    drop(archive.unwrap_or_else(|report| panic!("{}", report.summary())));
    elapsed
}

/// Building with all rules, against building with the least that can be asked for.
pub(crate) fn measure(scene: &Scene, budget: Budget) -> Row {
    let (all, least) = (Checks::all(), Checks::essential());
    let (ours, floor) = run(budget, || time(&scene.text, &all), || time(&scene.text, &least));
    let note = "the floor runs the rules that an archive rests on".to_owned();
    Row { id: "rules", what: "archive with every rule", ours, floor, bound: 1.5, alike: None, note }
}
