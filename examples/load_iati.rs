//! Loads activities of IATI and prints the totals of each stage of their money.
//!
//! `cargo run --example load_iati` reads a small sample of flat rows and one of XML. With files, plain or as `.gz`, it
//! reads those: an XML file, or flat tables, of activities first; what a table holds is told by its heading.

#[path = "loading/mod.rs"]
mod loading;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{env, process::ExitCode};

use bilateral::exchange::{
    Iati, IatiActivities, IatiActivityRow, IatiParticipatingOrgRow, IatiRelatedActivityRow,
    IatiTransactionRow, Intake,
};
use bilateral::{Archive, ReportingPeriod, Stage};

use loading::Outcome;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/formats/");
const SAMPLES: [&str; 5] = [
    "iati_activities.csv",
    "iati_related_activities.csv",
    "iati_participating_orgs.csv",
    "iati_transactions.csv",
    "iati.xml",
];

fn take(intake: &mut Intake<Iati>, path: &Path) -> Outcome<()> {
    if path.to_string_lossy().trim_end_matches(".gz").ends_with(".xml") {
        let (mut reader, mut progress) = loading::open(path)?;
        let mut text = String::new();
        reader.read_to_string(&mut text)?;
        let file: IatiActivities = quick_xml::de::from_str(&text)?;
        intake.next_file();
        for (number, activity) in file.activities.into_iter().enumerate() {
            intake.put(activity);
            progress.show(number);
        }
        progress.done();
        return Ok(());
    }
    let (reader, _) = loading::open(path)?;
    let headings = csv::Reader::from_reader(reader).headers()?.clone();
    let has = |column: &str| headings.iter().any(|heading| heading == column);
    if has("transaction_type_code") {
        loading::table::<IatiTransactionRow, _>(intake, path)
    } else if has("participating_org_role") {
        loading::table::<IatiParticipatingOrgRow, _>(intake, path)
    } else if has("related_activity_type") {
        loading::table::<IatiRelatedActivityRow, _>(intake, path)
    } else {
        loading::table::<IatiActivityRow, _>(intake, path)
    }
}

fn run() -> Outcome<()> {
    let mut paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.extend(SAMPLES.iter().map(|name| Path::new(FOLDER).join(name)));
    }
    let mut intake = Intake::new(Iati::new(), Iati::source());
    for path in &paths {
        take(&mut intake, path)?;
    }
    let taken = intake.finish();
    loading::summary(&taken);

    let archive = Archive::from_records(taken.records)?;
    for stage in Stage::ALL {
        let total = archive.programs().total(*stage, &ReportingPeriod::ALL_TIME);
        if !total.counted().is_empty() {
            let counted = total.counted().len();
            let left_out = total.left_out_as(bilateral::LeftOutReason::ParentOfCounted).count();
            println!("{total}");
            println!("  {counted} counted, {left_out} left out beside the money of a part");
        }
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
