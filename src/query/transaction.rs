//! [`TransactionRef`]: one amount of a programme's money, with every claim on it.
//!
//! Two transactions of one programme are claims on one amount if they come from different sources and
//! agree in everything but value, words and sources. Two of one source are two amounts; where sources
//! state several under one key, they are matched in order of amount, never of loading: the smallest of
//! one source is the smallest of the other, whichever of the stated ranges it lies in.

use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;

use super::money_claim::MoneyClaim;
use super::programs::ProgramRef;
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::{Bound, Bounds, PriceBasis};
use crate::record::{Actor, Record, RecordKind, Sector, Stage, Transaction};
use crate::store::{Sight, VoicedAmount};

/// One amount of money of a programme, with every claim on it.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::Stage;
///
/// let spent = archive.program("kz-wmd-elimination")?.transactions().next().unwrap();
/// assert_eq!(spent.stage(), Stage::Expenditure);
/// assert_eq!(spent.bounds().to_string(), "USD [4.5e8, 5.5e8]");
/// assert_eq!((spent.on(), spent.period(), spent.claims().count()), (None, None, 1));
/// assert!(!spent.is_disputed() && !spent.is_denied());
/// # Ok::<(), bilateral::LookUpError>(())
/// ```
#[derive(Clone)]
pub struct TransactionRef<'s> {
    store: Sight<'s>,
    program: u32,
    stated: &'s Transaction,
    /// INVARIANT: never empty; the first is the one whose unit counts.
    claims: Vec<MoneyClaim<'s>>,
    /// The sources of the claims, in order and each once.
    sources: Vec<u32>,
    /// The possible amounts, where there is more than one claim.
    possible: Vec<Bounds>,
    disputed: bool,
    denied: bool,
}

impl<'s> TransactionRef<'s> {
    /// Returns how far the money has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stated.stage
    }

    /// Returns who provides it; `None` if the transaction does not say, and its programme may.
    #[must_use]
    pub fn provider(&self) -> Option<&'s Actor> {
        self.stated.provider.as_ref()
    }

    /// Returns who receives it; `None` if the transaction does not say, and its programme may.
    #[must_use]
    pub fn receiver(&self) -> Option<&'s Actor> {
        self.stated.receiver.as_ref()
    }

    /// Returns its day; `None` if not stated.
    #[must_use]
    pub fn on(&self) -> Option<PartialDate> {
        self.stated.on
    }

    /// Returns the period that it covers; `None` if not stated.
    #[must_use]
    pub fn period(&self) -> Option<ReportingPeriod> {
        self.stated.period
    }

    /// Returns whether it is the sum of all up to the end of its period.
    #[must_use]
    pub fn is_cumulative(&self) -> bool {
        self.stated.cumulative
    }

    /// Returns whether it is an estimate or plan rather than what was done.
    #[must_use]
    pub fn is_estimated(&self) -> bool {
        self.stated.estimated
    }

    /// Returns whether it is in goods or services.
    #[must_use]
    pub fn is_in_kind(&self) -> bool {
        self.stated.in_kind
    }

    /// Returns what it covers, in words.
    #[must_use]
    pub fn scope(&self) -> Option<&'s str> {
        self.stated.scope.as_deref()
    }

    /// Returns the prices in which it is stated; `None` if not stated.
    #[must_use]
    pub fn prices(&self) -> Option<PriceBasis> {
        self.stated.prices
    }

    /// Returns what it is for; nothing if it is for what its programme is for.
    pub fn sectors(&self) -> impl Iterator<Item = &'s Sector> + use<'s> {
        self.stated.sectors.iter()
    }

    /// Returns whether a source denies it.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.denied
    }

    /// Returns the claims on it: those of sources that the policy prefers first, then by id.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = MoneyClaim<'s>> {
        self.claims.iter().copied()
    }

    /// Returns the amounts that its claims leave possible, as disjoint bounds in order. Claims in another
    /// unit than the first say nothing here.
    ///
    /// ```
    /// use bilateral::{Archive, Policy, Program, ProgramKind, Source, Stage, Transaction};
    ///
    /// let spent = |text: &str| Transaction::new(Stage::Expenditure, text.parse::<bilateral::Estimate>().unwrap());
    /// let archive = Archive::from_records([
    ///     Source::new("ministry", "A report").into(),
    ///     Source::new("paper", "An article").into(),
    ///     Program::new("p", ProgramKind::Training, "Courses").transaction(spent("USD 5")).source("ministry").into(),
    ///     Program::new("q", ProgramKind::Training, "Courses").same_as("p").transaction(spent("USD 7")).source("paper").into(),
    /// ])?;
    /// let possible = |amount: bilateral::TransactionRef<'_>| -> Vec<String> {
    ///     amount.possible().iter().map(|bounds| bounds.to_string()).collect()
    /// };
    /// let program = archive.program("p").unwrap();
    /// let only = program.transactions().next().unwrap();
    /// assert!(only.is_disputed());
    /// assert_eq!(only.bounds().to_string(), "USD [5, 7]");
    /// assert_eq!(possible(only), ["USD [5, 5]", "USD [7, 7]"]);
    /// let policy = Policy::new().prefer("paper");
    /// assert_eq!(possible(program.under(&policy).transactions().next().unwrap()), ["USD [7, 7]"]);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn possible(&self) -> Vec<Bounds> {
        if self.possible.is_empty() {
            return alloc::vec![self.stated.estimate.bounds()];
        }
        self.possible.clone()
    }

    /// Returns the smallest bounds that hold every possible amount.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let hull = self.possible.iter().copied().reduce(|a, b| a.hull(b).unwrap_or(a));
        hull.unwrap_or_else(|| self.stated.estimate.bounds())
    }

    /// Returns whether its claims cannot all be true, whatever a policy makes of it.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.disputed
    }

    /// Returns the programme whose money it is.
    #[must_use]
    pub fn program(&self) -> ProgramRef<'s> {
        ProgramRef { store: self.store, subject: self.program }
    }

    pub(crate) const fn subject(&self) -> u32 {
        self.program
    }

    pub(crate) const fn stated(&self) -> &'s Transaction {
        self.stated
    }

    pub(crate) fn sources(&self) -> &[u32] {
        &self.sources
    }

    pub(crate) fn first_claim(&self) -> Option<MoneyClaim<'s>> {
        self.claims.first().copied()
    }

    /// Whether it agrees with another in everything but value, words and sources.
    pub(crate) fn has_key_of(&self, other: &Self) -> bool {
        compare_keys(self.store, self.stated, other.stated).is_eq()
    }
}

