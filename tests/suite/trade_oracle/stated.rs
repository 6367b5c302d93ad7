//! What sources claim of ranks, shares, changes and sums, and series over joined states.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{
    Actor, Area, Claimed, CountryCode, Flow, Measure, ReportingPeriod, TradeFigure, Truth, Unit,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::amounts::{Quotient, Span};
use super::answers::{change, component, existed_in, is_country, known, place, share};
use super::asking::{archive, reading, select as selected};
use super::cast::{KAZ, USA, asked, base, period, worlds};
use super::claims::{Wanted, World, unit_of};
use super::comparing::{cases, mixes};
use super::selection::{Asked, Known, Wish, mixed};

const RANKS: [u32; 4] = [1, 2, 3, 4];
const PERCENT: [&str; 9] = [
    "percent 0",
    "percent 50",
    "rounded percent 33",
    "percent 25",
    "at least percent 60",
    "percent 100",
    "up to percent 40",
    "percent -50..100",
    "percent 0..100",
];

/// What a source claims of Kazakhstan beside the figures.
fn claims(asked: Asked) -> impl Strategy<Value = Vec<TradeFigure>> {
    let flow = match asked {
        Asked::One(flow) => flow,
        Asked::TwoWay => Flow::TwoWay,
        Asked::Balance => Flow::Balance,
    };
    let one = (0..3_u8, select(&RANKS[..]), select(&PERCENT[..]), prop::bool::weighted(0.1));
    prop::collection::vec(one, 1..4).prop_map(move |drawn| {
        let claim = |(at, (kind, rank, percent, denied)): (usize, (u8, u32, &str, bool))| {
            let measure =
                [Measure::ClaimedRank, Measure::ShareOf, Measure::ChangeSince][usize::from(kind)];
            let mut claim =
                TradeFigure::new(format!("claim{at}"), USA, KAZ, flow, period("2021"), measure)
                    .source(format!("claimant{at}").as_str())
                    .scope("partners");
            claim.denied = denied;
            match kind {
                0 => claim.rank = Some(rank),
                _ => claim.estimate = Some(percent.parse().expect("a percentage")),
            }
            if kind == 1
                && claim
                    .estimate
                    .is_some_and(|it| it.lower().is_some_and(|low| low.value.is_negative()))
            {
                claim.estimate = Some("percent 0..100".parse().expect("a percentage"));
            }
            claim.since = (kind == 2).then(|| period("2020"));
            claim
        };
        drawn.into_iter().enumerate().map(claim).collect()
    })
}

fn claimed() -> impl Strategy<Value = (World, Asked, Vec<TradeFigure>)> {
    asked().prop_flat_map(|asked| {
        (worlds(asked, 1..10), claims(asked)).prop_map(move |(world, claims)| {
            let mut world = World { wanted: Wanted::default(), ..world };
            for figure in world.figures.iter_mut().skip(1).step_by(3) {
                figure.period = period("2020");
            }
            super::cast::keep_one_a_key(&mut world);
            let sources = claims
                .iter()
                .map(|it| bilateral::Source::new(it.sources[0].source.clone(), "A claimant"));
            world.sources.extend(sources);
            (world, asked, claims)
        })
    })
}

/// Whether a range lies within another: Yes, or No if they do not meet.
fn within(computed: Span, claimed: Span) -> Truth {
    if computed.both(claimed).is_empty() {
        return Truth::No;
    }
    if computed.both(claimed) == computed { Truth::Yes } else { Truth::Unknown }
}

/// The same of a quotient; one at the very edge may be rounded over it.
fn quotient_within(computed: Quotient, claimed: Span) -> Vec<Truth> {
    let thousandths = |at: (super::amounts::Fraction, bool)| {
        (at.0.over as f64 / at.0.under as f64 * 1000.0, at.1)
    };
    let (low, high) = (computed.low.map(thousandths), computed.high.map(thousandths));
    let (least, most) = (claimed.low.map(|it| it.0 as f64), claimed.high.map(|it| it.0 as f64));
    let edge = |a: Option<(f64, bool)>, b: Option<f64>| {
        a.zip(b).is_some_and(|((a, _), b)| (a - b).abs() < 1e-6)
    };
    if edge(low, least) || edge(low, most) || edge(high, least) || edge(high, most) {
        return Truth::ALL.into();
    }
    let below = low.zip(most).is_some_and(|((low, _), most)| low > most);
    let above = high.zip(least).is_some_and(|((high, _), least)| high < least);
    let inside_low = least.is_none_or(|least| low.is_some_and(|(low, _)| low > least));
    let inside_high = most.is_none_or(|most| high.is_some_and(|(high, _)| high < most));
    vec![if below || above {
        Truth::No
    } else if inside_low && inside_high {
        Truth::Yes
    } else {
        Truth::Unknown
    }]
}

