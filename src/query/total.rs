//! One account of money: what was counted, what was left out, and why.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::OnceCell;
use core::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::choices::Question;
use super::mixed::MixedError;
use super::money_claim::MoneyClaim;
use crate::money::{AmountError, Bounds, Currency, PriceBasis, Rate, Unit};
use crate::store::PlainSum;
use crate::text::codes;

codes! {
    /// Why an amount was left out of a total.
    pub enum LeftOutReason: "reason for leaving out" {
        /// It is of another stage.
        OtherStage = "other-stage",
        /// It is estimated, beside what was done.
        Estimated = "estimated",
        /// It was done, beside what is estimated.
        Done = "done",
        /// It is in goods or services, beside cash.
        InKind = "in-kind",
        /// It is cash, beside goods and services.
        Cash = "cash",
        /// Another provides it.
        OtherProvider = "other-provider",
        /// Another receives it.
        OtherReceiver = "other-receiver",
        /// Who provides it is not recorded.
        ProviderNotRecorded = "provider-not-recorded",
        /// Who receives it is not recorded.
        ReceiverNotRecorded = "receiver-not-recorded",
        /// Several provide it and no shares are recorded.
        SharedProviders = "shared-providers",
        /// Several recipients share it and no shares are recorded: regional money is not a country's.
        SharedRecipients = "shared-recipients",
        /// It is for other sectors.
        OtherSector = "other-sector",
        /// What it is for is not recorded.
        SectorNotRecorded = "sector-not-recorded",
        /// Several sectors share it and no shares are recorded.
        SharedSectors = "shared-sectors",
        /// Its period lies outside the asked one.
        OutsidePeriod = "outside-period",
        /// Its period is not stated, and not all time was asked for.
        PeriodNotStated = "period-not-stated",
        /// Its period overlaps the asked one only in part.
        PartlyOverlaps = "partly-overlaps",
        /// It is cumulative, beside amounts of single periods of the same programme.
        CumulativeBesidePeriodic = "cumulative-beside-periodic",
        /// Its time lies within, or overlaps, that of a counted amount of the same programme.
        WithinCounted = "within-counted",
        /// It may be the same money as an amount counted from another source.
        MayBeCounted = "may-be-counted",
        /// It is a parent's, beside its children's.
        ParentOfCounted = "parent-of-counted",
        /// It passes on money that was counted when it was received.
        PassedOn = "passed-on",
        /// The record stands for several unnamed programmes, which may be counted elsewhere.
        Several = "several",
        /// A source denies it.
        Denied = "denied",
        /// The same is counted in the unit in which another source states it.
        OtherUnit = "other-unit",
        /// It is a detail of a total that is counted.
        DetailOfTotal = "detail-of-total",
        /// It is a part of another figure that is counted.
        PartOfCounted = "part-of-counted",
        /// It is with a group of partners, whose members may be counted.
        GroupOfPartners = "group-of-partners",
        /// It stays with its reporter: it is trade with no partner.
        OwnTrade = "own-trade",
        /// Of exports and imports the other is not known: half is no sum of both and no balance.
        OtherHalfMissing = "other-half-missing",
        /// A later version took its place.
        Superseded = "superseded",
        /// It is missing, so that no number is stated; it is not zero.
        Missing = "missing",
        /// It is kept secret; it is not zero.
        Suppressed = "suppressed",
        /// It is called not significant, and no number is stated.
        NotSignificant = "not-significant",
        /// It is included in another figure.
        IncludedElsewhere = "included-elsewhere",
        /// Adding it would pass the largest amount that can be held exactly.
        TooLarge = "too-large",
    }
}

impl LeftOutReason {
    /// Whether what is left out so may be the same, or a part of, something that is counted.
    const fn is_beside_counted(self) -> bool {
        matches!(
            self,
            Self::CumulativeBesidePeriodic
                | Self::WithinCounted
                | Self::MayBeCounted
                | Self::ParentOfCounted
                | Self::PassedOn
                | Self::OtherUnit
                | Self::DetailOfTotal
                | Self::PartOfCounted
                | Self::GroupOfPartners
        )
    }

