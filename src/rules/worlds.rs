//! Values of trade that one source counts, and the totals for the world with the sums of their partners.

use alloc::vec::Vec;

use crate::money::{Amount, Bounds, Decimal, PriceBasis};
use crate::record::{
    Actor, Area, Commodity, Flow, Measure, Product, RecordKind, TradeBasis, TradeFigure, Valuation,
};
use crate::store::{Keys, Store, TradeRow};

/// A commodity's code, edition and label.
pub(super) type Goods<'s> = (Option<&'s str>, Option<&'s str>, Option<&'s str>);

/// In what two figures of trade of one source must agree, beside flow, partner and valuation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'s> {
    source: u32,
    reporter: &'s Actor,
    days: (i32, i32),
    fiscal: bool,
    product: Option<&'static str>,
    basis: Option<&'static str>,
    goods: Goods<'s>,
    customs: Option<&'s str>,
    transport: Option<&'s str>,
    prices: Option<PriceBasis>,
    reported_by: Option<&'s Actor>,
    scope: Option<&'s str>,
    vintage: Option<(i32, i32)>,
}

pub(super) fn goods(commodity: Option<&Commodity>) -> Goods<'_> {
    commodity.map_or((None, None, None), |of| {
        (of.code.as_deref(), of.edition.as_deref(), of.label.as_deref())
    })
}

pub(super) fn ends(days: Keys) -> (i32, i32) {
    (days.first(), days.last())
}

pub(super) fn key<'s>(store: &Store, at: u32, figure: TradeRow<'s>) -> Key<'s> {
    Key {
        source: store.original(at),
        reporter: figure.reporter(),
        days: ends(figure.period().envelope().into()),
        fiscal: figure.period().is_fiscal(),
        product: figure.product().map(Product::as_str),
        basis: figure.basis().map(TradeBasis::as_str),
        goods: goods(figure.commodity()),
        customs: figure.customs(),
        transport: figure.transport(),
        prices: figure.prices(),
        reported_by: figure.reported_by(),
        scope: figure.scope(),
        vintage: figure.vintage().map(|vintage| ends(Keys::of(vintage))),
    }
}

/// A value of trade with what it amounts to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'s> {
    pub(super) at: u32,
    pub(super) figure: TradeRow<'s>,
    pub(super) amount: Bounds,
}

/// Every value of trade that is stated, of some figures.
pub(super) fn values<'s>(
    store: &'s Store,
    wanted: impl Fn(TradeRow<'s>) -> bool,
) -> impl Iterator<Item = Value<'s>> {
    store.of_kind(RecordKind::TradeFigure).iter().filter_map(move |at| {
        let figure = store.trade(*at)?;
        if wanted(figure) { value(*at, figure) } else { None }
    })
}

fn is_value(measure: Measure, denied: bool) -> bool {
    measure == Measure::Value && !denied
}

/// What a figure states, if that is a value of trade over some time.
fn value(at: u32, figure: TradeRow<'_>) -> Option<Value<'_>> {
    if !is_value(figure.measure(), figure.is_denied()) || figure.period().is_unstated() {
        return None;
    }
    Some(Value { at, figure, amount: figure.estimate()?.bounds() })
}

/// Values in the order of what they must share with others, by which those are found.
pub(super) fn sorted<'s, K: Ord>(
    values: impl Iterator<Item = Value<'s>>,
    key: impl Fn(&Value<'s>) -> K,
) -> Vec<(K, Value<'s>)> {
    let mut all: Vec<_> = values.map(|value| (key(&value), value)).collect();
    all.sort_by(|(a, one), (b, other)| a.cmp(b).then(one.at.cmp(&other.at)));
    all
}

/// How many figures of one key are compared with one other; more are two values for one thing, which
/// is an error already.
const MOST_OF_ONE: usize = 8;

pub(super) fn sharing<'v, 's, K: Ord>(
    values: &'v [(K, Value<'s>)],
    key: &K,
) -> impl Iterator<Item = (usize, Value<'s>)> + use<'v, 's, K> {
    let first = values.partition_point(|(other, _)| other < key);
    let last = values.partition_point(|(other, _)| other <= key).min(first + MOST_OF_ONE);
    (first..last).zip(values.get(first..last).unwrap_or_default().iter().map(|(_, value)| *value))
}

