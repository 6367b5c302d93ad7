//! Growth, mirrors and product mixes held against the oracle.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{Actor, Area, CifFactor, Decimal, Flow, TradeFigure, Truth, Unit, Valuation};
use proptest::prelude::*;

use super::amounts::{Fraction, Quotient, Span, holds, outward, outward_less};
use super::answers::{change, part_of_whole};
use super::asking::{archive, policy, reading, select};
use super::cast::{area, commodities, period, two_years, world_and_wish};
use super::claims::{World, unit_of};
use super::comparing::{cases, mixes, names_a_facet, same_observation};
use super::selection::{Asked, Known, Wish, mixed};

const PARTNERS: [&str; 4] = ["KAZ", "DEU", "FRA", "world"];

/// The unit of what says something; `None` where only replaced or denied claims have one.
fn own_unit(wish: &Wish, sides: &[&Known<'_>]) -> Option<Unit> {
    let speaking = sides.iter().flat_map(|known| known.all()).flat_map(|it| it.speaking.iter());
    wish.unit.or_else(|| speaking.copied().find_map(unit_of))
}

/// Whether a side is exactly zero only because a complete list lacks it.
fn silent_zero(known: &Known<'_>) -> bool {
    !known.some_number() && known.possible == Span::ZERO
}

fn grown(world: &World, wish: &Wish) {
    let archive = archive(world);
    let policy = policy(&world.wanted);
    let trade = select(reading(&archive, &policy), wish);
    let earlier = Wish { period: period("2020"), ..wish.clone() };
    for partner in PARTNERS.map(area) {
        let (before, after) =
            (earlier.figures_with(world, &partner), wish.figures_with(world, &partner));
        let both: Vec<&TradeFigure> = before.iter().chain(&after).copied().collect();
        let Some(facets) = mixes(world, wish, &both) else { continue };
        let growth = match trade.growth_since(earlier.period, partner.clone()) {
            Err(error) => {
                names_a_facet(&error, &facets, &both);
                continue;
            }
            Ok(growth) => growth,
        };
        let apart = mixes(world, wish, &before).is_none_or(|it| it.is_empty())
            && mixes(world, wish, &after).is_none_or(|it| it.is_empty());
        // Exports of the one year and imports of the other meet nowhere.
        if facets == BTreeSet::from(["valuation"]) && apart && mixed(&both, true).is_empty() {
            continue;
        }
        assert!(facets.is_empty(), "{facets:?} differ with {partner}");
        let (from, to) = (Known::new(world, &earlier, &before), Known::new(world, wish, &after));
        let unit = own_unit(wish, &[&from, &to]);
        if from.is_open(world) || to.is_open(world) || unit.is_none() {
            continue;
        }
        for (found, expected) in [(growth.from(), &from), (growth.to(), &to)] {
            if expected.some_number() {
                same_observation(world, found, expected, unit, &format!("{partner}"));
            }
        }
        match (growth.change(), change(&from, &to)) {
            (None, None) => {}
            (Some(found), Some(expected)) => {
                outward_less(found, expected, 100, &format!("the change from {from:?} to {to:?}"))
            }
            // What a complete list lacks is zero now, and was something.
            (Some(found), None) if silent_zero(&to) && from.some_number() => {
                assert!(holds(found, Fraction::new(-100, 1)))
            }
            (found, expected) => {
                panic!("{partner}: {found:?}, not {expected:?}; from {from:?} to {to:?}")
            }
        }
        let breaks = from.all().into_iter().chain(to.all()).flat_map(|it| it.speaking.clone());
        let breaks = breaks.filter_map(|it| it.status).any(|it| matches!(it.as_str(), "B" | "D"));
        assert_eq!(growth.has_break(), breaks, "{partner}");
    }
}

/// The same trade as the partner reports it; `None` where it reports none such.
fn mirrored(wish: &Wish, partner: &Actor) -> Option<Wish> {
    let asked = match wish.asked {
        Asked::One(Flow::Export) => Asked::One(Flow::Import),
        Asked::One(Flow::Import) => Asked::One(Flow::Export),
        Asked::One(_) => return None,
        both => both,
    };
    Some(Wish { asked, reporter: partner.clone(), ..wish.clone() })
}

fn both_sides(world: &World, wish: &Wish) {
    let archive = archive(world);
    let policy = policy(&world.wanted);
    let trade = select(reading(&archive, &policy), wish);
    if wish.valuation.is_some() || wish.compiler.is_some() {
        return;
    }
    for partner in ["KAZ", "DEU", "FRA"].map(|it| it.parse::<Actor>().expect("an actor")) {
        let Some(turned) = mirrored(wish, &partner) else {
            if let Ok(mirror) = trade.mirror(partner.clone()) {
                assert_eq!((mirror.gap(), mirror.ratio()), (None, None));
            }
            continue;
        };
        let ours = wish.figures_with(world, &partner.clone().into_area());
        let theirs = turned.figures_with(world, &wish.reporter.clone().into_area());
        let both: Vec<&TradeFigure> = ours.iter().chain(&theirs).copied().collect();
        let (Some(one), Some(other)) = (mixes(world, wish, &ours), mixes(world, &turned, &theirs))
        else {
            continue;
        };
        if mixes(world, wish, &both).is_none() {
            continue;
        }
        // Each side is of one sort, and between the two only valuation and compiler differ.
        let mut facets = mixed(&both, true);
        facets.remove("valuation");
        facets.remove("compiler");
        let facets: BTreeSet<_> = facets.into_iter().chain(one).chain(other).collect();
        let mirror = match trade.mirror(partner.clone()) {
            Err(error) => {
                names_a_facet(&error, &facets, &both);
                continue;
            }
            Ok(mirror) => mirror,
        };
        assert!(facets.is_empty(), "{facets:?} differ with {partner}");
        let (reported, mirrored) =
            (Known::new(world, wish, &ours), Known::new(world, &turned, &theirs));
        let unit = own_unit(wish, &[&reported, &mirrored]);
        let Some(unit) = unit.filter(|_| !reported.is_open(world) && !mirrored.is_open(world))
        else {
            continue;
        };
        let what = format!("with {partner}: {reported:?} against {mirrored:?}");
        let missing: Vec<Actor> = mirror.missing().cloned().collect();
        if silent_zero(&reported) || silent_zero(&mirrored) {
            continue;
        }
        for (known, actor) in
            [(&reported, world.principal(&wish.reporter)), (&mirrored, partner.clone())]
        {
            assert_eq!(missing.contains(&actor), !known.some_number(), "{what}");
        }
        if !(reported.some_number() && mirrored.some_number()) {
            assert_eq!((mirror.gap(), mirror.ratio()), (None, None), "{what}");
            continue;
        }
        let r = reported.possible;
        let m = if wish.asked == Asked::Balance {
            mirrored.possible.turned()
        } else {
            mirrored.possible
        };
        assert_eq!(mirror.values(), (Some(r.bounds(unit)), Some(m.bounds(unit))), "{what}");
        assert_eq!(mirror.gap(), Some(m.minus(r).bounds(unit)), "{what}");
        match (mirror.ratio(), Quotient::of(m, r)) {
            (None, None) => {}
            (Some(found), Some(expected)) => outward(found, expected, &what),
            (found, expected) => panic!("{what}: {found:?}, not {expected:?}"),
        }
        let (low, high) = (Decimal::new(106, -2), Decimal::new(11, -1));
        let factor = CifFactor::between(low, high, "two conventions").expect("a factor");
        let adjusted = mirror.at_fob(&factor);
        let valued = |figures: &[&TradeFigure]| {
            figures.first().and_then(|it| it.valuation) == Some(Valuation::Cif)
        };
        let divided = match wish.asked {
            Asked::One(Flow::Export) => [false, valued(&theirs)],
            Asked::One(Flow::Import) => [valued(&ours), false],
            _ => continue,
        };
        let values = adjusted.values();
        for ((span, divided), found) in [r, m].into_iter().zip(divided).zip([values.0, values.1]) {
            let found = found.expect("a value");
            if !divided {
                assert_eq!(found, span.bounds(unit), "{what}");
                continue;
            }
            let factor = Span { low: Some((1060, true)), high: Some((1100, true)) };
            outward(found, Quotient::of(span, factor).expect("a factor above zero"), &what);
        }
        let (a, b) = (values.0.expect("a value"), values.1.expect("a value"));
        assert_eq!(adjusted.gap(), b.checked_sub(a).ok(), "{what}");
    }
}

trait IntoArea {
    fn into_area(self) -> Area;
}

impl IntoArea for Actor {
    fn into_area(self) -> Area {
        Area::Actor(self)
    }
}

/// What is known of the commodities with Kazakhstan whose codes have two digits.
fn lines<'w>(world: &'w World, wish: &Wish) -> BTreeMap<String, Known<'w>> {
    ["27", "28"]
        .into_iter()
        .filter_map(|code| {
            let of = Wish { commodity: Some(("HS2017".into(), code.into())), ..wish.clone() };
            let figures = of.figures_with(world, &area("KAZ"));
            (!figures.is_empty()).then(|| (code.to_owned(), Known::new(world, &of, &figures)))
        })
        .collect()
}

