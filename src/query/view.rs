//! Views: small copies that know where a subject stands in the store and answer for it.
//!
//! A view stands for a *subject*, with every claim on it. Getters that return one value take it from
//! the claim that names the subject, else from the first other claim (in the order of ids) that
//! states it; the claims themselves are what `claims` of each view returns.

use core::fmt;

use super::claim::ClaimRef;
use crate::record::{Record, TradeFigure};
use crate::store::{Held, Sight, TradeRow};

/// What every view can do.
pub(crate) trait View<'s>: Copy {
    /// The kind of the records that it is of.
    const KIND: crate::record::RecordKind;

    /// Takes the view of a subject, if it is of the right kind.
    fn of(store: Sight<'s>, subject: u32) -> Option<Self>;

    /// The number of the subject.
    fn subject(self) -> u32;
}

/// How the records of a kind are held.
pub(crate) trait Kept {
    /// What stands for one of them.
    type Ref<'s>;

    /// Takes a record, if it is of this kind.
    fn of(held: Held<'_>) -> Option<Self::Ref<'_>>;
}

macro_rules! kept_whole {
    ($($kind:ident),+) => {
        $(impl Kept for crate::record::$kind {
            type Ref<'s> = &'s Self;

            fn of(held: Held<'_>) -> Option<&Self> {
                match held.whole()? {
                    Record::$kind(record) => Some(record),
                    _ => None,
                }
            }
        })+
    };
}

kept_whole!(
    Country,
    Organization,
    Place,
    Person,
    Source,
    Treaty,
    Membership,
    Relation,
    Program,
    Figure,
    Visit,
    Statement,
    Event
);

impl Kept for TradeFigure {
    type Ref<'s> = TradeRow<'s>;

    fn of(held: Held<'_>) -> Option<TradeRow<'_>> {
        held.trade()
    }
}

/// Writes a view of one kind of record.
macro_rules! view {
    ($(#[$meta:meta])* pub struct $name:ident of $kind:ident;) => {
        $(#[$meta])*
        #[derive(Clone, Copy)]
        pub struct $name<'s> {
            pub(in crate::query) store: crate::store::Sight<'s>,
            pub(in crate::query) subject: u32,
        }

        impl<'s> crate::query::view::View<'s> for $name<'s> {
            const KIND: crate::record::RecordKind = crate::record::RecordKind::$kind;

            fn of(store: crate::store::Sight<'s>, subject: u32) -> Option<Self> {
                let kind = store.subject(subject)?.kind;
                (kind == Self::KIND).then_some(Self { store, subject })
            }

            fn subject(self) -> u32 {
                self.subject
            }
        }

        impl<'s> $name<'s> {
            /// Returns the id of the record that names the subject.
            #[must_use]
            pub fn id(self) -> &'s str {
                self.helds().next().map_or("", crate::store::Held::id)
            }

            /// Returns the claims on it: the one that names it first, then by id.
            pub fn claims(self) -> impl Iterator<Item = crate::query::claim::ClaimRef<'s>> {
                crate::query::view::claims(self.store, self.subject)
            }

            /// Returns the same view with every question decided under a policy.
            #[must_use]
            pub fn under(self, policy: &'s crate::record::Policy) -> Self {
                Self { store: self.store.under(policy), ..self }
            }

            /// Returns how the claims on it stand to each other, in their days and amounts.
            #[must_use]
            pub fn agreement(self) -> crate::query::agreement::Agreement {
                crate::query::agreement::of_subject(self.store, self.subject)
            }

            /// Returns whether its claims cannot all be true.
            #[must_use]
            pub fn is_disputed(self) -> bool {
                self.agreement() == crate::query::agreement::Agreement::Conflicting
            }

            /// Returns a copy of the record that names the subject, as its source claims it.
            #[must_use]
            pub fn to_record(self) -> Option<crate::record::$kind> {
                match self.helds().next()?.as_record().into_owned() {
                    crate::record::Record::$kind(record) => Some(*record),
                    _ => None,
                }
            }

            /// Returns the remark of the editor.
            #[must_use]
            pub fn note(self) -> Option<&'s str> {
                self.helds().find_map(crate::store::Held::note)
            }

