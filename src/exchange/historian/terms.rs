//! Terms of office as the Office of the Historian writes them.
//!
//! What the columns mean was decided with these reasons:
//!
//! - The term begins on `started`, the entry on duty or the presentation of credentials. Where that is
//!   empty, it began on `arrived`, else on `appointed`, or on some later day: both come before the duty
//!   in all but eight of 6,644 rows, and those eight state `started`.
//! - `ended` does not say whether its day is the last inside or the first outside: of 114 successions in
//!   the Department, a successor begins 52 times on that very day and 54 times on the next. So it is
//!   `ended`, and that day itself is Unknown unless something else decides it.
//! - Where `ended` is empty and its note is not, the term ended on a day that is not stated. Where both
//!   are empty, nothing recorded ended it.
//! - The notes qualify the days: "on or shortly before", "soon after", "about".

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::country::CountryCode;
use crate::date::{Endpoint, Mark, PartialDate};
use crate::exchange::desk::{Cell, Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::values::stated;
use crate::record::{Act, ActKind, Office, Person, PersonName};

/// The columns of a term, whatever row they stand in.
pub(super) struct Term<'r> {
    pub(super) id: &'r str,
    pub(super) title: String,
    pub(super) appointed: [&'r str; 2],
    pub(super) arrived: [&'r str; 2],
    pub(super) started: [&'r str; 2],
    pub(super) ended: [&'r str; 2],
}

/// The date with what its note says of it.
fn qualified(desk: &mut Desk, column: &str, [text, note]: [&str; 2]) -> Cell<PartialDate> {
    let Some(date) = desk.date(column, text)? else { return Ok(None) };
    let note = note.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| note.contains(word));
    let read = if has(&["between ", "or before", "shortly before", "recall before"]) {
        PartialDate::on_or_before(date)
    } else if has(&["soon after", "shortly after", "or after"]) {
        PartialDate::on_or_after(date)
    } else if has(&["about", "approximately"]) {
        date.with_mark(Mark::Approximate)
    } else {
        Ok(date)
    };
    read.map(Some).map_err(|error| desk.refuse(code::DATE, column, error.to_string()))
}

impl Term<'_> {
    /// The office that the columns state.
    pub(super) fn office(&self, desk: &mut Desk) -> Result<Office, Refused> {
        let appointed = desk.date("appointed_date", self.appointed[0]);
        let arrived = desk.date("arrived_date", self.arrived[0]);
        let started = qualified(desk, "started_date", self.started);
        let ended = qualified(desk, "ended_date", self.ended);
        let (appointed, arrived, started, ended) = (appointed?, arrived?, started?, ended?);
        let mut office = Office::new(self.title.as_str(), CountryCode::USA)
            .source(desk.cite_at(format!("row {}", self.id)));
        if let Some(appointed) = appointed {
            office = office.act(Act::new(ActKind::Appointment).on(appointed));
        }
        let start =
            match (started, arrived.or(appointed)) {
                (Some(started), _) => Some(started),
                (None, Some(day)) => Some(PartialDate::on_or_after(day).map_err(|error| {
                    desk.refuse(code::DATE, "appointed_date", error.to_string())
                })?),
                (None, None) => None,
            };
        office.start = start.map(Endpoint::Date);
        match (ended, stated(self.ended[1])) {
            (Some(ended), _) => office.ended = Some(ended),
            (None, Some(_)) => office.end = Some(Endpoint::Unknown),
            (None, None) => {}
        }
        if let (Some(Endpoint::Date(start)), Some(ended)) = (office.start, office.ended)
            && ended.before(start).is_yes()
        {
            let message = format!("the term ends on {ended} and begins on {start}");
            return Err(desk.refuse(code::CONTRADICTION, "ended_date", message));
        }
        Ok(office)
    }

    /// What the columns say beyond the office, each under the key of the row.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let columns = [
            ("appointed_note", self.appointed[1]),
            ("arrived_date", self.arrived[0]),
            ("arrived_note", self.arrived[1]),
            ("started_note", self.started[1]),
            ("ended_note", self.ended[1]),
        ];
        columns.iter().map(|(column, text)| (self.key(column), (*text).to_string())).collect()
    }

    /// The name of a column of this row among all that the person's note keeps.
    pub(super) fn key(&self, column: &str) -> String {
        format!("{}/{column}", self.id)
    }
}

/// Persons as their rows come, each with the offices so far and what else the rows say.
#[derive(Debug, Default)]
pub(super) struct Persons {
    order: Vec<String>,
    found: BTreeMap<String, (Person, Kept)>,
}

impl Persons {
    /// Adds an office to a person, who is made of the first row with the key.
    pub(super) fn add(
        &mut self,
        desk: &mut Desk,
        id: &str,
        [forename, surname]: [&str; 2],
        office: Office,
        kept: &[(String, String)],
    ) {
        let (person, notes) = self.found.entry(id.into()).or_insert_with(|| {
            self.order.push(id.into());
            let person = match (stated(forename), stated(surname)) {
                (Some(given), Some(family)) => {
                    let printed = format!("{given} {family}");
                    let name = PersonName::new(printed.as_str()).family(family).given(given);
                    Person::new(id, printed).name(name)
                }
                (None, Some(only)) | (Some(only), None) => {
                    Person::new(id, only).name(PersonName::new(only))
                }
                // The key of the person is all that the row says.
                (None, None) => Person::new(id, id),
            };
            (person.source(desk.cite()), Kept::default())
        });
        person.offices.push(office);
        for (column, text) in kept {
            *notes = core::mem::take(notes).column(column, text);
        }
    }

    /// Makes the records, in the order in which the persons first came.
    pub(super) fn finish(mut self, desk: &mut Desk) {
        for id in &self.order {
            if let Some((mut person, kept)) = self.found.remove(id) {
                person.note = kept.note();
                desk.add(person);
            }
        }
    }
}
