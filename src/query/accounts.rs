//! What was said and what happened: statements and events.

use super::view::view;
use crate::date::{PartialDate, Period};
use crate::record::{Actor, EventCategory, StatementKind};

view! {
    /// A statement.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// let thanks = archive.statement("blinken-thanks-tokayev").unwrap();
    /// assert_eq!(thanks.speakers().next(), Some("blinken"));
    /// assert_eq!(thanks.channel(), Some("Twitter"));
    /// assert!(thanks.on().is_none());
    /// ```
    pub struct StatementRef of Statement;
}

impl<'s> StatementRef<'s> {
    /// Returns what kind of statement it is.
    #[must_use]
    pub fn kind(self) -> Option<StatementKind> {
        self.records().next().map(|statement| statement.kind)
    }

    /// Returns what it says, in the editor's words.
    #[must_use]
    pub fn summary(self) -> &'s str {
        self.records().next().map_or("", |statement| &statement.summary)
    }

    /// Returns the ids of the persons who speak.
    pub fn speakers(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records()
            .take(1)
            .flat_map(|statement| &statement.speakers)
            .filter_map(|speaker| speaker.person.as_deref())
    }

    /// Returns the ids of the persons to whom it is said.
    pub fn addressees(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records()
            .take(1)
            .flat_map(|statement| &statement.addressees)
            .filter_map(|addressee| addressee.person.as_deref())
    }

    /// Returns when it was said.
    #[must_use]
    pub fn on(self) -> Option<PartialDate> {
        self.records().find_map(|statement| statement.on)
    }

    /// Returns the period of which it speaks.
    #[must_use]
    pub fn period(self) -> Option<Period> {
        self.records().find_map(|statement| statement.period)
    }

    /// Returns through what it was said.
    #[must_use]
    pub fn channel(self) -> Option<&'s str> {
        self.records().find_map(|statement| statement.channel.as_deref())
    }

    /// Returns what it is about.
    pub fn topics(self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.records().take(1).flat_map(|statement| &statement.topics).map(|topic| topic.as_str())
    }
}

view! {
    /// An event.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, EventCategory};
    ///
    /// let renounced = archive.event("kz-renounces-nuclear-weapons").unwrap();
    /// assert_eq!(renounced.category(), Some(EventCategory::Renunciation));
    /// let predecessor = renounced.participants().find(|(_, role)| *role == Some("predecessor"));
    /// assert_eq!(predecessor.and_then(|(actor, _)| actor.country()), Some(CountryCode::SUN));
    /// ```
    pub struct EventRef of Event;
}

impl<'s> EventRef<'s> {
    /// Returns what kind of event it is.
    #[must_use]
    pub fn category(self) -> Option<EventCategory> {
        self.records().next().map(|event| event.category)
    }

    /// Returns what happened, in the editor's words.
    #[must_use]
    pub fn summary(self) -> &'s str {
        self.records().next().map_or("", |event| &event.summary)
    }

    /// Returns the days that sources state, one a claim.
    pub fn on(self) -> impl Iterator<Item = PartialDate> + use<'s> {
        self.records().filter_map(|event| event.on)
    }

    /// Returns the actors that took part, each with the part played.
    pub fn participants(self) -> impl Iterator<Item = (&'s Actor, Option<&'s str>)> + use<'s> {
        self.records().take(1).flat_map(|event| &event.participants).filter_map(|participant| {
            Some((participant.actor.as_ref()?, participant.role.as_deref()))
        })
    }
}
