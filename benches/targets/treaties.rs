//! W2: the treaties in force between two on a day.
//!
//! The floor has for each pair the days from and to which each treaty is in force, sorted by their
//! first, those without an end apart. A treaty of many is written out for every pair of its parties:
//! from the later of two beginnings to the earlier of two ends.

use std::collections::BTreeMap;

use bilateral::{
    Act, ActKind, Actor, Archive, Attestation, PartialDate, Record, Treaty, TreatyParty, TreatyRef,
    Truth,
};
use time::Date;

use crate::measure::{Alike, Budget, Row, ask};
use crate::scene::{Pairs, Scene, any_day, any_pair, date_of, random};

/// From a day to a day, a treaty is in force, certainly or possibly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) from: i32,
    pub(crate) to: i32,
    /// The number of the treaty, twice; one more if it is certain.
    pub(crate) treaty: u32,
}

const FOREVER: i32 = i32::MAX;

struct Floor<'s> {
    closed: Pairs<Entry>,
    open: Pairs<Entry>,
    treaties: Vec<TreatyRef<'s>>,
}

impl Floor<'_> {
    fn in_force(&self, a: usize, b: usize, day: i32, mut found: impl FnMut(u32)) {
        let (a, b) = (a.min(b), a.max(b));
        let open = self.open.get(a, b);
        let begun = open.partition_point(|entry| entry.from <= day);
        open[..begun].iter().for_each(|entry| found(entry.treaty));
        let closed = self.closed.get(a, b);
        let begun = closed.partition_point(|entry| entry.from <= day);
        let holding = closed[..begun].iter().filter(|entry| day <= entry.to);
        holding.for_each(|entry| found(entry.treaty));
    }
}

/// The days on which something changes its truth, each with what it is from then on.
type Steps = Vec<(i32, i32, Truth)>;

/// Every stretch of days on which something is not certainly false. The probes are days between
/// which it changes once at most.
fn steps(mut probes: Vec<i32>, ask: impl Fn(Date) -> Truth) -> Steps {
    let first = *probes.iter().min().expect("a day") - 20_000;
    let last = *probes.iter().max().expect("a day") + 20_000;
    probes.extend([first, last]);
    probes.sort_unstable();
    probes.dedup();
    let ask = |day: i32| ask(date_of(day));
    let mut changes: Vec<(i32, Truth)> = vec![(first, ask(first))];
    for two in probes.windows(2) {
        let (mut before, mut behind) = (two[0], two[1]);
        let (was, is) = (changes[changes.len() - 1].1, ask(behind));
        if was == is {
            continue;
        }
        while before + 1 < behind {
            let middle = before + (behind - before) / 2;
            if ask(middle) == was { before = middle } else { behind = middle }
        }
        changes.push((behind, is));
    }
    let ends = changes.iter().skip(1).map(|(day, _)| day - 1).chain([FOREVER]);
    let all = changes.iter().zip(ends).map(|((from, truth), to)| (*from, to, *truth));
    all.filter(|(.., truth)| truth.possibly()).collect()
}

/// Every day on which an answer about a treaty, or one party of it, may change.
fn days_of<'t>(treaty: &'t Treaty, party: Option<&'t Actor>, days: &mut Vec<i32>) {
    let mut add = |date: PartialDate| {
        let possible = date.possible();
        for day in [possible.first(), possible.last()].into_iter().flatten() {
            let number = day.to_julian_day();
            days.extend([number - 1, number, number + 1]);
        }
    };
    let parties = treaty.parties.iter().filter(|it| party.is_none_or(|party| it.actor == *party));
    let acts = treaty.acts.iter().chain(parties.flat_map(|party| &party.acts));
    acts.flat_map(|act: &Act| [act.on, act.effective]).flatten().for_each(&mut add);
    treaty.concluded.into_iter().for_each(&mut add);
    let attested = treaty.attested.iter().flat_map(|attested| &attested.on);
    let on = attested.filter_map(|on| match on {
        Attestation::On(date) => Some(*date),
        _ => None,
    });
    on.for_each(add);
}

