//! Validation: every rule that a record or an archive must keep.
//!
//! Each rule is one small function with a stable code (`spell/reversed`), a severity, a sentence on
//! why it matters, and a sample on either side; [`all`] lists them. Errors keep data out of an
//! archive, warnings are for an editor to look at, notes are often right. All rules are always run
//! and every problem is reported: none hides another, except that what depends on a broken reference
//! is not looked at any further.
//!
//! "Certainly" is meant as everywhere in this crate: whichever of their possible days the dates
//! stand for. What only may be wrong has a rule of its own, which warns.
//!
//! ```
//! use bilateral::{Record, rules};
//!
//! let line = r#"{"kind":"membership","id":"kz-wto","member":"KAZ","organization":"wto","standing":"full","start":"2015","end":"1996"}"#;
//! let record: Record = serde_json::from_str(line)?;
//! let codes: Vec<&str> = record.check().iter().map(|problem| problem.code().to_owned()).map(|code| rules::find(&code).unwrap().code()).collect();
//! assert_eq!(codes, ["spell/reversed", "record/no-source"]);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod limits;
mod path;
mod walk;
mod findings;
mod deeds;
mod claims;
mod worlds;
mod rule;
mod order;
mod days;

mod composition;
mod nfc;
mod shared;
mod dates;
mod references;
mod alike;
mod engine;
mod treaty;
mod treaty_claims;
mod relation;
mod program;
mod trade;
mod visit;
mod country;
mod bonds;
mod journeys;
mod persons;
mod succession;
mod future;
mod comparisons;
mod accounts;

mod table;
mod closed;
mod essential;
mod checks;

pub use checks::{Checks, ChecksError};
pub use closed::{Closed, closed};
pub use limits::{DEEPEST_PARENTS, LONGEST_CHAIN, LONGEST_ID, LONGEST_LIST, LONGEST_TEXT};
pub use rule::Rule;
pub use table::{all, find};

use crate::record::Record;
use crate::report::Report;
use crate::store::Store;

impl Record {
    /// Checks the record alone, by every rule that needs no other record.
    ///
    /// The problems stand in the order of the fields. What depends on other records, such as whether
    /// a cited source is on record, is checked as an archive is built.
    ///
    /// ```
    /// use bilateral::{CountryCode, Record, Relation, RelationKind};
    ///
    /// let relation = Relation::new("us-us", RelationKind::War, CountryCode::USA, CountryCode::USA).source("sheet-2023");
    /// let report = Record::from(relation).check();
    /// assert_eq!(report.errors().count(), 1);
    /// assert_eq!(
    ///     report.iter().next().unwrap().to_string(),
    ///     "error[relation/self]: relation `us-us`, towards: `USA` stands in relation to itself",
    /// );
    /// ```
    #[must_use]
    pub fn check(&self) -> Report {
        self.check_with(&Checks::all())
    }

    /// Checks the record alone, as [`check`](Self::check) does, by the rules that a caller has chosen.
    ///
    /// ```
    /// use bilateral::{CountryCode, Record, Relation, RelationKind, rules::Checks};
    ///
    /// let relation = Relation::new("us-kz", RelationKind::War, CountryCode::USA, CountryCode::KAZ);
    /// let record = Record::from(relation);
    /// assert!(record.check().has_errors());
    /// assert!(record.check_with(&Checks::all().without("record/no-source")?).is_empty());
    /// # Ok::<(), bilateral::rules::ChecksError>(())
    /// ```
    #[must_use]
    pub fn check_with(&self, checks: &Checks) -> Report {
        checks.engine().alone(self).into_report_of(self)
    }
}

/// Checks every record alone and beside the others; the problems stand in the order of the input.
pub(crate) fn check(store: &Store, checks: &Checks) -> Report {
    checks.engine().all(store).into_report(store)
}

#[cfg(test)]
mod tests;
