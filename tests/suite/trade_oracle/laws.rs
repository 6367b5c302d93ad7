//! Laws: whatever exact truth stands behind the claims lies within the answers, and nothing is lost.

use std::collections::BTreeSet;

use bilateral::{
    Actor, Archive, Area, Bounds, Decimal, Flow, MixedError, PeriodTrade, Policy, Truth, Unit,
};
use proptest::prelude::*;

use super::amounts::{Fraction, Span, holds};
use super::answers::{is_country, known, place};
use super::asking::{archive, reading, select};
use super::cast::{USA, area, period, worlds};
use super::claims::{Wanted, World};
use super::comparing::{cases, fates};
use super::selection::{Asked, Wish, mixed};
use super::truths::{COUNTRIES, OTHERS, Told, told};

const FLOWS: [(Flow, Asked); 4] = [
    (Flow::Export, Asked::One(Flow::Export)),
    (Flow::Import, Asked::One(Flow::Import)),
    (Flow::TwoWay, Asked::TwoWay),
    (Flow::Balance, Asked::Balance),
];

fn trade<'s>(archive: &'s Archive, policy: &'s Policy, asked: Asked) -> PeriodTrade<'s> {
    select(reading(archive, policy), &Wish::new(USA, period("2021"), asked))
}

fn country(name: &str) -> Actor {
    name.parse().expect("a country")
}

fn uniform<T>(answer: Result<T, MixedError>) -> T {
    answer.unwrap_or_else(|error| panic!("{error}"))
}

fn partners() -> impl Iterator<Item = &'static str> {
    COUNTRIES.into_iter().chain(OTHERS)
}

/// Tenths of dollars as a fraction.
fn tenths(at: i128) -> Fraction {
    Fraction::new(at, 10)
}

#[track_caller]
fn has(bounds: Option<Bounds>, at: Fraction, what: &str) {
    if let Some(bounds) = bounds {
        assert!(holds(bounds, at), "{what}: {bounds} does not hold {at:?}");
    }
}

fn values(told: &Told) {
    let (archive, policy) = (archive(&told.world), Policy::new());
    for (flow, asked) in FLOWS {
        let trade = trade(&archive, &policy, asked);
        for partner in partners() {
            let seen = uniform(trade.with(area(partner)));
            let at = tenths(told.truth("USA", partner, flow, 2021));
            let what = format!("{flow} with {partner}: {seen:?}");
            has(seen.bounds(), at, &what);
            has(seen.possible(), at, &what);
            has(seen.computed(), at, &what);
            has(seen.stated(), at, &what);
        }
    }
}

fn ranks(told: &Told) {
    let (archive, policy) = (archive(&told.world), Policy::new());
    for (flow, asked) in FLOWS {
        let trade = trade(&archive, &policy, asked);
        let recorded = told.recorded(flow, 2021);
        let everybody: Vec<&str> = COUNTRIES.into_iter().chain(["TKM"]).collect();
        for partner in &recorded {
            let rank = uniform(trade.rank_of(country(partner)));
            let among = told.rank(partner, &recorded, flow, 2021);
            let what = format!("{flow} rank {among} of {partner}: {rank:?}");
            assert_eq!(rank.of(), recorded.len(), "{what}");
            assert!(rank.best().is_some_and(|best| best <= among), "{what}");
            assert!(rank.worst_recorded().is_some_and(|worst| among <= worst), "{what}");
            if let (Some(worst), true) = (rank.worst(), flow != Flow::Balance) {
                assert!(told.rank(partner, &everybody, flow, 2021) <= worst, "{what}");
            }
            for n in 0..4 {
                let top = uniform(trade.top(n));
                let listed = top
                    .filter(|(it, _)| *it.partner() == country(partner))
                    .map(|(_, truth)| truth)
                    .next();
                let rank = told.rank(
                    partner,
                    if flow == Flow::Balance { &recorded } else { &everybody },
                    flow,
                    2021,
                );
                assert!(listed.is_some() || rank > n, "{what}: not among the first {n}");
                assert!(listed != Some(Truth::Yes) || rank <= n, "{what}: among the first {n}");
            }
        }
    }
}

