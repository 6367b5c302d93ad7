//! The part of an amount that goes to, comes from or is for whom or what is asked.
//!
//! A share is what a source records and nothing else: several who share without shares have no part
//! that is known, and where several shares meet (a funder's, a recipient's, a sector's) the joint one
//! lies anywhere that each of them allows.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::choices::{SectorChoice, Wanted};
use crate::money::Decimal;
use crate::record::{Actor, Program, ProgramRoleKind, Sector};
use crate::store::Sight;

/// A part of a whole, between two numbers from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
}

impl Part {
    pub(crate) const WHOLE: Self = Self { low: Decimal::ONE, high: Decimal::ONE };

    /// The part between two shares in percent; more than all of it is all of it.
    fn of_percents(low: Decimal, high: Decimal) -> Self {
        let hundredth = |percent: Decimal| {
            let part = percent.checked_mul(Decimal::new(1, -2)).ok();
            part.map(|part| part.max(Decimal::ZERO).min(Decimal::ONE))
        };
        Self {
            low: hundredth(low).unwrap_or(Decimal::ZERO),
            high: hundredth(high).unwrap_or(Decimal::ONE),
        }
    }

    fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// The part that lies in two parts of one whole: it may be the smaller of them, and at the least
    /// what the two have in common because together they are more than the whole (Fréchet's bounds).
    pub(crate) fn joint(self, other: Self) -> Self {
        let common = self.low.checked_add(other.low).and_then(|sum| sum.checked_sub(Decimal::ONE));
        let low = common.unwrap_or(Decimal::ZERO).max(Decimal::ZERO);
        Self { low, high: self.high.min(other.high) }
    }
}

/// What part is known of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// All of it, or a recorded part.
    Known(Part),
    /// Nothing is recorded.
    NotRecorded,
    /// It is another's altogether.
    Others,
    /// It is shared, and the shares are not recorded.
    Unshared,
}

/// The shares in percent that several records state of one thing.
#[derive(Debug, Clone, Copy, Default)]
struct Stated {
    percents: Option<(Decimal, Decimal)>,
    mainly: bool,
}

impl Stated {
    fn add(&mut self, share: Option<Decimal>, mainly: bool) {
        self.mainly |= mainly;
        let Some(share) = share else { return };
        let (low, high) = self.percents.unwrap_or((share, share));
        self.percents = Some((low.min(share), high.max(share)));
    }
}

/// The part of those who are wanted, of all who play a role. Records of one programme that name the
/// same actor (and the same part of it, by label) speak of one share; others add.
pub(crate) fn of_roles<'s>(
    store: Sight<'s>,
    records: impl Iterator<Item = &'s Program>,
    kind: ProgramRoleKind,
    wanted: Wanted<'_>,
) -> Share {
    let mut stated: BTreeMap<(&Actor, Option<&str>), Stated> = BTreeMap::new();
    for role in records.flat_map(|program| &program.roles).filter(|role| role.role == kind) {
        let key = (&role.actor, role.label.as_deref());
        stated.entry(key).or_default().add(role.share, false);
    }
    let takes = |actor: &Actor| wanted.takes(store.principal(actor));
    let ours = || stated.iter().filter(|((actor, _), _)| takes(actor));
    let alone = match (stated.len(), ours().count()) {
        (0, _) => return Share::NotRecorded,
        (_, 0) => return Share::Others,
        (all, ours) => all == ours,
    };
    // A recorded share says how much it is, even where nobody else is named for the rest.
    let percents: Option<Vec<(Decimal, Decimal)>> =
        ours().map(|(_, stated)| stated.percents).collect();
    let Some(percents) = percents else {
        return if alone { Share::Known(Part::WHOLE) } else { Share::Unshared };
    };
    let sum = percents.into_iter().try_fold((Decimal::ZERO, Decimal::ZERO), |sum, next| {
        Some((sum.0.checked_add(next.0).ok()?, sum.1.checked_add(next.1).ok()?))
    });
    sum.map_or(Share::Unshared, |(low, high)| Share::Known(Part::of_percents(low, high)))
}

