//! Recognition, relations and missions between the United States and every other state.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::headings::{Bond, Change, names_another_year, steps};
use super::travels::plain_name;
use crate::country::CountryCode;
use crate::date::{Endpoint, PartialDate};
use crate::exchange::desk::{At, Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::{a_day, stated};
use crate::record::{
    Act, Event, EventCategory, Participant, RecordKind, Relation, Source, SourceKind,
};
use crate::text::shortened;

row! {
    /// One paragraph of an article on recognition and relations between the United States and a country.
    ///
    /// Source: Office of the Historian, `HistoryAtState/rdcr` (A Guide to the United States' History of
    /// Recognition, Diplomatic, and Consular Relations, by Country), as a table.
    pub struct TimelineRow: "timeline row", heading {
        /// The key of the article.
        article = "article",
        /// The country of the article.
        country = "country",
        /// The section: `recognition`, `diplomatic_relations`.
        #[serde(default)]
        section = "section",
        /// What the paragraph tells, with a year: "Establishment of Diplomatic Relations, 1935."
        heading = "heading",
        /// The machine-readable date, most often the year; two with a `|` between them where the heading has two.
        when = "when",
        /// The date as printed.
        #[serde(default)]
        date_text = "date_text",
        /// The paragraph.
        #[serde(default)]
        text = "text",
    }
}

/// Recognition, relations and missions by country: the rows of one bond of one country, in the order of
/// their dates, become the spells of a [`Relation`]; a row whose heading names no such step, or more than can
/// be told, becomes an [`Event`] in its words, with a note that says why.
///
/// A step that begins what has begun already adds nothing and is kept as an event too, unless it says that
/// it begins *again*: then an end between the two was not told, and that end is Unknown. A legation raised to
/// an embassy ends, and the embassy begins. The day of an end may be in or out. A paragraph is kept in the
/// note of its act or event. A paragraph that stands in the file twice is taken once.
///
/// ```
/// use bilateral::exchange::{Intake, Relations, TimelineRow};
/// use bilateral::{ActKind, Record};
///
/// let table = "\
/// article,country,section,heading,when,date_text,text
/// x,Chad,r,\"U.S. Recognition of Chad, 1960.\",1960,1960,
/// x,Chad,d,\"Establishment of Diplomatic Relations, 1960.\",1960-08-11,1960,
/// x,Chad,d,\"Consular Presence, 1961.\",1961,1961,
/// ";
/// let mut intake = Intake::new(Relations::new(), Relations::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<TimelineRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// assert_eq!(taken.refused, 0);
/// let Some(Record::Relation(relations)) = taken.records.iter().find(|it| it.id() == "timeline-TCD-diplomatic-relations-1") else { panic!("{:?}", taken.records) };
/// assert_eq!(relations.acts[0].kind, ActKind::Establishment);
/// assert!(taken.records.iter().any(|it| matches!(it, Record::Event(event) if event.summary == "Consular Presence, 1961.")));
/// assert!(taken.report.to_string().starts_with("note[exchange/kept-in-words] line 3: "));
/// ```
#[derive(Debug)]
pub struct Relations {
    seen: BTreeSet<(String, String, String)>,
    histories: BTreeMap<(CountryCode, String), Vec<Step>>,
}

/// One step of a history.
#[derive(Debug)]
struct Step {
    bond: Bond,
    change: Change,
    on: PartialDate,
    place: At,
    words: Words,
}

/// What a row says in words.
#[derive(Debug, Clone)]
struct Words {
    article: String,
    heading: String,
    note: Option<String>,
}

impl Words {
    fn locator(&self) -> String {
        format!("{}: {}", self.article, self.heading)
    }
}

impl Relations {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self { seen: BTreeSet::new(), histories: BTreeMap::new() }
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new(
            "historian-relations",
            "A Guide to the United States' History of Recognition, Diplomatic, and Consular Relations, by Country",
        )
        .publisher("Office of the Historian, U.S. Department of State")
        .kind(SourceKind::Dataset)
        .address("https://github.com/HistoryAtState/rdcr")
    }

    fn put(row: TimelineRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        // A paragraph without a heading is its own.
        let heading = match stated(&row.heading) {
            Some(heading) => heading,
            None => match stated(&row.text) {
                Some(text) => text,
                None => return Err(desk.refuse(code::EMPTY, "heading", NOTHING.into())),
            },
        };
        let key = (row.article.clone(), row.heading.clone(), row.text.clone());
        if !table.seen.insert(key) {
            let message = "the paragraph stands in an earlier row and is taken once".to_string();
            desk.note(code::REPEATED, "heading", message);
            return Ok(());
        }
        let dates: Vec<_> = row.when.split('|').map(|text| desk.date("when", text)).collect();
        let mut days = Vec::new();
        for date in dates {
            days.extend(date?);
        }
        let on = days.first().copied();
        let country =
            desk.actor_named("country", &row.country, days.last().and_then(|it| a_day(*it)))?;
        let Some(code) = country.country() else {
            let message = format!("`{}` is named an organization", shortened(&row.country));
            return Err(desk.refuse(code::COUNTRY, "country", message));
        };
        let machine_date = if days.len() == 1 { "" } else { row.when.as_str() };
        let note = Kept::default()
            .unless(plain_name(&country), "country", &row.country)
            .column("section", &row.section)
            .column("when", machine_date)
            .column("date_text", &row.date_text)
            .column("text", &row.text)
            .others(&row.others)
            .note();
        let words = Words { article: row.article.clone(), heading: heading.into(), note };

        let found = match (on, days.len()) {
            _ if stated(&row.heading).is_none() => Err("no heading"),
            (None, _) => Err("no machine-readable date"),
            (Some(_), 2..) => Err("two dates"),
            (Some(on), _) => {
                let year =
                    on.earliest().map(|day| format!("{:04}", day.year())).unwrap_or_default();
                if names_another_year(heading, &year) {
                    Err("the heading has another year")
                } else {
                    steps(heading, &row.country).map(|steps| (steps, on))
                }
            }
        };
        match found {
            Ok((steps, on)) => {
                for (bond, change) in steps {
                    let step = Step { bond, change, on, place: desk.place(), words: words.clone() };
                    table.histories.entry((code, bond.key())).or_default().push(step);
                }
            }
            Err(reason) => in_words(desk, code, on, &words, reason),
        }
        Ok(())
    }
}

