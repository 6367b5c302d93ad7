//! The rules that cannot be broken, each tried at its door.

use std::collections::BTreeSet;

use bilateral::{
    Archive, CountryCode, Figure, FigureConcept, FigureKind, LeftOutReason, PartialDate, Record,
    ReportingPeriod, Stage, Truth, day, rules,
};

#[test]
fn every_number_of_the_list_has_a_rule_or_a_closed_door() {
    let checked: BTreeSet<u8> =
        rules::all().iter().flat_map(|rule| rule.numbers()).copied().collect();
    let closed: Vec<u8> = rules::closed().iter().map(|closed| closed.number()).collect();
    assert!(closed.is_sorted_by(|a, b| a < b));
    for number in 1..=97 {
        assert_ne!(checked.contains(&number), closed.contains(&number), "{number}");
    }
}

#[test]
fn what_stands_at_a_closed_door_is_not_read() {
    let mut wrong = Vec::new();
    for closed in rules::closed().iter().filter(|closed| !closed.error().is_empty()) {
        match serde_json::from_str::<Record>(closed.sample()) {
            Ok(_) => wrong.push(format!("{}: it was read", closed.number())),
            Err(error) if !error.to_string().starts_with(closed.error()) => {
                wrong.push(format!("{}: {error}", closed.number()));
            }
            Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_passes_a_door_is_written_as_it_was_read() {
    let mut kept = 0;
    for closed in rules::closed() {
        if closed.error().is_empty() && !closed.sample().is_empty() {
            let record: Record = serde_json::from_str(closed.sample()).unwrap();
            assert_eq!(serde_json::to_string(&record).unwrap(), closed.sample());
            kept += 1;
        }
    }
    assert_eq!(kept, 2);
}

/// Each rule that only an answer can show has its test below, by its number.
#[test]
fn each_door_without_a_sample_has_a_test() {
    let without: Vec<u8> = rules::closed()
        .iter()
        .filter(|closed| closed.sample().is_empty())
        .map(|closed| closed.number())
        .collect();
    assert_eq!(without, [6, 36, 38, 54, 64, 69, 74]);
}

fn archive(lines: &[&str]) -> Archive {
    let source = r#"{"kind":"source","id":"s","title":"A source","published":"2024-01-01"}"#;
    let lines = std::iter::once(source).chain(lines.iter().copied());
    Archive::from_lines(lines, serde_json::from_str).unwrap()
}

#[test]
fn rule_6_a_fiscal_year_equals_no_calendar_year() {
    let fiscal: ReportingPeriod = "FY2010".parse().unwrap();
    let calendar: ReportingPeriod = "2010".parse().unwrap();
    assert_ne!(fiscal, calendar);
    assert_ne!(fiscal.same(&calendar), Truth::Yes);
}

#[test]
fn rule_36_a_treaty_stays_in_force_outside_the_one_that_replaces_it() {
    let treaty = |id: &str, parties: &[&str], year: &str, more: &str| {
        let parties: Vec<String> = parties
            .iter()
            .map(|code| format!(r#"{{"actor":"{code}","acts":[{{"type":"ratification","on":"{year}"}},{{"type":"signature","on":"{year}"}},{{"type":"entry-into-force","on":"{year}"}}]}}"#))
            .collect();
        format!(
            r#"{{"kind":"treaty","id":"{id}","title":"Pact","parties":[{}],"complete":true{more},"sources":[{{"source":"s"}}]}}"#,
            parties.join(",")
        )
    };
    let old = treaty("old", &["USA", "KAZ", "DEU"], "1995-05-01", "");
    let new = treaty("new", &["USA", "KAZ"], "2005-05-01", r#","replaces":["old"]"#);
    let archive = archive(&[&old, &new]);
    let old = archive.treaty("old").unwrap();
    let between = |a: CountryCode, b: CountryCode| {
        old.in_force_between(&a.into(), &b.into(), day(2010, 1, 1)).value()
    };
    assert_eq!(between(CountryCode::USA, CountryCode::KAZ), Truth::No);
    assert_eq!(between(CountryCode::USA, CountryCode::DEU), Truth::Yes);
}

#[test]
fn rule_38_nothing_survives_a_treaty_that_was_never_in_force() {
    let pact = |acts: &str| {
        format!(
            r#"{{"kind":"treaty","id":"t","title":"Pact","parties":[{{"actor":"USA"}},{{"actor":"KAZ"}}],"acts":[{acts}],"survival":{{"subject":"investments","length":"10 years"}},"sources":[{{"source":"s"}}]}}"#
        )
    };
    let protected = |acts: &str| {
        let archive = archive(&[&pact(acts)]);
        let treaty = archive.treaty("t").unwrap();
        let usa = CountryCode::USA.into();
        treaty.protected(&usa, day(1996, 1, 1), day(2015, 1, 1)).value()
    };
    let entry = r#"{"type":"entry-into-force","on":"1995-01-01"}"#;
    let end = r#"{"type":"termination","on":"2010-01-01"}"#;
    assert_eq!(protected(&format!("{entry},{end}")), Truth::Yes);
    // Without an end it is the treaty that protects; without a begin nothing is known to.
    assert_eq!(protected(entry), Truth::Yes);
    assert_ne!(protected(""), Truth::Yes);
}

#[test]
fn rule_54_a_cumulative_figure_is_left_out_beside_periodic_ones() {
    let program = r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","roles":[{"role":"funding","actor":"USA"},{"role":"recipient","actor":"KAZ"}],"transactions":[{"stage":"disbursement","estimate":"USD 200","period":"1995"},{"stage":"disbursement","estimate":"USD 900","period":"1992/1995","cumulative":true}],"start":"1994","sources":[{"source":"s"}]}"#;
    let archive = archive(&[program]);
    let total = archive
        .programs()
        .given_by(CountryCode::USA)
        .total(Stage::Disbursement, &ReportingPeriod::year(1995).unwrap());
    let reasons: Vec<LeftOutReason> = total.left_out().iter().map(|left| left.reason).collect();
    assert_eq!(reasons.len(), 1, "{total}");
    assert_eq!(total.sums().len(), 1, "{total}");
}

#[test]
fn rule_64_a_detail_is_left_out_beside_its_total() {
    let figure = |id: &str, value: &str, more: &str| {
        format!(
            r#"{{"kind":"figure","id":"{id}","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"{value}"{more},"on":"2023-12-31","sources":[{{"source":"s"}}]}}"#
        )
    };
    let all = figure("all", "USD 15e9", "");
    let part = figure("part", "USD 12e9", r#","part_of":"all""#);
    let oil = figure("oil", "USD 12e9", r#","part_of":"all","sectors":[{"name":"oil"}]"#);
    let total = |detail: &str| {
        let archive = archive(&[&all, detail]);
        let figures = archive.figures().kind(FigureKind::Investment).to(CountryCode::KAZ);
        let total = figures.concept(FigureConcept::Stock).total();
        total.map(|total| total.left_out()[0].reason).map_err(|error| error.to_string())
    };
    // A detail of the same facets is left out; one of a sector of its own is not added at all.
    assert_eq!(total(&part), Ok(LeftOutReason::PartOfCounted));
    assert_eq!(
        total(&oil).unwrap_err(),
        "cannot add or compare `not stated` of record `all` and `oil` of record `oil`: they differ in sectors"
    );
}

#[test]
fn rule_69_a_break_between_two_periods_is_told() {
    let figure = |year: &str, more: &str| {
        format!(
            r#"{{"kind":"trade","id":"{year}","reporter":"KAZ","partner":"USA","flow":"export","period":"{year}","measure":"value","estimate":"USD 5e9"{more},"sources":[{{"source":"s"}}]}}"#
        )
    };
    let (then, now) = (figure("2020", ""), figure("2021", r#","status":"B""#));
    let archive = archive(&[&then, &now]);
    let exports = archive.trade(CountryCode::KAZ).in_year(2021).exports();
    let since = ReportingPeriod::year(2020).unwrap();
    assert!(exports.growth_since(since, CountryCode::USA).unwrap().has_break());
}

#[test]
fn rule_74_figures_of_two_presentations_are_not_added() {
    let figure = |id: &str, presentation: &str| {
        format!(
            r#"{{"kind":"figure","id":"{id}","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"USD 5e9","presentation":"{presentation}","on":"2023-12-31","sources":[{{"source":"s"}}]}}"#
        )
    };
    let (a, b) = (figure("a", "directional"), figure("b", "asset-liability"));
    let archive = archive(&[&a, &b]);
    let invested = archive.figures().kind(FigureKind::Investment).to(CountryCode::KAZ);
    let error = invested.concept(FigureConcept::Stock).total().unwrap_err();
    assert_eq!(error.facet(), "presentation");
}

/// What rule 73 lets pass is no problem to any rule.
#[test]
fn rule_73_a_negative_flow_is_no_problem() {
    let flow = Figure::new("x", FigureKind::Investment, CountryCode::USA, CountryCode::KAZ)
        .concept(FigureConcept::Flow)
        .estimate("USD -5".parse::<bilateral::Estimate>().unwrap())
        .period("2021".parse::<ReportingPeriod>().unwrap())
        .source("s");
    assert!(Record::from(flow).check().is_empty());
    assert_eq!("199X".parse::<PartialDate>().unwrap().to_string(), "199X");
}
