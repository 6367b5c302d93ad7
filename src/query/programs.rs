//! Programmes, their tree and their money.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::answer::Answer;
use super::basis::Basis;
use super::look_up::find;
use super::money_claim::MoneyClaim;
use super::pair::in_both;
use super::total::{CountedAmount, LeftOut, LeftOutReason, Total};
use super::view::{View, view};
use crate::date::{ReportingPeriod, key};
use crate::money::{Bounds, Estimate};
use crate::record::{
    Actor, ProgramKind, ProgramRoleKind, ProgramStatus, Record, RecordKind, Stage, Transaction,
};
use crate::store::{Sight, State};
use crate::truth::Truth;

const RULE: &str = "a programme is active from its actual start to its actual end, and beyond where nothing recorded ended it";

view! {
    /// A programme.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let biosecurity = archive.program("gns-btrp")?;
    /// assert_eq!(biosecurity.parent().map(|parent| parent.id()), Some("ctr"));
    /// assert_eq!(biosecurity.transactions().count(), 0);
    /// assert!(archive.program("ctr")?.children().any(|child| child == biosecurity));
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    pub struct ProgramRef of Program;
}

impl<'s> ProgramRef<'s> {
    /// Returns what kind of programme it is.
    #[must_use]
    pub fn kind(self) -> Option<ProgramKind> {
        self.records().next().map(|program| program.kind)
    }

    /// Returns its title.
    #[must_use]
    pub fn title(self) -> &'s str {
        self.records().next().map_or("", |program| &program.title)
    }

    /// Returns the programme under which it runs.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let id = self.records().find_map(|program| program.parent.as_deref())?;
        find(self.store, RecordKind::Program, id)
    }

    /// Returns the programmes that run directly under it, in order.
    pub fn children(self) -> impl Iterator<Item = Self> + use<'s> {
        let store = self.store;
        let all = store.subjects().filter_map(move |(subject, _)| Self::of(store, subject));
        all.filter(move |program| program.parent() == Some(self))
    }

    /// Returns the actors that play a part, with the part and the label.
    pub fn roles(
        self,
    ) -> impl Iterator<Item = (ProgramRoleKind, &'s Actor, Option<&'s str>)> + use<'s> {
        self.records()
            .flat_map(|program| &program.roles)
            .map(|role| (role.role, &role.actor, role.label.as_deref()))
    }

    /// Returns the sectors, each with whether the source says "mainly".
    pub fn sectors(self) -> impl Iterator<Item = (&'s str, bool)> + use<'s> {
        self.records()
            .flat_map(|program| &program.sectors)
            .map(|sector| (sector.name.as_str(), sector.mainly))
    }

    /// Returns what is done in it, in words.
    pub fn activities(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records().flat_map(|program| &program.activities).map(|activity| activity.as_str())
    }

    /// Returns for whom it is, in words.
    #[must_use]
    pub fn audience(self) -> Option<&'s str> {
        self.records().find_map(|program| program.audience.as_deref())
    }

    /// Returns how far it has come; `None` if not stated.
    #[must_use]
    pub fn status(self) -> Option<ProgramStatus> {
        self.records().find_map(|program| program.status)
    }

    /// Returns whether it stands for several programmes that the source does not name; such a record
    /// is in no total.
    #[must_use]
    pub fn is_several(self) -> bool {
        self.records().any(|program| program.several)
    }

    /// Returns its own money as stated: stage and estimate, one a claim.
    pub fn transactions(self) -> impl Iterator<Item = (Stage, Estimate)> + use<'s> {
        self.records()
            .flat_map(|program| &program.transactions)
            .map(|transaction| (transaction.stage, transaction.estimate))
    }

    /// Returns whether it is active on a day.
    #[must_use]
    pub fn active_on(self, day: Date) -> Answer<'s> {
        let series = self
            .store
            .subject(self.subject)
            .and_then(|subject| self.store.series(subject.series?.0));
        let state = series.map_or(State::NO, |series| series.on(key(day)));
        Answer::new(
            state,
            day,
            Basis::Spell { store: self.store, subject: self.subject, rule: RULE },
        )
    }

    fn has_role(self, role: ProgramRoleKind, actor: &Actor) -> bool {
        self.roles().any(|(found, of, _)| found == role && self.store.principal(of) == actor)
    }

    /// The chain of programmes above it, nearest first.
    fn ancestors(self) -> Vec<u32> {
        let mut above = Vec::new();
        let mut current = self;
        while let Some(parent) = current.parent() {
            if parent == self || above.contains(&parent.subject) {
                break;
            }
            above.push(parent.subject);
            current = parent;
        }
        above
    }
}

