//! Programmes and their tree.

use alloc::vec::Vec;

use time::Date;

use super::answer::Answer;
use super::basis::Basis;
use super::view::{View, view};
use crate::date::{DayRange, Period, key};
use crate::record::{Program, ProgramKind, ProgramRole, ProgramStatus, Sector};
use crate::store::State;
use crate::truth::Truth;

const RULE: &str = "a programme is active from its actual start to its actual end, and beyond where nothing recorded ended it";

view! {
    /// A programme.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let biosecurity = archive.program("gns-btrp")?;
    /// assert_eq!(biosecurity.parent().map(|parent| parent.id()), Some("ctr"));
    /// assert_eq!(biosecurity.transactions().count(), 0);
    /// assert!(archive.program("ctr")?.children().any(|child| child == biosecurity));
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    pub struct ProgramRef of Program;
}

impl<'s> ProgramRef<'s> {
    /// Returns what kind of programme it is.
    #[must_use]
    pub fn kind(self) -> Option<ProgramKind> {
        self.records().next().map(|program| program.kind)
    }

    /// Returns its title.
    #[must_use]
    pub fn title(self) -> &'s str {
        self.records().next().map_or("", |program| &program.title)
    }

    /// Returns the programme under which it runs; `None` if none is recorded, or if it is not held.
    ///
    /// This and the other walks through the tree cost what they yield.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let parent = self.store.store().programs().parent(self.subject)?;
        Self::of(self.store, parent)
    }

    /// Returns the programmes that run directly under it, in order.
    pub fn children(self) -> impl Iterator<Item = Self> + use<'s> {
        let store = self.store;
        let children = store.store().programs().children(self.subject);
        children.filter_map(move |child| Self::of(store, child))
    }

    /// Returns every programme that runs under it at whatever depth, parents before their children; a
    /// circle ends where it began.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let under: Vec<&str> = archive.program("ctr")?.descendants().map(|program| program.id()).collect();
    /// assert_eq!(under, ["gns-btrp", "kz-wmd-elimination"]);
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    pub fn descendants(self) -> impl Iterator<Item = Self> + use<'s> {
        let store = self.store;
        let under = store.store().programs().descendants(self.subject);
        under.into_iter().filter_map(move |program| Self::of(store, program))
    }

    /// Returns the actors that play a part, each with the part, the share in percent and the label where
    /// the source states them; one a claim.
    pub fn roles(self) -> impl Iterator<Item = &'s ProgramRole> + use<'s> {
        self.records().flat_map(|program| &program.roles)
    }

    /// Returns the sectors, each with its vocabulary, its share in percent and whether the source says
    /// "mainly"; one a claim.
    pub fn sectors(self) -> impl Iterator<Item = &'s Sector> + use<'s> {
        self.records().flat_map(|program| &program.sectors)
    }

    /// Returns what is done in it, in words.
    pub fn activities(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records().flat_map(|program| &program.activities).map(|activity| activity.as_str())
    }

    /// Returns for whom it is, in words.
    #[must_use]
    pub fn audience(self) -> Option<&'s str> {
        self.records().find_map(|program| program.audience.as_deref())
    }

    /// Returns how far it has come; `None` if not stated.
    #[must_use]
    pub fn status(self) -> Option<ProgramStatus> {
        self.records().find_map(|program| program.status)
    }

    /// Returns when it was planned to run; `None` if not stated.
    #[must_use]
    pub fn planned(self) -> Option<Period> {
        self.held().find_map(|program| program.planned)
    }

    /// Returns whether it stands for several programmes that the source does not name; such a record
    /// is in no total.
    #[must_use]
    pub fn is_several(self) -> bool {
        self.records().any(|program| program.several)
    }

    /// Returns whether it is active on a day.
    #[must_use]
    pub fn active_on(self, day: Date) -> Answer<'s> {
        let series = self
            .store
            .subject(self.subject)
            .and_then(|subject| self.store.series(subject.series?.0));
        let state = series.map_or(State::NO, |series| series.on(key(day)));
        Answer::new(
            state,
            day,
            Basis::Spell { store: self.store, subject: self.subject, rule: RULE },
        )
    }

    /// Returns whether its planned end has passed by a day without its having ended.
    ///
    /// Unknown if no planned end is recorded, if plans differ, or if it may or may not have ended; a
    /// status of closed or cancelled says that it has ended, though not when, so that only No or
    /// Unknown is left.
    ///
    /// ```
    /// use bilateral::{Archive, Program, ProgramKind, Source, Truth, day};
    ///
    /// let program = |id: &str| Program::new(id, ProgramKind::Training, "Courses").start(day(2019, 1, 1)).source("s");
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A report").into(),
    ///     program("late").planned("2019-01-01/2020".parse::<bilateral::Period>().unwrap()).into(),
    ///     program("done").planned("2019-01-01/2020".parse::<bilateral::Period>().unwrap()).end(day(2020, 6, 30)).into(),
    ///     program("unplanned").into(),
    /// ])?;
    /// let overdue = |id, day| archive.program(id).unwrap().overdue_on(day);
    /// assert_eq!(overdue("late", day(2021, 1, 1)), Truth::Yes);
    /// assert_eq!(overdue("late", day(2020, 6, 1)), Truth::Unknown);
    /// assert_eq!(overdue("late", day(2019, 6, 1)), Truth::No);
    /// assert_eq!(overdue("done", day(2021, 1, 1)), Truth::No);
    /// assert_eq!(overdue("unplanned", day(2021, 1, 1)), Truth::Unknown);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn overdue_on(self, day: Date) -> Truth {
        let asked = key(day);
        let passed =
            |ends: DayRange| Truth::from_worlds(ends.first_key() < asked, asked <= ends.last_key());
        let planned = self.held().filter_map(|program| program.planned);
        let passed: Vec<Truth> = planned
            .map(
                |planned| {
                    if planned.is_open_end() { Truth::No } else { passed(planned.end_days()) }
                },
            )
            .collect();
        let (Some(least), Some(most)) = (passed.iter().min(), passed.iter().max()) else {
            return Truth::Unknown;
        };
        let passed = if least == most { *least } else { Truth::Unknown };
        let series = self
            .store
            .subject(self.subject)
            .and_then(|subject| self.store.series(subject.series?.0));
        // Who has ended and begun again has not ended.
        let ended = series.map_or(Truth::Unknown, |series| {
            series.ended_before(asked).truth & !series.on(asked).truth
        });
        let closed =
            matches!(self.status(), Some(ProgramStatus::Closed | ProgramStatus::Cancelled));
        let ended = if closed { ended | Truth::Unknown } else { ended };
        passed & !ended
    }

    /// The records that say that it is, and not that it is not.
    pub(crate) fn held(self) -> impl Iterator<Item = &'s Program> + Clone + use<'s> {
        let store = self.store;
        store.claims(self.subject).iter().filter_map(move |at| match store.whole(*at) {
            Some(crate::record::Record::Program(it)) if !it.denied => Some(it.as_ref()),
            _ => None,
        })
    }
}
