//! Other people's formats: every sample loads whole, ten damaged variants of each are told from it, and
//! the files beside the project load with every row a record or a diagnostic.

mod aid;
mod damage;
mod entities;
mod historian;
mod kept;
mod states;
mod trade;
mod treaties;

use std::path::Path;

use bilateral::exchange::{Intake, Row, Table, Taken};
use bilateral::{Archive, Record};
use serde::de::DeserializeOwned;

use crate::shared_tables::reader;

/// The text of a sample of the examples.
fn sample(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/formats");
    std::fs::read_to_string(Path::new(folder).join(name)).expect("a sample")
}

/// Takes the rows of a table.
fn take<R, T>(intake: &mut Intake<T>, text: &str)
where
    T: Table,
    R: Row<T> + DeserializeOwned,
{
    let mut table = csv::Reader::from_reader(text.as_bytes());
    intake.next_file();
    intake.columns::<R>(table.headers().expect("a heading"));
    for row in table.deserialize::<R>() {
        intake.take(row);
    }
}

/// Takes the rows of a shared file; `None` where it is absent.
fn take_shared<R, T>(intake: &mut Intake<T>, name: &str) -> Option<()>
where
    T: Table,
    R: Row<T> + DeserializeOwned,
{
    let mut table = reader(name)?;
    intake.next_file();
    intake.columns::<R>(table.headers().expect("a heading"));
    for row in table.deserialize::<R>() {
        intake.take(row);
    }
    Some(())
}

/// The archive of what was taken; the rules pass.
fn archive(taken: &Taken) -> Archive {
    Archive::from_records(taken.records.iter().cloned()).unwrap_or_else(|report| panic!("{report}"))
}

/// The records of one kind.
macro_rules! of_kind {
    ($taken:expr, $kind:ident) => {
        $taken
            .records
            .iter()
            .filter_map(|record| match record {
                bilateral::Record::$kind(record) => Some(record.as_ref()),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}
pub(crate) use of_kind;

/// Every problem as `line: code: path`.
fn problems(taken: &Taken) -> Vec<String> {
    let told = |problem: &bilateral::Diagnostic| {
        let line = problem.line().map_or("-".to_string(), |line| line.to_string());
        let code = problem.code().trim_start_matches("exchange/");
        format!("{line}: {code}: {}", problem.path())
    };
    taken.report.iter().map(told).collect()
}

/// Whether a record says something somewhere, in any of its texts.
fn says(record: &Record, text: &str) -> bool {
    let json = serde_json::to_string(record).expect("a record");
    let wanted = serde_json::to_string(text).expect("a text");
    json.contains(wanted.trim_matches('"'))
}

/// Every sample is damaged in ten ways or more by a test that names it.
#[test]
fn every_sample_is_damaged() {
    let tests = [
        include_str!("aid.rs"),
        include_str!("entities.rs"),
        include_str!("historian.rs"),
        include_str!("states.rs"),
        include_str!("trade.rs"),
        include_str!("treaties.rs"),
    ];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/formats");
    let list = std::fs::read_to_string(Path::new(folder).join("README.md")).expect("the list");
    for file in std::fs::read_dir(folder).expect("the folder") {
        let name = file.expect("a file").file_name().into_string().expect("a name");
        if name == "README.md" {
            continue;
        }
        assert!(tests.iter().any(|test| test.contains(&format!("\"{name}\""))), "{name}");
        assert!(list.contains(&format!("`{name}`")), "{name} is in the list of samples");
    }
}
