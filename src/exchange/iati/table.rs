//! Programmes as the activities, organisations and transactions of IATI make them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::codes::{DATES, DateType, ORGANIZATIONS, RELATED, ROLES, Related, STAGES, STATUSES};
use crate::date::{Endpoint, PartialDate, Period};
use crate::exchange::desk::{At, Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Table, sealed};
use crate::exchange::values::{slug, stated};
use crate::money::{Amount, Currency, Decimal, Estimate, Unit};
use crate::record::{
    Actor, Organization, OrganizationKind, Program, ProgramKind, ProgramRole, ProgramRoleKind,
    RecordKind, Sector, Source, SourceKind, Transaction,
};
use crate::text::shortened;

/// Activities of IATI: a [`Program`] each, with roles, parts and money.
///
/// The spell is the actual time, `planned` the planned one. A country that benefits is a recipient, with
/// its share; a region stays a special area. Parent and child of the related activities make the tree,
/// whichever side states it; siblings and the like stay in the note. Organisations are known by their
/// reference, else by their printed name. Transaction types are stages; a withdrawn code of another
/// list stays as it is written. A transaction without a currency of its own takes the activity's default, and
/// is refused if there is none. What belongs to an activity that no row describes is refused by name.
/// The books of an activity are never said to be complete.
///
/// ```
/// use bilateral::exchange::{Iati, IatiActivityRow, IatiTransactionRow, Intake};
/// use bilateral::{Archive, ReportingPeriod, Stage};
///
/// let activities = "iati_identifier,title_eng,activity_status_code\nXM-1,A programme of this example,2\n";
/// let money = "iati_identifier,transaction_type_code,transaction_date,transaction_value_currency,transaction_value\n\
///              XM-1,3,2022-05-01,USD,1500.0\nXM-2,3,2022-05-01,USD,1\n";
/// let mut intake = Intake::new(Iati::new(), Iati::source());
/// for row in csv::Reader::from_reader(activities.as_bytes()).deserialize::<IatiActivityRow>() {
///     intake.take(row);
/// }
/// intake.next_file();
/// for row in csv::Reader::from_reader(money.as_bytes()).deserialize::<IatiTransactionRow>() {
///     intake.take(row);
/// }
/// let taken = intake.finish();
/// assert_eq!(taken.report.errors().map(|error| (error.code(), error.line())).collect::<Vec<_>>(), [("exchange/unknown-reference", Some(2))]);
/// let archive = Archive::from_records(taken.records)?;
/// let paid = archive.programs().total(Stage::Disbursement, &ReportingPeriod::ALL_TIME);
/// assert_eq!((paid.counted().len(), paid.left_out().len()), (1, 0));
/// # Ok::<(), bilateral::Report>(())
/// ```
#[derive(Debug)]
pub struct Iati {
    programs: BTreeMap<String, Entry>,
    order: Vec<String>,
    transactions: Vec<Pending<(Transaction, [String; 2])>>,
    roles: Vec<Pending<ProgramRole>>,
    parents: Vec<Pending<String>>,
    words: Vec<(String, String, Kept)>,
    organizations: BTreeMap<String, OrganizationEntry>,
}

/// A programme and what else its rows say.
#[derive(Debug)]
struct Entry {
    program: Program,
    kept: Kept,
}

/// What waits for its activity.
#[derive(Debug)]
struct Pending<T> {
    activity: String,
    place: At,
    kind: &'static str,
    what: T,
}

#[derive(Debug)]
struct OrganizationEntry {
    id: String,
    name: String,
    kind: Option<OrganizationKind>,
    kinds: BTreeSet<String>,
    reference: String,
    other_names: Vec<String>,
}

/// The name, reference and type code of an organisation as a row gives them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Named<'r> {
    pub(super) name: &'r str,
    pub(super) reference: &'r str,
    pub(super) kind: &'r str,
    pub(super) kind_column: &'static str,
}

