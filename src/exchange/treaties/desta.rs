//! The treaty list of DESTA, Design of Trade Agreements.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::gathered::{Gathered, add_act, party};
use crate::country::CountryCode;
use crate::date::PartialDate;
use crate::exchange::desk::{At, Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{BYTE_ORDER_MARK, Row, Table, sealed};
use crate::exchange::values::stated;
use crate::record::{
    Act, ActKind, Actor, Event, EventCategory, Instrument, Participant, Source, SourceKind, Treaty,
    TreatyCategory,
};
use crate::text::shortened;

/// One entry of DESTA: a treaty, or a step in the life of one.
///
/// Source: DESTA, list of treaties, wide format, as `desta_list_of_treaties` has it. The members stand in
/// columns `c1`, `c2`, … as ISO 3166-1 numbers, and what each is to the entry in `mc1`, `mc2`, ….
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DestaRow {
    /// The key of the entry.
    ///
    /// Column `number`.
    pub number: String,
    /// The number of the treaty that it is about.
    ///
    /// Column `base_treaty`.
    pub base_treaty: String,
    /// The name of the entry.
    ///
    /// Column `name`.
    pub name: String,
    /// `base_treaty`, `accession`, `withdrawal`, `consolidated`, `protocol or amendment` or `negotiation`.
    ///
    /// Column `entry_type`.
    pub entry_type: String,
    /// The year of signature.
    ///
    /// Column `year`.
    pub year: String,
    /// The year of entry into force.
    ///
    /// Column `entryforceyear`.
    pub entry_force_year: String,
    /// Any other column that is no member, by its name.
    pub others: BTreeMap<String, String>,
    /// Members: columns `c1`, `c2`, … in their order, `NA` left out, each with what stands in `mc1`, `mc2`, ….
    pub members: Vec<(String, String)>,
}

const FIXED: [&str; 6] = ["number", "base_treaty", "name", "entry_type", "year", "entryforceyear"];

/// Columns of the source that become words.
const OTHERS: [&str; 6] =
    ["consolidated", "language", "typememb", "regioncon", "wto_listed", "wto_name"];

impl DestaRow {
    fn fixed(&mut self) -> [&mut String; 6] {
        [
            &mut self.number,
            &mut self.base_treaty,
            &mut self.name,
            &mut self.entry_type,
            &mut self.year,
            &mut self.entry_force_year,
        ]
    }
}

/// The number that the list gives Kosovo; it is of no standard.
const KOSOVO: &str = "900";

/// The number of a column `c7` or `mc7`.
fn numbered(column: &str, prefix: &str) -> Option<usize> {
    column.strip_prefix(prefix)?.parse().ok().filter(|number| *number > 0)
}

impl<'de> Deserialize<'de> for DestaRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Columns)
    }
}

struct Columns;

impl<'de> Visitor<'de> for Columns {
    type Value = DestaRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row of DESTA by column")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DestaRow, A::Error> {
        let mut row = DestaRow::default();
        let mut missing = FIXED.to_vec();
        let mut members: BTreeMap<usize, (String, String)> = BTreeMap::new();
        while let Some((mut column, text)) = map.next_entry::<String, String>()? {
            if column.starts_with(BYTE_ORDER_MARK) {
                column.remove(0);
            }
            if let Some(at) = FIXED.iter().position(|known| *known == column) {
                if let Some(field) = row.fixed().into_iter().nth(at) {
                    *field = text;
                }
                missing.retain(|known| *known != column);
            } else if let Some(number) = numbered(&column, "c") {
                members.entry(number).or_default().0 = text;
            } else if let Some(number) = numbered(&column, "mc") {
                members.entry(number).or_default().1 = text;
            } else {
                row.others.insert(column, text);
            }
        }
        if let Some(column) = missing.first() {
            return Err(serde::de::Error::missing_field(column));
        }
        let is_member = |(code, _): &(String, String)| stated(code).is_some();
        row.members = members.into_values().filter(is_member).collect();
        Ok(row)
    }
}

