//! What makes one subject of several records, and what follows from it: replacement between a pair,
//! denials, attested standings, succession, organs and organizations.

use bilateral::{
    Act, ActKind, Actor, Attestation, AttestedStanding, Citation, CountryCode, Ending, Event,
    EventCategory, Membership, Organization, OrganizationKind, Participant, Program, ProgramKind,
    ProgramRole, ProgramRoleKind, Reason, Record, Relation, RelationKind, RelationObject,
    ReportingPeriod, Stage, Standing, Transaction, Treaty, TreatyParty, TreatyStanding, Visit, day,
};
use time::Date;

use crate::cases::{
    DEU, FRA, GBR, KAZ, NO, POL, RUS, SUN, UNKNOWN, USA, YES, archive, check, date, estimate, eu,
    plain, sources,
};

#[test]
fn a_treaty_is_replaced_for_each_pair_from_its_own_day() {
    let accepts = |actor: CountryCode, entry: Date| {
        TreatyParty::new(actor).act(Act::new(ActKind::EntryIntoForce).on(entry))
    };
    let archive = archive(
        plain(),
        [
            Treaty::new("old", "The old convention")
                .party(accepts(DEU, day(1950, 1, 1)))
                .party(accepts(FRA, day(1950, 1, 1)))
                .party(accepts(POL, day(1950, 1, 1)))
                .others()
                .source("s")
                .into(),
            Treaty::new("new", "The new convention")
                .party(accepts(DEU, day(1970, 1, 1)))
                .party(accepts(FRA, day(1980, 1, 1)))
                .others()
                .replaces("old")
                .source("s")
                .into(),
        ],
    );
    let in_force = |treaty: &'static str, a: CountryCode, b: CountryCode| {
        let archive = &archive;
        move |day: Date| archive.dossier(a, b).treaty(treaty).unwrap().in_force(day).value()
    };
    check(
        &[
            (day(1960, 1, 1), YES),
            (day(1975, 1, 1), YES),
            (day(1979, 12, 31), YES),
            (day(1980, 1, 1), NO),
        ],
        in_force("old", DEU, FRA),
    );
    check(&[(day(1975, 1, 1), YES), (day(1990, 1, 1), YES)], in_force("old", DEU, POL));
    check(&[(day(1979, 12, 31), NO), (day(1980, 1, 1), YES)], in_force("new", DEU, FRA));
}

#[test]
fn what_is_attested_after_a_stated_end_disputes_the_end() {
    let spell = || Membership::new("ended", KAZ, "club", Standing::Full).start(day(1995, 1, 1));
    let archive = archive(
        sources(&[("a", "2001-01-01"), ("b", "2010-06-01")]),
        [
            Organization::new("club", "The club").into(),
            spell().end(day(2000, 12, 31)).source("a").into(),
            Membership::new("seen", KAZ, "club", Standing::Full)
                .attested(Attestation::OfSource)
                .source("b")
                .into(),
        ],
    );
    let club = archive.organization("club").unwrap();
    let member = |day| club.has_member(&KAZ.into(), None, day);
    check(
        &[
            (day(1994, 12, 31), NO),
            (day(1995, 1, 1), YES),
            (day(2000, 12, 31), YES),
            (day(2001, 1, 1), UNKNOWN),
            (day(2010, 6, 1), UNKNOWN),
            (day(2020, 1, 1), UNKNOWN),
        ],
        |day| member(day).value(),
    );
    assert_eq!(member(day(2005, 1, 1)).reason(), Some(Reason::Disputed));
    assert_eq!(archive.conflicts().count(), 1);
}

