//! What the claims on one number say together, decided by brute force over all their subsets.

use bilateral::{
    Actor, Area, ObservationStatus, ReportingPeriod, Settling, Source, TradeFigure, Truth, Unit,
};
use time::Date;

use super::amounts::Span;

/// Everything that is recorded.
#[derive(Clone, Default)]
pub(super) struct World {
    pub(super) sources: Vec<Source>,
    /// Organs, with the country whose they are.
    pub(super) organs: Vec<(String, Actor)>,
    /// Other organizations.
    pub(super) groups: Vec<String>,
    pub(super) figures: Vec<TradeFigure>,
    pub(super) wanted: Wanted,
}

/// How disputes are to be settled.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) preferred: Vec<String>,
    pub(super) settling: Option<Settling>,
}

impl Wanted {
    pub(super) fn is_nothing(&self) -> bool {
        self.preferred.is_empty() && self.settling.is_none()
    }
}

/// Prints the records that a reader needs to see a difference, one a line.
impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines = self.sources.iter().map(serde_json::to_string);
        for line in lines.chain(self.figures.iter().map(serde_json::to_string)) {
            writeln!(f, "{}", line.map_err(|_| std::fmt::Error)?)?;
        }
        write!(f, "{:?}", self.wanted)
    }
}

impl World {
    pub(super) fn principal(&self, actor: &Actor) -> Actor {
        let organ = self.organs.iter().find(|(id, _)| actor.organization_id() == Some(id));
        organ.map_or_else(|| actor.clone(), |(_, of)| of.clone())
    }

    pub(super) fn area(&self, area: &Area) -> Area {
        match area {
            Area::Actor(actor) => Area::Actor(self.principal(actor)),
            other => other.clone(),
        }
    }

    fn source(&self, figure: &TradeFigure) -> &Source {
        let id = &figure.sources[0].source;
        self.sources.iter().find(|source| source.id == *id).expect("a recorded source")
    }

    fn supersedes(&self, later: &Source, earlier: &str) -> bool {
        let Some(next) = &later.supersedes else { return false };
        let source = self.sources.iter().find(|source| source.id == *next).expect("a source");
        next == earlier || self.supersedes(source, earlier)
    }

    /// Whether one claim takes the place of another on the same number.
    pub(super) fn replaces(&self, later: &TradeFigure, earlier: &TradeFigure) -> bool {
        let (new, old) = (self.source(later), self.source(earlier));
        if new.id == old.id {
            return match (later.vintage, earlier.vintage) {
                (Some(new), Some(old)) => new.after(old) == Truth::Yes,
                _ => false,
            };
        }
        self.supersedes(new, &old.id)
    }

    /// Whether a claim was out by a day, or nothing says when it came.
    pub(super) fn was_out(&self, figure: &TradeFigure, day: Date) -> bool {
        match (figure.vintage, self.source(figure)) {
            (Some(vintage), _) => vintage.possible().last().is_some_and(|last| last <= day),
            (None, source) => source.out_on().is_none_or(|out| out <= day),
        }
    }

    /// Whether the sources list every partner of a reporter, in these flows and this period.
    pub(super) fn is_complete(
        &self,
        reporter: &Actor,
        flows: &[&str],
        period: ReportingPeriod,
    ) -> bool {
        let Some(days) = period.days() else { return false };
        let covers = |flow: &str| {
            self.sources.iter().flat_map(|source| &source.covers).any(|cover| {
                let of_it = |area: &Area| {
                    *area == Area::World || self.area(area) == Area::Actor(reporter.clone())
                };
                cover.kind == bilateral::RecordKind::TradeFigure
                    && cover.kind_type.as_deref().is_none_or(|kind| kind == flow)
                    && (cover.actors.is_empty() || cover.actors.iter().any(of_it))
                    && cover.period.core().is_some_and(|core| core.encloses(days))
            })
        };
        flows.iter().all(|flow| covers(flow))
    }

