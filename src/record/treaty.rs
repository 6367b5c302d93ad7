//! A treaty: its parties, what each of them did, and what was agreed about its life.

use alloc::string::String;

use super::act::{Act, ActKind};
use super::actor::Actor;
use super::citation::Citation;
use super::spell::Attestation;
use super::wire::{part, record};
use crate::date::{Length, PartialDate, Period};
use crate::text::codes;

codes! {
    /// What a treaty is about.
    pub enum TreatyCategory: "treaty category" {
        /// Promotion and protection of investment.
        Investment = "investment",
        /// Avoidance of double taxation.
        DoubleTaxation = "double-taxation",
        /// Trade in goods or services.
        Trade = "trade",
        /// Non-proliferation of weapons.
        NonProliferation = "non-proliferation",
        /// Arms control and disarmament.
        Disarmament = "disarmament",
        /// Peaceful uses of nuclear energy.
        NuclearCooperation = "nuclear-cooperation",
        /// An alliance; what is pledged stands in `pledges`.
        Alliance = "alliance",
        /// Other defence and security matters.
        Security = "security",
        /// Partnership and cooperation in general.
        Partnership = "partnership",
        /// Boundaries and territory.
        Boundary = "boundary",
        /// Extradition and legal assistance.
        LegalAssistance = "legal-assistance",
        /// Human rights.
        HumanRights = "human-rights",
        /// Environment and climate.
        Environment = "environment",
        /// Energy.
        Energy = "energy",
        /// Transport, aviation and space.
        Transport = "transport",
        /// Education, science and culture.
        Culture = "culture",
        /// Diplomatic and consular matters.
        Diplomatic = "diplomatic",
        /// The founding act of an organization.
        Constitution = "constitution",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// The kind of instrument, apart from whether it binds.
    pub enum Instrument: "instrument" {
        /// A treaty, so called.
        Treaty = "treaty",
        /// A convention.
        Convention = "convention",
        /// An agreement.
        Agreement = "agreement",
        /// A protocol to another instrument.
        Protocol = "protocol",
        /// An exchange of notes or letters.
        ExchangeOfNotes = "exchange-of-notes",
        /// A memorandum of understanding.
        Memorandum = "memorandum",
        /// A charter.
        Charter = "charter",
        /// A joint declaration or statement.
        Declaration = "declaration",
        /// An amendment.
        Amendment = "amendment",
    }
}

codes! {
    /// What a treaty is to one party on one day.
    pub enum TreatyStanding: "treaty standing" {
        /// It has no part in the treaty.
        NotInvolved = "not-involved",
        /// It has signed and not consented to be bound.
        Signatory = "signatory",
        /// It has consented to be bound; the treaty is not in force for it.
        Contracting = "contracting",
        /// It applies the treaty before its entry into force.
        ProvisionallyApplying = "provisionally-applying",
        /// The treaty is in force for it.
        Party = "party",
        /// The treaty is in force for it, its operation suspended.
        Suspended = "suspended",
        /// The treaty was in force for it and is no longer.
        Former = "former",
    }
}

codes! {
    /// What an ally promises.
    pub enum PledgeKind: "pledge" {
        /// To defend the other.
        Defence = "defence",
        /// To join in an attack.
        Offence = "offence",
        /// To stay neutral.
        Neutrality = "neutrality",
        /// Not to attack the other.
        NonAggression = "non-aggression",
        /// To consult.
        Consultation = "consultation",
    }
}

part! {
    /// A directed promise of an alliance; it is never mirrored.
    pub struct Pledge: "pledge" {
        new(
            /// What is promised.
            kind: PledgeKind = "type",
            /// Who promises.
            from: Actor = "from",
            /// To whom.
            towards: Actor = "towards",
        )
    }
}

part! {
    /// A day from which a treaty has effect for one subject, which may lie before its force.
    pub struct EffectiveFrom: "effective day" {
        new(
            /// For what: "taxes on income", "withholding taxes".
            subject: String = "subject",
            /// From which day.
            on: PartialDate = "on",
        )
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

part! {
    /// One party, or one that may become a party, and what it did.
    pub struct TreatyParty: "treaty party" {
        new(
            /// Who.
            actor: Actor = "actor",
        )
        /// The side on which it stands, where several stand on one ("eu" for a union and its members).
        One side / side: String = "side",
        /// What it did.
        Many acts / act: Act = "acts",
        /// Days from which it has effect for this party, by subject.
        Many effective_from / effective_from: EffectiveFrom = "effective_from",
    }
}

impl From<Actor> for TreatyParty {
    fn from(actor: Actor) -> Self {
        Self::new(actor)
    }
}

part! {
    /// A standing that a source states without naming the act behind it: "is in force", "has signed".
    ///
    /// It held on each stated day and began on or before it; it never fills the date of an act.
    pub struct AttestedStanding: "attested standing" {
        new(
            /// Which standing.
            standing: TreatyStanding = "standing",
        )
        /// Whose; absent: of every listed party.
        One party / party: Actor = "party",
        /// The days for which it is stated.
        Many on / on: Attestation = "on",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

part! {
    /// What the treaty asks before it enters into force.
    pub struct EntryClause: "entry clause" {
        new()
        /// How many consents.
        Num consents / consents: u32 = "consents",
        /// States whose consent is needed.
        Many named / named: Actor = "named",
        /// How long after the last of them.
        One delay / delay: Length = "delay",
        /// How long after its consent for one that joins later.
        One joiner_delay / joiner_delay: Length = "joiner_delay",
    }
}

codes! {
    /// What a unilateral statement about a treaty is.
    pub enum ReservationKind: "reservation kind" {
        /// It excludes or modifies the effect of provisions.
        Reservation = "reservation",
        /// It interprets or informs.
        Declaration = "declaration",
        /// It answers a reservation of another.
        Objection = "objection",
    }
}

part! {
    /// A reservation, a declaration, or an objection to a reservation.
    pub struct Reservation: "reservation" {
        new(
            /// Names it within the treaty.
            id: String = "id",
            /// Which of the three.
            kind: ReservationKind = "type",
            /// Whose.
            by: Actor = "by",
        )
        /// When it was made.
        One on / on: PartialDate = "on",
        /// The id of the reservation to which an objection answers.
        One to / to: String = "to",
        /// What it says, in the editor's own words.
        One summary / summary: String = "summary",
        /// An objection that keeps the treaty from force between the two.
        Flag bars_force / bars_force: bool = "bars_force",
        /// It was made after consent.
        Flag late / late: bool = "late",
        /// When it was withdrawn.
        One withdrawn / withdrawn: PartialDate = "withdrawn",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

part! {
    /// How long a subject stays protected after the treaty has ended.
    pub struct SurvivalClause: "survival clause" {
        new(
            /// What stays protected: "investments made before the end".
            subject: String = "subject",
            /// For how long after the end.
            length: Length = "length",
        )
        /// Only what existed by this day; absent: by the day of the end.
        One cut_off / cut_off: PartialDate = "cut_off",
    }
}

codes! {
    /// Whether a territory is covered.
    pub enum Coverage: "territorial coverage" {
        /// The treaty extends to it.
        Extended = "extended",
        /// The treaty does not apply to it.
        Excluded = "excluded",
        /// The source says that this is not determined.
        Undetermined = "undetermined",
    }
}

part! {
    /// Whether the treaty covers a territory of a party.
    pub struct TerritorialScope: "territorial scope" {
        new(
            /// Whose territory.
            party: Actor = "party",
            /// Which, in words.
            territory: String = "territory",
            /// Whether it is covered.
            coverage: Coverage = "coverage",
        )
        /// From which day.
        One from / from: PartialDate = "from",
        /// Its own sources.
        Many sources / source: Citation = "sources",
    }
}

part! {
    /// A place in a treaty series: UNTS, TIAS, a depositary's number.
    pub struct TreatyCitation: "treaty citation" {
        new(
            /// The series: `UNTS`, `TIAS`, `MTDSG`.
            series: String = "series",
            /// The number or volume and page in it.
            number: String = "number",
        )
    }
}

record! {
    /// An international agreement, binding or not, with its parties and their acts.
    ///
    /// What is absent is not stated: a missing date is no date, and a multilateral's list of parties
    /// is complete only if [`complete`](Self#structfield.complete) says so. A treaty of exactly two
    /// sides lists them all.
    ///
    /// ```
    /// use bilateral::{Act, ActKind, CountryCode, Treaty, TreatyCategory, TreatyParty, day};
    ///
    /// let treaty = Treaty::new("us-kz-bit", "Treaty on the encouragement and reciprocal protection of investment")
    ///     .category(TreatyCategory::Investment)
    ///     .between(CountryCode::USA, CountryCode::KAZ)
    ///     .concluded(day(1992, 5, 19))
    ///     .act(Act::new(ActKind::EntryIntoForce).on(day(1994, 1, 12)))
    ///     .source("treaties-in-force");
    /// assert_eq!(treaty.parties.len(), 2);
    /// let one_more = treaty.clone().party(TreatyParty::new(CountryCode::TKM));
    /// assert_ne!(treaty, one_more);
    /// ```
    pub struct Treaty: "treaty" {
        new(
            /// Its title.
            title: String = "title",
        )
        /// A short name by which it is known.
        One short_title / short_title: String = "short_title",
        /// What it is about.
        Many categories / category: TreatyCategory = "categories",
        /// What its allies promise each other, each way.
        Many pledges / pledge: Pledge = "pledges",
        /// The kind of instrument.
        One instrument / instrument: Instrument = "instrument",
        /// Whether it binds in law; absent: not stated.
        One binding / binding: bool = "binding",
        /// When it was concluded; for a two-sided treaty the day of signature.
        One concluded / concluded: PartialDate = "concluded",
        /// The id of the place record where it was concluded.
        One place / place: String = "place",
        /// Its parties, those that may become parties, and what each did.
        Many parties / party: TreatyParty = "parties",
        /// Others take part who are not listed.
        Flag others / others: bool = "others",
        /// The source says that the list of parties is complete.
        Flag complete / complete: bool = "complete",
        /// Acts of the treaty as a whole: conclusion, general entry into force, termination.
        Many acts / act: Act = "acts",
        /// Standings that a source states without an act.
        Many attested / attested: AttestedStanding = "attested",
        /// What it asks before it enters into force.
        One entry_clause / entry_clause: EntryClause = "entry_clause",
        /// How long before its effect a notice must be given.
        One notice / notice: Length = "notice",
        /// When it was open for signature.
        One signature_window / signature_window: Period = "signature_window",
        /// Days from which it has effect for all, by subject.
        Many effective_from / effective_from: EffectiveFrom = "effective_from",
        /// How long it runs.
        One term / term: Length = "term",
        /// By how long it is renewed when nobody gives notice.
        One renewal / renewal: Length = "renewal",
        /// The ids of the treaties that it amends.
        Many amends / amends: String = "amends",
        /// The ids of the treaties that it replaces, between those who are party to both.
        Many replaces / replaces: String = "replaces",
        /// Reservations, declarations and objections.
        Many reservations / reservation: Reservation = "reservations",
        /// What outlives its end.
        One survival / survival: SurvivalClause = "survival",
        /// Which territories it covers.
        Many scope / scope: TerritorialScope = "scope",
        /// Who keeps the instruments.
        Many depositaries / depositary: Actor = "depositaries",
        /// Where it is published.
        Many citations / citation: TreatyCitation = "citations",
        /// It stands for several treaties that the source does not name.
        Flag several / several: bool = "several",
    }
}

impl Treaty {
    /// Adds two parties that have done nothing on record yet.
    #[must_use]
    pub fn between(self, a: impl Into<Actor>, b: impl Into<Actor>) -> Self {
        self.party(TreatyParty::new(a)).party(TreatyParty::new(b))
    }

    /// Adds the general entry into force.
    #[must_use]
    pub fn in_force_from(self, day: impl Into<PartialDate>) -> Self {
        self.act(Act::new(ActKind::EntryIntoForce).on(day))
    }
}
