//! Everything dated between two actors.

use bilateral::{
    Act, ActKind, Actor, Archive, CountryCode, DayRange, Entry, EventRef, Organization,
    PartialDate, Policy, ProgramRef, Record, RelationRef, Source, StatementRef, Timeline, Treaty,
    TreatyParty, TreatyRef, VisitRef, day,
};
use time::Date;

use super::{archive, archives, days, pairs};

/// The first and last day, newest first, and which entry it is.
type Line = (i32, i32, String);

fn span(days: DayRange) -> Option<(i32, i32)> {
    Some((days.first()?.to_julian_day(), days.last().map_or(i32::MAX, Date::to_julian_day)))
}

fn hull(days: impl Iterator<Item = DayRange>) -> Option<(i32, i32)> {
    days.filter_map(span).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// Every date of every subject that names both, by its own view.
fn told(archive: &Archive, a: &Actor, b: &Actor) -> Vec<Line> {
    let pair = archive.dossier(a.clone(), b.clone());
    let mut lines: Vec<Line> = Vec::new();
    let mut add = |days: Option<(i32, i32)>, what: String| {
        lines.extend(days.map(|(first, last)| (first, last, what)));
    };
    for treaty in pair.treaties().iter() {
        let own = |by: Option<&Actor>| by.is_none_or(|by| by == a || by == b);
        for act in treaty.acts().filter(|act| !act.is_denied() && own(act.by())) {
            let days = act.on().or(act.effective()).and_then(|date| span(date.possible()));
            add(days, format!("{} {} by {:?}", treaty.id(), act.kind(), act.by()));
        }
    }
    for relation in pair.relations().iter() {
        add(
            hull(relation.starts()),
            format!("{} began {:?}", relation.id(), relation.starts().next()),
        );
        add(
            hull(relation.ends()),
            format!("{} ended {:?}", relation.id(), relation.starts().next()),
        );
    }
    for program in pair.programs().iter() {
        let ids: Vec<&str> = program.claims().map(|claim| claim.id()).collect();
        let starts = archive.records().filter_map(|record| match record {
            Record::Program(it) if ids.contains(&it.id.as_str()) => it.start?.date(),
            _ => None,
        });
        add(hull(starts.map(PartialDate::possible)), program.id().to_owned());
    }
    for visit in pair.visits().iter() {
        add(visit.days().and_then(span), visit.id().to_owned());
    }
    for statement in pair.statements() {
        add(statement.on().and_then(|date| span(date.possible())), statement.id().to_owned());
    }
    for event in pair.events() {
        add(hull(event.on().map(PartialDate::possible)), event.id().to_owned());
    }
    lines
}

fn name(entry: Entry<'_>) -> String {
    let id = |id: &str| id.to_owned();
    match entry {
        Entry::TreatyAct(treaty, act) => {
            format!("{} {} by {:?}", TreatyRef::id(treaty), act.kind(), act.by())
        }
        Entry::RelationBegan(it) => {
            format!("{} began {:?}", RelationRef::id(it), it.starts().next())
        }
        Entry::RelationEnded(it) => {
            format!("{} ended {:?}", RelationRef::id(it), it.starts().next())
        }
        Entry::ProgramBegan(it) => id(ProgramRef::id(it)),
        Entry::Visit(it) => id(VisitRef::id(it)),
        Entry::Statement(it) => id(StatementRef::id(it)),
        Entry::Event(it) => id(EventRef::id(it)),
        other => panic!("{other:?}"),
    }
}

fn read(timeline: Timeline<'_>) -> Vec<Line> {
    let line = |entry: bilateral::TimelineEntry<'_>| {
        let (first, last) = span(entry.days()).expect("a first day");
        (first, last, name(entry.what()))
    };
    timeline.map(line).collect()
}

fn sorted(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_unstable();
    lines
}

fn is_newest_first(lines: &[Line]) -> bool {
    lines.is_sorted_by(|a, b| (a.1, a.0) >= (b.1, b.0))
}

/// The timeline holds every date that a scan of the dossier finds, newest first; from the other end,
/// the same; before a day, what may have happened before it.
#[test]
fn the_timeline_is_every_date_in_order() {
    let mut several = 0;
    for archive in archives() {
        for (a, b) in pairs(&archive) {
            let pair = archive.dossier(a.clone(), b.clone());
            let expected = told(&archive, &a, &b);
            let lines = read(pair.timeline());
            assert!(is_newest_first(&lines), "{a} and {b}: {lines:#?}");
            assert_eq!(sorted(lines.clone()), sorted(expected.clone()), "{a} and {b}");
            let mut back: Vec<Line> = Vec::new();
            let mut rest = pair.timeline();
            while let Some(entry) = rest.next_back() {
                let (first, last) = span(entry.days()).expect("a first day");
                back.push((first, last, name(entry.what())));
            }
            back.reverse();
            assert_eq!(back, lines, "{a} and {b}");
            for day in days().step_by(4) {
                let key = day.to_julian_day();
                let before: Vec<Line> = lines.iter().filter(|line| line.0 < key).cloned().collect();
                assert_eq!(read(pair.timeline().before(day)), before, "{a} and {b} before {day}");
                several += usize::from(before.len() > 3);
            }
        }
    }
    assert!(several > 1_000, "{several}");
}

