//! Dates that several claims state, and the spells that they bound.

use alloc::format;
use alloc::vec::Vec;

use super::desk::Desk;
use super::draft::{By, Draft, Said};
use super::words;
use crate::date::{Endpoint, PartialDate};
use crate::record::{Attestation, SpellFields};
use crate::store::Keys;

/// The dates of one happening: what stands in the sentence, and what closes it.
pub(super) struct Dated<'s> {
    pub(super) body: Draft<'s>,
    pub(super) tail: Draft<'s>,
}

/// Claims that state one date.
struct Group<'s> {
    date: PartialDate,
    by: Vec<By<'s>>,
}

impl<'s> Desk<'s> {
    /// Writes the dates that claims state: the most precise where they agree, every one of them where
    /// they do not. `None` if none of them may lie on or before the day.
    pub(super) fn dates(
        &self,
        said: &[Said<'s, PartialDate>],
        word: fn(PartialDate) -> alloc::string::String,
    ) -> Option<Dated<'s>> {
        let mut groups: Vec<Group<'s>> = Vec::new();
        let mut hidden: Vec<By<'s>> = Vec::new();
        for claim in said {
            if !self.may_be_past(claim.value) {
                hidden.push(claim.by);
                continue;
            }
            match groups.iter_mut().find(|group| group.date == claim.value) {
                Some(group) => group.by.push(claim.by),
                None => groups.push(Group { date: claim.value, by: alloc::vec![claim.by] }),
            }
        }
        groups.sort_by_key(|group| (Keys::of(group.date).first(), Keys::of(group.date).last()));
        let holds = |wide: PartialDate, narrow: PartialDate| {
            wide != narrow && wide.possible().encloses(narrow.possible())
        };
        let dates: Vec<PartialDate> = groups.iter().map(|group| group.date).collect();
        let (wide, narrow): (Vec<Group<'s>>, Vec<Group<'s>>) =
            groups.into_iter().partition(|group| dates.iter().any(|date| holds(group.date, *date)));
        if narrow.is_empty() {
            return None;
        }
        let mut body = Draft::default();
        let mut tail = Draft::default();
        for (i, group) in narrow.iter().enumerate() {
            body.text(words::separator(i, narrow.len(), "or"));
            body.text(word(group.date));
            group.by.iter().for_each(|by| body.claim(*by));
        }
        let apart = narrow
            .iter()
            .any(|a| narrow.iter().any(|b| !a.date.possible().meets(b.date.possible())));
        if apart {
            tail.text("; sources disagree");
        }
        if narrow.len() == 1 && !wide.is_empty() && hidden.is_empty() {
            body.text(" (less precisely");
            wide.iter().flat_map(|group| &group.by).for_each(|by| body.claim(*by));
            body.text(")");
        } else {
            for group in &wide {
                tail.text(if apart { ", and some say only " } else { "; some say only " });
                tail.text(format!("“{}”", words::on(group.date)));
                group.by.iter().for_each(|by| tail.claim(*by));
            }
        }
        if !hidden.is_empty() {
            tail.text("; other sources date it after this brief's day");
            hidden.iter().for_each(|by| tail.claim(*by));
        }
        Some(Dated { body, tail })
    }
}

/// What claims say of one spell.
pub(super) struct SpellSaid<'s> {
    pub(super) starts: Vec<Said<'s, PartialDate>>,
    pub(super) ends: Vec<Said<'s, PartialDate>>,
    pub(super) attested: Vec<Said<'s, PartialDate>>,
    /// Some claim says that it has ended, on a day not known.
    pub(super) end_unknown: bool,
    pub(super) by: Vec<By<'s>>,
}

/// Where a spell stands on the day of the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It began only later.
    Future,
    /// It is attested only on a later day.
    Later,
    /// It began, and nothing recorded ended it by the day.
    Running,
    /// It may have ended by the day.
    Ended,
}

