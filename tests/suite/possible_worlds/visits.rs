//! The last visit before a day: every one that is last in some world, and no other.

use std::collections::BTreeSet;

use bilateral::{Participant, Record, Visit, VisitStatus};
use proptest::prelude::*;

use super::asking::{archive, archives, last_visits_before};
use super::days::{Days, Stated, asked, stated};
use super::spells::{FRA, USA};

#[derive(Debug, Clone)]
struct Told {
    start: Stated,
    /// What another source says of the same visit.
    other: Option<Stated>,
    status: Option<VisitStatus>,
}

fn told() -> impl Strategy<Value = Told> {
    let status = prop::sample::select(vec![
        None,
        None,
        Some(VisitStatus::Made),
        Some(VisitStatus::Announced),
        Some(VisitStatus::Cancelled),
    ]);
    (stated(), prop::option::of(stated()), status)
        .prop_map(|(start, other, status)| Told { start, other, status })
        .prop_filter("one visit", |told| {
            told.other.as_ref().is_none_or(|other| other.days.meets(told.start.days))
        })
}

impl Told {
    /// The first days on which its claims agree.
    fn starts(&self) -> Days {
        self.start.days & self.other.as_ref().map_or(Days::ALL, |other| other.days)
    }

    fn is_made(&self) -> bool {
        matches!(self.status, None | Some(VisitStatus::Made))
    }
}

/// The visits that are last before a day in some world of their first days.
fn last_before(visits: &[Told], day: i32) -> BTreeSet<usize> {
    let mut last = BTreeSet::new();
    let mut worlds: Vec<Vec<i32>> = vec![Vec::new()];
    for visit in visits {
        let days: Days = if visit.is_made() { visit.starts() } else { Days::OPEN };
        worlds = worlds
            .iter()
            .flat_map(|world| {
                days.iter().map(|start| world.iter().copied().chain([start]).collect())
            })
            .collect();
    }
    for world in worlds {
        let latest = world.iter().filter(|start| **start < day).max();
        let is_last = |start: &i32| Some(start) == latest;
        last.extend(world.iter().enumerate().filter(|(_, start)| is_last(start)).map(|(at, _)| at));
    }
    last
}

proptest! {
    #![proptest_config(archives(1024))]

    /// The last visit before a day is every visit made that is the last in some world of their days.
    #[test]
    fn possible_worlds_of_the_last_visit_are_all_listed(visits in prop::collection::vec(told(), 1..4)) {
        let records = visits.iter().enumerate().flat_map(|(at, told)| {
            let claim = move |id: String, start: &Stated, source: &str| -> Record {
                let mut visit = Visit::new(id, FRA)
                    .traveller(Participant::actor(USA).label(format!("delegation {at}")))
                    .start(start.date())
                    .source(source);
                visit.status = told.status;
                visit.into()
            };
            let other = told.other.iter().map(move |other| claim(format!("v{at}-again"), other, "s1"));
            [claim(format!("v{at}"), &told.start, "s0")].into_iter().chain(other)
        });
        let archive = archive(2, records);
        for day in asked() {
            let expected: BTreeSet<String> = last_before(&visits, day).into_iter().map(|at| format!("v{at}")).collect();
            prop_assert_eq!(last_visits_before(&archive, day), expected, "before {}", day);
        }
    }
}