/// Read from both ends in turn, each entry comes once.
#[test]
fn both_ends_meet() {
    for archive in archives().take(10) {
        for (a, b) in pairs(&archive) {
            let pair = archive.dossier(a, b);
            let all = read(pair.timeline());
            let (mut front, mut back) = (Vec::new(), Vec::new());
            let mut timeline = pair.timeline();
            while let Some(entry) = timeline.next() {
                front.push(name(entry.what()));
                back.extend(timeline.next_back().map(|entry| name(entry.what())));
            }
            back.reverse();
            front.extend(back);
            assert_eq!(front, all.into_iter().map(|line| line.2).collect::<Vec<_>>());
        }
    }
}

/// Of long lists, what happened before a day is what the whole timeline has before it: on each day of a
/// list that is as long as one step, one less and one more, and of several steps, cut once and twice,
/// and after something was read from either end.
#[test]
fn long_lists_are_cut_where_the_day_is() {
    let countries: Vec<CountryCode> = CountryCode::all().step_by(20).take(10).collect();
    let (a, b) = (countries[0], countries[1]);
    for count in [63, 64, 65, 200] {
        let mut records = vec![Source::new("s", "A list").published(day(2020, 1, 1)).into()];
        for at in 0..count {
            // Some days are shared.
            let year = 1900 + i32::from(u8::try_from(at / 3).unwrap());
            let mut treaty = Treaty::new(format!("t{at}"), "A treaty of many");
            for country in &countries {
                let act = Act::new(ActKind::Ratification).on(day(year, 1 + (at % 3) as u8, 1));
                treaty = treaty.party(TreatyParty::new(*country).act(act));
            }
            records.push(treaty.source("s").into());
        }
        let archive = archive(records);
        let pair = archive.dossier(a, b);
        let all = read(pair.timeline());
        assert_eq!(all.len(), count * 2);
        let mut asked: Vec<i32> = all.iter().flat_map(|it| [it.0 - 1, it.0, it.0 + 1]).collect();
        asked.sort_unstable();
        asked.dedup();
        for number in asked {
            let day = Date::from_julian_day(number).unwrap();
            let earlier = |lines: &[Line]| -> Vec<Line> {
                lines.iter().filter(|it| it.0 < number).cloned().collect()
            };
            assert_eq!(read(pair.timeline().before(day)), earlier(&all), "{count}, {day}");
            let later = day.saturating_add(time::Duration::days(400));
            let cut = pair.timeline().before(later).before(day);
            assert_eq!(read(cut), earlier(&all), "{count}, {day}, cut twice");
            let mut begun = pair.timeline();
            let ends = (begun.next(), begun.next_back());
            assert!(ends.0.is_some() && ends.1.is_some());
            let rest = &all[1..all.len() - 1];
            assert_eq!(read(begun.before(day)), earlier(rest), "{count}, {day}, begun");
        }
    }
}

/// A policy that decides nothing leaves the timeline as it is.
#[test]
fn the_timeline_is_the_same_under_a_policy_that_decides_nothing() {
    let policy = Policy::new();
    for archive in archives().take(16) {
        for (a, b) in pairs(&archive) {
            let pair = archive.dossier(a, b);
            let cut = |timeline: Timeline<'_>| read(timeline.before(day(2004, 7, 1)));
            assert_eq!(cut(pair.timeline()), cut(pair.under(&policy).timeline()));
            assert_eq!(read(pair.timeline()), read(pair.under(&policy).timeline()));
        }
    }
}

/// Of a treaty of many, the acts of third parties are not between the two; an organ's act is that of
/// its state, a continued state's also of the one that continues it, and each is told once.
#[test]
fn acts_are_of_those_who_did_them() {
    let others = [
        CountryCode::FRA,
        CountryCode::DEU,
        CountryCode::ITA,
        CountryCode::ESP,
        CountryCode::PRT,
        CountryCode::SWE,
        CountryCode::NOR,
        CountryCode::DNK,
        CountryCode::FIN,
    ];
    for others in [&others[..0], &others[..]] {
        let ratified = |actor: Actor, year| {
            TreatyParty::new(actor).act(Act::new(ActKind::Ratification).on(day(year, 1, 1)))
        };
        let mut treaty = Treaty::new("t", "A treaty")
            .act(Act::new(ActKind::Conclusion).on(day(1970, 1, 1)))
            .party(ratified(CountryCode::SUN.into(), 1971))
            .party(ratified(Actor::organization("ministry"), 1972));
        for (at, other) in (0..).zip(others) {
            treaty = treaty.party(ratified((*other).into(), 1973 + at));
        }
        let archive = archive(vec![
            Source::new("s", "A list").published(day(2020, 1, 1)).into(),
            Organization::new("ministry", "A ministry").of(CountryCode::USA).source("s").into(),
            treaty.source("s").into(),
        ]);
        let years = |a: CountryCode, b: CountryCode| -> Vec<i32> {
            let timeline = archive.dossier(a, b).timeline();
            timeline.map(|entry| entry.days().first().expect("a day").year()).collect()
        };
        for (a, b) in [(CountryCode::USA, CountryCode::RUS), (CountryCode::RUS, CountryCode::USA)] {
            assert_eq!(years(a, b), [1972, 1971, 1970]);
        }
        assert_eq!(years(CountryCode::USA, CountryCode::SUN), [1972, 1971, 1970]);
        assert_eq!(years(CountryCode::SUN, CountryCode::RUS), [1971, 1970]);
        assert_eq!(years(CountryCode::RUS, CountryCode::SUN), [1971, 1970]);
        if !others.is_empty() {
            assert_eq!(years(CountryCode::FRA, CountryCode::USA), [1973, 1972, 1970]);
            assert_eq!(years(CountryCode::FRA, CountryCode::DEU), [1974, 1973, 1970]);
        }
    }
}
