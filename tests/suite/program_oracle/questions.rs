//! Undisbursed money, pledges and traces, restated.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{Policy, Stage, Truth};
use proptest::prelude::*;
use time::Date;

use super::amounts::{self, Amount, ClaimId, Settled};
use super::asking::{PERIODS, ask, claim_id, counted, left_out, period, programs, reading, sums};
use super::judge::{Choice, Of, but_for_period};
use super::model::{ACTORS, Knobs, World, actor, principal, worlds};
use super::numbers::Span;
use super::times;

/// Without roles, sectors and flags: who gives and receives stands in the transactions alone.
const STATED: Knobs = Knobs { odd: 0.0, linked: 0.3, units: false, ..Knobs::ALL };

fn without_roles(mut world: World) -> World {
    for programme in &mut world.programmes {
        programme.roles.clear();
        programme.sectors.clear();
    }
    world
}

fn claims(amount: &Amount) -> BTreeSet<ClaimId> {
    amount.claims.iter().chain(&amount.other).map(|claim| claim.id.clone()).collect()
}

/// What was committed less what was drawn; nothing drawn is not known to be nothing.
fn remains(committed: Span, drawn: Option<Span>, open: bool) -> Span {
    let left = drawn.map_or(Span { low: None, ..committed }, |drawn| committed.minus(drawn));
    Span { low: left.low.filter(|_| !open), ..left }
}

const SEEN: [Stage; 7] = [
    Stage::Appropriation,
    Stage::Commitment,
    Stage::Obligation,
    Stage::Disbursement,
    Stage::Expenditure,
    Stage::IncomingCommitment,
    Stage::IncomingFunds,
];

/// Whether every day that may be meant lies on one side of a day.
fn all_days(amount: &Amount, side: impl Fn(times::Days) -> bool) -> bool {
    let days = times::of(&amount.key);
    !days.is_empty() && days.into_iter().all(side)
}

fn parties(amount: &Amount) -> [Option<usize>; 2] {
    [amount.key.provider.map(principal), amount.key.receiver.map(principal)]
}

