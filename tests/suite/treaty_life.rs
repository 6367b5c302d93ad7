//! The life of a treaty beyond its plain dates, and disputes settled by policies: facts as records,
//! answers checked day by day.

use bilateral::{
    Act, ActKind, Actor, Archive, AttestedStanding, CountryCode, Covers, EntryClause, Length,
    Period, Policy, Reason, Record, RecordKind, Relation, RelationKind, RelationObject,
    Reservation, ReservationKind, Source, StateList, Treaty, TreatyParty, TreatyStanding, day,
};

use crate::cases::{DEU, FRA, KAZ, NO, POL, UNKNOWN, USA, YES, check, date, plain, sources};

fn archive(sources: Vec<Record>, records: impl IntoIterator<Item = Record>) -> Archive {
    Archive::from_records(sources.into_iter().chain(records))
        .unwrap_or_else(|report| panic!("{report}"))
}

fn actor(code: CountryCode) -> Actor {
    code.into()
}

fn length(text: &str) -> Length {
    text.parse().unwrap()
}

fn ratified(code: CountryCode, on: &str) -> TreatyParty {
    TreatyParty::new(code).act(Act::new(ActKind::Ratification).on(date(on)))
}

#[test]
fn c1_and_c14_answer_per_policy() {
    let embassy = |id: &str, start: &str, source: &str| -> Record {
        Relation::new(id, RelationKind::Mission, USA, KAZ)
            .object(RelationObject::Embassy)
            .start(date(start))
            .source(source)
            .into()
    };
    let recognition = |id: &str, start: &str, source: &str| -> Record {
        Relation::new(id, RelationKind::Recognition, USA, KAZ)
            .object(RelationObject::State)
            .start(date(start))
            .source(source)
            .into()
    };
    let named = [("state", "2014-02-10"), ("historian", "2020"), ("mfa", "2018-05-01")];
    let archive = archive(
        sources(&named),
        [
            embassy("e-state", "1992-01", "state"),
            embassy("e-historian", "1992-02-03", "historian"),
            embassy("e-mfa", "1992-09-15", "mfa"),
            recognition("r-state", "1991-12-25", "state"),
            recognition("r-historian", "1991-12-25", "historian"),
            recognition("r-mfa", "1991-12-26", "mfa"),
        ],
    );
    let pair = archive.dossier(USA, KAZ);
    let christmas = day(1991, 12, 25);
    let recognised = |policy: &Policy| pair.under(policy).recognition(USA, christmas).value();
    assert_eq!(pair.recognition(USA, christmas).reason(), Some(Reason::Disputed));
    assert_eq!(recognised(&Policy::new()), UNKNOWN);
    assert_eq!(recognised(&Policy::new().prefer("state")), YES);
    assert_eq!(recognised(&Policy::new().prefer("mfa").prefer("state")), NO);
    assert_eq!(recognised(&Policy::new().majority()), YES);
    assert_eq!(recognised(&Policy::new().latest_published()), YES);
    assert_eq!(recognised(&Policy::new().consensus()), UNKNOWN);

    // One embassy, three days: the first of March lies between them.
    let march = day(1992, 3, 1);
    let open = |policy: &Policy| {
        let embassy = pair.under(policy).missions_on(march).next();
        embassy.map_or(NO, |(_, truth)| truth)
    };
    assert_eq!(open(&Policy::new()), UNKNOWN);
    assert_eq!(open(&Policy::new().prefer("historian")), YES);
    assert_eq!(open(&Policy::new().prefer("mfa")), NO);
    // A policy settles conflicts and does not hide them.
    let policy = Policy::new().prefer("historian");
    assert_eq!(archive.under(&policy).conflicts().count(), 2);
    assert_eq!(archive.conflicts().count(), 2);
}

#[test]
fn a_list_of_states_may_be_chosen() {
    // An attested standing began when the state did, and the lists differ on that day.
    let seen = AttestedStanding::new(TreatyStanding::Party).on(day(2000, 1, 1));
    let archive = archive(
        plain(),
        [Treaty::new("t", "t").between(USA, KAZ).attested(seen).source("s").into()],
    );
    let between = archive.dossier(USA, KAZ).treaty("t").unwrap();
    let on = day(1991, 12, 20);
    assert_eq!(between.in_force(on).value(), UNKNOWN);
    let cow = Policy::new().state_list(StateList::CorrelatesOfWar);
    assert_eq!(between.under(&cow).in_force(on).value(), NO);
    let gw = Policy::new().state_list(StateList::GleditschWard);
    assert_eq!(between.under(&gw).in_force(on).value(), UNKNOWN);
}

