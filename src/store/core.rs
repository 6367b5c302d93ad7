//! The store itself: subjects, and what names whom.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::{Deref, Range};

use super::areas::Areas;
use super::by_pair::ByPair;
use super::force::TreatyForce;
use super::ground::Ground;
use super::held::Held;
use super::naming::Actors;
use super::offices::{Holding, holdings};
use super::program_money::ProgramMoney;
use super::program_tree::ProgramTree;
use super::records::{Arriving, Records};
use super::spells::Series;
use super::subjects::{Subject, Subjects};
use super::trade_groups::TradeGroups;
use super::trade_orders::TradeOrders;
use crate::record::{Actor, Area, Record, RecordKind};

/// Every record with what follows from it: subjects, histories, force, and who is named by what.
///
/// It is a set of [`Records`] and more, so every look-up of those is one of the store.
#[derive(Debug)]
pub(crate) struct Store {
    records: Records,
    subjects: Subjects,
    /// The actors named, in order, and the subjects that name each.
    actors: Actors,
    /// Which treaty is replaced by which, as subjects, in order.
    replaced: Vec<(u32, u32)>,
    /// Every holding of an office in full, by office and begin.
    holdings: Vec<Holding>,
    /// Which programme runs under which.
    programs: ProgramTree,
    /// The money of programmes, summed in advance.
    money: ProgramMoney,
    /// Whatever is kept by pair of actors.
    by_pair: ByPair,
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
    pub(crate) fn build(records: Arriving) -> Self {
        let records = Records::of(records);
        let subjects = Subjects::of(&records);
        let holdings = holdings(&records);
        let programs = ProgramTree::of(&records, &subjects);
        let money = ProgramMoney::of(&records, &subjects, &programs);
        let trade = TradeGroups::of(&records, &subjects);
        let partners = TradeOrders::of(&records, &subjects, &trade);
        let mut store = Self {
            records,
            subjects,
            actors: Actors::default(),
            replaced: Vec::new(),
            holdings,
            programs,
            money,
            by_pair: ByPair::default(),
            trade,
            partners,
        };
        store.actors = store.named();
        store.replaced = store.replacements();
        store.by_pair = ByPair::of(&store.ground());
        store
    }

    /// What is kept by pair is made from this.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground::new(&self.records, &self.subjects, &self.actors, &self.replaced)
    }

    /// Who is named by which subjects, trade apart: that is found by its reporter and partner.
    fn named(&self) -> Actors {
        let mut pairs: Vec<(Cow<'_, Actor>, u32)> = Vec::new();
        let mut of_record: Vec<&Actor> = Vec::new();
        for (number, subject) in self.subjects.iter_but_trade() {
            for record in subject.claims.iter().filter_map(|at| self.whole(*at)) {
                self.add_actors_of(Held::Whole(record), &mut of_record);
                pairs.extend(of_record.drain(..).map(|actor| (Cow::Borrowed(actor), number)));
                if let Record::Treaty(treaty) = record {
                    let codes = treaty.parties.iter().filter_map(|party| party.actor.country());
                    let later = codes.flat_map(|code| self.continued_by(code));
                    pairs.extend(later.map(|code| (Cow::Owned(Actor::Country(code)), number)));
                }
                if let Record::Membership(membership) = record {
                    let organization = Actor::organization(membership.organization.clone());
                    pairs.push((Cow::Owned(organization), number));
                }
            }
        }
        let traders = self.subjects.trade().0.actors();
        Actors::of(pairs, traders)
    }

    fn replacements(&self) -> Vec<(u32, u32)> {
        let mut replaced = Vec::new();
        for (number, subject) in self.subjects.iter_but_trade() {
            for record in subject.claims.iter().filter_map(|at| self.whole(*at)) {
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

    /// Everybody who reports trade or is a partner, by number.
    #[inline]
    pub(crate) fn traders(&self) -> &Areas {
        self.subjects.trade().0.areas()
    }

    /// The figures of trade by reporter, period, flow and partner.
    #[inline]
    pub(crate) const fn trade_groups(&self) -> &TradeGroups {
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

    /// Every subject with its number, in the order of kind, day and id; those of trade by reporter and
    /// partner first.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = (u32, Subject<'_>)> {
        self.subjects.iter()
    }

    /// Those of trade alone.
    pub(crate) fn trade_subjects(&self) -> impl Iterator<Item = (u32, Subject<'_>)> {
        self.subjects.iter_trade()
    }

    /// The same without those of trade.
    pub(crate) fn subjects_but_trade(&self) -> impl Iterator<Item = (u32, Subject<'_>)> {
        self.subjects.iter_but_trade()
    }

    pub(crate) fn subject(&self, number: u32) -> Option<Subject<'_>> {
        self.subjects.get(number)
    }

    /// The earliest and latest possible day on which a subject began or happened, for order.
    pub(crate) fn order(&self, subject: u32) -> Option<(i32, i32)> {
        self.subjects.order(&self.records, subject)
    }

    /// The number of the subject of a record.
    pub(crate) fn subject_number(&self, at: u32) -> Option<u32> {
        self.subjects.of_record(&self.records, at)
    }

    /// The figures that a reporter counted, as a range of subjects; numbers of no subject lie between.
    pub(crate) fn trade_of(&self, reporter: &Actor) -> Range<u32> {
        let (order, first) = self.subjects.trade();
        shifted(order.of_reporter(reporter), first)
    }

    /// The same of those with one partner.
    pub(crate) fn trade_with(&self, reporter: &Actor, partner: &Area) -> Range<u32> {
        let (order, first) = self.subjects.trade();
        shifted(order.of_pair(reporter, partner), first)
    }

    /// What is wrong with an index, checked from the records anew.
    pub(crate) fn verify(&self) -> Result<(), &'static str> {
        self.records.verify()?;
        for (at, _) in self.records.records() {
            let subject = self.subject_number(at).and_then(|number| self.subject(number));
            if !subject.is_some_and(|subject| subject.claims.contains(&at)) {
                return Err("a record is not among the claims of its subject");
            }
        }
        self.subjects.trade().0.verify(&self.records)?;
        self.money.verify(&self.records, &self.subjects, &self.programs)?;
        self.trade.verify(&self.records, &self.subjects)?;
        self.partners.verify(&self.records, &self.subjects, &self.trade)?;
        self.verify_pairs()
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

    /// The subjects that name an actor, in order; those of trade apart.
    pub(crate) fn naming(&self, actor: &Actor) -> &[u32] {
        self.actors.naming(actor)
    }

    /// The actors named, with their numbers.
    #[inline]
    pub(super) fn named_actors(&self) -> &Actors {
        &self.actors
    }

    /// Whatever is kept by pair of actors.
    #[inline]
    pub(super) fn by_pair(&self) -> &ByPair {
        &self.by_pair
    }

    /// Every actor that some subject names, in order.
    pub(crate) fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.actors.all()
    }
}

fn shifted(positions: Range<u32>, by: u32) -> Range<u32> {
    positions.start.saturating_add(by)..positions.end.saturating_add(by)
}
