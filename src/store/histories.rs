//! What a treaty is to one party over time: signed, bound, in force, provisionally applied, suspended.

use alloc::vec::Vec;

use super::act_orders::read_in_order;
use super::claim::{SpellClaim, attest, before};
use super::history::{History, Seldom};
use super::keys::Keys;
use super::limits::Limits;
use super::party::{Party, is_signature};
use super::sequence::from_to;
use super::spells::Series;
use super::treaty_acts::{Reported, Span, Whole, days_done, last_days, order};
use super::whole::{GENERAL, own_claims};
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{ActKind, AttestedStanding, TreatyStanding};

/// The histories of a treaty for one party.
#[derive(Debug, Clone)]
pub(crate) struct Histories {
    /// From its signature on.
    pub(crate) signed: History,
    /// From its first consent on, whatever became of it.
    pub(crate) consented: History,
    /// From its consent to its end.
    pub(crate) bound: History,
    pub(crate) force: History,
    pub(crate) provisional: Seldom,
    pub(crate) suspended: Seldom,
    /// It is listed or has signed, and nothing recorded tells whether it consented.
    pub(crate) unrecorded: bool,
}

impl<'r> Party<'_, 'r> {
    pub(super) fn histories(&self) -> Histories {
        let deciding = self.told.deciding;
        let limits = deciding.existence(self.actor);
        let force = self.by_whole(Span::Force, &limits);
        let bound = self.by_whole(Span::Consent, &limits);
        let consented = Series::of(&self.firsts(ActKind::is_consent), &limits, deciding);
        let mut signed = self.signatures();
        self.attested(&mut signed, TreatyStanding::Signatory);
        let signed = Series::of(&signed, &limits, deciding);
        let provisional = self.provisional(&force);
        let mut suspended = self.between(ActKind::Suspension, ActKind::SuspensionEnd);
        self.attested(&mut suspended, TreatyStanding::Suspended);
        let suspended = Series::of(&suspended, &limits, deciding);
        Histories {
            signed: signed.into(),
            consented: consented.into(),
            bound: bound.into(),
            force: force.into(),
            provisional: provisional.into(),
            suspended: suspended.into(),
            unrecorded: self.is_unrecorded(),
        }
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

    /// The history for each way in which the dates of the treaty as a whole can be settled.
    fn by_whole(&self, span: Span, limits: &Limits) -> Series {
        let histories = self.told.wholes().map(|whole| {
            let mut claims = self.claims(span, &whole);
            self.without_claims(&mut claims);
            if span == Span::Force {
                claims.iter_mut().for_each(|claim| self.not_before_deeds(claim));
            }
            Series::of(&claims, limits, self.told.deciding)
        });
        Series::among(histories.collect())
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
    fn claims(&self, span: Span, whole: &Whole<'r>) -> Vec<SpellClaim<'r>> {
        let mut claims = own_claims(self, span, whole);
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

    /// No force before the treaty's first signature, nor before the party's own consent, or where none
    /// is recorded its signature, unless it is marked retroactive. Who left before them had joined by
    /// an act that is not recorded.
    fn not_before_deeds(&self, claim: &mut SpellClaim<'r>) {
        let own = self.consented.or(self.signed).map_or(UNBOUNDED_BELOW, Keys::first);
        let first = self.told.first_deed.max(own);
        let left_before = claim.end.is_some_and(|end| end.last() < first);
        if claim.denied || claim.retroactive || self.told.is_retroactive() || left_before {
            return;
        }
        let known = claim.start.or_else(|| Keys::new(UNBOUNDED_BELOW, claim.began_by));
        claim.start = known.and_then(|days| match days.clipped(first, UNBOUNDED_ABOVE) {
            Keys::ALL => claim.start,
            days => Some(days),
        });
    }

    /// Adds what is left to say where no claim tells when it began.
    fn without_claims(&self, claims: &mut Vec<SpellClaim<'r>>) {
        let stated = |claim: &SpellClaim<'_>| {
            let began = claim.start.is_some() || claim.began_by < UNBOUNDED_ABOVE;
            // Who left had begun, unless it left what it had only consented to; and what follows from
            // the end of the whole is said already.
            let left = claim.end.is_some()
                && (claim.source == GENERAL || (!claim.may_never && self.consented.is_none()));
            !claim.denied && (began || left)
        };
        // What was found to have been no spell at all denies every day.
        let void = |claim: &SpellClaim<'_>| {
            claim.denied && claim.start.is_none() && claim.began_by == UNBOUNDED_ABOVE
        };
        if self.told.several || claims.iter().any(|claim| stated(claim) || void(claim)) {
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
        claims.push(SpellClaim { start, may_never: true, ..SpellClaim::silent(by, GENERAL, &[]) });
    }

    /// The first act of some kinds that each source tells of, as what began then and goes on.
    fn firsts(&self, kind: fn(ActKind) -> bool) -> Vec<SpellClaim<'r>> {
        let mut claims: Vec<SpellClaim<'r>> = Vec::new();
        for it in self.acts.iter().filter(|it| !it.act.denied && kind(it.act.kind)) {
            if claims.iter().all(|claim| claim.source != it.source) {
                let silent = SpellClaim::silent(it.by, it.source, it.cited);
                let start = days_done(it.act).or(Some(Keys::ALL));
                claims.push(SpellClaim { start, ..silent });
            }
        }
        claims
    }

    /// The signatures, one claim a source, until a withdrawal by who never consented.
    fn signatures(&self) -> Vec<SpellClaim<'r>> {
        let mut claims = self.firsts(is_signature);
        let withdrawn = |it: &&Reported<'_>| it.act.kind == ActKind::Withdrawal && !it.act.denied;
        for it in self.acts.iter().filter(withdrawn).filter(|_| self.consented.is_none()) {
            if let Some(claim) = claims.iter_mut().find(|claim| claim.source == it.source) {
                (claim.end, claim.cited.end) = (last_days(it.act), it.cited);
            }
        }
        claims
    }

    fn with_general(&self) -> Vec<Reported<'r>> {
        let mut all: Vec<Reported<'r>> =
            self.acts.iter().chain(&self.told.general).copied().collect();
        all.sort_by_key(|it| order(it.act));
        all
    }

    fn provisional(&self, force: &Series) -> Series {
        let mut claims =
            self.between(ActKind::ProvisionalApplication, ActKind::ProvisionalApplicationEnd);
        self.attested(&mut claims, TreatyStanding::ProvisionallyApplying);
        // What has ended is not applied either.
        if let Some(ended) = self.told.ended() {
            // What is said to begin when it may have ended may never have begun.
            for claim in claims.iter_mut() {
                claim.may_never |= claim.start.is_some_and(|start| start.last() > ended.first());
            }
            for claim in claims.iter_mut().filter(|claim| claim.earliest() <= ended.last()) {
                let sighted = claim.held_until > ended.last();
                let end = claim.end.map_or(ended, |own| own.earlier(ended));
                claim.end = if sighted { claim.end } else { Some(end) };
                *claim = claim.tightened();
            }
        }
        // It is applied before consent, by nature, and not before the treaty is there.
        let limits = &self.told.deciding.existence(self.actor).and(self.first_deed());
        let mut series = Series::of(&claims, limits, self.told.deciding);
        // Entry into force ends provisional application: it is cut where force may begin.
        // What is said to begin while it is in force is no more than that; after it, it stands.
        if let Some(begun) = force.first_days() {
            let ended = |world: &Series| world.spells.first()?.ends.last().map(|days| days.last());
            let by = force.worlds().filter_map(ended).max().unwrap_or(UNBOUNDED_ABOVE);
            series.end_before(begun, by.max(begun.last()));
        }
        series
    }

    /// The spells from one kind of act to another, one sequence a source.
    fn between(&self, begin: ActKind, end: ActKind) -> Vec<SpellClaim<'r>> {
        let mut all = self.acts.iter().chain(&self.told.general);
        if !all.any(|it| [begin, end].contains(&it.act.kind)) {
            return Vec::new();
        }
        let acts = self.with_general();
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
        let silent = SpellClaim::silent(by, source, cited);
        attest(silent, &standing.on, cited, self.told.source_day(by, standing))
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
            let ended = Keys::new(UNBOUNDED_BELOW, before(seen.began_by));
            let silent = SpellClaim::silent(by, seen.source, seen.cited.seen);
            claims.push(SpellClaim { start: ended, end: ended, ..silent });
        }
    }
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
