//! What a treaty lawyer asks: questions 27 to 38, but for those of the made-up treaty.

use bilateral::{Actor, Archive, CountryCode, Policy, TreatyStanding, day};

use super::told::{count, days, maybe, name};
use super::{Asked, KAZ, Told, USA};

pub(super) fn in_force(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let tax = archive.dossier(USA, KAZ).treaty("us-kz-tax")?;
    told.answer("in force on 30 June 1996", tax.in_force(day(1996, 6, 30)));
    told.answer("in force on 30 December 1996", tax.in_force(day(1996, 12, 30)));
    let applies = tax.applies_to("taxes on income and capital", day(1996, 6, 30));
    told.answer("applied to income of June 1996", applies);
    Ok(told)
}

pub(super) fn standings(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let (ctbt, on) = (archive.treaty("ctbt")?, day(2023, 3, 24));
    let list = |found: Vec<(&Actor, bilateral::Truth)>| {
        let named =
            found.into_iter().map(|(it, truth)| format!("{}{}", name(archive, it), maybe(truth)));
        named.collect::<Vec<_>>().join(", ")
    };
    told.say(format!("test-ban treaty, parties: {}", list(ctbt.parties_on(on).collect())));
    told.say(format!("contracting: {}", list(ctbt.contracting_on(on).collect())));
    told.say(format!("mere signatories: {}", list(ctbt.signatories_on(on).collect())));
    let (paris, on) = (archive.treaty("paris-agreement")?, day(2021, 1, 25));
    let depositary = Policy::new().prefer("case-notes");
    let standings = paris.under(&depositary).standing_of(&USA.into(), on);
    let names: Vec<&str> = standings.certainly().map(|it| it.as_str()).collect();
    told.say(format!("the United States and the Paris Agreement: {}", names.join(" and ")));
    told.because(standings.is(TreatyStanding::Party));
    Ok(told)
}

pub(super) fn treaties_in_force(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let pair = archive.dossier(KAZ, Actor::organization("eu"));
    for on in [day(2018, 1, 1), day(2021, 1, 1)] {
        for (treaty, truth) in pair.treaties().in_force(on) {
            told.say(format!("{on}: {}{}", treaty.title(), maybe(truth)));
        }
    }
    told.because(pair.treaty("eu-kz-pca")?.in_force(day(2021, 1, 1)));
    Ok(told)
}

pub(super) fn never_in_force(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for treaty in archive.treaties().filter(|treaty| !treaty.is_several()) {
        let title = treaty.short_title().unwrap_or(treaty.title());
        let ever = treaty.ever_in_force(day(2023, 12, 31));
        for party in treaty.parties().take(1) {
            let signed = treaty.signed_on(party).first().copied();
            let began = treaty.force_began(party).first().copied();
            if let (Some(signed), Some(began)) = (signed, began)
                && let Some(took) = signed.days_until(began)
            {
                told.say(format!("{title}: {} for {}", count(took), name(archive, party)));
                told.read_from(treaty.claims());
            }
        }
        if !ever.value().certainly() {
            told.answer(format!("{title}: ever in force by the end of 2023"), ever);
        }
    }
    Ok(told)
}

pub(super) fn provisional(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let agreement = archive.dossier(KAZ, Actor::organization("eu")).treaty("eu-kz-epca")?;
    let on = day(2018, 1, 1);
    told.answer("applied provisionally", agreement.provisionally_applied(on));
    told.answer("in force", agreement.in_force(on));
    let within = archive.dossier(CountryCode::DEU, CountryCode::FRA).treaty("eu-kz-epca")?;
    told.say(format!(
        "between Germany and France in 2021: {}",
        within.in_force(day(2021, 1, 1)).value()
    ));
    Ok(told)
}

pub(super) fn exit(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for id in ["paris-agreement", "us-kz-bit"] {
        let exit = archive.treaty(id)?.earliest_exit(&USA.into(), day(2024, 1, 1));
        told.say(format!("{id}: free from {}, by {}", days(exit.first_day_outside), exit.basis));
        told.read_from(archive.treaty(id)?.claims());
    }
    Ok(told)
}

pub(super) fn survival(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let charter = archive.treaty("energy-charter")?;
    let (russia, on) = (CountryCode::RUS.into(), day(2025, 1, 1));
    for made in [day(2005, 1, 1), day(2009, 10, 18), day(2009, 10, 19)] {
        told.answer(format!("made on {made}"), charter.protected(&russia, made, on));
    }
    told.say(charter.note().unwrap_or_default());
    Ok(told)
}

pub(super) fn missing(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let missing = archive.treaty("ctbt")?.missing_for_force(day(2023, 3, 24));
    told.say(format!("in force: {}", missing.in_force));
    told.read_from(archive.treaty("ctbt")?.claims());
    let lacks = |truth| missing.named.iter().filter(move |(_, it)| *it == truth);
    let surely: Vec<String> =
        lacks(bilateral::Truth::Yes).map(|(it, _)| name(archive, it)).collect();
    told.say(format!("certainly lacking: {}", surely.join(", ")));
    let open = lacks(bilateral::Truth::Unknown).count();
    told.say(format!(
        "named by the clause, and nothing is recorded of their consent: {open} states"
    ));
    Ok(told)
}

pub(super) fn attested(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for treaty in archive.treaties() {
        for stated in treaty.attested_standings() {
            let by: Vec<&str> = stated.citations().map(|it| it.source()).collect();
            let whose = stated.party().map_or("every party".into(), |it| name(archive, it));
            let on = stated.latest().map_or("no day".into(), |day| day.to_string());
            let said = format!("{} of {whose} for {on} ({})", stated.standing(), by.join(", "));
            told.say(format!("{}: {said}", treaty.id()));
        }
    }
    Ok(told)
}

pub(super) fn scope(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let agreements = archive.treaty("us-soviet-agreements")?;
    for (territory, coverage) in agreements.scope_on(&CountryCode::SUN.into(), day(1991, 1, 1)) {
        let words: Vec<&str> = coverage.iter().map(|it| it.as_str()).collect();
        told.say(format!("{territory}: {}", words.join(" or ")));
    }
    told.answer(
        "in force for Kazakhstan in 1995",
        agreements.in_force(&KAZ.into(), day(1995, 1, 1)),
    );
    Ok(told)
}
