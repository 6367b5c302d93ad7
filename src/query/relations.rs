//! Relations between two actors, and the memberships that they have in common.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::act::ActRef;
use super::answer::Answer;
use super::basis::Basis;
use super::pair::in_both_of;
use super::view::{Candidates, InTime, View, view};
use crate::date::{DayRange, key};
use crate::record::{ActKind, Actor, RecordKind, RelationKind, RelationObject, Standing};
use crate::store::{Keys, Series, Sight, Spell, State};
use crate::truth::{Reason, Truth};

pub(crate) const RULE: &str = "a spell holds from its first day to its last, and beyond where nothing recorded ended it; \
     an attested spell began on or before the day for which it is stated";
pub(crate) const NOTHING: &str =
    "nothing recorded speaks of it, and no source is recorded that lists all of its kind";

/// Whether the subject's spell holds, by the one history that it belongs to.
fn spell_on(store: Sight<'_>, subject: u32, day: Date) -> State {
    let Some((series, spell)) = store.subject(subject).and_then(|subject| subject.series) else {
        return State::NO;
    };
    let Some(series) = store.series(series) else { return State::NO };
    match spell {
        Some(spell) => series.spell_on(spell, key(day)),
        None => series.on(key(day)),
    }
}

fn answer<'s>(store: Sight<'s>, subject: u32, day: Date) -> Answer<'s> {
    Answer::new(spell_on(store, subject, day), day, Basis::Spell { store, subject, rule: RULE })
}

/// The ranges of one end of a subject's spell, in order.
fn ranges<'s>(
    store: Sight<'s>,
    subject: u32,
    of: fn(&Spell) -> &[Keys],
) -> impl Iterator<Item = DayRange> + use<'s> {
    let place = store.subject(subject).and_then(|subject| subject.series);
    let series: Option<Cow<'s, Series>> = place.and_then(|(series, _)| store.series(series));
    let spell = place.and_then(|(_, spell)| spell);
    let at = move |number: usize| {
        let spell = series.as_ref()?.spells.get(spell? as usize)?;
        of(spell).get(number).copied()
    };
    (0..).map_while(at).filter_map(Keys::days)
}

/// Writes what every view of a spell can tell.
macro_rules! spelled {
    ($name:ident) => {
        impl<'s> $name<'s> {
            /// Returns whether it holds on a day.
            #[must_use]
            pub fn holds_on(self, day: Date) -> Answer<'s> {
                answer(self.store, self.subject, day)
            }

            /// Returns the ranges in which its first day lies, in order; more than one where sources
            /// disagree. A range that is unbounded below began at a day that is not stated.
            pub fn starts(self) -> impl Iterator<Item = DayRange> + use<'s> {
                ranges(self.store, self.subject, |spell| &spell.starts)
            }

            /// Returns the ranges in which its last day lies, in order; none if nothing recorded ended it.
            pub fn ends(self) -> impl Iterator<Item = DayRange> + use<'s> {
                ranges(self.store, self.subject, |spell| &spell.ends)
            }
        }
    };
}

view! {
    /// One spell of a relation from one actor towards another.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, RelationKind, Truth, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let partnership = pair.relations().of_kind(RelationKind::Partnership).iter().next().unwrap();
    /// assert_eq!(partnership.level(), Some("enhanced strategic partnership"));
    /// // "Since 2018": certain on no day of that year but the last.
    /// assert_eq!(partnership.holds_on(day(2018, 6, 1)).value(), Truth::Unknown);
    /// assert_eq!(partnership.holds_on(day(2019, 1, 1)).value(), Truth::Yes);
    /// assert_eq!(partnership.ends().count(), 0);
    /// ```
    pub struct RelationRef of Relation;
}

spelled!(RelationRef);

impl<'s> RelationRef<'s> {
    /// Returns what kind of relation it is.
    #[must_use]
    pub fn kind(self) -> Option<RelationKind> {
        self.records().next().map(|relation| relation.kind)
    }

    /// Returns what exactly: the object of a recognition, the kind of a mission.
    #[must_use]
    pub fn object(self) -> Option<RelationObject> {
        self.records().find_map(|relation| relation.object)
    }

