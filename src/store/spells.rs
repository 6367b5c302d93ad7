//! From claims and partial ends to possible and certain days: the only code that does this, for every
//! kind that has a span.
//!
//! A claim states the fields of one spell. Spells of one subject from one source are disjoint and
//! tighten one another; then claims of different sources are matched to spells, and each field of a
//! spell may take every value of some maximal agreeing subset of its claims. What remains is, for the
//! first and for the last day inside, a list of disjoint ranges, from which any day is answered.
//!
//! Days are the Julian keys of `date`. A first day at the top of the scale means *never began*, a last
//! day there means *open*; a first day at the bottom means *from before any record*.

use alloc::vec;
use alloc::vec::Vec;

use super::keys::Keys;
use crate::date::{Endpoint, PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{Attestation, SpellFields};
use crate::truth::{Reason, Truth};

/// What one claim says of one spell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpellClaim {
    /// Which claim it is, for its reader: the number of a record.
    pub(crate) by: u32,
    /// The original source; claims of one source are never claims of one spell.
    pub(crate) source: u32,
    /// The possible first days inside; `None` if not stated.
    pub(crate) start: Option<Keys>,
    /// The possible last days inside; `None` if nothing recorded ended it.
    pub(crate) end: Option<Keys>,
    /// It held on some day up to this one, so it began by then.
    pub(crate) began_by: i32,
    /// It held on some day from this one on, so it did not end before.
    pub(crate) held_until: i32,
    /// The claim says that it did *not* hold.
    pub(crate) denied: bool,
    /// It began with a return, so an earlier spell is missing if none is recorded.
    pub(crate) returned: bool,
    /// Claims of one mark share a spell by their own statement.
    pub(crate) joined: Option<u32>,
}

impl SpellClaim {
    /// A claim that says nothing yet.
    pub(crate) const fn silent(by: u32, source: u32) -> Self {
        Self {
            by,
            source,
            start: None,
            end: None,
            began_by: UNBOUNDED_ABOVE,
            held_until: UNBOUNDED_BELOW,
            denied: false,
            returned: false,
            joined: None,
        }
    }

    /// Reads the fields of a record; `source_day` is the day on which its source speaks.
    pub(crate) fn of(
        by: u32,
        source: u32,
        fields: SpellFields<'_>,
        source_day: Option<Keys>,
    ) -> Self {
        let mut claim = Self::silent(by, source);
        claim.start = match fields.start {
            Some(Endpoint::Date(date)) => Some(Keys::of(date)),
            Some(Endpoint::Open) => Keys::new(UNBOUNDED_BELOW, UNBOUNDED_BELOW),
            Some(Endpoint::Unknown) | None => None,
        };
        claim.end = match (fields.end, fields.left, fields.ended) {
            (Some(Endpoint::Date(date)), ..) => Some(Keys::of(date)),
            (Some(Endpoint::Unknown), ..) => Some(Keys::ALL),
            (_, Some(date), _) => Some(day_before(date)),
            (_, _, Some(date)) => Some(day_or_day_before(date)),
            (Some(Endpoint::Open) | None, None, None) => None,
        };
        for attested in fields.attested {
            match attested {
                Attestation::On(date) => claim.attest(Keys::of(*date)),
                Attestation::OfSource => {
                    if let Some(days) = source_day {
                        claim.attest(days);
                    }
                }
            }
        }
        claim.tightened()
    }

    /// Adds that it held on some day of a range.
    pub(crate) fn attest(&mut self, days: Keys) {
        self.began_by = self.began_by.min(days.last());
        self.held_until = self.held_until.max(days.first());
    }

    /// Lets start, end and attestations of the one claim narrow one another, where they can agree.
    pub(crate) fn tightened(mut self) -> Self {
        let until = self.end.map_or(UNBOUNDED_ABOVE, Keys::last).min(self.began_by);
        self.start = self.start.map(|days| days.clipped(UNBOUNDED_BELOW, until));
        let from = self.start.map_or(UNBOUNDED_BELOW, Keys::first).max(self.held_until);
        self.end = self.end.map(|days| days.clipped(from, UNBOUNDED_ABOVE));
        self
    }

