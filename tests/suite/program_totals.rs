//! Totals of programme money, step by step: what is counted once, what is left out, and why.

use std::fmt::Write as _;

use bilateral::{
    Actor, Apportioning, Archive, Citation, CountryCode, LeftOutReason, Organization, Policy,
    Program, ProgramKind, ProgramRole, ProgramRoleKind, Programs, Record, ReportingPeriod, Sector,
    Stage, Total, Transaction, Truth, day,
};

use crate::cases::{DEU, FRA, KAZ, USA, archive, date, estimate, sources};

const ALL: ReportingPeriod = ReportingPeriod::ALL_TIME;
const UZB: CountryCode = CountryCode::UZB;

fn three() -> Vec<Record> {
    sources(&[("a", ""), ("b", ""), ("c", "")])
}

fn spent(amount: &str) -> Transaction {
    Transaction::new(Stage::Disbursement, estimate(amount))
}

fn period(text: &str) -> ReportingPeriod {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn program(id: &str, source: &str, money: impl IntoIterator<Item = Transaction>) -> Program {
    let program = Program::new(id, ProgramKind::Assistance, format!("Programme {id}"));
    money.into_iter().fold(program, Program::transaction).source(source)
}

fn held(programs: impl IntoIterator<Item = Program>) -> Archive {
    archive(three(), programs.into_iter().map(Record::from))
}

fn total<'s>(programs: &Programs<'s>, asked: &str) -> Total<'s> {
    let asked = if asked == "all" { ALL } else { period(asked) };
    programs.total(Stage::Disbursement, &asked)
}

/// The sums, and what was left out with the place and the reason.
fn told(total: &Total<'_>) -> String {
    let mut text = String::new();
    for (at, sum) in total.sums().iter().enumerate() {
        write!(text, "{}{sum}", if at == 0 { "" } else { " + " }).unwrap();
    }
    if total.is_none() {
        text.push_str("none");
    }
    let mut left: Vec<String> = total
        .left_out()
        .iter()
        .map(|it| {
            format!(
                "{}{} {}",
                it.claim.id(),
                it.claim.path().replace("transactions", ""),
                it.reason
            )
        })
        .collect();
    left.sort();
    for left in left {
        write!(text, "; {left}").unwrap();
    }
    text
}

#[track_caller]
fn check(programs: &Programs<'_>, asked: &str, expected: &str) {
    assert_eq!(told(&total(programs, asked)), expected);
}

#[test]
fn equal_sums_of_two_sources_are_one_and_of_one_source_two() {
    let archive = held([
        program("p", "a", [spent("USD 5").on(day(2020, 1, 1)), spent("USD 5").on(day(2020, 1, 1))]),
        program("q", "b", [spent("USD 5").on(day(2020, 1, 1)), spent("USD 5").on(day(2020, 1, 1))])
            .same_as("p"),
    ]);
    check(&archive.programs(), "2020", "USD [10, 10]");
    let found = total(&archive.programs(), "2020");
    assert_eq!(found.counted().len(), 2);
    assert!(found.counted().iter().all(|amount| amount.claims.len() == 2));
}

#[test]
fn several_sums_of_two_sources_are_matched_in_order_of_amount() {
    let forth = [spent("USD 5"), spent("USD 70")];
    let back = [spent("USD 71"), spent("USD 5")];
    let archive = held([program("p", "a", forth), program("q", "b", back).same_as("p")]);
    check(&archive.programs(), "all", "USD [75, 76]");
    let amounts: Vec<_> = archive.program("p").unwrap().transactions().collect();
    assert!(!amounts[0].is_disputed() && amounts[1].is_disputed());
}

