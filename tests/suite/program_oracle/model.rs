//! Small archives of programmes and their money, as plain lists.

use bilateral::{
    Actor, Archive, Estimate, Organization, PriceBasis, Program, ProgramKind, ProgramRole,
    ProgramRoleKind, Record, ReportingPeriod, Sector, Source, Stage, Transaction,
};
use proptest::prelude::*;

use super::numbers::Span;

pub(super) const SOURCES: usize = 3;

/// The actors; the agency is an organ of the first.
pub(super) const ACTORS: [&str; 4] = ["USA", "FRA", "KAZ", "org:agency"];
pub(super) const AGENCY: usize = 3;

pub(super) fn actor(number: usize) -> Actor {
    ACTORS[number].parse().expect("an actor")
}

/// The actor as which another counts.
pub(super) fn principal(number: usize) -> usize {
    if number == AGENCY { 0 } else { number }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    Unstated,
    On(&'static str),
    Over(&'static str),
}

/// Everything by which two transactions of one programme may be claims on the same money.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) stage: Stage,
    pub(super) estimated: bool,
    pub(super) in_kind: bool,
    pub(super) provider: Option<usize>,
    pub(super) receiver: Option<usize>,
    pub(super) when: When,
    pub(super) cumulative: bool,
    pub(super) scope: Option<&'static str>,
    pub(super) prices: Option<&'static str>,
    pub(super) sectors: Vec<InSector>,
    pub(super) from: Option<usize>,
    pub(super) to: Option<usize>,
}

impl Key {
    /// Whether two keys are the same, organs counted as their principals.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let plain = |key: &Self| {
            let whole = |actor: Option<usize>| actor.map(principal);
            Self { provider: whole(key.provider), receiver: whole(key.receiver), ..key.clone() }
        };
        plain(self) == plain(other)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct InSector {
    pub(super) vocabulary: Option<&'static str>,
    pub(super) name: &'static str,
    pub(super) share: Option<u32>,
    pub(super) mainly: bool,
}

/// One transaction.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    pub(super) key: Key,
    pub(super) unit: &'static str,
    pub(super) estimate: String,
    pub(super) span: Span,
    /// The source that it cites itself.
    pub(super) own: Option<usize>,
}

impl Flow {
    pub(super) fn stating(mut self, unit: &'static str, number: &Number) -> Self {
        (self.unit, self.estimate, self.span) = (unit, number.text(unit), number.span());
        self
    }
}

/// How a number is worded.
#[derive(Debug, Clone, Copy)]
pub(super) enum Number {
    Exactly(i64),
    Between(i64, i64),
    UpTo(i64),
    MoreThan(i64),
}

impl Number {
    pub(super) fn text(&self, unit: &str) -> String {
        match self {
            Self::Exactly(n) => format!("{unit} {n}"),
            Self::Between(low, high) => format!("{unit} {low}..{high}"),
            Self::UpTo(n) => format!("up to {unit} {n}"),
            Self::MoreThan(n) => format!("more than {unit} {n}"),
        }
    }

    pub(super) fn span(&self) -> Span {
        match *self {
            Self::Exactly(n) => Span::at(n.into()),
            Self::Between(low, high) => Span::between(low.into(), high.into()),
            Self::UpTo(n) => Span { low: None, high: Some((n.into(), true)) },
            Self::MoreThan(n) => Span { low: Some((n.into(), false)), high: None },
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Role {
    pub(super) kind: ProgramRoleKind,
    pub(super) actor: usize,
    pub(super) share: Option<u32>,
}

/// One record on a programme.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) id: String,
    pub(super) source: usize,
    pub(super) denied: bool,
    pub(super) flows: Vec<Flow>,
}

/// One programme; the first record is the one whose id it has.
#[derive(Debug, Clone)]
pub(super) struct Programme {
    pub(super) parent: Option<usize>,
    pub(super) part_of: Option<usize>,
    pub(super) several: bool,
    pub(super) roles: Vec<Role>,
    pub(super) sectors: Vec<InSector>,
    pub(super) told: Vec<Told>,
}

impl Programme {
    pub(super) fn id(&self) -> &str {
        &self.told[0].id
    }
}

#[derive(Clone)]
pub(super) struct World {
    pub(super) programmes: Vec<Programme>,
}

/// As the records are written, so that a world found wanting can be read and kept.
impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let programmes = self.records();
        for record in programmes.iter().filter(|it| matches!(it, Record::Program(_))) {
            write!(f, "\n    {}", serde_json::to_string(record).expect("a record is written"))?;
        }
        Ok(())
    }
}

