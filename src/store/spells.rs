//! From claims and partial ends to possible and certain days, for every kind that has a span: this
//! file and its siblings `claim`, `matching`, `deciding` and `spell` are the only code that does this.
//!
//! A claim states the fields of one spell. Spells of one subject from one source are disjoint and
//! tighten one another; then claims of different sources are matched to spells, and each field of a
//! spell may take every value of some maximal agreeing subset of its claims, of those subsets that a
//! policy keeps. What remains is, for the first and for the last day inside, a list of disjoint
//! ranges, from which any day is answered.
//!
//! Days are the Julian keys of `date`. A first day at the top of the scale means *never began*, a last
//! day there means *open*; a first day at the bottom means *from before any record*.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::claim::{SpellClaim, before};
use super::deciding::{Deciding, union};
use super::few::Few;
use super::keys::Keys;
use super::limits::Limits;
use super::matching::matched;
use super::orders::{Placed, in_every_order, of_only_source, part_within_sources};
use super::spell::{Ends, Order, PlainSpell, Spell, alone, settled};
use super::state::State;
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::truth::{Reason, Truth};

/// Every spell of one subject's history, in order, and the days on which it is denied.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) spells: Few<Spell>,
    /// What few histories have.
    rare: Option<Box<Rare>>,
}

/// What few histories have, kept apart so that the others do not make room for it.
#[derive(Debug, Clone, Default)]
struct Rare {
    denials: Box<[Denial]>,
    /// Days in a gap between two spells of a state for which no record states anything: what is open
    /// across them is undetermined.
    undetermined: Box<[Keys]>,
    /// The orders in which the spells of the only source can have come, where there are several.
    orders: Box<[Vec<Placed>]>,
    /// The same history in the other ways in which what it depends on can be settled.
    others: Box<[Series]>,
}

impl Rare {
    fn is_empty(&self) -> bool {
        let Self { denials, undetermined, orders, others } = self;
        denials.is_empty() && undetermined.is_empty() && orders.is_empty() && others.is_empty()
    }

    fn kept(self) -> Option<Box<Self>> {
        (!self.is_empty()).then(|| Box::new(self))
    }
}

/// Days on which a claim says that it did *not* hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Denial {
    pub(crate) by: u32,
    /// The days that may be meant.
    possible: Keys,
    /// The latest day on which what is denied may begin, and the earliest on which it may end.
    least: (i32, i32),
}

impl Denial {
    fn of(claim: &SpellClaim<'_>) -> Self {
        let attested = claim.began_by < UNBOUNDED_ABOVE || claim.held_until > UNBOUNDED_BELOW;
        if attested && claim.start.is_none() && claim.end.is_none() {
            let possible = Keys::new(claim.held_until, claim.began_by)
                .or_else(|| Keys::new(claim.began_by, claim.held_until))
                .unwrap_or(Keys::ALL);
            // Some one day of them is meant.
            return Self { by: claim.by, possible, least: (possible.last(), possible.first()) };
        }
        // An absent begin says nothing: of a denial that states an end, only that day is meant for sure.
        let unstated = claim.end.map_or(UNBOUNDED_BELOW, Keys::last);
        let first =
            claim.start.map_or((UNBOUNDED_BELOW, unstated), |days| (days.first(), days.last()));
        let last = claim
            .end
            .map_or((UNBOUNDED_ABOVE, UNBOUNDED_ABOVE), |days| (days.first(), days.last()));
        Self {
            by: claim.by,
            possible: Keys::new(first.0, last.1).unwrap_or(Keys::ALL),
            least: (first.1, last.0),
        }
    }

    fn on(&self, day: i32) -> Truth {
        let certain = self.least.0 <= day && day <= self.least.1;
        Truth::from_worlds(self.possible.has(day), !certain)
    }

