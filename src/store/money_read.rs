//! One amount of programme money, as it is read before it is put in its places.

use alloc::vec::Vec;

use crate::money::{Bounds, PriceBasis, Unit};
use crate::record::Stage;

/// What amounts must share to be added as whole numbers: unit, prices and place of decimals.
pub(super) type Kind = (Unit, Option<PriceBasis>, i8);

/// What amounts of one unit and price basis add up to; none of them is no sum of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlainSum {
    pub(crate) bounds: Bounds,
    pub(crate) prices: Option<PriceBasis>,
}

/// One amount while orders are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Money {
    /// The number of its programme among programmes.
    pub(super) program: u32,
    /// The record that states it, and its place in the record's list.
    pub(super) at: u32,
    pub(super) index: u32,
    pub(super) stage: Stage,
    pub(super) provider: Option<u16>,
    pub(super) receiver: Option<u16>,
    /// The programmes into which and out of which it is paid by name.
    pub(super) into: Option<u32>,
    pub(super) out_of: Option<u32>,
    /// Every day on which some of it may have flowed.
    pub(super) first: i32,
    pub(super) last: i32,
    /// It is of one day, whichever it is.
    pub(super) dated: bool,
    pub(super) cumulative: bool,
    /// One record of one source tells all money of its programme.
    pub(super) alone: bool,
    /// What it adds as a whole number; absent if that is not exact.
    pub(super) adds: Option<(Kind, i64)>,
    /// What it adds, exact or not.
    pub(super) plain: PlainSum,
}

impl Money {
    /// The amount as it stands aside; `base` is the subject of the first programme.
    const fn aside(&self, base: u32, how: Apart) -> Aside {
        let Self { program, at, index, first, last, .. } = *self;
        Aside { first, last, program: base.saturating_add(program), at, index, how }
    }
}

/// The amounts that the running sums leave out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOver {
    /// What adds by itself whenever its days lie inside.
    pub(super) inexact: Vec<Inexact>,
    /// What depends on other amounts.
    pub(super) asides: Vec<Aside>,
}

/// An amount that adds by itself, but not as a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inexact {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) plain: PlainSum,
}

impl LeftOver {
    /// Puts one amount there; `base` is the subject of the first programme.
    pub(super) fn add(&mut self, one: &Money, base: u32, how: Apart) {
        let Money { first, last, plain, .. } = *one;
        match how {
            Apart::Alone => self.inexact.push(Inexact { first, last, plain }),
            _ => self.asides.push(one.aside(base, how)),
        }
    }

    /// Gives back what was reserved for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.inexact.shrink_to_fit();
        self.asides.shrink_to_fit();
    }
}

/// Kinds of amounts by small numbers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(Vec<Kind>);

impl Kinds {
    /// The number of a kind, none of the two greatest; `None` if there are too many.
    pub(super) fn number(&mut self, kind: Kind) -> Option<u8> {
        let found = self.0.iter().position(|it| *it == kind);
        let number = found.unwrap_or(self.0.len());
        let number = u8::try_from(number).ok().filter(|number| *number < u8::MAX - 1)?;
        if found.is_none() {
            self.0.push(kind);
        }
        Some(number)
    }

    #[inline]
    pub(super) fn get(&self, number: u8) -> Option<Kind> {
        self.0.get(usize::from(number)).copied()
    }
}

/// How an amount is counted that the running sums leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Apart {
    /// It counts if its days lie inside those asked.
    Alone,
    /// It also depends on the amounts of its programme that are told like this, if they are inside too.
    WithOthers,
    /// It is worked out from all amounts of its programme.
    InProgram,
    /// It is worked out from all amounts of its programme and those under it.
    WithUnder,
}

/// Whether an amount passes on what was received, where no giver is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passing {
    No,
    /// It depends on what goes round in circles.
    Open,
    /// It does, whatever the period.
    Yes,
}

/// An amount that depends on others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aside {
    pub(super) first: i32,
    pub(super) last: i32,
    /// The subject whose money it is.
    pub(crate) program: u32,
    /// The record that states it, and its place in the record's list.
    pub(crate) at: u32,
    pub(crate) index: u32,
    pub(crate) how: Apart,
}