    /// The first days that agree with the claim; `None` if it says nothing of them.
    fn first_days(&self) -> Option<Keys> {
        if self.start.is_some() {
            return self.start;
        }
        if self.began_by == UNBOUNDED_ABOVE {
            return None;
        }
        // It began by the day on which it was seen, and it was seen before it ended.
        let by = self.began_by.min(self.end.map_or(UNBOUNDED_ABOVE, Keys::last));
        Keys::new(UNBOUNDED_BELOW, by)
    }

    /// The last days that agree with the claim; `None` if it says nothing of them.
    fn last_days(&self) -> Option<Keys> {
        match self.end {
            Some(days) => Some(days),
            None if self.held_until > UNBOUNDED_BELOW => {
                Keys::new(self.held_until, UNBOUNDED_ABOVE)
            }
            None => None,
        }
    }

    /// The earliest day on which it may have held.
    fn earliest(&self) -> i32 {
        self.first_days().map_or(UNBOUNDED_BELOW, Keys::first)
    }

    /// Where it stands among the spells of its source: by its begin, else by when it was seen.
    fn place(&self) -> i32 {
        match self.start {
            Some(days) => days.first(),
            None if self.held_until > UNBOUNDED_BELOW => self.held_until,
            None => self.earliest(),
        }
    }

    /// Whether it certainly comes before another spell of its source, from which it is disjoint.
    fn precedes(&self, next: &Self) -> bool {
        let starts_by = self.first_days().map_or(UNBOUNDED_ABOVE, Keys::last);
        let ends_by = self.end.map_or(UNBOUNDED_ABOVE, Keys::last);
        let next_from = next.start.map_or(UNBOUNDED_BELOW, Keys::first);
        starts_by < next_from || starts_by <= next.held_until || ends_by < next.held_until
    }

    /// The order in which claims are looked at: by what they state, never by load order.
    fn order(&self) -> (bool, i32, i32, i32, i32, i32, u32) {
        let start = self.first_days();
        let end = self.last_days();
        (
            self.start.is_none(),
            start.map_or(UNBOUNDED_BELOW, Keys::first),
            start.map_or(UNBOUNDED_ABOVE, Keys::last),
            end.map_or(UNBOUNDED_ABOVE, Keys::first),
            end.map_or(UNBOUNDED_ABOVE, Keys::last),
            self.held_until,
            self.source,
        )
    }
}

/// The days before those of a date: the last inside, if the date is the first outside.
pub(crate) fn day_before(date: PartialDate) -> Keys {
    let days = Keys::of(date);
    Keys::new(before(days.first()), before(days.last())).unwrap_or(days)
}

/// The days of a date and the day before each: the last inside, if the date may be in or out.
pub(crate) fn day_or_day_before(date: PartialDate) -> Keys {
    let days = Keys::of(date);
    Keys::new(before(days.first()), days.last()).unwrap_or(days)
}

const fn before(key: i32) -> i32 {
    if key == UNBOUNDED_ABOVE { key } else { key.saturating_sub(1) }
}

const fn after(key: i32) -> i32 {
    if key == UNBOUNDED_BELOW { key } else { key.saturating_add(1) }
}

/// What removes days from every spell of a subject: existence, founding, a first signature.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// No spell begins before this day, unless a record states it.
    pub(crate) first: i32,
    /// No open spell outlasts this day.
    pub(crate) last: i32,
}

impl Limits {
    /// No limits at all.
    pub(crate) const NONE: Self = Self { first: UNBOUNDED_BELOW, last: UNBOUNDED_ABOVE };

    /// The limits of both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

/// How the claims of one subject stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// One claim.
    Single,
    /// All say the same.
    Same,
    /// They differ and can all be true.
    Compatible,
    /// They cannot all be true.
    Conflicting,
}

/// One spell, as far as its claims tell.
#[derive(Debug, Clone)]
pub(crate) struct Spell {
    /// The claims on it, in order.
    pub(crate) claims: Vec<u32>,
    /// The possible first days inside, as disjoint ranges in order.
    pub(crate) starts: Vec<Keys>,
    /// The possible last days inside, as disjoint ranges in order.
    pub(crate) ends: Vec<Keys>,
    pub(crate) agreement: Agreement,
    returned: bool,
    /// Nothing recorded ended it, in some world at least.
    open: bool,
}

