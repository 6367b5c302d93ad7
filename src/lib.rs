//! Relations between countries as typed, validated, queryable data.
//!
//! What is publicly known about two countries is partial: a treaty is in force and nobody says since
//! when, a partnership has held "since 2018", investment runs to "tens of billions of dollars", two
//! ministries date one recognition a day apart. `bilateral` holds countries, treaties, programmes,
//! trade figures, visits, memberships, recognitions, partnerships, statements and their sources as
//! they were stated, validates them, answers questions about them with Yes, No or Unknown and the
//! reason, and prints a cited fact sheet.
//!
//! Three laws hold everywhere:
//!
//! 1. **Say exactly what the source says.** An imprecise date is a range of possible days, an
//!    imprecise amount a range of possible amounts, two sources that disagree are two claims.
//! 2. **Yes, No or Unknown, and why.** An answer is Yes only if it is Yes in every exact history that
//!    the records allow, No only if in none.
//! 3. **A total never lies.** What cannot be added is left out, and listed as left out.
//!
//! # A tour
//!
//! Records are plain data, built in code or read from any self-describing serde format; here from
//! lines of JSON. An [`Archive`] is records plus the proof that the rules hold.
//!
//! ```
//! use bilateral::{Archive, CountryCode, Reason, Truth, day};
//!
//! const USA: CountryCode = CountryCode::USA;
//! const KAZ: CountryCode = CountryCode::KAZ;
//!
//! let text = r#"
//! {"kind":"source","id":"sheet","title":"A fact sheet","published":"2023-02-27"}
//! {"kind":"source","id":"database","title":"A treaty database","retrieved":"2024-05-01"}
//! {"kind":"treaty","id":"tax","title":"A convention on taxation","parties":[{"actor":"USA"},{"actor":"KAZ"}],"attested":[{"standing":"party","on":["source"]}],"sources":[{"source":"sheet"}]}
//! {"kind":"relation","id":"partnership","type":"partnership","from":"USA","towards":"KAZ","mutual":true,"level":"enhanced strategic partnership","start":"2018","sources":[{"source":"sheet"}]}
//! "#;
//! let archive = Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! let pair = archive.dossier(USA, KAZ);
//!
//! // "Has a tax treaty", said in 2023: certainly in force from then on, certainly not before
//! // Kazakhstan was a state, and between the two nobody here knows.
//! let tax = pair.treaty("tax")?;
//! assert_eq!(tax.in_force(day(2023, 2, 28)).value(), Truth::Yes);
//! assert_eq!(tax.in_force(day(1991, 1, 1)).value(), Truth::No);
//! assert_eq!(tax.in_force(day(2000, 1, 1)).value(), Truth::Unknown);
//! assert_eq!(tax.in_force(day(2000, 1, 1)).reason(), Some(Reason::Imprecise));
//!
//! // A second source with dates joins the first as a claim on the same treaty.
//! let more = r#"{"kind":"treaty","id":"tax-db","title":"A convention on taxation","same_as":"tax","parties":[{"actor":"USA"},{"actor":"KAZ"}],"acts":[{"type":"entry-into-force","on":"1996-12-30"}],"sources":[{"source":"database"}]}"#;
//! let archive = Archive::from_lines(text.lines().chain([more]), |line| serde_json::from_str(line))?;
//! let answer = archive.dossier(USA, KAZ).treaty("tax")?.in_force(day(2000, 1, 1));
//! assert_eq!(answer.value(), Truth::Yes);
//! println!("{} because {}", answer.value(), answer.explain());
//!
//! // The fact sheet: every sentence cites its sources.
//! let brief = archive.dossier(USA, KAZ).brief(day(2023, 2, 28));
//! assert!(brief.to_string().contains("enhanced strategic partnership"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Bad input gets a [`Report`] of every problem, each with its line, record, field and what would be
//! right:
//!
//! ```
//! use bilateral::Archive;
//!
//! let text = r#"
//! {"kind":"tready","id":"tax"}
//! {"kind":"visit","id":"v","host":"KAZ","strat":"2023-02-28","sources":[{"source":"article"}]}
//! "#;
//! let report = Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap_err();
//! let problems: Vec<String> = report.errors().map(|problem| problem.message().to_string()).collect();
//! assert!(problems[0].starts_with("unknown record kind `tready`; did you mean `treaty`?"));
//! assert!(problems[1].starts_with("unknown field `strat` of visit; did you mean `start`?"));
//! ```
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | building and reading an archive | [`Archive`] |
//! | everything about two actors | [`Dossier`], from [`Archive::dossier`] |
//! | what an answer is and rests on | [`Truth`], [`Answer`], [`Explanation`] |
//! | settling what sources dispute | [`Policy`], [`Reading`] |
//! | what a treaty is to a party | [`TreatyRef`], [`Standings`] |
//! | programmes and what was given, paid or left open | [`Programs`], [`Total`] |
//! | what can be recorded, and how it is written | [`record`] |
//! | partial dates, periods, lengths | [`date`] |
//! | exact and estimated amounts | [`money`] |
//! | countries, their codes, names and existence in time | [`country`] |
//! | what was known on a day, what one source says, what changed | [`Archive::as_known_on`], [`Archive::edition`], [`Archive::changes_to`] |
//! | what is wrong with data, and what is checked | [`Report`], [`rules`], every rule in [`guide::rules`] |
//! | data in other people's formats | [`exchange`] |
//! | the fact sheet | [`Brief`] |
//! | trade, other figures, the money of programmes, and why a total is refused | [`guide::money`] |
//! | the written form, with one example of each kind, and its version | [`guide::format`] |
//! | every number chosen by this crate | [`guide::conventions`] |
//!
//! # What it does not do
//!
//! It does no input or output, starts no threads and reads no clock: every question takes its day.
//! It has no data of its own but tables of countries and currencies. It never merges, rounds or
//! guesses; choosing between sources that disagree is left to the caller and a [`Policy`].
//!
//! It is `no_std` with `alloc`, forbids unsafe code, and depends on `serde`, `thiserror` and `time`.
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
pub mod brief;
// Beside the store: it imports values, the report and records only.
pub mod exchange;
pub mod guide;

