//! What sources list completely, so that what they lack did not happen.

use alloc::vec::Vec;

use time::Date;

use super::keys::Keys;
use super::records::Records;
use crate::date::DayRange;
use crate::record::{Actor, Area, Covers, Record, RecordKind};

impl Records {
    /// The days on which sources list everything of a kind, whatever its type, each with the actor of
    /// which they do, or of everybody.
    pub(super) fn covered(&self, kind: RecordKind) -> Vec<(Option<&Actor>, Keys)> {
        let sources = self.covers().iter().filter_map(|at| match self.whole(*at)? {
            Record::Source(source) => Some(source),
            _ => None,
        });
        let of_kind = |covers: &&Covers| covers.kind == kind && covers.kind_type.is_none();
        let mut covered = Vec::new();
        for covers in sources.flat_map(|source| &source.covers).filter(of_kind) {
            let Some(days) = covers.period.core() else { continue };
            if covers.actors.is_empty() || covers.actors.contains(&Area::World) {
                covered.push((None, Keys::from(days)));
            }
            let actors = covers.actors.iter().filter_map(Area::actor);
            covered.extend(actors.map(|actor| (Some(self.principal(actor)), Keys::from(days))));
        }
        covered
    }

    /// The number of a source that lists everything of a kind, of one of some actors, on a day:
    /// of every type within the kind, or of the one that is asked for. The day must lie inside the
    /// source's period whichever of its possible days the period begins and ends on.
    pub(crate) fn covering(
        &self,
        kind: RecordKind,
        kind_type: Option<&str>,
        actors: &[&Actor],
        day: Date,
    ) -> Option<u32> {
        self.covering_days(kind, kind_type, actors, DayRange::on(day))
    }

    /// The same for every day of a range.
    pub(crate) fn covering_days(
        &self,
        kind: RecordKind,
        kind_type: Option<&str>,
        actors: &[&Actor],
        days: DayRange,
    ) -> Option<u32> {
        self.covers().iter().copied().find(|at| {
            let Some(Record::Source(source)) = self.whole(*at) else { return false };
            source.covers.iter().any(|covers| {
                covers.kind == kind
                    && covers.kind_type.as_deref().is_none_or(|of| Some(of) == kind_type)
                    && covers.period.core().is_some_and(|core| core.encloses(days))
                    && (covers.actors.is_empty()
                        || covers.actors.iter().any(|area| match area {
                            Area::World => true,
                            Area::Actor(of) => {
                                actors.iter().any(|asked| self.principal(of) == *asked)
                            }
                            Area::Special(_) => false,
                        }))
            })
        })
    }
}
