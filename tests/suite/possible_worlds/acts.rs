//! Acts of one treaty that two sources tell of: each act is settled by its own claims, and force follows
//! from the acts.

use bilateral::Ending;
use proptest::prelude::*;

use super::asking::{archives, in_force, try_archive};
use super::days::{Days, Stated, Worlds, agrees, asked};
use super::force::{Exit, Phase, Told, Whole, flavour, treaty, within};
use super::spells::{FRA, USA, maximal};

/// What one source tells, in an order that leaves one time of the party in the treaty: entries first,
/// then leaving.
#[derive(Debug, Clone)]
struct Source {
    general: Option<Stated>,
    signature: Option<Stated>,
    consent: Option<Stated>,
    entry: Option<Stated>,
    withdrawal: Option<(Stated, Option<Ending>)>,
}

fn source() -> impl Strategy<Value = Source> {
    (
        prop::option::of(within(2, 6)),
        prop::option::weighted(0.3, within(1, 3)),
        prop::option::weighted(0.4, within(1, 6)),
        prop::option::weighted(0.4, within(2, 6)),
        prop::option::weighted(0.3, (within(9, 12), flavour())),
    )
        .prop_map(|(general, signature, consent, entry, withdrawal)| Source {
            general,
            signature,
            consent,
            entry,
            withdrawal,
        })
}

impl Source {
    fn told(&self) -> Told {
        let exit = self
            .withdrawal
            .clone()
            .map_or(Exit::Stays, |(on, ending)| Exit::Withdrawal(on, ending));
        let phase = Phase { consent: self.consent.clone(), entry: self.entry.clone(), exit };
        Told { signature: self.signature.clone(), phases: vec![phase], seen: None }
    }

    fn whole(&self, base: &Whole) -> Whole {
        Whole { entry: self.general.clone(), ..base.clone() }
    }
}

/// The days of one act, as its claims leave them.
fn settled(claims: [Option<Days>; 2]) -> Option<Stated> {
    let claims: Vec<Days> = claims.into_iter().flatten().collect();
    let days = maximal(&claims).into_iter().map(|(_, days)| days).reduce(|all, one| all | one)?;
    Some(Stated { text: String::new(), days })
}

/// What both tell together, the leaving as its last days inside.
fn together(sources: &[Source; 2]) -> Source {
    let of = |field: fn(&Source) -> &Option<Stated>| {
        settled(sources.each_ref().map(|source| field(source).as_ref().map(|stated| stated.days)))
    };
    let last = |source: &Source| source.told().phases[0].exit.last_days(None);
    Source {
        general: of(|source| &source.general),
        signature: of(|source| &source.signature),
        consent: of(|source| &source.consent),
        entry: of(|source| &source.entry),
        withdrawal: settled(sources.each_ref().map(last)).map(|days| (days, Some(Ending::End))),
    }
}

proptest! {
    #![proptest_config(archives(2048))]

    /// Two sources on the acts of one treaty leave every history that some settlement of each act
    /// leaves: a date of the whole says nothing of a party that has one of its own.
    #[test]
    fn possible_worlds_of_acts_of_two_sources_are_never_denied(
        sources in [source(), source()],
        two_sided in any::<bool>(),
        delay in prop::option::weighted(0.3, 0..3_i32),
    ) {
        let base = Whole { two_sided, concluded: None, entry: None, end: None, notice: None, delay, retroactive: false };
        let both = together(&sources);
        let (whole, told) = (both.whole(&base), both.told());
        let histories = whole.lives().into_iter().flat_map(|life| told.histories(&whole, life, None));
        let worlds = Worlds::of(histories.map(|history| history.in_force()));
        prop_assume!(!worlds.is_empty());
        let record = |source: &Source, id: &str, cited: &str| {
            treaty(&source.whole(&base), &source.told(), &Told::nothing(), id, cited)
        };
        let archive = try_archive(2, [
            record(&sources[0], "t", "s0").into(),
            record(&sources[1], "u", "s1").same_as("t").into(),
        ]);
        prop_assume!(archive.is_some());
        let archive = archive.expect("the archive");
        for day in asked() {
            agrees(in_force(&archive, USA, day), worlds.on(day), false, day)?;
        }
    }
}

/// Two acts of one kind that no contrary act separates are one, whose day is disputed; one that a
/// contrary act may separate from the other is of another time.
#[test]
fn possible_worlds_of_two_leavings_are_those_of_either_day() {
    use bilateral::{Act, ActKind, Treaty, TreatyParty, Truth};
    let on = |kind: ActKind, number: i32| Act::new(kind).on(Stated::on(number).date());
    let check = |acts: Vec<Act>, expected: &[(i32, Truth)]| {
        let party = acts.into_iter().fold(TreatyParty::new(USA), TreatyParty::act);
        let record = Treaty::new("t", "A treaty").party(party).others().source("s0");
        let archive =
            try_archive(1, [record.party(TreatyParty::new(FRA)).into()]).expect("the archive");
        for (day, truth) in expected {
            assert_eq!(in_force(&archive, USA, *day), *truth, "on {day}");
        }
    };
    use ActKind::{EntryIntoForce as Entry, Notice, Revocation, Withdrawal};
    use Truth::{No, Unknown, Yes};
    check(
        vec![on(Entry, 1), on(Withdrawal, 3), on(Withdrawal, 9)],
        &[(2, Yes), (5, Unknown), (10, No)],
    );
    let notice = |given: i32, effect: i32| on(Notice, given).effective(Stated::on(effect).date());
    check(vec![on(Entry, 1), notice(2, 5), notice(3, 9)], &[(4, Yes), (7, Unknown), (10, No)]);
    check(vec![on(Entry, 1), notice(2, 5), Act::new(Revocation)], &[(4, Yes), (7, Yes)]);
    check(vec![on(Entry, 1), notice(2, 5), on(Revocation, 3), notice(4, 9)], &[(7, Yes), (10, No)]);
    let unsure = Act::new(Withdrawal).on(Stated::between(9, 11).date());
    check(
        vec![on(Entry, 1), on(Withdrawal, 2), on(Entry, 11), unsure],
        &[(1, Yes), (3, No), (8, No), (12, No)],
    );
}
