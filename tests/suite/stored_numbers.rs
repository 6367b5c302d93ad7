//! What is stored of trade and money against what is worked out: a policy that decides nothing changes
//! no answer, and makes every answer be worked out from the claims.

use std::collections::BTreeSet;

use bilateral::{
    Actor, Amount, Archive, CountryCode, Decimal, Flow, MixedError, ObservationState, PeriodTrade,
    Policy, Product, Reading, Record, ReportingPeriod, Stage, Total, TradeBlock, Unit,
};

use crate::world::{Knobs, Mix, World};

fn archive(records: Vec<Record>) -> Archive {
    Archive::from_records(records).unwrap_or_else(|report| panic!("{report}"))
}

/// Worlds in which groups are dense: few countries and years.
fn worlds() -> impl Iterator<Item = (u64, Archive)> {
    // A second source may be one that has spoken already, and say two things: such a world is none.
    let told = |seed: u64, change: fn(&mut Knobs), records| {
        let world = World::small(seed).with(|knobs| knobs.mix = Mix::STATISTICS);
        Some((seed, Archive::from_records(world.with(change).records(records).build()).ok()?))
    };
    let plain = |knobs: &mut Knobs| {
        (knobs.countries, knobs.days) = (9, 1_000);
        (knobs.partial, knobs.estimated, knobs.disputed, knobs.revised) = (0, 0, 0, 0);
    };
    let dense = |knobs: &mut Knobs| (knobs.countries, knobs.days) = (12, 1_500);
    let murky = |knobs: &mut Knobs| {
        (knobs.countries, knobs.days) = (7, 900);
        (knobs.estimated, knobs.disputed, knobs.revised, knobs.partial) = (300, 200, 200, 200);
    };
    (0..4)
        .filter_map(move |seed| told(seed, plain, 900))
        .chain((10..14).filter_map(move |seed| told(seed, dense, 1_500)))
        .chain((20..28).filter_map(move |seed| told(seed, murky, 500)))
        .chain((30..32).filter_map(move |seed| told(seed, |_| {}, 60)))
}

type Told = Result<Vec<String>, String>;

fn told<T>(answer: Result<T, MixedError>, tell: impl Fn(T) -> Vec<String>) -> Told {
    answer.map(tell).map_err(|error| error.to_string())
}

/// Everything that a ranking says, claims by their ids.
fn ranking(trade: &PeriodTrade<'_>) -> Told {
    told(trade.ranking(), |ranking| {
        let ranked = ranking.into_iter().map(|it| {
            let observation = it.observation();
            let claims: Vec<&str> = observation.claims().map(|claim| claim.id()).collect();
            let known = (observation.state(), observation.bounds(), observation.possible());
            format!("{} {:?} {known:?} {claims:?}", it.partner(), it.rank())
        });
        ranked.collect()
    })
}

fn top(trade: &PeriodTrade<'_>, first: usize) -> Told {
    told(trade.top(first), |top| {
        top.map(|(it, truth)| format!("{} {truth}", it.partner())).collect()
    })
}

fn choices<'s>(trade: &PeriodTrade<'s>) -> Vec<PeriodTrade<'s>> {
    let all = [
        trade.exports(),
        trade.imports(),
        trade.two_way(),
        trade.re_exports(),
        trade.balance(),
        trade.domestic(),
    ];
    all.into_iter()
        .flat_map(|trade| {
            [
                trade.product(Product::Goods),
                trade.product(None),
                trade.product(Product::Goods).in_unit(Unit::USD),
                trade.product(Product::Services),
                trade.valuation(None).basis(None).at_prices(None).compiler_not_stated(),
                trade.as_valued(),
                trade,
            ]
        })
        .collect()
}

/// What is stored is what the records give when they are read again.
#[test]
fn what_is_stored_is_verified() {
    let mut count = 0;
    for (seed, archive) in worlds() {
        assert_eq!(archive.verify(), Ok(()), "{seed}");
        count += 1;
    }
    assert!(count > 8, "{count} worlds");
}

