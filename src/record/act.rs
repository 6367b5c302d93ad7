//! An act: one dated deed, shared by treaties, memberships, relations and offices.
//!
//! The kinds are those of the status tables of the UN Treaty Collection for treaties, and plain words
//! of diplomatic practice for the rest. An act explains the end of a spell and never moves it, except
//! a notice, which ends the spell on the day it takes effect.

use alloc::string::String;
use alloc::vec::Vec;

use super::actor::{Actor, Participant};
use super::citation::Citation;
use super::wire::part;
use crate::date::PartialDate;
use crate::text::codes;

codes! {
    /// What was done.
    pub enum ActKind: "act kind" {
        /// The text of a treaty was adopted.
        Adoption = "adoption",
        /// A treaty was concluded.
        Conclusion = "conclusion",
        /// Negotiators put their initials to a text.
        Initialling = "initialling",
        /// A signature subject to ratification; it never suffices to be bound.
        Signature = "signature",
        /// A signature that expresses consent to be bound.
        DefinitiveSignature = "definitive-signature",
        /// Instruments or notes were exchanged that express consent to be bound.
        Exchange = "exchange",
        /// Consent to be bound by ratification.
        Ratification = "ratification",
        /// Consent by acceptance.
        Acceptance = "acceptance",
        /// Consent by approval.
        Approval = "approval",
        /// Consent by accession, without a signature before.
        Accession = "accession",
        /// A successor state declares itself bound as its predecessor was.
        Succession = "succession",
        /// A successor state takes over its predecessor's signature.
        SuccessionToSignature = "succession-to-signature",
        /// An organization's formal confirmation.
        FormalConfirmation = "formal-confirmation",
        /// Consent under a simplified procedure.
        SimplifiedProcedure = "simplified-procedure",
        /// Consent to be bound, in words that name no other act.
        Consent = "consent",
        /// A notification that a step, such as the domestic procedure, is done.
        Notification = "notification",
        /// An undertaking.
        Undertaking = "undertaking",
        /// Provisional application began.
        ProvisionalApplication = "provisional-application",
        /// Provisional application ended.
        ProvisionalApplicationEnd = "provisional-application-end",
        /// A treaty entered into force, for one party or in general.
        EntryIntoForce = "entry-into-force",
        /// Notice that its author will leave or end.
        Notice = "notice",
        /// An announcement, without legal effect of its own.
        Announcement = "announcement",
        /// A party or member left; also denunciation.
        Withdrawal = "withdrawal",
        /// A notice or a withdrawal was revoked.
        Revocation = "revocation",
        /// Operation or membership was suspended.
        Suspension = "suspension",
        /// A suspension ended.
        SuspensionEnd = "suspension-end",
        /// A term ran out.
        Expiry = "expiry",
        /// A treaty, relation or office was ended for all it concerns.
        Termination = "termination",
        /// A term was renewed or extended.
        Renewal = "renewal",
        /// An application to join.
        Application = "application",
        /// Admission to an organization.
        Admission = "admission",
        /// A former member came back.
        Return = "return",
        /// Recognition was given.
        Recognition = "recognition",
        /// Relations were established.
        Establishment = "establishment",
        /// Relations were broken off.
        Severance = "severance",
        /// Relations were interrupted.
        Interruption = "interruption",
        /// Relations were taken up again.
        Resumption = "resumption",
        /// A mission was opened.
        Opening = "opening",
        /// A mission was opened again.
        Reopening = "reopening",
        /// A mission moved to another place.
        Move = "move",
        /// A mission was closed.
        Closure = "closure",
        /// A mission or relation was raised to a higher level.
        Elevation = "elevation",
        /// A person was appointed.
        Appointment = "appointment",
        /// Credentials were presented.
        Credentials = "credentials",
        /// A person resigned.
        Resignation = "resignation",
        /// A person died in office.
        Death = "death",
    }
}

impl Act {
    /// An act of which nothing is stated: for what cannot be, so that it needs no panic.
    pub(crate) const fn nothing() -> Self {
        Self {
            kind: ActKind::Announcement,
            by: None,
            persons: Vec::new(),
            on: None,
            effective: None,
            place: None,
            manner: None,
            ending: None,
            retroactive: false,
            denied: false,
            note: None,
            sources: Vec::new(),
        }
    }
}

impl ActKind {
    /// Returns whether it expresses consent to be bound by a treaty.
    ///
    /// An exchange, a definitive signature and a succession do; a simple signature never does.
    #[must_use]
    pub const fn is_consent(self) -> bool {
        matches!(
            self,
            Self::DefinitiveSignature
                | Self::Exchange
                | Self::Ratification
                | Self::Acceptance
                | Self::Approval
                | Self::Accession
                | Self::Succession
                | Self::FormalConfirmation
                | Self::SimplifiedProcedure
                | Self::Consent
        )
    }

    /// Returns whether it ends what it is about, for its author or for all.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(
            self,
            Self::Withdrawal
                | Self::Expiry
                | Self::Termination
                | Self::Severance
                | Self::Closure
                | Self::Resignation
                | Self::Death
        )
    }

    /// Returns whether it takes up again something that had ended, so that a spell which it begins
    /// cannot be the first.
    #[must_use]
    pub const fn is_return(self) -> bool {
        matches!(self, Self::Return | Self::Resumption | Self::Reopening)
    }
}

codes! {
    /// How the day of an end is meant.
    pub enum Ending: "ending" {
        /// The day is the last inside.
        End = "end",
        /// The day is the first outside.
        Left = "left",
        /// Not said which; that day itself is Unknown.
        Ended = "ended",
    }
}

part! {
    /// One dated deed.
    ///
    /// ```
    /// use bilateral::{Act, ActKind, CountryCode, day};
    ///
    /// let notice = Act::new(ActKind::Notice)
    ///     .by(CountryCode::USA)
    ///     .on(day(2025, 7, 22))
    ///     .effective(day(2026, 12, 31));
    /// assert_eq!(notice.kind, ActKind::Notice);
    /// ```
    pub struct Act: "act" {
        new(
            /// What was done.
            kind: ActKind = "type",
        )
        /// Who did it; absent where the record that holds the act already says so.
        One by / by: Actor = "by",
        /// The persons who did it.
        Many persons / person: Participant = "persons",
        /// The day it was done; for an instrument, of its deposit or receipt.
        One on / on: PartialDate = "on",
        /// The day from which it has effect, where that is another.
        One effective / effective: PartialDate = "effective",
        /// The id of the place record where it was done.
        One place / place: String = "place",
        /// How it was done: "exchange of notes", "presentation of credentials".
        One manner / manner: String = "manner",
        /// How the day of an ending is meant.
        One ending / ending: Ending = "ending",
        /// It reaches back before its day.
        Flag retroactive / retroactive: bool = "retroactive",
        /// The source says that it was *not* done.
        Flag denied / denied: bool = "denied",
        /// A remark of the editor.
        One note / note: String = "note",
        /// Its own sources, where they differ from the record's.
        Many sources / source: Citation = "sources",
    }
}
