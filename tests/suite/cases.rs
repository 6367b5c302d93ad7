//! Hard cases that happened, with the facts as records from their sources.

use bilateral::{
    Act, ActKind, Actor, Archive, Citation, CountryCode, Decimal, EffectiveFrom, Ending, Estimate,
    Flow, LeftOutReason, Measure, Meeting, Membership, MembershipRef, Organization,
    OrganizationKind, PartialDate, Participant, Person, Place, Program, ProgramKind, ProgramRole,
    ProgramRoleKind, Reason, Record, Relation, RelationKind, RelationObject, RelationRef,
    ReportingPeriod, Source, Stage, Standing, StateList, SurvivalClause, TradeFigure, Transaction,
    Treaty, TreatyParty, Truth, Unit, Visit, day,
};
use time::Date;

pub(crate) const USA: CountryCode = CountryCode::USA;
pub(crate) const KAZ: CountryCode = CountryCode::KAZ;
pub(crate) const RUS: CountryCode = CountryCode::RUS;
pub(crate) const DEU: CountryCode = CountryCode::DEU;
pub(crate) const FRA: CountryCode = CountryCode::FRA;
pub(crate) const POL: CountryCode = CountryCode::POL;
pub(crate) const GBR: CountryCode = CountryCode::GBR;
pub(crate) const TKM: CountryCode = CountryCode::TKM;
pub(crate) const SUN: CountryCode = CountryCode::SUN;
pub(crate) const MNE: CountryCode = CountryCode::MNE;

pub(crate) fn date(text: &str) -> PartialDate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn estimate(text: &str) -> Estimate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn eu() -> Actor {
    Actor::organization("eu")
}

/// Sources of the days on which they were published.
pub(crate) fn sources(named: &[(&str, &str)]) -> Vec<Record> {
    let source = |(id, published): &(&str, &str)| match *published {
        "" => Source::new(*id, format!("What {id} says")).into(),
        published => Source::new(*id, format!("What {id} says")).published(date(published)).into(),
    };
    named.iter().map(source).collect()
}

/// An archive of a case. Bodies and persons that a case only names cite its first source, and the
/// places and persons of all cases stand beside it.
pub(crate) fn archive(sources: Vec<Record>, records: impl IntoIterator<Item = Record>) -> Archive {
    let first = Citation::new(sources[0].id());
    let mut all = sources;
    all.extend(records);
    for id in ["astana", "almaty"] {
        all.push(Place::new(id, id).into());
    }
    for id in ["kulubaev", "muhriddin", "meredov"] {
        all.push(Person::new(id, id).into());
    }
    for record in &mut all {
        let sources = match record {
            Record::Organization(record) => &mut record.sources,
            Record::Person(record) => &mut record.sources,
            Record::Place(record) => &mut record.sources,
            _ => continue,
        };
        if sources.is_empty() {
            sources.push(first.clone());
        }
    }
    Archive::from_records(all).unwrap_or_else(|report| panic!("{report}"))
}

/// One source without a day, `s`.
pub(crate) fn plain() -> Vec<Record> {
    sources(&[("s", "")])
}

#[track_caller]
pub(crate) fn check(expected: &[(Date, Truth)], ask: impl Fn(Date) -> Truth) {
    for (day, truth) in expected {
        assert_eq!(ask(*day), *truth, "on {day}");
    }
}

fn recognition(id: &str, start: &str, source: &str) -> Record {
    Relation::new(id, RelationKind::Recognition, USA, KAZ)
        .object(RelationObject::State)
        .start(date(start))
        .source(source)
        .into()
}

fn mission(id: &str, object: RelationObject, start: &str, source: &str) -> Relation {
    Relation::new(id, RelationKind::Mission, USA, KAZ)
        .object(object)
        .start(date(start))
        .source(source)
}

pub(crate) const YES: Truth = Truth::Yes;
pub(crate) const NO: Truth = Truth::No;
pub(crate) const UNKNOWN: Truth = Truth::Unknown;

