//! The spells that one source's acts of one party tell of, in order.

use alloc::vec::Vec;

use super::act_orders::read_in_order;
use super::claim::SpellClaim;
use super::joining::{joined_late, succeeded, until};
use super::keys::Keys;
use super::party::Party;
use super::treaty_acts::{
    Reported, Span, Whole, days_done, days_of_effect, ending_by_notice, last_days,
};
use crate::record::ActKind;

/// The spells that one source's acts of a party tell of, by whichever order the acts can have had.
pub(super) fn sequence<'r>(
    party: &Party<'_, 'r>,
    source: (u32, u32),
    span: Span,
    whole: &Whole<'r>,
) -> Vec<SpellClaim<'r>> {
    // A signature, an announcement or a deposit begins and ends nothing, whenever it was done.
    let speaks = |kind: ActKind| {
        kind.is_consent()
            || kind.is_end()
            || matches!(kind, ActKind::EntryIntoForce | ActKind::Notice | ActKind::Revocation)
    };
    let told = |it: &&Reported<'_>| it.source == source.1 && !it.act.denied && speaks(it.act.kind);
    let acts: Vec<Reported<'r>> = party.acts.iter().filter(told).copied().collect();
    let read = |acts: &[Reported<'r>]| in_sequence(party, source, span, whole, acts);
    read_in_order(&acts, faults, read).into_iter().map(SpellClaim::tightened).collect()
}

/// The spells that acts tell of, done in the order in which they stand.
fn in_sequence<'r>(
    party: &Party<'_, 'r>,
    (by, source): (u32, u32),
    span: Span,
    whole: &Whole<'r>,
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
                if is_over(&current, left, days) {
                    spells.push(current);
                    current = SpellClaim::silent(by, source, &[]);
                    (noticed, left) = (None, None);
                }
                current.entered = true;
                current.retroactive |= act.retroactive;
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
                current.may_never = span == Span::Force && whole.entry.is_none();
                begin = match span {
                    Span::Force => days_of_effect(act).and_then(|days| succeeded(days, whole)),
                    Span::Consent => days_of_effect(act),
                };
            }
            ActKind::Notice => {
                end = ending_by_notice(act, party.told.notice);
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
                if is_over(&current, left, days_done(act)) {
                    spells.push(current);
                    current = SpellClaim::silent(by, source, &[]);
                    (noticed, left) = (None, None);
                    // The instrument of return makes force possible from its day on.
                    begin = match span {
                        Span::Force => days_done(act).map(|days| joined_late(party.told, days)),
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

/// Whether what begins now begins a new spell: the one before has ended, or is to end by a notice. A
/// notice that is given before anything began, and takes effect later, is one of what begins.
fn is_over(current: &SpellClaim<'_>, left: Option<Keys>, begins: Option<Keys>) -> bool {
    current.end.is_some_and(|end| {
        current.start.is_some()
            || left.is_some()
            || begins.is_some_and(|begins| end.last() < begins.first())
    })
}

/// The spells from one kind of act to another, done in the order in which they stand.
pub(super) fn from_to<'r>(
    acts: &[Reported<'r>],
    begin: ActKind,
    end: ActKind,
) -> Vec<SpellClaim<'r>> {
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
    let (mut bound, mut in_force, mut over, mut noticed) = (false, false, false, false);
    let mut count = 0;
    for it in acts {
        let sensible = match it.act.kind {
            ActKind::EntryIntoForce => {
                let sensible = !in_force;
                (bound, in_force, over) = (true, true, false);
                sensible
            }
            ActKind::Notice => {
                let sensible = !over;
                noticed = true;
                sensible
            }
            ActKind::Revocation => {
                let sensible = over || noticed;
                (over, noticed) = (false, false);
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
