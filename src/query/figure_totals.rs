//! [`Figures`]: figures that are not trade, chosen and added.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::figures::FigureRef;
use super::mixed::MixedError;
use super::money_claim::MoneyClaim;
use super::observation::{Heard, Observation};
use super::pair::in_both;
use super::period_trade::principal_area;
use super::total::{CountedAmount, LeftOut, LeftOutReason, Total};
use super::trade_facets::{Choice, named};
use super::view::View;
use crate::date::{PartialDate, ReportingPeriod};
use crate::record::{Actor, Area, Figure, FigureConcept, FigureKind, Presentation};
use crate::store::Sight;

/// How many figures may be parts of one another before the chain is broken off.
const LONGEST_CHAIN: usize = 64;

/// Figures that are not trade: those that name both of two actors, or all.
///
/// Choices narrow them; each of those that take a value or `None` takes *not stated* for `None`.
///
/// ```
/// use bilateral::{Archive, CountryCode, FigureConcept, FigureKind, LeftOutReason};
///
/// const KAZ: CountryCode = CountryCode::KAZ;
/// let figure = |id: &str, from: &str, concept: &str, more: &str| format!(
///     r#"{{"kind":"figure","id":"{id}","type":"investment","from":"{from}","to":"KAZ","concept":"{concept}",{more},"sources":[{{"source":"s"}}]}}"#
/// );
/// let lines = [
///     r#"{"kind":"source","id":"s","title":"National bank","retrieved":"2025-03-01"}"#.into(),
///     figure("us", "USA", "stock", r#""on":"2023-12-31","estimate":"USD 15e9""#),
///     figure("nl", "NLD", "stock", r#""on":"2023-12-31","estimate":"rounded USD 6e10""#),
///     figure("us-oil", "USA", "stock", r#""on":"2023-12-31","estimate":"USD 12e9","part_of":"us""#),
///     figure("us-2023", "USA", "flow", r#""period":"2023","estimate":"USD -1e9""#),
/// ];
/// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
/// let invested = archive.figures().kind(FigureKind::Investment).to(KAZ);
///
/// // A position and a flow do not add.
/// let error = invested.total().unwrap_err();
/// assert_eq!(error.facet(), "concept");
/// let total = invested.concept(FigureConcept::Stock).total()?;
/// assert_eq!(total.sums()[0].bounds.to_string(), "USD [7.0e10, 8.0e10]");
/// assert_eq!(total.left_out()[0].reason, LeftOutReason::PartOfCounted);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Figures<'s> {
    store: Sight<'s>,
    of: Option<(Actor, Actor)>,
    kind: Option<FigureKind>,
    concept: Choice<FigureConcept>,
    from: Option<Actor>,
    to: Option<Area>,
    reporter: Choice<Actor>,
    presentation: Choice<Presentation>,
    period: Choice<ReportingPeriod>,
    on: Choice<PartialDate>,
    sector: Choice<String>,
    label: Option<String>,
    by: Option<Date>,
}

impl<'s> Figures<'s> {
    pub(crate) const fn all(store: Sight<'s>) -> Self {
        Self {
            store,
            of: None,
            kind: None,
            concept: None,
            from: None,
            to: None,
            reporter: None,
            presentation: None,
            period: None,
            on: None,
            sector: None,
            label: None,
            by: None,
        }
    }

    pub(crate) fn of_pair(store: Sight<'s>, a: Actor, b: Actor) -> Self {
        Self { of: Some((a, b)), ..Self::all(store) }
    }

    /// Chooses what is counted.
    #[must_use]
    pub fn kind(&self, kind: FigureKind) -> Self {
        Self { kind: Some(kind), ..self.clone() }
    }

    /// Chooses positions, flows or cumulative sums.
    #[must_use]
    pub fn concept(&self, concept: impl Into<Option<FigureConcept>>) -> Self {
        Self { concept: Some(concept.into()), ..self.clone() }
    }

    /// Chooses from whom.
    #[must_use]
    pub fn from(&self, from: impl Into<Actor>) -> Self {
        let from = self.store.as_principal(from.into());
        Self { from: Some(from), ..self.clone() }
    }

    /// Chooses to or in whom.
    #[must_use]
    pub fn to(&self, to: impl Into<Area>) -> Self {
        Self { to: Some(principal_area(self.store, &to.into())), ..self.clone() }
    }

