//! Records: what sources state, as plain data, right or wrong.
//!
//! A record has public fields, a constructor for what it must state, and chainable methods for the
//! rest; [`Archive`](crate::Archive) is the proof that the rules hold. What a field does not state is
//! absent and says nothing. On the wire a record is one object: `kind` first when written, any order
//! when read; an unknown field, kind or code is refused by name with the nearest valid one.
//!
//! ```
//! use bilateral::{CountryCode, Record, Relation, RelationKind};
//!
//! let line = r#"{"kind":"relation","id":"us-recognises-kz","type":"recognition","from":"USA","towards":"KAZ","start":"1991","sources":[{"source":"sheet-2023"}]}"#;
//! let record: Record = serde_json::from_str(line)?;
//! assert_eq!(record.id(), "us-recognises-kz");
//! assert_eq!(serde_json::to_string(&record)?, line);
//!
//! let wrong = line.replace("towards", "toward");
//! let error = serde_json::from_str::<Record>(&wrong).unwrap_err();
//! assert!(error.to_string().starts_with("unknown field `toward` of relation; did you mean `towards`?; missing field `towards`"));
//! # Ok::<(), serde_json::Error>(())
//! ```

#[cfg(feature = "schema")]
mod shape;
mod wire;

mod act;
mod actor;
mod any;
mod buffer;
mod citation;
mod country;
mod event;
mod figure;
mod kind;
mod membership;
mod name;
mod organization;
mod person;
mod place;
mod policy;
mod program;
mod relation;
mod source;
mod spell;
mod statement;
mod trade;
mod trade_written;
mod treaty;
mod visit;
#[cfg(feature = "schema")]
mod schema;

pub use act::{Act, ActKind, Ending};
pub use actor::{Actor, ActorError, Area, Participant};
pub use any::{Header, Line, Record};
pub use citation::{Citation, Ordinal};
pub use country::{Capital, Country, CountrySuccession, Existence};
pub use event::{Event, EventCategory, Series};
pub use figure::{Figure, FigureConcept, FigureKind, Presentation};
pub use kind::RecordKind;
pub use membership::{Membership, Standing};
pub use name::{Name, NameKind};
pub use organization::{Organization, OrganizationKind};
pub use person::{Office, OfficeStanding, Person, PersonName, RoleClass};
pub use place::{Place, PlaceCountry};
pub use policy::{LATE_JOINER_MARGIN, Policy, Settling};
pub use program::{
    Program, ProgramKind, ProgramRole, ProgramRoleKind, ProgramStatus, Quantity, Sector, Stage,
    Transaction,
};
pub use relation::{Relation, RelationKind, RelationObject};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use source::{Covers, Source, SourceKind};
pub use spell::{Attestation, HasSpell, SpellFields};
pub use statement::{Statement, StatementKind};
pub use trade::{
    Commodity, Flow, Measure, ObservationStatus, Product, TradeBasis, TradeFigure, Valuation,
};
pub(crate) use trade_written::FigureInParts;
pub use treaty::{
    AttestedStanding, Coverage, EffectiveFrom, EntryClause, Instrument, Pledge, PledgeKind,
    Reservation, ReservationKind, SurvivalClause, TerritorialScope, Treaty, TreatyCategory,
    TreatyCitation, TreatyParty, TreatyStanding,
};
pub use visit::{Medium, Meeting, Visit, VisitPurpose, VisitRank, VisitStatus};