#[test]
fn c1_two_official_sources_one_day_apart() {
    let archive = archive(
        sources(&[("state", "2014-02-10"), ("mfa", "")]),
        [
            recognition("recognition-state", "1991-12-25", "state"),
            recognition("recognition-mfa", "1991-12-26", "mfa"),
            mission("embassy-state", RelationObject::Embassy, "1992-01", "state")
                .place("almaty")
                .into(),
            mission("embassy-mfa", RelationObject::Embassy, "1992-09-15", "mfa").into(),
            mission("consulate-state", RelationObject::ConsulateGeneral, "2009", "state")
                .place("almaty")
                .into(),
            mission("consulate-mfa", RelationObject::ConsulateGeneral, "2009-12-14", "mfa")
                .place("almaty")
                .into(),
        ],
    );
    let pair = archive.dossier(USA, KAZ);
    check(
        &[(day(1991, 12, 24), NO), (day(1991, 12, 25), UNKNOWN), (day(1991, 12, 26), YES)],
        |day| pair.recognition(USA, day).value(),
    );
    assert_eq!(pair.recognition(USA, day(1991, 12, 25)).reason(), Some(Reason::Disputed));
    let disputed: Vec<&str> = pair
        .relations()
        .iter()
        .filter(|relation| relation.is_disputed())
        .map(RelationRef::id)
        .collect();
    assert_eq!(disputed, ["recognition-mfa", "embassy-mfa"]);
    let conflicts: Vec<Vec<&str>> =
        archive.conflicts().map(|claims| claims.iter().map(|claim| claim.id()).collect()).collect();
    assert_eq!(
        conflicts,
        [["recognition-mfa", "recognition-state"], ["embassy-mfa", "embassy-state"]]
    );
    let consulates: Vec<RelationRef<'_>> = pair
        .relations()
        .iter()
        .filter(|relation| relation.object() == Some(RelationObject::ConsulateGeneral))
        .collect();
    assert_eq!(consulates.len(), 1);
    assert_eq!(consulates[0].claims().count(), 2);
    check(&[(day(2009, 12, 13), NO), (day(2009, 12, 14), YES)], |day| {
        consulates[0].holds_on(day).value()
    });
    let why = pair.recognition(USA, day(1991, 12, 25)).explain();
    let ids: Vec<&str> = why.evidence.iter().map(|evidence| evidence.id.as_str()).collect();
    assert_eq!(ids, ["recognition-mfa", "recognition-state"]);
}

#[test]
fn c2_effective_before_in_force() {
    let signed = || Act::new(ActKind::Signature).on(day(1993, 10, 24));
    let archive = archive(
        plain(),
        [Treaty::new("tax", "Convention on double taxation")
            .concluded(day(1993, 10, 24))
            .party(TreatyParty::new(USA).act(signed()))
            .party(TreatyParty::new(KAZ).act(signed()))
            .in_force_from(day(1996, 12, 30))
            .effective_from(EffectiveFrom::new("taxes on income", day(1996, 1, 1)))
            .source("s")
            .into()],
    );
    assert!(!archive.report().has_errors());
    let pair = archive.dossier(USA, KAZ);
    let tax = pair.treaty("tax").unwrap();
    check(
        &[
            (day(1993, 10, 24), NO),
            (day(1996, 6, 30), NO),
            (day(1996, 12, 29), NO),
            (day(1996, 12, 30), YES),
            (day(2100, 1, 1), YES),
        ],
        |day| tax.in_force(day).value(),
    );
    let effects: Vec<_> = tax.treaty().effective_from().collect();
    assert_eq!(effects, [("taxes on income", date("1996-01-01"))]);
    let applies = effects.iter().map(|(_, from)| from.before(date("1996-01-02"))).max();
    assert_eq!(applies, Some(YES));
}

/// The agreement of the European Union, its members and Kazakhstan, and the one before it.
fn partnership_agreements() -> Archive {
    let eu_side = |actor: Actor| TreatyParty::new(actor).side("eu");
    let applied = |actor: Actor| {
        eu_side(actor)
            .act(Act::new(ActKind::Signature).on(day(2015, 12, 21)))
            .act(Act::new(ActKind::ProvisionalApplication).on(day(2016, 5, 1)))
    };
    archive(
        plain(),
        [
            Organization::new("eu", "European Union")
                .kind(OrganizationKind::Union)
                .source("s")
                .into(),
            Treaty::new("pca", "Partnership and cooperation agreement")
                .party(eu_side(eu()))
                .party(eu_side(DEU.into()))
                .party(eu_side(FRA.into()))
                .party(KAZ.into_party())
                .in_force_from(day(1999, 7, 1))
                .source("s")
                .into(),
            Treaty::new("epca", "Enhanced partnership and cooperation agreement")
                .concluded(day(2015, 12, 21))
                .party(applied(eu()))
                .party(applied(DEU.into()))
                .party(applied(FRA.into()))
                .party(
                    KAZ.into_party()
                        .act(Act::new(ActKind::Signature).on(day(2015, 12, 21)))
                        .act(Act::new(ActKind::ProvisionalApplication).on(day(2016, 5, 1))),
                )
                .in_force_from(day(2020, 3, 1))
                .replaces("pca")
                .source("s")
                .into(),
        ],
    )
}

/// A party that has done nothing on record yet.
trait IntoParty {
    fn into_party(self) -> TreatyParty;
}

impl IntoParty for CountryCode {
    fn into_party(self) -> TreatyParty {
        TreatyParty::new(self)
    }
}

