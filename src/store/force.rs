//! What the acts of a treaty say of its force for each party.
//!
//! Acts become claims of spells, one set a source; `spells` settles them. Only recorded acts,
//! attestations and general dates speak; a simple signature never suffices.

use alloc::string::String;
use alloc::vec::Vec;

use super::keys::Keys;
use super::records::Records;
use super::spells::{Limits, Series, SpellClaim, day_before, day_or_day_before};
use crate::date::{Length, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, date_of, key};
use crate::record::{Act, ActKind, Actor, Ending, Treaty, TreatyParty, TreatyStanding};

/// How many days after its consent a late joiner's force begins at the latest, where the treaty does
/// not say: a convention, a year and a day.
pub const LATE_JOINER_MARGIN: i32 = 366;

/// What a treaty is to one of its listed parties, over time.
#[derive(Debug, Clone)]
pub(crate) struct PartyForce {
    pub(crate) actor: Actor,
    pub(crate) side: Option<String>,
    pub(crate) force: Series,
    pub(crate) provisional: Series,
    pub(crate) suspended: Series,
    /// It is not listed itself, but continues a state that is.
    pub(crate) continues: bool,
}

/// A treaty with the force that its claims add up to.
#[derive(Debug, Clone)]
pub(crate) struct TreatyForce {
    pub(crate) parties: Vec<PartyForce>,
    /// Every party is listed.
    pub(crate) complete: bool,
}

/// One claim on a treaty: its record and the number of its original source.
pub(crate) struct TreatyClaim<'r> {
    pub(crate) by: u32,
    pub(crate) treaty: &'r Treaty,
}

/// An act with the claim that reports it.
#[derive(Clone, Copy)]
struct Reported<'r> {
    by: u32,
    source: u32,
    act: &'r Act,
}

impl TreatyForce {
    pub(crate) fn of(store: &Records, claims: &[TreatyClaim<'_>]) -> Self {
        let mut actors: Vec<&Actor> = claims
            .iter()
            .flat_map(|claim| claim.treaty.parties.iter().map(|party| &party.actor))
            .collect();
        actors.extend(claims.iter().flat_map(|claim| {
            claim.treaty.attested.iter().filter_map(|attested| attested.party.as_ref())
        }));
        actors.sort_unstable();
        actors.dedup();
        let side_of = |actor: &Actor| {
            claims
                .iter()
                .flat_map(|claim| &claim.treaty.parties)
                .filter(|party| party.actor == *actor)
                .find_map(|party| party.side.clone())
        };
        let others = claims.iter().any(|claim| claim.treaty.others || claim.treaty.several);
        let mut sides: Vec<Option<String>> = actors.iter().map(|actor| side_of(actor)).collect();
        let alone = sides.iter().filter(|side| side.is_none()).count();
        sides.retain(Option::is_some);
        sides.sort_unstable();
        sides.dedup();
        let two_sided = alone + sides.len() == 2 && !others;
        let complete = !others && (two_sided || claims.iter().any(|claim| claim.treaty.complete));
        let context = Context { store, claims, two_sided };
        let mut parties: Vec<PartyForce> =
            actors.iter().map(|actor| context.party(actor, side_of(actor))).collect();
        parties.extend(
            actors.iter().flat_map(|actor| context.continued(actor, side_of(actor), &actors)),
        );
        parties.sort_by(|a, b| a.actor.cmp(&b.actor));
        Self { parties, complete }
    }
}

impl TreatyForce {
    /// The number of a party.
    pub(crate) fn number(&self, actor: &Actor) -> Option<u32> {
        let at = self.parties.binary_search_by(|party| party.actor.cmp(actor)).ok()?;
        u32::try_from(at).ok()
    }
}

/// The claims on one treaty, while its parties are worked out.
struct Context<'r> {
    store: &'r Records,
    claims: &'r [TreatyClaim<'r>],
    two_sided: bool,
}

impl<'r> Context<'r> {
    fn reported(&self, by: u32, act: &'r Act) -> Reported<'r> {
        Reported { by, source: self.store.original_of(by, &act.sources), act }
    }

    /// The acts of the treaty as a whole.
    fn general_acts(&self) -> impl Iterator<Item = Reported<'r>> {
        self.claims.iter().flat_map(move |claim| {
            claim
                .treaty
                .acts
                .iter()
                .filter(|act| act.by.is_none())
                .map(move |act| self.reported(claim.by, act))
        })
    }

