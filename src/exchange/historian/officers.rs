//! Principal officers of the Department of State and chiefs of American missions.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::terms::{Persons, Term};
use crate::country::CountryCode;
use crate::date::PartialDate;
use crate::exchange::desk::{Desk, Refused};
use crate::exchange::row::{Others, Table, row, sealed, takes};
use crate::exchange::values::{a_day, stated};
use crate::record::{Actor, OfficeStanding, RoleClass, Source, SourceKind};

row! {
    /// One term of a principal officer of the Department of State.
    ///
    /// Source: Office of the Historian, `HistoryAtState/pocom` (Principal Officers and Chiefs of Mission),
    /// as a table. Dates are of the precision that is known.
    pub struct PrincipalOfficerRow: "principal officer row", id {
        /// The source's key of the term.
        id = "id",
        /// The key of the office: `secretary`, `counselor`.
        position_id = "position_id",
        /// The key of the person.
        person_id = "person_id",
        /// Given names.
        forename = "forename",
        /// Family name.
        surname = "surname",
        /// The day of the appointment.
        appointed_date = "appointed_date",
        /// A remark on it.
        #[serde(default)]
        appointed_note = "appointed_note",
        /// The entry on duty.
        started_date = "started_date",
        /// A remark on it, which may qualify the day: "on or shortly before".
        #[serde(default)]
        started_note = "started_note",
        /// The end of the term; not said whether that day is inside.
        ended_date = "ended_date",
        /// A remark on it.
        #[serde(default)]
        ended_note = "ended_note",
    }
}

row! {
    /// One term of a chief of an American mission.
    ///
    /// Source: Office of the Historian, `HistoryAtState/pocom` (Principal Officers and Chiefs of Mission),
    /// as a table.
    pub struct ChiefOfMissionRow: "chief of mission row", id {
        /// The source's key of the term.
        id = "id",
        /// The key of the post, a country: `korea`, `congo-republic`.
        territory_id = "territory_id",
        /// The key of the person.
        person_id = "person_id",
        /// Given names.
        forename = "forename",
        /// Family name.
        surname = "surname",
        /// The key of the title: `ambassador-e-p`, `charge-d-affaires-ad-interim`.
        role_title_id = "role_title_id",
        /// The key of the post at the time.
        #[serde(default)]
        contemporary_territory_id = "contemporary_territory_id",
        /// The day of the appointment.
        appointed_date = "appointed_date",
        /// A remark on it.
        #[serde(default)]
        appointed_note = "appointed_note",
        /// The day of arrival at the post.
        #[serde(default)]
        arrived_date = "arrived_date",
        /// A remark on it.
        #[serde(default)]
        arrived_note = "arrived_note",
        /// The presentation of credentials or entry on duty.
        started_date = "started_date",
        /// A remark on it.
        #[serde(default)]
        started_note = "started_note",
        /// The end of the term; not said whether that day is inside.
        ended_date = "ended_date",
        /// How it ended: "Left Tehran on".
        #[serde(default)]
        ended_note = "ended_note",
        /// A remark on the term.
        #[serde(default)]
        note = "note",
    }
}

/// Principal officers and chiefs of mission of the United States: a [`Person`](crate::Person) for each key,
/// with an [`Office`](crate::Office) a term.
///
/// The title is the key of the position; that of a chief of mission has the post behind it, because one
/// person is "ambassador" in several posts, at times at once. The foreign ministers are the Secretaries of
/// State, those ad interim and the Secretary of Foreign Affairs before them. A chief who is no ambassador,
/// envoy or minister by older ranks included, has the role of a chargé d'affaires. `ended` leaves open
/// whether its day is inside. Remarks stay in the person's note under the key of the term.
///
/// ```
/// use bilateral::exchange::{ChiefOfMissionRow, Intake, Officers};
/// use bilateral::{CountryCode, Record};
///
/// let mut row = ChiefOfMissionRow::default();
/// (row.id, row.person_id) = ("kz-1992-cour-01".into(), "courtney-william-harrison".into());
/// (row.forename, row.surname) = ("William Harrison".into(), "Courtney".into());
/// (row.territory_id, row.role_title_id) = ("kazakhstan".into(), "ambassador-e-p".into());
/// (row.started_date, row.ended_date) = ("1992-09-18".into(), "1995-09-09".into());
/// let mut intake = Intake::new(Officers::new(), Officers::source());
/// intake.put(row);
/// let taken = intake.finish();
/// let Some(Record::Person(person)) = taken.records.last() else { panic!("{:?}", taken.records) };
/// assert_eq!(person.offices[0].title, "ambassador-e-p (kazakhstan)");
/// assert_eq!(person.offices[0].accredited_to, Some(CountryCode::KAZ.into()));
/// ```
#[derive(Debug)]
pub struct Officers {
    persons: Persons,
}

/// The offices whose holder conducts foreign affairs.
const FOREIGN_MINISTERS: [&str; 3] =
    ["secretary", "secretary-ad-interim", "secretary-of-foreign-affairs-continental-congress"];

