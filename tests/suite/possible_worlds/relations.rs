//! Relations and memberships: every exact history of their spells.

use bilateral::{Record, Source, Truth};
use proptest::prelude::*;

use super::asking::{archive, archives, bounds, club, member_on, relations_on};
use super::days::{Days, LAST, Stated, Worlds, agrees, asked, near};
use super::spells::{
    Claim, End, FRA, Fields, Spell, USA, agreed, claim, claim_with_notice, in_order, inside,
    relation, spells_of, told_by_one,
};

/// The worlds of one spell, given its first and last days.
fn worlds_of(spells: impl IntoIterator<Item = Spell>) -> Worlds {
    Worlds::of(spells.into_iter().map(|spell| inside(&[spell])))
}

/// Where the first spell begins with a return an earlier one is missing, so No is not known before.
fn unless_returned(truth: Truth, claims: &[Claim], begun: Days, day: i32) -> Truth {
    let missing = claims.iter().any(|claim| claim.returned) && day < begun.first();
    if missing && truth.is_no() { Truth::Unknown } else { truth }
}

/// Claims of a few days, so that several spells of one source find room.
fn short_claims(
    count: impl Into<prop::collection::SizeRange>,
) -> impl Strategy<Value = Vec<Claim>> {
    let end = prop_oneof![
        2 => Just(End::Absent),
        1 => Just(End::Unknown),
        2 => near().prop_map(End::Last),
        1 => near().prop_map(End::Left),
        1 => near().prop_map(End::Ended),
    ];
    let start = prop::option::weighted(0.8, near());
    let claim = (start, end, prop::collection::vec(near(), 0..2))
        .prop_map(|(start, end, attested)| Claim { start, end, attested, returned: false })
        .prop_filter("a claim that can be true", |claim| !claim.histories().is_empty());
    prop::collection::vec(claim, count)
}

/// What a source says of its two spells, once they have tightened one another.
fn fields_of_two(source: usize, claims: &(Claim, Claim)) -> Option<[Fields; 2]> {
    let worlds = told_by_one(&[claims.0.clone(), claims.1.clone()]);
    let (early, late) = claims;
    let spells = |at: usize| worlds.iter().map(move |world| world[at]);
    // The later spell ended the earlier one, if nothing else did.
    let fields = [
        Fields::of(source, early, spells(0), true),
        Fields::of(source, late, spells(1), late.stated_end().is_some()),
    ];
    (!worlds.is_empty()).then_some(fields)
}

/// The days that a denial may mean, for each of its worlds; a day each if it denies single days.
fn denied_days(denial: &Claim) -> Vec<Vec<Days>> {
    if denial.start.is_none() && matches!(denial.end, End::Absent) && !denial.attested.is_empty() {
        let single = |on: &Stated| on.days.iter().map(Days::on).collect();
        return denial.attested.iter().map(single).collect();
    }
    if denial.start.is_none() && matches!(denial.end, End::Absent) {
        return vec![vec![Days::ALL]];
    }
    vec![denial.histories().into_iter().map(|spell| inside(&[spell])).collect()]
}

/// What a denial leaves of a claim on a day: it decides where the claim is unsure, disputes what the
/// claim must cover, and says nothing where both can be true.
fn unless_denied(claimed: Option<&Worlds>, denials: &[Vec<Days>], day: i32) -> Truth {
    let mut truth = claimed.map_or(Truth::Unknown, |worlds| worlds.on(day));
    for days in denials {
        let denied = Worlds::of(days.iter().copied()).on(day);
        let must = |on: i32| claimed.is_some_and(|worlds| worlds.on(on).is_yes());
        let conflict = days.iter().all(|days| days.iter().any(must));
        truth = match (truth, denied) {
            (Truth::Yes, Truth::Yes) => Truth::Unknown,
            (Truth::Unknown, Truth::Yes)
                if claimed.is_none_or(|worlds| !worlds.on(day).is_yes()) =>
            {
                Truth::No
            }
            (Truth::Yes, Truth::Unknown) if conflict => Truth::Unknown,
            (truth, _) => truth,
        };
    }
    truth
}

