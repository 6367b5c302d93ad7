//! W4: what one country paid to another within a window, and what was paid within a programme tree.
//!
//! The floor has, for each donor and recipient, the days of the exact payments with the sums up to
//! each, and the payments of all programmes in preorder, so that a tree is one range. It knows no
//! shares, chains, overlaps or estimates: where ours leaves something out, the two differ.

use std::collections::{BTreeMap, HashMap, HashSet};

use bilateral::{
    Decimal, PartialDate, Program, ProgramRef, Record, ReportingPeriod, Stage, Total, Unit,
};
use time::Date;

use crate::measure::{Alike, Budget, Row, ask};
use crate::scene::{Pairs, Scene, any_day, random};

pub(crate) struct Floor {
    pub(crate) days: Pairs<(i32, i64)>,
    /// The sums up to each payment, over all pairs.
    sums: Vec<i64>,
    /// The payments of all programmes, in preorder.
    pub(crate) ordered: Vec<(i32, i64)>,
    /// Where the payments of a programme and all under it stand.
    pub(crate) trees: HashMap<String, (usize, usize)>,
    /// Pairs and programmes of which some payment has no exact day or amount.
    vague_pairs: HashSet<(usize, usize)>,
    vague_trees: HashSet<String>,
}

impl Floor {
    fn spent(&self, from: usize, to: usize, first: i32, last: i32) -> i64 {
        let payments = self.days.get(from, to);
        let start = self.days.range(from, to).start;
        let begun = payments.partition_point(|(day, _)| *day < first);
        let ended = payments.partition_point(|(day, _)| *day <= last);
        self.sums[start + ended] - self.sums[start + begun]
    }

    fn within(&self, (start, end): (usize, usize), first: i32, last: i32) -> i64 {
        let payments = self.ordered[start..end].iter();
        payments.filter(|(day, _)| first <= *day && *day <= last).map(|(_, amount)| amount).sum()
    }
}

/// A payment: from whom, to whom, and when and how much, where both are exact.
type Payment = ((usize, usize), Option<(i32, i64)>);

/// The payments of a programme, in cash and done.
fn payments(scene: &Scene, program: &Program) -> Vec<Payment> {
    let paid = program
        .transactions
        .iter()
        .filter(|it| it.stage == Stage::Disbursement && !it.in_kind && !it.estimated);
    paid.filter_map(|it| {
        let from = scene.principal(it.provider.as_ref()?)?;
        let to = scene.principal(it.receiver.as_ref()?)?;
        let amount = it.estimate.exact().and_then(|amount| whole(amount.value()));
        Some(((from, to), it.on.and_then(exact).zip(amount)))
    })
    .collect()
}

/// A number without a fraction.
pub(crate) fn whole(value: Decimal) -> Option<i64> {
    let power = 10_i64.pow(u32::try_from(value.exponent()).ok()?);
    Some(i64::try_from(value.coefficient()).ok()? * power)
}

fn exact(date: PartialDate) -> Option<i32> {
    let days = date.possible();
    days.first().filter(|first| days.last() == Some(*first)).map(Date::to_julian_day)
}

pub(crate) fn floor(scene: &Scene) -> Floor {
    let mut programs: Vec<&Program> = Vec::new();
    let mut children: BTreeMap<&str, Vec<&Program>> = BTreeMap::new();
    for record in &scene.records {
        let Record::Program(program) = record else { continue };
        programs.push(program);
        if let Some(parent) = program.parent.as_deref() {
            children.entry(parent).or_default().push(program);
        }
    }
    let paid = || programs.iter().flat_map(|program| payments(scene, program));
    let of_pairs = paid().filter_map(|(pair, payment)| Some((pair, payment?))).collect();
    let vague_pairs = paid().filter(|it| it.1.is_none()).map(|(pair, _)| pair).collect();
    let days: Pairs<(i32, i64)> = Pairs::of(scene.count(), of_pairs);
    let mut sums = vec![0];
    for (_, amount) in days.values() {
        sums.push(sums[sums.len() - 1] + amount);
    }
    let mut floor = Floor {
        days,
        sums,
        ordered: Vec::new(),
        trees: HashMap::new(),
        vague_pairs,
        vague_trees: HashSet::new(),
    };
    for root in programs.iter().filter(|program| program.parent.is_none()) {
        floor.descend(scene, root, &children);
    }
    floor
}

impl Floor {
    /// Puts the payments of a programme and all under it behind those before; tells whether some
    /// are vague.
    fn descend(
        &mut self,
        scene: &Scene,
        program: &Program,
        children: &BTreeMap<&str, Vec<&Program>>,
    ) -> bool {
        let start = self.ordered.len();
        let own = payments(scene, program);
        let mut is_vague = own.iter().any(|(_, payment)| payment.is_none());
        self.ordered.extend(own.into_iter().filter_map(|(_, payment)| payment));
        for child in children.get(program.id.as_str()).into_iter().flatten() {
            is_vague |= self.descend(scene, child, children);
        }
        self.trees.insert(program.id.clone(), (start, self.ordered.len()));
        if is_vague {
            self.vague_trees.insert(program.id.clone());
        }
        is_vague
    }
}

