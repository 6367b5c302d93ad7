//! What a trade analyst asks: questions 15 to 26. What no source at hand gives is asked of Arland, Berland
//! and Corland, which never were: their figures stand in a file of their own.

use bilateral::{
    Archive, CifFactor, Claimed, Computed, CountryCode, Decimal, FigureConcept, FigureKind,
    Figures, Mirror, PeriodTrade, PriceBasis, Product, ReportingPeriod, day,
};

use super::told::{amount, days, maybe};
use super::{Asked, KAZ, Told, USA, nothing_real};

const CAN: CountryCode = CountryCode::CAN;
const COL: CountryCode = CountryCode::COL;

fn compare(told: &mut Told, what: &str, mirror: &Mirror<'_>) {
    let (reported, mirrored) = mirror.values();
    told.say(format!(
        "{what}: {} and {}; gap {}, ratio {}",
        amount(reported),
        amount(mirrored),
        amount(mirror.gap()),
        amount(mirror.ratio())
    ));
    told.read_money(mirror.reported().claims().chain(mirror.mirrored().claims()));
}

pub(super) fn mirror(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let exports = archive.trade(USA).in_year(2024).exports();
    // The ministry does not say of what its figure is, so that the two do not compare; the bureau does.
    if let Err(mixed) = exports.mirror(KAZ) {
        told.say(mixed);
    }
    compare(&mut told, "goods", &exports.product(Product::Goods).mirror(KAZ)?);
    Ok(told)
}

pub(super) fn at_fob(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let factor =
        CifFactor::new("1.06".parse::<Decimal>()?, "IMF, Direction of Trade Statistics 2017")?;
    let goods = archive.trade(USA).in_year(2024).exports().product(Product::Goods);
    let adjusted = goods.mirror(KAZ)?.at_fob(&factor);
    // No source says that the imports are valued CIF, so that there is nothing to take off.
    told.say(format!("the real ones, adjusted: {}", adjusted.adjusted_by().is_some()));
    let (made_up, [arland, berland, ..]) = nothing_real()?;
    let mirror = made_up.trade(arland).in_year(2021).exports().mirror(berland)?;
    compare(&mut told, "Arland and Berland, FOB and CIF", &mirror);
    let adjusted = mirror.at_fob(&factor);
    let by = adjusted.adjusted_by().map(CifFactor::name).unwrap_or_default();
    compare(&mut told, &format!("both FOB by the factor of {by}"), &adjusted);
    Ok(told)
}

pub(super) fn balances(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let goods = |year| archive.trade(USA).in_year(year).balance().product(Product::Goods);
    for (year, partner) in [(2014, CAN), (2015, CAN), (2016, CAN), (2024, KAZ)] {
        let mirror = goods(year).mirror(partner)?;
        let (by_us, by_them) = mirror.values();
        told.say(format!(
            "{year}, with {partner}: {} by the US report, {} by the report of {partner}",
            amount(by_us),
            amount(by_them)
        ));
        told.read_money(mirror.reported().claims().chain(mirror.mirrored().claims()));
    }
    // Exports less imports, and what is stated as the balance: rounding lets both be true.
    for check in goods(2024).check_claims(KAZ)? {
        let Some(Computed::Amount(computed)) = check.computed else { continue };
        let (id, computed) = (check.claim.id(), amount(computed));
        told.say(format!("{id}: exports and imports give {computed}, holds: {}", check.holds));
    }
    Ok(told)
}

pub(super) fn share_and_rank(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let us = archive.trade(USA).in_year(2024).two_way().product(Product::Goods).basis(None);
    let share = us.share_of(KAZ)?;
    told.say(format!("of US trade in goods, 2024: {}", amount(share.of_world())));
    told.read_money(
        share.part().claims().chain(share.world().into_iter().flat_map(|it| it.claims())),
    );
    rank(&mut told, &us, KAZ)?;
    let kz = archive.trade(KAZ).in_year(2024).imports().product(Product::Goods);
    let claimed: Vec<String> = kz.share_of(USA)?.claimed().iter().map(|it| amount(*it)).collect();
    told.say(format!("of Kazakhstan's imports, as claimed: {}", claimed.join(", ")));
    rank(&mut told, &kz, USA)?;
    // Ships' bunkers take more than any partner: they are in the whole, and have no rank.
    let (made_up, [arland, berland, ..]) = nothing_real()?;
    let arland = made_up.trade(arland).in_year(2021).exports();
    told.say(format!("of Arland's exports: {}", amount(arland.share_of(berland)?.of_world())));
    rank(&mut told, &arland, berland)?;
    for (partner, value) in arland.partners()? {
        told.say(format!("- {partner}: {}", amount(value.bounds())));
        told.read_money(value.claims());
    }
    Ok(told)
}

