//! Asks what desk officers, trade and aid analysts, treaty lawyers and scholars ask, and prints answers with their evidence.
//!
//! `cargo run --example questions` prints all; `cargo run --example questions -- 27` prints one.

use std::env;
use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

mod answers;

const USAGE: &str = "usage: questions [NUMBER]...

Prints questions 1 to 51 with their answers in plain words and the evidence behind them, or only those
with the numbers given. The records are in examples/data; what is asked of something \"made-up\", and
everything about Arland, Berland and Corland, is about what never was.";

fn run(asked: &[u8]) -> Result<(), Box<dyn Error>> {
    let archive = answers::archive()?;
    let mut out = io::stdout().lock();
    for question in answers::QUESTIONS {
        if !asked.is_empty() && !asked.contains(&question.number) {
            continue;
        }
        let told = (question.answer)(&archive)?;
        let printed = writeln!(out, "{}. {}\n{told}", question.number, question.asks);
        match printed {
            // The reader has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            printed => printed?,
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    let mut asked = Vec::new();
    for word in env::args().skip(1) {
        match word.parse() {
            _ if word == "--help" || word == "-h" => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            Ok(number) if answers::QUESTIONS.iter().any(|it| it.number == number) => {
                asked.push(number);
            }
            _ => {
                eprintln!("no question has the number `{word}`\n\n{USAGE}");
                return ExitCode::from(2);
            }
        }
    }
    match run(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
