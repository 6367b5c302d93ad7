//! Records become entities.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::entity::{FtmEntity, code};
use crate::date::{Endpoint, PartialDate};
use crate::exchange::given::{Given, no_row, not_carried, not_written};
use crate::exchange::kept::{column, lines};
use crate::exchange::values::slug;
use crate::record::{
    Actor, Event, Membership, Office, Organization, OrganizationKind, Person, Program, Record,
    Visit,
};
use crate::report::Report;

const FORMAT: &str = "FollowTheMoney";

/// Returns records as entities of FollowTheMoney, with a report of what it cannot carry.
///
/// Persons and their offices, organizations, memberships, events, visits (as `Trip`) and programmes with their
/// money (as `Project` and `Payment`) have a schema; other kinds are reported. Dates are written if they
/// are whole days, months or years without a mark. What an intake kept in the note comes out as the
/// property that it was; any other note as `notes`. Citations are not carried.
///
/// ```
/// use bilateral::exchange::to_ftm;
/// use bilateral::{CountryCode, Office, Person, Record, day};
///
/// let person = Person::new("p", "Kassym-Jomart Tokayev")
///     .office(Office::new("President", CountryCode::KAZ).start(day(2019, 3, 20)).attested(day(2023, 2, 28)));
/// let given = to_ftm(&[person.into()]);
/// let schemas: Vec<&str> = given.rows.iter().map(|entity| entity.schema.as_str()).collect();
/// assert_eq!(schemas, ["Person", "Position", "Occupancy"]);
/// assert_eq!(given.rows[2].first("startDate"), Some("2019-03-20"));
/// assert!(given.report.to_string().contains("offices[0].attested"));
/// ```
#[must_use]
pub fn to_ftm<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<FtmEntity> {
    let mut out = Out { entities: Vec::new(), report: Report::new() };
    for record in records {
        match record {
            Record::Person(person) => out.person(record, person),
            Record::Organization(organization) => out.organization(record, organization),
            Record::Membership(membership) => out.membership(record, membership),
            Record::Event(event) => out.event(record, event),
            Record::Visit(visit) => out.visit(record, visit),
            Record::Program(program) => out.program(record, program),
            _ => no_row(&mut out.report, record, FORMAT),
        }
    }
    Given { rows: out.entities, report: out.report }
}

struct Out {
    entities: Vec<FtmEntity>,
    report: Report,
}

/// The fields that every record may carry: its own kind and id, the note, and the citations, of which the
/// documentation says that they are left out.
const COMMON: [&str; 4] = ["kind", "id", "note", "sources"];

/// A date that the format can write.
fn plain(date: PartialDate) -> Option<String> {
    let text = date.to_string();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    // Quarters and half years look like months above 12.
    let month: Option<u8> = text.get(5..7).and_then(|month| month.parse().ok());
    (is_plain && !date.is_marked() && month.is_none_or(|month| month <= 12)).then_some(text)
}

impl Out {
    fn check(&mut self, record: &Record, own: &[&str]) {
        let carried: Vec<&str> = COMMON.iter().chain(own).copied().collect();
        not_carried(&mut self.report, record, FORMAT, &carried);
    }

    fn date(
        &mut self,
        record: &Record,
        field: &str,
        entity: FtmEntity,
        property: &str,
        date: Option<PartialDate>,
    ) -> FtmEntity {
        match date.map(|date| (date, plain(date))) {
            None => entity,
            Some((_, Some(text))) => entity.with(property, text),
            Some((date, None)) => {
                let reason = format!("{FORMAT} has no date like `{date}`");
                not_written(&mut self.report, record, field, reason);
                entity
            }
        }
    }

    fn end(
        &mut self,
        record: &Record,
        field: &str,
        entity: FtmEntity,
        property: &str,
        end: Option<Endpoint>,
    ) -> FtmEntity {
        match end {
            Some(Endpoint::Unknown) => {
                let reason = format!("{FORMAT} has no unknown end");
                not_written(&mut self.report, record, field, reason);
                entity
            }
            Some(Endpoint::Date(date)) => self.date(record, field, entity, property, Some(date)),
            Some(Endpoint::Open) | None => entity,
        }
    }

    /// Properties that an intake kept, those of other entities in the same note left out.
    fn kept(entity: FtmEntity, note: Option<&str>) -> FtmEntity {
        let Some(note) = note else { return entity };
        let kept = lines(note);
        let is_property = |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_kept = |(key, _): &(String, String)| is_property(key) || key.contains('/');
        if kept.is_empty() || !kept.iter().all(is_kept) || kept.len() != note.lines().count() {
            return entity.with("notes", note);
        }
        kept.into_iter()
            .filter(|(key, _)| is_property(key))
            .fold(entity, |entity, (key, text)| entity.with(&key, text))
    }

