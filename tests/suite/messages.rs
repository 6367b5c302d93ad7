//! What a reader says of a line that it refuses, word for word.
//!
//! A message says what was found, where, and what would be right. The line and column that
//! `serde_json` adds at the end are its own and are cut off, except in one test.

use bilateral::{Archive, Line, Record, Treaty};
use serde::de::DeserializeOwned;

/// The fields of a statement, as a message lists them.
const STATEMENT: &str = "`id`, `type`, `summary`, `speakers`, `addressees`, `about`, `on`, \
    `period`, `channel`, `topics`, `ordinal`, `same_as`, `denied`, `note`, `sources`";

/// The kinds, as a message lists them.
const KINDS: &str = "`country`, `organization`, `place`, `person`, `source`, `treaty`, \
    `membership`, `relation`, `program`, `trade`, `figure`, `visit`, `statement` or `event`";

/// Checks the message that refuses a text.
#[track_caller]
fn refuses<T: DeserializeOwned>(text: &str, expected: &str) {
    let whole = match serde_json::from_str::<T>(text) {
        Ok(_) => panic!("read without a problem: {text}"),
        Err(error) => error.to_string(),
    };
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
    assert_eq!(message, expected, "{text}");
}

/// Checks the message that refuses a record.
#[track_caller]
fn record(text: &str, expected: &str) {
    refuses::<Record>(text, expected);
}

/// Checks the message that refuses a line of a document.
#[track_caller]
fn line(text: &str, expected: &str) {
    refuses::<Line>(text, expected);
}

