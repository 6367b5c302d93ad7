//! Trade over several periods, also across the split of a state.

use alloc::string::String;
use alloc::vec::Vec;

use super::mirror::Mirror;
use super::mixed::MixedError;
use super::observation::{Observation, ObservationState, unknown, zero};
use super::period_trade::{PeriodTrade, Selected, principal_area};
use super::territory::Territory;
use super::trade::ReportedTrade;
use super::trade_facets::{Shared, all_agree};
use crate::date::ReportingPeriod;
use crate::money::Bounds;
use crate::record::{Actor, Area};
use crate::store::Keys;

/// One reporter's trade over several periods, with the choices of a [`PeriodTrade`].
///
/// ```
/// use bilateral::{Archive, CountryCode};
///
/// let figure = |reporter: &str, year: u16, value: u32| format!(
///     r#"{{"kind":"trade","id":"{reporter}-{year}","reporter":"{reporter}","partner":"AUT","flow":"export","period":"{year}","measure":"value","estimate":"USD {value}","sources":[{{"source":"s"}}]}}"#
/// );
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
///     figure("CSK", 1991, 90), figure("CSK", 1992, 100),
///     figure("CZE", 1993, 80), figure("SVK", 1993, 30), figure("CZE", 1994, 85),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let series = archive.trade(CountryCode::CSK).in_year(1991).exports().over(1991..=1994);
///
/// // Czechoslovakia itself reports until 1992; joined, its successors go on.
/// let joined = series.joined_with(CountryCode::AUT)?;
/// assert_eq!(joined.rule(), "exports of CSK, CZE and SVK to AUT, added over those that existed in each period");
/// let values: Vec<String> = joined.points().iter().filter_map(|point| point.possible).map(|it| it.to_string()).collect();
/// assert_eq!(values, ["USD [90, 90]", "USD [100, 100]", "USD [110, 110]", "USD [85, ..)"]);
/// assert_eq!(joined.points()[3].missing().next().map(|(reporter, _)| reporter.to_string()).as_deref(), Some("SVK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct TradeSeries<'s> {
    trade: PeriodTrade<'s>,
    periods: Vec<ReportingPeriod>,
}

impl<'s> PeriodTrade<'s> {
    /// Takes several calendar years, 0 to 9999, with the same choices.
    #[must_use]
    pub fn over(&self, years: impl IntoIterator<Item = u16>) -> TradeSeries<'s> {
        self.over_periods(years.into_iter().filter_map(|year| ReportingPeriod::year(year).ok()))
    }

    /// Takes several periods, with the same choices.
    #[must_use]
    pub fn over_periods(
        &self,
        periods: impl IntoIterator<Item = ReportingPeriod>,
    ) -> TradeSeries<'s> {
        TradeSeries { trade: self.clone(), periods: periods.into_iter().collect() }
    }

    /// The same choices in another period.
    pub(crate) fn at(&self, period: ReportingPeriod) -> Self {
        Self { asked: period.into(), ..self.clone() }
    }
}

impl<'s> TradeSeries<'s> {
    /// Returns the periods, in the order in which they were asked for.
    #[must_use]
    pub fn periods(&self) -> &[ReportingPeriod] {
        &self.periods
    }

    /// Returns what is known of each period with one partner.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen, within a period or from
    /// one period to another.
    pub fn with(
        &self,
        partner: impl Into<Area>,
    ) -> Result<Vec<(ReportingPeriod, Observation<'s>)>, MixedError> {
        let partner = principal_area(self.trade.store(), &partner.into());
        let mut uniform = Uniform::default();
        let mut points = Vec::new();
        for period in &self.periods {
            let trade = self.trade.at(*period);
            let selected = trade.select(Some(&partner))?;
            uniform.add(&selected)?;
            points.push((*period, trade.observed(&selected, &partner)));
        }
        Ok(points)
    }

    /// Returns the periods of which the reporter states no value with a partner and the partner does.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen.
    pub fn unreported(
        &self,
        partner: impl Into<Actor>,
    ) -> Result<Vec<(ReportingPeriod, Mirror<'s>)>, MixedError> {
        let partner = partner.into();
        let mut found = Vec::new();
        for period in &self.periods {
            let mirror = self.trade.at(*period).mirror(partner.clone())?;
            if matches!(mirror.values(), (None, Some(_))) {
                found.push((*period, mirror));
            }
        }
        Ok(found)
    }