#[test]
fn a_source_that_tells_of_fewer_sums_disputes_none_for_certain() {
    let more = [spent("USD 5"), spent("USD 70")];
    let archive =
        held([program("p", "a", more), program("q", "b", [spent("USD 60")]).same_as("p")]);
    // The one of 60 is that of 5 or that of 70.
    check(&archive.programs(), "all", "USD [65, 130]");
    let amounts: Vec<_> = archive.program("p").unwrap().transactions().collect();
    assert_eq!(amounts.iter().map(|it| it.claims().count()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(
        amounts.iter().map(|it| it.bounds().to_string()).collect::<Vec<_>>(),
        ["USD [5, 60]", "USD [60, 70]"]
    );
    assert!(amounts.iter().all(|it| !it.is_disputed()));
}

#[test]
fn the_order_of_loading_decides_nothing() {
    let records: Vec<Record> = three()
        .into_iter()
        .chain([
            program("p", "a", [spent("USD 5"), spent("EUR 7"), spent("USD 1")]).into(),
            program("q", "b", [spent("USD 6"), spent("USD 2")]).same_as("p").into(),
            program("r", "c", [spent("USD 9").period(period("2020"))]).same_as("p").into(),
        ])
        .collect();
    let forth = Archive::from_records(records.clone()).unwrap();
    let back = Archive::from_records(records.into_iter().rev()).unwrap();
    assert_eq!(told(&total(&forth.programs(), "all")), told(&total(&back.programs(), "all")));
    let listed = |archive: &Archive| {
        format!("{:?}", archive.program("p").unwrap().transactions().collect::<Vec<_>>())
    };
    assert_eq!(listed(&forth), listed(&back));
}

#[test]
fn a_claim_in_another_unit_is_left_out_beside_the_preferred_one() {
    let archive = held([
        program("p", "a", [spent("USD 5")]),
        program("q", "b", [spent("EUR 4")]).same_as("p"),
    ]);
    check(&archive.programs(), "all", "USD [5, 5]; q[0] other-unit");
    let policy = Policy::new().prefer("b");
    check(&archive.under(&policy).programs(), "all", "EUR [4, 4]; p[0] other-unit");
}

#[test]
fn denied_several_stages_and_flags_are_left_out_in_that_order() {
    let mut denied = program("d", "b", [spent("USD 5")]).same_as("p");
    denied.denied = true;
    let mut several = program("s", "a", [spent("USD 5")]);
    several.several = true;
    let archive = held([
        program(
            "p",
            "a",
            [
                Transaction::new(Stage::Commitment, estimate("USD 1")).estimated(),
                spent("USD 2").estimated().in_kind(),
                spent("USD 3").in_kind(),
                spent("USD 4"),
            ],
        ),
        denied,
        several,
    ]);
    let all = archive.programs();
    check(
        &all,
        "all",
        "USD [4, 4]; d[0] denied; p[0] other-stage; p[1] estimated; p[2] in-kind; s[0] several",
    );
    check(
        &all.estimated().in_kind(),
        "all",
        "USD [2, 2]; d[0] denied; p[0] other-stage; p[2] done; p[3] done; s[0] several",
    );
    check(
        &all.in_kind(),
        "all",
        "USD [3, 3]; d[0] denied; p[0] other-stage; p[1] estimated; p[3] cash; s[0] several",
    );
}

fn funded(
    id: &str,
    roles: &[(ProgramRoleKind, CountryCode, Option<i64>)],
    amount: Transaction,
) -> Program {
    roles.iter().fold(program(id, "a", [amount]), |program, (kind, actor, share)| {
        let mut role = ProgramRole::new(*kind, *actor);
        role.share = share.map(Into::into);
        program.role(role)
    })
}

#[test]
fn who_provides_and_receives_is_asked_of_the_amount_then_of_the_roles() {
    use ProgramRoleKind::{Funding, Recipient};

    let archive = held([
        funded("explicit", &[(Funding, DEU, None)], spent("USD 1").provider(USA).receiver(KAZ)),
        funded("other", &[(Funding, USA, None)], spent("USD 2").provider(DEU).receiver(KAZ)),
        funded("roles", &[(Funding, USA, None), (Recipient, KAZ, None)], spent("USD 4")),
        funded("nobody", &[(Recipient, KAZ, None)], spent("USD 8")),
        funded(
            "shared",
            &[(Funding, USA, None), (Funding, DEU, None), (Recipient, KAZ, None)],
            spent("USD 16"),
        ),
        funded(
            "parts",
            &[(Funding, USA, Some(25)), (Funding, DEU, Some(75)), (Recipient, KAZ, None)],
            spent("USD 32"),
        ),
        funded(
            "region",
            &[(Funding, USA, None), (Recipient, KAZ, None), (Recipient, UZB, None)],
            spent("USD 64"),
        ),
        funded("nowhere", &[(Funding, USA, None)], spent("USD 128")),
        funded("elsewhere", &[(Funding, USA, None), (Recipient, UZB, None)], spent("USD 256")),
    ]);
    let all = archive.programs();
    check(
        &all.given_by(USA).received_by(KAZ),
        "all",
        "USD [13.00, 13.00]; elsewhere[0] other-receiver; nobody[0] provider-not-recorded; \
         nowhere[0] receiver-not-recorded; other[0] other-provider; region[0] shared-recipients; \
         shared[0] shared-providers",
    );
    // Nothing is asked of either where no direction is.
    check(&all, "all", "USD [511, 511]");
    // In a pair without a direction an unrecorded end is no obstacle, a third party is.
    check(
        &archive.dossier(USA, KAZ).programs(),
        "all",
        "USD [13.00, 13.00]; other[0] other-provider; region[0] shared-recipients; shared[0] shared-providers",
    );
    let given = archive.dossier(USA, KAZ).programs().given_by(USA);
    let received = archive.dossier(USA, KAZ).programs().received_by(KAZ);
    assert_eq!(told(&total(&given, "all")), told(&total(&received, "all")));
}

#[test]
fn organs_count_as_their_principal() {
    let organ = Actor::organization("usaid");
    let archive = archive(
        three(),
        [
            Organization::new("usaid", "An agency").of(USA).into(),
            program("p", "a", [spent("USD 5").provider(organ.clone()).receiver(KAZ)]).into(),
            program("q", "b", [spent("USD 5").provider(USA).receiver(KAZ)]).same_as("p").into(),
        ],
    );
    check(&archive.programs().given_by(USA), "all", "USD [5, 5]");
    check(&archive.programs().given_by(organ), "all", "USD [5, 5]");
    assert_eq!(total(&archive.programs(), "all").counted()[0].claims.len(), 2);
}

#[test]
fn several_shares_leave_the_joint_one_open() {
    use ProgramRoleKind::{Funding, Recipient};

    let roles = [
        (Funding, USA, Some(70)),
        (Funding, DEU, Some(30)),
        (Recipient, KAZ, Some(60)),
        (Recipient, UZB, Some(40)),
    ];
    let archive = held([funded("p", &roles, spent("USD 100"))]);
    let found = total(&archive.programs().given_by(USA).received_by(KAZ), "all");
    assert_eq!(told(&found), "USD [30.00, 60.00]");
    let part = found.counted()[0].part.unwrap();
    assert_eq!(part.to_string(), "ratio [0.30, 0.60]");
    check(&archive.programs().given_by(USA), "all", "USD [70.00, 70.00]");
}

#[test]
fn sectors_are_those_of_the_amount_else_of_the_programme() {
    let dac = |name: &str| Sector::new(name).vocabulary("DAC");
    let archive = held([
        program("own", "a", [spent("USD 1").sector(dac("health"))]).sector(dac("water")),
        program("none", "a", [spent("USD 2")]),
        program("shared", "a", [spent("USD 4")]).sector(dac("health")).sector(dac("water")),
        program("parts", "a", [spent("USD 8")])
            .sector(dac("health").share(25))
            .sector(dac("water").share(75)),
        program("mainly", "a", [spent("USD 16")]).sector(dac("health").mainly()),
        program("other", "a", [spent("USD 32")]).sector(dac("water")),
    ]);
    let rest = "; mainly[0] shared-sectors; none[0] sector-not-recorded; other[0] other-sector; \
                shared[0] shared-sectors";
    let found = total(&archive.programs().in_sector_of("DAC", "health"), "all");
    assert_eq!(told(&found), format!("USD [3.00, 3.00]{rest}"));
    let found = total(&archive.programs().in_sector("health"), "all");
    assert_eq!(told(&found), format!("USD [3.00, 3.00]{rest}"));
    let by_sector = archive.programs().by_sector(Some("DAC"), Stage::Disbursement, &ALL);
    let sums: Vec<String> =
        by_sector.iter().map(|(name, total)| format!("{name} {}", total.sums()[0])).collect();
    assert_eq!(sums, ["health USD [3.00, 3.00]", "water USD [38.00, 38.00]"]);
}

#[test]
fn time_must_lie_inside_for_certain() {
    let of = |text: &str| spent("USD 1").period(period(text));
    let alone = |id: &str, money: Transaction| program(id, "a", [money]);
    let archive = held([
        alone("year", of("2020")),
        alone("month", of("2020-03")),
        alone("next", of("2021")),
        alone("fiscal", of("FY2020@10")),
        alone("unknown-fiscal", of("FY2020")),
        alone("day", spent("USD 1").on(day(2020, 5, 1))),
        alone("vague", spent("USD 1").on(date("2020~"))),
        alone("nothing", spent("USD 1")),
        alone("unstated", spent("USD 1").period(ReportingPeriod::UNSTATED)),
        alone("through", of("2020").cumulative()),
        alone("through-day", spent("USD 1").on(day(2020, 5, 1)).cumulative()),
    ]);
    check(
        &archive.programs(),
        "2020",
        "USD [3, 3]; fiscal[0] partly-overlaps; next[0] outside-period; \
         nothing[0] period-not-stated; through-day[0] partly-overlaps; \
         through[0] partly-overlaps; unknown-fiscal[0] partly-overlaps; \
         unstated[0] period-not-stated; vague[0] partly-overlaps",
    );
    check(
        &archive.programs(),
        "FY2020",
        "USD [1, 1]; day[0] partly-overlaps; fiscal[0] partly-overlaps; month[0] partly-overlaps; \
         next[0] partly-overlaps; nothing[0] period-not-stated; through-day[0] partly-overlaps; \
         through[0] partly-overlaps; unstated[0] period-not-stated; vague[0] partly-overlaps; \
         year[0] partly-overlaps",
    );
    // What is cumulative lies inside a period that is open before it.
    let through = total(&archive.programs(), "../2020");
    let counted: Vec<&str> = through.counted().iter().map(|it| it.claims[0].id()).collect();
    assert_eq!(counted, ["day", "fiscal", "month", "through", "through-day", "year"]);
    assert_eq!(total(&archive.programs(), "all").counted().len(), 11);
}

#[test]
fn what_overlaps_in_part_may_be_apportioned() {
    let archive = held([
        program("year", "a", [spent("USD 366").period(period("2020"))]),
        program("day", "a", [spent("USD 5").on(date("2020"))]),
        program("through", "a", [spent("USD 7").period(period("2020")).cumulative()]),
    ]);
    let asked = |how| archive.programs().apportioned(how);
    check(
        &asked(Apportioning::Never),
        "2020-01",
        "none; day[0] partly-overlaps; through[0] partly-overlaps; year[0] partly-overlaps",
    );
    check(&asked(Apportioning::Within), "2020-01", "USD [0, 378]");
    check(&asked(Apportioning::ByDays), "2020-01", "USD [31, 36]; through[0] partly-overlaps");
}

#[test]
fn cumulative_amounts_stand_back_behind_periodic_ones() {
    let through = |amount: &str, year: &str| spent(amount).period(period(year)).cumulative();
    let archive = held([
        program("p", "a", [through("USD 90", "2020"), spent("USD 5").on(day(2020, 1, 1))]),
        program(
            "q",
            "a",
            [
                through("USD 80", "2019"),
                through("USD 90", "2020"),
                through("USD 70", "2018").scope("labs"),
                through("USD 60", "2018").provider(USA),
            ],
        ),
        program(
            "r",
            "a",
            [through("USD 1", "2018").scope("labs"), through("USD 2", "2019").scope("sites")],
        ),
    ]);
    check(
        &archive.program("p").unwrap().alone(),
        "all",
        "USD [5, 5]; p[0] cumulative-beside-periodic",
    );
    // Where the periodic amount is not asked for, it is no obstacle.
    check(
        &archive.program("p").unwrap().alone(),
        "../2020",
        "USD [5, 5]; p[0] cumulative-beside-periodic",
    );
    check(
        &archive.program("q").unwrap().alone(),
        "all",
        "USD [90, 90]; q[0] within-counted; q[2] within-counted; q[3] within-counted",
    );
    check(&archive.program("r").unwrap().alone(), "all", "USD [3, 3]");
}

#[test]
fn overlapping_periods_of_one_source_count_once() {
    let of = |amount: &str, text: &str| spent(amount).period(period(text));
    let archive = held([
        program(
            "p",
            "a",
            [
                of("USD 1", "2020-01"),
                of("USD 2", "2020"),
                of("USD 4", "2020-33"),
                of("USD 8", "2021-01"),
                spent("USD 16").on(day(2020, 3, 1)),
                spent("USD 32").on(day(2021, 3, 1)),
                of("USD 64", "2020").scope("labs"),
                of("USD 128", "2020").provider(USA),
                of("USD 256", "2020"),
            ],
        ),
        program("q", "a", [of("USD 1", "FY2019"), of("USD 2", "FY2020"), of("USD 4", "FY2021@10")]),
        program("days", "a", (1..9).map(|n| spent("USD 1").on(day(2020, 1, n / 2 + 1)))),
    ]);
    check(
        &archive.program("p").unwrap().alone(),
        "all",
        "USD [490, 490]; p[0] within-counted; p[2] within-counted; p[4] within-counted",
    );
    // Fiscal years of one publisher begin alike; one with its month stated may overlap them.
    check(&archive.program("q").unwrap().alone(), "all", "USD [3, 3]; q[2] within-counted");
    check(&archive.program("days").unwrap().alone(), "all", "USD [8, 8]");
}

#[test]
fn what_two_sources_may_state_of_one_sum_counts_once() {
    let archive = held([
        program("p", "a", (1..=12).map(|n| spent("USD 1").period(period(&format!("2020-{n:02}"))))),
        program("q", "b", [spent("USD 13").period(period("2020"))]).same_as("p"),
        program(
            "r",
            "b",
            [spent("USD 5").on(day(2021, 5, 5)), spent("USD 3").provider(USA).on(day(2022, 1, 1))],
        ),
        program(
            "s",
            "c",
            [spent("USD 5").on(day(2021, 5, 6)), spent("USD 3").provider(DEU).on(day(2022, 1, 1))],
        )
        .same_as("r"),
    ]);
    let year = total(&archive.program("p").unwrap().alone(), "2020");
    assert_eq!(year.sums()[0].to_string(), "USD [13, 13]");
    assert_eq!(year.left_out_as(LeftOutReason::MayBeCounted).count(), 12);
    let beside = year.left_out()[0].beside.unwrap();
    assert_eq!((beside.id(), beside.path().as_str()), ("q", "transactions[0]"));
    let policy = Policy::new().prefer("a");
    let preferred = archive.program("p").unwrap().under(&policy);
    check(&preferred.alone(), "2020", "USD [12, 12]; q[0] may-be-counted");
    // Different days and different givers are different money.
    check(&archive.program("r").unwrap().alone(), "all", "USD [16, 16]");
}

#[test]
fn a_parent_is_left_out_only_beside_money_that_may_be_part_of_it() {
    let of = |amount: &str, text: &str| spent(amount).period(period(text));
    let mut part = program("part", "a", [of("USD 8", "2018")]);
    part.part_of = Some("top".into());
    let archive = held([
        program("top", "a", [of("USD 100", "2020"), of("USD 200", "2021"), of("USD 400", "2018")]),
        program("middle", "a", []).parent("top"),
        program("low", "a", [of("USD 1", "2021"), of("USD 2", "2019")]).parent("middle"),
        part,
    ]);
    let top = archive.program("top").unwrap();
    check(&top.tree(), "all", "USD [111, 111]; top[1] parent-of-counted; top[2] parent-of-counted");
    check(
        &top.alone(),
        "all",
        "USD [100, 100]; top[1] parent-of-counted; top[2] parent-of-counted",
    );
    check(&top.tree().levels_apart(), "all", "USD [711, 711]");
    let parts = [
        top.alone(),
        archive.program("middle").unwrap().alone(),
        archive.program("low").unwrap().tree(),
        archive.program("part").unwrap().tree(),
    ];
    let sum = parts.iter().map(|it| total(it, "all")).reduce(|a, b| a.checked_add(&b).unwrap());
    assert_eq!(told(&sum.unwrap()), told(&total(&top.tree(), "all")));
}

#[test]
fn money_passed_on_counts_where_it_was_received() {
    let from = |amount: &str, from: CountryCode, to: CountryCode| {
        spent(amount).provider(from).receiver(to)
    };
    let archive = held([
        program(
            "p",
            "a",
            [
                from("USD 90", USA, DEU).on(day(2020, 1, 1)),
                from("USD 50", DEU, KAZ).on(day(2020, 6, 1)),
            ],
        ),
        program("under", "a", [from("USD 20", DEU, UZB).on(day(2021, 1, 1))]).parent("p"),
        program("early", "a", [from("USD 7", DEU, UZB).on(day(2019, 1, 1))]).parent("p"),
        program("apart", "a", [from("USD 3", DEU, KAZ).on(day(2020, 6, 1))]),
        program("named", "a", [from("USD 5", DEU, KAZ).on(day(2022, 6, 1)).from_program("p")]),
    ]);
    check(
        &archive.programs(),
        "all",
        "USD [100, 100]; named[0] passed-on; p[1] passed-on; under[0] passed-on",
    );
    // It was received in another year than it was given on.
    check(
        &archive.programs(),
        "2021",
        "none; apart[0] outside-period; early[0] outside-period; named[0] outside-period; \
         p[0] outside-period; p[1] outside-period; under[0] passed-on",
    );
    // Who asks for a giver gets what it gave, wherever that came from.
    let given = total(&archive.programs().given_by(DEU), "all");
    assert_eq!(given.sums()[0].to_string(), "USD [85, 85]");
}

#[test]
fn money_that_goes_forth_and_back_is_passed_on_only_if_certainly_later() {
    let from = |amount: &str, from: CountryCode, to: CountryCode| {
        spent(amount).provider(from).receiver(to)
    };
    let archive = held([
        program("p", "a", [from("USD 9", USA, DEU), from("USD 5", DEU, USA)]),
        program(
            "q",
            "a",
            [
                from("USD 9", USA, DEU).on(day(2020, 1, 1)),
                from("USD 5", DEU, USA).on(day(2021, 1, 1)),
            ],
        ),
    ]);
    check(&archive.program("p").unwrap().alone(), "all", "USD [14, 14]");
    check(&archive.program("q").unwrap().alone(), "all", "USD [9, 9]; q[1] passed-on");
}

#[test]
fn money_is_traced_hop_by_hop() {
    let from = |amount: &str, from: CountryCode, to: CountryCode| {
        spent(amount).provider(from).receiver(to)
    };
    let archive = held([
        program("p", "a", [from("USD 90", USA, DEU), from("USD 50", DEU, FRA).to_program("far")]),
        program("low", "a", [from("USD 20", DEU, USA), from("USD 1", KAZ, UZB)]).parent("p"),
        program("far", "a", [from("USD 40", FRA, KAZ), spent("USD 4").provider(FRA)]),
        program("apart", "a", [from("USD 3", KAZ, UZB)]),
    ]);
    let hops = archive.programs().traced_from(USA, Stage::Disbursement, &ALL);
    let hops: Vec<String> = hops
        .iter()
        .map(|hop| {
            let to = hop.receiver.as_ref().map_or("nobody".into(), ToString::to_string);
            format!("{} {} {to} {}", hop.depth, hop.provider, told(&hop.total))
        })
        .collect();
    assert_eq!(
        hops,
        [
            "1 USA DEU USD [90, 90]",
            "2 DEU FRA USD [50, 50]",
            "2 DEU USA USD [20, 20]",
            "3 FRA nobody USD [4, 4]",
            "3 FRA KAZ USD [40, 40]",
        ]
    );
}

#[test]
fn what_is_left_of_commitments_stands_at_the_lowest_level() {
    let money = |stage, amount: &str| Transaction::new(stage, estimate(amount)).on(day(2020, 1, 1));
    let archive = held([
        program("top", "a", [money(Stage::Commitment, "USD 500")]),
        program(
            "low",
            "a",
            [
                money(Stage::Commitment, "USD 100"),
                money(Stage::Disbursement, "USD 30"),
                money(Stage::Commitment, "EUR 7"),
            ],
        )
        .parent("top"),
        program(
            "wide",
            "a",
            [
                money(Stage::Commitment, "USD 50"),
                money(Stage::Disbursement, "USD 10").in_kind(),
                money(Stage::Disbursement, "USD 5").receiver(USA),
            ],
        ),
        program("paid-under", "a", [money(Stage::Disbursement, "USD 20").receiver(KAZ)])
            .parent("wide"),
    ]);
    let left = |found: Vec<bilateral::Undisbursed<'_>>| -> Vec<String> {
        let of = |it: &bilateral::Undisbursed<'_>| {
            let sums: Vec<String> = it.remaining.iter().map(ToString::to_string).collect();
            format!("{} {}", it.program.id(), sums.join(" "))
        };
        found.iter().map(of).collect()
    };
    let programs = archive.programs();
    assert_eq!(
        left(programs.undisbursed(&ALL)),
        ["low USD [70, 70] EUR (.., 7]", "wide USD (.., 45]"]
    );
    assert!(programs.undisbursed(&period("2021")).is_empty());
    let first = &programs.outstanding(&[Stage::Expenditure], &ALL)[0];
    assert_eq!(first.remaining[0].to_string(), "USD (.., 100]");
}