fn shares(told: &Told) {
    let (archive, policy) = (archive(&told.world), Policy::new());
    for (flow, asked) in FLOWS.into_iter().take(3) {
        let trade = trade(&archive, &policy, asked);
        let whole = told.truth("USA", "world", flow, 2021);
        for partner in partners().filter(|it| whole > 0 && *it != "world") {
            let share = uniform(trade.share_of(area(partner)));
            let at = Fraction::new(told.truth("USA", partner, flow, 2021) * 100, whole);
            has(share.of_world(), at, &format!("{flow} share of {partner}: {share:?}"));
        }
    }
}

fn totals(told: &Told) {
    let (archive, policy) = (archive(&told.world), Policy::new());
    for (flow, asked) in FLOWS {
        let total = uniform(trade(&archive, &policy, asked).total());
        let mut sum = 0;
        let mut counted = BTreeSet::new();
        for claim in total.counted().iter().flat_map(|it| &it.claims) {
            let figure =
                told.world.figures.iter().find(|it| it.id == claim.id()).expect("a figure");
            if !counted.insert((figure.partner.to_string(), figure.flow.to_string())) {
                continue;
            }
            let truth = told.truth("USA", &figure.partner.to_string(), figure.flow, 2021);
            sum +=
                if flow == Flow::Balance && figure.flow == Flow::Import { -truth } else { truth };
        }
        let what = format!("{flow}: {total:?}");
        match total.sums() {
            [] => assert!(counted.is_empty(), "{what}"),
            [one] => has(Some(one.bounds), tenths(sum), &what),
            _ => panic!("{what}"),
        }
        // Nothing is counted twice: no union beside a member, nothing beside the world.
        let names: BTreeSet<&str> = counted.iter().map(|(partner, _)| partner.as_str()).collect();
        assert!(!names.contains("world") || names.len() == 1, "{what}");
        assert!(
            !names.contains("org:eu") || !(names.contains("DEU") || names.contains("FRA")),
            "{what}"
        );
    }
}

fn changes(told: &Told) {
    let (archive, policy) = (archive(&told.world), Policy::new());
    for (flow, asked) in FLOWS.into_iter().take(3) {
        for partner in partners() {
            let (then, now) =
                (told.truth("USA", partner, flow, 2020), told.truth("USA", partner, flow, 2021));
            let growth = uniform(
                trade(&archive, &policy, asked).growth_since(period("2020"), area(partner)),
            );
            if then > 0 {
                has(
                    growth.change(),
                    Fraction::new((now - then) * 100, then),
                    &format!("{flow} with {partner}: {growth:?}"),
                );
            }
        }
    }
}

fn mirrors(told: &Told) {
    let (archive, policy) = (archive(&told.world), Policy::new());
    let turned = [Flow::Import, Flow::Export, Flow::TwoWay, Flow::Balance];
    for ((flow, asked), opposite) in FLOWS.into_iter().zip(turned) {
        for partner in ["KAZ", "DEU"] {
            let mirror = uniform(trade(&archive, &policy, asked).mirror(country(partner)));
            let ours = told.truth("USA", partner, flow, 2021);
            let theirs = told.truth(partner, "USA", opposite, 2021)
                * if flow == Flow::Balance { -1 } else { 1 };
            let what = format!("{flow} with {partner}: {mirror:?}");
            has(mirror.gap(), tenths(theirs - ours), &what);
            if ours != 0 {
                has(mirror.ratio(), Fraction::new(theirs, ours), &what);
            }
        }
    }
}

