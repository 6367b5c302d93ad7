//! What one claim says of one spell.

use super::deciding::Voiced;
use super::keys::Keys;
use crate::date::{Endpoint, PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{Attestation, Citation, SpellFields};

/// What one claim says of one spell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpellClaim<'r> {
    /// Which claim it is, for its reader: the number of a record.
    pub(crate) by: u32,
    /// The original source; claims of one source are never claims of one spell.
    pub(crate) source: u32,
    /// The possible first days inside; `None` if not stated.
    pub(crate) start: Option<Keys>,
    /// The possible last days inside; `None` if nothing recorded ended it.
    pub(crate) end: Option<Keys>,
    /// It held on some day up to this one, so it began by then.
    pub(crate) began_by: i32,
    /// It held on some day from this one on, so it did not end before.
    pub(crate) held_until: i32,
    /// The claim says that it did *not* hold.
    pub(crate) denied: bool,
    /// It began with a return, so an earlier spell is missing if none is recorded.
    pub(crate) returned: bool,
    /// It may never have begun at all.
    pub(crate) may_never: bool,
    /// Its begin is an act of its own, not what follows from another.
    pub(crate) entered: bool,
    /// It is marked as reaching back before the deeds that bring it about.
    pub(crate) retroactive: bool,
    /// Claims of one mark share a spell by their own statement.
    pub(crate) joined: Option<u32>,
    /// Who states the start, the end, and that it held on some day.
    pub(crate) cited: Cited<'r>,
}

/// The citations behind each field of a claim.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cited<'r> {
    pub(crate) start: &'r [Citation],
    pub(crate) end: &'r [Citation],
    pub(crate) seen: &'r [Citation],
}

impl<'r> Cited<'r> {
    /// The same citations behind every field.
    pub(crate) const fn all(citations: &'r [Citation]) -> Self {
        Self { start: citations, end: citations, seen: citations }
    }
}

impl<'r> SpellClaim<'r> {
    /// A claim that says nothing yet.
    pub(crate) const fn silent(by: u32, source: u32, citations: &'r [Citation]) -> Self {
        Self {
            by,
            source,
            start: None,
            end: None,
            began_by: UNBOUNDED_ABOVE,
            held_until: UNBOUNDED_BELOW,
            denied: false,
            returned: false,
            may_never: false,
            entered: false,
            retroactive: false,
            joined: None,
            cited: Cited::all(citations),
        }
    }

    /// Reads the fields of a record; `source_day` is the day on which its source speaks.
    pub(crate) fn of(
        by: u32,
        source: u32,
        citations: &'r [Citation],
        fields: SpellFields<'_>,
        source_day: Option<Keys>,
    ) -> Self {
        let mut claim = Self::silent(by, source, citations);
        claim.start = match fields.start {
            Some(Endpoint::Date(date)) => Some(Keys::of(date)),
            Some(Endpoint::Open) => Keys::new(UNBOUNDED_BELOW, UNBOUNDED_BELOW),
            Some(Endpoint::Unknown) | None => None,
        };
        claim.end = match (fields.end, fields.left, fields.ended) {
            (Some(Endpoint::Date(date)), ..) => Some(Keys::of(date)),
            (Some(Endpoint::Unknown), ..) => Some(Keys::ALL),
            (_, Some(date), _) => Some(day_before(date)),
            (_, _, Some(date)) => Some(day_or_day_before(date)),
            (Some(Endpoint::Open) | None, None, None) => None,
        };
        claim.attest_all(fields.attested, source_day);
        claim.tightened()
    }

    /// Adds every attested day; `source_day` is the day on which the source speaks.
    fn attest_all(&mut self, attested: &[Attestation], source_day: Option<Keys>) {
        for day in attested {
            match day {
                Attestation::On(date) => self.attest(Keys::of(*date)),
                Attestation::OfSource => source_day.into_iter().for_each(|days| self.attest(days)),
            }
        }
    }

    /// Adds that it held on some day of a range.
    pub(crate) fn attest(&mut self, days: Keys) {
        self.began_by = self.began_by.min(days.last());
        self.held_until = self.held_until.max(days.first());
    }

