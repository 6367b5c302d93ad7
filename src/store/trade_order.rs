//! Trade figures in the order in which they are asked for: by reporter, partner, day and id.
//!
//! What one reporter counted with one partner is one range, and so is all that it counted; nothing else
//! needs to be kept to find it. A subject is known by the position of its first claim, so that figures
//! of one claim, which nearly all are, cost one number and no more.

use alloc::vec::Vec;
use core::ops::Range;

use super::areas::Areas;
use super::held::Held;
use super::interner::Interner;
use super::keys::Keys;
use super::lists::{Counts, Lists};
use super::records::Records;
use super::trade_table::{TradeRow, hash_of};
use crate::date::ReportingPeriod;
use crate::record::{Actor, Area, RecordKind, TradeFigure};

/// Every claim on trade, in order.
#[derive(Debug)]
pub(crate) struct TradeOrder {
    /// The records of trade figures: a list for each reporter and partner, by day and id.
    claims: Lists<u32>,
    /// For each claim, whether it is on the same subject as the one before; 64 a word.
    continues: Vec<u64>,
    /// Reporters and partners, organs resolved, in order.
    areas: Areas,
}

/// What two figures share if they are on one subject: the numbers of their reporter, their facets, their
/// partner and their period.
type Key = (u32, u32, Option<u16>, Option<u16>);

/// One claim while it is being put in its place.
struct Claim {
    key: Key,
    is_joined: bool,
    days: (i32, i32),
    at: u32,
}

