//! Persons and their offices, organizations, places and countries, by day.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::answer::Answer;
use super::basis::Basis;
use super::relations::member_on;
use super::view::{Candidates, InTime, View, view};
use crate::country::CountryCode;
use crate::date::key;
use crate::record::{
    Actor, HasSpell, Name, Office, OfficeStanding, OrganizationKind, Place, RecordKind, RoleClass,
    Standing,
};
use crate::store::{Limits, Series, Sight, SpellClaim, State};
use crate::truth::Truth;

const RULE: &str =
    "an office is held from its first day to its last, and beyond where nothing recorded ended it";

view! {
    /// A person.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, RoleClass, day};
    ///
    /// let blinken = archive.person("blinken").unwrap();
    /// let held: Vec<&str> = blinken.offices_on(day(2023, 2, 28)).certainly().map(|office| office.title()).collect();
    /// assert_eq!(held, ["Secretary of State"]);
    /// let ministers = archive.holders(CountryCode::USA, RoleClass::ForeignMinister, day(2023, 2, 28));
    /// assert!(ministers.certainly().any(|office| office.person() == blinken));
    /// ```
    pub struct PersonRef of Person;
}

impl<'s> PersonRef<'s> {
    /// Returns the name by which the archive calls them.
    #[must_use]
    pub fn title(self) -> &'s str {
        self.records().next().map_or("", |person| &person.title)
    }

    /// Returns the names as sources print them.
    pub fn names(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records().flat_map(|person| &person.names).map(|name| name.printed.as_str())
    }

    /// Returns the offices recorded, each title of an actor once.
    #[must_use]
    pub fn offices(self) -> Vec<OfficeRef<'s>> {
        let mut offices: Vec<OfficeRef<'s>> = Vec::new();
        for office in self.records().flat_map(|person| &person.offices) {
            let new = OfficeRef { person: self, office };
            if !offices.iter().any(|known| known.is_same(office)) {
                offices.push(new);
            }
        }
        offices
    }

    /// Returns the offices held on a day, each with its truth.
    #[must_use]
    pub fn offices_on(self, day: Date) -> InTime<impl Iterator<Item = (OfficeRef<'s>, Truth)>> {
        InTime::new(
            self.offices().into_iter().map(move |office| (office, office.held_on(day).value())),
        )
    }
}

/// An office of a person: one title, of one actor, in one standing.
#[derive(Clone, Copy)]
pub struct OfficeRef<'s> {
    person: PersonRef<'s>,
    office: &'s Office,
}

impl<'s> OfficeRef<'s> {
    /// Returns who holds it.
    #[must_use]
    pub fn person(self) -> PersonRef<'s> {
        self.person
    }

    /// Returns its title.
    #[must_use]
    pub fn title(self) -> &'s str {
        &self.office.title
    }

    /// Returns of whom it is.
    #[must_use]
    pub fn of(self) -> &'s Actor {
        &self.office.of
    }

    /// Returns what it is, across titles.
    #[must_use]
    pub fn role(self) -> Option<RoleClass> {
        self.office.role
    }

    /// Returns to whom its holder is accredited.
    #[must_use]
    pub fn accredited_to(self) -> Option<&'s Actor> {
        self.office.accredited_to.as_ref()
    }

    /// Returns how it is held: in full where no source says otherwise.
    #[must_use]
    pub fn standing(self) -> OfficeStanding {
        self.office.standing.unwrap_or(OfficeStanding::Full)
    }

    /// Returns whether it is held on a day.
    ///
    /// An office that as a rule one person holds at a time (of a head of state or government, a foreign
    /// or defence minister, an ambassador, a head of an organization) and that nothing recorded ended
    /// is Unknown, no longer Yes, from the day on which somebody else may begin to hold it in full: the
    /// successor may have ended it.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, Office, Person, RoleClass, Source, Truth, day};
    ///
    /// let minister = |id: &str, from| Person::new(id, id)
    ///     .office(Office::new("Minister", CountryCode::KAZ).role(RoleClass::ForeignMinister).start(from))
    ///     .source("s").into();
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list").published(day(2020, 1, 1)).into(),
    ///     minister("first", day(2001, 1, 1)),
    ///     minister("second", day(2005, 1, 1)),
    /// ])?;
    /// let office = archive.person("first").unwrap().offices()[0];
    /// assert_eq!(office.held_on(day(2004, 12, 31)).value(), Truth::Yes);
    /// assert_eq!(office.held_on(day(2005, 1, 1)).value(), Truth::Unknown);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn held_on(self, day: Date) -> Answer<'s> {
        let person = self.person;
        let claims = person.store.claims(person.subject);
        let mut spells = Vec::new();
        for at in claims {
            let Some(crate::record::Record::Person(record)) = person.store.whole(*at) else {
                continue;
            };
            for office in record.offices.iter().filter(|office| self.is_same(office)) {
                spells.push(claim_of(person.store, *at, office, &office.sources));
            }
        }
        let mut held = Series::of(&spells, &Limits::NONE, person.store.deciding());
        person.store.store().end_with_successors(&mut held, person.subject, self.office);
        let state = held.on(key(day));
        Answer::new(
            state,
            day,
            Basis::Office {
                store: person.store,
                subject: person.subject,
                office: self.office,
                rule: RULE,
            },
        )
    }

    fn is_same(self, office: &Office) -> bool {
        self.office.title == office.title
            && self.office.of == office.of
            && self.office.accredited_to == office.accredited_to
            && self.standing() == office.standing.unwrap_or(OfficeStanding::Full)
    }
}