#[test]
fn a_denial_says_no_where_it_speaks_and_nothing_elsewhere() {
    let denied = |attested: Option<Date>| {
        let claim = Membership::new("denied", KAZ, "club", Standing::Full).denied().source("a");
        match attested {
            Some(day) => claim.attested(day),
            None => claim,
        }
    };
    let member = |records: Vec<Record>, day: Date| {
        let archive = archive(
            sources(&[("a", ""), ("b", "")]),
            [Organization::new("club", "The club").into()].into_iter().chain(records),
        );
        let answer = archive.organization("club").unwrap().has_member(&KAZ.into(), None, day);
        (answer.value(), answer.reason())
    };
    let someday = day(2005, 1, 1);
    let other = day(2006, 1, 1);
    assert_eq!(member(vec![denied(None).into()], someday), (NO, None));
    assert_eq!(member(vec![denied(Some(someday)).into()], someday), (NO, None));
    assert_eq!(
        member(vec![denied(Some(someday)).into()], other),
        (UNKNOWN, Some(Reason::NotRecorded))
    );
    // Against a claim that must cover the day it is a dispute; where the claim is unsure, it decides.
    let since = |start: &str| -> Record {
        Membership::new("since", KAZ, "club", Standing::Full).start(date(start)).source("b").into()
    };
    assert_eq!(
        member(vec![denied(Some(someday)).into(), since("2000")], someday),
        (UNKNOWN, Some(Reason::Disputed))
    );
    assert_eq!(member(vec![denied(Some(someday)).into(), since("2000")], other), (YES, None));
    assert_eq!(member(vec![denied(Some(someday)).into(), since("2005-01-01~")], someday).0, NO);
    assert_eq!(member(vec![denied(Some(someday)).into(), since("2010")], someday), (NO, None));
}

#[test]
fn a_denied_ratification_makes_a_signatory_no_party() {
    let archive = archive(
        plain(),
        [Treaty::new("rome", "Statute")
            .party(
                TreatyParty::new(USA)
                    .act(Act::new(ActKind::Signature).on(day(2000, 12, 31)))
                    .act(Act::new(ActKind::Ratification).denied()),
            )
            .party(TreatyParty::new(RUS).act(Act::new(ActKind::Signature).on(day(2000, 9, 13))))
            .party(TreatyParty::new(FRA).act(Act::new(ActKind::Ratification).on(day(2000, 6, 9))))
            .others()
            .in_force_from(day(2002, 7, 1))
            .source("s")
            .into()],
    );
    let rome = archive.treaty("rome").unwrap();
    check(&[(day(2002, 6, 30), NO), (day(2010, 1, 1), NO)], |day| {
        rome.in_force(&USA.into(), day).value()
    });
    check(&[(day(2002, 6, 30), NO), (day(2010, 1, 1), UNKNOWN)], |day| {
        rome.in_force(&RUS.into(), day).value()
    });
    check(&[(day(2002, 6, 30), NO), (day(2002, 7, 1), YES)], |day| {
        rome.in_force(&FRA.into(), day).value()
    });
    assert_eq!(rome.in_force(&DEU.into(), day(2010, 1, 1)).reason(), Some(Reason::NotRecorded));
}

#[test]
fn a_predecessors_treaty_is_not_its_successors() {
    let archive = archive(
        plain(),
        [Treaty::new("us-sun", "A treaty of the Soviet Union")
            .concluded(day(1972, 5, 26))
            .between(USA, SUN)
            .in_force_from(day(1972, 10, 3))
            .source("s")
            .into()],
    );
    let pair = archive.dossier(USA, KAZ);
    assert_eq!(pair.treaties().iter().count(), 0);
    assert_eq!(pair.treaties().in_force(day(1995, 1, 1)).count(), 0);
    let with = archive.dossier(USA, SUN);
    check(&[(day(1980, 1, 1), YES), (day(1995, 1, 1), NO)], |day| {
        with.treaty("us-sun").unwrap().in_force(day).value()
    });
    assert_ne!(pair.treaty("us-sun").unwrap().in_force(day(1995, 1, 1)).value(), YES);
}

