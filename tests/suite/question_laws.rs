//! What is certain in a vague telling of a world is so in the exact telling of the same world, and
//! what is the answer there is among the answers here: for the questions that rest on many records.

use std::cell::Cell;
use std::collections::BTreeSet;

use bilateral::{
    Actor, Archive, Dossier, Occasion, PairFact, RecordKind, RoleClass, Standing, Truth, day,
};
use time::Date;

use crate::world::World;

const SEEDS: u64 = 24;

/// One world told exactly, and told again with half of the dates vague; nobody disputes anything.
fn tellings(seed: u64) -> (Archive, Archive) {
    let told = |partial: usize| {
        let world = World::small(seed).records(250).with(|knobs| {
            (knobs.countries, knobs.parties) = (5, 4);
            (knobs.partial, knobs.disputed, knobs.shared, knobs.revised) = (partial, 0, 0, 0);
        });
        Archive::from_records(world.build()).unwrap_or_else(|report| panic!("{report}"))
    };
    (told(0), told(500))
}

/// Asks both tellings about every two countries.
fn about_each_pair(ask: impl Fn(&str, &Dossier<'_>, &Dossier<'_>)) {
    for seed in 0..SEEDS {
        let (exact, vague) = tellings(seed);
        let countries: Vec<Actor> =
            exact.actors().filter(|actor| actor.country().is_some()).cloned().collect();
        for (i, a) in countries.iter().enumerate() {
            for b in &countries[i + 1..] {
                ask(
                    &format!("seed {seed}, {a} and {b}"),
                    &exact.dossier(a, b),
                    &vague.dossier(a, b),
                );
            }
        }
    }
}

fn days() -> impl Iterator<Item = Date> {
    (1992..2026).step_by(3).map(|year| day(year, 6, 15))
}

/// What is certain vaguely is so exactly: keys with their truths. Counts what was certain and what was
/// doubtful, so that no law holds of nothing.
#[derive(Default)]
struct Seen {
    certain: Cell<usize>,
    doubtful: Cell<usize>,
}

impl Seen {
    #[track_caller]
    fn enough(&self) {
        let seen = (self.certain.get(), self.doubtful.get());
        assert!(seen.0 > 20 && seen.1 > 20, "certain and doubtful: {seen:?}");
    }
}

#[track_caller]
fn no_more_certain<K: PartialEq + std::fmt::Debug>(
    exact: &[(K, Truth)],
    vague: &[(K, Truth)],
    context: &str,
    seen: &Seen,
) {
    let truth = |of: &[(K, Truth)], key: &K| {
        of.iter().filter(|(it, _)| it == key).map(|(_, truth)| *truth).max().unwrap_or(Truth::No)
    };
    for (key, _) in exact.iter().chain(vague) {
        let (exact, vague) = (truth(exact, key), truth(vague, key));
        let counted = if vague.is_unknown() { &seen.doubtful } else { &seen.certain };
        counted.set(counted.get() + 1);
        assert!(
            vague.is_unknown() || vague == exact,
            "{context}: {key:?} {vague}, exactly {exact}"
        );
    }
}

#[track_caller]
fn is_among<T: Ord + std::fmt::Debug>(exact: BTreeSet<T>, vague: BTreeSet<T>, context: &str) {
    assert!(exact.is_subset(&vague), "{context}: {exact:?} is not among {vague:?}");
}

