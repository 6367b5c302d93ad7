//! Money followed from one who gives it through those who pass it on.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::Serialize;

use super::chains::bearing_on;
use super::choices::Choices;
use super::judging::{Entry, Judge};
use super::ledger::Ledger;
use super::programs::ProgramRef;
use super::selection::Programs;
use super::total::Total;
use super::view::View;
use crate::date::ReportingPeriod;
use crate::record::{Actor, ProgramRoleKind, RecordKind, Stage};
use crate::store::Sight;

/// One hop of money on its way, from [`Programs::traced_from`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Hop<'s> {
    /// Who gives.
    pub provider: Actor,
    /// Who receives; absent: not recorded, or several, so that it is not followed further.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver: Option<Actor>,
    /// How far it is from the one asked: 1 is what that one gave.
    pub depth: u32,
    /// How much flowed here. Each hop is a total by itself: the money of one is often that of the one
    /// before, and hops never add.
    pub total: Total<'s>,
}

impl<'s> Programs<'s> {
    /// Returns the ways that money took from one who gave it, by depth, provider and receiver.
    ///
    /// The first hops are what it gave in the selected programmes; the next ones are what those who
    /// received it gave, not certainly earlier, in programmes that are linked: the same, one under the
    /// other, or named by the transaction. Who gives and receives is taken from the transaction, else
    /// from the programme where it names just one. Every amount stands in one hop, the first that leads
    /// to it, so that circles end. Money is followed whenever it flowed, and what flowed outside the
    /// asked period is listed as left out of its hop. Directions and pairs that were chosen before select
    /// programmes and do not narrow the hops.
    ///
    /// ```
    /// use bilateral::{Actor, Archive, CountryCode, Organization, Program, ProgramKind, ReportingPeriod, Source, Stage, Transaction};
    ///
    /// let paid = |amount: &str| Transaction::new(Stage::Disbursement, amount.parse::<bilateral::Estimate>().unwrap());
    /// let fund = Actor::organization("fund");
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A report").into(),
    ///     Organization::new("fund", "A fund").source("s").into(),
    ///     Program::new("aid", ProgramKind::Assistance, "Aid").source("s")
    ///         .transaction(paid("USD 90").provider(CountryCode::USA).receiver(fund.clone()))
    ///         .transaction(paid("USD 60").provider(fund).receiver(CountryCode::KAZ)).into(),
    /// ])?;
    /// let hops: Vec<String> = archive.programs()
    ///     .traced_from(CountryCode::USA, Stage::Disbursement, &ReportingPeriod::ALL_TIME).iter()
    ///     .map(|hop| format!("{} {}: {}", hop.depth, hop.provider, hop.total)).collect();
    /// assert_eq!(hops, ["1 USA: disbursement: $90", "2 org:fund: disbursement: $60"]);
    /// // In a total the second is not added to the first.
    /// let total = archive.programs().total(Stage::Disbursement, &ReportingPeriod::ALL_TIME);
    /// assert_eq!(total.to_string(), "disbursement: $90 (1 left out)");
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    #[must_use]
    pub fn traced_from(
        &self,
        provider: impl Into<Actor>,
        stage: Stage,
        period: &ReportingPeriod,
    ) -> Vec<Hop<'s>> {
        let store = self.store();
        let provider = provider.into();
        let provider = store.principal(&provider);
        let selected = self.subjects();
        let choices =
            Choices { pair: None, given_by: None, received_by: None, ..self.choices().clone() };
        let mut judge = Judge::new(store, &choices, stage, period);
        let linked = bearing_on(store, &selected);
        let ledger = Ledger::judged(store, &choices, &mut judge, &linked, (stage, false));
        let flows = Flows::of(store, &ledger);
        let mut hops: BTreeMap<(u32, &Actor, Option<&Actor>), Vec<usize>> = BTreeMap::new();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<usize> = Vec::new();
        for program in &selected {
            open.extend(flows.given(*program, provider));
        }
        let mut depth = 0;
        while !open.is_empty() {
            depth += 1;
            open.retain(|at| seen.insert(*at));
            for at in &open {
                if let Some((Some(from), to)) = flows.parties.get(at) {
                    hops.entry((depth, *from, *to)).or_default().push(*at);
                }
            }
            open = flows.next(&ledger, &open);
        }
        let hop = |((depth, provider, receiver), mut amounts): ((u32, &Actor, _), Vec<usize>)| {
            amounts.sort_unstable();
            let total = ledger.total_of(amounts.into_iter());
            let receiver: Option<&Actor> = receiver;
            Hop { provider: provider.clone(), receiver: receiver.cloned(), depth, total }
        };
        hops.into_iter().map(hop).collect()
    }
}