#[test]
fn a_pledge_is_seen_in_later_stages_or_denied_by_a_source_that_lists_all() {
    let pledge = |provider| {
        Transaction::new(Stage::Pledge, estimate("USD 9")).provider(provider).on(day(2020, 1, 1))
    };
    let mut lists = bilateral::Source::new("list", "All programmes of Germany");
    lists.covers = vec![
        bilateral::Covers::new(
            bilateral::RecordKind::Program,
            "2019-01-01/2022-12-31".parse::<bilateral::Period>().unwrap(),
        )
        .actor(DEU),
    ];
    let archive = archive(
        three(),
        [
            lists.into(),
            program(
                "seen",
                "a",
                [
                    pledge(USA),
                    Transaction::new(Stage::Commitment, estimate("USD 3"))
                        .provider(USA)
                        .on(day(2021, 1, 1)),
                ],
            )
            .into(),
            program(
                "before",
                "a",
                [
                    pledge(USA),
                    Transaction::new(Stage::Commitment, estimate("USD 3")).on(day(2019, 1, 1)),
                ],
            )
            .into(),
            program(
                "others",
                "a",
                [
                    pledge(DEU),
                    Transaction::new(Stage::Commitment, estimate("USD 3"))
                        .provider(USA)
                        .on(day(2021, 1, 1)),
                ],
            )
            .into(),
        ],
    );
    let seen = |by| -> Vec<(String, Truth)> {
        let pledges = archive.programs().pledges(by);
        pledges.iter().map(|it| (it.pledge.program().id().to_string(), it.seen)).collect()
    };
    let of = |id: &str, seen| (id.to_string(), seen);
    assert_eq!(
        seen(day(2022, 1, 1)),
        [of("before", Truth::Unknown), of("others", Truth::No), of("seen", Truth::Yes)]
    );
    // The list ends before the day that is asked.
    assert_eq!(seen(day(2023, 6, 1))[1].1, Truth::Unknown);
    assert_eq!(seen(day(2020, 6, 1))[2].1, Truth::Unknown);
    assert!(archive.programs().received_by(KAZ).pledges(day(2022, 1, 1)).is_empty());
}

