//! Totals of trade over partners.

use alloc::vec::Vec;

use super::mixed::MixedError;
use super::money_claim::MoneyClaim;
use super::observation::{Heard, Observation};
use super::period_trade::{Parts, PeriodTrade};
use super::share::is_country;
use super::total::{CountedAmount, LeftOut, LeftOutReason, Total};
use crate::money::{Bounds, Unit};
use crate::record::{Area, Flow};

impl<'s> PeriodTrade<'s> {
    /// Returns the total over all partners.
    ///
    /// A stated figure of the trade with the world is the total, and the partners are its details.
    /// Where there is none, the partners are added, special areas included; an organization is left
    /// out beside countries, which may be its members, and beside another organization, which may
    /// share members with it. What is missing or suppressed is left out and is not
    /// zero. Two-way trade and balances are added from the exports and imports of each partner of
    /// which both are known, else from what is stated; imports count negatively in a balance.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, LeftOutReason};
    ///
    /// let figure = |id: &str, partner: &str, more: &str| format!(
    ///     r#"{{"kind":"trade","id":"{id}","reporter":"KAZ","partner":"{partner}","flow":"export","period":"2024","measure":"value",{more},"sources":[{{"source":"s"}}]}}"#
    /// );
    /// let lines = [
    ///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
    ///     figure("us", "USA", r#""estimate":"USD 2e9""#),
    ///     figure("cn", "CHN", r#""estimate":"USD 14e9""#),
    ///     figure("tm", "TKM", r#""status":"Q""#),
    ///     figure("bunkers", "area:bunkers", r#""estimate":"USD 1e6""#),
    /// ];
    /// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
    /// let total = archive.trade(CountryCode::KAZ).in_year(2024).exports().total()?;
    /// assert_eq!(total.to_string(), "export by KAZ in 2024: $16,001,000,000 (1 left out)");
    /// assert_eq!(total.left_out()[0].reason, LeftOutReason::Suppressed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn total(&self) -> Result<Total<'s>, MixedError> {
        let selected = self.select(None)?;
        let mut total = Total::new(self.what(selected.facets()));
        let with_countries = selected
            .parts
            .keys()
            .any(|area| is_country(area) && area.actor() != Some(self.reporter()));
        let is_group =
            |area: &Area| matches!(area, Area::Actor(actor) if actor.country().is_none());
        let groups = selected.parts.keys().filter(|area| is_group(area)).count();
        let world =
            selected.parts.get(&Area::World).map(|parts| self.account(parts, selected.unit));
        let world = world.filter(|account| !account.counted.is_empty());
        let beside = world
            .as_ref()
            .and_then(|account| account.counted.first())
            .and_then(|counted| counted.claims.first().copied());
        for (area, parts) in &selected.parts {
            let aside = match area {
                Area::World => None,
                Area::Actor(actor) if actor == self.reporter() => Some(LeftOutReason::OwnTrade),
                _ if world.is_some() => Some(LeftOutReason::DetailOfTotal),
                _ if is_group(area) && (with_countries || groups > 1) => {
                    Some(LeftOutReason::GroupOfPartners)
                }
                _ => None,
            };
            let account = self.account(parts, selected.unit);
            let Some(reason) = aside else {
                account.left_out.into_iter().for_each(|left_out| total.leave_out(left_out));
                account.counted.into_iter().for_each(|counted| total.count(counted));
                continue;
            };
            // The partner stands aside as a whole; what is no value stays what it is.
            for mut left_out in account.left_out {
                if is_about_parts(left_out.reason) {
                    left_out.reason = reason;
                    left_out.beside = beside.filter(|_| reason == LeftOutReason::DetailOfTotal);
                }
                total.leave_out(left_out);
            }
            for claim in account.counted.into_iter().flat_map(|counted| counted.claims) {
                let beside = beside.filter(|_| reason == LeftOutReason::DetailOfTotal);
                total.leave_out(LeftOut { beside, ..LeftOut::new(claim, reason) });
            }
        }
        Ok(total)
    }

    /// What is counted, and what is left out, of the claims with one partner.
    fn account(&self, parts: &Parts<'s>, unit: Option<Unit>) -> Account<'s> {
        let mut account = Account::default();
        let hear = |heard: &Option<Heard<'s>>, gross: bool| {
            heard.as_ref().map(|heard| Observation::of(self.store(), heard.clone(), gross, unit))
        };
        let stated = hear(&parts.stated, self.is_gross());
        let exports = hear(&parts.exports, true);
        let imports = hear(&parts.imports, true);
        let bounds = |of: &Option<Observation<'s>>| of.as_ref().and_then(Observation::bounds);
        let sign = |bounds: Bounds| if self.flow == Flow::Balance { -bounds } else { bounds };
        let halves = (bounds(&exports), bounds(&imports).map(sign));
        let from_parts = halves.0.is_some() && halves.1.is_some();
        let from_stated = !from_parts && bounds(&stated).is_some();
        let (of_stated, of_parts) = match (from_parts, from_stated) {
            (true, _) => (Some(LeftOutReason::WithinCounted), None),
            (false, true) => (None, Some(LeftOutReason::DetailOfTotal)),
            (false, false) => (None, Some(LeftOutReason::OtherHalfMissing)),
        };
        account.add(stated.as_ref(), bounds(&stated), of_stated);
        account.add(exports.as_ref(), halves.0, of_parts);
        account.add(imports.as_ref(), halves.1, of_parts);
        account
    }
}

/// What is counted, and what is left out, of the claims with one partner.
#[derive(Default)]
struct Account<'s> {
    counted: Vec<CountedAmount<'s>>,
    left_out: Vec<LeftOut<'s>>,
}

impl<'s> Account<'s> {
    /// Counts a number, unless it stands aside or there is none.
    fn add(
        &mut self,
        observation: Option<&Observation<'s>>,
        value: Option<Bounds>,
        aside: Option<LeftOutReason>,
    ) {
        let Some(observation) = observation else { return };
        let claims: Vec<MoneyClaim<'s>> = observation.heard.with_number().collect();
        match (value, aside) {
            (Some(bounds), None) => {
                let prices = claims.first().and_then(|claim| claim.prices());
                self.counted.push(CountedAmount { bounds, prices, part: None, claims });
            }
            (_, aside) => {
                // Without a value no claim has a number; if one had, it would still be listed.
                let reason = aside.unwrap_or(LeftOutReason::Missing);
                self.left_out.extend(claims.iter().map(|claim| LeftOut::new(*claim, reason)));
            }
        }
        self.left_out.extend(observation.heard.aside());
    }
}

/// Whether a number was left out because of the other numbers with its partner.
const fn is_about_parts(reason: LeftOutReason) -> bool {
    matches!(
        reason,
        LeftOutReason::WithinCounted
            | LeftOutReason::DetailOfTotal
            | LeftOutReason::OtherHalfMissing
    )
}
