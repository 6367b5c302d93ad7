//! The teller of a world: its streams of numbers, what was told so far, and how dates, ends and
//! sources are put into words.

use std::collections::{HashMap, HashSet};

use bilateral::date::Endpoint;
use bilateral::{Attestation, Citation, CountryCode, PartialDate, Record};
use time::Date;

use super::knobs::Knobs;
use super::panel::Panel;
use super::random::Random;

/// One source, and the day from which it can tell.
#[derive(Debug, Clone)]
pub(super) struct Publication {
    pub(super) id: String,
    /// When it was published; `None` for a source without a date.
    pub(super) day: Option<i32>,
    /// The number of what it copies, through all copies; its own if it copies nothing.
    pub(super) original: usize,
}

/// One person with the first office.
#[derive(Debug, Clone)]
pub(super) struct Character {
    pub(super) id: String,
    pub(super) country: CountryCode,
    pub(super) title: String,
    /// The days of that office.
    pub(super) held: (i32, End),
}

/// A treaty of two, as it happened.
#[derive(Debug, Clone)]
pub(super) struct Bargain {
    pub(super) id: String,
    pub(super) concluded: i32,
    pub(super) replaced: bool,
}

/// The last day inside of something, or that nothing ended it.
pub(super) type End = Option<i32>;

/// Tells one story, if it can be told.
type Story = fn(&mut Teller);

/// Tells a world.
pub(super) struct Teller {
    pub(super) knobs: Knobs,
    /// Decides what happens.
    pub(super) fate: Random,
    /// Decides how dates and amounts are put.
    pub(super) tongue: Random,
    /// Decides what a second source says.
    pub(super) quarrel: Random,
    pub(super) records: Vec<Record>,
    pub(super) countries: Vec<CountryCode>,
    pub(super) sources: Vec<Publication>,
    pub(super) organizations: Vec<(String, i32)>,
    pub(super) organs: Vec<(String, CountryCode)>,
    pub(super) places: Vec<(String, CountryCode)>,
    pub(super) characters: Vec<Character>,
    pub(super) characters_of: HashMap<CountryCode, Vec<usize>>,
    pub(super) bargains: Vec<Bargain>,
    /// The treaties of two by their pair, and the first that was concluded on a day.
    pub(super) bargains_of: HashMap<(CountryCode, CountryCode), Vec<usize>>,
    pub(super) bargain_on: HashMap<i32, usize>,
    pub(super) programs: Vec<(String, usize)>,
    pub(super) events: Vec<String>,
    /// The first event that began on a day.
    pub(super) event_on: HashMap<i32, usize>,
    /// The trade figures to come, where they fill a panel.
    pub(super) panel: Panel,
    /// The subjects that were told of.
    told_of: HashSet<String>,
}

impl Teller {
    pub(super) fn new(seed: u64, knobs: Knobs) -> Self {
        Self {
            knobs,
            fate: Random::new(seed, 1),
            tongue: Random::new(seed, 2),
            quarrel: Random::new(seed, 3),
            records: Vec::new(),
            countries: Vec::new(),
            sources: Vec::new(),
            organizations: Vec::new(),
            organs: Vec::new(),
            places: Vec::new(),
            characters: Vec::new(),
            characters_of: HashMap::new(),
            bargains: Vec::new(),
            bargains_of: HashMap::new(),
            bargain_on: HashMap::new(),
            programs: Vec::new(),
            events: Vec::new(),
            event_on: HashMap::new(),
            panel: Panel::default(),
            told_of: HashSet::new(),
        }
    }

    /// How many records there are so far.
    pub(super) fn told(&self) -> usize {
        self.records.len()
    }

    /// The first of the records; none of them refers to a later one.
    pub(super) fn into_records(mut self, count: usize) -> Vec<Record> {
        self.records.truncate(count);
        self.records
    }

    /// Tells one story.
    pub(super) fn tell(&mut self) {
        let mix = self.knobs.mix;
        let stories: [(usize, Story); 11] = [
            (mix.relations, Self::relation),
            (mix.memberships, Self::membership),
            (mix.bilateral, Self::bilateral_treaty),
            (mix.multilateral, Self::multilateral_treaty),
            (mix.offices, Self::succession),
            (mix.programs, Self::program),
            (mix.trade, Self::trade),
            (mix.figures, Self::figure),
            (mix.visits, Self::visit),
            (mix.statements, Self::statement),
            (mix.events, Self::event),
        ];
        let mut left = self.fate.below(stories.iter().map(|(weight, _)| weight).sum());
        for (weight, story) in stories {
            if left < weight {
                return story(self);
            }
            left -= weight;
        }
    }

    /// Whether a subject is told of for the first time; no source tells two stories of one subject.
    pub(super) fn is_new(&mut self, subject: String) -> bool {
        self.told_of.insert(subject)
    }

    /// An id that no other record has.
    pub(super) fn id(&self, kind: &str) -> String {
        format!("{kind}-{}", self.records.len())
    }

    /// The first day of the world.
    pub(super) fn first(&self) -> i32 {
        self.knobs.first.to_julian_day()
    }

    /// The last day of the world.
    pub(super) fn last(&self) -> i32 {
        self.first() + self.knobs.days - 1
    }

    /// A day from one on; the last of the world if there is none.
    pub(super) fn day_from(&mut self, least: i32) -> i32 {
        let last = self.last();
        self.fate.between(least.min(last), last)
    }

