//! Laws that hold in every world, over random worlds that are the same on every machine.

use std::collections::{BTreeMap, HashMap, HashSet};

use bilateral::{Archive, Record, RecordKind, Truth};
use serde_json::Value;
use time::Date;

use crate::world::{Knobs, Mix, Random, World};

fn archive(records: Vec<Record>) -> Archive {
    Archive::from_records(records).unwrap_or_else(|report| panic!("{report}"))
}

fn lines(records: &[Record]) -> Vec<String> {
    records.iter().map(|it| serde_json::to_string(it).expect("a record is written")).collect()
}

/// One seed gives one world, to the byte, and another seed another.
#[test]
fn a_seed_decides_the_world() {
    for seed in 0..20 {
        let (one, same) = (World::small(seed).build(), World::small(seed).build());
        assert_eq!(lines(&one), lines(&same));
        assert_ne!(lines(&one), lines(&World::small(seed + 1).build()));
    }
    // Nothing but integers decides, so these numbers are the same on every machine.
    let mut random = Random::new(7, 1);
    let numbers: Vec<usize> = (0..4).map(|_| random.below(1_000_000)).collect();
    assert_eq!(numbers, [995_512, 436_030, 148_681, 31_936]);
}

/// A world of every size, and of every mix, builds an archive without errors.
#[test]
fn worlds_break_no_rule() {
    for seed in 0..400 {
        let records = World::tiny(seed).build();
        assert_eq!(records.len(), 16, "seed {seed}");
        archive(records);
    }
    for seed in 0..16 {
        let records = World::small(seed).build();
        assert_eq!(records.len(), 600, "seed {seed}");
        archive(records);
    }
    let records = World::size_s(1).build();
    assert_eq!(archive(records).len(), 10_000);
    archive(World::small(3).with(|knobs| knobs.mix = Mix::STATISTICS).records(2_000).build());
}

/// Worlds of statistics have the shape that measurements are about: a panel of trade, few donors with
/// programmes in trees, treaties of two and of many.
#[test]
fn worlds_of_statistics_have_their_shape() {
    let records = World::size_m(2).records(20_000).build();
    assert_eq!(records.len(), 20_000);
    let count = |kind: RecordKind| records.iter().filter(|record| record.kind() == kind).count();
    for (kind, least, most) in [
        (RecordKind::TradeFigure, 17_000, 18_500),
        (RecordKind::Treaty, 600, 1_000),
        (RecordKind::Program, 450, 750),
        (RecordKind::Visit, 450, 750),
    ] {
        let found = count(kind);
        assert!((least..=most).contains(&found), "{found} of {kind}");
    }

    let (mut cells, mut donors) = (HashMap::new(), HashSet::new());
    let (mut nested, mut most_parties, mut exact) = (0, 0, 0);
    for record in &records {
        match record {
            Record::TradeFigure(figure) => {
                let cell = (&figure.reporter, &figure.partner, figure.flow, figure.period);
                *cells.entry(cell).or_insert(0) += 1;
                exact += usize::from(figure.estimate.is_some_and(|it| it.is_exact()));
            }
            Record::Program(program) => {
                nested += usize::from(program.parent.is_some());
                donors.extend(program.roles.first().map(|role| &role.actor));
            }
            Record::Treaty(treaty) => most_parties = most_parties.max(treaty.parties.len()),
            _ => {}
        }
    }
    // Nearly every figure is one of its own; the others are versions and disputes of one.
    assert!(cells.len() * 100 > count(RecordKind::TradeFigure) * 97);
    assert!((96..100).contains(&(exact * 100 / count(RecordKind::TradeFigure))));
    let years: HashSet<_> = cells.keys().map(|(.., year)| year).collect();
    assert_eq!(years.len(), 1, "so few figures are of one year");
    let reporters: HashSet<_> = cells.keys().map(|(reporter, ..)| reporter).collect();
    assert!(reporters.len() > 150, "{} reporters", reporters.len());
    assert!((10..60).contains(&donors.len()), "{} donors and their organs", donors.len());
    assert!(nested * 4 > count(RecordKind::Program), "{nested} programmes run under another");
    assert!(most_parties > 50);
    archive(records);
}

/// The leaves of a record in which the two tellings of one world differ.
fn differences(one: &Value, other: &Value, path: &str, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
            for (key, value) in one {
                differences(value, &other[key], &format!("{path}/{key}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (value, other)) in one.iter().zip(other).enumerate() {
                differences(value, other, &format!("{path}/{at}"), found);
            }
        }
        _ if one != other => found.push(path.to_owned()),
        _ => {}
    }
}