pub use archive::{
    Archive, ArchiveBuilder, Change, ChangeKind, Changes, FieldChange, RecordRef, SaidBy,
};
pub use brief::{Brief, CitedSource, Paragraph, RecordId, Section, Sentence};
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
    ActRef, Agreement, Answer, Apportioning, AttestedRef, BetweenRef, Candidates, CifFactor,
    CifFactorError, CitationRef, ClaimCheck, ClaimRef, Claimed, Computed, CountedAmount,
    CountryRef, Dossier, DyadYear, Entry, EventRef, Evidence, Exit, ExitBasis, Explanation,
    FigureRef, Figures, Growth, Hop, InTime, JoinedPart, JoinedPoint, JoinedSeries, LeftOut,
    LeftOutReason, LookUpError, MeetingRef, Meetings, MembershipRef, Mirror, Missing,
    MissionChange, MissionEvent, MixedError, MoneyClaim, NextRound, Observation, ObservationState,
    Occasion, OfficeRef, OrganizationRef, PairAnniversary, PairChange, PairFact, PeriodTrade,
    PersonRef, PlaceRef, Pledged, ProductLine, ProductMix, ProgramRef, Programs, Rank, Ranked,
    Reading, Received, Recognitions, RelationRef, Relations, ReportedTrade, RepresentationLevel,
    ReservationEffect, ReservationRef, Share, Side, StandingMission, Standings, StatementRef,
    Status, Support, Timeline, TimelineEntry, Total, TotalError, TotalSum, TradeBlock, TradeRef,
    TradeSeries, TransactionRef, Treaties, TreatyRef, TreatySuccession, Undisbursed, VisitRef,
    Visits,
};
#[cfg(feature = "schema")]
pub use record::schema;
pub use record::{
    Act, ActKind, Actor, ActorError, Area, Attestation, AttestedStanding, Capital, Citation,
    Commodity, Country, CountrySuccession, Coverage, Covers, EffectiveFrom, Ending, EntryClause,
    Event, EventCategory, Existence, Figure, FigureConcept, FigureKind, Flow, HasSpell, Header,
    Instrument, Line, Measure, Medium, Meeting, Membership, Name, NameKind, ObservationStatus,
    Office, OfficeStanding, Ordinal, Organization, OrganizationKind, Participant, Person,
    PersonName, Place, PlaceCountry, Pledge, PledgeKind, Policy, Presentation, Product, Program,
    ProgramKind, ProgramRole, ProgramRoleKind, ProgramStatus, Quantity, Record, RecordKind,
    Relation, RelationKind, RelationObject, Reservation, ReservationKind, RoleClass, Sector,
    Series, Settling, Source, SourceKind, SpellFields, Stage, Standing, Statement, StatementKind,
    SurvivalClause, TerritorialScope, TradeBasis, TradeFigure, Transaction, Treaty, TreatyCategory,
    TreatyCitation, TreatyParty, TreatyStanding, Valuation, Visit, VisitPurpose, VisitRank,
    VisitStatus,
};
pub use report::{Diagnostic, Report, Severity};
pub use rules::Rule;
pub use text::CodeError;
pub use truth::{Reason, Truth};