    /// Chooses who reports.
    #[must_use]
    pub fn reported_by(&self, reporter: impl Into<Actor>) -> Self {
        let reporter = self.store.as_principal(reporter.into());
        Self { reporter: Some(Some(reporter)), ..self.clone() }
    }

    /// Chooses the figures that do not say who reports them.
    #[must_use]
    pub fn reporter_not_stated(&self) -> Self {
        Self { reporter: Some(None), ..self.clone() }
    }

    /// Chooses how investment is presented.
    #[must_use]
    pub fn presentation(&self, presentation: impl Into<Option<Presentation>>) -> Self {
        Self { presentation: Some(presentation.into()), ..self.clone() }
    }

    /// Chooses the period of flows.
    #[must_use]
    pub fn in_period(&self, period: impl Into<Option<ReportingPeriod>>) -> Self {
        Self { period: Some(period.into()), ..self.clone() }
    }

    /// Chooses the day of positions, as it is stated.
    #[must_use]
    pub fn on(&self, on: impl Into<Option<PartialDate>>) -> Self {
        Self { on: Some(on.into()), ..self.clone() }
    }

    /// Chooses figures of one sector alone, or with `None` those of all sectors together.
    #[must_use]
    pub fn in_sector(&self, sector: Option<&str>) -> Self {
        Self { sector: Some(sector.map(String::from)), ..self.clone() }
    }

