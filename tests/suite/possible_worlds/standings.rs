//! The standings of a party on a day, restated over exact histories of signature, consent, force and
//! leaving.

use std::collections::HashMap;

use bilateral::{Act, ActKind, TreatyStanding, Truth};
use proptest::prelude::*;

use super::asking::{archives, listed_on, standing_on, try_archive};
use super::days::{AFTER, Days, Worlds, agrees, asked};
use super::force::{History, Life, Told, Whole, told_once, told_twice, whole, within};
use super::spells::{FRA, USA};
use super::suspension::{Suspension, suspension};

/// The days on which each standing is had in one exact history.
fn standings(
    history: &History,
    life: Life,
    suspended: Days,
    applied: Days,
) -> HashMap<TreatyStanding, Days> {
    let force = history.in_force();
    let begun = force.first();
    let signed = history.signed.map_or(Days::NONE, Days::from);
    let consented = history.consents.iter().fold(Days::NONE, |all, day| all | Days::from(*day));
    // Whoever is bound has consented, whether or not a record says when.
    let bound_once = if force.is_empty() { Days::NONE } else { Days::from(begun) };
    let binding = history.consents.iter().map(|consent| {
        let left = history.left.iter().filter(|left| *left >= consent).min();
        Days::span(*consent, left.copied().unwrap_or(AFTER))
    });
    // A treaty that has ended binds nobody.
    let bound = binding.fold(Days::NONE, |all, one| all | one) & Days::until(life.last);
    let after =
        |spell: &(i32, i32)| if spell.1 == AFTER { Days::NONE } else { Days::from(spell.1 + 1) };
    let left = history.force.iter().map(after).fold(Days::NONE, |all, one| all | one);
    let mut had = HashMap::from([
        (TreatyStanding::Signatory, signed - consented - bound_once),
        (TreatyStanding::Contracting, bound - force),
        (TreatyStanding::Party, force),
        (TreatyStanding::Suspended, force & suspended),
        (TreatyStanding::Former, left - force),
        (TreatyStanding::ProvisionallyApplying, (applied & Days::until(life.last)) - bound_once),
    ]);
    let involved = had.values().fold(Days::NONE, |all, one| all | *one);
    had.insert(TreatyStanding::NotInvolved, Days::ALL - involved);
    had
}

/// The worlds of each standing of the United States.
fn worlds_of(
    whole: &Whole,
    usa: &Told,
    suspended: &[Days],
    applied: &[Days],
) -> HashMap<TreatyStanding, Worlds> {
    let mut all: HashMap<TreatyStanding, Worlds> = HashMap::new();
    for life in whole.lives() {
        for history in usa.histories(whole, life, None) {
            for out in suspended {
                for applied in applied {
                    for (standing, days) in standings(&history, life, *out, *applied) {
                        all.entry(standing).or_insert(Worlds::none()).add(days);
                    }
                }
            }
        }
    }
    all
}

/// Holds every standing of a party on every day against its worlds.
fn check(
    whole: &Whole,
    usa: &Told,
    suspension: Option<&Suspension>,
    applied: Option<&super::days::Stated>,
) -> Result<(), TestCaseError> {
    let out = suspension.map_or_else(|| vec![Days::NONE], Suspension::worlds);
    let provisional =
        applied.map_or_else(|| vec![Days::NONE], |from| from.days.iter().map(Days::from).collect());
    let worlds = worlds_of(whole, usa, &out, &provisional);
    let mut record = whole.treaty("t", "s0");
    let mut party = usa.party(USA, whole.retroactive);
    party.acts.extend(suspension.into_iter().flat_map(Suspension::acts));
    party
        .acts
        .extend(applied.map(|from| Act::new(ActKind::ProvisionalApplication).on(from.date())));
    record = record.party(party).party(Told::nothing().party(FRA, whole.retroactive));
    record.attested.extend(usa.attested(USA));
    let Some(archive) = try_archive(1, [record.into()]) else { return Ok(()) };
    if worlds.is_empty() {
        return Ok(());
    }
    for day in asked() {
        for (standing, worlds) in &worlds {
            let answer = standing_on(&archive, USA, *standing, day);
            if agrees(answer, worlds.on(day), false, day).is_err() {
                return Err(TestCaseError::fail(format!(
                    "{standing}: {answer} on {day}, where the worlds say {}",
                    worlds.on(day)
                )));
            }
        }
        for standing in
            [TreatyStanding::Party, TreatyStanding::Contracting, TreatyStanding::Signatory]
        {
            let listed = listed_on(&archive, standing, day);
            let truth = listed
                .iter()
                .find(|(actor, _)| *actor == USA.into())
                .map_or(Truth::No, |(_, truth)| *truth);
            prop_assert_eq!(
                truth,
                standing_on(&archive, USA, standing, day),
                "the list of {}",
                standing
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(archives(2048))]

    /// No certain standing of a party that comes once is wrong in any exact history, and the lists of
    /// parties, contracting states and signatories say what the standings say.
    #[test]
    fn possible_worlds_of_a_standing_are_never_denied(
        whole in whole(),
        usa in told_once(),
        suspension in prop::option::weighted(0.3, suspension()),
        applied in prop::option::weighted(0.3, within(1, 6)),
    ) {
        // What is applied provisionally was signed or concluded before; consent may come later.
        let deeds = usa.signature.iter().chain(&whole.concluded);
        prop_assume!(applied.as_ref().is_none_or(|applied| {
            let before = deeds.map(|deed| deed.days.last()).min();
            before.is_some_and(|before| before <= applied.days.first())
        }));
        // What a record says was applied after a leaving stands; here it comes before.
        let left = usa.phases.iter().filter_map(|phase| phase.exit.given());
        prop_assume!(applied.as_ref().is_none_or(|applied| {
            left.map(|on| on.days.first()).min().is_none_or(|left| applied.days.last() < left)
        }));
        check(&whole, &usa, suspension.as_ref(), applied.as_ref())?;
    }

    /// Nor is that of a party that leaves and returns, former and contracting at once for a while.
    #[test]
    fn possible_worlds_of_a_standing_after_a_return_are_never_denied(whole in whole(), usa in told_twice()) {
        prop_assume!(whole.entry.as_ref().is_none_or(|entry| entry.days.last() < 8));
        check(&whole, &usa, None, None)?;
    }
}