const NOTHING: &str = "the row has neither a heading nor a text";

/// Keeps a row as an event.
fn in_words(
    desk: &mut Desk,
    country: CountryCode,
    on: Option<PartialDate>,
    words: &Words,
    reason: &str,
) {
    let wanted = format!("timeline-{country}-row-{}", desk.place().1);
    let id = desk.free_id(RecordKind::Event, wanted);
    let mut event = Event::new(id, EventCategory::Other, words.heading.as_str())
        .participant(Participant::actor(CountryCode::USA))
        .participant(Participant::actor(country))
        .source(desk.cite_at(words.locator()));
    event.on = on;
    event.note.clone_from(&words.note);
    desk.add(event);
    let message = format!("kept as an event in its words: {reason}");
    desk.note(code::UNTYPED, "heading", message);
}

takes!(Relations, TimelineRow, Relations::put);

impl sealed::Sealed for Relations {}

impl Table for Relations {
    fn finish(self, desk: &mut Desk) {
        for ((country, key), mut steps) in self.histories {
            steps.sort_by_key(|step| step.on.stated().first());
            let (spells, untold) = spells(desk, country, &key, steps);
            for relation in spells {
                desk.add(relation);
            }
            for step in untold {
                desk.begin(step.place, "timeline row", step.words.heading.clone());
                in_words(
                    desk,
                    country,
                    Some(step.on),
                    &step.words,
                    "it has begun, or ended, already",
                );
            }
        }
    }
}

/// The spells that the steps of one bond tell, and the steps that tell nothing new.
fn spells(
    desk: &Desk,
    country: CountryCode,
    key: &str,
    steps: Vec<Step>,
) -> (Vec<Relation>, Vec<Step>) {
    let (mut spells, mut untold): (Vec<Relation>, Vec<Step>) = (Vec::new(), Vec::new());
    let mut is_open = false;
    for step in steps {
        let mut act = Act::new(step.bond.act(step.change))
            .on(step.on)
            .source(desk.cite_at(step.words.locator()));
        act.note = stated(step.words.note.as_deref().unwrap_or_default()).map(String::from);
        let new = |count: usize| {
            let id = format!("timeline-{country}-{key}-{}", count + 1);
            step.bond.relation(id, country).source(desk.cite())
        };
        match (step.change, is_open) {
            (Change::Begin, true) => {
                untold.push(step);
                continue;
            }
            (Change::Begin | Change::Return, _) => {
                if let Some(open) = spells.last_mut().filter(|_| is_open) {
                    open.end = Some(Endpoint::Unknown);
                }
                let mut spell = new(spells.len()).act(act);
                spell.start = Some(Endpoint::Date(step.on));
                spells.push(spell);
                is_open = true;
            }
            (Change::End, _) => {
                if !is_open {
                    if !spells.is_empty() {
                        untold.push(step);
                        continue;
                    }
                    spells.push(new(0));
                }
                if let Some(spell) = spells.last_mut() {
                    spell.ended = Some(step.on);
                    spell.acts.push(act);
                }
                is_open = false;
            }
        }
    }
    (spells, untold)
}
