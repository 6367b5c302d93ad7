//! What became of missions: opened, moved, closed.

use alloc::vec::Vec;

use time::Date;

use super::dossier::Dossier;
use super::relations::RelationRef;
use super::view::View;
use crate::date::DayRange;
use crate::record::{ActKind, Record, RelationKind};
use crate::store::{Keys, Voiced};
use crate::text::codes;
use crate::truth::Truth;

codes! {
    /// What became of a mission.
    pub enum MissionChange: "change of a mission" {
        /// It opened: its first day.
        Opened = "opened",
        /// It moved to another place.
        Moved = "moved",
        /// It closed: its last day.
        Closed = "closed",
    }
}

/// Something that became of a mission, from [`Dossier::mission_events`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MissionEvent<'s> {
    /// The mission.
    pub mission: RelationRef<'s>,
    /// What became of it.
    pub what: MissionChange,
    /// The ranges in which the day lies, in order; more than one where sources disagree.
    pub days: Vec<DayRange>,
    /// The id of the place to which it moved.
    pub place: Option<&'s str>,
    /// Whether it happened in the days asked about: Yes or Unknown.
    pub within: Truth,
}

impl<'s> Dossier<'s> {
    /// Returns the missions between the two that opened, moved or closed from a day to a day, both
    /// inside, in the order of the missions. What certainly happened at another time is left out; what
    /// may have happened then is Unknown.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, MissionChange, Truth, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let since = pair.mission_events(day(2006, 6, 1), day(2009, 12, 31));
    /// let told: Vec<_> = since.iter().map(|event| (event.what, event.within)).collect();
    /// // The embassy moved in 2006, on a day that nobody states; the consulate opened in December 2009.
    /// assert_eq!(told, [(MissionChange::Moved, Truth::Unknown), (MissionChange::Opened, Truth::Yes)]);
    /// assert_eq!(since[0].place, Some("astana"));
    /// ```
    #[must_use]
    pub fn mission_events(&self, first: Date, last: Date) -> Vec<MissionEvent<'s>> {
        let Some(asked) = DayRange::new(Some(first), Some(last)) else { return Vec::new() };
        let mut events = Vec::new();
        for mission in self.relations().of_kind(RelationKind::Mission).iter() {
            let opened = mission.starts().collect();
            events.extend(event(mission, MissionChange::Opened, opened, None, asked));
            for (place, days) in self.moves(mission) {
                events.extend(event(mission, MissionChange::Moved, days, Some(place), asked));
            }
            let ends: Vec<DayRange> = mission.ends().collect();
            let by = ends.iter().map(|days| days.last()).max().flatten();
            let mut closed = event(mission, MissionChange::Closed, ends, None, asked);
            // Where it may stand on after the last of these days it may not have closed at all.
            let after = by.and_then(Date::next_day);
            if after.is_some_and(|after| mission.holds_on(after).value().possibly())
                && let Some(closed) = &mut closed
            {
                closed.within = Truth::Unknown;
            }
            events.extend(closed);
        }
        events
    }

    /// The places to which a mission moved, each with the days on which it may have: claims of one
    /// place are of one move.
    fn moves(&self, mission: RelationRef<'s>) -> Vec<(&'s str, Vec<DayRange>)> {
        let store = self.store();
        let mut moves: Vec<(&'s str, Vec<Voiced<'s>>)> = Vec::new();
        for at in store.claims(mission.subject()) {
            let Some(Record::Relation(relation)) = store.whole(*at) else { continue };
            for act in relation.acts.iter().filter(|act| act.kind == ActKind::Move && !act.denied) {
                let (Some(days), Some(place)) = (act.effective.or(act.on), act.place.as_deref())
                else {
                    continue;
                };
                let voiced = Voiced { days: Keys::of(days), cited: store.cited(*at, &act.sources) };
                match moves.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, claims)) => claims.push(voiced),
                    None => moves.push((place, alloc::vec![voiced])),
                }
            }
        }
        let settled = |claims: Vec<Voiced<'_>>| {
            let values = store.deciding().values(&claims);
            values.into_iter().filter_map(Keys::days).collect()
        };
        moves.into_iter().map(|(place, claims)| (place, settled(claims))).collect()
    }
}

/// What became of a mission on one of some days, if that may have been in the days asked about.
fn event<'s>(
    mission: RelationRef<'s>,
    what: MissionChange,
    days: Vec<DayRange>,
    place: Option<&'s str>,
    asked: DayRange,
) -> Option<MissionEvent<'s>> {
    let within = Truth::from_worlds(
        days.iter().any(|days| days.meets(asked)),
        !days.iter().all(|days| asked.encloses(*days)),
    );
    let listed = !days.is_empty() && within.possibly();
    listed.then_some(MissionEvent { mission, what, days, place, within })
}
