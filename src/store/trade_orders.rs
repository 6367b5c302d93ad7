//! The order of partners in each group of trade figures, so that a rank is found and not worked out.
//!
//! Within a group, figures that share every facet (product, basis, valuation, compiler, prices) are one
//! *class*: what a question without a policy is about, once its choices leave one class. Of each class
//! the partners that are countries stand here in the order of their ranks. Where all
//! values are exact and differ, the place in that order is the rank, and nothing more is kept; a value
//! that is a range moves the ranks of all others behind it, or of those within it, by one. So the
//! distance of the ranks from the place stands behind the partners, once for each run of partners that
//! have the same. The classes of two-way trade are those of stated two-way figures and of
//! the sums of exports and imports together.
//!
//! A group that holds something unusual (records of one subject that differ in a facet, a class in two
//! units, a reporter beyond those that have a number) has no classes: its questions are worked out.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::Range;

use super::amounts::VoicedAmount;
use super::areas::{Areas, OTHER};
use super::listed::Listed;
use super::ranks::spans;
use super::records::Records;
use super::subjects::Subjects;
use super::trade_groups::TradeGroups;
use super::trade_table::TradeRow;
use super::trade_values::{anything, figure, together, value, voiced, zero};
use crate::date::ReportingPeriod;
use crate::money::{Bounds, Decimal, PriceBasis, Unit};
use crate::record::{Actor, Area, Flow, Measure, Product, TradeBasis, Valuation};

/// The code of a classification that stands for everything traded.
const TOTAL: &str = "TOTAL";
/// The customs procedure code that stands for all of them (UN Comtrade).
const ALL_PROCEDURES: &str = "C00";
/// The mode of transport code that stands for all of them (UN Comtrade).
const ALL_MODES: &str = "0";

/// What the figures of a class share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClassFacets {
    pub(crate) product: Option<Product>,
    pub(crate) basis: Option<TradeBasis>,
    pub(crate) valuation: Option<Valuation>,
    pub(crate) compiler: Option<Actor>,
    pub(crate) prices: Option<PriceBasis>,
}

/// What orders facets while their numbers are given.
type FacetKey<'r> = (Option<u8>, Option<u8>, Option<u8>, Option<PriceBasis>, Option<&'r Actor>);

/// Partners of one reporter, period and flow that are ranked together; by default nobody.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Class {
    /// The number of its facets.
    facets: u32,
    /// Where its partners begin.
    order: u32,
    /// How many there are.
    len: u16,
    /// The unit of its numbers; absent if none states one.
    pub(crate) unit: Option<Unit>,
    /// In how many runs the ranks keep their distance from the places; 0 if the place is the rank.
    runs: u16,
}

/// What the values of a class with countries add up to, as far as they are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ClassSum {
    /// The sum of those that are exact; absent if none is, or if it could not be held exactly.
    pub(crate) sum: Option<Decimal>,
    /// How many values it adds.
    pub(crate) added: u32,
    /// With how many partners of whatever sort some figure is, the reporter itself apart.
    pub(crate) partners: u32,
}

/// Partners in the order of their ranks, where they are stored.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ordered<'s> {
    partners: &'s [u16],
    runs: Runs<'s>,
}

/// Each run of partners whose ranks keep one distance from their places; none if all are their places.
#[derive(Debug, Clone, Copy, Default)]
struct Runs<'s> {
    /// Where each begins.
    firsts: &'s [u16],
    distances: &'s [Distance],
}

/// How far the best rank lies below the place, and the worst above the best.
type Distance = [u16; 2];

/// Where each run begins, and its distance.
fn runs(spans: &[((u16, u16), u16)]) -> (Vec<u16>, Vec<Distance>) {
    let (mut firsts, mut distances) = (Vec::new(), Vec::new());
    for (at, ((best, worst), _)) in (0_u16..).zip(spans) {
        let down = at.saturating_add(1).saturating_sub(*best);
        let distance = [down, worst.saturating_sub(*best)];
        if distances.last() != Some(&distance) {
            firsts.push(at);
            distances.push(distance);
        }
    }
    if distances == [[0, 0]] { Default::default() } else { (firsts, distances) }
}

