//! Alliances and their members: the Correlates of War and ATOP.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::gathered::{Gathered, add_act, party};
use crate::country::Scheme;
use crate::date::PartialDate;
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, row, sealed, takes};
use crate::exchange::values::{a_day, stated};
use crate::record::{
    Act, ActKind, Actor, Ending, Pledge, PledgeKind, Source, SourceKind, Treaty, TreatyCategory,
};
use crate::text::shortened;

row! {
    /// One member of one alliance.
    ///
    /// Source: Correlates of War Project, Formal Alliances v4.1, `alliance_v4.1_by_member.csv`.
    pub struct CowAllianceRow: "COW alliance row", version4id {
        /// The key of the alliance.
        version4id = "version4id",
        /// The member, by its COW number.
        ccode = "ccode",
        /// The member as printed.
        #[serde(default)]
        state_name = "state_name",
        /// Day on which the alliance began.
        #[serde(default)]
        all_st_day = "all_st_day",
        /// Its month.
        #[serde(default)]
        all_st_month = "all_st_month",
        /// Its year.
        #[serde(default)]
        all_st_year = "all_st_year",
        /// Day on which the alliance ended; empty if it had not.
        #[serde(default)]
        all_end_day = "all_end_day",
        /// Its month.
        #[serde(default)]
        all_end_month = "all_end_month",
        /// Its year.
        #[serde(default)]
        all_end_year = "all_end_year",
        /// The type: "Type I: Defense Pact".
        #[serde(default)]
        ss_type = "ss_type",
        /// Day on which the member entered.
        mem_st_day = "mem_st_day",
        /// Its month.
        mem_st_month = "mem_st_month",
        /// Its year.
        mem_st_year = "mem_st_year",
        /// Day on which the member left; empty if it had not.
        mem_end_day = "mem_end_day",
        /// Its month.
        mem_end_month = "mem_end_month",
        /// Its year.
        mem_end_year = "mem_end_year",
        /// 1 if the alliance began before the first day of the list.
        #[serde(default)]
        left_censor = "left_censor",
        /// 1 if it had not ended by the last day of the list.
        #[serde(default)]
        right_censor = "right_censor",
        /// 1 if the member pledges defence.
        #[serde(default)]
        defense = "defense",
        /// 1 if it pledges neutrality.
        #[serde(default)]
        neutrality = "neutrality",
        /// 1 if it pledges non-aggression.
        #[serde(default)]
        nonaggression = "nonaggression",
        /// 1 if it pledges to consult.
        #[serde(default)]
        entente = "entente",
        /// The version of the data.
        #[serde(default)]
        version = "version",
    }
}

row! {
    /// One member of one alliance.
    ///
    /// Source: Alliance Treaty Obligations and Provisions (ATOP) 5.1, member level, `atop5_1m.csv`, of whose many
    /// columns these are read. 0 in a column of an exit means that there was none.
    pub struct AtopMemberRow: "ATOP member row", atopid {
        /// The key of the alliance.
        atopid = "atopid",
        /// The member, by its COW number.
        member = "member",
        /// Year of entry.
        yrent = "yrent",
        /// Month of entry.
        #[serde(default)]
        moent = "moent",
        /// Day of entry.
        #[serde(default)]
        dayent = "dayent",
        /// Year of exit.
        #[serde(default)]
        yrexit = "yrexit",
        /// Month of exit.
        #[serde(default)]
        moexit = "moexit",
        /// Day of exit.
        #[serde(default)]
        dayexit = "dayexit",
        /// 1 if the member pledges defence.
        #[serde(default)]
        defense = "defense",
        /// 1 if it pledges to join in an attack.
        #[serde(default)]
        offense = "offense",
        /// 1 if it pledges neutrality.
        #[serde(default)]
        neutral = "neutral",
        /// 1 if it pledges non-aggression.
        #[serde(default)]
        nonagg = "nonagg",
        /// 1 if it pledges to consult.
        #[serde(default)]
        consul = "consul",
    }
}

