//! The only file that knows the library's calls.

use bilateral::{
    Archive, Flow, Organization, OrganizationKind, PeriodTrade, Policy, Reading, Record, Settling,
};

use super::claims::{Wanted, World};
use super::selection::{Asked, Wish};

pub(super) fn records(world: &World) -> Vec<Record> {
    let organ = |(id, of): &(String, bilateral::Actor)| {
        Organization::new(id.clone(), "An office").kind(OrganizationKind::Government).of(of.clone())
    };
    let group =
        |id: &String| Organization::new(id.clone(), "A union").kind(OrganizationKind::Union);
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
    let policy =
        wanted.preferred.iter().fold(Policy::new(), |policy, id| policy.prefer(id.clone()));
    match wanted.settling {
        Some(Settling::Majority) => policy.majority(),
        Some(Settling::LatestPublished) => policy.latest_published(),
        Some(Settling::Consensus) => policy.consensus(),
        _ => policy,
    }
}

/// The questions under a policy; of one that decides nothing, those of the archive itself, whose answers
/// may be stored.
pub(super) fn reading<'s>(archive: &'s Archive, policy: &'s Policy) -> Reading<'s> {
    if *policy == Policy::new() { archive.reading() } else { archive.under(policy) }
}

/// The selection of a wish.
pub(super) fn select<'s>(reading: Reading<'s>, wish: &Wish) -> PeriodTrade<'s> {
    let mut trade = reading.trade(wish.reporter.clone()).in_period(wish.period);
    trade = match wish.asked {
        Asked::One(Flow::Import) => trade.imports(),
        Asked::One(Flow::ReExport) => trade.re_exports(),
        Asked::One(Flow::ReImport) => trade.re_imports(),
        Asked::One(Flow::Domestic) => trade.domestic(),
        Asked::One(_) => trade.exports(),
        Asked::TwoWay => trade.two_way(),
        Asked::Balance => trade.balance(),
    };
    if let Some(product) = wish.product {
        trade = trade.product(product);
    }
    if let Some(basis) = wish.basis {
        trade = trade.basis(basis);
    }
    if let Some(valuation) = wish.valuation {
        trade = trade.valuation(valuation);
    }
    if let Some(compiler) = &wish.compiler {
        trade = match compiler.clone() {
            Some(compiler) => trade.compiled_by(compiler),
            None => trade.compiler_not_stated(),
        };
    }
    if let Some(prices) = wish.prices {
        trade = trade.at_prices(prices);
    }
    if let Some(unit) = wish.unit {
        trade = trade.in_unit(unit);
    }
    if let Some((edition, code)) = &wish.commodity {
        trade = trade.commodity(edition.as_str(), code.as_str());
    }
    if let Some(code) = &wish.customs {
        trade = trade.customs(code.as_str());
    }
    if let Some(code) = &wish.transport {
        trade = trade.transport(code.as_str());
    }
    if let Some(day) = wish.published {
        trade = trade.as_published_by(day);
    }
    if wish.as_valued { trade.as_valued() } else { trade }
}
