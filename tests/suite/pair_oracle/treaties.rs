//! Treaties in force between two on a day.

use std::collections::BTreeMap;

use bilateral::{Archive, Policy, TreatyCategory, Truth};

use super::{archives, days, pairs};

/// The list of treaties in force is every treaty asked by itself, in the order of the dossier, and
/// without those that stand for several; of a treaty that it does not list, nobody knows for sure that
/// it is in force.
#[test]
fn the_list_in_force_is_every_treaty_asked() {
    let mut seen: BTreeMap<Truth, usize> = BTreeMap::new();
    for archive in archives() {
        for (a, b) in pairs(&archive) {
            let pair = archive.dossier(a.clone(), b.clone());
            let treaties: Vec<_> = pair.treaties().iter().collect();
            for day in days() {
                let expected: Vec<(String, Truth)> = treaties
                    .iter()
                    .filter(|treaty| !treaty.is_several())
                    .map(|treaty| {
                        (treaty.id().to_owned(), treaty.in_force_between(&a, &b, day).value())
                    })
                    .filter(|(_, truth)| *truth != Truth::No)
                    .collect();
                let found: Vec<(String, Truth)> = pair
                    .treaties()
                    .in_force(day)
                    .map(|(treaty, truth)| (treaty.id().to_owned(), truth))
                    .collect();
                assert_eq!(found, expected, "{a} and {b} on {day}");
                // All at once is what one by one is.
                let mut folded: Vec<(String, Truth)> = Vec::new();
                let listed = pair.treaties().in_force(day);
                listed.for_each(|(treaty, truth)| folded.push((treaty.id().to_owned(), truth)));
                assert_eq!(folded, expected, "{a} and {b} on {day}");
                let ids = |truth: Truth| -> Vec<String> {
                    expected.iter().filter(|it| it.1 >= truth).map(|it| it.0.clone()).collect()
                };
                let listed = pair.treaties().in_force(day);
                assert_eq!(
                    listed.certainly().map(|it| it.id().to_owned()).collect::<Vec<_>>(),
                    ids(Truth::Yes)
                );
                let listed = pair.treaties().in_force(day);
                assert_eq!(
                    listed.possibly().map(|it| it.id().to_owned()).collect::<Vec<_>>(),
                    ids(Truth::Unknown)
                );
                for (_, truth) in found {
                    *seen.entry(truth).or_default() += 1;
                }
            }
            let every = archive.treaties().filter(|treaty| !treaties.contains(treaty) && a != b);
            for treaty in every {
                let truth = treaty.in_force_between(&a, &b, bilateral::day(2005, 1, 1)).value();
                assert_ne!(truth, Truth::Yes, "{treaty:?} between {a} and {b}");
            }
        }
    }
    assert!(seen[&Truth::Yes] > 5_000 && seen[&Truth::Unknown] > 5_000, "{seen:?}");
}

/// On the day on which an answer changes, it changes in the list too: every day around each date that
/// a treaty states is asked.
#[test]
fn the_list_changes_on_the_days_on_which_treaties_do() {
    for archive in (0..20).map(|seed| super::archive(super::murky(seed).build())).take(6) {
        let dates: Vec<time::Date> = archive
            .treaties()
            .flat_map(|treaty| treaty.acts().collect::<Vec<_>>())
            .filter_map(|act| act.on())
            .flat_map(|date| [date.possible().first(), date.possible().last()])
            .flatten()
            .flat_map(|day| [day.previous_day(), Some(day), day.next_day()])
            .flatten()
            .collect();
        for (a, b) in pairs(&archive).into_iter().filter(|(a, b)| a < b) {
            let pair = archive.dossier(a.clone(), b.clone());
            for day in dates.iter().copied().step_by(3) {
                let asked = pair.treaties().iter().filter(|it| !it.is_several()).filter_map(|it| {
                    let truth = it.in_force_between(&a, &b, day).value();
                    (truth != Truth::No).then(|| (it.id().to_owned(), truth))
                });
                let listed =
                    pair.treaties().in_force(day).map(|(it, truth)| (it.id().to_owned(), truth));
                assert!(asked.eq(listed), "{a} and {b} on {day}");
            }
        }
    }
}

/// A policy that decides nothing, and a category, choose among the same treaties.
#[test]
fn the_list_is_the_same_under_a_policy_and_by_category() {
    let policy = Policy::new();
    for archive in archives().take(16) {
        for (a, b) in pairs(&archive) {
            let pair = archive.dossier(a, b);
            for day in days().step_by(3) {
                let plain: Vec<_> =
                    pair.treaties().in_force(day).map(|(it, truth)| (it.id(), truth)).collect();
                let decided = pair.under(&policy).treaties();
                assert_eq!(decided.in_force(day).count(), plain.len());
                let decided: Vec<_> =
                    decided.in_force(day).map(|(it, truth)| (it.id(), truth)).collect();
                assert_eq!(plain, decided);
                for category in TreatyCategory::ALL {
                    let about = || pair.treaties().about(*category).in_force(day);
                    let count = about().count();
                    let about = about();
                    let about: Vec<_> = about.map(|(it, truth)| (it.id(), truth)).collect();
                    let chosen = |it: &&(&str, Truth)| is_about(&archive, it.0, *category);
                    assert_eq!(about, plain.iter().filter(chosen).copied().collect::<Vec<_>>());
                    assert_eq!(about.len(), count);
                }
            }
        }
    }
}

fn is_about(archive: &Archive, id: &str, category: TreatyCategory) -> bool {
    archive.treaty(id).is_ok_and(|treaty| treaty.is_about(category))
}