    /// A day not long after one.
    pub(super) fn soon_after(&mut self, day: i32) -> i32 {
        day + self.fate.between(1, (self.knobs.days / 8).max(1))
    }

    /// Two countries that differ.
    pub(super) fn pair(&mut self) -> (CountryCode, CountryCode) {
        let a = self.fate.pick(&self.countries);
        loop {
            let b = self.fate.pick(&self.countries);
            if a != b {
                return (a, b);
            }
        }
    }

    /// Spells that do not touch, in order; only the last may be open.
    pub(super) fn spells(&mut self) -> Vec<(i32, End)> {
        let count = self.fate.pick(&[1, 1, 1, 2, 2, 3]);
        let mut spells = Vec::new();
        let mut free_from = self.first();
        for _ in 0..count {
            if free_from > self.last() {
                break;
            }
            let middle = free_from + (self.last() - free_from) / 2;
            let begun = self.fate.between(free_from, middle);
            let ended = begun + self.fate.between(0, ((self.last() - begun) / 2).max(1));
            spells.push((begun, Some(ended)));
            // One day at least lies outside between two spells.
            free_from = ended + 2;
        }
        if self.fate.chance(600)
            && let Some(last) = spells.last_mut()
        {
            last.1 = None;
        }
        spells
    }

    /// A source that can tell of a day: one published on it or later, or one without a date.
    pub(super) fn source(&mut self, day: i32) -> Citation {
        let able = able(&self.sources, day);
        let at = self.fate.below(able.clone().count());
        let mut able = able.skip(at.saturating_sub(1));
        let before = if at > 0 { able.next() } else { None };
        let citation = Citation::new(able.next().map_or("", |it| &it.id));
        match self.fate.below(20) {
            0 => citation.locator("page 2"),
            1 => citation.according_to("a spokesman"),
            2 if before.is_some() => citation.via(before.map_or("", |it| &it.id)),
            _ => citation,
        }
    }

    /// The words for a day: itself, or something coarser that holds it.
    pub(super) fn date(&mut self, day: i32) -> PartialDate {
        let (is_partial, form) = (self.tongue.chance(self.knobs.partial), self.tongue.below(8));
        let near = if self.knobs.days < 100 { 3 } else { 40 };
        let (back, on) = (self.tongue.between(1, near), self.tongue.between(1, near));
        if !is_partial {
            return PartialDate::from(date_of(day));
        }
        let text = |number| date_of(number).to_string();
        let exact = text(day);
        let words = match form {
            0..=1 => exact[..4].to_owned(),
            2..=3 => exact[..7].to_owned(),
            4 => format!("{exact}~"),
            5 => format!("[{}..{}]", text(day - back), text(day + on)),
            6 => format!("[..{}]", text(day + on)),
            _ => format!("[{}..]", text(day - back)),
        };
        words.parse().unwrap_or_else(|error| panic!("`{words}` is a date: {error}"))
    }

    /// The words for a day on which something held, or that of the source.
    pub(super) fn seen(&mut self, day: i32) -> Attestation {
        Attestation::On(self.date(day))
    }

    /// The words for a first and a last day. Where another spell follows an end is always stated.
    pub(super) fn spell(&mut self, begun: i32, ended: End, is_last: bool) -> SpellWords {
        let mut words = SpellWords::default();
        match self.fate.below(12) {
            // Only seen to hold on some day.
            0 => {
                let latest = ended.unwrap_or(self.last()).max(begun);
                let day = self.fate.between(begun, latest);
                words.attested.push(self.seen(day));
            }
            1 if begun == self.first() => words.start = Some(Endpoint::Open),
            _ => words.start = Some(Endpoint::Date(self.date(begun))),
        }
        match (ended, self.fate.below(10)) {
            (None, 0) => words.end = Some(Endpoint::Open),
            (None, 1) => words.attested.push({
                let day = self.day_from(begun);
                self.seen(day)
            }),
            (None, _) => {}
            (Some(_), 0) if is_last => words.end = Some(Endpoint::Unknown),
            (Some(last), 1..=3) => words.left = Some(self.date(last + 1)),
            (Some(last), 4..=6) => {
                let either = last + self.fate.between(0, 1);
                words.ended = Some(self.date(either));
            }
            (Some(last), _) => words.end = Some(Endpoint::Date(self.date(last))),
        }
        words
    }
}

/// The fields of a spell as its record states them.
#[derive(Debug, Clone, Default)]
pub(super) struct SpellWords {
    pub(super) start: Option<Endpoint>,
    pub(super) end: Option<Endpoint>,
    pub(super) left: Option<PartialDate>,
    pub(super) ended: Option<PartialDate>,
    pub(super) attested: Vec<Attestation>,
}

/// Puts the words of a spell into a record or part that has one.
macro_rules! put {
    ($words:expr, $into:expr) => {{
        let words = $words;
        $into.start = words.start;
        $into.end = words.end;
        $into.left = words.left;
        $into.ended = words.ended;
        $into.attested = words.attested;
    }};
}
pub(super) use put;

/// The sources that can tell of a day.
pub(super) fn able(
    sources: &[Publication],
    day: i32,
) -> impl Iterator<Item = &Publication> + Clone {
    sources.iter().filter(move |source| source.day.is_none_or(|published| published >= day))
}

/// The day with a number.
pub(super) fn date_of(number: i32) -> Date {
    Date::from_julian_day(number).expect("a day of the calendar")
}