#[test]
fn c3_provisional_application_then_entry_into_force() {
    let archive = partnership_agreements();
    for party in [eu(), DEU.into(), FRA.into(), KAZ.into()] {
        let epca = archive.treaty("epca").unwrap();
        check(
            &[
                (day(2016, 4, 30), NO),
                (day(2016, 5, 1), YES),
                (day(2018, 1, 1), YES),
                (day(2020, 2, 29), YES),
                (day(2020, 3, 1), NO),
            ],
            |day| epca.provisionally_applied(&party, day).value(),
        );
        check(
            &[
                (day(2015, 12, 21), NO),
                (day(2018, 1, 1), NO),
                (day(2020, 2, 29), NO),
                (day(2020, 3, 1), YES),
            ],
            |day| epca.in_force(&party, day).value(),
        );
    }
}

#[test]
fn c3_a_replaced_treaty_ends_between_those_who_are_in_both() {
    let archive = partnership_agreements();
    for other in [eu(), DEU.into(), FRA.into()] {
        let pair = archive.dossier(KAZ, other);
        let old = pair.treaty("pca").unwrap();
        check(
            &[
                (day(1999, 6, 30), NO),
                (day(1999, 7, 1), YES),
                (day(2018, 1, 1), YES),
                (day(2020, 2, 29), YES),
                (day(2020, 3, 1), NO),
            ],
            |day| old.in_force(day).value(),
        );
        let listed: Vec<&str> = pair
            .treaties()
            .in_force(day(2021, 1, 1))
            .possibly()
            .map(|treaty| treaty.id())
            .collect();
        assert_eq!(listed, ["epca"]);
    }
}

#[test]
fn c3_nothing_is_in_force_between_those_on_one_side() {
    let archive = partnership_agreements();
    for (a, b) in [
        (Actor::from(DEU), Actor::from(FRA)),
        (FRA.into(), DEU.into()),
        (DEU.into(), eu()),
        (eu(), FRA.into()),
    ] {
        let pair = archive.dossier(a, b);
        for year in 1990..2030 {
            let day = day(year, 6, 1);
            assert_eq!(pair.treaties().in_force(day).count(), 0, "{pair:?} {year}");
            for id in ["pca", "epca"] {
                assert_eq!(
                    pair.treaty(id).unwrap().in_force(day).value(),
                    NO,
                    "{pair:?} {id} {year}"
                );
            }
        }
    }
}

#[test]
fn c3_a_member_of_the_union_that_is_not_listed_is_no_party_through_it() {
    let archive = partnership_agreements();
    let epca = archive.treaty("epca").unwrap();
    // Every party of a treaty of two sides is listed.
    assert_eq!(epca.in_force(&POL.into(), day(2021, 1, 1)).value(), NO);
    assert!(archive.dossier(POL, KAZ).is_empty());
}

#[test]
fn c5_in_out_in_and_out_again_on_notice() {
    let spell = |id: &str| Membership::new(id, USA, "unesco", Standing::Full);
    let archive = archive(
        sources(&[("unesco", "2025-07-22"), ("press", "2017-10-12"), ("other", "")]),
        [
            Organization::new("unesco", "UNESCO").source("unesco").into(),
            spell("first")
                .start(day(1946, 9, 30))
                .ended(date("1984-12"))
                .act(Act::new(ActKind::Announcement).on(day(1983, 12, 30)))
                .source("unesco")
                .into(),
            spell("second")
                .start(date("2003"))
                .end(day(2018, 12, 31))
                .act(Act::new(ActKind::Announcement).on(day(2017, 10, 12)))
                .source("unesco")
                .into(),
            spell("second-other")
                .start(date("2002"))
                .end(date("2018-12-31"))
                .source("other")
                .into(),
            spell("third")
                .start(date("2023-07"))
                .act(
                    Act::new(ActKind::Notice)
                        .on(day(2025, 7, 22))
                        .effective(day(2026, 12, 31))
                        .ending(Ending::End),
                )
                .source("unesco")
                .into(),
        ],
    );
    let unesco = archive.organization("unesco").unwrap();
    check(
        &[
            (day(1946, 9, 29), NO),
            (day(1946, 9, 30), YES),
            (day(1983, 12, 31), YES),
            (day(1984, 11, 29), YES),
            (day(1984, 12, 15), UNKNOWN),
            (day(1985, 1, 1), NO),
            (day(1990, 1, 1), NO),
            (day(2002, 6, 1), UNKNOWN),
            (day(2003, 6, 1), UNKNOWN),
            (day(2004, 1, 1), YES),
            (day(2017, 10, 13), YES),
            (day(2018, 12, 31), YES),
            (day(2019, 1, 1), NO),
            (day(2023, 6, 30), NO),
            (day(2023, 7, 15), UNKNOWN),
            (day(2023, 8, 1), YES),
            (day(2025, 7, 23), YES),
            (day(2026, 6, 30), YES),
            (day(2026, 12, 31), YES),
            (day(2027, 1, 1), NO),
        ],
        |day| unesco.has_member(&USA.into(), Some(Standing::Full), day).value(),
    );
    assert_eq!(
        unesco.has_member(&USA.into(), Some(Standing::Full), day(2002, 6, 1)).reason(),
        Some(Reason::Disputed)
    );
    assert_eq!(spells(&archive, USA, "unesco").len(), 3);
}

