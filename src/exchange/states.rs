//! Lists of states in time: the Correlates of War, and Gleditsch and Ward.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use time::Date;

use super::desk::{Desk, Refused, code};
use super::given::{Given, no_row, not_carried, not_written};
use super::kept::{Kept, is_kept, lines};
use super::row::{Others, Table, row, sealed, takes};
use super::values::is_endless;
use crate::country::{CountryCode, Scheme, StateList};
use crate::date::{Endpoint, PartialDate, day};
use crate::record::{Country, Existence, Record, Source, SourceKind};
use crate::text::shortened;

row! {
    /// One spell of one state in the international system.
    ///
    /// Source: Correlates of War Project, State System Membership, `states2016.csv` and later.
    pub struct CowStateRow: "COW state row", stateabb {
        /// The state's letters.
        stateabb = "stateabb",
        /// The state's number.
        ccode = "ccode",
        /// The state's name.
        statenme = "statenme",
        /// The first year.
        styear = "styear",
        /// The first month.
        stmonth = "stmonth",
        /// The first day.
        stday = "stday",
        /// The last year.
        endyear = "endyear",
        /// The last month.
        endmonth = "endmonth",
        /// The last day, inside; the last day of the list where the state goes on.
        endday = "endday",
        /// The version of the list.
        #[serde(default)]
        version = "version",
    }
}

row! {
    /// One spell of one independent state.
    ///
    /// Source: Gleditsch and Ward, list of independent states, as R package `states` has it.
    pub struct GwStateRow: "Gleditsch-Ward row", gwc {
        /// The state's number.
        gwcode = "gwcode",
        /// The state's letters.
        gwc = "gwc",
        /// The state's name.
        country_name = "country_name",
        /// The first day.
        start = "start",
        /// The last day, inside; 9999-12-31 where the state goes on.
        end = "end",
        /// Whether it has fewer than 250,000 inhabitants.
        #[serde(default)]
        microstate = "microstate",
    }
}

/// A list of states: a [`Country`] for each code of this crate, with an [`Existence`] a row.
///
/// Both lists begin on 1816-01-01: a state that starts on that day started then or before.
/// An end on 9999-12-31, or on the last day of the list, is no end: nothing ended the state. The last day is
/// the latest end of a COW list, which prints it for every state that goes on; a caller who has an excerpt
/// states it with [`last_day`](Self::last_day). The codes of the source stay in the note.
///
/// ```
/// use bilateral::exchange::{CowStateRow, Intake, StateSystem};
/// use bilateral::{CountryCode, Record};
///
/// let table = "\
/// stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
/// USA,2,United States of America,1816,1,1,2016,12,31,2016
/// GDR,265,German Democratic Republic,1954,3,25,1990,10,2,2016
/// ";
/// let mut intake = Intake::new(StateSystem::new(), StateSystem::cow_source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<CowStateRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let [_, Record::Country(east), Record::Country(usa)] = taken.records.as_slice() else { panic!("{}", taken.report) };
/// assert_eq!((east.code, usa.code), (CountryCode::DDR, CountryCode::USA));
/// assert_eq!(east.existence[0].end.map(|end| end.to_string()).as_deref(), Some("1990-10-02"));
/// assert_eq!(usa.existence[0].end, None);
/// ```
#[derive(Debug)]
pub struct StateSystem {
    countries: BTreeMap<CountryCode, Vec<Spell>>,
    last_day: Option<Date>,
    latest: Option<Date>,
}

#[derive(Debug)]
struct Spell {
    list: StateList,
    start: PartialDate,
    end: Option<PartialDate>,
    kept: Vec<(String, String)>,
}

fn others(others: &Others) -> impl Iterator<Item = (String, String)> {
    others.iter().map(|(column, text)| (column.clone(), text.clone()))
}

/// The first day of both lists.
const FIRST: Date = day(1816, 1, 1);

