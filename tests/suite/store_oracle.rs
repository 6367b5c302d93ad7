//! The store against a naive restatement: every exact history over a few days is tried out, every
//! subset of claims is tried for agreement, every record is scanned for every question.

use std::collections::BTreeSet;

use bilateral::date::Endpoint;
use bilateral::{
    Act, ActKind, Actor, Archive, Attestation, AttestedStanding, CountryCode, Ending, Estimate,
    Event, EventCategory, Figure, FigureKind, Flow, Measure, Meeting, Organization, PartialDate,
    Participant, Program, ProgramKind, ProgramRole, ProgramRoleKind, Record, Relation,
    RelationKind, ReportingPeriod, Source, Statement, StatementKind, TradeFigure, Treaty,
    TreatyParty, TreatyStanding, Truth, Visit, day,
};
use proptest::prelude::*;
use proptest::sample::select;
use time::Date;

const USA: CountryCode = CountryCode::USA;
const FRA: CountryCode = CountryCode::FRA;

/// Days are counted from the last of 1999; a stated day is 1 to `LAST`.
const LAST: i32 = 12;
/// Earlier than every day asked about: from before any record, or on any day before.
const BEFORE: i32 = -1;
/// Later than every day asked about: open, or on any day after.
const AFTER: i32 = LAST + 2;

fn date_of(number: i32) -> Date {
    Date::from_julian_day(day(1999, 12, 31).to_julian_day() + number).expect("a day near 2000")
}

/// The days asked about.
fn asked() -> impl Iterator<Item = i32> {
    BEFORE + 1..AFTER
}

/// A set of day numbers from `BEFORE` to `AFTER`.
type Days = BTreeSet<i32>;

/// All days from one to another, as far as they are told apart.
fn span(first: i32, last: i32) -> Days {
    (first.max(BEFORE)..=last.min(AFTER)).collect()
}

fn everything() -> Days {
    span(BEFORE, AFTER)
}

/// A stated date with the days that it may be.
#[derive(Debug, Clone)]
struct Stated {
    text: String,
    days: Days,
}

impl Stated {
    fn date(&self) -> PartialDate {
        self.text.parse().expect("a date")
    }

    fn on(number: i32) -> Self {
        Self { text: date_of(number).to_string(), days: span(number, number) }
    }
}

fn stated() -> impl Strategy<Value = Stated> {
    (0..8_u8, 1..=LAST, 1..=LAST).prop_map(|(shape, a, b)| {
        let (a, b) = (a.min(b), a.max(b));
        let (first, last) = (date_of(a), date_of(b));
        let (text, days) = match shape {
            0..=2 => (first.to_string(), span(a, a)),
            3 => (format!("{first}~"), span(a - 1, a + 1)),
            4 => (format!("[..{last}]"), span(BEFORE, b)),
            5 => (format!("[{first}..]"), span(a, AFTER)),
            6 if b <= 9 => ("2000-01".to_owned(), span(1, AFTER)),
            _ => (format!("[{first}..{last}]"), span(a, b)),
        };
        Stated { text, days }
    })
}

/// What a claim states as the end.
#[derive(Debug, Clone)]
enum End {
    Absent,
    Unknown,
    Last(Stated),
    Left(Stated),
    Ended(Stated),
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        2 => Just(End::Absent),
        1 => Just(End::Unknown),
        2 => stated().prop_map(End::Last),
        1 => stated().prop_map(End::Left),
        1 => stated().prop_map(End::Ended),
    ]
}

/// One claim on one spell.
#[derive(Debug, Clone)]
struct Claim {
    start: Option<Stated>,
    end: End,
    attested: Vec<Stated>,
}

fn claim() -> impl Strategy<Value = Claim> {
    (prop::option::weighted(0.7, stated()), end(), prop::collection::vec(stated(), 0..2))
        .prop_map(|(start, end, attested)| Claim { start, end, attested })
        .prop_filter("a claim that can be true", |claim| !claim.histories().is_empty())
}

