//! What trade figures must share to be added or compared.

use alloc::boxed::Box;
use alloc::string::{String, ToString};

use super::mixed::MixedError;
use super::total::priced;
use crate::money::{PriceBasis, Unit};
use crate::record::{Actor, Product, TradeBasis, Valuation};
use crate::store::{ClassFacets, Sight, TradeRow};

/// A choice of one facet: nothing chosen, or a value, or *not stated*.
pub(crate) type Choice<T> = Option<Option<T>>;

/// The facets that a caller chose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choices {
    pub(crate) product: Choice<Product>,
    pub(crate) basis: Choice<TradeBasis>,
    pub(crate) valuation: Choice<Valuation>,
    pub(crate) compiler: Choice<Actor>,
    pub(crate) prices: Choice<PriceBasis>,
    pub(crate) unit: Option<Unit>,
    /// Absent: everything together.
    pub(crate) detail: Option<Box<Detail>>,
    /// Exports and imports are taken as each is valued.
    pub(crate) as_valued: bool,
}

/// The part of a trade that a caller chose; it stands apart because it rarely is chosen, and choices are
/// copied with each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Detail {
    /// The edition and code of a commodity; absent: everything together.
    pub(crate) commodity: Option<(String, String)>,
    /// The customs procedure; absent: all together.
    pub(crate) customs: Option<String>,
    /// The mode of transport; absent: all together.
    pub(crate) transport: Option<String>,
}

/// The code of a classification that stands for everything traded.
const TOTAL: &str = "TOTAL";
/// The customs procedure code that stands for all of them (UN Comtrade).
const ALL_PROCEDURES: &str = "C00";
/// The mode of transport code that stands for all of them (UN Comtrade).
const ALL_MODES: &str = "0";

impl Choices {
    /// Whether a figure is of the facets that were chosen, whatever its commodity.
    pub(crate) fn hold(&self, figure: TradeRow<'_>, facets: &Facets<'_>) -> bool {
        fn chosen<T: PartialEq>(choice: Option<Option<T>>, found: Option<T>) -> bool {
            choice.is_none_or(|choice| choice == found)
        }
        let unit = match (self.unit, facets.unit) {
            (Some(chosen), Some(found)) => chosen == found,
            _ => true,
        };
        unit && chosen(self.product, facets.product)
            && chosen(self.basis, facets.basis)
            && chosen(self.valuation, facets.valuation)
            && chosen(self.compiler.as_ref().map(Option::as_ref), facets.compiler)
            && chosen(self.prices, facets.prices)
            && self.is_undivided(figure)
    }

    /// Whether figures that share some facets are of those that were chosen, whatever their unit.
    #[inline]
    pub(crate) fn take(&self, facets: &ClassFacets) -> bool {
        fn chosen<T: PartialEq>(choice: Option<Option<T>>, found: Option<T>) -> bool {
            choice.is_none_or(|choice| choice == found)
        }
        chosen(self.product, facets.product)
            && chosen(self.basis, facets.basis)
            && chosen(self.valuation, facets.valuation)
            && chosen(self.compiler.as_ref().map(Option::as_ref), facets.compiler.as_ref())
            && chosen(self.prices, facets.prices)
    }

    /// Whether a figure is of the chosen commodity, or of all of them together.
    pub(crate) fn is_level(&self, figure: TradeRow<'_>) -> bool {
        match (self.commodity(), figure.commodity()) {
            (None, None) => true,
            (None, Some(found)) => found.code.as_deref() == Some(TOTAL),
            (Some(_), None) => false,
            (Some(chosen), Some(found)) => {
                let (edition, code) = chosen;
                found.edition.as_ref() == Some(edition) && found.code.as_ref() == Some(code)
            }
        }
    }

    /// Whether a commodity, a procedure or a mode was chosen.
    #[inline]
    pub(crate) const fn is_detail(&self) -> bool {
        self.detail.is_some()
    }

    /// What is chosen of the details, to be changed: whoever asks chooses one.
    pub(crate) fn detail(&mut self) -> &mut Detail {
        self.detail.get_or_insert_default()
    }

    /// The edition and code of a commodity.
    pub(crate) fn commodity(&self) -> Option<&(String, String)> {
        self.detail.as_deref()?.commodity.as_ref()
    }

    /// The customs procedure.
    pub(crate) fn customs(&self) -> Option<&str> {
        self.detail.as_deref()?.customs.as_deref()
    }

    /// The mode of transport.
    pub(crate) fn transport(&self) -> Option<&str> {
        self.detail.as_deref()?.transport.as_deref()
    }

    /// Whether a figure is of the chosen procedure and mode, or of all of them together.
    fn is_undivided(&self, figure: TradeRow<'_>) -> bool {
        let of = |chosen: Option<&str>, found: Option<&str>, all: &str| match chosen {
            None => found.is_none_or(|found| found == all),
            Some(chosen) if chosen == all => found.is_none_or(|found| found == all),
            chosen => found == chosen,
        };
        of(self.customs(), figure.customs(), ALL_PROCEDURES)
            && of(self.transport(), figure.transport(), ALL_MODES)
    }
}

/// The facets of one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facets<'s> {
    pub(crate) product: Option<Product>,
    pub(crate) basis: Option<TradeBasis>,
    pub(crate) valuation: Option<Valuation>,
    pub(crate) compiler: Option<&'s Actor>,
    pub(crate) prices: Option<PriceBasis>,
    /// Absent where no number is stated.
    pub(crate) unit: Option<Unit>,
}

