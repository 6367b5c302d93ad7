//! International investment agreements of UNCTAD.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::gathered::open_if_short;
use crate::country::CountryCode;
use crate::date::PartialDate;
use crate::exchange::desk::{Cell, Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::{slug, stated, with_slashes};
use crate::record::{
    Act, ActKind, Attestation, AttestedStanding, RecordKind, Source, SourceKind, Treaty,
    TreatyCategory, TreatyParty, TreatyStanding,
};
use crate::text::shortened;

row! {
    /// One agreement of the list.
    ///
    /// Source: UNCTAD, International Investment Agreements Navigator, list of treaties with the heads that
    /// its tables print; what only the page of one treaty prints may be absent. Dates are DD/MM/YYYY; a full date of this crate is read too.
    pub struct InvestmentAgreementRow: "investment agreement row", short_title {
        /// The full title.
        #[serde(default)]
        full_title = "Full title",
        /// The short title: "Kazakhstan - United States of America BIT (1992)".
        short_title = "Short title",
        /// "BITs" or "TIPs", in the singular or plural.
        #[serde(default)]
        kind = "Type" | "Type of agreement",
        /// "In force", "Signed (not in force)" or "Terminated".
        #[serde(default)]
        status = "Status",
        /// The parties, with commas or new lines between them; a name may have a comma in it, "Korea, Republic of".
        parties = "Parties",
        /// The day of signature.
        #[serde(default)]
        signed = "Date of signature",
        /// The day of entry into force.
        #[serde(default)]
        in_force = "Date of entry into force",
        /// The day of termination.
        #[serde(default)]
        terminated = "Termination date" | "Date of termination",
        /// How it was terminated.
        #[serde(default)]
        termination_type = "Type of termination" | "Termination type",
        /// The languages.
        #[serde(default)]
        languages = "Languages" | "Language(s)" | "Text",
    }
}

/// Investment agreements: a [`Treaty`] a row, with all its parties.
///
/// A status is said as of the day of the source: it becomes an attested standing of all parties and never fills
/// a missing date. A row whose status and dates contradict is kept with a warning. The parties of one
/// agreement stand in one cell; none may be left unresolved, or the row is refused.
///
/// ```
/// use bilateral::exchange::{Intake, InvestmentAgreementRow, InvestmentAgreements};
/// use bilateral::{Record, TreatyStanding};
///
/// let mut row = InvestmentAgreementRow::default();
/// row.short_title = "Kazakhstan - United States of America BIT (1992)".into();
/// row.parties = "Kazakhstan, United States of America".into();
/// (row.kind, row.status) = ("BITs".into(), "In force".into());
/// (row.signed, row.in_force) = ("19/05/1992".into(), "12/01/1994".into());
/// let mut intake = Intake::new(InvestmentAgreements::new(), InvestmentAgreements::source());
/// intake.put(row);
/// let taken = intake.finish();
/// let Some(Record::Treaty(treaty)) = taken.records.last() else { panic!("{}", taken.report) };
/// assert_eq!(treaty.concluded, Some("1992-05-19".parse()?));
/// assert_eq!((treaty.parties.len(), treaty.attested[0].standing), (2, TreatyStanding::Party));
/// # Ok::<(), bilateral::PartialDateError>(())
/// ```
#[derive(Debug)]
pub struct InvestmentAgreements(());

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Signed,
    InForce,
    Terminated,
}

const STATUSES: &[(&str, Status)] = &[
    ("Signed (not in force)", Status::Signed),
    ("Signed", Status::Signed),
    ("In force", Status::InForce),
    ("Terminated", Status::Terminated),
];

