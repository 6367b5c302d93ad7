//! Reservations, declarations and objections, and their effect between two parties.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::claim::CitationRef;
use super::treaty::TreatyRef;
use super::view::Candidates;
use crate::date::{PartialDate, key};
use crate::record::{Actor, Record, Reservation, ReservationKind};
use crate::store::{Keys, Voiced};
use crate::text::codes;
use crate::truth::Truth;

codes! {
    /// What a reservation does between its author and another party (articles 20 and 21 of the Vienna
    /// Convention on the Law of Treaties).
    pub enum ReservationEffect: "effect of a reservation" {
        /// Nothing: it is a declaration, was not made yet, or was withdrawn.
        Nothing = "nothing",
        /// It modifies the provisions to which it relates, for both.
        Modifies = "modifies",
        /// The other objects: those provisions do not apply between the two, to its extent.
        Excludes = "excludes",
        /// The other objects and opposes force: the treaty is not in force between the two.
        Bars = "bars",
    }
}

/// A reservation, declaration or objection of one party, with every claim on it.
#[derive(Clone, Copy)]
pub struct ReservationRef<'s> {
    treaty: TreatyRef<'s>,
    first: &'s Reservation,
}

impl<'s> TreatyRef<'s> {
    /// Returns its reservations and declarations, each id once, in order.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, Reservation, ReservationEffect, ReservationKind, Source, Treaty, day};
    ///
    /// let made = |id: &str, kind, by, on| { let mut it = Reservation::new(id, kind, by); it.on = Some(bilateral::PartialDate::on(on)); it };
    /// let mut objection = made("o", ReservationKind::Objection, CountryCode::FRA, day(2002, 1, 1));
    /// objection.to = Some("r".into());
    /// let mut treaty = Treaty::new("t", "A convention").between(CountryCode::USA, CountryCode::FRA)
    ///     .in_force_from(day(2000, 1, 1)).source("s");
    /// treaty.reservations = vec![made("r", ReservationKind::Reservation, CountryCode::USA, day(2001, 1, 1)), objection];
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A depositary").published(day(2020, 1, 1)).into(),
    ///     treaty.into(),
    /// ])?;
    /// let reservation = archive.treaty("t").unwrap().reservations().next().unwrap();
    /// assert_eq!(reservation.objections().map(|it| it.by().to_string()).collect::<Vec<_>>(), ["FRA"]);
    /// let effect = |on| reservation.effect_towards(&CountryCode::FRA.into(), on).only().copied();
    /// assert_eq!(effect(day(2000, 6, 1)), Some(ReservationEffect::Nothing));
    /// assert_eq!(effect(day(2001, 6, 1)), Some(ReservationEffect::Modifies));
    /// assert_eq!(effect(day(2003, 1, 1)), Some(ReservationEffect::Excludes));
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    pub fn reservations(self) -> impl Iterator<Item = ReservationRef<'s>> + use<'s> {
        self.made().into_iter().filter(|it| it.kind() != ReservationKind::Objection)
    }

    /// Every reservation, declaration and objection, each id once.
    fn made(self) -> Vec<ReservationRef<'s>> {
        let mut made: Vec<ReservationRef<'s>> = Vec::new();
        for first in self.records().flat_map(|treaty| &treaty.reservations) {
            if !made.iter().any(|known| known.first.id == first.id) {
                made.push(ReservationRef { treaty: self, first });
            }
        }
        made
    }
}

