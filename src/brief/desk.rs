//! What every section needs: the store, the day, and what things are called.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use time::Date;

use super::draft::{By, Draft};
use super::words;
use crate::date::{PartialDate, UNBOUNDED_BELOW, key};
use crate::query::{OrganizationRef, PersonRef, PlaceRef, find};
use crate::record::{
    Actor, Area, Attestation, Citation, OrganizationKind, Participant, Record, RecordKind, Source,
};
use crate::store::{Keys, Sight};
use crate::truth::Truth;

/// The desk at which a brief is written.
pub(super) struct Desk<'s> {
    pub(super) store: Sight<'s>,
    pub(super) a: Actor,
    pub(super) b: Actor,
    pub(super) day: Date,
    /// What is attested only after the day.
    pub(super) later: Vec<Draft<'s>>,
}

impl<'s> Desk<'s> {
    pub(super) fn key(&self) -> i32 {
        key(self.day)
    }

    /// Whether a date may lie on or before the day.
    pub(super) fn may_be_past(&self, date: PartialDate) -> bool {
        Keys::of(date).first() <= self.key()
    }

    /// Whether a date certainly lies on or before the day.
    pub(super) fn is_past(&self, date: PartialDate) -> bool {
        Keys::of(date).last() <= self.key()
    }

    pub(super) fn day_words(&self) -> String {
        PartialDate::on(self.day).in_words().to_string()
    }

