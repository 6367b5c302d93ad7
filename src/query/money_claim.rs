//! [`MoneyClaim`]: where one source states one amount.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::claim::CitationRef;
use crate::money::{Estimate, PriceBasis};
use crate::record::{Citation, Program, Record, Transaction};
use crate::store::{Held, Sight};

/// One amount as one record states it: a transaction of a programme, a trade figure, another figure.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, ReportingPeriod, Stage};
///
/// let given = archive.dossier(CountryCode::USA, CountryCode::KAZ).programs().given_by(CountryCode::USA);
/// let spent = given.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
/// let claim = spent.counted()[0].claims[0];
/// assert_eq!(claim.path(), "transactions[0]");
/// assert_eq!(claim.citations().next().map(|citation| citation.source()), Some("sheet-2023"));
/// assert_eq!(claim.estimate().map(|estimate| estimate.to_string()).as_deref(), Some("rounded USD 5e8"));
/// ```
#[derive(Clone, Copy)]
pub struct MoneyClaim<'s> {
    store: Sight<'s>,
    at: u32,
    transaction: Option<u32>,
}

impl<'s> MoneyClaim<'s> {
    /// The number that a record of a figure states.
    pub(crate) const fn figure(store: Sight<'s>, at: u32) -> Self {
        Self { store, at, transaction: None }
    }

    /// A transaction of a programme, by its place in the list.
    pub(crate) const fn transaction(store: Sight<'s>, at: u32, index: u32) -> Self {
        Self { store, at, transaction: Some(index) }
    }

    /// Returns the id of the record.
    #[must_use]
    pub fn id(self) -> &'s str {
        self.store.record(self.at).map_or("", Held::id)
    }

    /// Returns the field, `transactions[0]` or `estimate`.
    #[must_use]
    pub fn path(self) -> String {
        match self.transaction {
            Some(index) => format!("transactions[{index}]"),
            None => "estimate".into(),
        }
    }

    /// Returns the amount as stated; `None` where a figure has no number.
    #[must_use]
    pub fn estimate(self) -> Option<Estimate> {
        match self.store.record(self.at)? {
            Held::Trade(row) => row.estimate(),
            Held::Whole(Record::Figure(figure)) => figure.estimate,
            _ => self.stated().map(|transaction| transaction.estimate),
        }
    }

    /// Returns the prices in which it is stated; `None` if not stated.
    #[must_use]
    pub fn prices(self) -> Option<PriceBasis> {
        match self.store.record(self.at)? {
            Held::Trade(row) => row.prices(),
            Held::Whole(Record::Figure(figure)) => figure.prices,
            _ => self.stated().and_then(|transaction| transaction.prices),
        }
    }

    /// Returns the source's own words for it.
    #[must_use]
    pub fn words(self) -> Option<&'s str> {
        match self.store.record(self.at)? {
            Held::Trade(row) => row.words(),
            Held::Whole(Record::Figure(figure)) => figure.words.as_deref(),
            _ => self.stated().and_then(|transaction| transaction.words.as_deref()),
        }
    }

    /// Returns where it is stated, in order.
    pub fn citations(self) -> impl Iterator<Item = CitationRef<'s>> {
        let store = self.store;
        self.cited().iter().map(move |citation| CitationRef::new(store, citation))
    }

    pub(crate) fn cited(self) -> &'s [Citation] {
        let own = self.stated().map_or(&[][..], |transaction| transaction.sources.as_slice());
        self.store.cited(self.at, own)
    }

    /// What is traded, in words, of a figure of one commodity.
    pub(crate) fn commodity_label(self) -> Option<&'s str> {
        self.record()?.trade()?.commodity()?.label.as_deref()
    }

    /// The record that states it.
    pub(crate) fn record(self) -> Option<Held<'s>> {
        self.store.record(self.at)
    }

    /// The programme whose record states it, if it is a transaction.
    pub(crate) fn program(self) -> Option<&'s Program> {
        match self.store.whole(self.at)? {
            Record::Program(program) => Some(program),
            _ => None,
        }
    }

    /// The transaction that it is, if it is one.
    pub(crate) fn stated(self) -> Option<&'s Transaction> {
        self.program()?.transactions.get(self.transaction? as usize)
    }

    /// What orders claims: the number of the record, and the place in it.
    pub(crate) const fn place(self) -> (u32, Option<u32>) {
        (self.at, self.transaction)
    }
}

impl PartialEq for MoneyClaim<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.store.is_same(other.store) && self.place() == other.place()
    }
}

impl Eq for MoneyClaim<'_> {}

impl fmt::Debug for MoneyClaim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MoneyClaim({} of {})", self.path(), self.id())
    }
}

impl Serialize for MoneyClaim<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut claim = serializer.serialize_struct("MoneyClaim", 3)?;
        claim.serialize_field("id", self.id())?;
        claim.serialize_field("path", &self.path())?;
        let sources: Vec<&str> = self.citations().map(CitationRef::source).collect();
        claim.serialize_field("sources", &sources)?;
        claim.end()
    }
}
