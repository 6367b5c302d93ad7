//! Which records of two archives are to be compared.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::date::{Endpoint, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{Attestation, HasSpell, Record, RecordKind, SpellFields};
use crate::store::{Held, Keys, Store, happened, key_of};

/// How many records may follow one another by `same_as` or `supersedes` before the chain is broken off.
const LONGEST_CHAIN: usize = 64;

/// A record of the earlier archive, one of the later, or one of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) earlier: Option<u32>,
    pub(super) later: Option<u32>,
    /// They are two records on one subject, not one record in two states: who says so does not count.
    pub(super) by_subject: bool,
}

/// Matches the records of a kind: first those of one id; of the rest those that end at one id by
/// `same_as`, editions of one source by `supersedes`; of the rest again those that the store would call
/// one subject by their fields and days.
pub(super) fn matched(earlier: &Store, later: &Store, kind: RecordKind) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let (old, new) = by_id(earlier, later, kind, &mut pairs);
    let both = Both { earlier, later };
    let root = |held| Some((both.root(held).to_string(), Keys::ALL));
    let (old, new) = both.by_name(old, new, root, &mut pairs);
    let subject = |held: Held<'_>| subject(later, &held.as_record());
    let (old, new) = both.by_name(old, new, subject, &mut pairs);
    let alone = |earlier, later| Pair { earlier, later, by_subject: false };
    pairs.extend(old.into_iter().map(|at| alone(Some(at), None)));
    pairs.extend(new.into_iter().map(|at| alone(None, Some(at))));
    pairs
}

/// Pairs records of one id, and returns what is left of each side.
fn by_id(
    earlier: &Store,
    later: &Store,
    kind: RecordKind,
    pairs: &mut Vec<Pair>,
) -> (Vec<u32>, Vec<u32>) {
    fn id(store: &Store, at: u32) -> Option<&str> {
        store.record(at).map(Held::id)
    }

    let mut old = earlier.of_kind(kind).iter().copied().peekable();
    let (mut old_left, mut new_left) = (Vec::new(), Vec::new());
    for new in later.of_kind(kind).iter().copied() {
        let name = id(later, new);
        while let Some(at) = old.next_if(|at| id(earlier, *at) < name) {
            old_left.push(at);
        }
        match old.next_if(|at| id(earlier, *at) == name) {
            Some(at) => {
                pairs.push(Pair { earlier: Some(at), later: Some(new), by_subject: false });
            }
            None => new_left.push(new),
        }
    }
    old_left.extend(old);
    (old_left, new_left)
}

struct Both<'s> {
    earlier: &'s Store,
    later: &'s Store,
}

