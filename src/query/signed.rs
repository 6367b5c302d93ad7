//! Treaties signed on or near a visit.

use alloc::vec::Vec;

use super::look_up::find;
use super::pair::in_both;
use super::treaty::TreatyRef;
use super::view::{InTime, View};
use super::visits::VisitRef;
use crate::record::RecordKind;
use crate::store::Keys;
use crate::truth::Truth;

impl<'s> VisitRef<'s> {
    /// Returns the treaties between its host and those for whom it was made that were signed on it, or
    /// at most so many days before its first or after its last day, each with its truth.
    ///
    /// What a source of the visit names as signed on it is. Of the rest the recorded days of signature
    /// decide, or where no signature is recorded the day of conclusion; a treaty without either is not
    /// listed. The visit lasts from the first to the last day that sources state.
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
        for from in self.travelled_for() {
            subjects.extend(host.into_iter().flat_map(|host| in_both(store, host, from)));
        }
        subjects.sort_unstable();
        subjects.dedup();
        let near = Near::of(self, i32::from(days));
        let treaties = subjects.into_iter().filter_map(move |at| TreatyRef::of(store, at));
        InTime::new(treaties.map(move |treaty| {
            let truth = if named.contains(&treaty) { Truth::Yes } else { near.holds(treaty) };
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

    fn holds(&self, treaty: TreatyRef<'_>) -> Truth {
        let signatures = treaty.parties().flat_map(|party| treaty.signed_on(party));
        let mut signed: Vec<Keys> = signatures.map(Keys::from).collect();
        if signed.is_empty() {
            signed.extend(treaty.concluded().map(Keys::of));
        }
        if signed.is_empty() {
            return Truth::No;
        }
        let may = |days: &Keys| self.possibly.is_some_and(|near| near.meets(*days));
        let must = |days: &Keys| self.certainly.is_some_and(|near| near.holds(*days));
        Truth::from_worlds(signed.iter().any(may), !signed.iter().all(must))
    }
}
