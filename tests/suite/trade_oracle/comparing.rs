//! The answers held against the oracle: selection, observations, ranks, shares and totals.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{Actor, Area, MixedError, Observation, PeriodTrade, Total, TradeFigure, Unit};
use proptest::prelude::*;

use super::amounts::{Span, holds, outward};
use super::answers::{among_first, is_country, known, place, share};
use super::asking::{archive, policy, reading, select};
use super::cast::world_and_wish;
use super::claims::{World, unit_of};
use super::selection::{Asked, Known, Wish, facet_of, mixed};
use super::totals::total;

pub(super) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// The facets in which what is asked about differs; `None` where it is open whether what
/// says nothing, or what stays with the reporter, is asked about.
pub(super) fn mixes(
    world: &World,
    wish: &Wish,
    figures: &[&TradeFigure],
) -> Option<BTreeSet<&'static str>> {
    let all = mixed(figures, wish.as_valued);
    let itself = world.principal(&wish.reporter);
    let speaking: Vec<_> = figures
        .iter()
        .copied()
        .filter(|it| {
            !it.denied && it.partner.actor().is_none_or(|it| world.principal(it) != itself)
        })
        .collect();
    (all == mixed(&speaking, wish.as_valued)).then_some(all)
}

/// Panics unless an error names a facet in which figures differ, with both sides.
#[track_caller]
pub(super) fn names_a_facet(
    error: &MixedError,
    facets: &BTreeSet<&'static str>,
    figures: &[&TradeFigure],
) {
    assert!(facets.contains(error.facet()), "{error}, not one of {facets:?}");
    let (one, other) = error.records().expect("two records differ");
    let of = |id: &str| {
        let figure = figures
            .iter()
            .find(|it| it.id == id)
            .unwrap_or_else(|| panic!("{id} is not asked about: {error}"));
        facet_of(figure, error.facet())
    };
    assert_ne!(of(one), of(other), "{error}");
    let side = |value: Option<String>, side: &str| match value {
        Some(value) => assert_eq!(value, side, "{error}"),
        None => assert_eq!(side, "not stated", "{error}"),
    };
    // A compiler counts as whose organ it is.
    if error.facet() != "compiler" {
        side(of(one), error.sides().0);
        side(of(other), error.sides().1);
    }
}

/// The unit of a selection, where one is known.
pub(super) fn unit(wish: &Wish, figures: &[&TradeFigure]) -> Option<Unit> {
    wish.unit.or_else(|| figures.iter().copied().find_map(unit_of))
}

/// Whether the only units are of claims that say nothing.
pub(super) fn silent_unit(world: &World, wish: &Wish) -> bool {
    let speaking = known(world, wish);
    let all = speaking.values().flat_map(Known::all);
    let all: Vec<_> = all.flat_map(|it| it.speaking.clone()).collect();
    unit(wish, &all).is_none() && unit(wish, &wish.figures(world)).is_some()
}

