//! Sums of programme money that are stored.

use alloc::vec::Vec;

use super::money_read::{Aside, Inexact, Kind, PlainSum};
use crate::money::{Amount, Bounds, Decimal};

/// What is stored of a total: the sum of what is summed in advance, and what is to be added to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct StoredSum {
    pub(crate) sum: Option<PlainSum>,
    /// The amounts inside the window that depend on others, and are not in the sum.
    pub(crate) aside: Vec<Aside>,
}

impl StoredSum {
    /// Adds to the sum; `None` if that is not one sum, or could not be held exactly.
    #[inline]
    pub(crate) fn add(&mut self, more: PlainSum) -> Option<()> {
        let Some(sum) = &mut self.sum else {
            self.sum = Some(more);
            return Some(());
        };
        if sum.prices != more.prices {
            return None;
        }
        sum.bounds = sum.bounds.checked_add(more.bounds).ok()?;
        Some(())
    }

    /// Adds amounts that add by themselves.
    #[inline]
    pub(super) fn add_all<'a>(
        &mut self,
        mut inexact: impl Iterator<Item = &'a Inexact>,
    ) -> Option<()> {
        inexact.try_for_each(|it| self.add(it.plain))
    }
}

/// The sum of whole numbers of one kind.
#[inline]
pub(super) fn plain_sum((unit, prices, exponent): Kind, sum: i128) -> Option<PlainSum> {
    let value = Decimal::from_parts(sum, i32::from(exponent)).ok()?;
    Some(PlainSum { bounds: Bounds::exactly(Amount::new(value, unit)), prices })
}
