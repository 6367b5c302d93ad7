//! Every number that this crate chose, on one page.
//!
//! Sources speak in words: "about", "nearly", "tens of billions". To compute with them, words need
//! bounds, and the bounds below are conventions. None of them is a fact; each is a public constant.
//!
//! | what | convention | constant |
//! |---|---|---|
//! | a rounded amount, `rounded USD 2.5e9` | half of the last stated digit either way | [`ROUNDED_UNITS`](crate::money::ROUNDED_UNITS) |
//! | an approximate amount, `about USD 886e6` | one more unit of the last digit on each side | [`ABOUT_UNITS`](crate::money::ABOUT_UNITS) |
//! | `nearly X` | from nine tenths of X, without X itself | [`NEARLY_FROM`](crate::money::NEARLY_FROM) |
//! | `tens of X` | from two tens of X, up to ten tens | [`PLURAL_FROM`](crate::money::PLURAL_FROM) |
//! | a marked date, `1991~` or `1991?` | one unit of the stated precision on each side | [`PartialDate::possible`](crate::PartialDate::possible) |
//! | a late joiner of a treaty that does not say when its force begins for it | within a year and a day of its consent | [`LATE_JOINER_MARGIN`](crate::record::LATE_JOINER_MARGIN) |
//! | notice to leave a treaty that states no period | twelve months (article 56 of the Vienna Convention on the Law of Treaties) | [`CONVENTIONAL_NOTICE_MONTHS`](crate::query::CONVENTIONAL_NOTICE_MONTHS) |
//! | a quotient that is not found exactly: a share, a change, a ratio, an amount apportioned by days | twelve digits, rounded outward | [`QUOTIENT_DIGITS`](crate::query::QUOTIENT_DIGITS) |
//!
//! A caller who wants another margin states it in a [`Policy`](crate::Policy). A caller who wants other bounds of amounts states them:
//!
//! ```
//! use bilateral::money::EstimateConventions;
//! use bilateral::{Decimal, Estimate};
//!
//! let invested = Estimate::parse("tens of USD 1e9")?;
//! assert_eq!(invested.bounds().to_string(), "USD [2e10, 1e11)");
//!
//! let wide = EstimateConventions { plural_from: Decimal::ONE, ..EstimateConventions::STANDARD };
//! assert_eq!(invested.bounds_by(&wide)?.to_string(), "USD [1e10, 1e11)");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Two days are taken as compatible, not as a dispute, where two sources date one visit a day apart:
//! a late evening in one capital is the next morning in the other.