fn alike(a: &Amount, b: &Amount) -> bool {
    parties(a).iter().zip(parties(b)).all(|(a, b)| a.is_none() || b.is_none() || *a == b)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// What is left of a commitment is it less what was drawn, unit by unit, by the programme that has it;
    /// without a lower bound where nothing was recorded as drawn.
    #[test]
    fn undisbursed_is_what_was_committed_less_what_was_drawn(
        world in worlds(Knobs { odd: 0.02, ..Knobs::ALL }),
        asked in prop::sample::select(PERIODS.to_vec()),
        expended in any::<bool>(),
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let policy = Policy::new();
        let reading = reading(&archive, &policy);
        let mut stages = vec![Stage::Disbursement];
        stages.extend(expended.then_some(Stage::Expenditure));
        for of in [Of::All, Of::Tree(0), Of::Pair(0, 1)] {
            let choice = Choice::of(of, Stage::Commitment, asked);
            let selection = programs(reading, &world, &choice);
            let found = selection.outstanding(&stages, &period(asked));
            if !expended {
                prop_assert_eq!(&found, &selection.undisbursed(&period(asked)));
            }
            let mut expected = BTreeSet::new();
            for at in world.selected(of) {
                // In a pair, what is asked of a programme alone is asked of the pair's parties too.
                let alone = |stage: Stage| {
                    let all = ask(reading, &world, &Choice { of, stage, ..choice });
                    let own: BTreeSet<&str> = world.programmes[at].told.iter().map(|told| told.id.as_str()).collect();
                    let mut sums: BTreeMap<(String, String), Span> = BTreeMap::new();
                    let mut claims = BTreeSet::new();
                    for amount in all.counted().iter().filter(|amount| own.contains(amount.claims[0].id())) {
                        let prices = amount.prices.map_or_else(String::new, |prices| prices.to_string());
                        let span = Span::of(amount.bounds);
                        sums.entry((amount.bounds.unit().to_string(), prices))
                            .and_modify(|sum| *sum = sum.plus(span)).or_insert(span);
                        claims.extend(amount.claims.iter().map(|claim| claim_id(*claim)));
                    }
                    (sums, claims)
                };
                let (committed, claims) = alone(Stage::Commitment);
                if claims.is_empty() {
                    continue;
                }
                expected.insert(world.programmes[at].id());
                let one = found.iter().find(|it| it.program.id() == world.programmes[at].id());
                prop_assert!(one.is_some(), "{} is not listed", world.programmes[at].id());
                let one = one.expect("it is there");
                prop_assert_eq!(counted(&one.committed).into_iter().collect::<BTreeSet<_>>(), claims);
                prop_assert_eq!(sums(&one.committed), committed.clone());
                let mut drawn: BTreeMap<(String, String), Span> = BTreeMap::new();
                let mut paid = BTreeSet::new();
                for stage in &stages {
                    let (sums, claims) = alone(*stage);
                    paid.extend(claims);
                    for (unit, sum) in sums {
                        drawn.entry(unit).and_modify(|all| *all = all.plus(sum)).or_insert(sum);
                    }
                }
                prop_assert_eq!(counted(&one.disbursed).into_iter().collect::<BTreeSet<_>>(), paid);
                let below = world.under(at).into_iter().flat_map(|at| &world.programmes[at].told);
                let below = below.flat_map(|told| &told.flows).any(|flow| stages.contains(&flow.key.stage));
                prop_assert_eq!(one.remaining.len(), committed.len());
                for left in &one.remaining {
                    let prices = left.prices.map_or_else(String::new, |prices| prices.to_string());
                    let of = (left.bounds.unit().to_string(), prices);
                    let found = Span::of(left.bounds);
                    let closed = remains(committed[&of], drawn.get(&of).copied(), false);
                    let open = remains(committed[&of], drawn.get(&of).copied(), true);
                    // Who else paid of it, under it, or may have in what was left out, leaves no lower bound.
                    let maybe = one.disbursed.left_out().iter().any(|it| !it.reason.is_apart());
                    let as_open = (below || maybe) && found == open;
                    prop_assert!(found == closed || as_open, "{:?} and not {:?}", found, closed);
                }
            }
            let listed: BTreeSet<&str> = found.iter().map(|it| it.program.id()).collect();
            prop_assert_eq!(listed, expected);
        }
    }

    /// A pledge was seen where money of a later stage that may be its own was recorded by the day; else,
    /// as no source lists everything, it is not known.
    #[test]
    fn pledges_are_seen_where_money_followed(world in worlds(STATED).prop_map(without_roles), later in 0..3_usize) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let by = [bilateral::day(2010, 3, 10), bilateral::day(2010, 12, 31), bilateral::day(2013, 1, 1)][later];
        let number = Date::to_julian_day(by);
        let told = amounts::of(&world, Settled::Nothing).amounts;
        let choice = Choice::of(Of::All, Stage::Pledge, "../..");
        let is_asked = |amount: &&Amount| but_for_period(&world, amount.programme, &amount.key, &choice).is_ok();
        let pledges: Vec<&Amount> = told.iter().filter(is_asked)
            .filter(|pledge| !all_days(pledge, |days| days.0 > number)).collect();
        let found = archive.programs().pledges(by);
        prop_assert_eq!(found.len(), pledges.len());
        for pledge in pledges {
            let one = found.iter().find(|it| it.claims().any(|claim| claim_id(claim) == *pledge.id()));
            prop_assert!(one.is_some(), "{:?} is not listed", pledge.id());
            let one = one.expect("it is there");
            prop_assert!(pledge.unordered || Span::of(one.bounds) == pledge.span);
            let under = world.under(pledge.programme);
            let followed: BTreeSet<ClaimId> = told
                .iter()
                .filter(|it| it.programme == pledge.programme || under.contains(&it.programme))
                .filter(|it| SEEN.contains(&it.key.stage) && alike(it, pledge))
                .filter(|it| !all_days(it, |days| days.0 > number))
                .filter(|it| !times::certainly_after(&pledge.key, &it.key))
                .flat_map(claims)
                .collect();
            let is_certain = |it: &&Amount| {
                let (after, before) = (times::of(&it.key), times::of(&pledge.key));
                let in_time = before.iter().all(|a| after.iter().all(|b| a.1 <= b.0 && b.1 <= number));
                let stated = parties(pledge).iter().zip(parties(it)).all(|(own, its)| own.is_none() || *own == its);
                !after.is_empty() && !before.is_empty() && in_time && stated
            };
            let certain = told
                .iter()
                .filter(|it| it.programme == pledge.programme || under.contains(&it.programme))
                .filter(|it| SEEN.contains(&it.key.stage) && alike(it, pledge))
                .any(|it| is_certain(&it));
            let seen = if certain { Truth::Yes } else { Truth::Unknown };
            prop_assert_eq!(one.seen, seen);
            let listed: BTreeSet<ClaimId> = one.followed_by.iter().map(|claim| claim_id(*claim)).collect();
            prop_assert_eq!(listed, followed);
        }
    }

    /// Money is followed from hand to hand along linked programmes; every amount stands in one hop, the
    /// first that leads to it.
    #[test]
    fn traces_lead_from_hand_to_hand(
        world in worlds(STATED).prop_map(without_roles),
        giver in 0..ACTORS.len(),
        asked in prop::sample::select(PERIODS.to_vec()),
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let told = amounts::of(&world, Settled::Nothing).amounts;
        let choice = Choice::of(Of::All, Stage::Disbursement, "../..");
        let is_asked = |at: &usize| but_for_period(&world, told[*at].programme, &told[*at].key, &choice).is_ok();
        let all: Vec<usize> = (0..told.len()).filter(is_asked).collect();
        let mut reached: BTreeSet<usize> = BTreeSet::new();
        let mut expected: BTreeMap<(u32, usize, Option<usize>), BTreeSet<ClaimId>> = BTreeMap::new();
        let mut hop: Vec<usize> =
            all.iter().copied().filter(|at| parties(&told[*at])[0] == Some(principal(giver))).collect();
        let mut depth = 1;
        while !hop.is_empty() {
            reached.extend(&hop);
            for at in &hop {
                let [provider, receiver] = parties(&told[*at]);
                let of = (depth, provider.expect("a provider"), receiver);
                expected.entry(of).or_default().extend(claims(&told[*at]));
            }
            let next = all.iter().copied().filter(|at| !reached.contains(at)).filter(|at| {
                hop.iter().map(|before| &told[*before]).any(|before| {
                    let later = &told[*at];
                    parties(later)[0].is_some()
                        && parties(later)[0] == parties(before)[1]
                        && world.linked((before.programme, &before.key), (later.programme, &later.key))
                        && !times::certainly_after(&before.key, &later.key)
                })
            });
            hop = next.collect();
            depth += 1;
        }
        let mut found: BTreeMap<(u32, usize, Option<usize>), BTreeSet<ClaimId>> = BTreeMap::new();
        for hop in archive.programs().traced_from(actor(giver), Stage::Disbursement, &period(asked)) {
            let number = |found: &bilateral::Actor| (0..ACTORS.len()).find(|at| actor(*at) == *found).expect("an actor");
            let of = (hop.depth, number(&hop.provider), hop.receiver.as_ref().map(number));
            let left = left_out(&hop.total).into_iter().map(|(claim, _)| claim);
            let here: Vec<ClaimId> = counted(&hop.total).into_iter().chain(left).collect();
            let set: BTreeSet<ClaimId> = here.iter().cloned().collect();
            prop_assert_eq!(set.len(), here.len(), "an amount stands twice in one hop");
            prop_assert!(found.insert(of, set).is_none(), "{:?} is there twice", of);
        }
        prop_assert_eq!(found, expected);
    }
}

/// What was paid over two years may have been paid in the asked one: what is left has no lower end that
/// takes it for nothing.
#[test]
fn what_may_have_been_paid_is_not_left_for_certain() {
    let flow = |stage, amount: &str, over: &str| {
        let estimate = bilateral::Estimate::parse(amount).expect("an estimate");
        bilateral::Transaction::new(stage, estimate).period(period(over))
    };
    let archive = bilateral::Archive::from_records([
        bilateral::Source::new("s", "A source").into(),
        bilateral::Program::new("p", bilateral::ProgramKind::Assistance, "Aid")
            .transaction(flow(Stage::Commitment, "USD 90", "2010"))
            .transaction(flow(Stage::Disbursement, "USD 20", "2010-33"))
            .transaction(flow(Stage::Disbursement, "USD 50", "2010-34/2011-33"))
            .source("s")
            .into(),
    ])
    .expect("an archive");
    let found = archive.programs().undisbursed(&period("2010"));
    let left = Span::of(found[0].remaining[0].bounds);
    assert!(
        left.holds(rust_decimal::Decimal::from(20)),
        "20 are left if the 50 were paid: {left:?}"
    );
}