impl Runs<'_> {
    /// The distance at a place.
    #[inline]
    fn at(self, at: usize) -> Distance {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        // There are few, and one instruction compares many.
        let begun = self.firsts.iter().filter(|first| **first <= at).count();
        let own = begun.checked_sub(1).and_then(|run| self.distances.get(run));
        own.copied().unwrap_or_default()
    }
}

impl<'s> Ordered<'s> {
    #[inline]
    pub(crate) const fn len(self) -> usize {
        self.partners.len()
    }

    /// The place of a partner.
    #[inline]
    pub(crate) fn position(self, partner: u16) -> Option<usize> {
        // Compared by the chunk, so that one instruction compares many.
        let chunks = self.partners.chunks_exact(CHUNK);
        let rest = chunks.remainder();
        let mut before = 0;
        for chunk in chunks {
            if chunk.iter().fold(false, |found, it| found | (*it == partner)) {
                return Some(before + chunk.iter().position(|it| *it == partner)?);
            }
            before += CHUNK;
        }
        Some(before + rest.iter().position(|it| *it == partner)?)
    }

    /// The partner at a place, with its best and its worst rank.
    #[inline]
    pub(crate) fn get(self, at: usize) -> Option<(u16, u16, u16)> {
        let partner = *self.partners.get(at)?;
        let (best, worst) = span(at, self.runs.at(at));
        Some((partner, best, worst))
    }

    /// Every partner with its best and its worst rank, in order.
    #[inline]
    pub(crate) const fn iter(self) -> InOrder<'s> {
        InOrder { ordered: self, at: 0, distance: [0; 2], next: 0 }
    }
}

/// The best and the worst rank at a place.
#[inline]
fn span(at: usize, [down, width]: Distance) -> (u16, u16) {
    let best = u16::try_from(at + 1).unwrap_or(u16::MAX).saturating_sub(down);
    (best, best.saturating_add(width))
}

/// Partners with their ranks, one after another, so that no run is searched for.
#[derive(Debug, Clone)]
pub(crate) struct InOrder<'s> {
    ordered: Ordered<'s>,
    at: usize,
    distance: Distance,
    /// The next run.
    next: usize,
}

impl Iterator for InOrder<'_> {
    type Item = (u16, u16, u16);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let partner = *self.ordered.partners.get(self.at)?;
        let Runs { firsts, distances } = self.ordered.runs;
        if firsts.get(self.next).is_some_and(|first| usize::from(*first) == self.at) {
            self.distance = distances.get(self.next).copied().unwrap_or_default();
            self.next += 1;
        }
        let (best, worst) = span(self.at, self.distance);
        self.at += 1;
        Some((partner, best, worst))
    }
}

/// How many partners are compared at once.
const CHUNK: usize = 32;

/// What is known of one group as a whole.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// Where its classes begin.
    classes: u32,
    /// A source lists all partners.
    is_complete: bool,
    /// Some figure claims a rank.
    has_claims: bool,
    /// Its classes are all that there is to be asked of values of everything together.
    is_classed: bool,
    /// Its class, if it has just one, as most groups have: it stands here so that whoever asks for a rank
    /// looks at one place less.
    only: Option<Class>,
}

/// The order of partners in each group of trade figures.
#[derive(Debug, Default)]
pub(crate) struct TradeOrders {
    facets: Vec<ClassFacets>,
    /// One a group.
    known: Vec<Known>,
    classes: Vec<Class>,
    /// One a class.
    sums: Vec<ClassSum>,
    /// The partners of each class, by number: the best rank first, then the worst, then by number; behind
    /// them its runs.
    order: Vec<u16>,
}

/// A record of a value that is of everything together, with the number of its facets and its partner.
type Told = (u32, u16, u32);

/// What some records of one flow that share their facets and their partner say together.
#[derive(Debug, Clone)]
struct Valued {
    facets: u32,
    partner: u16,
    value: Option<Bounds>,
    /// The unit in which they state numbers, if they state any.
    unit: Option<Unit>,
    /// They state numbers in several units.
    is_mixed: bool,
    /// Where those records stand among all that are told of.
    told: Range<u32>,
}

/// The values of one flow of one reporter and period, in the order of facets and partner.
#[derive(Debug, Default)]
struct Side {
    told: Vec<Told>,
    valued: Vec<Valued>,
}