#[track_caller]
pub(super) fn same_observation(
    world: &World,
    found: &Observation<'_>,
    expected: &Known<'_>,
    unit: Option<Unit>,
    what: &str,
) {
    let what = format!("{what}: {found:?}, not {expected:?}");
    let ids = |claims: Vec<&TradeFigure>| {
        claims.into_iter().map(|it| it.id.clone()).collect::<BTreeSet<_>>()
    };
    let speaking = expected.all().iter().flat_map(|it| it.speaking.clone()).collect();
    assert_eq!(
        found.claims().map(|it| it.id().to_owned()).collect::<BTreeSet<_>>(),
        ids(speaking),
        "{what}"
    );
    let replaced = expected.all().iter().flat_map(|it| it.superseded.clone()).collect();
    let superseded: BTreeSet<_> = found.superseded().map(|it| it.id().to_owned()).collect();
    assert_eq!(superseded, ids(replaced), "{what}");
    if expected.is_open(world) {
        return;
    }
    let number = expected.some_number();
    let Some(unit) = unit else {
        assert!(!number && found.bounds().is_none(), "{what}");
        return;
    };
    let bounds = |span: Span| Some(span.bounds(unit));
    if number {
        assert_eq!(found.bounds(), bounds(expected.possible), "{what}");
    } else {
        // Nothing is stated; where a list is complete it is zero, and may be called so.
        assert!(found.bounds().is_none() || expected.possible == Span::ZERO, "{what}");
    }
    assert_eq!(found.possible(), bounds(expected.possible), "{what}");
    if let Some(computed) = expected.computed {
        let halves: Vec<_> = expected.halves.iter().flat_map(|(e, i)| [e, i]).collect();
        if halves.iter().any(|it| it.has_number()) {
            assert_eq!(found.computed(), bounds(computed), "{what}");
        }
        assert_eq!(found.stated(), expected.stated.hull().map(|it| it.bounds(unit)), "{what}");
    }
    let recorded = expected.all().iter().any(|it| it.is_recorded());
    // A sum or difference has a state of its own only where a part of it is recorded.
    let no_halves =
        expected.halves.as_ref().is_none_or(|(e, i)| !e.is_recorded() && !i.is_recorded());
    if no_halves && recorded {
        assert_eq!(found.state().as_str(), expected.stated.state(), "{what}");
    } else if recorded && number {
        let zero = expected.possible == Span::ZERO;
        assert_eq!(found.state().as_str(), if zero { "zero" } else { "value" }, "{what}");
    }
}

fn cast() -> Vec<Area> {
    [
        "KAZ",
        "DEU",
        "FRA",
        "CHN",
        "TKM",
        "org:eu",
        "org:kazstat",
        "area:bunkers",
        "area:nes",
        "world",
    ]
    .map(|it| it.parse().expect("an area"))
    .into()
}

fn observations(world: &World, wish: &Wish, trade: &PeriodTrade<'_>) {
    let whole = wish.figures(world);
    for area in cast() {
        let figures = wish.figures_with(world, &area);
        let Some(facets) = mixes(world, wish, &figures) else { continue };
        match trade.with(area.clone()) {
            Err(error) => names_a_facet(&error, &facets, &figures),
            Ok(found) => {
                assert!(facets.is_empty(), "{facets:?} differ with {area}");
                let expected = Known::new(world, wish, &figures);
                // Without a unit of its own it takes that of the selection, if that has one.
                let speaking: Vec<_> =
                    expected.all().iter().flat_map(|it| it.speaking.clone()).collect();
                let uniform = mixes(world, wish, &whole).is_some_and(|it| it.is_empty());
                let own = unit(wish, &speaking)
                    .or_else(|| if uniform { unit(wish, &whole) } else { None });
                let open = own.is_none() && unit(wish, &whole).is_some();
                if open || silent_unit(world, wish) {
                    continue;
                }
                // A complete list has no figure of a group or of the world, whose parts it has.
                if !(is_country(&world.area(&area))
                    || expected.all().iter().any(|it| it.is_recorded()))
                {
                    assert!(
                        found
                            .bounds()
                            .is_none_or(|it| it == Span::ZERO.bounds(own.unwrap_or(Unit::USD))),
                        "{found:?}"
                    );
                    continue;
                }
                same_observation(world, &found, &expected, own, &format!("with {area}"));
            }
        }
    }
}

/// What is known of every partner, if the selection is of one sort; `None` if it is not, or if that is
/// open. Panics unless the library says the same.
#[track_caller]
fn uniform<'w, T>(
    world: &'w World,
    wish: &Wish,
    answer: Result<T, MixedError>,
) -> Option<(T, BTreeMap<Area, Known<'w>>)> {
    let figures = wish.figures(world);
    let facets = mixes(world, wish, &figures)?;
    match answer {
        Err(error) => {
            names_a_facet(&error, &facets, &figures);
            None
        }
        Ok(answer) => {
            // Of different partners, one exporting and one importing, the valuations may stand apart.
            let apart = facets == BTreeSet::from(["valuation"]) && mixed(&figures, true).is_empty();
            assert!(facets.is_empty() || apart, "{facets:?} differ");
            facets.is_empty().then(|| (answer, known(world, wish)))
        }
    }
}