#[test]
fn an_organization_has_dossiers_like_a_country() {
    let archive = archive(
        plain(),
        [
            Organization::new("eu", "European Union")
                .kind(OrganizationKind::Union)
                .founded(day(1993, 11, 1))
                .into(),
            Relation::new("delegation", RelationKind::Mission, eu(), KAZ)
                .object(RelationObject::Embassy)
                .start(day(1994, 11, 1))
                .source("s")
                .into(),
            Relation::new("relations", RelationKind::DiplomaticRelations, KAZ, eu())
                .mutual()
                .start(day(1993, 2, 2))
                .source("s")
                .into(),
            Treaty::new("tca", "An agreement")
                .between(KAZ, eu())
                .in_force_from(day(1999, 7, 1))
                .source("s")
                .into(),
            Visit::new("visit", KAZ)
                .traveller(Participant::actor(eu()).label("a commissioner"))
                .start(day(2019, 1, 23))
                .source("s")
                .into(),
            Event::new("talks", EventCategory::Talks, "Talks")
                .participant(KAZ)
                .participant(eu())
                .on(day(2020, 1, 20))
                .source("s")
                .into(),
            Membership::new("pl", POL, "eu", Standing::Full)
                .start(day(2004, 5, 1))
                .source("s")
                .into(),
            Membership::new("gb", GBR, "eu", Standing::Full)
                .start(day(1973, 1, 1))
                .left(day(2020, 2, 1))
                .source("s")
                .into(),
        ],
    );
    for pair in [archive.dossier(KAZ, eu()), archive.dossier(eu(), KAZ)] {
        assert_eq!(pair.treaties().in_force(day(2000, 1, 1)).certainly().count(), 1);
        assert_eq!(pair.relations().iter().count(), 2);
        assert_eq!(pair.visits().to(KAZ).iter().count(), 1);
        assert_eq!(pair.visits().to(eu()).iter().count(), 0);
        assert_eq!(pair.events().count(), 1);
    }
    // Its members are not in its dossiers, nor it in theirs.
    assert!(archive.dossier(KAZ, POL).is_empty());
    let common: Vec<_> = archive.dossier(POL, GBR).memberships().collect();
    assert_eq!(common.len(), 1);
    let union = archive.organization("eu").unwrap();
    check(&[(day(2004, 4, 30), NO), (day(2004, 5, 1), YES)], |day| {
        union.has_member(&POL.into(), None, day).value()
    });
    check(&[(day(2020, 1, 31), YES), (day(2020, 2, 1), NO)], |day| {
        union.has_member(&GBR.into(), None, day).value()
    });
    assert_eq!(
        union.has_member(&KAZ.into(), None, day(2020, 1, 1)).reason(),
        Some(Reason::NotRecorded)
    );
}

