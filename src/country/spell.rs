//! [`Spell`]: days from a first to a last.

use time::Date;

/// Days on which a country existed by one list: from the first to the last, both inside.
///
/// ```
/// use bilateral::country::{CountryCode, StateList};
/// use time::{Date, Month};
///
/// let spell = CountryCode::SUN.existence(StateList::CorrelatesOfWar)[0];
/// assert_eq!(spell.first(), Date::from_calendar_date(1922, Month::December, 30)?);
/// assert_eq!(spell.last(), Some(Date::from_calendar_date(1991, Month::December, 25)?));
/// assert!(spell.contains(Date::from_calendar_date(1950, Month::January, 1)?));
/// # Ok::<(), time::error::ComponentRange>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spell {
    first: Date,
    last: Option<Date>,
}

impl Spell {
    pub(super) const fn new(first: Date, last: Option<Date>) -> Self {
        Self { first, last }
    }

    /// Returns the first day. The first day of the list itself says nothing of the days before.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Returns the last day; `None` if the spell lasts as long as the list speaks.
    #[must_use]
    pub const fn last(self) -> Option<Date> {
        self.last
    }

    /// Returns whether the day lies inside.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}
