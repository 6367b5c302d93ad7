//! A rule: its code, how bad a breach is, why it matters, and a sample on either side.

use alloc::collections::BTreeSet;

use time::Date;

use super::claims::Claims;
use super::findings::{Across, Findings};
use super::walk::{PartCheck, Reference};
use super::worlds::Worlds;
use crate::country::CountryCode;
use crate::date::day;
use crate::record::{Record, RecordKind};
use crate::report::Severity;
use crate::store::Store;

/// One rule of validation.
///
/// A rule that is certainly broken and one that is only possibly broken are two rules, with codes
/// and severities of their own.
///
/// ```
/// use bilateral::{Severity, rules};
///
/// let rule = rules::find("spell/reversed").unwrap();
/// assert_eq!(rule.severity(), Severity::Error);
/// assert_eq!(rule.summary(), "a spell certainly ends before it starts");
/// assert!(rules::find("spell/backwards").is_none());
/// ```
#[derive(Debug)]
pub struct Rule {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) numbers: &'static [u8],
    pub(super) summary: &'static str,
    pub(super) why: &'static str,
    pub(super) source: &'static str,
    pub(super) bad: &'static str,
    pub(super) good: &'static str,
    /// Codes of other rules that the bad sample cannot help breaking.
    pub(super) also: &'static [&'static str],
    pub(super) check: Check,
}

impl Rule {
    /// Records that stand beside every sample: a source, two organizations, places and a person.
    pub const BESIDE: &'static str = r#"{"kind":"source","id":"s","title":"A source","published":"2024-01-01"}
{"kind":"source","id":"t","title":"Another source","published":"2024-01-01"}
{"kind":"organization","id":"o","name":"An organization","founded":"1945","sources":[{"source":"s"}]}
{"kind":"place","id":"astana","title":"Astana","countries":[{"country":"KAZ"}],"sources":[{"source":"s"}]}
{"kind":"person","id":"p","title":"A person","sources":[{"source":"s"}]}
"#;

    /// The day on which samples are looked at, for the rules that need one.
    pub const SAMPLE_DAY: Date = day(2040, 1, 1);

    /// Returns the stable code: what the rule is about, and what is wrong.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Returns how bad a breach is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns what a breach is, in one line.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// Returns why it matters.
    #[must_use]
    pub const fn why(&self) -> &'static str {
        self.why
    }

    /// Returns where it comes from: the standard, the treaty, the collection or the part of the data
    /// model that says so.
    ///
    /// ```
    /// use bilateral::rules;
    ///
    /// let rule = rules::find("treaty/clause-met-without-entry").unwrap();
    /// assert_eq!(rule.source(), "Vienna Convention on the Law of Treaties, article 24");
    /// ```
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Returns lines of JSON that break it, beside those of [`BESIDE`](Self::BESIDE).
    #[must_use]
    pub const fn bad(&self) -> &'static str {
        self.bad
    }

    /// Returns lines of JSON that keep it, beside those of [`BESIDE`](Self::BESIDE).
    #[must_use]
    pub const fn good(&self) -> &'static str {
        self.good
    }

    /// Returns the codes of other rules that its bad sample breaks too.
    #[must_use]
    pub const fn also(&self) -> &'static [&'static str] {
        self.also
    }

    /// Returns its numbers in the project's list of 97 rules; empty for a rule beyond them.
    #[must_use]
    pub const fn numbers(&self) -> &'static [u8] {
        self.numbers
    }

    /// Returns whether it needs to see more than one record, so that
    /// [`Record::check`](crate::Record::check) leaves it out.
    #[must_use]
    pub const fn is_across_records(&self) -> bool {
        !matches!(self.check, Check::Part(_))
    }
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// Every part of one type, each alone.
    Part(PartCheck),
    /// Every id that names no record.
    Unknown(fn(&Store, Reference<'_>, &mut Findings<'_>)),
    /// Every country code that neither the table nor a record defines, beside those that records do.
    Undefined(fn(&BTreeSet<CountryCode>, CountryCode, &mut Findings<'_>)),
    /// Every record of some kinds, beside all records.
    Beside(&'static [RecordKind], fn(&Store, u32, &Record, &mut Findings<'_>)),
    /// All claims on one treaty.
    Treaty(for<'t> fn(&Claims<'t>, &mut Across<'_>)),
    /// Every total for the world, beside the sum of its partners.
    Worlds(for<'t> fn(&Worlds<'t>, &mut Across<'_>)),
    /// All records at once.
    Across(fn(&Store, &mut Across<'_>)),
}