/// Who gave to whom, by programme.
struct Flows<'s> {
    store: Sight<'s>,
    parties: BTreeMap<usize, (Option<&'s Actor>, Option<&'s Actor>)>,
    given: BTreeMap<(u32, &'s Actor), Vec<usize>>,
    /// The same by the programme that the transaction names as that out of which it is paid.
    out_of: BTreeMap<(u32, &'s Actor), Vec<usize>>,
}

impl<'s> Flows<'s> {
    fn of(store: Sight<'s>, ledger: &Ledger<'s>) -> Self {
        let (mut parties, mut given, mut out_of) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (program, range) in &ledger.places {
            let Some(view) = ProgramRef::of(store, *program) else { continue };
            let funder = only(view, ProgramRoleKind::Funding);
            let recipient = only(view, ProgramRoleKind::Recipient);
            for at in range.clone() {
                let Some(entry) = ledger.entries.get(at).filter(|it| it.but_for_period) else {
                    continue;
                };
                let principal = |actor: Option<&'s Actor>| actor.map(|it| store.principal(it));
                let from = principal(entry.money.provider()).or(funder);
                let to = principal(entry.money.receiver()).or(recipient);
                parties.insert(at, (from, to));
                let Some(from) = from else { continue };
                given.entry((*program, from)).or_insert_with(Vec::new).push(at);
                if let Some(other) = named(store, entry.money.stated().from_program.as_deref()) {
                    out_of.entry((other, from)).or_insert_with(Vec::new).push(at);
                }
            }
        }
        Self { store, parties, given, out_of }
    }

    fn given<'a>(&'a self, program: u32, by: &'a Actor) -> &'a [usize] {
        self.given.get(&(program, by)).map_or(&[], Vec::as_slice)
    }

    /// What those who received some amounts gave, in linked programmes and not certainly earlier.
    fn next(&self, ledger: &Ledger<'s>, amounts: &[usize]) -> Vec<usize> {
        let entry = |at: usize| ledger.entries.get(at);
        let first = |it: &Entry<'s>| it.time.envelope.first();
        // Of all that one received in one place, the earliest leads to the most.
        let mut received: BTreeMap<(u32, &Actor), i32> = BTreeMap::new();
        let mut into: BTreeMap<(u32, &Actor), i32> = BTreeMap::new();
        for at in amounts {
            let (Some(found), Some((_, Some(to)))) = (entry(*at), self.parties.get(at)) else {
                continue;
            };
            let add = |list: &mut BTreeMap<(u32, &'s Actor), i32>, program| {
                let day = list.entry((program, *to)).or_insert(first(found));
                *day = (*day).min(first(found));
            };
            add(&mut received, found.money.subject());
            if let Some(other) = named(self.store, found.money.stated().to_program.as_deref()) {
                add(&mut into, other);
            }
        }
        let tree = self.store.store().programs();
        let later =
            |at: &usize, day: i32| entry(*at).is_some_and(|it| day <= it.time.envelope.last());
        let mut next = Vec::new();
        for ((program, actor), day) in received {
            let above = tree.above(program);
            let linked = core::iter::once(program).chain(above).chain(tree.within(program));
            for other in linked {
                next.extend(self.given(other, actor).iter().filter(|at| later(at, day)));
            }
            let fed = self.out_of.get(&(program, actor)).into_iter().flatten();
            next.extend(fed.filter(|at| later(at, day)));
        }
        for ((program, actor), day) in into {
            next.extend(self.given(program, actor).iter().filter(|at| later(at, day)));
        }
        next
    }
}

/// The one who plays a role in a programme, if it is just one.
fn only(program: ProgramRef<'_>, kind: ProgramRoleKind) -> Option<&Actor> {
    let roles = program.held().flat_map(|program| &program.roles);
    let store = program.store;
    let mut actors =
        roles.filter(|role| role.role == kind).map(|role| store.principal(&role.actor));
    let first = actors.next()?;
    actors.all(|actor| actor == first).then_some(first)
}

fn named(store: Sight<'_>, id: Option<&str>) -> Option<u32> {
    store.subject_number(store.at_id(RecordKind::Program, id?)?)
}
