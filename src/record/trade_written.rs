//! A trade figure as it is written, of which five fields are held apart from the others.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::actor::{Actor, Area};
use super::trade::TradeFigure;
use super::wire::Object;
use crate::date::ReportingPeriod;
use crate::money::Estimate;

/// A trade figure that has its id, reporter, partner, period and number elsewhere; written as the whole figure is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FigureInParts<'f> {
    /// All else. It states a number exactly if the figure does.
    pub(crate) shared: &'f TradeFigure,
    pub(crate) id: &'f str,
    pub(crate) reporter: &'f Actor,
    pub(crate) partner: &'f Area,
    pub(crate) period: ReportingPeriod,
    pub(crate) estimate: Option<Estimate>,
}

impl Serialize for FigureInParts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", TradeFigure::NAME)?;
        self.shared.write(&mut InPlace { map: &mut map, figure: self, written: 0 })?;
        map.end()
    }
}

/// Writes fields in their order, and in place of five of them those that are held apart.
struct InPlace<'m, 'f, M> {
    map: &'m mut M,
    figure: &'m FigureInParts<'f>,
    written: usize,
}

// INVARIANT: these are the places of the fields among those that are written; a test holds it. All before
// the number are required, and the number comes next if it is stated.
const ID: usize = 0;
const REPORTER: usize = 1;
const PARTNER: usize = 2;
const PERIOD: usize = 4;
const ESTIMATE: usize = 6;

impl<M: SerializeMap> SerializeMap for InPlace<'_, '_, M> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), M::Error> {
        self.map.serialize_key(key)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), M::Error> {
        self.map.serialize_value(value)
    }

    fn serialize_entry<K: ?Sized + Serialize, V: ?Sized + Serialize>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), M::Error> {
        let at = self.written;
        self.written += 1;
        let Self { map, figure, .. } = self;
        match (at, figure.estimate) {
            (ID, _) => map.serialize_entry(key, figure.id),
            (REPORTER, _) => map.serialize_entry(key, figure.reporter),
            (PARTNER, _) => map.serialize_entry(key, figure.partner),
            (PERIOD, _) => map.serialize_entry(key, &figure.period),
            (ESTIMATE, Some(estimate)) => map.serialize_entry(key, &estimate),
            _ => map.serialize_entry(key, value),
        }
    }

    fn end(self) -> Result<(), M::Error> {
        Ok(())
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
    }
}
