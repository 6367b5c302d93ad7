//! Policies, restated by brute force over all subsets of claims; and the laws that hold under each.

use bilateral::{Policy, Record, Source};
use proptest::prelude::*;
use proptest::sample::select;

use super::asking::{
    archives, in_force, in_force_under, relations_on, relations_under, try_archive,
};
use super::days::{Days, Stated, Worlds, agrees, asked, date_of};
use super::force::{told_once, treaty, whole};
use super::spells::{Claim, FRA, Fields, USA, agreed, agreed_by, claim, inside, spells_of};

/// A source, as far as a policy looks at it.
#[derive(Debug, Clone)]
struct Edition {
    published: Option<Stated>,
    retrieved: Option<i32>,
    /// The number of the source of which it is a copy.
    copy_of: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Nothing,
    Majority,
    Latest,
    Consensus,
}

/// How a dispute is to be settled.
#[derive(Debug, Clone)]
struct Wish {
    preferred: Vec<usize>,
    rule: Rule,
}

fn wish() -> impl Strategy<Value = Wish> {
    let rule = select(vec![Rule::Nothing, Rule::Majority, Rule::Latest, Rule::Consensus]);
    (prop::collection::vec(0..4_usize, 0..3), rule)
        .prop_map(|(preferred, rule)| Wish { preferred, rule })
}

fn edition() -> impl Strategy<Value = Edition> {
    let published = (1..=6_i32, 0..3_i32).prop_map(|(day, more)| Stated::between(day, day + more));
    (
        prop::option::weighted(0.7, published),
        prop::option::of(1..=6_i32),
        prop::option::weighted(0.2, 0..4_usize),
    )
        .prop_map(|(published, retrieved, copy_of)| Edition {
            // Nothing is read before it is published.
            retrieved: retrieved.filter(|_| published.is_none()),
            published,
            copy_of,
        })
}

fn editions() -> impl Strategy<Value = Vec<Edition>> {
    prop::collection::vec(edition(), 4).prop_map(|mut editions| {
        for (at, edition) in editions.iter_mut().enumerate() {
            // Of an earlier one, so that no chain of copies closes.
            edition.copy_of = edition.copy_of.filter(|of| *of < at);
        }
        editions
    })
}

fn sources(editions: &[Edition]) -> impl Iterator<Item = Record> {
    editions.iter().enumerate().map(|(at, edition)| {
        let mut source = Source::new(format!("s{at}"), "A source");
        source.published = edition.published.as_ref().map(Stated::date);
        source.retrieved = edition.retrieved.map(|day| Stated::on(day).date());
        source.copy_of = edition.copy_of.map(|of| format!("s{of}"));
        source.into()
    })
}

fn original(editions: &[Edition], source: usize) -> usize {
    editions[source].copy_of.map_or(source, |of| original(editions, of))
}

/// The latest possible day of publication, else of retrieval.
fn published(edition: &Edition) -> Option<i32> {
    edition.published.as_ref().map(|days| days.days.last()).or(edition.retrieved)
}

impl Wish {
    fn policy(&self) -> Policy {
        let policy = self
            .preferred
            .iter()
            .fold(Policy::new(), |policy, source| policy.prefer(format!("s{source}")));
        match self.rule {
            Rule::Nothing => policy,
            Rule::Majority => policy.majority(),
            Rule::Latest => policy.latest_published(),
            Rule::Consensus => policy.consensus(),
        }
    }

    /// The subsets that it keeps of the maximal agreeing ones of claims that speak to a field, each a
    /// set of bits, with the values that they share; of consensus each claim by itself.
    fn choose(
        &self,
        editions: &[Edition],
        claims: &[Fields],
        alone: &[Days],
        subsets: Vec<(u32, Days)>,
    ) -> Vec<(u32, Days)> {
        let holds = |subset: u32, at: usize| subset >> at & 1 == 1;
        let of = |at: usize| original(editions, claims[at].source);
        for preferred in &self.preferred {
            let named: Vec<usize> =
                (0..claims.len()).filter(|at| of(*at) == original(editions, *preferred)).collect();
            if !named.is_empty() {
                return subsets
                    .into_iter()
                    .filter(|(subset, _)| named.iter().any(|at| holds(*subset, *at)))
                    .collect();
            }
        }
        match self.rule {
            Rule::Nothing => subsets,
            Rule::Majority => {
                let behind = |subset: u32| {
                    let originals = (0..claims.len()).filter(|at| holds(subset, *at)).map(of);
                    originals.collect::<std::collections::BTreeSet<_>>().len()
                };
                let most = subsets.iter().map(|(subset, _)| behind(*subset)).max();
                subsets.into_iter().filter(|(subset, _)| Some(behind(*subset)) == most).collect()
            }
            Rule::Latest => {
                let day = |at: usize| published(&editions[claims[at].source]);
                let latest = (0..claims.len()).map(day).max().flatten();
                let last: Vec<usize> = (0..claims.len()).filter(|at| day(*at) == latest).collect();
                subsets
                    .into_iter()
                    .filter(|(subset, _)| last.iter().any(|at| holds(*subset, *at)))
                    .collect()
            }
            Rule::Consensus => {
                alone.iter().enumerate().map(|(at, days)| (1 << at, *days)).collect()
            }
        }
    }