impl<'s> Desk<'s> {
    pub(super) fn spell(
        &self,
        claims: impl Iterator<Item = (SpellFields<'s>, By<'s>)>,
    ) -> SpellSaid<'s> {
        let mut said = SpellSaid {
            starts: Vec::new(),
            ends: Vec::new(),
            attested: Vec::new(),
            end_unknown: false,
            by: Vec::new(),
        };
        for (fields, by) in claims {
            said.by.push(by);
            if let Some(Endpoint::Date(value)) = fields.start {
                said.starts.push(Said { value, by });
            }
            let end = match fields.end {
                Some(Endpoint::Date(date)) => Some(date),
                _ => fields.left.or(fields.ended),
            };
            said.ends.extend(end.map(|value| Said { value, by }));
            said.end_unknown |= fields.end == Some(Endpoint::Unknown);
            for day in fields.attested {
                let value = match day {
                    Attestation::On(date) => Some(*date),
                    Attestation::OfSource => self.source_day(by.cites),
                };
                said.attested.extend(value.map(|value| Said { value, by }));
            }
        }
        said.attested.sort_by_key(|said| Keys::of(said.value).last());
        said
    }

    pub(super) fn standing(&self, said: &SpellSaid<'s>) -> Standing {
        let ended = said.ends.iter().any(|end| self.may_be_past(end.value));
        if said.starts.iter().any(|start| self.may_be_past(start.value)) {
            return if ended { Standing::Ended } else { Standing::Running };
        }
        if !said.starts.is_empty() {
            return Standing::Future;
        }
        if ended {
            return Standing::Ended;
        }
        if said.attested.iter().any(|day| self.is_past(day.value)) {
            return Standing::Running;
        }
        if said.attested.is_empty() {
            let undated = said.by.iter().filter_map(|by| self.source_day(by.cites));
            let mut days = undated.peekable();
            let by_source = days.peek().is_none() || days.any(|day| self.is_past(day));
            return if by_source { Standing::Running } else { Standing::Later };
        }
        Standing::Later
    }

    /// Writes since when and until when, or on which day it is attested: ` since 2018 [1]`.
    pub(super) fn write_spell(&self, draft: &mut Draft<'s>, said: &SpellSaid<'s>) {
        let ended = self.standing(said) == Standing::Ended;
        let mut tail = Draft::default();
        let mut dated = false;
        if let Some(start) =
            self.dates(&said.starts, if ended { words::from } else { words::since })
        {
            draft.text(" ");
            draft.append(start.body);
            tail.append(start.tail);
            dated = true;
        }
        if ended && let Some(end) = self.dates(&said.ends, words::until) {
            draft.text(" ");
            draft.append(end.body);
            tail.append(end.tail);
            dated = true;
        }
        self.write_attested(draft, said, dated);
        draft.append(tail);
    }

    /// Writes the last day on or before the brief's on which it is said to have held, if there is one.
    fn write_attested(&self, draft: &mut Draft<'s>, said: &SpellSaid<'s>, dated: bool) {
        let last = said.attested.iter().rev().find(|day| self.is_past(day.value));
        let Some(last) = last else {
            if !dated {
                said.by.iter().for_each(|by| draft.claim(*by));
            }
            return;
        };
        let by: Vec<By<'s>> =
            said.attested.iter().filter(|day| day.value == last.value).map(|day| day.by).collect();
        draft.text(if dated { "; it still held " } else { ", " });
        draft.text(as_of(last.value));
        draft.text(format!(", according to {}", self.publishers(&by)));
        by.iter().for_each(|by| draft.claim(*by));
        if said.end_unknown {
            draft.text("; whether it has ended is not stated");
        }
    }

    /// Writes a day after the brief's on which it is said to have held.
    pub(super) fn write_later(&self, draft: &mut Draft<'s>, said: &SpellSaid<'s>) {
        let days: Vec<Said<'s, PartialDate>> = if said.attested.is_empty() {
            let of_source = |by: &By<'s>| Some(Said { value: self.source_day(by.cites)?, by: *by });
            said.by.iter().filter_map(of_source).collect()
        } else {
            said.attested.clone()
        };
        let Some(first) = days.first() else { return };
        let when = match first.value.earliest() {
            Some(_) => words::on(first.value),
            None => as_of(first.value),
        };
        draft.text(format!(", attested only {when}"));
        for day in days.iter().filter(|day| day.value == first.value) {
            draft.claim(day.by);
        }
    }
}

/// `as of 27 February 2023`, `at some time up to 27 February 2023`.
fn as_of(day: PartialDate) -> alloc::string::String {
    match (day.earliest(), day.latest()) {
        (None, Some(latest)) => {
            format!("at some time up to {}", PartialDate::on(latest).in_words())
        }
        (Some(earliest), Some(latest)) if earliest == latest => format!("as of {}", day.in_words()),
        _ => words::on(day),
    }
}