/// The programmes in which both of two actors take part.
#[derive(Clone)]
pub struct Programs<'s> {
    store: Sight<'s>,
    a: Actor,
    b: Actor,
    given_by: Option<Actor>,
}

impl<'s> Programs<'s> {
    pub(crate) const fn new(store: Sight<'s>, a: Actor, b: Actor) -> Self {
        Self { store, a, b, given_by: None }
    }

    /// Takes the money that one of the two gives to the other.
    #[must_use]
    pub fn given_by(mut self, provider: impl Into<Actor>) -> Self {
        self.given_by = Some(self.store.principal(&provider.into()).clone());
        self
    }

    /// Returns the programmes, in order of day and id.
    pub fn iter(&self) -> impl Iterator<Item = ProgramRef<'s>> + use<'s> {
        let store = self.store;
        in_both(store, &self.a, &self.b).filter_map(move |subject| ProgramRef::of(store, subject))
    }

    /// Returns the total of one stage over a period; [`ReportingPeriod::ALL_TIME`] asks for all.
    ///
    /// Counted are actual amounts in cash, from the provider where one was chosen, whose period lies
    /// inside the asked one. A programme's money is left out where a programme under it is counted;
    /// a cumulative amount is left out beside the periodic amounts of its programme; of an amount
    /// that several sources state, the possible values are those of all of them. Everything left out
    /// is listed with its reason.
    #[must_use]
    pub fn total(&self, stage: Stage, period: &ReportingPeriod) -> Total<'s> {
        let mut total = Total::new(stage.as_str());
        let mut found: Vec<Amount<'s>> = Vec::new();
        for program in self.iter() {
            self.gather(program, stage, period, &mut found, &mut total);
        }
        let periodic: BTreeSet<u32> = found
            .iter()
            .filter(|amount| !amount.transaction.cumulative)
            .map(|amount| amount.program.subject)
            .collect();
        let parents: BTreeSet<u32> =
            found.iter().flat_map(|amount| amount.program.ancestors()).collect();
        for amount in found {
            let reason = if parents.contains(&amount.program.subject) {
                Some(LeftOutReason::ParentOfCounted)
            } else if amount.transaction.cumulative && periodic.contains(&amount.program.subject) {
                Some(LeftOutReason::CumulativeBesidePeriodic)
            } else {
                None
            };
            match reason {
                Some(reason) => {
                    for claim in amount.claims {
                        total.leave_out(LeftOut::new(claim, reason));
                    }
                }
                None => total.count(CountedAmount {
                    bounds: amount.bounds,
                    prices: amount.transaction.prices,
                    part: None,
                    claims: amount.claims,
                }),
            }
        }
        total
    }

    fn gather(
        &self,
        program: ProgramRef<'s>,
        stage: Stage,
        period: &ReportingPeriod,
        found: &mut Vec<Amount<'s>>,
        total: &mut Total<'s>,
    ) {
        for at in self.store.claims(program.subject) {
            let Some(Record::Program(record)) = self.store.record(*at) else { continue };
            for (i, transaction) in (0_u32..).zip(&record.transactions) {
                let claim = MoneyClaim::transaction(self.store, *at, i);
                match self.judge(program, transaction, stage, period) {
                    Verdict::Elsewhere => {}
                    Verdict::LeaveOut(reason) => total.leave_out(LeftOut::new(claim, reason)),
                    Verdict::Count => {
                        let bounds = transaction.estimate.bounds();
                        match found.iter_mut().find(|amount| {
                            amount.program == program
                                && same_subject(amount.transaction, transaction)
                        }) {
                            // Another claim on the same money: every value that some claim allows.
                            Some(amount) => {
                                amount.bounds = either(amount.bounds, bounds);
                                amount.claims.push(claim);
                            }
                            None => found.push(Amount {
                                program,
                                transaction,
                                bounds,
                                claims: alloc::vec![claim],
                            }),
                        }
                    }
                }
            }
        }
    }

    fn judge(
        &self,
        program: ProgramRef<'s>,
        transaction: &Transaction,
        stage: Stage,
        period: &ReportingPeriod,
    ) -> Verdict {
        use LeftOutReason as Why;

        if let Some(giver) = &self.given_by {
            let taker = if *giver == self.a { &self.b } else { &self.a };
            let provided = transaction
                .provider
                .as_ref()
                .map(|provider| self.store.principal(provider) == giver);
            match provided {
                Some(false) => return Verdict::Elsewhere,
                Some(true) => {}
                None if program.has_role(ProgramRoleKind::Funding, giver) => {}
                None => return Verdict::LeaveOut(Why::ProviderNotRecorded),
            }
            let received = transaction
                .receiver
                .as_ref()
                .map(|receiver| self.store.principal(receiver) == taker);
            match received {
                Some(false) => return Verdict::Elsewhere,
                Some(true) => {}
                None if !program.has_role(ProgramRoleKind::Recipient, taker) => {
                    return Verdict::Elsewhere;
                }
                None => {
                    let recipients = program.roles().filter(|(role, of, _)| {
                        *role == ProgramRoleKind::Recipient && self.store.principal(of) != taker
                    });
                    if recipients.count() > 0 {
                        return Verdict::LeaveOut(Why::SharedRecipients);
                    }
                }
            }
        }
        if transaction.stage != stage {
            return Verdict::LeaveOut(Why::OtherStage);
        }
        if program.is_several() {
            return Verdict::LeaveOut(Why::Several);
        }
        if transaction.estimated {
            return Verdict::LeaveOut(Why::Estimated);
        }
        if transaction.in_kind {
            return Verdict::LeaveOut(Why::InKind);
        }
        if *period == ReportingPeriod::ALL_TIME {
            return Verdict::Count;
        }
        match covered(transaction, period) {
            None => Verdict::LeaveOut(Why::PeriodNotStated),
            Some((Truth::Yes, _)) => Verdict::Count,
            Some((_, Truth::No)) => Verdict::Elsewhere,
            Some(_) => Verdict::LeaveOut(Why::PartlyOverlaps),
        }
    }
}

