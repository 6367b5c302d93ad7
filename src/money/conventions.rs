//! How far the vague wordings of an [`Estimate`](crate::Estimate) reach.

use super::decimal::Decimal;

/// Convention: a rounded number lies within this many units of its last digit, either way.
pub const ROUNDED_UNITS: Decimal = Decimal::new(5, -1);

/// Convention: a number called *about* lies within this many units of its last digit, either way:
/// the rounded range, and one more unit.
pub const ABOUT_UNITS: Decimal = Decimal::new(15, -1);

/// Convention: *nearly X* means at least this part of X, and less than X.
pub const NEARLY_FROM: Decimal = Decimal::new(9, -1);

/// Convention: *tens of X* means at least this many tens of X; so for hundreds and the others.
pub const PLURAL_FROM: Decimal = Decimal::new(2, 0);

/// The numbers that decide how far vague wordings reach, for a caller who reads them otherwise.
///
/// ```
/// use bilateral::money::EstimateConventions;
/// use bilateral::{Decimal, Estimate};
///
/// let strict = EstimateConventions { nearly_from: Decimal::parse("0.95")?, ..EstimateConventions::STANDARD };
/// let nearly = Estimate::parse("nearly USD 3e9")?;
/// assert_eq!(nearly.bounds().to_string(), "USD [2.7e9, 3e9)");
/// assert_eq!(nearly.bounds_by(&strict)?.to_string(), "USD [2.85e9, 3e9)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EstimateConventions {
    /// How many units of its last digit a rounded number may be off.
    pub rounded_units: Decimal,
    /// How many units of its last digit a number called *about* may be off.
    pub about_units: Decimal,
    /// The least part of X that is *nearly X*.
    pub nearly_from: Decimal,
    /// How many tens *tens of* means at least.
    pub plural_from: Decimal,
}

impl EstimateConventions {
    /// The conventions of this crate: [`ROUNDED_UNITS`], [`ABOUT_UNITS`], [`NEARLY_FROM`] and
    /// [`PLURAL_FROM`].
    pub const STANDARD: Self = Self {
        rounded_units: ROUNDED_UNITS,
        about_units: ABOUT_UNITS,
        nearly_from: NEARLY_FROM,
        plural_from: PLURAL_FROM,
    };
}
