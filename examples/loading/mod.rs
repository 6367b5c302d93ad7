//! What the examples that load files share: opening a plain or compressed file, a progress bar, and a
//! summary of what was read, refused and noticed.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bilateral::exchange::{Intake, Row, Table, Taken};
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

/// Says why an example stops.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Counts the bytes that are read through it.
struct Counting<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// How far a file has been read, drawn on a terminal and nowhere else.
pub(crate) struct Progress {
    read: Arc<AtomicU64>,
    size: u64,
    drawn: u64,
}

impl Progress {
    const CELLS: u64 = 40;

    /// Draws the bar if it has grown.
    pub(crate) fn show(&mut self, rows: usize) {
        let read = self.read.load(Ordering::Relaxed).min(self.size);
        let cells = read * Self::CELLS / self.size.max(1);
        if io::stderr().is_terminal() && cells > self.drawn {
            self.drawn = cells;
            let (done, open) =
                ("#".repeat(cells as usize), ".".repeat((Self::CELLS - cells) as usize));
            eprint!("\r[{done}{open}] {rows} rows");
            let _ = io::stderr().flush();
        }
    }

    /// Ends the line of the bar.
    pub(crate) fn done(&self) {
        if self.drawn > 0 {
            eprintln!();
        }
    }
}

/// Opens a file, decompressing it if its name ends in `.gz`.
pub(crate) fn open(path: &Path) -> Outcome<(Box<dyn Read>, Progress)> {
    let file =
        File::open(path).map_err(|error| format!("cannot open `{}`: {error}", path.display()))?;
    let size = file.metadata()?.len();
    let read = Arc::new(AtomicU64::new(0));
    let counting = Counting { inner: BufReader::new(file), read: Arc::clone(&read) };
    let is_compressed = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn Read> =
        if is_compressed { Box::new(MultiGzDecoder::new(counting)) } else { Box::new(counting) };
    Ok((reader, Progress { read, size, drawn: 0 }))
}

/// Takes every row of a table with a heading.
pub(crate) fn table<R, T>(intake: &mut Intake<T>, path: &Path) -> Outcome<()>
where
    T: Table,
    R: Row<T> + DeserializeOwned,
{
    let (reader, mut progress) = open(path)?;
    let mut table = csv::Reader::from_reader(reader);
    intake.next_file();
    intake.columns::<R>(table.headers()?);
    for (number, row) in table.deserialize::<R>().enumerate() {
        intake.take(row);
        if number % 256 == 0 {
            progress.show(number);
        }
    }
    progress.done();
    Ok(())
}

/// Prints what was read, refused and noticed, with the first few problems of each kind.
pub(crate) fn summary(taken: &Taken) {
    const SHOWN: usize = 3;
    let problems = taken.report.len();
    println!(
        "{} rows read, {} refused, {problems} remarks; {} records",
        taken.rows,
        taken.refused,
        taken.records.len()
    );
    let mut codes: Vec<&str> = taken.report.iter().map(|problem| problem.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let count = taken.report.with_code(code).count();
        println!("  {code}: {count}");
        for problem in taken.report.with_code(code).take(SHOWN) {
            println!("    {}", problem.to_string().replace('\n', "\n    "));
        }
    }
    println!();
}
