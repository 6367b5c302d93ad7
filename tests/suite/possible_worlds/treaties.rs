//! Treaties: every exact history of force for a party, between two, and of what several sources tell.

use std::collections::BTreeSet;

use bilateral::{CountryCode, Ending, TreatyParty};
use proptest::prelude::*;

use super::asking::{archives, force_began, in_force, in_force_between, try_archive};
use super::days::{Days, Stated, Worlds, agrees, asked};
use super::force::{
    Exit, Life, Phase, Told, Whole, flavour, told_once, told_twice, treaty, whole, within,
};
use super::spells::{FRA, Fields, USA, agreed, last_inside, spells_of};
use super::suspension::{Suspension, suspension};

/// The worlds of the force for a party, in which others did first what they did on the earliest day
/// that is possible.
pub(crate) fn worlds_for(whole: &Whole, party: &Told, other: &Told) -> Worlds {
    let first = other.first_deeds().map(|deed| deed.days.first()).min();
    let histories = whole.lives().into_iter().flat_map(|life| party.histories(whole, life, first));
    Worlds::of(histories.map(|history| history.in_force()))
}

/// The days on which force begins for a party in some world.
fn begins_for(whole: &Whole, party: &Told, other: &Told) -> Days {
    let first = other.first_deeds().map(|deed| deed.days.first()).min();
    let histories = whole.lives().into_iter().flat_map(|life| party.histories(whole, life, first));
    histories.filter_map(|history| Some(history.force.first()?.0)).collect()
}

/// Whether the days on which force may begin are told as one stretch, so that an answer can be exact:
/// what comes first of a consent, general force and an end, whether it had force before it left, and
/// nothing that reaches back.
fn is_told_plainly(whole: &Whole, party: &Told) -> bool {
    let leaves = |phase: &Phase| phase.exit.last_days(whole.notice);
    let dated = whole.entry.is_some();
    let bound = |phase: &Phase| {
        phase.entry.is_some() || (dated && (phase.consent.is_some() || whole.two_sided))
    };
    let ends = |phase: &Phase| leaves(phase).is_some() || whole.end.is_some();
    if whole.retroactive || !party.phases.iter().all(|phase| !ends(phase) || bound(phase)) {
        return false;
    }
    let Some(entry) = &whole.entry else { return true };
    let mut consents = party.phases.iter().filter_map(|phase| phase.consent.as_ref());
    let mut ends =
        whole.end.iter().map(|(end, _)| end.days).chain(party.phases.iter().filter_map(leaves));
    consents.all(|consent| consent.is_certainly_beside(entry))
        && ends.all(|end| entry.days.last() < end.first())
}

/// The sets of days on which the treaty can be in force for a party, in one life of the treaty.
fn in_life(whole: &Whole, life: Life, party: &Told, other: &Told) -> BTreeSet<Days> {
    let first = other.first_deeds().map(|deed| deed.days.first()).min();
    party.histories(whole, life, first).iter().map(super::force::History::in_force).collect()
}

/// The sides on which the two stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sides {
    Unstated,
    Apart,
    Together,
}

fn on_side(party: TreatyParty, side: &str, sides: Sides) -> TreatyParty {
    match sides {
        Sides::Unstated => party,
        Sides::Apart => party.side(side),
        Sides::Together => party.side("one"),
    }
}

/// Acts on certain days of a treaty that takes the place of another.
fn later_treaty() -> impl Strategy<Value = (Whole, Told, Told)> {
    let plain = prop::option::weighted(0.7, within(2, 9)).prop_map(|entry| Whole {
        two_sided: true,
        concluded: None,
        entry,
        end: None,
        notice: None,
        delay: None,
        retroactive: false,
    });
    let own = || {
        prop::option::of(within(2, 10)).prop_map(|entry| {
            let phase = Phase { consent: None, entry, exit: Exit::Stays };
            Told { phases: vec![phase], ..Told::nothing() }
        })
    };
    (plain, own(), own())
}

/// What one source tells of a treaty of two sides: acts of the whole or of both, or a sighting.
#[derive(Debug, Clone)]
struct Source {
    own: bool,
    entry: Option<Stated>,
    exit: Option<(Stated, Option<Ending>)>,
    seen: Option<Stated>,
}