    /// Properties of another entity, kept in a note under its id.
    fn kept_of(entity: FtmEntity, note: Option<&str>) -> FtmEntity {
        let prefix = format!("{}/", entity.id);
        lines(note.unwrap_or_default())
            .into_iter()
            .filter_map(|(key, text)| Some((key.strip_prefix(&prefix)?.to_string(), text)))
            .fold(entity, |entity, (key, text)| entity.with(&key, text))
    }

    fn person(&mut self, record: &Record, person: &Person) {
        self.check(record, &["title", "names", "offices"]);
        let mut entity =
            FtmEntity::new(person.id.as_str(), "Person").with("name", person.title.as_str());
        for name in &person.names {
            if name.printed != person.title {
                entity = entity.with("alias", name.printed.as_str());
            }
            for (property, part) in [("firstName", &name.given), ("lastName", &name.family)] {
                if let Some(part) = part {
                    entity = entity.with(property, part.as_str());
                }
            }
        }
        self.entities.push(Self::kept(entity, person.note.as_deref()));
        for (number, office) in person.offices.iter().enumerate() {
            self.office(record, person, number, office);
        }
    }

    fn office(&mut self, record: &Record, person: &Person, number: usize, office: &Office) {
        let field = |name: &str| format!("offices[{number}].{name}");
        let id = office.sources.iter().find_map(|source| source.locator.clone());
        let id = id.unwrap_or_else(|| format!("{}-occupancy-{}", person.id, number + 1));
        let mut occupancy = FtmEntity::new(id, "Occupancy").with("holder", person.id.as_str());
        match &office.of {
            Actor::Country(country) => {
                let Some(code) = code(*country) else {
                    let reason = format!("{FORMAT} has no code for `{country}`");
                    not_written(&mut self.report, record, &field("of"), reason);
                    return;
                };
                let post = format!("position-{code}-{}", slug(&office.title));
                if !self.entities.iter().any(|entity| entity.id == post) {
                    let position = FtmEntity::new(post.as_str(), "Position")
                        .with("name", office.title.as_str())
                        .with("country", code);
                    self.entities.push(position);
                }
                occupancy = occupancy.with("post", post);
            }
            Actor::Organization(organization) => {
                occupancy = FtmEntity::new(occupancy.id, "Membership")
                    .with("member", person.id.as_str())
                    .with("organization", organization.as_str())
                    .with("role", office.title.as_str());
            }
        }
        occupancy = self.end(record, &field("start"), occupancy, "startDate", office.start);
        occupancy = self.end(record, &field("end"), occupancy, "endDate", office.end);
        occupancy = self.date(record, &field("ended"), occupancy, "endDate", office.ended);
        for (name, is_stated) in [
            ("role", office.role.is_some()),
            ("accredited_to", office.accredited_to.is_some()),
            ("standing", office.standing.is_some()),
            ("acts", !office.acts.is_empty()),
            ("left", office.left.is_some()),
            ("attested", !office.attested.is_empty()),
        ] {
            if is_stated {
                let reason = format!("{FORMAT} has no place for `{name}` of an office");
                not_written(&mut self.report, record, &field(name), reason);
            }
        }
        self.entities.push(Self::kept_of(occupancy, person.note.as_deref()));
    }

    fn organization(&mut self, record: &Record, organization: &Organization) {
        self.check(record, &["name", "short_name", "type", "founded", "ended"]);
        let schema = match organization.kind {
            Some(OrganizationKind::Company) => "Company",
            Some(OrganizationKind::Government) => "PublicBody",
            None => "Organization",
            Some(kind) => {
                let reason = format!("{FORMAT} has no schema for an organization of type `{kind}`");
                not_written(&mut self.report, record, "type", reason);
                "Organization"
            }
        };
        let mut entity = FtmEntity::new(organization.id.as_str(), schema)
            .with("name", organization.name.as_str());
        if let Some(short) = &organization.short_name {
            entity = entity.with("weakAlias", short.as_str());
        }
        entity = self.date(record, "founded", entity, "incorporationDate", organization.founded);
        entity = self.date(record, "ended", entity, "dissolutionDate", organization.ended);
        self.entities.push(Self::kept(entity, organization.note.as_deref()));
    }

    fn membership(&mut self, record: &Record, membership: &Membership) {
        self.check(record, &["member", "organization", "standing", "start", "end", "ended"]);
        let Some(member) = membership.member.organization_id() else {
            let reason = format!("{FORMAT} has no country as a member");
            not_written(&mut self.report, record, "member", reason);
            return;
        };
        let mut entity = FtmEntity::new(membership.id.as_str(), "Membership")
            .with("member", member)
            .with("organization", membership.organization.as_str());
        entity = self.end(record, "start", entity, "startDate", membership.start);
        entity = self.end(record, "end", entity, "endDate", membership.end);
        entity = self.date(record, "ended", entity, "endDate", membership.ended);
        self.entities.push(Self::kept(entity, membership.note.as_deref()));
    }

