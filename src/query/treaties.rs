//! Treaties: who is party to what, and whether it is in force for them on a day.
//!
//! In force is per party and per pair: a treaty binds A and B on a day if it is in force for each, on
//! different sides where sides are given, not suspended for either, and not replaced between them.
//! Unknown means that some exact history allowed by the records has it in force and another has not.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::answer::Answer;
use super::basis::Basis;
use super::pair::in_both;
use super::view::{InTime, View, view};
use crate::country::CountryCode;
use crate::date::{PartialDate, key};
use crate::record::{Act, Actor, Instrument, TreatyCategory};
use crate::store::{PartyForce, State, Store, TreatyForce};
use crate::truth::{Reason, Truth};

const RULE: &str = "a treaty is in force between two parties on the days on which it is in force for each of them, \
     on different sides, and neither suspended nor replaced between them";
const RULE_ONE: &str = "a treaty is in force for a party from its entry into force for that party until its end; \
     an attested standing began on or before the day for which it is stated";
const NOT_LISTED: &str =
    "the treaty does not list the party, and its list is not said to be complete";

const NOT_A_PARTY: &str = "the treaty lists every party, and not this one";
const NOT_SUCCEEDED: &str = "a predecessor is listed, and no act of succession is recorded";

/// How deep replacements are followed; a chain of treaties that replace one another is shorter.
const DEEPEST: usize = 64;

view! {
    /// A treaty.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{ActKind, CountryCode, Truth, day};
    ///
    /// let bit = archive.treaty("us-kz-bit")?;
    /// assert_eq!(bit.parties().count(), 2);
    /// assert!(bit.acts().any(|act| act.kind() == ActKind::EntryIntoForce));
    /// let answer = bit.in_force_between(&CountryCode::USA.into(), &CountryCode::KAZ.into(), day(1994, 1, 11));
    /// assert_eq!(answer.value(), Truth::No);
    /// assert!(archive.treaty("us-kz-boat").is_err());
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    pub struct TreatyRef of Treaty;
}

