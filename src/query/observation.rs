//! [`Observation`]: what all claims on one number say together.

use alloc::vec::Vec;

use time::Date;

use super::money_claim::MoneyClaim;
use super::total::{LeftOut, LeftOutReason};
use super::trade_facets::Facets;
use crate::date::PartialDate;
use crate::money::{Amount, Bound, Bounds, Decimal, Unit};
use crate::record::{Citation, ObservationStatus, Record};
use crate::store::{Held, Keys, Sight, VoicedAmount};
use crate::text::codes;

codes! {
    /// What there is of a number. A number that is not there is never zero, and why it is not there
    /// are different things.
    pub enum ObservationState: "state of an observation" {
        /// There is a value.
        Value = "value",
        /// The value is exactly zero.
        Zero = "zero",
        /// It is called not significant (SDMX N) by all who speak; what they state, if anything, is no
        /// more than that.
        NotSignificant = "not-significant",
        /// It is missing, not collected, or cannot exist (SDMX O, L, H, J, M).
        Missing = "missing",
        /// It is suppressed for confidentiality (SDMX Q).
        Suppressed = "suppressed",
        /// It is included in another figure (SDMX K).
        IncludedElsewhere = "included-elsewhere",
        /// Nothing is recorded of it.
        NotRecorded = "not-recorded",
    }
}

/// What all claims on one number say together, the latest version of each.
///
/// Of claims that cannot all be true every value stays possible, unless a policy settles it. For a
/// number worked out of others, such as two-way trade, [`computed`](Self::computed) is what they give
/// and [`stated`](Self::stated) what sources claim of it themselves.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, ObservationState};
///
/// let trade = archive.trade(CountryCode::USA).in_year(2021).two_way();
/// let with_kz = trade.with(CountryCode::KAZ)?;
/// assert_eq!(with_kz.state(), ObservationState::Value);
/// assert_eq!(with_kz.bounds().map(|bounds| bounds.to_string()).as_deref(), Some("USD [2.45e9, 2.55e9]"));
/// // It is claimed as one figure; no exports and imports are recorded that would give it.
/// assert_eq!((with_kz.stated(), with_kz.computed()), (with_kz.bounds(), None));
/// assert_eq!(with_kz.claims().next().map(|claim| claim.id()), Some("us-kz-trade-2021"));
///
/// let nothing = trade.with(CountryCode::TKM)?;
/// assert_eq!((nothing.state(), nothing.bounds()), (ObservationState::NotRecorded, None));
/// # Ok::<(), bilateral::MixedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation<'s> {
    pub(in crate::query) state: ObservationState,
    pub(in crate::query) bounds: Option<Bounds>,
    pub(in crate::query) stated: Option<Bounds>,
    pub(in crate::query) computed: Option<Bounds>,
    pub(in crate::query) possible: Option<Bounds>,
    pub(in crate::query) heard: Heard<'s>,
}

impl<'s> Observation<'s> {
    /// Returns what there is of it.
    #[must_use]
    pub fn state(&self) -> ObservationState {
        self.state
    }

    /// Returns the value, as far as it is known; `None` if no number is stated.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    /// Returns what the value may be: its bounds, and where no number is stated, any amount that such a
    /// number can have (a gross flow is never below zero). Where a source lists all partners and this
    /// one is not among them, it is exactly zero. `None` if no unit is known.
    #[must_use]
    pub fn possible(&self) -> Option<Bounds> {
        self.possible
    }

    /// Returns the value that sources state themselves.
    #[must_use]
    pub fn stated(&self) -> Option<Bounds> {
        self.stated
    }

    /// Returns the value that the parts give; `None` for a number that has no parts, or if none of
    /// them is recorded.
    #[must_use]
    pub fn computed(&self) -> Option<Bounds> {
        self.computed
    }

    /// Returns the claims that speak, with a number or without.
    pub fn claims(&self) -> impl Iterator<Item = MoneyClaim<'s>> {
        self.heard.speaking.iter().copied()
    }

    /// Returns the claims that a later version took the place of.
    pub fn superseded(&self) -> impl Iterator<Item = MoneyClaim<'s>> {
        self.heard.superseded.iter().copied()
    }

    /// Returns the states of observation that the speaking claims give, in order of the claims.
    pub fn statuses(&self) -> impl Iterator<Item = ObservationStatus> {
        self.heard.speaking.iter().filter_map(|claim| noted(claim.record()?).status)
    }

    /// Returns when the versions that speak were published, where they say so.
    pub fn vintages(&self) -> impl Iterator<Item = PartialDate> {
        self.heard.speaking.iter().filter_map(|claim| noted(claim.record()?).vintage)
    }

    /// What nothing is recorded of.
    pub(crate) fn nothing(possible: Option<Bounds>) -> Self {
        Self {
            state: ObservationState::NotRecorded,
            bounds: None,
            stated: None,
            computed: None,
            possible,
            heard: Heard::default(),
        }
    }

    /// What claims on one number say; `gross` says that it is never below zero.
    pub(crate) fn of(store: Sight<'s>, heard: Heard<'s>, gross: bool, unit: Option<Unit>) -> Self {
        let stated = hull(&store.deciding().amounts(&heard.voiced(gross)));
        let state = heard.state(stated);
        let possible = stated.or_else(|| Some(unknown(unit?, gross)));
        Self { state, bounds: stated, stated, computed: None, possible, heard }
    }
}