/// Two claims of which the one certainly begins before the other does.
fn in_order() -> impl Strategy<Value = (Claim, Claim)> {
    let rest = || (end(), prop::collection::vec(stated(), 0..2));
    let build = |start, (end, attested)| Claim { start: Some(start), end, attested };
    (stated(), stated(), rest(), rest()).prop_filter_map(
        "begins in order",
        move |(a, b, early, late)| {
            let (a, b) = if a.days.first() <= b.days.first() { (a, b) } else { (b, a) };
            let pair = (build(a, early), build(b, late));
            let apart = pair.0.start.as_ref()?.days.last() < pair.1.start.as_ref()?.days.first();
            let possible = !pair.0.histories().is_empty() && !pair.1.histories().is_empty();
            (apart && possible).then_some(pair)
        },
    )
}

/// A claim whose first day is told by more than its end.
fn claim_with_begin() -> impl Strategy<Value = Claim> {
    claim().prop_filter("a begin", |claim| !claim.begins_by_its_end())
}

impl Claim {
    fn record(&self, id: &str, source: &str) -> Relation {
        let mut relation =
            Relation::new(id, RelationKind::DiplomaticRelations, USA, FRA).mutual().source(source);
        relation.start = self.start.as_ref().map(|start| Endpoint::Date(start.date()));
        match &self.end {
            End::Absent => {}
            End::Unknown => relation.end = Some(Endpoint::Unknown),
            End::Last(date) => relation.end = Some(Endpoint::Date(date.date())),
            End::Left(date) => relation.left = Some(date.date()),
            End::Ended(date) => relation.ended = Some(date.date()),
        }
        relation.attested = self.attested.iter().map(|on| Attestation::On(on.date())).collect();
        relation
    }

    /// The last days inside that the stated end leaves; `None` where nothing ended it.
    fn stated_end(&self) -> Option<Days> {
        let earlier = |days: &Days| {
            days.iter()
                .map(|day| if *day == AFTER { AFTER } else { (day - 1).max(BEFORE) })
                .collect::<Days>()
        };
        match &self.end {
            End::Absent => None,
            End::Unknown => Some(everything()),
            End::Last(date) => Some(date.days.clone()),
            // The day before a day that may be any later one may be any from the day before on.
            End::Left(date) if date.days.contains(&AFTER) => {
                Some(earlier(&date.days).union(&date.days).copied().collect())
            }
            End::Left(date) => Some(earlier(&date.days)),
            End::Ended(date) => Some(earlier(&date.days).union(&date.days).copied().collect()),
        }
    }

    /// Whether only an attestation and the end tell when it began.
    fn begins_by_its_end(&self) -> bool {
        self.start.is_none() && !self.attested.is_empty() && self.stated_end().is_some()
    }

    /// Whether the days on which it may have held meet those of another.
    fn meets(&self, other: &Self) -> bool {
        let possible = |claim: &Self| {
            claim
                .histories()
                .into_iter()
                .flat_map(|(start, end)| span(start, end))
                .collect::<Days>()
        };
        !possible(self).is_disjoint(&possible(other))
    }

    /// Every first and last day that the claim allows.
    fn histories(&self) -> Vec<(i32, i32)> {
        let starts = self.start.as_ref().map_or_else(everything, |start| start.days.clone());
        let ends = self.stated_end().unwrap_or_else(|| span(AFTER, AFTER));
        let mut found = Vec::new();
        for start in &starts {
            for end in ends.range(*start..) {
                let seen =
                    self.attested.iter().all(|on| on.days.range(*start..=*end).next().is_some());
                if seen {
                    found.push((*start, *end));
                }
            }
        }
        found
    }
}

fn held(histories: impl IntoIterator<Item = (i32, i32)>, day: i32) -> Option<Truth> {
    let (mut yes, mut no) = (false, false);
    for (start, end) in histories {
        let inside = start <= day && day <= end;
        yes |= inside;
        no |= !inside;
    }
    match (yes, no) {
        (true, false) => Some(Truth::Yes),
        (false, true) => Some(Truth::No),
        (true, true) => Some(Truth::Unknown),
        (false, false) => None,
    }
}

fn sources(count: usize) -> impl Iterator<Item = Record> {
    (0..count).map(|number| Source::new(format!("s{number}"), format!("Source {number}")).into())
}