#[test]
fn the_acts_of_an_organ_count_as_its_actors_and_its_memberships_do_not() {
    let state = || Actor::organization("state");
    let bureau = || Actor::organization("bureau");
    let archive = archive(
        plain(),
        [
            Organization::new("state", "Department of State").of(USA).into(),
            Organization::new("bureau", "A bureau of it").of(state()).into(),
            Organization::new("club", "A club of ministries").into(),
            Program::new("p", ProgramKind::Assistance, "A programme")
                .role(ProgramRole::new(ProgramRoleKind::Funding, bureau()))
                .role(ProgramRole::new(ProgramRoleKind::Recipient, KAZ))
                .transaction(
                    Transaction::new(Stage::Expenditure, estimate("USD 100"))
                        .provider(state())
                        .on(day(2020, 1, 1)),
                )
                .source("s")
                .into(),
            Visit::new("v", KAZ)
                .traveller(Participant::actor(bureau()).label("officials"))
                .start(day(2020, 1, 1))
                .source("s")
                .into(),
            Visit::new("w", state())
                .traveller(Participant::actor(KAZ).label("officials"))
                .start(day(2020, 2, 1))
                .source("s")
                .into(),
            Treaty::new("t", "A memorandum")
                .between(state(), KAZ)
                .in_force_from(day(2020, 1, 1))
                .source("s")
                .into(),
            Membership::new("m", state(), "club", Standing::Full)
                .start(day(2000, 1, 1))
                .source("s")
                .into(),
            Membership::new("k", KAZ, "club", Standing::Full)
                .start(day(2000, 1, 1))
                .source("s")
                .into(),
        ],
    );
    for pair in [
        archive.dossier(USA, KAZ),
        archive.dossier(KAZ, USA),
        archive.dossier(KAZ, state()),
        archive.dossier(bureau(), KAZ),
    ] {
        assert_eq!(pair.programs().iter().count(), 1, "{pair:?}");
        assert_eq!(pair.visits().to(KAZ).iter().count(), 1, "{pair:?}");
        assert_eq!(pair.visits().iter().count(), 2, "{pair:?}");
        assert_eq!(pair.treaties().in_force(day(2020, 1, 1)).certainly().count(), 1, "{pair:?}");
    }
    let pair = archive.dossier(USA, KAZ);
    assert_eq!(pair.visits().to(USA).iter().count(), 1);
    let total = pair.programs().given_by(USA).total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    assert_eq!(total.counted().len(), 1);
    assert_eq!(pair.memberships().count(), 0);
    let club = archive.organization("club").unwrap();
    assert_eq!(club.has_member(&USA.into(), None, day(2020, 1, 1)).value(), UNKNOWN);
    assert_eq!(club.has_member(&state(), None, day(2020, 1, 1)).value(), YES);
}

#[test]
fn an_attested_standing_without_a_day_is_that_of_its_source() {
    let attested = |source: &str| {
        AttestedStanding::new(TreatyStanding::Party)
            .on(Attestation::OfSource)
            .source(Citation::new(source))
    };
    let archive = archive(
        sources(&[("a", "2010-01-01"), ("b", "2005-01-01")]),
        [Treaty::new("t", "A treaty")
            .between(USA, KAZ)
            .attested(attested("a"))
            .attested(attested("b"))
            .source("a")
            .into()],
    );
    let pair = archive.dossier(USA, KAZ);
    let t = pair.treaty("t").unwrap();
    check(
        &[
            (day(1991, 12, 15), NO),
            (day(2004, 12, 31), UNKNOWN),
            (day(2005, 1, 1), YES),
            (day(2030, 1, 1), YES),
        ],
        |day| t.in_force(day).value(),
    );
}

#[test]
fn a_recorded_succession_binds() {
    let archive = archive(
        plain(),
        [Treaty::new("t", "A convention")
            .party(TreatyParty::new(SUN).act(Act::new(ActKind::Ratification).on(day(1970, 1, 1))))
            .party(TreatyParty::new(KAZ).act(
                Act::new(ActKind::Succession).on(day(1994, 3, 1)).effective(day(1991, 12, 16)),
            ))
            .party(TreatyParty::new(FRA).act(Act::new(ActKind::Ratification).on(day(1969, 1, 1))))
            .others()
            .in_force_from(day(1971, 1, 1))
            .source("s")
            .into()],
    );
    let t = archive.treaty("t").unwrap();
    check(&[(day(1971, 1, 1), YES), (day(1992, 6, 1), NO)], |day| {
        t.in_force(&SUN.into(), day).value()
    });
    check(
        &[
            (day(1991, 12, 15), NO),
            (day(1991, 12, 16), YES),
            (day(1994, 3, 1), YES),
            (day(2000, 1, 1), YES),
        ],
        |day| t.in_force(&KAZ.into(), day).value(),
    );
}

