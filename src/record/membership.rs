//! A membership: who belongs to what, in which standing, and when.

use alloc::string::String;

use super::act::Act;
use super::actor::Actor;
use super::wire::spelled_record;
use crate::text::codes;

codes! {
    /// In which standing a member belongs.
    pub enum Standing: "standing" {
        /// Full membership.
        Full = "full",
        /// Associate membership.
        Associate = "associate",
        /// Observer.
        Observer = "observer",
        /// Candidate for membership.
        Candidate = "candidate",
        /// Dialogue partner.
        DialoguePartner = "dialogue-partner",
        /// Member whose rights are suspended: neither in nor out.
        Suspended = "suspended",
    }
}

spelled_record! {
    /// One spell of membership in one standing.
    ///
    /// ```
    /// use bilateral::{Attestation, CountryCode, Membership, Standing};
    ///
    /// let wto = Membership::new("kz-wto", CountryCode::KAZ, "wto", Standing::Full)
    ///     .attested(Attestation::OfSource)
    ///     .source("sheet-2023");
    /// assert!(wto.start.is_none());
    /// ```
    pub struct Membership: "membership" {
        new(
            /// Who belongs.
            member: Actor = "member",
            /// The id of the organization record.
            organization: String = "organization",
            /// In which standing.
            standing: Standing = "standing",
        )
        /// The id of the treaty by which it joined.
        One treaty / treaty: String = "treaty",
        /// What explains its begin and its end, notices among them.
        Many acts / act: Act = "acts",
    }
}