impl Side {
    /// Puts records together that share facets and partner, and works out their values, once for all
    /// that is asked of them.
    fn of(records: &Records, told: Vec<Told>) -> Self {
        let mut valued = Vec::with_capacity(told.len());
        let mut claims: Vec<u32> = Vec::new();
        let mut begin = 0;
        for own in told.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((facets, partner, _)) = own.first() else { continue };
            claims.clear();
            claims.extend(own.iter().map(|told| told.2));
            let units = claims.iter().filter_map(|at| figure(records, *at));
            let mut units = units.filter_map(TradeRow::estimate).map(|estimate| estimate.unit());
            let unit = units.next();
            let end = begin + u32::try_from(own.len()).unwrap_or(u32::MAX);
            valued.push(Valued {
                facets: *facets,
                partner: *partner,
                value: value(records, &claims),
                unit,
                is_mixed: units.any(|it| Some(it) != unit),
                told: begin..end,
            });
            begin = end;
        }
        Self { told, valued }
    }

    /// The values of some facets.
    fn of_facets(&self, facets: u32) -> &[Valued] {
        let first = self.valued.partition_point(|it| it.facets < facets);
        let last = self.valued.partition_point(|it| it.facets <= facets);
        self.valued.get(first..last).unwrap_or_default()
    }

    /// The records behind a value.
    fn claims(&self, valued: &Valued) -> Vec<u32> {
        let own = self.told.get(valued.told.start as usize..valued.told.end as usize);
        own.unwrap_or_default().iter().map(|told| told.2).collect()
    }
}

impl TradeOrders {
    pub(super) fn of(records: &Records, subjects: &Subjects, groups: &TradeGroups) -> Self {
        let listed = Listed::of(records);
        let mut numbers: BTreeMap<FacetKey<'_>, u32> = BTreeMap::new();
        let mut orders = Self::default();
        let mut of_styles = alloc::vec![None; records.trade_table().styles().len()];
        let mut of_flows: Vec<(Flow, Option<Side>)> = Vec::new();
        for block in groups.blocks() {
            of_flows.clear();
            for group in block.clone() {
                let Some((_, flow)) = groups.head(group) else { continue };
                let told = told(records, subjects, groups, group, &mut of_styles, |first| {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    *numbers.entry(facet_key(records, first)).or_insert_with(|| {
                        orders.facets.push(facets_of(records, first));
                        next
                    })
                });
                of_flows.push((flow, told.map(|told| Side::of(records, told))));
            }
            for group in block {
                orders.add(records, (subjects, groups, &listed), group, &of_flows);
            }
        }
        orders.facets.shrink_to_fit();
        orders.known.shrink_to_fit();
        orders.classes.shrink_to_fit();
        orders.sums.shrink_to_fit();
        orders.order.shrink_to_fit();
        orders
    }