    /// An actor in a sentence: `the United States`, `the World Trade Organization`.
    pub(super) fn actor(&self, actor: &Actor) -> String {
        match actor {
            Actor::Country(code) => match code.name() {
                Some(name) => words::country(name),
                None => self.recorded_name(actor).unwrap_or_else(|| code.to_string()),
            },
            Actor::Organization(id) => {
                match find::<OrganizationRef<'_>>(self.store, RecordKind::Organization, id) {
                    Some(organization) if organization.kind() == Some(OrganizationKind::Format) => {
                        format!("the {}", organization.name())
                    }
                    Some(organization) => words::body(organization.name()),
                    None => id.clone(),
                }
            }
        }
    }

    fn recorded_name(&self, actor: &Actor) -> Option<String> {
        let countries = self.store.of_kind(RecordKind::Country).iter();
        countries.filter_map(|at| self.store.whole(*at)).find_map(|record| match record {
            Record::Country(country) if actor.country() == Some(country.code) => {
                country.names.first().map(|name| words::country(&name.text))
            }
            _ => None,
        })
    }

    pub(super) fn area(&self, area: &Area) -> String {
        match area {
            Area::Actor(actor) => self.actor(actor),
            Area::World => "the world".into(),
            Area::Special(name) => name.clone(),
        }
    }

    /// The actor whose organ it is, else the actor itself.
    pub(super) fn principal<'a>(&'a self, actor: &'a Actor) -> &'a Actor {
        self.store.principal(actor)
    }

    pub(super) fn is_of_pair(&self, actor: &Actor) -> bool {
        let actor = self.principal(actor);
        *actor == self.a || *actor == self.b
    }

    /// A place by its name of a day: the only one that it may have borne, else the one that a source
    /// attests for that very day, else the name by which the archive calls it.
    pub(super) fn place(&self, id: &str, on: Option<PartialDate>) -> String {
        let Some(place) = find::<PlaceRef<'_>>(self.store, RecordKind::Place, id) else {
            return id.into();
        };
        let days = on.map(PartialDate::possible).and_then(|days| days.first().zip(days.last()));
        let Some((first, last)) = days else { return place.title().into() };
        if let (Some(one), Some(other)) =
            (place.names_on(first).only(), place.names_on(last).only())
            && one == other
        {
            return (*one).into();
        }
        let mut attested = place.records().flat_map(|record| &record.names).filter(|name| {
            name.attested.iter().any(|day| match day {
                Attestation::On(day) => on == Some(*day),
                Attestation::OfSource => false,
            })
        });
        match (attested.next(), attested.next()) {
            (Some(only), None) => only.text.clone(),
            _ => place.title().into(),
        }
    }

    pub(super) fn person(&self, id: &str) -> Option<PersonRef<'s>> {
        find(self.store, RecordKind::Person, id)
    }

    /// The family name of a person, else the whole.
    pub(super) fn family(&self, id: &str) -> String {
        let family =
            self.store.claims_by_id(RecordKind::Person, id).find_map(|record| match record {
                Record::Person(person) => person.names.iter().find_map(|name| name.family.clone()),
                _ => None,
            });
        family.unwrap_or_else(|| {
            self.person(id).map_or_else(|| id.into(), |person| person.title().into())
        })
    }

    /// A participant with the office of the day: `Secretary of State Antony John Blinken`; of whom is
    /// added unless it is the actor `of`, which the sentence names already.
    pub(super) fn who(
        &self,
        participant: &Participant,
        on: Option<Date>,
        of: Option<&Actor>,
    ) -> String {
        let mut text = String::new();
        let mut actor = participant.actor.clone();
        if let Some(id) = &participant.person {
            let person = self.person(id);
            let mut office = participant.office.clone();
            let held = person.into_iter().flat_map(PersonRef::offices).find(|held| {
                let of_actor = actor.as_ref().is_none_or(|actor| held.of() == actor);
                let stated = office.as_ref().is_none_or(|office| held.title() == office);
                let on_day = on.is_some_and(|day| held.held_on(day).value() == Truth::Yes);
                of_actor && stated && (on_day || office.is_some())
            });
            if let Some(held) = held {
                actor = actor.or_else(|| Some(held.of().clone()));
                office = office.or_else(|| Some(held.title().into()));
            }
            if let Some(office) = office {
                text.push_str(&office);
                text.push(' ');
            }
            text.push_str(person.map_or(id.as_str(), PersonRef::title));
        } else if let Some(label) = &participant.label {
            match participant.count {
                Some(count) => text.push_str(&format!("{count} {label}")),
                None => text.push_str(label),
            }
        } else if let Some(actor) = &participant.actor {
            return self.actor(actor);
        }
        if let Some(actor) = actor.filter(|actor| Some(self.principal(actor)) != of) {
            text.push_str(" of ");
            text.push_str(&self.actor(&actor));
        }
        text
    }

    /// The first day on which a participant may have been speaking in the office stated.
    pub(super) fn speaks_from(&self, participant: &Participant) -> i32 {
        let (Some(id), Some(title)) = (&participant.person, &participant.office) else {
            return UNBOUNDED_BELOW;
        };
        self.store
            .claims_by_id(RecordKind::Person, id)
            .filter_map(|record| match record {
                Record::Person(person) => Some(&person.offices),
                _ => None,
            })
            .flatten()
            .filter(|office| office.title == *title)
            .filter_map(|office| office.start?.date())
            .map(|start| Keys::of(start).first())
            .min()
            .unwrap_or(UNBOUNDED_BELOW)
    }

    pub(super) fn source(&self, id: &str) -> Option<&'s Source> {
        match self.store.by_id(RecordKind::Source, id)? {
            Record::Source(source) => Some(source),
            _ => None,
        }
    }

    /// The day of a source: when it was published, else when it was read.
    pub(super) fn source_day(&self, citations: &[Citation]) -> Option<PartialDate> {
        citations.iter().find_map(|citation| {
            let source = self.source(&citation.source)?;
            source.published.or(source.retrieved)
        })
    }

    /// `the US Department of State and Interfax`: who publishes what is cited.
    pub(super) fn publishers<'c>(&self, by: impl IntoIterator<Item = &'c By<'s>>) -> String
    where
        's: 'c,
    {
        let mut names: Vec<String> = Vec::new();
        for citation in by.into_iter().flat_map(|by| by.cites) {
            let name = match self.source(&citation.source) {
                Some(Source { publisher: Some(publisher), .. }) => {
                    words::body(publisher.split(", ").next().unwrap_or(publisher))
                }
                Some(source) => format!("“{}”", source.title),
                None => citation.source.clone(),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        words::listed(&names, "and")
    }
}
