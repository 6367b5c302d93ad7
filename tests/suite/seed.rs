//! The facts that started this, F01 to F33: the records of the example data that hold each, a
//! question through the public API that returns it, and words that its sentence in the brief needs.

use bilateral::{
    Actor, Archive, Bound, Bounds, CountryCode, Decimal, Estimate, EventCategory, FigureKind,
    Measure, ProgramRef, Record, RecordKind, RelationKind, ReportingPeriod, RoleClass, Stage,
    Standing, Truth, day,
};
use time::Date;

/// One fact of the seed.
pub(crate) struct Row {
    /// Its number.
    pub(crate) fact: &'static str,
    /// The records that hold it, the main one first.
    pub(crate) records: &'static [(RecordKind, &'static str)],
    /// How its sources are cited: `id`, or `id via id`.
    pub(crate) said_by: &'static str,
    /// Asks the archive.
    pub(crate) ask: fn(&Archive) -> String,
    /// The answer.
    pub(crate) answer: &'static str,
    /// Words that the sentence of the brief which prints it needs.
    pub(crate) needle: &'static str,
}

/// The day of the visit, for which the brief of the example data is written.
pub(crate) const VISIT: Date = day(2023, 2, 28);
const SHEET: &str = "sheet-2023 via article";
const ARTICLE: &str = "article";
const USA: CountryCode = CountryCode::USA;
const KAZ: CountryCode = CountryCode::KAZ;
const TKM: CountryCode = CountryCode::TKM;

/// The example data as text.
pub(crate) fn example() -> &'static str {
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"))
}

/// The archive of the whole file.
pub(crate) fn whole() -> Archive {
    Archive::from_lines(example().lines(), serde_json::from_str)
        .expect("the example data passes every rule")
}

/// The archive of what the two seed sources alone say, with the persons, places, organizations and
/// sources that it names.
pub(crate) fn seed_sources_only() -> Archive {
    let frame =
        [RecordKind::Person, RecordKind::Place, RecordKind::Organization, RecordKind::Source];
    let whole = whole();
    let records = whole.records().filter(|record| {
        let seed = record
            .sources()
            .iter()
            .all(|citation| matches!(citation.source.as_str(), "sheet-2023" | "article"));
        seed || frame.contains(&record.kind())
    });
    Archive::from_records(records).expect("the part of the two sources passes every rule")
}