fn archive(count: usize, records: impl IntoIterator<Item = Record>) -> Archive {
    Archive::from_records(sources(count).chain(records)).unwrap_or_else(|report| panic!("{report}"))
}

fn relations_on(archive: &Archive, number: i32) -> Truth {
    archive.dossier(USA, FRA).diplomatic_relations(date_of(number)).value()
}

/// The values that satisfy some maximal agreeing subset, with the numbers of its claims.
fn maximal(claims: &[Days]) -> Vec<(u32, Days)> {
    let mut agreeing: Vec<(u32, Days)> = Vec::new();
    for subset in 1_u32..1 << claims.len() {
        let chosen = (0..claims.len()).filter(|at| subset >> at & 1 == 1).map(|at| &claims[at]);
        let common =
            chosen.fold(everything(), |common, days| common.intersection(days).copied().collect());
        if !common.is_empty() {
            agreeing.push((subset, common));
        }
    }
    let all: Vec<u32> = agreeing.iter().map(|(subset, _)| *subset).collect();
    agreeing.retain(|(subset, _)| {
        !all.iter().any(|other| other != subset && other & subset == *subset)
    });
    agreeing
}

/// Every first and last day of one spell that some maximal agreeing subset of its claims allows, for
/// each field by itself.
fn agreed(claims: &[Claim]) -> Vec<(i32, i32)> {
    let (mut starts, mut ends, mut stated) = (Vec::new(), Vec::new(), Vec::new());
    for claim in claims {
        let allowed = claim.histories();
        if claim.start.is_some() || !claim.attested.is_empty() {
            starts.push(allowed.iter().map(|(start, _)| *start).collect::<Days>());
        }
        if let Some(last_days) = claim.stated_end() {
            let possible: Days = allowed.iter().map(|(_, end)| *end).collect();
            assert!(possible.is_subset(&last_days));
            ends.push(possible);
            stated.push(true);
        } else if !claim.attested.is_empty() {
            let seen = claim.attested.iter().filter_map(|on| on.days.first().copied()).max();
            ends.push(span(seen.unwrap_or(BEFORE), AFTER));
            stated.push(false);
        }
    }
    let mut first_days: Days = maximal(&starts).into_iter().flat_map(|(_, days)| days).collect();
    if starts.is_empty() {
        first_days = everything();
    }
    let mut last_days: Days = maximal(&ends)
        .into_iter()
        .flat_map(|(subset, days)| {
            // Nothing recorded ended it where no claim of the subset states an end.
            let ended = (0..ends.len()).any(|at| subset >> at & 1 == 1 && stated[at]);
            if ended { days } else { span(AFTER, AFTER) }
        })
        .collect();
    if ends.is_empty() {
        last_days = span(AFTER, AFTER);
    }
    let mut found = Vec::new();
    for start in &first_days {
        found.extend(last_days.range(*start..).map(|end| (*start, *end)));
    }
    found
}

/// A reading of everything that an archive of relations answers, in order.
fn reading(archive: &Archive) -> Vec<String> {
    let pair = archive.dossier(USA, FRA);
    let mut lines: Vec<String> = Vec::new();
    for relation in pair.relations().iter() {
        let claims: Vec<&str> = relation.claims().map(|claim| claim.id()).collect();
        let on: Vec<String> =
            asked().map(|day| relation.holds_on(date_of(day)).value().to_string()).collect();
        lines.push(format!("{} {claims:?} {} {on:?}", relation.id(), relation.is_disputed()));
    }
    lines.extend(asked().map(|day| {
        let answer = pair.diplomatic_relations(date_of(day));
        format!("{:?} {:?}", answer.value(), answer.reason())
    }));
    for treaty in pair.treaties().iter() {
        let on: Vec<String> = asked()
            .map(|day| {
                treaty.in_force_between(&USA.into(), &FRA.into(), date_of(day)).value().to_string()
            })
            .collect();
        lines.push(format!(
            "{} {:?} {on:?}",
            treaty.id(),
            treaty.claims().map(|claim| claim.id()).collect::<Vec<_>>()
        ));
    }
    lines.extend(
        archive.conflicts().map(|claims| {
            format!("{:?}", claims.iter().map(|claim| claim.id()).collect::<Vec<_>>())
        }),
    );
    lines
}

