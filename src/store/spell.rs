//! One spell: what it may be, from the claims on it.

use alloc::vec::Vec;

use super::claim::SpellClaim;
use super::deciding::{Deciding, Voiced, agreeing};
use super::few::Few;
use super::keys::Keys;
use super::limits::Limits;
use super::state::State;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::truth::{Reason, Truth};

/// How the claims of one subject stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// One claim.
    Single,
    /// All say the same.
    Same,
    /// They differ and can all be true.
    Compatible,
    /// They cannot all be true.
    Conflicting,
}

/// One spell, as far as its claims tell.
#[derive(Debug, Clone)]
pub(crate) struct Spell {
    /// The claims on it, in order.
    pub(crate) claims: Few<u32>,
    /// The possible first days inside, as disjoint ranges in order.
    pub(crate) starts: Few<Keys>,
    /// The possible last days inside, as disjoint ranges in order.
    pub(crate) ends: Few<Keys>,
    pub(crate) agreement: Agreement,
    pub(super) returned: bool,
    /// It may never have begun at all.
    pub(super) may_never: bool,
    /// It did not end before this day.
    pub(super) held_until: i32,
    /// Nothing recorded ended it, in some world at least.
    pub(super) open: bool,
}

/// A spell of one claim with one range of first and one of last days, in as little room.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlainSpell {
    claim: u32,
    start: Keys,
    end: Keys,
    held_until: i32,
    returned: bool,
    may_never: bool,
    open: bool,
}

impl From<PlainSpell> for Spell {
    fn from(plain: PlainSpell) -> Self {
        let PlainSpell { claim, start, end, held_until, returned, may_never, open } = plain;
        Self {
            claims: Few::One(claim),
            starts: Few::One(start),
            ends: Few::One(end),
            agreement: Agreement::Single,
            returned,
            may_never,
            held_until,
            open,
        }
    }
}

/// The outermost possible ends of a spell: it may hold from `earliest` to `latest`, and must from
/// `begun_by` to `ends_from` if it is certain at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ends {
    pub(crate) earliest: i32,
    pub(crate) begun_by: i32,
    pub(crate) ends_from: i32,
    pub(crate) latest: i32,
    /// It may never have begun at all.
    pub(crate) may_never: bool,
}

impl Spell {
    /// Its outermost possible ends; `None` if nothing is left that they can be.
    pub(super) fn outermost(&self) -> Option<Ends> {
        Some(Ends {
            earliest: self.starts.first()?.first(),
            begun_by: self.starts.last()?.last(),
            ends_from: self.ends.first()?.first(),
            latest: self.ends.last()?.last(),
            may_never: self.may_never,
        })
    }

    /// The same in little room, if it is as plain as most are.
    pub(super) fn plain(&self) -> Option<PlainSpell> {
        let Self { claims, starts, ends, agreement, returned, may_never, held_until, open } = self;
        let (Few::One(claim), Few::One(start), Few::One(end), Agreement::Single) =
            (claims, starts, ends, agreement)
        else {
            return None;
        };
        Some(PlainSpell {
            claim: *claim,
            start: *start,
            end: *end,
            held_until: *held_until,
            returned: *returned,
            may_never: *may_never,
            open: *open,
        })
    }

    /// Whether it holds on a day.
    pub(crate) fn on(&self, day: i32) -> State {
        let Some(ends) = self.outermost() else { return State::unknown(Reason::Disputed) };
        // INVARIANT: every start that is left can go with some end and every end with some start, so
        // the outermost values decide.
        let holds = ends.earliest <= day && day <= ends.latest;
        let fails = ends.begun_by > day || ends.ends_from < day || ends.may_never;
        match Truth::from_worlds(holds, fails) {
            Truth::Yes => State::YES,
            Truth::No => State::NO,
            Truth::Unknown => State::unknown(self.doubt(day)),
        }
    }

    /// The days on which it certainly holds; `None` if there are none.
    pub(super) fn core(&self) -> Option<Keys> {
        let begun_by = self.starts.last()?.last();
        let ends_from = self.ends.first()?.first();
        Keys::new(begun_by, ends_from).filter(|_| !self.may_never)
    }

    /// Whether it may hold on some of some days.
    pub(super) fn may_meet(&self, days: Keys) -> bool {
        let all = self.outermost().and_then(|ends| Keys::new(ends.earliest, ends.latest));
        all.is_some_and(|all| all.meets(days))
    }

    fn doubt(&self, day: i32) -> Reason {
        let later = |days: &Keys| days.first() > day;
        let earlier = |days: &Keys| days.last() < day;
        let split = |ranges: &[Keys], out: &dyn Fn(&Keys) -> bool| {
            ranges.len() > 1 && ranges.iter().any(out) && !ranges.iter().all(out)
        };
        if split(&self.starts, &later) || split(&self.ends, &earlier) {
            Reason::Disputed
        } else {
            Reason::Imprecise
        }
    }
}

/// The place of a spell among those of its history, whatever a policy makes of it.
pub(super) type Order = [Option<(i32, i32)>; 2];