/// Alliances: a [`Treaty`] for each key, with a party for each member, the days on which it entered and left,
/// and what it pledges to every other member.
///
/// Neither list gives titles: the title is the key, with the type in the note. A pledge is directed, from the
/// member whose row states it. A left-censored alliance began on its first day or before; a right-censored one
/// has no end. Whether the day of an end is inside is not said. A member that comes back has several rows.
/// Neither list of members is said to be complete.
///
/// ```
/// use bilateral::exchange::{Alliances, CowAllianceRow, Intake};
/// use bilateral::{PledgeKind, Record};
///
/// let table = "\
/// version4id,ccode,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,left_censor,right_censor,defense
/// 1,200,1,1,1816,15,2,1949,1,0,1
/// 1,235,1,1,1816,15,2,1949,1,0,0
/// ";
/// let mut intake = Intake::new(Alliances::new(), Alliances::cow_source());
/// for row in csv::Reader::from_reader(table.as_bytes()).deserialize::<CowAllianceRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// let Some(Record::Treaty(treaty)) = taken.records.last() else { panic!("{}", taken.report) };
/// assert_eq!(treaty.parties[0].acts[0].on.map(|on| on.to_string()).as_deref(), Some("[..1816-01-01]"));
/// assert_eq!((treaty.pledges.len(), treaty.pledges[0].kind), (1, PledgeKind::Defence));
/// ```
#[derive(Debug)]
pub struct Alliances {
    treaties: Gathered,
    pledges: BTreeMap<String, Vec<(PledgeKind, Actor)>>,
}

