//! Terms of office: a restatement, straight from rows and by other means than the exchange, of who held an
//! office on a day.
//!
//! What the columns mean was decided with these reasons:
//!
//! - The term begins on `started`, the entry on duty or the presentation of credentials. Where that is
//!   empty, it began on `arrived`, else on `appointed`, or on some later day: both come before the
//!   duty in all but eight of 6,644 rows, and those eight state `started`.
//! - `ended` does not say whether its day is the last inside or the first outside: of 114 successions
//!   in the Department, a successor begins 52 times on that very day and 54 times on the next. So it
//!   is `ended`, and that day itself is Unknown unless something else decides it.
//! - Where `ended` is empty and its note is not, the term ended on a day that is not stated. Where both
//!   are empty, nothing recorded ended it.
//! - The notes qualify the days: "on or shortly before", "soon after", "about".

use bilateral::Truth;

use super::rows::{Row, date, days};

/// Earlier than every day of the tables.
const EARLIEST: i32 = -1_000_000_000;
/// Later than every day of the tables: where nothing ended a term.
const LATEST: i32 = 1_000_000_000;
const ANY: (i32, i32) = (EARLIEST, LATEST);

/// How a note qualifies the day beside it.
enum Note {
    Exact,
    OrBefore,
    OrAfter,
    About,
}

fn note(text: &str) -> Note {
    let has = |words: &[&str]| words.iter().any(|word| text.to_lowercase().contains(word));
    if has(&["between ", "or before", "shortly before", "recall before"]) {
        Note::OrBefore
    } else if has(&["soon after", "shortly after", "or after"]) {
        Note::OrAfter
    } else if has(&["about", "approximately"]) {
        Note::About
    } else {
        Note::Exact
    }
}

/// The days of a date and of its neighbours of the same length: what "about" may mean.
fn around(text: &str) -> (i32, i32) {
    let (first, last) = days(text);
    let unit_of = |number| days(&date(number).to_string()[..text.len()]);
    (unit_of(first - 1).0, unit_of(last + 1).1)
}

/// Where a term began at the earliest, if its row does not say when it did.
fn not_before(row: &Row) -> Option<&str> {
    let arrived = row.has("arrived_date").then(|| row.stated("arrived_date")).flatten();
    arrived.or_else(|| row.stated("appointed_date"))
}

/// The days on which a term may have begun, and those that may have been its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    begins: (i32, i32),
    ends: (i32, i32),
    is_open: bool,
}

impl Term {
    /// Reads the term of a row.
    fn of(row: &Row) -> Self {
        let reach = |text: &str, note_text: &str| {
            let (first, last) = days(text);
            match note(note_text) {
                Note::Exact => (first, last),
                Note::OrBefore => (EARLIEST, last),
                Note::OrAfter => (first, LATEST),
                Note::About => around(text),
            }
        };
        let begins = match (row.stated("started_date"), not_before(row)) {
            (Some(started), _) => reach(started, row.get("started_note")),
            (None, Some(day)) => (days(day).0, LATEST),
            (None, None) => (EARLIEST, LATEST),
        };
        let ends = row.stated("ended_date").map(|ended| {
            let (first, last) = reach(ended, row.get("ended_note"));
            (first - 1, last)
        });
        let is_open = ends.is_none() && row.stated("ended_note").is_none();
        let unsaid = if is_open { (LATEST, LATEST) } else { (EARLIEST, LATEST) };
        Self { begins, ends: ends.unwrap_or(unsaid), is_open }
    }

    /// The days that the row names, with their neighbours.
    pub(super) fn asked(row: &Row) -> Vec<i32> {
        let mut asked = Vec::new();
        for column in ["appointed_date", "arrived_date", "started_date", "ended_date"] {
            if let Some(text) = row.has(column).then(|| row.stated(column)).flatten() {
                let (first, last) = days(text);
                let middle = first + (last - first) / 2;
                asked.extend([first - 2, first - 1, first, first + 1, middle]);
                asked.extend([last - 1, last, last + 1, last + 2]);
            }
        }
        asked
    }
}

/// The terms of one person in one office, in every order in which none overlaps another.
pub(super) struct Terms(Vec<Vec<Term>>);

impl Terms {
    /// Reads the terms of rows.
    pub(super) fn of(rows: &[&Row]) -> Self {
        Self::new(&rows.iter().map(|row| Term::of(row)).collect::<Vec<_>>())
    }

    /// Tries every order. What nothing ended ended by the next of them, on a day not stated.
    fn new(terms: &[Term]) -> Self {
        let mut orders = orders(terms);
        for order in &mut orders {
            let count = order.len();
            for term in order.iter_mut().take(count.saturating_sub(1)).filter(|it| it.is_open) {
                term.ends = (EARLIEST, LATEST);
            }
        }
        orders.retain(|order| fit(order, |_| (ANY, ANY)));
        Self(orders)
    }

    /// Whether all terms can be true together.
    pub(super) fn are_possible(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether some term holds on a day: in every history, in none, or in some.
    pub(super) fn held_on(&self, day: i32) -> Truth {
        let (before, after) = ((EARLIEST, day - 1), (day + 1, LATEST));
        let holds = |order: &Vec<Term>| {
            let around = ((EARLIEST, day), (day, LATEST));
            (0..order.len())
                .any(|number| fit(order, |at| if at == number { around } else { (ANY, ANY) }))
        };
        let fails = |order: &Vec<Term>| {
            (0..=order.len())
                .any(|split| fit(order, |at| if at < split { (ANY, before) } else { (after, ANY) }))
        };
        match (self.0.iter().any(holds), self.0.iter().any(fails)) {
            (true, false) => Truth::Yes,
            (false, true) => Truth::No,
            (true, true) => Truth::Unknown,
            (false, false) => panic!("the terms have no history"),
        }
    }
}

fn orders(terms: &[Term]) -> Vec<Vec<Term>> {
    if terms.is_empty() {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (at, first) in terms.iter().enumerate() {
        let mut rest = terms.to_vec();
        rest.remove(at);
        for mut order in orders(&rest) {
            order.insert(0, *first);
            found.push(order);
        }
    }
    found
}

/// Whether there is a history with all terms, each before the next, that keeps to further bounds on
/// the first and the last days. Taking every term as early as can be finds one if there is.
fn fit(order: &[Term], bounds: impl Fn(usize) -> ((i32, i32), (i32, i32))) -> bool {
    let mut free_from = EARLIEST;
    order.iter().enumerate().all(|(at, term)| {
        let (begins, ends) = bounds(at);
        let first = term.begins.0.max(begins.0).max(free_from);
        let last = term.ends.0.max(ends.0).max(first);
        free_from = last.saturating_add(1);
        first <= term.begins.1.min(begins.1) && last <= term.ends.1.min(ends.1)
    })
}
