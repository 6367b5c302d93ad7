//! The path of a field within a record, kept on the stack and written only when a problem needs it.

use core::fmt;

/// One step after another: `parties`, `[1]`, `acts`, `[0]`, `on`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'p> {
    before: Option<&'p Path<'p>>,
    step: Step,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Record,
    Field(&'static str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// The record as a whole.
    pub(super) const RECORD: Self = Self { before: None, step: Step::Record };

    pub(super) fn field(&'p self, name: &'static str) -> Self {
        Self { before: Some(self), step: Step::Field(name) }
    }

    pub(super) fn index(&'p self, at: usize) -> Self {
        Self { before: Some(self), step: Step::Index(at) }
    }

    const fn is_record(&self) -> bool {
        matches!(self.step, Step::Record)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            before.fmt(f)?;
        }
        match self.step {
            Step::Record => Ok(()),
            Step::Field(name) => {
                let dot = if self.before.is_none_or(Path::is_record) { "" } else { "." };
                write!(f, "{dot}{name}")
            }
            Step::Index(at) => write!(f, "[{at}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_path_reads_as_a_reader_would_write_it() {
        let parties = Path::RECORD.field("parties");
        let second = parties.index(1);
        let acts = second.field("acts");
        let first = acts.index(0);
        assert_eq!(Path::RECORD.to_string(), "");
        assert_eq!(first.field("on").to_string(), "parties[1].acts[0].on");
    }
}