/// How many texts of the records are written otherwise in another telling.
fn told_otherwise(world: &World, change: impl FnOnce(&mut Knobs)) -> usize {
    let values = |world: &World| serde_json::to_value(world.build()).expect("records are written");
    let mut found = Vec::new();
    differences(&values(world), &values(&world.clone().with(change)), "", &mut found);
    found.len()
}

/// Every kind and every knob shows, in the share that the knob says.
#[test]
fn every_kind_and_knob_shows() {
    let world = World::size_s(5);
    let records = world.build();
    let kinds: HashSet<RecordKind> = records.iter().map(Record::kind).collect();
    let missing: Vec<&RecordKind> =
        RecordKind::ALL.iter().filter(|kind| !kinds.contains(kind)).collect();
    // Countries are those of the table.
    assert_eq!(missing, [&RecordKind::Country]);

    let quiet = World::size_s(5).with(|knobs| {
        (knobs.partial, knobs.estimated, knobs.disputed, knobs.revised) = (0, 0, 0, 0);
    });
    let all = told_otherwise(&quiet, |knobs| knobs.partial = 1000);
    let partial = told_otherwise(&quiet, |knobs| knobs.partial = 50);
    let share = partial as f64 / all as f64;
    assert!((0.04..0.06).contains(&share), "{partial} of {all} dates are partial");
    let all = told_otherwise(&quiet, |knobs| knobs.estimated = 1000);
    let estimated = told_otherwise(&quiet, |knobs| knobs.estimated = 20);
    let share = estimated as f64 / all as f64;
    assert!((0.012..0.028).contains(&share), "{estimated} of {all} amounts are estimated");

    let ending = |end: &str| records.iter().filter(|record| record.id().ends_with(end)).count();
    let disputes = ending("-again");
    assert!((30..120).contains(&disputes), "{disputes} disputes");
    let trade = records.iter().filter(|record| record.kind() == RecordKind::TradeFigure).count();
    let revised = ending("-revised");
    assert!((trade / 200..trade / 50).contains(&revised), "{revised} of {trade} revised");
    assert_eq!(lines(&quiet.build()).iter().filter(|it| it.contains("-again\"")).count(), 0);

    let text = lines(&records).join("\n");
    for word in [
        "\"acting\"",
        "\"provisional-application\"",
        "\"suspension\"",
        "\"withdrawal\"",
        "\"notice\"",
        "\"accession\"",
        "\"replaces\"",
        "\"term\"",
        "\"attested\"",
        "\"side\"",
        "\"copy_of\"",
        "\"parent\"",
        "\"meetings\"",
        "\"denied\":true",
        "\"left\"",
        "\"ended\"",
        "\"signed\"",
        "\"same_as\"",
        "\"entry_clause\"",
        "\"reservations\"",
        "\"covers\"",
        "\"attested\":[\"source\"]",
    ] {
        assert!(text.contains(word), "nothing has {word}");
    }
    let parties = records.iter().filter_map(|record| match record {
        Record::Treaty(treaty) => Some(treaty.parties.len()),
        _ => None,
    });
    assert!((100..=150).contains(&parties.max().expect("treaties")));
}

