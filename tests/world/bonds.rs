//! Relations and memberships: spells with gaps, each with the acts that explain it.

use bilateral::{
    Act, ActKind, Actor, Attestation, Citation, Membership, Relation, RelationKind, RelationObject,
    Standing,
};

use super::teller::{End, SpellWords, Teller, put};

/// The acts that begin, begin again and end a relation of one kind.
const fn acts_of(kind: RelationKind) -> [ActKind; 3] {
    match kind {
        RelationKind::Recognition => {
            [ActKind::Recognition, ActKind::Recognition, ActKind::Termination]
        }
        RelationKind::DiplomaticRelations | RelationKind::ConsularRelations => {
            [ActKind::Establishment, ActKind::Resumption, ActKind::Severance]
        }
        RelationKind::Mission => [ActKind::Opening, ActKind::Reopening, ActKind::Closure],
        _ => [ActKind::Establishment, ActKind::Establishment, ActKind::Termination],
    }
}

impl Teller {
    /// Every spell of one relation between two countries.
    pub(super) fn relation(&mut self) {
        let (from, towards) = self.pair();
        let kind = self.fate.pick(RelationKind::ALL);
        let objects: &[RelationObject] = match kind {
            RelationKind::Recognition => &[RelationObject::State, RelationObject::Government],
            RelationKind::Mission => &[
                RelationObject::Embassy,
                RelationObject::Legation,
                RelationObject::Consulate,
                RelationObject::LiaisonOffice,
            ],
            RelationKind::Territory => &[RelationObject::Administers, RelationObject::Claims],
            _ => &[],
        };
        let object = (!objects.is_empty()).then(|| self.fate.pick(objects));
        let is_mutual = matches!(
            kind,
            RelationKind::DiplomaticRelations
                | RelationKind::ConsularRelations
                | RelationKind::Partnership
                | RelationKind::War
        );
        let (one, other) =
            if is_mutual { (from.min(towards), from.max(towards)) } else { (from, towards) };
        if !self.is_new(format!("{kind} {object:?} {one} {other}")) {
            return;
        }
        let spells = self.spells();
        let count = spells.len();
        let citations = self.tellers(&spells);
        let place = match object {
            Some(RelationObject::Consulate) => self.place_of(towards),
            _ => None,
        };
        for (at, (begun, ended)) in spells.into_iter().enumerate() {
            let mut relation = Relation::new(self.id("relation"), kind, from, towards);
            relation.object = object;
            relation.mutual = is_mutual;
            relation.place.clone_from(&place);
            if kind == RelationKind::Partnership {
                relation.level = Some("strategic partnership".to_owned());
            }
            if kind == RelationKind::Territory {
                relation.territory = Some("the islands".to_owned());
            }
            let citation = citations[at].clone();
            let words = self.spell(begun, ended, at + 1 == count);
            let words = self.also_seen(words, begun, ended, &citation);
            put!(words, relation);
            relation.acts = self.explained(acts_of(kind), at, begun, ended);
            self.records.push(relation.source(citation).into());
            self.maybe_dispute();
        }
    }

    /// Every spell of one country in one organization and standing.
    pub(super) fn membership(&mut self) {
        let (country, _) = self.pair();
        let at = self.fate.below(self.organizations.len());
        let (organization, founded) = self.organizations[at].clone();
        let standings = [
            Standing::Full,
            Standing::Full,
            Standing::Observer,
            Standing::Associate,
            Standing::Candidate,
            Standing::Suspended,
        ];
        let standing = self.fate.pick(&standings);
        if !self.is_new(format!("{country} in {organization} {standing}")) {
            return;
        }
        debug_assert!(founded <= self.first(), "organizations are founded before the world begins");
        let spells = self.spells();
        let count = spells.len();
        let citations = self.tellers(&spells);
        for (at, (begun, ended)) in spells.into_iter().enumerate() {
            let mut membership = Membership::new(
                self.id("membership"),
                Actor::from(country),
                organization.as_str(),
                standing,
            );
            let is_last = at + 1 == count;
            let citation = citations[at].clone();
            let mut words = self.spell(begun, ended, is_last);
            let acts = [ActKind::Admission, ActKind::Return, ActKind::Withdrawal];
            membership.acts = self.explained(acts, at, begun, ended);
            if let Some(ended) = ended.filter(|_| is_last && self.fate.chance(300)) {
                // A notice alone ends it, on the day of its effect.
                words = SpellWords { end: None, left: None, ended: None, ..words };
                let given = self.fate.between(begun, ended);
                let notice = Act::new(ActKind::Notice)
                    .on(self.date(given))
                    .effective(self.date(ended))
                    .ending(bilateral::Ending::End);
                membership.acts = vec![notice];
            }
            let words = self.also_seen(words, begun, ended, &citation);
            put!(words, membership);
            self.records.push(membership.source(citation).into());
            self.maybe_dispute();
        }
    }

    /// Who tells each spell of a history: one source of all, or each its own.
    fn tellers(&mut self, spells: &[(i32, End)]) -> Vec<Citation> {
        let is_shared = self.fate.chance(self.knobs.shared);
        let latest = spells.iter().map(|(begun, ended)| ended.unwrap_or(*begun)).max();
        let one = self.source(latest.unwrap_or(self.first()));
        let own = |begun: i32, ended: End, teller: &mut Self| {
            if is_shared { teller.source(ended.unwrap_or(begun)) } else { one.clone() }
        };
        spells.iter().map(|(begun, ended)| own(*begun, *ended, self)).collect()
    }

    /// Acts for the begin and the end of a spell, where the source speaks of them.
    fn explained(&mut self, kinds: [ActKind; 3], at: usize, begun: i32, ended: End) -> Vec<Act> {
        let [begin, again, end] = kinds;
        let mut acts = Vec::new();
        if self.fate.chance(400) {
            let kind = if at == 0 { begin } else { again };
            acts.push(Act::new(kind).on(self.date(begun)));
        }
        if let Some(ended) = ended
            && self.fate.chance(400)
        {
            acts.push(Act::new(end).on(self.date(ended)));
        }
        acts
    }

    /// Adds that it held on the day of its source, where it did and the source has a day.
    fn also_seen(
        &mut self,
        mut words: SpellWords,
        begun: i32,
        ended: End,
        citation: &Citation,
    ) -> SpellWords {
        let published =
            self.sources.iter().find(|it| it.id == citation.source).and_then(|it| it.day);
        if let Some(day) = published
            && begun <= day
            && ended.is_none_or(|ended| day <= ended)
            && self.fate.chance(300)
        {
            words.attested.push(Attestation::OfSource);
        }
        words
    }
}