/// The spells of a member in an organization, from the dossier of the two.
fn spells(archive: &Archive, member: CountryCode, organization: &str) -> Vec<String> {
    let pair = archive.dossier(member, Actor::organization(organization));
    let side = pair.side(member);
    side.memberships().map(MembershipRef::id).map(str::to_owned).collect()
}

#[test]
fn c5_a_notice_without_an_effective_day_leaves_the_days_after_it_unknown_unless_revoked() {
    let with = |acts: &[Act]| {
        let mut membership =
            Membership::new("m", USA, "unesco", Standing::Full).start(day(2003, 10, 1)).source("s");
        for act in acts {
            membership = membership.act(act.clone());
        }
        archive(plain(), [Organization::new("unesco", "UNESCO").into(), membership.into()])
    };
    let member = |archive: &Archive, day: Date| {
        archive.organization("unesco").unwrap().has_member(&USA.into(), None, day).value()
    };
    let notice = Act::new(ActKind::Notice).on(day(2017, 10, 12));
    let given = with(std::slice::from_ref(&notice));
    check(
        &[(day(2017, 10, 11), YES), (day(2017, 10, 13), UNKNOWN), (day(2030, 1, 1), UNKNOWN)],
        |day| member(&given, day),
    );
    let revoked = with(&[notice, Act::new(ActKind::Revocation).on(day(2018, 1, 1))]);
    check(&[(day(2017, 10, 13), YES), (day(2030, 1, 1), YES)], |day| member(&revoked, day));
    let announced = with(&[Act::new(ActKind::Announcement).on(day(2017, 10, 12))]);
    check(&[(day(2030, 1, 1), YES)], |day| member(&announced, day));
}

fn paris(acts: impl IntoIterator<Item = Act>) -> TreatyParty {
    acts.into_iter().fold(TreatyParty::new(USA), TreatyParty::act)
}

/// What the depositary lists of the United States.
fn paris_of_the_depositary() -> TreatyParty {
    paris([
        Act::new(ActKind::Signature).on(day(2016, 4, 22)),
        Act::new(ActKind::Acceptance).on(day(2016, 9, 3)),
        Act::new(ActKind::EntryIntoForce).on(day(2016, 11, 4)),
        Act::new(ActKind::Announcement).on(day(2017, 6, 1)),
        Act::new(ActKind::Notice)
            .on(day(2019, 11, 4))
            .effective(day(2020, 11, 4))
            .ending(Ending::Left),
        Act::new(ActKind::Acceptance).on(day(2021, 1, 20)),
        Act::new(ActKind::EntryIntoForce).on(day(2021, 2, 19)),
    ])
}

#[test]
fn c6_a_party_leaves_and_returns() {
    let archive = archive(
        plain(),
        [Treaty::new("paris", "Paris Agreement")
            .concluded(day(2015, 12, 12))
            .party(paris_of_the_depositary())
            .party(
                TreatyParty::new(FRA).act(Act::new(ActKind::EntryIntoForce).on(day(2016, 11, 4))),
            )
            .others()
            .in_force_from(day(2016, 11, 4))
            .source("s")
            .into()],
    );
    let paris = archive.treaty("paris").unwrap();
    let days = [
        (day(2016, 9, 3), NO),
        (day(2016, 11, 3), NO),
        (day(2016, 11, 4), YES),
        (day(2017, 6, 2), YES),
        (day(2019, 11, 5), YES),
        (day(2020, 11, 3), YES),
        (day(2020, 11, 4), NO),
        (day(2021, 1, 19), NO),
        (day(2024, 1, 1), YES),
    ];
    check(&days, |day| paris.in_force(&USA.into(), day).value());
    let pair = archive.dossier(USA, FRA);
    check(&days, |day| pair.treaty("paris").unwrap().in_force(day).value());
}

