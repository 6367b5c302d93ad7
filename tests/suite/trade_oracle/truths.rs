//! Archives told from an exact truth, so that every answer can be held against what was so.

use bilateral::{
    Actor, Covers, Decimal, Flow, Measure, ObservationStatus, RecordKind, Source, TradeFigure,
};
use proptest::prelude::*;

use super::cast::{USA, area, base, period};
use super::claims::World;

/// The countries, and an area that is none. The union is of Germany and France.
pub(super) const COUNTRIES: [&str; 4] = ["KAZ", "DEU", "FRA", "CHN"];
pub(super) const OTHERS: [&str; 3] = ["area:nes", "org:eu", "world"];
/// A country of which no figure is ever told.
const HIDDEN: &str = "TKM";

/// A number: reporter, partner, flow and year.
type Key = (String, String, Flow, u16);

/// What is so, in tenths.
#[derive(Debug, Clone, Default)]
pub(super) struct Truths(Vec<(Key, i128)>);

impl Truths {
    fn insert(&mut self, key: Key, tenths: i128) {
        self.0.push((key, tenths));
    }

    fn of(&self, key: &Key) -> i128 {
        self.0.iter().find(|(it, _)| it == key).map_or(0, |(_, tenths)| *tenths)
    }
}

/// How one number is told: in which words, how far from the truth, and by how many sources.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    words: u8,
    below: i128,
    above: i128,
    second: u8,
}

fn telling() -> impl Strategy<Value = Telling> {
    (0..16_u8, 0..30_i128, 0..30_i128, 0..12_u8).prop_map(|(words, below, above, second)| Telling {
        words,
        below,
        above,
        second,
    })
}

fn decimal(tenths: i128) -> Decimal {
    Decimal::from_parts(tenths, -1).expect("a small number")
}

impl Telling {
    /// An estimate that holds the truth, and whether it is of what includes other numbers.
    fn estimate(self, words: u8, tenths: i128, gross: bool) -> Option<(String, bool)> {
        let at = decimal;
        let nearest = (tenths + 5).div_euclid(10);
        let (below, above) = (self.below, self.above);
        Some(match words {
            0 | 1 => (format!("USD {}", at(tenths)), false),
            2 => (format!("USD {}..{}", at(tenths - below), at(tenths + above)), false),
            3 => (format!("at least USD {}", at(tenths - below)), false),
            4 => (format!("more than USD {}", at(tenths - below - 1)), false),
            5 => (format!("up to USD {}", at(tenths + above)), false),
            6 => (format!("less than USD {}", at(tenths + above + 1)), false),
            7 => (format!("rounded USD {nearest}"), false),
            8 => (format!("about USD {}", nearest + (self.below % 3 - 1)), false),
            9 if gross => (format!("USD {}", at(tenths + above)), true),
            _ => return None,
        })
    }