fn partners(world: &World, wish: &Wish, trade: &PeriodTrade<'_>) {
    let Some((found, expected)) = uniform(world, wish, trade.partners()) else { return };
    let names = |areas: Vec<&Area>| {
        areas.into_iter().filter(|it| **it != Area::World).cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        names(found.iter().map(|(area, _)| area).collect()),
        names(expected.keys().collect())
    );
    let unit = unit(wish, &wish.figures(world));
    if silent_unit(world, wish) {
        return;
    }
    for (area, found) in &found {
        same_observation(world, found, &expected[area], unit, &format!("partner {area}"));
    }
}

fn ranks(world: &World, wish: &Wish, trade: &PeriodTrade<'_>) {
    let Some((ranking, expected)) = uniform(world, wish, trade.ranking()) else { return };
    let no_unit = unit(wish, &wish.figures(world)).is_none() || silent_unit(world, wish);
    if expected.values().any(|it| it.is_open(world)) || no_unit {
        return;
    }
    let rank = |area: &Area| place(world, wish, &expected, area);
    let mut countries: Vec<_> = expected.keys().filter(|it| is_country(it)).collect();
    countries.sort_by_key(|it| rank(it).map(|place| (place.best, place.worst, (*it).clone())));
    let found: Vec<Area> = ranking.iter().map(|it| Area::Actor(it.partner().clone())).collect();
    assert_eq!(found.iter().collect::<Vec<_>>(), countries, "{ranking:?}");
    for (area, ranked) in countries.iter().zip(&ranking) {
        let place = rank(area).expect("a rank");
        let Area::Actor(actor) = area else { unreachable!("a country") };
        let asked = trade.rank_of(actor.clone()).expect("a uniform selection");
        assert_eq!(asked, ranked.rank(), "{area}");
        let worst = place.complete.then_some(place.worst);
        assert_eq!(
            (asked.best(), asked.worst_recorded(), asked.worst(), asked.of()),
            (Some(place.best), Some(place.worst), worst, place.of),
            "{area} in {expected:?}"
        );
    }
    for n in 0..5 {
        let top = trade.top(n).expect("a uniform selection");
        let listed: Vec<_> =
            top.map(|(it, truth)| (Area::Actor(it.partner().clone()), truth)).collect();
        let first =
            countries.iter().map(|it| ((*it).clone(), among_first(rank(it).expect("a rank"), n)));
        assert_eq!(
            listed,
            first.filter(|(_, truth)| truth.possibly()).collect::<Vec<_>>(),
            "the first {n}"
        );
    }
    let absent =
        trade.rank_of(Actor::from(bilateral::CountryCode::TKM)).expect("a uniform selection");
    assert_eq!(
        (absent.best(), absent.worst_recorded(), absent.worst(), absent.of()),
        (None, None, None, countries.len())
    );
}