impl PartialEq for TransactionRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.claims == other.claims
    }
}

impl Eq for TransactionRef<'_> {}

impl fmt::Debug for TransactionRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TransactionRef({} {:?})", self.stage(), self.claims)
    }
}

impl<'s> ProgramRef<'s> {
    /// Returns its own money, each amount once with every claim on it, in the order of the ids of the
    /// records and of their lists.
    pub fn transactions(self) -> impl ExactSizeIterator<Item = TransactionRef<'s>> + use<'s> {
        amounts(self.store, self.subject).into_iter()
    }
}

/// How many claims of another source are looked at one by one where it is open which amount of several
/// they speak of; of more, their hull is taken.
const MOST_DOUBTS: usize = 32;

/// One transaction, while claims on one amount are looked for.
#[derive(Clone, Copy)]
struct Told<'s> {
    claim: MoneyClaim<'s>,
    stated: &'s Transaction,
    source: u32,
    id: &'s str,
    index: u32,
    /// What it says of the amount to which it is matched.
    bounds: Bounds,
}

impl Told<'_> {
    /// Orders claims of one source under one key: by amount, then by record and place in it.
    fn by_amount(&self, other: &Self) -> Ordering {
        let (a, b) = (self.bounds, other.bounds);
        compare_lower(a.lower(), b.lower())
            .then_with(|| compare_upper(a.upper(), b.upper()))
            .then_with(|| a.unit().as_str().cmp(b.unit().as_str()))
            .then_with(|| (self.id, self.index).cmp(&(other.id, other.index)))
    }
}