    /// The records that tell a number, none if it is not told.
    fn figures(self, key: &Key, tenths: i128, exact: bool) -> Vec<TradeFigure> {
        let (reporter, partner, flow, year) = key;
        let gross = *flow != Flow::Balance;
        let new = |what: &str, source: &str| {
            let id = format!("{reporter}-{partner}-{flow}-{year}-{what}");
            let reporter: Actor = reporter.parse().expect("an actor");
            TradeFigure::new(
                id,
                reporter,
                area(partner),
                *flow,
                period(&year.to_string()),
                Measure::Value,
            )
            .source(source)
        };
        let told = |mut figure: TradeFigure, (text, includes): (String, bool)| {
            figure.estimate = Some(text.parse().unwrap_or_else(|error| panic!("{text}: {error}")));
            if includes {
                figure.status = Some(ObservationStatus::IncludesOther);
            }
            figure
        };
        if exact {
            return vec![told(new("exact", "s0"), (format!("USD {}", decimal(tenths)), false))];
        }
        let mut figures = Vec::new();
        match self.estimate(self.words, tenths, gross) {
            Some(it) => figures.push(told(new("a", "s0"), it)),
            None if self.words < 12 => {
                let mut figure = new("a", "s0");
                figure.status = Some(if self.words == 10 {
                    ObservationStatus::Suppressed
                } else {
                    ObservationStatus::Missing
                });
                figures.push(figure);
            }
            None => {}
        }
        if figures.is_empty() {
            return figures;
        }
        let wrong = (format!("USD {}", decimal(tenths + 17)), false);
        match self.second {
            // Another source, vague about the same truth.
            0 | 1 => figures.extend(
                self.estimate(2 + (self.words + 3) % 8, tenths, gross)
                    .map(|it| told(new("b", "s1"), it)),
            ),
            // What is wrong is denied.
            2 => figures.push({
                let mut figure = told(new("denied", "s1"), wrong);
                figure.denied = true;
                figure
            }),
            // What was wrong is replaced, by an edition or by a version.
            3 => {
                for figure in &mut figures {
                    figure.sources[0].source = "s2".into();
                }
                figures.push(told(new("old", "s1"), wrong));
            }
            4 => {
                for figure in &mut figures {
                    figure.vintage = Some("2023".parse().expect("a date"));
                }
                let mut figure = told(new("old", "s0"), wrong);
                figure.vintage = Some("2022-06".parse().expect("a date"));
                figures.push(figure);
            }
            _ => {}
        }
        figures
    }
}

/// An archive, and what is so.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) world: World,
    pub(super) truths: Truths,
}

impl Told {
    pub(super) fn truth(&self, reporter: &str, partner: &str, flow: Flow, year: u16) -> i128 {
        let of = |partner: &str, flow: Flow| {
            self.truths.of(&(reporter.to_owned(), partner.to_owned(), flow, year))
        };
        match flow {
            Flow::TwoWay => of(partner, Flow::Export) + of(partner, Flow::Import),
            Flow::Balance => of(partner, Flow::Export) - of(partner, Flow::Import),
            flow => of(partner, flow),
        }
    }

    /// The countries with a figure of a flow in a year, however it is told.
    pub(super) fn recorded(&self, flow: Flow, year: u16) -> Vec<&'static str> {
        let flows = match flow {
            Flow::TwoWay | Flow::Balance => vec![Flow::Export, Flow::Import, flow],
            flow => vec![flow],
        };
        let told = |country: &&str| {
            self.world.figures.iter().any(|it| {
                it.reporter == USA.into()
                    && it.partner == area(country)
                    && flows.contains(&it.flow)
                    && it.period == period(&year.to_string())
            })
        };
        COUNTRIES.into_iter().filter(told).collect()
    }

    /// The rank of a country, among those given.
    pub(super) fn rank(&self, country: &str, among: &[&str], flow: Flow, year: u16) -> usize {
        let of = |country: &str| self.truth("USA", country, flow, year);
        1 + among.iter().filter(|other| of(other) > of(country)).count()
    }
}

