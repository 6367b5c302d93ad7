//! One amount by itself: whether it is of what is asked, and which part of it.
//!
//! The questions are asked in one order, and the first that is answered with no is the reason for
//! leaving the amount out. What passes them all *qualifies*; whether it is counted depends on the
//! amounts beside it.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::choices::{Apportioning, Choices, Wanted};
use super::coverage::Fields;
use super::programs::ProgramRef;
use super::scaling::{Days, Fraction};
use super::shares::{Part, Share, of_roles, of_sectors};
use super::total::LeftOutReason;
use super::transaction::{TransactionRef, amounts, preference};
use crate::date::{DayRange, ReportingPeriod, UNBOUNDED_BELOW};
use crate::record::{Actor, ProgramRoleKind, Stage, Transaction};
use crate::store::{Keys, Sight};

/// One amount, with what is made of it.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'s> {
    pub(crate) money: TransactionRef<'s>,
    pub(crate) time: Time,
    /// Between whom and for what it is.
    pub(crate) parties: Fields,
    /// The place of its sources among those that the policy prefers.
    pub(crate) rank: usize,
    /// The part of it that is asked.
    pub(crate) fraction: Fraction,
    /// Why it is left out.
    pub(crate) reason: Option<LeftOutReason>,
    /// The amount beside which it is left out, by its number.
    pub(crate) beside: Option<usize>,
    /// It is all that is asked but for the period.
    pub(crate) but_for_period: bool,
}

impl Entry<'_> {
    pub(crate) const fn is_in(&self) -> bool {
        self.reason.is_none()
    }

    pub(crate) fn leave_out(&mut self, reason: LeftOutReason, beside: usize) {
        if self.reason.is_none() {
            (self.reason, self.beside) = (Some(reason), Some(beside));
        }
    }
}

/// When an amount flowed, as far as that bears on others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    /// Every day on which some of it may have flowed.
    pub(crate) envelope: Keys,
    /// For fiscal years without a first month: the days by which such periods of one publisher are
    /// compared.
    pub(crate) aligned: Option<Keys>,
    /// The length of its period, for what is wider: 0 of a single day, the greatest where not stated.
    pub(crate) width: i64,
    /// It is of one day, whichever it is.
    pub(crate) dated: bool,
    pub(crate) cumulative: bool,
}

/// What a transaction says of its time. A cumulative amount covers everything up to its end.
#[derive(Debug, Clone, Copy)]
enum Stated {
    Nothing,
    Period(ReportingPeriod),
    /// One of these days.
    OneOf(DayRange),
    /// Everything up to one of these days.
    UpTo(DayRange),
}

impl Stated {
    fn of(transaction: &Transaction) -> Self {
        let period = transaction.period.filter(|period| !period.is_unstated());
        match (period, transaction.on) {
            (Some(period), _) if transaction.cumulative => Self::Period(period.opened()),
            (Some(period), _) => Self::Period(period),
            (None, Some(on)) if transaction.cumulative => Self::UpTo(on.possible()),
            (None, Some(on)) => Self::OneOf(on.possible()),
            (None, None) => Self::Nothing,
        }
    }

    /// Every day that may be covered.
    fn envelope(self) -> DayRange {
        match self {
            Self::Nothing => DayRange::ALL,
            Self::Period(period) => period.envelope(),
            Self::OneOf(days) => days,
            Self::UpTo(days) => {
                DayRange::from_keys(UNBOUNDED_BELOW, days.last_key()).unwrap_or(DayRange::ALL)
            }
        }
    }
}

impl Time {
    pub(crate) fn of(transaction: &Transaction) -> Self {
        let stated = Stated::of(transaction);
        let length = |days: DayRange| i64::from(days.last_key()) - i64::from(days.first_key()) + 1;
        let aligned = match stated {
            Stated::Period(period) => period.aligned(),
            _ => None,
        };
        let dated = matches!(stated, Stated::OneOf(_));
        Self {
            envelope: stated.envelope().into(),
            aligned: aligned.map(Keys::from),
            width: if dated { 0 } else { length(aligned.unwrap_or(stated.envelope())) },
            dated,
            cumulative: transaction.cumulative,
        }
    }
}

/// How a transaction's time lies to the asked period.
enum Timing {
    Inside,
    Outside,
    NotStated,
    Partly(Stated),
}

