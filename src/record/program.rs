//! A programme: assistance, cooperation, training, an exercise, a facility, a service; and its money.

use alloc::string::String;

use super::actor::{Actor, Area};
use super::citation::Citation;
use super::wire::{part, spelled_record};
use crate::date::{PartialDate, Period, ReportingPeriod};
use crate::money::{Decimal, Estimate, PriceBasis};
use crate::text::codes;

codes! {
    /// What kind of programme it is.
    pub enum ProgramKind: "programme type" {
        /// Assistance given by one to another.
        Assistance = "assistance",
        /// Work done together.
        Cooperation = "cooperation",
        /// Education and training.
        Training = "training",
        /// A military or other exercise.
        Exercise = "exercise",
        /// A facility founded or run together.
        Facility = "facility",
        /// A service offered, such as to exporters.
        Service = "service",
    }
}

codes! {
    /// How far it has come (IATI ActivityStatus).
    pub enum ProgramStatus: "programme status" {
        /// Being identified or prepared (IATI 1).
        Pipeline = "pipeline",
        /// Being carried out (IATI 2).
        Implementation = "implementation",
        /// Physically complete, accounts open (IATI 3).
        Finalisation = "finalisation",
        /// Closed (IATI 4).
        Closed = "closed",
        /// Cancelled (IATI 5).
        Cancelled = "cancelled",
        /// Suspended (IATI 6).
        Suspended = "suspended",
    }
}

codes! {
    /// The part that an actor plays in a programme (IATI OrganisationRole, and beyond it).
    pub enum ProgramRoleKind: "programme role" {
        /// Provides the money (IATI 1).
        Funding = "funding",
        /// Answers for it (IATI 2).
        Accountable = "accountable",
        /// Manages money and relations with implementers (IATI 3).
        Extending = "extending",
        /// Carries it out (IATI 4).
        Implementing = "implementing",
        /// Works in it as an equal.
        Partner = "partner",
        /// Founded it.
        Founder = "founder",
        /// Receives it.
        Recipient = "recipient",
    }
}

part! {
    /// One actor's part in a programme.
    pub struct ProgramRole: "programme role" {
        new(
            /// Which part.
            role: ProgramRoleKind = "role",
            /// Whose.
            actor: Actor = "actor",
        )
        /// The share in percent, where the source gives one.
        One share / share: Decimal = "share",
        /// Who within the actor, in words: "security forces", "businesses".
        One label / label: String = "label",
    }
}

part! {
    /// A sector, with its share or as the main one.
    pub struct Sector: "sector" {
        new(
            /// The sector in words, or its code.
            name: String = "name",
        )
        /// The list that the code is from: `DAC`, `ISIC`.
        One vocabulary / vocabulary: String = "vocabulary",
        /// The share in percent.
        One share / share: Decimal = "share",
        /// The source says "mainly".
        Flag mainly / mainly: bool = "mainly",
    }
}

