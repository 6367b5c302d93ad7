//! Totals: what becomes of every claim of a selection.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::{Area, TradeFigure};

use super::amounts::Span;
use super::answers::{is_country, known};
use super::claims::{Observed, World, state_of};
use super::selection::{Known, Wish};

/// What becomes of a claim: `counted`, or the reason for which it is left out. Several where
/// that is left open.
pub(super) type Fates = BTreeMap<String, BTreeSet<&'static str>>;

/// A total: the sum, and what becomes of every claim.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    pub(super) span: Option<Span>,
    pub(super) fates: Fates,
    /// Whether a half is left out where the list is complete and the other half is therefore zero.
    pub(super) open: bool,
}

impl Sum {
    fn put(&mut self, figure: &TradeFigure, fates: impl IntoIterator<Item = &'static str>) {
        let was = self.fates.insert(figure.id.clone(), fates.into_iter().collect());
        assert!(was.is_none(), "{} stands twice", figure.id);
    }

    /// What is replaced or denied says nothing, wherever it stands.
    fn put_silent(&mut self, observed: &Observed<'_>) {
        for figure in &observed.superseded {
            self.put(figure, ["superseded"]);
        }
        for figure in &observed.denied {
            self.put(figure, ["denied"]);
        }
    }

    /// Claims of a number that is counted. One without a number beside one that has it is said to be
    /// without, or counts with the other.
    fn put_counted(&mut self, observed: &Observed<'_>) {
        for figure in &observed.speaking {
            match figure.estimate {
                Some(_) => self.put(figure, ["counted"]),
                None => self.put(figure, ["counted", state_of(figure), observed.state()]),
            }
        }
    }

    /// Claims that are left out for a reason, if they have a number.
    fn put_left(&mut self, observed: &Observed<'_>, reason: &'static str) {
        for figure in &observed.speaking {
            match figure.estimate {
                Some(_) => self.put(figure, [reason]),
                None => self.put(figure, [reason, state_of(figure), observed.state()]),
            }
        }
    }

    fn put_without(&mut self, observed: &Observed<'_>) {
        for figure in &observed.speaking {
            self.put(figure, [state_of(figure), observed.state()]);
        }
    }

    fn add(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |sum| sum.plus(span)));
    }

    /// Counts a partner: both halves before what is stated, what is stated before one half.
    fn count(&mut self, known: &Known<'_>) {
        let Some((exports, imports)) = &known.halves else {
            match known.stated.hull() {
                Some(span) => {
                    self.add(span);
                    self.put_counted(&known.stated);
                }
                None => self.put_without(&known.stated),
            }
            return;
        };
        if let (Some(e), Some(i)) = (exports.hull(), imports.hull()) {
            self.add(if known.is_gross() { e.plus(i) } else { e.minus(i) });
            self.put_counted(exports);
            self.put_counted(imports);
            self.put_left(&known.stated, "within-counted");
        } else if let Some(span) = known.stated.hull() {
            self.add(span);
            self.put_counted(&known.stated);
            self.put_left(exports, "detail-of-total");
            self.put_left(imports, "detail-of-total");
        } else {
            self.put_left(exports, "other-half-missing");
            self.put_left(imports, "other-half-missing");
            self.put_without(&known.stated);
        }
    }
}

/// The total of a selection.
pub(super) fn total(world: &World, wish: &Wish) -> Sum {
    let partners = known(world, wish);
    let mut sum = Sum::default();
    for known in partners.values() {
        for observed in known.all() {
            sum.put_silent(observed);
        }
        sum.open |= known.is_open(world);
        sum.open |= wish.is_complete(world)
            && known.halves.as_ref().is_some_and(|(e, i)| !e.is_recorded() || !i.is_recorded());
    }
    let some_country = partners.keys().any(is_country);
    let whole = partners.get(&Area::World);
    let whole_counts = whole.is_some_and(Known::whole_number);
    if let Some(known) = whole {
        sum.count(known);
    }
    for (area, known) in partners.iter().filter(|(area, _)| **area != Area::World) {
        let group = some_country && !is_country(area) && !matches!(area, Area::Special(_));
        let reasons: &[&'static str] = match (whole_counts, group) {
            (true, true) => &["detail-of-total", "group-of-partners"],
            // Half a group is left out for both reasons.
            (false, true) if known.halves.is_some() && !known.whole_number() => {
                &["group-of-partners", "other-half-missing"]
            }
            (true, false) => &["detail-of-total"],
            (false, true) => &["group-of-partners"],
            (false, false) => {
                sum.count(known);
                continue;
            }
        };
        for observed in known.all() {
            for figure in &observed.speaking {
                let own = figure.estimate.is_none().then(|| [state_of(figure), observed.state()]);
                sum.put(figure, reasons.iter().copied().chain(own.into_iter().flatten()));
            }
        }
    }
    // A figure of the reporter with itself stands among what is left out, under whatever reason.
    let itself = Area::Actor(world.principal(&wish.reporter));
    for figure in wish.figures_with(world, &itself) {
        sum.put(figure, ["any"]);
    }
    sum
}