/// What a treaty's record says of one party: entry into force, then an end, or a standing.
#[derive(Debug, Clone)]
struct OwnActs {
    entry: Option<Stated>,
    exit: Option<(Stated, Ending)>,
}

fn own_acts() -> impl Strategy<Value = OwnActs> {
    let ending = select(vec![Ending::End, Ending::Left, Ending::Ended]);
    (prop::option::of(stated()), prop::option::of((stated(), ending)))
        .prop_map(|(entry, exit)| OwnActs { entry, exit })
}

/// Acts of which the first is the entry, and which can be true.
fn acts_in_order() -> impl Strategy<Value = OwnActs> {
    own_acts().prop_filter("an entry before the end", |acts| {
        let claim = acts.claim(&OwnActs { entry: None, exit: None }, &[]);
        claim.start.is_some() && !claim.histories().is_empty()
    })
}

impl OwnActs {
    /// As a claim on the spell of force; what is not stated for the party is that of the whole.
    fn claim(&self, whole: &Self, attested: &[Stated]) -> Claim {
        let exit = self.exit.as_ref().or(whole.exit.as_ref());
        let end = match exit {
            None => End::Absent,
            Some((on, Ending::End)) => End::Last(on.clone()),
            Some((on, Ending::Left)) => End::Left(on.clone()),
            Some((on, _)) => End::Ended(on.clone()),
        };
        Claim {
            start: self.entry.clone().or_else(|| whole.entry.clone()),
            end,
            attested: attested.to_vec(),
        }
    }

    fn acts(&self, end: ActKind) -> Vec<Act> {
        let entry = self.entry.iter().map(|on| Act::new(ActKind::EntryIntoForce).on(on.date()));
        let exit = self.exit.iter().map(|(on, ending)| Act::new(end).on(on.date()).ending(*ending));
        entry.chain(exit).collect()
    }
}

/// A record of something, with the actors that it names.
fn naming() -> impl Strategy<Value = (u8, Vec<usize>)> {
    (0..9_u8, prop::collection::vec(0..ACTORS.len(), 2..4))
}

const ACTORS: [&str; 6] = ["USA", "FRA", "DEU", "org:union", "org:ministry", "org:bureau"];

fn actor(number: usize) -> Actor {
    ACTORS[number].parse().expect("an actor")
}

/// The actor as which the acts of an actor count: the ministry and its bureau are France's.
fn principal(number: usize) -> usize {
    if number >= 4 { 1 } else { number }
}

fn record_naming(id: &str, kind: u8, named: &[usize]) -> Record {
    let all = || named.iter().map(|number| actor(*number));
    let (first, second) = (actor(named[0]), actor(named[1]));
    let rest = || all().skip(2);
    match kind {
        0 => all()
            .fold(Treaty::new(id, id), |treaty, actor| treaty.party(TreatyParty::new(actor)))
            .source("s0")
            .into(),
        1 => Relation::new(id, RelationKind::War, first, second).source("s0").into(),
        2 => all()
            .fold(Program::new(id, ProgramKind::Cooperation, id), |program, actor| {
                program.role(ProgramRole::new(ProgramRoleKind::Partner, actor))
            })
            .source("s0")
            .into(),
        3 => TradeFigure::new(
            id,
            first,
            second,
            Flow::Export,
            ReportingPeriod::UNSTATED,
            Measure::Value,
        )
        .scope(id)
        .estimate(Estimate::parse("USD 1").unwrap())
        .source("s0")
        .into(),
        4 => Figure::new(id, FigureKind::Investment, first, second)
            .estimate(Estimate::parse("USD 1").unwrap())
            .source("s0")
            .into(),
        5 => {
            let meeting = rest().fold(Meeting::new(), |meeting, actor| {
                meeting.participant(Participant::actor(actor))
            });
            Visit::new(id, first)
                .traveller(Participant::actor(second))
                .meeting(meeting)
                .source("s0")
                .into()
        }
        6 => rest()
            .fold(
                Statement::new(id, StatementKind::Quote, id)
                    .speaker(Participant::actor(first))
                    .addressee(Participant::actor(second)),
                |statement, actor| statement.about(Participant::actor(actor)),
            )
            .source("s0")
            .into(),
        7 => all()
            .fold(Event::new(id, EventCategory::Talks, id), |event, actor| {
                event.participant(Participant::actor(actor))
            })
            .source("s0")
            .into(),
        _ => {
            Relation::new(id, RelationKind::Recognition, first, second).mutual().source("s0").into()
        }
    }
}

