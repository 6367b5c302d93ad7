//! One walk over a record, in the order in which it is written: every part of it with its path.
//!
//! The lists below name every field of every record. They take the structs apart without `..`, so a
//! field that is forgotten here does not compile.

use alloc::string::String;
use alloc::vec::Vec;

use super::path::Path;
use crate::country::CountryCode;
use crate::date::{Endpoint, Length, PartialDate, Period, ReportingPeriod};
use crate::money::{Decimal, Estimate, PriceBasis};
use crate::record::{
    Act, Actor, Area, Attestation, AttestedStanding, Capital, Citation, Commodity, Country,
    CountrySuccession, Covers, EffectiveFrom, EntryClause, Event, Existence, Figure, HasSpell,
    Meeting, Membership, Name, Office, Ordinal, Organization, Participant, Person, PersonName,
    Place, PlaceCountry, Pledge, Program, ProgramRole, Quantity, Record, RecordKind, Relation,
    Reservation, Sector, Series, Source, SpellFields, Statement, SurvivalClause, TerritorialScope,
    TradeFigure, Transaction, Treaty, TreatyCitation, TreatyParty, Visit,
};

/// Ids that a field may hold: of which kinds of record, and the id itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference<'r> {
    pub(super) kinds: &'static [RecordKind],
    pub(super) id: &'r str,
}