/// Whether something holds on a day, and why that is Unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) truth: Truth,
    pub(crate) reason: Option<Reason>,
}

impl State {
    pub(crate) const NO: Self = Self { truth: Truth::No, reason: None };
    pub(crate) const YES: Self = Self { truth: Truth::Yes, reason: None };

    pub(crate) const fn unknown(reason: Reason) -> Self {
        Self { truth: Truth::Unknown, reason: Some(reason) }
    }

    /// Whether both hold.
    pub(crate) fn and(self, other: Self) -> Self {
        if other.truth < self.truth { other } else { self }
    }

    /// Whether either holds.
    pub(crate) fn or(self, other: Self) -> Self {
        if other.truth > self.truth { other } else { self }
    }

    pub(crate) fn negated(self) -> Self {
        Self { truth: !self.truth, reason: self.reason }
    }
}

impl Spell {
    /// Whether it holds on a day.
    pub(crate) fn on(&self, day: i32) -> State {
        let first = |ranges: &[Keys]| ranges.first().map(|days| (days.first(), days.last()));
        let last = |ranges: &[Keys]| ranges.last().map(|days| (days.first(), days.last()));
        let (Some((earliest, _)), Some((_, latest))) = (first(&self.starts), last(&self.starts))
        else {
            return State::unknown(Reason::Disputed);
        };
        let (Some((ends_from, _)), Some((_, ends_by))) = (first(&self.ends), last(&self.ends))
        else {
            return State::unknown(Reason::Disputed);
        };
        // INVARIANT: every start that is left can go with some end and every end with some start, so
        // the outermost values decide.
        let holds = earliest <= day && day <= ends_by;
        let fails = latest > day || ends_from < day;
        match Truth::from_worlds(holds, fails) {
            Truth::Yes => State::YES,
            Truth::No => State::NO,
            Truth::Unknown => State::unknown(self.doubt(day)),
        }
    }

    fn doubt(&self, day: i32) -> Reason {
        let later = |days: &Keys| days.first() > day;
        let earlier = |days: &Keys| days.last() < day;
        let split = |ranges: &[Keys], out: &dyn Fn(&Keys) -> bool| {
            ranges.len() > 1 && ranges.iter().any(out) && !ranges.iter().all(out)
        };
        if split(&self.starts, &later) || split(&self.ends, &earlier) {
            Reason::Disputed
        } else {
            Reason::Imprecise
        }
    }
}

/// Every spell of one subject's history, in order, and the days on which it is denied.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) spells: Vec<Spell>,
    pub(crate) denials: Vec<Denial>,
    /// From this day on one of two open spells of the only source holds, though it is not known which
    /// of them came last.
    open_from: Option<i32>,
}

/// Days on which a claim says that it did *not* hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Denial {
    pub(crate) by: u32,
    /// The days that are certainly meant.
    certain: Option<Keys>,
    /// The days that may be meant.
    possible: Keys,
}

impl Denial {
    fn of(claim: &SpellClaim) -> Self {
        let attested = claim.began_by < UNBOUNDED_ABOVE || claim.held_until > UNBOUNDED_BELOW;
        if attested && claim.start.is_none() && claim.end.is_none() {
            let possible = Keys::new(claim.held_until, claim.began_by)
                .or_else(|| Keys::new(claim.began_by, claim.held_until))
                .unwrap_or(Keys::ALL);
            let certain = possible.is_single().then_some(possible);
            return Self { by: claim.by, certain, possible };
        }
        let first = claim
            .start
            .map_or((UNBOUNDED_BELOW, UNBOUNDED_BELOW), |days| (days.first(), days.last()));
        let last = claim
            .end
            .map_or((UNBOUNDED_ABOVE, UNBOUNDED_ABOVE), |days| (days.first(), days.last()));
        Self {
            by: claim.by,
            certain: Keys::new(first.1, last.0),
            possible: Keys::new(first.0, last.1).unwrap_or(Keys::ALL),
        }
    }

    fn on(&self, day: i32) -> Truth {
        let inside = |days: Keys| days.first() <= day && day <= days.last();
        Truth::from_worlds(inside(self.possible), !self.certain.is_some_and(inside))
    }
}

