//! What follows from a treaty's clauses: entry into force, effect by subject, exit, survival.

use alloc::vec::Vec;

use serde::Serialize;
use time::Date;

use super::answer::Answer;
use super::force::{BetweenRef, closed};
use super::treaty::TreatyRef;
use crate::date::{DayRange, Length, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, date_of, key};
use crate::record::{Actor, RecordKind, SurvivalClause, Treaty};
use crate::store::{History, Keys, PartyForce, Series, State, Voiced, later, union};
use crate::text::codes;
use crate::truth::{Reason, Truth};

const RULE_APPLIES: &str = "a treaty applies to a subject from its stated day of effect, which may precede its force, as \
     long as it is in force; without such a day it applies while it is in force";
const RULE_PROTECTED: &str = "a treaty protects while it is in force or provisionally applied, and after its end what its \
     survival clause names, for the stated length";
const RULE_EVER: &str = "a treaty has been in force once it was in force for any party";
const NO_SURVIVAL: &str = "no survival clause is recorded";

/// The period of notice where a treaty states none, by article 56 of the Vienna Convention on the Law
/// of Treaties: not less than twelve months.
pub const CONVENTIONAL_NOTICE_MONTHS: u32 = 12;

/// What a treaty still lacks to enter into force, from [`TreatyRef::missing_for_force`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Missing {
    /// Whether it has entered into force by the day.
    pub in_force: Truth,
    /// How many consents are needed; `None` if no clause is recorded and the list of parties is not
    /// complete, so that nobody can tell.
    pub needed: Option<u32>,
    /// How many consents are certainly and how many possibly given by the day.
    pub given: (u32, u32),
    /// States named by the clause whose consent is certainly (Yes) or possibly (Unknown) lacking.
    pub named: Vec<(Actor, Truth)>,
    /// When it entered or will enter into force by the consents recorded; several ranges where sources
    /// disagree, none if the consents do not suffice.
    pub entry: Vec<DayRange>,
}

codes! {
    /// Why a party cannot leave a treaty before a day.
    pub enum ExitBasis: "basis of exit" {
        /// The treaty's own period of notice.
        NoticePeriod = "notice-period",
        /// Twelve months, where the treaty states no period (article 56 of the Vienna Convention).
        Convention = "convention",
        /// The term that the treaty runs before it can be left.
        Term = "term",
        /// It ends for the party anyway: a notice was given, or an end is recorded.
        Ending = "ending",
        /// It is not in force for the party on the day.
        NotInForce = "not-in-force",
    }
}

/// When a party can be free of a treaty, from [`TreatyRef::earliest_exit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Exit {
    /// The first day outside: the earliest and latest that it may be; `None` if it is not in force.
    pub first_day_outside: Option<DayRange>,
    /// What decides it.
    pub basis: ExitBasis,
}

