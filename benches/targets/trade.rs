//! W3: the rank of a partner and the top ten. W8: world trade by year, over every figure.
//!
//! The floor has the partners of each reporter and year in the order of their exports, with the best
//! and the worst rank of each, and every exact value in one column beside its year.

use std::collections::HashMap;

use bilateral::{Area, Bounds, CountryCode, Decimal, Flow, Measure, Record, TradeFigure, Unit};

use crate::measure::{Alike, Budget, Row, ask, run};
use crate::scene::{Scene, random};
use std::hint::black_box;
use std::time::Instant;

/// A partner with the ranks that it may have.
#[derive(Debug, Clone, Copy)]
struct Ranked {
    partner: u16,
    best: u16,
    worst: u16,
}

/// The partners of one reporter and year, in order of rank.
struct Floor {
    years: usize,
    first_year: u16,
    offsets: Vec<u32>,
    /// The partners alone, to be scanned.
    partners: Vec<u16>,
    ranked: Vec<Ranked>,
}

impl Floor {
    fn range(&self, reporter: usize, year: u16) -> std::ops::Range<usize> {
        let group = reporter * self.years + usize::from(year - self.first_year);
        self.offsets[group] as usize..self.offsets[group + 1] as usize
    }

    fn rank_of(&self, reporter: usize, year: u16, partner: u16) -> Option<Ranked> {
        let range = self.range(reporter, year);
        let at = self.partners[range.clone()].iter().position(|it| *it == partner)?;
        Some(self.ranked[range.start + at])
    }

    fn top(&self, reporter: usize, year: u16) -> &[Ranked] {
        let range = self.range(reporter, year);
        &self.ranked[range.start..range.end.min(range.start + 10)]
    }
}

/// The exports of one country to another in a year, with every version and claim.
fn is_export(figure: &TradeFigure) -> bool {
    figure.flow == Flow::Export && figure.measure == Measure::Value && figure.partner != Area::World
}

/// The figures of each reporter, year and partner.
pub(crate) type Cells<'s> = HashMap<(usize, u16, u16), Vec<&'s TradeFigure>>;

pub(crate) fn cells(scene: &Scene) -> Cells<'_> {
    let mut cells = Cells::new();
    for record in &scene.records {
        let Record::TradeFigure(figure) = record else { continue };
        if !is_export(figure) {
            continue;
        }
        let partner = figure.partner.actor().and_then(|actor| scene.principal(actor));
        let cell = (
            scene.principal(&figure.reporter).expect("a country"),
            figure.period.year_covered().expect("a calendar year"),
            u16::try_from(partner.expect("a country")).expect("fewer countries"),
        );
        cells.entry(cell).or_default().push(figure);
    }
    cells
}

/// What the latest versions leave possible: one range over all that disagrees, not below zero.
pub(crate) fn possible(figures: &[&TradeFigure]) -> Bounds {
    let day = |figure: &TradeFigure| figure.vintage.and_then(|it| it.possible().first());
    let is_latest = |figure: &&&TradeFigure| {
        let versions = figures.iter().filter(|it| it.sources[0].source == figure.sources[0].source);
        versions.map(|it| day(it)).max() == Some(day(figure))
    };
    let stated = figures.iter().filter(is_latest).filter_map(|it| it.estimate);
    // What agrees is taken as what both leave possible.
    let mut agreed: Vec<Bounds> = Vec::new();
    for own in stated.map(|it| it.bounds().gross()) {
        let both = |other: &Bounds| other.intersect(own).expect("one unit");
        match agreed.iter().position(|other| both(other).is_some()) {
            Some(at) => agreed[at] = both(&agreed[at]).expect("they agree"),
            None => agreed.push(own),
        }
    }
    let hull = agreed.into_iter().reduce(|a, b| a.hull(b).expect("one unit"));
    hull.unwrap_or(Bounds::any(Unit::USD).gross())
}

