//! Mirror figures: one flow as its two ends report it.

use alloc::string::String;

use super::mixed::MixedError;
use super::observation::Observation;
use super::period_trade::PeriodTrade;
use super::quotients::QUOTIENT_DIGITS;
use super::trade::ReportedTrade;
use super::trade_facets::{Facets, Shared};
use crate::money::{Bound, Bounds, Decimal};
use crate::record::{Actor, Area, Flow, Valuation};

/// A factor between CIF and FOB values that the caller vouches for: CIF is so many times FOB.
///
/// No factor is a fact. 1.06 and 1.10 are conventions of compilers; the name says whose it is.
///
/// ```
/// use bilateral::{CifFactor, Decimal};
///
/// let factor = CifFactor::between(Decimal::parse("1.06")?, Decimal::parse("1.10")?, "the two usual conventions")?;
/// assert_eq!(factor.name(), "the two usual conventions");
/// let error = CifFactor::new(Decimal::parse("0.9")?, "a slip").unwrap_err();
/// assert_eq!(error.to_string(), "bad factor from `0.9` to `0.9`; expected at least 1, because cost, insurance and freight come on top");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CifFactor {
    // INVARIANT: one ≤ lower ≤ upper.
    lower: Decimal,
    upper: Decimal,
    name: String,
}

impl CifFactor {
    /// Returns an exact factor.
    ///
    /// # Errors
    ///
    /// [`CifFactorError`] if it is below 1.
    pub fn new(value: Decimal, name: impl Into<String>) -> Result<Self, CifFactorError> {
        Self::between(value, value, name)
    }

    /// Returns a factor that lies between two numbers, both included.
    ///
    /// # Errors
    ///
    /// [`CifFactorError`] if the lower is below 1 or above the upper.
    pub fn between(
        lower: Decimal,
        upper: Decimal,
        name: impl Into<String>,
    ) -> Result<Self, CifFactorError> {
        if lower < Decimal::ONE || upper < lower {
            return Err(CifFactorError { lower, upper });
        }
        Ok(Self { lower, upper, name: name.into() })
    }

    /// Returns the least and the greatest value of the factor.
    #[must_use]
    pub const fn value(&self) -> (Decimal, Decimal) {
        (self.lower, self.upper)
    }

    /// Returns whose factor it is, in the caller's words.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A CIF value as FOB.
    fn to_fob(&self, cif: Bounds) -> Option<Bounds> {
        let unit = cif.unit();
        let included = |value| Some(Bound::included(value));
        let factor = Bounds::new(unit, included(self.lower), included(self.upper)).ok()?;
        let quotient = cif.ratio(factor, QUOTIENT_DIGITS).ok()?;
        Bounds::new(unit, quotient.lower(), quotient.upper()).ok()
    }
}

/// A factor below 1, or with its ends in the wrong order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "bad factor from `{lower}` to `{upper}`; expected at least 1, because cost, insurance and freight come on top"
)]
pub struct CifFactorError {
    lower: Decimal,
    upper: Decimal,
}

/// One flow between two, as each of its ends reports it.
///
/// The two need not agree: imports are valued with freight and exports without, goods pass over the
/// turn of a year or through third countries, and origin is not destination. Nothing is merged.
///
/// ```
/// use bilateral::{Archive, CifFactor, CountryCode, Decimal};
///
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#,
///     r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2024","measure":"value","estimate":"USD 100","valuation":"fob","sources":[{"source":"s"}]}"#,
///     r#"{"kind":"trade","id":"m","reporter":"KAZ","partner":"USA","flow":"import","period":"2024","measure":"value","estimate":"USD 132","valuation":"cif","sources":[{"source":"s"}]}"#,
/// ];
/// let archive = Archive::from_lines(lines, |line| serde_json::from_str(line))?;
/// let mirror = archive.trade(CountryCode::USA).in_year(2024).exports().mirror(CountryCode::KAZ)?;
/// assert_eq!(mirror.gap().map(|gap| gap.to_string()).as_deref(), Some("USD [32, 32]"));
/// assert_eq!(mirror.ratio().map(|ratio| ratio.to_string()).as_deref(), Some("ratio [1.32, 1.32]"));
///
/// let factor = CifFactor::new(Decimal::parse("1.10")?, "ten percent, a convention")?;
/// let at_fob = mirror.at_fob(&factor);
/// assert_eq!(at_fob.gap().map(|gap| gap.to_string()).as_deref(), Some("USD [20, 20]"));
/// assert_eq!(at_fob.adjusted_by().map(CifFactor::name), Some("ten percent, a convention"));
///
/// let one_sided = archive.trade(CountryCode::USA).in_year(2024).imports().mirror(CountryCode::KAZ)?;
/// assert_eq!(one_sided.missing().count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror<'s> {
    reporter: Actor,
    partner: Actor,
    flow: Flow,
    reported: Observation<'s>,
    mirrored: Observation<'s>,
    values: [Option<Bounds>; 2],
    valuations: [Option<Valuation>; 2],
    adjusted_by: Option<CifFactor>,
}

