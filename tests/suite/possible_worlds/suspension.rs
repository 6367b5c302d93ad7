//! The suspension of a treaty by a party.

use bilateral::{Act, ActKind, Ending};
use proptest::prelude::*;

use super::days::{Days, Stated};
use super::force::{flavour, within};
use super::spells::{last_inside, spells_of};

/// A stretch of days on which a party suspended the operation of a treaty.
#[derive(Debug, Clone)]
pub(crate) struct Suspension {
    from: Stated,
    until: Option<(Stated, Option<Ending>)>,
}

pub(crate) fn suspension() -> impl Strategy<Value = Suspension> {
    (within(1, 9), prop::option::of((within(5, 12), flavour())))
        .prop_map(|(from, until)| Suspension { from, until })
        .prop_filter("an end after the begin", |suspension| {
            suspension
                .until
                .as_ref()
                .is_none_or(|(until, _)| suspension.from.days.last() < until.days.first())
        })
}

impl Suspension {
    pub(crate) fn acts(&self) -> Vec<Act> {
        let end = self.until.iter().map(|(until, ending)| {
            let mut act = Act::new(ActKind::SuspensionEnd).on(until.date());
            act.ending = *ending;
            act
        });
        [Act::new(ActKind::Suspension).on(self.from.date())].into_iter().chain(end).collect()
    }

    /// The days of the suspension in each of its worlds.
    pub(crate) fn worlds(&self) -> Vec<Days> {
        let ends = self
            .until
            .as_ref()
            .map_or(Days::OPEN, |(until, ending)| last_inside(until.days, *ending));
        spells_of((self.from.days, ends))
            .into_iter()
            .map(|(from, until)| Days::span(from, until))
            .collect()
    }
}
