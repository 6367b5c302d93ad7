//! Recognition, relations, missions, partnerships and memberships.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::dated::{SpellSaid, Standing};
use super::desk::Desk;
use super::draft::{By, Draft, Said};
use super::words;
use crate::date::PartialDate;
use crate::query::{Dossier, MembershipRef, OrganizationRef, RelationRef, find};
use crate::record::{
    Act, ActKind, HasSpell, Membership, OfficeStanding, Record, RecordKind, Relation, RelationKind,
    RelationObject, RoleClass, Standing as MemberStanding,
};
use crate::truth::Truth;

fn by<'s>(record: &'s Relation) -> By<'s> {
    By { kind: RecordKind::Relation, id: &record.id, cites: &record.sources }
}

impl<'s> Desk<'s> {
    /// The paragraphs on relations of some kinds.
    pub(super) fn relations(
        &mut self,
        pair: &Dossier<'s>,
        kinds: &[RelationKind],
    ) -> Vec<Vec<Draft<'s>>> {
        let mut paragraphs = Vec::new();
        for kind in kinds {
            for relation in pair.relations().of_kind(*kind).iter() {
                let drafts = self.relation(relation);
                if !drafts.is_empty() {
                    paragraphs.push(drafts);
                }
            }
        }
        paragraphs
    }

    fn relation(&mut self, relation: RelationRef<'s>) -> Vec<Draft<'s>> {
        let claimed = || relation.records().filter(|record| !record.denied);
        let said = self.spell(claimed().map(|record| (record.spell(), by(record))));
        let mut drafts = Vec::new();
        for record in relation.records().filter(|record| record.denied) {
            let mut draft = Draft::new(format!("It is denied that {}", self.subject(record)));
            draft.claim(by(record));
            drafts.push(draft);
        }
        let Some(first) = claimed().next() else { return drafts };
        match self.standing(&said) {
            Standing::Future => return Vec::new(),
            _ if relation.holds_on(self.day).value() == Truth::No && said.starts.is_empty() => {
                return Vec::new();
            }
            Standing::Later => {
                let mut draft = Draft::new(words::capitalised(&self.subject(first)));
                self.write_later(&mut draft, &said);
                self.later.push(draft);
                return drafts;
            }
            Standing::Running | Standing::Ended => {}
        }
        drafts.push(self.relation_began(first, &said));
        if relation.holds_on(self.day).value() == Truth::Yes {
            drafts.extend(self.ordinal(relation));
        }
        if first.kind == RelationKind::Mission {
            drafts.extend(self.moves(relation));
        }
        drafts
    }

    /// What holds, as a clause: `the United States recognises Kazakhstan`.
    fn subject(&self, record: &Relation) -> String {
        let (from, towards) = (self.actor(&record.from), self.actor(&record.towards));
        match record.kind {
            RelationKind::Recognition => match record.object {
                Some(RelationObject::Government) => {
                    format!("{from} recognises the government of {towards}")
                }
                _ => format!("{from} recognises {towards}"),
            },
            RelationKind::Mission => {
                format!("{from} has {} in {towards}", words::with_article(&noun(record)))
            }
            _ => format!("there is {} between {from} and {towards}", noun(record)),
        }
    }

    fn relation_began(&self, record: &'s Relation, said: &SpellSaid<'s>) -> Draft<'s> {
        let (from, towards) = (self.actor(&record.from), self.actor(&record.towards));
        let ended = self.standing(said) == Standing::Ended;
        let doubtful = said.starts.iter().any(|start| !self.may_be_past(start.value));
        let opened = |text: &str| match doubtful {
            true => Draft::new(format!("By some sources, {text}")),
            false => Draft::new(words::capitalised(text)),
        };
        // A recognition and an opening are deeds; all else is a state that lasts.
        let deed = match record.kind {
            RelationKind::Recognition => match record.object {
                Some(RelationObject::Government) => {
                    Some(format!("{from} recognised the government of {towards}"))
                }
                _ => Some(format!("{from} recognised {towards}")),
            },
            RelationKind::Mission => {
                let what = words::with_article(&noun(record));
                let place = match (record.object, &record.place) {
                    (Some(object), _) if object.is_single_mission() => None,
                    (_, Some(place)) => {
                        Some(self.place(place, said.starts.first().map(|start| start.value)))
                    }
                    _ => None,
                };
                let place =
                    place.map_or(format!("in {towards}"), |place| match self.place_is_of(record) {
                        true => format!("in {place}"),
                        false => format!("in {place}, {towards}"),
                    });
                Some(format!("{from} opened {what} {place}"))
            }
            _ => None,
        };
        let name = noun(record);
        match deed {
            Some(deed) if !said.starts.is_empty() => {
                let mut draft = opened(&deed);
                let mut tail = Draft::default();
                if let Some(start) = self.dates(&said.starts, words::on) {
                    draft.text(" ");
                    draft.append(start.body);
                    tail.append(start.tail);
                }
                if ended && let Some(end) = self.dates(&said.ends, words::until) {
                    draft.text(", ");
                    draft.append(end.body);
                    tail.append(end.tail);
                }
                draft.append(tail);
                draft
            }
            Some(_) => {
                let mut draft = Draft::new(words::capitalised(&self.subject(record)));
                self.write_spell(&mut draft, said);
                draft
            }
            None => {
                let verb = if ended { "had" } else { "have had" };
                let text = match record.kind {
                    RelationKind::Partnership if record.mutual => {
                        format!("{from} and {towards} {verb} {}", words::with_article(&name))
                    }
                    RelationKind::DiplomaticRelations | RelationKind::ConsularRelations => {
                        format!("{from} and {towards} {verb} {name}")
                    }
                    RelationKind::Territory => {
                        let what = record.territory.as_deref().unwrap_or("territory");
                        format!("{from}: {name} {what} ({towards})")
                    }
                    RelationKind::War => {
                        let verb = if ended { "were" } else { "have been" };
                        format!("{from} and {towards} {verb} at war")
                    }
                    _ => format!("{from} {verb} {} with {towards}", words::with_article(&name)),
                };
                let mut draft = opened(&text);
                self.write_spell(&mut draft, said);
                draft
            }
        }
    }

    fn place_is_of(&self, record: &Relation) -> bool {
        let place = record.place.as_deref().and_then(|id| self.store.by_id(RecordKind::Place, id));
        match (place, record.towards.country()) {
            (Some(Record::Place(place)), Some(code)) => {
                place.countries.iter().any(|of| of.country == code)
            }
            _ => false,
        }
    }

    /// Where a mission stood at first, and where it moved.
    fn moves(&self, relation: RelationRef<'s>) -> Option<Draft<'s>> {
        let single = relation.object().is_some_and(RelationObject::is_single_mission);
        let mut places: Vec<(&str, Vec<Said<'s, Option<PartialDate>>>)> = Vec::new();
        for record in relation.records().filter(|record| single && !record.denied) {
            let Some(id) = record.place.as_deref() else { continue };
            let value = record.spell().start.and_then(|start| start.date());
            if value.is_some_and(|start| !self.may_be_past(start)) {
                continue;
            }
            let said = Said { value, by: by(record) };
            match places.iter_mut().find(|(known, _)| *known == id) {
                Some((_, claims)) => claims.push(said),
                None => places.push((id, alloc::vec![said])),
            }
        }
        let mut moved: Vec<(String, Vec<Said<'s, PartialDate>>)> = Vec::new();
        for record in relation.records() {
            for act in record.acts.iter().filter(|act| is_move(act)) {
                let (Some(date), Some(place)) = (act.on, &act.place) else { continue };
                if !self.is_past(date) {
                    continue;
                }
                let name = self.place(place, Some(date));
                let cites = if act.sources.is_empty() { &record.sources } else { &act.sources };
                let said = Said { value: date, by: By { cites, ..by(record) } };
                match moved.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, claims)) => claims.push(said),
                    None => moved.push((name, alloc::vec![said])),
                }
            }
        }
        if places.is_empty() && moved.is_empty() {
            return None;
        }
        let mut draft = Draft::new(format!(
            "The {}",
            relation.object().map_or("mission".into(), |object| spaced(object.as_str()))
        ));
        for (i, (id, claims)) in places.iter().enumerate() {
            // The name of the day, unless the claims are of days on which it differed.
            let mut names: Vec<String> =
                claims.iter().map(|said| self.place(id, said.value)).collect();
            names.dedup();
            let name = match names.as_slice() {
                [only] => only.clone(),
                _ => self.place(id, None),
            };
            draft.text(if i == 0 { " was first in " } else { " or in " });
            draft.text(name);
            claims.iter().for_each(|said| draft.claim(said.by));
        }
        for (i, (name, said)) in moved.iter().enumerate() {
            draft.text(if i == 0 && places.is_empty() { " moved to " } else { " and moved to " });
            draft.text(format!("{name} "));
            if let Some(dated) = self.dates(said, words::on) {
                draft.append(dated.body);
                draft.append(dated.tail);
            }
        }
        Some(draft)
    }

    /// The place in an order that sources claim.
    fn ordinal(&self, relation: RelationRef<'s>) -> Option<Draft<'s>> {
        let claims: Vec<&Relation> =
            relation.records().filter(|record| record.ordinal.is_some()).collect();
        let ordinal = claims.first()?.ordinal.as_ref()?;
        let same: Vec<By<'s>> = claims
            .iter()
            .filter(|record| record.ordinal.as_ref() == Some(ordinal))
            .map(|record| by(record))
            .collect();
        let from = self.actor(relation.from()?);
        let mut draft = Draft::new(format!(
            "{} was the {} of the {}, according to {}",
            words::capitalised(&from),
            words::ordinal(ordinal.place),
            ordinal.among,
            self.publishers(&same)
        ));
        same.iter().for_each(|by| draft.claim(*by));
        Some(draft)
    }

    /// Who heads the mission of each to the other on the day.
    pub(super) fn envoys(&self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let mut paragraphs = Vec::new();
        for person in pair.envoys() {
            for office in person.offices_on(self.day).certainly() {
                let claims = person.records().flat_map(|record| {
                    record
                        .offices
                        .iter()
                        .filter(|held| held.title == office.title() && held.of == *office.of())
                        .map(move |held| {
                            let cites = if held.sources.is_empty() {
                                &record.sources
                            } else {
                                &held.sources
                            };
                            (held, By { kind: RecordKind::Person, id: &record.id, cites })
                        })
                });
                let held: Vec<_> = claims.collect();
                let Some(accredited) =
                    held.iter().find_map(|(held, _)| held.accredited_to.as_ref())
                else {
                    continue;
                };
                if !self.is_of_pair(accredited)
                    || !self.is_of_pair(office.of())
                    || office.role() == Some(RoleClass::Other)
                {
                    continue;
                }
                let acting = match office.standing() {
                    OfficeStanding::Full => "",
                    OfficeStanding::Acting => "acting ",
                    _ => "designate ",
                };
                let said = self.spell(held.iter().map(|(held, by)| (held.spell(), *by)));
                let mut draft = Draft::new(format!(
                    "{} has been {acting}{} of {} to {}",
                    person.title(),
                    office.title(),
                    self.actor(office.of()),
                    self.actor(accredited)
                ));
                self.write_spell(&mut draft, &said);
                if said.ends.is_empty() && said.attested.is_empty() {
                    draft.text("; no end is recorded");
                }
                paragraphs.push(alloc::vec![draft]);
            }
        }
        paragraphs
    }

    /// Memberships of one in the other, and those that the two have in common.
    pub(super) fn memberships(&mut self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let mut found: Vec<MembershipRef<'s>> = pair.views().collect();
        for (a, b) in pair.memberships() {
            for membership in [a, b] {
                if !found.contains(&membership) {
                    found.push(membership);
                }
            }
        }
        found
            .into_iter()
            .filter_map(|membership| self.membership(membership))
            .map(|it| alloc::vec![it])
            .collect()
    }

    pub(super) fn membership(&mut self, membership: MembershipRef<'s>) -> Option<Draft<'s>> {
        let by = |record: &'s Membership| By {
            kind: RecordKind::Membership,
            id: &record.id,
            cites: &record.sources,
        };
        let record = membership.records().find(|record| !record.denied)?;
        let said = self.spell(
            membership.records().filter(|record| !record.denied).map(|it| (it.spell(), by(it))),
        );
        let standing = self.standing(&said);
        let holds = membership.holds_on(self.day).value();
        if standing == Standing::Future || (holds == Truth::No && standing != Standing::Ended) {
            return None;
        }
        let organization =
            find::<OrganizationRef<'_>>(self.store, RecordKind::Organization, &record.organization);
        let name =
            organization.map_or_else(|| record.organization.clone(), |it| words::body(it.name()));
        let what = match record.standing {
            MemberStanding::Full => format!("a member of {name}"),
            MemberStanding::Associate => format!("an associate member of {name}"),
            MemberStanding::Observer => format!("an observer in {name}"),
            MemberStanding::Candidate => format!("a candidate for {name}"),
            MemberStanding::DialoguePartner => format!("a dialogue partner of {name}"),
            MemberStanding::Suspended => format!("a suspended member of {name}"),
        };
        let member = words::capitalised(&self.actor(&record.member));
        let verb = match standing {
            Standing::Ended => "was",
            Standing::Running if said.starts.is_empty() => "is",
            Standing::Running => "has been",
            _ => "is",
        };
        if standing == Standing::Later {
            let mut draft = Draft::new(format!("{member} as {what}"));
            self.write_later(&mut draft, &said);
            self.later.push(draft);
            return None;
        }
        let mut draft = Draft::new(format!("{member} {verb} {what}"));
        self.write_spell(&mut draft, &said);
        Some(draft)
    }
}

fn is_move(act: &Act) -> bool {
    act.kind == ActKind::Move && !act.denied
}

fn spaced(code: &str) -> String {
    code.replace('-', " ")
}

/// What a relation is called.
fn noun(record: &Relation) -> String {
    match record.kind {
        RelationKind::Partnership => record
            .level
            .clone()
            .or_else(|| record.label.clone())
            .unwrap_or_else(|| "partnership".into()),
        RelationKind::Mission | RelationKind::Territory => record
            .object
            .map_or_else(|| spaced(record.kind.as_str()), |object| spaced(object.as_str())),
        kind => spaced(kind.as_str()),
    }
}