impl<'s> Mirror<'s> {
    /// Returns what the asked reporter reports, as stated.
    #[must_use]
    pub fn reported(&self) -> &Observation<'s> {
        &self.reported
    }

    /// Returns what the partner reports of the same flow, as stated.
    #[must_use]
    pub fn mirrored(&self) -> &Observation<'s> {
        &self.mirrored
    }

    /// Returns the values that are compared: the reporter's, and the partner's seen from the reporter
    /// (a balance with its sign turned), adjusted if a factor was named.
    #[must_use]
    pub fn values(&self) -> (Option<Bounds>, Option<Bounds>) {
        let [reported, mirrored] = self.values;
        (reported, mirrored)
    }

    /// Returns how the two are valued; `None` if not stated.
    #[must_use]
    pub fn valuations(&self) -> (Option<Valuation>, Option<Valuation>) {
        let [reported, mirrored] = self.valuations;
        (reported, mirrored)
    }

    /// Returns the partner's value less the reporter's; `None` if one is not known.
    #[must_use]
    pub fn gap(&self) -> Option<Bounds> {
        let [reported, mirrored] = self.values;
        mirrored?.checked_sub(reported?).ok()
    }

    /// Returns the partner's value divided by the reporter's; `None` if one is not known, or the
    /// reporter's may be zero.
    #[must_use]
    pub fn ratio(&self) -> Option<Bounds> {
        let [reported, mirrored] = self.values;
        mirrored?.ratio(reported?, QUOTIENT_DIGITS).ok()
    }

    /// Returns who reports no value.
    pub fn missing(&self) -> impl Iterator<Item = &Actor> {
        let sides = [&self.reporter, &self.partner].into_iter().zip(self.values);
        sides.filter(|(_, value)| value.is_none()).map(|(actor, _)| actor)
    }

    /// Returns the comparison with the side that is an import valued CIF brought to FOB. Nothing
    /// changes where no side is one.
    #[must_use]
    pub fn at_fob(&self, factor: &CifFactor) -> Self {
        let mut adjusted = self.clone();
        let flows = [Some(self.flow), mirrored(self.flow)];
        for ((value, valuation), flow) in
            adjusted.values.iter_mut().zip(&mut adjusted.valuations).zip(flows)
        {
            if flow == Some(Flow::Import) && *valuation == Some(Valuation::Cif) {
                *value = value.and_then(|cif| factor.to_fob(cif));
                *valuation = Some(Valuation::Fob);
                adjusted.adjusted_by = Some(factor.clone());
            }
        }
        adjusted
    }

    /// Returns the factor by which a side was brought to FOB.
    #[must_use]
    pub fn adjusted_by(&self) -> Option<&CifFactor> {
        self.adjusted_by.as_ref()
    }
}

