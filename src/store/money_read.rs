//! One amount of programme money, as it is read before it is put in its places.

use crate::money::{PriceBasis, Unit};
use crate::record::Stage;

/// What amounts must share to be added as whole numbers: unit, prices and place of decimals.
pub(super) type Kind = (Unit, Option<PriceBasis>, i8);

/// One amount while orders are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Money {
    /// The number of its programme among programmes.
    pub(super) program: u32,
    pub(super) stage: Stage,
    pub(super) provider: Option<u16>,
    pub(super) receiver: Option<u16>,
    /// Every day on which some of it may have flowed.
    pub(super) first: i32,
    pub(super) last: i32,
    /// It is of one day, whichever it is.
    pub(super) dated: bool,
    /// Which days it covers is known.
    pub(super) timed: bool,
    /// What it adds; absent if that is not exact, or not said by one record alone.
    pub(super) adds: Option<(Kind, i128)>,
}
