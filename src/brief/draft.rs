//! A sentence before its sources have numbers.

use alloc::string::String;
use alloc::vec::Vec;

use crate::record::{Citation, RecordKind};

/// A piece of a draft.
#[derive(Debug, Clone)]
pub(super) enum Piece<'s> {
    Text(String),
    /// Citations that stand together: `[3][4]`.
    Cites(Vec<&'s Citation>),
}

/// A sentence before its sources have numbers: they are given in the order of the finished brief.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft<'s> {
    pub(super) pieces: Vec<Piece<'s>>,
    pub(super) records: Vec<(RecordKind, &'s str)>,
}

impl<'s> Draft<'s> {
    pub(super) fn new(text: impl AsRef<str>) -> Self {
        let mut draft = Self::default();
        draft.text(text);
        draft
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn text(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref();
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.into())),
        }
    }

    /// Cites; what is cited already at this place is not cited twice.
    pub(super) fn cite(&mut self, citations: &'s [Citation]) {
        if citations.is_empty() {
            return;
        }
        if !matches!(self.pieces.last(), Some(Piece::Cites(_))) {
            self.pieces.push(Piece::Cites(Vec::new()));
        }
        if let Some(Piece::Cites(cites)) = self.pieces.last_mut() {
            for citation in citations {
                let same = |known: &&Citation| {
                    known.source == citation.source && known.via == citation.via
                };
                if !cites.iter().any(same) {
                    cites.push(citation);
                }
            }
        }
    }

    /// Cites a record's claim and notes the record.
    pub(super) fn claim(&mut self, claim: By<'s>) {
        self.cite(claim.cites);
        self.record(claim);
    }

    /// Notes that the sentence prints a record.
    pub(super) fn record(&mut self, claim: By<'s>) {
        let record = (claim.kind, claim.id);
        if !self.records.contains(&record) {
            self.records.push(record);
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        for piece in other.pieces {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Cites(cites) => {
                    cites.into_iter().for_each(|cite| self.cite(core::slice::from_ref(cite)));
                }
            }
        }
        for record in other.records {
            if !self.records.contains(&record) {
                self.records.push(record);
            }
        }
    }
}

/// Who says something: a record and the citations that back it.
#[derive(Debug, Clone, Copy)]
pub(super) struct By<'s> {
    pub(super) kind: RecordKind,
    pub(super) id: &'s str,
    pub(super) cites: &'s [Citation],
}

/// Something with who says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'s, T> {
    pub(super) value: T,
    pub(super) by: By<'s>,
}
