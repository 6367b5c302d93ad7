//! The figures of trade by reporter, period and flow, and within a group by partner.
//!
//! Nearly every question about trade names a reporter, a period and a flow, so this one order of all
//! figures answers it by walking over what is asked and nothing else. A reporter's calendar years stand
//! in a table of slots, so that a group is found in two looks; other periods, and years that lie far
//! apart, are searched for among the reporter's groups. Everything is linear in the number of figures,
//! whatever they are.
//!
//! A subject belongs where its first record puts it. Organs are read as their principals.

use alloc::vec::Vec;

use super::areas::OTHER;
use super::records::Records;
use super::subjects::Subjects;
use super::trade_periods::PeriodKey;
use super::trade_table::TradeRow;
use super::trade_values::figure;
use crate::date::ReportingPeriod;
use crate::record::{Actor, Area, Flow, Measure, TradeFigure};

/// How many flows there are.
const FLOWS: usize = Flow::ALL.len();

/// Marks a slot without a group.
const NO_GROUP: u32 = u32::MAX;

/// A reporter's years stand in slots if there are no more of them than so many times its groups.
const SPARSEST: usize = 4;

/// The figures of one reporter, period and flow.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// Where its figures, its claimed ranks and what is behind it begin; they end where those of the
    /// next group begin.
    figures: u32,
    claimed: u32,
    period: u32,
    reporter: u16,
    flow: Flow,
}

/// Where the groups of a reporter stand.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    groups: u32,
    slots: u32,
    first_year: u16,
    /// 0 if its years are to be searched for.
    years: u16,
}

/// The figures of trade by reporter, period and flow, and within a group by partner.
#[derive(Debug, Default)]
pub(crate) struct TradeGroups {
    periods: Vec<PeriodKey>,
    /// The period of each of those keys, as a figure states it, with its calendar year if it is one.
    stated: Vec<(ReportingPeriod, Option<u16>)>,
    /// One a reporter's number, and one behind the last.
    rows: Vec<Row>,
    /// The group of each flow of each year of each reporter whose years stand here.
    slots: Vec<u32>,
    /// In order of reporter, period and flow.
    groups: Vec<Group>,
    /// The subjects of all groups, each group's in order of partner and subject.
    figures: Vec<u32>,
    /// The partners of those subjects.
    partners: Vec<u16>,
    /// The subjects that claim a rank: each group's in order of partner and subject.
    claimed: Vec<(u16, u32)>,
}

/// One figure while groups are made.
#[derive(Debug, Clone, Copy)]
struct Placed {
    reporter: u16,
    period: u32,
    flow: u8,
    partner: u16,
    subject: u32,
}

impl Placed {
    /// All of it in one number, of which one comparison tells the order.
    const fn packed(self) -> u128 {
        (self.reporter as u128) << 88
            | (self.period as u128) << 56
            | (self.flow as u128) << 48
            | (self.partner as u128) << 32
            | self.subject as u128
    }

    const fn of(packed: u128) -> Self {
        Self {
            reporter: (packed >> 88) as u16,
            period: (packed >> 56) as u32,
            flow: (packed >> 48) as u8,
            partner: (packed >> 32) as u16,
            subject: packed as u32,
        }
    }
}