impl TradeOrder {
    pub(super) fn of(records: &Records) -> Self {
        let table = records.trade_table();
        let facets = facets(table.styles());
        let key = |row: TradeRow<'_>| {
            let ((reporter, style), (partner, period)) = (row.shared(), row.columns());
            let facets = facets.get(style as usize).copied().unwrap_or(u32::MAX);
            (reporter, facets, partner, period)
        };
        let areas = areas(records);
        let number = |area: &Area| areas.place(area).unwrap_or(0);
        let place_of_reporter = |actor| areas.place_of_actor(records.principal(actor)).unwrap_or(0);
        let of_reporter: Vec<u32> = table.reporters().iter().map(place_of_reporter).collect();
        let of_partner: Vec<u32> =
            table.partners().iter().map(|area| number(&records.principal_area(area))).collect();
        let pair = |row: TradeRow<'_>| {
            let reporter = of_reporter.get(row.shared().0 as usize).copied().unwrap_or(0);
            let partner = row.columns().0.and_then(|it| of_partner.get(usize::from(it)).copied());
            (reporter, partner.unwrap_or_else(|| number(&records.principal_area(row.partner()))))
        };
        let some_are_joined = !records.joined(RecordKind::TradeFigure).is_empty();
        let root = |at: u32, row| if some_are_joined { root(records, at, row) } else { row };
        let place_of = |at: u32| {
            let own = records.trade(at).map(|row| root(at, row));
            let (reporter, partner) = own.map_or((0, 0), pair);
            place(areas.len(), reporter, partner)
        };
        let mut counts = Counts::new(place(areas.len(), areas.len() as u32, 0), areas.len());
        let all = || records.trades().map(|(at, _)| at);
        all().for_each(|at| counts.count(place_of(at)));
        let mut filling = counts.filling(0);
        all().for_each(|at| filling.put(place_of(at), at));
        let mut claims = filling.done();
        let mut continues = Bits::of(claims.len());
        let mut buffer: Vec<Claim> = Vec::new();
        let days = |period: ReportingPeriod| {
            let days = Keys::from(period.envelope());
            (days.first(), days.last())
        };
        let of_period: Vec<(i32, i32)> = table.periods().iter().copied().map(days).collect();
        let mut start = 0;
        claims.each(|of_pair| {
            buffer.clear();
            buffer.extend(of_pair.iter().filter_map(|at| {
                let own = records.trade(*at)?;
                let of_period = own.columns().1.and_then(|it| of_period.get(usize::from(it)));
                Some(Claim {
                    key: key(root(*at, own)),
                    is_joined: some_are_joined && own.same_as().is_some(),
                    days: of_period.copied().unwrap_or_else(|| days(own.period())),
                    at: *at,
                })
            }));
            in_order(records, &mut buffer, |position, claim, is_next| {
                if let Some(slot) = of_pair.get_mut(position) {
                    *slot = claim.at;
                }
                if is_next {
                    continues.set(start + position);
                }
            });
            start += of_pair.len();
        });
        Self { claims, continues: continues.into_words(), areas }
    }

    /// How many claims there are, and so how many positions.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.claims.len()).unwrap_or(u32::MAX)
    }

    /// The claims on the subject at a position; none behind its first claim.
    pub(crate) fn subject(&self, position: u32) -> Option<&[u32]> {
        if self.continues(position) {
            return None;
        }
        let rest = self.claims.items().get(position as usize..).filter(|rest| !rest.is_empty())?;
        if self.continues.is_empty() {
            return rest.get(..1);
        }
        let others = (position + 1..).take_while(|next| self.continues(*next)).count();
        rest.get(..=others)
    }

    /// The position of the first claim on the subject of a figure.
    pub(super) fn position(&self, records: &Records, at: u32, row: TradeRow<'_>) -> Option<u32> {
        let root = root(records, at, row);
        let partner = records.principal_area(root.partner());
        let mut positions = self.of_pair(records.principal(root.reporter()), &partner);
        let mut found =
            positions.find(|position| self.claims.items().get(*position as usize) == Some(&at))?;
        while self.continues(found) {
            found = found.checked_sub(1)?;
        }
        Some(found)
    }

    fn continues(&self, position: u32) -> bool {
        let word = self.continues.get(position as usize / 64).copied().unwrap_or(0);
        word >> (position % 64) & 1 == 1
    }

    /// The positions of what one reporter counted, organs of it included.
    pub(crate) fn of_reporter(&self, reporter: &Actor) -> Range<u32> {
        self.areas.place_of_actor(reporter).map_or(0..0, |number| {
            let first = |reporter: u32| place(self.areas.len(), reporter, 0);
            self.claims.span(first(number)..first(number + 1))
        })
    }

    /// The positions of what one reporter counted with one partner.
    pub(crate) fn of_pair(&self, reporter: &Actor, partner: &Area) -> Range<u32> {
        match (self.areas.place_of_actor(reporter), self.areas.place(partner)) {
            (Some(reporter), Some(partner)) => {
                let place = place(self.areas.len(), reporter, partner);
                self.claims.span(place..place + 1)
            }
            _ => 0..0,
        }
    }

    /// Every reporter and partner, by number.
    #[inline]
    pub(crate) const fn areas(&self) -> &Areas {
        &self.areas
    }

    /// Every actor that is a reporter or a partner, in order.
    pub(super) fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.areas.iter().filter_map(Area::actor)
    }

    /// What is wrong with it, checked from the records anew.
    pub(super) fn verify(&self, records: &Records) -> Result<(), &'static str> {
        if !records.trade_table().is_consistent() {
            return Err("a trade figure lies outside its columns");
        }
        let mut claims = self.claims.items().to_vec();
        claims.sort_unstable();
        if !records.trades().map(|(at, _)| at).eq(claims) {
            return Err("the order of trade does not hold every figure once");
        }
        for (position, at) in (0_u32..).zip(self.claims.items()) {
            let Some(row) = records.trade(*at) else { return Err("what is ordered is no trade") };
            let row = root(records, *at, row);
            let partner = records.principal_area(row.partner());
            let reporter = records.principal(row.reporter());
            if !self.of_pair(reporter, &partner).contains(&position)
                || !self.of_reporter(reporter).contains(&position)
            {
                return Err("a trade figure lies outside the range of its pair");
            }
        }
        Ok(())
    }
}

/// The figure that another names by `same_as`, which decides what that is about.
fn root<'s>(records: &'s Records, at: u32, own: TradeRow<'s>) -> TradeRow<'s> {
    if own.same_as().is_none() {
        return own;
    }
    let root = records.at_id(RecordKind::TradeFigure, records.root_of(at));
    root.and_then(|at| records.trade(at)).unwrap_or(own)
}

