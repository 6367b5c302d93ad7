//! A brief as plain text.

use alloc::format;
use alloc::string::{String, ToString};

use super::model::Brief;
use crate::date::PartialDate;

/// How wide a line may be: it fits a terminal and a mail.
const WIDTH: usize = 78;

impl Brief {
    /// Returns the brief as plain text, wrapped at 78 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        heading(&mut text, self.title(), '=');
        text.push_str(&format!("As of {}.\n", PartialDate::on(self.as_of()).in_words()));
        if self.is_empty() {
            text.push_str("\nNothing is recorded of the two by this day.\n");
        }
        for section in self.sections() {
            text.push('\n');
            heading(&mut text, section.heading(), '-');
            for paragraph in section.paragraphs() {
                let words = paragraph.sentences().iter().flat_map(|it| it.text().split(' '));
                wrap(&mut text, "* ", words);
            }
        }
        if !self.sources().is_empty() {
            text.push('\n');
            heading(&mut text, "Sources", '-');
        }
        for source in self.sources() {
            wrap(&mut text, &format!("{:>2}. ", source.number()), source.to_string().split(' '));
        }
        text
    }
}

fn heading(text: &mut String, words: &str, rule: char) {
    text.push_str(words);
    text.push('\n');
    text.extend(core::iter::repeat_n(rule, words.chars().count()));
    text.push_str("\n\n");
}

/// Writes words behind a mark, broken into lines that hang under the first.
fn wrap<'w>(text: &mut String, mark: &str, words: impl Iterator<Item = &'w str>) {
    let indent = mark.chars().count();
    text.push_str(mark);
    let mut column = indent;
    let mut open = String::new();
    for word in words {
        // A citation like `[1 via 2]` stays on one line.
        open.push_str(word);
        if is_open(&open) {
            open.push(' ');
            continue;
        }
        let word = core::mem::take(&mut open);
        let width = word.chars().count();
        if column > indent {
            if column + 1 + width > WIDTH {
                text.push('\n');
                text.extend(core::iter::repeat_n(' ', indent));
                column = indent;
            } else {
                text.push(' ');
                column += 1;
            }
        }
        text.push_str(&word);
        column += width;
    }
    text.push_str(open.trim_end());
    text.push('\n');
}

/// Whether a text ends inside a citation.
fn is_open(text: &str) -> bool {
    let inside = text.rsplit_once('[').map_or("", |(_, inside)| inside);
    let is_mark = inside.split(' ').all(|word| {
        word.is_empty() || word == "via" || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    inside.starts_with(|letter: char| letter.is_ascii_digit()) && is_mark && inside.len() < 24
}
