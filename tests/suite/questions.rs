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

/// All 51 questions are there, in order, each a question with an answer.
#[test]
fn every_question_is_answered() {
    let archive = archive();
    let numbers: Vec<u8> = answers::QUESTIONS.iter().map(|question| question.number).collect();
    assert_eq!(numbers, (1..=51).collect::<Vec<u8>>());
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
            15,
            &[
                "they differ in product kind",
                "gap between $1.085 billion and $1.195 billion, ratio 1.943 to 2.139",
                "`kz-us-imports-2024` (kz-statistics-2025)",
            ],
        ),
        (
            16,
            &[
                "the real ones, adjusted: false",
                "gap $12,000,000, ratio 1.12\n",
                "by the factor of IMF, Direction of Trade Statistics 2017",
                "ratio 1.056 to 1.057",
            ],
        ),
        (
            17,
            &[
                "2016, with CAN: between -$16,276,500,000 and -$16,275,500,000 by the US report, between -$24,401,500,000 and -$24,400,500,000",
                "2024, with KAZ: between -$1.3 billion and -$1.25 billion by the US report, between $260 million and $280 million by the report of KAZ",
                "give between -$1.3 billion and -$1.1 billion, holds: unknown",
            ],
        ),
        (
            18,
            &[
                "2024: 0.062 to 0.065 percent",
                "rank of KAZ with USA: 4 to any of 4 recorded, claimed []",
                "as claimed: 3.35 to 3.45 percent",
                "rank of USA with KAZ: 1 to any of 1 recorded, claimed [4]",
                "of Arland's exports: 32.258 to 32.259 percent",
                "rank of XQB with XQA: 1 to 1 of 2 recorded",
            ],
        ),
        (
            19,
            &[
                "53.941 to 56.067 percent",
                "a break is marked: false; prices: not stated",
                "claimed since 2011: 27 to 30 percent, holds: unknown",
                "they differ in prices",
                "in current prices: 15 percent, break: true, version of 2022-05",
                "in constant 2015 prices: 5 percent",
            ],
        ),
        (
            20,
            &[
                "as known on 2022-01-01: not known",
                "as known on 2022-05-01: $97,000,000 [\"P\"]",
                "as known on 2022-12-31: $100,000,000 []\n   - in place of `arland-berland-2021-first`",
            ],
        ),
        (
            21,
            &[
                "HS 84 machinery: 22.821 to 23.85 percent",
                "- new: 85 electrical machinery\n",
                "- new: 90 instruments (perhaps)",
                "- gone: 1001 wheat\n",
                "HS2017 at 6 digits: 100199 0 percent",
            ],
        ),
        (22, &["re-exports to Berland: $45,000,000", "of what came, at most: 0.75"]),
        (
            23,
            &[
                "exports of CSK, CZE and SVK to AUT, added over those that existed in each period",
                "1993: $110,000,000, missing []",
                "1994: at least $85 million, missing [\"SVK\"]",
            ],
        ),
        (24, &["2019: $75,000,000 by the partner, not by XQA\n      - estimate of"]),
        (
            25,
            &[
                "USA in KAZ, flow: between $31.25 billion and $31.55 billion",
                "stock of XQA in XQB: $500,000,000 by XQA, $450,000,000 by XQB",
                "flow of XQA in XQB: $40,000,000 by XQA, -$5,000,000 by XQB",
                "stock of XQB in XQA: not known by XQB",
            ],
        ),
        (
            26,
            &[
                "in force from 15 May 2012",
                "2010: between $11.95 billion and $12.05 billion; in force on its first day no",
                "2011: not-recorded",
                "2013: between $18.55 billion and $18.65 billion; in force on its first day yes",
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
        (
            46,
            &[
                "FY2009@10: appropriation, given by USA: between $22.395 million and $22.445 million",
                "calendar 2009: appropriation, given by USA: none recorded",
                "apportioned within: between $0 and $45.17 million",
                "apportioned by days: more than $22,475,657.53",
                "Arland, FY2019@7: disbursement, given by XQA: $40,000,000",
                "apportioned by days: more than $34,917,583.65",
            ],
        ),
        (
            47,
            &[
                "A school: $0 of",
                "Wells: $32,000,000 of commitment: $100,000,000",
                "Pipes: at most $70 million of",
            ],
        ),
        (
            48,
            &[
                "in sector `peace and security`: between $7.885 million",
                "FY2002: budgeted, given by USA: between $89.7 million and $90.3 million",
                "in cash: unstated, given by USA: between $884.5 million",
                "in kind: unstated, in kind, given by USA: between $189.5 million",
                "for a region: between $24.5 million and $25.5 million of `ericen`",
            ],
        ),
        (
            49,
            &[
                "active on 2023-02-27: Economic Resilience Initiative in Central Asia\n",
                "Water for Berland, planned 2018-07-01/2020-12-31: active on 2021-06-30 yes, overdue yes",
                "A school, planned 2017-01-01/2019-06-30: active on 2021-06-30 no, overdue no",
            ],
        ),
        (
            50,
            &[
                "1. XQA to org:relief: disbursement: $50,000,000",
                "2. org:relief to XQB: disbursement: $45,000,000",
                "once: disbursement: $50,000,000",
                "- $45,000,000 left out as passed-on",
            ],
        ),
        (
            51,
            &[
                "Economic Resilience Initiative in Central Asia: seen unknown",
                "A road that was announced: seen no",
                "Water for Berland: seen yes",
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

/// What is made up stands in an archive of its own: it validates, and no record of it is in the real one.
#[test]
fn what_is_made_up_stands_apart() {
    let text = include_str!("../../examples/data/made_up.jsonl");
    let made_up = Archive::from_lines(text.lines(), serde_json::from_str)
        .unwrap_or_else(|report: bilateral::Report| panic!("{report}"));
    let title = made_up.header().and_then(|header| header.title.clone());
    assert!(title.is_some_and(|title| title.starts_with("Nothing real")));
    let ids = |archive: &Archive| -> std::collections::BTreeSet<String> {
        archive.records().map(|record| record.id().to_owned()).collect()
    };
    assert!(ids(&archive()).is_disjoint(&ids(&made_up)));
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