impl<'s> ReservationRef<'s> {
    /// Returns what names it within the treaty.
    #[must_use]
    pub fn id(self) -> &'s str {
        &self.first.id
    }

    /// Returns which of the three it is.
    #[must_use]
    pub fn kind(self) -> ReservationKind {
        self.first.kind
    }

    /// Returns whose it is.
    #[must_use]
    pub fn by(self) -> &'s Actor {
        &self.first.by
    }

    /// Returns the days on which it was made that sources state, one a claim.
    pub fn on(self) -> impl Iterator<Item = PartialDate> + use<'s> {
        self.claims().filter_map(|(_, made)| made.on)
    }

    /// Returns what it says, in the editor's words.
    #[must_use]
    pub fn summary(self) -> Option<&'s str> {
        self.claims().find_map(|(_, made)| made.summary.as_deref())
    }

    /// Returns whether it was made after consent.
    #[must_use]
    pub fn is_late(self) -> bool {
        self.claims().any(|(_, made)| made.late)
    }

    /// Returns whether it is an objection that keeps the treaty from force between the two.
    #[must_use]
    pub fn bars_force(self) -> bool {
        self.claims().any(|(_, made)| made.bars_force)
    }

    /// Returns its citations, those of its claims in order.
    pub fn citations(self) -> impl Iterator<Item = CitationRef<'s>> + use<'s> {
        let store = self.treaty.store;
        self.claims()
            .flat_map(move |(at, made)| store.cited(at, &made.sources))
            .map(move |citation| CitationRef::new(store, citation))
    }

    /// Returns the objections to it.
    pub fn objections(self) -> impl Iterator<Item = Self> + use<'s> {
        self.treaty.made().into_iter().filter(move |other| {
            other.kind() == ReservationKind::Objection
                && other.claims().any(|(_, made)| made.to.as_deref() == Some(self.id()))
        })
    }

    /// Returns whether it stands on a day: made by then, and not withdrawn. The day of the withdrawal
    /// itself is Unknown, and so is every day up to the withdrawal if no source says when it was made.
    #[must_use]
    pub fn holds_on(self, day: Date) -> Truth {
        let day = key(day);
        let values = |of: fn(&Reservation) -> Option<PartialDate>| {
            let store = self.treaty.store;
            let claims: Vec<Voiced<'_>> = self
                .claims()
                .filter_map(|(at, made)| {
                    Some(Voiced {
                        days: Keys::of(of(made)?),
                        cited: store.cited(at, &made.sources),
                    })
                })
                .collect();
            store.deciding().values(&claims)
        };
        let (begun, ended) = (values(|made| made.on), values(|made| made.withdrawn));
        let begun = Truth::from_worlds(
            begun.is_empty() || begun.iter().any(|days| days.first() <= day),
            begun.is_empty() || begun.iter().any(|days| days.last() > day),
        );
        if ended.is_empty() {
            return begun;
        }
        let stands = Truth::from_worlds(
            ended.iter().any(|days| day <= days.last()),
            ended.iter().any(|days| days.first() <= day),
        );
        begun & stands
    }

    /// Returns what it may do on a day between its author and another party, for both of whom the
    /// treaty is in force; one effect if the records settle it.
    ///
    /// Silence accepts: where the other has no objection on record, a reservation modifies the treaty
    /// between the two (article 20, paragraph 5). Whether the treaty is in force between them is
    /// [`in_force_between`](TreatyRef::in_force_between), to which a bar counts.
    #[must_use]
    pub fn effect_towards(self, other: &Actor, day: Date) -> Candidates<ReservationEffect> {
        let mut effects = Vec::new();
        let holds = match self.kind() {
            ReservationKind::Reservation => self.holds_on(day),
            _ => Truth::No,
        };
        if !holds.certainly() {
            effects.push(ReservationEffect::Nothing);
        }
        if holds.possibly() {
            let by_other = |bars: bool| {
                let mine =
                    self.objections().filter(|it| it.by() == other && it.bars_force() == bars);
                mine.map(|it| it.holds_on(day)).max().unwrap_or(Truth::No)
            };
            let (excludes, bars) = (by_other(false), by_other(true));
            if !(excludes | bars).certainly() {
                effects.push(ReservationEffect::Modifies);
            }
            if excludes.possibly() && !bars.certainly() {
                effects.push(ReservationEffect::Excludes);
            }
            if bars.possibly() {
                effects.push(ReservationEffect::Bars);
            }
        }
        Candidates::new(effects)
    }

    /// The claims on it, each with the number of the record in which it stands.
    fn claims(self) -> impl Iterator<Item = (u32, &'s Reservation)> + use<'s> {
        let (store, id) = (self.treaty.store, self.first.id.as_str());
        store.claims(self.treaty.subject).iter().flat_map(move |at| {
            let made = match store.whole(*at) {
                Some(Record::Treaty(treaty)) => treaty.reservations.as_slice(),
                _ => &[],
            };
            made.iter().filter(move |made| made.id == id).map(move |made| (*at, made))
        })
    }
}

impl fmt::Debug for ReservationRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReservationRef({} by {})", self.id(), self.by())
    }
}
