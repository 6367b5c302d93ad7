//! Ranges of Julian day keys, the ends of the scale included.
//!
//! A [`DayRange`] is of real days. A spell also needs two points beyond them: a first day at the top
//! of the scale means *never began*, a last day there *open*, and a first day at the bottom *from
//! before any record*.

use time::Date;

use crate::date::{DayRange, PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, key};

/// A range of day keys, both inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keys {
    // INVARIANT: first <= last.
    first: i32,
    last: i32,
}

impl Keys {
    /// The whole scale.
    pub(crate) const ALL: Self = Self { first: UNBOUNDED_BELOW, last: UNBOUNDED_ABOVE };

    /// The range between two keys; `None` if it would be empty.
    #[inline]
    pub(crate) fn new(first: i32, last: i32) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// A single key.
    #[inline]
    pub(crate) const fn at(key: i32) -> Self {
        Self { first: key, last: key }
    }

    /// A single day.
    pub(crate) const fn on(day: Date) -> Self {
        Self::at(key(day))
    }

    /// The possible days of a date.
    pub(crate) fn of(date: PartialDate) -> Self {
        date.possible().into()
    }

    #[inline]
    pub(crate) const fn first(self) -> i32 {
        self.first
    }

    #[inline]
    pub(crate) const fn last(self) -> i32 {
        self.last
    }

    #[inline]
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The smallest range that holds both.
    pub(crate) fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// The earlier of two days that may each be any of a range.
    pub(crate) fn earlier(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.min(other.last) }
    }

    /// The later of two days that may each be any of a range.
    pub(crate) fn later(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.max(other.last) }
    }

    /// Whether another range lies inside.
    #[inline]
    pub(crate) const fn holds(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether a key lies inside.
    #[inline]
    pub(crate) const fn has(self, key: i32) -> bool {
        self.first <= key && key <= self.last
    }

    #[inline]
    pub(crate) const fn is_single(self) -> bool {
        self.first == self.last
    }

    /// The range cut to limits, or as it was if nothing of it lies inside: a stated day stands.
    pub(crate) fn clipped(self, first: i32, last: i32) -> Self {
        Self::new(self.first.max(first), self.last.min(last)).unwrap_or(self)
    }

    /// The real days of the range; `None` if it holds none.
    #[inline]
    pub(crate) fn days(self) -> Option<DayRange> {
        DayRange::from_keys(self.first, self.last)
    }
}

impl From<DayRange> for Keys {
    #[inline]
    fn from(days: DayRange) -> Self {
        Self { first: days.first_key(), last: days.last_key() }
    }
}