/// An entry of two countries, the one with the lower number first.
pub(crate) type OfPair = ((usize, usize), Entry);

/// Everything in force between two: what ends, what does not, and the treaties by number.
pub(crate) struct Entries<'s> {
    pub(crate) closed: Vec<OfPair>,
    pub(crate) open: Vec<OfPair>,
    pub(crate) treaties: Vec<TreatyRef<'s>>,
}

pub(crate) fn entries(scene: &Scene) -> Entries<'_> {
    let mut subjects: BTreeMap<&str, Vec<&Treaty>> = BTreeMap::new();
    for record in &scene.records {
        if let Record::Treaty(treaty) = record {
            let subject = treaty.same_as.as_deref().unwrap_or(&treaty.id);
            subjects.entry(subject).or_default().push(treaty);
        }
    }
    let (mut closed, mut open, mut treaties) = (Vec::new(), Vec::new(), Vec::new());
    for (subject, claims) in &subjects {
        let view = scene.archive.treaty(subject).expect("the treaty is found");
        let number = u32::try_from(treaties.len() * 2).expect("fewer treaties");
        treaties.push(view);
        let mut add = |a: usize, b: usize, from: i32, to: i32, truth: Truth| {
            let treaty = number + u32::from(truth.certainly());
            let list = if to == FOREVER { &mut open } else { &mut closed };
            list.push(((a.min(b), a.max(b)), Entry { from, to, treaty }));
        };
        let parties = &claims[0].parties;
        if let [a, b] = parties.as_slice() {
            let mut probes = out_days(claims, scene);
            claims.iter().for_each(|claim| days_of(claim, None, &mut probes));
            probes.extend(replaced(view, &subjects));
            let asked = |day| view.in_force_between(&a.actor, &b.actor, day).value();
            let (a, b) = (number_of(scene, &a.actor), number_of(scene, &b.actor));
            steps(probes, asked)
                .into_iter()
                .for_each(|(from, to, truth)| add(a, b, from, to, truth));
            continue;
        }
        let probes = |actor: &Actor| {
            let mut probes = out_days(claims, scene);
            claims.iter().for_each(|claim| days_of(claim, Some(actor), &mut probes));
            probes
        };
        let told: Vec<(&TreatyParty, usize, bool, Steps)> = parties
            .iter()
            .map(|it| {
                let own = claims.iter().flat_map(|claim| &claim.parties);
                let own = own.filter(|own| own.actor == it.actor);
                let mut acts = own.flat_map(|own| &own.acts);
                let is_suspended = acts.any(|act| act.kind == ActKind::Suspension);
                let asked = |day| view.in_force(&it.actor, day).value();
                (it, number_of(scene, &it.actor), is_suspended, steps(probes(&it.actor), asked))
            })
            .collect();
        for (at, (one, a, is_suspended, of_a)) in told.iter().enumerate() {
            for (another, b, is_other_suspended, of_b) in &told[at + 1..] {
                if one.side.is_some() && one.side == another.side {
                    continue;
                }
                // While suspended it is in force for the party, and between it and nobody.
                if *is_suspended || *is_other_suspended {
                    let both = [probes(&one.actor), probes(&another.actor)].concat();
                    let asked =
                        |day| view.in_force_between(&one.actor, &another.actor, day).value();
                    let steps = steps(both, asked);
                    steps.into_iter().for_each(|(from, to, truth)| add(*a, *b, from, to, truth));
                    continue;
                }
                for (from, to, truth) in of_a {
                    for (other_from, other_to, other) in of_b {
                        let (from, to) = (*from.max(other_from), *to.min(other_to));
                        if from <= to {
                            add(*a, *b, from, to, *truth.min(other));
                        }
                    }
                }
            }
        }
    }
    Entries { closed, open, treaties }
}

