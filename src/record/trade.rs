//! A trade figure: what one reporter counted of its trade with one partner.

use alloc::string::String;

use super::actor::{Actor, Area};
use super::wire::{part, record};
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::{Estimate, PriceBasis};
use crate::text::codes;

codes! {
    /// Which way the trade goes, seen from the reporter (UN Comtrade flow codes where there is one).
    pub enum Flow: "flow" {
        /// Exports of the reporter, re-exports included (X).
        Export = "export",
        /// Imports of the reporter, re-imports included (M).
        Import = "import",
        /// Re-exports (RX), a part of exports.
        ReExport = "re-export",
        /// Re-imports (RM), a part of imports.
        ReImport = "re-import",
        /// Domestic exports (DX), a part of exports.
        Domestic = "domestic",
        /// Both directions in one figure.
        TwoWay = "two-way",
        /// Exports less imports, as a source claims it.
        Balance = "balance",
    }
}

codes! {
    /// What is traded.
    pub enum Product: "product kind" {
        /// Goods.
        Goods = "goods",
        /// Services.
        Services = "services",
        /// Goods and services together.
        Both = "both",
    }
}

codes! {
    /// On which statistical basis.
    pub enum TradeBasis: "trade basis" {
        /// Customs records.
        Customs = "customs",
        /// Balance of payments.
        BalanceOfPayments = "balance-of-payments",
    }
}

codes! {
    /// What the number is.
    pub enum Measure: "measure" {
        /// A value.
        Value = "value",
        /// A share, in percent, of another figure.
        ShareOf = "share-of",
        /// A change, in percent, since another period.
        ChangeSince = "change-since",
        /// A rank that the source claims; it stands in `rank`, not in the estimate.
        ClaimedRank = "claimed-rank",
    }
}

codes! {
    /// How goods are valued at the border.
    pub enum Valuation: "valuation" {
        /// Free on board: up to the exporter's border.
        Fob = "fob",
        /// Cost, insurance and freight: up to the importer's border.
        Cif = "cif",
    }
}

codes! {
    /// The state of an observation (SDMX CL_OBS_STATUS 2.2; the letter is the code).
    pub enum ObservationStatus: "observation status" {
        /// Normal.
        Normal = "A",
        /// A break in the series.
        Break = "B",
        /// The definition differs.
        DefinitionDiffers = "D",
        /// Estimated.
        Estimated = "E",
        /// Forecast.
        Forecast = "F",
        /// Experimental.
        Experimental = "G",
        /// Missing because of a holiday.
        Holiday = "H",
        /// Imputed by the receiver.
        Imputed = "I",
        /// Derogation.
        Derogation = "J",
        /// Included in another figure.
        IncludedElsewhere = "K",
        /// Not collected.
        NotCollected = "L",
        /// Cannot exist.
        CannotExist = "M",
        /// Not significant.
        NotSignificant = "N",
        /// Missing.
        Missing = "O",
        /// Provisional.
        Provisional = "P",
        /// Suppressed for confidentiality.
        Suppressed = "Q",
        /// Affected by a special event.
        SpecialEvent = "S",
        /// Low reliability.
        LowReliability = "U",
        /// Not validated.
        Unvalidated = "V",
        /// Includes another figure.
        IncludesOther = "W",
    }
}

impl ObservationStatus {
    /// Returns whether an observation of this status carries no value.
    #[must_use]
    pub const fn is_without_value(self) -> bool {
        matches!(
            self,
            Self::Holiday
                | Self::NotCollected
                | Self::CannotExist
                | Self::Missing
                | Self::Suppressed
        )
    }
}

part! {
    /// A commodity, by the code of a classification or in words.
    pub struct Commodity: "commodity" {
        new()
        /// The code: `2709`, `TOTAL`.
        One code / code: String = "code",
        /// The classification and its edition: `HS2017`, `SITC4`.
        One edition / edition: String = "edition",
        /// In words.
        One label / label: String = "label",
    }
}

record! {
    /// One figure of trade, as one source states it.
    ///
    /// A figure that is absent is missing, never zero. What the source does not say stays absent: a
    /// figure without `product` is not known to be of goods.
    ///
    /// ```
    /// use bilateral::{CountryCode, Estimate, Flow, Measure, ReportingPeriod, TradeFigure};
    ///
    /// let figure = TradeFigure::new("us-kz-2021", CountryCode::USA, CountryCode::KAZ, Flow::TwoWay, ReportingPeriod::year(2021)?, Measure::Value)
    ///     .estimate("rounded USD 2.5e9".parse::<Estimate>()?)
    ///     .source("sheet-2023");
    /// assert!(figure.product.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct TradeFigure: "trade" {
        new(
            /// Whose trade is counted.
            reporter: Actor = "reporter",
            /// With whom.
            partner: Area = "partner",
            /// Which way, seen from the reporter.
            flow: Flow = "flow",
            /// The period that the figure covers.
            period: ReportingPeriod = "period",
            /// What the number is.
            measure: Measure = "measure",
        )
        /// The number.
        One estimate / estimate: Estimate = "estimate",
        /// The prices that the number is stated in; absent: not stated.
        One prices / prices: PriceBasis = "prices",
        /// The rank that the source claims, counted from 1.
        Num rank / rank: u32 = "rank",
        /// What the rank or share is counted in: "trading partners of the United States".
        One scope / scope: String = "scope",
        /// For a change: since when.
        One since / since: ReportingPeriod = "since",
        /// For a share: of whose trade with whom; absent: of the reporter's trade with the world.
        One share_of / share_of: Area = "of",
        /// Who compiled it; absent: not stated.
        One reported_by / reported_by: Actor = "reported_by",
        /// Goods, services or both; absent: not stated.
        One product / product: Product = "product",
        /// The statistical basis; absent: not stated.
        One basis / basis: TradeBasis = "basis",
        /// The commodity; absent: everything.
        One commodity / commodity: Commodity = "commodity",
        /// The customs procedure code; absent: all together.
        One customs / customs: String = "customs",
        /// The mode of transport code; absent: all together.
        One transport / transport: String = "transport",
        /// How it is valued.
        One valuation / valuation: Valuation = "valuation",
        /// The state of the observation; absent: not stated.
        One status / status: ObservationStatus = "status",
        /// When this version of the figure was published or revised.
        One vintage / vintage: PartialDate = "vintage",
        /// The source's own words for the number.
        One words / words: String = "words",
    }
}