fn floor(scene: &Scene, cells: &Cells<'_>) -> Floor {
    let years = || cells.keys().map(|(_, year, _)| *year);
    let (first_year, last) = (years().min().expect("figures"), years().max().expect("figures"));
    let years = usize::from(last - first_year) + 1;
    let mut groups: Vec<Vec<(u16, Bounds)>> = vec![Vec::new(); scene.count() * years];
    for ((reporter, year, partner), figures) in cells {
        let group = reporter * years + usize::from(year - first_year);
        groups[group].push((*partner, possible(figures)));
    }
    let mut floor =
        Floor { years, first_year, offsets: vec![0], partners: Vec::new(), ranked: Vec::new() };
    for group in &groups {
        let above = |a: &Bounds, b: &Bounds| match (a.lower(), b.upper()) {
            (Some(low), Some(high)) => {
                low.value > high.value
                    || (low.value == high.value && !(low.included && high.included))
            }
            _ => false,
        };
        let count = |number: usize| u16::try_from(number).expect("fewer partners");
        let ranks = |(partner, own): &(u16, Bounds)| {
            let better = group.iter().filter(|(_, other)| above(other, own)).count();
            let worse = group.iter().filter(|(_, other)| !may_be_greater(other, own)).count();
            let is_open = usize::from(may_be_greater(own, own));
            Ranked {
                partner: *partner,
                best: count(better + 1),
                worst: count(group.len() - worse + 1 - is_open),
            }
        };
        let mut ranked: Vec<Ranked> = group.iter().map(ranks).collect();
        ranked.sort_by_key(|it| (it.best, it.worst, scene.countries[usize::from(it.partner)]));
        floor.partners.extend(ranked.iter().map(|it| it.partner));
        floor.ranked.extend(ranked);
        floor.offsets.push(u32::try_from(floor.ranked.len()).expect("fewer figures"));
    }
    floor
}

/// Whether some value of the one is greater than some value of the other.
fn may_be_greater(one: &Bounds, other: &Bounds) -> bool {
    match (one.upper(), other.lower()) {
        (Some(upper), Some(lower)) => upper.value > lower.value,
        _ => true,
    }
}

struct Question {
    reporter: usize,
    year: u16,
    partner: u16,
}

pub(crate) fn ranks(scene: &Scene, budget: Budget, questions: usize) -> [Row; 2] {
    let cells = cells(scene);
    let floor = floor(scene, &cells);
    let mut keys: Vec<&(usize, u16, u16)> = cells.keys().collect();
    keys.sort_unstable();
    let mut random = random(103);
    let questions: Vec<Question> = (0..questions)
        .map(|_| {
            let (reporter, year, partner) = *keys[random.below(keys.len())];
            Question { reporter, year, partner }
        })
        .collect();
    let code = |number: usize| scene.countries[number];
    let exports =
        |asked: &Question| scene.archive.trade(code(asked.reporter)).in_year(asked.year).exports();

    let compare = &questions[..questions.len().min(1_000)];
    let (mut ranked, mut topped) = (0, 0);
    for asked in compare {
        let rank = exports(asked).rank_of(code(asked.partner.into())).expect("one product");
        let found = floor.rank_of(asked.reporter, asked.year, asked.partner).expect("a figure");
        let same = rank.best() == Some(found.best.into());
        let same = same && rank.worst_recorded() == Some(found.worst.into());
        ranked += usize::from(same);
        let (reporter, partner) = (code(asked.reporter), code(asked.partner.into()));
        let told = format!("{partner} of {reporter} in {}", asked.year);
        if !same {
            println!("W3 differs: rank of {told}: {rank:?}, floor {found:?}");
        }
        let top = exports(asked).top(10).expect("one product");
        let of_ours: Vec<Option<CountryCode>> =
            top.take(10).map(|(ranked, _)| ranked.partner().country()).collect();
        let of_floor: Vec<Option<CountryCode>> = floor
            .top(asked.reporter, asked.year)
            .iter()
            .map(|it| Some(code(it.partner.into())))
            .collect();
        topped += usize::from(of_ours == of_floor);
        if of_ours != of_floor {
            println!("W3 differs: top beside {told}: {of_ours:?}, floor {of_floor:?}");
        }
    }
    let alike = |alike| Alike { alike, asked: compare.len(), least: 1.0 };

    let of_rank = ask(
        budget,
        &questions,
        |asked| {
            let rank = exports(asked).rank_of(code(asked.partner.into()));
            rank.ok().and_then(|rank| rank.best()).unwrap_or(0) as u64
        },
        |asked| {
            let found = floor.rank_of(asked.reporter, asked.year, asked.partner);
            found.map_or(0, |rank| u64::from(rank.best))
        },
    );
    let of_top = ask(
        budget,
        &questions,
        |asked| {
            let top = exports(asked).top(10).into_iter().flatten().take(10);
            top.map(|(ranked, _)| ranked.rank().best().unwrap_or(0) as u64).sum()
        },
        |asked| {
            let top = floor.top(asked.reporter, asked.year);
            top.iter().map(|ranked| u64::from(ranked.best)).sum()
        },
    );
    [
        of_rank.row("W3", "rank of a partner in a year's exports", 1.25, alike(ranked)),
        of_top.row("W3", "top ten partners of a year's exports", 1.25, alike(topped)),
    ]
}

