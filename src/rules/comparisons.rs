//! Rules between figures of one source or of two ends of one flow: parts and wholes, partners and the
//! world, CIF and FOB, mirrors, and stocks and flows.
//!
//! Two figures are compared only where they agree in every field but the one that the rule is about.
//! What is compared are ranges: a rule fires only where they certainly contradict each other.

use alloc::format;
use alloc::vec::Vec;

use super::findings::{Across, whereabouts};
use super::rule::{Check, Rule};
use super::worlds::{Goods, Key, Value, ends, goods, key, sharing, some, sorted, values};
use crate::country::CountryCode;
use crate::money::{Bounds, Decimal, PriceBasis};
use crate::record::{
    Actor, Area, Figure, FigureConcept, Flow, Product, Record, RecordKind, Valuation,
};
use crate::report::Severity;
use crate::store::{Keys, Store, TradeRow};

fn certainly_less(a: Bounds, b: Bounds) -> bool {
    a.less_than(b).is_ok_and(|less| less.is_yes())
}

pub(super) const PART_OVER_WHOLE: Rule = Rule {
    code: "trade/part-over-whole",
    severity: Severity::Warning,
    numbers: &[67],
    summary: "re-exports or domestic exports certainly exceed exports, or re-imports imports, by one source",
    why: "what is a part of a flow cannot be more than the flow: the figures are of different scope or swapped",
    source: "UN Comtrade, flow codes: RX and DX in X, RM in M",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 5","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"re-export","period":"2021","measure":"value","estimate":"USD 6","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 5","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"re-export","period":"2021","measure":"value","estimate":"USD 4","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(|store, findings| {
        parts(store, |part, whole| {
            if certainly_less(whole.amount, part.amount) {
                findings.found_in(
                    part.at,
                    "estimate",
                    format!(
                        "the flow `{}` of `{}` is more than the whole, `{}`, at {}",
                        part.figure.flow(),
                        shown(part),
                        shown(whole),
                        whereabouts(store, whole.at)
                    ),
                );
            }
        });
    }),
};

/// A range for a message: one amount where it is one.
fn amount(range: Bounds) -> alloc::string::String {
    range.exact().map_or_else(|| format!("{range}"), |amount| format!("{amount}"))
}

/// The source's own estimate, for a message.
fn shown(value: Value<'_>) -> alloc::string::String {
    value.figure.estimate().map(|estimate| format!("{estimate}")).unwrap_or_default()
}

const fn whole_of(flow: Flow) -> Option<Flow> {
    match flow {
        Flow::ReExport | Flow::Domestic => Some(Flow::Export),
        Flow::ReImport => Some(Flow::Import),
        Flow::Export | Flow::Import | Flow::TwoWay | Flow::Balance => None,
    }
}

/// What a part and its whole share beside the flow.
type PartKey<'s> = (Key<'s>, &'s Area, Option<&'static str>);

fn part_key<'s>(store: &Store, value: &Value<'s>) -> PartKey<'s> {
    let Value { at, figure, .. } = *value;
    (key(store, at, figure), figure.partner(), figure.valuation().map(Valuation::as_str))
}

/// Tells of every part of a flow with its whole.
fn parts<'s>(store: &'s Store, mut tell: impl FnMut(Value<'s>, Value<'s>)) {
    if !some(store, |shape| whole_of(shape.flow).is_some()) {
        return;
    }
    let parts = sorted(values(store, |figure| whole_of(figure.flow()).is_some()), |value| {
        part_key(store, value)
    });
    if parts.is_empty() {
        return;
    }
    for whole in values(store, |figure| matches!(figure.flow(), Flow::Export | Flow::Import)) {
        for (_, part) in sharing(&parts, &part_key(store, &whole)) {
            if whole_of(part.figure.flow()) == Some(whole.figure.flow()) {
                tell(part, whole);
            }
        }
    }
}

