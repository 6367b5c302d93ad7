//! Parties of a treaty become rows of a status table.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::participation::{ACTS, ParticipationRow};
use crate::country::CountryCode;
use crate::date::PartialDate;
use crate::exchange::given::{Given, not_carried, not_written};
use crate::exchange::kept::column;
use crate::exchange::row::Others;
use crate::exchange::values::day_with_month_name;
use crate::record::{Act, ActKind, Record, Treaty, TreatyParty};

const FORMAT: &str = "a status table";

/// Returns the parties of a treaty as rows of a status table of the UN Treaty Collection, with a report of what the
/// table cannot carry.
///
/// A row has the acts that have a letter in such tables, a signature and a ratification, each on a whole day. The first
/// column takes signatures, successions to a signature and provisional applications, the second the rest. A name
/// as printed comes out as it came in. The table says nothing of the treaty itself, nor does it carry citations.
///
/// ```
/// use bilateral::exchange::to_participation;
/// use bilateral::{Act, ActKind, CountryCode, Treaty, TreatyParty, day};
///
/// let party = TreatyParty::new(CountryCode::KAZ)
///     .act(Act::new(ActKind::Signature).on(day(1996, 9, 30)))
///     .act(Act::new(ActKind::Accession).on(day(2002, 5, 14)))
///     .act(Act::new(ActKind::Withdrawal).on(day(2020, 1, 1)));
/// let given = to_participation(&Treaty::new("t", "A treaty").party(party));
/// assert_eq!((given.rows[0].signature.as_str(), given.rows[0].action.as_str()), ("30 Sep 1996", "14 May 2002 a"));
/// assert!(given.report.to_string().contains("parties[0].acts[2]: a status table has no letter for an act of type `withdrawal`"));
/// ```
#[must_use]
pub fn to_participation(treaty: &Treaty) -> Given<ParticipationRow> {
    let mut given = Given::new();
    let record = Record::from(treaty.clone());
    not_carried(
        &mut given.report,
        &record,
        FORMAT,
        &["kind", "id", "title", "parties", "complete", "others", "note", "sources"],
    );
    for (number, party) in treaty.parties.iter().enumerate() {
        let mut lacks = |field: &str, what: &str| {
            let field = format!("parties[{number}]{field}");
            not_written(&mut given.report, &record, &field, format!("{FORMAT} has {what}"));
        };
        let note = treaty.note.as_deref();
        let mut plain = TreatyParty::new(party.actor.clone());
        plain.acts.clone_from(&party.acts);
        if *party != plain {
            lacks("", "no more of a party than its name and acts");
        }
        let name = party.actor.country().and_then(CountryCode::name);
        let printed = column(note, &party.actor.to_string());
        let participant = printed.or_else(|| name.map(String::from));
        let mut cells = [Vec::new(), Vec::new()];
        for (at, act) in party.acts.iter().enumerate() {
            match cell(act) {
                Ok((first, text)) => match (&mut cells, first) {
                    ([signature, _], true) => signature.push(text),
                    ([_, action], false) => action.push(text),
                },
                Err(what) => lacks(&format!(".acts[{at}]"), &what),
            }
        }
        let [signature, action] = cells.map(|cell| cell.join(" "));
        let participant = participant.unwrap_or_else(|| party.actor.to_string());
        given.rows.push(ParticipationRow { participant, signature, action, others: Others::new() });
    }
    given
}

/// The text of an act, and whether it stands in the first column; or what the table lacks.
fn cell(act: &Act) -> Result<(bool, String), String> {
    let letter = match act.kind {
        ActKind::Signature | ActKind::Ratification => String::new(),
        ActKind::SuccessionToSignature => " d".into(),
        kind => match ACTS.iter().find(|(_, known)| *known == kind) {
            Some((letter, _)) => format!(" {letter}"),
            None => return Err(format!("no letter for an act of type `{kind}`")),
        },
    };
    let Some(day) = act.on.and_then(PartialDate::as_day) else {
        return Err("only acts of a whole day".into());
    };
    let mut plain = Act::new(act.kind).on(day);
    plain.sources.clone_from(&act.sources);
    if *act != plain {
        return Err("no more of an act than its type and day".into());
    }
    let first = matches!(
        act.kind,
        ActKind::Signature | ActKind::SuccessionToSignature | ActKind::ProvisionalApplication
    );
    Ok((first, format!("{}{letter}", day_with_month_name(day))))
}
