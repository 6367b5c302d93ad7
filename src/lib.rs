//! Relations between countries as typed, validated, queryable data.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

// The module lines stand in rank order: a module imports only from those above it.
mod text;

pub mod truth;
pub mod date;
pub mod money;
pub mod country;
pub mod report;
pub mod record;
mod store;
pub mod query;
pub mod rules;
pub mod archive;

pub use archive::Archive;
pub use country::{
    CountryCode, CountryCodeError, NameError, Scheme, SchemeError, StateList, SuccessionKind,
};
pub use date::{
    Allen, AllenSet, Anniversaries, Anniversary, DayCount, DayRange, Endpoint, Length, LengthError,
    Mark, PartialDate, PartialDateError, Period, PeriodError, Precision, ReportingPeriod,
    ReportingPeriodError, SortKey, day,
};
pub use money::{
    Amount, AmountError, Bound, Bounds, Counted, Currency, CurrencyError, Decimal, DecimalError,
    Estimate, EstimateError, PriceBasis, PriceBasisError, Rate, Unit, UnitError,
};
pub use query::{
    ActRef, Agreement, Answer, BetweenRef, Candidates, CitationRef, ClaimRef, CountedAmount,
    CountryRef, Dossier, Entry, EventRef, Evidence, Explanation, FigureRef, InTime, LeftOut,
    LeftOutReason, LookUpError, MeetingRef, Meetings, MembershipRef, OfficeRef, OrganizationRef,
    PeriodTrade, PersonRef, PlaceRef, ProgramRef, Programs, Rank, RelationRef, Relations,
    ReportedTrade, Side, StatementRef, Timeline, TimelineEntry, Total, TradeRef, Treaties,
    TreatyRef, VisitRef, Visits,
};
pub use record::{
    Act, ActKind, Actor, ActorError, Area, Attestation, AttestedStanding, Capital, Citation,
    Commodity, Country, CountrySuccession, Coverage, Covers, EffectiveFrom, Ending, EntryClause,
    Event, EventCategory, Existence, Figure, FigureConcept, FigureKind, Flow, HasSpell, Header,
    Instrument, Line, Measure, Medium, Meeting, Membership, Name, NameKind, ObservationStatus,
    Office, OfficeStanding, Ordinal, Organization, OrganizationKind, Participant, Person,
    PersonName, Place, PlaceCountry, Pledge, PledgeKind, Presentation, Product, Program,
    ProgramKind, ProgramRole, ProgramRoleKind, ProgramStatus, Quantity, Record, RecordKind,
    Relation, RelationKind, RelationObject, Reservation, ReservationKind, RoleClass, Sector,
    Series, Source, SourceKind, SpellFields, Stage, Standing, Statement, StatementKind,
    SurvivalClause, TerritorialScope, TradeBasis, TradeFigure, Transaction, Treaty, TreatyCategory,
    TreatyCitation, TreatyParty, TreatyStanding, Valuation, Visit, VisitPurpose, VisitRank,
    VisitStatus,
};
pub use report::{Diagnostic, Report, Severity};
pub use rules::Rule;
pub use text::CodeError;
pub use truth::{Reason, Truth};