impl Series {
    /// Matches claims to spells and settles what each may be.
    pub(crate) fn of(claims: &[SpellClaim], limits: Limits) -> Self {
        let mut stated: Vec<SpellClaim> =
            claims.iter().filter(|claim| !claim.denied).copied().collect();
        stated.sort_by_key(SpellClaim::order);
        let open_from = open_in_either_order(&stated).filter(|_| limits.last == UNBOUNDED_ABOVE);
        let reach = part_within_sources(&mut stated);
        let groups = matched(&stated, &reach);
        let mut spells: Vec<Spell> =
            groups.iter().map(|group| settled(group, &stated, limits)).collect();
        spells.sort_by_key(|spell| {
            let key = |days: Option<&Keys>| days.map(|days| (days.first(), days.last()));
            (key(spell.starts.first()), key(spell.ends.first()))
        });
        Self {
            spells,
            denials: claims.iter().filter(|claim| claim.denied).map(Denial::of).collect(),
            open_from,
        }
    }

    /// Whether it holds on a day: in some spell, and not denied.
    pub(crate) fn on(&self, day: i32) -> State {
        let mut state = State::NO;
        for spell in &self.spells {
            state = state.or(spell.on(day));
        }
        if self.open_from.is_some_and(|first| first <= day) {
            state = State::YES;
        }
        if state.truth.is_no() && self.begins_with_return_after(day) {
            state = State::unknown(Reason::NotRecorded);
        }
        self.unless_denied(state, day)
    }

    /// Whether it holds on a day; No if nothing is recorded of it.
    pub(crate) fn on_or_no(&self, day: i32) -> State {
        if self.spells.is_empty() { State::NO } else { self.on(day) }
    }

    /// Whether one of its spells holds on a day, and is not denied.
    pub(crate) fn spell_on(&self, spell: u32, day: i32) -> State {
        let state = self.spells.get(spell as usize).map_or(State::NO, |spell| spell.on(day));
        self.unless_denied(state, day)
    }

    /// Makes it the history of a state that continues another: nothing before its own first day, and
    /// what was open at the end of the other stays open to its own.
    pub(crate) fn continue_within(&mut self, own: Limits) {
        for spell in &mut self.spells {
            for days in &mut spell.starts {
                let first = days.first().max(own.first);
                *days = Keys::new(first, days.last().max(first)).unwrap_or(*days);
            }
            if let Some(last) = spell.ends.last_mut()
                && spell.open
            {
                *last = Keys::at(own.last);
            }
        }
    }

    fn unless_denied(&self, state: State, day: i32) -> State {
        let denied = self.denials.iter().map(|denial| denial.on(day)).max().unwrap_or(Truth::No);
        match (self.spells.is_empty(), state.truth, denied) {
            (_, Truth::No, Truth::Yes) => State::NO,
            (true, _, Truth::Yes) => State::NO,
            (true, ..) => State::unknown(Reason::NotRecorded),
            // A claim that must cover the day and a denial of that very day cannot both be true.
            (false, Truth::Yes, Truth::Yes) => State::unknown(Reason::Disputed),
            (false, Truth::Unknown, Truth::Yes) => State::NO,
            (false, ..) => state,
        }
    }

    fn begins_with_return_after(&self, day: i32) -> bool {
        self.spells.first().is_some_and(|first| {
            first.returned && first.starts.first().is_some_and(|days| days.first() > day)
        })
    }
}

