//! The laws of Kleene's three-valued logic, over every value.

use bilateral::{Reason, Truth};

/// Each of the three truth values stands for the exact histories that make it so: the worlds in
/// which a statement may be true (`true`) or false (`false`).
fn worlds(truth: Truth) -> &'static [bool] {
    match truth {
        Truth::No => &[false],
        Truth::Unknown => &[false, true],
        Truth::Yes => &[true],
    }
}

/// What all combinations of worlds say, by plain two-valued logic.
fn over_worlds(a: Truth, b: Truth, question: impl Fn(bool, bool) -> bool) -> Truth {
    let answers =
        |wanted| worlds(a).iter().any(|&x| worlds(b).iter().any(|&y| question(x, y) == wanted));
    match (answers(true), answers(false)) {
        (true, false) => Truth::Yes,
        (false, true) => Truth::No,
        _ => Truth::Unknown,
    }
}

fn triples() -> impl Iterator<Item = (Truth, Truth, Truth)> {
    let each = || Truth::ALL.into_iter();
    each().flat_map(move |a| each().flat_map(move |b| each().map(move |c| (a, b, c))))
}

/// The operators say what two-valued logic says over all worlds of independent statements.
#[test]
fn operators_agree_with_the_worlds() {
    for (a, b, _) in triples() {
        assert_eq!(a & b, over_worlds(a, b, |x, y| x && y), "{a} & {b}");
        assert_eq!(a | b, over_worlds(a, b, |x, y| x || y), "{a} | {b}");
        assert_eq!(!a, over_worlds(a, a, |x, _| !x), "!{a}");
    }
}

/// On known values the operators are those of `bool`.
#[test]
fn known_values_follow_two_valued_logic() {
    for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
        assert_eq!(Truth::from(a) & Truth::from(b), Truth::from(a && b));
        assert_eq!(Truth::from(a) | Truth::from(b), Truth::from(a || b));
        assert_eq!(!Truth::from(a), Truth::from(!a));
    }
}

/// And and or are commutative, associative, idempotent, absorb and distribute over one another.
#[test]
fn and_and_or_form_a_distributive_lattice() {
    for (a, b, c) in triples() {
        assert_eq!(a & b, b & a);
        assert_eq!(a | b, b | a);
        assert_eq!((a & b) & c, a & (b & c));
        assert_eq!((a | b) | c, a | (b | c));
        assert_eq!((a & a, a | a), (a, a));
        assert_eq!((a & (a | b), a | (a & b)), (a, a));
        assert_eq!(a & (b | c), (a & b) | (a & c));
        assert_eq!(a | (b & c), (a | b) & (a | c));
    }
}

/// Not turns and into or, and twice it is nothing.
#[test]
fn de_morgan_and_double_negation() {
    for (a, b, _) in triples() {
        assert_eq!(!(a & b), !a | !b);
        assert_eq!(!(a | b), !a & !b);
        assert_eq!(!!a, a);
    }
}

/// Yes and No are the neutral values, and each swallows in the other operation.
#[test]
fn the_ends_are_neutral_and_absorbing() {
    for a in Truth::ALL {
        assert_eq!((a & Truth::Yes, a | Truth::No), (a, a));
        assert_eq!((a & Truth::No, a | Truth::Yes), (Truth::No, Truth::Yes));
    }
}

/// A contradiction is never Yes, and the excluded middle never No; both are Unknown for Unknown.
#[test]
fn there_is_no_excluded_middle_for_unknown() {
    for a in Truth::ALL {
        assert!(!(a & !a).is_yes());
        assert!(!(a | !a).is_no());
        assert_eq!((a | !a).is_known(), a.is_known());
    }
}

/// Knowing more never turns one known answer into the other.
#[test]
fn operators_are_monotone_in_knowledge() {
    let refines = |a: Truth, b: Truth| a == b || b.is_unknown();
    for (a, b, c) in triples() {
        if refines(a, b) {
            assert!(refines(a & c, b & c));
            assert!(refines(a | c, b | c));
            assert!(refines(!a, !b));
        }
    }
}

/// `certainly` and `possibly` are duals, and agree with the order.
#[test]
fn certainly_and_possibly_are_duals() {
    for a in Truth::ALL {
        assert_eq!(a.certainly(), !(!a).possibly());
        assert_eq!(a.certainly(), a == Truth::Yes);
        assert_eq!(a.possibly(), a > Truth::No);
    }
}

/// Text and serialised form are the same, and nothing else is read.
#[test]
fn text_and_json_round_trip() {
    for a in Truth::ALL {
        assert_eq!(a.to_string().parse::<Truth>(), Ok(a));
        let json = serde_json::to_string(&a).unwrap();
        assert_eq!(json, format!("\"{a}\""));
        assert_eq!(serde_json::from_str::<Truth>(&json).unwrap(), a);
    }
    for text in ["", "Yes", "true", "unknown "] {
        assert!(Truth::parse(text).is_err(), "{text}");
    }
    for &reason in Reason::ALL {
        assert_eq!(Reason::parse(reason.as_str()), Ok(reason));
    }
}
