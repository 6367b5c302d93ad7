//! The sentence of the brief that prints each fact of the seed.

use bilateral::{CountryCode, RecordKind};

use crate::seed::{ROWS, VISIT, whole};

/// Every sentence of the brief with the records behind it.
fn sentences() -> Vec<(String, Vec<(RecordKind, String)>)> {
    let archive = whole();
    let brief = archive.dossier(CountryCode::USA, CountryCode::KAZ).brief(VISIT);
    let mut sentences = Vec::new();
    for sentence in brief.sentences() {
        let records = sentence
            .records()
            .iter()
            .map(|record| (record.kind(), record.id().to_owned()))
            .collect();
        sentences.push((sentence.text().to_string(), records));
    }
    // The numbered list at the end is where a source itself is told of.
    for source in brief.sources() {
        sentences.push((source.to_string(), vec![(RecordKind::Source, source.id().to_owned())]));
    }
    sentences
}

#[test]
fn every_fact_of_the_seed_is_printed_by_a_sentence_that_names_its_record() {
    let sentences = sentences();
    let mut missing = Vec::new();
    for row in ROWS {
        let printed = sentences.iter().any(|(text, records)| {
            text.contains(row.needle)
                && row.records.iter().any(|(kind, id)| {
                    records.iter().any(|(found, name)| found == kind && name == id)
                })
        });
        if !printed {
            let of_record: Vec<&str> = sentences
                .iter()
                .filter(|(_, records)| {
                    records.iter().any(|(kind, id)| row.records.contains(&(*kind, id.as_str())))
                })
                .map(|(text, _)| text.as_str())
                .collect();
            missing.push(format!("{}: `{}` in none of {of_record:#?}", row.fact, row.needle));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn what_stands_for_several_is_never_said_to_be_in_force() {
    for (text, records) in sentences() {
        let several = ["kz-disarmament-treaties", "us-kz-assistance-1993"];
        if records.iter().any(|(_, id)| several.contains(&id.as_str())) {
            let text = text.replace("whether any is in force is not stated", "");
            assert!(!text.contains("in force"), "{text}");
        }
    }
}

#[test]
fn a_rank_is_printed_as_what_a_source_claims() {
    let claimed: Vec<String> = sentences()
        .into_iter()
        .map(|(text, _)| text)
        .filter(|text| text.contains("81st"))
        .collect();
    assert!(!claimed.is_empty());
    for text in claimed {
        assert!(text.contains("according to"), "{text}");
    }
}