    /// Returns whether what is left out so is something else than what was asked: of another stage, kind,
    /// direction, sector or period, no trade with a partner, or said no more. Such amounts are listed, so
    /// that every amount stands once, and a total printed in words does not count them.
    ///
    /// ```
    /// # use bilateral::LeftOutReason;
    /// assert!(LeftOutReason::OtherStage.is_apart());
    /// assert!(!LeftOutReason::Suppressed.is_apart());
    /// ```
    #[must_use]
    pub const fn is_apart(self) -> bool {
        matches!(
            self,
            Self::OtherStage
                | Self::Estimated
                | Self::Done
                | Self::InKind
                | Self::Cash
                | Self::OtherProvider
                | Self::OtherReceiver
                | Self::OtherSector
                | Self::OutsidePeriod
                | Self::OwnTrade
                | Self::Denied
                | Self::Superseded
        )
    }
}

/// An amount that was left out of a total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut<'s> {
    /// The amount, as one record states it.
    pub claim: MoneyClaim<'s>,
    /// How much; absent where no number is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// Why.
    pub reason: LeftOutReason,
    /// The amount beside which it was left out, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<MoneyClaim<'s>>,
}

impl<'s> LeftOut<'s> {
    pub(crate) fn new(claim: MoneyClaim<'s>, reason: LeftOutReason) -> Self {
        let bounds = claim.estimate().map(|estimate| estimate.bounds());
        Self { claim, bounds, reason, beside: None }
    }

    pub(crate) fn beside(mut self, counted: MoneyClaim<'s>) -> Self {
        self.beside = Some(counted);
        self
    }
}

/// An amount that was counted, once, however many claims there are on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CountedAmount<'s> {
    /// What it adds to the total.
    pub bounds: Bounds,
    /// The prices in which it is stated; absent: not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices: Option<PriceBasis>,
    /// The part of it that was counted, as [`Counted::Ratio`](crate::Counted::Ratio) between 0 and 1;
    /// absent: all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Bounds>,
    /// The claims on it.
    pub claims: Vec<MoneyClaim<'s>>,
}

/// The sum of one unit and one price basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TotalSum {
    /// The possible sums.
    pub bounds: Bounds,
    /// The prices; absent: the sources do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices: Option<PriceBasis>,
}

impl fmt::Display for TotalSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bounds.fmt(f)?;
        self.prices.map_or(Ok(()), |prices| write!(f, " in {prices} prices"))
    }
}

/// A total that never lies: bounds per unit and price basis, what was counted, what was left out and
/// why.
///
/// It is the sum of what is recorded and can be added. Nothing counted is *none*, never zero:
/// [`sums`](Self::sums) is then empty. Every amount of what was asked stands once, among the counted
/// or among those left out. Each claim carries its citations, so that every part of a total can name
/// its sources.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, ReportingPeriod, Stage};
///
/// let given = archive.dossier(CountryCode::USA, CountryCode::KAZ).programs().given_by(CountryCode::USA);
/// let spent = given.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
/// assert_eq!(spent.to_string(), "expenditure, given by USA: between $450 million and $550 million");
/// // The source states no period, so that nothing can be counted for a year.
/// let in_2021 = given.total(Stage::Expenditure, &ReportingPeriod::year(2021)?);
/// assert!(in_2021.is_none());
/// assert_eq!(in_2021.left_out()[0].reason.as_str(), "period-not-stated");
/// # Ok::<(), bilateral::ReportingPeriodError>(())
/// ```
///
/// Where the sums are known in advance, the rest is gathered when it is first asked for. A total may be
/// sent to another thread; two threads that read one at a time each take a clone.
#[derive(Clone)]
pub struct Total<'s> {
    sums: Sums,
    /// What was asked, where the account is gathered when it is asked for.
    question: Option<(Question<'s>, Gather<'s>)>,
    account: OnceCell<Account<'s>>,
}

/// Gathers the account of a total from what was asked.
type Gather<'s> = fn(&Question<'s>) -> Total<'s>;

/// What was counted in a total and what was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Account<'s> {
    what: String,
    counted: Vec<CountedAmount<'s>>,
    left_out: Vec<LeftOut<'s>>,
}

/// The sums of a total; one, as there mostly is, needs no memory of its own.
#[derive(Debug, Clone)]
enum Sums {
    One(Option<TotalSum>),
    Several(Vec<TotalSum>),
}