fn floor(scene: &Scene) -> Floor<'_> {
    let Entries { closed, open, treaties } = entries(scene);
    let count = scene.count();
    Floor { closed: Pairs::of(count, closed), open: Pairs::of(count, open), treaties }
}

fn number_of(scene: &Scene, actor: &Actor) -> usize {
    scene.principal(actor).expect("parties are countries")
}

/// The days on which the sources of a treaty were out.
fn out_days(claims: &[&Treaty], scene: &Scene) -> Vec<i32> {
    let cited = claims.iter().flat_map(|claim| &claim.sources);
    let out = cited.filter_map(|citation| scene.out_on(&citation.source));
    out.flat_map(|day| [day - 1, day, day + 1]).collect()
}

/// The days of the treaties that replace one.
fn replaced(view: TreatyRef<'_>, subjects: &BTreeMap<&str, Vec<&Treaty>>) -> Vec<i32> {
    let mut days = Vec::new();
    for later in view.replaced_by() {
        for claim in subjects.get(later.id()).into_iter().flatten() {
            days_of(claim, None, &mut days);
        }
    }
    days
}

/// What is asked: of whom, and on which day.
struct Question {
    a: usize,
    b: usize,
    day: Date,
}

fn ours(archive: &Archive, scene: &Scene, asked: &Question) -> u64 {
    let pair = archive.dossier(scene.countries[asked.a], scene.countries[asked.b]);
    let found = pair.treaties().in_force(asked.day);
    found.fold(0, |sum, (_, truth)| sum + 0x1_0000 + u64::from(truth.certainly()))
}

pub(crate) fn measure(scene: &Scene, budget: Budget, questions: usize) -> Row {
    let floor = floor(scene);
    let mut random = random(102);
    let questions: Vec<Question> = (0..questions)
        .map(|_| {
            let (a, b) = any_pair(&mut random, scene.count());
            Question { a, b, day: any_day(&mut random) }
        })
        .collect();
    let mut alike = 0;
    let compare = &questions[..questions.len().min(2_000)];
    for Question { a, b, day } in compare {
        let pair = scene.archive.dossier(scene.countries[*a], scene.countries[*b]);
        let mut of_ours: Vec<(&str, bool)> = pair
            .treaties()
            .in_force(*day)
            .map(|(it, truth)| (it.id(), truth.certainly()))
            .collect();
        let mut of_floor = Vec::new();
        floor.in_force(*a, *b, day.to_julian_day(), |treaty| {
            of_floor.push((floor.treaties[treaty as usize / 2].id(), treaty % 2 == 1));
        });
        of_ours.sort_unstable();
        of_floor.sort_unstable();
        alike += usize::from(of_ours == of_floor);
        if of_ours != of_floor {
            let (a, b) = (scene.countries[*a], scene.countries[*b]);
            of_ours.iter().filter(|it| !of_floor.contains(it)).for_each(|(treaty, certain)| {
                println!(
                    "W2 differs: {treaty} of {a} and {b} on {day}, certain: {certain}, ours alone"
                );
            });
            of_floor.iter().filter(|it| !of_ours.contains(it)).for_each(|(treaty, certain)| {
                println!(
                    "W2 differs: {treaty} of {a} and {b} on {day}, certain: {certain}, floor alone"
                );
            });
        }
    }
    let entries = floor.closed.values().len() + floor.open.values().len();
    let alike = Alike { alike, asked: compare.len(), least: 1.0 };
    let sides = ask(
        budget,
        &questions,
        |asked| ours(&scene.archive, scene, asked),
        |asked| {
            let mut sum = 0;
            floor.in_force(asked.a, asked.b, asked.day.to_julian_day(), |treaty| {
                sum += 0x1_0000 + u64::from(treaty % 2);
            });
            sum
        },
    );
    let mut row = sides.row("W2", "treaties in force between two on a day", 1.25, alike);
    row.note.push_str(&format!("; {entries} entries"));
    row
}
