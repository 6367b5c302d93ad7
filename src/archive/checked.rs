//! An archive: immutable, cheap to clone, built once.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use time::Date;

use super::record_ref::RecordRef;
use crate::country::CountryCode;
use crate::query::{
    ClaimRef, CountryRef, Dossier, EventRef, Figures, InTime, LookUpError, MembershipRef,
    OfficeRef, OrganizationRef, PersonRef, PlaceRef, ProgramRef, Programs, Reading, RelationRef,
    ReportedTrade, StatementRef, TradeBlock, TradeRef, TreatyRef, VisitRef,
};
use crate::record::{Actor, Header, Policy, Record, RoleClass};
use crate::report::Report;
use crate::rules::{self, Checks};
use crate::store::{Arriving, Store};
use crate::truth::Truth;

/// Records that passed every rule, ready to be asked.
///
/// It is immutable; a clone shares the records; it can be sent to and used from several threads.
/// Warnings do not keep an archive from being built and stay readable in [`report`](Self::report).
///
/// ```
/// use bilateral::{Archive, CountryCode, PartialDate, Relation, RelationKind, Source, day};
///
/// let archive = Archive::from_records([
///     Source::new("sheet", "A fact sheet").published(day(2023, 2, 27)).into(),
///     Relation::new("us-kz", RelationKind::DiplomaticRelations, CountryCode::USA, CountryCode::KAZ)
///         .mutual()
///         .start(PartialDate::year(1991).unwrap())
///         .source("sheet")
///         .into(),
/// ])?;
/// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
/// assert!(pair.diplomatic_relations(day(2023, 2, 28)).value().certainly());
/// # Ok::<(), bilateral::Report>(())
/// ```
#[derive(Clone)]
pub struct Archive {
    pub(super) header: Option<Header>,
    /// The one source that speaks, if it was cut to the edition of one.
    pub(super) voice: Option<String>,
    store: Arc<Store>,
    report: Arc<Report>,
}

impl Archive {
    /// Builds an archive from records.
    ///
    /// # Errors
    ///
    /// The [`Report`] of every problem found, warnings included, if some problem is an error.
    pub fn from_records(records: impl IntoIterator<Item = Record>) -> Result<Self, Report> {
        Self::build(None, records.into_iter().collect(), Report::new(), &Checks::all())
    }

    /// Builds an archive from records, by the rules that a caller has chosen.
    ///
    /// ```
    /// use bilateral::{Archive, Source, rules::Checks};
    ///
    /// let source = || Source::new("sheet", "A fact sheet").into();
    /// assert_eq!(Archive::from_records([source()])?.report().len(), 1);
    /// let checks = Checks::all().without("source/no-date").unwrap();
    /// assert!(Archive::from_records_with([source()], &checks)?.report().is_empty());
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The [`Report`] of every problem found, warnings included, if some problem is an error.
    pub fn from_records_with(
        records: impl IntoIterator<Item = Record>,
        checks: &Checks,
    ) -> Result<Self, Report> {
        Self::build(None, records.into_iter().collect(), Report::new(), checks)
    }

    /// Builds the archive unless an error was found in reading or by a rule.
    pub(super) fn build(
        header: Option<Header>,
        records: Arriving,
        mut report: Report,
        checks: &Checks,
    ) -> Result<Self, Report> {
        let store = Store::build(records);
        report.extend(rules::check(&store, checks));
        report.sort_by_line();
        if report.has_errors() {
            return Err(report);
        }
        Ok(Self { header, voice: None, store: Arc::new(store), report: Arc::new(report) })
    }

    /// What it holds, for what is cut from it or compared with it.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// An archive of a part of what this one holds. The rules were proved for the whole and are not
    /// asked again: a reference to what was left out finds nothing.
    pub(super) fn cut(&self, records: Arriving, report: Report) -> Self {
        let store = Store::build(records);
        Self {
            header: self.header.clone(),
            voice: self.voice.clone(),
            store: Arc::new(store),
            report: Arc::new(report),
        }
    }

    /// The same archive with another report.
    pub(super) fn reporting(mut self, report: Report) -> Self {
        self.report = Arc::new(report);
        self
    }

