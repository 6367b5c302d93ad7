//! An oracle of trade: the same questions, answered from the records alone, as plainly as can be.

mod amounts;
mod answers;
mod asking;
mod cast;
mod claims;
mod selection;
mod totals;

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn archives_are_valid((world, wish) in cast::world_and_wish()) {
        let archive = asking::archive(&world);
        let policy = asking::policy(&world.wanted);
        let _ = (archive, policy);
        let sum = totals::total(&world, &wish);
        let known = answers::known(&world, &wish);
        for area in known.keys() {
            answers::share(&world, &wish, &known, area);
            answers::place(&world, &wish, &known, area).map(|it| answers::among_first(it, 2));
        }
        let _ = sum;
    }
}
