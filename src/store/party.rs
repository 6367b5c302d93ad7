//! One party to a treaty: what it did, before that is read as histories.

use alloc::vec::Vec;

use super::keys::Keys;
use super::treaty_acts::{Reported, Told, firsts, hull};
use crate::record::{ActKind, Actor};

/// One party, while its histories are worked out.
pub(super) struct Party<'t, 'r> {
    pub(super) told: &'t Told<'r>,
    pub(super) actor: &'r Actor,
    pub(super) acts: Vec<Reported<'r>>,
    pub(super) signed: Option<Keys>,
    pub(super) consented: Option<Keys>,
    /// A source says that it did not consent, and none says that it did.
    pub(super) refused: bool,
}

pub(super) const fn is_signature(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::Signature | ActKind::DefinitiveSignature | ActKind::SuccessionToSignature
    )
}

impl<'t, 'r> Party<'t, 'r> {
    pub(super) fn of(told: &'t Told<'r>, actor: &'r Actor) -> Self {
        let acts = told.of_actor(actor);
        let first = |kind: fn(ActKind) -> bool| hull(&firsts(told.deciding, &acts, kind));
        let consented = first(ActKind::is_consent);
        let signed = first(is_signature);
        let refused =
            consented.is_none() && acts.iter().any(|it| it.act.denied && it.act.kind.is_consent());
        Self { told, actor, acts, signed, consented, refused }
    }
}