fn exact(told: &Told) {
    let (archive, policy) = (archive(&told.world), Policy::new());
    let everybody: Vec<&str> = COUNTRIES.into_iter().chain(["TKM"]).collect();
    for (flow, asked) in FLOWS {
        let trade = trade(&archive, &policy, asked);
        let total = uniform(trade.total());
        let whole = told.truth("USA", "world", flow, 2021);
        let exactly = |at: i128| Span::exactly(at * 100).bounds(Unit::USD);
        assert_eq!(
            total.sums().iter().map(|it| it.bounds).collect::<Vec<_>>(),
            [exactly(whole)],
            "{total:?}"
        );
        for partner in COUNTRIES {
            let at = told.truth("USA", partner, flow, 2021);
            assert_eq!(uniform(trade.with(area(partner))).bounds(), Some(exactly(at)));
            let rank = uniform(trade.rank_of(country(partner)));
            let among = if flow == Flow::Balance { &COUNTRIES[..] } else { &everybody };
            let place = Some(told.rank(partner, among, flow, 2021));
            assert_eq!(
                (rank.best(), rank.worst()),
                (place, place),
                "{flow} of {partner}: {rank:?}"
            );
            let share = uniform(trade.share_of(area(partner))).of_world();
            if flow == Flow::Balance || whole == 0 {
                continue;
            }
            let share = share.expect("a share");
            assert!(holds(share, Fraction::new(at * 100, whole)));
            let width = share
                .upper()
                .zip(share.lower())
                .map(|(high, low)| high.value.checked_sub(low.value).expect("a width"));
            assert!(width.is_some_and(|width| width <= Decimal::new(2, -9)), "{share}");
            assert!(
                share.is_exact() || 100_000_000_000_i128 * at % whole != 0,
                "{share} of {at} in {whole}"
            );
        }
    }
}

/// The numbers that matter to an order: every end of the ranges, and what lies beside it.
fn points(spans: &[Span]) -> BTreeSet<i128> {
    let ends = spans.iter().flat_map(|span| [span.low, span.high]).flatten().map(|(at, _)| at);
    let beside: BTreeSet<i128> = ends.flat_map(|at| [at - 1, at, at + 1]).collect();
    let (first, last) = (beside.first().copied().unwrap_or(0), beside.last().copied().unwrap_or(0));
    beside.into_iter().chain([first - 1, last + 1]).collect()
}

/// All choices of one number from each range.
fn choices(spans: &[Span], points: &BTreeSet<i128>) -> Vec<Vec<i128>> {
    spans.iter().fold(vec![Vec::new()], |worlds, span| {
        let own: Vec<i128> = points.iter().copied().filter(|at| span.has(*at)).collect();
        worlds.iter().flat_map(|world| own.iter().map(|at| [&world[..], &[*at]].concat())).collect()
    })
}

fn ranks_by_enumeration(world: &World, asked: Asked) {
    let wish = Wish::new(USA, period("2021"), asked);
    let partners = known(world, &wish);
    let countries: Vec<&Area> = partners.keys().filter(|it| is_country(it)).collect();
    let spans: Vec<Span> = countries.iter().map(|it| partners[*it].possible).collect();
    if countries.is_empty() || countries.len() > 3 || !mixed(&wish.figures(world), false).is_empty()
    {
        return;
    }
    let worlds = choices(&spans, &points(&spans));
    for (at, area) in countries.iter().enumerate() {
        let ranks =
            worlds.iter().map(|world| 1 + world.iter().filter(|other| **other > world[at]).count());
        let (best, worst) =
            ranks.fold((usize::MAX, 0), |(best, worst), rank| (best.min(rank), worst.max(rank)));
        let place = place(world, &wish, &partners, area).expect("a rank");
        assert_eq!((place.best, place.worst), (best, worst), "{area} of {spans:?}");
    }
}

