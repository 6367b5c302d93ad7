//! A year of two actors, as a row of a panel.

use alloc::vec::Vec;

use time::Date;

use super::dossier::Dossier;
use super::trade::ReportedTrade;
use crate::date::{DayRange, ReportingPeriod, day};
use crate::money::Estimate;
use crate::record::{Actor, Flow, Measure, Pledge, RecordKind, VisitStatus};
use crate::store::Keys;
use crate::truth::Truth;

/// One year of two actors, from [`Dossier::year`]. What holds for a time is asked on 31 December.
///
/// Nothing that is missing is zero: a count is `None` where nothing of its kind is recorded of the two
/// at all and no source `covers` it, and so is a figure that nobody reports. Other counts are of what is
/// recorded.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DyadYear<'s> {
    /// The year.
    pub year: u16,
    /// Whether the first recognises the second, and the second the first.
    pub recognition: [Truth; 2],
    /// Whether they have diplomatic relations.
    pub relations: Truth,
    /// How many visits to the first and to the second certainly, and possibly, began in the year.
    pub visits: [Option<(usize, usize)>; 2],
    /// How many organizations they certainly, and possibly, have in common; of recorded memberships.
    pub organizations: Option<(usize, usize)>,
    /// What they pledge each other by treaties in force, each with the truth of that force.
    pub pledges: Vec<(&'s Pledge, Truth)>,
    /// What the first, and the second, reports to have exported to the other.
    pub exports: [Option<Estimate>; 2],
    /// What the first, and the second, reports as trade in both directions.
    pub two_way: [Option<Estimate>; 2],
}

impl<'s> Dossier<'s> {
    /// Returns one year, 0 to 9999, as a row of a panel of dyad-years; `None` beyond.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Truth};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let row = pair.year(2021).unwrap();
    /// assert_eq!(row.recognition, [Truth::Yes, Truth::Unknown]);
    /// assert_eq!(row.visits, [Some((0, 0)), Some((0, 0))]);
    /// assert_eq!(row.two_way[0].unwrap().to_string(), "rounded USD 2.5e9");
    /// // Kazakhstan's own figure, and memberships in common, are missing and not zero.
    /// assert!(row.two_way[1].is_none() && row.organizations.is_none());
    /// ```
    #[must_use]
    pub fn year(&self, year: u16) -> Option<DyadYear<'s>> {
        let period = ReportingPeriod::year(year).ok()?;
        let (first, last) = (day(i32::from(year), 1, 1), day(i32::from(year), 12, 31));
        let (a, b) = self.actors();
        let recognition = |by: &Actor| self.recognition(by.clone(), last).value();
        let common: Vec<Truth> =
            self.organizations_on(None, last).map(|(_, truth)| truth).collect();
        let any_common = self.memberships().next().is_some();
        Some(DyadYear {
            year,
            recognition: [recognition(a), recognition(b)],
            relations: self.diplomatic_relations(last).value(),
            visits: [self.visits_in(a, first, last), self.visits_in(b, first, last)],
            organizations: any_common
                .then(|| (common.iter().filter(|it| it.certainly()).count(), common.len())),
            pledges: self.pledges_on(last).collect(),
            exports: [
                self.reports(a, b, period, Flow::Export),
                self.reports(b, a, period, Flow::Export),
            ],
            two_way: [
                self.reports(a, b, period, Flow::TwoWay),
                self.reports(b, a, period, Flow::TwoWay),
            ],
        })
    }

    /// The visits to one of the two that began in a span; `None` if nothing tells.
    fn visits_in(&self, host: &Actor, first: Date, last: Date) -> Option<(usize, usize)> {
        let store = self.store();
        let visits = self.visits().to(host.clone()).iter();
        let made: Vec<_> = visits.filter(|visit| visit.status() == VisitStatus::Made).collect();
        if made.is_empty() {
            let (a, b) = self.actors();
            let covered = |day| store.covering(RecordKind::Visit, None, &[a, b], day).is_some();
            return (covered(first) && covered(last)).then_some((0, 0));
        }
        let asked = DayRange::new(Some(first), Some(last))?;
        let count = made.into_iter().fold((0, 0), |(yes, maybe), visit| {
            let begun: Vec<DayRange> = visit.begun().into_iter().filter_map(Keys::days).collect();
            let possible = begun.iter().any(|days| days.meets(asked));
            let certain = possible && begun.iter().all(|days| asked.encloses(*days));
            (yes + usize::from(certain), maybe + usize::from(possible))
        });
        Some(count)
    }

    /// What one of the two reports of its trade with the other, if sources state just one value.
    fn reports(
        &self,
        reporter: &Actor,
        partner: &Actor,
        period: ReportingPeriod,
        flow: Flow,
    ) -> Option<Estimate> {
        let trade = ReportedTrade::new(self.store(), reporter.clone());
        let mut figures = trade.iter().filter(|figure| {
            figure.period() == Some(period)
                && figure.flow() == Some(flow)
                && figure.measure() == Some(Measure::Value)
                && figure.partner().and_then(|area| area.actor()) == Some(partner)
        });
        let only = figures.next()?;
        if figures.next().is_some() { None } else { only.estimate() }
    }
}
