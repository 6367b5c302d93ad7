//! W5: the newest twenty entries of the timeline of two before a day.
//!
//! The floor has for each kind the days of every pair, sorted, behind one table of offsets, and merges
//! the kinds as far as it is asked. Its treaties have the acts of the whole and of the two. It takes the
//! latest possible day for the day and the ends of relations as they are stated, so that it is no judge of
//! the answers: those are compared with every date that the views of the two tell, sorted.

use std::collections::HashMap;

use bilateral::date::Endpoint;
use bilateral::{Actor, Archive, DayRange, PartialDate, Participant, Record};
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

/// The last and the first of the days on which something may have happened: what orders a timeline.
type Days = (i32, i32);

fn days_of(days: DayRange) -> Option<Days> {
    let last = days.last().map_or(i32::MAX, Date::to_julian_day);
    Some((last, days.first()?.to_julian_day()))
}

fn hull(days: impl Iterator<Item = DayRange>) -> Option<Days> {
    days.filter_map(days_of).reduce(|a, b| (a.0.max(b.0), a.1.min(b.1)))
}

/// The days on which each record of a programme says that it began.
fn starts(scene: &Scene) -> HashMap<&str, PartialDate> {
    let programs = scene.records.iter().filter_map(|record| match record {
        Record::Program(it) => Some((it.id.as_str(), of_endpoint(it.start)?)),
        _ => None,
    });
    programs.collect()
}

/// The days of everything dated that the views of two actors tell, in no order.
fn told(archive: &Archive, starts: &HashMap<&str, PartialDate>, a: Actor, b: Actor) -> Vec<Days> {
    let pair = archive.dossier(&a, &b);
    let mut all: Vec<Option<Days>> = Vec::new();
    let on = |date: Option<PartialDate>| date.and_then(|date| days_of(date.possible()));
    for treaty in pair.treaties().iter() {
        let of_both = |by: Option<&Actor>| by.is_none_or(|by| *by == a || *by == b);
        let acts = treaty.acts().filter(|act| !act.is_denied() && of_both(act.by()));
        all.extend(acts.map(|act| on(act.on().or(act.effective()))));
    }
    for relation in pair.relations().iter() {
        all.extend([hull(relation.starts()), hull(relation.ends())]);
    }
    for program in pair.programs().iter() {
        let stated = program.claims().filter_map(|claim| starts.get(claim.id()));
        all.push(hull(stated.map(|date| date.possible())));
    }
    all.extend(pair.visits().iter().map(|visit| visit.days().and_then(days_of)));
    all.extend(pair.statements().map(|statement| on(statement.on())));
    all.extend(pair.events().map(|event| hull(event.on().map(PartialDate::possible))));
    all.into_iter().flatten().collect()
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
    let starts = starts(scene);
    let (mut alike, mut entries, mut of_floor) = (0, 0, 0);
    let compare = &questions[..questions.len().min(1_000)];
    for asked in compare {
        let of_ours: Vec<Days> = newest(asked).filter_map(|entry| days_of(entry.days())).collect();
        let (a, b) = (scene.countries[asked.a], scene.countries[asked.b]);
        let day = asked.day.to_julian_day();
        let mut told = told(&scene.archive, &starts, a.into(), b.into());
        told.retain(|days| days.1 < day);
        told.sort_unstable_by(|one, other| other.cmp(one));
        told.truncate(NEWEST);
        alike += usize::from(of_ours == told);
        if of_ours != told {
            println!("W5 differs: {a} and {b} before {}: {of_ours:?}, told {told:?}", asked.day);
        }
        entries += of_ours.len();
        floor.newest_before(asked.a, asked.b, day, |_| of_floor += 1);
    }
    let each = |entries: usize| entries as f64 / compare.len() as f64;
    let (each, of_floor) = (each(entries), each(of_floor));
    let alike = Alike { alike, asked: compare.len(), least: 1.0 };
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
    row.note.push_str(&format!("; {each:.1} entries, the floor {of_floor:.1}"));
    row
}