impl Serialize for DestaRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut copy = self.clone();
        for (column, text) in FIXED.iter().zip(copy.fixed()) {
            map.serialize_entry(column, text)?;
        }
        for (column, text) in &self.others {
            map.serialize_entry(column, text)?;
        }
        for (at, (code, what)) in self.members.iter().enumerate() {
            map.serialize_entry(&format!("c{}", at + 1), code)?;
            map.serialize_entry(&format!("mc{}", at + 1), what)?;
        }
        map.end()
    }
}

/// The treaties of DESTA: a [`Treaty`] for each base treaty, consolidation, protocol and amendment, with its
/// years and all its members. The list of one that nobody left is said to be complete.
///
/// Accessions and withdrawals are acts of the members that the entry marks, on the base treaty: 1 marks who comes
/// in or leaves, and where a group grows and its new members come in with it, 2 marks those and 3 the other side. An
/// entry that marks nobody is kept in the note of the base treaty. What else an accession or withdrawal says is
/// kept there too, under the key of the entry. A year of entry into force before that of signature is kept in words. A negotiation has come to no treaty and becomes an [`Event`]. Members are ISO 3166-1 numbers of
/// today, used for all years: one that no state had in that year is read as the only state that ever had
/// it, with a note.
///
/// ```
/// use bilateral::exchange::{Desta, DestaRow, Intake};
/// use bilateral::{ActKind, CountryCode, Record};
///
/// let table = "\
/// number,base_treaty,name,entry_type,year,entryforceyear,typememb,c1,c2,c3,mc1,mc2,mc3
/// 22_1,22,X withdrawal Venezuela,withdrawal,2006,NA,7,170,862,NA,2,1,NA
/// 22,22,X,base_treaty,1969,1969,2,170,862,604,0,0,0
/// ";
/// let mut intake = Intake::new(Desta::new(), Desta::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<DestaRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let Some(Record::Treaty(treaty)) = taken.records.last() else { panic!("{}", taken.report) };
/// assert_eq!((treaty.parties.len(), treaty.acts[0].kind), (3, ActKind::EntryIntoForce));
/// assert_eq!(treaty.parties[1].actor, CountryCode::VEN.into());
/// assert_eq!(treaty.parties[1].acts[0].kind, ActKind::Withdrawal);
/// ```
#[derive(Debug)]
pub struct Desta {
    treaties: Gathered,
    steps: Vec<Step>,
}

/// What happened to a base treaty, which may come later in the file.
#[derive(Debug)]
struct Step {
    base: String,
    place: At,
    key: String,
    kind: Option<ActKind>,
    on: Option<PartialDate>,
    force: Option<PartialDate>,
    who: Vec<Actor>,
    words: Kept,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryType {
    Treaty,
    Change,
    Accession,
    Withdrawal,
    Negotiation,
}

const ENTRY_TYPES: &[(&str, EntryType)] = &[
    ("base_treaty", EntryType::Treaty),
    ("accession", EntryType::Accession),
    ("withdrawal", EntryType::Withdrawal),
    ("consolidated", EntryType::Change),
    ("protocol or amendment", EntryType::Change),
    ("negotiation", EntryType::Negotiation),
];

impl Desta {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self { treaties: Gathered::default(), steps: Vec::new() }
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new("desta", "Design of Trade Agreements (DESTA) Database")
            .publisher("World Trade Institute")
            .kind(SourceKind::Dataset)
            .address("https://www.designoftradeagreements.org")
    }
}

impl sealed::Sealed for DestaRow {}