proptest! {
    #![proptest_config(archives(1024))]

    /// The answer about a relation or a membership of one claim is Yes if it holds in every history
    /// that the claim allows, No if in none, and Unknown otherwise.
    #[test]
    fn possible_worlds_of_one_claim_are_answered_exactly(claim in claim_with_notice()) {
        let histories = claim.histories();
        let worlds = worlds_of(histories.iter().copied());
        let begun = histories.iter().map(|(start, _)| *start).collect();
        let related = archive(1, [relation(&claim, "c", 0)]);
        let member = archive(1, [club(), claim.membership("c", "s0").into()]);
        for day in asked() {
            let expected = unless_returned(worlds.on(day), std::slice::from_ref(&claim), begun, day);
            agrees(relations_on(&related, day), expected, true, day)?;
            agrees(member_on(&member, day), expected, true, day)?;
        }
    }

    /// Claims of several sources on one spell allow, field by field, the values of every maximal
    /// agreeing subset.
    #[test]
    fn possible_worlds_of_several_claims_are_answered_exactly(claims in prop::collection::vec(claim_with_notice(), 2..5)) {
        let fields: Vec<Fields> = claims.iter().enumerate().map(|(at, claim)| Fields::alone(at, claim)).collect();
        let (starts, ends) = agreed(&fields);
        let worlds = worlds_of(spells_of((starts, ends)));
        prop_assume!(!worlds.is_empty());
        let records = claims.iter().enumerate().map(|(at, claim)| {
            let record = claim.relation(&format!("c{at}"), &format!("s{at}"));
            if at == 0 { record.into() } else { record.same_as("c0").into() }
        });
        let archive = archive(claims.len(), records);
        let spells = spells_of((starts, ends));
        let among = |days: Days| days & asked().collect();
        let begun: Days = spells.iter().map(|(start, _)| *start).collect();
        let ended: Days = spells.iter().map(|(_, end)| *end).collect();
        prop_assert_eq!(bounds(&archive), (among(begun), among(ended)));
        prop_assert_eq!(archive.dossier(USA, FRA).relations().iter().count(), 1);
        for day in asked() {
            agrees(relations_on(&archive, day), unless_returned(worlds.on(day), &claims, starts, day), true, day)?;
        }
    }

    /// Two spells that one source tells of, in an order that their begins settle, are answered by the
    /// histories in which they are disjoint; an open end reaches only to the later one.
    #[test]
    fn possible_worlds_of_two_spells_of_one_source_are_answered_exactly((early, late) in in_order()) {
        let claims = [early, late];
        let worlds = Worlds::of(told_by_one(&claims).iter().map(|world| inside(world)));
        prop_assume!(!worlds.is_empty());
        let archive = archive(1, [relation(&claims[1], "late", 0), relation(&claims[0], "early", 0)]);
        for day in asked() {
            agrees(relations_on(&archive, day), worlds.on(day), true, day)?;
        }
    }

    /// The spells of several sources tighten one another source by source, before the claims on each
    /// spell are compared.
    #[test]
    fn possible_worlds_of_two_spells_of_several_sources_are_answered_exactly(told in prop::collection::vec(in_order(), 2..4)) {
        let fields: Option<Vec<[Fields; 2]>> = told.iter().enumerate().map(|(at, claims)| fields_of_two(at, claims)).collect();
        prop_assume!(fields.is_some());
        let fields = fields.expect("the fields");
        let of = |spell: usize| {
            let claims: Vec<Fields> = fields.iter().map(|of_source| of_source[spell]).collect();
            spells_of(agreed(&claims))
        };
        let (early, late) = (of(0), of(1));
        prop_assume!(!early.is_empty() && !late.is_empty());
        let worlds = Worlds::of(early.iter().flat_map(|one| late.iter().map(|other| inside(&[*one, *other]))));
        let records = told.iter().enumerate().flat_map(|(at, (early, late))| {
            let record = |claim: &Claim, name: &str| -> Record {
                let record = claim.relation(&format!("{name}{at}"), &format!("s{at}"));
                if at == 0 { record.into() } else { record.same_as(&*format!("{name}0")).into() }
            };
            [record(early, "early"), record(late, "late")]
        });
        let archive = archive(told.len(), records);
        prop_assert_eq!(archive.dossier(USA, FRA).relations().iter().count(), 2);
        for day in asked() {
            agrees(relations_on(&archive, day), worlds.on(day), true, day)?;
        }
    }

    /// The spells that one source tells of are on no day two, and where several orders are possible all
    /// of them are worlds.
    #[test]
    fn possible_worlds_of_unordered_spells_are_answered_exactly(claims in short_claims(2..4)) {
        let worlds = Worlds::of(told_by_one(&claims).iter().map(|world| inside(world)));
        prop_assume!(!worlds.is_empty());
        let records = claims.iter().enumerate().map(|(at, claim)| relation(claim, &format!("c{at}"), 0));
        let archive = archive(1, records);
        for day in asked() {
            agrees(relations_on(&archive, day), worlds.on(day), true, day)?;
        }
    }

    /// A claim that may belong to either of two spells restricts neither, and holds on its own certain
    /// days; one that may belong to one of them is a claim on it.
    #[test]
    fn possible_worlds_of_a_claim_on_either_spell_are_never_denied(told in in_order(), claim in claim()) {
        let claim = Claim { returned: false, ..claim };
        let fields = fields_of_two(0, &told);
        prop_assume!(fields.is_some());
        let [early, late] = fields.expect("the fields");
        let reach = |fields: &Fields, open: bool| {
            let first = fields.start.map_or(Days::ALL, |days| days).first();
            let last = if open { Days::OPEN } else { fields.end.map_or(Days::OPEN, |days| days) }.last();
            Days::span(first, last)
        };
        let own = claim.possible_days();
        let meets = [&early, &late].map(|fields| reach(fields, !fields.ended).meets(own));
        let own_fields = Fields::alone(1, &claim);
        let with = |joined: [bool; 2]| -> Option<Worlds> {
            let spells = [early, late].into_iter().zip(joined).map(|(fields, joins)| {
                spells_of(if joins { agreed(&[fields, own_fields]) } else { agreed(&[fields]) })
            });
            let [first, second] = spells.collect::<Vec<_>>().try_into().expect("two spells");
            let pairs = first.iter().flat_map(|one| second.iter().map(|other| inside(&[*one, *other])));
            let worlds = Worlds::of(pairs);
            (!worlds.is_empty()).then_some(worlds)
        };
        let alone = worlds_of(claim.histories());
        let readings = [with([false, false]), with([true, false]), with([false, true])];
        prop_assume!(readings.iter().all(Option::is_some));
        let [neither, first, second] = readings.map(|worlds| worlds.expect("worlds"));
        let archive = archive(2, [relation(&told.0, "early", 0), relation(&told.1, "late", 0), relation(&claim, "other", 1)]);
        for day in asked() {
            let certain = if alone.on(day).is_yes() { Truth::Yes } else { Truth::No };
            // Either reading of a claim on one of two may be taken, its own certain days stay certain.
            let allowed = match meets {
                [true, false] => vec![first.on(day)],
                [false, true] => vec![second.on(day)],
                [true, true] => vec![neither.on(day) | certain, first.on(day), second.on(day)],
                [false, false] => vec![neither.on(day) | alone.on(day)],
            };
            let answer = relations_on(&archive, day);
            prop_assert!(answer.is_unknown() || allowed.contains(&answer), "{} on {}, not {:?}", answer, day, allowed);
        }
    }

    /// A denial says No on its days unless a claim must cover them, which it disputes, and nothing
    /// elsewhere; alone it leaves every other day Unknown.
    #[test]
    fn possible_worlds_of_a_denial_are_answered_exactly(claim in prop::option::of(claim()), denial in claim()) {
        let claim = claim.map(|claim| Claim { returned: false, ..claim });
        let denial = Claim { returned: false, ..denial };
        // Where a denial begins is stated, or it denies single days or all.
        prop_assume!(denial.start.is_some() || matches!(denial.end, End::Absent));
        let claimed = claim.as_ref().map(|claim| worlds_of(claim.histories()));
        let denied = denied_days(&denial);
        let records = claim.iter().map(|claim| relation(claim, "c", 0)).chain([denial.relation("d", "s1").denied().into()]);
        let archive = archive(2, records);
        for day in asked() {
            agrees(relations_on(&archive, day), unless_denied(claimed.as_ref(), &denied, day), true, day)?;
        }
    }

    /// A copy of a source is a source of its own: what both say of one spell are two claims, though
    /// they stand for one original.
    #[test]
    fn possible_worlds_of_a_copy_are_those_of_another_source(claims in prop::collection::vec(claim(), 2)) {
        prop_assume!(claims[0].possible_days().meets(claims[1].possible_days()));
        let fields = [Fields::alone(0, &claims[0]), Fields::alone(1, &claims[1])];
        let (starts, ends) = agreed(&fields);
        let worlds = worlds_of(spells_of((starts, ends)));
        prop_assume!(!worlds.is_empty());
        let copy: Record = Source::new("copy", "A copy").copy_of("s0").into();
        let archive = archive(1, [copy, relation(&claims[0], "c0", 0), claims[1].relation("c1", "copy").into()]);
        for day in asked() {
            agrees(relations_on(&archive, day), unless_returned(worlds.on(day), &claims, starts, day), true, day)?;
        }
    }
}

