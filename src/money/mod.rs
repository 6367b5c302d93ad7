//! Numbers, money and other amounts, exact or as vague as their source.
//!
//! [`Decimal`] is a number, [`Currency`] and [`Unit`] what is counted, [`Amount`] both together,
//! and [`Estimate`] an amount as a source states it: exact, rounded, *about*, *nearly*, *up to*,
//! *tens of*. Reach for `Estimate`; its [`Bounds`] are what adds, compares and never lies: a
//! missing end is unknown and stays unknown in every result, and amounts of different units do not
//! add but are an error that names both.
//!
//! No number is ever rounded and none is a float, except where a method says so
//! ([`Decimal::to_f64`]) or returns two numbers with the exact one between them
//! ([`Decimal::checked_div`], [`Bounds::ratio`]).
//!
//! ```
//! use bilateral::{Bounds, Decimal, Estimate};
//!
//! // "$13.7 million" and "about $6 million", as one sheet adds them.
//! let parts = [Estimate::parse("rounded USD 13.7e6")?, Estimate::parse("about USD 6e6")?];
//! let total = Bounds::sum(parts.map(Estimate::bounds))?.ok_or("no parts")?;
//! assert_eq!(total.in_words().to_string(), "between $18.15 million and $21.25 million");
//! assert!(total.contains(Decimal::parse("20e6")?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod decimal;

mod arithmetic;
mod currency_table;

mod currency;
mod unit;

mod amount;
mod bounds;
mod conventions;
mod ratio;
mod rounding;
mod wording;

mod estimate;

mod price;
mod words;

pub use amount::{Amount, AmountError};
pub use bounds::{Bound, Bounds};
pub use conventions::{ABOUT_UNITS, EstimateConventions, NEARLY_FROM, PLURAL_FROM, ROUNDED_UNITS};
pub use currency::{Currency, CurrencyError, Withdrawal};
pub use decimal::{Decimal, DecimalError};
pub use estimate::{Estimate, EstimateError};
pub use price::{PriceBasis, PriceBasisError, Rate};
pub use unit::{Counted, Unit, UnitError};
