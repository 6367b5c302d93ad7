//! The questions of the example, asked: every one answers, and says what it should.

#[path = "../../examples/questions/answers/mod.rs"]
mod answers;

use bilateral::{
    Archive, CountryCode, Occasion, PairFact, RepresentationLevel, RoleClass, Truth, VisitRef, day,
};

const USA: CountryCode = CountryCode::USA;
const KAZ: CountryCode = CountryCode::KAZ;

fn archive() -> Archive {
    answers::archive().unwrap_or_else(|report| panic!("{report}"))
}

fn told(archive: &Archive, number: u8) -> String {
    let question = answers::QUESTIONS.iter().find(|question| question.number == number).unwrap();
    (question.answer)(archive).unwrap_or_else(|error| panic!("{number}: {error}")).to_string()
}

/// Both files of example data are one archive without errors, and its warnings are those that the
/// facts themselves deserve: none is of a reference to nothing.
#[test]
fn the_two_files_validate_together() {
    let archive = archive();
    assert!(!archive.report().has_errors());
    let broken = archive.report().warnings().filter(|it| it.code().starts_with("reference/"));
    assert_eq!(broken.count(), 0, "{}", archive.report());
}

/// Questions 1 to 14 and 27 to 45 are there, in order, each a question with an answer.
#[test]
fn every_question_is_answered() {
    let archive = archive();
    let numbers: Vec<u8> = answers::QUESTIONS.iter().map(|question| question.number).collect();
    assert_eq!(numbers, (1..=14).chain(27..=45).collect::<Vec<u8>>());
    for question in answers::QUESTIONS {
        assert!(question.asks.ends_with(['?', 'd']), "{}", question.asks);
        assert!(!told(&archive, question.number).trim().is_empty(), "{}", question.number);
    }
}

/// Each answer holds the sentences that the records call for, and none that they forbid.
#[test]
fn answers_say_what_the_records_say() {
    let archive = archive();
    let expected: &[(u8, &[&str])] = &[
        (
            1,
            &[
                "Türkiye can have been the first, on 16 December 1991",
                "as number 17 (qazyr)",
                "who believes the Historian says: Türkiye",
            ],
        ),
        (
            2,
            &[
                "1992-03-01: embassy of United States [\"almaty\"] (perhaps)",
                "2005-01-01: level of the United States: ambassador",
            ],
        ),
        (
            3,
            &[
                "President Nursultan Nazarbayev",
                "(official-working)",
                "Secretary of State Antony John Blinken",
            ],
        ),
        (
            4,
            &[
                "blinken-2023: as foreign minister yes, 307 days before",
                "Antony John Blinken: true",
            ],
        ),
        (
            5,
            &["blinken-2023: Kyrgyzstan, Tajikistan, Turkmenistan", "obama-2014-hague: Kazakhstan"],
        ),
        (6, &["US-Kazakhstan tax convention"]),
        (7, &["30 years of us-kz-tax on 30 December 2026", "25 December 2026 or 26 December 2026"]),
        (
            8,
            &[
                "enhanced strategic partnership",
                "levels recorded for the end of 2017: 0",
                "the next round is number 5 or later",
            ],
        ),
        (9, &["Treaties, sentences: ", "sources;"]),
        (10, &["start: from `1991-12-25` to `1991`", "us-kz-partnership, from no to yes"]),
        (
            11,
            &[
                "us-kz-partnership",
                "in conflict, 4: us-kz-relations-encyclopedia, us-recognises-kz",
            ],
        ),
        (12, &["Astana, on that day Nur-Sultan", "Tselinograd"]),
        (
            13,
            &["Secretary of State of USA: Condoleezza Rice\n", "Foreign Minister of KAZ: Tazhin\n"],
        ),
        (
            14,
            &[
                "embassy of United States moved to astana",
                "consulate-general of United States opened: 14 December 2009",
            ],
        ),
        (
            27,
            &[
                "30 June 1996: no",
                "30 December 1996: yes",
                "income of June 1996: yes",
                "tax-treaty-database",
            ],
        ),
        (28, &["contracting: Kazakhstan\n", "Paris Agreement: contracting and former"]),
        (
            29,
            &[
                "2018-01-01: Partnership and Cooperation",
                "2021-01-01: Enhanced Partnership",
                "replaces it between",
            ],
        ),
        (30, &["CTBT: ever in force by the end of 2023: unknown", "603 days", "1532 to 1562 days"]),
        (
            31,
            &[
                "France objected, against force: true",
                "between USA and FRA: bars",
                "between USA and DEU: modifies",
                "in force between USA and DEU: yes",
            ],
        ),
        (
            32,
            &[
                "applied provisionally: yes",
                "in force: no",
                "between Germany and France in 2021: no",
            ],
        ),
        (
            33,
            &[
                "UKR by notice of 1992-05-01",
                "RUS as the state that continues",
                "KAZ by presumption",
                "unknown, succession-not-recorded",
            ],
        ),
        (34, &["paris-agreement: free from 1 January 2025, by convention"]),
        (35, &["made on 2009-10-18: yes", "made on 2009-10-19: no"]),
        (36, &["certainly lacking: China, United States", "42 states"]),
        (37, &["us-kz-bit: party of every party for 2023-02-27 (sheet-2023)"]),
        (38, &["Kazakhstan: undetermined"]),
        (39, &["2021: yes, unknown, yes, 0 and 0, 1, 0, rounded USD 2.5e9 and missing"]),
        (
            40,
            &[
                "cow on 1 January 1950: no",
                "gw on 1 January 1950: yes",
                "by both together: unknown",
            ],
        ),
        (41, &["c5-plus-1\n", "c5-plus-1 of KAZ: yes"]),
        (
            42,
            &[
                "recognition by United States: 0 days or 9 days or 10 days",
                "first treaty signed: 155 days",
            ],
        ),
        (43, &["1993: United States ambassador", "2014: United States charge"]),
        (44, &["to KAZ: 10 certainly, 10 possibly", "to USA: 0 certainly, 1 possibly"]),
        (
            45,
            &[
                "Kazakhstan on 1991-12-20: 1 certainly, 2 possibly",
                "from 13 June 2006 until no end recorded",
            ],
        ),
    ];
    assert_eq!(expected.len(), answers::QUESTIONS.len());
    for (number, needles) in expected {
        let told = told(&archive, *number);
        for needle in *needles {
            assert!(told.contains(needle), "{number}: `{needle}` is not in\n{told}");
        }
    }
}

