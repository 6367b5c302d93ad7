//! Who travelled on a visit, in which office, and whom they met beside the host.

use alloc::vec::Vec;

use time::Date;

use super::first::first;
use super::look_up::find;
use super::people::{OfficeRef, PersonRef};
use super::view::{Candidates, InTime};
use super::visits::{MeetingRef, VisitRef, Visits};
use crate::date::{DayCount, DayRange, date_of};
use crate::record::{Actor, RecordKind, RoleClass, VisitStatus};
use crate::store::Keys;
use crate::truth::Truth;

/// On how many possible first days of a visit an office is asked for; the days of ten years.
const MOST_DAYS: usize = 3_660;

impl<'s> VisitRef<'s> {
    /// Returns the offices that the travellers held, or may have held, on its first day, each with the
    /// truth: the titles of that day, whatever the source that reports the visit calls them.
    ///
    /// Where the first day is not known exactly, Yes means that the office was held on each day that it
    /// may be.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let visit = archive.visit("pompeo-2020").unwrap();
    /// let titles: Vec<&str> = visit.titles().certainly().map(|office| office.title()).collect();
    /// assert_eq!(titles, ["Secretary of State"]);
    /// ```
    #[must_use]
    pub fn titles(self) -> InTime<impl Iterator<Item = (OfficeRef<'s>, Truth)> + use<'s>> {
        let begun = self.begun();
        let store = self.store;
        let persons = self
            .travellers()
            .filter_map(move |(id, _)| find::<PersonRef<'s>>(store, RecordKind::Person, id));
        let offices = persons.flat_map(|person| person.offices());
        InTime::new(offices.map(move |office| (office, held_on_all(office, &begun))))
    }

    /// Returns whether somebody made it in an office of a class.
    ///
    /// The office that the source names decides, where the person's record tells its class; else the
    /// offices of the day do, and what is not recorded is Unknown. An unnamed traveller may be anybody.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{RoleClass, Truth};
    ///
    /// let visit = archive.visit("blinken-2023").unwrap();
    /// assert_eq!(visit.made_as(RoleClass::ForeignMinister), Truth::Yes);
    /// assert_eq!(visit.made_as(RoleClass::HeadOfState), Truth::No);
    /// ```
    #[must_use]
    pub fn made_as(self, role: RoleClass) -> Truth {
        let begun = self.begun();
        let travellers = self.records().take(1).flat_map(|visit| &visit.travellers);
        let each = travellers.map(|traveller| {
            let id = traveller.person.as_deref();
            let person =
                id.and_then(|id| find::<PersonRef<'s>>(self.store, RecordKind::Person, id));
            let Some(person) = person else { return Truth::Unknown };
            let offices = person.offices();
            let named =
                |office: &&OfficeRef<'_>| Some(office.title()) == traveller.office.as_deref();
            let roles: Vec<RoleClass> =
                offices.iter().filter(named).filter_map(|office| office.role()).collect();
            if !roles.is_empty() {
                return Truth::from(roles.contains(&role));
            }
            let of_class = offices.iter().filter(|office| office.role() == Some(role));
            let held = of_class.map(|office| held_on_all(*office, &begun)).max();
            // Nothing recorded says that the person held no such office.
            held.unwrap_or(Truth::Unknown).max(Truth::Unknown)
        });
        each.max().unwrap_or(Truth::Unknown)
    }

    /// Returns how many days have passed from its last day to a day; `None` if it certainly ended
    /// later, or no source states a day. Where no last day is stated, the first is taken.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::day;
    ///
    /// let visit = archive.visit("rice-2008").unwrap();
    /// assert_eq!(visit.days_since(day(2008, 10, 15)).and_then(|days| days.exactly()), Some(10));
    /// assert!(visit.days_since(day(2008, 10, 1)).is_none());
    /// ```
    #[must_use]
    pub fn days_since(self, day: Date) -> Option<DayCount> {
        let hull = |days: &mut dyn Iterator<Item = Keys>| days.reduce(Keys::hull);
        let last = hull(&mut self.ends().map(Keys::of))
            .or_else(|| hull(&mut self.starts().map(Keys::of)))?;
        last.days()?.days_until(DayRange::on(day))
    }

    /// Returns the meetings on it in which officials of third countries took part, one a claim; each
    /// with those countries in [`third_parties`](MeetingRef::third_parties).
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let visit = archive.visit("blinken-2023").unwrap();
    /// let met = visit.meetings_with_third_parties().flat_map(|meeting| meeting.third_parties());
    /// assert_eq!(met.map(ToString::to_string).collect::<Vec<_>>(), ["TKM"]);
    /// assert_eq!(archive.visit("rice-2008").unwrap().meetings_with_third_parties().count(), 0);
    /// ```
    pub fn meetings_with_third_parties(self) -> impl Iterator<Item = MeetingRef<'s>> + use<'s> {
        self.meetings().filter(|meeting| !meeting.third_parties().is_empty())
    }
}

impl<'s> MeetingRef<'s> {
    /// Returns the actors whose officials took part and who are neither the host of the visit nor those
    /// for whom the travellers came, each once.
    #[must_use]
    pub fn third_parties(self) -> Vec<&'s Actor> {
        let visit = self.visit();
        let host = visit.host().map(|host| self.store.principal(host));
        let travelled_for = visit.travelled_for();
        let mut third: Vec<&Actor> = Vec::new();
        for actor in self.store.travellers_of(&self.meeting.participants) {
            if Some(actor) != host && !travelled_for.contains(&actor) && !third.contains(&actor) {
                third.push(actor);
            }
        }
        third
    }
}

impl<'s> Visits<'s> {
    /// Returns those made in an office of a class, each with its truth; what was only announced,
    /// postponed or cancelled is left out.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, RoleClass};
    ///
    /// let visits = archive.dossier(CountryCode::USA, CountryCode::KAZ).visits();
    /// assert_eq!(visits.to(CountryCode::KAZ).made_as(RoleClass::ForeignMinister).certainly().count(), 10);
    /// ```
    #[must_use]
    pub fn made_as(
        &self,
        role: RoleClass,
    ) -> InTime<impl Iterator<Item = (VisitRef<'s>, Truth)> + use<'s>> {
        let made = self.iter().filter(|visit| visit.status() == VisitStatus::Made);
        InTime::new(made.map(move |visit| (visit, visit.made_as(role))))
    }

    /// Returns those made by one person, in order of day and id.
    pub fn made_by(&self, person: &str) -> impl Iterator<Item = VisitRef<'s>> {
        let made = self.iter().filter(|visit| visit.status() == VisitStatus::Made);
        made.filter(move |visit| visit.travellers().any(|(id, _)| id == person))
    }

    /// Returns the first visit made: every visit that is the first in some world.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::CountryCode;
    ///
    /// let visits = archive.dossier(CountryCode::USA, CountryCode::KAZ).visits();
    /// assert_eq!(visits.first().only().map(|visit| visit.id()), Some("baker-1991"));
    /// ```
    #[must_use]
    pub fn first(&self) -> Candidates<VisitRef<'s>> {
        let made = self.iter().filter(|visit| visit.status() == VisitStatus::Made);
        let items: Vec<(VisitRef<'s>, Vec<Keys>)> =
            made.map(|visit| (visit, visit.begun())).collect();
        first(&items)
    }
}

/// Whether an office was held on every day of some ranges, or on none of them.
fn held_on_all(office: OfficeRef<'_>, ranges: &[Keys]) -> Truth {
    let days = || ranges.iter().flat_map(|days| days.first()..=days.last()).take(MOST_DAYS + 1);
    let mut truths = days().map(|key| date_of(key).map(|day| office.held_on(day).value()));
    let Some(Some(first)) = truths.next() else { return Truth::Unknown };
    let same = first.is_known() && days().count() <= MOST_DAYS;
    if same && truths.all(|truth| truth == Some(first)) { first } else { Truth::Unknown }
}