    /// Returns from whom it goes.
    #[must_use]
    pub fn from(self) -> Option<&'s Actor> {
        self.records().next().map(|relation| &relation.from)
    }

    /// Returns towards whom it goes.
    #[must_use]
    pub fn towards(self) -> Option<&'s Actor> {
        self.records().next().map(|relation| &relation.towards)
    }

    /// Returns whether it holds in both directions alike.
    #[must_use]
    pub fn is_mutual(self) -> bool {
        self.records().any(|relation| relation.mutual)
    }

    /// Returns the level of a partnership, as its parties call it.
    #[must_use]
    pub fn level(self) -> Option<&'s str> {
        self.records().find_map(|relation| relation.level.as_deref())
    }

    /// Returns its label in words.
    #[must_use]
    pub fn label(self) -> Option<&'s str> {
        self.records().find_map(|relation| relation.label.as_deref())
    }

    /// Returns the ids of the places of a mission, as sources state them.
    pub fn places(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records().filter_map(|relation| relation.place.as_deref())
    }

    /// Returns the acts that explain its begin and its end, of every claim.
    pub fn acts(self) -> impl Iterator<Item = ActRef<'s>> + use<'s> {
        let store = self.store;
        self.records().flat_map(move |relation| {
            let sources = &relation.sources;
            relation.acts.iter().map(move |act| ActRef::new(store, sources, act.by.as_ref(), act))
        })
    }

    /// Returns the ids of the places where a mission may be on a day: the stated place, or that to
    /// which the last move before the day took it; several where sources disagree or the day of a
    /// move is not known exactly. A place that is stated without a move is that of the whole spell.
    ///
    /// ```
    /// use bilateral::{Act, ActKind, Archive, CountryCode, Place, Relation, RelationKind, RelationObject, Source, day};
    ///
    /// let moved = |on, to: &str| { let mut act = Act::new(ActKind::Move).on(on); act.place = Some(to.into()); act };
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A page").published(day(2020, 1, 1)).into(),
    ///     Place::new("almaty", "Almaty").source("s").into(),
    ///     Place::new("astana", "Astana").source("s").into(),
    ///     Relation::new("m", RelationKind::Mission, CountryCode::USA, CountryCode::KAZ)
    ///         .object(RelationObject::Embassy).place("almaty").start(day(1992, 2, 3))
    ///         .act(moved(day(2006, 9, 12), "astana")).source("s").into(),
    /// ])?;
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let embassy = pair.relations().of_kind(RelationKind::Mission).iter().next().unwrap();
    /// assert_eq!(embassy.places_on(day(2000, 1, 1)).only(), Some(&"almaty"));
    /// assert_eq!(embassy.places_on(day(2010, 1, 1)).only(), Some(&"astana"));
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn places_on(self, day: Date) -> Candidates<&'s str> {
        let on = key(day);
        let mut found: Vec<&str> = Vec::new();
        for relation in self.records() {
            let mut moves: Vec<(Keys, &str)> = relation
                .acts
                .iter()
                .filter(|act| act.kind == ActKind::Move && !act.denied)
                .filter_map(|act| {
                    Some((Keys::of(act.effective.or(act.on)?), act.place.as_deref()?))
                })
                .collect();
            moves.sort_by_key(|(days, _)| (days.first(), days.last()));
            // The latest move that had certainly happened, and every later one that may have.
            let settled = moves
                .iter()
                .filter(|(days, _)| days.last() <= on)
                .map(|(days, _)| days.first())
                .max();
            let stated = relation.place.as_deref().filter(|_| settled.is_none());
            let moved = moves
                .iter()
                .filter(|(days, _)| {
                    days.first() <= on && settled.is_none_or(|last| days.last() >= last)
                })
                .map(|(_, place)| *place);
            for place in stated.into_iter().chain(moved) {
                if !found.contains(&place) {
                    found.push(place);
                }
            }
        }
        Candidates::new(found)
    }

    /// Returns what it is about, as sources state it.
    pub fn topics(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records().flat_map(|relation| &relation.topics).map(|topic| topic.as_str())
    }
}