impl TradeGroups {
    pub(super) fn of(records: &Records, subjects: &Subjects) -> Self {
        let areas = subjects.trade().0.areas();
        let table = records.trade_table();
        let of_actor = |actor: &Actor| areas.of_actor(records.principal(actor)).unwrap_or(OTHER);
        let of_area = |area: &Area| match area {
            Area::Actor(actor) => of_actor(actor),
            other => areas.of_area(other).unwrap_or(OTHER),
        };
        let reporters: Vec<u16> = table.reporters().iter().map(of_actor).collect();
        let partners: Vec<u16> = table.partners().iter().map(of_area).collect();
        let flows: Vec<u8> = table.styles().iter().map(|style| style.flow as u8).collect();
        let mut placed: Vec<Placed> = Vec::new();
        let mut keys: Vec<(PeriodKey, Option<u16>)> = Vec::new();
        let mut of_keys: Vec<ReportingPeriod> = Vec::new();
        // The keys of the periods that have columns, and of the last that has none.
        let mut of_column: Vec<Option<u32>> = alloc::vec![None; table.periods().len()];
        let mut last: Option<(ReportingPeriod, u32)> = None;
        for (subject, first) in firsts(records, subjects) {
            let (reporter, style) = first.shared();
            let reporter = reporters.get(reporter as usize).copied().unwrap_or(OTHER);
            let (partner, column) = first.columns();
            let partner = partner.and_then(|it| partners.get(usize::from(it)).copied());
            let partner = partner.unwrap_or_else(|| of_area(first.partner()));
            let column = column.map(usize::from);
            let known = match column {
                Some(column) => of_column.get(column).copied().flatten(),
                None => last.filter(|(period, _)| *period == first.period()).map(|(_, at)| at),
            };
            let period = match (known, column) {
                (Some(known), _) => known,
                (None, column) => {
                    let own = first.period();
                    keys.push((PeriodKey::of(own), own.year_covered()));
                    of_keys.push(own);
                    let period = u32::try_from(keys.len() - 1).unwrap_or(u32::MAX);
                    match column.map(|column| of_column.get_mut(column)) {
                        Some(slot) => slot.into_iter().for_each(|slot| *slot = Some(period)),
                        None => last = Some((own, period)),
                    }
                    period
                }
            };
            let flow = flows.get(style as usize).copied();
            let flow = flow.unwrap_or_else(|| first.flow() as u8);
            placed.push(Placed { reporter, period, flow, partner, subject });
        }
        let mut periods = keys.clone();
        periods.sort_unstable();
        periods.dedup();
        let numbers: Vec<u32> = keys
            .iter()
            .map(|key| periods.partition_point(|other| other < key))
            .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
            .collect();
        let mut placed: Vec<u128> = placed
            .into_iter()
            .map(|it| {
                let period = numbers.get(it.period as usize).copied().unwrap_or(u32::MAX);
                Placed { period, ..it }.packed()
            })
            .collect();
        placed.sort_unstable();
        let placed: Vec<Placed> = placed.into_iter().map(Placed::of).collect();
        let mut stated = alloc::vec![(ReportingPeriod::UNSTATED, None); periods.len()];
        for ((number, (_, year)), period) in numbers.iter().zip(&keys).zip(&of_keys).rev() {
            if let Some(slot) = stated.get_mut(*number as usize) {
                *slot = (*period, *year);
            }
        }
        let mut groups = Self {
            periods: periods.iter().map(|(key, _)| *key).collect(),
            stated,
            ..Self::default()
        };
        groups.fill(records, subjects, &placed);
        groups.index(areas.numbers(), |period| periods.get(period as usize)?.1);
        groups.groups.shrink_to_fit();
        groups.slots.shrink_to_fit();
        groups.claimed.shrink_to_fit();
        groups
    }

    /// Makes the groups of figures that stand in their order.
    fn fill(&mut self, records: &Records, subjects: &Subjects, placed: &[Placed]) {
        self.figures.reserve_exact(placed.len());
        self.partners.reserve_exact(placed.len());
        let ranks = |shape: &TradeFigure| shape.measure == Measure::ClaimedRank;
        let some_claim_ranks = records.trade_table().styles().iter().any(ranks);
        for block in placed.chunk_by(|a, b| (a.reporter, a.period) == (b.reporter, b.period)) {
            let Some(first) = block.first() else { continue };
            let (mut rest, mut is_two_way) = (block, false);
            for flow in Flow::ALL {
                let own = rest.partition_point(|it| it.flow <= *flow as u8);
                let Some((own, others)) = rest.split_at_checked(own) else { continue };
                rest = others;
                is_two_way |= matches!(flow, Flow::Export | Flow::Import) && !own.is_empty();
                // Two-way trade is asked of whoever exports or imports, stated or not.
                if own.is_empty() && !(is_two_way && *flow == Flow::TwoWay) {
                    continue;
                }
                self.groups.push(Group {
                    figures: count(&self.figures),
                    claimed: count(&self.claimed),
                    period: first.period,
                    reporter: first.reporter,
                    flow: *flow,
                });
                for it in own {
                    self.figures.push(it.subject);
                    self.partners.push(it.partner);
                    let first = || subjects.get(it.subject)?.claims.first();
                    if some_claim_ranks
                        && first()
                            .and_then(|at| figure(records, *at))
                            .is_some_and(|figure| figure.measure() == Measure::ClaimedRank)
                    {
                        self.claimed.push((it.partner, it.subject));
                    }
                }
            }
        }
    }