/// Every fact, in order.
#[rustfmt::skip]
pub(crate) const ROWS: &[Row] = &[
    Row { fact: "F01", said_by: ARTICLE, needle: "Secretary of State",
        records: &[(RecordKind::Person, "blinken-article"), (RecordKind::Visit, "blinken-2023")],
        ask: |archive| {
            let holders = archive.holders(USA, RoleClass::ForeignMinister, VISIT).certainly();
            join(holders.map(|office| format!("{}: {}", office.person().title(), office.title())))
        },
        answer: "Antony John Blinken: Secretary of State" },
    Row { fact: "F02", said_by: ARTICLE, needle: "28 February 2023",
        records: &[(RecordKind::Visit, "blinken-2023")],
        ask: |archive| {
            let visits = archive.dossier(USA, KAZ).visits().to(KAZ);
            let last = visits.last_before(day(2024, 1, 1));
            let visit = last.only().expect("one last visit");
            format!("{} from {}", visit.id(), visit.starts().next().expect("a first day"))
        },
        answer: "blinken-2023 from 2023-02-28" },
    Row { fact: "F03", said_by: ARTICLE, needle: "bilateral cooperation",
        records: &[(RecordKind::Visit, "blinken-2023")],
        ask: |archive| archive.visit("blinken-2023").and_then(|visit| visit.aim()).unwrap_or("").into(),
        answer: "to strengthen bilateral cooperation" },
    Row { fact: "F04", said_by: ARTICLE, needle: "Astana",
        records: &[(RecordKind::Visit, "blinken-2023")],
        ask: |archive| {
            let visit = archive.visit("blinken-2023").expect("the visit");
            join(visit.places().map(|id| {
                let place = archive.place(id).expect("the place");
                format!("{}, {} in 1995, {} in 2020", place.name_on(VISIT), place.name_on(day(1995, 1, 1)), place.name_on(day(2020, 1, 1)))
            }))
        },
        answer: "Astana, Akmola in 1995, Nur-Sultan in 2020" },
    Row { fact: "F05", said_by: ARTICLE, needle: "Tokayev",
        records: &[(RecordKind::Visit, "blinken-2023")],
        ask: |archive| {
            let visit = archive.visit("blinken-2023").expect("the visit");
            let open = visit.meetings().filter(|meeting| meeting.claim().id() == "blinken-2023" && meeting.has_others());
            join(open.map(|meeting| {
                let groups = meeting.groups().map(|(label, of)| format!("{label} of {}", of.expect("an actor")));
                let persons = meeting.persons().map(|id| archive.person(id).expect("the person").title().to_owned());
                format!("{} and others", join(groups.chain(persons)))
            }))
        },
        answer: "senior officials of KAZ, Kassym-Jomart Tokayev and others" },
    Row { fact: "F06", said_by: ARTICLE, needle: "Meredov",
        records: &[(RecordKind::Visit, "blinken-2023"), (RecordKind::Person, "meredov")],
        ask: |archive| {
            let met = archive.dossier(USA, TKM);
            join(met.meetings().iter().flat_map(|meeting| {
                meeting.persons().map(move |id| format!("{id} in {} on {}", meeting.place().unwrap_or("?"), meeting.visit().id())).collect::<Vec<_>>()
            }))
        },
        answer: "meredov in astana on blinken-2023" },
    Row { fact: "F07", said_by: ARTICLE, needle: "27 February 2023",
        records: &[(RecordKind::Source, "sheet-2023")],
        ask: |archive| {
            join(archive.records().filter_map(|record| match record {
                Record::Source(source) if source.id == "sheet-2023" => {
                    Some(format!("{} on {}", source.publisher?, source.published?))
                }
                _ => None,
            }))
        },
        answer: "US Department of State on 2023-02-27" },
    Row { fact: "F08", said_by: SHEET, needle: "81st largest",
        records: &[(RecordKind::TradeFigure, "us-kz-trade-rank-2021")],
        ask: |archive| {
            let rank = archive.trade(USA).in_year(2021).two_way().rank_of(KAZ).unwrap();
            format!("claimed {:?}; computed from {} of {}", rank.claimed(), rank.best().unwrap_or(0), rank.of())
        },
        answer: "claimed [81]; computed from 1 of 1" },
    Row { fact: "F09", said_by: SHEET, needle: "2.5 billion",
        records: &[(RecordKind::TradeFigure, "us-kz-trade-2021")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let values = pair.trade().filter(|figure| figure.measure() == Some(Measure::Value));
            join(values.map(|figure| {
                let estimate = figure.estimate().expect("a figure");
                format!("{} {} {}: {estimate}", figure.flow().expect("a flow"), figure.period().expect("a period"), figure.reporter().expect("a reporter"))
            }))
        },
        answer: "two-way 2021 USA: rounded USD 2.5e9" },
    Row { fact: "F10", said_by: SHEET, needle: "tens of billions of dollars",
        records: &[(RecordKind::Figure, "us-investment-kz")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let figures = pair.figures().iter().filter(|figure| figure.kind() == Some(FigureKind::Investment));
            join(figures.map(|figure| {
                let sectors = join(figure.sectors().map(|(name, mainly)| format!("{}{name}", if mainly { "mainly " } else { "" })));
                format!("{} {} {sectors}", figure.concept().expect("a concept"), figure.estimate().expect("a figure"))
            }))
        },
        answer: "cumulative tens of USD 1e9 mainly oil and gas" },
    Row { fact: "F11", said_by: ARTICLE, needle: "corruption",
        records: &[(RecordKind::Statement, "investment-climate")],
        ask: |archive| topics(archive, "investment-climate"),
        answer: "assessment: investment climate, corruption, enforcement of law and contracts" },
    Row { fact: "F12", said_by: ARTICLE, needle: "Twitter",
        records: &[(RecordKind::Statement, "blinken-thanks-tokayev")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let posts = pair.statements().filter(|statement| statement.channel() == Some("Twitter"));
            join(posts.map(|post| {
                let claim = post.claims().next().expect("a claim");
                let quoted = claim.citations().filter_map(|citation| citation.according_to());
                format!("{} to {}: {}; according to {}", join(post.speakers()), join(post.addressees()), join(post.topics()), join(quoted))
            }))
        },
        answer: "blinken to tokayev: economic partnership, reform agenda; according to Antony J. Blinken" },
    Row { fact: "F13", said_by: SHEET, needle: "World Trade Organization",
        records: &[(RecordKind::Membership, "kz-wto")],
        ask: |archive| member(archive, VISIT).to_string(),
        answer: "yes" },
    Row { fact: "F14", said_by: SHEET, needle: "investment treaty",
        records: &[(RecordKind::Treaty, "us-kz-bit")],
        ask: |archive| in_force(archive, "us-kz-bit", VISIT).to_string(),
        answer: "yes" },
    Row { fact: "F15", said_by: SHEET, needle: "double taxation",
        records: &[(RecordKind::Treaty, "us-kz-tax")],
        ask: |archive| in_force(archive, "us-kz-tax", VISIT).to_string(),
        answer: "yes" },
    Row { fact: "F16", said_by: SHEET, needle: "market research",
        records: &[(RecordKind::Program, "us-commercial-service-kz")],
        ask: |archive| {
            let program = program(archive, "us-commercial-service-kz");
            format!("{} for {}", join(program.activities()), program.audience().unwrap_or("nobody"))
        },
        answer: "market research, counselling, matchmaking with businesses of Kazakhstan for US businesses" },
    Row { fact: "F17", said_by: SHEET, needle: "1991",
        records: &[(RecordKind::Relation, "us-recognises-kz")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let days = [day(1991, 12, 15), day(1991, 12, 16), day(1991, 12, 25), day(1991, 12, 26)];
            join(days.map(|day| pair.recognition(USA, day).value()))
        },
        answer: "no, unknown, unknown, yes" },
    Row { fact: "F18", said_by: SHEET, needle: "first",
        records: &[(RecordKind::Relation, "us-recognises-kz")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let recognitions = pair.relations().of_kind(RelationKind::Recognition);
            join(recognitions.iter().filter_map(|relation| relation.ordinal()).map(|(place, among)| format!("{place} of the {among}")))
        },
        answer: "1 of the states that recognised Kazakhstan's independence" },
    Row { fact: "F19", said_by: SHEET, needle: "economic development",
        records: &[(RecordKind::Statement, "us-kz-relationship")],
        ask: |archive| {
            let period = archive.statement("us-kz-relationship").and_then(|statement| statement.period());
            format!("{} in {}", topics(archive, "us-kz-relationship"), period.expect("a period"))
        },
        answer: "assessment: security, economic development in 1991/.." },
    Row { fact: "F20", said_by: SHEET, needle: "enhanced strategic partnership",
        records: &[(RecordKind::Relation, "us-kz-partnership")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let partnerships = pair.relations().of_kind(RelationKind::Partnership);
            join(partnerships.iter().map(|relation| {
                let held = [day(2017, 12, 31), day(2018, 6, 1), day(2019, 1, 1), VISIT].map(|day| relation.holds_on(day).value());
                format!("{}: {}", relation.level().expect("a level"), join(held))
            }))
        },
        answer: "enhanced strategic partnership: no, unknown, yes, yes" },
    Row { fact: "F21", said_by: SHEET, needle: "non-proliferation",
        records: &[(RecordKind::Statement, "security-cornerstone"), (RecordKind::Program, "us-kz-security-cooperation")],
        ask: |archive| {
            let sectors = join(program(archive, "us-kz-security-cooperation").sectors().map(|sector| &sector.name));
            format!("{}; sectors: {sectors}", topics(archive, "security-cornerstone"))
        },
        answer: "assessment: security, nuclear non-proliferation; sectors: security, nuclear non-proliferation" },
    Row { fact: "F22", said_by: SHEET, needle: "1993",
        records: &[(RecordKind::Event, "kz-renounces-nuclear-weapons")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let side = pair.side(KAZ);
            let events = side.events().filter(|event| event.category() == Some(EventCategory::Renunciation));
            join(events.map(|event| {
                let parts = event.participants().map(|(actor, role)| format!("{actor} {}", role.unwrap_or("itself")));
                format!("{} by {}", join(event.on()), join(parts))
            }))
        },
        answer: "1993 by KAZ itself, SUN predecessor" },
    Row { fact: "F23", said_by: SHEET, needle: "warheads",
        records: &[(RecordKind::Program, "us-kz-warheads")],
        ask: |archive| activities(archive, "us-kz-warheads"),
        answer: "implementing USA, recipient KAZ: removal of nuclear warheads, removal of nuclear materials; on the day of the sheet unknown" },
    Row { fact: "F24", said_by: SHEET, needle: "test tunnels",
        records: &[(RecordKind::Program, "us-kz-test-tunnels")],
        ask: |archive| activities(archive, "us-kz-test-tunnels"),
        answer: "partner USA, partner KAZ: sealing of nuclear test tunnels; on the day of the sheet unknown" },
    Row { fact: "F25", said_by: SHEET, needle: "low-enriched uranium",
        records: &[(RecordKind::Program, "us-kz-reactors")],
        ask: |archive| activities(archive, "us-kz-reactors"),
        answer: "partner USA, partner KAZ: conversion of research reactors to low-enriched uranium; on the day of the sheet unknown" },
    Row { fact: "F26", said_by: SHEET, needle: "Nuclear Security Training Center",
        records: &[(RecordKind::Program, "nuclear-security-training-center")],
        ask: |archive| {
            let center = program(archive, "nuclear-security-training-center");
            let active = [day(2016, 12, 31), day(2017, 6, 1), day(2017, 12, 31)].map(|day| center.active_on(day).value());
            format!("{}; {} of {}; active {}", roles(center), join(center.activities()), center.audience().unwrap_or("nobody"), join(active))
        },
        answer: "founder USA, founder KAZ; training of nuclear security professionals; active no, unknown, yes" },
    Row { fact: "F27", said_by: SHEET, needle: "disarmament",
        records: &[(RecordKind::Treaty, "kz-disarmament-treaties")],
        ask: |archive| {
            let pair = archive.dossier(USA, KAZ);
            let side = pair.side(KAZ);
            join(side.treaties().filter(|treaty| treaty.is_several()).map(|treaty| format!("several: {}", treaty.title())))
        },
        answer: "several: Treaties on disarmament and non-proliferation that Kazakhstan has signed" },
    Row { fact: "F28", said_by: SHEET, needle: "$500 million",
        records: &[(RecordKind::Program, "kz-wmd-elimination")],
        ask: |archive| {
            let spent = archive.dossier(USA, KAZ).programs().given_by(USA).total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
            format!("{} from {}", join(spent.sums()), join(spent.counted().iter().map(|counted| counted.claims[0].id())))
        },
        answer: "USD [4.5e8, 5.5e8] from kz-wmd-elimination" },
    Row { fact: "F29", said_by: SHEET, needle: "Cooperative Threat Reduction",
        records: &[(RecordKind::Program, "ctr"), (RecordKind::Program, "kz-wmd-elimination")],
        ask: |archive| program(archive, "kz-wmd-elimination").parent().map_or("", |parent| parent.title()).into(),
        answer: "Cooperative Threat Reduction" },
    Row { fact: "F30", said_by: SHEET, needle: "Global Nuclear Security and Biological Threat Reduction Program",
        records: &[(RecordKind::Program, "gns-btrp")],
        ask: |archive| {
            let child = program(archive, "gns-btrp");
            let parent = child.parent().map_or("none", |parent| parent.id());
            format!("{}; {} under {parent}; {} amounts", roles(child), child.status().expect("a status"), child.transactions().count())
        },
        answer: "implementing USA, recipient KAZ; implementation under ctr; 0 amounts" },
    Row { fact: "F31", said_by: SHEET, needle: "peacekeeping",
        records: &[(RecordKind::Program, "us-military-assistance")],
        ask: |archive| {
            let program = program(archive, "us-military-assistance");
            format!("{}; several {}; {}", roles(program), program.is_several(), join(program.sectors().map(|sector| &sector.name)))
        },
        answer: "funding USA, recipient KAZ (security forces); several true; military education and training, disaster aid, peacekeeping" },
    Row { fact: "F32", said_by: SHEET, needle: "exercises",
        records: &[(RecordKind::Program, "us-military-exercises")],
        ask: |archive| {
            let program = program(archive, "us-military-exercises");
            format!("{}; {}; several {}", program.kind().expect("a kind"), roles(program), program.is_several())
        },
        answer: "exercise; funding USA, partner KAZ (military); several true" },
    Row { fact: "F33", said_by: SHEET, needle: "according to",
        records: &[(RecordKind::Membership, "kz-wto")],
        ask: |archive| {
            let by = |source: &str| join(ROWS.iter().filter(|row| said_by(archive, row) == source).map(|row| &row.fact[1..]));
            format!("article {}; sheet {}", by(ARTICLE), by(SHEET))
        },
        answer: "article 01, 02, 03, 04, 05, 06, 07, 11, 12; \
                 sheet 08, 09, 10, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33" },
];