/// The first visit, and the first recognition, are among those that a vague telling leaves.
#[test]
fn the_first_is_among_the_candidates() {
    about_each_pair(|context, exact, vague| {
        let first = |pair: &Dossier<'_>| -> BTreeSet<String> {
            pair.visits().first().iter().map(|visit| visit.id().to_owned()).collect()
        };
        is_among(first(exact), first(vague), context);
    });
    for seed in 0..SEEDS {
        let (exact, vague) = tellings(seed);
        for code in exact.actors().filter_map(Actor::country) {
            let of = |archive: &Archive| -> BTreeSet<String> {
                let recognitions = archive.country(code).recognitions();
                recognitions.first().iter().map(|it| it.id().to_owned()).collect()
            };
            is_among(of(&exact), of(&vague), &format!("seed {seed}, {code}"));
            for day in days() {
                let count = |archive: &Archive| archive.country(code).recognitions().count_on(day);
                let ((yes, maybe), (certain, possible)) = (count(&exact), count(&vague));
                assert!(certain <= yes && maybe <= possible, "seed {seed}, {code} on {day}");
            }
        }
    }
}

/// The level of representation is among the levels that a vague telling leaves.
#[test]
fn the_level_is_among_the_candidates() {
    about_each_pair(|context, exact, vague| {
        for day in days() {
            for from in [exact.actors().0, exact.actors().1] {
                let levels = |pair: &Dossier<'_>| -> BTreeSet<&'static str> {
                    pair.representation(from, day).iter().map(|it| it.as_str()).collect()
                };
                is_among(levels(exact), levels(vague), &format!("{context} on {day}"));
            }
        }
    });
}

/// What a vague telling says of organizations in common, pledges and changes is so exactly.
#[test]
fn facts_of_two_days_are_no_more_certain() {
    let seen = Seen::default();
    about_each_pair(|context, exact, vague| {
        for day in days() {
            let common = |pair: &Dossier<'_>| -> Vec<(String, Truth)> {
                let common = pair.organizations_on(Some(Standing::Full), day);
                common.map(|(id, truth)| (id.to_owned(), truth)).collect()
            };
            no_more_certain(&common(exact), &common(vague), context, &seen);
        }
        for (from, to) in days().zip(days().skip(2)) {
            let at = |pair: &Dossier<'_>, after: bool| -> Vec<(String, Truth)> {
                let changes = pair.changes(from, to).into_iter().map(|change| {
                    let what = match change.what {
                        PairFact::InForce(treaty) => format!("force {}", treaty.id()),
                        PairFact::Relation(relation) => format!("relation {}", relation.id()),
                        PairFact::InCommon(id) => format!("common {id}"),
                        _ => String::new(),
                    };
                    (what, if after { change.after } else { change.before })
                });
                changes.collect()
            };
            for after in [false, true] {
                let (exact, vague) = (at(exact, after), at(vague, after));
                // What changed in one telling only is compared where both list it.
                let both = |of: &[(String, Truth)], other: &[(String, Truth)]| -> Vec<_> {
                    let listed = |key: &String| other.iter().any(|(it, _)| it == key);
                    of.iter().filter(|(key, _)| listed(key)).cloned().collect()
                };
                no_more_certain(&both(&exact, &vague), &both(&vague, &exact), context, &seen);
            }
        }
    });
    seen.enough();
}

