//! IATI as flat rows: one table of activities, and tables that name them.

use alloc::format;

use super::table::{ActivityCells, Columns, Iati, Named, TransactionCells};
use crate::exchange::desk::{Desk, Refused};
use crate::exchange::kept::Kept;
use crate::exchange::row::{row, takes};
use crate::exchange::values::stated;

row! {
    /// One activity, a row.
    ///
    /// Source: IATI 2.03, flattened as by common R and Python readers. A column of another flattening can
    /// be renamed to the one here.
    pub struct IatiActivityRow: "activity row", iati_identifier {
        /// The activity's identifier.
        iati_identifier = "iati_identifier" | "iati-identifier",
        /// The reporting organisation.
        #[serde(default)]
        reporting_org = "reporting_org",
        /// Its reference.
        #[serde(default)]
        reporting_org_ref = "reporting_org_ref",
        /// Its type.
        #[serde(default)]
        reporting_org_type = "reporting_org_type",
        /// Whether it reports for another.
        #[serde(default)]
        reporting_org_secondary_reporter = "reporting_org_secondary_reporter",
        /// Title in English.
        #[serde(default)]
        title_eng = "title_eng" | "title",
        /// Title in French.
        #[serde(default)]
        title_fr = "title_fr",
        /// Type of the first description.
        #[serde(default)]
        description_type_1 = "description_type_1",
        /// The first description in English.
        #[serde(default)]
        description_eng_1 = "description_eng_1" | "description",
        /// The first description in French.
        #[serde(default)]
        description_fr_1 = "description_fr_1",
        /// Type of the second description.
        #[serde(default)]
        description_type_2 = "description_type_2",
        /// The second description in English.
        #[serde(default)]
        description_eng_2 = "description_eng_2",
        /// The second description in French.
        #[serde(default)]
        description_fr_2 = "description_fr_2",
        /// ActivityStatus.
        #[serde(default)]
        activity_status_code = "activity_status_code",
        /// A date.
        #[serde(default)]
        activity_date_1 = "activity_date_1",
        /// Its ActivityDateType.
        #[serde(default)]
        activity_date_type_1 = "activity_date_type_1",
        /// A date.
        #[serde(default)]
        activity_date_2 = "activity_date_2",
        /// Its ActivityDateType.
        #[serde(default)]
        activity_date_type_2 = "activity_date_type_2",
        /// A date.
        #[serde(default)]
        activity_date_3 = "activity_date_3",
        /// Its ActivityDateType.
        #[serde(default)]
        activity_date_type_3 = "activity_date_type_3",
        /// A date.
        #[serde(default)]
        activity_date_4 = "activity_date_4",
        /// Its ActivityDateType.
        #[serde(default)]
        activity_date_type_4 = "activity_date_type_4",
        /// ActivityScope.
        #[serde(default)]
        activity_scope_code = "activity_scope_code",
        /// The country that benefits, ISO 3166-1.
        #[serde(default)]
        recipient_country_code = "recipient_country_code",
        /// Its share in percent.
        #[serde(default)]
        recipient_country_pct = "recipient_country_pct",
        /// The country as printed.
        #[serde(default)]
        recipient_country = "recipient_country",
        /// The region that benefits.
        #[serde(default)]
        recipient_region_code = "recipient_region_code",
        /// RegionVocabulary.
        #[serde(default)]
        recipient_region_vocabulary = "recipient_region_vocabulary",
        /// The region as printed.
        #[serde(default)]
        recipient_region = "recipient_region",
        /// CollaborationType.
        #[serde(default)]
        collaboration_type_code = "collaboration_type_code",
        /// FlowType.
        #[serde(default)]
        default_flow_type_code = "default_flow_type_code",
        /// FinanceType.
        #[serde(default)]
        default_finance_type_code = "default_finance_type_code",
        /// TiedStatus.
        #[serde(default)]
        default_tied_status_code = "default_tied_status_code",
        /// The share of capital spending in percent.
        #[serde(default)]
        capital_spend = "capital_spend",
    }
}

