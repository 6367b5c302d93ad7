//! What two actors have in common, against an independent restatement: every record is walked, every
//! treaty asked by itself, every visit scanned, every date of the timeline sorted. The indexes by pair
//! may answer faster, and in nothing otherwise.

mod crowds;
mod timeline;
mod treaties;
mod visits;

use bilateral::{Actor, Archive, Record, day};
use time::Date;

use crate::world::{Knobs, Mix, World};

/// Worlds of few actors with most of what can be said badly: half of the dates partial, many
/// disputes.
fn murky(seed: u64) -> World {
    World::small(seed).records(160).with(|knobs| {
        *knobs = Knobs { countries: 5, parties: 5, partial: 500, disputed: 300, ..*knobs };
        knobs.mix =
            Mix { bilateral: 40, multilateral: 10, visits: 60, programs: 4, trade: 2, ..knobs.mix };
    })
}

/// A world of a dozen days over few actors, so that much falls on one day.
fn crowded(seed: u64) -> World {
    World::tiny(seed).records(60).with(|knobs| {
        knobs.countries = 4;
        knobs.parties = 4;
        knobs.mix = Mix { visits: 40, statements: 10, events: 10, multilateral: 12, ..knobs.mix };
    })
}

fn archive(records: Vec<Record>) -> Archive {
    let archive = Archive::from_records(records).unwrap_or_else(|report| panic!("{report}"));
    archive.verify().unwrap_or_else(|what| panic!("{what}"));
    archive
}

/// Archives of every size and murkiness.
fn archives() -> impl Iterator<Item = Archive> {
    let small = (0..3).map(|seed| World::small(seed).build());
    let murky = (0..12).map(|seed| murky(seed).build());
    let crowded = (0..30).map(|seed| crowded(seed).build());
    let tiny = (0..40).map(|seed| World::tiny(seed).build());
    core::iter::once(Vec::new()).chain(small).chain(murky).chain(crowded).chain(tiny).map(archive)
}

/// Every two of the actors of an archive, each way, and each with itself; of many, some.
fn pairs(archive: &Archive) -> Vec<(Actor, Actor)> {
    let actors: Vec<&Actor> = archive.actors().collect();
    let step = (actors.len() / 9).max(1);
    let some = || actors.iter().step_by(step).copied();
    some().flat_map(|a| some().map(move |b| (a.clone(), b.clone()))).collect()
}

/// Days of a world, those of a dozen days at its beginning among them.
fn days() -> impl Iterator<Item = Date> {
    let dense = (1..=14).map(|number| day(2000, 1, number));
    let years = (1989..2028).step_by(3).map(|year| day(year, 7, 3));
    dense.chain(years).chain([day(1991, 12, 31), day(9999, 12, 31), day(1, 1, 1)])
}