/// Acts, entries before endings, or a sighting: what one act leaves of another is settled elsewhere.
fn source() -> impl Strategy<Value = Source> {
    let acts =
        (prop::option::weighted(0.7, within(1, 5)), prop::option::of((within(7, 12), flavour())));
    prop_oneof![
        2 => acts.prop_map(|(entry, exit)| Source { own: true, entry, exit, seen: None }),
        1 => within(1, 12).prop_map(|seen| Source { own: true, entry: None, exit: None, seen: Some(seen) }),
    ]
}

impl Source {
    fn parts(&self) -> (Whole, Told) {
        let blank = Whole {
            two_sided: true,
            concluded: None,
            entry: None,
            end: None,
            notice: None,
            delay: None,
            retroactive: false,
        };
        let exit =
            self.exit.clone().map_or(Exit::Stays, |(on, ending)| Exit::Withdrawal(on, ending));
        if self.own {
            let phase = Phase { consent: None, entry: self.entry.clone(), exit };
            (blank, Told { signature: None, phases: vec![phase], seen: self.seen.clone() })
        } else {
            let whole = Whole { entry: self.entry.clone(), end: self.exit.clone(), ..blank };
            (whole, Told { seen: self.seen.clone(), ..Told::nothing() })
        }
    }

    /// The first and last days of its claim on the force for a party, in every history by itself.
    fn fields(&self, number: usize) -> Option<Fields> {
        let starts = self.entry.as_ref().map_or(Days::ALL, |entry| entry.days);
        let ends =
            self.exit.as_ref().map_or(Days::ALL, |(on, ending)| last_inside(on.days, *ending));
        let (mut first, mut last) = (Days::NONE, Days::NONE);
        for (start, end) in spells_of((starts, ends)) {
            if self.seen.as_ref().is_none_or(|seen| seen.days.meets(Days::span(start, end))) {
                (first, last) = (first | Days::on(start), last | Days::on(end));
            }
        }
        let speaks = self.entry.is_some() || self.seen.is_some();
        let ended = self.exit.is_some();
        (!first.is_empty()).then_some(Fields {
            source: number,
            start: speaks.then_some(first),
            end: (ended || self.seen.is_some()).then_some(last),
            ended,
        })
    }
}