fn join<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

fn program<'a>(archive: &'a Archive, id: &str) -> ProgramRef<'a> {
    let pair = archive.dossier(USA, KAZ);
    pair.programs().iter().find(|program| program.id() == id).expect("a programme of the pair")
}

fn roles(program: ProgramRef<'_>) -> String {
    join(program.roles().map(|role| match &role.label {
        Some(label) => format!("{} {} ({label})", role.role, role.actor),
        None => format!("{} {}", role.role, role.actor),
    }))
}

/// What was done by whom, and whether it went on when the source spoke.
fn activities(archive: &Archive, id: &str) -> String {
    let program = program(archive, id);
    let active = program.active_on(day(2023, 2, 27)).value();
    format!("{}: {}; on the day of the sheet {active}", roles(program), join(program.activities()))
}

fn topics(archive: &Archive, id: &str) -> String {
    let statement = archive.statement(id).expect("the statement");
    format!("{}: {}", statement.kind().expect("a kind"), join(statement.topics()))
}

fn member(archive: &Archive, day: Date) -> Truth {
    let wto = archive.organization("wto").expect("the organization");
    wto.has_member(&Actor::from(KAZ), Some(Standing::Full), day).value()
}

fn in_force(archive: &Archive, treaty: &str, day: Date) -> Truth {
    archive.dossier(USA, KAZ).treaty(treaty).expect("the treaty").in_force(day).value()
}

