//! Treaties and alliances.

use std::collections::BTreeMap;

use bilateral::exchange::{
    Alliances, AtopMemberRow, CowAllianceRow, Desta, DestaRow, Intake, InvestmentAgreementRow,
    InvestmentAgreements, ManyParties, Participation, ParticipationRow, PartyRow, Taken,
    to_participation,
};
use bilateral::{ActKind, Actor, CountryCode, PledgeKind, Treaty, TreatyStanding, Truth, day};

use super::damage::check;
use super::kept::{nothing_is_lost, texts};
use super::{archive, of_kind, problems, sample, says, take, take_shared};
use crate::shared_tables::typed_rows;

const KAZ: CountryCode = CountryCode::KAZ;

fn participation(text: &str) -> Taken {
    let treaty = Treaty::new("chemical-weapons-sample", "A convention of this sample");
    let heading = "Ratification, Acceptance(A), Accession(a), Approval(AA), Succession(d)";
    let table = Participation::of(treaty).heading(heading);
    let mut intake = Intake::new(table, Participation::source());
    take::<ParticipationRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_participations_are_told() {
    check(
        &sample("untc_participation.csv"),
        &["-: unknown-reference: Participant"],
        participation,
        &[
            ("Kazakhstan,", "Kazakstahn,", &["1: unknown-country: Participant"]),
            ("Kazakhstan,", ",", &["1: empty-cell: Participant"]),
            ("Kazakhstan,", "Korea 2,", &["1: unknown-country: Participant"]),
            ("14 May 2002", "14 Mai 2002", &["1: bad-date: Action"]),
            ("14 May 2002", "31 Jun 2002", &["1: bad-date: Action"]),
            ("14 May 2002", "May 2002", &["1: bad-date: Action"]),
            ("14 May 2002", "14 May 2002 x", &["1: unknown-code: Action"]),
            ("1994 A", "1994 AAA", &["4: unknown-code: Action"]),
            ("29 Dec 1992 n", "29 Dec 1992 N", &["2: unknown-code: Signature"]),
            ("Bhutan", "Japan", &["5: repeated-row: Participant"]),
            ("Signature,", "Signed,", &["-: unknown-column: Signed"]),
        ],
    );
}

#[test]
fn letters_tell_the_act_and_their_case_counts() {
    let taken = participation(&sample("untc_participation.csv"));
    let treaty = of_kind!(taken, Treaty)[0];
    assert!(!treaty.complete, "the state that the Czech Republic followed is not in the table");
    let table = sample("untc_participation.csv");
    let czech = table.lines().find(|line| line.starts_with("Czech")).expect("the row");
    let taken_without = participation(&table.replace(czech, "Austria,,10 Feb 1993 a"));
    assert!(of_kind!(taken_without, Treaty)[0].complete);
    let acts: Vec<Vec<ActKind>> = treaty
        .parties
        .iter()
        .map(|party| party.acts.iter().map(|act| act.kind).collect())
        .collect();
    assert_eq!(
        acts,
        [
            vec![ActKind::Signature, ActKind::Ratification],
            vec![ActKind::ProvisionalApplication, ActKind::Ratification],
            vec![ActKind::SuccessionToSignature, ActKind::Succession],
            vec![ActKind::Signature, ActKind::Acceptance],
            vec![ActKind::Accession],
            vec![ActKind::Signature, ActKind::Approval],
            vec![ActKind::Signature],
        ]
    );
    assert!(says(&treaty.clone().into(), "Denmark 1,4"), "the label as printed");
    let mut plain = Participation::of(Treaty::new("t", "T")).heading("Acceptance(A), Accession");
    plain = plain.heading("Nothing known");
    let mut intake = Intake::new(plain, Participation::source());
    take::<ParticipationRow, _>(&mut intake, "Participant,Signature,Action\nJapan,,1 Jan 2000\n");
    let taken = intake.finish();
    assert_eq!(of_kind!(taken, Treaty)[0].parties[0].acts[0].kind, ActKind::Accession);
}

/// What came in goes out and in again as the same treaty.
#[test]
fn parties_come_out_as_they_came_in() {
    let taken = participation(&sample("untc_participation.csv"));
    let treaty = of_kind!(taken, Treaty)[0];
    let given = to_participation(treaty);
    assert_eq!(given.report.len(), 0, "{}", given.report);
    let plain = Treaty::new("chemical-weapons-sample", "A convention of this sample");
    let mut intake = Intake::new(Participation::of(plain), Participation::source());
    given.rows.into_iter().for_each(|row| intake.put(row));
    let again = intake.finish();
    assert_eq!(again.records, taken.records, "{}", again.report);
}

fn desta(text: &str) -> Taken {
    let mut intake = Intake::new(Desta::new(), Desta::source());
    // The columns of members have no names to check.
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize::<DestaRow>() {
        intake.take(row);
    }
    intake.finish()
}

#[test]
fn damaged_desta_is_told() {
    check(
        &sample("desta_treaties.csv"),
        &[],
        desta,
        &[
            ("\n1,1,", "\n,1,", &["1: empty-cell: number"]),
            ("\n1,1,", "\n1,,", &["1: empty-cell: base_treaty"]),
            ("\n1,1,", "\n2,1,", &["2: repeated-row: number"]),
            ("Kazakhstan Kyrgyzstan,base_treaty", "NA,base_treaty", &["1: empty-cell: name"]),
            ("Kyrgyzstan,base_treaty", "Kyrgyzstan,treaty", &["1: unknown-code: entry_type"]),
            ("0,1995,1995", "0,199S,1995", &["1: bad-date: year"]),
            ("0,1995,1995", "0,1995,-9", &["1: bad-date: entryforceyear"]),
            ("NA,398,417,NA,0", "NA,398,999,NA,0", &["1: unknown-country: c"]),
            ("2+1,2,", "2+1,9,", &["3: unknown-reference: base_treaty"]),
            ("2a,2,", "2a,9,", &["5: unknown-reference: base_treaty"]),
            ("398,860,NA,2,1", "398,860,NA,2,2", &["3: kept-in-words: mc"]),
            (
                "2001,2002,English,2,Asia,0,NA,398",
                "2001,2002,English,2,Asia,0,NA,280",
                &["2: code-of-another-time: c"],
            ),
        ],
    );
    let taken = desta(&sample("desta_treaties.csv"));
    let treaties = of_kind!(taken, Treaty);
    let union = treaties.iter().find(|it| it.id == "desta-2").expect("the treaty");
    let acts: Vec<(String, ActKind)> = union
        .parties
        .iter()
        .flat_map(|party| party.acts.iter().map(|act| (party.actor.to_string(), act.kind)))
        .collect();
    assert_eq!(
        acts,
        [("TJK".to_string(), ActKind::Withdrawal), ("UZB".to_string(), ActKind::Accession)]
    );
    let protocol = treaties.iter().find(|it| it.id == "desta-2a").expect("the protocol");
    assert_eq!(protocol.amends, ["desta-2"]);
    assert_eq!(of_kind!(taken, Event).len(), 1);
}

/// Every entry of the list is a treaty, an act, a negotiation, or a diagnostic.
#[test]
fn desta_loads() {
    let mut intake = Intake::new(Desta::new(), Desta::source());
    let Some(rows) = typed_rows::<DestaRow>("desta_treaties") else { return };
    assert_eq!(rows.len(), 1_217);
    let of = |kind: &str| rows.iter().filter(|row| row.entry_type == kind).count();
    assert_eq!((of("base_treaty"), of("accession"), of("withdrawal")), (842, 199, 30));
    rows.iter().for_each(|row| intake.put(row.clone()));
    let taken = intake.finish();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in taken.report.iter() {
        *counts.entry(problem.code()).or_default() += 1;
    }
    let (treaties, events) = (of_kind!(taken, Treaty), of_kind!(taken, Event));
    println!(
        "desta: {} treaties, {} events, {} refused, {counts:?}",
        treaties.len(),
        events.len(),
        taken.refused
    );
    let refused: std::collections::BTreeSet<usize> =
        taken.report.errors().filter_map(|error| error.line()).collect();
    assert_eq!(refused.len(), taken.refused);
    let is_treaty =
        |kind: &str| ["base_treaty", "consolidated", "protocol or amendment"].contains(&kind);
    let expected = rows
        .iter()
        .enumerate()
        .filter(|(at, row)| is_treaty(&row.entry_type) && !refused.contains(&(at + 1)));
    assert_eq!(treaties.len(), expected.count());
    let is_code = |column: &str| {
        let number = column.trim_start_matches("mc").trim_start_matches('c');
        number.parse::<u8>().is_ok()
    };
    nothing_is_lost(&taken, &texts(&taken), "desta_treaties", is_code);
    // Every name, year and member of what was taken is there.
    let by_id: BTreeMap<&str, &&Treaty> = treaties.iter().map(|it| (it.id.as_str(), it)).collect();
    for row in rows.iter().filter(|row| is_treaty(&row.entry_type)) {
        let Some(treaty) = by_id.get(format!("desta-{}", row.number).as_str()) else { continue };
        assert_eq!(treaty.title, row.name);
        let year = treaty.concluded.map(|it| it.to_string());
        assert_eq!(year.as_deref().unwrap_or("NA"), row.year);
        let listed: std::collections::BTreeSet<&str> =
            row.members.iter().map(|(code, _)| code.as_str()).collect();
        let acted = treaty.parties.iter().filter(|party| !party.acts.is_empty()).count();
        let parties = treaty.parties.len();
        assert!(parties >= listed.len() && parties - listed.len() <= acted, "{}", row.number);
    }
    archive(&taken);
}

fn parties(text: &str) -> Taken {
    let mut intake = Intake::new(ManyParties::new(), ManyParties::source());
    take::<PartyRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_parties_are_told() {
    check(
        &sample("many_parties.csv"),
        &[],
        parties,
        &[
            ("KAZ,KAZ-KGZ", "KAS,KAZ-KGZ", &["1: unknown-country: stateID"]),
            ("KAZ,KAZ-KGZ", ",KAZ-KGZ", &[]),
            (
                "KGZ,KAZ-KGZ_1995O,1995,Kazakhstan Kyrgyzstan,1995,,Kyrgyz Republic",
                ",KAZ-KGZ_1995O,1995,Kazakhstan Kyrgyzstan,1995,,Kirgisien",
                &["2: unknown-country: StateName"],
            ),
            ("KAZ,KAZ-KGZ_1995O", "KAZ,", &["1: empty-cell: treatyID"]),
            ("KAZ-KGZ_1995O,1995", "KAZ-KGZ_1995O,95x", &["1: bad-date: Begin"]),
            ("Kyrgyzstan,1995,1995", "Kyrgyzstan,1995?,1995", &["1: bad-date: Signature"]),
            ("Kyrgyzstan,1995,1995", "Kyrgyzstan,1995,99999", &["1: bad-date: Force"]),
            ("Union of this sample", "NULL", &["3: empty-cell: Title"]),
            ("StateName", "Name", &["-: unknown-column: Name"]),
            ("KAZ,KAZ-KGZ_1995O,1995", "KAZ,KAZ-KGZ_1995O,1995,x", &["1: unreadable-row: "]),
            (
                "stateID",
                "state",
                &[
                    "-: unknown-column: state",
                    "1: unreadable-row: ",
                    "2: unreadable-row: ",
                    "3: unreadable-row: ",
                ],
            ),
        ],
    );
}

#[test]
fn the_parties_of_trade_agreements_load() {
    let mut intake = Intake::new(ManyParties::new(), ManyParties::source());
    let Some(()) = take_shared::<PartyRow, _>(&mut intake, "many_parties_desta") else { return };
    let taken = intake.finish();
    assert_eq!(taken.rows, 7_466);
    let rows = typed_rows::<PartyRow>("many_parties_desta").expect("the file");
    let bad: Vec<usize> = taken.report.errors().filter_map(|error| error.line()).collect();
    nothing_is_lost(&taken, &texts(&taken), "many_parties_desta", |column| column == "StateName");
    let said = serde_json::to_string(&taken.records).expect("records");
    for (at, row) in rows.iter().enumerate() {
        // Some parties have a name and no code.
        let code = CountryCode::parse(&row.state_id).ok();
        let code = code.or_else(|| CountryCode::find(&row.state_name).ok());
        let is_name = code.and_then(CountryCode::name) == Some(row.state_name.as_str());
        assert!(is_name || said.contains(&row.state_name), "row {}", at + 1);
    }
    assert_eq!((taken.refused, taken.report.warnings().count()), (0, 45));
    for line in &bad {
        let row = &rows[line - 1];
        let is_unknown = CountryCode::parse(&row.state_id).is_err();
        let runs_back =
            row.force < row.signature || row.signature < row.begin || row.force < row.begin;
        assert!(is_unknown || runs_back, "{row:?}");
    }
    let treaties = of_kind!(taken, Treaty);
    let kazakh = rows.iter().filter(|row| row.state_id == "KAZ").count();
    assert_eq!(kazakh, 32);
    let with =
        treaties.iter().filter(|it| it.parties.iter().any(|party| party.actor == KAZ.into()));
    let is_taken = |at: usize, row: &PartyRow| row.state_id == "KAZ" && !bad.contains(&(at + 1));
    let taken_rows = rows.iter().enumerate().filter(|(at, row)| is_taken(*at, row));
    let keys: std::collections::BTreeSet<&str> =
        taken_rows.map(|(_, row)| row.treaty_id.as_str()).collect();
    assert_eq!(with.count(), keys.len());
    archive(&taken);
}

fn investment(text: &str) -> Taken {
    let mut intake = Intake::new(InvestmentAgreements::new(), InvestmentAgreements::source());
    take::<InvestmentAgreementRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_investment_agreements_are_told() {
    check(
        &sample("investment_agreements.csv"),
        &[],
        investment,
        &[
            (
                "Kazakhstan - United States of America BIT (1992)",
                "",
                &["1: empty-cell: Short title"],
            ),
            ("\"Kazakhstan, United States of America\"", "", &["1: empty-cell: Parties"]),
            (
                "\"Kazakhstan, United States of America\"",
                "\"Kazakstahn, United States of America\"",
                &["1: unknown-country: Parties"],
            ),
            ("BITs,In force", "BITs,Sleeping", &["1: unknown-code: Status"]),
            ("19/05/1992", "05/19/1992", &["1: bad-date: Date of signature"]),
            ("19/05/1992", "19/05/92", &["1: bad-date: Date of signature"]),
            ("12/01/1994", "12.01.1994", &["1: bad-date: Date of entry into force"]),
            ("01/01/2020", "01/01/1990", &["2: contradiction: Termination date"]),
            ("Terminated", "In force", &["2: contradiction: Status"]),
            ("17/09/1996,,", "17/09/1996,01/01/1997,", &["3: contradiction: Status"]),
            ("Languages", "Words", &["-: unknown-column: Words"]),
        ],
    );
    let taken = investment(&sample("investment_agreements.csv"));
    let treaties = of_kind!(taken, Treaty);
    assert_eq!(treaties[0].title, "A made-up full title");
    assert_eq!(treaties[2].attested[0].standing, TreatyStanding::Signatory);
    assert!(says(&treaties[1].clone().into(), "Unilaterally denounced"));

    // Names with a comma in them stay whole.
    let table = "Short title,Parties\nA BIT,\"Korea, Republic of, Kazakhstan\"\nB BIT,\"Kazakhstan, Iran, Islamic Republic of\"\n";
    let taken = investment(table);
    let parties: Vec<String> = of_kind!(taken, Treaty)
        .iter()
        .flat_map(|it| it.parties.iter().map(|party| party.actor.to_string()))
        .collect();
    assert_eq!(parties, ["KOR", "KAZ", "KAZ", "IRN"], "{}", taken.report);
}

fn cow(text: &str) -> Taken {
    let mut intake = Intake::new(Alliances::new(), Alliances::cow_source());
    take::<CowAllianceRow, _>(&mut intake, text);
    intake.finish()
}

fn atop(text: &str) -> Taken {
    let mut intake = Intake::new(Alliances::new(), Alliances::atop_source());
    take::<AtopMemberRow, _>(&mut intake, text);
    intake.finish()
}

#[test]
fn damaged_alliances_are_told() {
    check(
        &sample("cow_alliances.csv"),
        &[],
        cow,
        &[
            ("1,200,United", ",200,United", &["1: empty-cell: version4id"]),
            ("1,200,United", "1,199,United", &["1: unknown-country: ccode"]),
            ("1,200,United", "1,705,United", &["1: unknown-country: ccode"]),
            ("Pact,1,1,1816,15,2,1949", "Pact,1,13,1816,15,2,1949", &["1: bad-date: mem_st_year"]),
            ("Pact,1,1,1816,15,2,1949", "Pact,1,1,,15,2,1949", &["1: empty-cell: mem_st_year"]),
            (
                "Pact,1,1,1816,15,2,1949",
                "Pact,1,1,1816,15,2,1815",
                &["1: contradiction: mem_end_year"],
            ),
            ("Pact,1,1,1816,15,2,1949", "Pact,1,1,1816,30,2,1949", &["1: bad-date: mem_end_year"]),
            ("1949,1,0,1,0,1,0,4", "1949,yes,0,1,0,1,0,4", &["1: unknown-code: left_censor"]),
            ("1949,1,0,1,0,1,0,4", "1949,1,0,2,0,1,0,4", &["1: unknown-code: defense"]),
            ("1,235,Portugal", "1,200,Portugal", &["2: repeated-row: ccode"]),
            (",version\n", ",edition\n", &["-: unknown-column: edition"]),
        ],
    );
    check(
        &sample("atop_members.csv"),
        &[],
        atop,
        &[
            ("1005,200", ",200", &["1: empty-cell: atopid"]),
            ("1005,200", "1005,", &["1: empty-cell: member"]),
            ("1005,200", "1005,4242", &["1: unknown-country: member"]),
            ("200,1816", "200,0", &["1: empty-cell: yrent"]),
            ("200,1816,11", "200,1816,14", &["1: bad-date: yrent"]),
            ("200,1816", "200,MDCCCXVI", &["1: bad-date: yrent"]),
            ("20,1823", "20,1803", &["1: contradiction: yrexit"]),
            ("1823,0,0,1,0,0,0,1", "1823,0,0,x,0,0,0,1", &["1: unknown-code: defense"]),
            ("4860,365", "4860,705", &["4: repeated-row: member"]),
            ("consul\n", "consult\n", &["-: unknown-column: consult"]),
        ],
    );
}

#[test]
fn pledges_are_directed_and_censored_ends_are_none() {
    let taken = cow(&sample("cow_alliances.csv"));
    let treaties = of_kind!(taken, Treaty);
    let old = treaties[0];
    assert_eq!(
        old.parties[0].acts[0].on.map(|on| on.to_string()).as_deref(),
        Some("[..1816-01-01]")
    );
    let young = treaties[1];
    assert!(young.parties.iter().all(|party| party.acts.len() == 1), "nothing ended it");
    let defence: Vec<&Actor> = young
        .pledges
        .iter()
        .filter(|pledge| pledge.kind == PledgeKind::Defence)
        .map(|pledge| &pledge.from)
        .collect();
    assert_eq!(defence.len(), 2);

    let taken = atop(&sample("atop_members.csv"));
    let treaties = of_kind!(taken, Treaty);
    let consult: Vec<String> = treaties[0]
        .pledges
        .iter()
        .filter(|pledge| pledge.kind == PledgeKind::Consultation)
        .map(|pledge| format!("{} to {}", pledge.from, pledge.towards))
        .collect();
    assert_eq!(consult.len(), 1, "one way only: {consult:?}");
    let archive = archive(&taken);
    // A member that comes back has one row for each time, and other columns are kept.
    let table = "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,bilat\n7,200,1900,1,1,1910,6,1,1\n7,200,1912,6,1,0,0,0,1\n7,220,1900,1,1,0,0,0,1\n";
    let back = atop(table);
    let acts = &of_kind!(back, Treaty)[0].parties[0].acts;
    assert_eq!(acts.len(), 3, "{}", back.report);
    assert!(back.records.iter().any(|record| says(record, "GBR: bilat: 1")));
    crate::exchange::archive(&back);
    let treaty = archive.treaty("atop-alliance-4860").expect("the alliance");
    let standing = treaty.standing_of(&KAZ.into(), day(2000, 1, 1)).is(TreatyStanding::Party);
    assert_eq!(standing.value(), Truth::Yes);
    assert_eq!(problems(&taken), Vec::<String>::new());
}