/// Spells of one source are disjoint: each ends before its next begins. Returns how far each claim
/// reaches for matching: an open end only to the source's next spell.
fn part_within_sources(claims: &mut [SpellClaim]) -> Vec<i32> {
    let mut reach: Vec<i32> =
        claims.iter().map(|claim| claim.end.map_or(UNBOUNDED_ABOVE, Keys::last)).collect();
    let mut by_source: Vec<usize> = (0..claims.len()).collect();
    by_source.sort_by_key(|&at| claims.get(at).map(|claim| (claim.source, claim.place(), at)));
    for pair in by_source.windows(2) {
        let &[a, b] = pair else { continue };
        let (Some(&first), Some(&second)) = (claims.get(a), claims.get(b)) else { continue };
        if first.source != second.source {
            continue;
        }
        if !first.precedes(&second) {
            // Both orders are possible, and in one of them the other spell ends this one.
            for at in [a, b] {
                if let Some(claim) = claims.get_mut(at)
                    && claim.end.is_none()
                {
                    claim.end = Keys::new(claim.earliest().max(claim.held_until), UNBOUNDED_ABOVE);
                }
            }
            continue;
        }
        let next = second.first_days().unwrap_or(Keys::ALL);
        let last = before(next.last());
        if let Some(slot) = reach.get_mut(a) {
            *slot = (*slot).min(last);
        }
        let mut ended = None;
        if let Some(claim) = claims.get_mut(a) {
            let open = Keys::new(claim.earliest().max(claim.held_until), last);
            claim.end = match claim.end {
                Some(days) => Some(days.clipped(UNBOUNDED_BELOW, last)),
                None => open,
            };
            *claim = claim.tightened();
            ended = claim.end;
        }
        if let (Some(claim), Some(ended)) = (claims.get_mut(b), ended) {
            claim.start = Some(next.clipped(after(ended.first()), UNBOUNDED_ABOVE));
            *claim = claim.tightened();
        }
    }
    reach
}

/// The day from which one of two open spells of the only source holds whichever of them came last;
/// `None` if their order is known, or if another source could end them.
fn open_in_either_order(claims: &[SpellClaim]) -> Option<i32> {
    let source = claims.first()?.source;
    if claims.iter().any(|claim| claim.source != source) {
        return None;
    }
    let mut ordered: Vec<&SpellClaim> = claims.iter().collect();
    ordered.sort_by_key(|claim| claim.place());
    let [.., first, second] = ordered.as_slice() else { return None };
    let open = first.end.is_none() && second.end.is_none();
    let begun = |claim: &SpellClaim| claim.first_days().map(Keys::last);
    (open && !first.precedes(second)).then_some(begun(first)?.max(begun(second)?))
}

