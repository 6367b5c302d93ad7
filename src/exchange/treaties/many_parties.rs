//! Parties of trade agreements, a row for each party and act.

use alloc::format;
use alloc::string::String;

use super::gathered::{Gathered, add_act, party};
use crate::date::PartialDate;
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::stated;
use crate::record::{Act, ActKind, Source, SourceKind, Treaty, TreatyCategory};

row! {
    /// One party of a trade agreement, with its years.
    ///
    /// Source: `globalgov/manytreaties`, parties by DESTA.
    pub struct PartyRow: "party row", treaty_id {
        /// The party, ISO 3166-1 alpha-3.
        state_id = "stateID",
        /// The key of the agreement.
        treaty_id = "treatyID",
        /// The year in which the agreement was concluded.
        #[serde(default)]
        begin = "Begin",
        /// The title of the agreement.
        title = "Title",
        /// The year in which the party signed.
        #[serde(default)]
        signature = "Signature",
        /// The year in which it entered into force for the party.
        #[serde(default)]
        force = "Force",
        /// The party as printed.
        #[serde(default)]
        state_name = "StateName",
        /// The number of the agreement in DESTA.
        #[serde(default)]
        desta_id = "destaID",
    }
}

/// Parties of trade agreements: a [`Treaty`] for each key, with a party for each state and its signature and
/// entry into force, of the precision of a year.
///
/// A year of signature before that of the agreement, or of force before either, is kept in words.
/// An agreement that another row of the same key gives another title keeps the first and has the other in its
/// note. Nothing says that the list of parties is complete.
///
/// ```
/// use bilateral::exchange::{Intake, ManyParties, PartyRow};
/// use bilateral::Record;
///
/// let table = "\
/// stateID,treatyID,Begin,Title,Signature,Force,StateName,destaID
/// ZAF,X_1948O,1948,A customs union,1948,1949,South Africa,663
/// ZWE,X_1948O,1948,A customs union,1948,,Southern Rhodesia,663
/// ";
/// let mut intake = Intake::new(ManyParties::new(), ManyParties::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<PartyRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let Some(Record::Treaty(treaty)) = taken.records.last() else { panic!("{}", taken.report) };
/// assert_eq!((treaty.parties.len(), treaty.parties[0].acts.len(), treaty.parties[1].acts.len()), (2, 2, 1));
/// assert_eq!(treaty.note.as_deref(), Some("ZWE: Southern Rhodesia\ndestaID: 663"));
/// ```
#[derive(Debug)]
pub struct ManyParties {
    treaties: Gathered,
    numbers: alloc::collections::BTreeMap<String, alloc::collections::BTreeSet<String>>,
    labels: alloc::collections::BTreeSet<(String, String)>,
}

impl ManyParties {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self {
            treaties: Gathered::default(),
            numbers: alloc::collections::BTreeMap::new(),
            labels: alloc::collections::BTreeSet::new(),
        }
    }

    /// Returns the publication as a source record.
    #[must_use]
    pub fn source() -> Source {
        Source::new("many-parties-desta", "Parties of trade agreements, by DESTA")
            .publisher("Global Governance Observatory")
            .kind(SourceKind::Dataset)
            .address("https://github.com/globalgov/manytreaties")
    }

    fn put(row: PartyRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let key = desk.must("treatyID", &row.treaty_id).map(String::from);
        let title = desk.must("Title", &row.title).map(String::from);
        let years = [("Begin", &row.begin), ("Signature", &row.signature), ("Force", &row.force)]
            .map(|(column, text)| desk.year(column, text));
        let state = match stated(&row.state_id) {
            Some(code) => desk.actor_iso("stateID", code),
            // Some parties have a name and no code.
            None => desk.actor_named("StateName", &row.state_name, None),
        };
        let [begin, signature, force] = years;
        let (key, title, state) = (key?, title?, state?);
        let (begin, signature, force) = (begin?, signature?, force?);
        let year = |year: Option<u16>| year.and_then(|year| PartialDate::year(year).ok());
        let (signed, forced) = (year(signature), year(force));
        let begun =
            table.treaties.get(&key).and_then(|(treaty, _)| treaty.concluded).or(year(begin));
        let is_before = |date: Option<PartialDate>, earlier: Option<PartialDate>| {
            date.zip(earlier).is_some_and(|(date, earlier)| date.before(earlier).is_yes())
        };
        let in_words = [
            ("Signature", signed, is_before(signed, begun)),
            ("Force", forced, is_before(forced, begun) || is_before(forced, signed)),
        ];
        for (column, date, is_odd) in in_words {
            if let Some(date) = date.filter(|_| is_odd) {
                let message = format!(
                    "{date} comes before what must come before it in the life of an agreement; it is kept in words"
                );
                desk.warn(code::CONTRADICTION, column, message);
            }
        }
        let citation = desk.cite_at(format!("treatyID {key}"));
        let (treaty, kept) = table.treaties.entry(&key, || {
            let mut treaty = Treaty::new(format!("desta-{key}"), title.as_str())
                .category(TreatyCategory::Trade)
                .source(citation);
            treaty.concluded = year(begin);
            treaty
        });
        let mut keep = |column: &str, text: &str| {
            *kept = core::mem::take(kept).column(column, text);
        };
        if treaty.title != title && table.labels.insert((key.clone(), title.clone())) {
            keep("Title", &title);
        }
        let name = state.country().and_then(crate::country::CountryCode::name).unwrap_or_default();
        if row.state_name != name && table.labels.insert((key.clone(), row.state_name.clone())) {
            keep(&format!("{state}"), &row.state_name);
        }
        for (column, date, is_odd) in in_words {
            if let Some(date) = date.filter(|_| is_odd) {
                keep(&format!("{state}/{column}"), &format!("{date}"));
            }
        }
        let [(_, signed, signed_odd), (_, forced, forced_odd)] = in_words;
        let (signed, forced) = (signed.filter(|_| !signed_odd), forced.filter(|_| !forced_odd));
        for (column, text) in row.others.iter().filter(|(_, text)| stated(text).is_some()) {
            keep(&format!("{state}/{column}"), text);
        }
        if let Some(number) = stated(&row.desta_id) {
            table.numbers.entry(key).or_default().insert(number.into());
        }
        if let Some(party) = party(treaty, state) {
            if let Some(on) = signed {
                add_act(party, Act::new(ActKind::Signature).on(on));
            }
            if let Some(on) = forced {
                add_act(party, Act::new(ActKind::EntryIntoForce).on(on));
            }
        }
        Ok(())
    }
}

takes!(ManyParties, PartyRow, ManyParties::put);

impl sealed::Sealed for ManyParties {}

impl Table for ManyParties {
    fn finish(mut self, desk: &mut Desk) {
        for (key, numbers) in &self.numbers {
            if let Some((_, kept)) = self.treaties.get(key) {
                *kept = numbers.iter().fold(core::mem::take(kept), |kept: Kept, number| {
                    kept.column("destaID", number)
                });
            }
        }
        self.treaties.finish(desk);
    }
}