/// Ranks, rankings and the first so many are the same whether stored or worked out.
#[test]
fn stored_ranks_are_those_worked_out() {
    let policy = Policy::new();
    let mut exact = 0;
    for (seed, archive) in worlds() {
        let reporters: BTreeSet<CountryCode> =
            archive.actors().filter_map(Actor::country).collect();
        let periods: Vec<ReportingPeriod> =
            ["1992", "1993-01/1993-12", "FY1993", "1994-33", "1994"]
                .map(|text| text.parse().expect("a period"))
                .to_vec();
        for reporter in &reporters {
            for period in &periods {
                let ask = |reading: Reading<'_>| -> Vec<(Told, Vec<Told>, Vec<Told>)> {
                    let trade = reading.trade(*reporter).in_period(*period);
                    let answer = |trade: PeriodTrade<'_>| {
                        let partners = reporters.iter().copied().chain([CountryCode::ATA]);
                        let rank = |of| told(trade.rank_of(of), |rank| vec![format!("{rank:?}")]);
                        let first = [0, 1, 3, 50].map(|first| top(&trade, first));
                        (ranking(&trade), partners.map(rank).collect(), first.to_vec())
                    };
                    choices(&trade).into_iter().map(answer).collect()
                };
                let stored = ask(archive.reading());
                exact +=
                    stored.iter().filter(|it| it.0.as_ref().is_ok_and(|it| it.len() > 1)).count();
                assert_eq!(stored, ask(archive.under(&policy)), "{reporter} {period} of {seed}");
            }
        }
    }
    assert!(exact > 1_000, "{exact} rankings of more than one");
}

/// A group holds the figures that a walk over all of the reporter's finds, in order.
#[test]
fn groups_hold_the_figures_of_their_period_and_flow() {
    for (seed, archive) in worlds() {
        for reporter in archive.actors().cloned().collect::<Vec<_>>() {
            let trade = archive.trade(&reporter);
            let all: Vec<_> = trade.iter().collect();
            let mut found = 0;
            let mut periods: Vec<ReportingPeriod> = Vec::new();
            for period in all.iter().filter_map(|it| it.period()) {
                if !periods.contains(&period) {
                    periods.push(period);
                }
            }
            for period in periods {
                for flow in Flow::ALL {
                    let of_period = trade.in_period(period);
                    let of_flow = match flow {
                        Flow::Export => of_period.exports(),
                        Flow::Import => of_period.imports(),
                        Flow::ReExport => of_period.re_exports(),
                        Flow::ReImport => of_period.re_imports(),
                        Flow::Domestic => of_period.domestic(),
                        Flow::TwoWay => of_period.two_way(),
                        _ => of_period.balance(),
                    };
                    let own: Vec<_> = of_flow.iter().collect();
                    let walked = all.iter().copied().filter(|it| {
                        it.flow() == Some(*flow)
                            && it
                                .period()
                                .is_some_and(|own| own == period || own.same(&period).certainly())
                    });
                    assert_eq!(own, walked.collect::<Vec<_>>(), "{reporter} {period} of {seed}");
                    found += own.len();
                }
            }
            assert!(found >= all.len(), "{reporter} of {seed}");
        }
    }
}

/// Blocks say the same whether their sums are stored or worked out; each partner is in the sum or among the
/// others, and each value in a sum is what the trade of the period says of it.
#[test]
fn stored_sums_of_blocks_are_those_worked_out() {
    let policy = Policy::new();
    let mut added = 0;
    for (seed, archive) in worlds() {
        let told = |reading: Reading<'_>| -> Vec<String> {
            let tell = |block: TradeBlock<'_>| {
                let facets = (block.product(), block.basis(), block.valuation(), block.prices());
                let others: Vec<String> = block
                    .others()
                    .map(|(area, known)| format!("{area} {:?}", known.bounds()))
                    .collect();
                assert_eq!(others.len(), block.others_count(), "{block:?} of {seed}");
                assert_eq!(block.year(), block.period().year_covered());
                let sum = (block.exact_sum(), block.exact_count(), block.is_mixed());
                format!("{block:?} {facets:?} {:?} {sum:?} {others:?}", block.unit())
            };
            reading.trade_blocks().map(tell).collect()
        };
        assert_eq!(told(archive.reading()), told(archive.under(&policy)), "{seed}");
        for block in archive.trade_blocks().filter(|block| !block.is_mixed()) {
            let exact = block.partners().filter_map(|(area, known)| {
                let is_country = area.actor().is_some_and(|it| it.country().is_some());
                known.bounds()?.exact().filter(|_| is_country)
            });
            let exact: Vec<Amount> = exact.collect();
            let sum = exact.iter().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it.value()));
            assert_eq!(exact.len(), block.exact_count(), "{block:?} of {seed}");
            let sum = sum.ok().filter(|_| !exact.is_empty());
            assert_eq!(block.exact_sum().map(Amount::value), sum, "{block:?} of {seed}");
            added += exact.len();
        }
    }
    assert!(added > 1_000, "{added} values added");
}

