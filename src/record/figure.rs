//! Any other number between two actors: investment, visitors, students, troops, debt.

use alloc::string::String;

use super::actor::{Actor, Area};
use super::program::Sector;
use super::trade::ObservationStatus;
use super::wire::record;
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::{Estimate, PriceBasis};
use crate::text::codes;

codes! {
    /// What is counted.
    pub enum FigureKind: "figure type" {
        /// Investment of the first actor in the second.
        Investment = "investment",
        /// Debt of the first actor to the second.
        Debt = "debt",
        /// Remittances from the first actor to the second.
        Remittances = "remittances",
        /// Visitors from the first actor in the second.
        Visitors = "visitors",
        /// Students from the first actor in the second.
        Students = "students",
        /// Migrants from the first actor in the second.
        Migrants = "migrants",
        /// Troops of the first actor in the second.
        Troops = "troops",
        /// Companies of the first actor in the second.
        Companies = "companies",
        /// Anything else; what, stands in `label`.
        Other = "other",
    }
}

codes! {
    /// Whether a number is a position on a day or a sum over time.
    pub enum FigureConcept: "figure concept" {
        /// A position on a day.
        Stock = "stock",
        /// A flow over a period.
        Flow = "flow",
        /// The sum of all flows up to a day.
        Cumulative = "cumulative",
    }
}

codes! {
    /// How investment is presented (BPM6).
    pub enum Presentation: "presentation" {
        /// By the direction of influence.
        Directional = "directional",
        /// By assets and liabilities.
        AssetLiability = "asset-liability",
    }
}

record! {
    /// A number between two actors that is not trade.
    ///
    /// ```
    /// use bilateral::{CountryCode, Estimate, Figure, FigureConcept, FigureKind, Sector};
    ///
    /// let invested = Figure::new("us-in-kz", FigureKind::Investment, CountryCode::USA, CountryCode::KAZ)
    ///     .concept(FigureConcept::Cumulative)
    ///     .estimate("tens of USD 1e9".parse::<Estimate>()?)
    ///     .sector(Sector::new("oil and gas").mainly())
    ///     .source("sheet-2023");
    /// assert!(invested.period.is_none());
    /// # Ok::<(), bilateral::EstimateError>(())
    /// ```
    pub struct Figure: "figure" {
        new(
            /// What is counted.
            kind: FigureKind = "type",
            /// From whom.
            from: Actor = "from",
            /// To or in whom.
            to: Area = "to",
        )
        /// A position or a sum; absent: not stated.
        One concept / concept: FigureConcept = "concept",
        /// The number.
        One estimate / estimate: Estimate = "estimate",
        /// The prices that an amount of money is stated in; absent: not stated.
        One prices / prices: PriceBasis = "prices",
        /// What is counted, in words.
        One label / label: String = "label",
        /// Who reports it; absent: not stated.
        One reporter / reporter: Actor = "reporter",
        /// How investment is presented.
        One presentation / presentation: Presentation = "presentation",
        /// The day of a stock.
        One on / on: PartialDate = "on",
        /// The period of a flow; absent: not stated.
        One period / period: ReportingPeriod = "period",
        /// In what.
        Many sectors / sector: Sector = "sectors",
        /// The id of the figure of which it is a part.
        One part_of / part_of: String = "part_of",
        /// The state of the observation; absent: not stated.
        One status / status: ObservationStatus = "status",
        /// When this version of the figure was published or revised.
        One vintage / vintage: PartialDate = "vintage",
        /// The source's own words for the number.
        One words / words: String = "words",
    }
}