fn checks(world: &World, asked: Asked, claims: &[TradeFigure]) {
    let wish = Wish::new(USA, period("2021"), asked);
    let earlier = Wish::new(USA, period("2020"), asked);
    let with_claims =
        World { figures: world.figures.iter().chain(claims).cloned().collect(), ..world.clone() };
    let archive = archive(&with_claims);
    let nothing = bilateral::Policy::new();
    let trade = selected(reading(&archive, &nothing), &wish);
    let kaz = Area::from_country(KAZ);
    let (now, then) = (wish.figures(world), earlier.figures(world));
    let all: Vec<&TradeFigure> = now.iter().chain(&then).copied().collect();
    // Which claims are checked is told by the claims, whatever the facets; what they hold, only of one
    // sort.
    let uniform = mixes(world, &wish, &all).is_some_and(|it| it.is_empty());
    let Ok(checks) = trade.check_claims(KAZ) else {
        assert!(!uniform);
        return;
    };
    if !uniform || mixed(&now, false).len() + mixed(&then, false).len() > 0 {
        return;
    }
    let partners = known(world, &wish);
    let before = known(world, &earlier);
    if partners.values().chain(before.values()).any(|it| it.is_open(world))
        || all.iter().copied().find_map(unit_of).is_none()
    {
        return;
    }
    let found: BTreeMap<String, (Truth, Claimed)> =
        checks.iter().map(|it| (it.claim.id().to_owned(), (it.holds, it.claimed))).collect();
    for claim in claims {
        if claim.denied {
            assert!(!found.contains_key(&claim.id), "{} is denied", claim.id);
            continue;
        }
        let (holds, claimed) = *found
            .get(&claim.id)
            .unwrap_or_else(|| panic!("{} is not checked in {checks:?}", claim.id));
        let expected: Vec<Truth> = match claimed {
            Claimed::Rank(rank) => {
                assert_eq!((claim.measure, claim.rank), (Measure::ClaimedRank, Some(rank)));
                vec![match place(world, &wish, &partners, &kaz) {
                    None => Truth::Unknown,
                    Some(place) => {
                        let rank = rank as usize;
                        let beaten = rank < place.best || (place.complete && rank > place.worst);
                        let sure = place.complete && place.best == rank && place.worst == rank;
                        if beaten {
                            Truth::No
                        } else if sure {
                            Truth::Yes
                        } else {
                            Truth::Unknown
                        }
                    }
                }]
            }
            Claimed::Share(bounds) => {
                let groups =
                    partners.keys().any(|it| matches!(it, Area::Actor(_)) && !is_country(it));
                let half = partners
                    .get(&Area::World)
                    .is_some_and(|it| it.some_number() && !it.whole_number());
                if asked == Asked::Balance || groups || half {
                    continue;
                }
                match share(world, &wish, &partners, &kaz) {
                    None => vec![Truth::Unknown],
                    Some(share) => quotient_within(share, Span::of(bounds.gross())),
                }
            }
            Claimed::Change(bounds) => {
                let (Some(from), Some(to)) = (before.get(&kaz), partners.get(&kaz)) else {
                    continue;
                };
                match change(from, to) {
                    None => vec![Truth::Unknown],
                    Some(change) => quotient_within(change, Span::of(bounds)),
                }
            }
            other => panic!("{} is {other:?}", claim.id),
        };
        assert!(
            expected.contains(&holds),
            "{}: {holds}, not {expected:?}: {claimed:?} in {partners:?}",
            claim.id
        );
    }
    // Stated sums and balances, against what exports and imports come to.
    let stated: Vec<_> = checks
        .iter()
        .filter(|it| matches!(it.claimed, Claimed::TwoWay(_) | Claimed::Balance(_)))
        .collect();
    if let (Some(known), true) = (partners.get(&kaz), stated.iter().any(|_| true)) {
        for check in stated {
            let (Claimed::TwoWay(bounds) | Claimed::Balance(bounds)) = check.claimed else {
                continue;
            };
            let computed = known
                .halves
                .as_ref()
                .filter(|(e, i)| e.has_number() || i.has_number())
                .and(known.computed);
            let span = Span::of(bounds);
            let span = if asked == Asked::TwoWay { span.gross() } else { span };
            let holds = computed.map_or(Truth::Unknown, |computed| within(computed, span));
            let held_other =
                world.figures.iter().any(|it| it.id == check.claim.id() && it.status.is_some());
            assert!(check.holds == holds || held_other, "{check:?}, not {holds} in {known:?}");
        }
    }
}

