//! Treaties signed on or near a visit.

use alloc::vec::Vec;

use super::look_up::find;
use super::pair::in_both;
use super::treaty::TreatyRef;
use super::view::{InTime, View};
use super::visits::VisitRef;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{ActKind, Actor, RecordKind};
use crate::store::Keys;
use crate::truth::Truth;

impl<'s> VisitRef<'s> {
    /// Returns the treaties between its host and those for whom it was made that were signed on it, or
    /// at most so many days before its first or after its last day, each with its truth.
    ///
    /// What a source of the visit names as signed on it is. Of the rest the recorded days on which one of
    /// them signed decide, or where no such signature is recorded the day of conclusion; a treaty without
    /// either is not listed, and one that was signed on a day that may be any since its conclusion is
    /// Unknown. The visit lasts from the first to the last day that sources state.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let visit = archive.visit("christopher-1993").unwrap();
    /// let signed: Vec<&str> = visit.signed_within(0).certainly().map(|treaty| treaty.id()).collect();
    /// assert_eq!(signed, ["us-kz-assistance-1993", "us-kz-tax"]);
    /// assert_eq!(archive.visit("rice-2008").unwrap().signed_within(30).count(), 0);
    /// ```
    #[must_use]
    pub fn signed_within(
        self,
        days: u16,
    ) -> InTime<impl Iterator<Item = (TreatyRef<'s>, Truth)> + use<'s>> {
        let store = self.store;
        let named: Vec<TreatyRef<'s>> =
            self.signed().filter_map(|id| find(store, RecordKind::Treaty, id)).collect();
        let mut subjects: Vec<u32> = named.iter().map(|treaty| treaty.subject()).collect();
        let host = self.host().map(|host| store.principal(host));
        let mut actors: Vec<&'s Actor> = self.travelled_for();
        for from in &actors {
            subjects.extend(host.into_iter().flat_map(|host| in_both(store, host, from)));
        }
        actors.extend(host);
        subjects.sort_unstable();
        subjects.dedup();
        let near = Near::of(self, i32::from(days));
        let treaties = subjects.into_iter().filter_map(move |at| TreatyRef::of(store, at));
        InTime::new(treaties.map(move |treaty| {
            let truth =
                if named.contains(&treaty) { Truth::Yes } else { near.holds(treaty, &actors) };
            (treaty, truth)
        }))
    }
}

/// The days near a visit: those that are in every world, and those that are in some.
struct Near {
    certainly: Option<Keys>,
    possibly: Option<Keys>,
}

impl Near {
    fn of(visit: VisitRef<'_>, days: i32) -> Self {
        let hull = visit.days().map(Keys::from);
        let possibly = hull.and_then(|hull| {
            Keys::new(hull.first().saturating_sub(days), hull.last().saturating_add(days))
        });
        // It had begun by its latest possible first day, and did not end before its earliest last one.
        let begun = visit.starts().map(Keys::of).reduce(Keys::hull);
        let ended = visit.ends().map(Keys::of).reduce(Keys::hull);
        let certainly = begun.and_then(|begun| {
            let ends = ended.map_or(begun.first(), |ended| ended.first().max(begun.first()));
            Keys::new(begun.last().saturating_sub(days), ends.saturating_add(days))
        });
        Self { certainly, possibly }
    }

    /// Whether one of the two signed near the visit, each deciding for itself; where neither has a
    /// signature on record, whether the treaty was concluded near it.
    fn holds(&self, treaty: TreatyRef<'_>, actors: &[&Actor]) -> Truth {
        let mut signed: Vec<Vec<Keys>> = Vec::new();
        for actor in actors {
            let days: Vec<Keys> = treaty.signed_on(actor).into_iter().map(Keys::from).collect();
            if !days.is_empty() {
                signed.push(days);
            } else if has_signed(treaty, actor) {
                // Signed on a day that may be any, but that no text was signed before it was concluded.
                let concluded = treaty.concluded().map(|day| Keys::of(day).first()).min();
                let from = concluded.unwrap_or(UNBOUNDED_BELOW);
                signed.extend(Keys::new(from, UNBOUNDED_ABOVE).map(|days| alloc::vec![days]));
            }
        }
        if signed.is_empty() {
            signed.push(treaty.concluded().map(Keys::of).collect());
        }
        let may = |days: &Keys| self.possibly.is_some_and(|near| near.meets(*days));
        let must = |days: &Keys| self.certainly.is_some_and(|near| near.holds(*days));
        let near = |days: &Vec<Keys>| {
            Truth::from_worlds(days.iter().any(may), days.is_empty() || !days.iter().all(must))
        };
        signed.iter().map(near).max().unwrap_or(Truth::No)
    }
}

/// Whether a signature of an actor is recorded, with a day or without.
fn has_signed(treaty: TreatyRef<'_>, actor: &Actor) -> bool {
    treaty.acts().any(|act| {
        matches!(act.kind(), ActKind::Signature | ActKind::DefinitiveSignature)
            && !act.is_denied()
            && act.by().is_some_and(|by| treaty.store.principal(by) == actor)
    })
}