impl<'s> TreatyRef<'s> {
    /// Returns whether it applies to a subject for a party on a day: from the day of effect that is
    /// stated for the subject, which may precede force.
    ///
    /// Where no day of effect is stated for the subject, it applies while it is in force. It applies on
    /// no day if force never begins, however the clause reads.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Truth, day};
    ///
    /// let tax = archive.treaty("us-kz-tax")?;
    /// let (subject, _) = tax.effective_from().next().unwrap();
    /// let usa = CountryCode::USA.into();
    /// // In force from 30 December 1996, with effect from 1 January of that year.
    /// assert_eq!(tax.in_force(&usa, day(1996, 6, 30)).value(), Truth::No);
    /// assert_eq!(tax.applies_to(subject, &usa, day(1996, 6, 30)).value(), Truth::Yes);
    /// assert_eq!(tax.applies_to(subject, &usa, day(1995, 12, 31)).value(), Truth::No);
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    #[must_use]
    pub fn applies_to(self, subject: &str, party: &Actor, day: Date) -> Answer<'s> {
        self.of_one(party, day, RULE_APPLIES, |party, _| self.applies(subject, party, day))
    }

    fn applies(self, subject: &str, party: &PartyForce, day: Date) -> State {
        let on = key(day);
        let of = &party.histories;
        let mut claims: Vec<Voiced<'_>> = Vec::new();
        for at in self.store.claims(self.subject) {
            let Some(crate::record::Record::Treaty(treaty)) = self.store.whole(*at) else {
                continue;
            };
            let own = treaty.parties.iter().filter(|it| it.actor == party.actor);
            let effects = treaty.effective_from.iter().chain(own.flat_map(|it| &it.effective_from));
            claims.extend(effects.filter(|effect| effect.subject == subject).map(|effect| {
                Voiced { days: Keys::of(effect.on), cited: self.store.cited(*at, &effect.sources) }
            }));
        }
        let unsuspended = of.suspended.on_or_no(on).negated();
        if claims.is_empty() {
            return of.force.series().on(on).and(unsuspended);
        }
        let effect = self.store.deciding().values(&claims);
        let begun = Truth::from_worlds(
            effect.iter().any(|days| days.first() <= on),
            effect.iter().any(|days| days.last() > on),
        );
        let reason = if effect.len() > 1 { Reason::Disputed } else { Reason::Imprecise };
        let begun = State { truth: begun, reason: begun.is_unknown().then_some(reason) };
        begun.and(of.force.series().lasts_to(on)).and(unsuspended)
    }

    /// Returns whether it has been in force for anybody on or before a day.
    ///
    /// Unknown, *not recorded*, where nothing tells of force and the list of parties is not complete.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{Truth, day};
    ///
    /// let bit = archive.treaty("us-kz-bit")?;
    /// assert_eq!(bit.ever_in_force(day(1994, 1, 11)).value(), Truth::No);
    /// assert_eq!(bit.ever_in_force(day(2023, 1, 1)).value(), Truth::Yes);
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    #[must_use]
    pub fn ever_in_force(self, day: Date) -> Answer<'s> {
        let on = key(day);
        let state = self.store.force(self.subject).map_or(State::NO, |force| {
            let begun = |party: &PartyForce| {
                closed(self.store, party, party.histories.force.series().begun_by(on), day)
            };
            let of_one = force.parties.iter().map(begun).fold(State::NO, State::or);
            // Once it is in force in general, it is for somebody.
            let general = Truth::from_worlds(
                force.entry.iter().any(|days| days.first() <= on),
                force.entry.iter().any(|days| days.last() > on),
            );
            let state = match general {
                _ if force.entry.is_empty() => of_one,
                Truth::Yes => State::YES,
                Truth::No => of_one,
                Truth::Unknown => of_one.or(State::unknown(Reason::Imprecise)),
            };
            // Who is not listed may be party, unless nobody can be yet.
            let open = !force.complete && (force.entry.is_empty() || !general.is_no());
            let covered = self.store.covering(RecordKind::Treaty, None, &[], day).is_some();
            if state.truth.is_no() && open && !covered {
                State::unknown(Reason::NotRecorded)
            } else {
                state
            }
        });
        self.answer([None, None], state, day, RULE_EVER)
    }

    /// Returns the possible days on which an actor first signed, as ranges in order: more than one
    /// where sources disagree, none if no signature is recorded.
    #[must_use]
    pub fn signed_on(self, party: &Actor) -> Vec<DayRange> {
        self.first_days(party, |party| &party.histories.signed)
    }

    /// Returns the possible days on which an actor first consented to be bound, as ranges in order;
    /// none if nothing recorded tells.
    #[must_use]
    pub fn consented_on(self, party: &Actor) -> Vec<DayRange> {
        self.first_days(party, |party| &party.histories.bound)
    }

    /// Returns the possible days on which it first entered into force for an actor, as ranges in order;
    /// none if nothing recorded tells.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, day};
    ///
    /// let bit = archive.treaty("us-kz-bit")?;
    /// let began = bit.force_began(&CountryCode::KAZ.into());
    /// assert_eq!((began.len(), began[0].first()), (1, Some(day(1994, 1, 12))));
    /// assert!(bit.force_began(&CountryCode::FRA.into()).is_empty());
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    #[must_use]
    pub fn force_began(self, party: &Actor) -> Vec<DayRange> {
        self.first_days(party, |party| &party.histories.force)
    }

    fn first_days(self, party: &Actor, of: impl Fn(&PartyForce) -> &History) -> Vec<DayRange> {
        let number = self.number(self.store.principal(party));
        let Some(force) = self.store.force(self.subject) else { return Vec::new() };
        let Some(party) = number.and_then(|number| force.party(number)) else { return Vec::new() };
        let history = of(party).series();
        let firsts = history.worlds().filter_map(|world| world.spells.first());
        // What may be any day, or never, tells nothing.
        let told = |days: &Keys| *days != Keys::ALL && days.last() != UNBOUNDED_ABOVE;
        let days =
            union(firsts.flat_map(|spell| spell.starts.iter().copied()).filter(told).collect());
        days.into_iter().filter_map(Keys::days).collect()
    }

    /// Returns what is missing for it to enter into force on a day, by its entry clause, or where it
    /// has none and lists every party, by the consent of all of them (article 24 of the Vienna
    /// Convention on the Law of Treaties).
    ///
    /// ```
    /// use bilateral::{Act, ActKind, Archive, CountryCode, EntryClause, Source, Treaty, TreatyParty, day};
    ///
    /// let ratified = |actor, on| TreatyParty::new(actor).act(Act::new(ActKind::Ratification).on(on));
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A depositary").published(day(2020, 1, 1)).into(),
    ///     Treaty::new("t", "A convention")
    ///         .others()
    ///         .entry_clause(EntryClause::new().consents(3_u32).named(CountryCode::USA))
    ///         .party(ratified(CountryCode::FRA, day(2001, 5, 1)))
    ///         .party(ratified(CountryCode::KAZ, day(2002, 5, 1)))
    ///         .party(TreatyParty::new(CountryCode::USA).act(Act::new(ActKind::Ratification).denied()))
    ///         .source("s")
    ///         .into(),
    /// ])?;
    /// let missing = archive.treaty("t").unwrap().missing_for_force(day(2010, 1, 1));
    /// assert_eq!((missing.needed, missing.given), (Some(3), (2, 2)));
    /// assert_eq!(missing.named[0].0.to_string(), "USA");
    /// assert!(missing.entry.is_empty());
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn missing_for_force(self, day: Date) -> Missing {
        let on = key(day);
        let force = self.store.force(self.subject);
        let parties = || force.iter().flat_map(|force| &force.parties).filter(|it| !it.continues);
        let consented = |party: &PartyForce| {
            closed(self.store, party, party.histories.bound.series().begun_by(on), day).truth
        };
        let given = parties().map(consented).fold((0, 0), |(yes, maybe), truth| {
            (yes + u32::from(truth.certainly()), maybe + u32::from(truth.possibly()))
        });
        let clause = self.records().find_map(|treaty| treaty.entry_clause.as_ref());
        let listed = u32::try_from(parties().count()).ok();
        let complete = force.as_ref().is_some_and(|force| force.complete);
        let needed = match clause {
            Some(clause) => clause.consents,
            None => listed.filter(|_| complete),
        };
        let named = clause.map_or(&[][..], |clause| &clause.named);
        let lacking = named.iter().filter_map(|actor| {
            let truth = parties().find(|party| party.actor == *actor).map(consented);
            let lacks = !truth.unwrap_or(Truth::Unknown);
            lacks.possibly().then(|| (actor.clone(), lacks))
        });
        let entry: Vec<Keys> = force.as_ref().map_or_else(Vec::new, |force| force.entry.clone());
        let begun = Truth::from_worlds(
            entry.iter().any(|days| days.first() <= on),
            entry.is_empty() || entry.iter().any(|days| days.last() > on),
        );
        Missing {
            in_force: if entry.is_empty() { self.ever_in_force(day).value() } else { begun },
            needed,
            given,
            named: lacking.collect(),
            entry: entry.into_iter().filter_map(Keys::days).collect(),
        }
    }

    /// Returns when a party can be free of it at the earliest if it gives notice on a day.
    ///
    /// The treaty's own period of notice decides; where it states none, twelve months by article 56 of
    /// the Vienna Convention ([`CONVENTIONAL_NOTICE_MONTHS`]). A stated term, and each period by which
    /// it is renewed, runs out first. What ends it anyway is named if it comes no later.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, ExitBasis, Length, Source, Treaty, day};
    ///
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list of treaties").published(day(2020, 1, 1)).into(),
    ///     Treaty::new("t", "An agreement").between(CountryCode::USA, CountryCode::KAZ)
    ///         .in_force_from(day(1994, 1, 12)).notice(Length::years(1).unwrap()).source("s").into(),
    /// ])?;
    /// let exit = archive.treaty("t").unwrap().earliest_exit(&CountryCode::USA.into(), day(2020, 3, 1));
    /// assert_eq!(exit.basis, ExitBasis::NoticePeriod);
    /// assert_eq!(exit.first_day_outside.and_then(|days| days.first()), Some(day(2021, 3, 1)));
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn earliest_exit(self, party: &Actor, notice: Date) -> Exit {
        let none = Exit { first_day_outside: None, basis: ExitBasis::NotInForce };
        let number = self.number(self.store.principal(party));
        let Some(force) = self.store.force(self.subject) else { return none };
        let Some(party) = number.and_then(|number| force.party(number)) else { return none };
        let on = key(notice);
        let history = party.histories.force.series();
        let Some(spell) = history.spells.iter().rev().find(|spell| spell.on(on).truth.possibly())
        else {
            return none;
        };
        if history.on(on).truth.is_no() {
            return none;
        }
        let period = self.records().find_map(|treaty| treaty.notice);
        let (length, mut basis) = match period {
            Some(length) => (Some(length), ExitBasis::NoticePeriod),
            None => (Length::months(CONVENTIONAL_NOTICE_MONTHS).ok(), ExitBasis::Convention),
        };
        let Some(mut first) = length.and_then(|length| later(on, length)) else { return none };
        let mut last = first;
        // A term binds until it runs out, and so does each renewal.
        let starts = (
            spell.starts.first().map(|days| days.first()),
            spell.starts.last().map(|days| days.last()),
        );
        if let (Some(begun), Some(begun_by)) = starts
            && let Some(treaty) = self.records().find(|treaty| treaty.term.is_some())
        {
            let ends = (term_end(treaty, begun, first), term_end(treaty, begun_by, last));
            if let (Some(from), Some(to)) = ends
                && (from > first || to > last)
            {
                (first, last) = (from.min(to), from.max(to));
                basis = ExitBasis::Term;
            }
        }
        let ends = spell.ends.last().map_or(UNBOUNDED_ABOVE, |days| days.last());
        if ends < last {
            let earliest = spell.ends.first().map_or(ends, |days| days.first());
            first = earliest.saturating_add(1);
            last = ends.saturating_add(1);
            basis = ExitBasis::Ending;
        }
        Exit { first_day_outside: Keys::new(first, last).and_then(Keys::days), basis }
    }

    /// Returns whether what a party's investors made on one day is protected on another: while the
    /// treaty is in force or provisionally applied, and after that by its survival clause, which covers
    /// former parties and former provisional appliers.
    ///
    /// The clause counts from the first day outside; only what existed by its cut-off, or else by the
    /// end, is covered. Without a recorded clause nothing outlives the end.
    ///
    /// ```
    /// use bilateral::{Act, ActKind, Archive, CountryCode, Ending, Length, Source, SurvivalClause, Treaty, Truth, day};
    ///
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list of treaties").published(day(2020, 1, 1)).into(),
    ///     Treaty::new("t", "An investment treaty").between(CountryCode::USA, CountryCode::KAZ)
    ///         .in_force_from(day(1994, 1, 12))
    ///         .act(Act::new(ActKind::Termination).on(day(2010, 1, 1)).ending(Ending::Left))
    ///         .survival(SurvivalClause::new("investments made before the end", Length::years(10).unwrap()))
    ///         .source("s").into(),
    /// ])?;
    /// let (treaty, usa) = (archive.treaty("t").unwrap(), CountryCode::USA.into());
    /// assert_eq!(treaty.protected(&usa, day(2005, 1, 1), day(2019, 12, 31)).value(), Truth::Yes);
    /// assert_eq!(treaty.protected(&usa, day(2005, 1, 1), day(2020, 1, 1)).value(), Truth::No);
    /// assert_eq!(treaty.protected(&usa, day(2010, 1, 1), day(2015, 1, 1)).value(), Truth::No);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn protected(self, party: &Actor, made: Date, on: Date) -> Answer<'s> {
        let clause = self.records().find_map(|treaty| treaty.survival.as_ref());
        let rule = if clause.is_some() { RULE_PROTECTED } else { NO_SURVIVAL };
        self.of_one(party, on, rule, |party, day| {
            let of = &party.histories;
            let each = |series: &Series| {
                series.in_worlds(|world| protected(world, clause, key(made), day))
            };
            let cut = |clause: &SurvivalClause| clause.cut_off.map(Keys::of);
            // A cut-off that is a range leaves open what was made inside it.
            let doubtful = clause
                .and_then(cut)
                .is_some_and(|days| days.first() < key(made) && key(made) <= days.last());
            let state = each(&of.force.series()).or(each(&of.provisional.series()));
            match state.truth {
                Truth::Yes if doubtful && of.force.series().on(day).truth.is_no() => {
                    State::unknown(Reason::Imprecise)
                }
                _ => state,
            }
        })
    }
}

