//! The matrix of manufacturing trade, 1986 to 2006, of "An Advanced Guide to Trade Policy Analysis"
//! (69 countries, million USD; CC BY 4.0): every value comes out again, and totals, ranks, shares and
//! mirrors agree with plain sums and counts over the rows.

use std::collections::BTreeMap;

use bilateral::exchange::{GravityPanel, GravityRow, Intake};
use bilateral::{
    Amount, Archive, Area, Bounds, CountryCode, Decimal, ObservationState, Truth, Unit,
};
use rust_decimal::Decimal as Oracle;

use crate::shared_tables::typed_rows;

struct Matrix {
    archive: Archive,
    /// Exports by exporter, year and importer, in USD.
    exports: BTreeMap<(CountryCode, u16), BTreeMap<CountryCode, Decimal>>,
    internal: usize,
}

const USA: CountryCode = CountryCode::USA;

fn usd(value: Decimal) -> Bounds {
    Bounds::exactly(Amount::new(value, unit()))
}

fn unit() -> Unit {
    "USD".parse().expect("a currency")
}

/// A number of million USD, in USD.
fn millions(text: &str) -> Decimal {
    let number = Decimal::parse(&text.replace("e-0", "e-")).expect("a number");
    number.checked_mul(Decimal::new(1, 6)).expect("it fits")
}

fn load(read: &[GravityRow]) -> Matrix {
    let mut intake = Intake::new(GravityPanel::new(), GravityPanel::source());
    let mut exports: BTreeMap<(CountryCode, u16), BTreeMap<CountryCode, Decimal>> = BTreeMap::new();
    let mut internal = 0;
    for row in read {
        let code = |text: &str| CountryCode::parse(text).expect("a country");
        let (exporter, importer) = (code(&row.exporter), code(&row.importer));
        let value = millions(&row.trade);
        let year: u16 = row.year.parse().expect("a year");
        if exporter == importer {
            internal += 1;
        } else {
            exports.entry((exporter, year)).or_default().insert(importer, value);
        }
        intake.put(row.clone());
    }
    let taken = intake.finish();
    assert_eq!(taken.refused, 0, "{}", taken.report);
    let archive = Archive::from_records(taken.records).expect("every rule passes");
    Matrix { archive, exports, internal }
}

#[test]
fn the_trade_matrix_comes_out_again() {
    let Some(read) = typed_rows::<GravityRow>("agtpa_trade_1986_2006") else { return };
    assert_eq!(read.len(), 99_981);
    let matrix = load(&read);
    assert_eq!(matrix.internal, 1_449);
    let exports = |reporter, year| matrix.archive.trade(reporter).in_year(year).exports();

    // The README's values, in million USD.
    for (reporter, partner, year, value) in [
        (USA, "CAN", 1986, "42348.98676977539"),
        (USA, "CAN", 1989, "59333.34717529297"),
        (USA, "CAN", 2006, "176540.59027734376"),
        (CountryCode::CHN, "USA", 2006, "241536.93156726073"),
    ] {
        let partner: CountryCode = partner.parse().expect("a country");
        let found = exports(reporter, year).with(partner).expect("uniform");
        assert_eq!(found.bounds(), Some(usd(millions(value))), "{reporter} to {partner}, {year}");
    }

    let mut zeros = 0;
    for ((reporter, year), row) in &matrix.exports {
        let trade = exports(*reporter, *year);
        let partners = trade.partners().expect("uniform");
        assert_eq!(partners.len(), row.len(), "{reporter} {year}");
        for (area, observation) in &partners {
            let partner = area.actor().and_then(|actor| actor.country()).expect("a country");
            assert_eq!(
                observation.bounds(),
                Some(usd(row[&partner])),
                "{reporter} {partner} {year}"
            );
            zeros += usize::from(observation.state() == ObservationState::Zero);
        }
    }
    let internal = read.iter().filter(|row| row.exporter == row.importer);
    zeros += internal.filter(|row| millions(&row.trade).is_zero()).count();
    assert_eq!(zeros, 8_475);

    totals_ranks_and_shares(&matrix);
    mirrors(&matrix);
}

