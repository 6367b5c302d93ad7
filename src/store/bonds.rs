//! The treaties of each pair of actors, with the days on which each is in force between the two.
//!
//! A treaty is in force between two parties while it is for both, so its days are the intersection of
//! the two parties' own: from the later of their begins to the earlier of their ends. Working that out
//! for every question means to go through the histories of two parties for every treaty that lists
//! them. The intersections are therefore worked out once, for each pair of the parties of each treaty,
//! and stand in one list a pair, in the order of the treaties, so that a question is one look-up and one
//! run through neighbours in memory. Nothing that it needs stands elsewhere: to go back and forth
//! between tables took several times as long.
//!
//! The days of a treaty stand in *pieces* of twelve bytes: from a first day to a last it is in force, or
//! that is Unknown. With exact dates there is one piece; a date that is not exact adds one; a treaty of
//! which nothing tells whether a party consented is one piece that is Unknown throughout. Where parties
//! left and came back, were suspended, are told of in several ways, or where a source fills what is not
//! recorded, there are as many as the answer changes. Of a treaty that is never in force stands one piece
//! without days, so that it is listed. No two pieces of a treaty share a day.
//!
//! The pieces of each party come from its history alone, asked on every day on which it may change.
//! Objections between two, and treaties in place of one another, are settled for the two; what is left
//! (a long chain of such treaties, an actor that is not among the parties) is *asked* by way of the
//! records.
//!
//! A treaty of `p` parties stands in p(p-1)/2 lists. One that names more than 256 actors stands in none:
//! it is kept among the [wide](super::in_common::Wide) subjects, and asked.

use alloc::vec::Vec;

use super::force::{PartyForce, TreatyForce};
use super::ground::Ground;
use super::lists::{Counts, Lists};
use super::numbers::{Between, MOST_PAIRED, pairs, pairs_of};
use super::settling::{Two, alone, turns_of};
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::RecordKind;
use crate::truth::Truth;

/// Days of one treaty between two actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bond {
    /// The first and the last of them; the first lies behind the last if there are none.
    first: i32,
    last: i32,
    /// The subject, and whether it is in force on them.
    what: u32,
}

/// In force on each of the days.
const SURE: u32 = 0;
/// On each of the days, that is Unknown.
const UNSURE: u32 = 1 << 30;
/// Only the records tell.
const ASKED: u32 = 2 << 30;
const READING: u32 = 3 << 30;

/// What a bond says of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// In force, or perhaps in force.
    So(Truth),
    /// Only the records tell.
    Asked,
}

impl Bond {
    const fn new(piece: Piece, subject: u32) -> Self {
        let Piece { first, last, reading } = piece;
        Self { first, last, what: reading | subject }
    }

    /// Whether a day is among its days.
    #[inline]
    pub(crate) const fn has(self, day: i32) -> bool {
        // Both are compared, so that nothing waits for the first.
        (self.first <= day) & (day <= self.last)
    }

    /// The treaty.
    #[inline]
    pub(crate) const fn subject(self) -> u32 {
        self.what & !READING
    }

    /// Whether the treaty is in force on its days.
    #[inline]
    pub(crate) const fn bound(self) -> Bound {
        match self.what & READING {
            SURE => Bound::So(Truth::Yes),
            UNSURE => Bound::So(Truth::Unknown),
            _ => Bound::Asked,
        }
    }
}

/// The treaties of each pair.
#[derive(Debug, Default)]
pub(crate) struct Bonds(Lists<Bond>);

impl Bonds {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let actors = ground.actors.len();
        let treaties: Vec<Listed<'_, '_>> = ground
            .of_kind(RecordKind::Treaty)
            .map(|(number, _)| (number, ground.named(number)))
            .filter(|(_, named)| named.len() <= MOST_PAIRED)
            .map(|(number, named)| Listed::of(ground, number, named))
            .collect();
        let mut counts = Counts::new(pairs(actors as u64), actors);
        for treaty in &treaties {
            treaty.each(|pair, _| counts.count(pair.place()));
        }
        let mut filling = counts.filling(Bond::new(Piece::NEVER, 0));
        for treaty in &treaties {
            treaty.each(|pair, bond| filling.put(pair.place(), bond));
        }
        Self(filling.done())
    }

    /// How many there are over all pairs.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The days of the treaties that name both, in the order of the treaties.
    #[inline]
    pub(crate) fn between(&self, between: Option<Between>) -> &[Bond] {
        between.map_or(&[], |pair| self.0.of(pair.place()))
    }

    /// The treaties that name both, in order.
    pub(crate) fn listed(&self, between: Option<Between>) -> impl Iterator<Item = u32> {
        let mut last = None;
        self.between(between).iter().filter_map(move |bond| {
            let subject = bond.subject();
            (last.replace(subject) != Some(subject)).then_some(subject)
        })
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
                let of = self.between(Some(pair)).iter().filter(|it| it.subject() == subject);
                let bonds: Vec<Bond> = of.copied().collect();
                if bonds.is_empty() {
                    return Err("a treaty is not listed for a pair that it names");
                }
                if !bonds.is_sorted_by(|a, b| a.last < b.first) {
                    return Err("the pieces of a treaty share days");
                }
                expected += bonds.len();
                verify_days(ground, &bonds, subject, pair)?;
            }
        }
        if expected == self.0.len() {
            Ok(())
        } else {
            Err("a treaty is listed for a pair that it does not name")
        }
    }
}