#[test]
fn c6_a_page_that_dates_the_exit_otherwise_is_stored_as_a_claim_that_disputes() {
    let page = paris([
        Act::new(ActKind::EntryIntoForce).on(day(2016, 11, 4)),
        Act::new(ActKind::Withdrawal).on(day(2017, 6, 1)),
    ]);
    let archive = archive(
        sources(&[("depositary", ""), ("page", "")]),
        [
            Treaty::new("paris", "Paris Agreement")
                .party(paris_of_the_depositary())
                .others()
                .source("depositary")
                .into(),
            Treaty::new("paris-page", "Paris Agreement")
                .party(page)
                .others()
                .same_as("paris")
                .source("page")
                .into(),
        ],
    );
    let paris = archive.treaty("paris").unwrap();
    assert_eq!(paris, archive.treaty("paris-page").unwrap());
    assert_eq!(paris.claims().count(), 2);
    check(
        &[
            (day(2016, 11, 3), NO),
            (day(2017, 5, 30), YES),
            (day(2018, 1, 1), UNKNOWN),
            (day(2020, 11, 3), UNKNOWN),
            (day(2020, 11, 4), NO),
            (day(2021, 1, 19), NO),
            (day(2024, 1, 1), YES),
        ],
        |day| paris.in_force(&USA.into(), day).value(),
    );
    assert_eq!(paris.in_force(&USA.into(), day(2018, 1, 1)).reason(), Some(Reason::Disputed));
    assert!(paris.is_disputed());
}

#[test]
fn c7_lists_disagree_and_codes_outlive_states() {
    let begins = |code: CountryCode, list| {
        code.existence(list).iter().map(|spell| spell.first()).collect::<Vec<_>>()
    };
    let ends = |code: CountryCode, list| {
        code.existence(list).iter().filter_map(|spell| spell.last()).collect::<Vec<_>>()
    };
    let ddr = CountryCode::parse("DDR").unwrap();
    assert_eq!(begins(ddr, StateList::GleditschWard), [day(1949, 10, 5)]);
    assert_eq!(begins(ddr, StateList::CorrelatesOfWar), [day(1954, 3, 25)]);
    for list in [StateList::GleditschWard, StateList::CorrelatesOfWar] {
        assert_eq!(ends(ddr, list), [day(1990, 10, 2)]);
    }
    let error = CountryCode::parse("CS").unwrap_err().to_string();
    assert!(error.contains("CSK") && error.contains("SCG"), "{error}");

    // A relation with a state that is gone ends with its last day by any list, if nothing else did.
    let archive = archive(
        plain(),
        [Relation::new("us-ddr", RelationKind::DiplomaticRelations, USA, ddr)
            .mutual()
            .start(day(1974, 9, 4))
            .source("s")
            .into()],
    );
    let pair = archive.dossier(USA, ddr);
    check(
        &[
            (day(1974, 9, 3), NO),
            (day(1974, 9, 4), YES),
            (day(1990, 10, 2), YES),
            (day(1991, 1, 1), NO),
        ],
        |day| pair.diplomatic_relations(day).value(),
    );
}

fn assistance(id: &str, transactions: impl IntoIterator<Item = Transaction>) -> Record {
    let program = Program::new(id, ProgramKind::Assistance, format!("Assistance, {id}"))
        .role(ProgramRole::new(ProgramRoleKind::Funding, USA))
        .role(ProgramRole::new(ProgramRoleKind::Recipient, KAZ))
        .source("s");
    transactions.into_iter().fold(program, Program::transaction).into()
}

#[test]
fn c8_goods_are_not_added_to_cash_and_parts_sum_exactly() {
    let span: ReportingPeriod = "FY1992-2002@10".parse().unwrap();
    let fy2002: ReportingPeriod = "FY2002@10".parse().unwrap();
    let parts = ["13.7", "6.0", "14.0", "41.6", "3.2", "11.5"];
    let archive = archive(
        plain(),
        [assistance(
            "all",
            [
                Transaction::new(Stage::Unstated, estimate("about USD 886e6"))
                    .period(span)
                    .words("approximately $886 million"),
                Transaction::new(Stage::Unstated, estimate("USD 190e6")).period(span).in_kind(),
            ],
        )]
        .into_iter()
        .chain(parts.iter().enumerate().map(|(i, part)| {
            let amount = estimate(&format!("USD {part}e6"));
            assistance(
                &format!("part-{i}"),
                [Transaction::new(Stage::Budgeted, amount).period(fy2002)],
            )
        })),
    );
    let programs = archive.dossier(USA, KAZ).programs().given_by(USA);
    let all = programs.total(Stage::Unstated, &span);
    let bounds = all.in_unit(dollars()).unwrap();
    assert!(bounds.contains(number("886e6")) && !bounds.contains(number("1076e6")), "{bounds}");
    assert!(
        all.left_out()
            .iter()
            .any(|left| left.reason == LeftOutReason::InKind && left.claim.id() == "all")
    );
    let year = programs.total(Stage::Budgeted, &fy2002);
    assert_eq!(
        year.in_unit(dollars()).unwrap().exact().map(|amount| amount.to_string()),
        Some("USD 90.0e6".parse::<bilateral::Amount>().unwrap().to_string())
    );
    assert_eq!(year.counted().len(), 6);
}

