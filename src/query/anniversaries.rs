//! Anniversaries of what two actors share.

use alloc::vec::Vec;

use time::Date;

use super::dossier::Dossier;
use super::force::BetweenRef;
use super::relations::RelationRef;
use super::treaty::TreatyRef;
use crate::date::{DayRange, key};
use crate::store::Keys;
use crate::truth::Truth;

/// What has an anniversary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Occasion<'s> {
    /// A relation began: recognition, diplomatic relations, a mission, a partnership.
    Relation(RelationRef<'s>),
    /// A treaty was signed.
    Signature(TreatyRef<'s>),
    /// A treaty entered into force between the two.
    EntryIntoForce(TreatyRef<'s>),
}

/// A round number of years after something, from [`Dossier::anniversaries`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairAnniversary<'s> {
    /// Of what.
    pub of: Occasion<'s>,
    /// How many years after it.
    pub years: u16,
    /// The days on which it may fall, in order; more than one range where sources disagree.
    pub days: Vec<DayRange>,
    /// Whether it falls in the days asked about, and what it is of still holds: Yes or Unknown.
    pub within: Truth,
}

impl<'s> Dossier<'s> {
    /// Returns the anniversaries, every so many years, that fall or may fall from a day to a day, both
    /// inside: of the begin of relations, and of the signature and entry into force of treaties, from
    /// the earliest.
    ///
    /// A relation that has certainly ended before has none, one that may have ended an Unknown one, and so
    /// it is with the force of a treaty; a signature keeps its own. Where sources disagree on the day, the
    /// anniversary is certain only if it is by each of them.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Occasion, Truth, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let coming = pair.anniversaries(10, day(2024, 1, 1), day(2024, 12, 31));
    /// let told: Vec<_> = coming.iter().map(|it| (it.years, it.within)).collect();
    /// assert_eq!(told, [(30, Truth::Yes)]);
    /// assert!(matches!(coming[0].of, Occasion::EntryIntoForce(treaty) if treaty.id() == "us-kz-bit"));
    /// ```
    #[must_use]
    pub fn anniversaries(&self, every: u16, first: Date, last: Date) -> Vec<PairAnniversary<'s>> {
        let Some(asked) = DayRange::new(Some(first), Some(last)) else { return Vec::new() };
        let mut found: Vec<PairAnniversary<'s>> = Vec::new();
        for relation in self.relations().iter() {
            let days: Vec<DayRange> = relation.starts().collect();
            let lives = |day| relation.holds_on(day).value();
            add(&mut found, Occasion::Relation(relation), &days, every, asked, lives);
        }
        let (a, b) = self.actors();
        for treaty in self.treaties().iter().filter(|treaty| !treaty.is_several()) {
            let signed = later(&treaty.signed_on(a), &treaty.signed_on(b));
            add(&mut found, Occasion::Signature(treaty), &signed, every, asked, |_| Truth::Yes);
            let began = later(&treaty.force_began(a), &treaty.force_began(b));
            let lives = |day| BetweenRef::new(treaty, a, b).in_force(day).value();
            add(&mut found, Occasion::EntryIntoForce(treaty), &began, every, asked, lives);
        }
        found.sort_by_key(|it| it.days.first().and_then(|days| days.first()).map(key));
        found
    }
}

/// Adds the anniversaries of something that happened in one of some ranges.
fn add<'s>(
    found: &mut Vec<PairAnniversary<'s>>,
    of: Occasion<'s>,
    happened: &[DayRange],
    every: u16,
    asked: DayRange,
    lives: impl Fn(Date) -> Truth,
) {
    let mut own: Vec<PairAnniversary<'s>> = Vec::new();
    for range in happened {
        for anniversary in range.anniversaries(every, asked) {
            let years = anniversary.years();
            match own.iter_mut().find(|known| known.years == years) {
                Some(known) => {
                    known.days.push(anniversary.days());
                    known.within = known.within & anniversary.is_within();
                }
                None => own.push(PairAnniversary {
                    of,
                    years,
                    days: alloc::vec![anniversary.days()],
                    within: anniversary.is_within(),
                }),
            }
        }
    }
    for anniversary in &mut own {
        // What one source dates so that it falls outside leaves it open.
        if anniversary.days.len() < happened.len() {
            anniversary.within = Truth::Unknown;
        }
    }
    for mut anniversary in own {
        let days = anniversary.days.iter().flat_map(|days| [days.first(), days.last()]);
        let lived: Vec<Truth> = days.flatten().map(&lives).collect();
        let lived = Truth::from_worlds(
            lived.iter().any(|truth| truth.possibly()),
            !lived.iter().all(|truth| truth.certainly()),
        );
        anniversary.within = anniversary.within & lived;
        found.extend(Some(anniversary).filter(|it| it.within.possibly()));
    }
}

/// The ranges of the later of two days, each in one of some ranges; none if either is not known.
fn later(a: &[DayRange], b: &[DayRange]) -> Vec<DayRange> {
    let mut ranges: Vec<Keys> = Vec::new();
    for a in a {
        for b in b {
            let later = Keys::from(*a).later(Keys::from(*b));
            if !ranges.contains(&later) {
                ranges.push(later);
            }
        }
    }
    ranges.sort_unstable_by_key(|days| (days.first(), days.last()));
    ranges.into_iter().filter_map(Keys::days).collect()
}