impl fmt::Debug for OfficeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OfficeRef({} of {}: {})", self.title(), self.of(), self.person.id())
    }
}

fn claim_of<'s>(
    store: Sight<'s>,
    at: u32,
    part: &impl HasSpell,
    citations: &'s [crate::record::Citation],
) -> SpellClaim<'s> {
    let cited = store.cited(at, citations);
    let (source, day) = (store.store().source_of(at, cited), store.store().source_day(cited));
    SpellClaim::of(at, source, cited, part.spell(), day)
}

view! {
    /// An organization.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Truth, day};
    ///
    /// let wto = archive.organization("wto").unwrap();
    /// assert_eq!(wto.has_member(&CountryCode::KAZ.into(), None, day(2023, 2, 27)).value(), Truth::Yes);
    /// assert_eq!(wto.has_member(&CountryCode::TKM.into(), None, day(2023, 2, 27)).value(), Truth::Unknown);
    /// ```
    pub struct OrganizationRef of Organization;
}

impl<'s> OrganizationRef<'s> {
    /// Returns its name.
    #[must_use]
    pub fn name(self) -> &'s str {
        self.records().next().map_or("", |organization| &organization.name)
    }

    /// Returns a short name or acronym.
    #[must_use]
    pub fn short_name(self) -> Option<&'s str> {
        self.records().find_map(|organization| organization.short_name.as_deref())
    }

    /// Returns what kind of body it is; `None` if not stated.
    #[must_use]
    pub fn kind(self) -> Option<OrganizationKind> {
        self.records().find_map(|organization| organization.kind)
    }

    /// Returns the actor whose organ it is.
    #[must_use]
    pub fn of_actor(self) -> Option<&'s Actor> {
        self.records().find_map(|organization| organization.of.as_ref())
    }

    /// Returns whether an actor belongs to it on a day, in one standing or in any.
    #[must_use]
    pub fn has_member(self, member: &Actor, standing: Option<Standing>, day: Date) -> Answer<'s> {
        member_on(self.store, member, self.id(), standing, day)
    }
}

view! {
    /// A place.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::day;
    ///
    /// let astana = archive.place("astana").unwrap();
    /// assert_eq!(astana.name_on(day(2021, 1, 1)), "Nur-Sultan");
    /// assert_eq!(astana.name_on(day(2023, 2, 28)), "Astana");
    /// ```
    pub struct PlaceRef of Place;
}

impl<'s> PlaceRef<'s> {
    /// Returns the name by which the archive calls it.
    #[must_use]
    pub fn title(self) -> &'s str {
        self.records().next().map_or("", |place: &Place| &place.title)
    }

    /// Returns the names that it may have borne on a day.
    #[must_use]
    pub fn names_on(self, day: Date) -> Candidates<&'s str> {
        let claims = self
            .records()
            .flat_map(|place| place.names.iter().map(move |name| (place.id.as_str(), name)));
        names_on(self.store, RecordKind::Place, claims, day)
    }

    /// Returns every name under which sources know it, each once.
    #[must_use]
    pub fn names(self) -> Vec<&'s str> {
        let mut names: Vec<&str> = Vec::new();
        let titles = self.records().map(|place| &place.title);
        let recorded = self.records().flat_map(|place| &place.names).map(|name| &name.text);
        for name in titles.chain(recorded) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// Returns its name on a day where records tell it, else the name by which the archive calls it.
    #[must_use]
    pub fn name_on(self, day: Date) -> &'s str {
        self.names_on(day).only().copied().unwrap_or_else(|| self.title())
    }
}

