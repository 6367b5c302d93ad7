//! What the claims on a treaty tell, gathered once: acts of the whole, acts by actor, standings.

use alloc::vec::Vec;

use super::claim::{day_before, day_or_day_before};
use super::deciding::{Deciding, Voiced};
use super::keys::Keys;
use crate::date::{Length, PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, date_of, key};
use crate::record::{
    Act, ActKind, Actor, Attestation, AttestedStanding, Citation, EntryClause, LATE_JOINER_MARGIN,
    Policy, Treaty,
};

/// One claim on a treaty: the number of its record, and the record.
#[derive(Clone, Copy)]
pub(crate) struct TreatyClaim<'r> {
    pub(crate) by: u32,
    pub(crate) treaty: &'r Treaty,
}

/// An act with the claim that reports it, its source and its citations.
#[derive(Clone, Copy)]
pub(super) struct Reported<'r> {
    pub(super) by: u32,
    pub(super) source: u32,
    pub(super) cited: &'r [Citation],
    pub(super) act: &'r Act,
}

/// Which history of a party its acts are read for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// From entry into force.
    Force,
    /// From consent.
    Consent,
}

/// The dates of a treaty as a whole, in one of the ways in which they can be settled.
#[derive(Clone, Copy)]
pub(super) struct Whole<'r> {
    /// Its general entry into force.
    pub(super) entry: Option<Voiced<'r>>,
    /// Its last day.
    pub(super) end: Option<Voiced<'r>>,
}

/// Everything that the claims on one treaty tell.
pub(super) struct Told<'r> {
    pub(super) deciding: Deciding<'r>,
    pub(super) claims: Vec<TreatyClaim<'r>>,
    /// Acts of the treaty as a whole, in order.
    pub(super) general: Vec<Reported<'r>>,
    /// Acts of one actor, by actor and in order.
    own: Vec<(&'r Actor, Reported<'r>)>,
    /// Standings, by actor; those of every listed party come first.
    attested: Vec<(Option<&'r Actor>, u32, &'r AttestedStanding)>,
    /// The day on which the sources of a claim speak, where a standing of theirs needs it, by claim.
    spoken: Vec<(u32, Option<Keys>)>,
    /// The side of each actor that has one, by actor: that of the first claim that states one.
    sides: Vec<(&'r Actor, &'r str)>,
    /// Every actor listed or attested, once and in order.
    pub(super) actors: Vec<&'r Actor>,
    /// The stated general entries into force, or the one that the entry clause decides.
    pub(super) entries: Vec<Voiced<'r>>,
    /// The stated ends of the treaty as a whole, as its last days.
    pub(super) ends: Vec<Voiced<'r>>,
    pub(super) two_sided: bool,
    /// Every party is listed.
    pub(super) complete: bool,
    /// It stands for several treaties that the source does not name.
    pub(super) several: bool,
    /// No force before this day: the first signature, consent or conclusion.
    pub(super) first_deed: i32,
    /// How long before its effect a notice must be given.
    pub(super) notice: Option<Length>,
}

