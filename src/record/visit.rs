//! A visit of persons to a host, and the meetings on the way.

use alloc::string::String;

use super::actor::{Actor, Participant};
use super::citation::Citation;
use super::wire::{part, record};
use crate::date::PartialDate;
use crate::text::codes;

codes! {
    /// The rank that protocol gives a visit.
    pub enum VisitRank: "visit rank" {
        /// State visit, by a head of state.
        State = "state",
        /// Official visit.
        Official = "official",
        /// Official working visit.
        OfficialWorking = "official-working",
        /// Working visit.
        Working = "working",
        /// Private visit.
        Private = "private",
        /// Informal visit.
        Informal = "informal",
        /// Unofficial visit.
        Unofficial = "unofficial",
    }
}

codes! {
    /// Whether a visit took place.
    pub enum VisitStatus: "visit status" {
        /// Announced.
        Announced = "announced",
        /// Postponed.
        Postponed = "postponed",
        /// Cancelled.
        Cancelled = "cancelled",
        /// Made.
        Made = "made",
    }
}

codes! {
    /// What a visit was for.
    pub enum VisitPurpose: "visit purpose" {
        /// Talks between the two.
        Bilateral = "bilateral",
        /// A meeting of many.
        Summit = "summit",
        /// A signing.
        Signing = "signing",
        /// A stop on the way.
        Transit = "transit",
        /// A ceremony.
        Ceremony = "ceremony",
        /// In company of another traveller.
        Accompanying = "accompanying",
        /// Leisure.
        Private = "private",
    }
}

codes! {
    /// How people met.
    pub enum Medium: "medium" {
        /// In one room.
        InPerson = "in-person",
        /// By telephone.
        Telephone = "telephone",
        /// By video.
        Video = "video",
        /// In writing.
        Written = "written",
    }
}

part! {
    /// A meeting: its own participants, place and day. One with a third country's official belongs to
    /// that country's dossier too, and is no visit to it.
    pub struct Meeting: "meeting" {
        new()
        /// Who took part beside the travellers.
        Many participants / participant: Participant = "participants",
        /// More took part than are listed.
        Flag others / others: bool = "others",
        /// The id of the place record.
        One place / place: String = "place",
        /// The day, local to the place.
        One on / on: PartialDate = "on",
        /// How they met; absent: in person.
        One medium / medium: Medium = "medium",
        /// What it was about.
        Many topics / topic: String = "topics",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

record! {
    /// A stay of travellers with one host.
    ///
    /// ```
    /// use bilateral::{CountryCode, Meeting, Participant, Visit, VisitStatus, day};
    ///
    /// let visit = Visit::new("blinken-2023", CountryCode::KAZ)
    ///     .traveller(Participant::person("blinken").for_actor(CountryCode::USA).office("Secretary of State"))
    ///     .start(day(2023, 2, 28))
    ///     .status(VisitStatus::Made)
    ///     .place("astana")
    ///     .meeting(Meeting::new().participant(Participant::person("meredov").for_actor(CountryCode::TKM)))
    ///     .source("article-2023");
    /// assert_eq!(visit.meetings.len(), 1);
    /// ```
    pub struct Visit: "visit" {
        new(
            /// The host: whose guest the traveller is.
            host: Actor = "host",
        )
        /// Who travels, with the office held.
        Many travellers / traveller: Participant = "travellers",
        /// The first day, local to the place.
        One start / start: PartialDate = "start",
        /// The last day, local to the place; absent: not stated.
        One end / end: PartialDate = "end",
        /// The ids of the place records visited.
        Many places / place: String = "places",
        /// The rank that protocol gives it.
        One rank / rank: VisitRank = "rank",
        /// Whether it took place; absent: the source speaks of it as made.
        One status / status: VisitStatus = "status",
        /// What it was for.
        Many purposes / purpose: VisitPurpose = "purposes",
        /// What it was for, in words.
        One aim / aim: String = "aim",
        /// A key that the stops of one trip share.
        One trip / trip: String = "trip",
        /// Meetings held.
        Many meetings / meeting: Meeting = "meetings",
        /// The ids of the event records attended.
        Many attended / attended: String = "attended",
        /// The ids of the treaty records signed.
        Many signed / signed: String = "signed",
    }
}
