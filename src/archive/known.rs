//! What was known on a day, and what one source alone says.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;

use time::Date;

use super::checked::Archive;
use super::heard::{Hearing, cited, hear};
use crate::record::{Citation, Record, RecordKind, Source};
use crate::report::{Diagnostic, Report, Severity};
use crate::store::Arriving;
use crate::text::shortened;

impl Archive {
    /// Returns the archive of what the sources that were out by a day said.
    ///
    /// A source is out from the latest possible day of `published`; where that is absent or open, of
    /// `retrieved`. A record is known from the first of its sources that was out, and so is a part of it
    /// that has sources of its own (an act, a transaction, a meeting, a name, an office…); a part without
    /// is known with its record. A part is never known before its record, because what the record must
    /// state would then come from a source that was not out. Citations of later sources are taken from
    /// what stays, `via` a later source too; sources that were not out are left out.
    ///
    /// A source without a day may have been out on any: it stays, with what it says, and a note of code
    /// `archive/undated-source` in the [`report`](Self::report) names each one that something known rests
    /// on. The report has nothing else: warnings are of the whole archive.
    ///
    /// This is knowledge time: what a source of that day said may be of any day. Whether it held on a day
    /// is for the questions. The rules were proved for the whole archive and are not asked again, so a
    /// record may name one that is not known yet; such a reference finds nothing, and claims that share
    /// one by `same_as` still speak of one thing.
    ///
    /// The work is that of building an archive of the records that stay.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{Archive, Record, RelationKind, day};
    ///
    /// // When did the United States recognise Kazakhstan, as dated sources have said?
    /// let said = |known: &Archive| -> Vec<String> {
    ///     let undated: Vec<_> = known.report().iter().filter_map(|note| note.id()).collect();
    ///     let mut said = Vec::new();
    ///     for record in known.records() {
    ///         let Record::Relation(relation) = record else { continue };
    ///         let source = relation.sources[0].source.as_str();
    ///         if relation.kind == RelationKind::Recognition && !undated.contains(&source) {
    ///             said.push(format!("{}: {}", source, relation.start.unwrap()));
    ///         }
    ///     }
    ///     said
    /// };
    /// // The page of the consulate was read in 2013, the first fact sheet is of February 2014.
    /// let then = archive.as_known_on(day(2014, 1, 1));
    /// assert_eq!(said(&then), ["consulate-history: 1991-12-25"]);
    /// let later = archive.as_known_on(day(2023, 2, 27));
    /// assert_eq!(
    ///     said(&later),
    ///     ["sheet-2023: 1991", "sheet-2014: 1991-12-25", "consulate-history: 1991-12-25"],
    /// );
    /// assert!(then.len() < later.len());
    ///
    /// // Of a day before every source there is only what undated sources say.
    /// let never = archive.as_known_on(day(1900, 1, 1));
    /// assert!(said(&never).is_empty());
    /// assert_eq!(
    ///     never.report().with_code("archive/undated-source").next().unwrap().to_string(),
    ///     "note[archive/undated-source] line 2: source `article`: neither `published` nor `retrieved` \
    ///      gives a last possible day, so what it says is taken as known on every day\n  \
    ///      help: state the day on which it was published or retrieved",
    /// );
    /// ```
    #[must_use]
    pub fn as_known_on(&self, day: Date) -> Self {
        let store = self.store();
        let source = |id: &str| match store.by_id(RecordKind::Source, id) {
            Some(Record::Source(source)) => Some(source.as_ref()),
            _ => None,
        };
        // A citation of nothing says as little of a day as a source without one.
        let out = |id: &str| source(id).and_then(Source::out_on).is_none_or(|from| from <= day);
        let hearing = |citation: &mut Citation| {
            citation.via.take_if(|via| !out(via));
            out(&citation.source)
        };
        let records = self.heard(&hearing, |record| match record {
            Record::Source(source) => source.out_on().is_none_or(|from| from <= day),
            _ => {
                let sources = record.sources();
                sources.is_empty() || sources.iter().any(|citation| out(&citation.source))
            }
        });
        let known = self.cut(records, Report::new());
        let notes = undated(&known);
        known.reporting(notes)
    }

