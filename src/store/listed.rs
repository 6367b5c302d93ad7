//! Which flows of whose trade sources list completely, for asking about many periods.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::records::Records;
use crate::date::DayRange;
use crate::record::{Actor, Area, Flow, Record, RecordKind};

/// The days of complete lists of trade: of one reporter or, without one, of everybody.
pub(super) struct Listed<'r> {
    /// The first and the last day of each list, in order of the first; in place of its own last day
    /// stands the last of all up to it.
    days: DaysOf<'r>,
}

/// Days by reporter, if there is one, and flow.
type DaysOf<'r> = BTreeMap<(Option<&'r Actor>, u8), Vec<(i32, i32)>>;

impl<'r> Listed<'r> {
    pub(super) fn of(records: &'r Records) -> Self {
        let mut days = DaysOf::new();
        let sources = records.covers().iter().filter_map(|at| match records.whole(*at)? {
            Record::Source(source) => Some(source),
            _ => None,
        });
        for covers in sources.flat_map(|source| &source.covers) {
            let Some(core) = covers.period.core() else { continue };
            if covers.kind != RecordKind::TradeFigure {
                continue;
            }
            let is_everybody = covers.actors.is_empty() || covers.actors.contains(&Area::World);
            let named = covers.actors.iter().filter_map(Area::actor);
            let named = named.map(|actor| Some(records.principal(actor)));
            let whose: Vec<Option<&Actor>> =
                if is_everybody { alloc::vec![None] } else { named.collect() };
            for flow in Flow::ALL {
                if covers.kind_type.as_deref().is_none_or(|of| of == flow.as_str()) {
                    for who in &whose {
                        let list = days.entry((*who, *flow as u8)).or_default();
                        list.push((core.first_key(), core.last_key()));
                    }
                }
            }
        }
        for list in days.values_mut() {
            list.sort_unstable();
            let mut latest = i32::MIN;
            for (_, last) in list {
                latest = latest.max(*last);
                *last = latest;
            }
        }
        Self { days }
    }

    /// Whether one source lists all that a reporter traded in a flow on some days.
    pub(super) fn holds(&self, reporter: &Actor, flow: Flow, asked: DayRange) -> bool {
        [Some(reporter), None].into_iter().any(|who| {
            let list = self.days.get(&(who, flow as u8)).map_or(&[][..], Vec::as_slice);
            let begun = list.partition_point(|(first, _)| *first <= asked.first_key());
            let reaches = begun.checked_sub(1).and_then(|at| list.get(at));
            reaches.is_some_and(|(_, last)| *last >= asked.last_key())
        })
    }
}
