//! IATI as XML: the elements and attributes of an activity file, as a front end such as `quick-xml` fills
//! them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::codes::VOCABULARIES;
use super::table::{
    ActivityCells, Columns, Iati, Named, TransactionCells, currency, estimate, sound,
};
use super::unread::unread;
use crate::date::ReportingPeriod;
use crate::exchange::desk::{Desk, Refused, code};
use crate::exchange::kept::Kept;
use crate::exchange::row::{Row, sealed};
use crate::exchange::values::stated;
use crate::record::{Sector, Stage, Transaction};

/// Whether an attribute or element states nothing, so that it is not written.
fn is_nothing<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Writes a type of an element: attributes begin with `@` and the text is `$text`, as `quick-xml` has it.
macro_rules! element {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$fmeta:meta])* $field:ident: $type:ty = $wire:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$fmeta])*
                #[doc = concat!("\n\n`", $wire, "`.")]
                #[serde(rename = $wire, skip_serializing_if = "is_nothing")]
                pub $field: $type,
            )*
            /// What else stands there, each text under its path: `location/name/narrative`. It is read, and
            /// kept in words; an element is written without it.
            #[serde(flatten, skip_serializing, deserialize_with = "unread")]
            pub others: Vec<(String, String)>,
        }
    };
}

element! {
    /// A file of activities.
    ///
    /// ```
    /// use bilateral::exchange::{Iati, IatiActivities, Intake};
    /// use bilateral::{Record, Stage};
    ///
    /// let xml = r#"<iati-activities version="2.03"><iati-activity default-currency="EUR">
    ///   <iati-identifier>XM-1</iati-identifier>
    ///   <title><narrative>A programme</narrative></title>
    ///   <activity-status code="2"/>
    ///   <transaction><transaction-type code="3"/><transaction-date iso-date="2022-05-01"/>
    ///     <value value-date="2022-05-01">-500.00</value></transaction>
    /// </iati-activity></iati-activities>"#;
    /// let file: IatiActivities = quick_xml::de::from_str(xml)?;
    /// let mut intake = Intake::new(Iati::new(), Iati::source());
    /// for activity in file.activities {
    ///     intake.put(activity);
    /// }
    /// let taken = intake.finish();
    /// let Some(Record::Program(program)) = taken.records.last() else { panic!("{}", taken.report) };
    /// assert_eq!(program.transactions[0].stage, Stage::Disbursement);
    /// assert_eq!(program.transactions[0].estimate.to_string(), "EUR -500.00");
    /// # Ok::<(), quick_xml::DeError>(())
    /// ```
    pub struct IatiActivities {
        /// The version of the standard.
        version: String = "@version",
        /// When the file was made.
        generated: String = "@generated-datetime",
        /// The activities.
        activities: Vec<IatiActivity> = "iati-activity",
    }
}

element! {
    /// One activity. [`IatiActivities`] shows it at work.
    pub struct IatiActivity {
        /// The currency of amounts that name none.
        default_currency: String = "@default-currency",
        /// The language of texts that name none.
        language: String = "@xml:lang",
        /// The level in a tree of activities; absent means 1.
        hierarchy: String = "@hierarchy",
        /// When it was last changed.
        last_updated: String = "@last-updated-datetime",
        /// Whether it is humanitarian.
        humanitarian: String = "@humanitarian",
        /// The identifier.
        identifier: String = "iati-identifier",
        /// Who reports it.
        reporting_org: IatiOrg = "reporting-org",
        /// Its title.
        title: IatiText = "title",
        /// Its descriptions.
        descriptions: Vec<IatiText> = "description",
        /// Who takes part.
        participating_orgs: Vec<IatiOrg> = "participating-org",
        /// ActivityStatus.
        status: IatiCode = "activity-status",
        /// Planned and actual dates.
        dates: Vec<IatiDate> = "activity-date",
        /// ActivityScope.
        scope: IatiCode = "activity-scope",
        /// Countries that benefit.
        countries: Vec<IatiPlace> = "recipient-country",
        /// Regions that benefit.
        regions: Vec<IatiPlace> = "recipient-region",
        /// Sectors.
        sectors: Vec<IatiSector> = "sector",
        /// CollaborationType.
        collaboration_type: IatiCode = "collaboration-type",
        /// FlowType.
        default_flow_type: IatiCode = "default-flow-type",
        /// FinanceType.
        default_finance_type: IatiCode = "default-finance-type",
        /// AidType.
        default_aid_types: Vec<IatiCode> = "default-aid-type",
        /// TiedStatus.
        default_tied_status: IatiCode = "default-tied-status",
        /// Budgets.
        budgets: Vec<IatiBudget> = "budget",
        /// Transactions.
        transactions: Vec<IatiTransaction> = "transaction",
        /// Related activities.
        related: Vec<IatiRelated> = "related-activity",
    }
}

