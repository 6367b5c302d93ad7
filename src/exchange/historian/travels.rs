//! Travels abroad of presidents and secretaries of state of the United States.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::country::CountryCode;
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::{a_day, slug, stated};
use crate::record::{
    Participant, Person, PersonName, Place, RecordKind, Source, SourceKind, Visit, VisitPurpose,
    VisitRank,
};
use crate::text::shortened;

row! {
    /// One stay in one country of a president or a secretary of state of the United States.
    ///
    /// Source: Office of the Historian, `HistoryAtState/travels` (`president-travels` and
    /// `secretary-travels`), as one table. Days are local to the place.
    pub struct TravelRow: "travel row", id {
        /// The source's key, unique over both lists.
        id = "id",
        /// `president` or `secretary`.
        role = "role",
        /// The key of the traveller.
        who = "who",
        /// The traveller's name as printed.
        name = "name",
        /// The first day.
        start_date = "start_date" | "start-date",
        /// The last day.
        end_date = "end_date" | "end-date",
        /// The source's key of the country.
        #[serde(default)]
        country_id = "country_id",
        /// The country as printed: "Germany, Federal Republic of", "U.S.S.R.".
        country = "country",
        /// The places as printed; may be empty.
        #[serde(default)]
        locale = "locale",
        /// What was done there, in words.
        #[serde(default)]
        remarks = "remarks",
    }
}

/// Travels abroad of American presidents and secretaries of state: a [`Visit`] a row, a [`Person`] for
/// each traveller, a [`Place`] for each locale of a country.
///
/// The host is the country of the printed label on the first day. A locale is listed as printed and never
/// said to lie in the host: some rows file a place under another country. Remarks that open with
/// "Stopped en route" or the like make a transit, "Accompanied President" an accompanying visit, and "State
/// visit" a rank; the remarks stay in the note. That the list is complete for these two offices cannot be
/// said as coverage of all visits, so the source `covers` nothing.
///
/// ```
/// use bilateral::exchange::{Intake, TravelRow, Travels};
/// use bilateral::{Record, VisitPurpose};
///
/// let table = "\
/// id,role,who,name,start_date,end_date,country_id,country,locale,remarks
/// 5,president,x,A. President,1959-12-06,1959-12-06,russia,U.S.S.R.,Moscow,Stopped en route to India.
/// ";
/// let mut intake = Intake::new(Travels::new(), Travels::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<TravelRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let visit = taken.records.iter().find_map(|record| match record { Record::Visit(visit) => Some(visit), _ => None });
/// let visit = visit.expect("a visit");
/// assert_eq!(visit.host, bilateral::CountryCode::SUN.into());
/// assert_eq!(visit.purposes, [VisitPurpose::Transit]);
/// assert_eq!(visit.note.as_deref(), Some("country_id: russia\ncountry: U.S.S.R.\nlocale: Moscow\nremarks: Stopped en route to India."));
/// ```
#[derive(Debug)]
pub struct Travels {
    persons: BTreeMap<String, String>,
}

/// The offices of the two lists.
pub(super) const ROLES: &[(&str, &str)] =
    &[("president", "President of the United States"), ("secretary", "Secretary of State")];

impl Travels {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self { persons: BTreeMap::new() }
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new(
            "historian-travels",
            "Travels Abroad of the President and the Secretary of State",
        )
        .publisher("Office of the Historian, U.S. Department of State")
        .kind(SourceKind::Dataset)
        .address("https://github.com/HistoryAtState/travels")
    }

    fn put(row: TravelRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let id = desk.key("id", &row.id).map(|id| format!("travel-{id}"));
        let office = desk.coded("role", &row.role, ROLES);
        let who = desk.key("who", &row.who).map(String::from);
        let (start, end) =
            (desk.date("start_date", &row.start_date), desk.date("end_date", &row.end_date));
        let on = [&start, &end].into_iter().find_map(|date| a_day(date.ok().flatten()?));
        let host = desk.actor_named("country", &row.country, on);
        let (id, office, who) = (id?, office?, who?);
        let (start, end, host) = (start?, end?, host?);
        if host == CountryCode::USA.into() {
            let message = "a stay in the United States is no travel abroad".to_string();
            return Err(desk.refuse(code::CONTRADICTION, "country", message));
        }
        if let (Some(start), Some(end)) = (start, end)
            && end.before(start).is_yes()
        {
            let message = format!("the stay ends on {end} and begins on {start}");
            return Err(desk.refuse(code::CONTRADICTION, "end_date", message));
        }

        let mut traveller = Participant::person(who.as_str()).for_actor(CountryCode::USA);
        traveller.office = office.map(String::from);
        let mut visit = Visit::new(id, host.clone())
            .traveller(traveller)
            .source(desk.cite_at(format!("row {}", row.id)));
        (visit.start, visit.end) = (start, end);
        visit.rank = rank(&row.remarks);
        visit.purposes = purposes(&row.remarks);
        visit.places = places(desk, &host.to_string(), &row.locale);
        visit.note = Kept::default()
            .column("country_id", &row.country_id)
            .unless(plain_name(&host), "country", &row.country)
            .column("locale", &row.locale)
            .column("remarks", &row.remarks)
            .others(&row.others)
            .note();
        desk.put("id", visit)?;
        match table.persons.get(&who) {
            None => drop(table.persons.insert(who, row.name)),
            Some(name) if *name != row.name => {
                let (old, new) = (shortened(name), shortened(&row.name));
                let message =
                    format!("`{new}` is `{old}` in an earlier row; the first name is kept");
                desk.warn(code::CONTRADICTION, "name", message);
            }
            Some(_) => {}
        }
        Ok(())
    }
}