impl<'s> PeriodTrade<'s> {
    /// Returns the flow with a partner as each of the two reports it: exports against the partner's
    /// imports, imports against its exports, two-way trade against two-way trade, a balance against
    /// the partner's with its sign turned. Re-exports, re-imports and domestic exports have no mirror:
    /// the partner cannot tell them.
    ///
    /// The two sides may be compiled and valued differently, but not differ in another facet.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn mirror(&self, partner: impl Into<Actor>) -> Result<Mirror<'s>, MixedError> {
        let partner = self.store().as_principal(partner.into());
        let mut there = self.side_of(partner);
        (there.choices.valuation, there.choices.compiler) = (None, None);
        self.beside(&there, Shared::mirrors)
    }

    /// Returns the flow as each side reports it, the other side by choices of its own. The caller
    /// answers for what they differ in, such as one side that says *goods* and one that does not say
    /// what it counts; period, flow and partner are taken from this side.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, Product};
    ///
    /// let lines = [
    ///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#,
    ///     r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2024","measure":"value","product":"goods","estimate":"USD 100","sources":[{"source":"s"}]}"#,
    ///     r#"{"kind":"trade","id":"m","reporter":"KAZ","partner":"USA","flow":"import","period":"2024","measure":"value","estimate":"USD 132","sources":[{"source":"s"}]}"#,
    /// ];
    /// let archive = Archive::from_lines(lines, |line| serde_json::from_str(line))?;
    /// let ours = archive.trade(CountryCode::USA).in_year(2024).exports();
    /// let error = ours.mirror(CountryCode::KAZ).unwrap_err();
    /// assert_eq!(error.facet(), "product kind");
    /// let theirs = archive.trade(CountryCode::KAZ).in_year(2024).product(None);
    /// let mirror = ours.product(Product::Goods).mirror_as_chosen(&theirs)?;
    /// assert_eq!(mirror.gap().map(|gap| gap.to_string()).as_deref(), Some("USD [32, 32]"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures of one side differ in a facet that was not chosen for it, or the two
    /// sides are of different units or prices.
    pub fn mirror_as_chosen(&self, theirs: &Self) -> Result<Mirror<'s>, MixedError> {
        let mut there = self.side_of(theirs.reporter().clone());
        there.choices = theirs.choices.clone();
        self.beside(&there, Shared::amounts_compare)
    }

    /// The partner's side of the same flow, with the same choices.
    fn side_of(&self, partner: Actor) -> Self {
        let flow = mirrored(self.flow).unwrap_or(self.flow);
        Self { reported: ReportedTrade::new(self.store(), partner), flow, ..self.clone() }
    }

    /// The two sides beside each other, if what they share compares.
    fn beside(
        &self,
        there: &Self,
        compare: impl Fn(&Shared<'s>, &Shared<'s>) -> Result<(), MixedError>,
    ) -> Result<Mirror<'s>, MixedError> {
        let (reporter, partner) = (self.reporter().clone(), there.reporter().clone());
        let to = Area::Actor(partner.clone());
        let here = self.select(Some(&to))?;
        let reported = self.observed(&here, &to);
        let valued = |facets: Option<Facets<'_>>| facets.and_then(|facets| facets.valuation);
        let (mut value, mut valuation) = (None, None);
        let mut mirror = Observation::nothing(None);
        if mirrored(self.flow).is_some() {
            let back = Area::Actor(reporter.clone());
            let other = there.select(Some(&back))?;
            for ours in &here.shared {
                other.shared.iter().try_for_each(|theirs| compare(ours, theirs))?;
            }
            mirror = there.observed(&other, &back);
            value = mirror.bounds();
            if self.flow == Flow::Balance {
                value = value.map(|it| -it);
            }
            valuation = valued(other.facets());
        }
        Ok(Mirror {
            flow: self.flow,
            values: [reported.bounds(), value],
            valuations: [valued(here.facets()), valuation],
            mirrored: mirror,
            reporter,
            partner,
            reported,
            adjusted_by: None,
        })
    }
}

/// The flow that the partner reports of the same trade.
const fn mirrored(flow: Flow) -> Option<Flow> {
    match flow {
        Flow::Export => Some(Flow::Import),
        Flow::Import => Some(Flow::Export),
        Flow::TwoWay => Some(Flow::TwoWay),
        Flow::Balance => Some(Flow::Balance),
        Flow::ReExport | Flow::ReImport | Flow::Domestic => None,
    }
}