trait FromCountry {
    fn from_country(code: CountryCode) -> Self;
}

impl FromCountry for Area {
    fn from_country(code: CountryCode) -> Self {
        Self::Actor(code.into())
    }
}

/// A split or union, the years around it, and the states of which figures are drawn.
const SPLITS: [(&str, [u16; 3], &[&str]); 4] = [
    ("CSK", [1992, 1993, 1994], &["CSK", "CZE", "SVK", "POL"]),
    ("SDN", [2010, 2011, 2012], &["SDN", "SSD", "EGY"]),
    ("DEU", [1989, 1990, 1991], &["DEU", "DDR", "FRA"]),
    ("YUG", [1990, 1993, 1994], &["YUG", "HRV", "SVN", "SCG", "BIH", "MKD", "POL"]),
];

/// Which states stand together in a year, as history has it; the year of a split has both.
fn together(of: &str, year: u16) -> Vec<&'static str> {
    match (of, year) {
        ("CSK", 1992) => vec!["CSK"],
        ("CSK", _) => vec!["CZE", "SVK"],
        ("SDN", 2010) => vec!["SDN"],
        ("SDN", _) => vec!["SDN", "SSD"],
        ("DEU", 1991) => vec!["DEU"],
        ("DEU", _) => vec!["DEU", "DDR"],
        ("YUG", 1990) => vec!["YUG"],
        _ => vec!["BIH", "HRV", "MKD", "SCG", "SVN"],
    }
}

fn joined() -> impl Strategy<Value = (usize, World)> {
    let amount = select(vec![
        "USD 0",
        "USD 3",
        "USD 7",
        "rounded USD 5",
        "at least USD 2",
        "up to USD 4",
        "Q",
    ]);
    let cover = prop::option::weighted(0.3, Just(()));
    (
        0..SPLITS.len(),
        prop::collection::vec((0..3_usize, 0..7_usize, amount, prop::bool::weighted(0.2)), 0..9),
        cover,
    )
        .prop_map(|(split, drawn, cover)| {
            let (_, years, states) = SPLITS[split];
            let mut source = bilateral::Source::new("s0", "A source");
            if cover.is_some() {
                let span: bilateral::Period = "1980/2020".parse().expect("a period");
                source.covers =
                    vec![bilateral::Covers::new(bilateral::RecordKind::TradeFigure, span)];
            }
            let mut seen = BTreeSet::new();
            let figures =
                drawn.into_iter().enumerate().filter_map(|(id, (year, state, told, turned))| {
                    let (state, year) = (states[state % states.len()], years[year]);
                    // Now and then it is the other that reports, which says nothing of what is asked.
                    let (reporter, partner) = if turned { (state, "USA") } else { ("USA", state) };
                    if !seen.insert((reporter, partner, year)) {
                        return None;
                    }
                    let mut figure = TradeFigure::new(
                        format!("f{id}"),
                        reporter.parse::<Actor>().expect("an actor"),
                        partner.parse::<Area>().expect("an area"),
                        Flow::Export,
                        ReportingPeriod::year(year).expect("a year"),
                        Measure::Value,
                    )
                    .source("s0");
                    match told {
                        "Q" => figure.status = Some("Q".parse().expect("a status")),
                        number => figure.estimate = Some(number.parse().expect("an estimate")),
                    }
                    Some(figure)
                });
            let figures = figures.collect();
            (split, World { figures, ..base(vec![source]) })
        })
}