fn names_on<'s>(
    store: Sight<'s>,
    kind: RecordKind,
    claims: impl Iterator<Item = (&'s str, &'s Name)>,
    day: Date,
) -> Candidates<&'s str> {
    let mut by_text: Vec<(&str, Vec<SpellClaim<'_>>)> = Vec::new();
    for (id, name) in claims {
        let Some(at) = store.at_id(kind, id) else { continue };
        let claim = claim_of(store, at, name, &name.sources);
        match by_text.iter_mut().find(|(text, _)| *text == name.text) {
            Some((_, claims)) => claims.push(claim),
            None => by_text.push((&name.text, alloc::vec![claim])),
        }
    }
    let on = |claims: &[SpellClaim<'_>]| {
        Series::of(claims, &Limits::NONE, store.deciding()).on(key(day)).truth
    };
    let held = by_text.into_iter().filter(|(_, claims)| on(claims).possibly());
    Candidates::new(held.map(|(text, _)| text).collect())
}

/// A country, with what the table and the archive say of it.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, day};
///
/// let kazakhstan = archive.country(CountryCode::KAZ);
/// assert_eq!(kazakhstan.name(), Some("Kazakhstan"));
/// assert_eq!(kazakhstan.capitals_on(day(1995, 1, 1)).only(), Some(&"almaty"));
/// ```
#[derive(Clone, Copy)]
pub struct CountryRef<'s> {
    pub(super) store: Sight<'s>,
    code: CountryCode,
}

impl<'s> CountryRef<'s> {
    pub(crate) const fn new(store: Sight<'s>, code: CountryCode) -> Self {
        Self { store, code }
    }

    /// Returns its code.
    #[must_use]
    pub fn code(self) -> CountryCode {
        self.code
    }

    /// Returns its common English name: the table's, else the archive's; `None` if neither has one.
    #[must_use]
    pub fn name(self) -> Option<&'s str> {
        self.code.name().or_else(|| {
            self.records()
                .flat_map(|(_, country)| &country.names)
                .map(|name| name.text.as_str())
                .next()
        })
    }

    /// Returns the ids of the places that may have been its capital on a day, as the archive tells.
    #[must_use]
    pub fn capitals_on(self, day: Date) -> Candidates<&'s str> {
        let mut by_place: Vec<(&str, Vec<SpellClaim<'_>>)> = Vec::new();
        for (at, country) in self.records() {
            for capital in &country.capitals {
                let claim = claim_of(self.store, at, capital, &capital.sources);
                match by_place.iter_mut().find(|(place, _)| *place == capital.place) {
                    Some((_, claims)) => claims.push(claim),
                    None => by_place.push((&capital.place, alloc::vec![claim])),
                }
            }
        }
        let on = |claims: &[SpellClaim<'_>]| {
            Series::of(claims, &Limits::NONE, self.store.deciding()).on(key(day)).truth
        };
        let held = by_place.into_iter().filter(|(_, claims)| on(claims).possibly());
        Candidates::new(held.map(|(place, _)| place).collect())
    }

    fn records(self) -> impl Iterator<Item = (u32, &'s crate::record::Country)> {
        let Self { store, code } = self;
        store.of_kind(RecordKind::Country).iter().filter_map(move |at| match store.whole(*at) {
            Some(crate::record::Record::Country(country)) if country.code == code => {
                Some((*at, country.as_ref()))
            }
            _ => None,
        })
    }
}

impl fmt::Debug for CountryRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CountryRef({})", self.code)
    }
}

/// Everybody who may hold an office of a class of an actor on a day, each with the truth.
pub(crate) fn holders<'s>(
    store: Sight<'s>,
    of: &Actor,
    role: RoleClass,
    day: Date,
) -> InTime<impl Iterator<Item = (OfficeRef<'s>, Truth)> + use<'s>> {
    let of = store.principal(of).clone();
    let naming = store.store().naming_of(&of, RecordKind::Person).iter();
    let persons = naming.filter_map(move |subject| PersonRef::of(store, *subject));
    let offices = persons
        .flat_map(PersonRef::offices)
        .filter(move |office| *store.principal(office.of()) == of && office.role() == Some(role));
    InTime::new(offices.map(move |office| {
        let state: State = State { truth: office.held_on(day).value(), reason: None };
        (office, state.truth)
    }))
}
