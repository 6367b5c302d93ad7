//! Everything dated between two actors, in lists that are merged as they are read.
//!
//! Most of what is dated concerns two actors alone, and stands in the list of their pair. The acts of a
//! treaty of a hundred parties do not: each would stand in the lists of all the pairs of the one who
//! did it. They stand once, in the list of whoever did them, and acts of the treaty as a whole once a
//! party; a row of bits says whom the treaty names. The timeline of two actors is then the list of the
//! pair, that of the one as far as the other is named, and that of the other likewise.
//!
//! Each list is in two parts: what happened on one day, and what may have happened on several. Both are
//! in order, newest first: by the latest possible day, then the earliest, then the subject and the
//! place in it. So what happened before a day is found by a search in the first part, and the second,
//! which is short, is sifted. What an actor did is long: a search would look at a place far from the last
//! at nearly each of its steps, so that the days of every 64th stand once more by themselves and are
//! searched first. To read on is to compare the heads of six lists.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::ground::Ground;
use super::keys::Keys;
use super::lists::{Counts, Lists, MOST_DENSE};
use super::numbers::{Between, MOST_PAIRED, pairs, pairs_of};
use super::subjects::{Subject, happened};
use crate::date::{PartialDate, UNBOUNDED_BELOW};
use crate::record::{Act, Actor, Record, RecordKind, Treaty};

/// How many actors a treaty may name for its acts to stand in the lists of pairs.
const MOST_MERGED: usize = 8;

/// One thing that happened, or may have happened, on some day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dated {
    // INVARIANT: first is a real day, and first <= last.
    first: i32,
    last: i32,
    subject: u32,
    /// Of a treaty, which of all acts; of a relation, 0 that it began and 1 that it ended.
    what: u32,
    /// The row of whom it names, and for whom it is to be read.
    row: u32,
}

/// It stands in the lists of all that it names, and is read from one.
const SHARED: u32 = 1 << 31;
/// It stands in the lists of several that did it.
const JOINT: u32 = 1 << 30;
const ROW: u32 = !(SHARED | JOINT);

impl Dated {
    const NONE: Self = Self { first: 0, last: 0, subject: 0, what: 0, row: 0 };

    pub(crate) const fn new(days: Keys, subject: u32, what: u32) -> Self {
        Self { first: days.first(), last: days.last(), subject, what, row: 0 }
    }

    /// The days on which it may have happened.
    #[inline]
    pub(crate) fn days(self) -> Option<Keys> {
        Keys::new(self.first, self.last)
    }

    #[inline]
    pub(crate) const fn first(self) -> i32 {
        self.first
    }

    #[inline]
    pub(crate) const fn subject(self) -> u32 {
        self.subject
    }

    #[inline]
    pub(crate) const fn what(self) -> u32 {
        self.what
    }

    /// Its place, newest first.
    pub(crate) const fn order(self) -> (Reverse<u64>, u32, u32) {
        (Reverse(self.age()), self.subject, self.what)
    }

    /// Greater if it is newer: both its days in one number.
    #[inline]
    pub(super) const fn age(self) -> u64 {
        // The sign turned, numbers in order stay in order without it.
        let [last, first] =
            [self.last.cast_unsigned() ^ (1 << 31), self.first.cast_unsigned() ^ (1 << 31)];
        (last as u64) << 32 | first as u64
    }

    /// Whether another comes before it, newest first.
    #[inline]
    pub(super) const fn comes_after(self, other: Self) -> bool {
        let (own, its) = (self.age(), other.age());
        its > own
            || (its == own
                && (other.subject < self.subject
                    || (other.subject == self.subject && other.what < self.what)))
    }
}

/// Where an act of a treaty stands: in which record, and among whose acts of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) record: u32,
    /// The listed party whose act it is; `None` for those of the treaty as a whole.
    pub(crate) party: Option<u32>,
    pub(crate) act: u32,
}

/// Whom the subjects name that name many.
#[derive(Debug)]
enum Crowds {
    /// A row of bits a subject, one bit an actor.
    Bits { words: usize, rows: Vec<u64> },
    /// The numbers of the actors, where there are too many for bits.
    Numbers(Lists<u32>),
}

impl Default for Crowds {
    fn default() -> Self {
        Self::Bits { words: 0, rows: Vec::new() }
    }
}

impl Crowds {
    fn of(crowds: &[&[u32]], actors: usize) -> Self {
        if actors <= MOST_DENSE {
            let words = actors.div_ceil(u64::BITS as usize);
            let mut rows = vec![0_u64; words * crowds.len()];
            for (row, named) in crowds.iter().enumerate() {
                for actor in *named {
                    if let Some(word) = rows.get_mut(row * words + (actor >> 6) as usize) {
                        *word |= 1 << (actor & 63);
                    }
                }
            }
            return Self::Bits { words, rows };
        }
        let mut counts = Counts::dense(crowds.len());
        let all =
            || (0_u64..).zip(crowds).flat_map(|(row, of)| of.iter().map(move |it| (row, *it)));
        all().for_each(|(row, _)| counts.count(row));
        let mut filling = counts.filling(0);
        all().for_each(|(row, actor)| filling.put(row, actor));
        Self::Numbers(filling.done())
    }

