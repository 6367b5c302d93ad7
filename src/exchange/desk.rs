//! Where rows become records: it resolves names, codes, dates and numbers, notes what is wrong with
//! the place where it is, and gathers what is made.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use time::Date;

use super::unresolved::Unresolved;
use super::values::{from_parts, is_endless, number, stated};
use crate::country::{CountryCode, Scheme};
use crate::date::PartialDate;
use crate::money::Decimal;
use crate::record::{Actor, Area, Citation, Record, RecordKind, Source};
use crate::report::{Diagnostic, Report, Severity};
use crate::text::shortened;

/// The row was refused and a diagnostic says why.
#[derive(Debug, Clone, Copy)]
pub struct Refused;

/// A value of a cell, or nothing where the cell states nothing; or the row is refused.
pub(super) type Cell<T> = Result<Option<T>, Refused>;

/// The codes of the diagnostics, with what each says.
pub(super) mod code {
    /// The front end could not fill the row type.
    pub(crate) const UNREADABLE: &str = "exchange/unreadable-row";
    /// A name or code stands for no one country.
    pub(crate) const COUNTRY: &str = "exchange/unknown-country";
    /// A code stands for its country on other days.
    pub(crate) const OTHER_TIME: &str = "exchange/code-of-another-time";
    /// A code of another list is not known.
    pub(crate) const CODE: &str = "exchange/unknown-code";
    /// A text is no date.
    pub(crate) const DATE: &str = "exchange/bad-date";
    /// A text is no number.
    pub(crate) const NUMBER: &str = "exchange/bad-number";
    /// A cell that must state something is empty.
    pub(crate) const EMPTY: &str = "exchange/empty-cell";
    /// The key of the row was there before.
    pub(crate) const REPEATED: &str = "exchange/repeated-row";
    /// Cells contradict each other.
    pub(crate) const CONTRADICTION: &str = "exchange/contradiction";
    /// It is kept in words and not as what it is.
    pub(crate) const UNTYPED: &str = "exchange/kept-in-words";
    /// The row type does not know the column.
    pub(crate) const COLUMN: &str = "exchange/unknown-column";
    /// The row says what no record of ours can.
    pub(crate) const NOT_CARRIED: &str = "exchange/not-carried";
    /// A row names another that is not there.
    pub(crate) const REFERENCE: &str = "exchange/unknown-reference";
}

/// Where rows become records.
#[derive(Debug)]
pub struct Desk {
    source: Source,
    records: Vec<Record>,
    ids: BTreeSet<(&'static str, String)>,
    names: BTreeMap<String, Area>,
    report: Report,
    unresolved: Vec<Unresolved>,
    place: At,
    refused: BTreeSet<At>,
    kind: &'static str,
    key: String,
}

/// The number of a file and of a row in it, each counted from 1; row 0 is none.
pub(super) type At = (usize, usize);

impl Desk {
    pub(super) fn new(source: Source) -> Self {
        Self {
            source,
            records: Vec::new(),
            ids: BTreeSet::new(),
            names: BTreeMap::new(),
            report: Report::new(),
            unresolved: Vec::new(),
            place: (1, 0),
            refused: BTreeSet::new(),
            kind: "row",
            key: String::new(),
        }
    }

    /// Gives up the source, the records, the report and what is unresolved.
    pub(super) fn into_parts(self) -> (Source, Vec<Record>, Report, Vec<Unresolved>) {
        (self.source, self.records, self.report, self.unresolved)
    }

    /// How many rows were refused.
    pub(super) fn refused(&self) -> usize {
        self.refused.len()
    }

    /// Begins a row, or goes back to one.
    pub(super) fn begin(&mut self, place: At, kind: &'static str, key: String) {
        (self.place, self.kind, self.key) = (place, kind, key);
    }

    /// Lets a label or code stand for an actor or area.
    pub(super) fn name(&mut self, label: String, area: Area) {
        self.names.insert(label, area);
    }

    /// A citation of the source.
    pub(super) fn cite(&self) -> Citation {
        Citation::new(self.source.id.as_str())
    }

    /// A citation of a place in the source.
    pub(super) fn cite_at(&self, locator: impl Into<String>) -> Citation {
        self.cite().locator(locator)
    }

    /// Where the row stands.
    pub(super) fn place(&self) -> At {
        self.place
    }

    // What is wrong.

    fn problem(
        &self,
        severity: Severity,
        code: &'static str,
        column: &str,
        message: String,
    ) -> Diagnostic {
        let mut problem = Diagnostic::new(code, severity, message).at(column);
        if self.place.1 > 0 {
            problem = problem.on_line(self.place.1);
        }
        if self.key.is_empty() { problem } else { problem.in_record(self.kind, self.key.as_str()) }
    }

    /// Refuses the row.
    pub(super) fn refuse(&mut self, code: &'static str, column: &str, message: String) -> Refused {
        let problem = self.problem(Severity::Error, code, column, message);
        self.report.push(problem);
        if self.place.1 > 0 {
            self.refused.insert(self.place);
        }
        Refused
    }