impl<'r> Told<'r> {
    pub(super) fn of(deciding: Deciding<'r>, claims: Vec<TreatyClaim<'r>>) -> Self {
        let reported = |by: u32, act: &'r Act| {
            let records = deciding.records;
            let cited = records.cited(by, &act.sources);
            Reported { by, source: records.source_of(by, &act.sources), cited, act }
        };
        let mut general = Vec::new();
        let mut own: Vec<(&Actor, Reported<'_>)> = Vec::new();
        let mut attested = Vec::new();
        let mut spoken = Vec::new();
        let mut sides: Vec<(&Actor, &str)> = Vec::new();
        let mut actors: Vec<&Actor> = Vec::new();
        for TreatyClaim { by, treaty } in claims.iter().copied() {
            for act in &treaty.acts {
                match &act.by {
                    Some(actor) => own.push((actor, reported(by, act))),
                    None => general.push(reported(by, act)),
                }
            }
            for party in &treaty.parties {
                actors.push(&party.actor);
                sides.extend(party.side.as_deref().map(|side| (&party.actor, side)));
                own.extend(party.acts.iter().map(|act| (&party.actor, reported(by, act))));
            }
            if treaty.attested.iter().any(is_on_the_day_of_its_record) {
                spoken.push((by, deciding.records.source_day(&treaty.sources)));
            }
            for standing in &treaty.attested {
                actors.extend(&standing.party);
                attested.push((standing.party.as_ref(), by, standing));
            }
        }
        general.sort_by_key(|it: &Reported<'_>| order(it.act));
        own.sort_by(|(a, x), (b, y)| (a, order(x.act)).cmp(&(b, order(y.act))));
        attested.sort_by_key(|(actor, by, _)| (*actor, *by));
        actors.sort_unstable();
        actors.dedup();
        spoken.sort_unstable_by_key(|(by, _)| *by);
        sides.sort_by_key(|(actor, _)| *actor);
        sides.dedup_by_key(|(actor, _)| *actor);
        let mut told = Self {
            deciding,
            general,
            own,
            attested,
            spoken,
            sides,
            actors,
            entries: Vec::new(),
            ends: Vec::new(),
            two_sided: false,
            complete: false,
            several: claims.iter().any(|claim| claim.treaty.several),
            first_deed: UNBOUNDED_BELOW,
            notice: claims.iter().find_map(|claim| claim.treaty.notice),
            claims,
        };
        told.first_deed = told.first_deed();
        (told.two_sided, told.complete) = told.sides();
        told.entries = told.entries();
        let ends = told.general.iter().filter(|it| it.act.kind.is_end() && !it.act.denied);
        told.ends = ends
            .filter_map(|it| Some(Voiced { days: last_days(it.act)?, cited: it.cited }))
            .collect();
        told
    }

    /// The side on which an actor stands, by the first claim that states one.
    pub(super) fn side_of(&self, actor: &Actor) -> Option<&'r str> {
        let at = self.sides.binary_search_by_key(&actor, |(of, _)| of).ok()?;
        self.sides.get(at).map(|(_, side)| *side)
    }

    /// The day on which the source of a standing speaks, where the standing is attested on it.
    pub(super) fn source_day(&self, by: u32, standing: &AttestedStanding) -> Option<Keys> {
        if is_on_the_day_of_its_record(standing) {
            let at = self.spoken.binary_search_by_key(&by, |(of, _)| *of).ok()?;
            return self.spoken.get(at)?.1;
        }
        let of_source = standing.on.contains(&Attestation::OfSource);
        of_source.then(|| self.deciding.records.source_day(&standing.sources)).flatten()
    }

    /// Every way in which the dates of the whole can be settled.
    pub(super) fn wholes(&self) -> impl Iterator<Item = Whole<'r>> {
        let settled = |stated: &[Voiced<'r>]| -> Vec<Option<Voiced<'r>>> {
            let values = self.deciding.values(stated).into_iter().map(|days| {
                let said = stated.iter().find(|it| it.days.holds(days));
                Some(Voiced { days, cited: said.map_or(&[], |it| it.cited) })
            });
            let values: Vec<Option<Voiced<'r>>> = values.collect();
            if values.is_empty() { alloc::vec![None] } else { values }
        };
        let ends = settled(&self.ends);
        settled(&self.entries).into_iter().flat_map(move |entry| {
            let ends = ends.clone();
            ends.into_iter().map(move |end| Whole { entry, end })
        })
    }

    /// The possible last days of the treaty as a whole.
    pub(super) fn ended(&self) -> Option<Keys> {
        hull(&self.deciding.values(&self.ends))
    }