view! {
    /// One spell of a membership in one standing.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Truth, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let wto = pair.side(CountryCode::KAZ).memberships().next().unwrap();
    /// assert_eq!(wto.organization(), "wto");
    /// assert_eq!(wto.holds_on(day(2023, 2, 27)).value(), Truth::Yes);
    /// assert_eq!(wto.holds_on(day(2000, 1, 1)).value(), Truth::Unknown);
    /// ```
    pub struct MembershipRef of Membership;
}

spelled!(MembershipRef);

impl<'s> MembershipRef<'s> {
    /// Returns who belongs.
    #[must_use]
    pub fn member(self) -> Option<&'s Actor> {
        self.records().next().map(|membership| &membership.member)
    }

    /// Returns the id of the organization.
    #[must_use]
    pub fn organization(self) -> &'s str {
        self.records().next().map_or("", |membership| &membership.organization)
    }

    /// Returns the acts that explain its begin and its end, notices among them, of every claim.
    pub fn acts(self) -> impl Iterator<Item = ActRef<'s>> + use<'s> {
        let store = self.store;
        self.records().flat_map(move |membership| {
            let sources = &membership.sources;
            membership.acts.iter().map(move |act| ActRef::new(store, sources, act.by.as_ref(), act))
        })
    }

    /// Returns the standing.
    #[must_use]
    pub fn standing(self) -> Option<Standing> {
        self.records().next().map(|membership| membership.standing)
    }
}

/// The relations between two actors.
#[derive(Clone)]
pub struct Relations<'s> {
    store: Sight<'s>,
    a: Actor,
    b: Actor,
    kind: Option<RelationKind>,
}

impl<'s> Relations<'s> {
    pub(crate) const fn new(store: Sight<'s>, a: Actor, b: Actor) -> Self {
        Self { store, a, b, kind: None }
    }

    /// Keeps those of one kind.
    #[must_use]
    pub fn of_kind(mut self, kind: RelationKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Returns every spell, in order of its earliest possible first day and id.
    pub fn iter(&self) -> impl Iterator<Item = RelationRef<'s>> + use<'s> {
        let (store, kind) = (self.store, self.kind);
        in_both_of(store, &self.a, &self.b, RecordKind::Relation)
            .filter_map(move |subject| RelationRef::of(store, subject))
            .filter(move |relation| kind.is_none() || relation.kind() == kind)
    }

    /// Returns the spells that hold on a day, each with its truth.
    #[must_use]
    pub fn on(
        &self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (RelationRef<'s>, Truth)> + use<'s>> {
        InTime::new(self.iter().map(move |relation| (relation, relation.holds_on(day).value())))
    }
}

impl fmt::Debug for Relations<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The answer to whether an actor belongs to an organization in a standing on a day.
pub(crate) fn member_on<'s>(
    store: Sight<'s>,
    member: &Actor,
    organization: &str,
    standing: Option<Standing>,
    day: Date,
) -> Answer<'s> {
    let mut best: Option<(State, u32)> = None;
    for membership in
        store.naming(member).iter().filter_map(|subject| MembershipRef::of(store, *subject))
    {
        let asked = membership.organization() == organization
            && membership.member() == Some(member)
            && (standing.is_none() || membership.standing() == standing);
        let Some((series, _)) =
            store.subject(membership.subject()).and_then(|subject| subject.series)
        else {
            continue;
        };
        if asked {
            let state = store.series(series).map_or(State::NO, |series| series.on(key(day)));
            if best.is_none_or(|(so_far, _)| state.truth > so_far.truth) {
                best = Some((state, series));
            }
        }
    }
    match best {
        Some((state, series)) => {
            Answer::new(state, day, Basis::Series { store, series, rule: RULE })
        }
        None => {
            let of = Actor::organization(organization);
            nothing_recorded(store, RecordKind::Membership, None, &[member, &of], day)
        }
    }
}

/// The answer where no record speaks of something: No if a source lists everything of its kind.
pub(crate) fn nothing_recorded<'s>(
    store: Sight<'s>,
    kind: RecordKind,
    kind_type: Option<&str>,
    actors: &[&Actor],
    day: Date,
) -> Answer<'s> {
    match store.covering(kind, kind_type, actors, day) {
        Some(source) => Answer::new(State::NO, day, Basis::Covered { store, source }),
        None => {
            Answer::new(State::unknown(Reason::NotRecorded), day, Basis::Nothing { what: NOTHING })
        }
    }
}
