//! The treaties of each pair of actors, with the days on which each is in force between the two.
//!
//! A treaty is in force between two parties while it is for both, so its days are the intersection of
//! the two parties' own: from the later of their begins to the earlier of their ends. Working that out
//! for every question means to go through the histories of two parties for every treaty that lists
//! them. The intersections are therefore worked out once, for each pair of the parties of each treaty,
//! and stand in one list a pair, in the order of the treaties: twelve bytes each, so that a question
//! is one look-up and one run through neighbours in memory.
//!
//! Most histories are one spell with an end or none, and each end a day or a range of days. For these
//! the days decide: the treaty may be in force from the first to the last, and certainly is within a
//! *core*, which is all of them where the dates are exact, and none where nothing tells whether a party
//! consented. Where parties left and came back, were suspended, objected, are told of in several ways,
//! or have a later treaty in its place, or where a source fills what is not recorded, the answer changes
//! more often: its *steps* are worked out from the histories, for every day on which they may change.
//! What is left (a chain of many treaties in place of one another) is *asked* by way of the records.
//!
//! A treaty of `p` parties stands in p(p-1)/2 lists. One that names more than 256 actors stands in none:
//! it is kept among the [wide](super::in_common::Wide) subjects, and asked.

use alloc::vec::Vec;

use super::force::{PartyForce, TreatyForce};
use super::ground::Ground;
use super::lists::{Counts, Lists};
use super::numbers::{Between, MOST_PAIRED, pairs, pairs_of};
use super::settling::Two;
use super::spell::Ends;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::RecordKind;
use crate::truth::Truth;

/// The days of one treaty between two actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bond {
    /// The first and the last day on which it may be in force; the first lies behind the last if it
    /// never is.
    first: i32,
    last: i32,
    /// The subject, for `PARTLY` a place among the cores, or for `STEPPED` one among the flights; and
    /// how the days are to be read.
    what: u32,
}

/// In force on each of its days.
const SURE: u32 = 0;
/// On each of its days, that is Unknown.
const UNSURE: u32 = 1 << 29;
/// Certainly in force within a core.
const PARTLY: u32 = 2 << 29;
/// By steps.
const STEPPED: u32 = 3 << 29;
/// Only the records tell.
const ASKED: u32 = 4 << 29;
const READING: u32 = 7 << 29;

/// The days on which a treaty certainly is in force between two actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Core {
    subject: u32,
    first: i32,
    last: i32,
}

/// The steps of a treaty between two actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flight {
    subject: u32,
    begin: u32,
    end: u32,
}

/// From a day on, whether a treaty is in force, up to the next step.
type Step = (i32, Truth);

/// What the days of a bond say of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// In force, or perhaps in force.
    So(Truth),
    /// Only the records tell.
    Asked,
}

/// The treaties of each pair.
#[derive(Debug, Default)]
pub(crate) struct Bonds {
    by_pair: Lists<Bond>,
    cores: Vec<Core>,
    flights: Vec<Flight>,
    steps: Vec<Step>,
}

