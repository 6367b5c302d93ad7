//! What a treaty is to one party over time: signed, bound, in force, provisionally applied, suspended.

use alloc::vec::Vec;

use super::act_orders::read_in_order;
use super::claim::{Cited, SpellClaim, attest};
use super::keys::Keys;
use super::limits::Limits;
use super::spells::Series;
use super::treaty_acts::{
    Reported, Told, days_done, days_of_effect, ending_by_notice, firsts, hull, last_days, later,
    run_out,
};
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{ActKind, Actor, AttestedStanding, TreatyStanding};

/// The histories of a treaty for one party.
#[derive(Debug, Clone)]
pub(crate) struct Histories {
    /// From its signature on.
    pub(crate) signed: Series,
    /// From its consent to its end.
    pub(crate) bound: Series,
    pub(crate) force: Series,
    pub(crate) provisional: Series,
    pub(crate) suspended: Series,
    /// It is listed or has signed, and nothing recorded tells whether it consented.
    pub(crate) unrecorded: bool,
}

/// Which history a sequence of acts is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    /// From entry into force.
    Force,
    /// From consent.
    Consent,
}

/// One party, while its histories are worked out.
pub(super) struct Party<'t, 'r> {
    told: &'t Told<'r>,
    actor: &'r Actor,
    acts: Vec<Reported<'r>>,
    signed: Option<Keys>,
    consented: Option<Keys>,
    /// A source says that it did not consent, and none says that it did.
    refused: bool,
}

const fn is_signature(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::Signature | ActKind::DefinitiveSignature | ActKind::SuccessionToSignature
    )
}

impl<'t, 'r> Party<'t, 'r> {
    pub(super) fn of(told: &'t Told<'r>, actor: &'r Actor) -> Self {
        let acts = told.of_actor(actor);
        let first = |kind: fn(ActKind) -> bool| hull(&firsts(told.deciding, &acts, kind));
        let consented = first(ActKind::is_consent);
        let signed = first(is_signature);
        let refused =
            consented.is_none() && acts.iter().any(|it| it.act.denied && it.act.kind.is_consent());
        Self { told, actor, acts, signed, consented, refused }
    }

    pub(super) fn histories(&self) -> Histories {
        let limits = self.limits();
        let deciding = self.told.deciding;
        let mut force = self.claims(Span::Force);
        let mut bound = self.claims(Span::Consent);
        self.without_claims(&mut force);
        self.without_claims(&mut bound);
        let force = Series::of(&force, &limits, deciding);
        let bound = Series::of(&bound, &deciding.existence(self.actor), deciding);
        let mut signed = self.signatures();
        self.attested(&mut signed, TreatyStanding::Signatory);
        let signed = Series::of(&signed, &deciding.existence(self.actor), deciding);
        let provisional = self.provisional(&force);
        let mut suspended =
            self.between(&self.with_general(), ActKind::Suspension, ActKind::SuspensionEnd);
        self.attested(&mut suspended, TreatyStanding::Suspended);
        let suspended = Series::of(&suspended, &limits, deciding);
        Histories { signed, bound, force, provisional, suspended, unrecorded: self.is_unrecorded() }
    }

    fn is_unrecorded(&self) -> bool {
        let entered = |it: &Reported<'_>| it.act.kind == ActKind::EntryIntoForce && !it.act.denied;
        let bound = |standing: TreatyStanding| {
            !matches!(standing, TreatyStanding::Signatory | TreatyStanding::NotInvolved)
        };
        let by_the_whole = self.told.two_sided && !self.told.entries.is_empty();
        self.consented.is_none()
            && !self.refused
            && !by_the_whole
            && !self.acts.iter().any(entered)
            && !self.told.standings(self.actor).any(|(_, it)| bound(it.standing))
    }

