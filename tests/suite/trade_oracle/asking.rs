//! The only file that knows the library's calls.

use bilateral::{Archive, Organization, OrganizationKind, Policy, Record, Settling};

use super::claims::{Wanted, World};

pub(super) fn records(world: &World) -> Vec<Record> {
    let organ = |(id, of): &(String, bilateral::Actor)| {
        Organization::new(id.clone(), "An office").kind(OrganizationKind::Government).of(of.clone())
    };
    let group = |id: &String| Organization::new(id.clone(), "A union").kind(OrganizationKind::Union);
    let organizations = world.organs.iter().map(organ).chain(world.groups.iter().map(group));
    let sources = world.sources.iter().cloned().map(Record::from);
    sources
        .chain(organizations.map(|it| it.source(world.sources[0].id.as_str()).into()))
        .chain(world.figures.iter().cloned().map(Record::from))
        .collect()
}

#[track_caller]
pub(super) fn archive(world: &World) -> Archive {
    Archive::from_records(records(world)).unwrap_or_else(|report| panic!("{report}"))
}

pub(super) fn policy(wanted: &Wanted) -> Policy {
    let policy = wanted.preferred.iter().fold(Policy::new(), |policy, id| policy.prefer(id.clone()));
    match wanted.settling {
        Some(Settling::Majority) => policy.majority(),
        Some(Settling::LatestPublished) => policy.latest_published(),
        Some(Settling::Consensus) => policy.consensus(),
        _ => policy,
    }
}
