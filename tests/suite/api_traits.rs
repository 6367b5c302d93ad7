//! What every public type can do: go to another thread, be printed, copied and compared.

use std::fmt::Debug;
use std::hash::Hash;
use std::mem::size_of;

use bilateral::country::SuccessionKind;
use bilateral::date::{Endpoint, Period};
use bilateral::{
    Act, ActKind, Actor, ActorError, Area, Attestation, AttestedStanding, Capital, Citation,
    CodeError, Commodity, Country, CountryCode, CountryCodeError, CountrySuccession, Coverage,
    Covers, Decimal, Diagnostic, EffectiveFrom, Ending, EntryClause, Estimate, EstimateError,
    Event, EventCategory, Existence, Figure, FigureConcept, FigureKind, Flow, Header, Instrument,
    Length, Line, Measure, Medium, Meeting, Membership, Name, NameKind, ObservationStatus, Office,
    OfficeStanding, Ordinal, Organization, OrganizationKind, PartialDate, PartialDateError,
    Participant, Person, PersonName, Place, PlaceCountry, Pledge, PledgeKind, Presentation,
    Product, Program, ProgramKind, ProgramRole, ProgramRoleKind, ProgramStatus, Quantity, Reason,
    Record, RecordKind, Relation, RelationKind, RelationObject, Report, ReportingPeriod,
    Reservation, ReservationKind, RoleClass, Sector, Series, Severity, Source, SourceKind,
    SpellFields, Stage, Standing, Statement, StatementKind, SurvivalClause, TerritorialScope,
    TradeBasis, TradeFigure, Transaction, Treaty, TreatyCategory, TreatyCitation, TreatyParty,
    TreatyStanding, Truth, Valuation, Visit, VisitPurpose, VisitRank, VisitStatus,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

trait Shared: Send + Sync + Unpin + Debug + Clone + PartialEq + Eq + 'static {}
impl<T: Send + Sync + Unpin + Debug + Clone + PartialEq + Eq + 'static> Shared for T {}

fn shared<T: Shared>() {}

fn record<T: Shared + Serialize + DeserializeOwned>() {
    shared::<T>();
}

fn value<T: Shared + Copy + Hash + Serialize + DeserializeOwned>() {
    shared::<T>();
}

fn error<T: Shared + std::error::Error>() {
    shared::<T>();
}

/// Calls a check for each of the types.
macro_rules! all {
    ($check:ident: $($type:ty,)*) => { $( $check::<$type>(); )* };
}

#[test]
fn records_and_their_parts_are_plain_data() {
    all! { record:
        Record, Line, Country, Organization, Place, Person, Source, Treaty, Membership,
        Relation, Program, TradeFigure, Figure, Visit, Statement, Event,
        Act, AttestedStanding, Capital, Citation, Commodity, CountrySuccession, Covers,
        EffectiveFrom, EntryClause, Existence, Meeting, Name, Office, Ordinal, Participant,
        PersonName, PlaceCountry, Pledge, ProgramRole, Quantity, Reservation, Sector, Series,
        SurvivalClause, TerritorialScope, Transaction, TreatyCitation, TreatyParty, Actor, Area,
    }
    all! { shared: Header, SpellFields<'static>, Diagnostic, Report, }
}

#[test]
fn values_and_codes_are_small_copies() {
    all! { value:
        PartialDate, Endpoint, Period, ReportingPeriod, Length, CountryCode, Attestation, Truth,
        ActKind, Coverage, Ending, EventCategory, FigureConcept, FigureKind, Flow, Instrument,
        Measure, Medium, NameKind, ObservationStatus, OfficeStanding, OrganizationKind, PledgeKind,
        Presentation, Product, ProgramKind, ProgramRoleKind, ProgramStatus, RecordKind,
        RelationKind, RelationObject, ReservationKind, RoleClass, Severity, SourceKind, Stage,
        Standing, StatementKind, SuccessionKind, TradeBasis, TreatyCategory, TreatyStanding,
        Valuation, VisitPurpose, VisitRank, VisitStatus,
    }
    all! { value: Estimate, Reason, }
    all! { record: Decimal, }
}

#[test]
fn errors_are_errors() {
    all! { error:
        ActorError, CodeError, CountryCodeError, EstimateError, PartialDateError, Report,
    }
}

#[test]
fn codes_take_one_byte() {
    macro_rules! one_byte {
        ($($type:ty),*) => { $(
            assert_eq!(size_of::<$type>(), 1, stringify!($type));
            assert_eq!(size_of::<Option<$type>>(), 1, stringify!($type));
        )* };
    }
    one_byte!(Truth, ActKind, RecordKind, TreatyCategory, ObservationStatus, Severity, Stage);
}

#[test]
fn values_are_as_small_as_promised() {
    assert_eq!(size_of::<PartialDate>(), 8);
    assert_eq!(size_of::<CountryCode>(), 2);
    assert_eq!(size_of::<Option<CountryCode>>(), 2);
}