impl Sums {
    #[inline]
    fn as_slice(&self) -> &[TotalSum] {
        match self {
            Self::One(one) => one.as_slice(),
            Self::Several(several) => several,
        }
    }

    fn as_mut_slice(&mut self) -> &mut [TotalSum] {
        match self {
            Self::One(one) => one.as_mut_slice(),
            Self::Several(several) => several,
        }
    }

    fn push(&mut self, sum: TotalSum) {
        match self {
            Self::One(one @ None) => *one = Some(sum),
            Self::One(Some(first)) => *self = Self::Several(alloc::vec![*first, sum]),
            Self::Several(several) => several.push(sum),
        }
    }
}

impl<'s> Total<'s> {
    /// A total of nothing yet; `what` says what is added, and totals of different things do not add.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        let account = Account { what: what.into(), ..Account::default() };
        Self { sums: Sums::One(None), question: None, account: OnceCell::from(account) }
    }

    /// A total of which the sum is known, and how to work out what stands behind it.
    #[inline]
    pub(crate) fn of_plain(
        sum: Option<PlainSum>,
        question: Question<'s>,
        worked_out: fn(&Question<'s>) -> Self,
    ) -> Self {
        let sum = sum.map(|sum| TotalSum { bounds: sum.bounds, prices: sum.prices });
        let question = Some((question, worked_out));
        Self { sums: Sums::One(sum), question, account: OnceCell::new() }
    }

    fn account(&self) -> &Account<'s> {
        self.account.get_or_init(|| {
            let worked_out = self.question.as_ref().map(|(question, how)| how(question));
            worked_out.and_then(|total| total.account.into_inner()).unwrap_or_default()
        })
    }

    /// Changes the account, after it was gathered.
    fn change(&mut self, change: impl FnOnce(&mut Account<'s>)) {
        self.account();
        if let Some(account) = self.account.get_mut() {
            change(account);
        }
    }

    /// Adds an amount, or lists it as left out if the sum could not be held exactly.
    pub(crate) fn count(&mut self, amount: CountedAmount<'s>) {
        let same = |sum: &&mut TotalSum| {
            sum.bounds.unit() == amount.bounds.unit() && sum.prices == amount.prices
        };
        match self.sums.as_mut_slice().iter_mut().find(same) {
            Some(sum) => match sum.bounds.checked_add(amount.bounds) {
                Ok(added) => sum.bounds = added,
                Err(_) => {
                    let too_large =
                        |claim: &MoneyClaim<'s>| LeftOut::new(*claim, LeftOutReason::TooLarge);
                    let claims = amount.claims.iter().map(too_large);
                    self.change(|account| account.left_out.extend(claims));
                    return;
                }
            },
            None => {
                self.sums.push(TotalSum { bounds: amount.bounds, prices: amount.prices });
            }
        }
        self.change(|account| account.counted.push(amount));
    }

    pub(crate) fn leave_out(&mut self, left_out: LeftOut<'s>) {
        self.change(|account| account.left_out.push(left_out));
    }

    /// Returns what is added: `expenditure`, `estimated commitment, in kind, given by USA`, `export`.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.account().what
    }

    /// Returns the possible sums, one a unit and price basis, in the order in which they were met.
    #[must_use]
    #[inline]
    pub fn sums(&self) -> &[TotalSum] {
        self.sums.as_slice()
    }

    /// Returns the possible sums in one unit.
    ///
    /// # Errors
    ///
    /// [`TotalError`] if nothing in the unit was counted, which is not a sum of zero, or if amounts in
    /// the prices of different years were, which do not add.
    #[inline]
    pub fn in_unit(&self, unit: Unit) -> Result<Bounds, TotalError> {
        let mut of_unit = self.sums().iter().filter(|sum| sum.bounds.unit() == unit);
        let Some(first) = of_unit.next() else { return Err(TotalErrorKind::None(unit).into()) };
        match of_unit.next() {
            None => Ok(first.bounds),
            Some(other) => Err(mixed_prices(first.prices, other.prices)),
        }
    }

    /// Returns whether nothing was counted: there is no total, which is not a total of zero.
    #[must_use]
    pub fn is_none(&self) -> bool {
        // What is counted adds to a sum.
        self.sums().is_empty()
    }

    /// Returns what was counted.
    #[must_use]
    pub fn counted(&self) -> &[CountedAmount<'s>] {
        &self.account().counted
    }

    /// Returns what was left out, and why.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut<'s>] {
        &self.account().left_out
    }

    /// Returns what was left out for one reason.
    pub fn left_out_as(&self, reason: LeftOutReason) -> impl Iterator<Item = &LeftOut<'s>> {
        self.left_out().iter().filter(move |left_out| left_out.reason == reason)
    }

    /// Returns the total of both, such as of two years or of two branches of a tree.
    ///
    /// What one of them left out and the other counted is counted; what both left out stands once.
    ///
    /// # Errors
    ///
    /// [`TotalError`] if they are totals of different things, naming both; if both count the same
    /// amount, or one counts what the other left out because it stands for something counted there,
    /// naming it; or if a sum could not be held exactly.
    pub fn checked_add(&self, other: &Self) -> Result<Self, TotalError> {
        if self.what() != other.what() {
            let mixed = MixedError::new("what is added", self.what(), other.what());
            return Err(TotalErrorKind::Mixed(mixed).into());
        }
        let places = |total: &Self| -> BTreeSet<(u32, Option<u32>)> {
            let claims = total.counted().iter().flat_map(|amount| &amount.claims);
            claims.map(|claim| claim.place()).collect()
        };
        let (mine, theirs) = (places(self), places(other));
        let stands_for = |total: &Self, counted: &BTreeSet<(u32, Option<u32>)>| {
            let mut left_out = total.left_out().iter();
            left_out
                .find(|it| it.reason.is_beside_counted() && counted.contains(&it.claim.place()))
                .map(|it| it.claim)
        };
        if let Some(twice) = stands_for(self, &theirs).or_else(|| stands_for(other, &mine)) {
            let (path, id) = (twice.path(), twice.id().into());
            return Err(TotalErrorKind::StandsForCounted { path, id }.into());
        }
        let mut sum = self.clone();
        sum.change(|account| {
            account.left_out.retain(|left_out| !theirs.contains(&left_out.claim.place()));
        });
        let listed: BTreeSet<_> = sum.left_out().iter().map(|left| left.claim.place()).collect();
        for amount in other.counted() {
            if let Some(twice) = amount.claims.iter().find(|claim| mine.contains(&claim.place())) {
                let (path, id) = (twice.path(), twice.id().into());
                return Err(TotalErrorKind::CountedTwice { path, id }.into());
            }
            let before = sum.left_out().len();
            sum.count(amount.clone());
            if sum.left_out().len() > before {
                return Err(TotalErrorKind::TooLarge.into());
            }
        }
        let more = other.left_out().iter().filter(|left_out| {
            let place = left_out.claim.place();
            !mine.contains(&place) && !listed.contains(&place)
        });
        sum.change(|account| account.left_out.extend(more.cloned()));
        Ok(sum)
    }

    /// Returns all of it in one currency, at rates that the caller states with their sources.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, Currency, Decimal, Rate, ReportingPeriod, Stage};
    ///
    /// let given = archive.dossier(CountryCode::USA, CountryCode::KAZ).programs().given_by(CountryCode::USA);
    /// let spent = given.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
    /// let rate = Rate::new(Currency::USD, Currency::KZT, Decimal::from(460), "National Bank, mean of 2022")?;
    /// assert_eq!(spent.exchanged(Currency::KZT, &[rate])?.to_string(), "KZT [2.0700e11, 2.5300e11]");
    ///
    /// let error = spent.exchanged(Currency::EUR, &[]).unwrap_err();
    /// assert_eq!(error.to_string(), "no rate from `USD` to `EUR` was given");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`TotalError`] if nothing was counted, a counted unit is no currency or has no rate to the asked
    /// one, amounts are in the prices of different years, or a sum could not be held exactly.
    pub fn exchanged(&self, to: Currency, rates: &[Rate]) -> Result<Bounds, TotalError> {
        let unit = Unit::Currency(to);
        let first = self.sums().first().ok_or(TotalErrorKind::None(unit))?;
        let mut all: Option<Bounds> = None;
        for sum in self.sums() {
            if sum.prices != first.prices {
                return Err(mixed_prices(first.prices, sum.prices));
            }
            let from = sum.bounds.unit();
            let rate =
                rates.iter().find(|rate| rate.to() == to && Unit::Currency(rate.from()) == from);
            let in_asked = match rate {
                _ if from == unit => sum.bounds,
                Some(rate) => sum.bounds.exchanged(rate).map_err(TotalErrorKind::Amount)?,
                None => return Err(TotalErrorKind::NoRate { from, to }.into()),
            };
            all = Some(match all {
                None => in_asked,
                Some(all) => all.checked_add(in_asked).map_err(TotalErrorKind::Amount)?,
            });
        }
        all.ok_or_else(|| TotalErrorKind::None(unit).into())
    }
}

