//! Records of every kind with every field sometimes present, for the properties of other files.
//!
//! A record is drawn from a list of numbers that proptest makes and shrinks: what the numbers no
//! longer reach is absent, so a failing record shrinks to the fields that make it fail. Records are
//! as claimed, right or wrong: their values are valid, what they say together need not be.

use bilateral::date::Endpoint;
use bilateral::money::{Decimal, Estimate, PriceBasis};
use bilateral::record::{
    Act, Actor, Area, Attestation, AttestedStanding, Capital, Citation, Commodity, Country,
    CountrySuccession, Covers, EffectiveFrom, EntryClause, Event, Existence, Figure, Meeting,
    Membership, Name, Office, Ordinal, Organization, Participant, Person, PersonName, Place,
    PlaceCountry, Pledge, Program, ProgramRole, Quantity, Record, Relation, Reservation, Sector,
    Series, Source, Statement, SurvivalClause, TerritorialScope, TradeFigure, Transaction, Treaty,
    TreatyCitation, TreatyParty, Visit,
};
use bilateral::{CountryCode, Length, PartialDate, Period, RecordKind, ReportingPeriod};
use proptest::prelude::*;

/// A record of any kind.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    numbers().prop_map(|numbers| {
        let mut draw = Draw::new(&numbers);
        let kind = draw.pick(RecordKind::ALL);
        draw.record(kind)
    })
}

/// A record of one kind.
pub(crate) fn record_of(kind: RecordKind) -> impl Strategy<Value = Record> {
    numbers().prop_map(move |numbers| Draw::new(&numbers).record(kind))
}

/// Whole documents: records of any kinds.
pub(crate) fn records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(record(), 0..8)
}

/// A value of one type: a text value, a code, or a part of a record.
pub(crate) fn value<T: Drawn + std::fmt::Debug>() -> impl Strategy<Value = T> {
    numbers().prop_map(|numbers| Draw::new(&numbers).draw())
}

fn numbers() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..1500)
}

/// Where choices come from: a list of numbers, then zeros.
pub(crate) struct Draw<'a> {
    rest: std::slice::Iter<'a, u16>,
}

impl<'a> Draw<'a> {
    /// Draws from the numbers; the first choice and nothing optional when they are used up.
    pub(crate) fn new(numbers: &'a [u16]) -> Self {
        Self { rest: numbers.iter() }
    }

    fn number(&mut self) -> u16 {
        self.rest.next().copied().unwrap_or(0)
    }

    fn below(&mut self, end: usize) -> usize {
        (usize::from(self.number()) * end) >> 16
    }