/// How the main record of a row is cited.
fn said_by(archive: &Archive, row: &Row) -> String {
    let (kind, id) = row.records[0];
    let record = record(archive, kind, id);
    join(record.sources().iter().map(|citation| match &citation.via {
        Some(via) => format!("{} via {via}", citation.source),
        None => citation.source.clone(),
    }))
}

fn record(archive: &Archive, kind: RecordKind, id: &str) -> Record {
    archive
        .records()
        .find(|record| record.kind() == kind && record.id() == id)
        .unwrap_or_else(|| panic!("no {kind} has the id `{id}`"))
}

#[test]
fn every_fact_of_the_seed_has_a_row() {
    let facts: Vec<&str> = ROWS.iter().map(|row| row.fact).collect();
    let expected: Vec<String> = (1..=33).map(|number| format!("F{number:02}")).collect();
    assert_eq!(facts, expected);
    for row in ROWS {
        assert!(!row.records.is_empty() && !row.needle.is_empty(), "{}", row.fact);
    }
}

#[test]
fn every_fact_stands_in_its_records_with_its_source() {
    let archive = whole();
    for row in ROWS {
        for (kind, id) in row.records {
            record(&archive, *kind, id);
        }
        assert_eq!(said_by(&archive, row), row.said_by, "{}", row.fact);
    }
}