/// How many years a table of sums has.
const YEARS: usize = 64;

/// Every export to a country of which the value is exact, summed by year.
fn world_trade(scene: &Scene, first_year: u16) -> [i128; YEARS] {
    let mut sums = [0; YEARS];
    for block in scene.archive.trade_blocks() {
        if block.flow() != Flow::Export {
            continue;
        }
        if let (Some(year), Some(sum)) = (block.year(), block.exact_sum()) {
            sums[usize::from(year - first_year)] += units(sum.value());
        }
    }
    sums
}

/// A whole number.
fn units(value: Decimal) -> i128 {
    value.coefficient() * 10_i128.pow(u32::try_from(value.exponent()).expect("no fractions"))
}

pub(crate) fn by_year(scene: &Scene, budget: Budget) -> Row {
    let cells = cells(scene);
    let first_year = cells.keys().map(|(_, year, _)| *year).min().expect("figures");
    let mut keys: Vec<&(usize, u16, u16)> = cells.keys().collect();
    keys.sort_unstable();
    let (mut years, mut values) = (Vec::<u8>::new(), Vec::<i64>::new());
    for key in keys {
        let Some(amount) = possible(&cells[key]).exact() else { continue };
        years.push(u8::try_from(key.1 - first_year).expect("few years"));
        values.push(i64::try_from(units(amount.value())).expect("less than a trillion"));
    }
    let sum = || {
        // Four accumulators for each year: a sum need not wait for the one before it.
        let mut sums = [[0_i64; 4]; YEARS];
        let (of_years, rest_years) = years.as_chunks::<4>();
        let (of_values, rest_values) = values.as_chunks::<4>();
        for (years, values) in of_years.iter().zip(of_values) {
            for lane in 0..4 {
                sums[usize::from(years[lane])][lane] += values[lane];
            }
        }
        for (year, value) in rest_years.iter().zip(rest_values) {
            sums[usize::from(*year)][0] += value;
        }
        sums.map(|lanes| lanes.iter().sum::<i64>())
    };
    let of_ours = world_trade(scene, first_year);
    assert_eq!(of_ours, sum().map(i128::from), "both sides add up the same");
    let (ours, floor) = run(
        budget,
        || {
            let begun = Instant::now();
            black_box(world_trade(scene, first_year));
            begun.elapsed()
        },
        || {
            let begun = Instant::now();
            black_box(sum());
            begun.elapsed()
        },
    );
    let note =
        format!("{} figures added, ours by reporter in advance; the same sums", values.len());
    Row { id: "W8", what: "world trade by year", ours, floor, bound: 1.7, alike: None, note }
}
