//! Who succeeded whom: the begins of every office, in the order of the offices.

use alloc::vec::Vec;

use super::claim::SpellClaim;
use super::keys::Keys;
use super::records::Records;
use crate::record::{Actor, HasSpell, Office, OfficeStanding, Record, RecordKind, RoleClass};

/// One holding of an office in full, with the possible days of its begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Holding {
    /// The person's record.
    pub(super) by: u32,
    /// Which of the person's offices.
    office: u32,
    pub(super) begun: Keys,
}

/// What makes two offices one, whoever holds them.
pub(super) type OfficeKey<'r> = (&'r Actor, &'r str, Option<&'r Actor>);

pub(super) fn key_of(office: &Office) -> OfficeKey<'_> {
    (&office.of, &office.title, office.accredited_to.as_ref())
}

pub(super) fn office_of(records: &Records, holding: Holding) -> Option<&Office> {
    match records.whole(holding.by)? {
        Record::Person(person) => person.offices.get(holding.office as usize),
        _ => None,
    }
}

/// Whether an office of a class is as a rule held by one person at a time.
pub(super) const fn is_of_one(role: RoleClass) -> bool {
    matches!(
        role,
        RoleClass::HeadOfState
            | RoleClass::HeadOfGovernment
            | RoleClass::ForeignMinister
            | RoleClass::DefenceMinister
            | RoleClass::Ambassador
            | RoleClass::HeadOfOrganization
    )
}

/// Every holding of an office of one person in full with a stated begin, by office and begin.
pub(super) fn holdings(records: &Records) -> Vec<Holding> {
    let mut all = Vec::new();
    for at in records.of_kind(RecordKind::Person).iter().copied() {
        let Some(Record::Person(person)) = records.whole(at) else { continue };
        for (office, held) in (0_u32..).zip(&person.offices) {
            let full = held.standing.is_none_or(|standing| standing == OfficeStanding::Full)
                && held.role.is_some_and(is_of_one);
            let begun = SpellClaim::of(at, at, &[], held.spell(), None).start;
            if let Some(begun) = begun.filter(|_| full) {
                all.push(Holding { by: at, office, begun });
            }
        }
    }
    all.sort_by(|a, b| {
        let key = |holding: &Holding| office_of(records, *holding).map(key_of);
        (key(a), a.begun.first(), a.by).cmp(&(key(b), b.begun.first(), b.by))
    });
    all
}