impl fmt::Debug for Programs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// What becomes of an amount.
enum Verdict {
    Count,
    LeaveOut(LeftOutReason),
    /// It is no part of what was asked.
    Elsewhere,
}

/// An amount to be counted, unless another forbids it.
struct Amount<'s> {
    program: ProgramRef<'s>,
    transaction: &'s Transaction,
    bounds: Bounds,
    claims: Vec<MoneyClaim<'s>>,
}

/// Whether a transaction's period or day lies inside a period, and whether it overlaps it; `None` if
/// it states neither.
fn covered(transaction: &Transaction, period: &ReportingPeriod) -> Option<(Truth, Truth)> {
    if let Some(own) = transaction.period.filter(|own| !own.is_unstated()) {
        // The same stated period is the same, even where its first month is not stated.
        let inside = if own == *period { Truth::Yes } else { period.contains(&own) };
        return Some((inside, period.overlaps(&own)));
    }
    let days = transaction.on?.possible();
    let asked = period.days()?;
    let inside = Truth::from_worlds(asked.meets(days), !asked.encloses(days));
    Some((inside, Truth::from(asked.meets(days))))
}

/// Whether two transactions of one programme are claims on the same money: all but the value, its
/// words and its sources agree.
fn same_subject(a: &Transaction, b: &Transaction) -> bool {
    let key = |transaction: &Transaction| {
        (
            transaction.stage,
            transaction.period,
            transaction.on,
            transaction.provider.clone(),
            transaction.receiver.clone(),
            (transaction.cumulative, transaction.in_kind, transaction.estimated),
            transaction.scope.clone(),
        )
    };
    a.sources != b.sources && !core::ptr::eq(a, b) && key(a) == key(b)
}

/// The smallest bounds that hold both.
fn either(a: Bounds, b: Bounds) -> Bounds {
    a.hull(b).unwrap_or(a)
}
