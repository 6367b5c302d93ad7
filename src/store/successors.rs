//! Who succeeded whom in an office.

use super::claim::SpellClaim;
use super::core::Store;
use super::offices::{Holding, is_of_one, key_of, office_of};
use super::spells::Series;
use crate::record::{HasSpell, Office};

impl Store {
    /// Lets an office that nothing recorded ended become doubtful where somebody else began to hold it
    /// in full.
    pub(crate) fn end_with_successors(&self, held: &mut Series, subject: u32, office: &Office) {
        if office.role.is_some_and(is_of_one) {
            held.end_open_with(|begun| {
                self.successors(subject, office, begun).next().map(|next| next.begun.first())
            });
        }
    }

    /// The record of the first to succeed a person in an office, if that may have been by a day.
    pub(crate) fn successor(&self, subject: u32, office: &Office, day: i32) -> Option<u32> {
        let own = SpellClaim::of(0, 0, &[], office.spell(), None);
        let begun = own.start?.first();
        let next = self.successors(subject, office, begun).next()?;
        (own.end.is_none() && next.begun.first() <= day).then_some(next.by)
    }

    /// The holdings of an office by others that may have begun after a day, in order; a person who
    /// goes on in another standing is no successor of their own.
    fn successors(
        &self,
        subject: u32,
        office: &Office,
        begun: i32,
    ) -> impl Iterator<Item = Holding> {
        let key = key_of(office);
        let of = |holding: &Holding| office_of(self, *holding).map(key_of);
        let first = self.holdings().partition_point(|holding| of(holding) < Some(key));
        let all = self.holdings().get(first..).unwrap_or_default().iter().copied();
        all.take_while(move |holding| of(holding) == Some(key)).filter(move |holding| {
            begun < holding.begun.last() && self.subject_number(holding.by) != Some(subject)
        })
    }
}