impl InvestmentAgreements {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self(())
    }

    /// Returns the publication as a source record; the caller adds the day of the list, on which its
    /// statuses are said.
    #[must_use]
    pub fn source() -> Source {
        Source::new("unctad-iia", "International Investment Agreements Navigator")
            .publisher("UNCTAD")
            .kind(SourceKind::Dataset)
            .address("https://investmentpolicy.unctad.org/international-investment-agreements")
    }

    fn put(row: InvestmentAgreementRow, _: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let short = desk.must("Short title", &row.short_title).map(String::from);
        let status = desk.coded("Status", &row.status, STATUSES);
        let dates = [
            ("Date of signature", &row.signed),
            ("Date of entry into force", &row.in_force),
            ("Termination date", &row.terminated),
        ]
        .map(|(column, text)| date(desk, column, text));
        desk.must("Parties", &row.parties)?;
        let mut parties = Vec::new();
        for name in names(desk, &row.parties) {
            parties.push(desk.actor_named("Parties", &name, None).map(|actor| (actor, name)));
        }
        let (short, status) = (short?, status?);
        let [signed, in_force, terminated] = dates;
        let (signed, in_force, terminated) = (signed?, in_force?, terminated?);
        let parties = parties.into_iter().collect::<Result<Vec<_>, Refused>>()?;
        let order = [("Date of entry into force", in_force), ("Termination date", terminated)];
        let mut last = signed;
        for (column, date) in order {
            if let (Some(date), Some(earlier)) = (date, last)
                && date.before(earlier).is_yes()
            {
                let message = format!("{date} comes after {earlier} in the life of an agreement");
                return Err(desk.refuse(code::CONTRADICTION, column, message));
            }
            last = date.or(last);
        }

        let id = desk.free_id(RecordKind::Treaty, format!("iia-{}", slug(&short)));
        let title = stated(&row.full_title).unwrap_or(&short);
        let mut treaty = Treaty::new(id, title)
            .short_title(short.as_str())
            .category(TreatyCategory::Investment)
            .complete()
            .source(desk.cite_at(short.as_str()));
        if row.kind.to_lowercase().starts_with("tip") {
            treaty.categories.push(TreatyCategory::Trade);
        }
        treaty.concluded = signed;
        let mut kept = Kept::default().column("Type", &row.kind).column("Status", &row.status);
        for (actor, name) in parties {
            let own = actor.country().and_then(CountryCode::name).unwrap_or_default();
            kept = kept.unless(own, &format!("{actor}"), &name);
            treaty.parties.push(TreatyParty::new(actor));
        }
        if let Some(day) = in_force {
            treaty.acts.push(Act::new(ActKind::EntryIntoForce).on(day));
        }
        if let Some(day) = terminated {
            let mut act = Act::new(ActKind::Termination).on(day);
            act.manner = stated(&row.termination_type).map(String::from);
            treaty.acts.push(act);
        } else {
            kept = kept.column("Type of termination", &row.termination_type);
        }
        let is_odd = match status {
            Some(Status::Signed) => in_force.is_some() || terminated.is_some(),
            Some(Status::InForce) => terminated.is_some(),
            Some(Status::Terminated) | None => false,
        };
        if is_odd {
            let message =
                format!("the status is `{}` beside the dates of the row", shortened(&row.status));
            desk.warn(code::CONTRADICTION, "Status", message);
        } else if let Some(standing) = status.and_then(standing) {
            treaty.attested.push(AttestedStanding::new(standing).on(Attestation::OfSource));
        }
        treaty.note = kept.column("Languages", &row.languages).others(&row.others).note();
        open_if_short(&mut treaty);
        desk.put("Short title", treaty)
    }
}

/// The names in a list; those that have a comma in them stay whole.
fn names(desk: &Desk, list: &str) -> Vec<String> {
    let parts: Vec<&str> =
        list.split([',', ';', '\n']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let mut found = Vec::new();
    let mut rest = parts.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let joined = others.first().map(|second| format!("{first}, {second}"));
        match joined.filter(|name| desk.is_named(name) || CountryCode::find(name).is_ok()) {
            Some(name) => {
                found.push(name);
                rest = others.get(1..).unwrap_or_default();
            }
            None => {
                found.push(String::from(*first));
                rest = others;
            }
        }
    }
    found
}

/// What a status says of every party on the day of the list; a terminated treaty says it by its acts.
const fn standing(status: Status) -> Option<TreatyStanding> {
    match status {
        Status::Signed => Some(TreatyStanding::Signatory),
        Status::InForce => Some(TreatyStanding::Party),
        Status::Terminated => None,
    }
}

fn date(desk: &mut Desk, column: &str, text: &str) -> Cell<PartialDate> {
    let read = |text: &str| with_slashes(text).or_else(|| PartialDate::parse(text).ok());
    desk.date_by(column, text, "19/05/1992", read)
}

takes!(InvestmentAgreements, InvestmentAgreementRow, InvestmentAgreements::put);

impl sealed::Sealed for InvestmentAgreements {}

impl Table for InvestmentAgreements {
    fn finish(self, _: &mut Desk) {}
}