/// The common name of a country; empty for other actors.
pub(super) fn plain_name(actor: &crate::record::Actor) -> &'static str {
    actor.country().and_then(CountryCode::name).unwrap_or_default()
}

takes!(Travels, TravelRow, Travels::put);

impl sealed::Sealed for Travels {}

impl Table for Travels {
    fn finish(self, desk: &mut Desk) {
        for (id, name) in self.persons {
            let title = stated(&name).unwrap_or(&id);
            let mut person = Person::new(id.as_str(), title).source(desk.cite());
            if let Some(name) = stated(&name) {
                person.names.push(PersonName::new(name));
            }
            desk.add(person);
        }
    }
}

/// The rank with which the words begin.
pub(super) fn rank(words: &str) -> Option<VisitRank> {
    const RANKS: &[(&str, VisitRank)] = &[
        ("state visit", VisitRank::State),
        ("official visit", VisitRank::Official),
        ("official working visit", VisitRank::OfficialWorking),
        ("working visit", VisitRank::Working),
        ("private visit", VisitRank::Private),
        ("informal visit", VisitRank::Informal),
        ("unofficial visit", VisitRank::Unofficial),
    ];
    let words = words.trim_start().to_lowercase();
    RANKS.iter().find(|(prefix, _)| words.starts_with(prefix)).map(|(_, rank)| *rank)
}

/// What the opening words say that a stay was for.
pub(super) fn purposes(words: &str) -> Vec<VisitPurpose> {
    const PURPOSES: &[(&str, VisitPurpose)] = &[
        ("stopped en route", VisitPurpose::Transit),
        ("stopped while en route", VisitPurpose::Transit),
        ("overnight stop", VisitPurpose::Transit),
        ("refueling stop", VisitPurpose::Transit),
        ("accompanied president", VisitPurpose::Accompanying),
        ("accompanied the president", VisitPurpose::Accompanying),
        ("vacation", VisitPurpose::Private),
    ];
    let words = words.trim_start().to_lowercase();
    let found = PURPOSES.iter().filter(|(prefix, _)| words.starts_with(prefix));
    found.map(|(_, purpose)| *purpose).collect()
}

/// The place records of a list of places, made when they are first named.
pub(super) fn places(desk: &mut Desk, host: &str, locale: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in split(locale) {
        let id = format!("place-{}-{}", host.to_lowercase(), slug(&name));
        if !desk.has(RecordKind::Place, &id) {
            let place = Place::new(id.as_str(), name.as_str()).source(desk.cite());
            desk.add(place);
        }
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Splits a list at its commas, but not inside brackets and not before the rest of a name: "Mexico, D.F.".
fn split(locale: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut depth = 0_usize;
    let mut name = String::new();
    for c in locale.chars().chain([',']) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if (c == ',' || c == ';') && depth == 0 {
            let part = name.trim();
            let is_rest = part.ends_with('.') && part.split('.').all(|it| it.chars().count() <= 1);
            match found.last_mut() {
                Some(last) if is_rest && !part.is_empty() => last.push_str(&format!(", {part}")),
                _ if part.is_empty() => {}
                _ => found.push(part.into()),
            }
            name.clear();
        } else {
            name.push(c);
        }
    }
    if let Some(rest) = stated(&name) {
        found.push(rest.trim_end_matches(',').into());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_split_where_a_list_is() {
        assert_eq!(split("Astana, Almaty"), ["Astana", "Almaty"]);
        assert_eq!(split("Mexico, D.F."), ["Mexico, D.F."]);
        assert_eq!(split("Sydney (Nova Scotia), Halifax (Nova Scotia, Canada)").len(), 2);
        assert_eq!(split("Oran (Algeria"), ["Oran (Algeria"]);
        assert_eq!(split(" , "), Vec::<String>::new());
    }

    #[test]
    fn opening_words_tell_rank_and_purpose() {
        assert_eq!(rank("State Visit. Met with"), Some(VisitRank::State));
        assert_eq!(rank("Attended a state visit"), None);
        assert_eq!(purposes("Accompanied President Bush."), [VisitPurpose::Accompanying]);
    }
}
