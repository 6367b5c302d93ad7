//! A made-up treaty: it never was, and stands here for what the example data cannot source.

use bilateral::{
    Act, ActKind, Actor, Archive, CountryCode, PartialDate, Reservation, ReservationKind, Source,
    Treaty, TreatyParty, TreatySuccession, day,
};

use super::told::name;
use super::{Asked, KAZ, Told, USA};

const FRA: CountryCode = CountryCode::FRA;
const DEU: CountryCode = CountryCode::DEU;
const SUN: CountryCode = CountryCode::SUN;
const UKR: CountryCode = CountryCode::UKR;

/// Three parties in force since 1970, one reservation, one objection that bars force; and before that
/// the Soviet Union, of whose successors one gave notice.
fn made_up() -> Result<Archive, bilateral::Report> {
    let party = |code| TreatyParty::new(code).act(Act::new(ActKind::Accession).on(day(1969, 1, 1)));
    let made = |id: &str, kind, by: CountryCode, on| {
        let mut made = Reservation::new(id, kind, by);
        made.on = Some(PartialDate::on(on));
        made
    };
    let mut objection = made("objection", ReservationKind::Objection, FRA, day(1969, 6, 1));
    objection.to = Some("reservation".into());
    objection.bars_force = true;
    let mut treaty = Treaty::new("made-up", "A made-up convention")
        .party(party(USA))
        .party(party(FRA))
        .party(party(DEU))
        .party(party(SUN))
        .party(TreatyParty::new(UKR).act(Act::new(ActKind::Succession).on(day(1992, 5, 1))))
        .others()
        .in_force_from(day(1970, 1, 1))
        .source("made-up");
    treaty.reservations =
        vec![made("reservation", ReservationKind::Reservation, USA, day(1969, 1, 1)), objection];
    Archive::from_records([
        Source::new("made-up", "Nothing real").published(day(2000, 1, 1)).into(),
        treaty.into(),
    ])
}

pub(super) fn reservation(_: &Archive) -> Asked {
    let mut told = Told::default();
    let archive = made_up()?;
    let treaty = archive.treaty("made-up")?;
    let (usa, on) = (USA.into(), day(1980, 1, 1));
    for made in treaty.reservations().filter(|made| *made.by() == usa) {
        for objection in made.objections() {
            let bars = objection.bars_force();
            told.say(format!("{} objected, against force: {bars}", name(&archive, objection.by())));
        }
        for other in [FRA, DEU] {
            let effect: Vec<&str> =
                made.effect_towards(&other.into(), on).iter().map(|it| it.as_str()).collect();
            told.say(format!("between USA and {other}: {}", effect.join(" or ")));
            let in_force = treaty.in_force_between(&usa, &other.into(), on);
            told.answer(format!("in force between USA and {other}"), in_force);
        }
    }
    Ok(told)
}

pub(super) fn succession(_: &Archive) -> Asked {
    let mut told = Told::default();
    let archive = made_up()?;
    let treaty = archive.treaty("made-up")?;
    let names =
        |of: &[&Actor]| of.iter().map(|it| name(&archive, it)).collect::<Vec<_>>().join(", ");
    for code in [UKR, CountryCode::RUS, KAZ] {
        let how = match treaty.succession_of(&code.into()) {
            TreatySuccession::ByAct(acts) => {
                let on = acts.first().and_then(|act| act.on());
                format!("by notice of {}", on.map(|on| on.to_string()).unwrap_or_default())
            }
            TreatySuccession::Continues(of) => {
                format!("as the state that continues {}", names(&of))
            }
            TreatySuccession::Presumed(from) => {
                format!("by presumption from {} at most", names(&from))
            }
            _ => "not at all".into(),
        };
        let in_force = treaty.in_force(&code.into(), day(1995, 1, 1));
        told.answer(format!("{code} {how}; in force for it in 1995"), in_force);
    }
    Ok(told)
}