    /// Warns of something that is kept as it is.
    pub(super) fn warn(&mut self, code: &'static str, column: &str, message: String) {
        let problem = self.problem(Severity::Warning, code, column, message);
        self.report.push(problem);
    }

    /// Notes something.
    pub(super) fn note(&mut self, code: &'static str, column: &str, message: String) {
        let problem = self.problem(Severity::Note, code, column, message);
        self.report.push(problem);
    }

    // Cells.

    /// The text of a cell that must state something.
    pub(super) fn must<'c>(&mut self, column: &str, text: &'c str) -> Result<&'c str, Refused> {
        stated(text)
            .ok_or_else(|| self.refuse(code::EMPTY, column, "the cell states nothing".into()))
    }

    /// A key that becomes a part of an id.
    pub(super) fn key<'c>(&mut self, column: &str, text: &'c str) -> Result<&'c str, Refused> {
        const MOST: usize = 200;
        let text = self.must(column, text)?;
        if text.len() > MOST {
            let message = format!("`{}` is longer than {MOST} bytes", shortened(text));
            return Err(self.refuse(code::CODE, column, message));
        }
        Ok(text)
    }

    /// A date in the text form of this crate, or nothing; the year 9999 stands for no date.
    pub(super) fn date(&mut self, column: &str, text: &str) -> Cell<PartialDate> {
        let Some(text) = stated(text).filter(|text| !is_endless(text)) else { return Ok(None) };
        match PartialDate::parse(text) {
            Ok(date) => Ok(Some(date)),
            Err(error) => Err(self.refuse(code::DATE, column, error.to_string())),
        }
    }

    /// A date by another reading.
    pub(super) fn date_by(
        &mut self,
        column: &str,
        text: &str,
        form: &str,
        read: impl Fn(&str) -> Option<PartialDate>,
    ) -> Cell<PartialDate> {
        let Some(text) = stated(text) else { return Ok(None) };
        match read(text) {
            Some(date) => Ok(Some(date)),
            None => {
                let message =
                    format!("`{}` is no date; expected one like `{form}`", shortened(text));
                Err(self.refuse(code::DATE, column, message))
            }
        }
    }

    /// A date in three cells.
    pub(super) fn date_of(
        &mut self,
        column: &str,
        [year, month, day]: [&str; 3],
    ) -> Cell<PartialDate> {
        match from_parts(year, month, day) {
            None => Ok(None),
            Some(Ok(date)) => Ok(Some(date)),
            Some(Err(text)) => {
                let message = format!("`{}` is no date", shortened(&text));
                Err(self.refuse(code::DATE, column, message))
            }
        }
    }

    /// A year; those of before our calendar's year 1 and after 9999 are refused.
    pub(super) fn year(&mut self, column: &str, text: &str) -> Cell<u16> {
        let Some(text) = stated(text) else { return Ok(None) };
        match text.parse::<u16>() {
            Ok(year @ 1..=9999) => Ok(Some(year)),
            _ => {
                let message = format!("`{}` is no year", shortened(text));
                Err(self.refuse(code::DATE, column, message))
            }
        }
    }

    /// An exact number.
    pub(super) fn number(&mut self, column: &str, text: &str) -> Cell<Decimal> {
        let Some(text) = stated(text) else { return Ok(None) };
        match number(text) {
            Some(number) => Ok(Some(number)),
            None => {
                let message =
                    format!("`{}` is no number that can be kept exactly", shortened(text));
                Err(self.refuse(code::NUMBER, column, message))
            }
        }
    }

    /// What a code of a list stands for.
    pub(super) fn coded<T: Copy>(
        &mut self,
        column: &str,
        text: &str,
        list: &'static [(&'static str, T)],
    ) -> Cell<T> {
        let Some(text) = stated(text) else { return Ok(None) };
        match list.iter().find(|(code, _)| *code == text) {
            Some((_, meaning)) => Ok(Some(*meaning)),
            None => {
                let known: Vec<String> = list.iter().map(|(code, _)| format!("`{code}`")).collect();
                let message = format!(
                    "unknown code `{}`; expected one of {}",
                    shortened(text),
                    known.join(", ")
                );
                Err(self.refuse(code::CODE, column, message))
            }
        }
    }

    // Countries and other actors.

    fn unresolved(
        &mut self,
        column: &'static str,
        text: &str,
        message: String,
        candidates: Vec<CountryCode>,
    ) -> Refused {
        let (row, text) = (self.place.1, String::from(text));
        self.unresolved.push(Unresolved { row, column, text, candidates });
        self.refuse(code::COUNTRY, column, message)
    }

    /// Whether the caller lets a label stand for something.
    pub(super) fn is_named(&self, label: &str) -> bool {
        self.names.contains_key(label)
    }

    /// The area for which the caller lets a label stand.
    fn renamed(&self, label: &str) -> Option<Area> {
        self.names.get(label).cloned()
    }

    /// The actor that a label names on a day.
    pub(super) fn actor_named(
        &mut self,
        column: &'static str,
        label: &str,
        on: Option<Date>,
    ) -> Result<Actor, Refused> {
        let label = self.must(column, label)?;
        if let Some(Area::Actor(actor)) = self.renamed(label) {
            return Ok(actor);
        }
        let found = match on {
            Some(day) => CountryCode::find_on(label, day),
            None => CountryCode::find(label),
        };
        found
            .map(Actor::from)
            .map_err(|error| self.unresolved(column, label, error.to_string(), error.candidates()))
    }

    /// The actor whose name is written as a key, `dominican-republic`.
    pub(super) fn actor_keyed(
        &mut self,
        column: &'static str,
        key: &str,
        on: Option<Date>,
    ) -> Result<Actor, Refused> {
        match self.renamed(key) {
            Some(Area::Actor(actor)) => Ok(actor),
            _ => self.actor_named(column, &key.replace('-', " "), on),
        }
    }

    /// The area that a code of a scheme stands for on a day, if it is a country.
    pub(super) fn actor_coded(
        &mut self,
        column: &'static str,
        scheme: Scheme,
        text: &str,
        on: Date,
    ) -> Result<Actor, Refused> {
        let text = self.must(column, text)?;
        if let Some(Area::Actor(actor)) = self.renamed(text) {
            return Ok(actor);
        }
        CountryCode::from_scheme(scheme, text, on)
            .map(Actor::from)
            .map_err(|error| self.unresolved(column, text, error.to_string(), error.candidates()))
    }

    /// The actor of an ISO 3166-1 number that a list of today uses for all years: one that nobody had in
    /// the year is read as the only state that ever had it, with a note.
    pub(super) fn actor_of_today(
        &mut self,
        column: &'static str,
        text: &str,
        year: Option<u16>,
    ) -> Result<Actor, Refused> {
        const TODAY: Date = crate::date::day(2020, 12, 31);
        let text = self.must(column, text)?;
        if let Some(Area::Actor(actor)) = self.renamed(text) {
            return Ok(actor);
        }
        let year = year.and_then(|year| Date::from_ordinal_date(i32::from(year), 365).ok());
        let error = match CountryCode::from_scheme(Scheme::Numeric, text, year.unwrap_or(TODAY)) {
            Ok(code) => return Ok(code.into()),
            Err(error) => error,
        };
        let candidates = error.candidates();
        match candidates.as_slice() {
            [only] if error.is_out_of_time() => {
                self.note(code::OTHER_TIME, column, error.to_string());
                Ok(Actor::from(*only))
            }
            _ => Err(self.unresolved(column, text, error.to_string(), candidates)),
        }
    }

    /// The area that a code of UN Comtrade stands for on a day: a country, the world, or a special
    /// area, which stays one.
    pub(super) fn trade_area(
        &mut self,
        column: &'static str,
        text: &str,
        on: Date,
    ) -> Result<Area, Refused> {
        let text = self.must(column, text)?;
        if let Some(area) = self.renamed(text) {
            return Ok(area);
        }
        if text == "0" {
            return Ok(Area::World);
        }
        match CountryCode::from_scheme(Scheme::Comtrade, text, on) {
            Ok(code) => Ok(Area::from(code)),
            Err(error) => match error.area() {
                Some(area) => Ok(Area::special(area)),
                None => Err(self.unresolved(column, text, error.to_string(), error.candidates())),
            },
        }
    }

    /// The country of an ISO code of two or three letters.
    pub(super) fn actor_iso(&mut self, column: &'static str, text: &str) -> Result<Actor, Refused> {
        let text = self.must(column, text)?;
        if let Some(Area::Actor(actor)) = self.renamed(text) {
            return Ok(actor);
        }
        CountryCode::parse(text).map(Actor::from).map_err(|error| {
            self.unresolved(column, text, error.to_string(), error.candidates().to_vec())
        })
    }

    // Records.

    /// An id that no record of the kind has yet: the wanted one, or the same with a number.
    pub(super) fn free_id(&self, kind: RecordKind, wanted: String) -> String {
        let is_free = |id: &String| !self.ids.contains(&(kind.as_str(), id.clone()));
        if is_free(&wanted) {
            return wanted;
        }
        let mut numbered = (2_u32..).map(|number| format!("{wanted}-{number}"));
        numbered.find(is_free).unwrap_or(wanted)
    }

    /// Adds a record whose id is new.
    pub(super) fn add(&mut self, record: impl Into<Record>) {
        let record = record.into();
        self.ids.insert((record.kind().as_str(), record.id().into()));
        self.records.push(record);
    }

    /// Adds a record, or refuses the row if its id was there before.
    pub(super) fn put(&mut self, column: &str, record: impl Into<Record>) -> Result<(), Refused> {
        let record = record.into();
        if self.ids.contains(&(record.kind().as_str(), record.id().into())) {
            let message = format!("`{}` stands in an earlier row", shortened(&self.key));
            return Err(self.refuse(code::REPEATED, column, message));
        }
        self.add(record);
        Ok(())
    }

    /// Whether a record of that kind and id is there.
    pub(super) fn has(&self, kind: RecordKind, id: &str) -> bool {
        self.ids.contains(&(kind.as_str(), id.into()))
    }
}
