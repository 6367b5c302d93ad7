//! The rows of the name tables.

use super::code::CountryCode;

/// A folded name that a country bears or bore. Open days are the least and greatest numbers.
#[derive(Debug)]
pub(super) struct NameRow {
    pub(super) key: &'static str,
    pub(super) code: CountryCode,
    pub(super) first: i32,
    pub(super) last: i32,
}

/// A name or capital of a country as it is written, on its days.
#[derive(Debug)]
pub(super) struct Spelled {
    pub(super) code: CountryCode,
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) text: &'static str,
}

/// A folded name that the table refuses, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) key: &'static str,
    pub(super) reason: &'static str,
    pub(super) candidates: &'static [CountryCode],
}

pub(super) const fn name(key: &'static str, first: i32, last: i32, code: CountryCode) -> NameRow {
    NameRow { key, code, first, last }
}

pub(super) const fn spelled(
    code: CountryCode,
    first: i32,
    last: i32,
    text: &'static str,
) -> Spelled {
    Spelled { code, first, last, text }
}

pub(super) const fn refusal(
    key: &'static str,
    reason: &'static str,
    candidates: &'static [CountryCode],
) -> Refusal {
    Refusal { key, reason, candidates }
}

impl NameRow {
    pub(super) const fn stands_on(&self, day: i32) -> bool {
        self.first <= day && day <= self.last
    }
}

impl Spelled {
    pub(super) const fn stands_on(&self, day: i32) -> bool {
        self.first <= day && day <= self.last
    }
}
