//! How an answer is told: lines in plain words, and the evidence behind them.

use std::error::Error;
use std::fmt;

use bilateral::{
    Answer, Archive, Bounds, ClaimRef, Counted, DayCount, DayRange, Endpoint, MoneyClaim,
    PartialDate, Truth, Unit,
};

/// What asking comes to.
pub(crate) type Asked = Result<Told, Box<dyn Error>>;

/// An answer in plain words, with its evidence.
#[derive(Debug, Default)]
pub(crate) struct Told {
    lines: Vec<String>,
    because: Vec<String>,
}

impl Told {
    /// Adds a sentence of the answer.
    pub(crate) fn say(&mut self, line: impl fmt::Display) {
        self.lines.push(line.to_string());
    }

    /// Adds what an answer rests on, each piece once.
    pub(crate) fn because(&mut self, answer: Answer<'_>) {
        for line in answer.explain().to_string().lines() {
            if !self.because.iter().any(|known| known == line) {
                self.because.push(line.to_owned());
            }
        }
    }

    /// Adds the records that an answer without an explanation of its own is read from.
    pub(crate) fn read_from<'s>(&mut self, claims: impl Iterator<Item = ClaimRef<'s>>) {
        for claim in claims {
            let sources: Vec<&str> = claim.citations().map(|it| it.source()).collect();
            let line = format!("- {} `{}` ({})", claim.kind(), claim.id(), sources.join(", "));
            if !self.because.contains(&line) {
                self.because.push(line);
            }
        }
    }

    /// Adds the records that state the amounts that an answer is worked out of.
    pub(crate) fn read_money<'s>(&mut self, claims: impl Iterator<Item = MoneyClaim<'s>>) {
        for claim in claims {
            let sources: Vec<&str> = claim.citations().map(|it| it.source()).collect();
            let line = format!("- {} of `{}` ({})", claim.path(), claim.id(), sources.join(", "));
            if !self.because.contains(&line) {
                self.because.push(line);
            }
        }
    }

    /// Adds a sentence with the answer, and what the answer rests on.
    pub(crate) fn answer(&mut self, asked: impl fmt::Display, answer: Answer<'_>) {
        match answer.reason() {
            Some(reason) => self.say(format!("{asked}: {}, {reason}", answer.value())),
            None => self.say(format!("{asked}: {}", answer.value())),
        }
        self.because(answer);
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(f, "   {line}")?;
        }
        for line in &self.because {
            writeln!(f, "      {line}")?;
        }
        Ok(())
    }
}

/// Days in words: "25 December 1991", "in 2006", "16, 25 or 26 December 1991" as a list.
pub(crate) fn days(ranges: impl IntoIterator<Item = DayRange>) -> String {
    let words: Vec<String> = ranges.into_iter().map(one).collect();
    if words.is_empty() { "a day that nobody states".into() } else { words.join(" or ") }
}

fn one(range: DayRange) -> String {
    let bound = |day: Option<time::Date>| day.map(PartialDate::on);
    match (bound(range.first()), bound(range.last())) {
        (Some(first), Some(last)) if first == last => first.in_words().to_string(),
        (Some(first), Some(last)) => {
            let between = PartialDate::between(first, last);
            between.map_or_else(|_| range.to_string(), |between| between.in_words().to_string())
        }
        (Some(first), None) => format!("{} or later", first.in_words()),
        (None, Some(last)) => format!("{} or earlier", last.in_words()),
        (None, None) => "any day".into(),
    }
}

/// A count of days in words: "10", "9 to 11", "9 or more".
pub(crate) fn count(days: DayCount) -> String {
    match (days.exactly(), days.most()) {
        (Some(days), _) => format!("{days} days"),
        (None, Some(most)) => format!("{} to {most} days", days.least()),
        (None, None) => format!("{} days or more", days.least()),
    }
}

/// An amount in words, one that nobody states is not zero; a percentage or a ratio with three decimals,
/// rounded outward.
pub(crate) fn amount(bounds: impl Into<Option<Bounds>>) -> String {
    let Some(bounds) = bounds.into() else { return "not known".into() };
    let (Some(lower), Some(upper)) = (bounds.lower(), bounds.upper()) else {
        return bounds.in_words().to_string();
    };
    let least = (lower.value.to_f64() * 1e3).floor() / 1e3;
    let most = (upper.value.to_f64() * 1e3).ceil() / 1e3;
    let between = if least < most { format!("{least} to {most}") } else { least.to_string() };
    match bounds.unit() {
        Unit::Counted(Counted::Percent) => format!("{between} percent"),
        Unit::Counted(Counted::Ratio) => between,
        _ => bounds.in_words().to_string(),
    }
}

/// A doubtful item says so.
pub(crate) fn maybe(truth: Truth) -> &'static str {
    if truth.certainly() { "" } else { " (perhaps)" }
}

/// The name of a person, or the id of one without a record.
pub(crate) fn person<'a>(archive: &'a Archive, id: &'a str) -> &'a str {
    archive.person(id).map_or(id, |person| person.title())
}

/// The name of an actor: a country's, or an organization's short one.
pub(crate) fn name(archive: &Archive, actor: &bilateral::Actor) -> String {
    let organization = actor.organization_id().and_then(|id| archive.organization(id));
    let found = match actor.country() {
        Some(code) => archive.country(code).name(),
        None => organization.and_then(|it| it.short_name().or(Some(it.name()))),
    };
    found.map_or_else(|| actor.to_string(), str::to_owned)
}

/// The stated start of a spell in words.
pub(crate) fn start(start: Option<Endpoint>) -> String {
    match start.and_then(Endpoint::date) {
        Some(date) => date.in_words().to_string(),
        None => "on a day that is not stated".into(),
    }
}
