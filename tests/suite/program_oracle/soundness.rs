//! Whatever happened, if every source spoke the truth, the exact total lies within the answer.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{Archive, Program, ProgramKind, Source, Stage, Transaction};
use proptest::prelude::*;
use rust_decimal::Decimal as Exact;

use super::amounts::{self, ClaimId, Settled};
use super::asking::{ask, choices, counted, policy, reading, sums};
use super::conservation::{Draws, draws};
use super::judge::{Choice, Partly, shares};
use super::model::{Key, Knobs, Number, When, World, YEARS, worlds};
use super::numbers::{Span, exact};
use super::restated;
use super::times::{self, EVER};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 20_000, ..ProptestConfig::default() }
}

/// The money that really flowed under one key of one programme, and the claims on it.
struct Flowed {
    programme: usize,
    key: Key,
    values: Vec<i64>,
    claims: BTreeSet<ClaimId>,
}

/// What a source may say of a number: the number itself, or a range that holds it.
fn worded(value: i64, vague: bool, draws: &mut Draws<'_>) -> Number {
    let mut near = || i64::try_from(draws.below(5)).expect("few");
    match (vague, near()) {
        (false, _) => Number::Exactly(value),
        (true, 0) => Number::Exactly(value),
        (true, 1) => Number::UpTo(value + near()),
        (true, 2) => Number::MoreThan(value - 1 - near()),
        (true, _) => Number::Between(value - near(), value + near()),
    }
}

/// Draws what really flowed, and lets every source of a world say something true of it. Each amount of
/// a source is another that flowed; which of them another source means, is not told.
fn happen(world: &mut World, vague: bool, draws: &mut Draws<'_>) -> Vec<Flowed> {
    let mut all: Vec<Flowed> = Vec::new();
    for programme in 0..world.programmes.len() {
        let told = world.programmes[programme].told.clone();
        let mut keys: Vec<Key> = Vec::new();
        for flow in told.iter().filter(|told| !told.denied).flat_map(|told| &told.flows) {
            if !keys.iter().any(|key| key.agrees(&flow.key)) {
                keys.push(flow.key.clone());
            }
        }
        for key in keys {
            let mut of_source: Vec<Vec<(usize, usize)>> = vec![Vec::new(); super::model::SOURCES];
            for (record, told) in told.iter().enumerate().filter(|(_, told)| !told.denied) {
                for (at, flow) in told.flows.iter().enumerate() {
                    if flow.key.agrees(&key) {
                        of_source[flow.own.unwrap_or(told.source)].push((record, at));
                    }
                }
            }
            let count = of_source.iter().map(Vec::len).max().expect("sources");
            let values: Vec<i64> =
                (0..count).map(|_| i64::try_from(draws.below(12)).expect("few") - 3).collect();
            let mut claims = BTreeSet::new();
            for places in of_source {
                let mut open: Vec<i64> = values.clone();
                for (record, at) in places {
                    let value = open.swap_remove(draws.below(open.len()));
                    let told = &mut world.programmes[programme].told[record];
                    let said = worded(value, vague, draws);
                    told.flows[at] = told.flows[at].clone().stating("USD", &said);
                    claims.insert((told.id.clone(), at));
                }
            }
            all.push(Flowed { programme, key, values, claims });
        }
    }
    all
}

/// How much of a hundred parts each share takes, and how much of it all take together.
fn together(of: &[Exact], draws: &mut Draws<'_>) -> Exact {
    let mut left: BTreeSet<usize> = (0..100).collect();
    for share in of {
        let mut open: Vec<usize> = (0..100).collect();
        let mut taken = BTreeSet::new();
        while Exact::from(taken.len()) < share * Exact::ONE_HUNDRED {
            // Sometimes in order, so that shares fall into one another.
            let next = if draws.below(3) == 0 { 0 } else { draws.below(open.len()) };
            taken.insert(open.remove(next));
        }
        left = left.intersection(&taken).copied().collect();
    }
    Exact::from(left.len()) / Exact::ONE_HUNDRED
}