row! {
    /// One transaction, a row.
    ///
    /// Source: as of [`IatiActivityRow`].
    pub struct IatiTransactionRow: "transaction row", iati_identifier {
        /// The activity's identifier.
        iati_identifier = "iati_identifier" | "iati-identifier",
        /// The publisher's reference.
        #[serde(default)]
        transaction_ref = "transaction_ref",
        /// Whether it is humanitarian.
        #[serde(default)]
        transaction_humanitarian = "transaction_humanitarian",
        /// TransactionType.
        transaction_type_code = "transaction_type_code",
        /// The day.
        transaction_date = "transaction_date",
        /// The currency, ISO 4217.
        transaction_value_currency = "transaction_value_currency",
        /// The day of the exchange rate.
        #[serde(default)]
        transaction_value_date = "transaction_value_date",
        /// The value.
        transaction_value = "transaction_value",
        /// The value in USD, as whoever flattened the file converted it.
        #[serde(default)]
        transaction_value_usd = "transaction_value_USD",
        /// What it is, in words.
        #[serde(default)]
        transaction_description = "transaction_description",
        /// The provider's type.
        #[serde(default)]
        transaction_provider_org_type = "transaction_provider_org_type",
        /// The provider's reference.
        #[serde(default)]
        transaction_provider_org_ref = "transaction_provider_org_ref",
        /// The provider as printed.
        #[serde(default)]
        transaction_provider_org = "transaction_provider_org",
        /// The provider's activity.
        #[serde(default)]
        transaction_provider_org_provider_activity_id = "transaction_provider_org_provider_activity_id",
        /// The receiver's type.
        #[serde(default)]
        transaction_receiver_org_type = "transaction_receiver_org_type",
        /// The receiver's reference.
        #[serde(default)]
        transaction_receiver_org_ref = "transaction_receiver_org_ref",
        /// The receiver as printed.
        #[serde(default)]
        transaction_receiver_org = "transaction_receiver_org",
        /// The receiver's activity.
        #[serde(default)]
        transaction_receiver_org_receiver_activity_id = "transaction_receiver_org_receiver_activity_id",
        /// AidType.
        #[serde(default)]
        transaction_aid_type_code_1 = "transaction_aid_type_code_1",
        /// AidTypeVocabulary.
        #[serde(default)]
        transaction_aid_type_vocabulary_1 = "transaction_aid_type_vocabulary_1",
        /// A second AidType.
        #[serde(default)]
        transaction_aid_type_code_2 = "transaction_aid_type_code_2",
        /// Its vocabulary.
        #[serde(default)]
        transaction_aid_type_vocabulary_2 = "transaction_aid_type_vocabulary_2",
    }
}

row! {
    /// One organisation's part in an activity, a row.
    ///
    /// Source: as of [`IatiActivityRow`].
    pub struct IatiParticipatingOrgRow: "participating organisation row", iati_identifier {
        /// The activity's identifier.
        iati_identifier = "iati_identifier" | "iati-identifier",
        /// The organisation as printed.
        #[serde(default)]
        participating_org_eng = "participating_org_eng" | "participating_org",
        /// Its reference.
        #[serde(default)]
        participating_org_ref = "participating_org_ref",
        /// Its OrganisationType.
        #[serde(default)]
        participating_org_type = "participating_org_type",
        /// Its OrganisationRole.
        participating_org_role = "participating_org_role",
    }
}

row! {
    /// A relation between two activities, a row.
    ///
    /// Source: as of [`IatiActivityRow`].
    pub struct IatiRelatedActivityRow: "related activity row", iati_identifier {
        /// The activity's identifier.
        iati_identifier = "iati_identifier" | "iati-identifier",
        /// The other activity's identifier.
        related_activity_ref = "related_activity_ref",
        /// RelatedActivityType: what the other is to this one.
        related_activity_type = "related_activity_type",
    }
}

const COLUMNS: Columns = Columns {
    id: "iati_identifier",
    status: "activity_status_code",
    date: "activity_date",
    country: "recipient_country_code",
    percentage: "recipient_country_pct",
    kind: "transaction_type_code",
    on: "transaction_date",
    currency: "transaction_value_currency",
    value: "transaction_value",
};

fn put_activity(row: IatiActivityRow, table: &mut Iati, desk: &mut Desk) -> Result<(), Refused> {
    let kept = Kept::default().columns(&[
        ("reporting_org", &row.reporting_org),
        ("reporting_org_ref", &row.reporting_org_ref),
        ("reporting_org_type", &row.reporting_org_type),
        ("reporting_org_secondary_reporter", &row.reporting_org_secondary_reporter),
        ("title_fr", &row.title_fr),
        ("description_type_1", &row.description_type_1),
        ("description_eng_1", &row.description_eng_1),
        ("description_fr_1", &row.description_fr_1),
        ("description_type_2", &row.description_type_2),
        ("description_eng_2", &row.description_eng_2),
        ("description_fr_2", &row.description_fr_2),
        ("activity_scope_code", &row.activity_scope_code),
        ("recipient_country", &row.recipient_country),
        ("recipient_region", &row.recipient_region),
        ("collaboration_type_code", &row.collaboration_type_code),
        ("default_flow_type_code", &row.default_flow_type_code),
        ("default_finance_type_code", &row.default_finance_type_code),
        ("default_tied_status_code", &row.default_tied_status_code),
        ("capital_spend", &row.capital_spend),
    ]);
    let kept = kept.others(&row.others);
    let cells = ActivityCells {
        id: &row.iati_identifier,
        title: &row.title_eng,
        status: &row.activity_status_code,
        dates: alloc::vec![
            (&*row.activity_date_type_1, &*row.activity_date_1),
            (&*row.activity_date_type_2, &*row.activity_date_2),
            (&*row.activity_date_type_3, &*row.activity_date_3),
            (&*row.activity_date_type_4, &*row.activity_date_4),
        ],
        countries: alloc::vec![(&*row.recipient_country_code, &*row.recipient_country_pct)],
        regions: alloc::vec![(&*row.recipient_region_vocabulary, &*row.recipient_region_code)],
        sectors: alloc::vec::Vec::new(),
    };
    table.activity(desk, COLUMNS, cells, kept)
}

