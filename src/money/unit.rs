//! [`Unit`]: what an amount counts.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;

use super::currency::Currency;
use crate::text::{Short, codes, nearest, shortened, text_value};

codes! {
    /// A thing that is counted or measured, other than money.
    ///
    /// The words are plural and never converted into one another: tonnes and kilograms do not add.
    #[derive(PartialOrd, Ord)]
    pub enum Counted: "counted unit" {
        /// Persons, of no kind said.
        Persons = "persons",
        /// Visitors, arrivals.
        Visitors = "visitors",
        /// Students.
        Students = "students",
        /// Participants of programmes and exchanges.
        Participants = "participants",
        /// Persons trained.
        Trainees = "trainees",
        /// Workers.
        Workers = "workers",
        /// Migrants, residents born abroad.
        Migrants = "migrants",
        /// Refugees.
        Refugees = "refugees",
        /// Soldiers.
        Troops = "troops",
        /// Households.
        Households = "households",
        /// Shares and rates in hundredths.
        Percent = "percent",
        /// Differences between two shares or rates.
        PercentagePoints = "percentage-points",
        /// Pure numbers: quotients of two amounts of one unit.
        Ratio = "ratio",
        /// Index points.
        Points = "points",
        /// Pieces of no kind said.
        Units = "units",
        /// Projects.
        Projects = "projects",
        /// Programmes.
        Programs = "programs",
        /// Grants.
        Grants = "grants",
        /// Companies.
        Companies = "companies",
        /// Jobs.
        Jobs = "jobs",
        /// Schools.
        Schools = "schools",
        /// Sites.
        Sites = "sites",
        /// Tunnels.
        Tunnels = "tunnels",
        /// Reactors.
        Reactors = "reactors",
        /// Laboratories.
        Laboratories = "laboratories",
        /// Warheads.
        Warheads = "warheads",
        /// Missiles.
        Missiles = "missiles",
        /// Launchers and silos.
        Launchers = "launchers",
        /// Aircraft.
        Aircraft = "aircraft",
        /// Vehicles.
        Vehicles = "vehicles",
        /// Vessels.
        Vessels = "vessels",
        /// Flights.
        Flights = "flights",
        /// Doses of a vaccine.
        Doses = "doses",
        /// Metric tonnes.
        Tonnes = "tonnes",
        /// Kilograms.
        Kilograms = "kilograms",
        /// Litres.
        Litres = "litres",
        /// Barrels of oil.
        Barrels = "barrels",
        /// Cubic metres.
        CubicMetres = "cubic-metres",
        /// Square kilometres.
        SquareKilometres = "square-kilometres",
        /// Hectares.
        Hectares = "hectares",
        /// Kilometres.
        Kilometres = "kilometres",
        /// Megawatts.
        Megawatts = "megawatts",
        /// Kilowatt-hours.
        KilowattHours = "kilowatt-hours",
        /// Hours.
        Hours = "hours",
        /// Days.
        Days = "days",
        /// Months.
        Months = "months",
        /// Years.
        Years = "years",
        /// Meetings.
        Meetings = "meetings",
        /// Visits.
        Visits = "visits",
        /// Treaties.
        Treaties = "treaties",
        /// Votes.
        Votes = "votes",
    }
}

/// What an amount counts: a currency or a counted thing, written `USD` or `persons`.
///
/// Currencies come first in the order, by code.
///
/// ```
/// use bilateral::{Counted, Currency, Unit};
///
/// assert_eq!(Unit::parse("USD")?, Unit::Currency(Currency::USD));
/// assert_eq!(Unit::parse("persons")?, Unit::Counted(Counted::Persons));
///
/// let error = Unit::parse("person").unwrap_err();
/// assert_eq!(error.to_string(), "unknown unit `person`; did you mean `persons`?");
/// # Ok::<(), bilateral::UnitError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Money.
    Currency(Currency),
    /// Anything else.
    Counted(Counted),
}