fn dollars() -> Unit {
    estimate("USD 1").unit()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn trade(
    id: &str,
    reporter: CountryCode,
    partner: CountryCode,
    flow: Flow,
    amount: &str,
    source: &str,
) -> TradeFigure {
    let period = ReportingPeriod::year(2024).unwrap();
    TradeFigure::new(id, reporter, partner, flow, period, Measure::Value)
        .estimate(estimate(amount))
        .source(source)
}

#[test]
fn c9_mirror_figures_stand_side_by_side_and_a_claim_is_no_rank() {
    let archive = archive(
        sources(&[("us", ""), ("kz", ""), ("sheet", "2023-02-27")]),
        [
            trade("us-x", USA, KAZ, Flow::Export, "rounded USD 1.1e9", "us").into(),
            trade("us-m", USA, KAZ, Flow::Import, "rounded USD 2.3e9", "us").into(),
            trade("us-t", USA, KAZ, Flow::TwoWay, "rounded USD 3.4e9", "us").into(),
            trade("us-b", USA, KAZ, Flow::Balance, "rounded USD -1.3e9", "us").into(),
            trade("kz-m", KAZ, USA, Flow::Import, "rounded USD 2.2e9", "kz").into(),
            trade("kz-x", KAZ, USA, Flow::Export, "nearly USD 2e9", "kz").into(),
            trade("kz-t", KAZ, USA, Flow::TwoWay, "rounded USD 4.2e9", "kz").into(),
            TradeFigure::new(
                "rank",
                USA,
                KAZ,
                Flow::TwoWay,
                ReportingPeriod::year(2021).unwrap(),
                Measure::ClaimedRank,
            )
            .rank(81_u32)
            .source("sheet")
            .into(),
        ],
    );
    // Both sides are returned, and nothing merges them.
    assert_eq!(archive.dossier(USA, KAZ).trade().count(), 8);
    let of_2024 = |reporter: CountryCode| archive.trade(reporter).in_year(2024);
    let text = |bounds: Option<bilateral::Bounds>| bounds.map(|bounds| bounds.to_string());
    let mirror = of_2024(USA).exports().mirror(KAZ).unwrap();
    assert_eq!(text(mirror.reported().bounds()).as_deref(), Some("USD [1.05e9, 1.15e9]"));
    assert_eq!(text(mirror.mirrored().bounds()).as_deref(), Some("USD [2.15e9, 2.25e9]"));
    assert_eq!(text(mirror.gap()).as_deref(), Some("USD [1.00e9, 1.20e9]"));
    assert_eq!(mirror.missing().count(), 0);
    // The sign of the balance flips, within every rounding: each of the two has a deficit.
    let zero = bilateral::Bounds::exactly(bilateral::Amount::new(number("0"), dollars()));
    let balances = of_2024(USA).balance().mirror(KAZ).unwrap();
    let (us, kz) = (balances.reported().computed(), balances.mirrored().computed());
    assert_eq!(us.unwrap().less_than(zero), Ok(YES));
    assert_eq!(kz.unwrap().less_than(zero), Ok(YES));
    let (from_us, from_kz) = balances.values();
    assert_eq!(
        (from_us.unwrap().less_than(zero), from_kz.unwrap().less_than(zero)),
        (Ok(YES), Ok(NO))
    );
    // What is claimed as a whole and what the parts give can both be true within rounding, and together
    // they say more than either.
    for (trade, stated, computed, both) in [
        (
            of_2024(USA).balance(),
            "USD [-1.35e9, -1.25e9]",
            "USD [-1.30e9, -1.10e9]",
            "USD [-1.30e9, -1.25e9]",
        ),
        (of_2024(USA), "USD [3.35e9, 3.45e9]", "USD [3.30e9, 3.50e9]", "USD [3.35e9, 3.45e9]"),
    ] {
        let value = trade.with(KAZ).unwrap();
        assert_eq!(text(value.stated()).as_deref(), Some(stated));
        assert_eq!(text(value.computed()).as_deref(), Some(computed));
        assert_eq!(text(value.bounds()).as_deref(), Some(both));
        let checks = trade.check_claims(KAZ).unwrap();
        assert_eq!(checks.len(), 1);
        assert_eq!(checks[0].holds, UNKNOWN, "the figures leave room beside the claim");
    }
    let rank = archive.trade(USA).in_year(2021).two_way().rank_of(KAZ).unwrap();
    assert_eq!((rank.claimed(), rank.best(), rank.of()), (&[81][..], None, 0));
    let rank = archive.trade(USA).in_year(2024).two_way().rank_of(KAZ).unwrap();
    assert_eq!((rank.claimed(), rank.best(), rank.of()), (&[][..], Some(1), 1));
}

#[test]
fn c10_a_visit_holds_more_than_its_pair() {
    let minister = |id: &str, of: CountryCode| {
        Meeting::new()
            .participant(Participant::person(id).for_actor(of))
            .place("astana")
            .on(day(2023, 2, 28))
    };
    let kgz = CountryCode::parse("KGZ").unwrap();
    let tjk = CountryCode::parse("TJK").unwrap();
    let archive = archive(
        plain(),
        [
            Person::new("blinken", "Antony Blinken").into(),
            Visit::new("blinken", KAZ)
                .traveller(
                    Participant::person("blinken").for_actor(USA).office("Secretary of State"),
                )
                .start(day(2023, 2, 28))
                .meeting(minister("kulubaev", kgz))
                .meeting(minister("muhriddin", tjk))
                .meeting(minister("meredov", TKM))
                .source("s")
                .into(),
        ],
    );
    for (third, person) in [(kgz, "kulubaev"), (tjk, "muhriddin"), (TKM, "meredov")] {
        for pair in [archive.dossier(USA, third), archive.dossier(third, USA)] {
            let met: Vec<Vec<&str>> = pair
                .meetings()
                .iter()
                .map(|meeting| meeting.persons().map(|id| id as &str).collect())
                .collect();
            assert_eq!(met, [[person]], "{pair:?}");
            assert_eq!(pair.visits().iter().count(), 0);
            assert_eq!(pair.visits().between(day(2023, 1, 1), day(2023, 12, 31)).count(), 0);
            assert!(pair.visits().to(third).last_before(day(2024, 1, 1)).is_empty());
            assert!(!pair.is_empty());
        }
    }
    // They met the American, not each other, nor the host.
    assert_eq!(archive.dossier(kgz, tjk).meetings().iter().count(), 0);
    assert_eq!(archive.dossier(KAZ, TKM).visits().iter().count(), 0);
    assert_eq!(archive.dossier(KAZ, TKM).meetings().iter().count(), 0);
    assert_eq!(archive.dossier(USA, KAZ).visits().to(KAZ).iter().count(), 1);
    assert_eq!(archive.dossier(USA, KAZ).visits().to(USA).iter().count(), 0);
}

#[test]
fn c11_a_visit_before_recognition_is_kept() {
    let archive = archive(
        plain(),
        [
            Visit::new("baker", KAZ)
                .traveller(Participant::actor(USA).label("Secretary of State"))
                .start(day(1991, 12, 17))
                .end(day(1991, 12, 17))
                .source("s")
                .into(),
            recognition("recognition", "1991-12-25", "s"),
        ],
    );
    assert!(!archive.report().has_errors());
    let pair = archive.dossier(USA, KAZ);
    assert_eq!(
        pair.visits().to(KAZ).last_before(day(1991, 12, 25)).only().map(|visit| visit.id()),
        Some("baker")
    );
    assert_eq!(pair.recognition(USA, day(1991, 12, 17)).value(), NO);
}

#[test]
fn c12_negative_money_is_counted() {
    let year = |year| ReportingPeriod::year(year).unwrap();
    let archive = archive(
        plain(),
        [assistance(
            "a",
            [
                Transaction::new(Stage::Commitment, estimate("USD 10000")).on(day(2020, 2, 1)),
                Transaction::new(Stage::Commitment, estimate("USD -2000")).on(day(2020, 9, 1)),
                Transaction::new(Stage::Disbursement, estimate("USD 300")).on(day(2020, 3, 1)),
                Transaction::new(Stage::Disbursement, estimate("USD -500")).on(day(2021, 3, 1)),
            ],
        )],
    );
    let programs = archive.dossier(USA, KAZ).programs().given_by(USA);
    let exact = |stage, period: ReportingPeriod| {
        let total = programs.total(stage, &period);
        total
            .in_unit(dollars())
            .ok()
            .and_then(|bounds| bounds.exact())
            .map(|amount| amount.to_string())
    };
    assert_eq!(exact(Stage::Commitment, year(2020)).as_deref(), Some("USD 8000"));
    assert_eq!(exact(Stage::Disbursement, year(2020)).as_deref(), Some("USD 300"));
    assert_eq!(exact(Stage::Disbursement, year(2021)).as_deref(), Some("USD -500"));
    assert_eq!(exact(Stage::Disbursement, ReportingPeriod::ALL_TIME).as_deref(), Some("USD -200"));
    assert_eq!(exact(Stage::Disbursement, year(2022)), None);
    assert!(programs.total(Stage::Disbursement, &year(2022)).is_none());
}

#[test]
fn c13_recognition_with_a_gap() {
    let spell = |id: &str, start: PartialDate| {
        Relation::new(id, RelationKind::Recognition, USA, MNE)
            .object(RelationObject::State)
            .start(start)
            .source("historian")
    };
    let archive = archive(
        sources(&[("historian", "")]),
        [
            spell("first", date("1905")).left(day(1920, 12, 30)).into(),
            spell("second", date("2006-06-13")).into(),
            Relation::new("relations", RelationKind::DiplomaticRelations, USA, MNE)
                .mutual()
                .start(day(2006, 8, 15))
                .source("historian")
                .into(),
        ],
    );
    let pair = archive.dossier(USA, MNE);
    check(
        &[
            (day(1904, 12, 31), NO),
            (day(1905, 6, 1), UNKNOWN),
            (day(1906, 1, 1), YES),
            (day(1920, 12, 29), YES),
            (day(1920, 12, 30), NO),
            (day(1950, 1, 1), NO),
            (day(2006, 6, 12), NO),
            (day(2006, 6, 13), YES),
            (day(2006, 7, 1), YES),
        ],
        |day| pair.recognition(USA, day).value(),
    );
    assert_eq!(pair.relations().of_kind(RelationKind::Recognition).iter().count(), 2);
    check(&[(day(2006, 7, 1), NO), (day(2006, 8, 15), YES)], |day| {
        pair.diplomatic_relations(day).value()
    });
    // Nobody says that Montenegro recognises the United States.
    assert_eq!(pair.recognition(MNE, day(2006, 7, 1)).reason(), Some(Reason::NotRecorded));
}

#[test]
fn c14_one_embassy_several_days() {
    let embassy = |id: &str, start: &str, source: &str| -> Record {
        mission(id, RelationObject::Embassy, start, source).into()
    };
    let archive = archive(
        sources(&[("sheet", "2014-02-10"), ("historian", ""), ("mfa", ""), ("encyclopedia", "")]),
        [
            embassy("sheet", "1992-01", "sheet"),
            embassy("historian", "1992-02-03", "historian"),
            embassy("mfa", "1992-09-15", "mfa"),
            embassy("encyclopedia", "1992-01", "encyclopedia"),
        ],
    );
    let pair = archive.dossier(USA, KAZ);
    let embassies: Vec<_> = pair.relations().iter().collect();
    assert_eq!(embassies.len(), 1);
    assert_eq!(embassies[0].claims().count(), 4);
    check(
        &[
            (day(1991, 12, 31), NO),
            (day(1992, 1, 1), UNKNOWN),
            (day(1992, 3, 1), UNKNOWN),
            (day(1992, 9, 14), UNKNOWN),
            (day(1992, 9, 15), YES),
        ],
        |day| embassies[0].holds_on(day).value(),
    );
    assert_eq!(embassies[0].holds_on(day(1992, 3, 1)).reason(), Some(Reason::Disputed));
    let starts: Vec<String> =
        embassies[0].starts().map(|days| format!("{:?}", (days.first(), days.last()))).collect();
    assert_eq!(starts.len(), 3, "{starts:?}");
}

#[test]
fn c4_provisional_application_and_a_survival_clause() {
    let clause = SurvivalClause::new(
        "investments made before the end",
        bilateral::Length::years(20).unwrap(),
    )
    .cut_off(day(2009, 10, 19));
    let archive = archive(
        plain(),
        [Treaty::new("ect", "Energy Charter Treaty")
            .party(
                TreatyParty::new(RUS)
                    .act(Act::new(ActKind::Signature).on(day(1994, 12, 17)))
                    .act(Act::new(ActKind::Ratification).denied())
                    .act(Act::new(ActKind::ProvisionalApplication).on(day(1994, 12, 17)))
                    .act(
                        Act::new(ActKind::ProvisionalApplicationEnd)
                            .on(day(2009, 10, 19))
                            .ending(Ending::Left),
                    ),
            )
            .party(
                TreatyParty::new(DEU).act(Act::new(ActKind::EntryIntoForce).on(day(1998, 4, 16))),
            )
            .others()
            .in_force_from(day(1998, 4, 16))
            .survival(clause.clone())
            .source("s")
            .into()],
    );
    let ect = archive.treaty("ect").unwrap();
    assert_eq!(ect.to_record().unwrap().survival, Some(clause));
    check(&[(day(2000, 1, 1), NO), (day(2015, 1, 1), NO)], |day| {
        ect.in_force(&RUS.into(), day).value()
    });
    check(
        &[
            (day(1994, 12, 16), NO),
            (day(1994, 12, 17), YES),
            (day(2000, 1, 1), YES),
            (day(2009, 10, 18), YES),
            (day(2009, 10, 19), NO),
        ],
        |day| ect.provisionally_applied(&RUS.into(), day).value(),
    );
}

#[test]
fn c6_own_entry_into_force_after_a_return_is_the_day_of_force() {
    let archive = archive(
        plain(),
        [Treaty::new("paris", "Paris Agreement")
            .party(paris_of_the_depositary())
            .others()
            .source("s")
            .into()],
    );
    let paris = archive.treaty("paris").unwrap();
    check(
        &[
            (day(2021, 1, 20), NO),
            (day(2021, 1, 25), NO),
            (day(2021, 2, 18), NO),
            (day(2021, 2, 19), YES),
        ],
        |day| paris.in_force(&USA.into(), day).value(),
    );
}
