//! When a country existed, by list.
//!
//! Three lists speak, each in its own time, and none is more right than another: a question that
//! names none is answered Yes or No only where those that speak agree. A list says nothing of a
//! country that it lacks, before its own first day and after its last; ISO/UN says nothing before a
//! country's admission or first code, because both come late. A spell without a last day lasts as long
//! as the list speaks, beyond the table's own day too: open means open.

use time::Date;

use super::code::CountryCode;
use super::data::{COW_FIRST, COW_LAST, GW_FIRST};
use super::spell::Spell;
use crate::text::codes;
use crate::truth::Truth;

codes! {
    /// A list of states that dates their existence.
    pub enum StateList: "state list" {
        /// United Nations membership; for what was never a member, its first ISO 3166-1 code and the
        /// end of the territory.
        IsoUn = "iso-un",
        /// The State System Membership List of the Correlates of War project, 2024: 1816-01-01 to
        /// 2024-12-31.
        CorrelatesOfWar = "cow",
        /// Gleditsch and Ward's list of independent states with its microstates: from 1816-01-01.
        GleditschWard = "gw",
    }
}

impl StateList {
    /// Returns the first and last day that the list speaks of, where it has its own.
    ///
    /// ISO/UN has no first day of its own: it begins with each country. Gleditsch and Ward's list
    /// writes living states without an end, so that it goes on.
    ///
    /// ```
    /// use bilateral::country::StateList;
    ///
    /// let (first, last) = StateList::CorrelatesOfWar.speaks();
    /// assert_eq!(first.map(|day| day.to_string()).as_deref(), Some("1816-01-01"));
    /// assert_eq!(last.map(|day| day.to_string()).as_deref(), Some("2024-12-31"));
    /// ```
    #[must_use]
    pub const fn speaks(self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::IsoUn => (None, None),
            Self::CorrelatesOfWar => (Some(COW_FIRST), Some(COW_LAST)),
            Self::GleditschWard => (Some(GW_FIRST), None),
        }
    }
}