fn rank(
    told: &mut Told,
    trade: &PeriodTrade<'_>,
    partner: CountryCode,
) -> Result<(), Box<dyn std::error::Error>> {
    let rank = trade.rank_of(partner)?;
    let worst = rank.worst().map_or("any".into(), |worst| worst.to_string());
    let best = rank.best().map_or("none".into(), |best| best.to_string());
    let (of, claimed) = (rank.of(), rank.claimed());
    told.say(format!(
        "rank of {partner} with {}: {best} to {worst} of {of} recorded, claimed {claimed:?}",
        trade.reporter()
    ));
    Ok(())
}

pub(super) fn growth(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let exports = archive.trade(USA).in_year(2013).exports().product(Product::Goods);
    let growth = exports.growth_since(ReportingPeriod::year(2010)?, COL)?;
    told.say(format!("US exports to Colombia, 2013 against 2010: {}", amount(growth.change())));
    let prices = growth.prices().map_or("not stated".into(), |prices| prices.to_string());
    told.say(format!("a break is marked: {}; prices: {prices}", growth.has_break()));
    told.read_money(growth.from().claims().chain(growth.to().claims()));
    for check in exports.check_claims(COL)? {
        let Claimed::Change(claimed) = check.claimed else { continue };
        told.say(format!("claimed since 2011: {}, holds: {}", amount(claimed), check.holds));
        told.read_money([check.claim].into_iter());
    }
    let (made_up, [_, berland, corland]) = nothing_real()?;
    let exports = made_up.trade(corland).in_year(2021).exports();
    let since = ReportingPeriod::year(2020)?;
    if let Err(mixed) = exports.growth_since(since, berland) {
        told.say(mixed);
    }
    for prices in [PriceBasis::CURRENT, PriceBasis::constant(2015)?] {
        let growth = exports.at_prices(prices).growth_since(since, berland)?;
        told.read_money(growth.from().claims().chain(growth.to().claims()));
        let vintages: Vec<String> = growth.to().vintages().map(|it| it.to_string()).collect();
        told.say(format!(
            "Corland to Berland in {prices} prices: {}, break: {}, version of {}",
            amount(growth.change()),
            growth.has_break(),
            vintages.join(", ")
        ));
    }
    Ok(told)
}

pub(super) fn vintage(_: &Archive) -> Asked {
    let mut told = Told::default();
    let (made_up, [arland, berland, ..]) = nothing_real()?;
    let exports = made_up.trade(arland).in_year(2021).exports();
    for by in [day(2022, 1, 1), day(2022, 5, 1), day(2022, 12, 31)] {
        let known = exports.as_published_by(by).with(berland)?;
        let statuses: Vec<&str> = known.statuses().map(|it| it.as_str()).collect();
        told.say(format!("as known on {by}: {} {statuses:?}", amount(known.bounds())));
        for earlier in known.superseded() {
            told.say(format!("- in place of `{}`", earlier.id()));
        }
        told.read_money(known.claims());
    }
    Ok(told)
}

pub(super) fn products(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let exports = archive.trade(USA).in_year(2010).exports().product(Product::Goods);
    for line in exports.mix(COL, "HS", 2)?.lines() {
        let label = line.label.unwrap_or_default();
        told.say(format!("US to Colombia, 2010, HS {} {label}: {}", line.code, amount(line.share)));
        told.read_money(line.observation.claims());
    }
    let (made_up, [arland, berland, ..]) = nothing_real()?;
    let of = |year| made_up.trade(berland).in_year(year).exports();
    for digits in [2, 4, 6] {
        let now = of(2021).mix(arland, "HS2017", digits)?;
        let before = of(2020).mix(arland, "HS2017", digits)?;
        let lines: Vec<String> =
            now.lines().iter().map(|it| format!("{} {}", it.code, amount(it.share))).collect();
        told.say(format!("Berland to Arland, HS2017 at {digits} digits: {}", lines.join("; ")));
        for (line, truth) in now.appeared_since(&before)? {
            let label = line.label.unwrap_or_default();
            told.say(format!("- new: {} {label}{}", line.code, maybe(truth)));
        }
        for (line, truth) in now.vanished_since(&before)? {
            let label = line.label.unwrap_or_default();
            told.say(format!("- gone: {} {label}{}", line.code, maybe(truth)));
        }
    }
    Ok(told)
}

