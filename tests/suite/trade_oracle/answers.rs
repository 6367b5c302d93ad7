//! Ranks, shares, changes, gaps and series, restated as plainly as can be.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{Area, CountryCode, StateList, Truth};
use time::{Date, Month};

use super::amounts::{Quotient, Span};
use super::claims::World;
use super::selection::{Known, Wish};

/// A rank: the best, the worst among what is recorded, and whether that is the worst of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) best: usize,
    pub(super) worst: usize,
    pub(super) complete: bool,
    pub(super) of: usize,
}

pub(super) fn is_country(area: &Area) -> bool {
    matches!(area, Area::Actor(actor) if actor.country().is_some())
}

/// What is known of every partner of a selection.
pub(super) fn known<'w>(world: &'w World, wish: &Wish) -> BTreeMap<Area, Known<'w>> {
    let partners = wish.by_partner(world).into_iter();
    partners.map(|(area, figures)| (area, Known::new(world, wish, &figures))).collect()
}

/// The rank of a country among the countries with a figure.
pub(super) fn place(
    world: &World,
    wish: &Wish,
    partners: &BTreeMap<Area, Known<'_>>,
    area: &Area,
) -> Option<Place> {
    let countries: Vec<_> = partners.iter().filter(|(area, _)| is_country(area)).collect();
    let own = countries.iter().find(|(it, _)| *it == area)?.1.possible;
    let others = || countries.iter().filter(|(it, _)| *it != area).map(|(_, known)| known.possible);
    Some(Place {
        best: 1 + others().filter(|other| other.exceeds(own)).count(),
        worst: 1 + others().filter(|other| other.may_exceed(own)).count(),
        complete: wish.is_complete(world),
        of: countries.len(),
    })
}

/// Whether the partner is among the first so many.
pub(super) fn among_first(place: Place, n: usize) -> Truth {
    match place {
        _ if place.best > n => Truth::No,
        Place { complete: true, worst, .. } if worst <= n => Truth::Yes,
        _ => Truth::Unknown,
    }
}

/// The share of a partner in the whole, in percent: by brute corners of the ranges.
pub(super) fn share(
    world: &World,
    wish: &Wish,
    partners: &BTreeMap<Area, Known<'_>>,
    area: &Area,
) -> Option<Quotient> {
    let part = partners.get(area).filter(|known| known.some_number())?.possible;
    if let Some(whole) = partners.get(&Area::World).filter(|known| known.whole_number()) {
        return Quotient::of(part, whole.possible).map(|it| it.map(|at| at.times(100)));
    }
    let some_country = partners.keys().any(is_country);
    let counts = |it: &Area| match it {
        Area::World => false,
        Area::Special(_) => true,
        Area::Actor(_) => is_country(it) || !some_country,
    };
    let others = partners.iter().filter(|(it, _)| *it != area && counts(it));
    let mut others = others.fold(Span::ZERO, |sum, (_, known)| sum.plus(known.possible));
    if !wish.is_complete(world) {
        others.high = None;
    }
    part_of_whole(part, others).map(|it| it.map(|at| at.times(100)))
}

/// `part / (part + others)` of two gross amounts, `None` if both may be zero. It grows with the part
/// and falls with the others.
pub(super) fn part_of_whole(part: Span, others: Span) -> Option<Quotient> {
    use super::amounts::Fraction;
    if part.has(0) && others.has(0) {
        return None;
    }
    let (pl, pl_in) = part.low.expect("a gross amount");
    let (ol, ol_in) = others.low.expect("a gross amount");
    let low = match others.high {
        Some((0, _)) => (Fraction::new(1, 1), true),
        // Nothing is a share of nothing; of something it is zero.
        _ if pl == 0 && pl_in => (Fraction::new(0, 1), true),
        None => (Fraction::new(0, 1), false),
        Some((ou, ou_in)) if pl + ou > 0 => (Fraction::new(pl, pl + ou), pl_in && ou_in),
        Some(_) => (Fraction::new(1, 1), true),
    };
    let high = match part.high {
        Some((0, _)) => (Fraction::new(0, 1), true),
        _ if ol == 0 && ol_in => (Fraction::new(1, 1), true),
        None => (Fraction::new(1, 1), false),
        Some((pu, pu_in)) if pu + ol > 0 => (Fraction::new(pu, pu + ol), pu_in && ol_in),
        Some(_) => (Fraction::new(0, 1), true),
    };
    Some(Quotient { low: Some(low), high: Some(high) })
}

/// The change from one number to another, in percent.
pub(super) fn change(from: &Known<'_>, to: &Known<'_>) -> Option<Quotient> {
    if !(from.some_number() && to.some_number()) {
        return None;
    }
    let ratio = Quotient::of(to.possible, from.possible)?;
    Some(ratio.map(|at| at.less(1).times(100)))
}

/// The days of a year.
fn year_days(year: i32) -> (Date, Date) {
    let day = |month, day| Date::from_calendar_date(year, month, day).expect("a day");
    (day(Month::January, 1), day(Month::December, 31))
}

/// The states that one is joined with by successions, however many steps away.
pub(super) fn component(of: CountryCode) -> BTreeSet<CountryCode> {
    let mut found = BTreeSet::from([of]);
    loop {
        let next: BTreeSet<CountryCode> = found
            .iter()
            .flat_map(|code| {
                let before = code.predecessors().map(|it| it.predecessor());
                before.chain(code.successors().map(|it| it.successor())).collect::<Vec<_>>()
            })
            .chain(found.iter().copied())
            .collect();
        if next == found {
            return found;
        }
        found = next;
    }
}

/// Whether some list gives the state a day of the year.
pub(super) fn existed_in(code: CountryCode, year: i32) -> bool {
    let (first, last) = year_days(year);
    StateList::ALL
        .iter()
        .flat_map(|list| code.existence(*list))
        .any(|spell| spell.first() <= last && spell.last().is_none_or(|end| first <= end))
}