    /// Lets start, end and attestations of the one claim narrow one another, where they can agree.
    pub(crate) fn tightened(mut self) -> Self {
        let until = self.end.map_or(UNBOUNDED_ABOVE, Keys::last).min(self.began_by);
        self.start = self.start.map(|days| days.clipped(UNBOUNDED_BELOW, until));
        let from = self.start.map_or(UNBOUNDED_BELOW, Keys::first).max(self.held_until);
        self.end = self.end.map(|days| days.clipped(from, UNBOUNDED_ABOVE));
        self
    }

    /// The first days that agree with the claim; `None` if it says nothing of them.
    pub(super) fn first_days(&self) -> Option<Keys> {
        if self.start.is_some() {
            return self.start;
        }
        if self.began_by == UNBOUNDED_ABOVE {
            return None;
        }
        // It began by the day on which it was seen, and it was seen before it ended.
        let by = self.began_by.min(self.end.map_or(UNBOUNDED_ABOVE, Keys::last));
        Keys::new(UNBOUNDED_BELOW, by)
    }

    /// The last days that agree with the claim; `None` if it says nothing of them.
    pub(super) fn last_days(&self) -> Option<Keys> {
        match self.end {
            Some(days) => Some(days),
            None if self.held_until > UNBOUNDED_BELOW => {
                Keys::new(self.held_until, UNBOUNDED_ABOVE)
            }
            None => None,
        }
    }

    /// The first days that agree with the claim, and who says so.
    pub(super) fn first_voiced(&self) -> Option<Voiced<'r>> {
        let cited = if self.start.is_some() { self.cited.start } else { self.cited.seen };
        Some(Voiced { days: self.first_days()?, cited })
    }

    /// The last days that agree with the claim, and who says so.
    pub(super) fn last_voiced(&self) -> Option<Voiced<'r>> {
        let cited = if self.end.is_some() { self.cited.end } else { self.cited.seen };
        Some(Voiced { days: self.last_days()?, cited })
    }

    /// The earliest day on which it may have held.
    pub(super) fn earliest(&self) -> i32 {
        self.first_days().map_or(UNBOUNDED_BELOW, Keys::first)
    }

    /// Where it stands among the spells of its source: by its begin, else by when it was seen.
    pub(super) fn place(&self) -> i32 {
        match self.start {
            Some(days) => days.first(),
            None if self.held_until > UNBOUNDED_BELOW => self.held_until,
            None => self.earliest(),
        }
    }

    /// The order in which claims are looked at: by what they state, never by load order.
    pub(super) fn order(&self) -> (bool, i32, i32, i32, i32, i32, u32) {
        let start = self.first_days();
        let end = self.last_days();
        (
            self.start.is_none(),
            start.map_or(UNBOUNDED_BELOW, Keys::first),
            start.map_or(UNBOUNDED_ABOVE, Keys::last),
            end.map_or(UNBOUNDED_ABOVE, Keys::first),
            end.map_or(UNBOUNDED_ABOVE, Keys::last),
            self.held_until,
            self.source,
        )
    }
}

/// The days before those of a date: the last inside, if the date is the first outside.
pub(crate) fn day_before(date: PartialDate) -> Keys {
    let days = Keys::of(date);
    Keys::new(before(days.first()), before(days.last())).unwrap_or(days)
}

/// The days of a date and the day before each: the last inside, if the date may be in or out.
pub(crate) fn day_or_day_before(date: PartialDate) -> Keys {
    let days = Keys::of(date);
    Keys::new(before(days.first()), days.last()).unwrap_or(days)
}

pub(super) const fn before(key: i32) -> i32 {
    if key == UNBOUNDED_ABOVE { key } else { key.saturating_sub(1) }
}

pub(super) const fn after(key: i32) -> i32 {
    if key == UNBOUNDED_BELOW { key } else { key.saturating_add(1) }
}

/// Adds attested days to a claim, each said by the given citations, which speak on `source_day`.
pub(crate) fn attest<'r>(
    mut claim: SpellClaim<'r>,
    days: &[Attestation],
    citations: &'r [Citation],
    source_day: Option<Keys>,
) -> SpellClaim<'r> {
    claim.attest_all(days, source_day);
    claim.cited.seen = citations;
    claim.tightened()
}
