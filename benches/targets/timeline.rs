//! W5: the newest twenty entries of the timeline of two before a day.
//!
//! The floor has for each kind the days of every pair, sorted, behind one table of offsets, and merges
//! the kinds as far as it is asked. Its treaties have the acts of the whole and of the two.

use bilateral::date::Endpoint;
use bilateral::{Actor, PartialDate, Participant, Record};
use time::Date;

use crate::measure::{Alike, Budget, Row, ask};
use crate::scene::{Pairs, Scene, any_day, any_pair, random};

/// How many kinds of entries there are.
pub(crate) const KINDS: usize = 7;
pub(crate) const NEWEST: usize = 20;

/// The latest possible day, and the number of what happened.
pub(crate) type Entry = (i32, u32);

struct Floor {
    kinds: [Pairs<Entry>; KINDS],
}

impl Floor {
    /// Calls with the newest entries before a day, newest first.
    fn newest_before(&self, a: usize, b: usize, day: i32, mut found: impl FnMut(Entry)) {
        let lists: [&[Entry]; KINDS] =
            std::array::from_fn(|kind| self.kinds[kind].get(a.min(b), a.max(b)));
        let mut left = lists.map(|list| list.partition_point(|(on, _)| *on < day));
        for _ in 0..NEWEST {
            let mut newest: Option<(Entry, usize)> = None;
            for kind in 0..KINDS {
                if let Some(last) = left[kind].checked_sub(1) {
                    let entry = lists[kind][last];
                    if newest.is_none_or(|(best, _)| best.0 < entry.0) {
                        newest = Some((entry, kind));
                    }
                }
            }
            let Some((entry, kind)) = newest else { return };
            left[kind] -= 1;
            found(entry);
        }
    }
}

fn last_day(date: PartialDate) -> i32 {
    let days = date.possible();
    days.first().map_or(i32::MAX, |_| days.last().map_or(i32::MAX, Date::to_julian_day))
}

fn of_endpoint(endpoint: Option<Endpoint>) -> Option<PartialDate> {
    endpoint.and_then(Endpoint::date)
}

/// The entries of every kind, each of two countries.
pub(crate) fn entries(scene: &Scene) -> [Vec<((usize, usize), Entry)>; KINDS] {
    let mut kinds: [Vec<((usize, usize), Entry)>; KINDS] = Default::default();
    let mut next = 0_u32;
    let number = |actor: &Actor| scene.principal(actor);
    for record in &scene.records {
        let mut add = |kind: usize, a: usize, b: usize, date: Option<PartialDate>| {
            if let Some(date) = date.filter(|date| date.possible().first().is_some() && a != b) {
                next += 1;
                kinds[kind].push(((a.min(b), a.max(b)), (last_day(date), next)));
            }
        };
        let mut add_all = |kind: usize, actors: &[usize], date: Option<PartialDate>| {
            for (at, a) in actors.iter().enumerate() {
                actors[at + 1..].iter().for_each(|b| add(kind, *a, *b, date));
            }
        };
        let of = |participants: &[Participant]| -> Vec<usize> {
            let actors = participants.iter().filter_map(|it| it.actor.as_ref());
            actors.filter_map(number).collect()
        };
        match record {
            Record::Treaty(treaty) => {
                let parties: Vec<usize> =
                    treaty.parties.iter().filter_map(|it| number(&it.actor)).collect();
                for act in &treaty.acts {
                    add_all(0, &parties, act.on.or(act.effective));
                }
                for party in &treaty.parties {
                    let Some(own) = number(&party.actor) else { continue };
                    for act in &party.acts {
                        for other in &parties {
                            add(0, own, *other, act.on.or(act.effective));
                        }
                    }
                }
            }
            Record::Relation(it) if it.same_as.is_none() => {
                if let (Some(a), Some(b)) = (number(&it.from), number(&it.towards)) {
                    add(1, a, b, of_endpoint(it.start));
                    add(2, a, b, of_endpoint(it.end).or(it.ended).or(it.left));
                }
            }
            Record::Program(it) => {
                let mut actors: Vec<usize> =
                    it.roles.iter().filter_map(|role| number(&role.actor)).collect();
                actors.sort_unstable();
                actors.dedup();
                add_all(3, &actors, of_endpoint(it.start));
            }
            Record::Visit(it) => {
                if let (Some(host), [guest]) = (number(&it.host), of(&it.travellers).as_slice()) {
                    add(4, host, *guest, it.end.or(it.start));
                }
            }
            Record::Statement(it) => {
                let actors = [of(&it.speakers), of(&it.about)].concat();
                add_all(5, &actors, it.on);
            }
            Record::Event(it) => add_all(6, &of(&it.participants), it.until.or(it.on)),
            _ => {}
        }
    }
    kinds
}

fn floor(scene: &Scene) -> Floor {
    Floor { kinds: entries(scene).map(|items| Pairs::of(scene.count(), items)) }
}

struct Question {
    a: usize,
    b: usize,
    day: Date,
}

pub(crate) fn measure(scene: &Scene, budget: Budget, questions: usize) -> Row {
    let floor = floor(scene);
    let mut random = random(105);
    let questions: Vec<Question> = (0..questions)
        .map(|_| {
            let (a, b) = any_pair(&mut random, scene.count());
            Question { a, b, day: any_day(&mut random) }
        })
        .collect();
    let newest = |asked: &Question| {
        let pair = scene.archive.dossier(scene.countries[asked.a], scene.countries[asked.b]);
        pair.timeline().before(asked.day).take(NEWEST)
    };
    let (mut alike, mut entries) = (0, 0);
    let compare = &questions[..questions.len().min(1_000)];
    for asked in compare {
        let of_ours: Vec<i32> = newest(asked)
            .map(|entry| entry.days().last().map_or(i32::MAX, Date::to_julian_day))
            .collect();
        let mut of_floor = Vec::new();
        let day = asked.day.to_julian_day();
        floor.newest_before(asked.a, asked.b, day, |entry| of_floor.push(entry.0));
        entries += of_ours.len();
        // Both are in order of day; what the two have in common is met in one walk.
        let mut of_floor = of_floor.into_iter().peekable();
        for day in of_ours {
            while of_floor.next_if(|other| *other > day).is_some() {}
            alike += usize::from(of_floor.next_if_eq(&day).is_some());
        }
    }
    // The floor takes the latest possible day for the day, and the ends of relations as stated.
    let each = entries as f64 / compare.len() as f64;
    let alike = Alike { alike, asked: entries, least: 0.9 };
    let sides = ask(
        budget,
        &questions,
        |asked| newest(asked).map(|entry| u64::from(entry.days().last().is_some())).sum(),
        |asked| {
            let mut sum = 0;
            let day = asked.day.to_julian_day();
            floor.newest_before(asked.a, asked.b, day, |_| sum += 1);
            sum
        },
    );
    let mut row = sides.row("W5", "newest twenty of a timeline before a day", 1.5, alike);
    row.note.push_str(&format!("; {each:.1} entries"));
    row
}