fn sector(it: &InSector) -> Sector {
    let mut sector = Sector::new(it.name);
    sector.vocabulary = it.vocabulary.map(str::to_owned);
    sector.share = it.share.map(|share| i64::from(share).into());
    sector.mainly = it.mainly;
    sector
}

impl World {
    pub(super) fn transaction(&self, flow: &Flow) -> Transaction {
        let key = &flow.key;
        let estimate = Estimate::parse(&flow.estimate).expect("an estimate");
        let mut it = Transaction::new(key.stage, estimate);
        it.estimated = key.estimated;
        it.in_kind = key.in_kind;
        it.provider = key.provider.map(actor);
        it.receiver = key.receiver.map(actor);
        match key.when {
            When::Unstated => {}
            When::On(date) => it.on = Some(date.parse().expect("a date")),
            When::Over(text) => it.period = Some(ReportingPeriod::parse(text).expect("a period")),
        }
        it.cumulative = key.cumulative;
        it.scope = key.scope.map(str::to_owned);
        it.prices = key.prices.map(|text| PriceBasis::parse(text).expect("prices"));
        it.sectors = key.sectors.iter().map(sector).collect();
        it.from_program = key.from.map(|at| self.programmes[at].id().to_owned());
        it.to_program = key.to.map(|at| self.programmes[at].id().to_owned());
        it.sources = flow.own.iter().map(|own| format!("s{own}").as_str().into()).collect();
        it
    }

    pub(super) fn records(&self) -> Vec<Record> {
        let mut records: Vec<Record> = (0..SOURCES)
            .map(|number| Source::new(format!("s{number}"), format!("Source {number}")).into())
            .collect();
        records.push(Organization::new("agency", "An agency").of(actor(0)).source("s0").into());
        for programme in &self.programmes {
            for (number, told) in programme.told.iter().enumerate() {
                let mut record = Program::new(told.id.as_str(), ProgramKind::Assistance, "Aid");
                record.sources = vec![format!("s{}", told.source).as_str().into()];
                record.denied = told.denied;
                record.transactions =
                    told.flows.iter().map(|flow| self.transaction(flow)).collect();
                if number == 0 {
                    let id = |at: usize| self.programmes[at].id().to_owned();
                    record.parent = programme.parent.map(id);
                    record.part_of = programme.part_of.map(id);
                    record.several = programme.several;
                    record.sectors = programme.sectors.iter().map(sector).collect();
                } else {
                    record.same_as = Some(programme.id().to_owned());
                }
                // A second record that repeats the roles hands out nothing twice.
                if number == 0 || (number == 1 && !told.denied) {
                    record.roles = programme
                        .roles
                        .iter()
                        .map(|role| {
                            let mut stated = ProgramRole::new(role.kind, actor(role.actor));
                            stated.share = role.share.map(|share| i64::from(share).into());
                            stated
                        })
                        .collect();
                }
                records.push(record.into());
            }
        }
        records
    }

    /// The archive, unless a rule refuses it: shares above a hundred, programmes in a circle.
    pub(super) fn archive(&self) -> Option<Archive> {
        Archive::from_records(self.records()).ok()
    }
}

/// What is drawn, and how often; each test of a law turns off what it does not speak of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Knobs {
    pub(super) programmes: usize,
    pub(super) flows: usize,
    pub(super) vague: f64,
    pub(super) times: &'static [When],
    pub(super) units: bool,
    pub(super) linked: f64,
    pub(super) odd: f64,
    pub(super) several_sources: bool,
    pub(super) shares: f64,
}

