//! Entities become records.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::entity::{FtmEntity, country};
use crate::date::{Endpoint, PartialDate};
use crate::exchange::desk::{At, Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Row, Table, sealed};
use crate::exchange::values::number;
use crate::money::{Amount, Currency, Estimate, Unit};
use crate::record::{
    Actor, Event, EventCategory, Membership, Office, Organization, OrganizationKind, Participant,
    Person, PersonName, Program, ProgramKind, ProgramRole, ProgramRoleKind, Source, SourceKind,
    Stage, Standing, Transaction, Visit,
};
use crate::text::shortened;

/// Entities of FollowTheMoney.
///
/// | schema | becomes |
/// |---|---|
/// | `Person` | a [`Person`] with its names |
/// | `Position`, `Occupancy` | an [`Office`] of the holder, of the position's country |
/// | `Organization`, `PublicBody`, `Company`, `LegalEntity` | an [`Organization`] |
/// | `Membership` | a [`Membership`] of an organization, or an office of a person in it |
/// | `Event` | an [`Event`] |
/// | `Trip` | a [`Visit`] if it names one country and somebody involved, else an event |
/// | `Project`, `ProjectParticipant` | a [`Program`] and its roles |
/// | `Payment` | a [`Transaction`] of its project, of no stated stage |
///
/// An entity may refer to one that comes later, so that all but persons and organizations wait for the
/// end. A `Representation` and every other schema has no record of ours and is refused by name; so is what
/// refers to an entity that is not there. Properties that no field holds are kept in the note. Of several
/// values where a field has one, the first is taken and the others are kept, with a warning.
///
/// ```
/// use bilateral::exchange::{FollowTheMoney, FtmEntity, Intake};
/// use bilateral::{CountryCode, Record};
///
/// let lines = r#"
/// {"id":"o","schema":"Occupancy","properties":{"holder":["p"],"post":["q"],"startDate":["2019-03-20"]}}
/// {"id":"q","schema":"Position","properties":{"name":["President"],"country":["kz"]}}
/// {"id":"p","schema":"Person","properties":{"name":["Kassym-Jomart Tokayev"],"birthDate":["1953-05-17"]}}
/// "#;
/// let mut intake = Intake::new(FollowTheMoney::new(), FollowTheMoney::source());
/// for line in lines.lines().filter(|line| !line.is_empty()) {
///     intake.take(serde_json::from_str::<FtmEntity>(line));
/// }
/// let taken = intake.finish();
/// let Some(Record::Person(person)) = taken.records.last() else { panic!("{}", taken.report) };
/// assert_eq!((person.offices[0].title.as_str(), &person.offices[0].of), ("President", &CountryCode::KAZ.into()));
/// assert_eq!(person.note.as_deref(), Some("birthDate: 1953-05-17"));
/// ```
#[derive(Debug)]
pub struct FollowTheMoney {
    waiting: Vec<(At, FtmEntity)>,
    ids: BTreeSet<String>,
    persons: BTreeMap<String, (Person, Kept)>,
    organizations: BTreeSet<String>,
    positions: BTreeMap<String, FtmEntity>,
    programs: BTreeMap<String, (Program, Kept)>,
}

const NAME: &str = "entity";

impl FollowTheMoney {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self {
            waiting: Vec::new(),
            ids: BTreeSet::new(),
            persons: BTreeMap::new(),
            organizations: BTreeSet::new(),
            positions: BTreeMap::new(),
            programs: BTreeMap::new(),
        }
    }

    /// Returns a source record; the caller names the data set and its day.
    #[must_use]
    pub fn source() -> Source {
        Source::new("ftm", "Entities in FollowTheMoney")
            .kind(SourceKind::Dataset)
            .address("https://followthemoney.tech")
    }
}

/// Keeps every property but those that a field holds.
fn kept(entity: &FtmEntity, held: &[&str]) -> Kept {
    let others =
        entity.properties.iter().filter(|(property, _)| !held.contains(&property.as_str()));
    others.fold(Kept::default(), |kept, (property, values)| {
        values.iter().fold(kept, |kept, value| kept.column(property, value))
    })
}

