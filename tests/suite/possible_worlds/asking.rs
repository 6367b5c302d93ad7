//! The questions as they are put to an archive: the only part of the oracle that knows the library's
//! calls.

use std::collections::BTreeSet;

use bilateral::{
    Actor, Archive, CountryCode, DayRange, Organization, Policy, Record, RoleClass, Source,
    Standing, TreatyStanding, Truth,
};

use proptest::prelude::ProptestConfig;

use super::days::{Days, asked, date_of};
use super::spells::{FRA, USA};

/// So many archives, however many are drawn that allow no history or that a rule refuses.
pub(crate) fn archives(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        max_global_rejects: 1 << 20,
        max_local_rejects: 1 << 20,
        ..ProptestConfig::default()
    }
}

/// Sources without a day of their own.
pub(crate) fn sources(count: usize) -> impl Iterator<Item = Record> {
    (0..count).map(|number| Source::new(format!("s{number}"), format!("Source {number}")).into())
}

/// An archive of records that cite some of the first few sources.
#[track_caller]
pub(crate) fn archive(count: usize, records: impl IntoIterator<Item = Record>) -> Archive {
    Archive::from_records(sources(count).chain(records)).unwrap_or_else(|report| panic!("{report}"))
}

/// The club in which memberships are.
pub(crate) fn club() -> Record {
    Organization::new("club", "The club").source("s0").into()
}

pub(crate) fn relations_on(archive: &Archive, number: i32) -> Truth {
    archive.dossier(USA, FRA).diplomatic_relations(date_of(number)).value()
}

pub(crate) fn member_on(archive: &Archive, number: i32) -> Truth {
    let club = archive.organization("club").expect("the club");
    club.has_member(&FRA.into(), Some(Standing::Full), date_of(number)).value()
}

/// An archive, unless a rule refuses the records.
pub(crate) fn try_archive(
    count: usize,
    records: impl IntoIterator<Item = Record>,
) -> Option<Archive> {
    Archive::from_records(sources(count).chain(records)).ok()
}

pub(crate) fn in_force(archive: &Archive, party: CountryCode, number: i32) -> Truth {
    archive.treaty("t").expect("the treaty").in_force(&party.into(), date_of(number)).value()
}

pub(crate) fn in_force_between(
    archive: &Archive,
    a: CountryCode,
    b: CountryCode,
    number: i32,
) -> Truth {
    archive
        .treaty("t")
        .expect("the treaty")
        .in_force_between(&a.into(), &b.into(), date_of(number))
        .value()
}

/// The persons who hold the office of France's foreign minister, with their truth.
pub(crate) fn holders_on(archive: &Archive, number: i32) -> Vec<(String, Truth)> {
    let of = FRA.into();
    let held = archive.holders(&of, RoleClass::ForeignMinister, date_of(number));
    held.map(|(office, truth)| (office.person().id().to_owned(), truth)).collect()
}

pub(crate) fn capitals_on(archive: &Archive, number: i32) -> BTreeSet<String> {
    archive
        .country(FRA)
        .capitals_on(date_of(number))
        .iter()
        .map(|place| (*place).to_owned())
        .collect()
}

pub(crate) fn names_on(archive: &Archive, number: i32) -> BTreeSet<String> {
    let place = archive.place("city").expect("the place");
    place.names_on(date_of(number)).iter().map(|name| (*name).to_owned()).collect()
}

pub(crate) fn last_visits_before(archive: &Archive, number: i32) -> BTreeSet<String> {
    let last = archive.dossier(USA, FRA).visits().to(FRA).last_before(date_of(number));
    last.iter().map(|visit| visit.id().to_owned()).collect()
}

pub(crate) fn standing_on(
    archive: &Archive,
    party: CountryCode,
    standing: TreatyStanding,
    number: i32,
) -> Truth {
    let treaty = archive.treaty("t").expect("the treaty");
    treaty.standing_of(&party.into(), date_of(number)).is(standing).value()
}

/// The listed parties of a standing, with their truth.
pub(crate) fn listed_on(
    archive: &Archive,
    standing: TreatyStanding,
    number: i32,
) -> Vec<(Actor, Truth)> {
    let (treaty, day) = (archive.treaty("t").expect("the treaty"), date_of(number));
    let named = |(actor, truth): (&Actor, Truth)| (actor.clone(), truth);
    match standing {
        TreatyStanding::Party => treaty.parties_on(day).map(named).collect(),
        TreatyStanding::Contracting => treaty.contracting_on(day).map(named).collect(),
        TreatyStanding::Signatory => treaty.signatories_on(day).map(named).collect(),
        _ => panic!("no list of the {standing}"),
    }
}

/// Whether the two have relations, asked under a policy.
pub(crate) fn relations_under(archive: &Archive, policy: &Policy, number: i32) -> Truth {
    archive.dossier(USA, FRA).under(policy).diplomatic_relations(date_of(number)).value()
}

pub(crate) fn in_force_under(
    archive: &Archive,
    policy: &Policy,
    party: CountryCode,
    number: i32,
) -> Truth {
    let treaty = archive.treaty("t").expect("the treaty").under(policy);
    treaty.in_force(&party.into(), date_of(number)).value()
}

/// Whether the United States have relations with a state.
pub(crate) fn related_on(archive: &Archive, state: CountryCode, number: i32) -> Truth {
    archive.dossier(USA, state).diplomatic_relations(date_of(number)).value()
}

/// The days on which the only relation of the two may have begun, and those on which it may have ended,
/// of the days asked about.
pub(crate) fn bounds(archive: &Archive) -> (Days, Days) {
    let pair = archive.dossier(USA, FRA);
    let relation = pair.relations().iter().next().expect("the relation");
    let among = |ranges: Vec<DayRange>| {
        asked().filter(|day| ranges.iter().any(|range| range.contains(date_of(*day)))).collect()
    };
    (among(relation.starts().collect()), among(relation.ends().collect()))
}

/// The days of those asked about on which force may have begun for a party; `None` if nothing tells.
pub(crate) fn force_began(archive: &Archive, party: CountryCode) -> Option<Days> {
    let ranges = archive.treaty("t").expect("the treaty").force_began(&party.into());
    let among = |day: &i32| ranges.iter().any(|range| range.contains(date_of(*day)));
    (!ranges.is_empty()).then(|| asked().filter(among).collect())
}