    /// Notes where the groups of each reporter stand, with the year of each period that is one.
    fn index(&mut self, reporters: usize, year_of: impl Fn(u32) -> Option<u16>) {
        let mut rows = alloc::vec![Row::default(); reporters + 1];
        let mut at = 0_u32;
        for (reporter, row) in (0_u32..).zip(&mut rows) {
            row.groups = at;
            let own = self.groups.get(at as usize..).unwrap_or_default();
            let own = own.iter().take_while(|it| u32::from(it.reporter) == reporter);
            let years: Vec<(usize, u16, Flow)> = own
                .clone()
                .zip(at as usize..)
                .filter_map(|(group, at)| Some((at, year_of(group.period)?, group.flow)))
                .collect();
            let all = own.count();
            let first = years.iter().map(|(_, year, _)| *year).min();
            let last = years.iter().map(|(_, year, _)| *year).max();
            at += u32::try_from(all).unwrap_or(u32::MAX);
            let (Some(first), Some(last)) = (first, last) else { continue };
            let span = usize::from(last - first) + 1;
            if span > SPARSEST * all {
                continue;
            }
            (row.first_year, row.years, row.slots) = (first, last - first + 1, count(&self.slots));
            self.slots.resize(self.slots.len() + span * FLOWS, NO_GROUP);
            for (group, year, flow) in years {
                let slot = row.slots as usize + usize::from(year - first) * FLOWS + flow as usize;
                if let Some(slot) = self.slots.get_mut(slot) {
                    *slot = u32::try_from(group).unwrap_or(NO_GROUP);
                }
            }
        }
        self.rows = rows;
    }

    /// The period of a group, as one of those stated that certainly are the same, with its calendar year if
    /// it is one.
    #[inline]
    pub(crate) fn period(&self, group: u32) -> Option<(ReportingPeriod, Option<u16>)> {
        let period = self.groups.get(group as usize)?.period;
        self.stated.get(period as usize).copied()
    }

    /// How many groups there are.
    pub(crate) const fn len(&self) -> usize {
        self.groups.len()
    }

    /// The group of a reporter, a period and a flow; the year is that of the period, where it is one.
    #[inline]
    pub(crate) fn find(
        &self,
        reporter: u16,
        (period, year): (ReportingPeriod, Option<u16>),
        flow: Flow,
    ) -> Option<u32> {
        let row = self.rows.get(usize::from(reporter))?;
        match year {
            Some(year) if row.years > 0 => {
                let year = year.wrapping_sub(row.first_year);
                let slot = usize::from(year) * FLOWS + flow as usize;
                let slot = self.slots.get(row.slots as usize + slot);
                slot.copied().filter(|group| *group != NO_GROUP && year < row.years)
            }
            _ => self.search(reporter, PeriodKey::of(period), flow),
        }
    }

    fn search(&self, reporter: u16, period: PeriodKey, flow: Flow) -> Option<u32> {
        let period = u32::try_from(self.periods.binary_search(&period).ok()?).ok()?;
        let (first, last) = self.of_reporter(reporter)?;
        let own = self.groups.get(first as usize..last as usize)?;
        let found = |group: &Group| (group.period, group.flow as u8).cmp(&(period, flow as u8));
        let at = own.binary_search_by(found).ok()?;
        Some(first + u32::try_from(at).ok()?)
    }

    /// The first group of a reporter, and the one behind its last.
    fn of_reporter(&self, reporter: u16) -> Option<(u32, u32)> {
        let row = usize::from(reporter);
        Some((self.rows.get(row)?.groups, self.rows.get(row + 1)?.groups))
    }

    /// The places of the figures of a group.
    fn places(&self, group: u32) -> core::ops::Range<usize> {
        let group = group as usize;
        let first = self.groups.get(group).map_or(self.figures.len(), |it| it.figures as usize);
        let last = self.groups.get(group + 1).map_or(self.figures.len(), |it| it.figures as usize);
        first..last
    }