            /// Returns the place in an order that a source claims for it: which, and among what.
            #[must_use]
            pub fn ordinal(self) -> Option<(u32, &'s str)> {
                self.helds()
                    .find_map(crate::store::Held::ordinal)
                    .map(|ordinal| (ordinal.place, ordinal.among.as_str()))
            }

            fn helds(self) -> impl Iterator<Item = crate::store::Held<'s>> {
                let store = self.store;
                store.claims(self.subject).iter().filter_map(move |at| store.record(*at))
            }

            pub(crate) fn records(
                self,
            ) -> impl Iterator<Item = <crate::record::$kind as crate::query::view::Kept>::Ref<'s>>
            {
                self.helds().filter_map(<crate::record::$kind as crate::query::view::Kept>::of)
            }
        }

        impl PartialEq for $name<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.store.is_same(other.store) && self.subject == other.subject
            }
        }

        impl Eq for $name<'_> {}

        impl core::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.id())
            }
        }
    };
}

pub(crate) use view;

pub(crate) fn claims(store: Sight<'_>, subject: u32) -> impl Iterator<Item = ClaimRef<'_>> {
    store.claims(subject).iter().map(move |at| ClaimRef::new(store, *at))
}

/// Items that are the answer in some world, of a question for one thing.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, day};
///
/// let visits = archive.dossier(CountryCode::USA, CountryCode::KAZ).visits();
/// let last = visits.last_before(day(2024, 1, 1));
/// assert_eq!(last.only().map(|visit| visit.id()), Some("blinken-2023"));
/// ```
#[derive(Clone)]
pub struct Candidates<V>(Few<V>);

/// A list that is mostly of one, and then needs no memory of its own.
#[derive(Clone)]
enum Few<V> {
    None,
    One(V),
    Many(alloc::vec::Vec<V>),
}

impl<V> Candidates<V> {
    pub(crate) const NONE: Self = Self(Few::None);

    pub(crate) const fn new(items: alloc::vec::Vec<V>) -> Self {
        Self(Few::Many(items))
    }

    pub(crate) const fn one(item: V) -> Self {
        Self(Few::One(item))
    }

    #[inline]
    fn as_slice(&self) -> &[V] {
        match &self.0 {
            Few::None => &[],
            Few::One(item) => core::slice::from_ref(item),
            Few::Many(items) => items,
        }
    }

    /// Returns the answer, if there is just one that it can be.
    #[must_use]
    #[inline]
    pub fn only(&self) -> Option<&V> {
        match self.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Returns whether nothing can be the answer.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// Returns everything that is the answer in some world, in order.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &V> {
        self.as_slice().iter()
    }
}

impl<V: fmt::Debug> fmt::Debug for Candidates<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

/// Items with the truth of each on the day asked; those that are certainly not are left out.
#[derive(Debug, Clone)]
pub struct InTime<I>(I);

impl<V, I: Iterator<Item = (V, crate::truth::Truth)>> InTime<I> {
    pub(crate) const fn new(items: I) -> Self {
        Self(items)
    }

    /// Returns those of which it certainly holds.
    #[inline]
    pub fn certainly(self) -> impl Iterator<Item = V> {
        self.0.filter(|(_, truth)| truth.certainly()).map(|(item, _)| item)
    }

    /// Returns those of which it certainly or possibly holds.
    #[inline]
    pub fn possibly(self) -> impl Iterator<Item = V> {
        self.0.filter(|(_, truth)| truth.possibly()).map(|(item, _)| item)
    }
}

impl<V, I: Iterator<Item = (V, crate::truth::Truth)>> Iterator for InTime<I> {
    type Item = (V, crate::truth::Truth);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.by_ref().find(|(_, truth)| truth.possibly())
    }

    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut each: F) -> B {
        self.0.fold(init, |so_far, item| match item.1.possibly() {
            true => each(so_far, item),
            false => so_far,
        })
    }
}