/// A first visit is no later than any other visit may be, under every choice of one day each.
#[test]
fn the_first_visit_comes_no_later_than_any() {
    let archive = archive();
    let visits = archive.dossier(USA, KAZ).visits();
    let earliest = |visit: &VisitRef<'_>| visit.days().and_then(|days| days.first());
    let first = visits.first();
    for candidate in first.iter() {
        for visit in visits.iter() {
            assert!(earliest(candidate) <= visit.days().and_then(|days| days.last()));
        }
    }
}

/// What is certainly within a range of days is within a wider one, and what is certainly outside a
/// wider one is outside the range: of anniversaries, of moves of missions, of signatures near a visit.
#[test]
fn a_wider_span_never_loses_what_is_certain() {
    let archive = archive();
    let pair = archive.dossier(USA, KAZ);
    for year in 1992..2030 {
        let (narrow, wide) =
            ((day(year, 3, 1), day(year, 9, 30)), (day(year - 1, 12, 1), day(year + 1, 1, 31)));
        let inner = pair.anniversaries(5, narrow.0, narrow.1);
        let outer = pair.anniversaries(5, wide.0, wide.1);
        for it in &inner {
            let same = outer.iter().find(|other| other.of == it.of && other.years == it.years);
            assert!(same.is_some_and(|other| other.within >= it.within), "{it:?}");
        }
        let inner = pair.mission_events(narrow.0, narrow.1);
        let outer = pair.mission_events(wide.0, wide.1);
        for it in &inner {
            let same = outer.iter().find(|other| {
                other.mission == it.mission && other.what == it.what && other.place == it.place
            });
            assert!(same.is_some_and(|other| other.within >= it.within), "{it:?}");
        }
    }
    for visit in pair.visits().iter() {
        for days in 0..40 {
            for (treaty, truth) in visit.signed_within(days) {
                let wider = visit.signed_within(days + 1).find(|(other, _)| *other == treaty);
                assert!(wider.is_some_and(|(_, wider)| wider >= truth), "{treaty:?} {days}");
            }
        }
    }
}

