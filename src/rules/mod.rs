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
mod rule;
mod order;
mod engine;
mod days;

mod shared;
mod dates;
mod references;
mod treaty;
mod treaty_claims;
mod relation;
mod program;
mod trade;
mod visit;
mod country;
mod bonds;
mod journeys;

pub use limits::{DEEPEST_PARENTS, LONGEST_CHAIN, LONGEST_ID, LONGEST_LIST, LONGEST_TEXT};
pub use rule::Rule;

use engine::Engine;

use crate::record::Record;
use crate::report::Report;
use crate::store::Store;

/// Every rule, in the order of the codes.
static RULES: &[Rule] = &[
    dates::EFFECT_BEFORE_DEED,
    dates::ENDING_OF_NOTHING,
    shared::VIA_ITSELF,
    country::ABSENT,
    country::TWO_EXISTENCES,
    country::SUCCEEDS_ITSELF,
    country::TWO_CAPITALS,
    country::TWO_NAMES,
    country::UNDEFINED,
    dates::SENTINEL,
    visit::CALL_IN_PERSON,
    visit::EVENT_MAYBE_REVERSED,
    visit::REMOTE_EVENT,
    visit::EVENT_REVERSED,
    visit::ROUND_ZERO,
    trade::FIGURE_NO_VALUE,
    trade::FIGURE_LABEL,
    references::FIGURE_PART_CYCLE,
    trade::FIGURE_SELF,
    trade::STOCK_OR_FLOW,
    trade::FIGURE_UNIT,
    trade::FIGURE_OF_MISSING,
    shared::LIST_LENGTH,
    visit::NOBODY_MET,
    visit::OUTSIDE_VISIT,
    visit::REMOTE_MEETING,
    bonds::BEFORE_FOUNDING,
    bonds::OVERLAP,
    relation::MEMBER_OF_ITSELF,
    journeys::CURRENCY,
    references::OF_CYCLE,
    country::ORGANIZATION_REVERSED,
    shared::COUNT_OF_PERSON,
    shared::NOBODY,
    dates::PERIOD_MAYBE_REVERSED,
    dates::PERIOD_REVERSED,
    country::PLACE_TWICE,
    country::TWO_PLACE_NAMES,
    program::LONG_BUDGET,
    program::CLOSED_OPEN,
    program::NEGATIVE_CUMULATIVE,
    program::FOR_ITSELF,
    shared::ID_CHARACTERS,
    program::MONEY_TWICE,
    program::NO_TIME,
    references::PARENT_CYCLE,
    references::PROGRAM_PART_CYCLE,
    program::PIPELINE_STARTED,
    program::TO_ITSELF,
    program::SHARE_RANGE,
    program::SHARES_OVER,
    program::SHARES_UNDER,
    references::TOO_DEEP,
    program::NOT_MONEY,
    program::DAY_OUTSIDE_PERIOD,
    shared::DUPLICATE_ID,
    shared::ID_LENGTH,
    journeys::LATER_THAN_SOURCE,
    shared::NO_SOURCE,
    shared::ORDINAL_ZERO,
    references::CHAIN_TOO_LONG,
    references::SAME_AS_CYCLE,
    references::UNKNOWN_EVENT,
    references::UNKNOWN_FIGURE,
    references::UNKNOWN_ORGANIZATION,
    references::UNKNOWN_PERSON,
    references::UNKNOWN_PLACE,
    references::UNKNOWN_PROGRAM,
    references::UNKNOWN_RECORD,
    references::UNKNOWN_SOURCE,
    references::UNKNOWN_TREATY,
    relation::DIRECTED,
    bonds::EMBASSY_FIRST,
    relation::NO_OBJECT,
    relation::OBJECT,
    bonds::LEVEL_LEFT_OPEN,
    relation::NAMELESS_PARTNERSHIP,
    bonds::RELATIONS_FIRST,
    relation::SELF,
    relation::NO_TERRITORY,
    references::COPY_CYCLE,
    visit::COVERS_TYPE,
    visit::NO_DATE,
    visit::READ_BEFORE,
    references::SUPERSEDES_CYCLE,
    bonds::UNDATED,
    dates::ATTESTED_OUTSIDE,
    dates::MAYBE_REVERSED,
    bonds::NEAR_DUPLICATE,
    dates::REVERSED,
    dates::TWO_ENDS,
    shared::TEXT_EMPTY,
    shared::TEXT_TRIMMED,
    shared::TEXT_LENGTH,
    trade::SINCE,
    trade::NEGATIVE,
    trade::NO_VALUE,
    trade::RANK_ASIDE,
    trade::NO_RANK,
    trade::RANK_SCOPE,
    trade::SELF,
    trade::SHARE_OVER,
    trade::TWO_VALUES,
    trade::UNIT,
    trade::VALUE_OF_MISSING,
    treaty_claims::ACCEDED_AND_SIGNED,
    treaty::ACT_BEFORE_CONCLUSION,
    references::AMENDS_CYCLE,
    treaty::ATTESTED_NO_DAY,
    journeys::TREATY_BEFORE_RECOGNITION,
    treaty_claims::NO_ENTRY,
    treaty::ENTRY_AND_END,
    treaty::ENTRY_BEFORE_CONSENT,
    treaty::NON_BINDING_RATIFIED,
    treaty::NOTICE_TOO_SHORT,
    treaty_claims::OBJECTION,
    treaty::ONE_SIDE,
    treaty::PARTY_BEFORE_GENERAL,
    treaty::PARTY_TWICE,
    treaty::PLEDGE_OF_STRANGER,
    treaty::PLEDGE_TO_ITSELF,
    treaty_claims::RATIFIED_BEFORE_SIGNED,
    treaty_claims::RATIFIED_UNSIGNED,
    references::REPLACES_CYCLE,
    treaty_claims::RESERVATION_LATE,
    treaty_claims::RESERVATION_TWICE,
    treaty_claims::RESERVATION_ORDER,
    treaty_claims::SHARED_CITATION,
    treaty::SIGNED_AFTER_WINDOW,
    treaty::TOO_FEW_CONSENTS,
    treaty::TOO_FEW_PARTIES,
    treaty_claims::WITHDRAWAL_MAYBE_UNBOUND,
    treaty_claims::WITHDRAWAL_UNBOUND,
    visit::AT_HOME,
    journeys::BEFORE_RECOGNITION,
    visit::CANCELLED_MET,
    visit::MAYBE_REVERSED,
    journeys::VISIT_TWICE,
    visit::NO_TRAVELLER,
    journeys::NOT_HELD,
    journeys::TWO_STAYS,
    journeys::ELSEWHERE,
    visit::REVERSED,
    journeys::SIGNED_ELSEWHEN,
    journeys::NOT_HEAD,
];

/// Returns every rule, in the order of the codes.
///
/// ```
/// use bilateral::rules;
///
/// assert!(rules::all().iter().map(|rule| rule.code()).is_sorted());
/// ```
#[must_use]
pub fn all() -> &'static [Rule] {
    RULES
}

/// Returns the rule of a code, or `None` if there is none.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.code().cmp(code)).ok().and_then(|at| RULES.get(at))
}

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
        Engine::of(RULES).alone(self).into_report_of(self)
    }
}

/// Checks every record alone and beside the others; the problems stand in the order of the input.
pub(crate) fn check(store: &Store) -> Report {
    Engine::of(RULES).all(store).into_report(store)
}

#[cfg(test)]
mod tests;
