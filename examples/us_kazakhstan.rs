//! Prints a cited fact sheet about two countries from a file of records.
//!
//! `cargo run --example us_kazakhstan` prints the United States and Kazakhstan as of a visit of 2023.

use std::process::ExitCode;
use std::{env, fs};

use bilateral::{Actor, Archive, CountryCode, PartialDate, Record, day};
use time::Date;

const USAGE: &str = "usage: us_kazakhstan [FILE] [--pair USA KAZ] [--as-of 2023-02-28] [--format markdown|text]

Prints a fact sheet with numbered sources. Without FILE it is about the United States and Kazakhstan,
as of the visit of 28 February 2023; with FILE about the two countries with the longest timeline, as of
the day of the latest source.";

const BUILT_IN: &str = include_str!("data/us_kazakhstan.jsonl");

/// What the command line asks for.
#[derive(Default)]
struct Asked {
    file: Option<String>,
    pair: Option<(Actor, Actor)>,
    as_of: Option<Date>,
    text: bool,
    help: bool,
}

fn asked(mut words: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked = Asked::default();
    while let Some(word) = words.next() {
        let mut next = |what: &str| words.next().ok_or(format!("`{word}` needs {what}"));
        match word.as_str() {
            "--help" | "-h" => asked.help = true,
            "--as-of" => {
                let text = next("a day, like 2023-02-28")?;
                let date = PartialDate::parse(&text).map_err(|error| error.to_string())?;
                asked.as_of = Some(date.as_day().ok_or(format!("`{text}` is not one day"))?);
            }
            "--format" => match next("`markdown` or `text`")?.as_str() {
                "markdown" => asked.text = false,
                "text" => asked.text = true,
                other => {
                    return Err(format!("unknown format `{other}`; expected `markdown` or `text`"));
                }
            },
            "--pair" => {
                let mut actor = || {
                    Actor::parse(&next("two actors, like USA KAZ")?)
                        .map_err(|error| error.to_string())
                };
                asked.pair = Some((actor()?, actor()?));
            }
            flag if flag.starts_with('-') => return Err(format!("unknown option `{flag}`")),
            _ if asked.file.is_some() => return Err(format!("a second file, `{word}`")),
            _ => asked.file = Some(word),
        }
    }
    Ok(asked)
}

/// The two countries between which most dated things are recorded.
fn most_named(archive: &Archive) -> Option<(Actor, Actor)> {
    let countries: Vec<&Actor> =
        archive.actors().filter(|actor| actor.country().is_some()).collect();
    let pairs = countries
        .iter()
        .enumerate()
        .flat_map(|(i, a)| countries.iter().skip(i + 1).map(move |b| ((*a).clone(), (*b).clone())));
    pairs.max_by_key(|(a, b)| archive.dossier(a, b).timeline().count())
}

/// The latest day on which a source was published.
fn latest(archive: &Archive) -> Option<Date> {
    let published = archive.records().filter_map(|record| match record {
        Record::Source(source) => source.published?.latest(),
        _ => None,
    });
    published.max()
}

fn main() -> ExitCode {
    let asked = match asked(env::args().skip(1)) {
        Ok(asked) if asked.help => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Ok(asked) => asked,
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let text = match &asked.file {
        None => BUILT_IN.to_string(),
        Some(path) => match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("cannot read `{path}`: {error}");
                return ExitCode::FAILURE;
            }
        },
    };
    let archive = match Archive::from_lines(text.lines(), serde_json::from_str) {
        Ok(archive) => archive,
        Err(report) => {
            eprintln!("{report}");
            return ExitCode::FAILURE;
        }
    };
    let warnings = archive.report().warnings().count();
    if warnings > 0 {
        eprintln!("{warnings} warnings");
    }
    let built_in = asked.file.is_none();
    let pair = asked.pair.or_else(|| match built_in {
        true => Some((CountryCode::USA.into(), CountryCode::KAZ.into())),
        false => most_named(&archive),
    });
    let Some((a, b)) = pair else {
        eprintln!("the records name fewer than two countries; name a pair with --pair");
        return ExitCode::FAILURE;
    };
    let as_of =
        asked.as_of.or_else(|| if built_in { Some(day(2023, 2, 28)) } else { latest(&archive) });
    let Some(as_of) = as_of else {
        eprintln!("no source says when it was published; name a day with --as-of");
        return ExitCode::FAILURE;
    };
    let brief = archive.dossier(a, b).brief(as_of);
    print!("{}", if asked.text { brief.to_text() } else { brief.to_markdown() });
    ExitCode::SUCCESS
}
