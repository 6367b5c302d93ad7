//! Gathers every record behind an answer, with the rule that was applied.

use alloc::vec::Vec;

use time::Date;

use super::basis::Basis;
use super::evidence::{Evidence, LISTED, of_office, of_records, of_source};
use super::treaty_evidence::of_treaty;
use crate::date::key;

/// Every record behind an answer, with the rule that was applied.
pub(crate) fn gather(basis: Basis<'_>, day: Date) -> (&'static str, Vec<Evidence>) {
    match basis {
        Basis::Nothing { what } => (what, Vec::new()),
        Basis::Covered { store, source } => (LISTED, of_source(store, source)),
        Basis::Spell { store, subject, rule } => {
            (rule, of_records(store, store.claims(subject), day))
        }
        Basis::Office { store, subject, office, rule } => {
            let records = store.claims(subject).iter().filter_map(|at| store.whole(*at));
            let mut evidence: Vec<Evidence> =
                records.flat_map(|record| of_office(record, office)).collect();
            let later = store.store().successor(subject, office, key(day));
            evidence.extend(
                later
                    .and_then(|at| store.whole(at))
                    .into_iter()
                    .flat_map(|record| of_office(record, office)),
            );
            (rule, evidence)
        }
        Basis::Series { store, series, rule } => {
            (rule, of_records(store, store.store().members(series), day))
        }
        Basis::Treaty { store, subject, parties, rule } => {
            (rule, of_treaty(store, subject, parties, day))
        }
    }
}
