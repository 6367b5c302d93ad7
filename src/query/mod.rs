//! Questions: views of what is recorded, and answers about it.
//!
//! A view ([`TreatyRef`], [`VisitRef`], …) is a small copy that knows a *subject* and every claim on
//! it. Questions in time answer Yes, No or Unknown with an [`Answer`] that can explain itself;
//! questions for several things yield each with its truth ([`InTime`]) and never those that are
//! certainly not; questions for one thing yield whatever is the answer in some world
//! ([`Candidates`]).

mod view;
mod agreement;
mod claim;
mod basis;
mod evidence;
mod treaty_evidence;
mod gather;
mod answer;
mod look_up;
mod pair;
mod act;
mod treaty;
mod force;
mod standings;
mod clauses;
mod treaties;
mod relations;
mod people;
mod mixed;
mod money_claim;
mod total;
mod programs;
mod trade;
mod figures;
mod visits;
mod accounts;
mod dossier;
mod between;
mod timeline;
mod reading;
mod first;
mod recognitions;
mod representation;
mod missions;
mod travellers;
mod signed;
mod rounds;
mod support;
mod reservations;
mod attested;
mod succession;
mod common;
mod pair_changes;
mod anniversaries;
mod reciprocity;
mod panel;

pub use accounts::{EventRef, StatementRef};
pub use act::ActRef;
pub use agreement::Agreement;
pub use anniversaries::{Occasion, PairAnniversary};
pub use answer::{Answer, Explanation};
pub use attested::AttestedRef;
pub use claim::{CitationRef, ClaimRef};
pub use clauses::{CONVENTIONAL_NOTICE_MONTHS, Exit, ExitBasis, Missing};
pub use dossier::{Dossier, Side};
pub use evidence::Evidence;
pub use figures::FigureRef;
pub use force::BetweenRef;
pub use look_up::LookUpError;
pub use missions::{MissionChange, MissionEvent};
pub use mixed::MixedError;
pub use money_claim::MoneyClaim;
pub use pair_changes::{PairChange, PairFact};
pub use panel::DyadYear;
pub use people::{CountryRef, OfficeRef, OrganizationRef, PersonRef, PlaceRef};
pub use programs::{ProgramRef, Programs};
pub use reading::Reading;
pub use reciprocity::Received;
pub use recognitions::Recognitions;
pub use relations::{MembershipRef, RelationRef, Relations};
pub use representation::{RepresentationLevel, StandingMission, Status};
pub use reservations::{ReservationEffect, ReservationRef};
pub use rounds::NextRound;
pub use standings::Standings;
pub use succession::TreatySuccession;
pub use support::Support;
pub use timeline::{Entry, Timeline, TimelineEntry};
pub use total::{CountedAmount, LeftOut, LeftOutReason, Total, TotalError, TotalSum};
pub use trade::{PeriodTrade, Rank, ReportedTrade, TradeRef};
pub use treaties::Treaties;
pub use treaty::TreatyRef;
pub use view::{Candidates, InTime};
pub use visits::{MeetingRef, Meetings, VisitRef, Visits};

pub(crate) use look_up::find;