element! {
    /// A text in one or more languages. [`IatiActivities`] shows it at work.
    pub struct IatiText {
        /// Its type, of a description.
        kind: String = "@type",
        /// The text, by language.
        narratives: Vec<IatiNarrative> = "narrative",
    }
}

element! {
    /// A text in one language. [`IatiActivities`] shows it at work.
    pub struct IatiNarrative {
        /// The language; absent: the default of the file.
        language: String = "@xml:lang",
        /// The text.
        text: String = "$text",
    }
}

element! {
    /// An organisation. [`IatiActivities`] shows where it stands.
    pub struct IatiOrg {
        /// Its reference.
        reference: String = "@ref",
        /// OrganisationType.
        kind: String = "@type",
        /// OrganisationRole, of one that takes part.
        role: String = "@role",
        /// Its own activity.
        activity: String = "@activity-id",
        /// Its own activity, of a provider.
        provider_activity: String = "@provider-activity-id",
        /// Its own activity, of a receiver.
        receiver_activity: String = "@receiver-activity-id",
        /// Its name, by language.
        narratives: Vec<IatiNarrative> = "narrative",
    }
}

element! {
    /// A code of a list. [`IatiActivities`] shows it at work.
    pub struct IatiCode {
        /// The code.
        code: String = "@code",
        /// The list.
        vocabulary: String = "@vocabulary",
    }
}

element! {
    /// A date with its type. [`IatiActivities`] shows where it stands.
    pub struct IatiDate {
        /// The date.
        iso_date: String = "@iso-date",
        /// ActivityDateType.
        kind: String = "@type",
    }
}

element! {
    /// A country or region that benefits. [`IatiActivities`] shows where it stands.
    pub struct IatiPlace {
        /// The code: ISO 3166-1 of a country, RegionVocabulary's of a region.
        code: String = "@code",
        /// The share in percent.
        percentage: String = "@percentage",
        /// RegionVocabulary; absent means 1.
        vocabulary: String = "@vocabulary",
    }
}

element! {
    /// A sector. [`IatiActivities`] shows where it stands.
    pub struct IatiSector {
        /// SectorVocabulary; absent means 1.
        vocabulary: String = "@vocabulary",
        /// The code.
        code: String = "@code",
        /// The share in percent.
        percentage: String = "@percentage",
    }
}

element! {
    /// Another activity and what it is to this one. [`IatiActivities`] shows where it stands.
    pub struct IatiRelated {
        /// The other activity.
        reference: String = "@ref",
        /// RelatedActivityType.
        kind: String = "@type",
    }
}

element! {
    /// An amount. [`IatiActivities`] shows it at work.
    pub struct IatiValue {
        /// The currency; absent: the default of the activity.
        currency: String = "@currency",
        /// The day of the exchange rate.
        value_date: String = "@value-date",
        /// The number.
        text: String = "$text",
    }
}

element! {
    /// A budget of at most one year. [`IatiActivities`] shows where it stands.
    pub struct IatiBudget {
        /// BudgetType: 1 original, 2 revised; absent means 1.
        kind: String = "@type",
        /// BudgetStatus: 1 indicative, 2 committed; absent means 1.
        status: String = "@status",
        /// The first day.
        start: IatiDate = "period-start",
        /// The last day.
        end: IatiDate = "period-end",
        /// The amount.
        value: IatiValue = "value",
    }
}

