//! Other figures between two actors: investment, visitors, students, troops.

use super::look_up::find;
use super::observation::{Heard, Observation};
use super::view::view;
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::Estimate;
use crate::record::{Actor, Area, Figure, FigureConcept, FigureKind, Presentation, RecordKind};

view! {
    /// A figure that is not trade.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::CountryCode;
    ///
    /// let invested = archive.dossier(CountryCode::USA, CountryCode::KAZ).figures().iter().next().unwrap();
    /// let estimate = invested.estimate().unwrap();
    /// assert_eq!(estimate.bounds().to_string(), "USD [2e10, 1e11)");
    /// assert!(invested.period().is_none());
    /// ```
    pub struct FigureRef of Figure;
}

impl<'s> FigureRef<'s> {
    pub(crate) fn first(self) -> Option<&'s Figure> {
        self.records().next()
    }

    /// Returns what is counted.
    #[must_use]
    pub fn kind(self) -> Option<FigureKind> {
        self.first().map(|figure| figure.kind)
    }

    /// Returns from whom.
    #[must_use]
    pub fn from(self) -> Option<&'s Actor> {
        self.first().map(|figure| &figure.from)
    }

    /// Returns to or in whom.
    #[must_use]
    pub fn to(self) -> Option<&'s Area> {
        self.first().map(|figure| &figure.to)
    }

    /// Returns whether it is a position or a sum; `None` if not stated.
    #[must_use]
    pub fn concept(self) -> Option<FigureConcept> {
        self.first().and_then(|figure| figure.concept)
    }

    /// Returns what the claims say together, the latest version of each. Investment, remittances and
    /// the like may be below zero, so nothing is assumed where no number is stated.
    #[must_use]
    pub fn observation(self) -> Observation<'s> {
        let heard = Heard::of(self.store, self.store.claims(self.subject), None);
        let unit = heard.speaking.iter().find_map(|claim| Some(claim.estimate()?.unit()));
        Observation::of(self.store, heard, false, unit)
    }

    /// Returns who reports it; `None` if not stated.
    #[must_use]
    pub fn reporter(self) -> Option<&'s Actor> {
        self.first().and_then(|figure| figure.reporter.as_ref())
    }

    /// Returns how investment is presented; `None` if not stated.
    #[must_use]
    pub fn presentation(self) -> Option<Presentation> {
        self.first().and_then(|figure| figure.presentation)
    }

    /// Returns the figure of which it is a part.
    #[must_use]
    pub fn part_of(self) -> Option<Self> {
        let id = self.records().find_map(|figure| figure.part_of.as_deref())?;
        find(self.store, RecordKind::Figure, id)
    }

    /// Returns the numbers that sources state, one a claim.
    pub fn estimates(self) -> impl Iterator<Item = Estimate> + use<'s> {
        self.records().filter_map(|figure| figure.estimate)
    }

    /// Returns the number, if sources state just one.
    #[must_use]
    pub fn estimate(self) -> Option<Estimate> {
        let mut stated = self.estimates();
        let first = stated.next()?;
        stated.all(|other| other == first).then_some(first)
    }

    /// Returns the day of a stock.
    #[must_use]
    pub fn on(self) -> Option<PartialDate> {
        self.first().and_then(|figure| figure.on)
    }

    /// Returns the period of a flow; `None` if not stated.
    #[must_use]
    pub fn period(self) -> Option<ReportingPeriod> {
        self.first().and_then(|figure| figure.period)
    }

    /// Returns the sectors, each with whether the source says "mainly".
    pub fn sectors(self) -> impl Iterator<Item = (&'s str, bool)> + use<'s> {
        self.first()
            .map_or(&[][..], |figure| &figure.sectors)
            .iter()
            .map(|sector| (sector.name.as_str(), sector.mainly))
    }

    /// Returns what is counted, in words.
    #[must_use]
    pub fn label(self) -> Option<&'s str> {
        self.records().find_map(|figure| figure.label.as_deref())
    }

    /// Returns the source's own words for the number.
    #[must_use]
    pub fn words(self) -> Option<&'s str> {
        self.records().find_map(|figure| figure.words.as_deref())
    }
}