/// Puts each claim to the spell that it is about; returns the numbers of the claims of each.
fn matched(claims: &[SpellClaim], reach: &[i32]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let last = reach.get(at).copied().unwrap_or(UNBOUNDED_ABOVE);
        let joined = claim.joined.and_then(|mark| {
            groups.iter().position(|group| {
                group
                    .iter()
                    .any(|&other| claims.get(other).is_some_and(|other| other.joined == Some(mark)))
            })
        });
        let fits = |group: &Vec<usize>| {
            group
                .iter()
                .all(|&other| claims.get(other).is_some_and(|other| other.source != claim.source))
                && group.iter().all(|&other| {
                    let (Some(peer), Some(&peer_last)) = (claims.get(other), reach.get(other))
                    else {
                        return false;
                    };
                    claim.earliest() <= peer_last && peer.earliest() <= last
                })
        };
        let nearest = || {
            groups
                .iter()
                .enumerate()
                .filter(|(_, group)| fits(group))
                .min_by_key(|(number, group)| (distance(claim, group, claims), *number))
                .map(|(number, _)| number)
        };
        match joined.or_else(nearest).and_then(|number| groups.get_mut(number)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// How far a claim is from a spell that it may be about: it joins the one that holds its attested
/// day, else the one whose start it may share, else the nearest start, or end if it states no start.
fn distance(claim: &SpellClaim, group: &[usize], claims: &[SpellClaim]) -> (u8, i64) {
    let peers = || group.iter().filter_map(|&at| claims.get(at));
    let attested = claim.began_by < UNBOUNDED_ABOVE;
    let holds = |peer: &SpellClaim| {
        peer.earliest() <= claim.began_by
            && peer.end.is_none_or(|end| claim.held_until <= end.last())
    };
    if attested && peers().all(holds) {
        return (0, 0);
    }
    let gap = |a: Keys, b: Keys| {
        let apart = (i64::from(a.first()) - i64::from(b.last()))
            .max(i64::from(b.first()) - i64::from(a.last()));
        apart.max(0)
    };
    let by_start = |peer: &SpellClaim| Some(gap(claim.start?, peer.start?));
    let by_end = |peer: &SpellClaim| Some(gap(claim.end?, peer.end?));
    let nearest = peers()
        .filter_map(|peer| by_start(peer).or_else(|| by_end(peer)))
        .min()
        .unwrap_or(i64::MAX);
    (if nearest == 0 { 1 } else { 2 }, nearest)
}

/// What a spell may be, from the claims on it.
fn settled(group: &[usize], claims: &[SpellClaim], limits: Limits) -> Spell {
    let peers = || group.iter().filter_map(|&at| claims.get(at));
    let first_days: Vec<Keys> = peers().filter_map(SpellClaim::first_days).collect();
    let last_days: Vec<Keys> = peers().filter_map(SpellClaim::last_days).collect();
    let mut starts = agreeing(&first_days);
    let mut ends = agreeing(&last_days);
    let conflicting = starts.len() > 1 || ends.len() > 1;
    if starts.is_empty() {
        starts.push(Keys::ALL);
    }
    for days in &mut starts {
        *days = days.clipped(limits.first, UNBOUNDED_ABOVE);
    }
    // Where no claim of an agreeing subset states an end, nothing recorded ended it: it is open.
    let stated_end = |days: &Keys| peers().any(|peer| peer.end.is_some_and(|end| end.meets(*days)));
    let latest_start = starts.last().map_or(UNBOUNDED_BELOW, |days| days.first());
    for days in &mut ends {
        if !stated_end(days) {
            let last = limits.last.max(days.first()).max(latest_start);
            *days = Keys::new(last, last).unwrap_or(*days);
        } else {
            *days = days.clipped(UNBOUNDED_BELOW, limits.last);
        }
    }
    let open = ends.is_empty() || !ends.iter().all(stated_end);
    if ends.is_empty() {
        let last = limits.last.max(latest_start);
        ends.extend(Keys::new(last, last));
    }
    let ends_by = ends.last().map_or(UNBOUNDED_ABOVE, |days| days.last());
    let begins = starts.first().map_or(UNBOUNDED_BELOW, |days| days.first());
    starts = cut(&starts, UNBOUNDED_BELOW, ends_by);
    ends = cut(&ends, begins, UNBOUNDED_ABOVE);
    let same = peers().zip(peers().skip(1)).all(|(a, b)| {
        a.start == b.start
            && a.end == b.end
            && a.began_by == b.began_by
            && a.held_until == b.held_until
    });
    let agreement = match (group.len(), conflicting, same) {
        (0 | 1, ..) => Agreement::Single,
        (_, true, _) => Agreement::Conflicting,
        (_, false, true) => Agreement::Same,
        (_, false, false) => Agreement::Compatible,
    };
    Spell {
        claims: peers().map(|peer| peer.by).collect(),
        starts,
        ends,
        agreement,
        returned: peers().any(|peer| peer.returned),
        open,
    }
}

/// The parts of ranges inside limits; the ranges themselves if nothing is left.
fn cut(ranges: &[Keys], first: i32, last: i32) -> Vec<Keys> {
    let inside: Vec<Keys> = ranges
        .iter()
        .filter_map(|days| Keys::new(days.first().max(first), days.last().min(last)))
        .collect();
    if inside.is_empty() { ranges.to_vec() } else { inside }
}

/// The values that satisfy some maximal agreeing subset of ranges, as disjoint ranges in order.
///
/// Ranges on a line agree if they share a point, so the maximal subsets are found by walking over
/// all ends: a subset is complete where an end follows a beginning.
pub(crate) fn agreeing(ranges: &[Keys]) -> Vec<Keys> {
    let mut points: Vec<(i32, bool)> = Vec::with_capacity(ranges.len() * 2);
    for days in ranges {
        points.push((days.first(), false));
        points.push((days.last(), true));
    }
    points.sort_unstable();
    let mut result = Vec::new();
    let mut begun: Option<i32> = None;
    for (key, is_end) in points {
        if !is_end {
            begun = Some(key);
        } else if let Some(first) = begun.take() {
            result.extend(Keys::new(first, key));
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{day, key};

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn claim(by: u32, start: &str, end: &str) -> SpellClaim {
        let read = |text: &str| (!text.is_empty()).then(|| Endpoint::Date(date(text)));
        let fields = SpellFields {
            start: read(start),
            end: read(end),
            left: None,
            ended: None,
            attested: &[],
        };
        SpellClaim::of(by, by, fields, None)
    }

    fn truth(series: &Series, year: i32, month: u8, d: u8) -> Truth {
        series.on(key(day(year, month, d))).truth
    }

    #[test]
    fn a_coarse_date_and_a_day_inside_it_say_the_day() {
        let series = Series::of(&[claim(0, "2009", ""), claim(1, "2009-12-14", "")], Limits::NONE);
        assert_eq!(series.spells.len(), 1);
        assert_eq!(series.spells[0].agreement, Agreement::Compatible);
        assert_eq!(truth(&series, 2009, 12, 13), Truth::No);
        assert_eq!(truth(&series, 2009, 12, 14), Truth::Yes);
    }

    #[test]
    fn days_apart_are_a_dispute() {
        let series = Series::of(
            &[claim(0, "1991-12-25", ""), claim(1, "1991-12-26", ""), claim(2, "1991", "")],
            Limits::NONE,
        );
        assert_eq!(series.spells.len(), 1);
        assert_eq!(series.spells[0].agreement, Agreement::Conflicting);
        assert_eq!(truth(&series, 1991, 12, 24), Truth::No);
        let state = series.on(key(day(1991, 12, 25)));
        assert_eq!((state.truth, state.reason), (Truth::Unknown, Some(Reason::Disputed)));
        assert_eq!(truth(&series, 1991, 12, 26), Truth::Yes);
    }

    #[test]
    fn an_open_end_reaches_to_the_next_spell_of_its_source() {
        let first = SpellClaim { source: 7, ..claim(0, "1905", "") };
        let second = SpellClaim { source: 7, ..claim(1, "2006-06-13", "") };
        let other = claim(2, "1905-10-30", "1920-12-30");
        let series = Series::of(&[first, second, other], Limits::NONE);
        assert_eq!(series.spells.len(), 2);
        assert_eq!(truth(&series, 1910, 1, 1), Truth::Yes);
        assert_eq!(truth(&series, 1950, 1, 1), Truth::No);
        assert_eq!(truth(&series, 2006, 7, 1), Truth::Yes);
    }

    #[test]
    fn an_attested_day_disputes_an_earlier_end() {
        let mut seen = SpellClaim::silent(1, 1);
        seen.attest(Keys::on(day(2010, 1, 1)));
        let series = Series::of(&[claim(0, "1990-01-01", "2000-12-31"), seen], Limits::NONE);
        assert_eq!(series.spells.len(), 1);
        assert_eq!(truth(&series, 1995, 1, 1), Truth::Yes);
        let state = series.on(key(day(2010, 1, 1)));
        assert_eq!((state.truth, state.reason), (Truth::Unknown, Some(Reason::Disputed)));
    }

    #[test]
    fn attested_alone_begins_on_or_before_and_stays() {
        let mut seen = SpellClaim::silent(0, 0);
        seen.attest(Keys::on(day(2023, 2, 27)));
        let first = key(day(1991, 12, 16));
        let series = Series::of(&[seen], Limits { first, last: UNBOUNDED_ABOVE });
        assert_eq!(truth(&series, 1991, 12, 15), Truth::No);
        assert_eq!(truth(&series, 2000, 1, 1), Truth::Unknown);
        assert_eq!(truth(&series, 2023, 2, 27), Truth::Yes);
        assert_eq!(truth(&series, 2030, 1, 1), Truth::Yes);
    }

    #[test]
    fn a_denial_answers_no_and_disputes_what_must_hold() {
        let denied = SpellClaim { denied: true, ..SpellClaim::silent(1, 1) };
        assert_eq!(truth(&Series::of(&[denied], Limits::NONE), 2000, 1, 1), Truth::No);
        let both = Series::of(&[claim(0, "1990-01-01", ""), denied], Limits::NONE);
        let state = both.on(key(day(2000, 1, 1)));
        assert_eq!((state.truth, state.reason), (Truth::Unknown, Some(Reason::Disputed)));
    }

    #[test]
    fn agreeing_ranges_are_the_maximal_ones() {
        let range = |a, b| Keys::new(a, b).unwrap();
        assert_eq!(agreeing(&[range(1, 9), range(3, 4), range(8, 12)]), [range(3, 4), range(8, 9)]);
        assert_eq!(agreeing(&[range(1, 9), range(3, 4)]), [range(3, 4)]);
        assert_eq!(agreeing(&[]), []);
    }
}