/// One amount, while its claims are gathered.
struct Slot<'s> {
    /// The claims that are certainly on it.
    certain: Vec<Told<'s>>,
    /// The claims listed here that may be on another amount of the same key.
    listed: Vec<Told<'s>>,
    /// The claims that may be on this amount.
    doubtful: Vec<Told<'s>>,
    /// What more such claims allow, if there are too many to look at.
    crowd: Vec<Bounds>,
}

/// The amounts of a programme, each with the claims on it.
pub(crate) fn amounts(store: Sight<'_>, program: u32) -> Vec<TransactionRef<'_>> {
    let (mut told, mut denied) = (Vec::new(), Vec::new());
    for at in store.claims(program) {
        let Some(Record::Program(record)) = store.whole(*at) else { continue };
        for (index, stated) in (0_u32..).zip(&record.transactions) {
            let source = store.store().source_of(*at, &stated.sources);
            let claim = MoneyClaim::transaction(store, *at, index);
            let bounds = stated.estimate.bounds();
            let one = Told { claim, stated, source, id: &record.id, index, bounds };
            if record.denied { denied.push(one) } else { told.push(one) }
        }
    }
    let alone = |one| Slot {
        certain: alloc::vec![one],
        listed: Vec::new(),
        doubtful: Vec::new(),
        crowd: Vec::new(),
    };
    let several = told.windows(2).any(|pair| matches!(pair, [a, b] if a.source != b.source));
    let mut slots: Vec<Slot<'_>> = Vec::with_capacity(told.len());
    if several {
        told.sort_by(|a, b| compare_keys(store, a.stated, b.stated));
        let same = |a: &Told<'_>, b: &Told<'_>| compare_keys(store, a.stated, b.stated).is_eq();
        told.chunk_by(same).for_each(|group| matched(group, &mut slots));
    } else {
        slots.extend(told.into_iter().map(alone));
    }
    let held = slots.into_iter().map(|slot| (slot, false));
    let denied = denied.into_iter().map(|one| (alone(one), true));
    let mut found: Vec<((&str, u32), TransactionRef<'_>)> = held
        .chain(denied)
        .filter_map(|(slot, denied)| settled(store, program, slot, denied))
        .collect();
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, amount)| amount).collect()
}

/// Matches the claims under one key: two of one source are two amounts, and those of another source
/// are the same ones in order of amount. Where a source tells of fewer, each of its claims may be on
/// any amount that leaves enough for those before and after it.
fn matched<'s>(group: &[Told<'s>], slots: &mut Vec<Slot<'s>>) {
    let mut by_source: BTreeMap<u32, Vec<Told<'s>>> = BTreeMap::new();
    for one in group {
        by_source.entry(one.source).or_default().push(*one);
    }
    let most = by_source.values().map(Vec::len).max().unwrap_or(0);
    let alone = by_source.len() == 1;
    let first = slots.len();
    slots.extend((0..most).map(|_| Slot {
        certain: Vec::new(),
        listed: Vec::new(),
        doubtful: Vec::new(),
        crowd: Vec::new(),
    }));
    let Some(own) = slots.get_mut(first..) else { return };
    for claims in by_source.values_mut() {
        claims.sort_by(Told::by_amount);
        if !alone {
            ranked(claims);
        }
        let free = most - claims.len();
        let crowd = if free < MOST_DOUBTS { Vec::new() } else { hulls(claims) };
        for (at, slot) in own.iter_mut().enumerate() {
            let listed = claims.get(at).copied();
            if free == 0 {
                slot.certain.extend(listed);
                continue;
            }
            slot.listed.extend(listed);
            if crowd.is_empty() {
                let window = at.saturating_sub(free)..(at + 1).min(claims.len());
                slot.doubtful.extend(claims.get(window).unwrap_or_default());
            } else {
                slot.crowd.extend(&crowd);
            }
        }
    }
}

/// The lower or the upper ends of several amounts.
type Ends = Vec<Option<Bound>>;