pub(super) fn through_a_third(_: &Archive) -> Asked {
    let mut told = Told::default();
    let (made_up, [arland, berland, corland]) = nothing_real()?;
    let sent = made_up.trade(arland).in_year(2021).exports().with(corland)?;
    let passed_on = made_up.trade(corland).in_year(2021).re_exports().with(berland)?;
    told.say(format!("Arland to Corland: {}", amount(sent.bounds())));
    told.say(format!("Corland's re-exports to Berland: {}", amount(passed_on.bounds())));
    if let (Some(sent), Some(passed_on)) = (sent.bounds(), passed_on.bounds()) {
        told.say(format!("of what came, at most: {}", amount(passed_on.ratio(sent, 4).ok())));
    }
    told.say("whose goods the re-exports were, no figure says");
    told.read_money(sent.claims().chain(passed_on.claims()));
    Ok(told)
}

pub(super) fn across_a_split(_: &Archive) -> Asked {
    let mut told = Told::default();
    let (made_up, _) = nothing_real()?;
    let series = made_up.trade(CountryCode::CSK).in_year(1991).exports().over(1991..=1994);
    let joined = series.joined_with(CountryCode::AUT)?;
    told.say(joined.rule());
    for point in joined.points() {
        let missing: Vec<String> =
            point.missing().map(|(reporter, _)| reporter.to_string()).collect();
        told.say(format!("{}: {}, missing {missing:?}", point.period, amount(point.possible)));
        told.read_money(point.parts.iter().flat_map(|part| part.observation.claims()));
    }
    Ok(told)
}

pub(super) fn only_mirrored(_: &Archive) -> Asked {
    let mut told = Told::default();
    let (made_up, [arland, berland, ..]) = nothing_real()?;
    let exports = made_up.trade(arland).in_year(2019).exports().over(2019..=2021);
    for (period, mirror) in exports.unreported(berland)? {
        let missing: Vec<String> = mirror.missing().map(|it| it.to_string()).collect();
        let (_, mirrored) = mirror.values();
        told.say(format!(
            "{period}: {} by the partner, not by {}",
            amount(mirrored),
            missing.join(", ")
        ));
        told.read_money(mirror.mirrored().claims());
    }
    Ok(told)
}

pub(super) fn investment(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let real = archive.dossier(USA, KAZ).figures().kind(FigureKind::Investment);
    // One is a flow, one a sum up to an unnamed day: they do not add.
    if let Err(mixed) = real.total() {
        told.say(mixed);
    }
    for figure in real.iter() {
        let concept = figure.concept().map_or("not stated", |it| it.as_str());
        told.say(format!("USA in KAZ, {concept}: {}", amount(figure.observation().bounds())));
        told.read_from(figure.claims());
    }
    let (made_up, [arland, berland, ..]) = nothing_real()?;
    let all = made_up.dossier(arland, berland).figures().kind(FigureKind::Investment);
    for concept in [FigureConcept::Stock, FigureConcept::Flow] {
        for (from, to) in [(arland, berland), (berland, arland)] {
            let way = all.concept(concept).from(from).to(to);
            told.read_from(way.iter().flat_map(|figure| figure.claims()));
            let by = |reporter: CountryCode| told_by(&way, reporter);
            let (here, there) = (by(from), by(to));
            told.say(format!("{concept} of {from} in {to}: {here} by {from}, {there} by {to}"));
        }
    }
    Ok(told)
}

fn told_by(figures: &Figures<'_>, reporter: CountryCode) -> String {
    let reported = figures.reported_by(bilateral::Actor::from(reporter));
    amount(reported.iter().find_map(|figure| figure.observation().bounds()))
}

pub(super) fn around_a_treaty(archive: &Archive) -> Asked {
    let mut told = Told::default();
    let agreement = archive.treaty("us-colombia-trade")?;
    told.say(format!("in force from {}", days(agreement.force_began(&COL.into()))));
    told.read_from(agreement.claims());
    for year in 2009..=2014 {
        let period = ReportingPeriod::year(year)?;
        let exports =
            archive.trade(USA).in_period(period).exports().product(Product::Goods).with(COL)?;
        let Some(bounds) = exports.bounds() else {
            told.say(format!("{year}: {}", exports.state()));
            continue;
        };
        let held = |on| agreement.in_force_between(&USA.into(), &COL.into(), on).value();
        let (first, last) = (held(day(i32::from(year), 1, 1)), held(day(i32::from(year), 12, 31)));
        told.say(format!(
            "{year}: {}; in force on its first day {first}, on its last {last}",
            amount(bounds)
        ));
        told.read_money(exports.claims());
    }
    Ok(told)
}
