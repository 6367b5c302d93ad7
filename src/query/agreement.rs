//! How the claims on one subject stand to each other.

use crate::date::PartialDate;
use crate::money::Bounds;
use crate::record::{Record, Visit};
use crate::store::{Agreement as Class, Held, Keys, PartyForce, Sight, agreeing};
use crate::text::codes;

codes! {
    /// How the claims on one subject stand to each other, in what can be compared: days and amounts.
    /// Texts stand side by side and never disagree.
    pub enum Agreement: "agreement" {
        /// One claim.
        Single = "single",
        /// All say the same.
        Same = "same",
        /// They differ and can all be true.
        Compatible = "compatible",
        /// They cannot all be true.
        Conflicting = "conflicting",
    }
}

impl From<Class> for Agreement {
    fn from(class: Class) -> Self {
        match class {
            Class::Single => Self::Single,
            Class::Same => Self::Same,
            Class::Compatible => Self::Compatible,
            Class::Conflicting => Self::Conflicting,
        }
    }
}

/// How the claims on a subject stand to each other.
pub(crate) fn of_subject(store: Sight<'_>, subject: u32) -> Agreement {
    let Some(found) = store.subject(subject) else { return Agreement::Single };
    if let Some((series, spell)) = found.series {
        let Some(series) = store.series(series) else { return Agreement::Single };
        let spells = match spell {
            Some(spell) => series.spells.get(spell as usize).map_or(&[][..], core::slice::from_ref),
            None => &series.spells,
        };
        return spells.iter().map(|spell| spell.agreement).max().unwrap_or(Class::Single).into();
    }
    if let Some(force) = store.store().force(subject) {
        let of_party = |party: &PartyForce| {
            let history = party.histories.force.series();
            history.spells.iter().map(|spell| spell.agreement).max()
        };
        let of_parties = force.parties.iter().filter_map(of_party);
        let force: Agreement = of_parties.fold(force.whole, Class::max).into();
        let concluded = found.claims.iter().filter_map(|at| match store.whole(*at)? {
            Record::Treaty(treaty) => treaty.concluded,
            _ => None,
        });
        return match of_days(concluded, 0) {
            Agreement::Conflicting => Agreement::Conflicting,
            _ => force,
        };
    }
    let records = || found.claims.iter().filter_map(|at| store.record(*at));
    if records().nth(1).is_none() {
        return Agreement::Single;
    }
    // Visits and calls are dated by the day of the place: a late evening in one capital is the next
    // morning in the other, so a day apart can be one day where every claim names its place.
    let placed = records().all(|record| match record {
        Held::Whole(Record::Visit(visit)) => has_place(visit),
        Held::Whole(Record::Event(event)) => event.place.is_some(),
        _ => false,
    });
    let apart = i32::from(placed);
    let starts = of_days(records().filter_map(start), apart);
    let ends = of_days(records().filter_map(end), apart);
    let amounts = of_amounts(records().filter_map(amount));
    [starts, ends, amounts].into_iter().max_by_key(|class| *class as u8).unwrap_or(Agreement::Same)
}

fn has_place(visit: &Visit) -> bool {
    !visit.places.is_empty()
}

fn start(record: Held<'_>) -> Option<PartialDate> {
    match record.whole()? {
        Record::Visit(visit) => visit.start,
        Record::Event(event) => event.on,
        Record::Statement(statement) => statement.on,
        _ => None,
    }
}

fn end(record: Held<'_>) -> Option<PartialDate> {
    match record.whole()? {
        Record::Visit(visit) => visit.end,
        Record::Event(event) => event.until,
        _ => None,
    }
}

fn amount(record: Held<'_>) -> Option<Bounds> {
    match record {
        Held::Trade(row) => row.estimate(),
        Held::Whole(Record::Figure(figure)) => figure.estimate,
        Held::Whole(_) => None,
    }
    .map(|estimate| estimate.bounds())
}

fn of_days(dates: impl Iterator<Item = PartialDate>, apart: i32) -> Agreement {
    let days: alloc::vec::Vec<Keys> = dates.map(Keys::of).collect();
    let clusters = agreeing(&days);
    let far = match (clusters.first(), clusters.last()) {
        (Some(first), Some(last)) => last.first().saturating_sub(first.last()) > apart,
        _ => false,
    };
    if clusters.len() > 1 && far {
        Agreement::Conflicting
    } else if days.windows(2).all(|pair| matches!(pair, [a, b] if a == b)) {
        Agreement::Same
    } else {
        Agreement::Compatible
    }
}

/// Amounts agree if all of them can be true of one value; those of different units cannot be compared
/// and are left side by side.
fn of_amounts(amounts: impl Iterator<Item = Bounds>) -> Agreement {
    let mut common: Option<Bounds> = None;
    let mut class = Agreement::Same;
    for bounds in amounts {
        let Some(so_far) = common else {
            common = Some(bounds);
            continue;
        };
        if so_far != bounds {
            class = Agreement::Compatible;
        }
        match so_far.intersect(bounds) {
            Ok(Some(both)) => common = Some(both),
            Ok(None) => return Agreement::Conflicting,
            Err(_) => {}
        }
    }
    class
}