#[test]
fn parts_by_sector_of_one_source_and_year_add_up() {
    let of = |amount: &str, sector: &str| spent(amount).period(period("2002")).sector(sector);
    for order in [["health", "water"], ["water", "health"]] {
        let amount =
            |sector: &&str| of(if *sector == "health" { "USD 1" } else { "USD 2" }, sector);
        let archive = held([program("p", "a", order.iter().map(amount))]);
        check(&archive.programs(), "all", "USD [3, 3]");
    }
    // Of one sector, the wider period may hold the narrower.
    let archive = held([program(
        "p",
        "a",
        [spent("USD 9").period(period("2001/2002")).sector("health"), of("USD 1", "health")],
    )]);
    check(&archive.programs(), "all", "USD [9, 9]; p[1] within-counted");
}

#[test]
fn totals_that_overlap_do_not_add() {
    // Of two sources, over two years and within one of them: perhaps the same money.
    let archive = held([
        program("p", "a", [spent("USD 9").period(period("2001/2002"))]),
        program("q", "b", [spent("USD 4").period(period("2002"))]).same_as("p"),
    ]);
    let (both, year) =
        (total(&archive.programs(), "2001/2002"), total(&archive.programs(), "2002"));
    assert_eq!(
        (told(&both), told(&year)),
        (
            "USD [9, 9]; q[0] may-be-counted".to_string(),
            "USD [4, 4]; p[0] partly-overlaps".to_string(),
        )
    );
    let text = "one total counts `transactions[0]` of record `q`, the other left it out beside what may be the same";
    assert_eq!(both.checked_add(&year).unwrap_err().to_string(), text);
    assert_eq!(year.checked_add(&both).unwrap_err().to_string(), text);

    // A month is in its year, a position is not one more than that of another day, and what two report
    // of their trade is reported twice.
    let export = |id: &str, of, with, when: &str| {
        let figure = bilateral::TradeFigure::new(
            id,
            of,
            with,
            bilateral::Flow::TwoWay,
            period(when),
            bilateral::Measure::Value,
        );
        Record::from(figure.estimate(estimate("USD 5")).source("a"))
    };
    let stock = |id: &str, when: &str| {
        let figure = bilateral::Figure::new(id, bilateral::FigureKind::Investment, USA, KAZ);
        let figure = figure.concept(bilateral::FigureConcept::Stock).estimate(estimate("USD 5"));
        Record::from(figure.on(when.parse::<bilateral::PartialDate>().unwrap()).source("a"))
    };
    let archive = archive_of_figures([
        export("year", USA, KAZ, "2021"),
        export("month", USA, KAZ, "2021-01"),
        export("back", KAZ, USA, "2021"),
        stock("old", "2020-12-31"),
        stock("new", "2021-12-31"),
    ]);
    let trade = |of: CountryCode, when| archive.trade(of).in_period(period(when)).total().unwrap();
    let year = trade(USA, "2021");
    for other in [trade(USA, "2021-01"), trade(KAZ, "2021")] {
        let error = year.checked_add(&other).unwrap_err();
        assert_eq!(error.mixed().map(|it| it.facet()), Some("what is added"), "{error}");
    }
    let on = |when: &str| {
        archive.figures().on(when.parse::<bilateral::PartialDate>().unwrap()).total().unwrap()
    };
    let error = on("2020-12-31").checked_add(&on("2021-12-31")).unwrap_err();
    assert_eq!(
        error.mixed().map(|it| it.sides()),
        Some(("investment stock, on 2020-12-31", "investment stock, on 2021-12-31"))
    );
}