/// Rechecks the days of a treaty on and around every day on which the answer may change.
fn verify_days(
    ground: &Ground<'_>,
    bonds: &[Bond],
    subject: u32,
    pair: Between,
) -> Result<(), &'static str> {
    let Some(force) = ground.force(subject) else { return Ok(()) };
    let [a, b] = [pair.a(), pair.b()].map(|number| party_of(ground, force, number));
    let never = ground.is_several(subject);
    let (Some((_, a)), Some((_, b))) = (a, b) else {
        let is_asked = never || bonds.iter().all(|bond| bond.bound() == Bound::Asked);
        return if is_asked { Ok(()) } else { Err("what is not listed must be asked") };
    };
    let two = Two { subject, force, a, b };
    let mut turns: Vec<i32> = bonds.iter().flat_map(|bond| [bond.first, bond.last]).collect();
    two.turns(ground, &mut turns);
    for day in turns.into_iter().flat_map(|day| [day.saturating_sub(1), day]) {
        if matches!(day, UNBOUNDED_BELOW | UNBOUNDED_ABOVE) {
            continue;
        }
        let truth = if never { Some(Truth::No) } else { two.settled(ground, day) };
        let is_so = match bonds.iter().find(|bond| bond.has(day)).map(|bond| bond.bound()) {
            Some(Bound::So(said)) => truth.is_none_or(|truth| truth == said),
            Some(Bound::Asked) => ground.replacing(subject).next().is_some(),
            None => truth.is_none_or(Truth::is_no),
        };
        if !is_so {
            return Err("a treaty is in force on other days than those listed");
        }
    }
    Ok(())
}

/// Days on which one thing is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    first: i32,
    last: i32,
    reading: u32,
}

impl Piece {
    /// No days.
    const NEVER: Self = Self { first: UNBOUNDED_ABOVE, last: UNBOUNDED_BELOW, reading: SURE };

    /// What is true or Unknown by steps, in pieces.
    fn of_steps(turns: &[i32], truth: impl Fn(i32) -> Option<Truth>) -> Option<Vec<Self>> {
        let mut pieces: Vec<Self> = Vec::new();
        for (at, first) in turns.iter().enumerate() {
            let reading = match truth(*first)? {
                Truth::No => continue,
                Truth::Yes => SURE,
                Truth::Unknown => UNSURE,
            };
            let last = turns.get(at + 1).map_or(UNBOUNDED_ABOVE, |next| next - 1);
            Self { first: *first, last, reading }.join(&mut pieces);
        }
        Some(pieces)
    }

    /// Adds it to the last of some pieces that it continues, or behind them.
    fn join(self, pieces: &mut Vec<Self>) {
        match pieces.last_mut() {
            Some(so_far) if so_far.goes_on_in(self) => so_far.last = self.last,
            _ => pieces.push(self),
        }
    }

    const fn goes_on_in(self, next: Self) -> bool {
        self.reading == next.reading && self.last.saturating_add(1) == next.first
    }

    /// The days that two have in common.
    const fn and(self, other: Self) -> Self {
        Self {
            first: if self.first > other.first { self.first } else { other.first },
            last: if self.last < other.last { self.last } else { other.last },
            // What is sure only for one of the two is not.
            reading: self.reading | other.reading,
        }
    }
}

/// The days on which a treaty binds one party.
fn pieces_of(ground: &Ground<'_>, party: &PartyForce) -> Vec<Piece> {
    let of = &party.histories;
    let told = of.force.series().ends().filter(|_| of.suspended.is_void());
    let silent = of.unrecorded && ground.covered_days(&party.actor).next().is_some();
    if let (Some(ends), false) = (told, silent) {
        let (first, last) = (ends.earliest, ends.latest);
        let piece = |first, last, reading| Piece { first, last, reading };
        let certain = !ends.may_never && ends.begun_by <= ends.ends_from;
        let pieces = if certain {
            [
                piece(first, ends.begun_by.saturating_sub(1), UNSURE),
                piece(ends.begun_by, ends.ends_from, SURE),
                piece(ends.ends_from.saturating_add(1), last, UNSURE),
            ]
        } else {
            [piece(first, last, UNSURE), Piece::NEVER, Piece::NEVER]
        };
        let is_some = |piece: &Piece| {
            // Beyond the ends of the scale there is nothing.
            let edge = piece.reading == UNSURE
                && (piece.first == UNBOUNDED_ABOVE || piece.last == UNBOUNDED_BELOW);
            piece.first <= piece.last && !edge
        };
        return pieces.into_iter().filter(is_some).collect();
    }
    let mut turns = Vec::new();
    turns_of(ground, party, &mut turns);
    Piece::of_steps(&in_order(turns), |day| Some(alone(ground, party, day))).unwrap_or_default()
}