/// What a spell may be, from the claims on it, and its place.
pub(super) fn settled(
    group: &[usize],
    claims: &[SpellClaim<'_>],
    limits: &Limits,
    deciding: Deciding<'_>,
) -> (Order, Spell) {
    let peers = || group.iter().filter_map(|&at| claims.get(at));
    let first_days: Vec<Voiced<'_>> = peers().filter_map(SpellClaim::first_voiced).collect();
    let last_days: Vec<Voiced<'_>> = peers().filter_map(SpellClaim::last_voiced).collect();
    // How claims stand to each other is their own matter, whatever a policy makes of it.
    let [first_agreed, last_agreed] = [&first_days, &last_days]
        .map(|claims| agreeing(&claims.iter().map(|claim| claim.days).collect::<Vec<Keys>>()));
    let conflicting = first_agreed.len() > 1 || last_agreed.len() > 1;
    let order = [&first_agreed, &last_agreed]
        .map(|agreed| agreed.first().map(|days| (days.first(), days.last())));
    let mut starts = deciding.values(&first_days);
    let mut ends = deciding.values(&last_days);
    if starts.is_empty() {
        starts.push(Keys::ALL);
    }
    // Where no claim of an agreeing subset states an end, nothing recorded ended it: it is open.
    let stated_end = |days: &Keys| peers().any(|peer| peer.end.is_some_and(|end| end.meets(*days)));
    let latest_start = starts.last().map_or(UNBOUNDED_BELOW, |days| days.first());
    for days in &mut ends {
        if !stated_end(days) {
            *days = limits.last.later(Keys::at(days.first().max(latest_start)));
        } else {
            *days = days.clipped(UNBOUNDED_BELOW, limits.last.last());
        }
    }
    let open = ends.is_empty() || !ends.iter().all(stated_end);
    if ends.is_empty() {
        ends.push(limits.last.later(Keys::at(latest_start)));
    }
    let ends_by = ends.last().map_or(UNBOUNDED_ABOVE, |days| days.last());
    let begins = starts.first().map_or(UNBOUNDED_BELOW, |days| days.first());
    starts = cut(&starts, UNBOUNDED_BELOW, ends_by);
    // A stated day outside the limits stands: who is said to have left before had begun before.
    for days in &mut starts {
        *days = days.clipped(limits.first, UNBOUNDED_ABOVE);
    }
    let begins = starts.first().map_or(begins, |days| days.first());
    ends = cut(&ends, begins, UNBOUNDED_ABOVE);
    let same = peers().zip(peers().skip(1)).all(|(a, b)| {
        a.start == b.start
            && a.end == b.end
            && a.began_by == b.began_by
            && a.held_until == b.held_until
    });
    let agreement = match (group.len(), conflicting, same) {
        (0 | 1, ..) => Agreement::Single,
        (_, true, _) => Agreement::Conflicting,
        (_, false, true) => Agreement::Same,
        (_, false, false) => Agreement::Compatible,
    };
    let spell = Spell {
        claims: peers().map(|peer| peer.by).collect(),
        starts: starts.into(),
        ends: ends.into(),
        agreement,
        held_until: peers().map(|peer| peer.held_until).max().unwrap_or(UNBOUNDED_BELOW),
        returned: peers().any(|peer| peer.returned),
        // Whoever states a begin without doubt says that it began.
        may_never: peers().any(|peer| peer.may_never)
            && !peers().any(|peer| !peer.may_never && peer.first_days().is_some()),
        open,
    };
    (order, spell)
}

/// What a spell is that one claim alone tells of: the same as [`settled`], without lists of one.
pub(super) fn alone(claim: &SpellClaim<'_>, limits: &Limits) -> Spell {
    let stated_end = |days: Keys| claim.end.is_some_and(|end| end.meets(days));
    let start = claim.first_days().unwrap_or(Keys::ALL);
    let latest_start = start.first();
    let end = claim.last_days().map(|days| {
        if stated_end(days) {
            days.clipped(UNBOUNDED_BELOW, limits.last.last())
        } else {
            limits.last.later(Keys::at(days.first().max(latest_start)))
        }
    });
    let open = !end.is_some_and(stated_end);
    let end = end.unwrap_or_else(|| limits.last.later(Keys::at(latest_start)));
    let start = Keys::new(start.first(), start.last().min(end.last())).unwrap_or(start);
    let start = start.clipped(limits.first, UNBOUNDED_ABOVE);
    let end = Keys::new(end.first().max(start.first()), end.last()).unwrap_or(end);
    let plain = PlainSpell {
        claim: claim.by,
        start,
        end,
        held_until: claim.held_until,
        returned: claim.returned,
        may_never: claim.may_never,
        open,
    };
    plain.into()
}

/// The parts of ranges inside limits; the ranges themselves if nothing is left.
fn cut(ranges: &[Keys], first: i32, last: i32) -> Vec<Keys> {
    let inside: Vec<Keys> = ranges
        .iter()
        .filter_map(|days| Keys::new(days.first().max(first), days.last().min(last)))
        .collect();
    if inside.is_empty() { ranges.to_vec() } else { inside }
}
