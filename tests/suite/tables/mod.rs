//! The generated tables of `src/` say what the hand-written tables of `tables/` say.
//!
//! Each table has a file here that renders the Rust from the hand-written text. With
//! `BILATERAL_REWRITE_TABLES=1` in the environment the test writes the file instead of comparing.

use std::path::Path;
use std::{env, fs};

pub(crate) mod countries;
mod composition;
mod currencies;

/// Compares a generated file with what the table gives, or rewrites it.
fn compare_or_rewrite(generated: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(generated);
    if env::var_os("BILATERAL_REWRITE_TABLES").is_some_and(|value| value == "1") {
        fs::write(&path, expected).unwrap();
        return;
    }
    let found = fs::read_to_string(&path).unwrap();
    let same = found.lines().zip(expected.lines()).take_while(|(a, b)| a == b).count();
    assert!(
        found == expected,
        "{generated} differs from its table (first in line {}); \
         run `BILATERAL_REWRITE_TABLES=1 cargo test --test suite tables`",
        same + 1,
    );
}

/// The rows of a table: its lines but for comments, split at tabs.
fn rows<const N: usize>(table: &str) -> Vec<[&str; N]> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            cells.try_into().unwrap_or_else(|_| panic!("a row has {N} cells: {line}"))
        })
        .collect()
}
