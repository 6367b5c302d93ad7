//! An organization: a union, an agency, a ministry, a company.

use alloc::string::String;

use super::actor::Actor;
use super::wire::record;
use crate::date::PartialDate;
use crate::text::codes;

codes! {
    /// What kind of body it is.
    pub enum OrganizationKind: "organization kind" {
        /// An organization of states.
        Intergovernmental = "intergovernmental",
        /// A union of states that acts as one party.
        Union = "union",
        /// A ministry, agency or other organ of an actor.
        Government = "government",
        /// A non-governmental organization.
        NonGovernmental = "non-governmental",
        /// A company.
        Company = "company",
        /// A university or research body.
        Academic = "academic",
        /// A format that meets without being an organization: C5+1.
        Format = "format",
        /// Anything else.
        Other = "other",
    }
}

record! {
    /// An organization. The acts of an organ count as the acts of the actor that it is `of`; its
    /// memberships do not.
    ///
    /// ```
    /// use bilateral::{CountryCode, Organization, OrganizationKind};
    ///
    /// let state = Organization::new("us-state", "Department of State")
    ///     .kind(OrganizationKind::Government)
    ///     .of(CountryCode::USA)
    ///     .source("historian");
    /// assert_eq!(state.of, Some(CountryCode::USA.into()));
    /// ```
    pub struct Organization: "organization" {
        new(
            /// Its name.
            name: String = "name",
        )
        /// A short name or acronym.
        One short_name / short_name: String = "short_name",
        /// What kind of body it is.
        One kind / kind: OrganizationKind = "type",
        /// When it was founded.
        One founded / founded: PartialDate = "founded",
        /// When it ended.
        One ended / ended: PartialDate = "ended",
        /// The actor whose organ it is.
        One of / of: Actor = "of",
    }
}
