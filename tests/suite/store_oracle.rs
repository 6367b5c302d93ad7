//! The store against a naive restatement: every record is scanned for every question, and no order of
//! loading makes a difference. What the records allow is held against `possible_worlds`.

use std::collections::BTreeSet;

use bilateral::{
    Actor, Archive, Estimate, Event, EventCategory, Figure, FigureKind, Flow, Measure, Meeting,
    Organization, Participant, Program, ProgramKind, ProgramRole, ProgramRoleKind, Record,
    Relation, RelationKind, ReportingPeriod, Statement, StatementKind, TradeFigure, Treaty,
    TreatyParty, Visit,
};
use proptest::prelude::*;

use crate::possible_worlds::asking::{archive, try_archive};
use crate::possible_worlds::days::{asked, date_of};
use crate::possible_worlds::spells::{FRA, USA, claim};

/// A reading of everything that an archive of relations answers, in order.
fn reading(archive: &Archive) -> Vec<String> {
    let pair = archive.dossier(USA, FRA);
    let mut lines: Vec<String> = Vec::new();
    for relation in pair.relations().iter() {
        let claims: Vec<&str> = relation.claims().map(|claim| claim.id()).collect();
        let on: Vec<String> =
            asked().map(|day| relation.holds_on(date_of(day)).value().to_string()).collect();
        lines.push(format!("{} {claims:?} {} {on:?}", relation.id(), relation.is_disputed()));
    }
    lines.extend(asked().map(|day| {
        let answer = pair.diplomatic_relations(date_of(day));
        format!("{:?} {:?}", answer.value(), answer.reason())
    }));
    for treaty in pair.treaties().iter() {
        let on: Vec<String> = asked()
            .map(|day| {
                treaty.in_force_between(&USA.into(), &FRA.into(), date_of(day)).value().to_string()
            })
            .collect();
        lines.push(format!(
            "{} {:?} {on:?}",
            treaty.id(),
            treaty.claims().map(|claim| claim.id()).collect::<Vec<_>>()
        ));
    }
    lines.extend(
        archive.conflicts().map(|claims| {
            format!("{:?}", claims.iter().map(|claim| claim.id()).collect::<Vec<_>>())
        }),
    );
    lines
}

/// A record of something, with the actors that it names.
fn naming() -> impl Strategy<Value = (u8, Vec<usize>)> {
    (0..9_u8, prop::collection::vec(0..ACTORS.len(), 2..4))
}

const ACTORS: [&str; 6] = ["USA", "FRA", "DEU", "org:union", "org:ministry", "org:bureau"];

fn actor(number: usize) -> Actor {
    ACTORS[number].parse().expect("an actor")
}

/// The actor as which the acts of an actor count: the ministry and its bureau are France's.
fn principal(number: usize) -> usize {
    if number >= 4 { 1 } else { number }
}

fn record_naming(id: &str, kind: u8, named: &[usize]) -> Record {
    let all = || named.iter().map(|number| actor(*number));
    let (first, second) = (actor(named[0]), actor(named[1]));
    let rest = || all().skip(2);
    match kind {
        0 => all()
            .fold(Treaty::new(id, id), |treaty, actor| treaty.party(TreatyParty::new(actor)))
            .source("s0")
            .into(),
        1 => Relation::new(id, RelationKind::War, first, second).source("s0").into(),
        2 => all()
            .fold(Program::new(id, ProgramKind::Cooperation, id), |program, actor| {
                program.role(ProgramRole::new(ProgramRoleKind::Partner, actor))
            })
            .source("s0")
            .into(),
        3 => TradeFigure::new(
            id,
            first,
            second,
            Flow::Export,
            ReportingPeriod::UNSTATED,
            Measure::Value,
        )
        .scope(id)
        .estimate(Estimate::parse("USD 1").unwrap())
        .source("s0")
        .into(),
        4 => Figure::new(id, FigureKind::Investment, first, second)
            .estimate(Estimate::parse("USD 1").unwrap())
            .source("s0")
            .into(),
        5 => {
            let meeting = rest().fold(Meeting::new(), |meeting, actor| {
                meeting.participant(Participant::actor(actor))
            });
            Visit::new(id, first)
                .traveller(Participant::actor(second))
                .meeting(meeting)
                .source("s0")
                .into()
        }
        6 => rest()
            .fold(
                Statement::new(id, StatementKind::Quote, id)
                    .speaker(Participant::actor(first))
                    .addressee(Participant::actor(second)),
                |statement, actor| statement.about(Participant::actor(actor)),
            )
            .source("s0")
            .into(),
        7 => all()
            .fold(Event::new(id, EventCategory::Talks, id), |event, actor| {
                event.participant(Participant::actor(actor))
            })
            .source("s0")
            .into(),
        _ => {
            Relation::new(id, RelationKind::Recognition, first, second).mutual().source("s0").into()
        }
    }
}

