//! The change of trade between two periods.

use super::mixed::MixedError;
use super::observation::Observation;
use super::period_trade::{PeriodTrade, principal_area};
use super::quotients::percent_change;
use super::trade_facets::all_agree;
use crate::date::ReportingPeriod;
use crate::money::{Bounds, PriceBasis};
use crate::record::{Area, ObservationStatus};

/// The change of a value between two periods, with what a reader must know of it.
///
/// ```
/// use bilateral::{Archive, CountryCode, ReportingPeriod};
///
/// let figure = |year: &str, value: &str, more: &str| format!(
///     r#"{{"kind":"trade","id":"{year}","reporter":"KAZ","partner":"USA","flow":"export","period":"{year}","measure":"value","estimate":"{value}"{more},"sources":[{{"source":"s"}}]}}"#
/// );
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
///     figure("2022", "rounded USD 1.0e9", ""),
///     figure("2024", "rounded USD 1.5e9", r#","status":"B","vintage":"2025-02""#),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let exports = archive.trade(CountryCode::KAZ).in_year(2024).exports();
/// let growth = exports.growth_since(ReportingPeriod::year(2022)?, CountryCode::USA)?;
/// assert_eq!(growth.change().map(|it| it.to_string()).as_deref(), Some("percent (38.095238095, 63.157894737)"));
/// // The series breaks in 2024, so that the change may be one of method.
/// assert!(growth.has_break());
/// assert_eq!(growth.to().vintages().next().map(|it| it.to_string()).as_deref(), Some("2025-02"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth<'s> {
    from: Observation<'s>,
    to: Observation<'s>,
    change: Option<Bounds>,
    prices: Option<PriceBasis>,
}

impl<'s> Growth<'s> {
    /// Returns what is known of the earlier period.
    #[must_use]
    pub fn from(&self) -> &Observation<'s> {
        &self.from
    }

    /// Returns what is known of the later period.
    #[must_use]
    pub fn to(&self) -> &Observation<'s> {
        &self.to
    }

    /// Returns by how many percent the value rose; below zero if it fell. `None` if one of the two is
    /// not known, or the earlier may be zero.
    #[must_use]
    pub fn change(&self) -> Option<Bounds> {
        self.change
    }

    /// Returns the prices in which both are stated; `None` if not stated.
    #[must_use]
    pub fn prices(&self) -> Option<PriceBasis> {
        self.prices
    }

    /// Returns whether a source marks one of the two as a break of its series, or as counted by
    /// another definition (SDMX B and D).
    #[must_use]
    pub fn has_break(&self) -> bool {
        self.from.statuses().chain(self.to.statuses()).any(|status| {
            matches!(status, ObservationStatus::Break | ObservationStatus::DefinitionDiffers)
        })
    }
}

impl<'s> PeriodTrade<'s> {
    /// Returns how the value with a partner changed since an earlier period.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures of the two periods differ in a facet, such as their prices.
    pub fn growth_since(
        &self,
        earlier: ReportingPeriod,
        partner: impl Into<Area>,
    ) -> Result<Growth<'s>, MixedError> {
        let partner = principal_area(self.store(), &partner.into());
        let before = self.at(earlier);
        let (then, now) = (before.select(Some(&partner))?, self.select(Some(&partner))?);
        all_agree(&then.shared, &now.shared)?;
        let prices = now.facets().or(then.facets()).and_then(|facets| facets.prices);
        let (from, to) = (before.observed(&then, &partner), self.observed(&now, &partner));
        let change = match (from.bounds(), to.bounds()) {
            (Some(from), Some(to)) => percent_change(from, to),
            _ => None,
        };
        Ok(Growth { from, to, change, prices })
    }
}