/// A window of whole days.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub(crate) first: i32,
    pub(crate) last: i32,
    pub(crate) period: ReportingPeriod,
}

pub(crate) fn any_window(random: &mut crate::world::Random) -> Window {
    let (a, b) = (any_day(random), any_day(random));
    let (first, last) = (a.min(b), a.max(b));
    let period =
        ReportingPeriod::span(Some(PartialDate::from(first)), Some(PartialDate::from(last)));
    let period = period.expect("two days in order");
    Window { first: first.to_julian_day(), last: last.to_julian_day(), period }
}

/// The sum in US dollars, and whether it is exact and nothing that may belong to it was left out.
fn dollars(total: &Total<'_>) -> (i64, bool) {
    let bounds = total.in_unit(Unit::USD).ok();
    let value = bounds.and_then(|bounds| bounds.lower()).map(|bound| bound.value);
    let value = value.and_then(whole).unwrap_or(0);
    let complete = total.left_out().iter().all(|it| it.reason.is_apart());
    (value, complete && bounds.is_none_or(|bounds| bounds.is_exact()))
}

struct Question<'s> {
    from: usize,
    to: usize,
    tree: ProgramRef<'s>,
    range: (usize, usize),
    window: Window,
}

pub(crate) fn measure<'s>(scene: &'s Scene, budget: Budget, questions: usize) -> [Row; 2] {
    let floor = floor(scene);
    let mut random = random(104);
    let count = scene.count();
    let paying: Vec<(usize, usize)> = (0..count)
        .flat_map(|a| (0..count).map(move |b| (a, b)))
        .filter(|(a, b)| !floor.days.get(*a, *b).is_empty())
        .collect();
    let roots: Vec<ProgramRef<'s>> = scene
        .archive
        .programs()
        .iter()
        .filter(|it| it.parent().is_none() && it.children().next().is_some())
        .collect();
    let questions: Vec<Question<'s>> = (0..questions)
        .map(|_| {
            let (from, to) = paying[random.below(paying.len())];
            let tree = roots[random.below(roots.len())];
            let range = floor.trees[tree.id()];
            Question { from, to, tree, range, window: any_window(&mut random) }
        })
        .collect();
    let code = |number: usize| scene.countries[number];
    let spent = |asked: &Question<'s>| {
        let programs = scene.archive.dossier(code(asked.from), code(asked.to)).programs();
        programs.given_by(code(asked.from)).total(Stage::Disbursement, &asked.window.period)
    };
    let within =
        |asked: &Question<'s>| asked.tree.tree().total(Stage::Disbursement, &asked.window.period);
    let of_pair = |asked: &Question<'s>| {
        floor.spent(asked.from, asked.to, asked.window.first, asked.window.last)
    };
    let of_tree =
        |asked: &Question<'s>| floor.within(asked.range, asked.window.first, asked.window.last);

    let (mut plain, mut same) = ([0; 2], [0; 2]);
    for asked in &questions[..questions.len().min(2_000)] {
        // What is vague, and what ours cannot add exactly, the floor does not know of.
        if !floor.vague_pairs.contains(&(asked.from, asked.to)) {
            let (ours, is_plain) = dollars(&spent(asked));
            plain[0] += usize::from(is_plain);
            same[0] += usize::from(is_plain && ours == of_pair(asked));
        }
        if !floor.vague_trees.contains(asked.tree.id()) {
            let (ours, is_plain) = dollars(&within(asked));
            plain[1] += usize::from(is_plain);
            same[1] += usize::from(is_plain && ours == of_tree(asked));
        }
    }
    let alike = |at: usize| Alike { alike: same[at], asked: plain[at], least: 1.0 };

    let value = |total: &Total<'_>| dollars_of(total);
    let pair = ask(budget, &questions, |asked| value(&spent(asked)), |asked| of_pair(asked) as u64);
    let tree =
        ask(budget, &questions, |asked| value(&within(asked)), |asked| of_tree(asked) as u64);
    [
        pair.row("W4", "paid by one to another within a window", 1.25, alike(0)),
        tree.row("W4", "paid within a programme tree and a window", 1.25, alike(1)),
    ]
}

/// The sum alone.
pub(crate) fn dollars_of(total: &Total<'_>) -> u64 {
    let lower = total.in_unit(Unit::USD).ok().and_then(|bounds| bounds.lower());
    lower.map_or(0, |bound| bound.value.coefficient() as u64)
}