fn timing(stated: Stated, asked: &ReportingPeriod) -> Timing {
    if *asked == ReportingPeriod::ALL_TIME {
        return Timing::Inside;
    }
    let (inside, outside) = match stated {
        Stated::Nothing => return Timing::NotStated,
        // The same stated period is the same, even where its first month is not stated.
        Stated::Period(own) => {
            (own == *asked || asked.contains(&own).certainly(), asked.overlaps(&own).is_no())
        }
        Stated::OneOf(_) | Stated::UpTo(_) => {
            let days = stated.envelope();
            let mut asked = asked.worlds().peekable();
            if asked.peek().is_none() {
                (false, false)
            } else {
                asked.fold((true, true), |(inside, outside), world| {
                    (inside && world.encloses(days), outside && !world.meets(days))
                })
            }
        }
    };
    match (inside, outside) {
        (true, _) => Timing::Inside,
        (false, true) => Timing::Outside,
        (false, false) => Timing::Partly(stated),
    }
}

/// The part of an amount that lies inside the asked period; `None` if none can be told.
fn part_of_days(stated: Stated, asked: &ReportingPeriod, how: Apportioning) -> Option<Days> {
    match (how, stated) {
        (Apportioning::Never, _) => None,
        (Apportioning::Within, _) | (Apportioning::ByDays, Stated::OneOf(_)) => Some(Days::ANY),
        (Apportioning::ByDays, Stated::Period(own)) => Days::of(own.worlds(), || asked.worlds()),
        (Apportioning::ByDays, _) => None,
    }
}

/// The numbers of actors and scopes, so that comparing them is cheap.
#[derive(Debug, Default)]
struct Numbers<'s> {
    actors: BTreeMap<&'s Actor, u32>,
    scopes: BTreeMap<&'s str, u32>,
    sectors: BTreeMap<Vec<(Option<&'s str>, &'s str)>, u32>,
}

impl<'s> Numbers<'s> {
    fn actor(&mut self, actor: Option<&'s Actor>) -> u32 {
        actor.map_or(0, |actor| number(&mut self.actors, actor))
    }

    /// Amounts of one source for different sectors are different money, as those of different scopes.
    fn sectors(&mut self, stated: &'s Transaction) -> u32 {
        if stated.sectors.is_empty() {
            return 0;
        }
        let mut names: Vec<(Option<&str>, &str)> = stated
            .sectors
            .iter()
            .map(|sector| (sector.vocabulary.as_deref(), sector.name.as_str()))
            .collect();
        names.sort_unstable();
        number(&mut self.sectors, names)
    }

    fn scope(&mut self, scope: Option<&'s str>) -> u32 {
        scope.map_or(0, |scope| number(&mut self.scopes, scope))
    }
}

fn number<K: Ord>(numbers: &mut BTreeMap<K, u32>, key: K) -> u32 {
    let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX - 1);
    *numbers.entry(key).or_insert(next)
}

/// What the roles and sectors of a programme say of money that does not say it itself.
struct Defaults {
    provider: Share,
    receiver: Share,
    sector: Share,
    several: bool,
}

impl Defaults {
    fn of(program: ProgramRef<'_>, choices: &Choices) -> Self {
        let store = program.store;
        let role = |kind, wanted| match wanted {
            Wanted::Anyone => Share::Known(Part::WHOLE),
            wanted => of_roles(store, program.held(), kind, wanted),
        };
        let sectors = || program.held().flat_map(|program| &program.sectors);
        let sector = choices.sector.as_ref();
        Self {
            provider: role(ProgramRoleKind::Funding, choices.provider()),
            receiver: role(ProgramRoleKind::Recipient, choices.receiver()),
            sector: sector.map_or(Share::NotRecorded, |asked| of_sectors(sectors(), asked)),
            several: program.held().any(|program| program.several),
        }
    }
}

/// Judges amounts by themselves, each in its place of one order.
pub(crate) struct Judge<'s, 'a> {
    store: Sight<'s>,
    choices: &'a Choices,
    stage: Stage,
    period: &'a ReportingPeriod,
    numbers: Numbers<'s>,
}

impl<'s, 'a> Judge<'s, 'a> {
    pub(crate) fn new(
        store: Sight<'s>,
        choices: &'a Choices,
        stage: Stage,
        period: &'a ReportingPeriod,
    ) -> Self {
        Self { store, choices, stage, period, numbers: Numbers::default() }
    }

