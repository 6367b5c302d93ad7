//! The dossier of two actors, and the sides of it.

use core::fmt;

use super::accounts::{EventRef, StatementRef};
use super::figure_totals::Figures;
use super::force::BetweenRef;
use super::look_up::LookUpError;
use super::pair::{in_both, in_both_of, trade_between};
use super::people::PersonRef;
use super::relations::Relations;
use super::selection::Programs;
use super::trade::TradeRef;
use super::treaties::Treaties;
use super::treaty::TreatyRef;
use super::view::View;
use super::visits::{Meetings, Visits};
use crate::record::{Actor, Policy, RecordKind};
use crate::store::{Between, Sight};

/// Everything recorded that names both of two actors.
///
/// The acts of an organ (a ministry, an agency) count as those of the actor whose organ it is. Two
/// actors about whom nothing is recorded have an empty dossier, and so has an actor with itself.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, day};
///
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// let titles: Vec<&str> = pair.treaties().in_force(day(2023, 2, 28)).certainly().map(|treaty| treaty.id()).collect();
/// assert!(titles.contains(&"us-kz-tax"));
/// assert!(archive.dossier(CountryCode::USA, CountryCode::USA).is_empty());
/// ```
#[derive(Clone)]
pub struct Dossier<'s> {
    store: Sight<'s>,
    a: Actor,
    b: Actor,
    /// Their numbers, unless they are one or nothing names one of them.
    between: Option<Between>,
}

impl<'s> Dossier<'s> {
    #[inline]
    pub(crate) fn new(store: Sight<'s>, a: Actor, b: Actor) -> Self {
        let (a, b) = (store.as_principal(a), store.as_principal(b));
        let between = store.store().between(&a, &b);
        Self { store, a, b, between }
    }

    /// Returns the two actors, in the order in which they were asked for.
    #[must_use]
    #[inline]
    pub fn actors(&self) -> (&Actor, &Actor) {
        (&self.a, &self.b)
    }

    /// Returns the same dossier with every question decided under a policy.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Policy, Truth, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let (christmas, ministry) = (day(1991, 12, 25), Policy::new().prefer("kz-mfa"));
    /// assert_eq!(pair.recognition(CountryCode::USA, christmas).value(), Truth::Unknown);
    /// assert_eq!(pair.under(&ministry).recognition(CountryCode::USA, christmas).value(), Truth::No);
    /// // Nothing is dropped: the dossier itself answers as before.
    /// assert_eq!(pair.recognition(CountryCode::USA, christmas).value(), Truth::Unknown);
    /// ```
    #[must_use]
    pub fn under(&self, policy: &'s Policy) -> Self {
        Self { store: self.store.under(policy), ..self.clone() }
    }

