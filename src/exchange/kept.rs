//! What a source states and no field of a record holds, kept in the note: one line a column.

use alloc::string::String;
use alloc::vec::Vec;

use super::row::Others;
use super::values::stated;

/// Lines of a note, each `column: text`.
#[derive(Debug, Default)]
pub(super) struct Kept(String);

impl Kept {
    /// Keeps a column; an empty one states nothing.
    pub(super) fn column(mut self, column: &str, text: &str) -> Self {
        if !text.is_empty() {
            if !self.0.is_empty() {
                self.0.push('\n');
            }
            for c in column.chars() {
                match c {
                    '\n' | '\r' => self.0.push(' '),
                    _ => self.0.push(c),
                }
            }
            self.0.push_str(": ");
            let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
            for (at, c) in text.char_indices() {
                match c {
                    '\\' => self.0.push_str("\\\\"),
                    '\n' => self.0.push_str("\\n"),
                    '\r' => self.0.push_str("\\r"),
                    // A text of a record neither begins nor ends with a blank.
                    ' ' if at < before || at >= after => self.0.push_str("\\s"),
                    _ => self.0.push(c),
                }
            }
        }
        self
    }

    /// Keeps a line whose text has been written by another note.
    pub(super) fn raw(mut self, column: &str, text: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(column);
        self.0.push_str(": ");
        self.0.push_str(text);
        self
    }

    /// Keeps what another note keeps, each line under a key.
    pub(super) fn under(self, key: &str, note: Self) -> Self {
        note.0.lines().fold(self, |kept, line| {
            let (column, text) = line.split_once(": ").unwrap_or((line, ""));
            kept.raw(&alloc::format!("{key}/{column}"), text)
        })
    }

    /// Keeps what another note keeps.
    pub(super) fn and(self, note: Self) -> Self {
        note.0.lines().fold(self, |kept, line| {
            let (column, text) = line.split_once(": ").unwrap_or((line, ""));
            kept.raw(column, text)
        })
    }

    /// Keeps a column whose text differs from what a field already says.
    pub(super) fn unless(self, said: &str, column: &str, text: &str) -> Self {
        if text == said { self } else { self.column(column, text) }
    }

    /// Keeps many columns.
    pub(super) fn columns(self, columns: &[(&str, &str)]) -> Self {
        columns.iter().fold(self, |kept, (column, text)| kept.column(column, text))
    }

    /// Keeps the columns that a row type does not know.
    pub(super) fn others(self, others: &Others) -> Self {
        let said = others.iter().filter(|(_, text)| stated(text).is_some());
        said.fold(self, |kept, (column, text)| kept.column(column, text))
    }

    /// Returns the note; `None` if nothing was kept.
    pub(super) fn note(self) -> Option<String> {
        (!self.0.is_empty()).then_some(self.0)
    }
}

/// Returns the text of a column that a note keeps.
pub(super) fn column(note: Option<&str>, column: &str) -> Option<String> {
    let lines = note.unwrap_or_default().lines();
    lines.filter_map(|line| line.strip_prefix(column)?.strip_prefix(": ")).next().map(unescaped)
}

/// Returns every line that a note keeps, as column and text.
pub(super) fn lines(note: &str) -> Vec<(String, String)> {
    let lines = note.lines().filter_map(|line| line.split_once(": "));
    lines.map(|(column, text)| (column.into(), unescaped(text))).collect()
}

/// Whether every line of a note keeps a column.
pub(super) fn is_kept(note: Option<&str>) -> bool {
    note.is_none_or(|note| lines(note).len() == note.lines().count())
}

/// The columns that a note keeps and that are none of those known.
pub(super) fn others(note: Option<&str>, known: &[&str]) -> Others {
    let lines = lines(note.unwrap_or_default()).into_iter();
    lines.filter(|(column, _)| !known.contains(&column.as_str())).collect()
}

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        text.push(match escaped {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('s') => ' ',
            Some(other) => other,
            None => c,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_out_again() {
        let note = Kept::default()
            .column("locale", "Oran (Algeria)")
            .column("empty", "")
            .column("remarks", "two\nlines: \\ and \r")
            .unless("same", "label", "same")
            .column("visitor", " two  blanks ")
            .note();
        let note = note.as_deref();
        assert_eq!(note.map(str::trim), note);
        assert_eq!(column(note, "visitor").as_deref(), Some(" two  blanks "));
        assert_eq!(column(note, "locale").as_deref(), Some("Oran (Algeria)"));
        assert_eq!(column(note, "remarks").as_deref(), Some("two\nlines: \\ and \r"));
        assert_eq!((column(note, "label"), column(note, "empty")), (None, None));
        assert_eq!((column(None, "label"), Kept::default().note()), (None, None));
    }
}