fn archive_of_figures(figures: impl IntoIterator<Item = Record>) -> Archive {
    archive(three(), figures)
}

#[test]
fn many_amounts_in_a_tree_are_totalled() {
    let mut programs = vec![program("root", "a", [])];
    for middle in 0..18 {
        programs.push(
            program(&format!("m{middle}"), "a", [spent("USD 5").period(period("2001"))])
                .parent("root"),
        );
        for low in 0..28 {
            let money = (0..46).map(|n| {
                let on = day(2010 + n % 10, (n % 12 + 1) as u8, 1);
                let paid = spent("USD 1").provider(USA).receiver(KAZ).on(on);
                if n % 5 == 0 { paid.receiver(DEU) } else { paid }
            });
            programs.push(
                program(&format!("m{middle}-{low}"), "a", money).parent(format!("m{middle}")),
            );
        }
    }
    let archive = held(programs);
    let all = total(&archive.program("root").unwrap().tree(), "all");
    assert_eq!(all.sums()[0].to_string(), "USD [23274, 23274]");
}

#[test]
fn sources_of_a_transaction_are_its_own_before_those_of_its_record() {
    let archive = held([program(
        "p",
        "a",
        [
            spent("USD 5").source(Citation::new("b")),
            spent("USD 5"),
            spent("USD 6").source(Citation::new("c")),
        ],
    )]);
    let amounts: Vec<_> = archive.program("p").unwrap().transactions().collect();
    assert_eq!(amounts.len(), 1);
    assert_eq!(amounts[0].claims().count(), 3);
    check(&archive.programs(), "all", "USD [5, 6]");
}

