//! Pledges, and whether anything recorded followed them.

use alloc::vec::Vec;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use time::Date;

use super::judging::{Entry, Judge, Time};
use super::money_claim::MoneyClaim;
use super::programs::ProgramRef;
use super::selection::Programs;
use super::transaction::{TransactionRef, amounts};
use crate::date::{DayRange, ReportingPeriod, key};
use crate::money::Bounds;
use crate::record::{Actor, ProgramRoleKind, RecordKind, Stage};
use crate::store::{Keys, Sight};
use crate::truth::Truth;

/// The stages in which money that was pledged is seen again.
const SEEN: [Stage; 7] = [
    Stage::Appropriation,
    Stage::Commitment,
    Stage::Obligation,
    Stage::Disbursement,
    Stage::Expenditure,
    Stage::IncomingCommitment,
    Stage::IncomingFunds,
];

/// A pledge, and whether money was seen after it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pledged<'s> {
    /// The pledge, with its programme, its parties and every claim on it.
    pub pledge: TransactionRef<'s>,
    /// How much, over all possible amounts.
    pub bounds: Bounds,
    /// Whether money of a later stage was recorded after it: Yes if some certainly was, of the same
    /// parties, where they are stated or only one funds or receives; No if none was though a source
    /// lists every programme of the provider from the pledge to the day asked; else Unknown: *not
    /// recorded*, or recorded of parties or days that only may be those.
    pub seen: Truth,
    /// The amounts that were or may have been seen. That they are the pledged money is not said by
    /// their record; they are of the same programme or one under it, and of parties that may be the same.
    pub followed_by: Vec<MoneyClaim<'s>>,
}

impl<'s> Pledged<'s> {
    /// Returns the claims on the pledge.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = MoneyClaim<'s>> {
        self.pledge.claims()
    }
}

impl Serialize for Pledged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut one = serializer.serialize_struct("Pledged", 4)?;
        one.serialize_field("claims", &self.claims().collect::<Vec<_>>())?;
        one.serialize_field("bounds", &self.bounds)?;
        one.serialize_field("seen", &self.seen)?;
        one.serialize_field("followed_by", &self.followed_by)?;
        one.end()
    }
}

/// An amount that may follow a pledge.
struct Later<'s> {
    days: Keys,
    parties: [Option<&'s Actor>; 2],
    money: TransactionRef<'s>,
}

impl<'s> Programs<'s> {
    /// Returns every pledge that is of what is asked, and whether money of it was seen by a day, in the
    /// order of the programmes.
    ///
    /// Pledges count whenever they were made by that day; denied ones, and those of records that stand
    /// for several programmes, do not.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, Program, ProgramKind, Source, Stage, Transaction, Truth, day};
    ///
    /// let pledged = Transaction::new(Stage::Pledge, "USD 90".parse::<bilateral::Estimate>().unwrap())
    ///     .provider(CountryCode::USA).on(day(2020, 1, 1));
    /// let paid = Transaction::new(Stage::Disbursement, "USD 20".parse::<bilateral::Estimate>().unwrap())
    ///     .provider(CountryCode::USA).on(day(2021, 1, 1));
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A report").into(),
    ///     Program::new("aid", ProgramKind::Assistance, "Aid").transaction(pledged).source("s").into(),
    ///     Program::new("seeds", ProgramKind::Assistance, "Seeds").parent("aid").transaction(paid).source("s").into(),
    /// ])?;
    /// let seen = |by| archive.programs().pledges(by)[0].seen;
    /// assert_eq!(seen(day(2020, 6, 1)), Truth::Unknown);
    /// assert_eq!(seen(day(2021, 6, 1)), Truth::Yes);
    /// assert!(archive.programs().pledges(day(2019, 1, 1)).is_empty());
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn pledges(&self, by: Date) -> Vec<Pledged<'s>> {
        let (store, all_time) = (self.store(), ReportingPeriod::ALL_TIME);
        let mut judge = Judge::new(store, self.choices(), Stage::Pledge, &all_time);
        let mut found = Vec::new();
        for program in self.iter() {
            let entries = judge.program(program);
            let pledges: Vec<Entry<'s>> = entries
                .into_iter()
                .filter(|it| it.is_in() && it.time.envelope.first() <= key(by))
                .collect();
            if pledges.is_empty() {
                continue;
            }
            let later = self.later(program, by);
            found.extend(pledges.into_iter().map(|pledge| followed(store, pledge, &later, by)));
        }
        found
    }

    /// The money of later stages of a programme and those under it, not certainly after a day.
    fn later(&self, program: ProgramRef<'s>, by: Date) -> Vec<Later<'s>> {
        let store = self.store();
        let mut all = alloc::vec![program.subject];
        all.extend(store.store().programs().within(program.subject));
        let money = all.into_iter().flat_map(|subject| amounts(store, subject));
        let seen = money.filter(|it| {
            let stated = it.stated();
            SEEN.contains(&stated.stage) && !stated.estimated && !it.is_denied()
        });
        let later = seen.filter_map(|money| {
            let days = Time::of(money.stated()).envelope;
            let principal = |actor: Option<&'s Actor>| actor.map(|it| store.principal(it));
            let parties = [principal(money.provider()), principal(money.receiver())];
            (days.first() <= key(by)).then_some(Later { days, parties, money })
        });
        later.collect()
    }
}