/// Changes from a day to itself are none, and changes back are the changes turned round.
#[test]
fn changes_turn_round_with_their_days() {
    let archive = archive();
    let pair = archive.dossier(USA, KAZ);
    let days =
        [day(1991, 12, 20), day(1993, 1, 1), day(2014, 2, 10), day(2018, 6, 1), day(2023, 2, 27)];
    for from in days {
        assert!(pair.changes(from, from).is_empty());
        for to in days {
            let there = pair.changes(from, to);
            let back = pair.changes(to, from);
            assert_eq!(there.len(), back.len());
            for change in there {
                let turned = back.iter().find(|it| it.what == change.what).unwrap();
                assert_eq!((turned.before, turned.after), (change.after, change.before));
            }
        }
    }
    let to_2023 = pair.changes(day(1990, 1, 1), day(2023, 1, 1));
    assert!(to_2023.iter().any(|it| matches!(it.what, PairFact::InCommon("c5-plus-1"))));
}

/// A policy that settles the day of recognition settles who was first and how many recognise on a day.
#[test]
fn a_policy_settles_the_first_recognition() {
    let archive = archive();
    let open = archive.country(KAZ).recognitions();
    assert_eq!(open.first().iter().count(), 2);
    let policy = bilateral::Policy::new().prefer("encyclopedia");
    let settled = archive.under(&policy).country(KAZ).recognitions();
    // By the encyclopedia the United States recognised it on the same day as Türkiye: both are first.
    assert_eq!(settled.first().iter().count(), 2);
    assert_eq!(open.count_on(day(1991, 12, 20)), (1, 2));
    assert_eq!(settled.count_on(day(1991, 12, 20)), (2, 2));
    assert_eq!(archive.country(CountryCode::MNE).recognitions().by(USA).count(), 2);
}

/// A visit whose traveller is not named may be of anybody; one in a named office is not of another.
#[test]
fn the_class_of_an_unnamed_traveller_is_unknown() {
    let text = r#"
{"kind":"source","id":"s","title":"A list"}
{"kind":"visit","id":"v","host":"KAZ","travellers":[{"actor":"USA","label":"a delegation"}],"start":"2010-05-01","sources":[{"source":"s"}]}
"#;
    let archive = Archive::from_lines(text.lines(), serde_json::from_str).unwrap();
    let visit = archive.visit("v").unwrap();
    for role in RoleClass::ALL {
        assert_eq!(visit.made_as(*role), Truth::Unknown);
    }
    assert_eq!(archive.dossier(USA, KAZ).visits().made_as(RoleClass::HeadOfState).count(), 1);
}

/// Where no mission is recorded nothing tells the level; where one is and its head is not, two may be.
#[test]
fn the_level_of_representation_is_never_guessed() {
    let archive = archive();
    let montenegro = archive.dossier(USA, CountryCode::MNE);
    let levels = |from, on| montenegro.representation(from, on).iter().copied().collect::<Vec<_>>();
    assert_eq!(levels(CountryCode::MNE, day(2010, 1, 1)), []);
    assert_eq!(levels(USA, day(2006, 1, 1)), [RepresentationLevel::None]);
    let either = [RepresentationLevel::Charge, RepresentationLevel::Ambassador];
    assert_eq!(levels(USA, day(2010, 1, 1)), either);
}

/// The anniversary of a treaty's force between two is that of the later of the two.
#[test]
fn force_between_two_begins_with_the_later() {
    let text = r#"
{"kind":"source","id":"s","title":"A list"}
{"kind":"treaty","id":"t","title":"A convention","others":true,"parties":[{"actor":"USA","acts":[{"type":"accession","on":"1999-05-01"},{"type":"entry-into-force","on":"2000-05-01"}]},{"actor":"KAZ","acts":[{"type":"accession","on":"2001-05-01"},{"type":"entry-into-force","on":"2003-05-01"}]}],"sources":[{"source":"s"}]}
"#;
    let archive = Archive::from_lines(text.lines(), serde_json::from_str).unwrap();
    let pair = archive.dossier(USA, KAZ);
    let found = pair.anniversaries(10, day(2010, 1, 1), day(2014, 12, 31));
    assert_eq!(found.len(), 1);
    assert!(matches!(found[0].of, Occasion::EntryIntoForce(_)));
    assert_eq!(found[0].days[0].first(), Some(day(2013, 5, 1)));
}
