//! The totals, restated: every amount is held against every other.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::{self, Amount, ClaimId, Settled};
use super::judge::{Choice, Of, Part, Reasons, but_for_period, in_period};
use super::model::{Key, World, principal};
use super::numbers::Span;
use super::times;

/// One account, as the rules give it.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) counted: Vec<Counted>,
    /// Each claim that is left out, with the reasons that may be given.
    pub(super) left_out: BTreeMap<ClaimId, Reasons>,
    /// Where the rules do not say what is counted, only laws are tested.
    pub(super) murky: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Counted {
    pub(super) amount: Amount,
    pub(super) span: Span,
    /// The part by shares.
    pub(super) part: Part,
}

impl Account {
    pub(super) fn claims(&self) -> BTreeSet<ClaimId> {
        let all = self.counted.iter().flat_map(|counted| &counted.amount.claims);
        all.map(|claim| claim.id.clone()).collect()
    }

    /// Whether the order of amounts does not tell which claims are on the same money.
    pub(super) fn unordered(&self) -> bool {
        self.counted.iter().any(|counted| counted.amount.unordered)
    }

    /// The sums by unit and prices.
    pub(super) fn sums(&self) -> BTreeMap<(String, String), Span> {
        let mut sums: BTreeMap<(String, String), Span> = BTreeMap::new();
        for counted in &self.counted {
            let unit = counted.amount.unit.to_owned();
            let prices = counted.amount.key.prices.unwrap_or_default().to_owned();
            sums.entry((unit, prices))
                .and_modify(|sum| *sum = sum.plus(counted.span))
                .or_insert(counted.span);
        }
        sums
    }
}

impl World {
    /// The programmes directly under one, by either link.
    pub(super) fn children(&self, of: usize) -> Vec<usize> {
        let under = |at: &usize| {
            let programme = &self.programmes[*at];
            programme.parent == Some(of) || programme.part_of == Some(of)
        };
        (0..self.programmes.len()).filter(under).collect()
    }

    /// All programmes under one.
    pub(super) fn under(&self, of: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open = self.children(of);
        while let Some(next) = open.pop() {
            if found.insert(next) {
                open.extend(self.children(next));
            }
        }
        found
    }

    /// A programme and all that runs under it or is a part of it.
    pub(super) fn tree(&self, root: usize) -> BTreeSet<usize> {
        let mut tree = self.under(root);
        tree.insert(root);
        tree
    }

    /// Whether an actor takes part in a programme.
    fn names(&self, programme: usize, actor: usize) -> bool {
        let programme = &self.programmes[programme];
        let flows = programme.told.iter().flat_map(|told| &told.flows);
        let parties = flows.flat_map(|flow| [flow.key.provider, flow.key.receiver]).flatten();
        let roles = programme.roles.iter().map(|role| role.actor);
        parties.chain(roles).any(|found| principal(found) == principal(actor))
    }

    pub(super) fn selected(&self, of: Of) -> BTreeSet<usize> {
        let all = 0..self.programmes.len();
        match of {
            Of::All => all.collect(),
            Of::Alone(at) => [at].into(),
            Of::Tree(at) => self.tree(at),
            Of::Pair(a, b) => all.filter(|at| self.names(*at, a) && self.names(*at, b)).collect(),
        }
    }

    /// Whether money of one programme may have come out of another.
    pub(super) fn linked(&self, from: (usize, &Key), to: (usize, &Key)) -> bool {
        from.0 == to.0
            || self.under(from.0).contains(&to.0)
            || self.under(to.0).contains(&from.0)
            || from.1.to == Some(to.0)
            || to.1.from == Some(from.0)
    }
}

fn alike<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Whether two amounts may be between the same actors.
fn parties_alike(a: &Key, b: &Key) -> bool {
    alike(a.provider.map(principal), b.provider.map(principal))
        && alike(a.receiver.map(principal), b.receiver.map(principal))
}

/// The sectors that an amount is for, whatever their shares; `None` if it states none.
fn purposes(key: &Key) -> Option<BTreeSet<(Option<&'static str>, &'static str)>> {
    let sectors = key.sectors.iter().map(|sector| (sector.vocabulary, sector.name));
    (!key.sectors.is_empty()).then(|| sectors.collect())
}

/// Whether two amounts may be for the same: each of scope and sectors is equal or not stated in one.
fn purposes_alike(a: &Key, b: &Key) -> bool {
    alike(a.scope, b.scope) && alike(purposes(a), purposes(b))
}

fn may_be_same(a: &Key, b: &Key) -> bool {
    parties_alike(a, b) && purposes_alike(a, b) && times::may_overlap(a, b)
}

