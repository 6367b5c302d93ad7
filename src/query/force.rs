//! Whether a treaty is in force for a party or between two, and whether it is applied provisionally.
//!
//! In force is per party and per pair: a treaty binds A and B on a day if it is in force for each, on
//! different sides where sides are given, not suspended for either, not barred by an objection and not
//! replaced between them. Unknown means that some exact history allowed by the records has it in force
//! and another has not.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::answer::Answer;
use super::basis::Basis;
use super::treaty::TreatyRef;
use crate::country::CountryCode;
use crate::date::key;
use crate::record::{Actor, RecordKind};
use crate::store::{PartyForce, Sight, State};
use crate::truth::Reason;

const RULE: &str = "a treaty is in force between two parties on the days on which it is in force for each of them, \
     on different sides, and neither suspended, barred by an objection nor replaced between them";
const RULE_ONE: &str = "a treaty is in force for a party from its entry into force for that party until its end; \
     an attested standing began on or before the day for which it is stated";
const RULE_PROVISIONAL: &str = "a treaty is applied provisionally from the day on which that begins until it ends or the \
     treaty enters into force";
const NOT_LISTED: &str =
    "the treaty does not list the party, and its list is not said to be complete";
const NOT_A_PARTY: &str = "the treaty lists every party, and not this one";
const NOT_SUCCEEDED: &str = "a predecessor is listed, and no act of succession is recorded";
const NOTHING_TO_SUCCEED: &str =
    "a predecessor is listed, and the treaty was no longer in force for it when it ended";

/// How deep replacements are followed; a chain of treaties that replace one another is shorter.
const DEEPEST: usize = 64;

impl<'s> TreatyRef<'s> {
    /// Returns whether it is in force for one party on a day; while its operation is suspended it stays
    /// in force for the party, and is in force between it and nobody.
    ///
    /// Unknown with the reason *not recorded* if the treaty does not list the actor and its list is
    /// not complete, or lists it and nothing tells whether it consented; No if the list is complete,
    /// or if a source `covers` the treaties of the actor on that day.
    #[must_use]
    pub fn in_force(self, party: &Actor, day: Date) -> Answer<'s> {
        self.of_one(party, day, RULE_ONE, |party, day| party.histories.force.series().on(day))
    }

    /// Returns whether it is in force between two parties on a day.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{Actor, CountryCode, Truth, day};
    ///
    /// let (usa, kaz): (Actor, Actor) = (CountryCode::USA.into(), CountryCode::KAZ.into());
    /// let tax = archive.treaty("us-kz-tax")?;
    /// assert_eq!(tax.in_force_between(&usa, &kaz, day(1996, 12, 29)).value(), Truth::No);
    /// assert_eq!(tax.in_force_between(&usa, &kaz, day(1996, 12, 30)).value(), Truth::Yes);
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    #[must_use]
    pub fn in_force_between(self, a: &Actor, b: &Actor, day: Date) -> Answer<'s> {
        BetweenRef::new(self, self.store.principal(a), self.store.principal(b)).in_force(day)
    }

    /// Returns whether a party applies it provisionally on a day, before its entry into force.
    #[must_use]
    pub fn provisionally_applied(self, party: &Actor, day: Date) -> Answer<'s> {
        self.of_one(party, day, RULE_PROVISIONAL, provisional)
    }

    /// Returns whether two parties apply it provisionally between them on a day.
    #[must_use]
    pub fn provisionally_applied_between(self, a: &Actor, b: &Actor, day: Date) -> Answer<'s> {
        BetweenRef::new(self, self.store.principal(a), self.store.principal(b))
            .provisionally_applied(day)
    }

    /// An answer about one party.
    pub(super) fn of_one(
        self,
        party: &Actor,
        day: Date,
        rule: &'static str,
        ask: impl Fn(&PartyForce, i32) -> State,
    ) -> Answer<'s> {
        let actor = self.store.principal(party);
        let Some(number) = self.number(actor) else { return self.not_listed(actor, day) };
        let Some(force) = self.store.force(self.subject) else {
            return self.not_listed(actor, day);
        };
        let Some(party) = force.party(number) else { return self.not_listed(actor, day) };
        let state = closed(self.store, party, ask(party, key(day)), day);
        self.answer([Some(number), None], state, day, rule)
    }

    pub(super) fn answer(
        self,
        parties: [Option<u32>; 2],
        state: State,
        day: Date,
        rule: &'static str,
    ) -> Answer<'s> {
        let Self { store, subject } = self;
        Answer::new(state, day, Basis::Treaty { store, subject, parties, rule })
    }

    /// The answer for an actor that the treaty does not list. After separation, dissolution, union or
    /// absorption only a recorded act binds, so a listed predecessor leaves it open, unless the treaty
    /// had ended for the predecessor.
    pub(super) fn not_listed(self, stranger: &Actor, day: Date) -> Answer<'s> {
        let store = self.store;
        let exists = store.existence(stranger);
        let lives = exists.first <= key(day) && key(day) <= exists.last.last();
        let before = stranger.country().filter(|_| lives).and_then(|code| {
            let mut parties = self.parties().filter_map(Actor::country);
            parties.find(|party| store.is_predecessor(*party, code))
        });
        let complete = store.store().force(self.subject).is_some_and(|force| force.complete);
        let (state, what) = match before {
            Some(code) if self.had_ended_for(code) => (State::NO, NOTHING_TO_SUCCEED),
            Some(_) => (State::unknown(Reason::SuccessionNotRecorded), NOT_SUCCEEDED),
            None if complete => (State::NO, NOT_A_PARTY),
            None => match store.covering(RecordKind::Treaty, None, &[stranger], day) {
                Some(source) => {
                    return Answer::new(State::NO, day, Basis::Covered { store, source });
                }
                None => (State::unknown(Reason::NotRecorded), NOT_LISTED),
            },
        };
        Answer::new(state, day, Basis::Nothing { what })
    }

    /// Whether it was certainly not in force for a state on that state's last possible days.
    fn had_ended_for(self, code: CountryCode) -> bool {
        let actor = Actor::Country(code);
        let last = self.store.existence(&actor).last.last();
        let force = self.store.force(self.subject);
        let party = force.as_ref().and_then(|force| force.party(force.number(&actor)?));
        party.is_some_and(|party| {
            party.histories.force.series().on(last).truth.is_no()
                && party.histories.force.series().ended_before(last).truth.is_yes()
        })
    }

    pub(super) fn number(self, actor: &Actor) -> Option<u32> {
        let store = self.store.store();
        store.force(self.subject)?.number_in(store, actor)
    }
}