element! {
    /// A transaction. [`IatiActivities`] shows it at work.
    pub struct IatiTransaction {
        /// The publisher's reference.
        reference: String = "@ref",
        /// Whether it is humanitarian.
        humanitarian: String = "@humanitarian",
        /// TransactionType.
        kind: IatiCode = "transaction-type",
        /// The day.
        date: IatiDate = "transaction-date",
        /// The amount.
        value: IatiValue = "value",
        /// What it is, in words.
        description: IatiText = "description",
        /// Who provides.
        provider: IatiOrg = "provider-org",
        /// Who receives.
        receiver: IatiOrg = "receiver-org",
        /// What it is for.
        sectors: Vec<IatiSector> = "sector",
        /// FlowType.
        flow_type: IatiCode = "flow-type",
        /// FinanceType.
        finance_type: IatiCode = "finance-type",
        /// AidType.
        aid_types: Vec<IatiCode> = "aid-type",
        /// TiedStatus.
        tied_status: IatiCode = "tied-status",
    }
}

const COLUMNS: Columns = Columns {
    id: "iati-identifier",
    status: "activity-status/@code",
    date: "activity-date",
    country: "recipient-country/@code",
    percentage: "recipient-country/@percentage",
    kind: "transaction/transaction-type/@code",
    on: "transaction/transaction-date/@iso-date",
    currency: "transaction/value/@currency",
    value: "transaction/value",
};

/// The text in the file's own language, else the first.
fn first(narratives: &[IatiNarrative]) -> &str {
    let own = narratives.iter().find(|it| it.language.is_empty());
    own.or(narratives.first()).map_or("", |it| it.text.trim())
}

/// Keeps texts by language; the one that `first` takes may stand elsewhere.
fn keep(kept: Kept, column: &str, narratives: &[IatiNarrative], said: &str) -> Kept {
    narratives.iter().fold(kept, |kept, it| {
        let language =
            if it.language.is_empty() { String::new() } else { format!(" ({})", it.language) };
        kept.unless(said, &format!("{column}{language}"), it.text.trim())
    })
}

fn keep_code(kept: Kept, column: &str, code: &IatiCode) -> Kept {
    let kept = kept.column(column, &code.code);
    keep_others(
        kept.column(&format!("{column}/@vocabulary"), &code.vocabulary),
        column,
        &code.others,
    )
}

/// Keeps what stands in an element and has no field.
fn keep_others(kept: Kept, column: &str, others: &[(String, String)]) -> Kept {
    others.iter().fold(kept, |kept, (path, text)| kept.column(&format!("{column}/{path}"), text))
}

impl IatiOrg {
    fn named(&self, kind_column: &'static str) -> Named<'_> {
        Named {
            name: first(&self.narratives),
            reference: &self.reference,
            kind: &self.kind,
            kind_column,
        }
    }
}

fn sectors(
    desk: &mut Desk,
    column: &str,
    found: &[IatiSector],
    kept: &mut Kept,
) -> Result<Vec<Sector>, Refused> {
    let mut sectors = Vec::new();
    for sector in found {
        let code = desk.must(column, &sector.code);
        let share = desk.number(column, &sector.percentage);
        let list = stated(&sector.vocabulary).unwrap_or("1");
        let name =
            VOCABULARIES.iter().find(|(code, _)| *code == list).map_or(list, |(_, name)| name);
        let mut made = Sector::new(code?).vocabulary(name);
        made.share = share?;
        sectors.push(made);
    }
    for at in 0..sectors.len() {
        let Some(list) = sectors.get(at).map(|it| it.vocabulary.clone()) else { break };
        let of_list = sectors.iter().filter(|it| it.vocabulary == list);
        if !sound(of_list.filter_map(|it| it.share)) {
            let message =
                "the percentages of the sectors are no parts of a whole; they are kept in the note";
            desk.warn(code::CONTRADICTION, column, message.into());
            for sector in sectors.iter_mut().filter(|it| it.vocabulary == list) {
                if let Some(share) = sector.share.take() {
                    let column = format!("percentage of sector {}", sector.name);
                    *kept = core::mem::take(kept).column(&column, &format!("{share}"));
                }
            }
        }
    }
    Ok(sectors)
}

impl IatiActivity {
    fn cells(&self, desk: &mut Desk, kept: &mut Kept) -> Result<ActivityCells<'_>, Refused> {
        Ok(ActivityCells {
            id: self.identifier.trim(),
            title: first(&self.title.narratives),
            status: &self.status.code,
            dates: self.dates.iter().map(|it| (&*it.kind, &*it.iso_date)).collect(),
            countries: self.countries.iter().map(|it| (&*it.code, &*it.percentage)).collect(),
            regions: self.regions.iter().map(|it| (&*it.vocabulary, &*it.code)).collect(),
            sectors: sectors(desk, "sector", &self.sectors, kept)?,
        })
    }

