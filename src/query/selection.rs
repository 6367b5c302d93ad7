//! [`Programs`]: which programmes, which of their money, and its total.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::choices::{Apportioning, Asking, Choices, Question, Scope, SectorChoice};
use super::ledger::Ledger;
use super::pair::in_both;
use super::programs::ProgramRef;
use super::stored_total::stored_total;
use super::total::Total;
use super::view::View;
use crate::date::ReportingPeriod;
use crate::record::{Actor, RecordKind, Sector, Stage};
use crate::store::Sight;

/// Programmes, and what is asked of their money.
///
/// All programmes come from [`Archive::programs`](crate::Archive::programs), those in which two actors
/// take part from [`Dossier::programs`](crate::Dossier::programs), one with all that runs under it from
/// [`ProgramRef::tree`], and one by itself from [`ProgramRef::alone`]. Each method narrows what is asked
/// and returns the selection; nothing is worked out before a total is asked for.
///
/// # What is counted
///
/// What was done, in cash, of one stage, whose time certainly lies inside the asked period. Every amount
/// of the selected programmes stands in the total once, counted or left out with the reason
/// ([`LeftOutReason`](crate::LeftOutReason)):
///
/// 1. It must be of what is asked: stage, provider, receiver, sector, time. Who provides, who receives
///    and what it is for is taken from the transaction, else from the programme, with the shares that
///    are recorded there. Several shares of one amount (a funder's and a sector's, say) leave their joint
///    share open between bounds.
/// 2. Unless a giver is asked for, money that somebody received and gave on in a linked programme, not
///    certainly earlier, is counted where it was received. What goes round in a circle is counted
///    wherever it flowed, but where it certainly came back later.
/// 3. What may be the same money as another amount is counted once: a cumulative amount beside those of
///    single periods, overlapping periods of one source, what two sources state in different ways.
/// 4. A programme's money is left out where money of a programme under it, or that is a part of it, may
///    be a part of it, unless the caller says that the [levels are apart](Self::levels_apart).
///
/// What 2 to 4 decide does not depend on which programmes are selected, so that the totals of the parts
/// of a tree add up to that of the tree.
///
/// ```
/// use bilateral::{Archive, CountryCode, LeftOutReason, Program, ProgramKind, ReportingPeriod, Source, Stage, Transaction};
///
/// let paid = |amount: &str| Transaction::new(Stage::Disbursement, amount.parse::<bilateral::Estimate>().unwrap())
///     .provider(CountryCode::USA).receiver(CountryCode::KAZ).period("2021".parse::<ReportingPeriod>().unwrap());
/// let archive = Archive::from_records([
///     Source::new("s", "A report").into(),
///     Program::new("aid", ProgramKind::Assistance, "Aid").transaction(paid("USD 90")).source("s").into(),
///     Program::new("seeds", ProgramKind::Assistance, "Seeds").parent("aid").sector("farming")
///         .transaction(paid("USD 50")).source("s").into(),
/// ])?;
/// let year = ReportingPeriod::year(2021).unwrap();
/// let total = archive.programs().total(Stage::Disbursement, &year);
/// assert_eq!(total.to_string(), "disbursement: $50 (1 left out)");
/// assert_eq!(total.left_out()[0].reason, LeftOutReason::ParentOfCounted);
/// let apart = archive.program("aid").unwrap().tree().levels_apart().total(Stage::Disbursement, &year);
/// assert_eq!(apart.to_string(), "disbursement, levels apart: $140");
/// let alone = archive.program("aid").unwrap().alone();
/// assert!(alone.total(Stage::Disbursement, &year).is_none());
///
/// let programs = archive.programs().received_by(CountryCode::KAZ);
/// assert!(programs.given_by(CountryCode::FRA).total(Stage::Disbursement, &year).is_none());
/// let farming = programs.in_sector("farming").total(Stage::Disbursement, &year);
/// assert_eq!(farming.what(), "disbursement, received by KAZ, in sector `farming`");
/// assert_eq!(farming.counted().len(), 1);
/// assert!(programs.estimated().in_kind().total(Stage::Disbursement, &year).is_none());
/// # Ok::<(), bilateral::Report>(())
/// ```
///
/// # Cost
///
/// What one actor gives another, and all money of a tree, is summed in advance as far as nothing but its days
/// decides whether it counts: the sums cost a few looks (of a tree over less than all time, a look at each
/// amount), and what was counted and left out is gathered when it is asked for. An amount inside the window
/// that is not exact is added by itself, and one that depends on others is weighed with those of its
/// programme. Any other total costs little more than walking over the amounts of the selected programmes, of
/// those under them, and of those from which money comes to them.
#[derive(Clone)]
pub struct Programs<'s> {
    store: Sight<'s>,
    scope: Scope,
    choices: Choices,
}

