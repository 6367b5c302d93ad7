//! What looking up a country costs: by code an array read, by name a search that allocates nothing.
//!
//! `cargo bench --bench countries` prints nanoseconds and ratios; `-- --test` runs each once over.

use std::hint::black_box;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use bilateral::country::{CountryCode, Scheme, TABLE_DATE};

/// The least time of several rounds, in nanoseconds for each of `items`.
fn nanoseconds(rounds: usize, items: usize, mut work: impl FnMut()) -> f64 {
    let mut least = Duration::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        work();
        least = least.min(start.elapsed());
    }
    least.as_secs_f64() * 1e9 / items as f64
}

fn main() {
    let is_test = std::env::args().any(|it| it == "--test");
    let rounds = if is_test { 1 } else { 2_000 };

    let codes: Vec<CountryCode> = CountryCode::all().collect();
    let letters: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = codes
        .iter()
        .filter_map(|it| it.name())
        .filter(|it| CountryCode::find(it).is_ok())
        .collect();
    let numbers: Vec<&str> =
        codes.iter().filter_map(|it| it.to_scheme(Scheme::Comtrade, TABLE_DATE)).collect();

    let by_code = || {
        for text in &letters {
            black_box(CountryCode::parse(black_box(text)).is_ok());
        }
    };
    let facts = || {
        for code in &codes {
            black_box(black_box(*code).name());
        }
    };
    let by_number = || {
        for text in &numbers {
            let found = CountryCode::from_scheme(Scheme::Comtrade, black_box(text), TABLE_DATE);
            black_box(found.is_ok());
        }
    };
    let by_name = || {
        for name in &names {
            black_box(CountryCode::find(black_box(name)).is_ok());
        }
    };

    // Counted before timed: none of the four may allocate where it finds.
    for (what, count) in [
        ("parse", measure(by_code).count_total),
        ("name", measure(facts).count_total),
        ("from_scheme", measure(by_number).count_total),
        ("find", measure(by_name).count_total),
    ] {
        assert_eq!(count, 0, "{what} allocates");
        println!("{what:<12} 0 allocations");
    }

    // The plain way to do the same: a walk over all entries.
    let walk = nanoseconds(rounds, letters.len(), || {
        for text in &letters {
            black_box(codes.iter().find(|it| it.letters() == black_box(text).as_bytes()));
        }
    });
    let parse = nanoseconds(rounds, letters.len(), by_code);
    let name = nanoseconds(rounds, codes.len(), facts);
    let scheme = nanoseconds(rounds, numbers.len(), by_number);
    let find = nanoseconds(rounds, names.len(), by_name);
    println!("walk over all entries  {walk:9.1} ns");
    for (what, time) in [
        ("parse alpha-3", parse),
        ("name of a code", name),
        ("from_scheme Comtrade", scheme),
        ("find by name", find),
    ] {
        println!("{what:<22} {time:9.1} ns   {:6.3} of a walk", time / walk);
    }
}
