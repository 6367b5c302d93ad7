//! The International Aid Transparency Initiative, version 2.03: activities and their money, as flat rows
//! and as XML.

mod codes;
mod table;
mod flat;
mod unread;
mod xml;
mod out;

pub use flat::{
    IatiActivityRow, IatiParticipatingOrgRow, IatiRelatedActivityRow, IatiTransactionRow,
};
pub use out::to_iati;
pub use table::Iati;
pub use xml::{
    IatiActivities, IatiActivity, IatiBudget, IatiCode, IatiDate, IatiNarrative, IatiOrg,
    IatiPlace, IatiRelated, IatiSector, IatiText, IatiTransaction, IatiValue,
};
