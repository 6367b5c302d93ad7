//! Trade in columns, and archives built record by record: nothing is lost, found or put out of order
//! by where a record is kept.

use std::collections::BTreeMap;

use bilateral::{
    Actor, Archive, ArchiveBuilder, Area, CountryCode, Estimate, Flow, Line, Measure,
    ObservationStatus, Organization, Record, RecordKind, ReportingPeriod, Source, TradeFigure,
};
use proptest::prelude::*;

use crate::world::{Mix, World};

fn archive(records: Vec<Record>) -> Archive {
    let archive = Archive::from_records(records).unwrap_or_else(|report| panic!("{report}"));
    archive.verify().unwrap_or_else(|what| panic!("{what}"));
    archive
}

fn worlds() -> impl Iterator<Item = World> {
    let small = (0..6).map(World::small);
    let tiny = (0..40).map(World::tiny);
    let trade = (0..4).map(|seed| {
        World::small(seed).records(2_000).with(|knobs| {
            knobs.mix = Mix::STATISTICS;
            (knobs.disputed, knobs.revised, knobs.estimated) = (80, 80, 80);
        })
    });
    small.chain(tiny).chain(trade)
}

/// Every record comes out of an archive as it went in, in the order in which it came.
#[test]
fn every_record_comes_back_as_it_was() {
    for world in worlds() {
        let records = world.build();
        let archive = archive(records.clone());
        assert_eq!(written(archive.record_refs()), written(&records));
        assert!(archive.records().eq(records));
    }
}

/// The lines of some records.
fn written(records: impl IntoIterator<Item = impl serde::Serialize>) -> Vec<String> {
    let line = |record| serde_json::to_string(&record).expect("a record is written");
    records.into_iter().map(line).collect()
}

/// A figure with what is left open by the generator of worlds: organs, areas, odd facets, ids that
/// share no beginning.
fn figure() -> impl Strategy<Value = TradeFigure> {
    let reporters = prop::sample::select(vec!["USA", "KAZ", "org:census", "org:union"]);
    let partners = prop::sample::select(vec![
        "USA",
        "KAZ",
        "FRA",
        "org:census",
        "org:union",
        "world",
        "area:bunkers",
    ]);
    let estimates = prop::sample::select(vec![
        "USD 5",
        "USD 7",
        "USD 7.50",
        "USD 0",
        "EUR 7",
        "rounded USD 2.5e9",
        "USD 1..2",
        "tens of USD 1e9",
        "at least USD 12345678901234567890",
        "USD 9223372036854775807",
    ]);
    let periods = prop::sample::select(vec!["2020", "2021", "2021-07", "FY2021", "", "2019/2021"]);
    let rest = (any::<bool>(), any::<bool>(), prop::option::of(0..3_u8), 0..4_u8);
    ("[a-c]{1,12}", reporters, partners, prop::option::of(estimates), periods, rest).prop_map(
        |(id, reporter, partner, estimate, period, (export, goods, note, year))| {
            let reporter: Actor = reporter.parse().expect("an actor");
            let partner: Area = partner.parse().expect("an area");
            let flow = if export { Flow::Export } else { Flow::TwoWay };
            let period = match period {
                "" => ReportingPeriod::UNSTATED,
                text => text.parse().expect("a period"),
            };
            let mut figure = TradeFigure::new(id, reporter, partner, flow, period, Measure::Value);
            figure.estimate = estimate.map(|text| text.parse::<Estimate>().expect("an estimate"));
            // A number that is not there says why.
            figure.status = figure.estimate.is_none().then_some(ObservationStatus::Missing);
            figure.product = goods.then_some(bilateral::Product::Goods);
            figure.note = note.map(|number| format!("remark {number}"));
            figure.vintage = (year > 1).then(|| format!("202{year}").parse().expect("a date"));
            figure.sources = vec![if year % 2 == 0 { "s" } else { "t" }.into()];
            figure
        },
    )
}