impl Bonds {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let actors = ground.actors.len();
        let treaties: Vec<(u32, &[u32])> = ground
            .of_kind(RecordKind::Treaty)
            .map(|(number, _)| (number, ground.named(number)))
            .filter(|(_, named)| named.len() <= MOST_PAIRED)
            .collect();
        let mut counts = Counts::new(pairs(actors as u64), actors);
        for (_, named) in &treaties {
            pairs_of(named).for_each(|pair| counts.count(pair.place()));
        }
        let mut filling = counts.filling(Bond { first: 0, last: 0, what: 0 });
        let mut bonds = Self::default();
        for (subject, named) in &treaties {
            let treaty = Listed::of(ground, *subject, named);
            for (at, a) in treaty.shares.iter().enumerate() {
                for b in treaty.shares.iter().skip(at + 1) {
                    let Some(pair) = Between::new(a.actor, b.actor) else { continue };
                    filling.put(pair.place(), bonds.bond(*subject, treaty.between(a, b)));
                }
            }
        }
        Self { by_pair: filling.done(), ..bonds }
    }

    fn bond(&mut self, subject: u32, days: Days) -> Bond {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX) & !READING;
        match days {
            Days::All(first, last) => Bond { first, last, what: SURE | subject },
            Days::None(first, last) => Bond { first, last, what: UNSURE | subject },
            Days::Asked(first, last) => Bond { first, last, what: ASKED | subject },
            Days::Core { days, core: (first, last) } => {
                let what = PARTLY | number(self.cores.len());
                self.cores.push(Core { subject, first, last });
                Bond { first: days.0, last: days.1, what }
            }
            Days::Steps { days, steps } => {
                let what = STEPPED | number(self.flights.len());
                let begin = number(self.steps.len());
                self.steps.extend(steps);
                self.flights.push(Flight { subject, begin, end: number(self.steps.len()) });
                Bond { first: days.0, last: days.1, what }
            }
        }
    }

    /// How many there are over all pairs.
    pub(super) fn len(&self) -> usize {
        self.by_pair.len()
    }

    /// The treaties that name both, in order, with their days.
    #[inline]
    pub(crate) fn between(&self, between: Option<Between>) -> &[Bond] {
        between.map_or(&[], |pair| self.by_pair.of(pair.place()))
    }

    /// The treaties that name both, in order, as subjects.
    pub(crate) fn listed(&self, between: Option<Between>) -> impl Iterator<Item = u32> {
        self.between(between).iter().map(|bond| self.subject(*bond))
    }

    /// The treaty of a bond.
    #[inline]
    pub(crate) fn subject(&self, bond: Bond) -> u32 {
        let number = bond.what & !READING;
        // INVARIANT: a bond with a core or steps has their place.
        match bond.what & READING {
            PARTLY => self.cores.get(number as usize).map_or(u32::MAX, |core| core.subject),
            STEPPED => self.flights.get(number as usize).map_or(u32::MAX, |flight| flight.subject),
            _ => number,
        }
    }

    /// What a bond says of a day that lies [within](Bond::may_hold) its days: its treaty, and whether
    /// that is in force.
    #[inline]
    pub(crate) fn read(&self, bond: Bond, day: i32) -> (u32, Bound) {
        let number = bond.what & !READING;
        match bond.what & READING {
            SURE => (number, Bound::So(Truth::Yes)),
            UNSURE => (number, Bound::So(Truth::Unknown)),
            PARTLY => match self.cores.get(number as usize) {
                Some(core) if core.first <= day && day <= core.last => {
                    (core.subject, Bound::So(Truth::Yes))
                }
                Some(core) => (core.subject, Bound::So(Truth::Unknown)),
                None => (u32::MAX, Bound::Asked),
            },
            STEPPED => self.step(number, day),
            _ => (number, Bound::Asked),
        }
    }

    fn step(&self, flight: u32, day: i32) -> (u32, Bound) {
        let Some(flight) = self.flights.get(flight as usize) else {
            return (u32::MAX, Bound::Asked);
        };
        let steps = self.steps.get(flight.begin as usize..flight.end as usize).unwrap_or_default();
        let on = steps.partition_point(|(from, _)| *from <= day).checked_sub(1);
        let step = on.and_then(|at| steps.get(at));
        (flight.subject, Bound::So(step.map_or(Truth::No, |(_, truth)| *truth)))
    }

    /// Rechecks it against the histories of the parties.
    pub(super) fn verify(&self, ground: &Ground<'_>) -> Result<(), &'static str> {
        let mut expected = 0;
        for (subject, _) in ground.of_kind(RecordKind::Treaty) {
            let named = ground.named(subject);
            if named.len() > MOST_PAIRED {
                continue;
            }
            for pair in pairs_of(named) {
                expected += 1;
                let mut found =
                    self.between(Some(pair)).iter().filter(|it| self.subject(**it) == subject);
                let (Some(bond), None) = (found.next(), found.next()) else {
                    return Err("a treaty is not listed once for each pair that it names");
                };
                self.verify_days(ground, *bond, subject, pair)?;
            }
        }
        if expected == self.by_pair.len() {
            Ok(())
        } else {
            Err("a treaty is listed for a pair that it does not name")
        }
    }

    /// Rechecks the days of a bond on and around every day that may change an answer.
    fn verify_days(
        &self,
        ground: &Ground<'_>,
        bond: Bond,
        subject: u32,
        pair: Between,
    ) -> Result<(), &'static str> {
        let Some(force) = ground.force(subject) else { return Ok(()) };
        let [a, b] =
            [pair.a(), pair.b()].map(|number| party_of(ground, force, number).map(|(_, it)| it));
        let (Some(a), Some(b)) = (a, b) else {
            return if bond == asked(bond) {
                Ok(())
            } else {
                Err("what is not listed must be asked")
            };
        };
        let two = Two { subject, force, a, b };
        let mut turns = alloc::vec![bond.first, bond.last];
        two.turns(ground, &mut turns);
        let never = ground.is_several(subject);
        for day in turns.into_iter().flat_map(|day| [day.saturating_sub(1), day]) {
            if matches!(day, UNBOUNDED_BELOW | UNBOUNDED_ABOVE) {
                continue;
            }
            let truth = if never { Some(Truth::No) } else { two.settled(ground, day) };
            let said =
                if bond.may_hold(day) { self.read(bond, day).1 } else { Bound::So(Truth::No) };
            let is_so = match said {
                Bound::So(said) => truth.is_none_or(|truth| truth == said),
                Bound::Asked => ground.replacing(subject).next().is_some(),
            };
            if !is_so {
                return Err("a treaty is in force on other days than those listed");
            }
        }
        Ok(())
    }
}