    /// Adds the classes of one group.
    fn add(
        &mut self,
        records: &Records,
        (subjects, groups, listed): (&Subjects, &TradeGroups, &Listed<'_>),
        group: u32,
        of_flows: &[(Flow, Option<Side>)],
    ) {
        let classes = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        let has_claims = groups.has_claims(group);
        self.known.push(Known { classes, has_claims, ..Known::default() });
        let Some((reporter, flow)) = groups.head(group) else { return };
        let areas = subjects.trade().0.areas();
        let Some(Area::Actor(actor)) = areas.get(reporter) else { return };
        let is_complete = period_of(records, subjects, groups, group)
            .and_then(ReportingPeriod::days)
            .filter(|days| days.count().is_some())
            .is_some_and(|days| match flow {
                Flow::TwoWay | Flow::Balance => [Flow::Export, Flow::Import]
                    .into_iter()
                    .all(|flow| listed.holds(actor, flow, days)),
                flow => listed.holds(actor, flow, days),
            });
        if let Some(known) = self.known.last_mut() {
            known.is_complete = is_complete;
        }
        let nothing = Side::default();
        let parts: &[Flow] = match flow {
            Flow::Balance => return,
            Flow::TwoWay => &[Flow::TwoWay, Flow::Export, Flow::Import],
            ref one => core::slice::from_ref(one),
        };
        let mut sides: Vec<&Side> = Vec::with_capacity(parts.len());
        for part in parts {
            match of_flows.iter().find(|(flow, _)| flow == part).map(|(_, side)| side) {
                None => sides.push(&nothing),
                Some(Some(side)) => sides.push(side),
                // Something unusual.
                Some(None) => return,
            }
        }
        let ranked = Ranking { records, areas, reporter, is_complete };
        let mut numbers: Vec<u32> = Vec::new();
        for side in &sides {
            let of_side = side.valued.chunk_by(|a, b| a.facets == b.facets);
            numbers.extend(of_side.filter_map(|own| own.first()).map(|it| it.facets));
        }
        numbers.sort_unstable();
        numbers.dedup();
        let mut found: Vec<Ranked> = Vec::with_capacity(numbers.len());
        for facets in numbers {
            // Of two-way trade, what is stated itself.
            let stated = sides.first().map_or(&[][..], |side| side.of_facets(facets));
            let sum = ranked.sum_of(stated);
            let class = match sides.as_slice() {
                [_] => ranked.of_one(stated),
                [side, exports, imports] => ranked.of_two_ways(
                    side,
                    [stated, exports.of_facets(facets), imports.of_facets(facets)],
                ),
                _ => None,
            };
            let Some((unit, spans)) = class else { return };
            found.push(Ranked { facets, unit, sum, spans });
        }
        found.into_iter().for_each(|class| self.push(class));
        let only = self.classes.get(classes as usize..).unwrap_or_default();
        let only = if let [only] = only { Some(*only) } else { None };
        if let Some(known) = self.known.last_mut() {
            (known.is_classed, known.only) = (true, only);
        }
    }

    fn push(&mut self, class: Ranked) {
        let Ranked { facets, unit, sum, spans } = class;
        self.sums.push(sum);
        let (firsts, distances) = runs(&spans);
        self.classes.push(Class {
            facets,
            unit,
            order: u32::try_from(self.order.len()).unwrap_or(u32::MAX),
            len: u16::try_from(spans.len()).unwrap_or(u16::MAX),
            runs: u16::try_from(firsts.len()).unwrap_or(u16::MAX),
        });
        self.order.extend(spans.iter().map(|(_, partner)| *partner));
        self.order.extend(firsts);
        self.order.extend(distances.as_flattened());
    }

    /// The classes of a group.
    #[inline]
    pub(crate) fn classes(&self, group: u32) -> Range<u32> {
        let at = group as usize;
        let end = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        let first = self.known.get(at).map_or(end, |known| known.classes);
        first..self.known.get(at + 1).map_or(end, |known| known.classes)
    }

    /// Whether the classes of a group are all that there is to be asked of values of everything together.
    #[inline]
    pub(crate) fn is_classed(&self, group: u32) -> bool {
        self.known.get(group as usize).is_some_and(|known| known.is_classed)
    }

    /// The class of a group that has just one, with its number.
    #[inline]
    pub(crate) fn only(&self, group: u32) -> Option<(u32, Class)> {
        let known = self.known.get(group as usize)?;
        known.only.map(|class| (known.classes, class))
    }

    /// Whether some figure of a group claims a rank.
    #[inline]
    pub(crate) fn has_claims(&self, group: u32) -> bool {
        self.known.get(group as usize).is_some_and(|known| known.has_claims)
    }

    /// Whether a source lists all partners of a group.
    #[inline]
    pub(crate) fn is_complete(&self, group: u32) -> bool {
        self.known.get(group as usize).is_some_and(|known| known.is_complete)
    }

    /// What the exact values of a class add up to.
    #[inline]
    pub(crate) fn sum(&self, class: u32) -> ClassSum {
        self.sums.get(class as usize).copied().unwrap_or_default()
    }

    #[inline]
    pub(crate) fn class(&self, class: u32) -> Option<Class> {
        self.classes.get(class as usize).copied()
    }

    /// What the figures of a class share.
    #[inline]
    pub(crate) fn facets(&self, class: Class) -> Option<&ClassFacets> {
        self.facets.get(class.facets as usize)
    }

    /// The partners of a class that are ranked, in order of their ranks.
    #[inline]
    pub(crate) fn partners(&self, class: Class) -> &[u16] {
        let first = class.order as usize;
        self.order.get(first..first + usize::from(class.len)).unwrap_or_default()
    }

    /// The same with their ranks.
    #[inline]
    pub(crate) fn ordered(&self, class: Class) -> Ordered<'_> {
        let (first, len) = (class.order as usize, usize::from(class.len));
        let runs = usize::from(class.runs);
        let own = self.order.get(first..first + len + 3 * runs).unwrap_or_default();
        let (partners, own) = own.split_at_checked(len).unwrap_or_default();
        let (firsts, own) = own.split_at_checked(runs).unwrap_or_default();
        Ordered { partners, runs: Runs { firsts, distances: own.as_chunks().0 } }
    }

