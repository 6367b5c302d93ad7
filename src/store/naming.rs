//! The actors that an archive names, numbered in order, and the subjects that name each.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::numbers::{Between, Numbers};
use crate::record::Actor;

/// Every actor named, in order, with the subjects that name it.
#[derive(Debug, Default)]
pub(crate) struct Actors {
    list: Vec<(Actor, Vec<u32>)>,
    numbers: Numbers,
}

impl Actors {
    /// Gathers who is named by which subject, in any order and perhaps repeatedly, and who else is to
    /// have a number, in order.
    pub(super) fn of<'a>(
        pairs: Vec<(Cow<'_, Actor>, u32)>,
        others: impl Iterator<Item = &'a Actor>,
    ) -> Self {
        // Countries are many times as many as organizations, come before them and are compared in a step.
        let (mut of_countries, mut of_others) = (Vec::with_capacity(pairs.len()), Vec::new());
        for (actor, number) in pairs {
            match actor.as_ref() {
                Actor::Country(code) => of_countries.push((*code, number)),
                Actor::Organization(_) => of_others.push((actor, number)),
            }
        }
        of_countries.sort_unstable();
        of_countries.dedup();
        of_others.sort_unstable();
        of_others.dedup();
        let mut others = others.peekable();
        let mut list: Vec<(Actor, Vec<u32>)> = Vec::new();
        let mut add = |actor: Actor, subjects: Vec<u32>| {
            while let Some(other) = others.next_if(|other| **other <= actor) {
                if *other != actor {
                    list.push((other.clone(), Vec::new()));
                }
            }
            list.push((actor, subjects));
        };
        for of_actor in of_countries.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((code, _)) = of_actor.first() else { continue };
            add(Actor::Country(*code), of_actor.iter().map(|(_, number)| *number).collect());
        }
        for of_actor in of_others.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((actor, _)) = of_actor.first() else { continue };
            let subjects = of_actor.iter().map(|(_, number)| *number).collect();
            add(actor.as_ref().clone(), subjects);
        }
        list.extend(others.map(|other| (other.clone(), Vec::new())));
        list.shrink_to_fit();
        let numbers = Numbers::of(list.iter().map(|(actor, _)| actor));
        Self { list, numbers }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Every one, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Actor> {
        self.list.iter().map(|(actor, _)| actor)
    }

    /// The subjects that name an actor, in order.
    pub(crate) fn naming(&self, actor: &Actor) -> &[u32] {
        self.number(actor).map_or(&[], |number| self.naming_number(number))
    }

    /// The subjects that name the actor of a number, in order.
    pub(crate) fn naming_number(&self, number: u32) -> &[u32] {
        self.list.get(number as usize).map_or(&[], |(_, subjects)| subjects)
    }

    /// The number of an actor, in the order of the actors; `None` if nothing names it.
    #[inline]
    pub(crate) fn number(&self, actor: &Actor) -> Option<u32> {
        match actor {
            Actor::Country(code) => self.numbers.of_country(*code),
            Actor::Organization(_) => self.organization(actor),
        }
    }

    /// Countries come before organizations, so that only the rest is searched.
    fn organization(&self, actor: &Actor) -> Option<u32> {
        let rest = self.list.get(self.numbers.countries() as usize..)?;
        let at = rest.binary_search_by(|(named, _)| named.cmp(actor)).ok()?;
        u32::try_from(at).ok().map(|at| at + self.numbers.countries())
    }

    /// The actor of a number.
    pub(crate) fn get(&self, number: u32) -> Option<&Actor> {
        self.list.get(number as usize).map(|(actor, _)| actor)
    }

    /// The numbers of two actors; `None` if they are one, or nothing names one of them.
    #[inline]
    pub(crate) fn between(&self, a: &Actor, b: &Actor) -> Option<Between> {
        Between::new(self.number(a)?, self.number(b)?)
    }
}