macro_rules! parts {
    ($life:lifetime $findings:ident: $( $(#[$meta:meta])* $name:ident($type:ty), )+) => {
        /// A part of a record, at some path.
        #[derive(Debug, Clone, Copy)]
        pub(super) enum Part<$life> {
            $( $(#[$meta])* $name($type), )+
            /// A country code, by itself or as an actor.
            CountryCode(CountryCode),
            /// An id that names another record.
            Reference(Reference<$life>),
            /// Any other field: a code, a number, a remark made or not made.
            Other,
        }

        /// A check of every part of one type.
        #[derive(Debug, Clone, Copy)]
        pub(super) enum PartCheck {
            $( $(#[$meta])* $name(for<$life> fn($type, &mut $findings<'_>)), )+
        }

        impl PartCheck {
            /// Looks at a part, if it is of the check's type.
            pub(super) fn apply(self, part: Part<'_>, findings: &mut $findings<'_>) {
                match (self, part) {
                    $( (Self::$name(check), Part::$name(part)) => check(part, findings), )+
                    _ => {}
                }
            }

            /// The number of the type, below [`PART_TYPES`].
            pub(super) const fn number(self) -> usize {
                match self {
                    $( Self::$name(_) => PartType::$name as usize, )+
                }
            }
        }

        impl Part<'_> {
            /// The number of the type; [`PART_TYPES`] for a part that no check looks at.
            pub(super) const fn number(self) -> usize {
                match self {
                    $( Self::$name(_) => PartType::$name as usize, )+
                    Self::CountryCode(_) | Self::Reference(_) | Self::Other => PART_TYPES,
                }
            }
        }

        enum PartType { $( $name, )+ Count }

        /// How many types of parts there are.
        pub(super) const PART_TYPES: usize = PartType::Count as usize;
    };
}

use super::findings::Findings;

parts! { 'r Findings:
    Text(&'r str),
    List(usize),
    Date(PartialDate),
    Period(Period),
    Spell(SpellFields<'r>),
    Act(&'r Act),
    Citation(&'r Citation),
    Ordinal(&'r Ordinal),
    Participant(&'r Participant),
    Meeting(&'r Meeting),
    Covers(&'r Covers),
    Transaction(&'r Transaction),
    Country(&'r Country),
    Organization(&'r Organization),
    Place(&'r Place),
    Person(&'r Person),
    Source(&'r Source),
    Treaty(&'r Treaty),
    Membership(&'r Membership),
    Relation(&'r Relation),
    Program(&'r Program),
    Trade(&'r TradeFigure),
    Figure(&'r Figure),
    Visit(&'r Visit),
    Event(&'r Event),
    Record(&'r Record),
}

/// Walks over a record. It is written out for each visitor, so that a field which nobody looks at
/// costs nothing.
pub(super) fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(record: &'r Record, visit: &mut V) {
    visit(&Path::RECORD, Part::Record(record));
    match record {
        Record::Country(record) => record.walk(&Path::RECORD, visit),
        Record::Organization(record) => record.walk(&Path::RECORD, visit),
        Record::Place(record) => record.walk(&Path::RECORD, visit),
        Record::Person(record) => record.walk(&Path::RECORD, visit),
        Record::Source(record) => record.walk(&Path::RECORD, visit),
        Record::Treaty(record) => record.walk(&Path::RECORD, visit),
        Record::Membership(record) => record.walk(&Path::RECORD, visit),
        Record::Relation(record) => record.walk(&Path::RECORD, visit),
        Record::Program(record) => record.walk(&Path::RECORD, visit),
        Record::TradeFigure(record) => record.walk(&Path::RECORD, visit),
        Record::Figure(record) => record.walk(&Path::RECORD, visit),
        Record::Visit(record) => record.walk(&Path::RECORD, visit),
        Record::Statement(record) => record.walk(&Path::RECORD, visit),
        Record::Event(record) => record.walk(&Path::RECORD, visit),
    }
}

/// Something that a walk passes.
trait Walked {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V);
}

/// A field that holds ids.
trait Names {
    fn name<'r, V: FnMut(&Path<'_>, Part<'r>)>(
        &'r self,
        kinds: &'static [RecordKind],
        path: &Path<'_>,
        visit: &mut V,
    );
}

impl Names for String {
    fn name<'r, V: FnMut(&Path<'_>, Part<'r>)>(
        &'r self,
        kinds: &'static [RecordKind],
        path: &Path<'_>,
        visit: &mut V,
    ) {
        visit(path, Part::Reference(Reference { kinds, id: self }));
    }
}

impl Names for Option<String> {
    fn name<'r, V: FnMut(&Path<'_>, Part<'r>)>(
        &'r self,
        kinds: &'static [RecordKind],
        path: &Path<'_>,
        visit: &mut V,
    ) {
        if let Some(id) = self {
            id.name(kinds, path, visit);
        }
    }
}

impl Names for Vec<String> {
    fn name<'r, V: FnMut(&Path<'_>, Part<'r>)>(
        &'r self,
        kinds: &'static [RecordKind],
        path: &Path<'_>,
        visit: &mut V,
    ) {
        visit(path, Part::List(self.len()));
        for (at, id) in self.iter().enumerate() {
            id.name(kinds, &path.index(at), visit);
        }
    }
}

impl<T: Walked> Walked for Option<T> {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        if let Some(value) = self {
            value.walk(path, visit);
        }
    }
}

impl<T: Walked> Walked for Vec<T> {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        if self.is_empty() {
            return;
        }
        visit(path, Part::List(self.len()));
        for (at, item) in self.iter().enumerate() {
            item.walk(&path.index(at), visit);
        }
    }
}

macro_rules! leaves {
    ($( $type:ty as $part:ident, )+) => {
        $(
            impl Walked for $type {
                fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
                    visit(path, Part::$part(*self));
                }
            }
        )+
    };
}

leaves! {
    PartialDate as Date,
    CountryCode as CountryCode,
}

impl Walked for Endpoint {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        visit(path, self.date().map_or(Part::Other, Part::Date));
    }
}

impl Walked for Attestation {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        match self {
            Self::On(date) => visit(path, Part::Date(*date)),
            Self::OfSource => visit(path, Part::Other),
        }
    }
}

impl Walked for Period {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        visit(path, Part::Period(*self));
        for date in [self.start().date(), self.end().date()].into_iter().flatten() {
            visit(path, Part::Date(date));
        }
    }
}

macro_rules! others {
    ($( $type:ty, )+) => {
        $(
            impl Walked for $type {
                fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
                    visit(path, Part::Other);
                }
            }
        )+
    };
}

others! {
    bool, u32, Decimal, Estimate, PriceBasis, Length, ReportingPeriod,
    crate::country::StateList,
    crate::record::ActKind, crate::record::Ending, crate::record::EventCategory,
    crate::record::FigureKind, crate::record::FigureConcept, crate::record::Presentation,
    crate::country::SuccessionKind, crate::record::Standing, crate::record::NameKind,
    crate::record::OrganizationKind, crate::record::RoleClass, crate::record::OfficeStanding,
    crate::record::ProgramKind, crate::record::ProgramStatus, crate::record::ProgramRoleKind,
    crate::record::Stage, crate::record::RelationKind, crate::record::RelationObject,
    crate::record::SourceKind, RecordKind, crate::record::StatementKind, crate::record::Flow,
    crate::record::Product, crate::record::TradeBasis, crate::record::Measure,
    crate::record::Valuation, crate::record::ObservationStatus, crate::record::TreatyCategory,
    crate::record::Instrument, crate::record::TreatyStanding, crate::record::PledgeKind,
    crate::record::ReservationKind, crate::record::Coverage, crate::record::VisitRank,
    crate::record::VisitStatus, crate::record::VisitPurpose, crate::record::Medium,
}

impl Walked for String {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        visit(path, Part::Text(self));
    }
}

impl Walked for Actor {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        match self {
            Self::Country(code) => visit(path, Part::CountryCode(*code)),
            Self::Organization(id) => id.name(&[RecordKind::Organization], path, visit),
        }
    }
}

impl Walked for Area {
    fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
        match self {
            Self::Actor(actor) => actor.walk(path, visit),
            Self::World => visit(path, Part::Other),
            Self::Special(name) => visit(path, Part::Text(name)),
        }
    }
}

/// Writes the walk over a struct: `Type, parts it is: fields`, a field as `name` or
/// `name -> [kinds]` where it holds ids, with `= "key"` where the key is another word.
macro_rules! walked {
    ($( $type:ident $(, $part:ident)* : { $( $field:ident $(-> [$($kind:ident)+])? $(= $key:literal)? ),+ $(,)? } )+) => {
        $(
            impl Walked for $type {
                fn walk<'r, V: FnMut(&Path<'_>, Part<'r>)>(&'r self, path: &Path<'_>, visit: &mut V) {
                    let Self { $($field),+ } = self;
                    $( visit(path, walked!(@part $part self)); )*
                    $( walked!(@field path, visit, $field, [$($($kind)+)?], [$($key)?]); )+
                }
            }
        )+
    };
    (@part Spell $this:ident) => { Part::Spell($this.spell()) };
    (@part $part:ident $this:ident) => { Part::$part($this) };
    (@field $path:ident, $visit:ident, $field:ident, [$($kind:ident)*], []) => {
        walked!(@value $path.field(stringify!($field)), $visit, $field, [$($kind)*])
    };
    (@field $path:ident, $visit:ident, $field:ident, [$($kind:ident)*], [$key:literal]) => {
        walked!(@value $path.field($key), $visit, $field, [$($kind)*])
    };
    (@value $path:expr, $visit:ident, $field:ident, []) => { $field.walk(&$path, $visit) };
    (@value $path:expr, $visit:ident, $field:ident, [$($kind:ident)+]) => {
        $field.name(&[$(RecordKind::$kind),+], &$path, $visit)
    };
}

walked! {
    Citation, Citation: { source -> [Source], locator, via -> [Source], according_to }
    Ordinal, Ordinal: { place, among }
    Participant, Participant: { person -> [Person], actor, label, count, office, role }
    Act, Act: {
        kind = "type", by, persons, on, effective, place -> [Place], manner, ending, retroactive,
        denied, note, sources,
    }
    Capital, Spell: { place -> [Place], sources, start, end, left, ended, attested }
    Existence, Spell: { list, sources, start, end, left, ended, attested }
    CountrySuccession: { country, kind = "type", effective, notified, sources }
    Country, Country: {
        id, code, names, capitals, existence, predecessors, successors,
        ordinal, same_as -> [Country], denied, note, sources,
    }
    Series: { name, number }
    Quantity: { what, estimate, on, sources }
    Event, Event: {
        id, category = "type", summary, on, until, participants, others, place -> [Place], medium,
        series, quantities, topics, ordinal, same_as -> [Event], denied, note, sources,
    }
    Sector: { name, vocabulary, share, mainly }
    Figure, Figure: {
        id, kind = "type", from, to, concept, estimate, prices, label, reporter, presentation, on, period,
        sectors, part_of -> [Figure], status, vintage, words,
        ordinal, same_as -> [Figure], denied, note, sources,
    }
    Membership, Membership, Spell: {
        id, member, organization -> [Organization], standing, treaty -> [Treaty], acts,
        start, end, left, ended, attested,
        ordinal, same_as -> [Membership], denied, note, sources,
    }
    Name, Spell: { text, kind = "type", language, sources, start, end, left, ended, attested }
    Organization, Organization: {
        id, name, short_name, kind = "type", founded, ended, of,
        ordinal, same_as -> [Organization], denied, note, sources,
    }
    PersonName: { printed, family, given, sources }
    Office, Spell: {
        title, of, role, accredited_to, standing, acts, sources,
        start, end, left, ended, attested,
    }
    Person, Person: {
        id, title, names, offices, ordinal, same_as -> [Person], denied, note, sources,
    }
    PlaceCountry, Spell: { country, sources, start, end, left, ended, attested }
    Place, Place: {
        id, title, names, countries, ordinal, same_as -> [Place], denied, note, sources,
    }
    ProgramRole: { role, actor, share, label }
    Transaction, Transaction: {
        stage, estimate, estimated, provider, receiver, on, period, cumulative, prices,
        from_program -> [Program], to_program -> [Program], sectors, in_kind, scope, words, sources,
    }
    Program, Program, Spell: {
        id, kind = "type", title, sectors, activities, audience, roles, parent -> [Program], status,
        planned, quantities, transactions, at = "where", places -> [Place], part_of -> [Program],
        several, start, end, left, ended, attested,
        ordinal, same_as -> [Program], denied, note, sources,
    }
    Relation, Relation, Spell: {
        id, kind = "type", from, towards, object, mutual, level, label, place -> [Place],
        resident_at, territory, founded_by -> [Treaty Statement], topics, acts,
        start, end, left, ended, attested,
        ordinal, same_as -> [Relation], denied, note, sources,
    }
    Covers, Covers: { kind, period, actors, kind_type = "type" }
    Source, Source: {
        id, title, publisher, kind = "type", published, retrieved, address, copy_of -> [Source],
        supersedes -> [Source], covers, ordinal, same_as -> [Source], denied, note, sources,
    }
    Statement: {
        id, kind = "type", summary, speakers, addressees, about, on, period, channel, topics,
        ordinal, same_as -> [Statement], denied, note, sources,
    }
    Commodity: { code, edition, label }
    TradeFigure, Trade: {
        id, reporter, partner, flow, period, measure, estimate, prices, rank, scope, since, share_of = "of",
        reported_by, product, basis, commodity, customs, transport, valuation, status, vintage,
        words, ordinal, same_as -> [TradeFigure], denied, note, sources,
    }
    Pledge: { kind = "type", from, towards }
    EffectiveFrom: { subject, on, sources }
    TreatyParty: { actor, side, acts, effective_from }
    AttestedStanding: { standing, party, on, sources }
    EntryClause: { consents, named, delay, joiner_delay }
    Reservation: {
        id, kind = "type", by, on, to, summary, bars_force, late, withdrawn, sources,
    }
    SurvivalClause: { subject, length, cut_off }
    TerritorialScope: { party, territory, coverage, from, sources }
    TreatyCitation: { series, number }
    Treaty, Treaty: {
        id, title, short_title, categories, pledges, instrument, binding, concluded,
        place -> [Place], parties, others, complete, acts, attested, entry_clause, notice,
        signature_window, effective_from, term, renewal, amends -> [Treaty], replaces -> [Treaty],
        reservations, survival, scope, depositaries, citations, several,
        ordinal, same_as -> [Treaty], denied, note, sources,
    }
    Meeting, Meeting: { participants, others, place -> [Place], on, medium, topics, sources }
    Visit, Visit: {
        id, host, travellers, start, end, places -> [Place], rank, status, purposes, aim, trip,
        meetings, attended -> [Event], signed -> [Treaty],
        ordinal, same_as -> [Visit], denied, note, sources,
    }
}
