//! Offices, names and capitals: who and what it was in some world, and in every one.

use std::collections::BTreeSet;

use bilateral::{
    Capital, Country, Name, Office, Person, Place, Record, Relation, RoleClass, Truth,
};
use proptest::prelude::*;

use super::asking::{archive, archives, capitals_on, holders_on, names_on};
use super::days::{BEFORE, Days, Worlds, agrees, asked};
use super::spells::{Claim, FRA, Fields, agreed, claim, inside, spells_of, told_by_one};

/// What is told of one office, name or capital: by one source, or each claim by another.
#[derive(Debug, Clone)]
struct Told {
    claims: Vec<Claim>,
    by_one: bool,
}

fn told() -> impl Strategy<Value = Told> {
    let claim = claim().prop_map(|claim| Claim { returned: false, ..claim });
    (prop::collection::vec(claim, 1..3), any::<bool>())
        .prop_map(|(claims, by_one)| Told { claims, by_one })
}

impl Told {
    fn source(&self, at: usize) -> String {
        if self.by_one { "s0".to_owned() } else { format!("s{at}") }
    }

    /// Its worlds, if it is known how its claims belong together.
    fn worlds(&self) -> Option<Worlds> {
        let worlds = match self.claims.as_slice() {
            [one] => Worlds::of(one.histories().into_iter().map(|spell| inside(&[spell]))),
            claims if self.by_one => {
                let starts = |claim: &Claim| claim.start.as_ref().map(|start| start.days);
                let (early, late) = (starts(&claims[0])?, starts(&claims[1])?);
                if early.last() >= late.first() {
                    return None;
                }
                Worlds::of(told_by_one(claims).iter().map(|world| inside(world)))
            }
            claims => {
                if !claims[0].possible_days().meets(claims[1].possible_days()) {
                    return None;
                }
                let fields: Vec<Fields> =
                    claims.iter().enumerate().map(|(at, claim)| Fields::alone(at, claim)).collect();
                Worlds::of(spells_of(agreed(&fields)).into_iter().map(|spell| inside(&[spell])))
            }
        };
        (!worlds.is_empty()).then_some(worlds)
    }

    fn relations(&self) -> impl Iterator<Item = (String, Relation)> {
        self.claims.iter().enumerate().map(|(at, claim)| (self.source(at), claim.relation("", "")))
    }
}

/// Copies the fields of a spell into a part.
macro_rules! spelled {
    ($part:expr, $from:expr, $source:expr) => {{
        let mut part = $part.source(&*$source);
        (part.start, part.end, part.left, part.ended) =
            ($from.start, $from.end, $from.left, $from.ended);
        part.attested = $from.attested;
        part
    }};
}

fn truth_of(worlds: &[Worlds], day: i32) -> Vec<Truth> {
    worlds.iter().map(|worlds| worlds.on(day)).collect()
}

fn all_worlds(told: &[Told]) -> Option<Vec<Worlds>> {
    told.iter().map(Told::worlds).collect()
}

proptest! {
    #![proptest_config(archives(512))]

    /// An office is held by everybody who holds it in some world, certainly by who holds it in all.
    #[test]
    fn possible_worlds_of_an_office_are_answered_exactly(told in prop::collection::vec(told(), 1..4)) {
        let worlds = all_worlds(&told);
        prop_assume!(worlds.is_some());
        let worlds = worlds.expect("the worlds");
        let persons = told.iter().enumerate().map(|(number, told)| {
            let mut person = Person::new(format!("p{number}"), "Somebody").source("s0");
            for (source, spell) in told.relations() {
                let office = Office::new(format!("Minister {number}"), FRA).role(RoleClass::ForeignMinister);
                person = person.office(spelled!(office, spell, source));
            }
            person.into()
        });
        let archive = archive(3, persons);
        for day in asked() {
            let answer = holders_on(&archive, day);
            for (number, expected) in truth_of(&worlds, day).into_iter().enumerate() {
                let id = format!("p{number}");
                let held = answer.iter().find(|(person, _)| *person == id).map_or(Truth::No, |(_, truth)| *truth);
                agrees(held, expected, true, day)?;
            }
        }
    }

    /// Who holds an office that nothing recorded ended may have ended when somebody else began to hold
    /// it in full, or not.
    #[test]
    fn possible_worlds_of_a_succession_in_office_are_never_denied(told in prop::collection::vec(claim(), 1..4)) {
        let claims: Vec<Claim> = told.into_iter().map(|claim| Claim { returned: false, ..claim }).collect();
        let persons = claims.iter().enumerate().map(|(number, claim)| {
            let office = Office::new("Minister", FRA).role(RoleClass::ForeignMinister);
            let office = spelled!(office, claim.relation("", ""), "s0");
            Person::new(format!("p{number}"), "Somebody").source("s0").office(office).into()
        });
        let archive = archive(1, persons);
        for (number, claim) in claims.iter().enumerate() {
            let others = claims.iter().enumerate().filter(|(other, _)| *other != number);
            let begins: Days = others
                .filter(|(_, other)| other.start.is_some())
                .flat_map(|(_, other)| other.histories())
                .map(|(start, _)| start)
                .collect();
            let ended = begins.iter().filter(|begin| *begin > BEFORE).map(|begin| begin - 1);
            let ended: Vec<i32> = ended.filter(|_| claim.stated_end().is_none()).collect();
            let worlds = claim.histories().into_iter().chain(
                claim.histories_if_ended().into_iter().filter(|(_, end)| ended.contains(end)),
            );
            let worlds = Worlds::of(worlds.map(|spell| inside(&[spell])));
            for day in asked() {
                let id = format!("p{number}");
                let held = holders_on(&archive, day).iter().find(|(person, _)| *person == id).map_or(Truth::No, |(_, truth)| *truth);
                agrees(held, worlds.on(day), false, day)?;
            }
        }
    }

    /// A capital, and a name, is each that is one in some world, and no other.
    #[test]
    fn possible_worlds_of_a_capital_and_a_name_are_all_listed(told in prop::collection::vec(told(), 1..4)) {
        let worlds = all_worlds(&told);
        prop_assume!(worlds.is_some());
        let worlds = worlds.expect("the worlds");
        let mut country = Country::new("fr", FRA).source("s0");
        let mut place = Place::new("city", "The city").source("s0");
        let mut records: Vec<Record> = Vec::new();
        for (number, told) in told.iter().enumerate() {
            let id = format!("c{number}");
            records.push(Place::new(id.as_str(), "A city").source("s0").into());
            for (source, spell) in told.relations() {
                country = country.capital(spelled!(Capital::new(id.as_str()), spell.clone(), source));
                place = place.name(spelled!(Name::new(id.as_str()), spell, source));
            }
        }
        records.extend([country.into(), place.into()]);
        let archive = archive(3, records);
        for day in asked() {
            let expected: BTreeSet<String> = truth_of(&worlds, day).into_iter().enumerate()
                .filter(|(_, truth)| truth.possibly()).map(|(number, _)| format!("c{number}")).collect();
            prop_assert_eq!(&capitals_on(&archive, day), &expected, "capitals on {}", day);
            prop_assert_eq!(&names_on(&archive, day), &expected, "names on {}", day);
        }
    }
}
