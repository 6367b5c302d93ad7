//! The world that is asked: its records, their text, the archive, and dense numbers for its countries.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use bilateral::{Actor, Archive, CountryCode, Line, Record};
use time::Date;

use crate::world::{Knobs, Random, World};

/// A world in every form that the measurements take.
pub(crate) struct Scene {
    pub(crate) records: Vec<Record>,
    pub(crate) text: String,
    pub(crate) archive: Archive,
    /// How long it took to build the archive from the text.
    pub(crate) loading: Duration,
    pub(crate) countries: Vec<CountryCode>,
    numbers: HashMap<CountryCode, usize>,
    organs: HashMap<String, CountryCode>,
    out: HashMap<String, i32>,
}

/// The world of so many records.
pub(crate) fn world(records: usize) -> World {
    World::size_l(1).records(records)
}

/// Reads a text as every caller does: line by line, with plain serde.
pub(crate) fn load(text: &str) -> Archive {
    let read = |line| serde_json::from_str::<Line>(line);
    Archive::from_lines(text.lines(), read).unwrap_or_else(|report| panic!("{report}"))
}

/// The lines of some records.
pub(crate) fn lines<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mut text = Vec::new();
    for record in records {
        serde_json::to_writer(&mut text, record).expect("a record is written");
        text.push(b'\n');
    }
    String::from_utf8(text).expect("JSON is UTF-8")
}

impl Scene {
    pub(crate) fn of(records: usize) -> Self {
        let records = world(records).build();
        let text = lines(&records);
        let begun = Instant::now();
        let archive = load(&text);
        let loading = begun.elapsed();
        let organs = records.iter().filter_map(|record| match record {
            Record::Organization(it) => Some((it.id.clone(), it.of.as_ref()?.country()?)),
            _ => None,
        });
        let organs = organs.collect();
        let out = records.iter().filter_map(|record| match record {
            Record::Source(it) => Some((it.id.clone(), it.out_on()?.to_julian_day())),
            _ => None,
        });
        let out = out.collect();
        let mut countries: Vec<CountryCode> = archive.actors().filter_map(Actor::country).collect();
        countries.sort_unstable();
        let numbers = countries.iter().enumerate().map(|(at, code)| (*code, at)).collect();
        Self { records, text, archive, loading, countries, numbers, organs, out }
    }

    /// The day on which a source was out.
    pub(crate) fn out_on(&self, source: &str) -> Option<i32> {
        self.out.get(source).copied()
    }

    /// How many countries there are.
    pub(crate) fn count(&self) -> usize {
        self.countries.len()
    }

    /// The number of the country that an actor is or whose organ it is.
    pub(crate) fn principal(&self, actor: &Actor) -> Option<usize> {
        match actor {
            Actor::Country(code) => self.numbers.get(code).copied(),
            Actor::Organization(id) => self.numbers.get(self.organs.get(id)?).copied(),
        }
    }
}

/// Numbers for questions, the same in every run.
pub(crate) fn random(stream: u64) -> Random {
    Random::new(1, stream)
}

/// A day of the world.
pub(crate) fn any_day(random: &mut Random) -> Date {
    let Knobs { first, days, .. } = Knobs::large();
    let number = first.to_julian_day();
    date_of(random.between(number, number + days - 1))
}

/// Two different countries by their numbers.
pub(crate) fn any_pair(random: &mut Random, count: usize) -> (usize, usize) {
    loop {
        let (a, b) = (random.below(count), random.below(count));
        if a != b {
            return (a, b);
        }
    }
}

pub(crate) fn date_of(number: i32) -> Date {
    Date::from_julian_day(number).expect("a day of the calendar")
}

/// Values of pairs of countries, behind one table of offsets.
#[derive(Debug)]
pub(crate) struct Pairs<T> {
    count: usize,
    offsets: Vec<u32>,
    values: Vec<T>,
}

impl<T: Ord> Pairs<T> {
    /// Sorts values by their pair, and within it by themselves.
    pub(crate) fn of(count: usize, mut items: Vec<((usize, usize), T)>) -> Self {
        items.sort_unstable();
        let mut offsets = vec![0_u32; count * count + 1];
        for ((a, b), _) in &items {
            offsets[a * count + b + 1] += 1;
        }
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        Self { count, offsets, values: items.into_iter().map(|(_, value)| value).collect() }
    }
}

impl<T> Pairs<T> {
    /// Where the values of a pair stand.
    pub(crate) fn range(&self, a: usize, b: usize) -> std::ops::Range<usize> {
        let cell = a * self.count + b;
        self.offsets[cell] as usize..self.offsets[cell + 1] as usize
    }

    /// The values of a pair, in order.
    pub(crate) fn get(&self, a: usize, b: usize) -> &[T] {
        &self.values[self.range(a, b)]
    }

    /// All values, pair by pair.
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }
}