/// Figures with an id each, some of which say that they are on the number of another.
fn figures() -> impl Strategy<Value = Vec<TradeFigure>> {
    let joined = prop::option::weighted(0.2, any::<prop::sample::Index>());
    prop::collection::vec((figure(), joined), 0..40).prop_map(|found| {
        let ids: Vec<String> =
            (0..).zip(&found).map(|(at, (it, _))| format!("{}{at}", it.id)).collect();
        let figures = (0_usize..).zip(found).map(|(at, (mut figure, joined))| {
            figure.id.clone_from(&ids[at]);
            // Never of itself nor of a later one, so that no chain is a circle.
            let of = joined.map(|index| index.index(ids.len())).filter(|of| *of < at);
            figure.same_as = of.map(|of| ids[of].clone());
            figure
        });
        // Nobody trades with itself; one source says one thing of a number.
        let figures = figures.filter(|it| it.partner.actor() != Some(&it.reporter));
        let mut said = std::collections::BTreeSet::new();
        figures
            .filter(|it| {
                said.insert((number_of(it), it.sources[0].source.clone(), it.vintage.is_some()))
            })
            .map(|mut it| {
                it.same_as = it.same_as.filter(|_| it.sources[0].source == "t");
                it
            })
            .collect()
    })
}

fn beside() -> Vec<Record> {
    vec![
        Source::new("s", "A source").published(bilateral::day(2024, 1, 1)).into(),
        Source::new("t", "Another").published(bilateral::day(2024, 1, 1)).into(),
        Organization::new("union", "A union").source("s").into(),
        Organization::new("census", "An office").of(CountryCode::USA).source("s").into(),
    ]
}

/// What decides on which number a figure is, restated: all that it states but who says it, the
/// number itself and what is said of it.
fn number_of(figure: &TradeFigure) -> String {
    let mut bare = figure.clone();
    bare.id.clear();
    bare.sources.clear();
    (bare.estimate, bare.vintage, bare.note, bare.same_as) = (None, None, None, None);
    bare.status = None;
    format!("{bare:?}")
}

fn principal(area: &Area) -> Area {
    match area {
        Area::Actor(Actor::Organization(id)) if id == "census" => CountryCode::USA.into(),
        other => other.clone(),
    }
}

/// One number: its claims by id, the one that names it first, and the first possible day.
type Number = (ReportingPeriod, Vec<String>, Actor, Area);

/// The numbers that figures are on, by a walk over all.
fn numbers(figures: &[TradeFigure]) -> Vec<Number> {
    let by_id: BTreeMap<&str, &TradeFigure> = figures.iter().map(|it| (&*it.id, it)).collect();
    let root = |figure: &TradeFigure| -> TradeFigure {
        let mut root = figure;
        while let Some(next) = root.same_as.as_deref().and_then(|id| by_id.get(id)) {
            root = next;
        }
        root.clone()
    };
    let mut found: BTreeMap<String, Vec<&TradeFigure>> = BTreeMap::new();
    for figure in figures {
        found.entry(number_of(&root(figure))).or_default().push(figure);
    }
    let of = |mut claims: Vec<&TradeFigure>| {
        claims.sort_by_key(|it| (it.same_as.is_some(), it.id.clone()));
        let first = root(claims[0]);
        let days = claims.iter().map(|it| it.period).min_by_key(|period| order(*period));
        let ids = claims.iter().map(|it| it.id.clone()).collect();
        let reporter = principal(&first.reporter.into()).actor().cloned().expect("an actor");
        (days.expect("a claim"), ids, reporter, principal(&first.partner))
    };
    found.into_values().map(of).collect()
}