impl<'s> Facets<'s> {
    pub(crate) fn of(store: Sight<'s>, figure: TradeRow<'s>) -> Self {
        Self {
            product: figure.product(),
            basis: figure.basis(),
            valuation: figure.valuation(),
            compiler: figure.reported_by().map(|actor| store.principal(actor)),
            prices: figure.prices(),
            unit: figure.estimate().map(|estimate| estimate.unit()),
        }
    }
}

/// The facets that all figures of a selection share, each with the record that set it.
///
/// Valuation is kept per flow: exports are valued as they leave and imports as they arrive.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shared<'s> {
    first: Option<(Facets<'s>, &'s str)>,
    unit: Option<(Unit, &'s str)>,
}

impl<'s> Shared<'s> {
    /// Adds a figure.
    pub(crate) fn add(&mut self, facets: Facets<'s>, id: &'s str) -> Result<(), MixedError> {
        match self.first {
            None => self.first = Some((facets, id)),
            Some((first, by)) => differ(&first, by, &facets, id)?,
        }
        self.add_unit(facets.unit, id)
    }

    fn add_unit(&mut self, unit: Option<Unit>, id: &'s str) -> Result<(), MixedError> {
        let Some(unit) = unit else { return Ok(()) };
        match self.unit {
            None => self.unit = Some((unit, id)),
            Some((first, by)) if first != unit => {
                return Err(
                    MixedError::new("unit", first.as_str(), unit.as_str()).of_records(by, id)
                );
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Checks that the amounts of another selection are of the same prices and unit.
    pub(crate) fn amounts_compare(&self, other: &Self) -> Result<(), MixedError> {
        let mut other = *other;
        if let (Some((first, _)), Some((found, id))) = (self.first, other.first) {
            other.first = Some((Facets { prices: found.prices, ..first }, id));
        }
        self.agrees_but_for_valuation(&other)
    }

    /// Checks that the figures of another selection share all but the valuation.
    pub(crate) fn agrees_but_for_valuation(&self, other: &Self) -> Result<(), MixedError> {
        if let (Some((first, by)), Some((found, id))) = (self.first, other.first) {
            let found = Facets { valuation: first.valuation, ..found };
            differ(&first, by, &found, id)?;
        }
        if let (Some((first, by)), Some((found, id))) = (self.unit, other.unit)
            && first != found
        {
            return Err(MixedError::new("unit", first.as_str(), found.as_str()).of_records(by, id));
        }
        Ok(())
    }

    /// Checks that the figures of a mirror share what the two sides of a border can share: each is
    /// compiled and valued on its own side.
    pub(crate) fn mirrors(&self, other: &Self) -> Result<(), MixedError> {
        let mut other = *other;
        if let (Some((first, _)), Some((found, id))) = (self.first, other.first) {
            other.first = Some((Facets { compiler: first.compiler, ..found }, id));
        }
        self.agrees_but_for_valuation(&other)
    }

    /// Checks that the figures of another selection are valued alike.
    pub(crate) fn agrees_in_valuation(&self, other: &Self) -> Result<(), MixedError> {
        match (self.first, other.first) {
            (Some((first, by)), Some((found, id))) if first.valuation != found.valuation => {
                let (one, two) = (named(first.valuation), named(found.valuation));
                Err(MixedError::new("valuation", one, two).of_records(by, id))
            }
            _ => Ok(()),
        }
    }

    /// Takes over what another selection shares where this one had no figure yet.
    pub(crate) fn fill(&mut self, other: &Self) {
        self.first = self.first.or(other.first);
        self.unit = self.unit.or(other.unit);
    }

    pub(crate) fn facets(&self) -> Option<Facets<'s>> {
        self.first.map(|(facets, _)| facets)
    }

    pub(crate) fn unit(&self) -> Option<Unit> {
        self.unit.map(|(unit, _)| unit)
    }
}

/// Checks that two selections, of a flow and of the flows that give it, share everything; exports and
/// imports need not be valued alike.
pub(crate) fn all_agree<const N: usize>(
    one: &[Shared<'_>; N],
    other: &[Shared<'_>; N],
) -> Result<(), MixedError> {
    for (of_one, of_other) in one.iter().flat_map(|it| other.iter().map(move |other| (it, other))) {
        of_one.agrees_but_for_valuation(of_other)?;
    }
    one.iter().zip(other).try_for_each(|(one, other)| one.agrees_in_valuation(other))
}

/// The first facet in which two figures differ, as an error that names both.
fn differ(one: &Facets<'_>, by: &str, other: &Facets<'_>, id: &str) -> Result<(), MixedError> {
    let mixed = |facet, one: String, other: String| {
        Err(MixedError::new(facet, one, other).of_records(by, id))
    };
    if one.product != other.product {
        return mixed("product kind", named(one.product), named(other.product));
    }
    if one.basis != other.basis {
        return mixed("basis", named(one.basis), named(other.basis));
    }
    if one.valuation != other.valuation {
        return mixed("valuation", named(one.valuation), named(other.valuation));
    }
    if one.compiler != other.compiler {
        return mixed("compiler", named(one.compiler), named(other.compiler));
    }
    if one.prices != other.prices {
        return mixed("prices", priced(one.prices), priced(other.prices));
    }
    Ok(())
}

/// What a facet is called; the absent one too.
pub(crate) fn named<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "not stated".into(), |value| value.to_string())
}
