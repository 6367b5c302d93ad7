//! Imports flow one way. This file reads `src/` and fails on every path that reaches up, sideways
//! or back to a parent, on globs, on circles within a folder, on files that grow too long and on
//! stubs left behind.
//!
//! Comments, strings and intra-doc links are no imports, and `lib.rs` is the front door: what it
//! re-exports is its own matter. Modules under `#[cfg(test)]` may say `super::*`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// From the lowest to the highest: a module imports only what stands before it.
const RANKS: &[&str] = &[
    "text", "truth", "date", "money", "country", "report", "record", "store", "query", "rules",
    "archive", "brief",
];

/// Beside the ranks: imports everything up to `record`, and only the guide imports it.
const EXCHANGE: &str = "exchange";
/// Above all: imports anything, and nothing imports it.
const GUIDE: &str = "guide";

/// The one file whose macros may name what the folder re-exports: they expand in every kind.
const MACROS: &str = "record/wire.rs";

const LONGEST: usize = 900;

const PARENT: &str = "comes from the parent; name the sibling that owns it";

/// Files that take items from their parent, and are known to: file, why. One that no longer does is
/// to be struck out.
const ACCEPTED: &[(&str, &str)] = &[];

#[test]
fn imports_flow_one_way() {
    let sources = sources();
    let files: Vec<&str> = sources.keys().map(String::as_str).collect();
    let house = House::new(&files);
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    let mut siblings = BTreeMap::new();
    for (file, text) in &sources {
        let found = house.check(file, text);
        for problem in found.problems {
            match ACCEPTED.iter().position(|(f, _)| f == file && problem.what.contains(PARENT)) {
                Some(at) => drop(used.insert(at)),
                None => problems.push(format!("src/{file}:{}: {}", problem.line, problem.what)),
            }
        }
        siblings.insert(house.module(file), found.siblings);
    }
    problems
        .extend(circles(&siblings).into_iter().map(|circle| format!("import circle: {circle}")));
    for (at, (file, why)) in ACCEPTED.iter().enumerate() {
        if !used.contains(&at) {
            problems.push(format!("src/{file} is accepted without need; strike out: {why}"));
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn files_are_short_and_finished() {
    let mut problems = Vec::new();
    for (file, text) in sources() {
        problems.extend(unfinished(&text).iter().map(|what| format!("src/{file}: {what}")));
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn every_module_has_a_rank() {
    for file in sources().keys() {
        let top = file.split('/').next().unwrap().trim_end_matches(".rs");
        let known = RANKS.contains(&top) || [EXCHANGE, GUIDE, "lib"].contains(&top);
        assert!(known, "src/{file}: give `{top}` a rank in tests/suite/layers.rs");
    }
}

/// Every file below `src/`, by its path there.
fn sources() -> BTreeMap<String, String> {
    fn gather(folder: &Path, prefix: &str, into: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let entry = entry.expect("a readable entry");
            let name = entry.file_name().into_string().expect("a plain file name");
            let path = entry.path();
            if path.is_dir() {
                gather(&path, &format!("{prefix}{name}/"), into);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                // A file of unit tests may use whatever its parent does.
                into.insert(format!("{prefix}{name}"), fs::read_to_string(&path).expect("text"));
            }
        }
    }
    let mut all = BTreeMap::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut all);
    assert!(all.contains_key("lib.rs"));
    all
}

/// What is too long or left unfinished in a file.
fn unfinished(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let lines = text.lines().count();
    let head = text.lines().take(5).filter(|line| line.starts_with("//"));
    let generated = head.into_iter().any(|line| line.to_lowercase().contains("generated"));
    if lines >= LONGEST && !generated {
        problems.push(format!("{lines} lines; split it before {LONGEST}"));
    }
    let tokens = tokens(text);
    for pair in tokens.windows(2) {
        let stub = ["todo", "unimplemented", "dbg"].contains(&pair[0].text.as_str());
        if stub && pair[1].text == "!" {
            problems.push(format!("line {}: `{}!` is left behind", pair[0].line, pair[0].text));
        }
    }
    problems
}

/// One token of a source text: a word, `::`, or one sign.
#[derive(Debug, Clone, PartialEq)]
struct Token {
    text: String,
    line: usize,
}

/// Splits a source text into tokens and leaves out comments, strings, characters and lifetimes.
fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut i = 0;
    while i < chars.len() {
        let from = i;
        let c = chars[i];
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && chars[i] != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 || i >= chars.len() {
                    break;
                }
            }
        } else if c == '"' {
            i = after_string(&chars, i);
        } else if c == '\'' {
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && chars[i] != '\'' {
                    i += 1;
                }
                i += 1;
            } else if at(i + 2) == '\'' {
                i += 3;
            } else {
                i += 1;
                while is_word(at(i)) {
                    i += 1;
                }
            }
        } else if is_word(c) {
            while is_word(at(i)) {
                i += 1;
            }
            let word: String = chars[from..i].iter().collect();
            let hashes = (i..).take_while(|&k| at(k) == '#').count();
            if ["r", "br", "cr"].contains(&word.as_str()) && at(i + hashes) == '"' {
                i += hashes + 1;
                let closes =
                    |k: usize| at(k) == '"' && (1..=hashes).all(|hash| at(k + hash) == '#');
                while i < chars.len() && !closes(i) {
                    i += 1;
                }
                i += hashes + 1;
            } else if ["b", "c"].contains(&word.as_str()) && at(i) == '"' {
                i = after_string(&chars, i);
            } else if word == "r" && hashes == 1 && is_word(at(i + 1)) {
                i += 1;
            } else {
                tokens.push(Token { text: word, line });
            }
        } else if c == ':' && at(i + 1) == ':' {
            tokens.push(Token { text: "::".into(), line });
            i += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(Token { text: c.into(), line });
            }
            i += 1;
        }
        line += chars[from..i.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

/// The index behind a plain string that begins at `i`.
fn after_string(chars: &[char], mut i: usize) -> usize {
    i += 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// A path of a source text, with where it stands.
#[derive(Debug, Clone)]
struct Found {
    segments: Vec<String>,
    line: usize,
    /// It is imported as a whole: `path::*`.
    glob: bool,
    /// It stands in a `pub use`.
    public: bool,
    /// It only says who sees an item: `pub(in path)`.
    visibility: bool,
    /// It stands in a module under `#[cfg(test)]`.
    test: bool,
    /// How many modules of this file enclose it.
    depth: usize,
}

/// Every path of the text that begins with `crate`, `super` or `self`, and every import.
fn paths(source: &str) -> Vec<Found> {
    let tokens = tokens(source);
    let text = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    // For each open brace: whether it opens a module, and whether that is for tests.
    let mut braces: Vec<(bool, bool)> = Vec::new();
    let mut test_next = false;
    let mut module_next = false;
    let mut i = 0;
    while i < tokens.len() {
        let depth = braces.iter().filter(|(module, _)| *module).count();
        let test = braces.iter().any(|(_, test)| *test);
        let place = Found {
            segments: Vec::new(),
            line: tokens[i].line,
            glob: false,
            public: false,
            visibility: false,
            test,
            depth,
        };
        match text(i) {
            "#" if text(i + 1) == "[" && text(i + 2) == "cfg" && text(i + 4) == "test" => {
                test_next = text(i + 5) == ")";
            }
            "mod" if text(i + 2) == "{" => module_next = true,
            "mod" if text(i + 2) == ";" => test_next = false,
            "{" => {
                braces.push((module_next, module_next && test_next));
                (test_next, module_next) = (false, false);
            }
            "}" => drop(braces.pop()),
            "use" if text(i + 1) != "<" => {
                let public = i > 0 && (text(i - 1) == "pub" || text(i - 1) == ")");
                i = import(&tokens, i + 1, &Found { public, ..place }, &mut found);
                test_next = false;
                continue;
            }
            "crate" | "super" | "self" if text(i + 1) == "::" && !continues(&tokens, i) => {
                let visibility = i > 0 && text(i - 1) == "in";
                let mut segments = vec![text(i).to_owned()];
                while text(i + 1) == "::" && is_name(text(i + 2)) {
                    segments.push(text(i + 2).to_owned());
                    i += 2;
                }
                found.push(Found { segments, visibility, ..place });
            }
            _ => {}
        }
        i += 1;
    }
    found
}

/// Whether the word at `i` continues a path.
fn continues(tokens: &[Token], i: usize) -> bool {
    i > 0 && tokens[i - 1].text == "::"
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads one tree of imports that begins at `i`; returns the index behind it.
fn import(tokens: &[Token], mut i: usize, stem: &Found, found: &mut Vec<Found>) -> usize {
    let text = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());
    let mut here = stem.clone();
    if here.segments.is_empty() && text(i) == "::" {
        i += 1;
    }
    loop {
        here.line = tokens.get(i).map_or(here.line, |token| token.line);
        match text(i) {
            "{" => {
                i += 1;
                while !["}", ""].contains(&text(i)) {
                    i = import(tokens, i, &here, found);
                    if text(i) == "," {
                        i += 1;
                    }
                }
                return i + 1;
            }
            "*" => {
                found.push(Found { glob: true, ..here });
                return i + 1;
            }
            "$" => i += 1,
            name if is_name(name) => {
                here.segments.push(name.to_owned());
                i += 1;
                if text(i) == "::" {
                    i += 1;
                    continue;
                }
                if text(i) == "as" {
                    i += 2;
                }
                found.push(here);
                return i;
            }
            _ => return i + 1,
        }
    }
}

/// What is wrong in one file, and which siblings it imports.
#[derive(Debug)]
struct Checked {
    problems: Vec<Problem>,
    siblings: BTreeSet<String>,
}

#[derive(Debug)]
struct Problem {
    line: usize,
    path: String,
    what: String,
}

/// The modules that there are.
struct House {
    modules: BTreeSet<String>,
}

impl House {
    fn new(files: &[&str]) -> Self {
        let mut house = Self { modules: BTreeSet::new() };
        house.modules = files.iter().map(|file| house.module(file)).collect();
        house
    }

    /// The path of the module that a file holds: `record::wire` for `record/wire.rs`.
    fn module(&self, file: &str) -> String {
        let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
        if path == "lib" { String::new() } else { path.replace('/', "::") }
    }

    fn check(&self, file: &str, source: &str) -> Checked {
        let mut checked = Checked { problems: Vec::new(), siblings: BTreeSet::new() };
        if file == "lib.rs" {
            return checked;
        }
        for found in paths(source) {
            if let Err(what) = self.judge(file, &found, &mut checked.siblings) {
                let mut path = found.segments.join("::");
                if found.glob {
                    path.push_str("::*");
                }
                let what = format!("`{path}` {what}");
                checked.problems.push(Problem { line: found.line, path, what });
            }
        }
        checked
    }

    fn judge(
        &self,
        file: &str,
        found: &Found,
        siblings: &mut BTreeSet<String>,
    ) -> Result<(), String> {
        let own = self.module(file);
        let supers = found.segments.iter().take_while(|segment| *segment == "super").count();
        if found.glob {
            let last = found.segments.last().map_or("", String::as_str);
            let of_an_enum = last.starts_with(char::is_uppercase) && !found.public;
            let own_items = found.test && supers > 0 && supers <= found.depth;
            if !(of_an_enum || own_items && found.segments.len() == supers) {
                return Err("is a glob; name what is imported".into());
            }
        }
        if supers > 1 && !found.test {
            return Err("climbs twice; import from the crate's root down".into());
        }
        let absolute: Vec<&str> = match found.segments.first().map(String::as_str) {
            Some("crate") => found.segments.iter().skip(1).map(String::as_str).collect(),
            Some("super") => {
                // Modules within the file are left first, then the file's own module.
                let Some(outside) = supers.checked_sub(found.depth).filter(|steps| *steps > 0)
                else {
                    return Ok(());
                };
                let mut path: Vec<&str> = own.split("::").collect();
                path.truncate(path.len().saturating_sub(outside));
                path.extend(found.segments.iter().skip(supers).map(String::as_str));
                path
            }
            _ => return Ok(()),
        };
        let own: Vec<&str> = own.split("::").collect();
        let Some(&top) = absolute.first() else {
            return Err("imports the front door; name the module that owns the item".into());
        };
        if top != own[0] {
            return self.judge_rank(own[0], top);
        }
        self.judge_inside(file, &own, &absolute, found, siblings)
    }

    /// A path from one folder into another.
    fn judge_rank(&self, own: &str, top: &str) -> Result<(), String> {
        let rank = |module: &str| RANKS.iter().position(|known| *known == module);
        if !self.modules.contains(top)
            && !self.modules.iter().any(|m| m.starts_with(&format!("{top}::")))
        {
            return Err("goes through the front door; name the module that owns the item".into());
        }
        let allowed = match (own, rank(own), top, rank(top)) {
            (GUIDE, ..) => true,
            (EXCHANGE, _, _, Some(to)) => RANKS[to] == "record" || to < rank("record").unwrap(),
            (_, Some(from), _, Some(to)) => to < from,
            _ => false,
        };
        if allowed { Ok(()) } else { Err(format!("reaches up or sideways from `{own}`")) }
    }

    /// A path from a folder into itself.
    fn judge_inside(
        &self,
        file: &str,
        own: &[&str],
        absolute: &[&str],
        found: &Found,
        siblings: &mut BTreeSet<String>,
    ) -> Result<(), String> {
        if absolute.starts_with(own) || found.visibility {
            return Ok(());
        }
        // The longest module on the path that there is.
        let target = (1..=absolute.len())
            .rev()
            .map(|length| absolute[..length].join("::"))
            .find(|module| self.modules.contains(module));
        let own_path = own.join("::");
        match target {
            Some(target) if !own_path.starts_with(&format!("{target}::")) => {
                // What a macro names is an import of the files in which it expands.
                if !found.test && file != MACROS {
                    siblings.insert(target);
                }
                Ok(())
            }
            _ if file == MACROS || found.test => Ok(()),
            _ => Err(PARENT.into()),
        }
    }
}

/// The circles among modules: each module that can reach itself, with the way.
fn circles(imports: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut circles = Vec::new();
    let mut told = BTreeSet::new();
    for start in imports.keys() {
        // The shortest way back, breadth first; each module remembers from where it was reached.
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut front = vec![start.as_str()];
        while let Some(&module) = front.first() {
            front.remove(0);
            for next in imports.get(module).into_iter().flatten() {
                if !came_from.contains_key(next.as_str()) {
                    came_from.insert(next, module);
                    front.push(next);
                }
            }
        }
        if !came_from.contains_key(start.as_str()) {
            continue;
        }
        let mut way = vec![start.as_str()];
        let mut module = came_from[start.as_str()];
        while module != start {
            way.push(module);
            module = came_from[module];
        }
        way.push(start);
        way.reverse();
        if told.insert(way.iter().copied().collect::<BTreeSet<_>>()) {
            circles.push(way.join(" → "));
        }
    }
    circles
}

/// The paths that the checker refuses in a snippet, if it were that file.
#[track_caller]
fn refused(file: &str, snippet: &str) -> Vec<String> {
    let house = House::new(&[
        "lib.rs",
        "text.rs",
        "truth.rs",
        "date/mod.rs",
        "date/partial.rs",
        "date/days.rs",
        "country/mod.rs",
        "record/mod.rs",
        "record/act.rs",
        "record/any.rs",
        "record/wire.rs",
        "store/mod.rs",
        "query/mod.rs",
        "query/trade/mod.rs",
        "query/trade/rank.rs",
        "exchange/mod.rs",
        "guide/mod.rs",
        "archive/mod.rs",
    ]);
    house.check(file, snippet).problems.into_iter().map(|problem| problem.path).collect()
}

#[test]
fn the_checker_refuses_an_upward_import() {
    let all: [(&str, &str, &str); 8] = [
        ("text.rs", "use crate::truth::Truth;", "crate::truth::Truth"),
        ("date/mod.rs", "fn f() -> crate::record::Act { g() }", "crate::record::Act"),
        ("date/days.rs", "use crate::{text::x, store::Store};", "crate::store::Store"),
        (
            "record/act.rs",
            "pub(crate) use crate::query::{self, trade::Rank};",
            "crate::query::self",
        ),
        (
            "record/act.rs",
            "macro_rules! m { () => { $crate::archive::Archive } }",
            "crate::archive::Archive",
        ),
        (
            "store/mod.rs",
            "mod a { mod b { use crate::archive::Archive; } }",
            "crate::archive::Archive",
        ),
        ("text.rs", "use super::truth::Truth;", "super::truth::Truth"),
        (
            "record/act.rs",
            "#[cfg(test)] mod tests { use crate::archive::Archive; }",
            "crate::archive::Archive",
        ),
    ];
    for (file, snippet, path) in all {
        assert_eq!(refused(file, snippet).first().map(String::as_str), Some(path), "{snippet}");
    }
}

#[test]
fn the_checker_refuses_a_sideways_import() {
    assert_eq!(refused("store/mod.rs", "use crate::exchange::Row;"), ["crate::exchange::Row"]);
    assert_eq!(refused("exchange/mod.rs", "use crate::store::Store;"), ["crate::store::Store"]);
    assert_eq!(refused("archive/mod.rs", "use crate::guide::x;"), ["crate::guide::x"]);
    assert_eq!(refused("archive/mod.rs", "use crate::Record;"), ["crate::Record"]);
    assert_eq!(refused("archive/mod.rs", "use crate as all;"), ["crate"]);
    assert!(refused("exchange/mod.rs", "use crate::{record::Act, date, text::x};").is_empty());
    assert!(refused("guide/mod.rs", "use crate::{archive::Archive, exchange::Row};").is_empty());
}

#[test]
fn the_checker_refuses_globs() {
    assert_eq!(refused("store/mod.rs", "use crate::*;"), ["crate::*"]);
    assert_eq!(refused("date/mod.rs", "pub use partial::*;"), ["partial::*"]);
    assert_eq!(refused("date/mod.rs", "pub use partial::{One, two::*};"), ["partial::two::*"]);
    assert_eq!(refused("date/days.rs", "use super::*;"), ["super::*"]);
    assert_eq!(refused("date/days.rs", "mod inner { use super::*; }"), ["super::*"]);
    assert_eq!(refused("date/days.rs", "pub use Month::*;"), ["Month::*"]);
    assert_eq!(refused("date/days.rs", "#[cfg(test)] mod tests { use crate::*; }"), ["crate::*"]);
    assert!(refused("date/days.rs", "#[cfg(test)]\nmod tests { use super::*; }").is_empty());
    assert!(refused("date/days.rs", "fn f() { use Month::*; }").is_empty());
}

#[test]
fn the_checker_refuses_the_parent() {
    assert_eq!(refused("date/days.rs", "use super::PartialDate;"), ["super::PartialDate"]);
    assert_eq!(refused("date/days.rs", "use super::{partial::P, Q};"), ["super::Q"]);
    assert_eq!(
        refused("date/days.rs", "use crate::date::PartialDate;"),
        ["crate::date::PartialDate"]
    );
    assert_eq!(refused("date/days.rs", "use crate::date;"), ["crate::date"]);
    assert_eq!(refused("query/trade/rank.rs", "use super::super::x;"), ["super::super::x"]);
    assert_eq!(refused("query/trade/rank.rs", "use super::Flow;"), ["super::Flow"]);
    assert_eq!(
        refused("query/trade/rank.rs", "use crate::query::Dossier;"),
        ["crate::query::Dossier"]
    );
    assert_eq!(refused("record/act.rs", "use crate::record::Record;"), ["crate::record::Record"]);
    assert!(refused("record/wire.rs", "use crate::record::Record;").is_empty());
    assert!(refused("date/days.rs", "use super::partial::{PartialDate, self};").is_empty());
    assert!(refused("date/days.rs", "pub(in crate::date) fn f() {}").is_empty());
    assert!(refused("date/days.rs", "mod sealed { use super::Days; }").is_empty());
}

#[test]
fn the_checker_reads_no_comments_and_no_strings() {
    let silent = r##"
        //! [`Archive`](crate::archive::Archive)
        /// ```
        /// use crate::archive::Archive;
        /// ```
        /* use crate::archive::Archive; /* nested */ use crate::store::*; */
        const A: &str = "use crate::archive::Archive;";
        const B: &str = r#"crate::archive " crate::store"#;
        const C: [char; 3] = ['"', '\'', '\u{1f}'];
        const D: &[u8] = b"crate::archive\" crate::archive";
        fn e<'a>(a: &'a str) -> impl Iterator<Item = u8> + use<'a> { a.bytes() }
        #[doc = "crate::archive::Archive"]
        pub(crate) struct F;
    "##;
    assert!(refused("text.rs", silent).is_empty(), "{:?}", refused("text.rs", silent));
    let seen = format!("{silent}\nuse crate::archive::Archive;");
    assert_eq!(refused("text.rs", &seen), ["crate::archive::Archive"]);
}

#[test]
fn the_checker_finds_circles() {
    let imports = |pairs: &[(&str, &str)]| {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            all.entry((*from).into()).or_default().insert((*to).into());
        }
        circles(&all)
    };
    assert!(imports(&[("a", "b"), ("a", "c"), ("b", "c")]).is_empty());
    assert_eq!(imports(&[("a", "b"), ("b", "a")]), ["a → b → a"]);
    assert_eq!(imports(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]), ["a → b → c → a"]);
}

#[test]
fn the_checker_finds_stubs_and_long_files() {
    assert_eq!(unfinished("fn f() { todo!() }"), ["line 1: `todo!` is left behind"]);
    assert_eq!(unfinished("fn f() {\n dbg!(1); }"), ["line 2: `dbg!` is left behind"]);
    assert!(unfinished("// todo!\nconst A: &str = \"unimplemented!\";").is_empty());
    assert_eq!(unfinished(&"\n".repeat(900)).len(), 1);
    assert!(unfinished(&format!("//! Generated by a test.\n{}", "\n".repeat(900))).is_empty());
}