/// The part that is for a sector. Each vocabulary divides the whole by itself; where the name is asked
/// in whatever vocabulary, all that know its part count.
pub(crate) fn of_sectors<'s>(
    sectors: impl Iterator<Item = &'s Sector>,
    asked: &SectorChoice,
) -> Share {
    let mut stated: BTreeMap<Option<&str>, BTreeMap<&str, Stated>> = BTreeMap::new();
    for sector in sectors {
        let vocabulary = sector.vocabulary.as_deref();
        let stated = stated.entry(vocabulary).or_default().entry(&sector.name).or_default();
        stated.add(sector.share, sector.mainly);
    }
    if let Some(vocabulary) = &asked.vocabulary {
        stated.retain(|of, _| *of == Some(vocabulary.as_str()));
    }
    if stated.is_empty() {
        return Share::NotRecorded;
    }
    let mut found = Share::Others;
    for names in stated.values() {
        let Some(sector) = names.get(asked.name.as_str()) else { continue };
        let part = match sector.percents {
            Some((low, high)) => Some(Part::of_percents(low, high)),
            None => (names.len() == 1 && !sector.mainly).then_some(Part::WHOLE),
        };
        found = match (found, part) {
            (Share::Known(known), Some(part)) => Share::Known(known.hull(part)),
            (_, Some(part)) => Share::Known(part),
            (Share::Known(known), None) => Share::Known(known),
            (_, None) => Share::Unshared,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::CountryCode;
    use crate::record::{ProgramKind, ProgramRole};
    use crate::store::Store;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn known(low: &str, high: &str) -> Share {
        Share::Known(Part { low: decimal(low), high: decimal(high) })
    }

    fn for_usa(roles: &[(CountryCode, Option<i64>)]) -> Share {
        let mut program = Program::new("p", ProgramKind::Assistance, "Aid");
        for (actor, share) in roles {
            let mut role = ProgramRole::new(ProgramRoleKind::Funding, *actor);
            role.share = share.map(Decimal::from);
            program = program.role(role);
        }
        let store = Store::build(crate::store::Arriving::new());
        let usa = Actor::from(CountryCode::USA);
        let records = core::iter::once(&program);
        of_roles(Sight::plain(&store), records, ProgramRoleKind::Funding, Wanted::One(&usa))
    }

    #[test]
    fn only_recorded_shares_of_a_role_are_applied() {
        let (usa, deu) = (CountryCode::USA, CountryCode::DEU);
        assert_eq!(for_usa(&[]), Share::NotRecorded);
        assert_eq!(for_usa(&[(deu, Some(40))]), Share::Others);
        assert_eq!(for_usa(&[(usa, None)]), known("1", "1"));
        assert_eq!(for_usa(&[(usa, Some(10))]), known("0.1", "0.1"));
        assert_eq!(for_usa(&[(usa, None), (deu, Some(40))]), Share::Unshared);
        assert_eq!(for_usa(&[(usa, Some(60)), (deu, None)]), known("0.6", "0.6"));
        assert_eq!(for_usa(&[(usa, Some(60)), (usa, Some(50)), (deu, None)]), known("0.5", "0.6"));
    }

    #[test]
    fn a_sector_is_whole_only_where_it_is_alone() {
        let health = |asked: Option<&str>| SectorChoice {
            vocabulary: asked.map(Into::into),
            name: "health".into(),
        };
        let of = |sectors: &[Sector], asked| of_sectors(sectors.iter(), &health(asked));
        let plain = |name: &str| Sector::new(name);
        assert_eq!(of(&[], None), Share::NotRecorded);
        assert_eq!(of(&[plain("water")], None), Share::Others);
        assert_eq!(of(&[plain("health")], None), known("1", "1"));
        assert_eq!(of(&[plain("health").mainly()], None), Share::Unshared);
        assert_eq!(of(&[plain("health"), plain("water")], None), Share::Unshared);
        let shared = [plain("health").share(30), plain("water").share(70)];
        assert_eq!(of(&shared, None), known("0.3", "0.3"));
        assert_eq!(of(&shared, Some("DAC")), Share::NotRecorded);
        let dac = [plain("health").vocabulary("DAC"), plain("water")];
        assert_eq!(of(&dac, Some("DAC")), known("1", "1"));
        assert_eq!(of(&dac, None), known("1", "1"));
    }

    #[test]
    fn joint_shares_lie_where_each_allows() {
        let part = |text| Part { low: decimal(text), high: decimal(text) };
        assert_eq!(Share::Known(part("0.6").joint(part("0.7"))), known("0.3", "0.6"));
        assert_eq!(Share::Known(part("0.2").joint(part("0.3"))), known("0", "0.2"));
        assert_eq!(Share::Known(part("0.2").joint(Part::WHOLE)), known("0.2", "0.2"));
    }
}
