//! Treaties and events of very many, and archives of very many actors: where the indexes change their
//! shape.

use bilateral::{
    Act, ActKind, Actor, Archive, Event, EventCategory, Organization, Participant, Record, Source,
    Treaty, TreatyParty, Truth, Visit, day,
};

use super::archive;

fn body(number: usize) -> Actor {
    Actor::organization(format!("body-{number:04}"))
}

/// So many organizations, a treaty and an event of the first so many, and treaties and visits of
/// neighbours.
fn crowd(actors: usize, parties: usize) -> Vec<Record> {
    let source = Source::new("s", "A list").published(day(2020, 1, 1));
    let mut records: Vec<Record> = vec![source.into()];
    for number in 0..actors {
        let id = format!("body-{number:04}");
        records.push(Organization::new(id.as_str(), id.as_str()).source("s").into());
    }
    let mut treaty =
        Treaty::new("m-many", "A treaty of many").in_force_from(day(1990, 1, 1)).complete();
    let mut event =
        Event::new("many", EventCategory::Summit, "A meeting of many").on(day(1995, 5, 5));
    for number in 0..parties {
        // All that is said of the last is that it signed.
        let party = TreatyParty::new(body(number));
        treaty = treaty.party(if number + 1 == parties {
            party
        } else {
            party.act(Act::new(ActKind::EntryIntoForce).on(day(1990, 1, 1)))
        });
        event = event.participant(Participant::actor(body(number)));
    }
    records.push(treaty.source("s").into());
    records.push(event.source("s").into());
    for number in 0..actors - 1 {
        for (name, year) in [("a", 1985), ("z", 1995)] {
            let treaty = Treaty::new(format!("{name}-{number}"), "A treaty of two");
            let treaty =
                treaty.between(body(number), body(number + 1)).in_force_from(day(year, 1, 1));
            records.push(treaty.source("s").into());
        }
        let visit = Visit::new(format!("visit-{number}"), body(number)).start(day(2000, 1, 1));
        records.push(visit.traveller(Participant::actor(body(number + 1))).source("s").into());
    }
    records
}

fn in_force(archive: &Archive, a: usize, b: usize, year: i32) -> Vec<(String, Truth)> {
    let pair = archive.dossier(body(a), body(b));
    let day = day(year, 6, 1);
    let found: Vec<(String, Truth)> = pair
        .treaties()
        .in_force(day)
        .map(|(treaty, truth)| (treaty.id().to_owned(), truth))
        .collect();
    let asked = pair.treaties().iter().filter_map(|treaty| {
        let truth = treaty.in_force_between(&body(a), &body(b), day).value();
        (truth != Truth::No).then(|| (treaty.id().to_owned(), truth))
    });
    assert_eq!(found, asked.collect::<Vec<_>>());
    found
}

/// At 256 parties a treaty is listed by pair and at 257 it is not; at 1,024 actors and beyond, lists
/// are searched for by pair: the answers are the same.
#[test]
fn answers_are_the_same_in_every_shape() {
    for (actors, parties) in [(300, 256), (300, 257), (1_024, 40), (1_025, 40)] {
        let records = crowd(actors, parties);
        // The recheck of every pair of so many takes long; a few hundred actors are enough for it.
        let archive = if actors < 1_000 {
            archive(records)
        } else {
            Archive::from_records(records).unwrap_or_else(|report| panic!("{report}"))
        };
        let yes = |id: &str| (id.to_owned(), Truth::Yes);
        assert_eq!(in_force(&archive, 3, 4, 2000), [yes("a-3"), yes("m-many"), yes("z-3")]);
        let pair = archive.dossier(body(3), body(4));
        assert_eq!(pair.treaties().in_force(day(2000, 1, 2)).count(), 3);
        let last = pair.visits().last_before(day(2000, 1, 2));
        assert_eq!(last.only().map(|visit| visit.id()), Some("visit-3"));
        assert_eq!(in_force(&archive, 4, 3, 1987), [yes("a-3")]);
        assert_eq!(in_force(&archive, 3, 9, 2000), [yes("m-many")]);
        assert_eq!(
            in_force(&archive, 3, parties - 1, 2000),
            [("m-many".to_owned(), Truth::Unknown)]
        );
        assert_eq!(in_force(&archive, 3, parties, 2000), []);
        assert_eq!(
            in_force(&archive, actors - 2, actors - 1, 2000).len(),
            if actors == parties { 3 } else { 2 }
        );
        for (a, b, events) in [(3, 9, 1), (3, parties, 0)] {
            let pair = archive.dossier(body(a), body(b));
            assert_eq!(pair.events().count(), events);
            assert_eq!(pair.is_empty(), events == 0);
        }
        let last = |host, guest, year| {
            let visits = archive.dossier(body(guest), body(host)).visits().to(body(host));
            visits.last_before(day(year, 1, 2)).only().map(|visit| visit.id().to_owned())
        };
        assert_eq!(last(7, 8, 2000), Some("visit-7".to_owned()));
        assert_eq!(last(7, 8, 1999), None);
        assert_eq!(last(8, 7, 2000), None);
        assert_eq!(last(actors - 2, actors - 1, 2000), Some(format!("visit-{}", actors - 2)));
    }
}

/// Whoever nothing names has nothing in common with anybody, nor has an actor with itself.
#[test]
fn strangers_have_nothing_in_common() {
    let archive = archive(crowd(4, 4));
    for (a, b) in [(body(0), body(99)), (body(0), body(0)), (body(98), body(99))] {
        let pair = archive.dossier(a, b);
        assert!(pair.is_empty());
        assert_eq!(pair.treaties().in_force(day(2000, 1, 1)).count(), 0);
        assert!(pair.visits().last_before(day(2010, 1, 1)).is_empty());
    }
}