proptest! {
    #![proptest_config(archives(2048))]

    /// What one source tells of a party, of the whole treaty and of a sighting is answered by every
    /// exact history: in force from the own or else the general entry, or from some day that a
    /// consent allows, to the own or the general end, whichever is first.
    #[test]
    fn possible_worlds_of_a_party_are_answered_exactly(whole in whole(), usa in told_once(), fra in prop::option::of(within(1, 5))) {
        let fra = Told { signature: fra, ..Told::nothing() };
        let worlds = worlds_for(&whole, &usa, &fra);
        prop_assume!(!worlds.is_empty());
        let archive = try_archive(1, [treaty(&whole, &usa, &fra, "t", "s0").into()]);
        prop_assume!(archive.is_some());
        let archive = archive.expect("the archive");
        // Every first day of some world is told of, where any is.
        let begins: Days = begins_for(&whole, &usa, &fra) & asked().collect();
        if let Some(told) = force_began(&archive, USA) {
            prop_assert!((begins - told).is_empty(), "may begin on {:?}, told of {:?}", begins, told);
        }
        for day in asked() {
            agrees(in_force(&archive, USA, day), worlds.on(day), is_told_plainly(&whole, &usa), day)?;
        }
    }

    /// A party that leaves and returns is answered by every exact history of its two times; where the
    /// treaty itself ended on a day that is not known, which of the two it ended is held to the law only.
    #[test]
    fn possible_worlds_of_a_return_are_answered_exactly(whole in whole(), usa in told_twice()) {
        // Who comes back finds the treaty in force.
        prop_assume!(whole.entry.as_ref().is_none_or(|entry| entry.days.last() < 8));
        let fra = Told::nothing();
        let worlds = worlds_for(&whole, &usa, &fra);
        prop_assume!(!worlds.is_empty());
        let archive = try_archive(1, [treaty(&whole, &usa, &fra, "t", "s0").into()]);
        prop_assume!(archive.is_some());
        let archive = archive.expect("the archive");
        let exact = is_told_plainly(&whole, &usa) && whole.end.is_none();
        for day in asked() {
            agrees(in_force(&archive, USA, day), worlds.on(day), exact, day)?;
        }
    }

    /// Between two parties no certain answer is wrong, whichever of them is named first: in force for
    /// both, on different sides, suspended by neither, replaced by no treaty in force between them.
    #[test]
    fn possible_worlds_between_two_parties_are_never_denied(
        whole in whole(),
        usa in told_once(),
        fra in told_once(),
        sides in prop::sample::select(vec![Sides::Unstated, Sides::Apart, Sides::Together]),
        suspension in prop::option::weighted(0.4, suspension()),
        later in prop::option::weighted(0.4, later_treaty()),
    ) {
        let mut record = whole.treaty("t", "s0");
        let mut party = usa.party(USA, whole.retroactive);
        party.acts.extend(suspension.iter().flat_map(Suspension::acts));
        record = record.party(on_side(party, "one", sides));
        record = record.party(on_side(fra.party(FRA, whole.retroactive), "other", sides));
        if sides == Sides::Together {
            record = record.party(TreatyParty::new(CountryCode::KAZ).side("other"));
        }
        record.attested.extend(usa.attested(USA).into_iter().chain(fra.attested(FRA)));
        // Two on one side leave two sides, with the third.
        let whole = Whole { two_sided: !record.others, ..whole };
        let mut records = vec![record.into()];
        if let Some((later, usa, fra)) = &later {
            records.push(treaty(later, usa, fra, "new", "s0").replaces("t").into());
        }
        let archive = try_archive(1, records);
        prop_assume!(archive.is_some());
        let archive = archive.expect("the archive");

        let suspended = suspension.as_ref().map_or_else(|| vec![Days::NONE], Suspension::worlds);
        let mut replaced: BTreeSet<Days> = BTreeSet::new();
        if let Some((later, usa, fra)) = &later {
            for life in later.lives() {
                for ours in in_life(later, life, usa, fra) {
                    replaced.extend(in_life(later, life, fra, usa).into_iter().map(|theirs| ours & theirs));
                }
            }
        } else {
            replaced.insert(Days::NONE);
        }
        let mut worlds = Worlds::none();
        for life in whole.lives() {
            let theirs = in_life(&whole, life, &fra, &usa);
            for ours in in_life(&whole, life, &usa, &fra) {
                for theirs in &theirs {
                    let both = if sides == Sides::Together { Days::NONE } else { ours & *theirs };
                    for out in &suspended {
                        replaced.iter().for_each(|instead| worlds.add(both - *out - *instead));
                    }
                }
            }
        }
        prop_assume!(!worlds.is_empty());
        for day in asked() {
            let answer = in_force_between(&archive, USA, FRA, day);
            prop_assert_eq!(answer, in_force_between(&archive, FRA, USA, day));
            agrees(answer, worlds.on(day), false, day)?;
        }
    }

    /// Several sources on a treaty of two sides: claims on one act agree and disagree like those on any
    /// spell, and a sighting is a claim on force itself.
    #[test]
    fn possible_worlds_of_several_sources_on_a_treaty_are_never_denied(sources in prop::collection::vec(source(), 1..4), own in any::<bool>()) {
        // All tell of the whole, or all of the party: a date of the one is no claim on that of the other.
        let sources: Vec<Source> = sources.into_iter().map(|source| Source { own, ..source }).collect();
        let records = sources.iter().enumerate().map(|(at, source)| {
            let (whole, told) = source.parts();
            let id = if at == 0 { "t".to_owned() } else { format!("t{at}") };
            let record = treaty(&whole, &told, &told, &id, &format!("s{at}"));
            if at == 0 { record.into() } else { record.same_as("t").into() }
        });
        let archive = try_archive(4, records);
        prop_assume!(archive.is_some());
        let archive = archive.expect("the archive");
        let fields: Vec<Fields> = sources.iter().enumerate().filter_map(|(at, source)| source.fields(at)).collect();
        prop_assume!(fields.len() == sources.len());
        let worlds = Worlds::of(spells_of(agreed(&fields)).into_iter().map(|(start, end)| Days::span(start, end)));
        prop_assume!(!worlds.is_empty());
        for day in asked() {
            let answer = in_force(&archive, USA, day);
            agrees(answer, worlds.on(day), false, day)?;
        }
    }
}
