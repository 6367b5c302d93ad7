//! Whether visits are returned.

use alloc::vec::Vec;

use time::Date;

use super::dossier::Dossier;
use super::visits::VisitRef;
use crate::date::DayRange;
use crate::record::{Actor, VisitPurpose, VisitStatus};
use crate::truth::Truth;

/// The visits that one of two actors received from the other in a span, from [`Dossier::received`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Received<'s> {
    /// Visits to it for its own sake, each with its truth: Unknown where the days are not certain to
    /// lie in the span, or nothing recorded tells whether the host was met.
    pub visits: Vec<(VisitRef<'s>, Truth)>,
    /// Left out: visits for a meeting of many on its soil, on the way, or in company, without talks
    /// with it.
    pub left_out: Vec<VisitRef<'s>>,
}

impl Received<'_> {
    /// Returns how many certainly count, and how many possibly.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let certain = self.visits.iter().filter(|(_, truth)| truth.certainly()).count();
        (certain, self.visits.len())
    }
}

impl<'s> Dossier<'s> {
    /// Returns the visits made to one of the two by the other from a day to a day, both inside, without
    /// those that were not to it for its own sake.
    ///
    /// A visit counts if its purposes name the two or a meeting with the host's officials is recorded.
    /// It is left out if its purposes are only of other kinds. Where neither tells it is Unknown.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let to = |host| pair.received(host, day(1991, 1, 1), day(2023, 12, 31)).count();
    /// assert_eq!(to(CountryCode::KAZ), (10, 10));
    /// // No purpose and no meeting of the visit of 2018 is recorded.
    /// assert_eq!(to(CountryCode::USA), (0, 1));
    /// ```
    #[must_use]
    pub fn received(&self, host: impl Into<Actor>, first: Date, last: Date) -> Received<'s> {
        let mut received = Received { visits: Vec::new(), left_out: Vec::new() };
        let Some(asked) = DayRange::new(Some(first), Some(last)) else { return received };
        for visit in self.visits().to(host).iter() {
            if visit.status() != VisitStatus::Made {
                continue;
            }
            let begun: Vec<DayRange> =
                visit.begun().into_iter().filter_map(|it| it.days()).collect();
            let within = Truth::from_worlds(
                begun.iter().any(|days| days.meets(asked)),
                !begun.iter().all(|days| asked.encloses(*days)),
            );
            if within.is_no() {
                continue;
            }
            match for_its_own_sake(visit) {
                Truth::No => received.left_out.push(visit),
                truth => received.visits.push((visit, truth & within)),
            }
        }
        received
    }
}

/// Whether a visit was to its host for the host's own sake.
fn for_its_own_sake(visit: VisitRef<'_>) -> Truth {
    let is_of_two = |purpose| {
        matches!(purpose, VisitPurpose::Bilateral | VisitPurpose::Signing | VisitPurpose::Ceremony)
    };
    let host = visit.host().map(|host| visit.store.principal(host));
    let met_host = visit.meetings().any(|meeting| {
        host.is_some_and(|host| visit.store.is_among(host, &meeting.meeting.participants))
    });
    if met_host || visit.purposes().any(is_of_two) {
        Truth::Yes
    } else if visit.purposes().next().is_some() {
        Truth::No
    } else {
        Truth::Unknown
    }
}
