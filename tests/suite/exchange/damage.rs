//! Damaged variants: each changes one thing in a sample, and the report says what.

use bilateral::Archive;
use bilateral::exchange::Taken;

use super::problems;

/// One change of a sample: what stands there, what is put instead, and every problem that it makes, as
/// `line: code: path`.
pub(super) type Damage = (&'static str, &'static str, &'static [&'static str]);

/// The sample as it is makes just the problems that it is said to; each variant makes those and its own,
/// refuses a row only with an error, and leaves an archive that can be built.
#[track_caller]
pub(super) fn check(
    sample: &str,
    clean: &[&str],
    load: impl Fn(&str) -> Taken,
    variants: &[Damage],
) {
    let whole = load(sample);
    assert_eq!(problems(&whole), clean, "{}", whole.report);
    assert_eq!(whole.refused, 0);
    built(&whole, "the sample");
    assert!(variants.len() >= 10, "ten variants");
    for (old, new, expected) in variants {
        assert!(sample.contains(old), "the sample has `{old}`");
        let damaged = sample.replacen(old, new, 1);
        let taken = load(&damaged);
        let mut found = problems(&taken);
        for known in clean {
            if let Some(at) = found.iter().position(|problem| problem == known) {
                found.remove(at);
            }
        }
        assert_eq!(found, *expected, "`{old}` to `{new}`:\n{}", taken.report);
        let errors = taken.report.errors().filter(|error| error.line().is_some()).count();
        assert_eq!(taken.refused > 0, errors > 0, "`{old}` to `{new}`:\n{}", taken.report);
        built(&taken, new);
    }
    // Cut anywhere, it never panics.
    for (at, _) in sample.char_indices().step_by(7) {
        let _ = load(&sample[..at]);
    }
}

fn built(taken: &Taken, what: &str) {
    if let Err(report) = Archive::from_records(taken.records.iter().cloned()) {
        panic!("{what}: {report}");
    }
}
