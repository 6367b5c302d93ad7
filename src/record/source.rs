//! A source: one edition of a publication.

use alloc::string::String;

use time::Date;

use super::actor::Area;
use super::kind::RecordKind;
use super::wire::{part, record};
use crate::date::{PartialDate, Period};
use crate::text::codes;

codes! {
    /// What kind of publication it is.
    pub enum SourceKind: "source kind" {
        /// A fact sheet or country page.
        FactSheet = "fact-sheet",
        /// A news article.
        Article = "article",
        /// A page of an authority's site.
        WebPage = "web-page",
        /// A database or data set.
        Dataset = "dataset",
        /// A printed or scanned official document.
        Document = "document",
        /// A treaty series or depositary's record.
        TreatySeries = "treaty-series",
        /// A report or study.
        Report = "report",
        /// A book or encyclopedia.
        Book = "book",
        /// A post on a social network.
        Post = "post",
        /// Anything else.
        Other = "other",
    }
}

part! {
    /// Something of which a source lists everything, so that what it lacks did not happen.
    pub struct Covers: "coverage" {
        new(
            /// Of which kind of record.
            kind: RecordKind = "kind",
            /// In which period.
            period: Period = "period",
        )
        /// For which actors; empty: for all.
        Many actors / actor: Area = "actors",
        /// Of which type within the kind, as the kind writes it; absent: of all.
        One kind_type / kind_type: String = "type",
    }
}

record! {
    /// One edition of a publication.
    ///
    /// Neither `published` nor `retrieved` means that the source gives no day of its own; what it says
    /// "today" is then said of an unknown day.
    ///
    /// ```
    /// use bilateral::{Source, SourceKind, day};
    ///
    /// let sheet = Source::new("sheet-2023", "U.S. Relations With Kazakhstan")
    ///     .publisher("US Department of State")
    ///     .kind(SourceKind::FactSheet)
    ///     .published(day(2023, 2, 27));
    /// assert!(sheet.retrieved.is_none());
    /// ```
    pub struct Source: "source" {
        new(
            /// Its title.
            title: String = "title",
        )
        /// Who published it.
        One publisher / publisher: String = "publisher",
        /// What kind of publication it is.
        One kind / kind: SourceKind = "type",
        /// When it was published.
        One published / published: PartialDate = "published",
        /// When it was read.
        One retrieved / retrieved: PartialDate = "retrieved",
        /// Where it is found.
        One address / address: String = "address",
        /// The id of the source of which it is a copy; copies do not corroborate.
        One copy_of / copy_of: String = "copy_of",
        /// The id of the earlier edition that it supersedes.
        One supersedes / supersedes: String = "supersedes",
        /// What it lists completely.
        Many covers / cover: Covers = "covers",
    }
}

impl Source {
    /// Returns the day by which it was out, on which it speaks: the latest possible day of its
    /// publication, or where that is absent or open, of its retrieval; `None` if neither tells.
    ///
    /// ```
    /// use bilateral::{PartialDate, Source, day};
    ///
    /// let sheet = Source::new("sheet", "A fact sheet").published(PartialDate::month(2023, 2).unwrap());
    /// assert_eq!(sheet.out_on(), Some(day(2023, 2, 28)));
    /// assert_eq!(Source::new("page", "A page").out_on(), None);
    /// ```
    #[must_use]
    pub fn out_on(&self) -> Option<Date> {
        [self.published, self.retrieved].into_iter().flatten().find_map(|day| day.possible().last())
    }
}