    /// Every order is that of the ranks, each worked out by comparing each value with each.
    pub(crate) fn verify(
        &self,
        records: &Records,
        subjects: &Subjects,
        groups: &TradeGroups,
    ) -> Result<(), &'static str> {
        if self.known.len() != groups.len() {
            return Err("a group has no classes of its own");
        }
        for (group, known) in (0_u32..).zip(&self.known) {
            let has_one = known.is_classed && self.classes(group).len() == 1;
            let only = self.only(group).map(|(number, class)| (number, class.order, class.len));
            let first = self.classes(group).start;
            let class = self.class(first).filter(|_| has_one);
            if only != class.map(|class| (first, class.order, class.len)) {
                return Err("what is held to be the only class of a group is not");
            }
        }
        let again = Self::of(records, subjects, groups);
        let same = again.order == self.order
            && again.facets == self.facets
            && again.sums == self.sums
            && again.classes.len() == self.classes.len();
        if !same {
            return Err("the order of partners is not that of the records");
        }
        let areas = subjects.trade().0.areas();
        for class in self.classes.iter().copied() {
            let (partners, ordered) = (self.partners(class), self.ordered(class));
            let spans = (0..partners.len()).filter_map(|at| ordered.get(at));
            let spans: Vec<_> = spans.map(|it| (usize::from(it.1), usize::from(it.2))).collect();
            let keyed: Vec<_> = spans.iter().zip(partners).collect();
            if partners.iter().zip(0..).any(|(it, at)| ordered.position(*it) != Some(at)) {
                return Err("a partner does not stand in its place");
            }
            if !keyed.is_sorted() || !partners.iter().all(|it| areas.is_country(*it)) {
                return Err("partners do not stand in the order of their ranks");
            }
            let fits = |(best, worst): &(usize, usize)| {
                1 <= *best && best <= worst && *worst <= partners.len()
            };
            if !spans.iter().all(fits) {
                return Err("a rank is none among so many partners");
            }
        }
        Ok(())
    }
}

/// A class with the ranks of its partners, in their order.
struct Ranked {
    facets: u32,
    unit: Option<Unit>,
    sum: ClassSum,
    spans: Spans,
}

/// The best and the worst rank of each partner, in their order.
type Spans = Vec<((u16, u16), u16)>;

/// Works out the ranks of the classes of one group.
struct Ranking<'r> {
    records: &'r Records,
    areas: &'r Areas,
    reporter: u16,
    is_complete: bool,
}