#[test]
fn a_recorded_share_is_no_more_than_it_says() {
    let tenth = [(ProgramRoleKind::Funding, USA, Some(10))];
    let archive = held([funded("p", &tenth, spent("USD 1"))]);
    check(&archive.programs().given_by(USA), "all", "USD [0.10, 0.10]");
    check(&archive.programs(), "all", "USD [1, 1]");
}

#[test]
fn ranges_of_two_sources_are_matched_by_rank_whichever_is_the_smaller() {
    let archive = held([
        program("p", "a", [spent("USD 1..9"), spent("USD 2..3")]),
        program("q", "b", [spent("USD 1..4"), spent("USD 3..8")]).same_as("p"),
    ]);
    // 8 and 2 fit all four statements.
    check(&archive.programs(), "all", "USD [4, 11]");
}

#[test]
fn money_that_goes_round_is_counted() {
    let from = |amount: &str, from: CountryCode, to: CountryCode| {
        spent(amount).provider(from).receiver(to)
    };
    let archive = held([
        program("there", "a", [from("USD 5", USA, FRA).to_program("back")]),
        program("back", "a", [from("USD 5", FRA, USA).to_program("there")]),
        program(
            "three",
            "a",
            [
                from("USD 1", USA, FRA),
                from("USD 1", FRA, KAZ),
                from("USD 1", KAZ, USA),
                from("USD 1", KAZ, UZB),
            ],
        ),
    ]);
    let both = ["there", "back"].map(|id| total(&archive.program(id).unwrap().alone(), "all"));
    assert_eq!(told(&both[0].checked_add(&both[1]).unwrap()), "USD [10, 10]");
    // What leaves the circle was received in it.
    check(&archive.program("three").unwrap().alone(), "all", "USD [3, 3]; three[3] passed-on");
}

#[test]
fn what_is_passed_on_leaves_out_no_money_above_it() {
    let archive = held([
        program("up", "a", [spent("USD 5").receiver(USA).period(period("2010"))]),
        program("down", "a", [spent("USD 5").provider(USA).period(period("2010-34"))]).parent("up"),
    ]);
    check(&archive.programs(), "all", "USD [5, 5]; down[0] passed-on");
}