impl<'s> BetweenRef<'s> {
    /// Returns whether it applies to a subject between the two on a day: see
    /// [`TreatyRef::applies_to`].
    #[must_use]
    pub fn applies_to(self, subject: &str, day: Date) -> Answer<'s> {
        self.of_both(day, RULE_APPLIES, |treaty, party| {
            closed(treaty.store, party, treaty.applies(subject, party, day), day)
        })
    }
}

/// The end of the running term after which a party is free, not before it could leave by notice: the
/// first day outside.
fn term_end(treaty: &Treaty, begun: i32, free: i32) -> Option<i32> {
    if begun == UNBOUNDED_BELOW || begun == UNBOUNDED_ABOVE {
        return None;
    }
    let mut end = later(begun, treaty.term?)?;
    while end < free
        && let Some(renewal) = treaty.renewal
    {
        end = later(end, renewal).filter(|next| *next > end)?;
    }
    Some(end)
}

/// Whether something made on a day is protected on another by one history and what survives it.
fn protected(series: &Series, clause: Option<&SurvivalClause>, made: i32, on: i32) -> State {
    if made > on {
        return State::NO;
    }
    let mut state = State::NO;
    for spell in series.spells.iter() {
        let ends = || spell.ends.iter().flat_map(|days| [days.first(), days.last()]);
        let starts = || spell.starts.iter().flat_map(|days| [days.first(), days.last()]);
        let (Some(begun), Some(begun_by)) = (starts().min(), starts().max()) else { continue };
        let (Some(ended), Some(ended_by)) = (ends().min(), ends().max()) else { continue };
        // Later ends protect longer, and earlier begins sooner: the outermost histories decide.
        let best = survives(begun, ended_by, clause, made, on);
        let worst = survives(begun_by, ended, clause, made, on);
        let one = State { truth: Truth::from_worlds(best, !worst), reason: None };
        let one = match one.truth {
            Truth::Unknown => State::unknown(Reason::Imprecise),
            _ => one,
        };
        state = state.or(one);
    }
    state
}

fn survives(begun: i32, ended: i32, clause: Option<&SurvivalClause>, made: i32, on: i32) -> bool {
    if on < begun {
        return false;
    }
    if on <= ended {
        return true;
    }
    let Some(clause) = clause else { return false };
    let existed_by = clause.cut_off.map_or(ended, |date| Keys::of(date).last());
    let until = date_of(ended).and_then(|day| clause.length.added_to(day.next_day()?)).map(key);
    made <= existed_by && until.is_none_or(|until| on < until)
}
