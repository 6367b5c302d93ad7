//! What every brief keeps to, and what the briefs of the example data say.

use std::collections::BTreeSet;

use bilateral::{Actor, Archive, Brief, CountryCode, RecordKind, Sentence, day};
use time::Date;

const EXAMPLE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));

fn archive() -> Archive {
    Archive::from_lines(EXAMPLE.lines(), serde_json::from_str).unwrap()
}

fn brief(on: Date) -> Brief {
    archive().dossier(CountryCode::USA, CountryCode::KAZ).brief(on)
}

/// Briefs of several pairs, each way, on days before, between and after what is recorded.
fn many() -> Vec<Brief> {
    let archive = archive();
    let actors = [
        Actor::from(CountryCode::USA),
        Actor::from(CountryCode::KAZ),
        Actor::from(CountryCode::TKM),
        Actor::from(CountryCode::SUN),
        Actor::organization("wto"),
        Actor::organization("c5-plus-1"),
    ];
    let days = [
        day(1900, 1, 1),
        day(1991, 12, 20),
        day(1996, 6, 30),
        day(2016, 1, 1),
        day(2023, 2, 27),
        day(2023, 2, 28),
        day(2030, 1, 1),
    ];
    let mut briefs = Vec::new();
    for a in &actors {
        for b in &actors {
            for on in days {
                briefs.push(archive.dossier(a, b).brief(on));
            }
        }
    }
    briefs
}

/// The numbers in square brackets, `[3]` and `[1 via 2]`.
fn marks(text: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for part in text.split('[').skip(1) {
        let inside = part.split(']').next().unwrap();
        let numbers: Vec<_> = inside.split(" via ").map(str::parse::<usize>).collect();
        if numbers.iter().all(Result::is_ok) {
            found.extend(numbers.into_iter().flatten());
        }
    }
    found
}

#[track_caller]
fn sentence_on<'b>(brief: &'b Brief, kind: RecordKind, id: &str) -> &'b Sentence {
    brief
        .sentences()
        .find(|it| it.records().iter().any(|record| record.kind() == kind && record.id() == id))
        .unwrap_or_else(|| panic!("no sentence prints {kind} `{id}`"))
}

#[test]
fn the_same_records_and_day_give_the_same_brief() {
    assert_eq!(many(), many());
    let (one, other) = (brief(day(2023, 2, 28)), brief(day(2023, 2, 28)));
    assert_eq!(one.to_markdown(), other.to_markdown());
    assert_eq!(one.to_text(), other.to_text());
}

#[test]
fn every_sentence_cites_and_every_source_is_cited() {
    for brief in many() {
        let mut cited = BTreeSet::new();
        for sentence in brief.sentences() {
            let text = sentence.text();
            assert!(!sentence.cites().is_empty(), "{text}");
            assert!(!sentence.records().is_empty(), "{text}");
            assert_eq!(marks(text), sentence.cites().iter().copied().collect(), "{text}");
            cited.extend(sentence.cites());
        }
        let listed: BTreeSet<usize> = brief.sources().iter().map(|it| it.number()).collect();
        assert_eq!(cited, listed);
        let numbers: Vec<usize> = (1..=brief.sources().len()).collect();
        assert_eq!(brief.sources().iter().map(|it| it.number()).collect::<Vec<_>>(), numbers);
    }
}

#[test]
fn sentences_are_whole_and_free_of_machine_words() {
    for brief in many() {
        for sentence in brief.sentences() {
            let text = sentence.text();
            assert!(text.ends_with('.') && !text.ends_with(".."), "{text}");
            for wrong in
                ["  ", " .", " ,", ",,", ";;", ": ;", "`", "org:", "KAZ", "USA", "TKM", ".]"]
            {
                assert!(!text.contains(wrong), "{wrong:?} in {text}");
            }
        }
    }
}

#[test]
fn text_and_markdown_carry_the_same_sentences() {
    for brief in many() {
        let markdown = brief.to_markdown();
        let text = brief.to_text();
        assert!(text.lines().all(|line| line.chars().count() <= 78
            || !line.trim().contains(' ')
            || line.contains("http")));
        let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in brief.sentences() {
            assert!(markdown.contains(sentence.text()), "{}", sentence.text());
            assert!(flowing.contains(sentence.text()), "{}", sentence.text());
        }
        for source in brief.sources() {
            assert!(markdown.contains(&format!("{}. {source}", source.number())));
        }
    }
}

/// Years named in what a brief tells of the days up to its own; its last section names later ones.
#[test]
fn nothing_after_the_day_is_told() {
    for (on, latest) in
        [(day(1991, 12, 20), 1991), (day(1996, 6, 30), 1996), (day(2016, 1, 1), 2016)]
    {
        let brief = brief(on);
        for section in brief.sections() {
            if section.heading().starts_with("Attested only after") {
                continue;
            }
            for sentence in section.paragraphs().iter().flat_map(|it| it.sentences()) {
                let years = sentence
                    .text()
                    .split(|letter: char| !letter.is_ascii_digit())
                    .filter(|word| word.len() == 4)
                    .map(|word| word.parse::<u16>().unwrap());
                for year in years {
                    assert!(year <= latest, "{}", sentence.text());
                }
            }
        }
    }
    let early = brief(day(1991, 12, 20)).to_markdown();
    for later in ["25 December 1991", "26 December 1991", "Blinken", "embassy", "tax"] {
        let told = early.split("## Attested only after").next().unwrap();
        assert!(!told.contains(later), "{later}");
    }
}

