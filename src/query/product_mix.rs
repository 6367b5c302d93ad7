//! What is traded, by commodity.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::mixed::MixedError;
use super::observation::{Observation, unknown, zero};
use super::period_trade::{PeriodTrade, principal_area};
use super::quotients::{percent_of, percent_of_sum};
use super::trade_facets::all_agree;
use super::view::InTime;
use crate::money::Bounds;
use crate::record::Area;
use crate::truth::Truth;

/// What is traded with one partner, by the commodities of one edition of a classification at one
/// level. Levels are never added: each is a mix of its own.
///
/// ```
/// use bilateral::{Archive, CountryCode};
///
/// let figure = |year: u16, code: &str, value: u32| format!(
///     r#"{{"kind":"trade","id":"{year}-{code}","reporter":"KAZ","partner":"USA","flow":"export","period":"{year}","measure":"value","commodity":{{"code":"{code}","edition":"HS2017"}},"estimate":"USD {value}","sources":[{{"source":"s"}}]}}"#
/// );
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
///     figure(2023, "TOTAL", 100), figure(2023, "27", 100), figure(2023, "28", 0),
///     figure(2024, "TOTAL", 200), figure(2024, "27", 150), figure(2024, "28", 40), figure(2024, "2709", 150),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let exports = archive.trade(CountryCode::KAZ).in_year(2024).exports();
/// let mix = exports.mix(CountryCode::USA, "HS2017", 2)?;
/// let shares: Vec<String> = mix.lines().iter().map(|line| format!("{} {}", line.code, line.share.unwrap())).collect();
/// assert_eq!(shares, ["27 percent [75, 75]", "28 percent [20, 20]"]);
///
/// // What was zero before and is not now has appeared; a code without a record would be unknown.
/// let before = archive.trade(CountryCode::KAZ).in_year(2023).exports().mix(CountryCode::USA, "HS2017", 2)?;
/// let appeared: Vec<&str> = mix.appeared_since(&before)?.certainly().map(|line| line.code).collect();
/// assert_eq!(appeared, ["28"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductMix<'s> {
    edition: String,
    digits: usize,
    lines: Vec<ProductLine<'s>>,
}

/// One commodity of a mix.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProductLine<'s> {
    /// Its code.
    pub code: &'s str,
    /// What it is, in words, where a record says so.
    pub label: Option<&'s str>,
    /// What is known of its value.
    pub observation: Observation<'s>,
    /// Its share in percent: of the stated total, else of all lines together, which may be more than are
    /// recorded; `None` if its value is not known, the whole may be zero, or the flow is a balance.
    pub share: Option<Bounds>,
}

impl<'s> ProductMix<'s> {
    /// Returns the commodities, in the order of their codes.
    #[must_use]
    pub fn lines(&self) -> &[ProductLine<'s>] {
        &self.lines
    }

    /// Returns the commodities that are traded now and were not in an earlier mix, each with its truth. One
    /// that the earlier mix does not have is unknown there: a list of partners need not list commodities.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the two are of different editions or levels, whose codes do not compare.
    pub fn appeared_since<'m>(
        &'m self,
        earlier: &'m Self,
    ) -> Result<InTime<impl Iterator<Item = (&'m ProductLine<'s>, Truth)>>, MixedError> {
        self.comparable(earlier)?;
        Ok(InTime::new(self.lines.iter().map(|line| {
            let before = earlier.line(line.code).map_or(Truth::Unknown, is_traded);
            (line, is_traded(line) & !before)
        })))
    }

    /// Returns the commodities that were traded in an earlier mix and are not now, each with its truth.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the two are of different editions or levels, whose codes do not compare.
    pub fn vanished_since<'m>(
        &'m self,
        earlier: &'m Self,
    ) -> Result<InTime<impl Iterator<Item = (&'m ProductLine<'s>, Truth)>>, MixedError> {
        earlier.appeared_since(self)
    }

    fn line(&self, code: &str) -> Option<&ProductLine<'s>> {
        let at = self.lines.binary_search_by(|line| line.code.cmp(code)).ok()?;
        self.lines.get(at)
    }

    fn comparable(&self, other: &Self) -> Result<(), MixedError> {
        if self.edition != other.edition {
            let (one, two) = (self.edition.as_str(), other.edition.as_str());
            return Err(MixedError::new("edition", one, two));
        }
        if self.digits != other.digits {
            let (one, two) = (self.digits.to_string(), other.digits.to_string());
            return Err(MixedError::new("digits", one, two));
        }
        Ok(())
    }
}

/// Whether anything of a commodity is traded.
fn is_traded(line: &ProductLine<'_>) -> Truth {
    line.observation.possible().map_or(Truth::Unknown, |value| {
        value.greater_than(zero(value.unit())).unwrap_or(Truth::Unknown)
    })
}

impl<'s> PeriodTrade<'s> {
    /// Returns what is traded with a partner by the commodities of an edition whose codes have so many
    /// digits, such as 2, 4 or 6 of the Harmonized System.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn mix(
        &self,
        partner: impl Into<Area>,
        edition: &str,
        digits: usize,
    ) -> Result<ProductMix<'s>, MixedError> {
        let store = self.store();
        let partner = principal_area(store, &partner.into());
        let selected = self.select_by(Some(&partner), |figure| {
            let commodity = figure.commodity()?;
            let code = commodity.code.as_deref()?;
            let is_digits = code.len() == digits && code.bytes().all(|byte| byte.is_ascii_digit());
            let of_edition = commodity.edition.as_deref() == Some(edition);
            (is_digits && of_edition && principal_area(store, figure.partner()) == partner)
                .then_some(code)
        })?;
        let whole = self.select(Some(&partner))?;
        all_agree(&selected.shared, &whole.shared)?;
        let total = whole.parts.get(&partner);
        let total = total.and_then(|parts| self.observe(parts, whole.unit, &partner).bounds());
        let unit = selected.unit;
        // A list of partners need not list commodities.
        let detail = self.commodity(edition, "");
        let mut lines: Vec<ProductLine<'s>> = selected
            .parts
            .iter()
            .map(|(code, parts)| {
                let observation = detail.observe(parts, unit, &partner);
                let label = observation.claims().find_map(|claim| claim.commodity_label());
                ProductLine { code, label, observation, share: None }
            })
            .collect();
        if self.is_gross() {
            let values: Vec<Option<Bounds>> =
                lines.iter().map(|line| line.observation.possible()).collect();
            for (at, line) in lines.iter_mut().enumerate() {
                let Some(own) = line.observation.bounds() else { continue };
                line.share = match total {
                    Some(total) => percent_of(own, total),
                    None => {
                        let others = values.iter().enumerate().filter(|(other, _)| *other != at);
                        let rest = others
                            .map(|(_, value)| *value)
                            .try_fold(unknown(own.unit(), true), |sum, value| {
                                sum.checked_add(value?).ok()
                            });
                        rest.and_then(|rest| percent_of_sum(own, rest))
                    }
                };
            }
        }
        Ok(ProductMix { edition: edition.into(), digits, lines })
    }
}