    #[inline]
    fn names(&self, row: u32, actor: u32) -> bool {
        match self {
            Self::Bits { words, rows } => {
                let word = rows.get(row as usize * words + (actor >> 6) as usize);
                word.is_some_and(|word| word >> (actor & 63) & 1 != 0)
            }
            Self::Numbers(lists) => lists.of(u64::from(row)).binary_search(&actor).is_ok(),
        }
    }
}

/// Everything dated, by pair and by actor.
#[derive(Debug, Default)]
pub(crate) struct Chronicle {
    /// By pair, exact and inexact side by side.
    by_pair: Lists<Dated>,
    /// By actor likewise, of subjects that name many.
    by_actor: Lists<Dated>,
    /// Of each actor the days of every [`STRIDE`]th of those that happened on one day.
    steps: Lists<i32>,
    crowds: Crowds,
    /// The acts of several, each with one of them, in order.
    joint: Vec<(u32, u32)>,
    /// Where every dated act of a treaty stands, in the order of the treaties.
    sites: Vec<Site>,
}

impl Chronicle {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let mut told = Told::default();
        let mut sites = Vec::new();
        for (number, subject) in ground.subjects() {
            told.add(ground, number, entries(ground, number, &subject, &mut sites));
        }
        sites.shrink_to_fit();
        let actors = ground.actors.len();
        let crowds: Vec<&[u32]> =
            told.crowds.iter().map(|subject| ground.named(*subject)).collect();
        let by_actor = lists(&told.by_actor, Counts::dense(actors * 2));
        Self {
            by_pair: lists(&told.by_pair, Counts::new(pairs(actors as u64) * 2, actors)),
            steps: steps(&by_actor, actors),
            by_actor,
            crowds: Crowds::of(&crowds, actors),
            joint: told.joint,
            sites,
        }
    }

    /// Where an act stands.
    pub(crate) fn site(&self, act: u32) -> Option<Site> {
        self.sites.get(act as usize).copied()
    }

    /// What concerns two actors alone, or them with few: what happened on one day, and the rest.
    #[inline]
    pub(super) fn of_pair(&self, between: Between) -> [&[Dated]; 2] {
        [0, 1].map(|part| self.by_pair.of(between.place() * 2 + part))
    }

    /// The days of every [`STRIDE`]th of what an actor did, or with many, on one day.
    #[inline]
    pub(super) fn steps_of(&self, actor: u32) -> &[i32] {
        self.steps.of(u64::from(actor))
    }

    /// What an actor did, or with many: what happened on one day, and the rest.
    #[inline]
    pub(super) fn of_actor(&self, actor: u32) -> [&[Dated]; 2] {
        [0, 1].map(|part| self.by_actor.of(u64::from(actor) * 2 + part))
    }

    /// Whether what stands in the list of the first of two actors is of both.
    #[inline]
    pub(super) fn is_of_first(&self, dated: Dated, other: u32) -> bool {
        self.crowds.names(dated.row & ROW, other)
    }

    /// Whether what stands in the list of the second of two actors is of both, and is not read from the
    /// list of the first.
    #[inline]
    pub(super) fn is_of_second(&self, dated: Dated, first: u32) -> bool {
        dated.row & SHARED == 0
            && self.crowds.names(dated.row & ROW, first)
            && (dated.row & JOINT == 0 || self.joint.binary_search(&(dated.what, first)).is_err())
    }

    /// Rechecks it against the subjects that name both of two actors.
    pub(super) fn verify<'s, S, M>(
        &self,
        ground: &Ground<'_>,
        subjects: impl Fn(Between) -> S,
        merged: impl Fn(Between) -> M,
    ) -> Result<(), &'static str>
    where
        S: Iterator<Item = u32> + 's,
        M: Iterator<Item = Dated> + 's,
    {
        let mut sites = Vec::new();
        let all = ground.subjects().map(|(at, it)| (at, entries(ground, at, &it, &mut sites)));
        let all: BTreeMap<u32, Vec<Entry>> = all.collect();
        if sites != self.sites {
            return Err("acts stand elsewhere than listed");
        }
        for actor in 0..u32::try_from(ground.actors.len()).unwrap_or(u32::MAX) {
            let [exact, _] = self.of_actor(actor);
            let days = exact.iter().step_by(STRIDE).map(|dated| dated.first);
            if !self.steps_of(actor).iter().copied().eq(days) {
                return Err("the steps of a long list are not its days");
            }
        }
        let actors: Vec<u32> = (0_u32..).zip(ground.actors.all()).map(|(at, _)| at).collect();
        for pair in pairs_of(&actors) {
            let both = |entry: &&Entry| match &entry.of {
                Of::All => true,
                Of::Doers(doers) => doers.contains(&pair.a()) || doers.contains(&pair.b()),
                Of::Each(pairs) => pairs.iter().any(|it| it.place() == pair.place()),
            };
            let of = |subject: u32| all.get(&subject).map_or(&[][..], Vec::as_slice);
            let mut expected: Vec<Dated> =
                subjects(pair).flat_map(of).filter(both).map(|entry| entry.dated).collect();
            expected.sort_by_key(|dated| dated.order());
            if !expected.into_iter().eq(merged(pair).map(|it| Dated { row: 0, ..it })) {
                return Err("the timeline of a pair is not what its subjects tell");
            }
        }
        Ok(())
    }
}