/// The state of a number that has a value.
pub(crate) fn state_of_value(bounds: Bounds) -> ObservationState {
    let is_zero = bounds.exact().is_some_and(|amount| amount.value().is_zero());
    if is_zero { ObservationState::Zero } else { ObservationState::Value }
}

/// What nobody knows of a number: anything, or for a gross one, anything from zero up.
pub(crate) fn unknown(unit: Unit, gross: bool) -> Bounds {
    if gross { Bounds::any(unit).gross() } else { Bounds::any(unit) }
}

/// Exactly zero.
pub(crate) const fn zero(unit: Unit) -> Bounds {
    Bounds::exactly(Amount::new(Decimal::ZERO, unit))
}

/// The smallest bounds that hold all.
pub(crate) fn hull(all: &[Bounds]) -> Option<Bounds> {
    all.iter().copied().reduce(|a, b| a.hull(b).unwrap_or(a))
}

/// The claims on one number: those that speak, and those that do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Heard<'s> {
    pub(crate) speaking: Vec<MoneyClaim<'s>>,
    pub(crate) superseded: Vec<MoneyClaim<'s>>,
    pub(crate) denied: Vec<MoneyClaim<'s>>,
}

impl<'s> Heard<'s> {
    /// Hears the claims of some records, those that were out by a day if one is given.
    pub(crate) fn of(store: Sight<'s>, records: &[u32], by: Option<Date>) -> Self {
        let mut heard = Self::default();
        let mut versions: Vec<Version<'s>> = Vec::new();
        for at in records {
            let Some(record) = store.record(*at) else { continue };
            if by.is_some_and(|day| is_later(store, record, day)) {
                continue;
            }
            let claim = MoneyClaim::figure(store, *at);
            if record.is_denied() {
                heard.denied.push(claim);
            } else {
                let vintage = noted(record).vintage.map(Keys::of);
                versions.push(Version { claim, source: store.source_of(*at), vintage });
            }
        }
        for version in &versions {
            if versions.iter().any(|other| other.replaces(version, store)) {
                heard.superseded.push(version.claim);
            } else {
                heard.speaking.push(version.claim);
            }
        }
        heard
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.speaking.is_empty() && self.superseded.is_empty() && self.denied.is_empty()
    }

    /// What the speaking claims with a number say.
    pub(crate) fn voiced(&self, gross: bool) -> Vec<VoicedAmount<'s>> {
        let claims = self.speaking.iter();
        claims
            .filter_map(|claim| {
                let stated = claim.estimate()?.bounds();
                let stated = if gross { stated.gross() } else { stated };
                let includes_other =
                    noted(claim.record()?).status == Some(ObservationStatus::IncludesOther);
                let bounds = if includes_other { from_zero(stated) } else { stated };
                Some(VoicedAmount { bounds, cited: claim.cited() })
            })
            .collect()
    }

    /// What there is of the number, if that is its value.
    pub(crate) fn state(&self, value: Option<Bounds>) -> ObservationState {
        use ObservationState as State;

        let called_insignificant = |claim: &MoneyClaim<'s>| {
            claim.record().is_some_and(|it| why(it) == State::NotSignificant)
        };
        if value.is_some() && self.speaking.iter().all(called_insignificant) {
            return State::NotSignificant;
        }
        if let Some(bounds) = value {
            return state_of_value(bounds);
        }
        let has = |of: State| {
            self.speaking.iter().any(|claim| claim.record().is_some_and(|it| why(it) == of))
        };
        let order = [State::Suppressed, State::IncludedElsewhere, State::NotSignificant];
        match order.into_iter().find(|state| has(*state)) {
            Some(state) => state,
            None if self.speaking.is_empty() => State::NotRecorded,
            None => State::Missing,
        }
    }

    /// The claims that add nothing to a total: those that state no number, that a later version took the
    /// place of, and that a source denies.
    pub(crate) fn aside(&self) -> impl Iterator<Item = LeftOut<'s>> {
        let silent = self.speaking.iter().filter(|claim| claim.estimate().is_none());
        let silent = silent.map(|claim| {
            let state = claim.record().map_or(ObservationState::Missing, why);
            LeftOut::new(*claim, without(state))
        });
        let as_of = |claims: &[MoneyClaim<'s>], reason| -> Vec<LeftOut<'s>> {
            claims.iter().map(|claim| LeftOut::new(*claim, reason)).collect()
        };
        silent
            .chain(as_of(&self.superseded, LeftOutReason::Superseded))
            .chain(as_of(&self.denied, LeftOutReason::Denied))
    }

    /// The claims that speak with a number.
    pub(crate) fn with_number(&self) -> impl Iterator<Item = MoneyClaim<'s>> {
        self.speaking.iter().copied().filter(|claim| claim.estimate().is_some())
    }

    /// Adds the claims of another number.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.speaking.extend(&other.speaking);
        self.superseded.extend(&other.superseded);
        self.denied.extend(&other.denied);
    }

    /// The citations of the first claim that speaks.
    pub(crate) fn cited(&self) -> &'s [Citation] {
        self.speaking.first().map_or(&[], |claim| claim.cited())
    }
}

