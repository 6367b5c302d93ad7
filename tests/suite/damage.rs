//! Damaged input: truncated, misspelt, duplicated, dropped, swapped, cyclic and out of range. Whatever
//! comes in, reading ends in an archive or in a report whose reading errors name their lines.

use std::collections::BTreeSet;

use bilateral::{Archive, CountryCode, Record, RecordKind, Report, ReportingPeriod, Stage, day};

use crate::seed::example;

fn lines() -> Vec<String> {
    example().lines().map(str::to_owned).collect()
}

fn read<S: AsRef<str>>(lines: &[S]) -> Result<Archive, Report> {
    Archive::from_lines(lines.iter().map(AsRef::as_ref), serde_json::from_str)
}

/// The lines that could not be read. Every error that is no rule's has a line and says something.
fn unread(result: &Result<Archive, Report>) -> BTreeSet<usize> {
    let report = match result {
        Ok(archive) => archive.report(),
        Err(report) => {
            assert!(report.has_errors(), "refused without an error: {report}");
            report
        }
    };
    for problem in report.iter() {
        let text = problem.to_string();
        assert!(!problem.message().is_empty() && !text.contains('\u{0}'), "{text:?}");
    }
    report
        .errors()
        .filter(|error| error.code().starts_with("line/"))
        .map(|error| error.line().unwrap_or_else(|| panic!("no line: {error}")))
        .collect()
}

/// Asks about everything, so that whatever was let in is looked at.
fn ask(archive: &Archive) {
    let actors: Vec<_> = archive.actors().take(6).cloned().collect();
    for a in &actors {
        for b in &actors {
            let pair = archive.dossier(a.clone(), b.clone());
            for asked in [day(0, 1, 1), day(2023, 2, 28), day(9999, 12, 31)] {
                let _ = pair.treaties().in_force(asked).count();
                let _ = pair.relations().on(asked).count();
                let _ = pair.recognition(a.clone(), asked).explain().to_string();
                let _ = pair.visits().last_before(asked).iter().count();
                let _ = pair.timeline().before(asked).count();
                for program in pair.programs().iter() {
                    let _ = program.active_on(asked).explain();
                    let _ = (program.parent(), program.children().count());
                }
                for treaty in pair.treaties().iter() {
                    let _ = treaty.in_force_between(a, b, asked).explain();
                    let _ = treaty.provisionally_applied(a, asked).value();
                }
            }
            for stage in Stage::ALL {
                let _ = pair
                    .programs()
                    .given_by(a.clone())
                    .total(*stage, &ReportingPeriod::ALL_TIME)
                    .to_string();
            }
            let _ = (pair.memberships().count(), pair.side(a.clone()).treaties().count());
        }
    }
    let _ = archive.conflicts().count();
}

/// The number of the line that was changed, counted from 1, and what came of it.
fn with_line(lines: &[String], at: usize, line: String) -> Result<Archive, Report> {
    let mut changed = lines.to_vec();
    changed[at] = line;
    read(&changed)
}

/// Numbers from a fixed seed, so that a failure comes again (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn new() -> Self {
        Self(19_911_216)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

#[test]
fn a_line_cut_anywhere_is_named() {
    let lines = lines();
    for (at, line) in lines.iter().enumerate() {
        let step = line.len().div_ceil(24).max(1);
        for cut in (1..line.len()).step_by(step).chain([line.len() - 1]) {
            let Some(part) = line.get(..cut) else { continue };
            let result = serde_json::from_str::<bilateral::Line>(part);
            assert!(result.is_err(), "line {} cut at {cut} was read: {part}", at + 1);
        }
        let result = with_line(&lines, at, line[..line.floor_char_boundary(line.len() / 2)].into());
        assert_eq!(unread(&result), BTreeSet::from([at + 1]));
    }
}