fn mixed_prices(one: Option<PriceBasis>, other: Option<PriceBasis>) -> TotalError {
    TotalErrorKind::Mixed(MixedError::new("prices", priced(one), priced(other))).into()
}

/// What a price basis is called; the absent one too.
pub(crate) fn priced(prices: Option<PriceBasis>) -> String {
    prices.map_or_else(|| "not stated".into(), |prices| alloc::format!("{prices}"))
}

impl PartialEq for Total<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.sums() == other.sums() && self.account() == other.account()
    }
}

impl Eq for Total<'_> {}

impl fmt::Debug for Total<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Total")
            .field("what", &self.what())
            .field("sums", &self.sums())
            .field("counted", &self.counted())
            .field("left_out", &self.left_out())
            .finish()
    }
}

impl Serialize for Total<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut total = serializer.serialize_struct("Total", 4)?;
        total.serialize_field("what", self.what())?;
        total.serialize_field("sums", self.sums())?;
        total.serialize_field("counted", self.counted())?;
        total.serialize_field("left_out", self.left_out())?;
        total.end()
    }
}

impl fmt::Display for Total<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            write!(f, "{}: none recorded", self.what())?;
        } else {
            write!(f, "{}: ", self.what())?;
            for (i, sum) in self.sums().iter().enumerate() {
                write!(f, "{}{}", if i == 0 { "" } else { " and " }, sum.bounds.in_words())?;
                if let Some(prices) = sum.prices {
                    write!(f, " in {prices} prices")?;
                }
            }
        }
        let left_out = self.left_out().iter().filter(|it| !it.reason.is_apart()).count();
        if left_out > 0 {
            write!(f, " ({left_out} left out)")?;
        }
        Ok(())
    }
}