/// The part of an amount that flowed in the asked period, day by day.
fn in_time(key: &Key, choice: &Choice, draws: &mut Draws<'_>) -> Exact {
    let (own, asked) = (times::of(key), times::worlds(choice.period));
    // An equal stated period is the same, whenever it begins.
    if times::lies(key, choice.period) == times::Lies::Inside {
        return Exact::ONE;
    }
    let own = own[draws.below(own.len())];
    let asked = asked[draws.below(asked.len())];
    let inside = |day: i32| asked.0 <= day && day <= asked.1;
    if !times::meet(own, asked) {
        return Exact::ZERO;
    }
    if own.0 == -EVER || own.1 == EVER {
        return Exact::from(draws.below(11)) / Exact::TEN;
    }
    let days = own.1 - own.0 + 1;
    if matches!(key.when, When::On(_)) {
        let day = own.0 + i32::try_from(draws.below(days as usize)).expect("a day");
        return if inside(day) { Exact::ONE } else { Exact::ZERO };
    }
    let even = choice.partly == Partly::ByDays;
    let (mut all, mut ours) = (Exact::ZERO, Exact::ZERO);
    for day in own.0..=own.1 {
        let flowed = if even { 1 } else { draws.below(9).saturating_sub(5) };
        all += Exact::from(flowed);
        ours += Exact::from(if inside(day) { flowed } else { 0 });
    }
    if all.is_zero() { Exact::ZERO } else { ours / all }
}

/// Holds one total against what really flowed.
fn holds_what_flowed(
    archive: &Archive,
    world: &World,
    flowed: &[Flowed],
    choice: &Choice,
    draws: &mut Draws<'_>,
) -> Result<(), TestCaseError> {
    let policy = policy(choice.settled);
    let total = ask(reading(archive, &policy), world, choice);
    let found = counted(&total).into_iter().collect();
    lies_within(&found, &sums(&total), world, flowed, choice, draws)?;
    // The rules are held to the law too.
    let account = restated::total(world, choice);
    if !account.murky && !account.unordered() {
        lies_within(&account.claims(), &account.sums(), world, flowed, choice, draws)?;
    }
    Ok(())
}

/// Whether the exact total of what flowed of the counted money lies within the sums.
fn lies_within(
    counted: &BTreeSet<ClaimId>,
    sums: &BTreeMap<(String, String), Span>,
    world: &World,
    flowed: &[Flowed],
    choice: &Choice,
    draws: &mut Draws<'_>,
) -> Result<(), TestCaseError> {
    let mut sum = Exact::ZERO;
    let mut any = false;
    for money in flowed {
        let ours = money.claims.intersection(counted).count();
        if ours == 0 {
            continue;
        }
        // One key has one fate: else a part of what flowed is counted, and which is not told.
        prop_assume!(ours == money.claims.len());
        any = true;
        let parts = shares(world, money.programme, &money.key, choice);
        prop_assert!(parts.is_ok(), "{:?} was counted, which is {:?}", money.key, parts);
        let part = together(&parts.expect("shares"), draws);
        let lasting = in_time(&money.key, choice, draws);
        let all: i64 = money.values.iter().sum();
        sum += Exact::from(all) * part * lasting;
    }
    prop_assert_eq!(any, !sums.is_empty());
    if let Some(found) = sums.values().next() {
        prop_assert_eq!(sums.len(), 1);
        let within = found.holds(sum) || Span::at(sum).nearly_within(*found);
        prop_assert!(within, "{} is not within {:?}, by {:?}", sum, found, choice);
    }
    Ok(())
}

/// One unit and one price basis, so that there is one sum.
const HONEST: Knobs = Knobs { units: false, odd: 0.0, flows: 2, ..Knobs::ALL };

const LASTING: &[When] = &[
    When::Over("2010"),
    When::Over("2011"),
    When::Over("FY2010"),
    When::Over("FY2011@10"),
    When::Over("2010-34"),
    When::Over("2010/2011"),
];

