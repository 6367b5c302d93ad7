//! The tables of the folder beside the project, where it is there.

use std::fs::File;
use std::path::Path;

use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data");

/// A reader of a compressed table; `None`, and a note, where it is absent.
pub(crate) fn reader(name: &str) -> Option<csv::Reader<GzDecoder<File>>> {
    let path = Path::new(FOLDER).join(format!("{name}.csv.gz"));
    let Ok(file) = File::open(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    Some(csv::Reader::from_reader(GzDecoder::new(file)))
}

/// The rows of a table, each with the columns that its type names.
pub(crate) fn typed_rows<T: DeserializeOwned>(name: &str) -> Option<Vec<T>> {
    let mut table = reader(name)?;
    Some(table.deserialize().map(|row| row.expect("a row of the columns")).collect())
}