fn joins(split: usize, world: &World) {
    let (of, years, _) = SPLITS[split];
    let archive = archive(world);
    let series = archive.trade(USA).in_year(years[0]).exports().over(years);
    let code: CountryCode = of.parse().expect("a country");
    // Asked of a successor it is the same territory.
    let asked = if of == "CSK" { CountryCode::SVK } else { code };
    let found = series.joined_with(asked).expect("figures of one sort");
    let points = found.points();
    assert_eq!(
        points.iter().map(|it| it.period).collect::<Vec<_>>(),
        years.map(|year| ReportingPeriod::year(year).expect("a year"))
    );
    for (point, year) in points.iter().zip(years) {
        let states = together(of, year);
        let joined = component(asked);
        assert!(states.iter().all(|it| joined.contains(&it.parse().expect("a country"))));
        assert!(
            states.iter().all(|it| existed_in(it.parse().expect("a country"), i32::from(year)))
        );
        let parts: BTreeSet<String> =
            point.parts.iter().map(|part| part.partner.to_string()).collect();
        assert_eq!(parts, states.iter().map(|it| (*it).to_owned()).collect(), "{of} in {year}");
        assert!(point.parts.iter().all(|part| part.reporter == USA.into()));
        let wish = Wish::new(USA, point.period, Asked::One(Flow::Export));
        let complete = wish.is_complete(world);
        let parts = states.iter().map(|state| {
            let figures = wish.figures_with(world, &state.parse().expect("an area"));
            (*state, Known::new(world, &wish, &figures))
        });
        let parts: Vec<_> = parts.collect();
        let sum = parts.iter().fold(Span::ZERO, |sum, (_, known)| sum.plus(known.possible));
        let some = parts.iter().any(|(_, known)| known.some_number());
        match point.possible {
            Some(found) => assert_eq!(found, sum.bounds(Unit::USD), "{of} in {year}: {parts:?}"),
            None => assert!(!some, "{of} in {year}: {parts:?}"),
        }
        let missing: BTreeSet<String> =
            point.missing().map(|(_, partner)| partner.to_string()).collect();
        let expected = parts
            .iter()
            .filter(|(_, known)| !known.some_number() && (known.stated.is_recorded() || !complete));
        assert_eq!(
            missing,
            expected.map(|(state, _)| (*state).to_owned()).collect(),
            "{of} in {year}: {parts:?}"
        );
    }
    // A year that the reporter is silent of, and the partner is not.
    let partner: CountryCode = of.parse().expect("a country");
    let imports = archive.trade(partner).in_year(years[0]).imports().over(years);
    let unreported = imports.unreported(USA).expect("figures of one sort");
    let unreported: Vec<ReportingPeriod> =
        unreported.into_iter().map(|(period, _)| period).collect();
    let expected = years
        .map(|year| ReportingPeriod::year(year).expect("a year"))
        .into_iter()
        .filter(|period| {
            let theirs = Wish::new(USA, *period, Asked::One(Flow::Export))
                .figures_with(world, &Area::from_country(partner));
            theirs.iter().any(|it| it.estimate.is_some())
                && !Wish::new(partner, *period, Asked::One(Flow::Import)).is_complete(world)
        });
    let expected: Vec<_> = expected.collect();
    if world.sources[0].covers.is_empty() {
        assert_eq!(unreported, expected, "{of}");
    }
}

proptest! {
    #![proptest_config(cases(400))]

    /// A claimed rank, share, change or sum holds if all that the figures allow is within it, and does
    /// not if nothing is.
    #[test]
    fn claims_hold_if_the_figures_lie_within((world, asked, claims) in claimed()) {
        checks(&world, asked, &claims);
    }

    /// A joined series sums every state that followed another within the asked years.
    #[test]
    fn joined_series_sum_every_state_of_a_split((split, world) in joined()) {
        joins(split, &world);
    }
}