fn check(
    mut world: World,
    asked: &[Choice],
    numbers: &[u32],
    vague: bool,
) -> Result<(), TestCaseError> {
    let mut draws = Draws::new(numbers);
    let flowed = happen(&mut world, vague, &mut draws);
    let Some(archive) = world.archive() else { return Ok(()) };
    for choice in asked {
        holds_what_flowed(&archive, &world, &flowed, choice, &mut draws)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    /// Whatever exact amounts lie within all that is claimed, their exact total lies within the answer,
    /// whichever amount of one source is whichever of another.
    #[test]
    fn bounds_are_sound_for_every_exact_choice(
        world in worlds(HONEST),
        asked in prop::collection::vec(choices(1), 6),
        numbers in draws(),
    ) {
        let never: Vec<Choice> = asked.iter().map(|it| Choice { partly: Partly::Never, sector: None, ..*it }).collect();
        check(world, &never, &numbers, true)?;
    }

    /// Whichever part of the money is whose, if every share is as recorded, what was theirs lies within
    /// the answer: shares of funders, recipients and sectors may fall together or apart.
    #[test]
    fn bounds_are_sound_for_shares(
        world in worlds(Knobs { several_sources: false, times: YEARS, shares: 0.9, ..HONEST }),
        asked in prop::collection::vec(choices(1), 6),
        numbers in draws(),
    ) {
        let never: Vec<Choice> = asked.iter().map(|it| Choice { partly: Partly::Never, ..*it }).collect();
        check(world, &never, &numbers, true)?;
    }

    /// Whatever flowed on each day, all in one direction, what flowed in the asked days lies within the
    /// answer; where it is apportioned by days, if it flowed evenly.
    #[test]
    fn bounds_are_sound_when_apportioned(
        world in worlds(Knobs { several_sources: false, times: super::model::TIMES, programmes: 2, ..HONEST }),
        even in worlds(Knobs { several_sources: false, times: LASTING, programmes: 2, ..HONEST }),
        asked in prop::collection::vec(choices(1), 4),
        numbers in draws(),
    ) {
        let by = |partly: Partly| -> Vec<Choice> { asked.iter().map(|it| Choice { partly, ..*it }).collect() };
        check(world, &by(Partly::Within), &numbers, true)?;
        check(even, &by(Partly::ByDays), &numbers, true)?;
    }

    /// Exact amounts on which all sources agree, with shares that do not fall together, give the exact
    /// total and no range.
    #[test]
    fn exact_inputs_give_exact_answers(
        mut world in worlds(Knobs { shares: 0.0, ..HONEST }),
        asked in prop::collection::vec(choices(1), 6),
        numbers in draws(),
    ) {
        let mut draws = Draws::new(&numbers);
        let flowed = happen(&mut world, false, &mut draws);
        let Some(archive) = world.archive() else { return Ok(()) };
        let as_many = amounts::of(&world, Settled::Nothing).amounts.iter().all(|amount| !amount.floating());
        prop_assume!(as_many);
        for choice in &asked {
            let exactly = Choice { partly: Partly::Never, ..*choice };
            let policy = policy(choice.settled);
            let total = ask(reading(&archive, &policy), &world, &exactly);
            prop_assert!(sums(&total).values().all(|sum| sum.is_exact()));
            holds_what_flowed(&archive, &world, &flowed, &exactly, &mut draws)?;
        }
    }

    /// Sums of exact decimals are those of another library, digit by digit, whatever their exponents.
    #[test]
    fn exact_decimals_add_as_elsewhere(numbers in prop::collection::vec((-99_999_i64..100_000, -4_i8..5), 1..8)) {
        let mut record = Program::new("p", ProgramKind::Assistance, "Aid").source("s");
        let mut expected = Exact::ZERO;
        for (coefficient, exponent) in &numbers {
            let value = bilateral::Decimal::new(*coefficient, *exponent);
            expected += exact(value);
            let estimate = bilateral::Estimate::parse(&format!("USD {value}")).expect("an estimate");
            record = record.transaction(Transaction::new(Stage::Disbursement, estimate));
        }
        let source = Source::new("s", "A source");
        let archive = Archive::from_records([source.into(), record.into()]).expect("an archive");
        let total = archive.programs().total(Stage::Disbursement, &bilateral::ReportingPeriod::ALL_TIME);
        let found = total.in_unit(bilateral::Unit::USD).expect("a sum");
        prop_assert_eq!(Span::of(found), Span::at(expected));
        prop_assert_eq!(total.counted().len(), numbers.len());
    }
}

/// Two sources that speak the truth of the same two amounts: one says 1 to 9 and 2 to 3, the other 1 to
/// 4 and 3 to 8. They may have been 8 and 2, though in order of amount the sources then mean others.
#[test]
fn bounds_are_sound_where_the_order_of_amounts_is_not_settled() {
    let told = |id: &str, source: &str, amounts: [&str; 2]| {
        let mut record = Program::new(id, ProgramKind::Assistance, "Aid").source(source);
        for amount in amounts {
            let estimate = bilateral::Estimate::parse(amount).expect("an estimate");
            record = record.transaction(Transaction::new(Stage::Disbursement, estimate));
        }
        record
    };
    let archive = Archive::from_records([
        Source::new("s0", "A source").into(),
        Source::new("s1", "Another source").into(),
        told("a", "s0", ["USD 1..9", "USD 2..3"]).into(),
        told("b", "s1", ["USD 1..4", "USD 3..8"]).same_as("a").into(),
    ])
    .expect("an archive");
    let total =
        archive.programs().total(Stage::Disbursement, &bilateral::ReportingPeriod::ALL_TIME);
    let found = Span::of(total.in_unit(bilateral::Unit::USD).expect("a sum"));
    assert!(found.holds(Exact::from(10)), "8 and 2 are not within {found:?}");
}
