//! Laws of what stands where: nothing is lost, and nothing stands twice.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{
    Archive, Estimate, Policy, Program, ProgramKind, Record, ReportingPeriod, Source, Stage,
    Transaction,
};
use proptest::prelude::*;

use super::amounts::ClaimId;
use super::asking::{
    ask, choices, counted, every_claim, left_out, period, programs, reading, sums,
};
use super::judge::{Choice, Of, Partly};
use super::model::{Knobs, SECTORS, World, worlds};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 20_000, ..ProptestConfig::default() }
}

/// Draws from a list of numbers, over and over.
pub(super) struct Draws<'n> {
    numbers: &'n [u32],
    at: usize,
}

impl<'n> Draws<'n> {
    pub(super) fn new(numbers: &'n [u32]) -> Self {
        Self { numbers, at: 0 }
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.at += 1;
        let drawn = self.numbers[self.at % self.numbers.len()];
        // What is drawn again is another number.
        let mixed =
            drawn.wrapping_add(u32::try_from(self.at).expect("few")).wrapping_mul(2_654_435_761);
        (mixed >> 8) as usize % limit
    }
}

pub(super) fn draws() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 16)
}

/// The programmes of a tree, each once, as trees and single programmes.
fn partition(world: &World, root: usize, draws: &mut Draws<'_>) -> Vec<Of> {
    let mut open: Vec<usize> = world.selected(Of::Tree(root)).into_iter().collect();
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    let mut parts = Vec::new();
    while !open.is_empty() {
        let at = open.swap_remove(draws.below(open.len()));
        if covered.contains(&at) {
            continue;
        }
        let tree = world.selected(Of::Tree(at));
        if at != root && tree.is_disjoint(&covered) && draws.below(2) == 0 {
            covered.extend(tree);
            parts.push(Of::Tree(at));
        } else {
            covered.insert(at);
            parts.push(Of::Alone(at));
        }
    }
    parts
}

/// Everything that a total says, in an order of its own.
fn said(archive: &Archive, world: &World, choice: &Choice) -> impl PartialEq + std::fmt::Debug {
    let policy = super::asking::policy(choice.settled);
    let total = ask(reading(archive, &policy), world, choice);
    (total.what().to_owned(), counted(&total), left_out(&total), sums(&total))
}