/// The same bond, to be asked.
const fn asked(bond: Bond) -> Bond {
    Bond { what: bond.what | ASKED, ..bond }
}

impl Bond {
    /// Whether it may be in force on a day.
    #[inline]
    pub(crate) const fn may_hold(self, day: i32) -> bool {
        // Both are compared, so that nothing waits for the first.
        (self.first <= day) & (day <= self.last)
    }
}

/// The days of a treaty between two of its parties, from the first to the last possible.
enum Days {
    /// In force on all of them.
    All(i32, i32),
    /// On all of them, that is Unknown.
    None(i32, i32),
    /// In force within a core.
    Core { days: (i32, i32), core: (i32, i32) },
    /// By steps.
    Steps { days: (i32, i32), steps: Vec<Step> },
    /// Only the records tell.
    Asked(i32, i32),
}

impl Days {
    /// Never in force.
    const NEVER: Self = Self::All(UNBOUNDED_ABOVE, UNBOUNDED_BELOW);

    /// The steps between some days; fewer words where they are plain.
    fn of_steps(steps: Vec<Step>) -> Self {
        let end = |at: usize| steps.get(at + 1).map_or(UNBOUNDED_ABOVE, |(from, _)| from - 1);
        let mut held = steps.iter().enumerate().filter(|(_, (_, truth))| truth.possibly());
        let Some((at, (first, _))) = held.next() else { return Self::NEVER };
        let (last, count) = held.fold((end(at), 1), |(_, count), (at, _)| (end(at), count + 1));
        let days = (*first, last);
        let unbroken = steps.iter().skip(at).take(count).all(|(_, truth)| truth.possibly());
        let mut sure = steps.iter().enumerate().filter(|(_, (_, truth))| truth.certainly());
        match (sure.next(), sure.next()) {
            (None, _) if unbroken => Self::None(days.0, days.1),
            (Some(_), None) if count == 1 => Self::All(days.0, days.1),
            (Some((at, (from, _))), None) if unbroken => {
                Self::Core { days, core: (*from, end(at)) }
            }
            _ => Self::Steps { days, steps },
        }
    }
}

/// What one actor brings to a treaty.
struct Share<'s> {
    actor: u32,
    /// The party as which it is bound, and its place.
    party: Option<(u32, &'s PartyForce)>,
    /// The first party that stands on the same side.
    side: Option<u32>,
    /// The outermost days of its force.
    first: i32,
    last: i32,
    /// The ends of its force, if they decide it alone.
    ends: Option<Ends>,
    /// A source may tell what is not recorded.
    silent: bool,
}

