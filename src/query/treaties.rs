//! The treaties of two actors.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::force::BetweenRef;
use super::pair::{in_both, predecessors};
use super::treaty::TreatyRef;
use super::view::{InTime, View};
use crate::record::{Actor, TreatyCategory};
use crate::store::Sight;
use crate::truth::Truth;

/// The treaties that list both of two actors.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, TreatyCategory, day};
///
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// let taxation = pair.treaties().about(TreatyCategory::DoubleTaxation);
/// assert_eq!(taxation.in_force(day(2000, 1, 1)).certainly().count(), 1);
/// assert_eq!(taxation.in_force(day(1996, 1, 1)).possibly().count(), 0);
/// ```
#[derive(Clone)]
pub struct Treaties<'s> {
    store: Sight<'s>,
    a: Actor,
    b: Actor,
    category: Option<TreatyCategory>,
    presumed: bool,
}

impl<'s> Treaties<'s> {
    pub(crate) const fn new(store: Sight<'s>, a: Actor, b: Actor) -> Self {
        Self { store, a, b, category: None, presumed: false }
    }

    /// Keeps those of one category.
    #[must_use]
    pub fn about(mut self, category: TreatyCategory) -> Self {
        self.category = Some(category);
        self
    }

    /// Adds the treaties that list a predecessor in place of one of the two, and record no act of
    /// succession: whether they bind the successor is Unknown, *succession not recorded*.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, Source, Treaty, Truth, day};
    ///
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list of treaties").published(day(2000, 1, 1)).into(),
    ///     Treaty::new("old", "An agreement").between(CountryCode::USA, CountryCode::SUN)
    ///         .in_force_from(day(1973, 6, 19)).source("s").into(),
    /// ])?;
    /// let treaties = archive.dossier(CountryCode::USA, CountryCode::KAZ).treaties();
    /// assert_eq!(treaties.in_force(day(1995, 1, 1)).count(), 0);
    /// let presumed: Vec<Truth> = treaties.with_presumed().in_force(day(1995, 1, 1)).map(|(_, truth)| truth).collect();
    /// assert_eq!(presumed, [Truth::Unknown]);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn with_presumed(mut self) -> Self {
        self.presumed = true;
        self
    }

    /// Returns every treaty that lists both, whatever became of it, in order of day and id; those of
    /// predecessors follow where they are asked for.
    pub fn iter(&self) -> impl Iterator<Item = TreatyRef<'s>> + use<'s> {
        let (store, category) = (self.store, self.category);
        in_both(store, &self.a, &self.b)
            .chain(self.of_predecessors())
            .filter_map(move |subject| TreatyRef::of(store, subject))
            .filter(move |treaty| category.is_none_or(|category| treaty.is_about(category)))
    }

    /// The subjects that name a predecessor in place of one of the two, each once.
    fn of_predecessors(&self) -> Vec<u32> {
        let mut found = Vec::new();
        if self.presumed {
            let own: Vec<u32> = in_both(self.store, &self.a, &self.b).collect();
            let with_before = |actor: &Actor| {
                let mut all = alloc::vec![actor.clone()];
                all.extend(predecessors(self.store, actor));
                all
            };
            for a in with_before(&self.a) {
                for b in with_before(&self.b) {
                    found.extend(in_both(self.store, &a, &b));
                }
            }
            found.sort_unstable();
            found.dedup();
            found.retain(|subject| own.binary_search(subject).is_err());
        }
        found
    }

    /// Returns the treaties in force between the two on a day, multilateral ones included, each with
    /// its truth; a record that stands for several unnamed treaties is never listed.
    #[must_use]
    pub fn in_force(
        &self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (TreatyRef<'s>, Truth)> + use<'s>> {
        let (a, b) = (self.a.clone(), self.b.clone());
        InTime::new(
            self.iter()
                .filter(|treaty| !treaty.is_several())
                .map(move |treaty| (treaty, BetweenRef::new(treaty, &a, &b).in_force(day).value())),
        )
    }
}

impl fmt::Debug for Treaties<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
