//! Recognition, relations and missions between the United States and every other state, by country.
//!
//! The headings are prose; those that name a recognition, relations or an American mission, and say
//! in one way that it began, began again or ended, become steps of a history. A legation raised to an
//! embassy ends and the embassy begins. The rest is counted by the reason for which it was left out.

use std::collections::BTreeMap;

use bilateral::date::Endpoint;
use bilateral::{
    Act, ActKind, Archive, Citation, CountryCode, Record, Relation, RelationKind, RelationObject,
    Source, SourceKind, Truth,
};

use super::rows::{Row, date, days, rows};

const NAME: &str = "us_recognition_relations_timeline";
const USA: CountryCode = CountryCode::USA;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Begin,
    Return,
    End,
}

/// What a history is of: its kind and object, and whether it goes from the United States.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bond {
    kind: RelationKind,
    object: Option<RelationObject>,
    is_ours: bool,
}

impl Bond {
    const fn ours(kind: RelationKind, object: Option<RelationObject>) -> Self {
        Self { kind, object, is_ours: true }
    }

    fn relation(self, id: &str, country: CountryCode) -> Relation {
        let (from, towards) = if self.is_ours { (USA, country) } else { (country, USA) };
        let mut relation = Relation::new(id, self.kind, from, towards);
        relation.object = self.object;
        relation.mutual = matches!(
            self.kind,
            RelationKind::DiplomaticRelations | RelationKind::ConsularRelations
        );
        relation
    }

    const fn act(self, change: Change) -> ActKind {
        match (self.kind, change) {
            (RelationKind::Recognition, Change::Begin | Change::Return) => ActKind::Recognition,
            (RelationKind::Recognition, Change::End) => ActKind::Termination,
            (RelationKind::Mission, Change::Begin) => ActKind::Opening,
            (RelationKind::Mission, Change::Return) => ActKind::Reopening,
            (RelationKind::Mission, Change::End) => ActKind::Closure,
            (_, Change::Begin) => ActKind::Establishment,
            (_, Change::Return) => ActKind::Resumption,
            (_, Change::End) => ActKind::Severance,
        }
    }
}

/// Whether the heading is about the country of its article: some word of the name begins a word.
fn is_about(heading: &str, country: &str) -> bool {
    let stems = country.split_whitespace().filter(|word| word.chars().count() >= 4);
    let stem = |word: &str| word.chars().take(4).collect::<String>().to_lowercase();
    stems.map(stem).any(|stem| heading.contains(&stem))
}

/// The steps that a heading names, or why it names none.
fn steps(heading: &str, country: &str) -> Result<Vec<(Bond, Change)>, &'static str> {
    let heading = heading.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let embassy = Bond::ours(RelationKind::Mission, Some(RelationObject::Embassy));
    let legation = Bond::ours(RelationKind::Mission, Some(RelationObject::Legation));
    if has(&["non-recognition", "provisional government", "committee"]) {
        return Err("another kind of recognition");
    }
    if heading.contains("recognition") {
        let given = Bond::ours(RelationKind::Recognition, Some(RelationObject::State));
        let received = Bond { is_ours: false, ..given };
        return if heading.starts_with("mutual recognition") {
            Ok(vec![(given, Change::Begin), (received, Change::Begin)])
        } else if has(&["recognition of the united states", "recognition of u.s."]) {
            Ok(vec![(received, Change::Begin)])
        } else if !is_about(&heading, country) {
            Err("about another state")
        } else if has(&["u.s. recognition of", "united states recognition of"]) {
            Ok(vec![(given, Change::Begin)])
        } else {
            Err("another kind of recognition")
        };
    }
    if has(&["move", "transfer", "operations", "ambassadorial", "consulate", "posts"]) {
        return Err("no begin or end");
    }
    if has(&["elevation", "raised"]) {
        let is_ours = has(&["american legation", "u.s. legation", "of legation to"]);
        return if is_ours && heading.contains("embassy") {
            Ok(vec![(legation, Change::End), (embassy, Change::Begin)])
        } else {
            Err("no begin or end")
        };
    }
    let returns = has(&["re-establish", "reestablish", "resum", "reopen", "re-open"]);
    let begins = has(&["establishment", " established", "opening of", " opened"]) && !returns;
    let ends = has(&[
        "sever",
        "interrupt",
        "cessation",
        "terminat",
        " ended",
        "closure",
        "closed",
        "suspension",
    ]);
    let change = match (begins, returns, ends) {
        (true, false, false) => Change::Begin,
        (false, true, false) => Change::Return,
        (false, false, true) => Change::End,
        (false, false, false) => return Err("no begin or end"),
        _ => return Err("two changes at once"),
    };
    if heading.contains(" with ") && !is_about(&heading, country) {
        return Err("about another state");
    }
    // The legation or embassy of the other state, by its adjective or by where it stood.
    let theirs = ["legation", "embassy"].iter().any(|name| {
        let before = heading.split(name).next().unwrap_or_default();
        let owner = before.split_whitespace().last().unwrap_or_default();
        heading.contains(name) && is_about(owner, country)
    }) || has(&["in the united states", "in washington", "to the united states"]);
    let mut found = Vec::new();
    if heading.contains("consular relations") {
        found.push((Bond::ours(RelationKind::ConsularRelations, None), change));
    } else if has(&["diplomatic relations", "of relations", "normal relations"])
        || heading.starts_with("relations ")
    {
        found.push((Bond::ours(RelationKind::DiplomaticRelations, None), change));
    }
    for (name, bond) in [("embassy", embassy), ("legation", legation)] {
        if heading.contains(name) && !theirs {
            found.push((bond, change));
        }
    }
    if found.is_empty() { Err("no relations or American mission") } else { Ok(found) }
}

