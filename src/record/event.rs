//! An event: something dated that happened.

use alloc::string::String;

use super::actor::Participant;
use super::program::Quantity;
use super::visit::Medium;
use super::wire::{part, record};
use crate::date::PartialDate;
use crate::text::codes;

codes! {
    /// What kind of event it is.
    pub enum EventCategory: "event category" {
        /// A state became independent.
        Independence = "independence",
        /// Something was renounced.
        Renunciation = "renunciation",
        /// Something was removed or destroyed.
        Removal = "removal",
        /// Something was founded or opened.
        Founding = "founding",
        /// A summit.
        Summit = "summit",
        /// A round of a dialogue.
        DialogueRound = "dialogue-round",
        /// Talks or a meeting outside a visit.
        Talks = "talks",
        /// A call.
        Call = "call",
        /// A signing.
        Signing = "signing",
        /// Conflict or incident.
        Incident = "incident",
        /// Anything else.
        Other = "other",
    }
}

part! {
    /// The series of which an event is one round.
    pub struct Series: "series" {
        new(
            /// What the series is called.
            name: String = "name",
        )
        /// Which round it is, counted from 1.
        Num number / number: u32 = "number",
    }
}

record! {
    /// A dated occurrence with its participants.
    ///
    /// ```
    /// use bilateral::{CountryCode, Event, EventCategory, Participant, PartialDate};
    ///
    /// let renounced = Event::new("kz-renounces", EventCategory::Renunciation, "Kazakhstan gave up its nuclear weapons")
    ///     .on(PartialDate::year(1993)?)
    ///     .participant(Participant::actor(CountryCode::KAZ))
    ///     .participant(Participant::actor(CountryCode::SUN).role("predecessor"))
    ///     .source("sheet-2023");
    /// assert_eq!(renounced.participants.len(), 2);
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    pub struct Event: "event" {
        new(
            /// What kind of event.
            category: EventCategory = "type",
            /// What happened, in the editor's own words.
            summary: String = "summary",
        )
        /// The day or first day.
        One on / on: PartialDate = "on",
        /// The last day, where it took several.
        One until / until: PartialDate = "until",
        /// Who took part.
        Many participants / participant: Participant = "participants",
        /// More took part than are listed.
        Flag others / others: bool = "others",
        /// The id of the place record.
        One place / place: String = "place",
        /// How it was held.
        One medium / medium: Medium = "medium",
        /// The series of which it is one round.
        One series / series: Series = "series",
        /// Things counted.
        Many quantities / quantity: Quantity = "quantities",
        /// What it is about.
        Many topics / topic: String = "topics",
    }
}
