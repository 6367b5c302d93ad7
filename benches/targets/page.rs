//! The page of the documentation that tells what was measured, and where.

use std::fmt::Write;
use std::process::Command;

use crate::measure::Row;
use crate::memory::Kind;
use crate::scene::Scene;

/// Puts a text into a page, between a mark and the next end.
pub(crate) fn put(page: &str, mark: &str, text: &str) {
    const END: &str = "<!-- end -->\n";
    let old = std::fs::read_to_string(page).expect("the page is there");
    let (head, rest) = old.split_once(mark).expect("the page has the mark");
    let (_, tail) = rest.split_once(END).expect("the mark has its end");
    std::fs::write(page, format!("{head}{mark}\n{text}\n{END}{tail}")).expect("it is written");
    println!("wrote {page}");
}

/// The version of a package in a lock file.
pub(crate) fn version<'l>(lock: &'l str, package: &str) -> &'l str {
    let entry =
        lock.split("[[package]]").find(|it| it.contains(&format!("name = \"{package}\"\n")));
    let version = entry.and_then(|it| it.split("version = \"").nth(1)?.split('"').next());
    version.unwrap_or("of unknown version")
}

/// What stands behind a name in a file of the system, or nothing.
fn told(path: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Processor, cores and memory.
pub(crate) fn machine() -> String {
    let processor = told("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = told("/proc/meminfo", "MemTotal").and_then(|it| {
        let kilobytes: u64 = it.split(' ').next()?.parse().ok()?;
        Some(format!(", {} GB", (kilobytes + 500_000) / 1_000_000))
    });
    format!("{processor}, {cores} cores{}", memory.unwrap_or_default())
}

/// The version of the compiler.
pub(crate) fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let text = output.ok().and_then(|it| String::from_utf8(it.stdout).ok()).unwrap_or_default();
    text.split(" (").next().unwrap_or_default().trim().to_owned()
}

/// Puts the results into the page.
pub(crate) fn write(rows: &[Row], kinds: &[Kind], scene: &Scene) {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/speed.md");
    let mark = "<!-- written by `cargo bench --bench targets -- --write` -->\n";
    put(page, mark, &table(rows, kinds, scene));
}

fn table(rows: &[Row], kinds: &[Kind], scene: &Scene) -> String {
    let mut text = format!(
        "Measured on {}, with {}, bilateral {} and serde_json {}: {} records, {} MB of JSON Lines.\n\n",
        machine(),
        compiler(),
        env!("CARGO_PKG_VERSION"),
        version(include_str!("../../Cargo.lock"), "serde_json"),
        scene.records.len(),
        scene.text.len() / 1_000_000,
    );
    text.push_str("| | what | ours | floor | ratio | bound | |\n|---|---|--:|--:|--:|--:|---|\n");
    for row in rows {
        let Row { id, what, ours, floor, bound, .. } = row;
        let verdict = if row.is_met() { "met" } else { "**missed**" };
        let ratio = row.ratio();
        writeln!(text, "| {id} | {what} | {ours} | {floor} | {ratio:.2} | {bound} | {verdict} |")
            .expect("text grows");
    }
    if !kinds.is_empty() {
        text.push_str("\n| kind | bytes a record | of them the id |\n|---|--:|--:|\n");
        for Kind { kind, bytes, id_text, .. } in kinds {
            writeln!(text, "| {kind} | {bytes:.0} | {id_text:.0} |").expect("text grows");
        }
    }
    text
}
