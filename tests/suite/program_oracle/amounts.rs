//! Which transactions are claims on the same money, and what amounts they leave possible.

use std::collections::BTreeSet;

use super::model::{Flow, Key, World};
use super::numbers::Span;

/// Where a claim stands: the id of its record, and its place in it.
pub(super) type ClaimId = (String, usize);

#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) id: ClaimId,
    pub(super) source: usize,
    pub(super) unit: &'static str,
    pub(super) span: Span,
}

/// How a caller settles disputes, of what these tests use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Settled {
    Nothing,
    Prefer(usize),
    Majority,
}

/// One amount, however many claims there are on it.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) programme: usize,
    pub(super) key: Key,
    pub(super) unit: &'static str,
    pub(super) span: Span,
    /// The claims in its unit, in the order of their ids.
    pub(super) claims: Vec<Claim>,
    /// The claims in other units.
    pub(super) other: Vec<Claim>,
    /// The sources of which a claim is on it for certain.
    pub(super) certain: BTreeSet<usize>,
    /// The sources of which a claim may be on it.
    pub(super) perhaps: BTreeSet<usize>,
    /// Claims in several units may be on several amounts, of which the rules do not speak.
    pub(super) murky: bool,
    /// Which claim of one source is on the same money as which of another is not told by the order of
    /// amounts, some of which are ranges. Only laws hold then.
    pub(super) unordered: bool,
}

impl Amount {
    pub(super) fn id(&self) -> &ClaimId {
        &self.claims[0].id
    }

    /// Some claim may be on this amount or on another.
    pub(super) fn floating(&self) -> bool {
        self.certain != self.perhaps
    }

    pub(super) fn preferred(&self, settled: Settled) -> bool {
        matches!(settled, Settled::Prefer(source) if self.certain.contains(&source))
    }
}

pub(super) struct Amounts {
    pub(super) amounts: Vec<Amount>,
    /// The transactions of records that deny.
    pub(super) denied: Vec<(usize, Claim)>,
}

fn claim(id: &str, at: usize, source: usize, flow: &Flow) -> Claim {
    Claim { id: (id.to_owned(), at), source, unit: flow.unit, span: flow.span }
}

pub(super) fn of(world: &World, settled: Settled) -> Amounts {
    let mut all = Amounts { amounts: Vec::new(), denied: Vec::new() };
    for (number, programme) in world.programmes.iter().enumerate() {
        let mut groups: Vec<(Key, Vec<Claim>)> = Vec::new();
        for told in &programme.told {
            for (at, flow) in told.flows.iter().enumerate() {
                let claim = claim(&told.id, at, flow.own.unwrap_or(told.source), flow);
                if told.denied {
                    all.denied.push((number, claim));
                    continue;
                }
                match groups.iter_mut().find(|(key, _)| key.agrees(&flow.key)) {
                    Some((_, claims)) => claims.push(claim),
                    None => groups.push((flow.key.clone(), vec![claim])),
                }
            }
        }
        for (key, claims) in groups {
            all.amounts.extend(slots(number, &key, claims, settled));
        }
    }
    all
}

/// The claims of one source, in order of amount.
fn in_order(claims: &[Claim], source: usize) -> Vec<Claim> {
    let mut own: Vec<Claim> =
        claims.iter().filter(|claim| claim.source == source).cloned().collect();
    own.sort_by(|a, b| a.span.cmp_amount(&b.span).then_with(|| a.id.cmp(&b.id)));
    own
}