/// The one date of a property; a time of day is cut off and kept.
fn date(
    desk: &mut Desk,
    entity: &FtmEntity,
    property: &'static str,
) -> Result<Option<PartialDate>, Refused> {
    let Some(text) = one(desk, entity, property) else { return Ok(None) };
    desk.date(property, text.split_once('T').map_or(text, |(day, _)| day))
}

/// The one value of a property.
fn one<'e>(desk: &mut Desk, entity: &'e FtmEntity, property: &str) -> Option<&'e str> {
    let (first, others) = entity.all(property).split_first()?;
    if !others.is_empty() {
        let message =
            format!("of {} values the first is taken and the others are kept", others.len() + 1);
        desk.warn(code::CONTRADICTION, property, message);
    }
    Some(first.trim())
}

/// The values of a property beyond what a field holds: those after the first, and a time of day.
fn beyond(kept: Kept, entity: &FtmEntity, properties: &[&str]) -> Kept {
    properties.iter().fold(kept, |kept, property| {
        let is_date = *property == "date" || property.ends_with("Date");
        let values = entity.all(property).iter().enumerate();
        let beyond = values.filter(|(at, value)| *at > 0 || is_date && value.contains('T'));
        beyond.fold(kept, |kept, (_, value)| kept.column(property, value))
    })
}

fn actor_of(desk: &mut Desk, property: &'static str, text: &str) -> Result<Actor, Refused> {
    match country(text) {
        Some(actor) => Ok(actor),
        // The caller may have named it; otherwise it is reported with what is near.
        None => desk.actor_iso(property, text),
    }
}

impl sealed::Sealed for FtmEntity {}

impl Row<FollowTheMoney> for FtmEntity {
    const NAME: &'static str = NAME;
    const COLUMNS: &'static [&'static str] = &[];

    fn key(&self) -> String {
        self.id.clone()
    }

    fn put(self, table: &mut FollowTheMoney, desk: &mut Desk) -> Result<(), Refused> {
        let id = desk.key("id", &self.id)?.to_string();
        if !table.ids.insert(id.clone()) {
            let message = format!("`{}` stands in an earlier line", shortened(&id));
            return Err(desk.refuse(code::REPEATED, "id", message));
        }
        match self.schema.as_str() {
            "Person" => {
                let name = one(desk, &self, "name").unwrap_or(&id).to_string();
                let mut person = Person::new(id.as_str(), name).source(desk.cite());
                person.names = names(&self);
                let kept = kept(&self, &["name", "alias", "firstName", "lastName"]);
                table.persons.insert(id, (person, kept));
            }
            "Organization" | "PublicBody" | "Company" | "LegalEntity" => {
                organization(desk, &self)?;
                table.organizations.insert(id);
            }
            "Position" => drop(table.positions.insert(id, self)),
            "Occupancy" | "Membership" | "Event" | "Trip" | "Project" | "ProjectParticipant"
            | "Payment" => table.waiting.push((desk.place(), self)),
            other => {
                let message =
                    format!("an entity of schema `{}` has no record of ours", shortened(other));
                return Err(desk.refuse(code::NOT_CARRIED, "schema", message));
            }
        }
        Ok(())
    }
}

fn names(entity: &FtmEntity) -> Vec<PersonName> {
    let mut names: Vec<PersonName> = Vec::new();
    for printed in entity.all("name").iter().chain(entity.all("alias")) {
        names.push(PersonName::new(printed.trim()));
    }
    if let (Some(first), [given], [family]) =
        (names.first_mut(), entity.all("firstName"), entity.all("lastName"))
    {
        (first.given, first.family) = (Some(given.clone()), Some(family.clone()));
    }
    names
}

