//! The lines on which records stood.

use alloc::vec::Vec;

/// The line of each record, kept as the records behind whose lines none was passed over: most files
/// have one.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// A record and its line; those behind it stood on the lines that follow.
    runs: Vec<(u32, u32)>,
}

impl Lines {
    pub(super) const fn new() -> Self {
        Self { runs: Vec::new() }
    }

    /// Notes the line of the next record; 0 if it stood on none.
    pub(super) fn push(&mut self, at: u32, line: u32) {
        if self.line(at).unwrap_or(0) as u64 != u64::from(line) {
            self.runs.push((at, line));
        }
    }

    /// The line of a record, counted from 1.
    pub(super) fn line(&self, at: u32) -> Option<usize> {
        let run = self.runs.partition_point(|(first, _)| *first <= at).checked_sub(1)?;
        let (first, line) = *self.runs.get(run)?;
        // What follows a record without a line has none either.
        (line > 0).then(|| line as usize + (at - first) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back() {
        let stood = [2_u32, 3, 4, 9, 10, 0, 0, 12, 13];
        let mut lines = Lines::default();
        for (at, line) in (0..).zip(stood) {
            lines.push(at, line);
        }
        let found: Vec<u32> =
            (0..9).map(|at| lines.line(at).map_or(0, |line| line as u32)).collect();
        assert_eq!(found, stood);
        assert_eq!(lines.runs.len(), 4);
        assert_eq!(Lines::default().line(3), None);
    }
}