    /// The first and last days that it leaves possible.
    fn settles(&self, editions: &[Edition], claims: &[Fields]) -> (Days, Days) {
        agreed_by(claims, |claims, alone, subsets| self.choose(editions, claims, alone, subsets))
    }
}

/// Claims of the four sources on one spell, some of them silent.
fn claims() -> impl Strategy<Value = Vec<Option<Claim>>> {
    let claim = claim().prop_map(|claim| Claim { returned: false, ..claim });
    prop::collection::vec(prop::option::weighted(0.8, claim), 4)
}

fn fields_of(claims: &[Option<Claim>]) -> Vec<Fields> {
    let told = claims.iter().enumerate().filter_map(|(at, claim)| Some((at, claim.as_ref()?)));
    told.map(|(at, claim)| Fields::alone(at, claim)).collect()
}

fn records(claims: &[Option<Claim>]) -> Vec<Record> {
    let mut first: Option<String> = None;
    let told = claims.iter().enumerate().filter_map(|(at, claim)| Some((at, claim.as_ref()?)));
    told.map(|(at, claim)| {
        let id = format!("c{at}");
        let record = claim.relation(&id, &format!("s{at}"));
        match &first {
            Some(first) => record.same_as(first.as_str()).into(),
            None => {
                first = Some(id);
                record.into()
            }
        }
    })
    .collect()
}

fn worlds_of(days: (Days, Days)) -> Worlds {
    Worlds::of(spells_of(days).into_iter().map(|spell| inside(&[spell])))
}

proptest! {
    #![proptest_config(archives(2048))]

    /// A policy keeps, for the first and for the last day by itself, the maximal agreeing subsets that
    /// it says; copies count with their original.
    #[test]
    fn possible_worlds_under_a_policy_are_those_of_the_subsets_it_keeps(editions in editions(), claims in claims(), wish in wish()) {
        let fields = fields_of(&claims);
        prop_assume!(!fields.is_empty());
        let worlds = worlds_of(wish.settles(&editions, &fields));
        prop_assume!(!worlds.is_empty());
        let archive = bilateral::Archive::from_records(sources(&editions).chain(records(&claims)));
        let archive = archive.unwrap_or_else(|report| panic!("{report}"));
        let policy = wish.policy();
        for day in asked() {
            // Of claims that all stay possible the last days are not one stretch: what lies between is open.
            agrees(relations_under(&archive, &policy, day), worlds.on(day), wish.rule != Rule::Consensus, day)?;
        }
    }

    /// What is certain without a policy stays certain under every policy that chooses among the agreeing
    /// subsets, as long as a first and a last day that it keeps can go together.
    #[test]
    fn possible_worlds_that_agree_without_a_policy_agree_under_each(editions in editions(), claims in claims(), wish in wish()) {
        let fields = fields_of(&claims);
        prop_assume!(!fields.is_empty() && wish.rule != Rule::Consensus);
        prop_assume!(!worlds_of(wish.settles(&editions, &fields)).is_empty() && !worlds_of(agreed(&fields)).is_empty());
        let archive = bilateral::Archive::from_records(sources(&editions).chain(records(&claims)));
        let archive = archive.unwrap_or_else(|report| panic!("{report}"));
        let policy = wish.policy();
        for day in asked() {
            let without = relations_on(&archive, day);
            prop_assert!(without.is_unknown() || relations_under(&archive, &policy, day) == without, "on {}", date_of(day));
        }
    }

    /// A policy that decides nothing changes no answer.
    #[test]
    fn possible_worlds_stay_as_they_are_under_a_policy_that_decides_nothing(editions in editions(), claims in claims(), whole in whole(), usa in told_once(), fra in told_once()) {
        let told = records(&claims).into_iter().chain([treaty(&whole, &usa, &fra, "t", "s0").into()]);
        let archive = bilateral::Archive::from_records(sources(&editions).chain(told));
        prop_assume!(archive.is_ok());
        let archive = archive.expect("the archive");
        let nothing = Policy::new();
        for day in asked() {
            prop_assert_eq!(relations_under(&archive, &nothing, day), relations_on(&archive, day));
            prop_assert_eq!(in_force_under(&archive, &nothing, USA, day), in_force(&archive, USA, day));
        }
    }

    /// A mutual relation holds of both alike, whichever is named first, in a record or in a question.
    #[test]
    fn possible_worlds_of_a_mutual_relation_are_those_of_its_converse(claims in claims()) {
        let converse = records(&claims).into_iter().enumerate().map(|(at, record)| match record {
            Record::Relation(mut relation) if at % 2 == 1 => {
                std::mem::swap(&mut relation.from, &mut relation.towards);
                relation.into()
            }
            other => other,
        });
        let plain = try_archive(4, records(&claims)).expect("the archive");
        let turned = try_archive(4, converse).expect("the archive");
        for day in asked() {
            let answer = relations_on(&plain, day);
            prop_assert_eq!(relations_on(&turned, day), answer);
            prop_assert_eq!(plain.dossier(FRA, USA).diplomatic_relations(date_of(day)).value(), answer);
        }
    }
}
