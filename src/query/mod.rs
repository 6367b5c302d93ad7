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

pub use accounts::{EventRef, StatementRef};
pub use act::ActRef;
pub use agreement::Agreement;
pub use answer::{Answer, Explanation};
pub use claim::{CitationRef, ClaimRef};
pub use clauses::{CONVENTIONAL_NOTICE_MONTHS, Exit, ExitBasis, Missing};
pub use dossier::{Dossier, Side};
pub use evidence::Evidence;
pub use figures::FigureRef;
pub use force::BetweenRef;
pub use look_up::LookUpError;
pub use people::{CountryRef, OfficeRef, OrganizationRef, PersonRef, PlaceRef};
pub use programs::{ProgramRef, Programs};
pub use reading::Reading;
pub use relations::{MembershipRef, RelationRef, Relations};
pub use standings::Standings;
pub use timeline::{Entry, Timeline, TimelineEntry};
pub use total::{Counted as CountedAmount, LeftOut, LeftOutReason, Total};
pub use trade::{PeriodTrade, Rank, ReportedTrade, TradeRef};
pub use treaties::Treaties;
pub use treaty::TreatyRef;
pub use view::{Candidates, InTime};
pub use visits::{MeetingRef, Meetings, VisitRef, Visits};

pub(crate) use look_up::find;
