//! The days of the oracle: a dozen numbered ones, one on either side that is asked about, and all
//! days before and after taken together.

use bilateral::{PartialDate, Truth, day};
use proptest::prelude::*;
use time::Date;

/// Days are counted from the last of 1999; a stated day is 1 to `LAST`.
pub(crate) const LAST: i32 = 12;
/// Earlier than every day asked about: from before any record, or on any day before.
pub(crate) const BEFORE: i32 = -1;
/// Later than every day asked about: open, or on any day after.
pub(crate) const AFTER: i32 = LAST + 2;

/// The day with a number.
pub(crate) fn date_of(number: i32) -> Date {
    Date::from_julian_day(day(1999, 12, 31).to_julian_day() + number).expect("a day near 2000")
}

/// The days asked about.
pub(crate) fn asked() -> impl Iterator<Item = i32> {
    BEFORE + 1..AFTER
}

/// A set of day numbers from `BEFORE` to `AFTER`, a bit each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Days(u32);

impl Days {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self((1 << (AFTER - BEFORE + 1)) - 1);
    /// Only the days after all that are asked about.
    pub(crate) const OPEN: Self = Self(1 << (AFTER - BEFORE));

    pub(crate) fn on(day: i32) -> Self {
        Self(1 << (day.clamp(BEFORE, AFTER) - BEFORE))
    }

    /// All days from one to another, as far as they are told apart.
    pub(crate) fn span(first: i32, last: i32) -> Self {
        if first > last {
            return Self::NONE;
        }
        let bit = |day: i32| day.clamp(BEFORE, AFTER) - BEFORE;
        Self((2 << bit(last)) - (1 << bit(first)))
    }

    pub(crate) fn from(first: i32) -> Self {
        Self::span(first, AFTER)
    }

    pub(crate) fn until(last: i32) -> Self {
        Self::span(BEFORE, last)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn has(self, day: i32) -> bool {
        !(self & Self::on(day)).is_empty()
    }

    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = i32> {
        (BEFORE..=AFTER).filter(move |day| self.has(*day))
    }

    /// The earliest; `AFTER` of an empty set.
    pub(crate) fn first(self) -> i32 {
        self.iter().next().unwrap_or(AFTER)
    }

    /// The latest; `BEFORE` of an empty set.
    pub(crate) fn last(self) -> i32 {
        self.iter().next_back().unwrap_or(BEFORE)
    }

    pub(crate) fn is_single(self) -> bool {
        self.iter().count() == 1
    }

    /// The day before each: of one after all that are asked about, the last of them or another.
    pub(crate) const fn earlier(self) -> Self {
        Self(self.0 >> 1 | self.0 & (Self::OPEN.0 | 1))
    }

    /// The day that many days after each.
    pub(crate) fn later(self, count: i32) -> Self {
        let after = |day: i32| {
            if day == BEFORE { Self::until(count + BEFORE) } else { Self::on(day + count) }
        };
        self.iter().map(after).fold(Self::NONE, |all, one| all | one)
    }
}

impl core::ops::BitAnd for Days {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl core::ops::BitOr for Days {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl core::ops::Sub for Days {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl FromIterator<i32> for Days {
    fn from_iter<I: IntoIterator<Item = i32>>(days: I) -> Self {
        days.into_iter().fold(Self::NONE, |all, day| all | Self::on(day))
    }
}

impl core::fmt::Debug for Days {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The worlds counted so far: the days inside in some of them, and in all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Worlds {
    some: Days,
    all: Days,
    count: usize,
}

impl Worlds {
    pub(crate) const fn none() -> Self {
        Self { some: Days::NONE, all: Days::ALL, count: 0 }
    }

    /// Adds a world with the days on which it holds there.
    pub(crate) fn add(&mut self, inside: Days) {
        self.some = self.some | inside;
        self.all = self.all & inside;
        self.count += 1;
    }

    pub(crate) fn of(worlds: impl IntoIterator<Item = Days>) -> Self {
        let mut all = Self::none();
        worlds.into_iter().for_each(|inside| all.add(inside));
        all
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Yes if it holds in every world, No if in none.
    pub(crate) fn on(&self, day: i32) -> Truth {
        assert!(self.count > 0, "no world at all");
        match (self.some.has(day), self.all.has(day)) {
            (_, true) => Truth::Yes,
            (false, _) => Truth::No,
            _ => Truth::Unknown,
        }
    }
}

/// Holds an answer about a day against what the worlds say: where it is known every world agrees, and
/// an exact one is Unknown only where they differ.
pub(crate) fn agrees(
    answer: Truth,
    worlds: Truth,
    exact: bool,
    day: i32,
) -> Result<(), TestCaseError> {
    if answer == worlds || (answer.is_unknown() && !exact) {
        return Ok(());
    }
    Err(TestCaseError::fail(format!("{answer} on {}, where the worlds say {worlds}", date_of(day))))
}

/// A stated date with the days that it may be.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) text: String,
    pub(crate) days: Days,
}

impl core::fmt::Debug for Stated {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.text)
    }
}

impl Stated {
    pub(crate) fn date(&self) -> PartialDate {
        self.text.parse().expect("a date")
    }

    /// Whether it is known which of two comes first, or both are one day.
    pub(crate) fn is_certainly_beside(&self, other: &Self) -> bool {
        self.days.last() < other.days.first()
            || other.days.last() < self.days.first()
            || (self.days.is_single() && self.days == other.days)
    }

    /// Whether no day is known by which it was.
    pub(crate) fn is_endless(&self) -> bool {
        self.text.ends_with("..]")
    }

    pub(crate) fn on(number: i32) -> Self {
        Self { text: date_of(number).to_string(), days: Days::on(number) }
    }

    pub(crate) fn between(first: i32, last: i32) -> Self {
        if first == last {
            return Self::on(first);
        }
        Self {
            text: format!("[{}..{}]", date_of(first), date_of(last)),
            days: Days::span(first, last),
        }
    }
}

/// A date of any shape.
pub(crate) fn stated() -> impl Strategy<Value = Stated> {
    (0..8_u8, 1..=LAST, 1..=LAST).prop_map(|(shape, a, b)| {
        let (a, b) = (a.min(b), a.max(b));
        let (first, last) = (date_of(a), date_of(b));
        match shape {
            0..=2 => Stated::on(a),
            3 => Stated { text: format!("{first}~"), days: Days::span(a - 1, a + 1) },
            4 => Stated { text: format!("[..{last}]"), days: Days::until(b) },
            5 => Stated { text: format!("[{first}..]"), days: Days::from(a) },
            6 if b <= 9 => Stated { text: "2000-01".to_owned(), days: Days::from(1) },
            _ => Stated::between(a, b),
        }
    })
}

/// One day, or a short stretch of days.
pub(crate) fn near() -> impl Strategy<Value = Stated> {
    (1..=LAST, prop_oneof![3 => Just(0), 2 => 0..4_i32])
        .prop_map(|(first, more)| Stated::between(first, (first + more).min(LAST)))
}