    /// Returns whether nothing recorded names both.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects().next().is_none()
            && self.trade().next().is_none()
            && self.meetings().iter().next().is_none()
    }

    /// Returns what is recorded of one of the two and of no third country but its predecessors.
    #[must_use]
    pub fn side(&self, actor: impl Into<Actor>) -> Side<'s> {
        let actor = self.store.as_principal(actor.into());
        let other = if self.a == actor { self.b.clone() } else { self.a.clone() };
        Side { store: self.store, actor, other }
    }

    /// Returns the treaties to which both are, were or may become parties, in order of day and id.
    #[must_use]
    #[inline]
    pub fn treaties(&self) -> Treaties<'s> {
        Treaties::new(self.store, self.a.clone(), self.b.clone(), self.between)
    }

    /// Returns one treaty, to be asked between the two.
    ///
    /// # Errors
    ///
    /// [`LookUpError`] if no treaty has the id, with the nearest id that there is. A treaty that does
    /// not list the two is returned; it is in force between them on no day, or that is Unknown.
    pub fn treaty(&self, id: &str) -> Result<BetweenRef<'s>, LookUpError> {
        let treaty = super::look_up::one(self.store, RecordKind::Treaty, id)?;
        Ok(BetweenRef::new(treaty, &self.a, &self.b))
    }

    /// Returns the relations between the two, and the memberships they have in common.
    #[must_use]
    pub fn relations(&self) -> Relations<'s> {
        Relations::new(self.store, self.a.clone(), self.b.clone())
    }

    /// Returns the programmes in which both take part.
    #[must_use]
    #[inline]
    pub fn programs(&self) -> Programs<'s> {
        Programs::of_pair(self.store, self.a.clone(), self.b.clone())
    }

    /// Returns the trade figures between the two, each way and by whichever reporter, in order of day
    /// and id.
    pub fn trade(&self) -> impl Iterator<Item = TradeRef<'s>> {
        let store = self.store;
        trade_between(store, &self.a, &self.b)
            .filter_map(move |subject| TradeRef::of(store, subject))
    }

    /// Returns the other figures between the two.
    #[must_use]
    pub fn figures(&self) -> Figures<'s> {
        Figures::of_pair(self.store, self.a.clone(), self.b.clone())
    }

    /// Returns the visits of each to the other.
    #[must_use]
    #[inline]
    pub fn visits(&self) -> Visits<'s> {
        Visits::new(self.store, self.between)
    }

    /// Returns the meetings in which both took part, on whatever visit.
    #[must_use]
    pub fn meetings(&self) -> Meetings<'s> {
        Meetings::new(self.store, self.a.clone(), self.b.clone())
    }

    /// Returns the statements by, to or about both.
    pub fn statements(&self) -> impl Iterator<Item = StatementRef<'s>> {
        self.views()
    }

    /// Returns the events in which both took part.
    pub fn events(&self) -> impl Iterator<Item = EventRef<'s>> {
        self.views()
    }

    /// Returns the persons who held an office of one accredited to the other.
    pub fn envoys(&self) -> impl Iterator<Item = PersonRef<'s>> {
        self.views()
    }

    #[inline]
    pub(crate) fn store(&self) -> Sight<'s> {
        self.store
    }

    /// Their numbers, unless they are one or nothing names one of them.
    #[inline]
    pub(crate) const fn between(&self) -> Option<Between> {
        self.between
    }

    pub(crate) fn subjects(&self) -> impl Iterator<Item = u32> + use<'s> {
        in_both(self.store, &self.a, &self.b)
    }

    pub(crate) fn views<V: View<'s>>(&self) -> impl Iterator<Item = V> + use<'s, V> {
        let store = self.store;
        let subjects = in_both_of(store, &self.a, &self.b, V::KIND);
        subjects.filter_map(move |subject| V::of(store, subject))
    }
}

impl fmt::Debug for Dossier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dossier({}, {})", self.a, self.b)
    }
}

/// What is recorded of one actor of a dossier and of no third country but its predecessors.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::CountryCode;
///
/// let side = archive.dossier(CountryCode::USA, CountryCode::KAZ).side(CountryCode::KAZ);
/// // The Soviet Union was Kazakhstan's predecessor, and is no third country.
/// assert!(side.events().any(|event| event.id() == "kz-renounces-nuclear-weapons"));
/// assert!(side.treaties().all(|treaty| treaty.is_several()));
/// ```
#[derive(Clone)]
pub struct Side<'s> {
    store: Sight<'s>,
    actor: Actor,
    other: Actor,
}

impl<'s> Side<'s> {
    /// Returns the actor.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Returns its memberships.
    pub fn memberships(&self) -> impl Iterator<Item = super::relations::MembershipRef<'s>> {
        self.views()
    }

    /// Returns the events in which it took part without a third country.
    pub fn events(&self) -> impl Iterator<Item = EventRef<'s>> {
        self.views()
    }

    /// Returns the statements by, to or about it.
    pub fn statements(&self) -> impl Iterator<Item = StatementRef<'s>> {
        self.views()
    }

    /// Returns the treaties that list it and no third country.
    pub fn treaties(&self) -> impl Iterator<Item = TreatyRef<'s>> {
        self.views()
    }

    fn views<V: View<'s>>(&self) -> impl Iterator<Item = V> + use<'s, V> {
        let store = self.store;
        let (actor, other) = (self.actor.clone(), self.other.clone());
        store
            .store()
            .naming_of(&self.actor, V::KIND)
            .iter()
            .filter_map(move |subject| V::of(store, *subject))
            .filter(move |view| {
                let claims = store.claims(view.subject());
                let mut named = claims
                    .iter()
                    .filter_map(|at| store.record(*at))
                    .flat_map(|record| store.actors_of(record));
                named.all(|found| {
                    *found == actor || (*found != other && is_no_third(store, found, &actor))
                })
            })
    }
}

/// Whether an actor is an organization or a predecessor of another: no third country.
fn is_no_third(store: Sight<'_>, found: &Actor, actor: &Actor) -> bool {
    match (found, actor) {
        (Actor::Organization(_), _) => true,
        (Actor::Country(found), Actor::Country(of)) => store.is_predecessor(*found, *of),
        _ => false,
    }
}

impl fmt::Debug for Side<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Side({})", self.actor)
    }
}
