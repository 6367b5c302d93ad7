//! What a desk officer asks: questions 1 to 14.

use bilateral::{
    Agreement, Archive, Occasion, PairFact, Policy, Record, RecordKind, RoleClass, VisitStatus, day,
};

use super::told::{count, days, maybe, name, person, start};
use super::{Asked, DIALOGUE, KAZ, Told, USA};

pub(super) fn first_recogniser(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let recognitions = archive.country(KAZ).recognitions();
    for spell in recognitions.first().iter() {
        let by = spell.from().map(|by| name(archive, by)).unwrap_or_default();
        told.say(format!("{by} can have been the first, on {}", days(spell.starts())));
        for claim in spell.claims() {
            let Some(Record::Relation(relation)) = claim.to_record() else { continue };
            let ordinal = relation.ordinal.map(|it| format!(", as number {}", it.place));
            let said = (start(relation.start), ordinal.unwrap_or_default());
            let sources: Vec<&str> = claim.citations().map(|it| it.source()).collect();
            told.say(format!("- {}{} ({})", said.0, said.1, sources.join(", ")));
        }
    }
    let historian = Policy::new().prefer("historian");
    let first = archive.under(&historian).country(KAZ).recognitions().first();
    let by = first.only().and_then(|it| it.from()).map(|by| name(archive, by));
    told.say(format!("who believes the Historian says: {}", by.unwrap_or("nobody alone".into())));
    Ok(told)
}

pub(super) fn status(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for on in [day(1992, 3, 1), day(2005, 1, 1)] {
        let status = archive.dossier(USA, KAZ).status_on(on);
        told.answer(format!("{on}: recognised by the United States"), status.recognition_by(USA));
        told.answer(format!("{on}: diplomatic relations"), status.relations());
        for it in status.missions() {
            let from = it.mission.from().map(|from| name(archive, from)).unwrap_or_default();
            let object = it.mission.object().map(|object| object.to_string()).unwrap_or_default();
            let places: Vec<&str> = it.places.iter().copied().collect();
            told.say(format!("{on}: {object} of {from} {places:?}{}", maybe(it.stands)));
        }
        let levels: Vec<&str> = status.level_of(USA).iter().map(|it| it.as_str()).collect();
        told.say(format!("{on}: level of the United States: {}", levels.join(" or ")));
    }
    Ok(told)
}

pub(super) fn visits(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for visit in archive.dossier(USA, KAZ).visits().between(day(2015, 1, 1), day(2023, 12, 31)) {
        let to = visit.host().map(|host| name(archive, host)).unwrap_or_default();
        let when = visit.days().map(|days| days.to_string()).unwrap_or_default();
        let titles: Vec<String> = visit
            .titles()
            .map(|(office, truth)| {
                format!("{} {}{}", office.title(), office.person().title(), maybe(truth))
            })
            .collect();
        let rank = visit.rank().map_or("rank not stated", |rank| rank.as_str());
        told.say(format!("{when} to {to}: {} ({rank})", titles.join(", ")));
        told.read_from(visit.claims());
    }
    Ok(told)
}

pub(super) fn last_visit(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let visits = archive.dossier(USA, KAZ).visits().to(KAZ);
    for visit in visits.last_before(day(2024, 1, 1)).iter() {
        let as_minister = visit.made_as(RoleClass::ForeignMinister);
        let ago = visit.days_since(day(2024, 1, 1)).map(count).unwrap_or_default();
        told.say(format!("{}: as foreign minister {as_minister}, {ago} before", visit.id()));
        told.read_from(visit.claims());
        for (id, _) in visit.travellers() {
            let first = visits.made_by(id).next() == Some(*visit);
            told.say(format!("the first recorded of {}: {first}", person(archive, id)));
        }
    }
    Ok(told)
}

pub(super) fn third_countries(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for visit in archive.visits() {
        let mut third: Vec<String> = visit
            .meetings_with_third_parties()
            .flat_map(|meeting| meeting.third_parties())
            .map(|actor| name(archive, actor))
            .collect();
        third.sort();
        third.dedup();
        if !third.is_empty() {
            told.say(format!("{}: {}", visit.id(), third.join(", ")));
            let reported = visit.meetings_with_third_parties().map(|meeting| meeting.claim());
            told.read_from(reported);
        }
    }
    Ok(told)
}

pub(super) fn signed_near(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let visit = archive.visit("christopher-1993").ok_or("no such visit")?;
    for (treaty, truth) in visit.signed_within(7) {
        told.say(format!("{}{}", treaty.short_title().unwrap_or(treaty.title()), maybe(truth)));
        told.read_from(treaty.claims());
    }
    Ok(told)
}