    fn chance(&mut self) -> bool {
        self.number() >= 0x9000
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn draw<T: Drawn>(&mut self) -> T {
        T::draw(self)
    }

    fn record(&mut self, kind: RecordKind) -> Record {
        match kind {
            RecordKind::Country => self.draw::<Country>().into(),
            RecordKind::Organization => self.draw::<Organization>().into(),
            RecordKind::Place => self.draw::<Place>().into(),
            RecordKind::Person => self.draw::<Person>().into(),
            RecordKind::Source => self.draw::<Source>().into(),
            RecordKind::Treaty => self.draw::<Treaty>().into(),
            RecordKind::Membership => self.draw::<Membership>().into(),
            RecordKind::Relation => self.draw::<Relation>().into(),
            RecordKind::Program => self.draw::<Program>().into(),
            RecordKind::TradeFigure => self.draw::<TradeFigure>().into(),
            RecordKind::Figure => self.draw::<Figure>().into(),
            RecordKind::Visit => self.draw::<Visit>().into(),
            RecordKind::Statement => self.draw::<Statement>().into(),
            RecordKind::Event => self.draw::<Event>().into(),
            other => panic!("add the kind `{other}` to the generator"),
        }
    }
}

/// What can be drawn.
pub(crate) trait Drawn: Sized {
    /// Draws one.
    fn draw(draw: &mut Draw<'_>) -> Self;
}

impl Drawn for bool {
    fn draw(draw: &mut Draw<'_>) -> Self {
        draw.chance()
    }
}

impl Drawn for u32 {
    fn draw(draw: &mut Draw<'_>) -> Self {
        match draw.below(4) {
            0 => 1,
            1 => Self::from(draw.number()),
            2 => draw.pick(&[0, Self::MAX]),
            _ => Self::from(draw.number()) << 16 | Self::from(draw.number()),
        }
    }
}

impl<T: Drawn> Drawn for Option<T> {
    fn draw(draw: &mut Draw<'_>) -> Self {
        if draw.chance() { Some(draw.draw()) } else { None }
    }
}

impl<T: Drawn> Drawn for Vec<T> {
    fn draw(draw: &mut Draw<'_>) -> Self {
        let mut list = Self::new();
        while list.len() < 4 && draw.chance() {
            list.push(draw.draw());
        }
        list
    }
}

/// Text as sources print it, and worse; never empty, because many texts are ids.
impl Drawn for String {
    fn draw(draw: &mut Draw<'_>) -> Self {
        const TEXTS: &[&str] = &[
            "a",
            "us-kz-bit",
            "U.S. Relations With Kazakhstan",
            "say \"exactly\" what the 'source' says",
            "back\\slash, {brace}, [bracket], `tick`",
            "two\nlines\r\nand a\ttab",
            "\u{0}\u{1}\u{7f}\u{1b}",
            "Қасым-Жомарт Тоқаев",
            "Сәтбаев көшесі, 29⁄6",
            "日本国とアメリカ合衆国",
            "العربية و\u{200f}עברית",
            "e\u{301} and é, \u{feff}, \u{2028}, \u{fffd}",
            "🇰🇿🤝🇺🇸",
            " leading and trailing ",
            "null",
            "true",
            "-1.5e300",
            "2018/..",
            "org:",
            "source",
            "at `parties[1].on`: no such thing",
            "at line 3 column 4",
        ];
        match draw.below(4) {
            0..=1 => draw.pick(TEXTS).into(),
            2 => {
                let length = 1 + draw.below(12);
                (0..length).map(|_| char::from(b' ' + draw.below(95) as u8)).collect()
            }
            _ => {
                let length = 1 + draw.below(6);
                let plane = u32::from(draw.pick(&[0_u8, 0, 1, 2]));
                (0..length)
                    .map(|_| plane << 16 | u32::from(draw.number()))
                    .map(|code| char::from_u32(code).unwrap_or('\u{10ffff}'))
                    .collect()
            }
        }
    }
}

/// Draws a value by its text, which must be one.
macro_rules! drawn_by_text {
    ($($type:ty: $text:ident,)*) => { $(
        impl Drawn for $type {
            fn draw(draw: &mut Draw<'_>) -> Self {
                let text = $text(draw);
                <$type>::parse(&text)
                    .unwrap_or_else(|error| panic!("`{text}` is a valid text: {error}"))
            }
        }
    )* };
}

drawn_by_text! {
    PartialDate: date,
    Endpoint: endpoint,
    Period: period,
    ReportingPeriod: reporting_period,
    Length: length,
    Decimal: decimal,
    Estimate: estimate,
    CountryCode: country,
}

/// A date of every form of the grammar.
fn date(draw: &mut Draw<'_>) -> String {
    let year = year(draw);
    match draw.below(12) {
        0 => "2018".into(),
        1 => marked(draw, format!("{year:04}")),
        2..=3 => {
            let text = full_date(draw);
            marked(draw, text)
        }
        4 => {
            let month = 1 + draw.below(12);
            marked(draw, format!("{year:04}-{month:02}"))
        }
        5 => {
            let unit = draw.pick(&[33, 34, 35, 36, 40, 41]);
            marked(draw, format!("{year:04}-{unit}"))
        }
        6 => marked(draw, format!("{:03}X", year / 10)),
        7 => marked(draw, format!("{:02}XX", year / 100)),
        8 => format!("[..{}]", bound(draw)),
        9 => format!("[{}..]", bound(draw)),
        10 => draw
            .pick(&[
                "[1991-12-16..1991-12-26]",
                "[1984..1986]",
                "[1991-12..1992-03]",
                "[0000-01-01..9999-12-31]",
            ])
            .into(),
        _ => {
            draw.pick(&["2000-02-29", "1900-02-28", "2018-12-31", "9999", "0000", "0000-01"]).into()
        }
    }
}

fn year(draw: &mut Draw<'_>) -> usize {
    match draw.below(3) {
        0 => 1991 + draw.below(35),
        1 => 1600 + draw.below(450),
        _ => draw.below(10_000),
    }
}

fn full_date(draw: &mut Draw<'_>) -> String {
    format!("{:04}-{:02}-{:02}", year(draw), 1 + draw.below(12), 1 + draw.below(28))
}

fn bound(draw: &mut Draw<'_>) -> String {
    match draw.below(3) {
        0 => full_date(draw),
        1 => format!("{:04}", year(draw)),
        _ => format!("{:04}-{:02}", year(draw), 1 + draw.below(12)),
    }
}

fn marked(draw: &mut Draw<'_>, date: String) -> String {
    date + draw.pick(&["", "", "", "?", "~", "%"])
}

fn endpoint(draw: &mut Draw<'_>) -> String {
    match draw.below(6) {
        0 => "..".into(),
        1 => String::new(),
        _ => date(draw),
    }
}

fn period(draw: &mut Draw<'_>) -> String {
    match draw.below(6) {
        0 => full_date(draw),
        1 => draw
            .pick(&["2018/..", "2018/", "/1991-12", "1946-11-04/1984-12-30", "../..", "../2018"])
            .into(),
        2 => format!("{}/..", date(draw)),
        3 => format!("../{}", date(draw)),
        _ => {
            // A bound in brackets has no place among two endpoints unless it is the whole of one.
            let (start, end) = (date(draw), endpoint(draw));
            format!("{start}/{end}")
        }
    }
}

fn reporting_period(draw: &mut Draw<'_>) -> String {
    let year = 1900 + draw.below(150);
    match draw.below(9) {
        0 => "2021".into(),
        1 => format!("{year}"),
        2 => format!("{year}-{:02}", 1 + draw.below(12)),
        3 => format!("{year}-{}", draw.pick(&[33, 34, 35, 36, 40, 41])),
        4 => format!("FY{year}"),
        5 => format!("FY{year}-{}", year + 1 + draw.below(30)),
        6 => "unstated".into(),
        7 => format!("{year}-01/{}-06", year + 3),
        _ => draw.pick(&["../FY2018", "2018-01/2021-06", "FY1992-2002", "../..", "../2021"]).into(),
    }
}

fn length(draw: &mut Draw<'_>) -> String {
    if draw.chance() {
        let (count, unit) = (2 + draw.below(98), draw.pick(&["days", "months", "years"]));
        format!("{count} {unit}")
    } else {
        draw.pick(&["90 days", "12 months", "20 years", "1 year", "1 day", "1 month"]).into()
    }
}

fn decimal(draw: &mut Draw<'_>) -> String {
    const DECIMALS: &[&str] =
        &["50", "0", "33.3", "2.5e9", "2.50e9", "0.050", "-0.5", "1234.50", "5e8", "1.0", "1.00"];
    if draw.chance() {
        format!("{}.{}", draw.number(), 1 + draw.below(9))
    } else {
        draw.pick(DECIMALS).into()
    }
}

fn unit(draw: &mut Draw<'_>) -> &'static str {
    draw.pick(&["USD", "EUR", "KZT", "JPY", "persons", "percent", "projects", "visitors", "troops"])
}

/// An estimate of every form of the grammar; negative ones only where they are plain.
fn estimate(draw: &mut Draw<'_>) -> String {
    const AMOUNTS: &[&str] = &["1234.50", "2.5e9", "886e6", "1e9", "40", "5e8", "0.050", "1.00"];
    const WORDS: &[&str] =
        &["rounded", "about", "nearly", "up to", "at least", "more than", "at most", "less than"];
    let unit = unit(draw);
    match draw.below(5) {
        0 => format!("{unit} {}", draw.pick(AMOUNTS)),
        1..=2 => format!("{} {unit} {}", draw.pick(WORDS), canonical(draw.pick(AMOUNTS))),
        3 => {
            let least = 1 + draw.below(900);
            format!("{unit} {least}..{}", least + 1 + draw.below(900))
        }
        _ => {
            draw.pick(&["tens of USD 1e9", "USD 1e6..2e6", "about USD 8.86e8", "persons 40"]).into()
        }
    }
}

fn canonical(amount: &'static str) -> &'static str {
    if amount == "886e6" { "8.86e8" } else { amount }
}

fn country(draw: &mut Draw<'_>) -> String {
    draw.pick(&["USA", "KAZ", "TKM", "SUN", "XKX", "QMA", "FRA", "JPN", "NZL", "ZWE"]).into()
}

impl Drawn for Actor {
    fn draw(draw: &mut Draw<'_>) -> Self {
        if draw.chance() {
            Self::organization(draw.draw::<String>())
        } else {
            Self::Country(draw.draw())
        }
    }
}

impl Drawn for Area {
    fn draw(draw: &mut Draw<'_>) -> Self {
        match draw.below(4) {
            0..=1 => Self::Actor(draw.draw()),
            2 => Self::World,
            _ => Self::special(draw.draw::<String>()),
        }
    }
}

impl Drawn for PriceBasis {
    fn draw(draw: &mut Draw<'_>) -> Self {
        let years = ["current", "constant 2015", "constant 0096"];
        draw.pick(&years).parse().expect("a price basis")
    }
}

impl Drawn for Attestation {
    fn draw(draw: &mut Draw<'_>) -> Self {
        if draw.chance() { Self::On(draw.draw()) } else { Self::OfSource }
    }
}

/// Draws a code from the whole of its list.
macro_rules! drawn_codes {
    ($($type:ident,)*) => { $(
        impl Drawn for bilateral::record::$type {
            fn draw(draw: &mut Draw<'_>) -> Self {
                draw.pick(Self::ALL)
            }
        }
    )* };
}

drawn_codes! {
    ActKind, Coverage, Ending, EventCategory, FigureConcept, FigureKind, Flow, Instrument, Measure,
    Medium, NameKind, ObservationStatus, OfficeStanding, OrganizationKind, PledgeKind, Presentation,
    Product, ProgramKind, ProgramRoleKind, ProgramStatus, RecordKind, RelationKind, RelationObject,
    ReservationKind, RoleClass, SourceKind, Stage, Standing, StatementKind,
    TradeBasis, TreatyCategory, TreatyStanding, Valuation, VisitPurpose, VisitRank, VisitStatus,
}

impl Drawn for bilateral::country::StateList {
    fn draw(draw: &mut Draw<'_>) -> Self {
        draw.pick(Self::ALL)
    }
}

impl Drawn for bilateral::country::SuccessionKind {
    fn draw(draw: &mut Draw<'_>) -> Self {
        draw.pick(Self::ALL)
    }
}

/// Draws a struct: the arguments of its constructor, then each field by itself.
macro_rules! drawn {
    ($($type:ident($($argument:ty),*) { $($field:ident),* $(,)? })*) => { $(
        impl Drawn for $type {
            fn draw(draw: &mut Draw<'_>) -> Self {
                #[allow(unused_mut, reason = "some have nothing but what they require")]
                let mut drawn = Self::new($(draw.draw::<$argument>()),*);
                $( drawn.$field = draw.draw(); )*
                drawn
            }
        }
    )* };
}

type Text = String;

drawn! {
    Citation(Text) { locator, via, according_to }
    Ordinal(u32, Text) {}
    Act(bilateral::ActKind) {
        by, persons, on, effective, place, manner, ending, retroactive, denied, note, sources,
    }
    Participant() { person, actor, label, count, office, role }
    Name(Text) { kind, language, sources, start, end, left, ended, attested }
    Capital(Text) { sources, start, end, left, ended, attested }
    Existence() { list, sources, start, end, left, ended, attested }
    CountrySuccession(CountryCode, bilateral::country::SuccessionKind) {
        effective, notified, sources,
    }
    PersonName(Text) { family, given, sources }
    Office(Text, Actor) {
        role, accredited_to, standing, acts, sources, start, end, left, ended, attested,
    }
    PlaceCountry(CountryCode) { sources, start, end, left, ended, attested }
    Covers(RecordKind, Period) { actors, kind_type }
    Pledge(bilateral::PledgeKind, Actor, Actor) {}
    EffectiveFrom(Text, PartialDate) { sources }
    TreatyParty(Actor) { side, acts, effective_from }
    AttestedStanding(bilateral::TreatyStanding) { party, on, sources }
    EntryClause() { consents, named, delay, joiner_delay }
    Reservation(Text, bilateral::ReservationKind, Actor) {
        on, to, summary, bars_force, late, withdrawn, sources,
    }
    SurvivalClause(Text, Length) { cut_off }
    TerritorialScope(Actor, Text, bilateral::Coverage) { from, sources }
    TreatyCitation(Text, Text) {}
    ProgramRole(bilateral::ProgramRoleKind, Actor) { share, label }
    Sector(Text) { vocabulary, share, mainly }
    Quantity(Text, Estimate) { on, sources }
    Transaction(bilateral::Stage, Estimate) {
        estimated, provider, receiver, on, period, cumulative, prices, from_program, to_program,
        sectors, in_kind, scope, words, sources,
    }
    Commodity() { code, edition, label }
    Series(Text) { number }
    Meeting() { participants, others, place, on, medium, topics, sources }

    Country(Text, CountryCode) {
        names, capitals, existence, predecessors, successors,
        ordinal, same_as, denied, note, sources,
    }
    Organization(Text, Text) {
        short_name, kind, founded, ended, of,
        ordinal, same_as, denied, note, sources,
    }
    Place(Text, Text) { names, countries, ordinal, same_as, denied, note, sources }
    Person(Text, Text) { names, offices, ordinal, same_as, denied, note, sources }
    Source(Text, Text) {
        publisher, kind, published, retrieved, address, copy_of, supersedes, covers,
        ordinal, same_as, denied, note, sources,
    }
    Membership(Text, Actor, Text, bilateral::Standing) {
        treaty, acts, start, end, left, ended, attested,
        ordinal, same_as, denied, note, sources,
    }
    Relation(Text, bilateral::RelationKind, Actor, Actor) {
        object, mutual, level, label, place, resident_at, territory, founded_by, topics, acts,
        start, end, left, ended, attested, ordinal, same_as, denied, note, sources,
    }
    Program(Text, bilateral::ProgramKind, Text) {
        sectors, activities, audience, roles, parent, status, planned, quantities, transactions,
        at, places, part_of, several, start, end, left, ended, attested,
        ordinal, same_as, denied, note, sources,
    }
    TradeFigure(Text, Actor, Area, bilateral::Flow, ReportingPeriod, bilateral::Measure) {
        estimate, prices, rank, scope, since, share_of, reported_by, product, basis, commodity, customs,
        transport, valuation, status, vintage, words, ordinal, same_as, denied, note, sources,
    }
    Figure(Text, bilateral::FigureKind, Actor, Area) {
        concept, estimate, prices, label, reporter, presentation, on, period, sectors, part_of, status,
        vintage, words, ordinal, same_as, denied, note, sources,
    }
    Visit(Text, Actor) {
        travellers, start, end, places, rank, status, purposes, aim, trip, meetings, attended,
        signed, ordinal, same_as, denied, note, sources,
    }
    Statement(Text, bilateral::StatementKind, Text) {
        speakers, addressees, about, on, period, channel, topics,
        ordinal, same_as, denied, note, sources,
    }
    Event(Text, bilateral::EventCategory, Text) {
        on, until, participants, others, place, medium, series, quantities, topics,
        ordinal, same_as, denied, note, sources,
    }
    Treaty(Text, Text) {
        short_title, categories, pledges, instrument, binding, concluded, place, parties, others,
        complete, acts, attested, entry_clause, notice, signature_window, effective_from, term,
        renewal, amends, replaces, reservations, survival, scope, depositaries, citations, several,
        ordinal, same_as, denied, note, sources,
    }
}