    /// The acts of one actor, in order.
    pub(super) fn of_actor(&self, actor: &Actor) -> Vec<Reported<'r>> {
        let first = self.own.partition_point(|(of, _)| *of < actor);
        let own = self.own.get(first..).unwrap_or_default().iter();
        own.take_while(|(of, _)| *of == actor).map(|(_, reported)| *reported).collect()
    }

    /// The standings stated of an actor, and of every listed party.
    pub(super) fn standings(
        &self,
        actor: &Actor,
    ) -> impl Iterator<Item = (u32, &'r AttestedStanding)> {
        let of_all = self.attested.partition_point(|(of, ..)| of.is_none());
        let first = self.attested.partition_point(|(of, ..)| *of < Some(actor));
        let last = self.attested.partition_point(|(of, ..)| *of <= Some(actor));
        let all = self.attested.get(..of_all).unwrap_or_default();
        let own = self.attested.get(first.max(of_all)..last).unwrap_or_default();
        all.iter().chain(own).map(|(_, by, standing)| (*by, *standing))
    }

    pub(super) fn is_retroactive(&self) -> bool {
        self.general.iter().any(|reported| reported.act.retroactive)
    }

    /// Whether the treaty has two sides, and whether its list of parties is complete.
    fn sides(&self) -> (bool, bool) {
        let others = self.claims.iter().any(|claim| claim.treaty.others || claim.treaty.several);
        let mut named: Vec<(&Actor, Option<&str>)> = self
            .claims
            .iter()
            .flat_map(|claim| &claim.treaty.parties)
            .map(|party| (&party.actor, party.side.as_deref()))
            .collect();
        // Of one actor, a stated side stands before none.
        named.sort_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        named.dedup_by_key(|(actor, _)| *actor);
        let mut sides: Vec<&str> = named.iter().filter_map(|(_, side)| *side).collect();
        sides.sort_unstable();
        sides.dedup();
        let alone = self.actors.len() - named.iter().filter(|(_, side)| side.is_some()).count();
        let two_sided = alone + sides.len() == 2 && !others;
        let complete = two_sided || self.claims.iter().any(|claim| claim.treaty.complete);
        (two_sided, complete && !others)
    }

    fn first_deed(&self) -> i32 {
        let all = self.general.iter().chain(self.own.iter().map(|(_, reported)| reported));
        let deeds = all.map(|reported| reported.act).filter(|act| {
            !act.denied
                && (act.kind.is_consent()
                    || matches!(act.kind, ActKind::Signature | ActKind::Conclusion))
        });
        let concluded = self.claims.iter().filter_map(|claim| claim.treaty.concluded);
        let days = deeds.filter_map(days_done).chain(concluded.map(Keys::of));
        days.map(Keys::first).min().unwrap_or(UNBOUNDED_BELOW)
    }

    fn entries(&self) -> Vec<Voiced<'r>> {
        let stated: Vec<Voiced<'r>> = self
            .general
            .iter()
            .filter(|it| it.act.kind == ActKind::EntryIntoForce && !it.act.denied)
            .filter_map(|it| Some(Voiced { days: days_of_effect(it.act)?, cited: it.cited }))
            .collect();
        if !stated.is_empty() {
            return stated;
        }
        let clause = self.claims.iter().find_map(|claim| {
            let clause = claim.treaty.entry_clause.as_ref()?;
            Some(Voiced { days: self.entry_by(clause)?, cited: &claim.treaty.sources })
        });
        clause.into_iter().collect()
    }

    /// The days on which the clause lets the treaty enter into force, by the consents recorded; `None`
    /// if they do not suffice. An unrecorded consent may have come on any day, unless the list of
    /// parties is complete and each has one.
    fn entry_by(&self, clause: &EntryClause) -> Option<Keys> {
        let recorded: Vec<(&Actor, Option<Keys>)> =
            self.actors.iter().map(|actor| (*actor, self.consent_of(actor))).collect();
        let closed = self.complete && recorded.iter().all(|(_, days)| days.is_some());
        let (mut first, mut last) = (UNBOUNDED_BELOW, UNBOUNDED_BELOW);
        for named in &clause.named {
            let (_, days) = recorded.iter().find(|(actor, _)| *actor == named)?;
            first = first.max((*days)?.first());
            last = last.max((*days)?.last());
        }
        if let Some(wanted) = clause.consents {
            let at = (wanted as usize).checked_sub(1)?;
            let given = || recorded.iter().filter_map(|(_, days)| *days);
            let mut firsts: Vec<i32> = given().map(Keys::first).collect();
            let mut lasts: Vec<i32> = given().map(Keys::last).collect();
            firsts.sort_unstable();
            lasts.sort_unstable();
            last = last.max(*lasts.get(at)?);
            if closed {
                first = first.max(*firsts.get(at)?);
            }
        } else if clause.named.is_empty() {
            return None;
        }
        let reach = |day: i32| clause.delay.map_or(Some(day), |delay| later(day, delay));
        Keys::new(reach(first)?, reach(last)?)
    }

    /// The possible days of an actor's first consent, over all sources; `None` if none is recorded.
    pub(super) fn consent_of(&self, actor: &Actor) -> Option<Keys> {
        hull(&self.firsts_of(actor, ActKind::is_consent))
    }

    /// The possible days of an actor's first act of some kinds, as disjoint ranges in order.
    pub(super) fn firsts_of(&self, actor: &Actor, kind: impl Fn(ActKind) -> bool) -> Vec<Keys> {
        firsts(self.deciding, &self.of_actor(actor), kind)
    }

    pub(super) fn joiner_delay(&self) -> Option<Length> {
        self.claims.iter().find_map(|claim| claim.treaty.entry_clause.as_ref()?.joiner_delay)
    }

    pub(super) fn margin(&self) -> i32 {
        self.deciding.policy.map_or(LATE_JOINER_MARGIN, Policy::margin).into()
    }
}