impl Ranking<'_> {
    /// The unit and the ranks of the partners of which some records tell; `None` if they tell of several
    /// units.
    fn of_one(&self, own: &[Valued]) -> Option<(Option<Unit>, Spans)> {
        if !is_of_one_unit([own]) {
            return None;
        }
        let unit = own.iter().find_map(|it| it.value).map(Bounds::unit);
        let values = own.iter().map(|it| (it.partner, it.value)).collect();
        Some((unit, self.ranked(values, unit)))
    }

    /// The same of two-way trade: what is stated of it, and the exports and imports that give it.
    fn of_two_ways(&self, side: &Side, sides: [&[Valued]; 3]) -> Option<(Option<Unit>, Spans)> {
        if !is_of_one_unit(sides) {
            return None;
        }
        let unit = sides.iter().copied().flatten().find_map(|it| it.value).map(Bounds::unit);
        let mut values = Vec::with_capacity(sides.iter().map(|side| side.len()).sum());
        let [mut stated, mut exports, mut imports] = sides;
        while let Some(partner) =
            [stated, exports, imports].iter().filter_map(|side| Some(side.first()?.partner)).min()
        {
            let of_partner = [
                next_of(&mut stated, partner),
                next_of(&mut exports, partner),
                next_of(&mut imports, partner),
            ];
            values.push((partner, self.two_ways(partner, side, of_partner, unit)));
        }
        Some((unit, self.ranked(values, unit)))
    }

    /// What is possible of the two-way trade with one partner; `None` if nothing is known.
    fn two_ways(
        &self,
        partner: u16,
        side: &Side,
        [stated, exports, imports]: [Option<&Valued>; 3],
        unit: Option<Unit>,
    ) -> Option<Bounds> {
        if exports.is_none() && imports.is_none() {
            return stated?.value;
        }
        let is_listed = self.is_complete && self.areas.is_country(partner);
        let part = |own: Option<&Valued>| match own {
            Some(own) => own.value.or_else(|| unit.map(anything)),
            None if is_listed => unit.map(zero),
            None => unit.map(anything),
        };
        let computed = match (part(exports), part(imports)) {
            (Some(exports), Some(imports)) => exports.checked_add(imports).ok(),
            _ => None,
        };
        let Some(stated) = stated else { return computed };
        let mut said: Vec<VoicedAmount<'_>> = voiced(self.records, &side.claims(stated));
        said.extend(computed.map(|bounds| VoicedAmount { bounds, cited: &[] }));
        together(self.records, &said)
    }

    /// What the exact values of the partners that are countries add up to.
    fn sum_of(&self, own: &[Valued]) -> ClassSum {
        let mut found = ClassSum::default();
        let mut sum = Some(Decimal::ZERO);
        for Valued { partner, value, .. } in own {
            // Trade with no partner is no one's.
            if *partner == self.reporter {
                continue;
            }
            found.partners += 1;
            if !self.areas.is_country(*partner) {
                continue;
            }
            if let Some(amount) = value.and_then(Bounds::exact) {
                sum = sum.and_then(|sum| sum.checked_add(amount.value()).ok());
                found.added += 1;
            }
        }
        found.sum = sum.filter(|_| found.added > 0);
        if found.sum.is_none() {
            found.added = 0;
        }
        found
    }

    /// The ranks of the partners that have one; a value of which nothing is known is any of the unit.
    fn ranked(&self, mut values: Vec<(u16, Option<Bounds>)>, unit: Option<Unit>) -> Spans {
        let is_ranked = |partner: u16| self.areas.is_country(partner) && partner != self.reporter;
        values.retain(|(partner, _)| is_ranked(*partner));
        let possible = values.iter().map(|(_, value)| value.or_else(|| unit.map(anything)));
        let place = |rank: usize| u16::try_from(rank).unwrap_or(u16::MAX);
        let found = spans(&possible.collect::<Vec<_>>()).into_iter().zip(&values);
        let mut spans: Spans = found
            .map(|((best, worst), (partner, _))| ((place(best), place(worst)), *partner))
            .collect();
        spans.sort_unstable();
        spans
    }
}

/// Takes the first of some values, if it is of a partner.
fn next_of<'v>(values: &mut &'v [Valued], partner: u16) -> Option<&'v Valued> {
    let (first, rest) = values.split_first()?;
    (first.partner == partner).then(|| {
        *values = rest;
        first
    })
}

/// Whether all records tell of one unit, as far as they state any.
fn is_of_one_unit<const N: usize>(sides: [&[Valued]; N]) -> bool {
    let mut first: Option<Unit> = None;
    sides.iter().copied().flatten().all(|it| {
        first = first.or(it.unit);
        !it.is_mixed && (it.unit.is_none() || it.unit == first)
    })
}

/// What is known of a style: the number of its facets, or that its figures are of no class.
type OfStyle = Option<Option<u32>>;