#[test]
fn every_fact_is_the_answer_to_a_question() {
    let archive = whole();
    for row in ROWS {
        assert_eq!((row.ask)(&archive), row.answer, "{}", row.fact);
    }
}

#[test]
fn the_two_sources_alone_tell_every_fact() {
    let archive = seed_sources_only();
    for row in ROWS.iter().filter(|row| !matches!(row.fact, "F01" | "F17")) {
        assert_eq!((row.ask)(&archive), row.answer, "{}", row.fact);
    }
    let pair = archive.dossier(USA, KAZ);
    let recognised = |day| pair.recognition(USA, day).value();
    assert_eq!(recognised(day(1991, 12, 15)), Truth::No);
    assert_eq!(recognised(day(1991, 12, 16)), Truth::Unknown);
    assert_eq!(recognised(day(1991, 12, 31)), Truth::Yes);
}

#[test]
fn a_meeting_with_a_third_country_is_found_from_it_and_is_no_visit_to_it() {
    let archive = whole();
    for pair in [archive.dossier(USA, TKM), archive.dossier(TKM, USA), archive.dossier(KAZ, TKM)] {
        assert_eq!(pair.visits().iter().count(), 0, "{pair:?}");
        assert_eq!(pair.visits().to(TKM).iter().count(), 0, "{pair:?}");
        assert!(pair.visits().last_before(day(2100, 1, 1)).is_empty());
    }
    for pair in [archive.dossier(USA, TKM), archive.dossier(TKM, USA)] {
        assert!(!pair.is_empty());
        assert_eq!(pair.meetings().iter().count(), 1);
    }
    let to_kaz = archive.dossier(USA, KAZ).visits().to(KAZ);
    assert!(to_kaz.iter().any(|visit| visit.id() == "blinken-2023"));
}

