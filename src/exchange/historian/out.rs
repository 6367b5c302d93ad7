//! Visits become rows of travels.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::travels::{ROLES, TravelRow, plain_name, purposes, rank};
use super::visits::VisitRow;
use crate::country::CountryCode;
use crate::date::PartialDate;
use crate::exchange::given::{Given, no_row, not_carried, not_written};
use crate::exchange::kept::{column, is_kept, others};
use crate::exchange::row::Others;
use crate::record::{Record, Visit};
use crate::report::Report;

const FORMAT: &str = "the table of travels";

/// The fields of a visit that the table carries, some of them in its words.
const CARRIED: [&str; 9] =
    ["kind", "id", "host", "travellers", "start", "end", "places", "note", "sources"];

/// Returns visits as rows of travels abroad, with a report of what the table cannot carry.
///
/// A row needs one traveller, in one of the two offices of the table, a country as host and whole days. Persons
/// and places of the records give the names. What an intake kept in the note comes out in its column; any
/// other note becomes the remarks. A rank or purpose is carried where the remarks say it too. Citations
/// are not carried.
///
/// ```
/// use bilateral::exchange::{Intake, TravelRow, Travels, to_travels};
///
/// let mut row = TravelRow::default();
/// (row.id, row.role, row.who, row.name) = ("5".into(), "president".into(), "x".into(), "A. President".into());
/// (row.start_date, row.end_date) = ("1959-12-06".into(), "1959-12-07".into());
/// (row.country, row.locale, row.remarks) = ("U.S.S.R.".into(), "Moscow".into(), "State visit.".into());
/// let mut intake = Intake::new(Travels::new(), Travels::source());
/// intake.put(row.clone());
/// let given = to_travels(&intake.finish().records);
/// assert_eq!((given.rows, given.report.len()), (vec![row], 0));
/// ```
#[must_use]
pub fn to_travels<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<TravelRow> {
    let records: Vec<&Record> = records.into_iter().collect();
    let mut names: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for record in &records {
        match record {
            Record::Person(person) => drop(names.insert(("person", &person.id), &person.title)),
            Record::Place(place) => drop(names.insert(("place", &place.id), &place.title)),
            _ => {}
        }
    }
    let mut given = Given::new();
    for record in records {
        match record {
            Record::Visit(visit) => {
                given.rows.extend(row(&mut given.report, record, visit, &names))
            }
            Record::Person(_) | Record::Place(_) | Record::Source(_) => {}
            _ => no_row(&mut given.report, record, FORMAT),
        }
    }
    given
}

/// The first and the last day; empty where they are not stated.
fn days(report: &mut Report, record: &Record, visit: &Visit, format: &str) -> Option<[String; 2]> {
    let mut day = |field: &str, date: Option<PartialDate>| match date {
        Some(date) if date.as_day().is_some() => Some(date.to_string()),
        Some(date) => {
            not_written(report, record, field, format!("{format} has no date like `{date}`"));
            None
        }
        None => Some(String::new()),
    };
    Some([day("start", visit.start)?, day("end", visit.end)?])
}

fn row(
    report: &mut Report,
    record: &Record,
    visit: &Visit,
    names: &BTreeMap<(&str, &str), &str>,
) -> Option<TravelRow> {
    let [traveller] = visit.travellers.as_slice() else {
        not_written(report, record, "travellers", format!("{FORMAT} has one traveller a row"));
        return None;
    };
    let role = ROLES.iter().find(|(_, office)| traveller.office.as_deref() == Some(*office));
    let (Some((role, _)), Some(who)) = (role, &traveller.person) else {
        let reason = format!("{FORMAT} has only persons who are president or secretary of state");
        not_written(report, record, "travellers[0]", reason);
        return None;
    };
    if visit.host.country().is_none() {
        not_written(report, record, "host", format!("{FORMAT} has only countries"));
        return None;
    }
    let [start, end] = days(report, record, visit, FORMAT)?;
    let note = visit.note.as_deref();
    let kept = |name: &str| column(note, name);
    let is_kept =
        ["country_id", "country", "locale", "remarks"].iter().any(|it| kept(it).is_some());
    let places = || {
        let titles =
            visit.places.iter().filter_map(|id| names.get(&("place", id.as_str())).copied());
        titles.collect::<Vec<_>>().join(", ")
    };
    let remarks = match (is_kept, note) {
        (true, _) => kept("remarks").unwrap_or_default(),
        (false, note) => note.unwrap_or_default().to_string(),
    };
    let mut carried = CARRIED.to_vec();
    if rank(&remarks) == visit.rank {
        carried.push("rank");
    }
    if purposes(&remarks) == visit.purposes {
        carried.push("purposes");
    }
    not_carried(report, record, FORMAT, &carried);
    Some(TravelRow {
        id: visit.id.strip_prefix("travel-").unwrap_or(&visit.id).into(),
        role: (*role).into(),
        who: who.clone(),
        name: names.get(&("person", who.as_str())).copied().unwrap_or(who).into(),
        start_date: start,
        end_date: end,
        country_id: kept("country_id").unwrap_or_default(),
        country: kept("country").unwrap_or_else(|| plain_name(&visit.host).into()),
        locale: kept("locale").unwrap_or_else(places),
        remarks,
        others: if is_kept { others(note, TravelRow::COLUMNS) } else { Others::new() },
    })
}

