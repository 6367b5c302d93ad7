//! The questions as they are put to an archive, and the comparison with what the rules give: the only
//! part of the oracle that knows the library's calls.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{
    Apportioning, Archive, LeftOut, MoneyClaim, Policy, Programs, Reading, ReportingPeriod, Stage,
    Total,
};
use proptest::prelude::*;
use rust_decimal::Decimal as Exact;

use super::amounts::{ClaimId, Settled};
use super::judge::{Choice, Of, Partly};
use super::model::{SECTORS, World, actor};
use super::numbers::Span;
use super::restated::{self, Account};

pub(super) const PERIODS: [&str; 11] = [
    "../..",
    "../..",
    "../..",
    "../..",
    "2010",
    "2011",
    "2010-33",
    "FY2010",
    "FY2011@10",
    "../2010",
    "2010/2011",
];

pub(super) fn policy(settled: Settled) -> Policy {
    match settled {
        Settled::Nothing => Policy::new(),
        Settled::Prefer(source) => Policy::new().prefer(format!("s{source}")),
        Settled::Majority => Policy::new().majority(),
    }
}

pub(super) fn period(text: &str) -> ReportingPeriod {
    ReportingPeriod::parse(text).expect("a period")
}

/// The questions under a policy; of one that decides nothing, those of the archive itself, whose answers
/// may be stored.
pub(super) fn reading<'s>(archive: &'s Archive, policy: &'s Policy) -> Reading<'s> {
    if *policy == Policy::new() { archive.reading() } else { archive.under(policy) }
}

/// The selection, as a caller writes it.
pub(super) fn programs<'s>(reading: Reading<'s>, world: &World, choice: &Choice) -> Programs<'s> {
    let one = |at: usize| reading.program(world.programmes[at].id()).expect("the programme");
    let mut programs = match choice.of {
        Of::All => reading.programs(),
        Of::Tree(at) => one(at).tree(),
        Of::Alone(at) => one(at).alone(),
        Of::Pair(a, b) => reading.dossier(actor(a), actor(b)).programs(),
    };
    if let Some(giver) = choice.given {
        programs = programs.given_by(actor(giver));
    }
    if let Some(taker) = choice.received {
        programs = programs.received_by(actor(taker));
    }
    match choice.sector {
        Some((Some(vocabulary), name)) => programs = programs.in_sector_of(vocabulary, name),
        Some((None, name)) => programs = programs.in_sector(name),
        None => {}
    }
    if choice.estimated {
        programs = programs.estimated();
    }
    if choice.in_kind {
        programs = programs.in_kind();
    }
    if choice.levels_apart {
        programs = programs.levels_apart();
    }
    match choice.partly {
        Partly::Never => programs,
        Partly::Within => programs.apportioned(Apportioning::Within),
        Partly::ByDays => programs.apportioned(Apportioning::ByDays),
    }
}

pub(super) fn ask<'s>(reading: Reading<'s>, world: &World, choice: &Choice) -> Total<'s> {
    programs(reading, world, choice).total(choice.stage, &period(choice.period))
}

pub(super) fn claim_id(claim: MoneyClaim<'_>) -> ClaimId {
    let path = claim.path();
    let number = path.strip_prefix("transactions[").and_then(|rest| rest.strip_suffix(']'));
    let number = number.and_then(|number| number.parse().ok()).expect("a transaction");
    (claim.id().to_owned(), number)
}

pub(super) fn counted(total: &Total<'_>) -> Vec<ClaimId> {
    let mut all: Vec<ClaimId> = total
        .counted()
        .iter()
        .flat_map(|amount| amount.claims.iter().map(|claim| claim_id(*claim)))
        .collect();
    all.sort();
    all
}

pub(super) fn left_out(total: &Total<'_>) -> Vec<(ClaimId, &'static str)> {
    let reason = |left: &LeftOut<'_>| (claim_id(left.claim), left.reason.as_str());
    let mut all: Vec<_> = total.left_out().iter().map(reason).collect();
    all.sort();
    all
}

pub(super) fn sums(total: &Total<'_>) -> BTreeMap<(String, String), Span> {
    let prices = |prices: Option<bilateral::PriceBasis>| {
        prices.map_or_else(String::new, |prices| prices.to_string())
    };
    total
        .sums()
        .iter()
        .map(|sum| {
            let unit = sum.bounds.unit().to_string();
            ((unit, prices(sum.prices)), Span::of(sum.bounds))
        })
        .collect()
}

/// Every claim of the selected programmes.
pub(super) fn every_claim(world: &World, of: Of) -> Vec<ClaimId> {
    let selected = world.selected(of);
    let mut all: Vec<ClaimId> = selected
        .iter()
        .flat_map(|at| &world.programmes[*at].told)
        .flat_map(|told| (0..told.flows.len()).map(|flow| (told.id.clone(), flow)))
        .collect();
    all.sort();
    all
}

