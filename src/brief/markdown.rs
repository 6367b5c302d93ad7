//! A brief as Markdown.

use alloc::string::{String, ToString};
use core::fmt;

use super::model::{Brief, CitedSource};
use crate::date::PartialDate;

impl Brief {
    /// Returns the brief as Markdown: a heading a section, an item a paragraph, a numbered list of
    /// sources.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Brief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# {}\n", self.title())?;
        writeln!(f, "As of {}.", PartialDate::on(self.as_of()).in_words())?;
        if self.is_empty() {
            writeln!(f, "\nNothing is recorded of the two by this day.")?;
        }
        for section in self.sections() {
            writeln!(f, "\n## {}\n", section.heading())?;
            for paragraph in section.paragraphs() {
                f.write_str("-")?;
                for sentence in paragraph.sentences() {
                    write!(f, " {}", sentence.text())?;
                }
                f.write_str("\n")?;
            }
        }
        if !self.sources().is_empty() {
            writeln!(f, "\n## Sources\n")?;
        }
        for source in self.sources() {
            writeln!(f, "{}. {source}", source.number())?;
        }
        Ok(())
    }
}

/// Writes the source as the list of sources does, without its number.
impl fmt::Display for CitedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(publisher) = self.publisher() {
            write!(f, "{publisher}, ")?;
        }
        write!(f, "“{}”", self.title())?;
        match (self.published(), self.retrieved()) {
            (Some(date), _) => write!(f, ", {}", date.in_words())?,
            (None, Some(date)) => write!(f, ", undated, read on {}", date.in_words())?,
            (None, None) => f.write_str(", undated")?,
        }
        match self.address() {
            Some(address) => write!(f, ", <{address}>"),
            None => Ok(()),
        }
    }
}