impl Row<Desta> for DestaRow {
    const NAME: &'static str = "DESTA row";
    const COLUMNS: &'static [&'static str] = &FIXED;

    fn reads(column: &str) -> bool {
        FIXED.contains(&column)
            || OTHERS.contains(&column)
            || numbered(column, "c").is_some()
            || numbered(column, "mc").is_some()
    }

    fn key(&self) -> String {
        self.number.clone()
    }

    fn put(self, table: &mut Desta, desk: &mut Desk) -> Result<(), Refused> {
        let row = self;
        let number = desk.must("number", &row.number).map(String::from);
        let base = desk.must("base_treaty", &row.base_treaty).map(String::from);
        let name = desk.must("name", &row.name).map(String::from);
        desk.must("entry_type", &row.entry_type)?;
        let kind = desk.coded("entry_type", &row.entry_type, ENTRY_TYPES);
        let (year, force) =
            (desk.year("year", &row.year), desk.year("entryforceyear", &row.entry_force_year));
        let (number, base, name, kind) = (number?, base?, name?, kind?.ok_or(Refused)?);
        let (year, force) = (year?, force?);
        let mut members = Vec::new();
        for (code, what) in &row.members {
            let actor = match stated(code) {
                Some(KOSOVO) if !desk.is_named(KOSOVO) => Ok(Actor::from(CountryCode::XKX)),
                _ => desk.actor_of_today("c", code, year.or(force)),
            };
            members.push(actor.map(|actor| (actor, what.as_str())));
        }
        let members = members.into_iter().collect::<Result<Vec<_>, Refused>>()?;
        let date = |year: Option<u16>| year.and_then(|year| PartialDate::year(year).ok());
        let (on, force) = (date(year), date(force));
        let mut contradiction = String::new();
        if let (Some(force), Some(on)) = (force, on)
            && force.before(on).is_yes()
        {
            let message = format!(
                "the entry is in force from {force} and was signed in {on}; the former is kept in words"
            );
            desk.warn(code::CONTRADICTION, "entryforceyear", message);
            contradiction = force.to_string();
        }
        let force = force.filter(|_| contradiction.is_empty());
        let kept = row
            .others
            .iter()
            .filter(|(_, text)| stated(text).is_some())
            .fold(Kept::default(), |kept, (column, text)| kept.column(column, text))
            .column("entryforceyear", &contradiction);
        match kind {
            EntryType::Treaty | EntryType::Change => {
                let citation = desk.cite_at(format!("number {number}"));
                if table.treaties.get(&number).is_some() {
                    let message = format!("`{}` stands in an earlier row", shortened(&number));
                    return Err(desk.refuse(code::REPEATED, "number", message));
                }
                let (treaty, notes) = table.treaties.entry(&number, || {
                    Treaty::new(format!("desta-{number}"), name)
                        .category(TreatyCategory::Trade)
                        .complete()
                        .source(citation)
                });
                let has_marks =
                    members.iter().any(|(_, what)| stated(what).is_some_and(|what| what != "0"));
                let marks = if has_marks { marked_members(&members) } else { String::new() };
                let change = if kind == EntryType::Change { row.entry_type.trim() } else { "" };
                *notes = kept.column("entry_type", change).column("members", &marks);
                treaty.concluded = on;
                for (actor, _) in members {
                    party(treaty, actor);
                }
                if let Some(force) = force {
                    treaty.acts.push(Act::new(ActKind::EntryIntoForce).on(force));
                }
                if kind == EntryType::Change {
                    let is_protocol = row.entry_type.starts_with("protocol");
                    treaty.instrument = is_protocol.then_some(Instrument::Amendment);
                    let place = desk.place();
                    table.steps.push(Step {
                        base,
                        place,
                        key: number,
                        kind: None,
                        on,
                        force,
                        who: Vec::new(),
                        words: Kept::default(),
                    });
                }
            }
            EntryType::Accession | EntryType::Withdrawal => {
                let act = if kind == EntryType::Accession {
                    ActKind::Accession
                } else {
                    ActKind::Withdrawal
                };
                // Where a group grows, 2 marks who comes in and 3 the other side.
                let marks = |mark: &str| members.iter().any(|(_, what)| *what == mark);
                let is_growth = kind == EntryType::Accession && !marks("1") && marks("3");
                let mark = if is_growth { "2" } else { "1" };
                let marked = members.iter().filter(|(_, what)| *what == mark);
                let who: Vec<Actor> = marked.map(|(actor, _)| actor.clone()).collect();
                let words = Kept::default()
                    .column("name", &name)
                    .column("year", stated(&row.year).unwrap_or_default())
                    .and(kept)
                    .column("members", &marked_members(&members));
                if who.is_empty() {
                    let message =
                        "the entry marks nobody, and is kept in the note of its treaty".to_string();
                    desk.note(code::UNTYPED, "mc", message);
                }
                let (place, kind) = (desk.place(), Some(act));
                table.steps.push(Step { base, place, key: number, kind, on, force, who, words });
            }
            EntryType::Negotiation => {
                let mut event = Event::new(
                    format!("desta-{number}"),
                    EventCategory::Talks,
                    format!("negotiation: {name}"),
                )
                .source(desk.cite_at(format!("number {number}")));
                event.on = on;
                event.participants =
                    members.into_iter().map(|(actor, _)| Participant::actor(actor)).collect();
                event.note = kept.unless(&number, "base_treaty", &base).note();
                desk.put("number", event)?;
            }
        }
        Ok(())
    }
}