#[test]
fn tens_of_billions_keep_their_bounds() {
    let archive = whole();
    let figure = archive.dossier(USA, KAZ).figures().iter().next().expect("the investment");
    let bounds: Bounds = figure.estimate().expect("a figure").bounds();
    let number = |text: &str| text.parse::<Decimal>().expect("a number");
    assert_eq!(bounds.lower(), Some(Bound::included(number("2e10"))));
    assert_eq!(bounds.upper(), Some(Bound::excluded(number("1e11"))));
    assert_eq!(figure.words(), Some("tens of billions of dollars"));
    assert_eq!(figure.period(), None);
}

#[test]
fn a_claimed_rank_is_never_a_computed_one() {
    let archive = whole();
    let rank = archive.trade(USA).in_year(2021).two_way().rank_of(KAZ).unwrap();
    assert_eq!(rank.claimed(), [81]);
    assert_eq!((rank.best(), rank.of()), (Some(1), 1));
    let only_claim = archive.records().filter(|record| record.id() != "us-kz-trade-2021");
    let archive = Archive::from_records(only_claim).expect("every rule passes");
    let rank = archive.trade(USA).in_year(2021).two_way().rank_of(KAZ).unwrap();
    assert_eq!((rank.claimed(), rank.best(), rank.of()), (&[81][..], None, 0));
}

#[test]
fn what_stands_for_several_is_in_no_list_in_force_and_in_no_total() {
    for archive in [whole(), seed_sources_only()] {
        for pair in
            [archive.dossier(USA, KAZ), archive.dossier(KAZ, TKM), archive.dossier(KAZ, USA)]
        {
            for year in 1990..2030 {
                let listed = pair.treaties().in_force(day(year, 6, 1)).possibly();
                assert!(listed.into_iter().all(|treaty| !treaty.is_several()), "{pair:?} {year}");
            }
        }
        let pair = archive.dossier(USA, KAZ);
        for stage in Stage::ALL {
            let total = pair.programs().total(*stage, &ReportingPeriod::ALL_TIME);
            let counted = total.counted().iter().map(|counted| counted.claims[0].id());
            assert!(counted.into_iter().all(|id| id == "kz-wmd-elimination"), "{stage}");
        }
    }
}