/// How many of a long list stand between two whose days are searched first.
pub(super) const STRIDE: usize = 64;

/// The days of every so many in the exact lists of the actors.
fn steps(by_actor: &Lists<Dated>, actors: usize) -> Lists<i32> {
    let of = |actor: u64| by_actor.of(actor * 2).iter().step_by(STRIDE).map(|dated| dated.first);
    let mut counts = Counts::dense(actors);
    let all = || (0..actors as u64).flat_map(|actor| of(actor).map(move |day| (actor, day)));
    all().for_each(|(actor, _)| counts.count(actor));
    let mut filling = counts.filling(0);
    all().for_each(|(actor, day)| filling.put(actor, day));
    filling.done()
}

/// Puts what is told into lists, each newest first.
fn lists(told: &[(u64, Dated)], mut counts: Counts) -> Lists<Dated> {
    told.iter().for_each(|(number, _)| counts.count(*number));
    let mut filling = counts.filling(Dated::NONE);
    told.iter().for_each(|(number, dated)| filling.put(*number, *dated));
    let mut lists = filling.done();
    lists.each(|list| list.sort_unstable_by_key(|dated| dated.order()));
    lists
}

/// Something dated, before it is known in which lists it stands.
struct Entry {
    dated: Dated,
    of: Of,
}

/// Of whom something is.
enum Of {
    /// Everybody whom the subject names.
    All,
    /// Those of them who did it.
    Doers(Vec<u32>),
    /// These pairs alone.
    Each(Vec<Between>),
}

/// What goes into which list, while subjects are gone through.
#[derive(Default)]
struct Told {
    by_pair: Vec<(u64, Dated)>,
    by_actor: Vec<(u64, Dated)>,
    /// The subjects that name many, by row.
    crowds: Vec<u32>,
    joint: Vec<(u32, u32)>,
}

/// The number of a list: of the exact part or of the other.
fn part(number: u64, dated: Dated) -> u64 {
    number * 2 + u64::from(dated.first != dated.last)
}

impl Told {
    fn add(&mut self, ground: &Ground<'_>, number: u32, entries: Vec<Entry>) {
        if entries.is_empty() {
            return;
        }
        let named = ground.named(number);
        let is_treaty = entries.iter().any(|entry| matches!(entry.of, Of::Doers(_)));
        let most = if is_treaty { MOST_MERGED } else { MOST_PAIRED };
        let mut row = None;
        for Entry { dated, of } in entries {
            match of {
                Of::Each(pairs) => {
                    let own = pairs.into_iter().map(|pair| (part(pair.place(), dated), dated));
                    self.by_pair.extend(own);
                }
                of if named.len() <= most => {
                    let is_of = |pair: &Between| match &of {
                        Of::Doers(doers) => {
                            [pair.a(), pair.b()].iter().any(|it| doers.contains(it))
                        }
                        _ => true,
                    };
                    let pairs = pairs_of(named).filter(is_of);
                    self.by_pair.extend(pairs.map(|pair| (part(pair.place(), dated), dated)));
                }
                of => {
                    let row = *row.get_or_insert_with(|| {
                        self.crowds.push(number);
                        u32::try_from(self.crowds.len() - 1).unwrap_or(ROW) & ROW
                    });
                    let (readers, mark) = match &of {
                        Of::Doers(doers) if doers.len() < 2 => (doers.as_slice(), 0),
                        Of::Doers(doers) => (doers.as_slice(), JOINT),
                        _ => (named, SHARED),
                    };
                    if mark == JOINT {
                        self.joint.extend(readers.iter().map(|reader| (dated.what, *reader)));
                    }
                    let dated = Dated { row: row | mark, ..dated };
                    let own = readers.iter().map(|it| (part(u64::from(*it), dated), dated));
                    self.by_actor.extend(own);
                }
            }
        }
    }
}