#[test]
fn every_cut_line_of_a_file_is_named_at_once() {
    let cut: Vec<String> = lines()
        .iter()
        .map(|line| line[..line.floor_char_boundary(line.len() * 2 / 3)].to_owned())
        .collect();
    let all: BTreeSet<usize> = (1..=cut.len()).collect();
    assert_eq!(unread(&read(&cut)), all);
}

#[test]
fn a_file_cut_anywhere_is_read_up_to_there() {
    let text = example();
    for cut in (0..text.len()).step_by(997) {
        let Some(part) = text.get(..cut) else { continue };
        let kept: Vec<&str> = part.lines().collect();
        let named = unread(&read(&kept));
        assert!(named.iter().all(|line| *line == kept.len()), "cut at {cut}: {named:?}");
    }
}

#[test]
fn a_byte_replaced_is_read_or_named() {
    let lines = lines();
    let mut numbers = Numbers::new();
    let bytes = b"\"{}[]:,.\\0129-+eE~?%_ aZ\t/";
    for (at, line) in lines.iter().enumerate() {
        let mut spoilt = lines.clone();
        for _ in 0..12 {
            let mut text = line.clone().into_bytes();
            let place = numbers.below(text.len());
            text[place] = bytes[numbers.below(bytes.len())];
            let Ok(text) = String::from_utf8(text) else { continue };
            let readable = serde_json::from_str::<bilateral::Line>(&text).is_ok();
            spoilt[at] = text;
            let result = read(&spoilt);
            let named = unread(&result);
            assert!(named.is_subset(&BTreeSet::from([at + 1])), "{named:?}: {}", spoilt[at]);
            assert_eq!(named.is_empty(), readable, "{}", spoilt[at]);
            if let Ok(archive) = result
                && numbers.below(40) == 0
            {
                ask(&archive);
            }
        }
    }
}

#[test]
fn many_bytes_replaced_are_never_a_panic() {
    let mut numbers = Numbers::new();
    let original = lines();
    for _ in 0..60 {
        let mut lines = original.clone();
        for _ in 0..20 {
            let at = numbers.below(lines.len());
            let mut text = lines[at].clone().into_bytes();
            if text.is_empty() {
                continue;
            }
            let place = numbers.below(text.len());
            text[place] = b' ' + (numbers.below(95) as u8);
            lines[at] = String::from_utf8_lossy(&text).into_owned();
        }
        if let Ok(archive) = read(&lines) {
            ask(&archive);
        }
    }
}

#[test]
fn lines_dropped_never_make_a_reading_error() {
    let lines = lines();
    for at in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(at);
        let result = read(&fewer);
        assert_eq!(unread(&result), BTreeSet::new(), "without line {}", at + 1);
        if let Ok(archive) = result
            && at % 10 == 0
        {
            ask(&archive);
        }
    }
}

#[test]
fn lines_given_twice_are_read_and_a_second_header_is_named() {
    let lines = lines();
    for at in 0..lines.len() {
        let mut more = lines.clone();
        more.push(lines[at].clone());
        let result = read(&more);
        let expected = if at == 0 { BTreeSet::from([more.len()]) } else { BTreeSet::new() };
        assert_eq!(unread(&result), expected, "line {} twice", at + 1);
        if let Ok(archive) = result
            && at % 10 == 0
        {
            ask(&archive);
        }
    }
}

#[test]
fn values_swapped_between_records_are_read_or_named() {
    let records: Vec<serde_json::Value> =
        lines().iter().skip(1).map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let mut numbers = Numbers::new();
    for _ in 0..300 {
        let mut swapped = records.clone();
        let mut touched = BTreeSet::new();
        for _ in 0..3 {
            let (a, b) = (numbers.below(swapped.len()), numbers.below(swapped.len()));
            let key = |record: &serde_json::Value, number: usize| {
                let object = record.as_object().expect("an object");
                object.keys().nth(number % object.len()).cloned().expect("a key")
            };
            let (ka, kb) =
                (key(&swapped[a], numbers.below(99)), key(&swapped[b], numbers.below(99)));
            let (va, vb) = (swapped[a][&ka].clone(), swapped[b][&kb].clone());
            swapped[a][&ka] = vb;
            swapped[b][&kb] = va;
            touched.extend([a + 1, b + 1]);
        }
        let lines: Vec<String> = swapped.iter().map(ToString::to_string).collect();
        let result = read(&lines);
        let named = unread(&result);
        assert!(named.is_subset(&touched), "{named:?} of {touched:?}");
        if let Ok(archive) = result {
            ask(&archive);
        }
    }
}

