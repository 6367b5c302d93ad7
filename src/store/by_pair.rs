//! Whatever is kept by pair of actors.

use super::bonds::Bonds;
use super::chronicle::Chronicle;
use super::ground::Ground;
use super::in_common::InCommon;
use super::merged::Merged;
use super::stays::Stays;

/// Whatever is kept by pair of actors.
#[derive(Debug, Default)]
pub(crate) struct ByPair {
    /// What names both.
    pub(super) in_common: InCommon,
    /// Their treaties, with the days of their force.
    pub(super) bonds: Bonds,
    /// The visits of each to the other.
    pub(super) stays: Stays,
    /// Everything dated.
    pub(super) chronicle: Chronicle,
}

impl ByPair {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        Self {
            in_common: InCommon::of(ground),
            bonds: Bonds::of(ground),
            stays: Stays::of(ground),
            chronicle: Chronicle::of(ground),
        }
    }

    /// Rechecks it against what it is made from.
    pub(super) fn verify(&self, ground: &Ground<'_>) -> Result<(), &'static str> {
        self.in_common.verify(ground, &self.bonds)?;
        self.bonds.verify(ground)?;
        self.stays.verify(ground)?;
        let subjects = |pair| self.in_common.in_both(Some(pair), &self.bonds);
        let merged = |pair| Merged::new(&self.chronicle, Some(pair));
        self.chronicle.verify(ground, subjects, merged)
    }
}