pub(super) const PARTS_NOT_WHOLE: Rule = Rule {
    code: "trade/parts-are-not-the-whole",
    severity: Severity::Warning,
    numbers: &[67],
    summary: "domestic exports and re-exports certainly do not add up to exports, by one source",
    why: "exports are the two together: a figure is missing a part, or of another scope",
    source: "UN Comtrade, flow codes: RX and DX in X, RM in M",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 9","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"re-export","period":"2021","measure":"value","estimate":"USD 2","sources":[{"source":"s"}]}
{"kind":"trade","id":"z","reporter":"USA","partner":"KAZ","flow":"domestic","period":"2021","measure":"value","estimate":"USD 4","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"rounded USD 9","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"re-export","period":"2021","measure":"value","estimate":"rounded USD 3","sources":[{"source":"s"}]}
{"kind":"trade","id":"z","reporter":"USA","partner":"KAZ","flow":"domestic","period":"2021","measure":"value","estimate":"rounded USD 5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(parts_are_not_the_whole),
};

fn parts_are_not_the_whole(store: &Store, findings: &mut Across<'_>) {
    let mut found: Vec<(Value<'_>, Value<'_>)> = Vec::new();
    parts(store, |part, whole| {
        if whole.figure.flow() == Flow::Export {
            found.push((part, whole));
        }
    });
    for of_whole in found.chunk_by(|(_, a), (_, b)| a.at == b.at) {
        let only = |flow: Flow| {
            let mut of_flow = of_whole.iter().filter(|(part, _)| part.figure.flow() == flow);
            of_flow.next().filter(|_| of_flow.next().is_none()).map(|(part, _)| *part)
        };
        let (Some(again), Some(domestic), Some((_, whole))) =
            (only(Flow::ReExport), only(Flow::Domestic), of_whole.first())
        else {
            continue;
        };
        let exceeds = |part: Value<'_>| certainly_less(whole.amount, part.amount);
        let Ok(sum) = again.amount.checked_add(domestic.amount) else { continue };
        let differs = certainly_less(sum, whole.amount) || certainly_less(whole.amount, sum);
        if differs && !exceeds(again) && !exceeds(domestic) {
            findings.found_in(
                whole.at,
                "estimate",
                format!(
                    "domestic exports of `{}` and re-exports of `{}` do not add up to `{}`",
                    shown(domestic),
                    shown(again),
                    shown(*whole)
                ),
            );
        }
    }
}

pub(super) const OVER_THE_WORLD: Rule = Rule {
    code: "trade/partners-over-world",
    severity: Severity::Warning,
    numbers: &[65],
    summary: "the partners of one flow add up to more than the world and a hundredth, by one source",
    why: "the world is all partners together: a figure is counted twice, or one of them is of another scope",
    source: "UN Comtrade: partner 0 is the world",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"world","flow":"export","period":"2021","measure":"value","estimate":"USD 100","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 70","sources":[{"source":"s"}]}
{"kind":"trade","id":"z","reporter":"USA","partner":"UZB","flow":"export","period":"2021","measure":"value","estimate":"USD 60","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"world","flow":"export","period":"2021","measure":"value","estimate":"USD 100","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 40","sources":[{"source":"s"}]}
{"kind":"trade","id":"z","reporter":"USA","partner":"UZB","flow":"export","period":"2021","measure":"value","estimate":"USD 60","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Worlds(|worlds, findings| {
        worlds.each(|world, sum, partners| {
            let most = world.amount.scale(Decimal::new(101, -2));
            if most.is_ok_and(|most| certainly_less(most, sum)) {
                findings.found_in(
                    world.at,
                    "estimate",
                    format!(
                        "{partners} partners together have `{}`, more than the world, `{}`",
                        amount(sum),
                        shown(world)
                    ),
                );
            }
        });
    }),
};