/// Whether one party applies it provisionally.
pub(super) fn provisional(party: &PartyForce, day: i32) -> State {
    let of = &party.histories;
    of.provisional.on_or_no(day).and(of.force.series().on(day).negated())
}

/// What is Unknown because nothing is recorded of a listed party is No where a source lists everything
/// of that party's treaties, and else says that it is not recorded.
pub(super) fn closed(store: Sight<'_>, party: &PartyForce, state: State, day: Date) -> State {
    if !state.truth.is_unknown() || !party.histories.unrecorded {
        return state;
    }
    match store.covering(RecordKind::Treaty, None, &[&party.actor], day) {
        Some(_) => State::NO,
        None => State::unknown(Reason::NotRecorded),
    }
}

/// One question between two parties, while it is followed through the treaties that replace others:
/// each treaty is settled once.
struct Settling<'s> {
    store: Sight<'s>,
    day: Date,
    settled: Vec<(u32, State)>,
    path: Vec<u32>,
}

impl Settling<'_> {
    fn settle(&mut self, subject: u32, parties: [Option<u32>; 2]) -> State {
        if let Some((_, state)) = self.settled.iter().find(|(settled, _)| *settled == subject) {
            return *state;
        }
        let [Some(a), Some(b)] = parties else { return State::unknown(Reason::NotRecorded) };
        let Some(force) = self.store.force(subject) else { return State::NO };
        let (Some(a), Some(b)) = (force.party(a), force.party(b)) else { return State::NO };
        if a.is_one_with(b) {
            return State::NO;
        }
        let on = key(self.day);
        let one = |party: &PartyForce| closed(self.store, party, party.alone(on), self.day);
        let mut state = one(a).and(one(b)).and(force.unbarred(a, b, on));
        // What nothing replaces is settled at once, and needs no memory.
        if self.store.replacing(subject).next().is_none() {
            return state;
        }
        if self.path.len() < DEEPEST {
            self.path.push(subject);
            for new in self.store.replacing(subject) {
                // A treaty that replaces itself by way of others is refused by a rule.
                if state.truth.is_no() || self.path.contains(&new) {
                    continue;
                }
                let Some(later) = self.store.store().force(new) else { continue };
                let parties = [later.number(&a.actor), later.number(&b.actor)];
                // Who is not in the later treaty is not touched by it.
                if parties.iter().all(Option::is_some) {
                    state = state.and(self.settle(new, parties).negated());
                }
            }
            self.path.pop();
        }
        self.settled.push((subject, state));
        state
    }
}

