//! What SQLite holds: tables for the questions alone, each with an index that answers it by itself.

use std::time::Instant;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::Row;
use crate::measure::{Budget, run};
use crate::scene::{Scene, load};
use crate::yardstick::Yardstick;
use crate::{spending, timeline, trade, treaties, visits};

const TABLES: &str = "
    CREATE TABLE in_force(a INT, b INT, first INT, last INT, treaty INT, certain INT);
    CREATE TABLE exports(reporter INT, year INT, partner INT, value INT);
    CREATE TABLE payments(donor INT, recipient INT, day INT, amount INT);
    CREATE TABLE tree(place INT, day INT, amount INT);
    CREATE TABLE dated(a INT, b INT, day INT, kind INT, what INT);
    CREATE TABLE visits(a INT, b INT, day INT, visit INT);
";

const INDEXES: &str = "
    CREATE INDEX in_force_of_pair ON in_force(a, b, first, last, treaty, certain);
    CREATE INDEX exports_by_value ON exports(reporter, year, value DESC, partner);
    CREATE INDEX exports_by_partner ON exports(reporter, year, partner, value);
    CREATE INDEX exports_by_year ON exports(year, value);
    CREATE INDEX payments_of_pair ON payments(donor, recipient, day, amount);
    CREATE INDEX tree_in_preorder ON tree(place, day, amount);
    CREATE INDEX dated_of_pair ON dated(a, b, day DESC, kind, what);
    CREATE INDEX visits_of_pair ON visits(a, b, day, visit);
    ANALYZE;
";

/// The rows of every table.
pub(crate) struct Tables {
    in_force: Vec<[i64; 6]>,
    pub(crate) exports: Vec<[i64; 4]>,
    payments: Vec<[i64; 4]>,
    tree: Vec<[i64; 3]>,
    dated: Vec<[i64; 5]>,
    visits: Vec<[i64; 4]>,
}

fn number(value: usize) -> i64 {
    i64::try_from(value).expect("few")
}

impl Tables {
    pub(crate) fn of(scene: &Scene) -> Self {
        let treaties::Entries { closed, open, .. } = treaties::entries(scene);
        let in_force = closed.iter().chain(&open).map(|((a, b), it)| {
            let (treaty, certain) = (it.treaty / 2, it.treaty % 2);
            [number(*a), number(*b), it.from.into(), it.to.into(), treaty.into(), certain.into()]
        });
        let cells = trade::cells(scene);
        let mut exports: Vec<[i64; 4]> = cells
            .iter()
            .map(|((reporter, year, partner), figures)| {
                let lower = trade::possible(figures).lower().map(|bound| bound.value);
                let value = lower.and_then(spending::whole).unwrap_or(0);
                [number(*reporter), (*year).into(), (*partner).into(), value]
            })
            .collect();
        exports.sort_unstable();
        let spent = spending::floor(scene);
        let mut payments = Vec::new();
        for donor in 0..scene.count() {
            for recipient in 0..scene.count() {
                let of_pair = spent.days.get(donor, recipient).iter();
                payments.extend(of_pair.map(|(day, amount)| {
                    [number(donor), number(recipient), (*day).into(), *amount]
                }));
            }
        }
        let tree = spent.ordered.iter().enumerate();
        let tree = tree.map(|(place, (day, amount))| [number(place), (*day).into(), *amount]);
        let mut dated = Vec::new();
        for (kind, entries) in timeline::entries(scene).into_iter().enumerate() {
            dated.extend(entries.into_iter().map(|((a, b), (day, what))| {
                [number(a), number(b), day.into(), number(kind), what.into()]
            }));
        }
        let made = visits::made(scene).visits;
        let visits = made
            .iter()
            .map(|((a, b), it)| [number(*a), number(*b), it.begun.into(), it.visit.into()]);
        Self {
            in_force: in_force.collect(),
            exports,
            payments,
            tree: tree.collect(),
            dated,
            visits: visits.collect(),
        }
    }

    /// A database of all tables.
    pub(crate) fn database(&self) -> rusqlite::Result<Connection> {
        let mut database = Connection::open_in_memory()?;
        // With the statistics of ANALYZE, a statement would be planned again for each new value.
        database.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        database.execute_batch(TABLES)?;
        let all = database.transaction()?;
        insert(&all, "in_force", &self.in_force)?;
        insert(&all, "exports", &self.exports)?;
        insert(&all, "payments", &self.payments)?;
        insert(&all, "tree", &self.tree)?;
        insert(&all, "dated", &self.dated)?;
        insert(&all, "visits", &self.visits)?;
        all.commit()?;
        database.execute_batch(INDEXES)?;
        Ok(database)
    }
}

fn insert<const N: usize>(
    into: &Connection,
    table: &str,
    rows: &[[i64; N]],
) -> rusqlite::Result<()> {
    let places = vec!["?"; N].join(", ");
    let mut statement = into.prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
    for row in rows {
        statement.execute(rusqlite::params_from_iter(row))?;
    }
    Ok(())
}

/// From a text to something that can be asked: ours with every check and all records, SQLite with the
/// yardstick's parse and the rows of these tables alone.
pub(crate) fn loading(scene: &Scene, tables: &Tables, budget: Budget) -> Row {
    let (ours, sqlite) = run(
        budget,
        || {
            let begun = Instant::now();
            let archive = load(&scene.text);
            let elapsed = begun.elapsed();
            drop(archive);
            elapsed
        },
        || {
            let begun = Instant::now();
            let all = Yardstick::read(&scene.text).expect("the text is read");
            let database = tables.database().expect("the tables are filled");
            let elapsed = begun.elapsed();
            drop((all, database));
            elapsed
        },
    );
    Row { what: "text in memory to something to ask", ours, sqlite }
}

/// The sum of the first column of what a statement finds, so that every row is read.
pub(crate) fn sum(
    statement: &mut rusqlite::Statement<'_>,
    with: impl rusqlite::Params,
) -> rusqlite::Result<u64> {
    let mut rows = statement.query(with)?;
    let mut sum = 0_u64;
    while let Some(row) = rows.next()? {
        sum = sum.wrapping_add(row.get::<_, i64>(0)? as u64);
    }
    Ok(sum)
}
