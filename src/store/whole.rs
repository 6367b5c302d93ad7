//! What the dates and clauses of a treaty as a whole mean for one party.
//!
//! Each date of the whole is settled over all sources first; what it means for a party is derived from
//! the settled date and is no claim of the source that states it. A party with an entry into force of
//! its own is told nothing by the general one.

use alloc::vec::Vec;

use super::claim::SpellClaim;
use super::joining::{start_for, until};
use super::keys::Keys;
use super::party::Party;
use super::sequence::sequence;
use super::treaty_acts::{Reported, Span, Whole, run_out};
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::ActKind;

/// The claims that the acts of a party and the dates of the whole make on one of its histories.
pub(super) fn own_claims<'r>(
    party: &Party<'_, 'r>,
    span: Span,
    whole: &Whole<'r>,
) -> Vec<SpellClaim<'r>> {
    let done = || party.acts.iter().filter(|it| !it.act.denied);
    let has_own_entry = done().any(|it| it.act.kind == ActKind::EntryIntoForce);
    let mut sources: Vec<(u32, u32)> = done().map(|it| (it.source, it.by)).collect();
    sources.sort_unstable();
    sources.dedup_by_key(|(source, _)| *source);
    let mut claims: Vec<SpellClaim<'r>> = Vec::new();
    for (source, by) in sources {
        let mut spells = sequence(party, (by, source), span, whole);
        // A source that tells nothing of this history makes no claim on it.
        spells.retain(|spell| spell.start.is_some() || spell.end.is_some());
        if let Some(first) = spells.first_mut().filter(|_| !has_own_entry) {
            begin_with(party, first, span, whole);
        }
        if let Some(last) = spells.last_mut() {
            end_with(party, last, whole);
        }
        claims.extend(spells);
    }
    if claims.is_empty() {
        let by = party.told.claims.first().map_or(0, |claim| claim.by);
        let mut general = SpellClaim::silent(by, u32::MAX, &[]);
        begin_with(party, &mut general, span, whole);
        end_with(party, &mut general, whole);
        claims.extend(Some(general).filter(|it| it.start.is_some() || it.denied));
    }
    end_with_the_term(party, &mut claims, span, whole);
    claims.into_iter().map(SpellClaim::tightened).collect()
}

/// Lets a spell begin with the general entry into force, where the party's own acts tell no day.
fn begin_with<'r>(
    party: &Party<'_, 'r>,
    spell: &mut SpellClaim<'r>,
    span: Span,
    whole: &Whole<'r>,
) {
    let Some(entry) = whole.entry.filter(|_| spell.start.is_none() && !party.refused) else {
        return;
    };
    let ended = spell.end.map_or(UNBOUNDED_ABOVE, Keys::last);
    if span == Span::Force && ended < entry.days.first() {
        // It left before the treaty entered into force, and was never bound.
        (spell.start, spell.end, spell.denied) = (None, None, true);
        return;
    }
    // Who left before the recorded consent had consented before by an act that is not recorded.
    let consented = party.consented.filter(|consent| consent.first() <= ended);
    let start = match span {
        Span::Force => start_for(party, consented, entry.days),
        // The general date of a two-sided treaty binds both sides without recorded consents.
        Span::Consent if party.told.two_sided && consented.is_none() => until(entry.days),
        Span::Consent => None,
    };
    if start.is_some() {
        (spell.start, spell.cited.start) = (start, entry.cited);
        // Who left was in; who is merely listed may never have joined.
        let left = spell.end.is_some() && party.consented.is_none();
        spell.may_never |=
            span == Span::Force && consented.is_none() && !party.told.two_sided && !left;
    }
}

/// Lets a spell end with the treaty: one that has ended is in force for nobody, whatever was to end it
/// later for one party.
fn end_with<'r>(party: &Party<'_, 'r>, spell: &mut SpellClaim<'r>, whole: &Whole<'r>) {
    let Some(ended) = whole.end.filter(|_| !spell.denied) else { return };
    // A treaty that has ended need not have been in force for who is merely listed, nor for who would
    // have joined late.
    let sure = party.told.two_sided || spell.entered;
    if spell.end.is_none() {
        (spell.end, spell.cited.end) = (Some(ended.days), ended.cited);
        let begun = party.consented.or(party.signed).map_or(UNBOUNDED_BELOW, Keys::first);
        spell.start = spell.start.or_else(|| Keys::new(begun, UNBOUNDED_ABOVE));
        let begins_by = spell.start.map_or(UNBOUNDED_ABOVE, Keys::last);
        if !sure && spell.start.is_some_and(|start| start.first() > ended.days.last()) {
            (spell.start, spell.end, spell.denied) = (None, None, true);
        }
        spell.may_never |= !sure && begins_by > ended.days.first();
    } else {
        spell.end = spell.end.map(|own| own.earlier(ended.days));
    }
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