impl<'s> TreatyRef<'s> {
    /// Returns its title.
    #[must_use]
    pub fn title(self) -> &'s str {
        self.records().next().map_or("", |treaty| &treaty.title)
    }

    /// Returns a short name by which it is known.
    #[must_use]
    pub fn short_title(self) -> Option<&'s str> {
        self.records().find_map(|treaty| treaty.short_title.as_deref())
    }

    /// Returns whether a source puts it in a category.
    #[must_use]
    pub fn is_about(self, category: TreatyCategory) -> bool {
        self.records().any(|treaty| treaty.categories.contains(&category))
    }

    /// Returns the kind of instrument.
    #[must_use]
    pub fn instrument(self) -> Option<Instrument> {
        self.records().find_map(|treaty| treaty.instrument)
    }

    /// Returns whether it binds in law; `None` if not stated.
    #[must_use]
    pub fn is_binding(self) -> Option<bool> {
        self.records().find_map(|treaty| treaty.binding)
    }

    /// Returns whether it stands for several treaties that the source does not name; such a record is
    /// in no list of treaties in force.
    #[must_use]
    pub fn is_several(self) -> bool {
        self.records().any(|treaty| treaty.several)
    }

    /// Returns the days of conclusion that sources state, one a claim.
    pub fn concluded(self) -> impl Iterator<Item = PartialDate> + use<'s> {
        self.records().filter_map(|treaty| treaty.concluded)
    }

    /// Returns the listed parties and those that may become parties, in order.
    pub fn parties(self) -> impl Iterator<Item = &'s Actor> + use<'s> {
        self.force()
            .map_or(&[][..], |force| &force.parties)
            .iter()
            .filter(|party| !party.continues)
            .map(|party| &party.actor)
    }

    /// Returns the days from which it has effect, by subject, as sources state them; they may lie
    /// before its force.
    pub fn effective_from(self) -> impl Iterator<Item = (&'s str, PartialDate)> + use<'s> {
        self.records()
            .flat_map(|treaty| &treaty.effective_from)
            .map(|effect| (effect.subject.as_str(), effect.on))
    }

    /// Returns every act recorded, general and of parties, with the actor and the claim's id.
    pub fn acts(self) -> impl Iterator<Item = ActRef<'s>> + use<'s> {
        let store = self.store;
        self.records().flat_map(move |treaty| {
            let general = treaty.acts.iter().map(|act| (act.by.as_ref(), act));
            let own = treaty
                .parties
                .iter()
                .flat_map(|party| party.acts.iter().map(|act| (Some(&party.actor), act)));
            general.chain(own).map(move |(by, act)| ActRef { store, of: &treaty.sources, by, act })
        })
    }

    /// Returns whether it is in force for one party on a day.
    ///
    /// Unknown with the reason *not recorded* if the treaty does not list the actor and its list is
    /// not complete; No if it is complete.
    #[must_use]
    pub fn in_force(self, party: &Actor, day: Date) -> Answer<'s> {
        let party = self.store.principal(party);
        let Some(number) = self.number(party) else { return self.not_listed(party.country(), day) };
        let state = self
            .force()
            .and_then(|force| force.parties.get(number as usize))
            .map_or(State::NO, |party| alone(party, key(day)));
        let parties = [Some(number), None];
        Answer::new(
            state,
            day,
            Basis::Treaty { store: self.store, subject: self.subject, parties, rule: RULE_ONE },
        )
    }

    /// Returns whether it is in force between two parties on a day.
    #[must_use]
    pub fn in_force_between(self, a: &Actor, b: &Actor, day: Date) -> Answer<'s> {
        let parties = [self.number(self.store.principal(a)), self.number(self.store.principal(b))];
        let [Some(_), Some(_)] = parties else {
            let stranger = if parties[0].is_none() { a } else { b };
            return self.not_listed(stranger.country(), day);
        };
        let state = between(self.store, self.subject, parties, day);
        Answer::new(
            state,
            day,
            Basis::Treaty { store: self.store, subject: self.subject, parties, rule: RULE },
        )
    }

    /// Returns whether a party applies it provisionally on a day, before its entry into force.
    #[must_use]
    pub fn provisionally_applied(self, party: &Actor, day: Date) -> Answer<'s> {
        let party = self.store.principal(party);
        let Some(number) = self.number(party) else { return self.not_listed(party.country(), day) };
        let state = self
            .force()
            .and_then(|force| force.parties.get(number as usize))
            .map_or(State::NO, |party| party.provisional.on_or_no(key(day)));
        let parties = [Some(number), None];
        Answer::new(
            state,
            day,
            Basis::Treaty { store: self.store, subject: self.subject, parties, rule: RULE_ONE },
        )
    }

    /// The answer for an actor that the treaty does not list. After separation, dissolution, union or
    /// absorption only a recorded act binds, so a listed predecessor leaves it open.
    fn not_listed(self, stranger: Option<CountryCode>, day: Date) -> Answer<'s> {
        let succeeds = stranger.is_some_and(|code| {
            let exists = self.store.existence(&Actor::Country(code));
            let mut parties = self.parties().filter_map(Actor::country);
            exists.first <= key(day)
                && key(day) <= exists.last
                && parties.any(|party| self.store.is_predecessor(party, code))
        });
        let complete = self.force().is_some_and(|force| force.complete);
        let (state, what) = if succeeds {
            (State::unknown(Reason::SuccessionNotRecorded), NOT_SUCCEEDED)
        } else if complete {
            (State::NO, NOT_A_PARTY)
        } else {
            (State::unknown(Reason::NotRecorded), NOT_LISTED)
        };
        Answer::new(state, day, Basis::Nothing { what })
    }

    pub(crate) fn force(self) -> Option<&'s TreatyForce> {
        self.store.force(self.subject)
    }

    fn number(self, actor: &Actor) -> Option<u32> {
        let force = self.force()?;
        force.number(actor).or_else(|| {
            // A listed organ stands for its principal.
            let at = force
                .parties
                .iter()
                .position(|party| self.store.principal(&party.actor) == actor)?;
            u32::try_from(at).ok()
        })
    }
}

/// Whether a treaty is in force for one party, its own suspension considered.
fn alone(party: &PartyForce, day: i32) -> State {
    party.force.on(day).and(party.suspended.on_or_no(day).negated())
}

fn between(store: &Store, subject: u32, parties: [Option<u32>; 2], day: Date) -> State {
    Settling { store, day: key(day), settled: Vec::new(), path: Vec::new() }
        .settle(subject, parties)
}

