//! Treaties and who takes part: the UN Treaty Collection, DESTA, UNCTAD's investment agreements, and the
//! alliances of the Correlates of War and of ATOP.

mod participation;
mod out;
mod gathered;
mod desta;
mod many_parties;
mod investment;
mod alliances;

pub use alliances::{Alliances, AtopMemberRow, CowAllianceRow};
pub use desta::{Desta, DestaRow};
pub use investment::{InvestmentAgreementRow, InvestmentAgreements};
pub use many_parties::{ManyParties, PartyRow};
pub use out::to_participation;
pub use participation::{Participation, ParticipationRow};
