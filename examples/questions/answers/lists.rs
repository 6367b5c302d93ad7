//! What a scholar of international relations asks of lists and panels: questions 39 and 40.

use bilateral::{Archive, CountryCode, StateList, day};

use super::{Asked, KAZ, Told, USA};

pub(super) fn panel(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let pair = archive.dossier(USA, KAZ);
    let cell = |cell: Option<(usize, usize)>| match cell {
        Some((least, most)) if least == most => least.to_string(),
        Some((least, most)) => format!("{least}..{most}"),
        None => "missing".into(),
    };
    told.say("year: USA recognises, KAZ recognises, relations, visits to USA and KAZ, organizations, pledges, two-way trade by USA and KAZ");
    for row in (2018..=2023).filter_map(|year| pair.year(year)) {
        let [us, kz] = row.recognition;
        let [to_us, to_kz] = row.visits.map(cell);
        let [by_us, by_kz] = row.two_way.map(|it| it.map_or("missing".into(), |it| it.to_string()));
        let (common, pledges) = (cell(row.organizations), row.pledges.len());
        told.say(format!(
            "{}: {us}, {kz}, {}, {to_us} and {to_kz}, {common}, {pledges}, {by_us} and {by_kz}",
            row.year, row.relations
        ));
    }
    for figure in pair.trade() {
        told.read_from(figure.claims());
    }
    for visit in pair.visits().between(day(2018, 1, 1), day(2023, 12, 31)) {
        told.read_from(visit.claims());
    }
    Ok(told)
}

pub(super) fn existence(_: &Archive) -> Asked {
    let mut told = Told::default();
    for list in [StateList::CorrelatesOfWar, StateList::GleditschWard] {
        let on = CountryCode::DEU.existed_on_by(list, day(1950, 1, 1));
        told.say(format!("{list} on 1 January 1950: {on}"));
        for spell in CountryCode::DEU.existence(list) {
            let last = spell.last().map_or("today".into(), |day| day.to_string());
            told.say(format!("- from {} to {last}", spell.first()));
        }
    }
    told.say(format!("by both together: {}", CountryCode::DEU.existed_on(day(1950, 1, 1))));
    Ok(told)
}
