//! What sources list completely, so that what they lack did not happen.

use time::Date;

use super::records::Records;
use crate::date::DayRange;
use crate::record::{Actor, Area, Record, RecordKind};

impl Records {
    /// Whether some source may list everything of a kind of an actor, on some day and of some type.
    pub(super) fn may_cover(&self, kind: RecordKind, actor: &Actor) -> bool {
        let sources = self.covers().iter().filter_map(|at| match self.whole(*at)? {
            Record::Source(source) => Some(source),
            _ => None,
        });
        sources.flat_map(|source| &source.covers).filter(|covers| covers.kind == kind).any(|it| {
            let is_it = |area: &Area| area.actor().is_none_or(|of| self.principal(of) == actor);
            it.actors.is_empty() || it.actors.iter().any(is_it)
        })
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
