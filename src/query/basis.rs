//! What an answer rests on, before it is put in words.

use crate::store::Store;

/// What an answer rests on, to be gathered later.
#[derive(Clone, Copy)]
pub(crate) enum Basis<'s> {
    /// Nothing recorded.
    Nothing { what: &'static str },
    /// The claims on a subject with a spell.
    Spell { store: &'s Store, subject: u32, rule: &'static str },
    /// The offices of a person with one title.
    Office { store: &'s Store, subject: u32, title: &'s str, rule: &'static str },
    /// Every claim on a history.
    Series { store: &'s Store, series: u32, rule: &'static str },
    /// A treaty and one or two of its parties, by number.
    Treaty { store: &'s Store, subject: u32, parties: [Option<u32>; 2], rule: &'static str },
}