/// One treaty, asked between two actors.
#[derive(Clone, Copy)]
pub struct BetweenRef<'s> {
    treaty: TreatyRef<'s>,
    parties: [Option<u32>; 2],
    /// The first of the two that the treaty does not list, if it is a country.
    stranger: Option<CountryCode>,
}

impl<'s> BetweenRef<'s> {
    pub(crate) fn new(treaty: TreatyRef<'s>, a: &Actor, b: &Actor) -> Self {
        let parties = [treaty.number(a), treaty.number(b)];
        let stranger = if parties[0].is_none() { a } else { b };
        Self { treaty, parties, stranger: stranger.country() }
    }

    /// Returns the treaty itself.
    #[must_use]
    pub fn treaty(self) -> TreatyRef<'s> {
        self.treaty
    }

    /// Returns the same question under a policy.
    #[must_use]
    pub fn under(self, policy: &'s crate::record::Policy) -> Self {
        Self { treaty: self.treaty.under(policy), ..self }
    }

    /// Returns whether it is in force between the two on a day.
    #[must_use]
    pub fn in_force(self, day: Date) -> Answer<'s> {
        let [Some(_), Some(_)] = self.parties else { return self.not_listed(day) };
        let TreatyRef { store, subject } = self.treaty;
        let mut settling = Settling { store, day, settled: Vec::new(), path: Vec::new() };
        let state = settling.settle(subject, self.parties);
        self.treaty.answer(self.parties, state, day, RULE)
    }

    /// Returns whether the two apply it provisionally between them on a day, before its entry into
    /// force for both: one of them may already be party.
    #[must_use]
    pub fn provisionally_applied(self, day: Date) -> Answer<'s> {
        let [Some(a), Some(b)] = self.parties else { return self.not_listed(day) };
        let state = self.treaty.store.force(self.treaty.subject).and_then(|force| {
            let (a, b) = (force.party(a)?, force.party(b)?);
            if a.is_one_with(b) {
                return Some(State::NO);
            }
            let on = key(day);
            let either = |party| provisional(party, on).or(party.alone(on));
            let one = provisional(a, on).or(provisional(b, on));
            Some(either(a).and(either(b)).and(one))
        });
        self.treaty.answer(self.parties, state.unwrap_or(State::NO), day, RULE_PROVISIONAL)
    }

    /// An answer that holds between the two if it holds for each of them.
    pub(super) fn of_both(
        self,
        day: Date,
        rule: &'static str,
        ask: impl Fn(TreatyRef<'s>, &PartyForce) -> State,
    ) -> Answer<'s> {
        let [Some(a), Some(b)] = self.parties else { return self.not_listed(day) };
        let state = self.treaty.store.force(self.treaty.subject).and_then(|force| {
            let (a, b) = (force.party(a)?, force.party(b)?);
            let both = ask(self.treaty, a).and(ask(self.treaty, b));
            Some(if a.is_one_with(b) { State::NO } else { both })
        });
        self.treaty.answer(self.parties, state.unwrap_or(State::NO), day, rule)
    }

    fn not_listed(self, day: Date) -> Answer<'s> {
        match self.stranger {
            Some(code) => self.treaty.not_listed(&Actor::Country(code), day),
            None => {
                let complete = self.treaty.store.store().force(self.treaty.subject);
                let (state, what) = match complete.is_some_and(|force| force.complete) {
                    true => (State::NO, NOT_A_PARTY),
                    false => (State::unknown(Reason::NotRecorded), NOT_LISTED),
                };
                Answer::new(state, day, Basis::Nothing { what })
            }
        }
    }
}

impl fmt::Debug for BetweenRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BetweenRef({})", self.treaty.id())
    }
}