impl StateSystem {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self { countries: BTreeMap::new(), last_day: None, latest: None }
    }

    /// States the last day of a list that prints it where nothing ended the state.
    #[must_use]
    pub fn last_day(mut self, day: Date) -> Self {
        self.last_day = Some(day);
        self
    }

    /// Returns the list of the Correlates of War as a source record.
    #[must_use]
    pub fn cow_source() -> Source {
        Source::new("cow-states", "Correlates of War State System Membership")
            .publisher("Correlates of War Project")
            .kind(SourceKind::Dataset)
            .address("https://correlatesofwar.org/data-sets/state-system-membership/")
    }

    /// Returns the list of Gleditsch and Ward as a source record.
    #[must_use]
    pub fn gw_source() -> Source {
        Source::new("gw-states", "List of Independent States")
            .publisher("Kristian Skrede Gleditsch and Michael D. Ward")
            .kind(SourceKind::Dataset)
            .address("http://ksgleditsch.com/statelist.html")
    }

    fn put_cow(row: CowStateRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let start = desk.date_of("styear", [&row.styear, &row.stmonth, &row.stday]);
        let end = desk.date_of("endyear", [&row.endyear, &row.endmonth, &row.endday]);
        let (start, end) = (start?, end?);
        if let Some(day) = end.and_then(PartialDate::latest) {
            table.latest = table.latest.max(Some(day));
        }
        let mut kept = alloc::vec![
            ("stateabb".to_string(), row.stateabb.clone()),
            ("ccode".to_string(), row.ccode.clone()),
            ("statenme".to_string(), row.statenme.clone()),
            ("version".to_string(), row.version.clone()),
        ];
        kept.extend(others(&row.others));
        let code = [
            (Scheme::CowNumber, "ccode", row.ccode.as_str()),
            (Scheme::CowLetters, "stateabb", row.stateabb.as_str()),
        ];
        table.put(desk, StateList::CorrelatesOfWar, code, ["styear", "endyear"], start, end, kept)
    }

    fn put_gw(row: GwStateRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let start = desk.date("start", &row.start);
        let end = if is_endless(&row.end) { Ok(None) } else { desk.date("end", &row.end) };
        let (start, end) = (start?, end?);
        let mut kept = alloc::vec![
            ("gwc".to_string(), row.gwc.clone()),
            ("gwcode".to_string(), row.gwcode.clone()),
            ("country_name".to_string(), row.country_name.clone()),
            ("microstate".to_string(), row.microstate.clone()),
        ];
        kept.extend(others(&row.others));
        let code = [
            (Scheme::GwNumber, "gwcode", row.gwcode.as_str()),
            (Scheme::GwLetters, "gwc", row.gwc.as_str()),
        ];
        table.put(desk, StateList::GleditschWard, code, ["start", "end"], start, end, kept)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one call for each list, all of them columns of a row"
    )]
    fn put(
        &mut self,
        desk: &mut Desk,
        list: StateList,
        [code, letters]: [(Scheme, &'static str, &str); 2],
        [starts, ends]: [&'static str; 2],
        start: Option<PartialDate>,
        end: Option<PartialDate>,
        kept: Vec<(String, String)>,
    ) -> Result<(), Refused> {
        let Some(start) = start else {
            let message = "the row does not say when the spell starts".to_string();
            return Err(desk.refuse(code::EMPTY, starts, message));
        };
        if let Some(end) = end
            && end.before(start).is_yes()
        {
            let message = format!("the spell ends on {end} and starts on {start}");
            return Err(desk.refuse(code::CONTRADICTION, ends, message));
        }
        // A code is read on the first day of the spell: states end with their codes.
        let on = start.earliest().ok_or(Refused)?;
        let start = match (start.as_day(), PartialDate::on_or_before(start)) {
            (Some(day), Ok(start)) if day == FIRST => start,
            _ => start,
        };
        let ((scheme, column, number), (other, _, letters)) = (code, letters);
        let read = |scheme, text| CountryCode::from_scheme(scheme, text, on);
        // On the day on which one state takes the number of another, the letters tell which it is.
        let actor = match (read(scheme, number), read(other, letters)) {
            (Err(error), Ok(code)) if error.candidates().contains(&code) => code.into(),
            _ => desk.actor_coded(column, scheme, number, on)?,
        };
        let Some(country) = actor.country() else {
            let message = format!("`{}` is named an organization", shortened(number));
            return Err(desk.refuse(code::COUNTRY, column, message));
        };
        let spells = self.countries.entry(country).or_default();
        if spells.iter().any(|spell| spell.list == list && spell.start == start) {
            let message = format!("`{country}` starts on {start} in an earlier row");
            return Err(desk.refuse(code::REPEATED, starts, message));
        }
        spells.push(Spell { list, start, end, kept });
        Ok(())
    }
}

takes!(StateSystem, CowStateRow, StateSystem::put_cow);
takes!(StateSystem, GwStateRow, StateSystem::put_gw);

impl sealed::Sealed for StateSystem {}

impl Table for StateSystem {
    fn finish(self, desk: &mut Desk) {
        let last_day = self.last_day.or(self.latest);
        for (code, spells) in self.countries {
            let id = format!("{}-{code}", desk.cite().source);
            let mut country = Country::new(id, code).source(desk.cite());
            let mut kept = Kept::default();
            let mut said = BTreeSet::new();
            for spell in spells {
                let mut existence = Existence::new().list(spell.list);
                existence.start = Some(Endpoint::Date(spell.start));
                let is_last = |end: PartialDate| {
                    spell.list == StateList::CorrelatesOfWar
                        && last_day.is_some_and(|last| end.latest() == Some(last))
                };
                existence.end = spell.end.filter(|end| !is_last(*end)).map(Endpoint::Date);
                country.existence.push(existence);
                for (column, text) in spell.kept {
                    if said.insert((column.clone(), text.clone())) {
                        kept = kept.column(&column, &text);
                    }
                }
            }
            country.note = kept.note();
            desk.add(country);
        }
    }
}

/// The fields of a country that a list carries.
const CARRIED: [&str; 6] = ["kind", "id", "code", "existence", "note", "sources"];

/// A spell of a country as a list prints it: its first and last day, and what both lists name.
struct Printed {
    number: &'static str,
    letters: &'static str,
    name: String,
    start: Date,
    end: Option<Date>,
}

/// Returns countries as rows of the Correlates of War's list, with a report of what the list cannot carry.
///
/// A row is a spell that this list counts, from a whole day to a whole day or to no end, of a state to which the list
/// gives a number. `last_day` is the last day of the list, which it prints where nothing ended the state. A start on or
/// before the first day of the list is that day. Citations are not carried.
///
/// ```
/// use bilateral::exchange::to_cow_states;
/// use bilateral::{Country, CountryCode, Existence, StateList, day};
///
/// let spell = Existence::new().list(StateList::CorrelatesOfWar).start(day(1991, 12, 26));
/// let country = Country::new("kz", CountryCode::KAZ).existence(spell).existence(Existence::new().start(day(1991, 12, 16)));
/// let given = to_cow_states(&[country.into()], day(2016, 12, 31));
/// let row = &given.rows[0];
/// assert_eq!((given.rows.len(), row.stateabb.as_str(), row.ccode.as_str(), row.endyear.as_str()), (1, "KZK", "705", "2016"));
/// assert!(given.report.to_string().contains("existence[1]: the list has only its own spells"));
/// ```
#[must_use]
pub fn to_cow_states<'r>(
    records: impl IntoIterator<Item = &'r Record>,
    last_day: Date,
) -> Given<CowStateRow> {
    let schemes = [Scheme::CowNumber, Scheme::CowLetters];
    spells(records, StateList::CorrelatesOfWar, schemes, "statenme", |spell, note| {
        let end = spell.end.unwrap_or(last_day);
        let parts = |day: Date| {
            [day.year().to_string(), u8::from(day.month()).to_string(), day.day().to_string()]
        };
        let ([styear, stmonth, stday], [endyear, endmonth, endday]) =
            (parts(spell.start), parts(end));
        CowStateRow {
            stateabb: spell.letters.into(),
            ccode: spell.number.into(),
            statenme: spell.name,
            styear,
            stmonth,
            stday,
            endyear,
            endmonth,
            endday,
            version: only(note, "version").unwrap_or_default(),
            others: Others::new(),
        }
    })
}

/// Returns countries as rows of Gleditsch and Ward's list, with a report of what the list cannot carry.
///
/// As of [`to_cow_states`], with 9999-12-31 where nothing ended the state.
///
/// ```
/// use bilateral::exchange::to_gw_states;
/// use bilateral::{Country, CountryCode, Existence, StateList, day};
///
/// let spell = Existence::new().list(StateList::GleditschWard).start(day(1991, 12, 16));
/// let given = to_gw_states(&[Country::new("kz", CountryCode::KAZ).existence(spell).into()]);
/// let row = &given.rows[0];
/// assert_eq!((row.gwc.as_str(), row.start.as_str(), row.end.as_str()), ("KZK", "1991-12-16", "9999-12-31"));
/// assert!(given.report.is_empty());
/// ```
#[must_use]
pub fn to_gw_states<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<GwStateRow> {
    let schemes = [Scheme::GwNumber, Scheme::GwLetters];
    spells(records, StateList::GleditschWard, schemes, "country_name", |spell, note| GwStateRow {
        gwcode: spell.number.into(),
        gwc: spell.letters.into(),
        country_name: spell.name,
        start: PartialDate::from(spell.start).to_string(),
        end: spell
            .end
            .map_or_else(|| "9999-12-31".into(), |day| PartialDate::from(day).to_string()),
        microstate: only(note, "microstate").unwrap_or_default(),
        others: Others::new(),
    })
}

fn spells<'r, R>(
    records: impl IntoIterator<Item = &'r Record>,
    list: StateList,
    [numbers, letters]: [Scheme; 2],
    named: &str,
    row: impl Fn(Printed, Option<&str>) -> R,
) -> Given<R> {
    const FORMAT: &str = "the list";
    let mut given = Given::new();
    for record in records {
        let country = match record {
            Record::Country(country) => country,
            Record::Source(_) => continue,
            _ => {
                no_row(&mut given.report, record, FORMAT);
                continue;
            }
        };
        let note = country.note.as_deref();
        let carried = CARRIED.iter().copied().filter(|field| *field != "note" || is_kept(note));
        not_carried(&mut given.report, record, FORMAT, &carried.collect::<Vec<_>>());
        for (number, spell) in country.existence.iter().enumerate() {
            let mut lacks = |what: &str| {
                let field = format!("existence[{number}]");
                not_written(&mut given.report, record, &field, format!("{FORMAT} has {what}"));
            };
            let start = spell.start.and_then(Endpoint::date).map(|it| it.as_day().or(first(it)));
            let end = match spell.end {
                None | Some(Endpoint::Open) => Some(None),
                Some(end) => end.date().and_then(PartialDate::as_day).map(Some),
            };
            let has_more =
                spell.left.is_some() || spell.ended.is_some() || !spell.attested.is_empty();
            let (Some(Some(start)), Some(end), false) = (start, end, has_more) else {
                lacks("only spells from a whole day to a whole day or to no end");
                continue;
            };
            if spell.list != Some(list) {
                lacks("only its own spells");
                continue;
            }
            let code = |scheme| country.code.to_scheme(scheme, start);
            let (Some(number), Some(letters)) = (code(numbers), code(letters)) else {
                lacks("no number for the state");
                continue;
            };
            let name = only(note, named)
                .or_else(|| country.code.name().map(String::from))
                .unwrap_or_default();
            given.rows.push(row(Printed { number, letters, name, start, end }, note));
        }
    }
    given
}

/// The first day of the lists, if a start may be earlier and is no later.
fn first(start: PartialDate) -> Option<Date> {
    (start.earliest().is_none() && start.latest() == Some(FIRST)).then_some(FIRST)
}

/// What a note keeps once in a column; a name that changed stands there more than once.
fn only(note: Option<&str>, name: &str) -> Option<String> {
    let mut of_name = lines(note.unwrap_or_default()).into_iter().filter(|(key, _)| key == name);
    of_name.next().filter(|_| of_name.next().is_none()).map(|(_, text)| text)
}
