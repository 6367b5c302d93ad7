//! The store itself: subjects, and what names whom.

use alloc::vec::Vec;
use core::ops::Deref;

use super::force::TreatyForce;
use super::offices::{Holding, holdings};
use super::program_money::ProgramMoney;
use super::program_tree::ProgramTree;
use super::records::Records;
use super::spells::Series;
use super::subjects::{Subject, Subjects};
use super::trade_groups::TradeGroups;
use super::trade_orders::TradeOrders;
use crate::record::{Actor, Record, RecordKind};

/// Every record with what follows from it: subjects, histories, force, and who is named by what.
///
/// It is a set of [`Records`] and more, so every look-up of those is one of the store.
#[derive(Debug)]
pub(crate) struct Store {
    records: Records,
    subjects: Subjects,
    /// The actors named, in order, and the subjects that name each.
    actors: Vec<(Actor, Vec<u32>)>,
    /// Which treaty is replaced by which, as subjects, in order.
    replaced: Vec<(u32, u32)>,
    /// Every holding of an office in full, by office and begin.
    holdings: Vec<Holding>,
    /// Which programme runs under which.
    programs: ProgramTree,
    /// The money of programmes, summed in advance.
    money: ProgramMoney,
    /// The figures of trade by reporter, period, flow and partner.
    trade: TradeGroups,
    /// The order of partners in each group of them.
    partners: TradeOrders,
}

impl Deref for Store {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
}

impl Store {
    /// Builds a store of records and the lines on which they stood.
    pub(crate) fn build(records: Vec<Record>, lines: Vec<u32>) -> Self {
        let records = Records::of(records, lines);
        let subjects = Subjects::of(&records);
        let holdings = holdings(&records);
        let programs = ProgramTree::of(&records, &subjects);
        let money = ProgramMoney::of(&records, &subjects, &programs);
        let trade = TradeGroups::of(&records, &subjects);
        let partners = TradeOrders::of(&records, &subjects, &trade);
        let mut store = Self {
            records,
            subjects,
            actors: Vec::new(),
            replaced: Vec::new(),
            holdings,
            programs,
            money,
            trade,
            partners,
        };
        store.actors = store.named();
        store.replaced = store.replacements();
        store
    }

    fn named(&self) -> Vec<(Actor, Vec<u32>)> {
        let mut pairs: Vec<(Actor, u32)> = Vec::new();
        for (number, subject) in (0_u32..).zip(&self.subjects.list) {
            for record in subject.claims.iter().filter_map(|at| self.record(*at)) {
                pairs.extend(
                    self.actors_of(record).into_iter().map(|actor| (actor.clone(), number)),
                );
                if let Record::Treaty(treaty) = record {
                    let codes = treaty.parties.iter().filter_map(|party| party.actor.country());
                    let later = codes.flat_map(|code| self.continued_by(code));
                    pairs.extend(later.map(|code| (Actor::Country(code), number)));
                }
                if let Record::Membership(membership) = record {
                    pairs.push((Actor::organization(membership.organization.clone()), number));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut actors: Vec<(Actor, Vec<u32>)> = Vec::new();
        for (actor, number) in pairs {
            match actors.last_mut() {
                Some((last, subjects)) if *last == actor => subjects.push(number),
                _ => actors.push((actor, alloc::vec![number])),
            }
        }
        actors
    }

    fn replacements(&self) -> Vec<(u32, u32)> {
        let mut replaced = Vec::new();
        for (number, subject) in self.subjects() {
            for record in subject.claims.iter().filter_map(|at| self.record(*at)) {
                let Record::Treaty(treaty) = record else { continue };
                let olds =
                    treaty.replaces.iter().filter_map(|id| self.at_id(RecordKind::Treaty, id));
                replaced.extend(olds.filter_map(|at| Some((self.subject_number(at)?, number))));
            }
        }
        replaced.sort_unstable();
        replaced.dedup();
        replaced
    }

    /// The treaties that replace another, as subjects.
    pub(crate) fn replacing(&self, treaty: u32) -> impl Iterator<Item = u32> {
        let first = self.replaced.partition_point(|(old, _)| *old < treaty);
        self.replaced
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |(old, _)| *old == treaty)
            .map(|(_, new)| *new)
    }

    /// Every holding of an office in full, by office and begin.
    pub(super) fn holdings(&self) -> &[Holding] {
        &self.holdings
    }

    /// Which programme runs under which.
    pub(crate) fn programs(&self) -> &ProgramTree {
        &self.programs
    }

    /// The figures of trade by reporter, period, flow and partner.
    #[inline]
    pub(crate) const fn trade(&self) -> &TradeGroups {
        &self.trade
    }

    /// The order of partners in each group of them.
    #[inline]
    pub(crate) const fn partners(&self) -> &TradeOrders {
        &self.partners
    }

    /// The money of programmes, summed in advance.
    #[inline]
    pub(crate) const fn money(&self) -> &ProgramMoney {
        &self.money
    }

    /// Checks every index of trade and money against the records.
    pub(crate) fn verify_numbers(&self) -> Result<(), &'static str> {
        self.money.verify(&self.records, &self.subjects, &self.programs)?;
        self.trade.verify(&self.records, &self.subjects)?;
        self.partners.verify(&self.records, &self.subjects, &self.trade)
    }

    /// Every subject, in the order of kind, day and id.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = (u32, &Subject)> {
        (0_u32..).zip(&self.subjects.list)
    }

    pub(crate) fn subject(&self, number: u32) -> Option<&Subject> {
        self.subjects.list.get(number as usize)
    }

    /// The number of the subject of a record.
    pub(crate) fn subject_number(&self, at: u32) -> Option<u32> {
        self.subjects.of_record.get(at as usize).copied()
    }

    /// A history as no policy decides it.
    pub(crate) fn series(&self, number: u32) -> Option<&Series> {
        self.subjects.series.get(number as usize)
    }

    /// The records behind a history.
    pub(crate) fn members(&self, series: u32) -> &[u32] {
        self.subjects.members.get(series as usize).map_or(&[], Vec::as_slice)
    }

    /// The force of a treaty as no policy decides it, by the subject's number.
    pub(crate) fn force(&self, subject: u32) -> Option<&TreatyForce> {
        self.subjects.force.get(self.subject(subject)?.force? as usize)
    }

    /// The subjects that name an actor, in order.
    pub(crate) fn naming(&self, actor: &Actor) -> &[u32] {
        self.actors
            .binary_search_by(|(named, _)| named.cmp(actor))
            .ok()
            .and_then(|at| self.actors.get(at))
            .map_or(&[], |(_, subjects)| subjects)
    }

    /// Every actor that some subject names, in order.
    pub(crate) fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.actors.iter().map(|(actor, _)| actor)
    }
}