#[test]
fn what_is_open_across_a_gap_between_two_spells_of_a_state_is_undetermined_in_it() {
    let archive = archive(
        plain(),
        [Treaty::new("t", "t").between(FRA, POL).in_force_from(day(1925, 1, 1)).source("s").into()],
    );
    let between = archive.dossier(FRA, POL).treaty("t").unwrap();
    check(&[(day(1930, 1, 1), YES), (day(1942, 1, 1), UNKNOWN), (day(1950, 1, 1), YES)], |day| {
        between.in_force(day).value()
    });
    assert_eq!(between.in_force(day(1942, 1, 1)).reason(), Some(Reason::Undetermined));
    // A list that carries the state on may be chosen.
    let gw = Policy::new().state_list(StateList::GleditschWard);
    assert_eq!(between.under(&gw).in_force(day(1942, 1, 1)).value(), YES);
}

#[test]
fn an_entry_clause_decides_where_the_consents_suffice() {
    let clause = EntryClause::new().consents(2_u32).delay(length("30 days"));
    let complete = Treaty::new("t", "t")
        .complete()
        .entry_clause(clause)
        .party(ratified(USA, "2001-01-01"))
        .party(ratified(FRA, "2002-01-01"))
        .party(ratified(KAZ, "2003-01-01"));
    let mut open = complete.clone().others();
    open.id = "open".into();
    open.complete = false;
    let archive = archive(plain(), [complete.source("s").into(), open.source("s").into()]);
    let treaty = archive.treaty("t").unwrap();
    check(&[(day(2002, 1, 30), NO), (day(2002, 1, 31), YES)], |day| {
        treaty.in_force(&actor(USA), day).value()
    });
    // Who joins later does so within the margin, and by the margin that is asked for.
    let kaz = actor(KAZ);
    assert_eq!(treaty.in_force(&kaz, day(2003, 6, 1)).value(), UNKNOWN);
    assert_eq!(treaty.in_force(&kaz, day(2004, 6, 1)).value(), YES);
    let short = Policy::new().late_joiner_margin(90);
    assert_eq!(treaty.under(&short).in_force(&kaz, day(2003, 6, 1)).value(), YES);
    // Others may have consented earlier, so that the first day is open and the last is not.
    let open = archive.treaty("open").unwrap();
    assert_eq!(open.in_force(&actor(USA), day(2001, 6, 1)).value(), UNKNOWN);
    assert_eq!(open.in_force(&actor(USA), day(2002, 1, 31)).value(), YES);
}

#[test]
fn a_term_ends_what_is_not_renewed() {
    let term = |id: &str| {
        let mut treaty = Treaty::new(id, id).between(USA, KAZ).in_force_from(day(2000, 1, 1));
        treaty.term = Some(length("5 years"));
        treaty.source("s")
    };
    let mut renewed = term("renewed");
    renewed.renewal = Some(length("1 year"));
    let archive = archive(plain(), [term("ended").into(), renewed.into()]);
    let pair = archive.dossier(USA, KAZ);
    let on = |id: &str, day| pair.treaty(id).unwrap().in_force(day).value();
    assert_eq!(on("ended", day(2004, 12, 31)), YES);
    assert_eq!(on("ended", day(2005, 1, 1)), NO);
    assert_eq!(on("renewed", day(2005, 1, 1)), YES);
}

