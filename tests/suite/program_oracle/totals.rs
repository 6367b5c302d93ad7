//! Sums, counted claims and reasons, as restated.

use bilateral::{Policy, Stage};
use proptest::prelude::*;

use super::asking::{PERIODS, ask, choices, compare};
use super::judge::{Choice, Of};
use super::model::{ACTORS, Knobs, World, YEARS, principal, worlds};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 20_000, ..ProptestConfig::default() }
}

/// Money of one source in years: what stands between programmes shows alone.
const PLAIN: Knobs = Knobs {
    vague: 0.2,
    times: YEARS,
    units: false,
    several_sources: false,
    linked: 0.4,
    odd: 0.03,
    ..Knobs::ALL
};

/// Two or three sources on the money of one programme.
const DISPUTED: Knobs = Knobs { programmes: 1, flows: 4, odd: 0.03, linked: 0.0, ..Knobs::ALL };

/// Shares of funders, recipients and sectors.
const SHARED: Knobs = Knobs {
    times: YEARS,
    several_sources: false,
    units: false,
    odd: 0.0,
    shares: 0.8,
    ..Knobs::ALL
};

proptest! {
    #![proptest_config(cases(300))]

    /// A total is what the rules give: sums, counted claims, and the reason of every claim left out.
    #[test]
    fn a_total_is_what_the_rules_give(
        world in worlds(Knobs::ALL),
        asked in prop::collection::vec(choices(Knobs::ALL.programmes), 12)
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        for choice in asked.iter().filter(|choice| is_there(choice, &world)) {
            compare(&archive, &world, choice)?;
        }
    }

    /// So between programmes above one another, and where money is passed on.
    #[test]
    fn a_total_of_trees_and_chains_is_what_the_rules_give(
        world in worlds(PLAIN),
        asked in prop::collection::vec(choices(PLAIN.programmes), 12)
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        for choice in asked.iter().filter(|choice| is_there(choice, &world)) {
            compare(&archive, &world, choice)?;
        }
    }

    /// So where two or three sources state the money of one programme.
    #[test]
    fn a_total_of_several_sources_is_what_the_rules_give(
        world in worlds(DISPUTED),
        asked in prop::collection::vec(choices(1), 12)
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        for choice in asked.iter().filter(|choice| is_there(choice, &world)) {
            compare(&archive, &world, choice)?;
        }
    }

    /// So where funders, recipients and sectors have shares, or share without.
    #[test]
    fn a_total_of_shares_is_what_the_rules_give(
        world in worlds(SHARED),
        asked in prop::collection::vec(choices(SHARED.programmes), 12)
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        for choice in asked.iter().filter(|choice| is_there(choice, &world)) {
            compare(&archive, &world, choice)?;
        }
    }

    /// Every selection, direction and period, each asked of one archive.
    #[test]
    fn every_way_to_ask_is_what_the_rules_give(world in worlds(Knobs::ALL)) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let programmes = 0..world.programmes.len();
        let trees = programmes.clone().map(Of::Tree).chain(programmes.map(Of::Alone));
        let all = [Of::All, Of::Pair(0, 1), Of::Pair(2, 0)].into_iter().chain(trees);
        for of in all {
            for period in &PERIODS[3..] {
                let undirected = Choice::of(of, Stage::Disbursement, period);
                compare(&archive, &world, &undirected)?;
                let (a, b) = if let Of::Pair(a, b) = of { (a, b) } else { (0, 1) };
                compare(&archive, &world, &Choice { given: Some(a), ..undirected })?;
                compare(&archive, &world, &Choice { received: Some(b), ..undirected })?;
            }
        }
    }
}

/// Nearly all amounts say between whom they flow, and most are exact: what is stored answers.
const STORED: Knobs = Knobs { vague: 0.15, odd: 0.08, linked: 0.1, ..Knobs::ALL };

/// Gives both ends to most amounts that lack one.
fn with_parties(mut world: World) -> World {
    let told = world.programmes.iter_mut().flat_map(|it| &mut it.told);
    for (at, flow) in told.flat_map(|told| &mut told.flows).enumerate() {
        if at % 11 > 0 {
            let provider = flow.key.provider.unwrap_or(at % 2);
            let others = (0..ACTORS.len()).filter(|it| principal(*it) != principal(provider));
            let receiver = others.clone().find(|it| Some(*it) == flow.key.receiver);
            flow.key.provider = Some(provider);
            flow.key.receiver = receiver.or(others.clone().nth(at % 2));
        }
    }
    world
}

proptest! {
    #![proptest_config(cases(600))]

    /// The sums of pairs and trees are the same whether stored or worked out, before and after the account
    /// is gathered: a policy that decides nothing makes everything be worked out.
    #[test]
    fn what_is_stored_is_what_is_worked_out(world in worlds(STORED).prop_map(with_parties)) {
        let Some(archive) = world.archive() else { return Ok(()) };
        prop_assert_eq!(archive.verify(), Ok(()));
        let policy = Policy::new();
        let pairs = (0..ACTORS.len()).flat_map(|a| (0..ACTORS.len()).map(move |b| (a, b)));
        let of_pairs = pairs.map(|(a, b)| (Of::Pair(a, b), Some(a)));
        let trees = (0..world.programmes.len()).map(|at| (Of::Tree(at), None));
        for (of, given) in of_pairs.chain(trees) {
            for stage in [Stage::Disbursement, Stage::Commitment] {
                for asked in &PERIODS[3..] {
                    let choice = Choice { given, ..Choice::of(of, stage, asked) };
                    let stored = ask(archive.reading(), &world, &choice);
                    let worked_out = ask(archive.under(&policy), &world, &choice);
                    prop_assert_eq!(stored.sums(), worked_out.sums(), "{:?} {:?} {}", of, given, asked);
                    prop_assert_eq!(stored.to_string(), worked_out.to_string());
                }
            }
        }
    }
}

fn is_there(choice: &Choice, world: &super::model::World) -> bool {
    match choice.of {
        Of::Tree(at) | Of::Alone(at) => at < world.programmes.len(),
        _ => true,
    }
}