    /// Chooses by the words that say what is counted.
    #[must_use]
    pub fn labelled(&self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self.clone() }
    }

    /// Takes only what was out by a day: versions whose vintage, else whose source's day, is no later,
    /// and versions that give neither.
    #[must_use]
    pub fn as_published_by(&self, day: Date) -> Self {
        Self { by: Some(day), ..self.clone() }
    }

    /// Returns the figures, in order of day and id.
    pub fn iter(&self) -> impl Iterator<Item = FigureRef<'s>> + use<'s> {
        let (store, chosen) = (self.store, self.clone());
        let subjects: Vec<u32> = match (&self.of, &self.from, &self.to) {
            (Some((a, b)), ..) => in_both(store, a, b).collect(),
            (None, Some(actor), _) | (None, None, Some(Area::Actor(actor))) => {
                store.naming(actor).to_vec()
            }
            _ => store.subjects_but_trade().map(|(number, _)| number).collect(),
        };
        subjects
            .into_iter()
            .filter_map(move |subject| FigureRef::of(store, subject))
            .filter(move |figure| figure.first().is_some_and(|first| chosen.hold(first)))
    }

    /// Whether a figure is one of those chosen.
    fn hold(&self, figure: &Figure) -> bool {
        let reporter = figure.reporter.as_ref().map(|actor| self.store.principal(actor));
        let same_period = |choice: Option<ReportingPeriod>| match (choice, figure.period) {
            (Some(asked), Some(found)) => asked == found || asked.same(&found).certainly(),
            (asked, found) => asked == found,
        };
        let sector = |choice: &Option<String>| match (choice, figure.sectors.as_slice()) {
            (None, sectors) => sectors.is_empty(),
            (Some(name), [only]) => only.name == *name,
            (Some(_), _) => false,
        };
        self.kind.is_none_or(|kind| kind == figure.kind)
            && self.concept.is_none_or(|concept| concept == figure.concept)
            && self.from.as_ref().is_none_or(|from| from == self.store.principal(&figure.from))
            && self.to.as_ref().is_none_or(|to| *to == principal_area(self.store, &figure.to))
            && self.reporter.as_ref().is_none_or(|choice| choice.as_ref() == reporter)
            && self.presentation.is_none_or(|choice| choice == figure.presentation)
            && self.period.is_none_or(same_period)
            && self.on.is_none_or(|choice| choice == figure.on)
            && self.sector.as_ref().is_none_or(sector)
            && self.label.as_ref().is_none_or(|label| Some(label) == figure.label.as_ref())
    }

    /// Returns the total of the figures, per unit and price basis.
    ///
    /// They must be of one kind, concept, reporter, presentation, period or day, and sector; a position
    /// and a flow, or what two reporters say, do not add. A part is left out beside the figure that it
    /// is a part of, countries beside the world, and organizations beside countries, which may be their
    /// members.
    ///
    /// # Errors
    ///
    /// [`MixedError`] if the figures differ in one of these, or go in both directions.
    pub fn total(&self) -> Result<Total<'s>, MixedError> {
        let rows = self.rows();
        uniform(self.store, &rows)?;
        one_direction(&rows)?;
        let what = match rows.first() {
            Some(row) => what(self.store, row.figure),
            None => self.kind.map_or_else(|| "figures".into(), |kind| kind.to_string()),
        };
        let from = self.from.as_ref().map(|from| format!(", from {from}"));
        let to = self.to.as_ref().map(|to| format!(", to {to}"));
        let what = [Some(what), from, to].into_iter().flatten().collect::<String>();
        let mut total = Total::new(what);
        let mut counted: BTreeMap<(&Actor, &Area), MoneyClaim<'s>> = BTreeMap::new();
        let mut ordered: Vec<&Row<'s>> = rows.iter().collect();
        // What is part of nothing counts first, so that its parts find it.
        ordered.sort_by_key(|row| row.figure.part_of.is_some());
        for row in ordered {
            row.observation.heard.aside().for_each(|left_out| total.leave_out(left_out));
            let Some(bounds) = row.observation.bounds() else { continue };
            let of_unit = |claim: &MoneyClaim<'s>| {
                claim.estimate().is_some_and(|estimate| estimate.unit() == bounds.unit())
            };
            let (claims, others): (Vec<_>, Vec<_>) =
                row.with_number().partition(|claim| of_unit(claim));
            let mut leave_out = |claims: &[MoneyClaim<'s>], reason, beside| {
                for claim in claims {
                    total.leave_out(LeftOut { beside, ..LeftOut::new(*claim, reason) });
                }
            };
            leave_out(&others, LeftOutReason::OtherUnit, claims.first().copied());
            let key = (&row.from, &row.to);
            let beside = row.whole(&rows).map(|whole| (LeftOutReason::PartOfCounted, whole));
            let beside = beside
                .or_else(|| row.group(&rows).map(|it| (LeftOutReason::GroupOfPartners, it)))
                .or_else(|| row.world(&rows).map(|it| (LeftOutReason::DetailOfTotal, it)))
                .or_else(|| row.within_world(&rows).map(|it| (LeftOutReason::MayBeCounted, it)))
                .or_else(|| counted.get(&key).map(|it| (LeftOutReason::MayBeCounted, *it)));
            if let Some((reason, beside)) = beside {
                leave_out(&claims, reason, Some(beside));
                continue;
            }
            if let Some(first) = claims.first() {
                counted.insert(key, *first);
            }
            let prices = claims.first().and_then(|claim| claim.prices());
            total.count(CountedAmount { bounds, prices, part: None, claims });
        }
        Ok(total)
    }

    fn rows(&self) -> Vec<Row<'s>> {
        self.iter()
            .filter_map(|figure| {
                let first = figure.first()?;
                let heard = Heard::of(self.store, self.store.claims(figure.subject), self.by);
                if heard.is_empty() {
                    return None;
                }
                Some(Row {
                    view: figure,
                    figure: first,
                    from: self.store.principal(&first.from).clone(),
                    to: principal_area(self.store, &first.to),
                    observation: Observation::of(self.store, heard, false, None),
                })
            })
            .collect()
    }
}

impl fmt::Debug for Figures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// One figure of a total.
struct Row<'s> {
    view: FigureRef<'s>,
    figure: &'s Figure,
    from: Actor,
    to: Area,
    observation: Observation<'s>,
}

