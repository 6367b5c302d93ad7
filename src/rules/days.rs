//! Comparisons that rules share: what is certain, and what is only possible.

use alloc::vec::Vec;

use crate::country::CountryCode;
use crate::date::{Endpoint, PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW, key};
use crate::record::{Attestation, SpellFields};
use crate::store::Keys;
use crate::truth::Truth;

/// Whether one date is before another whichever days they stand for.
pub(super) fn certainly_before(a: PartialDate, b: PartialDate) -> bool {
    a.before(b).is_yes()
}

/// Whether one date may be before another; two equal texts are taken to stand in their order.
pub(super) fn possibly_before(a: PartialDate, b: PartialDate) -> bool {
    a != b && a.before(b) == Truth::Unknown
}

/// The end that a spell states: in which field, and the possible last days inside.
pub(super) fn stated_end(spell: SpellFields<'_>) -> Option<(&'static str, PartialDate, Keys)> {
    let on = |field, date: PartialDate, shift: i32| {
        let days = Keys::of(date);
        let back = |key: i32| if key == UNBOUNDED_ABOVE { key } else { key.saturating_sub(shift) };
        Some((field, date, Keys::new(back(days.first()), back(days.last())).unwrap_or(days)))
    };
    match (spell.end.and_then(|end| end.date()), spell.left, spell.ended) {
        (Some(date), ..) => on("end", date, 0),
        (_, Some(date), _) => on("left", date, 1),
        (.., Some(date)) => on("ended", date, 0),
        (None, None, None) => None,
    }
}

/// The last day on which a spell that states an end certainly held, if it held then at all. A source
/// that says when something ended does not say whether that day is inside.
fn last_certain(spell: SpellFields<'_>) -> Option<i32> {
    let (field, _, days) = stated_end(spell)?;
    let is_inside = field != "ended" || days.first() == UNBOUNDED_BELOW;
    Some(if is_inside { days.first() } else { days.first().saturating_sub(1) })
}

/// The days on which a spell certainly held, from what it states; open ends reach on.
pub(super) fn certain_days(spell: SpellFields<'_>) -> Option<Keys> {
    let mut first = match spell.start {
        Some(start) => start.date().map(|date| Keys::of(date).last()),
        None => None,
    };
    let unknown_end =
        spell.end.is_some_and(|end| end.date().is_none()) && spell.end != Some(Endpoint::Open);
    let mut last = match last_certain(spell) {
        Some(last) => Some(last),
        None if unknown_end => None,
        None => Some(UNBOUNDED_ABOVE),
    };
    for attested in spell.attested {
        if let Attestation::On(date) = attested {
            let days = Keys::of(*date);
            first = Some(first.map_or(days.last(), |first| first.min(days.last())));
            last = Some(last.map_or(days.first(), |last| last.max(days.first())));
        }
    }
    Keys::new(first?, last?)
}

/// The days on which a spell certainly held; of an end that is not stated only the start, if that is a
/// day: who began in a year may have left in it.
pub(super) fn sure_days(spell: SpellFields<'_>) -> Option<Keys> {
    let start = Keys::of(spell.start?.date()?);
    let last = match last_certain(spell) {
        Some(last) => last,
        None if spell.end == Some(Endpoint::Open) => UNBOUNDED_ABOVE,
        None => start.first(),
    };
    Keys::new(start.last(), last)
}

/// The days on which a spell may have held, from what it states.
pub(super) fn possible_days(spell: SpellFields<'_>) -> Keys {
    let first = spell
        .start
        .and_then(|start| start.date())
        .map_or(UNBOUNDED_BELOW, |date| Keys::of(date).first());
    let last = stated_end(spell).map_or(UNBOUNDED_ABOVE, |(_, _, days)| days.last());
    Keys::new(first, last).unwrap_or(Keys::ALL)
}

/// Whether a country certainly did not exist on any of some days, by every list that speaks.
pub(super) fn certainly_absent(code: CountryCode, days: Keys) -> bool {
    let (first, last) = code.possible_existence();
    let outside = first.is_some_and(|first| days.last() < key(first))
        || last.is_some_and(|last| key(last) < days.first());
    let in_a_gap = || {
        days.is_single()
            && days
                .days()
                .and_then(|days| days.first())
                .is_some_and(|day| code.existed_on(day).is_no())
    };
    outside || in_a_gap()
}

/// Pairs of items whose certain days overlap, each with the one before it that reaches furthest:
/// every overlapping item is named once.
pub(super) fn overlapping(mut items: Vec<(Keys, usize)>) -> Vec<(usize, usize)> {
    items.sort_by_key(|(days, at)| (days.first(), *at));
    let mut pairs = Vec::new();
    let mut furthest: Option<(Keys, usize)> = None;
    for (days, at) in items {
        match furthest {
            Some((before, earlier)) => {
                if days.first() <= before.last() {
                    pairs.push((earlier.min(at), earlier.max(at)));
                }
                if days.last() > before.last() {
                    furthest = Some((days, at));
                }
            }
            None => furthest = Some((days, at)),
        }
    }
    pairs
}
