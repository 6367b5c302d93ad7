//! What a second source says otherwise: the same subject, other days or another value; or that it
//! never was.

use bilateral::date::Endpoint;
use bilateral::{Act, Citation, PartialDate, Record};
use time::Date;

use super::teller::Teller;

impl Teller {
    /// Lets a second source dispute the last record, as often as the knob says.
    pub(super) fn maybe_dispute(&mut self) {
        if !self.quarrel.chance(self.knobs.disputed) {
            return;
        }
        let Some(first) = self.records.last().cloned() else { return };
        let told_by = first.sources().first().map(|it| it.source.clone()).unwrap_or_default();
        let others: Vec<String> =
            self.sources.iter().map(|it| it.id.clone()).filter(|id| *id != told_by).collect();
        let at = self.quarrel.below(others.len());
        let citation = Citation::new(others[at].as_str());
        let id = format!("{}-again", first.id());
        let is_denied = self.quarrel.chance(150);
        let mut again = Again {
            apart: self.quarrel.pick(&[-400, -30, -1, 1, 2, 30, 400]),
            id,
            subject: first.id().to_owned(),
            citation,
            is_denied,
        };
        if self.knobs.days < 100 {
            again.apart = self.quarrel.pick(&[-2, -1, 1, 2]);
        }
        self.records.extend(again.of(first));
    }
}

/// The second claim: how many days apart it is, and whose it is.
struct Again {
    apart: i32,
    id: String,
    subject: String,
    citation: Citation,
    is_denied: bool,
}

impl Again {
    /// The claim of the second source; `None` for kinds that are not disputed.
    fn of(&self, first: Record) -> Option<Record> {
        macro_rules! claim {
            ($record:ident) => {{
                let mut record = $record;
                record.id.clone_from(&self.id);
                record.same_as = Some(self.subject.clone());
                record.sources = vec![self.citation.clone()];
                record
            }};
        }
        Some(match first {
            Record::Relation(relation) => {
                let mut relation = claim!(relation);
                relation.denied = self.is_denied;
                if self.is_denied {
                    (relation.start, relation.end) = (None, None);
                    (relation.left, relation.ended) = (None, None);
                    relation.attested.clear();
                    relation.acts.clear();
                } else {
                    self.shift(&mut relation.start, &mut relation.end);
                    self.shift_days([&mut relation.left, &mut relation.ended]);
                    relation.attested.clear();
                    self.shift_acts(&mut relation.acts);
                }
                relation.into()
            }
            Record::Membership(membership) => {
                let mut membership = claim!(membership);
                self.shift(&mut membership.start, &mut membership.end);
                self.shift_days([&mut membership.left, &mut membership.ended]);
                membership.attested.clear();
                self.shift_acts(&mut membership.acts);
                membership.into()
            }
            Record::Person(person) => {
                let mut person = claim!(person);
                person.names.clear();
                for office in &mut person.offices {
                    self.shift(&mut office.start, &mut office.end);
                    self.shift_days([&mut office.left, &mut office.ended]);
                    office.attested.clear();
                    self.shift_acts(&mut office.acts);
                }
                person.into()
            }
            Record::Treaty(treaty) => {
                let mut treaty = claim!(treaty);
                treaty.concluded = treaty.concluded.map(|date| self.shifted(date));
                treaty.attested.clear();
                treaty.replaces.clear();
                treaty.reservations.clear();
                self.shift_acts(&mut treaty.acts);
                for party in &mut treaty.parties {
                    self.shift_acts(&mut party.acts);
                }
                treaty.into()
            }
            _ => return None,
        })
    }

    fn shift(&self, start: &mut Option<Endpoint>, end: &mut Option<Endpoint>) {
        for endpoint in [start, end] {
            if let Some(Endpoint::Date(date)) = endpoint {
                *date = self.shifted(*date);
            }
        }
    }

    fn shift_days(&self, dates: [&mut Option<PartialDate>; 2]) {
        for date in dates.into_iter().flatten() {
            *date = self.shifted(*date);
        }
    }

    fn shift_acts(&self, acts: &mut [Act]) {
        for act in acts {
            act.on = act.on.map(|date| self.shifted(date));
            act.effective = act.effective.map(|date| self.shifted(date));
        }
    }

    /// A date so many days apart; what is not a day becomes the range of its days.
    fn shifted(&self, date: PartialDate) -> PartialDate {
        let moved = |day: Date| {
            let number = day.to_julian_day() + self.apart;
            Date::from_julian_day(number).expect("a day of the calendar")
        };
        match (date.earliest().map(moved), date.latest().map(moved)) {
            (Some(first), Some(last)) if first == last => PartialDate::from(first),
            (Some(first), Some(last)) => range(&format!("[{first}..{last}]")),
            (Some(first), None) => range(&format!("[{first}..]")),
            (None, Some(last)) => range(&format!("[..{last}]")),
            (None, None) => date,
        }
    }
}

fn range(words: &str) -> PartialDate {
    words.parse().unwrap_or_else(|error| panic!("`{words}` is a date: {error}"))
}