impl<'s> Row<'s> {
    fn with_number(&self) -> impl Iterator<Item = MoneyClaim<'s>> {
        self.observation.heard.with_number()
    }

    /// The figure with a value of which it is a part.
    fn whole(&self, rows: &[Self]) -> Option<MoneyClaim<'s>> {
        let mut current = self.view;
        for _ in 0..LONGEST_CHAIN {
            current = current.part_of().filter(|whole| *whole != self.view)?;
            let row = rows.iter().find(|row| row.view == current);
            if let Some(claim) = row.and_then(|row| row.with_number().next()) {
                return Some(claim);
            }
        }
        None
    }

    /// A country beside which the group at either of its ends is left out.
    fn group(&self, rows: &[Self]) -> Option<MoneyClaim<'s>> {
        let from_group = self.from.country().is_none();
        let to_group = matches!(&self.to, Area::Actor(actor) if actor.country().is_none());
        let is_beside = |row: &&Self| {
            let from_country = from_group && row.from.country().is_some() && row.to == self.to;
            let to_country = to_group
                && row.from == self.from
                && row.to.actor().is_some_and(|actor| actor.country().is_some());
            from_country || to_country
        };
        rows.iter().filter(is_beside).find_map(|row| row.with_number().next())
    }

    /// The figure to the world of which it is a detail.
    fn world(&self, rows: &[Self]) -> Option<MoneyClaim<'s>> {
        let is_world = |row: &&Self| {
            let whole = row.figure.part_of.is_none();
            row.to == Area::World && row.from == self.from && whole
        };
        if self.to == Area::World {
            return None;
        }
        rows.iter().filter(is_world).find_map(|row| row.with_number().next())
    }
}

impl<'s> Row<'s> {
    /// For a part of what goes to the world: a figure to a partner, which may be in it.
    fn within_world(&self, rows: &[Self]) -> Option<MoneyClaim<'s>> {
        if self.to != Area::World || self.figure.part_of.is_none() {
            return None;
        }
        let is_partner = |row: &&Self| row.to != Area::World && row.from == self.from;
        rows.iter().filter(is_partner).find_map(|row| row.with_number().next())
    }
}

/// What a total of figures like one is of: totals that differ in it do not add.
fn what(store: Sight<'_>, figure: &Figure) -> String {
    let mut what = figure.kind.to_string();
    if let Some(concept) = figure.concept {
        what.push_str(&format!(" {concept}"));
    }
    let sectors: Vec<&str> = figure.sectors.iter().map(|it| it.name.as_str()).collect();
    let reporter = figure.reporter.as_ref().map(|actor| store.principal(actor));
    let stated = [
        ("", figure.label.clone()),
        ("in ", (!sectors.is_empty()).then(|| sectors.join(", "))),
        ("in ", figure.period.map(|it| it.to_string())),
        ("on ", figure.on.map(|it| it.to_string())),
        ("reported by ", reporter.map(|it| it.to_string())),
        ("", figure.presentation.map(|it| it.to_string())),
    ];
    for (before, facet) in stated {
        if let Some(facet) = facet {
            what.push_str(&format!(", {before}{facet}"));
        }
    }
    what
}

/// Makes sure that all figures are of one kind, concept, reporter, presentation, time and sector.
fn uniform(store: Sight<'_>, rows: &[Row<'_>]) -> Result<(), MixedError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let facets = |figure: &Figure| -> [(&'static str, String); 8] {
        let reporter = figure.reporter.as_ref().map(|actor| store.principal(actor));
        let sectors: Vec<&str> = figure.sectors.iter().map(|it| it.name.as_str()).collect();
        [
            ("kind", figure.kind.to_string()),
            ("concept", named(figure.concept)),
            ("label", named(figure.label.as_deref())),
            ("reporter", named(reporter)),
            ("presentation", named(figure.presentation)),
            ("period", named(figure.period)),
            ("day", named(figure.on)),
            ("sectors", if sectors.is_empty() { named::<&str>(None) } else { sectors.join(", ") }),
        ]
    };
    let of_first = facets(first.figure);
    for row in rows.iter().skip(1) {
        let of_row = facets(row.figure);
        for ((facet, one), (_, other)) in of_first.iter().zip(&of_row) {
            if one != other {
                return Err(MixedError::new(facet, one.as_str(), other.as_str())
                    .of_records(&first.figure.id, &row.figure.id));
            }
        }
    }
    Ok(())
}

/// Makes sure that nobody both gives and gets.
fn one_direction(rows: &[Row<'_>]) -> Result<(), MixedError> {
    let mut givers: BTreeMap<&Actor, &Row<'_>> = BTreeMap::new();
    for row in rows {
        givers.entry(&row.from).or_insert(row);
    }
    for row in rows {
        if let Some(back) = row.to.actor().and_then(|actor| givers.get(actor)) {
            let way = |row: &Row<'_>| format!("{} to {}", row.from, row.to);
            return Err(MixedError::new("direction", way(row), way(back))
                .of_records(&row.figure.id, &back.figure.id));
        }
    }
    Ok(())
}
