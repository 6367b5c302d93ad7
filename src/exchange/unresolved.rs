//! A label or code that could not be resolved.

use alloc::string::String;
use alloc::vec::Vec;

use crate::country::CountryCode;

/// A label or code of a row that stands for no one country, with those that may be meant.
///
/// It serves a caller who wants to resolve it and run the intake again with
/// [`Intake::named`](crate::exchange::Intake::named); the report says the same in words.
///
/// ```
/// use bilateral::exchange::{Intake, TravelRow, Travels};
///
/// let mut row = TravelRow::default();
/// row.country = "Korea".into();
/// let mut intake = Intake::new(Travels::new(), Travels::source());
/// intake.put(row);
/// let unresolved = &intake.finish().unresolved[0];
/// assert_eq!((unresolved.row, unresolved.column, unresolved.text.as_str()), (1, "country", "Korea"));
/// assert_eq!(unresolved.candidates.len(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unresolved {
    /// The number of the row, counted from 1.
    pub row: usize,
    /// The column.
    pub column: &'static str,
    /// What stands there.
    pub text: String,
    /// The countries that may be meant, the nearest first; none where nothing is near.
    pub candidates: Vec<CountryCode>,
}
