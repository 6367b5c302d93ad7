//! Status tables of the United Nations Treaty Collection.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::gathered::open_if_short;
use crate::country::CountryCode;
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::{stated, with_month_name};
use crate::record::{Act, ActKind, Source, SourceKind, Treaty, TreatyParty};
use crate::text::shortened;

row! {
    /// One participant of one treaty, as the status table prints it.
    ///
    /// Source: Multilateral Treaties Deposited with the Secretary-General, status tables. The heads of the
    /// second and third column differ from treaty to treaty ("Ratification, Acceptance(A), Accession(a)"); a
    /// front end renames them to the names here, and [`Participation::heading`] is told what they were.
    pub struct ParticipationRow: "participation row", participant {
        /// The participant as printed, at times with the numbers of footnotes behind it.
        participant = "Participant" | "participant",
        /// The first column of dates: signature, succession to signature (d), definitive signature (s).
        #[serde(default)]
        signature = "Signature" | "signature" | "Signature, Succession to signature(d)",
        /// The second: "13 Nov 1992 a". Upper and lower case differ.
        #[serde(default)]
        action = "Action" | "action" | "Ratification" | "Ratification, Accession(a)" | "Ratification, Accession(a), Succession(d)" | "Ratification, Acceptance(A), Approval(AA), Accession(a)" | "Ratification, Acceptance(A), Accession(a), Approval(AA)",
    }
}

/// The participants of one treaty: the caller gives the [`Treaty`] as far as it is known, and every row adds a
/// party with its acts. The table lists all participants, so that the treaty's list of parties is complete, unless
/// one of them succeeded to a state that is no more and therefore not in the table: then a note says so, and the
/// list is complete if the treaty that the caller gives has that state as a party.
///
/// A letter behind a date says which act it was, and its case counts: `a` accession, `A` acceptance, `AA`
/// approval, `c` formal confirmation, `d` succession (in the first column, to the signature), `n` provisional
/// application, `p` simplified procedure, `P` consent to be bound, `s` definitive signature. A date without one is
/// a signature in the first column, and in the second the first act of its heading that has no letter, a
/// ratification unless told otherwise. The date is that of deposit. Non-states are
/// [named](crate::exchange::Intake::named) by the caller.
///
/// ```
/// use bilateral::exchange::{Intake, Participation, ParticipationRow};
/// use bilateral::{ActKind, Record, Treaty};
///
/// let table = "\
/// Participant,Signature,Action
/// Kazakhstan 3,30 Sep 1996,14 May 2002
/// Argentina,29 Dec 1992 n,
/// Japan,,10 Feb 1993 AA
/// Austria,,10 Feb 1993 x
/// ";
/// let treaty = Treaty::new("made-up", "A treaty of this example");
/// let mut intake = Intake::new(Participation::of(treaty), Participation::source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<ParticipationRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// assert_eq!(taken.refused, 1, "no act has the letter x");
/// let Some(Record::Treaty(treaty)) = taken.records.last() else { panic!("{}", taken.report) };
/// let acts: Vec<ActKind> = treaty.parties.iter().flat_map(|party| party.acts.iter().map(|act| act.kind)).collect();
/// assert_eq!(acts, [ActKind::Signature, ActKind::Ratification, ActKind::ProvisionalApplication, ActKind::Approval]);
/// ```
#[derive(Debug)]
pub struct Participation {
    treaty: Treaty,
    heading: ActKind,
    kept: Kept,
}

/// Acts by their letters, in the second column.
pub(super) const ACTS: &[(&str, ActKind)] = &[
    ("a", ActKind::Accession),
    ("A", ActKind::Acceptance),
    ("AA", ActKind::Approval),
    ("c", ActKind::FormalConfirmation),
    ("d", ActKind::Succession),
    ("n", ActKind::ProvisionalApplication),
    ("p", ActKind::SimplifiedProcedure),
    ("P", ActKind::Consent),
    ("s", ActKind::DefinitiveSignature),
];

/// Acts that a heading names without a letter.
const HEADINGS: &[(&str, ActKind)] = &[
    ("ratification", ActKind::Ratification),
    ("accession", ActKind::Accession),
    ("acceptance", ActKind::Acceptance),
    ("approval", ActKind::Approval),
    ("formal confirmation", ActKind::FormalConfirmation),
    ("succession", ActKind::Succession),
    ("definitive signature", ActKind::DefinitiveSignature),
    ("consent to be bound", ActKind::Consent),
    ("participation", ActKind::Consent),
    ("notification", ActKind::Notification),
    ("undertaking", ActKind::Undertaking),
];

impl Participation {
    /// Begins the table of a treaty.
    #[must_use]
    pub fn of(treaty: Treaty) -> Self {
        Self { treaty, heading: ActKind::Ratification, kept: Kept::default() }
    }

    /// Says what the second column is headed, which tells what a date without a letter is: the first act of
    /// the heading that has no letter behind it. A heading that names none leaves it a ratification.
    #[must_use]
    pub fn heading(mut self, heading: &str) -> Self {
        let parts = heading.split(',').map(|part| part.trim().to_lowercase());
        let plain = parts.filter(|part| !part.ends_with(')'));
        let find =
            |part: String| HEADINGS.iter().find(|(name, _)| *name == part).map(|(_, kind)| *kind);
        if let Some(kind) = plain.filter_map(find).next() {
            self.heading = kind;
        }
        self
    }