const VISITS: &str = "the table of visits";

/// Returns visits to the United States as rows of visits by foreign leaders, with a report of what the table cannot
/// carry.
///
/// A row needs the United States as host, one traveller who is a person for a country, and whole days. Person records
/// give the names, as printed. What an intake kept in the note comes out in its column; any other note
/// becomes the description. A rank is carried where the description says it too. Citations are not carried.
///
/// ```
/// use bilateral::exchange::to_visits;
/// use bilateral::{CountryCode, Participant, Person, Visit, day};
///
/// let visit = |host: CountryCode| Visit::new("v", host)
///     .traveller(Participant::person("tokayev").for_actor(CountryCode::KAZ))
///     .start(day(2020, 1, 2));
/// let person = Person::new("tokayev", "President Kassym-Jomart Tokayev");
/// let given = to_visits(&[person.into(), visit(CountryCode::USA).into(), visit(CountryCode::FRA).into()]);
/// let row = &given.rows[0];
/// assert_eq!((row.visitor.as_str(), row.from.as_str()), ("President Kassym-Jomart Tokayev", "Kazakhstan"));
/// assert!(given.report.to_string().contains("host: the table of visits has only visits to the United States"));
/// ```
#[must_use]
pub fn to_visits<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<VisitRow> {
    let records: Vec<&Record> = records.into_iter().collect();
    let names: BTreeMap<&str, &str> = records
        .iter()
        .filter_map(|record| match record {
            Record::Person(person) => Some((person.id.as_str(), person.title.as_str())),
            _ => None,
        })
        .collect();
    let mut given = Given::new();
    for record in records {
        match record {
            Record::Visit(visit) => {
                given.rows.extend(received(&mut given.report, record, visit, &names));
            }
            Record::Person(_) | Record::Source(_) => {}
            _ => no_row(&mut given.report, record, VISITS),
        }
    }
    given
}

fn received(
    report: &mut Report,
    record: &Record,
    visit: &Visit,
    names: &BTreeMap<&str, &str>,
) -> Option<VisitRow> {
    let mut lacks = |field: &str, what: &str| {
        not_written(report, record, field, format!("{VISITS} has only {what}"));
    };
    if visit.host != CountryCode::USA.into() {
        lacks("host", "visits to the United States");
        return None;
    }
    let traveller = match visit.travellers.as_slice() {
        [one] => one.person.as_deref().zip(one.actor.as_ref()),
        _ => None,
    };
    let Some((person, actor)) = traveller.filter(|(_, actor)| actor.country().is_some()) else {
        lacks("travellers", "one person for a country a row");
        return None;
    };
    let [start_date, end_date] = days(report, record, visit, VISITS)?;
    let note = visit.note.as_deref();
    let kept = |name: &str| column(note, name);
    let is_kept = is_kept(note);
    let description =
        if is_kept { kept("description") } else { note.map(String::from) }.unwrap_or_default();
    let mut carried =
        alloc::vec!["kind", "id", "host", "travellers", "start", "end", "note", "sources"];
    if rank(&description) == visit.rank {
        carried.push("rank");
    }
    not_carried(report, record, VISITS, &carried);
    let printed = names.get(person).copied().unwrap_or(person);
    Some(VisitRow {
        id: visit.id.strip_prefix("visit-").unwrap_or(&visit.id).into(),
        visitor: kept("visitor").unwrap_or_else(|| printed.into()),
        from_id: kept("from_id").unwrap_or_default(),
        from: kept("from").unwrap_or_else(|| plain_name(actor).into()),
        start_date,
        end_date,
        description,
        others: if is_kept { others(note, VisitRow::COLUMNS) } else { Others::new() },
    })
}
