//! A statement: who said what to or about whom.

use alloc::string::String;

use super::actor::Participant;
use super::wire::record;
use crate::date::{PartialDate, Period};
use crate::text::codes;

codes! {
    /// What kind of statement it is.
    pub enum StatementKind: "statement type" {
        /// Words of a person or an authority.
        Quote = "quote",
        /// A judgement of how things stand.
        Assessment = "assessment",
        /// An announcement; announced money is a pledge.
        Announcement = "announcement",
        /// A denial.
        Denial = "denial",
    }
}

record! {
    /// What somebody said, summed up in the editor's own words.
    ///
    /// ```
    /// use bilateral::{CountryCode, Participant, Statement, StatementKind};
    ///
    /// let tweet = Statement::new("blinken-thanks", StatementKind::Quote, "thanks for the welcome in Astana")
    ///     .speaker(Participant::person("blinken").for_actor(CountryCode::USA))
    ///     .addressee(Participant::person("tokayev").for_actor(CountryCode::KAZ))
    ///     .channel("Twitter")
    ///     .source("article-2023");
    /// assert!(tweet.on.is_none());
    /// ```
    pub struct Statement: "statement" {
        new(
            /// What kind of statement.
            kind: StatementKind = "type",
            /// What it says, in the editor's own words.
            summary: String = "summary",
        )
        /// Who speaks; empty: the source itself.
        Many speakers / speaker: Participant = "speakers",
        /// To whom.
        Many addressees / addressee: Participant = "addressees",
        /// About whom.
        Many about / about: Participant = "about",
        /// When it was said.
        One on / on: PartialDate = "on",
        /// The period of which it speaks.
        One period / period: Period = "period",
        /// Through what: "Twitter", "joint press conference".
        One channel / channel: String = "channel",
        /// What it is about.
        Many topics / topic: String = "topics",
    }
}
