//! How two periods may lie to one another: the thirteen relations of Allen's interval algebra.
//!
//! J. F. Allen, *Maintaining knowledge about temporal intervals*, Communications of the ACM 26
//! (1983). Periods are counted in whole days, both ends inside, so one *meets* the next if it ends
//! on the day before the other starts.

use core::fmt;

use super::days::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use super::period::{Endpoint, Keys, Period};
use crate::text::codes;
use crate::truth::Truth;

codes! {
    /// How one exact period lies to another; exactly one of the thirteen holds.
    pub enum Allen: "relation of periods" {
        /// It ends, and at least one free day lies between.
        Before = "before",
        /// It ends on the day before the other starts.
        Meets = "meets",
        /// It starts first, and ends inside the other before its last day.
        Overlaps = "overlaps",
        /// Both start together, and it ends first.
        Starts = "starts",
        /// It starts later and ends earlier.
        During = "during",
        /// It starts later, and both end together.
        Finishes = "finishes",
        /// Both start together and end together.
        Equals = "equals",
        /// The converse of *finishes*: it starts earlier, and both end together.
        FinishedBy = "finished-by",
        /// The converse of *during*: it starts earlier and ends later.
        Contains = "contains",
        /// The converse of *starts*: both start together, and it ends later.
        StartedBy = "started-by",
        /// The converse of *overlaps*.
        OverlappedBy = "overlapped-by",
        /// The converse of *meets*: it starts on the day after the other ends.
        MetBy = "met-by",
        /// The converse of *before*.
        After = "after",
    }
}

impl Allen {
    /// Returns the relation of the other period to this one.
    ///
    /// ```
    /// # use bilateral::Allen;
    /// assert_eq!(Allen::During.converse(), Allen::Contains);
    /// assert_eq!(Allen::Equals.converse(), Allen::Equals);
    /// ```
    #[must_use]
    pub const fn converse(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::Meets => Self::MetBy,
            Self::Overlaps => Self::OverlappedBy,
            Self::Starts => Self::StartedBy,
            Self::During => Self::Contains,
            Self::Finishes => Self::FinishedBy,
            Self::Equals => Self::Equals,
            Self::FinishedBy => Self::Finishes,
            Self::Contains => Self::During,
            Self::StartedBy => Self::Starts,
            Self::OverlappedBy => Self::Overlaps,
            Self::MetBy => Self::Meets,
            Self::After => Self::Before,
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// What the relation demands of the ends, as "this day plus so many is at most that day".
    const fn demands(self) -> &'static [(Corner, i64, Corner)] {
        use Corner::{ThatEnd as E2, ThatStart as S2, ThisEnd as E1, ThisStart as S1};
        match self {
            Self::Before => &[(E1, 2, S2)],
            Self::Meets => &[(E1, 1, S2), (S2, -1, E1)],
            Self::Overlaps => &[(S1, 1, S2), (S2, 0, E1), (E1, 1, E2)],
            Self::Starts => &[(S1, 0, S2), (S2, 0, S1), (E1, 1, E2)],
            Self::During => &[(S2, 1, S1), (E1, 1, E2)],
            Self::Finishes => &[(S2, 1, S1), (E1, 0, E2), (E2, 0, E1)],
            Self::Equals => &[(S1, 0, S2), (S2, 0, S1), (E1, 0, E2), (E2, 0, E1)],
            Self::FinishedBy => &[(S1, 1, S2), (E1, 0, E2), (E2, 0, E1)],
            Self::Contains => &[(S1, 1, S2), (E2, 1, E1)],
            Self::StartedBy => &[(S1, 0, S2), (S2, 0, S1), (E2, 1, E1)],
            Self::OverlappedBy => &[(S2, 1, S1), (S1, 0, E2), (E2, 1, E1)],
            Self::MetBy => &[(E2, 1, S1), (S1, -1, E2)],
            Self::After => &[(E2, 2, S1)],
        }
    }
}

/// One of the four ends of two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Corner {
    ThisStart,
    ThisEnd,
    ThatStart,
    ThatEnd,
}

/// The relations that are possible between two periods.
///
/// The true one is among them. None at all is possible if a period certainly ends before it starts;
/// then every answer is Unknown.
///
/// ```
/// use bilateral::{Allen, Period, Truth};
///
/// let first: Period = "1946-11-04/1984-12-30".parse()?;
/// let second: Period = "2003-10-01/2018".parse()?;
/// assert_eq!(first.relation(second).only(), Some(Allen::Before));
///
/// let years = Period::parse("1991/1994")?.relation(Period::parse("1994/..")?);
/// assert_eq!(years.is(Allen::Meets), Truth::Unknown);
/// assert_eq!(years.is(Allen::During), Truth::No);
/// assert_eq!(years.to_string(), "before, meets, overlaps");
/// # Ok::<(), bilateral::PeriodError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AllenSet(u16);

impl AllenSet {
    /// No relation.
    pub const EMPTY: Self = Self(0);

    /// Every relation.
    pub const ALL: Self = Self((1 << 13) - 1);