#[test]
fn an_organ_may_be_asked_for_as_its_actor() {
    let state = || Actor::organization("state");
    let archive = archive(
        plain(),
        [
            Organization::new("state", "Department of State").of(USA).into(),
            Program::new("p", ProgramKind::Assistance, "A programme")
                .role(ProgramRole::new(ProgramRoleKind::Recipient, KAZ))
                .transaction(
                    Transaction::new(Stage::Expenditure, estimate("USD 100"))
                        .provider(state())
                        .on(day(2020, 1, 1)),
                )
                .source("s")
                .into(),
            Visit::new("w", state())
                .traveller(Participant::actor(KAZ))
                .start(day(2020, 2, 1))
                .source("s")
                .into(),
            Relation::new("r", RelationKind::Recognition, state(), KAZ)
                .start(day(1991, 12, 25))
                .source("s")
                .into(),
        ],
    );
    let pair = archive.dossier(state(), KAZ);
    assert_eq!(pair.visits().to(state()).iter().count(), 1);
    let total =
        pair.programs().given_by(state()).total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    assert_eq!(total.counted().len(), 1);
    assert_eq!(pair.recognition(USA, day(2000, 1, 1)).value(), YES);
    assert_eq!(pair.recognition(state(), day(2000, 1, 1)).value(), YES);
}

#[test]
fn a_standing_and_the_acts_that_one_source_tells_of_are_one_spell() {
    let archive = archive(
        sources(&[("s", "2023-02-27")]),
        [Treaty::new("t", "A treaty")
            .between(USA, KAZ)
            .in_force_from(day(1996, 12, 30))
            .attested(AttestedStanding::new(TreatyStanding::Party).on(Attestation::OfSource))
            .source("s")
            .into()],
    );
    let pair = archive.dossier(USA, KAZ);
    check(&[(day(1996, 12, 29), NO), (day(1996, 12, 30), YES), (day(2030, 1, 1), YES)], |day| {
        pair.treaty("t").unwrap().in_force(day).value()
    });
}

#[test]
fn standings_that_one_source_states_for_several_days_are_one_spell() {
    let seen = |on: Date| AttestedStanding::new(TreatyStanding::Party).on(on);
    let archive = archive(
        plain(),
        [Treaty::new("t", "A treaty")
            .between(USA, FRA)
            .attested(seen(day(2000, 1, 1)))
            .attested(seen(day(2010, 1, 1)))
            .source("s")
            .into()],
    );
    let pair = archive.dossier(USA, FRA);
    check(
        &[
            (day(1999, 12, 31), UNKNOWN),
            (day(2000, 1, 1), YES),
            (day(2005, 1, 1), YES),
            (day(2011, 1, 1), YES),
        ],
        |day| pair.treaty("t").unwrap().in_force(day).value(),
    );
    assert!(!pair.treaty("t").unwrap().treaty().is_disputed());
}

#[test]
fn a_denial_of_several_days_says_no_on_each() {
    let (first, second) = (day(2005, 1, 1), day(2010, 1, 1));
    let archive = archive(
        plain(),
        [
            Organization::new("club", "The club").into(),
            Membership::new("m", KAZ, "club", Standing::Full)
                .denied()
                .attested(first)
                .attested(second)
                .source("s")
                .into(),
        ],
    );
    let club = archive.organization("club").unwrap();
    check(
        &[(first, NO), (day(2007, 1, 1), UNKNOWN), (second, NO), (day(2011, 1, 1), UNKNOWN)],
        |day| club.has_member(&KAZ.into(), None, day).value(),
    );
}

#[test]
fn spells_of_one_source_whose_order_is_not_known_are_still_disjoint() {
    let kind = RelationKind::DiplomaticRelations;
    let spell = |id: &str| Relation::new(id, kind, USA, FRA).mutual().source("s");
    let archive = archive(
        plain(),
        [spell("a").start(day(2000, 1, 1)).into(), spell("b").start(date("[..2000-01-03]")).into()],
    );
    // It may have begun on the 1st, ended that day, and begun again on the 3rd; or begun on the 1st
    // for good, after another spell before.
    // Which of the two holds on the 3rd is not known, but that one does.
    let pair = archive.dossier(USA, FRA);
    let on = |day: Date| pair.diplomatic_relations(day).value();
    check(&[(day(2000, 1, 1), YES), (day(2000, 1, 2), UNKNOWN), (day(2000, 1, 3), YES)], on);
}