    /// Returns the series over the territory of the reporter and of the partner, across the splits and
    /// unions that took effect within the asked periods: for each period, the sum over every state of
    /// these successions that existed in it.
    ///
    /// What one of them does not report is not zero, so that the sum is then only known from below.
    /// In the year of a split both the old state and the new ones may report, each its part of it.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in a facet that was not chosen, within a period or from
    /// one period to another.
    pub fn joined_with(&self, partner: impl Into<Actor>) -> Result<JoinedSeries<'s>, MixedError> {
        let store = self.trade.store();
        let partner = store.as_principal(partner.into());
        let spans = self.periods.iter().map(|period| Keys::from(period.envelope()));
        let span = spans.reduce(Keys::hull).unwrap_or(Keys::ALL);
        let reporters = Territory::of(store, self.trade.reporter(), span);
        let partners = Territory::of(store, &partner, span);
        let mut uniform = Uniform::default();
        let mut points = Vec::new();
        for period in &self.periods {
            let mut parts: Vec<JoinedPart<'s>> = Vec::new();
            let mut unit = self.trade.choices.unit;
            let mut pairs = Vec::new();
            for reporter in reporters.existing_in(store, *period) {
                for partner in partners.existing_in(store, *period) {
                    if reporter != partner {
                        pairs.push((reporter.clone(), partner.clone()));
                    }
                }
            }
            for (reporter, partner) in pairs {
                let reported = ReportedTrade::new(store, reporter.clone());
                let trade = PeriodTrade { reported, ..self.trade.at(*period) };
                let area = Area::Actor(partner.clone());
                let selected = trade.select(Some(&area))?;
                uniform.add(&selected)?;
                let observation = trade.observed(&selected, &area);
                unit = unit.or(observation.possible().map(Bounds::unit));
                let is_complete = trade.is_complete();
                parts.push(JoinedPart { reporter, partner, observation, is_complete });
            }
            let is_recorded = parts.iter().any(|part| part.observation.possible().is_some());
            let possible = unit.filter(|_| is_recorded).and_then(|unit| {
                let values = parts.iter().map(|part| {
                    let value = part.observation.possible();
                    value.unwrap_or_else(|| match part.is_absent_from_a_list() {
                        true => zero(unit),
                        false => unknown(unit, self.trade.is_gross()),
                    })
                });
                Bounds::sum(values).ok().flatten()
            });
            points.push(JoinedPoint { period: *period, possible, parts });
        }
        let flow = self.trade.flow;
        let rule = alloc::format!(
            "{}, added over those that existed in each period",
            flow_between(flow, &reporters.in_words(), &partners.in_words())
        );
        Ok(JoinedSeries { rule, points })
    }
}

fn flow_between(flow: crate::record::Flow, reporters: &str, partners: &str) -> String {
    use crate::record::Flow;

    let (what, to) = match flow {
        Flow::Export => ("exports", "to"),
        Flow::Import => ("imports", "from"),
        Flow::ReExport => ("re-exports", "to"),
        Flow::ReImport => ("re-imports", "from"),
        Flow::Domestic => ("domestic exports", "to"),
        Flow::TwoWay => ("two-way trade", "with"),
        Flow::Balance => ("balance", "with"),
    };
    alloc::format!("{what} of {reporters} {to} {partners}")
}

/// Makes sure that all figures of a series can be compared.
#[derive(Default)]
struct Uniform<'s>(Option<[Shared<'s>; 3]>);

impl<'s> Uniform<'s> {
    fn add(&mut self, selected: &Selected<'s, Area>) -> Result<(), MixedError> {
        match &mut self.0 {
            None => self.0 = Some(selected.shared),
            Some(shared) => {
                all_agree(shared, &selected.shared)?;
                shared.iter_mut().zip(&selected.shared).for_each(|(it, next)| it.fill(next));
            }
        }
        Ok(())
    }
}

/// A series over a territory rather than a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedSeries<'s> {
    rule: String,
    points: Vec<JoinedPoint<'s>>,
}

impl<'s> JoinedSeries<'s> {
    /// Returns what was joined, in words.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// Returns the periods, in the order in which they were asked for.
    #[must_use]
    pub fn points(&self) -> &[JoinedPoint<'s>] {
        &self.points
    }
}

/// One period of a joined series.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JoinedPoint<'s> {
    /// The period.
    pub period: ReportingPeriod,
    /// What the sum may be; `None` if nothing of it is recorded.
    pub possible: Option<Bounds>,
    /// What was added.
    pub parts: Vec<JoinedPart<'s>>,
}

impl JoinedPoint<'_> {
    /// Returns the pairs of which no value is known: reporter and partner.
    pub fn missing(&self) -> impl Iterator<Item = (&Actor, &Actor)> {
        let parts = self.parts.iter();
        parts
            .filter(|part| part.observation.bounds().is_none() && !part.is_absent_from_a_list())
            .map(|part| (&part.reporter, &part.partner))
    }
}

/// One reporter's trade with one partner within a joined series.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JoinedPart<'s> {
    /// The reporter.
    pub reporter: Actor,
    /// The partner.
    pub partner: Actor,
    /// What is known of it.
    pub observation: Observation<'s>,
    /// Whether a source lists all partners of the reporter, so that one that is absent had no trade.
    pub is_complete: bool,
}

impl JoinedPart<'_> {
    /// Whether a source lists all partners and has nothing of this one: there was no trade.
    fn is_absent_from_a_list(&self) -> bool {
        self.is_complete && self.observation.state() == ObservationState::NotRecorded
    }
}
