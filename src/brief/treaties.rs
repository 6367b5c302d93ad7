//! Treaties: what was signed, what is in force, and who says so.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::desk::Desk;
use super::draft::{By, Draft, Said};
use super::words;
use crate::date::PartialDate;
use crate::query::{BetweenRef, Dossier, TreatyRef};
use crate::record::{ActKind, Actor, Attestation, Citation, RecordKind, Treaty, TreatyStanding};
use crate::truth::Truth;

fn by<'s>(record: &'s Treaty, own: &'s [Citation]) -> By<'s> {
    let cites = if own.is_empty() { &record.sources } else { own };
    By { kind: RecordKind::Treaty, id: &record.id, cites }
}

/// The acts of the parties that a brief tells, with the word for each.
const DEEDS: [(ActKind, &str); 14] = [
    (ActKind::Initialling, "initialled"),
    (ActKind::Signature, "signed"),
    (ActKind::DefinitiveSignature, "signed definitively"),
    (ActKind::Exchange, "concluded by exchange"),
    (ActKind::Ratification, "ratified"),
    (ActKind::Acceptance, "accepted"),
    (ActKind::Approval, "approved"),
    (ActKind::Accession, "acceded to"),
    (ActKind::Succession, "succeeded to"),
    (ActKind::ProvisionalApplication, "applied provisionally"),
    (ActKind::Notice, "given notice of"),
    (ActKind::Withdrawal, "left"),
    (ActKind::Suspension, "suspended"),
    (ActKind::Announcement, "announced to be left"),
];

/// The acts that end a treaty.
const ENDS: [ActKind; 2] = [ActKind::Termination, ActKind::Expiry];

/// Clauses of one sentence, the first behind a colon.
struct Clauses<'s> {
    draft: Draft<'s>,
    any: bool,
}

impl<'s> Clauses<'s> {
    fn next(&mut self) -> &mut Draft<'s> {
        self.draft.text(if self.any { "; " } else { ": " });
        self.any = true;
        &mut self.draft
    }
}

impl<'s> Desk<'s> {
    pub(super) fn treaties(&mut self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let (a, b) = (self.a.clone(), self.b.clone());
        pair.treaties()
            .iter()
            .filter_map(|treaty| self.treaty(treaty, &[&a, &b]))
            .map(|draft| alloc::vec![draft])
            .collect()
    }

