//! What removes days from every history: the founding and the end of an organization, the existence of
//! a state by every list.

use bilateral::{Country, CountryCode, Existence, Organization, Record, Relation, StateList};
use proptest::prelude::*;

use super::asking::{archive, archives, member_on, related_on};
use super::days::{AFTER, BEFORE, Days, Stated, Worlds, agrees, asked, near};
use super::spells::{Claim, Spell, claim, inside};

/// The histories of a claim that lie within the life of an actor: none begins before it, and what
/// nothing recorded ended lasts to its end.
fn within_life(claim: &Claim, first: i32, last: i32) -> Vec<Spell> {
    let inside = |spell: &Spell| first <= spell.0 && spell.1 <= last;
    match claim.stated_end() {
        Some(_) => claim.histories().into_iter().filter(inside).collect(),
        None => claim
            .histories_if_ended()
            .into_iter()
            .filter(|spell| spell.1 == last && first <= spell.0)
            .collect(),
    }
}

fn plain_claim() -> impl Strategy<Value = Claim> {
    claim().prop_map(|claim| Claim { returned: false, ..claim })
}

fn days(stated: Option<&Stated>, unstated: i32) -> Days {
    stated.map_or_else(|| Days::on(unstated), |stated| stated.days)
}

/// The days on which a list has a state.
#[derive(Debug, Clone)]
struct Listed {
    first: i32,
    last: Option<i32>,
}

fn listed() -> impl Strategy<Value = Listed> {
    (1..=5_i32, prop::option::of(7..=12_i32)).prop_map(|(first, last)| Listed { first, last })
}

proptest! {
    #![proptest_config(archives(1024))]

    /// Nobody is a member of an organization before it was founded or after it ended.
    #[test]
    fn possible_worlds_of_a_membership_lie_within_the_organization(claim in plain_claim(), founded in prop::option::of(near()), ended in prop::option::of(near())) {
        let mut worlds = Worlds::none();
        for first in days(founded.as_ref(), BEFORE).iter() {
            for last in days(ended.as_ref(), AFTER).iter().filter(|last| first <= *last) {
                within_life(&claim, first, last).into_iter().for_each(|spell| worlds.add(inside(&[spell])));
            }
        }
        prop_assume!(!worlds.is_empty());
        let mut club = Organization::new("club", "The club").source("s0");
        club.founded = founded.as_ref().map(Stated::date);
        club.ended = ended.as_ref().map(Stated::date);
        let archive = super::asking::try_archive(1, [club.into(), claim.membership("c", "s0").into()]);
        prop_assume!(archive.is_some());
        let archive = archive.expect("the archive");
        for day in asked() {
            agrees(member_on(&archive, day), worlds.on(day), true, day)?;
        }
    }

    /// Nothing begins before the first day that any list gives a state, and what is open ends with the
    /// last that any gives it.
    #[test]
    fn possible_worlds_of_a_relation_lie_within_the_state(claim in plain_claim(), lists in prop::collection::vec(listed(), 1..3)) {
        let first = lists.iter().map(|list| list.first).min().unwrap_or(BEFORE);
        let last = lists.iter().map(|list| list.last.unwrap_or(AFTER)).max().unwrap_or(AFTER);
        let worlds = Worlds::of(within_life(&claim, first, last).into_iter().map(|spell| inside(&[spell])));
        prop_assume!(!worlds.is_empty());
        let state = CountryCode::parse("XAA").expect("a code");
        let kinds = [StateList::CorrelatesOfWar, StateList::GleditschWard];
        let country = lists.iter().zip(kinds).fold(Country::new("xa", state).name("A state").source("s0"), |country, (list, kind)| {
            let mut spell = Existence::new().list(kind).start(Stated::on(list.first).date());
            if let Some(last) = list.last {
                spell = spell.end(Stated::on(last).date());
            }
            country.existence(spell)
        });
        let mut relation: Relation = claim.relation("c", "s0");
        relation.towards = state.into();
        let archive = archive(1, [Record::from(country), relation.into()]);
        for day in asked() {
            agrees(related_on(&archive, state, day), worlds.on(day), true, day)?;
        }
    }
}
