//! The states on one territory: everything joined by successions.

use alloc::string::String;
use alloc::vec::Vec;

use crate::country::{CountryCode, Succession};
use crate::date::{ReportingPeriod, key};
use crate::record::Actor;
use crate::store::{Keys, Sight};

/// The states that a line of successions joins, in the order of their codes; an organization stands
/// for itself.
pub(crate) struct Territory {
    actors: Vec<Actor>,
}

impl Territory {
    /// Every state that is reached from one through predecessors and successors of the table, by
    /// successions that took effect after the first day of a span and no later than its last: those
    /// before it changed nothing within it.
    pub(crate) fn of(store: Sight<'_>, actor: &Actor, span: Keys) -> Self {
        let Some(code) = actor.country() else {
            return Self { actors: alloc::vec![actor.clone()] };
        };
        let mut codes: Vec<CountryCode> = alloc::vec![code];
        let mut open = codes.clone();
        while let Some(next) = open.pop() {
            let within = |it: &Succession| {
                match it.effective().map(key) {
                    Some(on) => span.first() < on && on <= span.last(),
                    // Not known to the day: it matters if the state before lived on into the span.
                    None => {
                        let before = store.existence(&Actor::Country(it.predecessor()));
                        span.first() <= before.last.last()
                    }
                }
            };
            let before = next.predecessors().filter(within).map(Succession::predecessor);
            let after = next.successors().filter(within).map(Succession::successor);
            for found in before.chain(after) {
                if !codes.contains(&found) {
                    codes.push(found);
                    open.push(found);
                }
            }
        }
        let mut actors: Vec<Actor> = codes.into_iter().map(Actor::Country).collect();
        actors.sort_unstable();
        Self { actors }
    }

    /// Those that may have existed in a period.
    pub(crate) fn existing_in<'t>(
        &'t self,
        store: Sight<'t>,
        period: ReportingPeriod,
    ) -> impl Iterator<Item = &'t Actor> {
        let days = Keys::from(period.envelope());
        self.actors.iter().filter(move |actor| {
            let limits = store.existence(actor);
            let in_a_gap = limits.gaps.iter().any(|gap| gap.holds(days));
            limits.first <= days.last() && days.first() <= limits.last.last() && !in_a_gap
        })
    }

    /// Their codes, for reading.
    pub(crate) fn in_words(&self) -> String {
        let mut words = String::new();
        for (at, actor) in self.actors.iter().enumerate() {
            match at {
                0 => {}
                _ if at + 1 == self.actors.len() => words.push_str(" and "),
                _ => words.push_str(", "),
            }
            words.push_str(&alloc::format!("{actor}"));
        }
        words
    }
}