fn organization(desk: &mut Desk, entity: &FtmEntity) -> Result<(), Refused> {
    let founded = date(desk, entity, "incorporationDate");
    let ended = date(desk, entity, "dissolutionDate");
    let (founded, ended) = (founded?, ended?);
    ordered(desk, "dissolutionDate", founded, ended)?;
    let name = one(desk, entity, "name").unwrap_or(&entity.id).to_string();
    let mut organization = Organization::new(entity.id.as_str(), name).source(desk.cite());
    organization.short_name = entity.first("weakAlias").map(|name| name.trim().into());
    organization.kind = match entity.schema.as_str() {
        "PublicBody" => Some(OrganizationKind::Government),
        "Company" => Some(OrganizationKind::Company),
        _ => None,
    };
    (organization.founded, organization.ended) = (founded, ended);
    let held = ["name", "weakAlias", "incorporationDate", "dissolutionDate"];
    organization.note = beyond(kept(entity, &held), entity, &held).note();
    desk.put("id", organization)
}

impl sealed::Sealed for FollowTheMoney {}

impl Table for FollowTheMoney {
    fn finish(mut self, desk: &mut Desk) {
        // Projects first: payments and participants refer to them.
        let (projects, others): (Vec<_>, Vec<_>) = core::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(_, it)| it.schema == "Project");
        for (place, entity) in projects.into_iter().chain(others) {
            desk.begin(place, NAME, entity.id.clone());
            // What is refused has said why.
            let _ = match entity.schema.as_str() {
                "Project" => self.project(desk, &entity),
                "ProjectParticipant" => self.participant(desk, &entity),
                "Payment" => self.payment(desk, &entity),
                "Occupancy" => self.occupancy(desk, &entity),
                "Membership" => self.membership(desk, &entity),
                _ => self.event(desk, &entity),
            };
        }
        for (program, kept) in self.programs.into_values() {
            let mut program = program;
            program.note = kept.note();
            desk.add(program);
        }
        for (person, kept) in self.persons.into_values() {
            let mut person = person;
            person.note = kept.note();
            desk.add(person);
        }
    }
}

