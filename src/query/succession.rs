//! How a state came to be concerned by a treaty of its predecessor.

use alloc::vec::Vec;

use super::act::ActRef;
use super::treaty::TreatyRef;
use crate::record::{ActKind, Actor};

/// How an actor came to be concerned by a treaty, from [`TreatyRef::succession_of`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum TreatySuccession<'s> {
    /// By recorded acts: its own notices of succession.
    ByAct(Vec<ActRef<'s>>),
    /// It continues a listed state, or only renamed it, and so keeps its treaties.
    Continues(Vec<&'s Actor>),
    /// Listed predecessors, and no act of succession is recorded: whether the treaty binds it is
    /// Unknown.
    Presumed(Vec<&'s Actor>),
    /// It is listed itself, and no succession is recorded.
    Listed,
    /// Neither it nor a predecessor is listed.
    None,
}

impl<'s> TreatyRef<'s> {
    /// Returns how an actor came to be concerned by it: by act, as the state that continues another, by
    /// presumption, in its own name, or not at all.
    ///
    /// ```
    /// use bilateral::{Act, ActKind, Archive, CountryCode, Source, TreatySuccession, Treaty, TreatyParty, day};
    ///
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list of treaties").published(day(2000, 1, 1)).into(),
    ///     Treaty::new("t", "An agreement").between(CountryCode::USA, CountryCode::SUN)
    ///         .party(TreatyParty::new(CountryCode::UKR).act(Act::new(ActKind::Succession).on(day(1992, 5, 1))))
    ///         .in_force_from(day(1973, 6, 19)).source("s").into(),
    /// ])?;
    /// let treaty = archive.treaty("t").unwrap();
    /// let of = |code: CountryCode| treaty.succession_of(&code.into());
    /// assert!(matches!(of(CountryCode::UKR), TreatySuccession::ByAct(acts) if acts.len() == 1));
    /// assert!(matches!(of(CountryCode::RUS), TreatySuccession::Continues(_)));
    /// assert!(matches!(of(CountryCode::KAZ), TreatySuccession::Presumed(from) if from[0].to_string() == "SUN"));
    /// assert!(matches!(of(CountryCode::USA), TreatySuccession::Listed));
    /// assert!(matches!(of(CountryCode::FRA), TreatySuccession::None));
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn succession_of(self, actor: &Actor) -> TreatySuccession<'s> {
        let store = self.store;
        let own = store.principal(actor);
        let is_own = |by: &Actor| store.principal(by) == own;
        let acts: Vec<ActRef<'s>> = self
            .acts()
            .filter(|act| {
                matches!(act.kind(), ActKind::Succession | ActKind::SuccessionToSignature)
                    && !act.is_denied()
                    && act.by().is_some_and(is_own)
            })
            .collect();
        if !acts.is_empty() {
            return TreatySuccession::ByAct(acts);
        }
        if self.parties().any(is_own) {
            return TreatySuccession::Listed;
        }
        let Some(code) = own.country() else { return TreatySuccession::None };
        let listed = |of: &dyn Fn(crate::country::CountryCode) -> bool| -> Vec<&'s Actor> {
            self.parties().filter(|party| party.country().is_some_and(of)).collect()
        };
        let continued = listed(&|party| store.store().continued_by(party).contains(&code));
        if !continued.is_empty() {
            return TreatySuccession::Continues(continued);
        }
        let before = listed(&|party| store.is_predecessor(party, code));
        if before.is_empty() { TreatySuccession::None } else { TreatySuccession::Presumed(before) }
    }
}