/// Lets each claim of one source say of its rank what all of them say together: the i-th smallest amount
/// lies above the i-th smallest of the lower ends and below the i-th smallest of the upper ends,
/// whichever of the ranges it is.
fn ranked(claims: &mut [Told<'_>]) {
    let mut ends: BTreeMap<&str, (Ends, Ends)> = BTreeMap::new();
    // From the greatest to the smallest, so that the next one stands last.
    for one in claims.iter() {
        let (lower, upper) = ends.entry(one.bounds.unit().as_str()).or_default();
        lower.push(one.bounds.lower());
        upper.push(one.bounds.upper());
    }
    for (lower, upper) in ends.values_mut() {
        lower.sort_by(|a, b| compare_lower(*b, *a));
        upper.sort_by(|a, b| compare_upper(*b, *a));
    }
    for one in claims {
        let unit = one.bounds.unit();
        let Some((lower, upper)) = ends.get_mut(unit.as_str()) else { continue };
        let (lower, upper) = (lower.pop().flatten(), upper.pop().flatten());
        one.bounds = Bounds::new(unit, lower, upper).unwrap_or(one.bounds);
    }
}

/// The hulls of what many claims say, one a unit.
fn hulls(claims: &[Told<'_>]) -> Vec<Bounds> {
    let mut hulls: Vec<Bounds> = Vec::new();
    for one in claims {
        match hulls.iter_mut().find(|hull| hull.unit() == one.bounds.unit()) {
            Some(hull) => *hull = hull.hull(one.bounds).unwrap_or(*hull),
            None => hulls.push(one.bounds),
        }
    }
    hulls
}

/// The amounts that claims leave possible, under the policy.
fn possible_amounts<'t, 's: 't>(
    store: Sight<'s>,
    told: impl Iterator<Item = &'t Told<'s>>,
) -> Vec<Bounds> {
    let voiced = told.map(|one| VoicedAmount { bounds: one.bounds, cited: one.claim.cited() });
    store.deciding().amounts(&voiced.collect::<Vec<_>>())
}

/// Decides an amount from its claims, with what orders it among others.
fn settled<'s>(
    store: Sight<'s>,
    program: u32,
    mut slot: Slot<'s>,
    denied: bool,
) -> Option<((&'s str, u32), TransactionRef<'s>)> {
    let preference = |one: &Told<'s>| (preference(store, one.claim), one.id, one.index);
    slot.certain.sort_by_key(preference);
    let first = *slot.certain.first()?;
    let unit = first.bounds.unit();
    let stated = first.bounds == first.stated.estimate.bounds();
    let mut possible = Vec::new();
    let open = !slot.doubtful.is_empty() || !slot.crowd.is_empty();
    if slot.certain.len() > 1 || open || !stated {
        possible = possible_amounts(store, slot.certain.iter());
    }
    slot.doubtful.retain(|one| one.bounds.unit() == unit);
    slot.crowd.retain(|bounds| bounds.unit() == unit);
    if !slot.doubtful.is_empty() || !slot.crowd.is_empty() {
        // A claim that may be on it disputes nothing for certain: what the amount would be with it and
        // without it are both possible, and all between.
        let with = |told: &[Told<'s>]| possible_amounts(store, slot.certain.iter().chain(told));
        let each = slot.doubtful.chunks(1).flat_map(with);
        let mut all: Vec<Bounds> = each.chain(with(&slot.doubtful)).collect();
        all.extend(possible.iter().copied().chain(slot.crowd.iter().copied()));
        possible = all.into_iter().reduce(|a, b| a.hull(b).unwrap_or(a)).into_iter().collect();
    }
    let common = slot
        .certain
        .iter()
        .filter(|one| one.bounds.unit() == unit)
        .try_fold(first.bounds, |common, one| common.intersect(one.bounds).ok().flatten());
    slot.listed.sort_by_key(preference);
    let told = || slot.certain.iter().chain(&slot.listed);
    let mut sources: Vec<u32> = told().map(|one| one.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let order = told().map(|one| (one.id, one.index)).min()?;
    let amount = TransactionRef {
        store,
        program,
        stated: first.stated,
        claims: told().map(|one| one.claim).collect(),
        sources,
        possible,
        disputed: common.is_none(),
        denied,
    };
    Some((order, amount))
}

/// The place of a claim's source among those that the policy prefers; the last if it is none of them.
pub(crate) fn preference(store: Sight<'_>, claim: MoneyClaim<'_>) -> usize {
    let Some(policy) = store.deciding().policy else { return 0 };
    let original = |id: &str| store.store().original_source(id);
    let preferred = policy.preferred().map(original);
    let cited = || claim.cited().iter().filter_map(|citation| original(&citation.source));
    let mut places = (0_usize..).zip(preferred);
    let found =
        places.find(|(_, source)| source.is_some_and(|source| cited().any(|it| it == source)));
    found.map_or(usize::MAX, |(place, _)| place)
}

/// Compares all that two claims on one amount agree in.
fn compare_keys(store: Sight<'_>, a: &Transaction, b: &Transaction) -> Ordering {
    let flags = |it: &Transaction| (it.stage as u8, it.estimated, it.cumulative, it.in_kind);
    let party = |actor: &Option<Actor>, other: &Option<Actor>| match (actor, other) {
        _ if actor == other => Ordering::Equal,
        (Some(one), Some(other)) => store.principal(one).cmp(store.principal(other)),
        (one, other) => one.is_some().cmp(&other.is_some()),
    };
    flags(a)
        .cmp(&flags(b))
        .then_with(|| compare_dates(a.on, b.on))
        .then_with(|| compare_periods(a.period, b.period))
        .then_with(|| party(&a.provider, &b.provider))
        .then_with(|| party(&a.receiver, &b.receiver))
        .then_with(|| a.scope.cmp(&b.scope))
        .then_with(|| a.prices.cmp(&b.prices))
        .then_with(|| {
            program_named(store, &a.from_program).cmp(&program_named(store, &b.from_program))
        })
        .then_with(|| program_named(store, &a.to_program).cmp(&program_named(store, &b.to_program)))
        .then_with(|| compare_sectors(&a.sectors, &b.sectors))
}

/// A programme as it is named: by its number where it is held, so that ids of one programme are equal.
fn program_named<'a>(
    store: Sight<'_>,
    id: &'a Option<alloc::string::String>,
) -> Option<Result<u32, &'a str>> {
    let id = id.as_deref()?;
    let at = store.at_id(RecordKind::Program, id).and_then(|at| store.subject_number(at));
    Some(at.ok_or(id))
}

fn compare_dates(a: Option<PartialDate>, b: Option<PartialDate>) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    let days = |date: Option<PartialDate>| {
        date.map(|date| (date.possible().first_key(), date.possible().last_key()))
    };
    days(a).cmp(&days(b)).then_with(|| a.map(|a| a.to_string()).cmp(&b.map(|b| b.to_string())))
}