    /// Returns the warnings and notes that were found.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Returns the header of the document, if it had one.
    #[must_use]
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Returns how many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.store.len()
    }

    /// Checks every index against the records anew. For tests of this crate: an archive that is built is
    /// whole.
    ///
    /// # Errors
    ///
    /// What is wrong, if anything is.
    #[doc(hidden)]
    pub fn verify(&self) -> Result<(), &'static str> {
        self.store.verify()
    }

    /// Returns whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns every record where it is held, in the order in which they were read: to write them.
    pub fn record_refs(&self) -> impl Iterator<Item = RecordRef<'_>> {
        self.store.records().map(|(_, record)| RecordRef::new(record))
    }

    /// Returns a copy of every record, in the order in which they were read.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.store.records().map(|(_, record)| record.as_record().into_owned())
    }

    /// Returns the questions that it answers, under a policy.
    #[must_use]
    pub fn under<'s>(&'s self, policy: &'s Policy) -> Reading<'s> {
        self.plain().under(policy)
    }

    /// Returns the questions that it answers under no policy, the same that it answers itself.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{Policy, Reading};
    ///
    /// let policy = Policy::new().majority();
    /// let count = |reading: Reading<'_>| reading.treaties().count();
    /// assert_eq!(count(archive.reading()), count(archive.under(&policy)));
    /// ```
    #[must_use]
    pub fn reading(&self) -> Reading<'_> {
        self.plain()
    }

    /// The questions under no policy.
    #[inline]
    fn plain(&self) -> Reading<'_> {
        Reading::plain(&self.store)
    }

    /// Returns the dossier of two actors. It never fails: of an unknown actor nothing is recorded,
    /// and its dossier is empty.
    #[must_use]
    #[inline]
    pub fn dossier(&self, a: impl Into<Actor>, b: impl Into<Actor>) -> Dossier<'_> {
        self.plain().dossier(a, b)
    }

    /// Returns every actor that some subject names, organs resolved, in order.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.plain().actors()
    }

    /// Returns a country with what the table and the archive say of it.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> CountryRef<'_> {
        self.plain().country(code)
    }

    /// Returns an organization by its id.
    #[must_use]
    pub fn organization(&self, id: &str) -> Option<OrganizationRef<'_>> {
        self.plain().organization(id)
    }

    /// Returns a person by the id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<PersonRef<'_>> {
        self.plain().person(id)
    }

    /// Returns a place by its id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<PlaceRef<'_>> {
        self.plain().place(id)
    }

    /// Returns a treaty by its id, or by the id of any claim on it.
    ///
    /// # Errors
    ///
    /// [`LookUpError`] with the nearest id if no treaty has it.
    pub fn treaty(&self, id: &str) -> Result<TreatyRef<'_>, LookUpError> {
        self.plain().treaty(id)
    }

    /// Returns every treaty, in order of day and id.
    pub fn treaties(&self) -> impl Iterator<Item = TreatyRef<'_>> {
        self.plain().treaties()
    }

    /// Returns every relation, one a spell, in order of day and id.
    pub fn relations(&self) -> impl Iterator<Item = RelationRef<'_>> {
        self.plain().relations()
    }

    /// Returns every membership, one a spell, in order of day and id.
    pub fn memberships(&self) -> impl Iterator<Item = MembershipRef<'_>> {
        self.plain().memberships()
    }

    /// Returns every visit, in order of day and id.
    pub fn visits(&self) -> impl Iterator<Item = VisitRef<'_>> {
        self.plain().visits()
    }

    /// Returns every event, in order of day and id.
    pub fn events(&self) -> impl Iterator<Item = EventRef<'_>> {
        self.plain().events()
    }

    /// Returns every person, in order of their ids.
    pub fn persons(&self) -> impl Iterator<Item = PersonRef<'_>> {
        self.plain().persons()
    }

    /// Returns a programme by its id.
    ///
    /// # Errors
    ///
    /// [`LookUpError`] with the nearest id if no programme has it.
    pub fn program(&self, id: &str) -> Result<ProgramRef<'_>, LookUpError> {
        self.plain().program(id)
    }

    /// Returns every programme, to be asked for money or narrowed first.
    #[must_use]
    #[inline]
    pub fn programs(&self) -> Programs<'_> {
        self.plain().programs()
    }

    /// Returns a visit by its id.
    #[must_use]
    pub fn visit(&self, id: &str) -> Option<VisitRef<'_>> {
        self.plain().visit(id)
    }

    /// Returns a statement by its id.
    #[must_use]
    pub fn statement(&self, id: &str) -> Option<StatementRef<'_>> {
        self.plain().statement(id)
    }

    /// Returns an event by its id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<EventRef<'_>> {
        self.plain().event(id)
    }

    /// Returns the figures that are not trade, to be chosen from and added.
    #[must_use]
    pub fn figures(&self) -> Figures<'_> {
        self.plain().figures()
    }

    /// Returns every trade figure of every reporter, in the order of reporter, partner, day and id: for
    /// walks over all of them. Of one reporter, [`trade`](Self::trade) has them by period and flow;
    /// [`trade_blocks`](Self::trade_blocks) has those that can be added together, with their sums.
    ///
    /// Nothing is added here. Who adds must leave aside what stands in other figures: the world beside its
    /// parts, products apart and together, one flow as both of its ends count it.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use bilateral::{Archive, Area, CountryCode, Decimal, Flow, Measure, Unit};
    ///
    /// let figure = |reporter: &str, partner: &str, year: u16, value: u32| format!(
    ///     r#"{{"kind":"trade","id":"{reporter}-{partner}-{year}","reporter":"{reporter}","partner":"{partner}","flow":"export","period":"{year}","measure":"value","estimate":"USD {value}","sources":[{{"source":"s"}}]}}"#
    /// );
    /// let lines = [
    ///     r#"{"kind":"source","id":"s","title":"Statistics","retrieved":"2025-03-01"}"#.into(),
    ///     figure("KAZ", "USA", 2023, 2), figure("USA", "KAZ", 2023, 1), figure("KAZ", "CHN", 2024, 14),
    ///     figure("KAZ", "world", 2023, 80),
    /// ];
    /// let archive = Archive::from_lines(lines.iter().map(String::as_str), |line| serde_json::from_str(line))?;
    /// let mut by_year: BTreeMap<u16, Decimal> = BTreeMap::new();
    /// for figure in archive.trade_figures() {
    ///     let is_part = figure.partner().is_some_and(|partner| *partner != Area::World);
    ///     let is_export = figure.flow() == Some(Flow::Export) && figure.measure() == Some(Measure::Value);
    ///     let year = figure.period().and_then(|period| period.year_covered());
    ///     if let (true, Some(year), Some(amount)) = (is_part && is_export, year, figure.exact())
    ///         && amount.unit() == Unit::USD
    ///     {
    ///         let sum = by_year.entry(year).or_insert(Decimal::ZERO);
    ///         *sum = sum.checked_add(amount.value())?;
    ///     }
    /// }
    /// assert_eq!(by_year, BTreeMap::from([(2023, Decimal::from(3)), (2024, Decimal::from(14))]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trade_figures(&self) -> impl Iterator<Item = TradeRef<'_>> {
        self.plain().trade_figures()
    }

    /// Returns the trade of every reporter in blocks of figures that can be added, in the order of reporter,
    /// period and flow; world trade by year is the example at [`TradeBlock`].
    ///
    /// What is exact and undisputed is added in advance, so that a walk over all blocks costs a few
    /// nanoseconds each; what is in none of their sums, each block tells.
    pub fn trade_blocks(&self) -> impl Iterator<Item = TradeBlock<'_>> {
        self.plain().trade_blocks()
    }

    /// Returns the trade that a reporter counts.
    #[must_use]
    #[inline]
    pub fn trade(&self, reporter: impl Into<Actor>) -> ReportedTrade<'_> {
        self.plain().trade(reporter)
    }

    /// Returns everybody who holds, or may hold, an office of a class of an actor on a day.
    #[must_use]
    pub fn holders(
        &self,
        of: impl Into<Actor>,
        role: RoleClass,
        day: Date,
    ) -> InTime<impl Iterator<Item = (OfficeRef<'_>, Truth)>> {
        self.plain().holders(of, role, day)
    }

    /// Returns the claims that cannot all be true, one list a subject, in the order of kind, day and
    /// id.
    pub fn conflicts(&self) -> impl Iterator<Item = Vec<ClaimRef<'_>>> {
        self.plain().conflicts()
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive")
            .field("records", &self.len())
            .field("problems", &self.report.len())
            .finish_non_exhaustive()
    }
}