    fn kept(&self) -> Kept {
        let mut kept = Kept::default()
            .column("default-currency", &self.default_currency)
            .column("xml:lang", &self.language)
            .column("hierarchy", &self.hierarchy)
            .column("last-updated-datetime", &self.last_updated)
            .column("humanitarian", &self.humanitarian)
            .column("reporting-org/@ref", &self.reporting_org.reference)
            .column("reporting-org/@type", &self.reporting_org.kind);
        kept = keep(kept, "reporting-org", &self.reporting_org.narratives, "");
        kept = keep(kept, "title", &self.title.narratives, first(&self.title.narratives));
        for description in &self.descriptions {
            let column = match stated(&description.kind) {
                Some(kind) => format!("description {kind}"),
                None => "description".into(),
            };
            kept = keep(kept, &column, &description.narratives, "");
        }
        kept = keep_others(kept, "reporting-org", &self.reporting_org.others);
        for org in &self.participating_orgs {
            kept = keep_others(kept, "participating-org", &org.others);
        }
        kept = keep_others(kept, "title", &self.title.others);
        for description in &self.descriptions {
            kept = keep_others(kept, "description", &description.others);
        }
        for date in &self.dates {
            kept = keep_others(kept, &format!("activity-date {}", date.kind), &date.others);
        }
        for place in self.countries.iter().chain(&self.regions) {
            kept = keep_others(kept, &format!("recipient {}", place.code), &place.others);
        }
        for sector in &self.sectors {
            kept = keep_others(kept, &format!("sector {}", sector.code), &sector.others);
        }
        for related in &self.related {
            kept = keep_others(kept, "related-activity", &related.others);
        }
        kept = keep_others(kept, "activity-status", &self.status.others);
        kept = self.others.iter().fold(kept, |kept, (path, text)| kept.column(path, text));
        kept = keep_code(kept, "activity-scope", &self.scope);
        kept = keep_code(kept, "collaboration-type", &self.collaboration_type);
        kept = keep_code(kept, "default-flow-type", &self.default_flow_type);
        kept = keep_code(kept, "default-finance-type", &self.default_finance_type);
        for code in &self.default_aid_types {
            kept = keep_code(kept, "default-aid-type", code);
        }
        kept = keep_code(kept, "default-tied-status", &self.default_tied_status);
        for region in self.regions.iter().filter(|it| !it.percentage.is_empty()) {
            kept = kept.column(
                &format!("recipient-region {} percentage", region.code),
                &region.percentage,
            );
        }
        for org in self.participating_orgs.iter().filter(|it| !it.activity.is_empty()) {
            kept = kept.column("participating-org/@activity-id", &org.activity);
        }
        kept
    }

    /// The budgets that still stand: a revised one takes the place of the original of its period.
    fn standing_budgets(&self) -> (Vec<&IatiBudget>, Vec<&IatiBudget>) {
        let period = |it: &IatiBudget| (it.start.iso_date.clone(), it.end.iso_date.clone());
        let is_revised = |it: &&IatiBudget| it.kind == "2";
        let revised: Vec<_> = self.budgets.iter().filter(is_revised).map(period).collect();
        self.budgets.iter().partition(|it| is_revised(it) || !revised.contains(&period(it)))
    }

    fn budget(&self, desk: &mut Desk, budget: &IatiBudget) -> Result<Transaction, Refused> {
        let start = desk.date("budget/period-start/@iso-date", &budget.start.iso_date);
        let end = desk.date("budget/period-end/@iso-date", &budget.end.iso_date);
        let own = stated(&budget.value.currency).unwrap_or(&self.default_currency);
        let own = desk.must("budget/value/@currency", own);
        let text = desk.must("budget/value", budget.value.text.trim());
        let unit = currency(desk, "budget/value/@currency", own?);
        let value = desk.number("budget/value", text?);
        let (start, end, unit, value) = (start?, end?, unit?, value?);
        let period = ReportingPeriod::span(start, end).map_err(|error| {
            desk.refuse(code::DATE, "budget/period-start/@iso-date", format!("{error}"))
        })?;
        let (Some(unit), Some(value)) = (unit, value) else { return Err(Refused) };
        let mut money = Transaction::new(Stage::Budgeted, estimate(value, unit)).period(period);
        // Absent and 1 are indicative.
        money.estimated = budget.status != "2";
        let kind = if budget.kind == "2" { "revised" } else { "original" };
        let words =
            Kept::default().column("budget", kind).column("value-date", &budget.value.value_date);
        money.words = keep_others(words, "budget", &budget.others).note();
        Ok(money)
    }
}