fn compare_periods(a: Option<ReportingPeriod>, b: Option<ReportingPeriod>) -> Ordering {
    // Not stated and stated to be not stated are the same.
    let (a, b) = (a.filter(|it| !it.is_unstated()), b.filter(|it| !it.is_unstated()));
    if a == b {
        return Ordering::Equal;
    }
    let days = |period: Option<ReportingPeriod>| {
        period.map(|period| (period.envelope().first_key(), period.envelope().last_key()))
    };
    days(a).cmp(&days(b)).then_with(|| a.map(|a| a.to_string()).cmp(&b.map(|b| b.to_string())))
}

fn compare_sectors(a: &[Sector], b: &[Sector]) -> Ordering {
    if a.is_empty() || b.is_empty() {
        return a.len().cmp(&b.len());
    }
    let sorted = |sectors: &[Sector]| {
        let of = |it: &Sector| (it.vocabulary.clone(), it.name.clone(), it.share, it.mainly);
        let mut sorted: Vec<_> = sectors.iter().map(of).collect();
        sorted.sort();
        sorted
    };
    sorted(a).cmp(&sorted(b))
}

/// Orders lower ends: a missing one comes first, and one that is itself possible before one that is not.
fn compare_lower(a: Option<Bound>, b: Option<Bound>) -> Ordering {
    let of = |end: Option<Bound>| end.map(|end| (end.value, !end.included));
    of(a).cmp(&of(b))
}

/// Orders upper ends: a missing one comes last, and one that is itself possible after one that is not.
fn compare_upper(a: Option<Bound>, b: Option<Bound>) -> Ordering {
    let of = |end: Option<Bound>| end.map(|end| (end.value, end.included));
    let missing = (a.is_none(), b.is_none());
    missing.0.cmp(&missing.1).then_with(|| of(a).cmp(&of(b)))
}
