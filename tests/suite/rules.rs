//! The rules as a caller meets them: the table, and records checked alone.

use bilateral::rules::Checks;
use bilateral::{
    Act, ActKind, Actor, Attestation, CountryCode, Estimate, Flow, Measure, Medium, Meeting,
    Membership, PartialDate, Participant, Record, Relation, RelationKind, ReportingPeriod,
    Severity, Standing, TradeFigure, Treaty, TreatyParty, Visit, day, rules,
};

fn problems(record: impl Into<Record>) -> Vec<String> {
    record.into().check().iter().map(ToString::to_string).collect()
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

#[test]
fn every_rule_is_found_by_its_code() {
    assert!(rules::all().len() > 160);
    for rule in rules::all() {
        assert!(std::ptr::eq(rules::find(rule.code()).unwrap(), rule));
        assert_eq!(Checks::all().severity_of(rule.code()), Some(rule.severity()));
    }
}

#[test]
fn a_right_record_has_no_problems() {
    let treaty = Treaty::new("us-kz-bit", "Investment treaty")
        .between(CountryCode::USA, CountryCode::KAZ)
        .concluded(day(1992, 5, 19))
        .in_force_from(day(1994, 1, 12))
        .source("treaties-in-force");
    assert_eq!(problems(treaty), [""; 0]);
}

#[test]
fn effect_before_force_and_negative_money_are_no_problems() {
    let tax = Treaty::new("us-kz-tax", "Tax convention")
        .between(CountryCode::USA, CountryCode::KAZ)
        .concluded(day(1993, 10, 24))
        .in_force_from(day(1996, 12, 30))
        .effective_from(bilateral::record::EffectiveFrom::new("income", day(1996, 1, 1)))
        .source("database");
    assert_eq!(problems(tax), [""; 0]);
}

#[test]
fn all_problems_of_a_record_are_told_in_the_order_of_its_fields() {
    let treaty = Treaty::new("pact", "Pact ").concluded(date("1993-10-24")).party(
        TreatyParty::new(CountryCode::KAZ)
            .act(Act::new(ActKind::Signature).on(date("1992-10-24")))
            .act(Act::new(ActKind::Ratification).on(date("1995")).effective(date("1994"))),
    );
    assert_eq!(
        problems(treaty),
        [
            "error[text/not-trimmed]: treaty `pact`, title: `Pact ` begins or ends with a blank; trim it",
            "error[treaty/too-few-parties]: treaty `pact`, parties: a treaty needs two parties, found one\n  \
             help: add the other party, or `\"others\":true` where the list is open",
            "error[treaty/act-before-conclusion]: treaty `pact`, parties[0].acts[0].on: the signature of `1992-10-24` is before the conclusion, `1993-10-24`",
            "warning[act/effect-before-deed]: treaty `pact`, parties[0].acts[1].effective: the ratification of `1995` has effect from `1994`, before it was done\n  \
             help: add `\"retroactive\":true` if it reaches back",
            "error[record/no-source]: treaty `pact`, sources: no source is cited\n  \
             help: add `\"sources\":[{\"source\":…}]` with the id of a source record",
        ]
    );
}

#[test]
fn a_spell_is_judged_by_what_its_dates_leave_possible() {
    let spell = |start: &str| {
        Membership::new("m", CountryCode::KAZ, "wto", Standing::Full).start(date(start)).source("s")
    };
    assert_eq!(problems(spell("1995").end(date("1995"))), [""; 0]);
    assert_eq!(
        problems(spell("1995-06").end(date("1995"))),
        [
            "warning[spell/maybe-reversed]: membership `m`, end: `1995` may be before the start, `1995-06`"
        ]
    );
    assert_eq!(
        problems(spell("1996").ended(date("1995"))),
        ["error[spell/reversed]: membership `m`, ended: `1995` is before the start, `1996`"]
    );
    assert_eq!(
        problems(spell("1995-05-01").left(date("1995-05-01"))),
        [
            "error[spell/reversed]: membership `m`, left: `1995-05-01`, the first day outside, is not after the start, `1995-05-01`"
        ]
    );
    assert_eq!(problems(spell("1995-05-01").end(date("1995-05-01"))), [""; 0]);
    assert_eq!(
        problems(spell("1995").left(date("2001")).attested(Attestation::On(date("2001-05")))),
        [""; 0]
    );
    assert_eq!(
        problems(
            spell("1995").left(date("2001-05-01")).attested(Attestation::On(date("2001-05-01")))
        ),
        [
            "error[spell/attested-outside]: membership `m`, attested[0]: `2001-05-01` is not before the end, `2001-05-01`"
        ]
    );
}

#[test]
fn relations_with_oneself_are_refused() {
    let war = Relation::new("w", RelationKind::War, CountryCode::KAZ, CountryCode::KAZ).source("s");
    assert_eq!(
        problems(war),
        ["error[relation/self]: relation `w`, towards: `KAZ` stands in relation to itself"]
    );
    let member = Membership::new("m", Actor::organization("eu"), "eu", Standing::Full).source("s");
    assert_eq!(
        problems(member),
        ["error[membership/self]: membership `m`, member: `org:eu` is a member of itself"]
    );
}

#[test]
fn a_figure_has_the_number_that_its_measure_needs() {
    let figure = |measure| {
        TradeFigure::new(
            "t",
            CountryCode::USA,
            CountryCode::KAZ,
            Flow::TwoWay,
            ReportingPeriod::year(2021).unwrap(),
            measure,
        )
        .source("s")
    };
    let two: Estimate = "rounded USD 2.5e9".parse().unwrap();
    assert_eq!(problems(figure(Measure::Value).estimate(two)), [""; 0]);
    assert_eq!(
        problems(figure(Measure::ClaimedRank).rank(81_u32).scope("trading partners")),
        [""; 0]
    );
    assert_eq!(
        problems(figure(Measure::ClaimedRank).scope("trading partners").estimate(two)),
        [
            "error[trade/rank-beside-value]: trade `t`, estimate: a claimed rank has no estimate; give the value a record of its own",
            "error[trade/rank-missing]: trade `t`, rank: a claimed rank needs `rank`, counted from 1",
        ]
    );
}

#[test]
fn a_meeting_is_held_with_somebody_and_in_its_visit() {
    let visit = |meeting: Meeting| {
        Visit::new("v", CountryCode::KAZ)
            .traveller(Participant::actor(CountryCode::USA))
            .start(day(2023, 2, 28))
            .end(day(2023, 2, 28))
            .meeting(meeting)
            .source("s")
    };
    let met = || Meeting::new().participant(Participant::actor(CountryCode::TKM));
    assert_eq!(problems(visit(met().on(day(2023, 3, 1)))), [""; 0]);
    assert_eq!(
        problems(visit(met().on(day(2023, 3, 2)).place("astana").medium(Medium::Video))),
        [
            "error[meeting/remote-with-place]: visit `v`, meetings[0].place: held by `video` and yet at `astana`",
            "error[meeting/outside-visit]: visit `v`, meetings[0].on: `2023-03-02` lies outside the days of the visit",
        ]
    );
}

#[test]
fn a_caller_switches_rules_off_lowers_and_raises_them() {
    let record: Record =
        Membership::new("m", CountryCode::KAZ, "wto", Standing::Full).start(date("1995")).into();
    let codes = |checks: &Checks| -> Vec<(String, Severity)> {
        let report = record.check_with(checks);
        report.iter().map(|it| (it.code().to_owned(), it.severity())).collect()
    };
    let code = "record/no-source";
    assert_eq!(codes(&Checks::all()), [(code.to_owned(), Severity::Error)]);
    assert!(codes(&Checks::all().without(code).unwrap()).is_empty());
    let lowered = Checks::all().with_severity(code, Severity::Note).unwrap();
    assert_eq!(codes(&lowered), [(code.to_owned(), Severity::Note)]);
    // The last word counts.
    let again = lowered.with_severity(code, Severity::Warning).unwrap();
    assert_eq!(codes(&again), [(code.to_owned(), Severity::Warning)]);
    assert!(codes(&Checks::essential()).is_empty());
}

#[test]
fn what_an_archive_rests_on_stays_an_error() {
    let mut essential = 0;
    for rule in rules::all() {
        let off = Checks::all().without(rule.code());
        let lowered = Checks::all().with_severity(rule.code(), Severity::Warning);
        assert_eq!(off.is_err(), rule.is_essential(), "{}", rule.code());
        assert_eq!(lowered.is_err(), rule.is_essential(), "{}", rule.code());
        assert!(Checks::all().with_severity(rule.code(), Severity::Error).is_ok());
        if rule.is_essential() {
            assert_eq!(rule.severity(), Severity::Error, "{}", rule.code());
            assert!(off.unwrap_err().is_essential());
            essential += 1;
        }
        let kept = Checks::essential().severity_of(rule.code()).is_some();
        assert_eq!(kept, rule.is_essential());
    }
    assert!(essential > 30);
    let error = Checks::all().without("zebra/stripes").unwrap_err();
    assert_eq!(error.to_string(), "no rule has the code `zebra/stripes`");
    assert_eq!(error.nearest(), None);
}

#[test]
fn what_lies_in_the_future_is_known_by_the_day_that_the_caller_gives() {
    let visit = Visit::new("v", CountryCode::KAZ)
        .traveller(Participant::actor(CountryCode::USA))
        .start(day(2031, 2, 28))
        .source("s");
    assert!(Record::from(visit.clone()).check().is_empty());
    let today = Checks::all().with_today(day(2030, 12, 31));
    let report = Record::from(visit).check_with(&today);
    assert_eq!(
        report.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "error[record/in-the-future]: visit `v`, start: `2031-02-28` is later than the day given, `2030-12-31`"
        ]
    );
}

#[test]
fn a_report_is_written_and_read_again() {
    let report = Record::from(Treaty::new("pact", "Pact ")).check();
    let text = serde_json::to_string(&report).unwrap();
    let again: bilateral::Report = serde_json::from_str(&text).unwrap();
    assert_eq!(again, report);
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
    assert!(text.starts_with(r#"[{"severity":"error","code":"text/not-trimmed","kind":"treaty","id":"pact","path":"title","message":"#), "{text}");
    let error = serde_json::from_str::<bilateral::Diagnostic>(
        r#"{"severity":"error","code":"x","message":"m","colour":"red"}"#,
    );
    assert!(error.is_err());
}
