//! What a treaty is to a party on a day: a set of possible standings.
//!
//! On one exact day of one exact history a party has at least one standing; some may coexist. Unknown
//! means that the records allow a history with the standing and one without.

use core::fmt;

use time::Date;

use super::answer::Answer;
use super::force::closed;
use super::treaty::TreatyRef;
use super::view::InTime;
use crate::date::key;
use crate::record::{Actor, TreatyStanding};
use crate::store::{PartyForce, Sight, State};
use crate::truth::{Reason, Truth};

const RULE: &str = "a signatory has signed and never consented; a contracting state has consented and the treaty is \
     not in force for it; for a party it is in force, for a former party it was";

const COUNT: usize = TreatyStanding::ALL.len();

/// The standings of one party to a treaty on one day, each with its truth.
///
/// *Signatory*: it has signed and not consented by then. *Contracting*: it has consented and not left
/// since, and the treaty is not in force for it. *Party*: the treaty is in force for it, suspended or
/// not. *Suspended*: in force for it, its operation suspended. *Former*: it was in force for it on an
/// earlier day and is not; after an instrument of return, former and contracting coexist. *Provisionally
/// applying*: it applies the treaty before its entry into force. *Not involved*: none of the others.
///
/// ```
/// use bilateral::{Act, ActKind, Archive, CountryCode, Source, Treaty, TreatyParty, TreatyStanding, Truth, day};
///
/// let archive = Archive::from_records([
///     Source::new("un", "Status of treaties").published(day(2022, 1, 1)).into(),
///     Treaty::new("paris", "An agreement on climate")
///         .others()
///         .party(TreatyParty::new(CountryCode::USA)
///             .act(Act::new(ActKind::Acceptance).on(day(2016, 9, 3)))
///             .act(Act::new(ActKind::EntryIntoForce).on(day(2016, 11, 4)))
///             .act(Act::new(ActKind::Withdrawal).on(day(2019, 11, 4)).effective(day(2020, 11, 4)))
///             .act(Act::new(ActKind::Acceptance).on(day(2021, 1, 20)))
///             .act(Act::new(ActKind::EntryIntoForce).on(day(2021, 2, 19))))
///         .source("un")
///         .into(),
/// ])?;
/// let paris = archive.treaty("paris").unwrap();
/// let usa = CountryCode::USA.into();
/// let between = paris.standing_of(&usa, day(2021, 1, 25));
/// assert!(between.certainly().eq([TreatyStanding::Contracting, TreatyStanding::Former]));
/// assert_eq!(between.is(TreatyStanding::Party).value(), Truth::No);
/// assert!(paris.standing_of(&usa, day(2021, 2, 19)).certainly().eq([TreatyStanding::Party]));
///
/// // Who is not listed may be anything, as long as the list is not complete.
/// let unlisted = paris.standing_of(&CountryCode::KAZ.into(), day(2021, 1, 25));
/// assert_eq!(unlisted.certainly().count(), 0);
/// assert_eq!(unlisted.is(TreatyStanding::NotInvolved).value(), Truth::Unknown);
/// # Ok::<(), bilateral::Report>(())
/// ```
#[derive(Clone, Copy)]
pub struct Standings<'s> {
    treaty: TreatyRef<'s>,
    party: Option<u32>,
    day: Date,
    states: [State; COUNT],
}

impl<'s> Standings<'s> {
    /// Returns whether the party has one standing, with its evidence.
    #[must_use]
    pub fn is(self, standing: TreatyStanding) -> Answer<'s> {
        let state = self.states.get(standing as usize).copied().unwrap_or(State::NO);
        self.treaty.answer([self.party, None], state, self.day, RULE)
    }

    /// Returns the standings that it certainly or possibly has, each with its truth, in the order of
    /// [`TreatyStanding::ALL`].
    pub fn iter(self) -> impl Iterator<Item = (TreatyStanding, Truth)> {
        let all = TreatyStanding::ALL.iter().copied().zip(self.states);
        all.map(|(standing, state)| (standing, state.truth)).filter(|(_, truth)| truth.possibly())
    }

    /// Returns the standings that it certainly has.
    pub fn certainly(self) -> impl Iterator<Item = TreatyStanding> {
        self.iter().filter(|(_, truth)| truth.certainly()).map(|(standing, _)| standing)
    }

    /// Returns the standings that it certainly or possibly has.
    pub fn possibly(self) -> impl Iterator<Item = TreatyStanding> {
        self.iter().map(|(standing, _)| standing)
    }
}

impl fmt::Debug for Standings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(standing, truth)| (standing.as_str(), truth)))
            .finish()
    }
}

