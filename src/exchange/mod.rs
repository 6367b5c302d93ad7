//! Other people's formats: row types with the columns of the source, and their way to records.
//!
//! Nothing here reads a file. A row type is a plain serde struct whose fields are the columns of one
//! publication under the publication's own names, so any front end that gives text by column fills it:
//! `csv` for tables, `quick-xml` for XML, and [`TypedRow`] for formats that type their values, such as
//! JSON. An [`Intake`] takes the rows one by one and gives back [`Taken`]: records, a report in which
//! the line is the number of the row, and what could not be resolved with its nearest candidates. A row
//! that cannot be read is reported, and the rest goes on.
//!
//! ```
//! use bilateral::exchange::{Intake, TravelRow, Travels};
//! use bilateral::Archive;
//!
//! let table = "\
//! id,role,who,name,start_date,end_date,country_id,country,locale,remarks
//! 1,secretary,blinken-antony-j,Antony J. Blinken,2023-02-27,2023-02-28,kazakhstan,Kazakhstan,Astana,Attended a meeting.
//! 2,secretary,blinken-antony-j,Antony J. Blinken,2023-02-28,2023-03-01,uzbekistan,Uzbekitsan,Tashkent,
//! ";
//! let mut intake = Intake::new(Travels::new(), Travels::source());
//! for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<TravelRow>() {
//!     intake.take(row);
//! }
//! let taken = intake.finish();
//! assert_eq!((taken.rows, taken.refused), (2, 1));
//! let problem = taken.report.errors().next().unwrap();
//! assert_eq!(problem.line(), Some(2));
//! assert_eq!(taken.unresolved[0].candidates, [bilateral::CountryCode::UZB]);
//! let archive = Archive::from_records(taken.records)?;
//! assert_eq!(archive.dossier(bilateral::CountryCode::USA, bilateral::CountryCode::KAZ).visits().iter().count(), 1);
//! # Ok::<(), bilateral::Report>(())
//! ```
//!
//! # What holds for every format
//!
//! - **Nothing that the source states is lost.** A column that no field of a record can hold is kept in the
//!   record's `note`, one line a column: `country: Germany, Federal Republic of`. So is a label that reads
//!   otherwise than the country's name. So is a column that the row type does not know; [`Intake::columns`] names it.
//! - **Nothing is invented.** A sentinel (9999-12-31, -9, year 0, month 52) is understood and never copied:
//!   it becomes what it means, "nothing ended it" or "not stated".
//! - **Names and codes are resolved on the day of the row**, by [`CountryCode::find_on`] and
//!   [`CountryCode::from_scheme`]. What the tables do not know is a diagnostic with candidates; a caller who
//!   knows better says so with [`Intake::named`].
//! - **Ids** are made of the format and the source's own key, and are unique within an intake.
//!
//! # What comes out again
//!
//! Each of these gives [`Given`]: rows, and a report that names every field that the format cannot carry, or the
//! record as a whole. What an intake kept in words comes out in its column. Citations have no place in any of
//! these formats; a row is of one source.
//!
//! | function | records | rows of |
//! |---|---|---|
//! | [`to_travels`] | visits of American presidents and secretaries of state, with persons and places | the Office of the Historian |
//! | [`to_visits`] | visits to the United States, with persons | the Office of the Historian |
//! | [`to_comtrade`] | trade figures of goods and services | UN Comtrade |
//! | [`to_baci`] | exports of goods | BACI |
//! | [`to_observations`] | trade figures of goods | SDMX |
//! | [`to_participation`] | the parties of one treaty | a status table of the UN Treaty Collection |
//! | [`to_iati`] | programmes, with organizations | IATI, as XML |
//! | [`to_cow_states`], [`to_gw_states`] | spells of countries | the two lists of states |
//! | [`to_ftm`] | persons, organizations, memberships, events, visits and programmes | FollowTheMoney |
//!
//! The other formats are read alone. A dyad of the Correlates of War, a panel and a list of parties by
//! agreement mix what several records say with what none does, and the rest is prose or a selection.
//!
//! [`CountryCode::find_on`]: crate::CountryCode::find_on
//! [`CountryCode::from_scheme`]: crate::CountryCode::from_scheme

mod kept;
mod values;
mod unresolved;
mod desk;
mod row;
mod typed;
mod intake;
mod given;

mod historian;
mod iati;
mod trade;
mod treaties;
mod states;
mod sdmx;
mod ftm;

pub use ftm::{FollowTheMoney, FtmEntity, to_ftm};
pub use given::Given;
pub use historian::{
    ChiefOfMissionRow, Officers, PrincipalOfficerRow, Relations, TimelineRow, TravelRow, Travels,
    VisitRow, VisitsReceived, to_travels, to_visits,
};
pub use iati::{
    Iati, IatiActivities, IatiActivity, IatiActivityRow, IatiBudget, IatiCode, IatiDate,
    IatiNarrative, IatiOrg, IatiParticipatingOrgRow, IatiPlace, IatiRelated,
    IatiRelatedActivityRow, IatiSector, IatiText, IatiTransaction, IatiTransactionRow, IatiValue,
    to_iati,
};
pub use intake::{Intake, Taken};
pub use row::{Row, Table};
pub use sdmx::{ObservationRow, Observations, to_observations};
pub use states::{CowStateRow, GwStateRow, StateSystem, to_cow_states, to_gw_states};
pub use trade::{
    Baci, BaciRow, Comtrade, ComtradeRow, DyadicTrade, DyadicTradeRow, GravityPanel, GravityRow,
    to_baci, to_comtrade,
};
pub use treaties::{
    Alliances, AtopMemberRow, CowAllianceRow, Desta, DestaRow, InvestmentAgreementRow,
    InvestmentAgreements, ManyParties, Participation, ParticipationRow, PartyRow, to_participation,
};
pub use typed::TypedRow;
pub use unresolved::Unresolved;