#[test]
fn an_objection_may_keep_a_treaty_from_force_between_two() {
    let mut objection = Reservation::new("o", ReservationKind::Objection, FRA)
        .on(day(2003, 1, 1))
        .to("r")
        .bars_force();
    objection.withdrawn = Some(date("2010-01-01"));
    let archive = archive(
        plain(),
        [Treaty::new("t", "t")
            .others()
            .act(Act::new(ActKind::EntryIntoForce).on(day(2000, 1, 1)))
            .party(ratified(USA, "1999-01-01"))
            .party(ratified(FRA, "1999-01-01"))
            .party(ratified(DEU, "1999-01-01"))
            .reservation(
                Reservation::new("r", ReservationKind::Reservation, USA).on(day(1999, 1, 1)),
            )
            .reservation(objection)
            .source("s")
            .into()],
    );
    let between = |a: CountryCode, b: CountryCode, on| {
        archive.treaty("t").unwrap().in_force_between(&a.into(), &b.into(), on).value()
    };
    assert_eq!(between(USA, FRA, day(2002, 12, 31)), YES);
    assert_eq!(between(USA, FRA, day(2005, 1, 1)), NO);
    assert_eq!(between(FRA, USA, day(2005, 1, 1)), NO);
    assert_eq!(between(USA, DEU, day(2005, 1, 1)), YES);
    assert_eq!(between(USA, FRA, day(2010, 1, 2)), YES);
    let treaty = archive.treaty("t").unwrap();
    let why = treaty.in_force_between(&actor(USA), &actor(FRA), day(2005, 1, 1)).explain();
    assert!(why.to_string().contains("keeps the treaty from force between the two"), "{why}");
}

#[test]
fn a_source_that_lists_everything_closes_what_is_not_recorded() {
    let covering = |kind: RecordKind, kind_type: Option<&str>| {
        let mut covers = Covers::new(kind, "1945/2020-12-31".parse::<Period>().unwrap());
        covers.kind_type = kind_type.map(String::from);
        covers.actor(USA)
    };
    let lists = Source::new("list", "A complete list")
        .cover(covering(RecordKind::Treaty, None))
        .cover(covering(RecordKind::Relation, Some("recognition")));
    let signed = TreatyParty::new(USA).act(Act::new(ActKind::Signature).on(day(1996, 9, 24)));
    let treaty = Treaty::new("t", "t")
        .others()
        .act(Act::new(ActKind::EntryIntoForce).on(day(2000, 1, 1)))
        .party(signed)
        .party(TreatyParty::new(FRA).act(Act::new(ActKind::Signature).on(day(1996, 9, 24))))
        .source("list");
    let archive = archive(vec![lists.into()], [treaty.into()]);
    let treaty = archive.treaty("t").unwrap();
    let on = day(2010, 1, 1);
    // The list says nothing of the other signatory's treaties, nor of days after its own.
    assert_eq!(treaty.in_force(&actor(USA), on).value(), NO);
    assert_eq!(treaty.in_force(&actor(USA), day(2022, 1, 1)).value(), UNKNOWN);
    assert_eq!(treaty.in_force(&actor(FRA), on).reason(), Some(Reason::NotRecorded));
    assert_eq!(treaty.standing_of(&actor(USA), on).is(TreatyStanding::Signatory).value(), YES);
    assert_eq!(treaty.standing_of(&actor(FRA), on).is(TreatyStanding::Signatory).value(), UNKNOWN);

    let pair = archive.dossier(USA, KAZ);
    let recognition = pair.recognition(USA, on);
    assert_eq!(recognition.value(), NO);
    assert!(recognition.explain().to_string().contains("lists every relation of USA"));
    assert_eq!(pair.diplomatic_relations(on).reason(), Some(Reason::NotRecorded));
    let other = archive.dossier(FRA, KAZ);
    assert_eq!(other.recognition(FRA, on).reason(), Some(Reason::NotRecorded));
}

#[test]
fn what_had_ended_for_a_predecessor_is_nothing_to_succeed_to() {
    let ended = Act::new(ActKind::Termination).on(day(1980, 1, 1));
    let archive = archive(
        plain(),
        [
            Treaty::new("old", "old")
                .between(USA, CountryCode::SUN)
                .in_force_from(day(1972, 1, 1))
                .act(ended)
                .source("s")
                .into(),
            Treaty::new("open", "open")
                .between(USA, CountryCode::SUN)
                .in_force_from(day(1972, 1, 1))
                .source("s")
                .into(),
        ],
    );
    let pair = archive.dossier(USA, KAZ);
    let on = |id: &str| pair.treaty(id).unwrap().in_force(day(1995, 1, 1));
    assert_eq!(on("old").value(), NO);
    assert_eq!(on("open").reason(), Some(Reason::SuccessionNotRecorded));
}