impl FollowTheMoney {
    /// An entity that a property refers to.
    fn referred<'e>(
        desk: &mut Desk,
        entity: &'e FtmEntity,
        property: &'static str,
    ) -> Result<&'e str, Refused> {
        match one(desk, entity, property) {
            Some(id) => Ok(id),
            None => {
                Err(desk.refuse(code::EMPTY, property, "the property states nothing".to_string()))
            }
        }
    }

    fn missing(desk: &mut Desk, property: &'static str, id: &str) -> Refused {
        let message =
            format!("no person, organization, position or project `{}` is there", shortened(id));
        desk.refuse(code::REFERENCE, property, message)
    }

    fn occupancy(&mut self, desk: &mut Desk, entity: &FtmEntity) -> Result<(), Refused> {
        let holder = Self::referred(desk, entity, "holder");
        let post = Self::referred(desk, entity, "post");
        let (start, end) = (date(desk, entity, "startDate"), date(desk, entity, "endDate"));
        let (holder, post, start, end) = (holder?, post?, start?, end?);
        let Some(position) = self.positions.get(post) else {
            return Err(Self::missing(desk, "post", post));
        };
        let of = match position.first("country").or(position.first("jurisdiction")) {
            Some(code) => actor_of(desk, "country", code)?,
            None => {
                let message = "the position has no country".to_string();
                return Err(desk.refuse(code::EMPTY, "post", message));
            }
        };
        let title = position.first("name").unwrap_or(post).trim();
        let mut office = Office::new(title, of).source(desk.cite_at(entity.id.as_str()));
        spell(desk, &mut office.start, &mut office.ended, start, end)?;
        let Some((person, notes)) = self.persons.get_mut(holder) else {
            return Err(Self::missing(desk, "holder", holder));
        };
        person.offices.push(office);
        let held = ["holder", "post", "startDate", "endDate"];
        let said = beyond(kept(entity, &held), entity, &held);
        *notes = with_lines(core::mem::take(notes), &entity.id, said);
        let said = beyond(kept(position, &["name", "country"]), position, &["name", "country"]);
        *notes = with_lines(core::mem::take(notes), &position.id, said);
        Ok(())
    }

    fn membership(&mut self, desk: &mut Desk, entity: &FtmEntity) -> Result<(), Refused> {
        let member = Self::referred(desk, entity, "member");
        let organization = Self::referred(desk, entity, "organization");
        let (start, end) = (date(desk, entity, "startDate"), date(desk, entity, "endDate"));
        let (member, organization, start, end) = (member?, organization?, start?, end?);
        if !self.organizations.contains(organization) {
            return Err(Self::missing(desk, "organization", organization));
        }
        let held = ["member", "organization", "startDate", "endDate"];
        if let Some((person, notes)) = self.persons.get_mut(member) {
            let title = one(desk, entity, "role").unwrap_or("member");
            let mut office = Office::new(title, Actor::organization(organization))
                .source(desk.cite_at(entity.id.as_str()));
            spell(desk, &mut office.start, &mut office.ended, start, end)?;
            person.offices.push(office);
            let held = ["member", "organization", "startDate", "endDate", "role"];
            let said = beyond(kept(entity, &held), entity, &held);
            *notes = with_lines(core::mem::take(notes), &entity.id, said);
            return Ok(());
        }
        if member == organization {
            let message = "an organization is no member of itself".to_string();
            return Err(desk.refuse(code::CONTRADICTION, "member", message));
        }
        if !self.organizations.contains(member) {
            return Err(Self::missing(desk, "member", member));
        }
        let mut membership = Membership::new(
            entity.id.as_str(),
            Actor::organization(member),
            organization,
            Standing::Full,
        )
        .source(desk.cite());
        spell(desk, &mut membership.start, &mut membership.ended, start, end)?;
        membership.note = beyond(kept(entity, &held), entity, &held).note();
        desk.put("id", membership)
    }

    fn event(&mut self, desk: &mut Desk, entity: &FtmEntity) -> Result<(), Refused> {
        let on = date(desk, entity, "date");
        let (start, end) = (date(desk, entity, "startDate"), date(desk, entity, "endDate"));
        let (on, start, end) = (on?, start?, end?);
        let mut participants = Vec::new();
        for id in entity.all("involved").iter().chain(entity.all("organizer")) {
            if self.persons.contains_key(id) {
                participants.push(Participant::person(id.as_str()));
            } else if self.organizations.contains(id) {
                participants.push(Participant::actor(Actor::organization(id.as_str())));
            } else {
                return Err(Self::missing(desk, "involved", id));
            }
        }
        let begin = on.or(start);
        ordered(desk, "endDate", begin, end)?;
        let host = match (entity.schema.as_str(), entity.all("country")) {
            // A visit needs a traveller.
            ("Trip", [country]) if !participants.is_empty() => {
                Some(actor_of(desk, "country", country)?)
            }
            _ => None,
        };
        let mut held = alloc::vec!["name", "date", "startDate", "endDate", "involved", "organizer"];
        if host.is_some() {
            held.push("country");
        }
        let single = ["name", "date", "startDate", "endDate"];
        let mut said = beyond(kept(entity, &held), entity, &single);
        if let (Some(on), Some(start)) = (on, start) {
            said = said.unless(&on.to_string(), "startDate", &start.to_string());
        }
        if let Some(host) = host {
            let mut visit = Visit::new(entity.id.as_str(), host).source(desk.cite());
            (visit.start, visit.end) = (begin, end);
            visit.travellers = participants;
            visit.note = said.column("name", entity.first("name").unwrap_or_default()).note();
            return desk.put("id", visit);
        }
        let summary = one(desk, entity, "name").unwrap_or(&entity.id);
        let mut event =
            Event::new(entity.id.as_str(), EventCategory::Other, summary).source(desk.cite());
        (event.on, event.until) = (begin, end);
        event.participants = participants;
        event.note = said.note();
        desk.put("id", event)
    }

    fn project(&mut self, desk: &mut Desk, entity: &FtmEntity) -> Result<(), Refused> {
        let (start, end) = (date(desk, entity, "startDate"), date(desk, entity, "endDate"));
        let (start, end) = (start?, end?);
        let title = one(desk, entity, "name").unwrap_or(&entity.id);
        let mut program =
            Program::new(entity.id.as_str(), ProgramKind::Cooperation, title).source(desk.cite());
        spell(desk, &mut program.start, &mut program.ended, start, end)?;
        let held = ["name", "startDate", "endDate"];
        let said = beyond(kept(entity, &held), entity, &held);
        self.programs.insert(entity.id.clone(), (program, said));
        Ok(())
    }

    fn participant(&mut self, desk: &mut Desk, entity: &FtmEntity) -> Result<(), Refused> {
        let project = Self::referred(desk, entity, "project");
        let who = Self::referred(desk, entity, "participant");
        let (project, who) = (project?, who?);
        if !self.organizations.contains(who) {
            return Err(Self::missing(desk, "participant", who));
        }
        let Some((program, notes)) = self.programs.get_mut(project) else {
            return Err(Self::missing(desk, "project", project));
        };
        let mut role = ProgramRole::new(ProgramRoleKind::Partner, Actor::organization(who));
        role.label = entity.first("role").map(|role| role.trim().into());
        program.roles.push(role);
        let said = beyond(kept(entity, &["project", "participant", "role"]), entity, &["role"]);
        *notes = with_lines(core::mem::take(notes), &entity.id, said);
        Ok(())
    }

    fn payment(&mut self, desk: &mut Desk, entity: &FtmEntity) -> Result<(), Refused> {
        let project = Self::referred(desk, entity, "project");
        let on = date(desk, entity, "date");
        let amount = Self::referred(desk, entity, "amount").map(String::from);
        let currency = Self::referred(desk, entity, "currency").map(String::from);
        let (project, on, amount, currency) = (project?, on?, amount?, currency?);
        let Some(value) = number(&amount) else {
            let message = format!("`{}` is no number that can be kept exactly", shortened(&amount));
            return Err(desk.refuse(code::NUMBER, "amount", message));
        };
        let unit = Currency::parse(&currency)
            .map(Unit::Currency)
            .map_err(|error| desk.refuse(code::CODE, "currency", error.to_string()))?;
        let mut transaction =
            Transaction::new(Stage::Unstated, Estimate::exactly(Amount::new(value, unit)))
                .source(desk.cite_at(entity.id.as_str()));
        transaction.on = on;
        for (property, field) in
            [("payer", &mut transaction.provider), ("beneficiary", &mut transaction.receiver)]
        {
            match entity.first(property) {
                Some(id) if self.organizations.contains(id) => {
                    *field = Some(Actor::organization(id))
                }
                Some(id) => return Err(Self::missing(desk, property_name(property), id)),
                None => {}
            }
        }
        let held = ["project", "date", "amount", "currency", "payer", "beneficiary"];
        transaction.scope = beyond(kept(entity, &held), entity, &held).note();
        match self.programs.get_mut(project) {
            Some((program, _)) => program.transactions.push(transaction),
            None => return Err(Self::missing(desk, "project", project)),
        }
        Ok(())
    }
}

