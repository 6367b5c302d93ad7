//! Sums, counted claims and reasons, as restated.

use bilateral::Stage;
use proptest::prelude::*;

use super::asking::{PERIODS, choices, compare};
use super::judge::{Choice, Of};
use super::model::{Knobs, YEARS, worlds};

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

fn is_there(choice: &Choice, world: &super::model::World) -> bool {
    match choice.of {
        Of::Tree(at) | Of::Alone(at) => at < world.programmes.len(),
        _ => true,
    }
}