/// The records of a group that tell of values of everything together, in the order of facets, partner
/// and record; `None` if there is something unusual among them.
fn told<'r>(
    records: &'r Records,
    subjects: &Subjects,
    groups: &TradeGroups,
    group: u32,
    of_styles: &mut [OfStyle],
    mut number: impl FnMut(TradeRow<'r>) -> u32,
) -> Option<Vec<Told>> {
    let own = groups.figures(group).iter().zip(groups.partners(group));
    let mut told: Vec<Told> = Vec::with_capacity(own.len());
    for (subject, partner) in own {
        let claims = subjects.get(*subject).map_or(&[][..], |it| it.claims);
        let Some(first) = claims.first().and_then(|at| figure(records, *at)) else { continue };
        if *partner == OTHER {
            return None;
        }
        let of_style = of_styles.get(first.shared().1 as usize).copied().flatten();
        if let ([only], Some(facets)) = (claims, of_style) {
            told.extend(facets.map(|facets| (facets, *partner, *only)));
            continue;
        }
        let mut note = |facets: Option<u32>| {
            if let Some(of_style) = of_styles.get_mut(first.shared().1 as usize) {
                *of_style = Some(facets);
            }
        };
        if first.measure() != Measure::Value || !is_everything(first) {
            note(None);
            continue;
        }
        let all = claims.iter().filter_map(|at| figure(records, *at));
        if !all.clone().all(|it| is_undivided(it) == is_undivided(first)) {
            return None;
        }
        if !is_undivided(first) {
            note(None);
            continue;
        }
        let key = facet_key(records, first);
        if claims.len() > 1 && !all.clone().all(|it| facet_key(records, it) == key) {
            return None;
        }
        let facets = number(first);
        note(Some(facets));
        told.extend(claims.iter().map(|at| (facets, *partner, *at)));
    }
    // Records of one partner stay in the order of their subjects: sorting is stable.
    told.sort_by_key(|(facets, partner, _)| (*facets, *partner));
    Some(told)
}

fn is_everything(figure: TradeRow<'_>) -> bool {
    figure.commodity().is_none_or(|it| it.code.as_deref() == Some(TOTAL))
}

fn is_undivided(figure: TradeRow<'_>) -> bool {
    figure.customs().is_none_or(|it| it == ALL_PROCEDURES)
        && figure.transport().is_none_or(|it| it == ALL_MODES)
}

fn facet_key<'r>(records: &'r Records, figure: TradeRow<'r>) -> FacetKey<'r> {
    (
        figure.product().map(|it| it as u8),
        figure.basis().map(|it| it as u8),
        figure.valuation().map(|it| it as u8),
        figure.prices(),
        figure.reported_by().map(|actor| records.principal(actor)),
    )
}

fn facets_of(records: &Records, figure: TradeRow<'_>) -> ClassFacets {
    ClassFacets {
        product: figure.product(),
        basis: figure.basis(),
        valuation: figure.valuation(),
        compiler: figure.reported_by().map(|actor| records.principal(actor).clone()),
        prices: figure.prices(),
    }
}

/// The period of a group: that of its first figure, or of the exports or imports that make it.
fn period_of(
    records: &Records,
    subjects: &Subjects,
    groups: &TradeGroups,
    group: u32,
) -> Option<ReportingPeriod> {
    let first = |group: u32| {
        let subject = groups.figures(group).first()?;
        figure(records, *subjects.get(*subject)?.claims.first()?)
    };
    // Of a group of two-way trade without figures, the one before has the same reporter and period.
    let own = first(group).or_else(|| first(group.checked_sub(1)?));
    own.map(TradeRow::period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    /// What runs tell of each place is what was put in, whatever the ranks are.
    #[test]
    fn ranks_come_back_from_their_runs() {
        let plain: Spans = (1..200).map(|at| ((at, at), at)).collect();
        assert!(runs(&plain).0.is_empty());
        // Two that may be anything come first, and move all others by two.
        let moved: Spans = (1..=40_u16)
            .map(|at| if at <= 2 { ((1, 40), at) } else { ((at - 2, at), at) })
            .collect();
        assert_eq!(runs(&moved), (vec![0, 1, 2], vec![[0, 39], [1, 39], [2, 2]]));
        // Equal values share the better rank, and a range covers those within it.
        let equal: Spans = [(1, 1), (2, 2), (2, 2), (4, 6), (4, 5), (5, 6), (7, 7)]
            .into_iter()
            .zip(10..)
            .collect();
        for spans in [plain, moved, equal, Spans::new()] {
            let partners: Vec<u16> = spans.iter().map(|(_, partner)| *partner).collect();
            let (firsts, distances) = runs(&spans);
            let runs = Runs { firsts: &firsts, distances: &distances };
            let ordered = Ordered { partners: &partners, runs };
            for (at, ((best, worst), partner)) in spans.iter().enumerate() {
                assert_eq!(ordered.get(at), Some((*partner, *best, *worst)));
                assert_eq!(ordered.position(*partner), Some(at));
            }
            assert_eq!(ordered.get(spans.len()), None);
            assert!(ordered.iter().eq((0..spans.len()).filter_map(|at| ordered.get(at))));
        }
    }
}
