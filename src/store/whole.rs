//! What the dates and clauses of a treaty as a whole mean for one party.
//!
//! Each date of the whole is settled over all sources first; what it means for a party is derived from
//! the settled date and is no claim of the source that states it. A party with an entry into force of
//! its own is told nothing by the general one.

use alloc::vec::Vec;

use super::claim::SpellClaim;
use super::deciding::Voiced;
use super::joining::{start_for, until};
use super::keys::Keys;
use super::party::Party;
use super::sequence::sequence;
use super::treaty_acts::{Reported, Span, Whole, days_of_effect, run_out};
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::ActKind;

/// Marks the claim that follows from the dates of the whole.
pub(super) const GENERAL: u32 = u32::MAX;

/// The claims that the acts of a party and the dates of the whole make on one of its histories.
pub(super) fn own_claims<'r>(
    party: &Party<'_, 'r>,
    span: Span,
    whole: &Whole<'r>,
) -> Vec<SpellClaim<'r>> {
    let done = || party.acts.iter().filter(|it| !it.act.denied);
    let mut sources: Vec<(u32, u32)> = done().map(|it| (it.source, it.by)).collect();
    sources.sort_unstable();
    sources.dedup_by_key(|(source, _)| *source);
    let mut claims: Vec<SpellClaim<'r>> = Vec::new();
    // The first spell of each source, as the number of its claim.
    let mut firsts: Vec<usize> = Vec::new();
    let mut is_void = false;
    // Who entered into force for itself did so before the treaty ended.
    let entries = done().filter(|it| it.act.kind == ActKind::EntryIntoForce);
    let entered = entries.filter_map(|it| days_of_effect(it.act)).map(Keys::first).max();
    let end = whole.end.map(|end| {
        let days = end.days.clipped(entered.unwrap_or(UNBOUNDED_BELOW), UNBOUNDED_ABOVE);
        Voiced { days, ..end }
    });
    let whole = &Whole { end, ..*whole };
    for (source, by) in sources {
        let mut spells = sequence(party, (by, source), span, whole);
        // A source that tells nothing of this history makes no claim on it.
        spells.retain(|spell| spell.start.is_some() || spell.end.is_some());
        let before = spells.len();
        spells.retain_mut(|spell| ends_with(party, spell, whole));
        is_void |= spells.len() < before;
        firsts.extend(Some(claims.len()).filter(|_| !spells.is_empty()));
        claims.extend(spells);
    }
    let by = party.told.claims.first().map_or(0, |claim| claim.by);
    let general = SpellClaim::silent(by, GENERAL, &[]);
    match begun_by_the_whole(&claims, &firsts) {
        // The spell of a source that tells no begin begins with the whole.
        Begun::By(at) => {
            let ended = claims.get(at).and_then(|claim| claim.end);
            match begins_with(party, general, ended, span, whole) {
                Some(begun) if begun.start.is_some() => {
                    let joined = Some(GENERAL);
                    if let Some(claim) = claims.get_mut(at) {
                        claim.joined = joined;
                    }
                    claims.push(SpellClaim { joined, ..begun });
                }
                Some(_) => {}
                None => {
                    claims.remove(at);
                    is_void = true;
                }
            }
        }
        Begun::Alone => {
            let begun = begins_with(party, general, None, span, whole);
            let mut begun = begun.filter(|_| !is_void);
            is_void |= begun.as_mut().is_some_and(|begun| !ends_with(party, begun, whole));
            let told = |it: &SpellClaim<'_>| it.start.is_some() || it.end.is_some();
            claims.extend(begun.filter(|begun| !is_void && told(begun)));
        }
        Begun::ByItself => {}
    }
    if is_void && claims.is_empty() {
        // It left before it can have been bound, or consented when there was nothing left to join.
        claims.push(SpellClaim { denied: true, ..SpellClaim::silent(by, by, &[]) });
    }
    end_with_the_term(party, &mut claims, span, whole);
    claims.into_iter().map(SpellClaim::tightened).collect()
}

/// What the first spell of a party begins with.
enum Begun {
    /// Its own acts tell no spell at all: with the whole.
    Alone,
    /// The spell of a number, of which no act tells the begin: with the whole.
    By(usize),
    /// An act of its own.
    ByItself,
}

