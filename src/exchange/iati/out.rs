//! Programmes become activities.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::codes::{ORGANIZATIONS, ROLES, STAGES, STATUSES, VOCABULARIES};
use super::xml::{
    IatiActivity, IatiBudget, IatiCode, IatiDate, IatiNarrative, IatiOrg, IatiPlace, IatiRelated,
    IatiSector, IatiText, IatiTransaction, IatiValue, REPLACED,
};
use crate::date::{Endpoint, PartialDate};
use crate::exchange::given::{Given, no_row, not_carried, not_written};
use crate::exchange::kept::{column, is_kept, lines};
use crate::money::Estimate;
use crate::record::{
    Actor, Area, Organization, Program, ProgramRole, ProgramRoleKind, Record, Sector, Stage,
    Transaction,
};
use crate::report::Report;

const FORMAT: &str = "IATI";

/// The fields of a programme that an activity carries; what it cannot of one is told by itself.
const CARRIED: [&str; 16] = [
    "kind",
    "id",
    "title",
    "sectors",
    "roles",
    "parent",
    "status",
    "planned",
    "transactions",
    "where",
    "start",
    "end",
    "ended",
    "note",
    "sources",
    "type",
];

/// Returns programmes as activities of IATI, with a report of what it cannot carry.
///
/// An activity needs nothing but its identifier. Dates are whole days; the day on which a programme ended is
/// written where the source does not say whether it is inside, as IATI does not either. Money is exact and in a
/// currency: a stage of IATI becomes a transaction, what is budgeted a budget of its period. Records of
/// organizations give the names, references and types; a country that funds or acts is written by its
/// name. What an intake of XML kept in the note comes out where it stood, as far as the types have a field. The
/// kind of a programme and citations are not carried.
///
/// ```
/// use bilateral::exchange::to_iati;
/// use bilateral::{CountryCode, Estimate, Program, ProgramKind, ProgramRole, ProgramRoleKind, Stage, Transaction, day};
///
/// let paid = Transaction::new(Stage::Disbursement, "USD 250.50".parse::<Estimate>()?).on(day(2022, 4, 1));
/// let about = Transaction::new(Stage::Disbursement, "about USD 3e6".parse::<Estimate>()?).on(day(2022, 5, 1));
/// let program = Program::new("XM-EX-1", ProgramKind::Assistance, "Water")
///     .role(ProgramRole::new(ProgramRoleKind::Recipient, CountryCode::KAZ))
///     .transaction(paid)
///     .transaction(about);
/// let given = to_iati(&[program.into()]);
/// assert_eq!(given.rows[0].countries[0].code, "KZ");
/// assert_eq!((given.rows[0].transactions.len(), given.rows[0].transactions[0].value.text.as_str()), (1, "250.50"));
/// assert!(given.report.to_string().contains("transactions[1].estimate: IATI has only exact amounts of money"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn to_iati<'r>(records: impl IntoIterator<Item = &'r Record>) -> Given<IatiActivity> {
    let records: Vec<&Record> = records.into_iter().collect();
    let organizations = records.iter().filter_map(|record| match record {
        Record::Organization(it) => Some((it.id.as_str(), it.as_ref())),
        _ => None,
    });
    let organizations = organizations.collect();
    let mut given = Given::new();
    for record in records {
        match record {
            Record::Program(program) => {
                let out = Out {
                    record,
                    note: program.note.as_deref(),
                    organizations: &organizations,
                    report: &mut given.report,
                };
                given.rows.push(out.activity(program));
            }
            Record::Organization(_) | Record::Source(_) => {}
            _ => no_row(&mut given.report, record, FORMAT),
        }
    }
    given
}

/// One programme on its way out.
struct Out<'o, 'r> {
    record: &'r Record,
    note: Option<&'r str>,
    organizations: &'o BTreeMap<&'r str, &'r Organization>,
    report: &'o mut Report,
}