/// How a note begins to tell of an original budget that a revised one replaces: behind it stand the first and
/// the last day, currency, status and value date.
pub(super) const REPLACED: &str = "original budget";

impl sealed::Sealed for IatiActivity {}

impl Row<Iati> for IatiActivity {
    const NAME: &'static str = "activity";
    const COLUMNS: &'static [&'static str] = &[];

    fn key(&self) -> String {
        self.identifier.trim().into()
    }

    fn put(self, table: &mut Iati, desk: &mut Desk) -> Result<(), Refused> {
        let name = <Self as Row<Iati>>::NAME;
        let id = self.identifier.trim();
        let mut kept = self.kept();
        let cells = self.cells(desk, &mut kept)?;
        let (standing, replaced) = self.standing_budgets();
        for budget in replaced {
            let period = format!("{}/{}", budget.start.iso_date, budget.end.iso_date);
            let about = [&budget.value.currency, &budget.status, &budget.value.value_date];
            let about = about.map(String::as_str).join("/");
            kept = kept.column(&format!("{REPLACED} {period}/{about}"), budget.value.text.trim());
        }
        table.activity(desk, COLUMNS, cells, kept)?;
        // Each part is taken or refused by itself: one bad transaction does not cost the activity.
        for org in &self.participating_orgs {
            let columns = ["iati-identifier", "participating-org/@role"];
            let named = org.named("participating-org/@type");
            let _ = table.role(desk, name, id, columns, &org.role, named);
        }
        for related in &self.related {
            let columns = ["iati-identifier", "related-activity/@ref", "related-activity/@type"];
            let _ = table.related(desk, name, id, columns, &related.reference, &related.kind);
        }
        for budget in standing {
            if let Ok(money) = self.budget(desk, budget) {
                table.money(desk, name, id, money);
            }
        }
        for transaction in &self.transactions {
            let _ = self.transaction(table, desk, transaction);
        }
        Ok(())
    }
}

impl IatiActivity {
    fn transaction(
        &self,
        table: &mut Iati,
        desk: &mut Desk,
        transaction: &IatiTransaction,
    ) -> Result<(), Refused> {
        let mut scope =
            keep(Kept::default(), "description", &transaction.description.narratives, "");
        scope = scope.column("humanitarian", &transaction.humanitarian);
        scope = keep_code(scope, "flow-type", &transaction.flow_type);
        scope = keep_code(scope, "finance-type", &transaction.finance_type);
        for code in &transaction.aid_types {
            scope = keep_code(scope, "aid-type", code);
        }
        scope = keep_code(scope, "tied-status", &transaction.tied_status);
        for (part, others) in [
            ("transaction", &transaction.others),
            ("description", &transaction.description.others),
            ("value", &transaction.value.others),
            ("provider-org", &transaction.provider.others),
            ("receiver-org", &transaction.receiver.others),
        ] {
            scope = keep_others(scope, part, others);
        }
        for sector in &transaction.sectors {
            scope = keep_others(scope, &format!("sector {}", sector.code), &sector.others);
        }
        let found = &transaction.sectors;
        let sectors = sectors(desk, "transaction/sector", found, &mut scope)?;
        let date = &transaction.date.iso_date;
        let words = Kept::default().unless(date, "value-date", &transaction.value.value_date);
        let cells = TransactionCells {
            activity: self.identifier.trim(),
            reference: &transaction.reference,
            kind: &transaction.kind.code,
            date,
            currency: stated(&transaction.value.currency).unwrap_or(&self.default_currency),
            value: transaction.value.text.trim(),
            provider: transaction.provider.named("transaction/provider-org/@type"),
            receiver: transaction.receiver.named("transaction/receiver-org/@type"),
            provider_activity: &transaction.provider.provider_activity,
            receiver_activity: &transaction.receiver.receiver_activity,
            sectors,
            scope,
            words,
        };
        table.transaction(desk, <Self as Row<Iati>>::NAME, COLUMNS, cells)
    }
}
