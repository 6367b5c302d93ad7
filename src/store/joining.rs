//! When force begins for who joins a treaty: with the whole, late, or by succession.

use super::keys::Keys;
use super::party::Party;
use super::treaty_acts::{Told, Whole, later};
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};

/// The days on which force may have begun for the party, from a general date.
pub(super) fn start_for(
    party: &Party<'_, '_>,
    consented: Option<Keys>,
    entry: Keys,
) -> Option<Keys> {
    let alone = party.told.actors.len() == 2;
    if party.told.two_sided && (alone || consented.is_none()) {
        return Some(entry);
    }
    let Some(consent) = consented else {
        let retroactive = party.told.is_retroactive();
        let signed = party.signed.filter(|_| !retroactive).map_or(UNBOUNDED_BELOW, Keys::first);
        return Keys::new(signed.max(entry.first()), UNBOUNDED_ABOVE);
    };
    let joined = joined_late(party.told, consent);
    if consent.last() <= entry.first() {
        Some(entry)
    } else if consent.first() > entry.last() {
        Some(joined)
    } else {
        Keys::new(entry.first().max(consent.first()), joined.last().max(entry.last()))
    }
}

/// When force begins by succession: on its effective day, never before the treaty has it.
pub(super) fn succeeded(effective: Keys, whole: &Whole<'_>) -> Option<Keys> {
    match whole.entry {
        Some(entry) => Some(effective.later(entry.days)),
        None => Keys::new(effective.first(), UNBOUNDED_ABOVE),
    }
}

/// When force begins for who consents after the treaty's entry into force: as its clause says, else
/// within the margin.
pub(super) fn joined_late(told: &Told<'_>, consent: Keys) -> Keys {
    let stated = told
        .joiner_delay()
        .and_then(|delay| Keys::new(later(consent.first(), delay)?, later(consent.last(), delay)?));
    let margin = || {
        let last = consent.last().saturating_add(told.margin());
        Keys::new(consent.first(), last)
    };
    stated.or_else(margin).unwrap_or(consent)
}

/// Some day up to the last of a range.
pub(super) fn until(days: Keys) -> Option<Keys> {
    Keys::new(UNBOUNDED_BELOW, days.last())
}