/// What an archive answers about single days, by question.
fn answers(archive: &Archive, records: &[Record], days: &[Date]) -> BTreeMap<String, Truth> {
    let mut found = BTreeMap::new();
    let actors: Vec<_> = archive.actors().collect();
    for day in days {
        let mut say = |question: String, truth| {
            found.insert(format!("{question} on {day}"), truth);
        };
        for (at, a) in actors.iter().enumerate() {
            for b in &actors[at + 1..] {
                let pair = archive.dossier(*a, *b);
                let both = pair.diplomatic_relations(*day).value();
                say(format!("relations of {a} and {b}"), both);
                say(format!("{a} recognises {b}"), pair.recognition(*a, *day).value());
                say(format!("{b} recognises {a}"), pair.recognition(*b, *day).value());
                for relation in pair.relations().iter() {
                    say(relation.id().to_owned(), relation.holds_on(*day).value());
                }
                for treaty in pair.treaties().iter() {
                    let truth = treaty.in_force_between(a, b, *day).value();
                    say(format!("{} between {a} and {b}", treaty.id()), truth);
                }
            }
        }
        for record in records {
            match record {
                Record::Treaty(treaty) => {
                    let asked = archive.treaty(&treaty.id).expect("the treaty");
                    for party in &treaty.parties {
                        let actor = &party.actor;
                        let id = &treaty.id;
                        say(format!("{id} for {actor}"), asked.in_force(actor, *day).value());
                        let applied = asked.provisionally_applied(actor, *day).value();
                        say(format!("{id} provisionally for {actor}"), applied);
                    }
                }
                Record::Membership(it) => {
                    let body = archive.organization(&it.organization).expect("the organization");
                    let truth = body.has_member(&it.member, Some(it.standing), *day).value();
                    say(format!("{} in {} {}", it.member, it.organization, it.standing), truth);
                }
                Record::Person(person) => {
                    for office in archive.person(&person.id).expect("the person").offices() {
                        let question = format!("{} is {}", person.id, office.title());
                        say(question, office.held_on(*day).value());
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn dozen() -> Vec<Date> {
    let first = Knobs::tiny().first.to_julian_day();
    (-2..16).map(|at| Date::from_julian_day(first + at).expect("a day")).collect()
}

/// Whatever the order in which records are read, every answer is the same, and so are the claims in
/// conflict. Disputes and histories from several sources are included: ties never fall by load order.
#[test]
fn answers_do_not_depend_on_load_order() {
    let conflicts = |archive: &Archive| -> Vec<Vec<String>> {
        archive
            .conflicts()
            .map(|claims| claims.iter().map(|claim| claim.id().to_owned()).collect())
            .collect()
    };
    for seed in 0..80 {
        let records = World::tiny(seed).build();
        let one = archive(records.clone());
        let mut shuffled = records.clone();
        Random::new(seed, 9).shuffle(&mut shuffled);
        let other = archive(shuffled);
        let expected = answers(&one, &records, &dozen());
        for (question, truth) in answers(&other, &records, &dozen()) {
            assert_eq!(expected.get(&question), Some(&truth), "seed {seed}: {question}");
        }
        assert_eq!(conflicts(&one), conflicts(&other), "seed {seed}");
    }
}

/// The world as it is told, as the value of its JSON, and with every date the exact day.
fn told_and_true(seed: u64) -> (Value, Value) {
    let world = World::tiny(seed).with(|knobs| (knobs.disputed, knobs.shared) = (0, 0));
    let value = |world: &World| serde_json::to_value(world.build()).expect("records are written");
    (value(&world), value(&world.clone().with(|knobs| knobs.partial = 0)))
}

fn read(value: &Value) -> Vec<Record> {
    serde_json::from_value(value.clone()).expect("records are read back")
}

/// Where each history is told by one source alone and nothing disputes it, a date made more precise,
/// by a day of its possible days on which all that the source says can be true, leaves fewer exact
/// histories and adds none. So every answer that was Yes is still Yes, and every No still No.
///
/// With claims of a second source this is no law: 2009 agrees with 2009-12-14, and 2009-05 does not.
#[test]
fn a_more_precise_date_turns_no_certain_answer_around() {
    let mut sharpened = 0;
    for seed in 0..80 {
        let (told, exact) = told_and_true(seed);
        let mut found = Vec::new();
        differences(&told, &exact, "", &mut found);
        let records = read(&told);
        let before = answers(&archive(records.clone()), &records, &dozen());
        for path in &found {
            let mut nearer = told.clone();
            let day = exact.pointer(path).expect("the date").clone();
            *nearer.pointer_mut(path).expect("the date") = day.clone();
            let after = answers(&archive(read(&nearer)), &records, &dozen());
            for (question, truth) in &before {
                let then = after[question];
                assert!(
                    truth.is_unknown() || then == *truth,
                    "seed {seed}: {question} was {truth} and is {then} with {path} = {day}",
                );
            }
            sharpened += 1;
        }
    }
    println!("{sharpened} dates made precise");
    assert!(sharpened > 500);
}

/// A world told in partial dates is never certain of what did not happen: every certain answer is the
/// answer of the same world told day by day.
#[test]
fn what_is_certain_is_so_in_the_exact_world() {
    for seed in 0..150 {
        let (told, exact) = told_and_true(seed);
        let (told, exact) = (read(&told), read(&exact));
        let before = answers(&archive(told.clone()), &told, &dozen());
        let after = answers(&archive(exact.clone()), &exact, &dozen());
        for (question, truth) in before {
            let then = after[&question];
            assert!(
                truth.is_unknown() || then == truth,
                "seed {seed}: {question}: {truth}, {then}"
            );
        }
    }
}