fn begun_by_the_whole(claims: &[SpellClaim<'_>], firsts: &[usize]) -> Begun {
    if claims.is_empty() {
        return Begun::Alone;
    }
    let ended = |at: usize| claims.get(at).and_then(|claim| claim.end).map(Keys::last);
    let without = firsts
        .iter()
        .copied()
        .filter(|at| claims.get(*at).is_some_and(|claim| claim.start.is_none()));
    let Some(first) = without.min_by_key(|at| ended(*at)) else { return Begun::ByItself };
    // Another source's begin is that of this spell unless it comes after its end.
    let others = firsts.iter().filter_map(|at| claims.get(*at)?.start);
    let mut begins = others.filter(|start| Some(start.first()) <= ended(first));
    if begins.next().is_some() { Begun::ByItself } else { Begun::By(first) }
}

/// The claim that a spell begins with the general entry into force, if it tells a day; `None` if the
/// spell had ended before and was no spell at all.
fn begins_with<'r>(
    party: &Party<'_, 'r>,
    mut general: SpellClaim<'r>,
    ended: Option<Keys>,
    span: Span,
    whole: &Whole<'r>,
) -> Option<SpellClaim<'r>> {
    let Some(entry) = whole.entry.filter(|_| !party.refused) else { return Some(general) };
    let last = ended.map_or(UNBOUNDED_ABOVE, Keys::last);
    if span == Span::Force && last < entry.days.first() {
        return None;
    }
    // Who left before the recorded consent had consented before by an act that is not recorded.
    let consented = party.consented.filter(|consent| consent.first() <= last);
    general.start = match span {
        Span::Force => start_for(party, consented, entry.days),
        // The general date of a two-sided treaty binds both sides without recorded consents.
        Span::Consent if party.told.two_sided && consented.is_none() => until(entry.days),
        Span::Consent => None,
    };
    general.cited.start = entry.cited;
    // The limit of the recorded consent does not hold for it, only that of deeds before it left.
    if consented != party.consented {
        let signed = party.signed.map(Keys::first);
        let deeds = [signed, Some(party.told.first_deed)].into_iter().flatten();
        let first = deeds.filter(|deed| *deed <= last).max().unwrap_or(UNBOUNDED_BELOW);
        let clipped = general.start.map(|days| days.clipped(first, UNBOUNDED_ABOVE));
        general.start = if party.told.is_retroactive() { general.start } else { clipped };
        general.retroactive = true;
    }
    // Who left was in; who is merely listed may never have joined.
    let left = ended.is_some() && party.consented.is_none();
    general.may_never =
        span == Span::Force && consented.is_none() && !party.told.two_sided && !left;
    Some(general)
}

/// Lets a spell end with the treaty: one that has ended is in force for nobody, whatever was to end it
/// later for one party. Returns whether the spell can have been before that.
fn ends_with<'r>(party: &Party<'_, 'r>, spell: &mut SpellClaim<'r>, whole: &Whole<'r>) -> bool {
    let Some(ended) = whole.end else { return true };
    if let Some(own) = spell.end {
        spell.end = Some(own.earlier(ended.days));
        return true;
    }
    (spell.end, spell.cited.end) = (Some(ended.days), ended.cited);
    // A treaty that has ended need not have been in force for who is merely listed, nor for who would
    // have joined late.
    if party.told.two_sided || spell.entered {
        return true;
    }
    spell.may_never |= spell.start.is_none_or(|start| start.last() > ended.days.first());
    let begun = spell.start.or(party.consented);
    let deed = begun.or(party.signed).map_or(UNBOUNDED_BELOW, Keys::first);
    let deed = if party.told.is_retroactive() { deed } else { deed.max(party.told.first_deed) };
    deed <= ended.days.last()
}

/// A stated term ends what nothing else ends, unless it is renewed.
fn end_with_the_term<'r>(
    party: &Party<'_, 'r>,
    claims: &mut [SpellClaim<'r>],
    span: Span,
    whole: &Whole<'r>,
) {
    let renewed = |it: &Reported<'_>| it.act.kind == ActKind::Renewal && !it.act.denied;
    if party.acts.iter().chain(&party.told.general).any(renewed) {
        return;
    }
    let stated = party.told.claims.iter().find_map(|claim| {
        let term = claim.treaty.term.filter(|_| claim.treaty.renewal.is_none())?;
        Some((term, claim.treaty.sources.as_slice()))
    });
    let Some((term, cited)) = stated else { return };
    for claim in claims.iter_mut().filter(|claim| claim.end.is_none() && !claim.denied) {
        let begun = if span == Span::Force { claim.start } else { None };
        let from = whole.entry.map(|entry| entry.days).or(begun);
        (claim.end, claim.cited.end) = (from.and_then(|from| run_out(from, term)), cited);
    }
}