fn line_figures<'w>(world: &'w World, wish: &Wish) -> Vec<&'w TradeFigure> {
    let of = |code: &str| {
        Wish { commodity: Some(("HS2017".into(), code.into())), ..wish.clone() }
            .figures_with(world, &area("KAZ"))
    };
    of("27").into_iter().chain(of("28")).collect()
}

/// Whether anything is traded.
fn traded(known: Option<&Known<'_>>, complete: bool) -> Truth {
    match known {
        None if complete => Truth::No,
        None => Truth::Unknown,
        Some(known) => Truth::from_worlds(
            known.possible.may_exceed(Span::ZERO),
            !known.possible.exceeds(Span::ZERO),
        ),
    }
}

fn mixes_of_products(world: &World, wish: &Wish) {
    let archive = archive(world);
    let policy = policy(&world.wanted);
    let trade = select(reading(&archive, &policy), wish);
    let figures = line_figures(world, wish);
    let whole = wish.figures_with(world, &area("KAZ"));
    let both: Vec<&TradeFigure> = figures.iter().chain(&whole).copied().collect();
    let (Some(facets), Some(with_whole)) =
        (mixes(world, wish, &figures), mixes(world, wish, &both))
    else {
        return;
    };
    let mix = match trade.mix(area("KAZ"), "HS2017", 2) {
        Err(error) => return names_a_facet(&error, &with_whole, &both),
        Ok(mix) => mix,
    };
    // Of different commodities, one exported and one imported, the valuations may stand apart.
    if facets == BTreeSet::from(["valuation"]) && mixed(&figures, true).is_empty() {
        return;
    }
    assert!(facets.is_empty(), "{facets:?} differ");
    let expected = lines(world, wish);
    let codes: Vec<&str> = mix.lines().iter().map(|line| line.code).collect();
    assert_eq!(codes, expected.keys().map(String::as_str).collect::<Vec<_>>());
    let unit = own_unit(wish, &expected.values().collect::<Vec<_>>());
    if expected.values().any(|it| it.is_open(world)) || unit.is_none() || !with_whole.is_empty() {
        return;
    }
    // A list of partners need not list commodities.
    let complete = false;
    let whole = Known::new(world, wish, &whole);
    for line in mix.lines() {
        let known = &expected[line.code];
        same_observation(world, &line.observation, known, unit, line.code);
        if wish.asked == Asked::Balance {
            assert_eq!(line.share, None);
            continue;
        }
        if whole.is_open(world)
            || (whole.some_number() && !whole.whole_number())
            || silent_zero(&whole)
        {
            continue;
        }
        let others = expected.iter().filter(|(code, _)| *code != line.code);
        let mut others = others.fold(Span::ZERO, |sum, (_, known)| sum.plus(known.possible));
        if !complete {
            others.high = None;
        }
        let share = match known.some_number() {
            false => None,
            true if whole.whole_number() => Quotient::of(known.possible, whole.possible),
            true => part_of_whole(known.possible, others),
        };
        let what = format!("share of {} in {expected:?} and {whole:?}", line.code);
        match (line.share, share) {
            (None, None) => {}
            (Some(found), Some(expected)) => {
                outward(found, expected.map(|it| it.times(100)), &what)
            }
            (found, expected) => panic!("{what}: {found:?}, not {expected:?}"),
        }
    }
    let then = Wish { period: period("2020"), ..wish.clone() };
    let Ok(earlier) = select(reading(&archive, &policy), &then).mix(area("KAZ"), "HS2017", 2)
    else {
        return;
    };
    let before = lines(world, &then);
    if before.values().any(|it| it.is_open(world))
        || own_unit(wish, &before.values().collect::<Vec<_>>()).is_none()
    {
        return;
    }
    let fresh = |now: &BTreeMap<String, Known<'_>>,
                 was: &BTreeMap<String, Known<'_>>,
                 (a, b): (bool, bool)|
     -> Vec<(String, Truth)> {
        let truth = |code: &String, known| traded(Some(known), a) & !traded(was.get(code), b);
        now.iter()
            .map(|(code, known)| (code.clone(), truth(code, known)))
            .filter(|(_, truth)| truth.possibly())
            .collect()
    };
    let both = (complete, complete);
    let appeared = mix.appeared_since(&earlier).expect("one edition");
    let appeared: Vec<_> = appeared.map(|(line, truth)| (line.code.to_owned(), truth)).collect();
    assert_eq!(appeared, fresh(&expected, &before, both), "{expected:?} after {before:?}");
    let vanished = mix.vanished_since(&earlier).expect("one edition");
    let vanished: Vec<_> = vanished.map(|(line, truth)| (line.code.to_owned(), truth)).collect();
    assert_eq!(
        vanished,
        fresh(&before, &expected, (both.1, both.0)),
        "{expected:?} after {before:?}"
    );
    let Ok(other) = trade.mix(area("KAZ"), "HS2012", 2) else { return };
    assert_eq!(other.appeared_since(&mix).err().expect("two editions").facet(), "edition");
}

proptest! {
    #![proptest_config(cases(400))]

    /// A change is the later number over the earlier, where both are of one sort.
    #[test]
    fn growth_is_the_later_over_the_earlier((world, wish) in two_years()) {
        grown(&world, &wish);
    }

    /// A mirror is what the partner reports of the opposite flow, less and over what is reported.
    #[test]
    fn mirrors_are_the_opposite_flow((world, wish) in world_and_wish()) {
        both_sides(&world, &wish);
    }

    /// A mix is the lines of one edition and level, each a part of the stated total, else of all lines.
    #[test]
    fn mixes_are_the_lines_of_one_edition((world, wish) in commodities()) {
        mixes_of_products(&world, &wish);
    }
}