/// Whether some figure may be as wanted, by what it shares with those of its style; most rules between
/// figures are about what few archives hold.
pub(super) fn some(store: &Store, wanted: impl Fn(&TradeFigure) -> bool) -> bool {
    store.trade_table().styles().iter().any(wanted)
}

/// In what a total for the world and its parts agree.
type WorldKey<'s> = (Key<'s>, &'static str, Option<&'static str>);

fn world_key<'s>(store: &Store, at: u32, figure: TradeRow<'s>) -> WorldKey<'s> {
    (key(store, at, figure), figure.flow().as_str(), figure.valuation().map(Valuation::as_str))
}

/// What adds up, and of how many; nothing, once something could not be added.
type Sum = Option<(Bounds, usize)>;

/// Every total for the world with the sum of its partners: countries and special areas, not
/// organizations, whose members are countries.
#[derive(Debug)]
pub(super) struct Worlds<'s> {
    store: &'s Store,
    sums: Vec<(Value<'s>, Sum)>,
}

/// Of which source and period a figure was last, and the place of the total of its world.
type Placed = ((u32, u16), Option<usize>);

impl<'s> Worlds<'s> {
    /// Adds the partners of each total, in the order of their ids.
    pub(super) fn of(store: &'s Store) -> Self {
        let of_world = |(at, figure): (u32, TradeRow<'s>)| {
            let is_world = *figure.partner() == Area::World && figure.flow() != Flow::Balance;
            if is_world { value(at, figure) } else { None }
        };
        let worlds =
            sorted(store.trades().filter_map(of_world), |it| world_key(store, it.at, it.figure));
        let mut sums: Vec<(Value<'s>, Sum)> = worlds
            .iter()
            .map(|(_, world)| {
                let nothing = Amount::new(Decimal::ZERO, world.amount.unit());
                (*world, Some((Bounds::exactly(nothing), 0)))
            })
            .collect();
        if worlds.is_empty() {
            return Self { store, sums };
        }
        let is_part = |area: &Area| match area {
            Area::Actor(actor) => actor.country().is_some(),
            Area::Special(_) => true,
            Area::World => false,
        };
        let may_add: Vec<bool> = store
            .trade_table()
            .styles()
            .iter()
            .map(|it| is_value(it.measure, it.denied) && it.flow != Flow::Balance)
            .collect();
        let parts: Vec<bool> = store.trade_table().partners().iter().map(is_part).collect();
        // Figures of one shape and period belong to one world.
        let mut last: Vec<Option<Placed>> =
            alloc::vec![None; store.trade_table().count_of_shapes()];
        for at in store.of_kind(RecordKind::TradeFigure) {
            let Some(figure) = store.trade(*at) else { continue };
            let (partner, period) = figure.columns();
            let is_part = match partner {
                Some(partner) => parts.get(usize::from(partner)).copied().unwrap_or(false),
                None => is_part(figure.partner()),
            };
            let shape = figure.shape() as usize;
            let style = figure.shared().1 as usize;
            if !is_part || !may_add.get(style).copied().unwrap_or(false) {
                continue;
            }
            let Some(value) = value(*at, figure) else { continue };
            let find = || sharing(&worlds, &world_key(store, *at, figure)).next().map(|it| it.0);
            let place = match (last.get_mut(shape), period) {
                (Some(last), Some(period)) => {
                    let alike = (store.original(*at), period);
                    match last {
                        Some((before, place)) if *before == alike => *place,
                        _ => last.insert((alike, find())).1,
                    }
                }
                _ => find(),
            };
            if let Some((_, sum)) = place.and_then(|place| sums.get_mut(place)) {
                *sum = sum.and_then(|(sum, partners)| {
                    Some((sum.checked_add(value.amount).ok()?, partners.saturating_add(1)))
                });
            }
        }
        Self { store, sums }
    }

    pub(super) const fn store(&self) -> &'s Store {
        self.store
    }

    /// Tells of every total that has partners.
    pub(super) fn each(&self, mut tell: impl FnMut(Value<'s>, Bounds, usize)) {
        for (world, sum) in &self.sums {
            if let Some((sum, partners)) = sum.filter(|(_, partners)| *partners > 0) {
                tell(*world, sum, partners);
            }
        }
    }
}