    /// The relations of periods that share a day: all but before, meets and their converses.
    pub const SHARING: Self = Self(
        Self::ALL.0
            & !(Allen::Before.bit() | Allen::Meets.bit() | Allen::MetBy.bit() | Allen::After.bit()),
    );

    /// Returns the set with one more relation.
    ///
    /// ```
    /// # use bilateral::{Allen, AllenSet};
    /// let set = AllenSet::EMPTY.with(Allen::Before).with(Allen::Meets);
    /// assert_eq!(set.to_string(), "before, meets");
    /// ```
    #[must_use]
    pub const fn with(self, relation: Allen) -> Self {
        Self(self.0 | relation.bit())
    }

    /// Returns whether a relation is possible.
    ///
    /// ```
    /// # use bilateral::{Allen, AllenSet};
    /// assert!(AllenSet::SHARING.contains(Allen::Equals));
    /// assert!(!AllenSet::SHARING.contains(Allen::Meets));
    /// ```
    #[must_use]
    pub const fn contains(self, relation: Allen) -> bool {
        self.0 & relation.bit() != 0
    }

    /// Returns whether no relation is possible.
    ///
    /// ```
    /// # use bilateral::{AllenSet, Period};
    /// let reversed: Period = "2020/2018".parse()?;
    /// assert!(reversed.relation(Period::parse("2018/..")?).is_empty());
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns how many relations are possible.
    ///
    /// ```
    /// # use bilateral::AllenSet;
    /// assert_eq!((AllenSet::ALL.len(), AllenSet::EMPTY.len()), (13, 0));
    /// ```
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Returns the possible relations, in the order of [`Allen::ALL`].
    ///
    /// ```
    /// # use bilateral::{Allen, AllenSet};
    /// assert_eq!(AllenSet::ALL.iter().next(), Some(Allen::Before));
    /// ```
    pub fn iter(self) -> impl Iterator<Item = Allen> {
        Allen::ALL.iter().copied().filter(move |&relation| self.contains(relation))
    }

    /// Returns the relation, if only one is possible.
    ///
    /// ```
    /// # use bilateral::{Allen, AllenSet};
    /// assert_eq!(AllenSet::EMPTY.with(Allen::During).only(), Some(Allen::During));
    /// assert_eq!(AllenSet::ALL.only(), None);
    /// ```
    #[must_use]
    pub fn only(self) -> Option<Allen> {
        if self.len() == 1 { self.iter().next() } else { None }
    }

    /// Returns whether the relation holds: Yes if no other is possible, No if it is not.
    ///
    /// ```
    /// # use bilateral::{Allen, AllenSet, Truth};
    /// assert_eq!(AllenSet::ALL.is(Allen::During), Truth::Unknown);
    /// assert_eq!(AllenSet::SHARING.is(Allen::Before), Truth::No);
    /// ```
    #[must_use]
    pub const fn is(self, relation: Allen) -> Truth {
        self.is_any_of(Self(relation.bit()))
    }

    /// Returns whether one of some relations holds.
    ///
    /// ```
    /// # use bilateral::{AllenSet, Period, Truth};
    /// let visit: Period = "2023-02-28/2023-03-01".parse()?;
    /// let office: Period = "2021-01-26/..".parse()?;
    /// assert_eq!(visit.relation(office).is_any_of(AllenSet::SHARING), Truth::Yes);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub const fn is_any_of(self, relations: Self) -> Truth {
        Truth::from_worlds(self.0 & relations.0 != 0, self.0 & !relations.0 != 0)
    }

    /// Returns the possible relations of the other period to this one.
    ///
    /// ```
    /// # use bilateral::{Allen, AllenSet};
    /// let starts = AllenSet::EMPTY.with(Allen::Starts);
    /// assert_eq!(starts.converse().only(), Some(Allen::StartedBy));
    /// ```
    #[must_use]
    pub fn converse(self) -> Self {
        self.iter().fold(Self::EMPTY, |set, relation| set.with(relation.converse()))
    }
}

impl fmt::Display for AllenSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, relation) in self.iter().enumerate() {
            let separator = if i == 0 { "" } else { ", " };
            write!(f, "{separator}{relation}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for AllenSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AllenSet({self})")
    }
}

/// Farther away than any day; a date that is unbounded on a side may reach as far.
const FAR: i64 = 1 << 40;
/// Where an open end lies: beyond every day, and all open ends together.
const OPEN: i64 = 1 << 41;

impl Period {
    /// Returns the relations to another period that are possible.
    ///
    /// The two are independent, as dates are: a period need not equal itself. Open ends lie
    /// together: `1991/..` and `1994/..` end as one.
    ///
    /// ```
    /// # use bilateral::{Allen, Period};
    /// let a: Period = "1991-12-26/..".parse()?;
    /// let b: Period = "2018/..".parse()?;
    /// assert_eq!(b.relation(a).only(), Some(Allen::Finishes));
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn relation(self, other: Self) -> AllenSet {
        let (Some(this), Some(that)) = (self.tightened(), other.tightened()) else {
            return AllenSet::EMPTY;
        };
        let (s1, e1) = (start_place(self, this.0), end_place(self, this.1));
        let (s2, e2) = (start_place(other, that.0), end_place(other, that.1));
        let (firsts, lasts) = ([s1.0, e1.0, s2.0, e2.0], [s1.1, e1.1, s2.1, e2.1]);
        Allen::ALL.iter().copied().fold(AllenSet::EMPTY, |set, relation| {
            match is_possible(relation, firsts, lasts) {
                true => set.with(relation),
                false => set,
            }
        })
    }

