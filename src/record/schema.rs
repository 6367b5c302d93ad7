//! A JSON Schema of the written form, made of the table of fields that also reads and writes it.

use alloc::string::{String, ToString};

use super::act::{ActKind, Ending};
use super::actor::{Actor, Area};
use super::any::{FORMAT, HEADER, Header};
use super::country::Country;
use super::event::{Event, EventCategory};
use super::figure::{Figure, FigureConcept, FigureKind, Presentation};
use super::kind::RecordKind;
use super::membership::{Membership, Standing};
use super::name::NameKind;
use super::organization::{Organization, OrganizationKind};
use super::person::{OfficeStanding, Person, RoleClass};
use super::place::Place;
use super::program::{Program, ProgramKind, ProgramRoleKind, ProgramStatus, Stage};
use super::relation::{Relation, RelationKind, RelationObject};
use super::shape::{Definitions, Described, Json, coded};
use super::source::{Source, SourceKind};
use super::spell::Attestation;
use super::statement::{Statement, StatementKind};
use super::trade::{Flow, Measure, ObservationStatus, Product, TradeBasis, TradeFigure, Valuation};
use super::treaty::{
    Coverage, Instrument, PledgeKind, ReservationKind, Treaty, TreatyCategory, TreatyStanding,
};
use super::visit::{Medium, Visit, VisitPurpose, VisitRank, VisitStatus};

/// Returns a JSON Schema (draft 2020-12) of one line of a document: a record of any kind, or the header.
///
/// It is made of the table of fields that also reads and writes records, so that it cannot drift from them. It
/// says which fields there are, which a record must have, and what a value looks like. It refuses
/// nothing that a reader of this version accepts. The converse does not hold: a pattern tells a date from a word and
/// not the 30th of February from a day, and references and everything else that takes two records are
/// for the [rules](crate::rules).
///
/// It needs the feature `schema`.
///
/// ```
/// let text = bilateral::schema();
/// let schema: serde_json::Value = serde_json::from_str(&text)?;
/// assert_eq!(schema["$defs"]["Visit"]["properties"]["kind"]["const"], "visit");
/// assert_eq!(schema["$defs"]["Visit"]["required"], serde_json::json!(["kind", "id", "host"]));
/// assert_eq!(schema["$defs"]["Visit"]["properties"]["rank"]["description"], "The rank that protocol gives it.");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn schema() -> String {
    let mut into = Definitions::default();
    let mut lines = alloc::vec![(HEADER, Header::described(&mut into))];
    let format = Json::Object(alloc::vec![
        ("type", Json::text("integer")),
        ("minimum", Json::Number(1)),
        ("maximum", Json::Number(FORMAT)),
    ]);
    into.set("Header", "format", format);
    into.set("Header", KIND, constant(HEADER));
    for kind in RecordKind::ALL {
        let (name, line) = described(*kind, &mut into);
        into.set(name, KIND, constant(kind.as_str()));
        lines.push((kind.as_str(), line));
    }
    let kinds = Json::one_of(lines.iter().map(|(kind, _)| *kind));
    // By the word of its kind, so that a validator tells of the fields of that kind alone.
    let by_kind = lines.into_iter().map(|(kind, line)| {
        let is_kind = Json::Object(alloc::vec![
            ("properties", Json::Object(alloc::vec![(KIND, constant(kind))])),
            ("required", Json::List(alloc::vec![Json::text(KIND)])),
        ]);
        Json::Object(alloc::vec![("if", is_kind), ("then", line)])
    });
    let by_kind = by_kind.collect();
    let schema = Json::Object(alloc::vec![
        ("$schema", Json::text("https://json-schema.org/draft/2020-12/schema")),
        (
            "title",
            Json::Text(alloc::format!("One line of a document of bilateral, format {FORMAT}"))
        ),
        ("type", Json::text("object")),
        ("properties", Json::Object(alloc::vec![(KIND, kinds)])),
        ("required", Json::List(alloc::vec![Json::text(KIND)])),
        ("allOf", Json::List(by_kind)),
        ("$defs", into.into_json()),
    ]);
    schema.to_string()
}

const KIND: &str = "kind";

fn constant(text: &str) -> Json {
    Json::Object(alloc::vec![("const", Json::text(text))])
}

/// The definition of a kind: its name and the reference to it.
fn described(kind: RecordKind, into: &mut Definitions) -> (&'static str, Json) {
    macro_rules! of {
        ($type:ident) => {
            (stringify!($type), $type::described(into))
        };
    }
    match kind {
        RecordKind::Country => of!(Country),
        RecordKind::Organization => of!(Organization),
        RecordKind::Place => of!(Place),
        RecordKind::Person => of!(Person),
        RecordKind::Source => of!(Source),
        RecordKind::Treaty => of!(Treaty),
        RecordKind::Membership => of!(Membership),
        RecordKind::Relation => of!(Relation),
        RecordKind::Program => of!(Program),
        RecordKind::TradeFigure => of!(TradeFigure),
        RecordKind::Figure => of!(Figure),
        RecordKind::Visit => of!(Visit),
        RecordKind::Statement => of!(Statement),
        RecordKind::Event => of!(Event),
    }
}

impl Described for Actor {
    fn described(into: &mut Definitions) -> Json {
        into.text("Actor", "a country code, or `org:` and an id", r"^([A-Za-z]{2,3}|org:[\s\S]+)$")
    }
}

impl Described for Area {
    fn described(into: &mut Definitions) -> Json {
        into.text(
            "Area",
            "a country code, `org:` and an id, `world`, or `area:` and a name",
            r"^([A-Za-z]{2,3}|(org|area):[\s\S]+|world)$",
        )
    }
}

impl Described for Attestation {
    fn described(into: &mut Definitions) -> Json {
        into.text(
            "Attestation",
            "a day on which a source says that it held, or `source` for the source's own day",
            r"^(source|[0-9X?~%.\[\]-]+)$",
        )
    }
}

coded! {
    ActKind, Coverage, Ending, EventCategory, FigureConcept, FigureKind, Flow, Instrument, Measure, Medium,
    NameKind, ObservationStatus, OfficeStanding, OrganizationKind, PledgeKind, Presentation, Product,
    ProgramKind, ProgramRoleKind, ProgramStatus, RecordKind, RelationKind, RelationObject,
    ReservationKind, RoleClass, SourceKind, Stage, Standing, StatementKind, TradeBasis, TreatyCategory,
    TreatyStanding, Valuation, VisitPurpose, VisitRank, VisitStatus,
}
