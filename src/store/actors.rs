//! Who is named by a record, and whom an organ stands for.

use alloc::vec::Vec;

use super::claim::SpellClaim;
use super::deciding::Deciding;
use super::held::Held;
use super::keys::Keys;
use super::limits::Limits;
use super::records::Records;
use crate::country::{CountryCode, StateList, Succession, SuccessionKind};
use crate::date::{UNBOUNDED_ABOVE, UNBOUNDED_BELOW, key};
use crate::record::{Actor, Area, HasSpell, Participant, Policy, Record, RecordKind};

/// How many organs may stand behind one another before the chain is taken to be broken.
const LONGEST_CHAIN: usize = 64;

impl Records {
    /// The actor as which the acts of an actor count: that of which it is an organ, or itself.
    #[inline]
    pub(crate) fn principal<'a>(&'a self, actor: &'a Actor) -> &'a Actor {
        match actor {
            Actor::Country(_) => actor,
            Actor::Organization(_) => self.principal_of(actor),
        }
    }

    fn principal_of<'a>(&'a self, actor: &'a Actor) -> &'a Actor {
        let mut current = actor;
        for _ in 0..LONGEST_CHAIN {
            let of = current.organization_id().and_then(|id| {
                match self.by_id(RecordKind::Organization, id) {
                    Some(Record::Organization(organization)) => organization.of.as_ref(),
                    _ => None,
                }
            });
            match of {
                Some(next) => current = next,
                None => return current,
            }
        }
        current
    }

    /// An area with an organ read as its principal.
    pub(crate) fn principal_area(&self, area: &Area) -> Area {
        match area {
            Area::Actor(actor) => Area::Actor(self.principal(actor).clone()),
            other => other.clone(),
        }
    }

