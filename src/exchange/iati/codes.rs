//! Code lists of IATI 2.03.

use crate::record::{OrganizationKind, ProgramRoleKind, ProgramStatus, Stage};

/// ActivityStatus.
pub(super) const STATUSES: &[(&str, ProgramStatus)] = &[
    ("1", ProgramStatus::Pipeline),
    ("2", ProgramStatus::Implementation),
    ("3", ProgramStatus::Finalisation),
    ("4", ProgramStatus::Closed),
    ("5", ProgramStatus::Cancelled),
    ("6", ProgramStatus::Suspended),
];

/// OrganisationRole.
pub(super) const ROLES: &[(&str, ProgramRoleKind)] = &[
    ("1", ProgramRoleKind::Funding),
    ("2", ProgramRoleKind::Accountable),
    ("3", ProgramRoleKind::Extending),
    ("4", ProgramRoleKind::Implementing),
];

/// TransactionType.
pub(super) const STAGES: &[(&str, Stage)] = &[
    ("1", Stage::IncomingFunds),
    ("2", Stage::Commitment),
    ("3", Stage::Disbursement),
    ("4", Stage::Expenditure),
    ("5", Stage::InterestPayment),
    ("6", Stage::LoanRepayment),
    ("7", Stage::Reimbursement),
    ("8", Stage::EquityPurchase),
    ("9", Stage::EquitySale),
    ("10", Stage::Guarantee),
    ("11", Stage::IncomingCommitment),
    ("12", Stage::Pledge),
    ("13", Stage::IncomingPledge),
];

/// OrganisationType.
pub(super) const ORGANIZATIONS: &[(&str, OrganizationKind)] = &[
    ("10", OrganizationKind::Government),
    ("11", OrganizationKind::Government),
    ("15", OrganizationKind::Government),
    ("21", OrganizationKind::NonGovernmental),
    ("22", OrganizationKind::NonGovernmental),
    ("23", OrganizationKind::NonGovernmental),
    ("24", OrganizationKind::NonGovernmental),
    ("30", OrganizationKind::Other),
    ("40", OrganizationKind::Intergovernmental),
    ("60", OrganizationKind::Other),
    ("70", OrganizationKind::Company),
    ("71", OrganizationKind::Company),
    ("72", OrganizationKind::Company),
    ("73", OrganizationKind::Company),
    ("80", OrganizationKind::Academic),
    ("90", OrganizationKind::Other),
];

/// ActivityDateType.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateType {
    PlannedStart,
    ActualStart,
    PlannedEnd,
    ActualEnd,
}

/// ActivityDateType by code.
pub(super) const DATES: &[(&str, DateType)] = &[
    ("1", DateType::PlannedStart),
    ("2", DateType::ActualStart),
    ("3", DateType::PlannedEnd),
    ("4", DateType::ActualEnd),
];

/// How an activity is related to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Related {
    Parent,
    Child,
    /// Sibling, co-funded, third party: kept in words.
    Other(&'static str),
}

/// RelatedActivityType by code.
pub(super) const RELATED: &[(&str, Related)] = &[
    ("1", Related::Parent),
    ("2", Related::Child),
    ("3", Related::Other("sibling")),
    ("4", Related::Other("co-funded")),
    ("5", Related::Other("third party")),
];

/// SectorVocabulary, the names of those most in use.
pub(super) const VOCABULARIES: &[(&str, &str)] = &[
    ("1", "DAC"),
    ("2", "DAC-3"),
    ("3", "COFOG"),
    ("4", "NACE"),
    ("5", "NTEE"),
    ("6", "AidData"),
    ("7", "SDG goal"),
    ("8", "SDG target"),
    ("9", "SDG indicator"),
    ("10", "Humanitarian cluster"),
    ("11", "NAICS"),
    ("12", "UN system function"),
    ("98", "reporting organisation 2"),
    ("99", "reporting organisation"),
];