/// Archives told from a truth; `exact` tells all of it, and exactly.
pub(super) fn told(exact: bool) -> impl Strategy<Value = Told> {
    let partners = COUNTRIES.len() + 2;
    // Exports and imports in two years, with the four countries, the area and the hidden one.
    let amounts =
        prop::collection::vec(prop_oneof![1 => Just(0_i128), 5 => 0..125_i128], partners * 4);
    let mirrors = prop::collection::vec(0..125_i128, 4);
    // Every number, the sums stated included.
    let tellings = prop::collection::vec(telling(), 80);
    // How often partners are not told at all.
    (amounts, mirrors, tellings, any::<bool>(), 0..4_u8).prop_map(
        move |(amounts, mirrors, tellings, complete, silence)| {
            let complete = complete || exact;
            let mut truths = Truths::default();
            let mut figures = Vec::new();
            let mut tellings = tellings.into_iter();
            let mut tell = |key: Key, tenths: i128, whole: bool| {
                let telling = tellings.next().expect("enough tellings");
                let silent = !whole && telling.second + telling.words % 2 < silence * 2;
                if !silent || exact {
                    figures.extend(telling.figures(&key, tenths, exact));
                }
            };
            let key =
                |partner: &str, flow, year| ("USA".to_owned(), partner.to_owned(), flow, year);
            let names: Vec<&str> = COUNTRIES.into_iter().chain(["area:nes", HIDDEN]).collect();
            for (at, tenths) in amounts.into_iter().enumerate() {
                let (flow, year) = ([Flow::Export, Flow::Import][at % 2], [2020, 2021][at / 2 % 2]);
                let partner = names[at / 4];
                let tenths = if partner == HIDDEN && complete { 0 } else { tenths };
                truths.insert(key(partner, flow, year), tenths);
                if partner != HIDDEN {
                    tell(key(partner, flow, year), tenths, false);
                }
            }
            for (flow, year) in [
                (Flow::Export, 2020),
                (Flow::Import, 2020),
                (Flow::Export, 2021),
                (Flow::Import, 2021),
            ] {
                let of = |truths: &Truths, partner: &str| truths.of(&key(partner, flow, year));
                let union = of(&truths, "DEU") + of(&truths, "FRA");
                let whole = names.iter().map(|it| of(&truths, it)).sum();
                truths.insert(key("org:eu", flow, year), union);
                truths.insert(key("world", flow, year), whole);
                if !exact {
                    tell(key("org:eu", flow, year), union, true);
                    tell(key("world", flow, year), whole, true);
                }
            }
            for (partner, flow) in [
                ("KAZ", Flow::TwoWay),
                ("DEU", Flow::TwoWay),
                ("KAZ", Flow::Balance),
                ("DEU", Flow::Balance),
                ("world", Flow::TwoWay),
            ] {
                let of = |flow| truths.of(&key(partner, flow, 2021));
                let sum = if flow == Flow::TwoWay {
                    of(Flow::Export) + of(Flow::Import)
                } else {
                    of(Flow::Export) - of(Flow::Import)
                };
                if !exact {
                    tell(key(partner, flow, 2021), sum, true);
                }
            }
            for (at, tenths) in mirrors.into_iter().enumerate() {
                let (partner, flow) =
                    (["KAZ", "DEU"][at / 2], [Flow::Export, Flow::Import][at % 2]);
                let key = (partner.to_owned(), "USA".to_owned(), flow, 2021);
                truths.insert(key.clone(), tenths);
                tell(key, tenths, true);
            }
            let mut sources: Vec<Source> =
                (0..4).map(|at| Source::new(format!("s{at}"), "A source")).collect();
            sources[2].supersedes = Some("s1".into());
            if complete {
                sources[3].covers = vec![
                    Covers::new(
                        RecordKind::TradeFigure,
                        "2019-01-01/2022-12-31".parse::<bilateral::Period>().expect("a period"),
                    )
                    .actor(area("USA")),
                ];
                // What a complete list lacks is zero.
                let lists = |figures: &[TradeFigure], (reporter, partner, flow, year): &Key| {
                    reporter != "USA"
                        || figures.iter().any(|it| {
                            it.reporter == USA.into()
                                && it.partner == area(partner)
                                && it.flow == *flow
                                && it.period == period(&year.to_string())
                        })
                };
                let lacking: Vec<_> = truths
                    .0
                    .iter()
                    .filter(|(key, tenths)| {
                        *tenths != 0
                            && !lists(&figures, key)
                            && !matches!(key.1.as_str(), "org:eu" | "world")
                    })
                    .map(|(key, _)| key.clone())
                    .collect();
                // A number that is not listed is stated after all.
                for key in lacking {
                    let exactly = Telling { words: 0, below: 0, above: 0, second: 9 };
                    figures.extend(exactly.figures(&key, truths.of(&key), false));
                }
            }
            Told { world: World { figures, ..base(sources) }, truths }
        },
    )
}