/// Anniversaries, moves of missions, and signatures near a visit are certain only where they are so.
#[test]
fn what_falls_in_a_span_is_no_more_certain() {
    let seen = Seen::default();
    let signed_seen = Seen::default();
    about_each_pair(|context, exact, vague| {
        for year in (1996..2030).step_by(4) {
            let (first, last) = (day(year, 1, 1), day(year + 1, 6, 30));
            let anniversaries = |pair: &Dossier<'_>| -> Vec<((String, u16), Truth)> {
                let found = pair.anniversaries(5, first, last).into_iter().map(|it| {
                    let of = match it.of {
                        Occasion::Relation(relation) => format!("begin {}", relation.id()),
                        Occasion::Signature(treaty) => format!("signature {}", treaty.id()),
                        Occasion::EntryIntoForce(treaty) => format!("force {}", treaty.id()),
                        _ => String::new(),
                    };
                    ((of, it.years), it.within)
                });
                found.collect()
            };
            // A day open to one side has no anniversaries, so that only what is certain is compared.
            let (told, vaguely) = (anniversaries(exact), anniversaries(vague));
            for (key, _) in vaguely.iter().filter(|(_, truth)| truth.certainly()) {
                let same = told.iter().find(|(it, _)| it == key);
                assert!(same.is_some_and(|(_, truth)| truth.certainly()), "{context}: {key:?}");
            }
            let moves = |pair: &Dossier<'_>| -> Vec<(String, Truth)> {
                let events = pair.mission_events(first, last).into_iter();
                events
                    .map(|it| {
                        (format!("{} {} {:?}", it.mission.id(), it.what, it.place), it.within)
                    })
                    .collect()
            };
            no_more_certain(&moves(exact), &moves(vague), context, &seen);
        }
        let signed = |pair: &Dossier<'_>, id: &str| -> Vec<(String, Truth)> {
            let visits = pair.visits();
            let visit = visits.iter().find(|visit| visit.claims().any(|claim| claim.id() == id));
            let near =
                visit.into_iter().flat_map(|visit| visit.signed_within(1500).collect::<Vec<_>>());
            near.map(|(treaty, truth)| (treaty.id().to_owned(), truth)).collect()
        };
        for visit in exact.visits().iter().filter(|visit| visit.claims().count() == 1) {
            let merged = vague.visits().iter().any(|it| it.claims().count() > 1);
            if !merged {
                let context = format!("{context}, {}", visit.id());
                no_more_certain(
                    &signed(exact, visit.id()),
                    &signed(vague, visit.id()),
                    &context,
                    &signed_seen,
                );
            }
        }
    });
    seen.enough();
    signed_seen.enough();
}

/// Rows of a panel and visits received count no more for certain, and no fewer for possible.
#[test]
fn counts_are_no_more_certain() {
    let seen = Seen::default();
    about_each_pair(|context, exact, vague| {
        let merged = vague.visits().iter().any(|it| it.claims().count() > 1);
        for year in (1992..2026).filter(|_| !merged) {
            let (told, vaguely) = (exact.year(year).unwrap(), vague.year(year).unwrap());
            for (told, vaguely) in told.visits.into_iter().zip(vaguely.visits) {
                assert_eq!(told.is_some(), vaguely.is_some(), "{context} in {year}");
                if let (Some((yes, maybe)), Some((certain, possible))) = (told, vaguely) {
                    assert!(certain <= yes && maybe <= possible, "{context} in {year}");
                }
            }
            for (told, vaguely) in told.recognition.into_iter().zip(vaguely.recognition) {
                assert!(vaguely.is_unknown() || told == vaguely, "{context} in {year}");
            }
            let (first, last) = (day(i32::from(year), 1, 1), day(i32::from(year), 12, 31));
            for host in [exact.actors().0, exact.actors().1] {
                let (yes, maybe) = exact.received(host, first, last).count();
                let (certain, possible) = vague.received(host, first, last).count();
                assert!(certain <= yes && maybe <= possible, "{context} in {year}");
            }
        }
        for role in [RoleClass::ForeignMinister, RoleClass::HeadOfState] {
            let made = |pair: &Dossier<'_>| -> Vec<(String, Truth)> {
                let made = pair.visits().made_as(role);
                made.map(|(visit, truth)| (visit.id().to_owned(), truth)).collect()
            };
            if !merged {
                no_more_certain(&made(exact), &made(vague), context, &seen);
            }
        }
    });
    seen.enough();
}

/// The number of original sources behind a subject does not depend on how its dates are told.
#[test]
fn support_is_the_same_in_every_telling() {
    about_each_pair(|_, exact, vague| {
        let behind = |pair: &Dossier<'_>| -> BTreeSet<(String, usize)> {
            let treaties = pair.support().filter(|it| it.kind == RecordKind::Treaty);
            treaties.map(|it| (it.id.to_owned(), it.originals.len())).collect()
        };
        assert_eq!(behind(exact), behind(vague));
    });
}