    /// Returns the publication as a source record; the caller adds the day of the table.
    #[must_use]
    pub fn source() -> Source {
        Source::new("untc", "Multilateral Treaties Deposited with the Secretary-General")
            .publisher("United Nations Treaty Collection")
            .kind(SourceKind::TreatySeries)
            .address("https://treaties.un.org")
    }

    fn put(row: ParticipationRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let printed = desk.must("Participant", &row.participant)?;
        let name = without_footnotes(printed);
        let first = acts(desk, "Signature", &row.signature, ActKind::Signature);
        let second = acts(desk, "Action", &row.action, table.heading);
        // Status tables name today's states, whatever the date of their acts.
        let actor = desk.actor_named("Participant", name, None);
        let (mut first, second, actor) = (first?, second?, actor?);
        if table.treaty.parties.iter().any(|party| party.actor == actor) {
            let message = format!("`{}` stands in an earlier row", shortened(printed));
            return Err(desk.refuse(code::REPEATED, "Participant", message));
        }
        let mut party = TreatyParty::new(actor.clone());
        first.extend(second);
        party.acts = first;
        table.treaty.parties.push(party);
        let name = actor.country().and_then(CountryCode::name).unwrap_or_default();
        table.kept =
            core::mem::take(&mut table.kept).unless(name, &format!("{actor}"), &row.participant);
        for (column, text) in row.others.iter().filter(|(_, text)| stated(text).is_some()) {
            table.kept =
                core::mem::take(&mut table.kept).column(&format!("{actor}/{column}"), text);
        }
        Ok(())
    }
}

/// The parties that succeeded to a state, none of those before which is a party.
fn heirs(treaty: &Treaty) -> Vec<CountryCode> {
    let is_listed =
        |code: CountryCode| treaty.parties.iter().any(|party| party.actor == code.into());
    let succeeds =
        |act: &Act| matches!(act.kind, ActKind::Succession | ActKind::SuccessionToSignature);
    let parties = treaty.parties.iter().filter(|party| party.acts.iter().any(succeeds));
    let codes = parties.filter_map(|party| party.actor.country());
    // Colonies have no state before them in any list.
    codes
        .filter(|code| {
            let before = states_before(*code);
            !before.is_empty() && !before.into_iter().any(is_listed)
        })
        .collect()
}

/// The states before one, and those before them.
fn states_before(code: CountryCode) -> BTreeSet<CountryCode> {
    let mut found = BTreeSet::new();
    let mut open = alloc::vec![code];
    while let Some(code) = open.pop() {
        for before in code.predecessors().map(|it| it.predecessor()) {
            if found.insert(before) {
                open.push(before);
            }
        }
    }
    found.remove(&code);
    found
}

/// The name without the numbers of footnotes behind it: "China 4,5".
fn without_footnotes(printed: &str) -> &str {
    printed.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',' || c == ' ')
}

/// The acts of a cell: dates, each with or without a letter.
fn acts(desk: &mut Desk, column: &str, cell: &str, plain: ActKind) -> Result<Vec<Act>, Refused> {
    let Some(cell) = stated(cell) else { return Ok(Vec::new()) };
    let words: Vec<&str> = cell
        .split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | ','))
        .filter(|it| !it.is_empty())
        .collect();
    let mut acts = Vec::new();
    let mut rest = words.as_slice();
    while let [day, month, year, after @ ..] = rest {
        let Some(date) = with_month_name(&format!("{day} {month} {year}")) else { break };
        let is_day = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (letter, after) = match after {
            [letter, after @ ..] if !is_day(letter) => (Some(*letter), after),
            _ => (None, after),
        };
        let kind = match letter {
            None => plain,
            Some("d") if plain == ActKind::Signature => ActKind::SuccessionToSignature,
            Some(letter) => match ACTS.iter().find(|(known, _)| *known == letter) {
                Some((_, kind)) => *kind,
                None => {
                    let message = format!("no act has the letter `{}`", shortened(letter));
                    return Err(desk.refuse(code::CODE, column, message));
                }
            },
        };
        acts.push(Act::new(kind).on(date));
        rest = after;
    }
    if !rest.is_empty() {
        let message = format!(
            "`{}` is no date with a letter; expected one like `13 Nov 1992 a`",
            shortened(cell)
        );
        return Err(desk.refuse(code::DATE, column, message));
    }
    Ok(acts)
}

takes!(Participation, ParticipationRow, Participation::put);

impl sealed::Sealed for Participation {}

impl Table for Participation {
    fn finish(self, desk: &mut Desk) {
        let Self { mut treaty, kept, .. } = self;
        // A table of today does not list a state that is no more, whose part another took over.
        let heirs: Vec<String> = heirs(&treaty).iter().map(|code| format!("`{code}`")).collect();
        treaty.complete = heirs.is_empty();
        if !heirs.is_empty() {
            let message = format!(
                "{} succeeded to a state that the table does not list, so that its list is not said to be complete",
                heirs.join(", ")
            );
            desk.note(code::REFERENCE, "Participant", message);
        }
        open_if_short(&mut treaty);
        if let Some(note) = kept.note() {
            treaty.note = Some(match treaty.note.take() {
                Some(own) => format!("{own}\n{note}"),
                None => note,
            });
        }
        let cites = |treaty: &Treaty, id: &str| treaty.sources.iter().any(|it| it.source == id);
        let citation = desk.cite();
        if !cites(&treaty, &citation.source.to_string()) {
            treaty.sources.push(citation);
        }
        desk.add(treaty);
    }
}