    /// Returns the archive of what one source alone says: its own record, the records that cite it, and
    /// of their parts those that cite it or have no sources of their own.
    ///
    /// A copy of the source, and what cites another `via` it, is another voice and left out. So are
    /// records that only others cite, those of persons and places among them. What it says of a part of a
    /// record that it is not cited for is left out too, and a note of code `archive/part-alone` in the
    /// [`report`](Self::report) names each such record. A source that the archive lacks says nothing: the
    /// edition is empty.
    ///
    /// As in [`as_known_on`](Self::as_known_on) the rules are not asked again, and a reference to what was
    /// left out finds nothing.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let sheet = archive.edition("sheet-2014");
    /// let ids: Vec<String> = sheet.records().map(|record| record.id().to_string()).collect();
    /// assert_eq!(
    ///     ids,
    ///     [
    ///         "sheet-2014", "ctbt-sheet-2014", "us-recognises-kz-2014", "us-embassy-2014",
    ///         "us-consulate-almaty-2014",
    ///     ],
    /// );
    /// assert!(archive.edition("sheet-1814").is_empty());
    /// ```
    #[must_use]
    pub fn edition(&self, source: &str) -> Self {
        let of_source = |citation: &Citation| citation.source == source;
        let hearing = |citation: &mut Citation| of_source(citation);
        let is_said = |record: &Record| match record {
            Record::Source(record) => record.id == source,
            _ => record.sources().iter().any(of_source),
        };
        let records = self.heard(&hearing, is_said);
        let mut notes = Report::new();
        for (at, held) in self.store().records() {
            let record = &*held.as_record();
            if is_said(record) {
                continue;
            }
            let mut parts = 0_usize;
            cited(record, &mut |citation| parts += usize::from(of_source(citation)));
            if parts > 0 && record.kind() != RecordKind::Source {
                let plural = if parts == 1 { "is" } else { "are" };
                let text = format!(
                    "{parts} of its parts {plural} said by `{}`, which is not cited for the record, and left out",
                    shortened(source)
                );
                notes.push(self.note("archive/part-alone", at, record, text).with_help(
                    "cite the source for the record too, or give it a record of its own by `same_as`",
                ));
            }
        }
        let mut edition = self.cut(records, notes);
        edition.voice = Some(source.into());
        edition
    }

    /// The records that are kept, with their lines, each cut to what is heard.
    fn heard(&self, hearing: Hearing<'_>, keep: impl Fn(&Record) -> bool) -> Arriving {
        let mut records = Arriving::new();
        for (at, held) in self.store().records() {
            let record = held.as_record();
            if !keep(&record) {
                continue;
            }
            let mut record = record.into_owned();
            // A source stands for itself, whoever else names it.
            if hear(&mut record, hearing) || record.kind() == RecordKind::Source {
                let line = self.store().line(at).and_then(|line| u32::try_from(line).ok());
                records.push(record, line.unwrap_or(0));
            }
        }
        records
    }

    fn note(
        &self,
        code: &'static str,
        at: u32,
        record: &Record,
        text: impl Into<String>,
    ) -> Diagnostic {
        let note = Diagnostic::new(code, Severity::Note, text)
            .in_record(record.kind().as_str(), record.id());
        match self.store().line(at) {
            Some(line) => note.on_line(line),
            None => note,
        }
    }
}

/// A note for each source without a day that some record cites.
fn undated(known: &Archive) -> Report {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (_, held) in known.store().records() {
        match held.whole() {
            Some(record) => cited(record, &mut |citation| names.extend([citation.source.as_str()])),
            None => names.extend(held.sources().iter().map(|citation| citation.source.as_str())),
        }
    }
    let mut notes = Report::new();
    for (at, record) in known.store().wholes() {
        let Record::Source(source) = record else { continue };
        if source.out_on().is_none() && names.contains(source.id.as_str()) {
            const TEXT: &str = "neither `published` nor `retrieved` gives a last possible day, so what it \
                                says is taken as known on every day";
            notes.push(
                known
                    .note("archive/undated-source", at, record, TEXT)
                    .with_help("state the day on which it was published or retrieved"),
            );
        }
    }
    notes
}