    /// The actors of a participant: the stated one, else those whose offices the person held.
    fn participant_actors<'a>(&'a self, participant: &'a Participant, into: &mut Vec<&'a Actor>) {
        if let Some(actor) = &participant.actor {
            into.push(self.principal(actor));
        } else if let Some(id) = &participant.person {
            for record in self.claims_by_id(RecordKind::Person, id) {
                if let Record::Person(person) = record {
                    into.extend(person.offices.iter().map(|office| self.principal(&office.of)));
                }
            }
        }
    }

    /// Every actor that a record names, organs resolved, each once.
    pub(crate) fn actors_of<'a>(&'a self, held: Held<'a>) -> Vec<&'a Actor> {
        let mut actors = Vec::new();
        self.add_actors_of(held, &mut actors);
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// Adds every actor that a record names, organs resolved, in no order and perhaps repeatedly.
    pub(super) fn add_actors_of<'a>(&'a self, held: Held<'a>, actors: &mut Vec<&'a Actor>) {
        let mut take =
            |actor: Option<&'a Actor>| actors.extend(actor.map(|actor| self.principal(actor)));
        let record = match held {
            Held::Whole(record) => record,
            Held::Trade(row) => {
                take(Some(row.reporter()));
                take(row.partner().actor());
                return;
            }
        };
        match record {
            Record::Country(_) | Record::Organization(_) | Record::Place(_) | Record::Source(_) => {
            }
            Record::Person(person) => {
                person.offices.iter().for_each(|office| {
                    take(Some(&office.of));
                    take(office.accredited_to.as_ref());
                });
            }
            Record::Treaty(treaty) => {
                treaty.parties.iter().for_each(|party| take(Some(&party.actor)));
                treaty.attested.iter().for_each(|attested| take(attested.party.as_ref()));
            }
            // An organ's memberships are its own.
            Record::Membership(membership) => actors.push(&membership.member),
            Record::Relation(relation) => {
                take(Some(&relation.from));
                take(Some(&relation.towards));
            }
            Record::Program(program) => {
                program.roles.iter().for_each(|role| take(Some(&role.actor)));
                program.transactions.iter().for_each(|transaction| {
                    take(transaction.provider.as_ref());
                    take(transaction.receiver.as_ref());
                });
                program.at.iter().for_each(|area| take(area.actor()));
            }
            Record::TradeFigure(figure) => {
                take(Some(&figure.reporter));
                take(figure.partner.actor());
            }
            Record::Figure(figure) => {
                take(Some(&figure.from));
                take(figure.to.actor());
            }
            Record::Visit(visit) => {
                take(Some(&visit.host));
                for participant in visit
                    .travellers
                    .iter()
                    .chain(visit.meetings.iter().flat_map(|meeting| &meeting.participants))
                {
                    self.participant_actors(participant, actors);
                }
            }
            Record::Statement(statement) => {
                for participant in
                    statement.speakers.iter().chain(&statement.addressees).chain(&statement.about)
                {
                    self.participant_actors(participant, actors);
                }
            }
            Record::Event(event) => {
                for participant in &event.participants {
                    self.participant_actors(participant, actors);
                }
            }
        }
    }

    /// The actors of the travellers of a visit, organs resolved.
    pub(crate) fn travellers_of<'a>(&'a self, travellers: &'a [Participant]) -> Vec<&'a Actor> {
        let mut actors = Vec::new();
        for traveller in travellers {
            self.participant_actors(traveller, &mut actors);
        }
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// The actors of the participants of a meeting, organs resolved.
    pub(crate) fn is_among(&self, actor: &Actor, participants: &[Participant]) -> bool {
        self.travellers_of(participants).contains(&actor)
    }

    /// The states that continue a state or only renamed it, by the table: they keep its treaties.
    pub(crate) fn continued_by(&self, code: CountryCode) -> Vec<CountryCode> {
        let mut later: Vec<CountryCode> = Vec::new();
        let mut current = code;
        for _ in 0..LONGEST_CHAIN {
            let next = current.successors().find(|succession| {
                matches!(succession.kind(), SuccessionKind::Continuation | SuccessionKind::Rename)
            });
            match next.map(Succession::successor) {
                Some(next) if next != code && !later.contains(&next) => {
                    later.push(next);
                    current = next;
                }
                _ => break,
            }
        }
        later
    }

    /// Whether a state came before another, by the table or by the records of the archive.
    pub(crate) fn is_predecessor(&self, found: CountryCode, of: CountryCode) -> bool {
        let in_table = of.predecessors().any(|before| before.predecessor() == found);
        in_table
            || self.of_kind(RecordKind::Country).iter().filter_map(|at| self.whole(*at)).any(
                |record| match record {
                    Record::Country(country) if country.code == of => {
                        country.predecessors.iter().any(|before| before.country == found)
                    }
                    Record::Country(country) if country.code == found => {
                        country.successors.iter().any(|after| after.country == of)
                    }
                    _ => false,
                },
            )
    }

    /// The days outside which an actor did not exist, by one list or by any: the table's for a state
    /// that it knows, else the archive's own.
    pub(crate) fn existence(&self, actor: &Actor, list: Option<StateList>) -> Limits {
        match actor {
            Actor::Country(code)
                if StateList::ALL.iter().any(|of| !code.existence(*of).is_empty()) =>
            {
                let (first, last) = code.possible_existence_by(list);
                let gaps =
                    code.gaps(list).filter_map(|(first, last)| Keys::new(key(first), key(last)));
                Limits {
                    first: first.map_or(UNBOUNDED_BELOW, key),
                    last: Keys::at(last.map_or(UNBOUNDED_ABOVE, key)),
                    gaps: gaps.collect(),
                }
            }
            Actor::Country(code) => self.recorded_existence(*code),
            Actor::Organization(id) => match self.by_id(RecordKind::Organization, id) {
                Some(Record::Organization(organization)) => Limits {
                    first: organization
                        .founded
                        .map_or(UNBOUNDED_BELOW, |date| Keys::of(date).first()),
                    last: organization.ended.map_or(Keys::at(UNBOUNDED_ABOVE), Keys::of),
                    gaps: Vec::new(),
                },
                _ => Limits::NONE,
            },
        }
    }

    /// The days outside which no country record says that a state existed.
    fn recorded_existence(&self, code: CountryCode) -> Limits {
        let records = self.of_kind(RecordKind::Country).iter().filter_map(|at| self.whole(*at));
        let spells = records.flat_map(|record| match record {
            Record::Country(country) if country.code == code => country.existence.as_slice(),
            _ => &[],
        });
        spells
            .map(|existence| {
                let claim = SpellClaim::of(0, 0, &[], existence.spell(), None);
                let first = claim.start.map_or(UNBOUNDED_BELOW, Keys::first);
                (first, claim.end.unwrap_or(Keys::at(UNBOUNDED_ABOVE)))
            })
            .reduce(|a, b| (a.0.min(b.0), a.1.later(b.1)))
            .map_or(Limits::NONE, |(first, last)| Limits { first, last, gaps: Vec::new() })
    }
}

impl Deciding<'_> {
    /// The days outside which an actor did not exist, by the list that the policy names.
    pub(crate) fn existence(self, actor: &Actor) -> Limits {
        self.records.existence(actor, self.policy.and_then(Policy::by_list))
    }
}