impl<'s> Programs<'s> {
    pub(crate) const fn all(store: Sight<'s>) -> Self {
        Self { store, scope: Scope::All, choices: Choices::NONE }
    }

    /// The programmes in which both of two principals take part.
    #[inline]
    pub(crate) fn of_pair(store: Sight<'s>, a: Actor, b: Actor) -> Self {
        let choices = Choices { pair: Some((a, b)), ..Choices::NONE };
        Self { store, scope: Scope::Pair, choices }
    }

    #[inline]
    fn with(&self, change: impl FnOnce(&mut Choices)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.choices);
        changed
    }

    /// Asks for what one actor provides, an organ's money being that of the actor whose organ it is. In a
    /// pair it is what that one gives to the other.
    #[must_use]
    #[inline]
    pub fn given_by(&self, provider: impl Into<Actor>) -> Self {
        let provider = self.store.as_principal(provider.into());
        self.with(|choices| choices.given_by = Some(provider))
    }

    /// Asks for what one actor receives, an organ's money being that of the actor whose organ it is. In a
    /// pair it is what the other gives to that one.
    #[must_use]
    #[inline]
    pub fn received_by(&self, receiver: impl Into<Actor>) -> Self {
        let receiver = self.store.as_principal(receiver.into());
        self.with(|choices| choices.received_by = Some(receiver))
    }

    /// Asks for what is for a sector of that name, in whatever list of sectors.
    #[must_use]
    pub fn in_sector(&self, name: impl Into<String>) -> Self {
        let sector = SectorChoice { vocabulary: None, name: name.into() };
        self.with(|choices| choices.sector = Some(Box::new(sector)))
    }

    /// Asks for what is for a sector of one list, such as `DAC`.
    #[must_use]
    pub fn in_sector_of(&self, vocabulary: impl Into<String>, name: impl Into<String>) -> Self {
        let sector = SectorChoice { vocabulary: Some(vocabulary.into()), name: name.into() };
        self.with(|choices| choices.sector = Some(Box::new(sector)))
    }

    /// Asks for estimates and plans, in place of what was done.
    #[must_use]
    pub fn estimated(&self) -> Self {
        self.with(|choices| choices.estimated = true)
    }

    /// Asks for goods and services, in place of cash.
    #[must_use]
    pub fn in_kind(&self) -> Self {
        self.with(|choices| choices.in_kind = true)
    }

    /// States that the money of a programme is none of that of the programmes under it, so that both
    /// count. The caller must know: nothing recorded says so.
    #[must_use]
    pub fn levels_apart(&self) -> Self {
        self.with(|choices| choices.levels_apart = true)
    }

    /// Says what becomes of amounts whose time overlaps the asked period in part; by default they are
    /// left out. What each way assumes stands at [`Apportioning`].
    #[must_use]
    pub fn apportioned(&self, how: Apportioning) -> Self {
        self.with(|choices| choices.apportioning = how)
    }

    /// Returns the programmes, in order of day and id.
    pub fn iter(&self) -> impl Iterator<Item = ProgramRef<'s>> + use<'s> {
        let store = self.store;
        self.subjects().into_iter().filter_map(move |subject| ProgramRef::of(store, subject))
    }

    /// The numbers of the programmes, in order.
    pub(crate) fn subjects(&self) -> Vec<u32> {
        let is_program = |subject: &u32| {
            self.store.subject(*subject).is_some_and(|it| it.kind == RecordKind::Program)
        };
        match (self.scope, &self.choices.pair) {
            (Scope::Alone(subject), _) => alloc::vec![subject],
            (Scope::Tree(subject), _) => {
                let mut all = self.store.store().programs().within(subject);
                all.push(subject);
                all.sort_unstable();
                all
            }
            (Scope::Pair, Some((a, b))) => in_both(self.store, a, b).filter(is_program).collect(),
            _ => self
                .store
                .subjects_but_trade()
                .map(|(number, _)| number)
                .filter(is_program)
                .collect(),
        }
    }

    /// Returns the total of one stage over a period; [`ReportingPeriod::ALL_TIME`] asks for all.
    ///
    /// What is counted stands at [`Programs`]; of an amount that several sources state, the bounds hold
    /// every possible value.
    #[must_use]
    pub fn total(&self, stage: Stage, period: &ReportingPeriod) -> Total<'s> {
        let Self { store, scope, ref choices } = *self;
        let asking = Asking { store, scope, choices, stage, period };
        match stored_total(asking) {
            Some(sum) => {
                let choices = choices.clone();
                let question = Question { store, scope, choices, stage, period: *period };
                Total::of_plain(sum, question, |question| worked_out(question.asking()))
            }
            None => worked_out(asking),
        }
    }

    /// Returns the total for each sector that the programmes or their amounts name, by name: of one list,
    /// or by name in whatever list.
    ///
    /// The totals are not parts of one sum: what is shared without shares is in none of them, and lists
    /// overlap one another. It costs a total a sector.
    ///
    /// ```
    /// use bilateral::{Archive, Program, ProgramKind, ReportingPeriod, Sector, Source, Stage, Transaction};
    ///
    /// let paid = Transaction::new(Stage::Disbursement, "USD 90".parse::<bilateral::Estimate>().unwrap());
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A report").into(),
    ///     Program::new("aid", ProgramKind::Assistance, "Aid").transaction(paid).source("s")
    ///         .sector(Sector::new("health").share(40)).sector(Sector::new("water").share(60)).into(),
    /// ])?;
    /// let all = archive.programs().by_sector(None, Stage::Disbursement, &ReportingPeriod::ALL_TIME);
    /// let told: Vec<String> = all.iter().map(|(_, total)| total.to_string()).collect();
    /// assert_eq!(told, ["disbursement, in sector `health`: $36.00", "disbursement, in sector `water`: $54.00"]);
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn by_sector(
        &self,
        vocabulary: Option<&str>,
        stage: Stage,
        period: &ReportingPeriod,
    ) -> Vec<(String, Total<'s>)> {
        let named = |sector: &&'s Sector| {
            vocabulary.is_none() || sector.vocabulary.as_deref() == vocabulary
        };
        let of = |program: ProgramRef<'s>| {
            let records = program.held();
            let own = records.clone().flat_map(|record| &record.sectors);
            let money = records.flat_map(|record| &record.transactions);
            own.chain(money.flat_map(|transaction| &transaction.sectors))
        };
        let names: BTreeSet<&'s str> =
            self.iter().flat_map(of).filter(named).map(|sector| sector.name.as_str()).collect();
        let total = |name: &str| match vocabulary {
            Some(vocabulary) => self.in_sector_of(vocabulary, name).total(stage, period),
            None => self.in_sector(name).total(stage, period),
        };
        names.into_iter().map(|name| (name.into(), total(name))).collect()
    }

    pub(crate) const fn store(&self) -> Sight<'s> {
        self.store
    }

    pub(crate) const fn choices(&self) -> &Choices {
        &self.choices
    }
}

/// The total of the amounts of a question, each judged beside all that bear on it.
fn worked_out<'s>(asking: Asking<'_, 's>) -> Total<'s> {
    let Asking { store, scope, choices, stage, period } = asking;
    let selected = Programs { store, scope, choices: choices.clone() }.subjects();
    let ledger = Ledger::of(store, choices, &selected, stage, period);
    ledger.total(selected.into_iter())
}

impl<'s> ProgramRef<'s> {
    /// Returns the selection of this programme without those under it.
    #[must_use]
    pub fn alone(self) -> Programs<'s> {
        Programs { scope: Scope::Alone(self.subject), ..Programs::all(self.store) }
    }

    /// Returns the selection of this programme and all that runs under it or is a part of it, at whatever
    /// depth: whatever may leave out money of this one beside its own.
    #[must_use]
    pub fn tree(self) -> Programs<'s> {
        Programs { scope: Scope::Tree(self.subject), ..Programs::all(self.store) }
    }
}

impl fmt::Debug for Programs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
