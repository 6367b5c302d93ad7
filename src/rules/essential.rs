//! The rules that no caller can switch off or lower.

use super::rule::Rule;

impl Rule {
    /// Returns whether an archive rests on it, so that it cannot be switched off or lowered.
    ///
    /// These are the rules without which a question has no answer: ids that name one record each and
    /// are on record; chains that end; texts and lists within their limits; and things that were on
    /// some day at all, each source for itself. What breaks one of the others is merely wrong, and
    /// the answers say what the record says.
    ///
    /// ```
    /// use bilateral::rules;
    ///
    /// assert!(rules::find("reference/unknown-source").unwrap().is_essential());
    /// assert!(rules::find("spell/reversed").unwrap().is_essential());
    /// assert!(!rules::find("record/no-source").unwrap().is_essential());
    /// ```
    #[must_use]
    pub fn is_essential(&self) -> bool {
        self.code.starts_with("reference/")
            || self.code.ends_with("-cycle")
            || ESSENTIAL.contains(&self.code)
    }
}

/// Those beside references and cycles.
pub(super) const ESSENTIAL: [&str; 16] = [
    "country/undefined-code",
    "event/reversed",
    "list/too-long",
    "membership/overlap",
    "organization/reversed",
    "period/reversed",
    "person/office-overlap",
    "program/too-deep",
    "record/duplicate-id",
    "record/id-length",
    "relation/overlap",
    "spell/attested-outside",
    "spell/reversed",
    "spell/two-ends",
    "text/too-long",
    "visit/reversed",
];
