//! The JSON Schema of the written form takes every line that a reader takes, and refuses what is
//! damaged.
#![cfg(test)]

use std::collections::BTreeSet;
use std::path::Path;

use bilateral::{Line, RecordKind, rules, schema};
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// The schema as an independent validator reads it.
struct Checker {
    schemas: Schemas,
    line: SchemaIndex,
}

impl Checker {
    fn new() -> Self {
        let text: Value = serde_json::from_str(&schema()).expect("the schema is JSON");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("line.json", text).expect("the schema is a resource");
        let line = compiler.compile("line.json", &mut schemas).expect("the schema is a schema");
        Self { schemas, line }
    }

    fn check(&self, line: &str) -> Result<(), String> {
        let value: Value = serde_json::from_str(line).expect("JSON");
        self.schemas.validate(&value, self.line).map_err(|error| error.to_string())
    }

    #[track_caller]
    fn takes(&self, line: &str) {
        if let Err(error) = self.check(line) {
            panic!("{line}\n{error}");
        }
    }

    /// Neither the schema nor a reader takes the line.
    #[track_caller]
    fn refuses(&self, line: &str) {
        assert!(self.check(line).is_err(), "the schema takes {line}");
        assert!(serde_json::from_str::<Line>(line).is_err(), "a reader takes {line}");
    }
}

/// The lines of every document of the examples.
fn lines() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/data");
    let mut lines = Vec::new();
    for file in std::fs::read_dir(folder).expect("the folder") {
        let path = file.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            let text = std::fs::read_to_string(&path).expect("a document");
            lines.extend(text.lines().map(str::to_owned));
        }
    }
    assert!(lines.len() > 200);
    lines
}

#[test]
fn the_example_data_is_taken() {
    let checker = Checker::new();
    let mut kinds = BTreeSet::new();
    for line in lines() {
        checker.takes(&line);
        let value: Value = serde_json::from_str(&line).expect("JSON");
        kinds.insert(value["kind"].as_str().expect("a kind").to_owned());
    }
    // Every kind, and the header.
    assert_eq!(kinds.len(), RecordKind::ALL.len() + 1);
}

/// Whatever a reader takes is taken: the samples of the rules are odd on purpose.
#[test]
fn what_a_reader_takes_is_taken() {
    let checker = Checker::new();
    let mut taken = 0;
    for rule in rules::all() {
        for line in [rule.bad(), rule.good()].into_iter().flat_map(str::lines) {
            if serde_json::from_str::<Line>(line).is_ok() {
                checker.takes(line);
                taken += 1;
            }
        }
    }
    assert!(taken > 200, "{taken} lines");
}

#[test]
fn damaged_records_are_refused() {
    let checker = Checker::new();
    let visit = r#"{"kind":"visit","id":"v","host":"USA","travellers":[{"person":"roe","actor":"KAZ"}],"start":"2023-02-27","rank":"state","meetings":[{"others":true}],"ordinal":{"place":1,"among":"visits"},"sources":[{"source":"sheet"}]}"#;
    checker.takes(visit);
    serde_json::from_str::<Line>(visit).expect("a visit");
    for (old, new) in [
        (r#""kind":"visit""#, r#""kind":"visitt""#),
        (r#""kind":"visit""#, r#""kind":7"#),
        (r#""kind":"visit","#, ""),
        (r#""id":"v","#, ""),
        (r#""host":"USA","#, ""),
        (r#""host":"USA""#, r#""hots":"USA""#),
        (r#""host":"USA""#, r#""host":"United States""#),
        (r#""host":"USA""#, r#""host":null"#),
        (r#""start":"2023-02-27""#, r#""start":"27 February 2023""#),
        (r#""start":"2023-02-27""#, r#""start":20230227"#),
        (r#""rank":"state""#, r#""rank":"stately""#),
        (r#"[{"person":"roe","actor":"KAZ"}]"#, r#"{"person":"roe","actor":"KAZ"}"#),
        (r#"[{"person":"roe","actor":"KAZ"}]"#, r#"["roe"]"#),
        (r#""person":"roe""#, r#""persn":"roe""#),
        (r#""others":true"#, r#""others":"true""#),
        (r#""others":true"#, r#""others":1"#),
        (r#""place":1"#, r#""place":-1"#),
        (r#""place":1"#, r#""place":1.5"#),
        (r#""place":1"#, r#""place":"first""#),
        (r#"{"source":"sheet"}"#, r#"{}"#),
        (r#"{"source":"sheet"}"#, r#"{"source":"sheet","page":3}"#),
    ] {
        assert!(visit.contains(old), "{old}");
        checker.refuses(&visit.replacen(old, new, 1));
    }
    // A validator tells of the kind that the line is of.
    let error = checker.check(&visit.replace("host", "hots")).expect_err("a wrong name");
    assert!(error.contains("'hots'") && !error.contains("reporter"), "{error}");
    for other in [
        "[]",
        "7",
        "{}",
        r#""visit""#,
        r#"{"kind":"archive","format":2}"#,
        r#"{"kind":"archive","format":0}"#,
    ] {
        checker.refuses(other);
    }
}

/// Each field of each line of the examples under a wrong name, and with a wrong kind of value.
#[test]
fn every_field_is_described() {
    let checker = Checker::new();
    let mut damaged = 0;
    for line in lines() {
        let value: Value = serde_json::from_str(&line).expect("JSON");
        for key in value.as_object().expect("an object").keys() {
            let mut renamed = value.clone();
            let object = renamed.as_object_mut().expect("an object");
            let held = object.remove(key).expect("the field");
            object.insert(format!("{key}_"), held);
            let mut other = value.clone();
            other[key] = serde_json::json!([[1.5]]);
            for damage in [renamed, other] {
                checker.refuses(&damage.to_string());
                damaged += 1;
            }
        }
    }
    assert!(damaged > 2_000, "{damaged} variants");
}