#[test]
fn every_value_out_of_range_is_read_or_named() {
    let lines = lines();
    let odd = [
        "null",
        "true",
        "-1",
        "0",
        "1e999",
        "18446744073709551616",
        "\"\"",
        "\"99999999-99-99\"",
        "\"0000-00-00\"",
        "\"9999-12-31\"",
        "\"[..]\"",
        "[]",
        "{}",
        "[null]",
        "\"org:\"",
        "\"USD 9e127\"",
        "\"USD 99999999999999999999\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"..\"",
        "\"9999-12-31%\"",
        "\"[9999-12-31..]\"",
        "\"[..0000-01-01]\"",
    ];
    for (at, line) in lines.iter().enumerate().skip(1) {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let keys: Vec<String> = record.as_object().expect("an object").keys().cloned().collect();
        for (number, key) in keys.iter().enumerate() {
            // A few of the odd values a field, others at the next.
            for value in odd.iter().skip((at + number) % 4).step_by(4) {
                let fields: Vec<String> = keys
                    .iter()
                    .map(|name| {
                        let stated = if name == key {
                            (*value).to_owned()
                        } else {
                            record[name].to_string()
                        };
                        format!("{}:{stated}", serde_json::Value::from(name.as_str()))
                    })
                    .collect();
                let text = format!("{{{}}}", fields.join(","));
                let readable = serde_json::from_str::<bilateral::Line>(&text);
                match readable {
                    Err(error) => assert!(!error.to_string().is_empty()),
                    Ok(_) => {
                        let result = with_line(&lines, at, text);
                        assert_eq!(unread(&result), BTreeSet::new());
                        if let Ok(archive) = result
                            && (at + number) % 16 == 0
                        {
                            ask(&archive);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn words_misspelt_are_named_with_what_was_meant() {
    let lines = lines();
    for (at, line) in lines.iter().enumerate().skip(1) {
        for (right, wrong) in
            [("\"sources\"", "\"sorces\""), ("\"kind\"", "\"knid\""), ("\"id\"", "\"iid\"")]
        {
            if !line.contains(right) {
                continue;
            }
            let result = with_line(&lines, at, line.replacen(right, wrong, 1));
            assert_eq!(unread(&result), BTreeSet::from([at + 1]));
            let report = result.expect_err("a report");
            let error =
                report.errors().find(|error| error.line() == Some(at + 1)).expect("the error");
            let word = right.trim_matches('"');
            assert!(error.message().contains(word), "{error}");
        }
    }
}

#[test]
fn cycles_end() {
    let cyclic = [
        r#"{"kind":"source","id":"a","title":"A","copy_of":"b"}"#,
        r#"{"kind":"source","id":"b","title":"B","copy_of":"a","supersedes":"b"}"#,
        r#"{"kind":"organization","id":"o","name":"O","of":"org:p"}"#,
        r#"{"kind":"organization","id":"p","name":"P","of":"org:o"}"#,
        r#"{"kind":"organization","id":"q","name":"Q","of":"org:q"}"#,
        r#"{"kind":"treaty","id":"t","title":"T","parties":[{"actor":"USA"},{"actor":"KAZ"}],"replaces":["u"],"same_as":"u","sources":[{"source":"a"}]}"#,
        r#"{"kind":"treaty","id":"u","title":"U","parties":[{"actor":"USA"},{"actor":"KAZ"}],"replaces":["t","u"],"same_as":"t","sources":[{"source":"b"}]}"#,
        r#"{"kind":"treaty","id":"v","title":"V","parties":[{"actor":"USA"},{"actor":"KAZ"}],"acts":[{"type":"entry-into-force","on":"2000-01-01"}],"replaces":["w"]}"#,
        r#"{"kind":"treaty","id":"w","title":"W","parties":[{"actor":"USA"},{"actor":"KAZ"}],"acts":[{"type":"entry-into-force","on":"2000-01-01"}],"replaces":["v"]}"#,
        r#"{"kind":"program","id":"x","type":"assistance","title":"X","roles":[{"role":"funding","actor":"USA"},{"role":"recipient","actor":"KAZ"}],"parent":"y","transactions":[{"stage":"expenditure","estimate":"USD 1"}]}"#,
        r#"{"kind":"program","id":"y","type":"assistance","title":"Y","roles":[{"role":"funding","actor":"USA"},{"role":"recipient","actor":"KAZ"}],"parent":"x","transactions":[{"stage":"expenditure","estimate":"USD 1"}]}"#,
        r#"{"kind":"program","id":"z","type":"assistance","title":"Z","roles":[{"role":"funding","actor":"org:o"},{"role":"recipient","actor":"org:q"}],"parent":"z"}"#,
        r#"{"kind":"visit","id":"m","host":"KAZ","travellers":[{"actor":"USA"}],"same_as":"n"}"#,
        r#"{"kind":"visit","id":"n","host":"KAZ","travellers":[{"actor":"USA"}],"same_as":"m"}"#,
        r#"{"kind":"relation","id":"r","type":"war","from":"USA","towards":"KAZ","same_as":"r"}"#,
    ];
    for skipped in 0..cyclic.len() {
        let lines: Vec<&str> = cyclic
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != skipped)
            .map(|(_, line)| *line)
            .collect();
        let result = read(&lines);
        assert_eq!(unread(&result), BTreeSet::new());
        if let Ok(archive) = result {
            ask(&archive);
            let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
            let _ = pair.programs().total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
        }
    }
}

#[test]
fn a_long_chain_of_parents_or_replacements_ends() {
    let chain = 2_000;
    let mut lines = Vec::new();
    for number in 0..chain {
        let next = number + 1;
        lines.push(format!(r#"{{"kind":"program","id":"p{number}","type":"assistance","title":"P","roles":[{{"role":"funding","actor":"USA"}},{{"role":"recipient","actor":"KAZ"}}],"parent":"p{next}"}}"#));
        lines.push(format!(r#"{{"kind":"treaty","id":"t{number}","title":"T","parties":[{{"actor":"USA"}},{{"actor":"KAZ"}}],"acts":[{{"type":"entry-into-force","on":"2000-01-01"}}],"replaces":["t{next}"]}}"#));
        lines.push(format!(
            r#"{{"kind":"organization","id":"o{number}","name":"O","of":"org:o{next}"}}"#
        ));
        lines.push(format!(
            r#"{{"kind":"source","id":"s{number}","title":"S","copy_of":"s{next}"}}"#
        ));
    }
    let result = read(&lines);
    assert_eq!(unread(&result), BTreeSet::new());
    if let Ok(archive) = result {
        let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
        let _ = pair.treaty("t0").expect("the treaty").in_force(day(2020, 1, 1)).value();
        let _ = pair.treaty("t1999").expect("the treaty").in_force(day(2020, 1, 1)).value();
        let _ = pair.programs().total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    }
}

#[test]
fn what_was_written_of_what_was_read_is_read_again() {
    let archive = read(&lines()).expect("the example data");
    let written: Vec<String> =
        archive.records().map(|record| serde_json::to_string(&record).expect("a line")).collect();
    let again = read(&written).expect("the same records");
    let records: Vec<Record> = archive.records().collect();
    assert_eq!(again.records().collect::<Vec<_>>(), records);
    assert!(records.iter().any(|record| record.kind() == RecordKind::Treaty));
}