    fn involved<'p>(
        &mut self,
        record: &Record,
        field: &str,
        mut entity: FtmEntity,
        participants: impl Iterator<Item = &'p crate::record::Participant>,
    ) -> FtmEntity {
        for participant in participants {
            let organization = participant.actor.as_ref().and_then(Actor::organization_id);
            match participant.person.as_deref().or(organization) {
                Some(id) => entity = entity.with("involved", id),
                None => {
                    let reason = format!("{FORMAT} has no country or group that takes part");
                    not_written(&mut self.report, record, field, reason);
                }
            }
        }
        entity
    }

    fn event(&mut self, record: &Record, event: &Event) {
        self.check(record, &["type", "summary", "on", "until", "participants"]);
        let entity =
            FtmEntity::new(event.id.as_str(), "Event").with("name", event.summary.as_str());
        let entity = self.date(record, "on", entity, "startDate", event.on);
        let entity = self.date(record, "until", entity, "endDate", event.until);
        let entity = self.involved(record, "participants", entity, event.participants.iter());
        self.entities.push(Self::kept(entity, event.note.as_deref()));
    }

    fn visit(&mut self, record: &Record, visit: &Visit) {
        self.check(record, &["host", "travellers", "start", "end"]);
        let Some(code) = visit.host.country().and_then(code) else {
            let reason = format!("{FORMAT} has no code for `{}`", visit.host);
            not_written(&mut self.report, record, "host", reason);
            return;
        };
        let note = visit.note.as_deref();
        let entity = FtmEntity::new(visit.id.as_str(), "Trip");
        let entity = match column(note, "name") {
            Some(_) => entity,
            None => entity.with("name", visit.id.as_str()),
        };
        let entity =
            self.date(record, "start", entity.with("country", code), "startDate", visit.start);
        let entity = self.date(record, "end", entity, "endDate", visit.end);
        let entity = self.involved(record, "travellers", entity, visit.travellers.iter());
        self.entities.push(Self::kept(entity, note));
    }

    fn program(&mut self, record: &Record, program: &Program) {
        self.check(record, &["type", "title", "start", "end", "ended", "roles", "transactions"]);
        let entity =
            FtmEntity::new(program.id.as_str(), "Project").with("name", program.title.as_str());
        let entity = self.end(record, "start", entity, "startDate", program.start);
        let entity = self.end(record, "end", entity, "endDate", program.end);
        let entity = self.date(record, "ended", entity, "endDate", program.ended);
        self.entities.push(Self::kept(entity, program.note.as_deref()));
        for (number, role) in program.roles.iter().enumerate() {
            let Some(organization) = role.actor.organization_id() else {
                let reason = format!("{FORMAT} has no country as a participant");
                not_written(&mut self.report, record, &format!("roles[{number}]"), reason);
                continue;
            };
            let what = role.label.clone().unwrap_or_else(|| role.role.to_string());
            let id = format!("{}-participant-{}", program.id, number + 1);
            let participant = FtmEntity::new(id, "ProjectParticipant")
                .with("project", program.id.as_str())
                .with("participant", organization)
                .with("role", what);
            self.entities.push(participant);
        }
        for (number, transaction) in program.transactions.iter().enumerate() {
            let field = format!("transactions[{number}]");
            let amount = transaction.estimate.exact();
            let currency = amount.and_then(|amount| amount.unit().currency());
            let (Some(amount), Some(currency)) = (amount, currency) else {
                let reason = format!("{FORMAT} has only exact amounts of money");
                not_written(&mut self.report, record, &format!("{field}.estimate"), reason);
                continue;
            };
            let id = transaction.sources.iter().find_map(|source| source.locator.clone());
            let id = id.unwrap_or_else(|| format!("{}-payment-{}", program.id, number + 1));
            let mut entity = FtmEntity::new(id, "Payment")
                .with("project", program.id.as_str())
                .with("amount", amount.value().to_string())
                .with("currency", currency.code());
            entity = self.date(record, &format!("{field}.on"), entity, "date", transaction.on);
            for (property, actor) in
                [("payer", &transaction.provider), ("beneficiary", &transaction.receiver)]
            {
                match actor.as_ref().map(Actor::organization_id) {
                    Some(Some(id)) => entity = entity.with(property, id),
                    Some(None) => {
                        let reason = format!("{FORMAT} has no country as a {property}");
                        not_written(&mut self.report, record, &field, reason);
                    }
                    None => {}
                }
            }
            if transaction.stage != crate::record::Stage::Unstated {
                let reason = format!("{FORMAT} has no stage of money");
                not_written(&mut self.report, record, &format!("{field}.stage"), reason);
            }
            self.entities.push(Self::kept(entity, transaction.scope.as_deref()));
        }
    }
}
