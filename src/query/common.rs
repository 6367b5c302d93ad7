//! What two actors have in common on a day: organizations, and what they pledge each other.

use alloc::vec::Vec;

use time::Date;

use super::dossier::Dossier;
use super::relations::member_on;
use super::treaties::Treaties;
use super::view::InTime;
use crate::record::{Pledge, Standing};
use crate::truth::Truth;

impl<'s> Dossier<'s> {
    /// Returns the ids of the organizations to which both belong on a day, in one standing or in any,
    /// each with its truth; the spells behind them are in [`memberships`](Self::memberships).
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, Membership, Organization, Source, Standing, Truth, day};
    ///
    /// let member = |id: &str, code, from| Membership::new(id, code, "club", Standing::Full).start(from).source("s").into();
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list of members").published(day(2020, 1, 1)).into(),
    ///     Organization::new("club", "A club").source("s").into(),
    ///     member("usa", CountryCode::USA, bilateral::PartialDate::on(day(1950, 1, 1))),
    ///     member("kaz", CountryCode::KAZ, bilateral::PartialDate::year(1995).unwrap()),
    /// ])?;
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let on = |day| pair.organizations_on(Some(Standing::Full), day).next();
    /// assert_eq!(on(day(1994, 1, 1)), None);
    /// assert_eq!(on(day(1995, 6, 1)), Some(("club", Truth::Unknown)));
    /// assert_eq!(on(day(1996, 1, 1)), Some(("club", Truth::Yes)));
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn organizations_on(
        &self,
        standing: Option<Standing>,
        day: Date,
    ) -> InTime<impl Iterator<Item = (&'s str, Truth)> + use<'s>> {
        let store = self.store();
        let mut common: Vec<&'s str> = Vec::new();
        for (own, other) in self.memberships() {
            let asked = |of| standing.is_none() || of == standing;
            let new = !common.contains(&own.organization());
            if new && asked(own.standing()) && asked(other.standing()) {
                common.push(own.organization());
            }
        }
        let (a, b) = self.actors();
        let (a, b) = (a.clone(), b.clone());
        let on = move |id: &'s str| {
            let belongs = |actor| member_on(store, actor, id, standing, day).value();
            (id, belongs(&a) & belongs(&b))
        };
        InTime::new(common.into_iter().map(on))
    }

    /// Returns what the two pledge each other by the treaties in force between them on a day, each way
    /// as recorded and never mirrored, each with the truth of that force.
    ///
    /// ```
    /// use bilateral::{Archive, CountryCode, Pledge, PledgeKind, Source, Treaty, day};
    ///
    /// let mut treaty = Treaty::new("t", "A treaty of guarantee").between(CountryCode::FRA, CountryCode::BEL)
    ///     .in_force_from(day(1990, 1, 1)).source("s");
    /// treaty.pledges = vec![Pledge::new(PledgeKind::Defence, CountryCode::FRA, CountryCode::BEL)];
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A list").published(day(2020, 1, 1)).into(),
    ///     treaty.into(),
    /// ])?;
    /// let pair = archive.dossier(CountryCode::BEL, CountryCode::FRA);
    /// let pledged: Vec<String> = pair.pledges_on(day(2000, 1, 1)).certainly().map(|it| it.from.to_string()).collect();
    /// assert_eq!(pledged, ["FRA"]);
    /// assert_eq!(pair.pledges_on(day(1980, 1, 1)).count(), 0);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn pledges_on(
        &self,
        day: Date,
    ) -> InTime<impl Iterator<Item = (&'s Pledge, Truth)> + use<'s>> {
        let store = self.store();
        let (a, b) = self.actors();
        let (a, b) = (a.clone(), b.clone());
        let treaties = Treaties::new(store, a.clone(), b.clone(), self.between());
        let pledges = treaties.in_force(day).flat_map(|(treaty, truth)| {
            treaty.records().flat_map(|treaty| &treaty.pledges).map(move |pledge| (pledge, truth))
        });
        InTime::new(pledges.filter(move |(pledge, _)| {
            let (from, towards) = (store.principal(&pledge.from), store.principal(&pledge.towards));
            (*from == a && *towards == b) || (*from == b && *towards == a)
        }))
    }
}
