//! Loads travels of American presidents and secretaries of state, and tells who went where.
//!
//! `cargo run --example load_travels` reads a small sample; with the table of the Office of the Historian,
//! plain or as `.gz`, it reads that: `cargo run --example load_travels -- us_travels_abroad.csv.gz KAZ`.

#[path = "loading/mod.rs"]
mod loading;

use std::path::PathBuf;
use std::{env, process::ExitCode};

use bilateral::exchange::{Intake, TravelRow, Travels};
use bilateral::{Archive, CountryCode};

use loading::Outcome;

const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/formats/historian_travels.csv");

fn run() -> Outcome<()> {
    let mut words = env::args().skip(1);
    let path = PathBuf::from(words.next().unwrap_or_else(|| SAMPLE.into()));
    let host = words.next().map_or(Ok(CountryCode::KAZ), |word| CountryCode::parse(&word))?;

    let mut intake = Intake::new(Travels::new(), Travels::source());
    loading::table::<TravelRow, _>(&mut intake, &path)?;
    let taken = intake.finish();
    loading::summary(&taken);

    let archive = Archive::from_records(taken.records)?;
    println!("Visits of the United States to {}:", host.name().unwrap_or_default());
    let pair = archive.dossier(CountryCode::USA, host);
    for visit in pair.visits().to(host).iter() {
        let names: Vec<&str> = visit
            .travellers()
            .map(|(id, _)| archive.person(id).map_or(id, |person| person.title()))
            .collect();
        let days = visit.days().map(|days| days.to_string()).unwrap_or_default();
        let places: Vec<&str> =
            visit.places().map(|id| archive.place(id).map_or(id, |place| place.title())).collect();
        println!("  {days}  {} ({})", names.join(", "), places.join(", "));
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