fn account(total: &Total<'_>) -> (Vec<String>, Vec<String>) {
    let counted = total.counted().iter().map(|it| format!("{} {:?}", it.bounds, it.claims));
    let left_out = total.left_out().iter().map(|it| format!("{:?} {}", it.claim, it.reason));
    (counted.collect(), left_out.collect())
}

/// Sums of what one gives another and of trees are the same whether stored or worked out, and so is what
/// stands behind them.
#[test]
fn stored_sums_are_those_worked_out() {
    let policy = Policy::new();
    let stages = [Stage::Commitment, Stage::Disbursement, Stage::Expenditure, Stage::Pledge];
    let mut some = 0;
    for (seed, archive) in worlds() {
        let actors: Vec<Actor> = archive.actors().cloned().collect();
        let periods: Vec<ReportingPeriod> =
            ["../..", "1992", "1992-06-01/1993-05-31", "FY1993@10", "FY1993", "../1993", "1994/.."]
                .map(|text| text.parse().expect("a period"))
                .to_vec();
        let mut same = |one: Total<'_>, other: Total<'_>, what: &str| {
            // The sums are compared before the account is gathered.
            assert_eq!(one.sums(), other.sums(), "{what} of {seed}");
            assert_eq!(one.to_string(), other.to_string(), "{what} of {seed}");
            assert_eq!(account(&one), account(&other), "{what} of {seed}");
            some += usize::from(!one.is_none());
        };
        for giver in &actors {
            for taker in &actors {
                for stage in stages {
                    for period in &periods {
                        let ask = |reading: Reading<'_>| {
                            let pair = reading.dossier(giver.clone(), taker.clone()).programs();
                            [
                                pair.given_by(giver.clone()).total(stage, period),
                                pair.received_by(giver.clone()).total(stage, period),
                            ]
                            .map(|it| (it.sums().to_vec(), it.to_string(), account(&it)))
                        };
                        assert_eq!(
                            ask(archive.reading()),
                            ask(archive.under(&policy)),
                            "{giver} {taker}"
                        );
                    }
                }
            }
        }
        for program in archive.programs().iter() {
            for stage in stages {
                for period in &periods {
                    let id = program.id();
                    same(
                        archive.program(id).map(|it| it.tree().total(stage, period)).expect("it"),
                        archive
                            .under(&policy)
                            .program(id)
                            .map(|it| it.tree().total(stage, period))
                            .expect("it"),
                        id,
                    );
                }
            }
        }
    }
    assert!(some > 500, "{some} sums");
}

/// A world without trade or money, with one record, and with none.
#[test]
fn nothing_and_one_are_asked_as_many_are() {
    let empty = archive(Vec::new());
    let exports = empty.trade(CountryCode::USA).in_year(2021).exports();
    let rank = exports.rank_of(CountryCode::KAZ).expect("nothing is mixed");
    assert_eq!((rank.best(), rank.of()), (None, 0));
    assert_eq!(exports.top(3).expect("nothing is mixed").count(), 0);
    let state = exports.with(CountryCode::KAZ).expect("nothing is mixed").state();
    assert_eq!(state, ObservationState::NotRecorded);
    let given =
        empty.dossier(CountryCode::USA, CountryCode::KAZ).programs().given_by(CountryCode::USA);
    let total = given.total(Stage::Disbursement, &ReportingPeriod::ALL_TIME);
    assert!(total.is_none() && total.left_out().is_empty());
    assert_eq!(total.what(), "disbursement, given by USA");
    assert_eq!(total.to_string(), "disbursement, given by USA: none recorded");
}