impl CountryCode {
    /// Returns the spells of existence that a list gives, in order of time; none if it lacks the
    /// country.
    ///
    /// ```
    /// use bilateral::country::{CountryCode, StateList};
    ///
    /// let germany = CountryCode::DEU.existence(StateList::GleditschWard);
    /// assert_eq!(germany[0].last().map(|day| day.to_string()).as_deref(), Some("1945-05-07"));
    /// assert_eq!(germany[1].first().to_string(), "1949-09-21");
    /// ```
    #[must_use]
    pub fn existence(self, list: StateList) -> &'static [Spell] {
        let Some(entry) = self.entry() else { return &[] };
        match list {
            StateList::IsoUn => entry.iso_un,
            StateList::CorrelatesOfWar => entry.cow,
            StateList::GleditschWard => entry.gw,
        }
    }

    /// Returns whether the country existed on a day, by one list: Unknown where it says nothing.
    ///
    /// ```
    /// use bilateral::country::{CountryCode, StateList};
    /// use bilateral::Truth;
    /// use time::{Date, Month};
    ///
    /// let day = Date::from_calendar_date(1950, Month::June, 1)?;
    /// assert_eq!(CountryCode::POL.existed_on_by(StateList::GleditschWard, day), Truth::Yes);
    /// assert_eq!(CountryCode::XKX.existed_on_by(StateList::GleditschWard, day), Truth::No);
    /// assert_eq!(CountryCode::XKX.existed_on_by(StateList::IsoUn, day), Truth::Unknown);
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn existed_on_by(self, list: StateList, day: Date) -> Truth {
        let spells = self.existence(list);
        let (first, last) = list.speaks();
        let first = match list {
            StateList::IsoUn => spells.first().map(|spell| spell.first()),
            _ => first,
        };
        let is_silent = spells.is_empty()
            || first.is_none_or(|first| day < first)
            || last.is_some_and(|last| day > last);
        if is_silent {
            return Truth::Unknown;
        }
        Truth::from(spells.iter().any(|spell| spell.contains(day)))
    }

    /// Returns whether the country existed on a day: Yes or No where every list that speaks of the
    /// day says so, Unknown where they differ or none speaks.
    ///
    /// ```
    /// use bilateral::country::KAZ;
    /// use bilateral::Truth;
    /// use time::{Date, Month};
    ///
    /// let on = |month, day| Date::from_calendar_date(1991, month, day).map(|it| KAZ.existed_on(it));
    /// assert_eq!(on(Month::December, 15)?, Truth::No);
    /// assert_eq!(on(Month::December, 20)?, Truth::Unknown);
    /// assert_eq!(on(Month::December, 26)?, Truth::Yes);
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn existed_on(self, day: Date) -> Truth {
        let said = |truth| StateList::ALL.iter().any(|&it| self.existed_on_by(it, day) == truth);
        Truth::from_worlds(said(Truth::Yes), said(Truth::No))
    }

    /// Returns whether Gleditsch and Ward list the country as a microstate: many users of their list
    /// leave these out.
    ///
    /// ```
    /// # use bilateral::country::CountryCode;
    /// assert!(CountryCode::MCO.is_microstate() && !CountryCode::FRA.is_microstate());
    /// ```
    #[must_use]
    pub fn is_microstate(self) -> bool {
        self.entry().is_some_and(|entry| entry.is_microstate)
    }

    /// Returns the bounds of the country's existence over all lists: the earliest first day and the
    /// latest last day that any of them gives.
    ///
    /// `None` stands for no bound. There is none below if the country stood on a list's own first
    /// day, or if only ISO/UN has it, which says nothing of earlier days; none above if it lives on
    /// by some list; neither if no list has it. Between the bounds it need not have existed: see
    /// [`existed_on`](Self::existed_on) and [`gaps`](Self::gaps).
    ///
    /// ```
    /// use bilateral::country::{KAZ, SUN, USA};
    ///
    /// let text = |day: Option<time::Date>| day.map(|day| day.to_string());
    /// assert_eq!(text(KAZ.possible_existence().0).as_deref(), Some("1991-12-16"));
    /// assert_eq!(text(SUN.possible_existence().1).as_deref(), Some("1991-12-25"));
    /// assert_eq!(USA.possible_existence(), (None, None));
    /// ```
    #[must_use]
    pub fn possible_existence(self) -> (Option<Date>, Option<Date>) {
        self.possible_existence_by(None)
    }

    /// Returns the bounds of the country's existence by one list, or over all lists if none is named.
    ///
    /// ```
    /// use bilateral::country::{CountryCode, StateList};
    ///
    /// let first = |list| CountryCode::KAZ.possible_existence_by(list).0.map(|day| day.to_string());
    /// assert_eq!(first(None).as_deref(), Some("1991-12-16"));
    /// assert_eq!(first(Some(StateList::CorrelatesOfWar)).as_deref(), Some("1991-12-26"));
    /// // The United Nations admitted it in 1992, and its list says nothing of earlier days.
    /// assert_eq!(first(Some(StateList::IsoUn)), None);
    /// ```
    #[must_use]
    pub fn possible_existence_by(self, list: Option<StateList>) -> (Option<Date>, Option<Date>) {
        let (mut first, mut last): (Option<Date>, Option<Date>) = (None, None);
        let (mut is_bounded, mut stood_before, mut lives_on) = (false, false, false);
        for list in speaking(list) {
            let spells = self.existence(list);
            let (Some(begin), Some(end)) = (spells.first(), spells.last()) else { continue };
            if let (Some(own), _) = list.speaks() {
                is_bounded |= own < begin.first();
                stood_before |= begin.first() <= own;
            }
            first = Some(first.map_or(begin.first(), |it| it.min(begin.first())));
            match end.last() {
                Some(day) => last = Some(last.map_or(day, |it| it.max(day))),
                None => lives_on = true,
            }
        }
        (first.filter(|_| is_bounded && !stood_before), last.filter(|_| !lives_on))
    }

    /// Returns the gaps in the country's existence by one list, or by any list if none is named: the
    /// first and last days of the stretches between two spells of a list. Where lists differ, one may
    /// have a gap that another has not.
    ///
    /// ```
    /// use bilateral::country::{CountryCode, StateList};
    ///
    /// let text = |list| -> Vec<String> {
    ///     CountryCode::POL.gaps(list).map(|(first, last)| format!("{first}..{last}")).collect()
    /// };
    /// assert_eq!(text(None), ["1939-09-28..1945-06-27"]);
    /// // Gleditsch and Ward carry Poland on through the war.
    /// assert!(text(Some(StateList::GleditschWard)).is_empty());
    /// ```
    pub fn gaps(self, list: Option<StateList>) -> impl Iterator<Item = (Date, Date)> {
        speaking(list).flat_map(move |list| {
            self.existence(list).windows(2).filter_map(|pair| {
                let [before, after] = pair else { return None };
                let gap = (before.last()?.next_day()?, after.first().previous_day()?);
                (gap.0 <= gap.1).then_some(gap)
            })
        })
    }
}

/// The list that is named, or all of them.
fn speaking(list: Option<StateList>) -> impl Iterator<Item = StateList> {
    StateList::ALL.iter().copied().filter(move |it| list.is_none_or(|list| list == *it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Month;

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date::from_calendar_date(year, Month::try_from(month).unwrap(), day).unwrap()
    }

    #[test]
    fn a_list_is_silent_before_its_first_day_and_after_its_last() {
        let usa = CountryCode::USA;
        assert_eq!(usa.existed_on(day(1815, 12, 31)), Truth::Unknown);
        assert_eq!(usa.existed_on(day(1816, 1, 1)), Truth::Yes);
        assert_eq!(usa.existed_on_by(StateList::CorrelatesOfWar, day(2025, 1, 1)), Truth::Unknown);
        assert_eq!(usa.existed_on(day(2025, 1, 1)), Truth::Yes);
    }

    #[test]
    fn states_that_ended_and_returned_have_gaps() {
        let germany = CountryCode::DEU;
        assert_eq!(germany.existed_on(day(1945, 5, 8)), Truth::Unknown);
        assert_eq!(germany.existed_on(day(1947, 1, 1)), Truth::No);
        assert_eq!(germany.existed_on(day(1950, 1, 1)), Truth::Unknown);
        assert_eq!(germany.existed_on(day(1960, 1, 1)), Truth::Yes);
        assert_eq!(CountryCode::DDR.existed_on(day(1990, 10, 10)), Truth::No);
    }

    #[test]
    fn a_code_that_no_list_has_exists_perhaps() {
        let own = CountryCode::parse("QQQ").unwrap();
        assert_eq!(own.existed_on(day(2000, 1, 1)), Truth::Unknown);
        assert_eq!(own.possible_existence(), (None, None));
        assert_eq!(CountryCode::GUM.possible_existence(), (None, None));
    }
}
