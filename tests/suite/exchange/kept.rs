//! Nothing that a file states is lost: every cell comes out of the records again.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use bilateral::exchange::Taken;
use serde_json::Value;

use crate::shared_tables::reader;

/// Every text that the records say, whole, by line of a note, by word where it is short, and by date
/// without what qualifies it.
pub(super) fn texts(taken: &Taken) -> HashSet<String> {
    let mut texts = HashSet::new();
    for record in &taken.records {
        gather(&serde_json::to_value(record).expect("a record"), &mut texts);
    }
    texts
}

fn gather(value: &Value, texts: &mut HashSet<String>) {
    match value {
        Value::String(text) => text_of(text, texts),
        Value::Number(number) => drop(texts.insert(number.to_string())),
        Value::Array(items) => items.iter().for_each(|item| gather(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| gather(field, texts)),
        Value::Bool(_) | Value::Null => {}
    }
}

fn text_of(text: &str, texts: &mut HashSet<String>) {
    const SHORT: usize = 200;
    texts.insert(text.to_owned());
    for line in text.lines() {
        if let Some((key, kept)) = line.split_once(": ") {
            texts.insert(unescaped(kept).trim().to_owned());
            texts.extend(key.split('/').map(str::to_owned));
        }
    }
    // A locator has the column before the key.
    texts.extend(text.split_once(' ').map(|(_, key)| key.to_owned()));
    if text.len() < SHORT {
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')' | ',')) {
            texts.insert(word.trim_matches(['[', ']', '.', '~', '?', '%']).to_owned());
        }
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('n')) => plain.push('\n'),
            (_, Some('r')) => plain.push('\r'),
            (_, Some('s')) => plain.push(' '),
            (_, Some(other)) => plain.push(other),
            (c, None) => plain.push(c),
        }
    }
    plain
}

/// Looks for every cell of a shared file, but those of columns that become a code, a country or a number and
/// are compared elsewhere, and those of rows that were refused or had come before.
#[track_caller]
pub(super) fn nothing_is_lost(
    taken: &Taken,
    texts: &HashSet<String>,
    name: &str,
    is_typed: impl Fn(&str) -> bool,
) {
    let repeated = taken.report.with_code("exchange/repeated-row");
    let told: BTreeSet<usize> =
        taken.report.errors().chain(repeated).filter_map(|problem| problem.line()).collect();
    let mut table = reader(name).expect("the file");
    let heading = table.headers().expect("a heading").clone();
    let mut lost: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (at, row) in table.records().enumerate() {
        if told.contains(&(at + 1)) {
            continue;
        }
        let row = row.expect("a row");
        for (column, cell) in heading.iter().zip(row.iter()) {
            let cell = cell.trim();
            let says_nothing = matches!(cell, "" | "NA" | "NULL");
            if !says_nothing && !is_typed(column) && !texts.contains(cell) {
                let first = lost.entry(column.to_owned());
                let first = first.or_insert_with(|| (0, format!("row {}: {cell}", at + 1)));
                first.0 += 1;
            }
        }
    }
    assert!(lost.is_empty(), "{name}: cells by column, with the first: {lost:#?}");
}
