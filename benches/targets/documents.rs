//! W1: from a text in memory to an archive. W7: from an archive to a text.

use std::hint::black_box;
use std::time::Instant;

use allocation_counter::measure;
use bilateral::Archive;

use crate::measure::{Budget, Quantity, Row, run};
use crate::scene::{Scene, load};
use crate::yardstick::Yardstick;

/// Reading: against a parse into structs that borrow the text and check nothing.
pub(crate) fn reading(scene: &Scene, budget: Budget) -> Row {
    // One load is behind us. If it took the whole budget, it is not repeated.
    let mut first = (scene.loading > budget.most).then_some(scene.loading);
    let (ours, floor) = run(
        budget,
        || match first.take() {
            Some(loading) => loading,
            None => {
                let begun = Instant::now();
                let archive = load(&scene.text);
                let elapsed = begun.elapsed();
                drop(archive);
                elapsed
            }
        },
        || {
            let begun = Instant::now();
            let all = Yardstick::read(&scene.text).expect("the text is read");
            let elapsed = begun.elapsed();
            drop(black_box(all));
            elapsed
        },
    );
    let Quantity::Nanoseconds(of_floor) = floor else { unreachable!("times") };
    let megabytes = scene.text.len() as f64 / 1e6;
    let speed = megabytes / (of_floor / 1e9);
    let note = format!("{megabytes:.0} MB of text; the floor reads {speed:.0} MB/s");
    Row { id: "W1", what: "text in memory to archive", ours, floor, bound: 1.5, alike: None, note }
}

/// How much memory reading takes at its height, without the text.
pub(crate) fn height(scene: &Scene) -> (Row, f64) {
    let mut archive: Option<Archive> = None;
    let counted = measure(|| archive = Some(load(&scene.text)));
    drop(archive);
    let resident = counted.bytes_current as f64;
    let row = Row {
        id: "W1",
        what: "memory at its height while reading",
        ours: Quantity::Bytes(counted.bytes_max as f64),
        floor: Quantity::Bytes(resident),
        bound: 1.1,
        alike: None,
        note: format!("{} allocations", counted.count_total),
    };
    (row, resident)
}

/// Writes every record of an archive, as a caller does.
fn save(archive: &Archive, into: &mut Vec<u8>) {
    for record in archive.record_refs() {
        serde_json::to_writer(&mut *into, &record).expect("a record is written");
        into.push(b'\n');
    }
}

/// Writing: against serde's own writing of the yardstick's structs.
pub(crate) fn writing(scene: &Scene, budget: Budget) -> Row {
    let yardstick = Yardstick::read(&scene.text).expect("the text is read");
    let mut text = Vec::with_capacity(scene.text.len() + 1);
    yardstick.write(&mut text).expect("the text is written");
    assert!(text == scene.text.as_bytes(), "the yardstick leaves nothing out");
    text.clear();
    // The text was written from records in the first place: to be the same, the second save must be.
    save(&scene.archive, &mut text);
    assert!(text == scene.text.as_bytes(), "what is saved is what was read");
    let mut other = Vec::with_capacity(scene.text.len() + 1);
    let (ours, floor) = run(
        budget,
        || {
            text.clear();
            let begun = Instant::now();
            save(&scene.archive, black_box(&mut text));
            begun.elapsed()
        },
        || {
            other.clear();
            let begun = Instant::now();
            yardstick.write(black_box(&mut other)).expect("the text is written");
            begun.elapsed()
        },
    );
    let note = "the same bytes as were read".to_owned();
    Row { id: "W7", what: "archive to text", ours, floor, bound: 1.05, alike: None, note }
}