fn shares(world: &World, wish: &Wish, trade: &PeriodTrade<'_>) {
    if wish.asked == Asked::Balance {
        return;
    }
    let some_country = wish.by_partner(world).keys().any(is_country);
    for area in cast() {
        let area = world.area(&area);
        let Some((found, expected)) = uniform(world, wish, trade.share_of(area.clone())) else {
            return;
        };
        let whole = expected.get(&Area::World);
        let half = whole.is_some_and(|it| it.some_number() && !it.whole_number());
        // A group beside countries may hold them, and what is no partner has no number.
        let groups =
            expected.keys().filter(|it| matches!(it, Area::Actor(_)) && !is_country(it)).count();
        let group = matches!(area, Area::Actor(_))
            && !is_country(&area)
            && (some_country || groups > 1)
            && !whole.is_some_and(Known::whole_number);

        if area == Area::World
            || half
            || group
            || !expected.contains_key(&area)
            || expected.values().any(|it| it.is_open(world))
        {
            continue;
        }
        let what = format!("share of {area} in {expected:?}");
        match (found.of_world(), share(world, wish, &expected, &area)) {
            (None, None) => {}
            // A group may hold countries or not, so that it may widen the share, and never narrows it.
            (Some(found), Some(expected))
                if groups > 0 && !whole.is_some_and(Known::whole_number) =>
            {
                for (end, inside) in [expected.low, expected.high].into_iter().flatten() {
                    assert!(!inside || holds(found, end), "{what}: {found}, not {expected:?}");
                }
            }
            (Some(found), Some(expected)) => outward(found, expected, &what),
            (found, expected) => panic!("{what}: {found:?}, not {expected:?}"),
        }
    }
}

/// What becomes of every claim of a total, by the id of its record.
pub(super) fn fates(total: &Total<'_>) -> BTreeMap<String, &'static str> {
    let mut fates = BTreeMap::new();
    let counted = total.counted().iter().flat_map(|it| &it.claims).map(|it| (it.id(), "counted"));
    for (id, fate) in
        counted.chain(total.left_out().iter().map(|it| (it.claim.id(), it.reason.as_str())))
    {
        assert!(fates.insert(id.to_owned(), fate).is_none(), "{id} stands twice in {total:?}");
    }
    fates
}

fn totals(world: &World, wish: &Wish, trade: &PeriodTrade<'_>) {
    let Some((found, _)) = uniform(world, wish, trade.total()) else { return };
    let (expected, fates) = (total(world, wish), fates(&found));
    // Every claim of a selection stands once.
    assert_eq!(
        fates.keys().collect::<Vec<_>>(),
        expected.fates.keys().collect::<Vec<_>>(),
        "{found:?}"
    );
    if expected.open {
        return;
    }
    for (id, allowed) in &expected.fates {
        let fate = fates[id];
        assert!(
            allowed.contains(fate) || (allowed.contains("any") && fate != "counted"),
            "{id} is {fate}, not {allowed:?} in {found:?}"
        );
    }
    let unit = unit(wish, &wish.figures(world));
    let sums: Vec<_> = found.sums().iter().map(|it| it.bounds).collect();
    let expected: Vec<_> =
        expected.span.iter().map(|it| it.bounds(unit.expect("a unit"))).collect();
    assert_eq!(sums, expected, "{found:?}");
}

fn held(world: &World, wish: &Wish, question: impl Fn(&World, &Wish, &PeriodTrade<'_>)) {
    let archive = archive(world);
    let policy = policy(&world.wanted);
    question(world, wish, &select(reading(&archive, &policy), wish));
}

proptest! {
    #![proptest_config(cases(400))]

    /// What the claims with a partner say together is what all their subsets say: versions, denials,
    /// sums of both directions and policies included.
    #[test]
    fn observations_are_those_of_all_subsets((world, wish) in world_and_wish()) {
        held(&world, &wish, observations);
    }

    /// The partners of a selection are those with a figure, each with what is known of it.
    #[test]
    fn partners_are_those_with_a_figure((world, wish) in world_and_wish()) {
        held(&world, &wish, partners);
    }

    /// A rank counts who certainly trades more, and who possibly does.
    #[test]
    fn ranks_count_who_trades_more((world, wish) in world_and_wish()) {
        held(&world, &wish, ranks);
    }

    /// A share is the part of the stated whole, else of the part and all others.
    #[test]
    fn shares_are_parts_of_the_whole((world, wish) in world_and_wish()) {
        held(&world, &wish, shares);
    }

    /// A total counts what adds, and names a reason for every other claim.
    #[test]
    fn totals_count_what_adds((world, wish) in world_and_wish()) {
        held(&world, &wish, totals);
    }
}