pub(super) const UNDER_THE_WORLD: Rule = Rule {
    code: "trade/partners-under-world",
    severity: Severity::Warning,
    numbers: &[65],
    summary: "the partners of one flow add up to less than the world less a hundredth, and the source lists all of them",
    why: "a partner or the areas not specified are missing, and every rank and share is counted without them",
    source: "UN Comtrade: partner 0 is the world",
    bad: r#"{"kind":"source","id":"u","title":"A yearbook","published":"2023","covers":[{"kind":"trade","period":"2000/2022","actors":["USA"]}]}
{"kind":"trade","id":"x","reporter":"USA","partner":"world","flow":"export","period":"2021","measure":"value","estimate":"USD 100","sources":[{"source":"u"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 30","sources":[{"source":"u"}]}
{"kind":"trade","id":"z","reporter":"USA","partner":"UZB","flow":"export","period":"2021","measure":"value","estimate":"USD 60","sources":[{"source":"u"}]}"#,
    good: r#"{"kind":"source","id":"u","title":"A yearbook","published":"2023","covers":[{"kind":"trade","period":"2000/2022","actors":["USA"]}]}
{"kind":"trade","id":"x","reporter":"USA","partner":"world","flow":"export","period":"2021","measure":"value","estimate":"USD 100","sources":[{"source":"u"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 40","sources":[{"source":"u"}]}
{"kind":"trade","id":"z","reporter":"USA","partner":"UZB","flow":"export","period":"2021","measure":"value","estimate":"USD 60","sources":[{"source":"u"}]}"#,
    also: &[],
    check: Check::Worlds(|worlds, findings| {
        worlds.each(|world, sum, partners| {
            let least = world.amount.scale(Decimal::new(99, -2));
            let is_less = least.is_ok_and(|least| certainly_less(sum, least));
            if is_less && lists_all(worlds.store(), world) {
                findings.found_in(
                    world.at,
                    "estimate",
                    format!("{partners} partners together have `{}`, less than the world, `{}`, and the source lists all of them", amount(sum), shown(world)),
                );
            }
        });
    }),
};

/// How many of the lists that a source says to be complete are looked at for one figure.
const MOST_COVERS: usize = 256;

/// Whether the source of a figure says that it lists all trade of the reporter over the period.
fn lists_all(store: &Store, world: Value<'_>) -> bool {
    let Some(Record::Source(source)) = store.whole(store.original(world.at)) else { return false };
    let days = world.figure.period().envelope();
    source.covers.iter().take(MOST_COVERS).any(|covers| {
        covers.kind == RecordKind::TradeFigure
            && covers.kind_type.is_none()
            && covers.period.core().is_some_and(|core| core.encloses(days))
            && (covers.actors.is_empty()
                || covers.actors.iter().take(MOST_COVERS).any(|area| match area {
                    Area::World => true,
                    Area::Actor(actor) => actor == world.figure.reporter(),
                    Area::Special(_) => false,
                }))
    })
}

pub(super) const CIF_BELOW_FOB: Rule = Rule {
    code: "trade/cif-below-fob",
    severity: Severity::Warning,
    numbers: &[61],
    summary: "a flow is certainly worth less at the importer's border than at the exporter's, by one source",
    why: "insurance and freight come on top: the two figures or their valuations are swapped",
    source: "International Merchandise Trade Statistics 2010: CIF and FOB values",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"import","period":"2021","measure":"value","estimate":"USD 6","valuation":"fob","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"import","period":"2021","measure":"value","estimate":"USD 5","valuation":"cif","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"import","period":"2021","measure":"value","estimate":"USD 5","valuation":"fob","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"import","period":"2021","measure":"value","estimate":"USD 6","valuation":"cif","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(cif_below_fob),
};

/// What two valuations of one flow share.
fn border_key<'s>(store: &Store, value: &Value<'s>) -> (Key<'s>, &'static str, &'s Area) {
    let Value { at, figure, .. } = *value;
    (key(store, at, figure), figure.flow().as_str(), figure.partner())
}

fn cif_below_fob(store: &Store, findings: &mut Across<'_>) {
    if !some(store, |shape| shape.valuation == Some(Valuation::Cif)) {
        return;
    }
    let mut cifs = values(store, |it| it.valuation() == Some(Valuation::Cif)).peekable();
    if cifs.peek().is_none() {
        return;
    }
    let fobs = sorted(values(store, |it| it.valuation() == Some(Valuation::Fob)), |value| {
        border_key(store, value)
    });
    for cif in cifs {
        if let Some((_, fob)) = sharing(&fobs, &border_key(store, &cif)).next()
            && certainly_less(cif.amount, fob.amount)
        {
            findings.found_in(
                cif.at,
                "estimate",
                format!(
                    "the value `{}` with insurance and freight is less than that without, `{}`, at {}",
                    shown(cif),
                    shown(fob),
                    whereabouts(store, fob.at)
                ),
            );
        }
    }
}

pub(super) const MIRROR: Rule = Rule {
    code: "trade/mirror-outside-band",
    severity: Severity::Warning,
    numbers: &[66],
    summary: "what one end of a flow counts as imports lies certainly outside the caller's band around what the other counts as exports",
    why: "the two ends never agree, and a large gap tells of transit, of another partner or of a slip",
    source: "UN Comtrade: mirror statistics, reported by both ends",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 100","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"KAZ","partner":"USA","flow":"import","period":"2021","measure":"value","estimate":"USD 1000","sources":[{"source":"t"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 100","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"KAZ","partner":"USA","flow":"import","period":"2021","measure":"value","estimate":"USD 110","sources":[{"source":"t"}]}"#,
    also: &[],
    check: Check::Across(mirror_outside_band),
};

/// What the two ends of a flow share: exporter, importer, days, whether the year is fiscal, product and
/// goods.
type MirrorKey<'s> = (
    CountryCode,
    CountryCode,
    (i32, i32),
    bool,
    Option<&'static str>,
    Goods<'s>,
    Option<PriceBasis>,
);

fn mirror_key<'s>(value: &Value<'s>) -> Option<MirrorKey<'s>> {
    let figure = value.figure;
    let (reporter, partner) = (figure.reporter().country()?, figure.partner().actor()?.country()?);
    let (from, to) =
        if figure.flow() == Flow::Export { (reporter, partner) } else { (partner, reporter) };
    Some((
        from,
        to,
        ends(figure.period().envelope().into()),
        figure.period().is_fiscal(),
        figure.product().map(Product::as_str),
        goods(figure.commodity()),
        figure.prices(),
    ))
}

fn mirror_outside_band(store: &Store, findings: &mut Across<'_>) {
    let Some((low, high)) = findings.mirror_band() else { return };
    let is_end = |figure: TradeRow<'_>| {
        matches!(figure.flow(), Flow::Export | Flow::Import)
            && figure.customs().is_none()
            && figure.transport().is_none()
    };
    let mut ends: Vec<(MirrorKey<'_>, Value<'_>)> =
        values(store, is_end).filter_map(|value| Some((mirror_key(&value)?, value))).collect();
    ends.sort_by(|(a, one), (b, other)| a.cmp(b).then(one.at.cmp(&other.at)));
    let hundredths = |percent: u32| Decimal::new(i64::from(percent), -2);
    for of_flow in ends.chunk_by(|(a, _), (b, _)| a == b) {
        // All that is claimed of one end, as one range.
        let end = |flow: Flow| {
            let claims = of_flow.iter().map(|(_, value)| value);
            let mut claims = claims.filter(|value| value.figure.flow() == flow);
            let first = claims.next()?;
            let amount = claims.try_fold(first.amount, |all, next| all.hull(next.amount).ok())?;
            Some((first, amount))
        };
        let (Some((export, sent)), Some((import, got))) = (end(Flow::Export), end(Flow::Import))
        else {
            continue;
        };
        let (Ok(least), Ok(most)) = (sent.scale(hundredths(low)), sent.scale(hundredths(high)))
        else {
            continue;
        };
        if certainly_less(got, least) || certainly_less(most, got) {
            findings.found_in(
                import.at,
                "estimate",
                format!(
                    "imports of `{}` lie outside {low} to {high} percent of the exports that `{}` counts, `{}`, at {}",
                    shown(*import),
                    export.figure.reporter(),
                    shown(*export),
                    whereabouts(store, export.at)
                ),
            );
        }
    }
}

pub(super) const STOCK_CHANGE: Rule = Rule {
    code: "figure/stock-change-is-not-flow",
    severity: Severity::Note,
    numbers: &[72],
    summary: "a stock changed by another amount than the flow between its two days, by one source",
    why: "it is normal, for prices and exchange rates move stocks too; a reader who adds flows should know",
    source: "BPM6 and the OECD Benchmark Definition of Foreign Direct Investment: positions and transactions",
    bad: r#"{"kind":"figure","id":"a","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"USD 10","on":"2020-12-31","sources":[{"source":"s"}]}
{"kind":"figure","id":"b","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"USD 15","on":"2021-12-31","sources":[{"source":"s"}]}
{"kind":"figure","id":"c","type":"investment","from":"USA","to":"KAZ","concept":"flow","estimate":"USD 2","period":"2021","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"figure","id":"a","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"USD 10","on":"2020-12-31","sources":[{"source":"s"}]}
{"kind":"figure","id":"b","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"USD 15","on":"2021-12-31","sources":[{"source":"s"}]}
{"kind":"figure","id":"c","type":"investment","from":"USA","to":"KAZ","concept":"flow","estimate":"rounded USD 5","period":"2021","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(stock_change_is_not_flow),
};

/// What a stock and a flow of one thing share.
type FigureKey<'s> = (
    (u32, &'static str, &'s Actor, &'s Area),
    (Option<&'s str>, Option<&'s Actor>, Option<&'static str>, Option<PriceBasis>),
    Option<(i32, i32)>,
);

fn figure_key<'s>(store: &Store, at: u32, figure: &'s Figure) -> FigureKey<'s> {
    (
        (store.original(at), figure.kind.as_str(), &figure.from, &figure.to),
        (
            figure.label.as_deref(),
            figure.reporter.as_ref(),
            figure.presentation.map(|it| it.as_str()),
            figure.prices,
        ),
        figure.vintage.map(|vintage| ends(Keys::of(vintage))),
    )
}

fn stock_change_is_not_flow(store: &Store, findings: &mut Across<'_>) {
    let figures = |concept: FigureConcept| {
        store.of_kind(RecordKind::Figure).iter().filter_map(move |at| match store.whole(*at)? {
            Record::Figure(figure)
                if figure.concept == Some(concept)
                    && !figure.denied
                    && figure.sectors.is_empty() =>
            {
                Some((*at, figure, figure.estimate?.bounds()))
            }
            _ => None,
        })
    };
    let mut stocks: Vec<(FigureKey<'_>, i32, Bounds)> = figures(FigureConcept::Stock)
        .filter_map(|(at, figure, amount)| {
            let on = Keys::of(figure.on?);
            on.is_single().then(|| (figure_key(store, at, figure), on.first(), amount))
        })
        .collect();
    if stocks.is_empty() {
        return;
    }
    stocks.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    for (at, figure, flow) in figures(FigureConcept::Flow) {
        let Some(days) = figure.period.and_then(|period| period.days()).map(Keys::from) else {
            continue;
        };
        let key = figure_key(store, at, figure);
        let stock = |day: i32| {
            let place = stocks.partition_point(|(other, on, _)| (other, on) < (&key, &day));
            let found = stocks.get(place).filter(|(other, on, _)| *other == key && *on == day);
            found.map(|(.., amount)| *amount)
        };
        let (Some(before), Some(after)) =
            (stock(days.first().saturating_sub(1)), stock(days.last()))
        else {
            continue;
        };
        let Ok(change) = after.checked_sub(before) else { continue };
        if certainly_less(change, flow) || certainly_less(flow, change) {
            findings.found_in(
                at,
                "estimate",
                format!(
                    "the stock changed by `{}` over these days, and the flow is `{}`",
                    amount(change),
                    amount(flow)
                ),
            );
        }
    }
}