/// Days on which something may change, in order, from the first of all on.
fn in_order(mut turns: Vec<i32>) -> Vec<i32> {
    // The first of the scale is no day: it marks what has no begin.
    turns.push(UNBOUNDED_BELOW + 1);
    turns.retain(|turn| !matches!(*turn, UNBOUNDED_BELOW | UNBOUNDED_ABOVE));
    turns.sort_unstable();
    turns.dedup();
    turns
}

/// What one actor brings to a treaty.
struct Share<'s> {
    actor: u32,
    /// The party as which it is bound, and its place.
    party: Option<(u32, &'s PartyForce)>,
    /// The first party that stands on the same side.
    side: Option<u32>,
    /// The days on which it is bound.
    pieces: Vec<Piece>,
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
            let side = party.zip(force).and_then(|((_, party), force)| {
                let side = party.side.as_ref()?;
                let first = force.parties.iter().position(|it| it.side.as_ref() == Some(side));
                u32::try_from(first?).ok()
            });
            let pieces = party.map(|(_, party)| pieces_of(ground, party)).unwrap_or_default();
            Share { actor: *actor, party, side, pieces }
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

    /// Goes through its pieces for each pair of the actors that it names.
    fn each(&self, mut each: impl FnMut(Between, Bond)) {
        for (at, a) in self.shares.iter().enumerate() {
            for b in self.shares.iter().skip(at + 1) {
                let Some(pair) = Between::new(a.actor, b.actor) else { continue };
                let mut any = false;
                self.between(a, b, |piece| {
                    any = true;
                    each(pair, Bond::new(piece, self.subject));
                });
                if !any {
                    each(pair, Bond::new(Piece::NEVER, self.subject));
                }
            }
        }
    }

    /// Goes through the days on which it may be in force between two.
    fn between(&self, a: &Share<'_>, b: &Share<'_>, mut each: impl FnMut(Piece)) {
        if self.several {
            return;
        }
        let asked = Piece { first: UNBOUNDED_BELOW, last: UNBOUNDED_ABOVE, reading: ASKED };
        let (Some(force), Some((one, party)), Some((other, counterpart))) =
            (self.force, a.party, b.party)
        else {
            return each(asked);
        };
        if one == other || (a.side.is_some() && a.side == b.side) {
            return;
        }
        let barred =
            || force.bars.iter().any(|bar| bar.is_between(&party.actor, &counterpart.actor));
        if self.replaced || barred() {
            let two = Two { subject: self.subject, force, a: party, b: counterpart };
            let mut turns = Vec::new();
            two.turns(self.ground, &mut turns);
            let settled = |day| two.settled(self.ground, day);
            match Piece::of_steps(&in_order(turns), settled) {
                Some(pieces) => pieces.into_iter().for_each(each),
                None => each(asked),
            }
            return;
        }
        in_both(&a.pieces, &b.pieces, each);
    }
}

/// Goes through the days that two have in common, in order.
fn in_both(mut a: &[Piece], mut b: &[Piece], mut each: impl FnMut(Piece)) {
    let mut so_far: Option<Piece> = None;
    while let (Some((one, rest_of_a)), Some((other, rest_of_b))) =
        (a.split_first(), b.split_first())
    {
        let both = one.and(*other);
        if both.first <= both.last {
            match &mut so_far {
                Some(so_far) if so_far.goes_on_in(both) => so_far.last = both.last,
                _ => so_far.replace(both).into_iter().for_each(&mut each),
            }
        }
        // What ends later may go on in the next of the other.
        if one.last < other.last {
            a = rest_of_a;
        } else {
            b = rest_of_b;
        }
    }
    so_far.into_iter().for_each(each);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(of: &[(i32, i32, u32)]) -> Vec<Piece> {
        of.iter()
            .map(|(first, last, reading)| Piece { first: *first, last: *last, reading: *reading })
            .collect()
    }

    /// What two have in common is what each day says of both.
    #[test]
    fn two_have_in_common_what_every_day_says() {
        let all = [
            pieces(&[]),
            pieces(&[(2, 9, SURE)]),
            pieces(&[(0, 3, UNSURE), (4, 6, SURE), (7, UNBOUNDED_ABOVE, UNSURE)]),
            pieces(&[(UNBOUNDED_BELOW, 1, SURE), (5, 5, UNSURE), (8, 9, SURE)]),
            pieces(&[(1, 4, UNSURE), (6, 11, UNSURE)]),
        ];
        let on = |pieces: &[Piece], day: i32| {
            let found = pieces.iter().find(|piece| piece.first <= day && day <= piece.last);
            found.map_or(
                Truth::No,
                |piece| if piece.reading == SURE { Truth::Yes } else { Truth::Unknown },
            )
        };
        for a in &all {
            for b in &all {
                let mut both = Vec::new();
                in_both(a, b, |piece| both.push(piece));
                assert!(both.is_sorted_by(|one, next| one.last < next.first));
                assert!(both.windows(2).all(|it| !it[0].goes_on_in(it[1])));
                for day in -3..15 {
                    assert_eq!(on(&both, day), on(a, day).min(on(b, day)), "{a:?} {b:?} {day}");
                }
            }
        }
    }
}
