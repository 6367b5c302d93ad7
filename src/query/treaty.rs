//! A treaty: what it is, who is listed, and what was done about them.
//!
//! Whether a treaty is in force is asked in `force`, what it is to a party in `standings`, and what
//! follows from its clauses in `clauses`.

use alloc::string::String;

use super::act::ActRef;
use super::view::{View, view};
use crate::date::PartialDate;
use crate::record::{Actor, Instrument, RecordKind, Treaty, TreatyCategory};

view! {
    /// A treaty.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{ActKind, CountryCode, Truth, day};
    ///
    /// let bit = archive.treaty("us-kz-bit")?;
    /// assert_eq!(bit.parties().count(), 2);
    /// assert!(bit.acts().any(|act| act.kind() == ActKind::EntryIntoForce));
    /// let answer = bit.in_force_between(&CountryCode::USA.into(), &CountryCode::KAZ.into(), day(1994, 1, 11));
    /// assert_eq!(answer.value(), Truth::No);
    /// assert!(archive.treaty("us-kz-boat").is_err());
    /// # Ok::<(), bilateral::LookUpError>(())
    /// ```
    pub struct TreatyRef of Treaty;
}

impl<'s> TreatyRef<'s> {
    /// Returns its title.
    #[must_use]
    pub fn title(self) -> &'s str {
        self.records().next().map_or("", |treaty| &treaty.title)
    }

    /// Returns a short name by which it is known.
    #[must_use]
    pub fn short_title(self) -> Option<&'s str> {
        self.records().find_map(|treaty| treaty.short_title.as_deref())
    }

    /// Returns whether a source puts it in a category.
    #[must_use]
    pub fn is_about(self, category: TreatyCategory) -> bool {
        self.records().any(|treaty| treaty.categories.contains(&category))
    }

    /// Returns the kind of instrument.
    #[must_use]
    pub fn instrument(self) -> Option<Instrument> {
        self.records().find_map(|treaty| treaty.instrument)
    }

    /// Returns whether it binds in law; `None` if not stated.
    #[must_use]
    pub fn is_binding(self) -> Option<bool> {
        self.records().find_map(|treaty| treaty.binding)
    }

    /// Returns whether it stands for several treaties that the source does not name; such a record is
    /// in no list of treaties in force.
    #[must_use]
    pub fn is_several(self) -> bool {
        self.records().any(|treaty| treaty.several)
    }

    /// Returns the days of conclusion that sources state, one a claim.
    pub fn concluded(self) -> impl Iterator<Item = PartialDate> + use<'s> {
        self.records().filter_map(|treaty| treaty.concluded)
    }

    /// Returns the listed parties and those that may become parties, in order.
    pub fn parties(self) -> impl Iterator<Item = &'s Actor> + use<'s> {
        self.store
            .store()
            .force(self.subject)
            .map_or(&[][..], |force| &force.parties)
            .iter()
            .filter(|party| !party.continues)
            .map(|party| &party.actor)
    }

    /// Returns the days from which it has effect, by subject, as sources state them; they may lie
    /// before its force.
    pub fn effective_from(self) -> impl Iterator<Item = (&'s str, PartialDate)> + use<'s> {
        self.records()
            .flat_map(|treaty| &treaty.effective_from)
            .map(|effect| (effect.subject.as_str(), effect.on))
    }

    /// Returns every act recorded, general and of parties, with the actor and the claim's id.
    pub fn acts(self) -> impl Iterator<Item = ActRef<'s>> + use<'s> {
        let store = self.store;
        self.records().flat_map(move |treaty| {
            let general = treaty.acts.iter().map(|act| (act.by.as_ref(), act));
            let own = treaty
                .parties
                .iter()
                .flat_map(|party| party.acts.iter().map(|act| (Some(&party.actor), act)));
            general.chain(own).map(move |(by, act)| ActRef::new(store, &treaty.sources, by, act))
        })
    }

    /// Returns the treaties that it amends and that archive records know.
    pub fn amends(self) -> impl Iterator<Item = Self> + use<'s> {
        self.named(|treaty| &treaty.amends)
    }

    /// Returns the treaties that it replaces, between those who are party to both.
    pub fn replaces(self) -> impl Iterator<Item = Self> + use<'s> {
        self.named(|treaty| &treaty.replaces)
    }

    /// Returns the treaties that replace it, between those who are party to both.
    pub fn replaced_by(self) -> impl Iterator<Item = Self> + use<'s> {
        let store = self.store;
        store.replacing(self.subject).filter_map(move |subject| Self::of(store, subject))
    }

    fn named(self, ids: fn(&'s Treaty) -> &'s [String]) -> impl Iterator<Item = Self> + use<'s> {
        let store = self.store;
        self.records()
            .flat_map(ids)
            .filter_map(move |id| super::look_up::find(store, RecordKind::Treaty, id))
    }
}
