//! Rounds of a series of events: which number the next one has.

use super::accounts::EventRef;
use super::dossier::Dossier;
use crate::store::Keys;
use crate::truth::Truth;
use time::Date;

/// The number that the next round of a series may have, from [`Dossier::next_round`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NextRound {
    /// The least: one more than the highest number that is certainly taken.
    pub at_least: u32,
    /// The greatest: the number of a later round; `None` if no later round is recorded, because rounds
    /// that nobody recorded may have been held since.
    pub at_most: Option<u32>,
}

impl<'s> EventRef<'s> {
    /// Returns the series of which it is one round: its name, and the number where it is stated.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let round = archive.event("strategic-partnership-dialogue-4").unwrap();
    /// assert_eq!(round.series(), Some(("US-Kazakhstan Strategic Partnership Dialogue", Some(4))));
    /// ```
    #[must_use]
    pub fn series(self) -> Option<(&'s str, Option<u32>)> {
        let series = self.records().find_map(|event| event.series.as_ref())?;
        Some((&series.name, series.number))
    }

    /// Whether it was held before a day.
    fn is_before(self, day: Date) -> Truth {
        let mut days = self.on().map(Keys::of).peekable();
        if days.peek().is_none() {
            return Truth::Unknown;
        }
        let day = Keys::on(day).first();
        let hull = days.reduce(Keys::hull).unwrap_or(Keys::ALL);
        Truth::from_worlds(hull.first() < day, hull.last() >= day)
    }
}

impl<'s> Dossier<'s> {
    /// Returns the recorded rounds of a series of events in which both take part, in order of day.
    pub fn rounds(&self, series: &str) -> impl Iterator<Item = EventRef<'s>> {
        self.events().filter(move |event| event.series().is_some_and(|(name, _)| name == series))
    }

    /// Returns the number that the next round of a series may have, as seen from a day.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let series = "US-Kazakhstan Strategic Partnership Dialogue";
    /// let next = pair.next_round(series, day(2016, 1, 1));
    /// assert_eq!((next.at_least, next.at_most), (5, None));
    /// // Before the fourth, the next is any up to the fourth.
    /// let next = pair.next_round(series, day(2015, 1, 1));
    /// assert_eq!((next.at_least, next.at_most), (1, Some(4)));
    /// ```
    #[must_use]
    pub fn next_round(&self, series: &str, day: Date) -> NextRound {
        let mut next = NextRound { at_least: 1, at_most: None };
        for round in self.rounds(series) {
            let Some((_, Some(number))) = round.series() else { continue };
            match round.is_before(day) {
                Truth::Yes => next.at_least = next.at_least.max(number.saturating_add(1)),
                Truth::No => {
                    next.at_most = Some(next.at_most.map_or(number, |most| most.min(number)));
                }
                Truth::Unknown => {}
            }
        }
        next
    }
}
