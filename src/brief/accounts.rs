//! Statements, events, and the second actor's own section.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::desk::Desk;
use super::draft::{By, Draft, Said};
use super::words;
use crate::date::PartialDate;
use crate::query::{Dossier, EventRef, StatementRef};
use crate::record::{Event, Participant, RecordKind, Statement, StatementKind};
use crate::store::{Keys, happened};

impl<'s> Desk<'s> {
    pub(super) fn statements(&mut self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let statements: Vec<StatementRef<'s>> = pair.statements().collect();
        statements
            .into_iter()
            .filter_map(|statement| self.statement(statement))
            .map(|draft| alloc::vec![draft])
            .collect()
    }

    fn statement(&mut self, statement: StatementRef<'s>) -> Option<Draft<'s>> {
        let record = statement.records().find(|record| !record.denied)?;
        let by = By { kind: RecordKind::Statement, id: &record.id, cites: &record.sources };
        if record.on.is_some_and(|on| !self.may_be_past(on)) {
            return None;
        }
        if record.speakers.iter().any(|speaker| self.speaks_from(speaker) > self.key()) {
            return None;
        }
        let draft = self.statement_words(record, by);
        if record.on.is_none() && !self.source_is_past(by) {
            let mut draft = draft;
            draft.text(match self.source_day(by.cites) {
                Some(day) => format!(", attested only {}", words::on(day)),
                None => ", an undated source that reports later days".into(),
            });
            self.later.push(draft);
            return None;
        }
        Some(draft)
    }

    /// Whether a source may be of the brief's day or before: by its own day, else by the latest
    /// happening that it reports, before which it cannot have been written.
    fn source_is_past(&self, by: By<'s>) -> bool {
        if let Some(day) = self.source_day(by.cites) {
            return self.is_past(day);
        }
        let cited = |id: &str| by.cites.iter().any(|citation| citation.source == id);
        let reported = [RecordKind::Visit, RecordKind::Event]
            .iter()
            .flat_map(|kind| self.store.of_kind(*kind))
            .filter_map(|at| self.store.whole(*at))
            .filter(|record| record.sources().iter().any(|citation| cited(&citation.source)))
            .filter_map(|record| happened(record).map(Keys::first))
            .max();
        reported.is_none_or(|first| first <= self.key())
    }

    fn statement_words(&self, record: &'s Statement, by: By<'s>) -> Draft<'s> {
        let summary = words::unstopped(&record.summary);
        let on = record.on.map(|on| format!(" {}", words::on(on))).unwrap_or_default();
        let day = record.on.and_then(|on| on.possible().first());
        let names = |participants: &[Participant]| -> String {
            let names: Vec<String> =
                participants.iter().map(|it| self.who(it, day, None)).collect();
            words::listed(&names, "and")
        };
        let mut draft = if record.speakers.is_empty() {
            Draft::new(format!("{summary}{on}, according to {}", self.publishers(&[by])))
        } else {
            let verb = match record.kind {
                StatementKind::Quote => "said",
                StatementKind::Assessment => "gave this assessment",
                StatementKind::Announcement => "announced",
                StatementKind::Denial => "denied",
            };
            let to = match record.addressees.is_empty() {
                true => String::new(),
                false => format!(" to {}", names(&record.addressees)),
            };
            let channel = match &record.channel {
                Some(channel) => format!(" via {channel}"),
                None => String::new(),
            };
            let dated = match record.on {
                Some(_) => on,
                None => ", on a day that is not stated".into(),
            };
            let speakers = names(&record.speakers);
            Draft::new(format!("{speakers} {verb}{to}{channel}{dated}, in summary: {summary}"))
        };
        draft.claim(by);
        draft
    }

    /// The sentence on an event; `None` if it is of a later day.
    pub(super) fn event(&mut self, event: EventRef<'s>) -> Option<Draft<'s>> {
        let by = |record: &'s Event| By {
            kind: RecordKind::Event,
            id: &record.id,
            cites: &record.sources,
        };
        let first = event.records().find(|record| !record.denied)?;
        let said: Vec<Said<'s, PartialDate>> = event
            .records()
            .filter(|record| !record.denied)
            .filter_map(|record| Some(Said { value: record.on?, by: by(record) }))
            .collect();
        let summary = words::unstopped(&first.summary);
        if said.is_empty() {
            let mut draft = Draft::new(format!("On a day that is not stated: {summary}"));
            draft.claim(by(first));
            return Some(draft);
        }
        let dated = self.dates(&said, words::on)?;
        let mut draft = Draft::default();
        if let [only] = said.as_slice() {
            draft.text(format!("{}: {summary}", words::on(only.value)));
            draft.claim(only.by);
        } else {
            draft.append(dated.body);
            draft.text(format!(": {summary}"));
            draft.append(dated.tail);
        }
        Some(draft)
    }

    /// What is recorded of the second actor and of no third country.
    pub(super) fn side(&mut self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let side = pair.side(self.b.clone());
        let of = self.b.clone();
        let mut drafts: Vec<Draft<'s>> = Vec::new();
        let memberships: Vec<_> = side.memberships().collect();
        let common: Vec<_> = pair.memberships().map(|(_, own)| own).collect();
        for membership in memberships.into_iter().filter(|it| !common.contains(it)) {
            drafts.extend(self.membership(membership));
        }
        let treaties: Vec<_> = side.treaties().collect();
        for treaty in treaties {
            drafts.extend(self.treaty(treaty, &[&of]));
        }
        let events: Vec<_> = side.events().collect();
        for event in events {
            drafts.extend(self.event(event));
        }
        let statements: Vec<_> = side.statements().collect();
        for statement in statements {
            drafts.extend(self.statement(statement));
        }
        drafts.into_iter().map(|draft| alloc::vec![draft]).collect()
    }
}
