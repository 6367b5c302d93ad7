//! Prints the table of all rules, or checks a file of records and prints what is wrong with it.
//!
//! Run it with `cargo run --example rules`, or on a file of JSON Lines with
//! `cargo run --example rules -- FILE`: the exit status is 1 where there is an error, and 2 where the
//! file cannot be read. A second word, `all`, prints every problem in place of the first of each rule.

use std::process::ExitCode;
use std::{env, fs};

use bilateral::{Archive, Report, rules};

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let Some(path) = words.next() else {
        print_table();
        return ExitCode::SUCCESS;
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    let archive = Archive::from_lines(text.lines(), serde_json::from_str);
    let report = match &archive {
        Ok(archive) => archive.report(),
        Err(report) => report,
    };
    print_report(report, words.next().as_deref() == Some("all"));
    if report.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print_report(report: &Report, whole: bool) {
    if whole {
        println!("{report}");
    } else {
        println!("{}", report.summary());
    }
}

/// The table: severity, code, numbers and summary, then the doors that are closed and a legend.
fn print_table() {
    let width = rules::all().iter().map(|rule| rule.code().len()).max().unwrap_or(0);
    for rule in rules::all() {
        let numbers: Vec<String> = rule.numbers().iter().map(ToString::to_string).collect();
        let mark = if rule.is_essential() { "!" } else { " " };
        println!(
            "{:7}{mark} {:width$}  {:10}  {}",
            rule.severity().as_str(),
            rule.code(),
            numbers.join(" "),
            rule.summary()
        );
    }
    println!();
    for closed in rules::closed() {
        println!("closed   {:width$}  {:<10}  {}", "", closed.number(), closed.how());
    }
    println!(
        "\n{} rules and {} closed doors.\n\n\
         error    keeps data out of an archive\n\
         warning  is for an editor to look at; the data is kept as it is\n\
         note     is worth knowing, and often right\n\
         !        an archive rests on it: it cannot be switched off or lowered\n\
         closed   the types leave no room for it\n\
         numbers  are those of the project's list of 97 rules; a rule without one goes beyond it",
        rules::all().len(),
        rules::closed().len()
    );
}