    /// The sentence on a treaty, as far as it concerns some actors; `None` if nothing of it is told.
    pub(super) fn treaty(&mut self, treaty: TreatyRef<'s>, of: &[&Actor]) -> Option<Draft<'s>> {
        let mut clauses =
            Clauses { draft: Draft::new(words::capitalised(treaty.title())), any: false };
        if treaty.is_several() {
            clauses.next().text("several treaties that the source does not name");
        }
        let told = self.deeds(&mut clauses, treaty, of);
        let force = self.force(&mut clauses, treaty, of);
        let effect = self.effective(&mut clauses, treaty, force);
        let attested = self.attested_treaty(&mut clauses, treaty, of, force);
        if !(told || force || effect || attested) {
            return None;
        }
        if treaty.is_several() {
            clauses.next().text("whether any is in force is not stated");
        } else {
            self.no_force(&mut clauses, treaty, of);
        }
        Some(clauses.draft)
    }

    /// Signature, ratification and so on: of all at once where they share the days.
    fn deeds(&self, clauses: &mut Clauses<'s>, treaty: TreatyRef<'s>, of: &[&Actor]) -> bool {
        let mut told = false;
        for (kind, deed) in DEEDS {
            let mut by_party: Vec<(&Actor, Vec<Said<'s, PartialDate>>)> = Vec::new();
            for record in treaty.records().filter(|record| !record.denied) {
                let parties = record
                    .parties
                    .iter()
                    .filter(|party| of.contains(&self.principal(&party.actor)));
                for (party, act) in
                    parties.flat_map(|party| party.acts.iter().map(move |act| (party, act)))
                {
                    let Some(value) = act.on.or(act.effective) else { continue };
                    if act.kind != kind || act.denied {
                        continue;
                    }
                    let said = Said { value, by: by(record, &act.sources) };
                    match by_party.iter_mut().find(|(actor, _)| **actor == party.actor) {
                        Some((_, claims)) => claims.push(said),
                        None => by_party.push((&party.actor, alloc::vec![said])),
                    }
                }
            }
            let days = |claims: &[Said<'s, PartialDate>]| -> Vec<PartialDate> {
                claims.iter().map(|said| said.value).collect()
            };
            let shared = by_party.len() == of.len()
                && by_party.windows(2).all(|pair| match pair {
                    [(_, one), (_, other)] => days(one) == days(other),
                    _ => true,
                });
            if shared {
                by_party.truncate(1);
            }
            for (actor, said) in by_party {
                let Some(dated) = self.dates(&said, words::on) else { continue };
                let who = if shared && of.len() > 1 {
                    String::new()
                } else {
                    format!(" by {}", self.actor(actor))
                };
                let place = self.signed_at(treaty, kind, &said);
                let draft = clauses.next();
                draft.text(format!("{deed}{who}{place} "));
                draft.append(dated.body);
                draft.append(dated.tail);
                told = true;
            }
        }
        told
    }

    /// The place of a signature on the day of conclusion, by the claim that states both.
    fn signed_at(
        &self,
        treaty: TreatyRef<'s>,
        kind: ActKind,
        said: &[Said<'s, PartialDate>],
    ) -> String {
        let place = treaty.records().find_map(|record| {
            let there = kind == ActKind::Signature
                && said.iter().all(|said| record.concluded == Some(said.value));
            Some((record.place.as_deref().filter(|_| there)?, record.concluded))
        });
        place.map_or_else(String::new, |(place, on)| format!(" in {}", self.place(place, on)))
    }

    /// Entry into force and its end, by the treaty's own days.
    fn force(&self, clauses: &mut Clauses<'s>, treaty: TreatyRef<'s>, of: &[&Actor]) -> bool {
        let general = self.acts(treaty, |kind| kind == ActKind::EntryIntoForce, None);
        let own: Vec<(&Actor, Vec<Said<'s, PartialDate>>)> = of
            .iter()
            .map(|actor| {
                (*actor, self.acts(treaty, |kind| kind == ActKind::EntryIntoForce, Some(*actor)))
            })
            .filter(|(_, said)| !said.is_empty())
            .collect();
        let ends = self.acts(treaty, |kind| ENDS.contains(&kind), None);
        let ended = ends.iter().any(|end| self.may_be_past(end.value));
        let word = if ended { words::from } else { words::since };
        let mut told = false;
        if let Some(dated) = self.dates(&general, word) {
            let draft = clauses.next();
            draft.text("in force ");
            draft.append(dated.body);
            draft.append(dated.tail);
            told = true;
        }
        for (actor, said) in own {
            if let Some(dated) = self.dates(&said, word) {
                let name = self.actor(actor);
                let draft = clauses.next();
                draft.text(format!("in force for {name} "));
                draft.append(dated.body);
                draft.append(dated.tail);
                told = true;
            }
        }
        if let Some(dated) = self.dates(&ends, words::on) {
            let draft = clauses.next();
            draft.text("ended ");
            draft.append(dated.body);
            draft.append(dated.tail);
            told = true;
        }
        told
    }

    /// The days of general acts, or of one party's.
    fn acts(
        &self,
        treaty: TreatyRef<'s>,
        is: impl Fn(ActKind) -> bool,
        of: Option<&Actor>,
    ) -> Vec<Said<'s, PartialDate>> {
        let mut said = Vec::new();
        for record in treaty.records().filter(|record| !record.denied) {
            let acts: Vec<_> = match of {
                None => record.acts.iter().collect(),
                Some(actor) => record
                    .parties
                    .iter()
                    .filter(|party| self.principal(&party.actor) == actor)
                    .flat_map(|party| &party.acts)
                    .collect(),
            };
            said.extend(acts.into_iter().filter(|act| is(act.kind) && !act.denied).filter_map(
                |act| {
                    let value = act.effective.or(act.on)?;
                    Some(Said { value, by: by(record, &act.sources) })
                },
            ));
        }
        said
    }

    fn effective(&self, clauses: &mut Clauses<'s>, treaty: TreatyRef<'s>, told: bool) -> bool {
        let mut by_subject: Vec<(&str, Vec<Said<'s, PartialDate>>)> = Vec::new();
        for record in treaty.records().filter(|record| !record.denied) {
            for effect in &record.effective_from {
                let said = Said { value: effect.on, by: by(record, &effect.sources) };
                match by_subject.iter_mut().find(|(subject, _)| *subject == effect.subject) {
                    Some((_, claims)) => claims.push(said),
                    None => by_subject.push((&effect.subject, alloc::vec![said])),
                }
            }
        }
        let mut any = false;
        for (subject, said) in by_subject {
            if let (true, Some(dated)) = (told, self.dates(&said, words::from)) {
                let draft = clauses.next();
                draft.text(format!("effective for {subject} "));
                draft.append(dated.body);
                draft.append(dated.tail);
                any = true;
            }
        }
        any
    }

    /// Standings that a source states for a day: told if the day is not later than the brief's, else
    /// kept for the last section.
    fn attested_treaty(
        &mut self,
        clauses: &mut Clauses<'s>,
        treaty: TreatyRef<'s>,
        of: &[&Actor],
        dated: bool,
    ) -> bool {
        let mut any = false;
        for record in treaty.records().filter(|record| !record.denied) {
            for attested in &record.attested {
                let party = attested.party.as_ref();
                if party.is_some_and(|party| !of.contains(&self.principal(party))) {
                    continue;
                }
                let by = by(record, &attested.sources);
                let of_source = [Attestation::OfSource];
                let days = if attested.on.is_empty() { &of_source[..] } else { &attested.on };
                for day in days {
                    let day = match day {
                        Attestation::On(date) => Some(*date),
                        Attestation::OfSource => self.source_day(by.cites),
                    };
                    let what = self.standing_words(attested.standing, party, treaty.is_several());
                    let Some(day) = day else {
                        let draft = clauses.next();
                        draft.text(format!("{what}, according to {}", self.publishers(&[by])));
                        draft.claim(by);
                        any = true;
                        continue;
                    };
                    if self.is_past(day) {
                        let as_of = alloc::string::ToString::to_string(&day.in_words());
                        let draft = clauses.next();
                        draft.text(format!(
                            "{what} as of {as_of}, according to {}",
                            self.publishers(&[by])
                        ));
                        draft.claim(by);
                        any = true;
                    } else if self.worth_telling_later(treaty, of, dated) {
                        let mut draft = Draft::new(format!(
                            "{}: {what}, attested only {}",
                            words::capitalised(treaty.title()),
                            words::on(day)
                        ));
                        draft.claim(by);
                        self.later.push(draft);
                    }
                }
            }
        }
        any
    }

    /// Whether a later attestation may speak of the day: not of a treaty in force by its own days,
    /// nor of one that was certainly not in force.
    fn worth_telling_later(&self, treaty: TreatyRef<'s>, of: &[&Actor], dated: bool) -> bool {
        let answer = match of {
            [a, b] => treaty.in_force_between(a, b, self.day).value(),
            [a] => treaty.in_force(a, self.day).value(),
            _ => Truth::Unknown,
        };
        let undated = treaty.records().all(|record| {
            record.acts.is_empty() && record.parties.iter().all(|party| party.acts.is_empty())
        });
        treaty.is_several() || (!dated && (answer != Truth::No || undated))
    }

    fn standing_words(
        &self,
        standing: TreatyStanding,
        party: Option<&Actor>,
        several: bool,
    ) -> String {
        let of = party.map_or_else(String::new, |party| format!(" for {}", self.actor(party)));
        let who = party.map_or_else(|| "the parties".into(), |party| self.actor(party));
        match standing {
            TreatyStanding::Party => format!("in force{of}"),
            TreatyStanding::Signatory if several => format!("signed by {who}"),
            TreatyStanding::Signatory => format!("{who} a signatory"),
            TreatyStanding::Contracting => {
                format!("{who} bound to it, but the treaty not yet in force")
            }
            TreatyStanding::ProvisionallyApplying => {
                format!("provisionally applied{}", by_whom(&who))
            }
            TreatyStanding::Suspended => format!("suspended{of}"),
            TreatyStanding::Former => format!("no longer in force{of}"),
            TreatyStanding::NotInvolved => format!("{who} not involved"),
        }
    }

    /// What is not in force on the day, and what nothing is recorded of.
    fn no_force(&self, clauses: &mut Clauses<'s>, treaty: TreatyRef<'s>, of: &[&Actor]) {
        let answer = match of {
            [a, b] => treaty.in_force_between(a, b, self.day).value(),
            [a] => treaty.in_force(a, self.day).value(),
            _ => return,
        };
        for actor in of {
            let listed = treaty.parties().any(|party| self.principal(party) == *actor);
            let acts = treaty.records().flat_map(|record| &record.parties);
            let silent = acts
                .filter(|party| self.principal(&party.actor) == *actor)
                .all(|party| party.acts.is_empty());
            let attested = treaty.records().flat_map(|record| &record.attested).any(|attested| {
                attested.party.as_ref().is_none_or(|party| self.principal(party) == *actor)
            });
            let general = treaty.records().any(|record| !record.acts.is_empty());
            if listed && silent && !attested && !general && of.len() > 1 {
                clauses.next().text(format!("no act of {} is recorded", self.actor(actor)));
            }
        }
        match answer {
            Truth::No => {
                clauses.next().text(format!("not in force{} on {}", between(of), self.day_words()));
            }
            Truth::Unknown => clauses.next().text(format!(
                "whether it was in force{} on {} does not follow from the records",
                between(of),
                self.day_words()
            )),
            Truth::Yes => {}
        }
    }

    /// The name of a treaty in a sentence: its short title, else its title.
    pub(super) fn treaty_name(&self, treaty: BetweenRef<'s>) -> String {
        let treaty = treaty.treaty();
        match treaty.short_title() {
            Some(short) => format!("the {short}"),
            None => format!("“{}”", treaty.title()),
        }
    }
}

fn by_whom(who: &str) -> String {
    format!(" by {who}")
}

fn between(of: &[&Actor]) -> &'static str {
    if of.len() > 1 { " between the two" } else { "" }
}