impl Officers {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self { persons: Persons::default() }
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new("historian-officers", "Principal Officers and Chiefs of Mission")
            .publisher("Office of the Historian, U.S. Department of State")
            .kind(SourceKind::Dataset)
            .address("https://github.com/HistoryAtState/pocom")
    }

    fn put_officer(
        row: PrincipalOfficerRow,
        table: &mut Self,
        desk: &mut Desk,
    ) -> Result<(), Refused> {
        let (id, position) = (desk.must("id", &row.id), desk.must("position_id", &row.position_id));
        let person = desk.key("person_id", &row.person_id);
        let (id, position, person) = (id?, position?, person?);
        let term = Term {
            id,
            title: position.to_string(),
            appointed: [&row.appointed_date, &row.appointed_note],
            arrived: ["", ""],
            started: [&row.started_date, &row.started_note],
            ended: [&row.ended_date, &row.ended_note],
        };
        let is_minister = FOREIGN_MINISTERS.contains(&position);
        let office = term.office(desk)?.map(|mut office| {
            office.role =
                Some(if is_minister { RoleClass::ForeignMinister } else { RoleClass::Other });
            office.standing = is_acting(position).then_some(OfficeStanding::Acting);
            office
        });
        let mut kept = term.kept();
        kept.extend(others(&term, &row.others));
        table.persons.add(desk, person, [&row.forename, &row.surname], &term, office, &kept);
        Ok(())
    }

    fn put_chief(row: ChiefOfMissionRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let (id, post) = (desk.must("id", &row.id), desk.must("territory_id", &row.territory_id));
        let person = desk.key("person_id", &row.person_id);
        let printed = desk.must("role_title_id", &row.role_title_id);
        let (id, post, person, printed) = (id?, post?, person?, printed?);
        let term = Term {
            id,
            title: format!("{printed} ({post})"),
            appointed: [&row.appointed_date, &row.appointed_note],
            arrived: [&row.arrived_date, &row.arrived_note],
            started: [&row.started_date, &row.started_note],
            ended: [&row.ended_date, &row.ended_note],
        };
        let office = term.office(desk);
        let country = country(desk, &row);
        let (office, country) = (office?, country?);
        let office = office.map(|mut office| {
            office.accredited_to = Some(country);
            office.role = Some(role(printed));
            office.standing = is_acting(printed).then_some(OfficeStanding::Acting);
            office
        });
        let mut kept = term.kept();
        if row.contemporary_territory_id != post {
            let column = term.key("contemporary_territory_id");
            kept.push((column, row.contemporary_territory_id.clone()));
        }
        kept.push((term.key("note"), row.note.clone()));
        kept.extend(others(&term, &row.others));
        table.persons.add(desk, person, [&row.forename, &row.surname], &term, office, &kept);
        Ok(())
    }
}

/// The columns that the row type does not know, each under the key of the row.
fn others(term: &Term<'_>, others: &Others) -> Vec<(String, String)> {
    let said = others.iter().filter(|(_, text)| stated(text).is_some());
    said.map(|(column, text)| (term.key(column), text.clone())).collect()
}

/// Keys of posts whose words are the name of no one country, each with the key of the post at the time
/// where that tells.
const POSTS: &[(&str, &str, CountryCode)] = &[
    ("congo-democratic-republic", "congo-kinshasa", CountryCode::COD),
    ("congo-republic", "congo-brazzaville", CountryCode::COG),
    // The embassy in Seoul; what was before 1910 is `joseon-dynasty-1910`.
    ("korea", "korea", CountryCode::KOR),
    ("vietnam-south", "south-vietnam-1975", CountryCode::XVS),
];

/// The country of a post, by its key on the day on which the row begins. A key that the caller names is
/// taken as it stands; the words of others are a name of the country.
fn country(desk: &mut Desk, row: &ChiefOfMissionRow) -> Result<Actor, Refused> {
    let columns = [&row.started_date, &row.appointed_date, &row.ended_date];
    let dates = columns.iter().filter_map(|text| PartialDate::parse(stated(text)?).ok());
    let on = dates.filter_map(|date| date.earliest().or_else(|| a_day(date))).next();
    let (post, then) = (row.territory_id.trim(), row.contemporary_territory_id.trim());
    let known = POSTS.iter().find(|(key, at_the_time, _)| (*key, *at_the_time) == (post, then));
    match known {
        Some((.., code)) if !desk.is_named(post) => Ok(Actor::from(*code)),
        _ => desk.actor_keyed("territory_id", post, on),
    }
}

fn role(title: &str) -> RoleClass {
    match title {
        "ambassador-e-p" => RoleClass::Ambassador,
        "personal-representative-of-the-president" => RoleClass::Envoy,
        // Envoys, ministers and agents all rank below an ambassador.
        _ => RoleClass::ChargeDAffaires,
    }
}

fn is_acting(title: &str) -> bool {
    title.ends_with("ad-interim") || title.starts_with("acting")
}

takes!(Officers, PrincipalOfficerRow, Officers::put_officer);
takes!(Officers, ChiefOfMissionRow, Officers::put_chief);

impl sealed::Sealed for Officers {}

impl Table for Officers {
    fn finish(self, desk: &mut Desk) {
        self.persons.finish(desk);
    }
}
