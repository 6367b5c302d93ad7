//! The questions, each of both sides.

use bilateral::{Flow, ProgramRef, Stage};
use time::Date;

use crate::Row;
use crate::measure::{Budget, Quantity, ask};
use crate::scene::{Scene, any_day, any_pair, random};
use crate::spending::{self, Window, any_window, dollars_of};
use crate::tables::{Tables, sum};
use crate::timeline::NEWEST;

/// How many questions of a kind there are.
const COUNT: usize = 4_096;

/// What all questions ask about.
struct Question<'s> {
    a: usize,
    b: usize,
    day: Date,
    reporter: usize,
    year: u16,
    partner: usize,
    donor: usize,
    recipient: usize,
    window: Window,
    tree: ProgramRef<'s>,
    range: (usize, usize),
}

fn questions<'s>(scene: &'s Scene, tables: &Tables) -> Vec<Question<'s>> {
    let mut random = random(200);
    let spent = spending::floor(scene);
    let count = scene.count();
    let paying: Vec<(usize, usize)> = (0..count)
        .flat_map(|a| (0..count).map(move |b| (a, b)))
        .filter(|(a, b)| !spent.days.get(*a, *b).is_empty())
        .collect();
    let programs = scene.archive.programs();
    let roots: Vec<ProgramRef<'s>> = programs
        .iter()
        .filter(|it| it.parent().is_none() && it.children().next().is_some())
        .collect();
    let one = |_| {
        let (a, b) = any_pair(&mut random, count);
        let [reporter, year, partner, _] = tables.exports[random.below(tables.exports.len())];
        let (donor, recipient) = paying[random.below(paying.len())];
        let tree = roots[random.below(roots.len())];
        let number = |value: i64| usize::try_from(value).expect("a number of a country");
        Question {
            a: a.min(b),
            b: a.max(b),
            day: any_day(&mut random),
            reporter: number(reporter),
            year: u16::try_from(year).expect("a year"),
            partner: number(partner),
            donor,
            recipient,
            window: any_window(&mut random),
            tree,
            range: spent.trees[tree.id()],
        }
    };
    (0..COUNT).map(one).collect()
}

/// Asks everything of both.
pub(crate) fn ask_all(scene: &Scene, tables: &Tables, budget: Budget) -> Vec<Row> {
    let database = tables.database().expect("the tables are filled");
    let prepared = |text: &str| database.prepare(text).expect("a statement");
    let questions = questions(scene, tables);
    let code = |number: usize| scene.countries[number];
    let pair = |asked: &Question<'_>| scene.archive.dossier(code(asked.a), code(asked.b));
    let day = |asked: &Question<'_>| asked.day.to_julian_day();
    let exports = |asked: &Question<'_>| {
        scene.archive.trade(code(asked.reporter)).in_year(asked.year).exports()
    };
    let mut rows = Vec::new();
    macro_rules! compare {
        ($what:literal, $text:literal, $ours:expr, |$asked:ident| ($($parameter:expr),+)) => {{
            let mut statement = prepared($text);
            let sides = ask(budget, &questions, $ours, |$asked: &Question<'_>| {
                let parameters = [$(i64::try_from($parameter).expect("a small number")),+];
                sum(&mut statement, parameters).expect("an answer")
            });
            let (ours, sqlite) = (sides.ours, sides.floor);
            rows.push(Row {
                what: $what,
                ours: Quantity::Nanoseconds(ours),
                sqlite: Quantity::Nanoseconds(sqlite),
            });
        }};
    }

    compare!(
        "treaties in force between two on a day",
        "SELECT treaty, certain FROM in_force WHERE a = ? AND b = ? AND first <= ? AND last >= ?",
        |asked| pair(asked).treaties().in_force(asked.day).count() as u64,
        |asked| (asked.a, asked.b, day(asked), day(asked))
    );
    compare!(
        "rank of a partner in a year's exports",
        "SELECT 1 + count(*) FROM exports WHERE reporter = ?1 AND year = ?2 AND value > \
         (SELECT value FROM exports WHERE reporter = ?1 AND year = ?2 AND partner = ?3)",
        |asked| {
            let rank = exports(asked).rank_of(code(asked.partner));
            rank.ok().and_then(|rank| rank.best()).unwrap_or(0) as u64
        },
        |asked| (asked.reporter, asked.year, asked.partner)
    );
    compare!(
        "top ten partners of a year's exports",
        "SELECT partner, value FROM exports WHERE reporter = ? AND year = ? ORDER BY value DESC LIMIT 10",
        |asked| {
            let top = exports(asked).top(10).into_iter().flatten().take(10);
            top.map(|(ranked, _)| ranked.rank().best().unwrap_or(0) as u64).sum()
        },
        |asked| (asked.reporter, asked.year)
    );
    compare!(
        "paid by one to another within a window",
        "SELECT coalesce(sum(amount), 0) FROM payments WHERE donor = ? AND recipient = ? \
         AND day BETWEEN ? AND ?",
        |asked| {
            let programs =
                scene.archive.dossier(code(asked.donor), code(asked.recipient)).programs();
            let given = programs.given_by(code(asked.donor));
            dollars_of(&given.total(Stage::Disbursement, &asked.window.period))
        },
        |asked| (asked.donor, asked.recipient, asked.window.first, asked.window.last)
    );
    compare!(
        "paid within a programme tree and a window",
        "SELECT coalesce(sum(amount), 0) FROM tree WHERE place >= ? AND place < ? AND day BETWEEN ? AND ?",
        |asked| dollars_of(&asked.tree.tree().total(Stage::Disbursement, &asked.window.period)),
        |asked| (asked.range.0, asked.range.1, asked.window.first, asked.window.last)
    );
    compare!(
        "newest twenty of a timeline before a day",
        "SELECT day, kind, what FROM dated WHERE a = ? AND b = ? AND day < ? ORDER BY day DESC LIMIT 20",
        |asked| pair(asked).timeline().before(asked.day).take(NEWEST).count() as u64,
        |asked| (asked.a, asked.b, day(asked))
    );
    compare!(
        "last visit before a day",
        "SELECT visit FROM visits WHERE a = ? AND b = ? AND day < ? ORDER BY day DESC LIMIT 1",
        |asked| pair(asked).visits().last_before(asked.day).iter().len() as u64,
        |asked| (asked.a, asked.b, day(asked))
    );
    rows.push(by_year(scene, &database, budget));
    rows
}

/// World trade by year: SQLite adds every figure, ours the sums of each reporter's year.
fn by_year(scene: &Scene, database: &rusqlite::Connection, budget: Budget) -> Row {
    let mut statement =
        database.prepare("SELECT sum(value) FROM exports GROUP BY year").expect("a statement");
    let sides = ask(
        budget,
        &[()],
        |()| {
            let mut sums = std::collections::BTreeMap::<u16, i128>::new();
            for block in scene.archive.trade_blocks().filter(|it| it.flow() == Flow::Export) {
                if let (Some(year), Some(sum)) = (block.year(), block.exact_sum()) {
                    *sums.entry(year).or_default() += sum.value().coefficient();
                }
            }
            sums.len() as u64
        },
        |()| sum(&mut statement, ()).expect("an answer"),
    );
    let (ours, sqlite) = (sides.ours, sides.floor);
    Row {
        what: "world trade by year",
        ours: Quantity::Nanoseconds(ours),
        sqlite: Quantity::Nanoseconds(sqlite),
    }
}
