//! What the claims on one number of trade say together while no policy decides.

use alloc::vec::Vec;

use super::amounts::VoicedAmount;
use super::deciding::Deciding;
use super::keys::Keys;
use super::records::Records;
use super::trade_table::TradeRow;
use super::versions::replaced;
use crate::money::{Amount, Bound, Bounds, Decimal, Unit};
use crate::record::ObservationStatus;

/// A record of a trade figure.
pub(super) fn figure(records: &Records, at: u32) -> Option<TradeRow<'_>> {
    records.trade(at)
}

/// What a figure says of a number that is never below zero; `None` if it states no number.
fn said(figure: TradeRow<'_>) -> Option<Bounds> {
    let stated = figure.estimate()?.bounds().gross();
    if figure.status() != Some(ObservationStatus::IncludesOther) {
        return Some(stated);
    }
    // What includes something else is no more than it states.
    let zero = Some(Bound::included(Decimal::ZERO));
    Some(Bounds::new(stated.unit(), zero, stated.upper()).unwrap_or(stated))
}

/// What the claims on one gross number say, those of which a later version took the place left out.
pub(super) fn voiced<'r>(records: &'r Records, claims: &[u32]) -> Vec<VoicedAmount<'r>> {
    let told: Vec<(u32, TradeRow<'_>)> = claims
        .iter()
        .filter_map(|at| Some((*at, figure(records, *at)?)))
        .filter(|(_, figure)| !figure.is_denied())
        .collect();
    let versions: Vec<_> = told
        .iter()
        .map(|(at, figure)| (records.source_of(*at, &[]), figure.vintage().map(Keys::of)))
        .collect();
    let replaced = replaced(records, &versions);
    let speaking = told.iter().zip(replaced).filter(|(_, replaced)| !replaced);
    speaking
        .filter_map(|((_, figure), _)| {
            Some(VoicedAmount { bounds: said(*figure)?, cited: figure.sources() })
        })
        .collect()
}

/// The smallest bounds that hold all that the claims on a number leave possible; `None` if none states
/// a number.
pub(super) fn together(records: &Records, voiced: &[VoicedAmount<'_>]) -> Option<Bounds> {
    let possible = Deciding::nothing(records).amounts(voiced);
    possible.into_iter().reduce(|a, b| a.hull(b).unwrap_or(a))
}

/// The value that the claims on one gross number leave possible; `None` if none states a number.
pub(super) fn value(records: &Records, claims: &[u32]) -> Option<Bounds> {
    match claims {
        [only] => said(figure(records, *only).filter(|figure| !figure.is_denied())?),
        several => together(records, &voiced(records, several)),
    }
}

/// Exactly zero.
pub(super) const fn zero(unit: Unit) -> Bounds {
    Bounds::exactly(Amount::new(Decimal::ZERO, unit))
}

/// Anything from zero up.
pub(super) fn anything(unit: Unit) -> Bounds {
    Bounds::any(unit).gross()
}
