//! The share of one partner in a reporter's trade.

use alloc::vec::Vec;

use super::mixed::MixedError;
use super::observation::{Observation, from_zero, unknown, zero};
use super::period_trade::{PeriodTrade, principal_area};
use super::quotients::{percent_of, percent_of_sum};
use crate::money::Bounds;
use crate::record::{Area, Measure};

/// The share of one partner in what a reporter trades with the world, in percent.
///
/// ```
/// use bilateral::{Archive, Area, CountryCode};
///
/// let figure = |id: &str, partner: &str, value: &str| format!(
///     r#"{{"kind":"trade","id":"{id}","reporter":"KAZ","partner":"{partner}","flow":"export","period":"2024","measure":"value","estimate":"{value}","sources":[{{"source":"s"}}]}}"#
/// );
/// let mut lines = vec![
///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
///     figure("us", "USA", "USD 2e9"),
///     figure("cn", "CHN", "USD 14e9"),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let exports = archive.trade(CountryCode::KAZ).in_year(2024).exports();
/// // Other partners may be missing, so the recorded ones only say what it is at most.
/// let share = exports.share_of(CountryCode::USA)?;
/// assert_eq!(share.of_world().map(|it| it.to_string()).as_deref(), Some("percent (0, 12.5]"));
///
/// lines.push(figure("all", "world", "USD 80e9"));
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let share = archive.trade(CountryCode::KAZ).in_year(2024).exports().share_of(CountryCode::USA)?;
/// assert_eq!(share.of_world().map(|it| it.to_string()).as_deref(), Some("percent [2.5, 2.5]"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share<'s> {
    part: Observation<'s>,
    world: Option<Observation<'s>>,
    of_world: Option<Bounds>,
    claimed: Vec<Bounds>,
}

impl<'s> Share<'s> {
    /// Returns what is known of the trade with the partner.
    #[must_use]
    pub fn part(&self) -> &Observation<'s> {
        &self.part
    }

    /// Returns what is stated of the trade with the world; `None` if no figure of it is recorded.
    #[must_use]
    pub fn world(&self) -> Option<&Observation<'s>> {
        self.world.as_ref()
    }

    /// Returns the share, in percent: of the stated trade with the world, and where none is stated, of
    /// all partners together, which may be more than are recorded unless a source lists all.
    ///
    /// `None` if no value with the partner is recorded, the whole may be zero, or the flow is a
    /// balance, which has no shares.
    #[must_use]
    pub fn of_world(&self) -> Option<Bounds> {
        self.of_world
    }

    /// Returns the shares that sources claim, in percent; claims are never mixed with computed shares.
    #[must_use]
    pub fn claimed(&self) -> &[Bounds] {
        &self.claimed
    }
}

impl<'s> PeriodTrade<'s> {
    /// Returns the share of a partner in the reporter's trade with the world.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn share_of(&self, partner: impl Into<Area>) -> Result<Share<'s>, MixedError> {
        let partner = principal_area(self.store(), &partner.into());
        let selected = self.select(None)?;
        let observe = |area: &Area| {
            selected.parts.get(area).map(|parts| self.observe(parts, selected.unit, area))
        };
        let world = observe(&Area::World);
        let part = match world.clone() {
            Some(world) if partner == Area::World => world,
            None if partner == Area::World => Observation::nothing(None),
            _ => self.observed(&selected, &partner),
        };
        let others = selected.parts.keys().filter(|area| {
            **area != Area::World && **area != partner && area.actor() != Some(self.reporter())
        });
        let others: Vec<(Area, Observation<'s>)> =
            others.filter_map(|area| Some((area.clone(), observe(area)?))).collect();
        let of_world = self.share(&partner, &part, world.as_ref(), &others);
        let claimed = self.claimed_shares(&partner);
        Ok(Share { part, world, of_world, claimed })
    }

    fn share(
        &self,
        partner: &Area,
        part: &Observation<'s>,
        world: Option<&Observation<'s>>,
        others: &[(Area, Observation<'s>)],
    ) -> Option<Bounds> {
        let own = part.bounds().filter(|_| self.is_gross())?;
        if let Some(whole) = world.and_then(Observation::bounds) {
            return percent_of(own, whole);
        }
        let is_group =
            |area: &Area| matches!(area, Area::Actor(actor) if actor.country().is_none());
        let others = others.iter().filter(|(area, _)| area != partner);
        let groups = others.clone().filter(|(area, _)| is_group(area)).count();
        let countries = others.clone().filter(|(area, _)| is_country(area)).count();
        let mut rest = zero(own.unit());
        for (area, other) in others {
            let other = other.possible()?;
            // An organization may be counted in its members, and the members in it: what stands
            // beside the other is not certainly more.
            let may_overlap = match (is_group(partner), is_group(area)) {
                (true, true) => true,
                (true, false) => is_country(area),
                (false, true) => is_country(partner) || countries > 0 || groups > 1,
                (false, false) => false,
            };
            rest = rest.checked_add(if may_overlap { from_zero(other) } else { other }).ok()?;
        }
        if !self.is_complete() {
            rest = rest.checked_add(unknown(own.unit(), true)).ok()?;
        }
        percent_of_sum(own, rest)
    }

    fn claimed_shares(&self, partner: &Area) -> Vec<Bounds> {
        let figures = self.figures_with(partner.clone());
        let records = figures
            .filter(|figure| figure.measure() == Some(Measure::ShareOf))
            .flat_map(|figure| figure.records())
            .filter(|it| !it.is_denied() && it.share_of().is_none_or(|of| *of == Area::World));
        records.filter_map(|figure| Some(figure.estimate()?.bounds())).collect()
    }
}

/// Whether a partner is a country.
pub(crate) fn is_country(area: &Area) -> bool {
    area.actor().is_some_and(|actor| actor.country().is_some())
}