/// Everything dated that is told of a subject.
fn entries(
    ground: &Ground<'_>,
    number: u32,
    subject: &Subject<'_>,
    sites: &mut Vec<Site>,
) -> Vec<Entry> {
    let entry = |days: Option<Keys>, what: u32, of: Of| {
        let days = days.filter(|days| days.days().is_some_and(|days| days.first().is_some()))?;
        Some(Entry { dated: Dated::new(days, number, what), of })
    };
    match subject.kind {
        RecordKind::Treaty => acts(ground, number, sites),
        RecordKind::Relation => {
            let Some((series, Some(spell))) = subject.series else { return Vec::new() };
            let spells = ground.series(series).map_or(&[][..], |series| &series.spells);
            let ends = spells.get(spell as usize).map(|spell| [&spell.starts, &spell.ends]);
            let dated = ends.into_iter().flatten().zip(0..).filter_map(|(days, what)| {
                entry(
                    hull(days.iter().copied().filter(|days| days.days().is_some())),
                    what,
                    Of::All,
                )
            });
            dated.collect()
        }
        RecordKind::Visit => {
            let days = ground.claims(number).filter_map(|(_, record)| happened(record));
            let days = days.reduce(Keys::hull);
            entry(days, 0, Of::Each(journeys(ground, number))).into_iter().collect()
        }
        RecordKind::Program | RecordKind::Statement | RecordKind::Event => {
            let stated = ground.claims(number).filter_map(|(_, record)| match record {
                Record::Program(program) => program.start?.date(),
                Record::Statement(statement) => statement.on,
                Record::Event(event) => event.on,
                _ => None,
            });
            let stated = stated.map(Keys::of);
            // A statement was made once, and the first that states a day tells it.
            let one = subject.kind == RecordKind::Statement;
            let days = hull(stated.take(if one { 1 } else { usize::MAX }));
            entry(days, 0, Of::All).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The days from the first to the last of ranges, without those that begin before any day.
fn hull(days: impl Iterator<Item = Keys>) -> Option<Keys> {
    days.filter(|days| days.first() != UNBOUNDED_BELOW).reduce(Keys::hull)
}

/// The actors for whom somebody travelled on a visit, each with the host.
fn journeys(ground: &Ground<'_>, number: u32) -> Vec<Between> {
    let records = ground.records;
    let Some((_, Record::Visit(visit))) = ground.claims(number).next() else { return Vec::new() };
    let Some(host) = ground.actors.number(records.principal(&visit.host)) else {
        return Vec::new();
    };
    let guests = records.travellers_of(&visit.travellers).into_iter();
    guests.filter_map(|guest| Between::new(host, ground.actors.number(guest)?)).collect()
}

/// The dated acts of a treaty, in the order of its acts.
fn acts(ground: &Ground<'_>, number: u32, sites: &mut Vec<Site>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |site: Site, by: Option<&Actor>, act: &Act| {
        let days = act.on.or(act.effective).map(PartialDate::possible);
        let days = days.filter(|days| !act.denied && days.first().is_some());
        if let (Some(days), Ok(what)) = (days, u32::try_from(sites.len())) {
            sites.push(site);
            let of = by.map_or(Of::All, |by| Of::Doers(doers(ground, number, by)));
            entries.push(Entry { dated: Dated::new(days.into(), number, what), of });
        }
    };
    for (record, treaty) in treaties(ground, number) {
        for (act, it) in (0..).zip(&treaty.acts) {
            add(Site { record, party: None, act }, it.by.as_ref(), it);
        }
        for (at, party) in (0..).zip(&treaty.parties) {
            for (act, it) in (0..).zip(&party.acts) {
                add(Site { record, party: Some(at), act }, Some(&party.actor), it);
            }
        }
    }
    entries
}

fn treaties<'s>(
    ground: &Ground<'s>,
    number: u32,
) -> impl Iterator<Item = (u32, &'s Treaty)> + use<'s> {
    ground.claims(number).filter_map(|(at, record)| match record {
        Record::Treaty(treaty) => Some((at, treaty.as_ref())),
        _ => None,
    })
}

/// Those named by a treaty as whose act one counts: the actor, for an organ that of which it is one,
/// and the states that continue it.
fn doers(ground: &Ground<'_>, number: u32, by: &Actor) -> Vec<u32> {
    let by = ground.records.principal(by);
    let later = by.country().map(|code| ground.records.continued_by(code)).unwrap_or_default();
    let named = ground.named(number);
    let mut doers: Vec<u32> = ground.actors.number(by).into_iter().collect();
    doers.extend(later.into_iter().filter_map(|code| ground.actors.number(&Actor::Country(code))));
    doers.retain(|doer| named.binary_search(doer).is_ok());
    doers.sort_unstable();
    doers.dedup();
    doers
}