/// Whether one source states one amount within the other.
fn within(a: &Key, b: &Key) -> bool {
    let whole = |actor: Option<usize>| actor.map(principal);
    let single = |key: &Key| matches!(key.when, super::model::When::On(_));
    whole(a.provider) == whole(b.provider)
        && whole(a.receiver) == whole(b.receiver)
        && a.scope == b.scope
        && purposes(a) == purposes(b)
        && !(single(a) && single(b))
        && times::may_overlap(a, b)
        && !a.agrees(b)
}

/// What stands against counting one amount beside another of its programme.
enum Against {
    Cumulative,
    OneSource,
    Sources,
}

struct Weighing<'w> {
    world: &'w World,
    choice: &'w Choice,
    all: &'w [Amount],
    out: BTreeMap<usize, Reasons>,
    murky: bool,
}

impl Weighing<'_> {
    fn left(&self, qualifying: &[usize]) -> Vec<usize> {
        qualifying.iter().copied().filter(|at| !self.out.contains_key(at)).collect()
    }

    fn conflict(&mut self, against: &Against, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        let one_source = !a.certain.is_disjoint(&b.certain);
        let perhaps = !a.perhaps.is_disjoint(&b.perhaps);
        let same_key = a.key.agrees(&b.key);
        let conflict = match against {
            Against::Cumulative => {
                let both = a.key.cumulative && b.key.cumulative;
                both && parties_alike(&a.key, &b.key) && purposes_alike(&a.key, &b.key)
            }
            Against::OneSource => one_source && within(&a.key, &b.key),
            Against::Sources => !one_source && !same_key && may_be_same(&a.key, &b.key),
        };
        // Two sums up to one day by one source; or what a claim that may be elsewhere decides.
        self.murky |= conflict && same_key;
        let floating = a.floating() || b.floating();
        let decided = one_source == perhaps && !matches!(self.choice.settled, Settled::Prefer(_));
        self.murky |= !same_key && floating && !decided && may_be_same(&a.key, &b.key);
        conflict
    }

    /// Counts the first of what cannot stand side by side, and leaves the others out.
    fn choose(
        &mut self,
        against: &Against,
        mut among: Vec<usize>,
        order: &dyn Fn(&Amount, bool) -> (i64, i64),
        reason: &'static str,
    ) {
        let all = self.all;
        let sorted = |among: &mut Vec<usize>, other: bool| {
            among.sort_by(|a, b| {
                let (a, b) = (&all[*a], &all[*b]);
                order(a, other).cmp(&order(b, other)).then_with(|| a.id().cmp(b.id()))
            });
        };
        sorted(&mut among, false);
        let mut otherwise = among.clone();
        sorted(&mut otherwise, true);
        let mut taken: Vec<usize> = Vec::new();
        for at in among {
            let mut beside = false;
            for other in taken.clone() {
                if self.conflict(against, other, at) {
                    beside = true;
                    // Which of the two is wider depends on what a fiscal year is taken to be.
                    let place = |at: usize| otherwise.iter().position(|found| *found == at);
                    self.murky |= place(other) > place(at);
                }
            }
            if beside {
                self.out.insert(at, vec![reason]);
            } else {
                taken.push(at);
            }
        }
    }

    /// Of one programme, what is the same money twice.
    fn in_programme(&mut self, programme: usize, qualifying: &[usize]) {
        let all = self.all;
        let own: Vec<usize> =
            qualifying.iter().copied().filter(|at| all[*at].programme == programme).collect();
        if own.iter().any(|at| !all[*at].key.cumulative) {
            for at in own.iter().filter(|at| all[**at].key.cumulative) {
                self.out.insert(*at, vec!["cumulative-beside-periodic"]);
            }
        }
        let settled = self.choice.settled;
        self.choose(
            &Against::Cumulative,
            self.left(&own),
            &|amount, _| (-i64::from(times::reach(&amount.key)), 0),
            "within-counted",
        );
        let width = |amount: &Amount, other: bool| {
            let (one, two) = times::widths(&amount.key);
            -(if other { two } else { one })
        };
        self.choose(
            &Against::OneSource,
            self.left(&own),
            &|amount, other| (width(amount, other), 0),
            "within-counted",
        );
        self.choose(
            &Against::Sources,
            self.left(&own),
            &|amount, other| (i64::from(!amount.preferred(settled)), width(amount, other)),
            "may-be-counted",
        );
    }

    /// Whether an amount is a parent's beside its children's.
    fn is_above(&self, at: usize, among: &[usize]) -> bool {
        let amount = &self.all[at];
        let under = self.world.under(amount.programme);
        among.iter().map(|other| &self.all[*other]).any(|other| {
            other.programme != amount.programme
                && under.contains(&other.programme)
                && may_be_same(&amount.key, &other.key)
        })
    }

    /// Whether one amount may pass on what the other brought: nothing is passed on before it came.
    fn passes_on(&self, later: &Amount, earlier: &Amount) -> bool {
        let provider = later.key.provider.map(principal);
        provider.is_some()
            && provider == earlier.key.receiver.map(principal)
            && self.world.linked((earlier.programme, &earlier.key), (later.programme, &later.key))
            && !times::certainly_after(&earlier.key, &later.key)
    }

    /// Every amount out of which one may be paid, by however many hands.
    fn out_of(&self, at: usize, bringing: &[usize]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            let before = bringing
                .iter()
                .copied()
                .filter(|other| *other != at && self.passes_on(&self.all[at], &self.all[*other]));
            open.extend(before.filter(|other| found.insert(*other)));
        }
        found
    }

    /// What passes on what was brought. In a circle neither is the earlier, unless it certainly flowed
    /// before: else all of it would be passed on, and nothing would be counted.
    fn passed_on(&self, survived: &[usize], bringing: &[usize]) -> BTreeSet<usize> {
        let passed = |at: &usize| {
            bringing.iter().filter(|other| *other != at).any(|other| {
                let (amount, earlier) = (&self.all[*at], &self.all[*other]);
                self.passes_on(amount, earlier)
                    && (times::certainly_after(&amount.key, &earlier.key)
                        || !self.out_of(*other, bringing).contains(at))
            })
        };
        survived.iter().copied().filter(passed).collect()
    }
}