    /// The figures of a group as subjects, in order of partner and subject.
    pub(crate) fn figures(&self, group: u32) -> &[u32] {
        self.figures.get(self.places(group)).unwrap_or_default()
    }

    /// The partners of the figures of a group, in the same order.
    pub(crate) fn partners(&self, group: u32) -> &[u16] {
        self.partners.get(self.places(group)).unwrap_or_default()
    }

    /// The figures of a group with one partner, in order of subject.
    pub(crate) fn figures_with(&self, group: u32, partner: u16) -> &[u32] {
        let partners = self.partners(group);
        let first = partners.partition_point(|it| *it < partner);
        let last = partners.partition_point(|it| *it <= partner);
        self.figures(group).get(first..last).unwrap_or_default()
    }

    /// Whether some subject of a group claims a rank.
    pub(super) fn has_claims(&self, group: u32) -> bool {
        let claimed = |at: usize| self.groups.get(at).map(|it| it.claimed as usize);
        let next = claimed(group as usize + 1).unwrap_or(self.claimed.len());
        claimed(group as usize).is_some_and(|first| first < next)
    }

    /// The subjects of a group that claim a rank of a partner, in order.
    #[inline]
    pub(crate) fn claimed(&self, group: u32, partner: u16) -> impl Iterator<Item = u32> {
        let at = group as usize;
        let first = self.groups.get(at).map_or(0, |it| it.claimed as usize);
        let last = self.groups.get(at + 1).map_or(self.claimed.len(), |it| it.claimed as usize);
        let own = self.claimed.get(first..last).unwrap_or_default();
        own.iter().filter(move |(of, _)| *of == partner).map(|(_, subject)| *subject)
    }

    /// The reporter and the flow of a group.
    pub(crate) fn head(&self, group: u32) -> Option<(u16, Flow)> {
        self.groups.get(group as usize).map(|it| (it.reporter, it.flow))
    }

    /// The groups of one reporter and period, as ranges of their numbers, in order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = core::ops::Range<u32>> {
        let same = |a: &Group, b: &Group| (a.reporter, a.period) == (b.reporter, b.period);
        let mut first = 0_u32;
        self.groups.chunk_by(same).map(move |block| {
            let next = first + u32::try_from(block.len()).unwrap_or(u32::MAX);
            core::mem::replace(&mut first, next)..next
        })
    }

    /// Every subject that says something of trade is in the group in which it is looked for, once.
    pub(crate) fn verify(
        &self,
        records: &Records,
        subjects: &Subjects,
    ) -> Result<(), &'static str> {
        let areas = subjects.trade().0.areas();
        let mut found = 0;
        for (subject, first) in firsts(records, subjects) {
            let reporter = areas.of_actor(records.principal(first.reporter()));
            let reporter = reporter.ok_or("a reporter has no number")?;
            let asked = (first.period(), first.period().year_covered());
            let group = self.find(reporter, asked, first.flow()).ok_or("a figure has no group")?;
            let stated = self.period(group).map(|(period, _)| PeriodKey::of(period));
            if stated != Some(PeriodKey::of(asked.0)) {
                return Err("a group has a period that its figures do not state");
            }
            let partner = match first.partner() {
                Area::Actor(actor) => areas.of_actor(records.principal(actor)),
                other => areas.of_area(other),
            };
            let partner = partner.ok_or("a partner has no number")?;
            let own = self.figures_with(group, partner);
            if own.iter().filter(|it| **it == subject).count() != 1 {
                return Err("a figure does not stand once with its partner");
            }
            let claims = self.claimed(group, partner).any(|it| it == subject);
            if claims != (first.measure() == Measure::ClaimedRank) {
                return Err("a claimed rank is not among those of its group");
            }
            found += 1;
        }
        if found == self.figures.len() { Ok(()) } else { Err("a group has a figure that is none") }
    }
}

fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The subjects that are figures of trade, each with its first record, in order.
fn firsts<'r>(
    records: &'r Records,
    subjects: &'r Subjects,
) -> impl Iterator<Item = (u32, TradeRow<'r>)> {
    subjects
        .iter_trade()
        .filter_map(|(number, subject)| Some((number, figure(records, *subject.claims.first()?)?)))
}
