//! Answers that are wrong on purpose, so that it is seen that the oracle rejects them.

use bilateral::Truth;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use super::asking::archives;
use super::days::{AFTER, BEFORE, Days, Worlds, agrees, asked};
use super::spells::{Claim, Fields, Spell, agreed, claim, inside, spells_of};

/// An answer from one exact first and last day, as a table with a column for each would give it.
fn rounded((start, end): Spell, day: i32) -> Truth {
    Truth::from(start <= day && day <= end)
}

/// Takes the earliest day that a claim allows for the first, and its latest for the last.
fn widest(claim: &Claim) -> Spell {
    let histories = claim.histories();
    let start = histories.iter().map(|spell| spell.0).min().unwrap_or(BEFORE);
    (start, histories.iter().map(|spell| spell.1).max().unwrap_or(AFTER))
}

/// Takes the latest day that a claim allows for the first, and its earliest for the last.
fn narrowest(claim: &Claim) -> Spell {
    let histories = claim.histories();
    let start = histories.iter().map(|spell| spell.0).max().unwrap_or(BEFORE);
    (start, histories.iter().map(|spell| spell.1).min().unwrap_or(AFTER))
}

/// Reads a day that is not stated as one that is.
fn unknown_is_no(claim: &Claim, day: i32) -> Truth {
    match worlds_of(claim).on(day) {
        Truth::Unknown => Truth::No,
        truth => truth,
    }
}

fn worlds_of(claim: &Claim) -> Worlds {
    Worlds::of(claim.histories().into_iter().map(|spell| inside(&[spell])))
}

/// Whether the oracle finds an archive of one claim on which an answer is wrong.
fn rejects(answer: impl Fn(&Claim, i32) -> Truth) -> bool {
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..archives(1024) });
    let held = runner.run(&claim(), |claim| {
        let worlds = worlds_of(&claim);
        asked().try_for_each(|day| agrees(answer(&claim, day), worlds.on(day), false, day))
    });
    held.is_err()
}

/// Whether the oracle finds two claims of two sources on which an answer is wrong.
fn rejects_of_two(answer: impl Fn(&[Claim; 2], i32) -> Truth) -> bool {
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..archives(1024) });
    let held = runner.run(&[claim(), claim()], |claims| {
        let fields = [Fields::alone(0, &claims[0]), Fields::alone(1, &claims[1])];
        let worlds =
            Worlds::of(spells_of(agreed(&fields)).into_iter().map(|spell| inside(&[spell])));
        if worlds.is_empty() {
            return Err(TestCaseError::reject("no world"));
        }
        asked().try_for_each(|day| agrees(answer(&claims, day), worlds.on(day), false, day))
    });
    held.is_err()
}

/// An answer that says nothing is never wrong, so that a rejection says something.
#[test]
fn possible_worlds_let_an_answer_say_nothing() {
    assert!(!rejects(|_, _| Truth::Unknown));
    assert!(!rejects(|claim, day| worlds_of(claim).on(day)));
    assert!(!rejects_of_two(|_, _| Truth::Unknown));
}

/// An answer that rounds an unknown first day to the earliest that is possible, or to the latest, is
/// found out, as is one that takes what is not known for No.
#[test]
fn possible_worlds_reject_an_answer_that_rounds() {
    assert!(rejects(|claim, day| rounded(widest(claim), day)));
    assert!(rejects(|claim, day| rounded(narrowest(claim), day)));
    assert!(rejects(unknown_is_no));
    // Only the first day rounded down, the last left as it is.
    let earliest_start = |claim: &Claim, day: i32| {
        let start = widest(claim).0;
        let kept = claim.histories().into_iter().map(|(_, end)| Days::span(start, end));
        Worlds::of(kept).on(day)
    };
    assert!(rejects(earliest_start));
}

/// An answer that takes the word of whichever source was read first, or adds up the days of both, is
/// found out where the two disagree.
#[test]
fn possible_worlds_reject_an_answer_that_overwrites_or_merges() {
    assert!(rejects_of_two(|claims, day| worlds_of(&claims[0]).on(day)));
    assert!(rejects_of_two(
        |claims, day| worlds_of(&claims[0]).on(day) | worlds_of(&claims[1]).on(day)
    ));
    assert!(rejects_of_two(
        |claims, day| worlds_of(&claims[0]).on(day) & worlds_of(&claims[1]).on(day)
    ));
}
