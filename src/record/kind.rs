//! The kinds of record.

use crate::text::codes;

codes! {
    /// The kinds of record, in the order in which a report or a timeline sorts them.
    pub enum RecordKind: "record kind" {
        /// What an archive adds to the table of countries.
        Country = "country",
        /// An organization.
        Organization = "organization",
        /// A place.
        Place = "place",
        /// A person.
        Person = "person",
        /// A source.
        Source = "source",
        /// A treaty.
        Treaty = "treaty",
        /// A membership.
        Membership = "membership",
        /// A relation.
        Relation = "relation",
        /// A programme.
        Program = "program",
        /// A trade figure.
        TradeFigure = "trade",
        /// Another figure.
        Figure = "figure",
        /// A visit.
        Visit = "visit",
        /// A statement.
        Statement = "statement",
        /// An event.
        Event = "event",
    }
}