/// The code of a list whose meaning is wanted.
fn coded<T: PartialEq>(list: &[(&'static str, T)], wanted: &T) -> Option<String> {
    list.iter().find(|(_, meaning)| meaning == wanted).map(|(code, _)| (*code).into())
}

fn narrative(text: impl Into<String>) -> IatiNarrative {
    IatiNarrative { text: text.into(), ..IatiNarrative::default() }
}

/// Texts of a note under a name, and under the name with a language behind it.
fn narratives(note: Option<&str>, name: &str) -> Vec<IatiNarrative> {
    let mut found = Vec::new();
    for (key, text) in lines(note.unwrap_or_default()) {
        let Some(rest) = key.strip_prefix(name) else { continue };
        let language = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
        if rest.is_empty() || language.is_some() {
            let language = language.unwrap_or_default().into();
            found.push(IatiNarrative { language, ..narrative(text) });
        }
    }
    found
}

fn code(note: Option<&str>, name: &str) -> IatiCode {
    IatiCode {
        code: column(note, name).unwrap_or_default(),
        vocabulary: column(note, &format!("{name}/@vocabulary")).unwrap_or_default(),
        ..IatiCode::default()
    }
}

/// Every code that a note keeps under a name.
fn codes(note: Option<&str>, name: &str) -> Vec<IatiCode> {
    let vocabulary = column(note, &format!("{name}/@vocabulary")).unwrap_or_default();
    let of_name = lines(note.unwrap_or_default()).into_iter().filter(|(key, _)| key == name);
    of_name
        .map(|(_, code)| IatiCode { code, vocabulary: vocabulary.clone(), ..IatiCode::default() })
        .collect()
}

impl<'r> Out<'_, 'r> {
    fn lacks(&mut self, field: &str, what: &str) {
        not_written(self.report, self.record, field, format!("{FORMAT} has {what}"));
    }

    fn kept(&self, name: &str) -> String {
        column(self.note, name).unwrap_or_default()
    }

    fn activity(mut self, program: &'r Program) -> IatiActivity {
        not_carried(self.report, self.record, FORMAT, &CARRIED);
        let note = self.note;
        for (key, _) in lines(note.unwrap_or_default()) {
            if !has_a_field(&key) {
                self.lacks("note", &format!("no field for `{key}` here"));
            }
        }
        if !is_kept(note) {
            self.lacks("note", "no place for a remark");
        }
        let mut title = alloc::vec![narrative(program.title.as_str())];
        title.extend(narratives(note, "title"));
        let mut activity = IatiActivity {
            default_currency: self.kept("default-currency"),
            language: self.kept("xml:lang"),
            hierarchy: self.kept("hierarchy"),
            last_updated: self.kept("last-updated-datetime"),
            humanitarian: self.kept("humanitarian"),
            identifier: program.id.clone(),
            reporting_org: IatiOrg {
                reference: self.kept("reporting-org/@ref"),
                kind: self.kept("reporting-org/@type"),
                narratives: narratives(note, "reporting-org"),
                ..IatiOrg::default()
            },
            title: IatiText { narratives: title, ..IatiText::default() },
            descriptions: descriptions(note),
            scope: code(note, "activity-scope"),
            collaboration_type: code(note, "collaboration-type"),
            default_flow_type: code(note, "default-flow-type"),
            default_finance_type: code(note, "default-finance-type"),
            default_aid_types: codes(note, "default-aid-type"),
            default_tied_status: code(note, "default-tied-status"),
            sectors: self.sectors("sectors", &program.sectors),
            budgets: replaced(note),
            related: related(program.parent.as_deref(), note),
            ..IatiActivity::default()
        };
        if let Some(status) = program.status {
            activity.status.code = coded(STATUSES, &status).unwrap_or_default();
        }
        self.dates(program, &mut activity);
        for (number, role) in program.roles.iter().enumerate() {
            self.role(number, role, &mut activity);
        }
        for (number, area) in program.at.iter().enumerate() {
            self.area(number, area, &mut activity);
        }
        for (number, transaction) in program.transactions.iter().enumerate() {
            self.money(number, transaction, &mut activity);
        }
        activity
    }

    fn dates(&mut self, program: &Program, activity: &mut IatiActivity) {
        let planned = program.planned.map(|planned| (planned.start(), planned.end()));
        let ended = program.ended.map(Endpoint::Date);
        let dates = [
            ("planned", "1", planned.map(|(start, _)| start)),
            ("start", "2", program.start),
            ("planned", "3", planned.map(|(_, end)| end)),
            ("end", "4", program.end.or(ended)),
        ];
        for (field, kind, end) in dates {
            match end.map(|end| (end, end.date().and_then(PartialDate::as_day))) {
                Some((_, Some(day))) => activity.dates.push(IatiDate {
                    iso_date: PartialDate::from(day).to_string(),
                    kind: kind.into(),
                    ..IatiDate::default()
                }),
                Some((Endpoint::Date(date), None)) => {
                    self.lacks(field, &format!("no date like `{date}`"));
                }
                Some((Endpoint::Unknown, None)) if field != "planned" => {
                    self.lacks(field, "no unknown end");
                }
                Some((Endpoint::Unknown | Endpoint::Open, None)) | None => {}
            }
        }
    }

    /// An organisation of an actor: what its record says, or the name of the country.
    fn organization(&self, actor: &Actor) -> IatiOrg {
        let Some(id) = actor.organization_id() else {
            let name = actor.country().and_then(crate::country::CountryCode::name);
            let narratives = alloc::vec![narrative(name.unwrap_or_default())];
            return IatiOrg { narratives, ..IatiOrg::default() };
        };
        let Some(organization) = self.organizations.get(id) else {
            return IatiOrg { reference: id.into(), ..IatiOrg::default() };
        };
        let note = organization.note.as_deref();
        let kind = organization.kind.and_then(|kind| coded(ORGANIZATIONS, &kind));
        let reference = column(note, "ref").unwrap_or_default();
        // An organisation without a name has its reference for one.
        let is_named = organization.name != reference;
        let names = is_named.then(|| narrative(organization.name.as_str()));
        IatiOrg {
            reference,
            kind: column(note, "type").or(kind).unwrap_or_default(),
            narratives: names.into_iter().collect(),
            ..IatiOrg::default()
        }
    }

    fn role(&mut self, number: usize, role: &ProgramRole, activity: &mut IatiActivity) {
        let field = format!("roles[{number}]");
        if role.label.is_some() {
            self.lacks(&format!("{field}.label"), "no label of a role");
        }
        match (role.role, role.actor.country().and_then(|country| country.alpha_2())) {
            (ProgramRoleKind::Recipient, Some(country)) => activity.countries.push(IatiPlace {
                code: country.into(),
                percentage: role.share.map(|share| share.to_string()).unwrap_or_default(),
                ..IatiPlace::default()
            }),
            (kind, _) => match coded(ROLES, &kind) {
                Some(code) => {
                    if role.share.is_some() {
                        self.lacks(&format!("{field}.share"), "no share of an organisation");
                    }
                    let organization = self.organization(&role.actor);
                    activity.participating_orgs.push(IatiOrg { role: code, ..organization });
                }
                None => self.lacks(&field, &format!("no role like `{kind}`")),
            },
        }
    }

    fn area(&mut self, number: usize, area: &Area, activity: &mut IatiActivity) {
        let field = format!("where[{number}]");
        match area {
            Area::Actor(actor) => {
                let code = actor.country().and_then(|country| country.alpha_2());
                let is_recipient = |code: &str| activity.countries.iter().any(|it| it.code == code);
                match code {
                    Some(code) if is_recipient(code) => {}
                    Some(code) => activity
                        .countries
                        .push(IatiPlace { code: code.into(), ..IatiPlace::default() }),
                    None => self.lacks(&field, &format!("no country code of `{area}`")),
                }
            }
            Area::Special(name) => match name.split_once(" region ") {
                Some((list, region)) => {
                    let vocabulary = if list == "DAC" { "1" } else { list };
                    let percentage = self.kept(&format!("recipient-region {region} percentage"));
                    activity.regions.push(IatiPlace {
                        code: region.into(),
                        percentage,
                        vocabulary: vocabulary.into(),
                        ..IatiPlace::default()
                    });
                }
                None => self.lacks(&field, "only countries and regions of a list"),
            },
            Area::World => self.lacks(&field, "only countries and regions of a list"),
        }
    }

    fn sectors(&mut self, field: &str, sectors: &[Sector]) -> Vec<IatiSector> {
        let mut made = Vec::new();
        for (number, sector) in sectors.iter().enumerate() {
            let Some(vocabulary) = &sector.vocabulary else {
                self.lacks(&format!("{field}[{number}]"), "only sectors of a vocabulary");
                continue;
            };
            if sector.mainly {
                self.lacks(&format!("{field}[{number}].mainly"), "no main sector");
            }
            let known = VOCABULARIES.iter().find(|(_, name)| name == vocabulary);
            made.push(IatiSector {
                vocabulary: known.map_or(vocabulary.as_str(), |(code, _)| code).into(),
                code: sector.name.clone(),
                percentage: sector.share.map(|share| share.to_string()).unwrap_or_default(),
                ..IatiSector::default()
            });
        }
        made
    }

    /// The number and the currency of an exact amount of money.
    fn amount(&mut self, field: &str, estimate: Estimate) -> Option<(String, String)> {
        let amount = estimate.exact();
        let money = amount.and_then(|it| Some((it.value(), it.unit().currency()?)));
        if money.is_none() {
            self.lacks(&format!("{field}.estimate"), "only exact amounts of money");
        }
        money.map(|(value, currency)| (value.to_string(), currency.code().into()))
    }

    fn money(&mut self, number: usize, money: &Transaction, activity: &mut IatiActivity) {
        let field = format!("transactions[{number}]");
        let stage = coded(STAGES, &money.stage);
        if stage.is_none() && money.stage != Stage::Budgeted {
            self.lacks(&field, &format!("no stage like `{}`", money.stage));
            return;
        }
        let Some((text, currency)) = self.amount(&field, money.estimate) else { return };
        let words = money.words.as_deref();
        let value = |date: &str| {
            let value_date = column(words, "value-date").unwrap_or_else(|| date.into());
            // The default of the activity need not be said.
            let is_default = currency == activity.default_currency;
            let currency = if is_default { String::new() } else { currency.clone() };
            IatiValue { currency, value_date, text: text.clone(), ..IatiValue::default() }
        };
        for (name, is_stated) in [
            ("cumulative", money.cumulative),
            ("prices", money.prices.is_some()),
            ("in_kind", money.in_kind),
            ("period", money.period.is_some() && stage.is_some()),
            ("estimated", money.estimated && stage.is_some()),
        ] {
            if is_stated {
                self.lacks(&format!("{field}.{name}"), &format!("no place for `{name}` of money"));
            }
        }
        let Some(stage) = stage else {
            let days = money.period.and_then(|period| days(&period.to_string()));
            let Some([start, end]) = days else {
                self.lacks(&format!("{field}.period"), "only budgets from a day to a day");
                return;
            };
            let is_revised = column(words, "budget").as_deref() == Some("revised");
            activity.budgets.push(IatiBudget {
                kind: if is_revised { "2" } else { "1" }.into(),
                status: if money.estimated { "1" } else { "2" }.into(),
                value: value(&start),
                start: IatiDate { iso_date: start, ..IatiDate::default() },
                end: IatiDate { iso_date: end, ..IatiDate::default() },
                ..IatiBudget::default()
            });
            return;
        };
        let Some(day) = money.on.and_then(PartialDate::as_day) else {
            self.lacks(&format!("{field}.on"), "only money of a day");
            return;
        };
        let date = PartialDate::from(day).to_string();
        let scope = money.scope.as_deref();
        let of = |actor: &Option<Actor>| actor.as_ref().map(|actor| self.organization(actor));
        let linked = |id: &Option<String>, name: &str| {
            id.clone().or_else(|| column(words, name)).unwrap_or_default()
        };
        let provider = of(&money.provider).unwrap_or_default();
        let receiver = of(&money.receiver).unwrap_or_default();
        let locator = money.sources.iter().find_map(|source| source.locator.as_deref());
        let reference = locator.and_then(|it| it.strip_prefix("transaction ")).unwrap_or_default();
        let transaction = IatiTransaction {
            reference: reference.into(),
            humanitarian: column(scope, "humanitarian").unwrap_or_default(),
            kind: IatiCode { code: stage, ..IatiCode::default() },
            value: value(&date),
            date: IatiDate { iso_date: date, ..IatiDate::default() },
            description: IatiText {
                narratives: narratives(scope, "description"),
                ..IatiText::default()
            },
            provider: IatiOrg {
                provider_activity: linked(&money.from_program, "provider-activity-id"),
                ..provider
            },
            receiver: IatiOrg {
                receiver_activity: linked(&money.to_program, "receiver-activity-id"),
                ..receiver
            },
            sectors: self.sectors(&format!("{field}.sectors"), &money.sectors),
            flow_type: code(scope, "flow-type"),
            finance_type: code(scope, "finance-type"),
            aid_types: codes(scope, "aid-type"),
            tied_status: code(scope, "tied-status"),
            ..IatiTransaction::default()
        };
        activity.transactions.push(transaction);
    }
}

/// The first and the last day of a period that is written with both, or as one date.
fn days(period: &str) -> Option<[String; 2]> {
    let (start, end) = period.split_once('/').unwrap_or((period, period));
    let [start, end] = [start, end].map(PartialDate::parse).map(Result::ok);
    let (start, end) = (start?, end?);
    let is_plain = !start.is_marked() && !end.is_marked();
    let days = start.earliest().zip(end.latest()).filter(|_| is_plain);
    days.map(|(first, last)| [first, last].map(|day| PartialDate::from(day).to_string()))
}

/// Names of lines of a note for which an activity has a field.
fn has_a_field(key: &str) -> bool {
    const WHOLE: [&str; 16] = [
        "xml:lang",
        "default-currency",
        "hierarchy",
        "last-updated-datetime",
        "humanitarian",
        "reporting-org/@ref",
        "reporting-org/@type",
        "reporting-org",
        "activity-scope",
        "collaboration-type",
        "default-flow-type",
        "default-finance-type",
        "default-aid-type",
        "default-aid-type/@vocabulary",
        "default-tied-status",
        "title",
    ];
    const BEGIN: [&str; 6] = [
        "title (",
        "description",
        "reporting-org (",
        REPLACED,
        "related activity (",
        "recipient-region ",
    ];
    WHOLE.contains(&key) || BEGIN.iter().any(|begin| key.starts_with(begin))
}

/// Descriptions that a note keeps, by type.
fn descriptions(note: Option<&str>) -> Vec<IatiText> {
    let mut found: Vec<IatiText> = Vec::new();
    for (key, text) in lines(note.unwrap_or_default()) {
        let Some(rest) = key.strip_prefix("description") else { continue };
        let (kind, language) = match rest.split_once(" (") {
            Some((kind, language)) => (kind, language.trim_end_matches(')')),
            None => (rest, ""),
        };
        let (kind, language) = (kind.trim().to_string(), language.to_string());
        let words = IatiNarrative { language, ..narrative(text) };
        match found.iter_mut().find(|it| it.kind == kind) {
            Some(description) => description.narratives.push(words),
            None => {
                found.push(IatiText { kind, narratives: alloc::vec![words], ..IatiText::default() })
            }
        }
    }
    found
}

/// Original budgets that a revised one replaces.
fn replaced(note: Option<&str>) -> Vec<IatiBudget> {
    let mut found = Vec::new();
    for (key, text) in lines(note.unwrap_or_default()) {
        let parts =
            key.strip_prefix(REPLACED).map(|rest| rest.trim().split('/').collect::<Vec<_>>());
        let Some([start, end, currency, status, value_date]) = parts.as_deref() else { continue };
        let date = |text: &str| IatiDate { iso_date: text.into(), ..IatiDate::default() };
        found.push(IatiBudget {
            kind: "1".into(),
            status: (*status).into(),
            start: date(start),
            end: date(end),
            value: IatiValue {
                currency: (*currency).into(),
                value_date: (*value_date).into(),
                text,
                ..IatiValue::default()
            },
            ..IatiBudget::default()
        });
    }
    found
}

/// The parent, and what else a note says that the activity is related to.
fn related(parent: Option<&str>, note: Option<&str>) -> Vec<IatiRelated> {
    const KINDS: [(&str, &str); 5] = [
        ("related activity (parent)", "1"),
        ("related activity (child)", "2"),
        ("related activity (sibling)", "3"),
        ("related activity (co-funded)", "4"),
        ("related activity (third party)", "5"),
    ];
    let make = |reference: &str, kind: &str| IatiRelated {
        reference: reference.into(),
        kind: kind.into(),
        ..IatiRelated::default()
    };
    let mut found: Vec<IatiRelated> = parent.map(|id| make(id, "1")).into_iter().collect();
    for (key, text) in lines(note.unwrap_or_default()) {
        if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == key) {
            found.push(make(&text, kind));
        }
    }
    found
}