/// One version of a number, in the line of editions that its source belongs to.
struct Version<'s> {
    claim: MoneyClaim<'s>,
    source: u32,
    vintage: Option<Keys>,
}

impl<'s> Version<'s> {
    /// Whether it takes the place of another: it is certainly later in one source, or its source
    /// supersedes the other's.
    fn replaces(&self, other: &Self, store: Sight<'s>) -> bool {
        if !self.is_of_number(other, store) {
            return false;
        }
        if self.source == other.source {
            return matches!(
                (self.vintage, other.vintage),
                (Some(mine), Some(theirs)) if mine.first() > theirs.last()
            );
        }
        store.supersedes(self.source, other.source)
    }

    /// Whether the two are versions of one number: what differs in a facet is another number.
    fn is_of_number(&self, other: &Self, store: Sight<'s>) -> bool {
        let (Some(mine), Some(theirs)) = (self.claim.record(), other.claim.record()) else {
            return false;
        };
        let (Held::Trade(mine), Held::Trade(theirs)) = (mine, theirs) else {
            return true;
        };
        let (mine, theirs) = (Facets::of(store, mine), Facets::of(store, theirs));
        // One that states no number has no unit to differ in.
        let unit = mine.unit.or(theirs.unit);
        let with_unit = |facets: Facets<'s>| Facets { unit: facets.unit.or(unit), ..facets };
        with_unit(mine) == with_unit(theirs)
    }
}

/// The status and vintage of a figure's record.
#[derive(Clone, Copy, Default)]
struct Noted {
    status: Option<ObservationStatus>,
    vintage: Option<PartialDate>,
}

fn noted(record: Held<'_>) -> Noted {
    match record {
        Held::Trade(row) => Noted { status: row.status(), vintage: row.vintage() },
        Held::Whole(Record::Figure(it)) => Noted { status: it.status, vintage: it.vintage },
        Held::Whole(_) => Noted { status: None, vintage: None },
    }
}

/// Why a record states no number.
fn why(record: Held<'_>) -> ObservationState {
    match noted(record).status {
        Some(ObservationStatus::Suppressed) => ObservationState::Suppressed,
        Some(ObservationStatus::IncludedElsewhere) => ObservationState::IncludedElsewhere,
        Some(ObservationStatus::NotSignificant) => ObservationState::NotSignificant,
        _ => ObservationState::Missing,
    }
}

/// Why a number that is not there is left out of a total.
const fn without(state: ObservationState) -> LeftOutReason {
    match state {
        ObservationState::Suppressed => LeftOutReason::Suppressed,
        ObservationState::IncludedElsewhere => LeftOutReason::IncludedElsewhere,
        ObservationState::NotSignificant => LeftOutReason::NotSignificant,
        _ => LeftOutReason::Missing,
    }
}

/// Whether a version was not out by a day: the latest possible day of its vintage, else of its
/// source's, is after it. What has neither is kept.
fn is_later(store: Sight<'_>, record: Held<'_>, day: Date) -> bool {
    let out = noted(record).vintage.map(Keys::of).or_else(|| store.source_day(record.sources()));
    out.is_some_and(|days| days.last() > crate::date::key(day))
}

/// The bounds from zero up to those of a value that includes something else.
pub(crate) fn from_zero(bounds: Bounds) -> Bounds {
    let zero = Some(Bound::included(Decimal::ZERO));
    Bounds::new(bounds.unit(), zero, bounds.upper()).unwrap_or(bounds)
}