#[test]
fn what_is_attested_only_later_says_so() {
    let brief = brief(day(2016, 1, 1));
    let sentence = sentence_on(&brief, RecordKind::Membership, "kz-wto");
    assert!(sentence.text().contains("attested only on 27 February 2023"), "{}", sentence.text());
    let last = brief.sections().last().unwrap();
    assert_eq!(last.heading(), "Attested only after 1 January 2016");
}

#[test]
fn a_disputed_fact_prints_every_claim() {
    let brief = brief(day(2023, 2, 28));
    let recognition = sentence_on(&brief, RecordKind::Relation, "us-recognises-kz");
    for id in ["-2014", "-historian", "-consulate", "-mfa", "-encyclopedia", ""] {
        let id = format!("us-recognises-kz{id}");
        assert!(recognition.records().iter().any(|record| record.id() == id), "{id}");
    }
    for date in ["16 December 1991", "25 December 1991", "26 December 1991", "disagree"] {
        assert!(recognition.text().contains(date), "{date}");
    }
    let embassy = sentence_on(&brief, RecordKind::Relation, "us-embassy-mfa").text();
    for date in ["January 1992", "3 February 1992", "15 September 1992", "disagree"] {
        assert!(embassy.contains(date), "{date}");
    }
    let consulate = sentence_on(&brief, RecordKind::Relation, "us-consulate-almaty-2014").text();
    assert!(consulate.contains("14 December 2009") && !consulate.contains("disagree"));
    let visit = sentence_on(&brief, RecordKind::Visit, "nazarbayev-2018-mfa").text();
    assert!(visit.contains("15 to 17 January 2018") && visit.contains("15 to 18 January 2018"));
}

#[test]
fn treaties_tell_signature_force_and_effect_apart() {
    let now = brief(day(2023, 2, 28));
    let tax = sentence_on(&now, RecordKind::Treaty, "us-kz-tax").text();
    for words in [
        "signed on 24 October 1993",
        "in force since 30 December 1996",
        "from 1 January 1996",
        "in force as of 27 February 2023, according to the US Department of State",
    ] {
        assert!(tax.contains(words), "{words}: {tax}");
    }
    let then = brief(day(1996, 6, 30));
    let tax = sentence_on(&then, RecordKind::Treaty, "us-kz-tax-database").text();
    assert!(tax.contains("not in force between the two on 30 June 1996"), "{tax}");
    let several = sentence_on(&now, RecordKind::Treaty, "kz-disarmament-treaties").text();
    assert!(several.contains("does not name") && several.contains("not stated"), "{several}");
}

#[test]
fn numbers_keep_their_wording() {
    let brief = brief(day(2023, 2, 28));
    let rank = sentence_on(&brief, RecordKind::TradeFigure, "us-kz-trade-rank-2021").text();
    assert!(rank.starts_with(
        "Kazakhstan was the 81st largest trading partner of the United States in 2021, according to"
    ));
    let figure = sentence_on(&brief, RecordKind::Figure, "us-investment-kz").text();
    assert!(
        figure.contains("tens of billions of dollars") && figure.contains("mainly in oil and gas")
    );
    let money = brief.to_markdown().matches("$500 million").count();
    assert_eq!(money, 1, "the money of a programme is told once");
}

#[test]
fn a_meeting_with_a_third_country_is_no_visit_to_it() {
    let archive = archive();
    let brief = archive.dossier(CountryCode::USA, CountryCode::TKM).brief(day(2023, 2, 28));
    let meeting = sentence_on(&brief, RecordKind::Visit, "blinken-2023").text();
    assert!(
        meeting.contains("Rasit Meredov") && meeting.contains("on a visit to Kazakhstan"),
        "{meeting}"
    );
    assert!(!brief.to_markdown().contains("visited Turkmenistan"));
    let pair = self::brief(day(2023, 2, 28)).to_markdown();
    assert!(
        pair.contains("In Astana Blinken also met Foreign Minister Rasit Meredov of Turkmenistan")
    );
}

#[test]
fn it_serialises() {
    let brief = brief(day(2023, 2, 28));
    let json = serde_json::to_value(&brief).unwrap();
    assert_eq!(json["title"], "The United States and Kazakhstan");
    assert_eq!(json["as_of"], "2023-02-28");
    assert_eq!(json["sources"].as_array().unwrap().len(), brief.sources().len());
    let first = &json["sections"][0]["paragraphs"][0][0];
    assert_eq!(first["text"], brief.sentences().next().unwrap().text());
    assert_eq!(first["records"][0]["kind"], "relation");
}

#[test]
fn an_empty_dossier_says_so() {
    let brief = archive().dossier(CountryCode::FRA, CountryCode::BRA).brief(day(2023, 2, 28));
    assert!(brief.is_empty() && brief.sources().is_empty());
    assert!(brief.to_markdown().contains("Nothing is recorded"));
    assert!(brief.to_text().contains("Nothing is recorded"));
}