/// The cells of an activity that flat rows and XML share.
#[derive(Debug, Default)]
pub(super) struct ActivityCells<'r> {
    pub(super) id: &'r str,
    pub(super) title: &'r str,
    pub(super) status: &'r str,
    /// Type and date.
    pub(super) dates: Vec<(&'r str, &'r str)>,
    /// Code and percentage.
    pub(super) countries: Vec<(&'r str, &'r str)>,
    /// Vocabulary, code or name.
    pub(super) regions: Vec<(&'r str, &'r str)>,
    pub(super) sectors: Vec<Sector>,
}

/// The cells of a transaction that flat rows and XML share.
#[derive(Debug, Default)]
pub(super) struct TransactionCells<'r> {
    pub(super) activity: &'r str,
    pub(super) reference: &'r str,
    pub(super) kind: &'r str,
    pub(super) date: &'r str,
    pub(super) currency: &'r str,
    pub(super) value: &'r str,
    pub(super) provider: Named<'r>,
    pub(super) receiver: Named<'r>,
    pub(super) provider_activity: &'r str,
    pub(super) receiver_activity: &'r str,
    pub(super) sectors: Vec<Sector>,
    /// What the figure covers, in words.
    pub(super) scope: Kept,
    /// What else is said of the amount.
    pub(super) words: Kept,
}

/// The names of the columns in messages: they differ between flat rows and XML.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) id: &'static str,
    pub(super) status: &'static str,
    pub(super) date: &'static str,
    pub(super) country: &'static str,
    pub(super) percentage: &'static str,
    pub(super) kind: &'static str,
    pub(super) on: &'static str,
    pub(super) currency: &'static str,
    pub(super) value: &'static str,
}

impl Iati {
    /// Begins an empty table.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "tables are begun by name")]
    pub fn new() -> Self {
        Self {
            programs: BTreeMap::new(),
            order: Vec::new(),
            transactions: Vec::new(),
            roles: Vec::new(),
            parents: Vec::new(),
            words: Vec::new(),
            organizations: BTreeMap::new(),
        }
    }

    /// Returns a source record; the caller names the publisher and the day of the file.
    #[must_use]
    pub fn source() -> Source {
        Source::new("iati", "IATI activities")
            .kind(SourceKind::Dataset)
            .address("https://iatistandard.org")
    }

