//! The last visit before a day.

use bilateral::{Actor, Archive, VisitRef, VisitStatus};
use time::Date;

use super::{archives, days, pairs};

/// The ids of the visits made by one to the other, each with the ranges in which it may have begun:
/// all that satisfies a largest set of claims that agree.
fn made(archive: &Archive, guest: &Actor, host: &Actor) -> Vec<(String, Vec<(i32, i32)>)> {
    let is_it = |visit: &VisitRef<'_>| {
        guest != host
            && visit.status() == VisitStatus::Made
            && visit.host() == Some(host)
            && visit.travelled_for().contains(&guest)
    };
    archive.visits().filter(is_it).map(|visit| (visit.id().to_owned(), begun(visit))).collect()
}

fn begun(visit: VisitRef<'_>) -> Vec<(i32, i32)> {
    let stated: Vec<(i32, i32)> = visit
        .starts()
        .map(|date| {
            let days = date.possible();
            let first = days.first().map_or(i32::MIN, Date::to_julian_day);
            (first, days.last().map_or(i32::MAX, Date::to_julian_day))
        })
        .collect();
    if stated.is_empty() {
        return vec![(i32::MIN, i32::MAX)];
    }
    // A range that begins where some claim begins and ends at the first end behind, with no further
    // begin between, satisfies a set that no other claim could join.
    let mut ranges: Vec<(i32, i32)> = Vec::new();
    for (first, _) in &stated {
        let Some(last) = stated.iter().map(|it| it.1).filter(|last| last >= first).min() else {
            continue;
        };
        let later = stated.iter().any(|(other, _)| first < other && *other <= last);
        if !later && !ranges.contains(&(*first, last)) {
            ranges.push((*first, last));
        }
    }
    ranges.sort_unstable();
    ranges
}

/// The visits that are the last before a day if each began on some one of its days: tried by days.
fn last(made: &[(String, Vec<(i32, i32)>)], day: i32) -> Vec<String> {
    let latest_before = |ranges: &[(i32, i32)]| {
        ranges.iter().filter(|it| it.0 < day).map(|it| it.1.min(day - 1)).max()
    };
    let candidate = |ranges: &[(i32, i32)]| {
        let Some(own) = latest_before(ranges) else { return false };
        // No other must have begun after it and before the day.
        made.iter().all(|(_, other)| {
            other.iter().any(|it| it.0 <= own) || other.iter().any(|it| it.1 >= day)
        })
    };
    made.iter().filter(|(_, ranges)| candidate(ranges)).map(|(id, _)| id.clone()).collect()
}

/// The last visit before a day is every visit that no other must have followed, to one of the two or
/// to either, in the order of the visits.
#[test]
fn the_last_visit_is_what_a_scan_of_all_finds() {
    let (mut ones, mut several, mut none) = (0, 0, 0);
    for archive in archives() {
        for (a, b) in pairs(&archive) {
            let visits = archive.dossier(a.clone(), b.clone()).visits();
            let order: Vec<String> = visits.iter().map(|visit| visit.id().to_owned()).collect();
            let to_b = made(&archive, &a, &b);
            let to_a = made(&archive, &b, &a);
            let both: Vec<_> = to_a.iter().chain(&to_b).cloned().collect();
            for day in days() {
                let found = |visits: &bilateral::Visits<'_>| -> Vec<String> {
                    visits.last_before(day).iter().map(|visit| visit.id().to_owned()).collect()
                };
                let expected = |made: &[(String, Vec<(i32, i32)>)]| -> Vec<String> {
                    let mut ids = last(made, day.to_julian_day());
                    ids.sort_by_key(|id| order.iter().position(|it| it == id));
                    ids
                };
                let context = format!("{a} and {b} before {day}");
                assert_eq!(
                    found(&visits.clone().to(b.clone())),
                    expected(&to_b),
                    "{context}, to {b}"
                );
                assert_eq!(
                    found(&visits.clone().to(a.clone())),
                    expected(&to_a),
                    "{context}, to {a}"
                );
                assert_eq!(found(&visits), expected(&both), "{context}");
                match found(&visits).len() {
                    0 => none += 1,
                    1 => ones += 1,
                    _ => several += 1,
                }
            }
        }
    }
    assert!(ones > 1_000 && several > 1_000 && none > 1_000, "{ones}, {several}, {none}");
}

/// The policy that prefers nobody decides nothing, and takes the way by every visit.
#[test]
fn the_last_visit_is_the_same_by_every_visit() {
    let policy = bilateral::Policy::new();
    for archive in archives() {
        for (a, b) in pairs(&archive) {
            let pair = archive.dossier(a, b);
            for day in days() {
                let ids = |visits: bilateral::Visits<'_>| -> Vec<String> {
                    visits.last_before(day).iter().map(|visit| visit.id().to_owned()).collect()
                };
                assert_eq!(
                    ids(pair.visits()),
                    ids(pair.under(&policy).visits()),
                    "{pair:?} before {day}"
                );
            }
        }
    }
}