/// Every area that reports or is a partner, organs resolved, in order.
fn areas(records: &Records) -> Areas {
    let table = records.trade_table();
    let reporters = table.reporters().iter();
    let reporters = reporters.map(|actor| Area::Actor(records.principal(actor).clone()));
    let partners = table.partners().iter().map(|area| records.principal_area(area));
    // Those of which there is no number stand in styles of their own.
    let others = table.styles().iter().map(|style| records.principal_area(&style.partner));
    Areas::of(reporters.chain(partners).chain(others))
}

/// The numbers of the facets of styles: what tells one subject from another, but for reporter, partner
/// and period.
fn facets(styles: &[TradeFigure]) -> Vec<u32> {
    let mut known: Interner<TradeFigure> = Interner::new();
    styles
        .iter()
        .map(|style| {
            let mut facets = style.clone();
            facets.id.clear();
            facets.sources = Vec::new();
            (facets.estimate, facets.rank, facets.status, facets.vintage) =
                (None, None, None, None);
            (facets.words, facets.ordinal, facets.same_as, facets.note) = (None, None, None, None);
            facets.denied = false;
            known.number(hash_of(&facets), |it| *it == facets, || facets.clone())
        })
        .collect()
}

/// The place of the list of a reporter and a partner among those of so many areas.
fn place(areas: usize, reporter: u32, partner: u32) -> u64 {
    u64::from(reporter) * areas as u64 + u64::from(partner)
}

/// Puts the claims of one pair in the order of their subjects, by day and id, and tells the place of
/// each and whether it is on the subject of the one before.
fn in_order(records: &Records, claims: &mut [Claim], mut put: impl FnMut(usize, &Claim, bool)) {
    let id = |claim: &Claim| records.record(claim.at).map_or("", Held::id);
    let by_claim = |a: &Claim, b: &Claim| {
        (a.key, a.is_joined).cmp(&(b.key, b.is_joined)).then_with(|| id(a).cmp(id(b)))
    };
    claims.sort_by(by_claim);
    let mut subjects: Vec<((i32, i32), &[Claim])> = claims
        .chunk_by(|a, b| a.key == b.key)
        .filter_map(|of_one| Some((of_one.iter().map(|claim| claim.days).min()?, of_one)))
        .collect();
    let first = |of_one: &[Claim]| of_one.first().map_or("", id);
    subjects.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| first(x).cmp(first(y))));
    let mut position = 0;
    for (_, of_one) in subjects {
        for (nth, claim) in of_one.iter().enumerate() {
            put(position, claim, nth > 0);
            position += 1;
        }
    }
}

/// A bit for each position, none at all as long as none is set.
struct Bits {
    size: usize,
    words: Vec<u64>,
}

impl Bits {
    const fn of(size: usize) -> Self {
        Self { size, words: Vec::new() }
    }

    fn set(&mut self, at: usize) {
        if self.words.is_empty() {
            self.words.resize(self.size.div_ceil(64), 0);
        }
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    fn into_words(self) -> Vec<u64> {
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::CountryCode;
    use crate::record::{Flow, Measure, Record};
    use alloc::format;

    /// However many details a flow is divided by, two sources on one of them are on one subject.
    #[test]
    fn claims_on_one_detail_are_on_one_subject() {
        const DETAILS: usize = 300;
        let figure = |detail: usize, source: &str| {
            let (usa, kaz) = (CountryCode::USA, CountryCode::KAZ);
            let year = ReportingPeriod::year(2021).unwrap();
            let id = format!("{source}-{detail}");
            let figure = TradeFigure::new(id, usa, kaz, Flow::Export, year, Measure::Value);
            let figure = match detail % 3 {
                0 => figure.customs(format!("C{detail}")),
                1 => figure.transport(format!("{detail}")),
                _ => figure.scope(format!("part {detail}")),
            };
            Record::from(figure.source(source))
        };
        let all = ["a", "b"]
            .into_iter()
            .flat_map(|source| (0..DETAILS).map(move |detail| figure(detail, source)));
        let records = Records::of(all.collect());
        let order = TradeOrder::of(&records);
        let subjects: Vec<&[u32]> = (0..order.len()).filter_map(|at| order.subject(at)).collect();
        assert_eq!(subjects.len(), DETAILS);
        assert!(subjects.iter().all(|claims| claims.len() == 2));
    }
}