    /// Adds an activity.
    pub(super) fn activity(
        &mut self,
        desk: &mut Desk,
        columns: Columns,
        cells: ActivityCells<'_>,
        mut kept: Kept,
    ) -> Result<(), Refused> {
        let id = desk.key(columns.id, cells.id).map(String::from);
        let status = desk.coded(columns.status, cells.status, STATUSES);
        let mut days = Vec::new();
        for (kind, date) in &cells.dates {
            let (kind, date) =
                (desk.coded(columns.date, kind, DATES), desk.date(columns.date, date));
            days.push(kind.and_then(|kind| Ok(kind.zip(date?))));
        }
        let mut recipients = Vec::new();
        for (country, share) in &cells.countries {
            if stated(country).is_none() {
                continue;
            }
            let country = desk.actor_iso(columns.country, country);
            let share = desk.number(columns.percentage, share);
            recipients.push(country.and_then(|country| Ok((country, share?))));
        }
        let (id, status) = (id?, status?);
        let title = stated(cells.title).unwrap_or(&id);
        let mut program = Program::new(id.as_str(), ProgramKind::Assistance, title)
            .source(desk.cite_at(id.as_str()));
        program.status = status;
        program.sectors = cells.sectors;
        let (mut planned_start, mut planned_end) = (None, None);
        for day in days {
            let Some((kind, day)) = day? else { continue };
            let (earlier, name) = match kind {
                DateType::PlannedStart => (planned_start.replace(day), "planned start"),
                DateType::PlannedEnd => (planned_end.replace(day), "planned end"),
                DateType::ActualStart => {
                    let earlier = program.start.replace(Endpoint::Date(day));
                    (earlier.and_then(Endpoint::date), "actual start")
                }
                DateType::ActualEnd => {
                    let earlier = program.end.replace(Endpoint::Date(day));
                    (earlier.and_then(Endpoint::date), "actual end")
                }
            };
            if let Some(earlier) = earlier.filter(|earlier| *earlier != day) {
                let message =
                    format!("the {name} is `{earlier}` and `{day}`; the former is kept in words");
                desk.warn(code::CONTRADICTION, columns.date, message);
                kept = kept.column(name, &earlier.to_string());
            }
        }
        let runs_back = |start: Option<PartialDate>, end: Option<PartialDate>| {
            start.zip(end).is_some_and(|(start, end)| end.before(start).is_yes())
        };
        let actual = |end: Option<Endpoint>| end.and_then(Endpoint::date);
        if runs_back(planned_start, planned_end)
            || runs_back(actual(program.start), actual(program.end))
        {
            let message = "the activity ends before it starts".into();
            return Err(desk.refuse(code::CONTRADICTION, columns.date, message));
        }
        if planned_start.is_some() || planned_end.is_some() {
            let end = |day: Option<PartialDate>| day.map_or(Endpoint::Unknown, Endpoint::Date);
            program.planned = Some(Period::new(end(planned_start), end(planned_end)));
        }
        let recipients = recipients.into_iter().collect::<Result<Vec<_>, Refused>>()?;
        let are_shares = sound(recipients.iter().filter_map(|(_, share)| *share));
        if !are_shares {
            let message = "the percentages of the countries are no parts of a whole; they are kept in the note";
            desk.warn(code::CONTRADICTION, columns.percentage, message.into());
        }
        for (country, share) in recipients {
            if let Some(share) = share.filter(|_| !are_shares) {
                kept = kept.column(&format!("percentage of {country}"), &share.to_string());
            }
            let share = share.filter(|_| are_shares);
            program.at.push(country.clone().into());
            let mut role = ProgramRole::new(ProgramRoleKind::Recipient, country);
            role.share = share;
            program.roles.push(role);
        }
        for (vocabulary, region) in &cells.regions {
            if let Some(region) = stated(region) {
                let list = stated(vocabulary).filter(|it| *it != "1").unwrap_or("DAC");
                program.at.push(crate::record::Area::special(format!("{list} region {region}")));
            }
        }
        if self.programs.contains_key(&id) {
            let message = format!("`{}` stands in an earlier row", shortened(&id));
            return Err(desk.refuse(code::REPEATED, columns.id, message));
        }
        self.order.push(id.clone());
        self.programs.insert(id, Entry { program, kept });
        Ok(())
    }

    /// An organisation as an actor: by its reference, else by its name; `None` if the row names none.
    pub(super) fn organization(
        &mut self,
        desk: &mut Desk,
        named: Named<'_>,
    ) -> Result<Option<Actor>, Refused> {
        let kind = desk.coded(named.kind_column, named.kind, ORGANIZATIONS)?;
        let (name, reference) = (stated(named.name), stated(named.reference));
        let Some(key) = reference.or(name) else { return Ok(None) };
        if let Some(entry) = self.organizations.get_mut(key) {
            entry.kind = entry.kind.or(kind);
            entry.kinds.extend(stated(named.kind).map(String::from));
            if let Some(name) = name
                && entry.name != name
                && !entry.other_names.iter().any(|known| known == name)
            {
                entry.other_names.push(name.into());
            }
            return Ok(Some(Actor::organization(entry.id.as_str())));
        }
        let mut id = format!("iati-org-{}", slug(key));
        if self.organizations.values().any(|entry| entry.id == id) {
            id = format!("{id}-{}", self.organizations.len());
        }
        let entry = OrganizationEntry {
            id: id.clone(),
            name: name.unwrap_or(key).into(),
            kind,
            kinds: stated(named.kind).map(String::from).into_iter().collect(),
            reference: reference.unwrap_or_default().into(),
            other_names: Vec::new(),
        };
        self.organizations.insert(key.into(), entry);
        Ok(Some(Actor::organization(id)))
    }