#[test]
fn a_standing_seen_after_a_spell_of_the_same_source_began_after_it() {
    let spell = |id: &str| Membership::new(id, USA, "club", Standing::Full).source("s");
    let archive = archive(
        plain(),
        [
            Organization::new("club", "The club").into(),
            spell("was").start(day(1995, 1, 1)).end(day(2000, 12, 31)).into(),
            spell("is").attested(day(2023, 1, 1)).into(),
        ],
    );
    let club = archive.organization("club").unwrap();
    check(
        &[
            (day(1994, 12, 31), NO),
            (day(1995, 1, 1), YES),
            (day(2000, 12, 31), YES),
            (day(2010, 1, 1), UNKNOWN),
            (day(2023, 1, 1), YES),
        ],
        |day| club.has_member(&USA.into(), None, day).value(),
    );
}

#[test]
fn a_general_entry_and_a_general_end_of_one_source_narrow_one_another() {
    let archive = archive(
        sources(&[("a", ""), ("b", "")]),
        [
            Treaty::new("t", "A treaty")
                .between(USA, FRA)
                .in_force_from(day(2000, 1, 9))
                .act(Act::new(ActKind::Termination).on(date("[..2000-01-10]")).ending(Ending::End))
                .source("a")
                .into(),
            Treaty::new("seen", "A treaty")
                .between(USA, FRA)
                .attested(AttestedStanding::new(TreatyStanding::Party).on(day(2000, 1, 1)))
                .same_as("t")
                .source("b")
                .into(),
        ],
    );
    let pair = archive.dossier(USA, FRA);
    // The begin is disputed, and by every claim it was in force on the 9th.
    check(&[(day(2000, 1, 9), YES), (day(2000, 1, 11), NO)], |day| {
        pair.treaty("t").unwrap().in_force(day).value()
    });
}

#[test]
fn an_end_and_a_sighting_bound_the_begin() {
    let archive = archive(
        sources(&[("a", ""), ("b", "")]),
        [
            Relation::new("a", RelationKind::War, USA, FRA)
                .left(day(2000, 1, 1))
                .attested(date("[..2000-01-01]"))
                .source("a")
                .into(),
            Relation::new("b", RelationKind::War, USA, FRA)
                .attested(day(2000, 1, 1))
                .same_as("a")
                .source("b")
                .into(),
        ],
    );
    // By the first source it held on or before the last of 1999 and ended with it.
    let pair = archive.dossier(USA, FRA);
    let war = pair.relations().iter().next().unwrap();
    check(&[(day(1999, 12, 31), YES), (day(2000, 1, 1), UNKNOWN)], |day| war.holds_on(day).value());
}

#[test]
fn without_a_recorded_act_the_succession_to_a_treaty_is_unknown() {
    let archive = archive(
        plain(),
        [Treaty::new("us-sun", "A treaty of the Soviet Union")
            .between(USA, SUN)
            .in_force_from(day(1972, 10, 3))
            .source("s")
            .into()],
    );
    let asked = archive.dossier(USA, KAZ).treaty("us-sun").unwrap().in_force(day(1995, 1, 1));
    assert_eq!((asked.value(), asked.reason()), (UNKNOWN, Some(Reason::SuccessionNotRecorded)));
}

#[test]
fn a_state_that_continues_another_keeps_its_treaties() {
    let archive = archive(
        plain(),
        [Treaty::new("us-sun", "A treaty of the Soviet Union")
            .between(USA, SUN)
            .in_force_from(day(1972, 10, 3))
            .source("s")
            .into()],
    );
    let pair = archive.dossier(USA, RUS);
    check(&[(day(1995, 1, 1), YES)], |day| pair.treaty("us-sun").unwrap().in_force(day).value());
    assert_eq!(pair.treaties().in_force(day(1995, 1, 1)).certainly().count(), 1);
}
