//! What an answer rests on, before it is put in words.

use crate::record::Office;
use crate::store::Sight;

/// What an answer rests on, to be gathered later.
#[derive(Clone, Copy)]
pub(crate) enum Basis<'s> {
    /// A source that lists everything of a kind, and not this.
    Covered { store: Sight<'s>, source: u32 },
    /// Nothing recorded.
    Nothing { what: &'static str },
    /// The claims on a subject with a spell.
    Spell { store: Sight<'s>, subject: u32, rule: &'static str },
    /// The offices of a person with one title.
    Office { store: Sight<'s>, subject: u32, office: &'s Office, rule: &'static str },
    /// Every claim on a history.
    Series { store: Sight<'s>, series: u32, rule: &'static str },
    /// A treaty and one or two of its parties, by number.
    Treaty { store: Sight<'s>, subject: u32, parties: [Option<u32>; 2], rule: &'static str },
}