/// Holds what the archive answers against what the rules give.
pub(super) fn compare(
    archive: &Archive,
    world: &World,
    choice: &Choice,
) -> Result<Account, TestCaseError> {
    let policy = policy(choice.settled);
    let total = ask(reading(archive, &policy), world, choice);
    // Whether it was stored or is worked out, and in whatever order it is asked, it is the same.
    let worked_out = ask(archive.under(&policy), world, choice);
    prop_assert_eq!(total.is_none(), worked_out.is_none(), "by {:?}", choice);
    prop_assert_eq!(total.sums(), worked_out.sums(), "by {:?}", choice);
    prop_assert_eq!(total.to_string(), worked_out.to_string(), "by {:?}", choice);
    prop_assert_eq!(counted(&total), counted(&worked_out), "by {:?}", choice);
    prop_assert_eq!(left_out(&total), left_out(&worked_out), "by {:?}", choice);
    let account = restated::total(world, choice);
    if account.murky {
        return Ok(account);
    }
    let found: BTreeSet<ClaimId> = counted(&total).into_iter().collect();
    prop_assert_eq!(&found, &account.claims(), "counted by {:?}: {:?}", choice, left_out(&total));
    for (claim, reason) in left_out(&total) {
        let allowed = account.left_out.get(&claim);
        prop_assert!(
            allowed.is_some_and(|allowed| allowed.contains(&reason)),
            "{:?} left out as {} and not as {:?}, by {:?}",
            claim,
            reason,
            allowed,
            choice
        );
    }
    prop_assert_eq!(left_out(&total).len(), account.left_out.len(), "left out by {:?}", choice);
    let (found, expected) = (sums(&total), account.sums());
    prop_assert!(
        found.keys().eq(expected.keys()),
        "{:?} and not {:?} by {:?}",
        found,
        expected,
        choice
    );
    for left in total.left_out() {
        beside_another(world, left, &total)?;
    }
    if choice.partly == Partly::Never {
        parts_are_stated(&total, &account)?;
    }
    if account.unordered() {
        return Ok(account);
    }
    for (of, sum) in &expected {
        let found = found[of];
        // Quotients are rounded outward, so that they hold the exact ones and little more.
        let same = if choice.partly == Partly::ByDays {
            sum.nearly_within(found) && found.nearly_within(*sum)
        } else {
            found == *sum
        };
        prop_assert!(same, "{:?} and not {:?} in {:?} by {:?}", found, sum, of, choice);
    }
    Ok(account)
}

/// Each counted amount says which part of it was counted, if it was not all of it.
fn parts_are_stated(total: &Total<'_>, account: &Account) -> Result<(), TestCaseError> {
    for amount in total.counted() {
        let claim = claim_id(amount.claims[0]);
        let told = account
            .counted
            .iter()
            .find(|counted| counted.amount.claims.iter().any(|found| found.id == claim))
            .expect("the amount");
        let expected = Span::between(told.part.low, told.part.high);
        let found = amount.part.map_or(Span::at(Exact::ONE), Span::of);
        prop_assert_eq!(found, expected, "the part of {:?}", claim);
    }
    Ok(())
}

/// What is left out beside another amount names one; of a parent, one of a programme under it.
fn beside_another(
    world: &World,
    left: &LeftOut<'_>,
    total: &Total<'_>,
) -> Result<(), TestCaseError> {
    let reason = left.reason.as_str();
    let named = ["within-counted", "may-be-counted", "parent-of-counted", "passed-on"];
    if named.contains(&reason) {
        prop_assert!(left.beside.is_some(), "{:?} names nothing beside it", left);
    }
    let Some(beside) = left.beside else { return Ok(()) };
    prop_assert_ne!(beside, left.claim);
    let of = |claim: &ClaimId| {
        world.programmes.iter().position(|it| it.told.iter().any(|told| told.id == claim.0))
    };
    let (left, beside) = (claim_id(left.claim), claim_id(beside));
    let (above, below) = (of(&left).expect("a programme"), of(&beside).expect("a programme"));
    match reason {
        "parent-of-counted" => prop_assert!(world.under(above).contains(&below)),
        "within-counted" | "may-be-counted" => {
            prop_assert_eq!(above, below);
            let found = total.counted().iter().flat_map(|amount| &amount.claims);
            let later = total.left_out().iter().filter(|it| {
                ["may-be-counted", "parent-of-counted", "passed-on"].contains(&it.reason.as_str())
            });
            let mut standing = found.copied().chain(later.map(|it| it.claim)).map(claim_id);
            prop_assert!(standing.any(|claim| claim == beside), "{:?} is not counted", beside);
        }
        _ => {}
    }
    Ok(())
}

/// Every way to ask, one at a time.
pub(super) fn choices(programmes: usize) -> impl Strategy<Value = Choice> {
    let of = prop_oneof![
        2 => Just(Of::All),
        2 => (0..programmes).prop_map(Of::Tree),
        1 => (0..programmes).prop_map(Of::Alone),
        4 => prop::sample::select(vec![(0, 1), (1, 0), (0, 2), (1, 2), (3, 1)])
            .prop_map(|(a, b)| Of::Pair(a, b)),
    ];
    let stage = prop_oneof![
        12 => Just(Stage::Disbursement),
        1 => Just(Stage::Commitment),
        1 => Just(Stage::Pledge),
    ];
    let partly =
        prop_oneof![4 => Just(Partly::Never), 2 => Just(Partly::Within), 2 => Just(Partly::ByDays)];
    (
        of,
        (0..4_u8, 0..4_usize, 0..4_usize),
        prop::option::weighted(0.25, prop::sample::select(SECTORS.to_vec())),
        (prop::bool::weighted(0.04), prop::bool::weighted(0.04), prop::bool::weighted(0.15)),
        partly,
        stage,
        prop::sample::select(PERIODS.to_vec()),
        prop::sample::select(Settled::ALL.to_vec()),
    )
        .prop_map(
            |(of, (ways, giver, taker), sector, flags, partly, stage, period, settled)| {
                let (giver, taker) = match of {
                    // In a pair, one of the two gives and the other receives.
                    Of::Pair(a, b) => (a, b),
                    _ => (giver, taker),
                };
                let mut choice = Choice::of(of, stage, period);
                choice.given = (ways & 1 == 1).then_some(giver);
                choice.received = (ways & 2 == 2).then_some(taker);
                choice.sector = sector;
                (choice.estimated, choice.in_kind, choice.levels_apart) = flags;
                (choice.partly, choice.settled) = (partly, settled);
                choice
            },
        )
}