    /// Adds the part that an organisation plays in an activity.
    pub(super) fn role(
        &mut self,
        desk: &mut Desk,
        kind: &'static str,
        activity: &str,
        [column, role]: [&'static str; 2],
        code_of_role: &str,
        organization: Named<'_>,
    ) -> Result<(), Refused> {
        let activity = desk.must(column, activity).map(String::from);
        desk.must(role, code_of_role)?;
        let kind_of_role = desk.coded(role, code_of_role, ROLES);
        let actor = self.organization(desk, organization);
        let (activity, kind_of_role, actor) = (activity?, kind_of_role?, actor?);
        let Some(actor) = actor else {
            let message =
                "the row has neither the name nor the reference of an organisation".into();
            return Err(desk.refuse(code::EMPTY, role, message));
        };
        let what = ProgramRole::new(kind_of_role.ok_or(Refused)?, actor);
        self.roles.push(Pending { activity, place: desk.place(), kind, what });
        Ok(())
    }

    /// Keeps what a row says beyond what it adds to an activity, each line under a key.
    pub(super) fn words(&mut self, activity: &str, key: &str, words: Kept) {
        self.words.push((activity.trim().into(), key.into(), words));
    }

    /// Adds a relation between two activities.
    pub(super) fn related(
        &mut self,
        desk: &mut Desk,
        kind: &'static str,
        activity: &str,
        [column, other, how]: [&'static str; 3],
        reference: &str,
        code_of_relation: &str,
    ) -> Result<(), Refused> {
        let activity = desk.must(column, activity).map(String::from);
        let reference = desk.must(other, reference).map(String::from);
        desk.must(how, code_of_relation)?;
        let relation = desk.coded(how, code_of_relation, RELATED);
        let (activity, reference, relation) = (activity?, reference?, relation?);
        let place = desk.place();
        match relation.ok_or(Refused)? {
            Related::Parent => {
                self.parents.push(Pending { activity, place, kind, what: reference });
            }
            Related::Child => {
                self.parents.push(Pending { activity: reference, place, kind, what: activity });
            }
            Related::Other(name) => {
                let Some(entry) = self.programs.get_mut(&activity) else {
                    return Err(missing(desk, column, &activity));
                };
                let kept = core::mem::take(&mut entry.kept);
                entry.kept = kept.column(&format!("related activity ({name})"), &reference);
            }
        }
        Ok(())
    }

    /// Adds a transaction.
    pub(super) fn transaction(
        &mut self,
        desk: &mut Desk,
        kind: &'static str,
        columns: Columns,
        cells: TransactionCells<'_>,
    ) -> Result<(), Refused> {
        let activity = desk.must(columns.id, cells.activity).map(String::from);
        let required = [
            desk.must(columns.kind, cells.kind).is_ok(),
            desk.must(columns.on, cells.date).is_ok(),
            desk.must(columns.currency, cells.currency).is_ok(),
            desk.must(columns.value, cells.value).is_ok(),
        ];
        let stage = desk.coded(columns.kind, cells.kind, STAGES);
        let on = desk.date(columns.on, cells.date);
        let unit = currency(desk, columns.currency, cells.currency);
        let value = desk.number(columns.value, cells.value);
        let provider = self.organization(desk, cells.provider);
        let receiver = self.organization(desk, cells.receiver);
        let (activity, stage, on, unit, value) = (activity?, stage?, on?, unit?, value?);
        if required.contains(&false) {
            return Err(Refused);
        }
        let (Some(stage), Some(unit), Some(value)) = (stage, unit, value) else {
            return Err(Refused);
        };
        let mut transaction = Transaction::new(stage, estimate(value, unit));
        transaction.on = on;
        (transaction.provider, transaction.receiver) = (provider?, receiver?);
        let mut words = cells.words;
        if transaction.provider.is_some() && transaction.provider == transaction.receiver {
            let message = "the provider is the receiver; it is kept in words".to_string();
            desk.warn(code::CONTRADICTION, columns.kind, message);
            if let Some(receiver) = transaction.receiver.take() {
                words = words.column("receiver", &receiver.to_string());
            }
        }
        transaction.sectors = cells.sectors;
        transaction.scope = cells.scope.note();
        transaction.words = words.note();
        if let Some(reference) = stated(cells.reference) {
            transaction.sources.push(desk.cite_at(format!("transaction {reference}")));
        }
        let programs = [cells.provider_activity, cells.receiver_activity]
            .map(|id| stated(id).unwrap_or_default().to_string());
        let what = (transaction, programs);
        self.transactions.push(Pending { activity, place: desk.place(), kind, what });
        Ok(())
    }

    /// Adds money of an activity that is no transaction.
    pub(super) fn money(
        &mut self,
        desk: &Desk,
        kind: &'static str,
        activity: &str,
        money: Transaction,
    ) {
        let what = (money, [String::new(), String::new()]);
        self.transactions.push(Pending {
            activity: activity.into(),
            place: desk.place(),
            kind,
            what,
        });
    }
}

/// Whether shares may be parts of a whole: none below 0, and all together not above 100.
pub(super) fn sound(shares: impl Iterator<Item = Decimal>) -> bool {
    let mut sum = Decimal::ZERO;
    for share in shares {
        match sum.checked_add(share) {
            Ok(more) if !share.is_negative() => sum = more,
            _ => return false,
        }
    }
    sum <= Decimal::from(100_u8)
}

/// An exact amount.
pub(super) fn estimate(value: Decimal, unit: Unit) -> Estimate {
    Estimate::exactly(Amount::new(value, unit))
}

/// A currency by its code.
pub(super) fn currency(desk: &mut Desk, column: &str, text: &str) -> Result<Option<Unit>, Refused> {
    let Some(text) = stated(text) else { return Ok(None) };
    match Currency::parse(text) {
        Ok(currency) => Ok(Some(Unit::Currency(currency))),
        Err(error) => Err(desk.refuse(code::CODE, column, error.to_string())),
    }
}

/// Whether an activity is an ancestor of another, or is the other.
fn is_above(programs: &BTreeMap<String, Entry>, activity: &str, other: &str) -> bool {
    // No tree is higher than it has activities.
    let mut at = Some(other);
    for _ in 0..=programs.len() {
        match at {
            None => return false,
            Some(id) if id == activity => return true,
            Some(id) => at = programs.get(id).and_then(|entry| entry.program.parent.as_deref()),
        }
    }
    true
}

fn missing(desk: &mut Desk, column: &str, activity: &str) -> Refused {
    let message = format!("no row describes the activity `{}`", shortened(activity));
    desk.refuse(code::REFERENCE, column, message)
}

impl sealed::Sealed for Iati {}

/// The field that names the activity, in messages about all rows.
const ACTIVITY: &str = "iati-identifier";

impl Table for Iati {
    fn finish(mut self, desk: &mut Desk) {
        for entry in self.organizations.into_values() {
            let names = entry.other_names.iter();
            let kept = names.fold(Kept::default(), |kept, name| kept.column("name", name));
            let kept = kept.unless(&entry.name, "ref", &entry.reference);
            let kept = entry.kinds.iter().fold(kept, |kept, code| kept.column("type", code));
            let mut organization = Organization::new(entry.id, entry.name).source(desk.cite());
            organization.kind = entry.kind;
            organization.note = kept.note();
            desk.add(organization);
        }
        for Pending { activity, place, kind, what: parent } in self.parents {
            desk.begin(place, kind, activity.clone());
            let is_known = self.programs.contains_key(&parent);
            match self.programs.get(&activity) {
                // A child that no row describes: said by its parent, and kept there.
                None => match self.programs.get_mut(&parent) {
                    Some(entry) => {
                        let kept = core::mem::take(&mut entry.kept);
                        entry.kept = kept.column("related activity (child)", &activity);
                    }
                    None => drop(missing(desk, ACTIVITY, &activity)),
                },
                Some(_) if !is_known => {
                    if let Some(entry) = self.programs.get_mut(&activity) {
                        let kept = core::mem::take(&mut entry.kept);
                        entry.kept = kept.column("related activity (parent)", &parent);
                    }
                    let parent = shortened(&parent);
                    let message =
                        format!("no row describes the parent `{parent}`; it is kept in the note");
                    desk.warn(code::REFERENCE, "parent", message);
                }
                Some(entry) => {
                    let message = match &entry.program.parent {
                        Some(known) if *known == parent => continue,
                        Some(known) => {
                            let (known, parent) = (shortened(known), shortened(&parent));
                            format!(
                                "the parent is `{known}` by another row and `{parent}` by this one, which is kept in words"
                            )
                        }
                        None if is_above(&self.programs, &activity, &parent) => {
                            format!(
                                "`{}` is above itself by these rows; the parent is kept in words",
                                shortened(&activity)
                            )
                        }
                        None => {
                            if let Some(entry) = self.programs.get_mut(&activity) {
                                entry.program.parent = Some(parent);
                            }
                            continue;
                        }
                    };
                    desk.warn(code::CONTRADICTION, "parent", message);
                    if let Some(entry) = self.programs.get_mut(&activity) {
                        let kept = core::mem::take(&mut entry.kept);
                        entry.kept = kept.column("related activity (parent)", &parent);
                    }
                }
            }
        }
        for Pending { activity, place, kind, what: role } in self.roles {
            match self.programs.get_mut(&activity) {
                Some(entry) => entry.program.roles.push(role),
                None => {
                    desk.begin(place, kind, activity.clone());
                    missing(desk, ACTIVITY, &activity);
                }
            }
        }
        for Pending { activity, place, kind, what: (mut transaction, linked) } in self.transactions
        {
            let [knows_from, knows_to] = linked.each_ref().map(|id| self.programs.contains_key(id));
            let [from, to] = linked;
            let mut unknown = Vec::new();
            for (id, is_known, column, field) in [
                (from, knows_from, "provider-activity-id", &mut transaction.from_program),
                (to, knows_to, "receiver-activity-id", &mut transaction.to_program),
            ] {
                match (id.is_empty(), is_known) {
                    (true, _) => {}
                    (false, true) => *field = Some(id),
                    (false, false) => unknown.push(format!("{column}: {id}")),
                }
            }
            if !unknown.is_empty() {
                let mut words = transaction.words.take().into_iter().collect::<Vec<_>>();
                words.extend(unknown);
                transaction.words = Some(words.join("\n"));
            }
            match self.programs.get_mut(&activity) {
                Some(entry) => entry.program.transactions.push(transaction),
                None => {
                    desk.begin(place, kind, activity.clone());
                    missing(desk, ACTIVITY, &activity);
                }
            }
        }
        for (activity, key, words) in self.words {
            // An activity that is not there has been told where its row was put.
            if let Some(entry) = self.programs.get_mut(&activity) {
                entry.kept = core::mem::take(&mut entry.kept).under(&key, words);
            }
        }
        for id in self.order {
            if let Some(Entry { mut program, kept }) = self.programs.remove(&id) {
                program.note = kept.note();
                if !desk.has(RecordKind::Program, &id) {
                    desk.add(program);
                }
            }
        }
    }
}