/// Why there is no such total.
///
/// ```
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
/// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
/// use bilateral::{CountryCode, ReportingPeriod, Stage};
///
/// let given = archive.dossier(CountryCode::USA, CountryCode::KAZ).programs().given_by(CountryCode::USA);
/// let spent = given.total(Stage::Expenditure, &ReportingPeriod::ALL_TIME);
/// let error = spent.checked_add(&spent).unwrap_err();
/// assert_eq!(error.to_string(), "both totals count `transactions[0]` of record `kz-wmd-elimination`");
/// let error = spent.in_unit("EUR".parse()?).unwrap_err();
/// assert_eq!(error.to_string(), "nothing in `EUR` was counted");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct TotalError(#[from] TotalErrorKind);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum TotalErrorKind {
    #[error(transparent)]
    Mixed(MixedError),
    #[error("both totals count `{path}` of record `{id}`")]
    CountedTwice { path: String, id: String },
    #[error(
        "one total counts `{path}` of record `{id}`, the other left it out beside what may be the same"
    )]
    StandsForCounted { path: String, id: String },
    #[error("nothing in `{0}` was counted")]
    None(Unit),
    #[error("no rate from `{from}` to `{to}` was given")]
    NoRate { from: Unit, to: Currency },
    #[error("the sum has too many digits to be held exactly")]
    TooLarge,
    #[error(transparent)]
    Amount(AmountError),
}

impl TotalError {
    /// Returns the two sides, if things of different kinds were to be added.
    #[must_use]
    pub fn mixed(&self) -> Option<&MixedError> {
        match &self.0 {
            TotalErrorKind::Mixed(mixed) => Some(mixed),
            _ => None,
        }
    }

    /// Returns whether nothing was counted in what was asked.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self.0, TotalErrorKind::None(_))
    }
}