/// The amounts that claims under one key are on.
fn slots(programme: usize, key: &Key, claims: Vec<Claim>, settled: Settled) -> Vec<Amount> {
    let sources: BTreeSet<usize> = claims.iter().map(|claim| claim.source).collect();
    let by_source: Vec<Vec<Claim>> =
        sources.iter().map(|source| in_order(&claims, *source)).collect();
    let count = by_source.iter().map(Vec::len).max().expect("a claim");
    let units: BTreeSet<&str> = claims.iter().map(|claim| claim.unit).collect();
    let murky = units.len() > 1 && count > 1;
    let ranges = claims.iter().any(|claim| !claim.span.is_exact());
    let unordered = ranges && count > 1 && sources.len() > 1;
    let mut amounts = Vec::new();
    for slot in 0..count {
        let mut fixed: Vec<Claim> = Vec::new();
        let mut listed: Vec<Claim> = Vec::new();
        // Of each source with fewer, the claims that may be on this amount.
        let mut floating: Vec<Vec<Claim>> = Vec::new();
        for own in &by_source {
            if own.len() == count {
                fixed.push(own[slot].clone());
                continue;
            }
            let fewer = count - own.len();
            let may = own.iter().enumerate().filter(|(at, _)| *at <= slot && slot <= at + fewer);
            floating.push(may.map(|(_, claim)| claim.clone()).collect());
            // Each claim stands once: with the first amount that it may be on.
            listed.extend(own.get(slot).cloned());
        }
        let by_id = |claims: &mut Vec<Claim>| claims.sort_by(|a, b| a.id.cmp(&b.id));
        by_id(&mut fixed);
        let first = match settled {
            Settled::Prefer(source) => fixed.iter().find(|claim| claim.source == source),
            _ => None,
        };
        let unit = first.unwrap_or(&fixed[0]).unit;
        let counted: Vec<Claim> =
            fixed.iter().filter(|claim| claim.unit == unit).cloned().collect();
        // Who states it in another unit speaks of the same money.
        let certain: BTreeSet<usize> = fixed.iter().map(|claim| claim.source).collect();
        let span = spans_with(&counted, &floating, settled).into_iter().reduce(Span::hull);
        let mut claims: Vec<Claim> = fixed.into_iter().chain(listed).collect();
        by_id(&mut claims);
        let (claims, other) = claims.into_iter().partition(|claim| claim.unit == unit);
        amounts.push(Amount {
            programme,
            key: key.clone(),
            unit,
            span: span.expect("an amount"),
            claims,
            other,
            certain: certain.clone(),
            perhaps: if floating.is_empty() { certain } else { sources.clone() },
            murky,
            unordered,
        });
    }
    amounts
}

/// The possible amounts with each choice of the claims that may be on it or not.
fn spans_with(fixed: &[Claim], floating: &[Vec<Claim>], settled: Settled) -> Vec<Span> {
    let Some((some, rest)) = floating.split_first() else { return possible(fixed, settled) };
    let mut all = spans_with(fixed, rest, settled);
    for claim in some {
        let with: Vec<Claim> = fixed.iter().chain([claim]).cloned().collect();
        all.extend(spans_with(&with, rest, settled));
    }
    all
}

/// The common range of each maximal agreeing subset of claims, of those that the policy keeps.
pub(super) fn possible(claims: &[Claim], settled: Settled) -> Vec<Span> {
    let common = |subset: u32| -> Option<Span> {
        let mut in_it =
            (0..claims.len()).filter(|at| subset >> at & 1 == 1).map(|at| claims[at].span);
        let first = in_it.next()?;
        in_it.try_fold(first, Span::both)
    };
    let all = 1_u32 << claims.len();
    let agreeing: Vec<u32> = (1..all).filter(|subset| common(*subset).is_some()).collect();
    let mut maximal: Vec<u32> = agreeing
        .iter()
        .copied()
        .filter(|a| !agreeing.iter().any(|b| a != b && a & b == *a))
        .collect();
    let sources = |subset: u32| -> BTreeSet<usize> {
        (0..claims.len()).filter(|at| subset >> at & 1 == 1).map(|at| claims[at].source).collect()
    };
    match settled {
        Settled::Nothing => {}
        Settled::Prefer(source) => {
            if claims.iter().any(|claim| claim.source == source) {
                maximal.retain(|subset| sources(*subset).contains(&source));
            }
        }
        Settled::Majority => {
            let most = maximal.iter().map(|subset| sources(*subset).len()).max().expect("some");
            maximal.retain(|subset| sources(*subset).len() == most);
        }
    }
    maximal.into_iter().map(|subset| common(subset).expect("agreeing")).collect()
}