    /// No force before the treaty's first signature or the party's own signature or consent, nor
    /// outside the party's existence.
    fn limits(&self) -> Limits {
        let limits = self.told.deciding.existence(self.actor);
        if self.is_retroactive() {
            return limits;
        }
        let own = self.consented.or(self.signed).map_or(UNBOUNDED_BELOW, Keys::first);
        // Who left before the first recorded consent had joined by an act that is not recorded.
        let left = self.acts.iter().filter(|it| !it.act.denied && it.act.kind.is_end());
        if left.filter_map(|it| days_done(it.act)).any(|days| days.first() < own) {
            return limits;
        }
        limits.and(Limits::from(self.told.first_deed.max(own)))
    }

    fn is_retroactive(&self) -> bool {
        self.told.is_retroactive() || self.acts.iter().any(|it| it.act.retroactive)
    }

    /// Nothing before the treaty's first signature, consent or conclusion, unless marked retroactive.
    fn first_deed(&self) -> Limits {
        let first = if self.is_retroactive() { UNBOUNDED_BELOW } else { self.told.first_deed };
        Limits::from(first)
    }

    /// The claims of all sources on one history.
    fn claims(&self, span: Span) -> Vec<SpellClaim<'r>> {
        let mut sources: Vec<(u32, u32)> = self
            .acts
            .iter()
            .chain(&self.told.general)
            .filter(|it| !it.act.denied)
            .map(|it| (it.source, it.by))
            .chain(self.told.entries.iter().map(|entry| (entry.source, entry.by)))
            .collect();
        sources.sort_unstable();
        sources.dedup_by_key(|(source, _)| *source);
        let mut claims = Vec::new();
        for (source, by) in sources {
            let mut spells = self.sequence(by, source, span);
            self.begin_with_the_whole(&mut spells, source, span);
            self.end_with_the_whole(&mut spells, source);
            // A source that tells nothing of this party makes no claim on it.
            spells.retain(|spell| spell.start.is_some() || spell.end.is_some() || spell.denied);
            claims.extend(spells.into_iter().map(SpellClaim::tightened));
        }
        self.end_with_the_term(&mut claims, span);
        self.attested(&mut claims, TreatyStanding::Party);
        self.attested_former(&mut claims);
        if span == Span::Consent {
            self.attested(&mut claims, TreatyStanding::Contracting);
        }
        let denied: &[TreatyStanding] = match span {
            Span::Force => &[
                TreatyStanding::Signatory,
                TreatyStanding::Contracting,
                TreatyStanding::ProvisionallyApplying,
                TreatyStanding::NotInvolved,
            ],
            Span::Consent => &[TreatyStanding::Signatory, TreatyStanding::NotInvolved],
        };
        for (by, standing) in self.told.standings(self.actor) {
            if denied.contains(&standing.standing) && !standing.on.is_empty() {
                claims.push(SpellClaim { denied: true, ..self.seen(by, standing) });
            }
        }
        claims
    }

    /// Adds what is left to say where no claim tells when it began.
    fn without_claims(&self, claims: &mut Vec<SpellClaim<'r>>) {
        let stated = |claim: &SpellClaim<'_>| {
            let began = claim.start.is_some() || claim.began_by < UNBOUNDED_ABOVE;
            // Who left had begun, unless it left what it had only consented to.
            let left = claim.end.is_some() && !claim.may_never && self.consented.is_none();
            !claim.denied && (began || left)
        };
        if self.told.several || claims.iter().any(stated) {
            return;
        }
        let by = self.told.claims.first().map_or(0, |claim| claim.by);
        if self.refused {
            if claims.is_empty() {
                claims.push(SpellClaim { denied: true, ..SpellClaim::silent(by, by, &[]) });
            }
            return;
        }
        // Signed, consented or merely listed, and nothing tells when it began, if ever.
        let first = self.consented.or(self.signed).map_or(UNBOUNDED_BELOW, Keys::first);
        let start = Keys::new(first, UNBOUNDED_ABOVE);
        let by = self.acts.first().map_or(by, |it| it.by);
        claims.push(SpellClaim { start, may_never: true, ..SpellClaim::silent(by, u32::MAX, &[]) });
    }

    /// The spells that one source's acts of the party tell of, in order.
    fn sequence(&self, by: u32, source: u32, span: Span) -> Vec<SpellClaim<'r>> {
        let told = |it: &&Reported<'_>| it.source == source && !it.act.denied;
        let acts: Vec<Reported<'r>> = self.acts.iter().filter(told).copied().collect();
        let spells = read_in_order(&acts, faults, |acts| self.in_sequence(by, source, span, acts));
        spells.into_iter().map(SpellClaim::tightened).collect()
    }

    /// The spells that acts tell of, done in the order in which they stand.
    fn in_sequence(
        &self,
        by: u32,
        source: u32,
        span: Span,
        acts: &[Reported<'r>],
    ) -> Vec<SpellClaim<'r>> {
        let mut spells = Vec::new();
        let mut current = SpellClaim::silent(by, source, &[]);
        let (mut noticed, mut left): (Option<Keys>, Option<Keys>) = (None, None);
        for Reported { act, cited, .. } in acts.iter().copied() {
            let mut begin = None;
            let mut end = None;
            if current.end.is_none() {
                (noticed, left) = (None, None);
            }
            match act.kind {
                ActKind::EntryIntoForce => {
                    let days = days_of_effect(act);
                    if current.end.is_some() {
                        spells.push(current);
                        current = SpellClaim::silent(by, source, &[]);
                    }
                    // A stated entry into force says more than the consent that led to it, and that
                    // there was consent by then.
                    begin = match span {
                        Span::Force => days,
                        Span::Consent if current.start.is_none() => days.and_then(until),
                        Span::Consent => None,
                    };
                }
                ActKind::Succession if current.start.is_none() => {
                    // A succession gives no force before the treaty has it, and that may be never.
                    current.may_never = span == Span::Force && self.told.entries.is_empty();
                    begin = match span {
                        Span::Force => days_of_effect(act).and_then(|days| self.succeeded(days)),
                        Span::Consent => days_of_effect(act),
                    };
                }
                ActKind::Notice => {
                    end = ending_by_notice(act, self.told.notice);
                    // Two notices that nothing separates are one, of the one day or the other.
                    end = end.map(|days| noticed.map_or(days, |so_far| days.hull(so_far)));
                    noticed = end;
                }
                ActKind::Revocation => {
                    (current.end, noticed, left) = (None, None, None);
                }
                ActKind::Withdrawal | ActKind::Expiry | ActKind::Termination => {
                    end = last_days(act);
                    end = end.map(|days| left.map_or(days, |so_far| days.hull(so_far)));
                    left = end;
                }
                kind if kind.is_consent() => {
                    if current.end.is_some() {
                        spells.push(current);
                        current = SpellClaim::silent(by, source, &[]);
                        // The instrument of return makes force possible from its day on.
                        begin = match span {
                            Span::Force => days_done(act).map(|days| self.joined_late(days)),
                            Span::Consent => days_done(act),
                        };
                    } else if span == Span::Consent && current.start.is_none() {
                        begin = days_done(act);
                    }
                }
                _ => {}
            }
            if begin.is_some() {
                (current.start, current.cited.start) = (begin, cited);
            }
            if end.is_some() {
                (current.end, current.cited.end) = (end, cited);
            }
        }
        spells.push(current);
        spells
    }

    /// Lets the first spell of a source begin with the source's general entry into force, where the
    /// party's own acts tell no day.
    fn begin_with_the_whole(&self, spells: &mut [SpellClaim<'r>], source: u32, span: Span) {
        let entry = self.told.entries.iter().find(|entry| entry.source == source);
        let (Some(spell), Some(entry)) = (spells.first_mut(), entry) else { return };
        if spell.start.is_some() || self.refused {
            return;
        }
        let ended = spell.end.map_or(UNBOUNDED_ABOVE, Keys::last);
        if span == Span::Force && ended < entry.days.first() {
            // It left before the treaty entered into force, and was never bound.
            (spell.start, spell.end, spell.denied) = (None, None, true);
            return;
        }
        let start = match span {
            Span::Force => self.start_for(entry.days),
            // The general date of a two-sided treaty binds both sides without recorded consents.
            Span::Consent if self.told.two_sided && self.consented.is_none() => until(entry.days),
            Span::Consent => None,
        };
        if start.is_some() {
            (spell.start, spell.cited.start) = (start, entry.cited);
            spell.may_never |=
                span == Span::Force && self.consented.is_none() && !self.told.two_sided;
        }
    }

    fn end_with_the_whole(&self, spells: &mut [SpellClaim<'r>], source: u32) {
        let ends = |it: &Reported<'r>| {
            let ended = !it.act.denied && it.act.kind.is_end();
            ended.then(|| Some((last_days(it.act)?, it.cited))).flatten()
        };
        let general = self.told.general.iter();
        let own = general.clone().filter(|it| it.source == source).find_map(ends);
        let Some(last) = spells.last_mut().filter(|last| !last.denied) else { return };
        match (last.end, own) {
            (None, Some((days, cited))) => {
                (last.end, last.cited.end) = (Some(days), cited);
                // A treaty that has ended need not have been in force for who is merely listed.
                last.may_never |= last.start.is_none() && !self.told.two_sided;
            }
            // A treaty that has ended is in force for nobody, whatever was to end it later for one.
            (Some(end), _) => {
                for (days, _) in own.into_iter().chain(general.filter_map(ends)) {
                    let first = end.first().min(days.first());
                    last.end = Keys::new(first, end.last().min(days.last())).or(last.end);
                }
            }
            (None, None) => {}
        }
    }

    /// A stated term ends what nothing else ends, unless it is renewed.
    fn end_with_the_term(&self, claims: &mut [SpellClaim<'r>], span: Span) {
        let renewed = |it: &Reported<'_>| it.act.kind == ActKind::Renewal && !it.act.denied;
        if self.acts.iter().chain(&self.told.general).any(renewed) {
            return;
        }
        for stated in &self.told.claims {
            let Some(term) = stated.treaty.term.filter(|_| stated.treaty.renewal.is_none()) else {
                continue;
            };
            let source = self.told.deciding.records.source_of(stated.by, &[]);
            let mut own = claims.iter_mut().rev().filter(|claim| claim.source == source);
            let Some(last) = own.find(|claim| claim.end.is_none()) else { continue };
            let entry = self.told.entries.iter().find(|entry| entry.source == source);
            let from = match span {
                Span::Force => entry.map(|entry| entry.days).or(last.start),
                Span::Consent => entry.map(|entry| entry.days),
            };
            last.end = from.and_then(|from| run_out(from, term));
            last.cited.end = &stated.treaty.sources;
            *last = last.tightened();
        }
    }

    /// The days on which force may have begun for the party, from a general date.
    fn start_for(&self, entry: Keys) -> Option<Keys> {
        let alone = self.told.actors.len() == 2;
        if self.told.two_sided && (alone || self.consented.is_none()) {
            return Some(entry);
        }
        let Some(consent) = self.consented else {
            let retroactive = self.told.is_retroactive();
            let signed = self.signed.filter(|_| !retroactive).map_or(UNBOUNDED_BELOW, Keys::first);
            let first = signed.max(entry.first());
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
        let entries: Vec<Keys> = self.told.entries.iter().map(|entry| entry.days).collect();
        match hull(&entries) {
            Some(entry) => {
                Keys::new(effective.first().max(entry.first()), effective.last().max(entry.last()))
            }
            None => Keys::new(effective.first(), UNBOUNDED_ABOVE),
        }
    }

    fn joined_late(&self, consent: Keys) -> Keys {
        let stated = self.told.joiner_delay().and_then(|delay| {
            Keys::new(later(consent.first(), delay)?, later(consent.last(), delay)?)
        });
        let margin = || {
            let last = consent.last().saturating_add(self.told.margin());
            Keys::new(consent.first(), last.min(UNBOUNDED_ABOVE))
        };
        stated.or_else(margin).unwrap_or(consent)
    }

    /// The signatures, one claim a source, until a withdrawal by who never consented.
    fn signatures(&self) -> Vec<SpellClaim<'r>> {
        let mut claims: Vec<SpellClaim<'r>> = Vec::new();
        for it in self.acts.iter().filter(|it| !it.act.denied) {
            let known = claims.iter_mut().find(|claim| claim.source == it.source);
            match known {
                None if is_signature(it.act.kind) => {
                    let silent = SpellClaim::silent(it.by, it.source, it.cited);
                    let start = days_done(it.act).or(Some(Keys::ALL));
                    claims.push(SpellClaim { start, ..silent });
                }
                Some(claim) if it.act.kind == ActKind::Withdrawal && self.consented.is_none() => {
                    (claim.end, claim.cited.end) = (last_days(it.act), it.cited);
                }
                _ => {}
            }
        }
        claims
    }

    fn with_general(&self) -> Vec<Reported<'r>> {
        let mut all: Vec<Reported<'r>> =
            self.acts.iter().chain(&self.told.general).copied().collect();
        all.sort_by_key(|it| super::treaty_acts::order(it.act));
        all
    }

    fn provisional(&self, force: &Series) -> Series {
        let mut claims = self.between(
            &self.with_general(),
            ActKind::ProvisionalApplication,
            ActKind::ProvisionalApplicationEnd,
        );
        self.attested(&mut claims, TreatyStanding::ProvisionallyApplying);
        // It is applied before consent, by nature, and not before the treaty is there.
        let limits = &self.told.deciding.existence(self.actor).and(self.first_deed());
        let mut series = Series::of(&claims, limits, self.told.deciding);
        // Entry into force ends provisional application: what nothing else ended is cut where force
        // may begin.
        if let Some(begun) = force.spells.first().and_then(|spell| hull(&spell.starts)) {
            series.end_open_before(begun);
        }
        series
    }

    /// The spells from one kind of act to another, one sequence a source.
    fn between(&self, acts: &[Reported<'r>], begin: ActKind, end: ActKind) -> Vec<SpellClaim<'r>> {
        let told = || acts.iter().filter(|it| !it.act.denied);
        let mut sources: Vec<u32> = told().map(|it| it.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut claims = Vec::new();
        for source in sources {
            let acts: Vec<Reported<'r>> = told()
                .filter(|it| it.source == source && [begin, end].contains(&it.act.kind))
                .copied()
                .collect();
            let faults = |acts: &[Reported<'_>]| {
                let kinds = acts.iter().map(|it| it.act.kind == begin);
                let expected = (0..acts.len()).map(|number| number % 2 == 0);
                kinds.zip(expected).filter(|(is_begin, expected)| is_begin != expected).count()
            };
            let spells = read_in_order(&acts, faults, |acts| from_to(acts, begin, end));
            claims.extend(spells.into_iter().map(SpellClaim::tightened));
        }
        claims
    }

    /// A standing that a source states, as a claim that says only on which days it was seen.
    fn seen(&self, by: u32, standing: &'r AttestedStanding) -> SpellClaim<'r> {
        let records = self.told.deciding.records;
        let source = records.source_of(by, &standing.sources);
        let cited = records.cited(by, &standing.sources);
        attest(records, SpellClaim::silent(by, source, cited), &standing.on, cited)
    }

    /// Adds the standings of one kind that sources state.
    fn attested(&self, claims: &mut Vec<SpellClaim<'r>>, of: TreatyStanding) {
        if self.told.several {
            return;
        }
        for (by, standing) in self.told.standings(self.actor) {
            // Who is party and whose treaty is suspended are both bound.
            if standing.standing == of
                || (of == TreatyStanding::Party && standing.standing == TreatyStanding::Suspended)
            {
                join_sighting(claims, self.seen(by, standing));
            }
        }
    }

    /// Who is a former party on a day was in force before it and ended before it.
    fn attested_former(&self, claims: &mut Vec<SpellClaim<'r>>) {
        for (by, standing) in self.told.standings(self.actor) {
            if standing.standing != TreatyStanding::Former {
                continue;
            }
            let seen = self.seen(by, standing);
            let last = super::claim::before(seen.began_by);
            let ended = Keys::new(UNBOUNDED_BELOW, last);
            let silent = SpellClaim { cited: Cited::all(seen.cited.seen), ..seen };
            claims.push(SpellClaim {
                start: ended,
                end: ended,
                began_by: UNBOUNDED_ABOVE,
                held_until: UNBOUNDED_BELOW,
                ..silent
            });
        }
    }
}

/// The spells from one kind of act to another, done in the order in which they stand.
fn from_to<'r>(acts: &[Reported<'r>], begin: ActKind, end: ActKind) -> Vec<SpellClaim<'r>> {
    let mut spells = Vec::new();
    let mut current: Option<SpellClaim<'r>> = None;
    for it in acts {
        if it.act.kind == begin {
            spells.extend(current.take());
            let start = days_of_effect(it.act).or(Some(Keys::ALL));
            let silent = SpellClaim::silent(it.by, it.source, it.cited);
            current = Some(SpellClaim { start, ..silent });
        } else if it.act.kind == end {
            // An end without a recorded begin ends what had begun by then.
            let mut spell =
                current.take().unwrap_or_else(|| SpellClaim::silent(it.by, it.source, it.cited));
            (spell.end, spell.cited.end) = (last_days(it.act), it.cited);
            spells.push(spell);
        }
    }
    spells.extend(current);
    spells
}

/// How many acts of an order make no sense where they stand: an entry into force while it is in
/// force, consent while bound, an end or a notice after an end, a revocation of nothing.
fn faults(acts: &[Reported<'_>]) -> usize {
    let (mut bound, mut in_force, mut over) = (false, false, false);
    let mut count = 0;
    for it in acts {
        let sensible = match it.act.kind {
            ActKind::EntryIntoForce => {
                let sensible = !in_force;
                (bound, in_force, over) = (true, true, false);
                sensible
            }
            ActKind::Notice => !over,
            ActKind::Revocation => {
                let sensible = over;
                over = false;
                sensible
            }
            kind if kind.is_end() => {
                let sensible = !over && (bound || in_force);
                (bound, in_force, over) = (false, false, true);
                sensible
            }
            kind if kind.is_consent() => {
                let sensible = !bound;
                bound = true;
                over = false;
                sensible
            }
            _ => true,
        };
        count += usize::from(!sensible);
    }
    count
}

/// Some day up to the last of a range.
fn until(days: Keys) -> Option<Keys> {
    Keys::new(UNBOUNDED_BELOW, days.last())
}

/// Adds a standing that a source states without an act: to the last spell of the same source that can
/// hold it, else as a claim of its own.
fn join_sighting<'r>(claims: &mut Vec<SpellClaim<'r>>, seen: SpellClaim<'r>) {
    let holds = |claim: &SpellClaim<'_>| {
        claim.source == seen.source
            && claim.start.is_none_or(|days| days.first() <= seen.began_by)
            && claim.end.is_none_or(|days| seen.held_until <= days.last())
    };
    match claims.iter_mut().rev().find(|claim| holds(claim)) {
        Some(claim) => {
            claim.began_by = claim.began_by.min(seen.began_by);
            claim.held_until = claim.held_until.max(seen.held_until);
            claim.cited.seen = seen.cited.seen;
            *claim = claim.tightened();
        }
        None => claims.push(seen),
    }
}