impl Unit {
    /// US dollars.
    pub const USD: Self = Self::Currency(Currency::USD);
    /// Euros.
    pub const EUR: Self = Self::Currency(Currency::EUR);
    /// Persons.
    pub const PERSONS: Self = Self::Counted(Counted::Persons);
    /// Percent.
    pub const PERCENT: Self = Self::Counted(Counted::Percent);

    /// Reads a currency code or the word for a counted thing.
    ///
    /// # Errors
    ///
    /// [`UnitError`] with the nearest word if it is neither.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        if let Some(counted) = Counted::of(text) {
            return Ok(Self::Counted(counted));
        }
        Currency::parse(text).map(Self::Currency).map_err(|error| {
            let words: Vec<&'static str> = Counted::ALL.iter().map(|unit| unit.as_str()).collect();
            // A near currency only explains capitals: three letters are near too many codes.
            let near = nearest(text, &words).or(error.nearest());
            UnitError { found: shortened(text), nearest: near }
        })
    }

    /// Returns the currency, if it is one.
    ///
    /// ```
    /// # use bilateral::{Currency, Unit};
    /// assert_eq!(Unit::USD.currency(), Some(Currency::USD));
    /// assert_eq!(Unit::PERSONS.currency(), None);
    /// ```
    #[must_use]
    pub const fn currency(self) -> Option<Currency> {
        match self {
            Self::Currency(currency) => Some(currency),
            Self::Counted(_) => None,
        }
    }

    /// Returns the currency code or the word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Currency(currency) => currency.code(),
            Self::Counted(counted) => counted.as_str(),
        }
    }

    /// Adds it to a text; `None` if there is no room.
    #[inline]
    pub(super) fn push_to(self, text: &mut Short) -> Option<()> {
        match self {
            Self::Currency(currency) => text.push_letters(currency.letters()),
            Self::Counted(counted) => text.push(counted.as_str()),
        }
    }
}

impl From<Currency> for Unit {
    fn from(currency: Currency) -> Self {
        Self::Currency(currency)
    }
}

impl From<Counted> for Unit {
    fn from(counted: Counted) -> Self {
        Self::Counted(counted)
    }
}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unit {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Currency(a), Self::Currency(b)) => a.cmp(b),
            (Self::Counted(a), Self::Counted(b)) => a.cmp(b),
            (Self::Currency(_), Self::Counted(_)) => Ordering::Less,
            (Self::Counted(_), Self::Currency(_)) => Ordering::Greater,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

text_value!(
    Unit,
    UnitError,
    "a currency code such as `USD` or a counted unit such as `persons`",
    as_str
);

/// A word that is neither a currency code nor a counted unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown unit `{found}`; {}", Hint(*.nearest))]
pub struct UnitError {
    found: String,
    nearest: Option<&'static str>,
}

impl UnitError {
    /// Returns the nearest unit, if one is near enough to be a likely slip.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        self.nearest
    }
}

struct Hint(Option<&'static str>);

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(word) => write!(f, "did you mean `{word}`?"),
            None => f.write_str(
                "expected a currency code such as `USD` or a counted unit such as `persons`",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn no_word_is_a_currency_too() {
        for counted in Counted::ALL {
            assert_eq!(Unit::parse(counted.as_str()).unwrap(), Unit::Counted(*counted));
            assert!(Currency::parse(counted.as_str()).is_err());
        }
        assert_eq!(size_of::<Unit>(), 4);
    }

    #[test]
    fn errors_name_the_nearest_unit() {
        let message = |text| Unit::parse(text).unwrap_err().to_string();
        assert_eq!(message("usd"), "unknown unit `usd`; did you mean `USD`?");
        assert_eq!(message("tons"), "unknown unit `tons`; did you mean `tonnes`?");
        assert_eq!(
            message("square-roots"),
            "unknown unit `square-roots`; expected a currency code such as `USD` or a counted \
             unit such as `persons`"
        );
    }
}
