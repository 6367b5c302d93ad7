//! The questions as they are put to an archive: the only part of the oracle that knows the library's
//! calls.

use bilateral::{Archive, CountryCode, Organization, Record, Source, Standing, Truth};

use proptest::prelude::ProptestConfig;

use super::days::date_of;
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
