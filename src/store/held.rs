//! A record where the store holds it.

use alloc::borrow::Cow;

use super::trade_table::TradeRow;
use crate::record::{Citation, Ordinal, Record, RecordKind};

/// A record where the store holds it: whole, or in columns.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Held<'s> {
    Whole(&'s Record),
    Trade(TradeRow<'s>),
}

impl<'s> Held<'s> {
    /// The record, of a kind that is held whole.
    pub(crate) const fn whole(self) -> Option<&'s Record> {
        match self {
            Self::Whole(record) => Some(record),
            Self::Trade(_) => None,
        }
    }

    /// The trade figure, if it is one.
    pub(crate) const fn trade(self) -> Option<TradeRow<'s>> {
        match self {
            Self::Whole(_) => None,
            Self::Trade(row) => Some(row),
        }
    }

    pub(crate) fn kind(self) -> RecordKind {
        match self {
            Self::Whole(record) => record.kind(),
            Self::Trade(_) => RecordKind::TradeFigure,
        }
    }

    pub(crate) fn id(self) -> &'s str {
        match self {
            Self::Whole(record) => record.id(),
            Self::Trade(row) => row.id(),
        }
    }

    pub(crate) fn sources(self) -> &'s [Citation] {
        match self {
            Self::Whole(record) => record.sources(),
            Self::Trade(row) => row.sources(),
        }
    }

    pub(crate) fn ordinal(self) -> Option<&'s Ordinal> {
        match self {
            Self::Whole(record) => record.ordinal(),
            Self::Trade(row) => row.ordinal(),
        }
    }

    pub(crate) fn same_as(self) -> Option<&'s str> {
        match self {
            Self::Whole(record) => record.same_as(),
            Self::Trade(row) => row.same_as(),
        }
    }

    pub(crate) fn is_denied(self) -> bool {
        match self {
            Self::Whole(record) => record.is_denied(),
            Self::Trade(row) => row.is_denied(),
        }
    }

    pub(crate) fn note(self) -> Option<&'s str> {
        match self {
            Self::Whole(record) => record.note(),
            Self::Trade(row) => row.note(),
        }
    }

    /// The record, copied out of its columns if it is held in them.
    pub(crate) fn as_record(self) -> Cow<'s, Record> {
        match self {
            Self::Whole(record) => Cow::Borrowed(record),
            Self::Trade(row) => Cow::Owned(row.to_figure().into()),
        }
    }
}