impl<'s> TreatyRef<'s> {
    /// Returns what the treaty is to an actor on a day, as a set of possible standings.
    ///
    /// An actor that the treaty does not list is *not involved* if the list is complete, or if a source
    /// `covers` its treaties; else every standing is Unknown.
    #[must_use]
    pub fn standing_of(self, party: &Actor, day: Date) -> Standings<'s> {
        let actor = self.store.principal(party);
        let number = self.number(actor);
        let force = self.store.force(self.subject);
        let found = force.as_ref().and_then(|force| force.party(number?));
        let states = match found {
            Some(party) => standings(self.store, party, day),
            None => {
                let answer = self.not_listed(actor, day);
                let state = State { truth: answer.value(), reason: answer.reason() };
                let mut states = [state; COUNT];
                if let Some(not_involved) = states.get_mut(TreatyStanding::NotInvolved as usize) {
                    *not_involved = state.negated();
                }
                states
            }
        };
        Standings { treaty: self, party: number, day, states }
    }

    /// Returns those for whom it is in force on a day, suspended or not, each with its truth.
    #[must_use]
    pub fn parties_on(
        self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (&'s Actor, Truth)> + use<'s>> {
        self.in_standing(TreatyStanding::Party, day)
    }

    /// Returns those who have consented and for whom it is not in force on a day, each with its truth.
    #[must_use]
    pub fn contracting_on(
        self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (&'s Actor, Truth)> + use<'s>> {
        self.in_standing(TreatyStanding::Contracting, day)
    }

    /// Returns the mere signatories on a day, each with its truth: whose consent is not recorded may
    /// have consented, unless a source denies it or `covers` its treaties.
    #[must_use]
    pub fn signatories_on(
        self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (&'s Actor, Truth)> + use<'s>> {
        self.in_standing(TreatyStanding::Signatory, day)
    }

    fn in_standing(
        self,
        standing: TreatyStanding,
        day: Date,
    ) -> InTime<impl Iterator<Item = (&'s Actor, Truth)> + use<'s>> {
        let store = self.store;
        let listed = store.store().force(self.subject).map_or(&[][..], |force| &force.parties);
        let force = store.force(self.subject);
        InTime::new((0_u32..).zip(listed).map(move |(number, listed)| {
            let party = force.as_ref().and_then(|force| force.party(number));
            let states = party.map(|party| standings(store, party, day));
            let state = states.and_then(|states| states.get(standing as usize).copied());
            (&listed.actor, state.map_or(Truth::No, |state| state.truth))
        }))
    }
}

/// The standings of a listed party, in the order of the codes.
fn standings(store: Sight<'_>, party: &PartyForce, day: Date) -> [State; COUNT] {
    let of = &party.histories;
    let on = key(day);
    let settled = |state: State| closed(store, party, state, day);
    let force = settled(of.force.series().on(on));
    let consented = of.consented.series().begun_by(on).or(of.bound.series().begun_by(on));
    let begun = settled(consented.or(of.force.series().begun_by(on)));
    let bound = settled(of.bound.series().on(on).or(of.force.series().on(on)));
    let signed = of.signed.series().begun_by(on).and(of.signed.series().on_or_no(on));
    let provisional = of.provisional.on_or_no(on).and(force.negated());
    let former = of.force.series().ended_before(on).and(force.negated());
    let contracting = bound.and(force.negated());
    let signatory = signed.and(begun.negated());
    let some = [force, contracting, signatory, former, provisional];
    // Who has signed, may have consented and has not left since is signatory, contracting or party.
    let over = of.bound.series().spells.is_empty()
        || of.bound.series().may_be_over(on)
        || of.force.series().may_be_over(on);
    let under_way = if over || begun.truth.is_known() { State::NO } else { signed };
    let involved = some.into_iter().fold(under_way, State::or);
    // What is only doubtful because nothing is recorded says so.
    let reasoned = |state: State| match state.truth {
        Truth::Unknown if of.unrecorded => State::unknown(Reason::NotRecorded),
        _ => state,
    };
    let mut states = [State::NO; COUNT];
    for (standing, state) in [
        (TreatyStanding::NotInvolved, involved.negated()),
        (TreatyStanding::Signatory, signatory),
        (TreatyStanding::Contracting, contracting),
        (TreatyStanding::ProvisionallyApplying, provisional),
        (TreatyStanding::Party, force),
        (TreatyStanding::Suspended, force.and(of.suspended.on_or_no(on))),
        (TreatyStanding::Former, former),
    ] {
        if let Some(slot) = states.get_mut(standing as usize) {
            *slot = reasoned(state);
        }
    }
    states
}
