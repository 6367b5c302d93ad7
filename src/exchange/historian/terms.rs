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
//! - A person who is accredited anew on the very day on which the term ended had left it by then: a day
//!   belongs to one term.
//! - A term that ends before it begins, or that certainly overlaps an earlier one of the same person in
//!   the same office, is kept in words: its days cannot all be right.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use time::Date;

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
    /// The office that the columns state; `None` if it ends before it begins.
    pub(super) fn office(&self, desk: &mut Desk) -> Result<Option<Office>, Refused> {
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
            let message =
                format!("the term ends on {ended} and begins on {start}; it is kept in words");
            desk.warn(code::CONTRADICTION, "ended_date", message);
            return Ok(None);
        }
        Ok(Some(office))
    }

    /// What the columns say of an office that cannot be one, each under the key of the row.
    fn words(&self) -> Vec<(String, String)> {
        let columns = [
            ("title", self.title.as_str()),
            ("appointed_date", self.appointed[0]),
            ("started_date", self.started[0]),
            ("ended_date", self.ended[0]),
        ];
        columns.iter().map(|(column, text)| (self.key(column), (*text).to_string())).collect()
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
        term: &Term<'_>,
        office: Option<Office>,
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
        let mut keep = |columns: &[(String, String)]| {
            for (column, text) in columns {
                *notes = core::mem::take(notes).column(column, text);
            }
        };
        match office.map(|office| place(desk, person, office)) {
            // The earlier row has said it.
            Some(Placed::Repeated) => {}
            Some(Placed::Held) => keep(kept),
            Some(Placed::Overlapping) | None => {
                keep(&term.words());
                keep(kept);
            }
        }
    }

    /// Makes the records, in the order in which the persons first came.
    pub(super) fn finish(mut self, desk: &mut Desk) {
        for id in &self.order {
            if let Some((mut person, kept)) = self.found.remove(id) {
                left_when_accredited_anew(&mut person.offices);
                person.note = kept.note();
                desk.add(person);
            }
        }
    }
}

/// What became of an office that a row states.
enum Placed {
    Held,
    Repeated,
    Overlapping,
}

/// Adds an office to those of a person.
fn place(desk: &mut Desk, person: &mut Person, office: Office) -> Placed {
    let has_end = |it: &Office| it.end.is_some() || it.ended.is_some();
    for held in person.offices.iter_mut().filter(|held| is_same_office(held, &office)) {
        let is_same_row = held.sources == office.sources
            && (held.start, &held.acts) == (office.start, &office.acts);
        if is_same_row && (!has_end(held) || !has_end(&office)) {
            let message = "the row stands in an earlier row; what either says is taken".to_string();
            desk.note(code::REPEATED, "id", message);
            if !has_end(held) {
                (held.end, held.ended) = (office.end, office.ended);
            }
            return Placed::Repeated;
        }
        let days = sure_days(held).zip(sure_days(&office));
        if days.is_some_and(|(one, other)| one.0.max(other.0) <= one.1.min(other.1)) {
            let message = "the term overlaps an earlier one of the same person in the same office; it is kept in words".to_string();
            desk.warn(code::CONTRADICTION, "started_date", message);
            return Placed::Overlapping;
        }
    }
    person.offices.push(office);
    Placed::Held
}

fn is_same_office(one: &Office, other: &Office) -> bool {
    one.title == other.title
        && one.of == other.of
        && one.accredited_to == other.accredited_to
        && one.standing == other.standing
}

/// The days on which a term certainly held; the day of an end may be outside.
fn sure_days(office: &Office) -> Option<(Date, Date)> {
    let start = office.start?.date()?.latest()?;
    let last = match office.ended {
        Some(ended) => ended.earliest()?.previous_day()?,
        // Nothing ended it, or on a day that is not stated.
        None => start,
    };
    (start <= last).then_some((start, last))
}

/// Says that a term had been left by the day on which the same person is accredited anew.
fn left_when_accredited_anew(offices: &mut [Office]) {
    let starts: Vec<Office> = offices.to_vec();
    let begins =
        |office: &Office| office.start.and_then(Endpoint::date).and_then(PartialDate::as_day);
    for office in offices {
        let is_anew = |next: &Office| {
            is_same_office(office, next)
                && begins(next).is_some()
                && begins(next) == office.ended.and_then(PartialDate::as_day)
                && begins(office) < begins(next)
        };
        if starts.iter().any(is_anew) {
            office.left = office.ended.take();
        }
    }
}
