//! The number of a record by its kind and id, in one look.
//!
//! Slots are at most half full, so that honest ids are found within a few steps. Ids crafted to collide
//! find no slot within [`FARTHEST`] steps; they are left out, and looked for in the order of ids.

use alloc::vec::Vec;

use super::interner::{FARTHEST, FREE, Quick, folded};
use crate::record::RecordKind;

/// Numbers of records by kind and id.
#[derive(Debug, Default)]
pub(super) struct IdSlots {
    slots: Vec<u32>,
    /// Some id found no slot.
    is_short: bool,
}

/// What the slots tell of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    At(u32),
    Nowhere,
    /// It may be among those that found no slot.
    Unknown,
}

impl IdSlots {
    /// Places some records: each a number with its kind and id. Of one kind and id there is one.
    pub(super) fn of<'r>(
        records: impl ExactSizeIterator<Item = (u32, RecordKind, &'r str)>,
    ) -> Self {
        let size = records.len().saturating_mul(2).next_power_of_two().max(8);
        let mut slots = Self { slots: alloc::vec![FREE; size], is_short: false };
        for (at, kind, id) in records {
            let free = slots.places(kind, id).find(|place| slots.slots.get(*place) == Some(&FREE));
            match free.and_then(|place| slots.slots.get_mut(place)) {
                Some(slot) => *slot = at,
                None => slots.is_short = true,
            }
        }
        slots
    }

    /// Looks for a kind and id; `is_it` tells whether a record is of them.
    pub(super) fn find(&self, kind: RecordKind, id: &str, is_it: impl Fn(u32) -> bool) -> Found {
        for place in self.places(kind, id) {
            match self.slots.get(place).copied() {
                Some(FREE) | None => return Found::Nowhere,
                Some(at) if is_it(at) => return Found::At(at),
                Some(_) => {}
            }
        }
        if self.is_short { Found::Unknown } else { Found::Nowhere }
    }

    /// The places at which a kind and id may stand.
    fn places(&self, kind: RecordKind, id: &str) -> impl Iterator<Item = usize> + use<> {
        let first = folded(Quick::of(&(kind as u8, id))) as usize;
        let mask = self.slots.len().saturating_sub(1);
        (0..FARTHEST).map(move |step| first.wrapping_add(step) & mask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::String;

    fn placed(ids: &[String]) -> IdSlots {
        let numbered = (0..).zip(ids).collect::<Vec<(u32, &String)>>();
        IdSlots::of(numbered.into_iter().map(|(at, id)| (at, RecordKind::Treaty, id.as_str())))
    }

    #[test]
    fn every_id_is_found_and_no_other_is() {
        for count in [0, 1, 2, 7, 1_000] {
            let ids: Vec<String> = (0..count).map(|number| format!("id-{number}")).collect();
            let slots = placed(&ids);
            for (at, id) in (0..).zip(&ids) {
                let is_it = |found: u32| ids[found as usize] == *id;
                assert_eq!(slots.find(RecordKind::Treaty, id, is_it), Found::At(at));
            }
            let nobody = slots.find(RecordKind::Treaty, "else", |_| false);
            assert_eq!(nobody, Found::Nowhere);
        }
    }

    #[test]
    fn what_found_no_slot_is_not_denied() {
        // More of one hash than there are steps.
        let mut slots = placed(&(0..200).map(|number| format!("x{number}")).collect::<Vec<_>>());
        let first: Vec<usize> = slots.places(RecordKind::Treaty, "crafted").collect();
        first.iter().for_each(|place| slots.slots[*place] = 0);
        slots.is_short = true;
        assert_eq!(slots.find(RecordKind::Treaty, "crafted", |_| false), Found::Unknown);
    }
}