/// Every twentieth reporter and year: the total, each rank and each share, against plain sums and
/// counts.
fn totals_ranks_and_shares(matrix: &Matrix) {
    for ((reporter, year), row) in matrix.exports.iter().step_by(20) {
        let trade = matrix.archive.trade(*reporter).in_year(*year).exports();
        let sum = row.values().fold(Decimal::ZERO, |sum, value| sum.checked_add(*value).unwrap());
        let total = trade.total().expect("uniform");
        assert_eq!(total.in_unit(unit()), Ok(usd(sum)), "{reporter} {year}");
        assert_eq!(total.left_out().len(), 0);
        agrees_with_rust_decimal(row.values(), sum);
        let ranking = trade.ranking().expect("uniform");
        assert_eq!(ranking.len(), row.len());
        for ranked in ranking.iter().step_by(7) {
            let partner = ranked.partner().country().expect("a country");
            let own = row[&partner];
            let place = 1 + row.values().filter(|other| **other > own).count();
            let rank = trade.rank_of(partner).expect("uniform");
            assert_eq!((rank.best(), rank.worst_recorded()), (Some(place), Some(place)));
            assert_eq!((rank.worst(), rank.of()), (None, row.len()), "no source lists the world");
            assert_eq!(ranked.rank().best(), rank.best());
            let share = trade.share_of(partner).expect("uniform").of_world();
            let Some(share) = share else { continue };
            let most = share.upper().expect("at most all");
            let exact = own.to_f64() / sum.to_f64() * 100.0;
            assert!((most.value.to_f64() - exact).abs() <= exact.abs() * 1e-9, "{share} {exact}");
        }
        let first = ranking.first().expect("partners");
        assert_eq!(first.rank().best(), Some(1));
        assert!(ranking.is_sorted_by_key(|ranked| ranked.rank().best()));
        let top: Vec<Truth> = trade.top(3).expect("uniform").map(|(_, truth)| truth).collect();
        assert!(top.len() >= 3 && top.iter().all(|truth| *truth == Truth::Unknown));
    }
}

/// The matrix reports each flow once, by its exporter: the importer is missing, and the mirror of its
/// imports is there.
fn mirrors(matrix: &Matrix) {
    for ((reporter, year), row) in matrix.exports.iter().step_by(97) {
        for (partner, value) in row {
            let imports = matrix.archive.trade(*partner).in_year(*year).imports();
            let mirror = imports.mirror(*reporter).expect("uniform");
            assert_eq!(mirror.values(), (None, Some(usd(*value))), "{partner} from {reporter}");
            assert!(mirror.missing().eq([&bilateral::Actor::from(*partner)]));
            assert_eq!((mirror.gap(), mirror.ratio()), (None, None));
        }
    }
    let series = matrix.archive.trade(CountryCode::CAN).in_year(1986).imports().over(1986..=2006);
    let unreported = series.unreported(USA).expect("uniform");
    assert_eq!(unreported.len(), 21);
    assert_eq!(
        matrix.archive.trade(USA).in_year(1985).exports().with(Area::World).unwrap().bounds(),
        None
    );
}

/// The sum of the same numbers by another crate, where it holds all their digits.
fn agrees_with_rust_decimal<'v>(values: impl Iterator<Item = &'v Decimal>, sum: Decimal) {
    let oracle = |value: Decimal| {
        let value = value.normalized();
        let scale = u32::try_from(-i32::from(value.exponent())).ok()?;
        Oracle::try_from_i128_with_scale(value.coefficient(), scale).ok()
    };
    let exact: Option<Vec<Oracle>> = values.map(|value| oracle(*value)).collect();
    if let (Some(exact), Some(expected)) = (exact, oracle(sum)) {
        let widest = exact.iter().map(Oracle::scale).max();
        let added = exact.into_iter().sum::<Oracle>();
        if Some(added.scale()) == widest {
            assert_eq!(added, expected);
        }
    }
}
