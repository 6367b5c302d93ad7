//! Small random archives of trade, and questions about them.

use std::collections::BTreeSet;

use bilateral::{
    Actor, Area, Commodity, CountryCode, Covers, Flow, Measure, ObservationStatus, PartialDate,
    Period, PriceBasis, Product, RecordKind, ReportingPeriod, Settling, Source, TradeBasis,
    TradeFigure, Unit, Valuation, day,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::claims::{Wanted, World};
use super::selection::{Asked, Wish};

pub(super) const USA: CountryCode = CountryCode::USA;
pub(super) const KAZ: CountryCode = CountryCode::KAZ;

pub(super) fn period(text: &str) -> ReportingPeriod {
    text.parse().expect("a period")
}

pub(super) fn area(text: &str) -> Area {
    text.parse().expect("an area")
}

/// With whom it is traded; the organ counts as Kazakhstan.
const PARTNERS: &[&str] = &[
    "KAZ",
    "KAZ",
    "DEU",
    "DEU",
    "FRA",
    "CHN",
    "org:kazstat",
    "world",
    "world",
    "area:bunkers",
    "area:nes",
    "org:eu",
    "USA",
];

const AMOUNTS: &[&str] = &["0", "0", "1", "2", "3", "3", "5", "5", "10", "12"];
const VAGUE: &[&str] = &[
    "rounded USD 3",
    "rounded USD 1e1",
    "about USD 4",
    "at least USD 2",
    "more than USD 3",
    "up to USD 4",
    "at most USD 3",
    "less than USD 2",
    "USD 2..4",
    "nearly USD 10",
    "USD 0..3",
    "rounded USD 0",
];
const SIGNED: &[&str] =
    &["USD -2", "rounded USD -3", "USD -3..1", "up to USD 2", "at least USD -4"];
const WITHOUT: &[&str] = &["O", "Q", "K", "H", "L", "M", "Q", "O"];
const WITH: &[&str] = &["A", "B", "D", "E", "P", "N", "W", "W"];
const VINTAGES: &[&str] = &[
    "2022",
    "2022-03",
    "2022-03-05",
    "2023-01-15",
    "2023",
    "2022~",
    "[2022-02..2022-08]",
    "[2022-05-01..]",
];
const PERIODS: &[&str] =
    &["2021", "2021", "2021", "2021", "2021-01/2021-12", "2020", "FY2021@10", "2021-33"];

/// What all figures have in common, unless one differs.
#[derive(Debug, Clone)]
struct Sort {
    product: Option<Product>,
    basis: Option<TradeBasis>,
    exports: Option<Valuation>,
    imports: Option<Valuation>,
    compiler: Option<Actor>,
    prices: Option<PriceBasis>,
}

fn sort() -> impl Strategy<Value = Sort> {
    let valuation = select(vec![
        (None, None),
        (None, None),
        (Some(Valuation::Fob), Some(Valuation::Fob)),
        (Some(Valuation::Fob), Some(Valuation::Cif)),
        (Some(Valuation::Fob), None),
    ]);
    (
        prop::option::weighted(0.3, select(Product::ALL.to_vec())),
        prop::option::weighted(0.3, select(TradeBasis::ALL.to_vec())),
        valuation,
        prop::option::weighted(0.2, Just(Actor::organization("census"))),
        prop::option::weighted(0.2, Just(PriceBasis::parse("constant 2015").expect("prices"))),
    )
        .prop_map(|(product, basis, (exports, imports), compiler, prices)| Sort {
            product,
            basis,
            exports,
            imports,
            compiler,
            prices,
        })
}

/// A figure by numbers into the lists above.
#[derive(Debug, Clone)]
struct Drawn {
    partner: &'static str,
    flow: Flow,
    told: Told,
    source: usize,
    vintage: Option<&'static str>,
    differs: Option<u8>,
    detail: Option<u8>,
    period: &'static str,
    denied: bool,
    mirrored: bool,
    organ: bool,
}

#[derive(Debug, Clone)]
enum Told {
    Number(String, Option<&'static str>),
    Without(&'static str),
}

fn told(signed: bool) -> BoxedStrategy<Told> {
    let exact = select(AMOUNTS).prop_map(|it| format!("USD {it}")).boxed();
    let vague = if signed { SIGNED } else { VAGUE };
    let number = prop_oneof![5 => exact, 4 => select(vague).prop_map(String::from)];
    let with: Vec<&str> = WITH.iter().copied().filter(|it| !(signed && *it == "W")).collect();
    prop_oneof![
        6 => (number, prop::option::weighted(0.3, select(with))).prop_map(|(number, status)| Told::Number(number, status)),
        1 => select(WITHOUT).prop_map(Told::Without),
    ]
    .boxed()
}

fn drawn(flows: Vec<Flow>) -> impl Strategy<Value = Drawn> {
    let flow = prop_oneof![9 => select(flows), 1 => select(Flow::ALL.to_vec())];
    let told =
        flow.prop_flat_map(|flow| told(flow == Flow::Balance).prop_map(move |told| (flow, told)));
    (
        select(PARTNERS),
        told,
        0..4_usize,
        prop::option::weighted(0.4, select(VINTAGES)),
        prop::option::weighted(0.04, 0..7_u8),
        prop::option::weighted(0.15, 0..12_u8),
        select(PERIODS),
        prop::bool::weighted(0.06),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.1),
    )
        .prop_map(
            |(
                partner,
                (flow, told),
                source,
                vintage,
                differs,
                detail,
                period,
                denied,
                mirrored,
                organ,
            )| Drawn {
                partner,
                flow,
                told,
                source,
                vintage,
                differs,
                detail,
                period,
                denied,
                mirrored,
                organ,
            },
        )
}

impl Drawn {
    fn figure(&self, id: usize, sort: &Sort) -> Option<TradeFigure> {
        let other: Actor = if self.organ { Actor::organization("census") } else { USA.into() };
        let (reporter, partner) = match (area(self.partner), self.mirrored) {
            (Area::Actor(actor), true) => (actor, Area::Actor(other)),
            (partner, _) => (other, partner),
        };
        // Only what comes back, and what stays, is trade with oneself.
        let itself = partner.actor() == Some(&reporter) || (self.mirrored && self.partner == "USA");
        if (itself || self.partner == "USA")
            && !matches!(self.flow, Flow::ReImport | Flow::Domestic)
        {
            return None;
        }
        let mut figure = TradeFigure::new(
            format!("f{id}"),
            reporter,
            partner,
            self.flow,
            period(self.period),
            Measure::Value,
        )
        .source(format!("s{}", self.source).as_str());
        figure.product = sort.product;
        figure.basis = sort.basis;
        figure.valuation = match self.flow {
            Flow::Import | Flow::ReImport => sort.imports,
            Flow::Balance | Flow::TwoWay => None,
            _ => sort.exports,
        };
        figure.reported_by = sort.compiler.clone();
        figure.prices = sort.prices;
        figure.denied = self.denied;
        figure.vintage = self.vintage.map(|it| it.parse::<PartialDate>().expect("a date"));
        match &self.told {
            Told::Number(text, status) => {
                let text =
                    if self.differs == Some(6) { text.replace("USD", "EUR") } else { text.clone() };
                figure.estimate = Some(text.parse().expect("an estimate"));
                figure.status = status.map(status_of);
            }
            Told::Without(status) => figure.status = Some(status_of(status)),
        }
        match self.differs {
            Some(0) => {
                figure.product = other_than(figure.product, Product::Goods, Product::Services)
            }
            Some(1) => {
                figure.basis =
                    other_than(figure.basis, TradeBasis::Customs, TradeBasis::BalanceOfPayments)
            }
            Some(2 | 3) => {
                figure.valuation = other_than(figure.valuation, Valuation::Fob, Valuation::Cif)
            }
            Some(4) => {
                figure.reported_by = other_than(
                    figure.reported_by,
                    Actor::organization("kazstat"),
                    Actor::organization("census"),
                )
            }
            Some(5) => {
                figure.prices = other_than(
                    figure.prices,
                    PriceBasis::parse("current").expect("prices"),
                    PriceBasis::parse("constant 2020").expect("prices"),
                )
            }
            _ => {}
        }
        detail(&mut figure, self.detail);
        Some(figure)
    }
}

fn other_than<T: PartialEq>(was: Option<T>, one: T, two: T) -> Option<T> {
    if was.as_ref() == Some(&one) { Some(two) } else { Some(one) }
}

fn status_of(code: &str) -> ObservationStatus {
    code.parse().expect("a status")
}

fn detail(figure: &mut TradeFigure, number: Option<u8>) {
    let coded = |edition: &str, code: &str| Commodity::new().edition(edition).code(code);
    match number {
        Some(0 | 1) => figure.commodity = Some(coded("HS2017", "TOTAL")),
        Some(2 | 3) => figure.commodity = Some(coded("HS2017", "27")),
        Some(4) => figure.commodity = Some(coded("HS2017", "2709")),
        Some(5) => figure.commodity = Some(coded("HS2012", "27")),
        Some(6) => figure.commodity = Some(Commodity::new().label("oil")),
        Some(7) => figure.customs = Some("C00".into()),
        Some(8) => figure.customs = Some("C01".into()),
        Some(9) => figure.transport = Some("0".into()),
        Some(10) => figure.transport = Some("1000".into()),
        _ => {}
    }
}

/// When a source was published, which one it supersedes, and the period, type and actors it covers.
type Edition<'c> = (Option<&'c str>, Option<usize>, Option<Listed<'c>>);
type Listed<'c> = (&'c str, Option<&'c str>, &'c [&'c str]);

/// The four sources: later ones are published later, and may take the place of earlier ones.
fn sources() -> impl Strategy<Value = Vec<Source>> {
    let covers = prop::option::weighted(
        0.25,
        (
            select(vec![
                "2021-01-01/2021-12-31",
                "2020/2022",
                "2021/2021",
                "../..",
                "2021-06-01/..",
                "2019/..",
            ]),
            select(vec![None::<&str>, None, Some("export"), Some("import"), Some("two-way")]),
            select(vec![&[][..] as &[&str], &["USA"], &["world"], &["KAZ"], &["KAZ", "USA"]]),
        ),
    );
    let one = (
        select(vec![None, Some("2022-02"), Some("2022-05-01"), Some("2023"), Some("2023-06")]),
        prop::option::weighted(0.25, 0..4_usize),
        covers,
    );
    prop::collection::vec(one, 4).prop_map(|drawn| {
        let source = |(at, (published, supersedes, covers)): (usize, Edition<'_>)| {
            let mut source = Source::new(format!("s{at}"), "A source");
            source.published = published.map(|it| it.parse().expect("a date"));
            source.supersedes =
                supersedes.filter(|earlier| *earlier < at).map(|it| format!("s{it}"));
            if let Some((text, kind, actors)) = covers {
                let span: Period = Period::parse(text).expect("a period");
                let mut cover = Covers::new(RecordKind::TradeFigure, span);
                cover.kind_type = kind.map(str::to_owned);
                cover.actors = actors.iter().map(|it| area(it)).collect();
                source.covers = vec![cover];
            }
            source
        };
        drawn.into_iter().enumerate().map(source).collect()
    })
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let settling = select(vec![Settling::Majority, Settling::LatestPublished, Settling::Consensus]);
    let some = (
        prop::collection::vec((0..4_usize).prop_map(|it| format!("s{it}")), 0..2),
        prop::option::of(settling),
    )
        .prop_map(|(preferred, settling)| Wanted { preferred, settling });
    prop_oneof![3 => Just(Wanted::default()), 1 => some]
}

/// What is asked, with some facets chosen.
fn wish(asked: Asked) -> impl Strategy<Value = Wish> {
    let detail = prop::option::weighted(0.12, 0..8_u8);
    let facet = prop::option::weighted(0.12, 0..9_u8);
    let published = prop::option::weighted(
        0.15,
        select(vec![day(2022, 2, 28), day(2022, 3, 31), day(2022, 12, 31), day(2023, 2, 1)]),
    );
    (detail, facet, published, prop::bool::weighted(0.4), prop::bool::weighted(0.1)).prop_map(
        move |(detail, facet, published, as_valued, organ)| {
            let reporter: Actor = if organ { Actor::organization("census") } else { USA.into() };
            let mut wish = Wish::new(reporter, period("2021"), asked);
            wish.published = published;
            wish.as_valued = as_valued;
            match detail {
                Some(0 | 1) => wish.commodity = Some(("HS2017".into(), "27".into())),
                Some(2) => wish.commodity = Some(("HS2017".into(), "2709".into())),
                Some(3) => wish.commodity = Some(("HS2012".into(), "27".into())),
                Some(4 | 5) => wish.customs = Some("C01".into()),
                Some(6) => wish.transport = Some("1000".into()),
                _ => {}
            }
            match facet {
                Some(0) => wish.product = Some(None),
                Some(1) => wish.product = Some(Some(Product::Goods)),
                Some(2) => wish.basis = Some(Some(TradeBasis::Customs)),
                Some(3) => wish.valuation = Some(None),
                Some(4) => wish.valuation = Some(Some(Valuation::Fob)),
                Some(5) => wish.compiler = Some(None),
                Some(6) => wish.compiler = Some(Some(Actor::organization("census"))),
                Some(7) => wish.prices = Some(None),
                Some(8) => wish.unit = Some(Unit::USD),
                _ => {}
            }
            wish
        },
    )
}

pub(super) fn asked() -> impl Strategy<Value = Asked> {
    prop_oneof![
        3 => Just(Asked::One(Flow::Export)),
        2 => Just(Asked::One(Flow::Import)),
        4 => Just(Asked::TwoWay),
        3 => Just(Asked::Balance),
        1 => select(vec![Flow::ReExport, Flow::ReImport, Flow::Domestic]).prop_map(Asked::One),
    ]
}

/// An archive and a question about it.
pub(super) fn world_and_wish() -> impl Strategy<Value = (World, Wish)> {
    asked().prop_flat_map(|asked| (worlds(asked, 1..11), wish(asked)))
}

/// Archives dense in the flows that are asked about.
pub(super) fn worlds(
    asked: Asked,
    figures: std::ops::Range<usize>,
) -> impl Strategy<Value = World> {
    let flows = match asked {
        Asked::One(flow) => vec![flow],
        Asked::TwoWay => vec![Flow::Export, Flow::Export, Flow::Import, Flow::Import, Flow::TwoWay],
        Asked::Balance => {
            vec![Flow::Export, Flow::Export, Flow::Import, Flow::Import, Flow::Balance]
        }
    };
    let figures = prop::collection::vec(drawn(flows), figures);
    (sort(), sources(), figures, wanted()).prop_map(|(sort, sources, drawn, wanted)| {
        let figures = drawn.iter().enumerate().filter_map(|(id, drawn)| drawn.figure(id, &sort));
        let mut world = World { figures: figures.collect(), wanted, ..base(sources) };
        keep_one_a_key(&mut world);
        world
    })
}

/// Drops figures until each source gives one number for one key and vintage.
pub(super) fn keep_one_a_key(world: &mut World) {
    let mut keys = BTreeSet::new();
    world.figures.retain(|it| {
        let detail = (&it.commodity, &it.customs, &it.transport, it.period, it.vintage);
        keys.insert(format!(
            "{:?} {:?} {:?} {:?} {detail:?}",
            it.sources, it.reporter, it.partner, it.flow
        ))
    });
}

/// An archive and a question about it, where every other figure is of the year before.
pub(super) fn two_years() -> impl Strategy<Value = (World, Wish)> {
    asked().prop_flat_map(|asked| (worlds(asked, 1..12), wish(asked))).prop_map(
        |(mut world, wish)| {
            for figure in world.figures.iter_mut().skip(1).step_by(2) {
                figure.period = period("2020");
            }
            keep_one_a_key(&mut world);
            (world, wish)
        },
    )
}

/// An archive of commodities with one partner, in two years.
pub(super) fn commodities() -> impl Strategy<Value = (World, Wish)> {
    let kinds = prop::collection::vec(0..12_u8, 12);
    (asked().prop_flat_map(|asked| (worlds(asked, 2..12), wish(asked))), kinds).prop_map(
        |((mut world, wish), kinds)| {
            for (figure, kind) in world.figures.iter_mut().zip(kinds) {
                let coded =
                    |edition: &str, code: &str| Some(Commodity::new().edition(edition).code(code));
                figure.commodity = match kind {
                    0..4 => coded("HS2017", "27"),
                    4..7 => coded("HS2017", "28"),
                    7 => coded("HS2017", "2709"),
                    8 => coded("HS2012", "27"),
                    9 => coded("HS2017", "TOTAL"),
                    _ => None,
                };
                figure.partner = if kind % 5 == 4 { area("DEU") } else { area("KAZ") };
                figure.reporter = USA.into();
                if kind % 3 == 2 && figure.period == period("2021") {
                    figure.period = period("2020");
                }
            }
            keep_one_a_key(&mut world);
            (world, Wish { commodity: None, ..wish })
        },
    )
}

/// The organs and groups without which no archive of this cast is whole.
pub(super) fn base(sources: Vec<Source>) -> World {
    let organ = |id: &str, of: CountryCode| (id.to_owned(), Actor::from(of));
    World {
        sources,
        organs: vec![organ("census", USA), organ("kazstat", KAZ)],
        groups: vec!["eu".into()],
        ..World::default()
    }
}