/// The first possible day, then the last; without one stands behind all.
fn order(period: ReportingPeriod) -> (Option<time::Date>, bool, Option<time::Date>) {
    let days = period.envelope();
    (days.first(), days.last().is_none(), days.last())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Whatever figures say, they come back as they were, and each number has the claims that a walk
    /// over all figures gives it, in the range of its reporter and of its pair.
    #[test]
    fn numbers_have_the_claims_of_a_walk(figures in figures()) {
        let records: Vec<Record> =
            beside().into_iter().chain(figures.iter().cloned().map(Record::from)).collect();
        // Where two figures say two things of one number by one source, there is no archive.
        let built = Archive::from_records(records.clone());
        prop_assume!(built.is_ok());
        let archive = built.expect("it was built");
        prop_assert_eq!(archive.verify(), Ok(()));
        prop_assert_eq!(written(archive.record_refs()), written(&records));
        prop_assert!(archive.records().eq(records));
        let all = numbers(&figures);
        for text in ["USA", "KAZ", "org:union"] {
            let reporter: Actor = text.parse().expect("an actor");
            let mut expected: Vec<&Vec<String>> =
                all.iter().filter(|it| it.2 == reporter).map(|it| &it.1).collect();
            expected.sort();
            let mut found: Vec<Vec<String>> = archive
                .trade(reporter)
                .iter()
                .map(|it| it.claims().map(|claim| claim.id().to_owned()).collect())
                .collect();
            found.sort();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        }
        for (a, b) in [("USA", "KAZ"), ("KAZ", "FRA"), ("org:union", "USA"), ("USA", "USA")] {
            let (a, b): (Actor, Actor) = (a.parse().expect("one"), b.parse().expect("other"));
            let one = (a.clone(), Area::Actor(b.clone()));
            let other = (b.clone(), Area::Actor(a.clone()));
            let mut expected: Vec<&Number> = all
                .iter()
                .filter(|it| a != b && [&one, &other].contains(&&(it.2.clone(), it.3.clone())))
                .collect();
            expected.sort_by_key(|it| (order(it.0), it.1[0].clone()));
            let expected: Vec<&Vec<String>> = expected.into_iter().map(|it| &it.1).collect();
            let found: Vec<Vec<String>> = archive
                .dossier(a, b)
                .trade()
                .map(|it| it.claims().map(|claim| claim.id().to_owned()).collect())
                .collect();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        }
    }
}

/// Built record by record, from lines, or from an archive and the rest, it is one archive with one
/// report.
#[test]
fn every_way_of_building_gives_one_archive() {
    for world in worlds() {
        let records = world.build();
        let whole = archive(records.clone());
        let mut builder = ArchiveBuilder::new();
        records.iter().cloned().for_each(|record| builder.record(record));
        assert_eq!(builder.len(), records.len());
        let one_by_one = builder.build().expect("the same records");
        let parts = [0, records.len() / 3, records.len()];
        let extended = parts.map(|at| {
            let (first, rest) = records.split_at(at);
            // A record may name a later one only where the first part is asked alone.
            let first = Archive::from_records(first.to_vec()).ok()?;
            Some(first.extend(rest.to_vec()).expect("the same records"))
        });
        let lines: Vec<String> = records
            .iter()
            .map(|record| serde_json::to_string(record).expect("a record is written"))
            .collect();
        let read = Archive::from_lines(lines.iter().map(String::as_str), |line| {
            serde_json::from_str(line)
        });
        let read = read.expect("the same records");
        for other in extended.into_iter().flatten().chain([one_by_one, read.clone()]) {
            assert_eq!(other.verify(), Ok(()));
            assert!(other.records().eq(records.iter().cloned()));
            assert!(whole.changes_to(&other).iter().next().is_none());
            assert_eq!(whole.report().len(), other.report().len());
        }
        let last = read.treaties().last().map(|it| it.claims().last().and_then(|it| it.line()));
        if let Some(line) = last.flatten() {
            assert!(matches!(
                serde_json::from_str(&lines[line - 1]),
                Ok(Line::Record(record)) if record.kind() == RecordKind::Treaty
            ));
        }
    }
}
