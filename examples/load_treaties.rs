//! Loads trade agreements and counts how many are in force for a country, year by year.
//!
//! `cargo run --example load_treaties` reads a small sample of DESTA; with DESTA's list of treaties, plain or as `.gz`, it
//! reads that: `cargo run --example load_treaties -- desta_treaties.csv.gz KAZ`.

#[path = "loading/mod.rs"]
mod loading;

use std::path::PathBuf;
use std::{env, process::ExitCode};

use bilateral::exchange::{Desta, DestaRow, Intake};
use bilateral::{Actor, Archive, CountryCode, TreatyStanding, Truth, day};

use loading::Outcome;

const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/formats/desta_treaties.csv");

fn run() -> Outcome<()> {
    let mut words = env::args().skip(1);
    let path = PathBuf::from(words.next().unwrap_or_else(|| SAMPLE.into()));
    let country = words.next().map_or(Ok(CountryCode::KAZ), |word| CountryCode::parse(&word))?;

    let mut intake = Intake::new(Desta::new(), Desta::source());
    loading::table::<DestaRow, _>(&mut intake, &path)?;
    let taken = intake.finish();
    loading::summary(&taken);

    let archive = Archive::from_records(taken.records)?;
    let actor = Actor::from(country);
    let treaties: Vec<_> =
        archive.treaties().filter(|treaty| treaty.parties().any(|party| *party == actor)).collect();
    println!("Trade agreements in force for {country} at the end of the year:");
    for year in (1990..=2020).step_by(5) {
        let on = day(year, 12, 31);
        let truths = treaties
            .iter()
            .map(|treaty| treaty.standing_of(&actor, on).is(TreatyStanding::Party).value());
        let truths: Vec<Truth> = truths.collect();
        let count = |truth| truths.iter().filter(|it| **it == truth).count();
        println!("  {year}: {} certainly, {} perhaps", count(Truth::Yes), count(Truth::Unknown));
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
