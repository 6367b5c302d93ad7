//! Visits, newest first, and the meetings on them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::desk::Desk;
use super::draft::{By, Draft};
use super::words;
use crate::date::PartialDate;
use crate::query::{BetweenRef, Dossier, TreatyRef, VisitRef, find};
use crate::record::{
    Actor, Citation, Medium, Meeting, Participant, Record, RecordKind, Visit, VisitStatus,
};
use crate::store::Keys;

fn by<'s>(record: &'s Visit) -> By<'s> {
    By { kind: RecordKind::Visit, id: &record.id, cites: &record.sources }
}

/// A participant that claims on one visit name, with who names it.
struct Met<'s> {
    participant: &'s Participant,
    by: Vec<By<'s>>,
}

/// A meeting of one make-up.
struct MetThere<'s> {
    met: Vec<Met<'s>>,
    place: Option<&'s str>,
    medium: Medium,
    others: Vec<By<'s>>,
    third: Option<Actor>,
}

impl<'s> Desk<'s> {
    pub(super) fn visits(&mut self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let visits: Vec<VisitRef<'s>> = pair.visits().iter().collect();
        let mut paragraphs: Vec<(i32, Vec<Draft<'s>>)> = Vec::new();
        let mut attended: Vec<&str> = Vec::new();
        for visit in &visits {
            let drafts = self.visit(*visit, pair);
            if !drafts.is_empty() {
                attended.extend(visit.records().flat_map(|it| &it.attended).map(String::as_str));
                paragraphs.push((first_day(*visit), drafts));
            }
        }
        let mut elsewhere: Vec<VisitRef<'s>> = Vec::new();
        for meeting in pair.meetings().iter() {
            let visit = meeting.visit();
            if !visits.contains(&visit) && !elsewhere.contains(&visit) {
                elsewhere.push(visit);
            }
        }
        for visit in elsewhere {
            paragraphs.extend(self.met_elsewhere(visit).map(|drafts| (first_day(visit), drafts)));
        }
        for event in pair.events() {
            let told = event.records().any(|record| attended.contains(&record.id.as_str()));
            if let (false, Some(draft)) = (told, self.event(event)) {
                let day = event.on().map(|on| Keys::of(on).first()).min();
                paragraphs.push((day.unwrap_or(i32::MIN), alloc::vec![draft]));
            }
        }
        paragraphs.sort_by_key(|(day, _)| core::cmp::Reverse(*day));
        paragraphs.into_iter().map(|(_, drafts)| drafts).collect()
    }

    /// Who travelled: `Secretary of State Antony John Blinken of the United States`.
    fn travellers(&self, record: &'s Visit) -> (String, String) {
        let day = record.start.and_then(|start| start.possible().first());
        let names: Vec<String> =
            record.travellers.iter().map(|it| self.who(it, day, None)).collect();
        let short = match record.travellers.as_slice() {
            [only] => match &only.person {
                Some(id) => self.family(id),
                None => "the visitors".into(),
            },
            _ => "the visitors".into(),
        };
        (words::listed(&names, "and"), short)
    }

    fn visit(&self, visit: VisitRef<'s>, pair: &Dossier<'s>) -> Vec<Draft<'s>> {
        let Some(first) = visit.records().find(|record| !record.denied) else { return Vec::new() };
        let Some((dated, over)) = self.visit_days(visit) else { return Vec::new() };
        let (full, short) = self.travellers(first);
        let host = self.actor(&first.host);
        let made = visit.status() == VisitStatus::Made;
        let mut draft = Draft::new(words::capitalised(&full));
        draft.text(match visit.status() {
            VisitStatus::Announced => " was announced to visit ",
            VisitStatus::Postponed => " was to visit ",
            VisitStatus::Cancelled => " was to visit ",
            VisitStatus::Made => " visited ",
        });
        let places: Vec<String> = visit.places().map(|id| self.place(id, first.start)).collect();
        if places.is_empty() {
            draft.text(format!("{host} "));
        } else {
            draft.text(format!("{}, {host}, ", words::listed(&places, "and")));
        }
        draft.append(dated);
        draft.text(match visit.status() {
            VisitStatus::Postponed => ", and the visit was postponed",
            VisitStatus::Cancelled => ", and the visit was cancelled",
            _ => "",
        });
        visit.records().for_each(|record| draft.record(by(record)));
        let mut drafts = alloc::vec![draft];
        if let Some(rank) = self.visit_rank(visit) {
            drafts.push(rank);
        }
        for record in visit.records().filter(|record| self.has_begun(record)) {
            if let Some(aim) = &record.aim {
                let mut draft = Draft::new(format!("The aim was {}", words::unstopped(aim)));
                draft.claim(by(record));
                drafts.push(draft);
            }
        }
        if made && over {
            drafts.extend(self.meetings(visit, &short, &first.host));
            drafts.extend(self.attended(visit, &short));
            drafts.extend(self.signed(visit, pair));
        }
        drafts
    }

