//! A trade figure as it is written, of which some fields are held apart from the others.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::actor::{Actor, Area};
use super::trade::TradeFigure;
use super::wire::{Fields, Object};
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::Estimate;

/// A trade figure that has its id, reporter, partner, period, number and vintage elsewhere; written as the
/// whole figure is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FigureInParts<'f> {
    /// All else. It states a number and a vintage exactly if the figure does.
    pub(crate) shared: &'f TradeFigure,
    pub(crate) id: &'f str,
    pub(crate) reporter: &'f Actor,
    pub(crate) partner: &'f Area,
    pub(crate) period: ReportingPeriod,
    pub(crate) estimate: Option<Estimate>,
    pub(crate) vintage: Option<PartialDate>,
}

impl Serialize for FigureInParts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", TradeFigure::NAME)?;
        self.shared.write(&mut InPlace { map: &mut map, figure: self, written: 0 })?;
        map.end()
    }
}

/// Writes fields in their order, and in place of six of them those that are held apart.
struct InPlace<'m, 'f, M> {
    map: &'m mut M,
    figure: &'m FigureInParts<'f>,
    written: usize,
}

// INVARIANT: these are the places of the fields among those that are written; a test holds it. All before
// the number are required, and the number comes next if it is stated. What stands before the vintage is
// not the same in every figure, so that this is known by its key.
const ID: usize = 0;
const REPORTER: usize = 1;
const PARTNER: usize = 2;
const PERIOD: usize = 4;
const ESTIMATE: usize = 6;
const VINTAGE: &str = "vintage";

impl<M: SerializeMap> Fields for InPlace<'_, '_, M> {
    type Error = M::Error;

    fn entry<V: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &V,
    ) -> Result<(), M::Error> {
        let at = self.written;
        self.written += 1;
        let Self { map, figure, .. } = self;
        match (at, figure.estimate, figure.vintage) {
            (ID, ..) => map.serialize_entry(key, figure.id),
            (REPORTER, ..) => map.serialize_entry(key, figure.reporter),
            (PARTNER, ..) => map.serialize_entry(key, figure.partner),
            (PERIOD, ..) => map.serialize_entry(key, &figure.period),
            (ESTIMATE, Some(estimate), _) => map.serialize_entry(key, &estimate),
            (_, _, Some(vintage)) if key == VINTAGE => map.serialize_entry(key, &vintage),
            _ => map.serialize_entry(key, value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_where_they_are_replaced() {
        let keys = <TradeFigure as Object>::KEYS;
        let at = |place: usize| keys[place];
        assert_eq!(
            [ID, REPORTER, PARTNER, PERIOD, ESTIMATE].map(at),
            ["id", "reporter", "partner", "period", "estimate"]
        );
        assert!(keys.contains(&VINTAGE));
    }
}