fn property_name(property: &str) -> &'static str {
    if property == "payer" { "payer" } else { "beneficiary" }
}

/// Refuses an end before the start.
fn ordered(
    desk: &mut Desk,
    property: &str,
    start: Option<PartialDate>,
    end: Option<PartialDate>,
) -> Result<(), Refused> {
    match (start, end) {
        (Some(start), Some(end)) if end.before(start).is_yes() => {
            let message = format!("it ends on {end} and starts on {start}");
            Err(desk.refuse(code::CONTRADICTION, property, message))
        }
        _ => Ok(()),
    }
}

/// Sets the ends of a spell: the day of an end is not said to be inside or outside.
fn spell(
    desk: &mut Desk,
    first: &mut Option<Endpoint>,
    ended: &mut Option<PartialDate>,
    start: Option<PartialDate>,
    end: Option<PartialDate>,
) -> Result<(), Refused> {
    ordered(desk, "endDate", start, end)?;
    *first = start.map(Endpoint::Date);
    *ended = end;
    Ok(())
}

/// Adds what an entity keeps, each line under its id.
fn with_lines(notes: Kept, id: &str, said: Kept) -> Kept {
    match said.note() {
        None => notes,
        Some(lines) => lines.lines().fold(notes, |notes, line| {
            let (property, text) = line.split_once(": ").unwrap_or((line, ""));
            notes.raw(&format!("{id}/{property}"), text)
        }),
    }
}
