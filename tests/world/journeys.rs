//! Visits with their meetings, statements, and events.

use bilateral::{
    Event, EventCategory, Medium, Meeting, Participant, Series, Statement, StatementKind, Visit,
    VisitPurpose, VisitRank, VisitStatus,
};

use super::teller::{Character, Teller};

/// A person on a day, with the office if it was held then.
fn taking_part(character: &Character, day: i32) -> Participant {
    let (begun, ended) = character.held;
    let person = Participant::person(character.id.as_str()).for_actor(character.country);
    if begun <= day && ended.is_none_or(|ended| day <= ended) {
        person.office(character.title.as_str())
    } else {
        person
    }
}

impl Teller {
    /// A stay of a person, or of a group without names, with a host, and whom they met.
    pub(super) fn visit(&mut self) {
        let Some(traveller) = self.character(None) else { return };
        let (host, third) = self.pair();
        if host == traveller.country {
            return;
        }
        let begun = self.day_from(self.first());
        let ended = begun + self.fate.between(0, 4);
        if !self.is_new(format!("{} with {host} about {}", traveller.id, begun / 30)) {
            return;
        }
        let id = self.id("visit");
        let mut visit = Visit::new(id.as_str(), host).start(self.date(begun));
        visit = visit.traveller(if self.fate.chance(900) {
            taking_part(&traveller, begun)
        } else {
            Participant::actor(traveller.country).label("senior officials")
        });
        if self.fate.chance(800) {
            visit = visit.end(self.date(ended));
        }
        if self.fate.chance(600) {
            visit = visit.rank(self.fate.pick(&[VisitRank::Official, VisitRank::Working]));
        }
        visit = visit.purpose(self.fate.pick(VisitPurpose::ALL));
        if let Some(place) = self.place_of(host) {
            visit = visit.place(place);
        }
        let citation = self.source(ended);
        if self.fate.chance(50) {
            visit = visit.status(self.fate.pick(&[VisitStatus::Announced, VisitStatus::Cancelled]));
            self.records.push(visit.source(citation).into());
            return;
        }
        visit = visit.status(VisitStatus::Made);
        for of in [Some(host), (third != traveller.country).then_some(third)].into_iter().flatten()
        {
            if !self.fate.chance(500) {
                continue;
            }
            let met = match self.character(Some(of)) {
                Some(host) => taking_part(&host, begun),
                None => Participant::actor(of).label("officials"),
            };
            let on = self.fate.between(begun, ended);
            visit = visit.meeting(Meeting::new().participant(met).on(self.date(on)));
        }
        // The first that was told of.
        let attended = (begun..=ended).filter_map(|day| self.event_on.get(&day)).min();
        if let Some(event) = attended {
            visit = visit.attended(self.events[*event].as_str());
        }
        let signed = (begun..=ended).filter_map(|day| self.bargain_on.get(&day)).min();
        if let Some(bargain) = signed {
            visit = visit.signed(self.bargains[*bargain].id.as_str());
        }
        self.records.push(visit.source(citation).into());
    }

    /// What somebody said of a country.
    pub(super) fn statement(&mut self) {
        let (speaker, about) = self.pair();
        let kind = self.fate.pick(StatementKind::ALL);
        let day = self.day_from(self.first());
        let id = self.id("statement");
        let mut statement = Statement::new(id.as_str(), kind, format!("statement {id}"))
            .on(self.date(day))
            .about(Participant::actor(about));
        statement = statement.speaker(match self.character(Some(speaker)) {
            Some(character) => taking_part(&character, day),
            None => Participant::actor(speaker),
        });
        let citation = self.source(day);
        self.records.push(statement.source(citation).into());
    }

    /// An event with two participants or more.
    pub(super) fn event(&mut self) {
        let (a, b) = self.pair();
        let category = self.fate.pick(EventCategory::ALL);
        let begun = self.day_from(self.first());
        let ended = begun + self.fate.between(0, 3);
        let id = self.id("event");
        let mut event = Event::new(id.as_str(), category, format!("event {id}"))
            .on(self.date(begun))
            .participant(Participant::actor(a))
            .participant(Participant::actor(b));
        if ended > begun {
            event = event.until(self.date(ended));
        }
        let (third, _) = self.pair();
        if third != a && third != b && self.fate.chance(300) {
            event = event.participant(Participant::actor(third));
        }
        match category {
            EventCategory::Call => event = event.medium(Medium::Telephone),
            EventCategory::DialogueRound => {
                let round = u32::try_from(self.fate.between(1, 20)).expect("a round");
                event = event.series(Series::new("dialogue").number(round));
            }
            _ => event.place = self.place_of(a),
        }
        let citation = self.source(ended);
        self.event_on.entry(begun).or_insert(self.events.len());
        self.events.push(id);
        self.records.push(event.source(citation).into());
    }
}
