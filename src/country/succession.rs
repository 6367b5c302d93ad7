//! Which state followed which.
//!
//! A succession here is between states that have entries. A change of name alone is none, because the
//! entry stays the same; neither is the independence of a dependent territory, nor the return of a
//! state that was occupied. What a successor inherits is decided by acts of succession, not by this
//! table: only a continuing state keeps its treaties by itself.

use super::code::CountryCode;
use super::succession_row::Succession;
use super::successions::SUCCESSIONS;

impl CountryCode {
    /// Returns the successions by which the country followed others, by code and day.
    ///
    /// ```
    /// use bilateral::country::{CountryCode, SuccessionKind};
    ///
    /// let of = CountryCode::YEM.predecessors().map(|it| it.predecessor());
    /// assert!(of.eq([CountryCode::XYA, CountryCode::YMD]));
    /// let russia = CountryCode::RUS.predecessors().next().unwrap();
    /// assert_eq!(russia.kind(), SuccessionKind::Continuation);
    /// assert_eq!(russia.notified().map(|day| day.to_string()).as_deref(), Some("1991-12-24"));
    /// ```
    pub fn predecessors(self) -> impl Iterator<Item = Succession> + Clone {
        SUCCESSIONS.iter().copied().filter(move |it| it.successor() == self)
    }

    /// Returns the successions by which others followed the country, by code.
    ///
    /// ```
    /// use bilateral::country::CountryCode;
    ///
    /// let montenegro = CountryCode::SCG.successors().find(|it| it.successor() == CountryCode::MNE);
    /// let montenegro = montenegro.unwrap();
    /// assert_eq!(montenegro.effective().unwrap().to_string(), "2006-06-03");
    /// assert_eq!(montenegro.notified().unwrap().to_string(), "2006-10-23");
    /// ```
    pub fn successors(self) -> impl Iterator<Item = Succession> + Clone {
        SUCCESSIONS.iter().copied().filter(move |it| it.predecessor() == self)
    }
}