/// Whether a heading has years, and none of them is that of the machine's date.
fn names_another_year(heading: &str, when: &str) -> bool {
    let words = heading.split(|it: char| !it.is_ascii_digit());
    let mut years = words.filter(|word| word.len() == 4).peekable();
    years.peek().is_some() && !years.any(|year| year == &when[..4])
}

/// One step of a history, with the days on which it may have been.
#[derive(Debug, Clone)]
struct Step {
    bond: Bond,
    change: Change,
    when: String,
    heading: String,
}

/// The steps of one country in one bond, in order of their days, then as the file has them.
struct History {
    country: CountryCode,
    steps: Vec<Step>,
}

/// Reads every row: the histories, and how many rows were left out for which reason.
fn histories(rows: &[Row]) -> (Vec<History>, BTreeMap<&'static str, usize>) {
    let mut found: BTreeMap<(CountryCode, String), Vec<Step>> = BTreeMap::new();
    let mut out: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for row in rows {
        let (heading, when) = (row.get("heading"), row.get("when"));
        let mut leave = |reason| *out.entry(reason).or_default() += 1;
        // Some articles stand in the file twice.
        if !seen.insert((row.get("article"), heading, row.get("text"))) {
            leave("a repeated row");
            continue;
        }
        if when.is_empty() || when.contains('|') {
            leave("no date, or two");
            continue;
        }
        if names_another_year(heading, when) {
            leave("the heading has another year");
            continue;
        }
        let country = CountryCode::find_on(row.get("country"), date(days(when).1));
        let Ok(country) = country else {
            leave("a state that is not in the table");
            continue;
        };
        match steps(heading, row.get("country")) {
            Ok(steps) => {
                for (bond, change) in steps {
                    let (when, heading) = (when.to_owned(), heading.to_owned());
                    let key = (country, format!("{bond:?}"));
                    found.entry(key).or_default().push(Step { bond, change, when, heading });
                }
            }
            Err(reason) => leave(reason),
        }
    }
    let histories = found.into_iter().map(|((country, _), mut steps)| {
        steps.sort_by_key(|step| days(&step.when).0);
        History { country, steps }
    });
    (histories.collect(), out)
}

impl History {
    /// The spells that the steps tell. A step that begins what is open already is left out, unless it
    /// says that it begins again: then an end between the two was not told.
    fn relations(&self) -> (Vec<Relation>, Vec<&Step>) {
        let mut spells: Vec<Relation> = Vec::new();
        let (mut told, mut is_open) = (Vec::new(), false);
        for step in &self.steps {
            let on: bilateral::PartialDate = step.when.parse().expect("a date");
            let act = Act::new(step.bond.act(step.change)).on(on);
            let new = |count: usize| {
                let id = format!("{}-{count}-{:?}", self.country, step.bond);
                step.bond.relation(&id, self.country).source(Citation::new("rdcr"))
            };
            match (step.change, is_open) {
                (Change::Begin, true) => continue,
                (Change::Begin | Change::Return, _) => {
                    if let Some(open) = spells.last_mut().filter(|_| is_open) {
                        open.end = Some(Endpoint::Unknown);
                    }
                    let mut spell = new(spells.len()).act(act);
                    spell.start = Some(Endpoint::Date(on));
                    spells.push(spell);
                    is_open = true;
                }
                (Change::End, _) => {
                    if !is_open {
                        if !spells.is_empty() {
                            continue;
                        }
                        spells.push(new(0));
                    }
                    let spell = spells.last_mut().expect("an open spell");
                    spell.ended = Some(on);
                    spell.acts.push(act);
                    is_open = false;
                }
            }
            told.push(step);
        }
        (spells, told)
    }
}