/// The members of an entry with their marks, "KAZ 2, UZB 1".
fn marked_members(members: &[(Actor, &str)]) -> String {
    let written = members.iter().map(|(actor, what)| format!("{actor} {what}"));
    written.collect::<Vec<String>>().join(", ")
}

impl sealed::Sealed for Desta {}

impl Table for Desta {
    fn finish(mut self, desk: &mut Desk) {
        for step in self.steps {
            desk.begin(step.place, DestaRow::default_name(), step.key.clone());
            let is_known = self.treaties.get(&step.base).is_some();
            if !is_known {
                let base = shortened(&step.base);
                let message = format!("no row describes the base treaty `{base}`");
                match step.kind {
                    // A change stands by itself; what it changes is kept.
                    None => {
                        desk.warn(code::REFERENCE, "base_treaty", message);
                        if let Some((_, kept)) = self.treaties.get(&step.key) {
                            *kept = core::mem::take(kept).column("base_treaty", &step.base);
                        }
                    }
                    Some(_) => drop(desk.refuse(code::REFERENCE, "base_treaty", message)),
                }
                continue;
            }
            let Some(kind) = step.kind else {
                let amended = format!("desta-{}", step.base);
                if let Some((treaty, _)) = self.treaties.get(&step.key)
                    && treaty.id != amended
                {
                    treaty.amends.push(amended);
                }
                continue;
            };
            let citation = desk.cite_at(format!("number {}", step.key));
            if let Some((treaty, kept)) = self.treaties.get(&step.base) {
                *kept = core::mem::take(kept).under(&step.key, step.words);
                if let (Some(on), Some(concluded)) = (step.on, treaty.concluded)
                    && on.before(concluded).is_yes()
                {
                    let message = format!(
                        "{kind} in {on}, before the conclusion of the treaty in {concluded}; it is kept in words"
                    );
                    desk.warn(code::CONTRADICTION, "year", message);
                    continue;
                }
                // Who left had come in, on a day that the list does not tell.
                treaty.complete &= kind != ActKind::Withdrawal;
                for actor in step.who {
                    if let Some(party) = party(treaty, actor) {
                        let mut act = Act::new(kind).source(citation.clone());
                        act.on = step.on;
                        add_act(party, act);
                        if let Some(force) = step.force {
                            let act = Act::new(ActKind::EntryIntoForce).on(force);
                            add_act(party, act.source(citation.clone()));
                        }
                    }
                }
            }
        }
        self.treaties.finish(desk);
    }
}

impl DestaRow {
    const fn default_name() -> &'static str {
        <Self as Row<Desta>>::NAME
    }
}