/// Which of the named actors a record of a kind is about.
fn about(kind: u8, named: &[usize]) -> &[usize] {
    if matches!(kind, 1 | 3 | 4 | 8) { &named[..2] } else { named }
}

/// Those of some records that make an archive, each with the ones before it: a source that says two
/// things of one day is refused.
fn standing_together(records: Vec<Record>) -> Vec<Record> {
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        kept.push(record);
        if try_archive(3, kept.clone()).is_none() {
            kept.pop();
        }
    }
    kept
}

proptest! {
    /// Records loaded in any order give the same subjects in the same order with the same answers.
    #[test]
    fn load_order_never_matters(
        (records, shuffled) in prop::collection::vec((claim(), 0..3_usize, prop::bool::weighted(0.1)), 1..7).prop_flat_map(|claims| {
            let records: Vec<Record> = claims.iter().enumerate().map(|(at, (claim, source, denied))| {
                let record = claim.relation(&format!("c{at}"), &format!("s{source}"));
                if *denied { record.denied().into() } else { record.into() }
            }).collect();
            let records = standing_together(records);
            (Just(records.clone()), Just(records).prop_shuffle())
        })
    ) {
        prop_assert_eq!(reading(&archive(3, records)), reading(&archive(3, shuffled)));
    }

    /// A dossier holds exactly what a scan of all records finds to name both, organs counted as their
    /// actors; visits and meetings by who travels and who meets.
    #[test]
    fn a_dossier_is_what_a_scan_finds(records in prop::collection::vec(naming(), 0..10)) {
        let built: Vec<(Record, u8, Vec<usize>)> = records.iter().enumerate().map(|(at, (kind, named))| {
            let id = format!("r{at:02}");
            (record_naming(&id, *kind, named), *kind, about(*kind, named).iter().map(|number| principal(*number)).collect())
        }).filter(|(record, ..): &(Record, u8, Vec<usize>)| !record.check().has_errors()).collect();
        let organs = [
            Organization::new("union", "A union").source("s0").into(),
            Organization::new("ministry", "A ministry").of(FRA).source("s0").into(),
            Organization::new("bureau", "Its bureau").of(Actor::organization("ministry")).source("s0").into(),
        ];
        let archive = archive(1, organs.into_iter().chain(built.iter().map(|(record, ..)| record.clone())));
        for a in 0..ACTORS.len() {
            for b in 0..ACTORS.len() {
                let (pa, pb) = (principal(a), principal(b));
                let pair = archive.dossier(actor(a), actor(b));
                let naive = |of: &dyn Fn(u8, &[usize]) -> bool| -> BTreeSet<String> {
                    let found = built.iter().filter(|(_, kind, named)| pa != pb && of(*kind, named));
                    found.map(|(record, ..)| record.id().to_owned()).collect()
                };
                let both = |named: &[usize]| named.contains(&pa) && named.contains(&pb);
                let ids = |claims: Vec<bilateral::ClaimRef<'_>>| -> BTreeSet<String> { claims.iter().map(|claim| claim.id().to_owned()).collect() };
                prop_assert_eq!(ids(pair.treaties().iter().flat_map(|treaty| treaty.claims()).collect()), naive(&|kind, named| kind == 0 && both(named)));
                prop_assert_eq!(ids(pair.relations().iter().flat_map(|relation| relation.claims()).collect()), naive(&|kind, named| matches!(kind, 1 | 8) && both(named)));
                prop_assert_eq!(ids(pair.programs().iter().flat_map(|program| program.claims()).collect()), naive(&|kind, named| kind == 2 && both(named)));
                prop_assert_eq!(ids(pair.trade().flat_map(|figure| figure.claims()).collect()), naive(&|kind, named| kind == 3 && both(named)));
                prop_assert_eq!(ids(pair.figures().iter().flat_map(|figure| figure.claims()).collect()), naive(&|kind, named| kind == 4 && both(named)));
                prop_assert_eq!(ids(pair.statements().flat_map(|statement| statement.claims()).collect()), naive(&|kind, named| kind == 6 && both(named)));
                prop_assert_eq!(ids(pair.events().flat_map(|event| event.claims()).collect()), naive(&|kind, named| kind == 7 && both(named)));
                let visits = naive(&|kind, named| kind == 5 && both(&named[..2]));
                prop_assert_eq!(ids(pair.visits().iter().flat_map(|visit| visit.claims()).collect()), visits);
                let met = naive(&|kind, named| kind == 5 && both(&named[1..]));
                prop_assert_eq!(ids(pair.meetings().iter().map(|meeting| meeting.claim()).collect()), met);
            }
        }
    }
}
