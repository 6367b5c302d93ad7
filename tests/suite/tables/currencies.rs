//! `tables/currencies.tsv` → `src/money/currency_table.rs`.

use std::fmt::Write;

use super::{compare_or_rewrite, rows};

const TABLE: &str = include_str!("../../../tables/currencies.tsv");

#[test]
fn the_currency_table_is_generated_from_its_source() {
    let mut out = String::from(
        "//! The rows of [`Currency`](crate::Currency), generated from `tables/currencies.tsv`, where the\n\
         //! sources stand. Change that file and run\n\
         //! `BILATERAL_REWRITE_TABLES=1 cargo test --test suite tables`.\n\n\
         /// Hands all rows to the macro named: code, number (0: none), minor unit (-1: none given), name,\n\
         /// first and last possible month of introduction, then of withdrawal (0: none).\n\
         macro_rules! currency_table {\n    ($use:ident) => {\n        $use! {\n",
    );
    for [code, number, minor, introduced, withdrawn, name] in rows(TABLE) {
        let number: u16 = if number == "-" { 0 } else { number.parse().unwrap() };
        let minor: i8 = if minor == "-" { -1 } else { minor.parse().unwrap() };
        let (from, by) = months(introduced);
        let (since, until) = months(withdrawn);
        writeln!(
            out,
            "            {code} {number} {minor} {name:?} [{from} {by}] [{since} {until}]"
        )
        .unwrap();
    }
    out.push_str("        }\n    };\n}\n\npub(super) use currency_table;\n");
    compare_or_rewrite("src/money/currency_table.rs", &out);
}

#[test]
fn the_rows_stand_in_order_of_their_codes() {
    let codes: Vec<&str> = rows::<6>(TABLE).iter().map(|row| row[0]).collect();
    assert!(codes.is_sorted_by(|a, b| a < b));
    assert!(codes.iter().all(|code| code.len() == 3));
}

/// `1993-11`, `..1977-12`, `1989-01..1990-12` or `-`, as numbers YYYYMM.
fn months(text: &str) -> (u32, u32) {
    let number = |month: &str| match month.split_once('-') {
        Some((y, m)) if !y.is_empty() => {
            y.parse::<u32>().unwrap() * 100 + m.parse::<u32>().unwrap()
        }
        _ => 0,
    };
    match text.split_once("..") {
        Some((first, last)) => (number(first), number(last)),
        None => (number(text), number(text)),
    }
}