/// What a notice of a kind, revoked or not, leaves of a membership on the day after its effect.
#[test]
fn possible_worlds_of_a_notice_are_those_of_its_revocation() {
    use bilateral::{Act, ActKind, Relation};
    let base = || Claim::since(Stated::on(1)).relation("c", "s0");
    let on = |kind: ActKind, number: i32| Act::new(kind).on(Stated::on(number).date());
    let notice =
        |given: i32, effect: i32| on(ActKind::Notice, given).effective(Stated::on(effect).date());
    let check = |name: &str, relation: Relation, expected: &[(i32, Truth)]| {
        let archive = archive(3, [relation.into()]);
        for (day, truth) in expected {
            assert_eq!(relations_on(&archive, *day), *truth, "{name} on {day}");
        }
    };
    use Truth::{No, Unknown, Yes};
    check(
        "a revocation without a day follows the notice",
        base().act(notice(3, 6)).act(Act::new(ActKind::Revocation)),
        &[(5, Yes), (7, Yes), (LAST, Yes)],
    );
    let coarse = Act::new(ActKind::Revocation).on(Stated::between(1, 5).date());
    check(
        "a revocation of some day follows the notice",
        base().act(notice(3, 6)).act(coarse),
        &[(7, Yes)],
    );
    check("a denied notice ends nothing", base().act(notice(3, 6).denied()), &[(7, Yes)]);
    check(
        "a denied revocation revokes nothing",
        base().act(notice(3, 6)).act(on(ActKind::Revocation, 4).denied()),
        &[(7, No)],
    );
    let again = base().act(notice(3, 6)).act(on(ActKind::Revocation, 4)).act(notice(5, 9));
    check("a notice after the revocation stands", again, &[(7, Yes), (9, Unknown), (10, No)]);
    let twice = base().act(notice(3, 6)).act(notice(5, 9));
    check(
        "of two notices that stand neither is certain to be wrong",
        twice,
        &[(5, Yes), (7, Unknown), (10, No)],
    );
    let undated =
        base().act(notice(3, 6)).act(Act::new(ActKind::Notice).effective(Stated::on(9).date()));
    check(
        "nor if it is not said when the other was given",
        undated,
        &[(5, Yes), (7, Unknown), (10, No)],
    );
    let ended =
        Claim { end: End::Last(Stated::on(10)), ..Claim::since(Stated::on(1)) }.relation("c", "s0");
    check(
        "a notice of another source is a claim of that source",
        ended.act(notice(3, 6).source("s2")),
        &[(5, Yes), (7, Unknown), (11, No)],
    );
}
