//! What an aid analyst asks: questions 46 to 51. What no source at hand gives is asked of Arland's aid to
//! Berland, which never was.

use bilateral::{
    Apportioning, Archive, LeftOutReason, Pledged, Programs, ReportingPeriod, Stage, Total, day,
};

use super::told::{amount, maybe};
use super::{Asked, KAZ, Told, USA, nothing_real};

fn say_total(told: &mut Told, what: &str, total: &Total<'_>) {
    told.say(format!("{what}: {total}"));
    told.read_money(total.counted().iter().flat_map(|amount| amount.claims.iter().copied()));
}

/// The sums of one calendar year, by each way to treat a fiscal year that lies in it in part.
fn converted(
    told: &mut Told,
    programs: &Programs<'_>,
    stage: Stage,
    year: u16,
) -> Result<(), Box<dyn std::error::Error>> {
    let period = ReportingPeriod::year(year)?;
    for how in [Apportioning::Never, Apportioning::Within, Apportioning::ByDays] {
        let total = programs.apportioned(how).total(stage, &period);
        told.say(format!("calendar {year}: {total}"));
    }
    Ok(())
}

pub(super) fn by_year(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let aid = archive.dossier(USA, KAZ).programs().given_by(USA);
    for year in ["FY2008@10", "FY2009@10", "FY2010@10"] {
        say_total(&mut told, year, &aid.total(Stage::Appropriation, &year.parse()?));
    }
    converted(&mut told, &aid, Stage::Appropriation, 2009)?;
    let (made_up, [arland, berland, ..]) = nothing_real()?;
    let aid = made_up.dossier(arland, berland).programs().given_by(arland);
    for year in ["FY2019@7", "FY2020@7"] {
        say_total(
            &mut told,
            &format!("Arland, {year}"),
            &aid.total(Stage::Disbursement, &year.parse()?),
        );
    }
    converted(&mut told, &aid, Stage::Disbursement, 2019)?;
    Ok(told)
}

pub(super) fn undisbursed(_: &Archive) -> Asked {
    let mut told = Told::default();
    let (made_up, _) = nothing_real()?;
    for open in made_up.programs().undisbursed(&ReportingPeriod::ALL_TIME) {
        let left: Vec<String> = open.remaining.iter().map(|it| amount(it.bounds)).collect();
        told.say(format!("{}: {} of {}", open.program.title(), left.join(", "), open.committed));
        told.read_from(open.program.claims());
    }
    Ok(told)
}

pub(super) fn by_sector(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let aid = archive.dossier(USA, KAZ).programs().given_by(USA);
    for (_, total) in aid.by_sector(None, Stage::Appropriation, &"FY2009@10".parse()?) {
        if !total.is_none() {
            say_total(&mut told, "FY2009", &total);
        }
    }
    // All that the sheet of 2002 allots, and the sum that it prints: $90 million.
    let budgeted = aid.total(Stage::Budgeted, &"FY2002@10".parse()?);
    say_total(&mut told, "FY2002", &budgeted);
    // Money for five states without shares is none of Kazakhstan's alone, and in-kind is no cash.
    let all_time = ReportingPeriod::ALL_TIME;
    let other = aid.total(Stage::Unstated, &all_time);
    say_total(&mut told, "in cash", &other);
    say_total(&mut told, "in kind", &aid.in_kind().total(Stage::Unstated, &all_time));
    for regional in other.left_out_as(LeftOutReason::SharedRecipients) {
        told.say(format!(
            "apart, for a region: {} of `{}`",
            amount(regional.bounds),
            regional.claim.id()
        ));
        told.read_money([regional.claim].into_iter());
    }
    Ok(told)
}

pub(super) fn active(archive: &Archive) -> Asked {
    let mut told = Told::default();
    for program in archive.dossier(USA, KAZ).programs().iter() {
        let active = program.active_on(day(2023, 2, 27));
        if active.value().possibly() {
            told.say(format!("active on 2023-02-27: {}{}", program.title(), maybe(active.value())));
            told.because(active);
        }
    }
    let (made_up, _) = nothing_real()?;
    let on = day(2021, 6, 30);
    for program in made_up.programs().iter() {
        let planned = program.planned().map_or("not planned".into(), |it| it.to_string());
        told.say(format!(
            "{}, planned {planned}: active on {on} {}, overdue {}",
            program.title(),
            program.active_on(on).value(),
            program.overdue_on(on)
        ));
    }
    Ok(told)
}

pub(super) fn chain(_: &Archive) -> Asked {
    let mut told = Told::default();
    let (made_up, [arland, ..]) = nothing_real()?;
    let relief = made_up.program("relief-2020")?.tree();
    let all_time = ReportingPeriod::ALL_TIME;
    for hop in relief.traced_from(arland, Stage::Disbursement, &all_time) {
        let to = hop.receiver.as_ref().map_or("nobody named".into(), |it| it.to_string());
        told.say(format!("{}. {} to {to}: {}", hop.depth, hop.provider, hop.total));
    }
    let total = relief.total(Stage::Disbursement, &all_time);
    say_total(&mut told, "once", &total);
    for left_out in total.left_out() {
        told.say(format!("- {} left out as {}", amount(left_out.bounds), left_out.reason));
    }
    Ok(told)
}

pub(super) fn pledges(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let mut say = |pledged: &Pledged<'_>| {
        told.say(format!(
            "{} for {}: seen {}, amounts after it {}",
            amount(pledged.bounds),
            pledged.pledge.program().title(),
            pledged.seen,
            pledged.followed_by.len()
        ));
        told.read_money(pledged.claims());
    };
    archive.programs().given_by(USA).pledges(day(2024, 1, 1)).iter().for_each(&mut say);
    // A source that lists the whole aid of Arland turns "not recorded" into No.
    let (made_up, _) = nothing_real()?;
    made_up.programs().pledges(day(2021, 12, 31)).iter().for_each(&mut say);
    Ok(told)
}