    fn entries_of(&self, actor: &Actor) -> impl Iterator<Item = (u32, &'r TreatyParty)> {
        self.claims.iter().flat_map(move |claim| {
            claim
                .treaty
                .parties
                .iter()
                .filter(move |party| party.actor == *actor)
                .map(move |party| (claim.by, party))
        })
    }

    fn own_acts(&self, actor: &'r Actor) -> Vec<Reported<'r>> {
        let mut acts: Vec<Reported<'r>> = self
            .entries_of(actor)
            .flat_map(|(by, party)| party.acts.iter().map(move |act| (by, act)))
            .chain(self.claims.iter().flat_map(|claim| {
                claim
                    .treaty
                    .acts
                    .iter()
                    .filter(|act| act.by.as_ref() == Some(actor))
                    .map(move |act| (claim.by, act))
            }))
            .map(|(by, act)| self.reported(by, act))
            .collect();
        acts.sort_by_key(|reported| order(reported.act));
        acts
    }

    fn party(&self, actor: &'r Actor, side: Option<String>) -> PartyForce {
        let acts = self.own_acts(actor);
        let done = |kind: &dyn Fn(ActKind) -> bool| -> Option<Keys> {
            hull(
                acts.iter()
                    .filter(|reported| kind(reported.act.kind) && !reported.act.denied)
                    .filter_map(|reported| days_done(reported.act)),
            )
        };
        let signed = done(&|kind| {
            matches!(
                kind,
                ActKind::Signature | ActKind::DefinitiveSignature | ActKind::SuccessionToSignature
            )
        });
        let consented = first_of(
            acts.iter()
                .filter(|reported| reported.act.kind.is_consent() && !reported.act.denied)
                .map(|reported| reported.act),
        );
        let limits = self.limits(actor, signed, consented, &acts);
        let force = Series::of(&self.force_claims(actor, &acts, consented, signed), limits);
        let provisional = self.provisional(&acts, &force, limits);
        let suspended = self.between(&acts, ActKind::Suspension, ActKind::SuspensionEnd, limits);
        PartyForce { actor: actor.clone(), side, force, provisional, suspended, continues: false }
    }

    /// A state that continues a listed one keeps its treaties: the same acts, from its own first day on.
    fn continued(
        &self,
        actor: &'r Actor,
        side: Option<String>,
        listed: &[&Actor],
    ) -> Vec<PartyForce> {
        let Some(code) = actor.country() else { return Vec::new() };
        let mut parties = Vec::new();
        for later in self.store.continued_by(code) {
            let later_actor = Actor::Country(later);
            if listed.contains(&&later_actor) {
                continue;
            }
            let mut party = self.party(actor, side.clone());
            let own = self.store.existence(&later_actor);
            for series in [&mut party.force, &mut party.provisional, &mut party.suspended] {
                series.continue_within(own);
            }
            parties.push(PartyForce { actor: later_actor, continues: true, ..party });
        }
        parties
    }

    /// No force before the treaty's first signature or the party's own signature or consent, nor
    /// outside the party's existence.
    fn limits(
        &self,
        actor: &Actor,
        signed: Option<Keys>,
        consented: Option<Keys>,
        acts: &[Reported<'_>],
    ) -> Limits {
        let limits = self.store.existence(actor);
        let retroactive = acts
            .iter()
            .map(|reported| reported.act)
            .chain(self.general_acts().map(|reported| reported.act))
            .any(|act| act.retroactive);
        if retroactive {
            return limits;
        }
        let signatures = self.claims.iter().flat_map(|claim| {
            let acts =
                claim.treaty.parties.iter().flat_map(|party| &party.acts).chain(&claim.treaty.acts);
            let deeds = acts.filter(|act| {
                !act.denied
                    && (act.kind.is_consent()
                        || matches!(act.kind, ActKind::Signature | ActKind::Conclusion))
            });
            deeds.filter_map(days_done).chain(claim.treaty.concluded.map(Keys::of))
        });
        let first = hull(signatures).map_or(UNBOUNDED_BELOW, Keys::first);
        let own = [signed, consented]
            .into_iter()
            .flatten()
            .map(Keys::first)
            .min()
            .unwrap_or(UNBOUNDED_BELOW);
        limits.and(Limits { first: first.max(own), last: UNBOUNDED_ABOVE })
    }

    fn force_claims(
        &self,
        actor: &'r Actor,
        acts: &[Reported<'r>],
        consented: Option<Keys>,
        signed: Option<Keys>,
    ) -> Vec<SpellClaim> {
        let general: Vec<Reported<'r>> =
            self.general_acts().filter(|reported| !reported.act.denied).collect();
        let refused =
            acts.iter().any(|reported| reported.act.denied && reported.act.kind.is_consent())
                && consented.is_none();
        let entries: Vec<(u32, u32, Keys)> = general
            .iter()
            .filter(|reported| reported.act.kind == ActKind::EntryIntoForce)
            .filter_map(|reported| {
                Some((reported.by, reported.source, days_of_effect(reported.act)?))
            })
            .collect();
        let mut sources: Vec<(u32, u32)> =
            acts.iter().chain(&general).map(|reported| (reported.source, reported.by)).collect();
        sources.sort_unstable();
        sources.dedup_by_key(|(source, _)| *source);
        let mut claims = Vec::new();
        for (source, by) in sources {
            let own: Vec<&Act> = acts
                .iter()
                .filter(|reported| reported.source == source)
                .map(|reported| reported.act)
                .collect();
            let mut spells = self.sequence(by, source, &own);
            let whole = general
                .iter()
                .filter(|reported| reported.source == source)
                .map(|reported| reported.act);
            let ended = whole.filter(|act| act.kind.is_end()).find_map(last_days);
            let entry = entries.iter().find(|(_, of, _)| *of == source).map(|(.., days)| *days);
            if let Some(spell) = spells.first_mut()
                && spell.start.is_none()
                && !refused
            {
                spell.start = entry.and_then(|days| self.start_for(days, consented, signed));
            }
            if let (Some(last), Some(days)) = (spells.last_mut(), ended)
                && last.end.is_none()
            {
                last.end = Some(days);
            }
            // A source that tells nothing of this party's force makes no claim on it.
            spells.retain(|spell| spell.start.is_some() || spell.end.is_some());
            claims.extend(spells.into_iter().map(SpellClaim::tightened));
        }
        for claim in self.claims {
            for attested in &claim.treaty.attested {
                let whose = attested.party.as_ref().is_none_or(|party| party == actor);
                if attested.standing == TreatyStanding::Party && whose && !claim.treaty.several {
                    let source = self.store.original_of(claim.by, &attested.sources);
                    let seen = self.store.attested(
                        SpellClaim::silent(claim.by, source),
                        &attested.on,
                        claim.by,
                        &attested.sources,
                    );
                    join_sighting(&mut claims, seen);
                }
            }
        }
        let started = claims.iter().any(|claim| claim.start.is_some());
        let several = self.claims.iter().any(|claim| claim.treaty.several);
        if refused && claims.is_empty() {
            let by = self.claims.first().map_or(0, |claim| claim.by);
            claims.push(SpellClaim { denied: true, ..SpellClaim::silent(by, by) });
        } else if !started
            && !several
            && claims.iter().all(|claim| claim.began_by == UNBOUNDED_ABOVE)
        {
            // Signed, consented or merely listed, and nothing tells when force began, if ever.
            let from = consented.or(signed).map_or(UNBOUNDED_BELOW, Keys::first);
            let by = acts
                .first()
                .map(|reported| reported.by)
                .or(self.claims.first().map(|claim| claim.by))
                .unwrap_or(0);
            let start = Keys::new(from, UNBOUNDED_ABOVE);
            claims.push(SpellClaim { start, ..SpellClaim::silent(by, u32::MAX) });
        }
        claims
    }

    /// The days on which force may have begun for a party, from a general date.
    fn start_for(
        &self,
        entry: Keys,
        consented: Option<Keys>,
        signed: Option<Keys>,
    ) -> Option<Keys> {
        if self.two_sided {
            return Some(entry);
        }
        let Some(consent) = consented else {
            let first = signed.map_or(UNBOUNDED_BELOW, Keys::first).max(entry.first());
            return Keys::new(first, UNBOUNDED_ABOVE);
        };
        let joined = self.joined_late(consent);
        if consent.last() <= entry.first() {
            Some(entry)
        } else if consent.first() > entry.last() {
            Some(joined)
        } else {
            Keys::new(entry.first().max(consent.first()), joined.last().max(entry.last()))
        }
    }

    /// When force begins by succession: on its effective day, never before the treaty has it.
    fn succeeded(&self, effective: Keys) -> Option<Keys> {
        let general = self.general_acts().map(|reported| reported.act);
        let entry = hull(
            general
                .filter(|act| act.kind == ActKind::EntryIntoForce && !act.denied)
                .filter_map(days_of_effect),
        );
        match entry {
            Some(entry) => {
                Keys::new(effective.first().max(entry.first()), effective.last().max(entry.last()))
            }
            None => Keys::new(effective.first(), UNBOUNDED_ABOVE),
        }
    }

    fn joined_late(&self, consent: Keys) -> Keys {
        let delay =
            self.claims.iter().find_map(|claim| claim.treaty.entry_clause.as_ref()?.joiner_delay);
        let exact = delay.and_then(|delay| {
            Keys::new(later(consent.first(), delay)?, later(consent.last(), delay)?)
        });
        exact
            .or_else(|| {
                Keys::new(consent.first(), consent.last().saturating_add(LATE_JOINER_MARGIN))
            })
            .unwrap_or(consent)
    }

    /// The spells that one source's acts of one party tell of, in order.
    fn sequence(&self, by: u32, source: u32, acts: &[&Act]) -> Vec<SpellClaim> {
        let notice = self.claims.iter().find_map(|claim| claim.treaty.notice);
        let mut spells = Vec::new();
        let mut current = SpellClaim::silent(by, source);
        for act in acts.iter().filter(|act| !act.denied) {
            match act.kind {
                ActKind::EntryIntoForce => {
                    if current.start.is_some() && current.end.is_some() {
                        spells.push(current);
                        current = SpellClaim::silent(by, source);
                    }
                    // A stated entry into force says more than the consent that led to it.
                    current.start = days_of_effect(act).or(current.start);
                }
                ActKind::Succession if current.start.is_none() => {
                    current.start = days_of_effect(act).and_then(|days| self.succeeded(days));
                }
                ActKind::Notice => current.end = ending_by_notice(act, notice).or(current.end),
                ActKind::Revocation => current.end = None,
                ActKind::Withdrawal | ActKind::Expiry | ActKind::Termination => {
                    current.end = last_days(act).or(current.end)
                }
                kind if kind.is_consent() && current.end.is_some() => {
                    spells.push(current);
                    current = SpellClaim::silent(by, source);
                    // The instrument of return makes force possible from its day on.
                    current.start = days_done(act).map(|days| self.joined_late(days));
                }
                _ => {}
            }
        }
        spells.push(current);
        spells.into_iter().map(SpellClaim::tightened).collect()
    }

    fn provisional(&self, acts: &[Reported<'r>], force: &Series, limits: Limits) -> Series {
        let general: Vec<Reported<'r>> = self.general_acts().collect();
        let mut all: Vec<Reported<'r>> = acts.iter().chain(&general).copied().collect();
        all.sort_by_key(|reported| order(reported.act));
        let mut series = self.between(
            &all,
            ActKind::ProvisionalApplication,
            ActKind::ProvisionalApplicationEnd,
            limits,
        );
        // Entry into force ends provisional application: it is cut where force may begin.
        if let Some(spell) = force.spells.first() {
            let (Some(begins), Some(begins_by)) = (spell.starts.first(), spell.starts.last())
            else {
                return series;
            };
            for provisional in &mut series.spells {
                let cut =
                    Keys::new(begins.first().saturating_sub(1), begins_by.last().saturating_sub(1));
                let open = provisional.ends.iter().all(|days| days.first() == UNBOUNDED_ABOVE);
                if let (Some(cut), true) = (cut, open) {
                    provisional.ends = alloc::vec![cut];
                }
            }
        }
        series
    }

    fn between(
        &self,
        acts: &[Reported<'_>],
        begin: ActKind,
        end: ActKind,
        limits: Limits,
    ) -> Series {
        let mut sources: Vec<u32> = acts.iter().map(|reported| reported.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut claims = Vec::new();
        for source in sources {
            let mut current: Option<SpellClaim> = None;
            for reported in
                acts.iter().filter(|reported| reported.source == source && !reported.act.denied)
            {
                if reported.act.kind == begin {
                    claims.extend(current.take());
                    let start = days_of_effect(reported.act);
                    current = Some(SpellClaim { start, ..SpellClaim::silent(reported.by, source) });
                } else if reported.act.kind == end
                    && let Some(mut spell) = current.take()
                {
                    spell.end = last_days(reported.act);
                    claims.push(spell.tightened());
                }
            }
            claims.extend(current);
        }
        Series::of(&claims, limits)
    }
}

/// Adds a standing that a source states without an act: to the last spell of the same source that can
/// hold it, else as a claim of its own.
fn join_sighting(claims: &mut Vec<SpellClaim>, seen: SpellClaim) {
    let holds = |claim: &SpellClaim| {
        claim.source == seen.source
            && claim.start.is_none_or(|days| days.first() <= seen.began_by)
            && claim.end.is_none_or(|days| seen.held_until <= days.last())
    };
    match claims.iter_mut().rev().find(|claim| holds(claim)) {
        Some(claim) => {
            claim.began_by = claim.began_by.min(seen.began_by);
            claim.held_until = claim.held_until.max(seen.held_until);
            *claim = claim.tightened();
        }
        None => claims.push(seen),
    }
}

/// The order of acts within a source: by the days on which they may have been done.
fn order(act: &Act) -> (i32, i32, usize) {
    let days = act.on.or(act.effective).map(Keys::of);
    (
        days.map_or(UNBOUNDED_ABOVE, Keys::first),
        days.map_or(UNBOUNDED_ABOVE, Keys::last),
        act.kind as usize,
    )
}

/// The possible days on which an act was done; a succession counts from its effect, because it gives
/// the predecessor's standing from then on, however late it is notified.
fn days_done(act: &Act) -> Option<Keys> {
    if act.kind == ActKind::Succession {
        days_of_effect(act)
    } else {
        act.on.or(act.effective).map(Keys::of)
    }
}

fn days_of_effect(act: &Act) -> Option<Keys> {
    act.effective.or(act.on).map(Keys::of)
}

/// The possible last days inside that an act of ending leaves.
pub(crate) fn last_days(act: &Act) -> Option<Keys> {
    let date = act.effective.or(act.on)?;
    Some(match act.ending {
        Some(Ending::End) => Keys::of(date),
        Some(Ending::Left) => day_before(date),
        Some(Ending::Ended) | None => day_or_day_before(date),
    })
}

/// When a notice ends a spell: on its effective day, or after the notice period, or some day after.
pub(crate) fn ending_by_notice(act: &Act, period: Option<Length>) -> Option<Keys> {
    if act.effective.is_some() {
        return last_days(act);
    }
    let given = Keys::of(act.on?);
    let run_out = period.and_then(|period| {
        let first = later(given.first(), period)?.saturating_sub(1);
        let last = later(given.last(), period)?.saturating_sub(1);
        Keys::new(first, last)
    });
    run_out.or_else(|| Keys::new(given.first(), UNBOUNDED_ABOVE))
}

/// The day that a length after another reaches: the first outside.
fn later(day: i32, length: Length) -> Option<i32> {
    if day == UNBOUNDED_BELOW || day == UNBOUNDED_ABOVE {
        return Some(day);
    }
    length.added_to(date_of(day)?).map(key)
}

fn hull(ranges: impl Iterator<Item = Keys>) -> Option<Keys> {
    ranges.reduce(|a, b| Keys::new(a.first().min(b.first()), a.last().max(b.last())).unwrap_or(a))
}

/// The possible days of the first of several acts, sources taken together.
fn first_of<'a>(acts: impl Iterator<Item = &'a Act>) -> Option<Keys> {
    acts.filter_map(days_done).min_by_key(|days| (days.first(), days.last()))
}