impl<'s> Both<'s> {
    /// The id at the end of a chain of `same_as`, or of the editions that a source supersedes, through
    /// the records of both archives.
    fn root(&self, record: Held<'s>) -> &'s str {
        let before = |record: Held<'s>| match record {
            Held::Whole(Record::Source(source)) => {
                record.same_as().or(source.supersedes.as_deref())
            }
            _ => record.same_as(),
        };
        let mut current = record;
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = before(current) else { return current.id() };
            let kind = record.kind();
            let found = |store: &'s Store| store.record(store.at_id(kind, id)?);
            match found(self.earlier).or_else(|| found(self.later)) {
                Some(next) => current = next,
                None => return id,
            }
        }
        record.id()
    }

    /// Pairs what has one name on both sides and days that may meet; returns what is left of each side.
    fn by_name(
        &self,
        old: Vec<u32>,
        new: Vec<u32>,
        name: impl Fn(Held<'s>) -> Option<(String, Keys)>,
        pairs: &mut Vec<Pair>,
    ) -> (Vec<u32>, Vec<u32>) {
        if old.is_empty() || new.is_empty() {
            return (old, new);
        }
        let (mut old_left, mut new_left) = (Vec::new(), Vec::new());
        let mut groups: BTreeMap<String, (Vec<Stretch>, Vec<Stretch>)> = BTreeMap::new();
        for at in old {
            match self.earlier.record(at).and_then(&name) {
                Some((name, days)) => {
                    groups.entry(name).or_default().0.push(Stretch { days, at });
                }
                None => old_left.push(at),
            }
        }
        for at in new {
            match self.later.record(at).and_then(&name) {
                Some((name, days)) => {
                    groups.entry(name).or_default().1.push(Stretch { days, at });
                }
                None => new_left.push(at),
            }
        }
        for (old, new) in groups.into_values() {
            let mut old = in_order(self.earlier, old).into_iter().peekable();
            let mut new = in_order(self.later, new).into_iter().peekable();
            // Of two that do not meet, the one that begins first meets nothing that follows on the
            // other side.
            while let (Some(a), Some(b)) = (old.peek().copied(), new.peek().copied()) {
                if a.days.meets(b.days) {
                    let (earlier, later) = (Some(a.at), Some(b.at));
                    pairs.push(Pair { earlier, later, by_subject: true });
                    old.next();
                    new.next();
                } else if a.days.first() < b.days.first() {
                    old_left.push(a.at);
                    old.next();
                } else {
                    new_left.push(b.at);
                    new.next();
                }
            }
            old_left.extend(old.map(|a| a.at));
            new_left.extend(new.map(|b| b.at));
        }
        (old_left, new_left)
    }
}

/// What two records of different ids must share to speak of one subject, and the days on which they
/// may; `None` where only ids tell.
fn subject(store: &Store, record: &Record) -> Option<(String, Keys)> {
    let days = match record {
        Record::Country(country) => return Some((country.code.to_string(), Keys::ALL)),
        Record::TradeFigure(_) | Record::Figure(_) => Keys::ALL,
        Record::Membership(membership) => spell(membership.spell()),
        Record::Relation(relation) => spell(relation.spell()),
        // Days that are adjacent are as good as one: each side reaches half of the way.
        Record::Visit(_) | Record::Event(_) => {
            let days = happened(record)?;
            Keys::new(days.first(), days.last().saturating_add(1))?
        }
        _ => return None,
    };
    Some((key_of(store, record), days))
}

/// The days on which a spell may have held; one that states no start is taken from its first attested
/// day.
fn spell(fields: SpellFields<'_>) -> Keys {
    let days = |end: Option<Endpoint>| end.and_then(Endpoint::date).map(Keys::of);
    let attested = fields.attested.iter().filter_map(|day| match day {
        Attestation::On(day) => Some(Keys::of(*day).first()),
        Attestation::OfSource => None,
    });
    let first = days(fields.start)
        .map(Keys::first)
        .or_else(|| attested.min().filter(|_| fields.start.is_none()))
        .unwrap_or(UNBOUNDED_BELOW);
    let last = days(fields.end)
        .or(fields.left.or(fields.ended).map(Keys::of))
        .map_or(UNBOUNDED_ABOVE, Keys::last);
    Keys::new(first, last).unwrap_or(Keys::ALL)
}

/// A record with the days on which it may speak of the same as another of its name.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    days: Keys,
    at: u32,
}

/// Puts stretches in the order of days, then ids; an open end reaches only to the next that begins.
fn in_order(store: &Store, mut all: Vec<Stretch>) -> Vec<Stretch> {
    all.sort_by_key(|one| (one.days.first(), one.days.last(), store.record(one.at).map(Held::id)));
    let mut next = UNBOUNDED_ABOVE;
    for one in all.iter_mut().rev() {
        if one.days.last() == UNBOUNDED_ABOVE && one.days.first() < next {
            let last = next.saturating_sub(i32::from(next < UNBOUNDED_ABOVE));
            one.days = Keys::new(one.days.first(), last).unwrap_or(one.days);
        }
        next = one.days.first();
    }
    all
}