fn put_transaction(
    row: IatiTransactionRow,
    table: &mut Iati,
    desk: &mut Desk,
) -> Result<(), Refused> {
    let scope = Kept::default().columns(&[
        ("description", &row.transaction_description),
        ("humanitarian", &row.transaction_humanitarian),
        ("aid_type_code_1", &row.transaction_aid_type_code_1),
        ("aid_type_vocabulary_1", &row.transaction_aid_type_vocabulary_1),
        ("aid_type_code_2", &row.transaction_aid_type_code_2),
        ("aid_type_vocabulary_2", &row.transaction_aid_type_vocabulary_2),
    ]);
    let scope = scope.others(&row.others);
    let is_in_dollars = row.transaction_value_currency == "USD";
    let said = if is_in_dollars { row.transaction_value.as_str() } else { "" };
    let words = Kept::default()
        .unless(&row.transaction_date, "value_date", &row.transaction_value_date)
        .unless(said, "value_USD", stated(&row.transaction_value_usd).unwrap_or_default());
    let cells = TransactionCells {
        activity: &row.iati_identifier,
        reference: &row.transaction_ref,
        kind: &row.transaction_type_code,
        date: &row.transaction_date,
        currency: &row.transaction_value_currency,
        value: &row.transaction_value,
        provider: Named {
            name: &row.transaction_provider_org,
            reference: &row.transaction_provider_org_ref,
            kind: &row.transaction_provider_org_type,
            kind_column: "transaction_provider_org_type",
        },
        receiver: Named {
            name: &row.transaction_receiver_org,
            reference: &row.transaction_receiver_org_ref,
            kind: &row.transaction_receiver_org_type,
            kind_column: "transaction_receiver_org_type",
        },
        provider_activity: &row.transaction_provider_org_provider_activity_id,
        receiver_activity: &row.transaction_receiver_org_receiver_activity_id,
        sectors: alloc::vec::Vec::new(),
        scope,
        words,
    };
    table.transaction(desk, IatiTransactionRow::NAME, COLUMNS, cells)
}

fn put_role(
    row: IatiParticipatingOrgRow,
    table: &mut Iati,
    desk: &mut Desk,
) -> Result<(), Refused> {
    let organization = Named {
        name: &row.participating_org_eng,
        reference: &row.participating_org_ref,
        kind: &row.participating_org_type,
        kind_column: "participating_org_type",
    };
    let columns = [COLUMNS.id, "participating_org_role"];
    let kind = IatiParticipatingOrgRow::NAME;
    let role = &row.participating_org_role;
    table.role(desk, kind, &row.iati_identifier, columns, role, organization)?;
    let who = stated(&row.participating_org_ref).unwrap_or(row.participating_org_eng.trim());
    let key = format!("participating-org {who} {role}");
    table.words(&row.iati_identifier, &key, Kept::default().others(&row.others));
    Ok(())
}

fn put_related(
    row: IatiRelatedActivityRow,
    table: &mut Iati,
    desk: &mut Desk,
) -> Result<(), Refused> {
    let columns = [COLUMNS.id, "related_activity_ref", "related_activity_type"];
    let kind = IatiRelatedActivityRow::NAME;
    let (other, how) = (&row.related_activity_ref, &row.related_activity_type);
    table.related(desk, kind, &row.iati_identifier, columns, other, how)?;
    let key = format!("related-activity {other}");
    table.words(&row.iati_identifier, &key, Kept::default().others(&row.others));
    Ok(())
}

takes!(Iati, IatiActivityRow, put_activity);
takes!(Iati, IatiTransactionRow, put_transaction);
takes!(Iati, IatiParticipatingOrgRow, put_role);
takes!(Iati, IatiRelatedActivityRow, put_related);
