//! Where a fact comes from, and where it stands in an order.

use alloc::string::String;

use super::wire::part;

part! {
    /// Where a record, or a part of one, is stated.
    ///
    /// A fact sheet read through an article is the `source`, and the article is `via`; somebody whom
    /// the source quotes is `according_to`.
    ///
    /// ```
    /// use bilateral::Citation;
    ///
    /// let citation = Citation::new("sheet-2023").via("article-2023").locator("paragraph 2");
    /// assert_eq!(citation.source, "sheet-2023");
    /// assert_eq!(citation.via.as_deref(), Some("article-2023"));
    /// ```
    pub struct Citation: "citation" {
        new(
            /// The id of the source record that makes the claim.
            source: String = "source",
        )
        /// The place in the source: a page, a paragraph, a row.
        One locator / locator: String = "locator",
        /// The id of the source record through which it was read.
        One via / via: String = "via",
        /// Whom the source quotes for it.
        One according_to / according_to: String = "according_to",
    }
}

impl From<&str> for Citation {
    fn from(source: &str) -> Self {
        Self::new(source)
    }
}

part! {
    /// A place in an order that a source claims: "the first to recognise it".
    ///
    /// ```
    /// use bilateral::Ordinal;
    ///
    /// let first = Ordinal::new(1_u32, "states to recognise Kazakhstan's independence");
    /// assert_eq!(first.place, 1);
    /// ```
    pub struct Ordinal: "ordinal" {
        new(
            /// The place, counted from 1.
            place: u32 = "place",
            /// Among what: the scope in which it is counted.
            among: String = "among",
        )
    }
}