    /// Whether a visit may have begun by the day, as one claim dates it.
    fn has_begun(&self, record: &Visit) -> bool {
        record.start.or(record.end).is_none_or(|start| self.may_be_past(start))
    }

    /// The days of a visit by its claims, and whether it is over by the day; `None` if it had not
    /// begun.
    fn visit_days(&self, visit: VisitRef<'s>) -> Option<(Draft<'s>, bool)> {
        let mut groups: Vec<(String, Vec<By<'s>>)> = Vec::new();
        let mut later: Vec<By<'s>> = Vec::new();
        let mut over = true;
        let mut records: Vec<&'s Visit> = visit.records().filter(|record| !record.denied).collect();
        records.sort_by_key(|record| record.start.map(|start| Keys::of(start).first()));
        for record in records {
            let last = record.end.or(record.start);
            over &= last.is_none_or(|last| self.is_past(last));
            if !self.has_begun(record) {
                later.push(by(record));
                continue;
            }
            let end = record.end.filter(|end| self.is_past(*end));
            let words = words::days(record.start, end);
            match groups.iter_mut().find(|(known, _)| *known == words) {
                Some((_, claims)) => claims.push(by(record)),
                None => groups.push((words, alloc::vec![by(record)])),
            }
        }
        groups.first()?;
        let mut draft = Draft::default();
        for (i, (words, claims)) in groups.iter().enumerate() {
            draft.text(words::separator(i, groups.len(), "or"));
            draft.text(words);
            claims.iter().for_each(|by| draft.claim(*by));
        }
        if groups.len() > 1 {
            draft.text("; sources count the days differently");
        }
        if !later.is_empty() {
            draft.text("; other sources date it after this brief's day");
            later.iter().for_each(|by| draft.claim(*by));
        }
        Some((draft, over))
    }

    fn visit_rank(&self, visit: VisitRef<'s>) -> Option<Draft<'s>> {
        let mut ranks: Vec<(String, Vec<By<'s>>)> = Vec::new();
        for record in visit.records().filter(|record| self.has_begun(record)) {
            let Some(rank) = record.rank else { continue };
            let name = rank.as_str().replace('-', " ");
            match ranks.iter_mut().find(|(known, _)| *known == name) {
                Some((_, claims)) => claims.push(by(record)),
                None => ranks.push((name, alloc::vec![by(record)])),
            }
        }
        ranks.first()?;
        let mut draft = Draft::new("It was called ");
        for (i, (name, claims)) in ranks.iter().enumerate() {
            draft.text(words::separator(i, ranks.len(), "or"));
            draft.text(words::with_article(&format!("{name} visit")));
            claims.iter().for_each(|by| draft.claim(*by));
        }
        Some(draft)
    }

    /// The meetings on a visit: with the host's side in one sentence, with each third actor in one.
    fn meetings(&self, visit: VisitRef<'s>, short: &str, host: &Actor) -> Vec<Draft<'s>> {
        let mut groups: Vec<MetThere<'s>> = Vec::new();
        for record in visit.records() {
            for meeting in &record.meetings {
                self.gather(record, meeting, &mut groups);
            }
        }
        let day = visit.starts().find_map(|start| start.possible().last());
        let host = self.principal(host).clone();
        groups.into_iter().filter_map(|group| self.meeting(group, short, &host, day)).collect()
    }

    fn gather(&self, record: &'s Visit, meeting: &'s Meeting, groups: &mut Vec<MetThere<'s>>) {
        let medium = meeting.medium.unwrap_or(Medium::InPerson);
        let of: Vec<Actor> = meeting
            .participants
            .iter()
            .filter_map(|it| it.actor.as_ref())
            .map(|actor| self.principal(actor).clone())
            .collect();
        let third = of.into_iter().find(|actor| !self.is_of_pair(actor) && *actor != record.host);
        let cites: &'s [Citation] =
            if meeting.sources.is_empty() { &record.sources } else { &meeting.sources };
        let by = By { cites, ..by(record) };
        let at = groups.iter().position(|known| known.medium == medium && known.third == third);
        let at = at.unwrap_or_else(|| {
            groups.push(MetThere {
                met: Vec::new(),
                place: None,
                medium,
                others: Vec::new(),
                third,
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { return };
        group.place = group.place.or(meeting.place.as_deref());
        if meeting.others {
            group.others.push(by);
        }
        for participant in &meeting.participants {
            let same = |known: &&mut Met<'s>| {
                known.participant.person == participant.person
                    && (participant.person.is_some() || known.participant == participant)
            };
            match group.met.iter_mut().find(same) {
                Some(known) => known.by.push(by),
                None => group.met.push(Met { participant, by: alloc::vec![by] }),
            }
        }
    }

    fn meeting(
        &self,
        mut group: MetThere<'s>,
        short: &str,
        host: &Actor,
        day: Option<time::Date>,
    ) -> Option<Draft<'s>> {
        group.met.first()?;
        // Persons before unnamed groups.
        group.met.sort_by_key(|met| met.participant.person.is_none());
        let place = group
            .place
            .filter(|_| group.third.is_some())
            .map(|id| format!("In {} ", self.place(id, day.map(PartialDate::on))));
        let verb = match group.medium {
            Medium::Telephone => "spoke by telephone with",
            Medium::Video => "spoke by video with",
            Medium::Written => "exchanged letters with",
            Medium::InPerson => "met",
        };
        let also = if group.third.is_some() { "also " } else { "" };
        let mut draft = Draft::new(words::capitalised(&format!(
            "{}{short} {also}{verb} ",
            place.unwrap_or_default()
        )));
        let count = group.met.len();
        for (i, met) in group.met.iter().enumerate() {
            draft.text(words::separator(i, count, "and"));
            draft.text(self.who(met.participant, day, Some(host)));
            met.by.iter().for_each(|by| draft.claim(*by));
        }
        if !group.others.is_empty() {
            draft.text(", among others");
            group.others.iter().for_each(|by| draft.claim(*by));
        }
        Some(draft)
    }

    fn attended(&self, visit: VisitRef<'s>, short: &str) -> Vec<Draft<'s>> {
        let mut drafts = Vec::new();
        for record in visit.records() {
            for id in &record.attended {
                let Some(Record::Event(event)) = self.store.by_id(RecordKind::Event, id) else {
                    continue;
                };
                let mut draft = Draft::new(words::capitalised(&format!(
                    "{short} attended: {}",
                    words::unstopped(&event.summary)
                )));
                draft.claim(by(record));
                draft.claim(By { kind: RecordKind::Event, id: &event.id, cites: &event.sources });
                drafts.push(draft);
            }
        }
        drafts
    }

    fn signed(&self, visit: VisitRef<'s>, pair: &Dossier<'s>) -> Option<Draft<'s>> {
        let mut draft = Draft::new("Signed on the visit: ");
        let mut any = false;
        for record in visit.records().filter(|record| !record.signed.is_empty()) {
            for id in &record.signed {
                let Some(treaty) = find::<TreatyRef<'_>>(self.store, RecordKind::Treaty, id) else {
                    continue;
                };
                let (a, b) = pair.actors();
                let treaty = BetweenRef::new(treaty, a, b);
                draft.text(if any { "; " } else { "" });
                draft.text(self.treaty_name(treaty));
                any = true;
            }
            draft.claim(by(record));
        }
        any.then_some(draft)
    }

    /// A meeting of the two on a visit to somebody else.
    fn met_elsewhere(&self, visit: VisitRef<'s>) -> Option<Vec<Draft<'s>>> {
        let first = visit.records().next()?;
        let (dated, over) = self.visit_days(visit)?;
        if !over || visit.status() != VisitStatus::Made {
            return None;
        }
        let (full, _) = self.travellers(first);
        let day = first.start.and_then(|start| start.possible().last());
        let mut drafts = Vec::new();
        for record in visit.records() {
            for meeting in &record.meetings {
                let of_pair = meeting
                    .participants
                    .iter()
                    .any(|it| it.actor.as_ref().is_some_and(|actor| self.is_of_pair(actor)));
                if !of_pair {
                    continue;
                }
                let names: Vec<String> =
                    meeting.participants.iter().map(|it| self.who(it, day, None)).collect();
                let place = meeting.place.as_deref().map_or_else(String::new, |place| {
                    format!(" in {}", self.place(place, first.start))
                });
                let mut draft = Draft::new(words::capitalised(&format!(
                    "{full} met {}{place} on a visit to {}",
                    words::listed(&names, "and"),
                    self.actor(&first.host)
                )));
                let own = &meeting.sources;
                let cites = if own.is_empty() { &record.sources } else { own };
                draft.claim(By { cites, ..by(record) });
                draft.text(match visit.claims().count() {
                    1 => ", ",
                    _ => "; the visit was ",
                });
                draft.append(dated.clone());
                drafts.push(draft);
            }
        }
        (!drafts.is_empty()).then_some(drafts)
    }
}

fn first_day(visit: VisitRef<'_>) -> i32 {
    visit.starts().map(|start| Keys::of(start).first()).min().unwrap_or(i32::MIN)
}
