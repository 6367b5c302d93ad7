//! The treaties of two actors.

use alloc::vec::{self, Vec};
use core::fmt;
use core::slice;

use time::Date;

use super::force::BetweenRef;
use super::pair::{in_both_of, predecessors};
use super::treaty::TreatyRef;
use super::view::{InTime, View};
use crate::date::key;
use crate::record::{Actor, RecordKind, TreatyCategory};
use crate::store::{Between, Bond, Bound, Sight};
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
    /// Their numbers, unless they are one or nothing names one of them.
    between: Option<Between>,
    category: Option<TreatyCategory>,
    presumed: bool,
}

impl<'s> Treaties<'s> {
    #[inline]
    pub(crate) const fn new(
        store: Sight<'s>,
        a: Actor,
        b: Actor,
        between: Option<Between>,
    ) -> Self {
        Self { store, a, b, between, category: None, presumed: false }
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
        in_both_of(store, &self.a, &self.b, RecordKind::Treaty)
            .chain(self.of_predecessors())
            .filter_map(move |subject| TreatyRef::of(store, subject))
            .filter(move |treaty| category.is_none_or(|category| treaty.is_about(category)))
    }

    /// The subjects that name a predecessor in place of one of the two, each once.
    fn of_predecessors(&self) -> Vec<u32> {
        let mut found = Vec::new();
        if self.presumed {
            let of = |a: &Actor, b: &Actor| in_both_of(self.store, a, b, RecordKind::Treaty);
            let own: Vec<u32> = of(&self.a, &self.b).collect();
            let with_before = |actor: &Actor| {
                let mut all = alloc::vec![actor.clone()];
                all.extend(predecessors(self.store, actor));
                all
            };
            for a in with_before(&self.a) {
                for b in with_before(&self.b) {
                    found.extend(of(&a, &b));
                }
            }
            found.sort_unstable();
            found.dedup();
            found.retain(|subject| own.binary_search(subject).is_err());
        }
        found
    }

    /// Returns the treaties in force between the two on a day, multilateral ones included, each with
    /// its truth, in the order of [`iter`](Self::iter); a record that stands for several unnamed
    /// treaties is never listed.
    ///
    /// It takes one look at each treaty of the two. Under a policy, or with presumed ones, each is
    /// worked out from its records.
    #[must_use]
    #[inline]
    pub fn in_force(
        &self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (TreatyRef<'s>, Truth)> + use<'s>> {
        InTime::new(if self.store.is_plain() && !self.presumed {
            InForce::Listed(self.listed(day))
        } else {
            self.asked(day)
        })
    }

    #[inline]
    fn listed(&self, day: Date) -> Listed<'s> {
        let store = self.store.store();
        let between = self.between;
        Listed {
            sight: self.store,
            list: store.bonds().between(between).iter(),
            wide: store.wide_treaties(between).collect::<Vec<u32>>().into_iter(),
            between,
            category: self.category,
            date: day,
            day: key(day),
        }
    }

    fn asked(&self, day: Date) -> InForce<'s> {
        let treaties: Vec<TreatyRef<'s>> = self.iter().filter(|it| !it.is_several()).collect();
        InForce::Asked { treaties: treaties.into_iter(), a: self.a.clone(), b: self.b.clone(), day }
    }
}

/// The treaties of two actors with the truth of their force on a day.
enum InForce<'s> {
    /// By the list of the pair.
    Listed(Listed<'s>),
    /// By the records of each.
    Asked { treaties: vec::IntoIter<TreatyRef<'s>>, a: Actor, b: Actor, day: Date },
}

impl<'s> Iterator for InForce<'s> {
    type Item = (TreatyRef<'s>, Truth);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Listed(listed) => listed.next(),
            Self::Asked { treaties, a, b, day } => {
                let treaty = treaties.next()?;
                Some((treaty, BetweenRef::new(treaty, a, b).in_force(*day).value()))
            }
        }
    }

    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut each: F) -> B {
        match self {
            Self::Listed(listed) => listed.fold(init, each),
            Self::Asked { treaties, a, b, day } => treaties.fold(init, |so_far, treaty| {
                each(so_far, (treaty, BetweenRef::new(treaty, &a, &b).in_force(day).value()))
            }),
        }
    }
}

/// The list of a pair, read for one day.
struct Listed<'s> {
    sight: Sight<'s>,
    list: slice::Iter<'s, Bond>,
    /// The treaties of too many parties to be listed by pair.
    wide: vec::IntoIter<u32>,
    between: Option<Between>,
    category: Option<TreatyCategory>,
    date: Date,
    day: i32,
}

impl<'s> Listed<'s> {
    #[inline]
    fn truth(&self, bond: Bond, treaty: TreatyRef<'s>) -> Truth {
        match bond.bound() {
            Bound::So(truth) => truth,
            Bound::Asked => self.ask(treaty),
        }
    }

    /// Whether a treaty is in force, by its records.
    #[cold]
    fn ask(&self, treaty: TreatyRef<'s>) -> Truth {
        let store = self.sight.store();
        let actors = self.between.and_then(|it| Some((store.actor(it.a())?, store.actor(it.b())?)));
        actors.map_or(Truth::No, |(a, b)| BetweenRef::new(treaty, a, b).in_force(self.date).value())
    }

    /// The next of the treaties that are not listed, if it comes before the next that is.
    #[cold]
    fn next_wide(&mut self) -> Option<TreatyRef<'s>> {
        let listed = self.list.as_slice().first().map(|bond| bond.subject());
        let wide = *self.wide.as_slice().first()?;
        if listed.is_some_and(|listed| listed < wide) {
            return None;
        }
        self.wide.next();
        Some(TreatyRef { store: self.sight, subject: wide })
    }
}

impl<'s> Iterator for Listed<'s> {
    type Item = (TreatyRef<'s>, Truth);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if !self.wide.as_slice().is_empty()
                && let Some(treaty) = self.next_wide()
            {
                let asked = self.category.is_none_or(|category| treaty.is_about(category));
                if asked && !treaty.is_several() {
                    return Some((treaty, self.ask(treaty)));
                }
                continue;
            }
            let bond = self.list.next()?;
            if !bond.has(self.day) {
                continue;
            }
            let treaty = TreatyRef { store: self.sight, subject: bond.subject() };
            if let Some(category) = self.category
                && !treaty.is_about(category)
            {
                continue;
            }
            return Some((treaty, self.truth(*bond, treaty)));
        }
    }

    /// The same for all that is left: where nothing but the list is to be read, one run through it.
    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut each: F) -> B {
        let mut so_far = init;
        if !self.wide.as_slice().is_empty() || self.category.is_some() {
            for item in self.by_ref() {
                so_far = each(so_far, item);
            }
            return so_far;
        }
        for bond in self.list.as_slice().iter().filter(|bond| bond.has(self.day)) {
            let treaty = TreatyRef { store: self.sight, subject: bond.subject() };
            so_far = each(so_far, (treaty, self.truth(*bond, treaty)));
        }
        so_far
    }
}

impl fmt::Debug for Treaties<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