proptest! {
    #![proptest_config(cases(200))]

    /// Every claim of the selected programmes stands once, counted or left out, however it is asked.
    #[test]
    fn conservation_every_amount_stands_once(
        world in worlds(Knobs::ALL),
        asked in prop::collection::vec(choices(Knobs::ALL.programmes), 8)
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        for choice in &asked {
            if matches!(choice.of, Of::Tree(at) | Of::Alone(at) if at >= world.programmes.len()) {
                continue;
            }
            let policy = super::asking::policy(choice.settled);
            let total = ask(reading(&archive, &policy), &world, choice);
            let left = left_out(&total).into_iter().map(|(claim, _)| claim);
            let mut stand: Vec<ClaimId> = counted(&total).into_iter().chain(left).collect();
            stand.sort();
            prop_assert_eq!(stand, every_claim(&world, choice.of), "by {:?}", choice);
        }
    }

    /// The total of a tree is the sum of the totals of its parts, however it is cut.
    #[test]
    fn conservation_a_tree_is_the_sum_of_any_partition(
        world in worlds(Knobs { linked: 0.3, ..Knobs::ALL }),
        asked in prop::collection::vec(choices(1), 6),
        numbers in draws(),
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let mut draws = Draws::new(&numbers);
        for choice in &asked {
            let root = draws.below(world.programmes.len());
            let (given, received) = match choice.of {
                Of::Pair(a, b) if principal_differ(a, b) => (Some(a), Some(b)),
                _ => (choice.given, choice.received),
            };
            let of = |of: Of| Choice { of, given, received, ..*choice };
            let policy = super::asking::policy(choice.settled);
            let reading = reading(&archive, &policy);
            let whole = ask(reading, &world, &of(Of::Tree(root)));
            let parts = partition(&world, root, &mut draws);
            let added = parts
                .iter()
                .map(|part| ask(reading, &world, &of(*part)))
                .reduce(|a, b| a.checked_add(&b).expect("parts of one tree add"))
                .expect("a part");
            prop_assert_eq!(whole.what(), added.what());
            prop_assert_eq!(counted(&whole), counted(&added), "{:?} of {:?}", parts, of(Of::Tree(root)));
            prop_assert_eq!(left_out(&whole), left_out(&added), "{:?} of {:?}", parts, of(Of::Tree(root)));
            prop_assert_eq!(sums(&whole), sums(&added), "{:?} of {:?}", parts, of(Of::Tree(root)));
        }
    }

    /// What is left out beside other money leaves some of it counted: asked of all programmes and all
    /// time, no money vanishes into the reasons for one another.
    #[test]
    fn conservation_no_money_vanishes_beside_itself(
        world in worlds(Knobs { linked: 0.4, odd: 0.02, times: super::model::YEARS, ..Knobs::ALL }),
        asked in prop::collection::vec(choices(1), 4)
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let beside = ["within-counted", "may-be-counted", "cumulative-beside-periodic", "parent-of-counted", "passed-on"];
        for choice in &asked {
            let of_all = Choice { of: Of::All, period: "../..", ..*choice };
            let policy = super::asking::policy(choice.settled);
            let total = ask(reading(&archive, &policy), &world, &of_all);
            let left = left_out(&total);
            let needs = left.iter().any(|(_, reason)| beside.contains(reason));
            prop_assert!(!needs || !total.is_none(), "{:?} by {:?}", left, of_all);
        }
    }

    /// Over all stages, every claim that is not denied is of another stage in all totals but one.
    #[test]
    fn conservation_by_stage_every_amount_is_of_one(world in worlds(Knobs::ALL), choice in choices(1)) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let mut of_stage: BTreeMap<ClaimId, usize> = BTreeMap::new();
        let mut denied: BTreeSet<ClaimId> = BTreeSet::new();
        let policy = Policy::new();
        for stage in Stage::ALL {
            let total = ask(reading(&archive, &policy), &world, &Choice { stage: *stage, ..choice });
            let left = left_out(&total);
            for (claim, _) in left.iter().filter(|(_, reason)| *reason == "denied") {
                denied.insert(claim.clone());
            }
            let ours = left.into_iter().filter(|(_, reason)| !["other-stage", "denied", "other-unit"].contains(reason));
            for claim in counted(&total).into_iter().chain(ours.map(|(claim, _)| claim)) {
                *of_stage.entry(claim).or_insert(0) += 1;
            }
        }
        prop_assert!(of_stage.values().all(|count| *count == 1), "{:?}", of_stage);
        prop_assert!(of_stage.keys().all(|claim| !denied.contains(claim)));
    }

    /// No claim is counted in two years, nor both as estimated and as done, in cash and in kind.
    #[test]
    fn conservation_no_amount_is_counted_in_two_totals(world in worlds(Knobs::ALL), choice in choices(1)) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let never = Choice { partly: Partly::Never, ..choice };
        let flags = [(false, false), (false, true), (true, false), (true, true)];
        let policy = super::asking::policy(choice.settled);
        let mut found: BTreeSet<ClaimId> = BTreeSet::new();
        for period in ["../2009", "2010", "2011", "2012/.."] {
            for (estimated, in_kind) in flags {
                let total = ask(reading(&archive, &policy), &world, &Choice { period, estimated, in_kind, ..never });
                for claim in counted(&total) {
                    prop_assert!(found.insert(claim.clone()), "{:?} is counted twice", claim);
                }
            }
        }
    }

    /// What is given by sectors is what each sector alone is given.
    #[test]
    fn conservation_by_sector_each_is_as_asked_alone(world in worlds(Knobs::ALL), choice in choices(1)) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let bare = Choice { sector: None, ..choice };
        let policy = super::asking::policy(choice.settled);
        let reading = reading(&archive, &policy);
        let selected = programs(reading, &world, &bare);
        for vocabulary in [None, Some("DAC")] {
            let all = selected.by_sector(vocabulary, choice.stage, &period(choice.period));
            let names: BTreeSet<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
            prop_assert_eq!(names.len(), all.len());
            for (name, total) in &all {
                let alone = SECTORS.iter().find(|(_, known)| known == name).expect("a sector");
                let asked = match vocabulary {
                    None => (None, alone.1),
                    of => (of, alone.1),
                };
                let alone = ask(reading, &world, &Choice { sector: Some(asked), ..bare });
                prop_assert_eq!(counted(&alone), counted(total));
                prop_assert_eq!(sums(&alone), sums(total));
            }
            for name in SECTORS.iter().filter(|(of, _)| vocabulary.is_none() || *of == vocabulary) {
                let asked = Choice { sector: Some((vocabulary, name.1)), ..bare };
                let alone = ask(reading, &world, &asked);
                prop_assert!(alone.is_none() || names.contains(name.1), "{} is not listed", name.1);
            }
        }
    }

    /// The order in which records are read decides nothing.
    #[test]
    fn conservation_load_order_never_matters(
        (world, shuffled, asked) in worlds(Knobs::ALL).prop_flat_map(|world| {
            let records = world.records();
            (Just(world), Just(records).prop_shuffle(), prop::collection::vec(choices(1), 4))
        })
    ) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let other = Archive::from_records(shuffled).expect("the same records");
        for choice in &asked {
            prop_assert_eq!(said(&archive, &world, choice), said(&other, &world, choice));
        }
    }

    /// Totals of different things do not add; those of parts of one archive do.
    #[test]
    fn conservation_what_is_added_is_one_thing(world in worlds(Knobs::ALL), a in choices(1), b in choices(1)) {
        let Some(archive) = world.archive() else { return Ok(()) };
        let policy = Policy::new();
        let (one, other) = (ask(reading(&archive, &policy), &world, &a), ask(reading(&archive, &policy), &world, &b));
        let again = Choice { of: Of::Alone(0), ..a };
        if !matches!(a.of, Of::Pair(..)) {
            let again = ask(reading(&archive, &policy), &world, &again);
            prop_assert_eq!(one.what(), again.what());
        }
        let flags = |choice: &Choice| (choice.stage, choice.estimated, choice.in_kind, choice.levels_apart, choice.partly, choice.sector);
        if flags(&a) != flags(&b) {
            prop_assert_ne!(one.what(), other.what(), "{:?} and {:?}", a, b);
            prop_assert!(one.checked_add(&other).is_err());
        }
    }
}