/// What a row says of a member, whichever list it is of.
struct Member<'r> {
    list: &'static str,
    key: &'r str,
    key_column: &'static str,
    member: &'r str,
    member_column: &'static str,
    entered: [&'r str; 3],
    entered_column: &'static str,
    left: [&'r str; 3],
    left_column: &'static str,
    began_before: bool,
    has_not_ended: bool,
    pledges: Vec<(&'static str, &'r str, PledgeKind)>,
    kept: Kept,
}

const FLAGS: &[(&str, bool)] = &[("0", false), ("1", true), ("0.0", false), ("1.0", true)];

impl Alliances {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self { treaties: Gathered::default(), pledges: BTreeMap::new() }
    }

    /// Returns the list of the Correlates of War as a source record.
    #[must_use]
    pub fn cow_source() -> Source {
        Source::new("cow-alliances", "Correlates of War Formal Alliances")
            .publisher("Correlates of War Project")
            .kind(SourceKind::Dataset)
            .address("https://correlatesofwar.org/data-sets/formal-alliances/")
    }

    /// Returns ATOP as a source record.
    #[must_use]
    pub fn atop_source() -> Source {
        Source::new("atop", "Alliance Treaty Obligations and Provisions")
            .publisher("ATOP Project")
            .kind(SourceKind::Dataset)
            .address("http://www.atopdata.org")
    }

    fn put_cow(row: CowAllianceRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let began_before = desk.coded("left_censor", &row.left_censor, FLAGS);
        let has_not_ended = desk.coded("right_censor", &row.right_censor, FLAGS);
        let days = |day: &str, month: &str, year: &str| match stated(year) {
            Some(_) => format!("{year}-{month}-{day}"),
            None => String::new(),
        };
        let kept = Kept::default()
            .column("state_name", &row.state_name)
            .column("all_st", &days(&row.all_st_day, &row.all_st_month, &row.all_st_year))
            .column("all_end", &days(&row.all_end_day, &row.all_end_month, &row.all_end_year))
            .column("ss_type", &row.ss_type)
            .column("version", &row.version)
            .others(&row.others);
        let member = Member {
            list: "cow",
            key: &row.version4id,
            key_column: "version4id",
            member: &row.ccode,
            member_column: "ccode",
            entered: [&row.mem_st_year, &row.mem_st_month, &row.mem_st_day],
            entered_column: "mem_st_year",
            left: [&row.mem_end_year, &row.mem_end_month, &row.mem_end_day],
            left_column: "mem_end_year",
            began_before: began_before?.unwrap_or(false),
            has_not_ended: has_not_ended?.unwrap_or(false),
            pledges: alloc::vec![
                ("defense", &*row.defense, PledgeKind::Defence),
                ("neutrality", &*row.neutrality, PledgeKind::Neutrality),
                ("nonaggression", &*row.nonaggression, PledgeKind::NonAggression),
                ("entente", &*row.entente, PledgeKind::Consultation),
            ],
            kept,
        };
        table.put(desk, member)
    }

    fn put_atop(row: AtopMemberRow, table: &mut Self, desk: &mut Desk) -> Result<(), Refused> {
        let member = Member {
            list: "atop",
            key: &row.atopid,
            key_column: "atopid",
            member: &row.member,
            member_column: "member",
            entered: [&row.yrent, &row.moent, &row.dayent],
            entered_column: "yrent",
            left: [&row.yrexit, &row.moexit, &row.dayexit],
            left_column: "yrexit",
            began_before: false,
            has_not_ended: false,
            pledges: alloc::vec![
                ("defense", &*row.defense, PledgeKind::Defence),
                ("offense", &*row.offense, PledgeKind::Offence),
                ("neutral", &*row.neutral, PledgeKind::Neutrality),
                ("nonagg", &*row.nonagg, PledgeKind::NonAggression),
                ("consul", &*row.consul, PledgeKind::Consultation),
            ],
            kept: Kept::default().others(&row.others),
        };
        table.put(desk, member)
    }

    fn put(&mut self, desk: &mut Desk, row: Member<'_>) -> Result<(), Refused> {
        let key = desk.must(row.key_column, row.key).map(String::from);
        let entered = desk.date_of(row.entered_column, row.entered);
        let left = desk.date_of(row.left_column, row.left);
        let mut pledged = Vec::new();
        for (column, text, kind) in row.pledges {
            pledged.push(
                desk.coded(column, text, FLAGS).map(|is| is.unwrap_or(false).then_some(kind)),
            );
        }
        let (key, entered, left) = (key?, entered?, left?);
        let Some(entered) = entered else {
            let message = "the row does not say when the member entered".to_string();
            return Err(desk.refuse(code::EMPTY, row.entered_column, message));
        };
        let Some(day) = a_day(entered) else { return Err(Refused) };
        let actor = desk.actor_coded(row.member_column, Scheme::CowNumber, row.member, day)?;
        let pledged = pledged.into_iter().collect::<Result<Vec<_>, Refused>>()?;
        if let Some(left) = left
            && left.before(entered).is_yes()
        {
            let message = format!("the member leaves on {left} and enters on {entered}");
            return Err(desk.refuse(code::CONTRADICTION, row.left_column, message));
        }
        let entered = match row.began_before.then(|| PartialDate::on_or_before(entered)) {
            None => entered,
            Some(Ok(entered)) => entered,
            Some(Err(error)) => {
                return Err(desk.refuse(code::DATE, row.entered_column, error.to_string()));
            }
        };

        let (list, citation) = (row.list, desk.cite_at(format!("{} {key}", row.key_column)));
        let (treaty, kept) = self.treaties.entry(&key, || {
            Treaty::new(format!("{list}-alliance-{key}"), format!("Alliance {key}"))
                .category(TreatyCategory::Alliance)
                .source(citation)
        });
        if let Some(note) = row.kept.note() {
            for line in note.lines() {
                *kept = core::mem::take(kept).column(&format!("{actor}"), line);
            }
        }
        let act = Act::new(ActKind::EntryIntoForce).on(entered);
        let is_there = treaty.parties.iter().any(|it| it.actor == actor && it.acts.contains(&act));
        if is_there {
            let message = format!("`{actor}` enters `{}` in an earlier row", shortened(&key));
            return Err(desk.refuse(code::REPEATED, row.member_column, message));
        }
        if let Some(party) = party(treaty, actor.clone()) {
            add_act(party, act);
            if let Some(left) = left.filter(|_| !row.has_not_ended) {
                add_act(party, Act::new(ActKind::Withdrawal).on(left).ending(Ending::Ended));
            }
        }
        let pledges = self.pledges.entry(key).or_default();
        for kind in pledged.into_iter().flatten() {
            if !pledges.contains(&(kind, actor.clone())) {
                pledges.push((kind, actor.clone()));
            }
        }
        Ok(())
    }
}

takes!(Alliances, CowAllianceRow, Alliances::put_cow);
takes!(Alliances, AtopMemberRow, Alliances::put_atop);

impl sealed::Sealed for Alliances {}

impl Table for Alliances {
    fn finish(mut self, desk: &mut Desk) {
        for (key, pledges) in self.pledges {
            let Some((treaty, _)) = self.treaties.get(&key) else { continue };
            for (kind, from) in pledges {
                for party in &treaty.parties {
                    if party.actor != from {
                        treaty.pledges.push(Pledge::new(kind, from.clone(), party.actor.clone()));
                    }
                }
            }
        }
        self.treaties.finish(desk);
    }
}
