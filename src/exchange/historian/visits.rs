//! Visits of foreign leaders to the United States.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;

use time::Date;

use super::travels::{plain_name, rank};
use crate::country::CountryCode;
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::{a_day, slug, stated};
use crate::record::{Participant, Person, PersonName, RecordKind, Source, SourceKind, Visit};

row! {
    /// One visit of a foreign leader to the United States.
    ///
    /// Source: Office of the Historian, `HistoryAtState/visits`, as one table.
    pub struct VisitRow: "visit row", id {
        /// The source's key.
        id = "id",
        /// Title and name in one text, at times with stray blanks: " President Kassym-Jomart Tokayev".
        visitor = "visitor",
        /// The source's key of the country.
        #[serde(default)]
        from_id = "from_id",
        /// The country as printed.
        from = "from",
        /// The first day.
        start_date = "start_date" | "start-date",
        /// The last day.
        end_date = "end_date" | "end-date",
        /// What the visit was, in words: "State visit; met with President Bush."
        #[serde(default)]
        description = "description",
    }
}

/// Visits of foreign leaders to the United States: a [`Visit`] a row, and a [`Person`] for each text that
/// names a visitor of a country.
///
/// A label that names a government beside its state, "Poland (government-in-exile)", is that state, and is kept. The
/// text mixes title and name, and a title belongs to its days; it is not taken apart, so that one
/// person under two titles is two person records until an editor says otherwise.
///
/// ```
/// use bilateral::exchange::{Intake, VisitRow, VisitsReceived};
/// use bilateral::{Record, VisitRank};
///
/// let mut row = VisitRow::default();
/// (row.id, row.visitor, row.from) = ("3".into(), " President Nazarbayev ".into(), "Kazakhstan".into());
/// (row.start_date, row.end_date) = ("2018-01-16".into(), "2018-01-17".into());
/// row.description = "Official working visit.".into();
/// let mut intake = Intake::new(VisitsReceived::new(), VisitsReceived::source());
/// intake.put(row);
/// let taken = intake.finish();
/// let Some(Record::Visit(visit)) = taken.records.get(2) else { panic!("{:?}", taken.records) };
/// assert_eq!(visit.rank, Some(VisitRank::OfficialWorking));
/// assert_eq!(visit.travellers[0].person.as_deref(), Some("visitor-kaz-president-nazarbayev"));
/// ```
#[derive(Debug)]
pub struct VisitsReceived {
    persons: BTreeMap<(String, String), String>,
}

impl VisitsReceived {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self { persons: BTreeMap::new() }
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new("historian-visits", "Visits by Foreign Leaders")
            .publisher("Office of the Historian, U.S. Department of State")
            .kind(SourceKind::Dataset)
            .address("https://github.com/HistoryAtState/visits")
    }

    fn put(row: VisitRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let id = desk.key("id", &row.id).map(|id| format!("visit-{id}"));
        let visitor = desk.must("visitor", &row.visitor).map(String::from);
        let (start, end) =
            (desk.date("start_date", &row.start_date), desk.date("end_date", &row.end_date));
        let on = [&start, &end].into_iter().find_map(|date| a_day(date.ok().flatten()?));
        let label = without_government(desk, &row.from);
        let from = match by_key(row.from_id.trim(), label, on) {
            Some(code) if !desk.is_named(label) => Ok(code.into()),
            _ => desk.actor_named("from", label, on),
        };
        let (id, visitor, start, end, from) = (id?, visitor?, start?, end?, from?);
        if from == CountryCode::USA.into() {
            let message = "a visitor from the United States is at home".into();
            return Err(desk.refuse(code::CONTRADICTION, "from", message));
        }
        if let (Some(start), Some(end)) = (start, end)
            && end.before(start).is_yes()
        {
            let message = format!("the visit ends on {end} and begins on {start}");
            return Err(desk.refuse(code::CONTRADICTION, "end_date", message));
        }
        let key = (format!("{from}"), visitor.clone());
        let person = match table.persons.get(&key) {
            Some(person) => person.clone(),
            None => {
                let wanted = format!("visitor-{}-{}", key.0.to_lowercase(), slug(&visitor));
                let person = desk.free_id(RecordKind::Person, wanted);
                let record = Person::new(person.as_str(), visitor.as_str())
                    .name(PersonName::new(visitor.as_str()))
                    .source(desk.cite());
                desk.add(record);
                table.persons.insert(key, person.clone());
                person
            }
        };
        let mut visit = Visit::new(id, CountryCode::USA)
            .traveller(Participant::person(person).for_actor(from.clone()))
            .source(desk.cite_at(format!("row {}", row.id)));
        (visit.start, visit.end) = (start, end);
        visit.rank = rank(&row.description);
        visit.note = Kept::default()
            .column("from_id", &row.from_id)
            .unless(plain_name(&from), "from", &row.from)
            .unless(&visitor, "visitor", &row.visitor)
            .column("description", &row.description)
            .others(&row.others)
            .note();
        desk.put("id", visit)
    }
}

/// The country of a key, where the label beside it is that of several states, or of none: "Korea" of `korea-south`.
fn by_key(key: &str, label: &str, on: Option<Date>) -> Option<CountryCode> {
    const KEYS: [(&str, CountryCode); 3] = [
        ("korea-south", CountryCode::KOR),
        ("congo-republic", CountryCode::COG),
        ("congo-democratic-republic", CountryCode::COD),
    ];
    let find = |name: &str| match on {
        Some(day) => CountryCode::find_on(name, day),
        None => CountryCode::find(name),
    };
    if stated(label).is_none() || find(label).is_ok() {
        return None;
    }
    let known = KEYS.iter().find(|(known, _)| *known == key).map(|(_, code)| *code);
    known.or_else(|| find(&key.replace('-', " ")).ok())
}

/// The label without the government of the state that it names: "Poland (government-in-exile)".
fn without_government<'l>(desk: &Desk, label: &'l str) -> &'l str {
    const GOVERNMENTS: [&str; 3] =
        [" (government-in-exile)", " (Provisional Government)", " (Interim Authority)"];
    let label = label.trim();
    let state = GOVERNMENTS.iter().find_map(|government| label.strip_suffix(government));
    state.filter(|_| !desk.is_named(label)).unwrap_or(label)
}

takes!(VisitsReceived, VisitRow, VisitsReceived::put);

impl sealed::Sealed for VisitsReceived {}

impl Table for VisitsReceived {
    fn finish(self, _: &mut Desk) {}
}
