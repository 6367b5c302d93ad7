//! W6: the last visit made that began before a day, and how that grows with the archive.
//!
//! The floor has the days on which the visits of each pair began, behind one table of offsets. It
//! knows exact days only; where ours leaves several candidates, the two answer other questions.

use bilateral::{PartialDate, Participant, Record, VisitStatus};
use time::Date;

use crate::measure::{Alike, Budget, Quantity, Row, Sides, ask};
use crate::scene::{Pairs, Scene, any_day, random};

/// A visit that began on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) begun: i32,
    pub(crate) visit: u32,
}

/// The visits made between two.
pub(crate) struct Made<'s> {
    pub(crate) visits: Vec<((usize, usize), Entry)>,
    pub(crate) ids: Vec<&'s str>,
    /// The pairs of which some visit has no exact day, in order.
    vague: Vec<(usize, usize)>,
}

struct Floor<'s> {
    visits: Pairs<Entry>,
    ids: Vec<&'s str>,
    /// The pairs of which some visit has no exact day.
    vague: Vec<(usize, usize)>,
}

impl Floor<'_> {
    fn last_before(&self, a: usize, b: usize, day: i32) -> Option<u32> {
        let visits = self.visits.get(a.min(b), a.max(b));
        let before = visits.partition_point(|entry| entry.begun < day);
        before.checked_sub(1).map(|last| visits[last].visit)
    }
}

/// The country for which somebody travels.
fn traveller(scene: &Scene, traveller: &Participant) -> Option<usize> {
    traveller.actor.as_ref().and_then(|actor| scene.principal(actor))
}

pub(crate) fn made(scene: &Scene) -> Made<'_> {
    let (mut visits, mut ids, mut vague) = (Vec::new(), Vec::new(), Vec::new());
    for record in &scene.records {
        let Record::Visit(visit) = record else { continue };
        let Some(host) = scene.principal(&visit.host) else { continue };
        let Some(guest) = visit.travellers.iter().find_map(|it| traveller(scene, it)) else {
            continue;
        };
        if visit.status != Some(VisitStatus::Made) || guest == host {
            continue;
        }
        let pair = (host.min(guest), host.max(guest));
        match visit.start.and_then(exact) {
            Some(begun) => {
                let number = u32::try_from(ids.len()).expect("fewer visits");
                ids.push(visit.id.as_str());
                visits.push((pair, Entry { begun, visit: number }));
            }
            None => vague.push(pair),
        }
    }
    vague.sort_unstable();
    Made { visits, ids, vague }
}

fn floor(scene: &Scene) -> Floor<'_> {
    let Made { visits, ids, vague } = made(scene);
    Floor { visits: Pairs::of(scene.count(), visits), ids, vague }
}

/// The day that a date is, if it is one.
fn exact(date: PartialDate) -> Option<i32> {
    let days = date.possible();
    days.first().filter(|first| days.last() == Some(*first)).map(Date::to_julian_day)
}

struct Question {
    a: usize,
    b: usize,
    day: Date,
}

fn asked(scene: &Scene, budget: Budget, questions: usize) -> (Sides, Alike) {
    let floor = floor(scene);
    let mut random = random(106);
    // Pairs that have visits; in which direction is no matter.
    let count = scene.count();
    let visited: Vec<(usize, usize)> = (0..count)
        .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
        .filter(|(a, b)| !floor.visits.get(*a, *b).is_empty())
        .collect();
    let questions: Vec<Question> = (0..questions)
        .map(|_| {
            let (a, b) = visited[random.below(visited.len())];
            Question { a, b, day: any_day(&mut random) }
        })
        .collect();
    let (mut alike, mut compare) = (0, 0);
    for Question { a, b, day } in &questions[..questions.len().min(2_000)] {
        if floor.vague.binary_search(&(*a, *b)).is_ok() {
            continue;
        }
        let pair = scene.archive.dossier(scene.countries[*a], scene.countries[*b]);
        let last = pair.visits().last_before(*day);
        // Of several on one day each may be the last.
        if last.iter().len() > 1 {
            continue;
        }
        let found = floor.last_before(*a, *b, day.to_julian_day());
        let found = found.map(|visit| floor.ids[visit as usize]);
        compare += 1;
        alike += usize::from(last.only().map(|visit| visit.id()) == found);
    }
    let alike = Alike { alike, asked: compare, least: 1.0 };
    let sides = ask(
        budget,
        &questions,
        |asked| {
            let pair = scene.archive.dossier(scene.countries[asked.a], scene.countries[asked.b]);
            pair.visits().last_before(asked.day).iter().len() as u64
        },
        |asked| {
            let found = floor.last_before(asked.a, asked.b, asked.day.to_julian_day());
            u64::from(found.is_some())
        },
    );
    (sides, alike)
}

/// The look-up, and its growth from a small archive to the one measured.
pub(crate) fn measure(scene: &Scene, small: &Scene, budget: Budget, questions: usize) -> [Row; 2] {
    let (sides, alike) = asked(scene, budget, questions);
    let (of_small, _) = asked(small, budget, questions);
    let growth = Row {
        id: "growth",
        what: "last visit: this archive and the small one",
        ours: Quantity::Nanoseconds(sides.ours),
        floor: Quantity::Nanoseconds(of_small.ours),
        bound: 2.0,
        alike: None,
        note: format!("{} and {} records", scene.records.len(), small.records.len()),
    };
    [sides.row("W6", "last visit before a day", 1.25, alike), growth]
}
