//! Which programme runs under which, and which is a part of which.
//!
//! Programmes are their subjects' numbers. Where several records of one programme name a parent, the
//! first that is not a denial says it. Nothing here trusts the records to be free of circles.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::records::Records;
use super::subjects::Subjects;
use crate::record::{Program, Record, RecordKind};

/// The links between programmes, each way and in order.
#[derive(Debug, Default)]
pub(crate) struct ProgramTree {
    /// Programme and parent.
    parents: Vec<(u32, u32)>,
    /// Parent and programme.
    children: Vec<(u32, u32)>,
    /// Part and whole, without running under it.
    wholes: Vec<(u32, u32)>,
    /// Whole and part.
    parts: Vec<(u32, u32)>,
    /// A programme, and another out of which a transaction says that money comes into it.
    fed_by: Vec<(u32, u32)>,
    /// The same turned round.
    feeds: Vec<(u32, u32)>,
}

impl ProgramTree {
    pub(super) fn of(records: &Records, subjects: &Subjects) -> Self {
        let mut tree = Self::default();
        let named = |id: Option<&str>| -> Option<u32> {
            let at = records.at_id(RecordKind::Program, id?)?;
            subjects.of_record(records, at)
        };
        for (number, subject) in subjects.iter_but_trade() {
            if subject.kind != RecordKind::Program {
                continue;
            }
            let told = || {
                let records = subject.claims.iter().filter_map(|at| records.whole(*at));
                records.filter_map(|record| match record {
                    Record::Program(program) if !program.denied => Some(program.as_ref()),
                    _ => None,
                })
            };
            let first = |id: fn(&Program) -> Option<&str>| {
                named(told().find_map(id)).filter(|other| *other != number)
            };
            let parent = first(|program| program.parent.as_deref());
            tree.parents.extend(parent.map(|parent| (number, parent)));
            let whole = first(|program| program.part_of.as_deref());
            tree.wholes.extend(whole.map(|whole| (number, whole)));
            for transaction in told().flat_map(|program| &program.transactions) {
                let into = named(transaction.to_program.as_deref());
                tree.fed_by.extend(into.map(|into| (into, number)));
                let out_of = named(transaction.from_program.as_deref());
                tree.fed_by.extend(out_of.map(|out_of| (number, out_of)));
            }
        }
        let turned = |links: &[(u32, u32)]| {
            let mut turned: Vec<(u32, u32)> = links.iter().map(|(a, b)| (*b, *a)).collect();
            turned.sort_unstable();
            turned
        };
        tree.children = turned(&tree.parents);
        tree.parts = turned(&tree.wholes);
        tree.fed_by.retain(|(into, out_of)| into != out_of);
        tree.fed_by.sort_unstable();
        tree.fed_by.dedup();
        tree.feeds = turned(&tree.fed_by);
        tree
    }

    /// The programme under which one runs.
    pub(crate) fn parent(&self, of: u32) -> Option<u32> {
        linked(&self.parents, of).next()
    }

    /// The programmes that run directly under one, in order.
    pub(crate) fn children(&self, of: u32) -> impl Iterator<Item = u32> + use<'_> {
        linked(&self.children, of)
    }

    /// The programmes that are a part of one without running under it, in order.
    pub(crate) fn parts(&self, of: u32) -> impl Iterator<Item = u32> + use<'_> {
        linked(&self.parts, of)
    }

    /// All programmes to which one is linked directly, in whatever way.
    pub(crate) fn neighbours(&self, of: u32) -> impl Iterator<Item = u32> + use<'_> {
        let all =
            [&self.parents, &self.children, &self.wholes, &self.parts, &self.fed_by, &self.feeds];
        all.into_iter().flat_map(move |links| linked(links, of))
    }

    /// All that runs under a programme, parents before children, each once.
    pub(crate) fn descendants(&self, of: u32) -> Vec<u32> {
        let down = |number| self.children(number).collect::<Vec<u32>>();
        walk(of, down)
    }

    /// All that runs under a programme or is a part of it, by any path, each once.
    pub(crate) fn within(&self, of: u32) -> Vec<u32> {
        let down =
            |number| self.children(number).chain(linked(&self.parts, number)).collect::<Vec<u32>>();
        walk(of, down)
    }

    /// All under which a programme runs or of which it is a part, by any path, each once.
    pub(crate) fn above(&self, of: u32) -> Vec<u32> {
        let up = |number| {
            linked(&self.parents, number).chain(linked(&self.wholes, number)).collect::<Vec<u32>>()
        };
        walk(of, up)
    }
}

/// What some links lead to from a number, in order.
fn linked(links: &[(u32, u32)], from: u32) -> impl Iterator<Item = u32> {
    let first = links.partition_point(|(number, _)| *number < from);
    links
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(move |(number, _)| *number == from)
        .map(|(_, to)| *to)
}

/// Everything that can be reached, nearest first along each branch, without the start itself.
fn walk(start: u32, next: impl Fn(u32) -> Vec<u32>) -> Vec<u32> {
    let mut seen = BTreeSet::from([start]);
    let mut found = Vec::new();
    let mut open = next(start);
    open.reverse();
    while let Some(number) = open.pop() {
        if seen.insert(number) {
            found.push(number);
            let further = next(number);
            open.extend(further.into_iter().rev());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ProgramKind, Record};

    fn tree(programs: &[(&str, Option<&str>, Option<&str>)]) -> (Records, Subjects, ProgramTree) {
        let made = programs.iter().map(|(id, parent, part_of)| {
            let mut program = Program::new(*id, ProgramKind::Assistance, *id);
            program.parent = parent.map(Into::into);
            program.part_of = part_of.map(Into::into);
            Record::from(program)
        });
        let records = Records::of(made.collect());
        let subjects = Subjects::of(&records);
        let tree = ProgramTree::of(&records, &subjects);
        (records, subjects, tree)
    }

    #[test]
    fn a_tree_is_walked_from_any_place() {
        let (records, subjects, tree) = tree(&[
            ("a", None, None),
            ("b", Some("a"), None),
            ("c", Some("b"), None),
            ("d", Some("a"), None),
            ("p", None, Some("d")),
            ("lost", Some("no such"), None),
        ]);
        let number = |id: &str| {
            let at = records.at_id(RecordKind::Program, id).unwrap();
            subjects.of_record(&records, at).unwrap()
        };
        let ids = |numbers: Vec<u32>| -> Vec<&str> {
            let of = |number: u32| {
                let at = subjects.get(number).unwrap().claims[0];
                records.whole(at).map(Record::id).unwrap()
            };
            numbers.into_iter().map(of).collect()
        };
        assert_eq!(tree.parent(number("c")), Some(number("b")));
        assert_eq!(tree.parent(number("lost")), None);
        assert_eq!(ids(tree.children(number("a")).collect()), ["b", "d"]);
        assert_eq!(ids(tree.descendants(number("a"))), ["b", "c", "d"]);
        assert_eq!(ids(tree.within(number("a"))), ["b", "c", "d", "p"]);
        assert_eq!(ids(tree.above(number("p"))), ["d", "a"]);
    }

    #[test]
    fn circles_end() {
        let (_, _, tree) = tree(&[("a", Some("b"), None), ("b", Some("a"), None)]);
        assert_eq!(tree.above(0), [1]);
        assert_eq!(tree.descendants(0), [1]);
        assert_eq!(tree.within(1), [0]);
    }
}