    /// The ranges that several claims leave possible: those of their maximal agreeing subsets that the
    /// policy keeps. A claim without a source is what was computed.
    pub(super) fn settle(&self, claims: &[(Option<&TradeFigure>, Span)]) -> Vec<Span> {
        let subsets = 1_u32..1 << claims.len();
        let shared = |subset: u32| {
            let of = claims.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1);
            of.fold(Span::ANY, |span, (_, claim)| span.both(claim.1))
        };
        let agreeing: Vec<u32> = subsets.filter(|subset| !shared(*subset).is_empty()).collect();
        let maximal: Vec<u32> = agreeing
            .iter()
            .copied()
            .filter(|one| !agreeing.iter().any(|other| other != one && other & one == *one))
            .collect();
        self.choose(claims, maximal).into_iter().map(shared).collect()
    }

    fn choose(&self, claims: &[(Option<&TradeFigure>, Span)], maximal: Vec<u32>) -> Vec<u32> {
        let id = |at: usize| claims[at].0.map(|figure| self.source(figure).id.as_str());
        let holds = |subset: u32, at: usize| subset >> at & 1 == 1;
        let with = |named: Vec<usize>| -> Vec<u32> {
            let kept = |subset: &&u32| named.iter().any(|at| holds(**subset, *at));
            maximal.iter().filter(kept).copied().collect()
        };
        let all = 0..claims.len();
        for preferred in &self.wanted.preferred {
            let named: Vec<usize> = all.clone().filter(|at| id(*at) == Some(preferred)).collect();
            if !named.is_empty() {
                return with(named);
            }
        }
        match self.wanted.settling {
            Some(Settling::Majority) => {
                let behind = |subset: u32| {
                    let ids = all.clone().filter(|at| holds(subset, *at)).filter_map(id);
                    ids.collect::<std::collections::BTreeSet<_>>().len()
                };
                let most = maximal.iter().map(|subset| behind(*subset)).max();
                maximal.into_iter().filter(|subset| Some(behind(*subset)) == most).collect()
            }
            Some(Settling::LatestPublished) => {
                let day = |at: usize| claims[at].0.and_then(|it| self.source(it).out_on());
                let latest = all.clone().map(day).max().flatten();
                with(all.clone().filter(|at| day(*at) == latest).collect())
            }
            Some(Settling::Consensus) => all.map(|at| 1 << at).collect(),
            _ => maximal,
        }
    }
}

/// The claims on one number, sorted by what becomes of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Observed<'w> {
    pub(super) speaking: Vec<&'w TradeFigure>,
    pub(super) superseded: Vec<&'w TradeFigure>,
    pub(super) denied: Vec<&'w TradeFigure>,
    /// The possible ranges; empty without a number.
    pub(super) spans: Vec<Span>,
}

/// What an estimate of a figure says of the number.
pub(super) fn span_of(figure: &TradeFigure, gross: bool) -> Option<Span> {
    let span = Span::of(figure.estimate?.bounds());
    let span = if gross { span.gross() } else { span };
    match figure.status {
        // It holds others too, so that its own value is any part of it.
        Some(ObservationStatus::IncludesOther) => Some(span.hull(Span::ZERO)),
        _ => Some(span),
    }
}

impl<'w> Observed<'w> {
    pub(super) fn new(world: &World, claims: &[&'w TradeFigure], gross: bool) -> Self {
        let (denied, told): (Vec<&TradeFigure>, Vec<&TradeFigure>) =
            claims.iter().copied().partition(|claim| claim.denied);
        let replaced = |claim: &&'w TradeFigure| told.iter().any(|it| world.replaces(it, claim));
        let (superseded, speaking): (Vec<_>, Vec<_>) = told.iter().copied().partition(replaced);
        let numbers: Vec<_> =
            speaking.iter().filter_map(|it| Some((Some(*it), span_of(it, gross)?))).collect();
        Self { spans: world.settle(&numbers), speaking, superseded, denied }
    }

    pub(super) fn is_recorded(&self) -> bool {
        !(self.speaking.is_empty() && self.superseded.is_empty() && self.denied.is_empty())
    }

    pub(super) fn hull(&self) -> Option<Span> {
        self.spans.iter().copied().reduce(Span::hull)
    }

    pub(super) fn has_number(&self) -> bool {
        !self.spans.is_empty()
    }

    /// What may be, where a number that is recorded or not is not told.
    pub(super) fn possible(&self, gross: bool, complete: bool) -> Span {
        match self.hull() {
            Some(hull) => hull,
            None if complete && !self.is_recorded() => Span::ZERO,
            None if gross => Span::UPWARD,
            None => Span::ANY,
        }
    }

    /// The state, as the code writes it.
    pub(super) fn state(&self) -> &'static str {
        let not_significant =
            self.speaking.iter().all(|claim| state_of(claim) == "not-significant");
        match self.hull() {
            Some(_) if not_significant => return "not-significant",
            Some(span) if span == Span::ZERO => return "zero",
            Some(_) => return "value",
            None => {}
        }
        let states: Vec<&str> = self.speaking.iter().map(|claim| state_of(claim)).collect();
        ["suppressed", "included-elsewhere", "not-significant", "missing"]
            .into_iter()
            .find(|state| states.contains(state))
            .unwrap_or("not-recorded")
    }
}

/// Why a figure has no number.
pub(super) fn state_of(figure: &TradeFigure) -> &'static str {
    match figure.status {
        Some(ObservationStatus::Suppressed) => "suppressed",
        Some(ObservationStatus::IncludedElsewhere) => "included-elsewhere",
        Some(ObservationStatus::NotSignificant) => "not-significant",
        _ => "missing",
    }
}

pub(super) fn unit_of(figure: &TradeFigure) -> Option<Unit> {
    Some(figure.estimate?.unit())
}