/// Whether a standing is attested on the day of the sources of its record.
fn is_on_the_day_of_its_record(standing: &AttestedStanding) -> bool {
    standing.sources.is_empty() && standing.on.contains(&Attestation::OfSource)
}

/// The possible days of the first of some acts, each source by itself and then compared, as disjoint
/// ranges in order.
pub(super) fn firsts(
    deciding: Deciding<'_>,
    acts: &[Reported<'_>],
    kind: impl Fn(ActKind) -> bool,
) -> Vec<Keys> {
    let mut by_source: Vec<(u32, Voiced<'_>)> = Vec::new();
    for reported in acts.iter().filter(|it| kind(it.act.kind) && !it.act.denied) {
        let Some(days) = days_done(reported.act) else { continue };
        match by_source.iter_mut().find(|(source, _)| *source == reported.source) {
            // The first of several was done by the first of their last days.
            Some((_, voiced)) => {
                let last = voiced.days.last().min(days.last());
                voiced.days =
                    Keys::new(voiced.days.first().min(days.first()), last).unwrap_or(voiced.days);
            }
            None => by_source.push((reported.source, Voiced { days, cited: reported.cited })),
        }
    }
    let voiced: Vec<Voiced<'_>> = by_source.into_iter().map(|(_, voiced)| voiced).collect();
    deciding.values(&voiced)
}

/// From the first of some ranges to the last.
pub(super) fn hull(ranges: &[Keys]) -> Option<Keys> {
    let first = ranges.iter().map(|days| days.first()).min()?;
    let last = ranges.iter().map(|days| days.last()).max()?;
    Keys::new(first, last)
}

/// The order of acts within a source: by the days on which they may have been done.
pub(super) fn order(act: &Act) -> (i32, i32, usize) {
    let days = when(act);
    (
        days.map_or(UNBOUNDED_ABOVE, Keys::first),
        days.map_or(UNBOUNDED_ABOVE, Keys::last),
        act.kind as usize,
    )
}

/// The possible days by which an act is put in order.
pub(super) fn when(act: &Act) -> Option<Keys> {
    act.on.or(act.effective).map(Keys::of)
}

/// The possible days on which an act was done; a succession counts from its effect, because it gives
/// the predecessor's standing from then on, however late it is notified.
pub(super) fn days_done(act: &Act) -> Option<Keys> {
    if act.kind == ActKind::Succession { days_of_effect(act) } else { when(act) }
}

pub(super) fn days_of_effect(act: &Act) -> Option<Keys> {
    act.effective.or(act.on).map(Keys::of)
}

/// The possible last days inside that an act of ending leaves.
pub(super) fn last_days(act: &Act) -> Option<Keys> {
    use crate::record::Ending;
    let date: PartialDate = act.effective.or(act.on)?;
    Some(match act.ending {
        Some(Ending::End) => Keys::of(date),
        Some(Ending::Left) => day_before(date),
        Some(Ending::Ended) | None => day_or_day_before(date),
    })
}

/// When a notice ends a spell: on its effective day, or after the notice period, or some day after.
pub(super) fn ending_by_notice(act: &Act, period: Option<Length>) -> Option<Keys> {
    if act.effective.is_some() {
        return last_days(act);
    }
    let given = Keys::of(act.on?);
    let run_out = period.and_then(|period| run_out(given, period));
    run_out.or_else(|| Keys::new(given.first(), UNBOUNDED_ABOVE))
}

/// The last days inside of what runs for a length from some day of a range.
pub(super) fn run_out(from: Keys, length: Length) -> Option<Keys> {
    let last = |day: i32| Some(super::claim::before(later(day, length)?));
    Keys::new(last(from.first())?, last(from.last())?)
}

/// The day that a length after another reaches: the first outside.
pub(crate) fn later(day: i32, length: Length) -> Option<i32> {
    if day == UNBOUNDED_BELOW || day == UNBOUNDED_ABOVE {
        return Some(day);
    }
    length.added_to(date_of(day)?).map(key)
}