fn truth(archive: &Archive, country: CountryCode, bond: Bond, number: i32) -> Truth {
    let (pair, day) = (archive.dossier(USA, country), date(number));
    let from = if bond.is_ours { USA } else { country };
    match bond.kind {
        RelationKind::Recognition => pair.recognition(from, day).value(),
        RelationKind::DiplomaticRelations => pair.diplomatic_relations(day).value(),
        _ => pair
            .relations()
            .of_kind(bond.kind)
            .iter()
            .filter(|it| it.object() == bond.object && it.from() == Some(&from.into()))
            .map(|it| it.holds_on(day).value())
            .max()
            .unwrap_or(Truth::Unknown),
    }
}

/// The dates of the file are of the precision that its machine dates have.
#[test]
fn dates_are_years_and_days() {
    let Some(rows) = rows(NAME) else { return };
    let count = |length| rows.iter().filter(|row| row.get("when").len() == length).count();
    assert_eq!(rows.len(), 1_483);
    assert_eq!([count(4), count(7), count(10), count(0)], [1_251, 1, 36, 187]);
    // The rest has two dates, or the second of two.
    assert_eq!(rows.iter().filter(|row| row.get("when").contains('|')).count(), 8);
}

/// What could not be typed, and why.
#[test]
fn headings_are_typed_or_counted() {
    let Some(rows) = rows(NAME) else { return };
    let (histories, out) = histories(&rows);
    let steps: usize = histories.iter().map(|history| history.steps.len()).sum();
    let expected = [
        ("a repeated row", 266),
        ("a state that is not in the table", 96),
        ("about another state", 25),
        ("another kind of recognition", 11),
        ("no begin or end", 197),
        ("no date, or two", 159),
        ("no relations or American mission", 45),
        ("the heading has another year", 7),
        ("two changes at once", 3),
    ];
    assert_eq!(out, BTreeMap::from(expected));
    assert_eq!((histories.len(), steps), (623, 830));
}

/// After each step the archive says that it holds, or no longer does; before it, the opposite where
/// the step implies that; and on a day within an imprecise date it says Unknown.
#[test]
fn each_step_is_answered_around_its_days() {
    let Some(rows) = rows(NAME) else { return };
    let (histories, _) = histories(&rows);
    let source = Source::new("rdcr", "A Guide to the United States' History of Recognition")
        .publisher("Office of the Historian")
        .kind(SourceKind::Dataset);
    let relations = histories.iter().flat_map(|history| history.relations().0).map(Record::from);
    let archive = Archive::from_records(std::iter::once(source.into()).chain(relations))
        .unwrap_or_else(|report| panic!("{report}"));

    let mut asked = [0; 3];
    let mut less_exact = 0;
    for history in &histories {
        let (_, told) = history.relations();
        for (at, step) in told.iter().enumerate() {
            let (first, last) = days(&step.when);
            let before = at.checked_sub(1).map(|at| days(&told[at].when).1);
            let next = told.get(at + 1);
            let next_from = next.map(|next| days(&next.when).0);
            let mut check = |what: usize, number: i32, expected: Truth| {
                let found = truth(&archive, history.country, step.bond, number);
                // Where the history begins with an end, the archive does not see that this end comes
                // before what begins later, and Unknown stands for what is certain.
                let is_close = found.is_unknown() && told[0].change == Change::End;
                assert!(
                    found == expected || is_close,
                    "{} {:?}, `{}`: {found} on {} for {expected}",
                    history.country,
                    step.bond,
                    step.heading,
                    date(number),
                );
                less_exact += usize::from(found != expected);
                asked[what] += 1;
            };
            let is_end = step.change == Change::End;
            // An end that was not told may follow at once where the next step begins again.
            let holds_on = next.is_none_or(|next| next.change == Change::End);
            if next_from.is_none_or(|from| from > last + 2) && (is_end || holds_on) {
                check(0, last + 1, Truth::from(!is_end));
            }
            // The day of an end may be in or out, and so may that before its first.
            match (step.change, before) {
                (Change::End, Some(before)) if before < first - 2 => {
                    check(1, first - 2, Truth::Yes);
                }
                (Change::Begin, before) if before.is_none_or(|before| before < first - 2) => {
                    check(1, first - 1, Truth::No);
                }
                _ => {}
            }
            let is_alone = next_from.is_none_or(|from| from > last)
                && before.is_none_or(|before| before < first);
            // No list may have the state on the last days of the year in which it ended.
            let existed = !history.country.existed_on(date(last - 1)).is_no();
            if first < last && is_alone && existed {
                check(2, last - 1, Truth::Unknown);
            }
        }
    }
    println!(
        "timeline: {} records; {asked:?} answers after, before and within; {less_exact} Unknown for \
         what is certain; {} warnings",
        archive.len(),
        archive.report().len(),
    );
}
