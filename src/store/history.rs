//! One history in as little room as it needs.
//!
//! A treaty has several for each of its parties, and of most a single claim tells exactly: then it is
//! one spell with one range of first and one of last days, and takes half of what a whole series does.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::limits::Limits;
use super::spell::PlainSpell;
use super::spells::Series;
use super::state::State;

/// A history that is mostly one plain spell.
#[derive(Debug, Clone)]
pub(crate) struct History(Kept);

#[derive(Debug, Clone)]
enum Kept {
    Nothing,
    Plain(PlainSpell),
    Whole(Box<Series>),
}

impl From<Series> for History {
    fn from(series: Series) -> Self {
        Self(match series.plain() {
            _ if series.is_nothing() => Kept::Nothing,
            Some(spell) => Kept::Plain(spell),
            None => Kept::Whole(Box::new(series)),
        })
    }
}

impl History {
    /// The history itself.
    pub(crate) fn series(&self) -> Cow<'_, Series> {
        match &self.0 {
            Kept::Nothing => Cow::Owned(Series::nothing()),
            Kept::Plain(spell) => Cow::Owned(Series::of_plain(*spell)),
            Kept::Whole(series) => Cow::Borrowed(series),
        }
    }

    /// Makes it the history of a state that continues another.
    pub(super) fn continue_within(&mut self, own: &Limits) {
        let mut series = self.series().into_owned();
        series.continue_within(own);
        *self = series.into();
    }
}

/// A history of what is seldom recorded: where nothing is, it takes one word.
#[derive(Debug, Clone)]
pub(crate) struct Seldom(Option<Box<Series>>);

impl From<Series> for Seldom {
    fn from(series: Series) -> Self {
        Self((!series.is_nothing()).then(|| Box::new(series)))
    }
}

impl Seldom {
    /// The history itself.
    pub(crate) fn series(&self) -> Cow<'_, Series> {
        match &self.0 {
            Some(series) => Cow::Borrowed(series),
            None => Cow::Owned(Series::nothing()),
        }
    }

    /// The same as [`Series::on_or_no`].
    pub(crate) fn on_or_no(&self, day: i32) -> State {
        self.0.as_ref().map_or(State::NO, |series| series.on_or_no(day))
    }

    /// Whether nothing at all is recorded.
    pub(super) fn is_void(&self) -> bool {
        self.0.as_ref().is_none_or(|series| series.is_void())
    }

    /// The days on which its answer may change, in no order.
    pub(super) fn turns(&self, turns: &mut Vec<i32>) {
        self.0.iter().for_each(|series| series.turns(turns));
    }

    /// Makes it the history of a state that continues another.
    pub(super) fn continue_within(&mut self, own: &Limits) {
        self.0.iter_mut().for_each(|series| series.continue_within(own));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_takes_little_room() {
        assert!(size_of::<History>() <= size_of::<Series>() / 2);
        assert_eq!(size_of::<Seldom>(), size_of::<usize>());
    }
}
