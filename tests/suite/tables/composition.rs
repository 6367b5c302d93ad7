//! `tables/composition.tsv` → `src/rules/composition.rs`.

use std::fmt::Write;

use super::{compare_or_rewrite, rows};

const TABLE: &str = include_str!("../../../tables/composition.tsv");

/// The rows of one kind, each rendered, some on a line.
fn rendered(kind: &str, on_a_line: usize, render: impl Fn([&str; 4]) -> String) -> (usize, String) {
    let items: Vec<String> =
        rows::<4>(TABLE).into_iter().filter(|row| row[0] == kind).map(render).collect();
    let mut out = String::new();
    for line in items.chunks(on_a_line) {
        writeln!(out, "    {}", line.join(" ")).unwrap();
    }
    (items.len(), out)
}

#[test]
fn the_table_of_composed_letters_is_generated_from_its_source() {
    let mut out = String::from(
        "//! Composed letters, generated from `tables/composition.tsv`, where the source stands. Change that file\n\
         //! and run `BILATERAL_REWRITE_TABLES=1 cargo test --test suite tables`.\n\n",
    );
    let parts = [
        (
            "A letter, a mark and the letter that both are in NFC, in the order of the first two.",
            "PAIRS: [(char, char, char)",
            rendered("pair", 2, |[_, a, b, c]| {
                format!(r"('\u{{{a}}}', '\u{{{b}}}', '\u{{{c}}}'),")
            }),
        ),
        (
            "What no text in NFC holds, and what it is there, in order.",
            "NEVER: [(char, &str)",
            rendered("never", 2, |[_, c, becomes, _]| {
                let text: String = becomes.split(' ').map(|c| format!(r"\u{{{c}}}")).collect();
                format!(r#"('\u{{{c}}}', "{text}"),"#)
            }),
        ),
        (
            "Marks and their canonical combining classes, in order.",
            "CLASSES: [(char, u8)",
            rendered("class", 4, |[_, c, class, _]| format!(r"('\u{{{c}}}', {class}),")),
        ),
    ];
    for (number, (about, declared, (items, lines))) in parts.into_iter().enumerate() {
        let gap = if number == 0 { "" } else { "\n" };
        write!(out, "{gap}/// {about}\n#[rustfmt::skip]\npub(super) static {declared}; {items}] = [\n{lines}];\n").unwrap();
    }
    compare_or_rewrite("src/rules/composition.rs", &out);
}

#[test]
fn the_rows_of_each_kind_stand_in_order() {
    let number = |hex: &str| u32::from_str_radix(hex, 16).unwrap();
    for kind in ["pair", "never", "class"] {
        let keys: Vec<(u32, u32)> = rows::<4>(TABLE)
            .into_iter()
            .filter(|row| row[0] == kind)
            .map(|row| (number(row[1]), if kind == "pair" { number(row[2]) } else { 0 }))
            .collect();
        assert!(!keys.is_empty() && keys.is_sorted_by(|a, b| a < b), "{kind}");
    }
}
