//! Random worlds: records that build an archive without errors, the same from the same seed on every
//! machine.
//!
//! A world first happens, day by exact day, and is then told: each date is written as the day itself
//! or as something coarser that holds it, each story in the words of one source. So what is told is
//! never impossible, and a world told again with other [`Knobs`] for partial dates, amounts, disputes
//! and revisions is the same world. Only disputes, by a second source, say what did not happen.
//!
//! The numbers that decide what happens, how it is told, and what is disputed come from three
//! streams, so that turning one knob leaves the rest as it was.

mod bonds;
mod cast;
mod disputes;
mod journeys;
mod knobs;
mod numbers;
mod offices;
mod panel;
mod programs;
mod random;
mod teller;
mod treaties;

pub(crate) use knobs::{Knobs, Mix};
pub(crate) use random::Random;

use bilateral::Record;

use teller::Teller;

/// A world to be: a seed, a size and knobs.
#[derive(Debug, Clone)]
pub(crate) struct World {
    seed: u64,
    records: usize,
    knobs: Knobs,
}

impl World {
    /// A handful of records over a dozen days, for oracles that try every history.
    pub(crate) fn tiny(seed: u64) -> Self {
        Self { seed, records: 16, knobs: Knobs::tiny() }
    }

    /// Hundreds of records of every kind.
    pub(crate) fn small(seed: u64) -> Self {
        Self { seed, records: 600, knobs: Knobs::small() }
    }

    /// Ten thousand records over all countries: the size S of the measurements.
    pub(crate) fn size_s(seed: u64) -> Self {
        Self { seed, records: 10_000, knobs: Knobs::large() }
    }

    /// A hundred thousand records, most of them statistics: the size M of the measurements.
    pub(crate) fn size_m(seed: u64) -> Self {
        let knobs = Knobs { mix: Mix::STATISTICS, ..Knobs::large() };
        Self { seed, records: 100_000, knobs }
    }

    /// A million records, most of them statistics: the size L of the measurements.
    pub(crate) fn size_l(seed: u64) -> Self {
        Self::size_m(seed).records(1_000_000)
    }

    /// Sets how many records there are.
    pub(crate) fn records(mut self, records: usize) -> Self {
        self.records = records;
        self
    }

    /// Changes the knobs.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Knobs)) -> Self {
        change(&mut self.knobs);
        self
    }

    /// Returns its records; each refers only to those before it.
    pub(crate) fn build(&self) -> Vec<Record> {
        let mut teller = Teller::new(self.seed, self.knobs);
        teller.cast(self.records);
        // A story that cannot be told, such as a second one of the same bond, is passed over.
        for _ in 0..self.records.saturating_mul(20) {
            if teller.told() >= self.records {
                break;
            }
            teller.tell();
        }
        teller.into_records(self.records)
    }
}
