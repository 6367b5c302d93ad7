//! The data sets of the Office of the Historian, U.S. Department of State (CC0).

mod travels;
mod visits;
mod terms;
mod officers;
mod headings;
mod timeline;
mod out;

pub use officers::{ChiefOfMissionRow, Officers, PrincipalOfficerRow};
pub use out::{to_travels, to_visits};
pub use timeline::{Relations, TimelineRow};
pub use travels::{TravelRow, Travels};
pub use visits::{VisitRow, VisitsReceived};