/// Checks the message that refuses a treaty with these further fields, wherever `kind` stands.
#[track_caller]
fn treaty(fields: &str, expected: &str) {
    record(&format!(r#"{{"kind":"treaty","id":"a","title":"A",{fields}}}"#), expected);
    record(&format!(r#"{{"id":"a",{fields},"title":"A","kind":"treaty"}}"#), expected);
    refuses::<Treaty>(&format!(r#"{{"kind":"treaty","id":"a","title":"A",{fields}}}"#), expected);
}

#[test]
fn an_unknown_field_is_named_with_the_nearest() {
    treaty(r#""partys":[]"#, "unknown field `partys` of treaty; did you mean `parties`?");
    treaty(r#""Binding":true"#, "unknown field `Binding` of treaty; did you mean `binding`?");
    treaty(
        r#""entryclause":{}"#,
        "unknown field `entryclause` of treaty; did you mean `entry_clause`?",
    );
    treaty(r#""notcie":"90 days""#, "unknown field `notcie` of treaty; did you mean `notice`?");
}

#[test]
fn an_unknown_field_unlike_any_other_lists_them_all() {
    record(
        r#"{"kind":"statement","id":"a","type":"quote","summary":"s","wormhole":1}"#,
        &format!("unknown field `wormhole` of statement; expected one of {STATEMENT}"),
    );
    record(
        r#"{"kind":"event","id":"a","type":"other","summary":"s","series":{"name":"C5+1","édition":2}}"#,
        "at `series`: unknown field `édition` of series; expected one of `name`, `number`",
    );
}

#[test]
fn an_endless_word_is_cut() {
    let long = "x".repeat(500);
    let cut = "x".repeat(60);
    record(
        &format!(r#"{{"kind":"statement","id":"a","type":"quote","summary":"s","{long}":1}}"#),
        &format!("unknown field `{cut}…` of statement; expected one of {STATEMENT}"),
    );
    record(
        &format!(r#"{{"kind":"{long}"}}"#),
        &format!("unknown record kind `{cut}…`; expected {KINDS}"),
    );
}

#[test]
fn an_unknown_kind_is_named_with_the_nearest() {
    record(r#"{"kind":"treety","id":"a"}"#, "unknown record kind `treety`; did you mean `treaty`?");
    record(r#"{"id":"a","kind":"Visit"}"#, "unknown record kind `Visit`; did you mean `visit`?");
    record(r#"{"kind":"wormhole"}"#, &format!("unknown record kind `wormhole`; expected {KINDS}"));
    record(r#"{"kind":""}"#, &format!("unknown record kind ``; expected {KINDS}"));
}

#[test]
fn a_kind_that_is_missing_or_no_text_is_named() {
    record("{}", "missing field `kind`");
    record(r#"{"id":"a","title":"A"}"#, "missing field `kind`");
    record(r#"{"kind":7}"#, "invalid type: integer `7`, expected a string");
    record(r#"{"kind":null}"#, "invalid type: null, expected a string");
}

#[test]
fn what_is_no_object_is_named() {
    record("[]", "invalid type: sequence, expected an object with a `kind`");
    record(r#""treaty""#, r#"invalid type: string "treaty", expected an object with a `kind`"#);
    line("7", "invalid type: integer `7`, expected an object with a `kind`");
}

#[test]
fn another_kind_than_asked_for_is_named() {
    refuses::<Treaty>(
        r#"{"kind":"place","id":"a","title":"A"}"#,
        "expected a record of kind `treaty`, found kind `place`",
    );
}

#[test]
fn every_missing_field_is_named() {
    record(r#"{"kind":"treaty","id":"a"}"#, "missing field `title` of treaty");
    record(r#"{"kind":"treaty"}"#, "missing field `id` of treaty; missing field `title` of treaty");
    record(
        r#"{"kind":"relation"}"#,
        "missing field `id` of relation; missing field `type` of relation; \
         missing field `from` of relation; missing field `towards` of relation",
    );
    treaty(
        r#""pledges":[{}]"#,
        "at `pledges[0]`: missing field `type` of pledge; missing field `from` of pledge; \
         missing field `towards` of pledge",
    );
}

#[test]
fn every_unknown_and_missing_field_is_named_at_once() {
    record(
        r#"{"kind":"treaty","idd":"a","titel":"A","partys":[]}"#,
        "unknown field `idd` of treaty; did you mean `id`?; \
         unknown field `titel` of treaty; did you mean `title`?; \
         unknown field `partys` of treaty; did you mean `parties`?; \
         missing field `id` of treaty; missing field `title` of treaty",
    );
}

#[test]
fn a_field_given_twice_is_named() {
    treaty(r#""note":"a","note":"a""#, "field `note` is given twice");
    treaty(r#""several":true,"several":false"#, "field `several` is given twice");
    treaty(r#""amends":[],"amends":["b"]"#, "field `amends` is given twice");
    treaty(
        r#""parties":[{"actor":"USA","side":"a","side":"b"}]"#,
        "at `parties[0]`: field `side` is given twice",
    );
}

#[test]
fn an_unknown_code_is_named_with_the_nearest() {
    treaty(
        r#""categories":["trade","investmnt"]"#,
        "at `categories[1]`: unknown treaty category `investmnt`; did you mean `investment`?",
    );
    treaty(
        r#""instrument":"poem""#,
        "at `instrument`: unknown instrument `poem`; expected `treaty`, `convention`, \
         `agreement`, `protocol`, `exchange-of-notes`, `memorandum`, `charter`, `declaration` or \
         `amendment`",
    );
    treaty(
        r#""instrument":"Treaty""#,
        "at `instrument`: unknown instrument `Treaty`; did you mean `treaty`?",
    );
    treaty(
        r#""attested":[{"standing":"in-force"}]"#,
        "at `attested[0].standing`: unknown treaty standing `in-force`; expected `not-involved`, \
         `signatory`, `contracting`, `provisionally-applying`, `party`, `suspended` or `former`",
    );
}

#[test]
fn a_problem_inside_says_where() {
    treaty(
        r#""parties":[{"actor":"USA"},{"actor":"KAZ","acts":[{"type":"signture","on":"1992"}]}]"#,
        "at `parties[1].acts[0].type`: unknown act kind `signture`; did you mean `signature`?",
    );
    treaty(
        r#""parties":[{"actor":"USA"},{"actor":"KAZ","acts":[{"typ":"signature","onn":"1992"}]}]"#,
        "at `parties[1].acts[0]`: unknown field `typ` of act; did you mean `type`?; \
         unknown field `onn` of act; did you mean `on`?; missing field `type` of act",
    );
    treaty(
        r#""acts":[{"type":"notice","sources":[{"source":"a"},{"sorce":"a"}]}]"#,
        "at `acts[0].sources[1]`: unknown field `sorce` of citation; did you mean `source`?; \
         missing field `source` of citation",
    );
    treaty(
        r#""entry_clause":{"consents":-1}"#,
        "at `entry_clause.consents`: invalid value: integer `-1`, expected u32",
    );
}

#[test]
fn a_value_of_another_type_is_named() {
    treaty(r#""note":7"#, "at `note`: invalid type: integer `7`, expected a string");
    treaty(r#""note":null"#, "at `note`: invalid type: null, expected a string");
    treaty(r#""others":"yes""#, r#"at `others`: invalid type: string "yes", expected a boolean"#);
    treaty(r#""parties":"USA""#, r#"at `parties`: invalid type: string "USA", expected a list"#);
    treaty(
        r#""parties":["USA"]"#,
        r#"at `parties[0]`: invalid type: string "USA", expected an object with the fields of treaty party"#,
    );
    treaty(r#""amends":[["a"]]"#, "at `amends[0]`: invalid type: sequence, expected a string");
    treaty(
        r#""categories":[true]"#,
        "at `categories[0]`: invalid type: boolean `true`, expected a treaty category",
    );
    treaty(
        r#""attested":[{"standing":"party","on":["source",3]}]"#,
        "at `attested[0].on[1]`: invalid type: integer `3`, expected a date or `source`",
    );
    treaty(
        r#""depositaries":[{"actor":"USA"}]"#,
        "at `depositaries[0]`: invalid type: map, expected a country code or `org:` and an id",
    );
}

#[test]
fn an_organization_without_an_id_is_named() {
    treaty(
        r#""depositaries":["org:"]"#,
        "at `depositaries[0]`: `org:` names no organization; expected an id after `org:`",
    );
}

#[test]
fn a_header_says_what_is_wrong_with_it() {
    line(
        r#"{"kind":"archive","format":2}"#,
        "format 2 is newer than format 1, the newest that this version reads",
    );
    line(
        r#"{"format":12,"title":"United States and Kazakhstan","kind":"archive"}"#,
        "format 12 is newer than format 1, the newest that this version reads",
    );
    line(r#"{"kind":"archive","format":0}"#, "there is no format 0; the first is format 1");
    line(r#"{"kind":"archive"}"#, "missing field `format` of archive");
    line(
        r#"{"kind":"archive","format":1,"tittle":"x"}"#,
        "unknown field `tittle` of archive; did you mean `title`?",
    );
    line(
        r#"{"kind":"archive","format":"1"}"#,
        r#"at `format`: invalid type: string "1", expected u32"#,
    );
}

#[test]
fn the_place_in_the_text_comes_last_and_once() {
    let text =
        "{\n\"kind\":\"treaty\",\n\"id\":\"a\",\n\"title\":\"A\",\n\"acts\":[{\"type\":\"sgin\"}]}";
    let error = serde_json::from_str::<Record>(text).unwrap_err();
    let expected = "at `acts[0].type`: unknown act kind `sgin`; expected ";
    assert!(error.to_string().starts_with(expected), "{error}");
    assert!(error.to_string().ends_with("`death` at line 5 column 22"), "{error}");
    assert_eq!(error.to_string().matches(" at line ").count(), 1);
    assert_eq!((error.line(), error.column()), (5, 22));
}

#[test]
fn broken_json_is_the_business_of_its_reader() {
    record(r#"{"kind":"treaty","id":"a""#, "EOF while parsing an object");
    record(r#"{"kind":"treaty","id":"a","title":"A"} x"#, "trailing characters");
}

/// The problems of one line, as a report tells them.
fn problems(line: &str) -> Vec<String> {
    let report = Archive::from_lines([line], serde_json::from_str).unwrap_err();
    report.iter().map(|problem| format!("{}: {}", problem.path(), problem.message())).collect()
}

#[test]
fn every_wrong_value_of_a_line_is_told_with_its_path() {
    assert_eq!(
        problems(
            r#"{"kind":"treaty","id":"a","concluded":"1994-13-01","parties":[{"actor":"USX","acts":[{"type":"signture","on":"1994-02-30"}]},{"actor":"KAZ","side":4}],"binding":"no","ttile":"A"}"#
        ),
        [
            ": unknown field `ttile` of treaty; did you mean `title`?; missing field `title` of treaty",
            "concluded: `1994-13-01`: expected month 01 to 12, quarter 33 to 36 or half year 40 to 41, found `13` at position 5 (column 50)",
            "parties[0].actor: unknown country code `USX`; did you mean `USA` (United States) or `XSX` (Saxony)? (column 76)",
            "parties[0].acts[0].type: unknown act kind `signture`; did you mean `signature`? (column 103)",
            "parties[0].acts[0].on: `1994-02-30`: February 1994 has 28 days, found `30` at position 8 (column 121)",
            "parties[1].side: invalid type: integer `4`, expected a string (column 148)",
            "binding: invalid type: string \"no\", expected a boolean (column 165)",
        ]
    );
}

#[test]
fn what_stands_behind_a_wrong_value_is_read_as_far_as_it_can_be() {
    // Where a value is of a form that nobody can step over, what is behind it is not guessed.
    assert_eq!(
        problems(r#"{"kind":"place","id":7,"title":["A"],"countries":"KAZ"}"#),
        [
            "id: invalid type: integer `7`, expected a string (column 22)",
            "title: invalid type: sequence, expected a string (column 31)",
        ]
    );
    // With the kind last, the whole line is known before it is read.
    assert_eq!(
        problems(r#"{"id":7,"title":["A"],"countries":"KAZ","kind":"place"}"#),
        [
            "id: invalid type: integer `7`, expected a string",
            "title: invalid type: sequence, expected a string",
            "countries: invalid type: string \"KAZ\", expected a list (column 55)",
        ]
    );
    // A line that breaks off says so beside what was wrong before.
    assert_eq!(
        problems(r#"{"kind":"place","id":7,"title":"A""#),
        [
            ": EOF while parsing an object (column 34)",
            "id: invalid type: integer `7`, expected a string (column 22)",
        ]
    );
}

#[test]
fn a_list_tells_a_hundred_wrong_items_and_is_read_no_further() {
    let wrong = vec!["7"; 150].join(",");
    let told = problems(&format!(r#"{{"kind":"treaty","id":"a","title":"A","amends":[{wrong}]}}"#));
    let of_items = told.iter().filter(|it| it.contains("invalid type: integer `7`")).count();
    assert_eq!(of_items, 100);
    let end = told.last().map(String::as_str).unwrap_or_default();
    let expected = "amends[99]: 100 items of this list are wrong; it is read no further";
    assert!(end.starts_with(expected), "{end}");
    assert_eq!(told.len(), 101);
}

#[test]
fn a_list_that_breaks_off_behind_a_right_item_says_so() {
    assert_eq!(
        problems(r#"{"kind":"treaty","id":"a","title":"A","amends":[7,"b""#),
        [
            "amends[0]: invalid type: integer `7`, expected a string (column 49)",
            "amends[2]: EOF while parsing a list (column 53)",
        ]
    );
}
