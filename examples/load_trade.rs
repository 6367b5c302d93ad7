//! Loads trade figures and prints ranks and mirror gaps.
//!
//! `cargo run --example load_trade` reads a small sample of UN Comtrade. With a file of UN Comtrade or of the
//! gravity panel, plain or as `.gz`, it reads that: `cargo run --example load_trade -- agtpa_trade_1986_2006.csv.gz USA CAN
//! 2006`. The heading tells which of the two it is. Without a year it is the last of the reporter's.

#[path = "loading/mod.rs"]
mod loading;

use std::path::{Path, PathBuf};
use std::{env, process::ExitCode};

use bilateral::exchange::{Comtrade, ComtradeRow, GravityPanel, GravityRow, Intake, Taken};
use bilateral::{Archive, CountryCode, Rank};

use loading::Outcome;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/formats/comtrade.csv");

fn take(path: &Path) -> Outcome<Taken> {
    let (reader, _) = loading::open(path)?;
    let is_panel =
        csv::Reader::from_reader(reader).headers()?.iter().any(|column| column == "exporter");
    if is_panel {
        let mut intake = Intake::new(GravityPanel::new(), GravityPanel::source());
        loading::table::<GravityRow, _>(&mut intake, path)?;
        Ok(intake.finish())
    } else {
        let mut intake = Intake::new(Comtrade::new(), Comtrade::source());
        loading::table::<ComtradeRow, _>(&mut intake, path)?;
        Ok(intake.finish())
    }
}

/// A rank among what is recorded; partners that no row lists may stand before.
fn shown_rank(rank: &Rank) -> String {
    match (rank.best(), rank.worst_recorded()) {
        (Some(best), Some(worst)) if best == worst => format!("{best} of {}", rank.of()),
        (Some(best), Some(worst)) => format!("{best} to {worst} of {}", rank.of()),
        _ => "not recorded".into(),
    }
}

fn run() -> Outcome<()> {
    const SHOWN: usize = 10;
    let mut words = env::args().skip(1);
    let path = PathBuf::from(words.next().unwrap_or_else(|| SAMPLE.into()));
    let mut code = |default| words.next().map_or(Ok(default), |word| CountryCode::parse(&word));
    let (reporter, partner) = (code(CountryCode::USA)?, code(CountryCode::KAZ)?);
    let year: Option<u16> = words.next().map(|word| word.parse()).transpose()?;

    let taken = take(&path)?;
    loading::summary(&taken);
    let archive = Archive::from_records(taken.records)?;

    let own = archive.trade_blocks().filter(|block| block.reporter().country() == Some(reporter));
    let Some(year) = year.or(own.filter_map(|block| block.year()).max()) else {
        println!("No figures of {reporter} for a calendar year are among them.");
        return Ok(());
    };
    let exports = archive.trade(reporter).in_year(year).exports();
    println!("Exports of {reporter} in {year}, by partner:");
    for ranked in exports.ranking()?.iter().take(SHOWN) {
        let value = exports.with(ranked.partner().clone())?;
        let bounds = value.bounds().map(|bounds| bounds.to_string()).unwrap_or_default();
        println!("  {}  {}  {bounds}", shown_rank(&ranked.rank()), ranked.partner());
    }
    println!("Rank of {partner}: {}", shown_rank(&exports.rank_of(partner)?));
    let mirror = exports.mirror(partner)?;
    let (own, other) = mirror.values();
    let shown = |bounds: Option<bilateral::Bounds>| {
        bounds.map_or("not reported".into(), |it| it.to_string())
    };
    println!("As {reporter} reports it: {}", shown(own));
    println!("As {partner} reports it: {}", shown(other));
    println!("Gap: {}", mirror.gap().map_or("unknown".into(), |gap| gap.to_string()));
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