#[test]
fn money_of_several_programmes_is_left_out_and_listed() {
    let archive = whole();
    let with_money = archive.records().map(|record| match record {
        Record::Program(program) if program.id == "us-military-assistance" => {
            let spent: Estimate = "USD 1e6".parse().expect("an estimate");
            program.transaction(bilateral::Transaction::new(Stage::Expenditure, spent)).into()
        }
        other => other,
    });
    let archive = Archive::from_records(with_money).expect("every rule passes");
    let programs = archive.dossier(USA, KAZ).programs().given_by(USA);
    let total = programs.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    assert_eq!(join(total.sums()), "USD [4.5e8, 5.5e8]");
    let left_out: Vec<_> =
        total.left_out().iter().map(|left| (left.claim.id(), left.reason)).collect();
    assert_eq!(left_out, [("us-military-assistance", bilateral::LeftOutReason::Several)]);
}

#[test]
fn money_of_the_parent_and_of_a_sibling_is_not_added() {
    let archive = whole();
    let programs = archive.dossier(USA, KAZ).programs().given_by(USA);
    let total = programs.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    assert_eq!(total.counted().len(), 1);
    assert_eq!(total.counted()[0].claims[0].id(), "kz-wmd-elimination");

    // The same sum told of the parent too stands beside its child's and is not added.
    let archive = whole();
    let told_twice = archive.records().map(|record| match record {
        Record::Program(program) if program.id == "ctr" => {
            let spent: Estimate = "rounded USD 5e8".parse().expect("an estimate");
            let spent = bilateral::Transaction::new(Stage::Expenditure, spent)
                .provider(USA)
                .receiver(KAZ)
                .cumulative();
            program.transaction(spent).into()
        }
        other => other,
    });
    let archive = Archive::from_records(told_twice).expect("every rule passes");
    let programs = archive.dossier(USA, KAZ).programs().given_by(USA);
    let total = programs.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    assert_eq!(join(total.sums()), "USD [4.5e8, 5.5e8]");
    assert_eq!(total.left_out().len(), 1);
    assert_eq!(total.left_out()[0].reason, bilateral::LeftOutReason::ParentOfCounted);

    // A sum without a stated period is counted only when all time is asked.
    let year = programs.total(Stage::Expenditure, &ReportingPeriod::year(2022).expect("a year"));
    assert!(year.is_none() && !year.left_out().is_empty());
}

/// Days around the boundaries of F13 to F15, and far from them.
fn days() -> Vec<Date> {
    let around = [day(1991, 12, 16), day(1994, 1, 12), day(1996, 12, 30), day(2023, 2, 27)];
    let mut days =
        vec![day(0, 1, 1), day(1900, 1, 1), day(1946, 2, 28), day(2100, 1, 1), day(9999, 12, 31)];
    for middle in around {
        let julian = middle.to_julian_day();
        days.extend((julian - 40..=julian + 40).filter_map(|day| Date::from_julian_day(day).ok()));
    }
    days.extend(
        (1980..2060).flat_map(|year| [day(year, 1, 1), day(year, 2, 28), day(year, 12, 31)]),
    );
    days
}

#[test]
fn what_the_two_sources_alone_say_of_f13_to_f15_on_any_day() {
    let archive = seed_sources_only();
    for day_asked in days() {
        let expected = if day_asked < day(1991, 12, 16) {
            Truth::No
        } else if day_asked < day(2023, 2, 27) {
            Truth::Unknown
        } else {
            Truth::Yes
        };
        assert_eq!(in_force(&archive, "us-kz-bit", day_asked), expected, "bit {day_asked}");
        assert_eq!(in_force(&archive, "us-kz-tax", day_asked), expected, "tax {day_asked}");
        assert_eq!(member(&archive, day_asked), expected, "wto {day_asked}");
    }
}

#[test]
fn what_the_whole_file_says_of_f14_and_f15_on_any_day() {
    let archive = whole();
    for day_asked in days() {
        let since = |first| Truth::from(day_asked >= first);
        assert_eq!(
            in_force(&archive, "us-kz-bit", day_asked),
            since(day(1994, 1, 12)),
            "bit {day_asked}"
        );
        assert_eq!(
            in_force(&archive, "us-kz-tax", day_asked),
            since(day(1996, 12, 30)),
            "tax {day_asked}"
        );
    }
}
