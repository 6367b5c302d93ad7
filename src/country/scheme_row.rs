//! A row of the scheme tables.

use super::code::CountryCode;

/// A code of a scheme on its days. Open days are the least and greatest numbers.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) key: u16,
    pub(super) text: &'static str,
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) code: Option<CountryCode>,
    pub(super) area: &'static str,
    pub(super) covers: &'static [CountryCode],
}

pub(super) const fn row(
    key: u16,
    text: &'static str,
    first: i32,
    last: i32,
    code: CountryCode,
) -> Row {
    Row { key, text, first, last, code: Some(code), area: "", covers: &[] }
}

/// A code that is read and never written.
pub(super) const fn second(
    key: u16,
    text: &'static str,
    first: i32,
    last: i32,
    code: CountryCode,
) -> Row {
    row(key, text, first, last, code)
}

/// An area that is no country of its own.
pub(super) const fn area(
    key: u16,
    text: &'static str,
    first: i32,
    last: i32,
    area: &'static str,
    covers: &'static [CountryCode],
) -> Row {
    Row { key, text, first, last, code: None, area, covers }
}

impl Row {
    pub(super) const fn stands_on(&self, day: i32) -> bool {
        self.first <= day && day <= self.last
    }
}