/// A treaty with what each actor that it names brings to it.
struct Listed<'g, 's> {
    ground: &'g Ground<'s>,
    subject: u32,
    force: Option<&'s TreatyForce>,
    shares: Vec<Share<'s>>,
    /// It may be replaced between two.
    replaced: bool,
    /// It stands for several, and is in no list of those in force.
    several: bool,
}

/// The party of a treaty as which an actor is bound, with its place.
fn party_of<'s>(
    ground: &Ground<'_>,
    force: &'s TreatyForce,
    actor: u32,
) -> Option<(u32, &'s PartyForce)> {
    let number = force.number_in(ground.records, ground.actors.get(actor)?)?;
    Some((number, force.party(number)?))
}

impl<'g, 's> Listed<'g, 's> {
    fn of(ground: &'g Ground<'s>, subject: u32, named: &[u32]) -> Self {
        let force = ground.force(subject);
        let share = |actor: &u32| {
            let party = force.and_then(|force| party_of(ground, force, *actor));
            let mut share = Share {
                actor: *actor,
                party,
                side: None,
                first: UNBOUNDED_BELOW,
                last: UNBOUNDED_ABOVE,
                ends: None,
                silent: false,
            };
            let (Some(force), Some((_, party))) = (force, party) else { return share };
            if party.side.is_some() {
                let first = force.parties.iter().position(|other| other.side == party.side);
                share.side = first.and_then(|at| u32::try_from(at).ok());
            }
            let of = &party.histories;
            let days = of.force.envelope();
            (share.first, share.last) = (days.first(), days.last());
            share.silent = of.unrecorded && ground.covered_days(&party.actor).next().is_some();
            share.ends = of.force.ends().filter(|_| of.suspended.is_void());
            share
        };
        Self {
            ground,
            subject,
            force,
            shares: named.iter().map(share).collect(),
            replaced: ground.replacing(subject).next().is_some(),
            several: ground.is_several(subject),
        }
    }

    fn between(&self, a: &Share<'_>, b: &Share<'_>) -> Days {
        if self.several {
            return Days::NEVER;
        }
        let (Some(force), Some((one, party)), Some((other, counterpart))) =
            (self.force, a.party, b.party)
        else {
            return Days::Asked(UNBOUNDED_BELOW, UNBOUNDED_ABOVE);
        };
        let (first, last) = (a.first.max(b.first), a.last.min(b.last));
        if one == other || (a.side.is_some() && a.side == b.side) || first > last {
            return Days::NEVER;
        }
        let barred =
            || force.bars.iter().any(|bar| bar.is_between(&party.actor, &counterpart.actor));
        let changing = self.replaced || a.silent || b.silent || barred();
        let (Some(a), Some(b), false) = (a.ends, b.ends, changing) else {
            let two = Two { subject: self.subject, force, a: party, b: counterpart };
            return stepwise(self.ground, two).unwrap_or(Days::Asked(first, last));
        };
        let core = (a.begun_by.max(b.begun_by), a.ends_from.min(b.ends_from));
        if a.may_never || b.may_never || core.0 > core.1 {
            Days::None(first, last)
        } else if core == (first, last) {
            Days::All(first, last)
        } else {
            Days::Core { days: (first, last), core }
        }
    }
}

/// The days between two parties, by what is so on every day on which that may change; `None` if that
/// cannot be told here.
fn stepwise<'s>(ground: &Ground<'s>, two: Two<'s>) -> Option<Days> {
    // The first of all days is no day: it marks what has no begin.
    let mut turns = alloc::vec![UNBOUNDED_BELOW + 1];
    two.turns(ground, &mut turns);
    turns.retain(|turn| !matches!(*turn, UNBOUNDED_BELOW | UNBOUNDED_ABOVE));
    turns.sort_unstable();
    turns.dedup();
    let steps = turns.into_iter().map(|turn| Some((turn, two.settled(ground, turn)?)));
    let mut steps: Vec<Step> = steps.collect::<Option<_>>()?;
    steps.dedup_by_key(|(_, truth)| *truth);
    Some(Days::of_steps(steps))
}