    /// Every amount of a programme.
    pub(crate) fn program(&mut self, program: ProgramRef<'s>) -> Vec<Entry<'s>> {
        let defaults = Defaults::of(program, self.choices);
        let all = amounts(self.store, program.subject);
        all.into_iter().map(|money| self.entry(money, &defaults)).collect()
    }

    fn entry(&mut self, money: TransactionRef<'s>, defaults: &Defaults) -> Entry<'s> {
        let stated = money.stated();
        let principal = |actor: Option<&'s Actor>| actor.map(|actor| self.store.principal(actor));
        let (provider, receiver) = (principal(money.provider()), principal(money.receiver()));
        let judged = self.judge(&money, [provider, receiver], defaults);
        let (fraction, reason, but_for_period) = match judged {
            Ok(fraction) => (fraction, None, true),
            Err(out) => (Fraction::WHOLE, Some(out.reason), out.but_for_period),
        };
        Entry {
            time: Time::of(stated),
            parties: [
                self.numbers.actor(provider),
                self.numbers.actor(receiver),
                self.numbers.scope(money.scope()),
                self.numbers.sectors(stated),
            ],
            rank: money.claims().map(|claim| preference(self.store, claim)).min().unwrap_or(0),
            fraction,
            reason,
            beside: None,
            but_for_period,
            money,
        }
    }

    /// The part of an amount that is asked, or why it is left out.
    fn judge(
        &self,
        money: &TransactionRef<'s>,
        [provider, receiver]: [Option<&Actor>; 2],
        defaults: &Defaults,
    ) -> Result<Fraction, Out> {
        use LeftOutReason as Why;

        let stated = money.stated();
        let choices = self.choices;
        let mismatch = if money.is_denied() {
            Some(Why::Denied)
        } else if stated.stage != self.stage {
            Some(Why::OtherStage)
        } else if defaults.several {
            Some(Why::Several)
        } else if stated.estimated && !choices.estimated {
            Some(Why::Estimated)
        } else if choices.estimated && !stated.estimated {
            Some(Why::Done)
        } else if stated.in_kind && !choices.in_kind {
            Some(Why::InKind)
        } else if choices.in_kind && !stated.in_kind {
            Some(Why::Cash)
        } else {
            None
        };
        if let Some(why) = mismatch {
            return Err(why.into());
        }
        let provided = party(
            provider,
            choices.provider(),
            defaults.provider,
            [Why::OtherProvider, Why::ProviderNotRecorded, Why::SharedProviders],
        )?;
        let received = party(
            receiver,
            choices.receiver(),
            defaults.receiver,
            [Why::OtherReceiver, Why::ReceiverNotRecorded, Why::SharedRecipients],
        )?;
        let sector = match &choices.sector {
            None => Share::Known(Part::WHOLE),
            Some(_) if stated.sectors.is_empty() => defaults.sector,
            Some(asked) => of_sectors(stated.sectors.iter(), asked),
        };
        let sector = match sector {
            Share::Known(part) => part,
            Share::NotRecorded => return Err(Why::SectorNotRecorded.into()),
            Share::Others => return Err(Why::OtherSector.into()),
            Share::Unshared => return Err(Why::SharedSectors.into()),
        };
        let part = joint([provided, received, sector]);
        let late = |reason| Out { reason, but_for_period: true };
        match timing(Stated::of(stated), self.period) {
            Timing::Inside => Ok(Fraction::of(part)),
            Timing::Outside => Err(late(Why::OutsidePeriod)),
            Timing::NotStated => Err(late(Why::PeriodNotStated)),
            Timing::Partly(own) => part_of_days(own, self.period, choices.apportioning)
                .map(|days| Fraction { part, days })
                .ok_or(late(Why::PartlyOverlaps)),
        }
    }
}

/// The part of one whole that lies in all of three parts.
fn joint([a, b, c]: [Part; 3]) -> Part {
    a.joint(b).joint(c)
}

/// Why an amount by itself is left out.
struct Out {
    reason: LeftOutReason,
    but_for_period: bool,
}

impl From<LeftOutReason> for Out {
    fn from(reason: LeftOutReason) -> Self {
        Self { reason, but_for_period: false }
    }
}

/// The part of an amount that one side provides or receives: by the amount itself, else by the roles.
fn party(
    explicit: Option<&Actor>,
    wanted: Wanted<'_>,
    roles: Share,
    [other, not_recorded, shared]: [LeftOutReason; 3],
) -> Result<Part, Out> {
    match (explicit, roles) {
        (Some(actor), _) if wanted.takes(actor) => Ok(Part::WHOLE),
        (Some(_), _) => Err(other.into()),
        (None, Share::Known(part)) => Ok(part),
        (None, Share::NotRecorded) if matches!(wanted, Wanted::One(_)) => Err(not_recorded.into()),
        (None, Share::NotRecorded) => Ok(Part::WHOLE),
        (None, Share::Others) => Err(other.into()),
        (None, Share::Unshared) => Err(shared.into()),
    }
}