pub(super) const TIMES: &[When] = &[
    When::Unstated,
    When::On("2010-03-05"),
    When::On("2010-11-20"),
    When::On("2010"),
    When::On("2011-02~"),
    When::Over("2010"),
    When::Over("2010"),
    When::Over("2011"),
    When::Over("2010-33"),
    When::Over("2010-01/2010-06"),
    When::Over("FY2010"),
    When::Over("FY2011@10"),
    When::Over("../2010"),
    When::Over("2010/2011"),
];

pub(super) const YEARS: &[When] = &[When::Over("2010"), When::Over("2011"), When::Over("2010-34")];

impl Knobs {
    pub(super) const ALL: Self = Self {
        programmes: 4,
        flows: 3,
        vague: 0.4,
        times: TIMES,
        units: true,
        linked: 0.15,
        odd: 0.05,
        several_sources: true,
        shares: 0.6,
    };
}

/// A probability that may be drawn with: one of nothing is refused.
fn likely(share: f64) -> f64 {
    share.clamp(1e-9, 1.0 - 1e-9)
}

fn number(vague: f64) -> impl Strategy<Value = Number> {
    (prop::bool::weighted(likely(vague)), 0..6_u8, -3_i64..10, 0_i64..6).prop_map(
        |(is, kind, n, more)| match (is, kind) {
            (false, _) => Number::Exactly(n),
            (true, 0) => Number::UpTo(n),
            (true, 1) => Number::MoreThan(n),
            (true, _) => Number::Between(n, n + more),
        },
    )
}

pub(super) const SECTORS: [(Option<&str>, &str); 4] =
    [(None, "health"), (None, "water"), (Some("DAC"), "12220"), (Some("DAC"), "14030")];

fn sectors(shares: f64) -> impl Strategy<Value = Vec<InSector>> {
    let one = (
        prop::bool::weighted(0.4),
        prop::option::weighted(likely(shares), 10_u32..60),
        prop::bool::weighted(0.1),
    );
    prop::collection::vec(one, 4).prop_map(|all| {
        let named = all.into_iter().zip(SECTORS);
        named
            .filter(|((there, ..), _)| *there)
            .map(|((_, share, mainly), (vocabulary, name))| InSector {
                vocabulary,
                name,
                share: share.map(|share| share / 10 * 10),
                mainly: mainly && share.is_none(),
            })
            .collect()
    })
}

fn roles(shares: f64) -> impl Strategy<Value = Vec<Role>> {
    let one = (prop::bool::weighted(0.3), prop::option::weighted(likely(shares), 1_u32..6));
    prop::collection::vec(one, 8).prop_map(|all| {
        let mut roles = Vec::new();
        for (at, (there, share)) in all.into_iter().enumerate() {
            let (kind, actor) = (at / 4, at % 4);
            let kind = [ProgramRoleKind::Funding, ProgramRoleKind::Recipient][kind];
            if there {
                roles.push(Role { kind, actor, share: share.map(|share| share * 10) });
            }
        }
        roles
    })
}

