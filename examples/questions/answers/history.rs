//! What a scholar of international relations asks of two states over time: questions 41 to 45.

use bilateral::{Archive, CountryCode, DayRange, Record, RelationKind, Standing, day};

use super::told::{count, days, maybe, name};
use super::{Asked, KAZ, Told, USA};

pub(super) fn organizations(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let (pair, on) = (archive.dossier(USA, KAZ), day(2023, 2, 28));
    for (id, truth) in pair.organizations_on(Some(Standing::Full), on) {
        told.say(format!("{id}{}", maybe(truth)));
    }
    for (own, other) in pair.memberships() {
        told.answer(format!("{} of {}", own.organization(), USA), own.holds_on(on));
        told.answer(format!("{} of {}", other.organization(), KAZ), other.holds_on(on));
    }
    Ok(told)
}

/// The stated day of independence of a country in the archive.
fn independence(archive: &Archive, code: CountryCode) -> Option<DayRange> {
    archive.records().find_map(|record| match record {
        Record::Country(country) if country.code == code => {
            Some(country.existence.first()?.start?.date()?.possible())
        }
        _ => None,
    })
}

pub(super) fn elapsed(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let free = independence(archive, KAZ).ok_or("no day of independence is recorded")?;
    let after = |what: String, days: Vec<DayRange>| {
        let took = days.iter().filter_map(|it| free.days_until(*it)).map(count);
        format!("{what}: {}", took.collect::<Vec<_>>().join(" or "))
    };
    let recognitions = archive.country(KAZ).recognitions();
    for spell in recognitions.iter() {
        told.read_from(spell.claims());
        let by = spell.from().map(|by| name(archive, by)).unwrap_or_default();
        told.say(after(format!("recognition by {by}"), spell.starts().collect()));
    }
    let pair = archive.dossier(USA, KAZ);
    for visit in pair.visits().first().iter() {
        let days = visit.days().into_iter().collect();
        told.say(after(format!("first visit, {}", visit.id()), days));
        told.read_from(visit.claims());
    }
    let signed = pair.treaties().iter().flat_map(|treaty| treaty.signed_on(&KAZ.into()));
    let earliest = signed.min_by_key(|days| days.first());
    told.say(after("first treaty signed".into(), earliest.into_iter().collect()));
    Ok(told)
}

pub(super) fn representation(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let pair = archive.dossier(USA, KAZ);
    for year in [1991, 1992, 1993, 2000, 2014, 2020] {
        let level = |from| {
            let levels = pair.representation(from, day(year, 7, 1));
            levels.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" or ")
        };
        let (us, kz) = (level(USA), level(KAZ));
        let note = if us == kz { "" } else { ", not alike" };
        told.say(format!("{year}: United States {us}; Kazakhstan {kz}{note}"));
    }
    for mission in pair.relations().of_kind(RelationKind::Mission).iter() {
        told.read_from(mission.claims());
    }
    Ok(told)
}

pub(super) fn reciprocity(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let pair = archive.dossier(USA, KAZ);
    for host in [KAZ, USA] {
        let received = pair.received(host, day(1991, 1, 1), day(2023, 12, 31));
        let (certain, possible) = received.count();
        let left_out = received.left_out.len();
        told.say(format!(
            "to {host}: {certain} certainly, {possible} possibly, {left_out} left out"
        ));
    }
    Ok(told)
}

pub(super) fn diffusion(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let kazakhstan = archive.country(KAZ).recognitions();
    for on in [day(1991, 12, 15), day(1991, 12, 20), day(1991, 12, 31), day(1992, 12, 31)] {
        let (certain, possible) = kazakhstan.count_on(on);
        told.say(format!("Kazakhstan on {on}: {certain} certainly, {possible} possibly"));
    }
    for spell in archive.country(CountryCode::MNE).recognitions().iter() {
        let by = spell.from().map(|by| name(archive, by)).unwrap_or_default();
        let ended: Vec<DayRange> = spell.ends().collect();
        let until = if ended.is_empty() { "no end recorded".into() } else { days(ended) };
        told.say(format!("Montenegro by {by}: from {} until {until}", days(spell.starts())));
        told.because(spell.holds_on(day(1950, 1, 1)));
    }
    Ok(told)
}