    /// Returns whether two periods share a day.
    ///
    /// ```
    /// # use bilateral::{Period, Truth};
    /// let office: Period = "2009/2013-02-01".parse()?;
    /// assert_eq!(office.shares_a_day(Period::parse("2013-02-01/..")?), Truth::Yes);
    /// assert_eq!(office.shares_a_day(Period::parse("2008-12/2009-06")?), Truth::Unknown);
    /// assert_eq!(office.shares_a_day(Period::parse("2014/2015")?), Truth::No);
    /// # Ok::<(), bilateral::PeriodError>(())
    /// ```
    #[must_use]
    pub fn shares_a_day(self, other: Self) -> Truth {
        self.relation(other).is_any_of(AllenSet::SHARING)
    }
}

/// The first and last place of a start on a line that has room beyond the calendar.
///
/// An unknown start may be open as well; a dated one is some day, however early.
fn start_place(period: Period, keys: Keys) -> (i64, i64) {
    let is_dated = matches!(period.start(), Endpoint::Date(_));
    let below = if is_dated { -FAR } else { -OPEN };
    (place(keys.first, below, FAR), place(keys.last, below, FAR))
}

/// The first and last place of an end, likewise.
fn end_place(period: Period, keys: Keys) -> (i64, i64) {
    let is_dated = matches!(period.end(), Endpoint::Date(_));
    let above = if is_dated { FAR } else { OPEN };
    (place(keys.first, -FAR, above), place(keys.last, -FAR, above))
}

fn place(key: i32, below: i64, above: i64) -> i64 {
    match key {
        UNBOUNDED_BELOW => below,
        UNBOUNDED_ABOVE => above,
        key => i64::from(key),
    }
}

/// Whether some four days, each in its range, meet all demands of a relation.
///
/// Each end is put as early as its range allows and pushed later by the demands. None of the
/// demands of a relation form a growing circle, so four rounds over four ends settle them, and
/// the earliest places are then a solution unless one has been pushed out of its range.
fn is_possible(relation: Allen, mut days: [i64; 4], lasts: [i64; 4]) -> bool {
    let order = [(Corner::ThisStart, 0, Corner::ThisEnd), (Corner::ThatStart, 0, Corner::ThatEnd)];
    for _ in 0..4 {
        for &(early, gap, late) in order.iter().chain(relation.demands()) {
            let least = days.get(early as usize).map_or(0, |day| day + gap);
            if let Some(day) = days.get_mut(late as usize) {
                *day = (*day).max(least);
            }
        }
    }
    days.iter().zip(lasts).all(|(&day, last)| day <= last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    fn relation(a: &str, b: &str) -> AllenSet {
        Period::parse(a).unwrap().relation(Period::parse(b).unwrap())
    }

    #[test]
    fn exact_periods_have_one_relation() {
        let may = "2020-05-01/2020-05-31";
        for (other, expected) in [
            ("2020-06-02/2020-06-30", Allen::Before),
            ("2020-06-01/2020-06-30", Allen::Meets),
            ("2020-05-31/2020-06-30", Allen::Overlaps),
            ("2020-05-01/2020-06-30", Allen::Starts),
            ("2020-04-30/2020-06-01", Allen::During),
            ("2020-04-01/2020-05-31", Allen::Finishes),
            (may, Allen::Equals),
            ("2020-05-31", Allen::FinishedBy),
            ("2020-05-02/2020-05-30", Allen::Contains),
            ("2020-05-01", Allen::StartedBy),
            ("2020-04-01/2020-05-01", Allen::OverlappedBy),
            ("2020-04-01/2020-04-30", Allen::MetBy),
            ("2020-04-01/2020-04-29", Allen::After),
        ] {
            assert_eq!(relation(may, other).only(), Some(expected), "{other}");
        }
    }

    #[test]
    fn open_ends_lie_together_and_unknown_ones_may() {
        assert_eq!(relation("../..", "../..").only(), Some(Allen::Equals));
        assert_eq!(relation("2018-01-01/..", "2018-01-01/").to_string(), "equals, started-by");
        assert_eq!(
            relation("../2018-01-01", "[..2017]/2018-01-01").only(),
            Some(Allen::FinishedBy)
        );
    }

    #[test]
    fn a_reversed_period_has_no_relation() {
        assert!(relation("2020/2018", "2018/..").is_empty());
        assert_eq!(relation("2020/2018", "2018/..").is(Allen::Before), Truth::Unknown);
    }

    #[test]
    fn every_relation_has_its_own_bit() {
        assert_eq!(Allen::ALL.iter().fold(AllenSet::EMPTY, |s, &r| s.with(r)), AllenSet::ALL);
        assert_eq!(AllenSet::ALL.len(), Allen::ALL.len());
    }
}