pub(super) fn total(world: &World, choice: &Choice) -> Account {
    let told = amounts::of(world, choice.settled);
    let selected = world.selected(choice.of);
    let mut qualifying: Vec<usize> = Vec::new();
    let mut bringing: Vec<usize> = Vec::new();
    let mut parts: BTreeMap<usize, (Part, Part)> = BTreeMap::new();
    let mut weighing =
        Weighing { world, choice, all: &told.amounts, out: BTreeMap::new(), murky: false };
    for (at, amount) in told.amounts.iter().enumerate() {
        match but_for_period(world, amount.programme, &amount.key, choice) {
            Err(reasons) => {
                weighing.out.insert(at, reasons);
            }
            Ok(part) => {
                bringing.push(at);
                match in_period(&amount.key, choice) {
                    Err(reasons) => {
                        weighing.out.insert(at, reasons);
                    }
                    Ok(lasting) => {
                        qualifying.push(at);
                        weighing.murky |= amount.murky;
                        parts.insert(at, (part, lasting));
                    }
                }
            }
        }
    }
    // Where a giver is asked, what others passed on to it is not what it gave.
    let giver_asked = choice.wanted()[0].as_ref().is_some_and(|(_, strict)| *strict);
    let passed =
        if giver_asked { BTreeSet::new() } else { weighing.passed_on(&qualifying, &bringing) };
    // What is passed on stands for nothing else: else it and what it passes on, or a programme above
    // it, would leave one another out.
    for at in passed {
        weighing.out.insert(at, vec!["passed-on"]);
    }
    let qualifying = weighing.left(&qualifying);
    for programme in 0..world.programmes.len() {
        weighing.in_programme(programme, &qualifying);
    }
    let survived = weighing.left(&qualifying);
    for at in &survived {
        if !choice.levels_apart && weighing.is_above(*at, &survived) {
            weighing.out.insert(*at, vec!["parent-of-counted"]);
        }
    }
    let mut account = Account { murky: weighing.murky, ..Account::default() };
    for (programme, claim) in &told.denied {
        if selected.contains(programme) {
            account.left_out.insert(claim.id.clone(), vec!["denied"]);
        }
    }
    for (at, amount) in told.amounts.iter().enumerate() {
        if !selected.contains(&amount.programme) {
            continue;
        }
        let other_unit = |more: &Reasons| {
            let mut reasons = more.clone();
            reasons.push("other-unit");
            reasons
        };
        let out = weighing.out.get(&at);
        for claim in &amount.other {
            let reasons = other_unit(out.unwrap_or(&Vec::new()));
            account.left_out.insert(claim.id.clone(), reasons);
        }
        match out {
            Some(reasons) => {
                for claim in &amount.claims {
                    let reasons = if amount.murky { other_unit(reasons) } else { reasons.clone() };
                    account.left_out.insert(claim.id.clone(), reasons);
                }
            }
            None => {
                let (part, lasting) = parts[&at];
                account.counted.push(Counted {
                    span: taken(amount.span, part, lasting),
                    amount: amount.clone(),
                    part,
                });
            }
        }
    }
    account
}

/// A part by shares of a part by time of an amount.
fn taken(span: Span, part: Part, lasting: Part) -> Span {
    let all = [part.low, part.high]
        .into_iter()
        .flat_map(|share| [lasting.low, lasting.high].map(|time| span.times(share * time)));
    all.reduce(Span::hull).expect("four parts")
}

impl Settled {
    pub(super) const ALL: [Self; 4] =
        [Self::Nothing, Self::Nothing, Self::Prefer(1), Self::Majority];
}