fn conserved_sums(world: &World) {
    let world = World { wanted: Wanted::default(), ..world.clone() };
    let (archive, policy) = (archive(&world), Policy::new());
    let [exports, imports, both, balance] = FLOWS.map(|(_, asked)| trade(&archive, &policy, asked));
    for partner in ["KAZ", "DEU", "FRA", "CHN", "world", "area:nes", "org:eu"].map(area) {
        let (Ok(e), Ok(i)) = (exports.with(partner.clone()), imports.with(partner.clone())) else {
            continue;
        };
        let (Some(e), Some(i)) = (e.bounds(), i.bounds()) else { continue };
        if let Ok(sum) = both.with(partner.clone()) {
            assert_eq!(sum.computed(), e.checked_add(i).ok(), "{sum:?}");
        }
        if let Ok(left) = balance.with(partner.clone()) {
            assert_eq!(left.computed(), e.checked_sub(i).ok(), "{left:?}");
        }
    }
}

/// The same figures as the partner would report them: exports as imports, a balance with its sign
/// turned where it can be.
fn mirrored(world: &World) -> World {
    let turned = world.figures.iter().filter_map(|figure| {
        let (reporter, partner) = (figure.reporter.clone(), figure.partner.actor()?.clone());
        if reporter.country() != Some(USA) || partner.country().is_none_or(|it| it == USA) {
            return None;
        }
        let mut figure = figure.clone();
        figure.id = format!("{}-mirror", figure.id);
        (figure.reporter, figure.partner) = (partner, Area::Actor(reporter));
        figure.flow = match figure.flow {
            Flow::Export => Flow::Import,
            Flow::Import => Flow::Export,
            Flow::TwoWay => Flow::TwoWay,
            _ => return None,
        };
        Some(figure)
    });
    let of_country = |area: &Area| area.actor().is_some_and(|it| it.country().is_some());
    let ours = world.figures.iter().filter(|it| {
        it.reporter == USA.into() && of_country(&it.partner) && it.flow != Flow::Balance
    });
    World {
        figures: ours.cloned().chain(turned).collect(),
        wanted: Wanted::default(),
        ..world.clone()
    }
}

fn alike(world: &World) {
    let world = mirrored(world);
    let (archive, policy) = (archive(&world), Policy::new());
    let balance = trade(&archive, &policy, Asked::Balance);
    for name in ["KAZ", "DEU", "FRA", "CHN"] {
        let theirs = select(
            reading(&archive, &policy),
            &Wish::new(country(name), period("2021"), Asked::Balance),
        );
        if world.sources.iter().any(|it| !it.covers.is_empty()) {
            return;
        }
        let (Ok(ours), Ok(theirs)) = (balance.with(area(name)), theirs.with(area("USA"))) else {
            continue;
        };
        assert_eq!(ours.bounds(), theirs.bounds().map(|it| -it), "{name}");
        let Ok(mirror) = balance.mirror(country(name)) else { continue };
        if let (Some(bounds), Some(gap)) = (ours.bounds(), mirror.gap()) {
            assert!(gap.contains(Decimal::ZERO), "{name}: {gap}");
            assert!(!bounds.is_exact() || gap.is_exact(), "{name}: {gap}");
        }
    }
}

fn details_apart(world: &World, asked: Asked) {
    let world = World { wanted: Wanted::default(), ..world.clone() };
    let parts = [Flow::ReExport, Flow::ReImport, Flow::Domestic];
    let without = world.figures.iter().filter(|it| !parts.contains(&it.flow)).cloned().collect();
    let less = World { figures: without, ..world.clone() };
    // The same figures once more, as re-exports and domestic exports: parts of exports.
    let more = world.figures.iter().filter(|it| it.flow == Flow::Export).flat_map(|figure| {
        [(Flow::ReExport, "re"), (Flow::Domestic, "dom")].map(|(flow, what)| {
            let mut part = figure.clone();
            part.id = format!("{}-{what}", part.id);
            part.flow = flow;
            part
        })
    });
    let more =
        World { figures: less.figures.iter().cloned().chain(more).collect(), ..world.clone() };
    let (a, b, policy) = (archive(&less), archive(&more), Policy::new());
    let (one, other) = (trade(&a, &policy, asked).total(), trade(&b, &policy, asked).total());
    match (one, other) {
        (Ok(one), Ok(other)) => {
            assert_eq!(one.sums(), other.sums());
            assert_eq!(fates(&one), fates(&other));
        }
        (one, other) => assert_eq!(one.is_err(), other.is_err()),
    }
}

