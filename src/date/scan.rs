//! A cursor over text, shared by the readers of dates, periods and lengths.

use alloc::format;
use alloc::string::String;

use crate::text::shortened;

/// A part of a text with a place in it; positions count from the beginning of the whole text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'t> {
    whole: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Scan<'t> {
    pub(super) const fn new(whole: &'t str) -> Self {
        Self { whole, at: 0, end: whole.len() }
    }

    /// The same text, read only between two positions.
    pub(super) const fn part(self, at: usize, end: usize) -> Self {
        Self { whole: self.whole, at, end }
    }

    pub(super) const fn at(self) -> usize {
        self.at
    }

    pub(super) const fn end(self) -> usize {
        self.end
    }

    pub(super) fn rest(self) -> &'t str {
        self.whole.get(self.at..self.end).unwrap_or_default()
    }

    pub(super) fn is_done(self) -> bool {
        self.rest().is_empty()
    }

    /// The next byte; a byte inside a longer character equals no ASCII sign.
    pub(super) fn peek(self) -> Option<u8> {
        self.rest().bytes().next()
    }

    /// Steps over a text if it comes next.
    pub(super) fn eat(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    /// Steps over exactly so many digits and gives their value.
    pub(super) fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest().get(..count)?;
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.at += count;
        digits.parse().ok()
    }

    /// Steps to the first byte that is no digit, at most so far.
    pub(super) fn past_digits(mut self, most: usize) -> Self {
        let digits = self.rest().bytes().take(most).take_while(u8::is_ascii_digit).count();
        self.at += digits;
        self
    }

    /// What stands here, for a message: "`x` at position 3", or "the end".
    ///
    /// A part that is at its end shows what follows it in the whole text.
    pub(super) fn found(self) -> String {
        match self.whole.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(c) => format!("`{c}` at position {}", self.at),
            None => String::from("the end"),
        }
    }

    /// The whole text, for a message.
    pub(super) fn shown(self) -> String {
        shortened(self.whole)
    }
}