fn followed<'s>(store: Sight<'s>, pledge: Entry<'s>, later: &[Later<'s>], by: Date) -> Pledged<'s> {
    let days = pledge.time.envelope;
    let money = pledge.money;
    let principal = |actor: Option<&'s Actor>| actor.map(|it| store.principal(it));
    let own = [principal(money.provider()), principal(money.receiver())];
    let fits = |other: &[Option<&Actor>; 2]| {
        own.iter().zip(other).all(|(a, b)| a.is_none() || b.is_none() || a == b)
    };
    let possible = || later.iter().filter(|it| fits(&it.parties) && days.first() <= it.days.last());
    let followed_by: Vec<MoneyClaim<'s>> = possible().flat_map(|it| it.money.claims()).collect();
    let own_known = known_parties(store, &money);
    let certain = |it: &Later<'s>| {
        let of_parties = known_parties(store, &it.money);
        let same = |(a, b): (&Option<&Actor>, &Option<&Actor>)| a.is_none() || a == b;
        days.last() <= it.days.first()
            && it.days.last() <= key(by)
            && own_known.iter().zip(&of_parties).all(same)
    };
    let seen = if possible().any(certain) {
        Truth::Yes
    } else if !followed_by.is_empty() {
        Truth::Unknown
    } else if is_listed(store, &money, own[0], days, by) {
        Truth::No
    } else {
        Truth::Unknown
    };
    Pledged { bounds: money.bounds(), pledge: money, seen, followed_by }
}

/// Who provides and who receives an amount: as stated, else who alone funds or receives in its
/// programme.
fn known_parties<'s>(store: Sight<'s>, money: &TransactionRef<'s>) -> [Option<&'s Actor>; 2] {
    let of_role = |kind: ProgramRoleKind| {
        let roles = money.program().roles().filter(move |role| role.role == kind);
        let mut actors = roles.map(|role| store.principal(&role.actor));
        let first = actors.next()?;
        actors.all(|other| other == first).then_some(first)
    };
    let stated = |actor: Option<&'s Actor>| actor.map(|it| store.principal(it));
    [
        stated(money.provider()).or_else(|| of_role(ProgramRoleKind::Funding)),
        stated(money.receiver()).or_else(|| of_role(ProgramRoleKind::Recipient)),
    ]
}

/// Whether a source lists every programme of the provider from the first possible day of a pledge to a
/// day: of the provider that is stated, else of those who fund the programme, all of them.
fn is_listed(
    store: Sight<'_>,
    money: &TransactionRef<'_>,
    provider: Option<&Actor>,
    days: Keys,
    by: Date,
) -> bool {
    let program = money.program();
    let funders = program
        .held()
        .flat_map(|program| &program.roles)
        .filter(|role| role.role == ProgramRoleKind::Funding)
        .map(|role| store.principal(&role.actor));
    let givers: Vec<&Actor> = match provider {
        Some(provider) => alloc::vec![provider],
        None => funders.collect(),
    };
    let Some(throughout) = DayRange::from_keys(days.first(), key(by)) else { return false };
    let kind = program.kind().map(|kind| kind.as_str());
    !givers.is_empty()
        && givers.iter().all(|giver| {
            store.covering_days(RecordKind::Program, kind, &[giver], throughout).is_some()
        })
}