fn stands_once(world: &World, asked: Asked) {
    let world = World { wanted: Wanted::default(), ..world.clone() };
    let (archive, policy) = (archive(&world), Policy::new());
    let Ok(total) = trade(&archive, &policy, asked).total() else { return };
    let wish = Wish::new(USA, period("2021"), asked);
    let asked: BTreeSet<String> =
        wish.figures(&world).into_iter().map(|it| it.id.clone()).collect();
    let fates = fates(&total);
    assert_eq!(fates.keys().cloned().collect::<BTreeSet<_>>(), asked, "{total:?}");
    // Where the world is counted, nothing else is.
    let of = |id: &str| world.figures.iter().find(|it| it.id == id).map(|it| it.partner.clone());
    let counted: BTreeSet<Area> =
        fates.iter().filter(|(_, fate)| **fate == "counted").filter_map(|(id, _)| of(id)).collect();
    assert!(!counted.contains(&Area::World) || counted.len() == 1, "{total:?}");
}

fn any_world() -> impl Strategy<Value = (World, Asked)> {
    prop::sample::select(FLOWS.to_vec())
        .prop_flat_map(|(_, asked)| (worlds(asked, 1..11), Just(asked)))
}

proptest! {
    #![proptest_config(cases(300))]

    /// Whatever is so behind true claims lies within the value, the sum and the balance.
    #[test]
    fn bounds_are_sound_for_values_and_balances(told in told(false)) {
        values(&told);
    }

    /// The true rank among those recorded lies between best and worst, and among all where the list is
    /// complete; who is certainly among the first is.
    #[test]
    fn bounds_are_sound_for_ranks(told in told(false)) {
        ranks(&told);
    }

    /// The true share in all trade lies within the share, whatever is not recorded, a union beside its
    /// members included.
    #[test]
    fn bounds_are_sound_for_shares(told in told(false)) {
        shares(&told);
    }

    /// The true sum of what is counted lies within the total, and nothing is counted twice.
    #[test]
    fn bounds_are_sound_for_totals(told in told(false)) {
        totals(&told);
    }

    /// The true change lies within the growth.
    #[test]
    fn bounds_are_sound_for_growth(told in told(false)) {
        changes(&told);
    }

    /// The true gap and ratio of two reports lie within those of the mirror.
    #[test]
    fn bounds_are_sound_for_gaps_and_ratios(told in told(false)) {
        mirrors(&told);
    }

    /// Of exact figures with all partners every answer is exact.
    #[test]
    fn bounds_are_exact_for_exact_figures(told in told(true)) {
        exact(&told);
    }

    /// Best and worst are the least and the greatest rank over all choices of exact numbers.
    #[test]
    fn bounds_are_sound_for_ranks_in_every_exact_world((world, asked) in any_world()) {
        ranks_by_enumeration(&world, asked);
    }

    /// Every claim of a selection stands once in its total, counted or left out; where the world is
    /// counted, nothing else is.
    #[test]
    fn conservation_every_claim_stands_once((world, asked) in any_world()) {
        stands_once(&world, asked);
    }

    /// Two-way trade is exports plus imports, and a balance exports less imports.
    #[test]
    fn conservation_two_way_is_exports_and_imports((world, _) in any_world()) {
        conserved_sums(&world);
    }

    /// Where both report alike, the balance of the one is that of the other with its sign turned.
    #[test]
    fn conservation_balances_of_like_reports_are_opposite((world, _) in any_world()) {
        alike(&world);
    }

    /// Re-exports and domestic exports are parts of exports and change no total of them.
    #[test]
    fn conservation_parts_of_exports_stay_apart((world, asked) in any_world()) {
        details_apart(&world, asked);
    }
}
