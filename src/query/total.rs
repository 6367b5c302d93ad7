//! One account of money: what was counted, what was left out, and why.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;

use crate::money::{Bounds, Unit};
use crate::record::Stage;
use crate::text::codes;

codes! {
    /// Why an amount was left out of a total.
    pub enum LeftOutReason: "reason for leaving out" {
        /// It is of another stage.
        OtherStage = "other-stage",
        /// It is estimated, beside what was done.
        Estimated = "estimated",
        /// It is in goods or services, beside cash.
        InKind = "in-kind",
        /// It is cumulative, beside amounts of single periods of the same programme.
        CumulativeBesidePeriodic = "cumulative-beside-periodic",
        /// It is a parent's, beside its children's.
        ParentOfCounted = "parent-of-counted",
        /// Its period is not stated, and not all time was asked for.
        PeriodNotStated = "period-not-stated",
        /// Its period overlaps the asked one only in part.
        PartlyOverlaps = "partly-overlaps",
        /// Several recipients share it and no shares are recorded.
        SharedRecipients = "shared-recipients",
        /// Who provides it is not recorded.
        ProviderNotRecorded = "provider-not-recorded",
        /// The record stands for several unnamed programmes, which may be counted elsewhere.
        Several = "several",
        /// Adding it would pass the largest amount that can be held exactly.
        TooLarge = "too-large",
    }
}

/// An amount that was left out of a total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The id of the record that states it.
    pub id: String,
    /// The field, `transactions[0]`.
    pub path: String,
    /// Why.
    pub reason: LeftOutReason,
}

/// An amount that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counted {
    /// The id of the record that states it.
    pub id: String,
    /// The field, `transactions[0]`.
    pub path: String,
    /// The ids of the sources that say so.
    pub sources: Vec<String>,
}

/// A total that never lies: bounds per unit, what was counted, what was left out and why.
///
/// Nothing counted is *none*, never zero: [`bounds`](Self::bounds) is then empty.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, ReportingPeriod, Stage};
///
/// let given = archive.dossier(CountryCode::USA, CountryCode::KAZ).programs().given_by(CountryCode::USA);
/// let spent = given.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
/// assert_eq!(spent.to_string(), "expenditure: between $450 million and $550 million");
/// // The source states no period, so that nothing can be counted for a year.
/// let in_2021 = given.total(Stage::Expenditure, &ReportingPeriod::year(2021)?);
/// assert!(in_2021.is_none());
/// assert_eq!(in_2021.left_out()[0].reason.as_str(), "period-not-stated");
/// # Ok::<(), bilateral::ReportingPeriodError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    stage: Stage,
    bounds: Vec<Bounds>,
    counted: Vec<Counted>,
    left_out: Vec<LeftOut>,
}

impl Total {
    pub(crate) const fn new(stage: Stage) -> Self {
        Self { stage, bounds: Vec::new(), counted: Vec::new(), left_out: Vec::new() }
    }

    /// Adds an amount, or lists it as left out if the sum could not be held exactly.
    pub(crate) fn add(&mut self, bounds: Bounds, counted: Counted) {
        match self.bounds.iter_mut().find(|sum| sum.unit() == bounds.unit()) {
            Some(sum) => match sum.checked_add(bounds) {
                Ok(added) => *sum = added,
                Err(_) => {
                    self.leave_out(counted.id, counted.path, LeftOutReason::TooLarge);
                    return;
                }
            },
            None => self.bounds.push(bounds),
        }
        self.counted.push(counted);
    }

    pub(crate) fn leave_out(&mut self, id: String, path: String, reason: LeftOutReason) {
        self.left_out.push(LeftOut { id, path, reason });
    }

    /// Returns the stage of the amounts counted.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Returns the possible sums, one a unit, in the order in which the units were met.
    #[must_use]
    pub fn bounds(&self) -> &[Bounds] {
        &self.bounds
    }

    /// Returns the possible sums in one unit; `None` if nothing in it was counted.
    #[must_use]
    pub fn in_unit(&self, unit: Unit) -> Option<Bounds> {
        self.bounds.iter().copied().find(|bounds| bounds.unit() == unit)
    }

    /// Returns whether nothing was counted: there is no total, which is not a total of zero.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.counted.is_empty()
    }

    /// Returns what was counted.
    #[must_use]
    pub fn counted(&self) -> &[Counted] {
        &self.counted
    }

    /// Returns what was left out, and why.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            write!(f, "{}: none recorded", self.stage)?;
        } else {
            write!(f, "{}: ", self.stage)?;
            for (i, bounds) in self.bounds.iter().enumerate() {
                write!(f, "{}{}", if i == 0 { "" } else { " and " }, bounds.in_words())?;
            }
        }
        if !self.left_out.is_empty() {
            write!(f, " ({} left out)", self.left_out.len())?;
        }
        Ok(())
    }
}