    /// Whether it cannot be true beside a claim that certainly covers some days: whichever days it
    /// means, some of them are among those.
    fn contradicts(&self, certain: Keys) -> bool {
        certain.first() <= self.least.1 && self.least.0 <= certain.last()
    }
}

impl Series {
    /// Matches claims to spells and settles what each may be.
    pub(crate) fn of(claims: &[SpellClaim<'_>], limits: &Limits, deciding: Deciding<'_>) -> Self {
        match claims {
            [] => Self::nothing(),
            // One claim alone is neither matched nor decided.
            [only] if !only.denied => {
                let spell = alone(only, limits);
                let undetermined = undetermined(limits, claims, |gap| spell.may_meet(gap));
                let rare = Rare { undetermined, ..Rare::default() };
                Self { spells: Few::One(spell), rare: rare.kept() }
            }
            _ => Self::of_several(claims, limits, deciding),
        }
    }

    fn of_several(claims: &[SpellClaim<'_>], limits: &Limits, deciding: Deciding<'_>) -> Self {
        let mut stated: Vec<SpellClaim<'_>> =
            claims.iter().filter(|claim| !claim.denied).copied().collect();
        stated.sort_by_key(SpellClaim::order);
        let mut orders = of_only_source(&stated);
        orders.iter_mut().flatten().for_each(|spell| spell.limit(limits));
        let reach = part_within_sources(&mut stated);
        let groups = matched(&stated, &reach);
        let mut spells: Vec<(Order, Spell)> =
            groups.iter().map(|group| settled(group, &stated, limits, deciding)).collect();
        spells.sort_by_key(|(order, _)| *order);
        let spells: Few<Spell> = spells.into_iter().map(|(_, spell)| spell).collect();
        let placed = |gap: Keys| orders.iter().flatten().any(|placed| placed.may_meet(gap));
        let meets = |gap: Keys| spells.iter().any(|spell| spell.may_meet(gap)) || placed(gap);
        let rare = Rare {
            denials: claims.iter().filter(|claim| claim.denied).map(Denial::of).collect(),
            undetermined: undetermined(limits, &stated, meets),
            orders: orders.into(),
            others: Box::default(),
        };
        Self { spells, rare: rare.kept() }
    }

    /// The history of which nothing is recorded.
    pub(super) fn nothing() -> Self {
        Self { spells: Few::Other(Box::default()), rare: None }
    }

    /// The history of one plain spell.
    pub(super) fn of_plain(spell: PlainSpell) -> Self {
        Self { spells: Few::One(spell.into()), rare: None }
    }

    /// That spell, if it is nothing more.
    pub(super) fn plain(&self) -> Option<PlainSpell> {
        match (&self.spells, &self.rare) {
            (Few::One(spell), None) => spell.plain(),
            _ => None,
        }
    }

    /// Whether nothing is recorded of it and nothing denied.
    pub(super) fn is_nothing(&self) -> bool {
        self.spells.is_empty() && self.rare.is_none()
    }

    /// One history of which several are possible; nothing at all if none is.
    pub(crate) fn among(mut histories: Vec<Self>) -> Self {
        if histories.is_empty() {
            return Self::nothing();
        }
        let mut first = histories.remove(0);
        if !histories.is_empty() {
            first.rare.get_or_insert_default().others = histories.into();
        }
        first
    }

    pub(crate) fn denials(&self) -> &[Denial] {
        self.rare.as_ref().map_or(&[], |rare| &rare.denials)
    }

    fn undetermined(&self) -> &[Keys] {
        self.rare.as_ref().map_or(&[], |rare| &rare.undetermined)
    }

    fn orders(&self) -> &[Vec<Placed>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.orders)
    }

    fn others(&self) -> &[Self] {
        self.rare.as_ref().map_or(&[], |rare| &rare.others)
    }

    /// The history in each of the ways in which what it depends on can be settled.
    pub(crate) fn worlds(&self) -> impl Iterator<Item = &Self> {
        core::iter::once(self).chain(self.others())
    }

    /// What is true of it however that is settled.
    pub(crate) fn in_worlds(&self, of: impl Fn(&Self) -> State) -> State {
        let state = of(self);
        if self.others().iter().all(|other| of(other).truth == state.truth) {
            return state;
        }
        State::unknown(Reason::Disputed)
    }

    /// The days on which its first spell may begin; it may never begin if it need not have.
    pub(crate) fn first_days(&self) -> Option<Keys> {
        let of = |world: &Self| {
            let spell = world.spells.first()?;
            let (first, last) = (spell.starts.first()?.first(), spell.starts.last()?.last());
            Keys::new(first, if spell.may_never { UNBOUNDED_ABOVE } else { last })
        };
        self.worlds().filter_map(of).reduce(Keys::hull)
    }

    /// Whether it holds on a day: in some spell, and not denied.
    pub(crate) fn on(&self, day: i32) -> State {
        self.in_worlds(|world| world.on_alone(day))
    }

    fn on_alone(&self, day: i32) -> State {
        let mut state = match self.orders() {
            [] => self.spells.iter().fold(State::NO, |state, spell| state.or(spell.on(day))),
            orders => in_every_order(orders, day),
        };
        if state.truth.is_no() && self.begins_with_return_after(day) {
            state = State::unknown(Reason::NotRecorded);
        }
        self.unless_denied(self.unless_undetermined(state, day), day)
    }

    /// Whether it holds on a day; No if nothing is recorded of it.
    pub(crate) fn on_or_no(&self, day: i32) -> State {
        let of = |world: &Self| {
            if world.spells.is_empty() { State::NO } else { world.on_alone(day) }
        };
        self.in_worlds(of)
    }

    /// Whether some spell began on or before a day.
    pub(crate) fn begun_by(&self, day: i32) -> State {
        self.any(|spell| {
            let begins = |days: &Keys| days.first() <= day;
            let later = |days: &Keys| days.last() > day;
            let fails = spell.may_never || spell.starts.iter().any(later);
            (spell.starts.iter().any(begins), fails, spell.starts.len() > 1)
        })
    }

    /// Whether some spell ended before a day.
    pub(crate) fn ended_before(&self, day: i32) -> State {
        self.any(|spell| {
            let ended = |days: &Keys| days.first() < day;
            let later = |days: &Keys| days.last() >= day;
            let fails = spell.may_never || spell.ends.iter().any(later);
            (spell.ends.iter().any(ended), fails, spell.ends.len() > 1)
        })
    }

    /// Whether some spell may have ended before a day, or may never have begun because it could not
    /// begin before its end.
    pub(crate) fn may_be_over(&self, day: i32) -> bool {
        self.worlds().flat_map(|world| world.spells.iter()).any(|spell| {
            let ends = spell.ends.iter().map(|days| days.first()).min();
            ends.is_some_and(|first| first < day || (spell.may_never && first < UNBOUNDED_ABOVE))
        })
    }

    /// Whether some spell, whenever it begins, lasts to a day or beyond.
    pub(crate) fn lasts_to(&self, day: i32) -> State {
        self.any(|spell| {
            let never =
                spell.may_never || spell.starts.iter().any(|days| days.last() == UNBOUNDED_ABOVE);
            let lasts = |days: &Keys| days.last() >= day;
            let ended = |days: &Keys| days.first() < day;
            let fails = never || spell.ends.iter().any(ended);
            (spell.ends.iter().any(lasts), fails, spell.ends.len() > 1)
        })
    }

    /// Whether something is true of some spell: of each is told whether it may hold, whether it may
    /// fail, and whether it is disputed.
    fn any(&self, of: impl Fn(&Spell) -> (bool, bool, bool)) -> State {
        self.in_worlds(|world| world.any_alone(&of))
    }

    fn any_alone(&self, of: &impl Fn(&Spell) -> (bool, bool, bool)) -> State {
        self.spells.iter().fold(State::NO, |state, spell| {
            let (holds, fails, disputed) = of(spell);
            state.or(match Truth::from_worlds(holds, fails) {
                Truth::Yes => State::YES,
                Truth::No => State::NO,
                Truth::Unknown if disputed => State::unknown(Reason::Disputed),
                Truth::Unknown => State::unknown(Reason::Imprecise),
            })
        })
    }

    /// The days that decide it alone, where nothing but the ends of one spell does: no denial, no gap,
    /// no other world, no return.
    pub(crate) fn ends(&self) -> Option<Ends> {
        let rare = self.rare.as_ref();
        let plain = rare
            .is_none_or(|it| it.others.is_empty() && it.orders.is_empty() && it.denials.is_empty());
        let [spell] = &*self.spells else { return None };
        // In a gap, only what is certain becomes doubtful.
        let whole = |core: Keys| !self.undetermined().iter().any(|gap| gap.meets(core));
        let plain = plain && !spell.returned && spell.core().is_none_or(whole);
        spell.outermost().filter(|_| plain)
    }

    /// The days on which its answer may change, in no order: those on which something may begin or
    /// end, and those behind them.
    pub(crate) fn turns(&self, turns: &mut Vec<i32>) {
        let mut add = |first: i32, last: i32| {
            turns.extend([first, first.saturating_add(1), last, last.saturating_add(1)]);
        };
        for world in self.worlds() {
            let spells =
                world.spells.iter().flat_map(|spell| spell.starts.iter().chain(spell.ends.iter()));
            let placed =
                world.orders().iter().flatten().flat_map(|placed| [&placed.start, &placed.end]);
            let denied = world.denials().iter().map(|denial| &denial.possible);
            for days in spells.chain(placed).chain(denied).chain(world.undetermined()) {
                add(days.first(), days.last());
            }
            world.denials().iter().for_each(|denial| add(denial.least.0, denial.least.1));
        }
    }

    /// Whether nothing at all is recorded of it, however that is settled.
    pub(crate) fn is_void(&self) -> bool {
        self.worlds().all(|world| world.spells.is_empty())
    }

    /// Whether one of its spells holds on a day, and is not denied.
    pub(crate) fn spell_on(&self, spell: u32, day: i32) -> State {
        let state = self.spells.get(spell as usize).map_or(State::NO, |spell| spell.on(day));
        self.unless_denied(self.unless_undetermined(state, day), day)
    }

    /// Makes it the history of a state that continues another: nothing before its own first day, and
    /// what was open at the end of the other stays open to its own.
    pub(crate) fn continue_within(&mut self, own: &Limits) {
        if let Some(rare) = &mut self.rare {
            rare.others.iter_mut().for_each(|other| other.continue_within(own));
        }
        for spell in self.spells.iter_mut() {
            for days in spell.starts.iter_mut() {
                let first = days.first().max(own.first);
                *days = Keys::new(first, days.last().max(first)).unwrap_or(*days);
            }
            if let Some(last) = spell.ends.last_mut()
                && spell.open
            {
                *last = own.last;
            }
        }
    }

    /// Ends spells that began by a day on the day before some day of a range, if nothing ended them
    /// earlier.
    pub(crate) fn end_before(&mut self, begun: Keys, by: i32) {
        let Some(cut) = Keys::new(before(begun.first()), before(begun.last())) else { return };
        for spell in self.spells.iter_mut() {
            let began = spell.starts.first().map_or(UNBOUNDED_BELOW, |days| days.first());
            if began <= by {
                spell.ends =
                    union(spell.ends.iter().map(|days| days.earlier(cut)).collect()).into();
            }
        }
        // The orders of spells do not know of it.
        if let Some(rare) = &mut self.rare {
            rare.orders = Box::default();
        }
        self.rare.take_if(|rare| rare.is_empty());
    }

    /// Lets spells that nothing recorded ended end where a successor, found by the first day on which a
    /// spell can have begun, may have begun; that nothing ended them stays possible.
    pub(crate) fn end_open_with(&mut self, successor: impl Fn(i32) -> Option<i32>) {
        for spell in self.spells.iter_mut() {
            let open = spell.ends.iter().all(|days| days.first() == UNBOUNDED_ABOVE);
            let Some(begun) = spell.starts.first().map(|days| days.first()) else { continue };
            // Who began before it was last seen has not ended it.
            if let (Some(next), true) = (successor(begun.max(spell.held_until)), open) {
                let first = before(next).max(begun).max(spell.held_until);
                spell.ends = Keys::new(first, UNBOUNDED_ABOVE).into_iter().collect();
            }
        }
    }

    fn unless_undetermined(&self, state: State, day: i32) -> State {
        let gap = state.truth.is_yes() && self.undetermined().iter().any(|days| days.has(day));
        if gap { State::unknown(Reason::Undetermined) } else { state }
    }

    fn unless_denied(&self, state: State, day: i32) -> State {
        let denied = self.denials().iter().map(|denial| denial.on(day)).max().unwrap_or(Truth::No);
        match (self.spells.is_empty(), state.truth, denied) {
            (_, Truth::No, Truth::Yes) => State::NO,
            (true, _, Truth::Yes) => State::NO,
            (true, ..) => State::unknown(Reason::NotRecorded),
            // A claim that must cover the day and a denial of that very day cannot both be true.
            (false, Truth::Yes, Truth::Yes) => State::unknown(Reason::Disputed),
            // Nor can a claim that must cover some day that is meant, whichever days those are.
            (false, Truth::Yes, Truth::Unknown) if self.is_contradicted(day) => {
                State::unknown(Reason::Disputed)
            }
            (false, Truth::Unknown, Truth::Yes) => State::NO,
            (false, ..) => state,
        }
    }

    /// Whether a denial that may mean a day cannot be true beside the claims.
    fn is_contradicted(&self, day: i32) -> bool {
        let cores = || self.spells.iter().filter_map(Spell::core);
        self.denials()
            .iter()
            .filter(|denial| denial.possible.has(day))
            .any(|denial| cores().any(|certain| denial.contradicts(certain)))
    }

    /// Whether a spell that may be the first of all begins with a return after a day: an earlier one is
    /// not recorded then.
    fn begins_with_return_after(&self, day: i32) -> bool {
        let begins = |spell: &Spell| spell.starts.first().map(|days| days.first());
        let begins_by = |spell: &Spell| spell.starts.last().map(|days| days.last());
        self.spells.iter().filter(|spell| spell.returned).any(|spell| {
            begins(spell) > Some(day)
                && self.spells.iter().all(|other| begins_by(other) >= begins(spell))
        })
    }
}

/// The days of each gap between two spells of a state for which no claim states anything, of those that
/// some spell may meet: whatever holds on no day of a gap is not in doubt there.
fn undetermined(
    limits: &Limits,
    claims: &[SpellClaim<'_>],
    meets: impl Fn(Keys) -> bool,
) -> Box<[Keys]> {
    let gaps = limits.gaps.iter().copied().filter(|gap| meets(*gap));
    gaps.filter_map(|gap| unstated(gap, claims)).collect()
}

/// The days of a gap for which no claim states anything: up to an end or a sighting in it, and from a
/// begin in it on, the record stands against the lists of states.
fn unstated(gap: Keys, claims: &[SpellClaim<'_>]) -> Option<Keys> {
    let (mut first, mut last) = (gap.first(), gap.last());
    for claim in claims {
        let until = claim.end.map_or(UNBOUNDED_BELOW, Keys::first).max(claim.held_until);
        if claim.end.is_none_or(|end| gap.holds(end)) && gap.has(until) {
            first = first.max(until.saturating_add(1));
        }
        if let Some(begun) = claim.start.filter(|start| gap.holds(*start)) {
            last = last.min(begun.last().saturating_sub(1));
        }
    }
    Keys::new(first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Endpoint, PartialDate};
    use crate::date::{day, key};
    use crate::record::SpellFields;
    use crate::store::History;
    use crate::store::records::Records;
    use crate::store::spell::Agreement;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn claim(by: u32, start: &str, end: &str) -> SpellClaim<'static> {
        let read = |text: &str| (!text.is_empty()).then(|| Endpoint::Date(date(text)));
        let fields = SpellFields {
            start: read(start),
            end: read(end),
            left: None,
            ended: None,
            attested: &[],
        };
        SpellClaim::of(by, by, &[], fields, None)
    }

    /// From the first day of one year to the last of another.
    fn gap(first: i32, last: i32) -> Keys {
        Keys::new(key(day(first, 1, 1)), key(day(last, 12, 31))).unwrap()
    }

    /// The history that claims without a record behind them add up to.
    fn history(claims: &[SpellClaim<'_>], limits: &Limits) -> Series {
        let records = Records::of(crate::store::Arriving::new());
        Series::of(claims, limits, Deciding::nothing(&records))
    }

    /// What is read by itself is what it would be read as among others.
    #[test]
    fn one_claim_alone_is_settled_as_one_of_several_would_be() {
        let dates = ["", "1990", "1990-05-01", "2001", "2001-02"];
        let limits = [
            Limits::NONE,
            Limits::from(key(day(1990, 6, 1))),
            Limits { last: Keys::on(day(2000, 1, 1)), ..Limits::NONE },
            Limits { gaps: alloc::vec![gap(1991, 1995), gap(2003, 2004)], ..Limits::NONE },
            Limits { gaps: alloc::vec![gap(1900, 1910)], ..Limits::NONE },
        ];
        let records = Records::of(crate::store::Arriving::new());
        let deciding = Deciding::nothing(&records);
        for (start, end) in dates.iter().flat_map(|start| dates.map(|end| (*start, end))) {
            for (seen, may_never) in dates.iter().flat_map(|it| [(*it, false), (*it, true)]) {
                let mut only =
                    SpellClaim { may_never, returned: may_never, ..claim(3, start, end) };
                if !seen.is_empty() {
                    only.attest(Keys::of(date(seen)));
                }
                for only in [only, only.tightened()] {
                    for limits in &limits {
                        let found = Series::of(&[only], limits, deciding);
                        let expected = Series::of_several(&[only], limits, deciding);
                        let shown = |series: &Series| alloc::format!("{series:?}");
                        assert_eq!(shown(&found), shown(&expected));
                        // And it comes back from little room as it was.
                        let kept = History::from(found.clone());
                        assert_eq!(shown(&kept.series()), shown(&found));
                    }
                }
            }
        }
    }

    fn truth(series: &Series, year: i32, month: u8, d: u8) -> Truth {
        series.on(key(day(year, month, d))).truth
    }

    #[test]
    fn a_coarse_date_and_a_day_inside_it_say_the_day() {
        let series = history(&[claim(0, "2009", ""), claim(1, "2009-12-14", "")], &Limits::NONE);
        assert_eq!(series.spells.len(), 1);
        assert_eq!(series.spells[0].agreement, Agreement::Compatible);
        assert_eq!(truth(&series, 2009, 12, 13), Truth::No);
        assert_eq!(truth(&series, 2009, 12, 14), Truth::Yes);
    }

    #[test]
    fn days_apart_are_a_dispute() {
        let series = history(
            &[claim(0, "1991-12-25", ""), claim(1, "1991-12-26", ""), claim(2, "1991", "")],
            &Limits::NONE,
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
        let series = history(&[first, second, other], &Limits::NONE);
        assert_eq!(series.spells.len(), 2);
        assert_eq!(truth(&series, 1910, 1, 1), Truth::Yes);
        assert_eq!(truth(&series, 1950, 1, 1), Truth::No);
        assert_eq!(truth(&series, 2006, 7, 1), Truth::Yes);
    }

    #[test]
    fn an_attested_day_disputes_an_earlier_end() {
        let mut seen = SpellClaim::silent(1, 1, &[]);
        seen.attest(Keys::on(day(2010, 1, 1)));
        let series = history(&[claim(0, "1990-01-01", "2000-12-31"), seen], &Limits::NONE);
        assert_eq!(series.spells.len(), 1);
        assert_eq!(truth(&series, 1995, 1, 1), Truth::Yes);
        let state = series.on(key(day(2010, 1, 1)));
        assert_eq!((state.truth, state.reason), (Truth::Unknown, Some(Reason::Disputed)));
    }

    #[test]
    fn attested_alone_begins_on_or_before_and_stays() {
        let mut seen = SpellClaim::silent(0, 0, &[]);
        seen.attest(Keys::on(day(2023, 2, 27)));
        let first = key(day(1991, 12, 16));
        let series = history(&[seen], &Limits::from(first));
        assert_eq!(truth(&series, 1991, 12, 15), Truth::No);
        assert_eq!(truth(&series, 2000, 1, 1), Truth::Unknown);
        assert_eq!(truth(&series, 2023, 2, 27), Truth::Yes);
        assert_eq!(truth(&series, 2030, 1, 1), Truth::Yes);
    }

    #[test]
    fn what_is_open_across_a_gap_is_undetermined_in_it_unless_a_day_in_it_is_stated() {
        let limits = Limits { gaps: alloc::vec![gap(1940, 1944)], ..Limits::NONE };
        let open = history(&[claim(0, "1922", "")], &limits);
        assert_eq!(truth(&open, 1939, 12, 31), Truth::Yes);
        let state = open.on(key(day(1942, 1, 1)));
        assert_eq!((state.truth, state.reason), (Truth::Unknown, Some(Reason::Undetermined)));
        assert_eq!(truth(&open, 1945, 1, 1), Truth::Yes);

        let ended = history(&[claim(0, "1922", "1942-06-30")], &limits);
        assert_eq!(truth(&ended, 1942, 6, 30), Truth::Yes);
        assert_eq!(truth(&ended, 1942, 7, 1), Truth::No);
        let mut seen = claim(0, "1922", "");
        seen.attest(Keys::on(day(1942, 6, 30)));
        let seen = history(&[seen], &limits);
        assert_eq!(truth(&seen, 1942, 6, 30), Truth::Yes);
        assert_eq!(truth(&seen, 1942, 7, 1), Truth::Unknown);
    }

    #[test]
    fn a_gap_in_which_nothing_may_hold_is_not_kept() {
        let limits = Limits { gaps: alloc::vec![gap(1940, 1944)], ..Limits::NONE };
        let is_kept =
            |claims: &[SpellClaim<'_>]| !history(claims, &limits).undetermined().is_empty();
        assert!(is_kept(&[claim(0, "1922", "")]));
        assert!(is_kept(&[claim(0, "1922", "1941"), claim(1, "1922-05", "1941")]));
        assert!(!is_kept(&[claim(0, "1990", "")]));
        assert!(!is_kept(&[claim(0, "1922", "1939"), claim(1, "1922-05", "1939")]));
        assert!(!is_kept(&[]));
    }

    #[test]
    fn a_denial_answers_no_and_disputes_what_must_hold() {
        let denied = SpellClaim { denied: true, ..SpellClaim::silent(1, 1, &[]) };
        assert_eq!(truth(&history(&[denied], &Limits::NONE), 2000, 1, 1), Truth::No);
        let both = history(&[claim(0, "1990-01-01", ""), denied], &Limits::NONE);
        let state = both.on(key(day(2000, 1, 1)));
        assert_eq!((state.truth, state.reason), (Truth::Unknown, Some(Reason::Disputed)));
    }
}