fn principal_differ(a: usize, b: usize) -> bool {
    super::model::principal(a) != super::model::principal(b)
}

/// Money that goes round, whoever starts it: A to B, B to C and C to A.
#[test]
fn conservation_money_that_goes_round_is_counted() {
    let mut vanished: Vec<String> = Vec::new();
    for actors in [&["USA", "FRA"][..], &["USA", "FRA", "KAZ"]] {
        for programmes in [1, actors.len()] {
            let mut records: Vec<Record> = vec![Source::new("s", "A source").into()];
            let ids: Vec<String> = (0..programmes).map(|at| format!("p{at}")).collect();
            for (at, id) in ids.iter().enumerate() {
                let mut record =
                    Program::new(id.as_str(), ProgramKind::Assistance, "Aid").source("s");
                for (hop, giver) in
                    actors.iter().enumerate().filter(|(hop, _)| hop % programmes == at)
                {
                    let taker = actors[(hop + 1) % actors.len()];
                    let mut flow =
                        Transaction::new(Stage::Disbursement, Estimate::parse("USD 5").unwrap());
                    flow.provider = Some(giver.parse().unwrap());
                    flow.receiver = Some(taker.parse().unwrap());
                    flow.to_program = Some(ids[(at + 1) % programmes].clone());
                    record = record.transaction(flow);
                }
                records.push(record.into());
            }
            let archive = Archive::from_records(records).unwrap();
            let total = archive.programs().total(Stage::Disbursement, &ReportingPeriod::ALL_TIME);
            if total.is_none() {
                vanished.push(format!("{actors:?} in {programmes}: {total}"));
            }
        }
    }
    assert!(vanished.is_empty(), "{vanished:?}");
}