fn key(knobs: Knobs) -> impl Strategy<Value = Key> {
    let stage = prop_oneof![
        8 => Just(Stage::Disbursement),
        2 => Just(Stage::Commitment),
        1 => Just(Stage::Pledge),
        1 => Just(Stage::Expenditure),
    ];
    let parties =
        (prop::option::weighted(0.6, 0..4_usize), prop::option::weighted(0.6, 0..4_usize))
            .prop_map(|(provider, receiver)| match (provider, receiver) {
                (Some(a), Some(b)) if principal(a) == principal(b) => (Some(a), None),
                both => both,
            });
    let odd = likely(knobs.odd);
    (
        stage,
        (prop::bool::weighted(odd), prop::bool::weighted(odd), prop::bool::weighted(2.0 * odd)),
        parties,
        prop::sample::select(knobs.times),
        prop::option::weighted(2.0 * odd, prop::sample::select(vec!["north", "south"])),
        prop::option::weighted(odd, prop::sample::select(vec!["current", "constant 2010"])),
        prop_oneof![3 => Just(Vec::new()), 1 => sectors(knobs.shares)],
        (
            prop::option::weighted(likely(knobs.linked), 0..knobs.programmes),
            prop::option::weighted(likely(knobs.linked), 0..knobs.programmes),
        ),
    )
        .prop_map(
            |(stage, flags, (provider, receiver), when, scope, prices, sectors, (from, to))| {
                let (estimated, in_kind, cumulative) = flags;
                Key {
                    stage,
                    estimated,
                    in_kind,
                    provider,
                    receiver,
                    when,
                    cumulative,
                    scope,
                    prices,
                    sectors,
                    from,
                    to,
                }
            },
        )
}

fn programme(knobs: Knobs) -> impl Strategy<Value = Programme> {
    let unit = if knobs.units { 0.1 } else { 0.0 };
    let source = if knobs.several_sources { 0..SOURCES } else { 0..1 };
    let own = if knobs.several_sources { 0.1 } else { 0.0 };
    let records = if knobs.several_sources { 1..4 } else { 1..2_usize };
    // Keys are drawn first, so that several records may speak of the same money.
    let keys = prop::collection::vec(key(knobs), 1..3);
    let flow = (
        any::<prop::sample::Index>(),
        number(knobs.vague),
        prop::bool::weighted(likely(unit)),
        prop::option::weighted(likely(own), source.clone()),
    );
    let told = (
        source,
        prop::bool::weighted(likely(knobs.odd / 2.0)),
        prop::collection::vec(flow, 0..=knobs.flows),
        prop::sample::select(vec!["a", "z"]),
    );
    (
        prop::option::weighted(0.7, any::<prop::sample::Index>()),
        prop::option::weighted(0.15, any::<prop::sample::Index>()),
        prop::bool::weighted(likely(knobs.odd / 2.0)),
        roles(knobs.shares),
        sectors(knobs.shares),
        keys,
        prop::collection::vec(told, records),
    )
        .prop_map(|(parent, part_of, several, roles, sectors, keys, told)| {
            let told = told.into_iter().enumerate().map(|(at, (source, denied, flows, letter))| {
                let flows = flows.into_iter().map(|(at, number, other, own)| {
                    let unit = if other { "EUR" } else { "USD" };
                    let key = at.get(&keys).clone();
                    let (estimate, span) = (number.text(unit), number.span());
                    Flow { key, unit, estimate, span, own }
                });
                let denied = denied && at > 0;
                Told { id: letter.to_owned(), source, denied, flows: flows.collect() }
            });
            // The programmes above are chosen among those before, once it is known how many.
            let far = |index: prop::sample::Index| index.index(usize::MAX);
            Programme {
                parent: parent.map(far),
                part_of: part_of.map(far),
                several,
                roles,
                sectors,
                told: told.collect(),
            }
        })
}

pub(super) fn worlds(knobs: Knobs) -> impl Strategy<Value = World> {
    prop::collection::vec(programme(knobs), 1..=knobs.programmes).prop_map(|mut programmes| {
        let count = programmes.len();
        for (at, programme) in programmes.iter_mut().enumerate() {
            programme.parent = programme.parent.filter(|_| at > 0).map(|far| far % at.max(1));
            programme.part_of = programme.part_of.filter(|_| at > 0).map(|far| far % at.max(1));
            for (number, told) in programme.told.iter_mut().enumerate() {
                told.id = match number {
                    0 => format!("p{at}"),
                    _ => format!("{}{at}{number}", told.id),
                };
                for flow in &mut told.flows {
                    flow.key.from = flow.key.from.map(|to| to % count);
                    flow.key.to = flow.key.to.map(|to| to % count);
                }
            }
        }
        World { programmes }
    })
}