/// One question between two parties, while it is followed through the treaties that replace others:
/// each treaty is settled once.
struct Settling<'s> {
    store: &'s Store,
    day: i32,
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
        let party = |number: u32| force.parties.get(number as usize);
        let (Some(a), Some(b)) = (party(a), party(b)) else { return State::NO };
        if a.actor == b.actor || (a.side.is_some() && a.side == b.side) {
            return State::NO;
        }
        let mut state = alone(a, self.day).and(alone(b, self.day));
        if self.path.len() < DEEPEST {
            self.path.push(subject);
            for new in self.store.replacing(subject) {
                // A treaty that replaces itself by way of others is refused by a rule.
                if state.truth.is_no() || self.path.contains(&new) {
                    continue;
                }
                let Some(later) = self.store.force(new) else { continue };
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

/// An act of a treaty, with who did it.
#[derive(Clone, Copy)]
pub struct ActRef<'s> {
    store: &'s Store,
    of: &'s [crate::record::Citation],
    by: Option<&'s Actor>,
    act: &'s Act,
}

impl<'s> ActRef<'s> {
    /// Returns what was done.
    #[must_use]
    pub fn kind(self) -> crate::record::ActKind {
        self.act.kind
    }

    /// Returns who did it; `None` for an act of the treaty as a whole.
    #[must_use]
    pub fn by(self) -> Option<&'s Actor> {
        self.by
    }

    /// Returns the day it was done, as stated.
    #[must_use]
    pub fn on(self) -> Option<PartialDate> {
        self.act.on
    }

    /// Returns the day from which it has effect, as stated, where that is another.
    #[must_use]
    pub fn effective(self) -> Option<PartialDate> {
        self.act.effective
    }

    /// Returns whether the source says that it was *not* done.
    #[must_use]
    pub fn is_denied(self) -> bool {
        self.act.denied
    }

    /// Returns its citations: its own, else those of the record.
    pub fn citations(self) -> impl Iterator<Item = super::claim::CitationRef<'s>> {
        let store = self.store;
        let citations = if self.act.sources.is_empty() { self.of } else { &self.act.sources };
        citations.iter().map(move |citation| super::claim::CitationRef::new(store, citation))
    }
}

impl fmt::Debug for ActRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActRef({} by {:?})", self.act.kind, self.by)
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

    /// Returns whether it is in force between the two on a day.
    #[must_use]
    pub fn in_force(self, day: Date) -> Answer<'s> {
        let [Some(_), Some(_)] = self.parties else {
            return self.treaty.not_listed(self.stranger, day);
        };
        let TreatyRef { store, subject } = self.treaty;
        let state = between(store, subject, self.parties, day);
        Answer::new(state, day, Basis::Treaty { store, subject, parties: self.parties, rule: RULE })
    }
}

impl fmt::Debug for BetweenRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BetweenRef({})", self.treaty.id())
    }
}

/// The treaties that list both of two actors.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, TreatyCategory, day};
///
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// let taxation = pair.treaties().about(TreatyCategory::DoubleTaxation);
/// assert_eq!(taxation.in_force(day(2000, 1, 1)).certainly().count(), 1);
/// assert_eq!(taxation.in_force(day(1996, 1, 1)).possibly().count(), 0);
/// ```
#[derive(Clone)]
pub struct Treaties<'s> {
    store: &'s Store,
    a: Actor,
    b: Actor,
    category: Option<TreatyCategory>,
}

impl<'s> Treaties<'s> {
    pub(crate) const fn new(store: &'s Store, a: Actor, b: Actor) -> Self {
        Self { store, a, b, category: None }
    }

    /// Keeps those of one category.
    #[must_use]
    pub fn about(mut self, category: TreatyCategory) -> Self {
        self.category = Some(category);
        self
    }

    /// Returns every treaty that lists both, whatever became of it, in order of day and id.
    pub fn iter(&self) -> impl Iterator<Item = TreatyRef<'s>> + use<'s> {
        let (store, category) = (self.store, self.category);
        in_both(store, &self.a, &self.b)
            .filter_map(move |subject| TreatyRef::of(store, subject))
            .filter(move |treaty| category.is_none_or(|category| treaty.is_about(category)))
    }

    /// Returns the treaties in force between the two on a day, multilateral ones included, each with
    /// its truth; a record that stands for several unnamed treaties is never listed.
    #[must_use]
    pub fn in_force(
        &self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (TreatyRef<'s>, Truth)> + use<'s>> {
        let (a, b) = (self.a.clone(), self.b.clone());
        InTime::new(
            self.iter()
                .filter(|treaty| !treaty.is_several())
                .map(move |treaty| (treaty, BetweenRef::new(treaty, &a, &b).in_force(day).value())),
        )
    }
}

impl fmt::Debug for Treaties<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