impl From<&str> for Sector {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

part! {
    /// A counted thing that a source states beside the money.
    pub struct Quantity: "quantity" {
        new(
            /// What is counted, in words.
            what: String = "what",
            /// How many.
            estimate: Estimate = "estimate",
        )
        /// On which day or in which days.
        One on / on: PartialDate = "on",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

codes! {
    /// How far money has come, and which way it goes (IATI TransactionType, and stages of national
    /// budgets beyond it); amounts of different stages are never added.
    ///
    /// Money seen by the one who gives it and by the one who gets it is of two stages, *outgoing* and
    /// *incoming*, so that no total counts it twice.
    pub enum Stage: "stage" {
        /// Asked for.
        Requested = "requested",
        /// Planned in a budget.
        Budgeted = "budgeted",
        /// Announced by the provider; it is not money yet (IATI 12).
        Pledge = "pledge",
        /// Voted by a legislature.
        Appropriation = "appropriation",
        /// Committed by the provider (IATI 2).
        Commitment = "commitment",
        /// Obligated.
        Obligation = "obligation",
        /// Paid to another who will spend it (IATI 3).
        Disbursement = "disbursement",
        /// Spent on goods and services (IATI 4).
        Expenditure = "expenditure",
        /// Guaranteed; it is not spending (IATI 10).
        Guarantee = "guarantee",
        /// Announced, as the receiver sees it (IATI 13).
        IncomingPledge = "incoming-pledge",
        /// Committed, as the receiver sees it (IATI 11).
        IncomingCommitment = "incoming-commitment",
        /// Received (IATI 1).
        IncomingFunds = "incoming-funds",
        /// Interest paid on a loan (IATI 5).
        InterestPayment = "interest-payment",
        /// Principal of a loan paid back (IATI 6).
        LoanRepayment = "loan-repayment",
        /// Paid for what the receiver had already spent (IATI 7).
        Reimbursement = "reimbursement",
        /// Paid for a share in a business (IATI 8).
        EquityPurchase = "equity-purchase",
        /// Got for a share in a business (IATI 9).
        EquitySale = "equity-sale",
        /// The source does not say.
        Unstated = "unstated",
    }
}

part! {
    /// One flow of money or goods of a programme.
    ///
    /// ```
    /// use bilateral::{Estimate, Stage, Transaction};
    ///
    /// let spent = Transaction::new(Stage::Expenditure, "rounded USD 5e8".parse::<Estimate>()?).cumulative();
    /// assert!(spent.period.is_none());
    /// # Ok::<(), bilateral::EstimateError>(())
    /// ```
    pub struct Transaction: "transaction" {
        new(
            /// How far it has come.
            stage: Stage = "stage",
            /// How much.
            estimate: Estimate = "estimate",
        )
        /// An estimate or plan rather than what was done.
        Flag estimated / estimated: bool = "estimated",
        /// Who provides.
        One provider / provider: Actor = "provider",
        /// Who receives.
        One receiver / receiver: Actor = "receiver",
        /// The day.
        One on / on: PartialDate = "on",
        /// The period that the figure covers; absent: not stated.
        One period / period: ReportingPeriod = "period",
        /// The sum of all up to the end of the period, not of the period alone.
        Flag cumulative / cumulative: bool = "cumulative",
        /// The prices that the amount is stated in; absent: not stated.
        One prices / prices: PriceBasis = "prices",
        /// The id of the provider's programme, out of which it is paid.
        One from_program / from_program: String = "from_program",
        /// The id of the receiver's programme, into which it is paid.
        One to_program / to_program: String = "to_program",
        /// What it is for, with shares; empty: as its programme.
        Many sectors / sector: Sector = "sectors",
        /// Goods or services, not cash.
        Flag in_kind / in_kind: bool = "in_kind",
        /// What the figure covers, in words.
        One scope / scope: String = "scope",
        /// The source's own words for the amount.
        One words / words: String = "words",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

spelled_record! {
    /// A programme, with its parts, money and place in a tree of programmes.
    ///
    /// The spell is its actual time; what was planned stands in `planned`.
    ///
    /// ```
    /// use bilateral::{CountryCode, Program, ProgramKind, ProgramRole, ProgramRoleKind};
    ///
    /// let program = Program::new("ctr", ProgramKind::Assistance, "Cooperative Threat Reduction")
    ///     .role(ProgramRole::new(ProgramRoleKind::Funding, CountryCode::USA))
    ///     .role(ProgramRole::new(ProgramRoleKind::Recipient, CountryCode::KAZ))
    ///     .source("sheet-2023");
    /// assert!(program.parent.is_none());
    /// ```
    pub struct Program: "program" {
        new(
            /// What kind of programme.
            kind: ProgramKind = "type",
            /// Its title.
            title: String = "title",
        )
        /// What it is about.
        Many sectors / sector: Sector = "sectors",
        /// What is done in it, in words.
        Many activities / activity: String = "activities",
        /// For whom it is, in words.
        One audience / audience: String = "audience",
        /// Who plays which part.
        Many roles / role: ProgramRole = "roles",
        /// The id of the programme under which it runs.
        One parent / parent: String = "parent",
        /// How far it has come.
        One status / status: ProgramStatus = "status",
        /// When it was planned to run.
        One planned / planned: Period = "planned",
        /// Things counted.
        Many quantities / quantity: Quantity = "quantities",
        /// Its money.
        Many transactions / transaction: Transaction = "transactions",
        /// Where it takes place.
        Many at / at: Area = "where",
        /// The ids of the place records where it takes place.
        Many places / place: String = "places",
        /// The id of another programme of which it is a part without running under it.
        One part_of / part_of: String = "part_of",
        /// It stands for several programmes that the source does not name.
        Flag several / several: bool = "several",
    }
}