pub(super) fn anniversaries(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let pair = archive.dossier(USA, KAZ);
    for it in pair.anniversaries(5, day(2026, 1, 1), day(2027, 12, 31)) {
        let of = match it.of {
            Occasion::Relation(relation) => {
                told.read_from(relation.claims());
                relation.id()
            }
            Occasion::Signature(treaty) | Occasion::EntryIntoForce(treaty) => {
                told.read_from(treaty.claims());
                treaty.id()
            }
            _ => continue,
        };
        let on = days(it.days.iter().copied());
        told.say(format!("{} years of {of} on {on}{}", it.years, maybe(it.within)));
    }
    Ok(told)
}

pub(super) fn partnership(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let pair = archive.dossier(USA, KAZ);
    for (partnership, _) in pair.partnerships_on(day(2020, 1, 1)) {
        let level = partnership.level().unwrap_or("without a level");
        told.say(format!("{level} since {}", days(partnership.starts())));
        told.answer("it holds on 1 January 2020", partnership.holds_on(day(2020, 1, 1)));
    }
    let before = pair.partnerships_on(day(2017, 12, 31)).count();
    told.say(format!("levels recorded for the end of 2017: {before}"));
    let next = pair.next_round(DIALOGUE, day(2020, 1, 1));
    told.read_from(pair.rounds(DIALOGUE).flat_map(|round| round.claims().collect::<Vec<_>>()));
    told.say(format!("the next round is number {} or later", next.at_least));
    Ok(told)
}

pub(super) fn brief(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let brief = archive.dossier(USA, KAZ).brief(day(2023, 2, 28));
    for section in brief.sections() {
        let sentences = section.paragraphs().iter().map(|it| it.sentences().len()).sum::<usize>();
        told.say(format!("{}, sentences: {sentences}", section.heading()));
    }
    told.say(format!(
        "{} sources; `cargo run --example us_kazakhstan` prints it",
        brief.sources().len()
    ));
    Ok(told)
}

pub(super) fn changed(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let editions = archive.edition("sheet-2014").changes_to(&archive.edition("sheet-2023"));
    told.say(format!("the sheets: {} records differ, among them", editions.len()));
    for change in editions.iter().filter(|it| it.kind() == RecordKind::Relation) {
        told.say(format!("- {}", change.to_string().replace('\n', ";")));
    }
    for it in archive.dossier(USA, KAZ).changes(day(2014, 2, 10), day(2023, 2, 27)) {
        let what = match it.what {
            PairFact::InForce(treaty) => treaty.title(),
            PairFact::Relation(relation) => relation.id(),
            PairFact::InCommon(organization) => organization,
            _ => continue,
        };
        told.say(format!("the facts: {what}, from {} to {}", it.before, it.after));
    }
    Ok(told)
}

pub(super) fn support(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let pair = archive.dossier(USA, KAZ);
    let ids = |found: Vec<&str>| format!("{}: {}", found.len(), found.join(", "));
    let is_main =
        |kind| matches!(kind, RecordKind::Relation | RecordKind::Treaty | RecordKind::Visit);
    let alone =
        pair.support().filter(|it| is_main(it.kind) && it.is_single_sourced()).map(|it| it.id);
    told.say(format!("on one source only, {}", ids(alone.collect())));
    let at_odds = pair.support().filter(|it| it.agreement == Agreement::Conflicting);
    told.say(format!("in conflict, {}", ids(at_odds.map(|it| it.id).collect())));
    Ok(told)
}

pub(super) fn capital(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for id in archive.country(KAZ).capitals_on(day(2021, 1, 1)).iter() {
        let place = archive.place(id).ok_or("no such place")?;
        told.say(format!("{}, on that day {}", place.title(), place.name_on(day(2021, 1, 1))));
        told.say(format!("known as {}", place.names().join(", ")));
    }
    Ok(told)
}

pub(super) fn holders(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let visit = archive.visit("rice-2008").ok_or("no such visit")?;
    let on = visit.days().and_then(|days| days.first()).ok_or("no day is recorded")?;
    for of in [USA, KAZ] {
        for (office, truth) in archive.holders(of, RoleClass::ForeignMinister, on) {
            let held = format!("{} of {of}: {}", office.title(), office.person().title());
            told.say(format!("{held}{}", maybe(truth)));
            told.because(office.held_on(on));
        }
    }
    let made = visit.status() == VisitStatus::Made;
    told.say(format!("the visit was made: {made}"));
    Ok(told)
}

pub(super) fn missions(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for event in archive.dossier(USA, KAZ).mission_events(day(2006, 1, 1), day(2023, 12, 31)) {
        let to = event.place.map(|place| format!(" to {place}")).unwrap_or_default();
        let on = days(event.days.iter().copied());
        let object = event.mission.object().map(|object| object.to_string()).unwrap_or_default();
        let from = event.mission.from().map(|from| name(archive, from)).unwrap_or_default();
        told.say(format!("{object} of {from} {}{to}: {on}{}", event.what, maybe(event.within)));
        told.read_from(event.mission.claims());
    }
    Ok(told)
}