/// Which of the named actors a record of a kind is about.
fn about(kind: u8, named: &[usize]) -> &[usize] {
    if matches!(kind, 1 | 3 | 4 | 8) { &named[..2] } else { named }
}

proptest! {
    /// The answer about a spell of one claim is Yes if it holds in every history that the claim
    /// allows, No if in none, and Unknown otherwise.
    #[test]
    fn one_claim_is_answered_exactly(claim in claim()) {
        let histories = claim.histories();
        prop_assume!(!histories.is_empty());
        let archive = archive(1, [claim.record("c", "s0").into()]);
        for day in asked() {
            prop_assert_eq!(Some(relations_on(&archive, day)), held(histories.iter().copied(), day), "on {}", date_of(day));
        }
    }

    /// Claims of several sources on one spell allow, field by field, the values of every maximal
    /// agreeing subset.
    #[test]
    fn several_claims_allow_what_some_maximal_agreeing_subset_allows(claims in prop::collection::vec(claim_with_begin(), 2..5)) {
        let histories = agreed(&claims);
        prop_assume!(!histories.is_empty());
        let records = claims.iter().enumerate().map(|(at, claim)| {
            let record = claim.record(&format!("c{at}"), &format!("s{at}"));
            if at == 0 { record.into() } else { record.same_as("c0").into() }
        });
        let archive = archive(claims.len(), records);
        prop_assert_eq!(archive.dossier(USA, FRA).relations().iter().count(), 1);
        for day in asked() {
            prop_assert_eq!(Some(relations_on(&archive, day)), held(histories.iter().copied(), day), "on {}", date_of(day));
        }
    }

    /// A denial of single days says No there, unless a claim must cover the day, and nothing elsewhere.
    #[test]
    fn a_denial_decides_its_days_only(claim in prop::option::of(claim()), denied in prop::collection::btree_set(1..=LAST, 1..2)) {
        let histories = claim.as_ref().map(Claim::histories);
        prop_assume!(histories.as_ref().is_none_or(|histories| !histories.is_empty()));
        let days = denied.iter().map(|day| Stated::on(*day)).collect();
        let denial = Claim { start: None, end: End::Absent, attested: days }.record("d", "s0").denied();
        let records = claim.iter().map(|claim| claim.record("c", "s1").into()).chain([denial.into()]);
        let archive = archive(2, records);
        for day in asked() {
            let claimed = histories.as_ref().and_then(|histories| held(histories.iter().copied(), day));
            let expected = match (claimed, denied.contains(&day)) {
                (None, true) => Truth::No,
                (None, false) => Truth::Unknown,
                (Some(claimed), false) => claimed,
                (Some(Truth::Yes), true) => Truth::Unknown,
                (Some(_), true) => Truth::No,
            };
            prop_assert_eq!(relations_on(&archive, day), expected, "on {}", date_of(day));
        }
    }

    /// Two spells that one source tells of, in an order that their begins settle, are answered by the
    /// histories in which they are disjoint; an open end reaches only to the later one.
    #[test]
    fn two_spells_of_one_source_are_disjoint((early, late) in in_order()) {
        let open = matches!(early.end, End::Absent);
        let before = if open { Claim { end: End::Unknown, ..early.clone() } } else { early.clone() }.histories();
        let mut histories: Vec<[(i32, i32); 2]> = Vec::new();
        for second in late.histories() {
            histories.extend(before.iter().filter(|first| first.1 < second.0).map(|first| [*first, second]));
        }
        prop_assume!(!histories.is_empty());
        let archive = archive(1, [late.record("late", "s0").into(), early.record("early", "s0").into()]);
        for day in asked() {
            let inside = |history: &[(i32, i32); 2]| history.iter().any(|(start, end)| *start <= day && day <= *end);
            let expected = match (histories.iter().any(inside), histories.iter().all(inside)) {
                (_, true) => Truth::Yes,
                (false, _) => Truth::No,
                _ => Truth::Unknown,
            };
            prop_assert_eq!(relations_on(&archive, day), expected, "on {}", date_of(day));
        }
    }

    /// Records loaded in any order give the same subjects in the same order with the same answers.
    #[test]
    fn load_order_never_matters(
        (records, shuffled) in prop::collection::vec((claim(), 0..3_usize, prop::bool::weighted(0.1)), 1..7).prop_flat_map(|claims| {
            let records: Vec<Record> = claims.iter().enumerate().map(|(at, (claim, source, denied))| {
                let record = claim.record(&format!("c{at}"), &format!("s{source}"));
                if *denied { record.denied().into() } else { record.into() }
            }).collect();
            (Just(records.clone()), Just(records).prop_shuffle())
        })
    ) {
        prop_assert_eq!(reading(&archive(3, records)), reading(&archive(3, shuffled)));
    }

    /// A treaty of two sides is in force between them in the histories in which it is for each: from
    /// its own or else the general entry into force to its own or else the general end.
    #[test]
    fn a_two_sided_treaty_is_in_force_when_it_is_for_both(whole in own_acts(), usa in own_acts(), fra in own_acts()) {
        let party = |actor: CountryCode, acts: &OwnActs| {
            acts.acts(ActKind::Withdrawal).into_iter().fold(TreatyParty::new(actor), TreatyParty::act)
        };
        let treaty = Treaty::new("t", "A treaty").party(party(USA, &usa)).party(party(FRA, &fra)).source("s0");
        let treaty = whole.acts(ActKind::Termination).into_iter().fold(treaty, Treaty::act);
        let archive = archive(1, [treaty.into()]);
        let claims = [usa.claim(&whole, &[]), fra.claim(&whole, &[])];
        let histories = claims.each_ref().map(Claim::histories);
        prop_assume!(histories.iter().all(|histories| !histories.is_empty()));
        let pair = archive.dossier(USA, FRA);
        let between = pair.treaty("t").expect("the treaty");
        for day in asked() {
            let each = histories.each_ref().map(|histories| held(histories.iter().copied(), day).expect("a history"));
            for (actor, expected) in [USA, FRA].into_iter().zip(each) {
                prop_assert_eq!(archive.treaty("t").expect("the treaty").in_force(&actor.into(), date_of(day)).value(), expected, "{} on {}", actor, date_of(day));
            }
            prop_assert_eq!(between.in_force(date_of(day)).value(), each[0] & each[1], "on {}", date_of(day));
            let listed = pair.treaties().in_force(date_of(day)).map(|(_, truth)| truth).next();
            prop_assert_eq!(listed.unwrap_or(Truth::No), each[0] & each[1]);
        }
    }

    /// Claims of several sources on the force of a two-sided treaty agree and disagree like those on
    /// any spell, standings that a source states among them.
    #[test]
    fn claims_on_a_treaty_agree_like_those_on_any_spell(acts in prop::collection::vec(acts_in_order(), 1..4), seen in prop::option::of(stated())) {
        let mut claims: Vec<Claim> = acts.iter().map(|acts| acts.claim(&OwnActs { entry: None, exit: None }, &[])).collect();
        let mut records: Vec<Record> = acts.iter().enumerate().map(|(at, acts)| {
            let party = |actor: CountryCode| acts.acts(ActKind::Withdrawal).into_iter().fold(TreatyParty::new(actor), TreatyParty::act);
            let treaty = Treaty::new(format!("t{at}"), "A treaty").party(party(USA)).party(party(FRA)).source(format!("s{at}").as_str());
            if at == 0 { treaty.into() } else { treaty.same_as("t0").into() }
        }).collect();
        if let Some(seen) = &seen {
            claims.push(Claim { start: None, end: End::Absent, attested: vec![seen.clone()] });
            let standing = AttestedStanding::new(TreatyStanding::Party).on(seen.date());
            records.push(Treaty::new("seen", "A treaty").between(USA, FRA).attested(standing).same_as("t0").source("s3").into());
        }
        prop_assume!(claims.iter().all(|claim| claims.iter().all(|other| claim.meets(other))));
        let histories = agreed(&claims);
        prop_assume!(!histories.is_empty());
        let archive = archive(4, records);
        let pair = archive.dossier(USA, FRA);
        for day in asked() {
            let answer = pair.treaty("t0").expect("the treaty").in_force(date_of(day)).value();
            prop_assert_eq!(Some(answer), held(histories.iter().copied(), day), "on {}", date_of(day));
        }
    }

    /// A dossier holds exactly what a scan of all records finds to name both, organs counted as their
    /// actors; visits and meetings by who travels and who meets.
    #[test]
    fn a_dossier_is_what_a_scan_finds(records in prop::collection::vec(naming(), 0..10)) {
        let built: Vec<(Record, u8, Vec<usize>)> = records.iter().enumerate().map(|(at, (kind, named))| {
            let id = format!("r{at:02}");
            (record_naming(&id, *kind, named), *kind, about(*kind, named).iter().map(|number| principal(*number)).collect())
        }).filter(|(record, ..): &(Record, u8, Vec<usize>)| !record.check().has_errors()).collect();
        let organs = [
            Organization::new("union", "A union").source("s0").into(),
            Organization::new("ministry", "A ministry").of(FRA).source("s0").into(),
            Organization::new("bureau", "Its bureau").of(Actor::organization("ministry")).source("s0").into(),
        ];
        let archive = archive(1, organs.into_iter().chain(built.iter().map(|(record, ..)| record.clone())));
        for a in 0..ACTORS.len() {
            for b in 0..ACTORS.len() {
                let (pa, pb) = (principal(a), principal(b));
                let pair = archive.dossier(actor(a), actor(b));
                let naive = |of: &dyn Fn(u8, &[usize]) -> bool| -> BTreeSet<String> {
                    let found = built.iter().filter(|(_, kind, named)| pa != pb && of(*kind, named));
                    found.map(|(record, ..)| record.id().to_owned()).collect()
                };
                let both = |named: &[usize]| named.contains(&pa) && named.contains(&pb);
                let ids = |claims: Vec<bilateral::ClaimRef<'_>>| -> BTreeSet<String> { claims.iter().map(|claim| claim.id().to_owned()).collect() };
                prop_assert_eq!(ids(pair.treaties().iter().flat_map(|treaty| treaty.claims()).collect()), naive(&|kind, named| kind == 0 && both(named)));
                prop_assert_eq!(ids(pair.relations().iter().flat_map(|relation| relation.claims()).collect()), naive(&|kind, named| matches!(kind, 1 | 8) && both(named)));
                prop_assert_eq!(ids(pair.programs().iter().flat_map(|program| program.claims()).collect()), naive(&|kind, named| kind == 2 && both(named)));
                prop_assert_eq!(ids(pair.trade().flat_map(|figure| figure.claims()).collect()), naive(&|kind, named| kind == 3 && both(named)));
                prop_assert_eq!(ids(pair.figures().flat_map(|figure| figure.claims()).collect()), naive(&|kind, named| kind == 4 && both(named)));
                prop_assert_eq!(ids(pair.statements().flat_map(|statement| statement.claims()).collect()), naive(&|kind, named| kind == 6 && both(named)));
                prop_assert_eq!(ids(pair.events().flat_map(|event| event.claims()).collect()), naive(&|kind, named| kind == 7 && both(named)));
                let visits = naive(&|kind, named| kind == 5 && both(&named[..2]));
                prop_assert_eq!(ids(pair.visits().iter().flat_map(|visit| visit.claims()).collect()), visits);
                let met = naive(&|kind, named| kind == 5 && both(&named[1..]));
                prop_assert_eq!(ids(pair.meetings().iter().map(|meeting| meeting.claim()).collect()), met);
            }
        }
    }
}
