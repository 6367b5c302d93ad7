//! What sources state of a treaty without naming the act behind it: standings and territorial scope.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::claim::CitationRef;
use super::treaty::TreatyRef;
use super::view::Candidates;
use crate::date::key;
use crate::record::{
    Actor, Attestation, AttestedStanding, Coverage, Record, TerritorialScope, TreatyStanding,
};
use crate::store::{Keys, Sight};

/// A standing that a source states without an act: "is in force", "has signed".
#[derive(Clone, Copy)]
pub struct AttestedRef<'s> {
    store: Sight<'s>,
    at: u32,
    stated: &'s AttestedStanding,
}

impl<'s> AttestedRef<'s> {
    /// Returns which standing.
    #[must_use]
    pub fn standing(self) -> TreatyStanding {
        self.stated.standing
    }

    /// Returns whose; `None` if it is said of every listed party.
    #[must_use]
    pub fn party(self) -> Option<&'s Actor> {
        self.stated.party.as_ref()
    }

    /// Returns the days for which it is stated.
    #[must_use]
    pub fn on(self) -> &'s [Attestation] {
        &self.stated.on
    }

    /// Returns the latest day for which it is stated, the source's own included; `None` if the source
    /// gives no day.
    #[must_use]
    pub fn latest(self) -> Option<Date> {
        let cited = self.store.cited(self.at, &self.stated.sources);
        let source_day = self.store.store().source_day(cited);
        let days = self.stated.on.iter().filter_map(|day| match day {
            Attestation::On(date) => Some(Keys::of(*date)),
            Attestation::OfSource => source_day,
        });
        days.max_by_key(|days| days.last())?.days()?.last()
    }

    /// Returns its citations: its own, else those of the record.
    pub fn citations(self) -> impl Iterator<Item = CitationRef<'s>> {
        let store = self.store;
        let cited = store.cited(self.at, &self.stated.sources);
        cited.iter().map(move |citation| CitationRef::new(store, citation))
    }
}

impl fmt::Debug for AttestedRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AttestedRef({} of {:?})", self.standing(), self.party())
    }
}

impl<'s> TreatyRef<'s> {
    /// Returns the standings that sources state without an act, claim by claim: no day of an act
    /// follows from them.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{TreatyStanding, day};
    ///
    /// let bit = archive.treaty("us-kz-bit")?;
    /// let stated = bit.attested_standings().next().unwrap();
    /// assert_eq!((stated.standing(), stated.latest()), (TreatyStanding::Party, Some(day(2023, 2, 27))));
    /// assert_eq!(stated.citations().next().map(|it| it.source()), Some("sheet-2023"));
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    pub fn attested_standings(self) -> impl Iterator<Item = AttestedRef<'s>> + use<'s> {
        let store = self.store;
        store.claims(self.subject).iter().flat_map(move |at| {
            let stated = match store.whole(*at) {
                Some(Record::Treaty(treaty)) => treaty.attested.as_slice(),
                _ => &[],
            };
            stated.iter().map(move |stated| AttestedRef { store, at: *at, stated })
        })
    }

    /// Returns the territories of a party of which sources say whether the treaty covers them on a day,
    /// each with what may be the answer: several where sources disagree or the day of a change is not
    /// known exactly, none where what they say begins later. *Undetermined* is what a source says, not
    /// what nobody recorded; a territory that no source names is not listed.
    ///
    /// ```
    /// use bilateral::{Archive, Coverage, CountryCode, Source, TerritorialScope, Treaty, day};
    ///
    /// let mut extended = TerritorialScope::new(CountryCode::GBR, "an island", Coverage::Extended);
    /// extended.from = Some(bilateral::PartialDate::on(day(1970, 1, 1)));
    /// let mut treaty = Treaty::new("t", "A convention").between(CountryCode::GBR, CountryCode::USA)
    ///     .in_force_from(day(1960, 1, 1)).source("s");
    /// treaty.scope = vec![TerritorialScope::new(CountryCode::GBR, "an island", Coverage::Undetermined), extended];
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list").published(day(2020, 1, 1)).into(),
    ///     treaty.into(),
    /// ])?;
    /// let treaty = archive.treaty("t").unwrap();
    /// let on = |day| treaty.scope_on(&CountryCode::GBR.into(), day)[0].1.only().copied();
    /// assert_eq!(on(day(1965, 1, 1)), Some(Coverage::Undetermined));
    /// assert_eq!(on(day(1975, 1, 1)), Some(Coverage::Extended));
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn scope_on(self, party: &Actor, day: Date) -> Vec<(&'s str, Candidates<Coverage>)> {
        let on = key(day);
        let mut found: Vec<(&'s str, Vec<Coverage>)> = Vec::new();
        for treaty in self.records() {
            let stated: Vec<&'s TerritorialScope> =
                treaty.scope.iter().filter(|scope| scope.party == *party).collect();
            for scope in &stated {
                let coverages = match found.iter_mut().position(|(it, _)| *it == scope.territory) {
                    Some(at) => found.get_mut(at),
                    None => {
                        found.push((&scope.territory, Vec::new()));
                        found.last_mut()
                    }
                };
                let of_one = stated.iter().copied().filter(|it| it.territory == scope.territory);
                if let Some((_, coverages)) = coverages
                    && may_be_last(scope, of_one, on)
                    && !coverages.contains(&scope.coverage)
                {
                    coverages.push(scope.coverage);
                }
            }
        }
        found.into_iter().map(|(it, coverages)| (it, Candidates::new(coverages))).collect()
    }
}

/// From when a statement of scope counts; from ever if it does not say.
fn from(scope: &TerritorialScope) -> Keys {
    scope.from.map_or(Keys::at(crate::date::UNBOUNDED_BELOW), Keys::of)
}

/// Whether a statement may be the last of its claim on a territory that counts by a day.
fn may_be_last<'r>(
    scope: &TerritorialScope,
    mut of_one: impl Iterator<Item = &'r TerritorialScope>,
    day: i32,
) -> bool {
    let own = from(scope);
    // A later one that certainly counts by the day takes its place.
    own.first() <= day
        && !of_one.any(|other| {
            let other = from(other);
            other.last() <= day && other.first() > own.last()
        })
}
