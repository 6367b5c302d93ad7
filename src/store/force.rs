//! What the acts of a treaty say of its force for each party.
//!
//! Acts become claims of spells, one set a source; `spells` settles them. Only recorded acts,
//! attestations, general dates and clauses speak; a simple signature never suffices.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::claim::{SpellClaim, day_or_day_before};
use super::deciding::{Deciding, Voiced, agreeing};
use super::histories::Histories;
use super::keys::Keys;
use super::limits::Limits;
use super::party::Party;
use super::records::Records;
use super::spell::Agreement;
use super::spells::Series;
use super::state::State;
use super::treaty_acts::{Told, TreatyClaim};
use crate::record::{Actor, Reservation, ReservationKind};

/// What a treaty is to one of its listed parties, over time.
#[derive(Debug, Clone)]
pub(crate) struct PartyForce {
    pub(crate) actor: Actor,
    pub(crate) side: Option<Box<str>>,
    pub(crate) histories: Histories,
    /// It is not listed itself, but continues a state that is.
    pub(crate) continues: bool,
}

impl PartyForce {
    /// Whether the treaty binds it on a day, its own suspension considered.
    pub(crate) fn alone(&self, day: i32) -> State {
        let of = &self.histories;
        of.force.series().on(day).and(of.suspended.on_or_no(day).negated())
    }

    /// The days on which that may change, in no order.
    pub(super) fn turns(&self, turns: &mut Vec<i32>) {
        self.histories.force.series().turns(turns);
        self.histories.suspended.turns(turns);
    }

    /// Whether it is the other party, or stands on one side with it.
    pub(crate) fn is_one_with(&self, other: &Self) -> bool {
        self.actor == other.actor || (self.side.is_some() && self.side == other.side)
    }
}

/// The days on which an objection keeps a treaty from force between two parties.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    between: (Actor, Actor),
    pub(crate) series: Series,
}

impl Bar {
    /// Whether it stands between two actors, whichever of them objected.
    pub(crate) fn is_between(&self, a: &Actor, b: &Actor) -> bool {
        let (x, y) = (&self.between.0, &self.between.1);
        (x == a && y == b) || (x == b && y == a)
    }
}

/// A treaty with the force that its claims add up to.
#[derive(Debug, Clone)]
pub(crate) struct TreatyForce {
    pub(crate) parties: Vec<PartyForce>,
    pub(crate) bars: Vec<Bar>,
    /// The possible days of its general entry into force, stated or by its clause; empty if nothing
    /// tells.
    pub(crate) entry: Vec<Keys>,
    /// How the claims on the dates of the whole stand to each other.
    pub(crate) whole: Agreement,
    /// Every party is listed.
    pub(crate) complete: bool,
}

/// How the claims on one date stand to each other.
fn agreement(claims: &[Voiced<'_>]) -> Agreement {
    let days: Vec<Keys> = claims.iter().map(|claim| claim.days).collect();
    match days.as_slice() {
        [] | [_] => Agreement::Single,
        [first, others @ ..] if others.iter().all(|other| other == first) => Agreement::Same,
        _ if agreeing(&days).len() > 1 => Agreement::Conflicting,
        _ => Agreement::Compatible,
    }
}

impl TreatyForce {
    pub(crate) fn of(deciding: Deciding<'_>, claims: &[TreatyClaim<'_>]) -> Self {
        let told = Told::of(deciding, claims.to_vec());
        let mut parties: Vec<PartyForce> = Vec::with_capacity(told.actors.len());
        for actor in told.actors.iter().copied() {
            let side = told.side_of(actor).map(Box::from);
            let histories = Party::of(&told, actor).histories();
            parties.extend(continued(&told, actor, &side, &histories));
            parties.push(PartyForce { actor: actor.clone(), side, histories, continues: false });
        }
        parties.sort_by(|a, b| (&a.actor, a.continues).cmp(&(&b.actor, b.continues)));
        parties.shrink_to_fit();
        let entry = deciding.values(&told.entries);
        let whole = agreement(&told.entries).max(agreement(&told.ends));
        Self { parties, bars: bars(&told), entry, whole, complete: told.complete }
    }

    /// The number of a party.
    pub(crate) fn number(&self, actor: &Actor) -> Option<u32> {
        let at = self.parties.partition_point(|party| party.actor < *actor);
        let found = self.parties.get(at).is_some_and(|party| party.actor == *actor);
        found.then(|| u32::try_from(at).ok()).flatten()
    }

    pub(crate) fn party(&self, number: u32) -> Option<&PartyForce> {
        self.parties.get(number as usize)
    }

    /// Whether no objection keeps it from force between two parties on a day.
    pub(crate) fn unbarred(&self, a: &PartyForce, b: &PartyForce, day: i32) -> State {
        self.bars
            .iter()
            .filter(|bar| bar.is_between(&a.actor, &b.actor))
            .fold(State::YES, |state, bar| state.and(bar.series.on(day).negated()))
    }

    /// The number of the party as which an actor is bound: itself, or an organ of it that is listed.
    pub(crate) fn number_in(&self, records: &Records, actor: &Actor) -> Option<u32> {
        self.number(actor).or_else(|| {
            let is_it = |party: &PartyForce| records.principal(&party.actor) == actor;
            u32::try_from(self.parties.iter().position(is_it)?).ok()
        })
    }
}

/// States that continue a listed one keep its treaties: the same acts, from their own first day on.
fn continued(
    told: &Told<'_>,
    actor: &Actor,
    side: &Option<Box<str>>,
    histories: &Histories,
) -> Vec<PartyForce> {
    let Some(code) = actor.country() else { return Vec::new() };
    let mut parties = Vec::new();
    for later in told.deciding.records.continued_by(code) {
        let later = Actor::Country(later);
        if told.actors.binary_search(&&later).is_ok() {
            continue;
        }
        let own = told.deciding.existence(&later);
        let mut histories = histories.clone();
        histories.continue_within(&own);
        parties.push(PartyForce { actor: later, side: side.clone(), histories, continues: true });
    }
    parties
}

impl Histories {
    fn continue_within(&mut self, own: &Limits) {
        for history in [&mut self.signed, &mut self.consented, &mut self.bound, &mut self.force] {
            history.continue_within(own);
        }
        self.provisional.continue_within(own);
        self.suspended.continue_within(own);
    }
}

/// Objections that keep the treaty from force between who objected and who made the reservation.
fn bars(told: &Told<'_>) -> Vec<Bar> {
    let made = |id: &str| -> Option<&Reservation> {
        let all = told.claims.iter().flat_map(|claim| &claim.treaty.reservations);
        all.filter(|made| made.kind != ReservationKind::Objection).find(|made| made.id == id)
    };
    let mut bars = Vec::new();
    for claim in &told.claims {
        for objection in claim.treaty.reservations.iter().filter(|made| made.bars_force) {
            let Some(to) = objection.to.as_deref().and_then(made) else { continue };
            let cited = told.deciding.records.cited(claim.by, &objection.sources);
            let withdrawn = [objection.withdrawn, to.withdrawn].into_iter().flatten();
            let end = withdrawn.map(day_or_day_before).reduce(|a, b| {
                Keys::new(a.first().min(b.first()), a.last().min(b.last())).unwrap_or(a)
            });
            let spell = SpellClaim {
                start: Some(objection.on.map_or(Keys::ALL, Keys::of)),
                end,
                ..SpellClaim::silent(claim.by, claim.by, cited)
            };
            let series = Series::of(&[spell.tightened()], &Limits::NONE, told.deciding);
            bars.push(Bar { between: (objection.by.clone(), to.by.clone()), series });
        }
    }
    bars
}
